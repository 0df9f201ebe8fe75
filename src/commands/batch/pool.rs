//! Many threads at one stream: blocks are read in order, judged side by side, and written in order.

use std::io::{self, ErrorKind, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::blocks::{Block, Blocks};
use super::stats::Stats;
use crate::time::Moment;

/// What came of one block.
#[derive(Default)]
pub(super) struct BlockResult {
    /// What is to be written, in whole lines.
    pub(super) text: String,
    pub(super) stats: Stats,
}

/// Judges lines.
pub(super) trait Judge {
    /// Judges the line of a number, which was read at a moment, and adds what came of it to the result.
    fn line(&mut self, number: u64, line: &[u8], now: Moment, result: &mut BlockResult);
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
struct Pool<'s> {
    blocks: Mutex<Blocks<'s>>,
    output: Mutex<Output<'s>>,
}

struct Output<'s> {
    sink: &'s mut (dyn Write + Send),
    /// Is told of the position in the input after each block that was written.
    progress: &'s (dyn Fn(u64) + Sync),
    stats: Stats,
    end: End,
}

/// Judges all lines of a source on up to `jobs` threads, each with a judge of its own.
pub(super) fn run<'s, J: Judge>(
    blocks: Blocks<'s>,
    sink: &'s mut (dyn Write + Send),
    jobs: usize,
    progress: &'s (dyn Fn(u64) + Sync),
    judge: impl Fn() -> J + Sync,
) -> (Stats, End) {
    let pool = Pool {
        blocks: Mutex::new(blocks),
        output: Mutex::new(Output {
            sink,
            progress,
            stats: Stats::default(),
            end: End::Done,
        }),
    };
    thread::scope(|scope| {
        let (mut own, mut result) = (judge(), BlockResult::default());
        // Threads cost more than a short input takes: they start with the second block.
        if !pool
            .read()
            .is_some_and(|first| pool.judge(&first, &mut own, &mut result))
        {
            return;
        }
        let Some(second) = pool.read() else {
            return;
        };
        for _ in 1..jobs {
            let work = || pool.work(&mut judge(), &mut BlockResult::default());
            // Without this thread it takes longer, that is all.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        if pool.judge(&second, &mut own, &mut result) {
            pool.work(&mut own, &mut result);
        }
    });
    let output = pool.output.into_inner();
    let output = output.unwrap_or_else(PoisonError::into_inner);
    (output.stats, output.end)
}

impl Pool<'_> {
    fn work(&self, judge: &mut impl Judge, result: &mut BlockResult) {
        let mut next = || {
            self.read()
                .is_some_and(|block| self.judge(&block, judge, result))
        };
        while next() {}
    }

    /// The next block of the input.
    fn read(&self) -> Option<Block> {
        let read = lock(&self.blocks).next();
        read.unwrap_or_else(|error| {
            lock(&self.output).end = End::Unreadable(error);
            None
        })
    }

    /// Judges a block, and writes the results when those of the block before are written. Says whether to go on.
    /// The result is that of the last block of this thread, whose memory is reused.
    fn judge(&self, block: &Block, judge: &mut impl Judge, result: &mut BlockResult) -> bool {
        result.text.clear();
        result.stats = Stats::default();
        for (number, line) in (block.first_line..).zip(block.lines()) {
            judge.line(number, line, block.now, result);
        }
        // Where the block before can't be written, or its thread panicked, its end of the channel is gone.
        let done = block.turn.recv().is_ok() && self.write(result, block.position);
        done && block.written.send(()).is_ok()
    }

    fn write(&self, result: &BlockResult, position: u64) -> bool {
        let mut output = lock(&self.output);
        let written = output.sink.write_all(result.text.as_bytes());
        if let Err(error) = written.and_then(|()| output.sink.flush()) {
            output.end = match error.kind() {
                ErrorKind::BrokenPipe => End::Closed,
                _ => End::Unwritable(error),
            };
            return false;
        }
        output.stats.add(&result.stats);
        (output.progress)(position);
        true
    }
}

/// A thread that panicked leaves nothing half-done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
