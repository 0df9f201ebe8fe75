//! A token at the beginning of a text: JWS, JWE or SD-JWT, as it is, percent-encoded, or wrapped over several lines.

use std::ops::Range;

use crate::encoding::BASE64URL;
use crate::json::{Json, Object};
use crate::keys::Algorithm;

/// What stands at the beginning of a text.
pub(super) enum Parsed {
    /// No token. So many bytes were read to know.
    No { read: usize },
    Token {
        token: String,
        /// How many bytes of the text it takes.
        length: usize,
        /// How many bytes were read to know where it ends.
        read: usize,
        /// What makes it valid.
        secret: Vec<Range<usize>>,
    },
}

/// Escapes of URLs for the characters of a token that some encoders escape.
const ESCAPES: [(&[u8; 3], u8); 8] = [
    (b"%2E", b'.'),
    (b"%2e", b'.'),
    (b"%2D", b'-'),
    (b"%2d", b'-'),
    (b"%5F", b'_'),
    (b"%5f", b'_'),
    (b"%7E", b'~'),
    (b"%7e", b'~'),
];
/// The bytes of RSA signatures with the usual keys.
const MODULI: [usize; 4] = [256, 384, 512, 1024];

/// How many lines a token may be wrapped over.
const MAX_LINES: usize = 64;

/// The characters of a run, and where each stands in the text.
#[derive(Default)]
struct Run {
    text: String,
    places: Vec<usize>,
    /// Where it ends.
    end: usize,
    escaped: bool,
    wrapped: bool,
}

impl Run {
    /// Reads a run over so many line breaks.
    fn read(text: &[u8], mut breaks: usize) -> Self {
        let mut run = Self::default();
        let mut at = 0;
        while let Some(byte) = text.get(at) {
            let rest = text.get(at..).unwrap_or_default();
            let escape = ESCAPES.iter().find(|(escape, _)| rest.starts_with(*escape));
            let (character, width) = match escape {
                Some((_, character)) => {
                    run.escaped = true;
                    (*character, 3)
                }
                None if belongs(*byte) => (*byte, 1),
                None => {
                    let Some(width) = line_break(rest).filter(|_| breaks > 0) else {
                        break;
                    };
                    breaks -= 1;
                    run.wrapped = true;
                    at += width;
                    continue;
                }
            };
            run.text.push(char::from(character));
            run.places.push(at);
            at += width;
        }
        run.end = at;
        run
    }

    /// The place in the text of a character of the run.
    fn place(&self, index: usize) -> usize {
        self.places.get(index).copied().unwrap_or(self.end)
    }

    /// The end in the text of the first so many characters.
    fn end_of(&self, length: usize) -> usize {
        let Some(last) = length.checked_sub(1) else {
            return 0;
        };
        match self.places.get(last + 1) {
            // Line breaks behind the last character are not its own.
            Some(next) if !self.wrapped => *next,
            _ => {
                let escaped = self.escaped
                    && self
                        .text
                        .as_bytes()
                        .get(last)
                        .is_some_and(|one| !one.is_ascii_alphanumeric());
                self.place(last) + if escaped { 3 } else { 1 }
            }
        }
    }
}

const fn belongs(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~')
}

/// The length of a line break in the middle of a token: soft ones of quoted-printable, indents and quotes of mail too.
fn line_break(text: &[u8]) -> Option<usize> {
    /// An indent is no longer.
    const INDENT: usize = 16;
    let mut at = usize::from(text.first() == Some(&b'='));
    at += usize::from(text.get(at) == Some(&b'\r'));
    if text.get(at) != Some(&b'\n') {
        return None;
    }
    at += 1;
    let indent = text.get(at..).unwrap_or_default();
    let indent = indent
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'>'));
    at += indent.take(INDENT).count();
    // In the next line the run goes on.
    text.get(at)
        .is_some_and(|byte| belongs(*byte))
        .then_some(at)
}

/// What was made out of a run.
struct Shape {
    /// How many characters it takes.
    length: usize,
    /// Its signatures, or ciphertext and tag.
    secret: Vec<Range<usize>>,
    /// Whether its signature has a length that its algorithm makes.
    whole: bool,
}

