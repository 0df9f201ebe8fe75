//! The registered names: what each means, and the section that says so.
//!
//! The IANA registries "JSON Web Signature and Encryption Header Parameters" and "JSON Web Token Claims", as far as
//! tokens in the field use them.

use crate::text::meaning::Meaning;

/// A name, what it means, and where that is written.
pub type Row = (&'static str, Meaning, &'static str);

/// The parameters of a JOSE header.
pub const HEADER: &[Row] = &[
    ("alg", Meaning::Alg, "RFC 7515 §4.1.1"),
    ("jku", Meaning::Jku, "RFC 7515 §4.1.2"),
    ("jwk", Meaning::Jwk, "RFC 7515 §4.1.3"),
    ("kid", Meaning::Kid, "RFC 7515 §4.1.4"),
    ("x5u", Meaning::X5u, "RFC 7515 §4.1.5"),
    ("x5c", Meaning::X5c, "RFC 7515 §4.1.6"),
    ("x5t", Meaning::X5t, "RFC 7515 §4.1.7"),
    ("x5t#S256", Meaning::X5tS256, "RFC 7515 §4.1.8"),
    ("typ", Meaning::Typ, "RFC 7515 §4.1.9"),
    ("cty", Meaning::Cty, "RFC 7515 §4.1.10"),
    ("crit", Meaning::Crit, "RFC 7515 §4.1.11"),
    ("b64", Meaning::B64, "RFC 7797 §3"),
    ("enc", Meaning::Enc, "RFC 7516 §4.1.2"),
    ("zip", Meaning::Zip, "RFC 7516 §4.1.3"),
    ("epk", Meaning::Epk, "RFC 7518 §4.6.1.1"),
    ("apu", Meaning::Apu, "RFC 7518 §4.6.1.2"),
    ("apv", Meaning::Apv, "RFC 7518 §4.6.1.3"),
    ("iv", Meaning::Iv, "RFC 7518 §4.7.1.1"),
    ("tag", Meaning::Tag, "RFC 7518 §4.7.1.2"),
    ("p2s", Meaning::P2s, "RFC 7518 §4.8.1.1"),
    ("p2c", Meaning::P2c, "RFC 7518 §4.8.1.2"),
    ("iss", Meaning::Replicated, "RFC 7519 §5.3"),
    ("sub", Meaning::Replicated, "RFC 7519 §5.3"),
    ("aud", Meaning::Replicated, "RFC 7519 §5.3"),
    ("url", Meaning::AcmeUrl, "RFC 8555 §6.4.1"),
    ("nonce", Meaning::ServerNonce, "RFC 8555 §6.5.2"),
    ("ppt", Meaning::Ppt, "RFC 8225 §8.1"),
    ("svt", Meaning::Svt, "RFC 9321"),
    (
        "trust_chain",
        Meaning::TrustChain,
        "OpenID Federation 1.0 §4.3",
    ),
];

/// `alg` in the header of a JWE.
pub const KEY_ALGORITHM: Row = ("alg", Meaning::KeyAlg, "RFC 7516 §4.1.1");

/// `nonce` in a proof of possession.
pub const PROOF_NONCE: Row = ("nonce", Meaning::ServerNonce, "RFC 9449 §4.2");

