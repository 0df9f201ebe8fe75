//! The signals that end the process, and that tokenry has to come before.

use std::ffi::c_int;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// Watches for the signals that usually end the process, and for `others`; one that it was started to ignore (`nohup`,
/// a job of a script in the background) goes on being ignored, which a handler would undo.
pub(crate) fn watch(others: &[c_int]) -> Option<Signals> {
    let ignored = ignored();
    let heeded = |signal: &c_int| ignored >> (signal - 1) & 1 == 0;
    let signals: Vec<_> = [SIGINT, SIGTERM]
        .iter()
        .chain(others)
        .copied()
        .filter(heeded)
        .collect();
    if signals.is_empty() {
        return None;
    }
    Signals::new(signals).ok()
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
