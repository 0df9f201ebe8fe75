//! One pass over a user file: sees to it that every record is of the right shape, and finds one of them.
//!
//! No tree is built, so that a login against a file of 100,000 users takes the time to look at its bytes once.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::name::{self, UserName, nfc};
use crate::json;
use crate::store::password::Kinds;
use crate::store::shape::{Fault, below, locate, offset};
use crate::text::store::{Damage, Expected};

/// What a pass found.
#[derive(Default)]
pub(super) struct Found<'t> {
    /// The record that was looked for: the name as it is in the file, and the object as it is written.
    pub(super) record: Option<(Cow<'t, str>, &'t RawValue)>,
    /// The kinds of all passwords.
    pub(super) kinds: Kinds,
}

/// Looks through a whole user file.
///
/// # Errors
/// The first thing in it that is not of the shape of a user file.
pub(super) fn scan<'t>(text: &'t str, wanted: Option<&UserName>) -> Result<Found<'t>, Fault> {
    let mut pass = Pass {
        wanted,
        names: Vec::new(),
        found: Found::default(),
    };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Users(&mut pass)
        .deserialize(&mut reader)
        .and_then(|()| reader.end());
    let checked = pass
        .found
        .record
        .as_ref()
        .is_none_or(|(name, record)| check_record(text, name, record).is_ok());
    pass.names.sort_unstable();
    let repeated = pass
        .names
        .windows(2)
        .any(|pair| pair.first() == pair.last());
    if read.is_ok() && checked && !repeated {
        return Ok(pass.found);
    }
    // Two names of one hash need not be one name, and numbers that are too large for serde_json are none for us.
    match diagnose(text) {
        Some(fault) => Err(fault),
        None => Ok(scan_slowly(text, wanted)),
    }
}

/// What [`scan`] does, for a text that is known to be of the right shape.
fn scan_slowly<'t>(text: &'t str, wanted: Option<&UserName>) -> Found<'t> {
    let mut found = Found::default();
    for (name, record) in json::members(text).unwrap_or_default() {
        if let Some(hash) = hash_in(record) {
            found.kinds.note(&hash);
        }
        if wanted.is_some_and(|wanted| wanted.is(&name)) {
            found.record = Some((name, record));
        }
    }
    found
}

/// The `hashed_password` of a record.
fn hash_in(record: &RawValue) -> Option<Cow<'_, str>> {
    let members = json::members(record.get()).ok()?;
    let (_, hash) = members
        .into_iter()
        .find(|(name, value)| name == "hashed_password" && value.get() != "null")?;
    plain(hash).ok()
}

/// The quick pass. It says no more than that something is wrong.
struct Pass<'t, 'w> {
    wanted: Option<&'w UserName>,
    /// The hash of each name.
    names: Vec<u64>,
    found: Found<'t>,
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
            let composed = nfc(&name);
            if !name::is_allowed(&composed) {
                return Err(A::Error::custom("no user may have this name"));
            }
            pass.names.push(hash_of(&composed));
            if pass
                .wanted
                .is_some_and(|wanted| wanted.as_str() == composed)
            {
                drop(composed);
                let record: &'t RawValue = map.next_value()?;
                if let Some(hash) = hash_in(record) {
                    pass.found.kinds.note(&hash);
                }
                pass.found.record = Some((name, record));
            } else {
                drop(composed);
                map.next_value_seed(Record {
                    pass: &mut *pass,
                    user: &name,
                })?;
            }
        }
        Ok(())
    }
}

/// One record that was not looked for.
struct Record<'p, 't, 'w> {
    pass: &'p mut Pass<'t, 'w>,
    user: &'p str,
}

impl<'t> DeserializeSeed<'t> for Record<'_, 't, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'t> Visitor<'t> for Record<'_, 't, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the record of a user")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = Seen::default();
        while let Some(member) = map.next_key_seed(MemberName)? {
            let Some(member) = member else {
                map.next_value_seed(Value(None))?;
                continue;
            };
            if seen.twice(member) {
                return Err(A::Error::custom("a member occurs twice"));
            }
            let fits = match member {
                Member::Claims => {
                    let claims: &RawValue = map.next_value()?;
                    json::Json::parse(claims.get().as_bytes()).is_ok_and(|claims| {
                        matches!(claims, json::Json::Object(_) | json::Json::Null)
                            && claims.duplicate().is_none()
                    })
                }
                Member::Username => map
                    .next_value_seed(Value(Some(member.expected())))?
                    .is_none_or(|username| {
                        username == self.user || nfc(&username) == nfc(self.user)
                    }),
                Member::HashedPassword => {
                    if let Some(hash) = map.next_value_seed(Value(Some(member.expected())))? {
                        self.pass.found.kinds.note(&hash);
                    }
                    true
                }
                _ => {
                    map.next_value_seed(Value(Some(member.expected())))?;
                    true
                }
            };
            if !fits {
                return Err(A::Error::custom("not the record of a user"));
            }
        }
        Ok(())
    }
}

/// A member that tokenry knows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Member {
    Username,
    FullName,
    Email,
    Disabled,
    HashedPassword,
    Scopes,
    Claims,
}

impl Member {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "username" => Self::Username,
            "full_name" => Self::FullName,
            "email" => Self::Email,
            "disabled" => Self::Disabled,
            "hashed_password" => Self::HashedPassword,
            "scopes" => Self::Scopes,
            "claims" => Self::Claims,
            _ => return None,
        })
    }

    fn expected(self) -> Expected {
        match self {
            Self::Username | Self::HashedPassword | Self::FullName | Self::Email => {
                Expected::StringOrNull
            }
            Self::Disabled => Expected::Bool,
            Self::Scopes => Expected::Strings,
            Self::Claims => Expected::Object,
        }
    }
}

