//! `sessions.json`: the families of refresh tokens, and the login of this machine.
//!
//! ```json
//! { "families": { "<sid>": { "user": "hongsun2", "current": "<hash>", "created": 0, "expires": 0, "revoked": false } },
//!   "login": { "user": "hongsun2", "access_token": "…", "refresh_token": "…" } }
//! ```
//!
//! A family is all tokens that one login has led to. It belongs to the account of the user file that the login began
//! with: where that is not the home's own, `users` names it. An account of the same name in another file is another one. `current` is the hash of the `jti` of the
//! one refresh token that is still good. Retired ones need no list: a token whose signature is good and whose family
//! is known, but whose `jti` is not the current one, is a retired one, and whoever shows it makes the family end
//! (RFC 9700 §4.14.2). Tokens are nowhere in the file but in `login`; both stand in one file so that one rename
//! changes both.

use std::fmt;
use std::path::Path;

use aws_lc_rs::digest;
use zeroize::{Zeroize, Zeroizing};

use super::home::Place;
use super::replace;
use super::shape::{self, Fault, below};
use super::users::same_name;
use crate::encoding::BASE64URL;
use crate::json::{Json, Object};
use crate::text::store::{Damage, Expected, StoreProblem};

/// The largest session file that is read, in bytes.
const MAX_SESSION_FILE: usize = 256 * 1024 * 1024;

/// How long a family is remembered after its last token has expired, in seconds: as long as a leeway may be that
/// makes sense, so that a check with one does not depend on who has logged in meanwhile.
const KEPT: i64 = 86_400;

const FAMILIES: &str = "families";
const LOGIN: &str = "login";
const USERS: &str = "users";

/// The stored login: the only tokens that are ever written.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The name of the user.
    pub user: String,
    /// The access token.
    pub access_token: Zeroizing<String>,
    /// The refresh token.
    pub refresh_token: Zeroizing<String>,
}

impl fmt::Debug for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Login")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// The account that a family belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The name of the user.
    pub user: &'a str,
    /// The user file, when it is not the home's own: see `Files::other_users`.
    pub users: Option<&'a str>,
}

/// A new family.
#[derive(Clone, Copy, Debug)]
pub struct NewFamily<'a> {
    /// Its id, the `sid` of its tokens.
    pub sid: &'a str,
    /// The account.
    pub owner: Owner<'a>,
    /// The `jti` of its first refresh token.
    pub jti: &'a str,
    /// Now, in Unix seconds.
    pub now: i64,
    /// When the last of its tokens expires, in Unix seconds.
    pub expires: i64,
}

/// How a family stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its tokens are good.
    Active,
    /// It has been revoked, by a logout or because a retired token came back.
    Revoked,
    /// Its last token has expired.
    Expired,
    /// It belongs to an account of this name in another user file.
    OtherFile {
        /// The user file, when it is not the home's own.
        users: Option<String>,
    },
    /// It is not known, at least not as one of this user: never begun here, or dropped a day after it expired.
    Unknown,
}

/// What became of a refresh token that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// It was the current one and is retired now; the new one has taken its place.
    Rotated,
    /// It had been retired before. Its family has been revoked now: write that, and refuse.
    Reused,
    /// Nothing changed: the family is not [`Standing::Active`] but this.
    Refused(Standing),
}

/// The content of the session file. It holds tokens and wipes them on drop.
#[derive(Clone, Default)]
pub struct Sessions {
    root: Zeroizing<Object>,
    changed: bool,
    /// The size of the text that it was read from.
    size: usize,
    /// When it is changed, in Unix seconds.
    now: i64,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sessions")
            .field("families", &self.families().map_or(0, Object::len))
            .finish_non_exhaustive()
    }
}

impl Sessions {
    /// Begins a family. One of the same id is replaced: ids are random, so there is none.
    pub fn begin(&mut self, family: NewFamily<'_>) {
        let mut record = Object::from([
            ("user", Json::from(family.owner.user)),
            ("current", Json::from(hash(family.jti))),
            ("created", Json::from(family.now)),
            ("expires", Json::from(family.expires)),
            ("revoked", Json::from(false)),
        ]);
        if let Some(users) = family.owner.users {
            record.set(USERS, users);
        }
        self.changed = true;
        if !matches!(self.root.get(FAMILIES), Some(Json::Object(_))) {
            self.root.set(FAMILIES, Object::new());
        }
        if let Some(families) = self.families_mut() {
            families.set(family.sid, record);
        }
    }

