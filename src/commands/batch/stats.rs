//! What came of many lines.

use crate::json::{Json, Object};
use crate::token::report::{Reason, exit_of};

/// How many lines there were, how many were good, how many blank, and how many gave each reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stats {
    pub(super) count: u64,
    pub(super) valid: u64,
    blank: u64,
    reasons: Vec<(Reason, u64)>,
}

impl Stats {
    /// Counts a line with the reasons for which it was refused.
    pub(super) fn line(&mut self, line: &[u8], reasons: &[Reason]) {
        self.count += 1;
        self.valid += u64::from(reasons.is_empty());
        self.blank += u64::from(!reasons.is_empty() && line.trim_ascii().is_empty());
        for reason in reasons {
            self.reason(*reason, 1);
        }
    }

    /// Adds what came of other lines.
    pub(super) fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.valid += other.valid;
        self.blank += other.blank;
        for (reason, count) in &other.reasons {
            self.reason(*reason, *count);
        }
    }

    fn reason(&mut self, reason: Reason, count: u64) {
        match self.reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, sum)) => *sum += count,
            None => self.reasons.push((reason, count)),
        }
    }

    /// Whether no line was anything but blank.
    pub(super) const fn is_empty(&self) -> bool {
        self.blank == self.count
    }

    /// How many lines were refused.
    pub(super) const fn invalid(&self) -> u64 {
        self.count - self.valid
    }

    /// The reasons with their counts, the most frequent first.
    pub(super) fn reasons(&self) -> Vec<(&'static str, u64)> {
        let mut reasons: Vec<_> = self
            .reasons
            .iter()
            .map(|(reason, count)| (reason.code(), *count))
            .collect();
        // Names settle what counts leave open: the order must not hang on which thread was first.
        reasons.sort_by(|(a, more), (b, less)| less.cmp(more).then(a.cmp(b)));
        reasons
    }

    /// The exit code that any of the lines gives, the gravest.
    pub(super) fn exit(&self) -> u8 {
        exit_of(self.reasons.iter().map(|(reason, _)| *reason))
    }

    /// The summary for programs. The rate is null when no time passed.
    pub(super) fn to_json(&self, seconds: f64) -> Object {
        let number = |count: u64| Json::Number(count.to_string());
        let reasons = self.reasons();
        let reasons = reasons
            .into_iter()
            .map(|(code, count)| (code, number(count)));
        Object::from([
            ("count", number(self.count)),
            ("valid", number(self.valid)),
            ("invalid", number(self.invalid())),
            ("reasons", reasons.collect::<Object>().into()),
            ("seconds", Json::Number(format!("{seconds:.3}"))),
            (
                "tokens_per_second",
                rate(self.count, seconds).map(number).into(),
            ),
        ])
    }
}

/// Lines in a second; `None` when there were none or no time passed.
pub(super) fn rate(count: u64, seconds: f64) -> Option<u64> {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rate is not exact, and not negative"
    )]
    (count > 0 && seconds > 0.0).then(|| (count as f64 / seconds) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_hang_on_the_order() {
        let (mut a, mut b) = (Stats::default(), Stats::default());
        a.line(b"t", &[]);
        a.line(b"t", &[Reason::Expired]);
        b.line(b"t", &[Reason::SignatureMismatch, Reason::Expired]);
        b.line(b"t", &[Reason::SignatureMismatch]);
        let mut sum = a.clone();
        sum.add(&b);
        b.add(&a);
        assert_eq!(sum.reasons(), b.reasons());
        assert_eq!(
            Json::from(sum.to_json(2.0)).to_compact(),
            r#"{"count":4,"valid":1,"invalid":3,"reasons":{"expired":2,"signature_mismatch":2},"seconds":2.000,"tokens_per_second":2}"#
        );
        assert_eq!(sum.exit(), 4);
        assert_eq!(rate(1, 0.0), None);
        assert_eq!(rate(0, 1.0), None);
    }
}
