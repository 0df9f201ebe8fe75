//! A key in DER and PEM: PKCS#8 (RFC 5958), SPKI (RFC 5280 §4.1.2.7), PKCS#1 (RFC 8017 A.1), SEC 1 (RFC 5915).

use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::asn1::{AnyRef, BitStringRef, OctetStringRef};
use pkcs8::der::{self, Encode, ErrorKind, Tag, TagNumber};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use zeroize::Zeroizing;

use super::Hidden;
use super::asn1::{EC_OID, ED25519_OID, PSS_OID, RSA_OID, X25519_OID, sec1_private, value};
use super::key::Key;
use super::material::{Ed25519, Material, MlDsaPrivate, X25519};
use crate::encoding::{BASE64, BASE64URL};
use crate::json::Json;
use crate::keys::messages::{KeyProblem, LibraryCall};

/// The length of a line of base64 in PEM (RFC 7468 §2).
const PEM_LINE: usize = 64;

impl Key {
    /// The key as PEM with a last line break: PKCS#8 with `private`, else SPKI.
    ///
    /// # Errors
    /// For a secret, which has no PEM form, and for a private form of a public key.
    pub fn to_pem(&self, private: bool) -> Result<String, KeyProblem> {
        if private {
            let der = pkcs8(&self.material)?;
            Ok(pem("PRIVATE KEY", &der))
        } else {
            let der = spki(&self.material)?;
            Ok(pem("PUBLIC KEY", &der))
        }
    }

    /// The texts in which people keep the public key, or with `private` the private one: as it was read, PEM, DER and
    /// JWK, each with and without a last line break. The RS/HS confusion attack uses them as the HMAC secret.
    /// Empty for a secret.
    pub fn texts(&self, private: bool) -> Vec<Hidden> {
        let mut texts: Vec<Hidden> = Vec::new();
        if self.is_secret() || private && !self.is_private() {
            return texts;
        }
        let mut add = |text: Vec<u8>| {
            let text = Zeroizing::new(text);
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        };
        let mut add_lines = |text: &[u8]| {
            let bare = text.strip_suffix(b"\n").unwrap_or(text);
            let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
            add(text.to_vec());
            add(bare.to_vec());
            add([bare, b"\n"].concat());
        };
        if let Some(original) = self.original.as_ref()
            && private == self.is_private()
        {
            add_lines(original);
        }
        let mut add_der = |label: &str, der: &[u8]| {
            let text = Zeroizing::new(pem(label, der));
            add_lines(text.as_bytes());
            add_lines(Zeroizing::new(text.replace('\n', "\r\n")).as_bytes());
            add_lines(der);
            // The base64 alone, as Keycloak shows it.
            add_lines(Zeroizing::new(BASE64.encode_padded(der)).as_bytes());
        };
        if private {
            if let Ok(der) = pkcs8(&self.material) {
                add_der("PRIVATE KEY", &der);
            }
        } else if let Ok(der) = spki(&self.material) {
            add_der("PUBLIC KEY", &der);
        }
        if let Material::Rsa(rsa) = &self.material {
            if !private && let Ok(der) = rsa.pkcs1_public() {
                add_der("RSA PUBLIC KEY", &der);
            }
            if private && let Ok(Some(der)) = rsa.pkcs1_private() {
                add_der("RSA PRIVATE KEY", &der);
            }
        }
        if let Some(jwk) = self.to_jwk(private) {
            let jwk = Zeroizing::new(Json::Object(jwk));
            add_lines(Zeroizing::new(jwk.to_compact()).as_bytes());
            add_lines(Zeroizing::new(jwk.to_pretty()).as_bytes());
        }
        match &self.material {
            _ if private => {}
            Material::Ed25519(ed) => {
                add_lines(&ed.x);
                add_lines(BASE64URL.encode(&ed.x).as_bytes());
            }
            Material::Rsa(rsa) => add_lines(BASE64URL.encode(&rsa.n).as_bytes()),
            Material::Secret(_) | Material::Ec(_) | Material::X25519(_) | Material::MlDsa(_) => {}
        }
        texts
    }
}

