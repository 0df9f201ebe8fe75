//! What servers have answered, kept for the next run in `cache/` of the home directory (RFC 9111).

use std::time::Duration;

use aws_lc_rs::digest;

use super::client::{MAX_BODY, Response};
use crate::encoding::BASE64URL;
use crate::json::{Json, Object};
use crate::store::messages::{Cause, StoreProblem};
use crate::store::{Files, Place, replace};

/// The largest entry that is read, in bytes: a body as a JSON string, each byte escaped.
const MAX_ENTRY: usize = 8 * MAX_BODY;
/// For how long an answer holds that does not say so.
const DEFAULT_AGE: Duration = Duration::from_mins(5);
/// For how long an answer holds at most, whatever its `Cache-Control` says.
const MAX_AGE: Duration = Duration::from_hours(24);
/// For how many seconds a key set is not asked for again because of an unknown key.
pub const PAUSE: i64 = 60;

/// An answer that was kept. Moments are seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it was fetched.
    pub fetched_at: i64,
    /// From when on it has to be fetched again.
    pub expires_at: i64,
    /// When it was last asked for because of an unknown key.
    pub asked_at: Option<i64>,
    /// The body, which is UTF-8.
    pub body: String,
}

impl Entry {
    /// What is kept of an answer; `None` where the server forbids it (RFC 9111 §5.2.2.5).
    pub fn of(response: Response, now: i64, asked_at: Option<i64>) -> Option<Self> {
        let control = response.cache_control.unwrap_or_default();
        let mut directives = control.split(',').map(str::trim);
        if directives.any(|directive| directive.eq_ignore_ascii_case("no-store")) {
            return None;
        }
        let age = max_age(&control).unwrap_or(DEFAULT_AGE).as_secs();
        Some(Self {
            fetched_at: now,
            expires_at: now.saturating_add_unsigned(age.saturating_sub(response.age)),
            asked_at,
            body: String::from_utf8(response.body).ok()?,
        })
    }

    /// Whether it still holds. One from the future does not: the clock was moved since.
    pub fn holds(&self, now: i64) -> bool {
        let longest = self.fetched_at.saturating_add_unsigned(MAX_AGE.as_secs());
        (self.fetched_at..self.expires_at.min(longest)).contains(&now)
    }

    /// From when on it may be asked for again because of an unknown key.
    pub fn next_ask(&self, now: i64) -> i64 {
        let asked = self.asked_at.filter(|asked| *asked <= now);
        asked.map_or(now, |asked| asked.saturating_add(PAUSE))
    }
}

/// For how long an answer may be kept by its `Cache-Control` header (RFC 9111 §5.2.2), a day at most;
/// `None` if it does not say.
fn max_age(cache_control: &str) -> Option<Duration> {
    let mut age = None;
    for directive in cache_control.split(',') {
        let (name, value) = match directive.split_once('=') {
            Some((name, value)) => (name.trim(), value.trim().trim_matches('"')),
            None => (directive.trim(), ""),
        };
        if name.eq_ignore_ascii_case("no-store") || name.eq_ignore_ascii_case("no-cache") {
            return Some(Duration::ZERO);
        }
        if name.eq_ignore_ascii_case("max-age") && age.is_none() {
            // RFC 9111 §1.2.2: a number too large to hold is a very long time; what is no number is stale.
            let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            let seconds = if digits {
                value.parse().unwrap_or(u64::MAX)
            } else {
                0
            };
            age = Some(Duration::from_secs(seconds).min(MAX_AGE));
        }
    }
    age
}

/// The place of an address's entry.
///
/// # Errors
/// When there is no home directory.
pub fn place(files: &Files, url: &str) -> Result<Place, StoreProblem> {
    let hash = digest::digest(&digest::SHA256, url.as_bytes());
    // Half of it tells addresses apart, and is short enough not to be taken for a secret in a message.
    let (half, _) = hash.as_ref().split_at(hash.as_ref().len() / 2);
    files.cached(&format!("{}.json", BASE64URL.encode(half)))
}

/// Reads what was kept of an address. What can't be read or understood counts as not there.
///
/// # Errors
/// When something else than a file stands there, or a link that another user has laid.
pub fn recall(place: &Place, url: &str) -> Result<Option<Entry>, StoreProblem> {
    match replace::read(place, MAX_ENTRY) {
        Ok(bytes) => Ok(bytes.and_then(|bytes| parse(&bytes, url))),
        Err(
            problem @ (StoreProblem::NotAFile { .. }
            | StoreProblem::IsDirectory { .. }
            | StoreProblem::Read {
                cause: Cause::ForeignLink { .. },
                ..
            }),
        ) => Err(problem),
        Err(_) => Ok(None),
    }
}

fn parse(bytes: &[u8], url: &str) -> Option<Entry> {
    let entry = Object::parse(bytes).ok()?;
    let seconds = |name| match entry.get(name)? {
        Json::Number(digits) => digits.parse().ok(),
        _ => None,
    };
    // The name is a hash, so the address is compared too.
    (entry.str("url") == Some(url)).then_some(())?;
    Some(Entry {
        fetched_at: seconds("fetched_at")?,
        expires_at: seconds("expires_at")?,
        asked_at: seconds("asked_at"),
        body: entry.str("body")?.to_owned(),
    })
}

fn written(url: &str, entry: &Entry) -> Vec<u8> {
    let mut object = Object::from([
        ("url", Json::from(url)),
        ("fetched_at", entry.fetched_at.into()),
        ("expires_at", entry.expires_at.into()),
    ]);
    if let Some(asked_at) = entry.asked_at {
        object.set("asked_at", asked_at);
    }
    object.set("body", entry.body.as_str());
    (Json::Object(object).to_pretty() + "\n").into_bytes()
}

/// Keeps the answer of an address.
///
/// # Errors
/// When it can't be written.
pub fn remember(place: &Place, url: &str, entry: &Entry) -> Result<(), StoreProblem> {
    replace::put(place, &written(url, entry))
}

/// Notes that an address is asked again because of an unknown key; `false` when some run did so within [`PAUSE`].
/// What can't be noted is allowed.
pub fn may_ask(place: &Place, url: &str, now: i64) -> bool {
    let noted = replace::update(place, MAX_ENTRY, |current| {
        let Some(mut entry) = current.and_then(|bytes| parse(bytes, url)) else {
            return Ok((None, true));
        };
        if entry.next_ask(now) > now {
            return Ok((None, false));
        }
        entry.asked_at = Some(now);
        Ok::<_, StoreProblem>((Some(written(url, &entry)), true))
    });
    noted.unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_a_day_at_most() {
        let seconds = |header: &str| max_age(header).map(|age| age.as_secs());
        assert_eq!(seconds("max-age=600"), Some(600));
        assert_eq!(seconds("public, Max-Age = 600, must-revalidate"), Some(600));
        assert_eq!(seconds("max-age=\"60\""), Some(60));
        assert_eq!(seconds("max-age=99999999"), Some(86400));
        assert_eq!(seconds("max-age=99999999999999999999999"), Some(86400));
        assert_eq!(seconds("max-age=-1"), Some(0));
        assert_eq!(seconds("max-age="), Some(0));
        assert_eq!(seconds("max-age=600, no-store"), Some(0));
        assert_eq!(seconds("no-cache"), Some(0));
        assert_eq!(seconds("s-maxage=600"), None);
        assert_eq!(seconds("public"), None);
        assert_eq!(seconds(""), None);
    }
}
