//! The wrappings in which people keep keys: in variables, in JSON, in configuration files.

use std::rc::Rc;

use zeroize::Zeroizing;

use super::key::Key;
use super::key_text::{from_base64, from_hex, unescaped};
use super::material::{Ed25519, Material};
use super::set::KeySet;
use super::{Hidden, locked};
use crate::encoding::percent_decoded;
use crate::json::{Json, Object};
use crate::keys::messages::{KeyProblem, shown};
use crate::text::messages;

messages! {
    /// What was around a key.
    pub enum Wrapping {
        Passphrase => "encryption with a passphrase", "암호로 보호된 키";
        Escapes => "line breaks written as \\n", "\\n으로 적힌 줄바꿈";
        Quotes => "quotes", "따옴표";
        Assignment => "the name of a variable", "변수 이름";
        PercentEncoding => "percent-encoding", "퍼센트 인코딩";
        Base64 => "base64", same;
        Member { name: String } => "a JSON object (its {name} is used)", "JSON 객체 (사용한 멤버: {name})";
        Raw { half: Half } => { match half {
            Half::Private =>
                "raw bytes, taken for a private key of Ed25519",
                "원시 바이트 (Ed25519 개인 키로 간주)";
            Half::Public =>
                "raw bytes, taken for a public key of Ed25519",
                "원시 바이트 (Ed25519 공개 키로 간주)";
        } };
    }
}

/// What raw bytes are taken for, which don't say it themselves. Whoever verifies never takes them for a private key: what
/// is a public key everybody knows, and could sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The key of a signer.
    Private,
    /// The key of a verifier.
    Public,
}

/// What a wrapping may hold.
struct Inner {
    wrapping: Wrapping,
    /// What is left.
    bytes: Hidden,
    /// The id that stands beside the key.
    kid: Option<Rc<str>>,
}

/// How many wrappings are removed from each other: base64 of a variable of a quoted, escaped PEM has four.
const DEPTH: usize = 5;

/// Every wrapping, with what may be left when it is removed; nothing where it isn't there.
const WRAPPINGS: [fn(&str) -> Vec<Inner>; 6] = [
    |text| Vec::from_iter(quotes(text)),
    |text| Vec::from_iter(assignment(text)),
    members,
    |text| Vec::from_iter(escapes(text)),
    |text| Vec::from_iter(percent_encoding(text)),
    |text| Vec::from_iter(base64(text)),
];

impl KeySet {
    /// Reads keys as [`KeySet::read`] does, and through the wrappings in which people keep them. Returns what was
    /// removed, from the outside in. Raw bytes are the wanted half of a key. The passphrase is asked for once it is
    /// needed, and not for a certificate beside an encrypted key when the public half is wanted.
    ///
    /// # Errors
    /// As [`KeySet::read`]: what the bytes are without looking into any wrapping.
    pub fn read_wrapped(
        bytes: &[u8],
        wanted: Half,
        passphrase: &mut dyn FnMut() -> Option<Hidden>,
    ) -> Result<(Self, Vec<Wrapping>), KeyProblem> {
        let mut reader = Reader {
            wanted,
            passphrase,
            problem: None,
        };
        match reader.bare(bytes) {
            Ok(found) => Ok(found),
            Err(problem)
                if reader.problem.is_some() || matches!(problem, KeyProblem::TooLarge { .. }) =>
            {
                Err(problem)
            }
            Err(problem) => reader
                .unwrapped(bytes, DEPTH)
                .or_else(|| raw_ed25519(bytes, wanted))
                .ok_or_else(|| reader.problem.unwrap_or(problem)),
        }
    }
}

struct Reader<'p> {
    wanted: Half,
    passphrase: &'p mut dyn FnMut() -> Option<Hidden>,
    /// Why a key under a passphrase was not opened, which ends the search.
    problem: Option<KeyProblem>,
}

impl Reader<'_> {
    /// Keys in no wrapping but a passphrase.
    fn bare(&mut self, bytes: &[u8]) -> Result<(KeySet, Vec<Wrapping>), KeyProblem> {
        let read = KeySet::read(bytes);
        if read
            .as_ref()
            .is_ok_and(|set| self.wanted == Half::Public || set.keys.iter().any(Key::is_private))
        {
            return read.map(|set| (set, Vec::new()));
        }
        let Some(open) = locked::opener(bytes) else {
            return read.map(|set| (set, Vec::new()));
        };
        let opened = (self.passphrase)().map(|passphrase| open(&passphrase));
        let opened = match (opened, read) {
            (Some(opened), _) => opened,
            // Nobody knows it: what can be read without it is, and says itself what is needed.
            (None, Ok(set)) => return Ok((set, Vec::new())),
            (None, Err(problem)) => Err(problem),
        };
        let read = opened.and_then(|open| KeySet::read(&open));
        read.map(|set| (set, vec![Wrapping::Passphrase]))
            .inspect_err(|problem| self.problem = Some(problem.clone()))
    }

    fn unwrapped(&mut self, bytes: &[u8], depth: usize) -> Option<(KeySet, Vec<Wrapping>)> {
        let depth = depth.checked_sub(1)?;
        let text = std::str::from_utf8(bytes).ok()?;
        let text = text.trim_start_matches('\u{feff}').trim();
        WRAPPINGS
            .iter()
            .flat_map(|remove| remove(text))
            .find_map(|inner| {
                // Asked once: another passphrase is not on offer.
                if self.problem.is_some() {
                    return None;
                }
                let (mut set, mut removed) = match self.bare(&inner.bytes) {
                    Ok(found) => found,
                    Err(_) => self.unwrapped(&inner.bytes, depth)?,
                };
                if let ([key], Some(kid)) = (set.keys.as_mut_slice(), inner.kid)
                    && key.kid().is_none()
                {
                    key.set_kid(Some(kid.as_ref().to_owned()));
                }
                removed.insert(0, inner.wrapping);
                Some((set, removed))
            })
    }
}

