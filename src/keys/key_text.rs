//! Secrets that are no secrets: the text of a key, private or public, in whatever wrapping it came.
//!
//! RFC 8725 §2.1: whoever checks an HMAC with the text of a public key accepts what anybody can sign. The text of a
//! private key is no better: no other party takes it for an HMAC secret, so it only ever gets there by mistake.

use zeroize::Zeroizing;

use super::Hidden;
use super::der;
use super::key::Key;
use super::set::KeySet;
use crate::encoding::{BASE64, HEX, percent_decoded};

/// What a text is that was taken for a secret and is a key.
#[derive(Debug)]
pub struct KeyText {
    /// The keys in it, as far as they can be read.
    pub keys: Vec<Key>,
    /// Whether all of it is public.
    pub public: bool,
}

/// No text of a key is shorter, in bytes: `{"kty":"oct","k":""}`.
const SHORTEST: usize = 20;
/// How many encodings a key is looked for in: UTF-16 of base64 of a PEM has two.
const DEPTH: usize = 4;
/// What stands in the text of keys and nowhere else.
const MARKS: [&[u8]; 8] = [
    // However many dashes there are.
    b"--BEGIN",
    b"--END ",
    b"PRIVATE KEY-",
    b"PUBLIC KEY-",
    b"---- BEGIN SSH2",
    // XML Signature (RFC 3275 §4.4.2.2), as .NET writes keys.
    b"<RSAKeyValue",
    b"PuTTY-User-Key-File",
    b"openssh-key-v1\0",
];
/// What quotes, ampersands and line breaks become in HTML and XML.
const ENTITIES: [(&str, &str); 6] = [
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#x22;", "\""),
    ("&#10;", "\n"),
    ("&#xA;", "\n"),
];
/// How the type of a JWK looks without white space, quotes and backslashes (RFC 7517 §4.1).
const KEY_TYPES: [&str; 5] = ["kty:oct", "kty:RSA", "kty:EC", "kty:OKP", "kty:AKP"];

impl KeyText {
    /// The key that a secret is the text of, if it is one.
    pub fn find(secret: &[u8]) -> Option<Self> {
        Self::within(secret, DEPTH)
    }

    fn within(bytes: &[u8], depth: usize) -> Option<Self> {
        if bytes.len() < SHORTEST {
            return None;
        }
        if is_key(bytes) {
            return Some(Self::read(bytes));
        }
        let depth = depth.checked_sub(1)?;
        if let Some(text) = from_utf16(bytes) {
            return Self::within(text.as_bytes(), depth);
        }
        let text = Zeroizing::new(String::from_utf8_lossy(bytes).into_owned());
        let behind = percent_decoded(&text).map(Zeroizing::new);
        if let Some(found) = behind.and_then(|text| Self::within(text.as_bytes(), depth)) {
            return Some(found);
        }
        let text = unescaped(&text);
        if is_key(text.as_bytes()) || names_a_type(&text) {
            return Some(Self::read(text.as_bytes()));
        }
        decoded(&text)
            .iter()
            .find_map(|bytes| Self::within(bytes, depth))
    }

    /// What is around a key may keep it from being read; that it is one is known already.
    fn read(bytes: &[u8]) -> Self {
        let start = |mark: &[u8]| memchr::memmem::find(bytes, mark);
        let pem = start(b"-----BEGIN").and_then(|at| bytes.get(at..));
        let json = start(b"{").zip(memchr::memrchr(b'}', bytes));
        let json = json.and_then(|(from, to)| bytes.get(from..=to));
        let forms = [Some(bytes), pem, json];
        let read = |form: &[u8]| KeySet::read(form).ok();
        let keys = forms.into_iter().flatten().find_map(read);
        let keys = keys.map(|set| set.keys).unwrap_or_default();
        let public = if keys.is_empty() {
            let says = |word: &[u8]| start(word).is_some();
            is_ssh(bytes) || says(b"PUBLIC") || says(b"CERTIFICATE") && !says(b"PRIVATE")
        } else {
            !keys.iter().any(Key::is_private)
        };
        Self { keys, public }
    }
}

fn is_key(bytes: &[u8]) -> bool {
    let holds = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    MARKS.iter().any(|mark| holds(mark))
        || is_ssh(bytes)
        || der::is_key(bytes)
        || is_prefixed_der(bytes)
}

