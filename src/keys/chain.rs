//! Chains of certificates (RFC 5280 §6) in a token's header (`x5c`, RFC 7515 §4.1.6): which of them lead to a root that
//! is given.

use std::time::Duration;

use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{
    ALL_VERIFICATION_ALGS, EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter,
    anchor_from_trusted_cert,
};
use x509_parser::prelude::{FromDer, X509Certificate};

use super::key::Key;
use super::set::KeySet;
use super::{der, pem};
use crate::keys::messages::{KeyProblem, shown};
use crate::text::messages;
use crate::time::Moment;

messages! {
    /// Why a chain leads to no root that is given. A certificate is called by its subject.
    pub enum ChainFault {
        Absent => "the header has no x5c", "헤더에 x5c가 없습니다";
        NotACertificate { place: usize } =>
            "certificate {place} of x5c can't be read",
            "x5c의 {place}번째 인증서를 읽을 수 없습니다";
        Expired { subject: String, end: Moment } =>
            "the certificate \"{subject}\" ended at {end}",
            "만료된 인증서입니다: \"{subject}\" (만료 {end})";
        NotYetValid { subject: String, start: Moment } =>
            "the certificate \"{subject}\" begins at {start}",
            "아직 유효하지 않은 인증서입니다: \"{subject}\" (시작 {start})";
        UnknownIssuer { subject: String, issuer: String } =>
            "\"{subject}\" is issued by \"{issuer}\", which is neither in x5c nor given with --ca",
            "발급자 인증서가 x5c에도 --ca에도 없습니다: \"{subject}\" (발급자 \"{issuer}\")";
        NotSigned { subject: String, issuer: String } =>
            "the signature on \"{subject}\" is not that of \"{issuer}\"",
            "인증서의 서명이 발급자의 키와 맞지 않습니다: \"{subject}\" (발급자 \"{issuer}\")";
        Authority { subject: String } =>
            "\"{subject}\" is an authority (CA), whose key signs certificates and no tokens",
            "토큰이 아니라 인증서에 서명하는 인증 기관(CA)의 인증서입니다: \"{subject}\"";
        Refused { subject: String } =>
            "the chain of \"{subject}\" breaks a rule of RFC 5280 (path length, names, or a critical extension)",
            "RFC 5280 규칙을 어긴 인증서 체인입니다 (경로 길이, 이름 제약 또는 critical 확장): \"{subject}\"";
    }
}

/// The roots that are given.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    /// Each in DER.
    certificates: Vec<CertificateDer<'static>>,
    /// Where they come from, for people.
    pub source: String,
}

/// Any purpose will do: a certificate for TLS may sign tokens too.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}

/// The certificates of a file, in DER: PEM blocks, or one certificate in DER.
///
/// # Errors
/// When there is none in it.
pub fn certificates(bytes: &[u8]) -> Result<Vec<Vec<u8>>, KeyProblem> {
    let text = std::str::from_utf8(bytes)
        .ok()
        .filter(|text| pem::is_in(text));
    let mut found = Vec::new();
    match text {
        None => found.push(bytes.to_vec()),
        Some(text) => {
            for block in pem::blocks(text)? {
                if block.label.ends_with("CERTIFICATE") {
                    found.push(block.decode()?.to_vec());
                }
            }
        }
    }
    if found.is_empty()
        || !found
            .iter()
            .all(|der| X509Certificate::from_der(der).is_ok())
    {
        return Err(KeyProblem::NoCertificate);
    }
    Ok(found)
}

impl Roots {
    /// The roots of a file of certificates.
    ///
    /// # Errors
    /// When there is no certificate in it that can be a root.
    pub fn read(bytes: &[u8], source: String) -> Result<Self, KeyProblem> {
        let certificates = certificates(bytes)?
            .into_iter()
            .map(CertificateDer::from)
            .collect();
        let roots = Self {
            certificates,
            source,
        };
        if roots.anchors().is_empty() {
            return Err(KeyProblem::NoCertificate);
        }
        Ok(roots)
    }

