//! What a key is made of, checked when it is put together. Secret parts are wiped on drop.

use aws_lc_rs::agreement::{self, PrivateKey};
use aws_lc_rs::encoding::{AsDer, AsRawBytes};
use aws_lc_rs::signature::{
    self as aws, EcdsaKeyPair, Ed25519KeyPair, KeyPair, ParsedPublicKey, PqdsaKeyPair, RsaKeyPair,
};
use pkcs1::UintRef;
use pkcs8::der::Decode;
use pkcs8::der::Encode;
use pkcs8::spki::SubjectPublicKeyInfoRef;
use zeroize::Zeroizing;

use super::algorithm::{Algorithm, Curve, KeyKind, MlDsaSet};
use super::{Hidden, asn1};
use crate::keys::messages::KeyProblem;

/// RSA keys under this size are refused (RFC 7518 §3.3, §3.5).
pub(super) const RSA_MIN_BITS: usize = 2048;
/// The largest RSA keys that `aws-lc-rs` uses.
pub(super) const RSA_MAX_BITS: usize = 8192;
/// The length of an Ed25519 public key and of its seed (RFC 8032 §5.1.5).
pub(super) const ED25519_LEN: usize = 32;
/// The length of both halves of an X25519 key (RFC 7748 §6.1).
pub(super) const X25519_LEN: usize = 32;
/// The length of an ML-DSA seed (RFC 9964 §4).
pub(super) const ML_DSA_SEED_LEN: usize = 32;

#[derive(Clone)]
pub(super) enum Material {
    Secret(Hidden),
    Rsa(Box<Rsa>),
    Ec(Ec),
    Ed25519(Ed25519),
    X25519(X25519),
    MlDsa(MlDsa),
}

#[derive(Clone)]
pub(super) struct Rsa {
    /// Big-endian, without leading zeros, as every number of this struct.
    pub(super) n: Vec<u8>,
    pub(super) e: Vec<u8>,
    pub(super) private: Option<RsaPrivate>,
    /// Set when the key came as id-RSASSA-PSS (RFC 4055 §1.2) and so is for PSS alone.
    pub(super) pss: Option<Pss>,
}

/// The private members of RFC 7518 §6.3.2.
#[derive(Clone)]
pub(super) struct RsaPrivate {
    pub(super) d: Hidden,
    pub(super) p: Hidden,
    pub(super) q: Hidden,
    pub(super) dp: Hidden,
    pub(super) dq: Hidden,
    pub(super) qi: Hidden,
}

#[derive(Clone)]
pub(super) struct Pss {
    /// The parameters as they were written, in DER.
    pub(super) parameters: Option<Vec<u8>>,
    /// The one algorithm that the parameters allow; any of its family where there are none.
    pub(super) only: Option<Algorithm>,
}

#[derive(Clone)]
pub(super) struct Ec {
    pub(super) curve: &'static Curve,
    /// The uncompressed point of SEC 1 §2.3.3: 4, x, y.
    point: Vec<u8>,
    pub(super) d: Option<Hidden>,
}

#[derive(Clone)]
pub(super) struct Ed25519 {
    pub(super) x: Vec<u8>,
    pub(super) d: Option<Hidden>,
}

/// A key that agrees on secrets and signs nothing (RFC 8037 §3.2).
#[derive(Clone)]
pub(super) struct X25519 {
    pub(super) x: Vec<u8>,
    pub(super) d: Option<Hidden>,
}

#[derive(Clone)]
pub(super) struct MlDsa {
    pub(super) set: &'static MlDsaSet,
    pub(super) public: Vec<u8>,
    pub(super) private: Option<MlDsaPrivate>,
}

#[derive(Clone)]
pub(super) enum MlDsaPrivate {
    Seed(Hidden),
    /// The key without the seed that it was made from; a JWK can't hold it (RFC 9964 §4).
    Expanded(Hidden),
}

