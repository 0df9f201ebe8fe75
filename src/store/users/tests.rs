#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at what is on the disk"
)]

use std::fs;

use super::*;
use crate::store::messages::Damage;
use crate::text::Say;

/// The file of FastAPI's tutorial (`docs_src/security/tutorial004`), as `json.dump` writes it.
const FASTAPI: &str = r#"{"johndoe": {"username": "johndoe", "full_name": "John Doe", "email": "johndoe@example.com", "hashed_password": "$argon2id$v=19$m=65536,t=3,p=4$wagCPXjifgvUFBzq4hqe3w$CYaIb8sB+wtD+Vu/P4uod1+Qof8h+1g7bbDlBID48Rc", "disabled": false}}"#;

fn name(text: &str) -> UserName {
    UserName::new(text).unwrap()
}

fn place(content: &str) -> (tempfile::TempDir, Place) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("users.json");
    fs::write(&path, content).unwrap();
    (directory, Place::at(path))
}

fn new_user(text: &str) -> NewUser {
    NewUser {
        name: name(text),
        hash: StoredHash::from("$x"),
        full_name: None,
        email: None,
        disabled: false,
        scopes: Vec::new(),
        claims: Object::new(),
    }
}

fn changed(
    content: &str,
    change: impl FnMut(&mut Users<'_>) -> Result<(), StoreProblem>,
) -> String {
    let (_directory, place) = place(content);
    update(&place, change).unwrap();
    fs::read_to_string(place.path()).unwrap()
}

#[test]
fn the_fastapi_file_works_as_it_is() {
    let (_directory, place) = place(FASTAPI);
    let found = find(&place, &name("johndoe")).unwrap();
    let user = found.user.unwrap();
    assert_eq!(user.full_name(), Some("John Doe"));
    assert_eq!(user.email(), Some("johndoe@example.com"));
    assert!(!user.is_disabled());
    assert_eq!(user.scopes(), None);
    assert!(super::super::password::opens(
        b"secret",
        user.hash(),
        &found.kinds
    ));
    assert!(user.record().get("hashed_password").is_none());
    assert!(!format!("{user:?}").contains("argon2"));
    assert_eq!(find(&place, &name("nobody")).unwrap().user, None);
    assert_eq!(find(&place, &name("nobody")).unwrap().kinds, found.kinds);
    assert_ne!(found.kinds, Kinds::default());
}

#[test]
fn a_missing_file_has_no_users_and_a_first_one_can_be_added() {
    let directory = tempfile::tempdir().unwrap();
    let place = Place::at(directory.path().join("users.json"));
    assert_eq!(find(&place, &name("a")), Ok(Lookup::default()));
    assert_eq!(list(&place), Ok(Vec::new()));
    assert!(!place.path().exists());
    update(&place, |users| {
        users.add(NewUser {
            full_name: Some("Hong Sun".into()),
            scopes: vec!["read".into()],
            ..new_user("hongsun2")
        })
    })
    .unwrap();
    assert_eq!(
        fs::read_to_string(place.path()).unwrap(),
        r#"{
  "hongsun2": {
    "username": "hongsun2",
    "full_name": "Hong Sun",
    "hashed_password": "$x",
    "disabled": false,
    "scopes": [
      "read"
    ]
  }
}
"#
    );
    assert_eq!(
        update(&place, |users| users.add(new_user("hongsun2"))),
        Err(StoreProblem::UserExists {
            name: "hongsun2".into()
        })
    );
}

#[test]
fn what_is_not_known_survives_in_its_place() {
    let before = r#"{
  "b": {"z": 1.10, "username": "b", "claims": {"n": 12345678901234567890, "m": 1E5}, "disabled": null, "z": 2},
  "a": { "x":[ ] }
}"#;
    assert_eq!(
        changed(before, |users| {
            users.set_disabled(&name("b"), true)?;
            users.add(new_user("c"))
        }),
        r#"{
  "b": {
    "z": 1.10,
    "username": "b",
    "claims": {
      "n": 12345678901234567890,
      "m": 1E5
    },
    "disabled": true,
    "z": 2
  },
  "a": { "x":[ ] },
  "c": {
    "username": "c",
    "hashed_password": "$x",
    "disabled": false
  }
}
"#
    );
    assert_eq!(
        changed(before, |users| users.remove(&name("b")).map(drop)),
        "{\n  \"a\": { \"x\":[ ] }\n}\n"
    );
    assert_eq!(
        changed(r#"{"a": {}}"#, |users| users.remove(&name("a")).map(drop)),
        "{\n}\n"
    );
}

