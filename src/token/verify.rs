//! The one path of verification. The single `verify`, the batch, `whoami` and `refresh` all go through [`judge`].

mod claims;
mod key_selection;
pub mod profile;

use std::sync::Arc;
use std::time::Duration;

pub use key_selection::Keyring;
use key_selection::{Candidate, Prepared};

use super::Token;
use super::report::{CheckName, Reason, Report, Status};
use crate::json::Json;
use crate::keys::Algorithm;
use crate::keys::chain::Roots;
use crate::time::Moment;
use crate::token::check::Detail;
use crate::token::envelope::Envelope;
use crate::token::malformed::{Malformed, Part};

/// What stands for the tenant in the issuer of a document that is of every tenant of Microsoft Entra.
pub const TENANT: &str = "{tenantid}";

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
    /// The scopes that are needed, all of them (RFC 8693 §4.2).
    pub scopes: Vec<String>,
    /// Claims that must not be there: a member's name, or a JSON Pointer.
    pub forbidden: Vec<String>,
    /// How far clocks may be apart: counts for `exp`, `nbf`, `iat` and `max_age`.
    pub leeway: Duration,
    /// How long ago `iat` may be.
    pub max_age: Option<Duration>,
    /// Whether claims are left alone: a JWS with any payload.
    pub signature_only: bool,
    /// The kind of token that it must be.
    pub profile: Option<profile::Demanded>,
    /// What `token_use` must be.
    pub token_use: Option<&'static str>,
    /// The roots to which the header's `x5c` must lead: then its keys verify, and no others (RFC 7515 §4.1.6).
    pub roots: Option<Arc<Roots>>,
    /// Whether a key for a signature was given: then nothing else vouches for the claims.
    pub signed: bool,
}

/// A claim that must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// A member's name, or a JSON Pointer (RFC 6901).
    pub claim: String,
    /// What it must be.
    pub wanted: Wanted,
}

/// What a claim must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// There, whatever it is.
    Present,
    /// This value.
    Is(Json),
    /// An array with this text among its members, or a text with this word.
    Holds(String),
}

impl Wanted {
    /// Whether a value is what is wanted.
    fn fits(&self, value: &Json) -> bool {
        match self {
            Self::Present => true,
            Self::Is(expected) => value.same_value(expected),
            Self::Holds(word) => match value {
                Json::String(text) => text == word || text.split(' ').any(|one| one == word),
                Json::Array(items) => items.iter().any(|item| item.as_str() == Some(word)),
                _ => false,
            },
        }
    }
}

/// What was learned besides the checks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Judged {
    /// Whether the signature is good.
    pub signed: bool,
    /// The key that verified it, or the only one that was tried: its place in the set.
    pub key: Option<usize>,
}

/// Judges a token as of `now`: every check is made as far as it still can be, and reported in order.
pub fn judge(token: &Token, keys: &mut Keyring<'_>, now: Moment, report: &mut Report) -> Judged {
    let policy = keys.policy();
    let mut subject = claims::Subject {
        claims: Err(Detail::NothingToCheck),
        header: None,
        policy,
        now,
        signed: false,
        brief: report.is_brief(),
    };
    if let Some(envelope) = token.envelope() {
        report.add(CheckName::Decryption, Status::Pass, || Detail::Opened {
            opening: Box::new(envelope.opening.clone()),
        });
    }
    if let Some(malformed) = token.form_fault() {
        let sealed = matches!(malformed, Malformed::Unopened(_));
        let first = if sealed {
            CheckName::Decryption
        } else {
            CheckName::Structure
        };
        report.add(first, Status::Fail(malformed.reason()), || {
            Detail::Malformed(malformed.clone())
        });
        let rest = [
            CheckName::Structure,
            CheckName::Header,
            CheckName::Algorithm,
            CheckName::Key,
            CheckName::Signature,
        ];
        for name in rest.into_iter().filter(|name| *name != first) {
            report.add(name, Status::Skip, || Detail::NothingToCheck);
        }
        subject.signed = true;
        claims::judge(&subject, report);
        return Judged::default();
    }

    if let Some(envelope) = token.envelope().filter(|_| token.is_bare()) {
        subject.signed = judge_bare(token, envelope, policy, report);
        subject.claims = token.claims().ok_or(Detail::NothingToCheck);
        claims::judge(&subject, report);
        return Judged {
            signed: subject.signed,
            key: None,
        };
    }

    let (choice, prepared, set) = keys.choose(token, now);
    judge_structure(token, policy, report);
    judge_header(token, report);
    // Where payload or signature can't be decoded there is nothing to verify.
    let signed = token.signature().zip(token.bytes(Part::Payload));
    let signature = signed.map(|(signature, _)| signature);
    let candidates = choice.candidates.as_ref().zip(signature);
    let message = token.signing_input();
    let found =
        candidates.and_then(|((_, keys), signature)| verifying(message, signature, keys, prepared));
    let confused = candidates.and_then(|((algorithm, _), signature)| {
        let unnamed = found.is_none() && token.parameter("kid").is_none();
        unnamed
            .then(|| key_selection::confused(set, *algorithm, token, signature))
            .flatten()
    });
    let judged = if let Some(detail) = confused {
        let status = Status::Fail(Reason::AlgorithmNotAllowed);
        report.add(CheckName::Algorithm, status, || detail);
        report.add(CheckName::Key, Status::Skip, || Detail::KeyNotChosen);
        judge_signature(None, None, report)
    } else {
        let ((algorithm, seen), (key, key_seen)) = (&choice.algorithm, &choice.key);
        report.add(CheckName::Algorithm, *algorithm, || seen.clone());
        report.add(CheckName::Key, *key, || key_seen.clone());
        judge_signature(candidates.map(|(candidates, _)| candidates), found, report)
    };

    subject.header = token.header();
    subject.claims = match token.claims() {
        _ if policy.signature_only => Err(Detail::SignatureOnly),
        Some(claims) => Ok(claims),
        None => Err(Detail::NothingToCheck),
    };
    subject.signed = judged.signed;
    claims::judge(&subject, report);
    judged
}

