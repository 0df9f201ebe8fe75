//! Key sets that the user named by URL, or by their issuer: from the cache while it holds, else from the network.
//! What a token names (`jku`, `x5u`) never comes here.
//!
//! - [`url`]: which addresses may be asked, where a redirect may lead, what a discovery document must say
//! - [`client`]: the requests of one fetch
//! - [`cache`]: what servers have answered
//! - [`problems`]: what goes wrong, in words

pub mod cache;
pub mod client;
pub mod problems;
pub mod url;

use std::ffi::OsString;

use self::cache::{Entry, PAUSE};
use self::client::{Client, Response, Variables};
use self::problems::{RemoteNotice, RemoteProblem};
use self::url::{Issuer, KeyUrl};
use crate::keys::messages::shown;
use crate::keys::{Key, KeySet};
use crate::store::messages::{StoreProblem, StoreWarning};
use crate::store::{Files, Place};

/// A key set that somebody publishes, and what it takes to get it.
#[derive(Clone, Debug)]
pub struct PublishedSet {
    address: Address,
    offline: bool,
    files: Files,
    variables: Variables,
}

#[derive(Clone, Debug)]
enum Address {
    /// Of the key set itself.
    Set(KeyUrl),
    /// Of the issuer, whose discovery document names the key set.
    Issuer(Issuer),
}

/// A key set and where it comes from.
#[derive(Debug)]
pub struct Fetched {
    /// The set.
    pub set: KeySet,
    /// Its address, for messages.
    pub url: String,
    /// The issuer, as its document names it.
    pub issuer: Option<String>,
    /// Whether it was in the cache, so that the server may have a newer one.
    pub cached: bool,
    /// From when on it may be asked for again because of an unknown key, in seconds since 1970.
    pub next_ask: i64,
}

/// What there is to say of a fetch beside its outcome.
#[derive(Debug, Default)]
pub struct Told {
    /// What to know.
    pub notices: Vec<RemoteNotice>,
    /// Who else can get at the entries of the cache that were used.
    pub warnings: Vec<StoreWarning>,
}

/// What may be used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Freshness {
    /// What the cache holds, as long as it holds.
    Cached,
    /// The key set as it is now.
    Now,
    /// The cache alone, however old (`--offline`). Nothing is asked.
    Offline,
}

impl PublishedSet {
    /// The set of a URL, or of the issuer that the URL is of.
    ///
    /// # Errors
    /// When the URL may not be asked.
    pub fn new(
        url: &str,
        by_issuer: bool,
        offline: bool,
        files: Files,
        env: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, RemoteProblem> {
        Ok(Self {
            address: if by_issuer {
                Address::Issuer(Issuer::parse(url)?)
            } else {
                Address::Set(KeyUrl::parse(url)?)
            },
            offline,
            files,
            variables: Variables::of(env),
        })
    }

    /// Gets the set. `now` is in seconds since 1970.
    ///
    /// # Errors
    /// When it is neither in the cache nor to be had, or is no set of public keys.
    pub fn fetch(&self, now: i64, told: &mut Told) -> Result<Fetched, RemoteProblem> {
        let freshness = if self.offline {
            Freshness::Offline
        } else {
            Freshness::Cached
        };
        self.request(now, told).run(freshness)
    }

    /// Gets the set as it is now, because of an unknown key. If some run did so within [`PAUSE`], it is the one that is
    /// in the cache since.
    ///
    /// # Errors
    /// As [`PublishedSet::fetch`].
    pub fn fetch_again(&self, now: i64, told: &mut Told) -> Result<Fetched, RemoteProblem> {
        self.request(now, told).run(Freshness::Now)
    }

    fn request<'r>(&'r self, now: i64, told: &'r mut Told) -> Request<'r> {
        Request {
            of: self,
            client: Client::new(&self.variables),
            now,
            told,
        }
    }
}

/// The requests of one fetch, under one time-out.
struct Request<'r> {
    of: &'r PublishedSet,
    client: Client<'r>,
    now: i64,
    told: &'r mut Told,
}

