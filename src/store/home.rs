//! Where the files are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::disk;
use crate::store::messages::{StoreProblem, StoreWarning};

/// What the command line says about places; each wins over the environment.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// `--home`
    pub home: Option<PathBuf>,
    /// `--users`
    pub users: Option<PathBuf>,
    /// `--keys`
    pub keys: Option<PathBuf>,
}

/// The places of all files. Nothing is looked at or made before it is used.
#[derive(Clone, Debug)]
pub struct Files {
    home: Option<PathBuf>,
    users: Option<PathBuf>,
    keys: Option<PathBuf>,
}

/// The place of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    path: PathBuf,
    /// The home that the file is in, whose directories are made when something is first written here.
    home: Option<PathBuf>,
    /// Whether the file is nobody else's to read: it holds keys or tokens.
    secret: bool,
}

/// The system whose conventions decide where a user's data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Platform {
    Xdg,
    Apple,
    Windows,
}

impl Platform {
    const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_vendor = "apple") {
        Self::Apple
    } else {
        Self::Xdg
    };

    /// The per-user data directory; `None` when the environment does not tell.
    fn data(self, variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
        // The XDG Base Directory specification: a path that is not absolute is to be ignored.
        let absolute = |name| path_in(variable, name).filter(|path| path.is_absolute());
        match self {
            Self::Xdg => absolute("XDG_DATA_HOME")
                .or_else(|| Some(absolute("HOME")?.join(".local").join("share"))),
            Self::Apple => Some(
                absolute("HOME")?
                    .join("Library")
                    .join("Application Support"),
            ),
            Self::Windows => absolute("APPDATA")
                .or_else(|| Some(absolute("USERPROFILE")?.join("AppData").join("Roaming"))),
        }
    }
}

/// The path that a variable holds; an empty one counts as unset.
fn path_in(variable: &dyn Fn(&str) -> Option<OsString>, name: &str) -> Option<PathBuf> {
    variable(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

impl Files {
    /// Finds the places from the command line and from environment variables, which `variable` looks up:
    /// `TOKENRY_HOME`, `TOKENRY_USERS`, `TOKENRY_KEYS`, and those that name the per-user data directory.
    pub fn locate(choices: Choices, variable: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let home = choices
            .home
            .or_else(|| path_in(variable, "TOKENRY_HOME"))
            .or_else(|| Some(Platform::HERE.data(variable)?.join("tokenry")));
        Self {
            home,
            users: choices.users.or_else(|| path_in(variable, "TOKENRY_USERS")),
            keys: choices.keys.or_else(|| path_in(variable, "TOKENRY_KEYS")),
        }
    }

    /// The directory of the files, made or not.
    ///
    /// # Errors
    /// [`StoreProblem::NoHome`] when neither options nor environment name one.
    pub fn home(&self) -> Result<&Path, StoreProblem> {
        self.home.as_deref().ok_or(StoreProblem::NoHome)
    }

    /// The place of `users.json`.
    ///
    /// # Errors
    /// As [`Files::home`], unless the file is named itself.
    pub fn users(&self) -> Result<Place, StoreProblem> {
        self.place(self.users.as_deref(), "users.json", false)
    }

    /// The one name of the home's own user file.
    pub fn own_users(&self) -> Option<PathBuf> {
        Some(disk::real(&self.home.as_deref()?.join("users.json")))
    }

    /// The one name of the user file, when it is not the home's own: an account in it is none of the home's.
    pub fn other_users(&self) -> Option<String> {
        let named = disk::real(self.users.as_deref()?);
        let own = self.own_users();
        #[expect(
            clippy::unnecessary_debug_formatting,
            reason = "two paths that are not UTF-8 must not be written alike"
        )]
        (own.as_ref() != Some(&named)).then(|| match named.to_str() {
            Some(text) => text.to_owned(),
            None => format!("{named:?}"),
        })
    }

    /// The place of `keys.json`.
    ///
    /// # Errors
    /// As [`Files::home`], unless the file is named itself.
    pub fn keys(&self) -> Result<Place, StoreProblem> {
        self.place(self.keys.as_deref(), "keys.json", true)
    }

    /// The place of `sessions.json`.
    ///
    /// # Errors
    /// As [`Files::home`].
    pub fn sessions(&self) -> Result<Place, StoreProblem> {
        self.place(None, "sessions.json", true)
    }

    /// The paths of the files that hold keys, tokens and password hashes: those that are named, and those of the home.
    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let named = self.users.iter().chain(&self.keys).cloned();
        let home = self.home.iter().flat_map(|home| {
            ["users.json", "keys.json", "sessions.json"].map(|name| home.join(name))
        });
        named.chain(home)
    }

    /// The place of a file in `cache/`, a directory that is made as private as its parent.
    ///
    /// # Errors
    /// As [`Files::home`].
    #[cfg(feature = "remote")]
    pub(crate) fn cached(&self, name: &str) -> Result<Place, StoreProblem> {
        let name = Path::new("cache").join(name);
        self.place(None, name, false)
    }

    fn place(
        &self,
        named: Option<&Path>,
        name: impl AsRef<Path>,
        secret: bool,
    ) -> Result<Place, StoreProblem> {
        if let Some(path) = named {
            return Ok(Place {
                secret,
                ..Place::at(path)
            });
        }
        let home = self.home()?;
        Ok(Place {
            path: home.join(name),
            home: Some(home.to_owned()),
            secret,
        })
    }
}

