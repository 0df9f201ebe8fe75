//! The JSON writer: compact, or over several lines.

use std::fmt::{self, Display, Write as _};

use zeroize::Zeroizing;

use super::scan::plain_end;
use super::{Json, Object};

/// Below so many levels nothing is indented: the spaces before many short values would be most of the text.
pub(super) const MAX_INDENT: usize = 16;

/// What can be written as JSON.
pub trait ToJson {
    /// Writes the value.
    fn write(&self, out: &mut Writer<'_>);
}

/// Writes JSON at the end of a text.
#[derive(Debug)]
pub struct Writer<'o> {
    out: &'o mut String,
    /// How deep the next value stands; `None` where all stands on one line.
    level: Option<usize>,
    /// Whether nothing stands yet in the array or object.
    empty: bool,
}

impl<'o> Writer<'o> {
    /// Writes on one line without white space.
    pub fn compact(out: &'o mut String) -> Self {
        Self {
            out,
            level: None,
            empty: true,
        }
    }

    /// Writes over several lines, indented by two spaces a level; far down on one line.
    pub fn pretty(out: &'o mut String) -> Self {
        Self {
            out,
            level: Some(0),
            empty: true,
        }
    }

    /// Writes an object.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.nested(['{', '}'], members);
    }

    /// Writes an array.
    pub fn array<T>(&mut self, items: impl IntoIterator<Item = T>, write: impl Fn(T, &mut Self)) {
        self.nested(['[', ']'], |out| {
            for item in items {
                out.next();
                write(item, out);
            }
        });
    }

    /// Writes a name of the program's own in an object; its value is due.
    pub fn name(&mut self, name: &'static str) -> &mut Self {
        self.out.reserve(name.len() + 5);
        self.next();
        self.word(name);
        self.colon()
    }

    /// Writes a member.
    pub fn add(&mut self, name: &'static str, value: impl ToJson) {
        value.write(self.name(name));
    }

    /// Writes a string of the program's own, which needs no escapes.
    pub fn word(&mut self, word: &'static str) {
        debug_assert_eq!(plain_end(word.as_bytes(), 0), None);
        self.out.reserve(word.len() + 2);
        self.out.push('"');
        self.out.push_str(word);
        self.out.push('"');
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.out.push('"');
        escape(text, self.out);
        self.out.push('"');
    }

    /// Writes as a string what is displayed.
    pub fn display(&mut self, what: impl Display) {
        struct Escaped<'o>(&'o mut String);
        impl fmt::Write for Escaped<'_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                escape(text, self.0);
                Ok(())
            }
        }
        self.out.push('"');
        // Writing to a String cannot fail.
        let _ = write!(Escaped(self.out), "{what}");
        self.out.push('"');
    }

    /// Writes what is JSON already, on one line.
    pub(super) fn raw(&mut self, json: &str) {
        self.out.push_str(json);
    }

    /// Writes a name in an object; its value is due.
    pub(super) fn member(&mut self, name: &str) -> &mut Self {
        self.next();
        self.string(name);
        self.colon()
    }

    fn colon(&mut self) -> &mut Self {
        self.out.push(':');
        if self.level.is_some() {
            self.out.push(' ');
        }
        self
    }

    fn nested(&mut self, [open, close]: [char; 2], inside: impl FnOnce(&mut Self)) {
        let outside = (self.level, self.empty);
        let level = self.level.filter(|level| *level < MAX_INDENT);
        (self.level, self.empty) = (level.map(|level| level + 1), true);
        self.out.push(open);
        inside(self);
        if !self.empty {
            self.break_line(level);
        }
        self.out.push(close);
        (self.level, self.empty) = outside;
    }

    /// Goes on to the next item or member.
    fn next(&mut self) {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
        self.break_line(self.level);
    }

    fn break_line(&mut self, level: Option<usize>) {
        if let Some(level) = level {
            self.out.push('\n');
            (0..level).for_each(|_| self.out.push_str("  "));
        }
    }
}

/// Appends a text with as few escapes as it can have in a JSON string.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(end) = plain_end(rest.as_bytes(), 0) {
        let (plain, behind) = rest.split_at(end);
        out.push_str(plain);
        let mut characters = behind.chars();
        match characters.next() {
            Some('\u{8}') => out.push_str("\\b"),
            Some('\t') => out.push_str("\\t"),
            Some('\n') => out.push_str("\\n"),
            Some('\u{c}') => out.push_str("\\f"),
            Some('\r') => out.push_str("\\r"),
            Some(character @ ('"' | '\\')) => out.extend(['\\', character]),
            Some(control) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            None => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

impl Json {
    /// The value on one line without white space.
    pub fn to_compact(&self) -> String {
        let mut out = String::new();
        self.write(&mut Writer::compact(&mut out));
        out
    }

    /// The value over several lines, indented by two spaces a level; far down on one line.
    pub fn to_pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut Writer::pretty(&mut out));
        out
    }
}

impl Object {
    /// The object as [`Json::to_pretty`] writes it, with a last line break, for one that holds secrets: the text is
    /// wiped on drop, and was nowhere else as long as it is no longer than `room` bytes.
    pub fn to_secret_text(&self, room: usize) -> Zeroizing<String> {
        let mut out = Zeroizing::new(String::with_capacity(room));
        self.write(&mut Writer::pretty(&mut out));
        out.push('\n');
        out
    }
}

/// A JSON string with its quotes and escapes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    Writer::compact(&mut out).string(text);
    out
}

impl ToJson for Json {
    fn write(&self, out: &mut Writer<'_>) {
        match self {
            Self::Null => out.raw("null"),
            Self::Bool(value) => value.write(out),
            Self::Number(digits) => out.raw(digits),
            Self::String(text) => out.string(text),
            Self::Array(items) => out.array(items, Self::write),
            Self::Object(object) => object.write(out),
        }
    }
}

impl ToJson for Object {
    fn write(&self, out: &mut Writer<'_>) {
        out.object(|out| {
            for (name, value) in self.iter() {
                value.write(out.member(name));
            }
        });
    }
}

impl ToJson for bool {
    fn write(&self, out: &mut Writer<'_>) {
        out.raw(if *self { "true" } else { "false" });
    }
}

impl ToJson for u64 {
    fn write(&self, out: &mut Writer<'_>) {
        out.raw(itoa::Buffer::new().format(*self));
    }
}

impl ToJson for str {
    fn write(&self, out: &mut Writer<'_>) {
        out.string(self);
    }
}

/// What is absent is `null`.
impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, out: &mut Writer<'_>) {
        match self {
            Some(value) => value.write(out),
            None => out.raw("null"),
        }
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write(&self, out: &mut Writer<'_>) {
        (**self).write(out);
    }
}
