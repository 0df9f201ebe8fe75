//! JSON as it was written: member order, the digits of numbers and members that occur twice are kept.
//!
//! `serde_json::Value` loses all three, and with its `arbitrary_precision` feature a hostile object
//! can pose as a number; so values are read through [`RawValue`], level by level.

mod index;

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use zeroize::{Zeroize, Zeroizing};

pub use index::Index;

/// How deep arrays and objects may be nested, the limit of `serde_json` itself.
pub const MAX_DEPTH: usize = 128;

/// A JSON value (RFC 8259).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number with the digits it was written with.
    Number(String),
    /// A string, unescaped.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Object),
}

/// The members of an object in the order they were written, those that occur twice included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object(Vec<(String, Json)>);

/// What is wrong with a text that should be JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The text ends before the value does.
    EndsEarly,
    /// Something that may not stand there.
    Unexpected,
    /// A `\u` escape that is no character: half of a surrogate pair.
    BadEscape,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// JSON, but not an object.
    NotAnObject,
}

/// A text that is not JSON, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub problem: Problem,
    /// The byte, counted from 0, at which it was noticed.
    pub at: usize,
}

impl Error {
    /// Line and column of the error in `text`, both counted from 1, the column in bytes.
    #[must_use]
    pub fn line_column(&self, text: &[u8]) -> (usize, usize) {
        line_column(text, self.at)
    }
}

/// Line and column of a byte of `text`, both counted from 1, the column in bytes.
#[must_use]
pub fn line_column(text: &[u8], at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    (line, before.len() - start + 1)
}

impl Json {
    /// Reads one value; white space may stand around it.
    ///
    /// # Errors
    /// When the bytes are not UTF-8 or not exactly one JSON value.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let text = utf8(bytes)?;
        let raw: &RawValue =
            serde_json::from_str(text).map_err(|error| located(&error, text, 0))?;
        build(raw.get(), &mut Walk::new(text), 0)
    }

    /// The text of a string; `None` for any other value.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members of an object; `None` for any other value.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The items of an array; `None` for any other value.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Json]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The value of a boolean; `None` for any other value.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The value that a JSON Pointer (RFC 6901) names.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Json> {
        if pointer.is_empty() {
            return Some(self);
        }
        let mut value = self;
        for token in pointer.strip_prefix('/')?.split('/') {
            let name = token.replace("~1", "/").replace("~0", "~");
            value = match value {
                Self::Object(object) => object.get(&name)?,
                // RFC 6901 §4: no leading zeros, no sign.
                Self::Array(items) if name == "0" || !name.starts_with(['0', '+']) => {
                    items.get(name.parse::<usize>().ok()?)?
                }
                _ => return None,
            };
        }
        Some(value)
    }

    /// The pointer (RFC 6901) of the first member that occurs twice in its object, at any depth.
    #[must_use]
    pub fn duplicate(&self) -> Option<String> {
        match self {
            Self::Object(object) => object.duplicate(),
            Self::Array(items) => items
                .iter()
                .enumerate()
                .find_map(|(index, item)| item.duplicate().map(|below| format!("/{index}{below}"))),
            _ => None,
        }
    }

    /// The value on one line without white space.
    #[must_use]
    pub fn to_compact(&self) -> String {
        let mut out = String::new();
        self.write_compact(&mut out);
        out
    }

    /// The value over several lines, indented by two spaces a level.
    #[must_use]
    pub fn to_pretty(&self) -> String {
        let mut out = String::new();
        self.write_pretty(&mut out, 0);
        out
    }

    fn write_compact(&self, out: &mut String) {
        match self {
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write_compact(out);
                }
                out.push(']');
            }
            Self::Object(object) => {
                out.push('{');
                for (index, (name, value)) in object.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    push_quoted(name, out);
                    out.push(':');
                    value.write_compact(out);
                }
                out.push('}');
            }
            Self::String(text) => push_quoted(text, out),
            Self::Number(digits) => out.push_str(digits),
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Null => out.push_str("null"),
        }
    }

    fn write_pretty(&self, out: &mut String, depth: usize) {
        match self {
            Self::Array(items) if !items.is_empty() => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { ",\n" } else { "\n" });
                    indent(out, depth + 1);
                    item.write_pretty(out, depth + 1);
                }
                out.push('\n');
                indent(out, depth);
                out.push(']');
            }
            Self::Object(object) if !object.is_empty() => object.write_pretty(out, depth),
            other => other.write_compact(out),
        }
    }
}

