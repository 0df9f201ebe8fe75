//! JSON as it was written: member order, the digits of numbers and members that occur twice are kept.
//!
//! `serde_json::Value` loses all three, and with its `arbitrary_precision` feature a hostile object can pose as a
//! number. So `serde_json` says whether a text is JSON, and what stands in it is read from the text.

mod indexed;
mod scan;
mod write;

use std::collections::{HashMap, HashSet};

use zeroize::Zeroize;

use crate::text::messages;

pub use indexed::{Indexed, Value};
use scan::Index;
pub use write::{ToJson, Writer, quoted};

/// How deep arrays and objects may be nested.
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

messages! {
    /// What is wrong with a text that should be JSON.
    #[derive(Copy)]
    pub enum Problem {
        NotUtf8 => "not UTF-8", "UTF-8이 아닙니다";
        EndsEarly => "the text ends too early", "텍스트가 중간에 끝났습니다";
        Unexpected => "unexpected character", "올 수 없는 문자가 있습니다";
        /// Half of a surrogate pair.
        BadEscape =>
            "a \\u escape that is no character",
            "\\u 이스케이프가 올바른 문자가 아닙니다";
        TooDeep => "nested too deep", "중첩이 너무 깊습니다";
        /// JSON, but not an object: noticed at byte 0, whatever stands there.
        NotAnObject => "not an object", "객체가 아닙니다";
    }
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
    pub fn line_column(&self, text: &[u8]) -> (usize, usize) {
        line_column(text, self.at)
    }
}

/// Line and column of a byte of `text`, both counted from 1, the column in bytes.
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
        let mut index = Index::default();
        index.read(text)?;
        Ok(index.tree(0, text))
    }

    /// The text of a string; `None` for any other value.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members of an object; `None` for any other value.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The items of an array; `None` for any other value.
    pub fn as_array(&self) -> Option<&[Json]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The value of a boolean; `None` for any other value.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The value that a JSON Pointer (RFC 6901) names.
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
}

impl Object {
    /// An object without members.
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

    /// The members in order, to be changed in place.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Json)> {
        self.0
            .iter_mut()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// The members in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name of the first member that occurs twice in this very object.
    pub fn repeated(&self) -> Option<&str> {
        first_repeated(self.0.iter().map(|(name, _)| name.as_str()))
    }

    /// The pointer (RFC 6901) of the first member that occurs twice, at any depth.
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
    type IntoIter = std::vec::IntoIter<Self::Item>;

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

fn first_repeated<'n>(mut names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut seen = HashSet::new();
    names.find(|name| !seen.insert(*name))
}

/// The byte of a text at which the value that a pointer (RFC 6901) names begins; of the last step of it that is there.
pub fn locate(text: &str, pointer: &str) -> usize {
    let mut index = Index::default();
    // Of a text that is not JSON nothing is there.
    let _ = index.read(text);
    index.locate(text, pointer)
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

/// Where a walk goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walk {
    /// With what the value holds, if it holds anything.
    Descend,
    /// With what comes after the value.
    Skip,
    /// Nowhere.
    Stop,
}

/// The step of a pointer (RFC 6901 §4) to a member.
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
        assert_eq!(error(&"[".repeat(100)).problem, Problem::EndsEarly);
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
        assert_eq!(pretty.lines().count(), 2 * write::MAX_INDENT + 1);
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
