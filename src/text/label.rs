//! The words around results: headings, times, verdicts, notices.

use super::malformed::Part;
use super::time::length;
use super::typed::Typed;
use super::{Lang, Say, counted};

/// A heading or a line of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Label {
    Header,
    Payload,
    Times,
    Signature,
    Checks,
    Notes,
    Disclosures,
    Broken,
    ExpiresIn {
        seconds: i64,
    },
    ExpiredAgo {
        seconds: i64,
    },
    ValidSince {
        seconds: i64,
    },
    ValidIn {
        seconds: i64,
    },
    IssuedAgo {
        seconds: i64,
    },
    IssuedIn {
        seconds: i64,
    },
    Ago {
        seconds: i64,
    },
    In {
        seconds: i64,
    },
    BeyondCalendar,
    /// How much of the token's life is over.
    LifeSpent {
        percent: i64,
        total: i64,
    },
    LifeOver {
        total: i64,
    },
    LifeNotBegun {
        total: i64,
    },
    SignatureOf {
        algorithm: String,
        bytes: usize,
    },
    SignatureEmpty,
    NothingVerified,
    Unreadable,
    KeyBinding,
    ArrayElement,
    NoDigest,
    Untrusted,
    Valid,
    NotValid {
        reasons: Vec<&'static str>,
        exit: u8,
    },
    NotText {
        bytes: usize,
    },
}

impl Say for Label {
    fn en(&self) -> String {
        let long = |seconds: &i64| length(*seconds, Lang::En);
        match self {
            Self::Header => Part::Header.name(Lang::En).into(),
            Self::Payload => Part::Payload.name(Lang::En).into(),
            Self::Times => "times".into(),
            Self::Signature => Part::Signature.name(Lang::En).into(),
            Self::Checks => "checks".into(),
            Self::Notes => "notes".into(),
            Self::Disclosures => "disclosures".into(),
            Self::Broken => "broken".into(),
            Self::ExpiresIn { seconds } => format!("expires in {}", long(seconds)),
            Self::ExpiredAgo { seconds } => format!("expired {} ago", long(seconds)),
            Self::ValidSince { seconds } => format!("valid since {} ago", long(seconds)),
            Self::ValidIn { seconds } => format!("valid in {}", long(seconds)),
            Self::IssuedAgo { seconds } => format!("issued {} ago", long(seconds)),
            Self::IssuedIn { seconds } => {
                format!("issued {} in the future", long(seconds))
            }
            Self::Ago { seconds } => format!("{} ago", long(seconds)),
            Self::In { seconds } => format!("in {}", long(seconds)),
            Self::BeyondCalendar => super::time::beyond(Lang::En).into(),
            Self::LifeSpent { percent, total } => format!("{percent}% of {} spent", long(total)),
            Self::LifeOver { total } => format!("its life of {} is over", long(total)),
            Self::LifeNotBegun { total } => format!("its life of {} has not begun", long(total)),
            Self::SignatureOf { algorithm, bytes } => {
                format!("{algorithm}, {}", counted(*bytes, "byte", "bytes"))
            }
            Self::SignatureEmpty => "there is none".into(),
            Self::NothingVerified => {
                "nothing was verified: whoever made this token may have written anything".into()
            }
            Self::Unreadable => "can't be read".into(),
            Self::KeyBinding => "key binding".into(),
            Self::ArrayElement => "(array element)".into(),
            Self::NoDigest => "(not signed: no digest stands for it)".into(),
            Self::Untrusted => "(untrusted)".into(),
            Self::Valid => "valid".into(),
            Self::NotValid { reasons, exit } => {
                format!("not valid: {} (exit {exit})", reasons.join(", "))
            }
            Self::NotText { bytes } => {
                format!("not text: {}", counted(*bytes, "byte", "bytes"))
            }
        }
    }

