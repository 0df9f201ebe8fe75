//! One key: what it is, what it is bound to, and which algorithms that leaves.

use std::fmt;
use std::sync::OnceLock;

use zeroize::Zeroizing;

use super::Hidden;
use super::algorithm::Algorithm;
use super::material::Material;
use super::others::Mended;
use crate::json::Object;
use crate::keys::messages::{KeyRefusal, shown};

/// A key with its bindings (RFC 7517 §4). Secret parts are wiped on drop and never shown by `Debug`.
#[derive(Clone)]
pub struct Key {
    pub(super) material: Material,
    pub(super) kid: Option<String>,
    pub(super) alg: Option<String>,
    /// `use` (RFC 7517 §4.2).
    pub(super) usage: Option<String>,
    /// `key_ops` (RFC 7517 §4.3).
    pub(super) operations: Option<Vec<String>>,
    /// What is wrong in it and leaves no doubt.
    pub(super) mended: Vec<Mended>,
    /// The members of the JWK in their order, `null` in place of what the other fields know.
    pub(super) members: Zeroizing<Object>,
    /// The bytes from which this key was read, if they hold it alone.
    pub(super) original: Option<Hidden>,
    /// Of a secret that is the text of a key: whether that key is public. Looked up when it is first used.
    pub(super) is_text: OnceLock<Option<bool>>,
}

impl Key {
    pub(super) fn of(material: Material) -> Self {
        Self {
            material,
            kid: None,
            alg: None,
            usage: None,
            operations: None,
            mended: Vec::new(),
            members: Zeroizing::default(),
            original: None,
            is_text: OnceLock::new(),
        }
    }

    /// A bare HMAC secret, bound to nothing. An empty one signs and verifies nothing.
    pub fn secret(secret: Vec<u8>) -> Self {
        Self::of(Material::Secret(Zeroizing::new(secret)))
    }

    /// The key's id (RFC 7517 §4.5).
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// What is wrong in it and was read all the same.
    pub fn mended(&self) -> &[Mended] {
        &self.mended
    }

    /// Gives the key an id, or takes it away.
    pub fn set_kid(&mut self, kid: Option<String>) {
        self.kid = kid;
    }

    /// The `alg` that the key is bound to (RFC 7517 §4.4), known to the table or not.
    pub fn alg(&self) -> Option<&str> {
        match &self.material {
            Material::MlDsa(ml_dsa) => Some(ml_dsa.set.name),
            _ => self.alg.as_deref(),
        }
    }

    /// Binds the key to an algorithm. An ML-DSA key is bound by what it is (RFC 9964 §3) and stays so.
    pub fn set_alg(&mut self, algorithm: Option<Algorithm>) {
        self.alg = algorithm.map(|algorithm| algorithm.name().into());
    }

    /// `use` (RFC 7517 §4.2), as it was read.
    pub fn usage(&self) -> Option<&str> {
        self.usage.as_deref()
    }

    /// Says what the key is for.
    pub fn set_usage(&mut self, usage: Option<String>) {
        self.usage = usage;
    }

    /// What the key is in a few untranslated words: `RSA 2048`, `EC P-256`, `OKP Ed25519`, `oct 256`, `AKP ML-DSA-44`.
    pub fn describe(&self) -> String {
        self.material.describe()
    }

    /// The length in bits of an HMAC secret or of the modulus of an RSA key.
    pub fn bits(&self) -> Option<usize> {
        match &self.material {
            Material::Secret(secret) => Some(secret.len() * 8),
            Material::Rsa(rsa) => Some(rsa.bits()),
            _ => None,
        }
    }

    /// Whether it holds a secret or private part.
    pub fn is_private(&self) -> bool {
        self.material.is_private()
    }

    /// Whether it is an HMAC secret.
    pub fn is_secret(&self) -> bool {
        matches!(self.material, Material::Secret(_))
    }

    /// The bytes of an HMAC secret.
    pub fn secret_bytes(&self) -> Option<&[u8]> {
        match &self.material {
            Material::Secret(secret) => Some(secret),
            _ => None,
        }
    }

