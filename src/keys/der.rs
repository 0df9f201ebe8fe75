//! Reading a key from DER. What a structure is, its shape tells: the tags of its members.

use pkcs8::der::asn1::{AnyRef, BitStringRef, OctetStringRef};
use pkcs8::der::{self, Decode, ErrorKind, Reader, SliceReader, Tag, TagNumber, Tagged};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use pkcs8::{ObjectIdentifier, PrivateKeyInfoRef};
use zeroize::Zeroizing;

use super::Hidden;
use super::algorithm::{Algorithm, Curve, MlDsaSet};
use super::asn1::{EC_OID, ED25519_OID, PSS_OID, RSA_OID, X25519_OID};
use super::key::Key;
use super::material::{Ec, Ed25519, Material, MlDsa, Pss, Rsa, RsaPrivate, X25519};
use crate::keys::messages::{Foreign, KeyProblem, shown};

/// The structures that hold a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Pkcs8,
    Spki,
    Pkcs1Private,
    Pkcs1Public,
    Sec1,
    Certificate,
}

impl Shape {
    /// What such a structure is called.
    fn name(self) -> &'static str {
        match self {
            Self::Pkcs8 => "PKCS#8",
            Self::Spki => "SPKI",
            Self::Pkcs1Private => "PKCS#1",
            Self::Pkcs1Public => "PKCS#1 public",
            Self::Sec1 => "SEC1",
            Self::Certificate => "X.509 certificate",
        }
    }

    /// What a file with such a structure is called.
    pub(super) fn formats(self) -> Formats {
        let [pem, der, base64] = match self {
            Self::Pkcs8 => ["PEM PKCS#8", "DER PKCS#8", "base64 PKCS#8"],
            Self::Spki => ["PEM SPKI", "DER SPKI", "base64 SPKI"],
            Self::Pkcs1Private => ["PEM PKCS#1", "DER PKCS#1", "base64 PKCS#1"],
            Self::Pkcs1Public => ["PEM PKCS#1 public", "DER PKCS#1 public", "base64 PKCS#1"],
            Self::Sec1 => ["PEM SEC1", "DER SEC1", "base64 SEC1"],
            Self::Certificate => [
                "PEM X.509 certificate",
                "DER X.509 certificate",
                "base64 X.509 certificate",
            ],
        };
        Formats { pem, der, base64 }
    }
}

/// The name of a structure in each of the ways in which it is written.
pub(super) struct Formats {
    pub(super) pem: &'static str,
    pub(super) der: &'static str,
    pub(super) base64: &'static str,
}

/// The key in a DER structure, and what the structure is.
pub(super) fn read(der: &[u8]) -> Result<(Shape, Key), KeyProblem> {
    let shape = shape(der)?;
    let material = match shape {
        Shape::Pkcs8 => pkcs8(der)?,
        Shape::Spki => spki(der)?,
        Shape::Pkcs1Private => Material::Rsa(Box::new(pkcs1_private(der)?)),
        Shape::Pkcs1Public => Material::Rsa(Box::new(pkcs1_public(der)?)),
        Shape::Sec1 => Material::Ec(sec1(der, None)?),
        Shape::Certificate => spki(certificate(der).map_err(malformed(shape))?)?,
    };
    Ok((shape, Key::of(material)))
}

/// Whether the bytes begin as a DER structure of exactly their length.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    bytes.first() == Some(&0x30) && AnyRef::from_der(bytes).is_ok()
}

/// The tag with which every structure of a key begins.
pub(super) const SEQUENCE: u8 = 0x30;

/// The first structure of some bytes, whatever follows it.
pub(super) fn first(bytes: &[u8]) -> Option<&[u8]> {
    let mut reader = SliceReader::new(bytes).ok()?;
    AnyRef::decode(&mut reader).ok()?;
    bytes.get(..usize::try_from(reader.position()).ok()?)
}

/// Whether bytes are the structure of a key, or of what holds one, of use here or not. A line break may follow it.
pub(super) fn is_key(bytes: &[u8]) -> bool {
    let bare = bytes.strip_suffix(b"\n");
    let barest = bare.and_then(|bare| bare.strip_suffix(b"\r"));
    let mut forms = [Some(bytes), bare, barest].into_iter().flatten();
    forms.any(|der| {
        der.first() == Some(&SEQUENCE)
            && match shape(der) {
                Ok(_) => true,
                Err(KeyProblem::Foreign { what }) => {
                    !matches!(what, Foreign::Asn1 | Foreign::Binary)
                }
                Err(_) => false,
            }
    })
}

