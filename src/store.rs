//! The JSON files of tokenry: accounts, signing keys, sessions.
//!
//! Nothing outside this module touches the file system but the client for the network, which reads certificates, and
//! inside it only `disk` does, `temp_dir` by way of `tempfile`. The clock, randomness and the environment
//! are handed in. What goes wrong is a [`StoreProblem`](crate::store::messages::StoreProblem).
//!
//! | module | what it knows |
//! | --- | --- |
//! | [`home`] | where the files are |
//! | [`input`] | reading and writing files that the user names |
//! | `replace` | the lock and the atomic replace |
//! | `temp_dir` | a directory to try things out in |
//! | [`users`] | `users.json` |
//! | [`password`] | password hashes |
//! | [`sessions`] | `sessions.json` |
//! | [`keyfile`] | `keys.json` |

mod disk;
pub mod home;
pub mod input;
pub mod keyfile;
pub mod messages;
pub mod password;
pub(crate) mod replace;
pub mod sessions;
mod shape;
pub(crate) mod temp_dir;
pub mod users;

pub use home::{Files, Place};
pub(crate) use replace::is_free;
