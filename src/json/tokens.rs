//! The tokens of a text that `serde_json` has accepted: whether it is JSON is settled, what stands where is asked.
//!
//! One pass over the text, however it is nested. The tree is built of it, and so is whatever is to be known of a text
//! for which a tree would be too much: of hostile text it takes twenty times the room. What is public here wants a text
//! in which [`check`] found no fault.

use std::borrow::Cow;
use std::ops::Range;

use super::{
    Error, MAX_DEPTH, MAX_INDENT, Problem, first_repeated, indent, push_quoted, push_step,
    step_name,
};

/// What two readers do not agree on.
pub(super) const LOST: Error = Error {
    problem: Problem::Unexpected,
    at: 0,
};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `{`
    Object,
    /// `[`
    Array,
    /// `}` or `]`
    Close,
    /// A string before a colon.
    Name,
    /// Any other string.
    String,
    /// A number.
    Number,
    /// `null`, `true` or `false`.
    Word,
}

/// A token, with the quotes that a string has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    /// The byte at which it begins.
    pub(super) at: usize,
    pub(super) raw: &'t str,
}

impl<'t> Token<'t> {
    /// The text that a string stands for.
    ///
    /// # Errors
    /// At an escape that is no character: that much `serde_json` accepts unseen.
    pub(super) fn text(&self) -> Result<Cow<'t, str>, Error> {
        string(self.raw, self.at)
    }
}

/// The tokens of an accepted text, or of a value in one.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Goes behind what an array or object holds that was opened just now.
    fn leave(&mut self) {
        let mut open = 1_usize;
        for token in self.by_ref() {
            match token.kind {
                Kind::Object | Kind::Array => open += 1,
                Kind::Close => open -= 1,
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }

    /// Goes behind the value that begins with a token. Returns where it stands.
    fn whole(&mut self, first: &Token<'t>) -> Range<usize> {
        if let Kind::Object | Kind::Array = first.kind {
            self.leave();
        }
        first.at..self.at
    }

    /// The name of the next member of an object, in which this is, and where its value stands.
    pub(super) fn member(&mut self) -> Option<(Token<'t>, Range<usize>)> {
        let name = self.next().filter(|token| token.kind == Kind::Name)?;
        let value = self.next()?;
        Some((name, self.whole(&value)))
    }

    fn is_name(&self, end: usize) -> bool {
        let rest = self.text.as_bytes().get(end..).unwrap_or_default();
        let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
        next == Some(&b':')
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let bytes = self.text.as_bytes();
        let between = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',' | b':');
        let rest = bytes.get(self.at..)?;
        let at = self.at + rest.iter().position(|byte| !between(byte))?;
        let (kind, end) = match bytes.get(at)? {
            b'{' => (Kind::Object, at + 1),
            b'[' => (Kind::Array, at + 1),
            b'}' | b']' => (Kind::Close, at + 1),
            b'"' => {
                let end = string_end(bytes, at + 1)?;
                let name = self.is_name(end);
                (if name { Kind::Name } else { Kind::String }, end)
            }
            first => {
                let rest = bytes.get(at..)?;
                let ends = |byte: &u8| between(byte) || matches!(byte, b'}' | b']');
                let end = rest
                    .iter()
                    .position(ends)
                    .map_or(bytes.len(), |end| at + end);
                let word = first.is_ascii_alphabetic();
                (if word { Kind::Word } else { Kind::Number }, end)
            }
        };
        self.at = end;
        let raw = self.text.get(at..end)?;
        Some(Token { kind, at, raw })
    }
}

/// Looks through an accepted value, which stands in `depth` others, for what `serde_json` lets pass, and whether any
/// object in it holds one name twice.
///
/// # Errors
/// An escape that is no character, or nesting deeper than [`MAX_DEPTH`]; the byte counts in the value.
pub(crate) fn check(value: &str, depth: usize) -> Result<bool, Error> {
    // The names of the objects that are open, and where those of each begin.
    let (mut names, mut open) = (Vec::new(), Vec::new());
    let mut repeated = false;
    for token in Tokens::new(value) {
        match token.kind {
            Kind::Object | Kind::Array => {
                deeper(token.at, depth + open.len())?;
                open.push(names.len());
            }
            Kind::Close => {
                let base = open.pop().unwrap_or_default();
                repeated = repeated || first_repeated(names_from(&names, base)).is_some();
                names.truncate(base);
            }
            Kind::Name if repeated => drop(token.text()?),
            Kind::Name => names.push(token.text()?),
            Kind::String => drop(token.text()?),
            Kind::Number | Kind::Word => {}
        }
    }
    Ok(repeated)
}

