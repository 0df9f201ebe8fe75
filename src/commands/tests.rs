#![expect(
    clippy::disallowed_methods,
    reason = "the test puts back what is on the disk"
)]

//! Secrets in every place where something can be typed, and a search for them in all that is written.
//!
//! The places are those of clap's own commands, so an option that is new is among them.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::PathBuf;
use std::process::Command as Process;
use std::sync::{Arc, Mutex};

use chrono::{FixedOffset, Offset, Utc};
use clap::{Arg, Command};

use crate::cli::Cli;
use crate::time::Moment;
use crate::{Host, Terminal};

/// A piece of a secret that is this long is taken for the secret, in bytes.
const PIECE: usize = 12;
/// 2026-11-23T02:00:00Z
const START: i64 = 1_795_399_200;

const PEM: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgd2q2HacWBfzjT4tn
ijBLOkMdBGFkjrSvG0Q7hM8FMTWhRANCAAR5FAOR4kvuNep8LQqknBbZaJteIyd8
kwxYPJleyWY6ab+3DRNHeZaL/QZLJDRbyPw/4NLiVlAimMoTLGLaVElr
-----END PRIVATE KEY-----";
const JWK: &str = r#"{"kty":"oct","k":"dGhlIHNlY3JldCBvZiBhIEpXSyBpbiAzMiBieXRlcy4"}"#;
const JWT: &str = "eyJ0eXAiOiJwbGFudGVkIiwiYWxnIjoiSFMyNTYifQ.eyJuYW1lIjoicGxhbnRlZCJ9.pL4nTedS1gnaTureoFap1aNt3dT0k3n0f32byt3s";
const BASE64: &str = "3q2+7wAB/LpZ0r8XvQmT5uYh1cN9/kE6sJgW4iVbOaI=";
const BASE64URL: &str = "9Qx-7wAB_LpZ0r8XvQmT5uYh1cN9-kE6sJgW4iVbOaI";
const HEX: &str = "8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d";
const PASSPHRASE: &str = "correct-horse-battery-staple-0123";

const TYPED: [&str; 7] = [PEM, JWK, JWT, BASE64, BASE64URL, HEX, PASSPHRASE];

/// What nobody may see of them.
fn pieces() -> HashSet<&'static [u8]> {
    let texts = TYPED.iter().flat_map(|text| match *text {
        PEM => PEM.lines().filter(|line| !line.starts_with('-')).collect(),
        JWK => vec![JWK.split('"').nth(7).unwrap()],
        other => vec![other],
    });
    texts
        .flat_map(|text| text.as_bytes().windows(PIECE))
        .collect()
}

/// Runs the test below where it can make files of any name.
#[test]
fn no_secret_is_echoed() {
    let directory = tempfile::tempdir().unwrap();
    let done = Process::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "commands::tests::search",
            "--ignored",
            "--nocapture",
        ])
        .current_dir(&directory)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
#[ignore = "makes files where it runs"]
fn search() {
    let mut root = Cli::command();
    root.build();
    let mut lines = Vec::new();
    plant_in(&root, &[], &mut lines);
    assert!(lines.len() > 1000, "{}", lines.len());
    let pieces = pieces();
    let search = |lines: &[Line]| -> Vec<String> {
        let desk = Desk::new();
        lines
            .iter()
            .filter_map(|line| desk.echo(line, &pieces))
            .collect()
    };
    let halves = lines.split_at(lines.len() / 2);
    let found = std::thread::scope(|scope| {
        let other = scope.spawn(|| search(halves.0));
        let mut found = search(halves.1);
        found.extend(other.join().unwrap());
        found
    });
    let count = found.len();
    assert!(found.is_empty(), "{}\n{count} echoes", found.join("\n"));
}

/// As text and as JSON, in both languages. Each place is tried in all of them, with one secret or another.
const MANNERS: [&str; 4] = [
    "--lang=en",
    "--lang=ko --json",
    "--lang=ko",
    "--lang=en --json",
];