    fn ko(&self) -> String {
        let long = |seconds: &i64| length(*seconds, Lang::Ko);
        match self {
            Self::Header => Part::Header.name(Lang::Ko).into(),
            Self::Payload => Part::Payload.name(Lang::Ko).into(),
            Self::Times => "시각".into(),
            Self::Signature => Part::Signature.name(Lang::Ko).into(),
            Self::Checks => "검사".into(),
            Self::Notes => "참고".into(),
            Self::Disclosures => "공개 항목".into(),
            Self::Broken => "손상".into(),
            Self::ExpiresIn { seconds } => format!("{} 뒤 만료", long(seconds)),
            Self::ExpiredAgo { seconds } => format!("{} 전 만료됨", long(seconds)),
            Self::ValidSince { seconds } => format!("{} 전부터 유효", long(seconds)),
            Self::ValidIn { seconds } => format!("{} 뒤부터 유효", long(seconds)),
            Self::IssuedAgo { seconds } => format!("{} 전 발급", long(seconds)),
            Self::IssuedIn { seconds } => format!("{} 뒤 발급(미래 시각)", long(seconds)),
            Self::Ago { seconds } => format!("{} 전", long(seconds)),
            Self::In { seconds } => format!("{} 뒤", long(seconds)),
            Self::BeyondCalendar => super::time::beyond(Lang::Ko).into(),
            Self::LifeSpent { percent, total } => format!("{} 중 {percent}% 지남", long(total)),
            Self::LifeOver { total } => format!("{} 모두 지남", long(total)),
            Self::LifeNotBegun { total } => format!("{} 시작 전", long(total)),
            Self::SignatureOf { algorithm, bytes } => format!("{algorithm}, {bytes}바이트"),
            Self::SignatureEmpty => "없음".into(),
            Self::NothingVerified => {
                "아무것도 검증하지 않았습니다. 토큰을 만든 사람이 무엇이든 적었을 수 있습니다"
                    .into()
            }
            Self::Unreadable => "읽을 수 없음".into(),
            Self::KeyBinding => "키 바인딩".into(),
            Self::ArrayElement => "(배열 요소)".into(),
            Self::NoDigest => "(서명되지 않음: 해당하는 다이제스트 없음)".into(),
            Self::Untrusted => "(신뢰할 수 없음)".into(),
            Self::Valid => "유효합니다".into(),
            Self::NotValid { reasons, exit } => {
                format!(
                    "유효하지 않습니다: {} (종료 코드 {exit})",
                    reasons.join(", ")
                )
            }
            Self::NotText { bytes } => format!("텍스트가 아닌 {bytes}바이트"),
        }
    }
}

/// What is said on standard error beside the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Notice {
    /// What was around the token.
    TakenOff { what: Vec<Taken> },
    /// `--secret` is seen in process lists.
    SecretOnCommandLine,
    /// The last line break of a secret file does not count.
    LineBreakDropped { path: Typed },
    /// A secret file begins with a byte order mark, which counts.
    SecretHasMark { path: Typed },
    /// The token that was made would be refused.
    RefusedByVerify { why: String },
    /// The key file made itself.
    KeyMade { path: Typed, kid: String },
    /// A key of a set was passed over; its place counts from 1.
    KeySkipped { place: usize, why: String },
    /// The secret is too short, and was used all the same.
    WeakSecretUsed { bits: usize, needed: u16 },
}

/// What was around a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// White space and line breaks inside it.
    WhiteSpace,
    /// Quotes.
    Quotes,
    /// `Bearer`
    Bearer,
    /// An `Authorization:` header.
    Authorization,
    /// A cookie.
    Cookie,
    /// A `curl` command.
    Curl,
    /// A JSON object; the token was in this member, if it is one of a usual name.
    Json(Option<&'static str>),
    /// Other text.
    Text,
}

