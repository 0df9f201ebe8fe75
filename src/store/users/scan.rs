//! Reading a user file: every record is seen to be of the right shape, and those that are wanted are found.
//!
//! No tree is built, so that a login against a file of 100,000 users takes the time to look at its bytes once. Of the
//! members that tokenry does not know no more is seen than that they are JSON.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::name::{self, nfc, same_name};
use crate::json::{self, Json, Object};
use crate::store::messages::{Damage, Expected};
use crate::store::password::Kinds;
use crate::store::shape::{Fault, below, offset};

/// The name of a user as it is in the file, and the record as it is written there.
pub(super) type Entry<'t> = (Cow<'t, str>, &'t str);

/// What a user file holds.
pub(super) struct Scan<'t, W> {
    text: &'t str,
    wanted: W,
    /// The wanted records, in the order of the file.
    pub(super) found: Vec<Entry<'t>>,
    /// The kinds of all password hashes.
    pub(super) kinds: Kinds,
    /// Every name, in NFC.
    names: HashSet<Cow<'t, str>>,
    /// The name of the record that is being read, and where its value begins.
    current: Option<(Cow<'t, str>, usize)>,
    fault: Option<Fault>,
}

/// Reads a whole user file. `wanted` is asked which records shall be kept.
///
/// # Errors
/// The first thing in it that is not of the shape of a user file.
pub(super) fn scan<W: Fn(&str) -> bool>(text: &str, wanted: W) -> Result<Scan<'_, W>, Fault> {
    let mut scan = Scan {
        text,
        wanted,
        found: Vec::new(),
        kinds: Kinds::default(),
        // A record is rarely shorter: to grow takes longer than all the rest.
        names: HashSet::with_capacity(text.len() / 128),
        current: None,
        fault: None,
    };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = reader
        .deserialize_map(Users(&mut scan))
        .and_then(|()| reader.end());
    let Err(error) = read else { return Ok(scan) };
    Err(match (scan.fault, scan.current) {
        (Some(fault), _) => fault,
        _ if !error.is_data() => Fault::syntax(&error, text),
        // Raw values are of any type, so a map was due: of users, or a record.
        (None, Some((name, at))) => Fault {
            at,
            damage: Damage::WrongType {
                pointer: below("", &name),
                expected: Expected::Object,
            },
        },
        (None, None) => Fault::wrong_type(text, String::new(), Expected::Object),
    })
}

/// The object of all records.
struct Users<'s, 't, W>(&'s mut Scan<'t, W>);

impl<'t, W: Fn(&str) -> bool> Visitor<'t> for Users<'_, 't, W> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of users")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(scan) = self;
        while let Some(name) = map.next_key::<&RawValue>()? {
            scan.begin(name).map_err(|fault| scan.stop(fault))?;
            map.next_value_seed(Record(scan))?;
        }
        Ok(())
    }
}

/// One record.
struct Record<'s, 't, W>(&'s mut Scan<'t, W>);

impl<'t, W: Fn(&str) -> bool> DeserializeSeed<'t> for Record<'_, 't, W> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'t, W: Fn(&str) -> bool> Visitor<'t> for Record<'_, 't, W> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the record of a user")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(scan) = self;
        let mut seen = 0;
        let mut last = None;
        while let Some((member, value)) = map.next_entry::<Member, &RawValue>()? {
            scan.member(member, value, &mut seen)
                .map_err(|fault| scan.stop(fault))?;
            last = Some(value);
        }
        scan.end(last);
        Ok(())
    }
}

impl<'t, W: Fn(&str) -> bool> Scan<'t, W> {
    /// Ends the reading; what serde says of it is not looked at.
    fn stop<E: serde::de::Error>(&mut self, fault: Fault) -> E {
        self.fault = Some(fault);
        E::custom("")
    }

    /// Takes the name of a record.
    fn begin(&mut self, raw: &'t RawValue) -> Result<(), Fault> {
        let at = offset(self.text, raw.get());
        let fault = |damage| Err(Fault { at, damage });
        let name = string(self.text, raw)?;
        let composed = match &name {
            Cow::Borrowed(name) => nfc(name),
            Cow::Owned(name) => Cow::Owned(nfc(name).into_owned()),
        };
        if !name::is_allowed(&composed) {
            let name = name.into_owned();
            return fault(Damage::BadName { name });
        }
        if !self.names.insert(composed) {
            let name = name.into_owned();
            return fault(Damage::RepeatedUser { name });
        }
        let behind = self.text.get(at + raw.get().len()..).unwrap_or_default();
        let value = behind.trim_start().trim_start_matches(':').trim_start();
        self.current = Some((name, offset(self.text, value)));
        Ok(())
    }

