//! What bytes are, told by their content and never by a file's name.

use zeroize::Zeroizing;

use super::der;
use super::key::Key;
use super::others;
use super::pem::{self, Block};
use super::set::{KeySet, Skipped};
use super::{Hidden, MAX_BYTES};
use crate::encoding::BASE64;
use crate::json::{self, Json, Object};
use crate::keys::messages::{Foreign, KeyProblem, shown};

impl KeySet {
    /// Reads PEM (one block or several), DER, a JWK or a JWK Set, told apart by content.
    ///
    /// # Errors
    /// When the bytes are none of these, or hold what can't be used; two keys of one `kid` are refused.
    pub fn read(bytes: &[u8]) -> Result<Self, KeyProblem> {
        if bytes.len() > MAX_BYTES {
            return Err(KeyProblem::TooLarge { limit: MAX_BYTES });
        }
        if let Some(what) = binary_format(bytes) {
            return Err(KeyProblem::Foreign { what });
        }
        // DER first: it is the only binary format, and its length must fit exactly.
        if bytes.first() == Some(&0x30) && (der::looks_like(bytes) || !looks_like_text(bytes)) {
            let (shape, key) = der::read(bytes)?;
            return one(key, shape.formats().der, bytes);
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let Ok(text) = std::str::from_utf8(text) else {
            return Err(KeyProblem::Foreign {
                what: Foreign::Binary,
            });
        };
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(KeyProblem::Empty);
        }
        if trimmed.starts_with(['{', '[']) {
            return from_json(text, bytes);
        }
        if pem::is_in(text) {
            return from_pem(text, bytes);
        }
        match text_format(trimmed) {
            Foreign::Text => bare_base64(trimmed, bytes),
            what => Err(KeyProblem::Foreign { what }),
        }
    }
}

/// A set of one key, which remembers the bytes it came as.
fn one(mut key: Key, format: &'static str, bytes: &[u8]) -> Result<KeySet, KeyProblem> {
    key.original = Some(bytes.to_vec().into());
    KeySet {
        keys: vec![key],
        skipped: Vec::new(),
        format,
    }
    .checked()
}

fn from_json(text: &str, bytes: &[u8]) -> Result<KeySet, KeyProblem> {
    let json = Json::parse(text.as_bytes())
        .map(Zeroizing::new)
        .map_err(|error: json::Error| {
            let (line, column) = error.line_column(text.as_bytes());
            KeyProblem::Json {
                problem: error.problem,
                line,
                column,
            }
        })?;
    if let Some(object) = json.as_object()
        && (object.get("kty").is_some() || object.get("x5c").is_some())
    {
        return one(Key::from_jwk(object)?, "JWK", bytes);
    }
    let mut set = match json.as_object() {
        Some(object) if object.get("keys").is_some() => KeySet::from_jwks(object)?,
        object => match (others::read(&json), object) {
            (Some(set), _) => set.checked()?,
            (None, Some(object)) => return Err(foreign_json(object)),
            (None, None) => return Err(KeyProblem::NotAJwk),
        },
    };
    if let [key] = set.keys.as_mut_slice() {
        key.original = Some(bytes.to_vec().into());
    }
    Ok(set)
}

/// JSON that is no key but holds one, or says where there is one.
fn foreign_json(object: &Object) -> KeyProblem {
    let with_pem = object
        .iter()
        .find(|(_, value)| value.as_str().is_some_and(pem::is_in));
    if let Some((name, _)) = with_pem {
        return KeyProblem::PemInJson {
            member: shown(name),
        };
    }
    if object.get("jwks_uri").is_some() {
        return KeyProblem::Foreign {
            what: Foreign::Discovery,
        };
    }
    if object.get("access_token").is_some() || object.get("id_token").is_some() {
        return KeyProblem::Foreign {
            what: Foreign::Token,
        };
    }
    KeyProblem::NotAJwk
}