impl Object {
    /// An object without members.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Reads an object; white space may stand around it.
    ///
    /// # Errors
    /// When the bytes are not UTF-8, not exactly one JSON value, or not an object.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        match Json::parse(bytes)? {
            Json::Object(object) => Ok(object),
            _ => Err(Error {
                problem: Problem::NotAnObject,
                at: 0,
            }),
        }
    }

    /// The value of a member; of one that occurs twice the last (RFC 7519 §4).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0
            .iter()
            .rev()
            .find(|(member, _)| member == name)
            .map(|(_, value)| value)
    }

    /// As [`Object::get`], to be changed in place.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        self.0
            .iter_mut()
            .rev()
            .find(|(member, _)| member == name)
            .map(|(_, value)| value)
    }

    /// The text of a member that is a string.
    #[must_use]
    pub fn str(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Json::as_str)
    }

    /// Sets a member: in its place if there is one of that name, else at the end.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<Json>) {
        let name = name.into();
        match self.get_mut(&name) {
            Some(place) => *place = value.into(),
            None => self.0.push((name, value.into())),
        }
    }

    /// Takes out every member of that name; says whether there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|(member, _)| member != name);
        self.0.len() < before
    }

    /// Keeps the members for which `chosen` holds, and wipes the others.
    pub fn retain(&mut self, mut chosen: impl FnMut(&str, &Json) -> bool) {
        self.0.retain_mut(|(name, value)| {
            let stays = chosen(name, value);
            if !stays {
                value.zeroize();
            }
            stays
        });
    }

    /// The object as [`Json::to_pretty`] writes it, with a last line break, for one that holds secrets: the text is
    /// wiped on drop, and was nowhere else as long as it is no longer than `room` bytes.
    #[must_use]
    pub fn to_secret_text(&self, room: usize) -> Zeroizing<String> {
        let mut out = Zeroizing::new(String::with_capacity(room));
        if self.is_empty() {
            out.push_str("{}");
        } else {
            self.write_pretty(&mut out, 0);
        }
        out.push('\n');
        out
    }

    fn write_pretty(&self, out: &mut String, depth: usize) {
        out.push('{');
        for (index, (name, value)) in self.iter().enumerate() {
            out.push_str(if index > 0 { ",\n" } else { "\n" });
            indent(out, depth + 1);
            push_quoted(name, out);
            out.push_str(": ");
            value.write_pretty(out, depth + 1);
        }
        out.push('\n');
        indent(out, depth);
        out.push('}');
    }

    /// The members in order, to be changed in place.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Json)> {
        self.0
            .iter_mut()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// The members in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name of the first member that occurs twice in this very object.
    #[must_use]
    pub fn repeated(&self) -> Option<&str> {
        first_repeated(self.0.iter().map(|(name, _)| name.as_str()))
    }

    /// The pointer (RFC 6901) of the first member that occurs twice, at any depth.
    #[must_use]
    pub fn duplicate(&self) -> Option<String> {
        if let Some(name) = self.repeated() {
            return Some(pointer_step(name));
        }
        self.0
            .iter()
            .find_map(|(name, value)| value.duplicate().map(|below| pointer_step(name) + &below))
    }
}

/// Wipes texts and numbers; names stay until they are dropped.
impl Zeroize for Json {
    fn zeroize(&mut self) {
        match self {
            Self::Number(text) | Self::String(text) => text.zeroize(),
            Self::Array(items) => items.iter_mut().for_each(Self::zeroize),
            Self::Object(object) => object.zeroize(),
            Self::Null | Self::Bool(_) => {}
        }
    }
}

/// As for [`Json`]; the object holds nothing afterwards.
impl Zeroize for Object {
    fn zeroize(&mut self) {
        self.retain(|_, _| false);
    }
}

