//! Files with the real binary: lock files that somebody deletes, writers that are killed, disks that fail.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at what is on the disk"
)]
#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

mod machine;

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use machine::{BINARY, Machine, Moments, stderr, temporaries};
use serde_json::Value;

/// How many writers there are in all, and at once; two of five are killed. `TOKENRY_WRITERS=500` is the long play.
fn writers() -> usize {
    let given = std::env::var("TOKENRY_WRITERS");
    given.map_or(60, |count| count.parse().unwrap())
}

const AT_ONCE: usize = 20;

#[test]
fn writers_lose_nothing_while_their_lock_files_are_deleted() {
    let machine = Machine::new();
    let writers = writers();
    let users: serde_json::Map<String, Value> = (0..writers)
        .map(|index| {
            // So much in all that writing it takes a while.
            let record = serde_json::json!({ "full_name": "x".repeat(200_000 / writers) });
            (format!("user{index}"), record)
        })
        .collect();
    fs::create_dir(machine.home()).unwrap();
    fs::write(
        machine.file("users.json"),
        Value::from(users.clone()).to_string(),
    )
    .unwrap();
    let undisturbed = Instant::now();
    machine.good(&["user", "disable", "user0"], "");
    let longest = undisturbed.elapsed() * 2;

    let over = AtomicBool::new(false);
    let (next, deleted, reads) = (
        AtomicUsize::new(1),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    let finished: Vec<usize> = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let gone = fs::remove_file(machine.file(".users.json.lock"));
                deleted.fetch_add(usize::from(gone.is_ok()), Ordering::Relaxed);
            }
        });
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let read = machine.json("users.json");
                assert_eq!(read.as_object().unwrap().len(), users.len());
                reads.fetch_add(1, Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(2));
            }
        });
        let threads: Vec<_> = (0..AT_ONCE)
            .map(|thread| {
                let (machine, next) = (&machine, &next);
                scope.spawn(move || {
                    let mut moments = Moments(u64::try_from(thread).unwrap());
                    let mut finished = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        if index >= writers {
                            return finished;
                        }
                        let name = format!("user{index}");
                        let mut child = machine.start(&["user", "disable", &name], "");
                        let killed = index % 5 < 2;
                        if killed && index % 2 == 0 {
                            std::thread::sleep(moments.up_to(longest));
                        } else if killed {
                            // While somebody writes, and likely it.
                            let somebody_writes = || !temporaries(&machine.home()).is_empty();
                            while !somebody_writes() && child.try_wait().unwrap().is_none() {}
                        }
                        if killed {
                            child.kill().unwrap();
                        }
                        let output = child.wait_with_output().unwrap();
                        match output.status.signal() {
                            Some(9) if killed => {}
                            _ => {
                                assert!(output.status.success(), "{}", stderr(&output));
                                finished.push(index);
                            }
                        }
                    }
                })
            })
            .collect();
        let finished = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        let finished: Result<Vec<_>, _> = finished.collect();
        over.store(true, Ordering::Relaxed);
        finished.unwrap().concat()
    });

    let after = machine.json("users.json");
    let lost: Vec<_> = finished
        .iter()
        .filter(|index| after[format!("user{index}")]["disabled"] != true)
        .collect();
    println!(
        "{writers} writers in {:?}: {} finished, the others were killed, {} lost; {deleted:?} deletions, {reads:?} reads",
        undisturbed.elapsed(),
        finished.len(),
        lost.len(),
    );
    assert!(lost.is_empty(), "{lost:?}");
    assert!(deleted.into_inner() > writers / 4);
    machine.good(&["user", "enable", "user0"], "");
    assert!(temporaries(&machine.home()).is_empty());
}

/// A library that stands between the program and the system, and lets `fsync` fail, kill or stop.
#[cfg(target_os = "linux")]
const SHIM: &str = r#"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int fsync(int file) {
    const char *what = getenv("FSYNC");
    struct stat data;
    if (what && fstat(file, &data) == 0) {
        if (!strcmp(what, S_ISDIR(data.st_mode) ? "no directory" : "no file")) {
            errno = EIO;
            return -1;
        }
        if (!strcmp(what, "kill")) {
            raise(SIGKILL);
        }
        if (!strcmp(what, "stop") && !S_ISDIR(data.st_mode)) {
            raise(SIGSTOP);
        }
    }
    return syscall(SYS_fsync, file);
}
"#;

/// A machine whose `fsync` fails, by the word of the variable `FSYNC`.
#[cfg(target_os = "linux")]
struct Failing {
    machine: Machine,
    library: PathBuf,
}

#[cfg(target_os = "linux")]
impl Failing {
    fn new() -> Self {
        let machine = Machine::new();
        let source = machine.directory.path().join("shim.c");
        let library = machine.directory.path().join("shim.so");
        fs::write(&source, SHIM).unwrap();
        // What aws-lc is built with as well.
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .args([&library, &source])
            .status();
        assert!(built.unwrap().success());
        Self { machine, library }
    }

    fn start(&self, fsync: &str, args: &[&str]) -> Child {
        use std::io::Write;
        let mut child = self
            .machine
            .set_up(BINARY)
            .env("LD_PRELOAD", &self.library)
            .env("FSYNC", fsync)
            .args(args)
            .spawn()
            .unwrap();
        // Who reads no input may be gone by now.
        // Any other command takes what is piped in for something else.
        let mut stdin = child.stdin.take().unwrap();
        if args.contains(&"--password-stdin") {
            let _ = stdin.write_all(b"pw\n");
        }
        drop(stdin);
        child
    }

