//! Reading a token to show it: as much of it as can be read, with what is broken. Nothing here is verified.

use std::borrow::Cow;

use super::compact::{Compact, decode_part, is_token_start, object_of};
use super::foreign::{MAX_DISCLOSURES, SelectiveDisclosure, encrypted_header};
use super::header::same_media_type;
use crate::encoding::{BASE64URL, is_base64url};
use crate::json::{self, ObjectText};
use crate::text::malformed::{Malformed, Part};

/// A token taken apart for people.
#[derive(Clone, Debug, Default)]
pub struct Reading<'t> {
    /// The texts between the dots, at most three; of an SD-JWT those of the JWT that the issuer signed.
    pub parts: Vec<&'t str>,
    /// The header.
    pub header: Option<ObjectText>,
    /// The payload.
    pub payload: Option<Payload>,
    /// The bytes of the signature.
    pub signature: Option<Vec<u8>>,
    /// What is broken, in the order of the parts.
    pub broken: Vec<Malformed>,
    /// The disclosures of an SD-JWT (RFC 9901).
    pub disclosed: Option<SelectiveDisclosure<'t>>,
}

/// What a payload turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// A claims set.
    Claims(ObjectText),
    /// The text of JSON that is no object.
    Json(String),
    /// Text, or as much of it as could be read.
    Text(String),
    /// Bytes that are no text.
    Bytes(Vec<u8>),
}

impl<'t> Reading<'t> {
    /// Reads what can be read of a bare token.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        match Compact::split(text.as_bytes()) {
            Ok(_) => Self::of_parts(text, None),
            Err(Malformed::SelectiveDisclosure) => match SelectiveDisclosure::split(text) {
                Some(disclosed) => {
                    let mut inner = Self::of(disclosed.issuer_signed);
                    let values = disclosed.disclosures.iter().map(|one| &one.value);
                    inner
                        .broken
                        .extend(values.filter_map(|value| value.clone().err()));
                    inner
                        .broken
                        .extend(disclosed.rest.map(|at| Malformed::Disclosures {
                            limit: MAX_DISCLOSURES,
                            at,
                        }));
                    Self {
                        disclosed: Some(disclosed),
                        ..inner
                    }
                }
                None => Self::of_parts(text, Some(Malformed::SelectiveDisclosure)),
            },
            Err(Malformed::Encrypted) => {
                let (header, fault) = match encrypted_header(text.as_bytes()) {
                    Ok(header) => (Some(header), None),
                    Err(fault) => (None, Some(fault)),
                };
                Self {
                    parts: text.split('.').take(1).collect(),
                    header,
                    broken: [Malformed::Encrypted].into_iter().chain(fault).collect(),
                    ..Self::default()
                }
            }
            Err(malformed @ (Malformed::Empty | Malformed::TooLong { .. })) => Self {
                broken: vec![malformed],
                ..Self::default()
            },
            // Without a header that can be read the parts mean nothing.
            Err(malformed) => match Self::of_parts(text, Some(malformed.clone())) {
                reading if reading.header.is_some() => reading,
                _ => Self {
                    broken: vec![malformed],
                    ..Self::default()
                },
            },
        }
    }

    fn of_parts(text: &'t str, structure: Option<Malformed>) -> Self {
        let parts: Vec<&str> = text.split('.').take(3).collect();
        let mut reading = Self {
            broken: structure.into_iter().collect(),
            ..Self::default()
        };
        let mut at = 0;
        for (part, piece) in [Part::Header, Part::Payload, Part::Signature]
            .into_iter()
            .zip(&parts)
        {
            let mut bytes = Vec::new();
            let result = decode_part(part, piece.as_bytes(), at, &mut bytes);
            let bytes = result.map(|()| bytes);
            match part {
                Part::Header => reading.read_header(bytes),
                Part::Payload => reading.read_payload(piece, bytes),
                Part::Signature => match bytes {
                    Ok(bytes) => reading.signature = Some(bytes),
                    Err(malformed) => reading.broken.push(malformed),
                },
            }
            at += piece.len() + 1;
        }
        reading.parts = parts;
        reading
    }

    fn read_header(&mut self, bytes: Result<Vec<u8>, Malformed>) {
        match bytes.and_then(|bytes| object_of(Part::Header, &bytes)) {
            Ok(header) => self.header = Some(header),
            Err(malformed) => self.broken.push(malformed),
        }
    }

    fn read_payload(&mut self, piece: &str, bytes: Result<Vec<u8>, Malformed>) {
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(malformed) => {
                // As far as whole groups of four go before the fault, the text can still be shown.
                let good = piece.bytes().take_while(|byte| is_base64url(*byte)).count();
                let whole = piece.get(..good / 4 * 4).unwrap_or_default();
                let bytes = BASE64URL.decode(whole.as_bytes()).unwrap_or_default();
                if !bytes.is_empty() {
                    self.payload =
                        Some(Payload::Text(String::from_utf8_lossy(&bytes).into_owned()));
                }
                self.broken.push(malformed);
                return;
            }
        };
        let error = match ObjectText::parse_bytes(&bytes) {
            Ok(claims) => {
                self.payload = Some(Payload::Claims(claims));
                return;
            }
            Err(error) => error,
        };
        let payload = match String::from_utf8(bytes) {
            Ok(text) if error.problem == json::Problem::NotAnObject => Payload::Json(text),
            Ok(text) => Payload::Text(text),
            Err(error) => Payload::Bytes(error.into_bytes()),
        };
        let token = matches!(&payload, Payload::Text(text) if is_token_start(text.as_bytes()));
        if !(token && self.header.as_ref().is_some_and(names_nested)) {
            self.broken.push(Malformed::Json {
                part: Part::Payload,
                error,
            });
        }
        self.payload = Some(payload);
    }

    /// The claims, when the payload is an object.
    #[must_use]
    pub fn claims(&self) -> Option<&ObjectText> {
        match &self.payload {
            Some(Payload::Claims(claims)) => Some(claims),
            _ => None,
        }
    }
}

