//! Why a key that was understood must not do what was asked of it.

use super::hint::KeyHint;
use crate::text::messages;

messages! {
    /// Why a key that was understood must not do what was asked of it: exit 8.
    pub enum KeyRefusal: Problem {
        WrongType { key: String, algorithm: String }
            ["algorithm_not_allowed", exit 8, hint KeyHint::UseKeyForAlgorithm] =>
            "the key ({key}) can't be used with {algorithm}",
            "이 키로는 서명 알고리즘을 처리할 수 없습니다 (키: {key}, 알고리즘: {algorithm})";
        BoundToOther { bound: String, algorithm: &'static str }
            ["algorithm_not_allowed", exit 8, hint KeyHint::UseBoundAlgorithm { algorithm: bound.clone() }] =>
            "the key is bound to {bound} by its \"alg\" and can't be used with {algorithm}",
            "키의 \"alg\"에 다른 알고리즘이 지정되어 있습니다 (키: {bound}, 요청: {algorithm})";
        Usage { usage: String } ["key_unusable", exit 8, hint KeyHint::UseSignatureKey] =>
            "the key is not for signatures: its \"use\" is \"{usage}\"",
            "서명용 키가 아닙니다 (\"use\": \"{usage}\")";
        Operations { operation: Operation, listed: String } ["key_unusable", exit 8, hint KeyHint::UseSignatureKey] =>
            "\"key_ops\" of the key does not list \"{operation}\" (listed: {listed})",
            "키의 \"key_ops\"에 필요한 용도가 없습니다 (필요: {operation}, 목록: {listed})";
        RsaTooSmall { bits: usize, minimum: usize } ["key_unusable", exit 8, hint KeyHint::MakeRsa] =>
            "the RSA key has {bits} bits, at least {minimum} are needed",
            "RSA 키가 너무 짧습니다 (현재: {bits}비트, 최소: {minimum}비트)";
        RsaTooLarge { bits: usize, maximum: usize } ["key_unusable", exit 8, hint KeyHint::MakeRsa] =>
            "the RSA key has {bits} bits, at most {maximum} are supported",
            "RSA 키가 너무 깁니다 (현재: {bits}비트, 최대: {maximum}비트)";
        EmptySecret ["key_unusable", exit 8, hint KeyHint::MakeSecret { bits: 256 }] =>
            "the secret is empty",
            "비밀 키가 비어 있습니다";
        SmallOrder ["key_unusable", exit 8] =>
            "the Ed25519 key is a point of small order: anybody can make signatures for it",
            "위수가 작은 점이라 누구나 서명을 만들어 낼 수 있는 Ed25519 키입니다";
        KeyText { public: bool }
            [
                "key_unusable", exit 8,
                hint match public { true => KeyHint::UseKeyPair, false => KeyHint::UseKeyOption },
            ] => { match public {
            true =>
                "the secret is the text of a public key, and everybody has that (RFC 8725 §2.1)",
                "공개 키의 텍스트는 누구나 가지고 있어 시크릿 키로 사용할 수 없습니다 (RFC 8725 §2.1)";
            false =>
                "the secret is the text of a key, and no key's text is an HMAC secret",
                "시크릿 키로 지정한 값이 키 파일의 텍스트입니다. 키의 텍스트는 HMAC 시크릿 키로 사용할 수 없습니다";
        } };
        WeakSecret { bits: usize, needed: usize, algorithm: &'static str }
            ["key_unusable", exit 8, hint KeyHint::MakeSecret { bits: *needed }] =>
            "the secret has {bits} bits, {algorithm} needs at least {needed}",
            "비밀 키가 너무 짧습니다 (현재: {bits}비트, 최소: {needed}비트, 알고리즘: {algorithm})";
        PublicOnly { key: String } ["key_unusable", exit 8, hint KeyHint::UsePrivateKey] =>
            "the key ({key}) is public and can't sign",
            "공개 키로는 서명할 수 없습니다 (키: {key})";
        Rejected { key: String, algorithm: &'static str } ["key_unusable", exit 8] =>
            "the cryptographic library does not take the key ({key}) for {algorithm}",
            "암호화 라이브러리가 이 키를 받아들이지 않습니다 (키: {key}, 알고리즘: {algorithm})";
    }
}

messages! {
    /// What a key is used for here, as `key_ops` names it (RFC 7517 §4.3).
    #[derive(Copy)]
    pub enum Operation {
        Sign => "sign", same;
        Verify => "verify", same;
    }
}

/// The reason of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalReason {
    /// Type, curve or `alg` of the key can't do the algorithm.
    AlgorithmNotAllowed,
    /// The key is for something else, or too weak.
    KeyUnusable,
}

impl KeyRefusal {
    /// Whether it is the algorithm or the key that is refused.
    pub fn reason(&self) -> RefusalReason {
        match self {
            Self::WrongType { .. } | Self::BoundToOther { .. } => {
                RefusalReason::AlgorithmNotAllowed
            }
            _ => RefusalReason::KeyUnusable,
        }
    }
}