/// `PrivateKeyInfo` in DER.
pub(super) fn pkcs8(material: &Material) -> Result<Hidden, KeyProblem> {
    let inner: Option<Hidden> = match material {
        Material::Secret(_) => return Err(KeyProblem::SecretHasNoPem),
        Material::Rsa(rsa) => rsa.pkcs1_private()?,
        Material::Ec(ec) => {
            ec.d.as_ref()
                .and_then(|d| sec1_private(d, Some(ec.point())))
        }
        // RFC 8410 §7: the seed in an OCTET STRING of its own.
        Material::Ed25519(Ed25519 { d, .. }) | Material::X25519(X25519 { d, .. }) => {
            d.as_ref().and_then(|d| value(Tag::OctetString, d))
        }
        Material::MlDsa(ml_dsa) => match &ml_dsa.private {
            // RFC 9881 §6: `seed [0] IMPLICIT OCTET STRING`, of 32 octets.
            Some(MlDsaPrivate::Seed(seed)) => {
                let tag = Tag::ContextSpecific {
                    constructed: false,
                    number: TagNumber(0),
                };
                value(tag, seed)
            }
            Some(MlDsaPrivate::Expanded(key)) => value(Tag::OctetString, key),
            None => None,
        },
    };
    let inner = inner.ok_or(KeyProblem::NotPrivate)?;
    let encode = || {
        let key = OctetStringRef::new(&inner)?;
        PrivateKeyInfoRef::new(identifier(material)?, key).to_der()
    };
    encode().map(Zeroizing::new).map_err(|_| failed())
}

/// `SubjectPublicKeyInfo` in DER.
pub(super) fn spki(material: &Material) -> Result<Vec<u8>, KeyProblem> {
    let key = match material {
        Material::Secret(_) => return Err(KeyProblem::SecretHasNoPem),
        Material::Rsa(rsa) => rsa.pkcs1_public()?,
        Material::Ec(ec) => ec.point().to_vec(),
        Material::Ed25519(Ed25519 { x, .. }) | Material::X25519(X25519 { x, .. }) => x.clone(),
        Material::MlDsa(ml_dsa) => ml_dsa.public.clone(),
    };
    let encode = || {
        SubjectPublicKeyInfoRef {
            algorithm: identifier(material)?,
            subject_public_key: BitStringRef::from_bytes(&key)?,
        }
        .to_der()
    };
    encode().map_err(|_| failed())
}

fn identifier(material: &Material) -> der::Result<AlgorithmIdentifierRef<'_>> {
    let (oid, parameters) = match material {
        Material::Rsa(rsa) => match &rsa.pss {
            Some(pss) => {
                let parameters = pss.parameters.as_deref().map(AnyRef::try_from);
                (PSS_OID, parameters.transpose()?)
            }
            None => (RSA_OID, Some(AnyRef::NULL)),
        },
        Material::Ec(ec) => (EC_OID, Some(AnyRef::from(&ec.curve.oid))),
        Material::Ed25519(_) => (ED25519_OID, None),
        Material::X25519(_) => (X25519_OID, None),
        Material::Secret(_) => return Err(ErrorKind::Failed.into()),
        Material::MlDsa(ml_dsa) => (ml_dsa.set.oid, None),
    };
    Ok(AlgorithmIdentifierRef { oid, parameters })
}

fn failed() -> KeyProblem {
    KeyProblem::Library {
        call: LibraryCall::Encode,
    }
}

