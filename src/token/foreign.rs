//! Relatives of the JWS that can be shown though not verified: JWE (RFC 7516) and SD-JWT (RFC 9901).

use super::compact::{decode_part, object_of};
use crate::base64url;
use crate::json::{Json, Object};
use crate::text::malformed::{Malformed, Part};

/// The protected header of a JWE in compact form (RFC 7516 §3.1).
///
/// # Errors
/// When the first part is no base64url of a JSON object.
pub fn encrypted_header(text: &[u8]) -> Result<Object, Malformed> {
    let header = text.split(|byte| *byte == b'.').next().unwrap_or_default();
    let mut bytes = Vec::new();
    decode_part(Part::Header, header, 0, &mut bytes)?;
    object_of(Part::Header, &bytes)
}

/// An SD-JWT taken apart at its tildes (RFC 9901 §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectiveDisclosure<'t> {
    /// The JWT that the issuer signed.
    pub issuer_signed: &'t str,
    /// What the holder chose to disclose.
    pub disclosures: Vec<Disclosure<'t>>,
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
    /// The value; `None` when the text could not be read.
    pub value: Option<Json>,
}

impl<'t> SelectiveDisclosure<'t> {
    /// Takes an SD-JWT apart; `None` when there is no tilde.
    #[must_use]
    pub fn split(text: &'t str) -> Option<Self> {
        let (issuer_signed, rest) = text.split_once('~')?;
        let (disclosures, key_binding) = match rest.rsplit_once('~') {
            Some((disclosures, last)) => (disclosures, last),
            None => ("", rest),
        };
        let disclosures = disclosures
            .split('~')
            .filter(|text| !text.is_empty())
            .map(disclosure);
        Some(Self {
            issuer_signed,
            disclosures: disclosures.collect(),
            key_binding: (!key_binding.is_empty()).then_some(key_binding),
        })
    }
}

/// An array of salt, name and value; for an array element of salt and value.
fn disclosure(text: &str) -> Disclosure<'_> {
    let items =
        base64url::decode(text.as_bytes())
            .ok()
            .and_then(|bytes| match Json::parse(&bytes) {
                Ok(Json::Array(items)) => Some(items),
                _ => None,
            });
    let (name, value) = match items.as_deref() {
        Some([Json::String(_), Json::String(name), value]) => {
            (Some(name.clone()), Some(value.clone()))
        }
        Some([Json::String(_), value]) => (None, Some(value.clone())),
        _ => (None, None),
    };
    Disclosure { text, name, value }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(parts.disclosures[0].value, Some(Json::from("Möbius")));
        assert_eq!(parts.disclosures[1].value, Some(Json::from("FR")));
        assert_eq!(
            SelectiveDisclosure::split("a.b.c~!~x.y.z")
                .unwrap()
                .key_binding,
            Some("x.y.z")
        );
        assert_eq!(SelectiveDisclosure::split("a.b.c"), None);
    }
}
