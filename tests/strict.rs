//! Keys bind, and names mislead nobody: what must be refused is refused with its reason, through the command line.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that can't go on fails, and looks at what is on the disk"
)]

mod session;

use std::fs;

use data_encoding::{BASE64, BASE64URL_NOPAD as BASE64URL, HEXLOWER as HEX};
use session::json::{Json, Members, Object, Parse};
use session::{Done, Session};

/// One user whose keys are files of the names that a test gives them.
struct User {
    session: Session,
}

impl User {
    fn new() -> Self {
        Self {
            session: Session::new(),
        }
    }

    fn path(&self, name: &str) -> String {
        self.session.path(name).to_str().unwrap().to_owned()
    }

    fn put(&self, name: &str, content: &str) -> String {
        fs::write(self.session.path(name), content).unwrap();
        self.path(name)
    }

    fn run(&mut self, args: &[&str]) -> Done {
        self.session.tokenry(args, b"")
    }

    fn text(&mut self, args: &[&str]) -> String {
        let done = self.run(args);
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.exit, 0, "{args:?}: {said}");
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    /// A new private key in a file, and its JWK.
    fn key(&mut self, algorithm: &str, name: &str) -> (String, Object) {
        let path = self.path(name);
        self.text(&[
            "key", "generate", "--alg", algorithm, "--kid", name, "--out", &path,
        ]);
        let jwk = Object::parse(&fs::read(&path).unwrap()).unwrap();
        (path, jwk)
    }

    fn sign(&mut self, key: &str, options: &[&str]) -> String {
        self.text(&[&["issue", "--sub", "ci", "--key", key], options].concat())
    }

    fn verify(&mut self, token: &str, options: &[&str]) -> Verdict {
        let done = self.run(&[&["verify", token, "--json"], options].concat());
        let report = Object::parse(&done.stdout).unwrap();
        let reasons = report.get("reasons").and_then(Json::as_array);
        let reasons = reasons.into_iter().flatten();
        Verdict {
            exit: done.exit,
            reasons: reasons.map(|code| code.as_str().unwrap().into()).collect(),
            text: String::from_utf8(done.stdout).unwrap(),
        }
    }
}

struct Verdict {
    exit: u8,
    reasons: Vec<String>,
    text: String,
}

impl Verdict {
    #[track_caller]
    fn is(&self, exit: u8, reasons: &[&str]) {
        assert_eq!(
            (self.exit, self.reasons.iter().map(String::as_str).collect()),
            (exit, reasons.to_vec()),
            "{}",
            self.text
        );
    }
}

fn text(jwk: &Object) -> String {
    Json::Object(jwk.clone()).to_string()
}

fn with(jwk: &Object, member: &str, value: impl Into<Json>) -> Object {
    let mut jwk = jwk.clone();
    jwk.set(member, value);
    jwk
}

fn without(jwk: &Object, members: &[&str]) -> Object {
    let mut jwk = jwk.clone();
    for member in members {
        jwk.remove(*member);
    }
    jwk
}

fn set(keys: &[&Object]) -> String {
    let keys: Vec<_> = keys.iter().map(|key| (*key).clone()).collect();
    text(&Object::of([("keys", keys.into())]))
}

