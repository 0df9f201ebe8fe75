//! tokenry: JSON Web Tokens on the command line. This library is the whole program; the binary hands it the real world.
//!
//! The house, from the door down; each room knows only those below it:
//!
//! - [`run`]: the door
//! - `cli`: what can be typed, each option with its help in both languages
//! - `commands`: one file a command family, and what they share
//! - [`sdjwt`]: SD-JWTs, and which of their disclosures the issuer signed
//! - [`token`]: the compact form, the claims, the one path of verification, and why a signature fails
//! - [`keys`]: the one table of algorithms, and keys in every format
//! - `remote`: key sets from the network: what may be asked, the client, the cache
//! - [`store`]: users, sessions and keys on disk; the lock and the atomic replace
//! - [`output`]: documents and JSON on their way out
//! - [`text`]: every sentence, in English and Korean
//! - [`Host`]: everything that comes in from outside
//! - [`json`], [`encoding`], [`time`]: the ground

mod cli;
mod commands;
pub mod encoding;
mod host;
pub mod json;
pub mod keys;
pub mod output;
#[cfg(feature = "remote")]
pub mod remote;
pub mod sdjwt;
pub mod store;
pub mod text;
pub mod time;
pub mod token;

use std::ffi::OsString;

pub use host::{Ahead, Clock, Environment, Host, Prompt, Randomness, Terminal};

/// Runs one command line, the program's name first. Returns the exit code (README, "Exit codes").
pub fn run(args: impl IntoIterator<Item = impl Into<OsString>>, host: &mut Host<'_>) -> u8 {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    commands::run(&args, host)
}
