//! New keys, from the system's source of randomness in `aws-lc-rs`.

use aws_lc_rs::encoding::{AsBigEndian, AsDer};
use aws_lc_rs::signature::{EcdsaKeyPair, KeyPair, RsaKeyPair};
use zeroize::Zeroizing;

use super::Hidden;
use super::algorithm::{Algorithm, KeyKind};
use super::der;
use super::key::Key;
use super::material::{ED25519_LEN, Ec, Ed25519, ML_DSA_SEED_LEN, Material, MlDsa, RSA_MIN_BITS};
use crate::keys::messages::{KeyProblem, LibraryCall};

/// The sizes of a new RSA key, in bits.
pub const RSA_SIZES: [usize; 4] = [RSA_MIN_BITS, 3072, 4096, 8192];

impl Key {
    /// A new key for an algorithm and bound to it.
    /// It has no `kid`. RSA keys get 2048, 3072 and 4096 bits for hashes of 256, 384 and 512.
    ///
    /// # Errors
    /// When the library fails.
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyProblem> {
        let rsa_bits = match algorithm.hash_bits() {
            Some(512..) => 4096,
            Some(384..) => 3072,
            _ => RSA_MIN_BITS,
        };
        Self::generate_of_size(algorithm, rsa_bits)
    }

    /// A new key for an algorithm and bound to it; an RSA key has the given number of bits, one of [`RSA_SIZES`].
    ///
    /// # Errors
    /// When the library fails.
    pub fn generate_of_size(algorithm: Algorithm, rsa_bits: usize) -> Result<Self, KeyProblem> {
        let mut key = Self::of(material(algorithm, rsa_bits)?);
        key.set_alg(Some(algorithm));
        Ok(key)
    }

    /// A new key pair of the same kind, size and `alg` as this one, and with neither its `kid` nor its other members.
    /// An RSA key of an odd size gets the next larger one of 2048, 3072, 4096 and 8192 bits. A new HMAC secret is
    /// random bytes, for which nobody needs the old one.
    ///
    /// # Errors
    /// When it is an HMAC secret, the key is bound to no algorithm of the table, or the library fails.
    pub fn renewed(&self) -> Result<Self, KeyProblem> {
        let algorithm = self.algorithms().next().ok_or(KeyProblem::NotRenewable)?;
        let fresh = match &self.material {
            Material::Secret(_) => return Err(KeyProblem::NotRenewable),
            Material::Rsa(rsa) => material(algorithm, rsa.bits())?,
            _ => material(algorithm, 0)?,
        };
        let mut key = Self::of(fresh);
        key.alg.clone_from(&self.alg);
        if matches!(&self.material, Material::Rsa(rsa) if rsa.pss.is_some()) {
            // What the old key's format said, the new one says with `alg`.
            key.set_alg(Some(algorithm));
        }
        Ok(key)
    }
}

/// New key material; an RSA key gets at least `rsa_bits`.
pub(super) fn material(algorithm: Algorithm, rsa_bits: usize) -> Result<Material, KeyProblem> {
    let failed = || KeyProblem::Library {
        call: LibraryCall::Generate,
    };
    Ok(match algorithm.key_kind() {
        KeyKind::Secret => {
            let bits = algorithm.hash_bits().unwrap_or(256);
            Material::Secret(random(usize::from(bits) / 8)?)
        }
        KeyKind::Rsa(_) => {
            let size = match rsa_bits {
                ..2049 => aws_lc_rs::rsa::KeySize::Rsa2048,
                2049..3073 => aws_lc_rs::rsa::KeySize::Rsa3072,
                3073..4097 => aws_lc_rs::rsa::KeySize::Rsa4096,
                4097.. => aws_lc_rs::rsa::KeySize::Rsa8192,
            };
            let pair = RsaKeyPair::generate(size).map_err(|_| failed())?;
            let pkcs8 = pair.as_der().map_err(|_| failed())?;
            let (_, key) = der::read(pkcs8.as_ref())?;
            key.material
        }
        KeyKind::Ec(curve) => {
            let pair = EcdsaKeyPair::generate(curve.signing).map_err(|_| failed())?;
            let d = pair.private_key().as_be_bytes().map_err(|_| failed())?;
            let ec = Ec::public(curve, pair.public_key().as_ref())?;
            Material::Ec(ec.with_private(Zeroizing::new(d.as_ref().to_vec()))?)
        }
        KeyKind::Ed25519 => Material::Ed25519(Ed25519::private(random(ED25519_LEN)?)?),
        KeyKind::MlDsa(set) => Material::MlDsa(MlDsa::of_seed(set, random(ML_DSA_SEED_LEN)?)?),
    })
}

fn random(len: usize) -> Result<Hidden, KeyProblem> {
    let mut bytes = Zeroizing::new(vec![0; len]);
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| KeyProblem::Library {
        call: LibraryCall::Generate,
    })?;
    Ok(bytes)
}
