//! Reading a text level by level: as a tree, as the members of one object, or only to see whether it is as it must be.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Error, Json, MAX_DEPTH, Object, Problem, first_repeated};

/// One value; white space may stand around it.
pub(super) fn value(bytes: &[u8]) -> Result<Json, Error> {
    let text = utf8(bytes)?;
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| located(&error, text, 0))?;
    build(raw.get(), &Walk::new(text), 0)
}

/// The members of an object as they stand in the text: names unescaped, values raw.
///
/// This is the cheap way in for a reader that wants a few members and no tree.
///
/// # Errors
/// When the text is not exactly one JSON object. A value may still hold what [`check`] refuses.
pub fn members(text: &str) -> Result<Vec<(Cow<'_, str>, &RawValue)>, Error> {
    match serde_json::from_str::<Members<'_>>(text) {
        Ok(Members(members)) => Ok(members),
        Err(error) if error.is_data() => Err(Error {
            problem: Problem::NotAnObject,
            at: 0,
        }),
        Err(error) => Err(located(&error, text, 0)),
    }
}

/// The texts of an array of strings, borrowed where they hold no escape.
///
/// # Errors
/// When the text is anything else.
pub fn texts(text: &str) -> Result<Vec<Cow<'_, str>>, Error> {
    match serde_json::from_str::<Vec<Text<'_>>>(text) {
        Ok(texts) => Ok(texts.into_iter().map(|Text(text)| text).collect()),
        Err(error) => Err(located(&error, text, 0)),
    }
}

/// The text of a raw value that is a string.
#[must_use]
pub fn text(raw: &str) -> Option<Cow<'_, str>> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        return serde_json::from_str(raw).ok().map(Cow::Owned);
    }
    Some(Cow::Borrowed(inner))
}

/// Looks through raw values for what [`members`] lets pass, and whether any object, at any depth, holds one name
/// twice.
///
/// # Errors
/// A `\u` escape that is no character, or nesting deeper than [`MAX_DEPTH`].
pub fn check(text: &str, members: &[(Cow<'_, str>, &RawValue)]) -> Result<bool, Error> {
    let mut walk = Walk::new(text);
    walk.seen(members.iter().map(|(name, _)| name.as_ref()));
    for (_, value) in members {
        inspect(value.get(), &mut walk, 1)?;
    }
    Ok(walk.repeated)
}

/// The bytes as text.
///
/// # Errors
/// At the first byte that is not UTF-8.
pub fn utf8(bytes: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(bytes).map_err(|error| Error {
        problem: Problem::NotUtf8,
        at: error.valid_up_to(),
    })
}

/// A walk through one text: knows where a slice of it stands, and whether an object has held one name twice.
struct Walk<'a> {
    text: &'a str,
    repeated: bool,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            repeated: false,
        }
    }

    fn seen<'n>(&mut self, names: impl Iterator<Item = &'n str> + Clone) {
        self.repeated = self.repeated || first_repeated(names).is_some();
    }

    fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    /// The depth of what is inside `raw`.
    fn deeper(&self, raw: &str, depth: usize) -> Result<usize, Error> {
        if depth < MAX_DEPTH {
            Ok(depth + 1)
        } else {
            Err(Error {
                problem: Problem::TooDeep,
                at: self.offset(raw),
            })
        }
    }
}

