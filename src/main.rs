//! The binary: hands the real world to the library, and its exit code back.

mod prompt;
#[cfg(unix)]
mod signal;
mod stdout;

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::thread::available_parallelism;

use chrono::{Local, Offset, TimeZone, Utc};
use terminal_size::terminal_size_of;
use tokenry::time::Moment;
use tokenry::{Host, Terminal};

fn main() -> ExitCode {
    let mut host = Host {
        clock: Box::new(clock),
        local_offset: Box::new(|moment| {
            Local
                .timestamp_opt(moment.seconds(), 0)
                .earliest()
                .map_or(Utc.fix(), |time| time.offset().fix())
        }),
        env: Box::new(env),
        stdin: Box::new(io::stdin()),
        stdout: Box::new(stdout::Stdout),
        stderr: Box::new(io::stderr()),
        terminal: Terminal {
            stdin: io::stdin().is_terminal(),
            stdout: io::stdout().is_terminal(),
            stderr: io::stderr().is_terminal(),
        },
        random: Box::new(|bytes| getrandom::fill(bytes).map_err(io::Error::other)),
        prompt: Box::new(prompt::ask),
        columns: Box::new(|| terminal_size_of(io::stdout()).map(|(columns, _)| columns.0)),
        cores: || available_parallelism().map_or(1, Into::into),
    };
    ExitCode::from(tokenry::run(std::env::args_os(), &mut host))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the system for the time"
)]
fn clock() -> Moment {
    // Milliseconds are as much as clocks of two machines agree on, and as people can read.
    Moment::from_nanos(i128::from(Utc::now().timestamp_millis()) * 1_000_000)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the system for the environment"
)]
fn env(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name)
}
