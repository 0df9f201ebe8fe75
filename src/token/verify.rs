//! The one path of verification. The single `verify`, the batch, `whoami` and `refresh` all go through [`judge`].

use std::collections::HashMap;
use std::time::Duration;

use super::compact::{Compact, Malformed, Members, Part, raw_string};
use super::header::{Header, same_media_type};
use super::report::{CheckName, Reason, Sink, Status};
use crate::json::{self, Index, Json};
use crate::keys::{Algorithm, Key, KeySet, Verifier};
use crate::text::check::{Detail, Kind};
use crate::text::key::{KeyRefusal, RefusalReason};
use crate::time::Moment;

/// What is demanded of a token.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// The algorithms that may be used; with none named, those of the key.
    pub algorithms: Vec<Algorithm>,
    /// The `iss` must be one of these, if there are any.
    pub issuers: Vec<String>,
    /// The `aud` must hold one of these, if there are any.
    pub audiences: Vec<String>,
    /// The `sub` must be this.
    pub subject: Option<String>,
    /// The header's `typ` must be this (RFC 7515 §4.1.9).
    pub typ: Option<String>,
    /// Claims that must be there, and what they must be.
    pub required: Vec<Required>,
    /// How far clocks may be apart.
    pub leeway: Duration,
    /// How long ago `iat` may be.
    pub max_age: Option<Duration>,
    /// Whether claims are left alone: a JWS with any payload.
    pub signature_only: bool,
    /// What `token_use` must be.
    pub token_use: Option<&'static str>,
}

/// A claim that must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// A member's name, or a JSON Pointer (RFC 6901).
    pub claim: String,
    /// Its value, if that matters.
    pub value: Option<Json>,
}

/// The keys of one source, prepared when they are first needed. Each thread has its own.
pub struct Keyring<'k> {
    set: &'k KeySet,
    /// Where the keys come from, for people.
    source: &'k str,
    prepared: Vec<Result<Verifier, KeyRefusal>>,
    /// Where in `prepared` a key is with an algorithm.
    places: HashMap<(usize, &'static str), usize>,
}

impl<'k> Keyring<'k> {
    /// The keys of a set.
    #[must_use]
    pub fn new(set: &'k KeySet, source: &'k str) -> Self {
        Self {
            set,
            source,
            prepared: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &'k [Key] {
        &self.set.keys
    }

    /// Where the keys come from.
    #[must_use]
    pub fn source(&self) -> &'k str {
        self.source
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

/// What the header alone decides; kept between tokens, since the next one often has the same.
#[derive(Debug)]
struct Choice {
    header: Result<Header, Malformed>,
    algorithm: (Status, Detail),
    key: (Status, Detail),
    /// The keys to try, with the algorithm to try them with.
    candidates: Option<(Algorithm, Vec<Candidate>)>,
}

/// A key that a signature is tried with.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Its place in the set.
    key: usize,
    /// Its place among the prepared ones.
    prepared: usize,
}

/// How many headers are remembered: a service has a few keys, and tokens of each come mixed.
const CHOICES: usize = 16;
/// Longer headers, in bytes, are not remembered beyond the next token.
const REMEMBERED: usize = 4096;

/// What the last headers decided.
#[derive(Debug, Default)]
struct Choices {
    /// The header's base64url, and what came of it.
    known: Vec<(Vec<u8>, Choice)>,
    /// The one that was used last.
    last: usize,
}

impl Choices {
    fn find(&mut self, header: &[u8]) -> bool {
        let is = |known: Option<&(Vec<u8>, Choice)>| known.is_some_and(|(text, _)| text == header);
        if is(self.known.get(self.last)) {
            return true;
        }
        match (0..self.known.len()).find(|place| is(self.known.get(*place))) {
            Some(place) => {
                self.last = place;
                true
            }
            None => false,
        }
    }

    fn remember(&mut self, header: &[u8], choice: Choice) {
        // A header that is long is the first to go.
        self.known.retain(|(text, _)| text.len() <= REMEMBERED);
        let entry = (header.to_vec(), choice);
        self.last = (self.last + 1) % CHOICES;
        if let Some(place) = self.known.get_mut(self.last) {
            *place = entry;
        } else {
            self.last = self.known.len();
            self.known.push(entry);
        }
    }

