//! What is broken in a text that looks like a token.

use super::signature::{MODULI, characters};
use super::{Budget, DiagnosisInput, not_a_jwt};
use crate::encoding::Problem;
use crate::json::{self, Object};
use crate::keys::Algorithm;
use crate::keys::signature_forms::SignatureForm;
use crate::token::hint::{Base64Fault, Cut, Hint};
use crate::token::malformed::{Malformed, Part};
use crate::token::{
    MAX_TOKEN, PARTS, Token, decoded_start, header_of, is_token_start, looks_like_token,
};

/// Keys to check a mended token with.
type WithKeys<'b, 'e> = Option<(&'b DiagnosisInput<'e>, &'b mut Budget)>;

/// What explains that a text is no token.
pub(super) fn hints(token: &Token, mut keys: WithKeys<'_, '_>) -> Vec<Hint> {
    let text = token.text();
    if text.is_empty() || text.len() > MAX_TOKEN {
        return Vec::new();
    }
    if let Some(hint) = not_a_jwt::hint(text) {
        return vec![hint];
    }
    let found = printed_signature(token, &mut keys)
        .or_else(|| dashes(text, &mut keys))
        .or_else(|| lower_case(text))
        .or_else(|| stray(text, &mut keys));
    if let Some(hint) = found {
        return vec![hint];
    }
    match token.form_fault() {
        None => of_parts(token, &mut keys),
        Some(Malformed::Encrypted) => vec![Hint::Encrypted],
        Some(Malformed::SelectiveDisclosure) => vec![Hint::SelectiveDisclosure],
        Some(Malformed::Parts { count: 1 | 2, .. }) => cut_short(text).into_iter().collect(),
        Some(Malformed::Parts { count: 4, .. })
            if token
                .header()
                .is_some_and(|header| header.get("enc").is_some()) =>
        {
            vec![Hint::TokenTruncated { cut: Cut::Jwe }]
        }
        Some(_) => Vec::new(),
    }
}

/// A third part that is the signature as another program printed it (`vault:v1:…`, `(stdin)= …`), where it is right.
fn printed_signature(token: &Token, keys: &mut WithKeys<'_, '_>) -> Option<Hint> {
    let (input, budget) = keys.as_mut()?;
    let mut pieces = token.text().splitn(3, '.');
    let (header, payload, printed) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let message = format!("{header}.{payload}");
    let algorithm = Token::of(&format!("{message}.")).algorithm()?;
    let forms = input.keys_by_kid().find_map(|key| {
        let affordable = budget.spend(key.is_secret(), message.len());
        let verifier = key.verifier(algorithm).ok().filter(|_| affordable)?;
        verifier.find_form(message.as_bytes(), printed.as_bytes())
    })?;
    // Base64 with padding or of the plain alphabet is named by its characters.
    (forms != [SignatureForm::Base64]).then_some(Hint::SignatureForm { forms })
}

/// Hyphens that something made into dashes.
fn dashes(text: &str, keys: &mut WithKeys<'_, '_>) -> Option<Hint> {
    const DASHES: [char; 5] = ['–', '—', '‐', '‑', '−'];
    let found = text.chars().find(|one| DASHES.contains(one))?;
    let mended = text.replace('—', "--").replace(DASHES, "-");
    let single = text.replace(DASHES, "-");
    let mut mended = [single, mended]
        .into_iter()
        .filter(|mended| looks_like_token(mended));
    let first = mended.next()?;
    let right = [Some(first), mended.next()]
        .into_iter()
        .flatten()
        .map(|mended| verifies(&mended, None, keys))
        .fold(
            None,
            |found, verifies| if found == Some(true) { found } else { verifies },
        );
    Some(Hint::Dashes {
        found,
        verifies: right,
    })
}

/// A token whose upper-case letters are gone.
fn lower_case(text: &str) -> Option<Hint> {
    /// How headers begin, in lower case.
    const STARTS: [&str; 3] = ["eyjhbgcioi", "eyj0exaioi", "eyjrawqioi"];
    let lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    let begins = STARTS.iter().any(|start| text.starts_with(start));
    (lower && begins && text.matches('.').count() >= 2).then_some(Hint::LowerCase)
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
    // What else is wrong with it must not make the signature look wrong.
    let read = Token::of(mended);
    let whole = mend(&read).filter(|_| read.form_fault().is_none());
    let whole = whole.as_deref().unwrap_or(mended);
    Some(Hint::StrayCharacters {
        found: found.join(" "),
        verifies: verifies(whole, Some(read.signing_input()), keys),
    })
}

/// Whether a mended token verifies, over itself or over what was signed; `None` without keys.
fn verifies(mended: &str, signed: Option<&[u8]>, keys: &mut WithKeys<'_, '_>) -> Option<bool> {
    let (input, budget) = keys.as_mut()?;
    let mended = Token::of(mended);
    let own = mended.signing_input();
    let mut messages = [Some(own), signed.filter(|signed| *signed != own)]
        .into_iter()
        .flatten();
    let input = DiagnosisInput {
        token: &mended,
        ..**input
    };
    Some(messages.any(|message| budget.verifies(&input, message)))
}

/// Three parts, some of them broken.
fn of_parts(token: &Token, keys: &mut WithKeys<'_, '_>) -> Vec<Hint> {
    let mut hints = Vec::new();
    // Without a header the text may be anything, and what is wrong with its parts means nothing.
    let mended = mend(token).filter(|mended| looks_like_token(mended));
    if let Some(mended) = &mended
        && token.signing_input().contains(&b'=')
        && verifies(mended, None, keys) == Some(false)
        && verifies(mended, Some(token.signing_input()), keys) == Some(true)
    {
        return vec![Hint::PaddingWasSigned];
    }
    let faulty = PARTS.into_iter().filter(|_| mended.is_some());
    for part in faulty {
        let Some(Malformed::Base64 { error, .. }) = token.fault(part) else {
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
    let whole = token
        .header()
        .is_some_and(|header| header.get("alg").is_some());
    let signed = !token.part(Part::Signature).is_empty();
    if token.part(Part::Payload).is_empty() && whole && signed {
        return vec![Hint::PayloadIsDetached];
    }
    if token.parameter("zip").is_some() && token.claims().is_none() {
        return vec![Hint::Compressed];
    }
    let early = [Part::Header, Part::Payload]
        .into_iter()
        .find(|part| ends_early(token.bytes(*part).unwrap_or_default()));
    if let Some(part) = early {
        let cut = Cut::Within(part);
        return vec![Hint::TokenTruncated { cut }];
    }
    let keys = keys.as_mut().map(|(input, budget)| (*input, &mut **budget));
    swapped(token, keys).into_iter().collect()
}

/// The token with each part in base64url, where that takes padding off, changes the alphabet or clears stray bits.
fn mend(token: &Token) -> Option<String> {
    let parts = PARTS.map(|part| {
        let text = token.part(part).trim_end_matches('=');
        text.replace('+', "-").replace('/', "_")
    });
    let [header, payload, signature] = parts;
    let signature = without_stray_bits(&signature)?;
    Some([header, payload, signature].join("."))
}

/// The same bytes in the one text that is theirs: only the last character can differ, or be too much.
fn without_stray_bits(text: &str) -> Option<String> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let whole = if text.len() % 4 == 1 {
        text.get(..text.len() - 1)?
    } else {
        text
    };
    // Two characters hold one byte and four bits too many, three hold two bytes and two.
    let spare = match whole.len() % 4 {
        2 => 0x0f,
        3 => 0x03,
        _ => return Some(whole.to_owned()),
    };
    let (head, last) = whole.split_at_checked(whole.len() - 1)?;
    let last = DIGITS
        .iter()
        .position(|digit| [*digit] == last.as_bytes())?;
    let last = DIGITS.get(last & !spare)?;
    Some(format!("{head}{}", char::from(*last)))
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
fn lengths(token: &Token, keys: &WithKeys<'_, '_>) -> Option<Lengths> {
    let algorithm = token.algorithm()?;
    let text = token.part(Part::Signature).len();
    let of_key = || {
        let (input, _) = keys.as_ref()?;
        let mut keys = input.keys.keys.iter();
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
    if !is_token_start(text) {
        return None;
    }
    let (header, payload) = match text.split_once('.') {
        Some((header, payload)) => (header, Some(payload)),
        None => (text, None),
    };
    let is_object = |bytes: &[u8]| Object::parse(bytes).is_ok();
    let first = decoded_start(header);
    let cut = match payload {
        None if ends_early(&first) || is_object(&first) => Cut::Within(Part::Header),
        Some(_) if !is_object(&first) => return None,
        Some(payload) => {
            let bytes = decoded_start(payload);
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
        && Object::parse(text.as_bytes())
            .is_err_and(|error| error.problem == json::Problem::EndsEarly)
}

/// Whether the header is one once the characters that headers begin with are put back, and the payload is fine.
fn front_is_missing(token: &Token) -> bool {
    /// base64url of `{"alg":` and of `{"typ":`, as nearly all headers begin.
    const STARTS: [&str; 2] = ["eyJhbGciOi", "eyJ0eXAiOi"];
    /// Headers are short; each start is a header to read.
    const MAX_HEADER: usize = 4 << 10;
    let header = token.part(Part::Header);
    let known = token
        .header()
        .is_some_and(|header| header.get("alg").is_some());
    if header.len() > MAX_HEADER || known || token.claims().is_none() {
        return false;
    }
    STARTS.iter().any(|start| {
        (1..=start.len()).any(|missing| {
            let front = start.get(..missing).unwrap_or_default();
            header_of(&format!("{front}{header}")).is_some()
        })
    })
}

/// Header and payload in each other's place.
pub(super) fn swapped(token: &Token, mut keys: WithKeys<'_, '_>) -> Option<Hint> {
    if token.form_fault().is_some() || token.header()?.get("alg").is_some() {
        return None;
    }
    Algorithm::named(&token.claims()?.str("alg")?)?;
    let turned = [Part::Payload, Part::Header, Part::Signature].map(|part| token.part(part));
    Some(Hint::PartsSwapped {
        verifies: verifies(&turned.join("."), None, &mut keys),
    })
}
