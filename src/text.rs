//! What a person reads: languages, rows of messages, and numbers, lists and times in words. The messages themselves
//! stand near their causes.
//!
//! Sentences start in lower case and end without a full stop. In Korean no particle hangs on a variable.

pub(crate) mod rows;
#[cfg(test)]
pub(crate) mod tests;
pub mod typed;

use std::fmt::{self, Formatter};

use crate::time::Moment;

pub(crate) use rows::messages;

/// The languages that tokenry speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English
    #[default]
    En,
    /// Korean
    Ko,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Ko];

    /// The name: `en`, `ko`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }
}

/// Something that can be said in both languages.
pub trait Say {
    /// Writes the words in one language.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::En => out.write_str(&self.en()),
            Lang::Ko => out.write_str(&self.ko()),
        }
    }

    /// The words in one language.
    fn say(&self, lang: Lang) -> String {
        In { lang, what: self }.to_string()
    }

    /// The English words.
    fn en(&self) -> String {
        self.say(Lang::En)
    }

    /// The Korean words.
    fn ko(&self) -> String {
        self.say(Lang::Ko)
    }
}

/// Words that hang on nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// English
    pub en: &'static str,
    /// Korean
    pub ko: &'static str,
}

impl Say for Words {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(match lang {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        })
    }
}

/// Why a command failed: what it says, its code and exit code, and what to do about it.
pub trait Problem: Say {
    /// The code in the output; never translated.
    fn code(&self) -> &'static str;

    /// The exit code.
    fn exit(&self) -> u8;

    /// What to do about it.
    fn hint(&self) -> Option<Box<dyn Say>>;
}

/// A hint that a row makes of its fields.
#[expect(clippy::unnecessary_wraps, reason = "what the hint of a row is")]
pub(crate) fn advise(hint: impl Say + 'static) -> Option<Box<dyn Say>> {
    Some(Box::new(hint))
}

/// What is said, in one language: it can be displayed.
pub(crate) struct In<'w, W: ?Sized> {
    pub(crate) lang: Lang,
    pub(crate) what: &'w W,
}

impl<W: Say + ?Sized> fmt::Display for In<'_, W> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.what.write(self.lang, out)
    }
}

/// As it is in the program: `{name:?}` puts a text in quotes.
impl<W: fmt::Debug + ?Sized> fmt::Debug for In<'_, W> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.what.fmt(out)
    }
}

/// What looks the same in both languages.
macro_rules! untranslated {
    ($($type:ty),+) => { $(
        impl Say for $type {
            fn write(&self, _: Lang, out: &mut Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, out)
            }
        }
    )+ };
}
untranslated! { typed::Typed, str, String, char, i64, u8, u16, u32, u64, usize }

impl<W: Say + ?Sized> Say for &W {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        (**self).write(lang, out)
    }
}

impl<W: Say + ?Sized> Say for Box<W> {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        (**self).write(lang, out)
    }
}

/// Nothing, where there is nothing.
impl<W: Say> Say for Option<W> {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |what| what.write(lang, out))
    }
}

/// A list with commas.
impl<W: Say> Say for [W] {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        list(self, ", ", lang, out)
    }
}

impl<W: Say> Say for Vec<W> {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        self.as_slice().write(lang, out)
    }
}

/// RFC 3339 in UTC.
impl Say for Moment {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        match self.iso() {
            Some(iso) => out.write_str(&iso),
            None => BEYOND_CALENDAR.write(lang, out),
        }
    }
}

/// A moment that no calendar knows.
pub(crate) const BEYOND_CALENDAR: Words = Words {
    en: "a moment beyond the calendar",
    ko: "달력 범위 밖",
};

fn list(items: &[impl Say], between: &str, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.write_str(between)?;
        }
        item.write(lang, out)?;
    }
    Ok(())
}

/// Words that a function writes.
struct By<F>(F);

impl<F: Fn(Lang, &mut Formatter<'_>) -> fmt::Result> Say for By<F> {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        (self.0)(lang, out)
    }
}

