//! The verdict at its boundaries, and properties that hold for any input at all.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod session;

use data_encoding::BASE64URL_NOPAD as BASE64URL;
use proptest::prelude::*;
use session::json::{Json, Object, Parse};
use session::{START, Session};

const SECRET: &str = "a secret of at least thirty-two bytes";

/// Issues a token with these claims and no others.
fn issue(session: &mut Session, claims: &str) -> String {
    let mut args = vec!["issue", "--secret", SECRET, "--payload", claims];
    for (claim, option) in [("\"exp\":", "--no-exp"), ("\"iat\":", "--no-iat")] {
        args.extend((!claims.contains(claim)).then_some(option));
    }
    let done = session.tokenry(&args, b"");
    assert_eq!(done.exit, 0, "{done:?}");
    String::from_utf8(done.stdout)
        .unwrap()
        .trim_end()
        .to_owned()
}

/// The part of a report without numbers: some are beyond what this reader takes.
#[derive(serde::Deserialize)]
struct Verdict {
    reasons: Vec<String>,
}

/// The exit code and the reasons of a token.
fn judge(session: &mut Session, token: &str, options: &[&str]) -> (u8, Vec<String>) {
    let args = [&["verify", "--json", "--secret", SECRET, token], options].concat();
    let done = session.tokenry(&args, b"");
    let verdict = Verdict::parse(&done.stdout).unwrap();
    (done.exit, verdict.reasons)
}

#[test]
fn time_is_judged_to_the_edge() {
    let mut session = Session::new();
    let now = START.to_string();
    // A claim at an offset from now, the options, and the exit code.
    let cases: &[(&str, &str, &[&str], u8)] = &[
        ("exp", "+0", &[], 5),
        ("exp", "+1", &[], 0),
        ("exp", "+0.000001", &[], 0),
        ("exp", "-0.5", &[], 5),
        ("exp", "-10", &["--leeway", "10s"], 5),
        ("exp", "-9", &["--leeway", "10s"], 0),
        ("exp", "-9.999", &["--leeway", "10s"], 0),
        ("nbf", "+0", &[], 0),
        ("nbf", "+0.000001", &[], 6),
        ("nbf", "+1", &[], 6),
        ("nbf", "+10", &["--leeway", "10s"], 0),
        ("nbf", "+10.001", &["--leeway", "10s"], 6),
        ("iat", "+60", &[], 0),
        ("iat", "+60", &["--max-age", "1h"], 6),
        ("iat", "+60", &["--max-age", "1h", "--leeway", "1m"], 0),
        ("iat", "-3600", &["--max-age", "1h"], 0),
        ("iat", "-3600.5", &["--max-age", "1h"], 5),
        ("iat", "-3601", &["--max-age", "1h", "--leeway", "1s"], 0),
        ("exp", "+5", &["--at", "+5s"], 5),
        ("exp", "+5", &["--at", "4s"], 0),
        ("exp", "+0", &["--at", "-1s"], 0),
        ("exp", "+0", &["--at", "2026-11-23T01:59:59.999Z"], 0),
        ("exp", "+0", &["--at", &now], 5),
    ];
    for (claim, offset, options, exit) in cases {
        let (whole, fraction) = offset.split_once('.').unwrap_or((offset, ""));
        let seconds: i64 = whole.parse().unwrap();
        let value = match (fraction, offset.starts_with('-')) {
            ("", _) => (START + seconds).to_string(),
            (fraction, false) => format!("{}.{fraction}", START + seconds),
            // Behind zero the fraction counts backwards: -0.5 is half a second ago.
            (fraction, true) => {
                let scale = 10_i64.pow(u32::try_from(fraction.len()).unwrap());
                let rest = scale - fraction.parse::<i64>().unwrap();
                format!(
                    "{}.{rest:0width$}",
                    START + seconds - 1,
                    width = fraction.len()
                )
            }
        };
        let token = issue(&mut session, &format!("{{\"{claim}\":{value}}}"));
        let (found, reasons) = judge(&mut session, &token, options);
        assert_eq!(found, *exit, "{claim} {value} {options:?}: {reasons:?}");
    }
}

