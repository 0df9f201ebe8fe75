//! Where in JSON a stream stands, without keeping it.

use crate::json::{Json, pointer_step};

/// Deeper than this is nobody's file.
const MAX_DEPTH: usize = 512;
/// How much of a name is kept, in bytes.
const MAX_NAME: usize = 1 << 10;

/// A place in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonPlace {
    /// The JSON Pointer (RFC 6901) of the value.
    pub pointer: String,
}

/// Whether the stream stands in a string.
#[derive(Default, PartialEq, Eq)]
enum InString {
    #[default]
    No,
    Yes,
    /// Behind a backslash.
    Escaped,
}

enum Frame {
    Object { name: Vec<u8>, is_name: bool },
    Array { index: u64 },
}

/// Follows the structure of JSON values, one behind the other.
#[derive(Default)]
pub(super) struct Pointers {
    stack: Vec<Frame>,
    string: InString,
    /// Whether anything but white space has come.
    begun: bool,
    /// Whether this is no JSON.
    broken: bool,
    /// How many values at the top are complete.
    values: u64,
}

impl Pointers {
    /// How many values there were; `None` where the text was no JSON.
    pub(super) fn values(&self) -> Option<u64> {
        (!self.broken && self.begun && self.stack.is_empty()).then_some(self.values)
    }

    /// Where the stream stands.
    pub(super) fn place(&self) -> Option<JsonPlace> {
        if self.broken || self.stack.is_empty() {
            return None;
        }
        let steps = self.stack.iter().map(|frame| match frame {
            Frame::Object { name, .. } => {
                // As it is written, with its escapes.
                let quoted = [b"\"", name.as_slice(), b"\""].concat();
                match Json::parse(&quoted) {
                    Ok(Json::String(name)) => pointer_step(&name),
                    _ => pointer_step(&String::from_utf8_lossy(name)),
                }
            }
            Frame::Array { index } => pointer_step(&index.to_string()),
        });
        let pointer = steps.collect();
        Some(JsonPlace { pointer })
    }

    /// Goes on by some text.
    pub(super) fn pass(&mut self, text: &[u8]) {
        let mut at = 0;
        while let Some(byte) = text.get(at).filter(|_| !self.broken) {
            if self.string != InString::No {
                at += self.string(text.get(at..).unwrap_or_default());
                continue;
            }
            self.outside(*byte);
            at += 1;
        }
    }

    /// Goes on in a string; returns by how much.
    fn string(&mut self, text: &[u8]) -> usize {
        if self.string == InString::Escaped {
            self.string = InString::Yes;
            self.keep(text.get(..1).unwrap_or_default());
            return 1;
        }
        let end = memchr::memchr2(b'"', b'\\', text).unwrap_or(text.len());
        let (inside, rest) = text.split_at(end);
        self.keep(inside);
        match rest.first() {
            Some(b'\\') => {
                self.keep(b"\\");
                self.string = InString::Escaped;
                end + 1
            }
            Some(_) => {
                self.string = InString::No;
                end + 1
            }
            None => end,
        }
    }

    /// Keeps a piece of a name.
    fn keep(&mut self, piece: &[u8]) {
        if let Some(Frame::Object {
            name,
            is_name: true,
        }) = self.stack.last_mut()
        {
            let room = MAX_NAME.saturating_sub(name.len());
            name.extend(piece.iter().take(room));
        }
    }

    fn outside(&mut self, byte: u8) {
        let depth = self.stack.len();
        match (byte, self.stack.last_mut()) {
            (b' ' | b'\t' | b'\r' | b'\n', _) => return,
            (b'{' | b'[', _) if depth < MAX_DEPTH => {
                self.stack.push(if byte == b'{' {
                    Frame::Object {
                        name: Vec::new(),
                        is_name: true,
                    }
                } else {
                    Frame::Array { index: 0 }
                });
            }
            (b'"', Some(frame)) => {
                if let Frame::Object {
                    name,
                    is_name: true,
                } = frame
                {
                    name.clear();
                }
                self.string = InString::Yes;
            }
            (b':', Some(Frame::Object { is_name, .. })) => *is_name = false,
            (b',', Some(Frame::Object { is_name, .. })) => *is_name = true,
            (b',', Some(Frame::Array { index })) => *index += 1,
            (b'}', Some(Frame::Object { .. })) | (b']', Some(Frame::Array { .. })) => {
                self.stack.pop();
                self.values += u64::from(self.stack.is_empty());
            }
            // Numbers, true, false, null.
            (b'0'..=b'9' | b'a'..=b'z' | b'-' | b'+' | b'.' | b'E', Some(_)) => {}
            _ => self.broken = true,
        }
        self.begun = true;
    }
}
