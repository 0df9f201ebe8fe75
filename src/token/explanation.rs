//! How a token is made: one value that text, JSON and a page show. Nothing here is verified.

pub mod messages;
pub mod recipe;
pub mod registry;

use std::ops::Range;

use aws_lc_rs::digest;

use self::registry::Entry;
use super::Token;
use super::warnings::TIME_CLAIMS;
use crate::encoding::BASE64URL;
use crate::json::{Indexed, Json, Object};
use crate::keys::{Algorithm, Family, Key};
use crate::time::Moment;
use crate::token::explanation::messages::Method;
use crate::token::malformed::{Malformed, Part};

pub use recipe::{Origin, Recipe, Yield};

/// A token taken apart for those who want to know how it was made.
#[derive(Clone, Debug)]
pub struct Explanation<'t> {
    /// The parts, at most three.
    pub parts: Vec<ExplainedPart<'t>>,
    /// What was signed (RFC 7515 §5.1): header, dot, payload.
    pub signing_input: Option<String>,
    /// The algorithm, where the table knows it.
    pub algorithm: Option<Algorithm>,
    /// How the signature was made, or why nobody can say.
    pub method: Method,
    /// How the signature is computed, with the values of this token.
    pub formula: Option<Formula>,
    /// Shell commands that make or check the signature.
    pub recipe: Option<Recipe>,
    /// Whether somebody with the key found that the signature is not what the formula gives.
    pub mismatch: bool,
}

/// One part of a token.
#[derive(Clone, Debug)]
pub struct ExplainedPart<'t> {
    /// Which.
    pub part: Part,
    /// Its base64url text.
    pub text: &'t str,
    /// Its bytes; `None` when the text is not base64url.
    pub bytes: Option<&'t [u8]>,
    /// Its JSON; the signature has none.
    pub json: Option<&'t Json>,
    /// What its members mean, in their order.
    pub members: Vec<Member>,
}

/// A header parameter or a claim.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Json,
    /// What it means.
    pub entry: &'static Entry,
    /// The moment that it names.
    pub moment: Option<Moment>,
    /// Which bytes of the part it is, name and value.
    pub bytes: Option<Range<usize>>,
    /// The members of its value, where they have meanings of their own.
    pub inner: Vec<Member>,
}

impl Member {
    /// Whether the name is registered, or tokenry's own.
    pub fn registered(&self) -> bool {
        !self.entry.name.is_empty()
    }
}

/// How a signature is computed.
#[derive(Clone, Debug)]
pub struct Formula {
    /// The equations, in the names of `values`.
    pub equations: Vec<String>,
    /// The section that says so.
    pub source: &'static str,
    /// What the names stand for here.
    pub values: Vec<(String, Value)>,
}

/// A value in a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// Bytes, or a number as its bytes.
    Bytes(Vec<u8>),
    /// A secret that is not shown, so many bits long.
    Hidden(usize),
    /// A secret that is not known.
    Unknown,
}

/// The key of a signature, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct KeyAtHand<'k> {
    /// The key.
    pub key: Option<&'k Key>,
    /// How a reader gets hold of it.
    pub origin: Origin,
    /// Whether its secret may be shown.
    pub show_secret: bool,
}

impl<'t> Explanation<'t> {
    /// Takes apart what could be read of a token.
    pub fn of(token: &'t Token, key: &KeyAtHand<'_>) -> Self {
        let encrypted = token.is_sealed();
        let alg = token.parameter("alg");
        let algorithm = token.algorithm().filter(|_| !encrypted);
        let method = match (alg.as_deref(), algorithm) {
            _ if encrypted => Method::Encrypted,
            _ if token.header().is_none() => Method::Unreadable,
            (_, Some(algorithm)) => method(algorithm.family()),
            (Some(alg), None) if alg.eq_ignore_ascii_case("none") => Method::Unsecured,
            (Some(_), None) => Method::Unknown,
            (None, None) => Method::Missing,
        };
        let parts: Vec<_> = token
            .parts()
            .map(|part| explained(part, token, encrypted))
            .collect();
        let signing_input = match parts.as_slice() {
            [header, payload, ..] => Some(format!("{}.{}", header.text, payload.text)),
            _ => None,
        };
        let whole = !matches!(token.form_fault(), Some(Malformed::Parts { .. }));
        let key = KeyAtHand {
            // A key that can't do the algorithm says nothing about the signature.
            key: key.key.filter(|key| {
                algorithm.is_some_and(|algorithm| key.algorithms().any(|one| one == algorithm))
            }),
            ..key.clone()
        };
        let signed = match (&signing_input, algorithm, token.signature()) {
            (Some(input), Some(algorithm), Some(signature)) if whole => {
                Some((input.as_str(), algorithm, signature.as_slice()))
            }
            _ => None,
        };
        let formula =
            signed.map(|(input, algorithm, signature)| formula(algorithm, input, signature, &key));
        let recipe = signed
            .map(|(input, algorithm, signature)| recipe::of(algorithm, input, signature, &key));
        Self {
            parts,
            signing_input,
            algorithm,
            method,
            formula,
            recipe,
            mismatch: false,
        }
    }
}

