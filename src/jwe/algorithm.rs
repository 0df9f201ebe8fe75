//! The one table of key management algorithms (RFC 7518 §4), a row each: how the content key is found.

use std::num::NonZeroU32;

use aws_lc_rs::aead;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::pbkdf2;
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA384_MGF1SHA384, OAEP_SHA512_MGF1SHA512,
    OaepAlgorithm,
};
use zeroize::Zeroizing;

use super::encryption::{Encryption, Sealed, open_gcm, seal_gcm};
use super::{Hidden, key_wrap};
use crate::encoding::BASE64URL;
use crate::json::{Indexed, Json, Object, Value};
use crate::keys::Key;
use crate::keys::encryption::Recipient;
use crate::token::envelope::Unopened;

/// The most rounds of PBKDF2 that are made: a second of work on a slow machine.
pub(super) const MAX_ROUNDS: u32 = 1_000_000;
/// The rounds that a new token gets: OWASP's advice for PBKDF2 with SHA-256, 2023.
const NEW_ROUNDS: u32 = 600_000;
/// RFC 7518 §4.8.1.1
const MIN_SALT: usize = 8;

/// A row of the table.
#[derive(Clone, Copy)]
pub struct Algorithm {
    /// The `alg` value.
    pub name: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// RFC 7518 §4.3
    Oaep(&'static OaepAlgorithm),
    /// RFC 7518 §4.5
    Direct,
    /// RFC 7518 §4.4, with a key of so many octets.
    Wrap(usize),
    /// RFC 7518 §4.7
    Gcm(&'static aead::Algorithm),
    /// RFC 7518 §4.6: the secret agreed on is the content key, or wraps it with so many octets.
    Agreement(Option<usize>),
    /// RFC 7518 §4.8
    Passphrase(pbkdf2::Algorithm, usize),
}

static TABLE: [Algorithm; 18] = [
    row("RSA-OAEP", Kind::Oaep(&OAEP_SHA1_MGF1SHA1)),
    row("RSA-OAEP-256", Kind::Oaep(&OAEP_SHA256_MGF1SHA256)),
    row("RSA-OAEP-384", Kind::Oaep(&OAEP_SHA384_MGF1SHA384)),
    row("RSA-OAEP-512", Kind::Oaep(&OAEP_SHA512_MGF1SHA512)),
    row("dir", Kind::Direct),
    row("A128KW", Kind::Wrap(16)),
    row("A192KW", Kind::Wrap(24)),
    row("A256KW", Kind::Wrap(32)),
    row("A128GCMKW", Kind::Gcm(&aead::AES_128_GCM)),
    row("A192GCMKW", Kind::Gcm(&aead::AES_192_GCM)),
    row("A256GCMKW", Kind::Gcm(&aead::AES_256_GCM)),
    row("ECDH-ES", Kind::Agreement(None)),
    row("ECDH-ES+A128KW", Kind::Agreement(Some(16))),
    row("ECDH-ES+A192KW", Kind::Agreement(Some(24))),
    row("ECDH-ES+A256KW", Kind::Agreement(Some(32))),
    row(
        "PBES2-HS256+A128KW",
        Kind::Passphrase(pbkdf2::PBKDF2_HMAC_SHA256, 16),
    ),
    row(
        "PBES2-HS384+A192KW",
        Kind::Passphrase(pbkdf2::PBKDF2_HMAC_SHA384, 24),
    ),
    row(
        "PBES2-HS512+A256KW",
        Kind::Passphrase(pbkdf2::PBKDF2_HMAC_SHA512, 32),
    ),
];

const fn row(name: &'static str, kind: Kind) -> Algorithm {
    Algorithm { name, kind }
}

/// An algorithm with what the header says about it.
pub(super) struct Method {
    pub(super) algorithm: Algorithm,
    pub(super) encryption: Encryption,
    parameters: Parameters,
}

enum Parameters {
    None,
    /// `iv` and `tag`
    Gcm {
        vector: Vec<u8>,
        tag: Vec<u8>,
    },
    /// `epk`, and what the key is derived with besides the secret (RFC 7518 §4.6.2).
    Agreement {
        sender: Box<Key>,
        info: Info,
    },
    /// `p2s` and `p2c`
    Passphrase {
        salt: Vec<u8>,
        rounds: NonZeroU32,
    },
}

/// `apu` and `apv`
#[derive(Default)]
struct Info {
    party_u: Vec<u8>,
    party_v: Vec<u8>,
}

impl Algorithm {
    /// Every row, in the order in which people should read them.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().copied()
    }

    /// The algorithm of that `alg` value.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::all().find(|row| row.name == name)
    }

