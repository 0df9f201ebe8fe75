//! What can be wrong with the form of a token.

use crate::encoding::{Fault, Problem};
use crate::json;
use crate::text::messages;
use crate::token::envelope::Unopened;
use crate::token::report::Reason;

messages! {
    /// One of the three parts of a JWS in compact form (RFC 7515 §3.1).
    #[derive(Copy)]
    pub enum Part {
        Header => "header", "헤더";
        Payload => "payload", "페이로드";
        Signature => "signature", "서명";
    }
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

messages! {
    /// Why a text, or a part of it, is no JWS in compact form. Bytes are counted from 0.
    pub enum Malformed -> reason: Reason {
        Empty [Reason::MalformedStructure] =>
            "there is no token: the text is empty",
            "토큰이 없습니다: 입력이 비어 있습니다";
        TooLong { length: usize, limit: usize } [Reason::MalformedStructure] =>
            "this is not a token: {length} bytes or more, the limit is {limit}",
            "토큰이 아닙니다: 너무 깁니다 ({length}바이트 이상, 최대 {limit}바이트)";
        Parts { count: usize, at: usize } [Reason::MalformedStructure] => { match count {
            1 =>
                "this is not a JWT: it has no dots up to its end at byte {at}; a JWT has three parts \
                 (header.payload.signature)",
                "JWT가 아닙니다 (끝 위치: {at}바이트): 점(.)이 없습니다. 세 부분(header.payload.signature)이 \
                 필요합니다";
            2 =>
                "this is not a JWT: it ends at byte {at} with 2 parts, not three (header.payload.signature)",
                "JWT가 아닙니다 (끝 위치: {at}바이트): 2개 부분으로 되어 있습니다. 세 \
                 부분(header.payload.signature)이 필요합니다";
            _ =>
                "this is not a JWT: it has {count} parts, not three (header.payload.signature); the fourth begins at \
                 byte {at}",
                "JWT가 아닙니다 (네 번째 부분 위치: {at}바이트): {count}개 부분으로 되어 있습니다. 세 \
                 부분(header.payload.signature)이 필요합니다";
        } };
        TwoTokens { first: String, second: String } [Reason::MalformedStructure] =>
            "the text holds two different tokens: at {first} and at {second}",
            "서로 다른 토큰이 두 개 있습니다: {first}, {second}";
        Encrypted [Reason::Encrypted] =>
            "the token has five parts: it is encrypted (JWE, RFC 7516), only its header can be read",
            "다섯 부분으로 된 암호화된 토큰(JWE, RFC 7516)입니다. 헤더만 읽을 수 있습니다";
        Unopened(unopened: Box<Unopened>) [unopened.reason()] => "{unopened}", same;
        SelectiveDisclosure [Reason::MalformedStructure] =>
            "the token is an SD-JWT (RFC 9901): what is before the first ~ is the signed JWT",
            "SD-JWT(RFC 9901)입니다. 첫 번째 ~ 앞부분이 서명된 JWT입니다";
        JsonSerialization [Reason::MalformedStructure] =>
            "this is a JWS in JSON serialisation (RFC 7515 §7.2); the compact form is expected",
            "JSON 직렬화 형식의 JWS(RFC 7515 §7.2)입니다. 컴팩트 형식이 필요합니다";
        Base64 { part: Part, error: Fault; at = error.at, found = character(error.problem) }
            [Reason::MalformedBase64] => { match error.problem {
            Problem::Padding =>
                "the {part} is not base64url: padding (=) at byte {at}",
                "base64url이 아닙니다 ({part}, 위치: {at}바이트): 패딩(=)이 있습니다";
            Problem::Character('+' | '/') =>
                "the {part} is not base64url: {found} at byte {at} belongs to plain base64",
                "base64url이 아닙니다 ({part}, 위치: {at}바이트): 일반 base64 문자가 있습니다: {found}";
            Problem::Character(char::REPLACEMENT_CHARACTER) =>
                "the {part} is not base64url: a byte that is not UTF-8 at byte {at}",
                "base64url이 아닙니다 ({part}, 위치: {at}바이트): UTF-8이 아닌 바이트가 있습니다";
            Problem::Character(_) =>
                "the {part} is not base64url: stray character {found} at byte {at}",
                "base64url이 아닙니다 ({part}, 위치: {at}바이트): 잘못된 문자가 있습니다: {found}";
            Problem::Length =>
                "the {part} is not base64url: one character too many or too few, it ends at byte {at}",
                "base64url이 아닙니다 ({part}, 위치: {at}바이트): 글자 수가 맞지 않습니다";
            Problem::TrailingBits =>
                "the {part} is not base64url: the last character, at byte {at}, holds stray bits",
                "base64url이 아닙니다 ({part}, 위치: {at}바이트): 마지막 글자에 남는 비트가 있습니다";
        } };
        Json { part: Part, error: json::Error; at = error.at, deepest = json::MAX_DEPTH }
            [Reason::MalformedJson] => { match error.problem {
            json::Problem::NotUtf8 =>
                "the {part} is not JSON: byte {at} of it is not UTF-8",
                "JSON이 아닙니다 ({part}, 위치: {at}바이트): UTF-8이 아닙니다";
            json::Problem::EndsEarly =>
                "the {part} is not JSON: it ends early, at byte {at} of it",
                "JSON이 아닙니다 ({part}, 위치: {at}바이트): 중간에 끝났습니다";
            json::Problem::Unexpected =>
                "the {part} is not JSON: unexpected character at byte {at} of it",
                "JSON이 아닙니다 ({part}, 위치: {at}바이트): 올 수 없는 문자가 있습니다";
            json::Problem::BadEscape =>
                "the {part} is not JSON: a \\u escape that is no character near byte {at} of it",
                "JSON이 아닙니다 ({part}, 위치: {at}바이트): \\u 이스케이프가 올바른 문자가 아닙니다";
            json::Problem::TooDeep =>
                "the {part} is nested deeper than {deepest} levels, at byte {at} of it",
                "중첩이 너무 깊습니다 ({part}, 위치: {at}바이트): 최대 {deepest}단계";
            json::Problem::NotAnObject =>
                "the {part} is JSON, but not an object",
                "JSON이지만 객체가 아닙니다 ({part})";
        } };
        Disclosure { problem: Undisclosed, at: usize } [problem.reason()] => { match problem {
            Undisclosed::Base64 =>
                "a disclosure is not base64url, at byte {at} (RFC 9901 §4.2)",
                "공개 항목이 base64url이 아닙니다 (위치: {at}바이트, RFC 9901 §4.2)";
            Undisclosed::Json =>
                "a disclosure is not JSON, at byte {at} (RFC 9901 §4.2)",
                "공개 항목이 JSON이 아닙니다 (위치: {at}바이트, RFC 9901 §4.2)";
            Undisclosed::Triple =>
                "a disclosure is not an array of salt, name and value, at byte {at} (RFC 9901 §4.2)",
                "공개 항목이 솔트, 이름, 값의 배열이 아닙니다 (위치: {at}바이트, RFC 9901 §4.2)";
        } };
        Disclosures { limit: usize, at: usize } [Reason::MalformedStructure] =>
            "there are more than {limit} disclosures: those from byte {at} on are not read",
            "공개 항목이 {limit}개가 넘습니다. {at}바이트부터는 읽지 않았습니다";
        Duplicate { part: Part, pointer: String } [Reason::DuplicateMember] =>
            "the {part} has a member twice: {pointer}",
            "같은 멤버가 두 번 있습니다 ({part}): {pointer}";
        NoAlg [Reason::MalformedStructure] =>
            "the header has no alg (RFC 7515 §4.1.1)",
            "헤더에 alg 항목이 없습니다 (RFC 7515 §4.1.1)";
        NotAString { parameter: &'static str } [Reason::MalformedStructure] =>
            "the header parameter {parameter} is not a string",
            "헤더 매개변수의 값이 문자열이 아닙니다: {parameter}";
        Critical { names: Vec<String> } [Reason::UnsupportedCritical] =>
            "crit demands what tokenry does not understand: {names} (RFC 7515 §4.1.11)",
            "tokenry가 이해하지 못하는 항목이 crit에 있습니다: {names} (RFC 7515 §4.1.11)";
        CriticalInvalid [Reason::UnsupportedCritical] =>
            "crit is not an array of names of header parameters (RFC 7515 §4.1.11)",
            "crit 값이 헤더 매개변수 이름의 배열이 아닙니다 (RFC 7515 §4.1.11)";
        Unencoded [Reason::UnsupportedCritical] =>
            "b64 is not true: an unencoded payload (RFC 7797) is not supported",
            "b64 값이 true가 아닙니다: 인코딩하지 않은 페이로드(RFC 7797)는 지원하지 않습니다";
    }
}

impl From<Unopened> for Malformed {
    fn from(why: Unopened) -> Self {
        Self::Unopened(Box::new(why))
    }
}

impl Undisclosed {
    const fn reason(self) -> Reason {
        match self {
            Self::Base64 => Reason::MalformedBase64,
            Self::Json | Self::Triple => Reason::MalformedJson,
        }
    }
}

/// The character that may not stand there, as people can tell it: in quotes, or by its code point.
fn character(problem: Problem) -> Option<String> {
    match problem {
        Problem::Character(found) if found.is_ascii_graphic() => Some(format!("'{found}'")),
        Problem::Character(found) => Some(format!("U+{:04X}", u32::from(found))),
        _ => None,
    }
}