    fn last(&self) -> Option<&Choice> {
        self.known.get(self.last).map(|(_, choice)| choice)
    }
}

/// Memory that is used again from token to token.
#[derive(Debug, Default)]
pub struct Memory {
    choices: Choices,
    header: Vec<u8>,
    payload: Vec<u8>,
    claims: Index,
    signature: Vec<u8>,
}

/// What was learned besides the checks. All of it is unverified unless `signed`.
#[derive(Debug, Default)]
pub struct Judged<'m> {
    /// The header, where it could be read.
    pub header: Option<&'m Header>,
    /// The bytes of the payload, where they could be read.
    pub payload: Option<&'m [u8]>,
    /// The claims, where there is an object.
    pub claims: Option<Members<'m>>,
    /// Whether the signature is good.
    pub signed: bool,
    /// The key that verified it, or the only one that was tried: its place in the set.
    pub key: Option<usize>,
}

/// Judges a token: every check is made as far as it still can be, and told to the sink in order.
///
/// `text` is the bare token, nothing around it. `now` is the moment to judge at.
pub fn judge<'m>(
    text: &[u8],
    policy: &Policy,
    keys: &mut Keyring<'_>,
    now: Moment,
    memory: &'m mut Memory,
    sink: &mut impl Sink,
) -> Judged<'m> {
    let token = match Compact::split(text) {
        Ok(token) => token,
        Err(malformed) => {
            refuse(malformed, policy, sink);
            return Judged::default();
        }
    };

    let Memory {
        choices,
        header,
        payload,
        claims: index,
        signature,
    } = memory;
    if !choices.find(token.header) {
        let read = token
            .decode(Part::Header, header)
            .and_then(|()| Header::read(header));
        choices.remember(token.header, choose(read, policy, keys));
    }
    let Some(choice) = choices.last() else {
        return Judged::default();
    };
    let payload_bytes = token.decode(Part::Payload, payload);
    let payload_read = payload_bytes.is_ok();
    let signature_bytes = token.decode(Part::Signature, signature);
    let payload: &'m [u8] = payload;
    let claims = match payload_bytes {
        Ok(()) if policy.signature_only => Ok(None),
        Ok(()) => Members::read(Part::Payload, payload, index).map(Some),
        Err(malformed) => Err(malformed),
    };
    let signature_read = signature_bytes.is_ok();
    let repeated = matches!(&claims, Ok(Some(claims)) if claims.repeated());

    let broken = choice.header.as_ref().err().cloned();
    let broken = broken.or_else(|| claims.as_ref().err().cloned());
    let broken = broken.or(signature_bytes.err());
    judge_structure(&token, broken, repeated.then_some(payload), sink);
    judge_header(choice.header.as_ref().ok(), sink);
    sink.check(CheckName::Algorithm, choice.algorithm.0, false, || {
        choice.algorithm.1.clone()
    });
    sink.check(CheckName::Key, choice.key.0, false, || choice.key.1.clone());
    let readable = payload_read && signature_read;
    let candidates = choice.candidates.as_ref().filter(|_| readable);
    let (signed, key) = judge_signature(&token, signature, candidates, keys, sink);

    let header = choice.header.as_ref().ok();
    let claims = claims.ok().flatten();
    if let Some(claims) = &claims {
        judge_claims(claims, header, policy, now, !signed, sink);
    } else {
        skip_claims(policy, header, !signed, policy.signature_only, sink);
    }
    Judged {
        header,
        payload: payload_read.then_some(payload),
        claims,
        signed,
        key,
    }
}

/// The form of the three parts. What comes first in the token is said first.
fn judge_structure(
    token: &Compact<'_>,
    broken: Option<Malformed>,
    repeated_in: Option<&[u8]>,
    sink: &mut impl Sink,
) {
    let fail = Status::Fail;
    if let Some(malformed) = broken {
        let reason = malformed.reason();
        sink.check(CheckName::Structure, fail(reason), false, || {
            Detail::Malformed(malformed)
        });
    } else if let Some(payload) = repeated_in {
        let reason = Reason::DuplicateMember;
        sink.check(CheckName::Structure, fail(reason), false, || {
            let object = crate::json::Object::parse(payload).ok();
            Detail::Malformed(Malformed::Duplicate {
                part: Part::Payload,
                pointer: object.and_then(|it| it.duplicate()).unwrap_or_default(),
            })
        });
    } else {
        sink.check(CheckName::Structure, Status::Pass, false, || {
            Detail::ThreeParts {
                header: token.header.len(),
                payload: token.payload.len(),
                signature: token.signature.len(),
            }
        });
    }
}

