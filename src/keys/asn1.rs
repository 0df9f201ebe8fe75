//! What the formats in DER share: the names of types of keys, and the private number of a curve.

use pkcs8::ObjectIdentifier;
use pkcs8::der::asn1::AnyRef;
use pkcs8::der::{Encode, Tag};
use zeroize::Zeroizing;

/// Octets that are wiped on drop.
pub(super) type Hidden = Zeroizing<Vec<u8>>;

pub(super) const RSA_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
pub(super) const PSS_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
pub(super) const EC_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
pub(super) const ED25519_OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// `ECPrivateKey` of the number alone (RFC 5915 §3).
pub(super) fn sec1_private(d: &[u8]) -> Option<Hidden> {
    let version = value(Tag::Integer, &[1])?;
    let number = value(Tag::OctetString, d)?;
    value(
        Tag::Sequence,
        &Zeroizing::new([version.as_slice(), &number].concat()),
    )
}

/// A tag, the length and the octets.
pub(super) fn value(tag: Tag, octets: &[u8]) -> Option<Hidden> {
    AnyRef::new(tag, octets)
        .and_then(|any| any.to_der())
        .map(Zeroizing::new)
        .ok()
}