/// The claims.
pub const CLAIMS: &[Row] = &[
    ("iss", Meaning::Iss, "RFC 7519 §4.1.1"),
    ("sub", Meaning::Sub, "RFC 7519 §4.1.2"),
    ("aud", Meaning::Aud, "RFC 7519 §4.1.3"),
    ("exp", Meaning::Exp, "RFC 7519 §4.1.4"),
    ("nbf", Meaning::Nbf, "RFC 7519 §4.1.5"),
    ("iat", Meaning::Iat, "RFC 7519 §4.1.6"),
    ("jti", Meaning::Jti, "RFC 7519 §4.1.7"),
    ("name", Meaning::Name, "OpenID Connect Core §5.1"),
    ("given_name", Meaning::GivenName, "OpenID Connect Core §5.1"),
    (
        "family_name",
        Meaning::FamilyName,
        "OpenID Connect Core §5.1",
    ),
    (
        "middle_name",
        Meaning::MiddleName,
        "OpenID Connect Core §5.1",
    ),
    ("nickname", Meaning::Nickname, "OpenID Connect Core §5.1"),
    (
        "preferred_username",
        Meaning::PreferredUsername,
        "OpenID Connect Core §5.1",
    ),
    ("profile", Meaning::Profile, "OpenID Connect Core §5.1"),
    ("picture", Meaning::Picture, "OpenID Connect Core §5.1"),
    ("website", Meaning::Website, "OpenID Connect Core §5.1"),
    ("email", Meaning::Email, "OpenID Connect Core §5.1"),
    (
        "email_verified",
        Meaning::EmailVerified,
        "OpenID Connect Core §5.1",
    ),
    ("gender", Meaning::Gender, "OpenID Connect Core §5.1"),
    ("birthdate", Meaning::Birthdate, "OpenID Connect Core §5.1"),
    ("zoneinfo", Meaning::Zoneinfo, "OpenID Connect Core §5.1"),
    ("locale", Meaning::Locale, "OpenID Connect Core §5.1"),
    (
        "phone_number",
        Meaning::PhoneNumber,
        "OpenID Connect Core §5.1",
    ),
    (
        "phone_number_verified",
        Meaning::PhoneNumberVerified,
        "OpenID Connect Core §5.1",
    ),
    ("address", Meaning::Address, "OpenID Connect Core §5.1.1"),
    ("updated_at", Meaning::UpdatedAt, "OpenID Connect Core §5.1"),
    ("azp", Meaning::Azp, "OpenID Connect Core §2"),
    ("nonce", Meaning::Nonce, "OpenID Connect Core §2"),
    ("auth_time", Meaning::AuthTime, "OpenID Connect Core §2"),
    ("acr", Meaning::Acr, "OpenID Connect Core §2"),
    ("amr", Meaning::Amr, "OpenID Connect Core §2, RFC 8176"),
    ("at_hash", Meaning::AtHash, "OpenID Connect Core §3.1.3.6"),
    ("c_hash", Meaning::CHash, "OpenID Connect Core §3.3.2.11"),
    ("sub_jwk", Meaning::SubJwk, "OpenID Connect Core §7.4"),
    (
        "sid",
        Meaning::Sid,
        "OpenID Connect Front-Channel Logout §3",
    ),
    ("cnf", Meaning::Cnf, "RFC 7800 §3.1"),
    ("act", Meaning::Act, "RFC 8693 §4.1"),
    ("scope", Meaning::Scope, "RFC 8693 §4.2"),
    ("client_id", Meaning::ClientId, "RFC 8693 §4.3"),
    ("may_act", Meaning::MayAct, "RFC 8693 §4.4"),
    ("roles", Meaning::Roles, "RFC 9068 §2.2.3.1"),
    ("groups", Meaning::Groups, "RFC 9068 §2.2.3.1"),
    ("entitlements", Meaning::Entitlements, "RFC 9068 §2.2.3.1"),
    ("htm", Meaning::Htm, "RFC 9449 §4.2"),
    ("htu", Meaning::Htu, "RFC 9449 §4.2"),
    ("ath", Meaning::Ath, "RFC 9449 §4.2"),
    (
        "authorization_details",
        Meaning::AuthorizationDetails,
        "RFC 9396 §9.1",
    ),
    ("events", Meaning::Events, "RFC 8417 §2.2"),
    ("toe", Meaning::Toe, "RFC 8417 §2.2"),
    ("txn", Meaning::Txn, "RFC 8417 §2.2"),
    (
        "token_introspection",
        Meaning::TokenIntrospection,
        "RFC 9701 §5",
    ),
    ("_sd", Meaning::SdDigests, "RFC 9901 §4.2.4.1"),
    ("...", Meaning::ArrayDigest, "RFC 9901 §4.2.4.2"),
    ("_sd_alg", Meaning::SdAlg, "RFC 9901 §4.1.1"),
    ("sd_hash", Meaning::SdHash, "RFC 9901 §4.3"),
    (
        "vc",
        Meaning::Vc,
        "W3C Verifiable Credentials Data Model 1.1 §6.3.1",
    ),
    (
        "vp",
        Meaning::Vp,
        "W3C Verifiable Credentials Data Model 1.1 §6.3.1",
    ),
    ("token_use", Meaning::TokenUse, "tokenry"),
];