impl Request<'_> {
    fn run(&mut self, freshness: Freshness) -> Result<Fetched, RemoteProblem> {
        let (url, issuer) = match &self.of.address {
            Address::Set(url) => (url.clone(), None),
            // A key that is not in the set is a reason to ask for the set again, not for the document that names it.
            Address::Issuer(issuer) => {
                let freshness = match freshness {
                    Freshness::Now => Freshness::Cached,
                    other => other,
                };
                let (url, issuer) = self.discover(issuer, freshness)?;
                (url, Some(issuer))
            }
        };
        let shown_url = url.without_query();
        let freshness = match freshness {
            Freshness::Now if !self.may_ask(&url) => {
                let (url, pause) = (shown_url.clone(), PAUSE);
                let notice = RemoteNotice::AskedJustNow { url, pause };
                self.told.notices.push(notice);
                Freshness::Cached
            }
            other => other,
        };
        let (mut set, next_ask) = self.get(&url, freshness, |body| {
            let set = KeySet::read(body).map_err(|problem| RemoteProblem::NotKeys {
                url: shown_url.clone(),
                problem: Box::new(problem),
            })?;
            if set.keys.iter().all(Key::is_private) {
                let url = shown_url.clone();
                return Err(RemoteProblem::OnlyPrivate { url });
            }
            Ok(set)
        })?;
        // Whoever can read the set could sign with them.
        let private = set.keys.extract_if(.., |key| key.is_private());
        let skipped = private.map(|key| RemoteNotice::PrivateSkipped {
            kid: key.kid().map_or_else(|| "–".into(), shown),
            secret: key.is_secret(),
        });
        self.told.notices.extend(skipped);
        Ok(Fetched {
            set,
            url: shown_url.to_string(),
            issuer,
            cached: next_ask.is_some() && freshness != Freshness::Offline,
            next_ask: next_ask.unwrap_or_else(|| self.now.saturating_add(PAUSE)),
        })
    }

    /// The address of an issuer's key set, and the issuer as its document names it. Its document may stand in two places; the second is asked when the first
    /// has none. What is told is what was wrong with the first.
    fn discover(
        &mut self,
        issuer: &Issuer,
        freshness: Freshness,
    ) -> Result<(KeyUrl, String), RemoteProblem> {
        let mut first = None;
        for url in issuer.documents()? {
            match self.get(&url, freshness, |body| issuer.key_set(body)) {
                Ok((found, _)) => return Ok(found),
                Err(
                    problem @ (RemoteProblem::Status {
                        status: 400..=499, ..
                    }
                    | RemoteProblem::DocumentMalformed { .. }
                    | RemoteProblem::NotCached { .. }),
                ) => {
                    first.get_or_insert(problem);
                }
                Err(problem) => return Err(problem),
            }
        }
        Err(first.unwrap_or(RemoteProblem::UrlMalformed))
    }

    /// Without a home directory nothing is kept.
    fn place(&self, name: &str) -> Result<Place, StoreProblem> {
        cache::place(&self.of.files, name)
    }

    fn may_ask(&self, url: &KeyUrl) -> bool {
        let name = url.to_string();
        let place = self.place(&name);
        place.map_or(true, |place| cache::may_ask(&place, &name, self.now))
    }

    /// What an address holds, read by `read`; of what was in the cache, from when on it may be asked for again because
    /// of an unknown key. What can't be read is not kept.
    fn get<T>(
        &mut self,
        url: &KeyUrl,
        freshness: Freshness,
        read: impl Fn(&[u8]) -> Result<T, RemoteProblem>,
    ) -> Result<(T, Option<i64>), RemoteProblem> {
        let name = url.to_string();
        let place = self.place(&name);
        let kept = match &place {
            Ok(place) => cache::recall(place, &name).map_err(RemoteProblem::Cache)?,
            Err(_) => None,
        };
        let asked_at = match freshness {
            Freshness::Now => Some(self.now),
            _ => kept.as_ref().and_then(|entry| entry.asked_at),
        };
        let offline = freshness == Freshness::Offline;
        if let Some(entry) = kept.filter(|_| freshness != Freshness::Now)
            && (offline || entry.holds(self.now))
            && let Ok(found) = read(entry.body.as_bytes())
        {
            let warnings = place.iter().flat_map(Place::warnings);
            self.told.warnings.extend(warnings);
            if offline {
                let age = self.now.saturating_sub(entry.fetched_at);
                let url = url.without_query();
                self.told.notices.push(RemoteNotice::FromCache { url, age });
            }
            let next_ask = if offline {
                i64::MAX
            } else {
                entry.next_ask(self.now)
            };
            return Ok((found, Some(next_ask)));
        }
        if offline {
            let url = url.without_query();
            return Err(RemoteProblem::NotCached { url });
        }
        let response = self.client.get(url)?;
        let found = read(&response.body)?;
        self.keep(place, &name, response, asked_at);
        Ok((found, None))
    }

    /// Keeps an answer for the next run. That it can't be kept is no reason to fail.
    fn keep(
        &mut self,
        place: Result<Place, StoreProblem>,
        name: &str,
        response: Response,
        asked_at: Option<i64>,
    ) {
        let Some(entry) = Entry::of(response, self.now, asked_at) else {
            return;
        };
        let kept = place.and_then(|place| cache::remember(&place, name, &entry));
        if let Err(problem) = kept {
            self.told.notices.push(RemoteNotice::NotKept { problem });
        }
    }
}
