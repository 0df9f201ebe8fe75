//! Results on their way out: a document for people or JSON for programs, escaped, and written once.

pub mod document;
pub mod escape;

use std::io::{self, Write};

pub use document::{Document, Ink};

use crate::json::{Json, Writer};

/// What a command answers on standard output.
#[derive(Debug)]
pub enum Answer {
    /// Nothing.
    Nothing,
    /// One value and a line break: exactly as it is into a pipe or file, escaped on a terminal.
    Bare(String),
    /// A finished text, such as a page or a script, exactly as it is.
    Text(String),
    /// JSON for programs.
    Json(Json),
    /// Text for people.
    Document(Document),
}

impl Answer {
    /// An object for programs, which is written as its members are told.
    pub(crate) fn json(members: impl FnOnce(&mut Writer<'_>)) -> Self {
        let mut text = String::new();
        Writer::pretty(&mut text).object(members);
        Self::Text(escape::json(&text).into_owned() + "\n")
    }
}

/// How standard output wants it.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to colour.
    pub color: bool,
    /// Whether a terminal reads it.
    pub terminal: bool,
}

/// Writes an answer, all at once.
///
/// # Errors
/// When the stream does not take it. A closed pipe is no error: whoever read it had enough.
pub fn write(answer: &Answer, style: Style, stdout: &mut dyn Write) -> io::Result<()> {
    let text = match answer {
        Answer::Nothing => return Ok(()),
        Answer::Bare(text) if style.terminal => escape::text(text).into_owned() + "\n",
        Answer::Bare(text) => format!("{text}\n"),
        Answer::Text(text) => text.clone(),
        Answer::Json(json) => escape::json(&json.to_pretty()).into_owned() + "\n",
        Answer::Document(document) => document.render(style.color),
    };
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
