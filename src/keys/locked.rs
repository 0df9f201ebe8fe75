//! Private keys under a passphrase: PKCS#8 (RFC 5958 §3, RFC 8018), the older encrypted PEM (RFC 1421 §4.6) and
//! PKCS#12 (RFC 7292). What is inside is read as if it had come bare.

use aes::{Aes128, Aes192, Aes256};
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, KeyInit, KeyIvInit};
use des::{Des, TdesEde3};
use md5::{Digest, Md5};
use p12_keystore::Pkcs12Archive;
use p12_keystore::error::Error as StoreError;
use pkcs8::pkcs5::{self, EncryptionScheme, pbes2};
use pkcs8::{EncryptedPrivateKeyInfoRef, Error};
use zeroize::Zeroizing;

use super::Hidden;
use super::der;
use super::pem::{self, Block};
use super::write::pem as to_pem;
use crate::encoding::HEX;
use crate::keys::messages::{Foreign, KeyProblem};

/// The costliest derivations that are run: an attacker's key file must not keep a machine busy.
const MAX_ITERATIONS: u32 = 10_000_000;
const MAX_SCRYPT_BYTES: u64 = 1 << 30;

/// Every form of key that takes a passphrase. `open` returns bytes of another form.
struct Lock {
    is_on: fn(&[u8]) -> bool,
    open: fn(&[u8], &[u8]) -> Result<Hidden, KeyProblem>,
}

const LOCKS: [Lock; 3] = [
    Lock {
        is_on: |bytes| foreign(bytes) == Some(Foreign::EncryptedKey),
        open: open_pkcs8,
    },
    Lock {
        is_on: |bytes| foreign(bytes) == Some(Foreign::Pkcs12),
        open: open_pkcs12,
    },
    Lock {
        is_on: |bytes| {
            // In a string of JSON the same text is not PEM yet: its line breaks are escaped.
            let locked = |block: &Block<'_>| block.is_encrypted() && block.decode().is_ok();
            blocks(bytes).is_some_and(|blocks| blocks.iter().any(locked))
        },
        open: open_pem,
    },
];

/// How a key under a passphrase is opened, where the bytes hold one.
pub(super) fn opener(bytes: &[u8]) -> Option<impl Fn(&[u8]) -> Result<Hidden, KeyProblem>> {
    let lock = LOCKS.iter().find(|lock| (lock.is_on)(bytes))?;
    Some(|passphrase: &[u8]| (lock.open)(bytes, passphrase))
}

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    match der::read(bytes) {
        Err(KeyProblem::Foreign { what }) => Some(what),
        _ => None,
    }
}

fn blocks(bytes: &[u8]) -> Option<Vec<Block<'_>>> {
    let text = std::str::from_utf8(bytes).ok()?;
    pem::is_in(text).then(|| pem::blocks(text).ok()).flatten()
}

fn unsupported(name: &str) -> KeyProblem {
    let name = name.to_owned();
    KeyProblem::LockUnsupported { name }
}

fn open_pkcs8(der: &[u8], passphrase: &[u8]) -> Result<Hidden, KeyProblem> {
    let info = EncryptedPrivateKeyInfoRef::try_from(der).map_err(|_| unsupported("PBES1"))?;
    let EncryptionScheme::Pbes2(parameters) = &info.encryption_algorithm else {
        return Err(unsupported("PBES1"));
    };
    if is_costly(&parameters.kdf) {
        return Err(KeyProblem::LockTooCostly);
    }
    match info.decrypt(passphrase) {
        Ok(key) => Ok(Zeroizing::new(key.as_bytes().to_vec())),
        Err(Error::EncryptedPrivateKey(pkcs5::Error::UnsupportedAlgorithm { oid })) => {
            Err(unsupported(&oid.to_string()))
        }
        Err(_) => Err(KeyProblem::WrongPassphrase),
    }
}

fn is_costly(kdf: &pbes2::Kdf) -> bool {
    match kdf {
        pbes2::Kdf::Pbkdf2(pbkdf2) => pbkdf2.iteration_count > MAX_ITERATIONS,
        pbes2::Kdf::Scrypt(scrypt) => {
            let lanes = u64::from(scrypt.parallelization);
            let block = 128 * u64::from(scrypt.block_size);
            let bytes = scrypt.cost_parameter.checked_mul(block * lanes);
            bytes.is_none_or(|bytes| bytes > MAX_SCRYPT_BYTES)
        }
        _ => false,
    }
}

