//! Keys as standards print them and as other programs write them, under `tests/vectors/keys`.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

use std::path::{Path, PathBuf};

use tokenry::encoding::{BASE64, BASE64URL};
use tokenry::json::{Json, Object};
use tokenry::keys::{Algorithm, Key, KeySet};
use tokenry::text::Say;

/// How many cases each file holds: one that is lost, or never read, fails.
const FILES: [(&str, usize); 8] = [
    ("cryptography.json", 68),
    ("foreign.json", 68),
    ("openssl.json", 104),
    ("rfc7517.json", 3),
    ("rfc7520.json", 6),
    ("rfc7638.json", 1),
    ("rfc8037.json", 3),
    ("rfc9964.json", 6),
];

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/keys")
}

#[expect(clippy::disallowed_methods, reason = "a test reads its vectors")]
fn file(name: &str) -> Object {
    let bytes = std::fs::read(directory().join(name)).unwrap();
    Object::parse(&bytes).unwrap()
}

/// Fails on a member that no test looks at.
fn only(object: &Object, known: &[&str], place: &str) {
    for (name, _) in object.iter() {
        assert!(known.contains(&name), "{place}: unknown field {name}");
    }
}

fn texts(value: Option<&Json>) -> Vec<String> {
    let items = value.and_then(Json::as_array).unwrap_or_default();
    items
        .iter()
        .map(|item| item.as_str().unwrap().into())
        .collect()
}

fn objects(value: Option<&Json>) -> Vec<&Object> {
    let items = value.and_then(Json::as_array).unwrap_or_default();
    items.iter().map(|item| item.as_object().unwrap()).collect()
}

fn input(case: &Object, place: &str) -> Vec<u8> {
    let input = case.get("input").and_then(Json::as_object).unwrap();
    only(input, &["json", "text", "base64"], place);
    assert_eq!(input.len(), 1, "{place}");
    match (input.get("json"), input.str("text"), input.str("base64")) {
        (Some(json), ..) => json.to_pretty().into_bytes(),
        (_, Some(text), _) => text.into(),
        (_, _, Some(text)) => BASE64.decode_padded(text.as_bytes()).unwrap(),
        _ => panic!("{place}: no input"),
    }
}

#[test]
fn every_vector_is_read_as_expected() {
    let mut names: Vec<String> = std::fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|ext| ext == "json"))
        .collect();
    names.sort();
    assert_eq!(names, FILES.map(|(name, _)| name));

    for (name, count) in FILES {
        let document = file(name);
        only(&document, &["source", "note", "cases"], name);
        assert!(document.str("source").is_some(), "{name}");
        let cases = objects(document.get("cases"));
        assert_eq!(cases.len(), count, "{name}");
        for case in cases {
            let place = format!("{name}: {}", case.str("name").unwrap());
            check(case, &place);
        }
    }
}

fn check(case: &Object, place: &str) {
    only(
        case,
        &[
            "name", "input", "format", "keys", "skipped", "problem", "says",
        ],
        place,
    );
    let bytes = input(case, place);
    let found = KeySet::read(&bytes);
    if let Some(code) = case.str("problem") {
        let problem = found.expect_err(place);
        assert_eq!(problem.code(), code, "{place}: {problem:?}");
        for words in [problem.en(), problem.ko()] {
            assert!(
                !words.is_empty() && !words.ends_with('.'),
                "{place}: {words}"
            );
        }
        if let Some(says) = case.str("says") {
            assert!(problem.en().contains(says), "{place}: {}", problem.en());
        }
        return;
    }
    let set = found.unwrap_or_else(|problem| panic!("{place}: {problem:?}"));
    assert_eq!(Some(set.format), case.str("format"), "{place}");
    let skipped: Vec<&str> = set.skipped.iter().map(|key| key.problem.code()).collect();
    assert_eq!(skipped, texts(case.get("skipped")), "{place}");
    let expected = objects(case.get("keys"));
    assert_eq!(set.keys.len(), expected.len(), "{place}");
    for (key, expected) in set.keys.iter().zip(expected) {
        check_key(key, expected, place);
    }
    // A public key that came alone is remembered as it came: the RS/HS confusion uses those very bytes.
    if let [key] = set.keys.as_slice()
        && !key.is_private()
    {
        assert!(key.public_texts().contains(&bytes), "{place}");
    }
}

