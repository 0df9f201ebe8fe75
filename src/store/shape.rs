//! Saying where in a file something is wrong.

use std::path::Path;

use serde::Deserialize;

use crate::json::{self, Object};
use crate::store::messages::{Damage, Expected, StoreProblem};

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

    /// What `serde_json` says of a text that is not JSON.
    pub(super) fn syntax(error: &serde_json::Error, text: &str) -> Self {
        let words = error.to_string();
        let (problem, at) = if error.is_eof() {
            (json::Problem::EndsEarly, text.len())
        } else if words.contains("surrogate") {
            (json::Problem::BadEscape, place(error, text))
        } else if words.contains("recursion") {
            (json::Problem::TooDeep, place(error, text))
        } else {
            (json::Problem::Unexpected, place(error, text))
        };
        Self {
            at,
            damage: Damage::Json { problem },
        }
    }

    /// The value at `pointer` is not what it should be.
    pub(super) fn wrong_type(text: &str, pointer: String, expected: Expected) -> Self {
        Self {
            at: json::locate(text, &pointer),
            damage: Damage::WrongType { pointer, expected },
        }
    }

    /// The object at `pointer` lacks a member.
    pub(super) fn missing(text: &str, pointer: &str, member: &str) -> Self {
        Self {
            at: json::locate(text, pointer),
            damage: Damage::MemberMissing {
                pointer: pointer.to_owned(),
                member: member.to_owned(),
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

/// Reads a file with serde.
///
/// # Errors
/// Where the text is not JSON, or not of the shape of `T`.
pub(super) fn read<'t, T: Deserialize<'t>>(
    path: &Path,
    bytes: &'t [u8],
) -> Result<T, StoreProblem> {
    let text = json::utf8(bytes).map_err(Fault::from);
    let value = text.and_then(|text| {
        serde_json::from_str(text).map_err(|error| match shape(&error) {
            Some(damage) => Fault {
                at: place(&error, text),
                damage,
            },
            None => Fault::syntax(&error, text),
        })
    });
    value.map_err(|fault| fault.of(path, bytes))
}

/// The byte at which serde noticed an error. It counts lines and bytes from 1.
fn place(error: &serde_json::Error, text: &str) -> usize {
    let lines = text.split_inclusive('\n');
    let before = lines.take(error.line().saturating_sub(1)).map(str::len);
    before.sum::<usize>() + error.column().saturating_sub(1)
}

/// What serde says of JSON that is of another shape than it should be.
fn shape(error: &serde_json::Error) -> Option<Damage> {
    const DUE: [(&str, Expected); 4] = [
        ("an object", Expected::Object),
        ("a string", Expected::String),
        ("a boolean", Expected::Bool),
        ("i64", Expected::Integer),
    ];
    let words = error.to_string();
    let words = words.split(" at line ").next()?;
    let member = || words.split('`').nth(1).unwrap_or_default().to_owned();
    if words.starts_with("missing field") {
        return Some(Damage::MemberMissing {
            pointer: String::new(),
            member: member(),
        });
    }
    if words.starts_with(DUPLICATE) {
        return Some(Damage::Repeated { pointer: member() });
    }
    let (_, due) = words.rsplit_once("expected ")?;
    let (_, expected) = DUE.into_iter().find(|(name, _)| *name == due)?;
    Some(Damage::Due { expected })
}

/// What serde says of a member that stands twice, in a map as in a struct.
pub(super) fn duplicate(member: &str) -> String {
    format!("{DUPLICATE} `{member}`")
}

const DUPLICATE: &str = "duplicate field";

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

/// Where a slice of a text stands in it.
pub(super) fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
