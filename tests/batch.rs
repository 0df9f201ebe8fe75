//! Many tokens: in order, judged as one would be, and well-behaved at both ends of a pipe.
#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that can't go on fails"
)]

mod session;
#[cfg(unix)]
#[path = "session/signals.rs"]
mod signals;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use aws_lc_rs::hmac;
use chrono::{Offset, Utc};
use data_encoding::BASE64URL_NOPAD as BASE64URL;
use session::json::{Json, Members, Object, Parse};
use session::{START, Session};
use tokenry::time::Moment;
use tokenry::{Host, Terminal};

const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";

/// Signs whatever it is given.
struct Forge {
    key: hmac::Key,
    random: u64,
}

impl Forge {
    fn new() -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, SECRET),
            random: 7,
        }
    }

    fn sign(&self, header: &str, payload: &str) -> Vec<u8> {
        let signed = format!(
            "{}.{}",
            BASE64URL.encode(header.as_bytes()),
            BASE64URL.encode(payload.as_bytes())
        );
        let signature = hmac::sign(&self.key, signed.as_bytes());
        format!("{signed}.{}", BASE64URL.encode(signature.as_ref())).into_bytes()
    }

    fn token(&self, sub: usize, exp: i64) -> Vec<u8> {
        let payload = format!(r#"{{"iss":"me","sub":"user-{sub}","aud":["a","b"],"exp":{exp}}}"#);
        self.sign(r#"{"alg":"HS256","kid":"k1"}"#, &payload)
    }

    /// `SplitMix64`
    fn below(&mut self, limit: usize) -> usize {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.random ^ (self.random >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 33) as usize % limit
    }

    fn one_of<'t>(&mut self, choices: &[&'t str]) -> &'t str {
        choices[self.below(choices.len())]
    }

    /// A line that may be anything, most of it nearly a token.
    fn line(&mut self) -> Vec<u8> {
        let header = self.one_of(&[
            r#"{"alg":"HS256"}"#,
            r#"{"alg":"HS256","kid":"k1","typ":"JWT"}"#,
            r#"{"alg":"HS256","kid":"한\u202e\"\\"}"#,
            r#"{"alg":"HS256","kid":null}"#,
            r#"{"alg":"HS512"}"#,
            r#"{"alg":"RS256"}"#,
            r#"{"alg":"none"}"#,
            r#"{"alg":"XX"}"#,
            r#"{"typ":"JWT"}"#,
            r#"{"alg":"HS256","crit":["exp"],"exp":1}"#,
            r#"{"alg":"HS256","alg":"HS256"}"#,
            r#"{"alg":"HS256","b64":false}"#,
            r#"["HS256"]"#,
            r#"{"alg":"HS256""#,
        ]);
        let members = [
            r#""iss":"me""#,
            r#""iss":"you""#,
            r#""iss":["me"]"#,
            r#""aud":"a""#,
            r#""aud":["x","a"]"#,
            r#""aud":["\u0061"]"#,
            r#""aud":[]"#,
            r#""aud":{"a":1}"#,
            r#""exp":1795399200"#,
            r#""exp":1795399201"#,
            r#""exp":1795399200.0000000001"#,
            r#""exp":1.7953992e9"#,
            r#""exp":99999999999999999999999999999999999999999999999"#,
            r#""exp":-1"#,
            r#""exp":"1795399201""#,
            r#""\u0065xp":1"#,
            r#""nbf":1795399200"#,
            r#""nbf":1795399200.5"#,
            r#""nbf":null"#,
            r#""iat":1795399200"#,
            r#""iat":true"#,
            r#""sub":"a\u202e\u0000\"b\ud83d\ude00""#,
            r#""sub":{ "a" : [ 1 , "\n" ] }"#,
            r#""sub":12345678901234567890.10"#,
            r#""x":{"a":{"a":1},"b":[{"c":1,"c":2}]}"#,
            r#""x":"\ud800""#,
            r#""x":01"#,
            r#""x":[[[[[[]]]]]]"#,
        ];
        let count = self.below(6);
        let chosen: Vec<_> = (0..count).map(|_| self.one_of(&members)).collect();
        let separator = self.one_of(&[",", ",", ",", " , ", ",\n"]);
        let mut line = self.sign(header, &format!("{{{}}}", chosen.join(separator)));
        match self.below(16) {
            0 => {
                let at = self.below(line.len());
                line[at] = b"AZaz09-_.=+/~ \"%\xff\x80\x00\r"[self.below(20)];
            }
            1 => line.truncate(self.below(line.len())),
            2 => line.splice(0..0, *b"Bearer ").for_each(drop),
            3 => {
                line.insert(0, b'"');
                line.push(b'"');
            }
            4 => line.splice(0..0, *b"Authorization: Bearer ").for_each(drop),
            5 => line = [b"{\"access_token\":\"", &line[..], b"\"}"].concat(),
            6 => {
                let other = self.token(1, START + 9);
                line = [&line[..], b" ", &other].concat();
            }
            7 => line.extend_from_slice(b"  \r"),
            8 => {
                let at = self.below(line.len());
                line.insert(at, b' ');
            }
            9 => line = [b"GET /?token=", &line[..], b" 200 \xeb\xa1\x9c\xea\xb7\xb8"].concat(),
            10 => line.extend_from_slice(b".e.f"),
            11 if self.below(8) == 0 => line.clear(),
            _ => {}
        }
        line.retain(|byte| *byte != b'\n');
        line
    }
}

