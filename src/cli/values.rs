//! How the values of options are read: moments, durations, zones, claims, and the names of a table.

use std::ffi::OsStr;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::usage::Unreadable;
use crate::json::Json;
use crate::keys::Algorithm;
use crate::keys::secret::SecretEncoding;
use crate::text::Lang;
use crate::time::Moment;
use crate::token::verify::{Required, Wanted};

/// A text, or where it is: itself, `@FILE`, or `-` for standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    Text(String),
    File(PathBuf),
    Stdin,
}

impl From<&str> for Input {
    fn from(text: &str) -> Self {
        match text.strip_prefix('@') {
            Some(path) => Self::File(path.into()),
            None if text == "-" => Self::Stdin,
            None => Self::Text(text.to_owned()),
        }
    }
}

/// A moment as typed: fixed, or counted from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// This moment.
    At(Moment),
    /// So much later than now.
    Later(Duration),
    /// So much earlier than now.
    Earlier(Duration),
}

impl When {
    /// The moment that is meant.
    pub(crate) fn resolve(self, now: Moment) -> Moment {
        match self {
            Self::At(moment) => moment,
            Self::Later(length) => now.plus(length),
            Self::Earlier(length) => now.minus(length),
        }
    }
}

impl std::str::FromStr for When {
    type Err = Unreadable;

    /// RFC 3339, `YYYY-MM-DD` (midnight UTC), Unix seconds, `now`, or a duration from now.
    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let text = text.trim();
        if text == "now" {
            return Ok(Self::Later(Duration::ZERO));
        }
        if let Ok(Json::Number(digits)) = Json::parse(text.as_bytes())
            && !digits.contains(['e', 'E'])
        {
            let moment = Moment::from_json(&digits);
            return moment.map(Self::At).ok_or(Unreadable::When);
        }
        // chrono reads `26-1-1` as well, which is the year 26.
        if text.len() == "YYYY-MM-DD".len()
            && let Ok(date) = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d")
        {
            let midnight = date.and_time(chrono::NaiveTime::MIN).and_utc();
            return Ok(Self::At(Moment::from_seconds(midnight.timestamp())));
        }
        if let Ok(time) = chrono::DateTime::parse_from_rfc3339(text) {
            let nanos = i128::from(time.timestamp()) * 1_000_000_000
                + i128::from(time.timestamp_subsec_nanos());
            return Ok(Self::At(Moment::from_nanos(nanos)));
        }
        let (earlier, length) = match text.strip_prefix('-') {
            Some(length) => (true, length),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let length = humantime::parse_duration(length).map_err(|_| Unreadable::When)?;
        Ok(if earlier {
            Self::Earlier(length)
        } else {
            Self::Later(length)
        })
    }
}

/// `15m`, `1h30m`, `7d`, and a bare number, which counts seconds.
pub(super) fn duration(text: &str) -> Result<Duration, Unreadable> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Ok(Duration::from_secs(seconds));
    }
    humantime::parse_duration(text).map_err(|_| Unreadable::Duration)
}

/// What a key is called: anything but nothing.
pub(super) fn key_id(text: &str) -> Result<String, Unreadable> {
    let given = !text.is_empty();
    given.then(|| text.to_owned()).ok_or(Unreadable::Empty)
}

/// From 1 to 1024.
pub(super) fn threads(text: &str) -> Result<u16, Unreadable> {
    let number = text.trim().parse().ok();
    number
        .filter(|number| (1..=1024).contains(number))
        .ok_or(Unreadable::Threads)
}

/// In which zone times are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Zone {
    /// UTC
    #[default]
    Utc,
    /// The zone of this machine.
    Local,
    /// A fixed offset.
    Offset(chrono::FixedOffset),
}

impl std::str::FromStr for Zone {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        match text.to_ascii_lowercase().as_str() {
            "utc" | "z" => Ok(Self::Utc),
            "local" => Ok(Self::Local),
            offset => offset
                .parse()
                .map(Self::Offset)
                .map_err(|_| Unreadable::Zone),
        }
    }
}

