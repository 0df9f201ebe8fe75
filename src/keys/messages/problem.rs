//! Why bytes are no key, key set or secret.

use super::fault::what;
use super::foreign::Foreign;
use super::hint::KeyHint;
use crate::encoding::Fault;
use crate::json;
use crate::text::messages;

messages! {
    /// Why bytes could not be read as a key, a key set or a secret, or a key not be written: exit 1.
    pub enum KeyProblem: Problem {
        Empty ["key_file_empty", hint KeyHint::ReadAgain] =>
            "the file is empty",
            "파일이 비어 있습니다";
        TooLarge { limit: usize } ["key_file_too_large"] =>
            "the file is larger than {limit} bytes",
            "파일이 너무 큽니다 (최대 {limit}바이트)";
        Foreign { what: Foreign } [what.code(), hint = what.hint()] => "{what}", same;
        PemTruncated { label: String, line: usize } ["pem_truncated", hint KeyHint::ReadAgain] =>
            "the PEM block {label} that begins in line {line} is cut off",
            "PEM 블록이 중간에 잘렸습니다 (블록: {label}, 시작: {line}번째 줄)";
        PemLabels { begin: String, end: String, line: usize } ["pem_labels_differ", hint KeyHint::ReadAgain] =>
            "the PEM block {begin} ends in line {line} as {end}",
            "PEM 블록의 BEGIN 라벨과 END 라벨이 다릅니다 (BEGIN: {begin}, END: {end}, {line}번째 줄)";
        PemBase64 { label: String, line: usize, column: usize, fault: Fault; what = what(*fault) }
            ["pem_not_base64", hint KeyHint::ReadAgain] =>
            "the PEM block {label} is not base64 at line {line}, column {column}: {what}",
            "PEM 블록이 올바른 base64가 아닙니다 (블록: {label}, {line}번째 줄 {column}번째 칸): {what}";
        PemEscaped ["pem_escaped", hint KeyHint::UnescapeLines] =>
            "the PEM text has the two characters \\n where line breaks should be",
            "PEM 텍스트에 줄바꿈 대신 \\n 두 글자가 들어 있습니다";
        PemLabel { label: String, line: usize } ["pem_unknown_label", hint KeyHint::OtherKey] =>
            "the PEM block {label} in line {line} holds no key",
            "PEM 블록에 키가 없습니다 (블록: {label}, {line}번째 줄)";
        PemInJson { member: String } ["pem_in_json", hint KeyHint::TakeMember { member: member.clone() }] =>
            "the file is JSON with PEM text in its member \"{member}\", not a JWK",
            "파일이 JWK가 아니라 PEM 텍스트를 담은 JSON입니다 (멤버: \"{member}\")";
        NoCertificate ["no_certificate", hint KeyHint::GiveCertificates] =>
            "there is no X.509 certificate in the file",
            "파일에 X.509 인증서가 없습니다";
        WrongPassphrase ["key_passphrase_wrong", hint KeyHint::OtherPassphrase] =>
            "the passphrase does not open the key",
            "암호가 맞지 않아 키를 열 수 없습니다";
        LockUnsupported { name: String } ["key_encryption_unsupported", hint KeyHint::Decrypt] =>
            "the key is encrypted in a way that is not supported ({name})",
            "지원하지 않는 방식으로 암호화된 키입니다 ({name})";
        LockTooCostly ["key_encryption_too_costly", hint KeyHint::Decrypt] =>
            "opening the key would take far more time or memory than keys usually do",
            "키를 여는 데 필요한 시간이나 메모리가 지나치게 큽니다";
        Asn1 { structure: &'static str, at: Option<usize> } ["der_malformed", hint KeyHint::ReadAgain] => { match at {
            Some(at) =>
                "the key is broken: its {structure} structure is malformed at byte {at}",
                "키가 손상되었습니다: 구조가 올바르지 않습니다 ({structure}, 위치: {at}바이트)";
            None =>
                "the key is broken: its {structure} structure is malformed",
                "키가 손상되었습니다: 구조가 올바르지 않습니다 ({structure})";
        } };
        DerTruncated { expected: Option<usize>, found: usize } ["der_truncated", hint KeyHint::ReadAgain] => { match expected {
            Some(expected) =>
                "the key is cut off: {expected} bytes expected, {found} found",
                "키가 중간에 잘렸습니다 (필요: {expected}바이트, 실제: {found}바이트)";
            None =>
                "the key is cut off after {found} bytes",
                "키가 중간에 잘렸습니다 (길이: {found}바이트)";
        } };
        DerTrailing { at: usize } ["der_trailing_bytes", hint KeyHint::ReadAgain] =>
            "there is something after the end of the key, from byte {at} on",
            "키가 끝난 뒤에 다른 데이터가 있습니다 (위치: {at}바이트부터)";
        UnsupportedType { name: String } ["key_type_unsupported", hint KeyHint::OtherKey] =>
            "{name} keys can't sign or verify JSON Web Tokens",
            "JWT 서명에 쓸 수 없는 종류의 키입니다 ({name})";
        UnsupportedCurve { name: String } ["curve_unsupported", hint KeyHint::OtherKey] =>
            "the curve {name} is not supported",
            "지원하지 않는 곡선입니다 ({name})";
        ExplicitCurve ["curve_explicit", hint KeyHint::NameCurve] =>
            "the key spells out the parameters of its curve instead of naming it",
            "키에 곡선 이름 대신 곡선 매개변수가 직접 들어 있습니다";
        CurveNotNamed ["curve_not_named", hint KeyHint::OtherKey] =>
            "the key does not say on which curve it is",
            "키에 곡선 정보가 없습니다";
        PssParameters ["pss_parameters_unsupported", hint KeyHint::PssWithoutParameters] =>
            "the key is bound to RSASSA-PSS parameters that no JWT algorithm has",
            "키에 지정된 RSASSA-PSS 매개변수는 어떤 JWT 알고리즘과도 맞지 않습니다";
        Json { problem: json::Problem, line: usize, column: usize } ["key_malformed_json"] =>
            "the key is not valid JSON at line {line}, column {column}: {problem}",
            "키가 올바른 JSON이 아닙니다 ({line}번째 줄 {column}번째 칸): {problem}";
        NotAJwk ["not_a_jwk", hint KeyHint::OtherKey] =>
            "the JSON is neither a JWK (with \"kty\") nor a JWK Set (with an array \"keys\")",
            "JWK(\"kty\" 필요)도 JWK Set(\"keys\" 배열 필요)도 아닌 JSON입니다";
        DuplicateMember { pointer: String } ["jwk_duplicate_member", hint KeyHint::RemoveDuplicate] =>
            "the key has the member {pointer} twice",
            "키에 같은 멤버가 두 번 나옵니다 ({pointer})";
        MemberMissing { name: &'static str, kty: String } ["jwk_member_missing"] => { match kty.as_str() {
            "" => "the JWK lacks \"{name}\"", "JWK에 필요한 멤버가 없습니다 (\"{name}\")";
            _ =>
                "the JWK of type {kty} lacks \"{name}\"",
                "JWK에 필요한 멤버가 없습니다 (\"{name}\", 키 종류: {kty})";
        } };
        MemberType { name: &'static str, expected: JsonType } ["jwk_member_type"] => { match expected {
            JsonType::String =>
                "\"{name}\" of the JWK is not a string",
                "JWK 멤버의 값은 문자열이어야 합니다 (\"{name}\")";
            JsonType::Strings =>
                "\"{name}\" of the JWK is not an array of strings",
                "JWK 멤버의 값은 문자열 배열이어야 합니다 (\"{name}\")";
        } };
        MemberBase64 { name: &'static str, fault: Fault } ["jwk_member_not_base64url", hint KeyHint::WriteBase64url] =>
            "\"{name}\" of the JWK is not base64url: {fault}",
            "JWK 멤버가 올바른 base64url이 아닙니다 (\"{name}\"): {fault}";
        MemberLength { name: &'static str, expected: usize, found: usize } ["jwk_member_length"] =>
            "\"{name}\" of the JWK must have {expected} bytes and has {found}",
            "JWK 멤버의 길이가 맞지 않습니다 (\"{name}\", 필요: {expected}바이트, 실제: {found}바이트)";
        RepeatedOperation { operation: String } ["jwk_repeated_operation"] =>
            "\"key_ops\" of the JWK lists \"{operation}\" twice",
            "JWK의 \"key_ops\"에 같은 값이 두 번 나옵니다 (\"{operation}\")";
        UnknownKty { kty: String } ["kty_unknown", hint KeyHint::OtherKey] =>
            "the key type \"{kty}\" is not known",
            "알 수 없는 키 종류입니다 (\"{kty}\")";
        UnknownAkp { alg: String } ["akp_unknown", hint KeyHint::OtherKey] =>
            "AKP keys for \"{alg}\" are not supported",
            "지원하지 않는 AKP 알고리즘입니다 (\"{alg}\")";
        NotOnCurve { curve: String } ["point_not_on_curve", hint KeyHint::ReadAgain] =>
            "the public key is not a point of {curve}",
            "공개 키가 곡선 위의 점이 아닙니다 ({curve})";
        Mismatch { key: String } ["key_parts_mismatch", hint KeyHint::ReadAgain] =>
            "the private part does not belong to the public part (key: {key})",
            "개인 키와 공개 키가 서로 짝이 맞지 않습니다 (키: {key})";
        RsaInvalid ["rsa_invalid", hint KeyHint::OtherKey] =>
            "the RSA modulus is invalid",
            "RSA 모듈러스가 올바르지 않습니다";
        RsaExponent ["rsa_exponent", hint KeyHint::OtherKey] =>
            "the RSA public exponent must be odd, larger than 1 and not longer than 33 bits",
            "RSA 공개 지수는 1보다 큰 홀수이고 33비트 이하여야 합니다";
        RsaPrimesMissing ["rsa_primes_missing", hint KeyHint::AddPrimes] =>
            "the private RSA JWK has only \"d\" and lacks \"p\", \"q\", \"dp\", \"dq\" and \"qi\"",
            "RSA 개인 키 JWK에 \"d\"만 있고 \"p\", \"q\", \"dp\", \"dq\", \"qi\" 멤버가 없습니다";
        RsaMultiPrime ["rsa_multi_prime", hint KeyHint::OtherKey] =>
            "RSA keys of more than two primes are not supported",
            "소수가 세 개 이상인 RSA 키는 지원하지 않습니다";
        Invalid { key: String } ["key_invalid", hint KeyHint::ReadAgain] =>
            "the key is invalid (type: {key})",
            "키가 올바르지 않습니다 (종류: {key})";
        NoKeys ["key_set_empty", hint KeyHint::ShapeOfSet] =>
            "the key set has no keys",
            "키 세트에 키가 하나도 없습니다";
        NoneUsable { count: usize, first: Box<KeyProblem> } ["key_set_unusable", hint = first.hint()] =>
            "none of the {count} keys can be used; the first: {first}",
            "키 {count}개 중 쓸 수 있는 키가 없습니다. 첫 번째 키: {first}";
        SameKid { kid: String } ["kid_not_unique", hint KeyHint::RemoveOneKid] =>
            "two keys of the set have the kid \"{kid}\"",
            "키 세트에 kid가 같은 키가 두 개 있습니다 (\"{kid}\")";
        Secret { encoding: &'static str, fault: Fault } ["secret_encoding", hint KeyHint::OtherEncoding] =>
            "the secret is not {encoding}: {fault}",
            "비밀 키가 지정한 인코딩과 맞지 않습니다 ({encoding}): {fault}";
        SecretHasNoPem ["secret_has_no_pem", hint KeyHint::ExportJwk] =>
            "an HMAC secret has no PEM form",
            "HMAC 비밀 키는 PEM으로 나타낼 수 없습니다";
        NotPrivate ["key_not_private", hint KeyHint::UsePrivateKey] =>
            "the key is public and has no private part",
            "공개 키라서 개인 키 부분이 없습니다";
        NotRenewable ["key_not_renewable"] =>
            "no new key can be made of the same kind",
            "같은 종류의 새 키를 만들 수 없습니다";
        Library { call: LibraryCall } ["crypto_failed"] => { match call {
            LibraryCall::Generate =>
                "the cryptographic library could not make a key",
                "암호화 라이브러리가 키를 만들지 못했습니다";
            LibraryCall::Sign =>
                "the cryptographic library could not sign",
                "암호화 라이브러리가 서명하지 못했습니다";
            LibraryCall::Encode =>
                "the key could not be written in this format",
                "키를 이 형식으로 쓸 수 없습니다";
        } };
    }
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
