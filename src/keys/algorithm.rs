//! The one table of signature algorithms, a row each; nothing else enumerates them.

use std::fmt;
use std::hash::{Hash, Hasher};

use aws_lc_rs::signature::{
    self as aws, EcdsaSigningAlgorithm, EcdsaVerificationAlgorithm, PqdsaSigningAlgorithm,
    PqdsaVerificationAlgorithm, RsaParameters,
};
use pkcs8::ObjectIdentifier;

/// A row of the table. Two are equal when their names are.
#[derive(Clone, Copy)]
pub struct Algorithm(&'static Row);

/// What kind of signature an algorithm makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// HMAC with SHA-2 (RFC 7518 §3.2)
    Hmac,
    /// RSASSA-PKCS1-v1_5 (RFC 7518 §3.3)
    RsaPkcs1,
    /// RSASSA-PSS (RFC 7518 §3.5)
    RsaPss,
    /// ECDSA (RFC 7518 §3.4, RFC 8812)
    Ecdsa,
    /// Ed25519 (RFC 8037, RFC 9864)
    EdDsa,
    /// ML-DSA (RFC 9964)
    MlDsa,
}

struct Row {
    name: &'static str,
    family: Family,
    key: KeyKind,
    hash_bits: Option<u16>,
    signature_len: Option<usize>,
    source: &'static str,
    replaced_by: Option<&'static str>,
    /// The algorithm in `jsonwebtoken`; where it has none, `aws-lc-rs` is used through [`KeyKind`].
    library: Option<jsonwebtoken::Algorithm>,
}

