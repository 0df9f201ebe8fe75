//! Every subcommand with every file that it reads or writes missing, a directory, empty, huge, binary, a link to
//! itself, or closed to it: one clear error, a known exit code, and the file as it was.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that can't go on fails"
)]

mod session;

use std::fs;
use std::path::{Path, PathBuf};

use session::Session;
use tokenry::time::Moment;

/// What a file can be instead of what is due.
const STATES: [&str; 7] = [
    "missing",
    "directory",
    "empty",
    "huge",
    "binary",
    "loop",
    "text",
];

/// The command lines, `FILE` for the file in question; what a command reads besides is in order.
const COMMANDS: &[(&str, &[&str])] = &[
    ("token", &["decode", "@FILE"]),
    ("token", &["verify", "@FILE"]),
    ("token", &["whoami", "@FILE"]),
    ("token", &["refresh", "@FILE"]),
    ("token", &["verify", "--batch", "FILE"]),
    ("token", &["decode", "--batch", "FILE"]),
    ("payload", &["issue", "--payload", "@FILE"]),
    ("secret", &["verify", "--secret-file", "FILE", TOKEN]),
    ("secret", &["issue", "--secret-file", "FILE"]),
    ("secret", &["whoami", "--secret-file", "FILE"]),
    ("secret", &["refresh", "--secret-file", "FILE"]),
    ("key", &["verify", "--key", "FILE", TOKEN]),
    ("key", &["verify", "--jwks", "FILE", TOKEN]),
    ("key", &["issue", "--key", "FILE"]),
    ("key", &["whoami", "--key", "FILE"]),
    ("key", &["refresh", "--key", "FILE"]),
    (
        "key",
        &["login", "ann", "--password-stdin", "--key", "FILE"],
    ),
    ("key", &["key", "import", "FILE"]),
    ("key", &["key", "thumbprint", "FILE"]),
    ("keys", &["--keys", "FILE", "issue"]),
    ("keys", &["--keys", "FILE", "verify", TOKEN]),
    ("keys", &["--keys", "FILE", "whoami"]),
    (
        "keys",
        &["--keys", "FILE", "login", "ann", "--password-stdin"],
    ),
    ("keys", &["--keys", "FILE", "key", "list"]),
    ("keys", &["--keys", "FILE", "key", "export"]),
    ("keys", &["--keys", "FILE", "key", "rotate"]),
    ("keys", &["--keys", "FILE", "key", "remove", "x"]),
    ("keys", &["--keys", "FILE", "key", "thumbprint"]),
    (
        "keys",
        &["--keys", "FILE", "key", "generate", "--alg", "HS256"],
    ),
    (
        "users",
        &["--users", "FILE", "login", "ann", "--password-stdin"],
    ),
    ("users", &["--users", "FILE", "whoami"]),
    ("users", &["--users", "FILE", "refresh"]),
    ("users", &["--users", "FILE", "issue", "--user", "ann"]),
    ("users", &["--users", "FILE", "user", "list"]),
    ("users", &["--users", "FILE", "user", "show", "ann"]),
    (
        "users",
        &["--users", "FILE", "user", "add", "bob", "--password-stdin"],
    ),
    (
        "users",
        &[
            "--users",
            "FILE",
            "user",
            "passwd",
            "ann",
            "--password-stdin",
        ],
    ),
    ("users", &["--users", "FILE", "user", "disable", "ann"]),
    ("users", &["--users", "FILE", "user", "enable", "ann"]),
    ("users", &["--users", "FILE", "user", "remove", "ann"]),
    ("sessions", &["login", "ann", "--password-stdin"]),
    ("sessions", &["whoami"]),
    ("sessions", &["refresh"]),
    ("sessions", &["logout"]),
    ("sessions", &["logout", "--all"]),
    ("home", &["--home", "FILE", "issue"]),
    ("home", &["--home", "FILE", "user", "list"]),
    (
        "home",
        &["--home", "FILE", "login", "ann", "--password-stdin"],
    ),
    ("home", &["--home", "FILE", "key", "list"]),
    ("home", &["--home", "FILE", "whoami"]),
    ("home", &["--home", "FILE", "refresh"]),
    ("home", &["--home", "FILE", "logout"]),
    (
        "out",
        &["key", "generate", "--alg", "HS256", "--out", "FILE"],
    ),
    ("directory", &["man", "FILE"]),
    ("directory", &["tour", "--dir", "FILE"]),
];

