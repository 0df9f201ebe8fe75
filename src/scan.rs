//! Finds tokens in any text, as a stream: by their form alone, so that what merely looks like one is not reported.
//!
//! Memory is bounded by the longest token that is looked for, whatever the length of the text.

mod pointer;
#[cfg(test)]
mod tests;
mod token;

use std::ops::Range;

use memchr::memmem;

pub use pointer::JsonPlace;
use pointer::Pointers;
use token::{Parsed, parse};

use crate::encoding::BASE64;

/// The longest run of characters that is looked into, in bytes.
const MAX_RUN: usize = 2 << 20;
/// How a token begins: the base64url of `{"`.
const START: &[u8] = b"eyJ";
/// The same in base64 once more, by where it stands in a group of three bytes; and how many characters of the group
/// stand before.
const ENCODED: [(&[u8], usize); 3] = [(b"ZXlK", 0), (b"V5S", 2), (b"leU", 3)];

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The token, as it would stand alone.
    pub token: String,
    /// The line, from 1.
    pub line: u64,
    /// The column in bytes, from 1.
    pub column: u64,
    /// Where it stands in JSON.
    pub json: Option<JsonPlace>,
}

/// What a text consists of.
#[derive(Debug)]
pub enum Piece<'p> {
    /// Text without tokens.
    Text(&'p [u8]),
    /// A token, with the text that it was read from, and what of that makes it valid.
    Token {
        found: &'p Found,
        raw: &'p [u8],
        secret: &'p [Range<usize>],
    },
}

/// Reads a text piece by piece.
pub struct Scanner {
    buffer: Vec<u8>,
    line: u64,
    column: u64,
    pointers: Pointers,
}

impl Default for Scanner {
    fn default() -> Self {
        Self {
            buffer: Vec::new(),
            line: 1,
            column: 1,
            pointers: Pointers::default(),
        }
    }
}

impl Scanner {
    /// Takes more of the text.
    ///
    /// # Errors
    /// Those of `piece`.
    pub fn feed<E>(
        &mut self,
        bytes: &[u8],
        piece: impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.buffer.extend_from_slice(bytes);
        self.look(false, piece)
    }

    /// Ends the text. Returns whether all of it was JSON, and how many values: `None` where it was not.
    ///
    /// # Errors
    /// Those of `piece`.
    pub fn finish<E>(
        mut self,
        piece: impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<Option<u64>, E> {
        self.look(true, piece)?;
        Ok(self.pointers.values())
    }

    /// Looks through the buffer, and keeps what may go on.
    fn look<E>(
        &mut self,
        is_end: bool,
        mut piece: impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let buffer = std::mem::take(&mut self.buffer);
        let mut triggers = Triggers::new(&buffer);
        // What was said already ends here.
        let mut said = 0;
        let mut from = 0;
        let mut kept = None;
        while let Some(trigger) = triggers.next(from) {
            let outcome = match trigger {
                Trigger::Plain(at) => plain(&buffer, at, is_end),
                Trigger::Encoded(at, before) => encoded(&buffer, said, at, before, is_end),
            };
            match outcome {
                Outcome::Nothing { next } => from = next,
                Outcome::More { at } => {
                    // With the run that it is in, which may be an encoded one.
                    let ahead = buffer.get(said..at).unwrap_or_default();
                    kept = Some(at - trailing_run(ahead));
                    break;
                }
                Outcome::Tokens {
                    raw,
                    tokens,
                    secret,
                } => {
                    self.pass(buffer.get(said..raw.start).unwrap_or_default());
                    piece(Piece::Text(buffer.get(said..raw.start).unwrap_or_default()))?;
                    let text = buffer.get(raw.clone()).unwrap_or_default();
                    let mut first = true;
                    for token in tokens {
                        let found = Found {
                            token,
                            line: self.line,
                            column: self.column,
                            json: self.pointers.place(),
                        };
                        // The text of several tokens in one encoded run is copied once.
                        let (raw, secret): (&[u8], &[Range<usize>]) =
                            if first { (text, &secret) } else { (&[], &[]) };
                        piece(Piece::Token {
                            found: &found,
                            raw,
                            secret,
                        })?;
                        first = false;
                    }
                    self.pass(text);
                    said = raw.end;
                    from = raw.end;
                }
            }
        }
        let end = match kept {
            _ if is_end => buffer.len(),
            Some(at) => at,
            // The beginning of a run that may have something in it.
            None => buffer.len() - trailing_run(buffer.get(said..).unwrap_or_default()),
        };
        let rest = buffer.get(said..end).unwrap_or_default();
        self.pass(rest);
        piece(Piece::Text(rest))?;
        self.buffer = buffer;
        self.buffer.drain(..end);
        Ok(())
    }

    /// Counts lines and columns of text that is said, and follows its JSON.
    fn pass(&mut self, text: &[u8]) {
        let lines = memchr::memchr_iter(b'\n', text).count();
        let last = memchr::memrchr(b'\n', text);
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        self.line += count(lines);
        self.column = match last {
            Some(at) => count(text.len() - at),
            None => self.column + count(text.len()),
        };
        self.pointers.pass(text);
    }
}

/// Where something may be.
#[derive(Clone, Copy)]
enum Trigger {
    Plain(usize),
    /// In base64: where, and how many characters of its group stand before.
    Encoded(usize, usize),
}

/// What stands at a trigger.
enum Outcome {
    Nothing {
        next: usize,
    },
    /// The text goes on: it is kept from here.
    More {
        at: usize,
    },
    Tokens {
        raw: Range<usize>,
        tokens: Vec<String>,
        /// What makes the first valid, from the beginning of `raw`.
        secret: Vec<Range<usize>>,
    },
}

/// The next place of each pattern.
struct Triggers<'b> {
    buffer: &'b [u8],
    next: [Option<usize>; 4],
    finders: [memmem::Finder<'static>; 4],
}

impl<'b> Triggers<'b> {
    fn new(buffer: &'b [u8]) -> Self {
        let [first, second, third] = ENCODED.map(|(pattern, _)| memmem::Finder::new(pattern));
        let finders = [memmem::Finder::new(START), first, second, third];
        let next = [0, 1, 2, 3].map(|_: usize| None);
        let mut triggers = Self {
            buffer,
            next,
            finders,
        };
        for index in 0..4 {
            triggers.find(index, 0);
        }
        triggers
    }