    /// The algorithm for a key unless told otherwise.
    pub(super) fn for_key(key: &Key) -> Option<Self> {
        if let Some(bound) = key.alg() {
            let direct = || Encryption::named(bound).and(Self::named("dir"));
            return Self::named(bound).or_else(direct);
        }
        let name = match key.secret_bytes().map(<[u8]>::len) {
            None if key.is_for(Recipient::Rsa) => "RSA-OAEP-256",
            None if key.is_for(Recipient::Curve) => "ECDH-ES+A256KW",
            None => return None,
            Some(16) => "A128KW",
            Some(24) => "A192KW",
            Some(32) => "A256KW",
            // A passphrase, or the key of an encryption.
            Some(_) => "PBES2-HS256+A128KW",
        };
        Self::named(name)
    }

    /// The kind of key it takes.
    pub(super) fn recipient(self) -> Recipient {
        match self.kind {
            Kind::Oaep(_) => Recipient::Rsa,
            Kind::Agreement(_) => Recipient::Curve,
            Kind::Direct | Kind::Wrap(_) | Kind::Gcm(_) | Kind::Passphrase(..) => Recipient::Secret,
        }
    }

    /// The kind of key it takes, in untranslated words.
    pub(super) fn wants(self) -> &'static str {
        match self.recipient() {
            Recipient::Secret => "oct",
            Recipient::Rsa => "RSA",
            Recipient::Curve => "EC P-256, P-384, P-521, OKP X25519",
        }
    }

    /// Whether whoever encrypts must hold the key that decrypts.
    pub(super) fn is_authentic(self) -> bool {
        self.recipient() == Recipient::Secret
    }

    pub(super) fn is_direct(self) -> bool {
        matches!(self.kind, Kind::Direct)
    }

    /// Whether the token carries no encrypted key (RFC 7516 §5.2 step 10).
    fn has_no_key(self) -> bool {
        matches!(self.kind, Kind::Direct | Kind::Agreement(None))
    }
}

impl Method {
    /// Reads what a header says.
    pub(super) fn of(header: &Indexed) -> Result<Self, Unopened> {
        let name = header.str("alg").unwrap_or_default();
        if name == "RSA1_5" {
            return Err(Unopened::Rsa15);
        }
        let algorithm = Algorithm::named(&name)
            .ok_or_else(|| Unopened::UnknownAlgorithm { name: name.into() })?;
        let name = header
            .str("enc")
            .ok_or(Unopened::Parameter { name: "enc" })?;
        let encryption = Encryption::named(&name)
            .ok_or_else(|| Unopened::UnknownEncryption { name: name.into() })?;
        let parameters = match algorithm.kind {
            Kind::Gcm(_) => Parameters::Gcm {
                vector: octets(header, "iv", |length| length == aead::NONCE_LEN)?,
                tag: octets(header, "tag", |length| length == 16)?,
            },
            Kind::Agreement(_) => Parameters::Agreement {
                sender: Box::new(ephemeral(header)?),
                info: Info {
                    party_u: optional(header, "apu")?,
                    party_v: optional(header, "apv")?,
                },
            },
            Kind::Passphrase(..) => Parameters::Passphrase {
                salt: octets(header, "p2s", |length| length >= MIN_SALT)?,
                rounds: rounds(header)?,
            },
            Kind::Oaep(_) | Kind::Direct | Kind::Wrap(_) => Parameters::None,
        };
        Ok(Self {
            algorithm,
            encryption,
            parameters,
        })
    }

