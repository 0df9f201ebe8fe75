//! Everything that a run takes from the outside: clock, environment, standard streams, randomness, prompt.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::time::Duration;

use chrono::FixedOffset;
use zeroize::Zeroizing;

use crate::time::Moment;

/// Tells what time it is, on whichever thread asks.
pub type Clock<'w> = Box<dyn Fn() -> Moment + Send + Sync + 'w>;
/// Looks up an environment variable.
pub type Environment<'w> = Box<dyn Fn(&str) -> Option<OsString> + 'w>;
/// Fills a buffer with random bytes.
pub type Randomness<'w> = Box<dyn FnMut(&mut [u8]) -> io::Result<()> + 'w>;
/// Looks at what an input holds, without taking it.
pub type Ahead<'w> = Box<dyn FnMut(Duration) -> Option<Vec<u8>> + 'w>;
/// Shows words and reads a line without echo.
pub type Prompt<'w> = Box<dyn FnMut(&str) -> io::Result<Zeroizing<String>> + 'w>;

/// Runs a command line. A command that fails is an error that says how.
pub type Shell<'w> = Box<dyn FnMut(&str, &[u8]) -> io::Result<Vec<u8>> + 'w>;

/// The world of one run. The binary hands in the real one; a test or the tour hands in its own.
pub struct Host<'w> {
    /// What time it is.
    pub clock: Clock<'w>,
    /// The offset of the local time zone from UTC at a moment.
    pub local_offset: Box<dyn Fn(Moment) -> FixedOffset + 'w>,
    /// The value of an environment variable.
    pub env: Environment<'w>,
    /// Standard input.
    pub stdin: Box<dyn Read + Send + 'w>,
    /// What standard input holds, up to some length, without taking it; empty at its end, and where that can't be told.
    /// `None` when nothing comes within a time.
    pub ahead: Ahead<'w>,
    /// Standard output: the answer, and nothing else.
    pub stdout: Box<dyn Write + Send + 'w>,
    /// Standard error: notices, warnings, errors, progress.
    pub stderr: Box<dyn Write + Send + 'w>,
    /// Which of the streams are terminals.
    pub terminal: Terminal,
    /// Fills a buffer with random bytes.
    pub random: Randomness<'w>,
    /// Shows a prompt and reads a line without echo.
    pub prompt: Prompt<'w>,
    /// Runs a command line by the system's shell, with these bytes on its standard input. Returns what it prints.
    pub shell: Shell<'w>,
    /// How many columns standard output has, when it is a terminal that says so. Only help asks.
    pub columns: Box<dyn Fn() -> Option<u16> + 'w>,
    /// How many threads the machine runs at once. Linux reads files to know, so only who needs it asks.
    pub cores: fn() -> usize,
}

/// Which standard streams are terminals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Standard input is typed by a person.
    pub stdin: bool,
    /// Standard output is read by a person.
    pub stdout: bool,
    /// Standard error is read by a person.
    pub stderr: bool,
}
