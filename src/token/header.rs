//! What RFC 7515 §4.1 demands of a JOSE header.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::json::Indexed;
use crate::token::malformed::{Malformed, Part};

/// How many names of `crit` are given back.
pub(super) const MAX_NAMED: usize = 16;

/// What is forbidden in a header: the gravest first.
pub fn fault(header: &Indexed) -> Option<Malformed> {
    if let Some(pointer) = header.duplicate() {
        let part = Part::Header;
        return Some(Malformed::Duplicate { part, pointer });
    }
    if let Some(parameter) = not_strings(header).next() {
        return Some(Malformed::NotAString { parameter });
    }
    if header.get("alg").is_none() {
        return Some(Malformed::NoAlg);
    }
    if header.get("crit").is_some() {
        return Some(critical(header));
    }
    is_unencoded(header).then_some(Malformed::Unencoded)
}

/// The parameters that must be strings and are none.
pub(super) fn not_strings(header: &Indexed) -> impl Iterator<Item = &'static str> {
    let wrong = |name: &&str| header.get(name).is_some() && header.str(name).is_none();
    ["alg", "kid", "typ", "cty"].into_iter().filter(wrong)
}

/// RFC 7797 §6 wants `b64` named in `crit`; whoever forgets it means the same.
pub(super) fn is_unencoded(header: &Indexed) -> bool {
    header.get("b64").is_some_and(|b64| b64 != "true")
}

/// The names in `crit`; `None` when it is not an array of names.
pub(super) fn critical_names(header: &Indexed) -> Option<Vec<Cow<'_, str>>> {
    let crit = header.value("crit").filter(|crit| crit.str().is_none())?;
    let names = crit.strings()?;
    (names.len() > 0).then(|| names.collect())
}

/// What is wrong with `crit`. tokenry understands no extension, so any `crit` is refused.
fn critical(header: &Indexed) -> Malformed {
    let Some(names) = critical_names(header) else {
        return Malformed::CriticalInvalid;
    };
    let present: HashSet<_> = header.members().map(|(name, _)| name).collect();
    if !names.iter().all(|name| present.contains(name)) {
        return Malformed::CriticalInvalid;
    }
    let names = names.into_iter().take(MAX_NAMED).map(Cow::into_owned);
    Malformed::Critical {
        names: names.collect(),
    }
}

/// Whether a fault means that nobody knows what was signed (RFC 7515 §4.1.11, RFC 7797).
pub(super) const fn is_extended(fault: Option<&Malformed>) -> bool {
    matches!(
        fault,
        Some(Malformed::Critical { .. } | Malformed::CriticalInvalid | Malformed::Unencoded)
    )
}

/// Whether a header's `cty` says that the payload is a token of its own (RFC 7519 §5.2).
pub(super) fn names_nested(header: &Indexed) -> bool {
    let cty = header.str("cty");
    cty.is_some_and(|cty| same_media_type(&cty, "JWT"))
}

/// RFC 7515 §4.1.9: a media type without `/` stands for `application/` and itself; case does not matter.
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
        let fault = |text: &str| fault(&Indexed::parse(text.to_owned()).unwrap());
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