/// The private keys of a store; the certificates of one that has no key.
fn open_pkcs12(der: &[u8], passphrase: &[u8]) -> Result<Hidden, KeyProblem> {
    let passphrase = std::str::from_utf8(passphrase).map_err(|_| KeyProblem::WrongPassphrase)?;
    let store = Pkcs12Archive::from_pkcs12(der, passphrase).map_err(|error| match error {
        StoreError::UnsupportedEncryptionScheme
        | StoreError::UnsupportedMacAlgorithm
        | StoreError::UnsupportedContentType
        | StoreError::UnsupportedCertificateType
        | StoreError::InvalidVersion => unsupported("PKCS#12"),
        StoreError::InvalidParameters => KeyProblem::LockTooCostly,
        _ => KeyProblem::WrongPassphrase,
    })?;
    let keys = store
        .keys
        .iter()
        .map(|bag| ("PRIVATE KEY", bag.key.as_der()));
    let certificates = store
        .certs
        .iter()
        .map(|bag| ("CERTIFICATE", bag.cert.as_der()));
    let chosen: Vec<_> = if store.keys.is_empty() {
        certificates.collect()
    } else {
        keys.collect()
    };
    let blocks = chosen
        .into_iter()
        .map(|(label, der)| Zeroizing::new(to_pem(label, der)));
    let mut text = Hidden::default();
    blocks.for_each(|block| text.extend_from_slice(block.as_bytes()));
    if text.is_empty() {
        return Err(KeyProblem::NoKeys);
    }
    Ok(text)
}

/// The PEM text again with every block open.
fn open_pem(text: &[u8], passphrase: &[u8]) -> Result<Hidden, KeyProblem> {
    let mut open = Hidden::default();
    for block in blocks(text).unwrap_or_default() {
        let der = block.decode()?;
        let (label, der) = if let Some(cipher) = block.cipher() {
            (block.label, open_rfc1421(cipher, &der, passphrase)?)
        } else if block.is_encrypted() {
            ("PRIVATE KEY", open_pkcs8(&der, passphrase)?)
        } else {
            (block.label, der)
        };
        let text = Zeroizing::new(to_pem(label, &der));
        open.extend_from_slice(text.as_bytes());
    }
    Ok(open)
}

/// `DEK-Info: NAME,IV`. The key is MD5 over passphrase and salt, as OpenSSL derives it.
fn open_rfc1421(cipher: &str, der: &[u8], passphrase: &[u8]) -> Result<Hidden, KeyProblem> {
    let (name, iv) = cipher.split_once(',').ok_or_else(|| unsupported("PEM"))?;
    let iv = HEX.decode(iv.trim().to_ascii_lowercase().as_bytes());
    let iv = iv.map_err(|_| unsupported(name.trim()))?;
    match name.trim() {
        "AES-128-CBC" => decrypt::<Aes128>(16, &iv, der, passphrase),
        "AES-192-CBC" => decrypt::<Aes192>(24, &iv, der, passphrase),
        "AES-256-CBC" => decrypt::<Aes256>(32, &iv, der, passphrase),
        "DES-EDE3-CBC" => decrypt::<TdesEde3>(24, &iv, der, passphrase),
        "DES-CBC" => decrypt::<Des>(8, &iv, der, passphrase),
        other => Err(unsupported(&super::messages::shown(other))),
    }
}