const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA";

/// Puts the file into a state; returns the bytes that must still be there afterwards.
fn put(path: &Path, state: &str) -> Option<Vec<u8>> {
    let _ = fs::remove_file(path);
    let _ = fs::remove_dir_all(path);
    let content = match state {
        "directory" => {
            fs::create_dir(path).unwrap();
            return None;
        }
        "loop" => {
            #[cfg(unix)]
            std::os::unix::fs::symlink(path, path).unwrap();
            return None;
        }
        "missing" => return None,
        "empty" => Vec::new(),
        "huge" => vec![b'a'; 40 << 20],
        "binary" => (0..=255).cycle().take(4096).collect(),
        _ => b"hello, this is a text\n".to_vec(),
    };
    fs::write(path, &content).unwrap();
    Some(content)
}

/// Somebody who has logged in.
fn logged_in() -> Session {
    let mut session = Session::new();
    for command in [
        &["user", "add", "ann", "--password-stdin"][..],
        &["login", "ann", "--password-stdin"],
    ] {
        assert_eq!(session.tokenry(command, b"correct horse\n").exit, 0);
    }
    session
}

/// The file of a command, and the command line.
fn typed(session: &Session, kind: &str, command: &[&str]) -> (PathBuf, Vec<String>) {
    let path = session.path(match kind {
        "sessions" => SESSIONS,
        _ => "file",
    });
    let shown = path.to_str().unwrap();
    let args = command.iter().map(|arg| arg.replace("FILE", shown));
    (path.clone(), args.collect())
}

const SESSIONS: &str = ".local/share/tokenry/sessions.json";

/// What a command finds on standard input.
fn password(args: &[&str]) -> &'static [u8] {
    if args.contains(&"--password-stdin") {
        b"correct horse\n"
    } else {
        b""
    }
}

/// How many errors there are.
fn errors(stderr: &str) -> usize {
    let lines = stderr.lines();
    lines.filter(|line| line.starts_with("error: ")).count()
}

#[test]
fn every_file_in_every_wrong_state() {
    let mut session = logged_in();
    let sessions = session.path(SESSIONS);
    let good = fs::read(&sessions).unwrap();

    for (kind, command) in COMMANDS {
        for state in STATES {
            let (path, args) = typed(&session, kind, command);
            let content = put(&path, state);
            let shown = path.to_str().unwrap();
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let done = session.tokenry(&args, password(&args));
            let stderr = String::from_utf8(done.stderr.clone()).unwrap();
            let place = format!("{args:?}, {state}: exit {}, {stderr}", done.exit);

            assert!((0..=11).contains(&done.exit), "{place}");
            let errors = errors(&stderr);
            assert!(errors <= 1, "{place}");
            if done.exit == 1 || done.exit == 2 {
                assert_eq!(errors, 1, "{place}");
            }
            // Nothing that stands where a file of tokenry's own is due is taken for it, or written over.
            let own = ["keys", "users", "sessions"].contains(kind);
            if own && state != "missing" && !(state == "empty" && done.exit != 1) {
                assert_eq!(done.exit, 1, "{place}");
                assert!(stderr.contains(shown), "{place}");
            }
            if let Some(content) = content.filter(|_| done.exit != 0 || !own) {
                assert!(
                    fs::read(&path).unwrap() == content,
                    "{place}: the file was touched"
                );
            }
            put(&path, "missing");
            fs::write(&sessions, &good).unwrap();
        }
    }
}

