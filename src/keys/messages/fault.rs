//! What is wrong with a text in base64, base64url or hex.

use std::fmt;

use crate::encoding::{Fault, Problem};
use crate::text::{Lang, Say, messages};

messages! {
    /// What is wrong, without the place.
    pub(super) enum What {
        Character(found: char) => "unexpected character {found:?}", "허용되지 않는 문자가 있습니다 ({found:?})";
        Padding => "wrong padding", "패딩(=)이 올바르지 않습니다";
        Length => "the length is impossible, something is missing", "길이가 맞지 않아 빠진 부분이 있습니다";
        TrailingBits =>
            "the last character has bits that belong to no byte",
            "마지막 문자에 남는 비트가 있습니다";
    }
}

messages! {
    /// What is wrong, and where.
    enum WhatAndWhere {
        Character { found: char, at: usize } =>
            "unexpected character {found:?} at byte {at}",
            "허용되지 않는 문자가 있습니다 ({found:?}, 위치: {at}바이트)";
        Padding { at: usize } =>
            "padding (=) that may not stand there, at byte {at}",
            "패딩(=)이 올바르지 않습니다 (위치: {at}바이트)";
        Length { length: usize } =>
            "no such text has a length of {length}, something is missing",
            "길이가 맞지 않아 빠진 부분이 있습니다 (길이: {length})";
        TrailingBits(what: What) => "{what}", same;
    }
}

pub(super) fn what(fault: Fault) -> What {
    match fault.problem {
        Problem::Character(found) => What::Character(found),
        Problem::Padding => What::Padding,
        Problem::Length => What::Length,
        Problem::TrailingBits => What::TrailingBits,
    }
}

impl Say for Fault {
    fn write(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at;
        let message = match self.problem {
            Problem::Character(found) => WhatAndWhere::Character { found, at },
            Problem::Padding => WhatAndWhere::Padding { at },
            Problem::Length => WhatAndWhere::Length { length: at + 1 },
            Problem::TrailingBits => WhatAndWhere::TrailingBits(what(*self)),
        };
        message.write(lang, out)
    }
}
