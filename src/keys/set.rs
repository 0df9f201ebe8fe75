//! Several keys.

use super::{Algorithm, Key};
use crate::json::{Json, Object};
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
    /// When there is no `keys` array, or no key in it can be understood.
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
        let read = |item: &Json| {
            let jwk = item.as_object();
            let kid = jwk.and_then(|jwk| jwk.str("kid")).map(str::to_owned);
            (kid, jwk.map_or(Err(KeyProblem::NotAJwk), Key::from_jwk))
        };
        Self::collected(items.iter().map(read)).checked()
    }

    /// A set of keys, each with the id that stands beside it, as far as they can be read.
    pub(super) fn collected(
        keys: impl Iterator<Item = (Option<String>, Result<Key, KeyProblem>)>,
    ) -> Self {
        let mut found = Self {
            format: Self::JWKS,
            ..Self::default()
        };
        for (index, (kid, key)) in keys.enumerate() {
            match key {
                Ok(mut key) => {
                    if key.kid().is_none() {
                        key.set_kid(kid);
                    }
                    found.keys.push(key);
                }
                Err(problem) => found.skipped.push(Skipped {
                    index,
                    kid,
                    problem,
                }),
            }
        }
        found
    }

    /// Whether it is a JWK Set, in which a `kid` selects (RFC 7517 §4.5), rather than a key file of another form.
    pub fn selects(&self) -> bool {
        self.format == Self::JWKS
    }

    /// Why the key of that id can't be read, where the set has one that can't.
    pub fn unread(&self, kid: &str) -> Option<&KeyProblem> {
        let mut skipped = self.skipped.iter();
        let found = skipped.find(|key| key.kid.as_deref() == Some(kid))?;
        Some(&found.problem)
    }

    /// A set of one key.
    pub fn of(key: Key) -> Self {
        Self {
            keys: vec![key],
            skipped: Vec::new(),
            format: "",
        }
    }

    /// The key of that id.
    pub fn find(&self, kid: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.kid() == Some(kid))
    }

    /// Whether both hold the same keys, member for member.
    pub fn same_keys(&self, other: &Self) -> bool {
        let members = |set: &Self| {
            set.keys
                .iter()
                .map(|key| key.to_jwk(true))
                .collect::<Vec<_>>()
        };
        members(self) == members(other)
    }

    /// Refuses a set that leaves open which key a `kid` means, of those that can do an algorithm (RFC 7517 §4.5): one
    /// that stands there twice, or also as its public half, is one key.
    ///
    /// # Errors
    /// [`KeyProblem::SameKid`].
    pub fn refuse_ambiguous(&self, kid: &str, algorithm: Algorithm) -> Result<(), KeyProblem> {
        let of_kid = self.keys.iter().filter(|key| key.kid() == Some(kid));
        let fitting: Vec<_> = of_kid
            .filter(|key| key.verifier(algorithm).is_ok())
            .collect();
        if self.leaves_open(kid, &fitting) {
            return Err(KeyProblem::SameKid { kid: shown(kid) });
        }
        Ok(())
    }

    /// Whether a `kid` may mean another key than one of those of the set that fit: two of them differ, or there is one
    /// that can't be read. A key and its public half are one: they have one thumbprint (RFC 7638 §3.2.1).
    pub(crate) fn leaves_open(&self, kid: &str, fitting: &[&Key]) -> bool {
        let mut broken = self.skipped.iter().filter(|key| !key.is_of_unknown_type());
        match fitting {
            [] => false,
            _ if broken.any(|key| key.kid.as_deref() == Some(kid)) => true,
            [_] => false,
            [first, others @ ..] => {
                let thumbprint = first.thumbprint();
                others.iter().any(|key| key.thumbprint() != thumbprint)
            }
        }
    }

    /// Refuses a set without a usable key.
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
        Ok(self)
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
        let ambiguous = |other: &str| {
            let set = set(&format!("[{a},{other}]")).unwrap();
            set.refuse_ambiguous("a", Algorithm::named("HS256").unwrap())
                .is_err()
        };
        for other in [
            r#"{"kty":"oct","k":"Ag","kid":"a"}"#,
            r#"{"kty":"oct","kid":"a"}"#,
        ] {
            assert!(ambiguous(other), "{other}");
        }
        for other in [
            a,
            r#"{"kty":"oct","k":"Ag","kid":"a","use":"enc"}"#,
            r#"{"kty":"oct","k":"Ag","kid":"a","alg":"HS384"}"#,
            r#"{"kty":"new","kid":"a"}"#,
        ] {
            assert!(!ambiguous(other), "{other}");
        }
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
