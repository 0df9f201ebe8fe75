//! What is unwise about a token, though it may be valid.

use super::label::Label;
use super::malformed::Malformed;
use super::time::{length, moment};
use super::{Lang, Say};
use crate::time::Moment;

/// A remark on a token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Note {
    AlgNone,
    NoExp,
    LongLived {
        seconds: i64,
    },
    ExpBeforeIat,
    ExpBeforeNbf,
    TimeNotANumber {
        claim: &'static str,
    },
    /// What the header's own check refuses.
    Header(Malformed),
    IssuedInFuture {
        seconds: i64,
    },
    DuplicateMember {
        part: super::malformed::Part,
        pointer: String,
    },
    UnknownCritical {
        names: Vec<String>,
    },
    KeyInHeader {
        parameter: &'static str,
    },
    KidIsPathOrQuery,
    SensitiveClaim {
        pointer: String,
    },
    DeprecatedAlg {
        algorithm: &'static str,
        replacement: &'static str,
    },
    TimesInMilliseconds {
        claim: &'static str,
    },
    /// The names of disclosures; an element of an array has none.
    DisclosureNotSigned {
        names: Vec<Option<String>>,
    },
    UnknownDigests {
        algorithm: String,
    },
    WeakSecret {
        bits: usize,
        needed: u16,
        algorithm: &'static str,
    },
    Nested,
    ClockIsWrong {
        now: Moment,
    },
}

impl Note {
    /// The code of what nobody vouches for.
    pub const NOT_SIGNED: &'static str = "disclosure_not_signed";

    /// The code in the output; never translated.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlgNone => "alg_none",
            Self::NoExp => "no_exp",
            Self::LongLived { .. } => "long_lived",
            Self::ExpBeforeIat => "exp_before_iat",
            Self::ExpBeforeNbf => "exp_before_nbf",
            Self::TimeNotANumber { .. } => "time_not_a_number",
            Self::Header(_) => "header_invalid",
            Self::IssuedInFuture { .. } => "issued_in_future",
            Self::DuplicateMember { .. } => "duplicate_member",
            Self::UnknownCritical { .. } => "unknown_critical",
            Self::KeyInHeader { .. } => "key_in_header",
            Self::KidIsPathOrQuery => "kid_is_path_or_query",
            Self::SensitiveClaim { .. } => "sensitive_claim",
            Self::DeprecatedAlg { .. } => "deprecated_alg",
            Self::TimesInMilliseconds { .. } => "times_in_milliseconds",
            Self::DisclosureNotSigned { .. } | Self::UnknownDigests { .. } => Self::NOT_SIGNED,
            Self::WeakSecret { .. } => "weak_secret",
            Self::Nested => "nested",
            Self::ClockIsWrong { .. } => "clock_is_wrong",
        }
    }
}

