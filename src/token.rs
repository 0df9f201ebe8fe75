//! The core of RFC 7515 and RFC 7519: the compact form, the claims, and the one path of verification.
//!
//! Pure: bytes, numbers and keys in, values out.

pub mod anatomy;
pub mod compact;
pub mod diagnosis;
pub mod foreign;
pub mod header;
pub mod notes;
pub mod reading;
pub mod report;
pub mod unwrap;
pub mod verify;

pub use compact::Compact;
pub use report::Report;
pub use verify::{Keyring, Policy};