#[test]
fn a_time_that_is_no_number_is_invalid() {
    let mut session = Session::new();
    for value in ["\"1795399200\"", "null", "true", "[1]", "{}"] {
        for claim in ["exp", "nbf", "iat"] {
            let token = issue(&mut session, &format!("{{\"{claim}\":{value}}}"));
            let expected = (7, vec![String::from("claim_invalid")]);
            assert_eq!(
                judge(&mut session, &token, &[]),
                expected,
                "{claim} {value}"
            );
        }
    }
    for (value, exit) in [
        ("1e99", 0),
        ("-1e99", 5),
        ("0", 5),
        ("17953992010e-1", 0),
        ("1.7e9", 5),
    ] {
        let token = issue(&mut session, &format!("{{\"exp\":{value}}}"));
        assert_eq!(judge(&mut session, &token, &[]).0, exit, "{value}");
    }
}

#[test]
fn what_comes_first_in_a_token_is_said_first() {
    let mut session = Session::new();
    let part = |text: &str| BASE64URL.encode(text.as_bytes());
    let header = part(r#"{"alg":"HS256"}"#);
    for (token, reason) in [
        (format!("{header}.{}.A", part("{}")), "malformed_base64"),
        (
            format!("{header}.{}.A", part(r#"{"a":1,"a":2}"#)),
            "duplicate_member",
        ),
        (format!("{header}.{}.A", part("[]")), "malformed_json"),
        (format!("{}.*.A", part("[]")), "malformed_json"),
    ] {
        let (exit, reasons) = judge(&mut session, &token, &[]);
        assert_eq!((exit, reasons), (3, vec![reason.to_owned()]), "{token}");
    }
}

#[test]
fn required_numbers_are_compared_by_value() {
    let mut session = Session::new();
    for (value, wanted, exit) in [
        ("10000000000000000", "1e16", 0),
        ("-0", "0", 0),
        ("0.1000000000000000055", "0.1", 7),
        ("9007199254740993", "9007199254740992", 7),
    ] {
        let token = issue(&mut session, &format!("{{\"n\":{value}}}"));
        let option = format!("n:={wanted}");
        let (found, _) = judge(&mut session, &token, &["--require", &option]);
        assert_eq!(found, exit, "{value} {wanted}");
    }
}

#[test]
fn an_encrypted_token_with_a_broken_header_says_where() {
    let done = Session::new().tokenry(&["decode", "eyJ!aaa.b.c.d.e"], b"");
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.exit, 3);
    assert!(said.contains("encrypted (JWE"), "{said}");
    assert!(said.contains("'!' at byte 3"), "{said}");
}

#[test]
fn every_reason_is_listed_and_the_gravest_decides() {
    let mut session = Session::new();
    let token = issue(&mut session, r#"{"exp":1,"aud":"a","sub":"b"}"#);
    let wrong = "another secret of at least thirty-two";
    let args = [
        "verify", "--json", &token, "--secret", wrong, "--aud", "c", "--sub", "d",
    ];
    let done = session.tokenry(&args, b"");
    let report = Object::parse(&done.stdout).unwrap();
    assert_eq!(
        report.get("reasons").unwrap().to_string(),
        r#"["signature_mismatch","expired","audience_mismatch","subject_mismatch"]"#
    );
    assert_eq!(done.exit, 4);
}

#[test]
fn digits_and_order_survive() {
    let mut session = Session::new();
    let claims = r#"{"z":1,"a":9007199254740993,"b":1.10,"c":12345678901234567890123,"d":-0,"e":1E400,"y":{"n":null,"m":[]}}"#;
    let args = [
        "issue",
        "--secret",
        SECRET,
        "--no-iat",
        "--no-exp",
        "--payload",
        claims,
    ];
    let header = ["--header", "x:=1.0", "--header", "a=ü"];
    let token = session.tokenry(&[&args[..], &header].concat(), b"").stdout;
    let done = session.tokenry(&["decode", "--json"], &token);
    let answer: String = String::from_utf8(done.stdout).unwrap();
    let dense: String = answer.split_whitespace().collect();
    let header = r#"{"alg":"HS256","typ":"JWT","x":1.0,"a":"ü"}"#;
    let start = format!(r#"{{"header":{header},"payload":{claims},"#);
    assert!(dense.starts_with(&start), "{answer}");
    let get =
        |session: &mut Session, name| session.tokenry(&["decode", "--get", name], &token).stdout;
    assert_eq!(get(&mut session, "c"), b"12345678901234567890123\n");
    assert_eq!(get(&mut session, "/y/m"), b"[]\n");
    assert_eq!(get(&mut session, "header:/x"), b"1.0\n");
}

fn json_value() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        Just(String::from("null")),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i128>().prop_map(|value| value.to_string()),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,5})?",
        any::<String>().prop_map(|text| Json::from(text).to_string()),
    ];
    scalar.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6)
                .prop_map(|items| format!("[{}]", items.join(","))),
            object_of(inner),
        ]
    })
}

