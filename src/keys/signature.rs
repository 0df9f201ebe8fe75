//! Keys prepared to sign or to check, once for any number of messages, and what forbids it.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ED25519, EcdsaKeyPair, ParsedPublicKey, PqdsaKeyPair};
use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER;
use jsonwebtoken::crypto::{JwtSigner, JwtVerifier};
use jsonwebtoken::{DecodingKey, EncodingKey};

use super::algorithm::{Algorithm, KeyKind};
use super::key::Key;
use super::key_text::KeyText;
use super::material::{Material, RSA_MAX_BITS, RSA_MIN_BITS};
use super::write;
use crate::keys::messages::{KeyProblem, KeyRefusal, LibraryCall, Operation, shown};

/// A key prepared to check signatures of one algorithm. Not `Send`: each thread prepares its own.
pub struct Verifier {
    algorithm: Algorithm,
    check: Check,
}

enum Check {
    Library(Box<dyn JwtVerifier>),
    Parsed(ParsedPublicKey),
}

/// A key prepared to sign with one algorithm.
pub struct Signer {
    algorithm: Algorithm,
    maker: Maker,
}

enum Maker {
    Library(Box<dyn JwtSigner>),
    Ecdsa(EcdsaKeyPair),
    MlDsa(PqdsaKeyPair),
}

impl Key {
    /// Prepares the key to check signatures of one algorithm. A private key's public half is derived.
    ///
    /// # Errors
    /// When its type, size, `alg`, `use` or `key_ops` forbid it, or it is too weak.
    pub fn verifier(&self, algorithm: Algorithm) -> Result<Verifier, KeyRefusal> {
        self.permits(algorithm, Operation::Verify)?;
        self.has_secret()?;
        Verifier::new(&self.material, algorithm)
    }

    /// Prepares the key to sign with one algorithm. `allow_weak_secret` lifts RFC 7518 §3.2 for HMAC.
    ///
    /// # Errors
    /// As [`Key::verifier`]; when it is public, or an HMAC secret shorter than its hash.
    pub fn signer(
        &self,
        algorithm: Algorithm,
        allow_weak_secret: bool,
    ) -> Result<Signer, KeyRefusal> {
        // First, since the text of a key is the wrong thing for every algorithm.
        self.has_secret()?;
        self.permits(algorithm, Operation::Sign)?;
        if !self.is_private() {
            return Err(KeyRefusal::PublicOnly {
                key: self.describe(),
            });
        }
        if let Some(bits) = self.weak_secret_bits(algorithm)
            && !allow_weak_secret
        {
            return Err(KeyRefusal::WeakSecret {
                bits,
                needed: algorithm.hash_bits().map_or(0, usize::from),
                algorithm: algorithm.name(),
            });
        }
        Signer::new(&self.material, algorithm)
    }

    /// Refuses a secret that is none, whoever uses it for what.
    ///
    /// # Errors
    /// When it is empty, or the text of a key.
    pub fn has_secret(&self) -> Result<(), KeyRefusal> {
        let Some(secret) = self.secret_bytes() else {
            return Ok(());
        };
        // RFC 2104 §2 fills a short key up with zeros, so that zeros alone are the same key as nothing at all.
        if secret.iter().all(|byte| *byte == 0) {
            return Err(KeyRefusal::EmptySecret);
        }
        let found = || KeyText::find(secret).map(|found| found.public);
        match *self.is_text.get_or_init(found) {
            Some(public) => Err(KeyRefusal::KeyText { public }),
            None => Ok(()),
        }
    }

    fn permits(&self, algorithm: Algorithm, operation: Operation) -> Result<(), KeyRefusal> {
        if !self.material.fits(algorithm) {
            return Err(KeyRefusal::WrongType {
                key: self.describe(),
                algorithm: algorithm.name().into(),
            });
        }
        if let Some(bound) = self.alg()
            && !Algorithm::named(bound).is_some_and(|bound| bound.same_as(algorithm))
        {
            return Err(KeyRefusal::BoundToOther {
                bound: shown(bound),
                algorithm: algorithm.name(),
            });
        }
        if let Some(usage) = self.usage.as_deref()
            && usage != "sig"
        {
            return Err(KeyRefusal::Usage {
                usage: shown(usage),
            });
        }
        if let Some(operations) = &self.operations {
            let lists = |name: &str| operations.iter().any(|operation| operation == name);
            let allowed = match operation {
                Operation::Sign => lists("sign"),
                // `sign` on a private key speaks of that key. Its public half is another key, which nobody
                // could have listed `verify` for; a server must be able to check what it signed. An HMAC
                // secret is one key for both, so there each must be listed.
                Operation::Verify => {
                    lists("verify") || (lists("sign") && self.is_private() && !self.is_secret())
                }
            };
            if !allowed {
                return Err(KeyRefusal::Operations {
                    operation,
                    listed: shown(&operations.join(", ")),
                });
            }
        }
        match (&self.material, algorithm.key_kind()) {
            (Material::Ed25519(ed), _) if ed.is_of_small_order() => Err(KeyRefusal::SmallOrder),
            (Material::Rsa(rsa), KeyKind::Rsa(_)) => match rsa.bits() {
                bits @ ..RSA_MIN_BITS => Err(KeyRefusal::RsaTooSmall {
                    bits,
                    minimum: RSA_MIN_BITS,
                }),
                RSA_MIN_BITS..=RSA_MAX_BITS => Ok(()),
                bits => Err(KeyRefusal::RsaTooLarge {
                    bits,
                    maximum: RSA_MAX_BITS,
                }),
            },
            _ => Ok(()),
        }
    }