impl Say for Taken {
    fn en(&self) -> String {
        match self {
            Self::WhiteSpace => "white space inside the token".into(),
            Self::Quotes => "quotes".into(),
            Self::Bearer => "Bearer".into(),
            Self::Authorization => "an Authorization header".into(),
            Self::Cookie => "a cookie".into(),
            Self::Curl => "a curl command".into(),
            Self::Json(Some(member)) => format!("a JSON object (its {member} is used)"),
            Self::Json(None) => "a JSON object".into(),
            Self::Text => "the text around it".into(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::WhiteSpace => "토큰 안의 공백".into(),
            Self::Quotes => "따옴표".into(),
            Self::Bearer => "Bearer 접두어".into(),
            Self::Authorization => "Authorization 헤더".into(),
            Self::Cookie => "쿠키".into(),
            Self::Curl => "curl 명령".into(),
            Self::Json(Some(member)) => format!("JSON 객체(사용한 멤버: {member})"),
            Self::Json(None) => "JSON 객체".into(),
            Self::Text => "주변 텍스트".into(),
        }
    }
}

impl Say for Notice {
    fn en(&self) -> String {
        match self {
            Self::TakenOff { what } => {
                let what: Vec<_> = what.iter().map(Say::en).collect();
                format!("taken off the token: {}", what.join(", "))
            }
            Self::SecretOnCommandLine => {
                "everybody on this machine can see --secret in the process list; --secret-file or --secret-env hide it".into()
            }
            Self::LineBreakDropped { path } => {
                format!("the last line break of {path} is not part of the secret")
            }
            Self::SecretHasMark { path } => format!(
                "{path} begins with a byte order mark (EF BB BF), and its three bytes are part of the secret: save it without one if nobody meant it"
            ),
            Self::RefusedByVerify { why } => format!("tokenry verify refuses this token: {why}"),
            Self::KeyMade { path, kid } => format!("made a new HS256 key in {path} (kid {kid})"),
            Self::KeySkipped { place, why } => format!("key {place} of the set is passed over: {why}"),
            Self::WeakSecretUsed { bits, needed } => {
                format!("signed with a secret of {bits} bits where {needed} are needed (RFC 7518 §3.2)")
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::TakenOff { what } => {
                let what: Vec<_> = what.iter().map(Say::ko).collect();
                format!("토큰에서 떼어 낸 것: {}", what.join(", "))
            }
            Self::SecretOnCommandLine => {
                "--secret 값은 프로세스 목록에 보입니다. --secret-file 또는 --secret-env 옵션을 쓰면 숨길 수 있습니다".into()
            }
            Self::LineBreakDropped { path } => {
                format!("파일 끝의 줄바꿈은 비밀 키에 넣지 않았습니다: {path}")
            }
            Self::SecretHasMark { path } => format!(
                "파일 앞의 바이트 순서 표시(EF BB BF) 3바이트도 비밀 키에 들어갑니다. 원하지 않으면 BOM 없이 저장하세요: {path}"
            ),
            Self::RefusedByVerify { why } => {
                format!("tokenry verify 명령이 거부할 토큰입니다: {why}")
            }
            Self::KeyMade { path, kid } => format!("새 HS256 키를 만들었습니다: {path} (kid {kid})"),
            Self::KeySkipped { place, why } => format!("키 세트의 {place}번째 키를 건너뜁니다: {why}"),
            Self::WeakSecretUsed { bits, needed } => {
                format!("짧은 비밀 키로 서명했습니다: {bits}비트 (최소 {needed}비트, RFC 7518 §3.2)")
            }
        }
    }
}

/// The words before a line on standard error, and other small ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the word it is named after")]
pub enum Word {
    Error,
    Hint,
    Warning,
    Note,
}

impl Word {
    /// The word: what scripts look for, so it is the same in every language.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Error => "error:",
            Self::Hint => "hint:",
            Self::Warning => "warning:",
            Self::Note => "note:",
        }
    }
}

impl Part {
    /// The heading over a part.
    #[must_use]
    pub const fn label(self) -> Label {
        match self {
            Self::Header => Label::Header,
            Self::Payload => Label::Payload,
            Self::Signature => Label::Signature,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_said_as_one() {
        let hour = Label::LifeOver { total: 3_600 };
        assert_eq!(hour.en(), "its life of 1 hour is over");
        let algorithm = String::from("HS256");
        let byte = Label::SignatureOf {
            algorithm,
            bytes: 1,
        };
        assert_eq!(byte.en(), "HS256, 1 byte");
        assert_eq!(Label::NotText { bytes: 1 }.en(), "not text: 1 byte");
        assert_eq!(Label::NotText { bytes: 2 }.en(), "not text: 2 bytes");
    }
}
