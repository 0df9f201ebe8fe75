//! The one place that touches the file system.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the module behind which they are"
)]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;
use zeroize::Zeroize;

use crate::text::store::{Cause, StoreProblem};

/// How many symbolic links are followed one after the other, the limit of Linux.
const MAX_LINKS: usize = 40;

/// How long a lock is waited for before that is worth a word.
const PATIENCE: Duration = Duration::from_secs(1);

/// The room for a file whose size is not known.
const FIRST_ROOM: usize = 8 * 1024;

/// The permissions of every file that is written.
#[cfg(unix)]
const PRIVATE: u32 = 0o600;

/// Whether the buffers that a file went through are wiped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wipe {
    Yes,
    No,
}

/// Opens a file for reading; anything but a directory will do.
pub(super) fn open(path: &Path) -> Result<File, StoreProblem> {
    let problem = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => StoreProblem::Missing { path: path.into() },
        io::ErrorKind::IsADirectory => StoreProblem::IsDirectory { path: path.into() },
        // Windows refuses to open a directory, and does not say why.
        _ if path.is_dir() => StoreProblem::IsDirectory { path: path.into() },
        _ => StoreProblem::Read {
            path: path.into(),
            cause: Cause::from(error),
        },
    };
    let file = File::open(path).map_err(|error| problem(&error))?;
    if file.metadata().map_err(|error| problem(&error))?.is_dir() {
        return Err(StoreProblem::IsDirectory { path: path.into() });
    }
    Ok(file)
}

/// Reads a whole file of at most `limit` bytes.
pub(super) fn read(path: &Path, limit: usize, wipe: Wipe) -> Result<Vec<u8>, StoreProblem> {
    let mut file = open(path)?;
    let size = file.metadata().map_or(0, |data| data.len());
    let too_large = || StoreProblem::TooLarge {
        path: path.into(),
        limit,
    };
    let room = usize::try_from(size)
        .ok()
        .filter(|size| *size <= limit)
        .ok_or_else(too_large)?;
    read_all(&mut file, room, limit, wipe)
        .map_err(|error| match error.kind() {
            io::ErrorKind::IsADirectory => StoreProblem::IsDirectory { path: path.into() },
            _ => StoreProblem::Read {
                path: path.into(),
                cause: Cause::from(&error),
            },
        })?
        .ok_or_else(too_large)
}

