//! Why bytes are no key, key set or secret.

use super::foreign::Foreign;
use super::hint::KeyHint;
use crate::encoding::Fault;
use crate::json::Problem;
use crate::text::Say;

/// Why bytes could not be read as a key, a key set or a secret, or a key not be written: exit 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    /// The file holds nothing.
    Empty,
    /// The file is larger than any key.
    TooLarge {
        /// The most bytes that are looked at.
        limit: usize,
    },
    /// Something else than a key that tokenry reads.
    Foreign {
        /// What it is.
        what: Foreign,
    },
    /// A PEM block that is cut off.
    PemTruncated {
        /// Its label.
        label: String,
        /// The line of its `BEGIN`, from 1.
        line: usize,
    },
    /// A PEM block that ends under another label than it began with.
    PemLabels {
        /// The label at the beginning.
        begin: String,
        /// The label at the end.
        end: String,
        /// The line of its `END`, from 1.
        line: usize,
    },
    /// A PEM block that is no base64.
    PemBase64 {
        /// Its label.
        label: String,
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
        /// What is wrong there; places in it count within the block.
        fault: Fault,
    },
    /// PEM whose line breaks are the two characters `\n`.
    PemEscaped,
    /// A PEM block that can't hold a key.
    PemLabel {
        /// Its label.
        label: String,
        /// The line of its `BEGIN`, from 1.
        line: usize,
    },
    /// A JSON object with PEM in one of its members.
    PemInJson {
        /// The member.
        member: String,
    },
    /// A structure of ASN.1 that is not as its standard says.
    Asn1 {
        /// What it should be.
        structure: &'static str,
        /// The byte at which it was noticed, from 0.
        at: Option<usize>,
    },
    /// DER that is cut off.
    DerTruncated {
        /// How many bytes it says it has.
        expected: Option<usize>,
        /// How many there are.
        found: usize,
    },
    /// Bytes after the end of a DER structure.
    DerTrailing {
        /// Where they begin.
        at: usize,
    },
    /// A type of key that JOSE has no signature algorithm for.
    UnsupportedType {
        /// Its name or object identifier.
        name: String,
    },
    /// A curve that tokenry has no algorithm for.
    UnsupportedCurve {
        /// Its name or object identifier.
        name: String,
    },
    /// An elliptic-curve key that spells its curve out instead of naming it.
    ExplicitCurve,
    /// An elliptic-curve key that says nothing of its curve.
    CurveNotNamed,
    /// An RSASSA-PSS key whose parameters no JOSE algorithm has.
    PssParameters,
    /// Not JSON.
    Json {
        /// What is wrong.
        problem: Problem,
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// JSON that is neither a JWK nor a JWK Set.
    NotAJwk,
    /// A member that occurs twice.
    DuplicateMember {
        /// Where (RFC 6901).
        pointer: String,
    },
    /// A member that must be there.
    MemberMissing {
        /// Its name.
        name: &'static str,
        /// The `kty` that needs it, empty where it is `kty` that is missing.
        kty: String,
    },
    /// A member of the wrong JSON type.
    MemberType {
        /// Its name.
        name: &'static str,
        /// What it should be.
        expected: JsonType,
    },
    /// A member that is no base64url.
    MemberBase64 {
        /// Its name.
        name: &'static str,
        /// What is wrong with it.
        fault: Fault,
    },
    /// A member of the wrong length.
    MemberLength {
        /// Its name.
        name: &'static str,
        /// How many bytes it must have.
        expected: usize,
        /// How many it has.
        found: usize,
    },
    /// `key_ops` that lists something twice.
    RepeatedOperation {
        /// What.
        operation: String,
    },
    /// A `kty` that tokenry does not know.
    UnknownKty {
        /// The value.
        kty: String,
    },
    /// An AKP key for another algorithm than ML-DSA.
    UnknownAkp {
        /// Its `alg`.
        alg: String,
    },
    /// A point that is not on its curve.
    NotOnCurve {
        /// The curve.
        curve: String,
    },
    /// A private part that does not belong to the public one.
    Mismatch {
        /// What the key is.
        key: String,
    },
    /// An RSA modulus that can't be one.
    RsaInvalid,
    /// An RSA public exponent that is even, 1 or over 33 bits.
    RsaExponent,
    /// A private RSA JWK without its primes.
    RsaPrimesMissing,
    /// An RSA key of more than two primes.
    RsaMultiPrime,
    /// Octets that are no key of that type.
    Invalid {
        /// The type.
        key: String,
    },
    /// A key set without a key.
    NoKeys,
    /// A key set with keys, none of which can be used.
    NoneUsable {
        /// How many there are.
        count: usize,
        /// What is wrong with the first.
        first: Box<KeyProblem>,
    },
    /// Two keys of one `kid`.
    SameKid {
        /// The `kid`.
        kid: String,
    },
    /// A secret that is not written as was said.
    Secret {
        /// How it should be written.
        encoding: &'static str,
        /// What is wrong with it.
        fault: Fault,
    },
    /// A secret has no PEM form.
    SecretHasNoPem,
    /// A public key has no private form.
    NotPrivate,
    /// No new key can be made after the likeness of this one.
    NotRenewable,
    /// The cryptographic library failed.
    Library {
        /// At what.
        call: LibraryCall,
    },
}

