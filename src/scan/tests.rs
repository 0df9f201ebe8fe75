//! Planted tokens are found, each with its place, however the text comes in; and nothing else is.

use proptest::prelude::*;

use super::{Found, Piece, Scanner};
use crate::encoding::{BASE64, BASE64URL};
use crate::token::short_name;

fn token(number: usize) -> String {
    let header = BASE64URL.encode(br#"{"alg":"HS256","typ":"JWT"}"#);
    let payload = BASE64URL.encode(format!(r#"{{"sub":"user-{number}","n":{number}}}"#).as_bytes());
    let signature = BASE64URL.encode(&[u8::try_from(number % 251).unwrap(); 32]);
    format!("{header}.{payload}.{signature}")
}

fn jwe() -> String {
    let header = BASE64URL.encode(br#"{"alg":"dir","enc":"A128GCM"}"#);
    let part = |length: usize| BASE64URL.encode(&vec![7; length]);
    format!("{header}..{}.{}.{}", part(12), part(40), part(16))
}

fn sd_jwt() -> String {
    let disclosure = BASE64URL.encode(br#"["salt","name","value"]"#);
    format!("{}~{disclosure}~{disclosure}~{}", token(900), token(901))
}

/// What is found in a text that comes in pieces of a size, and the text with the names in place of what is secret.
fn scan(text: &[u8], size: usize) -> (Vec<Found>, Vec<u8>, Option<u64>) {
    let (mut found, mut copy) = (Vec::new(), Vec::new());
    let mut take = |piece: Piece<'_>| {
        match piece {
            Piece::Text(text) => copy.extend_from_slice(text),
            Piece::Token {
                found: one,
                raw,
                secret,
            } => {
                let mut at = 0;
                for range in secret {
                    copy.extend_from_slice(&raw[at..range.start]);
                    copy.extend_from_slice(short_name(&one.token).as_bytes());
                    at = range.end;
                }
                copy.extend_from_slice(&raw[at..]);
                found.push(one.clone());
            }
        }
        Ok::<_, ()>(())
    };
    let mut scanner = Scanner::default();
    for chunk in text.chunks(size.max(1)) {
        scanner.feed(chunk, &mut take).unwrap();
    }
    let values = scanner.finish(&mut take).unwrap();
    (found, copy, values)
}

fn tokens(text: &str) -> Vec<String> {
    scan(text.as_bytes(), usize::MAX)
        .0
        .into_iter()
        .map(|found| found.token)
        .collect()
}

#[test]
fn tokens_are_found_in_whatever_stands_around_them() {
    let (one, two) = (token(1), token(2));
    let percent = one.replace('.', "%2E");
    let folded = one
        .as_bytes()
        .chunks(76)
        .map(String::from_utf8_lossy)
        .collect::<Vec<_>>()
        .join("\n");
    let soft = one
        .as_bytes()
        .chunks(75)
        .map(String::from_utf8_lossy)
        .collect::<Vec<_>>()
        .join("=\r\n");
    let quoted = folded.replace('\n', "\n> ");
    for text in [
        one.clone(),
        format!("Authorization: Bearer {one}\r\n"),
        format!("token={one}&x=1"),
        format!("(see {one})."),
        format!("{one}, {one}; {one}"),
        format!("ghs_1234_{one}"),
        format!("https://app/cb#access_token={percent}&state=1"),
        format!("before\n{folded}\nafter"),
        format!("before\n{soft}\nafter"),
        format!("> {quoted}\n\nHello"),
        format!(
            "  data:\n    token: {}\n",
            BASE64.encode_padded(one.as_bytes())
        ),
        BASE64.encode_padded(format!("{{\"auth\":\"{one}\"}}").as_bytes()),
        BASE64.encode_padded(format!("x{one} yz").as_bytes()),
        BASE64.encode(format!("xy{one} ").as_bytes()),
        BASE64URL.encode(format!("x {one}").as_bytes()),
        format!("\u{0}\u{1}{one}\u{0}"),
    ] {
        let found = tokens(&text);
        assert!(
            !found.is_empty() && found.iter().all(|found| *found == one),
            "{text}: {found:?}"
        );
    }
    assert_eq!(tokens(&format!("{one} {two}")), [one.clone(), two.clone()]);
    assert_eq!(tokens(&format!("{one}\n{two}\n")), [one.clone(), two]);
    assert_eq!(tokens(&format!("x {} y", jwe())), [jwe()]);
    assert_eq!(tokens(&format!("x {} y", sd_jwt())), [sd_jwt()]);
    let issued = format!("{}~", sd_jwt().rsplit_once('~').unwrap().0);
    assert_eq!(tokens(&format!("\"{issued}\"")), [issued]);
}

#[test]
fn what_only_looks_like_a_token_is_none() {
    let one = token(1);
    let (head, _) = one.rsplit_once('.').unwrap();
    for text in [
        head.to_owned(),
        format!("{head}."),
        one.replacen("eyJ", "eyK", 1),
        one.get(5..).unwrap().to_owned(),
        format!("{}.x.y", BASE64URL.encode(br#"{"alg":"HS256"}"#)),
        format!(
            "{}.{}.c2ln",
            BASE64URL.encode(br#"{"typ":"JWT"}"#),
            BASE64URL.encode(b"{}")
        ),
        BASE64.encode(br#"{"some":"object in base64 that is no token at all"}"#),
        "eyJhbGciOiJIUzI1NiJ9".repeat(20),
    ] {
        assert_eq!(tokens(&text), [""; 0], "{text}");
    }
}

#[test]
fn places_are_lines_and_columns_or_pointers() {
    let (one, two) = (token(1), token(2));
    let (found, _, values) = scan(format!("a\nbc {one}\n{two}").as_bytes(), 7);
    let places: Vec<_> = found
        .iter()
        .map(|found| (found.line, found.column))
        .collect();
    assert_eq!((places, values), (vec![(2, 4), (3, 1)], None));
    let har = format!(
        r#"{{"log":{{"entries":[{{"a":1}},{{"re/q":{{"value":"Bearer {one}"}}}}]}},"x":"{two}"}}"#
    );
    let (found, _, values) = scan(har.as_bytes(), 5);
    let pointers: Vec<_> = found
        .iter()
        .map(|found| found.json.clone().unwrap().pointer)
        .collect();
    assert_eq!(pointers, ["/log/entries/1/re~1q/value", "/x"]);
    assert_eq!(values, Some(1));
    let lines = format!("{{\"t\":\"{one}\"}}\n{{\"t\":\"{two}\"}}\n");
    let (found, _, values) = scan(lines.as_bytes(), 64);
    assert_eq!((found[1].line, values), (2, Some(2)));
    assert_eq!(found[1].json.clone().unwrap().pointer, "/t");
    assert_eq!(scan(b"[2026-12-01] start\n", 4).2, None);
}

#[test]
fn a_redacted_copy_differs_in_the_signatures_alone() {
    let text = format!("a {} b {} c {} d", token(1), jwe(), sd_jwt());
    let (_, copy, _) = scan(text.as_bytes(), 11);
    let copy = String::from_utf8(copy).unwrap();
    let name = short_name(&token(1));
    let (head, _) = token(1)
        .rsplit_once('.')
        .map(|(head, tail)| (head.to_owned(), tail.to_owned()))
        .unwrap();
    assert!(copy.starts_with(&format!("a {head}.{name} b ")), "{copy}");
    let sealed = jwe();
    let kept: Vec<_> = sealed.split('.').take(3).collect();
    assert!(
        copy.contains(&format!(" b {}.{} c ", kept.join("."), short_name(&sealed))),
        "{copy}"
    );
    assert_eq!(copy.matches(&short_name(&sd_jwt())).count(), 2);
    assert!(copy.ends_with(" d"));
    let plain = b"nothing eyJ here ZXlK V5S leU \xff\xfe".repeat(10);
    assert_eq!(scan(&plain, 13).1, plain);
}

/// A thousand tokens between noise of all kinds.
#[test]
fn a_thousand_planted_tokens_are_found_and_nothing_else() {
    let mut text = Vec::new();
    let mut planted = Vec::new();
    for number in 0..1_000 {
        let one = match number % 10 {
            8 => jwe().replace(
                "..",
                &format!(
                    "..{}",
                    BASE64URL.encode(&[u8::try_from(number % 256).unwrap(); 3])
                ),
            ),
            9 => format!(
                "{}~{}~",
                token(number),
                BASE64URL.encode(format!(r#"["s","n",{number}]"#).as_bytes())
            ),
            _ => token(number),
        };
        let noise = "eyJ0 ZXlK eyJhbGciOiJIUzI1NiJ9.x.y V5S\u{7} ";
        let around = match number % 7 {
            0 => format!("2026-12-01T00:00:00Z INFO user={number} token={one}\n"),
            1 => format!("\"Authorization\": \"Bearer {one}\",\n"),
            2 => format!("export TOKEN='{one}'\n"),
            3 => format!("{noise}{one}!\n"),
            4 if number % 10 < 8 => format!("  token: {}\n", BASE64.encode_padded(one.as_bytes())),
            5 if number % 10 < 8 => {
                let lines: Vec<_> = one
                    .as_bytes()
                    .chunks(76)
                    .map(String::from_utf8_lossy)
                    .collect();
                format!("mail:\n{}\n\n", lines.join("\n"))
            }
            _ => format!("<{one}>"),
        };
        text.extend_from_slice(around.as_bytes());
        planted.push(one);
    }
    let whole = scan(&text, usize::MAX);
    let found: Vec<_> = whole.0.iter().map(|found| found.token.clone()).collect();
    assert_eq!(found, planted);
    for size in [1, 7, 100, 4_096] {
        let pieces = scan(&text, size);
        let differ = pieces
            .0
            .iter()
            .zip(&whole.0)
            .find(|(one, other)| one != other);
        assert_eq!(differ, None, "in pieces of {size}");
        assert!(pieces == whole, "in pieces of {size}");
    }
}

proptest! {
    #[test]
    fn pieces_of_any_size_give_the_same(
        parts in prop::collection::vec(
            prop_oneof![
                Just("eyJ".to_owned()), Just(token(3)), Just(sd_jwt()), Just(jwe()), Just("\n".to_owned()),
                Just(BASE64.encode(token(4).as_bytes())), Just("=\r\n> ".to_owned()), Just("%2E".to_owned()),
                "[ -~]{0,12}",
            ],
            0..12,
        ),
        size in 1_usize..300,
    ) {
        let text = parts.concat();
        let (whole, pieces) = (scan(text.as_bytes(), usize::MAX), scan(text.as_bytes(), size));
        prop_assert_eq!(whole, pieces);
    }
}
