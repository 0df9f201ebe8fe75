//! The one table of content encryptions (RFC 7518 §5), a row each.

use aws_lc_rs::aead::{self, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{
    self, DecryptingKey, DecryptionContext, EncryptingKey, EncryptionContext, UnboundCipherKey,
};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;
use aws_lc_rs::iv::FixedLength;
use zeroize::Zeroizing;

use super::Hidden;

/// The octets of a block of AES, of a tag of GCM and of an initialisation vector of CBC.
const BLOCK: usize = 16;

/// A row of the table.
#[derive(Clone, Copy)]
pub struct Encryption {
    /// The `enc` value.
    pub name: &'static str,
    /// The octets of the content key.
    pub(super) key_len: usize,
    pub(super) vector_len: usize,
    tag_len: usize,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// RFC 7518 §5.3
    Gcm(&'static aead::Algorithm),
    /// RFC 7518 §5.2: the first half of the key is that of the MAC.
    Cbc(&'static cipher::Algorithm, hmac::Algorithm),
}

const TABLE: [Encryption; 6] = [
    gcm("A128GCM", &aead::AES_128_GCM, 16),
    gcm("A192GCM", &aead::AES_192_GCM, 24),
    gcm("A256GCM", &aead::AES_256_GCM, 32),
    cbc("A128CBC-HS256", &cipher::AES_128, hmac::HMAC_SHA256, 16),
    cbc("A192CBC-HS384", &cipher::AES_192, hmac::HMAC_SHA384, 24),
    cbc("A256CBC-HS512", &cipher::AES_256, hmac::HMAC_SHA512, 32),
];

const fn gcm(name: &'static str, cipher: &'static aead::Algorithm, key_len: usize) -> Encryption {
    Encryption {
        name,
        key_len,
        vector_len: aead::NONCE_LEN,
        tag_len: BLOCK,
        kind: Kind::Gcm(cipher),
    }
}

const fn cbc(
    name: &'static str,
    cipher: &'static cipher::Algorithm,
    mac: hmac::Algorithm,
    half: usize,
) -> Encryption {
    Encryption {
        name,
        key_len: 2 * half,
        vector_len: BLOCK,
        tag_len: half,
        kind: Kind::Cbc(cipher, mac),
    }
}

/// What is encrypted, and what only its tag covers.
#[derive(Clone, Copy)]
pub(super) struct Sealed<'s> {
    pub(super) vector: &'s [u8],
    pub(super) content: &'s [u8],
    pub(super) tag: &'s [u8],
    pub(super) additional: &'s [u8],
}

impl Encryption {
    /// The one for a token that names none.
    pub(super) const DEFAULT: Self = gcm("A256GCM", &aead::AES_256_GCM, 32);

    /// The encryption that takes a key of so many octets.
    pub(super) fn of_length(length: usize) -> Option<Self> {
        Self::all().find(|row| row.key_len == length)
    }

    /// Every row, in the order in which people should read them.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.into_iter()
    }

    /// The encryption of that `enc` value.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|row| row.name == name)
    }

    /// Decrypts, if the tag is that of this key. What else can be wrong is looked at before, in the same time for any
    /// key: lengths.
    pub(super) fn open(self, key: &[u8], sealed: Sealed<'_>) -> Option<Hidden> {
        let lengths = (key.len(), sealed.vector.len(), sealed.tag.len());
        if lengths != (self.key_len, self.vector_len, self.tag_len) {
            return None;
        }
        match self.kind {
            Kind::Gcm(cipher) => open_gcm(cipher, key, sealed),
            Kind::Cbc(cipher, mac) => {
                let (mac_key, key) = key.split_at_checked(self.key_len / 2)?;
                let tag = authenticate(mac, mac_key, sealed);
                let tag = tag.as_ref().get(..self.tag_len)?;
                verify_slices_are_equal(tag, sealed.tag).ok()?;
                open_cbc(cipher, key, sealed)
            }
        }
    }

    /// Encrypts under a new initialisation vector; returns the ciphertext and the tag.
    pub(super) fn seal(
        self,
        key: &[u8],
        vector: &[u8],
        content: &[u8],
        additional: &[u8],
    ) -> Option<(Vec<u8>, Vec<u8>)> {
        let (mac_key, cipher, mac) = match self.kind {
            Kind::Gcm(cipher) => return seal_gcm(cipher, key, vector, content, additional),
            Kind::Cbc(cipher, mac) => (key.get(..self.key_len / 2)?, cipher, mac),
        };
        let key = UnboundCipherKey::new(cipher, key.get(self.key_len / 2..)?).ok()?;
        // PKCS #7 (RFC 5652 §6.3)
        let padding = BLOCK - content.len() % BLOCK;
        let mut padded = content.to_vec();
        padded.resize(content.len() + padding, u8::try_from(padding).ok()?);
        let mode = EncryptionContext::Iv128(FixedLength::try_from(vector).ok()?);
        let key = EncryptingKey::cbc(key).ok()?;
        key.less_safe_encrypt(&mut padded, mode).ok()?;
        let sealed = Sealed {
            vector,
            content: &padded,
            tag: &[],
            additional,
        };
        let tag = authenticate(mac, mac_key, sealed);
        let tag = tag.as_ref().get(..self.tag_len)?.to_vec();
        Some((padded, tag))
    }
}