/// PEM with a line break at its end (RFC 7468 §2).
pub(super) fn pem(label: &str, der: &[u8]) -> String {
    let body = Zeroizing::new(BASE64.encode_padded(der));
    let mut text = format!("-----BEGIN {label}-----\n");
    // Room for all of it: a String that grows leaves copies of the key behind.
    text.reserve_exact(body.len() + body.len() / PEM_LINE + 2 * label.len() + 32);
    for (index, character) in body.chars().enumerate() {
        if index > 0 && index % PEM_LINE == 0 {
            text.push('\n');
        }
        text.push(character);
    }
    text.push_str("\n-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    text
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::AsRawBytes;

    use super::*;
    use crate::keys::Algorithm;
    use crate::keys::der::{Shape, read};

    #[test]
    fn ml_dsa_private_keys_have_three_forms() {
        for name in ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"] {
            let algorithm = Algorithm::named(name).unwrap();
            let key = Key::generate(algorithm).unwrap();
            let Material::MlDsa(ml_dsa) = &key.material else {
                panic!("{name}")
            };
            let Some(MlDsaPrivate::Seed(seed)) = &ml_dsa.private else {
                panic!("{name}")
            };
            let pair = ml_dsa.pair().unwrap();
            let expanded = pair.private_key().as_raw_bytes().unwrap();
            let expanded = value(Tag::OctetString, expanded.as_ref()).unwrap();
            let seed = value(Tag::OctetString, seed).unwrap();
            let both = value(Tag::Sequence, &[seed.as_slice(), &expanded].concat()).unwrap();
            let wrap = |inner: &[u8]| {
                let octets = OctetStringRef::new(inner).unwrap();
                let algorithm = identifier(&key.material).unwrap();
                PrivateKeyInfoRef::new(algorithm, octets).to_der().unwrap()
            };

            let (_, with_both) = read(&wrap(&both)).unwrap();
            assert!(with_both.same_key(&key));
            assert_eq!(with_both.to_jwk(true), {
                let mut plain = key.clone();
                plain.set_alg(None);
                plain.to_jwk(true)
            });

            let (_, without_seed) = read(&wrap(&expanded)).unwrap();
            assert!(without_seed.same_key(&key) && without_seed.is_private());
            assert_eq!(without_seed.to_jwk(true), None);
            assert_eq!(without_seed.to_jwk(false), with_both.to_jwk(false));
            let again = without_seed.to_pem(true).unwrap();
            let again = crate::keys::KeySet::read(again.as_bytes()).unwrap();
            let signature = again.keys[0].signer(algorithm, false).unwrap().sign(b"a");
            assert!(
                key.verifier(algorithm)
                    .unwrap()
                    .verify(b"a", &signature.unwrap())
            );

            let mut other = both.to_vec();
            other[10] ^= 1;
            assert_eq!(read(&wrap(&other)).unwrap_err().code(), "key_invalid");
        }
    }

    /// A private key beside the public one of another pair, in each place where a format has room for it.
    #[test]
    fn halves_of_two_pairs_are_no_key() {
        for name in ["RS256", "ES256", "ES512", "ES256K", "Ed25519", "ML-DSA-44"] {
            let algorithm = Algorithm::named(name).unwrap();
            let [own, other] = [(); 2].map(|()| Key::generate(algorithm).unwrap());
            let der = pkcs8(&own.material).unwrap();
            let info = PrivateKeyInfoRef::try_from(der.as_slice()).unwrap();
            for (public, expected) in [(&own, "ok"), (&other, "key_parts_mismatch")] {
                let code = |read: Result<Key, KeyProblem>| {
                    read.map_or_else(|problem| problem.code(), |_| "ok")
                };
                let spki = spki(&public.material).unwrap();
                let spki = SubjectPublicKeyInfoRef::try_from(spki.as_slice()).unwrap();
                let version_2 = PrivateKeyInfoRef {
                    public_key: Some(spki.subject_public_key),
                    ..info.clone()
                };
                let found = read(&version_2.to_der().unwrap());
                assert_eq!(code(found.map(|(_, key)| key)), expected, "{name} PKCS#8");

                let mut jwk = own.to_jwk(true).unwrap();
                for (member, value) in public.to_jwk(false).unwrap() {
                    jwk.set(member, value);
                }
                assert_eq!(code(Key::from_jwk(&jwk)), expected, "{name} JWK");

                if let (Material::Ec(ec), Material::Ec(public)) = (&own.material, &public.material)
                {
                    let sec1 = sec1_private(ec.d.as_ref().unwrap(), Some(public.point())).unwrap();
                    let octets = OctetStringRef::new(&sec1).unwrap();
                    let inside = PrivateKeyInfoRef::new(info.algorithm, octets).to_der();
                    let found = read(&inside.unwrap());
                    assert_eq!(code(found.map(|(_, key)| key)), expected, "{name} SEC1");
                }
            }
        }
    }

    /// RFC 7518 §6.3.2: every number of an RSA key belongs to the others.
    #[test]
    fn numbers_of_two_rsa_keys_are_no_key() {
        let algorithm = Algorithm::named("RS256").unwrap();
        let [own, other] =
            [(); 2].map(|()| Key::generate(algorithm).unwrap().to_jwk(true).unwrap());
        for member in ["n", "d", "p", "q", "dp", "dq", "qi"] {
            let mut mixed = own.clone();
            mixed.set(member, other.get(member).unwrap().clone());
            let problem = Key::from_jwk(&mixed).unwrap_err();
            assert_eq!(problem.code(), "key_parts_mismatch", "{member}");
        }
    }

    #[test]
    fn a_key_that_was_written_is_read_by_its_shape() {
        let key = Key::generate(Algorithm::named("ES256").unwrap()).unwrap();
        let der = pkcs8(&key.material).unwrap();
        assert_eq!(der.len(), 138);
        let (shape, again) = read(&der).unwrap();
        assert_eq!(shape, Shape::Pkcs8);
        assert!(again.same_key(&key));
    }
}
