//! Gates fail closed: whatever comes from outside, nothing is let through that was not found good.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that can't go on fails"
)]

#[path = "session/signals.rs"]
mod signals;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_tokenry");
/// What a `TOKEN` from outside may be instead of a token.
const HOSTILE: [&str; 12] = [
    "",
    " ",
    "--help",
    "-h",
    "--version",
    "-V",
    "--batch=/dev/null",
    "--json",
    "--",
    "-",
    "@good.txt",
    "a.b.c",
];

/// A machine on which hong is logged in; `good.txt` in the home holds the access token.
struct Machine {
    directory: tempfile::TempDir,
}

impl Machine {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let machine = Self { directory };
        machine.pipe(&["user", "add", "hong", "--password-stdin"], b"pw");
        let login = ["login", "hong", "--password-stdin", "--output", "token"];
        let token = machine.pipe(&login, b"pw");
        assert!(token.status.success(), "{token:?}");
        File::create(machine.path("good.txt"))
            .unwrap()
            .write_all(&token.stdout)
            .unwrap();
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let binaries = Path::new(BINARY).parent().unwrap().display();
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .current_dir(self.directory.path())
            .env_clear()
            .env("PATH", format!("{binaries}:{path}"))
            .env("TOKENRY_HOME", self.directory.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn start(&self, args: &[&str], stdin: impl Into<Stdio>) -> Child {
        let mut command = self.command(BINARY);
        command.args(args).stdin(stdin).spawn().unwrap()
    }

    /// With what a pipe holds before it is read.
    fn pipe(&self, args: &[&str], stdin: &[u8]) -> Output {
        let (reader, mut writer) = std::io::pipe().unwrap();
        writer.write_all(stdin).unwrap();
        drop(writer);
        self.start(args, reader).wait_with_output().unwrap()
    }

    fn exit(&self, args: &[&str], stdin: &[u8]) -> Option<i32> {
        self.pipe(args, stdin).status.code()
    }

    /// The lines that a script in `sh` prints.
    fn script(&self, script: &str) -> (Option<i32>, Vec<String>) {
        let output = self.command("sh").args(["-c", script]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        (
            output.status.code(),
            text.lines().map(String::from).collect(),
        )
    }
}

#[test]
fn a_piped_token_comes_before_the_stored_login() {
    let machine = Machine::new();
    let good = std::fs::read(machine.path("good.txt")).unwrap();
    let blank = vec![b' '; 60_000];
    for command in ["whoami", "refresh"] {
        // What is there is what is asked about; `echo "$TOKEN"` of nothing is a token that did not come.
        for text in [&b"garbage\n"[..], b"\n", b"a.b.c", b"\xff", &blank] {
            assert_eq!(machine.exit(&[command], text), Some(3), "{command}");
        }
        let file = || File::open(machine.path("keys.json")).unwrap();
        let mut child = machine.start(&[command], file());
        assert_eq!(
            signals::wait(&mut child).code(),
            Some(3),
            "{command} < keys.json"
        );
        // Where nothing is, it is the login.
        assert_eq!(machine.exit(&[command], b""), Some(0), "{command}");
        for stdin in ["< /dev/null", "<&-"] {
            let (exit, _) = machine.script(&format!("tokenry {command} {stdin}"));
            assert_eq!(exit, Some(0), "{command} {stdin}");
        }
        assert_eq!(machine.exit(&[command, "-"], b""), Some(3));
        // A key that is read from there leaves no room for a token.
        let (exit, _) = machine.script(&format!("tokenry {command} --key - < keys.json"));
        assert_eq!(exit, Some(0), "{command} --key -");
    }
    assert_eq!(machine.exit(&["whoami"], &good), Some(0));
    assert_eq!(machine.exit(&["refresh"], &good), Some(7));
    // A refresh token that is piped in is used up; the second time it gives itself away.
    let login = ["login", "hong", "--password-stdin", "--json", "--no-save"];
    let pair = machine.pipe(&login, b"pw").stdout;
    assert_eq!(machine.exit(&["refresh"], &pair), Some(0));
    assert_eq!(machine.exit(&["refresh"], &pair), Some(11));
    // Without a login nothing changes but that.
    assert_eq!(machine.exit(&["logout"], b""), Some(0));
    for (text, exit) in [(&b""[..], 1), (b"\n", 3), (b"garbage", 3)] {
        assert_eq!(machine.exit(&["whoami"], text), Some(exit));
    }
}

#[test]
fn an_open_pipe_is_waited_for_but_not_for_ever() {
    let machine = Machine::new();
    for command in ["whoami", "refresh"] {
        let (reader, silent) = std::io::pipe().unwrap();
        let since = Instant::now();
        let output = machine
            .start(&[command], reader)
            .wait_with_output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(
            told.starts_with("note: nothing came on standard input"),
            "{told}"
        );
        assert!(since.elapsed() > Duration::from_secs(2));
        drop(silent);
        // Who begins in time is heard to the end.
        let (reader, mut late) = std::io::pipe().unwrap();
        let child = machine.start(&[command], reader);
        sleep(Duration::from_millis(500));
        late.write_all(b"gar").unwrap();
        sleep(Duration::from_millis(3500));
        late.write_all(b"bage").unwrap();
        drop(late);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{output:?}");
    }
    // Nobody waits for what nobody asked for.
    let (reader, _silent) = std::io::pipe().unwrap();
    for command in [
        &["refresh", "--if-expiring", "1m"][..],
        &["issue", "--sub", "a"],
    ] {
        let since = Instant::now();
        let mut child = machine.start(command, reader.try_clone().unwrap());
        assert!(signals::wait(&mut child).success(), "{command:?}");
        assert!(since.elapsed() < Duration::from_secs(2));
    }
}

#[test]
fn what_waits_unread_is_not_passed_over() {
    let machine = Machine::new();
    let good = std::fs::read(machine.path("good.txt")).unwrap();
    let refresh = ["refresh", "--if-expiring", "1m", "--output", "token"];
    assert_eq!(machine.exit(&refresh, &good), Some(2));
    assert_eq!(
        machine.exit(&refresh, b"api.example.com\nwww.example.com\n"),
        Some(0)
    );
    for (text, exit) in [
        (&b"{}"[..], 2),
        (b"\xef\xbb\xbf \n{\"sub\":\"b\"}\n", 2),
        (b"{\"sub\":", 2),
        (
            format!("{{\"a\":\"{}\"}}", "x".repeat(60_000)).as_bytes(),
            2,
        ),
        (b"", 0),
        (b"{sub}", 0),
        (b"[{}]", 0),
        (b"bob\n", 0),
        (b"{}\n{}\n", 0),
        (&good, 0),
    ] {
        assert_eq!(
            machine.exit(&["issue", "--sub", "a"], text),
            Some(exit),
            "{}",
            text.len()
        );
        std::fs::write(machine.path("text"), text).unwrap();
        let file = File::open(machine.path("text")).unwrap();
        let mut child = machine.start(&["issue", "--sub", "a"], file);
        assert_eq!(
            signals::wait(&mut child).code(),
            Some(exit),
            "{}",
            text.len()
        );
    }
    // Who reads it is not refused, by whatever name.
    let key = std::fs::read(machine.path("keys.json")).unwrap();
    for args in [
        &["issue", "--payload", "-"][..],
        &["issue", "--payload", "@/dev/stdin"],
    ] {
        assert_eq!(machine.exit(args, b"{}"), Some(0), "{args:?}");
    }
    for args in [
        &["issue", "--key", "-"][..],
        &["issue", "--jwks", "-"],
        &["issue", "--key", "/dev/stdin"],
    ] {
        assert_eq!(machine.exit(args, &key), Some(0), "{args:?}");
    }
    let told = machine.pipe(&["issue", "--payload", "{}"], b"{}").stderr;
    assert_eq!(
        String::from_utf8(told).unwrap(),
        "error: a JSON object waits on standard input, and nothing reads it\n\
         hint: --payload - takes it, < /dev/null leaves it out\n"
    );
}

#[test]
fn a_loop_keeps_its_input() {
    let machine = Machine::new();
    let names = "user\n".repeat(20);
    std::fs::write(machine.path("names"), &names).unwrap();
    let each = "tokenry refresh --if-expiring 1m --output token >/dev/null && tokenry issue --sub \"$name\"";
    for script in [
        format!("while read -r name; do {each}; done < names"),
        format!("cat names | while read -r name; do {each}; done"),
    ] {
        let (exit, tokens) = machine.script(&script);
        assert_eq!((exit, tokens.len()), (Some(0), 20), "{script}");
    }
}

/// The recipe of the README, in the pieces that its comments begin.
fn recipe() -> Vec<String> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let (_, section) = readme.split_once("\n## In CI\n").unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```\n").unwrap();
    block.split("\n\n").map(String::from).collect()
}

#[test]
fn the_recipe_for_ci_lets_nothing_through() {
    let machine = Machine::new();
    let run = |script: &str, token: Option<&str>| {
        let mut command = machine.command("sh");
        command
            .args(["-e", "-c", script])
            .env("SIGNING_SECRET", "0123456789abcdef0123456789abcdef");
        if let Some(token) = token {
            command.env("TOKEN", token);
        }
        command.output().unwrap()
    };
    let pieces = recipe();
    let [issue, gates @ ..] = &*pieces else {
        panic!("{pieces:?}")
    };
    assert_eq!(gates.len(), 2);
    let whole = run(&pieces.join("\n\n"), None);
    assert!(whole.status.success(), "{whole:?}");
    for gate in gates {
        for token in HOSTILE {
            let output = run(gate, Some(token));
            assert_eq!(output.status.code(), Some(3), "{token:?} in {gate}");
        }
        assert_eq!(run(gate, None).status.code(), Some(2), "{gate}");
        let late = issue.replace("--ttl 5m", "--iat -1h --ttl 5m");
        let output = run(&format!("{late}\n{gate}"), None);
        assert_eq!(output.status.code(), Some(5), "{gate}");
    }
}

#[test]
fn a_token_from_the_environment_is_nothing_but_a_token() {
    let machine = Machine::new();
    let run = |command: &str, more: &[&str], token: Option<&str>| {
        let mut running = machine.command(BINARY);
        running.args([command, "--token-env", "T"]).args(more);
        if let Some(token) = token {
            running.env("T", token);
        }
        running.output().unwrap()
    };
    let good = std::fs::read_to_string(machine.path("good.txt")).unwrap();
    for command in ["decode", "verify", "whoami", "refresh"] {
        for token in HOSTILE {
            let output = run(command, &[], Some(token));
            assert_eq!(
                output.status.code(),
                Some(3),
                "{command} {token:?}: {output:?}"
            );
        }
        for more in [&[][..], &["--json"]] {
            assert_eq!(run(command, more, None).status.code(), Some(2), "{command}");
        }
        let wrapped = format!("Bearer {good}\n");
        let exit = if command == "refresh" { 7 } else { 0 };
        assert_eq!(run(command, &[], Some(&wrapped)).status.code(), Some(exit));
        let two = run(command, &[&good], Some(&good));
        assert_eq!(two.status.code(), Some(2), "{command}");
    }
    for more in [&["--batch"][..], &["--batch", "good.txt"], &["--full"]] {
        assert_eq!(run("verify", more, Some(&good)).status.code(), Some(2));
        assert_eq!(run("decode", more, Some(&good)).status.code(), Some(2));
    }
    let expiring = run("refresh", &["--if-expiring", "1m"], Some(&good));
    assert_eq!(expiring.status.code(), Some(2));
    // A `$` too many: the token is typed where its variable's name is due, and not repeated.
    let slip = machine.pipe(&["verify", "--token-env", good.trim()], b"");
    let told = String::from_utf8(slip.stderr).unwrap();
    assert_eq!(slip.status.code(), Some(2));
    assert!(
        told.contains("hint: --token-env takes the NAME") && !told.contains("eyJ"),
        "{told}"
    );
}

#[test]
fn files_of_secrets_are_no_tokens_and_no_payloads() {
    let machine = Machine::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let place = |name: &str| elsewhere.path().join(name).display().to_string();
    let commands = |file: &str| {
        let at = format!("@{file}");
        [
            vec!["issue".to_owned(), "--payload".into(), at.clone()],
            vec!["decode".into(), at.clone()],
            vec!["verify".into(), "--json".into(), at.clone()],
            vec!["whoami".into(), at.clone()],
            vec!["refresh".into(), at],
            vec!["decode".into(), "--batch".into(), file.into()],
            vec!["verify".into(), format!("--batch={file}")],
        ]
    };
    let refused = |args: &[String], more: &[&str]| {
        let args: Vec<_> = args.iter().map(String::as_str).collect();
        let output = machine.pipe(&[&args, more].concat(), b"");
        let said = [output.stderr, output.stdout].concat();
        let said = String::from_utf8(said).unwrap();
        output.status.code() == Some(2) && said.contains("file of tokenry's own")
    };
    let (keys, users) = (place("keys"), place("users"));
    std::fs::copy(machine.path("keys.json"), &keys).unwrap();
    std::fs::copy(machine.path("users.json"), &users).unwrap();
    let others = ["--keys", &keys, "--users", &users];
    for name in ["keys.json", "sessions.json", "users.json"] {
        let own = machine.path(name);
        let (soft, hard, copy) = (place("soft"), place("hard"), place("copy"));
        std::os::unix::fs::symlink(&own, &soft).unwrap();
        std::fs::hard_link(&own, &hard).unwrap();
        std::fs::copy(&own, &copy).unwrap();
        for file in [name, own.to_str().unwrap(), &soft, &hard] {
            for args in commands(file) {
                assert!(refused(&args, &[]), "{args:?}");
                // Another key or user file in use does not open the home's.
                assert!(refused(&args, &others), "{args:?}");
            }
        }
        // What is somebody else's is read, and is a secret once it is named as one.
        for args in commands(&copy) {
            assert!(!refused(&args, &[]), "{args:?}");
            assert!(refused(&args, &["--users", &copy]), "{args:?}");
        }
        for args in commands(&keys) {
            assert!(refused(&args, &["--keys", &keys]), "{args:?}");
        }
        for command in ["issue --payload", "decode"] {
            let (exit, told) = machine.script(&format!("tokenry {command} @/dev/stdin < {name}"));
            assert_eq!((exit, told.len()), (Some(2), 0), "{command} {name}");
        }
        for file in [soft, hard, copy] {
            std::fs::remove_file(file).unwrap();
        }
    }
}

fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_local_time_zone_that_never_ends_is_not_read() {
    let machine = Machine::new();
    let fifo = machine.path("zone");
    make_fifo(&fifo);
    let decode = [
        "decode",
        "--tz",
        "local",
        "eyJhbGciOiJub25lIn0.eyJleHAiOjE3OTU0MDAxMDB9.",
    ];
    let mut child = machine
        .command(BINARY)
        .args(decode)
        .env("TZ", format!(":{}", fifo.display()))
        .spawn()
        .unwrap();
    assert!(signals::wait(&mut child).success());
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("2026-11-23T02:15:00Z"), "{text}");
}
