//! Saying where in a file something is wrong.

use std::path::Path;

use serde_json::value::RawValue;

use crate::json::{self, Object};
use crate::text::store::{Damage, Expected, StoreProblem};

/// Damage at a byte of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The byte, from 0.
    pub(super) at: usize,
    pub(super) damage: Damage,
}

impl Fault {
    /// The problem of the file at `path`, whose content is `text`.
    pub(super) fn of(self, path: &Path, text: &[u8]) -> StoreProblem {
        let (line, column) = json::line_column(text, self.at);
        // Of UTF-8, of UTF-16 in either order: what editors on Windows write.
        let marked = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"];
        let marked = self.at == 0 && marked.iter().any(|mark| text.starts_with(mark));
        StoreProblem::Broken {
            path: path.into(),
            line,
            column,
            damage: if marked {
                Damage::ByteOrderMark
            } else {
                self.damage
            },
        }
    }

    /// What `serde_json` says of a text that is not JSON. It counts lines and bytes from 1.
    pub(super) fn syntax(error: &serde_json::Error, text: &str) -> Self {
        let line = text
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1));
        let at = line.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        let (problem, at) = if error.is_eof() {
            (json::Problem::EndsEarly, text.len())
        } else {
            (json::Problem::Unexpected, at)
        };
        Self {
            at,
            damage: Damage::Json { problem },
        }
    }

    /// The value at `pointer` is not what it should be.
    pub(super) fn wrong_type(text: &str, pointer: String, expected: Expected) -> Self {
        Self {
            at: locate(text, &pointer),
            damage: Damage::WrongType { pointer, expected },
        }
    }

    /// The object at `pointer` lacks a member.
    pub(super) fn missing(text: &str, pointer: &str, member: &'static str) -> Self {
        Self {
            at: locate(text, pointer),
            damage: Damage::MemberMissing {
                pointer: pointer.to_owned(),
                member,
            },
        }
    }
}

impl From<json::Error> for Fault {
    fn from(error: json::Error) -> Self {
        Self {
            at: error.at,
            damage: Damage::Json {
                problem: error.problem,
            },
        }
    }
}

/// Reads the object that a file must hold.
pub(super) fn object(bytes: &[u8]) -> Result<(&str, Object), Fault> {
    let text = json::utf8(bytes)?;
    match Object::parse(bytes) {
        Ok(object) => Ok((text, object)),
        Err(error) if error.problem == json::Problem::NotAnObject => {
            Err(Fault::wrong_type(text, String::new(), Expected::Object))
        }
        Err(error) => Err(error.into()),
    }
}

/// The pointer of a member of the object at `pointer` (RFC 6901).
pub(super) fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}{}", json::pointer_step(name))
}

/// The byte at which the value that a pointer (RFC 6901) names begins; of the last part of it that is there.
pub(super) fn locate(text: &str, pointer: &str) -> usize {
    let mut value = text.trim_start();
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        let next = if value.starts_with('[') {
            serde_json::from_str::<Vec<&RawValue>>(value)
                .ok()
                .and_then(|items| items.get(name.parse::<usize>().ok()?).copied())
        } else {
            json::members(value).ok().and_then(|members| {
                members
                    .into_iter()
                    .rev()
                    .find(|(member, _)| *member == name)
                    .map(|(_, value)| value)
            })
        };
        match next {
            Some(next) => value = next.get(),
            None => break,
        }
    }
    offset(text, value)
}

/// Where a slice of a text stands in it.
pub(super) fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
