//! Keys as standards print them and as other programs write them, under `tests/vectors/keys`.

use std::path::{Path, PathBuf};

use crate::encoding::{BASE64, BASE64URL, HEX};
use crate::json::{Json, Object};
use crate::keys::{Algorithm, Key, KeySet, KeyText};
use crate::text::{Problem, Say};
use proptest::prelude::*;

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

/// What holds no key, or holds one only after more work than taking off a wrapping.
const NO_KEYS: [&str; 13] = [
    "DER cut off",
    "a discovery document",
    "a secret",
    "a secret in base64",
    "a secret in hex that begins as DER does",
    "a token",
    "a token response",
    "a web page",
    "bytes",
    "gpg --export",
    "gzip",
    "nothing",
    "white space",
];

#[test]
fn the_text_of_a_key_is_no_secret_in_any_wrapping() {
    let mut passed_over = Vec::new();
    for (name, _) in FILES {
        for case in objects(file(name).get("cases")) {
            let name = case.str("name").unwrap();
            let bytes = input(case, name);
            if KeyText::find(&bytes).is_none() {
                passed_over.push(name.to_owned());
                continue;
            }
            for (encoding, encoded) in encodings(&bytes) {
                let found = KeyText::find(encoded.as_bytes());
                assert!(found.is_some(), "{name} {encoding}");
            }
            for (wrapping, wrapped) in wrappings(&bytes) {
                assert!(KeyText::find(&wrapped).is_some(), "{name} {wrapping}");
                if name == "P-256: SubjectPublicKeyInfo" || name == "P-256: JWK" {
                    for (encoding, encoded) in encodings(&wrapped) {
                        let found = KeyText::find(encoded.as_bytes());
                        assert!(found.is_some(), "{name} {wrapping} {encoding}");
                    }
                }
            }
        }
    }
    passed_over.sort();
    assert_eq!(passed_over, NO_KEYS);
}

fn encodings(bytes: &[u8]) -> [(&'static str, String); 6] {
    let plain = BASE64.encode_padded(bytes);
    let lines: Vec<_> = plain
        .as_bytes()
        .chunks(76)
        .map(String::from_utf8_lossy)
        .collect();
    [
        ("base64 in lines", lines.join("\n")),
        ("base64 in quotes", format!("SECRET='{plain}'")),
        ("base64url", BASE64URL.encode(bytes)),
        ("hex", HEX.encode(bytes).to_uppercase()),
        (
            "percent-encoded base64",
            plain
                .replace('+', "%2B")
                .replace('/', "%2f")
                .replace('=', "%3D"),
        ),
        ("base64", plain),
    ]
}

fn wrappings(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = vec![("as it is", bytes.to_vec())];
    let prefixes: [(_, &[u8]); 3] = [
        ("behind a mark", b"\xef\xbb\xbf"),
        ("behind a name", b"SIGNING_KEY="),
        ("behind a quote", b"\""),
    ];
    all.extend(prefixes.map(|(name, prefix)| (name, [prefix, bytes, b"\"\n"].concat())));
    let Ok(text) = std::str::from_utf8(bytes) else {
        return all;
    };
    let percent = |text: &str| -> String {
        let encoded = |byte: u8| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        text.bytes().map(encoded).collect()
    };
    let quoted = Json::from(text).to_compact();
    let escaped = text.replace('\n', "\\n");
    let units = || text.encode_utf16();
    let marked = || std::iter::once(0xfeff).chain(units());
    all.extend(
        [
            ("escaped", escaped.clone()),
            ("escaped twice", escaped.replace('\\', "\\\\")),
            ("CRLF", text.replace('\n', "\r\n")),
            ("one line", text.replace('\n', "")),
            ("blanks", text.replace('\n', " ")),
            ("quotes", format!("\"{text}\"")),
            ("single quotes", format!("'{escaped}'")),
            ("a brace before it", format!("{{{text}")),
            ("a bracket before it", format!("[{text}")),
            ("a variable", format!("export KEY=\"{escaped}\"\n")),
            ("a JSON string", quoted.clone()),
            ("a member", format!("{{\"key\": {quoted}}}")),
            ("a string in a string", Json::from(quoted).to_compact()),
            ("a mark", format!("\u{feff}{text}")),
            ("percent-encoded", percent(text)),
            ("percent-encoded twice", percent(&percent(text))),
            (
                "HTML",
                text.replace('&', "&amp;")
                    .replace('"', "&quot;")
                    .replace('\n', "&#10;"),
            ),
            ("four dashes", text.replace("-----", "----")),
        ]
        .map(|(name, text)| (name, text.into_bytes())),
    );
    all.extend([
        ("UTF-16LE", units().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", units().flat_map(u16::to_be_bytes).collect()),
        (
            "marked UTF-16LE",
            marked().flat_map(u16::to_le_bytes).collect(),
        ),
        (
            "marked UTF-16BE",
            marked().flat_map(u16::to_be_bytes).collect(),
        ),
    ]);
    all
}

#[test]
fn a_secret_is_not_taken_for_a_key() {
    for secret in [
        "correct horse battery staple, and a few more words",
        "0123456789abcdef-ssh-ed25519-0123456789",
        "ssh-rsa is a nice way to begin a passphrase",
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A",
        "550e8400-e29b-41d4-a716-446655440000",
        r#"{"user":"me","key":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}"#,
        r#"["a","b",{"k":"c2VjcmV0","n":"AQAB"}]"#,
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaA",
        "3082010a0282010100c0ffee00c0ffee00c0ffee00c0ffee00",
        "100%25 of the secrets &amp; quotes: &quot;0-0-0-0&quot;",
        "----- my private key --------",
    ] {
        let found = KeyText::find(secret.as_bytes());
        assert!(found.is_none(), "{secret}");
    }
}

proptest! {
    #[test]
    fn random_bytes_are_a_secret_in_any_encoding(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (_, wrapped) in wrappings(&bytes) {
            prop_assert!(KeyText::find(&wrapped).is_none());
        }
        for (_, encoded) in encodings(&bytes) {
            prop_assert!(KeyText::find(encoded.as_bytes()).is_none());
        }
    }

    #[test]
    fn text_is_a_secret(text in "[ -~\\n]{0,200}") {
        for (_, wrapped) in wrappings(text.as_bytes()) {
            prop_assert!(KeyText::find(&wrapped).is_none());
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
        assert!(key.texts(false).contains(&bytes.clone().into()), "{place}");
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
    assert_eq!(compared, 34);
}

#[test]
fn a_hint_is_written_in_both_languages() {
    let mut hints = 0;
    for case in objects(file("foreign.json").get("cases")) {
        // Some are read.
        let Err(problem) = KeySet::read(&input(case, "foreign.json")) else {
            continue;
        };
        if let Some(hint) = problem.hint() {
            hints += 1;
            assert!(!hint.en().is_empty() && !hint.ko().is_empty());
            assert_ne!(hint.en(), hint.ko());
        }
    }
    assert!(hints > 60, "{hints}");
}
