//! The lock and the atomic replace that all files share.
//!
//! For a target `users.json` the lock is taken on `.users.json.lock` beside it. The lock belongs to an open file,
//! so the system frees it when its process dies, however it dies; the empty lock file stays and blocks nobody.
//!
//! The lock file only spares writers from starting over. Should a clean-up remove it, so that two of them work at once,
//! none replaces a file that is not the one it has read: it begins again with what the other one wrote.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::disk::{self, Content, Readers, Replace};
use super::home::Place;
use crate::store::messages::StoreProblem;

/// Whether the lock of a place can be had within a second. Where that can't be found out, who takes it is told why.
pub(crate) fn is_free(place: &Place) -> bool {
    let target = disk::target(place.path());
    target.map_or(true, |target| disk::is_free(&beside(&target, ".lock")))
}

/// Changes a file under its lock.
///
/// `change` gets what the file holds now, read under the lock (`None`: there is no file), and returns what it shall
/// hold (`None`: leave it) and anything it wants handed on. It is called again when another file has taken the place
/// of the one that was read. Nothing is written when it fails, and nothing when the bytes are the same. A symbolic link
/// is followed, so that it stays a link. The file is written with mode 0600, or stricter if it was. The bytes of both
/// are wiped.
///
/// # Errors
/// What `change` returns; a file that can't be read, is longer than `limit` bytes, locked or written. In each case
/// the file is as it was, but for [`StoreProblem::NotFlushed`].
pub(crate) fn update<T, E: From<StoreProblem>>(
    place: &Place,
    limit: usize,
    mut change: impl FnMut(Option<&[u8]>) -> Result<(Option<Vec<u8>>, T), E>,
) -> Result<T, E> {
    loop {
        place.prepare()?;
        let target = disk::target(place.path())?;
        let _lock = disk::lock(&beside(&target, ".lock"), &target)?;
        let current = found(&target, limit)?;
        let (content, answer) = change(current.as_ref().map(|(_, content)| content.as_slice()))?;
        let Some(content) = content.map(Zeroizing::new) else {
            return Ok(answer);
        };
        let former = match &current {
            Some((_, current)) if *current == content => return Ok(answer),
            Some((file, _)) => Replace::This(file),
            None => Replace::Nothing,
        };
        if write(&target, &content, former)? {
            return Ok(answer);
        }
    }
}

/// Writes a file, whatever it holds.
///
/// # Errors
/// When the file can't be written. It is then as it was.
#[cfg(feature = "remote")]
pub(crate) fn put(place: &Place, content: &[u8]) -> Result<(), StoreProblem> {
    place.prepare()?;
    let target = disk::target(place.path())?;
    write(&target, content, Replace::Anything).map(drop)
}

fn write(target: &Path, content: &[u8], replace: Replace<'_>) -> Result<bool, StoreProblem> {
    // What a killed 0.1.0 has left.
    disk::remove(&beside(target, ".tmp"));
    disk::write(target, content, Readers::Owner, replace)
}

/// Reads a file as it is now, without a lock: a replace is atomic, so it is whole. `None` when there is none.
///
/// # Errors
/// When the file can't be read, is no regular file, or is longer than `limit` bytes.
pub(crate) fn read(place: &Place, limit: usize) -> Result<Option<Content>, StoreProblem> {
    Ok(found(place.path(), limit)?.map(|(_, content)| content))
}