/// The known members that a record has had so far.
#[derive(Default)]
struct Seen(u8);

impl Seen {
    /// Notes a member; says whether it was there before.
    fn twice(&mut self, member: Member) -> bool {
        let before = self.0;
        self.0 |= 1 << member as u8;
        before == self.0
    }
}

/// The name of a member, if it is a known one.
struct MemberName;

impl<'t> DeserializeSeed<'t> for MemberName {
    type Value = Option<Member>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for MemberName {
    type Value = Option<Member>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Member::of(name))
    }
}

/// A value, of any type or of one. Of a string the text is handed on.
///
/// Other than `IgnoredAny` this notices half surrogates and nesting without end.
#[derive(Clone, Copy)]
struct Value(Option<Expected>);

impl Value {
    fn if_due<T, E: serde::de::Error>(
        self,
        due: impl FnOnce(Expected) -> bool,
        value: T,
    ) -> Result<T, E> {
        if self.0.is_none_or(due) {
            Ok(value)
        } else {
            Err(E::custom("a value of the wrong type"))
        }
    }
}

impl<'t> DeserializeSeed<'t> for Value {
    type Value = Option<Cow<'t, str>>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Value {
    type Value = Option<Cow<'t, str>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'t str) -> Result<Self::Value, E> {
        let due = |due| matches!(due, Expected::String | Expected::StringOrNull);
        self.if_due(due, Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let due = |due| matches!(due, Expected::String | Expected::StringOrNull);
        self.if_due(due, Some(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        // Of any member, but not of an item.
        self.if_due(|due| due != Expected::String, None)
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Self::Value, E> {
        self.if_due(|due| due == Expected::Bool, None)
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Self::Value, E> {
        self.if_due(|_| false, None)
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Self::Value, E> {
        self.if_due(|_| false, None)
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Self::Value, E> {
        self.if_due(|_| false, None)
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        self.if_due(|due| due == Expected::Strings, ())?;
        let item = Self(self.0.map(|_| Expected::String));
        while items.next_element_seed(item)?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'t>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        self.if_due(|_| false, ())?;
        while members.next_key_seed(MemberName)?.is_some() {
            members.next_value_seed(Self(None))?;
        }
        Ok(None)
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

/// The first thing wrong in a record.
fn check_record(text: &str, user: &str, record: &RawValue) -> Result<(), Fault> {
    let raw = record.get();
    if !raw.starts_with('{') {
        return Err(Fault {
            at: offset(text, raw),
            damage: Damage::WrongType {
                pointer: below("", user),
                expected: Expected::Object,
            },
        });
    }
    let members = json::members(raw).map_err(|error| json::Error {
        at: error.at + offset(text, raw),
        ..error
    })?;
    let mut seen = Seen::default();
    for (name, value) in members {
        check_member(text, user, &name, value, &mut seen)?;
    }
    Ok(())
}

/// Whether a member of a user's record is of its type and occurs once; `null` stands for absent, as pydantic dumps it.
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
    let repeated = json::check(raw, 1).map_err(|error| json::Error {
        at: error.at + at,
        ..error
    })?;
    let Some(member) = Member::of(name) else {
        return Ok(());
    };
    let expected = member.expected();
    let fits = matches!(
        (expected, raw.as_bytes().first()),
        (_, Some(b'n'))
            | (Expected::StringOrNull, Some(b'"'))
            | (Expected::Bool, Some(b't' | b'f'))
            | (Expected::Strings, Some(b'['))
            | (Expected::Object, Some(b'{'))
    );
    if !fits {
        return Err(wrong(expected));
    }
    if seen.twice(member) {
        return Err(Fault {
            at,
            damage: Damage::Repeated { pointer: pointer() },
        });
    }
    match member {
        _ if raw == "null" => {}
        Member::Username => {
            let username: Cow<'_, str> = plain(value)?;
            if username != user && nfc(&username) != nfc(user) {
                return Err(Fault {
                    at,
                    damage: Damage::NameDiffers {
                        name: user.to_owned(),
                        username: username.into_owned(),
                    },
                });
            }
        }
        Member::Scopes => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
            if let Some(item) = items.iter().find(|item| !item.get().starts_with('"')) {
                return Err(Fault {
                    at: offset(text, item.get()),
                    ..wrong(Expected::Strings)
                });
            }
        }
        // Claims go into tokens, where no member may stand twice.
        Member::Claims if repeated => {
            let pointer = pointer() + &json::duplicate(raw).unwrap_or_default();
            return Err(Fault {
                at: locate(text, &pointer),
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

/// Finds what the quick pass stumbled over, by slower means.
fn diagnose(text: &str) -> Option<Fault> {
    let users = match json::members(text) {
        Ok(users) => users,
        Err(error) if error.problem == json::Problem::NotAnObject => {
            return Some(Fault::wrong_type(text, String::new(), Expected::Object));
        }
        Err(error) => return Some(error.into()),
    };
    for (user, record) in users {
        if !name::is_allowed(&user) {
            return Some(Fault {
                at: name_at(text, &user, record),
                damage: Damage::BadName {
                    name: user.into_owned(),
                },
            });
        }
        if let Err(fault) = check_record(text, &user, record) {
            return Some(fault);
        }
    }
    repeated_user(text)
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
fn name_at(text: &str, name: &str, record: &RawValue) -> usize {
    if text.as_bytes().as_ptr_range().contains(&name.as_ptr()) {
        offset(text, name).saturating_sub(1)
    } else {
        offset(text, record.get())
    }
}

/// FNV-1a: names are short, and nothing but time is lost when two have one hash.
fn hash_of(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
