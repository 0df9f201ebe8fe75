//! The compact form (RFC 7515 §3.1), strictly: three parts, each base64url, the first two JSON objects.

use crate::encoding::{BASE64URL, Fault};
use crate::json::{self, Index, ObjectText};
use crate::text::malformed::{Malformed, Part};

/// The longest token that is looked into, in bytes; the largest real ones (ML-DSA, many groups) stay under 64 KiB.
pub const MAX_TOKEN: usize = 1 << 20;

/// The three texts of a token between its dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compact<'t> {
    /// The whole token.
    pub text: &'t [u8],
    /// The header's base64url.
    pub header: &'t [u8],
    /// The payload's base64url.
    pub payload: &'t [u8],
    /// The signature's base64url.
    pub signature: &'t [u8],
}

impl<'t> Compact<'t> {
    /// Takes a token apart at its dots; what is between them is not looked at.
    ///
    /// # Errors
    /// When there are not exactly three parts, or too much.
    pub fn split(text: &'t [u8]) -> Result<Self, Malformed> {
        if text.is_empty() {
            return Err(Malformed::Empty);
        }
        if text.len() > MAX_TOKEN {
            return Err(Malformed::TooLong {
                length: text.len(),
                limit: MAX_TOKEN,
            });
        }
        let mut dots = memchr::memchr_iter(b'.', text);
        if let (Some(first), Some(second), None) = (dots.next(), dots.next(), dots.next()) {
            let (signed, signature) = text.split_at(second);
            let (header, payload) = signed.split_at(first);
            let behind_dot = |part: &'t [u8]| part.get(1..).unwrap_or_default();
            let signature = behind_dot(signature);
            if signature.contains(&b'~') {
                return Err(Malformed::SelectiveDisclosure);
            }
            return Ok(Self {
                text,
                header,
                payload: behind_dot(payload),
                signature,
            });
        }
        if memchr::memchr(b'~', text).is_some() && is_token_start(text) {
            return Err(Malformed::SelectiveDisclosure);
        }
        let holds = |member: &[u8]| memchr::memmem::find(text, member).is_some();
        if text.starts_with(b"{") && holds(b"\"payload\"") && holds(b"\"signature") {
            return Err(Malformed::JsonSerialization);
        }
        match memchr::memchr_iter(b'.', text).count() + 1 {
            5 if is_token_start(text) && !lacks_enc(text) => Err(Malformed::Encrypted),
            count => {
                let third = memchr::memchr_iter(b'.', text).nth(2);
                let at = third.map_or(text.len(), |dot| dot + 1);
                Err(Malformed::Parts { count, at })
            }
        }
    }

    /// What was signed: header, dot, payload (RFC 7515 §5.1).
    #[must_use]
    pub fn signing_input(&self) -> &'t [u8] {
        self.text
            .get(..=self.header.len() + self.payload.len())
            .unwrap_or_default()
    }

    /// The text of one part.
    #[must_use]
    pub fn part(&self, part: Part) -> &'t [u8] {
        match part {
            Part::Header => self.header,
            Part::Payload => self.payload,
            Part::Signature => self.signature,
        }
    }

    /// The byte of the token at which a part begins.
    #[must_use]
    pub fn start_of(&self, part: Part) -> usize {
        match part {
            Part::Header => 0,
            Part::Payload => self.header.len() + 1,
            Part::Signature => self.header.len() + self.payload.len() + 2,
        }
    }

    /// The bytes of a part, into a buffer that keeps its memory.
    ///
    /// # Errors
    /// When it is not base64url; the byte counts in the whole token.
    pub fn decode(&self, part: Part, bytes: &mut Vec<u8>) -> Result<(), Malformed> {
        decode_part(part, self.part(part), self.start_of(part), bytes)
    }
}

/// The members of a decoded part, cheaply: values stay raw.
#[derive(Clone, Copy, Debug)]
pub struct Members<'b> {
    text: &'b str,
    index: &'b Index,
}

impl<'b> Members<'b> {
    /// Reads a decoded part as a JSON object. The index keeps its memory.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(part: Part, bytes: &'b [u8], index: &'b mut Index) -> Result<Self, Malformed> {
        let malformed = |error| Malformed::Json { part, error };
        let text = json::utf8(bytes).map_err(malformed)?;
        index.read(text).map_err(malformed)?;
        Ok(Self { text, index })
    }

    /// Whether any object in it, at any depth, holds one name twice.
    #[must_use]
    pub fn repeated(&self) -> bool {
        self.index.repeated()
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The raw value of a member; of one that occurs twice the last (RFC 7519 §4).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'b str> {
        self.index.get(self.text, name)
    }
}