/// The file, kept open so that no other one gets its number, and what it holds.
fn found(path: &Path, limit: usize) -> Result<Option<(File, Content)>, StoreProblem> {
    match disk::open_regular(path) {
        Ok(file) => {
            let content = disk::read(&file, path, limit)?;
            Ok(Some((file, content)))
        }
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
    use crate::store::Files;
    use crate::store::home::Choices;
    use crate::text::Say;

    type Outcome = Result<(), StoreProblem>;

    fn read(place: &Place, limit: usize) -> Result<Option<Vec<u8>>, StoreProblem> {
        super::read(place, limit).map(|content| Some(content?.to_vec()))
    }

    fn update<T>(
        place: &Place,
        limit: usize,
        change: impl FnMut(Option<&[u8]>) -> Result<(Option<Vec<u8>>, T), StoreProblem>,
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

        fn warnings(place: &Place) -> Vec<String> {
            place.warnings().iter().map(Say::en).collect()
        }

        /// Gives a file to another user; only root can.
        fn given_away(path: &Path) -> bool {
            std::os::unix::fs::lchown(path, Some(65_534), Some(65_534)).is_ok()
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
            assert_eq!(warnings(&place), [""; 0]);
            fs::set_permissions(&home, fs::Permissions::from_mode(0o755)).unwrap();
            put(&place, "2").unwrap();
            assert_eq!(mode(&home), 0o755);
            fs::set_permissions(place.path(), fs::Permissions::from_mode(0o640)).unwrap();
            let warning = |words: &str, path: &Path, rest: &str| {
                format!(
                    "others can {words} {} {rest} keeps them out",
                    path.display()
                )
            };
            let read = warning("read", place.path(), "(mode 0640); chmod 600");
            assert_eq!(warnings(&place), [read]);
            for (mode, words) in [(0o602, "write"), (0o666, "read and write")] {
                fs::set_permissions(place.path(), fs::Permissions::from_mode(mode)).unwrap();
                let rest = format!("(mode {mode:04o}); chmod 600");
                assert_eq!(warnings(&place), [warning(words, place.path(), &rest)]);
            }
            // Who may write into the home may replace each file in it.
            fs::set_permissions(&home, fs::Permissions::from_mode(0o1770)).unwrap();
            let home_too = warnings(&place);
            let writes = warning("write to the directory", &home, "(mode 1770); chmod 700");
            assert_eq!(home_too.first(), Some(&writes));
            assert_eq!(home_too.len(), 2);
            let users = files.users().unwrap();
            fs::write(users.path(), "{}").unwrap();
            fs::set_permissions(users.path(), fs::Permissions::from_mode(0o644)).unwrap();
            assert_eq!(warnings(&users), [writes], "there is nothing secret in it");
            fs::set_permissions(&home, fs::Permissions::from_mode(0o755)).unwrap();
            fs::set_permissions(users.path(), fs::Permissions::from_mode(0o660)).unwrap();
            let rest = "(mode 0660); chmod 600";
            assert_eq!(
                warnings(&users),
                [warning("read and write", users.path(), rest)]
            );
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
        fn what_the_dead_left_goes_and_what_the_living_write_stays() {
            let directory = tempfile::tempdir().unwrap();
            let path = |name: &str| directory.path().join(name);
            let place = Place::at(path("a.json"));
            // The second is what 0.1.0 left.
            for name in [
                ".tokenry.dead.tmp",
                ".a.json.tmp",
                ".tokenry.live.tmp",
                "other.tmp",
            ] {
                fs::write(path(name), "half").unwrap();
            }
            symlink("other.tmp", path(".tokenry.link.tmp")).unwrap();
            let live = fs::File::open(path(".tokenry.live.tmp")).unwrap();
            live.lock().unwrap();
            put(&place, "1").unwrap();
            let names = || {
                let entries = fs::read_dir(directory.path()).unwrap();
                let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
                names.sort();
                names
            };
            let kept = [
                ".a.json.lock",
                ".tokenry.link.tmp",
                ".tokenry.live.tmp",
                "a.json",
                "other.tmp",
            ];
            assert_eq!(names(), kept);
            drop(live);
            put(&place, "2").unwrap();
            assert!(!path(".tokenry.live.tmp").exists());
        }

        /// Without its lock file two writers work at once.
        #[test]
        fn who_was_overtaken_begins_again() {
            let directory = tempfile::tempdir().unwrap();
            let place = Place::at(directory.path().join("a.json"));
            let lock = directory.path().join(".a.json.lock");
            let append = |word: &str, meanwhile: &dyn Fn()| {
                update(&place, 1000, |current| {
                    meanwhile();
                    let content = [current.unwrap_or_default(), word.as_bytes()].concat();
                    Ok((Some(content), ()))
                })
                .unwrap();
            };
            // The first makes the file, which the second finds missing; then the third overtakes the fourth.
            for (quick, slow) in [("1", "2"), ("3", "4")] {
                let overtaken = std::cell::Cell::new(0);
                append(slow, &|| {
                    overtaken.set(overtaken.get() + 1);
                    if overtaken.get() == 1 {
                        fs::remove_file(&lock).unwrap();
                        append(quick, &|| ());
                    }
                });
                assert_eq!(overtaken.get(), 2);
            }
            assert_eq!(read(&place, 9), Ok(Some(b"1234".to_vec())));
        }

        #[test]
        fn what_another_user_owns_draws_a_warning() {
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("a.json");
            fs::write(&path, "1").unwrap();
            if given_away(&path) {
                let words = "belongs to another user (uid 65534), who can change it";
                let said = format!("{} {words}", path.display());
                assert_eq!(warnings(&Place::at(&path)), [said]);
            }
        }

        #[test]
        fn a_link_that_another_user_has_laid_in_a_sticky_directory_is_not_followed() {
            let directory = tempfile::tempdir().unwrap();
            let shared = directory.path().join("shared");
            let own = directory.path().join("own");
            fs::create_dir(&shared).unwrap();
            fs::create_dir(&own).unwrap();
            let links = [shared.join("a.json"), shared.join("home")];
            symlink(own.join("a.json"), &links[0]).unwrap();
            symlink(&own, &links[1]).unwrap();
            let places = [Place::at(&links[0]), Place::at(links[1].join("a.json"))];
            for mode in [0o777, 0o1777] {
                fs::set_permissions(&shared, fs::Permissions::from_mode(mode)).unwrap();
                for place in &places {
                    put(place, "1").unwrap();
                }
            }
            fs::remove_file(own.join("a.json")).unwrap();
            for (place, link) in places.iter().zip(&links) {
                if !given_away(link) {
                    return;
                }
                let said = [put(place, "1").unwrap_err(), read(place, 9).unwrap_err()];
                for problem in said {
                    let words = "another user has put the symbolic link";
                    let end = format!("{words} {} there", link.display());
                    assert!(problem.en().ends_with(&end), "{problem:?}");
                }
                assert!(!own.join("a.json").exists());
            }
            // Links of the directory's owner are those of the system.
            assert!(given_away(&shared));
            put(&places[0], "1").unwrap();
            assert!(own.join("a.json").exists());
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
            use std::os::unix::fs::MetadataExt;
            let directory = tempfile::tempdir().unwrap();
            let place = Place::at(directory.path().join("a.json"));
            fs::write(place.path(), "1").unwrap();
            if given_away(place.path()) {
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
        fn what_is_no_regular_file_is_refused_at_once() {
            let directory = tempfile::tempdir().unwrap();
            let fifo = directory.path().join("fifo");
            let made = std::process::Command::new("mkfifo").arg(&fifo).status();
            assert!(made.unwrap().success());
            let socket = directory.path().join("socket");
            let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
            let link = directory.path().join("link");
            symlink("fifo", &link).unwrap();
            for path in [
                Path::new("/dev/null"),
                Path::new("/dev/zero"),
                &fifo,
                &socket,
                &link,
            ] {
                let not_a_file = StoreProblem::NotAFile { path: path.into() };
                assert_eq!(read(&Place::at(path), 10), Err(not_a_file.clone()));
                assert_eq!(put(&Place::at(path), "x"), Err(not_a_file));
            }
        }
    }
}