/// The pointer (RFC 6901) of the first member of an accepted value that occurs twice in its own object, at any depth:
/// of the outermost object in which there is one.
#[must_use]
pub(crate) fn duplicate(text: &str) -> Option<String> {
    let (mut names, mut path) = (Vec::new(), Path::default());
    // Where the names of each open object begin.
    let mut open = Vec::new();
    // What was found, and how many of the open arrays and objects it is in.
    let mut found: Option<(usize, String)> = None;
    for token in Tokens::new(text) {
        path.step(&token)?;
        match token.kind {
            Kind::Object | Kind::Array => open.push(names.len()),
            Kind::Name => names.push(token.text().ok()?),
            Kind::Close => {
                let base = open.pop()?;
                // What was found before this began comes first, what was found in it does not. So few are written out:
                // each of them lies further out than the last.
                if found
                    .as_ref()
                    .is_none_or(|(within, _)| *within > open.len())
                {
                    if let Some(name) = first_repeated(names_from(&names, base)) {
                        let mut pointer = path.pointer.clone();
                        push_step(name, &mut pointer);
                        found = Some((open.len(), pointer));
                    } else if let Some((within, _)) = &mut found {
                        *within = open.len();
                    }
                }
                names.truncate(base);
            }
            Kind::String | Kind::Number | Kind::Word => {}
        }
    }
    found.map(|(_, pointer)| pointer)
}

/// Where a walk goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Onward {
    /// With what is below the value, if anything is.
    Into,
    /// With what comes after the value.
    Past,
    /// Nowhere.
    Stop,
}

/// A value on a walk, with what it holds where that is no array and no object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown<'t> {
    /// A string, unescaped.
    Text(Cow<'t, str>),
    /// A number as it is written.
    Number(&'t str),
    /// `null`, `true` or `false`.
    Word(&'t str),
    /// An array.
    Array,
    /// An object.
    Object,
}

/// Shows every value below the outermost of an accepted text with its pointer (RFC 6901) and, where it is a member,
/// its name.
pub(crate) fn walk<'t>(
    text: &'t str,
    mut visit: impl FnMut(&str, Option<&str>, &Shown<'t>) -> Onward,
) {
    let (mut tokens, mut path, mut name) = (Tokens::new(text), Path::default(), None);
    while let Some(token) = tokens.next() {
        let below = !path.open.is_empty();
        let Some(()) = path.step(&token) else {
            return;
        };
        let shown = match token.kind {
            Kind::Close => continue,
            Kind::Name => {
                name = token.text().ok();
                continue;
            }
            Kind::String => Shown::Text(token.text().unwrap_or_default()),
            Kind::Number => Shown::Number(token.raw),
            Kind::Word => Shown::Word(token.raw),
            Kind::Array => Shown::Array,
            Kind::Object => Shown::Object,
        };
        let name = name.take();
        if !below {
            continue;
        }
        match visit(&path.pointer, name.as_deref(), &shown) {
            Onward::Stop => return,
            Onward::Past if matches!(shown, Shown::Array | Shown::Object) => {
                tokens.leave();
                path.open.pop();
            }
            Onward::Past | Onward::Into => {}
        }
    }
}

/// The items of an accepted array as they are written; of another value none.
pub(crate) fn items(array: &str) -> impl Iterator<Item = &str> {
    let mut tokens = Tokens::new(array);
    let opened = tokens.next().is_some_and(|first| first.kind == Kind::Array);
    std::iter::from_fn(move || {
        let item = tokens
            .next()
            .filter(|item| opened && item.kind != Kind::Close)?;
        array.get(tokens.whole(&item))
    })
}

/// The value in an accepted one that a JSON Pointer (RFC 6901) names; of a member that occurs twice the last.
pub(crate) fn pointed_at<'t>(value: &'t str, pointer: &str) -> Option<&'t str> {
    if pointer.is_empty() {
        return Some(value);
    }
    pointer
        .strip_prefix('/')?
        .split('/')
        .try_fold(value, |value, step| {
            let name = step_name(step);
            if value.starts_with('{') {
                return member(value, &name);
            }
            // RFC 6901 §4: no leading zeros, no sign.
            let is_index = name == "0" || !name.starts_with(['0', '+']);
            items(value).nth(name.parse().ok().filter(|_| is_index)?)
        })
}

/// The last member of an accepted object that has a name.
fn member<'t>(object: &'t str, wanted: &str) -> Option<&'t str> {
    let mut tokens = Tokens::new(object);
    tokens.next()?;
    let mut found = None;
    while let Some((name, value)) = tokens.member() {
        if name.text().is_ok_and(|name| name == wanted) {
            found = object.get(value);
        }
    }
    found
}

