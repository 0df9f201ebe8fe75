//! Why a key that was understood must not do what was asked of it.

use super::hint::KeyHint;
use crate::text::Say;

/// What a key is used for here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Making a signature.
    Sign,
    /// Checking one.
    Verify,
}

/// Why a key that was understood must not do what was asked of it: exit 8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyRefusal {
    /// The key's type or curve can't do this algorithm.
    WrongType {
        /// What the key is, as `Key::describe` says it.
        key: String,
        /// The algorithm that was asked for.
        algorithm: String,
    },
    /// The key's `alg` names another algorithm.
    BoundToOther {
        /// The key's `alg`.
        bound: String,
        /// The algorithm that was asked for.
        algorithm: &'static str,
    },
    /// The key's `use` is not `sig`.
    Usage {
        /// The key's `use`.
        usage: String,
    },
    /// The key's `key_ops` lack the operation.
    Operations {
        /// What was asked for.
        operation: Operation,
        /// What is listed.
        listed: String,
    },
    /// An RSA modulus under the limit of RFC 7518 §3.3.
    RsaTooSmall {
        /// Its bits.
        bits: usize,
        /// The least bits.
        minimum: usize,
    },
    /// An RSA modulus over what the library takes.
    RsaTooLarge {
        /// Its bits.
        bits: usize,
        /// The most bits.
        maximum: usize,
    },
    /// A secret without a byte.
    EmptySecret,
    /// An Ed25519 key for which anybody can make signatures.
    SmallOrder,
    /// A secret that is the text of a key (RFC 8725 §2.1).
    KeyText {
        /// Whether the key is public.
        public: bool,
    },
    /// An HMAC secret shorter than the hash (RFC 7518 §3.2).
    WeakSecret {
        /// Its bits.
        bits: usize,
        /// The least bits.
        needed: usize,
        /// The algorithm that was asked for.
        algorithm: &'static str,
    },
    /// A public key that should sign.
    PublicOnly {
        /// What the key is.
        key: String,
    },
    /// The library does not take the key.
    Rejected {
        /// What the key is.
        key: String,
        /// The algorithm that was asked for.
        algorithm: &'static str,
    },
}

/// The reason code of a refusal (exit 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalReason {
    /// Type, curve or `alg` of the key can't do the algorithm.
    AlgorithmNotAllowed,
    /// The key is for something else, or too weak.
    KeyUnusable,
}

impl RefusalReason {
    /// The code: `algorithm_not_allowed` or `key_unusable`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::AlgorithmNotAllowed => "algorithm_not_allowed",
            Self::KeyUnusable => "key_unusable",
        }
    }
}

impl KeyRefusal {
    /// Whether it is the algorithm or the key that is refused.
    #[must_use]
    pub fn reason(&self) -> RefusalReason {
        match self {
            Self::WrongType { .. } | Self::BoundToOther { .. } => {
                RefusalReason::AlgorithmNotAllowed
            }
            Self::Usage { .. }
            | Self::Operations { .. }
            | Self::RsaTooSmall { .. }
            | Self::RsaTooLarge { .. }
            | Self::EmptySecret
            | Self::SmallOrder
            | Self::KeyText { .. }
            | Self::WeakSecret { .. }
            | Self::PublicOnly { .. }
            | Self::Rejected { .. } => RefusalReason::KeyUnusable,
        }
    }

    /// The reason code: `algorithm_not_allowed` or `key_unusable`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.reason().code()
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<KeyHint> {
        Some(match self {
            Self::BoundToOther { bound, .. } => KeyHint::UseBoundAlgorithm {
                algorithm: bound.clone(),
            },
            Self::Usage { .. } | Self::Operations { .. } => KeyHint::UseSignatureKey,
            Self::RsaTooSmall { .. } | Self::RsaTooLarge { .. } => KeyHint::MakeRsa,
            Self::EmptySecret => KeyHint::MakeSecret { bits: 256 },
            Self::WeakSecret { needed, .. } => KeyHint::MakeSecret { bits: *needed },
            Self::PublicOnly { .. } => KeyHint::UsePrivateKey,
            Self::WrongType { .. } => KeyHint::UseKeyForAlgorithm,
            Self::KeyText { public: true } => KeyHint::UseKeyPair,
            Self::KeyText { public: false } => KeyHint::UseKeyOption,
            Self::SmallOrder | Self::Rejected { .. } => return None,
        })
    }
}

