//! What is said of many tokens at once.

use crate::text::messages;

messages! {
    /// What came of a batch, in one line; the rate where time passed.
    pub enum Summary {
        Line {
            verified: bool, count: u64, valid: u64, invalid: u64,
            reasons: Vec<(&'static str, u64)> as in_brackets, rate: Option<u64>; speed = rate.map(Speed::TokensPerSecond)
        } =>
            { match (verified, count) {
                (true, 1) => "1 token: {valid} valid, {invalid} not valid{reasons}{speed}",
                (true, _) => "{count} tokens: {valid} valid, {invalid} not valid{reasons}{speed}",
                (false, 1) => "1 token: {valid} read, {invalid} broken{reasons}{speed}",
                (false, _) => "{count} tokens: {valid} read, {invalid} broken{reasons}{speed}",
            } },
            { match verified {
                true => "토큰 {count}개: 유효 {valid}개, 무효 {invalid}개{reasons}{speed}",
                false => "토큰 {count}개: 정상 {valid}개, 손상 {invalid}개{reasons}{speed}",
            } };
    }
}

messages! {
    /// How fast it was, at the end of the line.
    enum Speed {
        TokensPerSecond(rate: u64) => ", {rate} tokens/s", ", 초당 {rate}개";
    }
}

fn in_brackets(reasons: &[(&'static str, u64)]) -> Option<String> {
    let reasons: Vec<_> = reasons
        .iter()
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    (!reasons.is_empty()).then(|| format!(" ({})", reasons.join(", ")))
}

messages! {
    /// A line of the summary that is an answer of its own.
    #[derive(Copy)]
    pub enum Row {
        Count => "tokens", "토큰";
        Valid => "valid", "유효";
        Invalid => "not valid", "무효";
        Readable => "read", "정상";
        Broken => "broken", "손상";
        Seconds => "seconds", "걸린 시간(초)";
        Rate => "tokens/s", "초당 토큰";
    }
}