/// Writes an accepted value as [`Json::to_compact`](super::Json::to_compact) writes its tree.
pub(crate) fn write_compact(text: &str, out: &mut String) {
    let mut behind_value = false;
    for token in Tokens::new(text) {
        if behind_value && token.kind != Kind::Close {
            out.push(',');
        }
        push_token(&token, out);
        if token.kind == Kind::Name {
            out.push(':');
        }
        behind_value = !matches!(token.kind, Kind::Name | Kind::Array | Kind::Object);
    }
}

/// An accepted value as [`write_compact`] writes it.
#[must_use]
pub(crate) fn compact(text: &str) -> String {
    let mut out = String::new();
    write_compact(text, &mut out);
    out
}

/// An accepted value as [`Json::to_pretty`](super::Json::to_pretty) writes its tree.
#[must_use]
pub(crate) fn pretty(text: &str) -> String {
    let mut out = String::new();
    let (mut open, mut last) = (0_usize, None);
    for token in Tokens::new(text) {
        let closes = token.kind == Kind::Close;
        let opened = matches!(last, Some(Kind::Array | Kind::Object));
        let inside = open;
        open -= usize::from(closes && open > 0);
        if last == Some(Kind::Name) {
            out.push_str(if inside <= MAX_INDENT { ": " } else { ":" });
        } else if last.is_some() && !(closes && opened) {
            if !(closes || opened) {
                out.push(',');
            }
            if inside <= MAX_INDENT {
                out.push('\n');
                indent(&mut out, open);
            }
        }
        push_token(&token, &mut out);
        open += usize::from(matches!(token.kind, Kind::Array | Kind::Object));
        last = Some(token.kind);
    }
    out
}

/// Writes a token; a string with as few escapes as it can have.
fn push_token(token: &Token<'_>, out: &mut String) {
    if token.raw.contains('\\')
        && let Ok(text) = token.text()
    {
        push_quoted(&text, out);
    } else {
        out.push_str(token.raw);
    }
}

/// The names from one on.
fn names_from<'n>(names: &'n [Cow<'_, str>], from: usize) -> impl Iterator<Item = &'n str> + Clone {
    let own = names.get(from..).unwrap_or_default();
    own.iter().map(AsRef::as_ref)
}

/// Whether an array or object, which begins at `at` in `depth` others, may stand there.
pub(super) const fn deeper(at: usize, depth: usize) -> Result<(), Error> {
    if depth < MAX_DEPTH {
        return Ok(());
    }
    Err(Error {
        problem: Problem::TooDeep,
        at,
    })
}

/// The text of a raw value that is a string.
#[must_use]
pub fn text(raw: &str) -> Option<Cow<'_, str>> {
    if raw.starts_with('"') {
        string(raw, 0).ok()
    } else {
        None
    }
}

/// The text of a string of an accepted text, in which it begins at `at`.
fn string(raw: &str, at: usize) -> Result<Cow<'_, str>, Error> {
    if raw.contains('\\') {
        let text = serde_json::from_str(raw).map(Cow::Owned);
        return text.map_err(|error| Error {
            problem: Problem::BadEscape,
            ..Error::located(&error, raw, at)
        });
    }
    let inner = raw.get(1..raw.len().saturating_sub(1));
    inner.map(Cow::Borrowed).ok_or(LOST)
}

/// The place, among eight bytes, of the first that ends the plain part of a string: its quote, an escape, and what
/// may not stand in it. Eight bytes at once, without a branch for each (Warren, Hacker's Delight, §6-1).
const fn end_in(bytes: [u8; 8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    /// Marks the bytes below `limit`; above the first that is marked some may be marked that are not below it.
    const fn below(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(ONES * limit) & !word & HIGH
    }
    let word = u64::from_le_bytes(bytes);
    let quote = below(word ^ (ONES * b'"' as u64), 1);
    let escape = below(word ^ (ONES * b'\\' as u64), 1);
    match (quote | escape | below(word, b' ' as u64)).trailing_zeros() {
        64 => None,
        bits => Some(bits as usize / 8),
    }
}

/// The next byte from `at` on that ends the plain part of a string.
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        if let Some(end) = end_in(*eight) {
            return Some(at + end);
        }
        at += 8;
    }
    let ends = |byte: &u8| matches!(byte, 0..b' ' | b'"' | b'\\');
    Some(at + bytes.get(at..)?.iter().position(ends)?)
}

/// The byte behind the quote that ends a string of an accepted text; `at` is in the string.
fn string_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = plain_end(bytes, at)?;
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            _ => at += 2,
        }
    }
}

/// Where in a value a pass is.
#[derive(Debug, Default)]
struct Path {
    /// The pointer (RFC 6901) of the value that the last token belongs to. It is one text that grows and shrinks:
    /// copied for each value, a long name over many values would cost the square of the text.
    pointer: String,
    open: Vec<Level>,
}

