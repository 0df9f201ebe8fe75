//! One pass over a user file: sees to it that every record is of the right shape, and finds one of them.
//!
//! No tree is built, so that a login against a file of 100,000 users takes the time to look at its bytes once.

use std::borrow::Cow;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::name::{self, UserName, nfc};
use crate::json;
use crate::store::shape::{Fault, below, offset};
use crate::text::store::{Damage, Expected};

/// A member of a record: its name, and its value as it is written.
pub(super) type Member<'t> = (Cow<'t, str>, &'t RawValue);

/// What a pass found.
#[derive(Default)]
pub(super) struct Found<'t> {
    /// The record that was looked for: the name as it is in the file, and the members in order.
    pub(super) record: Option<(Cow<'t, str>, Vec<Member<'t>>)>,
    /// The `hashed_password` of some record, chosen by the name that was looked for: the same one for the same
    /// name, and each about equally often.
    pub(super) other_hash: Option<&'t RawValue>,
}

/// Looks through a whole user file.
///
/// # Errors
/// The first thing in it that is not of the shape of a user file.
pub(super) fn scan<'t>(text: &'t str, wanted: Option<&UserName>) -> Result<Found<'t>, Fault> {
    let mut pass = Pass {
        text,
        wanted,
        seed: hash_of(wanted.map(UserName::as_str).unwrap_or_default()),
        name: Cow::Borrowed(""),
        hashes: Vec::new(),
        with_password: 0,
        found: Found::default(),
        fault: None,
    };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Users(&mut pass)
        .deserialize(&mut reader)
        .and_then(|()| reader.end());
    if let Some(fault) = pass.fault.take() {
        return Err(fault);
    }
    if read.is_err() {
        return Err(diagnose(text));
    }
    pass.hashes.sort_unstable();
    if pass
        .hashes
        .windows(2)
        .any(|pair| pair.first() == pair.last())
        && let Some(fault) = repeated_user(text)
    {
        return Err(fault);
    }
    Ok(pass.found)
}

struct Pass<'t, 'w> {
    text: &'t str,
    wanted: Option<&'w UserName>,
    /// Makes the choice of `other_hash` differ from name to name.
    seed: u64,
    /// The name of the record that is being read.
    name: Cow<'t, str>,
    /// The hash of each name: two names of one hash are looked into when the pass is over.
    hashes: Vec<u64>,
    with_password: u64,
    found: Found<'t>,
    fault: Option<Fault>,
}

/// The object of all records.
struct Users<'p, 't, 'w>(&'p mut Pass<'t, 'w>);

impl<'t> DeserializeSeed<'t> for Users<'_, 't, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'t> Visitor<'t> for Users<'_, 't, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of users")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        let pass = self.0;
        while let Some(name) = map.next_key_seed(Name)? {
            if !name::is_allowed(&name) {
                return Err(A::Error::custom("no user may have this name"));
            }
            pass.hashes.push(hash_of(&nfc(&name)));
            let wanted = pass.wanted.is_some_and(|wanted| wanted.is(&name));
            pass.name = name;
            let members = map.next_value_seed(Record {
                pass: &mut *pass,
                keep: wanted,
            })?;
            if wanted {
                pass.found.record = Some((std::mem::take(&mut pass.name), members));
            }
        }
        Ok(())
    }
}

/// One record, whose members are kept or only looked at.
struct Record<'p, 't, 'w> {
    pass: &'p mut Pass<'t, 'w>,
    keep: bool,
}

impl<'t> DeserializeSeed<'t> for Record<'_, 't, '_> {
    type Value = Vec<Member<'t>>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'t> Visitor<'t> for Record<'_, 't, '_> {
    type Value = Vec<Member<'t>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the record of a user")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let pass = self.pass;
        let mut members = Vec::new();
        let mut seen = Seen::default();
        while let Some(name) = map.next_key_seed(Name)? {
            let value: &'t RawValue = map.next_value()?;
            if let Err(fault) = check_member(pass.text, &pass.name, &name, value, &mut seen) {
                pass.fault = Some(fault);
                return Err(A::Error::custom("not the record of a user"));
            }
            if name == "hashed_password" {
                // Reservoir sampling, with a hash of the wanted name for dice.
                pass.with_password += 1;
                if hash_of(&(pass.seed, pass.with_password)) % pass.with_password == 0 {
                    pass.found.other_hash = Some(value);
                }
            }
            if self.keep {
                members.push((name, value));
            }
        }
        Ok(members)
    }
}

/// The name of a member, borrowed where it holds no escape.
struct Name;

