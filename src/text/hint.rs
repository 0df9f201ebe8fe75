//! What explains a failed check, and what to do about it.

use super::malformed::Part;
use super::opaque::Opaque;
use super::time::{length, moment};
use super::{Lang, Say, counted};
use crate::time::Moment;

/// What was found to explain a failure. Fields called `together` are true when two findings only explain it
/// both at once; those called `verifies` say whether the signature is good once the fault is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Hint {
    /// The secret differs from the signer's in a way that has a name.
    Secret {
        fault: SecretFault,
        given: Given,
        together: bool,
    },
    /// The signer's secret is empty, or a famous example.
    SecretIsWellKnown { secret: String },
    /// What was given as a secret is a key file.
    SecretIsKeyFile {
        verifies: bool,
        /// The HMAC that the token needs a secret for.
        hmac: Option<&'static str>,
    },
    /// The signature was made with another algorithm than the header says.
    SignedWithOtherAlgorithm {
        header: String,
        algorithm: &'static str,
        together: bool,
    },
    /// The HMAC was made with the public key's own text: the RS/HS confusion attack (RFC 8725 §2.1).
    HmacWithPublicKey { algorithm: &'static str },
    /// The signature is an HMAC made with the text of the private key.
    HmacWithPrivateKey { algorithm: &'static str },
    /// The ECDSA signature is in DER, where RFC 7518 §3.4 wants r‖s.
    SignatureIsDer { verifies: bool },
    /// The signature is the text of its bytes, encoded once more.
    SignatureEncodedTwice { encoding: TextForm, verifies: bool },
    /// The signature has a length that the algorithm never makes.
    SignatureLength {
        algorithm: String,
        expected: usize,
        found: usize,
        like: Option<&'static str>,
    },
    /// A part is base64 of some other kind than base64url without padding.
    NotBase64url {
        part: Part,
        fault: Base64Fault,
        verifies: Option<bool>,
    },
    /// Another key verifies it; `place` counts from 1 where the key has no id.
    OtherKeyMatches {
        kid: Option<String>,
        place: usize,
        source: Option<String>,
    },
    /// It verifies over another text of the same JSON.
    PayloadReencoded { parts: Vec<Part>, how: Reencoded },
    /// The token is not all there.
    TokenTruncated { cut: Cut },
    /// The payload stands where the header is due.
    PartsSwapped { verifies: Option<bool> },
    /// Characters are written as `%XX`; what they stand for.
    UrlEncoded { token: String },
    /// Characters in it that are no part of any token.
    StrayCharacters {
        found: String,
        verifies: Option<bool>,
    },
    /// The whole token was encoded in base64 once more.
    TokenIsBase64 { token: String },
    /// JSON serialisation; the compact form of the same, where it has one.
    JsonSerialization { compact: Option<String> },
    /// The payload is sent apart from the rest (RFC 7515 appendix F).
    PayloadIsDetached,
    /// A JWE.
    Encrypted,
    /// An SD-JWT.
    SelectiveDisclosure,
    /// Something else altogether.
    NotAJwt { kind: Opaque },
    /// The claim is nearly what was expected.
    NearlyMatches {
        claim: &'static str,
        found: String,
        expected: String,
        difference: Difference,
    },
    /// A time that looks like milliseconds, and what it is in seconds.
    TimeInMilliseconds { claim: &'static str, time: Moment },
    /// A time that is a text.
    TimeIsText {
        claim: &'static str,
        seconds: Option<i64>,
    },
    /// A time that looks like a length of time.
    TimeIsDuration { claim: &'static str, seconds: i64 },
    /// So little that clocks can differ by it.
    WithinLeeway { seconds: i64 },
    /// The clock of this machine is behind the day this program was released.
    ClockIsWrong { now: Moment, released: Moment },
}

/// How a secret differs from the one that the signer used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretFault {
    /// A line break at the end that the signer did not use.
    TrailingBreak,
    /// No `\n` at the end, which the signer used.
    NoNewline,
    /// No `\r\n` at the end, which the signer used.
    NoCrlf,
    /// No `\r` at the end, which the signer used: a file with CRLF of which only the `\n` was taken off.
    NoCarriageReturn,
    /// White space around it.
    Space,
    /// Quotes around it.
    Quotes,
    /// It is encoded, and the signer decoded it.
    Encoded(TextForm),
    /// It was decoded, and the signer did not.
    Decoded,
}

/// How bytes are written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as people know it")]
pub enum TextForm {
    Base64,
    Base64url,
    Hex,
}

/// How a secret came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// As a text.
    Text,
    /// As a text in an encoding, which was decoded.
    Encoded(&'static str),
    /// As `k` of a JWK (RFC 7518 §6.4.1).
    Jwk,
}

/// What is wrong with base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64Fault {
    /// `=` at the end.
    Padding,
    /// `+` or `/`.
    PlainAlphabet,
    /// Bits behind the last byte.
    StrayBits,
    /// A character too many.
    Length,
}

/// How JSON was written when it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reencoded {
    /// Without white space.
    Compact,
    /// Without white space, members sorted.
    Sorted,
    /// A space behind `:` and `,`, as Python writes.
    Spaced,
    /// The same, members sorted.
    SortedSpaced,
    /// Over several lines.
    Pretty,
    /// Everything beyond ASCII as `\u` escapes.
    Ascii,
    /// `/` as `\/`, as PHP writes.
    EscapedSlashes,
    /// With a line break at the end.
    LineBreak,
    /// Without the line break at its end.
    NoLineBreak,
    /// The base64 that was signed had padding.
    Padded,
    /// The base64 that was signed had the alphabet with `+/`.
    PlainBase64,
}

