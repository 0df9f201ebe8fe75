//! What can be wrong with the form of a token.

use super::{Lang, Say};
use crate::encoding::{Fault, Problem};
use crate::json;

/// One of the three parts of a JWS in compact form (RFC 7515 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The JOSE header.
    Header,
    /// The payload; of a JWT the claims set.
    Payload,
    /// The signature.
    Signature,
}

/// What a disclosure of an SD-JWT is not (RFC 9901 §4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undisclosed {
    /// base64url
    Base64,
    /// JSON
    Json,
    /// An array of salt, name and value, or of salt and value.
    Triple,
}

/// Why a text, or a part of it, is no JWS in compact form. Bytes are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// Nothing at all.
    Empty,
    /// Longer than tokenry looks into.
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The longest that is read.
        limit: usize,
    },
    /// Not three parts.
    Parts {
        /// How many there are.
        count: usize,
        /// Where the fourth begins, or where the text ends.
        at: usize,
    },
    /// Two different tokens where one is due, each named by its place.
    TwoTokens {
        /// Where the first is.
        first: String,
        /// Where the second is.
        second: String,
    },
    /// Five parts: a JWE (RFC 7516 §3.1).
    Encrypted,
    /// Parts behind `~`: an SD-JWT (RFC 9901).
    SelectiveDisclosure,
    /// A JWS in JSON serialisation (RFC 7515 §7.2).
    JsonSerialization,
    /// A part is not base64url; the byte counts in the whole token.
    Base64 {
        /// Which.
        part: Part,
        /// What is wrong, and where.
        error: Fault,
    },
    /// A part is not a JSON object; the byte counts in the decoded part.
    Json {
        /// Which.
        part: Part,
        /// What is wrong.
        error: json::Error,
    },
    /// A disclosure can't be read.
    Disclosure {
        /// What it is not.
        problem: Undisclosed,
        /// The byte of the token where that shows, or where the disclosure begins.
        at: usize,
    },
    /// There are more disclosures than are read.
    Disclosures {
        /// How many are read.
        limit: usize,
        /// The byte of the token where the first begins that is not.
        at: usize,
    },
    /// An object has a member twice (RFC 7515 §4, RFC 7519 §4).
    Duplicate {
        /// In which part.
        part: Part,
        /// The JSON Pointer of the member.
        pointer: String,
    },
    /// The header has no `alg` (RFC 7515 §4.1.1).
    NoAlg,
    /// A header parameter that must be a string is none.
    NotAString {
        /// Which parameter.
        parameter: &'static str,
    },
    /// `crit` names what tokenry does not understand (RFC 7515 §4.1.11).
    Critical {
        /// The names.
        names: Vec<String>,
    },
    /// `crit` is not an array of names that are in the header (RFC 7515 §4.1.11).
    CriticalInvalid,
    /// `b64` is false: the payload is not base64url (RFC 7797 §3).
    Unencoded,
}

impl Part {
    /// The part's name in one language.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Header, Lang::En) => "header",
            (Self::Header, Lang::Ko) => "헤더",
            (Self::Payload, Lang::En) => "payload",
            (Self::Payload, Lang::Ko) => "페이로드",
            (Self::Signature, Lang::En) => "signature",
            (Self::Signature, Lang::Ko) => "서명",
        }
    }
}

