//! Several keys, and reading them from bytes whose format only their content tells.

use super::Key;
use crate::json::Object;
use crate::text::key::KeyProblem;

/// Keys in order (RFC 7517 §5).
#[derive(Clone, Debug, Default)]
pub struct KeySet {
    /// The keys that were understood.
    pub keys: Vec<Key>,
    /// Keys of a set that were passed over (RFC 7517 §5: unknown `kty`, missing members), and why.
    pub skipped: Vec<Skipped>,
    /// What the bytes were, untranslated: `PEM PKCS#8`, `DER SPKI`, `JWK`, `JWK Set`, …
    pub format: &'static str,
}

/// A key of a set that tokenry can't use.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// Where it stands in the set, from 0.
    pub index: usize,
    /// Its id.
    pub kid: Option<String>,
    /// What is wrong with it.
    pub problem: KeyProblem,
}

impl KeySet {
    /// Reads PEM (one block or several), DER, a JWK or a JWK Set, told apart by content.
    ///
    /// # Errors
    /// When the bytes are none of these, or hold what can't be used; two keys of one `kid` are refused.
    pub fn read(_bytes: &[u8]) -> Result<Self, KeyProblem> {
        todo!()
    }

    /// Reads a JWK Set from its object.
    ///
    /// # Errors
    /// When there is no `keys` array, no key in it can be understood, or two have one `kid`.
    pub fn from_jwks(_set: &Object) -> Result<Self, KeyProblem> {
        todo!()
    }

    /// A set of one key.
    #[must_use]
    pub fn of(key: Key) -> Self {
        Self {
            keys: vec![key],
            skipped: Vec::new(),
            format: "",
        }
    }
}