    fn anchors(&self) -> Vec<TrustAnchor<'_>> {
        let anchor = |certificate| anchor_from_trusted_cert(certificate).ok();
        self.certificates.iter().filter_map(anchor).collect()
    }

    /// The keys of the certificates that lead to a root at a moment, in the order of the chain.
    ///
    /// # Errors
    /// When none does: what is wrong with the first that could sign.
    pub fn keys(&self, chain: &[Vec<u8>], now: Moment) -> Result<KeySet, ChainFault> {
        if chain.is_empty() {
            return Err(ChainFault::Absent);
        }
        let mut keys = Vec::new();
        let mut fault = None;
        for (index, der) in chain.iter().enumerate() {
            let place = index + 1;
            match self.key(der, chain, now) {
                Ok(key) => keys.push(key),
                Err(Some(found)) => {
                    let authority = matches!(fault, Some(ChainFault::Authority { .. }));
                    if fault.is_none() || authority {
                        fault = Some(found);
                    }
                }
                Err(None) => return Err(ChainFault::NotACertificate { place }),
            }
        }
        match fault {
            Some(fault) if keys.is_empty() => Err(fault),
            _ => Ok(KeySet {
                keys,
                ..KeySet::default()
            }),
        }
    }

    /// The key of one certificate, when it leads to a root; what is no certificate has no fault.
    fn key(&self, der: &[u8], chain: &[Vec<u8>], now: Moment) -> Result<Key, Option<ChainFault>> {
        let (_, parsed) = X509Certificate::from_der(der).map_err(|_| None)?;
        let certificate = CertificateDer::from(der);
        let end = EndEntityCert::try_from(&certificate).map_err(|_| None)?;
        let others: Vec<_> = chain
            .iter()
            .map(|der| CertificateDer::from(der.as_slice()))
            .collect();
        let seconds = u64::try_from(now.seconds()).unwrap_or(0);
        let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let anchors = self.anchors();
        let built = end.verify_for_usage(
            ALL_VERIFICATION_ALGS,
            &anchors,
            &others,
            time,
            AnyPurpose,
            None,
            None,
        );
        let given = self.certificates.iter().any(|root| root.as_ref() == der);
        match built {
            // A root that signs for itself is its own chain.
            Err(Error::CaUsedAsEndEntity | Error::UnknownIssuer) if given => {
                let validity = parsed.validity();
                let seconds = now.seconds();
                if seconds > validity.not_after.timestamp() {
                    return Err(Some(expired(&parsed)));
                }
                if seconds < validity.not_before.timestamp() {
                    return Err(Some(not_yet(&parsed)));
                }
            }
            Err(error) => return Err(Some(self.fault(&error, &parsed, chain))),
            Ok(_) => {}
        }
        let (_, mut key) = der::read(der)
            .map_err(|_| ChainFault::Refused {
                subject: subject(&parsed),
            })
            .map_err(Some)?;
        key.set_kid(None);
        Ok(key)
    }

    /// What is wrong, and with which certificate on the way from `end` upwards.
    fn fault(&self, error: &Error, end: &X509Certificate<'_>, chain: &[Vec<u8>]) -> ChainFault {
        let roots = self.certificates.iter().map(AsRef::as_ref);
        let all = chain.iter().map(Vec::as_slice).chain(roots);
        let all: Vec<_> = all
            .filter_map(|der| Some(X509Certificate::from_der(der).ok()?.1))
            .collect();
        let mut path = vec![end];
        while let Some(last) = path.last()
            && path.len() <= all.len()
            && last.subject() != last.issuer()
            && let Some(issuer) = all.iter().find(|one| one.subject() == last.issuer())
        {
            path.push(issuer);
        }
        let at = |seconds: i64, time: fn(&X509Certificate<'_>) -> i64| {
            path.iter()
                .copied()
                .find(|one| time(one) == seconds)
                .unwrap_or(end)
        };
        let seconds = |time: &UnixTime| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        match error {
            Error::CertExpired { not_after, .. } => expired(at(seconds(not_after), |one| {
                one.validity().not_after.timestamp()
            })),
            Error::CertNotValidYet { not_before, .. } => not_yet(at(seconds(not_before), |one| {
                one.validity().not_before.timestamp()
            })),
            Error::CaUsedAsEndEntity => ChainFault::Authority {
                subject: subject(end),
            },
            Error::InvalidSignatureForPublicKey => {
                let by = |pair: &&[&X509Certificate<'_>]| match pair {
                    [one, issuer] => one.verify_signature(Some(issuer.public_key())).is_err(),
                    _ => false,
                };
                let unsigned = path
                    .windows(2)
                    .find(by)
                    .and_then(|pair| pair.first().copied());
                let one = unsigned.unwrap_or(end);
                ChainFault::NotSigned {
                    subject: subject(one),
                    issuer: issuer(one),
                }
            }
            Error::UnknownIssuer => {
                let last = path.last().copied().unwrap_or(end);
                ChainFault::UnknownIssuer {
                    subject: subject(last),
                    issuer: issuer(last),
                }
            }
            _ => ChainFault::Refused {
                subject: subject(end),
            },
        }
    }
}

