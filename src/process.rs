//! The process: standard output that no signal tears, and the signals that end it.
//!
//! The results of a batch are handed over in blocks of whole lines. By default an interrupt ends the process in the
//! middle of a write that waits for its reader, and a torn line is left behind.

use std::io::{self, Read, Write};
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
    let Some(mut signals) = signals::watch(&[]) else {
        return;
    };
    let wait = move || {
        if let Some(signal) = signals.forever().next() {
            ENDING.store(true, Ordering::Relaxed);
            let _writing = WRITING.lock();
            signals::end(signal);
        }
    };
    let _ = std::thread::Builder::new().spawn(wait);
}

#[cfg(not(unix))]
fn watch() {}

/// The signals that end the process, and that tokenry has to come before.
#[cfg(unix)]
pub(crate) mod signals {
    use std::ffi::c_int;
    use std::ops::RangeInclusive;

    use signal_hook::consts::{
        SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM,
        SIGXCPU,
    };
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::{emulate_default_handler, exit};

    /// The signals that end a process unless it handles them (POSIX.1 §2.4.3). Not among them: KILL, which nobody can
    /// handle; PIPE, which Rust ignores; XFSZ, for the write has been cut off already; and those of a fault (SEGV, BUS,
    /// ILL, FPE, TRAP, SYS), after which nothing can be relied on.
    const ENDING: [c_int; 11] = [
        SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF,
        SIGXCPU,
    ];
    /// And on Linux STKFLT, IO, PWR and the real-time signals, the first of which the C library keeps for itself.
    const ENDING_ON_LINUX: [RangeInclusive<c_int>; 3] = [16..=16, 29..=30, 34..=64];

    /// Watches for the signals that end the process, and for `others`; one that it was started to ignore (`nohup`,
    /// a job of a script in the background) goes on being ignored, which a handler would undo.
    pub(crate) fn watch(others: &[c_int]) -> Option<Signals> {
        let on_linux = ENDING_ON_LINUX.into_iter().flatten();
        let on_linux = on_linux.filter(|_| cfg!(target_os = "linux"));
        let signals = Signals::new([0; 0]).ok()?;
        let ignored = ignored();
        for signal in ENDING.into_iter().chain(on_linux).chain(others.to_vec()) {
            if ignored >> (signal - 1) & 1 == 0 {
                // One that the system does not hand over ends the process as ever.
                let _ = signals.add_signal(signal);
            }
        }
        Some(signals)
    }

    /// Ends the process as the signal would have done.
    pub(crate) fn end(signal: c_int) -> ! {
        let _ = emulate_default_handler(signal);
        // A signal that signal-hook does not know: what a shell says of a process that died of it.
        exit(128 + signal)
    }

    /// The ignored signals, the first in the lowest bit. Only Linux says so without unsafe code; elsewhere none is known.
    fn ignored() -> u64 {
        #[expect(
            clippy::disallowed_methods,
            reason = "what the system says of this process is no file of tokenry"
        )]
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mut lines = status.lines();
        let mask = lines.find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
            .unwrap_or(0)
    }
}

/// Runs a command line by the system's shell, with these bytes on its standard input and its errors where ours go.
///
/// # Errors
/// When it can't be started, prints more than any signature has, or ends with another status than 0.
pub(crate) fn shell(command: &str, input: &[u8]) -> io::Result<Vec<u8>> {
    use std::process::{Command, Stdio};
    /// The most that is taken of what it prints, in bytes.
    const MOST: u64 = 1 << 16;
    let (shell, option) = if cfg!(windows) {
        ("cmd", "/C")
    } else {
        ("sh", "-c")
    };
    let mut child = Command::new(shell)
        .args([option, command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that needs no input may be gone already; what it prints tells.
        let _ = stdin.write_all(input);
    }
    let mut printed = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(MOST).read_to_end(&mut printed)?;
    }
    let status = child.wait()?;
    if status.success() {
        Ok(printed)
    } else {
        Err(io::Error::other(status.to_string()))
    }
}