/// Where a token is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Within a part, everything behind it missing too.
    Within(Part),
    /// Behind the payload: there is no signature.
    NoSignature,
    /// The beginning is missing.
    Front,
    /// Shortened with `...` by whoever printed it.
    Abbreviated,
}

/// How a claim differs from what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A slash at the end.
    Slash,
    /// Upper and lower case.
    Case,
    /// `http` and `https`, or none.
    Scheme,
    /// White space.
    Space,
    /// Several of these.
    Several,
    /// One of several values in a single string.
    List,
    /// It begins with what was expected.
    Longer,
    /// What was expected begins with it.
    Shorter,
}

impl TextForm {
    /// The name, as `--secret-encoding` takes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Base64url => "base64url",
            Self::Hex => "hex",
        }
    }
}

impl Hint {
    /// The code in the output; never translated.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Secret { fault, .. } => fault.code(),
            Self::SecretIsWellKnown { .. } => "secret_is_well_known",
            Self::SecretIsKeyFile { .. } => "secret_is_key_file",
            Self::SignedWithOtherAlgorithm { .. } => "signed_with_other_algorithm",
            Self::HmacWithPublicKey { .. } | Self::HmacWithPrivateKey { .. } => {
                "hmac_with_public_key"
            }
            Self::SignatureIsDer { .. } => "signature_is_der",
            Self::SignatureEncodedTwice { .. } => "signature_encoded_twice",
            Self::SignatureLength { .. } => "signature_length",
            Self::NotBase64url {
                part: Part::Signature,
                ..
            } => "signature_not_base64url",
            Self::NotBase64url { .. } => "part_not_base64url",
            Self::OtherKeyMatches { .. } => "other_key_matches",
            Self::PayloadReencoded { .. } => "payload_reencoded",
            Self::TokenTruncated { .. } => "token_truncated",
            Self::PartsSwapped { .. } => "parts_swapped",
            Self::UrlEncoded { .. } => "token_is_url_encoded",
            Self::StrayCharacters { .. } => "stray_characters",
            Self::TokenIsBase64 { .. } => "token_is_base64",
            Self::JsonSerialization { .. } => "json_serialization",
            Self::PayloadIsDetached => "payload_is_detached",
            Self::Encrypted => "token_is_encrypted",
            Self::SelectiveDisclosure => "token_is_sd_jwt",
            Self::NotAJwt { .. } => "not_a_jwt",
            Self::NearlyMatches { difference, .. } => difference.code(),
            Self::TimeInMilliseconds { .. } => "time_in_milliseconds",
            Self::TimeIsText { .. } => "time_is_text",
            Self::TimeIsDuration { .. } => "time_is_a_duration",
            Self::WithinLeeway { .. } => "within_usual_leeway",
            Self::ClockIsWrong { .. } => "clock_is_wrong",
        }
    }
}

impl SecretFault {
    const fn code(self) -> &'static str {
        match self {
            Self::TrailingBreak => "secret_has_trailing_newline",
            Self::NoNewline | Self::NoCrlf | Self::NoCarriageReturn => {
                "secret_lacks_trailing_newline"
            }
            Self::Space => "secret_has_surrounding_space",
            Self::Quotes => "secret_is_quoted",
            Self::Encoded(TextForm::Base64) => "secret_is_base64",
            Self::Encoded(TextForm::Base64url) => "secret_is_base64url",
            Self::Encoded(TextForm::Hex) => "secret_is_hex",
            Self::Decoded => "secret_is_text",
        }
    }
}

impl Difference {
    const fn code(self) -> &'static str {
        match self {
            Self::Slash => "differs_in_trailing_slash",
            Self::Case => "differs_in_case",
            Self::Scheme => "differs_in_scheme",
            Self::Space => "differs_in_white_space",
            Self::Several => "differs_in_spelling",
            Self::List => "list_in_one_string",
            Self::Longer | Self::Shorter => "partly_matches",
        }
    }
}