/// Whether a header's `cty` says that the payload is a token of its own (RFC 7519 §5.2).
#[must_use]
pub fn names_nested(header: &ObjectText) -> bool {
    let cty = header.str("cty");
    cty.is_some_and(|cty| same_media_type(&cty, "JWT"))
}

impl Payload {
    /// The payload as the text of a JSON value: text becomes a string, and bytes one of base64url.
    #[must_use]
    pub fn json(&self) -> Cow<'_, str> {
        match self {
            Self::Claims(claims) => claims.text().into(),
            Self::Json(json) => json.into(),
            Self::Text(text) => json::quoted(text).into(),
            Self::Bytes(bytes) => json::quoted(&BASE64URL.encode(bytes)).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Fault;

    #[test]
    fn of_a_broken_token_the_rest_is_read() {
        let header = BASE64URL.encode(br#"{"alg":"HS256"}"#);
        let payload = BASE64URL.encode(br#"{"sub":"a"}"#);
        let two = format!("{header}.{payload}");
        let reading = Reading::of(&two);
        let at = two.len();
        assert_eq!(reading.broken, [Malformed::Parts { count: 2, at }]);
        assert_eq!(reading.claims().unwrap().str("sub").as_deref(), Some("a"));

        let cut = format!("{header}.{}.", &payload[..9]);
        let reading = Reading::of(&cut);
        assert_eq!(reading.payload, Some(Payload::Text("{\"sub\"".into())));
        assert!(matches!(
            reading.broken[..],
            [Malformed::Base64 {
                part: Part::Payload,
                ..
            }]
        ));

        let text = format!("{header}.{}.", BASE64URL.encode(b"Example of text"));
        assert_eq!(
            Reading::of(&text).payload,
            Some(Payload::Text("Example of text".into()))
        );
        assert!(Reading::of("hello").header.is_none());

        let encrypted = Reading::of("eyJ!aaa.b.c.d.e");
        assert!(matches!(
            encrypted.broken[..],
            [
                Malformed::Encrypted,
                Malformed::Base64 {
                    part: Part::Header,
                    error: Fault { at: 3, .. }
                }
            ]
        ));
    }

    #[test]
    fn a_token_within_a_token_is_not_broken() {
        let token = |header: &[u8], payload: &[u8]| {
            let part = |bytes: &[u8]| BASE64URL.encode(bytes);
            format!("{}.{}.", part(header), part(payload))
        };
        let inner = token(br#"{"alg":"HS256"}"#, b"{}");
        for (cty, payload, broken) in [
            ("JWT", inner.as_str(), 0),
            ("application/jwt", &inner, 0),
            ("JWT", "hello", 1),
            ("text/plain", &inner, 1),
        ] {
            let header = format!(r#"{{"alg":"HS256","cty":"{cty}"}}"#);
            let outer = token(header.as_bytes(), payload.as_bytes());
            let reading = Reading::of(&outer);
            assert_eq!(reading.payload, Some(Payload::Text(payload.into())));
            assert_eq!(reading.broken.len(), broken, "{cty} {payload}");
        }
    }
}
