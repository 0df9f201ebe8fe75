//! Keys and algorithms (RFC 7517, 7518, 7638, 8037, 8812, 9864, 9964): one table of algorithms, reading and
//! writing keys in every usual format, and the prepared signers and verifiers.
//!
//! Pure: bytes in, values out. Cryptography is `jsonwebtoken`, and `aws-lc-rs` where it has no such algorithm.

pub mod algorithm;
pub mod key;
pub mod set;

pub use algorithm::{Algorithm, Family};
pub use key::{Key, Signer, Verifier};
pub use set::KeySet;