fn decrypt<C: BlockCipherDecrypt + KeyInit>(
    length: usize,
    iv: &[u8],
    der: &[u8],
    passphrase: &[u8],
) -> Result<Hidden, KeyProblem> {
    let salt = iv.get(..8).ok_or_else(|| unsupported("PEM"))?;
    let mut key = Hidden::default();
    let mut last: Hidden = Hidden::default();
    while key.len() < length {
        let hash = Md5::new().chain_update(&*last).chain_update(passphrase);
        last = Zeroizing::new(hash.chain_update(salt).finalize().to_vec());
        key.extend_from_slice(&last);
    }
    key.truncate(length);
    let cipher = Decryptor::<C>::new_from_slices(&key, iv).map_err(|_| unsupported("PEM"))?;
    let plain = cipher.decrypt_padded_vec::<Pkcs7>(der).map(Zeroizing::new);
    // One wrong passphrase in 256 leaves a padding that looks right.
    let plain = plain.ok().filter(|plain| der::looks_like(plain));
    plain.ok_or(KeyProblem::WrongPassphrase)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::encoding::BASE64;
    use crate::json::quoted;
    use crate::keys::{Half, KeySet};

    const PASSPHRASE: &str = "pw 암호";

    #[expect(clippy::disallowed_methods, reason = "files of the tests")]
    fn file(name: &str) -> Vec<u8> {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys/locked");
        std::fs::read(directory.join(name)).unwrap()
    }

    fn read(bytes: &[u8], wanted: Half, passphrase: Option<&str>) -> Result<KeySet, &'static str> {
        let passphrase = passphrase.map(|text| Zeroizing::new(text.as_bytes().to_vec()));
        KeySet::read_wrapped(bytes, wanted, &mut || passphrase.clone())
            .map(|(set, _)| set)
            .map_err(|problem| crate::text::Problem::code(&problem))
    }

    #[test]
    fn every_form_opens_with_the_passphrase_alone() {
        let expected = KeySet::read(&file("key.pem")).unwrap().keys[0].thumbprint();
        for name in [
            "pbkdf2-aes256.pem",
            "pbkdf2-aes128-sha1.pem",
            "pbkdf2-aes192-sha384.pem",
            "pbkdf2-aes256-sha512.pem",
            "pbkdf2-des3.pem",
            "pbkdf2-aes256.der",
            "scrypt.pem",
            "rfc1421-aes128.pem",
            "rfc1421-aes192.pem",
            "rfc1421-aes256.pem",
            "rfc1421-des3.pem",
            "certificate-and-key.pem",
            "new.p12",
            "old.p12",
        ] {
            let bytes = file(name);
            let set = read(&bytes, Half::Private, Some(PASSPHRASE)).unwrap();
            assert_eq!(set.keys.len(), 1, "{name}");
            assert_eq!(set.keys[0].thumbprint(), expected, "{name}");
            assert!(set.keys[0].is_private(), "{name}");
            for wrong in ["", "pw", "pw 암호 "] {
                let code = read(&bytes, Half::Private, Some(wrong)).unwrap_err();
                assert_eq!(code, "key_passphrase_wrong", "{name}");
            }
            let wrapped = BASE64.encode_padded(&bytes);
            let set = read(wrapped.as_bytes(), Half::Private, Some(PASSPHRASE)).unwrap();
            assert_eq!(set.keys[0].thumbprint(), expected, "{name} in base64");
        }
        let pem = String::from_utf8(file("scrypt.pem")).unwrap();
        let in_json = format!("{{\"private_key\":{}}}", quoted(&pem));
        assert!(read(in_json.as_bytes(), Half::Private, Some(PASSPHRASE)).is_ok());
        assert_eq!(
            read(in_json.as_bytes(), Half::Private, Some("no")).unwrap_err(),
            "key_passphrase_wrong"
        );
        let certificates = read(&file("certificates.p12"), Half::Public, Some(PASSPHRASE));
        assert_eq!(certificates.unwrap().keys[0].thumbprint(), expected);
    }

    #[test]
    fn what_stays_closed_says_why() {
        let code =
            |name: &str, passphrase| read(&file(name), Half::Private, passphrase).unwrap_err();
        assert_eq!(
            code("costly.pem", Some(PASSPHRASE)),
            "key_encryption_too_costly"
        );
        assert_eq!(
            code("pbes1.pem", Some(PASSPHRASE)),
            "key_encryption_unsupported"
        );
        assert_eq!(code("scrypt.pem", None), "key_encrypted");
        assert_eq!(code("new.p12", None), "key_is_pkcs12");
    }

    #[test]
    fn a_certificate_verifies_without_the_passphrase_of_the_key_beside_it() {
        let mut asked = false;
        let read =
            KeySet::read_wrapped(&file("certificate-and-key.pem"), Half::Public, &mut || {
                asked = true;
                None
            });
        assert_eq!(read.unwrap().0.keys.len(), 1);
        assert!(!asked);
    }
}
