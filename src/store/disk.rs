//! The one place that touches the file system.
//!
//! Every write goes to a temporary file beside the target, which is then renamed to it, so that a reader, and whoever
//! comes after a crash, finds the old file or the new one. A writer keeps its temporary file locked: one that nobody
//! holds was left by a writer that died, and the next write in that directory removes it.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the module behind which they are"
)]

#[cfg_attr(unix, path = "disk/unix.rs")]
#[cfg_attr(not(unix), path = "disk/other.rs")]
mod system;

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use self::system::{is_at, own_options};
use crate::store::messages::{Cause, StoreProblem, StoreWarning};

/// How many symbolic links are followed one after the other, the limit of Linux.
const MAX_LINKS: usize = 40;

/// How long a lock is waited for before that is worth a word.
const PATIENCE: Duration = Duration::from_secs(1);

/// The least room for a file that turns out larger than it claimed to be.
const FIRST_ROOM: usize = 8 * 1024;

/// What the name of every temporary file begins and ends with.
const TEMPORARY: (&str, &str) = (".tokenry.", ".tmp");

/// The bytes of a file, wiped on drop.
pub(super) type Content = Zeroizing<Vec<u8>>;

fn unreadable(path: &Path, error: &io::Error) -> StoreProblem {
    let shown = path.into();
    match error.kind() {
        io::ErrorKind::NotFound => StoreProblem::Missing { path: shown },
        io::ErrorKind::IsADirectory => StoreProblem::IsDirectory { path: shown },
        // Windows refuses to open a directory, and does not say why.
        _ if path.is_dir() => StoreProblem::IsDirectory { path: shown },
        _ => StoreProblem::Read {
            path: shown,
            cause: Cause::from(error),
        },
    }
}

/// Opens a file, a pipe or a device for reading.
pub(super) fn open(path: &Path) -> Result<File, StoreProblem> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let data = file.metadata().map_err(|error| unreadable(path, &error))?;
    if data.is_dir() {
        return Err(StoreProblem::IsDirectory { path: path.into() });
    }
    Ok(file)
}

/// Opens one of tokenry's own files for reading. Anything but a regular file is refused, and nothing is waited for.
pub(super) fn open_regular(path: &Path) -> Result<File, StoreProblem> {
    let target = target(path)?;
    let file = own_options().read(true).open(target);
    let file = file.map_err(|error| unreadable(path, &error))?;
    let data = file.metadata().map_err(|error| unreadable(path, &error))?;
    if !data.is_file() {
        return Err(StoreProblem::NotAFile { path: path.into() });
    }
    Ok(file)
}

/// Whether the file that was opened at a path is the one at another, by whatever links.
pub(super) fn is_same(file: &File, path: &Path, other: &Path) -> bool {
    system::is_same(file, path, other)
}

/// Reads an open file to its end; more than `limit` bytes are refused.
pub(super) fn read(file: &File, path: &Path, limit: usize) -> Result<Content, StoreProblem> {
    let too_large = || StoreProblem::TooLarge {
        path: path.into(),
        limit,
    };
    let size = file.metadata().map_or(0, |data| data.len());
    let mut room = usize::try_from(size).map_err(|_| too_large())?;
    if room > limit {
        return Err(too_large());
    }
    let mut bytes = Content::default();
    loop {
        // A buffer that never grows leaves no copy behind. `read_to_end` reads into another one when little room is
        // left.
        let mut larger = Content::new(Vec::with_capacity(room + 64));
        larger.extend_from_slice(&bytes);
        let rest = room + 1 - bytes.len();
        bytes = larger;
        file.take(u64::try_from(rest).unwrap_or(u64::MAX))
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(path, &error))?;
        if bytes.len() <= room {
            return Ok(bytes);
        }
        if room >= limit {
            return Err(too_large());
        }
        room = (room * 2).max(FIRST_ROOM).min(limit);
    }
}

/// The warnings that others can write to a file or directory (or read it, if it is `secret`), or own it.
pub(super) fn exposure(path: &Path, secret: bool) -> Vec<StoreWarning> {
    system::exposure(path, secret)
}

/// Where one of tokenry's own files is, or would be: its path without symbolic links.
pub(super) fn target(path: &Path) -> Result<PathBuf, StoreProblem> {
    // To open a pipe or a device has effects already, so it is looked at first.
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => Err(StoreProblem::IsDirectory { path: path.into() }),
        Ok(data) if !data.is_file() => Err(StoreProblem::NotAFile { path: path.into() }),
        _ => resolve(path).map_err(|cause| StoreProblem::Read {
            path: path.into(),
            cause,
        }),
    }
}

