//! What can be wrong with JSON.

use super::Say;
use crate::json::Problem;

impl Say for Problem {
    fn en(&self) -> String {
        match self {
            Self::NotUtf8 => "not UTF-8",
            Self::EndsEarly => "the text ends too early",
            Self::Unexpected => "unexpected character",
            Self::BadEscape => "a \\u escape that is no character",
            Self::TooDeep => "nested too deep",
            Self::NotAnObject => "not an object",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self {
            Self::NotUtf8 => "UTF-8이 아닙니다",
            Self::EndsEarly => "텍스트가 중간에 끝났습니다",
            Self::Unexpected => "올 수 없는 문자가 있습니다",
            Self::BadEscape => "\\u 이스케이프가 올바른 문자가 아닙니다",
            Self::TooDeep => "중첩이 너무 깊습니다",
            Self::NotAnObject => "객체가 아닙니다",
        }
        .into()
    }
}