impl IntoIterator for Object {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<(String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Adds members at the end; none of them may be there already.
impl Extend<(String, Json)> for Object {
    fn extend<T: IntoIterator<Item = (String, Json)>>(&mut self, members: T) {
        self.0.extend(members);
    }
}

impl<N: Into<String>, V: Into<Json>> FromIterator<(N, V)> for Object {
    fn from_iter<T: IntoIterator<Item = (N, V)>>(members: T) -> Self {
        Self(
            members
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

impl<N: Into<String>, V: Into<Json>, const COUNT: usize> From<[(N, V); COUNT]> for Object {
    fn from(members: [(N, V); COUNT]) -> Self {
        members.into_iter().collect()
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Number(value.to_string())
    }
}

impl From<usize> for Json {
    fn from(value: usize) -> Self {
        Self::Number(value.to_string())
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

/// What is absent is `null`.
impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A JSON string with its quotes and escapes.
#[must_use]
pub fn quoted(text: &str) -> String {
    // Writing a str to a String cannot fail; the fallback keeps this function total.
    serde_json::to_string(text).unwrap_or_else(|_| String::from("\"\""))
}

/// As [`quoted`], at the end of a text; a string without escapes leaves no copy on its way.
fn push_quoted(text: &str, out: &mut String) {
    let escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    if text.bytes().any(escaped) {
        out.push_str(&quoted(text));
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
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

/// Looks through raw values for what [`members`] lets pass, and says which member occurs twice.
///
/// Returns whether any object, at any depth, holds one name twice.
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

/// A walk through one text: knows where a slice of it stands.
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
}

/// Builds the value of a text that `serde_json` has already accepted as raw.
fn build(raw: &str, walk: &mut Walk<'_>, depth: usize) -> Result<Json, Error> {
    let at = walk.offset(raw);
    let deeper = |depth: usize| {
        if depth < MAX_DEPTH {
            Ok(depth + 1)
        } else {
            Err(Error {
                problem: Problem::TooDeep,
                at,
            })
        }
    };
    Ok(match raw.as_bytes().first() {
        Some(b'{') => {
            let depth = deeper(depth)?;
            let mut object = Vec::new();
            for (name, value) in nested::<Members<'_>>(raw, walk)?.0 {
                object.push((name.into_owned(), build(value.get(), walk, depth)?));
            }
            Json::Object(Object(object))
        }
        Some(b'[') => {
            let depth = deeper(depth)?;
            let items = nested::<Items<'_>>(raw, walk)?.0;
            let items = items.into_iter().map(|item| build(item.get(), walk, depth));
            Json::Array(items.collect::<Result<_, _>>()?)
        }
        Some(b'"') => Json::String(nested::<Text<'_>>(raw, walk)?.0.into_owned()),
        Some(b't') => Json::Bool(true),
        Some(b'f') => Json::Bool(false),
        Some(b'n') => Json::Null,
        _ => Json::Number(raw.to_owned()),
    })
}

/// As [`build`], without building: accepts and refuses the same texts.
fn inspect(raw: &str, walk: &mut Walk<'_>, depth: usize) -> Result<(), Error> {
    let nested_at = |depth: usize, walk: &Walk<'_>| {
        if depth < MAX_DEPTH {
            Ok(depth + 1)
        } else {
            Err(Error {
                problem: Problem::TooDeep,
                at: walk.offset(raw),
            })
        }
    };
    match raw.as_bytes().first() {
        Some(b'{') => {
            let depth = nested_at(depth, walk)?;
            let Members(members) = nested(raw, walk)?;
            walk.seen(members.iter().map(|(name, _)| name.as_ref()));
            for (_, value) in members {
                inspect(value.get(), walk, depth)?;
            }
        }
        Some(b'[') => {
            let depth = nested_at(depth, walk)?;
            for item in nested::<Items<'_>>(raw, walk)?.0 {
                inspect(item.get(), walk, depth)?;
            }
        }
        Some(b'"') if memchr::memchr(b'\\', raw.as_bytes()).is_some() => {
            nested::<Text<'_>>(raw, walk)?;
        }
        _ => {}
    }
    Ok(())
}

/// Reads a part of the walked text as `T`.
fn nested<'a, T: Deserialize<'a>>(raw: &'a str, walk: &Walk<'_>) -> Result<T, Error> {
    serde_json::from_str(raw).map_err(|error| {
        let base = walk.offset(raw);
        Error {
            problem: Problem::BadEscape,
            ..located(&error, raw, base)
        }
    })
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

fn first_repeated<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
    /// Up to here every pair is compared; above it a set is cheaper.
    const PAIRWISE: usize = 16;
    if names.clone().nth(PAIRWISE).is_some() {
        let mut seen = std::collections::HashSet::new();
        return names.into_iter().find(|name| !seen.insert(*name));
    }
    names
        .clone()
        .enumerate()
        .find(|(index, name)| names.clone().take(*index).any(|earlier| earlier == *name))
        .map(|(_, name)| name)
}

/// The step of a pointer (RFC 6901 §4) to a member.
#[must_use]
pub fn pointer_step(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);
struct Items<'a>(Vec<&'a RawValue>);
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

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Vec<&'de RawValue>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(items)
            }
        }
        deserializer.deserialize_seq(Reader).map(Items)
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
    fn what_is_secret_is_written_as_anything_else_and_wiped() {
        let every: String = (0..0x180).filter_map(char::from_u32).collect();
        let mut object = Object::from([("plain", Json::from("c2VjcmV0")), ("every", every.into())]);
        object.set("deep", vec![Object::new()]);
        for object in [&object, &Object::new()] {
            let expected = Json::Object(object.clone()).to_pretty() + "\n";
            assert_eq!(*object.to_secret_text(1024), expected);
            assert_eq!(Object::parse(expected.as_bytes()).as_ref(), Ok(object));
        }
        for (_, value) in object.iter() {
            if let Json::String(text) = value {
                assert_eq!(value.to_compact(), serde_json::to_string(text).unwrap());
            }
        }
        object.zeroize();
        assert!(object.is_empty());
        let mut array = Json::from(vec!["secret"]);
        array.zeroize();
        assert_eq!(array, Json::from(vec![""]));
    }

    #[test]
    fn order_digits_and_duplicates_survive() {
        let text = r#"{"b":1.10,"a":[12345678901234567890123,1E5,-0],"b":null,"c":{}}"#;
        assert_eq!(Json::parse(text.as_bytes()).unwrap().to_compact(), text);
    }

    #[test]
    fn an_object_that_poses_as_a_number_stays_an_object() {
        let text = r#"{"$serde_json::private::Number":"1","$serde_json::private::RawValue":"2"}"#;
        let value = Json::parse(text.as_bytes()).unwrap();
        assert_eq!(value.as_object().unwrap().len(), 2);
    }

    #[test]
    fn errors_say_where() {
        let error = |text: &str| Json::parse(text.as_bytes()).unwrap_err();
        assert_eq!(
            error("{\"a\":1"),
            Error {
                problem: Problem::EndsEarly,
                at: 6
            }
        );
        assert_eq!(
            error("{\"a\" 1}"),
            Error {
                problem: Problem::Unexpected,
                at: 5
            }
        );
        assert_eq!(
            error("{}\n }"),
            Error {
                problem: Problem::Unexpected,
                at: 4
            }
        );
        assert_eq!(error("[1,\"\\ud800\"]").problem, Problem::BadEscape);
        assert_eq!(error(&"[".repeat(200_000)).problem, Problem::EndsEarly);
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert_eq!(error(&deep).problem, Problem::TooDeep);
        assert_eq!(
            Json::parse(b"\"\xff\"").unwrap_err(),
            Error {
                problem: Problem::NotUtf8,
                at: 1
            }
        );
    }

    #[test]
    fn the_cheap_way_agrees_with_the_tree() {
        for text in [
            r#"{"a":1,"b":{"c":[{"d":1,"d":2}]}}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":[[[{}]]],"b":"\n"}"#,
            &format!("{{\"a\":{}{}}}", "[".repeat(126), "]".repeat(126)),
            &format!("{{\"a\":{}{}}}", "[".repeat(127), "]".repeat(127)),
            &format!("{{\"a\":{}{}}}", "[".repeat(128), "]".repeat(128)),
        ] {
            let tree = Object::parse(text.as_bytes()).map(|object| object.duplicate().is_some());
            let cheap = members(text).and_then(|found| check(text, &found));
            assert_eq!(
                tree.map_err(|e| e.problem),
                cheap.map_err(|e| e.problem),
                "{text}"
            );
        }
    }

    #[test]
    fn pointers_follow_rfc_6901() {
        let value = Json::parse(br#"{"a/b":{"m~n":[10,{"":2}]}}"#).unwrap();
        assert_eq!(
            value.pointer("/a~1b/m~0n/0"),
            Some(&Json::Number("10".into()))
        );
        assert_eq!(
            value.pointer("/a~1b/m~0n/1/"),
            Some(&Json::Number("2".into()))
        );
        assert_eq!(value.pointer("/a~1b/m~0n/01"), None);
        assert_eq!(value.pointer("a"), None);
        assert_eq!(
            Json::parse(br#"[{"x":[{"y":1,"y":2}]}]"#)
                .unwrap()
                .duplicate()
                .unwrap(),
            "/0/x/0/y"
        );
    }
}