fn malformed(shape: Shape) -> impl Fn(der::Error) -> KeyProblem {
    move |error| KeyProblem::Asn1 {
        structure: shape.name(),
        at: error.position().and_then(|at| usize::try_from(at).ok()),
    }
}

/// What the structure is.
fn shape(der: &[u8]) -> Result<Shape, KeyProblem> {
    let broken = |error: der::Error| match error.kind() {
        ErrorKind::Incomplete { expected_len, .. } => KeyProblem::DerTruncated {
            expected: usize::try_from(u32::from(expected_len)).ok(),
            found: der.len(),
        },
        ErrorKind::TrailingData { decoded, .. } => KeyProblem::DerTrailing {
            at: usize::try_from(u32::from(decoded)).unwrap_or(usize::MAX),
        },
        _ => KeyProblem::Asn1 {
            structure: "DER",
            at: error.position().and_then(|at| usize::try_from(at).ok()),
        },
    };
    let outer = AnyRef::from_der(der).map_err(broken)?;
    if outer.tag() != Tag::Sequence {
        return Err(KeyProblem::Foreign {
            what: match outer.tag() {
                Tag::ObjectIdentifier => Foreign::EcParameters,
                _ => Foreign::Binary,
            },
        });
    }
    let members = members(outer.value()).map_err(broken)?;
    let tags: Vec<Tag> = members.iter().map(Tagged::tag).collect();
    let first = members.first().map_or(&[][..], |any| any.value());
    let foreign = |what: Foreign| Err(KeyProblem::Foreign { what });
    match tags.as_slice() {
        [Tag::Integer, Tag::Sequence, Tag::OctetString, ..] => Ok(Shape::Pkcs8),
        [Tag::Sequence, Tag::BitString] => Ok(Shape::Spki),
        [Tag::Integer, Tag::Integer] => Ok(Shape::Pkcs1Public),
        [Tag::Integer, Tag::OctetString, ..] => Ok(Shape::Sec1),
        // DSAPrivateKey of OpenSSL: 0, p, q, g, y, x.
        [
            Tag::Integer,
            Tag::Integer,
            Tag::Integer,
            Tag::Integer,
            Tag::Integer,
            Tag::Integer,
        ] => foreign(Foreign::Dsa),
        [Tag::Integer, Tag::Integer, Tag::Integer] => foreign(Foreign::DhParameters),
        [Tag::Integer, rest @ ..] if rest.len() >= 8 && rest.starts_with(&[Tag::Integer; 8]) => {
            Ok(Shape::Pkcs1Private)
        }
        [Tag::Sequence, Tag::OctetString] => foreign(Foreign::EncryptedKey),
        // PFX (RFC 7292 §4): version 3.
        [Tag::Integer, Tag::Sequence, ..] if first == [3] => foreign(Foreign::Pkcs12),
        [Tag::Sequence, Tag::Sequence, Tag::BitString] => match signed(first) {
            Some(Signed::Certificate) => Ok(Shape::Certificate),
            Some(Signed::Request) => foreign(Foreign::CertificateRequest),
            None => foreign(Foreign::Crl),
        },
        [Tag::ObjectIdentifier, Tag::ContextSpecific { .. }] => foreign(Foreign::Pkcs7),
        // ECParameters (RFC 3279 §2.3.5): version 1 and a field.
        [Tag::Integer, Tag::Sequence, Tag::Sequence, ..] if first == [1] => {
            foreign(Foreign::EcParameters)
        }
        _ => foreign(Foreign::Asn1),
    }
}

/// The first members of a structure, as far as a shape needs them.
fn members(value: &[u8]) -> der::Result<Vec<AnyRef<'_>>> {
    const ENOUGH: usize = 10;
    let mut reader = SliceReader::new(value)?;
    let mut members = Vec::new();
    while !reader.is_finished() && members.len() < ENOUGH {
        members.push(reader.decode()?);
    }
    Ok(members)
}

enum Signed {
    Certificate,
    Request,
}

/// What is signed: a certificate (RFC 5280 §4.1), a request for one (RFC 2986 §4.1), or something else.
fn signed(value: &[u8]) -> Option<Signed> {
    let members = members(value).ok()?;
    let tags: Vec<Tag> = members.iter().map(Tagged::tag).collect();
    let tags = match tags.as_slice() {
        [Tag::ContextSpecific { .. }, rest @ ..] => rest,
        all => all,
    };
    match tags {
        [
            Tag::Integer,
            Tag::Sequence,
            Tag::Sequence,
            Tag::ContextSpecific { .. },
            ..,
        ] => Some(Signed::Request),
        [
            Tag::Integer,
            Tag::Sequence,
            Tag::Sequence,
            Tag::Sequence,
            Tag::Sequence,
            Tag::Sequence,
            ..,
        ] => Some(Signed::Certificate),
        _ => None,
    }
}

