//! What is said of many tokens at once.

use super::Say;

/// What came of a batch, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many lines there were.
    pub count: u64,
    /// How many were valid; where nothing is verified, how many could be read.
    pub valid: u64,
    /// Whether the tokens were verified.
    pub verified: bool,
    /// The reason codes with their counts.
    pub reasons: Vec<(&'static str, u64)>,
    /// Tokens in a second, where time passed.
    pub rate: Option<u64>,
}

impl Summary {
    const fn invalid(&self) -> u64 {
        self.count - self.valid
    }

    fn by_reason(&self) -> String {
        let reasons: Vec<_> = self
            .reasons
            .iter()
            .map(|(code, count)| format!("{code} {count}"))
            .collect();
        if reasons.is_empty() {
            String::new()
        } else {
            format!(" ({})", reasons.join(", "))
        }
    }
}

impl Say for Summary {
    fn en(&self) -> String {
        let tokens = if self.count == 1 { "token" } else { "tokens" };
        let (good, bad) = if self.verified {
            ("valid", "not valid")
        } else {
            ("read", "broken")
        };
        let rate = self
            .rate
            .map_or(String::new(), |rate| format!(", {rate} tokens/s"));
        format!(
            "{} {tokens}: {} {good}, {} {bad}{}{rate}",
            self.count,
            self.valid,
            self.invalid(),
            self.by_reason()
        )
    }

    fn ko(&self) -> String {
        let (good, bad) = if self.verified {
            ("유효", "무효")
        } else {
            ("정상", "손상")
        };
        let rate = self
            .rate
            .map_or(String::new(), |rate| format!(", 초당 {rate}개"));
        format!(
            "토큰 {}개: {good} {}개, {bad} {}개{}{rate}",
            self.count,
            self.valid,
            self.invalid(),
            self.by_reason()
        )
    }
}

/// A line of the summary that is an answer of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the word it is named after")]
pub enum Row {
    Count,
    Valid,
    Invalid,
    Readable,
    Broken,
    Seconds,
    Rate,
}

impl Say for Row {
    fn en(&self) -> String {
        match self {
            Self::Count => "tokens",
            Self::Valid => "valid",
            Self::Invalid => "not valid",
            Self::Readable => "read",
            Self::Broken => "broken",
            Self::Seconds => "seconds",
            Self::Rate => "tokens/s",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self {
            Self::Count => "토큰",
            Self::Valid => "유효",
            Self::Invalid => "무효",
            Self::Readable => "정상",
            Self::Broken => "손상",
            Self::Seconds => "걸린 시간(초)",
            Self::Rate => "초당 토큰",
        }
        .into()
    }
}
