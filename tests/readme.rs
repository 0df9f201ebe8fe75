//! Every `console` block of the README is run, one after the other in one home, and compared to the byte.
//! A comment `<!-- @clock +2m -->` before a block does what the directive of a transcript does.
#![expect(clippy::disallowed_methods, reason = "a test that can't go on fails")]

mod session;

use std::fs;
use std::path::Path;

use session::{Session, check};

#[test]
fn the_readme_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let mut session = Session::new();
    let mut actual = String::new();
    let mut blocks = 0;
    let mut rest = text.as_str();
    while let Some((before, from)) = rest.split_once("```console\n") {
        let (block, after) = from.split_once("```\n").unwrap();
        for line in before.lines() {
            let comment = line
                .strip_prefix("<!-- ")
                .and_then(|line| line.strip_suffix(" -->"));
            if let Some(directive) = comment.filter(|comment| comment.starts_with('@')) {
                session.follow(directive);
            }
        }
        actual.push_str(before);
        actual.push_str("```console\n");
        actual.push_str(&session.play(block));
        actual.push_str("```\n");
        blocks += 1;
        rest = after;
    }
    actual.push_str(rest);
    assert!(blocks >= 5, "the README has lost its transcripts");
    check(&path, &actual).unwrap_or_else(|difference| panic!("{difference}"));
}
