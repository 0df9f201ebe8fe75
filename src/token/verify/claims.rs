//! What the claims must be (RFC 7519 §4.1): one list of checks over one parsed object.

use std::borrow::Cow;

use super::{Policy, Required, TENANT, Wanted, profile};
use crate::json::{Indexed, Json};
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
    /// Whether a good signature vouches for the claims.
    pub(super) signed: bool,
    /// Whether nobody reads the details: then none are made.
    pub(super) brief: bool,
}

/// How a check ended, and what it saw.
type Outcome = (Status, Detail);

/// Judges the claims of a token.
pub(super) fn judge(subject: &Subject<'_>, report: &mut Report) {
    report.push(exp(subject));
    report.push(nbf(subject));
    report.push(iat(subject));
    report.push(iss(subject));
    report.push(aud(subject));
    report.push(sub(subject));
    report.push(typ(subject));
    for wanted in &subject.policy.required {
        report.push(require(subject, wanted));
    }
    for name in &subject.policy.scopes {
        report.push(scope(subject, name));
    }
    for claim in &subject.policy.forbidden {
        report.push(forbid(subject, claim));
    }
    if let Some(demanded) = &subject.policy.profile {
        profile::judge(subject, demanded, report);
    }
    report.push(max_age(subject));
    report.push(token_use(subject));
}