impl Place {
    /// A file that the user named: its directory must be there already.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            home: None,
            secret: false,
        }
    }

    /// The path, symbolic links not followed.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the directory that this file belongs into, with mode 0700 whatever the umask is, if it is tokenry's own
    /// and not there. A directory that exists keeps its mode.
    ///
    /// # Errors
    /// [`StoreProblem::MakeDirectory`].
    pub fn prepare(&self) -> Result<(), StoreProblem> {
        match &self.home {
            Some(_) => disk::make_private_directory(disk::directory_of(&self.path)),
            None => Ok(()),
        }
    }

    /// The warnings that others can write to this file or to the home that it is in, or own one of them, and that they
    /// can read it if it holds keys or tokens (Unix). Of what is not there yet there are none.
    pub fn warnings(&self) -> Vec<StoreWarning> {
        let directories = self.home.iter().flat_map(|home| {
            let above = self.path.ancestors().skip(1);
            above.take_while(move |directory| directory.starts_with(home))
        });
        let directories = directories.flat_map(|directory| disk::exposure(directory, false));
        directories
            .chain(disk::exposure(&self.path, self.secret))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lookup<'a>(pairs: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<OsString> + 'a {
        |name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| OsString::from(value))
        }
    }

    #[test]
    fn the_option_wins_over_the_variable_and_the_variable_over_the_platform() {
        let both = lookup(&[("TOKENRY_HOME", "/b"), ("HOME", "/c")]);
        let choices = Choices {
            home: Some("/a".into()),
            ..Choices::default()
        };
        let home = |choices: Choices, env: &dyn Fn(&str) -> Option<OsString>| {
            Files::locate(choices, env).home().map(Path::to_owned)
        };
        assert_eq!(home(choices, &both), Ok("/a".into()));
        assert_eq!(home(Choices::default(), &both), Ok("/b".into()));
        let empty = lookup(&[("TOKENRY_HOME", "")]);
        assert_eq!(
            home(Choices::default(), &empty),
            Err(StoreProblem::NoHome),
            "an empty variable counts as unset"
        );
    }

    #[test]
    #[cfg(unix)]
    fn each_platform_has_its_place() {
        let xdg = lookup(&[("XDG_DATA_HOME", "/x"), ("HOME", "/h")]);
        assert_eq!(Platform::Xdg.data(&xdg), Some("/x".into()));
        let relative = lookup(&[("XDG_DATA_HOME", "x"), ("HOME", "/h")]);
        assert_eq!(
            Platform::Xdg.data(&relative),
            Some("/h/.local/share".into())
        );
        assert_eq!(
            Platform::Apple.data(&relative),
            Some("/h/Library/Application Support".into())
        );
        let windows = lookup(&[("APPDATA", "/roaming")]);
        assert_eq!(Platform::Windows.data(&windows), Some("/roaming".into()));
    }

    #[test]
    #[cfg(unix)]
    fn the_user_file_of_the_home_is_known_under_any_name() {
        let directory = tempfile::tempdir().unwrap();
        let home = directory.path().to_owned();
        let link = home.join("link");
        std::os::unix::fs::symlink(&home, &link).unwrap();
        let other = |users: Option<PathBuf>| {
            let home = Some(home.clone());
            let choices = Choices {
                home,
                users,
                keys: None,
            };
            Files::locate(choices, &|_| None).other_users()
        };
        assert_eq!(other(None), None);
        assert_eq!(other(Some(link.join("users.json"))), None);
        let named = other(Some(link.join("staging.json")));
        assert_eq!(named, other(Some(home.join("staging.json"))));
        assert!(named.is_some());
    }

    #[test]
    fn named_files_need_no_home() {
        let files = Files::locate(
            Choices {
                users: Some("u.json".into()),
                ..Choices::default()
            },
            &lookup(&[("TOKENRY_KEYS", "k.json")]),
        );
        assert_eq!(files.users().unwrap().path(), Path::new("u.json"));
        assert_eq!(files.keys().unwrap().path(), Path::new("k.json"));
        assert_eq!(files.sessions(), Err(StoreProblem::NoHome));
    }
}