/// What RFC 7515 §4 demands of the header's members.
fn judge_header(header: Option<&Header>, sink: &mut impl Sink) {
    let Some(header) = header else {
        return sink.check(CheckName::Header, Status::Skip, false, || {
            Detail::NothingToCheck
        });
    };
    match &header.fault {
        Some(fault) => {
            let status = Status::Fail(fault.reason());
            sink.check(CheckName::Header, status, false, || {
                Detail::Malformed(fault.clone())
            });
        }
        None => sink.check(CheckName::Header, Status::Pass, false, || {
            Detail::HeaderFine {
                members: header.members,
            }
        }),
    }
}

/// Tries the keys in turn. Returns whether one verifies, and which; of a lone key that does not, that one.
fn judge_signature(
    token: &Compact<'_>,
    signature: &Vec<u8>,
    candidates: Option<&(Algorithm, Vec<Candidate>)>,
    keys: &Keyring<'_>,
    sink: &mut impl Sink,
) -> (bool, Option<usize>) {
    let Some((algorithm, candidates)) = candidates else {
        sink.check(CheckName::Signature, Status::Skip, false, || {
            Detail::SignatureNotChecked
        });
        return (false, None);
    };
    let message = token.signing_input();
    let verifies = |candidate: &&Candidate| {
        let prepared = keys.prepared.get(candidate.prepared);
        prepared
            .and_then(|prepared| prepared.as_ref().ok())
            .is_some_and(|verifier| verifier.verify(message, signature))
    };
    let found = candidates.iter().find(verifies).map(|found| found.key);
    let algorithm = || algorithm.name().to_owned();
    if found.is_some() {
        sink.check(CheckName::Signature, Status::Pass, false, || {
            Detail::SignatureFine {
                algorithm: algorithm(),
            }
        });
        return (true, found);
    }
    let status = Status::Fail(Reason::SignatureMismatch);
    sink.check(CheckName::Signature, status, false, || {
        Detail::SignatureMismatch {
            algorithm: algorithm(),
            tried: candidates.len(),
        }
    });
    let lone = candidates.first().filter(|_| candidates.len() == 1);
    (false, lone.map(|lone| lone.key))
}

