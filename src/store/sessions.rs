//! `sessions.json`: the families of refresh tokens, and the login of this machine.
//!
//! ```json
//! { "families": { "<sid>": { "user": "hongsun2", "current": "<hash>", "created": 0, "expires": 0, "revoked": false } },
//!   "login": { "user": "hongsun2", "access_token": "…", "refresh_token": "…" } }
//! ```
//!
//! A family is all tokens that one login has led to. It belongs to the account of the user file that the login began
//! with: where that is not the home's own, `users` names it. An account of the same name in another file is another one.
//!
//! `current` is the hash of the `jti` of the one refresh token that is still good. Retired ones need no list: a token
//! whose signature is good and whose family is known, but whose `jti` is not the current one, is a retired one, and
//! whoever shows it makes the family end (RFC 9700 §4.14.2). Tokens are nowhere in the file but in `login`; both stand in one file so that one rename
//! changes both. What a later version adds to the file or to a family survives.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use aws_lc_rs::digest;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use zeroize::Zeroizing;

use super::home::Place;
use super::users::same_name;
use super::{replace, shape};
use crate::encoding::BASE64URL;
use crate::store::messages::StoreProblem;

/// The largest session file that is read, in bytes.
const MAX_SESSION_FILE: usize = 256 * 1024 * 1024;

/// How long a family is remembered after its last token has expired, in seconds: as long as a leeway may be that
/// makes sense, so that a check with one does not depend on who has logged in meanwhile.
const KEPT: i64 = 86_400;

/// The content of the session file. It holds tokens and wipes them on drop.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, expecting = "an object")]
pub struct Sessions {
    #[serde(deserialize_with = "distinct")]
    families: BTreeMap<String, Family>,
    #[serde(skip_serializing_if = "Option::is_none")]
    login: Option<Login>,
    #[serde(flatten)]
    other: Members,
    #[serde(skip)]
    changed: bool,
    /// The size of the text that it was read from.
    #[serde(skip)]
    size: usize,
    /// When it is changed, in Unix seconds.
    #[serde(skip)]
    now: i64,
}

/// Members that are not known.
type Members = serde_json::Map<String, Value>;

#[derive(Debug, Deserialize, Serialize)]
#[serde(expecting = "an object")]
struct Family {
    user: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    users: Option<String>,
    current: String,
    created: i64,
    expires: i64,
    revoked: bool,
    #[serde(flatten)]
    other: Members,
}

/// A family whose refresh token is still good.
#[derive(Clone, Copy, Debug)]
pub struct Open<'s> {
    /// Its id.
    pub sid: &'s str,
    /// The name of the user.
    pub user: &'s str,
    /// When the login was, in Unix seconds.
    pub created: i64,
    /// When its refresh token ends, in Unix seconds.
    pub expires: i64,
}

/// The stored login: the only tokens that are ever written.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(expecting = "an object")]
pub struct Login {
    /// The name of the user.
    pub user: String,
    /// The access token.
    #[serde(with = "wiped")]
    pub access_token: Zeroizing<String>,
    /// The refresh token.
    #[serde(with = "wiped")]
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

/// Text that is wiped on drop.
mod wiped {
    use super::{Deserialize, Zeroizing};

    pub(super) fn serialize<S: serde::Serializer>(
        text: &Zeroizing<String>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub(super) fn deserialize<'t, D: serde::Deserializer<'t>>(
        deserializer: D,
    ) -> Result<Zeroizing<String>, D::Error> {
        String::deserialize(deserializer).map(Zeroizing::new)
    }
}

/// The families, of which none may stand twice: nobody could say which one counts.
fn distinct<'t, D: Deserializer<'t>>(
    deserializer: D,
) -> Result<BTreeMap<String, Family>, D::Error> {
    struct Families;
    impl<'t> Visitor<'t> for Families {
        type Value = BTreeMap<String, Family>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'t>>(self, mut members: A) -> Result<Self::Value, A::Error> {
            let mut families = BTreeMap::new();
            while let Some(sid) = members.next_key::<String>()? {
                match families.entry(sid) {
                    Entry::Vacant(place) => place.insert(members.next_value()?),
                    Entry::Occupied(place) => {
                        return Err(A::Error::custom(shape::duplicate(place.key())));
                    }
                };
            }
            Ok(families)
        }
    }
    deserializer.deserialize_map(Families)
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

/// What a refresh token is that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The one that is good.
    Current,
    /// One that was retired before: somebody has stolen it, or its successor.
    Retired,
    /// One of a family that is not [`Standing::Active`] but this.
    Refused(Standing),
}

impl Sessions {
    /// Begins a family. One of the same id is replaced: ids are random, so there is none.
    pub fn begin(&mut self, family: NewFamily<'_>) {
        self.changed = true;
        let record = Family {
            user: family.owner.user.to_owned(),
            users: family.owner.users.map(str::to_owned),
            current: hash(family.jti),
            created: family.now,
            expires: family.expires,
            revoked: false,
            other: Members::new(),
        };
        self.families.insert(family.sid.to_owned(), record);
    }

