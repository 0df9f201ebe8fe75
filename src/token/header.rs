//! The JOSE header, as far as verification needs it (RFC 7515 §4.1).

use std::borrow::Cow;

use super::compact::{Malformed, Members, Part, raw_string};
use super::report::Reason;
use crate::json::Index;

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
            header.fault = Some(Malformed::Duplicate {
                part: Part::Header,
                pointer: crate::json::Object::parse(bytes)
                    .ok()
                    .and_then(|object| object.duplicate())
                    .unwrap_or_default(),
            });
        }
        let mut string = |name: &'static str| {
            let raw = members.get(name)?;
            let text = raw_string(raw);
            if text.is_none() && header.fault.is_none() {
                header.fault = Some(Malformed::NotAString { parameter: name });
            }
            text.map(std::borrow::Cow::into_owned)
        };
        let (alg, kid, typ) = (string("alg"), string("kid"), string("typ"));
        string("cty");
        if header.fault.is_none() {
            header.fault = if alg.is_none() {
                Some(Malformed::NoAlg)
            } else {
                critical(&members)
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
fn critical(members: &Members<'_>) -> Option<Malformed> {
    if let Some(raw) = members.get("crit") {
        let names: Result<Vec<String>, _> = serde_json::from_str(raw);
        return Some(match names {
            Ok(names)
                if !names.is_empty() && names.iter().all(|name| members.get(name).is_some()) =>
            {
                Malformed::Critical { names }
            }
            _ => Malformed::CriticalInvalid,
        });
    }
    // RFC 7797 §6 wants b64 named in crit; whoever forgets it means the same.
    members
        .get("b64")
        .filter(|raw| *raw != "true")
        .map(|_| Malformed::Unencoded)
}

impl Malformed {
    /// The reason that it gives.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::Empty
            | Self::TooLong { .. }
            | Self::Parts { .. }
            | Self::TwoTokens { .. }
            | Self::SelectiveDisclosure
            | Self::JsonSerialization
            | Self::NoAlg
            | Self::NotAString { .. } => Reason::MalformedStructure,
            Self::Encrypted => Reason::Encrypted,
            Self::Base64 { .. } => Reason::MalformedBase64,
            Self::Json { .. } => Reason::MalformedJson,
            Self::Duplicate { .. } => Reason::DuplicateMember,
            Self::Critical { .. } | Self::CriticalInvalid | Self::Unencoded => {
                Reason::UnsupportedCritical
            }
        }
    }
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
        assert_eq!(critical(r#""b64":false"#), Some(Malformed::Unencoded));
        assert_eq!(critical(r#""b64":true"#), None);
    }
}
