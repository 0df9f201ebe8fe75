//! What people type, as far as a message repeats it.
//!
//! A key or a secret ends up in the wrong place easily: `--key "$KEY"`, `--secret-env "$SECRET"`. Messages are kept in
//! logs, so what they quote of the command line is a [`Typed`], and this is the one place that makes them.

use std::borrow::Borrow;
use std::fmt;
use std::path::{Path, PathBuf};

/// How many characters of a word are shown.
const SHOWN: usize = 32;
/// The shortest run of letters and digits that is taken for a key or a token, unless it is made of words.
const OPAQUE: usize = 20;
/// The same in a part of a path from the root or of a URL, which says where it stands: ids are common there.
const OPAQUE_PART: usize = 32;
/// The longest run of words; several words in a row may be a passphrase.
const WORDS: usize = 24;
/// What stands in the place of a run that is not shown.
const HIDDEN: &str = "[…]";
const PEM: &str = "[PEM]";
const JSON: &str = "[JSON]";

/// Text from the command line that is fit to be shown: what may be a key, a secret or a token is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed(String);

impl Typed {
    /// A word of any meaning.
    pub fn word(text: &str) -> Self {
        if let Some((option, _)) = text.split_once('=')
            && option.starts_with("--")
        {
            return Self::word(option);
        }
        let opaque = || text.split(|one| !is_run(one)).any(is_opaque);
        Self(match secret_form(text) {
            Some(form) => form.to_owned(),
            None if opaque() => HIDDEN.to_owned(),
            None => cut(text),
        })
    }

    /// A path, a URL or an id: what looks like one is shown at its full length.
    pub fn place(text: &str) -> Self {
        if is_uuid(text) {
            return Self(text.to_owned());
        }
        if secret_form(text).is_some() || !looks_like_place(text) {
            return Self::word(text);
        }
        let is_part = |character| is_run(character) && character != '/';
        Self(if is_rooted(text) {
            masked(text, is_part, is_opaque_part)
        } else {
            masked(text, is_run, is_opaque)
        })
    }

    /// The value of a claim, as text or as JSON.
    pub fn claim(value: &str) -> Self {
        let text = value
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        match (text, secret_form(value)) {
            (Some(text), _) => Self(format!("\"{}\"", Self::place(text))),
            (None, Some(JSON)) => Self(cut(&masked(value, is_run, is_opaque))),
            (None, _) => Self::place(value),
        }
    }

    /// The file that a key or a secret is in. `None` for what may be the key or the secret itself.
    pub fn secret_file(path: &Path) -> Option<Self> {
        let text = path.to_string_lossy();
        let plain = secret_form(&text).is_none()
            && looks_like_place(&text)
            && (is_rooted(&text) || text.split(['/', '.']).all(is_made_of_words));
        plain.then(|| Self::from(path))
    }

    /// The variable that a secret is in, where its name is one that people give to variables: `JWT_SECRET`.
    pub fn secret_variable(name: &str) -> Option<Self> {
        let upper = |byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_');
        let plain = name.bytes().all(upper) && is_made_of_words(name) && name.len() <= SHOWN;
        plain.then(|| Self(name.to_owned()))
    }

