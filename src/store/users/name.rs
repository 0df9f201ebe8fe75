//! The names of users.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::output::escape;
use crate::store::messages::StoreProblem;

/// The longest name in bytes, after NFC.
pub const MAX_NAME: usize = 256;

/// The name of a user, in NFC: 1 to 256 bytes without control characters.
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

    /// Takes the name of a new account, which people must be able to read and to tell from any other.
    ///
    /// Accounts that have another name already can still log in, and be disabled or removed.
    ///
    /// # Errors
    /// As for [`UserName::new`]; when it has an invisible character, or a space at either end.
    pub fn for_new_account(typed: &str) -> Result<Self, StoreProblem> {
        let name = Self::new(typed)?;
        if let Some(character) = name.0.chars().find(|character| is_invisible(*character)) {
            return Err(StoreProblem::NameHasInvisible { character });
        }
        if name.0.starts_with(' ') || name.0.ends_with(' ') {
            return Err(StoreProblem::NameEndsWithSpace);
        }
        Ok(name)
    }

    /// The name in NFC.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a name from a file is this one.
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

/// Whether a character can't be seen: format characters, bidi controls, default ignorables (fillers, variation selectors,
/// tags), any white space but the plain space, which it looks like, and what no font has to draw.
fn is_invisible(character: char) -> bool {
    use GeneralCategory::{Format, PrivateUse, Unassigned};
    escape::is_hostile(character)
        || (character.is_whitespace() && character != ' ')
        || matches!(
            character.general_category(),
            Format | PrivateUse | Unassigned
        )
        // Drawn as nothing: the blank Braille pattern, the object replacement, the musical null notehead.
        || matches!(character, '\u{2800}' | '\u{fffc}' | '\u{1d159}')
}

/// Whether two names are one, however they are composed.
pub(in crate::store) fn same_name(one: &str, other: &str) -> bool {
    one == other || nfc(one) == nfc(other)
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
    fn a_new_name_can_be_seen_and_told_apart() {
        for name in [
            "hong",
            "Hong Sun",
            "홍선",
            "\u{1112}\u{1169}\u{11bc}\u{1109}\u{1165}\u{11ab}",
            "josé",
            "김 철수",
            "🙂",
        ] {
            assert_eq!(
                UserName::for_new_account(name),
                UserName::new(name),
                "{name}"
            );
        }
        for character in "\u{ad}\u{34f}\u{600}\u{61c}\u{115f}\u{1160}\u{17b4}\u{180b}\u{180e}\u{180f}\u{200b}\u{200d}\u{200e}\
            \u{202e}\u{2028}\u{2029}\u{2060}\u{2066}\u{2800}\u{3164}\u{fe0f}\u{feff}\u{ffa0}\u{fff9}\u{13430}\u{1d173}\u{e0041}\
            \u{e0101}\u{a0}\u{3000}\u{2003}\u{fffc}\u{1d159}\u{e000}\u{f8ff}\u{10fffd}\u{378}\u{fdd0}\u{ffff}"
            .chars()
        {
            for name in [format!("a{character}b"), character.into(), format!("a{character}")] {
                assert!(
                    matches!(
                        UserName::for_new_account(&name),
                        Err(StoreProblem::NameHasInvisible { .. })
                    ),
                    "{name:?}"
                );
                assert!(UserName::new(&name).is_ok(), "{name:?}");
            }
        }
        for name in [" a", "a ", " "] {
            assert_eq!(
                UserName::for_new_account(name),
                Err(StoreProblem::NameEndsWithSpace)
            );
        }
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
