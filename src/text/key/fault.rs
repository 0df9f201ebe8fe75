//! What is wrong with a text in base64, base64url or hex.

use crate::encoding::{Fault, Problem};
use crate::text::Say;

impl Fault {
    /// What is wrong, without the place.
    pub(super) fn what_en(self) -> String {
        match self.problem {
            Problem::Character(found) => format!("unexpected character {found:?}"),
            Problem::Padding => "wrong padding".into(),
            Problem::Length => "the length is impossible, something is missing".into(),
            Problem::TrailingBits => "the last character has bits that belong to no byte".into(),
        }
    }

    pub(super) fn what_ko(self) -> String {
        match self.problem {
            Problem::Character(found) => format!("허용되지 않는 문자가 있습니다 ({found:?})"),
            Problem::Padding => "패딩(=)이 올바르지 않습니다".into(),
            Problem::Length => "길이가 맞지 않아 빠진 부분이 있습니다".into(),
            Problem::TrailingBits => "마지막 문자에 남는 비트가 있습니다".into(),
        }
    }
}

impl Say for Fault {
    fn en(&self) -> String {
        let at = self.at;
        match self.problem {
            Problem::Character(found) => format!("unexpected character {found:?} at byte {at}"),
            Problem::Padding => format!("padding (=) that may not stand there, at byte {at}"),
            Problem::Length => format!(
                "no such text has a length of {}, something is missing",
                at + 1
            ),
            Problem::TrailingBits => self.what_en(),
        }
    }

    fn ko(&self) -> String {
        let at = self.at;
        match self.problem {
            Problem::Character(found) => {
                format!("허용되지 않는 문자가 있습니다 ({found:?}, 위치: {at}바이트)")
            }
            Problem::Padding => format!("패딩(=)이 올바르지 않습니다 (위치: {at}바이트)"),
            Problem::Length => format!("길이가 맞지 않아 빠진 부분이 있습니다 (길이: {})", at + 1),
            Problem::TrailingBits => self.what_ko(),
        }
    }
}
