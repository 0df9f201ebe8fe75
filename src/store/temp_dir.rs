//! A directory to try things out in.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::disk;
use crate::store::messages::{Cause, StoreProblem};

/// A directory that is removed with all that is in it when this value is dropped, or one that is kept.
#[derive(Debug)]
pub(crate) enum WorkDir {
    Temporary(TempDir),
    Kept(PathBuf),
}

impl WorkDir {
    /// Makes a temporary directory of that name in `parent`, mode 0700. The name must not be taken.
    pub(crate) fn temporary(parent: &Path, name: &str) -> Result<Self, StoreProblem> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(name).rand_bytes(0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o700));
        }
        let made = builder.tempdir_in(parent).map(Self::Temporary);
        made.map_err(|error| StoreProblem::MakeDirectory {
            path: parent.join(name).into(),
            cause: Cause::from(&error),
        })
    }

    /// Makes a directory that is kept, mode 0700; one that is there already must be empty.
    pub(crate) fn kept(path: &Path) -> Result<Self, StoreProblem> {
        disk::make_private_directory(path)?;
        if disk::is_empty(path)? {
            Ok(Self::Kept(path.to_owned()))
        } else {
            Err(StoreProblem::DirectoryNotEmpty { path: path.into() })
        }
    }

    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Temporary(directory) => directory.path(),
            Self::Kept(path) => path,
        }
    }

    pub(crate) fn is_kept(&self) -> bool {
        matches!(self, Self::Kept(_))
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
    fn a_temporary_one_goes() {
        let parent = tempfile::tempdir().unwrap();
        let work_dir = WorkDir::temporary(parent.path(), "a").unwrap();
        let path = work_dir.path().to_owned();
        assert!(!work_dir.is_kept());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o700);
        }
        fs::write(path.join("file"), "x").unwrap();
        assert!(WorkDir::temporary(parent.path(), "a").is_err());
        drop(work_dir);
        assert!(!path.exists());
        let nowhere = parent.path().join("no");
        assert!(WorkDir::temporary(&nowhere, "a").is_err());
    }

    #[test]
    fn one_that_is_kept_is_new_or_empty() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("a/b");
        drop(WorkDir::kept(&path).unwrap());
        drop(WorkDir::kept(&path).unwrap());
        fs::write(path.join("file"), "x").unwrap();
        assert!(matches!(
            WorkDir::kept(&path),
            Err(StoreProblem::DirectoryNotEmpty { .. })
        ));
        assert!(WorkDir::kept(&path.join("file")).is_err());
        assert!(path.join("file").exists());
    }
}