/// A path without symbolic links, up to what is not there yet.
///
/// A link that another user has laid in a sticky directory such as `/tmp` is not followed, as Linux itself does it
/// where `fs.protected_symlinks` is on.
fn resolve(path: &Path) -> Result<PathBuf, Cause> {
    let mut left: VecDeque<PathBuf> = steps(path).collect();
    let mut real = PathBuf::new();
    let mut links = 0;
    while let Some(step) = left.pop_front() {
        if step.as_os_str() == ".." && real.file_name().is_some() {
            real.pop();
            continue;
        }
        real.push(step);
        match fs::symlink_metadata(&real) {
            Ok(data) if data.is_symlink() => {
                links += 1;
                if links > MAX_LINKS {
                    return Err(Cause::LinkLoop);
                }
                if system::is_planted(&data, directory_of(&real)) {
                    return Err(Cause::ForeignLink { link: real.into() });
                }
                let leads_to = fs::read_link(&real).map_err(|error| Cause::from(&error))?;
                real.pop();
                for step in steps(&leads_to).rev() {
                    left.push_front(step);
                }
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Cause::from(&error));
            }
            _ => {}
        }
    }
    Ok(real)
}

fn steps(path: &Path) -> impl DoubleEndedIterator<Item = PathBuf> {
    let own = |component: Component<'_>| PathBuf::from(component.as_os_str());
    path.components().map(own)
}

/// The one name of a file that need not be there: absolute, and without symbolic links.
pub(super) fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    resolve(&path).unwrap_or(path)
}

/// Makes a directory that others may read, and those above it; one that is there is left as it is.
pub(super) fn make_directory(path: &Path) -> Result<(), StoreProblem> {
    fs::create_dir_all(path).map_err(|error| unmakeable(path, Cause::from(&error)))
}

/// Makes a directory with mode 0700, and those above it; one that is there is left as it is.
pub(super) fn make_private_directory(path: &Path) -> Result<(), StoreProblem> {
    let real = resolve(path).map_err(|cause| unmakeable(path, cause))?;
    let missing: Vec<_> = real
        .ancestors()
        .take_while(|above| !above.exists())
        .collect();
    for directory in missing.into_iter().rev() {
        if directory.as_os_str().is_empty() {
            continue;
        }
        match system::make_directory(directory) {
            Ok(()) => flush_directory_of(directory)?,
            // Somebody else has just made it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(unmakeable(path, Cause::from(&error))),
        }
    }
    if real.is_dir() {
        Ok(())
    } else {
        Err(unmakeable(path, Cause::Occupied))
    }
}

fn unmakeable(path: &Path, cause: Cause) -> StoreProblem {
    StoreProblem::MakeDirectory {
        path: path.into(),
        cause,
    }
}

/// Whether nothing is in a directory.
pub(super) fn is_empty(path: &Path) -> Result<bool, StoreProblem> {
    let mut entries = fs::read_dir(path).map_err(|error| StoreProblem::Read {
        path: path.into(),
        cause: Cause::from(&error),
    })?;
    Ok(entries.next().is_none())
}

/// Waits for the lock on a file of its own beside the `guarded` one, which is made if need be. It ends when the file is
/// closed, or the process dies.
pub(super) fn lock(path: &Path, guarded: &Path) -> Result<File, StoreProblem> {
    let problem = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => StoreProblem::NoDirectory {
            path: directory_of(path).into(),
        },
        _ => StoreProblem::Lock {
            path: path.into(),
            cause: match fs::symlink_metadata(path) {
                Ok(data) if data.is_symlink() => Cause::IsLink,
                _ => Cause::from(error),
            },
        },
    };
    loop {
        let file = own_options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path);
        let file = file.map_err(|error| problem(&error))?;
        system::keep_usable(&file, guarded);
        match file.lock() {
            Ok(()) if is_at(&file, path) => return Ok(file),
            // A clean-up took the file away meanwhile: others make another one, and do not wait for this.
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(problem(&error)),
        }
    }
}

/// Whether nobody holds the lock, or gives it back within a second. Where there is no lock file there is no lock.
pub(super) fn is_free(path: &Path) -> bool {
    let file = own_options().read(true).write(true).open(path);
    file.map_or(true, |file| lock_within(&file, PATIENCE))
}

/// Takes the lock of a file; false when somebody else has it for all that time.
fn lock_within(file: &File, patience: Duration) -> bool {
    let step = Duration::from_millis(10);
    let mut waited = Duration::ZERO;
    while matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        if waited >= patience {
            return false;
        }
        std::thread::sleep(step);
        waited += step;
    }
    true
}

/// Who may read what is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// Its owner: mode 0600 whatever the umask is, and the owner and the stricter mode of what it replaces.
    Owner,
    /// Whom the umask lets: mode 0644 or less.
    Anybody,
}

