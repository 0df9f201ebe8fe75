//! Standard output that no signal tears: what is handed over at once is written to its end.
//!
//! The results of a batch are handed over in blocks of whole lines. By default an interrupt ends the process in the
//! middle of a write that waits for its reader, and a torn line is left behind.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

/// What the system writes into a pipe as a whole or not at all (`PIPE_BUF`, POSIX.1 §2.9.7), in bytes.
const ATOMIC: usize = if cfg!(target_os = "linux") { 4096 } else { 512 };

/// Held while something is written.
static WRITING: Mutex<()> = Mutex::new(());
static WATCH: Once = Once::new();
/// A signal has come: what is being written is the last.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Standard output.
pub(crate) struct Stdout;

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > ATOMIC {
            WATCH.call_once(watch);
        }
        while ENDING.load(Ordering::Relaxed) {
            std::thread::park();
        }
        let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        stdout.flush()?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}

/// From now on a signal ends the process between two writes. A write that waits for its reader is waited for: only
/// KILL, or the end of the reader, ends it sooner.
#[cfg(unix)]
fn watch() {
    let Some(mut signals) = crate::signal::watch(&[]) else {
        return;
    };
    let wait = move || {
        if let Some(signal) = signals.forever().next() {
            ENDING.store(true, Ordering::Relaxed);
            let _writing = WRITING.lock();
            crate::signal::end(signal);
        }
    };
    let _ = std::thread::Builder::new().spawn(wait);
}

#[cfg(not(unix))]
fn watch() {}