/// What the header and the keys decide between them, before any signature is looked at.
fn choose(header: Result<Header, Malformed>, policy: &Policy, keys: &mut Keyring<'_>) -> Choice {
    let unchosen = |header, algorithm| Choice {
        header,
        algorithm,
        key: (Status::Skip, Detail::KeyNotChosen),
        candidates: None,
    };
    let Some((alg, kid)) = header
        .as_ref()
        .ok()
        .and_then(|header| header.alg.clone().map(|alg| (alg, header.kid.clone())))
    else {
        return unchosen(header, (Status::Skip, Detail::NothingToCheck));
    };
    if header.as_ref().is_ok_and(Header::is_unsecured) {
        return unchosen(header, (Status::Fail(Reason::Unsecured), Detail::Unsecured));
    }
    let Some(algorithm) = Algorithm::named(&alg) else {
        let detail = Detail::AlgorithmUnsupported { algorithm: alg };
        return unchosen(header, (Status::Fail(Reason::AlgorithmUnsupported), detail));
    };
    if !policy.algorithms.is_empty() && !policy.algorithms.iter().any(|one| one.same_as(algorithm))
    {
        let allowed = policy
            .algorithms
            .iter()
            .map(|one| one.name().to_owned())
            .collect();
        let detail = Detail::AlgorithmNotListed {
            algorithm: alg,
            allowed,
        };
        return unchosen(header, (Status::Fail(Reason::AlgorithmNotAllowed), detail));
    }

    let fine = (
        Status::Pass,
        Detail::AlgorithmFine {
            algorithm: alg.clone(),
        },
    );
    let source = keys.source.to_owned();
    let selected = select(keys.keys(), kid.as_deref());
    if selected.is_empty() {
        let detail = match kid {
            Some(kid) if !keys.keys().is_empty() => Detail::KeyNotFound {
                kid,
                known: keys
                    .keys()
                    .iter()
                    .filter_map(|key| key.kid().map(str::to_owned))
                    .collect(),
                source,
            },
            _ => Detail::NoKeys { source },
        };
        return Choice {
            header,
            algorithm: fine,
            key: (Status::Fail(Reason::KeyNotFound), detail),
            candidates: None,
        };
    }

    let mut candidates = Vec::new();
    let mut refusal = None;
    let mut fits = false;
    for index in selected.iter().copied() {
        let Some(prepared) = keys.prepare(index, algorithm) else {
            continue;
        };
        match keys.prepared.get(prepared) {
            Some(Ok(_)) => candidates.push(Candidate {
                key: index,
                prepared,
            }),
            Some(Err(refused)) => {
                if refused.reason() == RefusalReason::AlgorithmNotAllowed {
                    continue;
                }
                fits = true;
                refusal.get_or_insert_with(|| refused.clone());
            }
            None => {}
        }
    }
    if candidates.is_empty() && !fits {
        let first = selected.first().and_then(|index| keys.keys().get(*index));
        let detail = Detail::AlgorithmNotOfKey {
            algorithm: alg,
            key: first.map(Key::describe).unwrap_or_default(),
            possible: first
                .map(|key| key.algorithms().map(|one| one.name().to_owned()).collect())
                .unwrap_or_default(),
        };
        return unchosen(header, (Status::Fail(Reason::AlgorithmNotAllowed), detail));
    }
    let key = match (candidates.as_slice(), refusal) {
        ([], Some(refusal)) => (
            Status::Fail(Reason::KeyUnusable),
            Detail::KeyRefused { refusal, source },
        ),
        ([only], _) => {
            let key = keys.keys().get(only.key);
            let detail = Detail::KeyFine {
                key: key.map(Key::describe).unwrap_or_default(),
                kid: key.and_then(Key::kid).map(str::to_owned),
                source,
            };
            (Status::Pass, detail)
        }
        (several, _) => (
            Status::Pass,
            Detail::KeysFine {
                count: several.len(),
                source,
            },
        ),
    };
    // Under an extension that is not understood nobody knows what was signed (RFC 7515 §4.1.11).
    let extended = header.as_ref().is_ok_and(Header::is_extended);
    let candidates = (!candidates.is_empty() && !extended).then_some((algorithm, candidates));
    Choice {
        header,
        algorithm: fine,
        key,
        candidates,
    }
}

/// The keys that a token's `kid` leaves: those that have it; every one when the token has none or no key has any.
fn select(keys: &[Key], kid: Option<&str>) -> Vec<usize> {
    let anonymous = keys.iter().all(|key| key.kid().is_none());
    let fits = |key: &Key| kid.is_none() || anonymous || key.kid() == kid;
    keys.iter()
        .enumerate()
        .filter(|(_, key)| fits(key))
        .map(|(index, _)| index)
        .collect()
}

fn judge_claims(
    claims: &Members<'_>,
    header: Option<&Header>,
    policy: &Policy,
    now: Moment,
    untrusted: bool,
    sink: &mut impl Sink,
) {
    let mut tell =
        |name, status, detail: &dyn Fn() -> Detail| sink.check(name, status, untrusted, detail);
    judge_exp(claims, policy, now, &mut tell);
    judge_nbf(claims, policy, now, &mut tell);
    let iat = judge_iat(claims, policy, now, &mut tell);

    if !policy.issuers.is_empty() {
        judge_text(
            CheckName::Iss,
            "iss",
            Reason::IssuerMismatch,
            claims.get("iss"),
            &policy.issuers,
            &mut tell,
        );
    }
    judge_aud(claims.get("aud"), policy, &mut tell);
    if let Some(subject) = &policy.subject {
        let expected = std::slice::from_ref(subject);
        judge_text(
            CheckName::Sub,
            "sub",
            Reason::SubjectMismatch,
            claims.get("sub"),
            expected,
            &mut tell,
        );
    }
    judge_typ(header, policy, &mut tell);
    for required in &policy.required {
        judge_required(claims, required, &mut tell);
    }
    if let Some(limit) = policy.max_age {
        judge_age(
            iat,
            claims.get("iat").is_some(),
            limit,
            policy.leeway,
            now,
            &mut tell,
        );
    }
    if let Some(wanted) = policy.token_use {
        judge_use(claims.get("token_use"), wanted, &mut tell);
    }
}

/// Where a check of the claims goes.
type Tell<'s> = dyn FnMut(CheckName, Status, &dyn Fn() -> Detail) + 's;

