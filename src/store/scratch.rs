//! A directory to try things out in.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::disk;
use crate::text::store::{Cause, StoreProblem};

/// A directory that goes, with all that is in it, when this value is dropped; or one that stays.
#[derive(Debug)]
pub struct Scratch(Kind);

#[derive(Debug)]
enum Kind {
    Going(TempDir),
    Staying(PathBuf),
}

impl Scratch {
    /// Makes a directory of that name in `parent`, mode 0700; `None` when the name is taken.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn going(parent: &Path, name: &str) -> Result<Option<Self>, StoreProblem> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(name).rand_bytes(0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o700));
        }
        match builder.tempdir_in(parent) {
            Ok(directory) => Ok(Some(Self(Kind::Going(directory)))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(StoreProblem::MakeDirectory {
                path: parent.join(name).into(),
                cause: Cause::from(&error),
            }),
        }
    }

    /// Makes a directory that stays, mode 0700; one that is there already must be empty.
    ///
    /// # Errors
    /// When it can't be made, or something is in it.
    pub fn staying(path: &Path) -> Result<Self, StoreProblem> {
        disk::make_private_directory(path)?;
        if disk::is_empty(path)? {
            Ok(Self(Kind::Staying(path.to_owned())))
        } else {
            Err(StoreProblem::DirectoryNotEmpty { path: path.into() })
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        match &self.0 {
            Kind::Going(directory) => directory.path(),
            Kind::Staying(path) => path,
        }
    }

    /// Whether it stays.
    #[must_use]
    pub fn stays(&self) -> bool {
        matches!(self.0, Kind::Staying(_))
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::disallowed_methods,
        reason = "the tests look at what is on the disk"
    )]

    use std::fs;

    use super::*;

    #[test]
    fn what_is_going_goes() {
        let parent = tempfile::tempdir().unwrap();
        let scratch = Scratch::going(parent.path(), "a").unwrap().unwrap();
        let path = scratch.path().to_owned();
        assert!(!scratch.stays());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o700);
        }
        fs::write(path.join("file"), "x").unwrap();
        assert!(Scratch::going(parent.path(), "a").unwrap().is_none());
        drop(scratch);
        assert!(!path.exists());
        let nowhere = parent.path().join("no");
        assert!(Scratch::going(&nowhere, "a").is_err());
    }

    #[test]
    fn what_stays_is_new_or_empty() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("a/b");
        drop(Scratch::staying(&path).unwrap());
        drop(Scratch::staying(&path).unwrap());
        fs::write(path.join("file"), "x").unwrap();
        assert!(matches!(
            Scratch::staying(&path),
            Err(StoreProblem::DirectoryNotEmpty { .. })
        ));
        assert!(Scratch::staying(&path.join("file")).is_err());
        assert!(path.join("file").exists());
    }
}
