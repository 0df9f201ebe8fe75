//! What can be wrong with a key: that it can't be read, or that it must not be used.
//!
//! - `problem`: bytes that are no key (exit 1), with `foreign`, what they are instead, and `fault`, where an
//!   encoding of theirs is wrong
//! - `refusal`: a key that was understood and must not do what was asked of it (exit 8)
//! - `hint`: what to do about either

mod fault;
mod foreign;
mod hint;
mod problem;
mod refusal;

pub use foreign::Foreign;
#[cfg(feature = "remote")]
pub use hint::KeyHint;
pub use problem::{JsonType, KeyProblem, LibraryCall};
pub use refusal::{KeyRefusal, Operation, RefusalReason};

/// Text from a key, cut to a length that fits a message. It is still hostile: whoever prints it escapes it.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 64;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