/// A type of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    /// A string.
    String,
    /// An array of strings.
    Strings,
}

/// What the cryptographic library was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LibraryCall {
    /// To make a key.
    Generate,
    /// To sign.
    Sign,
    /// To write a key.
    Encode,
}

impl KeyProblem {
    /// A code that never changes and is never translated.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "key_file_empty",
            Self::TooLarge { .. } => "key_file_too_large",
            Self::Foreign { what } => what.code(),
            Self::PemTruncated { .. } => "pem_truncated",
            Self::PemLabels { .. } => "pem_labels_differ",
            Self::PemBase64 { .. } => "pem_not_base64",
            Self::PemEscaped => "pem_escaped",
            Self::PemLabel { .. } => "pem_unknown_label",
            Self::PemInJson { .. } => "pem_in_json",
            Self::Asn1 { .. } => "der_malformed",
            Self::DerTruncated { .. } => "der_truncated",
            Self::DerTrailing { .. } => "der_trailing_bytes",
            Self::UnsupportedType { .. } => "key_type_unsupported",
            Self::UnsupportedCurve { .. } => "curve_unsupported",
            Self::ExplicitCurve => "curve_explicit",
            Self::CurveNotNamed => "curve_not_named",
            Self::PssParameters => "pss_parameters_unsupported",
            Self::Json { .. } => "key_malformed_json",
            Self::NotAJwk => "not_a_jwk",
            Self::DuplicateMember { .. } => "jwk_duplicate_member",
            Self::MemberMissing { .. } => "jwk_member_missing",
            Self::MemberType { .. } => "jwk_member_type",
            Self::MemberBase64 { .. } => "jwk_member_not_base64url",
            Self::MemberLength { .. } => "jwk_member_length",
            Self::RepeatedOperation { .. } => "jwk_repeated_operation",
            Self::UnknownKty { .. } => "kty_unknown",
            Self::UnknownAkp { .. } => "akp_unknown",
            Self::NotOnCurve { .. } => "point_not_on_curve",
            Self::Mismatch { .. } => "key_parts_mismatch",
            Self::RsaInvalid => "rsa_invalid",
            Self::RsaExponent => "rsa_exponent",
            Self::RsaPrimesMissing => "rsa_primes_missing",
            Self::RsaMultiPrime => "rsa_multi_prime",
            Self::Invalid { .. } => "key_invalid",
            Self::NoKeys => "key_set_empty",
            Self::NoneUsable { .. } => "key_set_unusable",
            Self::SameKid { .. } => "kid_not_unique",
            Self::Secret { .. } => "secret_encoding",
            Self::SecretHasNoPem => "secret_has_no_pem",
            Self::NotPrivate => "key_not_private",
            Self::NotRenewable => "key_not_renewable",
            Self::Library { .. } => "crypto_failed",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<KeyHint> {
        Some(match self {
            Self::Foreign { what } => what.hint(),
            Self::PemTruncated { .. }
            | Self::PemLabels { .. }
            | Self::PemBase64 { .. }
            | Self::DerTruncated { .. }
            | Self::DerTrailing { .. }
            | Self::Empty
            | Self::Asn1 { .. }
            | Self::NotOnCurve { .. }
            | Self::Mismatch { .. }
            | Self::Invalid { .. } => KeyHint::ReadAgain,
            Self::PemEscaped => KeyHint::UnescapeLines,
            Self::PemInJson { member } => KeyHint::TakeMember {
                member: member.clone(),
            },
            Self::PemLabel { .. }
            | Self::NotAJwk
            | Self::UnsupportedType { .. }
            | Self::UnsupportedCurve { .. }
            | Self::CurveNotNamed
            | Self::UnknownKty { .. }
            | Self::UnknownAkp { .. }
            | Self::RsaInvalid
            | Self::RsaExponent
            | Self::RsaMultiPrime => KeyHint::OtherKey,
            Self::ExplicitCurve => KeyHint::NameCurve,
            Self::PssParameters => KeyHint::PssWithoutParameters,
            Self::DuplicateMember { .. } => KeyHint::RemoveDuplicate,
            Self::MemberBase64 { .. } => KeyHint::WriteBase64url,
            Self::RsaPrimesMissing => KeyHint::AddPrimes,
            Self::NoKeys => KeyHint::ShapeOfSet,
            Self::NoneUsable { first, .. } => return first.hint(),
            Self::SameKid { .. } => KeyHint::RemoveOneKid,
            Self::Secret { .. } => KeyHint::OtherEncoding,
            Self::SecretHasNoPem => KeyHint::ExportJwk,
            Self::NotPrivate => KeyHint::UsePrivateKey,
            Self::TooLarge { .. }
            | Self::Json { .. }
            | Self::MemberMissing { .. }
            | Self::MemberType { .. }
            | Self::MemberLength { .. }
            | Self::RepeatedOperation { .. }
            | Self::NotRenewable
            | Self::Library { .. } => return None,
        })
    }
}