fn of(wrapping: Wrapping, bytes: impl Into<Vec<u8>>) -> Inner {
    Inner {
        wrapping,
        bytes: Zeroizing::new(bytes.into()),
        kid: None,
    }
}

/// `"…"`, as a JSON string where it is one.
fn quotes(text: &str) -> Option<Inner> {
    if let Ok(Json::String(inner)) = Json::parse(text.as_bytes()) {
        return Some(of(Wrapping::Quotes, inner));
    }
    let inner = ['"', '\'', '`'].into_iter().find_map(|quote| {
        let inner = text.strip_prefix(quote)?;
        inner.strip_suffix(quote)
    })?;
    Some(of(Wrapping::Quotes, inner))
}

/// `NAME=…`, `export NAME=…` or `NAME: …` of a configuration file.
fn assignment(text: &str) -> Option<Inner> {
    let text = text.strip_prefix("export ").unwrap_or(text);
    let (name, value) = text.split_once(['=', ':'])?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let named = !name.is_empty() && name.len() <= 64 && name.bytes().all(is_name);
    let value = value.trim_start().trim_start_matches(['|', '>']);
    (named && !value.is_empty()).then(|| of(Wrapping::Assignment, value))
}

/// The members that may hold a key, those first that are called private.
fn members(text: &str) -> Vec<Inner> {
    let Ok(object) = Object::parse(text.as_bytes()).map(Zeroizing::new) else {
        return Vec::new();
    };
    let kid = ["private_key_id", "kid", "key_id", "keyId"];
    let kid = kid.iter().find_map(|name| object.str(name)).map(Rc::from);
    let mut found: Vec<_> = object.iter().collect();
    found.sort_by_key(|(name, _)| !name.to_ascii_lowercase().contains("private"));
    let inner = |(name, value): (&str, &Json)| {
        let bytes = match value {
            Json::String(text) => text.clone().into_bytes(),
            Json::Object(_) => value.to_compact().into_bytes(),
            _ => return None,
        };
        let name = shown(name);
        let kid = kid.clone();
        Some(Inner {
            kid,
            ..of(Wrapping::Member { name }, bytes)
        })
    };
    found.into_iter().filter_map(inner).collect()
}

/// Line breaks and quotes behind backslashes, once or several times.
fn escapes(text: &str) -> Option<Inner> {
    text.contains('\\')
        .then(|| of(Wrapping::Escapes, unescaped(text).as_bytes()))
}

fn percent_encoding(text: &str) -> Option<Inner> {
    Some(of(Wrapping::PercentEncoding, percent_decoded(text)?))
}

/// Base64 of either alphabet, over one line or several.
fn base64(text: &str) -> Option<Inner> {
    let dense: Hidden = Zeroizing::new(
        text.bytes()
            .filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=')
            .collect(),
    );
    Some(of(Wrapping::Base64, from_base64(&dense)?.as_slice()))
}