/// The `SubjectPublicKeyInfo` of a certificate. Who signed it, for whom and for how long is not judged: the user
/// named this key.
fn certificate(der: &[u8]) -> der::Result<&[u8]> {
    let outer = AnyRef::from_der(der)?;
    let mut outer = SliceReader::new(outer.value())?;
    let tbs: AnyRef<'_> = outer.decode()?;
    let mut tbs = SliceReader::new(tbs.value())?;
    // version, absent from certificates of X.509 v1
    if Tag::peek(&tbs)?.is_context_specific() {
        tbs.tlv_bytes()?;
    }
    // serialNumber, signature, issuer, validity, subject
    for _ in 0..5 {
        tbs.tlv_bytes()?;
    }
    tbs.tlv_bytes()
}

fn pkcs8(der: &[u8]) -> Result<Material, KeyProblem> {
    let info = PrivateKeyInfoRef::from_der(der).map_err(malformed(Shape::Pkcs8))?;
    let inner = info.private_key.as_bytes();
    let public = info.public_key.map(|bits| bits.raw_bytes());
    let oid = info.algorithm.oid;
    let private = if oid == RSA_OID {
        Material::Rsa(Box::new(pkcs1_private(inner)?))
    } else if oid == PSS_OID {
        let mut rsa = pkcs1_private(inner)?;
        rsa.pss = Some(pss(&info.algorithm)?);
        Material::Rsa(Box::new(rsa))
    } else if oid == EC_OID {
        Material::Ec(sec1(inner, Some(curve(&info.algorithm)?))?)
    } else if oid == ED25519_OID {
        let seed = <&OctetStringRef>::from_der(inner).map_err(malformed(Shape::Pkcs8))?;
        Material::Ed25519(Ed25519::private(Zeroizing::new(seed.as_bytes().to_vec()))?)
    } else if oid == X25519_OID {
        let d = <&OctetStringRef>::from_der(inner).map_err(malformed(Shape::Pkcs8))?;
        Material::X25519(X25519::private(Zeroizing::new(d.as_bytes().to_vec()))?)
    } else if let Some(set) = MlDsaSet::of_oid(oid) {
        Material::MlDsa(MlDsa::of_pkcs8(set, der, ml_dsa_seed(inner))?)
    } else {
        return Err(unsupported(oid));
    };
    // RFC 5958 §2: version 2 has the public key beside the private one.
    if let Some(public) = public
        && !public_key(&info.algorithm, public)?.same_public(&private)
    {
        return Err(KeyProblem::Mismatch {
            key: private.describe(),
        });
    }
    Ok(private)
}

/// The seed in an ML-DSA private key (RFC 9881 §6): alone, or before the expanded key.
fn ml_dsa_seed(inner: &[u8]) -> Option<Hidden> {
    let any = AnyRef::from_der(inner).ok()?;
    let seed = match any.tag() {
        Tag::ContextSpecific {
            number: TagNumber(0),
            ..
        } => any.value(),
        Tag::Sequence => match members(any.value()).ok()?.as_slice() {
            [seed, _expanded] => seed.value(),
            _ => return None,
        },
        _ => return None,
    };
    Some(Zeroizing::new(seed.to_vec()))
}

fn spki(der: &[u8]) -> Result<Material, KeyProblem> {
    let info = SubjectPublicKeyInfoRef::from_der(der).map_err(malformed(Shape::Spki))?;
    let bits: BitStringRef<'_> = info.subject_public_key;
    let octets = bits.as_bytes().ok_or(KeyProblem::Asn1 {
        structure: Shape::Spki.name(),
        at: None,
    })?;
    public_key(&info.algorithm, octets)
}

