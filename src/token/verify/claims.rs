//! What the claims must be (RFC 7519 §4.1): one list of checks over one parsed object.

use std::time::Duration;

use super::{Policy, Required};
use crate::json::Indexed;
use crate::text::typed::Typed;
use crate::time::Moment;
use crate::token::check::{Detail, Kind};
use crate::token::report::{Check, CheckName, Reason, Report, Status};
use crate::token::same_media_type;

/// What the checks look at.
pub(super) struct Subject<'s> {
    /// The claims, or why they are not judged.
    pub(super) claims: Result<&'s Indexed, Detail>,
    pub(super) header: Option<&'s Indexed>,
    pub(super) policy: &'s Policy,
    pub(super) now: Moment,
    /// Whether nobody reads the details: then no text is copied into them.
    pub(super) brief: bool,
}

/// How a check ended, and what it saw.
type Outcome = (Status, Detail);

/// Judges the claims of a token. Without a good signature nothing vouches for them.
pub(super) fn judge(subject: &Subject<'_>, signed: bool, report: &mut Report) {
    let times = [exp, nbf, iat].into_iter();
    let asked = [iss, aud, sub, typ].into_iter();
    let required = subject.policy.required.iter();
    let last = [max_age, token_use].into_iter();
    let checks = times
        .map(|check| check(subject))
        .chain(asked.filter_map(|check| check(subject)))
        .chain(required.map(|wanted| require(subject, wanted)))
        .chain(last.filter_map(|check| check(subject)));
    for check in checks {
        report.push(Check {
            untrusted: !signed,
            ..check
        });
    }
}

impl Subject<'_> {
    /// A check of the claims; skipped where there are none to judge.
    fn check(&self, name: CheckName, judge: impl FnOnce(&Indexed) -> Outcome) -> Check {
        let (status, detail) = match &self.claims {
            Ok(claims) => judge(claims),
            Err(why) => (Status::Skip, why.clone()),
        };
        Check::new(name, status, detail)
    }

    /// A text for a detail.
    fn own(&self, text: &str) -> String {
        if self.brief {
            String::new()
        } else {
            text.to_owned()
        }
    }

    fn fine(&self, claim: &str, value: &str) -> Outcome {
        let (claim, value) = (self.own(claim), self.own(value));
        (Status::Pass, Detail::ClaimFine { claim, value })
    }

    fn missing(&self, claim: &str) -> Outcome {
        let claim = Typed::place(if self.brief { "" } else { claim });
        let status = Status::Fail(Reason::ClaimMissing);
        (status, Detail::ClaimMissing { claim })
    }

    fn mismatch(&self, reason: Reason, claim: &str, value: &str, expected: &[String]) -> Outcome {
        let expected = if self.brief { &[] } else { expected };
        let detail = Detail::ClaimMismatch {
            claim: self.own(claim),
            value: self.own(value),
            expected: expected.to_vec(),
        };
        (Status::Fail(reason), detail)
    }

    /// A claim that is one text.
    fn text(
        &self,
        name: CheckName,
        claim: &'static str,
        mismatch: Reason,
        expected: &[String],
    ) -> Check {
        self.check(name, |claims| {
            if claims.get(claim).is_none() {
                return self.missing(claim);
            }
            let Some(value) = claims.str(claim) else {
                return invalid(claim, Kind::Text);
            };
            if expected.iter().any(|one| *one == value) {
                self.fine(claim, &value)
            } else {
                self.mismatch(mismatch, claim, &value, expected)
            }
        })
    }
}

fn invalid(claim: &'static str, expected: Kind) -> Outcome {
    let status = Status::Fail(Reason::ClaimInvalid);
    (status, Detail::ClaimInvalid { claim, expected })
}

fn not_a_time(claim: &'static str) -> Outcome {
    let status = Status::Fail(Reason::ClaimInvalid);
    (status, Detail::TimeNotANumber { claim })
}

/// RFC 7519 §4.1.4: the time on or after which the token must not be accepted.
fn exp(subject: &Subject<'_>) -> Check {
    let (now, leeway) = (subject.now, subject.policy.leeway);
    subject.check(CheckName::Exp, |claims| {
        let Some(raw) = claims.get("exp") else {
            return (Status::Pass, Detail::NoExp);
        };
        let Some(exp) = Moment::from_json(raw) else {
            return not_a_time("exp");
        };
        if now.minus(leeway) < exp {
            let left = exp.seconds_since(now);
            return (Status::Pass, Detail::ExpFine { exp, left });
        }
        let detail = Detail::Expired {
            exp,
            ago: now.seconds_since(exp),
            now,
            leeway: leeway.as_secs(),
        };
        (Status::Fail(Reason::Expired), detail)
    })
}

/// RFC 7519 §4.1.5: the time before which the token must not be accepted.
fn nbf(subject: &Subject<'_>) -> Check {
    let now = subject.now;
    subject.check(CheckName::Nbf, |claims| {
        let Some(raw) = claims.get("nbf") else {
            return (Status::Pass, Detail::Absent { claim: "nbf" });
        };
        let Some(nbf) = Moment::from_json(raw) else {
            return not_a_time("nbf");
        };
        if nbf <= now.plus(subject.policy.leeway) {
            return (Status::Pass, Detail::NbfFine { nbf });
        }
        let wait = nbf.seconds_since(now);
        let detail = Detail::NotYetValid { nbf, wait, now };
        (Status::Fail(Reason::NotYetValid), detail)
    })
}