/// An open array or object.
#[derive(Debug)]
struct Level {
    /// The length of its own pointer.
    here: usize,
    /// How many items of an array have begun; `None` in an object.
    items: Option<usize>,
}

impl Path {
    /// Goes on to a token. `None` when its name is none.
    fn step(&mut self, token: &Token<'_>) -> Option<()> {
        match (token.kind, self.open.last_mut()) {
            (Kind::Close, _) => {
                let level = self.open.pop()?;
                self.pointer.truncate(level.here);
                return Some(());
            }
            (Kind::Name, Some(level)) => {
                self.pointer.truncate(level.here);
                push_step(&token.text().ok()?, &mut self.pointer);
            }
            (
                _,
                Some(Level {
                    here,
                    items: Some(begun),
                }),
            ) => {
                self.pointer.truncate(*here);
                push_step(&begun.to_string(), &mut self.pointer);
                *begun += 1;
            }
            _ => {}
        }
        if let Kind::Object | Kind::Array = token.kind {
            let items = (token.kind == Kind::Array).then_some(0);
            let here = self.pointer.len();
            self.open.push(Level { here, items });
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Json;

    #[test]
    fn a_walk_goes_where_it_is_sent() {
        let text = r#"{"a":[1,{"b/~":2}],"c":{"d":3},"e":4}"#;
        let walked = |stop_at: &str| {
            let mut seen = Vec::new();
            walk(text, |pointer, name, value| {
                seen.push((pointer.to_owned(), name.map(str::to_owned)));
                match name {
                    Some("c") => Onward::Past,
                    Some(name) if name == stop_at => Onward::Stop,
                    _ => {
                        let tree = Json::parse(text.as_bytes()).unwrap();
                        let there = match tree.pointer(pointer).unwrap() {
                            Json::Array(_) => Shown::Array,
                            Json::Number(digits) => Shown::Number(digits),
                            _ => Shown::Object,
                        };
                        assert_eq!(there, *value);
                        Onward::Into
                    }
                }
            });
            seen.into_iter().unzip::<_, _, Vec<_>, Vec<_>>()
        };
        let (pointers, names) = walked("");
        assert_eq!(pointers, ["/a", "/a/0", "/a/1", "/a/1/b~1~0", "/c", "/e"]);
        let names: Vec<_> = names.iter().map(Option::as_deref).collect();
        let (a, b, c, e) = (Some("a"), Some("b/~"), Some("c"), Some("e"));
        assert_eq!(names, [a, None, None, b, c, e]);
        assert_eq!(walked("b/~").0.last().unwrap(), "/a/1/b~1~0");
    }

    #[test]
    fn what_a_walk_passes_by_is_counted() {
        let mut seen = Vec::new();
        let text = r#"{"a":[[],[[1],2],{},{"b":3},"\u0061",null]}"#;
        walk(text, |pointer, _, value| {
            seen.push(format!("{pointer} {value:?}"));
            if pointer == "/a" {
                Onward::Into
            } else {
                Onward::Past
            }
        });
        let expected = [
            "/a Array",
            "/a/0 Array",
            "/a/1 Array",
            "/a/2 Object",
            "/a/3 Object",
            "/a/4 Text(\"a\")",
            "/a/5 Word(\"null\")",
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn the_outermost_object_that_holds_a_name_twice_is_named() {
        for (text, pointer) in [
            (r#"{"a":{"b":1,"b":2},"c":[{"d":1,"d":2}]}"#, "/a/b"),
            (r#"{"a":{"b":1,"b":2},"a":3}"#, "/a"),
            (
                r#"{"a":[{},{"b":{"c":1,"c":2},"d":4,"d":5}],"e":{"f":1,"f":2}}"#,
                "/a/1/d",
            ),
            (r#"[[{"a":1,"a":2}],[{"b":1,"b":2}]]"#, "/0/0/a"),
        ] {
            assert_eq!(duplicate(text).as_deref(), Some(pointer));
            assert_eq!(
                Json::parse(text.as_bytes()).unwrap().duplicate().as_deref(),
                Some(pointer)
            );
        }
    }

    #[test]
    fn items_stand_as_they_are_written() {
        let items = |text| items(text).collect::<Vec<_>>();
        assert_eq!(
            items(r#" [1 , "a,]" ,[ 2,{"b":[]}],{}, null]"#),
            ["1", "\"a,]\"", r#"[ 2,{"b":[]}]"#, "{}", "null"]
        );
        for none in ["[]", "{}", r#"{"a":1}"#, "\"a\"", "1"] {
            assert_eq!(items(none), [""; 0], "{none}");
        }
    }
}