    /// Whether a text is a key and no name of one.
    pub fn is_key(text: &str) -> bool {
        matches!(secret_form(text), Some(PEM | JSON))
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Typed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// So that a list of them is joined as one of texts is.
impl Borrow<str> for Typed {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Typed {
    fn from(word: &str) -> Self {
        Self::word(word)
    }
}

impl From<String> for Typed {
    fn from(word: String) -> Self {
        Self::word(&word)
    }
}

impl From<&String> for Typed {
    fn from(word: &String) -> Self {
        Self::word(word)
    }
}

impl From<&Path> for Typed {
    fn from(path: &Path) -> Self {
        Self::place(&path.to_string_lossy())
    }
}

impl From<PathBuf> for Typed {
    fn from(path: PathBuf) -> Self {
        Self::from(path.as_path())
    }
}

impl From<&PathBuf> for Typed {
    fn from(path: &PathBuf) -> Self {
        Self::from(path.as_path())
    }
}

/// What is never shown, by its form, and what stands in its place.
fn secret_form(text: &str) -> Option<&'static str> {
    let start = text.trim_start();
    if text.contains("-----") || text.contains("PRIVATE KEY") {
        Some(PEM)
    } else if start.starts_with('{') || start.starts_with('[') && start.contains(['"', '{']) {
        Some(JSON)
    } else if text
        .split(|character| !is_run(character))
        .any(is_encoded_json)
    {
        Some("[JWT]")
    } else if text.contains(['\n', '\r'])
        || is_hex_in_groups(text)
        || is_padded(text)
        || has_userinfo(text)
    {
        Some(HIDDEN)
    } else {
        None
    }
}

/// Base64url of `{"`, with which every token begins.
fn is_encoded_json(run: &str) -> bool {
    run.starts_with("eyJ")
}

/// Base64 to its end.
fn is_padded(text: &str) -> bool {
    text.len() >= OPAQUE
        && text
            .strip_suffix('=')
            .is_some_and(|text| text.trim_end_matches('=').chars().all(is_run))
}

/// Bytes as many tools print them: `9f:86:d0:81`.
fn is_hex_in_groups(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    let rest = text.bytes().filter(|byte| !byte.is_ascii_hexdigit());
    digits >= OPAQUE && rest.into_iter().all(|byte| b":- ".contains(&byte))
}

/// A URL with a user name, and maybe a password, before the host (RFC 3986 §3.2.1).
fn has_userinfo(text: &str) -> bool {
    text.split_once("://").is_some_and(|(_, rest)| {
        let authority = rest.split(['/', '?', '#']).next();
        authority.is_some_and(|authority| authority.contains('@'))
    })
}

/// What base64, base64url and hex are made of.
fn is_run(character: char) -> bool {
    character.is_ascii_alphanumeric() || "+/-_".contains(character)
}

fn is_opaque(run: &str) -> bool {
    let run = run.trim_matches('-');
    let of_words = || {
        run.split('/')
            .all(|part| part.len() <= WORDS && is_made_of_words(part))
    };
    run.len() >= OPAQUE && !of_words()
}

/// The same of one part of a path from the root or of a URL.
fn is_opaque_part(part: &str) -> bool {
    part.len() >= OPAQUE_PART && !is_made_of_words(part) && !is_uuid(part)
}

/// An id by design: a tenant, a client, a session.
fn is_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}

/// `rsa-private`, `JWT_SECRET`, `Key2`: words with no more than a number behind them.
fn is_made_of_words(text: &str) -> bool {
    text.split(['-', '_', '+']).all(|word| {
        let letters = word.trim_end_matches(|character: char| character.is_ascii_digit());
        let small = letters.get(1..).unwrap_or_default();
        word.len() - letters.len() <= 8
            && letters.len() <= 16
            && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
            && (small.bytes().all(|byte| byte.is_ascii_lowercase())
                || letters.bytes().all(|byte| byte.is_ascii_uppercase()))
    })
}

/// A path from the root, or a URL.
fn is_rooted(text: &str) -> bool {
    let drive =
        |start: &str| start.len() == 1 && start.bytes().all(|byte| byte.is_ascii_alphabetic());
    ["/", "./", "../", "~/", "\\\\"]
        .iter()
        .any(|root| text.starts_with(root))
        || text
            .split_once("://")
            .is_some_and(|(scheme, _)| is_made_of_words(scheme))
        || text
            .split_once([':'])
            .is_some_and(|(start, _)| drive(start))
}

/// A separator or the ending of a file's name.
fn looks_like_place(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    is_rooted(text)
        || text.contains('/')
        || matches!(ending.len(), 1..=6) && is_made_of_words(ending)
}

/// A text with every run of characters left out that is opaque.
fn masked(text: &str, is_run: impl Fn(char) -> bool, is_opaque: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let inside = rest.starts_with(&is_run);
        let end = rest.find(|character| is_run(character) != inside);
        let (run, behind) = rest.split_at(end.unwrap_or(rest.len()));
        out += if inside && is_opaque(run) {
            HIDDEN
        } else {
            run
        };
        rest = behind;
    }
    out
}