    /// How the family of a token stands, whose `sid` this is, and whose `sub` names the owner. `now` is in Unix seconds.
    #[must_use]
    pub fn standing(&self, sid: &str, owner: Owner<'_>, now: i64) -> Standing {
        match self.family(sid) {
            Some(family) if !has_name(family, owner.user) => Standing::Unknown,
            Some(family) if family.str(USERS) != owner.users => Standing::OtherFile {
                users: family.str(USERS).map(str::to_owned),
            },
            Some(family) => standing(family, now),
            None => Standing::Unknown,
        }
    }

    /// The user file of a family, as in [`Owner`]; `None` when there is no such family.
    #[must_use]
    pub fn users_of(&self, sid: &str) -> Option<Option<String>> {
        Some(self.family(sid)?.str(USERS).map(str::to_owned))
    }

    /// Retires a refresh token, whose signature, `exp`, `sid`, `sub` and `jti` the caller has verified, and puts a new
    /// one in its place. `now` and `expires`, when the last of the new tokens expires, are in Unix seconds.
    ///
    /// The change must be written for [`Rotation::Rotated`] and [`Rotation::Reused`] alike.
    pub fn rotate(
        &mut self,
        sid: &str,
        owner: Owner<'_>,
        presented: &str,
        new: &str,
        now: i64,
        expires: i64,
    ) -> Rotation {
        match self.standing(sid, owner, now) {
            Standing::Active => {}
            other => return Rotation::Refused(other),
        }
        let Some(family) = self.family_mut(sid) else {
            return Rotation::Refused(Standing::Unknown);
        };
        if family.str("current") != Some(&hash(presented)) {
            family.set("revoked", true);
            return Rotation::Reused;
        }
        let last = integer(family, "expires").map_or(expires, |before| before.max(expires));
        family.set("current", hash(new));
        family.set("expires", last);
        Rotation::Rotated
    }

    /// Revokes a family; says whether it was active. It is remembered until its tokens have expired.
    pub fn revoke(&mut self, sid: &str) -> bool {
        let active = self.family(sid).is_some_and(|family| !is_revoked(family));
        if active && let Some(family) = self.family_mut(sid) {
            family.set("revoked", true);
        }
        active
    }

    /// Revokes every family of an account; says how many were active. One that has expired is not, but a leeway could
    /// make it so.
    pub fn revoke_all(&mut self, owner: Owner<'_>) -> usize {
        let now = self.now;
        let (mut active, mut changed) = (0, false);
        for (_, family) in self.families_mut().into_iter().flat_map(Object::iter_mut) {
            if let Json::Object(family) = family
                && !is_revoked(family)
                && family.str(USERS) == owner.users
                && has_name(family, owner.user)
            {
                active += usize::from(standing(family, now) == Standing::Active);
                family.set("revoked", true);
                changed = true;
            }
        }
        self.changed |= changed;
        active
    }

    /// The stored login.
    #[must_use]
    pub fn login(&self) -> Option<Login> {
        let login = self.root.get(LOGIN)?.as_object()?;
        let token = |name| {
            login
                .str(name)
                .map(|token| Zeroizing::new(token.to_owned()))
        };
        Some(Login {
            user: login.str("user")?.to_owned(),
            access_token: token("access_token")?,
            refresh_token: token("refresh_token")?,
        })
    }

    /// Stores the login in place of the one before.
    pub fn set_login(&mut self, login: &Login) {
        let members = [
            ("user", login.user.as_str()),
            ("access_token", &login.access_token),
            ("refresh_token", &login.refresh_token),
        ];
        self.changed = true;
        match self.root.get_mut(LOGIN) {
            Some(Json::Object(former)) => {
                for (name, value) in members {
                    if let Some(former) = former.get_mut(name) {
                        former.zeroize();
                    }
                    former.set(name, value);
                }
            }
            _ => self.root.set(LOGIN, Object::from(members)),
        }
    }

    /// Forgets the stored login.
    pub fn forget_login(&mut self) {
        if let Some(login) = self.root.get_mut(LOGIN) {
            login.zeroize();
            self.root.remove(LOGIN);
            self.changed = true;
        }
    }

