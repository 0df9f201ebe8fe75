//! Several keys.

use std::collections::HashSet;

use super::Key;
use crate::json::Object;
use crate::keys::messages::{KeyProblem, shown};

/// Keys in order (RFC 7517 §5).
#[derive(Clone, Debug, Default)]
pub struct KeySet {
    /// The keys that were understood.
    pub keys: Vec<Key>,
    /// Keys of a set, or blocks of a PEM file, that were passed over (RFC 7517 §5: unknown `kty`, missing
    /// members), and why.
    pub skipped: Vec<Skipped>,
    /// What the bytes were, untranslated: `PEM PKCS#8`, `DER SPKI`, `JWK`, `JWK Set`, …
    pub format: &'static str,
}

/// A key of a set that tokenry can't use.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// Where it stands in the set, from 0.
    pub index: usize,
    /// Its id.
    pub kid: Option<String>,
    /// What is wrong with it.
    pub problem: KeyProblem,
}

impl KeySet {
    const JWKS: &str = "JWK Set";

    /// Reads a JWK Set from its object.
    ///
    /// # Errors
    /// When there is no `keys` array, no key in it can be understood, or two have one `kid`.
    pub fn from_jwks(set: &Object) -> Result<Self, KeyProblem> {
        // What is in a key is that key's affair.
        if let Some(name) = set.repeated() {
            return Err(KeyProblem::DuplicateMember {
                pointer: shown(&format!("/{name}")),
            });
        }
        let items = set
            .get("keys")
            .ok_or(KeyProblem::NotAJwk)?
            .as_array()
            .ok_or(KeyProblem::NotAJwk)?;
        let mut found = Self {
            format: Self::JWKS,
            ..Self::default()
        };
        for (index, item) in items.iter().enumerate() {
            let jwk = item.as_object();
            match jwk.map_or(Err(KeyProblem::NotAJwk), Key::from_jwk) {
                Ok(key) => found.keys.push(key),
                Err(problem) => found.skipped.push(Skipped {
                    index,
                    kid: jwk.and_then(|jwk| jwk.str("kid")).map(Into::into),
                    problem,
                }),
            }
        }
        found.checked()
    }

    /// Whether it is a JWK Set, in which a `kid` selects (RFC 7517 §4.5), rather than a key file of another form.
    #[must_use]
    pub fn selects(&self) -> bool {
        self.format == Self::JWKS
    }

    /// A set of one key.
    #[must_use]
    pub fn of(key: Key) -> Self {
        Self {
            keys: vec![key],
            skipped: Vec::new(),
            format: "",
        }
    }

    /// The key of that id.
    #[must_use]
    pub fn find(&self, kid: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.kid() == Some(kid))
    }

    /// Whether both hold the same keys, member for member.
    #[must_use]
    pub fn same_keys(&self, other: &Self) -> bool {
        let members = |set: &Self| {
            set.keys
                .iter()
                .map(|key| key.to_jwk(true))
                .collect::<Vec<_>>()
        };
        members(self) == members(other)
    }

    /// Refuses a set without a usable key, and one with two keys of one `kid`: which of them a token means
    /// could not be told, even when one of them is broken. A key of a type that tokenry does not know may be
    /// the same in another form (RFC 7517 §4.5), and takes no part in that.
    pub(super) fn checked(self) -> Result<Self, KeyProblem> {
        if self.keys.is_empty() {
            return Err(match self.skipped.as_slice() {
                [] => KeyProblem::NoKeys,
                [only] => only.problem.clone(),
                [first, ..] => KeyProblem::NoneUsable {
                    count: self.skipped.len(),
                    first: Box::new(first.problem.clone()),
                },
            });
        }
        let broken = self
            .skipped
            .iter()
            .filter(|key| !key.is_of_unknown_type())
            .filter_map(|key| key.kid.as_deref());
        let mut seen = HashSet::new();
        match self
            .keys
            .iter()
            .filter_map(Key::kid)
            .chain(broken)
            .find(|kid| !seen.insert(*kid))
        {
            Some(kid) => Err(KeyProblem::SameKid { kid: shown(kid) }),
            None => Ok(self),
        }
    }
}

impl Skipped {
    fn is_of_unknown_type(&self) -> bool {
        matches!(
            self.problem,
            KeyProblem::UnknownKty { .. }
                | KeyProblem::UnsupportedCurve { .. }
                | KeyProblem::UnknownAkp { .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_passes_over_what_it_does_not_know() {
        let set = |keys: &str| KeySet::read(format!("{{\"keys\":{keys}}}").as_bytes());
        let code = |keys: &str| set(keys).map_or_else(|problem| problem.code(), |_| "ok");
        assert_eq!(code("[]"), "key_set_empty");
        assert_eq!(code("{}"), "not_a_jwk");
        assert_eq!(code("[1]"), "not_a_jwk");
        assert_eq!(code(r#"[{"kty":"new"}]"#), "kty_unknown");
        assert_eq!(
            code(r#"[{"kty":"new"},{"kty":"newer"}]"#),
            "key_set_unusable"
        );
        let a = r#"{"kty":"oct","k":"AQ","kid":"a"}"#;
        let b = r#"{"kty":"oct","k":"AR","kid":"b"}"#;
        let found = set(&format!("[{b},{a}]")).unwrap();
        assert_eq!(found.keys.len(), 1);
        assert_eq!(found.skipped[0].index, 0);
        assert_eq!(found.skipped[0].kid.as_deref(), Some("b"));
        assert_eq!(code(&format!("[{a},{a}]")), "kid_not_unique");
        // Nor may one of them be broken; one of an unknown type takes no part in that.
        assert_eq!(
            code(&format!(r#"[{a},{{"kty":"oct","kid":"a"}}]"#)),
            "kid_not_unique"
        );
        assert_eq!(code(&format!(r#"[{a},{{"kty":"new","kid":"a"}}]"#)), "ok");
        let nameless = r#"{"kty":"oct","k":"AQ"}"#;
        assert_eq!(code(&format!("[{nameless},{nameless}]")), "ok");
        let twice = KeySet::read(format!("{{\"keys\":[{a}],\"keys\":[{nameless}]}}").as_bytes());
        assert_eq!(twice.unwrap_err().code(), "jwk_duplicate_member");
        let broken = KeySet::read(b"{\"keys\":[\n{\"kty\" \"oct\"}]}").unwrap_err();
        assert!(
            matches!(
                broken,
                KeyProblem::Json {
                    line: 2,
                    column: 8,
                    ..
                }
            ),
            "{broken:?}"
        );
    }
}