/// A raw key of Ed25519 (RFC 8032 §5.1.5) in hex or base64: 32 bytes, or 64 with the public key behind the private one, as
/// libsodium and Go keep them.
fn raw_ed25519(bytes: &[u8], wanted: Half) -> Option<(KeySet, Vec<Wrapping>)> {
    const LENGTH: usize = 32;
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let text = text.trim_matches(['"', '\'', '=']).as_bytes();
    let raw = from_hex(text).or_else(|| from_base64(text))?;
    let (first, second) = raw.split_at_checked(LENGTH)?;
    let private = || Ed25519::private(Zeroizing::new(first.to_vec())).ok();
    let (key, half) = match (second.is_empty(), wanted) {
        (true, Half::Public) => {
            let x = first.to_vec();
            (Ed25519 { x, d: None }, Half::Public)
        }
        (true, Half::Private) => (private()?, Half::Private),
        (false, _) => (private().filter(|pair| pair.x == second)?, Half::Private),
    };
    let set = KeySet {
        format: "raw Ed25519",
        ..KeySet::of(Key::of(Material::Ed25519(key)))
    };
    Some((set, vec![Wrapping::Raw { half }]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::{BASE64, BASE64URL, HEX};
    use crate::json::quoted;
    use crate::keys::Algorithm;
    use crate::text::Say;

    fn said(text: &str) -> (String, String) {
        let (set, removed) = KeySet::read_wrapped(text.as_bytes(), Half::Public, &mut || None)
            .unwrap_or_else(|problem| {
                panic!("{}: {text}", problem.en());
            });
        let [key] = set.keys.as_slice() else {
            panic!("{} keys: {text}", set.keys.len());
        };
        let removed: Vec<_> = removed.iter().map(Say::en).collect();
        (key.thumbprint(), removed.join(" + "))
    }

    #[test]
    fn a_key_of_each_kind_is_read_through_each_wrapping() {
        for algorithm in ["RS256", "ES256", "EdDSA", "ML-DSA-44"] {
            let key = Key::generate(Algorithm::named(algorithm).unwrap()).unwrap();
            for private in [true, false] {
                let pem = key.to_pem(private).unwrap().clone();
                let jwk = Json::Object(key.to_jwk(private).unwrap()).to_compact();
                let escaped = pem.replace('\n', "\\n");
                let base64 = |text: &str| BASE64.encode_padded(text.as_bytes());
                for (text, removed) in [
                    (pem.clone(), ""),
                    (escaped.clone(), "line breaks written as \\n"),
                    (escaped.replace('\\', "\\\\"), "line breaks written as \\n"),
                    (format!("\"{escaped}\""), "quotes"),
                    (format!("'{pem}'"), ""),
                    (
                        format!("export JWT_KEY=\"{escaped}\"\n"),
                        "the name of a variable + quotes",
                    ),
                    (base64(&pem), "base64"),
                    (base64(&jwk), "base64"),
                    (BASE64URL.encode(pem.as_bytes()), "base64"),
                    (base64(&base64(&pem)), "base64 + base64"),
                    (quoted(&jwk), "quotes"),
                    (
                        format!("{{\"type\":\"pem\",\"key\":{}}}", quoted(&pem)),
                        "a JSON object (its key is used)",
                    ),
                    (
                        format!("{{\"key\":{jwk},\"n\":1}}"),
                        "a JSON object (its key is used)",
                    ),
                    (
                        format!("{{\"key\":{}}}", quoted(&escaped)),
                        "a JSON object (its key is used) + line breaks written as \\n",
                    ),
                ] {
                    let (thumbprint, said) = said(&text);
                    assert_eq!(thumbprint, key.thumbprint(), "{algorithm} {text}");
                    assert_eq!(said, removed, "{algorithm} {text}");
                }
            }
        }
    }

    #[test]
    fn a_service_account_has_its_key_id() {
        let key = Key::generate(Algorithm::named("RS256").unwrap()).unwrap();
        let pem = quoted(&key.to_pem(true).unwrap());
        let account = format!(
            "{{\"type\":\"service_account\",\"private_key_id\":\"abc\",\"private_key\":{pem},\"client_email\":\"a@b\"}}"
        );
        let (set, _) =
            KeySet::read_wrapped(account.as_bytes(), Half::Public, &mut || None).unwrap();
        assert_eq!(set.keys.first().unwrap().kid(), Some("abc"));
    }

    #[test]
    fn raw_bytes_are_a_key_of_ed25519() {
        let key = Key::generate(Algorithm::named("EdDSA").unwrap()).unwrap();
        let jwk = key.to_jwk(true).unwrap();
        let part = |name| BASE64URL.decode(jwk.str(name).unwrap().as_bytes()).unwrap();
        let both = [part("d"), part("x")].concat();
        for text in [HEX.encode(&part("d")), BASE64.encode_padded(&both)] {
            let (set, _) =
                KeySet::read_wrapped(text.as_bytes(), Half::Private, &mut || None).unwrap();
            assert_eq!(set.keys[0].thumbprint(), key.thumbprint());
            assert!(set.keys[0].is_private());
        }
        let public = BASE64.encode_padded(&part("x"));
        let (set, _) = KeySet::read_wrapped(public.as_bytes(), Half::Public, &mut || None).unwrap();
        assert_eq!(set.keys[0].thumbprint(), key.thumbprint());
        assert!(!set.keys[0].is_private());
    }

    /// Each wrapping is removed once a level, however many could be and however deep they are nested.
    #[test]
    fn nested_wrappings_cost_little() {
        let object = |inner: String, _| format!("{{\"a\":{inner},\"b\":\"\\\\n%41\"}}");
        let deep = (0..120).fold("1".to_owned(), object);
        let names = "a=".repeat(100_000) + "\\n%41";
        for text in [deep, names] {
            assert!(KeySet::read_wrapped(text.as_bytes(), Half::Public, &mut || None).is_err());
        }
    }

    #[test]
    fn what_holds_no_key_keeps_its_own_problem() {
        for text in ["not a key", "{\"a\":1}", "{\"a\":", "\"\"", ""] {
            let problem =
                KeySet::read_wrapped(text.as_bytes(), Half::Public, &mut || None).unwrap_err();
            let plain = KeySet::read(text.as_bytes()).unwrap_err();
            assert_eq!(problem, plain, "{text}");
        }
    }
}