const fn method(family: Family) -> Method {
    match family {
        Family::Hmac => Method::Hmac,
        Family::RsaPkcs1 => Method::RsaPkcs1,
        Family::RsaPss => Method::RsaPss,
        Family::Ecdsa => Method::Ecdsa,
        Family::EdDsa => Method::EdDsa,
        Family::MlDsa => Method::MlDsa,
    }
}

fn explained(part: Part, token: &Token, encrypted: bool) -> ExplainedPart<'_> {
    let typ = token.parameter("typ");
    let proof = typ.is_some_and(|typ| typ.eq_ignore_ascii_case("dpop+jwt"));
    let object = match part {
        Part::Header => token.header(),
        Part::Payload => token.claims(),
        Part::Signature => None,
    };
    let entry = |name: &str| match part {
        Part::Header => registry::parameter(name, encrypted),
        Part::Payload | Part::Signature => registry::claim(name, proof),
    };
    let places = object.into_iter().flat_map(Indexed::members);
    let values = object
        .and_then(Indexed::object)
        .into_iter()
        .flat_map(Object::iter);
    let members = values
        .zip(places)
        .map(|((name, value), (_, place))| Member {
            bytes: Some(place),
            ..member(name, value, entry(name), part == Part::Payload)
        });
    ExplainedPart {
        part,
        text: token.part(part),
        bytes: token.bytes(part),
        json: token.json(part),
        members: members.collect(),
    }
}

fn member(name: &str, value: &Json, entry: &'static Entry, is_claim: bool) -> Member {
    let inner = match (value, name) {
        (Json::Object(object), "cnf") if is_claim => inner(object, registry::confirmation),
        (Json::Object(object), "act" | "may_act") if is_claim => {
            inner(object, |name| registry::claim(name, false))
        }
        _ => Vec::new(),
    };
    let moment = match value {
        Json::Number(digits) if is_claim && (TIME_CLAIMS.contains(&name) || name == "toe") => {
            Moment::from_json(digits)
        }
        _ => None,
    };
    Member {
        name: name.to_owned(),
        value: value.clone(),
        entry,
        moment,
        bytes: None,
        inner,
    }
}

/// One level down: the actor of an actor is shown as JSON alone.
fn inner(object: &Object, entry: impl Fn(&str) -> &'static Entry) -> Vec<Member> {
    object
        .iter()
        .map(|(name, value)| Member {
            name: name.to_owned(),
            value: value.clone(),
            entry: entry(name),
            moment: None,
            bytes: None,
            inner: Vec::new(),
        })
        .collect()
}

/// The characters of a base64url text in which most of each member's bits are, in their order.
pub fn characters(members: &[Member], length: usize) -> Vec<Range<usize>> {
    // A character has six bits, a byte eight.
    let character = |byte: usize| ((byte * 8 + 3) / 6).min(length);
    members
        .iter()
        .map(|member| match &member.bytes {
            Some(bytes) => character(bytes.start)..character(bytes.end),
            None => 0..0,
        })
        .collect()
}

/// The hash of an algorithm over a message; `None` where the algorithm brings its own.
fn hash(algorithm: Algorithm, message: &[u8]) -> Option<Vec<u8>> {
    let hash = match algorithm.hash_bits()? {
        256 => &digest::SHA256,
        384 => &digest::SHA384,
        512 => &digest::SHA512,
        _ => return None,
    };
    Some(digest::digest(hash, message).as_ref().to_vec())
}

