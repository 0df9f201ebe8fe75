//! What needs the real binary: pipes that close, standard streams that are no terminal, the real clock.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::io::{Read, Write};
use std::process::{Child, Command, Output, Stdio};

fn tokenry(home: &tempfile::TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokenry"));
    command.args(args).env("TOKENRY_HOME", home.path());
    for variable in [
        "TOKENRY_LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(variable);
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn with_input(mut command: Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    // Whoever refuses the input need not read it to the end.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

#[test]
fn issue_into_verify_in_an_empty_home() {
    let home = tempfile::tempdir().unwrap();
    for _ in 0..20 {
        let _ = std::fs::remove_dir_all(home.path().join("sub"));
        let mut issue = tokenry(&home, &["issue", "--sub", "ci", "--home"]);
        let place = home.path().join("sub");
        let mut issue: Child = issue.arg(&place).spawn().unwrap();
        let token = issue.stdout.take().unwrap();
        let mut verify = tokenry(&home, &["verify", "--home"]);
        let verify = verify.arg(&place).stdin(token).output().unwrap();
        assert!(issue.wait().unwrap().success());
        assert_eq!(verify.status.code(), Some(0), "{verify:?}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = tempfile::tempdir().unwrap();
    let claim = format!("x={}", "y".repeat(60_000));
    let token = tokenry(&home, &["issue", "--claim", &claim])
        .output()
        .unwrap()
        .stdout;
    let mut child = tokenry(&home, &["decode"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    child.stdin.take().unwrap().write_all(&token).unwrap();
    stdout.read_exact(&mut [0]).unwrap();
    drop(stdout);
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut stderr)
        .unwrap();
    assert_eq!(
        (child.wait().unwrap().code(), stderr.as_str()),
        (Some(0), "")
    );
}

#[test]
fn hostile_input_gets_one_clear_line() {
    let home = tempfile::tempdir().unwrap();
    let huge = vec![b'a'; 10 << 20];
    let dotted = [b"eyJhbGciOiJIUzI1NiJ9.".as_slice(), &huge, b".x"].concat();
    let binary: Vec<u8> = (0..=255).cycle().take(4096).collect();
    for input in [
        &huge[..],
        &dotted,
        &binary,
        b"\xff\xfe",
        b"eyJ\xff.e30.x",
        b"\0\0\0",
    ] {
        let done = with_input(tokenry(&home, &["decode"]), input);
        let stderr = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(3), "{stderr}");
        assert!(
            stderr.lines().any(|line| line.starts_with("error: ")),
            "{stderr}"
        );
        assert!(stderr.lines().count() <= 3, "{stderr}");
        let done = with_input(tokenry(&home, &["verify", "--json"]), input);
        assert_eq!(done.status.code(), Some(3));
        assert!(done.stdout.len() < 10_000);
    }
}

#[test]
fn the_token_and_nothing_else_is_on_standard_output() {
    let home = tempfile::tempdir().unwrap();
    let done = tokenry(&home, &["issue", "--sub", "ci"]).output().unwrap();
    let token = String::from_utf8(done.stdout).unwrap();
    assert_eq!(token.matches('.').count(), 2);
    assert_eq!(token.lines().count(), 1);
    assert!(token.ends_with('\n'));
    assert!(
        String::from_utf8(done.stderr)
            .unwrap()
            .starts_with("note: made a new HS256 key in ")
    );
}

/// The key is another one each time, so no transcript can hold it.
#[test]
fn a_pem_text_for_programs_is_json_wherever_it_comes_from() {
    let home = tempfile::tempdir().unwrap();
    let out = "key generate --alg Ed25519 --out - --format pem --json";
    let out: Vec<_> = out.split(' ').collect();
    let output = tokenry(&home, &out).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let begins = "{\n  \"pem\": \"-----BEGIN PRIVATE KEY-----\\n";
    assert!(text.starts_with(begins), "{text}");
}

#[test]
#[cfg(unix)]
fn arguments_that_are_not_utf_8_are_a_usage_error() {
    use std::os::unix::ffi::OsStrExt;
    let home = tempfile::tempdir().unwrap();
    let mut command = tokenry(&home, &["decode"]);
    command.arg(std::ffi::OsStr::from_bytes(b"\xff\xfe"));
    let done = command.output().unwrap();
    assert_eq!(done.status.code(), Some(2), "{done:?}");
}
