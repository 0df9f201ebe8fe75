//! What a file is that is no key for tokenry.

use super::hint::KeyHint;
use crate::text::messages;

messages! {
    /// What a file is that is no key for tokenry.
    #[derive(Copy)]
    pub enum Foreign: Problem {
        EncryptedKey ["key_encrypted", hint KeyHint::GivePassphrase] =>
            "the private key is encrypted with a passphrase",
            "개인 키가 암호로 보호되어 있습니다";
        OpenSsh ["key_is_openssh", hint KeyHint::ConvertOpenSsh] =>
            "the key is in OpenSSH's own format",
            "OpenSSH 전용 형식의 키입니다";
        SshPublic ["key_is_ssh_public", hint KeyHint::ConvertSshPublic] =>
            "the key is an SSH public key line",
            "SSH 공개 키 형식입니다";
        Putty ["key_is_putty", hint KeyHint::ExportPutty] =>
            "the key is in PuTTY's own format",
            "PuTTY 전용 형식의 키입니다";
        Pgp ["key_is_pgp", hint KeyHint::OtherKey] =>
            "the key is an OpenPGP key, which JSON Web Tokens have no use for",
            "OpenPGP 키이며 JWT에는 쓸 수 없습니다";
        CertificateRequest ["key_is_certificate_request", hint KeyHint::RequestToPublicKey] =>
            "the file is a certificate signing request, not a key",
            "키가 아니라 인증서 서명 요청(CSR)입니다";
        Crl ["key_is_crl", hint KeyHint::OtherKey] =>
            "the file is a certificate revocation list, not a key",
            "키가 아니라 인증서 폐기 목록(CRL)입니다";
        Pkcs7 ["key_is_pkcs7", hint KeyHint::ExtractCertificates] =>
            "the file is a PKCS#7 bundle, not a key",
            "키가 아니라 PKCS#7 묶음입니다";
        Pkcs12 ["key_is_pkcs12", hint KeyHint::GivePassphrase] =>
            "the file is a PKCS#12 store (.p12, .pfx), encrypted with a passphrase",
            "암호로 보호된 PKCS#12 저장소(.p12, .pfx)입니다";
        JavaKeystore ["key_is_java_keystore", hint KeyHint::ExportKeystore] =>
            "the file is a Java keystore, not a key",
            "키가 아니라 Java 키스토어입니다";
        Dsa ["key_is_dsa", hint KeyHint::OtherKey] =>
            "the key is a DSA key, which JSON Web Tokens have no algorithm for",
            "DSA 키이며 JWT에는 해당하는 알고리즘이 없습니다";
        DhParameters ["key_is_dh_parameters", hint KeyHint::OtherKey] =>
            "the file holds Diffie-Hellman parameters, not a key",
            "키가 아니라 Diffie-Hellman 매개변수입니다";
        EcParameters ["key_is_ec_parameters", hint KeyHint::OtherKey] =>
            "the file holds the parameters of a curve, not a key",
            "키가 아니라 곡선 매개변수입니다";
        Asn1 ["key_is_other_asn1", hint KeyHint::OtherKey] =>
            "the file is ASN.1, but no key",
            "ASN.1 데이터이지만 키가 아닙니다";
        Compressed ["key_is_compressed", hint KeyHint::Decompress] =>
            "the file is compressed",
            "압축된 파일입니다";
        Utf16 ["key_is_utf16", hint KeyHint::SaveAsUtf8] =>
            "the file is UTF-16 text, not UTF-8",
            "UTF-8이 아니라 UTF-16으로 저장된 텍스트입니다";
        Token ["key_is_token", hint KeyHint::TokenIsArgument] =>
            "the file holds a token, not a key",
            "키가 아니라 토큰이 들어 있는 파일입니다";
        Discovery ["key_is_discovery_document", hint KeyHint::UseIssuer] =>
            "the file is an OpenID Connect discovery document, not a key set",
            "키 세트가 아니라 OpenID Connect 디스커버리 문서입니다";
        Html ["key_is_html", hint KeyHint::UseSetUrl] =>
            "the file is a web page, not a key",
            "키가 아니라 웹 페이지입니다";
        Xml ["key_is_xml", hint KeyHint::ConvertToJwk] =>
            "the file is XML, not a key",
            "키가 아니라 XML 문서입니다";
        Text ["key_is_text", hint KeyHint::UseSecretFile] =>
            "the file is plain text, not a key; perhaps an HMAC secret",
            "키가 아니라 일반 텍스트입니다. HMAC 비밀 키일 수 있습니다";
        Binary ["key_is_binary", hint KeyHint::UseSecretFile] =>
            "the file is binary data of no known key format",
            "알려진 키 형식이 아닌 바이너리 데이터입니다";
    }
}
