//! Relatives of the JWS that can be shown though not verified: JWE (RFC 7516) and SD-JWT (RFC 9901).

use super::compact::{decode_part, object_of};
use crate::encoding::BASE64URL;
use crate::json::{self, Json, ObjectText};
use crate::text::malformed::{Malformed, Part, Undisclosed};

/// The protected header of a JWE in compact form (RFC 7516 §3.1).
///
/// # Errors
/// When the first part is no base64url of a JSON object.
pub fn encrypted_header(text: &[u8]) -> Result<ObjectText, Malformed> {
    let header = text.split(|byte| *byte == b'.').next().unwrap_or_default();
    let mut bytes = Vec::new();
    decode_part(Part::Header, header, 0, &mut bytes)?;
    object_of(Part::Header, &bytes)
}

/// How many disclosures are read. Real tokens have some tens, and of hostile ones a hundred times the text is written.
pub const MAX_DISCLOSURES: usize = 1024;

/// An SD-JWT taken apart at its tildes (RFC 9901 §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectiveDisclosure<'t> {
    /// The JWT that the issuer signed.
    pub issuer_signed: &'t str,
    /// What the holder chose to disclose, up to [`MAX_DISCLOSURES`].
    pub disclosures: Vec<Disclosure<'t>>,
    /// The byte at which the first disclosure begins that is too much.
    pub rest: Option<usize>,
    /// The key binding JWT behind the last tilde, if there is one.
    pub key_binding: Option<&'t str>,
}

/// One disclosure (RFC 9901 §4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure<'t> {
    /// Its base64url text.
    pub text: &'t str,
    /// The name of the claim; an array element has none.
    pub name: Option<String>,
    /// The JSON of the value as it is written, or why the text could not be read.
    pub value: Result<String, Malformed>,
}

impl Disclosure<'_> {
    /// The value, if it could be read.
    #[must_use]
    pub fn tree(&self) -> Option<Json> {
        Json::parse(self.value.as_ref().ok()?.as_bytes()).ok()
    }
}

impl<'t> SelectiveDisclosure<'t> {
    /// Takes an SD-JWT apart; `None` when there is no tilde.
    #[must_use]
    pub fn split(text: &'t str) -> Option<Self> {
        let (issuer_signed, rest) = text.split_once('~')?;
        let mut at = issuer_signed.len() + 1;
        let (mut disclosures, mut rest_at) = (Vec::new(), None);
        let mut key_binding = None;
        for text in rest.split('~') {
            let last = at + text.len() == issuer_signed.len() + 1 + rest.len();
            // A disclosure has no dots: one that stands last has lost its tilde.
            if last && text.contains('.') {
                key_binding = Some(text);
            } else if disclosures.len() == MAX_DISCLOSURES {
                rest_at = rest_at.or((!text.is_empty()).then_some(at));
            } else if !text.is_empty() {
                disclosures.push(disclosure(text, at));
            }
            at += text.len() + 1;
        }
        Some(Self {
            issuer_signed,
            disclosures,
            rest: rest_at,
            key_binding,
        })
    }
}

/// An array of salt, name and value; for an array element of salt and value.
fn disclosure(text: &str, at: usize) -> Disclosure<'_> {
    let fault = |problem, at| Err(Malformed::Disclosure { problem, at });
    let (name, value) = match BASE64URL.decode(text.as_bytes()) {
        Ok(bytes) => match json::accept(&bytes) {
            Ok(array) => match disclosed(array) {
                Some((name, value)) => (name, Ok(value)),
                None => (None, fault(Undisclosed::Triple, at)),
            },
            Err(_) => (None, fault(Undisclosed::Json, at)),
        },
        Err(error) => (None, fault(Undisclosed::Base64, at + error.at)),
    };
    Disclosure { text, name, value }
}

/// The name and the value that an array discloses.
fn disclosed(array: &str) -> Option<(Option<String>, String)> {
    let items: Vec<_> = json::items(array).take(4).collect();
    let (name, value) = match items.as_slice() {
        [salt, name, value] => {
            json::text(salt)?;
            (Some(json::text(name)?.into_owned()), value)
        }
        [salt, value] => {
            json::text(salt)?;
            (None, value)
        }
        _ => return None,
    };
    Some((name, (*value).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Say;

    #[test]
    fn an_sd_jwt_comes_apart() {
        // RFC 9901 §4.2.1 and §4.2.2: the disclosures of "family_name" and of an array element.
        let name = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
        let element = "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0";
        let text = format!("a.b.c~{name}~{element}~");
        let parts = SelectiveDisclosure::split(&text).unwrap();
        assert_eq!(parts.issuer_signed, "a.b.c");
        assert_eq!(parts.key_binding, None);
        assert_eq!(parts.disclosures[0].name.as_deref(), Some("family_name"));
        assert_eq!(parts.disclosures[0].value, Ok("\"Möbius\"".into()));
        assert_eq!(parts.disclosures[1].value, Ok("\"FR\"".into()));
        assert_eq!(
            SelectiveDisclosure::split("a.b.c~!~x.y.z")
                .unwrap()
                .key_binding,
            Some("x.y.z")
        );
        assert_eq!(SelectiveDisclosure::split("a.b.c"), None);
        // The last tilde is lost: what has no dots is no JWT.
        let open = text.trim_end_matches('~');
        assert_eq!(SelectiveDisclosure::split(open), Some(parts));
    }

    #[test]
    fn very_many_disclosures_are_not_read() {
        let text = |count: usize| format!("a.b.c~{}", "WyJhIiwxXQ~".repeat(count));
        let (enough, more) = (text(MAX_DISCLOSURES), text(MAX_DISCLOSURES + 2));
        assert_eq!(SelectiveDisclosure::split(&enough).unwrap().rest, None);
        let parts = SelectiveDisclosure::split(&more).unwrap();
        assert_eq!(parts.disclosures.len(), MAX_DISCLOSURES);
        assert_eq!(parts.rest, Some(enough.len()));
    }

    #[test]
    fn what_is_wrong_with_a_disclosure_is_said_with_its_place() {
        let fault = |text: &str| {
            let text = format!("a.b.c~WyJhIiwxXQ~{text}~");
            let parts = SelectiveDisclosure::split(&text).unwrap();
            assert_eq!(parts.disclosures[0].value, Ok("1".into()));
            let fault = parts.disclosures[1].value.clone().unwrap_err();
            (fault.reason().code(), fault.en())
        };
        let (code, words) = fault("Wy!!");
        assert!(
            code == "malformed_base64" && words.contains("byte 19"),
            "{words}"
        );
        assert_eq!(fault("ew").0, "malformed_json");
        let (code, words) = fault("WyJhIl0");
        assert!(
            code == "malformed_json" && words.contains("byte 17"),
            "{words}"
        );
    }
}
