//! Keys and algorithms (RFC 7517, 7518, 7638, 8037, 8812, 9864, 9964): one table of algorithms, reading and
//! writing keys in every usual format, and the prepared signers and verifiers.
//!
//! Pure: bytes in, values out. Cryptography is `jsonwebtoken`, and `aws-lc-rs` where it has no such algorithm.

pub mod algorithm;
mod asn1;
pub mod chain;
mod der;
pub mod encryption;
pub mod evidence;
mod generate;
mod jwk;
pub mod key;
mod key_text;
mod locked;
mod material;
pub mod messages;
mod others;
mod pem;
mod read;
pub mod secret;
pub mod set;
pub mod signature;
pub mod signature_forms;
#[cfg(test)]
mod tests;
mod thumbprint;
mod wrappings;
mod write;

pub use algorithm::{Algorithm, Family};
pub use generate::RSA_SIZES;
pub use key::Key;
pub use key_text::KeyText;
pub use others::Mended;
pub use secret::SecretEncoding;
pub use set::KeySet;
pub use signature::{Signer, Verifier};
pub use wrappings::{Half, Wrapping};

/// Octets that are wiped on drop.
type Hidden = zeroize::Zeroizing<Vec<u8>>;

/// The largest key file or key set that is looked at, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
