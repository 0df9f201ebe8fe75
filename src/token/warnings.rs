//! What is unwise about a token, whether or not it is valid (RFC 8725, RFC 7519 §12).

use std::borrow::Cow;

use super::header::{self, MAX_NAMED};
use crate::json::{Indexed, Walk};
use crate::keys::Algorithm;
use crate::time::Moment;
use crate::token::malformed::{Malformed, Part};
use crate::token::note::Note;

/// Longer lives than this, in seconds, are remarked on: thirty days.
const LONG_LIFE: i64 = 30 * 86_400;
/// From here on, in seconds, a time is taken for milliseconds: the year 5138, or March 1973 in milliseconds.
const MILLISECONDS_FROM: i64 = 100_000_000_000;
/// Above this even milliseconds make no sense: the year 5138 again.
const MILLISECONDS_TO: i64 = 100_000_000_000_000;

/// Up to this, in seconds, a time is taken for a length of time: three years, or the end of 1972.
const DURATION_TO: i64 = 3 * 365 * 86_400;
/// How many sensitive claims are named: a token of nothing else would be written out a hundred thousand times.
const MAX_SENSITIVE: usize = 16;
/// How long their pointers may become together, in bytes, before no other is named.
const MAX_POINTERS: usize = 4096;

/// The claims that hold a NumericDate: RFC 7519 §4.1, OpenID Connect Core §2 and §5.1.
pub const TIME_CLAIMS: [&str; 5] = ["exp", "nbf", "iat", "auth_time", "updated_at"];

/// Whether a time looks like milliseconds.
pub(super) fn in_milliseconds(time: Moment) -> bool {
    (MILLISECONDS_FROM..MILLISECONDS_TO).contains(&time.seconds())
}

/// Whether a time looks like a length of time.
pub(super) fn is_duration(time: Moment) -> bool {
    (1..=DURATION_TO).contains(&time.seconds())
}

/// Remarks on a token, in the order in which its parts are read.
pub fn warnings(header: Option<&Indexed>, claims: Option<&Indexed>, now: Moment) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(header) = header {
        header_warnings(header, &mut notes);
    }
    if let Some(claims) = claims {
        claim_warnings(claims, now, &mut notes);
    }
    notes
}

fn header_warnings(header: &Indexed, notes: &mut Vec<Note>) {
    if let Some(pointer) = header.duplicate() {
        notes.push(Note::DuplicateMember {
            part: Part::Header,
            pointer,
        });
    }
    if header.get("alg").is_none() {
        notes.push(Note::Header(Malformed::NoAlg));
    }
    for parameter in header::not_strings(header) {
        notes.push(Note::Header(Malformed::NotAString { parameter }));
    }
    if let Some(alg) = header.str("alg") {
        if alg.eq_ignore_ascii_case("none") {
            notes.push(Note::AlgNone);
        }
        if let Some(known) = Algorithm::named(&alg)
            && let Some(replacement) = known.replaced_by()
        {
            notes.push(Note::DeprecatedAlg {
                algorithm: known.name(),
                replacement,
            });
        }
    }
    if header.get("crit").is_some() {
        notes.push(match header::critical_names(header) {
            Some(names) => {
                let names = names.into_iter().take(MAX_NAMED).map(Cow::into_owned);
                Note::UnknownCritical {
                    names: names.collect(),
                }
            }
            None => Note::Header(Malformed::CriticalInvalid),
        });
    } else if header::is_unencoded(header) {
        notes.push(Note::Header(Malformed::Unencoded));
    }
    for parameter in ["jwk", "jku", "x5u", "x5c"] {
        if header.get(parameter).is_some() {
            notes.push(Note::KeyInHeader { parameter });
        }
    }
    if header.str("kid").is_some_and(|kid| is_path_or_query(&kid)) {
        notes.push(Note::KidIsPathOrQuery);
    }
    if header::names_nested(header) {
        notes.push(Note::Nested);
    }
}

