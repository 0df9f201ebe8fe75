//! What is wrong with a text in base64, base64url or hex.

use crate::text::Say;

/// What is wrong with a text in base64, base64url or hex. Places are bytes of that text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// A character that may not stand there.
    Character {
        /// Where.
        at: usize,
        /// Which.
        found: char,
    },
    /// Padding where there may be none, or not as much.
    Padding {
        /// Where it begins.
        at: usize,
    },
    /// A length that no such text has.
    Length {
        /// The length.
        found: usize,
    },
    /// Bits behind the last byte that are not zero.
    TrailingBits,
}

impl TextFault {
    /// The place, where it has one.
    #[must_use]
    pub fn at(self) -> Option<usize> {
        match self {
            Self::Character { at, .. } | Self::Padding { at } => Some(at),
            Self::Length { .. } | Self::TrailingBits => None,
        }
    }

    /// The same with its place counted otherwise.
    #[must_use]
    pub fn moved(self, place: impl Fn(usize) -> usize) -> Self {
        match self {
            Self::Character { at, found } => Self::Character {
                at: place(at),
                found,
            },
            Self::Padding { at } => Self::Padding { at: place(at) },
            other => other,
        }
    }
}

impl TextFault {
    /// What is wrong, without the place.
    pub(super) fn what_en(self) -> String {
        match self {
            Self::Character { found, .. } => format!("unexpected character {found:?}"),
            Self::Padding { .. } => "wrong padding".into(),
            Self::Length { .. } => "the length is impossible, something is missing".into(),
            Self::TrailingBits => "the last character has bits that belong to no byte".into(),
        }
    }

    pub(super) fn what_ko(self) -> String {
        match self {
            Self::Character { found, .. } => format!("허용되지 않는 문자가 있습니다 ({found:?})"),
            Self::Padding { .. } => "패딩(=)이 올바르지 않습니다".into(),
            Self::Length { .. } => "길이가 맞지 않아 빠진 부분이 있습니다".into(),
            Self::TrailingBits => "마지막 문자에 남는 비트가 있습니다".into(),
        }
    }
}

impl Say for TextFault {
    fn en(&self) -> String {
        match self {
            Self::Character { at, found } => format!("unexpected character {found:?} at byte {at}"),
            Self::Padding { at } => format!("padding (=) that may not stand there, at byte {at}"),
            Self::Length { found } => {
                format!("no such text has a length of {found}, something is missing")
            }
            Self::TrailingBits => self.what_en(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Character { at, found } => {
                format!("허용되지 않는 문자가 있습니다 ({found:?}, 위치: {at}바이트)")
            }
            Self::Padding { at } => {
                format!("패딩(=)이 올바르지 않습니다 (위치: {at}바이트)")
            }
            Self::Length { found } => {
                format!("길이가 맞지 않아 빠진 부분이 있습니다 (길이: {found})")
            }
            Self::TrailingBits => self.what_ko(),
        }
    }
}