/// A claim or header parameter as typed: `NAME=TEXT` or `NAME:=JSON`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: Json,
}

impl Member {
    /// The member of an object.
    pub(crate) fn pair(&self) -> (String, Json) {
        (self.name.clone(), self.value.clone())
    }
}

impl std::str::FromStr for Member {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        match split_member(text)? {
            (name, Some(value)) if !name.is_empty() => Ok(Self {
                name: name.to_owned(),
                value,
            }),
            _ => Err(Unreadable::Member),
        }
    }
}

/// `CLAIM`, `CLAIM=TEXT`, `CLAIM:=JSON` or `CLAIM~=TEXT`.
pub(super) fn required(text: &str) -> Result<Required, Unreadable> {
    let (claim, value) = split_member(text)?;
    let (claim, wanted) = match (claim.strip_suffix('~'), value) {
        (Some(claim), Some(Json::String(word))) => (claim, Wanted::Holds(word)),
        (_, Some(value)) => (claim, Wanted::Is(value)),
        (_, None) => (claim, Wanted::Present),
    };
    if claim.is_empty() {
        return Err(Unreadable::Member);
    }
    Ok(Required {
        claim: claim.to_owned(),
        wanted,
    })
}

fn split_member(text: &str) -> Result<(&str, Option<Json>), Unreadable> {
    let Some((name, value)) = text.split_once('=') else {
        return Ok((text, None));
    };
    match name.strip_suffix(':') {
        Some(name) => {
            let value = Json::parse(value.as_bytes()).map_err(|_| Unreadable::Json)?;
            match value.duplicate() {
                None => Ok((name, Some(value))),
                Some(_) => Err(Unreadable::JsonTwice),
            }
        }
        None => Ok((name, Some(value.into()))),
    }
}

/// What `--get` names: a member of the payload or the header, by name or JSON Pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// Whether it is in the header.
    pub(crate) header: bool,
    /// The name or pointer.
    pub(crate) name: String,
}

impl std::str::FromStr for Target {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.strip_prefix("header:") {
            Some(name) => Self {
                header: true,
                name: name.to_owned(),
            },
            None => Self {
                header: false,
                name: text.to_owned(),
            },
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = if self.header { "header:" } else { "" };
        write!(formatter, "{part}{}", self.name)
    }
}

/// Takes one name of a table, which help and completions list.
///
/// The table is a function, so that it costs nothing until the option is used.
#[derive(Clone)]
pub(super) struct OneOf<T: 'static>(pub(super) fn() -> Vec<(&'static str, T)>);

impl<T: Clone + Send + Sync> TypedValueParser for OneOf<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        let table = (self.0)();
        if let Some((_, meant)) = table.iter().find(|(name, _)| value == *name) {
            return Ok(meant.clone());
        }
        // clap looks for the name that is most like it.
        let names = PossibleValuesParser::new(table.iter().map(|(name, _)| *name));
        let mut refused = match names.parse_ref(command, arg, value) {
            Err(refused) => refused,
            Ok(_) => clap::Error::new(ErrorKind::InvalidValue),
        };
        // To clap, `hs256` is as much like ES256 as like HS256.
        if let Some((name, _)) = table
            .iter()
            .find(|(name, _)| value.eq_ignore_ascii_case(name))
        {
            let name = ContextValue::String((*name).to_owned());
            refused.insert(ContextKind::SuggestedValue, name);
        }
        Err(refused)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let table = (self.0)().into_iter();
        Some(Box::new(table.map(|(name, _)| PossibleValue::new(name))))
    }
}

pub(super) fn algorithms() -> Vec<(&'static str, Algorithm)> {
    Algorithm::all().map(|one| (one.name(), one)).collect()
}

pub(super) fn langs() -> Vec<(&'static str, Lang)> {
    Lang::ALL.map(|one| (one.name(), one)).into()
}

pub(super) fn secret_encodings() -> Vec<(&'static str, SecretEncoding)> {
    SecretEncoding::ALL.map(|one| (one.name(), one)).into()
}
