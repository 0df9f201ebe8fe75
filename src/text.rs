//! What a person reads: languages, rows of messages, and numbers, lists and times in words. The messages themselves
//! stand near their causes.
//!
//! Sentences start in lower case and end without a full stop. In Korean no particle hangs on a variable.

pub mod account;
pub mod batch;
pub mod check;
pub mod explain;
pub mod hint;
mod json;
pub mod key;
pub mod keyfile;
pub mod label;
pub mod malformed;
pub mod note;
pub mod opaque;
pub mod remote;
pub mod session;
pub mod store;
pub mod time;
pub mod trouble;
pub mod typed;
pub mod usage;
#[cfg(test)]
pub(crate) mod wording;

use std::fmt::{self, Formatter};

use crate::time::Moment;

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
    #[must_use]
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

/// An enum of messages, one row a message: the variant with its fields, the English sentence, the Korean one.
///
/// ```text
/// messages! {
///     pub enum FileProblem: Problem {
///         Missing { path: Typed } ["file_missing", hint FileHint::Create] =>
///             "there is no file {path}", "파일이 없습니다: {path}";
///         Old { path: PathBuf, age: i64 as length } ["file_old", exit 2] =>
///             "{path} is {age} old", "파일이 너무 오래되었습니다: {path} ({age})";
///         Lines { count: usize } ["file_lines"] =>
///             { match count { 1 => "1 line is broken", _ => "{count} lines are broken" } },
///             "손상된 줄이 {count}개 있습니다";
///         Other(system: String) ["system"] => "{system}", same;
///     }
/// }
/// ```
///
/// - A sentence names the fields of its row. Each says itself in the language of the sentence ([`Say`]), or as the
///   function behind `as` says it; words that are made of several fields stand behind a semicolon:
///   `{ bits: usize; bytes = bits / 8 }`.
/// - Where the sentence depends on a field, a `match` in braces chooses among several. Its patterns see the fields
///   themselves.
/// - `same` stands for Korean where there is nothing to translate.
/// - `enum X: Problem` implements [`Problem`]. The brackets hold the code, `exit N` where that is not 1, and `hint H`;
///   `hint = H` is an `Option<Box<dyn Say>>` that is made of the fields.
/// - `enum X -> code: &'static str` makes a method `code` that answers what the brackets hold.
///
/// A row without its Korean, or with a field that does not exist, does not compile. A test of the name of the enum
/// checks the wording of its rows.
macro_rules! messages {
    ($(#[$meta:meta])* $vis:vis enum $name:ident $(: $problem:ident)? $(-> $method:ident : $answer:ty)? { $(
        $(#[$note:meta])*
        $variant:ident
        $(( $($slot:ident : $kind:ty $(as $form:path)?),+ ))?
        $({ $($field:ident : $type:ty $(as $way:path)?),+ $(,)? $(; $($made:ident = $value:expr),+)? })?
        $([ $($attribute:tt)+ ])?
        => $en:tt, $ko:tt;
    )+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $vis enum $name { $(
            $(#[$note])*
            #[doc = stringify!($en)]
            $variant $(( $($kind),+ ))? $({ $(#[doc = stringify!($field)] $field: $type),+ })?,
        )+ }

        impl $crate::text::Say for $name {
            fn write(&self, lang: $crate::text::Lang, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let _ = lang;
                match self { $(
                    Self::$variant $(( $($slot),+ ))? $({ $($field),+ })? => {
                        $($($( let $made = &$value; )+)?)?
                        $crate::text::sentence!(
                            lang out [
                                $($( $slot $(as $form)?, )+)?
                                $($( $field $(as $way)?, )+ $($( $made, )+)?)?
                            ] $en, $ko
                        )
                    }
                )+ }
            }
        }

        $crate::text::attributes! {
            $vis $name [$($problem)? $(-> $method: $answer)?]
            $( $variant [$($($slot)+)? $($($field)+)?] { $(( $($slot),+ ))? $({ $($field),+ })? } [$($($attribute)+)?] )+
        }

        #[cfg(test)]
        impl $name {
            pub(crate) fn rows() -> Vec<$crate::text::wording::Row> {
                vec![$( $crate::text::wording::Row {
                    name: concat!(stringify!($name), "::", stringify!($variant)),
                    en: $crate::text::templates!($en),
                    ko: $crate::text::templates!($ko),
                } ),+]
            }
        }

        #[cfg(test)]
        #[test]
        #[expect(non_snake_case, reason = "the test is named after the enum")]
        fn $name() {
            $crate::text::wording::check(&$name::rows());
        }
    };
}
pub(crate) use messages;

/// Writes one row in one language.
macro_rules! sentence {
    ($lang:ident $out:ident $fields:tt $en:tt, same) => {
        $crate::text::words!($lang $out $fields $en)
    };
    ($lang:ident $out:ident $fields:tt $en:tt, $ko:tt) => {
        match $lang {
            $crate::text::Lang::En => $crate::text::words!($lang $out $fields $en),
            $crate::text::Lang::Ko => $crate::text::words!($lang $out $fields $ko),
        }
    };
}
pub(crate) use sentence;

/// Writes a template with the fields of its row, or the one of several that `match` chooses.
macro_rules! words {
    ($lang:ident $out:ident [$($field:ident $(as $way:path)?,)*] $text:literal) => {{
        $(
            $( let $field = &$way($field); )?
            let $field = $crate::text::In { lang: $lang, what: $field };
            let _ = &$field;
        )*
        write!($out, $text)
    }};
    ($lang:ident $out:ident $fields:tt { match $on:tt $(. $more:ident $(( $($none:tt)* ))?)? {
        $($pattern:pat $(if $guard:expr)? => $text:tt),+ $(,)?
    } }) => {
        match $on $(. $more $(( $($none)* ))?)? { $(
            $pattern $(if $guard)? => $crate::text::words!($lang $out $fields $text),
        )+ }
    };
}
pub(crate) use words;

/// What the brackets of the rows hold: nothing, a [`Problem`], or the answers of a method.
macro_rules! attributes {
    ($vis:vis $name:ident [] $($variant:ident $fields:tt $pattern:tt [])+) => {};
    ($vis:vis $name:ident [Problem] $(
        $variant:ident [$($field:ident)*] { $($pattern:tt)* }
        [$code:expr $(, exit $exit:expr)? $(, hint $hint:expr)? $(, hint = $made:expr)?]
    )+) => {
        impl $name {
            /// The code in the output; never translated.
            #[must_use]
            $vis fn code(&self) -> &'static str {
                match self { $( Self::$variant $($pattern)* => { $( let _ = $field; )* $code } )+ }
            }
        }

        impl $crate::text::Problem for $name {
            fn code(&self) -> &'static str {
                Self::code(self)
            }

            fn exit(&self) -> u8 {
                $( $( if matches!(self, Self::$variant { .. }) { return $exit; } )? )+
                1
            }

            fn hint(&self) -> Option<Box<dyn $crate::text::Say>> {
                match self { $( Self::$variant $($pattern)* => {
                    $( let _ = $field; )*
                    $crate::text::advice!($(hint $hint)? $($made)?)
                } )+ }
            }
        }
    };
    ($vis:vis $name:ident [-> $method:ident : $answer:ty] $(
        $variant:ident [$($field:ident)*] { $($pattern:tt)* } [$value:expr]
    )+) => {
        impl $name {
            /// What belongs to the message beside its words.
            #[must_use]
            $vis fn $method(&self) -> $answer {
                match self { $( Self::$variant $($pattern)* => { $( let _ = $field; )* $value } )+ }
            }
        }
    };
}
pub(crate) use attributes;

/// The hint of a row.
macro_rules! advice {
    () => {
        None
    };
    (hint $hint:expr) => {
        Some(Box::new($hint))
    };
    ($made:expr) => {
        $made
    };
}
pub(crate) use advice;

/// A hint that a row makes of its fields.
#[expect(clippy::unnecessary_wraps, reason = "what the hint of a row is")]
pub(crate) fn advise(hint: impl Say + 'static) -> Option<Box<dyn Say>> {
    Some(Box::new(hint))
}

/// The templates of a sentence.
#[cfg(test)]
macro_rules! templates {
    (same) => { Vec::new() };
    ($text:literal) => { vec![$text] };
    ({ match $on:tt $(. $more:ident $(( $($none:tt)* ))?)? { $($pattern:pat $(if $guard:expr)? => $text:tt),+ $(,)? } }) => {
        [$( $crate::text::templates!($text) ),+].concat()
    };
}
#[cfg(test)]
pub(crate) use templates;

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
untranslated!(
    typed::Typed,
    str,
    String,
    char,
    i64,
    u8,
    u16,
    u32,
    u64,
    usize
);

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

/// RFC 3339 in UTC, or words for a moment beyond the calendar.
impl Say for Moment {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&time::moment(*self, lang))
    }
}

fn list(items: &[impl Say], between: &str, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.write_str(between)?;
        }
        item.write(lang, out)?;
    }
    Ok(())
}

