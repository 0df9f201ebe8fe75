//! Profiles: what a kind of token has to be, beyond RFC 7519. A profile is a row of demands, each of them a check.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::claims::Subject;
use crate::encoding::BASE64URL;
use crate::json::{Indexed, Json};
use crate::keys::Algorithm;
use crate::keys::evidence::Hash;
use crate::text::typed::Typed;
use crate::token::check::Detail;
use crate::token::report::{Check, CheckName, Reason, Report, Status};
use crate::token::same_media_type;

/// What was asked for with a profile.
#[derive(Clone, Debug)]
pub struct Demanded {
    pub profile: &'static Profile,
    /// The `nonce` of the authentication request.
    pub nonce: Option<String>,
    /// The access token that came with it.
    pub access_token: Option<String>,
    /// The authorization code that came with it.
    pub code: Option<String>,
    /// The method of the request that a proof is for.
    pub method: Option<String>,
    /// Its URL.
    pub url: Option<String>,
    /// The thumbprint (RFC 7638) of the key that an access token is bound to.
    pub thumbprint: Option<String>,
}

/// A kind of token.
#[derive(Debug)]
pub struct Profile {
    /// As `--profile` names it.
    pub name: &'static str,
    demands: &'static [Demand],
    /// Whether the public key in the header is the one that verifies (RFC 9449 §4.3).
    pub brings_its_key: bool,
}