fn subject(certificate: &X509Certificate<'_>) -> String {
    shown(&certificate.subject().to_string())
}

fn issuer(certificate: &X509Certificate<'_>) -> String {
    shown(&certificate.issuer().to_string())
}

fn expired(certificate: &X509Certificate<'_>) -> ChainFault {
    let end = Moment::from_seconds(certificate.validity().not_after.timestamp());
    ChainFault::Expired {
        subject: subject(certificate),
        end,
    }
}

fn not_yet(certificate: &X509Certificate<'_>) -> ChainFault {
    let start = Moment::from_seconds(certificate.validity().not_before.timestamp());
    ChainFault::NotYetValid {
        subject: subject(certificate),
        start,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::text::Say;

    #[expect(clippy::disallowed_methods, reason = "files of the tests")]
    fn file(name: &str) -> Vec<u8> {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys/chains");
        std::fs::read(directory.join(name)).unwrap()
    }

    /// Keys of `chain` up to `root` in 2026: how many, or what is wrong.
    fn judged(root: &str, chain: &[&str]) -> Result<usize, String> {
        let roots = Roots::read(&file(root), root.to_owned()).unwrap();
        let chain: Vec<_> = chain.iter().map(|name| file(name)).collect();
        let now = Moment::from_seconds(1_790_000_000);
        let set = roots.keys(&chain, now).map_err(|fault| {
            assert!(!fault.ko().is_empty());
            fault.en()
        })?;
        Ok(set.keys.len())
    }

    #[test]
    fn what_leads_to_the_root_has_its_key() {
        for chain in [
            &["leaf.der", "between.der"][..],
            &["leaf.der", "between.der", "root.der"],
            &["leaf.der", "root.der", "between.der", "other-root.der"],
            &["leaf.der", "old-between.der", "between.der"],
            &["tls.der", "between.der"],
            &["ed25519.der"],
            &["rsa.der"],
        ] {
            assert!(judged("root.der", chain).is_ok(), "{chain:?}");
        }
        // The first need not be the signer's.
        assert_eq!(judged("root.der", &["between.der", "leaf.der"]), Ok(1));
        assert_eq!(judged("self-signed.der", &["self-signed.der"]), Ok(1));
    }

    #[test]
    fn what_leads_nowhere_says_which_certificate_and_why() {
        for (root, chain, said) in [
            ("root.der", &[][..], "the header has no x5c"),
            (
                "root.der",
                &["expired.der", "between.der"],
                "the certificate \"CN=Expired\" ended at 2021-01-01T00:00:00Z",
            ),
            (
                "root.der",
                &["leaf.der", "old-between.der"],
                "the certificate \"CN=Between\" ended at 2021-01-01T00:00:00Z",
            ),
            (
                "root.der",
                &["future.der", "between.der"],
                "the certificate \"CN=Future\" begins at 2110-01-01T00:00:00Z",
            ),
            (
                "root.der",
                &["leaf.der"],
                "\"CN=Leaf\" is issued by \"CN=Between\", which is neither in x5c nor given with --ca",
            ),
            (
                "other-root.der",
                &["leaf.der", "between.der"],
                "\"CN=Between\" is issued by \"CN=Root\", which is neither in x5c nor given with --ca",
            ),
            (
                "root.der",
                &["forged.der", "between.der"],
                "the signature on \"CN=Forged\" is not that of \"CN=Between\"",
            ),
            (
                "root.der",
                &["between.der"],
                "\"CN=Between\" is an authority (CA), whose key signs certificates and no tokens",
            ),
            (
                "root.der",
                &["self-signed.der"],
                "\"CN=Self\" is issued by \"CN=Self\", which is neither in x5c nor given with --ca",
            ),
            (
                "root.der",
                &["leaf.pem"],
                "certificate 1 of x5c can't be read",
            ),
        ] {
            assert_eq!(judged(root, chain), Err(said.to_owned()), "{chain:?}");
        }
    }

    #[test]
    fn roots_are_certificates() {
        for bytes in [&b""[..], b"0", &file("leaf.pem")] {
            assert!(Roots::read(bytes, String::new()).is_err());
        }
    }
}