/// Words made by a function.
struct By<F>(F);

impl<F: Fn(Lang, &mut Formatter<'_>) -> fmt::Result> Say for By<F> {
    fn write(&self, lang: Lang, out: &mut Formatter<'_>) -> fmt::Result {
        (self.0)(lang, out)
    }
}

/// The alternatives of a list: `a or b`.
pub(crate) fn any_of(items: &[impl Say]) -> impl Say {
    By(move |lang, out: &mut Formatter<'_>| match lang {
        Lang::En => list(items, " or ", lang, out),
        Lang::Ko => list(items, " 또는 ", lang, out),
    })
}

/// All of a list: `a and b`.
pub(crate) fn all_of(items: &[impl Say]) -> impl Say {
    By(move |lang, out: &mut Formatter<'_>| match lang {
        Lang::En => list(items, " and ", lang, out),
        Lang::Ko => list(items, ", ", lang, out),
    })
}

/// A list that stays short: after eight items the rest is counted.
pub(crate) fn few(items: &[impl Say]) -> impl Say {
    By(move |lang, out: &mut Formatter<'_>| {
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
    By(move |lang, out: &mut Formatter<'_>| match (count, lang) {
        (1, Lang::En) => out.write_str("1 byte"),
        (_, Lang::En) => write!(out, "{count} bytes"),
        (_, Lang::Ko) => write!(out, "{count}바이트"),
    })
}

/// A length of time in its largest whole unit: `12 minutes`, `12분`. The sign is not said.
pub(crate) fn length(seconds: &(impl Copy + Into<i128>)) -> impl Say {
    let seconds = i64::try_from((*seconds).into()).unwrap_or(i64::MAX);
    By(move |lang, out: &mut Formatter<'_>| out.write_str(&time::length(seconds, lang)))
}

/// A length of time to the second: `1 hour 30 minutes`, `1시간 30분`. The sign is not said.
pub(crate) fn exact_length(seconds: &(impl Copy + Into<i128>)) -> impl Say {
    let seconds = i64::try_from((*seconds).into()).unwrap_or(i64::MAX);
    By(move |lang, out: &mut Formatter<'_>| out.write_str(&time::exact_length(seconds, lang)))
}