/// Reads to the end; `None` when that is more than `limit` bytes.
///
/// The buffer starts at the size the file claims to have, so that a large file is in memory once.
fn read_all(
    file: &mut impl Read,
    size: usize,
    limit: usize,
    wipe: Wipe,
) -> io::Result<Option<Vec<u8>>> {
    // One byte more, so that the end is seen without growing.
    let mut buffer = vec![0; if size == 0 { FIRST_ROOM } else { size + 1 }];
    let mut filled = 0;
    let outcome = loop {
        if filled > limit {
            break Ok(None);
        }
        if filled == buffer.len() {
            let mut larger = vec![0; buffer.len().saturating_mul(2)];
            if let Some(start) = larger.get_mut(..filled) {
                start.copy_from_slice(&buffer);
            }
            if wipe == Wipe::Yes {
                buffer.zeroize();
            }
            buffer = larger;
        }
        match file.read(buffer.get_mut(filled..).unwrap_or_default()) {
            Ok(0) => break Ok(Some(())),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    match outcome {
        Ok(Some(())) => {
            buffer.truncate(filled);
            Ok(Some(buffer))
        }
        failed => {
            if wipe == Wipe::Yes {
                buffer.zeroize();
            }
            failed.map(|_| None)
        }
    }
}

/// The permission bits of a file; `None` when it is not there, or on systems that have none.
pub(super) fn mode(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path)
            .ok()
            .filter(fs::Metadata::is_file)
            .map(|data| data.permissions().mode() & 0o7777)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Follows the symbolic links at the end of a path to the file that is to be replaced, which need not exist.
pub(super) fn follow(path: &Path) -> Result<PathBuf, StoreProblem> {
    let problem = |cause| StoreProblem::Read {
        path: path.into(),
        cause,
    };
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::symlink_metadata(&target) {
            Ok(data) if data.is_symlink() => {
                let link = fs::read_link(&target).map_err(|error| problem(Cause::from(&error)))?;
                target = directory_of(&target).join(link);
            }
            Ok(data) if data.is_dir() => {
                return Err(StoreProblem::IsDirectory { path: path.into() });
            }
            Ok(data) if !data.is_file() => {
                return Err(StoreProblem::NotAFile { path: path.into() });
            }
            Ok(_) => return Ok(target),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(target),
            Err(error) => return Err(problem(Cause::from(&error))),
        }
    }
    Err(problem(Cause::LinkLoop))
}

/// The one name of a file that need not be there: absolute, and without symbolic links.
pub(super) fn real(path: &Path) -> PathBuf {
    let target = follow(path).unwrap_or_else(|_| path.to_owned());
    let directory = fs::canonicalize(directory_of(&target));
    match (directory, target.file_name()) {
        (Ok(directory), Some(name)) => directory.join(name),
        _ => target,
    }
}

/// Makes a directory that others may read, and those above it; one that is there is left as it is.
pub(super) fn make_directory(path: &Path) -> Result<(), StoreProblem> {
    fs::create_dir_all(path).map_err(|error| StoreProblem::MakeDirectory {
        path: path.into(),
        cause: match error.kind() {
            io::ErrorKind::AlreadyExists => Cause::Occupied,
            _ => Cause::from(&error),
        },
    })
}

/// Makes a directory with mode 0700, and those above it; one that is there is left as it is.
pub(super) fn make_private_directory(path: &Path) -> Result<(), StoreProblem> {
    let problem = |cause| StoreProblem::MakeDirectory {
        path: path.into(),
        cause,
    };
    let mut made = make_one_directory(path);
    if matches!(&made, Err(error) if error.kind() == io::ErrorKind::NotFound)
        && let Some(above) = path.parent()
        && !above.as_os_str().is_empty()
    {
        make_private_directory(above)?;
        made = make_one_directory(path);
    }
    match made {
        Ok(()) => Ok(()),
        // It was there, or somebody else has just made it; `/` answers with other errors than that.
        Err(_) if path.is_dir() => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(problem(Cause::Occupied)),
        Err(error) => Err(problem(Cause::from(&error))),
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

fn make_one_directory(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        builder.mode(0o700).create(path)?;
        // A umask such as 0277 takes bits away from the owner too.
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))
    }
    #[cfg(not(unix))]
    builder.create(path)
}

/// A lock that ends when this value is dropped or the process dies.
pub(super) struct Lock {
    _file: File,
}

/// Waits for the lock on a file of its own beside the `guarded` one. It is made if need be and never removed: who
/// removed it would take it from under somebody who waits.
pub(super) fn lock(path: &Path, guarded: &Path) -> Result<Lock, StoreProblem> {
    let problem = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => StoreProblem::NoDirectory {
            path: directory_of(path).into(),
        },
        _ => StoreProblem::Lock {
            path: path.into(),
            cause: Cause::from(error),
        },
    };
    loop {
        let file = open_lock(path, true).map_err(|error| problem(&error))?;
        keep_usable(&file, guarded);
        match file.lock() {
            // A clean-up took the file away meanwhile: the next process would make another, and not wait for this.
            Ok(()) if is_removed(&file) => {}
            Ok(()) => return Ok(Lock { _file: file }),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(problem(&error)),
        }
    }
}