fn formula(algorithm: Algorithm, input: &str, signature: &[u8], key: &KeyAtHand<'_>) -> Formula {
    let bits = algorithm.hash_bits().unwrap_or_default();
    let sha = format!("SHA-{bits}");
    let mut values: Vec<(String, Value)> = Vec::new();
    let mut give = |name: &str, value: Value| values.push((name.to_owned(), value));
    let hashed = hash(algorithm, input.as_bytes());
    let text = |text: &str| Value::Text(text.to_owned());
    let bytes = |bytes: &[u8]| Value::Bytes(bytes.to_vec());
    let halves = signature
        .split_at_checked(signature.len() / 2)
        .unwrap_or_default();
    let mut equations = Vec::new();
    match algorithm.family() {
        Family::Hmac => {
            give("secret", secret(key));
            equations.push(format!("signature = HMAC-SHA{bits}(secret, signing_input)"));
        }
        family @ (Family::RsaPkcs1 | Family::RsaPss) => {
            give("hash", Value::Bytes(hashed.unwrap_or_default()));
            if let Some(public) = key.key.and_then(|key| key.to_jwk(false)) {
                for name in ["n", "e"] {
                    let number = public
                        .str(name)
                        .and_then(|number| BASE64URL.decode(number.as_bytes()).ok());
                    give(name, number.map_or(Value::Unknown, Value::Bytes));
                }
            }
            equations.push(format!("hash = {sha}(signing_input)"));
            equations.push(if family == Family::RsaPkcs1 {
                "signature = EMSA-PKCS1-v1_5(hash)^d mod n".into()
            } else {
                let salt = bits / 8;
                format!("signature = EMSA-PSS(hash, MGF1 with {sha}, salt of {salt} bytes)^d mod n")
            });
        }
        Family::Ecdsa => {
            give("hash", Value::Bytes(hashed.unwrap_or_default()));
            give("r", bytes(halves.0));
            give("s", bytes(halves.1));
            let key_type = algorithm.key_type();
            let curve = key_type.strip_prefix("EC ").unwrap_or(&key_type);
            equations.push(format!("hash = {sha}(signing_input)"));
            equations.push(format!("(r, s) = ECDSA {curve}(private key, hash)"));
            equations.push("signature = r ‖ s".into());
        }
        Family::EdDsa => {
            give("R", bytes(halves.0));
            give("S", bytes(halves.1));
            equations.push("(R, S) = Ed25519(private key, signing_input)".into());
            equations.push("signature = R ‖ S".into());
        }
        Family::MlDsa => {
            equations.push(format!(
                "(c̃, z, h) = {algorithm}(private key, signing_input, context \"\")"
            ));
            equations.push("signature = c̃ ‖ z ‖ h".into());
        }
    }
    equations.push("token = signing_input ‖ \".\" ‖ BASE64URL(signature)".into());
    give("signing_input", text(input));
    give("signature", bytes(signature));
    Formula {
        equations,
        source: algorithm.source(),
        values,
    }
}

fn secret(key: &KeyAtHand<'_>) -> Value {
    match key.key.and_then(Key::secret_bytes) {
        None => Value::Unknown,
        Some(secret) if key.show_secret => match std::str::from_utf8(secret) {
            Ok(text) if text.chars().all(|character| !character.is_control()) => {
                Value::Text(text.to_owned())
            }
            _ => Value::Bytes(secret.to_vec()),
        },
        Some(secret) => Value::Hidden(secret.len() * 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explanation(header: &str, payload: &str) -> (String, Vec<Vec<(String, String)>>) {
        let token = format!(
            "{}.{}.AAAA",
            BASE64URL.encode(header.as_bytes()),
            BASE64URL.encode(payload.as_bytes())
        );
        let token = Token::of(&token);
        let explanation = Explanation::of(&token, &KeyAtHand::default());
        let spans = explanation.parts.iter().map(|piece| {
            let bytes = piece.bytes.unwrap_or_default();
            let spans = piece.members.iter().map(|member| {
                let span = member.bytes.clone().unwrap();
                let text = String::from_utf8(bytes[span].to_vec()).unwrap();
                (member.name.clone(), text)
            });
            spans.collect()
        });
        (format!("{:?}", explanation.method), spans.collect())
    }

    #[test]
    fn each_member_knows_its_bytes() {
        let (method, spans) = explanation(
            r#"{"alg":"HS256"}"#,
            "{ \"a\\\"\" : [1, {\"b\":2}] ,\n\"b\":\"x,\\\"\",\"b\":null }",
        );
        assert_eq!(method, "Hmac");
        let payload: Vec<_> = spans[1].iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            payload,
            [
                "\"a\\\"\" : [1, {\"b\":2}]",
                "\"b\":\"x,\\\"\"",
                "\"b\":null"
            ]
        );
        assert_eq!(spans[1][0].0, "a\"");
    }

    #[test]
    fn characters_of_members_do_not_overlap() {
        let payload = r#"{"sub":"a","exp":1,"x":{"y":[]}}"#;
        let token = format!("e30.{}.", BASE64URL.encode(payload.as_bytes()));
        let token = Token::of(&token);
        let explanation = Explanation::of(&token, &KeyAtHand::default());
        let piece = &explanation.parts[1];
        let spans = characters(&piece.members, piece.text.len());
        assert_eq!(spans.len(), 3);
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert!(spans.iter().all(|span| span.start < span.end));
        assert_eq!(explanation.method, Method::Missing);
    }
}
