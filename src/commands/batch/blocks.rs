//! The input in blocks of whole lines.

use std::io::{self, ErrorKind, Read};

use crate::time::Moment;
use crate::token::unwrap::MAX_TEXT;

/// How much is asked of the input at once, in bytes. Large enough that handing blocks around costs nothing,
/// and small enough that at the end no thread is left alone with a long one.
const READ: usize = 64 * 1024;
/// The first block is smaller: it is judged before there are other threads.
const FIRST_READ: usize = 16 * 1024;
/// What is kept of a line: enough to tell that it is longer than any text in which a token is looked for.
const MAX_LINE: usize = MAX_TEXT + 1;

/// Whole lines as they came; only the last one of the input may lack its line break.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Which block of the input it is, from 0.
    pub(super) index: u64,
    /// The number of its first line, from 1.
    pub(super) first_line: u64,
    /// How many bytes of the input were read when it was complete.
    pub(super) position: u64,
    /// The moment at which its lines are judged: the input may come for hours.
    pub(super) now: Moment,
    /// Memory that is written before it is read; the lines are the first `length` bytes of it.
    memory: Vec<u8>,
    length: usize,
}

impl Block {
    /// The lines, without their line breaks.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = self.memory.get(..self.length).unwrap_or_default();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = memchr::memchr(b'\n', rest);
            let (line, behind) = rest.split_at(end.unwrap_or(rest.len()));
            rest = behind.get(1..).unwrap_or_default();
            Some(line)
        })
    }

    /// Makes room for `more` bytes behind the first `filled`, and gives back what one long line needed.
    fn reserve(&mut self, filled: usize, more: usize) {
        let needed = filled + more;
        if self.memory.len() < needed {
            self.memory.resize(needed.max(READ), 0);
        } else if self.memory.len() > 2 * needed.max(READ) {
            self.memory.truncate(needed.max(READ));
            self.memory.shrink_to_fit();
        }
    }
}

/// Where the lines come from.
pub(super) struct Blocks<'s> {
    source: &'s mut (dyn Read + Send),
    clock: &'s (dyn Fn() -> Moment + Sync),
    /// What was read behind the last block.
    carry: Vec<u8>,
    count: u64,
    lines: u64,
    position: u64,
    ended: bool,
}

impl<'s> Blocks<'s> {
    /// The clock tells the moment to judge at.
    pub(super) fn new(
        source: &'s mut (dyn Read + Send),
        clock: &'s (dyn Fn() -> Moment + Sync),
    ) -> Self {
        Self {
            source,
            clock,
            carry: Vec::new(),
            count: 0,
            lines: 0,
            position: 0,
            ended: false,
        }
    }

    /// Reads the next block: what one read of the source returns, up to the last line break in it, so that nobody
    /// who writes line by line waits for a result. Says whether there was one.
    pub(super) fn next(&mut self, block: &mut Block) -> io::Result<bool> {
        let found = self.fill(block)?;
        if found {
            block.index = self.count;
            block.first_line = self.lines + 1;
            block.position = self.position;
            block.now = (self.clock)();
            self.count += 1;
            let bytes = block.memory.get(..block.length).unwrap_or_default();
            self.lines += memchr::memchr_iter(b'\n', bytes).count() as u64;
            self.lines += u64::from(bytes.last() != Some(&b'\n'));
        }
        Ok(found)
    }

    fn fill(&mut self, block: &mut Block) -> io::Result<bool> {
        let want = if self.count == 0 { FIRST_READ } else { READ };
        block.length = 0;
        block.reserve(self.carry.len(), want);
        let mut filled = self.carry.len();
        if let Some(start) = block.memory.get_mut(..filled) {
            start.copy_from_slice(&self.carry);
        }
        // Behind a line that was too long to keep there may be whole lines already.
        let mut unsearched = 0;
        self.carry.clear();
        loop {
            let new = block.memory.get(unsearched..filled).unwrap_or_default();
            if let Some(newline) = memchr::memrchr(b'\n', new) {
                block.length = unsearched + newline + 1;
                self.carry
                    .extend_from_slice(block.memory.get(block.length..filled).unwrap_or_default());
                return Ok(true);
            }
            if filled >= MAX_LINE {
                block.length = MAX_LINE;
                self.skip_line(block)?;
                return Ok(true);
            }
            unsearched = filled;
            block.reserve(filled, want.max(filled.min(MAX_LINE - filled)));
            let room = block.memory.get_mut(filled..).unwrap_or_default();
            let read = self.read(room)?;
            if read == 0 {
                block.length = filled;
                return Ok(filled > 0);
            }
            filled += read;
        }
    }

    /// Passes over the rest of a line of which enough is kept. The memory behind the block serves for it.
    fn skip_line(&mut self, block: &mut Block) -> io::Result<()> {
        loop {
            block.reserve(MAX_LINE, READ);
            let room = block.memory.get_mut(MAX_LINE..).unwrap_or_default();
            let read = self.read(room)?;
            let new = room.get(..read).unwrap_or_default();
            if read == 0 {
                return Ok(());
            }
            if let Some(newline) = memchr::memchr(b'\n', new) {
                self.carry
                    .extend_from_slice(new.get(newline + 1..).unwrap_or_default());
                return Ok(());
            }
        }
    }

    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while !self.ended {
            match self.source.read(room) {
                Ok(0) => self.ended = true,
                Ok(read) => {
                    self.position += read as u64;
                    return Ok(read);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    return Err(error);
                }
            }
        }
        Ok(0)
    }
}