/// RFC 7519 §4.1.4: the time on or after which the token must not be accepted.
fn judge_exp(claims: &Members<'_>, policy: &Policy, now: Moment, tell: &mut Tell<'_>) {
    let Some(raw) = claims.get("exp") else {
        return tell(CheckName::Exp, Status::Pass, &|| Detail::NoExp);
    };
    let Some(exp) = Moment::from_json(raw) else {
        return tell(CheckName::Exp, Status::Fail(Reason::ClaimInvalid), &|| {
            Detail::TimeNotANumber { claim: "exp" }
        });
    };
    if exp <= now.minus(policy.leeway) {
        tell(CheckName::Exp, Status::Fail(Reason::Expired), &|| {
            Detail::Expired {
                exp,
                ago: now.seconds_since(exp),
                now,
                leeway: policy.leeway.as_secs(),
            }
        });
    } else {
        tell(CheckName::Exp, Status::Pass, &|| Detail::ExpFine {
            exp,
            left: exp.seconds_since(now),
        });
    }
}

/// RFC 7519 §4.1.5: the time before which the token must not be accepted.
fn judge_nbf(claims: &Members<'_>, policy: &Policy, now: Moment, tell: &mut Tell<'_>) {
    let Some(raw) = claims.get("nbf") else {
        return tell(CheckName::Nbf, Status::Pass, &|| Detail::Absent {
            claim: "nbf",
        });
    };
    let Some(nbf) = Moment::from_json(raw) else {
        return tell(CheckName::Nbf, Status::Fail(Reason::ClaimInvalid), &|| {
            Detail::TimeNotANumber { claim: "nbf" }
        });
    };
    if now.plus(policy.leeway) < nbf {
        tell(CheckName::Nbf, Status::Fail(Reason::NotYetValid), &|| {
            Detail::NotYetValid {
                nbf,
                wait: nbf.seconds_since(now),
                now,
            }
        });
    } else {
        tell(CheckName::Nbf, Status::Pass, &|| Detail::NbfFine { nbf });
    }
}

/// RFC 7519 §4.1.6: when the token was issued. Being ahead of the clock is a failure only where age matters.
fn judge_iat(
    claims: &Members<'_>,
    policy: &Policy,
    now: Moment,
    tell: &mut Tell<'_>,
) -> Option<Moment> {
    let Some(raw) = claims.get("iat") else {
        tell(CheckName::Iat, Status::Pass, &|| Detail::Absent {
            claim: "iat",
        });
        return None;
    };
    let Some(iat) = Moment::from_json(raw) else {
        tell(CheckName::Iat, Status::Fail(Reason::ClaimInvalid), &|| {
            Detail::TimeNotANumber { claim: "iat" }
        });
        return None;
    };
    if now.plus(policy.leeway) < iat {
        let status = if policy.max_age.is_some() {
            Status::Fail(Reason::IssuedInFuture)
        } else {
            Status::Pass
        };
        tell(CheckName::Iat, status, &|| Detail::IatAhead {
            iat,
            ahead: iat.seconds_since(now),
            now,
        });
    } else {
        tell(CheckName::Iat, Status::Pass, &|| Detail::IatFine {
            iat,
            ago: now.seconds_since(iat),
        });
    }
    Some(iat)
}

fn judge_text(
    name: CheckName,
    claim: &'static str,
    mismatch: Reason,
    raw: Option<&str>,
    expected: &[String],
    tell: &mut Tell<'_>,
) {
    let Some(raw) = raw else {
        return tell(name, Status::Fail(Reason::ClaimMissing), &|| {
            Detail::ClaimMissing {
                claim: claim.into(),
            }
        });
    };
    let Some(value) = raw_string(raw) else {
        return tell(name, Status::Fail(Reason::ClaimInvalid), &|| {
            Detail::ClaimInvalid {
                claim,
                expected: Kind::Text,
            }
        });
    };
    if expected.iter().any(|one| *one == value) {
        tell(name, Status::Pass, &|| Detail::ClaimFine {
            claim: claim.into(),
            value: value.to_string(),
        });
    } else {
        tell(name, Status::Fail(mismatch), &|| Detail::ClaimMismatch {
            claim: claim.into(),
            value: value.to_string(),
            expected: expected.to_vec(),
        });
    }
}