impl Say for Malformed {
    fn en(&self) -> String {
        match self {
            Self::Empty => "there is no token: the text is empty".into(),
            Self::TooLong { length, limit } => {
                format!("this is not a token: {length} bytes or more, the limit is {limit}")
            }
            Self::Parts { count: 1, at } => format!(
                "this is not a JWT: it has no dots up to its end at byte {at}; a JWT has three parts (header.payload.signature)"
            ),
            Self::Parts { count: 2, at } => format!(
                "this is not a JWT: it ends at byte {at} with 2 parts, not three (header.payload.signature)"
            ),
            Self::Parts { count, at } => format!(
                "this is not a JWT: it has {count} parts, not three (header.payload.signature); the fourth begins at byte {at}"
            ),
            Self::TwoTokens { first, second } => {
                format!("the text holds two different tokens: at {first} and at {second}")
            }
            Self::Encrypted => {
                "the token has five parts: it is encrypted (JWE, RFC 7516), only its header can be read".into()
            }
            Self::SelectiveDisclosure => {
                "the token is an SD-JWT (RFC 9901): what is before the first ~ is the signed JWT".into()
            }
            Self::JsonSerialization => {
                "this is a JWS in JSON serialisation (RFC 7515 §7.2); the compact form is expected".into()
            }
            Self::Base64 { part, error } => {
                let part = part.name(Lang::En);
                let at = error.at;
                match error.problem {
                    Problem::Padding => {
                        format!("the {part} is not base64url: padding (=) at byte {at}")
                    }
                    Problem::Character(found @ ('+' | '/')) => format!(
                        "the {part} is not base64url: {} at byte {at} belongs to plain base64",
                        shown(found)
                    ),
                    Problem::Character(char::REPLACEMENT_CHARACTER) => {
                        format!("the {part} is not base64url: a byte that is not UTF-8 at byte {at}")
                    }
                    Problem::Character(found) => format!(
                        "the {part} is not base64url: stray character {} at byte {at}",
                        shown(found)
                    ),
                    Problem::Length => format!(
                        "the {part} is not base64url: one character too many or too few, it ends at byte {at}"
                    ),
                    Problem::TrailingBits => format!(
                        "the {part} is not base64url: the last character, at byte {at}, holds stray bits"
                    ),
                }
            }
            Self::Json { part, error } => {
                let part = part.name(Lang::En);
                let at = error.at;
                match error.problem {
                    json::Problem::NotUtf8 => {
                        format!("the {part} is not JSON: byte {at} of it is not UTF-8")
                    }
                    json::Problem::EndsEarly => {
                        format!("the {part} is not JSON: it ends early, at byte {at} of it")
                    }
                    json::Problem::Unexpected => {
                        format!("the {part} is not JSON: unexpected character at byte {at} of it")
                    }
                    json::Problem::BadEscape => format!(
                        "the {part} is not JSON: a \\u escape that is no character near byte {at} of it"
                    ),
                    json::Problem::TooDeep => format!(
                        "the {part} is nested deeper than {} levels, at byte {at} of it",
                        json::MAX_DEPTH
                    ),
                    json::Problem::NotAnObject => format!("the {part} is JSON, but not an object"),
                }
            }
            Self::Disclosure { problem, at } => {
                let what = match problem {
                    Undisclosed::Base64 => "base64url",
                    Undisclosed::Json => "JSON",
                    Undisclosed::Triple => "an array of salt, name and value",
                };
                format!("a disclosure is not {what}, at byte {at} (RFC 9901 §4.2)")
            }
            Self::Disclosures { limit, at } => {
                format!("there are more than {limit} disclosures: those from byte {at} on are not read")
            }
            Self::Duplicate { part, pointer } => {
                format!("the {} has a member twice: {pointer}", part.name(Lang::En))
            }
            Self::NoAlg => "the header has no alg (RFC 7515 §4.1.1)".into(),
            Self::NotAString { parameter } => {
                format!("the header parameter {parameter} is not a string")
            }
            Self::Critical { names } => format!(
                "crit demands what tokenry does not understand: {} (RFC 7515 §4.1.11)",
                names.join(", ")
            ),
            Self::CriticalInvalid => {
                "crit is not an array of names of header parameters (RFC 7515 §4.1.11)".into()
            }
            Self::Unencoded => "b64 is not true: an unencoded payload (RFC 7797) is not supported".into(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Empty => "토큰이 없습니다: 입력이 비어 있습니다".into(),
            Self::TooLong { length, limit } => {
                format!("토큰이 아닙니다: 너무 깁니다 ({length}바이트 이상, 최대 {limit}바이트)")
            }
            Self::Parts { count: 1, at } => format!(
                "JWT가 아닙니다 (끝 위치: {at}바이트): 점(.)이 없습니다. 세 부분(header.payload.signature)이 필요합니다"
            ),
            Self::Parts { count: 2, at } => format!(
                "JWT가 아닙니다 (끝 위치: {at}바이트): 2개 부분으로 되어 있습니다. 세 부분(header.payload.signature)이 필요합니다"
            ),
            Self::Parts { count, at } => format!(
                "JWT가 아닙니다 (네 번째 부분 위치: {at}바이트): {count}개 부분으로 되어 있습니다. 세 부분(header.payload.signature)이 필요합니다"
            ),
            Self::TwoTokens { first, second } => {
                format!("서로 다른 토큰이 두 개 있습니다: {first}, {second}")
            }
            Self::Encrypted => {
                "다섯 부분으로 된 암호화된 토큰(JWE, RFC 7516)입니다. 헤더만 읽을 수 있습니다"
                    .into()
            }
            Self::SelectiveDisclosure => {
                "SD-JWT(RFC 9901)입니다. 첫 번째 ~ 앞부분이 서명된 JWT입니다".into()
            }
            Self::JsonSerialization => {
                "JSON 직렬화 형식의 JWS(RFC 7515 §7.2)입니다. 컴팩트 형식이 필요합니다".into()
            }
            Self::Base64 { part, error } => {
                let part = part.name(Lang::Ko);
                let at = error.at;
                match error.problem {
                    Problem::Padding => {
                        format!(
                            "base64url이 아닙니다 ({part}, 위치: {at}바이트): 패딩(=)이 있습니다"
                        )
                    }
                    Problem::Character(found @ ('+' | '/')) => format!(
                        "base64url이 아닙니다 ({part}, 위치: {at}바이트): 일반 base64 문자가 있습니다: {}",
                        shown(found)
                    ),
                    Problem::Character(char::REPLACEMENT_CHARACTER) => {
                        format!(
                            "base64url이 아닙니다 ({part}, 위치: {at}바이트): UTF-8이 아닌 바이트가 있습니다"
                        )
                    }
                    Problem::Character(found) => format!(
                        "base64url이 아닙니다 ({part}, 위치: {at}바이트): 잘못된 문자가 있습니다: {}",
                        shown(found)
                    ),
                    Problem::Length => format!(
                        "base64url이 아닙니다 ({part}, 위치: {at}바이트): 글자 수가 맞지 않습니다"
                    ),
                    Problem::TrailingBits => format!(
                        "base64url이 아닙니다 ({part}, 위치: {at}바이트): 마지막 글자에 남는 비트가 있습니다"
                    ),
                }
            }
            Self::Json { part, error } => {
                let part = part.name(Lang::Ko);
                let at = error.at;
                match error.problem {
                    json::Problem::NotUtf8 => {
                        format!("JSON이 아닙니다 ({part}, 위치: {at}바이트): UTF-8이 아닙니다")
                    }
                    json::Problem::EndsEarly => {
                        format!("JSON이 아닙니다 ({part}, 위치: {at}바이트): 중간에 끝났습니다")
                    }
                    json::Problem::Unexpected => {
                        format!(
                            "JSON이 아닙니다 ({part}, 위치: {at}바이트): 올 수 없는 문자가 있습니다"
                        )
                    }
                    json::Problem::BadEscape => {
                        format!(
                            "JSON이 아닙니다 ({part}, 위치: {at}바이트): \\u 이스케이프가 올바른 문자가 아닙니다"
                        )
                    }
                    json::Problem::TooDeep => format!(
                        "중첩이 너무 깊습니다 ({part}, 위치: {at}바이트): 최대 {}단계",
                        json::MAX_DEPTH
                    ),
                    json::Problem::NotAnObject => format!("JSON이지만 객체가 아닙니다 ({part})"),
                }
            }
            Self::Disclosure { problem, at } => {
                let what = match problem {
                    Undisclosed::Base64 => "base64url이",
                    Undisclosed::Json => "JSON이",
                    Undisclosed::Triple => "솔트, 이름, 값의 배열이",
                };
                format!("공개 항목이 {what} 아닙니다 (위치: {at}바이트, RFC 9901 §4.2)")
            }
            Self::Disclosures { limit, at } => {
                format!("공개 항목이 {limit}개가 넘습니다. {at}바이트부터는 읽지 않았습니다")
            }
            Self::Duplicate { part, pointer } => {
                format!(
                    "같은 멤버가 두 번 있습니다 ({}): {pointer}",
                    part.name(Lang::Ko)
                )
            }
            Self::NoAlg => "헤더에 alg 항목이 없습니다 (RFC 7515 §4.1.1)".into(),
            Self::NotAString { parameter } => {
                format!("헤더 매개변수의 값이 문자열이 아닙니다: {parameter}")
            }
            Self::Critical { names } => format!(
                "tokenry가 이해하지 못하는 항목이 crit에 있습니다: {} (RFC 7515 §4.1.11)",
                names.join(", ")
            ),
            Self::CriticalInvalid => {
                "crit 값이 헤더 매개변수 이름의 배열이 아닙니다 (RFC 7515 §4.1.11)".into()
            }
            Self::Unencoded => {
                "b64 값이 true가 아닙니다: 인코딩하지 않은 페이로드(RFC 7797)는 지원하지 않습니다"
                    .into()
            }
        }
    }
}

/// A character as people can tell it: in quotes, with its code point where it is not plain ASCII.
fn shown(character: char) -> String {
    if character.is_ascii_graphic() {
        format!("'{character}'")
    } else {
        format!("U+{:04X}", u32::from(character))
    }
}