    /// Drops the families whose last token expired a good while ago.
    fn drop_expired(&mut self) {
        let now = self.now;
        if let Some(families) = self.families_mut() {
            families.retain(|_, family| {
                let expires = family
                    .as_object()
                    .and_then(|family| integer(family, "expires"));
                expires.is_none_or(|expires| now < expires.saturating_add(KEPT))
            });
        }
    }

    fn families(&self) -> Option<&Object> {
        self.root.get(FAMILIES)?.as_object()
    }

    fn families_mut(&mut self) -> Option<&mut Object> {
        object_mut(self.root.get_mut(FAMILIES)?)
    }

    fn family(&self, sid: &str) -> Option<&Object> {
        self.families()?.get(sid)?.as_object()
    }

    /// A family that is going to be changed.
    fn family_mut(&mut self, sid: &str) -> Option<&mut Object> {
        self.changed = true;
        object_mut(self.families_mut()?.get_mut(sid)?)
    }

    fn parse(path: &Path, bytes: &[u8]) -> Result<Self, StoreProblem> {
        Self::checked(bytes).map_err(|fault| fault.of(path, bytes))
    }

    fn checked(bytes: &[u8]) -> Result<Self, Fault> {
        let (text, root) = shape::object(bytes)?;
        let root = Zeroizing::new(root);
        if let Some(pointer) = root.duplicate() {
            return Err(Fault {
                at: shape::locate(text, &pointer),
                damage: Damage::Repeated { pointer },
            });
        }
        if let Some(families) = root.get(FAMILIES) {
            let families = object_of(text, families, &[FAMILIES])?;
            for (sid, family) in families.iter() {
                let path = [FAMILIES, sid];
                let members = [
                    ("user", Expected::String),
                    ("current", Expected::String),
                    ("created", Expected::Integer),
                    ("expires", Expected::Integer),
                    ("revoked", Expected::Bool),
                ];
                check_members(text, object_of(text, family, &path)?, &path, &members)?;
            }
        }
        if let Some(login) = root.get(LOGIN) {
            let members = [
                ("user", Expected::String),
                ("access_token", Expected::String),
                ("refresh_token", Expected::String),
            ];
            check_members(text, object_of(text, login, &[LOGIN])?, &[LOGIN], &members)?;
        }
        Ok(Self {
            root,
            size: bytes.len(),
            ..Self::default()
        })
    }

    fn to_bytes(&self) -> Vec<u8> {
        // Room for a new login, or a new family, whose tokens may be long.
        let mut text = self.root.to_secret_text(self.size + 64 * 1024);
        std::mem::take(&mut *text).into_bytes()
    }
}

/// Reads the session file; one that is missing holds nothing.
///
/// # Errors
/// When it can't be read or is not of the shape above.
pub fn read(place: &Place) -> Result<Sessions, StoreProblem> {
    match replace::read(place, MAX_SESSION_FILE)? {
        Some(bytes) => Sessions::parse(place.path(), &bytes),
        None => Ok(Sessions::default()),
    }
}

/// Changes the session file under its lock, and drops the families that have expired at `now` (Unix seconds) if
/// anything else has changed.
///
/// `change` sees the file as it is once the lock is held. A refresh therefore does all of its work inside: it takes
/// the stored login from there, and issues the new tokens there; two of them at once each find what the other one
/// left. An error that comes with a change to be kept, such as a reused token, is to be returned as an `Ok`.
///
/// # Errors
/// What `change` returns; when the file can't be read or written or is not of the shape above. It is then as it was.
pub fn update<T, E: From<StoreProblem>>(
    place: &Place,
    now: i64,
    mut change: impl FnMut(&mut Sessions) -> Result<T, E>,
) -> Result<T, E> {
    replace::update(place, MAX_SESSION_FILE, |current| {
        let mut sessions = match current {
            Some(bytes) => Sessions::parse(place.path(), bytes)?,
            None => Sessions::default(),
        };
        sessions.now = now;
        let answer = change(&mut sessions)?;
        if !sessions.changed {
            return Ok((None, answer));
        }
        sessions.drop_expired();
        Ok((Some(sessions.to_bytes()), answer))
    })
}

/// What is kept of a `jti`: its SHA-256 in base64url. The `jti` of a refresh token is random, so that its hash tells
/// nothing about it.
fn hash(jti: &str) -> String {
    let digest = digest::digest(&digest::SHA256, jti.as_bytes());
    BASE64URL.encode(digest.as_ref())
}