    /// The key's length in bits when it is an HMAC secret shorter than the hash (RFC 7518 §3.2).
    pub fn weak_secret_bits(&self, algorithm: Algorithm) -> Option<usize> {
        let bits = self.secret_bytes()?.len() * 8;
        let needed = usize::from(algorithm.hash_bits()?);
        (self.material.fits(algorithm) && bits < needed).then_some(bits)
    }
}

impl Verifier {
    /// Prepares bytes to check an HMAC with, whatever they are: to find out what somebody else took for a secret, never
    /// to trust a token. `None` for an algorithm that is no HMAC.
    pub fn of_bytes(bytes: &[u8], algorithm: Algorithm) -> Option<Self> {
        Self::new(&Material::Secret(bytes.to_vec().into()), algorithm).ok()
    }

    fn new(material: &Material, algorithm: Algorithm) -> Result<Self, KeyRefusal> {
        let rejected = || KeyRefusal::Rejected {
            key: material.describe(),
            algorithm: algorithm.name(),
        };
        // jsonwebtoken checks all but ES512, ES256K and ML-DSA too, but parses a public key anew for every token.
        let parsed = match (material, algorithm.key_kind()) {
            (Material::Secret(secret), KeyKind::Secret) => {
                let library = algorithm.library().ok_or_else(rejected)?;
                let key = DecodingKey::from_secret(secret);
                let verifier = (DEFAULT_PROVIDER.verifier_factory)(&library, &key);
                let check = Check::Library(verifier.map_err(|_| rejected())?);
                return Ok(Self { algorithm, check });
            }
            // The parameters refuse a modulus under 2048 or over 8192 bits, and a PSS salt that is not as
            // long as the hash (RFC 7518 §3.5).
            (Material::Rsa(rsa), KeyKind::Rsa(parameters)) => {
                let der = rsa.pkcs1_public().map_err(|_| rejected())?;
                ParsedPublicKey::new(parameters, der)
            }
            (Material::Ec(ec), KeyKind::Ec(curve)) => {
                ParsedPublicKey::new(curve.verification, ec.point())
            }
            (Material::Ed25519(ed), KeyKind::Ed25519) => ParsedPublicKey::new(&ED25519, &ed.x),
            (Material::MlDsa(ml_dsa), KeyKind::MlDsa(set)) => {
                ParsedPublicKey::new(set.verification, &ml_dsa.public)
            }
            _ => return Err(rejected()),
        };
        let check = Check::Parsed(parsed.map_err(|_| rejected())?);
        Ok(Self { algorithm, check })
    }

    /// The algorithm that it was prepared for.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether `signature` is this key's over `message`. The library's verifier takes a `Vec`, so a slice will not do.
    pub fn verify(&self, message: &[u8], signature: &Vec<u8>) -> bool {
        match &self.check {
            Check::Library(verifier) => verifier.verify(message, signature).is_ok(),
            Check::Parsed(key) => key.verify_sig(message, signature).is_ok(),
        }
    }
}

