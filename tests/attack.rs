//! Attacks on everything that reads what others wrote: whatever the bytes, there is an answer, a known exit code and
//! no panic. What was once found is kept in `tests/corpus` and played again by every target.
//!
//! A longer run, as many cases a target as you like:
//!
//! ```text
//! PROPTEST_CASES=1000000 cargo test --release --test attack
//! ```
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that can't go on fails"
)]

mod session;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use session::Session;

/// The files of one target.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(target);
    let entries = fs::read_dir(directory).unwrap();
    let files: Vec<_> = entries
        .map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert!(!files.is_empty());
    files
}

fn token(session: &mut Session, bytes: &[u8]) {
    for args in [
        &["decode"][..],
        &["decode", "--json"],
        &[
            "verify",
            "--secret",
            "secret",
            "--aud",
            "a",
            "--max-age",
            "1h",
        ],
        &[
            "verify",
            "--signature-only",
            "--secret",
            "secret",
            "--lang",
            "ko",
        ],
    ] {
        let done = session.tokenry(args, bytes);
        assert!([0, 2, 3, 4, 5, 6, 7, 8].contains(&done.exit), "{done:?}");
        let seen = [done.stdout, done.stderr].concat();
        let seen = String::from_utf8(seen).unwrap();
        let hostile = |seen: char| {
            (seen.is_control() && seen != '\n')
                || matches!(seen, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
                || matches!(seen, '\u{2060}'..='\u{206f}' | '\u{061c}' | '\u{feff}')
        };
        assert!(!seen.contains(hostile), "a control character got through");
    }
}

fn key(session: &mut Session, bytes: &[u8]) {
    let path = session.path("key");
    fs::write(&path, bytes).unwrap();
    let path = path.to_str().unwrap();
    for args in [
        &["issue", "--sub", "a", "--key", path][..],
        &["verify", "--key", path, "eyJhbGciOiJFUzI1NiJ9.e30.AA"],
        &["key", "thumbprint", path],
        &["key", "import", path],
        &["key", "list"],
        &["key", "export", "--private", "--format", "jwks"],
        &["key", "export", "--format", "pem"],
    ] {
        let done = session.tokenry(args, b"");
        assert!([0, 1, 3, 8].contains(&done.exit), "{args:?} {done:?}");
    }
}

fn users(session: &mut Session, bytes: &[u8]) {
    let path = session.path("users");
    fs::write(&path, bytes).unwrap();
    let args = ["issue", "--user", "a", "--users", path.to_str().unwrap()];
    let done = session.tokenry(&args, b"");
    assert!([0, 1, 10].contains(&done.exit), "{done:?}");
    assert_eq!(fs::read(&path).unwrap(), bytes, "a broken file was touched");
}

fn time(session: &mut Session, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for option in ["--exp", "--nbf", "--iat", "--ttl"] {
        let done = session.tokenry(&["issue", &format!("{option}={text}")], b"");
        assert!([0, 2].contains(&done.exit), "{option} {text:?}: {done:?}");
    }
    let args = [
        "verify",
        "--secret",
        "a",
        &format!("--leeway={text}"),
        &format!("--at={text}"),
    ];
    let done = session.tokenry(&args, b"eyJhbGciOiJIUzI1NiJ9.e30.AA");
    assert!([2, 4].contains(&done.exit), "{text:?}: {done:?}");
}

fn pointer(session: &mut Session, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJhIjpbMSx7ImIiOnsifiI6e319fV0sIiI6MX0.AA";
    for option in [format!("--get={text}"), format!("--get=header:{text}")] {
        let done = session.tokenry(&["decode", &option, token], b"");
        assert!([0, 1].contains(&done.exit), "{option:?}: {done:?}");
    }
}

/// Plays some bytes against one reader.
type Target = fn(&mut Session, &[u8]);

#[test]
fn what_was_found_stays_mended() {
    let mut session = Session::new();
    let targets: [(&str, Target); 5] = [
        ("token", token),
        ("key", key),
        ("users", users),
        ("time", time),
        ("pointer", pointer),
    ];
    for (name, target) in targets {
        for bytes in corpus(name) {
            target(&mut session, &bytes);
        }
    }
}

/// Bytes that begin as a file of the corpus does, with some of them changed, left out or put twice.
fn mutated(target: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..4_u8);
    let changes = prop::collection::vec(change, 0..12);
    (prop::sample::select(corpus(target)), changes).prop_map(|(mut bytes, changes)| {
        bytes.truncate(4096);
        for (index, byte, kind) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = index.index(bytes.len());
            match kind {
                0 => bytes.insert(at, byte),
                1 => drop(bytes.remove(at)),
                2 => bytes.truncate(at + 1),
                _ => bytes
                    .iter_mut()
                    .skip(at)
                    .take(1)
                    .for_each(|old| *old = byte),
            }
        }
        bytes
    })
}

fn any_of(target: &'static str) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![mutated(target), prop::collection::vec(any::<u8>(), 0..300)]
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn tokens(bytes in any_of("token")) {
        token(&mut Session::new(), &bytes);
    }

    #[test]
    fn keys(bytes in any_of("key")) {
        key(&mut Session::new(), &bytes);
    }

    #[test]
    fn user_files(bytes in any_of("users")) {
        users(&mut Session::new(), &bytes);
    }

    #[test]
    fn times(bytes in any_of("time"), text in "[-+0-9a-zA-Z:. ]{0,40}") {
        time(&mut Session::new(), &bytes);
        time(&mut Session::new(), text.as_bytes());
    }

    #[test]
    fn pointers(bytes in any_of("pointer"), text in "(header:)?(/[a-b~01]{0,3}){0,5}") {
        pointer(&mut Session::new(), &bytes);
        pointer(&mut Session::new(), text.as_bytes());
    }
}
