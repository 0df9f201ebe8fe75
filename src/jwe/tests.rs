use super::*;
use crate::json::{Json, Object};

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/jwe/");

#[expect(clippy::disallowed_methods, reason = "the vectors are files")]
fn vectors(name: &str) -> Vec<Json> {
    let text = std::fs::read(format!("{FILES}{name}")).unwrap();
    let file = Object::parse(&text).unwrap();
    assert!(file.str("source").is_some());
    file.get("cases").and_then(Json::as_array).unwrap().to_vec()
}

fn opener(key: &Object) -> Opener {
    let key = match key.get("jwk").and_then(Json::as_object) {
        Some(jwk) => Key::from_jwk(jwk).unwrap(),
        None => Key::secret(key.str("secret").unwrap().as_bytes().to_vec()),
    };
    Opener {
        keys: KeySet::of(key),
        ..Opener::default()
    }
}

/// What a text holds, or the code of the reason why it does not open.
fn read(text: &str, opener: &Opener) -> Result<String, &'static str> {
    match content(&Token::of(text), opener) {
        Ok((content, _)) => Ok(String::from_utf8(content.to_vec()).unwrap()),
        Err(why) => Err(why.reason().code()),
    }
}

#[test]
fn tokens_of_rfcs_open() {
    let cases = vectors("rfc.json");
    assert_eq!(cases.len(), 18);
    let mut opened = 0;
    for case in &cases {
        let case = case.as_object().unwrap();
        let name = case.str("name").unwrap();
        let keys = opener(case.get("key").and_then(Json::as_object).unwrap());
        let expected = match case.str("reason") {
            Some("algorithm_not_allowed") => Err("algorithm_not_allowed"),
            Some(other) => panic!("{name}: {other}"),
            None => Ok(case.str("content").unwrap().to_owned()),
        };
        let tokens = case.get("tokens").and_then(Json::as_object).unwrap();
        for (form, token) in tokens.iter() {
            let text = match token.as_str() {
                Some(text) => text.to_owned(),
                None => token.to_compact(),
            };
            assert_eq!(read(&text, &keys), expected, "{name}, {form}");
            opened += 1;
        }
    }
    assert_eq!(opened, 37);
}

/// RFC 7516 A.3: A128KW and A128CBC-HS256.
fn a3() -> (Vec<String>, Opener) {
    let cases = vectors("rfc.json");
    let mut cases = cases.iter().map(|case| case.as_object().unwrap());
    let case = cases
        .find(|case| case.str("name") == Some("RFC 7516 A.3"))
        .unwrap();
    let tokens = case.get("tokens").and_then(Json::as_object).unwrap();
    let parts = tokens.str("compact").unwrap().split('.');
    let opener = opener(case.get("key").and_then(Json::as_object).unwrap());
    (parts.map(str::to_owned).collect(), opener)
}

fn with_header(parts: &[String], header: &str) -> String {
    let mut parts = parts.to_vec();
    parts[0] = BASE64URL.encode(header.as_bytes());
    parts.join(".")
}

#[test]
fn a_changed_byte_in_any_part_is_one_reason() {
    let (parts, opener) = a3();
    assert!(read(&parts.join("."), &opener).is_ok());
    for part in 1..5 {
        let bytes = BASE64URL.decode(parts[part].as_bytes()).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x40;
            let mut parts = parts.clone();
            parts[part] = BASE64URL.encode(&changed);
            assert_eq!(
                read(&parts.join("."), &opener),
                Err("decryption_failed"),
                "{part} {at}"
            );
        }
        for cut in [&bytes[1..], &[]] {
            let mut parts = parts.clone();
            parts[part] = BASE64URL.encode(cut);
            assert_eq!(read(&parts.join("."), &opener), Err("decryption_failed"));
        }
        let mut parts = parts.clone();
        parts[part].push('!');
        assert_eq!(read(&parts.join("."), &opener), Err("malformed_base64"));
    }
    // Only the bytes differ, not what they say.
    let spaced = with_header(&parts, r#"{"alg":"A128KW", "enc":"A128CBC-HS256"}"#);
    assert_eq!(read(&spaced, &opener), Err("decryption_failed"));
}

