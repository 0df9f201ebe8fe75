//! The one path of verification. The single `verify`, the batch, `whoami` and `refresh` all go through [`judge`].

mod choice;
mod claims;

use std::time::Duration;

pub use choice::Keyring;
use choice::{Candidate, Prepared};

use super::compact::{Compact, Members, duplicate_in};
use super::header::Header;
use super::report::{CheckName, Reason, Sink, Status};
use crate::json::{Index, Json};
use crate::keys::Algorithm;
use crate::text::check::Detail;
use crate::text::malformed::{Malformed, Part};
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
    /// How far clocks may be apart: counts for `exp`, `nbf`, `iat` and `max_age`.
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

/// Memory that is used again from token to token.
#[derive(Debug, Default)]
pub struct Memory {
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
    keys: &'m mut Keyring<'_>,
    now: Moment,
    memory: &'m mut Memory,
    sink: &mut impl Sink,
) -> Judged<'m> {
    let (policy, set) = (keys.policy(), keys.set());
    let token = match Compact::split(text) {
        Ok(token) => token,
        Err(malformed) => {
            refuse(malformed, policy, sink);
            return Judged::default();
        }
    };

    let Memory {
        header,
        payload,
        claims: index,
        signature,
    } = memory;
    let (choice, prepared) = keys.choose(token.header, || {
        token.decode(Part::Header, header)?;
        Header::read(header)
    });
    let payload_decoded = token.decode(Part::Payload, payload);
    let signature_decoded = token.decode(Part::Signature, signature);
    let payload: &'m [u8] = payload;
    let payload_read = payload_decoded.is_ok();
    let candidates = choice
        .candidates
        .as_ref()
        .filter(|_| payload_read && signature_decoded.is_ok());
    let claims = match payload_decoded {
        Ok(()) => match Members::read(Part::Payload, payload, index) {
            // Any payload will do; what is a claims set is given back all the same.
            Err(_) if policy.signature_only => Ok(None),
            claims => claims.map(Some),
        },
        Err(malformed) => Err(malformed),
    };

    let header_broken = choice.header.as_ref().err().cloned().map(Broken::Part);
    let broken = header_broken
        .or_else(|| match &claims {
            Ok(Some(claims)) if claims.repeated() && !policy.signature_only => {
                Some(Broken::Repeated(payload))
            }
            Ok(_) => None,
            Err(malformed) => Some(Broken::Part(malformed.clone())),
        })
        .or_else(|| signature_decoded.err().map(Broken::Part));
    judge_structure(&token, broken, sink);
    let header = choice.header.as_ref().ok();
    judge_header(header, sink);
    let found = candidates.and_then(|(_, keys)| verifying(&token, signature, keys, prepared));
    let confused = match candidates {
        Some((algorithm, _)) if found.is_none() && header.is_some_and(|it| it.kid.is_none()) => {
            choice::confused(set, *algorithm, &token, signature)
        }
        _ => None,
    };
    let (signed, key) = if let Some(detail) = confused {
        let status = Status::Fail(Reason::AlgorithmNotAllowed);
        sink.check(CheckName::Algorithm, status, || detail);
        sink.check(CheckName::Key, Status::Skip, || Detail::KeyNotChosen);
        judge_signature(None, None, sink)
    } else {
        sink.check(CheckName::Algorithm, choice.algorithm.0, || {
            choice.algorithm.1.clone()
        });
        sink.check(CheckName::Key, choice.key.0, || choice.key.1.clone());
        judge_signature(candidates, found, sink)
    };

    let claims = claims.ok().flatten();
    if let Some(claims) = &claims
        && !policy.signature_only
    {
        claims::judge(claims, header, policy, now, !signed, sink);
    } else {
        let why: fn() -> Detail = if policy.signature_only {
            || Detail::SignatureOnly
        } else {
            || Detail::NothingToCheck
        };
        claims::skip(policy, header, !signed, why, sink);
    }
    Judged {
        header,
        payload: payload_read.then_some(payload),
        claims,
        signed,
        key,
    }
}

