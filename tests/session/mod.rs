//! A session that a user could type, run in-process at a fixed clock, every byte expected.
//!
//! A transcript is a text file:
//!
//! ```text
//! # words for the reader
//! $ tokenry issue --sub ci | tokenry verify --json     a command line: pipes, < and > files, 'quotes', $NAME, NAME=$(…)
//! output of the last command, line by line
//! ! what it wrote to standard error
//! ? 4                                                  its exit code, when it is not 0
//! @clock 2026-11-23T02:00:00Z    @clock +2m            sets or moves the clock
//! @env NAME=VALUE                                      sets an environment variable
//! @terminal stdin stdout columns=60                    which streams are terminals from here on, and how wide
//! @password words                                      what the next prompts are answered with, one a line
//! @korean    @english                                  from here on also in Korean, or no longer
//! ~ 한국어                                              below a line that a Korean user sees in other words: those
//! ```
//!
//! Besides `tokenry` a line may run `echo`, `printf '%s…'`, `cat FILE`, `rm FILE`, `chmod`, `export NAME=VALUE`, and
//! `grep` of fixed words (`grep WORD`, `grep -e WORD -e WORD`).
//! Each transcript has a home directory of its own, shown as `/home/you`, and starts at 2026-11-23T02:00:00Z.

#![allow(
    clippy::allow_attributes,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    dead_code,
    reason = "a test that can't go on fails; each test binary uses a part of this"
)]

pub(crate) mod json;

use aws_lc_rs::hmac;
use chrono::FixedOffset;
use data_encoding::BASE64URL_NOPAD as BASE64URL;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use tokenry::time::Moment;
use tokenry::{Host, Terminal};

/// 2026-11-23T02:00:00Z
pub(crate) const START: i64 = 1_795_399_200;

/// One user at one machine.
pub(crate) struct Session {
    home: tempfile::TempDir,
    now: Moment,
    env: BTreeMap<String, String>,
    terminal: Terminal,
    columns: Option<u16>,
    passwords: Vec<String>,
    seed: u64,
}

/// A token with an HMAC (HS256) by whatever bytes, as signers make that refuse nothing.
pub(crate) fn forged(secret: &[u8], payload: &str) -> String {
    let header = BASE64URL.encode(br#"{"alg":"HS256"}"#);
    let input = format!("{header}.{}", BASE64URL.encode(payload.as_bytes()));
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let signature = hmac::sign(&key, input.as_bytes());
    format!("{input}.{}", BASE64URL.encode(signature.as_ref()))
}

/// What a command did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Done {
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
    /// Both, in the order in which a terminal shows them.
    pub(crate) shown: Vec<u8>,
    pub(crate) exit: u8,
}

/// A stream that can be looked into while the host owns it.
#[derive(Clone, Default)]
struct Capture {
    own: Arc<Mutex<Vec<u8>>>,
    /// What several streams have in common.
    all: Arc<Mutex<Vec<u8>>>,
}

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.all.lock().unwrap().extend_from_slice(bytes);
        self.own.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Capture {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.own.lock().unwrap())
    }
}

