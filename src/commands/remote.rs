//! Key sets that the user named by URL, or by their issuer: from the cache while it holds, else from the network.
//!
//! What a token names (`jku`, `x5u`) never comes here.

use super::context::{Context, Failure};
use crate::keys::remote::{self, Issuer, KeyUrl, MAX_AGE};
use crate::keys::{Key, KeySet};
use crate::store::Place;
use crate::store::cache::{self, Entry};
use crate::store::remote::{Client, Response, without_query};
use crate::text::key::shown;
use crate::text::remote::{RemoteNotice, RemoteProblem};
use crate::text::store::{StoreProblem, StoreWarning};

/// For how long an answer holds that does not say so, in seconds.
const DEFAULT_AGE: u64 = 300;

/// Whose keys are wanted.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// The key set at an address.
    Set(KeyUrl),
    /// The key set that an issuer's discovery document names.
    Issuer(Issuer),
}

/// A key set and where it comes from.
pub(super) struct Fetched {
    pub(super) set: KeySet,
    /// The address of the set.
    pub(super) url: String,
    /// Whether it was in the cache, so that the server may have a newer one.
    pub(super) cached: bool,
}

/// What may be used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Freshness {
    /// What the cache holds, as long as it holds.
    Cached,
    /// The key set as it is now.
    Now,
    /// The cache alone, however old (`--offline`). Nothing is asked.
    Offline,
}

/// Gets a key set.
pub(super) fn fetch(
    context: &mut Context<'_, '_>,
    source: &Source,
    freshness: Freshness,
) -> Result<Fetched, Failure> {
    let (mut notices, mut warnings) = (Vec::new(), Vec::new());
    let fetched = {
        let mut errand = Errand {
            context,
            client: Client::new(&*context.host.env),
            notices: &mut notices,
            warnings: &mut warnings,
        };
        errand.run(source, freshness)
    };
    context.warn_once(warnings);
    for notice in &notices {
        context.note(notice);
    }
    Ok(fetched?)
}

/// The requests of one key set, under one time-out.
struct Errand<'r, 'c, 'h, 'w> {
    context: &'c Context<'h, 'w>,
    client: Client<'c>,
    notices: &'r mut Vec<RemoteNotice>,
    /// Who else can get at the entries of the cache that were used.
    warnings: &'r mut Vec<StoreWarning>,
}

impl Errand<'_, '_, '_, '_> {
    fn run(&mut self, source: &Source, freshness: Freshness) -> Result<Fetched, RemoteProblem> {
        let url = match source {
            Source::Set(url) => url.clone(),
            Source::Issuer(issuer) => self.discover(issuer, freshness)?,
        };
        let place = without_query(url.uri());
        let (mut set, cached) = self.get(&url, freshness, |body| {
            let set = KeySet::read(body).map_err(|problem| RemoteProblem::NotKeys {
                url: place.clone(),
                problem: Box::new(problem),
            })?;
            if set.keys.iter().all(Key::is_private) {
                return Err(RemoteProblem::OnlySecrets { url: place.clone() });
            }
            Ok(set)
        })?;
        // Whoever can read the set could sign with them.
        let private = set.keys.extract_if(.., |key| key.is_private());
        let skipped = private.map(|key| RemoteNotice::PrivateSkipped {
            kid: key.kid().map_or_else(|| "–".into(), shown),
            secret: key.is_secret(),
        });
        self.notices.extend(skipped);
        Ok(Fetched {
            set,
            url: place.to_string(),
            cached,
        })
    }

    /// The address of an issuer's key set. Its document may stand in two places; the second is asked when the first
    /// has none. What is told is what was wrong with the first.
    fn discover(&mut self, issuer: &Issuer, freshness: Freshness) -> Result<KeyUrl, RemoteProblem> {
        // A key that is not in the set is a reason to ask for the set again, not for the document that names it.
        let freshness = match freshness {
            Freshness::Now => Freshness::Cached,
            other => other,
        };
        let mut first = None;
        for url in issuer.documents()? {
            match self.get(&url, freshness, |body| issuer.key_set(body)) {
                Ok((keys, _)) => return Ok(keys),
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

    /// What an address holds, read by `read`, and whether it was in the cache. What can't be read is not kept.
    fn get<T>(
        &mut self,
        url: &KeyUrl,
        freshness: Freshness,
        read: impl Fn(&[u8]) -> Result<T, RemoteProblem>,
    ) -> Result<(T, bool), RemoteProblem> {
        let now = self.context.now.seconds();
        let name = url.to_string();
        let place = || without_query(url.uri());
        // Without a home directory nothing is kept.
        let kept = cache::place(&self.context.files, &name);
        if freshness != Freshness::Now
            && let Ok(kept) = &kept
            && let Some(entry) = cache::recall(kept, &name)?
            && (freshness == Freshness::Offline || holds(&entry, now))
            && let Ok(found) = read(entry.body.as_bytes())
        {
            self.warnings.extend(kept.warnings());
            if freshness == Freshness::Offline {
                let age = now.saturating_sub(entry.fetched_at);
                self.notices
                    .push(RemoteNotice::FromCache { url: place(), age });
            }
            return Ok((found, true));
        }
        if freshness == Freshness::Offline {
            return Err(RemoteProblem::NotCached { url: place() });
        }
        let response = self.follow(url)?;
        let found = read(&response.body)?;
        self.keep(kept, &name, response, now);
        Ok((found, false))
    }

    /// Asks an address and those that it redirects to.
    fn follow(&mut self, url: &KeyUrl) -> Result<Response, RemoteProblem> {
        let mut url = url.clone();
        let mut followed = 0;
        loop {
            let response = self.client.get(url.uri())?;
            let location = match response.status {
                // A part of a set (206) is no set.
                200..=205 | 207..=299 => return Ok(response),
                301 | 302 | 303 | 307 | 308 => response.location.as_deref(),
                _ => None,
            };
            let Some(location) = location else {
                return Err(RemoteProblem::Status {
                    url: without_query(url.uri()),
                    status: response.status,
                });
            };
            url = url.redirected(location, followed)?;
            followed += 1;
        }
    }

    /// Keeps an answer for the next run, unless the server forbids it (RFC 9111 §5.2.2.5). That it can't be kept
    /// is no reason to fail.
    fn keep(
        &mut self,
        place: Result<Place, StoreProblem>,
        name: &str,
        response: Response,
        now: i64,
    ) {
        let control = response.cache_control.unwrap_or_default();
        let forbidden = control
            .split(',')
            .any(|directive| directive.trim().eq_ignore_ascii_case("no-store"));
        let Ok(body) = String::from_utf8(response.body) else {
            return;
        };
        if forbidden {
            return;
        }
        let lifetime = remote::max_age(&control).map_or(DEFAULT_AGE, |age| age.as_secs());
        let lifetime = lifetime.saturating_sub(response.age);
        let entry = Entry {
            fetched_at: now,
            expires_at: now.saturating_add_unsigned(lifetime),
            body,
        };
        if let Err(problem) = place.and_then(|place| cache::remember(&place, name, &entry)) {
            let why = self.context.say(&problem);
            self.notices.push(RemoteNotice::NotKept { why });
        }
    }
}

/// Whether a kept answer still holds. One from the future does not: the clock was moved since.
fn holds(entry: &Entry, now: i64) -> bool {
    let longest = entry.fetched_at.saturating_add_unsigned(MAX_AGE.as_secs());
    (entry.fetched_at..entry.expires_at.min(longest)).contains(&now)
}
