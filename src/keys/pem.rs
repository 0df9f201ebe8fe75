//! The blocks of a PEM text (RFC 7468), read as freely as OpenSSL does: text around the blocks, any line length,
//! CRLF, several blocks, blocks squeezed into one line.

use zeroize::Zeroizing;

use super::Hidden;
use crate::encoding::{BASE64, Fault, Problem};
use crate::keys::messages::{KeyProblem, shown};

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// A block and where it stands.
pub(super) struct Block<'a> {
    pub(super) label: &'a str,
    /// The line of its `BEGIN`, from 1.
    pub(super) line: usize,
    /// The headers of RFC 1421 §4.4.
    headers: &'a str,
    body: &'a str,
    /// Where the body stands in the text.
    body_at: usize,
    text: &'a str,
}

/// Whether the text holds a PEM block or the beginning of one.
pub(super) fn is_in(text: &str) -> bool {
    text.contains(BEGIN)
}

/// Every block of the text.
pub(super) fn blocks(text: &str) -> Result<Vec<Block<'_>>, KeyProblem> {
    let mut found = Vec::new();
    let mut from = 0;
    // Lines are counted on from block to block: one pass, however many blocks there are.
    let (mut line, mut counted) = (1, 0);
    while let Some(begin) = text.get(from..).and_then(|rest| rest.find(BEGIN)) {
        let begin = from + begin;
        line += text.get(counted..begin).map_or(0, newlines);
        counted = begin;
        let label_at = begin + BEGIN.len();
        let after = text.get(label_at..).unwrap_or_default();
        let truncated = |label: &str| KeyProblem::PemTruncated {
            label: shown(label.lines().next().unwrap_or_default()),
            line,
        };
        let (label, rest) = after.split_once(DASHES).ok_or_else(|| truncated(after))?;
        if label.contains('\n') {
            return Err(truncated(label));
        }
        let body_at = label_at + label.len() + DASHES.len();
        let (inside, tail) = rest.split_once(END).ok_or_else(|| truncated(label))?;
        // A second BEGIN before any END: the first block was cut off.
        if inside.contains(BEGIN) {
            return Err(truncated(label));
        }
        let end_line = line + newlines(inside);
        let closing = tail.split_once(DASHES).map(|(closing, _)| closing);
        let closing = closing.ok_or_else(|| truncated(label))?;
        if closing != label {
            return Err(KeyProblem::PemLabels {
                begin: shown(label),
                end: shown(closing.lines().next().unwrap_or_default()),
                line: end_line,
            });
        }
        let (headers, body) = split_headers(inside);
        found.push(Block {
            label,
            line,
            headers,
            body,
            body_at: body_at + headers.len(),
            text,
        });
        from = body_at + inside.len() + END.len() + closing.len() + DASHES.len();
    }
    Ok(found)
}

/// The headers of RFC 1421 §4.4 (`Name: value` lines up to an empty one), and what follows them.
fn split_headers(inside: &str) -> (&str, &str) {
    let mut end = 0;
    let mut within = false;
    for line in inside.split_inclusive('\n') {
        let header = line.contains(':') || (within && line.starts_with([' ', '\t']));
        if !(header || line.trim().is_empty()) {
            break;
        }
        within |= header;
        end += line.len();
    }
    if within {
        inside.split_at(end)
    } else {
        ("", inside)
    }
}

fn newlines(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

impl<'a> Block<'a> {
    /// Whether it is under a passphrase: by its label (RFC 5958 §3) or its headers (`Proc-Type: 4,ENCRYPTED`).
    pub(super) fn is_encrypted(&self) -> bool {
        self.label == "ENCRYPTED PRIVATE KEY" || self.headers.contains("ENCRYPTED")
    }

    /// The cipher that the headers name: `AES-256-CBC,IV`.
    pub(super) fn cipher(&self) -> Option<&'a str> {
        let mut lines = self.headers.lines();
        lines
            .find_map(|line| line.strip_prefix("DEK-Info:"))
            .map(str::trim)
    }

    /// The bytes of the block.
    pub(super) fn decode(&self) -> Result<Hidden, KeyProblem> {
        let dense: Hidden = Zeroizing::new(
            self.body
                .bytes()
                .filter(|byte| !byte.is_ascii_whitespace())
                .collect(),
        );
        if dense.is_empty() {
            return Err(KeyProblem::PemTruncated {
                label: shown(self.label),
                line: self.line,
            });
        }
        BASE64
            .decode_padded(&dense)
            .map(Zeroizing::new)
            .map_err(|fault| {
                // Here padding is due, so a count that is no multiple of 4 tells more than the bits at its end.
                let fault = match fault.problem {
                    Problem::TrailingBits | Problem::Padding if !dense.len().is_multiple_of(4) => {
                        Fault {
                            problem: Problem::Length,
                            at: dense.len() - 1,
                        }
                    }
                    _ => fault,
                };
                let at = match fault.problem {
                    Problem::Character(_) | Problem::Padding => self.place(fault.at),
                    Problem::Length | Problem::TrailingBits => self.body_at + self.body.len(),
                };
                // A private key in an environment variable or a JSON file often keeps its `\n` as two characters.
                if fault.problem == Problem::Character('\\') && self.body.contains("\\n") {
                    return KeyProblem::PemEscaped;
                }
                let (line, column) = self.line_column(at);
                KeyProblem::PemBase64 {
                    label: shown(self.label),
                    line,
                    column,
                    fault,
                }
            })
    }

    /// The place in the whole text of the character that comes after so many of the body that are no white space.
    fn place(&self, dense: usize) -> usize {
        let within = self
            .body
            .bytes()
            .enumerate()
            .filter(|(_, byte)| !byte.is_ascii_whitespace())
            .nth(dense)
            .map_or(self.body.len(), |(at, _)| at);
        self.body_at + within
    }

    fn line_column(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (newlines(before) + 1, before.len() - start + 1)
    }
}
