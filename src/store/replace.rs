//! The lock and the atomic replace that all files share.
//!
//! For a target `users.json` the lock is taken on `.users.json.lock` beside it. The lock belongs to an open file,
//! so the system frees it when its process dies, however it dies; the empty lock file stays and blocks nobody.
//! The new content goes to `.users.json.tmp`. That name is fixed, since only the holder of the lock uses it: what a
//! killed process leaves there, the next writer takes away.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::disk::{self, Wipe};
use super::home::Place;
use crate::text::store::StoreProblem;

/// Changes a file under its lock.
///
/// `change` gets what the file holds now, read under the lock (`None`: there is no file), and returns what it shall
/// hold (`None`: leave it) and anything it wants handed on. Nothing is written when it fails, and nothing when the
/// bytes are the same. A symbolic link is followed, so that it stays a link. The file is written with mode 0600,
/// or stricter if it was.
///
/// # Errors
/// What `change` returns; a file that can't be read, is longer than `limit` bytes, locked or written. In each case
/// the file is as it was.
pub fn update<T, E: From<StoreProblem>>(
    place: &Place,
    limit: usize,
    change: impl FnOnce(Option<&[u8]>) -> Result<(Option<Vec<u8>>, T), E>,
) -> Result<T, E> {
    place.prepare()?;
    let target = disk::follow(place.path())?;
    let _lock = disk::lock(&beside(&target, ".lock"))?;
    disk::remove_stale(&beside(&target, ".tmp"));
    let current = match disk::read(&target, limit, Wipe::No) {
        Ok(bytes) => Some(bytes),
        Err(StoreProblem::Missing { .. }) => None,
        Err(problem) => return Err(problem.into()),
    };
    let (content, answer) = change(current.as_deref())?;
    if let Some(content) = content
        && current.as_deref() != Some(&content)
    {
        disk::replace(&target, &beside(&target, ".tmp"), &content)?;
    }
    Ok(answer)
}

/// Reads a file as it is now, without a lock: a replace is atomic, so it is whole. `None` when there is none.
///
/// # Errors
/// When the file can't be read or is longer than `limit` bytes.
pub fn read(place: &Place, limit: usize) -> Result<Option<Vec<u8>>, StoreProblem> {
    match disk::read(place.path(), limit, Wipe::No) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(StoreProblem::Missing { .. }) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// A hidden name beside the target: `.users.json` and the suffix.
pub(super) fn beside(target: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(suffix);
    disk::directory_of(target).join(name)
}