impl Material {
    /// What the key is in a few untranslated words.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Secret(secret) => format!("oct {}", secret.len() * 8),
            Self::Rsa(rsa) => format!("RSA {}", rsa.bits()),
            Self::Ec(ec) => format!("EC {}", ec.curve.name),
            Self::Ed25519(_) => "OKP Ed25519".into(),
            Self::X25519(_) => "OKP X25519".into(),
            Self::MlDsa(ml_dsa) => format!("AKP {}", ml_dsa.set.name),
        }
    }

    pub(super) fn is_private(&self) -> bool {
        match self {
            Self::Secret(_) => true,
            Self::Rsa(rsa) => rsa.private.is_some(),
            Self::Ec(ec) => ec.d.is_some(),
            Self::Ed25519(ed) => ed.d.is_some(),
            Self::X25519(key) => key.d.is_some(),
            Self::MlDsa(ml_dsa) => ml_dsa.private.is_some(),
        }
    }

    /// Whether the type of key is the one that the algorithm takes.
    pub(super) fn fits(&self, algorithm: Algorithm) -> bool {
        match (self, algorithm.key_kind()) {
            (Self::Secret(_), KeyKind::Secret) | (Self::Ed25519(_), KeyKind::Ed25519) => true,
            (Self::Rsa(rsa), KeyKind::Rsa(_)) => rsa.pss.as_ref().is_none_or(|pss| {
                algorithm.family() == super::Family::RsaPss
                    && pss.only.is_none_or(|only| only == algorithm)
            }),
            (Self::Ec(ec), KeyKind::Ec(curve)) => ec.curve.name == curve.name,
            (Self::MlDsa(ml_dsa), KeyKind::MlDsa(set)) => ml_dsa.set.name == set.name,
            _ => false,
        }
    }

    /// Whether both have the same public parts.
    pub(super) fn same_public(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Rsa(a), Self::Rsa(b)) => a.n == b.n && a.e == b.e,
            (Self::Ec(a), Self::Ec(b)) => a.curve.name == b.curve.name && a.point == b.point,
            (Self::Ed25519(a), Self::Ed25519(b)) => a.x == b.x,
            (Self::X25519(a), Self::X25519(b)) => a.x == b.x,
            (Self::MlDsa(a), Self::MlDsa(b)) => a.set.name == b.set.name && a.public == b.public,
            _ => false,
        }
    }
}

impl Rsa {
    /// A public key from its numbers, big-endian.
    pub(super) fn public(n: &[u8], e: &[u8]) -> Result<Self, KeyProblem> {
        let rsa = Self {
            n: without_zeros(n).to_vec(),
            e: without_zeros(e).to_vec(),
            private: None,
            pss: None,
        };
        // An even exponent has no inverse, and with 1 every message is its own signature.
        let odd = rsa.e.last().is_some_and(|byte| byte & 1 == 1);
        let large = rsa.e.len() > 5 || (rsa.e.len() == 5 && rsa.e.first() > Some(&1));
        if !odd || large || rsa.e == [1] {
            return Err(KeyProblem::RsaExponent);
        }
        if rsa.n.last().is_none_or(|byte| byte & 1 == 0) {
            return Err(KeyProblem::RsaInvalid);
        }
        // A key of another size is never used, only described, and the library refuses to look at it.
        if rsa.size_is_allowed() {
            ParsedPublicKey::new(&aws::RSA_PKCS1_2048_8192_SHA256, rsa.pkcs1_public()?)
                .map_err(|_| KeyProblem::RsaInvalid)?;
        }
        Ok(rsa)
    }

    /// Adds the private numbers, checked against the public ones.
    pub(super) fn with_private(mut self, private: RsaPrivate) -> Result<Self, KeyProblem> {
        self.private = Some(private);
        if self.size_is_allowed() {
            let der = self.pkcs1_private()?.ok_or(KeyProblem::NotPrivate)?;
            RsaKeyPair::from_der(&der).map_err(|_| self.mismatch())?;
        }
        Ok(self)
    }

    fn mismatch(&self) -> KeyProblem {
        KeyProblem::Mismatch {
            key: format!("RSA {}", self.bits()),
        }
    }

    pub(super) fn bits(&self) -> usize {
        let unused = self
            .n
            .first()
            .map_or(0, |byte| byte.leading_zeros() as usize);
        (self.n.len() * 8).saturating_sub(unused)
    }

    fn size_is_allowed(&self) -> bool {
        (RSA_MIN_BITS..=RSA_MAX_BITS).contains(&self.bits())
    }

    /// `RSAPublicKey` in DER (RFC 8017 A.1.1).
    pub(super) fn pkcs1_public(&self) -> Result<Vec<u8>, KeyProblem> {
        let encode = || {
            pkcs1::RsaPublicKeyRef {
                modulus: UintRef::new(&self.n)?,
                public_exponent: UintRef::new(&self.e)?,
            }
            .to_der()
        };
        encode().map_err(|_| KeyProblem::RsaInvalid)
    }