fn object(text: &[u8]) -> Object {
    Object::parse(text).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(text)))
}

fn reasons(line: &Object) -> Vec<&str> {
    let reasons = line.get("reasons").and_then(Json::as_array).unwrap();
    reasons
        .iter()
        .map(|reason| reason.as_str().unwrap())
        .collect()
}

/// The options of every verification here.
const CHECKS: [&str; 7] = ["--secret-file", "s", "--iss", "me", "--aud", "a", "--json"];

fn at_home() -> Session {
    let session = Session::new();
    fs::write(session.path("s"), SECRET).unwrap();
    session
}

fn verify(session: &mut Session, more: &[&str], stdin: &[u8]) -> session::Done {
    let secret = session.path("s").display().to_string();
    let mut args = vec!["verify", "-q"];
    args.extend(CHECKS.map(|arg| if arg == "s" { secret.as_str() } else { arg }));
    args.extend(more);
    session.tokenry(&args, stdin)
}

#[test]
fn a_line_is_judged_as_a_token_alone_would_be() {
    let mut forge = Forge::new();
    let lines: Vec<_> = (0..2000).map(|_| forge.line()).collect();
    let input = lines.join(&b'\n');
    let mut session = at_home();
    let batch = verify(&mut session, &["--batch"], &input);
    let full = verify(&mut session, &["--batch", "--full", "--jobs", "3"], &input);
    let decoded = session.tokenry(&["decode", "-q", "--batch"], &input);
    let split = |bytes: &[u8]| -> Vec<Object> {
        bytes
            .split_inclusive(|byte| *byte == b'\n')
            .map(object)
            .collect()
    };
    let (batch, full, decoded) = (
        split(&batch.stdout),
        split(&full.stdout),
        split(&decoded.stdout),
    );
    let mut seen = std::collections::BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        let shown = String::from_utf8_lossy(line);
        let (lean, full, decoded) = (&batch[number], &full[number], &decoded[number]);
        for object in [lean, full, decoded] {
            assert_eq!(object["line"], number + 1, "{shown}");
        }
        let names: Vec<_> = lean.keys().collect();
        assert_eq!(names, ["exp", "kid", "line", "reasons", "sub", "valid"]);
        *seen.entry(reasons(lean).join(" ")).or_insert(0) += 1;

        let single = verify(&mut session, &["-"], line);
        let single_decoded = session.tokenry(&["decode", "-q", "--json", "-"], line);
        if single.exit == 2 {
            // Two tokens are a question to a person; in a batch nobody is there to answer.
            assert_eq!(reasons(lean), ["malformed_structure"], "{shown}");
            assert_eq!(reasons(full), ["malformed_structure"], "{shown}");
            assert!(decoded.get("error").is_some(), "{shown}");
            continue;
        }
        let numbered = |bytes: &[u8]| {
            let mut numbered = Object::of([("line", Json::from(number + 1))]);
            numbered.extend(object(bytes));
            numbered
        };
        let single = numbered(&single.stdout);
        assert_eq!(lean.get("valid"), single.get("valid"), "{shown}");
        assert_eq!(lean.get("reasons"), single.get("reasons"), "{shown}");
        assert_eq!(*full, single, "{shown}");
        // The diagnosis of a broken token costs more than its reading, so it is for who asks.
        let mut single_decoded = numbered(&single_decoded.stdout);
        single_decoded.remove("hints");
        assert_eq!(*decoded, single_decoded, "{shown}");
        let claims = single.get("payload").and_then(Json::as_object);
        let judged = reasons(lean)
            .iter()
            .all(|reason| !reason.starts_with("malformed"));
        if let Some(claims) = claims.filter(|_| judged) {
            let of = |name| claims.get(name).cloned();
            assert_eq!(
                lean.get("sub").cloned(),
                of("sub").or(Some(Json::Null)),
                "{shown}"
            );
            let exp = of("exp").filter(|exp| matches!(exp, Json::Number(_)));
            assert_eq!(
                lean.get("exp").cloned(),
                exp.or(Some(Json::Null)),
                "{shown}"
            );
        }
    }
    // The draw is worth something only when it draws everything.
    for reason in [
        "",
        "malformed_structure",
        "malformed_base64",
        "malformed_json",
        "duplicate_member",
        "unsupported_critical",
        "unsecured",
        "algorithm_unsupported",
        "algorithm_not_allowed",
        "signature_mismatch",
        "expired",
        "not_yet_valid",
        "claim_invalid",
        "claim_missing",
        "issuer_mismatch",
        "audience_mismatch",
    ] {
        let count = seen.iter().filter(|(all, _)| match reason {
            "" => all.is_empty(),
            reason => all.split(' ').any(|one| one == reason),
        });
        assert!(count.count() > 0, "{reason} was never drawn: {seen:?}");
    }
}

