//! base64url without padding (RFC 7515 §2, RFC 4648 §5), strictly: the one alphabet, no `=`, no stray bits.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Why a text is not base64url, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub problem: Problem,
    /// The byte, counted from 0, at which it is wrong.
    pub at: usize,
}

/// What is wrong with a text that should be base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// `=` at the end.
    Padding,
    /// `+` or `/`: the alphabet of plain base64 (RFC 4648 §4).
    PlainAlphabet(char),
    /// Any other character.
    Stray(char),
    /// A length that no bytes encode to: a multiple of four and one more.
    Length,
    /// The last character holds bits that belong to no byte (RFC 4648 §3.5).
    StrayBits,
}

/// The text of some bytes.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a text.
///
/// # Errors
/// At the first character that is wrong.
pub fn decode(text: &[u8]) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    Decoder::Few.decode_into(text, &mut bytes)?;
    Ok(bytes)
}

/// The library that decodes: the bytes and the errors are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decoder {
    /// For a few texts. It asks the processor nothing: in a virtual machine the host answers each question, which takes
    /// 30 µs in all, many times as long as decoding a token does.
    #[default]
    Few,
    /// For many texts: in half the time, with what this processor can do.
    Many,
}

impl Decoder {
    /// As [`decode`], into a buffer that is emptied first and keeps its memory; after an error it is empty.
    ///
    /// # Errors
    /// At the first character that is wrong.
    pub fn decode_into(self, text: &[u8], bytes: &mut Vec<u8>) -> Result<(), Error> {
        bytes.clear();
        let good = match self {
            Self::Few => URL_SAFE_NO_PAD.decode_vec(text, bytes).is_ok(),
            Self::Many => base64_simd::URL_SAFE_NO_PAD
                .decode_append(text, bytes)
                .is_ok(),
        };
        if good {
            return Ok(());
        }
        bytes.clear();
        Err(locate(text))
    }
}

fn locate(text: &[u8]) -> Error {
    let stray = text.iter().position(|byte| !is_digit(*byte));
    let Some(at) = stray else {
        let problem = if text.len() % 4 == 1 {
            Problem::Length
        } else {
            Problem::StrayBits
        };
        return Error {
            problem,
            at: text.len().saturating_sub(1),
        };
    };
    let rest = text.get(at..).unwrap_or_default();
    let character = rest
        .utf8_chunks()
        .next()
        .and_then(|chunk| chunk.valid().chars().next())
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    let problem = match character {
        '=' if rest.iter().all(|byte| *byte == b'=') => Problem::Padding,
        '+' | '/' => Problem::PlainAlphabet(character),
        other => Problem::Stray(other),
    };
    Error { problem, at }
}

/// Whether a byte is a character of the base64url alphabet.
#[must_use]
pub const fn is_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_decoders_agree(
            bytes in vec(any::<u8>(), 0..200),
            wrong in proptest::option::of((any::<proptest::sample::Index>(), any::<u8>())),
            cut in 0_usize..3,
        ) {
            let mut text = encode(&bytes).into_bytes();
            text.truncate(text.len().saturating_sub(cut));
            if let Some((place, byte)) = wrong && !text.is_empty() {
                *place.get_mut(&mut text) = byte;
            }
            let decode = |decoder: Decoder| {
                let mut into = b"before".to_vec();
                let result = decoder.decode_into(&text, &mut into);
                (result, into)
            };
            let few = decode(Decoder::Few);
            prop_assert_eq!(&few, &decode(Decoder::Many));
            match few.0 {
                Ok(()) => prop_assert_eq!(encode(&few.1).into_bytes(), text),
                Err(_) => prop_assert!(few.1.is_empty()),
            }
        }
    }

    #[test]
    fn only_the_strict_form_decodes() {
        let problem = |text: &str| decode(text.as_bytes()).unwrap_err();
        assert_eq!(decode(b"-_8").unwrap(), [0xfb, 0xff]);
        assert_eq!(decode(b"").unwrap(), b"");
        assert_eq!(
            problem("-_8="),
            Error {
                problem: Problem::Padding,
                at: 3
            }
        );
        assert_eq!(
            problem("a+8"),
            Error {
                problem: Problem::PlainAlphabet('+'),
                at: 1
            }
        );
        assert_eq!(
            problem("ab가"),
            Error {
                problem: Problem::Stray('가'),
                at: 2
            }
        );
        assert_eq!(
            problem("a=b"),
            Error {
                problem: Problem::Stray('='),
                at: 1
            }
        );
        assert_eq!(
            problem("abcde"),
            Error {
                problem: Problem::Length,
                at: 4
            }
        );
        assert_eq!(
            problem("-_9"),
            Error {
                problem: Problem::StrayBits,
                at: 2
            }
        );
        assert_eq!(
            decode(b"ab\xff").unwrap_err().problem,
            Problem::Stray('\u{fffd}')
        );
    }
}