    /// The algorithms that its type and `alg` allow, in the table's order; the first is its default.
    ///
    /// Size, `use` and `key_ops` do not count here: a key that is too small can do the algorithm, and must not.
    /// The `alg` that the key names itself comes first.
    pub fn algorithms(&self) -> impl Iterator<Item = Algorithm> + '_ {
        let bound = self.alg().map(Algorithm::named);
        let own = bound.flatten().filter(|own| self.material.fits(*own));
        let others = Algorithm::all().filter(move |algorithm| {
            let bound =
                bound.is_none_or(|bound| bound.is_some_and(|bound| bound.same_as(*algorithm)));
            bound && own != Some(*algorithm) && self.material.fits(*algorithm)
        });
        own.into_iter().chain(others)
    }

    /// The algorithm that it is used with unless told otherwise.
    ///
    /// # Errors
    /// When its `alg` is none that its type can do.
    pub fn default_algorithm(&self) -> Result<Algorithm, KeyRefusal> {
        self.algorithms()
            .next()
            .ok_or_else(|| KeyRefusal::WrongType {
                key: self.describe(),
                algorithm: shown(self.alg().unwrap_or_default()),
            })
    }

    /// Whether both hold the same public key, or the same secret; `kid` and other members do not count.
    pub fn same_key(&self, other: &Self) -> bool {
        match (self.secret_bytes(), other.secret_bytes()) {
            (Some(a), Some(b)) => aws_lc_rs::constant_time::verify_slices_are_equal(a, b).is_ok(),
            _ => self.material.same_public(&other.material),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Key")
            .field("is", &self.describe())
            .field("private", &self.is_private())
            .field("kid", &self.kid)
            .field("alg", &self.alg)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::messages::KeyProblem;
    use crate::keys::{Family, KeySet, generate};

    /// Every algorithm: make, write, read, sign, verify, in each format.
    #[test]
    fn every_algorithm_goes_round_in_every_format() {
        for algorithm in Algorithm::all() {
            let key =
                if algorithm.family() == Family::RsaPkcs1 || algorithm.family() == Family::RsaPss {
                    let mut key = Key::of(generate::material(algorithm, 2048).unwrap());
                    key.set_alg(Some(algorithm));
                    key
                } else {
                    Key::generate(algorithm).unwrap()
                };
            assert!(key.is_private());
            assert_eq!(key.alg(), Some(algorithm.name()));
            assert_eq!(key.algorithms().next(), Some(algorithm));

            let mut forms = vec![key.clone()];
            let jwk = key.to_jwk(true).unwrap();
            forms.push(Key::from_jwk(&jwk).unwrap());
            if !key.is_secret() {
                for private in [true, false] {
                    let pem = key.to_pem(private).unwrap();
                    let set = KeySet::read(pem.as_bytes()).unwrap();
                    assert_eq!(set.format, if private { "PEM PKCS#8" } else { "PEM SPKI" });
                    assert_eq!(set.keys[0].to_pem(private).unwrap(), pem);
                    forms.extend(set.keys);
                }
                let public = key.to_jwk(false).unwrap();
                forms.push(Key::from_jwk(&public).unwrap());
            }

            let message = b"header.payload";
            for maker in &forms {
                assert!(maker.same_key(&key), "{algorithm}");
                assert_eq!(maker.thumbprint(), key.thumbprint());
                let signer = maker.signer(algorithm, false);
                if !maker.is_private() {
                    assert_eq!(
                        signer.unwrap_err(),
                        KeyRefusal::PublicOnly {
                            key: key.describe()
                        }
                    );
                    continue;
                }
                let signature = signer.unwrap().sign(message).unwrap();
                if let Some(len) = algorithm.signature_len() {
                    assert_eq!(signature.len(), len, "{algorithm}");
                }
                for checker in &forms {
                    let verifier = checker.verifier(algorithm).unwrap();
                    assert!(verifier.verify(message, &signature), "{algorithm}");
                    assert!(!verifier.verify(b"header.Payload", &signature));
                    let mut longer = signature.clone();
                    longer.push(0);
                    assert!(!verifier.verify(message, &longer));
                    longer.truncate(signature.len() - 1);
                    assert!(!verifier.verify(message, &longer));
                    assert!(!verifier.verify(message, &Vec::new()));
                }
            }
        }
    }

    fn jwk(text: &str) -> Key {
        Key::from_jwk(&Object::parse(text.as_bytes()).unwrap()).unwrap()
    }

    fn with(key: &Key, member: &str, value: crate::json::Json) -> Key {
        let mut jwk = key.to_jwk(true).unwrap();
        jwk.set(member, value);
        Key::from_jwk(&jwk).unwrap()
    }

    fn algorithm(name: &str) -> Algorithm {
        Algorithm::named(name).unwrap()
    }

    #[test]
    fn alg_binds_and_the_two_names_of_ed25519_are_one() {
        let ed = Key::generate(algorithm("EdDSA")).unwrap();
        for bound in ["EdDSA", "Ed25519"] {
            let key = with(&ed, "alg", bound.into());
            let names: Vec<&str> = key.algorithms().map(Algorithm::name).collect();
            assert_eq!(names.len(), 2);
            assert_eq!(names[0], bound);
            for name in ["EdDSA", "Ed25519"] {
                assert!(key.verifier(algorithm(name)).is_ok());
                assert!(key.signer(algorithm(name), false).is_ok());
            }
        }
        for bound in ["ES256", "eddsa", "", "none"] {
            let key = with(&ed, "alg", bound.into());
            assert_eq!(key.algorithms().count(), 0);
            let refusal = key.verifier(algorithm("EdDSA")).unwrap_err();
            assert_eq!(refusal.code(), "algorithm_not_allowed");
        }
        let ec = Key::generate(algorithm("ES256")).unwrap();
        for other in ["ES384", "ES256K", "HS256", "RS256", "EdDSA", "ML-DSA-44"] {
            let refusal = ec.verifier(algorithm(other)).unwrap_err();
            assert_eq!(refusal.code(), "algorithm_not_allowed", "{other}");
        }
    }

    #[test]
    fn use_and_key_ops_bind() {
        let codes = |key: &Key| {
            ["ES256", "HS256"].map(|name| {
                let name = algorithm(name);
                let verify = key
                    .verifier(name)
                    .map_or_else(|refusal| refusal.code(), |_| "ok");
                let sign = key
                    .signer(name, false)
                    .map_or_else(|refusal| refusal.code(), |_| "ok");
                (verify, sign)
            })
        };
        let (ok, no) = ("ok", "key_unusable");
        let other = "algorithm_not_allowed";
        let ec = Key::generate(algorithm("ES256")).unwrap();
        let oct = Key::generate(algorithm("HS256")).unwrap();
        let operations = |list: &[&str]| crate::json::Json::from(list.to_vec());
        for (member, value, ec_wants, oct_wants) in [
            ("use", "sig".into(), (ok, ok), (ok, ok)),
            ("use", "enc".into(), (no, no), (no, no)),
            ("use", "".into(), (no, no), (no, no)),
            (
                "key_ops",
                operations(&["sign", "verify"]),
                (ok, ok),
                (ok, ok),
            ),
            ("key_ops", operations(&["verify"]), (ok, no), (ok, no)),
            // The public half of a key that signs may verify; a secret has no other half.
            ("key_ops", operations(&["sign"]), (ok, ok), (no, ok)),
            ("key_ops", operations(&["deriveBits"]), (no, no), (no, no)),
            ("key_ops", operations(&[]), (no, no), (no, no)),
        ] {
            let bound = with(&ec, member, value.clone());
            assert_eq!(
                codes(&bound),
                [ec_wants, (other, other)],
                "{member} {value:?}"
            );
            let bound = with(&oct, member, value.clone());
            assert_eq!(
                codes(&bound),
                [(other, other), oct_wants],
                "{member} {value:?}"
            );
        }
        for (private, public) in [
            (&["sign"][..], &["verify"][..]),
            (&["sign", "x", "verify"], &["verify"]),
            (&["encrypt"], &["encrypt"]),
        ] {
            let jwk = with(&ec, "key_ops", operations(private)).to_jwk(false);
            assert_eq!(jwk.unwrap().get("key_ops"), Some(&operations(public)));
        }
    }

    #[test]
    fn secrets_are_long_enough_or_say_so() {
        let hs256 = algorithm("HS256");
        let empty = Key::secret(Vec::new());
        for allow in [false, true] {
            assert_eq!(
                empty.signer(hs256, allow).unwrap_err(),
                KeyRefusal::EmptySecret
            );
        }
        assert_eq!(empty.verifier(hs256).unwrap_err(), KeyRefusal::EmptySecret);

        let short = Key::secret(vec![7; 31]);
        let refusal = short.signer(hs256, false).unwrap_err();
        assert_eq!(
            refusal,
            KeyRefusal::WeakSecret {
                bits: 248,
                needed: 256,
                algorithm: "HS256"
            }
        );
        assert_eq!(refusal.code(), "key_unusable");
        assert_eq!(short.weak_secret_bits(hs256), Some(248));
        let signature = short.signer(hs256, true).unwrap().sign(b"x").unwrap();
        assert!(short.verifier(hs256).unwrap().verify(b"x", &signature));

        let enough = Key::secret(vec![7; 32]);
        assert_eq!(enough.weak_secret_bits(hs256), None);
        assert_eq!(enough.weak_secret_bits(algorithm("HS512")), Some(256));
        assert_eq!(enough.weak_secret_bits(algorithm("ES256")), None);
    }

    #[test]
    fn members_keep_their_order_and_what_is_private_stays_home() {
        let text = r#"{"x-first":1.10,"d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE","kid":"1","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","kty":"EC","x5c":["a"],"crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","k":"stray","use":"sig","nothing":null}"#;
        let mut key = jwk(text);
        let written = |key: &Key, private: bool| {
            crate::json::Json::Object(key.to_jwk(private).unwrap()).to_compact()
        };
        assert_eq!(written(&key, true), text);
        let public = written(&key, false);
        assert!(public.starts_with(r#"{"kid":"1","y":"#), "{public}");
        assert!(!public.contains("870MB6gf") && !public.contains("stray"));
        assert!(public.ends_with(r#""use":"sig"}"#), "{public}");
        let unknown: Vec<_> = key.unknown_members().collect();
        assert_eq!(unknown, ["x-first", "nothing"]);

        key.set_kid(Some("2".into()));
        key.set_alg(Some(algorithm("ES256")));
        let changed = written(&key, false);
        assert!(changed.contains(r#""kid":"2""#) && changed.ends_with(r#""alg":"ES256"}"#));
        key.set_kid(None);
        key.set_alg(None);
        assert!(!written(&key, true).contains("kid"));
        assert!(!format!("{key:?}").contains("870MB6gf"));
        assert!(key.to_jwk(true).unwrap().str("d").is_some());

        let secret = Key::secret(b"secret".to_vec());
        assert_eq!(secret.to_jwk(false), None);
        assert_eq!(secret.to_pem(true), Err(KeyProblem::SecretHasNoPem));
        assert!(secret.texts(false).is_empty() && secret.texts(true).is_empty());
        assert!(!format!("{secret:?}").contains("secret\""));
    }

    #[test]
    fn a_renewed_key_is_another_of_the_same_kind() {
        for name in ["RS256", "ES512", "Ed25519", "ML-DSA-65"] {
            let key = Key::generate(algorithm(name)).unwrap();
            let fresh = key.renewed().unwrap();
            assert_eq!(fresh.describe(), key.describe(), "{name}");
            assert_eq!(fresh.alg(), key.alg());
            assert!(!fresh.same_key(&key));
        }
        let secret = Key::secret(vec![1; 32]).renewed();
        assert_eq!(secret.unwrap_err(), KeyProblem::NotRenewable);
    }

    #[test]
    fn the_texts_of_a_public_key_are_what_files_hold() {
        let key = Key::generate(algorithm("RS256")).unwrap();
        let texts = key.texts(false);
        let holds = |text: &str| texts.iter().any(|one| one.as_slice() == text.as_bytes());
        let pem = key.to_pem(false).unwrap();
        assert!(holds(&pem) && holds(pem.trim_end()));
        assert!(holds(&pem.replace('\n', "\r\n")));
        let labels = texts
            .iter()
            .filter(|text| text.starts_with(b"-----BEGIN RSA PUBLIC KEY"));
        assert!(labels.count() >= 4);
        let private = key.to_pem(true).unwrap();
        assert!(!holds(&private));
        let texts = key.texts(true);
        assert!(texts.iter().any(|one| one.as_slice() == private.as_bytes()));
        assert!(!texts.iter().any(|one| one.as_slice() == pem.as_bytes()));

        let odd = format!("my key\n{pem}");
        let read = KeySet::read(odd.as_bytes()).unwrap();
        assert!(read.keys[0].texts(false).contains(&odd.into_bytes().into()));
    }
}
