//! Key sets from the network, fetched from servers on this machine: what is asked, what is kept, what is refused.
#![cfg(feature = "remote")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that can't go on fails, and looks at what is on the disk"
)]

mod session;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use data_encoding::BASE64URL_NOPAD as BASE64URL;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use session::json::{Json, Members, Object, Parse};
use session::{Done, Session};

/// A server on a free port of this machine, which remembers what it was asked.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

/// What a server sends: the bytes, whole.
type Answer = dyn Fn(&str, usize) -> Vec<u8> + Send + Sync;

impl Server {
    /// Answers each request by its path and by how many there were before it.
    fn new(answer: impl Fn(&str, usize) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let answer: Arc<Answer> = Arc::new(answer);
        Self::on(move |stream, asked| {
            let (path, before) = request(&mut BufReader::new(&stream), asked);
            // Whoever has read enough hangs up.
            let _ = (&stream).write_all(&answer(&path, before));
        })
    }

    /// Does something with each connection.
    fn on(serve: impl Fn(TcpStream, &Mutex<Vec<String>>) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let remembered = Arc::clone(&asked);
        let serve = Arc::new(serve);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (serve, asked) = (Arc::clone(&serve), Arc::clone(&remembered));
                thread::spawn(move || serve(stream, &asked));
            }
        });
        Self { port, asked }
    }

    /// Over TLS, with the certificate of `tests/remote`.
    fn secure(answer: impl Fn(&str, usize) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::on(move |stream, asked| tls(stream, asked, &answer))
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

/// Reads a request; its path, and how many there were before it.
fn request(stream: &mut impl BufRead, asked: &Mutex<Vec<String>>) -> (String, usize) {
    let mut first = String::new();
    stream.read_line(&mut first).unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut line = String::new();
    while stream.read_line(&mut line).unwrap_or_default() > 2 {
        line.clear();
    }
    let mut asked = asked.lock().unwrap();
    let before = asked.len();
    // A connection that ends before it asks, as after a failed handshake, may end when the client is long gone.
    if !path.is_empty() {
        asked.push(path.clone());
    }
    (path, before)
}

fn tls(stream: TcpStream, asked: &Mutex<Vec<String>>, answer: impl Fn(&str, usize) -> Vec<u8>) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/remote");
    let certificate = CertificateDer::from_pem_file(directory.join("server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(directory.join("server.key")).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let connection = rustls::ServerConnection::new(Arc::new(config)).unwrap();
    let mut stream = BufReader::new(rustls::StreamOwned::new(connection, stream));
    let (path, before) = request(&mut stream, asked);
    if !path.is_empty() {
        let _ = stream.get_mut().write_all(&answer(&path, before));
        stream.get_mut().conn.send_close_notify();
        let _ = stream.get_mut().flush();
    }
}

/// A whole answer.
fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn ok(body: &str) -> Vec<u8> {
    http(
        "200 OK",
        "Content-Type: application/json\r\n",
        body.as_bytes(),
    )
}

fn redirect(location: &str) -> Vec<u8> {
    http("302 Found", &format!("Location: {location}\r\n"), b"")
}

/// A user with an ES256 key, its public set, and a token that it signed.
struct Someone {
    session: Session,
    set: String,
    token: String,
}

impl Someone {
    fn new() -> Self {
        Self::with(&["--sub", "ci"])
    }

    fn with(claims: &[&str]) -> Self {
        let mut session = Session::new();
        session.tokenry(&["key", "generate", "--alg", "ES256", "--kid", "one"], b"");
        let set = text(&session.tokenry(&["key", "export"], b""));
        let issue = [&["issue"], claims].concat();
        let token = text(&session.tokenry(&issue, b"")).trim().to_owned();
        Self {
            session,
            set,
            token,
        }
    }

    fn verify(&mut self, options: &[&str]) -> Verdict {
        let token = self.token.clone();
        self.judge(&token, options)
    }

    fn judge(&mut self, token: &str, options: &[&str]) -> Verdict {
        let args = [&["verify", "--json", token], options].concat();
        let done = self.session.tokenry(&args, b"");
        let object = Object::parse(&done.stdout).unwrap();
        let words = |value: Option<&Json>| -> Vec<String> {
            let items = value.and_then(Json::as_array).into_iter().flatten();
            items
                .map(|item| item.as_str().unwrap().to_owned())
                .collect()
        };
        let error = object.get("error").and_then(Json::as_object);
        Verdict {
            exit: done.exit,
            reasons: words(object.get("reasons")),
            error: error
                .map_or("", |error| error.str("code").unwrap())
                .to_owned(),
            message: error
                .map_or("", |error| error.str("message").unwrap())
                .to_owned(),
            notes: String::from_utf8(done.stderr).unwrap(),
        }
    }

    fn cache(&self) -> Vec<PathBuf> {
        let directory = self.session.path(".local/share/tokenry/cache");
        let entries = fs::read_dir(directory).into_iter().flatten();
        let entries = entries.map(|entry| entry.unwrap().path());
        // Locks are no entries.
        entries
            .filter(|path| path.extension().is_some_and(|ext| ext == "json"))
            .collect()
    }
}

#[derive(Debug)]
struct Verdict {
    exit: u8,
    reasons: Vec<String>,
    error: String,
    message: String,
    notes: String,
}

impl Verdict {
    #[track_caller]
    fn valid(&self) {
        assert_eq!((self.exit, self.notes.as_str()), (0, ""), "{self:?}");
    }

    #[track_caller]
    fn fails(&self, code: &str) {
        assert_eq!((self.exit, self.error.as_str()), (1, code), "{self:?}");
    }
}

fn text(done: &Done) -> String {
    assert_eq!(done.exit, 0, "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout.clone()).unwrap()
}

#[test]
fn a_set_is_kept_as_long_as_the_server_says() {
    for (headers, lifetime) in [
        ("", 300),
        ("Cache-Control: public, max-age=60\r\n", 60),
        ("Cache-Control: max-age=60\r\nAge: 20\r\n", 40),
        ("Cache-Control: max-age=99999999\r\n", 86_400),
    ] {
        let mut someone = Someone::with(&["--sub", "ci", "--no-exp"]);
        let set = someone.set.clone();
        let server = Server::new(move |_, _| http("200 OK", headers, set.as_bytes()));
        let url = server.url("/jwks.json");
        someone.verify(&["--jwks", &url]).valid();
        someone
            .session
            .directive(&format!("clock +{}s", lifetime - 1));
        someone.verify(&["--jwks", &url]).valid();
        assert_eq!(server.asked(), ["/jwks.json"], "{headers}");
        someone.session.directive("clock +1s");
        someone.verify(&["--jwks", &url]).valid();
        assert_eq!(server.count(), 2, "{headers}");
        // The clock was moved back: what was kept is from the future.
        someone.session.directive("clock 2026-11-22T00:00:00Z");
        assert_eq!(someone.verify(&["--jwks", &url]).exit, 0);
        assert_eq!(server.count(), 3, "{headers}");
    }
}

#[test]
fn what_the_server_forbids_is_not_kept() {
    let mut someone = Someone::new();
    let set = someone.set.clone();
    let server = Server::new(move |path, _| {
        let headers = match path {
            "/lines" => "Cache-Control: max-age=60\r\nCache-Control: no-store\r\n",
            _ => "Cache-Control: no-store\r\n",
        };
        http("200 OK", headers, set.as_bytes())
    });
    for path in ["/", "/", "/lines", "/lines"] {
        someone.verify(&["--jwks", &server.url(path)]).valid();
    }
    assert_eq!(server.count(), 4);
    assert!(someone.cache().is_empty());
}

#[test]
#[cfg(unix)]
fn the_cache_is_private_and_damage_to_it_harmless() {
    use std::os::unix::fs::PermissionsExt;

    let mut someone = Someone::new();
    let set = someone.set.clone();
    let server = Server::new(move |_, _| ok(&set));
    let url = server.url("/");
    someone.verify(&["--jwks", &url]).valid();
    let [file] = someone.cache().try_into().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(file.parent().unwrap()), 0o700);
    for damage in [
        "",
        "{",
        "[]",
        "{\"url\":\"http://other/\",\"fetched_at\":1,\"expires_at\":9,\"body\":\"\"}",
    ] {
        fs::write(&file, damage).unwrap();
        someone.verify(&["--jwks", &url]).valid();
    }
    assert_eq!(server.count(), 5);
    let body = fs::read_to_string(&file).unwrap();
    fs::write(&file, body.replace("kty", "xxx")).unwrap();
    someone.verify(&["--jwks", &url]).valid();
    assert_eq!(server.count(), 6);
    // What a killed process left is taken away, and does not stop anybody.
    let half = file.with_file_name(format!(
        ".{}.tmp",
        file.file_name().unwrap().to_str().unwrap()
    ));
    fs::write(&half, "{").unwrap();
    fs::remove_file(&file).unwrap();
    someone.verify(&["--jwks", &url]).valid();
    assert!(file.exists() && !half.exists());
    // Who can write there can put keys there.
    let warned = |someone: &mut Someone, said: String| {
        let verdict = someone.verify(&["--jwks", &url]);
        assert_eq!((verdict.exit, verdict.notes), (0, said));
    };
    let others = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let path = file.display();
    others(&file, 0o602);
    let words = "warning: others can write";
    warned(
        &mut someone,
        format!("{words} {path} (mode 0602); chmod 600 keeps them out\n"),
    );
    others(&file, 0o600);
    let directory = file.parent().unwrap();
    others(directory, 0o770);
    let (path, rest) = (directory.display(), "(mode 0770); chmod 700 keeps them out");
    warned(
        &mut someone,
        format!("{words} to the directory {path} {rest}\n"),
    );
    others(directory, 0o700);
    // What is no file is not waited for.
    fs::remove_file(&file).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(&file).status();
    assert!(fifo.unwrap().success());
    for options in [
        &["--jwks", url.as_str()][..],
        &["--jwks", &url, "--offline"],
    ] {
        let verdict = someone.verify(options);
        verdict.fails("not_a_file");
        let said = format!("{} is not a regular file", file.display());
        assert_eq!(verdict.message, said);
    }
    // A home that can't be written to is no reason to fail.
    let home = file.parent().unwrap().parent().unwrap().to_owned();
    fs::remove_dir_all(home.join("cache")).unwrap();
    fs::write(home.join("cache"), "").unwrap();
    let verdict = someone.verify(&["--jwks", &url]);
    assert_eq!(verdict.exit, 0);
    assert!(verdict.notes.contains("could not be kept"), "{verdict:?}");
}

#[test]
fn a_kid_that_is_not_in_the_kept_set_is_asked_for_once() {
    let mut someone = Someone::new();
    let old = someone.set.clone();
    someone
        .session
        .tokenry(&["key", "generate", "--alg", "ES256", "--kid", "two"], b"");
    let new = text(&someone.session.tokenry(&["key", "export"], b""));
    let server = Server::new(move |_, before| ok(if before == 0 { &old } else { &new }));
    let url = server.url("/");
    someone.verify(&["--jwks", &url]).valid();
    let two = text(&someone.session.tokenry(&["issue", "--kid", "two"], b""));
    someone.judge(two.trim(), &["--jwks", &url]).valid();
    assert_eq!(server.count(), 2);
    // The new set is kept in turn.
    someone.judge(two.trim(), &["--jwks", &url]).valid();
    assert_eq!(server.count(), 2);
    let unknown = text(&someone.session.tokenry(
        &[
            "issue",
            "--secret",
            "0123456789abcdef0123456789abcdef",
            "--kid",
            "three",
        ],
        b"",
    ));
    let mut not_found = |clock: &str| {
        someone.session.directive(clock);
        let verdict = someone.judge(unknown.trim(), &["--jwks", &url]);
        let found = (verdict.exit, verdict.reasons.as_slice());
        assert_eq!(found, (8, &["key_not_found".to_owned()][..]));
        verdict.notes
    };
    // Within a minute no unknown key makes another request.
    for clock in ["clock +0s", "clock +59s"] {
        let notes = not_found(clock);
        assert!(notes.contains("is not asked again yet"), "{notes}");
        assert_eq!(server.count(), 2);
    }
    assert_eq!(not_found("clock +1s"), "");
    assert_eq!(server.count(), 3);
    // A set that was fetched just now is not fetched again.
    assert_eq!(not_found("clock +301s"), "");
    assert_eq!(server.count(), 4);
}

/// A server whose set is the first until somebody turns it, and no set at all while it is down.
struct Turning {
    server: Server,
    answer: Arc<Mutex<Option<String>>>,
}

impl Turning {
    fn new(set: &str) -> Self {
        let answer = Arc::new(Mutex::new(Some(set.to_owned())));
        let told = Arc::clone(&answer);
        let server = Server::new(move |_, _| match &*told.lock().unwrap() {
            Some(set) => ok(set),
            None => http("503 Service Unavailable", "", b""),
        });
        Self { server, answer }
    }

    fn turn(&self, set: Option<&str>) {
        *self.answer.lock().unwrap() = set.map(str::to_owned);
    }
}

/// Tokens of kids that nobody has.
fn made_up(count: usize) -> Vec<String> {
    let of = |kid: usize| {
        let header =
            BASE64URL.encode(format!(r#"{{"alg":"ES256","kid":"made-up-{kid}"}}"#).as_bytes());
        format!("{header}.e30.{}", BASE64URL.encode(&[1; 64]))
    };
    (0..count).map(of).collect()
}

#[test]
fn made_up_kids_cost_one_request_a_minute() {
    let mut someone = Someone::with(&["--sub", "ci", "--no-exp"]);
    let server = Turning::new(&someone.set);
    let url = server.server.url("/");
    someone.verify(&["--jwks", &url]).valid();
    for token in made_up(5) {
        let verdict = someone.judge(&token, &["--jwks", &url]);
        assert_eq!(
            (verdict.exit, verdict.error.as_str()),
            (8, ""),
            "{verdict:?}"
        );
    }
    assert_eq!(server.server.count(), 2);
    // Nor when the server fails to answer: the report comes from the set that was kept.
    server.turn(None);
    someone.session.directive("clock +1m");
    for (token, words) in made_up(5)
        .iter()
        .zip(["could not be fetched again", "not asked"])
    {
        let verdict = someone.judge(token, &["--jwks", &url]);
        assert_eq!(
            (verdict.exit, verdict.error.as_str()),
            (8, ""),
            "{verdict:?}"
        );
        assert!(verdict.notes.contains(words), "{verdict:?}");
    }
    assert_eq!(server.server.count(), 3);
    someone.verify(&["--jwks", &url]).valid();
    // A set that was fetched anew since, because it was over, is no reason to ask more often.
    server.turn(Some(&someone.set.clone()));
    someone.session.directive("clock +241s");
    someone.verify(&["--jwks", &url]).valid();
    assert_eq!(server.server.count(), 4);
    for token in made_up(2) {
        assert_eq!(someone.judge(&token, &["--jwks", &url]).exit, 8);
    }
    assert_eq!(server.server.count(), 5);
}

#[test]
fn a_batch_asks_again_too_and_goes_on_with_what_it_gets() {
    let mut someone = Someone::with(&["--sub", "ci", "--no-exp"]);
    let (old, one) = (someone.set.clone(), someone.token.clone());
    let key = ["key", "generate", "--alg", "ES256", "--kid", "two"];
    someone.session.tokenry(&key, b"");
    let new = text(&someone.session.tokenry(&["key", "export"], b""));
    let two = text(&someone.session.tokenry(&["issue", "--kid", "two"], b""));
    let unknown = made_up(50);
    for options in [&[][..], &["--full"], &["--jobs", "1"]] {
        let server = Turning::new(&old);
        let url = server.server.url("/");
        someone.verify(&["--jwks", &url]).valid();
        server.turn(Some(&new));
        // Made-up kids before and behind the new key; enough for several threads.
        let mut lines = vec![unknown[0].as_str(), &one, two.trim()];
        lines.extend(unknown.iter().map(String::as_str));
        let lines = lines.repeat(20).join("\n");
        let batch = [
            "verify",
            "--batch",
            "-",
            "--jwks",
            &url,
            "--summary",
            "--json",
        ];
        let args = [&batch[..], options].concat();
        let done = someone.session.tokenry(&args, lines.as_bytes());
        let said = String::from_utf8(done.stdout).unwrap();
        assert_eq!(done.exit, 8, "{said}");
        assert!(said.contains("\"valid\": 40,"), "{options:?} {said}");
        assert_eq!(server.server.count(), 2, "{options:?}");
        // The next run has the new set, and asks nobody for a minute.
        let done = someone.session.tokenry(&args, lines.as_bytes());
        assert_eq!(done.exit, 8);
        assert_eq!(server.server.count(), 2, "{options:?}");
        // The server is down: the old keys are good enough for what they have signed.
        server.turn(None);
        someone.session.directive("clock +61s");
        let done = someone.session.tokenry(&args, lines.as_bytes());
        let (said, notes) = (done.stdout, String::from_utf8(done.stderr).unwrap());
        assert_eq!(done.exit, 8);
        assert!(String::from_utf8(said).unwrap().contains("\"valid\": 40,"));
        assert_eq!(
            notes.matches("could not be fetched again").count(),
            1,
            "{notes}"
        );
        assert_eq!(server.server.count(), 3, "{options:?}");
    }
}

#[test]
fn a_published_private_key_is_passed_over() {
    let mut someone = Someone::new();
    let export = ["key", "export", "one", "--private", "--format", "jwk"];
    let private = text(&someone.session.tokenry(&export, b""));
    someone
        .session
        .tokenry(&["key", "generate", "--alg", "ES256", "--kid", "two"], b"");
    let export = ["key", "export", "two", "--format", "jwk"];
    let public = text(&someone.session.tokenry(&export, b""));
    let two = text(&someone.session.tokenry(&["issue", "--kid", "two"], b""));
    let server = Server::new(move |path, _| match path {
        "/private" => ok(&private),
        "/part" => http("206 Partial Content", "", public.as_bytes()),
        _ => ok(&format!("{{\"keys\":[{private},{public}]}}")),
    });
    let verify = |someone: &mut Someone, path| someone.verify(&["--jwks", &server.url(path)]);
    verify(&mut someone, "/private").fails("only_secrets");
    verify(&mut someone, "/part").fails("http_status");
    let url = server.url("/");
    let verdict = someone.judge(two.trim(), &["--jwks", &url]);
    assert_eq!(verdict.exit, 0, "{verdict:?}");
    assert!(
        verdict.notes.contains("the key one is passed over"),
        "{verdict:?}"
    );
    let verdict = someone.verify(&["--jwks", &url]);
    assert_eq!(verdict.reasons, ["key_not_found"], "{verdict:?}");
}

#[test]
fn offline_asks_nobody() {
    let mut someone = Someone::with(&["--sub", "ci", "--no-exp", "--iss", "x"]);
    let set = someone.set.clone();
    let server = Server::new(move |_, _| ok(&set));
    let url = server.url("/jwks?key=hush");
    let verdict = someone.verify(&["--jwks", &url, "--offline"]);
    verdict.fails("not_cached");
    assert!(!verdict.message.contains("hush"), "{verdict:?}");
    someone
        .verify(&["--issuer", &url.replace("?key=hush", ""), "--offline"])
        .fails("not_cached");
    assert_eq!(server.count(), 0);
    someone.verify(&["--jwks", &url]).valid();
    someone.session.directive("clock +3d");
    let verdict = someone.verify(&["--jwks", &url, "--offline"]);
    assert_eq!(verdict.exit, 0);
    assert!(
        verdict.notes.contains("as it was 3 days ago"),
        "{verdict:?}"
    );
    let unknown = text(&someone.session.tokenry(
        &[
            "issue",
            "--secret",
            "0123456789abcdef0123456789abcdef",
            "--kid",
            "three",
        ],
        b"",
    ));
    assert_eq!(
        someone
            .judge(unknown.trim(), &["--jwks", &url, "--offline"])
            .exit,
        8
    );
    assert_eq!(server.count(), 1);
}

#[test]
fn three_redirects_are_followed_and_none_elsewhere() {
    let mut someone = Someone::new();
    let set = someone.set.clone();
    let server = Server::new(move |path, _| match path {
        "/set" => ok(&set),
        "/1" => redirect("/set"),
        "/2" => redirect("1"),
        "/3" => http("307 Temporary Redirect", "Location: ./2\r\n", b""),
        "/4" => redirect("/3"),
        "/loop" => redirect("/loop"),
        "/https" => redirect("https://127.0.0.1:1/set"),
        "/elsewhere" => redirect("http://keys.example/set"),
        "/ftp" => redirect("ftp://127.0.0.1/set"),
        "/file" => redirect("file:///etc/passwd"),
        "/credentials" => redirect("http://me:secret@127.0.0.1/set"),
        "/nowhere" => http("302 Found", "", b""),
        _ => http("404 Not Found", "", b"nothing here"),
    });
    someone.verify(&["--jwks", &server.url("/3")]).valid();
    assert_eq!(server.asked(), ["/3", "/2", "/1", "/set"]);
    for (path, code, requests) in [
        ("/4", "too_many_redirects", 4),
        ("/loop", "too_many_redirects", 4),
        ("/https", "redirect_scheme", 1),
        ("/elsewhere", "url_not_encrypted", 1),
        ("/ftp", "url_scheme", 1),
        ("/file", "url_malformed", 1),
        ("/credentials", "url_has_credentials", 1),
        ("/nowhere", "http_status", 1),
    ] {
        let before = server.count();
        let verdict = someone.verify(&["--jwks", &server.url(path)]);
        verdict.fails(code);
        assert!(!verdict.message.contains("secret"), "{verdict:?}");
        assert_eq!(server.count() - before, requests, "{path}");
    }
}

#[test]
fn a_kid_of_two_keys_is_refused() {
    let mut someone = Someone::new();
    let key = |set: &str| {
        let inner = set.split_once('[').unwrap().1.rsplit_once(']').unwrap().0;
        inner.to_owned()
    };
    let keys = [key(&someone.set), key(&Someone::new().set)].join(",");
    let server = Server::new(move |_, _| ok(&format!("{{\"keys\":[{keys}]}}")));
    let verdict = someone.verify(&["--jwks", &server.url("/")]);
    verdict.fails("kid_not_unique");
    assert!(
        verdict.message.contains("two keys of the set"),
        "{verdict:?}"
    );
}

#[test]
fn each_bad_answer_has_its_error() {
    let mut someone = Someone::new();
    let set = someone.set.clone();
    let server = Server::new(move |path, _| match path {
        "/html" => http(
            "200 OK",
            "Content-Type: text/html\r\n",
            b"<!DOCTYPE html><p>Sign in",
        ),
        "/empty-set" => ok("{\"keys\":[]}"),
        "/empty" => ok(""),
        "/json" => ok("{\"a\":1}"),
        "/cut" => ok(&set[..set.len() / 2]),
        "/not-utf8" => http("200 OK", "", b"{\"keys\":[\"\xff\xfe\"]}"),
        "/odd-type" => http(
            "200 OK",
            "Content-Type: text/plain; charset=x\r\n",
            set.as_bytes(),
        ),
        "/created" => http("203 Non-Authoritative Information", "", set.as_bytes()),
        "/404" => http("404 Not Found", "", set.as_bytes()),
        "/500" => http("500 Internal Server Error", "", b""),
        "/304" => http("304 Not Modified", "", b""),
        "/long" => ok(&format!(
            "{{\"x\":\"{}\",\"keys\":[]}}",
            "x".repeat(1 << 20)
        )),
        "/secrets" => ok(
            "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}]}",
        ),
        "/hung-up" => b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".to_vec(),
        "/not-http" => b"SSH-2.0-OpenSSH_9.2\r\n".to_vec(),
        "/silent" => Vec::new(),
        "/header" => [
            b"HTTP/1.1 200 OK\r\nX: ".as_slice(),
            &b"x".repeat(1 << 20),
            b"\r\n\r\n",
        ]
        .concat(),
        _ => http("404 Not Found", "", b""),
    });
    for (path, code, words) in [
        (
            "/html",
            "key_is_html",
            "answered with a web page, not with a key set",
        ),
        ("/empty-set", "key_set_empty", "a key set without a key"),
        ("/empty", "key_file_empty", "answered with nothing"),
        ("/json", "not_a_jwk", "did not answer with a key set"),
        (
            "/cut",
            "key_malformed_json",
            "did not answer with a key set",
        ),
        (
            "/not-utf8",
            "key_is_binary",
            "did not answer with a key set",
        ),
        ("/404", "http_status", "the status 404 (not found)"),
        (
            "/500",
            "http_status",
            "the status 500 (internal server error)",
        ),
        ("/304", "http_status", "the status 304"),
        ("/long", "answer_too_large", "more than 1048576 bytes"),
        ("/secrets", "only_secrets", "private keys alone"),
        ("/hung-up", "unreachable", "can't be reached"),
        ("/not-http", "unreachable", "can't be reached"),
        ("/silent", "unreachable", "can't be reached"),
        ("/header", "unreachable", "can't be reached"),
    ] {
        let verdict = someone.verify(&["--jwks", &server.url(path)]);
        println!("{path}: {} {}", verdict.error, verdict.message);
        verdict.fails(code);
        assert!(verdict.message.contains(words), "{verdict:?}");
        let args = [
            "verify",
            &someone.token.clone(),
            "--lang",
            "ko",
            "--jwks",
            &server.url(path),
        ];
        let done = someone.session.tokenry(&args, b"");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(done.exit == 1 && done.stdout.is_empty(), "{said}");
        assert!(
            said.starts_with("error: ") && said.lines().count() <= 3,
            "{said}"
        );
        assert!(
            someone.cache().is_empty(),
            "{path}: what is of no use is not kept"
        );
    }
    for path in ["/odd-type", "/created"] {
        someone.verify(&["--jwks", &server.url(path)]).valid();
    }
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    someone
        .verify(&["--jwks", &format!("http://{free}/")])
        .fails("unreachable");
    for (url, code) in [
        ("http://keys.example/", "url_not_encrypted"),
        ("ftp://localhost/", "url_scheme"),
        ("https://me:secret@keys.example/", "url_has_credentials"),
        ("https://", "url_malformed"),
    ] {
        someone.verify(&["--jwks", url]).fails(code);
    }
}

#[test]
fn who_never_ends_is_left_in_time() {
    let endless = Server::on(|mut stream, asked| {
        request(&mut BufReader::new(stream.try_clone().unwrap()), asked);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(&[b' '; 1 << 12]).is_ok() {}
    });
    let dripping = Server::on(|mut stream, asked| {
        request(&mut BufReader::new(stream.try_clone().unwrap()), asked);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(b" ").is_ok() {
            thread::sleep(Duration::from_millis(200));
        }
    });
    let silent = Server::on(|stream, _| {
        thread::sleep(Duration::from_mins(2));
        drop(stream);
    });
    let turning = Server::new(|_, _| {
        thread::sleep(Duration::from_secs(6));
        redirect("/again")
    });
    thread::scope(|scope| {
        for (server, code, least, most) in [
            (&endless, "answer_too_large", 0, 5),
            (&dripping, "timed_out", 14, 17),
            (&silent, "timed_out", 14, 17),
            // Three answers of six seconds each: the time-out is of all together.
            (&turning, "timed_out", 14, 17),
        ] {
            scope.spawn(move || {
                let mut someone = Someone::new();
                let began = Instant::now();
                someone.verify(&["--jwks", &server.url("/")]).fails(code);
                let took = began.elapsed();
                let range = Duration::from_secs(least)..Duration::from_secs(most);
                assert!(range.contains(&took), "{code} after {took:?}");
            });
        }
    });
}

#[test]
fn an_issuer_is_who_it_says() {
    let listening = Arc::new(Mutex::new((String::new(), String::new())));
    let known = Arc::clone(&listening);
    let server = Server::new(move |path, _| {
        let (base, set) = known.lock().unwrap().clone();
        let document = |issuer: &str| {
            ok(&format!(
                "{{\"issuer\":\"{base}{issuer}\",\"jwks_uri\":\"{base}/jwks\"}}"
            ))
        };
        match path {
            "/jwks" => ok(&set),
            "/oidc/.well-known/openid-configuration" | "/liar/.well-known/openid-configuration" => {
                document("/oidc")
            }
            "/.well-known/oauth-authorization-server/oauth" => document("/oauth"),
            "/spa/.well-known/openid-configuration" => ok("<html></html>"),
            "/.well-known/oauth-authorization-server/spa" => document("/spa"),
            "/bare/.well-known/openid-configuration" => ok("{}"),
            "/broken/.well-known/openid-configuration" => {
                http("500 Internal Server Error", "", b"")
            }
            _ => http("404 Not Found", "", b""),
        }
    });
    let base = server.url("");
    for name in ["/oidc", "/oauth", "/spa"] {
        let issuer = format!("{base}{name}");
        let mut someone = Someone::with(&["--iss", &issuer]);
        *listening.lock().unwrap() = (base.clone(), someone.set.clone());
        someone.verify(&["--issuer", &issuer]).valid();
        someone
            .verify(&["--issuer", &issuer, "--iss", &issuer])
            .valid();
        // The document, maybe the second, and the set: all kept.
        assert_eq!(someone.cache().len(), 2);
        let verdict = someone.verify(&["--issuer", &issuer, "--offline"]);
        assert_eq!(verdict.exit, 0, "{verdict:?}");
        let usage = someone.verify(&["--issuer", &issuer, "--iss", "other"]);
        assert_eq!((usage.exit, usage.error.as_str()), (2, "usage"));
    }
    let mut other = Someone::with(&["--iss", "https://other.example"]);
    *listening.lock().unwrap() = (base.clone(), other.set.clone());
    let verdict = other.verify(&["--issuer", &format!("{base}/oidc")]);
    assert_eq!(
        (verdict.exit, verdict.reasons),
        (7, vec!["issuer_mismatch".to_owned()])
    );
    let mut nobody = Someone::new();
    *listening.lock().unwrap() = (base.clone(), nobody.set.clone());
    let verdict = nobody.verify(&["--issuer", &format!("{base}/oidc")]);
    assert_eq!(
        (verdict.exit, verdict.reasons),
        (7, vec!["claim_missing".to_owned()])
    );
    for (name, code) in [
        ("/liar", "issuer_differs"),
        ("/oidc/", "issuer_differs"),
        ("/bare", "document_lacks"),
        ("/broken", "http_status"),
        ("/none", "http_status"),
        ("/none?x", "issuer_has_query"),
    ] {
        nobody
            .verify(&["--issuer", &format!("{base}{name}")])
            .fails(code);
    }
}

#[test]
fn what_a_token_names_is_never_asked() {
    let mut someone = Someone::new();
    let set = someone.set.clone();
    let server = Server::new(move |_, _| ok(&set));
    let (jku, x5u) = (server.url("/jku"), server.url("/x5u"));
    let token = text(&someone.session.tokenry(
        &[
            "issue",
            "--header",
            &format!("jku={jku}"),
            "--header",
            &format!("x5u={x5u}"),
            "--iss",
            &jku,
        ],
        b"",
    ));
    for options in [&[][..], &["--secret", "x"], &["--offline"]] {
        let verdict = someone.judge(token.trim(), options);
        assert!([0, 8].contains(&verdict.exit), "{verdict:?}");
    }
    // Not even when no key is there at all.
    let mut stranger = Session::new();
    let done = stranger.tokenry(&["verify", token.trim()], b"");
    assert_eq!(done.exit, 8);
    let done = stranger.tokenry(&["decode", token.trim()], b"");
    assert!(done.exit == 0 && String::from_utf8_lossy(&done.stdout).contains("key_in_header"));
    assert_eq!(server.count(), 0);
}

#[test]
fn a_published_set_does_not_sign() {
    let mut someone = Someone::new();
    let server = Server::new(|_, _| ok("{}"));
    for option in ["--jwks", "--issuer"] {
        let done = someone
            .session
            .tokenry(&["issue", option, &server.url("/")], b"");
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.exit, 2, "{said}");
        assert!(said.contains("can't sign"), "{said}");
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn a_token_that_is_none_is_judged_with_the_set_all_the_same() {
    let mut someone = Someone::new();
    let set = someone.set.clone();
    let server = Server::new(move |_, _| ok(&set));
    let verdict = someone.judge("nonsense", &["--jwks", &server.url("/")]);
    assert_eq!(verdict.exit, 3, "{verdict:?}");
}

fn authority() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/remote/ca.pem");
    path.to_str().unwrap().to_owned()
}

#[test]
fn tls_is_trusted_by_its_authority_alone() {
    let mut someone = Someone::new();
    let set = someone.set.clone();
    let server = Server::secure(move |path, _| match path {
        "/set" => ok(&set),
        "/down" => redirect("http://127.0.0.1:1/set"),
        _ => redirect("/set"),
    });
    let url = |path: &str| format!("https://localhost:{}{path}", server.port);
    // A proxy that leads nowhere: this machine is reached without it.
    someone
        .session
        .directive("env HTTPS_PROXY=http://127.0.0.1:1");
    someone.verify(&["--jwks", &url("/set")]).fails("tls");
    assert_eq!(server.count(), 0, "the connection came, and no request");
    someone
        .session
        .directive(&format!("env SSL_CERT_FILE={}", authority()));
    someone.verify(&["--jwks", &url("/set")]).valid();
    someone.verify(&["--jwks", &url("/redirected")]).valid();
    someone
        .verify(&["--jwks", &url("/down")])
        .fails("redirect_scheme");
    // The certificate is not for this name.
    let wrong = format!("https://127.0.0.2:{}/set", server.port);
    let verdict = someone.verify(&["--jwks", &wrong]);
    assert!(
        verdict.exit == 1 && ["tls", "unreachable"].contains(&&*verdict.error),
        "{verdict:?}"
    );
    someone.session.directive("env SSL_CERT_FILE=/nonexistent");
    someone
        .verify(&["--jwks", &url("/other")])
        .fails("no_root_certificates");
    // Plain http where TLS is spoken, and the other way round.
    let plain = format!("http://localhost:{}/set", server.port);
    someone.verify(&["--jwks", &plain]).fails("unreachable");
    someone
        .session
        .directive(&format!("env SSL_CERT_FILE={}", authority()));
    let http = Server::new(|_, _| ok("{}"));
    let secure = format!("https://localhost:{}/", http.port);
    assert_eq!(someone.verify(&["--jwks", &secure]).exit, 1);
}

#[test]
fn a_proxy_is_used_for_other_machines_and_sees_no_request() {
    let mut someone = Someone::new();
    let set = someone.set.clone();
    let proxy = Server::on(move |stream, asked| {
        let answer = |_: &str, _: usize| ok(&set);
        let (target, _) = request(&mut BufReader::new(&stream), asked);
        if target == "keys.example:443" {
            (&stream).write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            tls(stream, asked, answer);
        } else {
            (&stream)
                .write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n")
                .unwrap();
            let _ = (&stream).read(&mut [0]);
        }
    });
    someone
        .session
        .directive(&format!("env HTTPS_PROXY=http://127.0.0.1:{}", proxy.port));
    someone
        .session
        .directive(&format!("env SSL_CERT_FILE={}", authority()));
    someone
        .verify(&["--jwks", "https://keys.example/jwks"])
        .valid();
    assert_eq!(proxy.asked(), ["keys.example:443", "/jwks"]);
    let verdict = someone.verify(&["--jwks", "https://other.example/jwks"]);
    verdict.fails("unreachable");
    assert_eq!(proxy.count(), 3);
    someone
        .session
        .directive("env HTTPS_PROXY=socks5://me:secret@127.0.0.1:1");
    let verdict = someone.verify(&["--jwks", "https://other.example/jwks"]);
    verdict.fails("proxy_unusable");
    assert!(!verdict.message.contains("secret"));
}
