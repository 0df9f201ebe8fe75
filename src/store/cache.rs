//! What servers have answered, kept for the next run in `cache/` of the home directory.

use aws_lc_rs::digest;

use super::home::{Files, Place};
use super::remote::MAX_BODY;
use super::replace;
use crate::encoding::BASE64URL;
use crate::json::{Json, Object};
use crate::text::store::{Cause, StoreProblem};

/// The largest entry that is read, in bytes: a body as a JSON string, each byte escaped.
const MAX_ENTRY: usize = 8 * MAX_BODY;

/// An answer that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it was fetched, in seconds since 1970.
    pub fetched_at: i64,
    /// From when on it has to be fetched again, in seconds since 1970.
    pub expires_at: i64,
    /// The body, which is UTF-8.
    pub body: String,
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
        body: entry.str("body")?.to_owned(),
    })
}

/// Keeps the answer of an address.
///
/// # Errors
/// When it can't be written.
pub fn remember(place: &Place, url: &str, entry: &Entry) -> Result<(), StoreProblem> {
    let object = Object::from([
        ("url", Json::from(url)),
        ("fetched_at", entry.fetched_at.into()),
        ("expires_at", entry.expires_at.into()),
        ("body", entry.body.as_str().into()),
    ]);
    let text = Json::Object(object).to_pretty() + "\n";
    replace::put(place, text.as_bytes())
}
