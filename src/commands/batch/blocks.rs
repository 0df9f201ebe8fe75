//! The input in blocks of whole lines.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::mem::replace;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::time::Moment;
use crate::token::unwrap::MAX_TEXT;

/// How much is asked of the input at once, in bytes. Large enough that handing blocks around costs nothing,
/// and small enough that at the end no thread is left alone with a long one.
const READ: usize = 64 * 1024;
/// The most lines of a block: the results of blank lines are many times their size.
const LINES: usize = 1024;
/// What is kept of a line: enough to tell that it is longer than any text in which a token is looked for.
const MAX_LINE: usize = MAX_TEXT + 1;

/// Whole lines as they came; only the last one of the input may lack its line break.
pub(super) struct Block {
    text: Vec<u8>,
    /// The number of its first line, from 1.
    pub(super) first_line: u64,
    /// How many bytes of the input were read when it was complete.
    pub(super) position: u64,
    /// The moment at which it was read: the input may come for hours.
    pub(super) now: Moment,
    /// Says when the results of the block before are written.
    pub(super) turn: Receiver<()>,
    /// Tells the block behind.
    pub(super) written: Sender<()>,
}

impl Block {
    /// The lines, without their line breaks.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let text = self.text.strip_suffix(b"\n").unwrap_or(&self.text);
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', text).chain([text.len()]);
        ends.map(move |end| {
            text.get(replace(&mut start, end + 1)..end)
                .unwrap_or_default()
        })
    }
}

/// Where the lines come from.
pub(super) struct Blocks<'s> {
    source: BufReader<&'s mut (dyn Read + Send)>,
    clock: &'s (dyn Fn() -> Moment + Sync),
    lines: u64,
    position: u64,
    /// The turn of the next block.
    turn: Option<Receiver<()>>,
}

impl<'s> Blocks<'s> {
    /// The clock tells when each block was read.
    pub(super) fn new(
        source: &'s mut (dyn Read + Send),
        clock: &'s (dyn Fn() -> Moment + Sync),
    ) -> Self {
        let (first, turn) = channel();
        let _ = first.send(());
        Self {
            source: BufReader::with_capacity(READ, source),
            clock,
            lines: 0,
            position: 0,
            turn: Some(turn),
        }
    }

    /// Reads the next block: what one read of the source returns, up to the last line break in it, so that nobody
    /// who writes line by line waits for a result. `None` once the input has ended.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        let Some(turn) = self.turn.take() else {
            return Ok(None);
        };
        let (text, lines, ended) = self.read()?;
        if lines == 0 {
            return Ok(None);
        }
        let first_line = self.lines + 1;
        self.lines += lines;
        let (written, next) = channel();
        self.turn = (!ended).then_some(next);
        Ok(Some(Block {
            text,
            first_line,
            position: self.position,
            now: (self.clock)(),
            turn,
            written,
        }))
    }

    /// Whole lines, how many there are, and whether they are the last.
    fn read(&mut self) -> io::Result<(Vec<u8>, u64, bool)> {
        let mut text = Vec::new();
        loop {
            let new = match self.source.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                new => new?,
            };
            if new.is_empty() {
                let lines = u64::from(!text.is_empty());
                return Ok((text, lines, true));
            }
            // The rest of a line of which enough is kept goes unread.
            let most = if text.len() < MAX_LINE { LINES } else { 1 };
            let ends = memchr::memchr_iter(b'\n', new).take(most);
            let (lines, used) = ends.fold((0, new.len()), |(lines, _), end| (lines + 1, end + 1));
            let kept = if most == 1 { 0 } else { used };
            text.extend_from_slice(new.get(..kept).unwrap_or_default());
            self.source.consume(used);
            self.position += used as u64;
            if lines > 0 {
                return Ok((text, lines, false));
            }
        }
    }
}
