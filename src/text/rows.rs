//! `messages!`: an enum of messages, one row a message, both languages side by side.

/// An enum of messages: each row has the variant with its fields, the English sentence and the Korean one.
///
/// ```text
/// messages! {
///     /// Why a file is refused.
///     pub enum FileProblem: Problem {
///         Missing { path: Typed } ["file_missing", hint FileHint::Create] =>
///             "there is no file {path}", "파일이 없습니다: {path}";
///         Old { path: Typed, age: i64 as length } ["file_old", exit 2] =>
///             "{path} is {age} old", "파일이 너무 오래되었습니다: {path} ({age})";
///         Lines { count: usize } ["file_lines"] =>
///             { match count { 1 => "1 line is broken", _ => "{count} lines are broken" } },
///             "손상된 줄이 {count}개 있습니다";
///         Type { expected: Json } ["file_type"] => { match expected {
///             Json::Object => "it is no object", "객체가 아닙니다";
///             Json::Array => "it is no array", "배열이 아닙니다";
///         } };
///         Other(system: String) ["system"] => "{system}", same;
///     }
/// }
/// ```
///
/// - A sentence names the fields of its row. Each says itself in the language of the sentence ([`Say`](super::Say)), or
///   as the function behind `as` says it. What is made of fields stands behind a semicolon:
///   `{ bits: usize; bytes = bits / 8 }`.
/// - Where the words depend on a field, a `match` in braces chooses them: for one language, or for both. Its patterns
///   see the fields themselves.
/// - `same` stands for the Korean of a row that has nothing to translate.
/// - `enum X: Problem` implements [`Problem`](super::Problem). The brackets hold the code, `exit N` where that is not 1,
///   and `hint H`; `hint = H` is an `Option<Box<dyn Say>>` that is made of the fields.
/// - `enum X -> code: &'static str` makes a method `code` that answers what the brackets hold.
///
/// A row without its Korean, or with a field that does not exist, does not compile. A test of the name of the enum
/// checks the wording of its rows.
macro_rules! messages {
    ($(#[$meta:meta])* $vis:vis enum $name:ident $(: $problem:ident)? $(-> $method:ident : $answer:ty)? { $(
        $(#[$note:meta])*
        $variant:ident
        $(( $($slot:ident : $kind:ty $(as $form:path)?),+ ))?
        $({ $($field:ident : $type:ty $(as $way:path)?),+ $(,)? $(; $($made:ident = $value:expr),+ $(,)?)? })?
        $([ $($attribute:tt)+ ])?
        => $en:tt $(, $ko:tt)?;
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
                        $crate::text::rows::words!(
                            lang out [
                                $($( $slot $(as $form)?, )+)?
                                $($( $field $(as $way)?, )+ $($( $made, )+)?)?
                            ] $en $(, $ko)?
                        )
                    }
                )+ }
            }
        }

        $crate::text::rows::attributes! {
            $vis $name [$($problem)? $(-> $method: $answer)?]
            $( $variant [$($($slot)+)? $($($field)+)?] { $(( $($slot),+ ))? $({ $($field),+ })? } [$($($attribute)+)?] )+
        }

        #[cfg(test)]
        impl $name {
            pub(crate) fn rows() -> Vec<$crate::text::tests::Row> {
                vec![$({
                    let mut row = $crate::text::tests::Row::new(concat!(stringify!($name), "::", stringify!($variant)));
                    $crate::text::rows::templates!(row $en $(, $ko)?);
                    row
                }),+]
            }
        }

        #[cfg(test)]
        #[test]
        #[expect(non_snake_case, reason = "the test is named after the enum")]
        fn $name() {
            $crate::text::tests::check(&$name::rows());
        }
    };
}
pub(crate) use messages;

