//! Which algorithm and which keys: what a header and a set of keys decide before any signature is looked at.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::Policy;
use crate::encoding::BASE64;
use crate::json::Json;
use crate::keys::messages::{KeyRefusal, RefusalReason};
use crate::keys::{Algorithm, Family, Key, KeySet, Verifier};
use crate::text::typed::Typed;
use crate::time::Moment;
use crate::token::check::{Detail, OwnKeyFault};
use crate::token::malformed::Part;
use crate::token::report::{Reason, Status};
use crate::token::{Token, header};

/// What is demanded, and the keys of one source, prepared when they are first needed. Each thread has its own.
pub struct Keyring<'k> {
    policy: &'k Policy,
    keys: Keys<'k>,
    /// What the last header decided: the next token often has the same.
    last: Option<(String, Choice)>,
}

struct Keys<'k> {
    set: Cow<'k, KeySet>,
    /// Where the keys come from, for people.
    source: Typed,
    /// Where the keys of each `kid` stand in the set.
    by_kid: HashMap<String, Vec<usize>>,
    /// Every `kid` in the order of the set, for people.
    kids: OnceCell<Arc<[String]>>,
    prepared: Vec<Prepared>,
    /// Where in `prepared` a key is with an algorithm.
    places: HashMap<(usize, &'static str), usize>,
}

/// A key with an algorithm, or why it must not be used so.
pub(super) type Prepared = Result<Verifier, KeyRefusal>;

impl<'k> Keyring<'k> {
    /// The keys of a set. What was decided about a header is remembered, so the policy stays the same.
    pub fn new(set: &'k KeySet, source: &'k str, policy: &'k Policy) -> Self {
        Self {
            policy,
            keys: Keys::of(Cow::Borrowed(set), source),
            last: None,
        }
    }

    /// What is demanded of a token.
    pub fn policy(&self) -> &'k Policy {
        self.policy
    }

    /// The keys.
    pub fn set(&self) -> &KeySet {
        &self.keys.set
    }

    /// What the header of a token decides, the keys that its candidates are among, and the set that these are of.
    pub(super) fn choose(&mut self, token: &Token, now: Moment) -> (&Choice, &[Prepared], &KeySet) {
        let header = token.part(Part::Header);
        if self.last.as_ref().is_some_and(|(last, _)| last != header) {
            self.last = None;
        }
        let (_, choice) = self.last.get_or_insert_with(|| {
            let chain = self.policy.roots.as_ref().map(|roots| {
                let set = roots.keys(&certificates(token), now)?;
                self.keys = Keys::of(Cow::Owned(set), &roots.source);
                Ok(())
            });
            let profile = self.policy.profile.as_ref();
            let own = profile
                .filter(|demanded| demanded.profile.brings_its_key)
                .map(|demanded| {
                    let key = own_key(token, demanded.thumbprint.as_deref())?;
                    self.keys = Keys::of(Cow::Owned(KeySet::of(key)), "jwk");
                    Ok(())
                });
            let mut choice = choose(token, self.policy, &mut self.keys);
            if let Some(Err(fault)) = own {
                choice.key = (Status::Fail(Reason::KeyUnusable), Detail::OwnKey { fault });
                choice.candidates = None;
            }
            if let Some(Err(fault)) = chain {
                choice.key = (
                    Status::Fail(Reason::ChainUntrusted),
                    Detail::ChainUntrusted { fault },
                );
                choice.candidates = None;
            }
            (header.to_owned(), choice)
        });
        (choice, &self.keys.prepared, &self.keys.set)
    }
}