/// A command line with a secret in it.
struct Line {
    words: Vec<String>,
    /// How it is run: see [`MANNERS`].
    manner: usize,
    /// Somebody sits at a terminal, who is asked for a password.
    is_asked: bool,
    /// What was planted is the token whose header and payload are asked for.
    is_answer: bool,
}

/// Every place of a command and of those below it.
fn plant_in(command: &Command, path: &[&str], lines: &mut Vec<Line>) {
    let needed: Vec<_> = command
        .get_arguments()
        .filter(|arg| arg.is_required_set())
        .collect();
    let takes_token = command.get_arguments().any(is_token);
    let escaped = PEM.replace('\n', "\\n");
    let typed = TYPED.into_iter().chain([escaped.as_str()]);
    // These work for long.
    let some = if ["tour", "man"].contains(&command.get_name()) {
        2
    } else {
        8
    };
    for (turn, secret) in typed.take(some).enumerate() {
        let mut manner = turn;
        let mut place = |words: &[&str], is_answer| {
            let words = path.iter().chain(words);
            lines.push(Line {
                words: words.map(|word| (*word).to_owned()).collect(),
                manner: manner % MANNERS.len(),
                is_asked: !takes_token,
                is_answer,
            });
            manner += 1;
        };
        // A word, an option or a command that is not there.
        place(&[secret], takes_token && secret == JWT);
        place(&["help", secret], false);
        place(&[&format!("--{secret}")], false);
        place(&[&format!("-{secret}")], false);
        place(&[&format!("--bogus={secret}")], false);
        place(&["--bogus", secret], false);
        for arg in command.get_arguments() {
            // What all commands have in common is tried with fewer secrets in those that there are many of.
            if arg.is_global_set() && path.len() > 1 && turn > 1 {
                continue;
            }
            let rest: Vec<_> = needed
                .iter()
                .filter(|needed| needed.get_id() != arg.get_id())
                .flat_map(|needed| given(needed))
                .collect();
            // Behind an option that takes its value with `=` alone a word is the token.
            let is_token = is_token(arg) || arg.is_require_equals_set();
            let mut place = |words: &[&str]| {
                let rest = rest.iter().map(String::as_str);
                let words: Vec<_> = rest.chain(words.iter().copied()).collect();
                place(&words, is_token && secret == JWT);
            };
            let Some(long) = arg.get_long().map(|long| format!("--{long}")) else {
                place(&[secret]);
                place(&["--", secret]);
                place(&[secret, secret]);
                place(&[&format!("@{secret}")]);
                continue;
            };
            place(&[&format!("{long}={secret}")]);
            if !arg.get_action().takes_values() {
                continue;
            }
            place(&[&long, secret]);
            let name = arg.get_value_names().and_then(<[_]>::first);
            let name = name.map_or("", |name| name.as_str());
            if name.contains("=TEXT") {
                place(&[&long, &format!("{secret}=x")]);
                place(&[&long, &format!("x={secret}"), &long, &format!("x={secret}")]);
                place(&[&long, &format!("x:={secret}")]);
            }
            if name.contains("URL") {
                // Words and short ids are what paths are made of.
                if ![PASSPHRASE, BASE64].contains(&secret) {
                    let url = format!("https://example.com/{secret}");
                    place(&["--offline", &long, &url]);
                }
                place(&[&long, &format!("http://{secret}")]);
                place(&[&long, &format!("https://u:{secret}@example.com")]);
            }
            if name.contains("@FILE") {
                place(&[&long, &format!("@{secret}")]);
            }
        }
    }
    for inner in command.get_subcommands() {
        let path: Vec<_> = path.iter().copied().chain([inner.get_name()]).collect();
        plant_in(inner, &path, lines);
    }
}

fn is_token(arg: &Arg) -> bool {
    arg.get_id() == "token"
}