/// What is broken in the form of a token.
enum Broken<'p> {
    Part(Malformed),
    /// This payload holds a name twice; which one costs a look that not every sink wants.
    Repeated(&'p [u8]),
}

/// The form of the three parts. What comes first in the token is said first.
fn judge_structure(token: &Compact<'_>, broken: Option<Broken<'_>>, sink: &mut impl Sink) {
    let Some(broken) = broken else {
        return sink.check(CheckName::Structure, Status::Pass, || Detail::ThreeParts {
            header: token.header.len(),
            payload: token.payload.len(),
            signature: token.signature.len(),
        });
    };
    let reason = match &broken {
        Broken::Part(malformed) => malformed.reason(),
        Broken::Repeated(_) => Reason::DuplicateMember,
    };
    sink.check(CheckName::Structure, Status::Fail(reason), || {
        Detail::Malformed(match broken {
            Broken::Part(malformed) => malformed,
            Broken::Repeated(payload) => duplicate_in(Part::Payload, payload),
        })
    });
}

/// What RFC 7515 §4 demands of the header's members.
fn judge_header(header: Option<&Header>, sink: &mut impl Sink) {
    let Some(header) = header else {
        return sink.check(CheckName::Header, Status::Skip, || Detail::NothingToCheck);
    };
    match &header.fault {
        Some(fault) => {
            let status = Status::Fail(fault.reason());
            sink.check(CheckName::Header, status, || {
                Detail::Malformed(fault.clone())
            });
        }
        None => sink.check(CheckName::Header, Status::Pass, || Detail::HeaderFine {
            members: header.members,
        }),
    }
}

/// Tries the keys in turn: the place in the set of the one that verifies.
fn verifying(
    token: &Compact<'_>,
    signature: &Vec<u8>,
    candidates: &[Candidate],
    prepared: &[Prepared],
) -> Option<usize> {
    let message = token.signing_input();
    let verifies = |candidate: &&Candidate| {
        prepared
            .get(candidate.prepared)
            .and_then(|prepared| prepared.as_ref().ok())
            .is_some_and(|verifier| verifier.verify(message, signature))
    };
    candidates.iter().find(verifies).map(|found| found.key)
}

/// Returns whether a key verifies, and which; of a lone key that does not, that one.
fn judge_signature(
    candidates: Option<&(Algorithm, Vec<Candidate>)>,
    found: Option<usize>,
    sink: &mut impl Sink,
) -> (bool, Option<usize>) {
    let Some((algorithm, candidates)) = candidates else {
        sink.check(CheckName::Signature, Status::Skip, || {
            Detail::SignatureNotChecked
        });
        return (false, None);
    };
    let algorithm = || algorithm.name().to_owned();
    if found.is_some() {
        sink.check(CheckName::Signature, Status::Pass, || {
            Detail::SignatureFine {
                algorithm: algorithm(),
            }
        });
        return (true, found);
    }
    let status = Status::Fail(Reason::SignatureMismatch);
    sink.check(CheckName::Signature, status, || Detail::SignatureMismatch {
        algorithm: algorithm(),
        tried: candidates.len(),
    });
    let lone = candidates.first().filter(|_| candidates.len() == 1);
    (false, lone.map(|lone| lone.key))
}

/// The text is no token: everything behind the structure is skipped.
pub fn refuse(malformed: Malformed, policy: &Policy, sink: &mut impl Sink) {
    let status = Status::Fail(malformed.reason());
    sink.check(CheckName::Structure, status, || {
        Detail::Malformed(malformed)
    });
    for name in [
        CheckName::Header,
        CheckName::Algorithm,
        CheckName::Key,
        CheckName::Signature,
    ] {
        sink.check(name, Status::Skip, || Detail::NothingToCheck);
    }
    claims::skip(policy, None, false, || Detail::NothingToCheck, sink);
}