fn check_key(key: &Key, expected: &Object, place: &str) {
    only(
        expected,
        &[
            "is",
            "private",
            "kid",
            "alg",
            "thumbprint",
            "algorithms",
            "signatures",
            "refuses",
        ],
        place,
    );
    assert_eq!(Some(key.describe().as_str()), expected.str("is"), "{place}");
    let private = expected.get("private").and_then(Json::as_bool);
    assert_eq!(Some(key.is_private()), private, "{place}");
    assert_eq!(key.kid(), expected.str("kid"), "{place}");
    assert_eq!(key.alg(), expected.str("alg"), "{place}");
    assert_eq!(
        Some(key.thumbprint().as_str()),
        expected.str("thumbprint"),
        "{place}"
    );
    let algorithms: Vec<&str> = key.algorithms().map(Algorithm::name).collect();
    assert_eq!(algorithms, texts(expected.get("algorithms")), "{place}");
    for refusal in objects(expected.get("refuses")) {
        only(refusal, &["algorithm", "operation", "reason"], place);
        let algorithm = Algorithm::named(refusal.str("algorithm").unwrap()).unwrap();
        let refused = match refusal.str("operation") {
            Some("sign") => key.signer(algorithm, false).map(drop),
            Some("verify") => key.verifier(algorithm).map(drop),
            other => panic!("{place}: {other:?}"),
        };
        assert_eq!(
            Some(refused.unwrap_err().code()),
            refusal.str("reason"),
            "{place}"
        );
    }
    for written in written(key) {
        assert!(written.same_key(key), "{place}");
        assert_eq!(written.thumbprint(), key.thumbprint(), "{place}");
    }
    for signature in objects(expected.get("signatures")) {
        check_signature(key, signature, place);
    }
}

/// The key written in every format and read again.
fn written(key: &Key) -> Vec<Key> {
    let mut forms = Vec::new();
    for private in [true, false] {
        if private && !key.is_private() {
            assert!(key.is_secret() || key.to_pem(true).is_err());
            continue;
        }
        if let Some(jwk) = key.to_jwk(private) {
            let text = Json::Object(jwk.clone()).to_compact();
            assert_eq!(KeySet::read(text.as_bytes()).unwrap().keys.len(), 1);
            forms.push(Key::from_jwk(&jwk).unwrap());
        }
        if !key.is_secret() {
            let pem = key.to_pem(private).unwrap();
            forms.extend(KeySet::read(pem.as_bytes()).unwrap().keys);
        }
    }
    forms
}

fn check_signature(key: &Key, expected: &Object, place: &str) {
    only(
        expected,
        &["algorithm", "message", "signature", "deterministic"],
        place,
    );
    let algorithm = Algorithm::named(expected.str("algorithm").unwrap()).unwrap();
    let place = format!("{place}: {algorithm}");
    let message = expected.str("message").unwrap().as_bytes();
    let signature = BASE64URL
        .decode(expected.str("signature").unwrap().as_bytes())
        .unwrap();
    let deterministic = expected
        .get("deterministic")
        .and_then(Json::as_bool)
        .unwrap();

    let verifier = key.verifier(algorithm).unwrap();
    assert!(verifier.verify(message, &signature), "{place}");
    let mut changed = signature.clone();
    changed[signature.len() / 2] ^= 1;
    assert!(!verifier.verify(message, &changed), "{place}");
    assert!(!verifier.verify(b"another message", &signature), "{place}");
    if key.is_private() {
        let made = key.signer(algorithm, false).unwrap().sign(message).unwrap();
        assert!(verifier.verify(message, &made), "{place}");
        assert_eq!(made == signature, deterministic, "{place}");
    }
}

#[test]
fn what_is_written_is_what_others_write() {
    let mut compared = 0;
    for (name, _) in FILES {
        let document = file(name);
        for case in objects(document.get("cases")) {
            let place = case.str("name").unwrap();
            let private = [": pkey", ": PKCS8", "RSA-PSS", "RSA-PSS for SHA-256"];
            let public = [": pkey -pubout", ": SubjectPublicKeyInfo"];
            let ends = |endings: &[&str]| endings.iter().any(|ending| place.ends_with(ending));
            if case.str("problem").is_some() || !(ends(&private) || ends(&public)) {
                continue;
            }
            let bytes = input(case, place);
            let set = KeySet::read(&bytes).unwrap();
            let written = set.keys[0].to_pem(ends(&private)).unwrap();
            assert_eq!(
                written,
                String::from_utf8(bytes).unwrap(),
                "{name}: {place}"
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 33);
}

#[test]
fn a_hint_is_written_in_both_languages() {
    let mut hints = 0;
    for case in objects(file("foreign.json").get("cases")) {
        let problem = KeySet::read(&input(case, "foreign.json")).unwrap_err();
        if let Some(hint) = problem.hint() {
            hints += 1;
            assert!(!hint.en().is_empty() && !hint.ko().is_empty());
            assert_ne!(hint.en(), hint.ko());
        }
    }
    assert!(hints > 60, "{hints}");
}