/// Lines of each kind in turn, with what is expected of them; the last line has no line break.
fn mixture(count: usize) -> (Vec<u8>, Vec<&'static str>) {
    let forge = Forge::new();
    let valid = forge.token(1, START + 900);
    let expired = forge.token(2, START - 1);
    let mut tampered = valid.clone();
    let at = tampered.len() - 20;
    tampered[at] = if tampered[at] == b'A' { b'B' } else { b'A' };
    let crlf = [&valid[..], b"\r"].concat();
    let (blank, long, bytes) = (Vec::new(), vec![b'x'; 100_000], b"\xff\xfe\x00eyJ".to_vec());
    let mut input = Vec::new();
    let mut expected = Vec::new();
    for number in 0..count {
        let (line, reason) = match number % 20 {
            3 | 4 => (&expired, "expired"),
            5 => (&tampered, "signature_mismatch"),
            6 => (&blank, "malformed_structure"),
            7 => (&crlf, "valid"),
            8 if number % 400 == 8 => (&long, "malformed_structure"),
            9 => (&bytes, "malformed_structure"),
            _ => (&valid, "valid"),
        };
        input.extend_from_slice(line);
        input.push(b'\n');
        expected.push(reason);
    }
    input.pop();
    (input, expected)
}

#[test]
fn twenty_thousand_lines_come_back_in_order() {
    let (input, expected) = mixture(20_000);
    let mut session = at_home();
    let done = verify(&mut session, &["--batch", "-", "--jobs", "4"], &input);
    assert_eq!(done.exit, 3);
    let lines: Vec<_> = done.stdout.split_inclusive(|byte| *byte == b'\n').collect();
    assert_eq!(lines.len(), expected.len());
    for (index, (line, expected)) in lines.iter().zip(&expected).enumerate() {
        let line = object(line);
        assert_eq!(line.get("line"), Some(&Json::from(index + 1)));
        let reasons = reasons(&line);
        assert_eq!(reasons.first().unwrap_or(&"valid"), expected, "{line:?}");
    }
    let alone = verify(&mut session, &["--batch", "--jobs", "1"], &input);
    assert_eq!(alone, done);

    let only = verify(&mut session, &["--batch", "--only", "invalid"], &input);
    let invalid: Vec<u8> = lines
        .iter()
        .zip(&expected)
        .filter(|(_, expected)| **expected != "valid")
        .flat_map(|(line, _)| line.iter().copied())
        .collect();
    assert!(only.stdout == invalid);

    let count = |reason| expected.iter().filter(|one| **one == reason).count();
    let summary = object(&verify(&mut session, &["--batch", "--summary"], &input).stdout);
    let (valid, all) = (count("valid"), expected.len());
    assert_eq!(summary.get("count"), Some(&Json::from(all)));
    assert_eq!(summary.get("valid"), Some(&Json::from(valid)));
    assert_eq!(summary.get("invalid"), Some(&Json::from(all - valid)));
    let by_reason = summary.get("reasons").and_then(Json::as_object).unwrap();
    for reason in ["expired", "signature_mismatch", "malformed_structure"] {
        assert_eq!(
            by_reason.get(reason),
            Some(&Json::from(count(reason))),
            "{summary:?}"
        );
    }
}