impl Say for Note {
    fn en(&self) -> String {
        match self {
            Self::AlgNone => {
                "the token is not signed at all: anybody can write one (RFC 8725 §3.2)".into()
            }
            Self::NoExp => "there is no exp: the token never expires (RFC 7519 §4.1.4)".into(),
            Self::LongLived { seconds } => format!(
                "the token lives for {}: if it leaks, it stays usable that long (RFC 7519 §4.1.4)",
                length(*seconds, Lang::En)
            ),
            Self::ExpBeforeIat => {
                "exp is not after iat: the token was never valid (RFC 7519 §4.1.4)".into()
            }
            Self::ExpBeforeNbf => {
                "exp is not after nbf: the token is never valid (RFC 7519 §4.1.5)".into()
            }
            Self::TimeNotANumber { claim } => {
                format!("{claim} is not a number: no time can be read from it (RFC 7519 §2)")
            }
            Self::Header(malformed) => malformed.en(),
            Self::IssuedInFuture { seconds } => format!(
                "iat is {} ahead of the clock: one of the two clocks is wrong (RFC 7519 §4.1.6)",
                length(*seconds, Lang::En)
            ),
            Self::DuplicateMember { part, pointer } => format!(
                "the {} has a member twice, and parsers differ in which one they take: {pointer} (RFC 7519 §4)",
                part.name(Lang::En)
            ),
            Self::UnknownCritical { names } => format!(
                "crit demands what tokenry does not understand: {} (RFC 7515 §4.1.11)",
                names.join(", ")
            ),
            Self::KeyInHeader { parameter } => format!(
                "the header brings or names its own key ({parameter}): never trust it (RFC 8725 §3.10)"
            ),
            Self::KidIsPathOrQuery => {
                "kid looks like a path, a query or a command, which may be an injection attempt (RFC 8725 §3.10)"
                    .into()
            }
            Self::SensitiveClaim { pointer } => format!(
                "{pointer} looks like a secret, and everybody can read a payload (RFC 7519 §12)"
            ),
            Self::DeprecatedAlg {
                algorithm,
                replacement,
            } => {
                format!(
                    "the name {algorithm} is deprecated: write {replacement} (RFC 9864 §4.1.2)"
                )
            }
            Self::TimesInMilliseconds { claim } => {
                format!("{claim} looks like milliseconds: it must be in seconds (RFC 7519 §2)")
            }
            Self::DisclosureNotSigned { names } => format!(
                "disclosed without a digest in the token, so the issuer did not sign it: {} (RFC 9901 §7.1)",
                disclosed(names, Lang::En)
            ),
            Self::UnknownDigests { algorithm } => format!(
                "_sd_alg is {algorithm}, which tokenry does not know: whether the issuer signed what is disclosed can't be told (RFC 9901 §4.1.1)"
            ),
            Self::WeakSecret {
                bits,
                needed,
                algorithm,
            } => format!("the secret has {bits} bits, {algorithm} needs {needed} (RFC 7518 §3.2)"),
            Self::Nested => "cty is JWT: the payload is a token of its own (RFC 7519 §5.2)".into(),
            Self::ClockIsWrong { now } => format!(
                "the clock of this machine says {}, before tokenry was released: set it, every time here is judged by it (RFC 7519 §4.1.4)",
                moment(*now, Lang::En)
            ),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::AlgNone => "서명이 전혀 없는 토큰입니다. 누구나 만들 수 있습니다 (RFC 8725 §3.2)".into(),
            Self::NoExp => "exp 클레임이 없어 만료되지 않습니다 (RFC 7519 §4.1.4)".into(),
            Self::LongLived { seconds } => format!(
                "수명이 깁니다: {}. 유출되면 그동안 계속 쓰일 수 있습니다 (RFC 7519 §4.1.4)",
                length(*seconds, Lang::Ko)
            ),
            Self::ExpBeforeIat => {
                "만료(exp)가 발급(iat)보다 늦지 않아 유효한 적이 없는 토큰입니다 (RFC 7519 §4.1.4)".into()
            }
            Self::ExpBeforeNbf => {
                "만료(exp)가 유효 시작(nbf)보다 늦지 않아 유효할 수 없는 토큰입니다 (RFC 7519 §4.1.5)".into()
            }
            Self::TimeNotANumber { claim } => {
                format!("숫자가 아니어서 시각으로 읽을 수 없는 클레임입니다: {claim} (RFC 7519 §2)")
            }
            Self::Header(malformed) => malformed.ko(),
            Self::IssuedInFuture { seconds } => format!(
                "발급 시각(iat)이 현재보다 {} 뒤입니다. 어느 한쪽 시계가 틀렸습니다 (RFC 7519 §4.1.6)",
                length(*seconds, Lang::Ko)
            ),
            Self::DuplicateMember { part, pointer } => format!(
                "같은 멤버가 두 번 있어 파서마다 다르게 읽을 수 있습니다 ({}): {pointer} (RFC 7519 §4)",
                part.name(Lang::Ko)
            ),
            Self::UnknownCritical { names } => format!(
                "tokenry가 이해하지 못하는 항목이 crit에 있습니다: {} (RFC 7515 §4.1.11)",
                names.join(", ")
            ),
            Self::KeyInHeader { parameter } => format!(
                "헤더가 키를 직접 담거나 가리킵니다: {parameter}. 절대 신뢰하지 마세요 (RFC 8725 §3.10)"
            ),
            Self::KidIsPathOrQuery => {
                "kid 값이 경로, 쿼리 또는 명령처럼 보입니다. 인젝션 시도일 수 있습니다 (RFC 8725 §3.10)".into()
            }
            Self::SensitiveClaim { pointer } => format!(
                "비밀 정보로 보이는 클레임이 있습니다: {pointer}. 페이로드는 누구나 읽을 수 있습니다 (RFC 7519 §12)"
            ),
            Self::DeprecatedAlg { algorithm, replacement } => format!(
                "더 이상 권장되지 않는 알고리즘 이름입니다: {algorithm}. 대신 쓸 이름: {replacement} (RFC 9864 §4.1.2)"
            ),
            Self::TimesInMilliseconds { claim } => {
                format!("밀리초로 보이는 시각입니다: {claim}. 초 단위여야 합니다 (RFC 7519 §2)")
            }
            Self::DisclosureNotSigned { names } => format!(
                "해당하는 다이제스트가 토큰에 없는 공개 항목이 있습니다: {}. 발급자가 서명한 값이 아닙니다 (RFC 9901 §7.1)",
                disclosed(names, Lang::Ko)
            ),
            Self::UnknownDigests { algorithm } => format!(
                "tokenry가 지원하지 않는 _sd_alg 값입니다: {algorithm}. 공개 항목을 발급자가 서명했는지 확인할 수 없습니다 (RFC 9901 §4.1.1)"
            ),
            Self::WeakSecret { bits, needed, algorithm } => format!(
                "비밀 키가 짧습니다: {bits}비트 ({algorithm} 최소 {needed}비트, RFC 7518 §3.2)"
            ),
            Self::Nested => "cty 값이 JWT입니다: 페이로드가 또 하나의 토큰입니다 (RFC 7519 §5.2)".into(),
            Self::ClockIsWrong { now } => format!(
                "이 컴퓨터의 시계가 틀렸습니다. tokenry 출시일보다도 이전입니다 (현재 {}). 모든 시각을 이 시계로 판단하므로 먼저 맞추세요 (RFC 7519 §4.1.4)",
                moment(*now, Lang::Ko)
            ),
        }
    }
}

/// The names of disclosures.
fn disclosed(names: &[Option<String>], lang: Lang) -> String {
    let names = names.iter().map(|name| match name {
        Some(name) => name.clone(),
        None => Label::ArrayElement.say(lang),
    });
    names.collect::<Vec<_>>().join(", ")
}