/// The bytes of a part that begins at byte `start` of the token, into a buffer that keeps its memory.
pub(super) fn decode_part(
    part: Part,
    text: &[u8],
    start: usize,
    bytes: &mut Vec<u8>,
) -> Result<(), Malformed> {
    BASE64URL
        .decode_into(text, bytes)
        .map_err(|error| Malformed::Base64 {
            part,
            error: Fault {
                at: error.at + start,
                ..error
            },
        })
}

/// A decoded part as an object.
pub(super) fn object_of(part: Part, bytes: &[u8]) -> Result<ObjectText, Malformed> {
    ObjectText::parse_bytes(bytes).map_err(|error| Malformed::Json { part, error })
}

/// What is wrong with a decoded part that holds a name twice.
pub(super) fn duplicate_in(part: Part, bytes: &[u8]) -> Malformed {
    let text = json::utf8(bytes).ok();
    Malformed::Duplicate {
        part,
        pointer: text.and_then(json::duplicate).unwrap_or_default(),
    }
}

/// Whether a text has a header without `enc`, which every JWE has (RFC 7516 §4.1.2): a token pasted twice.
fn lacks_enc(text: &[u8]) -> bool {
    let header = text.split(|byte| *byte == b'.').next().unwrap_or_default();
    let header = BASE64URL.decode(header).ok();
    let header = header.and_then(|bytes| ObjectText::parse_bytes(&bytes).ok());
    header.is_some_and(|header| header.get("enc").is_none())
}

/// Whether a text begins as every JOSE object does: base64url of `{`.
#[must_use]
pub fn is_token_start(text: &[u8]) -> bool {
    // `{` is 0x7b: its first six bits are `e`, the last two open the next character.
    matches!(text, [b'e', b'w'..=b'z' | b'0'..=b'9' | b'-' | b'_', ..])
}

/// Whether a text has three parts, of which the first is a header.
#[must_use]
pub fn looks_like_token(text: &str) -> bool {
    Compact::split(text.as_bytes()).is_ok_and(|token| header_of(token.header).is_some())
}

/// The header that a part is: an object with an `alg`.
#[must_use]
pub fn header_of(part: &[u8]) -> Option<ObjectText> {
    let header = ObjectText::parse_bytes(&BASE64URL.decode(part).ok()?).ok()?;
    header.get("alg").is_some().then_some(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_parts_and_nothing_else() {
        let split = |text: &'static str| Compact::split(text.as_bytes());
        let token = split("a.b.c").unwrap();
        assert_eq!(
            (token.header, token.payload, token.signature),
            (&b"a"[..], &b"b"[..], &b"c"[..])
        );
        assert_eq!(token.signing_input(), b"a.b");
        assert_eq!(token.start_of(Part::Signature), 4);
        assert_eq!(split("..").unwrap().signing_input(), b".");
        assert_eq!(split(""), Err(Malformed::Empty));
        assert_eq!(split("a.b"), Err(Malformed::Parts { count: 2, at: 3 }));
        assert_eq!(
            split("a.b.c.d.e"),
            Err(Malformed::Parts { count: 5, at: 6 })
        );
        assert_eq!(split("ey.b.c.d.e"), Err(Malformed::Encrypted));
        // {"enc":1} and {}.
        assert_eq!(split("eyJlbmMiOjF9.b.c.d.e"), Err(Malformed::Encrypted));
        assert_eq!(
            split("e30.b.ce30.b.c"),
            Err(Malformed::Parts { count: 5, at: 11 })
        );
        assert_eq!(split("ey.b.c~d.e"), Err(Malformed::SelectiveDisclosure));
        assert_eq!(split("ey.b.c~"), Err(Malformed::SelectiveDisclosure));
        assert_eq!(
            split(r#"{"payload":"a","signatures":[]}"#),
            Err(Malformed::JsonSerialization)
        );
        let long = vec![b'.'; MAX_TOKEN + 1];
        assert_eq!(
            Compact::split(&long),
            Err(Malformed::TooLong {
                length: MAX_TOKEN + 1,
                limit: MAX_TOKEN
            })
        );
    }
}