/// RFC 7519 §4.1.3: one audience as a string, or several in an array.
fn judge_aud(raw: Option<&str>, policy: &Policy, tell: &mut Tell<'_>) {
    let asked = !policy.audiences.is_empty();
    let Some(raw) = raw else {
        if asked {
            tell(CheckName::Aud, Status::Fail(Reason::ClaimMissing), &|| {
                Detail::ClaimMissing {
                    claim: "aud".into(),
                }
            });
        }
        return;
    };
    let (one, several);
    let audience = if let Some(text) = raw_string(raw) {
        one = text;
        std::slice::from_ref(&one)
    } else if let Ok(texts) = json::texts(raw) {
        several = texts;
        several.as_slice()
    } else {
        return tell(CheckName::Aud, Status::Fail(Reason::ClaimInvalid), &|| {
            Detail::ClaimInvalid {
                claim: "aud",
                expected: Kind::TextOrTexts,
            }
        });
    };
    let owned = || audience.iter().map(ToString::to_string).collect::<Vec<_>>();
    if !asked {
        tell(CheckName::Aud, Status::Skip, &|| {
            Detail::AudienceNotChecked { audience: owned() }
        });
    } else if let Some(found) = audience
        .iter()
        .find(|one| policy.audiences.iter().any(|want| want == *one))
    {
        tell(CheckName::Aud, Status::Pass, &|| Detail::ClaimFine {
            claim: "aud".into(),
            value: found.to_string(),
        });
    } else {
        tell(
            CheckName::Aud,
            Status::Fail(Reason::AudienceMismatch),
            &|| Detail::ClaimMismatch {
                claim: "aud".into(),
                value: owned().join(", "),
                expected: policy.audiences.clone(),
            },
        );
    }
}

/// `typ` of the header; `None` when there is no header to look at.
fn judge_typ(header: Option<&Header>, policy: &Policy, tell: &mut Tell<'_>) {
    let Some(expected) = &policy.typ else { return };
    let Some(header) = header else {
        return tell(CheckName::Typ, Status::Skip, &|| Detail::NothingToCheck);
    };
    match header.typ.as_deref() {
        None => tell(CheckName::Typ, Status::Fail(Reason::ClaimMissing), &|| {
            Detail::ClaimMissing {
                claim: "typ".into(),
            }
        }),
        Some(value) if same_media_type(value, expected) => {
            tell(CheckName::Typ, Status::Pass, &|| Detail::ClaimFine {
                claim: "typ".into(),
                value: value.into(),
            });
        }
        Some(value) => tell(CheckName::Typ, Status::Fail(Reason::TypeMismatch), &|| {
            Detail::ClaimMismatch {
                claim: "typ".into(),
                value: value.into(),
                expected: vec![expected.clone()],
            }
        }),
    }
}

fn judge_required(claims: &Members<'_>, required: &Required, tell: &mut Tell<'_>) {
    let claim = &required.claim;
    let found = find(claims, claim);
    match (found, &required.value) {
        (None, _) => tell(
            CheckName::Require,
            Status::Fail(Reason::ClaimMissing),
            &|| Detail::ClaimMissing {
                claim: claim.clone(),
            },
        ),
        (Some(value), Some(expected)) if !same_value(&value, expected) => {
            tell(
                CheckName::Require,
                Status::Fail(Reason::ClaimMismatch),
                &|| Detail::ClaimMismatch {
                    claim: claim.clone(),
                    value: value.to_compact(),
                    expected: vec![expected.to_compact()],
                },
            );
        }
        (Some(value), _) => tell(CheckName::Require, Status::Pass, &|| Detail::ClaimFine {
            claim: claim.clone(),
            value: value.to_compact(),
        }),
    }
}

/// The claim of a name; of no such name, what the JSON Pointer points at.
fn find(claims: &Members<'_>, claim: &str) -> Option<Json> {
    if let Some(raw) = claims.get(claim) {
        return Json::parse(raw.as_bytes()).ok();
    }
    let rest = claim.strip_prefix('/')?;
    let (first, below) = match rest.split_once('/') {
        Some((first, below)) => (first, format!("/{below}")),
        None => (rest, String::new()),
    };
    let name = first.replace("~1", "/").replace("~0", "~");
    Json::parse(claims.get(&name)?.as_bytes())
        .ok()?
        .pointer(&below)
        .cloned()
}

