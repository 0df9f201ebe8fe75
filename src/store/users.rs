//! `users.json`: an object of user names and records, the shape of FastAPI's security tutorial.
//!
//! A record that is not changed is copied as it is written; of one that is changed every member that is not
//! named survives, in its place.

mod name;
mod scan;

use std::borrow::Cow;
use std::path::Path;

pub use name::UserName;
pub(super) use name::same_name;

use super::home::Place;
use super::password::{Kinds, StoredHash};
use super::replace;
use super::shape::Fault;
use crate::json::{self, Json, Object};
use crate::store::messages::StoreProblem;

/// The largest user file that is read, in bytes: about a million users.
const MAX_USER_FILE: usize = 512 * 1024 * 1024;

const HASH: &str = "hashed_password";

/// The account of one user. Its password hash is kept apart from the record and never printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    name: String,
    record: Object,
    hash: Option<StoredHash>,
}

impl User {
    /// The name as it stands in the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `full_name`
    pub fn full_name(&self) -> Option<&str> {
        self.record.str("full_name")
    }

    /// `email`
    pub fn email(&self) -> Option<&str> {
        self.record.str("email")
    }

    /// `disabled`; absent and `null` count as false, as in FastAPI.
    pub fn is_disabled(&self) -> bool {
        self.record.get("disabled").and_then(Json::as_bool) == Some(true)
    }

    /// `scopes` in order; `None` when the record has none, which is not the same as an empty list.
    pub fn scopes(&self) -> Option<Vec<&str>> {
        let scopes = self.record.get("scopes")?.as_array()?;
        Some(scopes.iter().filter_map(Json::as_str).collect())
    }

    /// `claims`, which go into every token of the user.
    pub fn claims(&self) -> Option<&Object> {
        self.record.get("claims").and_then(Json::as_object)
    }

    /// The hash of the password; without one nobody can log in.
    pub fn hash(&self) -> Option<&StoredHash> {
        self.hash.as_ref()
    }

    /// All members of the record but the hash, those that are not known included.
    pub fn record(&self) -> &Object {
        &self.record
    }

    fn from_record(name: &str, mut record: Object) -> Self {
        let hash = match record.get_mut(HASH) {
            Some(Json::String(hash)) => Some(StoredHash::from(std::mem::take(hash))),
            _ => None,
        };
        record.remove(HASH);
        Self {
            name: name.to_owned(),
            record,
            hash,
        }
    }
}

/// What looking for one user found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// The user, if there is one of that name.
    pub user: Option<User>,
    /// The kinds of hashes that the file holds.
    pub kinds: Kinds,
}

/// Looks for one user in one pass over the file, without building it up in memory. A file that is missing has no users.
///
/// # Errors
/// When the file can't be read, or anything in it is not of the shape of a user file.
pub fn find(place: &Place, name: &UserName) -> Result<Lookup, StoreProblem> {
    let Some(bytes) = replace::read(place, MAX_USER_FILE)? else {
        return Ok(Lookup::default());
    };
    look_up(&bytes, name).map_err(|fault| fault.of(place.path(), &bytes))
}

fn look_up(bytes: &[u8], name: &UserName) -> Result<Lookup, Fault> {
    let text = json::utf8(bytes)?;
    let scan = scan::scan(text, |user| name.is(user))?;
    let user = match scan.found.first() {
        Some((name, record)) => Some(User::from_record(name, scan::object(text, record)?)),
        None => None,
    };
    Ok(Lookup {
        user,
        kinds: scan.kinds,
    })
}

/// All users in the order of the file. A file that is missing has none.
///
/// # Errors
/// As [`find`].
pub fn list(place: &Place) -> Result<Vec<User>, StoreProblem> {
    match replace::read(place, MAX_USER_FILE)? {
        None => Ok(Vec::new()),
        Some(bytes) => {
            let users = Users::parse(place.path(), &bytes)?;
            let user = |entry: &Entry<'_>| entry.user(&users.file);
            users.entries.iter().map(user).collect()
        }
    }
}

/// Changes the user file under its lock; one that is missing is taken for an empty one.
///
/// # Errors
/// What `change` returns; when the file can't be read or written or is not of the shape of a user file. It is then
/// as it was.
pub fn update<T, E: From<StoreProblem>>(
    place: &Place,
    mut change: impl FnMut(&mut Users<'_>) -> Result<T, E>,
) -> Result<T, E> {
    replace::update(place, MAX_USER_FILE, |current| {
        let mut users = Users::parse(place.path(), current.unwrap_or(b"{}"))?;
        let answer = change(&mut users)?;
        Ok((users.changed.then(|| users.to_bytes()), answer))
    })
}

/// A new account.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The name.
    pub name: UserName,
    /// The hash of the password.
    pub hash: StoredHash,
    /// `full_name`
    pub full_name: Option<String>,
    /// `email`
    pub email: Option<String>,
    /// `disabled`
    pub disabled: bool,
    /// `scopes`; left out of the record when there are none.
    pub scopes: Vec<String>,
    /// `claims`; left out of the record when there are none.
    pub claims: Object,
}

/// The users of a file, to be changed by [`update`].
pub struct Users<'t> {
    file: File<'t>,
    entries: Vec<Entry<'t>>,
    changed: bool,
}

/// Where the users are, to say what is wrong there.
#[derive(Clone, Copy)]
struct File<'t> {
    path: &'t Path,
    text: &'t str,
}

struct Entry<'t> {
    name: Cow<'t, str>,
    record: Record<'t>,
}

/// A record as it is written in the file, or as it shall be.
enum Record<'t> {
    Kept(&'t str),
    Changed(Object),
}