    /// Refuses an encrypted key where there must be none.
    pub(super) fn check_key(&self, encrypted: &[u8]) -> Result<(), Unopened> {
        if self.algorithm.has_no_key() && !encrypted.is_empty() {
            let algorithm = self.algorithm.name;
            return Err(Unopened::KeyWhereNone { algorithm });
        }
        Ok(())
    }

    /// The content key, as far as this key can tell: only the tag of the content says whether it is the one.
    pub(super) fn content_key(&self, key: &Key, encrypted: &[u8]) -> Option<Hidden> {
        let secret = || key.secret_bytes();
        match (self.algorithm.kind, &self.parameters) {
            (Kind::Oaep(hash), _) => key.open_oaep(hash, encrypted),
            (Kind::Direct, _) => Some(Zeroizing::new(secret()?.to_vec())),
            (Kind::Wrap(length), _) => {
                key_wrap::unwrap(secret().filter(|key| key.len() == length)?, encrypted)
            }
            (Kind::Gcm(cipher), Parameters::Gcm { vector, tag }) => {
                let sealed = Sealed {
                    vector,
                    content: encrypted,
                    tag,
                    additional: &[],
                };
                open_gcm(cipher, secret()?, sealed)
            }
            (Kind::Agreement(length), Parameters::Agreement { sender, info }) => {
                let secret = key.agree(sender)?;
                let derived = self.derive(&secret, length, info);
                match length {
                    None => Some(derived),
                    Some(_) => key_wrap::unwrap(&derived, encrypted),
                }
            }
            (Kind::Passphrase(hash, length), Parameters::Passphrase { salt, rounds }) => {
                let derived = self.stretch(hash, length, *rounds, salt, secret()?);
                key_wrap::unwrap(&derived, encrypted)
            }
            _ => None,
        }
    }

    /// The Concat KDF (RFC 7518 §4.6.2) with SHA-256.
    fn derive(&self, secret: &[u8], length: Option<usize>, info: &Info) -> Hidden {
        let (name, length) = match length {
            Some(length) => (self.algorithm.name, length),
            None => (self.encryption.name, self.encryption.key_len),
        };
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
        let mut other = Vec::new();
        for part in [name.as_bytes(), &info.party_u, &info.party_v] {
            other.extend(number(part.len()));
            other.extend(part);
        }
        other.extend(number(length * 8));
        let mut derived = Zeroizing::new(Vec::with_capacity(length + SHA256.output_len()));
        for round in 1.. {
            if derived.len() >= length {
                break;
            }
            let input = Zeroizing::new([&number(round)[..], secret, &other].concat());
            derived.extend_from_slice(digest(&SHA256, &input).as_ref());
        }
        derived.truncate(length);
        derived
    }

    /// PBKDF2 with the name of the algorithm in the salt (RFC 7518 §4.8.1.1).
    fn stretch(
        &self,
        hash: pbkdf2::Algorithm,
        length: usize,
        rounds: NonZeroU32,
        salt: &[u8],
        passphrase: &[u8],
    ) -> Hidden {
        let salt = [self.algorithm.name.as_bytes(), &[0], salt].concat();
        let mut derived = Zeroizing::new(vec![0; length]);
        pbkdf2::derive(hash, rounds, &salt, passphrase, &mut derived);
        derived
    }
}

/// A content key on its way to a recipient.
pub(super) struct Wrapped {
    /// The content key.
    pub(super) content_key: Hidden,
    /// It as the token carries it.
    pub(super) encrypted: Vec<u8>,
}

/// Random octets.
pub(super) type Fill<'f> = &'f mut dyn FnMut(&mut [u8]) -> Option<()>;

