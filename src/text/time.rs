//! Lengths of time and moments in words.

use super::Lang;
use crate::time::Moment;

const SECOND: (i64, &str, &str, &str) = (1, "second", "seconds", "초");

const UNITS: [(i64, &str, &str, &str); 5] = [
    (365 * 86_400, "year", "years", "년"),
    (86_400, "day", "days", "일"),
    (3_600, "hour", "hours", "시간"),
    (60, "minute", "minutes", "분"),
    SECOND,
];

/// A length of time in its largest whole unit: `12 minutes`, `12분`. The sign is not said.
#[must_use]
pub fn length(seconds: i64, lang: Lang) -> String {
    let seconds = seconds.saturating_abs();
    let largest = UNITS.iter().find(|unit| seconds >= unit.0);
    let (size, one, many, korean) = *largest.unwrap_or(&SECOND);
    let count = seconds / size;
    match lang {
        Lang::En if count == 1 => format!("1 {one}"),
        Lang::En => format!("{count} {many}"),
        Lang::Ko => format!("{count}{korean}"),
    }
}

/// A length of time to the second: `1 hour 30 minutes`, `1시간 30분`. The sign is not said.
#[must_use]
pub fn exact_length(seconds: i64, lang: Lang) -> String {
    let mut rest = seconds.saturating_abs();
    let mut parts = Vec::new();
    for (size, ..) in UNITS {
        if rest >= size {
            parts.push(length(rest, lang));
            rest %= size;
        }
    }
    if parts.is_empty() {
        parts.push(length(0, lang));
    }
    parts.join(" ")
}

/// A moment as RFC 3339 in UTC, or words for one beyond the calendar.
#[must_use]
pub fn moment(moment: Moment, lang: Lang) -> String {
    moment.iso().unwrap_or_else(|| beyond(lang).into())
}

/// A moment that no calendar knows.
#[must_use]
pub const fn beyond(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "a moment beyond the calendar",
        Lang::Ko => "달력 범위 밖",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_unit_is_said() {
        assert_eq!(length(0, Lang::En), "0 seconds");
        assert_eq!(length(-1, Lang::En), "1 second");
        assert_eq!(length(719, Lang::En), "11 minutes");
        assert_eq!(exact_length(719, Lang::En), "11 minutes 59 seconds");
        assert_eq!(exact_length(5400, Lang::Ko), "1시간 30분");
        assert_eq!(exact_length(0, Lang::En), "0 seconds");
        assert_eq!(length(720, Lang::Ko), "12분");
        assert_eq!(length(86_400 * 800, Lang::En), "2 years");
        assert_eq!(
            length(i64::MIN, Lang::Ko),
            format!("{}년", i64::MAX / (365 * 86_400))
        );
    }
}