/// A text as far as one needs to see it.
fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> String {
        Typed::word(text).to_string()
    }

    fn place(text: &str) -> String {
        Typed::place(text).to_string()
    }

    #[test]
    fn what_may_be_a_secret_is_left_out_of_a_word() {
        for (typed, shown) in [
            (
                "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIMEt\n-----END",
                "[PEM]",
            ),
            ("-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEEIMEt", "[PEM]"),
            (r#" {"kty":"oct","k":"c2VjcmV0"}"#, "[JSON]"),
            (r#"[{"kty":"oct"}]"#, "[JSON]"),
            ("eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "[JWT]"),
            ("Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "[JWT]"),
            ("9f86d081884c7d659a2feaa0c55ad015", "[…]"),
            ("9f:86:d0:81:88:4c:7d:65:9a:2f:ea:a0", "[…]"),
            ("q83vASNFZ4mrze8B/q83vA==", "[…]"),
            ("x:=MHcCAQEEIMEtkGoVz0123", "[…]"),
            ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "[…]"),
            ("correct-horse-battery-staple-0123", "[…]"),
            ("--correct-horse-battery-staple", "[…]"),
            ("first\nsecond", "[…]"),
            (
                "the lazy dog does not jump over anything",
                "the lazy dog does not jump over …",
            ),
            ("--require-key-bindings", "--require-key-bindings"),
            ("--decrypt-secret-encodings", "--decrypt-secret-encodings"),
            ("kim.chulsoo@example.com", "kim.chulsoo@example.com"),
            ("2026-11-23T02:00:00Z", "2026-11-23T02:00:00Z"),
            ("20261123T020000Z", "20261123T020000Z"),
            ("keyJson", "keyJson"),
            ("[0]", "[0]"),
            ("--password=Hunter2Zebra", "--password"),
            ("https://bob:Hunter2Zebra@host.example/", "[…]"),
            ("https://host.example/@bob", "https://host.example/@bob"),
            ("홍선", "홍선"),
            ("", ""),
        ] {
            assert_eq!(word(typed), shown);
        }
    }

    #[test]
    fn a_place_is_shown_whole() {
        let tenant = "https://login.microsoftonline.com/9188040d-6c67-4bc5-b112-36a304b66dad/v2.0";
        for whole in [
            "rsa.pem",
            "missing",
            "9188040d-6c67-4bc5-b112-36a304b66dad",
            "keys/signing/production/rsa-private.pem",
            "/home/kim/a-very-long-name-of-a-project-of-ours/keys.json",
            "/private/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T/keys.json",
            "C:\\Users\\kim\\AppData\\Roaming\\tokenry\\keys.json",
            "https://dev-123456.okta.com/oauth2/aus1a2b3c4d5E6F7g8h9",
            tenant,
        ] {
            assert_eq!(place(whole), whole);
        }
        for (typed, shown) in [
            ("-----BEGIN PRIVATE KEY-----/a.pem", "[PEM]"),
            ("eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "[JWT]"),
            ("q83vASNFZ4mrze8B/q83vA==", "[…]"),
            ("q83vASNFZ4mrze8B/q83vA/keys.json", "[…].json"),
            ("correct-horse-battery-staple-0123", "[…]"),
            ("/8AAQSkZ/JRgABAQEASAB/IAAD/2w=", "[…]"),
            (
                "/build/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b/keys.json",
                "/build/[…]/keys.json",
            ),
        ] {
            assert_eq!(place(typed), shown);
        }
    }

    #[test]
    fn a_secret_is_not_the_name_of_its_file_or_variable() {
        let file = |name: &str| Typed::secret_file(Path::new(name)).is_some();
        for name in ["rsa.pem", "s.txt", "keys/id_rsa", "./secret", "/run/k3Y"] {
            assert!(file(name), "{name}");
        }
        for secret in [
            "hunter2",
            "correct-horse-battery-staple-0123",
            "q83v/Zx.y",
            "9f86d081884c7d659a2feaa0c55ad015",
            "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
            "-----BEGIN PRIVATE KEY-----\nMHcC",
        ] {
            assert!(!file(secret), "{secret}");
        }
        let variable = |name: &str| Typed::secret_variable(name).is_some();
        for name in ["JWT_SECRET", "KEY2", "S"] {
            assert!(variable(name), "{name}");
        }
        for secret in [
            "hunter2",
            "correct-horse-battery-staple-0123",
            "JBSWY3DPEHPK3PXP",
            "$JWT_SECRET",
        ] {
            assert!(!variable(secret), "{secret}");
        }
    }
}
