//! Why a check failed: what explains it becomes hints on the report. A hint never changes the verdict.
//!
//! Candidates are tried in a bounded number of steps, and only those that really verify become hints; the
//! structural ones (length, DER, padding) say what they saw. Verification itself knows nothing of this: whoever
//! wants an explanation calls [`explain`] with the finished report.

mod claims;
mod mishap;
mod not_a_jwt;
mod rewritten;
mod secret;
mod signature;
mod signed;
mod structure;
#[cfg(test)]
mod tests;
mod well_known;

pub use mishap::Mishap;
pub use secret::{Source, Written};
pub use signed::{HeaderChange, SignedText};

use std::borrow::Cow;

use super::Token;
use super::check::Detail;
use super::report::{CheckName, Reason, Report, Status};
use crate::keys::{Algorithm, Family, Key, KeySet, Verifier};
use crate::time::Moment;
use crate::token::hint::Hint;

/// The most HMACs that are computed for one token.
const MAX_HMACS: usize = 4_000;
/// The most bytes that are hashed for all candidates of one token: ten or twenty milliseconds at worst, one or less
/// for a token of usual length.
const MAX_HASHED: usize = 6 << 20;
/// The most signatures that are checked with public keys.
const MAX_SIGNATURES: usize = 120;
/// The most keys of a set that are looked at for one token.
const MAX_KEYS: usize = 2_000;

/// When this version was released, in seconds: a clock behind it is wrong.
/// 2026-11-01, a constant, so that the same source always builds the same binary.
const RELEASED: Moment = Moment::from_seconds(1_793_491_200);

/// What is at hand to explain a failure with.
#[derive(Clone, Copy, Debug)]
pub struct DiagnosisInput<'e> {
    /// The token that failed.
    pub token: &'e Token,
    /// The keys that it was checked with.
    pub keys: &'e KeySet,
    /// The secret as it was written, when the key is one.
    pub written: Option<Written<'e>>,
    /// Keys that were not asked for but may be the right ones, and where they are.
    pub elsewhere: Option<(&'e KeySet, &'e str)>,
    /// The moment that the token was judged at.
    pub now: Moment,
    /// Whether that is what the machine's clock says.
    pub by_clock: bool,
}

/// Puts what explains a failure on the failed checks.
pub fn explain(report: &mut Report, input: &DiagnosisInput<'_>) {
    let mut budget = Budget::default();
    let token = input.token;
    for check in report.checks_mut() {
        let Status::Fail(reason) = check.status else {
            continue;
        };
        let budget = &mut budget;
        check.hints = match (check.name, reason) {
            (CheckName::Structure, _) => structure::hints(token, Some((input, budget))),
            (CheckName::Header, Reason::MalformedStructure) => {
                let swapped = structure::swapped(token, Some((input, budget)));
                swapped.into_iter().collect()
            }
            (CheckName::Algorithm, Reason::AlgorithmNotAllowed) => {
                let found = signature::wrong_algorithm(input, budget);
                let of_other_type = matches!(
                    check.detail,
                    Detail::AlgorithmNotOfKey { .. } | Detail::AlgorithmNotOfSecret { .. }
                );
                or_where_from(found, input, of_other_type)
            }
            (CheckName::Key, Reason::KeyNotFound) => {
                let found = signature::other_key(input, budget).into_iter().collect();
                or_where_from(found, input, matches!(check.detail, Detail::NoKeys { .. }))
            }
            (CheckName::Key, Reason::KeyUnusable) => signature::unusable(input, budget),
            (CheckName::Signature, _) => signature::mismatch(input, budget),
            _ => claims::hints(check, input),
        };
    }
}

/// What was found, or else where the key of this token would come from.
fn or_where_from(found: Vec<Hint>, input: &DiagnosisInput<'_>, wanted: bool) -> Vec<Hint> {
    if !found.is_empty() || !wanted {
        return found;
    }
    let Some(algorithm) = input.token.algorithm() else {
        return found;
    };
    let header = input.token.header();
    let issuer = input.token.claims().and_then(|claims| claims.str("iss"));
    let issuer = issuer.filter(|issuer| claims::is_public_address(issuer));
    vec![Hint::WhereFrom {
        algorithm: algorithm.name(),
        issuer: issuer.map(Cow::into_owned),
        chain: header.is_some_and(|header| header.get("x5c").is_some()),
    }]
}