/// RFC 7519 §4.1.6: when the token was issued. Being ahead of the clock is a failure only where age matters.
fn iat(subject: &Subject<'_>) -> Check {
    let now = subject.now;
    subject.check(CheckName::Iat, |claims| {
        let Some(raw) = claims.get("iat") else {
            return (Status::Pass, Detail::Absent { claim: "iat" });
        };
        let Some(iat) = Moment::from_json(raw) else {
            return not_a_time("iat");
        };
        if iat <= now.plus(subject.policy.leeway) {
            let ago = now.seconds_since(iat);
            return (Status::Pass, Detail::IatFine { iat, ago });
        }
        let status = match subject.policy.max_age {
            Some(_) => Status::Fail(Reason::IssuedInFuture),
            None => Status::Pass,
        };
        let ahead = iat.seconds_since(now);
        (status, Detail::IatAhead { iat, ahead, now })
    })
}

/// RFC 7519 §4.1.1.
fn iss(subject: &Subject<'_>) -> Option<Check> {
    let expected = &subject.policy.issuers;
    let check = || subject.text(CheckName::Iss, "iss", Reason::IssuerMismatch, expected);
    (!expected.is_empty()).then(check)
}

/// RFC 7519 §4.1.2.
fn sub(subject: &Subject<'_>) -> Option<Check> {
    let expected = subject.policy.subject.as_slice();
    let check = || subject.text(CheckName::Sub, "sub", Reason::SubjectMismatch, expected);
    (!expected.is_empty()).then(check)
}

/// RFC 7519 §4.1.3: one audience as a string, or several in an array.
fn aud(subject: &Subject<'_>) -> Option<Check> {
    let expected = &subject.policy.audiences;
    let claims = subject.claims.as_ref().ok();
    let named = claims.is_some_and(|claims| claims.get("aud").is_some());
    if expected.is_empty() && !named {
        return None;
    }
    Some(subject.check(CheckName::Aud, |claims| {
        if !named {
            return subject.missing("aud");
        }
        let Some(mut audience) = claims.strings("aud") else {
            return invalid("aud", Kind::TextOrTexts);
        };
        let all = audience.clone();
        let all = || {
            if subject.brief {
                return String::new();
            }
            all.collect::<Vec<_>>().join(", ")
        };
        if expected.is_empty() {
            let audience = (audience.len() > 0).then(all);
            return (Status::Skip, Detail::AudienceNotChecked { audience });
        }
        match audience.find(|one| expected.iter().any(|want| want == one)) {
            Some(found) => subject.fine("aud", &found),
            None => subject.mismatch(Reason::AudienceMismatch, "aud", &all(), expected),
        }
    }))
}

/// RFC 7515 §4.1.9: `typ` of the header, which can be judged without claims.
fn typ(subject: &Subject<'_>) -> Option<Check> {
    let expected = subject.policy.typ.as_ref()?;
    let (status, detail) = match subject.header.map(|header| header.str("typ")) {
        None => (Status::Skip, Detail::NothingToCheck),
        Some(None) => subject.missing("typ"),
        Some(Some(value)) if same_media_type(&value, expected) => subject.fine("typ", &value),
        Some(Some(value)) => {
            let expected = std::slice::from_ref(expected);
            subject.mismatch(Reason::TypeMismatch, "typ", &value, expected)
        }
    };
    Some(Check::new(CheckName::Typ, status, detail))
}

/// A claim that must be there, and what it must be: a member, or what a JSON Pointer points at.
fn require(subject: &Subject<'_>, wanted: &Required) -> Check {
    let name = &wanted.claim;
    subject.check(CheckName::Require, |claims| {
        let pointed = || {
            claims
                .tree()
                .pointer(name)
                .filter(|_| name.starts_with('/'))
        };
        let Some(found) = claims.tree_of(name).or_else(|| pointed().cloned()) else {
            return subject.missing(name);
        };
        let value = if subject.brief {
            String::new()
        } else {
            found.to_compact()
        };
        match &wanted.value {
            Some(expected) if !found.same_value(expected) => {
                let expected = [expected.to_compact()];
                subject.mismatch(Reason::ClaimMismatch, name, &value, &expected)
            }
            _ => subject.fine(name, &value),
        }
    })
}

/// `--max-age`: how long ago the token was issued.
fn max_age(subject: &Subject<'_>) -> Option<Check> {
    let limit = subject.policy.max_age?;
    let (now, leeway) = (subject.now, subject.policy.leeway);
    Some(subject.check(CheckName::MaxAge, |claims| {
        let Some(raw) = claims.get("iat") else {
            return subject.missing("iat");
        };
        match Moment::from_json(raw) {
            Some(iat) if iat.plus(limit).plus(leeway) < now => {
                let age = now.seconds_since(iat);
                let limit = Duration::as_secs(&limit);
                (Status::Fail(Reason::TooOld), Detail::TooOld { age, limit })
            }
            Some(iat) if iat <= now.plus(leeway) => {
                let age = now.seconds_since(iat).max(0);
                (Status::Pass, Detail::AgeFine { age })
            }
            _ => (Status::Skip, Detail::AgeUnknown),
        }
    }))
}

/// Which of the two tokens of a login this is. A token without the claim is neither.
fn token_use(subject: &Subject<'_>) -> Option<Check> {
    let wanted = subject.policy.token_use?;
    let claim = "token_use";
    Some(
        subject.check(CheckName::TokenUse, |claims| match claims.str(claim) {
            Some(value) if value == wanted => subject.fine(claim, wanted),
            Some(value) => {
                let expected = [wanted.to_owned()];
                subject.mismatch(Reason::WrongTokenUse, claim, &value, &expected)
            }
            None => {
                let (_, detail) = subject.missing(claim);
                (Status::Fail(Reason::WrongTokenUse), detail)
            }
        }),
    )
}
