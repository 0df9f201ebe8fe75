//! What `--explain` prints: the commands really work, and a page runs nothing.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at what is on the disk"
)]
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "helpers of tests, which may fail, and say what they skip"
)]

mod session;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use session::Session;

/// Whether a program is installed; if not, says which test is skipped.
fn has(program: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

fn tools() -> bool {
    ["sh", "basenc", "openssl"].into_iter().all(has)
}

/// The full name of a file in the session's home: the tests of one process share its directory.
fn at(session: &Session, name: &str) -> String {
    session.path(name).to_str().unwrap().to_owned()
}

/// Runs tokenry and wants it to succeed.
fn run(session: &mut Session, args: &[&str]) -> String {
    let done = session.tokenry(args, b"");
    let stderr = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.exit, 0, "{args:?}: {stderr}");
    String::from_utf8(done.stdout).unwrap()
}

/// The commands at the end of an explanation, as a reader would copy them, and the token on its first line.
fn commands(page: &str) -> (&str, &str) {
    let token = page.lines().next().unwrap();
    let (_, commands) = page.split_once("\ncommands\n").unwrap();
    (token, commands)
}

/// Pastes commands into a shell in the session's home.
fn paste(session: &Session, shell: &str, commands: &str, env: &[(&str, &str)]) -> (String, String) {
    let own = Path::new(env!("CARGO_BIN_EXE_tokenry")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new(shell)
        .args(["-c", commands])
        .current_dir(session.path(""))
        .env("PATH", format!("{}:{path}", own.display()))
        .envs(env.iter().copied())
        .output()
        .unwrap();
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// Pastes the commands of an HMAC token and wants its signature to come out.
fn gives_signature(session: &Session, page: &str, env: &[(&str, &str)]) {
    let (token, commands) = commands(page);
    let signature = token.rsplit('.').next().unwrap();
    for shell in ["sh", "bash"] {
        if has(shell) {
            let (stdout, stderr) = paste(session, shell, commands, env);
            assert_eq!(
                stdout.lines().last(),
                Some(signature),
                "{shell}: {stderr}\n{commands}"
            );
            assert_eq!(stderr, "", "{shell}: {commands}");
        }
    }
}

/// Pastes the commands of a signature with a public key and wants openssl to agree.
fn says_verified(session: &Session, page: &str, env: &[(&str, &str)]) {
    let (_, commands) = commands(page);
    for shell in ["sh", "bash"] {
        if has(shell) {
            let (stdout, stderr) = paste(session, shell, commands, env);
            let verified = ["Verified OK\n", "Signature Verified Successfully\n"];
            assert!(
                verified.contains(&stdout.as_str()),
                "{shell}: {stdout}{stderr}\n{commands}"
            );
        }
    }
}

const ALGORITHMS: [&str; 18] = [
    "HS256",
    "HS384",
    "HS512",
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "ES256K",
    "EdDSA",
    "Ed25519",
    "ML-DSA-44",
    "ML-DSA-65",
    "ML-DSA-87",
];

/// The file of a new private key; beside it is `its public.pem`.
fn new_key(session: &mut Session, algorithm: &str) -> String {
    run(
        session,
        &["key", "generate", "--alg", algorithm, "--kid", algorithm],
    );
    let export = ["key", "export", algorithm, "--format", "pem"];
    let public = run(session, &export);
    fs::write(session.path("its public.pem"), public).unwrap();
    let private = run(session, &[&export[..], &["--private"]].concat());
    let file = at(session, "key.pem");
    fs::write(&file, private).unwrap();
    run(session, &["key", "remove", algorithm]);
    file
}

#[test]
fn the_commands_of_each_algorithm_work() {
    if !tools() {
        return;
    }
    let mut session = Session::new();
    let mut pasted = 0;
    for name in ALGORITHMS {
        if name.starts_with("HS") {
            let secret = "a secret long enough for the longest of the three hashes: it's 64+ bytes";
            let file = at(&session, "secret.txt");
            fs::write(&file, format!("{secret}\n")).unwrap();
            let page = run(
                &mut session,
                &[
                    "issue",
                    "--alg",
                    name,
                    "--secret-file",
                    &file,
                    "--sub",
                    "a",
                    "--explain",
                ],
            );
            assert!(!page.contains("long enough"), "{page}");
            gives_signature(&session, &page, &[]);
            let (token, _) = commands(&page);
            let decoded = run(&mut session, &["decode", token, "--explain"]);
            let decoded = decoded.split("\n\nnothing was").next().unwrap();
            gives_signature(&session, decoded, &[("SECRET", secret)]);
            pasted += 1;
            continue;
        }
        let file = new_key(&mut session, name);
        let page = run(
            &mut session,
            &[
                "issue",
                "--alg",
                name,
                "--key",
                &file,
                "--sub",
                "a",
                "--explain",
            ],
        );
        assert!(!page.contains("PRIVATE KEY"), "{page}");
        if name.starts_with("ML-DSA") {
            assert!(page.contains("OpenSSL 3.5"), "{page}");
            continue;
        }
        says_verified(&session, &page, &[]);
        let (token, _) = commands(&page);
        let decoded = run(&mut session, &["decode", token, "--explain"]);
        let decoded = decoded.split("\n\nn").next().unwrap().to_owned();
        let decoded = decoded.split("\n\nnotes").next().unwrap();
        says_verified(&session, decoded, &[("KEY", "its public.pem")]);
        pasted += 1;
    }
    assert_eq!(pasted, 15);
}

#[test]
fn a_wrong_signature_is_not_verified() {
    if !tools() {
        return;
    }
    let mut session = Session::new();
    let file = new_key(&mut session, "ES256");
    let token = run(&mut session, &["issue", "--key", &file, "--sub", "a"]);
    let forged = format!("{}A{}", &token[..40], &token.trim_end()[41..]);
    let done = session.tokenry(&["verify", &forged, "--key", &file, "--explain"], b"");
    let page = String::from_utf8(done.stdout).unwrap();
    assert_ne!(done.exit, 0);
    let (_, commands) = commands(&page);
    let commands = commands.split("\n\nchecks").next().unwrap();
    let (stdout, _) = paste(&session, "sh", commands, &[]);
    assert_eq!(stdout, "Verification failure\n");
}

/// The page says it too, and only then.
#[test]
fn a_page_tells_the_formula_from_a_wrong_signature() {
    let mut session = Session::new();
    let file = at(&session, "secret.txt");
    fs::write(&file, "0123456789abcdef0123456789abcdef").unwrap();
    let token = run(&mut session, &["issue", "--secret-file", &file]);
    let verify = ["verify", "--secret-file", &file, "--explain=html"];
    let good = run(&mut session, &[&verify[..], &[token.trim()]].concat());
    let done = session.tokenry(
        &[&verify[..], &["eyJhbGciOiJIUzI1NiJ9.e30.AAAA"]].concat(),
        b"",
    );
    assert_eq!(done.exit, 4);
    let bad = String::from_utf8(done.stdout).unwrap();
    let wrong = "the formula does not give the signature in the token";
    assert!(bad.contains(wrong) && !good.contains(wrong), "{bad}");
    assert!(good.contains(">signature in the token</dt>"), "{good}");
}

/// Wherever the secret is and however it is written.
#[test]
fn the_secret_is_taken_from_where_it_is() {
    if !tools() {
        return;
    }
    let mut session = Session::new();
    let home = session.path("");
    let issue = ["issue", "--sub", "a", "--explain"];
    let long = "0123456789abcdef0123456789abcdef";
    let files: [(&str, String, &str); 8] = [
        ("plain", long.to_owned(), "text"),
        (
            "it's $(touch hacked) `x` \"q\"",
            format!("{long}\n\n"),
            "text",
        ),
        ("windows", format!("{long}\r\n"), "text"),
        ("mixed", format!("{long}\n\r\n"), "text"),
        ("new\nline", format!("{long} 비밀 \\n%s'\n"), "text"),
        ("hex", format!("{long}{long} \n"), "hex"),
        (
            "base64",
            "+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/8\n".into(),
            "base64",
        ),
        (
            "base64url",
            "-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_8=\r\n".into(),
            "base64url",
        ),
    ];
    for (name, content, encoding) in &files {
        fs::write(home.join(name), content).unwrap();
        let file = at(&session, name);
        let source = ["--secret-file", &file, "--secret-encoding", encoding];
        let page = run(&mut session, &[&issue[..], &source].concat());
        gives_signature(&session, &page, &[]);
        let page = run(
            &mut session,
            &[&issue[..], &source, &["--show-secret"]].concat(),
        );
        fs::remove_file(home.join(name)).unwrap();
        gives_signature(&session, &page, &[]);
    }
    assert!(!home.join("hacked").exists());

    run(&mut session, &["key", "generate", "--alg", "HS256"]);
    let export = ["key", "export", "--private", "--format", "jwk"];
    let jwk = run(&mut session, &export);
    let dense: String = jwk.split_whitespace().collect();
    for text in [jwk, dense] {
        let file = at(&session, "key.jwk");
        fs::write(&file, text).unwrap();
        let page = run(&mut session, &[&issue[..], &["--key", &file]].concat());
        gives_signature(&session, &page, &[]);
    }

    // With `--secret` the reader knows it, and the page does not tell.
    let page = run(&mut session, &[&issue[..], &["--secret", long]].concat());
    assert!(!page.contains(long), "{page}");
    gives_signature(&session, &page, &[("SECRET", long)]);
    let (_, commands) = commands(&page);
    let (stdout, stderr) = paste(&session, "sh", commands, &[]);
    assert!(stderr.contains("SECRET"), "{stdout}{stderr}");

    // The key file makes itself, and `tokenry key export` tells what is in it.
    if session.tokenry(&["key", "list"], b"").exit == 0 {
        let page = run(&mut session, &issue);
        gives_signature(&session, &page, &[]);
    } else {
        eprintln!("skipped: this tokenry has no key list");
    }
}

#[test]
fn the_secret_of_a_variable() {
    if !tools() {
        return;
    }
    let mut session = Session::new();
    let replayed = session.replay(
        "@env MY_SECRET=0123456789abcdef'0123456789 $x abcdef\n@env odd-name=0123456789abcdef0123456789abcdef\n\
         $ tokenry issue --sub a --secret-env MY_SECRET --explain > one\n\
         $ tokenry issue --sub a --secret-env odd-name --explain > two\n",
    );
    assert!(!replayed.contains('?'), "{replayed}");
    let one = fs::read_to_string(session.path("one")).unwrap();
    gives_signature(
        &session,
        &one,
        &[("MY_SECRET", "0123456789abcdef'0123456789 $x abcdef")],
    );
    let two = fs::read_to_string(session.path("two")).unwrap();
    // Not every sh hands on a variable that it can't name.
    let env = [("odd-name", "0123456789abcdef0123456789abcdef")];
    let (token, commands) = commands(&two);
    let (stdout, stderr) = paste(&session, "bash", commands, &env);
    assert_eq!(
        stdout.lines().last(),
        token.rsplit('.').next(),
        "{stderr}{commands}"
    );
}

/// A claim that would like to be markup is text.
#[test]
fn a_page_shows_hostile_claims_and_runs_nothing() {
    let attack = "</script><img src=x onerror=alert(1)>";
    let mut session = Session::new();
    let secret = ["--secret", "0123456789abcdef0123456789abcdef"];
    let claim = format!("note={attack}");
    let name = format!("{attack}\" onmouseover=\"alert(2)={attack}");
    for lang in ["en", "ko"] {
        let issue = [
            "issue",
            "--lang",
            lang,
            "--claim",
            &claim,
            "--claim",
            &name,
            "--kid",
            attack,
            "--explain=html",
        ];
        let page = run(&mut session, &[&issue[..], &secret].concat());
        assert!(page.starts_with("<!DOCTYPE html>\n"), "{page}");
        assert!(page.contains(&format!("<html lang=\"{lang}\">")));
        assert!(page.contains("default-src 'none'"));
        for forbidden in [
            "<script", "</script", "<img", "<link", "src=\"", "url(", "@import", "style=\"",
        ] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"));
        assert_eq!(page.matches("<style>").count(), 1);

        // In a real browser.
        if !has("chromium") {
            continue;
        }
        let file = session.path("page.html");
        fs::write(&file, &page).unwrap();
        let shot = session.path("page.png");
        let profile = session.path("profile");
        let browse = |what: &str| {
            Command::new("chromium")
                .args([
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--enable-logging=stderr",
                    "--window-size=1200,2400",
                ])
                .arg(format!("--user-data-dir={}", profile.display()))
                .arg(what)
                .arg(format!("file://{}", file.display()))
                .output()
                .unwrap()
        };
        let dumped = browse("--dump-dom");
        let dom = String::from_utf8_lossy(&dumped.stdout).into_owned();
        let said = String::from_utf8_lossy(&dumped.stderr).into_owned();
        if dom.trim().is_empty() {
            eprintln!("skipped: chromium does not run here: {said}");
            continue;
        }
        // The browser read it as text, drew it in its style, and had nothing to complain of.
        assert!(dom.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"));
        assert!(!dom.contains("<img"), "{dom}");
        assert!(!dom.contains("<script"), "{dom}");
        assert!(!said.contains("Content Security Policy"), "{said}");
        let words = if lang == "ko" {
            "비공개 클레임"
        } else {
            "private claim"
        };
        assert!(dom.contains(words));
        browse(&format!("--screenshot={}", shot.display()));
        let picture = fs::read(&shot).unwrap_or_default();
        assert!(picture.starts_with(b"\x89PNG"), "{said}");
        assert!(picture.len() > 50_000, "{} bytes", picture.len());
    }
}

/// Of a token that is no JWS, or broken, as much is told as there is to tell.
#[test]
fn what_can_not_be_explained_is_said() {
    let mut session = Session::new();
    let mut explain = |token: &str, lang: &str| {
        let args = ["decode", token, "--lang", lang, "--explain"];
        let done = session.tokenry(&args, b"");
        assert!(done.exit == 0 || done.exit == 3);
        let page = session.tokenry(&["decode", token, "--lang", lang, "--explain=html"], b"");
        assert!(page.stdout.starts_with(b"<!DOCTYPE html>"));
        String::from_utf8(done.stdout).unwrap()
    };
    let none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.";
    assert!(explain(none, "en").contains("anybody can write such a token"));
    assert!(explain(none, "ko").contains("누구나 만들 수 있는 토큰"));
    let unknown = "eyJhbGciOiJYWCJ9.eyJzdWIiOiJhIn0.AA";
    assert!(explain(unknown, "en").contains("does not know this algorithm"));
    let jwe = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AA.AA.AA.AA";
    let page = explain(jwe, "en");
    assert!(page.contains("RFC 7516 §4.1.1") && page.contains("RFC 7516 §4.1.2"));
    assert!(page.contains("encrypted (JWE)"));
    let hostile = "eyJhbGciOiJIUzI1NiJ9.a';touch hacked;'.AAAA";
    assert!(explain(hostile, "en").contains("not base64url"));
    explain("a.b", "en");
    explain("", "en");
    explain("....", "en");
}
