//! Files that the user names: tokens (`@FILE`), secrets, keys to read; keys and pages to write.

use std::fs::File;
use std::path::Path;

use zeroize::Zeroizing;

use super::disk::{self, Wipe};
use super::replace::beside;
use crate::text::store::StoreProblem;

/// The largest file that is read as a token, a key or a secret, in bytes.
pub const MAX_INPUT: usize = 16 * 1024 * 1024;

/// What happens when the file that is to be written exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfExists {
    /// It is an error.
    Refuse,
    /// It is replaced, a symbolic link followed.
    Replace,
}

/// Reads a whole file, a pipe or a device such as `/dev/stdin`.
///
/// # Errors
/// When it is missing, a directory, unreadable, or longer than `limit` bytes.
pub fn read(path: &Path, limit: usize) -> Result<Vec<u8>, StoreProblem> {
    disk::read(path, limit, Wipe::No)
}

/// As [`read`], for secrets: every buffer that the bytes went through is wiped.
///
/// # Errors
/// As [`read`].
pub fn read_secret(path: &Path, limit: usize) -> Result<Zeroizing<Vec<u8>>, StoreProblem> {
    disk::read(path, limit, Wipe::Yes).map(Zeroizing::new)
}

/// Opens a file, a pipe or a device to be read bit by bit.
///
/// # Errors
/// When it is missing, a directory, or can't be opened.
pub fn open(path: &Path) -> Result<File, StoreProblem> {
    disk::open(path)
}

/// Writes a file with mode 0600, whole or not at all; a pipe or a device such as `/dev/stdout` is written to.
///
/// # Errors
/// When it exists and must not, is a directory, or can't be written.
pub fn write(path: &Path, content: &[u8], if_exists: IfExists) -> Result<(), StoreProblem> {
    if disk::is_stream(path) {
        return disk::feed(path, content);
    }
    match if_exists {
        IfExists::Refuse => disk::create(path, content),
        IfExists::Replace => {
            let target = disk::follow(path)?;
            // No lock file is left beside what the user asked for, so each process has a name of its own.
            let temporary = beside(&target, &format!(".{}.tmp", std::process::id()));
            disk::replace(&target, &temporary, content)
        }
    }
}