impl<'t> DeserializeSeed<'t> for Name {
    type Value = Cow<'t, str>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for Name {
    type Value = Cow<'t, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// The members that tokenry knows and that a record has had so far.
#[derive(Default)]
struct Seen(u8);

impl Seen {
    /// Notes a member; says whether it was there before.
    fn twice(&mut self, bit: u8) -> bool {
        let before = self.0;
        self.0 |= 1 << bit;
        before == self.0
    }
}

/// Whether a member of a user's record is of its type and occurs once; `null` stands for absent where
/// FastAPI's model has `| None`.
fn check_member(
    text: &str,
    user: &str,
    name: &str,
    value: &RawValue,
    seen: &mut Seen,
) -> Result<(), Fault> {
    let raw = value.get();
    let at = offset(text, raw);
    let pointer = || below(&below("", user), name);
    let wrong = |expected| Fault {
        at,
        damage: Damage::WrongType {
            pointer: pointer(),
            expected,
        },
    };
    let (bit, expected) = match name {
        "username" => (0, Expected::String),
        "full_name" => (1, Expected::StringOrNull),
        "email" => (2, Expected::StringOrNull),
        "disabled" => (3, Expected::Bool),
        "hashed_password" => (4, Expected::String),
        "scopes" => (5, Expected::Strings),
        "claims" => (6, Expected::Object),
        _ => return check_text(text, value).map(drop),
    };
    let fits = matches!(
        (expected, raw.as_bytes().first()),
        (Expected::String | Expected::StringOrNull, Some(b'"'))
            | (Expected::StringOrNull | Expected::Bool, Some(b'n'))
            | (Expected::Bool, Some(b't' | b'f'))
            | (Expected::Strings, Some(b'['))
            | (Expected::Object, Some(b'{'))
    );
    if !fits {
        return Err(wrong(expected));
    }
    if seen.twice(bit) {
        return Err(Fault {
            at,
            damage: Damage::Repeated { pointer: pointer() },
        });
    }
    let repeats = check_text(text, value)?;
    match name {
        "username" => {
            let username: Cow<'_, str> = plain(value)?;
            if nfc(&username) != nfc(user) {
                return Err(Fault {
                    at,
                    damage: Damage::NameDiffers {
                        name: user.to_owned(),
                        username: username.into_owned(),
                    },
                });
            }
        }
        "scopes" => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
            if let Some(item) = items.iter().find(|item| !item.get().starts_with('"')) {
                return Err(Fault {
                    at: offset(text, item.get()),
                    ..wrong(Expected::Strings)
                });
            }
        }
        // Claims go into tokens, where no member may stand twice.
        "claims" if repeats => {
            let below_claims = json::Json::parse(raw.as_bytes())
                .ok()
                .and_then(|claims| claims.duplicate())
                .unwrap_or_default();
            let pointer = pointer() + &below_claims;
            return Err(Fault {
                at: crate::store::shape::locate(text, &pointer),
                damage: Damage::Repeated { pointer },
            });
        }
        _ => {}
    }
    Ok(())
}

/// The text of a string value.
fn plain(value: &RawValue) -> Result<Cow<'_, str>, Fault> {
    let inner = value
        .get()
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if memchr::memchr(b'\\', inner.as_bytes()).is_none() => {
            Ok(Cow::Borrowed(inner))
        }
        _ => match json::Json::parse(value.get().as_bytes())? {
            json::Json::String(text) => Ok(Cow::Owned(text)),
            _ => Ok(Cow::Borrowed("")),
        },
    }
}

/// Looks into a value for what passes as raw JSON and is none: half surrogates, and nesting without end. Says whether
/// a member occurs twice in an object of it.
fn check_text(text: &str, value: &RawValue) -> Result<bool, Fault> {
    let raw = value.get();
    let holds_values = matches!(raw.as_bytes().first(), Some(b'{' | b'['));
    if holds_values || memchr::memchr(b'\\', raw.as_bytes()).is_some() {
        return Ok(json::check(text, &[(Cow::Borrowed(""), value)])?);
    }
    Ok(false)
}

/// Finds what the pass stumbled over, by slower means.
fn diagnose(text: &str) -> Fault {
    let users = match json::members(text) {
        Ok(users) => users,
        Err(error) if error.problem == json::Problem::NotAnObject => {
            return Fault::wrong_type(text, String::new(), Expected::Object);
        }
        Err(error) => return error.into(),
    };
    for (user, record) in users {
        let raw = record.get();
        if !name::is_allowed(&user) {
            return Fault {
                at: name_at(text, &user, record),
                damage: Damage::BadName {
                    name: user.into_owned(),
                },
            };
        }
        if !raw.starts_with('{') {
            return Fault {
                at: offset(text, raw),
                damage: Damage::WrongType {
                    pointer: below("", &user),
                    expected: Expected::Object,
                },
            };
        }
        if let Err(error) = json::members(raw) {
            return json::Error {
                at: error.at + offset(text, raw),
                ..error
            }
            .into();
        }
    }
    json::Error {
        problem: json::Problem::Unexpected,
        at: 0,
    }
    .into()
}

/// The second of two users of one name.
fn repeated_user(text: &str) -> Option<Fault> {
    let mut seen = std::collections::HashSet::new();
    json::members(text)
        .ok()?
        .into_iter()
        .find(|(name, _)| !seen.insert(nfc(name).into_owned()))
        .map(|(name, record)| Fault {
            at: name_at(text, &name, record),
            damage: Damage::RepeatedUser {
                name: name.into_owned(),
            },
        })
}

/// Where the name of a record begins; where the record does, when the name holds escapes.
fn name_at(text: &str, name: &Cow<'_, str>, record: &RawValue) -> usize {
    match name {
        Cow::Borrowed(name) => offset(text, name).saturating_sub(1),
        Cow::Owned(_) => offset(text, record.get()),
    }
}

fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
