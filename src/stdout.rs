//! Standard output that no signal tears: what is handed over at once is written to its end.
//!
//! The results of a batch are handed over in blocks of whole lines. By default an interrupt ends the process in the
//! middle of a write that waits for its reader, and a torn line is left behind.

use std::io::{self, Write};
use std::sync::{Mutex, Once, PoisonError};

/// What the system writes into a pipe as a whole or not at all (`PIPE_BUF`, POSIX.1 §2.9.7), in bytes.
const ATOMIC: usize = if cfg!(target_os = "linux") { 4096 } else { 512 };

/// Held while something is written.
static WRITING: Mutex<()> = Mutex::new(());
static WATCH: Once = Once::new();

/// Standard output.
pub(crate) struct Stdout;

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > ATOMIC {
            WATCH.call_once(watch);
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

/// From now on a signal ends the process between two writes; a second one ends it at once, for a reader may never read on.
#[cfg(unix)]
fn watch() {
    use signal_hook::low_level::emulate_default_handler;
    use std::thread::Builder;

    let Some(mut signals) = crate::signal::watch(&[]) else {
        return;
    };
    let wait = move || {
        let mut signals = signals.forever();
        if let Some(first) = signals.next() {
            let end = move || {
                let _writing = WRITING.lock();
                let _ = emulate_default_handler(first);
            };
            let _ = Builder::new().spawn(end);
        }
        if let Some(second) = signals.next() {
            let _ = emulate_default_handler(second);
        }
    };
    let _ = Builder::new().spawn(wait);
}

#[cfg(not(unix))]
fn watch() {}
