//! Why a claim is not what was expected.

use super::{DiagnosisInput, RELEASED, clock_is_wrong};
use crate::encoding::percent_decoded;
use crate::json::{Indexed, Json};
use crate::time::Moment;
use crate::token::Token;
use crate::token::check::Detail;
use crate::token::hint::{Difference, Hint, TokenKind};
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
            let claims = input.token.claims();
            let short = claims.and_then(|claims| life_of_seconds(claims, *exp));
            within_leeway(*ago).into_iter().chain(short).collect()
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
            let Some(claim) = compared(check.name) else {
                return Vec::new();
            };
            let found = claims.and_then(|claims| Some(claims.value(claim)?.tree()));
            let found = found.as_ref().map(texts).unwrap_or_default();
            let hint = nearest(claim, &found, expected)
                .or_else(|| elsewhere(input.token, claim, expected))
                .or_else(|| of_other_kind(input.token, claim));
            hint.into_iter().collect()
        }
        Detail::ClaimMissing { expected, .. } => {
            let Some(claim) = compared(check.name) else {
                return Vec::new();
            };
            let hint = elsewhere(input.token, claim, expected);
            hint.or_else(|| of_other_kind(input.token, claim))
                .into_iter()
                .collect()
        }
        Detail::ClaimInvalid { claim: "sub", .. } => {
            let value = claims.and_then(|claims| Some(claims.value("sub")?.tree()));
            let number = value.filter(|value| matches!(value, Json::Number(_)));
            number
                .map(|value| Hint::NumberForText {
                    claim: "sub",
                    value: value.to_compact(),
                })
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The claim that a check compares with what was expected.
fn compared(name: CheckName) -> Option<&'static str> {
    match name {
        CheckName::Iss => Some("iss"),
        CheckName::Aud => Some("aud"),
        CheckName::Sub => Some("sub"),
        _ => None,
    }
}

/// Claims that hold what others put into `aud`, `sub` or `iss`: of Cognito, Okta, Entra, Keycloak, Auth0.
const OTHER_CLAIMS: [(&str, &[&str]); 3] = [
    (
        "aud",
        &[
            "client_id",
            "azp",
            "cid",
            "appid",
            "clientId",
            "client",
            "resource",
        ],
    ),
    (
        "sub",
        &[
            "preferred_username",
            "username",
            "cognito:username",
            "user_name",
            "email",
            "upn",
            "unique_name",
            "uid",
            "user_id",
            "userId",
            "oid",
            "id",
            "client_id",
        ],
    ),
    ("iss", &["issuer"]),
];

/// The value that was expected, in another claim.
fn elsewhere(token: &Token, claim: &'static str, expected: &[String]) -> Option<Hint> {
    let claims = token.claims()?;
    let (_, others) = OTHER_CLAIMS.iter().find(|(name, _)| *name == claim)?;
    others.iter().find_map(|other| {
        let value = claims.str(other)?;
        let expected = expected.iter().find(|wanted| *wanted == value.as_ref())?;
        let (other, expected) = ((*other).to_owned(), expected.clone());
        Some(Hint::InOtherClaim {
            claim,
            other,
            expected,
        })
    })
}

/// A token that is none for an API, where the audience is not the one expected.
fn of_other_kind(token: &Token, claim: &'static str) -> Option<Hint> {
    let claims = token.claims().filter(|_| claim == "aud")?;
    let is = |name, value: &str| claims.str(name).is_some_and(|found| found == value);
    let kind = if is("typ", "ID") || is("token_use", "id") {
        TokenKind::Id
    } else if is("typ", "Refresh") || is("typ", "Offline") || is("token_use", "refresh") {
        TokenKind::Refresh
    } else if claims.get("nonce").is_some()
        && (claims.get("at_hash").is_some() || claims.get("auth_time").is_some())
        || claims.get("at_hash").is_some()
        || claims.get("c_hash").is_some()
    {
        TokenKind::Id
    } else {
        return None;
    };
    Some(Hint::TokenOfOtherKind { kind })
}

/// A life from `iat` to `exp` of less than a minute.
fn life_of_seconds(claims: &Indexed, exp: Moment) -> Option<Hint> {
    /// Nobody means a shorter one, in seconds.
    const SHORTEST: i64 = 60;
    let iat = Moment::from_json(claims.get("iat")?)?;
    let seconds = exp.seconds_since(iat);
    (0..SHORTEST)
        .contains(&seconds)
        .then_some(Hint::LifeOfSeconds { seconds })
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
    let hint = off_by_hours(claim, time, wait, input);
    hint.map_or_else(|| within_leeway(wait), |hint| vec![hint])
}

/// A time ahead by whole hours, as a local time is that was written as if it were UTC.
fn off_by_hours(
    claim: &'static str,
    time: Moment,
    wait: i64,
    input: &DiagnosisInput<'_>,
) -> Option<Hint> {
    const HOUR: i64 = 3600;
    /// How long a token may be on its way, in seconds.
    const ON_ITS_WAY: i64 = 120;
    /// The zone that is furthest ahead.
    const FURTHEST: i64 = 14;
    let hours = wait.checked_add(ON_ITS_WAY)? / HOUR;
    let late = hours * HOUR - wait;
    // Where iat says another time, the token may well be for later.
    let claims = input.token.claims()?;
    let issued = claims.get("iat").and_then(Moment::from_json);
    let near = -ON_ITS_WAY..=ON_ITS_WAY;
    let agrees = issued.is_none_or(|iat| near.contains(&time.seconds_since(iat)));
    let found = (1..=FURTHEST).contains(&hours) && (0..=ON_ITS_WAY).contains(&late) && agrees;
    found.then_some(Hint::OffByHours { claim, hours })
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
    let kept = |(found, expected): (&str, &str), difference| Hint::NearlyMatches {
        claim,
        found: found.to_owned(),
        expected: expected.to_owned(),
        difference,
    };
    spelled
        .or_else(|| pairs().find_map(|pair| Some(kept(pair, address(pair.0, pair.1)?))))
        .or_else(|| {
            let prefixed = pairs().find(|(found, expected)| api_prefix(found, expected));
            prefixed
                .filter(|_| claim == "aud")
                .map(|pair| kept(pair, Difference::ApiPrefix))
        })
        .or_else(|| pairs().find_map(|(found, expected)| part(claim, found, expected)))
}

