//! What a signature itself tells about how it was made. Only the diagnosis asks: nothing here makes a token valid.

use aws_lc_rs::digest::{self, digest};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{self as aws, EcdsaVerificationAlgorithm, UnparsedPublicKey};
use md5::Digest as _;
use num_bigint::BigUint;
use pkcs8::der::Encode;
use pkcs8::der::asn1::UintRef;

use super::Key;
use super::material::Material;

/// A hash function that signers use, in JOSE or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// Each, the likeliest first.
    pub const ALL: [Self; 6] = [
        Self::Sha256,
        Self::Sha512,
        Self::Sha1,
        Self::Sha384,
        Self::Md5,
        Self::Sha224,
    ];

    /// The name: `SHA-256`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha224 => "SHA-224",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// What `openssl dgst` calls it.
    pub const fn openssl_name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha224 => "sha224",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    /// The digest of a message.
    pub fn of(self, message: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Md5 => return md5::Md5::digest(message).to_vec(),
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha224 => &digest::SHA224,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        };
        digest(algorithm, message).as_ref().to_vec()
    }

    /// The length of its digests in bytes.
    pub const fn len(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha224 => 28,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// The DER of `DigestInfo` up to the digest (RFC 8017 §9.2, note 1).
    const fn digest_info(self) -> &'static [u8] {
        match self {
            Self::Md5 => {
                b"\x30\x20\x30\x0c\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x05\x00\x04\x10"
            }
            Self::Sha1 => b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
            Self::Sha224 => {
                b"\x30\x2d\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x04\x05\x00\x04\x1c"
            }
            Self::Sha256 => {
                b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"
            }
            Self::Sha384 => {
                b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30"
            }
            Self::Sha512 => {
                b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40"
            }
        }
    }
}

/// An HMAC with SHA-2 of so many bits, or with SHA-1 (160); `None` for another number.
pub fn hmac(bits: u16, secret: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    let algorithm = match bits {
        160 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        224 => hmac::HMAC_SHA224,
        256 => hmac::HMAC_SHA256,
        384 => hmac::HMAC_SHA384,
        512 => hmac::HMAC_SHA512,
        _ => return None,
    };
    let key = hmac::Key::new(algorithm, secret);
    Some(hmac::sign(&key, message).as_ref().to_vec())
}

/// How the padding of an RSA signature was made (RFC 8017 §9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// EMSA-PKCS1-v1_5
    Pkcs1 { hash: Hash },
    /// As that, with the digest alone in the place of `DigestInfo`.
    BareDigest { hash: Hash },
    /// EMSA-PSS with MGF1.
    Pss { hash: Hash, mask: Hash, salt: usize },
}

/// An RSA signature that was opened with the public key, and has the padding of a signature: it was made with that
/// key.
#[derive(Clone, Debug)]
pub struct RsaSignature {
    pub scheme: Scheme,
    /// The digest, or H of EMSA-PSS.
    digest: Vec<u8>,
    /// The salt of EMSA-PSS.
    salt: Vec<u8>,
}

impl RsaSignature {
    /// Whether it is the signature of a message.
    pub fn covers(&self, message: &[u8]) -> bool {
        match self.scheme {
            Scheme::Pkcs1 { hash } | Scheme::BareDigest { hash } => hash.of(message) == self.digest,
            // RFC 8017 §9.1.2, steps 12 and 13.
            Scheme::Pss { hash, .. } => {
                let inner = [&[0; 8], hash.of(message).as_slice(), &self.salt].concat();
                hash.of(&inner) == self.digest
            }
        }
    }

    fn of_pkcs1(encoded: &[u8]) -> Option<Self> {
        let rest = encoded.strip_prefix(&[0, 1])?;
        let filled = rest.iter().take_while(|byte| **byte == 0xff).count();
        // RFC 8017 §9.2: at least eight octets.
        let body = rest.get(filled..)?.strip_prefix(&[0])?;
        if filled < 8 {
            return None;
        }
        let found = |scheme, digest: &[u8]| {
            let (digest, salt) = (digest.to_vec(), Vec::new());
            Some(Self {
                scheme,
                digest,
                salt,
            })
        };
        let with_info = Hash::ALL.into_iter().find_map(|hash| {
            let digest = body.strip_prefix(hash.digest_info())?;
            (digest.len() == hash.len()).then_some((hash, digest))
        });
        if let Some((hash, digest)) = with_info {
            return found(Scheme::Pkcs1 { hash }, digest);
        }
        let hash = Hash::ALL
            .into_iter()
            .find(|hash| hash.len() == body.len())?;
        found(Scheme::BareDigest { hash }, body)
    }