/// The members of `cnf`.
pub const CONFIRMATION: &[Row] = &[
    ("jwk", Meaning::CnfJwk, "RFC 7800 §3.2"),
    ("jwe", Meaning::CnfJwe, "RFC 7800 §3.3"),
    ("kid", Meaning::CnfKid, "RFC 7800 §3.4"),
    ("jku", Meaning::CnfJku, "RFC 7800 §3.5"),
    ("x5t#S256", Meaning::CnfX5t, "RFC 8705 §3.1"),
    ("jkt", Meaning::CnfJkt, "RFC 9449 §6.1"),
];

/// What stands for a name that nobody registered: a private parameter, or a claim (RFC 7519 §4.2 and §4.3).
pub const PRIVATE_PARAMETER: Row = ("", Meaning::PrivateParameter, "RFC 7515 §4.3");
/// A claim by a name that its owner alone can use.
pub const PUBLIC_CLAIM: Row = ("", Meaning::PublicClaim, "RFC 7519 §4.2");
/// A claim by any other name.
pub const PRIVATE_CLAIM: Row = ("", Meaning::PrivateClaim, "RFC 7519 §4.3");

/// Every row, for those who walk through all of them.
pub fn all() -> impl Iterator<Item = &'static Row> {
    let rest: &'static [Row] = &[
        KEY_ALGORITHM,
        PROOF_NONCE,
        PRIVATE_PARAMETER,
        PUBLIC_CLAIM,
        PRIVATE_CLAIM,
    ];
    [HEADER, CLAIMS, CONFIRMATION, rest].into_iter().flatten()
}

/// The row of a header parameter; `encrypted` is the header of a JWE.
pub(super) fn parameter(name: &str, encrypted: bool) -> Row {
    if encrypted && name == KEY_ALGORITHM.0 {
        return KEY_ALGORITHM;
    }
    find(HEADER, name).unwrap_or(PRIVATE_PARAMETER)
}

/// The row of a claim; `proof` is the payload of a proof of possession, where `nonce` comes from the server.
pub(super) fn claim(name: &str, proof: bool) -> Row {
    if proof && name == PROOF_NONCE.0 {
        return PROOF_NONCE;
    }
    find(CLAIMS, name).unwrap_or(if is_uri(name) {
        PUBLIC_CLAIM
    } else {
        PRIVATE_CLAIM
    })
}

/// The row of a member of `cnf`.
pub(super) fn confirmation(name: &str) -> Row {
    find(CONFIRMATION, name).unwrap_or(PRIVATE_CLAIM)
}

fn find(rows: &[Row], name: &str) -> Option<Row> {
    rows.iter().find(|row| row.0 == name).copied()
}

/// A scheme, a colon, and something behind it (RFC 3986 §3).
fn is_uri(name: &str) -> bool {
    name.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
            && (rest.starts_with("//") || matches!(scheme, "urn" | "oid" | "tag" | "did"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice_and_every_row_has_its_source() {
        for rows in [HEADER, CLAIMS, CONFIRMATION] {
            for (index, row) in rows.iter().enumerate() {
                assert!(!row.2.is_empty());
                assert!(
                    rows.iter().skip(index + 1).all(|other| other.0 != row.0),
                    "{}",
                    row.0
                );
            }
        }
    }

    #[test]
    fn names_of_nobody_are_public_or_private() {
        assert_eq!(
            claim("https://example.com/role", false).1,
            Meaning::PublicClaim
        );
        assert_eq!(claim("urn:example:role", false).1, Meaning::PublicClaim);
        assert_eq!(claim("urn", false).1, Meaning::PrivateClaim);
        assert_eq!(claim("a:b", false).1, Meaning::PrivateClaim);
        assert_eq!(claim("exp", false).1, Meaning::Exp);
        assert_eq!(parameter("exp", false).1, Meaning::PrivateParameter);
        assert_eq!(parameter("alg", true).1, Meaning::KeyAlg);
        assert_eq!(claim("nonce", false).1, Meaning::Nonce);
        assert_eq!(claim("nonce", true).1, Meaning::ServerNonce);
    }
}