    /// How the family of a token stands, whose `sid` this is, and whose `sub` names the owner. `now` is in Unix seconds.
    pub fn standing(&self, sid: &str, owner: Owner<'_>, now: i64) -> Standing {
        match self.families.get(sid) {
            Some(family) if !same_name(&family.user, owner.user) => Standing::Unknown,
            Some(family) if family.users.as_deref() != owner.users => Standing::OtherFile {
                users: family.users.clone(),
            },
            Some(family) => family.standing(now),
            None => Standing::Unknown,
        }
    }

    /// The user file of a family, as in [`Owner`], or `otherwise` when there is no such family.
    pub fn users_of(&self, sid: Option<&str>, otherwise: Option<String>) -> Option<String> {
        let family = sid.and_then(|sid| self.families.get(sid));
        family.map_or(otherwise, |family| family.users.clone())
    }

    /// The families that are open at a moment in Unix seconds, by their ids.
    pub fn open(&self, now: i64) -> impl Iterator<Item = Open<'_>> {
        let open = move |(_, family): &(&String, &Family)| family.standing(now) == Standing::Active;
        let families = self.families.iter().filter(open);
        families.map(|(sid, family)| Open {
            sid,
            user: &family.user,
            created: family.created,
            expires: family.expires,
        })
    }

    /// What a refresh token is, whose signature, `sid`, `sub` and `jti` the caller has verified. `now` is in Unix
    /// seconds.
    pub fn shown(&self, sid: &str, owner: Owner<'_>, jti: &str, now: i64) -> Shown {
        match (self.standing(sid, owner, now), self.families.get(sid)) {
            (Standing::Active, Some(family)) if family.current == hash(jti) => Shown::Current,
            (Standing::Active, _) => Shown::Retired,
            (standing, _) => Shown::Refused(standing),
        }
    }

    /// Retires the refresh token of a family, and puts a new one in its place. `expires`, when the last of the new
    /// tokens expires, is in Unix seconds.
    pub fn rotate(&mut self, sid: &str, jti: &str, expires: i64) {
        if let Some(family) = self.families.get_mut(sid) {
            self.changed = true;
            family.current = hash(jti);
            family.expires = family.expires.max(expires);
        }
    }

    /// Revokes a family; says whether it was active. It is remembered until its tokens have expired.
    pub fn revoke(&mut self, sid: &str) -> bool {
        let family = self.families.get_mut(sid);
        let Some(family) = family.filter(|family| !family.revoked) else {
            return false;
        };
        self.changed = true;
        family.revoked = true;
        true
    }

    /// Revokes every family of an account; says how many were active. One that has expired is not, but a leeway could
    /// make it so.
    pub fn revoke_all(&mut self, owner: Owner<'_>) -> usize {
        let mut active = 0;
        for family in self.families.values_mut() {
            if !family.revoked
                && family.users.as_deref() == owner.users
                && same_name(&family.user, owner.user)
            {
                active += usize::from(family.standing(self.now) == Standing::Active);
                family.revoked = true;
                self.changed = true;
            }
        }
        active
    }

    /// The stored login.
    pub fn login(&self) -> Option<Login> {
        self.login.clone()
    }

    /// Stores the login in place of the one before.
    pub fn set_login(&mut self, login: &Login) {
        self.changed = true;
        self.login = Some(login.clone());
    }

    /// Forgets the stored login.
    pub fn forget_login(&mut self) {
        self.changed |= self.login.take().is_some();
    }

    /// Drops the families whose last token expired a good while ago.
    fn drop_expired(&mut self) {
        let now = self.now;
        let is_kept = |family: &Family| now < family.expires.saturating_add(KEPT);
        self.families.retain(|_, family| is_kept(family));
    }

    fn parse(place: &Place, bytes: &[u8]) -> Result<Self, StoreProblem> {
        let sessions = shape::read(place.path(), bytes)?;
        Ok(Self {
            size: bytes.len(),
            ..sessions
        })
    }

    fn to_bytes(&self) -> Vec<u8> {
        // Room for the white space that another program may have left out, and for a new login or a new family, whose
        // tokens may be long: what grows leaves a copy behind.
        let mut bytes = Vec::with_capacity(self.size + self.size / 2 + 64 * 1024);
        drop(serde_json::to_writer_pretty(&mut bytes, self));
        bytes.push(b'\n');
        bytes
    }
}