impl Say for Hint {
    #[expect(clippy::too_many_lines, reason = "one sentence an arm")]
    fn en(&self) -> String {
        match self {
            Self::Secret {
                fault,
                given,
                together,
            } => {
                let words = secret_en(*fault, *given);
                if *together {
                    format!("{words} (together with the other hint)")
                } else {
                    words
                }
            }
            Self::SecretIsWellKnown { secret } if secret.is_empty() => {
                "the token was signed with the empty secret: anybody can sign such tokens, give the signer a real one".into()
            }
            Self::SecretIsWellKnown { secret } => format!(
                "the token was signed with an example that everybody knows, \"{secret}\": anybody can sign such tokens, give the signer a secret of its own"
            ),
            Self::SecretIsKeyFile { verifies: true, .. } => {
                "what was given as a secret is a key file, and the signature is right with that key: run it again with `--key FILE`".into()
            }
            Self::SecretIsKeyFile { hmac: Some(algorithm), .. } => format!(
                "what was given as a secret is a key file, which is given with `--key FILE`; an {algorithm} needs the secret of its signer"
            ),
            Self::SecretIsKeyFile { .. } => {
                "what was given as a secret is a key file: run it again with `--key FILE`".into()
            }
            Self::SignedWithOtherAlgorithm {
                header,
                algorithm,
                together,
            } => {
                let more = if *together { " (together with the other hint)" } else { "" };
                format!(
                    "the token was signed with {algorithm}, and its header says {header}: have the signer write the algorithm that it uses{more}"
                )
            }
            Self::HmacWithPublicKey { algorithm } => format!(
                "the signature is an {algorithm} made with the text of the public key, the RS/HS confusion attack: refuse the token, and never let a public key check an HMAC (RFC 8725 §2.1)"
            ),
            Self::HmacWithPrivateKey { algorithm } => format!(
                "the signature is an {algorithm} made with the text of the private key: have the signer sign with the key itself, and whoever checks needs the public key alone"
            ),
            Self::SignatureIsDer { verifies } => format!(
                "the signature is in DER, as OpenSSL makes it: JOSE wants r and s side by side, have the signer convert it (RFC 7518 §3.4){}",
                converted_en(*verifies)
            ),
            Self::SignatureEncodedTwice { encoding, verifies } => format!(
                "the signature is {} text that was encoded once more: have the signer encode the bytes of the signature, not their text{}",
                encoding.name(),
                converted_en(*verifies)
            ),
            Self::SignatureLength { found: 0, expected, .. } => format!(
                "there is no signature after the last dot, {expected} bytes are expected: check whether the token was cut off"
            ),
            Self::SignatureLength {
                algorithm,
                expected,
                found,
                like,
            } => {
                let like = like.map(|like| format!(" (as {like} makes)")).unwrap_or_default();
                let then = if found < expected {
                    "check whether the token was cut off"
                } else {
                    "check whether something was copied along with the token"
                };
                format!(
                    "the signature has {}{like}, {algorithm} makes {expected}: {then}",
                    counted(*found, "byte", "bytes")
                )
            }
            Self::NotBase64url { part, fault, verifies } => {
                let name = part.name(Lang::En);
                let fault = match fault {
                    Base64Fault::Padding => {
                        format!("the {name} has padding: take the = off, base64url in a JWT has none (RFC 7515 §2)")
                    }
                    Base64Fault::PlainAlphabet => {
                        format!("the {name} is plain base64: write - for + and _ for /, a JWT is base64url (RFC 7515 §2)")
                    }
                    Base64Fault::StrayBits => format!(
                        "the last character of the {name} was changed: it holds bits that belong to no byte (RFC 4648 §3.5): copy the token again"
                    ),
                    Base64Fault::Length => {
                        format!("the {name} has a character too many: check what was copied with it")
                    }
                };
                format!("{fault}{}", mended_en(*verifies))
            }
            Self::OtherKeyMatches { kid, place, source } => {
                let key = match kid {
                    Some(kid) => format!("the key with the kid {kid}"),
                    None => format!("key {place} (it has no kid)"),
                };
                match source {
                    Some(source) => format!(
                        "the signature is that of {key} in {source}: run it again without another key option"
                    ),
                    None => format!(
                        "the signature is that of {key}: have the signer write the kid of the key that it uses"
                    ),
                }
            }
            Self::PayloadReencoded { parts, how } => {
                let parts: Vec<_> = parts.iter().map(|part| part.name(Lang::En)).collect();
                let how = match how {
                    Reencoded::Compact => "was JSON without white space",
                    Reencoded::Sorted => "was JSON without white space and with its members sorted",
                    Reencoded::Spaced => "was JSON with a space after each colon and comma",
                    Reencoded::SortedSpaced => "was JSON with spaces and with its members sorted",
                    Reencoded::Pretty => "was JSON over several lines",
                    Reencoded::Ascii => "was JSON with \\u escapes for all that is not ASCII",
                    Reencoded::EscapedSlashes => "was JSON with \\/ for each slash",
                    Reencoded::LineBreak => "had a line break at its end",
                    Reencoded::NoLineBreak => "had no line break at its end",
                    Reencoded::Padded => "was base64url with padding",
                    Reencoded::PlainBase64 => "was plain base64",
                };
                format!(
                    "the {} changed after signing: when it was signed it {how}; pass the token on as it is, never decode and encode it again",
                    parts.join(" and ")
                )
            }
            Self::TokenTruncated { cut } => match cut {
                Cut::Within(part) => format!(
                    "the token is cut off within the {}: copy it again, whole",
                    part.name(Lang::En)
                ),
                Cut::NoSignature => {
                    "the token is cut off after the payload, its signature is missing: copy it again, whole".into()
                }
                Cut::Front => "the beginning of the token is missing: copy it again, from the first eyJ on".into(),
                Cut::Abbreviated => {
                    "whoever printed the token left out its middle: get it from where it is whole".into()
                }
            },
            Self::PartsSwapped { verifies } => format!(
                "header and payload are swapped: the second part has the alg, the first the claims{}",
                match verifies {
                    Some(true) => "; the other way round the signature is right",
                    Some(false) => "; the signature is wrong the other way round too",
                    None => "",
                }
            ),
            Self::UrlEncoded { token } => {
                format!("the token is URL-encoded: decode it first, it is {token}")
            }
            Self::StrayCharacters { found, verifies } => format!(
                "the token has {found} where it may not stand: take it out{}",
                mended_en(*verifies)
            ),
            Self::TokenIsBase64 { token } => format!(
                "this is a token in base64, as Kubernetes shows secrets: decode it first (base64 -d), it is {token}"
            ),
            Self::JsonSerialization { compact: Some(compact) } => {
                format!("join protected, payload and signature with dots, and it is {compact}")
            }
            Self::JsonSerialization { compact: None } => {
                "it has several signatures or an unprotected header, so there is no compact form of it: ask for a JWT (RFC 7515 §7.1)".into()
            }
            Self::PayloadIsDetached => {
                "the payload is detached, it travels apart from the token: put its base64url between the two dots (RFC 7515 appendix F)".into()
            }
            Self::Encrypted => {
                "only whoever has the recipient's key can decrypt it; tokenry verifies signed tokens, and the decrypted text may be one (RFC 7519 §5.2)".into()
            }
            Self::SelectiveDisclosure => {
                "run it again with what stands before the first ~; the disclosures are not checked then (RFC 9901 §4)".into()
            }
            Self::NotAJwt { kind } => kind.en(),
            Self::NearlyMatches {
                claim,
                found,
                expected,
                difference,
            } => {
                let difference = match difference {
                    Difference::Slash => "differ only in the slash at the end",
                    Difference::Case => "differ only in upper and lower case",
                    Difference::Scheme => "differ only in the scheme at the beginning (http://, https:// or none)",
                    Difference::Space => {
                        return format!(
                            "\"{found}\" and \"{expected}\" differ only in white space, and {claim} is compared character by character: have the issuer take it off"
                        );
                    }
                    Difference::Several => "differ only in spelling",
                    Difference::List => {
                        return format!(
                            "{claim} has {expected} in it, as one of several values in a single string: have the issuer write an array (RFC 7519 §4.1.3)"
                        );
                    }
                    Difference::Longer => {
                        return format!(
                            "{claim} begins with {expected} and goes on: it is compared as a whole, expect {found} if that is meant"
                        );
                    }
                    Difference::Shorter => {
                        return format!(
                            "{expected} begins with what {claim} is: it is compared as a whole, expect {found} if that is meant"
                        );
                    }
                };
                format!(
                    "{found} and {expected} {difference}, and {claim} is compared character by character: expect {found} if that is meant"
                )
            }
            Self::TimeInMilliseconds { claim, time } => format!(
                "{claim} looks like milliseconds, {} in seconds: have the issuer divide by 1000 (RFC 7519 §2)",
                moment(*time, Lang::En)
            ),
            Self::TimeIsText {
                claim,
                seconds: Some(seconds),
            } => format!("{claim} is a text: have the issuer write the number {seconds} (RFC 7519 §2)"),
            Self::TimeIsText { claim, seconds: None } => {
                format!("{claim} is a text: have the issuer write seconds since 1970 as a number (RFC 7519 §2)")
            }
            Self::TimeIsDuration { claim, seconds } => format!(
                "{claim} looks like a length of time: have the issuer write the moment, now plus {seconds} (RFC 7519 §4.1.4)"
            ),
            Self::WithinLeeway { seconds } => format!(
                "clocks can be {} apart: `--leeway {seconds}s` allows for it",
                length(*seconds, Lang::En)
            ),
            Self::ClockIsWrong { now, released } => format!(
                "the clock of this machine is wrong: it says {}, and tokenry was released on {}; set it, or judge with `--at`",
                moment(*now, Lang::En),
                day(*released)
            ),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one sentence an arm")]
    fn ko(&self) -> String {
        match self {
            Self::Secret {
                fault,
                given,
                together,
            } => {
                let words = secret_ko(*fault, *given);
                if *together {
                    format!("{words} (다른 힌트와 함께 적용하세요)")
                } else {
                    words
                }
            }
            Self::SecretIsWellKnown { secret } if secret.is_empty() => {
                "빈 비밀 키로 서명된 토큰입니다. 누구나 만들 수 있으니 서명하는 쪽에서 제대로 된 비밀 키를 쓰게 하세요".into()
            }
            Self::SecretIsWellKnown { secret } => format!(
                "널리 알려진 예제 비밀 키로 서명된 토큰입니다: \"{secret}\". 누구나 만들 수 있으니 서명하는 쪽에서 고유한 비밀 키를 쓰게 하세요"
            ),
            Self::SecretIsKeyFile { verifies: true, .. } => {
                "비밀 키 자리에 키 파일이 왔고, 그 키로는 서명이 맞습니다. `--key FILE` 옵션으로 다시 실행하세요".into()
            }
            Self::SecretIsKeyFile { hmac: Some(algorithm), .. } => format!(
                "시크릿 키 자리에 키 파일이 왔습니다. 키 파일은 `--key FILE` 옵션으로 지정합니다. {algorithm} 서명을 확인하려면 서명하는 쪽의 시크릿 키가 필요합니다"
            ),
            Self::SecretIsKeyFile { .. } => {
                "비밀 키 자리에 키 파일이 왔습니다. `--key FILE` 옵션으로 다시 실행하세요".into()
            }
            Self::SignedWithOtherAlgorithm {
                header,
                algorithm,
                together,
            } => {
                let more = if *together { " (다른 힌트와 함께 적용하세요)" } else { "" };
                format!(
                    "헤더와 다른 알고리즘으로 서명된 토큰입니다 (실제 {algorithm}, 헤더 {header}). 서명하는 쪽에서 실제 알고리즘을 헤더에 적어야 합니다{more}"
                )
            }
            Self::HmacWithPublicKey { algorithm } => format!(
                "공개 키의 텍스트를 비밀 키로 써서 만든 HMAC 서명입니다 ({algorithm}). RS/HS 혼동 공격이므로 거부하고, 공개 키로는 절대 HMAC을 확인하지 마세요 (RFC 8725 §2.1)"
            ),
            Self::HmacWithPrivateKey { algorithm } => format!(
                "개인 키의 텍스트를 시크릿 키로 사용해서 만든 HMAC 서명입니다 ({algorithm}). 서명하는 쪽에서 키 자체로 서명하고, 확인하는 쪽에는 공개 키만 주어야 합니다"
            ),
            Self::SignatureIsDer { verifies } => format!(
                "서명이 OpenSSL에서 쓰는 DER 형식입니다. JOSE에서는 r과 s를 이어 붙여야 하므로 서명하는 쪽에서 변환해야 합니다 (RFC 7518 §3.4){}",
                converted_ko(*verifies)
            ),
            Self::SignatureEncodedTwice { encoding, verifies } => format!(
                "서명이 두 번 인코딩되어 있습니다 (안쪽 {}). 서명하는 쪽에서 텍스트가 아니라 서명 바이트를 인코딩해야 합니다{}",
                encoding.name(),
                converted_ko(*verifies)
            ),
            Self::SignatureLength { found: 0, expected, .. } => format!(
                "마지막 점 뒤에 서명이 없습니다 (필요한 길이 {expected}바이트). 토큰이 잘리지 않았는지 확인하세요"
            ),
            Self::SignatureLength {
                algorithm,
                expected,
                found,
                like,
            } => {
                let like = like.map(|like| format!(", {like} 길이")).unwrap_or_default();
                let then = if found < expected {
                    "토큰이 잘리지 않았는지 확인하세요"
                } else {
                    "토큰 뒤에 다른 것이 붙지 않았는지 확인하세요"
                };
                format!("서명 길이가 맞지 않습니다 (현재 {found}바이트{like}, {algorithm} 기준 {expected}바이트). {then}")
            }
            Self::NotBase64url { part, fault, verifies } => {
                let name = part.name(Lang::Ko);
                let fault = match fault {
                    Base64Fault::Padding => {
                        format!("패딩이 있습니다 ({name}). JWT의 base64url에는 패딩이 없으므로 =를 빼세요 (RFC 7515 §2)")
                    }
                    Base64Fault::PlainAlphabet => {
                        format!("일반 base64입니다 ({name}). JWT는 base64url이므로 +는 -로, /는 _로 바꾸세요 (RFC 7515 §2)")
                    }
                    Base64Fault::StrayBits => {
                        format!("마지막 글자가 바뀌었습니다 ({name}). 어느 바이트에도 속하지 않는 비트가 있습니다 (RFC 4648 §3.5). 토큰을 다시 복사하세요")
                    }
                    Base64Fault::Length => {
                        format!("글자가 하나 더 많습니다 ({name}). 함께 복사된 것이 없는지 확인하세요")
                    }
                };
                format!("{fault}{}", mended_ko(*verifies))
            }
            Self::OtherKeyMatches { kid, place, source } => {
                let key = match kid {
                    Some(kid) => format!("kid {kid}"),
                    None => format!("{place}번째 키, kid 없음"),
                };
                match source {
                    Some(source) => format!(
                        "다른 곳에 있는 키의 서명입니다 ({key}, 출처 {source}). 키 옵션 없이 다시 실행하세요"
                    ),
                    None => format!(
                        "다른 키로 서명된 토큰입니다 ({key}). 서명하는 쪽에서 실제로 쓰는 키의 kid를 헤더에 적어야 합니다"
                    ),
                }
            }
            Self::PayloadReencoded { parts, how } => {
                let parts: Vec<_> = parts.iter().map(|part| part.name(Lang::Ko)).collect();
                let how = match how {
                    Reencoded::Compact => "공백 없는 JSON",
                    Reencoded::Sorted => "공백이 없고 멤버를 정렬한 JSON",
                    Reencoded::Spaced => "콜론과 쉼표 뒤에 공백이 있는 JSON",
                    Reencoded::SortedSpaced => "공백이 있고 멤버를 정렬한 JSON",
                    Reencoded::Pretty => "여러 줄로 쓴 JSON",
                    Reencoded::Ascii => "ASCII가 아닌 문자를 \\u로 이스케이프한 JSON",
                    Reencoded::EscapedSlashes => "슬래시를 \\/로 쓴 JSON",
                    Reencoded::LineBreak => "끝에 줄바꿈이 있는 텍스트",
                    Reencoded::NoLineBreak => "끝에 줄바꿈이 없는 텍스트",
                    Reencoded::Padded => "패딩이 있는 base64url",
                    Reencoded::PlainBase64 => "일반 base64",
                };
                format!(
                    "서명한 뒤에 내용이 다시 인코딩되었습니다 ({}, 서명 당시: {how}). 토큰을 디코딩했다가 다시 인코딩하지 말고 그대로 전달하세요",
                    parts.join(", ")
                )
            }
            Self::TokenTruncated { cut } => match cut {
                Cut::Within(part) => format!(
                    "토큰이 중간에 잘렸습니다 (잘린 곳: {}). 전체를 다시 복사하세요",
                    part.name(Lang::Ko)
                ),
                Cut::NoSignature => "페이로드 뒤가 잘려 서명이 없습니다. 전체를 다시 복사하세요".into(),
                Cut::Front => "토큰의 앞부분이 없습니다. 첫 eyJ부터 다시 복사하세요".into(),
                Cut::Abbreviated => "출력하면서 가운데를 생략한 토큰입니다. 전체가 있는 곳에서 다시 가져오세요".into(),
            },
            Self::PartsSwapped { verifies } => format!(
                "헤더와 페이로드가 뒤바뀌었습니다. 두 번째 부분에 alg가, 첫 번째 부분에 클레임이 있습니다{}",
                match verifies {
                    Some(true) => ". 순서를 바꾸면 서명이 맞습니다",
                    Some(false) => ". 순서를 바꿔도 서명이 맞지 않습니다",
                    None => "",
                }
            ),
            Self::UrlEncoded { token } => {
                format!("URL 인코딩된 토큰입니다. 먼저 디코딩하세요. 결과: {token}")
            }
            Self::StrayCharacters { found, verifies } => format!(
                "토큰에 있으면 안 되는 문자가 있습니다 ({found}). 빼고 다시 실행하세요{}",
                mended_ko(*verifies)
            ),
            Self::TokenIsBase64 { token } => format!(
                "토큰을 base64로 한 번 더 인코딩한 것입니다 (Kubernetes 시크릿 등). 먼저 디코딩하세요(base64 -d). 결과: {token}"
            ),
            Self::JsonSerialization { compact: Some(compact) } => {
                format!("protected, payload, signature를 점으로 이으면 됩니다: {compact}")
            }
            Self::JsonSerialization { compact: None } => {
                "서명이 여럿이거나 보호되지 않은 헤더가 있어 컴팩트 형식으로 바꿀 수 없습니다. JWT를 요청하세요 (RFC 7515 §7.1)".into()
            }
            Self::PayloadIsDetached => {
                "페이로드를 따로 보내는 분리형 서명입니다. 페이로드를 base64url로 바꾸어 두 점 사이에 넣으세요 (RFC 7515 부록 F)".into()
            }
            Self::Encrypted => {
                "수신자의 키가 있어야 복호화할 수 있습니다. tokenry는 서명된 토큰을 검증하며, 복호화한 내용이 그런 토큰일 수 있습니다 (RFC 7519 §5.2)".into()
            }
            Self::SelectiveDisclosure => {
                "첫 번째 ~ 앞부분만 넣어 다시 실행하세요. 이때 공개 항목은 검사하지 않습니다 (RFC 9901 §4)".into()
            }
            Self::NotAJwt { kind } => kind.ko(),
            Self::NearlyMatches {
                claim,
                found,
                expected,
                difference,
            } => {
                let difference = match difference {
                    Difference::Slash => "끝의 슬래시만 다릅니다",
                    Difference::Case => "대소문자만 다릅니다",
                    Difference::Scheme => "맨 앞의 스킴(http://, https:// 또는 없음)만 다릅니다",
                    Difference::Space => {
                        return format!(
                            "공백만 다릅니다: {claim} (토큰 \"{found}\", 기대 \"{expected}\"). 한 글자씩 그대로 비교하므로 발급하는 쪽에서 공백을 빼야 합니다"
                        );
                    }
                    Difference::Several => "표기만 다릅니다",
                    Difference::List => {
                        return format!(
                            "여러 값을 한 문자열에 이어 쓴 클레임에 기대한 값이 들어 있습니다: {claim} ({expected}). 발급하는 쪽에서 배열로 써야 합니다 (RFC 7519 §4.1.3)"
                        );
                    }
                    Difference::Longer => {
                        return format!(
                            "클레임이 기대한 값으로 시작하지만 더 깁니다: {claim} (기대 {expected}). 전체를 비교하므로, 맞는 값이라면 {found} 값을 지정하세요"
                        );
                    }
                    Difference::Shorter => {
                        return format!(
                            "기대한 값의 앞부분만 같습니다: {claim} (기대 {expected}). 전체를 비교하므로, 맞는 값이라면 {found} 값을 지정하세요"
                        );
                    }
                };
                format!(
                    "{difference}: {claim} (토큰 {found}, 기대 {expected}). 한 글자씩 그대로 비교하므로, 맞는 값이라면 {found} 값을 지정하세요"
                )
            }
            Self::TimeInMilliseconds { claim, time } => format!(
                "밀리초로 보이는 시각입니다: {claim} (초 단위로 {}). 발급하는 쪽에서 1000으로 나눠야 합니다 (RFC 7519 §2)",
                moment(*time, Lang::Ko)
            ),
            Self::TimeIsText {
                claim,
                seconds: Some(seconds),
            } => format!("시각이 문자열입니다: {claim}. 발급하는 쪽에서 숫자 {seconds} 값을 써야 합니다 (RFC 7519 §2)"),
            Self::TimeIsText { claim, seconds: None } => {
                format!("시각이 문자열입니다: {claim}. 발급하는 쪽에서 1970년부터의 초를 숫자로 써야 합니다 (RFC 7519 §2)")
            }
            Self::TimeIsDuration { claim, seconds } => format!(
                "시각이 아니라 기간으로 보입니다: {claim}. 발급하는 쪽에서 현재 시각에 {seconds}초를 더한 값을 써야 합니다 (RFC 7519 §4.1.4)"
            ),
            Self::WithinLeeway { seconds } => format!(
                "시계가 {} 정도는 서로 다를 수 있습니다. `--leeway {seconds}s` 옵션으로 허용할 수 있습니다",
                length(*seconds, Lang::Ko)
            ),
            Self::ClockIsWrong { now, released } => format!(
                "이 컴퓨터의 시계가 틀렸습니다 (현재 {}, tokenry 출시일 {}). 시계를 맞추거나 `--at` 옵션을 쓰세요",
                moment(*now, Lang::Ko),
                day(*released)
            ),
        }
    }
}

fn secret_en(fault: SecretFault, given: Given) -> String {
    match (fault, given) {
        (SecretFault::TrailingBreak, Given::Text) => {
            "the secret ends with a line break that the signer did not use: run it again without it, `printf %s` writes none where `echo` does".into()
        }
        (SecretFault::TrailingBreak, Given::Encoded(name)) => format!(
            "what the {name} text stands for ends with a line break that the signer did not use: encode the secret again, with `printf %s` in place of `echo`"
        ),
        (SecretFault::TrailingBreak, Given::Jwk) => {
            "the k of the key ends with a line break that the signer did not use: make the JWK again without it".into()
        }
        (SecretFault::NoNewline, _) => lacks_en("a line break"),
        (SecretFault::NoCrlf, _) => lacks_en("a carriage return and a line break"),
        (SecretFault::NoCarriageReturn, _) => lacks_en("a carriage return"),
        (SecretFault::Space, _) => {
            "there is white space around the secret that the signer did not use: run it again without it".into()
        }
        (SecretFault::Quotes, _) => {
            "the quotes around the secret are not part of it: run it again without them".into()
        }
        (SecretFault::Encoded(form), Given::Text) => format!(
            "the secret is {0} text, and the signer used the bytes it stands for: run it again with `--secret-encoding {0}`",
            form.name()
        ),
        (SecretFault::Encoded(form), Given::Encoded(outer)) => format!(
            "what the {outer} text stands for is {} text again, and the signer decoded that too: decode it once, and run it again",
            form.name()
        ),
        (SecretFault::Encoded(form), Given::Jwk) => format!(
            "the k of the key stands for {} text, and the signer decoded that too: put the bytes themselves into k (RFC 7518 §6.4.1)",
            form.name()
        ),
        (SecretFault::Decoded, Given::Jwk) => {
            "the signer used the text of k as the secret, and did not decode it: have it decode k (RFC 7518 §6.4.1)".into()
        }
        (SecretFault::Decoded, _) => {
            "the signer used the text of the secret as it is, and did not decode it: run it again with `--secret-encoding text`".into()
        }
    }
}

fn lacks_en(what: &str) -> String {
    format!(
        "the signer used the secret with {what} at its end: have it sign without, or put the output of `base64` on its exact bytes into a file, and run it again with `--secret-file FILE --secret-encoding base64`"
    )
}

fn secret_ko(fault: SecretFault, given: Given) -> String {
    match (fault, given) {
        (SecretFault::TrailingBreak, Given::Text) => {
            "비밀 키 끝에 서명할 때 쓰지 않은 줄바꿈이 있습니다. 줄바꿈을 빼고 다시 실행하세요. `echo` 대신 `printf %s` 명령을 쓰면 붙지 않습니다".into()
        }
        (SecretFault::TrailingBreak, Given::Encoded(name)) => format!(
            "디코딩한 비밀 키 끝에 서명할 때 쓰지 않은 줄바꿈이 있습니다 ({name}). `echo` 대신 `printf %s` 명령으로 다시 인코딩하세요"
        ),
        (SecretFault::TrailingBreak, Given::Jwk) => {
            "JWK의 k 값 끝에 서명할 때 쓰지 않은 줄바꿈이 있습니다. 줄바꿈 없이 JWK를 다시 만드세요".into()
        }
        (SecretFault::NoNewline, _) => lacks_ko("줄바꿈"),
        (SecretFault::NoCrlf, _) => lacks_ko("CRLF 줄바꿈"),
        (SecretFault::NoCarriageReturn, _) => lacks_ko("캐리지 리턴(\\r)"),
        (SecretFault::Space, _) => {
            "비밀 키 앞뒤에 서명할 때 쓰지 않은 공백이 있습니다. 공백을 빼고 다시 실행하세요".into()
        }
        (SecretFault::Quotes, _) => {
            "비밀 키를 둘러싼 따옴표는 비밀 키가 아닙니다. 따옴표를 빼고 다시 실행하세요".into()
        }
        (SecretFault::Encoded(form), Given::Text) => format!(
            "비밀 키가 인코딩된 텍스트이고, 서명에는 디코딩한 바이트가 쓰였습니다. `--secret-encoding {}` 옵션으로 다시 실행하세요",
            form.name()
        ),
        (SecretFault::Encoded(form), Given::Encoded(outer)) => format!(
            "비밀 키가 두 번 인코딩되어 있고(바깥 {outer}, 안쪽 {}), 서명에는 끝까지 디코딩한 바이트가 쓰였습니다. 한 번 디코딩한 뒤 다시 실행하세요",
            form.name()
        ),
        (SecretFault::Encoded(form), Given::Jwk) => format!(
            "JWK의 k 값을 디코딩하면 또 인코딩된 텍스트이고({}), 서명에는 끝까지 디코딩한 바이트가 쓰였습니다. k에 바이트 자체를 넣으세요 (RFC 7518 §6.4.1)",
            form.name()
        ),
        (SecretFault::Decoded, Given::Jwk) => {
            "서명에 k의 텍스트가 디코딩되지 않은 채 쓰였습니다. 서명하는 쪽에서 k를 디코딩해야 합니다 (RFC 7518 §6.4.1)".into()
        }
        (SecretFault::Decoded, _) => {
            "서명에는 비밀 키의 텍스트가 디코딩되지 않은 채 쓰였습니다. `--secret-encoding text` 옵션으로 다시 실행하세요".into()
        }
    }
}

fn lacks_ko(what: &str) -> String {
    format!(
        "서명에는 끝에 {what} 문자가 붙은 비밀 키가 쓰였습니다. 서명하는 쪽에서 빼거나, 그 바이트를 `base64` 명령으로 인코딩해 파일에 담고 `--secret-file FILE --secret-encoding base64` 옵션으로 다시 실행하세요"
    )
}

const fn converted_en(verifies: bool) -> &'static str {
    if verifies {
        "; converted, it is right"
    } else {
        "; converted, it still does not match the key"
    }
}

const fn converted_ko(verifies: bool) -> &'static str {
    if verifies {
        ". 변환하면 서명이 맞습니다"
    } else {
        ". 변환해도 키와 맞지 않습니다"
    }
}

const fn mended_en(verifies: Option<bool>) -> &'static str {
    match verifies {
        Some(true) => "; then the signature is right",
        Some(false) => "; the signature does not match the key even then",
        None => "",
    }
}

const fn mended_ko(verifies: Option<bool>) -> &'static str {
    match verifies {
        Some(true) => ". 그러면 서명이 맞습니다",
        Some(false) => ". 그래도 서명은 키와 맞지 않습니다",
        None => "",
    }
}

/// The day of a moment: `2026-11-01`.
fn day(time: Moment) -> String {
    moment(time, Lang::En).chars().take(10).collect()
}
