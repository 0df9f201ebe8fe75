//! Every subcommand with every file that it reads missing, a directory, empty, huge, binary, or a link to itself:
//! one clear error, a known exit code, and the file as it was.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that can't go on fails"
)]

mod session;

use std::fs;
use std::path::Path;

use session::Session;

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
    ("key", &["verify", "--key", "FILE", TOKEN]),
    ("key", &["verify", "--jwks", "FILE", TOKEN]),
    ("key", &["issue", "--key", "FILE"]),
    (
        "key",
        &["login", "ann", "--password-stdin", "--key", "FILE"],
    ),
    ("key", &["key", "import", "FILE"]),
    ("key", &["key", "thumbprint", "FILE"]),
    ("keys", &["--keys", "FILE", "issue"]),
    ("keys", &["--keys", "FILE", "verify", TOKEN]),
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

#[test]
fn every_file_in_every_wrong_state() {
    let mut session = Session::new();
    let add = ["user", "add", "ann", "--password-stdin"];
    assert_eq!(session.tokenry(&add, b"correct horse\n").exit, 0);
    assert_eq!(
        session
            .tokenry(&["login", "ann", "--password-stdin"], b"correct horse\n")
            .exit,
        0
    );
    let sessions = session.path(".local/share/tokenry/sessions.json");
    let good = fs::read(&sessions).unwrap();

    for (kind, command) in COMMANDS {
        for state in STATES {
            let path = if *kind == "sessions" {
                sessions.clone()
            } else {
                session.path("file")
            };
            let content = put(&path, state);
            let shown = path.to_str().unwrap();
            let args: Vec<String> = command
                .iter()
                .map(|arg| arg.replace("FILE", shown))
                .collect();
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let done = session.tokenry(&args, b"correct horse\n");
            let stderr = String::from_utf8(done.stderr.clone()).unwrap();
            let place = format!("{args:?}, {state}: exit {}, {stderr}", done.exit);

            assert!((0..=11).contains(&done.exit), "{place}");
            let errors = stderr
                .lines()
                .filter(|line| line.starts_with("error: "))
                .count();
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
