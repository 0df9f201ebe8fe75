//! How a token is made: one value that text, JSON and a page show. Nothing here is verified.

pub mod recipe;
pub mod registry;

use std::ops::Range;

use aws_lc_rs::digest;

use self::registry::Entry;
use super::notes::TIME_CLAIMS;
use super::reading::Reading;
use crate::encoding::BASE64URL;
use crate::json::{self, Json, Object};
use crate::keys::{Algorithm, Family, Key};
use crate::text::explain::Method;
use crate::text::malformed::{Malformed, Part};
use crate::time::Moment;

pub use recipe::{Origin, Recipe, Step, Yield};

/// A token taken apart for those who want to know how it was made.
#[derive(Clone, Debug)]
pub struct Anatomy<'t> {
    /// The parts, at most three.
    pub parts: Vec<Piece<'t>>,
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
pub struct Piece<'t> {
    /// Which.
    pub part: Part,
    /// Its base64url text.
    pub text: &'t str,
    /// Its bytes; `None` when the text is not base64url.
    pub bytes: Option<Vec<u8>>,
    /// Its JSON; the signature has none.
    pub json: Option<Json>,
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
    #[must_use]
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

impl<'t> Anatomy<'t> {
    /// Takes apart what could be read of a token.
    #[must_use]
    pub fn of(reading: &Reading<'t>, key: &KeyAtHand<'_>) -> Self {
        let encrypted = reading.broken.contains(&Malformed::Encrypted);
        let proof = reading
            .header
            .as_ref()
            .and_then(|header| header.str("typ"))
            .is_some_and(|typ| typ.eq_ignore_ascii_case("dpop+jwt"));
        let parts: Vec<Piece<'t>> = [Part::Header, Part::Payload, Part::Signature]
            .into_iter()
            .zip(&reading.parts)
            .map(|(part, text)| piece(part, text, encrypted, proof))
            .collect();
        let signing_input = match parts.as_slice() {
            [header, payload, ..] => Some(format!("{}.{}", header.text, payload.text)),
            _ => None,
        };
        let alg = reading.header.as_ref().and_then(|header| header.str("alg"));
        let alg = alg.as_deref();
        let algorithm = alg.and_then(Algorithm::named).filter(|_| !encrypted);
        let method = match (alg, algorithm) {
            _ if encrypted => Method::Encrypted,
            _ if reading.header.is_none() => Method::Unreadable,
            (_, Some(algorithm)) => method(algorithm.family()),
            (Some(alg), None) if alg.eq_ignore_ascii_case("none") => Method::Unsecured,
            (Some(_), None) => Method::Unknown,
            (None, None) => Method::Missing,
        };
        let whole = !reading
            .broken
            .iter()
            .any(|malformed| matches!(malformed, Malformed::Parts { .. }));
        let key = KeyAtHand {
            // A key that can't do the algorithm says nothing about the signature.
            key: key.key.filter(|key| {
                algorithm.is_some_and(|algorithm| key.algorithms().any(|one| one == algorithm))
            }),
            ..key.clone()
        };
        let signed = match (&signing_input, algorithm, &reading.signature) {
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

fn piece(part: Part, text: &str, encrypted: bool, proof: bool) -> Piece<'_> {
    let bytes = BASE64URL.decode(text.as_bytes()).ok();
    let json = bytes
        .as_deref()
        .filter(|_| part != Part::Signature)
        .and_then(|bytes| Json::parse(bytes).ok());
    let mut members = match &json {
        Some(Json::Object(object)) => object
            .iter()
            .map(|(name, value)| {
                let entry = match part {
                    Part::Header => registry::parameter(name, encrypted),
                    Part::Payload | Part::Signature => registry::claim(name, proof),
                };
                member(name, value, entry, part == Part::Payload)
            })
            .collect(),
        _ => Vec::new(),
    };
    place(&mut members, bytes.as_deref().unwrap_or_default());
    Piece {
        part,
        text,
        bytes,
        json,
        members,
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

/// Finds out which bytes of its part each member is.
fn place(members: &mut [Member], bytes: &[u8]) {
    let Some((text, raw)) = std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| Some((text, json::members(text).ok()?)))
    else {
        return;
    };
    let mut from = 0;
    for (member, (_, value)) in members.iter_mut().zip(raw) {
        // The value is a slice of the text, and the name begins at the first quote behind the value before it.
        let value = value.get();
        let start = (value.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        let end = start.saturating_add(value.len());
        let name = text.get(from..start).and_then(|between| between.find('"'));
        if let Some(name) = name {
            member.bytes = Some(from + name..end);
        }
        from = end;
    }
}

/// The characters of a base64url text in which most of each member's bits are, in their order.
#[must_use]
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

    fn anatomy(header: &str, payload: &str) -> (String, Vec<Vec<(String, String)>>) {
        let token = format!(
            "{}.{}.AAAA",
            BASE64URL.encode(header.as_bytes()),
            BASE64URL.encode(payload.as_bytes())
        );
        let reading = Reading::of(&token);
        let anatomy = Anatomy::of(&reading, &KeyAtHand::default());
        let spans = anatomy.parts.iter().map(|piece| {
            let bytes = piece.bytes.clone().unwrap_or_default();
            let spans = piece.members.iter().map(|member| {
                let span = member.bytes.clone().unwrap();
                let text = String::from_utf8(bytes[span].to_vec()).unwrap();
                (member.name.clone(), text)
            });
            spans.collect()
        });
        (format!("{:?}", anatomy.method), spans.collect())
    }

    #[test]
    fn each_member_knows_its_bytes() {
        let (method, spans) = anatomy(
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
        let reading = Reading::of(&token);
        let anatomy = Anatomy::of(&reading, &KeyAtHand::default());
        let piece = &anatomy.parts[1];
        let spans = characters(&piece.members, piece.text.len());
        assert_eq!(spans.len(), 3);
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert!(spans.iter().all(|span| span.start < span.end));
        assert_eq!(anatomy.method, Method::Missing);
    }
}