/// Whether two values are equal as JSON: numbers by value, objects in any order.
fn same_value(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => {
            left == right
                || match (
                    serde_json::from_str::<f64>(left),
                    serde_json::from_str::<f64>(right),
                ) {
                    // Integers of many digits are equal in f64 long before they are equal.
                    (Ok(a), Ok(b)) => a.total_cmp(&b).is_eq() && a.abs() < 9_007_199_254_740_992.0,
                    _ => false,
                }
        }
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(a, b)| same_value(a, b))
        }
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, a)| right.get(name).is_some_and(|b| same_value(a, b)))
        }
        _ => left == right,
    }
}

fn judge_age(
    iat: Option<Moment>,
    has_iat: bool,
    limit: Duration,
    leeway: Duration,
    now: Moment,
    tell: &mut Tell<'_>,
) {
    let Some(iat) = iat else {
        if has_iat {
            return tell(CheckName::MaxAge, Status::Skip, &|| Detail::AgeUnknown);
        }
        return tell(
            CheckName::MaxAge,
            Status::Fail(Reason::ClaimMissing),
            &|| Detail::ClaimMissing {
                claim: "iat".into(),
            },
        );
    };
    let age = now.seconds_since(iat);
    if iat.plus(limit).plus(leeway) < now {
        tell(CheckName::MaxAge, Status::Fail(Reason::TooOld), &|| {
            Detail::TooOld {
                age,
                limit: limit.as_secs(),
            }
        });
    } else if now.plus(leeway) < iat {
        tell(CheckName::MaxAge, Status::Skip, &|| Detail::AgeUnknown);
    } else {
        tell(CheckName::MaxAge, Status::Pass, &|| Detail::AgeFine {
            age: age.max(0),
        });
    }
}

/// Which of the two tokens of a login this is. A token without the claim is neither.
fn judge_use(raw: Option<&str>, wanted: &'static str, tell: &mut Tell<'_>) {
    let fail = Status::Fail(Reason::WrongTokenUse);
    let Some(value) = raw.and_then(raw_string) else {
        return tell(CheckName::TokenUse, fail, &|| Detail::ClaimMissing {
            claim: "token_use".into(),
        });
    };
    if value == wanted {
        tell(CheckName::TokenUse, Status::Pass, &|| Detail::ClaimFine {
            claim: "token_use".into(),
            value: wanted.into(),
        });
    } else {
        tell(CheckName::TokenUse, fail, &|| Detail::ClaimMismatch {
            claim: "token_use".into(),
            value: value.to_string(),
            expected: vec![wanted.into()],
        });
    }
}

/// The text is no token: everything behind the structure is skipped.
pub fn refuse(malformed: Malformed, policy: &Policy, sink: &mut impl Sink) {
    let status = Status::Fail(malformed.reason());
    sink.check(CheckName::Structure, status, false, || {
        Detail::Malformed(malformed)
    });
    for name in [
        CheckName::Header,
        CheckName::Algorithm,
        CheckName::Key,
        CheckName::Signature,
    ] {
        sink.check(name, Status::Skip, false, || Detail::NothingToCheck);
    }
    skip_claims(policy, None, false, false, sink);
}

/// There are no claims to judge; the header's `typ` still can be.
fn skip_claims(
    policy: &Policy,
    header: Option<&Header>,
    untrusted: bool,
    signature_only: bool,
    sink: &mut impl Sink,
) {
    let why = || {
        if signature_only {
            Detail::SignatureOnly
        } else {
            Detail::NothingToCheck
        }
    };
    let asked = [
        (CheckName::Exp, true),
        (CheckName::Nbf, true),
        (CheckName::Iat, true),
        (CheckName::Iss, !policy.issuers.is_empty()),
        (CheckName::Aud, !policy.audiences.is_empty()),
        (CheckName::Sub, policy.subject.is_some()),
    ];
    for (name, _) in asked.into_iter().filter(|(_, asked)| *asked) {
        sink.check(name, Status::Skip, false, why);
    }
    judge_typ(header, policy, &mut |name, status, detail| {
        sink.check(name, status, untrusted, detail);
    });
    for _ in &policy.required {
        sink.check(CheckName::Require, Status::Skip, false, why);
    }
    for (name, _) in [
        (CheckName::MaxAge, policy.max_age.is_some()),
        (CheckName::TokenUse, policy.token_use.is_some()),
    ]
    .into_iter()
    .filter(|(_, asked)| *asked)
    {
        sink.check(name, Status::Skip, false, why);
    }
}