fn object_of(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    proptest::collection::btree_map(any::<String>(), value, 0..6).prop_map(|members| {
        let members = members.iter();
        let members = members.map(|(name, value)| format!("{}:{value}", Json::from(name.as_str())));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Any bytes at all: an exit code that the contract knows, and no panic.
    #[test]
    fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut session = Session::new();
        for command in [&["decode"][..], &["decode", "--json"], &["verify", "--secret", "x"]] {
            let done = session.tokenry(command, &bytes);
            prop_assert!([0, 2, 3, 4, 8].contains(&done.exit), "{:?}", done);
        }
    }

    /// Texts that nearly are tokens.
    #[test]
    fn any_near_token_is_judged(
        text in "(Bearer )?[\"']?ey[A-Za-z0-9_=+/-]{0,40}([.~][A-Za-z0-9_=+/-]{0,40}){0,5}[\"'\\n ]{0,2}",
    ) {
        let mut session = Session::new();
        for command in [&["decode", "--lang", "ko"][..], &["verify", "--json", "--secret", "x"]] {
            let done = session.tokenry(command, text.as_bytes());
            prop_assert!([0, 2, 3, 4, 8].contains(&done.exit), "{:?}", done);
        }
    }

    /// Any header and payload, broken or not.
    #[test]
    fn any_parts_are_judged(header in json_value(), payload in any::<Vec<u8>>(), signature in any::<Vec<u8>>()) {
        let encode = |bytes: &[u8]| BASE64URL.encode(bytes);
        let token = [encode(header.as_bytes()), encode(&payload), encode(&signature)].join(".");
        let mut session = Session::new();
        for command in [&["decode"][..], &["verify", "--secret", "x"]] {
            let done = session.tokenry(command, token.as_bytes());
            prop_assert!([0, 3, 4, 8].contains(&done.exit), "{:?}", done);
        }
    }

    /// What `issue` made `verify` accepts, and the claims are those that were given, to the byte.
    #[test]
    fn what_is_issued_verifies(claims in object_of(json_value())) {
        let mut session = Session::new();
        prop_assume!(!["exp", "nbf", "iat"].iter().any(|name| claims.contains(&format!("\"{name}\":"))));
        let token = issue(&mut session, &claims);
        let (exit, reasons) = judge(&mut session, &token, &[]);
        prop_assert_eq!(exit, 0, "{:?}", reasons);
        let payload = token.split('.').nth(1).unwrap();
        let payload = String::from_utf8(BASE64URL.decode(payload.as_bytes()).unwrap()).unwrap();
        prop_assert_eq!(payload, claims);
    }
}