#[test]
fn a_line_of_ten_megabytes_is_one_line() {
    let valid = Forge::new().token(1, START + 900);
    for filler in [b"x", b" ", b"\xff", b"."] {
        let long = filler.repeat(10_000_000);
        let input = [&valid[..], b"\n", &long, b"\n", &valid, b"\n", &long].concat();
        let mut session = at_home();
        let done = verify(&mut session, &["--batch"], &input);
        let lines: Vec<_> = done
            .stdout
            .split_inclusive(|byte| *byte == b'\n')
            .map(object)
            .collect();
        let verdicts: Vec<_> = lines.iter().map(|line| reasons(line).join(" ")).collect();
        let bad = "malformed_structure";
        assert_eq!(verdicts, ["", bad, "", bad], "{filler:?}");
    }
}

#[test]
fn what_is_cut_off_a_long_text_is_not_passed_over() {
    let valid = Forge::new().token(1, START + 900);
    let reach = (4 << 20) + 1;
    let early = [&valid[..], &b" ".repeat(reach), b"ZZZZ"].concat();
    // The token ends where reading may end.
    let late = [&b" ".repeat(reach - valid.len()), &valid[..], b"ZZZZ"].concat();
    // What follows is further away than is read at once.
    let more = reach + (1 << 20);
    let far = [&valid[..], &b" ".repeat(more), b"ZZZZ"].concat();
    let blank = [&valid[..], &b" ".repeat(more)].concat();
    let behind = [&b" ".repeat(reach), &valid[..]].concat();
    for long in [early, late, far, blank, behind] {
        let mut session = at_home();
        let alone = verify(&mut session, &[], &long);
        assert_eq!(alone.exit, 3);
        let input = [&long, &b"\n"[..], &valid, b"\n"].concat();
        for more in [&["--batch"][..], &["--batch", "--full"]] {
            let done = verify(&mut session, more, &input);
            let lines = done.stdout.split_inclusive(|byte| *byte == b'\n');
            let lines: Vec<_> = lines.map(object).collect();
            let verdicts: Vec<_> = lines.iter().map(|line| reasons(line).join(" ")).collect();
            assert_eq!(verdicts, ["malformed_structure", ""], "{more:?}");
        }
    }
}

/// Runs `verify --batch` over a stream, with a clock and a standard output of its own.
fn filter(
    clock: impl Fn() -> Moment + Send + Sync,
    stdin: impl Read + Send,
    stdout: impl Write + Send,
    more: &[&str],
) {
    let home = at_home();
    let secret = home.path("s").display().to_string();
    let args = ["tokenry", "verify", "-q", "--batch", "--secret-file"];
    let mut host = Host {
        clock: Box::new(clock),
        local_offset: Box::new(|_| Utc.fix()),
        env: Box::new(|_| None),
        stdin: Box::new(stdin),
        ahead: Box::new(|_| None),
        stdout: Box::new(stdout),
        stderr: Box::new(std::io::sink()),
        terminal: Terminal::default(),
        shell: Box::new(|_, _| panic!("verifying runs no command")),
        columns: Box::new(|| None),
        random: Box::new(|_| panic!("verifying needs no randomness")),
        prompt: Box::new(|_| panic!("verifying needs no password")),
        cores: || 2,
    };
    tokenry::run(args.iter().chain([&&*secret]).chain(more), &mut host);
}

/// Hands out a line at a time, an hour after the one before.
struct Hourly<'c> {
    lines: std::vec::IntoIter<Vec<u8>>,
    clock: &'c AtomicI64,
}

impl Read for Hourly<'_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        self.clock.fetch_add(3600, Ordering::Relaxed);
        let line = self.lines.next().unwrap_or_default();
        room[..line.len()].copy_from_slice(&line);
        Ok(line.len())
    }
}