fn claim_warnings(claims: &Indexed, now: Moment, notes: &mut Vec<Note>) {
    if let Some(pointer) = claims.duplicate() {
        notes.push(Note::DuplicateMember {
            part: Part::Payload,
            pointer,
        });
    }
    let time = |name: &str| Moment::of_claim(claims, name);
    for claim in TIME_CLAIMS {
        match time(claim) {
            Some(time) if in_milliseconds(time) => {
                let seconds = Moment::from_nanos(time.nanos_since(Moment::from_seconds(0)) / 1000);
                let past = claim == "exp" && seconds <= now;
                notes.push(Note::TimesInMilliseconds {
                    claim,
                    seconds,
                    past,
                });
            }
            None if claims.get(claim).is_some() => notes.push(Note::TimeNotANumber { claim }),
            _ => {}
        }
    }
    let (exp, iat) = (time("exp"), time("iat"));
    if claims.get("exp").is_none() {
        notes.push(Note::NoExp);
    }
    if let Some(exp) = exp {
        let from = iat.or_else(|| time("nbf")).unwrap_or(now);
        if iat.is_some_and(|iat| exp <= iat) {
            notes.push(Note::ExpBeforeIat);
        } else if time("nbf").is_some_and(|nbf| exp <= nbf) {
            notes.push(Note::ExpBeforeNbf);
        } else if exp.seconds_since(from) > LONG_LIFE && !in_milliseconds(exp) {
            notes.push(Note::LongLived {
                seconds: exp.seconds_since(from),
            });
        }
    }
    if let Some(iat) = iat
        && now < iat
        && !in_milliseconds(iat)
    {
        notes.push(Note::IssuedInFuture {
            seconds: iat.seconds_since(now),
        });
    }
    sensitive(claims, notes);
}

/// Whether a `kid` is made to reach files, databases or shells rather than to name a key.
/// A lone `/`, `+` or `--` is none of these: base64 and thumbprints have them, a `/` at the start too.
fn is_path_or_query(kid: &str) -> bool {
    let lower = kid.to_lowercase();
    (kid.starts_with('/') && kid.contains('.'))
        || [
            "../", "./", "~/", "/dev/", "/etc/", "/proc/", "/sys/", "/var/", "/tmp/", "/usr/",
            "/opt/", "/home/", "/root/", "c:",
        ]
        .iter()
        .any(|path| lower.starts_with(path))
        || [
            "/../", "\\", "'", "\"", ";", "|", "`", "$(", "\0", "%2f", "%00", "file:",
        ]
        .iter()
        .any(|sign| lower.contains(sign))
        || ["select ", "union ", " or ", " and ", "insert ", "drop "]
            .iter()
            .any(|word| lower.contains(word))
}

/// Claims whose name or value should not be in a text that everybody can read: the first of them.
fn sensitive(claims: &Indexed, notes: &mut Vec<Note>) {
    let (mut left, mut room) = (MAX_SENSITIVE, MAX_POINTERS);
    claims.walk(|pointer, name, value| {
        let named = || name.is_some_and(is_secret_name);
        let found = match (value.str(), value.raw()) {
            (Some(text), _) => {
                is_card_number(&text) || text.contains(" PRIVATE KEY-----") || named()
            }
            (None, None | Some("null" | "true" | "false")) => false,
            (None, Some(raw)) => is_card_number(raw) || named(),
        };
        if !found {
            return Walk::Descend;
        }
        notes.push(Note::SensitiveClaim {
            pointer: pointer.to_owned(),
        });
        left -= 1;
        room = room.saturating_sub(pointer.len());
        if left == 0 || room == 0 {
            Walk::Stop
        } else {
            Walk::Skip
        }
    });
}

fn is_secret_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let plain = if name.bytes().all(is_plain) {
        Cow::Borrowed(name)
    } else {
        let plain = name.chars().filter(char::is_ascii_alphanumeric);
        Cow::Owned(plain.map(|letter| letter.to_ascii_lowercase()).collect())
    };
    let ends = ["password", "passwd", "clientsecret", "privatekey"];
    ends.iter().any(|end| plain.ends_with(end))
        || [
            "pwd",
            "pin",
            "passphrase",
            "secret",
            "apikey",
            "accesskey",
            "secretkey",
            "passwordhash",
            "creditcard",
            "cardnumber",
            "cvv",
            "cvc",
            "ssn",
        ]
        .contains(&&*plain)
}

