//! Base64 (RFC 4648 §4), base64url (§5) and hex (§8), strictly: one text for one value, and the place of a fault.

use std::borrow::Cow;

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use percent_encoding::percent_decode_str;

/// A way to write bytes as text.
#[derive(Clone, Copy, Debug)]
pub struct Encoding(&'static data_encoding::Encoding);

/// Base64 without padding.
pub const BASE64: Encoding = Encoding(&BASE64_NOPAD);
/// Base64url without padding (RFC 7515 §2).
pub const BASE64URL: Encoding = Encoding(&BASE64URL_NOPAD);
/// Hex: lower case when written, either case when read.
pub const HEX: Encoding = Encoding(&HEXLOWER_PERMISSIVE);

/// What is wrong with a text, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub problem: Problem,
    /// The byte, counted from 0, at which it is wrong; for a wrong length or trailing bits the last one.
    pub at: usize,
}

/// What is wrong with a text in base64, base64url or hex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A character that is not in the alphabet.
    Character(char),
    /// `=` at the end where none may stand, or not as many.
    Padding,
    /// A length that no bytes are encoded to.
    Length,
    /// The last character holds bits that belong to no byte (RFC 4648 §3.5).
    TrailingBits,
}

impl Fault {
    /// The same with the place counted otherwise; the last byte stays the last.
    pub fn moved(self, place: impl FnOnce(usize) -> usize) -> Self {
        match self.problem {
            Problem::Character(_) | Problem::Padding => Self {
                at: place(self.at),
                ..self
            },
            Problem::Length | Problem::TrailingBits => self,
        }
    }
}

impl Encoding {
    /// The text of some bytes.
    pub fn encode(self, bytes: &[u8]) -> String {
        self.0.encode(bytes)
    }

    /// The text of some bytes, padded to a multiple of four characters. It is nowhere else in memory: the bytes may be
    /// a private key.
    pub fn encode_padded(self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
        self.0.encode_append(bytes, &mut text);
        while !text.len().is_multiple_of(4) {
            text.push('=');
        }
        text
    }

    /// The bytes of a text without padding.
    ///
    /// # Errors
    /// The first character that is wrong.
    pub fn decode(self, text: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        self.decode_into(text, &mut bytes)?;
        Ok(bytes)
    }

    /// Decodes into a buffer, whose memory is reused; after an error it is empty.
    ///
    /// # Errors
    /// The first character that is wrong.
    pub fn decode_into(self, text: &[u8], bytes: &mut Vec<u8>) -> Result<(), Fault> {
        let decoded = self.0.decode_len(text.len()).and_then(|length| {
            bytes.resize(length, 0);
            self.0
                .decode_mut(text, bytes)
                .map_err(|partial| partial.error)
        });
        if let Ok(length) = decoded {
            bytes.truncate(length);
            return Ok(());
        }
        bytes.clear();
        Err(self.fault(text))
    }

    /// The bytes of a base64 or base64url text with the padding that its length asks for (RFC 4648 §3.2), or without.
    ///
    /// # Errors
    /// The first character that is wrong.
    pub fn decode_padded(self, text: &[u8]) -> Result<Vec<u8>, Fault> {
        let bare = match text {
            [bare @ .., b'=', b'='] | [bare @ .., b'='] if text.len().is_multiple_of(4) => bare,
            _ => text,
        };
        self.decode(bare)
    }

    /// What is wrong with a text that does not decode.
    fn fault(self, text: &[u8]) -> Fault {
        let Some(at) = text
            .iter()
            .position(|byte| self.0.interpret_byte(*byte).is_symbol().is_none())
        else {
            let problem = match self.0.decode_len(text.len()) {
                Ok(_) => Problem::TrailingBits,
                Err(_) => Problem::Length,
            };
            return Fault {
                problem,
                at: text.len().saturating_sub(1),
            };
        };
        let rest = text.get(at..).unwrap_or_default();
        let character = rest.utf8_chunks().next();
        let character = character.and_then(|chunk| chunk.valid().chars().next());
        let problem = match character {
            Some('=') if rest.iter().all(|byte| *byte == b'=') => Problem::Padding,
            other => Problem::Character(other.unwrap_or(char::REPLACEMENT_CHARACTER)),
        };
        Fault { problem, at }
    }
}

/// Whether a byte is a character of base64url.
pub const fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The text behind `%XX` (RFC 3986 §2.1), encoded once or several times; `None` where nothing is encoded.
pub fn percent_decoded(text: &str) -> Option<String> {
    /// Twice is not rare, as a redirect in a redirect.
    const MOST: usize = 3;
    let mut decoded = Cow::Borrowed(text);
    for _ in 0..MOST {
        match percent_decode_str(&decoded).decode_utf8() {
            Ok(plain) if plain != decoded => decoded = Cow::Owned(plain.into_owned()),
            _ => break,
        }
    }
    (decoded != text).then(|| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn one_value_has_one_text(
            bytes in vec(any::<u8>(), 0..200),
            wrong in proptest::option::of((any::<proptest::sample::Index>(), any::<u8>())),
            cut in 0_usize..3,
        ) {
            for encoding in [BASE64, BASE64URL, HEX] {
                let mut text = encoding.encode(&bytes).into_bytes();
                text.truncate(text.len().saturating_sub(cut));
                if let Some((place, byte)) = wrong && !text.is_empty() {
                    *place.get_mut(&mut text) = byte.to_ascii_lowercase();
                }
                let mut into = b"before".to_vec();
                match encoding.decode_into(&text, &mut into) {
                    Ok(()) => prop_assert_eq!(encoding.encode(&into).into_bytes(), text),
                    Err(fault) => prop_assert!(into.is_empty() && fault.at < text.len()),
                }
            }
        }
    }

    #[test]
    fn a_fault_has_its_place() {
        use Problem::{Character, Length, Padding, TrailingBits};
        let fault = |encoding: Encoding, text: &[u8]| {
            let fault = encoding.decode_padded(text).unwrap_err();
            (fault.problem, fault.at)
        };
        assert_eq!(BASE64URL.decode(b"-_8"), Ok(vec![0xfb, 0xff]));
        assert_eq!(BASE64.decode_padded(b"+/8="), Ok(vec![0xfb, 0xff]));
        assert_eq!(BASE64.decode_padded(b"+/8"), Ok(vec![0xfb, 0xff]));
        assert_eq!(HEX.decode(b"00fFa9"), Ok(vec![0, 255, 169]));
        let strict = BASE64URL.decode(b"-_8=").unwrap_err();
        assert_eq!((strict.problem, strict.at), (Padding, 3));
        for (encoding, text, expected) in [
            (BASE64URL, "a+8", (Character('+'), 1)),
            (BASE64URL, "ab가", (Character('가'), 2)),
            (BASE64URL, "a=b", (Character('='), 1)),
            (BASE64URL, "AQ\n", (Character('\n'), 2)),
            (BASE64URL, "abcde", (Length, 4)),
            (BASE64URL, "-_9", (TrailingBits, 2)),
            (BASE64, "A-AA", (Character('-'), 1)),
            (BASE64, "AQ=", (Padding, 2)),
            (BASE64, "AQAB====", (Padding, 4)),
            (BASE64, "====", (Padding, 0)),
            (HEX, "0", (Length, 0)),
            (HEX, "0x", (Character('x'), 1)),
        ] {
            assert_eq!(fault(encoding, text.as_bytes()), expected, "{text}");
        }
        let broken = fault(BASE64URL, b"ab\xff");
        assert_eq!(broken, (Character('\u{fffd}'), 2));
    }
}
