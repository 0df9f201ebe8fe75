//! A text for people: lines of pieces, each in its ink. What is written into it is escaped on the way.

use colored::{Color, ColoredString, Colorize};
use unicode_width::UnicodeWidthStr;

use super::escape;

/// In which colour a piece of text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// As the terminal writes.
    Plain,
    /// A heading.
    Heading,
    /// The header of a token.
    Header,
    /// The payload of a token.
    Payload,
    /// The signature of a token.
    Signature,
    /// What is good.
    Good,
    /// What is bad.
    Bad,
    /// What deserves a look.
    Warn,
    /// What matters less.
    Faint,
}

/// Lines of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    text: String,
    /// In which ink the text is, and up to which byte.
    inks: Vec<(Ink, usize)>,
}

impl Document {
    /// Adds a line of pieces.
    pub fn line<T: AsRef<str>>(&mut self, pieces: impl IntoIterator<Item = (Ink, T)>) {
        for (ink, text) in pieces {
            self.push(ink, &escape::text(text.as_ref()));
        }
        self.push(Ink::Plain, "\n");
    }

    /// Adds a heading, with an empty line before it unless it is the first.
    pub fn heading(&mut self, text: impl AsRef<str>) {
        self.gap();
        self.line([(Ink::Heading, text)]);
    }

    /// Adds an empty line, unless the document is empty.
    pub fn gap(&mut self) {
        if !self.text.is_empty() {
            self.push(Ink::Plain, "\n");
        }
    }

    /// Adds the lines of JSON that is written over several.
    pub fn json(&mut self, pretty: &str, ink: Ink) {
        for line in escape::json(pretty).lines() {
            self.push(ink, line);
            self.push(Ink::Plain, "\n");
        }
    }

    fn push(&mut self, ink: Ink, text: &str) {
        self.text.push_str(text);
        match self.inks.last_mut() {
            Some((Ink::Plain, end)) if ink == Ink::Plain => *end = self.text.len(),
            _ => self.inks.push((ink, self.text.len())),
        }
    }

    /// Adds lines of a name and a value, the values one below the other.
    pub fn rows(&mut self, rows: &[(String, String)]) {
        let width = rows.iter().map(|(name, _)| columns(name)).max();
        for (name, value) in rows {
            let name = padded(name, width.unwrap_or(0));
            self.line([
                (Ink::Faint, format!("  {name}  ").as_str()),
                (Ink::Plain, value),
            ]);
        }
    }

    /// Lines of cells, each as wide as its column; an empty column is left out, and nothing trails behind the last.
    pub fn table<const COLUMNS: usize>(rows: &[(Ink, [String; COLUMNS])]) -> Self {
        let mut widths = [0; COLUMNS];
        for (_, cells) in rows {
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = columns(cell).max(*width);
            }
        }
        let mut page = Self::default();
        for (ink, cells) in rows {
            let cells = cells.iter().zip(widths).filter(|(_, width)| *width > 0);
            let cells: Vec<_> = cells.map(|(cell, width)| padded(cell, width)).collect();
            page.line([(*ink, cells.join("  ").trim_end())]);
        }
        page
    }

    /// The text with its line breaks, coloured or not.
    pub fn render(&self, color: bool) -> String {
        if !color {
            return self.text.clone();
        }
        let mut out = String::new();
        let mut start = 0;
        for (ink, end) in &self.inks {
            let text = self.text.get(start..*end).unwrap_or_default();
            out.push_str(&paint(*ink, text).to_string());
            start = *end;
        }
        out
    }
}

/// A text filled up with spaces to so many columns of a terminal.
fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(missing))
}

/// How many columns a text takes on a terminal, in which it is shown escaped.
fn columns(text: &str) -> usize {
    escape::text(text).width()
}

/// A piece of text in its ink; whether colour is wanted at all has been decided by the caller.
pub fn paint(ink: Ink, text: &str) -> ColoredString {
    // `colored` has an opinion of its own from the process's environment; the host has decided already.
    colored::control::set_override(true);
    match ink {
        Ink::Plain => text.normal(),
        Ink::Heading => text.bold(),
        Ink::Header => text.color(Color::Red),
        Ink::Payload => text.color(Color::Magenta),
        Ink::Signature => text.color(Color::Cyan),
        Ink::Good => text.color(Color::Green),
        Ink::Bad => text.color(Color::Red).bold(),
        Ink::Warn => text.color(Color::Yellow),
        Ink::Faint => text.dimmed(),
    }
}
