//! The JSON writer: compact, or over several lines.

use std::fmt::Write as _;

use zeroize::Zeroizing;

use super::scan::plain_end;
use super::{Json, Object};

/// Below so many levels nothing is indented: the spaces before many short values would be most of the text.
pub(super) const MAX_INDENT: usize = 16;

impl Json {
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
        write(self, Some(0), &mut out);
        out
    }

    /// Appends the value as [`Json::to_compact`] gives it.
    pub(crate) fn write_compact(&self, out: &mut String) {
        write(self, None, out);
    }
}

impl Object {
    /// The object as [`Json::to_pretty`] writes it, with a last line break, for one that holds secrets: the text is
    /// wiped on drop, and was nowhere else as long as it is no longer than `room` bytes.
    #[must_use]
    pub fn to_secret_text(&self, room: usize) -> Zeroizing<String> {
        let mut out = Zeroizing::new(String::with_capacity(room));
        write_object(self, Some(0), &mut out);
        out.push('\n');
        out
    }
}

/// A JSON string with its quotes and escapes.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    write_string(text, &mut out);
    out
}

/// Appends a value; with a level it is spread over several lines.
fn write(json: &Json, level: Option<usize>, out: &mut String) {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(true) => out.push_str("true"),
        Json::Bool(false) => out.push_str("false"),
        Json::Number(digits) => out.push_str(digits),
        Json::String(text) => write_string(text, out),
        Json::Array(items) => write_list(['[', ']'], items.iter(), level, out, write),
        Json::Object(object) => write_object(object, level, out),
    }
}

fn write_object(object: &Object, level: Option<usize>, out: &mut String) {
    write_list(
        ['{', '}'],
        object.iter(),
        level,
        out,
        |(name, value), level, out| {
            write_string(name, out);
            out.push_str(if level.is_some() { ": " } else { ":" });
            write(value, level, out);
        },
    );
}

fn write_list<T>(
    [open, close]: [char; 2],
    items: impl ExactSizeIterator<Item = T>,
    level: Option<usize>,
    out: &mut String,
    write: impl Fn(T, Option<usize>, &mut String),
) {
    let level = level.filter(|level| *level < MAX_INDENT && items.len() > 0);
    let inner = level.map(|level| level + 1);
    out.push(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        break_line(inner, out);
        write(item, inner, out);
    }
    break_line(level, out);
    out.push(close);
}

fn break_line(level: Option<usize>, out: &mut String) {
    if let Some(level) = level {
        out.push('\n');
        for _ in 0..level {
            out.push_str("  ");
        }
    }
}

/// Appends a string with as few escapes as it can have.
fn write_string(text: &str, out: &mut String) {
    out.push('"');
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
    out.push('"');
}