/// Claims that came in a JWE without a signature: whether the key that opened it vouches for them.
fn judge_bare(token: &Token, envelope: &Envelope, policy: &Policy, report: &mut Report) -> bool {
    judge_structure(token, policy, report);
    report.add(CheckName::Header, Status::Skip, || Detail::NoSignedToken);
    let vouched = envelope.authentic && !policy.signed;
    if vouched {
        report.seal();
        report.add(CheckName::Algorithm, Status::Skip, || Detail::NoSignedToken);
    } else {
        report.add(
            CheckName::Algorithm,
            Status::Fail(Reason::Unsecured),
            || {
                if envelope.authentic {
                    return Detail::SealedNotSigned;
                }
                let algorithm = envelope.opening.algorithm;
                Detail::AnybodySealed { algorithm }
            },
        );
    }
    for name in [CheckName::Key, CheckName::Signature] {
        report.add(name, Status::Skip, || Detail::NoSignedToken);
    }
    vouched
}

/// The form of the three parts. What comes first in the token is said first.
fn judge_structure(token: &Token, policy: &Policy, report: &mut Report) {
    let payload = token.fault(Part::Payload);
    // Any payload will do for a JWS.
    let payload =
        payload.filter(|fault| !policy.signature_only || matches!(fault, Malformed::Base64 { .. }));
    let claims = token.claims().filter(|_| !policy.signature_only);
    let repeated = claims.filter(|claims| claims.repeated());
    let name = CheckName::Structure;
    if let Some(fault) = token.fault(Part::Header).or(payload) {
        report.add(name, Status::Fail(fault.reason()), || {
            Detail::Malformed(fault.clone())
        });
    } else if let Some(claims) = repeated {
        report.add(name, Status::Fail(Reason::DuplicateMember), || {
            Detail::Malformed(Malformed::Duplicate {
                part: Part::Payload,
                pointer: claims.duplicate().unwrap_or_default(),
            })
        });
    } else if let Some(fault) = token.fault(Part::Signature) {
        report.add(name, Status::Fail(fault.reason()), || {
            Detail::Malformed(fault.clone())
        });
    } else if token.is_bare() {
        report.add(name, Status::Pass, || Detail::ClaimsAlone {
            length: claims.map_or(0, |claims| claims.text().len()),
        });
    } else {
        report.add(name, Status::Pass, || Detail::ThreeParts {
            header: token.part(Part::Header).len(),
            payload: token.part(Part::Payload).len(),
            signature: token.part(Part::Signature).len(),
        });
    }
}

/// What RFC 7515 §4 demands of the header's members.
fn judge_header(token: &Token, report: &mut Report) {
    let name = CheckName::Header;
    let Some(header) = token.header() else {
        return report.add(name, Status::Skip, || Detail::NothingToCheck);
    };
    match token.header_fault() {
        Some(fault) => report.add(name, Status::Fail(fault.reason()), || {
            Detail::Malformed(fault.clone())
        }),
        None => report.add(name, Status::Pass, || Detail::HeaderFine {
            members: header.members().count(),
        }),
    }
}

/// Tries the keys in turn: the place in the set of the one that verifies.
fn verifying(
    message: &[u8],
    signature: &Vec<u8>,
    candidates: &[Candidate],
    prepared: &[Prepared],
) -> Option<usize> {
    let verifies = |candidate: &&Candidate| {
        prepared
            .get(candidate.prepared)
            .and_then(|prepared| prepared.as_ref().ok())
            .is_some_and(|verifier| verifier.verify(message, signature))
    };
    candidates.iter().find(verifies).map(|found| found.key)
}

/// Reports whether a key verifies, and which; of a lone key that does not, that one.
fn judge_signature(
    candidates: Option<&(Algorithm, Vec<Candidate>)>,
    found: Option<usize>,
    report: &mut Report,
) -> Judged {
    let name = CheckName::Signature;
    let Some((algorithm, candidates)) = candidates else {
        report.add(name, Status::Skip, || Detail::SignatureNotChecked);
        return Judged::default();
    };
    let algorithm = || algorithm.name().to_owned();
    if found.is_some() {
        report.add(name, Status::Pass, || Detail::SignatureFine {
            algorithm: algorithm(),
        });
        return Judged {
            signed: true,
            key: found,
        };
    }
    let status = Status::Fail(Reason::SignatureMismatch);
    report.add(name, status, || Detail::SignatureMismatch {
        algorithm: algorithm(),
        tried: candidates.len(),
    });
    let lone = candidates.first().filter(|_| candidates.len() == 1);
    Judged {
        signed: false,
        key: lone.map(|lone| lone.key),
    }
}