impl<'k> Keys<'k> {
    fn of(set: Cow<'k, KeySet>, source: &str) -> Self {
        let mut by_kid: HashMap<String, Vec<_>> = HashMap::new();
        for (index, key) in set.keys.iter().enumerate() {
            if let Some(kid) = key.kid() {
                by_kid.entry(kid.to_owned()).or_default().push(index);
            }
        }
        Self {
            set,
            source: Typed::place(source),
            by_kid,
            kids: OnceCell::new(),
            prepared: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// The keys that a token's `kid` leaves: those that have it; every one when the token has none, or when the keys
    /// are no JWK Set and none has any.
    fn select(&self, kid: Option<&str>) -> Vec<usize> {
        match kid {
            Some(kid) if !self.is_anonymous() => self.by_kid.get(kid).cloned().unwrap_or_default(),
            _ => (0..self.all().len()).collect(),
        }
    }

    /// Whether no `kid` selects: the keys are no JWK Set, and none has any.
    fn is_anonymous(&self) -> bool {
        !self.set.selects() && self.by_kid.is_empty()
    }

    fn kids(&self) -> Arc<[String]> {
        let kids = self.kids.get_or_init(|| {
            let kids = self.all().iter().filter_map(Key::kid);
            kids.map(str::to_owned).collect()
        });
        Arc::clone(kids)
    }

    fn all(&self) -> &[Key] {
        &self.set.keys
    }

    /// Prepares a key for an algorithm, unless it is already. Returns its place among the prepared.
    fn prepare(&mut self, index: usize, algorithm: Algorithm) -> Option<usize> {
        let key = self.set.keys.get(index)?;
        let place = self.places.entry((index, algorithm.name()));
        Some(*place.or_insert_with(|| {
            self.prepared.push(key.verifier(algorithm));
            self.prepared.len() - 1
        }))
    }
}

/// The public key in a token's header (RFC 9449 §4.2), and bound to a thumbprint, where there is one.
fn own_key(token: &Token, thumbprint: Option<&str>) -> Result<Key, OwnKeyFault> {
    let header = token.json(Part::Header).and_then(Json::as_object);
    let jwk = header.and_then(|header| header.get("jwk")?.as_object());
    let jwk = jwk.ok_or(OwnKeyFault::Absent)?;
    let key = Key::from_jwk(jwk).map_err(|problem| OwnKeyFault::Unreadable {
        problem: Box::new(problem),
    })?;
    if key.is_secret() || key.is_private() {
        return Err(OwnKeyFault::NotPublic);
    }
    match thumbprint {
        Some(wanted) if wanted != key.thumbprint() => Err(OwnKeyFault::OtherThumbprint {
            found: key.thumbprint(),
            wanted: Typed::word(wanted),
        }),
        _ => Ok(key),
    }
}

/// The certificates in a token's header, in DER; one that is no base64 is empty.
fn certificates(token: &Token) -> Vec<Vec<u8>> {
    let x5c = token.json(Part::Header).and_then(Json::as_object);
    let x5c = x5c.and_then(|header| header.get("x5c")?.as_array());
    let der = |text: &Json| {
        let text = text.as_str().unwrap_or_default();
        BASE64.decode_padded(text.as_bytes()).unwrap_or_default()
    };
    x5c.into_iter().flatten().map(der).collect()
}

/// How a check ended, and what was seen.
pub(super) type Outcome = (Status, Detail);

/// What the header and the keys decide between them, before any signature is looked at.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) algorithm: Outcome,
    pub(super) key: Outcome,
    /// The keys to try, with the algorithm to try them with.
    pub(super) candidates: Option<(Algorithm, Vec<Candidate>)>,
}

/// A key that a signature is tried with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its place in the set.
    pub(super) key: usize,
    /// Its place among the prepared ones.
    pub(super) prepared: usize,
}

