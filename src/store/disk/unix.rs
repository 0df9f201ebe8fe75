//! What Unix has: owners, modes, links that are laid as traps, directories that can be flushed.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::Path;

use rustix::fs::OFlags;
use rustix::process::{Resource, geteuid, getrlimit};

use super::directory_of;
use crate::store::messages::StoreWarning;

/// The mode of a file that is for its owner alone.
const PRIVATE: u32 = 0o600;

/// How tokenry's own files are opened: with mode 0600 where they are made, from which a umask can only take away. A link
/// at the end of the path is not followed, since another user may have laid it, and a pipe is not waited for.
pub(super) fn own_options() -> OpenOptions {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let mut options = OpenOptions::new();
    options
        .mode(PRIVATE)
        .custom_flags(flags.bits().cast_signed());
    options
}

/// Lets anybody read a file that is to be made, as far as the umask does.
pub(super) fn make_public(builder: &mut tempfile::Builder<'_, '_>) {
    builder.permissions(Permissions::from_mode(0o644));
}

/// Makes a directory with mode 0700.
pub(super) fn make_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)?;
    // A umask such as 0277 takes bits away from the owner too.
    fs::set_permissions(path, Permissions::from_mode(0o700))
}

/// The warnings that others can write to a file or directory (or read it, if it is `secret`), or own it.
pub(super) fn exposure(path: &Path, secret: bool) -> Vec<StoreWarning> {
    let mut warnings = Vec::new();
    // What is neither is refused anyway.
    let data = fs::metadata(path).ok();
    let Some(data) = data.filter(|data| data.is_file() || data.is_dir()) else {
        return warnings;
    };
    let mode = data.mode() & 0o7777;
    let refused = if secret { 0o066 } else { 0o022 };
    if mode & refused != 0 {
        warnings.push(StoreWarning::OpenToOthers {
            path: path.into(),
            mode,
            directory: data.is_dir(),
        });
    }
    if !is_mine(&data) {
        warnings.push(StoreWarning::OwnedByOther {
            path: path.into(),
            uid: data.uid(),
        });
    }
    warnings
}

/// Whether a link belongs neither to this user nor to the owner of the sticky directory that it is in.
pub(super) fn is_planted(link: &Metadata, directory: &Path) -> bool {
    !is_mine(link)
        && fs::metadata(directory)
            .is_ok_and(|above| above.mode() & 0o1000 != 0 && above.uid() != link.uid())
}

fn is_mine(data: &Metadata) -> bool {
    data.uid() == geteuid().as_raw()
}

/// Whether the file at a path is this open one; a link there is another.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    is_file(file, fs::symlink_metadata(path))
}

/// Whether the file that was opened at a path is the one at another, by whatever links.
pub(super) fn is_same(file: &File, _: &Path, other: &Path) -> bool {
    is_file(file, fs::metadata(other))
}

fn is_file(file: &File, there: io::Result<Metadata>) -> bool {
    let id = |data: Metadata| (data.dev(), data.ino());
    let own = file.metadata().map(id);
    own.is_ok_and(|own| there.map(id).is_ok_and(|there| own == there))
}

/// Sees to it that the next process gets the lock: that a umask such as 0777 does not lock it out, and that root
/// does not lock out the owner of the guarded file. What can't be mended here may still do there.
pub(super) fn keep_usable(lock: &File, guarded: &Path) {
    let Ok(own) = lock.metadata() else { return };
    // Anything but an empty file of this one name is no lock of ours, and is left as it is.
    if !is_mine(&own) || !own.is_file() || own.len() > 0 || own.nlink() > 1 {
        return;
    }
    if own.mode() & PRIVATE != PRIVATE {
        drop(lock.set_permissions(Permissions::from_mode(PRIVATE)));
    }
    let owner = fs::metadata(guarded).or_else(|_| fs::metadata(directory_of(guarded)));
    if let Ok(owner) = owner {
        give(lock, &own, &owner);
    }
}

/// Gives a new file, still empty, the mode 0600 whatever the umask was, and the owner of the file it replaces.
///
/// A former mode that is stricter (0400) stays.
pub(super) fn keep_private(file: &File, former: Option<&Metadata>) -> io::Result<()> {
    let mode = match former.map(|data| data.mode() & PRIVATE) {
        None | Some(0) => PRIVATE,
        Some(mode) => mode,
    };
    file.set_permissions(Permissions::from_mode(mode))?;
    if let Some(former) = former {
        give(file, &file.metadata()?, former);
    }
    Ok(())
}

/// Gives a file to the owner of another one. Only root can; for anybody else it stays the writer's.
fn give(file: &File, own: &Metadata, other: &Metadata) {
    if (own.uid(), own.gid()) != (other.uid(), other.gid()) {
        drop(fchown(file, Some(other.uid()), Some(other.gid())));
    }
}

/// Makes what was made, named or removed in a directory last through a power failure.
pub(super) fn flush_directory(path: &Path) -> io::Result<()> {
    use io::ErrorKind as Kind;
    match File::open(path).and_then(|directory| directory.sync_all()) {
        // Some file systems can't do it, and some directories may be written to but not opened.
        Err(error)
            if !matches!(
                error.kind(),
                Kind::Unsupported | Kind::InvalidInput | Kind::PermissionDenied
            ) =>
        {
            Err(error)
        }
        _ => Ok(()),
    }
}

/// Whether a file of this size would be over the process's limit (`ulimit -f`).
///
/// Writing over it does not fail like a full disk does: the system sends SIGXFSZ, which ends the process. To ignore
/// that signal takes unsafe code, to look first does not.
pub(super) fn exceeds_size_limit(size: usize) -> bool {
    getrlimit(Resource::Fsize)
        .current
        .is_some_and(|limit| u64::try_from(size).map_or(true, |size| size > limit))
}