/// A public key as SPKI and version 2 of PKCS#8 hold it.
fn public_key(
    algorithm: &AlgorithmIdentifierRef<'_>,
    octets: &[u8],
) -> Result<Material, KeyProblem> {
    let oid = algorithm.oid;
    if oid == RSA_OID {
        return Ok(Material::Rsa(Box::new(pkcs1_public(octets)?)));
    }
    if oid == PSS_OID {
        let mut rsa = pkcs1_public(octets)?;
        rsa.pss = Some(pss(algorithm)?);
        return Ok(Material::Rsa(Box::new(rsa)));
    }
    if oid == EC_OID {
        return Ok(Material::Ec(Ec::public(curve(algorithm)?, octets)?));
    }
    if oid == ED25519_OID {
        if octets.len() != super::material::ED25519_LEN {
            return Err(KeyProblem::Invalid {
                key: "OKP Ed25519".into(),
            });
        }
        return Ok(Material::Ed25519(Ed25519 {
            x: octets.to_vec(),
            d: None,
        }));
    }
    if oid == X25519_OID {
        return Ok(Material::X25519(X25519::public(octets)?));
    }
    if let Some(set) = MlDsaSet::of_oid(oid) {
        return Ok(Material::MlDsa(MlDsa::public(set, octets.to_vec())?));
    }
    Err(unsupported(oid))
}

fn pkcs1_public(der: &[u8]) -> Result<Rsa, KeyProblem> {
    let key = pkcs1::RsaPublicKeyRef::from_der(der).map_err(malformed(Shape::Pkcs1Public))?;
    Rsa::public(key.modulus.as_bytes(), key.public_exponent.as_bytes())
}

fn pkcs1_private(der: &[u8]) -> Result<Rsa, KeyProblem> {
    let key = pkcs1::RsaPrivateKeyRef::from_der(der).map_err(malformed(Shape::Pkcs1Private))?;
    if key.other_prime_infos.is_some() {
        return Err(KeyProblem::RsaMultiPrime);
    }
    let private = RsaPrivate::new([
        key.private_exponent.as_bytes(),
        key.prime1.as_bytes(),
        key.prime2.as_bytes(),
        key.exponent1.as_bytes(),
        key.exponent2.as_bytes(),
        key.coefficient.as_bytes(),
    ]);
    Rsa::public(key.modulus.as_bytes(), key.public_exponent.as_bytes())?.with_private(private)
}

/// `ECPrivateKey` (RFC 5915 §3): version, the number, `[0]` the curve, `[1]` the public key. Inside PKCS#8 the
/// curve is named outside.
fn sec1(der: &[u8], outside: Option<&'static Curve>) -> Result<Ec, KeyProblem> {
    let malformed = malformed(Shape::Sec1);
    let outer = AnyRef::from_der(der).map_err(&malformed)?;
    let members = members(outer.value()).map_err(&malformed)?;
    let tagged = |wanted: u32| {
        members.iter().find(|member| {
            matches!(member.tag(), Tag::ContextSpecific { number: TagNumber(number), .. } if number == wanted)
        })
    };
    let broken = || KeyProblem::Asn1 {
        structure: Shape::Sec1.name(),
        at: None,
    };
    let number = match members.as_slice() {
        [version, number, ..]
            if version.tag() == Tag::Integer
                && version.value() == [1]
                && number.tag() == Tag::OctetString =>
        {
            number.value()
        }
        _ => return Err(broken()),
    };
    let inside = tagged(0)
        .map(|parameters| {
            let parameters = AnyRef::from_der(parameters.value()).map_err(&malformed)?;
            named_curve(parameters)
        })
        .transpose()?;
    let curve = match (inside, outside) {
        (Some(inside), Some(outside)) if inside.name != outside.name => return Err(broken()),
        (Some(curve), _) | (None, Some(curve)) => curve,
        (None, None) => return Err(KeyProblem::CurveNotNamed),
    };
    let ec = Ec::private(curve, number)?;
    if let Some(public) = tagged(1) {
        let public = BitStringRef::from_der(public.value()).map_err(&malformed)?;
        let public = Ec::public(curve, public.raw_bytes())?;
        if public.point() != ec.point() {
            return Err(KeyProblem::Mismatch {
                key: format!("EC {}", curve.name),
            });
        }
    }
    Ok(ec)
}

fn curve(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<&'static Curve, KeyProblem> {
    named_curve(algorithm.parameters.ok_or(KeyProblem::CurveNotNamed)?)
}

