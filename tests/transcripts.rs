//! Every transcript in `tests/transcripts`, each a session in a home of its own.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at what is on the disk"
)]

mod session;

use std::fs;
use std::path::Path;

use session::{Session, check};

#[test]
fn transcripts() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut files: Vec<_> = fs::read_dir(&directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let mut failures = Vec::new();
    // One after the other: a session changes the directory that the process works in.
    for path in &files {
        let transcript = fs::read_to_string(path).unwrap();
        let actual = Session::new().replay(&transcript);
        failures.extend(check(path, &actual).err());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