impl Entry<'_> {
    fn user(&self, file: &File<'_>) -> Result<User, StoreProblem> {
        Ok(User::from_record(&self.name, self.object(file)?))
    }

    /// The record; a member that tokenry does not know may be nested too deep.
    fn object(&self, file: &File<'_>) -> Result<Object, StoreProblem> {
        match &self.record {
            Record::Kept(record) => scan::object(file.text, record)
                .map_err(|fault| fault.of(file.path, file.text.as_bytes())),
            Record::Changed(object) => Ok(object.clone()),
        }
    }
}

impl<'t> Users<'t> {
    fn parse(path: &'t Path, bytes: &'t [u8]) -> Result<Self, StoreProblem> {
        let read = || {
            let text = json::utf8(bytes)?;
            Ok((text, scan::scan(text, |_| true)?.found))
        };
        let (text, found) = read().map_err(|fault: Fault| fault.of(path, bytes))?;
        let entry = |(name, record)| Entry {
            name,
            record: Record::Kept(record),
        };
        Ok(Self {
            file: File { path, text },
            entries: found.into_iter().map(entry).collect(),
            changed: false,
        })
    }

    /// Whether anything has been changed.
    pub const fn changed(&self) -> bool {
        self.changed
    }

    /// Adds a user at the end.
    ///
    /// # Errors
    /// [`StoreProblem::UserExists`]
    pub fn add(&mut self, new: NewUser) -> Result<(), StoreProblem> {
        if self.entries.iter().any(|entry| new.name.is(&entry.name)) {
            return Err(StoreProblem::UserExists {
                name: new.name.as_str().into(),
            });
        }
        let name = new.name.as_str();
        let mut record = Object::from([("username", name)]);
        for (member, value) in [("full_name", new.full_name), ("email", new.email)] {
            if let Some(value) = value {
                record.set(member, value);
            }
        }
        record.set(HASH, new.hash.text());
        record.set("disabled", new.disabled);
        if !new.scopes.is_empty() {
            record.set("scopes", new.scopes);
        }
        if !new.claims.is_empty() {
            record.set("claims", new.claims);
        }
        self.entries.push(Entry {
            name: Cow::Owned(name.to_owned()),
            record: Record::Changed(record),
        });
        self.changed = true;
        Ok(())
    }

    /// Takes a user out.
    ///
    /// # Errors
    /// [`StoreProblem::NoSuchUser`]
    pub fn remove(&mut self, name: &UserName) -> Result<(), StoreProblem> {
        let before = self.entries.len();
        self.entries.retain(|entry| !name.is(&entry.name));
        if self.entries.len() == before {
            return Err(missing(name));
        }
        self.changed = true;
        Ok(())
    }

    /// Disables or enables an account; says whether that changed anything.
    ///
    /// # Errors
    /// [`StoreProblem::NoSuchUser`]
    pub fn set_disabled(&mut self, name: &UserName, disabled: bool) -> Result<bool, StoreProblem> {
        let change = |user: &User| (user.is_disabled() != disabled).then(|| disabled.into());
        self.set(name, "disabled", change)
    }

    /// Sets the hash of a new password.
    ///
    /// # Errors
    /// [`StoreProblem::NoSuchUser`]
    pub fn set_hash(&mut self, name: &UserName, hash: &StoredHash) -> Result<(), StoreProblem> {
        self.set(name, HASH, |_| Some(hash.text().into())).map(drop)
    }

    /// Replaces the hash of a password that has just been verified against `old` by a stronger one. Nothing happens,
    /// and the answer is false, when the user is gone or the password has been changed meanwhile.
    pub fn upgrade_hash(&mut self, name: &UserName, old: &StoredHash, new: &StoredHash) -> bool {
        let upgrade = |user: &User| (user.hash() == Some(old)).then(|| new.text().into());
        self.set(name, HASH, upgrade).unwrap_or(false)
    }

    /// Sets a member of a record to what `value` says, if that is anything.
    fn set(
        &mut self,
        name: &UserName,
        member: &str,
        value: impl FnOnce(&User) -> Option<Json>,
    ) -> Result<bool, StoreProblem> {
        let entry = self.entries.iter_mut().find(|entry| name.is(&entry.name));
        let entry = entry.ok_or_else(|| missing(name))?;
        let Some(value) = value(&entry.user(&self.file)?) else {
            return Ok(false);
        };
        let mut record = entry.object(&self.file)?;
        record.set(member, value);
        entry.record = Record::Changed(record);
        self.changed = true;
        Ok(true)
    }

    fn to_bytes(&self) -> Vec<u8> {
        let size: usize = self
            .entries
            .iter()
            .map(|entry| match &entry.record {
                Record::Kept(text) => entry.name.len() + text.len() + 8,
                Record::Changed(_) => 1024,
            })
            .sum();
        let mut text = String::with_capacity(size + 8);
        text.push('{');
        for (index, entry) in self.entries.iter().enumerate() {
            text.push_str(if index > 0 { ",\n  " } else { "\n  " });
            text.push_str(&json::quoted(&entry.name));
            text.push_str(": ");
            match &entry.record {
                Record::Kept(record) => text.push_str(record),
                Record::Changed(record) => {
                    let record = Json::Object(record.clone()).to_pretty();
                    // No string of JSON holds a line break, so these are all indentation.
                    text.push_str(&record.replace('\n', "\n  "));
                }
            }
        }
        text.push_str("\n}\n");
        text.into_bytes()
    }
}

fn missing(name: &UserName) -> StoreProblem {
    StoreProblem::NoSuchUser {
        name: name.as_str().into(),
    }
}

#[cfg(test)]
mod tests;
