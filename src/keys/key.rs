//! One key: what it is, what it is bound to, and what it may do.

use super::Algorithm;
use crate::json::Object;
use crate::text::key::{KeyProblem, KeyRefusal};

/// A key with its bindings (RFC 7517 §4). Secret parts are wiped on drop and never shown by `Debug`.
#[derive(Clone, Debug)]
pub struct Key {}

impl Key {
    /// A bare HMAC secret, bound to nothing.
    #[must_use]
    pub fn secret(_secret: Vec<u8>) -> Self {
        todo!()
    }

    /// The key of a JWK. Unknown members are kept.
    ///
    /// # Errors
    /// When a member is missing or wrong, or the parts are no key.
    pub fn from_jwk(_jwk: &Object) -> Result<Self, KeyProblem> {
        todo!()
    }

    /// A new key for an algorithm, from the system's source of randomness in `aws-lc-rs`.
    ///
    /// # Errors
    /// When the library fails.
    pub fn generate(_algorithm: Algorithm) -> Result<Self, KeyProblem> {
        todo!()
    }

    /// The key's id (RFC 7517 §4.5).
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        todo!()
    }

    /// Gives the key an id, or takes it away.
    pub fn set_kid(&mut self, _kid: Option<String>) {
        todo!()
    }

    /// The `alg` that the key is bound to (RFC 7517 §4.4), known to the table or not.
    #[must_use]
    pub fn alg(&self) -> Option<&str> {
        todo!()
    }

    /// Binds the key to an algorithm.
    pub fn set_alg(&mut self, _algorithm: Option<Algorithm>) {
        todo!()
    }

    /// What the key is in a few untranslated words: `RSA 2048`, `EC P-256`, `OKP Ed25519`, `oct 256`, `AKP ML-DSA-44`.
    #[must_use]
    pub fn describe(&self) -> String {
        todo!()
    }

    /// Whether it holds a secret or private part.
    #[must_use]
    pub fn is_private(&self) -> bool {
        todo!()
    }

    /// The bytes of an HMAC secret.
    #[must_use]
    pub fn secret_bytes(&self) -> Option<&[u8]> {
        todo!()
    }

    /// The algorithms that its type, size and `alg` allow, in the table's order; the first is its default.
    pub fn algorithms(&self) -> impl Iterator<Item = Algorithm> + '_ {
        todo!();
        std::iter::empty()
    }

    /// Prepares the key to check signatures of one algorithm. A private key's public half is derived.
    ///
    /// # Errors
    /// When its type, size, `alg`, `use` or `key_ops` forbid it, or it is too weak.
    pub fn verifier(&self, _algorithm: Algorithm) -> Result<Verifier, KeyRefusal> {
        todo!()
    }

    /// Prepares the key to sign with one algorithm. `allow_weak_secret` lifts RFC 7518 §3.2 for HMAC.
    ///
    /// # Errors
    /// As [`Key::verifier`]; when it is public, or an HMAC secret shorter than its hash.
    pub fn signer(
        &self,
        _algorithm: Algorithm,
        _allow_weak_secret: bool,
    ) -> Result<Signer, KeyRefusal> {
        todo!()
    }

    /// The key's length in bits when it is an HMAC secret shorter than the hash (RFC 7518 §3.2).
    #[must_use]
    pub fn weak_secret_bits(&self, _algorithm: Algorithm) -> Option<usize> {
        todo!()
    }

    /// The thumbprint with SHA-256, base64url (RFC 7638, RFC 8037 §2, RFC 9964 §6).
    #[must_use]
    pub fn thumbprint(&self) -> String {
        todo!()
    }

    /// The key as a JWK; without `private` only its public members. `None` for a secret without `private`.
    #[must_use]
    pub fn to_jwk(&self, _private: bool) -> Option<Object> {
        todo!()
    }

    /// The key as PEM: PKCS#8 with `private`, else SPKI.
    ///
    /// # Errors
    /// For a secret, which has no PEM form, and for a private form of a public key.
    pub fn to_pem(&self, _private: bool) -> Result<String, KeyProblem> {
        todo!()
    }

    /// The texts in which people keep this public key (PEM forms with and without a last newline, DER, JWK):
    /// what the RS/HS confusion attack uses as the HMAC secret.
    #[must_use]
    pub fn public_texts(&self) -> Vec<Vec<u8>> {
        todo!()
    }
}

/// A key prepared to check signatures of one algorithm. Not `Send`: each thread prepares its own.
pub struct Verifier {}

impl Verifier {
    /// The algorithm that it was prepared for.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        todo!()
    }

    /// Whether `signature` is this key's over `message`.
    #[must_use]
    #[expect(clippy::ptr_arg, reason = "jsonwebtoken's verifiers take a Vec")]
    pub fn verify(&self, _message: &[u8], _signature: &Vec<u8>) -> bool {
        todo!()
    }
}

/// A key prepared to sign with one algorithm.
pub struct Signer {}

impl Signer {
    /// The algorithm that it was prepared for.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        todo!()
    }

    /// The signature over `message`, as RFC 7515 wants it (ECDSA: r‖s).
    ///
    /// # Errors
    /// When the library fails.
    pub fn sign(&self, _message: &[u8]) -> Result<Vec<u8>, KeyProblem> {
        todo!()
    }
}
