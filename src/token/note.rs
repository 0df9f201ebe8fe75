//! What is unwise about a token, though it may be valid.

use crate::text::{Say, length, messages};
use crate::time::Moment;
use crate::token::malformed::{Malformed, Part};

messages! {
    /// A remark on a token.
    pub enum Note -> code: &'static str {
        AlgNone ["alg_none"] =>
            "the token is not signed at all: anybody can write one (RFC 8725 §3.2)",
            "서명이 전혀 없는 토큰입니다. 누구나 만들 수 있습니다 (RFC 8725 §3.2)";
        NoExp ["no_exp"] =>
            "there is no exp: the token never expires (RFC 7519 §4.1.4)",
            "exp 클레임이 없어 만료되지 않습니다 (RFC 7519 §4.1.4)";
        LongLived { seconds: i64 as length } ["long_lived"] =>
            "the token lives for {seconds}: if it leaks, it stays usable that long (RFC 7519 §4.1.4)",
            "수명이 깁니다: {seconds}. 유출되면 그동안 계속 쓰일 수 있습니다 (RFC 7519 §4.1.4)";
        ExpBeforeIat ["exp_before_iat"] =>
            "exp is not after iat: the token was never valid (RFC 7519 §4.1.4)",
            "만료(exp)가 발급(iat)보다 늦지 않아 유효한 적이 없는 토큰입니다 (RFC 7519 §4.1.4)";
        ExpBeforeNbf ["exp_before_nbf"] =>
            "exp is not after nbf: the token is never valid (RFC 7519 §4.1.5)",
            "만료(exp)가 유효 시작(nbf)보다 늦지 않아 유효할 수 없는 토큰입니다 (RFC 7519 §4.1.5)";
        TimeNotANumber { claim: &'static str } ["time_not_a_number"] =>
            "{claim} is not a number: no time can be read from it (RFC 7519 §2)",
            "숫자가 아니어서 시각으로 읽을 수 없는 클레임입니다: {claim} (RFC 7519 §2)";
        /// What the header's own check refuses.
        Header(malformed: Malformed) ["header_invalid"] => "{malformed}", same;
        IssuedInFuture { seconds: i64 as length } ["issued_in_future"] =>
            "iat is {seconds} ahead of the clock: one of the two clocks is wrong (RFC 7519 §4.1.6)",
            "발급 시각(iat)이 현재보다 {seconds} 뒤입니다. 어느 한쪽 시계가 틀렸습니다 (RFC 7519 §4.1.6)";
        DuplicateMember { part: Part, pointer: String } ["duplicate_member"] =>
            "the {part} has a member twice, and parsers differ in which one they take: {pointer} (RFC 7519 §4)",
            "같은 멤버가 두 번 있어 파서마다 다르게 읽을 수 있습니다 ({part}): {pointer} (RFC 7519 §4)";
        UnknownCritical { names: Vec<String> } ["unknown_critical"] =>
            "crit demands what tokenry does not understand: {names} (RFC 7515 §4.1.11)",
            "tokenry가 이해하지 못하는 항목이 crit에 있습니다: {names} (RFC 7515 §4.1.11)";
        KeyInHeader { parameter: &'static str } ["key_in_header"] =>
            "the header brings or names its own key ({parameter}): never trust it (RFC 8725 §3.10)",
            "헤더가 키를 직접 담거나 가리킵니다: {parameter}. 절대 신뢰하지 마세요 (RFC 8725 §3.10)";
        KidIsPathOrQuery ["kid_is_path_or_query"] =>
            "kid looks like a path, a query or a command, which may be an injection attempt (RFC 8725 §3.10)",
            "kid 값이 경로, 쿼리 또는 명령처럼 보입니다. 인젝션 시도일 수 있습니다 (RFC 8725 §3.10)";
        SensitiveClaim { pointer: String } ["sensitive_claim"] =>
            "{pointer} looks like a secret, and everybody can read a payload (RFC 7519 §12)",
            "비밀 정보로 보이는 클레임이 있습니다: {pointer}. 페이로드는 누구나 읽을 수 있습니다 (RFC 7519 §12)";
        DeprecatedAlg { algorithm: &'static str, replacement: &'static str } ["deprecated_alg"] =>
            "the name {algorithm} is deprecated: write {replacement} (RFC 9864 §4.1.2)",
            "더 이상 권장되지 않는 알고리즘 이름입니다: {algorithm}. 대신 쓸 이름: {replacement} (RFC 9864 §4.1.2)";
        TimesInMilliseconds { claim: &'static str, seconds: Moment, past: bool } ["times_in_milliseconds"] => { match past {
            true =>
                "{claim} looks like milliseconds: it must be in seconds, and then the token ended at {seconds} (RFC 7519 §2)",
                "밀리초로 보이는 시각입니다: {claim}. 초 단위여야 하며, 초로 바꾸면 이미 만료된 시각입니다 ({seconds}) (RFC 7519 §2)";
            false =>
                "{claim} looks like milliseconds: it must be in seconds (RFC 7519 §2)",
                "밀리초로 보이는 시각입니다: {claim}. 초 단위여야 합니다 (RFC 7519 §2)";
        } };
        /// The names of disclosures; an element of an array has none.
        DisclosureNotSigned { names: Vec<Option<String>> as disclosed } [Note::NOT_SIGNED] =>
            "disclosed without a digest in the token, so the issuer did not sign it: {names} (RFC 9901 §7.1)",
            "해당하는 다이제스트가 토큰에 없는 공개 항목이 있습니다: {names}. 발급자가 서명한 값이 아닙니다 (RFC 9901 \
             §7.1)";
        UnknownDigests { algorithm: String } [Note::NOT_SIGNED] =>
            "_sd_alg is {algorithm}, which tokenry does not know: whether the issuer signed what is disclosed can't be \
             told (RFC 9901 §4.1.1)",
            "tokenry가 지원하지 않는 _sd_alg 값입니다: {algorithm}. 공개 항목을 발급자가 서명했는지 확인할 수 \
             없습니다 (RFC 9901 §4.1.1)";
        WeakSecret { bits: usize, needed: u16, algorithm: &'static str } ["weak_secret"] =>
            "the secret has {bits} bits, {algorithm} needs {needed} (RFC 7518 §3.2)",
            "비밀 키가 짧습니다: {bits}비트 ({algorithm} 최소 {needed}비트, RFC 7518 §3.2)";
        Nested ["nested"] =>
            "cty is JWT: the payload is a token of its own (RFC 7519 §5.2)",
            "cty 값이 JWT입니다: 페이로드가 또 하나의 토큰입니다 (RFC 7519 §5.2)";
        ClockIsWrong { now: Moment } ["clock_is_wrong"] =>
            "the clock of this machine says {now}, before tokenry was released: set it, every time here is judged by \
             it (RFC 7519 §4.1.4)",
            "이 컴퓨터의 시계가 틀렸습니다. tokenry 출시일보다도 이전입니다 (현재 {now}). 모든 시각을 이 시계로 \
             판단하므로 먼저 맞추세요 (RFC 7519 §4.1.4)";
    }
}

impl Note {
    /// The code of what nobody vouches for.
    pub const NOT_SIGNED: &'static str = "disclosure_not_signed";
}

messages! {
    /// What stands in place of a name.
    #[derive(Copy)]
    pub enum Unnamed {
        ArrayElement => "(array element)", "(배열 요소)";
    }
}

/// The names of disclosures.
fn disclosed(names: &[Option<String>]) -> Vec<&dyn Say> {
    let names = names.iter().map(|name| match name {
        Some(name) => name as &dyn Say,
        None => &Unnamed::ArrayElement,
    });
    names.collect()
}