fn from_pem(text: &str, bytes: &[u8]) -> Result<KeySet, KeyProblem> {
    let blocks = pem::blocks(text)?;
    let alone = blocks.len() == 1;
    let mut set = KeySet::default();
    for (index, block) in blocks.iter().enumerate() {
        match from_block(block) {
            Ok((key, format)) => {
                // Files of several formats have the first one's name.
                if set.keys.is_empty() {
                    set.format = format;
                }
                add(&mut set, key, alone, bytes);
            }
            Err(problem @ (KeyProblem::PemBase64 { .. } | KeyProblem::PemEscaped)) => {
                return Err(problem);
            }
            // `openssl ecparam -genkey` writes the curve in a block of its own before the key, which names it too.
            Err(KeyProblem::Foreign {
                what: Foreign::EcParameters,
            }) if !alone => {}
            Err(problem) => set.skipped.push(Skipped {
                index,
                kid: None,
                problem,
            }),
        }
    }
    set.checked()
}

/// Adds a key unless the set has it already, as a private key and its certificate in one file; the private one stays.
fn add(set: &mut KeySet, mut key: Key, alone: bool, bytes: &[u8]) {
    /// Beyond so many keys, equal ones are kept rather than compared with all others.
    const COMPARED: usize = 64;
    if alone {
        key.original = Some(bytes.to_vec().into());
    }
    if set.keys.len() < COMPARED
        && let Some(there) = set.keys.iter_mut().find(|there| there.same_key(&key))
    {
        if key.is_private() && !there.is_private() {
            *there = key;
        }
        return;
    }
    set.keys.push(key);
}

/// The key of a block. Labels that promise a key are not believed further than that: its content tells.
fn from_block(block: &Block<'_>) -> Result<(Key, &'static str), KeyProblem> {
    if block.is_encrypted() {
        return Err(KeyProblem::Foreign {
            what: Foreign::EncryptedKey,
        });
    }
    let foreign = match block.label {
        "PRIVATE KEY" | "PUBLIC KEY" | "RSA PRIVATE KEY" | "RSA PUBLIC KEY" | "EC PRIVATE KEY"
        | "EC PUBLIC KEY" | "CERTIFICATE" | "X509 CERTIFICATE" | "ANY PRIVATE KEY" => None,
        "TRUSTED CERTIFICATE" => {
            // OpenSSL appends its trust settings to the certificate.
            let bytes = block.decode()?;
            return named(first_structure(&bytes));
        }
        "OPENSSH PRIVATE KEY" => Some(Foreign::OpenSsh),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Some(Foreign::CertificateRequest),
        "DSA PRIVATE KEY" | "DSA PARAMETERS" | "DSA PUBLIC KEY" => Some(Foreign::Dsa),
        "DH PARAMETERS" | "X9.42 DH PARAMETERS" => Some(Foreign::DhParameters),
        "EC PARAMETERS" => Some(Foreign::EcParameters),
        "X509 CRL" => Some(Foreign::Crl),
        "PKCS7" | "PKCS #7 SIGNED DATA" | "CMS" => Some(Foreign::Pkcs7),
        label if label.starts_with("PGP ") => Some(Foreign::Pgp),
        label if label.starts_with("SSH2 ") => Some(Foreign::SshPublic),
        label => {
            return Err(KeyProblem::PemLabel {
                label: shown(label),
                line: block.line,
            });
        }
    };
    match foreign {
        Some(what) => Err(KeyProblem::Foreign { what }),
        None => named(&block.decode()?),
    }
}

fn named(der: &[u8]) -> Result<(Key, &'static str), KeyProblem> {
    let (shape, key) = der::read(der)?;
    Ok((key, shape.formats().pem))
}

/// The first structure of several that follow each other.
fn first_structure(bytes: &[u8]) -> &[u8] {
    use pkcs8::der::{Reader, SliceReader};
    SliceReader::new(bytes)
        .and_then(|mut reader| reader.tlv_bytes())
        .unwrap_or(bytes)
}

