//! What the formats in DER share: the names of types of keys, and the private number of a curve.

use pkcs8::ObjectIdentifier;
use pkcs8::der::asn1::{AnyRef, BitStringRef};
use pkcs8::der::{Encode, Tag, TagNumber};
use zeroize::Zeroizing;

use super::Hidden;

pub(super) const RSA_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
pub(super) const PSS_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
pub(super) const EC_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
pub(super) const X25519_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.110");
pub(super) const ED25519_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// `ECPrivateKey` (RFC 5915 §3) of the number, with the public key or without, and without the curve.
pub(super) fn sec1_private(d: &[u8], point: Option<&[u8]>) -> Option<Hidden> {
    let version = value(Tag::Integer, &[1])?;
    let number = value(Tag::OctetString, d)?;
    let public = match point {
        Some(point) => {
            let bits = BitStringRef::from_bytes(point).ok()?.to_der().ok()?;
            let tag = Tag::ContextSpecific {
                constructed: true,
                number: TagNumber(1),
            };
            value(tag, &bits)?
        }
        None => Hidden::default(),
    };
    value(
        Tag::Sequence,
        &Zeroizing::new([version.as_slice(), &number, &public].concat()),
    )
}

/// A tag, the length and the octets.
pub(super) fn value(tag: Tag, octets: &[u8]) -> Option<Hidden> {
    AnyRef::new(tag, octets)
        .and_then(|any| any.to_der())
        .map(Zeroizing::new)
        .ok()
}