/// Whether a lock is free, or becomes so within [`PATIENCE`]. What can't be found out here fails where it is taken.
pub(super) fn is_free(path: &Path) -> bool {
    let Ok(file) = open_lock(path, false) else {
        return true;
    };
    let step = Duration::from_millis(10);
    let mut waited = Duration::ZERO;
    while matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        if waited >= PATIENCE {
            return false;
        }
        std::thread::sleep(step);
        waited += step;
    }
    true
}

fn open_lock(path: &Path, make: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(make).truncate(false);
    private(&mut options);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // A link may have been laid by somebody else who can write here, to a file that is not meant.
        options.custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    options.open(path)
}

/// Sees to it that the next process gets the lock: that a umask such as 0777 does not lock it out, and that root
/// does not lock out the owner of the guarded file. What can't be mended here may still do there.
fn keep_usable(lock: &File, guarded: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
        let Ok(own) = lock.metadata() else { return };
        let mine = own.uid() == rustix::process::geteuid().as_raw();
        // Anything but an empty file of this one name is no lock of ours, and is left as it is.
        if !mine || !own.is_file() || own.len() > 0 || own.nlink() > 1 {
            return;
        }
        if own.mode() & PRIVATE != PRIVATE {
            drop(lock.set_permissions(fs::Permissions::from_mode(PRIVATE)));
        }
        let owner = fs::metadata(guarded).or_else(|_| fs::metadata(directory_of(guarded)));
        if let Ok(owner) = owner
            && owner.uid() != own.uid()
        {
            drop(fchown(lock, Some(owner.uid()), Some(owner.gid())));
        }
    }
    #[cfg(not(unix))]
    let _ = (lock, guarded);
}

/// Whether an open file has no name any more.
fn is_removed(file: &File) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        file.metadata().is_ok_and(|data| data.nlink() == 0)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

/// Replaces `target` by `content`: writes `temporary` beside it, flushes, renames, flushes the directory.
///
/// Whoever reads meanwhile, and whoever comes after a crash, finds the old file or the new one. The caller holds
/// the lock, so a temporary file that is there already is what a killed process left.
pub(super) fn replace(target: &Path, temporary: &Path, content: &[u8]) -> Result<(), StoreProblem> {
    within_size_limit(target, content)?;
    remove_if_there(temporary).map_err(|error| unwritable(temporary, &error))?;
    let written = write_new(temporary, content, fs::metadata(target).ok().as_ref());
    if let Err(error) = written.and_then(|()| fs::rename(temporary, target)) {
        // What is left over is taken away by the next writer, if not now.
        drop(remove_if_there(temporary));
        return Err(unwritable(target, &error));
    }
    flush_directory(directory_of(target));
    Ok(())
}

/// Replaces a file that others may read, mode 0644 or what the umask leaves of it, without a lock.
pub(super) fn publish(target: &Path, content: &[u8]) -> Result<(), StoreProblem> {
    within_size_limit(target, content)?;
    temporary_beside(target, |path| write_public(path, content))
        .and_then(|temporary| temporary.persist(target).map_err(|failed| failed.error))
        .map_err(|error| unwritable(target, &error))?;
    flush_directory(directory_of(target));
    Ok(())
}

/// Writes a file that must not exist yet, whole or not at all.
pub(super) fn create(target: &Path, content: &[u8]) -> Result<(), StoreProblem> {
    use io::ErrorKind as Kind;
    let exists = || StoreProblem::Exists {
        path: target.into(),
    };
    within_size_limit(target, content)?;
    if fs::symlink_metadata(target).is_ok() {
        return Err(exists());
    }
    let created =
        temporary_beside(target, |path| write_new(path, content, None)).and_then(|temporary| {
            let named = temporary.persist_noclobber(target);
            named.map_err(|failed| failed.error)
        });
    let created = match created {
        // A file system that can't name a file unless the name is free: there it may be cut off by a crash.
        Err(error)
            if matches!(
                error.kind(),
                Kind::Unsupported | Kind::InvalidInput | Kind::PermissionDenied
            ) =>
        {
            write_new(target, content, None).inspect_err(|error| {
                if error.kind() != Kind::AlreadyExists {
                    drop(remove_if_there(target));
                }
            })
        }
        other => other,
    };
    created.map_err(|error| match error.kind() {
        Kind::AlreadyExists => exists(),
        _ => unwritable(target, &error),
    })?;
    flush_directory(directory_of(target));
    Ok(())
}

