//! tokenry: JSON Web Tokens on the command line. The binary hands the real world to [`run`]; everything else is private.
//!
//! The rooms, from the door down. A room uses those below it, and says its messages itself, in English and Korean.
//!
//! | room | what it knows |
//! | --- | --- |
//! | `commands` | one file a command family: takes plain values, returns an answer and an exit code |
//! | `cli` | what can be typed: each option with its help and its completion; from words to plain values |
//! | `output` | documents, JSON and escaping on their way to the terminal |
//! | `store` | `users.json`, `sessions.json`, `keys.json`; the lock and the atomic replace; password hashes |
//! | `remote` | key sets from the network: what may be asked, the client, the cache |
//! | `jwe` | encrypted tokens: opened, each ends in a `Token`; and sealed |
//! | `scan` | finds tokens in any text, as a stream |
//! | `sdjwt` | SD-JWTs: which disclosures the issuer signed |
//! | `token` | a token, read once: the one path of verification, the diagnosis, the explanation |
//! | `keys` | the table of algorithms, keys in every format, signers and verifiers |
//! | `json`, `encoding` | the one JSON reader and writer; base64, base64url and hex |
//! | `text` | languages, the `messages!` macro, numbers, lists and times in words |
//! | [`Host`], [`time`] | what comes in from outside: clock, randomness, environment, streams, terminal |
//!
//! `token`, `keys`, `jwe`, `scan` and `sdjwt` are pure: no files, no environment, no clock and no randomness of their own.

mod cli;
mod commands;
mod encoding;
mod host;
mod json;
mod jwe;
mod keys;
mod output;
#[cfg(feature = "remote")]
mod remote;
mod scan;
mod sdjwt;
mod store;
mod text;
pub mod time;
mod token;

use std::ffi::OsString;

pub use host::{Ahead, Clock, Environment, Host, Prompt, Randomness, Shell, Terminal};

/// Runs one command line, the program's name first. Returns the exit code (README, "Exit codes").
pub fn run(args: impl IntoIterator<Item = impl Into<OsString>>, host: &mut Host<'_>) -> u8 {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    commands::run(&args, host)
}