impl Session {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let env = BTreeMap::from([(
            String::from("HOME"),
            home.path().to_str().unwrap().to_owned(),
        )]);
        let now = Moment::from_seconds(START);
        Self {
            home,
            now,
            env,
            terminal: Terminal::default(),
            columns: None,
            passwords: Vec::new(),
            seed: 1,
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub(crate) fn set_clock(&mut self, now: Moment) {
        self.now = now;
    }

    /// Runs one tokenry command line.
    pub(crate) fn tokenry(&mut self, args: &[&str], stdin: &[u8]) -> Done {
        let stdout = Capture::default();
        let stderr = Capture {
            own: Arc::default(),
            all: Arc::clone(&stdout.all),
        };
        let mut seed = self.seed;
        let mut passwords = self.passwords.clone().into_iter();
        let (now, env, columns) = (self.now, self.env.clone(), self.columns);
        let exit = {
            let prompt_echo = stderr.clone();
            let mut host = Host {
                clock: Box::new(move || now),
                local_offset: Box::new(|_| FixedOffset::east_opt(9 * 3600).unwrap()),
                env: Box::new(move |name| env.get(name).map(OsString::from)),
                stdin: Box::new(Cursor::new(stdin.to_vec())),
                ahead: Box::new(|_| Some(stdin.to_vec())),
                stdout: Box::new(stdout.clone()),
                stderr: Box::new(stderr.clone()),
                terminal: self.terminal,
                random: Box::new(|bytes| {
                    for byte in bytes {
                        // SplitMix64: different bytes each time, the same in each run.
                        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
                        let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                        *byte = (mixed >> 56) as u8;
                    }
                    Ok(())
                }),
                prompt: Box::new(|words| {
                    writeln!(prompt_echo.clone(), "{words}")?;
                    passwords
                        .next()
                        .map(Into::into)
                        .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
                }),
                shell: Box::new(|command, input| {
                    let mut shell = Command::new("sh");
                    let shell = shell.args(["-c", command]).current_dir(self.home.path());
                    let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
                    let _ = child.stdin.take().unwrap().write_all(input);
                    let done = child.wait_with_output()?;
                    if done.status.success() {
                        return Ok(done.stdout);
                    }
                    Err(io::Error::other(done.status.to_string()))
                }),
                columns: Box::new(|| columns),
                cores: || 2,
            };
            tokenry::run(std::iter::once(&"tokenry").chain(args), &mut host)
        };
        self.seed = seed;
        self.passwords = passwords.collect();
        let shown = std::mem::take(&mut *stdout.all.lock().unwrap());
        Done {
            shown,
            stdout: stdout.take(),
            stderr: stderr.take(),
            exit,
        }
    }

    /// Runs a line of the small shell.
    pub(crate) fn line(&mut self, line: &str) -> Done {
        if let Some((name, command)) = line.split_once("=$(")
            && name
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        {
            let command = command.strip_suffix(')').expect("NAME=$(…) closes");
            let done = self.line(command);
            let value = String::from_utf8(done.stdout).unwrap();
            self.env
                .insert(name.to_owned(), value.trim_end_matches('\n').to_owned());
            return Done {
                stdout: Vec::new(),
                shown: done.stderr.clone(),
                ..done
            };
        }
        let mut stderr = Vec::new();
        let mut stdin = Vec::new();
        let mut shown = Vec::new();
        let mut exit = 0;
        for command in words(line, &self.env).split(|word| *word == Word::Pipe) {
            let done = self.command(command, &stdin);
            shown = [stderr.clone(), done.shown].concat();
            stdin = done.stdout;
            stderr.extend(done.stderr);
            exit = done.exit;
        }
        self.env.insert("?".into(), exit.to_string());
        Done {
            stdout: stdin,
            stderr,
            shown,
            exit,
        }
    }

    fn command(&mut self, words: &[Word], stdin: &[u8]) -> Done {
        let mut args: Vec<&str> = Vec::new();
        let mut input = stdin.to_vec();
        let mut output = None;
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word {
                Word::Text(text) => args.push(text),
                Word::From => input = fs::read(self.path(text_of(words.next()))).unwrap(),
                Word::To => output = Some(self.path(text_of(words.next()))),
                Word::Pipe => unreachable!("split at pipes"),
            }
        }
        let mut done = match args.split_first() {
            Some((&"tokenry", rest)) => self.tokenry(rest, &input),
            Some((&"echo", rest)) => printed(rest.join(" ") + "\n"),
            Some((&"printf", rest)) => printed(printf(rest)),
            Some((&"cat", rest)) if rest.is_empty() => printed(input),
            Some((&"cat", rest)) => printed(
                rest.iter()
                    .flat_map(|name| fs::read(self.path(name)).unwrap())
                    .collect::<Vec<_>>(),
            ),
            Some((&"export", [pair])) => {
                let (name, value) = pair.split_once('=').expect("export NAME=VALUE");
                self.env.insert(name.to_owned(), value.to_owned());
                Done::default()
            }
            Some((&"rm", rest)) => {
                for name in rest {
                    fs::remove_file(self.path(name)).unwrap();
                }
                Done::default()
            }
            Some((&"grep", rest)) => {
                let words: Vec<_> = rest.iter().filter(|word| **word != "-e").collect();
                let text = String::from_utf8(input).unwrap();
                let lines = text.split_inclusive('\n');
                let found: String = lines
                    .filter(|line| words.iter().any(|word| line.contains(**word)))
                    .collect();
                Done {
                    exit: found.is_empty().into(),
                    ..printed(found)
                }
            }
            #[cfg(unix)]
            Some((&"chmod", [mode, name])) => {
                use std::os::unix::fs::PermissionsExt;
                let mode = fs::Permissions::from_mode(u32::from_str_radix(mode, 8).unwrap());
                fs::set_permissions(self.path(name), mode).unwrap();
                Done::default()
            }
            other => panic!("the small shell does not know {other:?}"),
        };
        if let Some(path) = output {
            fs::write(path, std::mem::take(&mut done.stdout)).unwrap();
            done.shown.clone_from(&done.stderr);
        }
        done
    }

