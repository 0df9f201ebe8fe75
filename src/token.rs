//! A token, and everything that can be said about it (RFC 7515, RFC 7519): [`Token`] is split, decoded and read once,
//! and the one path of verification, the warnings, the diagnosis and the explanation ask it.
//!
//! Pure: bytes, numbers and keys in, values out.

pub mod check;
pub mod diagnosis;
pub mod envelope;
pub mod explanation;
pub mod foreign;
mod header;
pub mod hint;
pub mod malformed;
pub mod note;
pub mod opaque;
pub mod report;
pub mod sealed_json;
pub mod unwrap;
pub mod verify;
pub mod warnings;

use std::borrow::Cow;
use std::ops::Range;

pub use header::{fault as header_fault, same_media_type};

use zeroize::Zeroizing;

use crate::encoding::{BASE64URL, Fault, HEX, is_base64url};
use crate::json::{self, Indexed, Json};
use crate::keys::Algorithm;
use crate::keys::evidence::Hash;
use crate::token::envelope::Envelope;
use crate::token::malformed::{Malformed, Part};
use foreign::{MAX_DISCLOSURES, SelectiveDisclosure};
use sealed_json::SealedJson;

/// The longest token that is read, in bytes; the largest real ones (ML-DSA, many groups) stay under 64 KiB.
pub const MAX_TOKEN: usize = 1 << 20;

/// The parts of a token in the order of the compact form (RFC 7515 §3.1).
pub(crate) const PARTS: [Part; 3] = [Part::Header, Part::Payload, Part::Signature];

/// A token as far as it can be read, and what is wrong with it. Nothing in it is verified.
#[derive(Clone, Debug, Default)]
pub struct Token {
    /// Some are as good as a password.
    text: Zeroizing<String>,
    /// How many parts were found and mean something.
    count: usize,
    header: Segment,
    payload: Segment,
    signature: Segment,
    /// What is wrong with the form of the whole; of an SD-JWT with that of the JWT that the issuer signed.
    form: Option<Malformed>,
    /// What RFC 7515 forbids in the header.
    header_fault: Option<Malformed>,
    disclosed: Option<SelectiveDisclosure>,
    /// The JWE that it came in.
    envelope: Option<Box<Envelope>>,
    /// It is a set of claims alone, which came in a JWE.
    bare: bool,
}

/// A part of a token: what its base64url stands for.
#[derive(Clone, Debug, Default)]
struct Segment {
    /// Where its base64url stands in the token.
    place: Range<usize>,
    /// Its bytes, unless they are text.
    bytes: Vec<u8>,
    /// Its text, and the values in it unless it is not JSON. Of broken base64url as much as could be read.
    json: Indexed,
    fault: Option<Malformed>,
}