#[test]
fn what_changes_nothing_writes_nothing() {
    assert_eq!(
        changed(FASTAPI, |users| users
            .set_disabled(&name("johndoe"), false)
            .map(drop)),
        FASTAPI
    );
}

#[test]
fn a_hash_is_upgraded_only_if_it_is_still_the_same() {
    let (old, new) = (StoredHash::from("old"), StoredHash::from("new"));
    let file = r#"{"a":{"hashed_password":"old"}}"#;
    let upgraded = changed(file, |users| {
        assert!(users.upgrade_hash(&name("a"), &old, &new));
        assert!(!users.upgrade_hash(&name("a"), &old, &new));
        assert!(!users.upgrade_hash(&name("b"), &old, &new));
        Ok(())
    });
    assert!(upgraded.contains(r#""hashed_password": "new""#));
}

/// `model_dump()` of a model whose members are all optional.
#[test]
fn null_is_as_good_as_absent() {
    let file = r#"{"a": {"username": null, "full_name": null, "email": null, "hashed_password": null, "disabled": null, "scopes": null, "claims": null}, "b": {"hashed_password": "x", "scopes": null}}"#;
    let find = |user: &str| look_up(file.as_bytes(), &name(user)).unwrap().user.unwrap();
    let user = find("a");
    assert!(user.hash().is_none() && user.scopes().is_none() && user.claims().is_none());
    assert_eq!(find("b").hash(), Some(&StoredHash::from("x")));
}

#[test]
fn names_in_the_file_are_compared_after_nfc() {
    let (_directory, place) = place("{\"cafe\u{301}\":{\"username\":\"caf\u{e9}\"}}");
    let user = find(&place, &name("caf\u{e9}")).unwrap().user.unwrap();
    assert_eq!(user.name(), "cafe\u{301}");
    assert!(user.hash().is_none());
}

#[test]
fn escapes_in_names_are_understood() {
    let (_directory, place) =
        place(r#"{"\uD64D":{"username":"홍","full_name":"\ud64d \ud83d\ude00"}}"#);
    let user = find(&place, &name("홍")).unwrap().user.unwrap();
    assert_eq!(user.full_name(), Some("홍 😀"));
}

/// What is in the file, and the line, the column and the words of its refusal.
const DAMAGE: [(&str, usize, usize, &str); 22] = [
    ("", 1, 1, "not JSON: the text ends too early"),
    ("{\n  \"a\": {\n", 3, 1, "not JSON: the text ends too early"),
    ("{\n  \"a\": {},\n}", 3, 1, "not JSON: unexpected character"),
    ("{\"a\": {}} x", 1, 11, "not JSON: unexpected character"),
    ("\n [1]", 2, 2, "the file must hold an object"),
    ("{\n \"a\": 5}", 2, 7, "/a must be an object"),
    (
        "{\"a\": {\"disabled\": \"no\"}}",
        1,
        20,
        "/a/disabled must be true or false",
    ),
    (
        "{\"a\": {\n\"hashed_password\": 5}}",
        2,
        20,
        "/a/hashed_password must be a string or null",
    ),
    (
        "{\"a\": {\"scopes\": \"x\"}}",
        1,
        18,
        "/a/scopes must be an array of strings",
    ),
    (
        "{\"a\": {\"scopes\": [\"x\", 1]}}",
        1,
        24,
        "/a/scopes must be an array of strings",
    ),
    (
        "{\"a\": {\"scopes\": [\"x\", null]}}",
        1,
        24,
        "/a/scopes must be an array of strings",
    ),
    (
        "{\"a\": {\"claims\": []}}",
        1,
        18,
        "/a/claims must be an object",
    ),
    (
        "{\"a\": {\"claims\": {\"b\":1,\"b\":2}}}",
        1,
        29,
        "/a/claims/b occurs twice",
    ),
    (
        "{\"a\": {\"email\": 1}}",
        1,
        17,
        "/a/email must be a string or null",
    ),
    ("{\"a\": {}, \"a\": {}}", 1, 11, "the user a occurs twice"),
    (
        "{\"\u{e9}\": {}, \"e\u{301}\": {}}",
        1,
        12,
        "the user e\u{301} occurs twice",
    ),
    (
        "{\"a\": {\"disabled\":true,\"disabled\":false}}",
        1,
        35,
        "/a/disabled occurs twice",
    ),
    (
        "{\"a\": {\"username\": \"b\"}}",
        1,
        20,
        "the record of the user a has another username, b",
    ),
    (
        "{\"a\": {\"email\": \"\\ud800\"}}",
        1,
        24,
        "not JSON: a \\u escape that is no character",
    ),
    (
        "{\"\": {\"x\": 1}}",
        1,
        2,
        "no user may have this name: \"\"",
    ),
    ("{\"\\n\": {}}", 1, 2, "no user may have this name: \"\\n\""),
    (
        "\u{feff}{}",
        1,
        1,
        "the file begins with a byte order mark; it must be UTF-8 without one",
    ),
];

#[test]
fn damage_is_refused_with_its_place_and_stays_byte_for_byte() {
    for (content, line, column, words) in DAMAGE.iter().copied() {
        let (_directory, place) = place(content);
        for problem in [
            find(&place, &name("zz")).unwrap_err(),
            list(&place).unwrap_err(),
            update(&place, |users| users.add(new_user("zz"))).unwrap_err(),
        ] {
            assert_eq!(
                problem.en(),
                format!("{}:{line}:{column}: {words}", place.path().display()),
                "{content}"
            );
        }
        assert_eq!(fs::read_to_string(place.path()).unwrap(), content);
    }
    let (_directory, place) = place("");
    fs::write(place.path(), b"{\"a\": {\"x\": \"\xff\"}}").unwrap();
    assert!(matches!(
        find(&place, &name("a")),
        Err(StoreProblem::Broken {
            line: 1,
            column: 14,
            damage: Damage::Json {
                problem: json::Problem::NotUtf8
            },
            ..
        })
    ));
}

/// Of members that tokenry does not know it takes no notice, until it has to show or write their record anew.
#[test]
fn what_is_not_known_may_be_what_it_likes() {
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    for (value, words) in [
        (
            r#""\ud800""#,
            "1:20: not JSON: a \\u escape that is no character",
        ),
        (deep.as_str(), "nested too deep"),
    ] {
        let content = format!("{{\"a\": {{\"x\": {value}}}, \"b\": {{}}}}");
        let (_directory, place) = place(&content);
        assert!(find(&place, &name("b")).unwrap().user.is_some());
        for problem in [
            find(&place, &name("a")).unwrap_err(),
            list(&place).unwrap_err(),
            update(&place, |users| users.set_disabled(&name("a"), true)).unwrap_err(),
        ] {
            assert!(problem.en().ends_with(words), "{problem:?}");
        }
        update(&place, |users| users.remove(&name("b"))).unwrap();
        let kept = format!("{{\n  \"a\": {{\"x\": {value}}}\n}}\n");
        assert_eq!(fs::read_to_string(place.path()).unwrap(), kept);
    }
}

#[test]
fn numbers_of_any_size_are_no_damage() {
    const HASH: &str = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    let numbers = r#""n": 1e999, "m": -123456789012345678901234567890.10"#;
    let file = format!(r#"{{"a": {{{numbers}}}, "b": {{"hashed_password": "{HASH}"}}}}"#);
    let file = file.as_str();
    let found = look_up(file.as_bytes(), &name("a")).unwrap();
    let user = found.user.unwrap();
    assert_eq!(user.record().get("n"), Some(&Json::Number("1e999".into())));
    let without = file.replace("1e999", "1");
    let quick = look_up(without.as_bytes(), &name("a")).unwrap();
    assert_ne!(found.kinds, Kinds::default());
    assert_eq!(found.kinds, quick.kinds);
    let after = changed(file, |users| users.set_disabled(&name("a"), true).map(drop));
    assert!(after.contains("\"n\": 1e999,\n    \"m\": -123456789012345678901234567890.10,"));
}

#[test]
fn fifty_threads_add_fifty_users() {
    let directory = tempfile::tempdir().unwrap();
    let place = Place::at(directory.path().join("users.json"));
    std::thread::scope(|scope| {
        for index in 0..50 {
            let place = &place;
            scope.spawn(move || {
                update(place, |users| users.add(new_user(&format!("user{index}")))).unwrap();
            });
        }
    });
    assert_eq!(list(&place).unwrap().len(), 50);
}