#[test]
fn what_a_jwk_says_of_itself_binds() {
    let mut user = User::new();
    let (path, jwk) = user.key("ES256", "a.txt");
    let token = user.sign(&path, &[]);
    let operations = |list: &[&str]| Json::from(list.to_vec());
    for (member, value, exit, reasons) in [
        ("use", "sig".into(), 0, &[][..]),
        ("use", "enc".into(), 8, &["key_unusable"]),
        ("key_ops", operations(&["verify"]), 0, &[]),
        ("key_ops", operations(&["encrypt"]), 8, &["key_unusable"]),
        ("alg", "ES384".into(), 8, &["algorithm_not_allowed"]),
        ("alg", "ECDH-ES".into(), 8, &["algorithm_not_allowed"]),
        ("kid", "other".into(), 8, &["key_not_found"]),
    ] {
        let file = user.put("bound.pem", &text(&with(&jwk, member, value)));
        user.verify(&token, &["--key", &file]).is(exit, reasons);
        if exit != 0 && member != "kid" {
            let done = user.run(&["issue", "--sub", "ci", "--alg", "ES256", "--key", &file]);
            assert_eq!((done.exit, done.stdout.len()), (8, 0), "{member}");
        }
    }
    let file = user.put("no-signatures", &text(&with(&jwk, "alg", "ECDH-ES")));
    let done = user.run(&["issue", "--sub", "ci", "--json", "--key", &file]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(
        done.exit == 8 && said.contains("\"algorithm_not_allowed\""),
        "{said}"
    );
}

#[test]
fn an_encoding_is_of_a_secret() {
    let mut user = User::new();
    let (key, _) = user.key("ES256", "a.txt");
    for options in [&[][..], &["--key", &key]] {
        let options = [&["verify", "x", "--secret-encoding", "hex"], options].concat();
        assert_eq!(user.run(&options).exit, 2, "{options:?}");
    }
}

#[test]
fn a_key_of_another_curve_or_kind_is_not_tried() {
    let mut user = User::new();
    let (p256, _) = user.key("ES256", "p256");
    let (p384, _) = user.key("ES384", "p384");
    let token = user.sign(&p384, &[]);
    let anonymous = user.put(
        "p256.jwk",
        &text(&{
            let jwk = Object::parse(&fs::read(&p256).unwrap()).unwrap();
            without(&jwk, &["kid", "alg"])
        }),
    );
    user.verify(&token, &["--key", &anonymous])
        .is(8, &["algorithm_not_allowed"]);
    user.verify(&token, &["--key", &p384]).is(0, &[]);
    user.verify(&token, &["--key", &p384, "--alg", "ES256"])
        .is(8, &["algorithm_not_allowed"]);
}

#[test]
fn sets_select_by_kid_and_without_one_by_fit() {
    let mut user = User::new();
    let (path, good) = user.key("ES256", "good");
    let (_, other) = user.key("ES256", "other");
    let (_, ed) = user.key("Ed25519", "ed");
    let encrypting = with(&with(&good, "use", "enc"), "kid", "enc");
    let unknown = Object::of([("kty", "XYZ".into()), ("kid", "new".into())]);
    let broken = without(&with(&good, "kid", "broken"), &["x"]);
    let token = user.sign(&path, &[]);
    let anonymous_key = user.put("anonymous", &text(&without(&good, &["kid"])));
    let anonymous = user.sign(&anonymous_key, &[]);

    let mixed = set(&[&unknown, &ed, &encrypting, &other, &broken, &good]);
    let mixed = user.put("mixed.pem", &mixed);
    user.verify(&token, &["--jwks", &mixed]).is(0, &[]);
    user.verify(&anonymous, &["--jwks", &mixed]).is(0, &[]);

    let lacking = user.put("lacking", &set(&[&ed, &other]));
    user.verify(&token, &["--jwks", &lacking])
        .is(8, &["key_not_found"]);
    user.verify(&anonymous, &["--jwks", &lacking])
        .is(4, &["signature_mismatch"]);
    let nothing = user.put("nothing", &set(&[&ed]));
    user.verify(&anonymous, &["--jwks", &nothing])
        .is(8, &["algorithm_not_allowed"]);

    let twice = user.put("twice", &set(&[&good, &with(&other, "kid", "good")]));
    let verdict = user.verify(&token, &["--jwks", &twice]);
    assert_eq!(verdict.exit, 1, "{}", verdict.text);
    assert!(verdict.text.contains("kid_not_unique"), "{}", verdict.text);
    let lines = format!("{token}\n{anonymous}");
    let batch = ["verify", "--batch", "--jwks", &twice];
    let done = user.session.tokenry(&batch, lines.as_bytes());
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains(r#""reasons":["key_unusable"]"#), "{said}");
    assert!(said.contains(r#""line":2,"valid":true"#), "{said}");
    // The same key once more or as its public half, and keys that can't do the algorithm, leave no question.
    let public = without(&good, &["d"]);
    let ed = with(&ed, "kid", "good");
    let encrypting = with(&with(&other, "kid", "good"), "use", "enc");
    let same = user.put("same", &set(&[&encrypting, &good, &public, &ed, &good]));
    user.verify(&token, &["--jwks", &same]).is(0, &[]);
    for content in [
        r#"{"keys":[]}"#,
        r#"{"keys":[{"kty":"XYZ"}]}"#,
        r#"{"keys":7}"#,
        "[]",
        "",
    ] {
        let file = user.put("bad", content);
        assert_eq!(user.verify(&token, &["--jwks", &file]).exit, 1, "{content}");
    }
}

/// The secret as it is given, and the options that give it: each way that a command knows.
fn ways(user: &mut User, text: &str) -> Vec<Vec<String>> {
    let encoded = [
        ("text", text.to_owned()),
        ("base64", BASE64.encode(text.as_bytes())),
        ("base64url", BASE64URL.encode(text.as_bytes())),
        ("hex", HEX.encode(text.as_bytes())),
        // The text itself is no base64, and is refused as what it is.
        ("base64", text.to_owned()),
    ];
    let mut ways = Vec::new();
    for (index, (encoding, written)) in encoded.iter().enumerate() {
        let file = user.put(&format!("{index}.txt"), written);
        let variable = format!("SECRET_{index}");
        user.session.directive(&format!("env {variable}={written}"));
        for (option, value) in [
            ("--secret", written),
            ("--secret-file", &file),
            ("--secret-env", &variable),
        ] {
            let way = [option, value, "--secret-encoding", encoding];
            ways.push(way.map(str::to_owned).to_vec());
        }
    }
    let k = BASE64URL.encode(text.as_bytes());
    let jwk = format!("{{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"{k}\"}}");
    let set = user.put("set.json", &format!("{{\"keys\":[{jwk}]}}"));
    let jwk = user.put("jwk.json", &jwk);
    for (option, value) in [("--key", &jwk), ("--jwks", &set), ("--keys", &set)] {
        ways.push(vec![option.into(), value.clone()]);
    }
    ways
}

#[test]
fn the_text_of_a_key_is_no_secret_however_it_is_given() {
    let mut user = User::new();
    user.text(&["key", "generate", "--alg", "ES256", "--kid", "ec"]);
    let add = ["user", "add", "ann", "--password-stdin"];
    assert_eq!(user.session.tokenry(&add, b"a password").exit, 0);
    let export = |user: &mut User, options: &[&str]| {
        user.text(&[&["key", "export", "ec"], options].concat())
    };
    let private = export(&mut user, &["--private", "--format", "pem"]);
    let public = export(&mut user, &["--format", "pem"]);
    let jwk = export(&mut user, &["--format", "jwk"]);
    for text in [&private, &public, &jwk] {
        // One line, as variables and options hold it.
        let text = text.replace('\n', "\\n");
        let forged = session::forged(text.as_bytes(), r#"{"sub":"root"}"#);
        for way in ways(&mut user, &text) {
            let way: Vec<_> = way.iter().map(String::as_str).collect();
            let issue = ["issue", "--sub", "root", "--json", "--allow-weak-secret"];
            for alg in [&[][..], &["--alg", "HS256"], &["--alg", "ES256"]] {
                let done = user.run(&[&issue[..], alg, &way].concat());
                let said = String::from_utf8(done.stdout).unwrap();
                assert_eq!(done.exit, 8, "{way:?} {said}");
                assert!(said.contains("\"key_unusable\""), "{way:?} {said}");
                assert!(said.contains("--key FILE"), "{way:?} {said}");
            }
            let verdict = user.verify(&forged, &way);
            verdict.is(8, &["key_unusable"]);
            for hint in ["hmac_with_public_key", "secret_is_key_file"] {
                assert!(verdict.text.contains(hint), "{way:?} {}", verdict.text);
            }
            let whoami = user.run(&[&["whoami", "--json", &forged], &way[..]].concat());
            assert_eq!(whoami.exit, 8, "{way:?}");
        }
        let set = user.path("set.json");
        let login = ["login", "ann", "--password-stdin", "--keys", &set];
        assert_eq!(user.session.tokenry(&login, b"a password").exit, 8);
        let jwk = user.path("jwk.json");
        let import = user.run(&["key", "import", &jwk, "--kid", "new"]);
        assert_eq!(
            import.exit,
            8,
            "{}",
            String::from_utf8_lossy(&import.stderr)
        );
    }
    for option in ["--key", "--jwks"] {
        let path = user.put("secret.txt", &public);
        let forged = session::forged(public.as_bytes(), r#"{"sub":"root"}"#);
        let verdict = user.verify(&forged, &[option, &path]);
        verdict.is(8, &["algorithm_not_allowed"]);
        assert!(verdict.text.contains("hmac_with_public_key"));
    }
}

#[test]
fn a_secret_of_zeros_is_empty() {
    let mut user = User::new();
    let empty = session::forged(b"", r#"{"sub":"root"}"#);
    for length in [0, 1, 32, 64, 65, 1000] {
        let zeros = user.put("zeros", &"\0".repeat(length));
        let k = BASE64URL.encode(&vec![0; length]);
        let jwk = user.put("jwk", &format!("{{\"kty\":\"oct\",\"k\":\"{k}\"}}"));
        for way in [["--secret-file", &zeros], ["--key", &jwk]] {
            let issue = ["issue", "--sub", "root", "--json", "--allow-weak-secret"];
            let done = user.run(&[&issue[..], &way].concat());
            let said = String::from_utf8(done.stdout).unwrap();
            assert!(done.exit == 8 && said.contains("is empty"), "{said}");
            user.verify(&empty, &way).is(8, &["key_unusable"]);
        }
        assert_eq!(user.run(&["key", "import", &jwk]).exit, 8);
    }
}

#[test]
fn an_empty_jwk_is_understood_and_unusable() {
    let mut user = User::new();
    let token = user.text(&["issue", "--sub", "a"]);
    let one = r#"{"kty":"oct","k":""}"#;
    for content in [one, &format!("{{\"keys\":[{one}]}}")] {
        let empty = user.put("empty", content);
        user.verify("eyJhbGciOiJub25lIn0.e30.", &["--key", &empty])
            .is(8, &["unsecured"]);
        assert_eq!(user.run(&["issue", "--key", &empty]).exit, 8);
        assert_eq!(user.run(&["key", "import", &empty]).exit, 8);
    }
    let empty = user.put("empty", one);
    user.verify(&token, &["--key", &empty])
        .is(8, &["key_unusable"]);
}

#[test]
fn a_key_for_which_anybody_can_sign_is_refused() {
    let mut user = User::new();
    // The neutral point as the key and as R, and s = 0: right over any message.
    let one = |length: usize| [&[1][..], &vec![0; length - 1]].concat();
    let signature = BASE64URL.encode(&one(64));
    let token = format!("eyJhbGciOiJFZDI1NTE5In0.e30.{signature}");
    let mut points = vec![vec![0; 32], one(32)];
    for first in 0xec..=0xee {
        points.push([&[first][..], &[0xff; 30], &[0x7f]].concat());
    }
    for y in [
        "JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_AU",
        "xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o",
    ] {
        points.push(BASE64URL.decode(y.as_bytes()).unwrap());
    }
    for mut point in points {
        for sign in [0, 0x80] {
            *point.last_mut().unwrap() |= sign;
            let x = BASE64URL.encode(&point);
            let key = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}"#);
            let key = user.put("key", &key);
            user.verify(&token, &["--key", &key])
                .is(8, &["key_unusable"]);
        }
    }
}

#[test]
fn in_a_set_a_kid_selects_even_where_no_key_has_one() {
    let mut user = User::new();
    let (path, jwk) = user.key("HS256", "k");
    let bare = without(&jwk, &["kid"]);
    let one = user.put("one", &text(&bare));
    let all = user.put("set", &set(&[&bare]));
    let named = user.sign(&path, &[]);
    let nameless = user.sign(&one, &[]);
    user.verify(&named, &["--key", &one]).is(0, &[]);
    user.verify(&nameless, &["--key", &all]).is(0, &[]);
    for option in ["--key", "--jwks", "--keys"] {
        let verdict = user.verify(&named, &[option, &all]);
        verdict.is(8, &["key_not_found"]);
    }
    let refused = user.run(&["issue", "--key", &all, "--kid", "k"]);
    assert_eq!(refused.exit, 8);
}

#[test]
fn the_last_line_break_is_dropped_from_text_alone() {
    let mut user = User::new();
    let path = user.path("bytes");
    let bytes = [&[0xfe; 31][..], b"\n"].concat();
    fs::write(&path, &bytes).unwrap();
    let token = user.text(&["issue", "--sub", "a", "--secret-file", &path]);
    let secret = BASE64URL.encode(&bytes);
    let option = ["--secret", &secret, "--secret-encoding", "base64url"];
    user.verify(&token, &option).is(0, &[]);
}

#[test]
fn a_kid_is_a_name_and_nothing_more() {
    let mut user = User::new();
    let secret = user.put("empty", "");
    let (path, jwk) = user.key("HS256", "k");
    let jwks = user.put("set", &set(&[&jwk, &with(&jwk, "kid", "l")]));
    let named = user.put("named", &text(&without(&jwk, &["kid"])));
    for kid in [
        "../../../../dev/null",
        "/dev/null",
        &secret,
        "x' UNION SELECT 'AA'; --",
        "k\u{0}",
        "http://127.0.0.1:9/k",
        "| touch owned",
        "%2e%2e%2fempty",
    ] {
        let token = user.sign(&named, &["--kid", kid]);
        let before = fs::read_dir(user.session.path("")).unwrap().count();
        user.verify(&token, &["--jwks", &jwks])
            .is(8, &["key_not_found"]);
        user.verify(&token, &["--key", &path])
            .is(8, &["key_not_found"]);
        // A key without an id is the one that was given, whatever the token calls it.
        user.verify(&token, &["--key", &named]).is(0, &[]);
        assert_eq!(fs::read_dir(user.session.path("")).unwrap().count(), before);
    }
}

#[test]
fn weak_and_empty_keys_are_refused() {
    let mut user = User::new();
    let short = user.put("short", "0123456789abcdef");
    let done = user.run(&["issue", "--sub", "ci", "--secret-file", &short]);
    assert_eq!(done.exit, 8);
    let token = user.text(&[
        "issue",
        "--sub",
        "ci",
        "--secret-file",
        &short,
        "--allow-weak-secret",
        "-q",
    ]);
    user.verify(&token, &["--secret-file", &short]).is(0, &[]);
    let empty = user.put("empty", "");
    for content in [
        r#"{"kty":"oct","k":""}"#,
        r#"{"keys":[{"kty":"oct","k":""}]}"#,
    ] {
        let file = user.put("none.jwk", content);
        assert_ne!(
            user.run(&[
                "issue",
                "--sub",
                "ci",
                "--allow-weak-secret",
                "--key",
                &file
            ])
            .exit,
            0
        );
        assert_ne!(user.verify(&token, &["--key", &file]).exit, 0);
        assert_ne!(user.run(&["key", "import", &file]).exit, 0);
    }
    assert_ne!(
        user.run(&[
            "issue",
            "--sub",
            "ci",
            "--allow-weak-secret",
            "--secret-file",
            &empty
        ])
        .exit,
        0
    );
}

/// The file is 0600 whatever comes into it, and what tokenry does not know in it survives.
#[test]
#[cfg(unix)]
fn the_key_file_keeps_its_mode_and_what_is_not_understood() {
    use std::os::unix::fs::PermissionsExt;

    let mut user = User::new();
    let keys = user.put(
        "keys.json",
        r#"{"note":1.10,"keys":[{"kty":"XYZ","kid":"later","z":1e5}],"keys_of":"us"}"#,
    );
    let mode = |path: &str| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    user.text(&[
        "--keys", &keys, "key", "generate", "--alg", "HS256", "--kid", "a", "-q",
    ]);
    assert_eq!(mode(&keys), 0o600);
    user.text(&["--keys", &keys, "key", "rotate"]);
    user.text(&["--keys", &keys, "key", "remove", "a"]);
    let content = fs::read_to_string(&keys).unwrap();
    let dense: String = content.split_whitespace().collect();
    assert!(dense.starts_with(r#"{"note":1.10,"keys":["#), "{content}");
    let end = r#",{"kty":"XYZ","kid":"later","z":1e5}],"keys_of":"us"}"#;
    assert!(dense.ends_with(end), "{content}");
    let out = user.path("out.jwk");
    user.text(&["key", "generate", "--alg", "HS256", "--out", &out]);
    assert_eq!(mode(&out), 0o600);
}

#[test]
fn many_processes_lose_no_key() {
    let user = User::new();
    let keys = user.path("keys.json");
    std::thread::scope(|scope| {
        for index in 0..8 {
            let keys = &keys;
            scope.spawn(move || {
                let kid = format!("k{index}");
                let mut one = User::new();
                one.text(&[
                    "--keys", keys, "key", "generate", "--alg", "ES256", "--kid", &kid,
                ]);
                one.text(&["--keys", keys, "key", "rotate"]);
            });
        }
    });
    let content = Object::parse(&fs::read(&keys).unwrap()).unwrap();
    let count = content.get("keys").and_then(Json::as_array).unwrap().len();
    assert_eq!(count, 16);
}

/// `decode` needs no file, no certificate and no network, and looks for none.
#[test]
fn decode_reads_nothing_that_it_does_not_need() {
    let mut user = User::new();
    let (path, _) = user.key("ES256", "a");
    let token = user.sign(&path, &[]);
    let home = user.session.path(".local/share/tokenry");
    for name in ["keys.json", "users.json", "sessions.json", "cache"] {
        // Whoever opens one of these fails.
        fs::create_dir_all(home.join(name)).unwrap();
    }
    user.session.directive("env SSL_CERT_FILE=/nonexistent");
    user.session.directive("env HTTPS_PROXY=nonsense");
    assert_eq!(user.text(&["decode", &token, "--get", "sub"]), "ci");
    assert_eq!(user.run(&["verify", &token]).exit, 1);
    user.verify(&token, &["--key", &path]).is(0, &[]);
}

#[test]
#[cfg(not(feature = "remote"))]
fn a_build_without_the_network_says_so() {
    let mut user = User::new();
    let (path, _) = user.key("ES256", "a");
    let token = user.sign(&path, &[]);
    for option in ["--jwks", "--issuer"] {
        let verdict = user.verify(&token, &[option, "https://keys.example/"]);
        assert_eq!(verdict.exit, 1);
        assert!(verdict.text.contains("no_network"), "{}", verdict.text);
    }
}

#[test]
fn a_disclosure_is_shown_however_deep_it_is() {
    let mut user = User::new();
    let value = format!("{}1{}", "[".repeat(127), "]".repeat(127));
    let encode = |json: &str| BASE64URL.encode(json.as_bytes());
    let token = format!(
        "{}.{}.AA~{}~{}~",
        encode(r#"{"alg":"HS256"}"#),
        encode("{}"),
        encode(&format!(r#"["salt","deep",{value}]"#)),
        encode(r#"["salt",{"plain" : true}]"#),
    );
    let file = user.put("tokens", &token);
    let alone = user.text(&["decode", "--json", &token]);
    let batch = user.text(&["decode", "-q", "--batch", &file]);
    for text in [alone, batch] {
        // The whole is nested deeper than what is read.
        let dense: String = text.split_whitespace().collect();
        for value in [value.as_str(), r#"{"plain":true}"#] {
            assert!(
                dense.contains(&format!("\"value\":{value},\"disclosure\":\"WyJ")),
                "{dense}"
            );
        }
    }
}