#[expect(clippy::too_many_lines, reason = "one arm a message")]
impl Say for KeyProblem {
    fn en(&self) -> String {
        match self {
            Self::Empty => "the file is empty".into(),
            Self::TooLarge { limit } => format!("the file is larger than {limit} bytes"),
            Self::Foreign { what } => what.en(),
            Self::PemTruncated { label, line } => {
                format!("the PEM block {label} that begins in line {line} is cut off")
            }
            Self::PemLabels { begin, end, line } => format!(
                "the PEM block {begin} ends in line {line} as {end}"
            ),
            Self::PemBase64 {
                label,
                line,
                column,
                fault,
            } => format!(
                "the PEM block {label} is not base64 at line {line}, column {column}: {}",
                fault.what_en()
            ),
            Self::PemEscaped => {
                "the PEM text has the two characters \\n where line breaks should be".into()
            }
            Self::PemLabel { label, line } => {
                format!("the PEM block {label} in line {line} holds no key")
            }
            Self::PemInJson { member } => format!(
                "the file is JSON with PEM text in its member \"{member}\", not a JWK"
            ),
            Self::Asn1 {
                structure,
                at: Some(at),
            } => format!("the key is broken: its {structure} structure is malformed at byte {at}"),
            Self::Asn1 {
                structure,
                at: None,
            } => format!("the key is broken: its {structure} structure is malformed"),
            Self::DerTruncated {
                expected: Some(expected),
                found,
            } => format!("the key is cut off: {expected} bytes expected, {found} found"),
            Self::DerTruncated {
                expected: None,
                found,
            } => format!("the key is cut off after {found} bytes"),
            Self::DerTrailing { at } => {
                format!("there is something after the end of the key, from byte {at} on")
            }
            Self::UnsupportedType { name } => {
                format!("{name} keys can't sign or verify JSON Web Tokens")
            }
            Self::UnsupportedCurve { name } => format!("the curve {name} is not supported"),
            Self::ExplicitCurve => {
                "the key spells out the parameters of its curve instead of naming it".into()
            }
            Self::CurveNotNamed => "the key does not say on which curve it is".into(),
            Self::PssParameters => {
                "the key is bound to RSASSA-PSS parameters that no JWT algorithm has".into()
            }
            Self::Json {
                problem,
                line,
                column,
            } => format!(
                "the key is not valid JSON at line {line}, column {column}: {}",
                problem.en()
            ),
            Self::NotAJwk => "the JSON is neither a JWK (with \"kty\") nor a JWK Set (with an array \"keys\")".into(),
            Self::DuplicateMember { pointer } => {
                format!("the key has the member {pointer} twice")
            }
            Self::MemberMissing { name, kty } if kty.is_empty() => {
                format!("the JWK lacks \"{name}\"")
            }
            Self::MemberMissing { name, kty } => {
                format!("the JWK of type {kty} lacks \"{name}\"")
            }
            Self::MemberType { name, expected } => match expected {
                JsonType::String => format!("\"{name}\" of the JWK is not a string"),
                JsonType::Strings => format!("\"{name}\" of the JWK is not an array of strings"),
            },
            Self::MemberBase64 { name, fault } => {
                format!("\"{name}\" of the JWK is not base64url: {}", fault.en())
            }
            Self::MemberLength {
                name,
                expected,
                found,
            } => format!("\"{name}\" of the JWK must have {expected} bytes and has {found}"),
            Self::RepeatedOperation { operation } => {
                format!("\"key_ops\" of the JWK lists \"{operation}\" twice")
            }
            Self::UnknownKty { kty } => format!("the key type \"{kty}\" is not known"),
            Self::UnknownAkp { alg } => {
                format!("AKP keys for \"{alg}\" are not supported")
            }
            Self::NotOnCurve { curve } => format!("the public key is not a point of {curve}"),
            Self::Mismatch { key } => {
                format!("the private part does not belong to the public part (key: {key})")
            }
            Self::RsaInvalid => "the RSA modulus is invalid".into(),
            Self::RsaExponent => {
                "the RSA public exponent must be odd, larger than 1 and not longer than 33 bits".into()
            }
            Self::RsaPrimesMissing => {
                "the private RSA JWK has only \"d\" and lacks \"p\", \"q\", \"dp\", \"dq\" and \"qi\"".into()
            }
            Self::RsaMultiPrime => "RSA keys of more than two primes are not supported".into(),
            Self::Invalid { key } => format!("the key is invalid (type: {key})"),
            Self::NoKeys => "the key set has no keys".into(),
            Self::NoneUsable { count, first } => format!(
                "none of the {count} keys can be used; the first: {}",
                first.en()
            ),
            Self::SameKid { kid } => format!("two keys of the set have the kid \"{kid}\""),
            Self::Secret { encoding, fault } => {
                format!("the secret is not {encoding}: {}", fault.en())
            }
            Self::SecretHasNoPem => "an HMAC secret has no PEM form".into(),
            Self::NotPrivate => "the key is public and has no private part".into(),
            Self::NotRenewable => "no new key can be made of the same kind".into(),
            Self::Library { call } => match call {
                LibraryCall::Generate => "the cryptographic library could not make a key".into(),
                LibraryCall::Sign => "the cryptographic library could not sign".into(),
                LibraryCall::Encode => "the key could not be written in this format".into(),
            },
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Empty => "파일이 비어 있습니다".into(),
            Self::TooLarge { limit } => {
                format!("파일이 너무 큽니다 (최대 {limit}바이트)")
            }
            Self::Foreign { what } => what.ko(),
            Self::PemTruncated { label, line } => {
                format!("PEM 블록이 중간에 잘렸습니다 (블록: {label}, 시작: {line}번째 줄)")
            }
            Self::PemLabels { begin, end, line } => format!(
                "PEM 블록의 BEGIN 라벨과 END 라벨이 다릅니다 (BEGIN: {begin}, END: {end}, {line}번째 줄)"
            ),
            Self::PemBase64 {
                label,
                line,
                column,
                fault,
            } => format!(
                "PEM 블록이 올바른 base64가 아닙니다 (블록: {label}, {line}번째 줄 {column}번째 칸): {}",
                fault.what_ko()
            ),
            Self::PemEscaped => {
                "PEM 텍스트에 줄바꿈 대신 \\n 두 글자가 들어 있습니다".into()
            }
            Self::PemLabel { label, line } => {
                format!("PEM 블록에 키가 없습니다 (블록: {label}, {line}번째 줄)")
            }
            Self::PemInJson { member } => format!(
                "파일이 JWK가 아니라 PEM 텍스트를 담은 JSON입니다 (멤버: \"{member}\")"
            ),
            Self::Asn1 {
                structure,
                at: Some(at),
            } => format!("키가 손상되었습니다: 구조가 올바르지 않습니다 ({structure}, 위치: {at}바이트)"),
            Self::Asn1 {
                structure,
                at: None,
            } => format!("키가 손상되었습니다: 구조가 올바르지 않습니다 ({structure})"),
            Self::DerTruncated {
                expected: Some(expected),
                found,
            } => format!("키가 중간에 잘렸습니다 (필요: {expected}바이트, 실제: {found}바이트)"),
            Self::DerTruncated {
                expected: None,
                found,
            } => format!("키가 중간에 잘렸습니다 (길이: {found}바이트)"),
            Self::DerTrailing { at } => {
                format!("키가 끝난 뒤에 다른 데이터가 있습니다 (위치: {at}바이트부터)")
            }
            Self::UnsupportedType { name } => {
                format!("JWT 서명에 쓸 수 없는 종류의 키입니다 ({name})")
            }
            Self::UnsupportedCurve { name } => format!("지원하지 않는 곡선입니다 ({name})"),
            Self::ExplicitCurve => {
                "키에 곡선 이름 대신 곡선 매개변수가 직접 들어 있습니다".into()
            }
            Self::CurveNotNamed => "키에 곡선 정보가 없습니다".into(),
            Self::PssParameters => {
                "키에 지정된 RSASSA-PSS 매개변수는 어떤 JWT 알고리즘과도 맞지 않습니다".into()
            }
            Self::Json {
                problem,
                line,
                column,
            } => format!(
                "키가 올바른 JSON이 아닙니다 ({line}번째 줄 {column}번째 칸): {}",
                problem.ko()
            ),
            Self::NotAJwk => {
                "JWK(\"kty\" 필요)도 JWK Set(\"keys\" 배열 필요)도 아닌 JSON입니다".into()
            }
            Self::DuplicateMember { pointer } => {
                format!("키에 같은 멤버가 두 번 나옵니다 ({pointer})")
            }
            Self::MemberMissing { name, kty } if kty.is_empty() => {
                format!("JWK에 필요한 멤버가 없습니다 (\"{name}\")")
            }
            Self::MemberMissing { name, kty } => {
                format!("JWK에 필요한 멤버가 없습니다 (\"{name}\", 키 종류: {kty})")
            }
            Self::MemberType { name, expected } => match expected {
                JsonType::String => format!("JWK 멤버의 값은 문자열이어야 합니다 (\"{name}\")"),
                JsonType::Strings => {
                    format!("JWK 멤버의 값은 문자열 배열이어야 합니다 (\"{name}\")")
                }
            },
            Self::MemberBase64 { name, fault } => format!(
                "JWK 멤버가 올바른 base64url이 아닙니다 (\"{name}\"): {}",
                fault.ko()
            ),
            Self::MemberLength {
                name,
                expected,
                found,
            } => format!(
                "JWK 멤버의 길이가 맞지 않습니다 (\"{name}\", 필요: {expected}바이트, 실제: {found}바이트)"
            ),
            Self::RepeatedOperation { operation } => {
                format!("JWK의 \"key_ops\"에 같은 값이 두 번 나옵니다 (\"{operation}\")")
            }
            Self::UnknownKty { kty } => format!("알 수 없는 키 종류입니다 (\"{kty}\")"),
            Self::UnknownAkp { alg } => {
                format!("지원하지 않는 AKP 알고리즘입니다 (\"{alg}\")")
            }
            Self::NotOnCurve { curve } => {
                format!("공개 키가 곡선 위의 점이 아닙니다 ({curve})")
            }
            Self::Mismatch { key } => {
                format!("개인 키와 공개 키가 서로 짝이 맞지 않습니다 (키: {key})")
            }
            Self::RsaInvalid => "RSA 모듈러스가 올바르지 않습니다".into(),
            Self::RsaExponent => {
                "RSA 공개 지수는 1보다 큰 홀수이고 33비트 이하여야 합니다".into()
            }
            Self::RsaPrimesMissing => {
                "RSA 개인 키 JWK에 \"d\"만 있고 \"p\", \"q\", \"dp\", \"dq\", \"qi\" 멤버가 없습니다".into()
            }
            Self::RsaMultiPrime => "소수가 세 개 이상인 RSA 키는 지원하지 않습니다".into(),
            Self::Invalid { key } => format!("키가 올바르지 않습니다 (종류: {key})"),
            Self::NoKeys => "키 세트에 키가 하나도 없습니다".into(),
            Self::NoneUsable { count, first } => format!(
                "키 {count}개 중 쓸 수 있는 키가 없습니다. 첫 번째 키: {}",
                first.ko()
            ),
            Self::SameKid { kid } => {
                format!("키 세트에 kid가 같은 키가 두 개 있습니다 (\"{kid}\")")
            }
            Self::Secret { encoding, fault } => format!(
                "비밀 키가 지정한 인코딩과 맞지 않습니다 ({encoding}): {}",
                fault.ko()
            ),
            Self::SecretHasNoPem => "HMAC 비밀 키는 PEM으로 나타낼 수 없습니다".into(),
            Self::NotPrivate => "공개 키라서 개인 키 부분이 없습니다".into(),
            Self::NotRenewable => "같은 종류의 새 키를 만들 수 없습니다".into(),
            Self::Library { call } => match call {
                LibraryCall::Generate => "암호화 라이브러리가 키를 만들지 못했습니다".into(),
                LibraryCall::Sign => "암호화 라이브러리가 서명하지 못했습니다".into(),
                LibraryCall::Encode => "키를 이 형식으로 쓸 수 없습니다".into(),
            },
        }
    }
}
