//! Key sets of other forms than RFC 7517's, as issuers publish them, and what is read in a key of theirs though it is not
//! written by the book: whoever verifies can't correct it.

use super::key::Key;
use super::pem;
use super::set::KeySet;
use crate::json::{Json, Object};
use crate::keys::messages::KeyProblem;
use crate::text::messages;

messages! {
    /// What is wrong in a key and leaves no doubt about what is meant.
    pub enum Mended {
        LeadingZero { name: &'static str } =>
            "\"{name}\" begins with a zero byte",
            "\"{name}\" 앞에 0 바이트가 붙어 있습니다";
        Base64 { name: &'static str } =>
            "\"{name}\" is base64 with +, / or padding, not base64url",
            "\"{name}\" 값이 base64url이 아니라 base64(+, / 또는 패딩)입니다";
        Short { name: &'static str } =>
            "\"{name}\" lacks its leading zeros",
            "\"{name}\" 앞의 0 바이트가 빠져 있습니다";
        OldCurve { name: String } =>
            "the curve \"{name}\" is called secp256k1 today",
            "\"{name}\"은 곡선 secp256k1의 옛 이름입니다";
        Certificate =>
            "the key itself is missing, and that of its certificate (\"x5c\") is used",
            "키 값이 없어 인증서(\"x5c\")의 키를 사용합니다";
    }
}

/// The keys of an array, of a map of ids, or of the first member that is an array of keys. `None` for other JSON.
pub(super) fn read(json: &Json) -> Option<KeySet> {
    let entries: Vec<(Option<&str>, &Json)> = match json {
        Json::Array(items) => items.iter().map(|item| (None, item)).collect(),
        Json::Object(map) if map.iter().all(|(name, value)| is_kid(name, value)) => {
            map.iter().map(|(kid, key)| (Some(kid), key)).collect()
        }
        Json::Object(map) => {
            let mut arrays = map.iter().filter(|(_, value)| value.as_array().is_some());
            return arrays.find_map(|(_, array)| read(array));
        }
        _ => return None,
    };
    if entries.is_empty() || !entries.iter().all(|(_, value)| holds_key(value)) {
        return None;
    }
    let read = |(kid, value): (Option<&str>, &Json)| {
        let kid = kid.or_else(|| value.as_object()?.str("kid"));
        (kid.map(str::to_owned), key(value))
    };
    Some(KeySet::collected(entries.into_iter().map(read)))
}

/// Whether a member is a key under its id: `key` and `public_key` are what it is, and no id.
fn is_kid(name: &str, value: &Json) -> bool {
    let name = name.to_ascii_lowercase();
    let words = ["key", "cert", "pem", "public", "private", "jwk", "x5c"];
    holds_key(value) && !words.iter().any(|word| name.contains(word))
}

fn holds_key(value: &Json) -> bool {
    match value {
        Json::String(text) => pem::is_in(text),
        Json::Object(object) => {
            object.get("kty").is_some()
                || object.get("x5c").is_some()
                || certificate(object).is_some()
        }
        _ => false,
    }
}

/// The PEM text that an object holds, as Cloudflare publishes `{"kid":…,"cert":…}`.
fn certificate(object: &Object) -> Option<&str> {
    let mut texts = object.iter().filter_map(|(_, value)| value.as_str());
    texts.find(|text| pem::is_in(text))
}

fn key(value: &Json) -> Result<Key, KeyProblem> {
    let text = match value {
        Json::Object(object) => match certificate(object) {
            None => return Key::from_jwk(object),
            Some(text) => text,
        },
        other => other.as_str().unwrap_or_default(),
    };
    // Of a chain the first is the key's own.
    let keys = KeySet::read(text.as_bytes())?.keys;
    let mut key = keys.into_iter().next().ok_or(KeyProblem::NoKeys)?;
    key.original = None;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::{BASE64, BASE64URL};
    use crate::json::quoted;
    use crate::keys::Algorithm;

    fn read(text: &str) -> KeySet {
        KeySet::read(text.as_bytes()).unwrap_or_else(|problem| panic!("{problem:?}: {text}"))
    }

    #[test]
    fn sets_are_read_in_every_form_in_which_they_are_published() {
        let key = Key::generate(Algorithm::named("ES256").unwrap()).unwrap();
        let pem = quoted(&key.to_pem(false).unwrap());
        let jwk = Json::Object(key.to_jwk(false).unwrap()).to_compact();
        let named = jwk.replacen('{', "{\"kid\":\"a\",", 1);
        for text in [
            format!("[{named}]"),
            format!("[{named},{{\"kty\":\"new\"}}]"),
            format!("{{\"a\":{pem}}}"),
            format!("{{\"a\":{pem},\"b\":{pem}}}"),
            format!("{{\"a\":{jwk}}}"),
            format!("{{\"public_certs\":[{{\"kid\":\"a\",\"cert\":{pem}}}],\"count\":1}}"),
        ] {
            let set = read(&text);
            assert!(set.selects(), "{text}");
            assert!(set.find("a").unwrap().same_key(&key), "{text}");
        }
        for text in ["[]", "[1]", "{}", "{\"error\":\"invalid_request\"}", "[[]]"] {
            assert!(KeySet::read(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn faults_that_leave_no_doubt_are_read_and_told() {
        let key = Key::generate(Algorithm::named("RS256").unwrap()).unwrap();
        let jwk = key.to_jwk(false).unwrap();
        let n = BASE64URL.decode(jwk.str("n").unwrap().as_bytes()).unwrap();
        let zero = [&[0], n.as_slice()].concat();
        for (n, what) in [
            (BASE64URL.encode(&zero), Mended::LeadingZero { name: "n" }),
            (BASE64.encode_padded(&n), Mended::Base64 { name: "n" }),
        ] {
            let mut odd = jwk.clone();
            odd.set("n", n);
            let read = Key::from_jwk(&odd).unwrap();
            assert!(read.same_key(&key));
            assert_eq!(read.mended(), [what]);
            assert_eq!(
                read.to_jwk(false),
                Some(jwk.clone()),
                "it is written by the book"
            );
        }
    }
}
