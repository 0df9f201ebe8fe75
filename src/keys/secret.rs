//! Decoding an HMAC secret that is written as text.

use zeroize::Zeroizing;

use super::Hidden;
use crate::encoding::{BASE64, BASE64URL, HEX};
use crate::keys::messages::KeyProblem;

/// How the bytes of a secret are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SecretEncoding {
    /// The text's own bytes.
    #[default]
    Text,
    /// Base64 (RFC 4648 §4), padded or not.
    Base64,
    /// Base64 for URLs (RFC 4648 §5), padded or not.
    Base64url,
    /// Two hex digits a byte.
    Hex,
}

impl SecretEncoding {
    /// Every encoding, in the order in which people should read them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Base64, Self::Base64url, Self::Hex];

    /// The name: `text`, `base64`, `base64url`, `hex`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Base64 => "base64",
            Self::Base64url => "base64url",
            Self::Hex => "hex",
        }
    }

    /// The bytes that a text stands for.
    ///
    /// Of an encoded secret the ASCII white space is no part, wherever it stands: `base64` and `xxd` break lines.
    /// A text is taken as it is; whoever read it from a file has taken off its last line break.
    ///
    /// # Errors
    /// When the text is not of that encoding: [`KeyProblem::Secret`], which counts the place in the text given.
    pub fn decode(self, text: &[u8]) -> Result<Hidden, KeyProblem> {
        if self == Self::Text {
            return Ok(Zeroizing::new(text.to_vec()));
        }
        let dense: Hidden = Zeroizing::new(
            text.iter()
                .copied()
                .filter(|byte| !byte.is_ascii_whitespace())
                .collect(),
        );
        let decoded = match self {
            Self::Base64 => BASE64.decode_padded(&dense),
            Self::Base64url => BASE64URL.decode_padded(&dense),
            Self::Text | Self::Hex => HEX.decode(&dense),
        };
        decoded
            .map(Zeroizing::new)
            .map_err(|fault| KeyProblem::Secret {
                encoding: self.name(),
                fault: fault.moved(|at| with_space(text, at)),
            })
    }
}

/// The place in a text of the byte that comes after `dense` bytes which are no white space.
fn with_space(text: &[u8], dense: usize) -> usize {
    text.iter()
        .enumerate()
        .filter(|(_, byte)| !byte.is_ascii_whitespace())
        .nth(dense)
        .map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::{Fault, Problem};

    #[test]
    fn white_space_is_no_part_of_an_encoded_secret() {
        let decode = |encoding: SecretEncoding, text: &str| encoding.decode(text.as_bytes());
        assert_eq!(
            **decode(SecretEncoding::Text, " a\n").as_ref().unwrap(),
            *b" a\n"
        );
        assert_eq!(
            **decode(SecretEncoding::Base64, " +/\n8=\r\n")
                .as_ref()
                .unwrap(),
            [0xfb, 0xff]
        );
        assert_eq!(
            **decode(SecretEncoding::Base64url, "_-8\n").as_ref().unwrap(),
            [0xff, 0xef]
        );
        assert_eq!(
            **decode(SecretEncoding::Hex, "00 ff\n").as_ref().unwrap(),
            [0, 255]
        );
        assert_eq!(
            decode(SecretEncoding::Hex, "00 fg"),
            Err(KeyProblem::Secret {
                encoding: "hex",
                fault: Fault {
                    problem: Problem::Character('g'),
                    at: 4
                },
            })
        );
        assert_eq!(
            decode(SecretEncoding::Base64, "a b-c"),
            Err(KeyProblem::Secret {
                encoding: "base64",
                fault: Fault {
                    problem: Problem::Character('-'),
                    at: 3
                },
            })
        );
    }
}