    fn find(&mut self, index: usize, from: usize) {
        let rest = self.buffer.get(from..).unwrap_or_default();
        let found = self.finders.get(index).and_then(|finder| finder.find(rest));
        if let Some(next) = self.next.get_mut(index) {
            *next = found.map(|at| from + at);
        }
    }

    fn next(&mut self, from: usize) -> Option<Trigger> {
        for index in 0..4 {
            let passed = self.next.get(index).copied().flatten();
            if passed.is_some_and(|at| at < from) {
                self.find(index, from);
            }
        }
        let places = self.next.iter().enumerate();
        let (at, index) = places
            .filter_map(|(index, at)| Some(((*at)?, index)))
            .min()?;
        Some(
            match index.checked_sub(1).and_then(|index| ENCODED.get(index)) {
                None => Trigger::Plain(at),
                Some((_, before)) => Trigger::Encoded(at, *before),
            },
        )
    }
}

/// A token that begins at a place.
fn plain(buffer: &[u8], at: usize, is_end: bool) -> Outcome {
    let text = buffer.get(at..).unwrap_or_default();
    let goes_on = |length: usize| length == text.len() && !is_end && length < MAX_RUN;
    match parse(text) {
        Parsed::No { read } if goes_on(read) => Outcome::More { at },
        Parsed::Token { read, .. } if goes_on(read) => Outcome::More { at },
        Parsed::No { .. } => Outcome::Nothing {
            next: at + START.len(),
        },
        Parsed::Token {
            token,
            length,
            secret,
            ..
        } => Outcome::Tokens {
            raw: at..at + length,
            tokens: vec![token],
            secret,
        },
    }
}

/// Tokens in a run of base64.
fn encoded(buffer: &[u8], said: usize, at: usize, before: usize, is_end: bool) -> Outcome {
    let nothing = Outcome::Nothing { next: at + 1 };
    let start = at - trailing_run(buffer.get(said..at).unwrap_or_default());
    let Some(group) = at.checked_sub(before).filter(|group| *group >= start) else {
        return nothing;
    };
    let run = buffer.get(at..).unwrap_or_default();
    let length = run
        .iter()
        .take_while(|byte| is_base64(**byte))
        .take(MAX_RUN)
        .count();
    let end = at + length;
    if end == buffer.len() && !is_end && end - start < MAX_RUN {
        return Outcome::More { at: start };
    }
    let begin = group - (group - start) / 4 * 4;
    let digits: Vec<u8> = buffer
        .get(begin..end)
        .unwrap_or_default()
        .iter()
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            byte => *byte,
        })
        .collect();
    let whole = digits.len() - digits.len() % 4;
    let spare = digits.get(whole..).unwrap_or_default();
    let mut decoded = BASE64
        .decode(digits.get(..whole).unwrap_or_default())
        .unwrap_or_default();
    if spare.len() > 1 {
        let mut last = spare.to_vec();
        last.resize(4, b'A');
        let last = BASE64.decode(&last).unwrap_or_default();
        decoded.extend(last.get(..spare.len() - 1).unwrap_or_default());
    }
    let mut tokens = Vec::new();
    let mut from = 0;
    while let Some(found) = memmem::find(decoded.get(from..).unwrap_or_default(), START) {
        let place = from + found;
        match parse(decoded.get(place..).unwrap_or_default()) {
            Parsed::Token { token, length, .. } => {
                tokens.push(token);
                from = place + length;
            }
            Parsed::No { .. } => from = place + START.len(),
        }
    }
    if tokens.is_empty() {
        return nothing;
    }
    let padding = buffer.get(end..).unwrap_or_default();
    let padding = padding
        .iter()
        .take(2)
        .take_while(|byte| **byte == b'=')
        .count();
    let raw = start..end + padding;
    let secret = std::iter::once(0..raw.len()).collect();
    Outcome::Tokens {
        raw,
        tokens,
        secret,
    }
}

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

/// How long the run at the end of a text is in which something may begin.
fn trailing_run(text: &[u8]) -> usize {
    let run = text.iter().rev().take_while(|byte| is_base64(**byte));
    run.take(MAX_RUN).count()
}
