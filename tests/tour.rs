//! The tour with the real binary: it leaves nothing behind, and what it shows can be typed.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at what is on the disk"
)]
#![expect(clippy::unwrap_used, reason = "helpers of tests, which may fail")]

mod session;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use session::Session;
use session::json::{Json, Parse};

const TOKENRY: &str = env!("CARGO_BIN_EXE_tokenry");

fn tour(home: &Path, args: &[&str]) -> Output {
    Command::new(TOKENRY)
        .arg("tour")
        .args(args)
        .env_clear()
        .env("HOME", home)
        .env("TMPDIR", home)
        .current_dir(home)
        .output()
        .unwrap()
}

fn entries(directory: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn it_is_all_on_one_page_and_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    for lang in ["en", "ko"] {
        let output = tour(home.path(), &["--lang", lang]);
        assert!(output.status.success(), "{output:?}");
        assert!(output.stderr.is_empty(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        // A plain text document: no colours, nothing that a terminal would obey.
        assert!(!text.contains('\u{1b}') && !text.contains('\r'));
        for word in [
            "signature_mismatch",
            "--at 16m",
            "tokenry user enable hongsun2",
            "$argon2id$",
        ] {
            assert!(text.contains(word), "{word}: {text}");
        }
        assert!(entries(home.path()).is_empty());
    }
}

#[test]
fn an_error_leaves_nothing_behind_either() {
    let home = tempfile::tempdir().unwrap();
    // The directory is there, and nothing can be written into it.
    let output = Command::new("sh")
        .args(["-c", "ulimit -f 0; exec \"$0\" tour", TOKENRY])
        .env_clear()
        .env("HOME", home.path())
        .env("TMPDIR", home.path())
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(
        stderr.starts_with("error: the tour went astray"),
        "{stderr}"
    );
    assert!(entries(home.path()).is_empty());

    let nowhere = home.path().join("nowhere");
    let output = Command::new(TOKENRY)
        .arg("tour")
        .env("TMPDIR", &nowhere)
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!nowhere.exists());
}

#[test]
fn the_directory_is_kept_on_request() {
    let home = tempfile::tempdir().unwrap();
    let output = tour(home.path(), &["--dir", "kept"]);
    assert!(output.status.success(), "{output:?}");
    let kept = home.path().join("kept");
    let names = entries(&kept);
    for name in ["keys.json", "sessions.json", "users.json"] {
        assert!(names.iter().any(|one| one == name), "{names:?}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode(&kept), 0o700);
        for name in &names {
            assert_eq!(mode(&kept.join(name)), 0o600, "{name}");
        }
    }
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("export TOKENRY_HOME='kept'"), "{text}");
    let before = fs::read(kept.join("users.json")).unwrap();
    let again = tour(home.path(), &["--dir", "kept"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(again.stdout.is_empty());
    assert_eq!(fs::read(kept.join("users.json")).unwrap(), before);
}

/// A shell does what the tour says, word for word, and does not even have to wait.
#[test]
fn what_it_shows_can_be_typed() {
    let home = tempfile::tempdir().unwrap();
    let text = String::from_utf8(tour(home.path(), &[]).stdout).unwrap();
    let commands: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .collect();
    assert_eq!(commands.len(), 17, "{commands:?}");
    let commands = commands.join("\necho \"exit $?\"\n") + "\necho \"exit $?\"";
    let own = Path::new(TOKENRY).parent().unwrap();
    let output = Command::new("sh")
        .args(["-c", &commands])
        .env("PATH", format!("{}:/usr/bin:/bin", own.display()))
        .env("TOKENRY_HOME", home.path().join("mine"))
        .env("TOKENRY_LANG", "en")
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no sh");
        return;
    };
    let typed = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    if stderr.contains("basenc") {
        eprintln!("skipped: basenc is not installed");
        return;
    }
    let exits = typed.lines().filter_map(|line| line.strip_prefix("exit "));
    let exits: Vec<_> = exits.collect();
    let told = [
        // Until the forged token.
        ["0"; 10].as_slice(),
        &["4", "5", "0", "0", "0", "10", "10"],
    ]
    .concat();
    assert_eq!(exits, told, "{typed}{stderr}");
    for line in ["admin", "not valid: signature_mismatch (exit 4)"] {
        assert!(typed.lines().any(|one| one == line), "{line}: {typed}");
    }
    for words in [
        "error: the access token is refused: it ended 1 minute ago",
        "error: the refresh token is refused: the account hongsun2 is disabled",
    ] {
        assert!(stderr.contains(words), "{words}: {stderr}");
    }
}

#[test]
fn it_waits_for_enter_where_somebody_can_press_it() {
    let mut session = Session::new();
    let home = session.path("");
    session.replay(&format!(
        "@env TMPDIR={}\n@terminal stdin\n",
        home.display()
    ));
    // What is typed before Enter is nothing; Ctrl-D ends the tour.
    for (typed, stops, last) in [
        ("\n\nwords\n\n\n\n\n\n\n\n", 10, "everything else\n"),
        (
            "\nwords\n",
            3,
            "time left  15 minutes, until 2026-11-23T02:15:00Z\n",
        ),
        ("", 1, "}\n"),
    ] {
        let done = session.tokenry(&["tour", "--step"], typed.as_bytes());
        assert_eq!(done.exit, 0);
        let stderr = String::from_utf8(done.stderr).unwrap();
        let waited = stderr.matches("press Enter to go on").count();
        assert_eq!(waited, stops, "{stderr}");
        let told = String::from_utf8(done.stdout).unwrap();
        assert!(told.ends_with(last), "{told}");
        assert!(told.contains(&format!("\n{stops}. ")), "{told}");
        assert!(!told.contains(&format!("\n{}. ", stops + 1)), "{told}");
        assert!(entries(&home).is_empty());
    }
}

#[test]
fn programs_get_the_story_as_json() {
    let home = tempfile::tempdir().unwrap();
    let output = tour(home.path(), &["--json", "--lang", "ko"]);
    assert!(output.status.success());
    let story = Json::parse(&output.stdout).unwrap();
    let stops = story.pointer("/stops").and_then(Json::as_array).unwrap();
    assert_eq!(stops.len(), 10);
    let exit = story.pointer("/stops/5/commands/3/exit").unwrap();
    assert_eq!(exit.to_string(), "4");
    assert_eq!(story.pointer("/directory"), Some(&Json::Null));
    assert!(entries(home.path()).is_empty());
}