/// One thing that a profile demands.
#[derive(Debug)]
enum Demand {
    Present(CheckName),
    Forbidden(CheckName),
    /// `typ` of the header.
    Type(&'static str),
    /// `iss` and `sub` are the same (RFC 7523 §3).
    Itself,
    /// `azp`, where it is there, is the audience expected (OpenID Connect Core §3.1.3.7).
    Party,
    Nonce,
    /// The left half of a hash of what came with the token (OpenID Connect Core §3.1.3.6, §3.3.2.11).
    HalfHash(CheckName),
    /// `sub` or `sid` (Back-Channel Logout §2.4).
    SubjectOrSession,
    /// The event of a logout (Back-Channel Logout §2.4).
    LogoutEvent,
    Method,
    Url,
    /// RFC 9449 §4.2: `ath`.
    TokenHash,
}

/// The event of Back-Channel Logout §2.4.
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Every profile.
pub static PROFILES: [Profile; 5] = {
    use CheckName::{AtHash, Aud, CHash, ClientId, Exp, Iat, Iss, Jti, Nonce, Sub};
    use Demand::{
        Forbidden, HalfHash, Itself, LogoutEvent, Method, Party, Present, SubjectOrSession,
        TokenHash, Type, Url,
    };
    [
        Profile {
            name: "id-token",
            demands: &[
                Present(Iss),
                Present(Sub),
                Present(Aud),
                Present(Exp),
                Present(Iat),
                Party,
                Demand::Nonce,
                HalfHash(AtHash),
                HalfHash(CHash),
            ],
            brings_its_key: false,
        },
        Profile {
            name: "at+jwt",
            demands: &[
                Type("at+jwt"),
                Present(Iss),
                Present(Exp),
                Present(Aud),
                Present(Sub),
                Present(ClientId),
                Present(Iat),
                Present(Jti),
            ],
            brings_its_key: false,
        },
        Profile {
            name: "logout-token",
            demands: &[
                Present(Iss),
                Present(Aud),
                Present(Iat),
                Present(Exp),
                Present(Jti),
                LogoutEvent,
                SubjectOrSession,
                Forbidden(Nonce),
            ],
            brings_its_key: false,
        },
        Profile {
            name: "client-assertion",
            demands: &[Itself, Present(Aud), Present(Exp), Present(Jti)],
            brings_its_key: false,
        },
        Profile {
            name: "dpop",
            demands: &[
                Type("dpop+jwt"),
                Method,
                Url,
                Present(Jti),
                Present(Iat),
                TokenHash,
            ],
            brings_its_key: true,
        },
    ]
};

/// Makes the checks of a profile.
pub(super) fn judge(subject: &Subject<'_>, demanded: &Demanded, report: &mut Report) {
    for demand in demanded.profile.demands {
        report.push(demand.judge(subject, demanded));
    }
}

type Outcome = (Status, Detail);

impl Demand {
    fn judge(&self, subject: &Subject<'_>, demanded: &Demanded) -> Option<Check> {
        let text = |claims: &Indexed, name: &str| claims.str(name).map(Cow::into_owned);
        let value = |asked: &Option<String>, name: CheckName| {
            asked.as_ref().map(|wanted| {
                subject.judge(name, |claims| {
                    is(name.code(), text(claims, name.code()), claims, wanted)
                })
            })
        };
        match self {
            Self::Present(name) => {
                Some(subject.judge(*name, |claims| present(name.code(), claims)))
            }
            Self::Forbidden(name) => Some(subject.judge(*name, |claims| {
                let claim = Typed::place(name.code());
                match claims.get(name.code()) {
                    None => (Status::Pass, Detail::ClaimAbsent { claim }),
                    Some(_) => (
                        Status::Fail(Reason::ClaimForbidden),
                        Detail::ClaimForbidden { claim },
                    ),
                }
            })),
            Self::Type(expected) => {
                let typ = subject.header?.str("typ");
                let outcome = match typ {
                    None => missing("typ", &[(*expected).to_owned()]),
                    Some(typ) if same_media_type(&typ, expected) => fine("typ", &typ),
                    Some(typ) => mismatch(Reason::TypeMismatch, "typ", &typ, expected),
                };
                Some(subject.check(CheckName::Typ, outcome))
            }
            Self::Itself => Some(subject.judge(CheckName::Sub, |claims| {
                let (Some(iss), Some(sub)) = (text(claims, "iss"), text(claims, "sub")) else {
                    let absent = if claims.get("iss").is_none() {
                        "iss"
                    } else {
                        "sub"
                    };
                    return missing(absent, &[]);
                };
                if iss == sub {
                    fine("sub", &sub)
                } else {
                    mismatch(Reason::ClaimMismatch, "sub", &sub, &iss)
                }
            })),
            Self::Party => {
                let expected = &subject.policy.audiences;
                let claims = subject.claims.as_ref().ok()?;
                let azp = claims.str("azp")?;
                let outcome = match expected.iter().find(|one| **one == azp) {
                    Some(_) => fine("azp", &azp),
                    None if expected.is_empty() => fine("azp", &azp),
                    None => (
                        Status::Fail(Reason::ClaimMismatch),
                        Detail::ClaimMismatch {
                            claim: "azp".to_owned(),
                            value: azp.into_owned(),
                            expected: expected.clone(),
                        },
                    ),
                };
                Some(subject.check(CheckName::Azp, outcome))
            }
            Self::Nonce => value(&demanded.nonce, CheckName::Nonce),
            Self::HalfHash(name) => {
                let source = match name {
                    CheckName::AtHash => demanded.access_token.as_ref(),
                    _ => demanded.code.as_ref(),
                };
                let header = subject.header?;
                let wanted = half_hash(&header.str("alg")?, source?)?;
                value(&Some(wanted), *name)
            }
            Self::SubjectOrSession => Some(subject.judge(CheckName::Sub, |claims| {
                let found = ["sub", "sid"]
                    .into_iter()
                    .find(|name| claims.get(name).is_some());
                found.map_or_else(|| missing("sub", &[]), |name| present(name, claims))
            })),
            Self::LogoutEvent => Some(subject.judge(CheckName::Events, |claims| {
                let Some(events) = claims.value("events") else {
                    return missing("events", &[]);
                };
                let events = events.tree();
                let event = events.as_object().and_then(|events| events.get(LOGOUT));
                match event {
                    Some(Json::Object(_)) => fine("events", LOGOUT),
                    _ => mismatch(
                        Reason::ClaimMismatch,
                        "events",
                        &events.to_compact(),
                        LOGOUT,
                    ),
                }
            })),
            Self::Method => Some(match &demanded.method {
                Some(_) => value(&demanded.method, CheckName::Htm)?,
                None => subject.judge(CheckName::Htm, |claims| present("htm", claims)),
            }),
            Self::Url => Some(subject.judge(CheckName::Htu, |claims| {
                let Some(htu) = text(claims, "htu") else {
                    return missing("htu", &demanded.url.iter().cloned().collect::<Vec<_>>());
                };
                match &demanded.url {
                    Some(url) if normalised(url) != normalised(&htu) => {
                        mismatch(Reason::ClaimMismatch, "htu", &htu, url)
                    }
                    _ => fine("htu", &htu),
                }
            })),
            Self::TokenHash => {
                let token = demanded.access_token.as_ref()?;
                let wanted = BASE64URL.encode(&Hash::Sha256.of(token.as_bytes()));
                value(&Some(wanted), CheckName::Ath)
            }
        }
    }
}

fn fine(claim: &str, value: &str) -> Outcome {
    let (claim, value) = (claim.to_owned(), value.to_owned());
    (Status::Pass, Detail::ClaimFine { claim, value })
}

fn missing(claim: &str, expected: &[String]) -> Outcome {
    let (claim, expected) = (Typed::place(claim), expected.to_vec());
    (
        Status::Fail(Reason::ClaimMissing),
        Detail::ClaimMissing { claim, expected },
    )
}

fn mismatch(reason: Reason, claim: &str, value: &str, expected: &str) -> Outcome {
    let detail = Detail::ClaimMismatch {
        claim: claim.to_owned(),
        value: value.to_owned(),
        expected: vec![expected.to_owned()],
    };
    (Status::Fail(reason), detail)
}

fn present(claim: &str, claims: &Indexed) -> Outcome {
    match claims.value(claim) {
        Some(value) => fine(claim, &value.tree().to_compact()),
        None => missing(claim, &[]),
    }
}

/// Whether a claim is a text.
fn is(claim: &str, text: Option<String>, claims: &Indexed, wanted: &str) -> Outcome {
    match text {
        Some(text) if text == wanted => fine(claim, &text),
        Some(text) => mismatch(Reason::ClaimMismatch, claim, &text, wanted),
        None => match claims.value(claim) {
            Some(value) => mismatch(
                Reason::ClaimMismatch,
                claim,
                &value.tree().to_compact(),
                wanted,
            ),
            None => missing(claim, &[wanted.to_owned()]),
        },
    }
}

/// The base64url of the left half of the hash that goes with an algorithm.
fn half_hash(alg: &str, source: &str) -> Option<String> {
    let hash = match Algorithm::named(alg)?.hash_bits() {
        Some(256) => Hash::Sha256,
        Some(384) => Hash::Sha384,
        // Ed25519 hashes with SHA-512 (RFC 8032 §5.1).
        _ => Hash::Sha512,
    };
    let digest = hash.of(source.as_bytes());
    Some(BASE64URL.encode(digest.get(..digest.len() / 2)?))
}

/// A URL as RFC 3986 §6.2.2 and §6.2.3 normalise it, without query and fragment (RFC 9449 §4.3).
fn normalised(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let scheme = scheme.to_ascii_lowercase();
    let at = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(at).unwrap_or((rest, ""));
    let mut authority = authority.to_ascii_lowercase();
    let port = match scheme.as_str() {
        "https" => ":443",
        _ => ":80",
    };
    for default in [port, ":"] {
        if let Some(bare) = authority.strip_suffix(default) {
            authority.truncate(bare.len());
        }
    }
    let mut segments: Vec<String> = Vec::new();
    let path = unescaped(path);
    let mut pieces = path.split('/').skip(1).peekable();
    while let Some(piece) = pieces.next() {
        let is_last = pieces.peek().is_none();
        match piece {
            "." | ".." => {
                if piece == ".." {
                    segments.pop();
                }
                if is_last {
                    segments.push(String::new());
                }
            }
            piece => segments.push(piece.to_owned()),
        }
    }
    format!("{scheme}://{authority}/{}", segments.join("/"))
}

/// Percent-encoding of unreserved characters undone, and that of the others in upper case.
fn unescaped(path: &str) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let code = after
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let Some(byte) = code else {
            out.push('%');
            rest = after;
            continue;
        };
        let one = char::from(byte);
        if one.is_ascii_alphanumeric() || matches!(one, '-' | '.' | '_' | '~') {
            out.push(one);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        rest = after.get(2..).unwrap_or_default();
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// OpenID Connect Core A.3 and A.4; the code and access token of its examples.
    #[test]
    fn hashes_of_openid_connect_core() {
        let at_hash = half_hash("RS256", "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y");
        assert_eq!(at_hash.as_deref(), Some("77QmUPtjPfzWtF2AnpK9RQ"));
        let c_hash = half_hash(
            "RS256",
            "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk",
        );
        assert_eq!(c_hash.as_deref(), Some("LDktKdoQak3Pk0cnXxCltA"));
    }

    #[test]
    fn urls_are_compared_normalised() {
        for (one, other) in [
            (
                "https://Server.example/token",
                "HTTPS://server.example:443/token?a=b#c",
            ),
            ("https://a.example", "https://a.example/"),
            (
                "https://a.example/%7Euser/%c3",
                "https://a.example/~user/%C3",
            ),
            ("https://a.example/a/./b/../c", "https://a.example/a/c"),
            ("http://a.example:80/x", "http://a.example/x"),
        ] {
            assert_eq!(normalised(one), normalised(other), "{one} {other}");
        }
        for (one, other) in [
            ("https://a.example/x", "https://a.example/X"),
            ("https://a.example/x", "http://a.example/x"),
            ("https://a.example:8443/x", "https://a.example/x"),
            ("https://a.example/x/", "https://a.example/x"),
        ] {
            assert_ne!(normalised(one), normalised(other), "{one} {other}");
        }
    }
}