fn choose(token: &Token, policy: &Policy, keys: &mut Keys<'_>) -> Choice {
    let decided = allowed(token, policy).and_then(|algorithm| {
        let kid = token.parameter("kid");
        let (key, mut candidates) = fitting(kid.as_deref(), algorithm, keys)?;
        if header::is_extended(token.header_fault()) {
            candidates.clear();
        }
        Ok((algorithm, key, candidates))
    });
    match decided {
        Ok((algorithm, key, candidates)) => Choice {
            algorithm: (
                Status::Pass,
                Detail::AlgorithmFine {
                    algorithm: algorithm.name().to_owned(),
                },
            ),
            key,
            candidates: (!candidates.is_empty()).then_some((algorithm, candidates)),
        },
        Err(refused) => Choice {
            algorithm: refused,
            key: (Status::Skip, Detail::KeyNotChosen),
            candidates: None,
        },
    }
}

/// The algorithm of a header, where it may be used; otherwise how its check ends.
fn allowed(token: &Token, policy: &Policy) -> Result<Algorithm, Outcome> {
    let Some(alg) = token.parameter("alg") else {
        return Err((Status::Skip, Detail::NothingToCheck));
    };
    // In any spelling: attackers vary it.
    if alg.eq_ignore_ascii_case("none") {
        return Err((Status::Fail(Reason::Unsecured), Detail::Unsecured));
    }
    let Some(algorithm) = Algorithm::named(&alg) else {
        let detail = Detail::AlgorithmUnsupported {
            algorithm: alg.into_owned(),
        };
        return Err((Status::Fail(Reason::AlgorithmUnsupported), detail));
    };
    let listed = &policy.algorithms;
    if !listed.is_empty() && !listed.iter().any(|one| one.same_as(algorithm)) {
        let detail = Detail::AlgorithmNotListed {
            algorithm: alg.into_owned(),
            allowed: listed.iter().map(|one| one.name().to_owned()).collect(),
        };
        return Err((Status::Fail(Reason::AlgorithmNotAllowed), detail));
    }
    Ok(algorithm)
}

/// How the check of the key ends, and the keys to try; where no key can do the algorithm, how the check of that ends.
fn fitting(
    kid: Option<&str>,
    algorithm: Algorithm,
    keys: &mut Keys<'_>,
) -> Result<(Outcome, Vec<Candidate>), Outcome> {
    let source = keys.source.clone();
    let selected = keys.select(kid);
    let first = selected.first().copied();
    let Some(first) = first.filter(|index| keys.all().get(*index).is_some()) else {
        let unread = kid.and_then(|kid| Some((kid, keys.set.unread(kid)?)));
        let detail = match kid {
            _ if let Some((kid, problem)) = unread => Detail::KeyUnread {
                kid: kid.to_owned(),
                problem: Box::new(problem.clone()),
                source,
            },
            Some(kid) if !keys.all().is_empty() => Detail::KeyNotFound {
                kid: kid.to_owned(),
                known: keys.kids(),
                source,
            },
            _ => Detail::NoKeys { source },
        };
        return Ok(((Status::Fail(Reason::KeyNotFound), detail), Vec::new()));
    };

    let mut candidates = Vec::new();
    // Of the first key that could do the algorithm, and must not.
    let mut refusal = None;
    for index in selected {
        let Some(prepared) = keys.prepare(index, algorithm) else {
            continue;
        };
        match keys.prepared.get(prepared) {
            Some(Ok(_)) => candidates.push(Candidate {
                key: index,
                prepared,
            }),
            Some(Err(refused)) if refused.reason() != RefusalReason::AlgorithmNotAllowed => {
                refusal.get_or_insert_with(|| refused.clone());
            }
            Some(Err(_)) | None => {}
        }
    }
    if let Some(kid) = kid.filter(|_| !keys.is_anonymous()) {
        let fitting = candidates.iter().filter_map(|one| keys.all().get(one.key));
        if keys.set.leaves_open(kid, &fitting.collect::<Vec<_>>()) {
            let kid = kid.to_owned();
            let detail = Detail::SameKid { kid, source };
            return Ok(((Status::Fail(Reason::KeyUnusable), detail), Vec::new()));
        }
        candidates.truncate(1);
    }
    let outcome = match candidates.as_slice() {
        [] => {
            let Some(refusal) = refusal else {
                let detail = keys
                    .all()
                    .get(first)
                    .map_or(Detail::KeyNotChosen, |key| not_of_key(algorithm, key));
                return Err((Status::Fail(Reason::AlgorithmNotAllowed), detail));
            };
            (
                Status::Fail(Reason::KeyUnusable),
                Detail::KeyRefused { refusal, source },
            )
        }
        [only] => {
            let key = keys.all().get(only.key);
            let detail = Detail::KeyFine {
                key: key.map(Key::describe).unwrap_or_default(),
                kid: key.and_then(Key::kid).map(str::to_owned),
                source,
            };
            (Status::Pass, detail)
        }
        several => (
            Status::Pass,
            Detail::KeysFine {
                count: several.len(),
                source,
            },
        ),
    };
    Ok((outcome, candidates))
}

