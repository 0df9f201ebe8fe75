//! Why a claim is not what was expected.

use super::{DiagnosisInput, RELEASED, clock_is_wrong};
use crate::json::Json;
use crate::time::Moment;
use crate::token::check::Detail;
use crate::token::hint::{Difference, Hint};
use crate::token::report::{Check, CheckName};
use crate::token::warnings::{in_milliseconds, is_duration};

/// Clocks that are kept right differ by less, in seconds.
const USUAL_SKEW: i64 = 60;
/// Shorter texts than this are in many others by chance.
const TELLING: usize = 4;

/// How many values of one claim are compared with what was expected.
const MAX_VALUES: usize = 32;

/// What explains that a check of the claims failed.
pub(super) fn hints(check: &Check, input: &DiagnosisInput<'_>) -> Vec<Hint> {
    let claims = input.token.claims();
    match &check.detail {
        Detail::Expired { exp, ago, .. } => {
            if is_duration(*exp) {
                let seconds = exp.seconds();
                return vec![Hint::TimeIsDuration {
                    claim: "exp",
                    seconds,
                }];
            }
            within_leeway(*ago)
        }
        Detail::NotYetValid { nbf, wait, .. } => ahead("nbf", *nbf, *wait, input),
        Detail::IatAhead {
            iat, ahead: wait, ..
        } => ahead("iat", *iat, *wait, input),
        Detail::TimeNotANumber { claim } => {
            let text = claims.and_then(|claims| claims.str(claim));
            text.map(|text| Hint::TimeIsText {
                claim,
                seconds: seconds_of(&text),
            })
            .into_iter()
            .collect()
        }
        Detail::ClaimMismatch { expected, .. } => {
            let claim = match check.name {
                CheckName::Iss => "iss",
                CheckName::Aud => "aud",
                CheckName::Sub => "sub",
                _ => return Vec::new(),
            };
            let found = claims.and_then(|claims| Some(claims.value(claim)?.tree()));
            let found = found.as_ref().map(texts).unwrap_or_default();
            nearest(claim, &found, expected).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A time that is not reached yet.
fn ahead(claim: &'static str, time: Moment, wait: i64, input: &DiagnosisInput<'_>) -> Vec<Hint> {
    if in_milliseconds(time) {
        let time = Moment::from_nanos(time.nanos_since(Moment::from_seconds(0)) / 1000);
        return vec![Hint::TimeInMilliseconds { claim, time }];
    }
    if input.by_clock && clock_is_wrong(input.now) {
        let (now, released) = (input.now, RELEASED);
        return vec![Hint::ClockIsWrong { now, released }];
    }
    within_leeway(wait)
}

fn within_leeway(seconds: i64) -> Vec<Hint> {
    if seconds < USUAL_SKEW {
        vec![Hint::WithinLeeway {
            seconds: USUAL_SKEW,
        }]
    } else {
        Vec::new()
    }
}

/// The seconds that a text writes: a number, or RFC 3339.
fn seconds_of(text: &str) -> Option<i64> {
    let text = text.trim();
    // Beyond the calendar nobody means a time.
    let time =
        Moment::from_json(text).filter(|time| time.iso().is_some() && !in_milliseconds(*time));
    time.map(Moment::seconds).or_else(|| {
        chrono::DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|time| time.timestamp())
    })
}

fn texts(value: &Json) -> Vec<&str> {
    match value {
        Json::Array(items) => items
            .iter()
            .filter_map(Json::as_str)
            .take(MAX_VALUES)
            .collect(),
        other => other.as_str().into_iter().collect(),
    }
}

/// The value that comes nearest to what was expected.
fn nearest(claim: &'static str, found: &[&str], expected: &[String]) -> Option<Hint> {
    let pairs = || {
        found
            .iter()
            .flat_map(|one| expected.iter().map(move |wanted| (*one, wanted.as_str())))
    };
    let spelled = pairs().find_map(|(found, expected)| {
        Some(Hint::NearlyMatches {
            claim,
            found: found.to_owned(),
            expected: expected.to_owned(),
            difference: spelling(found, expected)?,
        })
    });
    spelled.or_else(|| pairs().find_map(|(found, expected)| part(claim, found, expected)))
}

/// How two texts differ that mean the same to a person.
fn spelling(found: &str, expected: &str) -> Option<Difference> {
    fn space(text: &str) -> String {
        text.chars()
            .filter(|character| !character.is_whitespace())
            .collect()
    }
    fn slash(text: &str) -> String {
        text.strip_suffix('/').unwrap_or(text).to_owned()
    }
    fn scheme(text: &str) -> String {
        let start = |scheme: &str| {
            let start = text.get(..scheme.len())?;
            start
                .eq_ignore_ascii_case(scheme)
                .then(|| text.get(scheme.len()..))
                .flatten()
        };
        start("https://")
            .or_else(|| start("http://"))
            .unwrap_or(text)
            .to_owned()
    }
    type Mend = fn(&str) -> String;
    const MENDS: [(Difference, Mend); 4] = [
        (Difference::Space, space),
        (Difference::Slash, slash),
        (Difference::Scheme, scheme),
        (Difference::Case, |text| text.to_lowercase()),
    ];
    let alone = MENDS.iter().find(|(_, mend)| mend(found) == mend(expected));
    if let Some((difference, _)) = alone {
        return Some(*difference);
    }
    let all = |text: &str| {
        MENDS
            .iter()
            .fold(text.to_owned(), |text, (_, mend)| mend(&text))
    };
    (all(found) == all(expected)).then_some(Difference::Several)
}

/// Whether one of two texts is a part of the other that means something.
fn part(claim: &'static str, found: &str, expected: &str) -> Option<Hint> {
    let mut listed = found.split([' ', ',', ';']).map(str::trim);
    // Of `iss` and `sub` there is one (RFC 7519 §4.1.1, §4.1.2): with several values each is another one.
    let several = claim == "aud" && listed.clone().count() > 1;
    if several && listed.any(|one| one == expected) {
        return Some(Hint::ListInOneString {
            claim,
            expected: expected.to_owned(),
        });
    }
    let goes_on = |whole: &str, start: &str| {
        start.len() >= TELLING
            && whole
                .strip_prefix(start)
                .is_some_and(|rest| start.ends_with('/') || rest.starts_with(['/', ':', '?', '#']))
    };
    let (begins_with, begins) = (goes_on(found, expected), goes_on(expected, found));
    let (found, expected) = (found.to_owned(), expected.to_owned());
    if begins_with {
        Some(Hint::BeginsWithExpected {
            claim,
            found,
            expected,
        })
    } else if begins {
        Some(Hint::BeginsExpected {
            claim,
            found,
            expected,
        })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_takes_for_the_same_is_told_apart() {
        let differ = |a: &str, b: &str| {
            let spelled = spelling(a, b).map(|difference| difference.code());
            spelled.or_else(|| part("aud", a, b).map(|hint| hint.code()))
        };
        for (found, expected, code) in [
            (
                "https://id.example/",
                "https://id.example",
                "differs_in_trailing_slash",
            ),
            (
                "https://id.example",
                "https://id.example/",
                "differs_in_trailing_slash",
            ),
            (
                "http://id.example",
                "https://id.example",
                "differs_in_scheme",
            ),
            ("id.example", "https://id.example", "differs_in_scheme"),
            ("My-API", "my-api", "differs_in_case"),
            (" my-api", "my-api", "differs_in_white_space"),
            (
                "HTTP://id.example/",
                "https://id.example",
                "differs_in_spelling",
            ),
            ("web api", "api", "list_in_one_string"),
            (
                "https://id.example/realms/a",
                "https://id.example",
                "partly_matches",
            ),
            (
                "https://id.example",
                "https://id.example/realms/a",
                "partly_matches",
            ),
        ] {
            assert_eq!(differ(found, expected), Some(code), "{found} {expected}");
        }
        for (found, expected) in [
            ("api", "api2"),
            ("banana", "ban"),
            ("web apis", "api"),
            ("", "api"),
            ("https://id.example.evil", "https://id.example"),
            ("https://a.example/", "https://b.example"),
        ] {
            assert_eq!(differ(found, expected), None, "{found} {expected}");
        }
        assert_eq!(part("sub", "ann lee", "lee"), None);
    }

    #[test]
    fn texts_that_mean_a_time_are_read() {
        assert_eq!(seconds_of("1795399200"), Some(1_795_399_200));
        assert_eq!(seconds_of("2026-11-23T02:00:00Z"), Some(1_795_399_200));
        assert_eq!(seconds_of("1795399200000"), None);
        assert_eq!(seconds_of("3e4f"), None);
        assert_eq!(seconds_of("1e99"), None);
        assert_eq!(seconds_of("tomorrow"), None);
    }
}