#[test]
fn a_header_that_is_wrong_in_itself_is_refused_first() {
    let (parts, opener) = a3();
    let enc = r#""enc":"A128CBC-HS256""#;
    let epk = |jwk: &str| format!(r#"{{"alg":"ECDH-ES",{enc},"epk":{jwk}}}"#);
    let pbes2 = |rest: &str| format!(r#"{{"alg":"PBES2-HS256+A128KW",{enc}{rest}}}"#);
    let salt = r#","p2s":"AAAAAAAAAAA""#;
    for (header, code) in [
        (
            format!(r#"{{"alg":"RSA1_5",{enc}}}"#),
            "algorithm_not_allowed",
        ),
        (
            format!(r#"{{"alg":"A128kw",{enc}}}"#),
            "algorithm_unsupported",
        ),
        (
            r#"{"alg":"A128KW","enc":"A128CBC"}"#.into(),
            "algorithm_unsupported",
        ),
        (r#"{"alg":"A128KW","enc":7}"#.into(), "malformed_structure"),
        (
            format!(r#"{{"alg":"A128KW",{enc},"zip":"GZ"}}"#),
            "algorithm_unsupported",
        ),
        (
            format!(r#"{{"alg":"A128KW",{enc},"crit":["exp"],"exp":1}}"#),
            "unsupported_critical",
        ),
        (
            format!(r#"{{"alg":"A128KW",{enc},"alg":"A128KW"}}"#),
            "duplicate_member",
        ),
        (format!(r#"{{"alg":"dir",{enc}}}"#), "malformed_structure"),
        (
            format!(r#"{{"alg":"A128GCMKW",{enc}}}"#),
            "malformed_structure",
        ),
        (
            format!(r#"{{"alg":"A128GCMKW",{enc},"iv":"AAAA","tag":"AAAAAAAAAAAAAAAAAAAAAA"}}"#),
            "malformed_structure",
        ),
        (pbes2(""), "malformed_structure"),
        (pbes2(r#","p2s":"AAAA","p2c":1"#), "malformed_structure"),
        (pbes2(salt), "malformed_structure"),
        (
            pbes2(&format!(r#"{salt},"p2c":"1""#)),
            "malformed_structure",
        ),
        (
            pbes2(&format!(r#"{salt},"p2c":1000000000"#)),
            "algorithm_not_allowed",
        ),
        (
            pbes2(&format!(r#"{salt},"p2c":1000001"#)),
            "algorithm_not_allowed",
        ),
        (
            pbes2(&format!(r#"{salt},"p2c":99999999999999999999"#)),
            "algorithm_not_allowed",
        ),
        (
            pbes2(&format!(r#"{salt},"p2c":0"#)),
            "algorithm_not_allowed",
        ),
        (
            pbes2(&format!(r#"{salt},"p2c":-1"#)),
            "algorithm_not_allowed",
        ),
        (epk("1"), "malformed_structure"),
        (epk("{}"), "malformed_structure"),
        (
            // A point that is on no curve.
            epk(
                r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"}"#,
            ),
            "malformed_structure",
        ),
        (
            epk(
                r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
            ),
            "malformed_structure",
        ),
    ] {
        assert_eq!(
            read(&with_header(&parts, &header), &opener),
            Err(code),
            "{header}"
        );
    }
}

#[test]
fn keys_that_cannot_open_say_why_and_keep_the_reason() {
    let (parts, opener) = a3();
    let token = parts.join(".");
    let with = |key: Key| Opener {
        keys: KeySet::of(key),
        ..opener.clone()
    };
    let algorithm = |name| crate::keys::Algorithm::named(name).unwrap();
    let ec = Key::generate(algorithm("ES256")).unwrap();
    assert_eq!(read(&token, &with(ec)), Err("decryption_failed"));
    for length in [1, 16, 24, 32] {
        let key = Key::secret(vec![7; length]);
        assert_eq!(read(&token, &with(key)), Err("decryption_failed"));
    }
    assert_eq!(
        read(&token, &with(Key::secret(vec![0; 16]))),
        Err("key_unusable")
    );
    for (member, value, code) in [
        ("use", Json::from("sig"), "key_unusable"),
        ("key_ops", Json::from(vec!["sign"]), "key_unusable"),
        ("alg", Json::from("HS256"), "algorithm_not_allowed"),
    ] {
        let mut jwk = opener.keys.keys[0].to_jwk(true).unwrap();
        jwk.set(member, value);
        let bound = Key::from_jwk(&jwk).unwrap();
        assert_eq!(read(&token, &with(bound)), Err(code), "{member}");
    }
    assert_eq!(read(&token, &Opener::default()), Err("decryption_failed"));
}

#[test]
fn a_compressed_bomb_is_cut_short() {
    use miniz_oxide::deflate::compress_to_vec;
    assert!(inflated(&compress_to_vec(&vec![b' '; MAX_CONTENT], 9)).is_ok());
    let bomb = compress_to_vec(&vec![b' '; MAX_CONTENT + 1], 9);
    assert_eq!(
        inflated(&bomb),
        Err(Unopened::TooLarge { limit: MAX_CONTENT })
    );
    assert!(inflated(b"no deflate").is_err());
}