    /// `RSAPrivateKey` in DER (RFC 8017 A.1.2); `None` for a public key.
    pub(super) fn pkcs1_private(&self) -> Result<Option<Hidden>, KeyProblem> {
        let Some(private) = &self.private else {
            return Ok(None);
        };
        let encode = || {
            pkcs1::RsaPrivateKeyRef {
                modulus: UintRef::new(&self.n)?,
                public_exponent: UintRef::new(&self.e)?,
                private_exponent: UintRef::new(&private.d)?,
                prime1: UintRef::new(&private.p)?,
                prime2: UintRef::new(&private.q)?,
                exponent1: UintRef::new(&private.dp)?,
                exponent2: UintRef::new(&private.dq)?,
                coefficient: UintRef::new(&private.qi)?,
                other_prime_infos: None,
            }
            .to_der()
        };
        encode()
            .map(|der| Some(Zeroizing::new(der)))
            .map_err(|_| KeyProblem::RsaInvalid)
    }
}

impl RsaPrivate {
    /// The numbers d, p, q, dp, dq and qi, big-endian.
    pub(super) fn new([d, p, q, dp, dq, qi]: [&[u8]; 6]) -> Self {
        let hidden = |number: &[u8]| Zeroizing::new(without_zeros(number).to_vec());
        Self {
            d: hidden(d),
            p: hidden(p),
            q: hidden(q),
            dp: hidden(dp),
            dq: hidden(dq),
            qi: hidden(qi),
        }
    }
}

impl Ec {
    /// A public key from a point as SEC 1 §2.3.3 writes it, compressed or not.
    pub(super) fn public(curve: &'static Curve, point: &[u8]) -> Result<Self, KeyProblem> {
        let off = || KeyProblem::NotOnCurve {
            curve: curve.name.into(),
        };
        // The library looks whether the point is on the curve, and not at infinity.
        let parsed = ParsedPublicKey::new(curve.verification, point).map_err(|_| off())?;
        let full = parsed.as_der().map_err(|_| off())?;
        let full = SubjectPublicKeyInfoRef::from_der(full.as_ref()).map_err(|_| off())?;
        let point = full.subject_public_key.raw_bytes().to_vec();
        if point.len() != 1 + 2 * curve.size || point.first() != Some(&4) {
            return Err(off());
        }
        Ok(Self {
            curve,
            point,
            d: None,
        })
    }

    /// A public key from its coordinates, each of the curve's size (RFC 7518 §6.2.1.2).
    pub(super) fn of_coordinates(
        curve: &'static Curve,
        x: &[u8],
        y: &[u8],
    ) -> Result<Self, KeyProblem> {
        Self::public(curve, &[&[4], x, y].concat())
    }

    /// Adds the private number, of the curve's size; it must belong to the point.
    pub(super) fn with_private(mut self, d: Hidden) -> Result<Self, KeyProblem> {
        EcdsaKeyPair::from_private_key_and_public_key(self.curve.signing, &d, &self.point)
            .map_err(|_| KeyProblem::Mismatch {
                key: format!("EC {}", self.curve.name),
            })?;
        self.d = Some(d);
        Ok(self)
    }

    /// A private key from its number alone.
    pub(super) fn private(curve: &'static Curve, d: &[u8]) -> Result<Self, KeyProblem> {
        let invalid = || KeyProblem::Invalid {
            key: format!("EC {}", curve.name),
        };
        // Some writers drop leading zeros, some add one.
        let d = padded(without_zeros(d), curve.size).ok_or_else(invalid)?;
        let sec1 = asn1::sec1_private(&d, None).ok_or_else(invalid)?;
        let pair =
            EcdsaKeyPair::from_private_key_der(curve.signing, &sec1).map_err(|_| invalid())?;
        Ok(Self {
            d: Some(d),
            ..Self::public(curve, pair.public_key().as_ref())?
        })
    }

    pub(super) fn point(&self) -> &[u8] {
        &self.point
    }

    pub(super) fn x(&self) -> &[u8] {
        self.point.get(1..=self.curve.size).unwrap_or_default()
    }

    pub(super) fn y(&self) -> &[u8] {
        self.point.get(1 + self.curve.size..).unwrap_or_default()
    }
}

/// The y of the points of order 8 on Ed25519, little-endian; those of order 1, 2 and 4 are 1, -1 and 0.
const ORDER_8: [[u8; ED25519_LEN]; 2] = [
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
        0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
    ],
];

