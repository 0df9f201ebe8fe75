//! SD-JWT (RFC 9901): the disclosures behind the JWT that the issuer signed.

use crate::encoding::BASE64URL;
use crate::json::Json;
use crate::token::malformed::{Malformed, Undisclosed};

/// How many disclosures are read. Real tokens have some tens, and of hostile ones a hundred times the text is written.
pub const MAX_DISCLOSURES: usize = 1024;

/// What stands behind the first tilde of an SD-JWT (RFC 9901 §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectiveDisclosure {
    /// The byte of the first tilde: the JWT that the issuer signed ends there.
    pub at: usize,
    /// What the holder chose to disclose, up to [`MAX_DISCLOSURES`].
    pub disclosures: Vec<Disclosure>,
    /// The byte at which the first disclosure begins that is too much.
    pub rest: Option<usize>,
    /// The key binding JWT behind the last tilde, if there is one.
    pub key_binding: Option<String>,
}

/// One disclosure (RFC 9901 §4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// Its base64url text.
    pub text: String,
    /// The name of the claim; an array element has none.
    pub name: Option<String>,
    /// The value, or why the text could not be read.
    pub value: Result<Json, Malformed>,
}

impl SelectiveDisclosure {
    /// Takes an SD-JWT apart; `None` when there is no tilde.
    pub fn split(token: &str) -> Option<Self> {
        let (issuer_signed, rest) = token.split_once('~')?;
        let mut found = Self {
            at: issuer_signed.len(),
            disclosures: Vec::new(),
            rest: None,
            key_binding: None,
        };
        let mut at = found.at + 1;
        for text in rest.split('~') {
            let end = at + text.len();
            // A disclosure has no dots: one that stands last has lost its tilde.
            if end == token.len() && text.contains('.') {
                found.key_binding = Some(text.to_owned());
            } else if found.disclosures.len() == MAX_DISCLOSURES {
                found.rest = found.rest.or((!text.is_empty()).then_some(at));
            } else if !text.is_empty() {
                found.disclosures.push(disclosure(text, at));
            }
            at = end + 1;
        }
        Some(found)
    }
}

fn disclosure(text: &str, at: usize) -> Disclosure {
    let fault = |problem, at| Err(Malformed::Disclosure { problem, at });
    let (name, value) = match BASE64URL.decode(text.as_bytes()) {
        Ok(bytes) => match Json::parse(&bytes).map(disclosed) {
            Ok(Some((name, value))) => (name, Ok(value)),
            Ok(None) => (None, fault(Undisclosed::Triple, at)),
            Err(_) => (None, fault(Undisclosed::Json, at)),
        },
        Err(error) => (None, fault(Undisclosed::Base64, at + error.at)),
    };
    let text = text.to_owned();
    Disclosure { text, name, value }
}

/// The name and the value in an array of salt, name and value; of an array element, of salt and value.
fn disclosed(json: Json) -> Option<(Option<String>, Json)> {
    let Json::Array(items) = json else {
        return None;
    };
    let mut items = items.into_iter();
    match (items.next()?, items.next()?, items.next(), items.next()) {
        (Json::String(_), Json::String(name), Some(value), None) => Some((Some(name), value)),
        (Json::String(_), value, None, None) => Some((None, value)),
        _ => None,
    }
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
        assert_eq!(parts.at, "a.b.c".len());
        assert_eq!(parts.key_binding, None);
        assert_eq!(parts.disclosures[0].name.as_deref(), Some("family_name"));
        assert_eq!(parts.disclosures[0].value, Ok("Möbius".into()));
        assert_eq!(parts.disclosures[1].value, Ok("FR".into()));
        assert_eq!(
            SelectiveDisclosure::split("a.b.c~!~x.y.z")
                .unwrap()
                .key_binding
                .as_deref(),
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
            assert_eq!(parts.disclosures[0].value, Ok(Json::Number("1".into())));
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
