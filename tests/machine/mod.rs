//! The real binary on a machine with a home of its own.

#![allow(
    clippy::allow_attributes,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    dead_code,
    reason = "a test that can't go on fails; each test binary uses a part of this"
)]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_tokenry");

/// A machine with a home of its own.
pub(crate) struct Machine {
    pub(crate) directory: tempfile::TempDir,
}

impl Machine {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        Self { directory }
    }

    /// A machine on which hong is logged in.
    pub(crate) fn logged_in() -> Self {
        let machine = Self::new();
        machine.good(&["user", "add", "hong", "--password-stdin"], "pw");
        machine.good(&["login", "hong", "--password-stdin"], "pw");
        machine
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.directory.path().join("home")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.home().join(name)
    }

    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.file(name)).unwrap()).unwrap()
    }

    pub(crate) fn set_up(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TOKENRY_HOME", self.home())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn start(&self, args: &[&str], stdin: &str) -> Child {
        let mut child = self.set_up(BINARY).args(args).spawn().unwrap();
        // Who reads no input may be gone by now.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        child
    }

    pub(crate) fn run(&self, args: &[&str], stdin: &str) -> Output {
        self.start(args, stdin).wait_with_output().unwrap()
    }

    pub(crate) fn good(&self, args: &[&str], stdin: &str) -> String {
        let output = self.run(args, stdin);
        assert!(output.status.success(), "{args:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs it under a shell that has done something before.
    pub(crate) fn after(&self, before: &str, args: &[&str], stdin: &str) -> Output {
        let mut command = self.set_up("sh");
        let script = format!("{before}; exec \"$@\"");
        command.args(["-c", &script, "sh", BINARY]).args(args);
        let mut child = command.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(stdin.as_bytes())
            .unwrap();
        child.wait_with_output().unwrap()
    }
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// The temporary files in a directory.
pub(crate) fn temporaries(directory: &Path) -> BTreeSet<OsString> {
    let names = fs::read_dir(directory).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name());
    names
        .filter(|name| name.as_encoded_bytes().ends_with(b".tmp"))
        .collect()
}

/// Numbers that are random enough for moments.
pub(crate) struct Moments(pub(crate) u64);

impl Moments {
    pub(crate) fn up_to(&mut self, longest: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        longest.mul_f64(f64::from((self.0 >> 33) as u32) / f64::from(1_u32 << 31))
    }
}
