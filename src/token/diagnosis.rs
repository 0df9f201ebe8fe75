//! Why a check failed: what explains it becomes hints on the report. A hint never changes the verdict.
//!
//! Candidates are tried in a bounded number of steps, and only those that really verify become hints; the
//! structural ones (length, DER, padding) say what they saw. Verification itself knows nothing of this: whoever
//! wants an explanation calls [`explain`] with the finished report.

mod claims;
mod opaque;
mod rewritten;
mod secret;
mod signature;
mod structure;
mod well_known;

pub use secret::Written;

use super::compact::Compact;
use super::header::Header;
use super::reading::Reading;
use super::report::{CheckName, Reason, Report, Status};
use crate::keys::{Algorithm, Family, Key, KeySet, Verifier};
use crate::text::hint::Hint;
use crate::text::malformed::Part;
use crate::time::Moment;

/// The most HMACs that are computed for one token.
const MAX_HMACS: usize = 2_000;
/// The most bytes that are hashed for all candidates of one token: ten or twenty milliseconds at worst, one or less
/// for a token of usual length.
const MAX_HASHED: usize = 6 << 20;
/// The most signatures that are checked with public keys.
const MAX_SIGNATURES: usize = 40;
/// The most keys of a set that are looked at for one token.
const MAX_KEYS: usize = 2_000;

/// When this version was released, in seconds: a clock behind it is wrong.
/// 2026-11-01, a constant, so that the same source always builds the same binary.
const RELEASED: Moment = Moment::from_seconds(1_793_491_200);

/// What is at hand to explain a failure with.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'e> {
    /// The bare token that failed.
    pub text: &'e str,
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
pub fn explain(report: &mut Report, reading: &Reading<'_>, evidence: &Evidence<'_>) {
    let mut bench = Bench::default();
    for check in &mut report.checks {
        let Status::Fail(reason) = check.status else {
            continue;
        };
        check.hints = match (check.name, reason) {
            (CheckName::Structure, _) => {
                structure::hints(evidence.text, Some((evidence, &mut bench)))
            }
            (CheckName::Header, Reason::MalformedStructure) => {
                structure::swapped(evidence.text, Some((evidence, &mut bench)))
                    .into_iter()
                    .collect()
            }
            (CheckName::Algorithm, Reason::AlgorithmNotAllowed) => {
                signature::wrong_algorithm(evidence, &mut bench)
            }
            (CheckName::Key, Reason::KeyNotFound) => signature::other_key(evidence, &mut bench)
                .into_iter()
                .collect(),
            (CheckName::Key, Reason::KeyUnusable) => signature::unusable(evidence, &mut bench),
            (CheckName::Signature, _) => signature::mismatch(evidence, &mut bench),
            _ => claims::hints(check, reading.claims(), evidence),
        };
    }
}

/// What explains that a text is no token, or a strange one, without any key. `reading` is of the same text.
#[must_use]
pub fn of_text(text: &str, reading: &Reading<'_>) -> Vec<Hint> {
    if reading.broken.is_empty() {
        return structure::swapped(text, None).into_iter().collect();
    }
    let signed = reading.disclosed.as_ref();
    structure::hints(signed.map_or(text, |signed| signed.issuer_signed), None)
}

/// Whether a clock says a moment before this version was released.
#[must_use]
pub fn clock_is_wrong(now: Moment) -> bool {
    now < RELEASED
}

/// A token whose signature does not match, taken apart.
struct Suspect<'s> {
    token: Compact<'s>,
    signature: Vec<u8>,
    /// The `alg` of its header, and what the table has for it.
    alg: String,
    algorithm: Option<Algorithm>,
    kid: Option<String>,
}

impl<'s> Suspect<'s> {
    fn of(text: &'s str) -> Option<Self> {
        let token = Compact::split(text.as_bytes()).ok()?;
        let (mut header, mut signature) = (Vec::new(), Vec::new());
        token.decode(Part::Header, &mut header).ok()?;
        token.decode(Part::Signature, &mut signature).ok()?;
        let header = Header::read(&header).ok()?;
        let alg = header.alg?;
        Some(Self {
            token,
            signature,
            algorithm: Algorithm::named(&alg),
            alg,
            kid: header.kid,
        })
    }

    /// The keys of a set, those of the token's `kid` first.
    fn keys_of<'k>(&self, set: &'k KeySet) -> impl Iterator<Item = &'k Key> {
        let named = |key: &Key| self.kid.is_some() && key.kid() == self.kid.as_deref();
        let (first, rest): (Vec<_>, Vec<_>) = set.keys.iter().partition(|key| named(key));
        first.into_iter().chain(rest)
    }
}

/// Where candidates are tried, so many and no more.
struct Bench {
    hmacs: usize,
    hashed: usize,
    signatures: usize,
}

impl Default for Bench {
    fn default() -> Self {
        Self {
            hmacs: MAX_HMACS,
            hashed: MAX_HASHED,
            signatures: MAX_SIGNATURES,
        }
    }
}

impl Bench {
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

    /// Whether any key of the evidence verifies a token, by the algorithm of its header.
    fn verifies(&mut self, evidence: &Evidence<'_>, suspect: &Suspect<'_>, message: &[u8]) -> bool {
        suspect.algorithm.is_some_and(|algorithm| {
            suspect
                .keys_of(evidence.keys)
                .any(|key| self.is_of(key, algorithm, message, &suspect.signature))
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
