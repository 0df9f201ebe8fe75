//! The lock and the atomic replace that all files share.
//!
//! For a target `users.json` the lock is taken on `.users.json.lock` beside it. The lock belongs to an open file,
//! so the system frees it when its process dies, however it dies; the empty lock file stays and blocks nobody.
//! The new content goes to `.users.json.tmp`. That name is fixed, since only the holder of the lock uses it: what a
//! killed process leaves there, the next writer takes away.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::disk::{self, Lock, Wipe};
use super::home::Place;
use crate::text::store::StoreProblem;

/// The bytes of a file, wiped on drop: every one of them holds a secret or a hash.
type Content = Zeroizing<Vec<u8>>;

/// The file of a place, under its lock.
struct Held {
    target: PathBuf,
    temporary: PathBuf,
    _lock: Lock,
}

impl Held {
    fn at(place: &Place) -> Result<Self, StoreProblem> {
        place.prepare()?;
        let target = disk::follow(place.path())?;
        let lock = disk::lock(&beside(&target, ".lock"), &target)?;
        let temporary = beside(&target, ".tmp");
        disk::remove_stale(&temporary);
        Ok(Self {
            target,
            temporary,
            _lock: lock,
        })
    }

    fn replace(&self, content: &[u8]) -> Result<(), StoreProblem> {
        disk::replace(&self.target, &self.temporary, content)
    }
}

/// Whether the lock of a place can be had within a second. Where that can't be found out, who takes it is told why.
pub(crate) fn is_free(place: &Place) -> bool {
    let target = disk::follow(place.path());
    target.map_or(true, |target| disk::is_free(&beside(&target, ".lock")))
}

/// Changes a file under its lock.
///
/// `change` gets what the file holds now, read under the lock (`None`: there is no file), and returns what it shall
/// hold (`None`: leave it) and anything it wants handed on. Nothing is written when it fails, and nothing when the
/// bytes are the same. A symbolic link is followed, so that it stays a link. The file is written with mode 0600,
/// or stricter if it was. The bytes of both are wiped.
///
/// # Errors
/// What `change` returns; a file that can't be read, is longer than `limit` bytes, locked or written. In each case
/// the file is as it was.
pub(super) fn update<T, E: From<StoreProblem>>(
    place: &Place,
    limit: usize,
    change: impl FnOnce(Option<&[u8]>) -> Result<(Option<Vec<u8>>, T), E>,
) -> Result<T, E> {
    let held = Held::at(place)?;
    let current = found(&held.target, limit)?;
    let (content, answer) = change(current.as_deref().map(Vec::as_slice))?;
    let content = content.map(Zeroizing::new);
    if let Some(content) = content
        && current.as_ref() != Some(&content)
    {
        held.replace(&content)?;
    }
    Ok(answer)
}

/// Replaces a file under its lock, whatever it holds.
///
/// # Errors
/// When the file can't be locked or written. It is then as it was.
#[cfg(feature = "remote")]
pub(super) fn put(place: &Place, content: &[u8]) -> Result<(), StoreProblem> {
    Held::at(place)?.replace(content)
}

/// Reads a file as it is now, without a lock: a replace is atomic, so it is whole. `None` when there is none.
///
/// # Errors
/// When the file can't be read or is longer than `limit` bytes.
pub(super) fn read(place: &Place, limit: usize) -> Result<Option<Content>, StoreProblem> {
    found(place.path(), limit)
}

