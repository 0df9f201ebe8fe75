//! What can be wrong with a key.

use super::Say;
use crate::json::Problem;

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
        fault: TextFault,
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
        fault: TextFault,
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
        fault: TextFault,
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

/// What is wrong with a text in base64, base64url or hex. Places are bytes of that text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// A character that may not stand there.
    Character {
        /// Where.
        at: usize,
        /// Which.
        found: char,
    },
    /// Padding where there may be none, or not as much.
    Padding {
        /// Where it begins.
        at: usize,
    },
    /// A length that no such text has.
    Length {
        /// The length.
        found: usize,
    },
    /// Bits behind the last byte that are not zero.
    TrailingBits,
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
    /// A secret that is the text of a public key (RFC 8725 §2.1).
    PublicText,
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

/// What to do about a key that can't be read or used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are named after what they advise")]
pub enum KeyHint {
    Decrypt,
    ConvertOpenSsh,
    ConvertSshPublic,
    ExportPutty,
    OtherKey,
    RequestToPublicKey,
    ExtractCertificates,
    ExtractPkcs12,
    ExportKeystore,
    NameCurve,
    Decompress,
    SaveAsUtf8,
    TokenIsArgument,
    UseIssuer,
    UseSetUrl,
    UseSecretFile,
    UnescapeLines,
    TakeMember { member: String },
    ReadAgain,
    ConvertToJwk,
    AddPrimes,
    PublishSet,
    RemoveOneKid,
    RemoveDuplicate,
    MakeSecret { bits: usize },
    MakeRsa,
    UsePrivateKey,
    UseSignatureKey,
    UseBoundAlgorithm { algorithm: String },
    UseKeyForAlgorithm,
    WriteBase64url,
    OtherEncoding,
    ExportJwk,
    PssWithoutParameters,
}

impl TextFault {
    /// The place, where it has one.
    #[must_use]
    pub fn at(self) -> Option<usize> {
        match self {
            Self::Character { at, .. } | Self::Padding { at } => Some(at),
            Self::Length { .. } | Self::TrailingBits => None,
        }
    }

    /// The same with its place counted otherwise.
    #[must_use]
    pub fn moved(self, place: impl Fn(usize) -> usize) -> Self {
        match self {
            Self::Character { at, found } => Self::Character {
                at: place(at),
                found,
            },
            Self::Padding { at } => Self::Padding { at: place(at) },
            other => other,
        }
    }
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

/// Text from a key, cut to a length that fits a message. It is still hostile: whoever prints it escapes it.
#[must_use]
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 64;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
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
            Self::NoKeys => KeyHint::PublishSet,
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

