//! JSON as it was written: member order, the digits of numbers and members that occur twice are kept.
//!
//! `serde_json::Value` loses all three, and with its `arbitrary_precision` feature a hostile object can pose as a
//! number. So `serde_json` says whether a text is JSON, and what stands in it is read from the text.

mod index;
mod object_text;
mod read;
mod tokens;

use std::collections::HashMap;

use zeroize::{Zeroize, Zeroizing};

pub use index::Index;
pub use object_text::ObjectText;
pub(crate) use read::accept;
pub use read::{members, texts, utf8};
pub use tokens::text;
pub(crate) use tokens::{
    Onward, Shown, compact, duplicate, items, pointed_at, pretty, walk, write_compact,
};

/// How deep arrays and objects may be nested, the limit of `serde_json` itself.
pub const MAX_DEPTH: usize = 128;
/// Below so many levels nothing is indented: the spaces before many short values would be most of the text.
const MAX_INDENT: usize = 16;

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
    /// JSON, but not an object: noticed at byte 0, whatever stands there.
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
    /// Turns the line and column of `serde_json` (a count of bytes, 1 for the first) into a byte.
    fn located(error: &serde_json::Error, text: &str, base: usize) -> Self {
        if error.is_eof() {
            return Self {
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
        Self {
            problem,
            at: base + at,
        }
    }

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
        read::value(bytes)
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
            let name = step_name(token);
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

    /// Whether two values are equal as JSON: numbers by value, however they are written, objects in any order.
    #[must_use]
    pub fn same_value(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => {
                left == right || decimal(left).is_some_and(|left| decimal(right) == Some(left))
            }
            (Self::Array(left), Self::Array(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.same_value(b))
            }
            (Self::Object(left), Self::Object(right)) => {
                let values: HashMap<_, _> = right.iter().collect();
                left.len() == right.len()
                    && left
                        .iter()
                        .all(|(name, a)| values.get(name).is_some_and(|b| a.same_value(b)))
            }
            _ => self == other,
        }
    }

    /// The value on one line without white space.
    #[must_use]
    pub fn to_compact(&self) -> String {
        let mut out = String::new();
        self.write_compact(&mut out);
        out
    }

    /// The value over several lines, indented by two spaces a level; far down on one line.
    #[must_use]
    pub fn to_pretty(&self) -> String {
        let mut out = String::new();
        self.write_pretty(&mut out, 0);
        out
    }

    /// As [`Json::to_compact`], at the end of a text.
    pub(crate) fn write_compact(&self, out: &mut String) {
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
            Self::Null => out.push_str("null"),
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Number(digits) => out.push_str(digits),
            Self::String(text) => push_quoted(text, out),
        }
    }

    fn write_pretty(&self, out: &mut String, depth: usize) {
        match self {
            Self::Array(items) if !items.is_empty() && depth < MAX_INDENT => {
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
            Self::Object(object) if !object.is_empty() && depth < MAX_INDENT => {
                object.write_pretty(out, depth);
            }
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
        read::object(bytes)
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

    /// As [`Object::set`] for many members at once, each of another name, in one pass.
    pub fn set_all(&mut self, members: Vec<(String, Json)>) {
        let own = self.0.iter().enumerate();
        let own: HashMap<_, _> = own
            .map(|(place, (name, _))| (name.as_str(), place))
            .collect();
        let places: Vec<_> = members
            .iter()
            .map(|(name, _)| own.get(name.as_str()).copied())
            .collect();
        for (place, member) in places.into_iter().zip(members) {
            match place.and_then(|place| self.0.get_mut(place)) {
                Some(own) => *own = member,
                None => self.0.push(member),
            }
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

/// Wipes texts: no secret is a number. Names stay until they are dropped.
impl Zeroize for Json {
    fn zeroize(&mut self) {
        match self {
            Self::String(text) => text.zeroize(),
            Self::Array(items) => items.iter_mut().for_each(Self::zeroize),
            Self::Object(object) => object.zeroize(),
            Self::Null | Self::Bool(_) | Self::Number(_) => {}
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
        debug_assert!(first_repeated(self.0.iter().map(|(name, _)| name.as_str())).is_none());
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

fn first_repeated<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
    /// Up to here every pair is compared; above it a set is cheaper.
    const PAIRWISE: usize = 16;
    if names.clone().nth(PAIRWISE).is_some() {
        let mut seen = std::collections::HashSet::with_capacity(names.clone().count());
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
    let mut step = String::new();
    push_step(name, &mut step);
    step
}

/// As [`pointer_step`], at the end of a pointer.
fn push_step(name: &str, pointer: &mut String) {
    pointer.push('/');
    if name.contains(['~', '/']) {
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(name);
    }
}

/// The name that a step of a pointer stands for (RFC 6901 §4).
#[must_use]
pub fn step_name(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// What a JSON number (RFC 8259 §6) stands for: whether it is negative, its digits without zeros at either end, and
/// the power of ten of the last. `None` when the exponent is beyond all reckoning.
fn decimal(number: &str) -> Option<(bool, String, i64)> {
    let (negative, unsigned) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some((false, String::new(), 0));
    }
    let shift = |length: usize| i64::try_from(length).ok();
    let power = exponent
        .parse::<i64>()
        .ok()?
        .checked_sub(shift(fraction.len())?)?
        .checked_add(shift(digits.len() - significant.len())?)?;
    Some((negative, significant.to_owned(), power))
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
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
    fn many_members_are_set_as_one_by_one() {
        let members = ["b", "x", "a", "y"].map(|name| (name.to_owned(), Json::from(name)));
        let text = br#"{"a":1,"b":2,"a":3,"c":4}"#;
        let mut together = Object::parse(text).unwrap();
        let mut one_by_one = together.clone();
        together.set_all(members.to_vec());
        for (name, value) in members {
            one_by_one.set(name, value);
        }
        assert_eq!(together, one_by_one);
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
    fn numbers_are_the_same_by_value() {
        let same = |left: &str, right: &str| {
            let [left, right] = [left, right].map(|text| Json::parse(text.as_bytes()).unwrap());
            assert_eq!(left.same_value(&right), right.same_value(&left));
            left.same_value(&right)
        };
        for (left, right) in [
            ("1", "1.0"),
            ("10000000000000000", "1e16"),
            ("-0", "0"),
            ("0e5", "0.000"),
            ("0.001", "1E-3"),
            ("-120", "-1.2e+2"),
            ("1e99999999999999999999", "1e99999999999999999999"),
            ("0e99999999999999999999", "0"),
            (r#"{"a":1,"b":[2.0]}"#, r#"{"b":[2],"a":1e0}"#),
        ] {
            assert!(same(left, right), "{left} {right}");
        }
        for (left, right) in [
            ("0.1000000000000000055", "0.1"),
            ("9007199254740993", "9007199254740992"),
            ("1", "-1"),
            ("1", "10"),
            ("1e99999999999999999999", "1e99999999999999999998"),
            ("1e9223372036854775807", "1e-9223372036854775808"),
            ("1", "\"1\""),
            ("[1,2]", "[2,1]"),
            ("[1]", "[1,1]"),
        ] {
            assert!(!same(left, right), "{left} {right}");
        }
    }

    #[test]
    fn deep_values_are_not_indented_for_ever() {
        let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
        let pretty = Json::parse(deep.as_bytes()).unwrap().to_pretty();
        assert_eq!(pretty.lines().count(), 2 * MAX_INDENT + 1);
        let bare: String = pretty.split_whitespace().collect();
        assert_eq!(bare, deep);
    }

    #[test]
    fn pointers_follow_rfc_6901() {
        let text = r#"{"a/b":{"m~n":[ 10 ,{"":2,"":[3]}, "x"]},"":4}"#;
        let value = Json::parse(text.as_bytes()).unwrap();
        for (pointer, found) in [
            ("", Some(text)),
            ("/", Some("4")),
            ("/a~1b/m~0n/0", Some("10")),
            ("/a~1b/m~0n/1/", Some("[3]")),
            ("/a~1b/m~0n/1//0", Some("3")),
            ("/a~1b/m~0n/2", Some("\"x\"")),
            ("/a~1b/m~0n/2/0", None),
            ("/a~1b/m~0n/3", None),
            ("/a~1b/m~0n/01", None),
            ("/a~1b/m~0n/+1", None),
            ("/a~1b/m~0n/-", None),
            ("/b", None),
            ("a", None),
        ] {
            assert_eq!(pointed_at(text, pointer), found, "{pointer}");
            let tree = found.map(|raw| Json::parse(raw.as_bytes()).unwrap());
            assert_eq!(value.pointer(pointer), tree.as_ref(), "{pointer}");
        }
        assert_eq!(
            Json::parse(br#"[{"x":[{"y":1,"y":2}]}]"#)
                .unwrap()
                .duplicate()
                .unwrap(),
            "/0/x/0/y"
        );
    }
}
