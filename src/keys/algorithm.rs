//! The one table of signature algorithms, a row each; nothing else enumerates them.

/// A row of the table. Two are equal when their names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Algorithm(&'static str);

/// What kind of signature an algorithm makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Algorithm {
    /// Every algorithm, in the order in which people should read them.
    pub fn all() -> impl Iterator<Item = Self> {
        todo!();
        std::iter::empty()
    }
    /// The algorithm of that `alg` value; names are case-sensitive (RFC 7515 §4.1.1).
    #[must_use]
    pub fn named(_name: &str) -> Option<Self> {
        todo!()
    }
    /// The `alg` value.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }
    /// What kind of signature it makes.
    #[must_use]
    pub fn family(self) -> Family {
        todo!()
    }
    /// The length of the hash in bits; `None` where the algorithm brings its own (EdDSA, ML-DSA).
    #[must_use]
    pub fn hash_bits(self) -> Option<u16> {
        todo!()
    }
    /// How many bytes each signature has; `None` for RSA, where it is the length of the modulus.
    #[must_use]
    pub fn signature_len(self) -> Option<usize> {
        todo!()
    }
    /// The section that defines it, such as `RFC 7518 §3.2`.
    #[must_use]
    pub fn source(self) -> &'static str {
        todo!()
    }
    /// The fully-specified name that replaces a deprecated one (RFC 9864): `Ed25519` for `EdDSA`.
    #[must_use]
    pub fn replaced_by(self) -> Option<&'static str> {
        todo!()
    }
    /// Whether a key or a user who names `self` means `other` too: equal names, and `EdDSA` with `Ed25519`.
    #[must_use]
    pub fn same_as(self, _other: Self) -> bool {
        todo!()
    }
}
