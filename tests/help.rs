//! What tokenry says about itself: the examples of the help, the completion scripts, the man pages.
//!
//! `BLESS=1` rewrites `completions/`. Shells and `man` that are not installed are passed over, with a word.
#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "the tests look at what is on the disk, and a test that can't go on fails"
)]

mod session;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use session::{Session, check};

/// `argon2id` of "password", as cheap as it gets.
const USERS: &str = r#"{"hongsun2": {"username": "hongsun2", "full_name": "Hong Sun", "email": "hongsun@example.com", "hashed_password": "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "disabled": false, "scopes": ["read", "write"]}}"#;

fn tokenry(args: &[&str]) -> String {
    let done = Session::new().tokenry(args, b"");
    assert_eq!(done.exit, 0, "{args:?}");
    assert!(done.stderr.is_empty(), "{args:?}");
    String::from_utf8(done.stdout).unwrap()
}

/// The key of a vector.
fn key_of(vector: &str, kind: &str) -> String {
    let path = format!(
        "{}/tests/vectors/tokens/{vector}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let vector: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    match &vector["key"][kind] {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A home in which every example can run.
fn prepared() -> Session {
    let mut session = Session::new();
    let home = session.path(".local/share/tokenry");
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("users.json"), USERS).unwrap();
    let key = |vector, kid| {
        let jwk = key_of(vector, "jwk");
        format!(
            "{{\"kid\":\"{kid}\",{}",
            jwk.trim_start().trim_start_matches('{')
        )
    };
    let new = key("rfc7515-a3-es256-private-jwk", "ci-2026");
    let old = key("rfc7515-a4-es512-private-jwk", "ci-2025");
    fs::write(
        home.join("keys.json"),
        format!("{{\"keys\":[{new},{old}]}}"),
    )
    .unwrap();
    for file in ["users.json", "keys.json"] {
        session.replay(&format!("$ chmod 600 .local/share/tokenry/{file}"));
    }
    for (file, text) in [
        ("private.pem", key_of("jwtio-es256-private-pem", "pem")),
        ("public.pem", key_of("jwtio-es256", "pem")),
        ("password.txt", String::from("password\n")),
        (
            "claims.json",
            String::from("{\"sub\":\"ci\",\"team\":\"blue\"}"),
        ),
    ] {
        fs::write(session.path(file), text).unwrap();
    }
    session.replay("$ tokenry issue --sub ci --aud api > token.txt");
    session.replay("@password password\n@password password\n@password password");
    session
}

/// Logs in on this machine, and writes another access token to a file.
fn log_in(session: &mut Session) {
    let login = "$ tokenry login hongsun2 --password-stdin";
    session.replay(&format!("{login} < password.txt > login.txt"));
    session.replay(&format!(
        "{login} --no-save --output token < password.txt > access.txt"
    ));
}

/// Every command: `""`, `"issue"`, `"user add"`.
fn commands() -> Vec<String> {
    let mut commands = vec![String::new()];
    let mut next = 0;
    while let Some(command) = commands.get(next).cloned() {
        next += 1;
        let mut args: Vec<&str> = command.split_whitespace().collect();
        args.push("-h");
        let help = tokenry(&args);
        if let Some((_, list)) = help.split_once("\nCommands:\n") {
            let names = list.lines().take_while(|line| line.starts_with("  "));
            let names = names.filter_map(|line| line.split_whitespace().next());
            commands.extend(names.map(|name| format!("{command} {name}").trim().to_owned()));
        }
    }
    commands
}

#[test]
fn help_is_a_word_too() {
    for lang in ["en", "ko"] {
        for command in commands() {
            let words: Vec<&str> = command.split_whitespace().collect();
            let global = ["--lang", lang];
            let expected = tokenry(&[&words[..], &global, &["--help"]].concat());
            assert_eq!(
                tokenry(&[&["help"][..], &words[..], &global].concat()),
                expected
            );
            assert_eq!(
                tokenry(&[&global[..], &["help"], &words[..]].concat()),
                expected
            );
            // `tokenry key help rotate`
            if let [family, sub] = words[..] {
                assert_eq!(tokenry(&[family, "help", sub, "--lang", lang]), expected);
            }
        }
    }
    for (args, exit, said) in [
        (
            &["help", "verfy"][..],
            2,
            "error: there is no subcommand 'verfy'\nhint: did you mean verify?\n",
        ),
        (
            &["help", "verify", "--bogus"],
            2,
            "error: there is no option '--bogus' here\nhint: see tokenry verify --help\n",
        ),
        (
            &["user", "show", "help"],
            10,
            "error: there is no user help\nhint: tokenry user list shows the users\n",
        ),
    ] {
        let done = Session::new().tokenry(args, b"");
        assert_eq!(String::from_utf8(done.stderr).unwrap(), said);
        assert_eq!(done.exit, exit);
    }
}

#[test]
fn the_examples_run() {
    let mut count = 0;
    for command in commands() {
        let mut args: Vec<&str> = command.split_whitespace().collect();
        args.push("--help");
        let english = tokenry(&args);
        args.extend(["--lang", "ko"]);
        let korean = tokenry(&args);
        let lines = |help: &str| -> Vec<(String, String)> {
            let lines: Vec<_> = help.lines().collect();
            let pairs = lines.windows(2).filter_map(|pair| {
                let line = pair[1].strip_prefix("  $ ")?;
                Some((pair[0].to_owned(), line.to_owned()))
            });
            pairs.collect()
        };
        let (examples, others) = (lines(&english), lines(&korean));
        assert!(!examples.is_empty(), "{command} has no examples");
        assert_eq!(examples.len(), others.len(), "{command}");
        for ((about, line), (other, same)) in examples.iter().zip(&others) {
            assert_eq!(line, same, "{command}");
            let exit = |about: &str| {
                let (_, code) = about.split_once("(exit ")?;
                let digits = |one: char| one.is_ascii_digit();
                Some(
                    code.chars()
                        .take_while(|one| digits(*one))
                        .collect::<String>(),
                )
            };
            assert_eq!(exit(about), exit(other), "{command}");
            let typed = !line.contains(['<', '|']);
            let terminal = if typed {
                "@terminal stdin stderr\n"
            } else {
                ""
            };
            let mut session = prepared();
            let logged_in = [
                "whoami",
                "refresh",
                "logout",
                "token",
                "session list",
                "session revoke",
                "session",
            ];
            if logged_in.contains(&command.as_str()) {
                log_in(&mut session);
            }
            let shown = session.replay(&format!("{terminal}$ {line}"));
            let code = shown.lines().find_map(|line| line.strip_prefix("? "));
            assert_eq!(code, exit(about).as_deref(), "{line}\n{shown}");
            count += 1;
        }
    }
    assert!(count >= 47, "{count}");
}

const SCRIPTS: [(&str, &str); 6] = [
    ("bash", "tokenry.bash"),
    ("zsh", "_tokenry"),
    ("fish", "tokenry.fish"),
    ("powershell", "_tokenry.ps1"),
    ("elvish", "tokenry.elv"),
    ("nushell", "tokenry.nu"),
];

fn scripts() -> impl Iterator<Item = (&'static str, std::path::PathBuf)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    SCRIPTS
        .into_iter()
        .map(move |(shell, file)| (shell, directory.join(file)))
}

#[test]
fn the_completion_scripts_are_those_in_the_repository() {
    let failures: Vec<_> = scripts()
        .filter_map(|(shell, path)| check(&path, &tokenry(&["completions", shell])).err())
        .map(|difference| difference.chars().take(2000).collect::<String>())
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Runs a program that may not be installed.
fn run(program: &str, args: &[&str]) -> Option<Output> {
    let command = Command::new(program)
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .env("MANWIDTH", "80")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output();
    if command.is_err() {
        println!("{program} is not installed: passed over");
    }
    command.ok()
}

#[test]
fn the_shells_read_their_scripts() {
    for (shell, path) in scripts() {
        // The others have no way to read a script without running it.
        if !["bash", "zsh", "fish"].contains(&shell) {
            continue;
        }
        if let Some(output) = run(shell, &["-n", path.to_str().unwrap()]) {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(
                output.status.success() && said.is_empty(),
                "{shell}: {said}"
            );
        }
    }
}

/// A home with accounts and keys, one of the accounts with a name that no shell may see.
fn known_names() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let record = r#""hashed_password":"x""#;
    let users = [
        "hongsun2",
        "honey",
        "alice",
        "홍길동",
        "invi\u{3164}sible",
        "$(touch pwned)",
        "-rf",
    ]
    .map(|name| format!(r#""{name}":{{"username":"{name}",{record}}}"#));
    let users = format!("{{{}}}", users.join(","));
    let keys = r#"{"keys":[{"kty":"oct","k":"AAAA","kid":"ci-2026"},{"kty":"oct","k":"AAAB","kid":"ci-2025"},{"kty":"oct","k":"AAAC","kid":"-Vx"}]}"#;
    fs::write(home.path().join("users.json"), users).unwrap();
    fs::write(home.path().join("keys.json"), keys).unwrap();
    let other = home.path().join("other");
    fs::create_dir(&other).unwrap();
    let olga = format!(r#"{{"olga":{{"username":"olga",{record}}}}}"#);
    fs::write(other.join("users.json"), olga).unwrap();
    home
}

/// What is typed, and what completes it.
const COMPLETED: [(&str, &str); 31] = [
    ("ver", "verify"),
    ("verify --lee", "--leeway"),
    ("verify --alg ES2", "ES256 ES256K"),
    ("issue --alg ML", "ML-DSA-44 ML-DSA-65 ML-DSA-87"),
    ("issue --secret-encoding base", "base64 base64url"),
    ("decode --only in", "invalid"),
    ("completions nu", "nushell"),
    ("login ho", "honey hongsun2"),
    ("user show a", "alice"),
    ("issue --user hongs", "hongsun2"),
    ("issue --kid ci-2025", "ci-2025"),
    ("key remove ci", "ci-2025 ci-2026"),
    ("user show 홍", "홍길동"),
    ("login --no-save ho", "honey hongsun2"),
    ("login --ttl 5m --output=env ho", "honey hongsun2"),
    ("key export --private ci", "ci-2025 ci-2026"),
    ("issue --sub x --ttl=5m --user hongs", "hongsun2"),
    ("login --output en", "env"),
    ("login --home other o", "olga"),
    ("login --home=other o", "olga"),
    ("user --home other show o", "olga"),
    ("issue --home=other --lang ko --user o", "olga"),
    ("--lang k", "ko"),
    ("-q --color al", "always"),
    ("issue --lang e", "en"),
    ("--lang=k", "ko"),
    ("issue --kid=ci-2025", "ci-2025"),
    ("issue --sub x --kid=ci-2", "ci-2025 ci-2026"),
    ("issue --user=al", "alice"),
    ("verify --explain=h", "html"),
    ("issue --alg=ES2", "ES256 ES256K"),
];

#[test]
fn bash_and_fish_complete() {
    let home = known_names();
    let binary = Path::new(env!("CARGO_BIN_EXE_tokenry"));
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    let bash = r#"
        source "$SCRIPTS/tokenry.bash"
        PATH="$BIN:$PATH"
        COMP_WORDS=(tokenry ${1//=/ = })
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _tokenry_known tokenry "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2> /dev/null
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let fish = r#"
        set -x PATH $BIN $PATH
        source $SCRIPTS/tokenry.fish
        complete -C "tokenry $argv[1]" | string split -f 1 \t
    "#;
    for (shell, script) in [("bash", bash), ("fish", fish)] {
        for (typed, expected) in COMPLETED {
            let output = Command::new(shell)
                .args(["-c", script, "--", typed])
                .env("SCRIPTS", &scripts)
                .env("BIN", binary.parent().unwrap())
                .env("TOKENRY_HOME", home.path())
                .env("HOME", home.path())
                .current_dir(home.path())
                .output();
            let Ok(output) = output else {
                println!("{shell} is not installed: passed over");
                break;
            };
            let answer = String::from_utf8(output.stdout).unwrap();
            // fish answers with the whole word: `--lang=ko`.
            let words = answer.split_whitespace();
            let mut answer: Vec<_> = words.filter_map(|word| word.rsplit('=').next()).collect();
            answer.sort_unstable();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(answer.join(" "), expected, "{shell}: {typed}: {said}");
        }
    }
    assert!(!home.path().join("pwned").exists());
}

#[test]
fn the_names_are_those_that_no_shell_mistakes() {
    let home = known_names();
    let home = home.path().to_str().unwrap();
    let users = tokenry(&["completions", "users", "--home", home]);
    assert_eq!(users, "hongsun2\nhoney\nalice\n홍길동\n");
    let keys = tokenry(&["completions", "keys", "--home", home]);
    assert_eq!(keys, "ci-2026\nci-2025\n-Vx\n");
}

#[test]
fn the_man_pages_are_without_a_warning() {
    for lang in ["en", "ko"] {
        let mut session = Session::new();
        let directory = session.path("share/man1");
        let done = session.tokenry(&["man", directory.to_str().unwrap(), "--lang", lang], b"");
        assert_eq!((done.exit, done.stdout.len()), (0, 0));
        let mut pages: Vec<_> = fs::read_dir(&directory)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        pages.sort();
        let mut names: Vec<_> = commands()
            .iter()
            .map(|name| format!("tokenry {name}").trim().replace(' ', "-") + ".1")
            .collect();
        names.sort();
        let found: Vec<_> = pages
            .iter()
            .map(|page| page.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(found, names);
        let first = fs::read_to_string(directory.join("tokenry.1")).unwrap();
        assert_eq!(first, tokenry(&["man", "--lang", lang]));
        for page in &pages {
            let page = page.to_str().unwrap();
            for (program, args) in [
                ("man", ["--warnings", "-l", page].as_slice()),
                ("groff", &["-man", "-ww", "-Kutf8", "-Tutf8", page]),
            ] {
                let Some(output) = run(program, args) else {
                    continue;
                };
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(output.status.success(), "{program} {page}: {said}");
                assert_eq!(said, "", "{program} {page}");
            }
        }
    }
}