/// What a payload turned out to be.
#[derive(Clone, Copy, Debug)]
pub enum Payload<'t> {
    /// A claims set.
    Claims(&'t Indexed),
    /// JSON that is no object.
    Json(&'t Indexed),
    /// Text, or as much of it as could be read.
    Text(&'t str),
    /// Bytes that are no text.
    Bytes(&'t [u8]),
}

impl Token {
    /// Reads a bare token.
    pub fn of(text: &str) -> Self {
        let mut token = Self::default();
        token.read(text);
        token
    }

    /// Takes the place of a token where there is none.
    pub fn refused(malformed: Malformed) -> Self {
        Self {
            form: Some(malformed),
            ..Self::default()
        }
    }

    /// What a JWE held (RFC 7519 §5.2): a token of its own, or claims alone.
    pub fn opened(content: Vec<u8>, envelope: Envelope) -> Self {
        let nested = std::str::from_utf8(&content).ok().map(str::trim);
        let nested = nested.filter(|text| {
            !text.starts_with('{')
                && (header::names_nested(&envelope.header) || is_token_start(text))
        });
        let mut token = match nested {
            Some(text) => Self::of(text),
            None => Self::of_claims(content),
        };
        token.envelope = Some(Box::new(envelope));
        token
    }

    /// Claims without header and signature.
    fn of_claims(content: Vec<u8>) -> Self {
        let mut token = Self {
            bare: true,
            ..Self::default()
        };
        token.payload.bytes = content;
        token.payload.read_bytes_as_json(Part::Payload);
        token
    }

    /// Says of a JWE why it could not be opened.
    pub fn refuse(&mut self, why: Malformed) {
        self.form = Some(why);
    }

    /// Reads another token in place of the last one, whose memory it uses. A header that is the same is kept.
    pub fn read(&mut self, text: &str) {
        let mut places = split(text);
        self.disclosed = None;
        self.envelope = None;
        self.bare = false;
        if let Err(Malformed::SelectiveDisclosure) = places
            && let Some(disclosed) = SelectiveDisclosure::split(text)
        {
            places = split(text.get(..disclosed.at).unwrap_or_default());
            self.disclosed = Some(disclosed);
        }
        let (places, count) = match places {
            Ok(places) => {
                self.form = None;
                (places, 3)
            }
            Err(malformed) => {
                let signed = self
                    .disclosed
                    .as_ref()
                    .map_or(text.len(), |disclosed| disclosed.at);
                let found = pieces(text.get(..signed).unwrap_or_default(), &malformed);
                self.form = Some(malformed);
                found
            }
        };
        let [header, payload, signature] = places;
        let same_header =
            self.count > 0 && self.text.get(self.header.place.clone()) == text.get(header.clone());
        self.text.clear();
        self.text.push_str(text);
        self.count = count;
        if count > 0 && !same_header {
            self.header.read_json(Part::Header, header, text);
            let readable = self.header.fault.is_none();
            self.header_fault = readable.then(|| header::fault(&self.header.json)).flatten();
        }
        // Without a header that can be read the parts of what has not three of them mean nothing.
        if self.header.fault.is_some() && !matches!(self.form, None | Some(Malformed::Encrypted)) {
            self.count = 0;
        }
        if self.form == Some(Malformed::Encrypted) && sealed_json::is_meant(text) {
            self.read_sealed_json();
        }
        if self.count > 1 {
            self.payload.read_json(Part::Payload, payload, text);
        }
        if self.count > 2 {
            self.signature.read_bytes(Part::Signature, signature, text);
        }
    }

    /// The header of the first recipient of a JWE in JSON.
    fn read_sealed_json(&mut self) {
        match SealedJson::parse(&self.text) {
            Ok(sealed) => {
                let header = sealed.recipients.into_iter().next();
                // It stands nowhere in the text.
                self.header = Segment {
                    place: usize::MAX..usize::MAX,
                    json: header.map(|(header, _)| header).unwrap_or_default(),
                    ..Segment::default()
                };
                self.count = 1;
            }
            Err(why) => self.form = Some(why.into()),
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parts that could be told apart.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        PARTS.into_iter().take(self.count)
    }

    /// A name for the token that does not give it away: the first four bytes of its SHA-256 in hex.
    pub fn short_name(&self) -> String {
        short_name(&self.text)
    }

    /// The JWE that it came in.
    pub fn envelope(&self) -> Option<&Envelope> {
        self.envelope.as_deref()
    }

    /// The header of the JWE that it came in, or that it is.
    pub fn sealed_header(&self) -> Option<&Indexed> {
        match self.envelope() {
            Some(envelope) => Some(&envelope.header),
            None => self.header().filter(|_| self.is_sealed()),
        }
    }

    /// Whether it is a JWE that nobody opened.
    pub fn is_sealed(&self) -> bool {
        matches!(
            self.form,
            Some(Malformed::Encrypted | Malformed::Unopened(_))
        )
    }

    /// Whether it is a set of claims alone, which came in a JWE.
    pub fn is_bare(&self) -> bool {
        self.bare
    }

    /// The base64url of a part.
    pub fn part(&self, part: Part) -> &str {
        let found = self.segment(part);
        found
            .and_then(|segment| self.text.get(segment.place.clone()))
            .unwrap_or_default()
    }

    /// What was signed: header, dot, payload (RFC 7515 §5.1).
    pub fn signing_input(&self) -> &[u8] {
        let end = self
            .segment(Part::Payload)
            .map_or(0, |payload| payload.place.end);
        self.text.as_bytes().get(..end).unwrap_or_default()
    }

    /// The bytes of a part; `None` when it is not base64url.
    pub fn bytes(&self, part: Part) -> Option<&[u8]> {
        let segment = self
            .segment(part)
            .filter(|segment| segment.is_base64url())?;
        Some(match segment.json.text() {
            "" => &segment.bytes,
            text => text.as_bytes(),
        })
    }

    /// The bytes of the signature.
    pub fn signature(&self) -> Option<&Vec<u8>> {
        let signature = self.segment(Part::Signature)?;
        signature.fault.is_none().then_some(&signature.bytes)
    }

    /// The header, if it is an object.
    pub fn header(&self) -> Option<&Indexed> {
        self.segment(Part::Header)?.object()
    }

    /// A header parameter that is a string.
    pub fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        self.header()?.str(name)
    }

    /// The algorithm that the header names, if it is one of the table.
    pub fn algorithm(&self) -> Option<Algorithm> {
        Algorithm::named(&self.parameter("alg")?)
    }

    /// What RFC 7515 forbids in a header that can be read.
    pub fn header_fault(&self) -> Option<&Malformed> {
        self.header()?;
        self.header_fault.as_ref()
    }

    /// The JSON of the header or of the payload, an object or not.
    pub fn json(&self, part: Part) -> Option<&Json> {
        let segment = self.segment(part).filter(|_| part != Part::Signature)?;
        let is_json = match &segment.fault {
            None => true,
            Some(Malformed::Json { error, .. }) => error.problem == json::Problem::NotAnObject,
            Some(_) => false,
        };
        is_json.then(|| segment.json.tree())
    }

    /// The claims, if the payload is an object.
    pub fn claims(&self) -> Option<&Indexed> {
        self.segment(Part::Payload)?.object()
    }

    /// The payload, or as much of it as could be read.
    pub fn payload(&self) -> Option<Payload<'_>> {
        let payload = self.segment(Part::Payload)?;
        let text = payload.json.text();
        match &payload.fault {
            None => Some(Payload::Claims(&payload.json)),
            Some(Malformed::Base64 { .. }) => (!text.is_empty()).then_some(Payload::Text(text)),
            Some(Malformed::Json { error, .. }) => Some(match error.problem {
                json::Problem::NotAnObject => Payload::Json(&payload.json),
                json::Problem::NotUtf8 => Payload::Bytes(&payload.bytes),
                _ => Payload::Text(text),
            }),
            Some(_) => None,
        }
    }

    /// The parts of an SD-JWT (RFC 9901).
    pub fn disclosed(&self) -> Option<&SelectiveDisclosure> {
        self.disclosed.as_ref()
    }

    /// Whether the header says that the payload is a token of its own, and it looks like one (RFC 7519 §5.2).
    pub fn is_nested(&self) -> bool {
        self.header().is_some_and(header::names_nested)
            && matches!(self.payload(), Some(Payload::Text(text)) if is_token_start(text))
    }

    /// Why this is no JWS in compact form at all.
    pub fn form_fault(&self) -> Option<&Malformed> {
        if self.disclosed.is_some() {
            return Some(&Malformed::SelectiveDisclosure);
        }
        self.form.as_ref()
    }

    /// Why a part is not base64url, or not the JSON object that it should be.
    pub fn fault(&self, part: Part) -> Option<&Malformed> {
        self.segment(part)?.fault.as_ref()
    }

    /// Everything that is broken, in the order of the parts. What is fine in an encrypted or nested token, or in an
    /// SD-JWT, is not.
    pub fn faults(&self) -> Vec<Malformed> {
        let parts = self
            .parts()
            .filter(|part| *part != Part::Payload || !self.is_nested());
        let parts = parts.filter_map(|part| self.fault(part));
        let mut faults: Vec<_> = self.form.iter().chain(parts).cloned().collect();
        if let Some(disclosed) = &self.disclosed {
            let values = disclosed.disclosures.iter().map(|one| &one.value);
            faults.extend(values.filter_map(|value| value.clone().err()));
            let limit = MAX_DISCLOSURES;
            faults.extend(
                disclosed
                    .rest
                    .map(|at| Malformed::Disclosures { limit, at }),
            );
        }
        faults
    }

    fn segment(&self, part: Part) -> Option<&Segment> {
        let (index, segment) = match part {
            Part::Header => (0, &self.header),
            Part::Payload => (1, &self.payload),
            Part::Signature => (2, &self.signature),
        };
        let there = if self.bare {
            part == Part::Payload
        } else {
            index < self.count
        };
        there.then_some(segment)
    }
}

impl Segment {
    fn is_base64url(&self) -> bool {
        !matches!(self.fault, Some(Malformed::Base64 { .. }))
    }

    fn object(&self) -> Option<&Indexed> {
        self.fault.is_none().then_some(&self.json)
    }

    fn read_bytes(&mut self, part: Part, place: Range<usize>, token: &str) {
        let text = token.get(place.clone()).unwrap_or_default();
        let start = place.start;
        self.place = place;
        let decoded = BASE64URL.decode_into(text.as_bytes(), &mut self.bytes);
        self.fault = decoded.err().map(|error| {
            let error = Fault {
                at: error.at + start,
                ..error
            };
            Malformed::Base64 { part, error }
        });
    }

    fn read_json(&mut self, part: Part, place: Range<usize>, token: &str) {
        self.bytes = self.json.take().into_bytes();
        self.read_bytes(part, place, token);
        if self.fault.is_some() {
            let text = token.get(self.place.clone()).unwrap_or_default();
            let text = String::from_utf8_lossy(&decoded_start(text)).into_owned();
            // What is read of a part that is cut or spoiled is no JSON, whatever it looks like.
            let _ = self.json.read(text);
            return;
        }
        self.read_bytes_as_json(part);
    }

    fn read_bytes_as_json(&mut self, part: Part) {
        let read = match String::from_utf8(std::mem::take(&mut self.bytes)) {
            Ok(text) => self.json.read(text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                self.bytes = error.into_bytes();
                Err(json::Error {
                    problem: json::Problem::NotUtf8,
                    at,
                })
            }
        };
        let error = match read {
            Ok(()) if self.json.is_object() => return,
            Ok(()) => json::Error {
                problem: json::Problem::NotAnObject,
                at: 0,
            },
            Err(error) => error,
        };
        self.fault = Some(Malformed::Json { part, error });
    }
}

/// Finds the three parts of a token; what is between the dots is not looked at.
fn split(text: &str) -> Result<[Range<usize>; 3], Malformed> {
    if text.is_empty() {
        return Err(Malformed::Empty);
    }
    if text.len() > MAX_TOKEN {
        return Err(Malformed::TooLong {
            length: text.len(),
            limit: MAX_TOKEN,
        });
    }
    let bytes = text.as_bytes();
    let mut dots = memchr::memchr_iter(b'.', bytes);
    if let (Some(first), Some(second), None) = (dots.next(), dots.next(), dots.next()) {
        let signature = second + 1..text.len();
        let tilde = memchr::memchr(b'~', bytes.get(signature.clone()).unwrap_or_default());
        return match tilde {
            Some(_) => Err(Malformed::SelectiveDisclosure),
            None => Ok([0..first, first + 1..second, signature]),
        };
    }
    if text.contains('~') && is_token_start(text) {
        return Err(Malformed::SelectiveDisclosure);
    }
    if sealed_json::is_meant(text) {
        return Err(Malformed::Encrypted);
    }
    if text.starts_with('{') && text.contains("\"payload\"") && text.contains("\"signature") {
        return Err(Malformed::JsonSerialization);
    }
    match memchr::memchr_iter(b'.', bytes).count() + 1 {
        5 if is_token_start(text) && !lacks_enc(text) => Err(Malformed::Encrypted),
        count => {
            let third = memchr::memchr_iter(b'.', bytes).nth(2);
            let at = third.map_or(text.len(), |dot| dot + 1);
            Err(Malformed::Parts { count, at })
        }
    }
}

/// What may be parts of a token that is malformed as a whole, and how many of them there are.
fn pieces(text: &str, malformed: &Malformed) -> ([Range<usize>; 3], usize) {
    let most = match malformed {
        Malformed::Encrypted if sealed_json::is_meant(text) => 0,
        Malformed::Empty | Malformed::TooLong { .. } => 0,
        Malformed::Encrypted => 1,
        _ => 3,
    };
    let (mut places, mut count, mut start) = ([0..0, 0..0, 0..0], 0, 0);
    for (place, piece) in places.iter_mut().zip(text.split('.')).take(most) {
        *place = start..start + piece.len();
        start += piece.len() + 1;
        count += 1;
    }
    (places, count)
}

/// Whether a text has a header without `enc`, which every JWE has (RFC 7516 §4.1.2): a token pasted twice.
fn lacks_enc(text: &str) -> bool {
    let header = object_of(text.split('.').next().unwrap_or_default());
    header.is_some_and(|header| header.get("enc").is_none())
}

/// The object that a text is the base64url of.
fn object_of(part: &str) -> Option<Indexed> {
    let mut segment = Segment::default();
    segment.read_json(Part::Header, 0..part.len(), part);
    segment.fault.is_none().then_some(segment.json)
}

/// The header that a text is the base64url of: an object with an `alg`.
fn header_of(part: &str) -> Option<Indexed> {
    object_of(part).filter(|header| header.get("alg").is_some())
}

/// As many bytes as can be read of a part that is cut off or spoiled.
fn decoded_start(part: &str) -> Vec<u8> {
    BASE64URL.decode(part.as_bytes()).unwrap_or_else(|_| {
        let good = part.bytes().take_while(|byte| is_base64url(*byte)).count();
        let whole = part.get(..good / 4 * 4).unwrap_or_default();
        BASE64URL.decode(whole.as_bytes()).unwrap_or_default()
    })
}

/// How many bytes of its hash name a token.
const NAME: usize = 4;

/// A name for a token that does not give it away: the first four bytes of its SHA-256 in hex.
pub fn short_name(token: &str) -> String {
    let digest = Hash::Sha256.of(token.as_bytes());
    HEX.encode(digest.get(..NAME).unwrap_or_default())
}

/// A token with its name in the place of each signature; of a JWE in that of the ciphertext and tag.
pub fn redacted(token: &str) -> String {
    let name = short_name(token);
    let signed = |token: &str| {
        let kept: Vec<_> = token.split('.').collect();
        match kept.as_slice() {
            [header, payload, _] => format!("{header}.{payload}.{name}"),
            [header, key, vector, _, _] => format!("{header}.{key}.{vector}.{name}"),
            _ => token.to_owned(),
        }
    };
    token.split('~').map(signed).collect::<Vec<_>>().join("~")
}

/// Whether a text begins as every JOSE object does: base64url of `{`.
pub fn is_token_start(text: &str) -> bool {
    // `{` is 0x7b: its first six bits are `e`, the last two open the next character.
    matches!(
        text.as_bytes(),
        [b'e', b'w'..=b'z' | b'0'..=b'9' | b'-' | b'_', ..]
    )
}

/// Whether a text has three parts, of which the first is a header.
pub fn looks_like_token(text: &str) -> bool {
    split(text).is_ok_and(|[header, ..]| header_of(text.get(header).unwrap_or_default()).is_some())
}
