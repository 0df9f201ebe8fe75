//! What a file is that is no key for tokenry.

use super::hint::KeyHint;
use crate::text::Say;

/// What a file is that is no key for tokenry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are named after what they are")]
pub enum Foreign {
    EncryptedKey,
    OpenSsh,
    SshPublic,
    Putty,
    Pgp,
    CertificateRequest,
    Crl,
    Pkcs7,
    Pkcs12,
    JavaKeystore,
    Dsa,
    DhParameters,
    EcParameters,
    Asn1,
    Compressed,
    Utf16,
    Token,
    Discovery,
    Html,
    Xml,
    Text,
    Binary,
}

impl Foreign {
    /// A code that never changes and is never translated.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::EncryptedKey => "key_encrypted",
            Self::OpenSsh => "key_is_openssh",
            Self::SshPublic => "key_is_ssh_public",
            Self::Putty => "key_is_putty",
            Self::Pgp => "key_is_pgp",
            Self::CertificateRequest => "key_is_certificate_request",
            Self::Crl => "key_is_crl",
            Self::Pkcs7 => "key_is_pkcs7",
            Self::Pkcs12 => "key_is_pkcs12",
            Self::JavaKeystore => "key_is_java_keystore",
            Self::Dsa => "key_is_dsa",
            Self::DhParameters => "key_is_dh_parameters",
            Self::EcParameters => "key_is_ec_parameters",
            Self::Asn1 => "key_is_other_asn1",
            Self::Compressed => "key_is_compressed",
            Self::Utf16 => "key_is_utf16",
            Self::Token => "key_is_token",
            Self::Discovery => "key_is_discovery_document",
            Self::Html => "key_is_html",
            Self::Xml => "key_is_xml",
            Self::Text => "key_is_text",
            Self::Binary => "key_is_binary",
        }
    }

    pub(super) fn hint(self) -> KeyHint {
        match self {
            Self::EncryptedKey => KeyHint::Decrypt,
            Self::OpenSsh => KeyHint::ConvertOpenSsh,
            Self::SshPublic => KeyHint::ConvertSshPublic,
            Self::Putty => KeyHint::ExportPutty,
            Self::CertificateRequest => KeyHint::RequestToPublicKey,
            Self::Pkcs7 => KeyHint::ExtractCertificates,
            Self::Pkcs12 => KeyHint::ExtractPkcs12,
            Self::JavaKeystore => KeyHint::ExportKeystore,
            Self::Pgp
            | Self::Crl
            | Self::Dsa
            | Self::DhParameters
            | Self::EcParameters
            | Self::Asn1 => KeyHint::OtherKey,
            Self::Compressed => KeyHint::Decompress,
            Self::Utf16 => KeyHint::SaveAsUtf8,
            Self::Token => KeyHint::TokenIsArgument,
            Self::Discovery => KeyHint::UseIssuer,
            Self::Html => KeyHint::UseSetUrl,
            Self::Xml => KeyHint::ConvertToJwk,
            Self::Text | Self::Binary => KeyHint::UseSecretFile,
        }
    }
}

impl Say for Foreign {
    fn en(&self) -> String {
        match self {
            Self::EncryptedKey => "the private key is encrypted with a passphrase",
            Self::OpenSsh => "the key is in OpenSSH's own format",
            Self::SshPublic => "the key is an SSH public key line",
            Self::Putty => "the key is in PuTTY's own format",
            Self::Pgp => "the key is an OpenPGP key, which JSON Web Tokens have no use for",
            Self::CertificateRequest => "the file is a certificate signing request, not a key",
            Self::Crl => "the file is a certificate revocation list, not a key",
            Self::Pkcs7 => "the file is a PKCS#7 bundle, not a key",
            Self::Pkcs12 => "the file is a PKCS#12 store (.p12, .pfx), not a key",
            Self::JavaKeystore => "the file is a Java keystore, not a key",
            Self::Dsa => "the key is a DSA key, which JSON Web Tokens have no algorithm for",
            Self::DhParameters => "the file holds Diffie-Hellman parameters, not a key",
            Self::EcParameters => "the file holds the parameters of a curve, not a key",
            Self::Asn1 => "the file is ASN.1, but no key",
            Self::Compressed => "the file is compressed",
            Self::Utf16 => "the file is UTF-16 text, not UTF-8",
            Self::Token => "the file holds a token, not a key",
            Self::Discovery => "the file is an OpenID Connect discovery document, not a key set",
            Self::Html => "the file is a web page, not a key",
            Self::Xml => "the file is XML, not a key",
            Self::Text => "the file is plain text, not a key; perhaps an HMAC secret",
            Self::Binary => "the file is binary data of no known key format",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self {
            Self::EncryptedKey => "개인 키가 암호로 보호되어 있습니다",
            Self::OpenSsh => "OpenSSH 전용 형식의 키입니다",
            Self::SshPublic => "SSH 공개 키 형식입니다",
            Self::Putty => "PuTTY 전용 형식의 키입니다",
            Self::Pgp => "OpenPGP 키이며 JWT에는 쓸 수 없습니다",
            Self::CertificateRequest => "키가 아니라 인증서 서명 요청(CSR)입니다",
            Self::Crl => "키가 아니라 인증서 폐기 목록(CRL)입니다",
            Self::Pkcs7 => "키가 아니라 PKCS#7 묶음입니다",
            Self::Pkcs12 => "키가 아니라 PKCS#12 저장소(.p12, .pfx)입니다",
            Self::JavaKeystore => "키가 아니라 Java 키스토어입니다",
            Self::Dsa => "DSA 키이며 JWT에는 해당하는 알고리즘이 없습니다",
            Self::DhParameters => "키가 아니라 Diffie-Hellman 매개변수입니다",
            Self::EcParameters => "키가 아니라 곡선 매개변수입니다",
            Self::Asn1 => "ASN.1 데이터이지만 키가 아닙니다",
            Self::Compressed => "압축된 파일입니다",
            Self::Utf16 => "UTF-8이 아니라 UTF-16으로 저장된 텍스트입니다",
            Self::Token => "키가 아니라 토큰이 들어 있는 파일입니다",
            Self::Discovery => "키 세트가 아니라 OpenID Connect 디스커버리 문서입니다",
            Self::Html => "키가 아니라 웹 페이지입니다",
            Self::Xml => "키가 아니라 XML 문서입니다",
            Self::Text => "키가 아니라 일반 텍스트입니다. HMAC 비밀 키일 수 있습니다",
            Self::Binary => "알려진 키 형식이 아닌 바이너리 데이터입니다",
        }
        .into()
    }
}