    pub(crate) fn directive(&mut self, directive: &str) {
        let (name, value) = directive.split_once(' ').unwrap_or((directive, ""));
        match name {
            "clock" => {
                self.now = if let Some(length) = value.strip_prefix('+') {
                    self.now.plus(humantime::parse_duration(length).unwrap())
                } else {
                    let time = chrono::DateTime::parse_from_rfc3339(value).unwrap();
                    let nanos = i128::from(time.timestamp_nanos_opt().unwrap());
                    Moment::from_nanos(nanos)
                };
            }
            "env" => {
                let (name, value) = value.split_once('=').unwrap();
                self.env.insert(name.to_owned(), value.to_owned());
            }
            "terminal" => {
                let has = |stream| value.split(' ').any(|word| word == stream);
                self.terminal = Terminal {
                    stdin: has("stdin"),
                    stdout: has("stdout"),
                    stderr: has("stderr"),
                };
                let mut words = value.split(' ');
                self.columns = words.find_map(|word| word.strip_prefix("columns=")?.parse().ok());
            }
            "password" => self.passwords.push(value.to_owned()),
            other => panic!("there is no directive @{other}"),
        }
    }

    /// A user who does the same, and reads Korean.
    fn korean() -> Self {
        let mut session = Self::new();
        session.env.insert("TOKENRY_LANG".into(), "ko".into());
        session
    }

    /// Runs a transcript and writes it anew with what really happened.
    pub(crate) fn replay(&mut self, transcript: &str) -> String {
        let mut actual = String::new();
        // Both do everything, so that both have the same tokens.
        let bilingual = transcript.lines().any(|line| line == "@korean");
        let mut korean = bilingual.then(Self::korean);
        let mut is_shown = false;
        for line in transcript.lines() {
            let mine = line.is_empty()
                || line.starts_with('#')
                || line.starts_with('@')
                || line.starts_with("$ ");
            if !mine {
                continue;
            }
            writeln!(actual, "{line}").unwrap();
            match line.strip_prefix('@') {
                Some(language @ ("korean" | "english")) => is_shown = language == "korean",
                Some(directive) => {
                    self.directive(directive);
                    if let Some(korean) = &mut korean {
                        korean.directive(directive);
                    }
                }
                None => {}
            }
            if let Some(command) = line.strip_prefix("$ ") {
                let mut shown = self.typed(command);
                if let Some(korean) = &mut korean {
                    let other = korean.typed(command);
                    if is_shown {
                        shown = beside(&shown, &other);
                    }
                }
                actual.push_str(&shown);
            }
        }
        // Empty lines between sessions are kept, those that belong to an output are marked; see `shown`.
        actual
    }

    /// Runs a line of the small shell in the home directory, and writes what happened as a transcript says it.
    fn typed(&mut self, command: &str) -> String {
        std::env::set_current_dir(self.home.path()).unwrap();
        let done = self.line(command);
        self.shown(&done)
    }

    /// Runs a `console` block of a document and writes it anew: each `$ ` line and what a terminal shows
    /// after it.
    pub(crate) fn play(&mut self, block: &str) -> String {
        std::env::set_current_dir(self.home.path()).unwrap();
        let mut actual = String::new();
        for line in block.lines() {
            let Some(command) = line.strip_prefix("$ ") else {
                continue;
            };
            writeln!(actual, "{line}").unwrap();
            let done = self.line(command);
            actual.push_str(&self.at_home(&done.shown));
        }
        actual
    }

    /// Follows a directive of a document or a transcript, such as `@clock +2m`.
    pub(crate) fn follow(&mut self, directive: &str) {
        self.directive(directive.trim().strip_prefix('@').unwrap());
    }

    /// Output as text, with the home directory under the name that it has in documents.
    fn at_home(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes);
        text.replace(self.home.path().to_str().unwrap(), "/home/you")
    }

    /// What a command did, as a transcript says it.
    fn shown(&self, done: &Done) -> String {
        let mut out = String::new();
        for (bytes, mark) in [(&done.stdout, ""), (&done.stderr, "! ")] {
            let text = self.at_home(bytes);
            for line in text.split_inclusive('\n') {
                let (line, broken) = match line.strip_suffix('\n') {
                    Some(line) => (line, ""),
                    None => (line, "⏎"),
                };
                // What could be taken for a part of the transcript is set apart by a bar.
                let clash =
                    line.is_empty() || line.starts_with(['#', '@', '$', '!', '?', '|', '~']);
                let bar = if mark.is_empty() && clash { "|" } else { "" };
                writeln!(out, "{mark}{bar}{line}{broken}").unwrap();
            }
        }
        if done.exit != 0 {
            writeln!(out, "? {}", done.exit).unwrap();
        }
        out
    }
}

