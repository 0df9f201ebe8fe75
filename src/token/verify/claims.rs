//! What the claims must be (RFC 7519 §4.1).

use std::time::Duration;

use super::{Policy, Required};
use crate::json::{self, Json};
use crate::text::check::{Detail, Kind};
use crate::text::typed::Typed;
use crate::time::Moment;
use crate::token::compact::Members;
use crate::token::header::{Header, same_media_type};
use crate::token::report::{CheckName, Reason, Sink, Status};

/// Judges the claims of a token. They are untrusted where no good signature vouches for them.
pub(super) fn judge(
    claims: &Members<'_>,
    header: Option<&Header>,
    policy: &Policy,
    now: Moment,
    untrusted: bool,
    sink: &mut impl Sink,
) {
    let mut tell = |name, status, detail: &dyn Fn() -> Detail| {
        sink.check_claims(name, status, untrusted, detail);
    };
    exp(claims, policy, now, &mut tell);
    nbf(claims, policy, now, &mut tell);
    let issued = iat(claims, policy, now, &mut tell);

    if !policy.issuers.is_empty() {
        text(
            CheckName::Iss,
            "iss",
            Reason::IssuerMismatch,
            claims.get("iss"),
            &policy.issuers,
            &mut tell,
        );
    }
    aud(claims.get("aud"), policy, &mut tell);
    if let Some(subject) = &policy.subject {
        let expected = std::slice::from_ref(subject);
        text(
            CheckName::Sub,
            "sub",
            Reason::SubjectMismatch,
            claims.get("sub"),
            expected,
            &mut tell,
        );
    }
    typ(header, policy, &mut tell);
    for wanted in &policy.required {
        required(claims, wanted, &mut tell);
    }
    if let Some(limit) = policy.max_age {
        age(issued, limit, policy.leeway, now, &mut tell);
    }
    if let Some(wanted) = policy.token_use {
        token_use(claims.get("token_use"), wanted, &mut tell);
    }
}

/// Where a check of the claims goes.
type Tell<'s> = dyn FnMut(CheckName, Status, &dyn Fn() -> Detail) + 's;