/// The base64 of a DER key without its PEM lines, as Keycloak shows a realm's public key.
fn bare_base64(text: &str, bytes: &[u8]) -> Result<KeySet, KeyProblem> {
    let not_a_key = KeyProblem::Foreign {
        what: Foreign::Text,
    };
    let dense: Hidden = Zeroizing::new(
        text.bytes()
            .filter(|byte| !byte.is_ascii_whitespace())
            .collect(),
    );
    let Ok(der) = BASE64.decode_padded(&dense).map(Zeroizing::new) else {
        return Err(not_a_key);
    };
    if !der::looks_like(&der) {
        return Err(not_a_key);
    }
    let (shape, key) = der::read(&der)?;
    one(key, shape.formats().base64, bytes)
}

/// Formats that their first bytes tell.
fn binary_format(bytes: &[u8]) -> Option<Foreign> {
    let is = |magic: &[u8]| bytes.starts_with(magic);
    if is(b"\x1f\x8b")
        || is(b"PK\x03\x04")
        || is(b"BZh")
        || is(b"\xfd7zXZ")
        || is(b"\x28\xb5\x2f\xfd")
    {
        Some(Foreign::Compressed)
    } else if is(b"\xfe\xed\xfe\xed") || is(b"\xce\xce\xce\xce") {
        Some(Foreign::JavaKeystore)
    } else if is(b"\xff\xfe") || is(b"\xfe\xff") {
        Some(Foreign::Utf16)
    } else if is(b"\x99\x01") || is(b"\x95\x01") || is(b"\xc6\xc1") {
        // Packets of an OpenPGP key (RFC 9580 §4.2) with a length of two octets.
        Some(Foreign::Pgp)
    } else if is(b"\x30\x80") {
        // BER of indefinite length: what NSS writes as PKCS#12.
        Some(Foreign::Pkcs12)
    } else {
        None
    }
}

