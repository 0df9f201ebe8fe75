//! Gates fail closed: whatever comes from outside, nothing is let through that was not found good.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "session/signals.rs"]
mod signals;

use std::path::Path;
use std::process::{Command, Stdio};

/// The binary, in a home of its own.
fn tokenry(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokenry"));
    command
        .args(args)
        .env_clear()
        .env("TOKENRY_HOME", home)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_local_time_zone_that_never_ends_is_not_read() {
    let home = tempfile::tempdir().unwrap();
    let fifo = home.path().join("zone");
    make_fifo(&fifo);
    let decode = [
        "decode",
        "--tz",
        "local",
        "eyJhbGciOiJub25lIn0.eyJleHAiOjE3OTU0MDAxMDB9.",
    ];
    let mut child = tokenry(home.path(), &decode)
        .env("TZ", format!(":{}", fifo.display()))
        .spawn()
        .unwrap();
    assert!(signals::wait(&mut child).success());
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("2026-11-23T02:15:00Z"), "{text}");
}
