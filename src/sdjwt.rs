//! SD-JWT (RFC 9901): which disclosures the digests in the token stand for.

use std::collections::HashSet;

use aws_lc_rs::digest::{Algorithm, SHA256, SHA384, SHA512, digest};

use crate::encoding::BASE64URL;
use crate::json::Json;
use crate::token::Token;
use crate::token::foreign::Disclosure;

/// The disclosures that the issuer did not sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsigned {
    /// Their places among the disclosures.
    pub places: Vec<usize>,
    /// The `_sd_alg` that is not known, so that there is nothing to find out about any of them.
    pub unknown: Option<String>,
}

impl Unsigned {
    /// Finds the disclosures for which no digest stands: in the payload, or in a disclosure for which one does
    /// (RFC 9901 §7.1). Those that can't be read, or a payload that can't, are broken in another way.
    pub fn of(token: &Token) -> Self {
        let (Some(disclosed), Some(claims)) = (token.disclosed(), token.claims()) else {
            return Self::default();
        };
        let readable = |(place, one): (usize, &Disclosure)| one.value.is_ok().then_some(place);
        let readable = disclosed
            .disclosures
            .iter()
            .enumerate()
            .filter_map(readable);
        let payload = claims.tree();
        let algorithm = match algorithm(payload) {
            Ok(algorithm) => algorithm,
            Err(name) => {
                return Self {
                    places: readable.collect(),
                    unknown: Some(name),
                };
            }
        };
        let digest_of = |one: &Disclosure| Digest {
            text: BASE64URL.encode(digest(algorithm, one.text.as_bytes()).as_ref()),
            element: one.name.is_none(),
        };
        let mut open: Vec<_> = readable
            .filter_map(|place| Some((place, disclosed.disclosures.get(place)?)))
            .map(|(place, one)| (place, one, digest_of(one)))
            .collect();
        let mut found = HashSet::new();
        collect(payload, &mut found);
        // Each round opens what the one before has found; there are as many as the disclosures are nested.
        loop {
            let before = open.len();
            let mut inner = HashSet::new();
            open.retain(|(_, one, digest)| {
                let signed = found.contains(digest);
                if signed && let Ok(value) = &one.value {
                    collect(value, &mut inner);
                }
                !signed
            });
            if open.len() == before {
                break;
            }
            found = inner;
        }
        Self {
            places: open.into_iter().map(|(place, ..)| place).collect(),
            unknown: None,
        }
    }

    /// Whether the disclosure at a place is one of them.
    pub fn contains(&self, place: usize) -> bool {
        self.places.binary_search(&place).is_ok()
    }
}

/// A digest, and whether it stands for an element of an array: one of a member stands for no element.
#[derive(PartialEq, Eq, Hash)]
struct Digest {
    text: String,
    element: bool,
}

/// The hash algorithm of the digests (RFC 9901 §4.1.1), or the name of one that is not known.
fn algorithm(payload: &Json) -> Result<&'static Algorithm, String> {
    let Some(named) = payload.as_object().and_then(|claims| claims.get("_sd_alg")) else {
        return Ok(&SHA256);
    };
    match named.as_str() {
        Some("sha-256") => Ok(&SHA256),
        Some("sha-384") => Ok(&SHA384),
        Some("sha-512") => Ok(&SHA512),
        Some(other) => Err(other.to_owned()),
        None => Err(named.to_compact()),
    }
}

/// The digests anywhere in a value: in an array `_sd`, and as `{"...": digest}` for an element (RFC 9901 §4.2.4).
fn collect(value: &Json, found: &mut HashSet<Digest>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Json::Object(object) => {
                let digests = object.get("_sd").and_then(Json::as_array);
                let digests = digests.unwrap_or_default().iter();
                found.extend(digests.filter_map(|text| digest_in(text, false)));
                open.extend(object.iter().map(|(_, value)| value));
            }
            Json::Array(items) => {
                let alone = items.iter().filter_map(Json::as_object);
                let alone = alone.filter(|object| object.len() == 1);
                let alone = alone.filter_map(|object| digest_in(object.get("...")?, true));
                found.extend(alone);
                open.extend(items);
            }
            _ => {}
        }
    }
}