pub(crate) fn by(write: impl Fn(Lang, &mut Formatter<'_>) -> fmt::Result) -> impl Say {
    By(write)
}

/// The alternatives of a list: `a or b`.
pub(crate) fn any_of(items: &[impl Say]) -> impl Say {
    by(move |lang, out| match lang {
        Lang::En => list(items, " or ", lang, out),
        Lang::Ko => list(items, " 또는 ", lang, out),
    })
}

/// All of a list: `a and b`.
pub(crate) fn all_of(items: &[impl Say]) -> impl Say {
    by(move |lang, out| match lang {
        Lang::En => list(items, " and ", lang, out),
        Lang::Ko => list(items, ", ", lang, out),
    })
}

/// A list that stays short: after eight items the rest is counted.
pub(crate) fn few(items: &[impl Say]) -> impl Say {
    by(move |lang, out| {
        let (shown, rest) = items.split_at(items.len().min(8));
        shown.write(lang, out)?;
        match (rest.len(), lang) {
            (0, _) => Ok(()),
            (more, Lang::En) => write!(out, " and {more} more"),
            (more, Lang::Ko) => write!(out, " 외 {more}개"),
        }
    })
}

/// A number of bytes: `1 byte`, `2 bytes`.
pub(crate) fn byte_count(count: usize) -> impl Say {
    by(move |lang, out| match (count, lang) {
        (1, Lang::En) => out.write_str("1 byte"),
        (_, Lang::En) => write!(out, "{count} bytes"),
        (_, Lang::Ko) => write!(out, "{count}바이트"),
    })
}

/// The units of time: their seconds, one, several, and in Korean.
const UNITS: [(u64, &str, &str, &str); 5] = [
    (365 * 86_400, "year", "years", "년"),
    (86_400, "day", "days", "일"),
    (3_600, "hour", "hours", "시간"),
    (60, "minute", "minutes", "분"),
    (1, "second", "seconds", "초"),
];

/// A length of time in its largest whole unit: `12 minutes`, `12분`. The sign is not said.
pub(crate) fn length(seconds: &(impl Copy + Into<i128>)) -> impl Say {
    lasting(*seconds, 1)
}

/// A length of time to the second: `1 hour 30 minutes`, `1시간 30분`. The sign is not said.
pub(crate) fn exact_length(seconds: &(impl Copy + Into<i128>)) -> impl Say {
    lasting(*seconds, UNITS.len())
}

/// A length rounded to its largest unit, or up to the next larger one: 59 minutes and 40 seconds are an hour.
fn to_the_unit(seconds: u64) -> u64 {
    let units = UNITS.map(|unit| unit.0);
    let Some(unit) = units.into_iter().find(|unit| seconds >= *unit) else {
        return seconds;
    };
    seconds.saturating_add(unit / 2) / unit * unit
}

/// A length of time in its largest units, so many of them at most.
fn lasting(seconds: impl Into<i128>, most: usize) -> impl Say {
    let seconds = u64::try_from(seconds.into().unsigned_abs()).unwrap_or(u64::MAX);
    let seconds = if most == 1 {
        to_the_unit(seconds)
    } else {
        seconds
    };
    by(move |lang, out| {
        let mut rest = seconds;
        let counted = UNITS.map(|unit| {
            let count = rest / unit.0;
            rest %= unit.0;
            (count, unit)
        });
        let mut counted: Vec<_> = counted
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .take(most)
            .collect();
        if counted.is_empty() {
            counted.extend(UNITS.last().map(|unit| (0, *unit)));
        }
        for (index, (count, (_, one, many, korean))) in counted.into_iter().enumerate() {
            if index > 0 {
                out.write_str(" ")?;
            }
            match lang {
                Lang::En if count == 1 => write!(out, "1 {one}")?,
                Lang::En => write!(out, "{count} {many}")?,
                Lang::Ko => write!(out, "{count}{korean}")?,
            }
        }
        Ok(())
    })
}
