//! Why a signature fails: for each hint a token that deserves it, and one that nearly does and gets none.

use crate::encoding;
use crate::json::{Json, Object};
use crate::keys::{Algorithm, Key, KeySet, SecretEncoding};
use crate::text::Say;
use crate::time::Moment;
use crate::token::Token;
use crate::token::diagnosis::{DiagnosisInput, Source, Written, explain, of_text};
use crate::token::report::{CheckName, Report};
use crate::token::verify::{Keyring, Policy, judge};
use aws_lc_rs::hmac;

/// 2026-11-23T02:00:00Z
const NOW: i64 = 1_795_399_200;
const CLAIMS: &str = r#"{"sub":"a","name":"김 ñ/","exp":1795400000}"#;
const SECRET: &[u8] = b"0123456789abcdef-0123456789abcdef-x";

type Explained = Vec<(&'static str, &'static str)>;

/// The codes of the hints, each with the check that carries it.
fn codes(report: &Report) -> Explained {
    let of = |check: &crate::token::report::Check| {
        let name = check.name.code();
        let codes: Vec<_> = check.hints.iter().map(|hint| (name, hint.code())).collect();
        codes
    };
    report.checks().iter().flat_map(of).collect()
}

fn judged(token: &Token, keys: &KeySet, policy: &Policy, now: Moment) -> Report {
    let mut report = Report::default();
    let mut ring = Keyring::new(keys, "test", policy);
    judge(token, &mut ring, now, &mut report);
    report
}

/// Judges and explains; the explanation must leave the verdict alone, and speak both languages.
fn explained_with(
    token: &str,
    keys: &KeySet,
    written: Option<Written<'_>>,
    elsewhere: Option<(&KeySet, &str)>,
    policy: &Policy,
) -> Explained {
    let now = Moment::from_seconds(NOW);
    let token = &Token::of(token);
    let mut report = judged(token, keys, policy, now);
    let (reasons, exit) = (report.reasons().to_vec(), report.exit());
    let input = DiagnosisInput {
        token,
        keys,
        written,
        elsewhere,
        now,
        by_clock: true,
    };
    explain(&mut report, &input);
    assert_eq!((report.reasons(), report.exit()), (&*reasons, exit));
    for hint in report.checks().iter().flat_map(|check| &check.hints) {
        for words in [hint.en(), hint.ko()] {
            assert!(!words.is_empty() && !words.ends_with('.'), "{words}");
        }
        assert!(
            hint.ko().chars().any(|one| ('가'..='힣').contains(&one)),
            "{}",
            hint.ko()
        );
    }
    codes(&report)
}

fn explained(token: &str, keys: &KeySet) -> Explained {
    explained_with(token, keys, None, None, &Policy::default())
}

/// With a secret as `--secret` would give it.
fn with_secret(token: &str, text: &[u8], encoding: SecretEncoding) -> Explained {
    let secret = encoding.decode(text).unwrap();
    let keys = KeySet::of(Key::secret(secret.to_vec()));
    let written = Some(Written {
        text,
        encoding,
        source: Source::Argument,
    });
    explained_with(token, &keys, written, None, &Policy::default())
}

fn alg(name: &str) -> Algorithm {
    Algorithm::named(name).unwrap()
}

fn input(header: &str, payload: &str) -> String {
    format!(
        "{}.{}",
        encoding::BASE64URL.encode(header.as_bytes()),
        encoding::BASE64URL.encode(payload.as_bytes())
    )
}

fn sign(key: &Key, algorithm: &str, input: &str) -> Vec<u8> {
    if let Some(secret) = key.secret_bytes() {
        // Not every signer refuses what is no secret.
        let hash = match algorithm {
            "HS384" => hmac::HMAC_SHA384,
            "HS512" => hmac::HMAC_SHA512,
            _ => hmac::HMAC_SHA256,
        };
        let key = hmac::Key::new(hash, secret);
        return hmac::sign(&key, input.as_bytes()).as_ref().to_vec();
    }
    let mut key = key.clone();
    key.set_alg(None);
    let signer = key.signer(alg(algorithm), true).unwrap();
    signer.sign(input.as_bytes()).unwrap()
}