fn named_curve(parameters: AnyRef<'_>) -> Result<&'static Curve, KeyProblem> {
    match parameters.tag() {
        Tag::ObjectIdentifier => {
            let oid: ObjectIdentifier = parameters.decode_as().map_err(malformed(Shape::Sec1))?;
            Curve::of_oid(oid).ok_or_else(|| KeyProblem::UnsupportedCurve {
                name: oid_name(oid),
            })
        }
        Tag::Sequence => Err(KeyProblem::ExplicitCurve),
        _ => Err(KeyProblem::CurveNotNamed),
    }
}

/// What the parameters of an id-RSASSA-PSS key allow (RFC 4055 §3.1). JOSE fixes MGF1 with the hash of the
/// signature and a salt of its length (RFC 7518 §3.5).
fn pss(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Pss, KeyProblem> {
    let Some(any) = algorithm.parameters.filter(|any| !any.is_null()) else {
        return Ok(Pss {
            parameters: None,
            only: None,
        });
    };
    let malformed = |error| match malformed(Shape::Pkcs8)(error) {
        KeyProblem::Asn1 { at, .. } => KeyProblem::Asn1 {
            structure: "RSASSA-PSS",
            at,
        },
        other => other,
    };
    let parameters: pkcs1::RsaPssParams<der::Any> = any.decode_as().map_err(malformed)?;
    let bits: u16 = match parameters.hash.oid.to_string().as_str() {
        "2.16.840.1.101.3.4.2.1" => 256,
        "2.16.840.1.101.3.4.2.2" => 384,
        "2.16.840.1.101.3.4.2.3" => 512,
        _ => return Err(KeyProblem::PssParameters),
    };
    let same_hash =
        parameters.mask_gen.parameters.as_ref().map(|hash| hash.oid) == Some(parameters.hash.oid);
    // The salt length in a key is the least one (RFC 4055 §3.3).
    let only = Algorithm::all().find(|algorithm| {
        algorithm.family() == super::Family::RsaPss && algorithm.hash_bits() == Some(bits)
    });
    if !same_hash || u16::from(parameters.salt_len) > bits / 8 || only.is_none() {
        return Err(KeyProblem::PssParameters);
    }
    let written = der::Encode::to_der(&any).map_err(malformed)?;
    Ok(Pss {
        parameters: Some(written),
        only,
    })
}

const DSA_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10040.4.1");

fn unsupported(oid: ObjectIdentifier) -> KeyProblem {
    if oid == DSA_OID {
        return KeyProblem::Foreign { what: Foreign::Dsa };
    }
    KeyProblem::UnsupportedType {
        name: oid_name(oid),
    }
}

/// The common name of what an identifier names, or its digits.
fn oid_name(oid: ObjectIdentifier) -> String {
    let digits = oid.to_string();
    let name = match digits.as_str() {
        "1.3.101.111" => "X448",
        "1.3.101.113" => "Ed448",
        "1.2.840.10046.2.1" | "1.2.840.113549.1.3.1" => "Diffie-Hellman",
        "1.2.840.113549.1.1.7" => "RSAES-OAEP",
        "1.3.132.1.12" => "ECDH",
        "1.2.156.10197.1.301" => "SM2",
        "1.2.840.10045.3.1.1" => "P-192",
        "1.3.132.0.33" => "P-224",
        "1.3.132.0.8" => "secp160r1",
        "1.3.132.0.31" => "secp192k1",
        "1.3.132.0.32" => "secp224k1",
        "1.3.36.3.3.2.8.1.1.7" => "brainpoolP256r1",
        "1.3.36.3.3.2.8.1.1.11" => "brainpoolP384r1",
        "1.3.36.3.3.2.8.1.1.13" => "brainpoolP512r1",
        "2.16.840.1.101.3.4.4.1" => "ML-KEM-512",
        "2.16.840.1.101.3.4.4.2" => "ML-KEM-768",
        "2.16.840.1.101.3.4.4.3" => "ML-KEM-1024",
        other => match of_nist(other) {
            Some(20..=31 | 35..=46) => "SLH-DSA",
            Some(32..=34) => "HashML-DSA",
            _ => return shown(&format!("OID {other}")),
        },
    };
    name.into()
}

/// The number of an algorithm in NIST's arc of signatures (FIPS 204 and 205).
fn of_nist(digits: &str) -> Option<u8> {
    digits.strip_prefix("2.16.840.1.101.3.4.3.")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nists_signatures_have_their_names() {
        let name = |number: u8| {
            let digits = format!("2.16.840.1.101.3.4.3.{number}");
            oid_name(ObjectIdentifier::new(&digits).unwrap())
        };
        assert_eq!([20, 31, 35, 46].map(name), ["SLH-DSA"; 4]);
        assert_eq!([32, 34].map(name), ["HashML-DSA"; 2]);
        // ecdsa-with-SHA3-224
        assert_eq!(name(9), "OID 2.16.840.1.101.3.4.3.9");
    }
}
