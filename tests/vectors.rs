//! Published tokens: each file of `tests/vectors` carries its source and what is expected.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that can't go on fails"
)]

mod session;

use std::fs;
use std::path::{Path, PathBuf};

use session::Session;
use session::json::{Json, Members, Object, Parse};

fn files(directory: &str) -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors")
        .join(directory);
    let entries = fs::read_dir(directory).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    files
}

fn members<'o>(object: &'o Object, known: &[&str], place: &str) -> &'o Object {
    for name in object.keys() {
        assert!(
            known.contains(&name.as_str()),
            "{place}: unknown member {name}"
        );
    }
    object
}

fn object<'o>(parent: &'o Object, name: &str) -> &'o Object {
    parent.get(name).and_then(Json::as_object).unwrap()
}

fn strings(parent: &Object, name: &str) -> Vec<String> {
    let items = parent.get(name).and_then(Json::as_array).unwrap();
    items
        .iter()
        .map(|item| item.as_str().unwrap().to_owned())
        .collect()
}

/// The options that hand in the vector's key.
fn key_options(session: &Session, key: &Json) -> Vec<String> {
    let Json::Object(key) = key else {
        return Vec::new();
    };
    let (form, value) = key.iter().next().unwrap();
    let file = session.path("key");
    let written = |content: &str| {
        fs::write(&file, content).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let option = |name: &str, value: String| vec![name.to_owned(), value];
    match form.as_str() {
        "secret" => option("--secret", value.as_str().unwrap().to_owned()),
        "secret_base64url" => {
            let mut options = option("--secret", value.as_str().unwrap().to_owned());
            options.extend(option("--secret-encoding", "base64url".into()));
            options
        }
        "jwk" | "jwks" => option("--key", written(&value.to_string())),
        "pem" => option("--key", written(value.as_str().unwrap())),
        other => panic!("unknown form of key: {other}"),
    }
}

fn codes(list: &Json, member: &str) -> Vec<String> {
    let of = |item: &Json| match item {
        Json::String(code) => code.clone(),
        item => item.as_object().unwrap().str(member).unwrap().to_owned(),
    };
    list.as_array().unwrap().iter().map(of).collect()
}

#[test]
fn tokens_of_rfcs_and_libraries() {
    let files = files("tokens");
    assert_eq!(files.len(), 75);
    for path in files {
        let place = path.file_name().unwrap().to_str().unwrap().to_owned();
        let vector = Object::parse(&fs::read(&path).unwrap()).unwrap();
        let known = ["source", "comment", "token", "key", "at", "args", "expect"];
        members(&vector, &known, &place);
        assert!(vector.str("source").is_some(), "{place}: no source");
        let expect = object(&vector, "expect");
        let known = [
            "exit",
            "valid",
            "reasons",
            "header",
            "payload",
            "payload_text",
            "notes",
        ];
        members(expect, &known, &place);

        let mut session = Session::new();
        let mut args = vec![String::from("verify"), String::from("--json")];
        args.push(vector.str("token").unwrap().to_owned());
        args.extend(key_options(&session, vector.get("key").unwrap()));
        if let Some(at) = vector.str("at") {
            args.extend([String::from("--at"), at.to_owned()]);
        }
        args.extend(strings(&vector, "args"));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let decoded = expect.get("exit") == Some(&Json::Null);
        let args = if decoded {
            vec!["decode", "--json", vector.str("token").unwrap()]
        } else {
            args
        };

        let done = session.tokenry(&args, b"");
        let report = Object::parse(&done.stdout).unwrap_or_else(|error| {
            panic!(
                "{place}: {error:?} {}",
                String::from_utf8_lossy(&done.stdout)
            )
        });
        if !decoded {
            let exit = expect.get("exit").unwrap().to_string();
            assert_eq!(done.exit.to_string(), exit, "{place}: {report:?}");
            assert_eq!(report.get("valid"), expect.get("valid"), "{place}");
            let reasons = codes(report.get("reasons").unwrap(), "code");
            assert_eq!(reasons, strings(expect, "reasons"), "{place}");
        }
        assert_eq!(report.get("header"), expect.get("header"), "{place}");
        let payload = match expect.str("payload_text") {
            Some(text) => Json::from(text),
            None => expect.get("payload").unwrap().clone(),
        };
        assert_eq!(report.get("payload"), Some(&payload), "{place}");
        let notes = codes(report.get("notes").unwrap(), "code");
        for note in strings(expect, "notes") {
            assert!(
                notes.contains(&note),
                "{place}: no note {note} in {notes:?}"
            );
        }
    }
}

/// A file of Wycheproof, and where a verifier by the RFCs differs from its "result"; the reasons are in
/// `wycheproof/SOURCE`.
struct Suite {
    file: &'static str,
    count: usize,
    refused_though_valid: &'static [i64],
    accepted_though_invalid: &'static [i64],
}

#[test]
fn wycheproof_signatures() {
    wycheproof(&Suite {
        file: "json_web_signature_test.json",
        count: 401,
        refused_though_valid: &[346, 347, 350, 351, 357, 358, 359, 372, 373, 376, 377],
        accepted_though_invalid: &[],
    });
}

#[test]
fn wycheproof_keys() {
    wycheproof(&Suite {
        file: "json_web_key_test.json",
        count: 26,
        refused_though_valid: &[],
        accepted_though_invalid: &[1, 7, 10, 11, 12],
    });
}

fn wycheproof(suite: &Suite) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors/wycheproof")
        .join(suite.file);
    let cases = Object::parse(&fs::read(path).unwrap()).unwrap();
    let mut session = Session::new();
    let key = session.path("key.json");
    let mut judged = 0;
    for group in cases.get("testGroups").and_then(Json::as_array).unwrap() {
        let group = group.as_object().unwrap();
        let of_group = group.get("public").or_else(|| group.get("private"));
        for test in group.get("tests").and_then(Json::as_array).unwrap() {
            let test = test.as_object().unwrap();
            let id: i64 = test.get("tcId").unwrap().to_string().parse().unwrap();
            fs::write(&key, of_group.unwrap().to_string()).unwrap();
            let token = match test.get("jws").unwrap() {
                Json::String(token) => token.clone(),
                serialized => serialized.to_string(),
            };
            let args = ["verify", "--json", "--signature-only", "--key"];
            let args = [&args[..], &[key.to_str().unwrap()]].concat();
            let done = session.tokenry(&args, token.as_bytes());
            let valid = match test.str("result") {
                Some("valid") => !suite.refused_though_valid.contains(&id),
                Some("invalid") => suite.accepted_though_invalid.contains(&id),
                other => panic!("{id}: {other:?}"),
            };
            let shown = String::from_utf8_lossy(&done.stdout);
            assert_eq!(
                done.exit == 0,
                valid,
                "{id} {:?}: {shown}",
                test.str("comment")
            );
            judged += 1;
        }
    }
    assert_eq!(judged, suite.count);
}