fn digest_in(text: &Json, element: bool) -> Option<Digest> {
    let text = text.as_str()?.to_owned();
    Some(Digest { text, element })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str) -> String {
        BASE64URL.encode(text.as_bytes())
    }

    fn sha256(disclosure: &str) -> String {
        BASE64URL.encode(digest(&SHA256, disclosure.as_bytes()).as_ref())
    }

    /// What is unsigned of a token with this payload and these disclosures.
    fn unsigned(payload: &str, disclosures: &[&str]) -> Unsigned {
        let disclosures = disclosures.join("~");
        let jwt = format!("{}.{}.AAAA", part(r#"{"alg":"ES256"}"#), part(payload));
        Unsigned::of(&Token::of(&format!("{jwt}~{disclosures}~")))
    }

    #[test]
    fn digests_of_the_rfc() {
        // RFC 9901 §4.2.3 and §4.2.4.2.
        let member = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
        let element = "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0";
        let payload = r#"{"_sd":["decoy","X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"],
            "nationalities":["DE",{"...":"w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs"}],"_sd_alg":"sha-256"}"#;
        assert_eq!(unsigned(payload, &[member, element]), Unsigned::default());
        // Not a bit of it may be another.
        let other = member.replace("aXVz", "aXVy");
        assert_eq!(unsigned(payload, &[element, &other]).places, [1]);
    }

    #[test]
    fn a_disclosure_is_signed_only_where_its_digest_is() {
        let role = part(r#"["salt","role","admin"]"#);
        let item = part(r#"["salt","admin"]"#);
        let (role_digest, item_digest) = (sha256(&role), sha256(&item));
        let signed = |payload: &str, one: &str| unsigned(payload, &[one]).places.is_empty();
        for payload in [
            format!(r#"{{"_sd":["{role_digest}"]}}"#),
            format!(r#"{{"a":[{{"b":{{"_sd":["x",1,"{role_digest}"]}}}}]}}"#),
        ] {
            assert!(signed(&payload, &role), "{payload}");
        }
        assert!(signed(
            &format!(r#"{{"a":[{{"...":"{item_digest}"}}]}}"#),
            &item
        ));
        for payload in [
            "{}".to_owned(),
            format!(r#"{{"sd":["{role_digest}"]}}"#),
            format!(r#"{{"_sd":"{role_digest}"}}"#),
            format!(r#"{{"_sd":[["{role_digest}"]]}}"#),
            format!(r#"{{"_sd":["{role_digest}="]}}"#),
            format!(r#"{{"a":[{{"...":"{role_digest}"}}]}}"#),
        ] {
            assert!(!signed(&payload, &role), "{payload}");
        }
        for payload in [
            format!(r#"{{"_sd":["{item_digest}"]}}"#),
            format!(r#"{{"a":{{"...":"{item_digest}"}}}}"#),
            format!(r#"{{"a":[{{"...":"{item_digest}","b":1}}]}}"#),
        ] {
            assert!(!signed(&payload, &item), "{payload}");
        }
    }

    #[test]
    fn nested_disclosures_hang_on_the_outer_one() {
        let inner = part(r#"["s","city","Seoul"]"#);
        let outer = part(&format!(
            r#"["s","address",{{"_sd":["{}"]}}]"#,
            sha256(&inner)
        ));
        let payload = format!(r#"{{"_sd":["{}"]}}"#, sha256(&outer));
        assert_eq!(unsigned(&payload, &[&inner, &outer]).places, [0; 0]);
        assert_eq!(unsigned(&payload, &[&inner]).places, [0]);
        // A forged one signs nothing, not even itself.
        assert_eq!(unsigned("{}", &[&inner, &outer]).places, [0, 1]);
    }

    #[test]
    fn the_hash_algorithm_is_the_one_named() {
        let one = part(r#"["salt","role","admin"]"#);
        for (name, algorithm) in [("sha-384", &SHA384), ("sha-512", &SHA512)] {
            let digest = BASE64URL.encode(digest(algorithm, one.as_bytes()).as_ref());
            let payload = |name| format!(r#"{{"_sd":["{digest}"],"_sd_alg":"{name}"}}"#);
            assert_eq!(unsigned(&payload(name), &[&one]), Unsigned::default());
            assert_eq!(unsigned(&payload("sha-256"), &[&one]).places, [0]);
            let unknown = unsigned(&payload("md5"), &[&one]);
            assert_eq!(
                (unknown.places, unknown.unknown),
                (vec![0], Some("md5".into()))
            );
        }
        assert_eq!(
            unsigned(r#"{"_sd_alg":1}"#, &[&one]).unknown.as_deref(),
            Some("1")
        );
    }

    #[test]
    fn what_cannot_be_read_is_broken_in_another_way() {
        assert_eq!(unsigned("{}", &["!!!"]), Unsigned::default());
        assert_eq!(
            unsigned("[]", &[&part(r#"["s","a",1]"#)]),
            Unsigned::default()
        );
        assert_eq!(Unsigned::of(&Token::of("a.b.c")), Unsigned::default());
    }
}
