//! The JWE that a token came in (RFC 7516), or why it could not be opened.

use crate::json::Indexed;
use crate::keys::messages::KeyRefusal;
use crate::text::messages;
use crate::text::typed::Typed;
use crate::token::report::Reason;

/// A JWE that was opened.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Its header.
    pub header: Indexed,
    /// How it was opened.
    pub opening: Opening,
    /// Whether only somebody who holds the key could have made it: then claims inside need no signature.
    pub authentic: bool,
}

/// How a JWE was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// `alg` (RFC 7516 §4.1.1)
    pub algorithm: &'static str,
    /// `enc` (RFC 7516 §4.1.2)
    pub encryption: &'static str,
    /// What the key is, in a few untranslated words.
    pub key: String,
    /// Where the key is from.
    pub source: Typed,
    /// The salt of a session token of Auth.js, which is the name of its cookie; empty for one of `NextAuth` 4.
    pub session: Option<String>,
}

messages! {
    /// Why a JWE could not be opened (RFC 7516 §5.2). A wrong key, a wrong tag and wrong padding look the same.
    pub enum Unopened -> reason: Reason {
        Failed { key: String, source: Typed } [Reason::DecryptionFailed] =>
            "it can't be decrypted: the key ({key}, from {source}) is not the recipient's, or the token was changed",
            "복호화할 수 없습니다: 수신자의 키가 아니거나 토큰이 변경되었습니다 (키: {key}, 출처 {source})";
        ManyFailed { count: usize, source: Typed } [Reason::DecryptionFailed] =>
            "it can't be decrypted: none of {count} keys from {source} is the recipient's, or the token was changed",
            "복호화할 수 없습니다: 키 {count}개 중 수신자의 키가 없거나 토큰이 변경되었습니다 (출처 {source})";
        WrongKind { algorithm: &'static str, wanted: &'static str, key: String, source: Typed }
            [Reason::DecryptionFailed] =>
            "it can't be decrypted: {algorithm} takes {wanted}, and the key is {key} (from {source})",
            "복호화할 수 없습니다: 알고리즘에 맞는 종류의 키가 아닙니다 (알고리즘: {algorithm}, 필요: {wanted}, 키: {key}, \
             출처 {source})";
        PublicOnly { key: String, source: Typed } [Reason::DecryptionFailed] =>
            "it can't be decrypted with a public key; the private one is needed ({key}, from {source})",
            "공개 키로는 복호화할 수 없습니다. 개인 키가 필요합니다 ({key}, 출처 {source})";
        KeyForOther { bound: String, algorithm: &'static str, source: Typed } [Reason::AlgorithmNotAllowed] =>
            "the key is for {bound}, the header says {algorithm} (from {source})",
            "키의 alg가 헤더의 알고리즘과 다릅니다 (키: {bound}, 헤더: {algorithm}, 출처 {source})";
        KeyNotForIt { source: Typed } [Reason::KeyUnusable] =>
            "use or key_ops of the key do not allow decryption (RFC 7517 §4.2, from {source})",
            "키의 use나 key_ops가 복호화를 허용하지 않습니다 (RFC 7517 §4.2, 출처 {source})";
        KeyRefused { refusal: KeyRefusal, source: Typed } [Reason::KeyUnusable] =>
            "{refusal} (from {source})",
            "{refusal} (출처 {source})";
        UnknownAlgorithm { name: String } [Reason::AlgorithmUnsupported] =>
            "no key management algorithm that tokenry knows: {name}",
            "tokenry가 모르는 키 관리 알고리즘입니다: {name}";
        UnknownEncryption { name: String } [Reason::AlgorithmUnsupported] =>
            "no content encryption that tokenry knows: {name}",
            "tokenry가 모르는 콘텐츠 암호화 알고리즘입니다: {name}";
        UnknownCompression { name: String } [Reason::AlgorithmUnsupported] =>
            "no compression that tokenry knows: {name}",
            "tokenry가 모르는 압축 방식입니다: {name}";
        Rsa15 [Reason::AlgorithmNotAllowed] =>
            "RSA1_5 is not allowed: whoever sees how its padding fails can decrypt (RFC 8725 §3.2)",
            "RSA1_5는 허용하지 않습니다. 패딩 오류를 관찰해 복호화하는 공격이 가능합니다 (RFC 8725 §3.2)";
        Rounds { count: String, limit: u32 } [Reason::AlgorithmNotAllowed] =>
            "p2c is {count}; from 1 to {limit} rounds are allowed (RFC 7518 §4.8.1.2)",
            "허용 범위를 벗어난 p2c 값입니다: {count} (1 이상 {limit} 이하, RFC 7518 §4.8.1.2)";
        TooLarge { limit: usize } [Reason::AlgorithmNotAllowed] =>
            "the compressed content is larger than {limit} bytes",
            "압축을 풀면 {limit}바이트가 넘습니다";
        Parameter { name: &'static str } [Reason::MalformedStructure] =>
            "the header parameter {name} is missing, or not what it must be (RFC 7518 §4)",
            "헤더 매개변수가 없거나 형식이 잘못되었습니다: {name} (RFC 7518 §4)";
        KeyWhereNone { algorithm: &'static str } [Reason::MalformedStructure] =>
            "there is an encrypted key, and with {algorithm} there must be none (RFC 7516 §5.2)",
            "암호화된 키가 있으면 안 됩니다 ({algorithm}, RFC 7516 §5.2)";
        Base64 { part: SealedPart } [Reason::MalformedBase64] =>
            "the {part} is not base64url",
            "base64url이 아닙니다 ({part})";
    }
}

messages! {
    /// A part of a JWE behind its header (RFC 7516 §3.1).
    #[derive(Copy)]
    pub enum SealedPart {
        Key => "encrypted key", "암호화된 키";
        Vector => "initialisation vector", "초기화 벡터";
        Content => "ciphertext", "암호문";
        Tag => "authentication tag", "인증 태그";
    }
}