    fn hint(self) -> KeyHint {
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
            | Self::PublicText
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
            Self::PublicText | Self::SmallOrder | Self::Rejected { .. } => return None,
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

impl TextFault {
    /// What is wrong, without the place.
    fn what_en(self) -> String {
        match self {
            Self::Character { found, .. } => format!("unexpected character {found:?}"),
            Self::Padding { .. } => "wrong padding".into(),
            Self::Length { .. } => "the length is impossible, something is missing".into(),
            Self::TrailingBits => "the last character has bits that belong to no byte".into(),
        }
    }

    fn what_ko(self) -> String {
        match self {
            Self::Character { found, .. } => format!("허용되지 않는 문자가 있습니다 ({found:?})"),
            Self::Padding { .. } => "패딩(=)이 올바르지 않습니다".into(),
            Self::Length { .. } => "길이가 맞지 않아 빠진 부분이 있습니다".into(),
            Self::TrailingBits => "마지막 문자에 남는 비트가 있습니다".into(),
        }
    }
}

impl Say for TextFault {
    fn en(&self) -> String {
        match self {
            Self::Character { at, found } => format!("unexpected character {found:?} at byte {at}"),
            Self::Padding { at } => format!("padding (=) that may not stand there, at byte {at}"),
            Self::Length { found } => {
                format!("no such text has a length of {found}, something is missing")
            }
            Self::TrailingBits => self.what_en(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Character { at, found } => {
                format!("허용되지 않는 문자가 있습니다 ({found:?}, 위치: {at}바이트)")
            }
            Self::Padding { at } => {
                format!("패딩(=)이 올바르지 않습니다 (위치: {at}바이트)")
            }
            Self::Length { found } => {
                format!("길이가 맞지 않아 빠진 부분이 있습니다 (길이: {found})")
            }
            Self::TrailingBits => self.what_ko(),
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
            Self::PublicText => {
                "the secret is the text of a public key, and everybody has that (RFC 8725 §2.1)"
                    .into()
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
            Self::PublicText => {
                "공개 키의 텍스트는 누구나 가지고 있어 비밀 키로 쓸 수 없습니다 (RFC 8725 §2.1)"
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

/// A member as a command names it; `MEMBER` stands for one that a shell or jq would not take as it is, or that is cut.
fn word(member: &str) -> &str {
    let plain = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    if !member.is_empty() && member.chars().all(plain) {
        member
    } else {
        "MEMBER"
    }
}

impl Say for KeyHint {
    fn en(&self) -> String {
        match self {
            Self::Decrypt => "decrypt it first: openssl pkey -in FILE -out key.pem".into(),
            Self::ConvertOpenSsh => {
                "convert a copy of it (an Ed25519 key may stay as it is: then make a new one with tokenry key generate --alg Ed25519): cp FILE key.pem && ssh-keygen -p -m pkcs8 -f key.pem".into()
            }
            Self::ConvertSshPublic => {
                "convert it (an Ed25519 key may stay as it is: then make a new one with tokenry key generate --alg Ed25519): ssh-keygen -e -m pkcs8 -f FILE > key.pem".into()
            }
            Self::ExportPutty => {
                "export it in PuTTYgen as an OpenSSH key, then: ssh-keygen -p -m pkcs8 -f FILE".into()
            }
            Self::OtherKey => {
                "use an RSA, EC, Ed25519 or ML-DSA key, or make one: tokenry key generate --alg ES256".into()
            }
            Self::RequestToPublicKey => {
                "take the public key out of it: openssl req -in FILE -noout -pubkey > key.pem".into()
            }
            Self::ExtractCertificates => {
                "take the certificates out of it: openssl pkcs7 -in FILE -print_certs -out certificate.pem".into()
            }
            Self::ExtractPkcs12 => {
                "take the key out of it: openssl pkcs12 -in FILE -noenc -out key.pem".into()
            }
            Self::ExportKeystore => {
                "export it: keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype PKCS12 && openssl pkcs12 -in key.p12 -noenc -out key.pem".into()
            }
            Self::NameCurve => {
                "write it again with the name of the curve: openssl ec -in FILE -param_enc named_curve -out key.pem".into()
            }
            Self::Decompress => "unpack it first".into(),
            Self::SaveAsUtf8 => {
                "save it as UTF-8; in PowerShell: Get-Content FILE | Set-Content -Encoding ascii key.pem".into()
            }
            Self::TokenIsArgument => {
                "give the token as the argument TOKEN, and the key with --key or --secret-file".into()
            }
            Self::UseIssuer => {
                "name the issuer with --issuer URL, or the address in its \"jwks_uri\" with --jwks URL".into()
            }
            Self::UseSetUrl => {
                "give the address of the key set itself, often /.well-known/jwks.json, with --jwks URL".into()
            }
            Self::UseSecretFile => "for an HMAC secret use --secret-file FILE".into(),
            Self::UnescapeLines => {
                "turn them into line breaks: printf '%b' \"$(cat FILE)\" > key.pem".into()
            }
            Self::TakeMember { member } => {
                format!("take the PEM text out of it: jq -r '.\"{}\"' FILE > key.pem", word(member))
            }
            Self::ReadAgain => "copy the key again from where it came from, whole".into(),
            Self::ConvertToJwk => "convert it to PEM or JWK".into(),
            Self::AddPrimes => {
                "export the key again with all its members, or as PEM".into()
            }
            Self::PublishSet => "a JWK Set looks like {\"keys\":[{\"kty\":…}]}".into(),
            Self::RemoveOneKid => "give one of them another kid, or remove it".into(),
            Self::RemoveDuplicate => "remove one of the two".into(),
            Self::MakeSecret { bits } => {
                format!("make one and read it with --secret-encoding base64: openssl rand -base64 {} > secret.txt", bits / 8)
            }
            Self::MakeRsa => "make another: tokenry key generate --alg RS256".into(),
            Self::UsePrivateKey => "use the private key".into(),
            Self::UseSignatureKey => "use a key for signatures (\"use\": \"sig\")".into(),
            Self::UseBoundAlgorithm { algorithm } => {
                format!("use the algorithm that the key names ({algorithm}), or another key")
            }
            Self::UseKeyForAlgorithm => {
                "use a key for this algorithm, or make one: tokenry key generate --alg ALG".into()
            }
            Self::WriteBase64url => {
                "base64url has no padding (=) and writes - and _ instead of + and /".into()
            }
            Self::OtherEncoding => {
                "choose another --secret-encoding: text, base64, base64url or hex".into()
            }
            Self::ExportJwk => "export it as a JWK: --format jwk --private".into(),
            Self::PssWithoutParameters => {
                "make a key without such parameters: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072".into()
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Decrypt => "먼저 암호를 푸세요: openssl pkey -in FILE -out key.pem".into(),
            Self::ConvertOpenSsh => {
                "복사본을 변환하세요 (Ed25519 키는 변환되지 않을 수 있으니 그때는 tokenry key generate --alg Ed25519 명령으로 새로 만드세요): cp FILE key.pem && ssh-keygen -p -m pkcs8 -f key.pem".into()
            }
            Self::ConvertSshPublic => {
                "변환해서 쓰세요 (Ed25519 키는 변환되지 않을 수 있으니 그때는 tokenry key generate --alg Ed25519 명령으로 새로 만드세요): ssh-keygen -e -m pkcs8 -f FILE > key.pem".into()
            }
            Self::ExportPutty => {
                "PuTTYgen에서 OpenSSH 키로 내보낸 뒤 변환하세요: ssh-keygen -p -m pkcs8 -f FILE".into()
            }
            Self::OtherKey => {
                "RSA, EC, Ed25519, ML-DSA 키를 쓰거나 새로 만드세요: tokenry key generate --alg ES256".into()
            }
            Self::RequestToPublicKey => {
                "공개 키를 꺼내서 쓰세요: openssl req -in FILE -noout -pubkey > key.pem".into()
            }
            Self::ExtractCertificates => {
                "인증서를 꺼내서 쓰세요: openssl pkcs7 -in FILE -print_certs -out certificate.pem".into()
            }
            Self::ExtractPkcs12 => {
                "키를 꺼내서 쓰세요: openssl pkcs12 -in FILE -noenc -out key.pem".into()
            }
            Self::ExportKeystore => {
                "먼저 내보내세요: keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype PKCS12 && openssl pkcs12 -in key.p12 -noenc -out key.pem".into()
            }
            Self::NameCurve => {
                "곡선 이름을 쓰는 형식으로 다시 저장하세요: openssl ec -in FILE -param_enc named_curve -out key.pem".into()
            }
            Self::Decompress => "먼저 압축을 푸세요".into(),
            Self::SaveAsUtf8 => {
                "UTF-8로 다시 저장하세요. PowerShell: Get-Content FILE | Set-Content -Encoding ascii key.pem".into()
            }
            Self::TokenIsArgument => {
                "토큰은 TOKEN 인자로, 키는 --key 또는 --secret-file 옵션으로 지정하세요".into()
            }
            Self::UseIssuer => {
                "--issuer URL 옵션으로 발급자를 지정하거나 문서의 \"jwks_uri\" 주소를 --jwks URL 옵션으로 지정하세요".into()
            }
            Self::UseSetUrl => {
                "키 세트 자체의 주소(보통 /.well-known/jwks.json)를 --jwks URL 옵션으로 지정하세요".into()
            }
            Self::UseSecretFile => "HMAC 비밀 키라면 --secret-file FILE 옵션을 쓰세요".into(),
            Self::UnescapeLines => {
                "실제 줄바꿈으로 바꾸세요: printf '%b' \"$(cat FILE)\" > key.pem".into()
            }
            Self::TakeMember { member } => {
                format!("PEM 텍스트만 꺼내서 쓰세요: jq -r '.\"{}\"' FILE > key.pem", word(member))
            }
            Self::ReadAgain => "원본에서 키 전체를 다시 복사하세요".into(),
            Self::ConvertToJwk => "PEM이나 JWK로 변환하세요".into(),
            Self::AddPrimes => "모든 멤버를 포함해서, 또는 PEM으로 키를 다시 내보내세요".into(),
            Self::PublishSet => "JWK Set의 형식: {\"keys\":[{\"kty\":…}]}".into(),
            Self::RemoveOneKid => "둘 중 하나의 kid를 바꾸거나 삭제하세요".into(),
            Self::RemoveDuplicate => "둘 중 하나를 삭제하세요".into(),
            Self::MakeSecret { bits } => format!(
                "새로 만들고 --secret-encoding base64 옵션으로 읽으세요: openssl rand -base64 {} > secret.txt",
                bits / 8
            ),
            Self::MakeRsa => "새 키를 만드세요: tokenry key generate --alg RS256".into(),
            Self::UsePrivateKey => "개인 키를 쓰세요".into(),
            Self::UseSignatureKey => "서명용 키(\"use\": \"sig\")를 쓰세요".into(),
            Self::UseBoundAlgorithm { algorithm } => {
                format!("키에 지정된 알고리즘을 쓰거나 다른 키를 쓰세요 (지정된 알고리즘: {algorithm})")
            }
            Self::UseKeyForAlgorithm => {
                "이 알고리즘에 맞는 키를 쓰거나 새로 만드세요: tokenry key generate --alg ALG".into()
            }
            Self::WriteBase64url => {
                "base64url에서는 패딩(=)을 쓰지 않고 + 대신 -, / 대신 _ 문자를 씁니다".into()
            }
            Self::OtherEncoding => {
                "--secret-encoding 옵션을 바꿔 보세요: text, base64, base64url, hex".into()
            }
            Self::ExportJwk => "JWK로 내보내세요: --format jwk --private".into(),
            Self::PssWithoutParameters => {
                "이런 매개변수가 없는 키를 만드세요: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072".into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_members_come_into_a_command() {
        let long = shown(&"a".repeat(65));
        let cases = [
            ("private_key", "private_key"),
            ("tls-key", "tls-key"),
            ("", "MEMBER"),
            ("x' FILE; touch pwned; '", "MEMBER"),
            ("a\"b", "MEMBER"),
            ("a\\b", "MEMBER"),
            ("a b", "MEMBER"),
            ("키", "MEMBER"),
            (long.as_str(), "MEMBER"),
        ];
        for (member, named) in cases {
            let hint = KeyHint::TakeMember {
                member: member.into(),
            };
            let command = format!(": jq -r '.\"{named}\"' FILE > key.pem");
            assert!(hint.en().ends_with(&command), "{}", hint.en());
            assert!(hint.ko().ends_with(&command), "{}", hint.ko());
        }
    }
}