/// RFC 7519 §4.1.4: the time on or after which the token must not be accepted.
fn exp(claims: &Members<'_>, policy: &Policy, now: Moment, tell: &mut Tell<'_>) {
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
fn nbf(claims: &Members<'_>, policy: &Policy, now: Moment, tell: &mut Tell<'_>) {
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

/// When a token was issued.
#[derive(Clone, Copy)]
enum Issued {
    /// It does not say.
    Absent,
    /// It says nothing that is a time.
    Invalid,
    At(Moment),
}

/// RFC 7519 §4.1.6: when the token was issued. Being ahead of the clock is a failure only where age matters.
fn iat(claims: &Members<'_>, policy: &Policy, now: Moment, tell: &mut Tell<'_>) -> Issued {
    let Some(raw) = claims.get("iat") else {
        tell(CheckName::Iat, Status::Pass, &|| Detail::Absent {
            claim: "iat",
        });
        return Issued::Absent;
    };
    let Some(iat) = Moment::from_json(raw) else {
        tell(CheckName::Iat, Status::Fail(Reason::ClaimInvalid), &|| {
            Detail::TimeNotANumber { claim: "iat" }
        });
        return Issued::Invalid;
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
    Issued::At(iat)
}

/// A claim that is one text: `iss` (RFC 7519 §4.1.1), `sub` (§4.1.2).
fn text(
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
    let Some(value) = json::text(raw) else {
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
fn aud(raw: Option<&str>, policy: &Policy, tell: &mut Tell<'_>) {
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
    let audience = if let Some(text) = json::text(raw) {
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
    if !asked {
        tell(CheckName::Aud, Status::Skip, &|| {
            Detail::AudienceNotChecked {
                audience: (!audience.is_empty()).then(|| audience.join(", ")),
            }
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
                value: audience.join(", "),
                expected: policy.audiences.clone(),
            },
        );
    }
}

/// `typ` of the header; `None` when there is no header to look at.
fn typ(header: Option<&Header>, policy: &Policy, tell: &mut Tell<'_>) {
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

/// A claim that must be there, and what it must be.
fn required(claims: &Members<'_>, required: &Required, tell: &mut Tell<'_>) {
    let claim = &required.claim;
    let found = find(claims, claim);
    match (found, &required.value) {
        (None, _) => tell(
            CheckName::Require,
            Status::Fail(Reason::ClaimMissing),
            &|| Detail::ClaimMissing {
                claim: Typed::place(claim),
            },
        ),
        (Some(value), Some(expected)) if !same(value, expected) => {
            tell(
                CheckName::Require,
                Status::Fail(Reason::ClaimMismatch),
                &|| Detail::ClaimMismatch {
                    claim: claim.clone(),
                    value: json::compact(value),
                    expected: vec![expected.to_compact()],
                },
            );
        }
        (Some(value), _) => tell(CheckName::Require, Status::Pass, &|| Detail::ClaimFine {
            claim: claim.clone(),
            value: json::compact(value),
        }),
    }
}

/// The claim of a name, as it is written; of no such name, what the JSON Pointer points at.
fn find<'c>(claims: &Members<'c>, claim: &str) -> Option<&'c str> {
    claims.get(claim).or_else(|| {
        let rest = claim.strip_prefix('/')?;
        let first = rest.split('/').next().unwrap_or_default();
        let below = rest.get(first.len()..).unwrap_or_default();
        json::pointed_at(claims.get(&json::step_name(first))?, below)
    })
}

/// Whether a value is what was expected.
fn same(raw: &str, expected: &Json) -> bool {
    // Of an array no tree is built where a text was expected.
    let nested = matches!(expected, Json::Array(_) | Json::Object(_));
    nested == raw.starts_with(['[', '{'])
        && Json::parse(raw.as_bytes()).is_ok_and(|value| value.same_value(expected))
}

/// `--max-age`: how long ago the token was issued.
fn age(issued: Issued, limit: Duration, leeway: Duration, now: Moment, tell: &mut Tell<'_>) {
    let iat = match issued {
        Issued::At(iat) => iat,
        Issued::Invalid => return tell(CheckName::MaxAge, Status::Skip, &|| Detail::AgeUnknown),
        Issued::Absent => {
            let status = Status::Fail(Reason::ClaimMissing);
            return tell(CheckName::MaxAge, status, &|| Detail::ClaimMissing {
                claim: "iat".into(),
            });
        }
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
fn token_use(raw: Option<&str>, wanted: &'static str, tell: &mut Tell<'_>) {
    let fail = Status::Fail(Reason::WrongTokenUse);
    let Some(value) = raw.and_then(json::text) else {
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

/// There are no claims to judge; the header's `typ` still can be.
pub(super) fn skip<S: Sink>(
    policy: &Policy,
    header: Option<&Header>,
    untrusted: bool,
    why: fn() -> Detail,
    sink: &mut S,
) {
    let skipped = |name: CheckName, asked: bool, sink: &mut S| {
        if asked {
            sink.check(name, Status::Skip, why);
        }
    };
    for name in [CheckName::Exp, CheckName::Nbf, CheckName::Iat] {
        skipped(name, true, sink);
    }
    skipped(CheckName::Iss, !policy.issuers.is_empty(), sink);
    skipped(CheckName::Aud, !policy.audiences.is_empty(), sink);
    skipped(CheckName::Sub, policy.subject.is_some(), sink);
    typ(header, policy, &mut |name, status, detail| {
        sink.check_claims(name, status, untrusted, detail);
    });
    for _ in &policy.required {
        skipped(CheckName::Require, true, sink);
    }
    skipped(CheckName::MaxAge, policy.max_age.is_some(), sink);
    skipped(CheckName::TokenUse, policy.token_use.is_some(), sink);
}
