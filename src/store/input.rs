//! Files that the user names: tokens (`@FILE`), secrets, keys to read; keys and pages to write.

use std::fs::File;
use std::path::Path;

use zeroize::Zeroizing;

use super::disk::{self, Readers, Wipe};
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

/// Writes a file that anybody may read, such as a man page, whole or not at all; it replaces one that is there.
///
/// # Errors
/// When it is a directory, or can't be written.
pub fn publish(path: &Path, content: &[u8]) -> Result<(), StoreProblem> {
    if disk::is_stream(path) {
        return disk::feed(path, content);
    }
    let target = disk::follow(path)?;
    let temporary = beside(&target, &format!(".{}.tmp", std::process::id()));
    disk::replace_with(&target, &temporary, content, Readers::Everybody)
}

/// Makes a directory that anybody may read, and those above it; one that is there is left as it is.
///
/// # Errors
/// When it can't be made.
pub fn make_directory(path: &Path) -> Result<(), StoreProblem> {
    disk::make_directory(path)
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::disallowed_methods,
        reason = "the tests look at what is on the disk"
    )]

    use super::*;

    #[test]
    fn files_are_read_with_a_limit_and_say_what_is_wrong() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key.pem");
        let missing = StoreProblem::Missing { path: path.clone() };
        assert_eq!(read(&path, 10), Err(missing));
        assert!(matches!(
            read(directory.path(), 10),
            Err(StoreProblem::IsDirectory { .. })
        ));
        write(&path, b"0123456789", IfExists::Refuse).unwrap();
        assert_eq!(read(&path, 10).unwrap(), b"0123456789");
        assert_eq!(read_secret(&path, 10).unwrap().as_slice(), b"0123456789");
        assert!(matches!(
            read_secret(&path, 9),
            Err(StoreProblem::TooLarge { limit: 9, .. })
        ));
    }

    #[test]
    fn a_file_is_overwritten_only_on_request() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key.pem");
        write(&path, b"1", IfExists::Refuse).unwrap();
        let exists = StoreProblem::Exists { path: path.clone() };
        assert_eq!(write(&path, b"2", IfExists::Refuse), Err(exists));
        assert_eq!(read(&path, 10).unwrap(), b"1");
        write(&path, b"3", IfExists::Replace).unwrap();
        assert_eq!(read(&path, 10).unwrap(), b"3");
        assert!(write(directory.path(), b"4", IfExists::Replace).is_err());
        let nowhere = directory.path().join("no").join("key.pem");
        assert!(write(&nowhere, b"5", IfExists::Refuse).is_err());
    }

    #[test]
    fn what_is_published_lands_in_a_directory_that_was_made() {
        let directory = tempfile::tempdir().unwrap();
        let inner = directory.path().join("share").join("man1");
        make_directory(&inner).unwrap();
        make_directory(&inner).unwrap();
        let path = inner.join("tokenry.1");
        publish(&path, b"1").unwrap();
        publish(&path, b"2").unwrap();
        assert_eq!(read(&path, 10).unwrap(), b"2");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // What the umask of this process leaves to the others.
            let probe = directory.path().join("probe");
            drop(File::create(&probe).unwrap());
            let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&path), mode(&probe));
        }
        assert!(make_directory(&path).is_err(), "a file stands there");
    }

    #[test]
    #[cfg(unix)]
    fn a_device_takes_what_is_written() {
        assert_eq!(
            write(Path::new("/dev/null"), b"1", IfExists::Refuse),
            Ok(())
        );
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_is_read_to_its_end() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("fifo");
        let made = make_fifo(&path);
        if made {
            let content = vec![b'x'; 100_000];
            std::thread::scope(|scope| {
                scope.spawn(|| write(&path, &content, IfExists::Replace).unwrap());
                assert_eq!(read_secret(&path, MAX_INPUT).unwrap().as_slice(), content);
            });
        }
    }

    #[cfg(unix)]
    fn make_fifo(path: &Path) -> bool {
        std::process::Command::new("mkfifo")
            .arg(path)
            .status()
            .is_ok_and(|status| status.success())
    }
}