fn standing(family: &Object, now: i64) -> Standing {
    if is_revoked(family) {
        Standing::Revoked
    } else if integer(family, "expires").is_none_or(|expires| expires <= now) {
        Standing::Expired
    } else {
        Standing::Active
    }
}

/// Anything but a plain `false` is no licence.
fn is_revoked(family: &Object) -> bool {
    family.get("revoked").and_then(Json::as_bool) != Some(false)
}

/// Names are compared as those of the user file are.
fn has_name(family: &Object, user: &str) -> bool {
    family.str("user").is_some_and(|name| same_name(name, user))
}

fn integer(object: &Object, name: &str) -> Option<i64> {
    match object.get(name)? {
        Json::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

fn object_mut(value: &mut Json) -> Option<&mut Object> {
    match value {
        Json::Object(object) => Some(object),
        _ => None,
    }
}

/// The pointer of the value that the names lead to, made for a fault alone: there may be many thousands of families.
fn pointer(path: &[&str]) -> String {
    path.iter()
        .fold(String::new(), |pointer, name| below(&pointer, name))
}

fn object_of<'v>(text: &str, value: &'v Json, path: &[&str]) -> Result<&'v Object, Fault> {
    value
        .as_object()
        .ok_or_else(|| Fault::wrong_type(text, pointer(path), Expected::Object))
}