/// What a write may replace.
#[derive(Clone, Copy)]
pub(super) enum Replace<'f> {
    /// Nothing at all.
    Nothing,
    /// This file, unless another one has taken its place since it was opened.
    This(&'f File),
    /// Whatever is there.
    Anything,
}

/// Writes a file, whole or not at all. False when what is there is not what may be replaced; it is left as it is then.
pub(super) fn write(
    target: &Path,
    content: &[u8],
    readers: Readers,
    replace: Replace<'_>,
) -> Result<bool, StoreProblem> {
    let problem = |cause| StoreProblem::Write {
        path: target.into(),
        cause,
    };
    if system::exceeds_size_limit(content.len()) {
        return Err(problem(Cause::Full));
    }
    let directory = directory_of(target);
    sweep(directory);
    let written = temporary_in(directory, readers).and_then(|mut temporary| {
        if readers == Readers::Owner {
            system::keep_private(temporary.as_file(), fs::metadata(target).ok().as_ref())?;
        }
        temporary.write_all(content)?;
        temporary.as_file().sync_all()?;
        name(temporary, target, replace)
    });
    let written = written.map_err(|error| problem(Cause::from(&error)))?;
    if written {
        flush_directory_of(target)?;
    }
    Ok(written)
}

/// A new file under a name that no other process uses. It goes when it is dropped.
fn temporary_in(directory: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    if readers == Readers::Anybody {
        system::make_public(&mut builder);
    }
    loop {
        let temporary = builder.tempfile_in(directory)?;
        // Where there are no locks nothing is swept either.
        drop(temporary.as_file().lock());
        // Somebody who swept before it was locked took it for a dead one's.
        if is_at(temporary.as_file(), temporary.path()) {
            return Ok(temporary);
        }
    }
}

/// Removes the temporary files of writers that have died. It is no reason to fail that one can't be removed.
fn sweep(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if !name.starts_with(TEMPORARY.0.as_bytes()) || !name.ends_with(TEMPORARY.1.as_bytes()) {
            continue;
        }
        let file = own_options().read(true).write(true).open(entry.path());
        if let Ok(file) = file
            && file.metadata().is_ok_and(|data| data.is_file())
            && file.try_lock().is_ok()
        {
            remove(&entry.path());
        }
    }
}

/// Removes a file that a killed process left behind, if there is one.
pub(super) fn remove(path: &Path) {
    drop(fs::remove_file(path));
}

/// Gives a temporary file the name of its target.
fn name(temporary: NamedTempFile, target: &Path, replace: Replace<'_>) -> io::Result<bool> {
    use io::ErrorKind as Kind;
    let named = match replace {
        Replace::Nothing => match temporary.persist_noclobber(target) {
            Err(failed) if failed.error.kind() == Kind::AlreadyExists => return Ok(false),
            // A file system that can't do that in one step.
            Err(failed)
                if matches!(
                    failed.error.kind(),
                    Kind::Unsupported | Kind::InvalidInput | Kind::PermissionDenied
                ) =>
            {
                if fs::symlink_metadata(target).is_ok() {
                    return Ok(false);
                }
                failed.file.persist(target)
            }
            named => named,
        },
        Replace::This(file) => {
            // Writers that don't exclude each other, because a clean-up removed the lock file, replace one and the
            // same file: who has the lock of that one looks and renames before the others look. A lock that somebody
            // else takes for purposes of his own is not waited for without end.
            lock_within(file, 10 * PATIENCE);
            if !is_at(file, target) {
                return Ok(false);
            }
            temporary.persist(target)
        }
        Replace::Anything => temporary.persist(target),
    };
    named.map(|_| true).map_err(|failed| failed.error)
}

/// Whether a path names a pipe or a device of the system, such as `/dev/stdout` or the `/dev/fd/63` of a shell, which
/// takes bytes and can't be replaced. A named pipe elsewhere may be another user's, who would read a private key.
pub(super) fn is_stream(path: &Path) -> bool {
    let of_system = path.starts_with("/dev") && !path.starts_with("/dev/shm");
    (of_system || path.starts_with("/proc"))
        && fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// Whether anything is there, be it a link that leads nowhere.
pub(super) fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Writes to a pipe or a device.
pub(super) fn feed(path: &Path, content: &[u8]) -> Result<(), StoreProblem> {
    OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|mut stream| stream.write_all(content))
        .map_err(|error| StoreProblem::Write {
            path: path.into(),
            cause: Cause::from(&error),
        })
}

/// The directory that a path is in; `.` for a bare name.
pub(super) fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

/// Makes the name of a file or directory last through a power failure.
fn flush_directory_of(path: &Path) -> Result<(), StoreProblem> {
    system::flush_directory(directory_of(path)).map_err(|error| StoreProblem::NotFlushed {
        path: path.into(),
        cause: Cause::from(&error),
    })
}
