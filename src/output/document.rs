//! A text for people: lines of pieces, each in its ink. What is written into it is escaped on the way.

use colored::{Color, ColoredString, Colorize};

use super::escape;
use crate::json::Json;

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
    lines: Vec<Vec<(Ink, String)>>,
}

impl Document {
    /// Adds a line of pieces.
    pub fn line<T: Into<String>>(&mut self, pieces: impl IntoIterator<Item = (Ink, T)>) {
        let pieces = pieces
            .into_iter()
            .map(|(ink, text)| (ink, escape::text(&text.into()).into_owned()));
        self.lines.push(pieces.collect());
    }

    /// Adds a heading, with an empty line before it unless it is the first.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.gap();
        self.line([(Ink::Heading, text)]);
    }

    /// Adds an empty line, unless the document is empty.
    pub fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
    }

    /// Adds JSON over several lines.
    pub fn json(&mut self, json: &Json, ink: Ink) {
        for line in escape::json(&json.to_pretty()).lines() {
            self.lines.push(vec![(ink, line.to_owned())]);
        }
    }

    /// The text with its line breaks, coloured or not.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        let mut out = String::new();
        for line in &self.lines {
            for (ink, text) in line {
                if color {
                    out.push_str(&paint(*ink, text).to_string());
                } else {
                    out.push_str(text);
                }
            }
            out.push('\n');
        }
        out
    }
}

/// A piece of text in its ink; whether colour is wanted at all has been decided by the caller.
#[must_use]
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