impl Ed25519 {
    /// Whether the public key is a point of small order, for which anybody can make signatures (RFC 8032 does not
    /// forbid them). The list is that of libsodium's `ge25519_has_small_order`, y beyond the field included.
    pub(super) fn is_of_small_order(&self) -> bool {
        let mut y = self.x.clone();
        if let Some(last) = y.last_mut() {
            // The sign of x.
            *last &= 0x7f;
        }
        match y.as_slice() {
            [0 | 1, rest @ ..] if rest.iter().all(|byte| *byte == 0) => true,
            [0xec..=0xee, rest @ .., 0x7f] if rest.iter().all(|byte| *byte == 0xff) => true,
            y => ORDER_8.iter().any(|known| known == y),
        }
    }

    pub(super) fn private(seed: Hidden) -> Result<Self, KeyProblem> {
        let invalid = || KeyProblem::Invalid {
            key: "OKP Ed25519".into(),
        };
        if seed.len() != ED25519_LEN {
            return Err(invalid());
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| invalid())?;
        Ok(Self {
            x: pair.public_key().as_ref().to_vec(),
            d: Some(seed),
        })
    }
}

impl X25519 {
    pub(super) fn public(x: &[u8]) -> Result<Self, KeyProblem> {
        if x.len() != X25519_LEN {
            return Err(Self::invalid());
        }
        Ok(Self {
            x: x.to_vec(),
            d: None,
        })
    }

    pub(super) fn private(d: Hidden) -> Result<Self, KeyProblem> {
        let pair = PrivateKey::from_private_key(&agreement::X25519, &d);
        let x = pair.and_then(|pair| Ok(pair.compute_public_key()?.as_ref().to_vec()));
        Ok(Self {
            x: x.map_err(|_| Self::invalid())?,
            d: Some(d),
        })
    }

    fn invalid() -> KeyProblem {
        KeyProblem::Invalid {
            key: "OKP X25519".into(),
        }
    }
}

impl MlDsa {
    pub(super) fn public(set: &'static MlDsaSet, public: Vec<u8>) -> Result<Self, KeyProblem> {
        let invalid = || KeyProblem::Invalid {
            key: format!("AKP {}", set.name),
        };
        // The library also takes an SPKI here, which is longer.
        if public.len() != set.public_len {
            return Err(invalid());
        }
        ParsedPublicKey::new(set.verification, &public).map_err(|_| invalid())?;
        Ok(Self {
            set,
            public,
            private: None,
        })
    }

    pub(super) fn of_seed(set: &'static MlDsaSet, seed: Hidden) -> Result<Self, KeyProblem> {
        let pair =
            PqdsaKeyPair::from_seed(set.signing, &seed).map_err(|_| KeyProblem::Invalid {
                key: format!("AKP {}", set.name),
            })?;
        Ok(Self {
            set,
            public: pair.public_key().as_ref().to_vec(),
            private: Some(MlDsaPrivate::Seed(seed)),
        })
    }

    /// A private key in PKCS#8 (RFC 9881 §6): the library takes all three forms, and where both the seed and
    /// the expanded key are there it checks one against the other. `seed` is the one read from it, if any.
    pub(super) fn of_pkcs8(
        set: &'static MlDsaSet,
        pkcs8: &[u8],
        seed: Option<Hidden>,
    ) -> Result<Self, KeyProblem> {
        let invalid = || KeyProblem::Invalid {
            key: format!("AKP {}", set.name),
        };
        let pair = PqdsaKeyPair::from_pkcs8(set.signing, pkcs8).map_err(|_| invalid())?;
        let private = if let Some(seed) = seed {
            MlDsaPrivate::Seed(seed)
        } else {
            let expanded = pair.private_key().as_raw_bytes().map_err(|_| invalid())?;
            MlDsaPrivate::Expanded(Zeroizing::new(expanded.as_ref().to_vec()))
        };
        Ok(Self {
            set,
            public: pair.public_key().as_ref().to_vec(),
            private: Some(private),
        })
    }

    /// The key pair of a private key; `None` for a public one.
    pub(super) fn pair(&self) -> Option<PqdsaKeyPair> {
        match self.private.as_ref()? {
            MlDsaPrivate::Seed(seed) => PqdsaKeyPair::from_seed(self.set.signing, seed).ok(),
            MlDsaPrivate::Expanded(key) => {
                PqdsaKeyPair::from_raw_private_key(self.set.signing, key).ok()
            }
        }
    }
}

fn without_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros..).unwrap_or_default()
}

/// The number with leading zeros to that length; `None` if it is longer.
fn padded(number: &[u8], len: usize) -> Option<Hidden> {
    let mut bytes = Zeroizing::new(vec![0; len.checked_sub(number.len())?]);
    bytes.reserve_exact(number.len());
    bytes.extend_from_slice(number);
    Some(bytes)
}
