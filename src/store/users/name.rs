//! The names of users.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::store::StoreProblem;

/// The longest name in bytes, after NFC.
pub const MAX_NAME: usize = 256;

/// A name that a user may have, in NFC: 1 to 256 bytes without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserName(String);

impl UserName {
    /// Takes a name as it was typed.
    ///
    /// # Errors
    /// When it is empty, too long, or has a control character (C0, DEL, C1).
    pub fn new(typed: &str) -> Result<Self, StoreProblem> {
        if typed.is_empty() {
            return Err(StoreProblem::NameEmpty);
        }
        let name = nfc(typed);
        if name.len() > MAX_NAME {
            return Err(StoreProblem::NameTooLong {
                bytes: name.len(),
                limit: MAX_NAME,
            });
        }
        match name.chars().find(|character| character.is_control()) {
            Some(character) => Err(StoreProblem::NameHasControl { character }),
            None => Ok(Self(name.into_owned())),
        }
    }

    /// The name in NFC.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a name from a file is this one.
    #[must_use]
    pub fn is(&self, other: &str) -> bool {
        nfc(other) == self.0
    }
}

impl fmt::Display for UserName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether a name from a file is one that a user may have.
pub(super) fn is_allowed(name: &str) -> bool {
    let short = !name.is_empty() && name.len() <= MAX_NAME;
    if short && name.is_ascii() {
        return !name.bytes().any(|byte| byte.is_ascii_control());
    }
    UserName::new(name).is_ok()
}

/// A text in NFC; borrowed where it is so already.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_after_nfc() {
        let name = UserName::new("cafe\u{301}").unwrap();
        assert_eq!(name.as_str(), "caf\u{e9}");
        assert!(name.is("caf\u{e9}") && name.is("cafe\u{301}") && !name.is("cafe"));
        let decomposed = UserName::new("\u{1112}\u{1169}\u{11bc}").unwrap();
        assert_eq!(decomposed.as_str(), "홍");
    }

    #[test]
    fn names_have_limits() {
        assert_eq!(UserName::new(""), Err(StoreProblem::NameEmpty));
        assert!(UserName::new(&"가".repeat(85)).is_ok());
        assert_eq!(
            UserName::new(&"가".repeat(86)),
            Err(StoreProblem::NameTooLong {
                bytes: 258,
                limit: MAX_NAME
            })
        );
        for character in ['\n', '\u{7f}', '\u{9b}', '\0'] {
            assert_eq!(
                UserName::new(&format!("a{character}b")),
                Err(StoreProblem::NameHasControl { character })
            );
        }
    }
}