/// Makes a content key and encrypts it for a recipient; what they need to know goes into the header.
pub(super) fn wrap(
    algorithm: Algorithm,
    encryption: Encryption,
    key: &Key,
    header: &mut Object,
    fill: Fill<'_>,
) -> Option<Wrapped> {
    let mut random = |length: usize| {
        let mut octets = Zeroizing::new(vec![0; length]);
        fill(&mut octets)?;
        Some(octets)
    };
    let fresh = random(encryption.key_len)?;
    let secret = || key.secret_bytes();
    let method = Method {
        algorithm,
        encryption,
        parameters: Parameters::None,
    };
    let (content_key, encrypted) = match algorithm.kind {
        Kind::Direct => {
            let secret = secret().filter(|key| key.len() == encryption.key_len)?;
            (Zeroizing::new(secret.to_vec()), Vec::new())
        }
        Kind::Oaep(hash) => {
            let encrypted = key.seal_oaep(hash, &fresh)?;
            (fresh, encrypted)
        }
        Kind::Wrap(length) => {
            let encrypted = key_wrap::wrap(secret().filter(|key| key.len() == length)?, &fresh)?;
            (fresh, encrypted)
        }
        Kind::Gcm(cipher) => {
            let vector = random(aead::NONCE_LEN)?;
            let (encrypted, tag) = seal_gcm(cipher, secret()?, &vector, &fresh, &[])?;
            header.set("iv", BASE64URL.encode(&vector));
            header.set("tag", BASE64URL.encode(&tag));
            (fresh, encrypted)
        }
        Kind::Agreement(length) => {
            let own = key.ephemeral().ok()?;
            let agreed = own.agree(key)?;
            header.set("epk", own.to_jwk(false)?);
            let derived = method.derive(&agreed, length, &Info::default());
            if length.is_none() {
                (derived, Vec::new())
            } else {
                let encrypted = key_wrap::wrap(&derived, &fresh)?;
                (fresh, encrypted)
            }
        }
        Kind::Passphrase(hash, length) => {
            let salt = random(16)?;
            let rounds = NonZeroU32::new(NEW_ROUNDS)?;
            header.set("p2s", BASE64URL.encode(&salt));
            header.set("p2c", i64::from(NEW_ROUNDS));
            let derived = method.stretch(hash, length, rounds, &salt, secret()?);
            let encrypted = key_wrap::wrap(&derived, &fresh)?;
            (fresh, encrypted)
        }
    };
    Some(Wrapped {
        content_key,
        encrypted,
    })
}

/// A parameter of base64url.
fn octets(
    header: &Indexed,
    name: &'static str,
    fits: impl FnOnce(usize) -> bool,
) -> Result<Vec<u8>, Unopened> {
    let text = header.str(name);
    let octets = text.and_then(|text| BASE64URL.decode(text.as_bytes()).ok());
    let octets = octets.filter(|octets| fits(octets.len()));
    octets.ok_or(Unopened::Parameter { name })
}

/// A parameter of base64url that may be missing.
fn optional(header: &Indexed, name: &'static str) -> Result<Vec<u8>, Unopened> {
    match header.get(name) {
        None => Ok(Vec::new()),
        Some(_) => octets(header, name, |_| true),
    }
}

/// RFC 7518 §4.6.1.1: a public key, whose point is on its curve.
fn ephemeral(header: &Indexed) -> Result<Key, Unopened> {
    let value = header.value("epk").map(Value::tree);
    let key = value
        .as_ref()
        .and_then(Json::as_object)
        .and_then(|jwk| Key::from_jwk(jwk).ok());
    key.filter(|key| key.is_for(Recipient::Curve))
        .ok_or(Unopened::Parameter { name: "epk" })
}

/// RFC 7518 §4.8.1.2
fn rounds(header: &Indexed) -> Result<NonZeroU32, Unopened> {
    let value = header.value("p2c").filter(|value| value.is_number());
    let digits = value
        .and_then(Value::raw)
        .filter(|digits| !digits.contains(['.', 'e', 'E']))
        .ok_or(Unopened::Parameter { name: "p2c" })?;
    let rounds = digits.parse().ok().filter(|rounds| *rounds <= MAX_ROUNDS);
    rounds
        .and_then(NonZeroU32::new)
        .ok_or_else(|| Unopened::Rounds {
            count: digits.to_owned(),
            limit: MAX_ROUNDS,
        })
}