fn check_members(
    text: &str,
    object: &Object,
    path: &[&str],
    members: &[(&'static str, Expected)],
) -> Result<(), Fault> {
    for (name, expected) in members {
        let Some(value) = object.get(name) else {
            return Err(Fault::missing(text, &pointer(path), name));
        };
        let fits = match expected {
            Expected::String => value.as_str().is_some(),
            Expected::Bool => value.as_bool().is_some(),
            Expected::Integer => integer(object, name).is_some(),
            _ => true,
        };
        if !fits {
            let pointer = below(&pointer(path), name);
            return Err(Fault::wrong_type(text, pointer, *expected));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::disallowed_methods,
        reason = "the tests look at what is on the disk"
    )]

    use std::fs;

    use super::*;
    use crate::text::Say;

    const HONG: Owner<'_> = Owner {
        user: "hong",
        users: None,
    };

    fn of(user: &str) -> Owner<'_> {
        Owner { user, ..HONG }
    }

    fn family<'a>(sid: &'a str, jti: &'a str) -> NewFamily<'a> {
        NewFamily {
            sid,
            owner: HONG,
            jti,
            now: 1000,
            expires: 2000,
        }
    }

    fn begun() -> Sessions {
        let mut sessions = Sessions::default();
        sessions.begin(family("s", "one"));
        sessions
    }

    #[test]
    fn a_token_is_good_once_and_ends_its_family_when_it_comes_back() {
        let mut sessions = begun();
        assert_eq!(
            sessions.rotate("s", HONG, "one", "two", 1100, 2100),
            Rotation::Rotated
        );
        assert_eq!(
            sessions.rotate("s", HONG, "two", "three", 1200, 2200),
            Rotation::Rotated
        );
        assert_eq!(sessions.standing("s", HONG, 2199), Standing::Active);
        assert_eq!(
            sessions.rotate("s", HONG, "one", "x", 1300, 2300),
            Rotation::Reused
        );
        assert_eq!(sessions.standing("s", HONG, 1300), Standing::Revoked);
        assert_eq!(
            sessions.rotate("s", HONG, "three", "x", 1300, 2300),
            Rotation::Refused(Standing::Revoked)
        );
    }

    #[test]
    fn a_family_is_known_by_its_user_until_it_expires() {
        let mut sessions = begun();
        assert_eq!(sessions.standing("s", of("other"), 1000), Standing::Unknown);
        assert_eq!(sessions.standing("t", HONG, 1000), Standing::Unknown);
        assert_eq!(sessions.standing("s", HONG, 1999), Standing::Active);
        assert_eq!(sessions.standing("s", HONG, 2000), Standing::Expired);
        for (sid, user, now, standing) in [
            ("s", "other", 1000, Standing::Unknown),
            ("s", "hong", 2000, Standing::Expired),
        ] {
            assert_eq!(
                sessions.rotate(sid, of(user), "one", "two", now, 9000),
                Rotation::Refused(standing)
            );
        }
    }

    #[test]
    fn all_families_of_a_user_can_be_revoked() {
        let mut sessions = begun();
        sessions.begin(family("t", "x"));
        sessions.begin(NewFamily {
            owner: of("kim"),
            ..family("u", "y")
        });
        assert!(sessions.revoke("t"));
        assert!(!sessions.revoke("t") && !sessions.revoke("unknown"));
        assert_eq!(sessions.revoke_all(HONG), 1);
        assert_eq!(sessions.standing("u", of("kim"), 1000), Standing::Active);
        sessions.now = 2000;
        assert_eq!(sessions.revoke_all(of("kim")), 0, "it has expired");
        assert_eq!(sessions.standing("u", of("kim"), 1000), Standing::Revoked);
    }

    #[test]
    fn accounts_of_one_name_in_two_files_are_two() {
        let mut sessions = begun();
        let [in_b, in_c] = ["/b.json", "/c.json"].map(|users| Owner {
            users: Some(users),
            ..HONG
        });
        sessions.begin(NewFamily {
            owner: in_b,
            ..family("t", "x")
        });
        assert_eq!(sessions.standing("t", in_b, 1000), Standing::Active);
        for (sid, owner, users) in [
            ("t", HONG, Some("/b.json".to_owned())),
            ("t", in_c, Some("/b.json".to_owned())),
            ("s", in_b, None),
        ] {
            let other = Standing::OtherFile { users };
            assert_eq!(sessions.standing(sid, owner, 1000), other);
            assert_eq!(
                sessions.rotate(sid, owner, "one", "two", 1000, 2000),
                Rotation::Refused(other)
            );
        }
        assert_eq!(sessions.revoke_all(in_c), 0);
        assert_eq!(sessions.revoke_all(in_b), 1);
        assert_eq!(sessions.standing("s", HONG, 1000), Standing::Active);
        assert_eq!(sessions.revoke_all(HONG), 1);
    }

    #[test]
    fn expired_families_go_with_the_next_write_and_what_is_not_known_stays() {
        let directory = tempfile::tempdir().unwrap();
        let place = Place::at(directory.path().join("sessions.json"));
        fs::write(
            place.path(),
            r#"{"x":1.10,"families":{"old":{"user":"a","current":"c","created":1,"expires":5000,"revoked":true},
            "new":{"user":"a","current":"c","created":1,"expires":5001,"revoked":true,"y":[]}},"login":{"user":"a","access_token":"1","z":0,"refresh_token":"2"}}"#,
        )
        .unwrap();
        let before = fs::read(place.path()).unwrap();
        let day_later = 5000 + 86_400;
        update(&place, day_later, |_| Ok::<_, StoreProblem>(())).unwrap();
        assert_eq!(fs::read(place.path()).unwrap(), before);
        update(&place, day_later, |sessions| {
            sessions.set_login(&Login {
                user: "b".into(),
                access_token: Zeroizing::new("3".into()),
                refresh_token: Zeroizing::new("4".into()),
            });
            Ok::<_, StoreProblem>(())
        })
        .unwrap();
        let after = Json::parse(&fs::read(place.path()).unwrap()).unwrap();
        assert_eq!(
            after.to_compact(),
            r#"{"x":1.10,"families":{"new":{"user":"a","current":"c","created":1,"expires":5001,"revoked":true,"y":[]}},"login":{"user":"b","access_token":"3","z":0,"refresh_token":"4"}}"#
        );
        let sessions = read(&place).unwrap();
        assert_eq!(sessions.standing("new", of("a"), 5000), Standing::Revoked);
        assert_eq!(sessions.standing("old", of("a"), 5000), Standing::Unknown);
        let login = sessions.login().unwrap();
        assert_eq!(login.refresh_token.as_str(), "4");
        assert!(!format!("{login:?}{sessions:?}").contains('4'));
        update(&place, 5000, |sessions| {
            sessions.forget_login();
            Ok::<_, StoreProblem>(())
        })
        .unwrap();
        assert_eq!(read(&place).unwrap().login(), None);
    }

    /// With a look through all of them for each, this took minutes.
    #[test]
    fn many_thousand_families_are_no_trouble() {
        let directory = tempfile::tempdir().unwrap();
        let place = Place::at(directory.path().join("sessions.json"));
        let families: Vec<String> = (0..60_000)
            .map(|id| format!(r#""{id}":{{"user":"hong","current":"","created":0,"expires":2000,"revoked":false}}"#))
            .collect();
        let text = format!("{{\"families\":{{{}}}}}", families.join(","));
        fs::write(place.path(), text).unwrap();
        let revoked = update(&place, 1000, |sessions| {
            sessions.begin(family("s", "one"));
            Ok::<_, StoreProblem>(sessions.revoke_all(HONG))
        });
        assert_eq!(revoked, Ok(60_001));
    }

    #[test]
    fn damage_is_refused_with_its_place() {
        let family = r#"{"families":{"s":{"user":"a","current":"c","created":1,"expires":2,"revoked":false}}}"#;
        for (content, column, words) in [
            ("[]".to_owned(), 1, "the file must hold an object"),
            (family.replace(":{\"s\"", ":[{\"s\""), 86, "not JSON"),
            (
                r#"{"families":[]}"#.into(),
                13,
                "/families must be an object",
            ),
            (
                r#"{"families":{"s":1}}"#.into(),
                18,
                "/families/s must be an object",
            ),
            (
                family.replace("\"a\"", "1"),
                26,
                "/families/s/user must be a string",
            ),
            (
                family.replace(":2", ":2.5"),
                66,
                "/families/s/expires must be a whole number",
            ),
            (
                family.replace("\"expires\":2,", ""),
                18,
                "/families/s lacks the member expires",
            ),
            (
                family.replace("false", "0"),
                78,
                "/families/s/revoked must be true or false",
            ),
            (
                r#"{"login":{"user":"a"}}"#.into(),
                10,
                "/login lacks the member access_token",
            ),
            (r#"{"login":1,"login":2}"#.into(), 20, "/login occurs twice"),
        ] {
            let directory = tempfile::tempdir().unwrap();
            let place = Place::at(directory.path().join("sessions.json"));
            fs::write(place.path(), &content).unwrap();
            let problem = read(&place).unwrap_err();
            let said = problem.en();
            let expected = format!("{}:1:{column}: {words}", place.path().display());
            assert!(said.starts_with(&expected), "{content}\n{said}\n{expected}");
            let change = |sessions: &mut Sessions| {
                sessions.revoke("s");
                Ok(())
            };
            assert_eq!(update(&place, 0, change), Err(problem));
            assert_eq!(fs::read_to_string(place.path()).unwrap(), content);
        }
    }

    /// What the command does: take the token, rotate, store.
    fn refresh(place: &Place, explicit: Option<&str>, new: &str) -> Result<Rotation, StoreProblem> {
        update(place, 1000, |sessions| {
            let stored = sessions.login().unwrap().refresh_token;
            let presented = explicit.unwrap_or(&stored).to_owned();
            let rotation = sessions.rotate("s", HONG, &presented, new, 1000, 2000);
            if rotation == Rotation::Rotated {
                sessions.set_login(&Login {
                    user: "hong".into(),
                    access_token: Zeroizing::default(),
                    refresh_token: Zeroizing::new(new.into()),
                });
            }
            Ok(rotation)
        })
    }

    #[test]
    fn of_twenty_at_once_all_succeed_from_the_stored_login_and_one_with_an_explicit_token() {
        for (explicit, expected) in [(None, 20), (Some("one"), 1)] {
            let directory = tempfile::tempdir().unwrap();
            let place = Place::at(directory.path().join("sessions.json"));
            update(&place, 1000, |sessions| {
                sessions.begin(family("s", "one"));
                sessions.set_login(&Login {
                    user: "hong".into(),
                    access_token: Zeroizing::default(),
                    refresh_token: Zeroizing::new("one".into()),
                });
                Ok::<_, StoreProblem>(())
            })
            .unwrap();
            let rotated = std::thread::scope(|scope| {
                let threads: Vec<_> = (0..20)
                    .map(|index| {
                        let place = &place;
                        scope.spawn(move || refresh(place, explicit, &format!("new{index}")))
                    })
                    .collect();
                threads
                    .into_iter()
                    .map(|thread| thread.join().unwrap().unwrap())
                    .filter(|rotation| *rotation == Rotation::Rotated)
                    .count()
            });
            assert_eq!(rotated, expected);
        }
    }
}