/// What a text is that is neither JSON nor PEM.
fn text_format(text: &str) -> Foreign {
    let starts = |prefix: &str| {
        text.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let ssh = [
        "ssh-",
        "ecdsa-sha2-",
        "sk-ssh-",
        "sk-ecdsa-",
        "---- BEGIN SSH2",
    ];
    if ssh.iter().any(|prefix| starts(prefix)) {
        Foreign::SshPublic
    } else if starts("PuTTY-User-Key-File") {
        Foreign::Putty
    } else if starts("<!doctype") || starts("<html") || starts("<head") || starts("<!--") {
        Foreign::Html
    } else if starts("<") {
        Foreign::Xml
    } else if looks_like_token(text) {
        Foreign::Token
    } else {
        Foreign::Text
    }
}

/// Three or five parts of base64url, the first the beginning of a JSON object.
fn looks_like_token(text: &str) -> bool {
    let text = text.strip_prefix("Bearer ").unwrap_or(text);
    let parts = text.split('.').count();
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    text.starts_with("ey") && (parts == 3 || parts == 5) && text.bytes().all(plain)
}

/// Whether bytes that begin with `0` are rather a text (such as a secret in hex) than cut-off DER.
fn looks_like_text(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keys::Algorithm;
    use crate::text::{Problem, Say};

    /// Keys in DER, PEM and JWK to be damaged.
    fn samples() -> Vec<Vec<u8>> {
        let mut samples = Vec::new();
        for name in ["HS256", "RS256", "ES256", "EdDSA", "ML-DSA-44"] {
            let key = Key::generate(Algorithm::named(name).unwrap()).unwrap();
            let jwk = Json::Object(key.to_jwk(true).unwrap()).to_compact();
            samples.push(format!("{{\"keys\":[{jwk}]}}").into_bytes());
            samples.push(jwk.into_bytes());
            for private in [true, false] {
                samples.extend(key.to_pem(private).map(String::into_bytes));
            }
            let texts = [key.texts(false), key.texts(true)].concat();
            samples.extend(texts.iter().map(|text| text.to_vec()));
        }
        let ders: Vec<Vec<u8>> = samples
            .iter()
            .filter_map(|sample| std::str::from_utf8(sample).ok())
            .filter_map(|text| pem::blocks(text).ok()?.first()?.decode().ok())
            .map(|der| der.to_vec())
            .collect();
        samples.extend(ders);
        samples
    }

    /// Whatever comes out: it can be said, and a key can be used.
    fn survive(bytes: &[u8]) {
        match KeySet::read(bytes) {
            Ok(set) => {
                for key in &set.keys {
                    let _ = (key.thumbprint(), key.describe(), key.texts(true));
                    let _ = (key.to_jwk(true), key.to_pem(true));
                    for algorithm in key.algorithms() {
                        if let Ok(verifier) = key.verifier(algorithm) {
                            assert!(!verifier.verify(b"a", &vec![0; 64]));
                        }
                        if let Ok(signer) = key.signer(algorithm, true) {
                            let _ = signer.sign(b"a");
                        }
                    }
                }
            }
            Err(problem) => {
                let hint = problem.hint().map(|hint| (hint.en(), hint.ko()));
                let _ = (problem.code(), problem.en(), problem.ko(), hint);
            }
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            survive(&bytes);
            let mut der = vec![0x30, 0x82, 0x01, 0x2c];
            der.extend(&bytes);
            survive(&der);
        }

        #[test]
        fn no_text_panics(text in "[-{\\[\\\":, a-zA-Z0-9+/=\\n]{0,200}", label in "[A-Z ]{0,20}") {
            survive(text.as_bytes());
            survive(format!("-----BEGIN {label}-----{text}-----END {label}-----").as_bytes());
        }
    }

    #[test]
    fn damaged_keys_never_panic() {
        let mut runner = proptest::test_runner::TestRunner::default();
        let samples = samples();
        let place = (
            0..samples.len(),
            any::<prop::sample::Index>(),
            any::<u8>(),
            any::<bool>(),
        );
        runner
            .run(&place, |(sample, at, byte, cut)| {
                let mut bytes = samples[sample].clone();
                let at = at.index(bytes.len());
                bytes[at] = byte;
                survive(&bytes);
                if cut {
                    bytes.truncate(at);
                    survive(&bytes);
                }
                Ok(())
            })
            .unwrap();
    }

    #[test]
    fn thousands_of_keys_are_read_in_one_go() {
        let keys: Vec<String> = (0..5000)
            .map(|id| format!(r#"{{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","kid":"{id}"}}"#))
            .collect();
        let text = format!("{{\"keys\":[{}]}}", keys.join(","));
        assert_eq!(KeySet::read(text.as_bytes()).unwrap().keys.len(), 5000);
        let large = " ".repeat(crate::keys::MAX_BYTES) + &text;
        let problem = KeySet::read(large.as_bytes()).unwrap_err();
        assert_eq!(problem.code(), "key_file_too_large");
        // A check of each against all others would take minutes.
        let operations: Vec<String> = (0..100_000).map(|id| format!("\"{id}\"")).collect();
        let one = format!(
            r#"{{"kty":"oct","k":"AQ","key_ops":[{}]}}"#,
            operations.join(",")
        );
        assert_eq!(KeySet::read(one.as_bytes()).unwrap().keys.len(), 1);
        let blocks =
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                .repeat(12_000);
        assert_eq!(
            KeySet::read(blocks.as_bytes()).unwrap_err().code(),
            "key_set_empty"
        );
        for body in ["", "x: y\n"] {
            let empty = format!("-----BEGIN PUBLIC KEY-----\n{body}-----END PUBLIC KEY-----\n");
            let problem = KeySet::read(empty.as_bytes()).unwrap_err();
            assert_eq!(problem.code(), "pem_truncated", "{body}");
        }
        let open = "-----BEGIN A-----\n".repeat(50_000);
        assert_eq!(
            KeySet::read(open.as_bytes()).unwrap_err().code(),
            "pem_truncated"
        );
    }
}
