//! Base64 in both alphabets and hex, as strictly as JOSE wants them, with the place of what is wrong.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::base64url::{self, Problem};
use crate::text::key::TextFault;

/// The bytes of a base64url text, as strictly as [`base64url::decode`]: one value has one text.
///
/// # Errors
/// At the first character that may not stand there.
pub fn decode_url(text: &[u8]) -> Result<Vec<u8>, TextFault> {
    base64url::decode(text).map_err(|error| match error.problem {
        Problem::Padding | Problem::Stray('=') => TextFault::Padding { at: error.at },
        Problem::PlainAlphabet(found) | Problem::Stray(found) => TextFault::Character {
            at: error.at,
            found,
        },
        Problem::Length => TextFault::Length { found: text.len() },
        Problem::StrayBits => TextFault::TrailingBits,
    })
}

/// The bytes of a base64 text in the alphabet with `+/`, with its padding or without.
///
/// # Errors
/// At the first character that may not stand there.
pub fn decode_standard(text: &[u8]) -> Result<Vec<u8>, TextFault> {
    STANDARD_NO_PAD
        .decode(unpadded(text)?)
        .map_err(|_| fault(text))
}

/// As [`decode_url`], with padding allowed.
///
/// # Errors
/// At the first character that may not stand there.
pub fn decode_url_padded(text: &[u8]) -> Result<Vec<u8>, TextFault> {
    decode_url(unpadded(text)?)
}

/// The bytes of a hex text in either case.
///
/// # Errors
/// At the first character that is no hex digit, or for an odd count of digits.
pub fn decode_hex(text: &[u8]) -> Result<Vec<u8>, TextFault> {
    let digit = |at: usize, byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
            .ok_or_else(|| character(text, at))
    };
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for (index, pair) in text.chunks(2).enumerate() {
        match pair {
            [high, low] => {
                let high = digit(2 * index, *high)?;
                bytes.push(high << 4 | digit(2 * index + 1, *low)?);
            }
            [last] => {
                digit(2 * index, *last)?;
                return Err(TextFault::Length { found: text.len() });
            }
            _ => {}
        }
    }
    Ok(bytes)
}

/// The hex text of bytes in lower case.
#[must_use]
pub fn encode_hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// The text without the padding that its length asks for (RFC 4648 §3.2).
fn unpadded(text: &[u8]) -> Result<&[u8], TextFault> {
    let ([bare @ .., b'=', b'='] | [bare @ .., b'=']) = text else {
        return Ok(text);
    };
    if text.len().is_multiple_of(4) && bare.last() != Some(&b'=') {
        Ok(bare)
    } else {
        Err(TextFault::Padding { at: bare.len() })
    }
}

/// Why a text is no base64 in the alphabet with `+/`.
fn fault(text: &[u8]) -> TextFault {
    let wrong = text
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !b"+/".contains(byte));
    match wrong {
        Some(at) if text.get(at) == Some(&b'=') => TextFault::Padding { at },
        Some(at) => character(text, at),
        None if text.len() % 4 == 1 => TextFault::Length { found: text.len() },
        None => TextFault::TrailingBits,
    }
}

/// The character that begins at a byte, or the replacement character where there is none.
fn character(text: &[u8], at: usize) -> TextFault {
    let rest = text.get(at..).unwrap_or_default();
    let rest = rest.get(..4).unwrap_or(rest);
    let found = rest
        .utf8_chunks()
        .next()
        .and_then(|chunk| chunk.valid().chars().next())
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    TextFault::Character { at, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_has_one_text() {
        assert_eq!(decode_url(b"AQAB"), Ok(vec![1, 0, 1]));
        assert_eq!(decode_url(b"_-8"), Ok(vec![0xff, 0xef]));
        assert_eq!(decode_url(b"AQ=="), Err(TextFault::Padding { at: 2 }));
        assert_eq!(decode_url(b"A"), Err(TextFault::Length { found: 1 }));
        assert_eq!(decode_url(b"AR"), Err(TextFault::TrailingBits));
        assert_eq!(
            decode_url(b"A+A"),
            Err(TextFault::Character { at: 1, found: '+' })
        );
        assert_eq!(
            decode_url(b"AQ\n"),
            Err(TextFault::Character { at: 2, found: '\n' })
        );
        assert_eq!(
            decode_url("AQé".as_bytes()),
            Err(TextFault::Character { at: 2, found: 'é' })
        );
        let long = [b"A".repeat(100), b" ".to_vec(), b"A".repeat(101)].concat();
        assert_eq!(
            decode_url(&long),
            Err(TextFault::Character {
                at: 100,
                found: ' '
            })
        );
    }

    #[test]
    fn padding_is_whole_or_absent() {
        assert_eq!(decode_standard(b"+/8="), Ok(vec![0xfb, 0xff]));
        assert_eq!(decode_standard(b"+/8"), Ok(vec![0xfb, 0xff]));
        assert_eq!(decode_standard(b"AQ=="), Ok(vec![1]));
        assert_eq!(decode_standard(b"AQ="), Err(TextFault::Padding { at: 2 }));
        assert_eq!(
            decode_standard(b"AQAB===="),
            Err(TextFault::Padding { at: 6 })
        );
        assert_eq!(decode_standard(b"===="), Err(TextFault::Padding { at: 2 }));
        assert_eq!(
            decode_standard(b"A-AA"),
            Err(TextFault::Character { at: 1, found: '-' })
        );
        assert_eq!(decode_url_padded(b"_-8="), Ok(vec![0xff, 0xef]));
    }

    #[test]
    fn hex_has_pairs_of_digits() {
        assert_eq!(decode_hex(b"00fFa9"), Ok(vec![0, 255, 169]));
        assert_eq!(decode_hex(b"0"), Err(TextFault::Length { found: 1 }));
        assert_eq!(
            decode_hex(b"0x"),
            Err(TextFault::Character { at: 1, found: 'x' })
        );
        assert_eq!(encode_hex(&[0, 255, 169]), "00ffa9");
    }
}