    fn run(&self, fsync: &str, args: &[&str]) -> Output {
        self.start(fsync, args).wait_with_output().unwrap()
    }

    fn directory(&self, name: &str) -> PathBuf {
        let path = self.machine.directory.path().join(name);
        fs::create_dir(&path).unwrap();
        path
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_directory_that_can_not_be_flushed_is_said_and_the_change_is_there() {
    let failing = Failing::new();
    let home = failing.machine.home();
    let refused = |args: &[&str], path: &Path| {
        let output = failing.run("no directory", args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let words = "was written, but a crash may undo that: its directory can't be flushed";
        let said = stderr(&output);
        let error = format!("error: {} {words}: Input/output error", path.display());
        assert!(said.contains(&error), "{args:?}: {said}");
        assert!(
            said.ends_with("hint: check the disk and its file system\n"),
            "{said}"
        );
    };
    // A new home is flushed into the directory above it.
    let add = ["user", "add", "hong", "--password-stdin"];
    refused(&add, &home);
    assert!(home.is_dir());
    refused(&add, &home.join("users.json"));
    assert!(failing.machine.json("users.json").get("hong").is_some());
    refused(&["issue"], &home.join("keys.json"));
    refused(
        &["login", "hong", "--password-stdin"],
        &home.join("sessions.json"),
    );
    let refresh = stderr(&failing.run("no directory", &["refresh"]));
    assert!(refresh.contains("the new tokens are stored"), "{refresh}");
    // Both files are written; what is said is said of the last.
    refused(&["user", "disable", "hong"], &home.join("sessions.json"));
    assert_eq!(failing.machine.json("users.json")["hong"]["disabled"], true);
    let out = failing.machine.directory.path().join("key.pem");
    refused(
        &[
            "key",
            "generate",
            "--alg",
            "ES256",
            "--out",
            out.to_str().unwrap(),
        ],
        &out,
    );
    assert!(out.exists());
    let json = failing.run("no directory", &["user", "enable", "hong", "--json"]);
    let error: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(error["error"]["code"], "file_not_flushed");
}

/// The first has read the file and written its own; then somebody deletes the lock file, and others come.
#[cfg(target_os = "linux")]
#[test]
fn a_writer_that_was_overtaken_begins_again() {
    use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
    let failing = Failing::new();
    let machine = &failing.machine;
    machine.good(&["user", "add", "first", "--password-stdin"], "pw");
    let add = |name| ["user", "add", name, "--password-stdin"];
    let slow = failing.start("stop", &add("slow"));
    let pid = Pid::from_child(&slow);
    let stopped = || {
        let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).unwrap().unwrap();
        status.stopped()
    };
    assert!(stopped());
    fs::remove_file(machine.file(".users.json.lock")).unwrap();
    machine.good(&add("quick"), "pw");
    // The next one dies with its own file half written.
    let killed = failing.run("kill", &add("dead"));
    assert_eq!(killed.status.signal(), Some(9));
    kill_process(pid, Signal::CONT).unwrap();
    assert!(
        stopped(),
        "it writes a second file, with what the others wrote"
    );
    kill_process(pid, Signal::CONT).unwrap();
    let slow = slow.wait_with_output().unwrap();
    assert!(slow.status.success(), "{}", stderr(&slow));
    let users = machine.json("users.json");
    let users: Vec<_> = users.as_object().unwrap().keys().collect();
    assert_eq!(users, ["first", "quick", "slow"]);
    assert!(temporaries(&machine.home()).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_written_half_goes() {
    let failing = Failing::new();
    let directory = failing.directory("out");
    let empty = || fs::read_dir(&directory).unwrap().next().is_none();
    let out = directory.join("key.pem");
    let generate = [
        "key",
        "generate",
        "--alg",
        "ES256",
        "--out",
        out.to_str().unwrap(),
    ];
    let man = ["man", directory.to_str().unwrap()];
    for args in [&generate[..], &man] {
        let output = failing.run("no file", args);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).starts_with("error: can't write "));
        assert!(empty(), "{args:?}");
        // Who was killed can't clean up. The next who writes there does.
        let killed = failing.run("kill", args);
        assert_eq!(killed.status.signal(), Some(9));
        assert_eq!(temporaries(&directory).len(), 1);
        let other = directory.join("other.pem");
        let mut other_key = generate;
        other_key[5] = other.to_str().unwrap();
        failing.machine.good(&other_key, "");
        fs::remove_file(other).unwrap();
        assert!(empty(), "{args:?}");
    }
    let users = ["user", "add", "hong", "--password-stdin"];
    assert_eq!(failing.run("no file", &users).status.code(), Some(1));
    let home = failing.machine.home();
    assert!(temporaries(&home).is_empty() && !home.join("users.json").exists());
    assert_eq!(failing.run("kill", &users).status.signal(), Some(9));
    assert!(!temporaries(&home).is_empty());
    // Any write beside it will do.
    failing.machine.good(&["issue"], "");
    assert!(temporaries(&home).is_empty());
}
