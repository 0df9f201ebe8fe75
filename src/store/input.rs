//! Files that the user names: tokens (`@FILE`), secrets, keys to read; keys and pages to write.

use std::fs::File;
use std::path::Path;

use zeroize::Zeroizing;

use super::disk::{self, Readers, Replace};
use super::home::Files;
use crate::store::messages::StoreProblem;

/// The largest file that is read where nothing else sets a limit, in bytes.
pub const MAX_INPUT: usize = 16 * 1024 * 1024;

/// Reads a whole file, a pipe or a device such as `/dev/stdin`, for what is shown or put into a token: tokenry's own
/// files are refused, since the path may come from somebody who must not see them.
///
/// # Errors
/// As [`read_secret`], and [`StoreProblem::OwnFile`].
pub fn read(path: &Path, limit: usize, own: &Files) -> Result<Vec<u8>, StoreProblem> {
    let mut content = disk::read(&open(path, own)?, path, limit)?;
    Ok(std::mem::take(&mut *content))
}

/// Reads a whole file, a pipe or a device; every buffer that the bytes went through is wiped.
///
/// # Errors
/// When it is missing, a directory, unreadable, or longer than `limit` bytes.
pub fn read_secret(path: &Path, limit: usize) -> Result<Zeroizing<Vec<u8>>, StoreProblem> {
    disk::read(&disk::open(path)?, path, limit)
}

/// Opens what [`read`] reads, to be read bit by bit.
///
/// # Errors
/// When it is missing, a directory, can't be opened, or is one of tokenry's own files.
pub fn open(path: &Path, own: &Files) -> Result<File, StoreProblem> {
    let file = disk::open(path)?;
    if own.paths().any(|own| disk::is_same(&file, path, &own)) {
        return Err(StoreProblem::OwnFile { path: path.into() });
    }
    Ok(file)
}

/// Writes a new file with mode 0600, whole or not at all; a pipe or a device such as `/dev/stdout` is written to.
///
/// # Errors
/// When something is there already, or it can't be written.
pub fn create(path: &Path, content: &[u8]) -> Result<(), StoreProblem> {
    if disk::is_stream(path) {
        return disk::feed(path, content);
    }
    let exists = || StoreProblem::Exists { path: path.into() };
    if disk::is_taken(path) {
        return Err(exists());
    }
    let target = disk::target(path)?;
    if disk::write(&target, content, Readers::Owner, Replace::Nothing)? {
        Ok(())
    } else {
        Err(exists())
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
    let target = disk::target(path)?;
    disk::write(&target, content, Readers::Anybody, Replace::Anything).map(drop)
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
    use crate::store::home::Choices;

    fn read(path: &Path, limit: usize) -> Result<Vec<u8>, StoreProblem> {
        let own = Files::locate(Choices::default(), &|_| None);
        super::read(path, limit, &own)
    }

    #[test]
    fn files_are_read_with_a_limit_and_say_what_is_wrong() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key.pem");
        let missing = StoreProblem::Missing {
            path: (&path).into(),
        };
        assert_eq!(read(&path, 10), Err(missing));
        assert!(matches!(
            read(directory.path(), 10),
            Err(StoreProblem::IsDirectory { .. })
        ));
        create(&path, b"0123456789").unwrap();
        assert_eq!(read(&path, 10).unwrap(), b"0123456789");
        assert!(matches!(
            read(&path, 9),
            Err(StoreProblem::TooLarge { limit: 9, .. })
        ));
    }

    #[test]
    fn a_file_that_is_there_is_not_overwritten() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key.pem");
        create(&path, b"1").unwrap();
        let exists = StoreProblem::Exists {
            path: (&path).into(),
        };
        assert_eq!(create(&path, b"2"), Err(exists));
        assert_eq!(read(&path, 10).unwrap(), b"1");
        assert!(matches!(
            create(directory.path(), b"4"),
            Err(StoreProblem::Exists { .. })
        ));
        let nowhere = directory.path().join("no").join("key.pem");
        assert!(create(&nowhere, b"5").is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::{PermissionsExt, symlink};
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            let link = directory.path().join("link");
            symlink("target", &link).unwrap();
            assert_eq!(
                create(&link, b"6"),
                Err(StoreProblem::Exists { path: link.into() })
            );
            assert!(!directory.path().join("target").exists());
            let left = std::fs::read_dir(directory.path()).unwrap().count();
            assert_eq!(left, 2, "no temporary file is left");
        }
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
        assert_eq!(create(Path::new("/dev/null"), b"1"), Ok(()));
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_is_read_to_its_end() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("fifo");
        assert!(make_fifo(&path));
        assert!(create(&path, b"1").is_err(), "whoever reads it is unknown");
        let content = vec![b'x'; 100_000];
        std::thread::scope(|scope| {
            scope.spawn(|| std::fs::write(&path, &content).unwrap());
            assert_eq!(read(&path, MAX_INPUT).unwrap(), content);
        });
    }

    #[cfg(unix)]
    fn make_fifo(path: &Path) -> bool {
        std::process::Command::new("mkfifo")
            .arg(path)
            .status()
            .is_ok_and(|status| status.success())
    }
}