fn unwritable(path: &Path, error: &io::Error) -> StoreProblem {
    StoreProblem::Write {
        path: path.into(),
        cause: Cause::from(error),
    }
}

fn within_size_limit(target: &Path, content: &[u8]) -> Result<(), StoreProblem> {
    if exceeds_size_limit(content.len()) {
        return Err(StoreProblem::Write {
            path: target.into(),
            cause: Cause::Full,
        });
    }
    Ok(())
}

/// A new file beside the target, under a random name that no other process uses; it goes when it is not renamed.
fn temporary_beside(
    target: &Path,
    write: impl FnMut(&Path) -> io::Result<()>,
) -> io::Result<NamedTempFile<()>> {
    tempfile::Builder::new()
        .prefix(".tokenry.")
        .suffix(".tmp")
        .make_in(directory_of(target), write)
}

/// Whether a pipe or a device is there, which takes bytes and can't be replaced.
pub(super) fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
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

/// Removes what a killed process left behind.
pub(super) fn remove_stale(temporary: &Path) {
    drop(remove_if_there(temporary));
}

/// The directory that a path is in; `.` for a bare name.
pub(super) fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn write_new(path: &Path, content: &[u8], former: Option<&fs::Metadata>) -> io::Result<()> {
    let mut file = open_new(path)?;
    keep_private(&file, former)?;
    file.write_all(content)?;
    file.sync_all()
}

fn write_public(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o644);
    }
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    private(&mut options);
    options.open(path)
}

/// 0600 at creation: a umask can only take away from it.
fn private(options: &mut OpenOptions) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(PRIVATE);
    }
    #[cfg(not(unix))]
    let _ = options;
}

/// Gives a new file, still empty, the mode 0600 whatever the umask was, and the owner of the file it replaces.
///
/// A former mode that is stricter (0400) stays.
fn keep_private(file: &File, former: Option<&fs::Metadata>) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
        let mode = match former.map(|data| data.permissions().mode() & PRIVATE) {
            None | Some(0) => PRIVATE,
            Some(mode) => mode,
        };
        file.set_permissions(fs::Permissions::from_mode(mode))?;
        let own = file.metadata()?;
        if let Some(former) = former
            && (former.uid() != own.uid() || former.gid() != own.gid())
        {
            // Only root can give files away; for anybody else the file becomes the writer's.
            drop(fchown(file, Some(former.uid()), Some(former.gid())));
        }
        Ok(())
    }
    #[cfg(not(unix))]
    {
        let _ = (file, former);
        Ok(())
    }
}

/// Makes a rename last through a power failure (Unix; elsewhere a directory can't be flushed).
///
/// That it fails is no news for anybody: the rename has happened, and whoever comes after a crash still finds the
/// old file or the new one. Some file systems can't do it, and some directories may not be opened.
fn flush_directory(path: &Path) {
    #[cfg(unix)]
    drop(File::open(path).and_then(|directory| directory.sync_all()));
    #[cfg(not(unix))]
    let _ = path;
}

/// Whether a file of this size would be over the process's limit (`ulimit -f`).
///
/// Writing over it does not fail like a full disk does: the system sends SIGXFSZ, which ends the process. To ignore
/// that signal takes unsafe code, to look first does not.
fn exceeds_size_limit(size: usize) -> bool {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit};
        getrlimit(Resource::Fsize)
            .current
            .is_some_and(|limit| u64::try_from(size).map_or(true, |size| size > limit))
    }
    #[cfg(not(unix))]
    {
        let _ = size;
        false
    }
}