impl Say for KeyRefusal {
    fn en(&self) -> String {
        match self {
            Self::WrongType { key, algorithm } => {
                format!("the key ({key}) can't be used with {algorithm}")
            }
            Self::BoundToOther { bound, algorithm } => {
                format!(
                    "the key is bound to {bound} by its \"alg\" and can't be used with {algorithm}"
                )
            }
            Self::Usage { usage } => {
                format!("the key is not for signatures: its \"use\" is \"{usage}\"")
            }
            Self::Operations { operation, listed } => {
                let wanted = match operation {
                    Operation::Sign => "sign",
                    Operation::Verify => "verify",
                };
                format!("\"key_ops\" of the key does not list \"{wanted}\" (listed: {listed})")
            }
            Self::RsaTooSmall { bits, minimum } => {
                format!("the RSA key has {bits} bits, at least {minimum} are needed")
            }
            Self::RsaTooLarge { bits, maximum } => {
                format!("the RSA key has {bits} bits, at most {maximum} are supported")
            }
            Self::EmptySecret => "the secret is empty".into(),
            Self::SmallOrder => {
                "the Ed25519 key is a point of small order: anybody can make signatures for it"
                    .into()
            }
            Self::KeyText { public: true } => {
                "the secret is the text of a public key, and everybody has that (RFC 8725 §2.1)"
                    .into()
            }
            Self::KeyText { public: false } => {
                "the secret is the text of a key, and no key's text is an HMAC secret".into()
            }
            Self::WeakSecret {
                bits,
                needed,
                algorithm,
            } => format!("the secret has {bits} bits, {algorithm} needs at least {needed}"),
            Self::PublicOnly { key } => {
                format!("the key ({key}) is public and can't sign")
            }
            Self::Rejected { key, algorithm } => {
                format!("the cryptographic library does not take the key ({key}) for {algorithm}")
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::WrongType { key, algorithm } => format!(
                "이 키로는 서명 알고리즘을 처리할 수 없습니다 (키: {key}, 알고리즘: {algorithm})"
            ),
            Self::BoundToOther { bound, algorithm } => format!(
                "키의 \"alg\"에 다른 알고리즘이 지정되어 있습니다 (키: {bound}, 요청: {algorithm})"
            ),
            Self::Usage { usage } => {
                format!("서명용 키가 아닙니다 (\"use\": \"{usage}\")")
            }
            Self::Operations { operation, listed } => {
                let wanted = match operation {
                    Operation::Sign => "sign",
                    Operation::Verify => "verify",
                };
                format!(
                    "키의 \"key_ops\"에 필요한 용도가 없습니다 (필요: {wanted}, 목록: {listed})"
                )
            }
            Self::RsaTooSmall { bits, minimum } => {
                format!("RSA 키가 너무 짧습니다 (현재: {bits}비트, 최소: {minimum}비트)")
            }
            Self::RsaTooLarge { bits, maximum } => {
                format!("RSA 키가 너무 깁니다 (현재: {bits}비트, 최대: {maximum}비트)")
            }
            Self::EmptySecret => "비밀 키가 비어 있습니다".into(),
            Self::SmallOrder => {
                "위수가 작은 점이라 누구나 서명을 만들어 낼 수 있는 Ed25519 키입니다".into()
            }
            Self::KeyText { public: true } => {
                "공개 키의 텍스트는 누구나 가지고 있어 시크릿 키로 사용할 수 없습니다 (RFC 8725 §2.1)"
                    .into()
            }
            Self::KeyText { public: false } => {
                "시크릿 키로 지정한 값이 키 파일의 텍스트입니다. 키의 텍스트는 HMAC 시크릿 키로 사용할 수 없습니다"
                    .into()
            }
            Self::WeakSecret {
                bits,
                needed,
                algorithm,
            } => format!(
                "비밀 키가 너무 짧습니다 (현재: {bits}비트, 최소: {needed}비트, 알고리즘: {algorithm})"
            ),
            Self::PublicOnly { key } => {
                format!("공개 키로는 서명할 수 없습니다 (키: {key})")
            }
            Self::Rejected { key, algorithm } => format!(
                "암호화 라이브러리가 이 키를 받아들이지 않습니다 (키: {key}, 알고리즘: {algorithm})"
            ),
        }
    }
}
