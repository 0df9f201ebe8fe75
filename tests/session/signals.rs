//! Signals for the children of a test.
#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    dead_code,
    reason = "a test that can't go on fails; each test binary uses a part of this"
)]

use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::flag::register_conditional_shutdown;

/// Children heed the signals that these tests may have been started to ignore (`nohup`, a job of a script in the
/// background): one that is handled here has its default action in them (POSIX.1, exec). Here it still ends the run.
pub(crate) fn heed() {
    for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] {
        let always = Arc::new(AtomicBool::new(true));
        register_conditional_shutdown(signal, 128 + signal, always).unwrap();
    }
}

/// Waits for a child, but not for ever.
pub(crate) fn wait(child: &mut Child) -> ExitStatus {
    let since = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if since.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("it does not end: {:?}", child.wait());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
