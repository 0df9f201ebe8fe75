//! Accounts and sessions with the real binary: many processes at once, killed ones, a full disk, damaged files,
//! permissions, a terminal.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at what is on the disk"
)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is not there fails the test"
)]

#[path = "session/signals.rs"]
mod signals;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

mod machine;

use machine::{BINARY, Machine, Moments, mode, stderr, temporaries};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};
use serde_json::Value;
use signals::{heed, wait};

#[test]
fn fifty_users_added_at_once_are_all_there() {
    let machine = Machine::new();
    let children: Vec<_> = (0..50)
        .map(|index| {
            let name = format!("user{index}");
            machine.start(&["user", "add", &name, "--password-stdin"], "pw\n")
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let listed: Value =
        serde_json::from_str(&machine.good(&["user", "list", "--json"], "")).unwrap();
    let names: std::collections::BTreeSet<_> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|user| user["username"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names.len(), 50);
}

/// Of two that add one account the second must not end the sessions that the first one's account has by then.
#[test]
fn an_account_that_was_there_first_keeps_its_sessions() {
    let machine = Machine::new();
    let add = ["user", "add", "hong", "--password-stdin"];
    let mut slow = machine.set_up(BINARY).args(add).spawn().unwrap();
    // It has seen that there is no such account, and waits for the password.
    std::thread::sleep(Duration::from_millis(500));
    machine.good(&add, "pw");
    machine.good(&["login", "hong", "--password-stdin"], "pw");
    slow.stdin.take().unwrap().write_all(b"other").unwrap();
    let slow = slow.wait_with_output().unwrap();
    assert_eq!(slow.status.code(), Some(1));
    assert_eq!(
        stderr(&slow).lines().next(),
        Some("error: the user hong exists already")
    );
    machine.good(&["whoami"], "");
}

#[test]
fn twenty_refreshes_of_the_stored_login_all_succeed() {
    let machine = Machine::logged_in();
    let children: Vec<_> = (0..20)
        .map(|_| machine.start(&["refresh", "--output", "token"], ""))
        .collect();
    let mut tokens = std::collections::BTreeSet::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        tokens.insert(output.stdout);
    }
    assert_eq!(tokens.len(), 20);
    machine.good(&["whoami"], "");
    machine.good(&["refresh"], "");
}

#[test]
fn of_twenty_with_one_token_one_succeeds_and_the_family_ends() {
    let machine = Machine::logged_in();
    let token = machine.json("sessions.json")["login"]["refresh_token"].clone();
    let token = token.as_str().unwrap();
    let children: Vec<_> = (0..20)
        .map(|_| machine.start(&["refresh", token, "--output", "token"], ""))
        .collect();
    let mut exits: Vec<_> = children
        .into_iter()
        .map(|child| child.wait_with_output().unwrap().status.code().unwrap())
        .collect();
    exits.sort_unstable();
    assert_eq!(exits.first(), Some(&0));
    assert!(exits.iter().skip(1).all(|exit| *exit == 11), "{exits:?}");
    assert_eq!(machine.run(&["whoami"], "").status.code(), Some(11));
}

#[test]
fn the_two_tokens_are_not_taken_for_each_other() {
    let machine = Machine::logged_in();
    let login = &machine.json("sessions.json")["login"];
    for (command, token, words) in [
        ("whoami", &login["refresh_token"], "this is a refresh token"),
        ("refresh", &login["access_token"], "this is an access token"),
    ] {
        let token = token.as_str().unwrap();
        let output = machine.run(&[command, token], "");
        assert_eq!(output.status.code(), Some(7));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
        let report: Value =
            serde_json::from_slice(&machine.run(&[command, token, "--json"], "").stdout).unwrap();
        assert_eq!(report["reasons"], serde_json::json!(["wrong_token_use"]));
        assert_eq!(report["error"]["code"], "wrong_token_use");
    }
    // Neither has cost the session anything.
    machine.good(&["refresh"], "");
}

#[test]
fn a_new_signing_key_does_not_end_a_login() {
    let machine = Machine::logged_in();
    let mut keys = machine.json("keys.json");
    let other = serde_json::json!({
        "kty": "oct", "alg": "HS256", "kid": "new", "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    });
    keys["keys"].as_array_mut().unwrap().insert(0, other);
    fs::write(machine.file("keys.json"), keys.to_string()).unwrap();
    machine.good(&["whoami"], "");
    let token = machine.good(&["refresh", "--output", "token"], "");
    let kid = machine.good(&["decode", token.trim(), "--get", "header:/kid"], "");
    assert_eq!(kid, "new\n");
    machine.good(&["whoami"], "");
}

/// The password is asked for long before the session begins: until then the account may have become somebody else's.
#[test]
fn a_login_that_waits_is_none_of_the_account_that_came_after() {
    let machine = Machine::logged_in();
    machine.good(&["logout"], "");
    let lock = machine.file(".sessions.json.lock");
    for (change, password, exit) in [
        (&["user", "passwd", "hong", "--password-stdin"][..], "pw", 9),
        (&["user", "disable", "hong"], "new", 10),
        (&["user", "remove", "hong"], "new", 9),
    ] {
        let held = File::open(&lock).unwrap();
        held.lock().unwrap();
        let mut login = machine.start(&["login", "hong", "--password-stdin"], password);
        let mut said = BufReader::new(login.stderr.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let path = machine.file("sessions.json");
        let words = "note: waiting: another process holds the lock of";
        assert_eq!(line, format!("{words} {}\n", path.display()));
        machine.good(change, "new");
        drop(held);
        said.read_line(&mut line).unwrap();
        assert_eq!(login.wait().unwrap().code(), Some(exit), "{line}");
        assert_eq!(machine.run(&["whoami"], "").status.code(), Some(1));
        if exit == 10 {
            machine.good(&["user", "enable", "hong"], "");
        }
    }
}

#[test]
fn a_key_command_says_that_it_waits() {
    let machine = Machine::logged_in();
    let held = File::open(machine.file(".keys.json.lock")).unwrap();
    held.lock().unwrap();
    let mut waiting = machine.start(&["key", "generate", "--alg", "HS256"], "");
    let mut said = BufReader::new(waiting.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    drop(held);
    let path = machine.file("keys.json");
    let words = "note: waiting: another process holds the lock of";
    assert_eq!(line, format!("{words} {}\n", path.display()));
    assert_eq!(waiting.wait().unwrap().code(), Some(0));
}

#[test]
fn what_is_still_good_is_printed_without_the_lock() {
    let machine = Machine::logged_in();
    // A lock that can't be taken, as in a directory that is mounted read-only.
    let lock = machine.file(".sessions.json.lock");
    fs::remove_file(&lock).unwrap();
    symlink("elsewhere", &lock).unwrap();
    let due = ["refresh", "--output", "token", "--if-expiring"];
    let token = machine.good(&[&due[..], &["1m"]].concat(), "");
    assert_eq!(
        machine.json("sessions.json")["login"]["access_token"],
        token.trim()
    );
    let refused = machine.run(&[&due[..], &["1h"]].concat(), "");
    assert_eq!(refused.status.code(), Some(1));
    let said = stderr(&refused);
    assert!(said.contains("can't take the lock"), "{said}");
    assert!(
        said.contains(": it is a symbolic link\nhint: remove it"),
        "{said}"
    );
}

#[test]
fn a_logout_finds_its_session_by_either_token() {
    for damaged in [&["refresh_token"][..], &["refresh_token", "access_token"]] {
        let machine = Machine::logged_in();
        let mut sessions = machine.json("sessions.json");
        for token in damaged {
            sessions["login"][token] = "junk".into();
        }
        fs::write(machine.file("sessions.json"), sessions.to_string()).unwrap();
        let said = machine.good(&["logout"], "");
        let found = damaged.len() == 1;
        assert_eq!(said.contains("the session is revoked"), found, "{said}");
        let families = machine.json("sessions.json")["families"].clone();
        let (_, family) = families.as_object().unwrap().iter().next().unwrap();
        assert_eq!(family["revoked"], found);
    }
}

#[test]
fn a_line_break_is_no_part_of_the_longest_password() {
    let machine = Machine::new();
    let longest = "7".repeat(4096);
    let add = ["user", "add", "hong", "--password-stdin"];
    let longer = machine.run(&add, &format!("{longest}7\n"));
    assert_eq!(
        stderr(&longer),
        "error: the password is longer than 4096 bytes\n"
    );
    machine.good(&add, &format!("{longest}\r\n"));
    machine.good(&["login", "hong", "--password-stdin"], &longest);
}

#[test]
fn two_hundred_kills_leave_every_file_whole() {
    let machine = Machine::logged_in();
    // So much in both files that writing them takes a while.
    let mut users = machine.json("users.json");
    let mut sessions = machine.json("sessions.json");
    for index in 0..300 {
        users[format!("old{index}")] = serde_json::json!({ "full_name": "x".repeat(200) });
        sessions["families"][format!("old{index}")] = serde_json::json!({
            "user": "old", "current": "x".repeat(43), "created": 0, "expires": 99_999_999_999_u64, "revoked": false,
        });
    }
    fs::write(machine.file("users.json"), users.to_string()).unwrap();
    fs::write(machine.file("sessions.json"), sessions.to_string()).unwrap();

    // A random moment is one between the start of a process and twice as long as it needs.
    let undisturbed = Instant::now();
    machine.good(&["user", "add", "first", "--password-stdin"], "pw");
    let longest = (undisturbed.elapsed() * 2).min(Duration::from_millis(200));
    let began = Instant::now();
    let mut moments = Moments(u64::from(std::process::id()));
    let mut added = vec![String::from("hong")];
    let (mut halfway, mut finished) = (0_u32, 0_u32);
    for round in 0..200 {
        let name = format!("new{round}");
        let adds = round % 2 == 0;
        let litter = temporaries(&machine.home());
        let mut child = if adds {
            machine.start(&["user", "add", &name, "--password-stdin"], "pw")
        } else {
            machine.start(&["refresh", "--output", "token"], "")
        };
        if round % 4 < 2 {
            std::thread::sleep(moments.up_to(longest));
        } else {
            // Others are hit while they write, somewhere between the first byte and the rename.
            while temporaries(&machine.home()).is_subset(&litter)
                && child.try_wait().unwrap().is_none()
            {}
            let wait = moments.up_to(Duration::from_micros(if round % 8 < 4 { 50 } else { 4000 }));
            let since = Instant::now();
            while since.elapsed() < wait {}
        }
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        halfway += u32::from(!temporaries(&machine.home()).is_subset(&litter));

        // Both files are JSON, whatever happened.
        let users = machine.json("users.json");
        let login = machine.json("sessions.json")["login"].clone();
        if output.status.success() {
            finished += 1;
            if adds {
                added.push(name);
            } else {
                let printed = String::from_utf8(output.stdout).unwrap();
                assert_eq!(login["access_token"], printed.trim());
            }
        } else {
            assert_eq!(output.status.signal(), Some(9), "{}", stderr(&output));
        }
        assert!(users.get("old299").is_some());
        let lost: Vec<_> = added
            .iter()
            .filter(|name| users.get(name).is_none())
            .collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
    // Nobody waits for a lock of the dead, their litter goes, and the login has never come apart.
    machine.good(&["user", "add", "last", "--password-stdin"], "pw");
    machine.good(&["refresh"], "");
    machine.good(&["whoami"], "");
    assert!(temporaries(&machine.home()).is_empty());
    println!(
        "200 kills in {:?}: {halfway} left a half-written file, {finished} came too late",
        began.elapsed()
    );
    assert!(halfway >= 20 && finished >= 5, "{halfway} and {finished}");
}

#[test]
fn a_full_disk_is_said_and_changes_nothing() {
    let machine = Machine::logged_in();
    for index in 0..30 {
        let name = format!("somebody{index}");
        machine.good(
            &["user", "add", &name, "--password-stdin", "--disabled"],
            "pw",
        );
    }
    for (args, name) in [
        (
            &["user", "add", "more", "--password-stdin"][..],
            "users.json",
        ),
        (&["refresh"], "sessions.json"),
    ] {
        let before = fs::read(machine.file(name)).unwrap();
        assert!(before.len() > 1024);
        let password = if name == "users.json" { "pw" } else { "" };
        let output = machine.after("ulimit -f 1", args, password);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        let said = stderr(&output);
        assert!(said.contains("no space is left"), "{said}");
        assert!(said.contains(name), "{said}");
        assert_eq!(fs::read(machine.file(name)).unwrap(), before);
        assert!(temporaries(&machine.home()).is_empty());
        let json = machine.after("ulimit -f 1", &[args, &["--json"]].concat(), password);
        let error: Value = serde_json::from_slice(&json.stdout).unwrap();
        assert_eq!(error["error"]["code"], "disk_full");
    }
    machine.good(&["refresh"], "");
}

/// Of the two files of a command the one is short enough for `ulimit -f 1`, and the other is not.
#[test]
fn a_change_of_two_files_that_fails_halfway_says_what_has_happened() {
    let machine = Machine::new();
    machine.good(&["user", "add", "hong", "--password-stdin"], "pw");
    let login = ["login", "hong", "--password-stdin", "--no-save", "--json"];
    let tokens = || -> Value { serde_json::from_str(&machine.good(&login, "pw")).unwrap() };
    let whoami = |tokens: &Value| {
        let token = tokens["access_token"].as_str().unwrap();
        machine.run(&["whoami", token], "").status.code()
    };
    let halfway = |args: &[&str], words: [&str; 2]| {
        let output = machine.after("ulimit -f 1", args, "new");
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        let said = stderr(&output);
        let begin = format!("error: {}: can't write", words[0]);
        assert!(said.starts_with(&begin), "{said}");
        assert!(said.contains(words[1]), "{said}");
        let hint = "hint: once that is mended, run the command again\n";
        assert!(said.ends_with(hint), "{said}");
    };

    // The sessions can't be written: the account is shut all the same.
    let first = tokens();
    for _ in 0..6 {
        tokens();
    }
    assert!(fs::read(machine.file("sessions.json")).unwrap().len() > 1024);
    halfway(
        &["user", "disable", "hong"],
        [
            "disabled the account hong, but its sessions may still be open",
            "sessions.json",
        ],
    );
    assert_eq!(whoami(&first), Some(10));
    let again = machine.run(&["user", "disable", "hong"], "");
    assert_eq!(stderr(&again), "note: 7 sessions of hong were revoked\n");
    machine.good(&["user", "enable", "hong"], "");
    assert_eq!(whoami(&first), Some(11));

    // The accounts can't be written: the sessions have ended, and the password is the old one.
    fs::remove_file(machine.file("sessions.json")).unwrap();
    for index in 0..6 {
        let name = format!("somebody{index}");
        machine.good(
            &["user", "add", &name, "--password-stdin", "--disabled"],
            "pw",
        );
    }
    assert!(fs::read(machine.file("users.json")).unwrap().len() > 1024);
    for args in [
        &["user", "passwd", "hong", "--password-stdin"][..],
        &["user", "remove", "hong"],
    ] {
        let second = tokens();
        assert_eq!(whoami(&second), Some(0));
        let words = "the sessions of hong have ended, but nothing else has changed";
        halfway(args, [words, "users.json"]);
        assert_eq!(whoami(&second), Some(11));
        fs::remove_file(machine.file("sessions.json")).unwrap();
    }
    machine.good(&login, "pw");
}

#[test]
#[cfg(target_os = "linux")]
fn a_refresh_whose_answer_is_lost_says_what_became_of_the_tokens() {
    let machine = Machine::logged_in();
    let lost = |args: &[&str]| {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut command = machine.set_up(BINARY);
        let output = command.args(args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = stderr(&output);
        assert!(
            said.starts_with("error: standard output can't be written: "),
            "{said}"
        );
        said
    };
    let said = lost(&["refresh", "--json"]);
    assert!(said.contains("the new tokens are stored"), "{said}");
    let stored = machine.json("sessions.json")["login"].clone();
    let printed = machine.good(&["refresh", "--if-expiring", "1m", "--json"], "");
    let printed: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(printed["refresh_token"], stored["refresh_token"]);

    let login = ["login", "hong", "--password-stdin", "--no-save", "--json"];
    let tokens: Value = serde_json::from_str(&machine.good(&login, "pw")).unwrap();
    let said = lost(&[
        "refresh",
        tokens["refresh_token"].as_str().unwrap(),
        "--json",
    ]);
    let hint = "hint: the refresh token has been exchanged all the same, and is good no more: log in again with tokenry login hong\n";
    assert!(said.ends_with(hint), "{said}");
    // What has changed nothing promises nothing.
    let said = lost(&["refresh", "nonsense", "--json"]);
    assert!(!said.contains("hint:"), "{said}");
}

#[test]
fn ten_kinds_of_damage_are_refused_with_their_place_and_left_alone() {
    const HASH: &str =
        "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    let good = format!("{{\n  \"hong\": {{ \"hashed_password\": \"{HASH}\" }}");
    let damaged: [(Vec<u8>, &str); 10] = [
        (Vec::new(), "1:1"),
        (good.clone().into_bytes(), "2:"),
        (format!("{good},\n}}").into_bytes(), "3:1"),
        (format!("{good},\n  \"kim\": 1\n}}").into_bytes(), "3:10"),
        (format!("{good},\n  \"hong\": {{}}\n}}").into_bytes(), "3:"),
        (format!("{good}\n}}\n}}").into_bytes(), "4:1"),
        (
            format!("{good},\n  \"kim\": {{ \"disabled\": \"no\" }}\n}}").into_bytes(),
            "3:24",
        ),
        (
            format!("{good},\n  \"kim\": {{ \"username\": \"lee\" }}\n}}").into_bytes(),
            "3:24",
        ),
        (b"[\n]".to_vec(), "1:1"),
        ([good.as_bytes(), b",\n  \"\xff\": {}\n}"].concat(), "3:4"),
    ];
    for (content, place) in damaged {
        let machine = Machine::new();
        fs::create_dir(machine.home()).unwrap();
        let path = machine.file("users.json");
        fs::write(&path, &content).unwrap();
        for args in [
            &["user", "list"][..],
            &["user", "show", "hong"],
            &["user", "add", "new", "--password-stdin"],
            &["user", "passwd", "hong", "--password-stdin"],
            &["user", "disable", "hong"],
            &["user", "remove", "hong"],
            &["login", "hong", "--password-stdin"],
        ] {
            let output = machine.run(args, "pw");
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{args:?} {said}");
            let expected = format!("error: {}:{place}", path.display());
            assert!(said.starts_with(&expected), "{args:?}\n{said}{expected}");
            assert_eq!(output.stdout, b"");
            assert_eq!(fs::read(&path).unwrap(), content);
        }
    }
}

#[test]
fn files_are_private_under_any_umask() {
    for umask in ["000", "077", "777"] {
        let machine = Machine::new();
        let before = format!("umask {umask}");
        for args in [
            &["user", "add", "hong", "--password-stdin"][..],
            &["login", "hong", "--password-stdin"],
            &["refresh"],
        ] {
            let password = if args.len() > 1 { "pw" } else { "" };
            let output = machine.after(&before, args, password);
            assert!(output.status.success(), "{}", stderr(&output));
            assert!(!stderr(&output).contains("warning:"), "{}", stderr(&output));
        }
        assert_eq!(mode(&machine.home()), 0o700);
        for entry in fs::read_dir(machine.home()).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
}

#[test]
fn files_that_others_can_get_at_draw_a_warning() {
    let machine = Machine::logged_in();
    for name in ["keys.json", "sessions.json"] {
        let open = fs::Permissions::from_mode(0o644);
        fs::set_permissions(machine.file(name), open).unwrap();
        let output = machine.run(&["whoami"], "");
        assert!(output.status.success());
        let warning = format!("warning: others can read {}", machine.file(name).display());
        assert!(stderr(&output).starts_with(&warning), "{}", stderr(&output));
        let shut = fs::Permissions::from_mode(0o600);
        fs::set_permissions(machine.file(name), shut).unwrap();
        assert_eq!(stderr(&machine.run(&["whoami"], "")), "");
    }
    // Every command says it, and says it once.
    let home = machine.home();
    let users = machine.file("users.json");
    for (path, open, words) in [
        (&home, 0o777, "others can write to the directory"),
        (&users, 0o666, "others can read and write"),
        (&users, 0o620, "others can write"),
    ] {
        let shut = mode(path);
        for args in [
            &["user", "list"][..],
            &["user", "show", "hong"],
            &["user", "add", "kim", "--password-stdin"],
            &["user", "disable", "kim"],
            &["user", "enable", "kim"],
            &["user", "passwd", "kim", "--password-stdin"],
            &["user", "remove", "kim"],
            &["login", "hong", "--password-stdin"],
            &["whoami"],
            &["refresh"],
            &["issue", "--user", "hong"],
        ] {
            fs::set_permissions(path, fs::Permissions::from_mode(open)).unwrap();
            let password = if args.contains(&"--password-stdin") {
                "pw"
            } else {
                ""
            };
            let output = machine.run(args, password);
            let said = stderr(&output);
            assert!(output.status.success(), "{args:?}: {said}");
            let warnings: Vec<_> = said
                .lines()
                .filter(|line| line.starts_with("warning:"))
                .collect();
            let warning = format!("warning: {words} {} (mode {open:04o})", path.display());
            assert!(
                matches!(*warnings, [said] if said.starts_with(&warning)),
                "{args:?}: {said}"
            );
        }
        fs::set_permissions(path, fs::Permissions::from_mode(shut)).unwrap();
    }
    for (file, args) in [
        ("sessions.json", &["logout"][..]),
        ("keys.json", &["key", "list"]),
        ("keys.json", &["key", "export", "--private"]),
        ("keys.json", &["key", "generate", "--alg", "HS256"]),
        ("keys.json", &["issue"]),
    ] {
        let open = fs::Permissions::from_mode(0o640);
        fs::set_permissions(machine.file(file), open).unwrap();
        let said = stderr(&machine.run(args, ""));
        assert!(said.starts_with("warning: others can read"), "{said}");
        assert_eq!(said.matches("warning:").count(), 1, "{said}");
    }
}

#[test]
fn without_a_terminal_nobody_is_asked_and_nothing_hangs() {
    let machine = Machine::logged_in();
    for args in [
        &["login", "hong"][..],
        &["user", "add", "kim"],
        &["user", "passwd", "hong"],
    ] {
        // Nothing is ever written to this input, and it is not closed.
        let mut child = machine.set_up(BINARY).args(args).spawn().unwrap();
        let input = child.stdin.take();
        let output = child.wait_with_output().unwrap();
        drop(input);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("--password-stdin"));
    }
}

/// What the test below becomes inside the terminal: `setsid`, the terminal made its own, then the command.
///
/// The standard library can't do that between fork and exec without unsafe code, and no program that could is on
/// every machine.
#[test]
fn leader_of_a_session() {
    let Some(args) = std::env::var_os("LEADER_RUNS") else {
        return;
    };
    rustix::process::setsid().unwrap();
    rustix::process::ioctl_tiocsctty(std::io::stdin()).unwrap();
    let mut command = Command::new(BINARY);
    command.args(args.to_str().unwrap().split(' '));
    for (stream, set) in [
        (
            "LEADER_STDOUT",
            Command::stdout as fn(&mut Command, File) -> &mut Command,
        ),
        ("LEADER_STDERR", Command::stderr),
    ] {
        if let Some(path) = std::env::var_os(stream) {
            set(&mut command, File::create(path).unwrap());
        }
    }
    panic!("{}", command.exec());
}

/// A command at a terminal of its own.
struct Typed {
    master: File,
    slave: File,
    child: Child,
    screen: Arc<Mutex<Vec<u8>>>,
    stdout: PathBuf,
}

impl Typed {
    fn start(machine: &Machine, args: &[&str], stderr: Option<&Path>) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let slave = fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(name.to_str().unwrap())
            .unwrap();
        let stdout = machine.directory.path().join("stdout");
        let mut command = machine.set_up(std::env::current_exe().unwrap().to_str().unwrap());
        command
            .args(["leader_of_a_session", "--exact", "--nocapture"])
            .env("LEADER_RUNS", args.join(" "))
            .env("LEADER_STDOUT", &stdout)
            .stdin(slave.try_clone().unwrap())
            .stdout(Stdio::null())
            .stderr(slave.try_clone().unwrap());
        if let Some(path) = stderr {
            command.env("LEADER_STDERR", path);
        }
        let child = command.spawn().unwrap();
        let master = File::from(master);
        let screen = Arc::new(Mutex::new(Vec::new()));
        let mut reader = master.try_clone().unwrap();
        let seen = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut buffer = [0; 1024];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                seen.lock().unwrap().extend_from_slice(&buffer[..count]);
            }
        });
        Self {
            master,
            slave,
            child,
            screen,
            stdout,
        }
    }

    fn screen(&self) -> String {
        String::from_utf8(self.screen.lock().unwrap().clone()).unwrap()
    }

    fn wait_for(&self, words: &str) {
        let since = Instant::now();
        while !self.screen().contains(words) {
            assert!(
                since.elapsed() < Duration::from_secs(20),
                "{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn wait_until(&self, done: impl Fn(&Self) -> bool) {
        let since = Instant::now();
        while !done(self) {
            assert!(since.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn enter(&mut self, text: impl AsRef<[u8]>) {
        self.master.write_all(text.as_ref()).unwrap();
    }

    fn echoes(&self) -> bool {
        let modes = tcgetattr(&self.slave).unwrap().local_modes;
        modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG)
    }
}

#[test]
fn a_prompt_shows_no_password_and_leaves_the_terminal_as_it_was() {
    let machine = Machine::new();
    let mut add = Typed::start(&machine, &["user", "add", "hong"], None);
    add.wait_for("new password for hong: ");
    assert!(!add.echoes());
    // Mistyped, wiped out, typed again: 비밀 over it all.
    add.enter("wrong\u{15}sesame 비밀X\u{7f}\n");
    add.wait_for("the same password again: ");
    add.enter("sesame 비밀\n");
    assert_eq!(add.child.wait().unwrap().code(), Some(0));
    assert_eq!(
        add.screen(),
        "new password for hong: \r\nthe same password again: \r\n"
    );
    assert_eq!(
        fs::read_to_string(&add.stdout).unwrap(),
        "added the user hong\n"
    );
    assert!(add.echoes());
    machine.good(&["login", "hong", "--password-stdin"], "sesame 비밀\n");

    // Who sends standard error elsewhere still sees what is asked.
    let log = machine.directory.path().join("log");
    let mut login = Typed::start(
        &machine,
        &["login", "hong", "--output", "token"],
        Some(&log),
    );
    login.wait_for("password for hong: ");
    login.enter("sesame 비밀\n");
    assert_eq!(login.child.wait().unwrap().code(), Some(0));
    assert!(!login.screen().contains("sesame"));
    let token = fs::read_to_string(&login.stdout).unwrap();
    assert!(token.starts_with("ey") && token.lines().count() == 1);
    assert_eq!(fs::read_to_string(log).unwrap(), "password for hong: \n");
}

#[test]
fn what_is_typed_is_the_password_or_is_refused() {
    let machine = Machine::new();
    machine.good(&["user", "add", "hong", "--password-stdin"], "a b");
    machine.good(
        &["user", "add", "kim", "--password-stdin"],
        "p\u{fffd}ssword",
    );
    let long = [b'7'; 9000];
    for (name, typed, exit) in [
        ("hong", &b"a b\n"[..], 0),
        // What an arrow key sends; and a character of three bytes, wiped out.
        ("hong", b"\x1b[Da \x1bOAb\n", 0),
        ("hong", b"a b\xed\x95\x9c\x7f\n", 0),
        ("hong", b"x y\x17\x15a c\x08b\n", 0),
        ("hong", b"ab\n", 9),
        ("hong", b"a b\t\n", 1),
        ("hong", b"a b\0\n", 1),
        // Latin-1, and a byte that begins a longer character, before Enter.
        ("kim", b"p\xe4ssword\n", 1),
        ("kim", b"p\xc0ssword\xe9\n\n\n", 1),
        ("kim", &[&long[..], b"\n"].concat(), 1),
    ] {
        let mut login = Typed::start(&machine, &["login", name], None);
        login.wait_for(&format!("password for {name}: "));
        login.enter(typed);
        let code = login.child.wait().unwrap().code();
        assert_eq!(code, Some(exit), "{typed:?}: {}", login.screen());
    }
}

#[test]
fn ctrl_c_at_a_prompt_leaves_the_terminal_echoing() {
    heed();
    let machine = Machine::logged_in();
    let before = fs::read(machine.file("users.json")).unwrap();
    for args in [&["login", "hong"][..], &["user", "passwd", "hong"]] {
        let mut typed = Typed::start(&machine, args, None);
        typed.wait_for("password for hong: ");
        assert!(!typed.echoes());
        typed.enter("half a pass\u{3}");
        assert_eq!(wait(&mut typed.child).signal(), Some(2));
        assert!(typed.echoes());
        assert!(!typed.screen().contains("half"));
        assert_eq!(fs::read(&typed.stdout).unwrap(), b"");
    }
    assert_eq!(fs::read(machine.file("users.json")).unwrap(), before);
    // So does a signal from elsewhere, such as that of `timeout`.
    for signal in [
        Signal::INT,
        Signal::TERM,
        Signal::HUP,
        Signal::QUIT,
        Signal::USR1,
    ] {
        let mut typed = Typed::start(&machine, &["login", "hong"], None);
        typed.wait_for("password for hong: ");
        kill_process(Pid::from_child(&typed.child), signal).unwrap();
        let status = wait(&mut typed.child);
        assert_eq!(status.signal(), Some(signal.as_raw()));
        assert!(typed.echoes());
    }
    // A process that is stopped leaves the terminal to the shell, and goes on as before.
    let mut typed = Typed::start(&machine, &["login", "hong"], None);
    typed.wait_for("password for hong: ");
    let process = Pid::from_child(&typed.child);
    kill_process(process, Signal::TSTP).unwrap();
    typed.wait_until(Typed::echoes);
    kill_process(process, Signal::CONT).unwrap();
    typed.wait_until(|typed| !typed.echoes());
    typed.enter("pw\n");
    assert_eq!(wait(&mut typed.child).code(), Some(0));
    assert!(typed.echoes());
    // Ctrl-D is no password either.
    let mut typed = Typed::start(&machine, &["login", "hong"], None);
    typed.wait_for("password for hong: ");
    typed.enter("\u{4}");
    assert_eq!(wait(&mut typed.child).code(), Some(1));
    assert!(typed.echoes());
}