/// Seals with AES-GCM, for content and for keys (RFC 7518 §4.7, §5.3).
pub(super) fn seal_gcm(
    cipher: &'static aead::Algorithm,
    key: &[u8],
    vector: &[u8],
    content: &[u8],
    additional: &[u8],
) -> Option<(Vec<u8>, Vec<u8>)> {
    let key = LessSafeKey::new(UnboundKey::new(cipher, key).ok()?);
    let nonce = Nonce::try_assume_unique_for_key(vector).ok()?;
    let mut sealed = content.to_vec();
    let tag = key
        .seal_in_place_separate_tag(nonce, Aad::from(additional), &mut sealed)
        .ok()?;
    Some((sealed, tag.as_ref().to_vec()))
}

/// Opens AES-GCM; a tag that is cut is none (RFC 7518 §5.3).
pub(super) fn open_gcm(
    cipher: &'static aead::Algorithm,
    key: &[u8],
    sealed: Sealed<'_>,
) -> Option<Hidden> {
    let key = LessSafeKey::new(UnboundKey::new(cipher, key).ok()?);
    let nonce = Nonce::try_assume_unique_for_key(sealed.vector).ok()?;
    if sealed.tag.len() != BLOCK {
        return None;
    }
    let mut content = Zeroizing::new(vec![0; sealed.content.len()]);
    key.open_separate_gather(
        nonce,
        Aad::from(sealed.additional),
        sealed.content,
        sealed.tag,
        &mut content,
    )
    .ok()?;
    Some(content)
}

/// The MAC of RFC 7518 §5.2.2.1 step 5, whole.
fn authenticate(mac: hmac::Algorithm, key: &[u8], sealed: Sealed<'_>) -> hmac::Tag {
    let mut context = hmac::Context::with_key(&hmac::Key::new(mac, key));
    context.update(sealed.additional);
    context.update(sealed.vector);
    context.update(sealed.content);
    let bits = u64::try_from(sealed.additional.len()).unwrap_or(u64::MAX);
    context.update(&bits.saturating_mul(8).to_be_bytes());
    context.sign()
}

/// Opens AES-CBC, whose tag was right.
fn open_cbc(cipher: &'static cipher::Algorithm, key: &[u8], sealed: Sealed<'_>) -> Option<Hidden> {
    let key = DecryptingKey::cbc(UnboundCipherKey::new(cipher, key).ok()?).ok()?;
    let mut content = Zeroizing::new(sealed.content.to_vec());
    let mode = DecryptionContext::Iv128(FixedLength::try_from(sealed.vector).ok()?);
    key.decrypt(&mut content, mode).ok()?;
    let padding = usize::from(*content.last()?);
    let kept = content.len().checked_sub(padding)?;
    let is_padding = |octets: &[u8]| octets.iter().all(|octet| usize::from(*octet) == padding);
    if !(1..=BLOCK).contains(&padding) || !content.get(kept..).is_some_and(is_padding) {
        return None;
    }
    content.truncate(kept);
    Some(content)
}