#[test]
fn a_stream_of_hours_is_judged_by_the_hour() {
    let forge = Forge::new();
    let line = [forge.token(0, START + 9000), b"\n".to_vec()].concat();
    let judged = |more: &[&str]| {
        let clock = AtomicI64::new(START);
        let lines = vec![line.clone(); 4].into_iter();
        let mut out = Vec::new();
        let time = || Moment::from_seconds(clock.load(Ordering::Relaxed));
        let stdin = Hourly {
            lines,
            clock: &clock,
        };
        filter(time, stdin, &mut out, more);
        let lines = out.split(|byte| *byte == b'\n');
        let lines = lines.filter(|line| !line.is_empty()).map(object);
        lines
            .map(|line| reasons(&line).join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(judged(&[]), ["", "", "expired", "expired"]);
    assert_eq!(judged(&["--at", "now"]), ["", "", "", ""]);
}

/// Keeps the size of the largest write.
struct Largest<'m>(&'m AtomicUsize);

impl Write for Largest<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.fetch_max(bytes.len(), Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn many_short_lines_are_not_written_at_once() {
    // A block of line breaks alone has eight hundred times its size of results.
    let largest = AtomicUsize::new(0);
    let blank = vec![b'\n'; 20_000];
    filter(
        || Moment::from_seconds(START),
        &blank[..],
        Largest(&largest),
        &["--full"],
    );
    let largest = largest.load(Ordering::Relaxed);
    assert!((1 << 19..1 << 20).contains(&largest), "{largest}");
}

#[test]
fn what_is_wrong_before_the_first_line_is_said_as_usual() {
    let mut session = at_home();
    let missing = session.path("missing").display().to_string();
    let secret = session.path("s").display().to_string();
    let mut run = |args: &[&str]| session.tokenry(args, b"");
    let no_file = run(&["verify", "--secret-file", &secret, "--batch", &missing]);
    assert_eq!((no_file.exit, no_file.stdout.len()), (1, 0));
    assert_eq!(run(&["decode", "--batch", &missing]).exit, 1);
    assert_eq!(
        run(&["verify", "--secret-file", &missing, "--batch"]).exit,
        1
    );
    assert_eq!(run(&["verify", "--key", "-", "--batch"]).exit, 2);
    assert_eq!(run(&["verify", "a.b.c", "--batch", "-"]).exit, 2);
    assert_eq!(run(&["verify", "--jobs", "2"]).exit, 2);
}

#[test]
fn a_batch_without_a_token_is_no_success() {
    let mut session = at_home();
    let secret = session.path("s").display().to_string();
    let verify = ["verify", "--secret-file", &secret, "--batch"];
    for (command, words) in [
        (&verify[..], "valid, 0 not valid"),
        (&["decode", "--batch"], "read, 0 broken"),
    ] {
        let mut run = |more: &[&str], stdin: &[u8]| {
            let done = session.tokenry(&[command, more].concat(), stdin);
            let text = |bytes| String::from_utf8(bytes).unwrap();
            (done.exit, text(done.stdout), text(done.stderr))
        };
        let (exit, out, told) = run(&[], b"");
        assert_eq!((exit, out.as_str()), (1, ""));
        let expected =
            format!("note: 0 tokens: 0 {words}\nerror: there is no token in the input\n");
        assert_eq!(told, expected);
        // Each blank line has its result, and is no token.
        for more in [&[][..], &["--json"], &["--full"], &["--only", "valid"]] {
            let (exit, out, told) = run(more, b"\n \t\r\n\n");
            let lines = if more == ["--only", "valid"] { 0 } else { 3 };
            assert_eq!((exit, out.lines().count()), (1, lines), "{more:?}");
            assert!(told.ends_with("error: there is no token in the input\n"));
        }
        let (exit, out, _) = run(&["--json"], b"");
        assert_eq!(exit, 1);
        assert!(out.contains(r#""code": "no_tokens""#), "{out}");
        for input in [&b""[..], b"\n\n"] {
            let (exit, out, told) = run(&["--summary", "--json"], input);
            assert_eq!((exit, told.as_str()), (1, ""));
            let summary = object(out.as_bytes());
            assert!(summary.get("count").is_some() && summary.get("error").is_some());
            let (exit, out, told) = run(&["--summary"], input);
            assert_eq!(
                (exit, out.lines().next()),
                (1, Some(&*format!("tokens: {}", input.len())))
            );
            assert_eq!(told, "error: there is no token in the input\n");
        }
        // With a token it is as ever: a line that is none is a line that is refused.
        let (exit, ..) = run(&[], b"\nx\n");
        assert_eq!(exit, 3);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_fails_is_named() {
    let mut session = at_home();
    // It opens, and what it begins with can't be read.
    let done = session.tokenry(&["decode", "--batch", "/proc/self/mem"], b"");
    let told = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.exit, 1);
    assert!(
        told.contains("error: can't read /proc/self/mem: "),
        "{told}"
    );
}

/// The binary, verifying standard input.
fn spawn(directory: &Path, more: &[&str]) -> Child {
    fs::write(directory.join("s"), SECRET).unwrap();
    Command::new(env!("CARGO_BIN_EXE_tokenry"))
        .current_dir(directory)
        .args(["verify", "--secret-file", "s", "--home", ".", "--at"])
        .arg(START.to_string())
        .args(["--jobs", "3", "--batch"])
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn results_come_while_the_input_still_does() {
    let directory = tempfile::tempdir().unwrap();
    let token = Forge::new().token(1, START + 900);
    let mut child = spawn(directory.path(), &[]);
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for number in 1..=5 {
        // The last one comes in two pieces.
        let (one, two) = token.split_at(if number == 5 { 50 } else { token.len() });
        stdin.write_all(one).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        stdin.write_all(two).unwrap();
        stdin.write_all(b"\n").unwrap();
        // A result that waited for more input would never come.
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(
            line.starts_with(&format!("{{\"line\":{number},\"valid\":true,")),
            "{line}"
        );
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

/// A file of many tokens, in a directory of its own.
fn many(directory: &Path) -> PathBuf {
    let line = [&Forge::new().token(1, START + 900)[..], b"\n"].concat();
    let path = directory.join("many");
    fs::write(&path, line.repeat(60_000)).unwrap();
    path
}

#[test]
fn whoever_stops_reading_ends_it_quietly() {
    let directory = tempfile::tempdir().unwrap();
    let mut child = spawn(
        directory.path(),
        &[many(directory.path()).to_str().unwrap()],
    );
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        stdout.read_line(&mut String::new()).unwrap();
    }
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
#[cfg(target_os = "linux")]
fn an_interrupt_that_is_ignored_stays_so() {
    let directory = tempfile::tempdir().unwrap();
    let file = many(directory.path());
    // As `nohup` and a job in the background of a script do.
    let mut child = Command::new("sh")
        .args(["-c", "trap '' INT; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_tokenry"))
        .args(["decode", "--home", ".", "--batch"])
        .arg(&file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    // The first block is out, so it has begun to watch for signals, if ever.
    let mut text = vec![0; 10_000];
    stdout.read_exact(&mut text).unwrap();
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    stdout.read_to_end(&mut text).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let lines = String::from_utf8(text).unwrap();
    assert_eq!(lines.lines().count(), 60_000);
}

#[test]
#[cfg(unix)]
fn no_signal_tears_a_line() {
    use std::os::unix::process::ExitStatusExt;
    signals::heed();
    let directory = tempfile::tempdir().unwrap();
    let file = many(directory.path());
    let mut ways = vec![
        ("HUP", Some(1)),
        ("INT", Some(2)),
        ("QUIT", Some(3)),
        ("ABRT", Some(6)),
        ("ALRM", Some(14)),
        ("TERM", Some(15)),
        ("USR1", None),
        ("USR2", None),
        ("VTALRM", None),
        ("PROF", None),
        ("XCPU", None),
    ];
    if cfg!(target_os = "linux") {
        ways.extend(["IO", "PWR", "STKFLT", "35", "64"].map(|name| (name, None)));
    }
    let mut running = Vec::new();
    for (name, number) in ways {
        let mut child = spawn(directory.path(), &[file.to_str().unwrap()]);
        let mut first = [0; 10];
        let stdout = child.stdout.as_mut().unwrap();
        stdout.read_exact(&mut first).unwrap();
        running.push((name, number, child, first));
    }
    // Nobody reads on: the pipes are full, and a block of results waits in the middle of its write.
    std::thread::sleep(Duration::from_millis(500));
    for (name, _, child, _) in &running {
        // A terminal that closes is told of by the system and by the shell.
        for _ in 0..2 {
            let kill = Command::new("kill")
                .args([&format!("-{name}"), &child.id().to_string()])
                .status();
            assert!(kill.unwrap().success());
        }
    }
    std::thread::sleep(Duration::from_millis(100));
    for (name, number, mut child, first) in running {
        let mut text = first.to_vec();
        let stdout = child.stdout.as_mut().unwrap();
        stdout.read_to_end(&mut text).unwrap();
        let status = signals::wait(&mut child);
        assert!(!status.success(), "{name}: {status}");
        if number.is_some() {
            assert_eq!(status.signal(), number, "{name}: {status}");
        }
        assert!(text.ends_with(b"}\n"), "{name}");
        assert!(text.len() > 10_000 && text.split(|byte| *byte == b'\n').count() < 60_000);
        text.split_inclusive(|byte| *byte == b'\n')
            .for_each(|line| drop(object(line)));
    }
}