/// A DER structure behind a byte order mark, a quote or the name of a variable.
fn is_prefixed_der(bytes: &[u8]) -> bool {
    const LONGEST: usize = 64;
    let starts = bytes.iter().take(LONGEST).enumerate();
    let mut starts = starts.filter(|(_, byte)| **byte == der::SEQUENCE);
    starts.any(|(at, _)| {
        let structure = bytes.get(at..).and_then(der::first);
        structure.is_some_and(der::is_key)
    })
}

/// A public key as SSH sends it (RFC 4253 §6.6): the length of its type, then the type.
fn is_ssh(bytes: &[u8]) -> bool {
    let [0, 0, 0, length, rest @ ..] = bytes else {
        return false;
    };
    let name = rest.get(..usize::from(*length)).unwrap_or_default();
    ["ssh-", "ecdsa-sha2-", "sk-"]
        .iter()
        .any(|start| name.starts_with(start.as_bytes()))
}

/// Whether a text names the type of a JWK.
fn names_a_type(text: &str) -> bool {
    let mut dense = Zeroizing::new(String::with_capacity(text.len()));
    let skipped = |one: char| one.is_whitespace() || matches!(one, '"' | '\'' | '`');
    dense.extend(text.chars().filter(|one| !skipped(*one)));
    KEY_TYPES.iter().any(|name| dense.contains(name))
}

/// UTF-16 of either byte order, with a byte order mark or without.
fn from_utf16(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let zeros = |from: usize| {
        let every_second = bytes.iter().skip(from).step_by(2);
        every_second.filter(|byte| **byte == 0).count() > bytes.len() / 4
    };
    let unit = if bytes.starts_with(b"\xff\xfe") || zeros(1) {
        u16::from_le_bytes
    } else if bytes.starts_with(b"\xfe\xff") || zeros(0) {
        u16::from_be_bytes
    } else {
        return None;
    };
    let units = bytes.as_chunks().0.iter().map(|pair| unit(*pair));
    let mut text = Zeroizing::new(String::with_capacity(3 * bytes.len() / 2));
    text.extend(char::decode_utf16(units).map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)));
    Some(text)
}

/// The text without its escapes, once or several times escaped: of a run of backslashes what follows tells.
pub(super) fn unescaped(text: &str) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let after = after.trim_start_matches('\\');
        let unit = after.strip_prefix('u').and_then(|hex| hex.get(..4));
        let unit = unit.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let (one, length) = match (unit.and_then(char::from_u32), after.chars().next()) {
            (Some(one), _) => (Some(one), 5),
            (None, Some('n' | 'r' | 't')) => (Some('\n'), 1),
            _ => (None, 0),
        };
        plain.extend(one);
        rest = after.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    for (entity, character) in ENTITIES {
        if plain.contains(entity) {
            plain = Zeroizing::new(plain.replace(entity, character));
        }
    }
    plain
}

/// What the runs of base64 and hex in a text stand for; a run may be broken into lines.
fn decoded(text: &str) -> Vec<Hidden> {
    let without = |skipped: fn(u8) -> bool| -> Hidden {
        Zeroizing::new(text.bytes().filter(|byte| !skipped(*byte)).collect())
    };
    let dense = without(|byte| byte.is_ascii_whitespace());
    // `openssl` writes hex with colons.
    let digits = without(|byte| byte.is_ascii_whitespace() || byte == b':');
    let outside = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"+/-_".contains(byte));
    let words = text.as_bytes().split(outside);
    let runs = dense.split(outside);
    [digits.as_slice()]
        .into_iter()
        .chain(runs)
        .chain(words.filter(|_| dense.len() < text.len()))
        .filter(|run| run.len() >= SHORTEST)
        .filter_map(|run| from_hex(run).or_else(|| from_base64(run)))
        .collect()
}

pub(super) fn from_hex(run: &[u8]) -> Option<Hidden> {
    let digits = run.strip_prefix(b"0x").unwrap_or(run);
    HEX.decode(digits).map(Zeroizing::new).ok()
}

/// Base64 of either alphabet, as far as it goes: one that was cut is none the less of a key.
pub(super) fn from_base64(run: &[u8]) -> Option<Hidden> {
    let plain: Hidden = Zeroizing::new(
        run.iter()
            .map(|byte| match byte {
                b'-' => b'+',
                b'_' => b'/',
                other => *other,
            })
            .collect(),
    );
    let whole = plain.len() - plain.len() % 4;
    BASE64
        .decode(&plain)
        .or_else(|_| BASE64.decode(plain.get(..whole).unwrap_or_default()))
        .map(Zeroizing::new)
        .ok()
}