impl Family {
    fn standing(&self, now: i64) -> Standing {
        if self.revoked {
            Standing::Revoked
        } else if self.expires <= now {
            Standing::Expired
        } else {
            Standing::Active
        }
    }
}

/// Reads the session file; one that is missing holds nothing.
///
/// # Errors
/// When it can't be read or is not of the shape above.
pub fn read(place: &Place) -> Result<Sessions, StoreProblem> {
    match replace::read(place, MAX_SESSION_FILE)? {
        Some(bytes) => Sessions::parse(place, &bytes),
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
            Some(bytes) => Sessions::parse(place, bytes)?,
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
    fn a_token_is_good_once_and_its_family_until_it_is_revoked() {
        let mut sessions = begun();
        assert_eq!(sessions.shown("s", HONG, "one", 1100), Shown::Current);
        sessions.rotate("s", "two", 2100);
        assert_eq!(sessions.shown("s", HONG, "one", 1100), Shown::Retired);
        assert_eq!(sessions.shown("s", HONG, "two", 1100), Shown::Current);
        sessions.rotate("s", "three", 2050);
        assert_eq!(sessions.standing("s", HONG, 2099), Standing::Active);
        assert!(sessions.revoke("s"));
        let refused = Shown::Refused(Standing::Revoked);
        assert_eq!(sessions.shown("s", HONG, "three", 1300), refused);
    }

    #[test]
    fn a_family_is_known_by_its_user_until_it_expires() {
        let sessions = begun();
        for (sid, user, now, standing) in [
            ("s", "other", 1000, Standing::Unknown),
            ("t", "hong", 1000, Standing::Unknown),
            ("s", "hong", 2000, Standing::Expired),
        ] {
            assert_eq!(sessions.standing(sid, of(user), now), standing);
            let refused = Shown::Refused(standing);
            assert_eq!(sessions.shown(sid, of(user), "one", now), refused);
        }
        assert_eq!(sessions.standing("s", HONG, 1999), Standing::Active);
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
            assert_eq!(sessions.standing(sid, owner, 1000), other.clone());
            let refused = Shown::Refused(other);
            assert_eq!(sessions.shown(sid, owner, "one", 1000), refused);
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
        let after: Value = serde_json::from_slice(&fs::read(place.path()).unwrap()).unwrap();
        assert_eq!(
            after,
            serde_json::json!({
                "x": 1.1,
                "families": {"new": {"user": "a", "current": "c", "created": 1, "expires": 5001, "revoked": true, "y": []}},
                "login": {"user": "b", "access_token": "3", "refresh_token": "4"},
            })
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
            ("[]".to_owned(), 1, "this must be an object"),
            (
                family.replace(":{\"s\"", ":[{\"s\""),
                12,
                "this must be an object",
            ),
            (format!("{family}}}"), 86, "not JSON: unexpected character"),
            (
                family.replace("}}}", ""),
                83,
                "not JSON: the text ends too early",
            ),
            (
                r#"{"families":{"s":1}}"#.into(),
                18,
                "this must be an object",
            ),
            (family.replace("\"a\"", "1"), 26, "this must be a string"),
            (
                family.replace(":2", ":2.5"),
                68,
                "this must be a whole number",
            ),
            (
                family.replace("\"expires\":2,", ""),
                71,
                "the member expires is missing",
            ),
            (
                family.replace("false", "0"),
                78,
                "this must be true or false",
            ),
            (
                family.replace("}}}", &format!("}},{}", &family[13..])),
                87,
                "s occurs twice",
            ),
            (
                r#"{"login":{"user":"a"}}"#.into(),
                21,
                "the member access_token is missing",
            ),
            (
                r#"{"login":null,"login":2}"#.into(),
                21,
                "login occurs twice",
            ),
            (
                format!("{{\"x\":{}", "[".repeat(200)),
                132,
                "nested too deep",
            ),
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
    fn refresh(place: &Place, explicit: Option<&str>, new: &str) -> Result<bool, StoreProblem> {
        update(place, 1000, |sessions| {
            let stored = sessions.login().unwrap().refresh_token;
            let presented = explicit.unwrap_or(&stored);
            let good = sessions.shown("s", HONG, presented, 1000) == Shown::Current;
            if good {
                sessions.rotate("s", new, 2000);
                sessions.set_login(&Login {
                    user: "hong".into(),
                    access_token: Zeroizing::default(),
                    refresh_token: Zeroizing::new(new.into()),
                });
            }
            Ok(good)
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
                    .filter(|good| *good)
                    .count()
            });
            assert_eq!(rotated, expected);
        }
    }
}