/// Builds the value of a text that `serde_json` has already accepted as raw.
fn build(raw: &str, walk: &Walk<'_>, depth: usize) -> Result<Json, Error> {
    Ok(match raw.as_bytes().first() {
        Some(b'{') => {
            let depth = walk.deeper(raw, depth)?;
            let Members(members) = nested(raw, walk)?;
            let mut object = Vec::with_capacity(members.len());
            for (name, value) in members {
                object.push((name.into_owned(), build(value.get(), walk, depth)?));
            }
            Json::Object(Object(object))
        }
        Some(b'[') => {
            let depth = walk.deeper(raw, depth)?;
            let mut items = Vec::new();
            each(raw, walk.offset(raw), |item| {
                let item = build(item, walk, depth)?;
                // Of arrays nested in arrays each holds one item, and would keep room for four.
                if items.is_empty() {
                    items.reserve_exact(1);
                }
                items.push(item);
                Ok(())
            })?;
            items.shrink_to_fit();
            Json::Array(items)
        }
        Some(b'"') => Json::String(nested::<Text<'_>>(raw, walk)?.0.into_owned()),
        Some(b't') => Json::Bool(true),
        Some(b'f') => Json::Bool(false),
        Some(b'n') => Json::Null,
        _ => Json::Number(raw.into()),
    })
}

/// As [`build`], without building: accepts and refuses the same texts.
fn inspect(raw: &str, walk: &mut Walk<'_>, depth: usize) -> Result<(), Error> {
    match raw.as_bytes().first() {
        Some(b'{') => {
            let depth = walk.deeper(raw, depth)?;
            let Members(members) = nested(raw, walk)?;
            walk.seen(members.iter().map(|(name, _)| name.as_ref()));
            for (_, value) in members {
                inspect(value.get(), walk, depth)?;
            }
        }
        Some(b'[') => {
            let depth = walk.deeper(raw, depth)?;
            each(raw, walk.offset(raw), |item| inspect(item, walk, depth))?;
        }
        Some(b'"') if raw.as_bytes().contains(&b'\\') => {
            nested::<Text<'_>>(raw, walk)?;
        }
        _ => {}
    }
    Ok(())
}

/// Reads a part of the walked text as `T`.
fn nested<'a, T: Deserialize<'a>>(raw: &'a str, walk: &Walk<'_>) -> Result<T, Error> {
    serde_json::from_str(raw).map_err(|error| in_accepted(&error, raw, walk.offset(raw)))
}

/// What is wrong with a text that was accepted as raw: its escapes are all that was not looked at.
fn in_accepted(error: &serde_json::Error, raw: &str, at: usize) -> Error {
    Error {
        problem: Problem::BadEscape,
        ..located(error, raw, at)
    }
}

/// Looks at the items of an accepted array one after the other, until one is refused: so many of them are never
/// held at once. `at` is where the array stands.
fn each<'a>(
    raw: &'a str,
    at: usize,
    see: impl FnMut(&'a str) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut refused = None;
    let items = Items {
        see,
        refused: &mut refused,
    };
    let read = serde_json::Deserializer::from_str(raw).deserialize_seq(items);
    match (refused, read) {
        (Some(error), _) => Err(error),
        (None, read) => read.map_err(|error| in_accepted(&error, raw, at)),
    }
}

/// Turns the line and column of `serde_json` (a count of bytes, 1 for the first) into a byte.
fn located(error: &serde_json::Error, text: &str, base: usize) -> Error {
    if error.is_eof() {
        return Error {
            problem: Problem::EndsEarly,
            at: base + text.len(),
        };
    }
    let start = match error.line() {
        0 | 1 => 0,
        line => memchr::memchr_iter(b'\n', text.as_bytes())
            .nth(line - 2)
            .map_or(text.len(), |newline| newline + 1),
    };
    let at = (start + error.column()).saturating_sub(1).min(text.len());
    // An error inside `\u` escapes is reported behind them, everything else where it stands.
    let problem = if error.to_string().contains("surrogate") {
        Problem::BadEscape
    } else {
        Problem::Unexpected
    };
    Error {
        problem,
        at: base + at,
    }
}

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);
/// A string that is borrowed where it holds no escape.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::with_capacity(8);
                while let Some((Text(name), value)) = map.next_entry()? {
                    members.push((name, value));
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Reader).map(Members)
    }
}

/// Shows the items of an array to `see`.
struct Items<'r, F> {
    see: F,
    /// Why the reading was broken off.
    refused: &'r mut Option<Error>,
}

impl<'de, F: FnMut(&'de str) -> Result<(), Error>> Visitor<'de> for Items<'_, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(item) = seq.next_element::<&RawValue>()? {
            if let Err(error) = (self.see)(item.get()) {
                *self.refused = Some(error);
                return Err(serde::de::Error::custom("refused"));
            }
        }
        Ok(())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Cow<'de, str>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.to_owned()))
            }
        }
        deserializer.deserialize_str(Reader).map(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheap_way_agrees_with_the_tree() {
        for text in [
            r#"{"a":1,"b":{"c":[{"d":1,"d":2}]}}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":[1,["\ud800"],2]}"#,
            r#"{"a":[[[{}]]],"b":"\n"}"#,
            &format!("{{\"a\":{}{}}}", "[".repeat(126), "]".repeat(126)),
            &format!("{{\"a\":{}{}}}", "[".repeat(127), "]".repeat(127)),
            &format!("{{\"a\":{}{}}}", "[".repeat(128), "]".repeat(128)),
        ] {
            let tree = Object::parse(text.as_bytes()).map(|object| object.duplicate().is_some());
            let cheap = members(text).and_then(|found| check(text, &found));
            assert_eq!(tree, cheap, "{text}");
        }
    }
}
