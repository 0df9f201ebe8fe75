//! The JOSE header, as far as verification needs it (RFC 7515 §4.1).

use std::borrow::Cow;
use std::collections::HashSet;

use super::compact::{Members, duplicate_in};
use crate::json::{self, Index};
use crate::text::malformed::{Malformed, Part};

/// How many names of `crit` are given back.
pub(super) const MAX_NAMED: usize = 16;

/// What the header says. It is unverified until the signature is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// `alg`
    pub alg: Option<String>,
    /// `kid`
    pub kid: Option<String>,
    /// `typ`
    pub typ: Option<String>,
    /// How many parameters there are.
    pub members: usize,
    /// What RFC 7515 forbids in it.
    pub fault: Option<Malformed>,
}

impl Header {
    /// Reads a decoded header.
    ///
    /// # Errors
    /// When it is no JSON object. What else is wrong with it is its `fault`.
    pub fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut index = Index::default();
        let members = Members::read(Part::Header, bytes, &mut index)?;
        let mut header = Self {
            members: members.len(),
            ..Self::default()
        };
        if members.repeated() {
            header.fault = Some(duplicate_in(Part::Header, bytes));
        }
        let mut string = |name: &'static str| {
            let raw = members.get(name)?;
            let text = json::text(raw);
            if text.is_none() && header.fault.is_none() {
                header.fault = Some(Malformed::NotAString { parameter: name });
            }
            text.map(Cow::into_owned)
        };
        let (alg, kid, typ) = (string("alg"), string("kid"), string("typ"));
        string("cty");
        if header.fault.is_none() {
            header.fault = if alg.is_none() {
                Some(Malformed::NoAlg)
            } else {
                critical(bytes, &members)
            };
        }
        Ok(Self {
            alg,
            kid,
            typ,
            ..header
        })
    }

    /// Whether the header makes more of the token than RFC 7515 does by itself.
    #[must_use]
    pub fn is_extended(&self) -> bool {
        matches!(
            self.fault,
            Some(Malformed::Critical { .. } | Malformed::CriticalInvalid | Malformed::Unencoded)
        )
    }

    /// Whether `alg` says that the token is not signed, in any spelling: attackers vary it.
    #[must_use]
    pub fn is_unsecured(&self) -> bool {
        self.alg
            .as_ref()
            .is_some_and(|alg| alg.eq_ignore_ascii_case("none"))
    }
}

/// What is wrong with `crit` and `b64`. tokenry understands no extension, so any `crit` is refused.
fn critical(bytes: &[u8], members: &Members<'_>) -> Option<Malformed> {
    if let Some(raw) = members.get("crit") {
        let names = json::texts(raw).unwrap_or_default();
        // A set: looked up in the text, many names among many members would cost minutes.
        let text = json::utf8(bytes).unwrap_or_default();
        let own = json::members(text).unwrap_or_default();
        let present: HashSet<&str> = own.iter().map(|(name, _)| name.as_ref()).collect();
        let known = names.iter().all(|name| present.contains(name.as_ref()));
        if names.is_empty() || !known {
            return Some(Malformed::CriticalInvalid);
        }
        let names = names.into_iter().take(MAX_NAMED).map(Cow::into_owned);
        return Some(Malformed::Critical {
            names: names.collect(),
        });
    }
    // RFC 7797 §6 wants b64 named in crit; whoever forgets it means the same.
    members
        .get("b64")
        .filter(|raw| *raw != "true")
        .map(|_| Malformed::Unencoded)
}

/// RFC 7515 §4.1.9: a media type without `/` stands for `application/` and itself; case does not matter.
#[must_use]
pub fn same_media_type(left: &str, right: &str) -> bool {
    fn full(media_type: &str) -> Cow<'_, str> {
        if media_type.contains('/') {
            Cow::Borrowed(media_type)
        } else {
            Cow::Owned(format!("application/{media_type}"))
        }
    }
    full(left).eq_ignore_ascii_case(&full(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rfc_7515_forbids_is_a_fault() {
        let fault = |text: &str| Header::read(text.as_bytes()).unwrap().fault;
        assert_eq!(fault(r#"{"alg":"HS256","typ":"JWT","x":[1]}"#), None);
        assert_eq!(fault("{}"), Some(Malformed::NoAlg));
        assert_eq!(
            fault(r#"{"alg":1}"#),
            Some(Malformed::NotAString { parameter: "alg" })
        );
        assert_eq!(
            fault(r#"{"alg":"x","kid":null}"#),
            Some(Malformed::NotAString { parameter: "kid" })
        );
        assert_eq!(
            fault(r#"{"alg":"x","alg":"y"}"#),
            Some(Malformed::Duplicate {
                part: Part::Header,
                pointer: "/alg".into()
            })
        );
        let critical = |text: &str| fault(&format!(r#"{{"alg":"x",{text}}}"#));
        assert_eq!(critical(r#""crit":[]"#), Some(Malformed::CriticalInvalid));
        assert_eq!(
            critical(r#""crit":"exp""#),
            Some(Malformed::CriticalInvalid)
        );
        assert_eq!(
            critical(r#""crit":["exp"]"#),
            Some(Malformed::CriticalInvalid)
        );
        assert_eq!(critical(r#""crit":null"#), Some(Malformed::CriticalInvalid));
        assert_eq!(
            critical(r#""crit":["exp"],"exp":1"#),
            Some(Malformed::Critical {
                names: vec!["exp".into()]
            })
        );
        let many = |count: usize| {
            let names: Vec<_> = (0..count)
                .map(|name| format!("\"\\u0061{name}\""))
                .collect();
            let members: Vec<_> = names.iter().map(|name| format!("{name}:1")).collect();
            critical(&format!(
                "\"crit\":[{}],{}",
                names.join(","),
                members.join(",")
            ))
        };
        let Some(Malformed::Critical { names }) = many(20_000) else {
            panic!("all of them are there")
        };
        assert_eq!((names.len(), names[0].as_str()), (MAX_NAMED, "a0"));
        assert_eq!(critical(r#""b64":false"#), Some(Malformed::Unencoded));
        assert_eq!(critical(r#""b64":true"#), None);
    }
}
