//! NumericDate (RFC 7519 §2): seconds since 1970, fractions included, compared to the nanosecond.

use std::time::Duration;

use chrono::{DateTime, Datelike, FixedOffset, Offset, SecondsFormat, Utc};

use crate::json::Indexed;

/// A moment, in nanoseconds since 1970 began in UTC; what lies beyond the range stays at its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i128);

const NANOS: i128 = 1_000_000_000;
/// Far beyond any calendar, and sums of two still fit.
const END: i128 = i128::MAX / 4;

impl Moment {
    /// The moment so many seconds after 1970 began, in UTC.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds as i128 * NANOS)
    }

    /// The moment so many nanoseconds after 1970 began, in UTC.
    #[must_use]
    pub fn from_nanos(nanos: i128) -> Self {
        Self(nanos.clamp(-END, END))
    }

    /// The moment that a claim names, when it is a number.
    #[must_use]
    pub fn of_claim(claims: &Indexed, name: &str) -> Option<Self> {
        Self::from_json(claims.get(name)?)
    }

    /// Reads a JSON number: all of its digits count, what is below a nanosecond as one, an exponent too. `None` for anything else.
    #[must_use]
    pub fn from_json(number: &str) -> Option<Self> {
        // Nearly every NumericDate is a whole number of ten digits.
        if let 1..=15 = number.len() {
            let (mut seconds, mut whole) = (0, true);
            for byte in number.bytes() {
                let digit = byte.wrapping_sub(b'0');
                whole &= digit < 10;
                seconds = seconds * 10 + i64::from(digit);
            }
            if whole {
                return Some(Self::from_seconds(seconds));
            }
        }
        let (negative, unsigned) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            // An exponent beyond i64 is as good as an endless one.
            Some((mantissa, exponent)) => {
                let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
                if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
                    return None;
                }
                let endless = if exponent.starts_with('-') {
                    i64::MIN / 4
                } else {
                    i64::MAX / 4
                };
                (mantissa, exponent.parse().unwrap_or(endless))
            }
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = whole.bytes().chain(fraction.bytes()).peekable();
        digits.peek()?;
        // How many of the digits make up whole nanoseconds.
        let mut wanted = i64::try_from(whole.len())
            .ok()?
            .saturating_add(exponent)
            .saturating_add(9);
        let (mut nanos, mut more): (i128, bool) = (0, false);
        for digit in digits {
            if !digit.is_ascii_digit() {
                return None;
            }
            if wanted > 0 {
                nanos = nanos
                    .saturating_mul(10)
                    .saturating_add(i128::from(digit - b'0'))
                    .min(END);
                wanted -= 1;
            } else {
                more |= digit != b'0';
            }
        }
        while wanted > 0 && nanos != 0 && nanos < END {
            nanos = nanos.saturating_mul(10).min(END);
            wanted -= 1;
        }
        // Rounded up, so that a moment of whole nanoseconds lies on the same side of it: `exp` and `nbf` are compared
        // with such.
        Some(Self(match (negative, more) {
            (true, _) => -nanos,
            (false, true) => nanos.saturating_add(1).min(END),
            (false, false) => nanos,
        }))
    }

    /// The moment later by a length of time.
    #[must_use]
    pub fn plus(self, length: Duration) -> Self {
        Self((self.0 + nanos_of(length)).min(END))
    }

    /// The moment earlier by a length of time.
    #[must_use]
    pub fn minus(self, length: Duration) -> Self {
        Self((self.0 - nanos_of(length)).max(-END))
    }

    /// Nanoseconds from `earlier` to this moment, negative when it is not earlier.
    #[must_use]
    pub const fn nanos_since(self, earlier: Self) -> i128 {
        self.0 - earlier.0
    }

    /// Whole seconds from `earlier` to this moment, rounded towards zero; what is beyond an `i64` stays at its end.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        clamp(self.nanos_since(earlier) / NANOS)
    }

    /// The moment as RFC 3339 in UTC, its fraction as short as it can be; `None` beyond the calendar.
    #[must_use]
    pub fn iso(self) -> Option<String> {
        self.iso_at(Utc.fix())
    }

    /// As [`Moment::iso`], at an offset from UTC.
    #[must_use]
    pub fn iso_at(self, offset: FixedOffset) -> Option<String> {
        let seconds = i64::try_from(self.0.div_euclid(NANOS)).ok()?;
        let utc = DateTime::<Utc>::from_timestamp(seconds, self.subsecond_nanos())?;
        // RFC 3339 §5.6 has four digits for the year.
        let local = utc.naive_utc().checked_add_offset(offset)?;
        if !(0..=9999).contains(&local.year()) {
            return None;
        }
        let zoned = DateTime::<FixedOffset>::from_naive_utc_and_offset(utc.naive_utc(), offset);
        debug_assert_eq!(zoned.naive_local(), local);
        Some(zoned.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    /// Whole seconds since 1970, rounded down; what is beyond an `i64` stays at its end.
    #[must_use]
    pub fn seconds(self) -> i64 {
        clamp(self.0.div_euclid(NANOS))
    }

    /// The nanoseconds that [`Moment::seconds`] leaves over.
    #[must_use]
    pub fn subsecond_nanos(self) -> u32 {
        u32::try_from(self.0.rem_euclid(NANOS)).unwrap_or(0)
    }
}

fn nanos_of(length: Duration) -> i128 {
    i128::try_from(length.as_nanos()).unwrap_or(END).min(END)
}

fn clamp(seconds: i128) -> i64 {
    i64::try_from(seconds).unwrap_or(if seconds < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_number_is_exact() {
        let nanos = |text: &str| Moment::from_json(text).map(|moment| moment.0);
        assert_eq!(nanos("1700000000"), Some(1_700_000_000 * NANOS));
        assert_eq!(
            nanos("1700000000.5"),
            Some(1_700_000_000 * NANOS + NANOS / 2)
        );
        assert_eq!(nanos("1.7e9"), Some(1_700_000_000 * NANOS));
        assert_eq!(nanos("17000000000000E-4"), Some(1_700_000_000 * NANOS));
        assert_eq!(nanos("-1.25"), Some(-NANOS - NANOS / 4));
        assert_eq!(nanos("0.0000000019"), Some(2));
        assert_eq!(nanos("0.00000000100"), Some(1));
        assert_eq!(nanos("-0.0000000019"), Some(-1));
        assert_eq!(nanos("0e99999999999999999999"), Some(0));
        assert_eq!(nanos("1e99999999999999999999"), Some(END));
        assert_eq!(nanos("1e-99999999999999999999"), Some(1));
        assert_eq!(
            nanos("9999999999999999999999999999999999999999999"),
            Some(END)
        );
        for no_number in ["\"1\"", "1e", "1e+", "1ex", "3e4f", "1e+-2", "12ex"] {
            assert_eq!(nanos(no_number), None, "{no_number}");
        }
        assert_eq!(nanos("true"), None);
    }
}