    /// RFC 8017 §9.1.2, with the length of the salt as it is found.
    fn of_pss(encoded: &[u8], bits: usize, hash: Hash, mask: Hash) -> Option<Self> {
        /// By chance a block begins with zeros and a one, but not with many of them.
        const ZEROS: usize = 8;
        let masked = encoded.strip_suffix(&[0xbc])?;
        let (masked, digest) = masked.split_at_checked(masked.len().checked_sub(hash.len())?)?;
        let mut block: Vec<u8> = mgf1(digest, masked.len(), mask);
        for (byte, masked) in block.iter_mut().zip(masked) {
            *byte ^= masked;
        }
        let unused = 8 * encoded.len() - (bits - 1);
        let first = block.first_mut()?;
        *first &= 0xff_u8.checked_shr(u32::try_from(unused).ok()?)?;
        let start = block.iter().position(|byte| *byte != 0)?;
        let salt = block.get(start..)?.strip_prefix(&[1])?.to_vec();
        (start >= ZEROS).then(|| Self {
            scheme: Scheme::Pss {
                hash,
                mask,
                salt: salt.len(),
            },
            digest: digest.to_vec(),
            salt,
        })
    }
}

/// RFC 8017 §B.2.1
fn mgf1(seed: &[u8], length: usize, hash: Hash) -> Vec<u8> {
    let mut mask = Vec::with_capacity(length + hash.len());
    for counter in 0_u32.. {
        if mask.len() >= length {
            break;
        }
        mask.extend(hash.of(&[seed, &counter.to_be_bytes()].concat()));
    }
    mask.truncate(length);
    mask
}

impl Key {
    /// Opens an RSA signature with the public key (RFC 8017 §5.2.2). `None` where the result has no padding that a
    /// signature has: it was made with another key, or is damaged.
    pub fn open_signature(&self, signature: &[u8]) -> Option<RsaSignature> {
        let Material::Rsa(rsa) = &self.material else {
            return None;
        };
        let modulus = BigUint::from_bytes_be(&rsa.n);
        let bits = rsa.bits();
        let number = BigUint::from_bytes_be(signature);
        if signature.len() != bits.div_ceil(8) || number >= modulus {
            return None;
        }
        let opened = number.modpow(&BigUint::from_bytes_be(&rsa.e), &modulus);
        let opened = opened.to_bytes_be();
        let padded = |length: usize| {
            let zeros = length.checked_sub(opened.len())?;
            Some([vec![0; zeros], opened.clone()].concat())
        };
        let encoded = padded(bits.div_ceil(8))?;
        RsaSignature::of_pkcs1(&encoded).or_else(|| {
            // RFC 8017 §8.1.2: one octet fewer where the modulus has 8k + 1 bits.
            let encoded = padded((bits - 1).div_ceil(8))?;
            let masks = |hash| [hash, Hash::Sha1, Hash::Sha256];
            Hash::ALL.into_iter().find_map(|hash| {
                let mut masks = masks(hash).into_iter();
                masks.find_map(|mask| RsaSignature::of_pss(&encoded, bits, hash, mask))
            })
        })
    }