/// Writes the words of a row: a template with its fields, or what a `match` chooses.
macro_rules! words {
    ($lang:ident $out:ident [$($field:ident $(as $way:path)?,)*] $text:literal) => {{
        $(
            $( let $field = &$way($field); )?
            let $field = $crate::text::In { lang: $lang, what: $field };
            let _ = &$field;
        )*
        write!($out, $text)
    }};
    ($lang:ident $out:ident $fields:tt $en:tt, same) => {
        $crate::text::rows::words!($lang $out $fields $en)
    };
    ($lang:ident $out:ident $fields:tt $en:tt, $ko:tt) => {
        match $lang {
            $crate::text::Lang::En => $crate::text::rows::words!($lang $out $fields $en),
            $crate::text::Lang::Ko => $crate::text::rows::words!($lang $out $fields $ko),
        }
    };
    ($lang:ident $out:ident $fields:tt { match $on:tt $(. $more:ident $(( $($none:tt)* ))?)? {
        $($pattern:pat $(if $guard:expr)? => $text:tt),+ $(,)?
    } }) => {
        match $on $(. $more $(( $($none)* ))?)? { $(
            $pattern $(if $guard)? => $crate::text::rows::words!($lang $out $fields $text),
        )+ }
    };
    ($lang:ident $out:ident $fields:tt { match $on:tt $(. $more:ident $(( $($none:tt)* ))?)? {
        $($pattern:pat $(if $guard:expr)? => $en:tt, $ko:tt;)+
    } }) => {
        match $on $(. $more $(( $($none)* ))?)? { $(
            $pattern $(if $guard)? => $crate::text::rows::words!($lang $out $fields $en, $ko),
        )+ }
    };
}
pub(crate) use words;

/// What the brackets of the rows hold: nothing, a [`Problem`](super::Problem), or the answers of a method.
macro_rules! attributes {
    ($vis:vis $name:ident [] $($variant:ident $fields:tt $pattern:tt [])+) => {};
    ($vis:vis $name:ident [Problem] $(
        $variant:ident [$($field:ident)*] { $($pattern:tt)* }
        [$code:expr $(, exit $exit:expr)? $(, hint $hint:expr)? $(, hint = $made:expr)? $(,)?]
    )+) => {
        impl $name {
            /// The code in the output; never translated.
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
                    $crate::text::rows::advice!($(hint $hint)? $($made)?)
                } )+ }
            }
        }
    };
    ($vis:vis $name:ident [-> $method:ident : $answer:ty] $(
        $variant:ident [$($field:ident)*] { $($pattern:tt)* } [$value:expr]
    )+) => {
        impl $name {
            /// What belongs to the message beside its words.
            $vis fn $method(&self) -> $answer {
                match self { $( Self::$variant $($pattern)* => { $( let _ = $field; )* $value } )+ }
            }
        }
    };
}
pub(crate) use attributes;

/// The hint of a row.
#[rustfmt::skip]
macro_rules! advice {
    () => { None };
    (hint $hint:expr) => { Some(Box::new($hint)) };
    ($made:expr) => { $made };
}
pub(crate) use advice;

/// Puts the templates of a row into a [`Row`](super::tests::Row).
#[cfg(test)]
#[rustfmt::skip]
macro_rules! templates {
    ($row:ident $list:ident $text:literal) => { $row.$list.push($text); };
    ($row:ident $list:ident { match $on:tt $(. $more:ident $(( $($none:tt)* ))?)? {
        $($pattern:pat $(if $guard:expr)? => $text:tt),+ $(,)?
    } }) => {
        $( $crate::text::rows::templates!($row $list $text); )+
    };
    ($row:ident $en:tt, same) => { $crate::text::rows::templates!($row same $en); };
    ($row:ident $en:tt, $ko:tt) => {
        $crate::text::rows::templates!($row en $en);
        $crate::text::rows::templates!($row ko $ko);
    };
    ($row:ident { match $on:tt $(. $more:ident $(( $($none:tt)* ))?)? {
        $($pattern:pat $(if $guard:expr)? => $en:tt, $ko:tt;)+
    } }) => {
        $( $crate::text::rows::templates!($row $en, $ko); )+
    };
}
#[cfg(test)]
pub(crate) use templates;
