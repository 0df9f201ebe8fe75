//! The words around results: headings, times, verdicts, notices.

use crate::keys::{Mended, Wrapping};
use crate::text::typed::Typed;
use crate::text::{byte_count, length, messages};
use crate::token::unwrap::Taken;

messages! {
    /// A heading or a line of a result.
    pub enum Label {
        ShortName { name: String } => "token {name}", "토큰 {name}";
        Times => "times", "시각";
        Checks => "checks", "검사";
        Notes => "notes", "참고";
        Envelope => "encryption (JWE)", "암호화(JWE)";
        Disclosures => "disclosures", "공개 항목";
        ExpiresIn { seconds: i64 as length } => "expires in {seconds}", "{seconds} 뒤 만료";
        ExpiredAgo { seconds: i64 as length } => "expired {seconds} ago", "{seconds} 전 만료됨";
        ValidSince { seconds: i64 as length } =>
            "valid since {seconds} ago",
            "{seconds} 전부터 유효";
        ValidIn { seconds: i64 as length } => "valid in {seconds}", "{seconds} 뒤부터 유효";
        IssuedAgo { seconds: i64 as length } => "issued {seconds} ago", "{seconds} 전 발급";
        IssuedIn { seconds: i64 as length } =>
            "issued {seconds} in the future",
            "{seconds} 뒤 발급(미래 시각)";
        Ago { seconds: i64 as length } => "{seconds} ago", "{seconds} 전";
        In { seconds: i64 as length } => "in {seconds}", "{seconds} 뒤";
        LifeSpent { percent: i64, total: i64 as length } =>
            "{percent}% of {total} spent",
            "{total} 중 {percent}% 지남";
        LifeOver { total: i64 as length } => "its life of {total} is over", "{total} 모두 지남";
        LifeNotBegun { total: i64 as length } =>
            "its life of {total} has not begun",
            "{total} 시작 전";
        SignatureOf { algorithm: String, bytes: usize; size = byte_count(*bytes) } => "{algorithm}, {size}", same;
        SignatureEmpty => "there is none", "없음";
        NothingVerified =>
            "nothing was verified: whoever made this token may have written anything",
            "아무것도 검증하지 않았습니다. 토큰을 만든 사람이 무엇이든 적었을 수 있습니다";
        Unreadable => "can't be read", "읽을 수 없음";
        KeyBinding => "key binding", "키 바인딩";
        NoDigest =>
            "(not signed: no digest stands for it)",
            "(서명되지 않음: 해당하는 다이제스트 없음)";
        Untrusted => "(untrusted)", "(신뢰할 수 없음)";
        Valid => "valid", "유효합니다";
        NotValid { reasons: Vec<&'static str>, exit: u8 } =>
            "not valid: {reasons} (exit {exit})",
            "유효하지 않습니다: {reasons} (종료 코드 {exit})";
        NotText { bytes: usize; size = byte_count(*bytes) } => "not text: {size}", "텍스트가 아닌 {size}";
    }
}

messages! {
    /// What is said on standard error beside the answer.
    pub enum Notice {
        TakenOff { what: Vec<Taken> } =>
            "taken off the token: {what}",
            "토큰에서 떼어 낸 것: {what}";
        NotVerified =>
            "the token of --from was not verified: whoever made it may have written anything",
            "--from의 토큰은 검증하지 않았습니다. 토큰을 만든 사람이 무엇이든 적었을 수 있습니다";
        NothingToDrop { claim: Typed } =>
            "there is no {claim} to leave out",
            "뺄 클레임이 없습니다: {claim}";
        SecretOnCommandLine =>
            "everybody on this machine can see --secret in the process list; --secret-file or --secret-env hide it",
            "--secret 값은 프로세스 목록에 보입니다. --secret-file 또는 --secret-env 옵션을 쓰면 숨길 수 있습니다";
        LineBreakDropped { path: Typed } =>
            "the last line break of {path} is not part of the secret",
            "파일 끝의 줄바꿈은 비밀 키에 넣지 않았습니다: {path}";
        SecretHasMark { path: Typed } =>
            "{path} begins with a byte order mark (EF BB BF), and its three bytes are part of the secret: save it \
             without one if nobody meant it",
            "파일 앞의 바이트 순서 표시(EF BB BF) 3바이트도 비밀 키에 들어갑니다. 원하지 않으면 BOM 없이 저장하세요: \
             {path}";
        RefusedByVerify { why: String } =>
            "tokenry verify refuses this token: {why}",
            "tokenry verify 명령이 거부할 토큰입니다: {why}";
        KeyMade { path: Typed, kid: String } =>
            "made a new HS256 key in {path} (kid {kid})",
            "새 HS256 키를 만들었습니다: {path} (kid {kid})";
        KeyUnwrapped { removed: Vec<Wrapping>, source: Typed } =>
            "the key in {source} was read through: {removed}",
            "키를 감싼 형식을 풀어 읽었습니다: {removed} (출처 {source})";
        KeySkipped { place: usize, why: String } =>
            "key {place} of the set is passed over: {why}",
            "키 세트의 {place}번째 키를 건너뜁니다: {why}";
        KeyMended { key: String, what: Mended } =>
            "the key {key} is read all the same: {what}",
            "형식이 어긋난 키를 그대로 읽었습니다: {key} ({what})";
        WeakSecretUsed { bits: usize, needed: u16 } =>
            "signed with a secret of {bits} bits where {needed} are needed (RFC 7518 §3.2)",
            "짧은 비밀 키로 서명했습니다: {bits}비트 (최소 {needed}비트, RFC 7518 §3.2)";
    }
}

/// The words before a line on standard error, and other small ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Error,
    Hint,
    Warning,
    Note,
}

impl Word {
    /// The word: what scripts look for, so it is the same in every language.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Error => "error:",
            Self::Hint => "hint:",
            Self::Warning => "warning:",
            Self::Note => "note:",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Say;

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