/// A number with the beginning and the length of a payment card, in groups or not, that passes the check digit
/// of ISO/IEC 7812-1 (Luhn). Times and most ids begin or end otherwise.
fn is_card_number(text: &str) -> bool {
    if text.len() < 13
        || !text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b' ' || byte == b'-')
    {
        return false;
    }
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|character| character.to_digit(10))
        .collect();
    let first = digits.iter().take(4).fold(0, |sum, digit| sum * 10 + digit);
    // Visa; Mastercard; American Express; Diners Club; JCB; Discover and UnionPay.
    let fits = matches!(
        (first, digits.len()),
        (4000..=4999, 13 | 16 | 19)
        | (5100..=5599 | 2221..=2720 | 3528..=3589, 16)
        | (3400..=3499 | 3700..=3799, 15)
        | (3000..=3059 | 3600..=3699 | 3800..=3999, 14)
        | (6011 | 6200..=6299 | 6440..=6599, 16..=19)
    );
    if !fits {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => *digit,
            (_, doubled) if doubled > 9 => doubled - 9,
            (_, doubled) => doubled,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claims_set_of_nothing_but_secrets_gets_few_notes() {
        for (length, named) in [(200, 16), (100_000, 1)] {
            let name = "x".repeat(length);
            let secrets = vec!["\"pwd\":1"; 10_000].join(",");
            let claims = format!("{{\"exp\":1,\"{name}\":{{{secrets}}}}}");
            let claims = Indexed::parse(claims).unwrap();
            let found = warnings(None, Some(&claims), Moment::from_seconds(1_795_400_000));
            let pointer = format!("/{name}/pwd");
            let sensitive = Note::SensitiveClaim { pointer };
            let count = found.iter().filter(|note| **note == sensitive).count();
            // Beside these the member that occurs twice.
            assert_eq!((count, found.len()), (named, named + 1));
        }
    }

    #[test]
    fn many_objects_with_a_name_twice_cost_no_more_than_their_text() {
        // Written out for each of them, the pointer would be 10 GB.
        let name = "x".repeat(300_000);
        for object in [r#"{"":0,"":0}"#, r#"[{"":0,"":0}]"#] {
            let objects = vec![object; 30_000].join(",");
            let header = format!("{{\"{name}\":[{objects}],\"alg\":\"x\"}}");
            let header = Indexed::parse(header).unwrap();
            let found = warnings(Some(&header), None, Moment::from_seconds(1_795_400_000));
            let inner = if object.starts_with('[') { "/0/" } else { "/" };
            let pointer = format!("/{name}/0{inner}");
            let part = Part::Header;
            assert_eq!(found, [Note::DuplicateMember { part, pointer }]);
        }
    }

    fn codes(header: &str, claims: &str) -> Vec<&'static str> {
        let header = Indexed::parse(header.into()).unwrap();
        let claims = Indexed::parse(claims.into()).unwrap();
        let now = Moment::from_seconds(1_795_400_000);
        warnings(Some(&header), Some(&claims), now)
            .iter()
            .map(Note::code)
            .collect()
    }

    #[test]
    fn each_note_has_a_token_that_deserves_it_and_one_that_nearly_does() {
        let of_header = |header: &str| codes(header, r#"{"exp":1795400900}"#);
        let of_claims = |claims: &str| codes(r#"{"alg":"HS256"}"#, claims);
        assert_eq!(of_header(r#"{"alg":"NoNe"}"#), ["alg_none"]);
        assert_eq!(of_header("{}"), ["header_invalid"]);
        assert_eq!(of_header(r#"{"alg":5}"#), ["header_invalid"]);
        assert_eq!(of_header(r#"{"alg":"x","kid":null}"#), ["header_invalid"]);
        assert_eq!(of_header(r#"{"alg":"x","typ":{}}"#), ["header_invalid"]);
        assert_eq!(of_header(r#"{"alg":"x","b64":false}"#), ["header_invalid"]);
        assert_eq!(of_header(r#"{"alg":"x","b64":true}"#), [""; 0]);
        for crit in ["[]", "\"x\"", "[1]", "[\"x\",1]", "null"] {
            let header = format!(r#"{{"alg":"x","crit":{crit}}}"#);
            assert_eq!(of_header(&header), ["header_invalid"], "{crit}");
        }
        assert_eq!(of_header(r#"{"alg":"EdDSA"}"#), ["deprecated_alg"]);
        assert_eq!(of_header(r#"{"alg":"Ed25519"}"#), [""; 0]);
        assert_eq!(
            of_header(r#"{"alg":"HS256","crit":["x"]}"#),
            ["unknown_critical"]
        );
        assert_eq!(
            of_header(r#"{"alg":"HS256","jku":"https://x","x5t":"y"}"#),
            ["key_in_header"]
        );
        assert_eq!(
            of_header(r#"{"alg":"HS256","kid":"../../dev/null"}"#),
            ["kid_is_path_or_query"]
        );
        assert_eq!(
            of_header(r#"{"alg":"HS256","kid":"1' OR '1'='1"}"#),
            ["kid_is_path_or_query"]
        );
        assert_eq!(
            of_header(r#"{"alg":"HS256","kid":"ab/cd+ef--gh=="}"#),
            [""; 0]
        );
        assert_eq!(
            of_header(r#"{"alg":"HS256","kid":"/dev/null"}"#),
            ["kid_is_path_or_query"]
        );
        assert_eq!(
            of_header(r#"{"alg":"HS256","kid":"/Xc9+k3J/ab=="}"#),
            [""; 0]
        );
        assert_eq!(
            of_header(r#"{"alg":"HS256","kid":"https://vault.example/keys/1"}"#),
            [""; 0]
        );
        assert_eq!(of_header(r#"{"alg":"HS256","cty":"jwt"}"#), ["nested"]);
        assert_eq!(of_header(r#"{"alg":"HS256","cty":"json"}"#), [""; 0]);
        assert_eq!(of_header(r#"{"alg":"nonesuch"}"#), [""; 0]);
        assert_eq!(
            of_header(r#"{"alg":"HS256","alg":"HS256"}"#),
            ["duplicate_member"]
        );
        assert_eq!(of_claims("{}"), ["no_exp"]);
        assert_eq!(of_claims(r#"{"exp":1797992000,"iat":1795400000}"#), [""; 0]);
        assert_eq!(
            of_claims(r#"{"exp":1797992001,"iat":1795400000}"#),
            ["long_lived"]
        );
        assert_eq!(
            of_claims(r#"{"exp":1795400000,"iat":1795400000}"#),
            ["exp_before_iat"]
        );
        assert_eq!(
            of_claims(r#"{"exp":1795400900,"iat":1795400001}"#),
            ["issued_in_future"]
        );
        let not_a_number = ["time_not_a_number"];
        assert_eq!(of_claims(r#"{"exp":"1795400900"}"#), not_a_number);
        assert_eq!(of_claims(r#"{"exp":1795400900,"nbf":null}"#), not_a_number);
        assert_eq!(of_claims(r#"{"exp":1795400900,"iat":[1]}"#), not_a_number);
        assert_eq!(
            of_claims(r#"{"exp":1795400900,"nbf":1795400900,"iat":1795400000}"#),
            ["exp_before_nbf"]
        );
        assert_eq!(of_claims(r#"{"exp":1795400900,"nbf":1795400899}"#), [""; 0]);
        assert_eq!(
            of_claims(r#"{"exp":1795400900000}"#),
            ["times_in_milliseconds"]
        );
        assert_eq!(
            of_claims(r#"{"exp":1,"a":[{"Pass-word":"x"}]}"#),
            ["sensitive_claim"]
        );
        assert_eq!(
            of_claims(r#"{"exp":1,"password":true,"passwordless":"x","spin":"x"}"#),
            [""; 0]
        );
        for secret in [
            r#""user_password":"x""#,
            r#""pin":1234"#,
            r#""k":"-----BEGIN RSA PRIVATE KEY-----\nMIIE""#,
        ] {
            let claims = format!("{{\"exp\":1,{secret}}}");
            assert_eq!(of_claims(&claims), ["sensitive_claim"], "{secret}");
        }
        assert_eq!(
            of_claims(r#"{"exp":1,"n":"4111 1111 1111 1111"}"#),
            ["sensitive_claim"]
        );
        assert_eq!(of_claims(r#"{"exp":1,"n":4111111111111112}"#), [""; 0]);
        // Passes the check digit, and is no card: too long for its beginning.
        assert_eq!(of_claims(r#"{"exp":1,"n":"411111111111111114"}"#), [""; 0]);
        assert_eq!(of_claims(r#"{"exp":1795400900,"iat":1795400000}"#), [""; 0]);
        assert_eq!(
            of_claims(r#"{"exp":99999999999,"iat":99999999000}"#),
            ["issued_in_future"]
        );
    }
}