    /// The hash with which an ECDSA signature (r‖s, RFC 7518 §3.4) is right, other than that of JOSE for the curve.
    pub fn other_hash(&self, message: &[u8], signature: &[u8]) -> Option<Hash> {
        let Material::Ec(ec) = &self.material else {
            return None;
        };
        let others: &[(Hash, &'static EcdsaVerificationAlgorithm)] = match ec.curve.name {
            "P-256" => &[
                (Hash::Sha1, &aws::ECDSA_P256_SHA1_ASN1),
                (Hash::Sha384, &aws::ECDSA_P256_SHA384_ASN1),
                (Hash::Sha512, &aws::ECDSA_P256_SHA512_ASN1),
            ],
            "P-384" => &[
                (Hash::Sha256, &aws::ECDSA_P384_SHA256_ASN1),
                (Hash::Sha512, &aws::ECDSA_P384_SHA512_ASN1),
            ],
            "P-521" => &[
                (Hash::Sha256, &aws::ECDSA_P521_SHA256_ASN1),
                (Hash::Sha384, &aws::ECDSA_P521_SHA384_ASN1),
                (Hash::Sha1, &aws::ECDSA_P521_SHA1_ASN1),
                (Hash::Sha224, &aws::ECDSA_P521_SHA224_ASN1),
            ],
            _ => &[],
        };
        let der = to_der(signature)?;
        let right = |algorithm: &'static EcdsaVerificationAlgorithm| {
            let key = UnparsedPublicKey::new(algorithm, ec.point());
            key.verify(message, &der).is_ok()
        };
        let found = others.iter().find(|(_, algorithm)| right(algorithm));
        found.map(|(hash, _)| *hash)
    }
}

/// The `ECDSA-Sig-Value` (RFC 3279 §2.2.3) of r‖s.
fn to_der(signature: &[u8]) -> Option<Vec<u8>> {
    let (r, s) = signature.split_at_checked(signature.len() / 2)?;
    let numbers = [r, s].map(|number| UintRef::new(number).ok()?.to_der().ok());
    let [Some(r), Some(s)] = numbers else {
        return None;
    };
    let content = [r, s].concat();
    let length = u8::try_from(content.len()).ok()?;
    let mut der = vec![0x30];
    if length > 0x7f {
        der.push(0x81);
    }
    der.push(length);
    der.extend(content);
    Some(der)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Algorithm;

    #[test]
    fn an_rsa_signature_tells_how_it_was_made() {
        for (name, expected) in [
            ("RS256", Scheme::Pkcs1 { hash: Hash::Sha256 }),
            ("RS512", Scheme::Pkcs1 { hash: Hash::Sha512 }),
            (
                "PS384",
                Scheme::Pss {
                    hash: Hash::Sha384,
                    mask: Hash::Sha384,
                    salt: 48,
                },
            ),
        ] {
            let algorithm = Algorithm::named(name).unwrap();
            let mut key = Key::generate(algorithm).unwrap();
            key.set_alg(None);
            let mut other = Key::generate(algorithm).unwrap();
            other.set_alg(None);
            let signer = key.signer(algorithm, false).unwrap();
            let signature = signer.sign(b"message").unwrap();
            let opened = key.open_signature(&signature).unwrap();
            assert_eq!(opened.scheme, expected);
            assert!(opened.covers(b"message") && !opened.covers(b"another"));
            assert!(other.open_signature(&signature).is_none());
            assert!(key.open_signature(&signature[1..]).is_none());
            let mut damaged = signature;
            damaged[100] ^= 1;
            assert!(key.open_signature(&damaged).is_none());
        }
    }

    #[test]
    fn ecdsa_with_another_hash_is_found() {
        use aws_lc_rs::rand::SystemRandom;
        use aws_lc_rs::signature::{ECDSA_P521_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
        let rules = &ECDSA_P521_SHA384_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(rules, &SystemRandom::new()).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(rules, pkcs8.as_ref()).unwrap();
        let signature = pair.sign(&SystemRandom::new(), b"message").unwrap();
        let point = pair.public_key().as_ref();
        let jwk = format!(
            r#"{{"kty":"EC","crv":"P-521","x":"{}","y":"{}"}}"#,
            crate::encoding::BASE64URL.encode(&point[1..67]),
            crate::encoding::BASE64URL.encode(&point[67..])
        );
        let set = crate::keys::KeySet::read(jwk.as_bytes()).unwrap();
        let key = &set.keys[0];
        assert_eq!(
            key.other_hash(b"message", signature.as_ref()),
            Some(Hash::Sha384)
        );
        assert_eq!(key.other_hash(b"another", signature.as_ref()), None);
    }
}