impl Subject<'_> {
    pub(super) fn check(&self, name: CheckName, (status, detail): Outcome) -> Check {
        Check {
            untrusted: !self.signed,
            ..Check::new(name, status, detail)
        }
    }

    /// A check of the claims; skipped where there are none to judge.
    pub(super) fn judge(&self, name: CheckName, judge: impl FnOnce(&Indexed) -> Outcome) -> Check {
        let outcome = match &self.claims {
            Ok(claims) => judge(claims),
            Err(why) => (Status::Skip, why.clone()),
        };
        self.check(name, outcome)
    }

    /// An outcome whose detail is made only if somebody reads it.
    fn found(&self, status: Status, detail: impl FnOnce() -> Detail) -> Outcome {
        let detail = if self.brief {
            Detail::NothingToCheck
        } else {
            detail()
        };
        (status, detail)
    }

    fn fine(&self, claim: &str, value: &str) -> Outcome {
        self.found(Status::Pass, || Detail::ClaimFine {
            claim: claim.to_owned(),
            value: value.to_owned(),
        })
    }

    fn missing(&self, claim: &str, expected: &[String]) -> Outcome {
        self.found(Status::Fail(Reason::ClaimMissing), || {
            Detail::ClaimMissing {
                claim: Typed::place(claim),
                expected: expected.to_vec(),
            }
        })
    }

    fn mismatch(&self, reason: Reason, claim: &str, value: &str, expected: &[String]) -> Outcome {
        self.found(Status::Fail(reason), || Detail::ClaimMismatch {
            claim: claim.to_owned(),
            value: value.to_owned(),
            expected: expected.to_vec(),
        })
    }

    /// A claim that is there, and whether it is what is wanted.
    fn wanted(&self, claim: &str, value: &Json, wanted: &Wanted) -> Outcome {
        if wanted.fits(value) {
            return self.found(Status::Pass, || Detail::ClaimFine {
                claim: claim.to_owned(),
                value: value.to_compact(),
            });
        }
        let expected = match wanted {
            Wanted::Is(expected) => expected.to_compact(),
            Wanted::Holds(word) => word.clone(),
            Wanted::Present => String::new(),
        };
        self.found(Status::Fail(Reason::ClaimMismatch), || {
            Detail::ClaimMismatch {
                claim: claim.to_owned(),
                value: value.to_compact(),
                expected: vec![expected],
            }
        })
    }

    /// A claim that is one text.
    fn text(
        &self,
        name: CheckName,
        claim: &'static str,
        mismatch: Reason,
        expected: &[String],
    ) -> Check {
        self.judge(name, |claims| {
            let Some(value) = claims.value(claim) else {
                return self.missing(claim, expected);
            };
            let Some(value) = value.str() else {
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
    subject.judge(CheckName::Exp, |claims| {
        let Some(raw) = claims.get("exp") else {
            return (Status::Pass, Detail::NoExp);
        };
        let Some(exp) = Moment::from_json(raw) else {
            return not_a_time("exp");
        };
        if now.minus(leeway) < exp {
            return subject.found(Status::Pass, || Detail::ExpFine {
                exp,
                left: exp.seconds_since(now),
            });
        }
        subject.found(Status::Fail(Reason::Expired), || Detail::Expired {
            exp,
            ago: now.seconds_since(exp),
            now,
            leeway: leeway.as_secs(),
        })
    })
}

/// RFC 7519 §4.1.5: the time before which the token must not be accepted.
fn nbf(subject: &Subject<'_>) -> Check {
    let now = subject.now;
    subject.judge(CheckName::Nbf, |claims| {
        let Some(raw) = claims.get("nbf") else {
            return (Status::Pass, Detail::Absent { claim: "nbf" });
        };
        let Some(nbf) = Moment::from_json(raw) else {
            return not_a_time("nbf");
        };
        if nbf <= now.plus(subject.policy.leeway) {
            return (Status::Pass, Detail::NbfFine { nbf });
        }
        subject.found(Status::Fail(Reason::NotYetValid), || Detail::NotYetValid {
            nbf,
            wait: nbf.seconds_since(now),
            now,
        })
    })
}

/// RFC 7519 §4.1.6: when the token was issued. Being ahead of the clock is a failure only where age matters.
fn iat(subject: &Subject<'_>) -> Check {
    let now = subject.now;
    subject.judge(CheckName::Iat, |claims| {
        let Some(raw) = claims.get("iat") else {
            return (Status::Pass, Detail::Absent { claim: "iat" });
        };
        let Some(iat) = Moment::from_json(raw) else {
            return not_a_time("iat");
        };
        if iat <= now.plus(subject.policy.leeway) {
            return subject.found(Status::Pass, || Detail::IatFine {
                iat,
                ago: now.seconds_since(iat),
            });
        }
        let status = match subject.policy.max_age {
            Some(_) => Status::Fail(Reason::IssuedInFuture),
            None => Status::Pass,
        };
        subject.found(status, || Detail::IatAhead {
            iat,
            ahead: iat.seconds_since(now),
            now,
        })
    })
}

/// The issuers, of a document that is of every tenant of Microsoft Entra the one of the token's tenant.
fn for_tenant<'p>(issuers: &'p [String], subject: &Subject<'_>) -> Cow<'p, [String]> {
    let plain = |tenant: &str| {
        tenant
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let tenant = subject
        .claims
        .as_ref()
        .ok()
        .and_then(|claims| claims.value("tid")?.str());
    match tenant.filter(|tenant| plain(tenant)) {
        Some(tenant) if issuers.iter().any(|issuer| issuer.contains(TENANT)) => issuers
            .iter()
            .map(|issuer| issuer.replace(TENANT, &tenant))
            .collect(),
        _ => Cow::Borrowed(issuers),
    }
}

/// RFC 7519 §4.1.1.
fn iss(subject: &Subject<'_>) -> Option<Check> {
    let expected = &for_tenant(&subject.policy.issuers, subject);
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
    let value = claims.and_then(|claims| claims.value("aud"));
    if expected.is_empty() && value.is_none() {
        return None;
    }
    Some(subject.judge(CheckName::Aud, |_| {
        let Some(value) = value else {
            return subject.missing("aud", expected);
        };
        let Some(mut audience) = value.strings() else {
            return invalid("aud", Kind::TextOrTexts);
        };
        let all = audience.clone();
        let all = || all.collect::<Vec<_>>().join(", ");
        if expected.is_empty() {
            return subject.found(Status::Skip, || Detail::AudienceNotChecked {
                audience: (audience.len() > 0).then(all),
            });
        }
        match audience.find(|one| expected.iter().any(|want| want == one)) {
            Some(found) => subject.fine("aud", &found),
            None => subject.found(Status::Fail(Reason::AudienceMismatch), || {
                Detail::ClaimMismatch {
                    claim: "aud".into(),
                    value: all(),
                    expected: expected.clone(),
                }
            }),
        }
    }))
}

/// RFC 7515 §4.1.9: `typ` of the header, which can be judged without claims.
fn typ(subject: &Subject<'_>) -> Option<Check> {
    let expected = subject.policy.typ.as_ref()?;
    let outcome = match subject.header.map(|header| header.str("typ")) {
        None => (Status::Skip, Detail::NothingToCheck),
        Some(None) => subject.missing("typ", &[]),
        Some(Some(value)) if same_media_type(&value, expected) => subject.fine("typ", &value),
        Some(Some(value)) => {
            let expected = std::slice::from_ref(expected);
            subject.mismatch(Reason::TypeMismatch, "typ", &value, expected)
        }
    };
    Some(subject.check(CheckName::Typ, outcome))
}

/// A member of the claims, or what a JSON Pointer points at.
fn find<'c>(claims: &'c Indexed, name: &str) -> Option<Cow<'c, Json>> {
    let member = claims.value(name).map(|value| Cow::Owned(value.tree()));
    member.or_else(|| {
        let pointed = name.starts_with('/').then(|| claims.tree().pointer(name));
        pointed?.map(Cow::Borrowed)
    })
}

/// A claim that must be there, and what it must be.
fn require(subject: &Subject<'_>, required: &Required) -> Check {
    let name = &required.claim;
    subject.judge(CheckName::Require, |claims| match find(claims, name) {
        None => subject.missing(name, &[]),
        Some(found) => subject.wanted(name, &found, &required.wanted),
    })
}

/// A word of `scope` (RFC 8693 §4.2) or of `scp`, as Entra and Okta call it.
fn scope(subject: &Subject<'_>, name: &str) -> Check {
    subject.judge(CheckName::Scope, |claims| {
        let wanted = Wanted::Holds(name.to_owned());
        let of = |claim| Some((claim, find(claims, claim)?));
        let found: Vec<_> = ["scope", "scp"].into_iter().filter_map(of).collect();
        let fitting = found.iter().find(|(_, value)| wanted.fits(value));
        match fitting.or(found.first()) {
            None => subject.missing("scope", &[]),
            Some((claim, value)) => subject.wanted(claim, value, &wanted),
        }
    })
}

/// A claim that must not be there.
fn forbid(subject: &Subject<'_>, name: &str) -> Check {
    subject.judge(CheckName::Forbid, |claims| {
        let claim = || Typed::place(name);
        match find(claims, name) {
            None => subject.found(Status::Pass, || Detail::ClaimAbsent { claim: claim() }),
            Some(_) => subject.found(Status::Fail(Reason::ClaimForbidden), || {
                Detail::ClaimForbidden { claim: claim() }
            }),
        }
    })
}

/// `--max-age`: how long ago the token was issued.
fn max_age(subject: &Subject<'_>) -> Option<Check> {
    let limit = subject.policy.max_age?;
    let (now, leeway) = (subject.now, subject.policy.leeway);
    Some(subject.judge(CheckName::MaxAge, |claims| {
        let Some(raw) = claims.get("iat") else {
            return subject.missing("iat", &[]);
        };
        match Moment::from_json(raw) {
            Some(iat) if iat.plus(limit).plus(leeway) < now => {
                subject.found(Status::Fail(Reason::TooOld), || Detail::TooOld {
                    age: now.seconds_since(iat),
                    limit: limit.as_secs(),
                })
            }
            Some(iat) if iat <= now.plus(leeway) => {
                subject.found(Status::Pass, || Detail::AgeFine {
                    age: now.seconds_since(iat).max(0),
                })
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
        subject.judge(CheckName::TokenUse, |claims| match claims.str(claim) {
            Some(value) if value == wanted => subject.fine(claim, wanted),
            Some(value) => {
                let expected = [wanted.to_owned()];
                subject.mismatch(Reason::WrongTokenUse, claim, &value, &expected)
            }
            None => {
                let (_, detail) = subject.missing(claim, &[]);
                (Status::Fail(Reason::WrongTokenUse), detail)
            }
        }),
    )
}