/// A token whose header says one algorithm and whose signature is another's.
fn token(says: &str, key: &Key, really: &str) -> String {
    let input = input(&format!(r#"{{"alg":"{says}","typ":"JWT"}}"#), CLAIMS);
    format!(
        "{input}.{}",
        encoding::BASE64URL.encode(&sign(key, really, &input))
    )
}

fn hs256(secret: &[u8]) -> String {
    token("HS256", &Key::secret(secret.to_vec()), "HS256")
}

fn signature(codes: &[&'static str]) -> Explained {
    codes.iter().map(|code| ("signature", *code)).collect()
}

fn generate(name: &str) -> Key {
    Key::generate(alg(name)).unwrap()
}

fn public(key: &Key) -> KeySet {
    KeySet::read(key.to_pem(false).unwrap().as_bytes()).unwrap()
}

/// The secret as it is given, how it is read, the secret that was used, and the hints.
type Fault<'f> = (&'f [u8], SecretEncoding, &'f [u8], &'f [&'static str]);

const BASE64: &str = "+/8wMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==";
const BASE64URL: &str = "-_8wMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg";
const HEX: &str = "fbff303132333435363738396162636465663031323334353637383961626364";

#[test]
fn a_secret_with_a_fault_is_named() {
    use SecretEncoding::{Base64, Base64url, Hex, Text};
    let decoded = |text: &str, encoding: SecretEncoding| encoding.decode(text.as_bytes()).unwrap();
    let (base64, hex) = (decoded(BASE64, Base64), decoded(HEX, Hex));
    let table: Vec<Fault<'_>> = vec![
        (b"abc\n", Text, b"abc", &["secret_has_trailing_newline"]),
        (b"abc\r\n", Text, b"abc", &["secret_has_trailing_newline"]),
        (b"abc\r", Text, b"abc", &["secret_has_trailing_newline"]),
        (
            b"YWJjCg==",
            Base64,
            b"abc",
            &["secret_has_trailing_newline"],
        ),
        (b"abc", Text, b"abc\n", &["secret_lacks_trailing_newline"]),
        (b"abc", Text, b"abc\r\n", &["secret_lacks_trailing_newline"]),
        (b"abc", Text, b"abc\r", &["secret_lacks_trailing_newline"]),
        (b"abc\r", Text, b"abc", &["secret_has_trailing_newline"]),
        (b"abc ", Text, b"abc", &["secret_has_surrounding_space"]),
        (b"\tabc\n", Text, b"abc", &["secret_has_surrounding_space"]),
        (
            "\u{feff}abc".as_bytes(),
            Text,
            b"abc",
            &["secret_has_surrounding_space"],
        ),
        (b"\"abc\"", Text, b"abc", &["secret_is_quoted"]),
        (b"'abc'", Text, b"abc", &["secret_is_quoted"]),
        (BASE64.as_bytes(), Text, &base64, &["secret_is_base64"]),
        (
            BASE64URL.as_bytes(),
            Text,
            &base64,
            &["secret_is_base64url"],
        ),
        (HEX.as_bytes(), Text, &hex, &["secret_is_hex"]),
        (HEX.as_bytes(), Base64, &hex, &["secret_is_hex"]),
        (
            BASE64.as_bytes(),
            Base64,
            BASE64.as_bytes(),
            &["secret_is_text"],
        ),
        (
            BASE64URL.as_bytes(),
            Base64url,
            BASE64URL.as_bytes(),
            &["secret_is_text"],
        ),
        (HEX.as_bytes(), Hex, HEX.as_bytes(), &["secret_is_text"]),
        // Two and three at once.
        (
            b"YWJjZGVmZ2g=\n",
            Text,
            b"abcdefgh\n",
            &["secret_is_base64", "secret_lacks_trailing_newline"],
        ),
        (
            b"YWJjZGVmZwo=",
            Text,
            b"abcdefg",
            &["secret_is_base64", "secret_has_trailing_newline"],
        ),
        (
            b"\"abc\"\n",
            Text,
            b"abc",
            &["secret_has_trailing_newline", "secret_is_quoted"],
        ),
        (
            b"\"YWJj\"\n",
            Text,
            b"abc",
            &[
                "secret_has_trailing_newline",
                "secret_is_quoted",
                "secret_is_base64",
            ],
        ),
        // Nearly: the same faults, and another secret underneath.
        (b"abc\n", Text, b"abd", &[]),
        (b" abc ", Text, b"abd", &[]),
        (BASE64.as_bytes(), Text, &hex, &[]),
        (HEX.as_bytes(), Text, &base64, &[]),
        (
            BASE64.as_bytes(),
            Base64,
            BASE64URL.as_bytes(),
            &["secret_is_base64url"],
        ),
    ];
    for (given, encoding, used, expected) in table {
        let found = with_secret(&hs256(used), given, encoding);
        assert_eq!(
            found,
            signature(expected),
            "{} {used:?}",
            String::from_utf8_lossy(given)
        );
    }
}

#[test]
fn the_k_of_a_jwk_may_be_encoded_once_too_often_or_not_decoded() {
    let inner = encoding::BASE64URL.encode(SECRET);
    let twice = KeySet::of(Key::secret(inner.clone().into_bytes()));
    assert_eq!(
        explained(&hs256(SECRET), &twice),
        signature(&["secret_is_base64url"])
    );
    let once = KeySet::of(Key::secret(SECRET.to_vec()));
    assert_eq!(
        explained(&hs256(inner.as_bytes()), &once),
        signature(&["secret_is_text"])
    );
    assert_eq!(explained(&hs256(b"another"), &once), []);
}

#[test]
fn an_example_that_everybody_knows_is_told() {
    for known in [
        &b""[..],
        b"secret",
        b"your-256-bit-secret",
        b"changeme",
        b"a-string-secret-at-least-256-bits-long",
    ] {
        assert_eq!(
            with_secret(&hs256(known), SECRET, SecretEncoding::Text),
            signature(&["secret_is_well_known"])
        );
    }
    for unknown in [&b"Secret!"[..], b"your-257-bit-secret"] {
        assert_eq!(
            with_secret(&hs256(unknown), SECRET, SecretEncoding::Text),
            []
        );
    }
    // Under the header of another algorithm too.
    let token = token("HS256", &Key::secret(b"secret".to_vec()), "HS512");
    assert_eq!(
        with_secret(&token, SECRET, SecretEncoding::Text),
        signature(&["secret_is_well_known"])
    );
}

#[test]
fn another_algorithm_of_the_family_is_named() {
    let key = Key::secret(SECRET.to_vec());
    let found = |token: &str| with_secret(token, SECRET, SecretEncoding::Text);
    for really in ["HS384", "HS512"] {
        assert_eq!(
            found(&token("HS256", &key, really)),
            signature(&["signed_with_other_algorithm"])
        );
    }
    let other = Key::secret(b"x".to_vec());
    assert_eq!(
        found(&token("HS256", &other, "HS512")),
        signature(&["signature_length"])
    );
    let decoded = SecretEncoding::Base64.decode(BASE64.as_bytes()).unwrap();
    let decoded = Key::secret(decoded.to_vec());
    assert_eq!(
        with_secret(
            &token("HS512", &decoded, "HS256"),
            BASE64.as_bytes(),
            SecretEncoding::Text
        ),
        signature(&["signed_with_other_algorithm", "secret_is_base64"])
    );

    let rsa = generate("RS256");
    let keys = public(&rsa);
    for (says, really) in [("RS256", "RS512"), ("RS256", "PS256"), ("PS384", "RS384")] {
        assert_eq!(
            explained(&token(says, &rsa, really), &keys),
            signature(&["signed_with_other_algorithm"]),
            "{says} {really}"
        );
    }
    let other = public(&generate("RS256"));
    assert_eq!(explained(&token("RS256", &rsa, "PS512"), &other), []);
    // The key is bound to what the header says, and was used otherwise.
    let mut bound = keys.clone();
    bound.keys[0].set_alg(Some(alg("RS256")));
    assert_eq!(
        explained(&token("RS256", &rsa, "RS384"), &bound),
        signature(&["signed_with_other_algorithm"])
    );
    // The curve can't do what the header says: the algorithm check has the hint.
    let ec = generate("ES256");
    assert_eq!(
        explained(&token("ES384", &ec, "ES256"), &public(&ec)),
        [("algorithm", "signed_with_other_algorithm")]
    );
}

#[test]
fn an_hmac_with_the_public_keys_text_is_an_attack() {
    for name in ["RS256", "ES256", "Ed25519"] {
        let key = generate(name);
        let private = key.to_pem(true).unwrap();
        let pair = KeySet::read(private.as_bytes()).unwrap();
        assert_eq!(
            explained(&hs256(private.trim_end().as_bytes()), &pair),
            [("algorithm", "hmac_with_public_key")],
            "the text of the private key is no secret either"
        );
        let pem = key.to_pem(false).unwrap();
        let keys = public(&key);
        for text in [pem.as_str(), pem.trim_end()] {
            for hs in ["HS256", "HS512"] {
                let attack = token(hs, &Key::secret(text.as_bytes().to_vec()), hs);
                assert_eq!(
                    explained(&attack, &keys),
                    [("algorithm", "hmac_with_public_key")],
                    "{name}"
                );
            }
        }
        let nearly = token(
            "HS256",
            &Key::secret(pem.replace('A', "B").into_bytes()),
            "HS256",
        );
        let key = ("algorithm", "where_the_key_is");
        assert_eq!(explained(&nearly, &keys), [key]);
        // A secret in the same set changes nothing, unless the token is its own or says that it is.
        let mut mixed = keys.clone();
        let mut secret = Key::secret(SECRET.to_vec());
        secret.set_kid(Some("o".into()));
        mixed.keys.push(secret.clone());
        assert_eq!(
            explained(&hs256(pem.as_bytes()), &mixed),
            [("algorithm", "hmac_with_public_key")]
        );
        assert_eq!(explained(&hs256(SECRET), &mixed), []);
        assert_eq!(explained(&hs256(b"another"), &mixed), []);
        let named = input(r#"{"alg":"HS256","kid":"o"}"#, CLAIMS);
        let bytes = sign(&Key::secret(pem.clone().into_bytes()), "HS256", &named);
        assert_eq!(
            explained(
                &format!("{named}.{}", encoding::BASE64URL.encode(&bytes)),
                &mixed
            ),
            signature(&["hmac_with_public_key"])
        );
    }
}

#[test]
fn a_key_file_given_as_a_secret_is_told() {
    let key = generate("ES256");
    let token = token("ES256", &key, "ES256");
    let told = [("algorithm", "secret_is_key_file")];
    for private in [true, false] {
        let pem = key.to_pem(private).unwrap();
        let jwk = Json::Object(key.to_jwk(private).unwrap()).to_pretty();
        for (text, encoding) in [
            (pem.clone(), SecretEncoding::Text),
            (jwk, SecretEncoding::Text),
            (pem.replace('\n', "\\n"), SecretEncoding::Text),
            (
                encoding::BASE64URL.encode(pem.as_bytes()),
                SecretEncoding::Text,
            ),
            (
                encoding::BASE64URL.encode(pem.as_bytes()),
                SecretEncoding::Base64url,
            ),
        ] {
            assert_eq!(with_secret(&token, text.as_bytes(), encoding), told);
            let unusable = hs256(&encoding.decode(text.as_bytes()).unwrap());
            assert_eq!(
                with_secret(&unusable, text.as_bytes(), encoding),
                [
                    ("key", "hmac_with_public_key"),
                    ("key", "secret_is_key_file")
                ]
            );
        }
    }
    let cut = b"-----BEGIN PUBLIC KEY-----";
    assert_eq!(with_secret(&token, cut, SecretEncoding::Text), told);
    let key = ("algorithm", "where_the_key_is");
    assert_eq!(with_secret(&token, SECRET, SecretEncoding::Text), [key]);
}

fn der(signature: &[u8]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let start = number.iter().position(|byte| *byte != 0).unwrap();
        let mut digits = number[start..].to_vec();
        if digits[0] >= 0x80 {
            digits.insert(0, 0);
        }
        [vec![2, u8::try_from(digits.len()).unwrap()], digits].concat()
    };
    let (r, s) = signature.split_at(signature.len() / 2);
    let inner = [integer(r), integer(s)].concat();
    let length = u8::try_from(inner.len()).unwrap();
    let head = if length < 0x80 {
        vec![0x30, length]
    } else {
        vec![0x30, 0x81, length]
    };
    [head, inner].concat()
}

#[test]
fn the_form_of_a_signature_is_told() {
    for name in ["ES256", "ES384", "ES512", "ES256K"] {
        let key = generate(name);
        let input = input(&format!(r#"{{"alg":"{name}"}}"#), CLAIMS);
        let good = sign(&key, name, &input);
        let with = |bytes: &[u8]| format!("{input}.{}", encoding::BASE64URL.encode(bytes));
        let keys = public(&key);
        assert_eq!(explained(&with(&good), &keys), []);
        let found = |bytes: &[u8]| explained(&with(bytes), &keys);
        assert_eq!(
            found(&der(&good)),
            signature(&["signature_is_der"]),
            "{name}"
        );
        let mut nearly = der(&good);
        nearly[0] = 0x31;
        assert_eq!(found(&nearly), signature(&["signature_length"]));
        assert_eq!(found(&good[5..]), signature(&["signature_length"]));
        assert_eq!(found(&[]), signature(&["signature_length"]));
        // The right length and other bytes.
        let mut other = good.clone();
        other[7] ^= 1;
        assert_eq!(found(&other), []);
    }
    let key = generate("ES256");
    let es256 = token("ES256", &key, "ES256");
    let (head, tail) = es256.rsplit_once('.').unwrap();
    let converted = der(&encoding::BASE64URL.decode(tail.as_bytes()).unwrap());
    let of_other = public(&generate("ES256"));
    // DER is seen even where the key is wrong.
    assert_eq!(
        explained(
            &format!("{head}.{}", encoding::BASE64URL.encode(&converted)),
            &of_other
        ),
        signature(&["signature_is_der"])
    );

    let key = Key::secret(SECRET.to_vec());
    let input = input(r#"{"alg":"HS256"}"#, CLAIMS);
    let good = sign(&key, "HS256", &input);
    let found = |bytes: &[u8]| {
        let token = format!("{input}.{}", encoding::BASE64URL.encode(bytes));
        with_secret(&token, SECRET, SecretEncoding::Text)
    };
    let hex = encoding::HEX.encode(&good);
    assert_eq!(
        found(hex.as_bytes()),
        signature(&["signature_encoded_twice"])
    );
    assert_eq!(
        found(encoding::BASE64URL.encode(&good).as_bytes()),
        signature(&["signature_encoded_twice"])
    );
    assert_eq!(
        found(&hex.as_bytes()[1..]),
        signature(&["signature_length"])
    );
    assert_eq!(found(&good[..31]), signature(&["signature_length"]));
    assert_eq!(
        found(&[good.clone(), vec![0]].concat()),
        signature(&["signature_length"])
    );
}

#[test]
fn base64_of_another_kind_fails_the_structure_and_is_told() {
    // A secret and claims whose HMAC has both a - and a _ in it.
    let token = (0..1000)
        .map(|number| {
            let input = input(r#"{"alg":"HS256"}"#, &format!(r#"{{"n":{number}}}"#));
            let bytes = sign(&Key::secret(SECRET.to_vec()), "HS256", &input);
            format!("{input}.{}", encoding::BASE64URL.encode(&bytes))
        })
        .find(|token| {
            let signature = token.rsplit('.').next().unwrap();
            signature.contains('-') && signature.contains('_')
        })
        .unwrap();
    let (head, tail) = token.rsplit_once('.').unwrap();
    let structure = |text: &str| with_secret(text, SECRET, SecretEncoding::Text);
    assert_eq!(structure(&token), []);
    let broken = [("structure", "signature_not_base64url")];
    assert_eq!(structure(&format!("{token}=")), broken);
    let plain = tail.replace('-', "+").replace('_', "/");
    assert_eq!(structure(&format!("{head}.{plain}")), broken);
    assert_eq!(structure(&format!("{head}.{plain}=")), broken);
    // The last of 43 characters holds four bits; the two behind them must be zero.
    let last = tail.as_bytes()[42];
    let changed = format!("{}{}", &token[..token.len() - 1], char::from(last + 1));
    assert_eq!(structure(&changed), broken);
    assert_eq!(
        structure(&format!("{token}A")),
        [("signature", "signature_length")]
    );

    let padded = format!("eyJhbGciOiJIUzI1NiJ9.{}.{tail}", "eyJuIjoxMX0=");
    assert_eq!(structure(&padded), [("structure", "part_not_base64url")]);
}

#[test]
fn another_key_is_found() {
    let named = |name: &str, kid: &str| {
        let mut key = generate(name);
        key.set_kid(Some(kid.into()));
        key
    };
    let (a, b) = (named("ES256", "a"), named("ES256", "b"));
    let keys = KeySet {
        keys: vec![a.clone(), b.clone()],
        ..KeySet::default()
    };
    let signed = |kid: &str, key: &Key| {
        let input = input(&format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#), CLAIMS);
        format!(
            "{input}.{}",
            encoding::BASE64URL.encode(&sign(key, "ES256", &input))
        )
    };
    assert_eq!(explained(&signed("a", &a), &keys), []);
    assert_eq!(
        explained(&signed("a", &b), &keys),
        signature(&["other_key_matches"])
    );
    assert_eq!(
        explained(&signed("c", &b), &keys),
        [("key", "other_key_matches")]
    );
    let stranger = generate("ES256");
    assert_eq!(explained(&signed("a", &stranger), &keys), []);
    assert_eq!(explained(&signed("c", &stranger), &keys), []);

    // The key file has it, and another key was given.
    let given = KeySet::of(stranger.clone());
    let found = |token: &str| {
        explained_with(
            token,
            &given,
            None,
            Some((&keys, "keys.json")),
            &Policy::default(),
        )
    };
    assert_eq!(found(&signed("a", &a)), signature(&["other_key_matches"]));
    assert_eq!(found(&signed("a", &generate("ES256"))), []);
}

#[test]
fn json_that_was_written_anew_is_found() {
    let key = Key::secret(SECRET.to_vec());
    let header = r#"{"alg":"HS256","typ":"JWT"}"#;
    // What was signed, what it became on the way.
    let cases = [
        (CLAIMS.to_owned(), CLAIMS.replace(',', ", ")),
        (r#"{"a":1,"b":"x"}"#.into(), r#"{"b":"x","a":1}"#.into()),
        (r#"{"a": 1, "b": "x"}"#.into(), r#"{"a":1,"b":"x"}"#.into()),
        (r#"{"a":"\u00e9"}"#.into(), r#"{"a":"é"}"#.into()),
        (r#"{"a":"x\/y"}"#.into(), r#"{"a":"x/y"}"#.into()),
        ("{\"a\":1}\n".into(), "{\"a\":1}".into()),
        ("{\"a\":1}".into(), "{\"a\":1}\n".into()),
        ("{\n  \"a\": 1\n}".into(), "{\"a\":1}".into()),
    ];
    let found = |header: &str, payload: &str, signed: &str| {
        let bytes = sign(&key, "HS256", signed);
        let token = format!(
            "{}.{}",
            input(header, payload),
            encoding::BASE64URL.encode(&bytes)
        );
        with_secret(&token, SECRET, SecretEncoding::Text)
    };
    let expected = signature(&["payload_reencoded"]);
    for (signed, became) in &cases {
        assert_eq!(
            found(header, became, &input(header, signed)),
            expected,
            "{signed}"
        );
    }
    let became = header.replace(':', ": ");
    assert_eq!(found(&became, CLAIMS, &input(header, CLAIMS)), expected);
    let both = CLAIMS.replace(':', ": ").replace(',', ", ");
    assert_eq!(
        found(&became.replace(',', ", "), &both, &input(header, CLAIMS)),
        expected
    );
    // Sorted and compact when it was signed, each part in its own way another since.
    let sorted = input(header, r#"{"a":1,"b":2}"#);
    assert_eq!(found(&became, r#"{"b":2,"a":1}"#, &sorted), expected);
    // Nearly: a value changed as well, which is tampering.
    assert_eq!(
        found(header, r#"{"a": 2}"#, &input(header, r#"{"a":1}"#)),
        []
    );
    assert_eq!(
        found(header, r#"{"a":1.0}"#, &input(header, r#"{"a":1}"#)),
        []
    );

    let ec = generate("ES256");
    let header = r#"{"alg":"ES256"}"#;
    let bytes = sign(&ec, "ES256", &input(header, r#"{"a":1}"#));
    let token = format!(
        "{}.{}",
        input(header, r#"{"a": 1}"#),
        encoding::BASE64URL.encode(&bytes)
    );
    assert_eq!(explained(&token, &public(&ec)), expected);
}

#[test]
fn a_token_cut_anywhere_is_told() {
    let whole = hs256(SECRET);
    let second_dot = whole.rfind('.').unwrap();
    for end in 4..whole.len() {
        let cut = &whole[..end];
        let found = with_secret(cut, SECRET, SecretEncoding::Text);
        let codes: Vec<_> = found.iter().map(|(_, code)| *code).collect();
        if end <= second_dot {
            assert_eq!(codes, ["token_truncated"], "{cut}");
        } else {
            // Where the last character holds stray bits, the structure fails, and says of both.
            let both = ["signature_length", "token_truncated"];
            assert!(codes == both || codes == both[..1], "{cut}: {codes:?}");
        }
    }
    for start in 1..10 {
        assert_eq!(
            with_secret(&whole[start..], SECRET, SecretEncoding::Text),
            [("structure", "token_truncated")]
        );
    }
    assert_eq!(with_secret(&whole, SECRET, SecretEncoding::Text), []);
    let abbreviated = format!("{}...{}", &whole[..20], &whole[whole.len() - 8..]);
    assert_eq!(
        with_secret(&abbreviated, SECRET, SecretEncoding::Text),
        [("structure", "token_truncated")]
    );
}

#[test]
fn what_is_no_token_is_named() {
    let whole = hs256(SECRET);
    let mut parts = whole.split('.');
    let (header, payload, tail) = (
        parts.next().unwrap(),
        parts.next().unwrap(),
        parts.next().unwrap(),
    );
    let flattened =
        format!(r#"{{"protected":"{header}","payload":"{payload}","signature":"{tail}"}}"#);
    // {"enc":"x"}
    let jwe = String::from("eyJlbmMiOiJ4In0.a.b.c.d");
    let pasted_twice = whole.repeat(2);
    let of_bytes = |bytes: &[u8]| encoding::BASE64URL.encode(bytes);
    let table: Vec<(String, &str)> = vec![
        (whole.replace('.', "%2E"), "token_is_url_encoded"),
        (whole.replace('.', "%252e"), "token_is_url_encoded"),
        (format!("{header}.{payload}\\n.{tail}"), "stray_characters"),
        (format!("{header}.\"{payload}\".{tail}"), "stray_characters"),
        (
            format!("{header}.{payload}\u{200b}.{tail}"),
            "stray_characters",
        ),
        (format!("{whole}."), "stray_characters"),
        (of_bytes(whole.as_bytes()), "token_is_base64"),
        (flattened, "json_serialization"),
        (
            r#"{"payload":"x","signatures":[{},{}]}"#.into(),
            "json_serialization",
        ),
        (jwe, "token_is_encrypted"),
        (format!("{whole}~WyJhIl0~"), "token_is_sd_jwt"),
        (
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a".into(),
            "not_a_jwt",
        ),
        ("github_pat_11ABCDEFG0123456789_abc".into(), "not_a_jwt"),
        ("xoxb-123456789012-abcdefABCDEF".into(), "not_a_jwt"),
        ("sk-proj-abcdefghijkl0123456789".into(), "not_a_jwt"),
        ("AKIAIOSFODNN7EXAMPLE".into(), "not_a_jwt"),
        ("glpat-abcdefghijklmnopqrst".into(), "not_a_jwt"),
        ("ya29.a0AfH6SMBx-abcdefgh".into(), "not_a_jwt"),
        ("3f2504e0-4f89-41d3-9a0c-0305e82c3301".into(), "not_a_jwt"),
        ("v4.public.eyJkYXRhIjoidGhpcyJ9bQ".into(), "not_a_jwt"),
        (
            of_bytes(b"0021location http://x\n0015identifier a\n002fsignature b\n"),
            "not_a_jwt",
        ),
        (of_bytes(b"<samlp:Response xmlns:samlp=\"x\">"), "not_a_jwt"),
        ("<saml:Assertion>".into(), "not_a_jwt"),
        (
            of_bytes(b"{\"sub\":\"alone, without a header\"}"),
            "not_a_jwt",
        ),
        (
            "da39a3ee5e6b4b0d3255bfef95601890afd80709".into(),
            "not_a_jwt",
        ),
        ("q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ".into(), "not_a_jwt"),
        ("Basic dXNlcjpwYXNz".into(), "not_a_jwt"),
        (r#"{"keys":[]}"#.into(), "not_a_jwt"),
        (r#"{"sub":"a"}"#.into(), "not_a_jwt"),
        ("-----BEGIN PUBLIC KEY-----".into(), "not_a_jwt"),
        (
            "eyJ1c2VyX2lkIjoxfQ.ZxYwvA.2fvXoLzvTGgQmnLhYDxBJ9GQJ8o".into(),
            "not_a_jwt",
        ),
    ];
    for (text, code) in table {
        assert_eq!(
            with_secret(&text, SECRET, SecretEncoding::Text),
            [("structure", code)],
            "{text}"
        );
        let alone = of_text(&Token::of(&text));
        let alone: Vec<_> = alone.iter().map(crate::token::hint::Hint::code).collect();
        // An SD-JWT can be shown, only not verified.
        let shown = code == "token_is_sd_jwt";
        assert_eq!(alone, if shown { vec![] } else { vec![code] }, "{text}");
    }
    for nothing in [
        "hello",
        &pasted_twice,
        "a.b.c",
        "hello world, this is a sentence",
        "",
        "ghp_",
        "a..b",
        "100%25",
    ] {
        assert_eq!(
            with_secret(nothing, SECRET, SecretEncoding::Text),
            [],
            "{nothing}"
        );
    }
}

#[test]
fn swapped_parts_are_told_on_the_header() {
    let whole = hs256(SECRET);
    let parts: Vec<_> = whole.split('.').collect();
    let swapped = [parts[1], parts[0], parts[2]].join(".");
    let found = with_secret(&swapped, SECRET, SecretEncoding::Text);
    assert!(found.contains(&("header", "parts_swapped")), "{found:?}");
    let no_alg = input(r#"{"typ":"JWT"}"#, r#"{"alg":"mine"}"#) + ".AA";
    assert_eq!(with_secret(&no_alg, SECRET, SecretEncoding::Text), []);
}

#[test]
fn a_claim_that_nearly_fits_is_told() {
    let key = Key::secret(SECRET.to_vec());
    let found = |claims: &str, policy: Policy| {
        let input = input(r#"{"alg":"HS256"}"#, claims);
        let token = format!(
            "{input}.{}",
            encoding::BASE64URL.encode(&sign(&key, "HS256", &input))
        );
        explained_with(&token, &KeySet::of(key.clone()), None, None, &policy)
    };
    let aud = |aud: &str, expected: &str| {
        let policy = Policy {
            audiences: vec![expected.into()],
            ..Policy::default()
        };
        found(&format!(r#"{{"aud":{aud}}}"#), policy)
    };
    let iss = |iss: &str, expected: &str| {
        let policy = Policy {
            issuers: vec![expected.into()],
            ..Policy::default()
        };
        found(&format!(r#"{{"iss":"{iss}"}}"#), policy)
    };
    assert_eq!(
        aud(r#"["x","https://a.example/"]"#, "https://a.example"),
        [("aud", "differs_in_trailing_slash")]
    );
    assert_eq!(aud(r#""My-Api""#, "my-api"), [("aud", "differs_in_case")]);
    assert_eq!(aud(r#""web api""#, "api"), [("aud", "list_in_one_string")]);
    assert_eq!(aud(r#"["web","app"]"#, "api"), []);
    assert_eq!(
        iss("http://a.example", "https://a.example"),
        [("iss", "differs_in_scheme")]
    );
    assert_eq!(iss(" a ", "a"), [("iss", "differs_in_white_space")]);
    assert_eq!(
        iss("HTTP://A.example/", "https://a.example"),
        [("iss", "differs_in_spelling")]
    );
    assert_eq!(
        iss("https://a.example/realm", "https://a.example"),
        [("iss", "partly_matches")]
    );
    assert_eq!(iss("https://a.example.evil", "https://a.example"), []);
    assert_eq!(iss("https://b.example", "https://a.example"), []);

    let time = |claims: &str| {
        found(
            claims,
            Policy {
                max_age: Some(std::time::Duration::from_mins(1)),
                ..Policy::default()
            },
        )
    };
    let iat = r#""iat":1795399200"#;
    assert_eq!(
        time(&format!(r#"{{{iat},"nbf":1795399200000}}"#)),
        [("nbf", "time_in_milliseconds")]
    );
    assert_eq!(
        time(r#"{"iat":1795399200000}"#),
        [("iat", "time_in_milliseconds")]
    );
    assert_eq!(
        time(&format!(r#"{{{iat},"exp":"1795399900"}}"#)),
        [("exp", "time_is_text")]
    );
    assert_eq!(time(&format!(r#"{{{iat},"exp":[1]}}"#)), []);
    assert_eq!(
        time(&format!(r#"{{{iat},"exp":900}}"#)),
        [("exp", "time_is_a_duration")]
    );
    assert_eq!(time(&format!(r#"{{{iat},"exp":0}}"#)), []);
    assert_eq!(
        time(&format!(r#"{{{iat},"exp":1795399190}}"#)),
        [("exp", "within_usual_leeway")]
    );
    assert_eq!(time(&format!(r#"{{{iat},"exp":1795399140}}"#)), []);
    assert_eq!(
        time(&format!(r#"{{{iat},"nbf":1795399230}}"#)),
        [("nbf", "within_usual_leeway")]
    );
    assert_eq!(time(&format!(r#"{{{iat},"nbf":1795400000}}"#)), []);
}

#[test]
fn a_clock_before_the_release_is_told() {
    let key = Key::secret(SECRET.to_vec());
    let input = input(r#"{"alg":"HS256"}"#, r#"{"nbf":1795399200}"#);
    let token = format!(
        "{input}.{}",
        encoding::BASE64URL.encode(&sign(&key, "HS256", &input))
    );
    let (token, keys) = (Token::of(&token), KeySet::of(key));
    let found = |now: i64, by_clock: bool| {
        let now = Moment::from_seconds(now);
        let mut report = judged(&token, &keys, &Policy::default(), now);
        let evidence = DiagnosisInput {
            token: &token,
            keys: &keys,
            written: None,
            elsewhere: None,
            now,
            by_clock,
        };
        explain(&mut report, &evidence);
        assert_eq!(
            report.check(CheckName::Nbf).unwrap().hints.len(),
            codes(&report).len()
        );
        codes(&report)
    };
    assert_eq!(found(1_000_000_000, true), [("nbf", "clock_is_wrong")]);
    assert_eq!(found(1_000_000_000, false), []);
    assert_eq!(found(1_795_000_000, true), []);
}

/// `SplitMix64`, so that a failure comes again.
fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[test]
fn five_hundred_wrong_secrets_and_keys_are_not_explained() {
    let mut seed = 7;
    let mut wrong = 0;
    let mut bytes = |length: usize| -> Vec<u8> {
        (0..length)
            .map(|_| random(&mut seed).to_le_bytes()[0])
            .collect()
    };
    for round in 0..440_usize {
        let (given, used) = (bytes(1 + round % 64), bytes(8 + round % 57));
        let algorithm = ["HS256", "HS384", "HS512"][round % 3];
        let token = token(algorithm, &Key::secret(used), algorithm);
        // As bytes, and as text in each encoding with and without what people leave around it.
        let (text, encoding) = match round % 5 {
            0 => (given, SecretEncoding::Text),
            1 => (
                encoding::BASE64URL.encode(&given).into_bytes(),
                SecretEncoding::Text,
            ),
            2 => (
                format!("\"{}\"\n", encoding::BASE64URL.encode(&given)).into_bytes(),
                SecretEncoding::Text,
            ),
            3 => (
                encoding::BASE64URL.encode(&given).into_bytes(),
                SecretEncoding::Base64url,
            ),
            _ => (
                encoding::HEX.encode(&given).into_bytes(),
                SecretEncoding::Hex,
            ),
        };
        assert_eq!(with_secret(&token, &text, encoding), [], "round {round}");
        wrong += 1;
    }
    let rsa = [generate("RS256"), generate("RS256")];
    for (name, count) in [
        ("RS256", 10),
        ("PS512", 10),
        ("ES256", 10),
        ("ES512", 10),
        ("Ed25519", 10),
        ("ML-DSA-44", 5),
        ("ES256K", 5),
    ] {
        for _ in 0..count {
            let (used, given) = if name.starts_with(['R', 'P']) {
                (rsa[0].clone(), rsa[1].clone())
            } else {
                (generate(name), generate(name))
            };
            assert_eq!(
                explained(&token(name, &used, name), &public(&given)),
                [],
                "{name}"
            );
            wrong += 1;
        }
    }
    assert_eq!(wrong, 500);
}

/// What is hostile is explained as quickly, or not at all.
#[test]
fn hostile_texts_are_got_over_with() {
    let whole = hs256(SECRET);
    let large = 200_000;
    let many: String = (0..large / 3)
        .filter_map(|number| char::from_u32(0x1000 + number % 0x8000))
        .collect();
    let values = vec!["\"a\""; large as usize / 5].join(",");
    for text in [
        format!("%{}", "25".repeat(large as usize / 2)),
        format!("{whole}{many}"),
        format!("{}.{}", "A".repeat(large as usize), whole),
        ".".repeat(large as usize),
        format!("eyJ{}", "%".repeat(large as usize)),
        format!("{{{}", "[".repeat(large as usize)),
        "{\"payload\"\"signature".repeat(8_000),
        encoding::BASE64URL.encode("[".repeat(150_000).as_bytes()),
        input(r#"{"alg":"HS256"}"#, &"[".repeat(150_000)),
        format!(
            "{}.",
            input(r#"{"alg":"HS256"}"#, &format!("{{\"aud\":[{values}]}}"))
        ),
    ] {
        let policy = Policy {
            audiences: vec!["b".into()],
            ..Policy::default()
        };
        let keys = KeySet::of(Key::secret(SECRET.to_vec()));
        explained_with(&text, &keys, None, None, &policy);
        assert!(of_text(&Token::of(&text)).len() <= 3);
    }
}

/// What shells, files, templates, character sets and libraries make of secrets: for each the code of the first hint.
#[test]
#[expect(clippy::disallowed_methods, reason = "the vectors are a file")]
fn secrets_of_the_field_are_explained() {
    const FILE: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/vectors/diagnosis/secrets.json"
    );
    let file = Object::parse(&std::fs::read(FILE).unwrap()).unwrap();
    let cases = file.get("cases").and_then(Json::as_array).unwrap();
    assert_eq!(cases.len(), 353);
    let mut wrong = Vec::new();
    for case in cases {
        let case = case.as_object().unwrap();
        let bytes = |name| {
            encoding::BASE64
                .decode_padded(case.str(name).unwrap().as_bytes())
                .unwrap()
        };
        let (given, used) = (bytes("given"), bytes("used"));
        let encoding = case.str("encoding").unwrap();
        let encoding = SecretEncoding::ALL
            .into_iter()
            .find(|one| one.name() == encoding);
        let encoding = encoding.unwrap();
        let secret = encoding.decode(&given).unwrap();
        let keys = KeySet::of(Key::secret(secret.to_vec()));
        let source = Source::Variable("SECRET");
        let written = Some(Written {
            text: &given,
            encoding,
            source,
        });
        let found = explained_with(&hs256(&used), &keys, written, None, &Policy::default());
        let code = case.str("code").unwrap();
        if found.first().is_none_or(|(_, first)| *first != code) {
            wrong.push((String::from_utf8_lossy(&given).into_owned(), code, found));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}: {wrong:#?}",
        wrong.len(),
        cases.len()
    );
}