/// The kind of key an algorithm takes, with what `aws-lc-rs` needs to use one.
#[derive(Clone, Copy)]
pub(super) enum KeyKind {
    Secret,
    Rsa(&'static RsaParameters),
    Ec(&'static Curve),
    Ed25519,
    MlDsa(&'static MlDsaSet),
}

/// An elliptic curve for ECDSA (RFC 7518 §6.2.1.1, RFC 8812 §3.1).
pub(super) struct Curve {
    /// The `crv` value.
    pub(super) name: &'static str,
    pub(super) oid: ObjectIdentifier,
    /// The octets of a coordinate, and of the private key.
    pub(super) size: usize,
    pub(super) signing: &'static EcdsaSigningAlgorithm,
    pub(super) verification: &'static EcdsaVerificationAlgorithm,
}

/// A parameter set of ML-DSA (FIPS 204; identifiers of RFC 9881 §2).
pub(super) struct MlDsaSet {
    /// The `alg` value.
    pub(super) name: &'static str,
    pub(super) oid: ObjectIdentifier,
    pub(super) public_len: usize,
    pub(super) signing: &'static PqdsaSigningAlgorithm,
    pub(super) verification: &'static PqdsaVerificationAlgorithm,
}

static P256: Curve = Curve {
    name: "P-256",
    oid: ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7"),
    size: 32,
    signing: &aws::ECDSA_P256_SHA256_FIXED_SIGNING,
    verification: &aws::ECDSA_P256_SHA256_FIXED,
};
static P384: Curve = Curve {
    name: "P-384",
    oid: ObjectIdentifier::new_unwrap("1.3.132.0.34"),
    size: 48,
    signing: &aws::ECDSA_P384_SHA384_FIXED_SIGNING,
    verification: &aws::ECDSA_P384_SHA384_FIXED,
};
static P521: Curve = Curve {
    name: "P-521",
    oid: ObjectIdentifier::new_unwrap("1.3.132.0.35"),
    size: 66,
    signing: &aws::ECDSA_P521_SHA512_FIXED_SIGNING,
    verification: &aws::ECDSA_P521_SHA512_FIXED,
};
static SECP256K1: Curve = Curve {
    name: "secp256k1",
    oid: ObjectIdentifier::new_unwrap("1.3.132.0.10"),
    size: 32,
    signing: &aws::ECDSA_P256K1_SHA256_FIXED_SIGNING,
    verification: &aws::ECDSA_P256K1_SHA256_FIXED,
};

static ML_DSA_44: MlDsaSet = MlDsaSet {
    name: "ML-DSA-44",
    oid: ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.17"),
    public_len: 1312,
    signing: &aws::ML_DSA_44_SIGNING,
    verification: &aws::ML_DSA_44,
};
static ML_DSA_65: MlDsaSet = MlDsaSet {
    name: "ML-DSA-65",
    oid: ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.18"),
    public_len: 1952,
    signing: &aws::ML_DSA_65_SIGNING,
    verification: &aws::ML_DSA_65,
};
static ML_DSA_87: MlDsaSet = MlDsaSet {
    name: "ML-DSA-87",
    oid: ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.19"),
    public_len: 2592,
    signing: &aws::ML_DSA_87_SIGNING,
    verification: &aws::ML_DSA_87,
};

static TABLE: [Row; 18] = {
    use jsonwebtoken::Algorithm as Library;
    [
        hmac("HS256", 256, Library::HS256),
        hmac("HS384", 384, Library::HS384),
        hmac("HS512", 512, Library::HS512),
        rsa(
            "RS256",
            256,
            Library::RS256,
            &aws::RSA_PKCS1_2048_8192_SHA256,
        ),
        rsa(
            "RS384",
            384,
            Library::RS384,
            &aws::RSA_PKCS1_2048_8192_SHA384,
        ),
        rsa(
            "RS512",
            512,
            Library::RS512,
            &aws::RSA_PKCS1_2048_8192_SHA512,
        ),
        pss("PS256", 256, Library::PS256, &aws::RSA_PSS_2048_8192_SHA256),
        pss("PS384", 384, Library::PS384, &aws::RSA_PSS_2048_8192_SHA384),
        pss("PS512", 512, Library::PS512, &aws::RSA_PSS_2048_8192_SHA512),
        ecdsa("ES256", 256, &P256, Some(Library::ES256), "RFC 7518 §3.4"),
        ecdsa("ES384", 384, &P384, Some(Library::ES384), "RFC 7518 §3.4"),
        ecdsa("ES512", 512, &P521, None, "RFC 7518 §3.4"),
        ecdsa("ES256K", 256, &SECP256K1, None, "RFC 8812 §3.2"),
        // `EdDSA` stands first, and is so the default of an Ed25519 key: it is deprecated (RFC 9864 §2.2),
        // but most verifiers of today know no other name.
        eddsa("EdDSA", "RFC 8037 §3.1", Some("Ed25519")),
        eddsa("Ed25519", "RFC 9864 §2.2", None),
        ml_dsa(&ML_DSA_44, 2420),
        ml_dsa(&ML_DSA_65, 3309),
        ml_dsa(&ML_DSA_87, 4627),
    ]
};

const fn hmac(name: &'static str, bits: u16, library: jsonwebtoken::Algorithm) -> Row {
    Row {
        name,
        family: Family::Hmac,
        key: KeyKind::Secret,
        hash_bits: Some(bits),
        signature_len: Some(bits as usize / 8),
        source: "RFC 7518 §3.2",
        replaced_by: None,
        library: Some(library),
    }
}

const fn rsa(
    name: &'static str,
    bits: u16,
    library: jsonwebtoken::Algorithm,
    verification: &'static RsaParameters,
) -> Row {
    Row {
        name,
        family: Family::RsaPkcs1,
        key: KeyKind::Rsa(verification),
        hash_bits: Some(bits),
        signature_len: None,
        source: "RFC 7518 §3.3",
        replaced_by: None,
        library: Some(library),
    }
}

const fn pss(
    name: &'static str,
    bits: u16,
    library: jsonwebtoken::Algorithm,
    verification: &'static RsaParameters,
) -> Row {
    Row {
        family: Family::RsaPss,
        source: "RFC 7518 §3.5",
        ..rsa(name, bits, library, verification)
    }
}

const fn ecdsa(
    name: &'static str,
    bits: u16,
    curve: &'static Curve,
    library: Option<jsonwebtoken::Algorithm>,
    source: &'static str,
) -> Row {
    Row {
        name,
        family: Family::Ecdsa,
        key: KeyKind::Ec(curve),
        hash_bits: Some(bits),
        signature_len: Some(2 * curve.size),
        source,
        replaced_by: None,
        library,
    }
}

const fn eddsa(name: &'static str, source: &'static str, replaced_by: Option<&'static str>) -> Row {
    Row {
        name,
        family: Family::EdDsa,
        key: KeyKind::Ed25519,
        hash_bits: None,
        signature_len: Some(64),
        source,
        replaced_by,
        library: Some(jsonwebtoken::Algorithm::EdDSA),
    }
}

const fn ml_dsa(set: &'static MlDsaSet, signature_len: usize) -> Row {
    Row {
        name: set.name,
        family: Family::MlDsa,
        key: KeyKind::MlDsa(set),
        hash_bits: None,
        signature_len: Some(signature_len),
        source: "RFC 9964 §5",
        replaced_by: None,
        library: None,
    }
}

impl Algorithm {
    /// Every algorithm, in the order in which people should read them.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(Self)
    }

    /// The algorithm of that `alg` value; names are case-sensitive (RFC 7515 §4.1.1).
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|algorithm| algorithm.0.name == name)
    }

