//! What a check of a token saw.

use std::sync::Arc;

use super::key::KeyRefusal;
use super::malformed::Malformed;
use super::session::AccountDetail;
use super::time::{length, moment};
use super::{Lang, Say, counted};
use crate::time::Moment;

/// What a check saw, whether it passed, failed or was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Detail {
    /// Not a token, or a part of it is broken.
    Malformed(Malformed),
    /// Three good parts, with the lengths of their texts.
    ThreeParts {
        header: usize,
        payload: usize,
        signature: usize,
    },
    /// Skipped: there is no such part to look at.
    NothingToCheck,
    /// Skipped: only the signature was asked for.
    SignatureOnly,
    /// The header is in order.
    HeaderFine { members: usize },
    /// The algorithm may be used with the key.
    AlgorithmFine { algorithm: String },
    /// `alg` is `none` (RFC 7518 §3.6, RFC 8725 §3.2).
    Unsecured,
    /// No signature algorithm that tokenry knows.
    AlgorithmUnsupported { algorithm: String },
    /// Not among those that `--alg` allows.
    AlgorithmNotListed {
        algorithm: String,
        allowed: Vec<String>,
    },
    /// The key decides, and it can't do this one (RFC 8725 §3.1).
    AlgorithmNotOfKey {
        algorithm: String,
        key: String,
        possible: Vec<String>,
    },
    /// A key was found.
    KeyFine {
        key: String,
        kid: Option<String>,
        source: String,
    },
    /// Several keys may fit.
    KeysFine { count: usize, source: String },
    /// No key of the set has the token's `kid`.
    KeyNotFound {
        kid: String,
        known: Arc<[String]>,
        source: String,
    },
    /// No key at all.
    NoKeys { source: String },
    /// There is a key, but it must not do this.
    KeyRefused { refusal: KeyRefusal, source: String },
    /// Skipped: the algorithm already rules the key out.
    KeyNotChosen,
    /// The signature is the key's.
    SignatureFine { algorithm: String },
    /// The signature is not the key's.
    SignatureMismatch { algorithm: String, tried: usize },
    /// Skipped: there is no key, no algorithm or no signature to check with.
    SignatureNotChecked,
    /// There is no `exp`.
    NoExp,
    /// Not expired yet.
    ExpFine { exp: Moment, left: i64 },
    /// Expired.
    Expired {
        exp: Moment,
        ago: i64,
        now: Moment,
        leeway: u64,
    },
    /// A time claim that is no number (RFC 7519 §2).
    TimeNotANumber { claim: &'static str },
    /// There is no such claim, and none is needed.
    Absent { claim: &'static str },
    /// `nbf` is reached.
    NbfFine { nbf: Moment },
    /// `nbf` is not reached.
    NotYetValid { nbf: Moment, wait: i64, now: Moment },
    /// Issued in the past.
    IatFine { iat: Moment, ago: i64 },
    /// Issued in the future, which is no failure by itself.
    IatAhead {
        iat: Moment,
        ahead: i64,
        now: Moment,
    },
    /// A claim is what was expected.
    ClaimFine { claim: String, value: String },
    /// An expected claim is missing.
    ClaimMissing { claim: String },
    /// A claim is of the wrong kind.
    ClaimInvalid { claim: &'static str, expected: Kind },
    /// A claim is not what was expected.
    ClaimMismatch {
        claim: String,
        value: String,
        expected: Vec<String>,
    },
    /// Skipped: nobody asked for an audience.
    AudienceNotChecked {
        /// All of it; `None` when the token names nobody.
        audience: Option<String>,
    },
    /// Young enough.
    AgeFine { age: i64 },
    /// Older than `--max-age`.
    TooOld { age: i64, limit: u64 },
    /// Skipped: without `iat` there is no age; the iat check failed.
    AgeUnknown,
    /// The session or the account.
    Account(AccountDetail),
}

/// What kind of value a claim must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A string or an array of strings.
    TextOrTexts,
}

impl Say for Detail {
    #[expect(clippy::too_many_lines, reason = "one sentence an arm")]
    fn en(&self) -> String {
        let at = |time: &Moment| moment(*time, Lang::En);
        let long = |seconds: &i64| length(*seconds, Lang::En);
        match self {
            Self::Malformed(malformed) => malformed.en(),
            Self::ThreeParts {
                header,
                payload,
                signature,
            } => {
                format!("three parts of {header}, {payload} and {signature} characters")
            }
            Self::NothingToCheck => "not checked: the token can't be read".into(),
            Self::SignatureOnly => "not checked with --signature-only".into(),
            Self::HeaderFine { members } => format!(
                "{}, none of them critical",
                counted(*members, "parameter", "parameters")
            ),
            Self::AlgorithmFine { algorithm } => algorithm.clone(),
            Self::Unsecured => "the token is not signed: its alg is none (RFC 8725 §3.2)".into(),
            Self::AlgorithmUnsupported { algorithm } => {
                format!("no signature algorithm that tokenry knows: {algorithm}")
            }
            Self::AlgorithmNotListed { algorithm, allowed } => {
                format!(
                    "{algorithm} is not allowed (allowed: {})",
                    allowed.join(", ")
                )
            }
            Self::AlgorithmNotOfKey {
                algorithm,
                key,
                possible,
            } if possible.is_empty() => {
                format!("the header says {algorithm}, and the key ({key}) can't do it")
            }
            Self::AlgorithmNotOfKey {
                algorithm,
                key,
                possible,
            } => format!(
                "the header says {algorithm}, and the key ({key}) is for {}",
                possible.join(", ")
            ),
            Self::KeyFine {
                key,
                kid: Some(kid),
                source,
            } => {
                format!("{key}, kid {kid}, from {source}")
            }
            Self::KeyFine {
                key,
                kid: None,
                source,
            } => format!("{key}, from {source}"),
            Self::KeysFine { count, source } => format!("{count} keys may fit, from {source}"),
            Self::KeyNotFound { kid, known, source } if known.is_empty() => {
                format!("no key has the kid {kid} in {source}")
            }
            Self::KeyNotFound { kid, known, source } => {
                format!(
                    "no key has the kid {kid} in {source}; it has {}",
                    few(known, Lang::En)
                )
            }
            Self::NoKeys { source } => format!("there is no key in {source}"),
            Self::KeyRefused { refusal, source } => format!("{} (from {source})", refusal.en()),
            Self::KeyNotChosen => "no key is chosen for such an algorithm".into(),
            Self::SignatureFine { algorithm } => format!("the {algorithm} signature is right"),
            Self::SignatureMismatch {
                algorithm,
                tried: 0 | 1,
            } => {
                format!("the {algorithm} signature does not match the key")
            }
            Self::SignatureMismatch { algorithm, tried } => {
                format!("the {algorithm} signature matches none of {tried} keys")
            }
            Self::SignatureNotChecked => "it could not be checked".into(),
            Self::NoExp => "there is no exp: the token never expires".into(),
            Self::ExpFine { exp, left } => format!("{} left, until {}", long(left), at(exp)),
            Self::Expired {
                exp,
                ago,
                now,
                leeway: 0,
            } => {
                format!(
                    "it ended {} ago, at {}; now it is {}",
                    long(ago),
                    at(exp),
                    at(now)
                )
            }
            Self::Expired {
                exp,
                ago,
                now,
                leeway,
            } => format!(
                "it ended {} ago, at {}; now it is {}, with a leeway of {}",
                long(ago),
                at(exp),
                at(now),
                length((*leeway).cast_signed(), Lang::En)
            ),
            Self::TimeNotANumber { claim } => {
                format!("{claim} is not a number of seconds (RFC 7519 §2)")
            }
            Self::Absent { claim } => format!("there is no {claim}"),
            Self::NbfFine { nbf } => format!("valid since {}", at(nbf)),
            Self::NotYetValid { nbf, wait, now } => {
                format!(
                    "it begins in {}, at {}; now it is {}",
                    long(wait),
                    at(nbf),
                    at(now)
                )
            }
            Self::IatFine { iat, ago } => format!("issued {} ago, at {}", long(ago), at(iat)),
            Self::IatAhead { iat, ahead, now } => {
                format!(
                    "issued {} in the future, at {}; now it is {}",
                    long(ahead),
                    at(iat),
                    at(now)
                )
            }
            Self::ClaimFine { claim, value } => format!("{claim} is {value}"),
            Self::ClaimMissing { claim } => format!("there is no {claim}"),
            Self::ClaimInvalid {
                claim,
                expected: Kind::Text,
            } => format!("{claim} is not a string"),
            Self::ClaimInvalid {
                claim,
                expected: Kind::TextOrTexts,
            } => {
                format!("{claim} is neither a string nor an array of strings")
            }
            Self::ClaimMismatch {
                claim,
                value,
                expected,
            } => {
                format!("{claim} is {value}, expected {}", expected.join(" or "))
            }
            Self::AudienceNotChecked { audience: None } => {
                "not checked: the token is for nobody, its aud is empty".into()
            }
            Self::AudienceNotChecked {
                audience: Some(audience),
            } => {
                format!("not checked: the token is for {audience}")
            }
            Self::AgeFine { age } => format!("{} old", long(age)),
            Self::TooOld { age, limit } => {
                format!(
                    "{} old ({age} s), the limit is {} ({limit} s)",
                    long(age),
                    length((*limit).cast_signed(), Lang::En)
                )
            }
            Self::AgeUnknown => "the age can't be told".into(),
            Self::Account(detail) => detail.en(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one sentence an arm")]
    fn ko(&self) -> String {
        let at = |time: &Moment| moment(*time, Lang::Ko);
        let long = |seconds: &i64| length(*seconds, Lang::Ko);
        match self {
            Self::Malformed(malformed) => malformed.ko(),
            Self::ThreeParts {
                header,
                payload,
                signature,
            } => {
                format!("세 부분, 글자 수 {header} + {payload} + {signature}")
            }
            Self::NothingToCheck => "검사할 대상이 없습니다".into(),
            Self::SignatureOnly => "--signature-only 옵션이라 검사하지 않았습니다".into(),
            Self::HeaderFine { members } => format!("매개변수 {members}개, 필수(crit) 확장 없음"),
            Self::AlgorithmFine { algorithm } => algorithm.clone(),
            Self::Unsecured => {
                "서명되지 않은 토큰입니다: alg 값이 none입니다 (RFC 8725 §3.2)".into()
            }
            Self::AlgorithmUnsupported { algorithm } => {
                format!("tokenry가 모르는 서명 알고리즘입니다: {algorithm}")
            }
            Self::AlgorithmNotListed { algorithm, allowed } => {
                format!(
                    "허용되지 않은 알고리즘입니다: {algorithm} (허용: {})",
                    allowed.join(", ")
                )
            }
            Self::AlgorithmNotOfKey {
                algorithm,
                key,
                possible,
            } if possible.is_empty() => {
                format!("이 키로는 헤더의 알고리즘을 쓸 수 없습니다 (헤더: {algorithm}, 키: {key})")
            }
            Self::AlgorithmNotOfKey {
                algorithm,
                key,
                possible,
            } => format!(
                "이 키로는 헤더의 알고리즘을 쓸 수 없습니다 (헤더: {algorithm}, 키: {key}, 가능: {})",
                possible.join(", ")
            ),
            Self::KeyFine {
                key,
                kid: Some(kid),
                source,
            } => {
                format!("{key}, kid {kid}, 출처 {source}")
            }
            Self::KeyFine {
                key,
                kid: None,
                source,
            } => format!("{key}, 출처 {source}"),
            Self::KeysFine { count, source } => format!("후보 키 {count}개, 출처 {source}"),
            Self::KeyNotFound { kid, known, source } if known.is_empty() => {
                format!("해당 kid의 키가 없습니다: {kid} (출처 {source})")
            }
            Self::KeyNotFound { kid, known, source } => {
                format!(
                    "해당 kid의 키가 없습니다: {kid} (출처 {source}, 있는 kid: {})",
                    few(known, Lang::Ko)
                )
            }
            Self::NoKeys { source } => format!("키가 없습니다 (출처 {source})"),
            Self::KeyRefused { refusal, source } => format!("{} (출처 {source})", refusal.ko()),
            Self::KeyNotChosen => "이 알고리즘에 쓸 키는 고르지 않습니다".into(),
            Self::SignatureFine { algorithm } => format!("서명이 맞습니다 ({algorithm})"),
            Self::SignatureMismatch {
                algorithm,
                tried: 0 | 1,
            } => {
                format!("서명이 키와 맞지 않습니다 ({algorithm})")
            }
            Self::SignatureMismatch { algorithm, tried } => {
                format!("서명과 맞는 키가 없습니다 ({algorithm}, 키 {tried}개 확인)")
            }
            Self::SignatureNotChecked => "확인할 수 없었습니다".into(),
            Self::NoExp => "exp 클레임이 없습니다: 만료되지 않는 토큰입니다".into(),
            Self::ExpFine { exp, left } => format!("{} 남음, 만료 시각 {}", long(left), at(exp)),
            Self::Expired {
                exp,
                ago,
                now,
                leeway: 0,
            } => {
                format!(
                    "{} 전에 만료되었습니다 (만료 {}, 현재 {})",
                    long(ago),
                    at(exp),
                    at(now)
                )
            }
            Self::Expired {
                exp,
                ago,
                now,
                leeway,
            } => format!(
                "{} 전에 만료되었습니다 (만료 {}, 현재 {}, 허용 오차 {})",
                long(ago),
                at(exp),
                at(now),
                length((*leeway).cast_signed(), Lang::Ko)
            ),
            Self::TimeNotANumber { claim } => {
                format!("초 단위 숫자가 아닌 클레임입니다: {claim} (RFC 7519 §2)")
            }
            Self::Absent { claim } => format!("{claim} 없음"),
            Self::NbfFine { nbf } => format!("유효 시작 {}", at(nbf)),
            Self::NotYetValid { nbf, wait, now } => {
                format!(
                    "아직 유효하지 않습니다: {} 남음 (시작 {}, 현재 {})",
                    long(wait),
                    at(nbf),
                    at(now)
                )
            }
            Self::IatFine { iat, ago } => format!("{} 전에 발급, 발급 시각 {}", long(ago), at(iat)),
            Self::IatAhead { iat, ahead, now } => {
                format!(
                    "발급 시각이 미래입니다: {} 뒤 (발급 {}, 현재 {})",
                    long(ahead),
                    at(iat),
                    at(now)
                )
            }
            Self::ClaimFine { claim, value } => format!("{claim} = {value}"),
            Self::ClaimMissing { claim } => format!("클레임이 없습니다: {claim}"),
            Self::ClaimInvalid {
                claim,
                expected: Kind::Text,
            } => {
                format!("문자열이 아닌 클레임입니다: {claim}")
            }
            Self::ClaimInvalid {
                claim,
                expected: Kind::TextOrTexts,
            } => {
                format!("문자열도 문자열 배열도 아닌 클레임입니다: {claim}")
            }
            Self::ClaimMismatch {
                claim,
                value,
                expected,
            } => {
                format!(
                    "기대한 값과 다릅니다: {claim} = {value} (기대: {})",
                    expected.join(" 또는 ")
                )
            }
            Self::AudienceNotChecked { audience: None } => {
                "검사하지 않았습니다: 이 토큰은 대상이 없습니다 (빈 aud)".into()
            }
            Self::AudienceNotChecked {
                audience: Some(audience),
            } => {
                format!("검사하지 않았습니다 (이 토큰의 대상: {audience})")
            }
            Self::AgeFine { age } => format!("발급 후 {} 지남", long(age)),
            Self::TooOld { age, limit } => format!(
                "너무 오래되었습니다: 발급 후 {} 지남 ({age}초), 최대 {} ({limit}초)",
                long(age),
                length((*limit).cast_signed(), Lang::Ko)
            ),
            Self::AgeUnknown => "발급 후 지난 시간을 알 수 없습니다".into(),
            Self::Account(detail) => detail.ko(),
        }
    }
}

/// How many names are listed before the rest is counted.
const LISTED: usize = 8;

/// A list of names that stays short.
fn few(names: &[String], lang: Lang) -> String {
    let list = names.iter().take(LISTED).map(String::as_str);
    let list = list.collect::<Vec<_>>().join(", ");
    match (names.len().saturating_sub(LISTED), lang) {
        (0, _) => list,
        (more, Lang::En) => format!("{list} and {more} more"),
        (more, Lang::Ko) => format!("{list} 외 {more}개"),
    }
}