impl Signer {
    fn new(material: &Material, algorithm: Algorithm) -> Result<Self, KeyRefusal> {
        let rejected = || KeyRefusal::Rejected {
            key: material.describe(),
            algorithm: algorithm.name(),
        };
        let maker = match (material, algorithm.library()) {
            (Material::MlDsa(ml_dsa), _) => Maker::MlDsa(ml_dsa.pair().ok_or_else(rejected)?),
            (Material::Ec(ec), None) => {
                let d = ec.d.as_ref().ok_or_else(rejected)?;
                EcdsaKeyPair::from_private_key_and_public_key(ec.curve.signing, d, ec.point())
                    .map(Maker::Ecdsa)
                    .map_err(|_| rejected())?
            }
            (_, None) => return Err(rejected()),
            (_, Some(library)) => {
                let pkcs8 = || write::pkcs8(material).map_err(|_| rejected());
                let key = match material {
                    Material::Secret(secret) => EncodingKey::from_secret(secret),
                    Material::Rsa(rsa) => {
                        let der = rsa.pkcs1_private().map_err(|_| rejected())?;
                        EncodingKey::from_rsa_der(&der.ok_or_else(rejected)?)
                    }
                    Material::Ec(_) => EncodingKey::from_ec_der(&pkcs8()?),
                    Material::Ed25519(_) => EncodingKey::from_ed_der(&pkcs8()?),
                    Material::X25519(_) | Material::MlDsa(_) => return Err(rejected()),
                };
                let signer = (DEFAULT_PROVIDER.signer_factory)(&library, &key);
                Maker::Library(signer.map_err(|_| rejected())?)
            }
        };
        Ok(Self { algorithm, maker })
    }

    /// The algorithm that it was prepared for.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The signature over `message`, as RFC 7515 wants it (ECDSA: r‖s).
    ///
    /// # Errors
    /// When the library fails.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyProblem> {
        let failed = || KeyProblem::Library {
            call: LibraryCall::Sign,
        };
        match &self.maker {
            Maker::Library(signer) => signer.try_sign(message).map_err(|_| failed()),
            Maker::Ecdsa(pair) => pair
                .sign(&SystemRandom::new(), message)
                .map(|signature| signature.as_ref().to_vec())
                .map_err(|_| failed()),
            Maker::MlDsa(pair) => {
                let mut signature = vec![0; pair.algorithm().signature_len()];
                pair.sign(message, &mut signature).map_err(|_| failed())?;
                Ok(signature)
            }
        }
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_tuple("Verifier")
            .field(&self.algorithm)
            .finish()
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_tuple("Signer")
            .field(&self.algorithm)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, RSA_PSS_SHA256, RsaKeyPair, RsaPssSaltLength,
    };

    use super::*;

    const MESSAGE: &[u8] = b"header.payload";

    fn key(name: &str) -> (Key, Verifier) {
        let algorithm = Algorithm::named(name).unwrap();
        let key = Key::generate(algorithm).unwrap();
        let verifier = key.verifier(algorithm).unwrap();
        (key, verifier)
    }

    #[test]
    fn a_salt_of_another_length_is_refused() {
        let (key, verifier) = key("PS256");
        let Material::Rsa(rsa) = &key.material else {
            panic!("RSA")
        };
        let pair = RsaKeyPair::from_der(&rsa.pkcs1_private().unwrap().unwrap()).unwrap();
        let mut signature = vec![0; 256];
        let mut sign = |encoding| {
            let random = SystemRandom::new();
            pair.sign(encoding, &random, MESSAGE, &mut signature)
                .unwrap();
            signature.clone()
        };
        assert!(verifier.verify(MESSAGE, &sign(&RSA_PSS_SHA256)));
        let salted = &const { RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(20)) };
        assert!(!verifier.verify(MESSAGE, &sign(salted)));
    }

    #[test]
    fn an_ecdsa_signature_in_der_is_refused() {
        let (key, verifier) = key("ES256");
        let pkcs8 = write::pkcs8(&key.material).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &pkcs8).unwrap();
        let signature = pair.sign(&SystemRandom::new(), MESSAGE).unwrap();
        assert!(!verifier.verify(MESSAGE, &signature.as_ref().to_vec()));
    }

    #[test]
    fn zeros_are_no_signature() {
        // CVE-2022-21449: r and s of 0 satisfied a careless check for every message.
        for algorithm in Algorithm::all() {
            let (_, verifier) = key(algorithm.name());
            for len in [0, 32, 64, 96, 132, 256, 512, 2420, 4627] {
                assert!(
                    !verifier.verify(MESSAGE, &vec![0; len]),
                    "{algorithm} {len}"
                );
            }
        }
    }

    #[test]
    fn a_verifier_of_one_algorithm_refuses_its_siblings() {
        let key = Key::secret(vec![5; 64]);
        for maker in ["HS256", "HS384", "HS512"].map(|name| Algorithm::named(name).unwrap()) {
            let signature = key.signer(maker, false).unwrap().sign(MESSAGE).unwrap();
            for checker in ["HS256", "HS384", "HS512"].map(|name| Algorithm::named(name).unwrap()) {
                let valid = key.verifier(checker).unwrap().verify(MESSAGE, &signature);
                assert_eq!(valid, maker == checker);
            }
        }
    }
}
