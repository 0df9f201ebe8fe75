//! Many threads at one stream: blocks are read in order, judged side by side, and written in order.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::blocks::{Block, Blocks};
use super::tally::Tally;
use crate::time::Moment;

/// How many bytes of results a thread keeps before it waits for its turn to write them. The results of a block of
/// ordinary tokens are fewer; those of a block of blank lines would be many times the block.
const ENOUGH: usize = 512 << 10;

/// The results of one block.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// What is to be written, in whole lines.
    pub(super) text: Vec<u8>,
    /// What came of the lines.
    pub(super) tally: Tally,
}

impl Sheet {
    fn clear(&mut self) {
        // What one long line needed is not kept.
        if self.text.capacity() > 2 * ENOUGH {
            self.text = Vec::new();
        }
        self.text.clear();
        self.tally = Tally::default();
    }
}

/// Judges lines.
pub(super) trait Judge {
    /// Judges the line of a number as of a moment, and writes the result on the sheet.
    fn line(&mut self, number: u64, line: &[u8], now: Moment, sheet: &mut Sheet);
}

/// How a run ended.
#[derive(Debug)]
pub(super) enum End {
    /// All lines were judged and written.
    Done,
    /// Whoever reads the results has had enough.
    Closed,
    /// The input failed.
    Unreadable(io::Error),
    /// The output failed.
    Unwritable(io::Error),
}

/// What the threads share.
struct Crew<'s> {
    blocks: Mutex<Blocks<'s>>,
    output: Mutex<Output<'s>>,
    /// There is room for results again.
    room: Condvar,
    /// How many blocks may wait for an earlier one.
    ahead: u64,
    stop: AtomicBool,
    /// Is told of the position in the input after each block that was written.
    progress: &'s (dyn Fn(u64) + Sync),
}

struct Output<'s> {
    sink: &'s mut (dyn Write + Send),
    /// The block whose results are to be written next.
    next: u64,
    /// Results that wait for those of an earlier block, with the position in the input.
    waiting: BTreeMap<u64, (Sheet, u64)>,
    /// Sheets to be used again.
    spare: Vec<Sheet>,
    tally: Tally,
    end: End,
}

/// Judges all lines of a source on up to `jobs` threads, each with a judge of its own.
pub(super) fn run<'s, J: Judge>(
    blocks: Blocks<'s>,
    sink: &'s mut (dyn Write + Send),
    jobs: usize,
    progress: &'s (dyn Fn(u64) + Sync),
    judge: impl Fn() -> J + Sync,
) -> (Tally, End) {
    let crew = Crew {
        blocks: Mutex::new(blocks),
        output: Mutex::new(Output {
            sink,
            next: 0,
            waiting: BTreeMap::new(),
            spare: Vec::new(),
            tally: Tally::default(),
            end: End::Done,
        }),
        room: Condvar::new(),
        ahead: jobs as u64 + 1,
        stop: AtomicBool::new(false),
        progress,
    };
    thread::scope(|scope| {
        let (mut own, mut block) = (judge(), Block::default());
        let crew = &crew;
        if !crew.read(&mut block) {
            return;
        }
        crew.judge(&block, &mut own);
        // Threads cost more than a short input takes: they start with the second block.
        if !crew.read(&mut block) {
            return;
        }
        for _ in 1..jobs {
            let judge = &judge;
            let work = move || crew.work(&mut judge());
            // Without this thread it takes longer, that is all.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        crew.judge(&block, &mut own);
        drop(block);
        crew.work(&mut own);
    });
    let output = crew
        .output
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    (output.tally, output.end)
}

impl Crew<'_> {
    fn work(&self, judge: &mut impl Judge) {
        let mut block = Block::default();
        while self.read(&mut block) {
            self.judge(&block, judge);
        }
    }

    /// Reads the next block; `false` when there is none, or no more are wanted.
    fn read(&self, block: &mut Block) -> bool {
        let mut blocks = lock(&self.blocks);
        if self.stop.load(Ordering::Relaxed) {
            return false;
        }
        match blocks.next(block) {
            Ok(found) => found,
            Err(error) => {
                lock(&self.output).end = End::Unreadable(error);
                false
            }
        }
    }

    fn judge(&self, block: &Block, judge: &mut impl Judge) {
        let alarm = Alarm(self);
        let mut sheet = lock(&self.output).spare.pop().unwrap_or_default();
        for (number, line) in (block.first_line..).zip(block.lines()) {
            judge.line(number, line, block.now, &mut sheet);
            if sheet.text.len() >= ENOUGH {
                self.write_part(block, &mut sheet);
            }
        }
        self.hand_in(block, sheet);
        drop(alarm);
    }

    /// Writes what there is of a block's results, when all before them are written.
    fn write_part(&self, block: &Block, sheet: &mut Sheet) {
        let mut output = lock(&self.output);
        while block.index > output.next && !self.stop.load(Ordering::Relaxed) {
            output = self.wait(output);
        }
        self.write(&mut output, &sheet.text);
        sheet.text.clear();
    }

    fn wait<'o, 's>(&self, output: MutexGuard<'o, Output<'s>>) -> MutexGuard<'o, Output<'s>> {
        self.room
            .wait(output)
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, output: &mut Output<'_>, text: &[u8]) {
        if text.is_empty() || self.stop.load(Ordering::Relaxed) {
            return;
        }
        let written = output.sink.write_all(text);
        if let Err(error) = written.and_then(|()| output.sink.flush()) {
            output.end = if error.kind() == ErrorKind::BrokenPipe {
                End::Closed
            } else {
                End::Unwritable(error)
            };
            self.stop.store(true, Ordering::Relaxed);
            self.room.notify_all();
        }
    }

    /// Writes what is due, and waits while too much of what is not due lies about.
    fn hand_in(&self, block: &Block, sheet: Sheet) {
        let mut output = lock(&self.output);
        while block.index >= output.next + self.ahead && !self.stop.load(Ordering::Relaxed) {
            output = self.wait(output);
        }
        output.waiting.insert(block.index, (sheet, block.position));
        while !self.stop.load(Ordering::Relaxed) {
            let due = output.next;
            let Some((mut sheet, position)) = output.waiting.remove(&due) else {
                break;
            };
            self.write(&mut output, &sheet.text);
            output.next += 1;
            output.tally.add(&sheet.tally);
            sheet.clear();
            output.spare.push(sheet);
            (self.progress)(position);
            self.room.notify_all();
        }
    }
}

/// Stops the others when a thread panics: they would wait for its block.
struct Alarm<'c, 's>(&'c Crew<'s>);

impl Drop for Alarm<'_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            // Under the lock, or a thread that has looked and does not wait yet would miss it.
            let output = lock(&self.0.output);
            self.0.stop.store(true, Ordering::Relaxed);
            drop(output);
            self.0.room.notify_all();
        }
    }
}

/// A thread that panicked leaves nothing half-done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
