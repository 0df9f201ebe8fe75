//! What a key does for encryption (RFC 7518 §4): RSA-OAEP, and a secret agreed on by ECDH.

use aws_lc_rs::agreement::{self, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::encoding::AsBigEndian;
use aws_lc_rs::rsa::{
    OaepAlgorithm, OaepPrivateDecryptingKey, OaepPublicEncryptingKey, PrivateDecryptingKey,
    PublicEncryptingKey,
};
use zeroize::Zeroizing;

use super::Hidden;
use super::key::Key;
use super::material::{Ec, Material, X25519};
use super::write;
use crate::keys::messages::{KeyProblem, LibraryCall};

/// The kind of key that an encryption takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// A secret.
    Secret,
    /// RSA
    Rsa,
    /// A curve on which two keys agree on a secret.
    Curve,
}

impl Key {
    /// Whether the key is of that kind.
    pub fn is_for(&self, recipient: Recipient) -> bool {
        match recipient {
            Recipient::Secret => self.is_secret(),
            Recipient::Rsa => matches!(self.material, Material::Rsa(_)),
            Recipient::Curve => self.agreement().is_some(),
        }
    }

    /// Whether `use` and `key_ops` leave the key to encryption.
    pub fn may_decrypt(&self) -> bool {
        self.may(&["decrypt", "unwrapKey", "deriveKey", "deriveBits"])
    }

    /// As [`Key::may_decrypt`], for whoever encrypts. What is for the private half serves the public one too.
    pub fn may_encrypt(&self) -> bool {
        self.may(&["encrypt", "wrapKey"]) || (!self.is_secret() && self.may_decrypt())
    }

    fn may(&self, wanted: &[&str]) -> bool {
        let operations = self.operations.as_ref();
        self.usage.as_deref().is_none_or(|usage| usage == "enc")
            && operations.is_none_or(|listed| {
                let mut listed = listed.iter().map(String::as_str);
                listed.any(|operation| wanted.contains(&operation))
            })
    }

    /// Decrypts with RSA-OAEP (RFC 8017 §7.1.2). The library refuses keys under 2048 bits.
    pub fn open_oaep(&self, hash: &'static OaepAlgorithm, sealed: &[u8]) -> Option<Hidden> {
        if !self.is_for(Recipient::Rsa) {
            return None;
        }
        let private = PrivateDecryptingKey::from_pkcs8(&write::pkcs8(&self.material).ok()?).ok()?;
        let private = OaepPrivateDecryptingKey::new(private).ok()?;
        let mut room = Zeroizing::new(vec![0; private.min_output_size()]);
        let content = private.decrypt(hash, sealed, &mut room, None).ok()?;
        Some(Zeroizing::new(content.to_vec()))
    }

    /// Encrypts with RSA-OAEP (RFC 8017 §7.1.1).
    pub fn seal_oaep(&self, hash: &'static OaepAlgorithm, content: &[u8]) -> Option<Vec<u8>> {
        if !self.is_for(Recipient::Rsa) {
            return None;
        }
        let public = PublicEncryptingKey::from_der(&write::spki(&self.material).ok()?).ok()?;
        let public = OaepPublicEncryptingKey::new(public).ok()?;
        let mut room = vec![0; public.ciphertext_size()];
        let sealed = public.encrypt(hash, content, &mut room, None).ok()?.len();
        room.truncate(sealed);
        Some(room)
    }

    /// The secret that this private key and another's public one agree on (RFC 7518 §4.6, RFC 8037 §3.2).
    pub fn agree(&self, other: &Self) -> Option<Hidden> {
        let algorithm = self.agreement()?;
        let (d, point) = match (&self.material, &other.material) {
            (Material::Ec(own), Material::Ec(other)) => (own.d.as_ref()?, other.point()),
            (Material::X25519(own), Material::X25519(other)) => {
                (own.d.as_ref()?, other.x.as_slice())
            }
            _ => return None,
        };
        let own = PrivateKey::from_private_key(algorithm, d).ok()?;
        let other = UnparsedPublicKey::new(algorithm, point);
        agree(&own, other, (), |secret| {
            Ok(Zeroizing::new(secret.to_vec()))
        })
        .ok()
    }

    /// A new key pair on the same curve, for one message.
    ///
    /// # Errors
    /// When the key is on no such curve, or the library fails.
    pub fn ephemeral(&self) -> Result<Self, KeyProblem> {
        let failed = || KeyProblem::Library {
            call: LibraryCall::Generate,
        };
        let algorithm = self.agreement().ok_or_else(failed)?;
        let pair = PrivateKey::generate(algorithm).map_err(|_| failed())?;
        let material = if let Material::Ec(ec) = &self.material {
            let d: aws_lc_rs::encoding::EcPrivateKeyBin<'_> =
                pair.as_be_bytes().map_err(|_| failed())?;
            Material::Ec(Ec::private(ec.curve, d.as_ref())?)
        } else {
            let d: aws_lc_rs::encoding::Curve25519SeedBin<'_> =
                pair.as_be_bytes().map_err(|_| failed())?;
            Material::X25519(X25519::private(Zeroizing::new(d.as_ref().to_vec()))?)
        };
        Ok(Self::of(material))
    }

    /// The agreement on the key's curve; secp256k1 has none in JOSE.
    fn agreement(&self) -> Option<&'static agreement::Algorithm> {
        match &self.material {
            Material::X25519(_) => Some(&agreement::X25519),
            Material::Ec(ec) => match ec.curve.name {
                "P-256" => Some(&agreement::ECDH_P256),
                "P-384" => Some(&agreement::ECDH_P384),
                "P-521" => Some(&agreement::ECDH_P521),
                _ => None,
            },
            _ => None,
        }
    }
}