/// The token at the beginning of a text.
pub(super) fn parse(text: &[u8]) -> Parsed {
    let run = Run::read(text, 0);
    let shape = shape(&run.text);
    let at_break = |run: &Run| line_break(text.get(run.end..).unwrap_or_default()).is_some();
    let mut read = run.end.max(read_ahead(text, run.end));
    let found = match shape {
        Some(shape) if shape.whole => Some((shape, run)),
        first => {
            // Line after line, until its signature is as long as it should be.
            let mut wrapped = None;
            let mut last = at_break(&run);
            for breaks in 1..=MAX_LINES {
                if !last {
                    break;
                }
                let longer = Run::read(text, breaks);
                read = longer.end.max(read_ahead(text, longer.end));
                last = at_break(&longer);
                if let Some(shape) = self::shape(&longer.text).filter(|shape| shape.whole) {
                    wrapped = Some((shape, longer));
                    break;
                }
            }
            wrapped.or_else(|| Some((first?, run)))
        }
    };
    let Some((shape, run)) = found else {
        return Parsed::No { read };
    };
    let length = run.end_of(shape.length);
    // The whole run where its escapes would not survive.
    let secret = if run.escaped {
        std::iter::once(0..length).collect()
    } else {
        let place = |range: &Range<usize>| run.place(range.start)..run.end_of(range.end);
        shape.secret.iter().map(place).collect()
    };
    Parsed::Token {
        token: run.text.get(..shape.length).unwrap_or_default().to_owned(),
        length,
        read,
        secret,
    }
}

/// How much of the text was read behind a run to know that it does not go on.
fn read_ahead(text: &[u8], end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    // An escape, a line break or an indent that is not whole yet.
    let open = rest.len() < 20
        && rest.iter().all(|byte| {
            matches!(
                byte,
                b'%' | b'=' | b'\r' | b'\n' | b' ' | b'\t' | b'>' | b'2' | b'5' | b'7'
            )
        });
    if open { text.len() } else { end }
}

fn shape(run: &str) -> Option<Shape> {
    let (header_text, rest) = run.split_once('.')?;
    let header = object(header_text)?;
    let alg = header.str("alg")?;
    if header.get("enc").is_some() {
        return jwe(run, &header);
    }
    let (payload, rest) = rest.split_once('.')?;
    object(payload)?;
    let signature = rest
        .find(|one: char| !one.is_ascii_alphanumeric() && one != '-' && one != '_')
        .unwrap_or(rest.len());
    let start = header_text.len() + payload.len() + 2;
    let signed = start..start + signature;
    let unsigned = alg.eq_ignore_ascii_case("none");
    if signature == 0 && !unsigned || signature % 4 == 1 {
        return None;
    }
    let mut shape = Shape {
        length: signed.end,
        secret: if signature == 0 {
            Vec::new()
        } else {
            vec![signed.clone()]
        },
        whole: has_length(alg, signature),
    };
    if run.as_bytes().get(signed.end) == Some(&b'~') {
        disclosures(run, &mut shape);
    }
    Some(shape)
}

/// Whether a signature of so many characters is one that the algorithm makes; of an unknown one any.
fn has_length(alg: &str, characters: usize) -> bool {
    let bytes = characters * 3 / 4;
    match Algorithm::named(alg) {
        Some(algorithm) => match algorithm.signature_len() {
            Some(length) => length == bytes,
            None => MODULI.contains(&bytes),
        },
        None => true,
    }
}

/// RFC 7516 §3.1: header, encrypted key, initialisation vector, ciphertext, tag.
fn jwe(run: &str, header: &Object) -> Option<Shape> {
    let ends: Vec<usize> = run.match_indices('.').map(|(at, _)| at).take(4).collect();
    let [_, _, third, fourth] = ends.as_slice() else {
        return None;
    };
    let tail = run.get(fourth + 1..)?;
    let tag = tail
        .find(|one: char| !one.is_ascii_alphanumeric() && one != '-' && one != '_')
        .unwrap_or(tail.len());
    let length = fourth + 1 + tag;
    let token = run.get(..length)?;
    let plain = token
        .split('.')
        .all(|part| BASE64URL.decode(part.as_bytes()).is_ok());
    // RFC 7518 §5.2, §5.3: in characters.
    let due = match header.str("enc") {
        Some("A192CBC-HS384") => 32,
        Some("A256CBC-HS512") => 43,
        _ => 22,
    };
    (plain && tag >= 22).then(|| Shape {
        length,
        secret: std::iter::once(third + 1..length).collect(),
        whole: tag == due,
    })
}

/// RFC 9901 §4: what stands behind the issuer's JWT.
fn disclosures(run: &str, shape: &mut Shape) {
    let mut at = shape.length + 1;
    shape.length = at;
    while let Some((segment, _)) = run.get(at..).and_then(|rest| rest.split_once('~')) {
        let bytes = BASE64URL.decode(segment.as_bytes()).unwrap_or_default();
        if !matches!(Json::parse(&bytes), Ok(Json::Array(_))) {
            return;
        }
        at += segment.len() + 1;
        shape.length = at;
    }
    // The key binding JWT.
    let binding = run.get(at..).and_then(self::shape);
    if let Some(binding) = binding {
        let moved = |range: &Range<usize>| range.start + at..range.end + at;
        shape.secret.extend(binding.secret.iter().map(moved));
        shape.length = at + binding.length;
        shape.whole = binding.whole;
    }
}

/// The object that a text is the base64url of.
fn object(text: &str) -> Option<Object> {
    let bytes = BASE64URL.decode(text.as_bytes()).ok()?;
    Object::parse(&bytes).ok()
}