    /// Looks at a member of the record; `null` stands for absent, as pydantic dumps it.
    fn member(&mut self, member: Member, value: &'t RawValue, seen: &mut u8) -> Result<(), Fault> {
        let Some((user, _)) = &self.current else {
            return Ok(());
        };
        let text = self.text;
        let raw = value.get();
        let at = offset(text, raw);
        let fault = |at, damage| Err(Fault { at, damage });
        let pointer = || below(&below("", user), member.name());
        let wrong = || Damage::WrongType {
            pointer: pointer(),
            expected: member.expected(),
        };
        let bit = 1 << member as u8;
        if *seen & bit != 0 && member != Member::Other {
            let pointer = pointer();
            return fault(at, Damage::Repeated { pointer });
        }
        *seen |= bit;
        match (member, raw.as_bytes().first()) {
            (Member::Other, _) | (_, Some(b'n')) | (Member::Disabled, Some(b't' | b'f')) => {}
            (Member::FullName | Member::Email, Some(b'"')) => drop(string(text, value)?),
            (Member::HashedPassword, Some(b'"')) => self.kinds.note(&string(text, value)?),
            (Member::Username, Some(b'"')) => {
                let username = string(text, value)?;
                if !same_name(&username, user) {
                    let (name, username) = (user.clone().into_owned(), username.into_owned());
                    return fault(at, Damage::NameDiffers { name, username });
                }
            }
            (Member::Scopes, Some(b'[')) => {
                let items: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
                for item in items {
                    if !item.get().starts_with('"') {
                        return fault(offset(text, item.get()), wrong());
                    }
                    string(text, item)?;
                }
            }
            // Claims go into tokens, where no member may stand twice.
            (Member::Claims, Some(b'{')) => {
                if let Some(inside) = object(text, raw)?.duplicate() {
                    let pointer = pointer() + &inside;
                    let at = json::locate(text, &pointer);
                    return fault(at, Damage::Repeated { pointer });
                }
            }
            _ => return fault(at, wrong()),
        }
        Ok(())
    }

    /// Ends a record behind its last member.
    fn end(&mut self, last: Option<&RawValue>) {
        if let Some((name, start)) = self.current.take()
            && (self.wanted)(&name)
        {
            let last = last.map_or(start, |value| {
                offset(self.text, value.get()) + value.get().len()
            });
            let brace = self.text.get(last..).and_then(|rest| rest.find('}'));
            let record = self.text.get(start..=last + brace.unwrap_or_default());
            self.found.push((name, record.unwrap_or_default()));
        }
    }
}

/// A record or another object in the text of a file, as a tree.
pub(super) fn object(text: &str, raw: &str) -> Result<Object, Fault> {
    Object::parse(raw.as_bytes()).map_err(|error| {
        let at = error.at + offset(text, raw);
        Fault::from(json::Error { at, ..error })
    })
}

/// The text of a string, borrowed where it holds no escape.
fn string<'t>(text: &str, value: &'t RawValue) -> Result<Cow<'t, str>, Fault> {
    let raw = value.get();
    if memchr::memchr(b'\\', raw.as_bytes()).is_none() {
        let inside = raw.get(1..raw.len().saturating_sub(1));
        return Ok(Cow::Borrowed(inside.unwrap_or_default()));
    }
    match Json::parse(raw.as_bytes()) {
        Ok(Json::String(plain)) => Ok(Cow::Owned(plain)),
        Ok(_) => Ok(Cow::Borrowed("")),
        Err(error) => {
            let at = error.at + offset(text, raw);
            Err(json::Error { at, ..error }.into())
        }
    }
}

/// A member of a record.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Member {
    Username,
    FullName,
    Email,
    Disabled,
    HashedPassword,
    Scopes,
    Claims,
    /// One that tokenry does not know.
    #[serde(other)]
    Other,
}

impl Member {
    const fn name(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::FullName => "full_name",
            Self::Email => "email",
            Self::Disabled => "disabled",
            Self::HashedPassword => "hashed_password",
            Self::Scopes => "scopes",
            Self::Claims => "claims",
            Self::Other => "",
        }
    }

    const fn expected(self) -> Expected {
        match self {
            Self::Disabled => Expected::Bool,
            Self::Scopes => Expected::Strings,
            Self::Claims => Expected::Object,
            _ => Expected::StringOrNull,
        }
    }
}