/// An argument with a value that it takes.
fn given(arg: &Arg) -> Vec<String> {
    let values = arg.get_possible_values();
    let value = values.first().map_or("someone", |value| value.get_name());
    let long = arg.get_long().map(|long| format!("--{long}"));
    long.into_iter().chain([value.to_owned()]).collect()
}

/// Where commands are run: with an account, its login and a token.
struct Desk {
    home: tempfile::TempDir,
    token: String,
    /// The files as they are before each run.
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut desk = Self {
            home,
            token: String::new(),
            files: Vec::new(),
        };
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for line in [
            "user add someone --password-stdin",
            "login someone --password-stdin",
        ] {
            let (exit, _, stderr) = desk.run(&words(line), "hunter2", false);
            assert_eq!(exit, 0, "{}", String::from_utf8_lossy(&stderr));
        }
        let (exit, token, _) = desk.run(&words("issue --sub a --aud b"), "", false);
        assert_eq!(exit, 0);
        desk.token = String::from_utf8(token).unwrap();
        let stored = desk.home.path().join(".local/share/tokenry");
        let files = ["users.json", "keys.json", "sessions.json"].map(|name| stored.join(name));
        desk.files = files
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .into();
        desk
    }

    /// What a command line wrote, when a secret is in it.
    fn echo(&self, line: &Line, pieces: &HashSet<&[u8]>) -> Option<String> {
        for (path, content) in &self.files {
            fs::write(path, content).unwrap();
        }
        let manner = MANNERS[line.manner].split(' ').map(str::to_owned);
        let words: Vec<_> = manner.chain(line.words.iter().cloned()).collect();
        let (exit, stdout, stderr) = self.run(&words, &self.token, line.is_asked);
        let is_answer = exit == 0 || line.is_answer;
        let find = |text: &[u8]| {
            let mut windows = text.windows(PIECE);
            let piece = windows.find(|piece| pieces.contains(piece))?;
            Some(String::from_utf8_lossy(piece).into_owned())
        };
        let piece = find(&stderr).or_else(|| find(&stdout).filter(|_| !is_answer))?;
        let [stdout, stderr] = [&stdout, &stderr].map(|text| String::from_utf8_lossy(text));
        let words = words.join(" ");
        Some(format!("{words:?} shows {piece}\n{stderr}{stdout}"))
    }

    fn run(&self, words: &[String], stdin: &str, is_asked: bool) -> (u8, Vec<u8>, Vec<u8>) {
        let (stdout, stderr) = (Capture::default(), Capture::default());
        let prompts = stderr.clone();
        let env = BTreeMap::from([("HOME", self.home.path().as_os_str().to_owned())]);
        let mut host = Host {
            clock: Box::new(|| Moment::from_seconds(START)),
            local_offset: Box::new(|_| -> FixedOffset { Utc.fix() }),
            env: Box::new(move |name| env.get(name).cloned()),
            stdin: Box::new(Cursor::new(stdin.as_bytes().to_vec())),
            ahead: Box::new(|_| Some(stdin.as_bytes().to_vec())),
            stdout: Box::new(stdout.clone()),
            stderr: Box::new(stderr.clone()),
            terminal: Terminal {
                stdin: is_asked,
                ..Terminal::default()
            },
            random: Box::new(|bytes| getrandom::fill(bytes).map_err(io::Error::other)),
            shell: Box::new(|_, _| Err(io::ErrorKind::Unsupported.into())),
            prompt: Box::new(move |words| {
                writeln!(prompts.clone(), "{words}")?;
                Err(io::ErrorKind::Interrupted.into())
            }),
            columns: Box::new(|| None),
            cores: || 1,
        };
        let words = words.iter().map(OsString::from);
        let exit = crate::run(
            [OsString::from("tokenry")].into_iter().chain(words),
            &mut host,
        );
        drop(host);
        (exit, stdout.take(), stderr.take())
    }
}

/// A stream that can be looked into.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<u8>>>);

impl Capture {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