    /// The `alg` value.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What kind of signature it makes.
    pub fn family(self) -> Family {
        self.0.family
    }

    /// The length of the hash in bits; `None` where the algorithm brings its own (`EdDSA`, ML-DSA).
    pub fn hash_bits(self) -> Option<u16> {
        self.0.hash_bits
    }

    /// How many bytes each signature has; `None` for RSA, where it is the length of the modulus.
    pub fn signature_len(self) -> Option<usize> {
        self.0.signature_len
    }

    /// The section that defines it, such as `RFC 7518 §3.2`.
    pub fn source(self) -> &'static str {
        self.0.source
    }

    /// The fully-specified name that replaces a deprecated one (RFC 9864): `Ed25519` for `EdDSA`.
    pub fn replaced_by(self) -> Option<&'static str> {
        self.0.replaced_by
    }

    /// Whether a key or a user who names `self` means `other` too: equal names, and `EdDSA` with `Ed25519`.
    pub fn same_as(self, other: Self) -> bool {
        self == other || (self.family() == Family::EdDsa && other.family() == Family::EdDsa)
    }

    /// The kind of key it takes, as [`Key::describe`](super::Key::describe) would begin:
    /// `oct`, `RSA`, `EC P-256`, `OKP Ed25519`, `AKP ML-DSA-44`.
    pub fn key_type(self) -> String {
        match self.0.key {
            KeyKind::Secret => "oct".into(),
            KeyKind::Rsa(_) => "RSA".into(),
            KeyKind::Ec(curve) => format!("EC {}", curve.name),
            KeyKind::Ed25519 => "OKP Ed25519".into(),
            KeyKind::MlDsa(set) => format!("AKP {}", set.name),
        }
    }

    pub(super) fn key_kind(self) -> KeyKind {
        self.0.key
    }

    pub(super) fn library(self) -> Option<jsonwebtoken::Algorithm> {
        self.0.library
    }
}

impl PartialEq for Algorithm {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Algorithm {}

impl Hash for Algorithm {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.name.hash(state);
    }
}

impl fmt::Debug for Algorithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.name)
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.0.name)
    }
}

impl Curve {
    /// The curves that some algorithm of the table uses.
    fn all() -> impl Iterator<Item = &'static Self> {
        TABLE.iter().filter_map(|row| match row.key {
            KeyKind::Ec(curve) => Some(curve),
            _ => None,
        })
    }

    /// The curve of a `crv` value.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        Self::all().find(|curve| curve.name == name)
    }

    pub(super) fn of_oid(oid: ObjectIdentifier) -> Option<&'static Self> {
        Self::all().find(|curve| curve.oid == oid)
    }
}

impl MlDsaSet {
    fn all() -> impl Iterator<Item = &'static Self> {
        TABLE.iter().filter_map(|row| match row.key {
            KeyKind::MlDsa(set) => Some(set),
            _ => None,
        })
    }

    /// The parameter set of an `alg` value.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        Self::all().find(|set| set.name == name)
    }

    pub(super) fn of_oid(oid: ObjectIdentifier) -> Option<&'static Self> {
        Self::all().find(|set| set.oid == oid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        for algorithm in Algorithm::all() {
            assert_eq!(Algorithm::named(algorithm.name()), Some(algorithm));
        }
        for name in ["none", "None", "", "hs256", "HS257", "ES256 ", "RSA1_5"] {
            assert_eq!(Algorithm::named(name), None, "{name}");
        }
    }

    #[test]
    fn eddsa_and_ed25519_are_one_and_nothing_else_is() {
        for a in Algorithm::all() {
            for b in Algorithm::all() {
                let edwards = a.family() == Family::EdDsa && b.family() == Family::EdDsa;
                assert_eq!(a.same_as(b), a == b || edwards, "{a} {b}");
            }
        }
    }
}