fn found(path: &Path, limit: usize) -> Result<Option<Content>, StoreProblem> {
    match disk::read(path, limit, Wipe::Yes) {
        Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
        Err(StoreProblem::Missing { .. }) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// A hidden name beside the target: `.users.json` and the suffix.
fn beside(target: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(suffix);
    disk::directory_of(target).join(name)
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::disallowed_methods,
        reason = "the tests look at what is on the disk"
    )]

    use std::fs;

    use super::*;
    use crate::store::{Choices, Files};
    use crate::text::Say;

    type Outcome = Result<(), StoreProblem>;

    fn read(place: &Place, limit: usize) -> Result<Option<Vec<u8>>, StoreProblem> {
        super::read(place, limit).map(|content| Some(content?.to_vec()))
    }

    fn update<T>(
        place: &Place,
        limit: usize,
        change: impl FnOnce(Option<&[u8]>) -> Result<(Option<Vec<u8>>, T), StoreProblem>,
    ) -> Result<T, StoreProblem> {
        super::update(place, limit, change)
    }

    fn put(place: &Place, content: &str) -> Outcome {
        update(place, 1000, |_| Ok((Some(content.as_bytes().to_vec()), ())))
    }

    #[test]
    fn the_file_is_read_again_and_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let place = Place::at(directory.path().join("a.json"));
        put(&place, "1").unwrap();
        let seen = update(&place, 1000, |current| {
            Ok((Some(b"2".to_vec()), current.map(<[u8]>::to_vec)))
        });
        assert_eq!(seen, Ok(Some(b"1".to_vec())));
        assert_eq!(read(&place, 1000), Ok(Some(b"2".to_vec())));
        assert_eq!(
            fs::read_dir(directory.path()).unwrap().count(),
            2,
            "the file and its lock"
        );
    }

    #[test]
    fn a_failed_change_leaves_the_file_alone() {
        let directory = tempfile::tempdir().unwrap();
        let place = Place::at(directory.path().join("a.json"));
        put(&place, "1").unwrap();
        let failed: Outcome = update(&place, 1000, |_| Err(StoreProblem::NameEmpty));
        assert_eq!(failed, Err(StoreProblem::NameEmpty));
        assert_eq!(read(&place, 1000), Ok(Some(b"1".to_vec())));
    }

    #[test]
    fn limits_and_kinds_of_files_are_respected() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.json");
        let place = Place::at(&path);
        assert_eq!(read(&place, 4), Ok(None));
        fs::write(&path, "12345").unwrap();
        assert!(matches!(read(&place, 5), Ok(Some(_))));
        let too_large = StoreProblem::TooLarge {
            path: (&path).into(),
            limit: 4,
        };
        assert_eq!(read(&place, 4), Err(too_large));
        let is_directory = StoreProblem::IsDirectory {
            path: directory.path().into(),
        };
        let place = Place::at(directory.path());
        assert_eq!(read(&place, 4), Err(is_directory.clone()));
        assert_eq!(put(&place, "x"), Err(is_directory));
        let nowhere = Place::at(directory.path().join("no").join("a.json"));
        assert_eq!(read(&nowhere, 4), Ok(None));
        assert!(
            put(&nowhere, "x")
                .unwrap_err()
                .en()
                .contains("there is no directory")
        );
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{PermissionsExt, symlink};

        use super::*;

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o7777
        }

        #[test]
        fn the_home_is_made_private_and_left_as_it_is() {
            let directory = tempfile::tempdir().unwrap();
            let home = directory.path().join("a").join("b");
            let files = Files::locate(
                Choices {
                    home: Some(home.clone()),
                    ..Choices::default()
                },
                &|_| None,
            );
            let place = files.sessions().unwrap();
            assert_eq!(read(&place, 1000), Ok(None));
            assert!(!home.exists());
            put(&place, "1").unwrap();
            assert_eq!(mode(&home), 0o700);
            assert_eq!(mode(place.path()), 0o600);
            assert_eq!(mode(&home.join(".sessions.json.lock")), 0o600);
            assert_eq!(place.exposed(), None);
            fs::set_permissions(&home, fs::Permissions::from_mode(0o755)).unwrap();
            put(&place, "2").unwrap();
            assert_eq!(mode(&home), 0o755);
            fs::set_permissions(place.path(), fs::Permissions::from_mode(0o640)).unwrap();
            let warning = place.exposed().unwrap().en();
            assert!(warning.starts_with("others can read /"), "{warning}");
            assert!(warning.contains("(mode 0640)"));
            for (mode, words) in [(0o602, "write"), (0o666, "read and write")] {
                fs::set_permissions(place.path(), fs::Permissions::from_mode(mode)).unwrap();
                let warning = place.exposed().unwrap().en();
                assert!(warning.starts_with(&format!("others can {words} /")));
            }
            put(&place, "3").unwrap();
            assert_eq!(mode(place.path()), 0o600);
            fs::set_permissions(place.path(), fs::Permissions::from_mode(0o400)).unwrap();
            put(&place, "4").unwrap();
            assert_eq!(mode(place.path()), 0o400, "what is stricter stays so");
        }

        #[test]
        fn a_home_that_is_a_file_is_refused() {
            let directory = tempfile::tempdir().unwrap();
            let home = directory.path().join("home");
            fs::write(&home, "").unwrap();
            let files = Files::locate(
                Choices {
                    home: Some(home),
                    ..Choices::default()
                },
                &|_| None,
            );
            let problem = put(&files.keys().unwrap(), "1").unwrap_err();
            assert!(problem.en().ends_with("not a directory"), "{problem:?}");
        }

        #[test]
        fn a_link_stays_a_link_and_shares_the_lock_of_its_target() {
            let directory = tempfile::tempdir().unwrap();
            fs::create_dir(directory.path().join("real")).unwrap();
            let link = directory.path().join("link.json");
            symlink("via.json", &link).unwrap();
            symlink("real/target.json", directory.path().join("via.json")).unwrap();
            put(&Place::at(&link), "1").unwrap();
            put(&Place::at(&link), "2").unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            let real = directory.path().join("real");
            assert_eq!(fs::read(real.join("target.json")).unwrap(), b"2");
            assert!(real.join(".target.json.lock").exists());
            symlink("loop.json", directory.path().join("loop.json")).unwrap();
            let problem = put(&Place::at(directory.path().join("loop.json")), "1").unwrap_err();
            assert!(problem.en().ends_with("circle"));
            let unread = read(&Place::at(directory.path().join("loop.json")), 9);
            assert!(unread.unwrap_err().en().ends_with("circle"));
            // What is wrong with it is not that somebody holds it.
            assert!(is_free(&Place::at(directory.path().join("loop.json"))));
        }

        #[test]
        fn what_a_killed_process_left_is_taken_away() {
            let directory = tempfile::tempdir().unwrap();
            let place = Place::at(directory.path().join("a.json"));
            let stale = directory.path().join(".a.json.tmp");
            fs::write(&stale, "half").unwrap();
            let untouched: Outcome = update(&place, 1000, |_| Ok((None, ())));
            untouched.unwrap();
            assert!(!stale.exists() && !place.path().exists());
        }

        #[test]
        fn a_lock_that_is_a_link_is_no_lock() {
            let directory = tempfile::tempdir().unwrap();
            let place = Place::at(directory.path().join("a.json"));
            let other = directory.path().join("other");
            let lock = directory.path().join(".a.json.lock");
            symlink("other", &lock).unwrap();
            assert!(matches!(put(&place, "1"), Err(StoreProblem::Lock { .. })));
            assert!(!other.exists() && !place.path().exists());
            // Nor is the mode of a file of another name changed.
            fs::remove_file(&lock).unwrap();
            fs::write(&other, "").unwrap();
            fs::hard_link(&other, &lock).unwrap();
            fs::set_permissions(&other, fs::Permissions::from_mode(0o644)).unwrap();
            put(&place, "1").unwrap();
            assert_eq!(mode(&other), 0o644);
        }

        #[test]
        fn a_lock_file_that_is_removed_meanwhile_lets_nobody_past() {
            let directory = tempfile::tempdir().unwrap();
            let place = Place::at(directory.path().join("a.json"));
            let lock = directory.path().join(".a.json.lock");
            put(&place, "0").unwrap();
            let first = fs::File::open(&lock).unwrap();
            first.lock().unwrap();
            std::thread::scope(|scope| {
                let waiting = scope.spawn(|| put(&place, "1"));
                std::thread::sleep(std::time::Duration::from_millis(200));
                fs::remove_file(&lock).unwrap();
                let second = fs::File::create(&lock).unwrap();
                second.lock().unwrap();
                drop(first);
                std::thread::sleep(std::time::Duration::from_millis(200));
                assert_eq!(read(&place, 9), Ok(Some(b"0".to_vec())));
                drop(second);
                waiting.join().unwrap().unwrap();
            });
            assert_eq!(read(&place, 9), Ok(Some(b"1".to_vec())));
        }

        #[test]
        fn root_leaves_the_lock_to_the_owner_of_the_file() {
            use std::os::unix::fs::{MetadataExt, chown};
            let directory = tempfile::tempdir().unwrap();
            let place = Place::at(directory.path().join("a.json"));
            fs::write(place.path(), "1").unwrap();
            // Only root can give the file away, and meet this.
            if chown(place.path(), Some(65_534), Some(65_534)).is_ok() {
                put(&place, "2").unwrap();
                let owner = |name: &str| {
                    let data = fs::metadata(directory.path().join(name)).unwrap();
                    (data.uid(), data.gid())
                };
                assert_eq!(owner("a.json"), (65_534, 65_534));
                assert_eq!(owner(".a.json.lock"), (65_534, 65_534));
            }
        }

        #[test]
        fn devices_and_pipes_are_read_but_not_replaced() {
            let null = Place::at("/dev/null");
            assert_eq!(read(&null, 10), Ok(Some(Vec::new())));
            let not_a_file = StoreProblem::NotAFile {
                path: "/dev/null".into(),
            };
            assert_eq!(put(&null, "x"), Err(not_a_file));
            let endless = Place::at("/dev/zero");
            assert!(matches!(
                read(&endless, 100_000),
                Err(StoreProblem::TooLarge { .. })
            ));
        }
    }
}
