//! What is broken in a text that looks like a token.

use super::signature::characters;
use super::{Bench, Evidence, Suspect, opaque};
use crate::encoding::{BASE64URL, Problem, is_base64url};
use crate::json::{self, ObjectText};
use crate::keys::Algorithm;
use crate::text::hint::{Base64Fault, Cut, Hint};
use crate::text::malformed::{Malformed, Part};
use crate::token::compact::{Compact, MAX_TOKEN, header_of, is_token_start, looks_like_token};

/// Keys to check a mended token with.
type WithKeys<'b, 'e> = Option<(&'b Evidence<'e>, &'b mut Bench)>;

const PARTS: [Part; 3] = [Part::Header, Part::Payload, Part::Signature];

/// What explains that a text is no token.
pub(super) fn hints(text: &str, mut keys: WithKeys<'_, '_>) -> Vec<Hint> {
    if text.is_empty() || text.len() > MAX_TOKEN {
        return Vec::new();
    }
    if let Some(hint) = opaque::hint(text) {
        return vec![hint];
    }
    if let Some(hint) = stray(text, &mut keys) {
        return vec![hint];
    }
    match Compact::split(text.as_bytes()) {
        Ok(token) => of_parts(text, &token, &mut keys),
        Err(Malformed::Encrypted) => vec![Hint::Encrypted],
        Err(Malformed::SelectiveDisclosure) => vec![Hint::SelectiveDisclosure],
        Err(Malformed::Parts { count: 1 | 2, .. }) => cut_short(text).into_iter().collect(),
        Err(_) => Vec::new(),
    }
}

/// How many stray characters are named.
const MAX_NAMED: usize = 5;

/// Characters that no token holds, when without them it is one.
fn stray(text: &str, keys: &mut WithKeys<'_, '_>) -> Option<Hint> {
    // A line break that a shell or a JSON string left as two characters.
    let unescaped = text
        .replace("\\n", "")
        .replace("\\r", "")
        .replace("\\t", "");
    let belongs = |character: char| {
        character.is_ascii_alphanumeric()
            || matches!(character, '-' | '_' | '.' | '~' | '=' | '+' | '/')
    };
    let mended: String = unescaped
        .chars()
        .filter(|character| belongs(*character))
        .collect();
    // A full stop behind the token, or one before it.
    let mended = mended.trim_matches('.');
    if mended == text || !looks_like_token(mended) {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    for escape in ["\\n", "\\r", "\\t"] {
        if text.contains(escape) {
            found.push(escape.to_owned());
        }
    }
    for character in unescaped.chars().filter(|character| !belongs(*character)) {
        let name = if character.is_ascii_graphic() {
            format!("'{character}'")
        } else {
            format!("U+{:04X}", u32::from(character))
        };
        if !found.contains(&name) {
            found.push(name);
        }
        if found.len() >= MAX_NAMED {
            break;
        }
    }
    if text.starts_with('.') || text.ends_with('.') {
        found.push(String::from("'.'"));
    }
    found.truncate(MAX_NAMED);
    Some(Hint::StrayCharacters {
        found: found.join(" "),
        verifies: verifies(mended, None, keys),
    })
}

/// Whether a mended token verifies, over itself or over what was signed; `None` without keys.
fn verifies(mended: &str, signed: Option<&[u8]>, keys: &mut WithKeys<'_, '_>) -> Option<bool> {
    let (evidence, bench) = keys.as_mut()?;
    let Some(suspect) = Suspect::of(mended) else {
        return Some(false);
    };
    let own = suspect.token.signing_input();
    let mut messages = [Some(own), signed.filter(|signed| *signed != own)]
        .into_iter()
        .flatten();
    Some(messages.any(|message| bench.verifies(evidence, &suspect, message)))
}

/// Three parts, some of them broken.
fn of_parts(text: &str, token: &Compact<'_>, keys: &mut WithKeys<'_, '_>) -> Vec<Hint> {
    let mut hints = Vec::new();
    // Without a header the text may be anything, and what is wrong with its parts means nothing.
    let mended = mend(token).filter(|mended| looks_like_token(mended));
    let faulty = PARTS.into_iter().filter(|_| mended.is_some());
    for part in faulty {
        let piece = token.part(part);
        let Err(error) = BASE64URL.decode(piece) else {
            continue;
        };
        let fault = match error.problem {
            Problem::Padding => Base64Fault::Padding,
            Problem::Character('+' | '/') => Base64Fault::PlainAlphabet,
            Problem::Character(_) => continue,
            Problem::TrailingBits => Base64Fault::StrayBits,
            Problem::Length => Base64Fault::Length,
        };
        if matches!(fault, Base64Fault::StrayBits | Base64Fault::Length) {
            // What is wrong in the middle was not cut off.
            if part != Part::Signature {
                continue;
            }
            let lengths = lengths(token, keys);
            hints.extend(lengths.as_ref().and_then(Lengths::hint));
            if lengths.is_some_and(|lengths| lengths.is_short()) {
                let cut = Cut::Within(part);
                hints.push(Hint::TokenTruncated { cut });
                continue;
            }
        }
        let verifies = mended
            .as_deref()
            .and_then(|mended| verifies(mended, Some(token.signing_input()), keys));
        hints.push(Hint::NotBase64url {
            part,
            fault,
            verifies,
        });
    }
    if !hints.is_empty() {
        return hints;
    }
    if front_is_missing(token) {
        return vec![Hint::TokenTruncated { cut: Cut::Front }];
    }
    let whole = header_of(token.header).is_some() && !token.signature.is_empty();
    if token.payload.is_empty() && whole {
        return vec![Hint::PayloadIsDetached];
    }
    let early = [Part::Header, Part::Payload].into_iter().find(|part| {
        let bytes = BASE64URL.decode(token.part(*part)).unwrap_or_default();
        ends_early(&bytes)
    });
    if let Some(part) = early {
        let cut = Cut::Within(part);
        return vec![Hint::TokenTruncated { cut }];
    }
    swapped(
        text,
        keys.as_mut()
            .map(|(evidence, bench)| (*evidence, &mut **bench)),
    )
    .into_iter()
    .collect()
}

/// The token with each part in base64url, where that takes padding off, changes the alphabet or clears stray bits.
fn mend(token: &Compact<'_>) -> Option<String> {
    let mut parts = Vec::new();
    for part in PARTS {
        let text = std::str::from_utf8(token.part(part)).ok()?;
        let mut text = text
            .trim_end_matches('=')
            .replace('+', "-")
            .replace('/', "_");
        if let Err(error) = BASE64URL.decode(text.as_bytes()) {
            if part == Part::Signature && error.problem == Problem::Length {
                text.pop();
            }
            if part == Part::Signature {
                text = without_stray_bits(&text)?;
            }
        }
        parts.push(text);
    }
    Some(parts.join("."))
}

/// The same bytes in the one text that is theirs: only the last character can differ.
fn without_stray_bits(text: &str) -> Option<String> {
    if BASE64URL.decode(text.as_bytes()).is_ok() {
        return Some(text.to_owned());
    }
    let head = text.get(..text.len().checked_sub(1)?)?;
    let last = value(*text.as_bytes().last()?)?;
    // Two characters hold one byte and four bits too many, three hold two bytes and two.
    let spare = if text.len() % 4 == 2 { 0x0f } else { 0x03 };
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let last = digits.get(usize::from(last & !spare))?;
    Some(format!("{head}{}", char::from(*last)))
}

/// The six bits of a base64url character.
fn value(digit: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

/// How long a signature should be, and how long its text is.
struct Lengths {
    algorithm: Algorithm,
    /// In bytes; of RSA without a key, that of the shortest modulus in use that it is no longer than.
    expected: usize,
    /// Whether the key or the algorithm leaves no other length.
    certain: bool,
    /// The characters of the text.
    characters: usize,
}

impl Lengths {
    fn is_short(&self) -> bool {
        self.characters < characters(self.expected)
    }

    /// That the length is wrong, where it certainly is.
    fn hint(&self) -> Option<Hint> {
        let found = self.characters * 3 / 4;
        (self.certain && found != self.expected).then(|| Hint::SignatureLength {
            algorithm: self.algorithm.name().to_owned(),
            expected: self.expected,
            found,
            like: None,
        })
    }
}

/// The lengths of a signature's text that is no base64url; `None` where nothing tells how long it should be.
fn lengths(token: &Compact<'_>, keys: &WithKeys<'_, '_>) -> Option<Lengths> {
    /// The bytes of RSA signatures with the usual keys.
    const MODULI: [usize; 3] = [256, 384, 512];
    let header = header_of(token.header)?;
    let algorithm = Algorithm::named(&header.str("alg")?)?;
    let text = token.signature.len();
    let of_key = || {
        let (evidence, _) = keys.as_ref()?;
        let mut keys = evidence.keys.keys.iter();
        let key = keys.find(|key| key.verifier(algorithm).is_ok())?;
        super::signature_len(algorithm, Some(key))
    };
    let known = algorithm.signature_len().or_else(of_key);
    let usual = || MODULI.into_iter().find(|bytes| text <= characters(*bytes));
    Some(Lengths {
        algorithm,
        expected: known.or_else(usual)?,
        certain: known.is_some(),
        characters: text,
    })
}

/// Fewer than three parts, of which the first begins as a header does.
fn cut_short(text: &str) -> Option<Hint> {
    if !is_token_start(text.as_bytes()) {
        return None;
    }
    let (header, payload) = match text.split_once('.') {
        Some((header, payload)) => (header, Some(payload)),
        None => (text, None),
    };
    let readable = |piece: &str| {
        let digits = piece.bytes().take_while(|byte| is_base64url(*byte)).count();
        let whole = piece.get(..digits / 4 * 4).unwrap_or_default();
        let rest = piece.get(whole.len()..).unwrap_or_default();
        let mut bytes = BASE64URL.decode(whole.as_bytes()).unwrap_or_default();
        bytes.extend(BASE64URL.decode(rest.as_bytes()).unwrap_or_default());
        bytes
    };
    let is_object = |bytes: &[u8]| ObjectText::parse_bytes(bytes).is_ok();
    let first = readable(header);
    let cut = match payload {
        None if ends_early(&first) || is_object(&first) => Cut::Within(Part::Header),
        Some(_) if !is_object(&first) => return None,
        Some(payload) => {
            let bytes = readable(payload);
            if is_object(&bytes) {
                Cut::NoSignature
            } else {
                Cut::Within(Part::Payload)
            }
        }
        None => return None,
    };
    Some(Hint::TokenTruncated { cut })
}

/// Whether bytes are the beginning of a JSON object and no more.
fn ends_early(bytes: &[u8]) -> bool {
    // A character of several bytes may be cut too.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => return false,
    };
    text.trim_start().starts_with('{')
        && ObjectText::parse(text.into())
            .is_err_and(|error| error.problem == json::Problem::EndsEarly)
}

/// Whether the header is one once the characters that headers begin with are put back, and the payload is fine.
fn front_is_missing(token: &Compact<'_>) -> bool {
    /// base64url of `{"alg":` and of `{"typ":`, as nearly all headers begin.
    const STARTS: [&str; 2] = ["eyJhbGciOi", "eyJ0eXAiOi"];
    /// Headers are short; each start is a header to read.
    const MAX_HEADER: usize = 4 << 10;
    if token.header.len() > MAX_HEADER {
        return false;
    }
    let payload = BASE64URL.decode(token.payload).ok();
    if header_of(token.header).is_some()
        || payload.is_none_or(|bytes| ObjectText::parse_bytes(&bytes).is_err())
    {
        return false;
    }
    STARTS.iter().any(|start| {
        (1..=start.len()).any(|missing| {
            let front = start.get(..missing).unwrap_or_default();
            header_of(&[front.as_bytes(), token.header].concat()).is_some()
        })
    })
}

/// Header and payload in each other's place.
pub(super) fn swapped(text: &str, mut keys: WithKeys<'_, '_>) -> Option<Hint> {
    let token = Compact::split(text.as_bytes()).ok()?;
    let first = ObjectText::parse_bytes(&BASE64URL.decode(token.header).ok()?).ok()?;
    let second = header_of(token.payload)?;
    if first.get("alg").is_some() || Algorithm::named(&second.str("alg")?).is_none() {
        return None;
    }
    let part = |part: Part| String::from_utf8_lossy(token.part(part)).into_owned();
    let turned = [Part::Payload, Part::Header, Part::Signature]
        .map(part)
        .join(".");
    Some(Hint::PartsSwapped {
        verifies: verifies(&turned, None, &mut keys),
    })
}