/// What a command showed, and below each line how it stands in the other language: nothing where that is the same, a
/// bare `~` where it has no such line.
fn beside(shown: &str, other: &str) -> String {
    let mut out = String::new();
    let (mut lines, mut others) = (shown.lines(), other.lines());
    loop {
        let (line, other) = (lines.next(), others.next());
        if let Some(line) = line {
            writeln!(out, "{line}").unwrap();
        }
        match (line, other) {
            (None, None) => return out,
            (_, None) => writeln!(out, "~").unwrap(),
            (line, Some(other)) if line != Some(other) => writeln!(out, "~ {other}").unwrap(),
            _ => {}
        }
    }
}

fn printed(text: impl Into<Vec<u8>>) -> Done {
    let stdout = text.into();
    Done {
        shown: stdout.clone(),
        stdout,
        ..Done::default()
    }
}

/// No more than every shell's `printf` does alike; what one of them refuses or reads otherwise is refused here.
fn printf(args: &[&str]) -> String {
    let (format, rest) = match args {
        ["--", format, rest @ ..] => (format, rest),
        [format, ..] if format.starts_with('-') => panic!("an option to most shells: {format}"),
        [format, rest @ ..] => (format, rest),
        [] => panic!("printf FORMAT"),
    };
    let mut values = rest.iter();
    let mut text = String::new();
    loop {
        let left = values.len();
        let mut chars = format.chars();
        while let Some(character) = chars.next() {
            match character {
                '\\' => text.push(match chars.next() {
                    Some('n') => '\n',
                    Some('r') => '\r',
                    Some('t') => '\t',
                    Some('\\') => '\\',
                    other => panic!("not the same in every shell: \\{other:?} in {format}"),
                }),
                '%' => match chars.next() {
                    Some('s') => text.push_str(values.next().copied().unwrap_or_default()),
                    Some('%') => text.push('%'),
                    other => panic!("%{other:?} in {format}"),
                },
                plain => text.push(plain),
            }
        }
        // The format begins anew for the words that are left.
        if values.len() == 0 || values.len() == left {
            return text;
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Word {
    Text(String),
    Pipe,
    From,
    To,
}

fn text_of(word: Option<&Word>) -> &str {
    match word {
        Some(Word::Text(text)) => text,
        other => panic!("a file name is due, not {other:?}"),
    }
}

/// Splits a line as a shell does: quotes, variables, pipes, redirections.
fn words(line: &str, env: &BTreeMap<String, String>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars().peekable();
    let mut quote = None;
    while let Some(character) = chars.next() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(chars.next()),
            (None | Some('"'), '$') => {
                let mut name = String::new();
                if chars.next_if_eq(&'?').is_some() {
                    name.push('?');
                }
                while let Some(next) =
                    chars.next_if(|next| next.is_ascii_alphanumeric() || *next == '_')
                {
                    name.push(next);
                }
                word.get_or_insert_default()
                    .push_str(env.get(&name).map_or("", String::as_str));
            }
            (None, ' ' | '|' | '<' | '>') => {
                words.extend(word.take().map(Word::Text));
                match character {
                    '|' => words.push(Word::Pipe),
                    '<' => words.push(Word::From),
                    '>' => words.push(Word::To),
                    _ => {}
                }
            }
            (_, other) => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word.map(Word::Text));
    words
}

/// Compares a file with what really happened; `BLESS=1` writes the file instead.
pub(crate) fn check(path: &Path, actual: &str) -> Result<(), String> {
    let expected = fs::read_to_string(path).unwrap();
    if expected == actual {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, actual).unwrap();
        return Ok(());
    }
    let mut difference = format!("{} differs (BLESS=1 rewrites it):\n", path.display());
    let (mut expected, mut actual) = (expected.lines(), actual.lines());
    loop {
        match (expected.next(), actual.next()) {
            (None, None) => break,
            (expected, actual) if expected == actual => {}
            (expected, actual) => {
                writeln!(
                    difference,
                    "- {}\n+ {}",
                    expected.unwrap_or("(end)"),
                    actual.unwrap_or("(end)")
                )
                .unwrap();
            }
        }
    }
    Err(difference)
}