/// `api://` before the id of an application of Microsoft Entra.
fn api_prefix(found: &str, expected: &str) -> bool {
    ["api://", "spn:"].iter().any(|prefix| {
        found.strip_prefix(prefix) == Some(expected) || expected.strip_prefix(prefix) == Some(found)
    })
}

/// An http(s) URL in its parts. Whoever has a user in it, or anything odd, is none.
struct Address<'u> {
    scheme: &'u str,
    host: &'u str,
    port: &'u str,
    path: &'u str,
}

impl<'u> Address<'u> {
    fn parse(url: &'u str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end)?;
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port),
            _ => (authority, ""),
        };
        let plain = |one: char| {
            one.is_ascii_alphanumeric() || matches!(one, '.' | '-' | '_' | '[' | ']' | ':')
        };
        let known = matches!(scheme, "http" | "https") && !host.is_empty();
        (known && host.chars().all(plain)).then_some(Self {
            scheme,
            host,
            port,
            path,
        })
    }

    /// Whether the name means something on one machine or network alone.
    fn is_local(&self) -> bool {
        let host = self.host.to_ascii_lowercase();
        let private = [
            "127.", "10.", "192.168.", "172.17.", "172.18.", "172.19.", "0.0.0.0",
        ];
        !host.contains('.')
            || host == "localhost"
            || [".internal", ".local", ".localhost", ".svc", ".lan", ".test"]
                .iter()
                .any(|end| host.ends_with(end))
            || host.contains(".svc.")
            || private.iter().any(|start| host.starts_with(start))
    }

    fn default_port(&self) -> &str {
        match (self.port, self.scheme) {
            ("", "https") => "443",
            ("", _) => "80",
            (port, _) => port,
        }
    }
}

/// Whether a text is an https URL that may be repeated in a command.
pub(super) fn is_public_address(text: &str) -> bool {
    /// Longer ones are nobody's.
    const LONGEST: usize = 200;
    let plain = |one: char| one.is_ascii_alphanumeric() || "-._~:/".contains(one);
    let address = Address::parse(text).filter(|address| address.scheme == "https");
    address.is_some() && text.len() <= LONGEST && text.chars().all(plain)
}

/// How two addresses differ that mean the same server.
fn address(found: &str, expected: &str) -> Option<Difference> {
    if let Some(difference) = entra(found, expected) {
        return Some(difference);
    }
    let (one, other) = (Address::parse(found)?, Address::parse(expected)?);
    let same_path = one.path.trim_end_matches('/') == other.path.trim_end_matches('/');
    let same_host = one.host.eq_ignore_ascii_case(other.host);
    if same_host && same_path && one.scheme == other.scheme {
        return Some(Difference::Port);
    }
    let same_port = one.default_port() == other.default_port() && one.scheme == other.scheme;
    if same_host && same_port {
        let auth = |long: &str, short: &str| {
            long.strip_prefix("/auth") == Some(short) && short.starts_with("/realms/")
        };
        if auth(one.path, other.path) || auth(other.path, one.path) {
            return Some(Difference::KeycloakPath);
        }
        let decoded = |path: &str| percent_decoded(path).unwrap_or_else(|| path.to_owned());
        if decoded(one.path) == decoded(other.path) {
            return Some(Difference::PercentEncoding);
        }
    }
    let local = one.is_local() || other.is_local();
    (!same_host && local && same_path).then_some(Difference::Host)
}

/// The two issuers of one tenant of Microsoft Entra: of tokens of version 1 and of version 2.
fn entra(found: &str, expected: &str) -> Option<Difference> {
    fn tenant(issuer: &str) -> Option<(u8, &str)> {
        let issuer = issuer.trim_end_matches('/');
        if let Some(tenant) = issuer.strip_prefix("https://sts.windows.net/") {
            return Some((1, tenant));
        }
        let rest = issuer.strip_prefix("https://login.microsoftonline.com/")?;
        Some(match rest.strip_suffix("/v2.0") {
            Some(tenant) => (2, tenant),
            None => (0, rest),
        })
    }
    let ((one, first), (other, second)) = (tenant(found)?, tenant(expected)?);
    let is_tenant = |tenant: &str| !tenant.contains('/') && !tenant.is_empty();
    let for_any = |tenant: &str| matches!(tenant, "common" | "organizations" | "consumers");
    if !is_tenant(first) || !is_tenant(second) {
        return None;
    }
    if for_any(second) {
        return Some(Difference::EntraAnyTenant);
    }
    (first == second && one != other).then_some(Difference::EntraVersion)
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
            && whole.strip_prefix(start).is_some_and(|rest| {
                // What stands before an @ is no host.
                let authority = rest.split('/').next().unwrap_or_default();
                let goes_on = start.ends_with('/') || rest.starts_with(['/', ':', '?', '#']);
                goes_on && !authority.contains('@')
            })
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