/// A pipe that nobody writes to, or a device without an end, is no file of tokenry's own.
#[cfg(unix)]
#[test]
fn every_file_that_is_a_pipe_or_a_device() {
    let mut session = logged_in();
    let sessions = session.path(SESSIONS);
    let good = fs::read(&sessions).unwrap();
    for (kind, command) in COMMANDS {
        if !["keys", "users", "sessions"].contains(kind) {
            continue;
        }
        let (path, args) = typed(&session, kind, command);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        for device in [false, true] {
            put(&path, "missing");
            if device {
                std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
            } else {
                let made = std::process::Command::new("mkfifo").arg(&path).status();
                assert!(made.unwrap().success());
            }
            let done = session.tokenry(&args, password(&args));
            let stderr = String::from_utf8(done.stderr).unwrap();
            assert_eq!(done.exit, 1, "{args:?}: {stderr}");
            let said = format!("error: {} is not a regular file\n", path.display());
            assert!(stderr.contains(&said), "{args:?}: {stderr}");
            put(&path, "missing");
            fs::write(&sessions, &good).unwrap();
        }
    }
}

/// Root may read everything, so the program runs as somebody else then.
#[cfg(unix)]
#[test]
fn every_file_that_may_not_be_read() {
    use std::io::Write;
    use std::os::unix::fs::{PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    use std::process::{Command, Stdio};

    const NOBODY: u32 = 65534;
    let session = logged_in();
    let home = session.path("");
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    let probe = session.path("probe");
    fs::write(&probe, b"").unwrap();
    mode(&probe, 0).unwrap();
    let root = fs::read(&probe).is_ok();
    let given = |path: &Path| {
        if root {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    };
    let data = session.path(".local/share/tokenry");
    for path in [
        &home,
        &session.path(".local"),
        &session.path(".local/share"),
        &data,
    ] {
        given(path);
    }
    for entry in fs::read_dir(&data).unwrap() {
        given(&entry.unwrap().path());
    }
    let good = fs::read(session.path(SESSIONS)).unwrap();

    for (kind, command) in COMMANDS {
        let (path, args) = typed(&session, kind, command);
        put(
            &path,
            if ["home", "directory"].contains(kind) {
                "directory"
            } else {
                "text"
            },
        );
        given(&path);
        mode(&path, 0).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_tokenry"));
        program
            .args(&args)
            .env_clear()
            .env("HOME", &home)
            .current_dir(&home)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if root {
            program.uid(NOBODY).gid(NOBODY);
        }
        let mut running = match program.spawn() {
            Ok(running) => running,
            Err(error) => {
                println!("the program can't be run as another user: {error}: passed over");
                return;
            }
        };
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut stdin = running.stdin.take().unwrap();
        // Who is refused before it is asked for may be gone.
        let _ = stdin.write_all(password(&args));
        drop(stdin);
        let done = running.wait_with_output().unwrap();
        let stderr = String::from_utf8(done.stderr).unwrap();
        let place = format!("{args:?}: {}, {stderr}", done.status);
        assert_eq!(done.status.code(), Some(1), "{place}");
        assert_eq!(errors(&stderr), 1, "{place}");
        assert!(stderr.contains(path.to_str().unwrap()), "{place}");
        let found = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(found & 0o777, 0, "{place}");
        mode(&path, 0o700).unwrap();
        put(&path, "missing");
        fs::write(session.path(SESSIONS), &good).unwrap();
        given(&session.path(SESSIONS));
        mode(&session.path(SESSIONS), 0o600).unwrap();
    }
}

#[test]
fn every_clock() {
    let odd = [
        i128::MIN,
        -1,
        0,
        i128::from(i64::MAX) * 1_000_000_000,
        i128::MAX,
    ];
    for nanos in odd {
        let mut session = logged_in();
        session.set_clock(Moment::from_nanos(nanos));
        for command in [
            &["issue", "--sub", "a"][..],
            &["decode", TOKEN],
            &["decode", "--explain", "--tz", "local", TOKEN],
            &["verify", TOKEN],
            &["verify", "--at", "-7d", "--max-age", "1h", TOKEN],
            &["verify", "--batch"],
            &["whoami"],
            &["refresh", "--if-expiring", "1m"],
            &["refresh"],
            &["login", "ann", "--password-stdin"],
            &["key", "rotate"],
            &["user", "disable", "ann"],
            &["logout", "--all"],
        ] {
            for json in [false, true] {
                let args: Vec<_> = command
                    .iter()
                    .copied()
                    .chain(json.then_some("--json"))
                    .collect();
                // That it panics would fail the test.
                let done = session.tokenry(&args, b"");
                assert!(done.exit <= 11, "{args:?} at {nanos}");
            }
        }
    }
}