/// How many public keys are asked whether an HMAC was made with their text.
const MAX_PUBLIC: usize = 16;
/// Longer tokens than this, in bytes, are not tried with them: nobody needs one for an attack.
const MAX_ATTACK: usize = 16 << 10;

/// RFC 8725 §2.1: how the check of the algorithm ends when an HMAC that is no secret's was made with the text of one
/// of the public keys.
pub(super) fn confused(
    set: &KeySet,
    algorithm: Algorithm,
    token: &Token,
    signature: &Vec<u8>,
) -> Option<Detail> {
    let fits = algorithm.family() == Family::Hmac && token.text().len() <= MAX_ATTACK;
    if !fits || algorithm.signature_len() != Some(signature.len()) {
        return None;
    }
    let public = set.keys.iter().filter(|key| !key.is_secret());
    let found = public.take(MAX_PUBLIC).find(|key| {
        let is_made_with = |text: &Zeroizing<Vec<u8>>| {
            let verifier = Verifier::of_bytes(text, algorithm);
            verifier.is_some_and(|verifier| verifier.verify(token.signing_input(), signature))
        };
        [false, true]
            .iter()
            .any(|private| key.texts(*private).iter().any(is_made_with))
    });
    found.map(|key| not_of_key(algorithm, key))
}

/// The key can't do the algorithm.
fn not_of_key(algorithm: Algorithm, key: &Key) -> Detail {
    if let Some(bits) = key.secret_bytes().map(|secret| secret.len() * 8)
        && algorithm.family() != Family::Hmac
    {
        let algorithm = algorithm.name().to_owned();
        return Detail::AlgorithmNotOfSecret { algorithm, bits };
    }
    let possible = key.algorithms().map(|one| one.name().to_owned());
    Detail::AlgorithmNotOfKey {
        algorithm: algorithm.name().to_owned(),
        key: key.describe(),
        possible: possible.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kid_selects_where_any_key_has_one() {
        let key = |kid: Option<&str>| {
            let mut key = Key::secret(vec![b'x'; 32]);
            if let Some(kid) = kid {
                key.set_kid(Some(kid.to_owned()));
            }
            key
        };
        let select = |keys: &[Key], format, kid| {
            let set = KeySet {
                keys: keys.to_vec(),
                format,
                ..KeySet::default()
            };
            Keys::of(Cow::Borrowed(&set), "").select(kid)
        };
        let keys = [key(Some("a")), key(None), key(Some("b"))];
        for format in ["JWK Set", "PEM SPKI"] {
            assert_eq!(select(&keys, format, Some("b")), [2]);
            assert_eq!(select(&keys, format, Some("c")), [0; 0]);
            assert_eq!(select(&keys, format, None), [0, 1, 2]);
            assert_eq!(select(&[], format, Some("c")), [0; 0]);
        }
        let nameless = [key(None), key(None)];
        assert_eq!(select(&nameless, "PEM SPKI", Some("c")), [0, 1]);
        assert_eq!(select(&nameless, "JWK Set", Some("c")), [0; 0]);
        assert_eq!(select(&nameless, "JWK Set", None), [0, 1]);
    }
}