/// What explains that a text is no token, or a strange one, without any key.
pub fn of_text(token: &Token) -> Vec<Hint> {
    if token.faults().is_empty() {
        return structure::swapped(token, None).into_iter().collect();
    }
    match token.disclosed() {
        Some(disclosed) => {
            let signed = token.text().get(..disclosed.at);
            structure::hints(&Token::of(signed.unwrap_or_default()), None)
        }
        None => structure::hints(token, None),
    }
}

/// Whether a clock says a moment before this version was released.
pub fn clock_is_wrong(now: Moment) -> bool {
    now < RELEASED
}

impl<'e> DiagnosisInput<'e> {
    /// The keys that the token was checked with, those of its `kid` first.
    fn keys_by_kid(&self) -> impl Iterator<Item = &'e Key> {
        let kid = self.token.parameter("kid");
        let named = |key: &Key| kid.is_some() && key.kid() == kid.as_deref();
        let keys = self.keys.keys.iter();
        let (first, rest): (Vec<_>, Vec<_>) = keys.partition(|key| named(key));
        first.into_iter().chain(rest)
    }

    /// The `alg` of the header.
    fn alg(&self) -> String {
        self.token.parameter("alg").unwrap_or_default().into_owned()
    }
}

/// Where candidates are tried, so many and no more.
struct Budget {
    hmacs: usize,
    hashed: usize,
    signatures: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            hmacs: MAX_HMACS,
            hashed: MAX_HASHED,
            signatures: MAX_SIGNATURES,
        }
    }
}

impl Budget {
    /// Whether there is budget for one more try.
    fn affords(&self, is_hmac: bool, bytes: usize) -> bool {
        let tries = if is_hmac { self.hmacs } else { self.signatures };
        tries > 0 && self.hashed >= bytes
    }

    /// Takes one try out of the budget; false when it is used up.
    fn spend(&mut self, is_hmac: bool, bytes: usize) -> bool {
        if !self.affords(is_hmac, bytes) {
            return false;
        }
        if is_hmac {
            self.hmacs -= 1;
        } else {
            self.signatures -= 1;
        }
        self.hashed -= bytes;
        true
    }

    /// Whether the signature is an HMAC with that secret. The empty secret counts too.
    fn is_hmac(
        &mut self,
        secret: &[u8],
        algorithm: Algorithm,
        message: &[u8],
        signature: &Vec<u8>,
    ) -> bool {
        // RFC 2104 §2 fills a short key up with zeros, so that one zero is the same key as nothing at all;
        // and nothing at all the library does not take.
        let secret = if secret.is_empty() {
            &b"\0"[..]
        } else {
            secret
        };
        self.spend(true, message.len() + secret.len())
            && Verifier::of_bytes(secret, algorithm)
                .is_some_and(|verifier| verifier.verify(message, signature))
    }

    /// Whether the signature is that key's. What the key may not do is not tried.
    fn is_of(
        &mut self,
        key: &Key,
        algorithm: Algorithm,
        message: &[u8],
        signature: &Vec<u8>,
    ) -> bool {
        // Preparing a key costs as much as a try; most keys of a set can be ruled out without.
        key.algorithms().any(|one| one.same_as(algorithm))
            && self.spend(key.is_secret(), message.len())
            && key
                .verifier(algorithm)
                .is_ok_and(|verifier| verifier.verify(message, signature))
    }

    /// Whether any of the keys verifies a token, by the algorithm of its header, over a text.
    fn verifies(&mut self, input: &DiagnosisInput<'_>, message: &[u8]) -> bool {
        let found = input.token.algorithm().zip(input.token.signature());
        found.is_some_and(|(algorithm, signature)| {
            let mut keys = input.keys_by_kid();
            keys.any(|key| self.is_of(key, algorithm, message, signature))
        })
    }
}

/// How many bytes the signatures of an algorithm have, with a key where that decides.
fn signature_len(algorithm: Algorithm, key: Option<&Key>) -> Option<usize> {
    let modulus = || match algorithm.family() {
        Family::RsaPkcs1 | Family::RsaPss => key?.bits().map(|bits| bits.div_ceil(8)),
        _ => None,
    };
    algorithm.signature_len().or_else(modulus)
}
