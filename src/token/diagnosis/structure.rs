//! Why a text is no token.

use super::signature::characters;
use super::{Bench, Evidence, Suspect};
use crate::base64url;
use crate::json::{self, Json, Object};
use crate::keys::{Algorithm, SecretEncoding, base64};
use crate::text::hint::{Base64Fault, Cut, Hint, Opaque, ServiceToken};
use crate::text::malformed::{Malformed, Part};
use crate::token::compact::{Compact, MAX_TOKEN, is_token_start};

/// Keys to check a mended token with.
type WithKeys<'b, 'e> = Option<(&'b Evidence<'e>, &'b mut Bench)>;

const PARTS: [Part; 3] = [Part::Header, Part::Payload, Part::Signature];

/// Tokens of services: how they begin, whose they are, and what.
const SERVICES: [(&str, &str, ServiceToken); 44] = [
    ("ghp_", "GitHub", ServiceToken::PersonalAccess),
    ("github_pat_", "GitHub", ServiceToken::PersonalAccess),
    ("gho_", "GitHub", ServiceToken::Access),
    ("ghu_", "GitHub App", ServiceToken::Access),
    ("ghs_", "GitHub App", ServiceToken::Access),
    ("ghr_", "GitHub", ServiceToken::Refresh),
    ("glpat-", "GitLab", ServiceToken::PersonalAccess),
    ("gldt-", "GitLab", ServiceToken::Access),
    ("glrt-", "GitLab", ServiceToken::Access),
    ("xoxb-", "Slack", ServiceToken::Bot),
    ("xoxp-", "Slack", ServiceToken::Access),
    ("xoxa-", "Slack", ServiceToken::Access),
    ("xoxr-", "Slack", ServiceToken::Refresh),
    ("xoxe.", "Slack", ServiceToken::Access),
    ("xoxs-", "Slack", ServiceToken::Access),
    ("xapp-", "Slack", ServiceToken::Access),
    ("sk-ant-", "Anthropic", ServiceToken::ApiKey),
    ("sk_live_", "Stripe", ServiceToken::Secret),
    ("sk_test_", "Stripe", ServiceToken::Secret),
    ("rk_live_", "Stripe", ServiceToken::Secret),
    ("pk_live_", "Stripe", ServiceToken::ApiKey),
    ("pk_test_", "Stripe", ServiceToken::ApiKey),
    ("whsec_", "Stripe", ServiceToken::Secret),
    ("sk-", "OpenAI", ServiceToken::ApiKey),
    ("AKIA", "AWS", ServiceToken::KeyId),
    ("ASIA", "AWS", ServiceToken::KeyId),
    ("AIza", "Google", ServiceToken::ApiKey),
    ("ya29.", "Google", ServiceToken::Access),
    ("1//0", "Google", ServiceToken::Refresh),
    ("GOCSPX-", "Google", ServiceToken::Secret),
    ("npm_", "npm", ServiceToken::Access),
    ("pypi-", "PyPI", ServiceToken::ApiKey),
    ("hf_", "Hugging Face", ServiceToken::Access),
    ("dop_v1_", "DigitalOcean", ServiceToken::Access),
    ("dckr_pat_", "Docker Hub", ServiceToken::PersonalAccess),
    ("shpat_", "Shopify", ServiceToken::Access),
    ("SG.", "SendGrid", ServiceToken::ApiKey),
    ("EAAC", "Facebook", ServiceToken::Access),
    ("hvs.", "Vault", ServiceToken::Access),
    ("ATATT3", "Atlassian", ServiceToken::ApiKey),
    ("lin_api_", "Linear", ServiceToken::ApiKey),
    ("sntrys_", "Sentry", ServiceToken::Access),
    ("gAAAAA", "Fernet", ServiceToken::Access),
    ("AQoDYXdz", "AWS", ServiceToken::Access),
];

/// What explains that a text is no token.
pub(super) fn hints(text: &str, mut keys: WithKeys<'_, '_>) -> Vec<Hint> {
    if text.is_empty() || text.len() > MAX_TOKEN {
        return Vec::new();
    }
    if let Some(hint) = whole(text) {
        return vec![hint];
    }
    if let Some(hint) = stray(text, &mut keys) {
        return vec![hint];
    }
    match Compact::split(text.as_bytes()) {
        Ok(token) => of_parts(text, &token, &mut keys),
        Err(Malformed::Encrypted) => vec![Hint::Encrypted],
        Err(Malformed::SelectiveDisclosure) => vec![Hint::SelectiveDisclosure],
        Err(Malformed::Parts { count: 1 | 2 }) => cut_short(text).into_iter().collect(),
        Err(_) => Vec::new(),
    }
}

/// What the text is as a whole, when it is something else than a token.
fn whole(text: &str) -> Option<Hint> {
    if text.contains("...") || text.contains('…') {
        let head = text.split(['.', '…']).next().unwrap_or_default();
        return is_token_start(head.as_bytes()).then_some(Hint::TokenTruncated {
            cut: Cut::Abbreviated,
        });
    }
    if let Some(token) = percent_decoded(text)
        && looks_like_token(&token)
    {
        return Some(Hint::UrlEncoded { token });
    }
    if text.starts_with('{')
        && let Ok(object) = Object::parse(text.as_bytes())
    {
        return Some(json_text(&object));
    }
    opaque(text).map(|kind| Hint::NotAJwt { kind }).or_else(|| {
        let decoded = decoded_text(text)?;
        looks_like_token(decoded.trim()).then(|| Hint::TokenIsBase64 {
            token: decoded.trim().to_owned(),
        })
    })
}

/// JSON where the compact form is due.
fn json_text(object: &Object) -> Hint {
    if object.get("signature").is_some() || object.get("signatures").is_some() {
        return Hint::JsonSerialization {
            compact: compact_form(object),
        };
    }
    let kind = if object.get("keys").is_some() || object.get("kty").is_some() {
        Opaque::Jwk
    } else {
        Opaque::PlainJson
    };
    Hint::NotAJwt { kind }
}

/// RFC 7515 §7.2: the compact form of one signature with nothing but a protected header.
fn compact_form(object: &Object) -> Option<String> {
    let signed = match object.get("signatures").and_then(Json::as_array) {
        Some([Json::Object(only)]) => only,
        Some(_) => return None,
        None => object,
    };
    if signed.get("header").is_some() {
        return None;
    }
    let (header, payload) = (signed.str("protected")?, object.str("payload")?);
    let signature = signed.str("signature")?;
    Some(format!("{header}.{payload}.{signature}"))
}

/// How often a text may have been URL-encoded: twice is not rare, as a redirect in a redirect.
const MAX_ENCODED: usize = 3;

/// The text behind `%XX`, when there is any of it.
fn percent_decoded(text: &str) -> Option<String> {
    let mut decoded = None;
    for _ in 0..MAX_ENCODED {
        match percent_decoded_once(decoded.as_deref().unwrap_or(text)) {
            Some(text) => decoded = Some(text),
            None => break,
        }
    }
    decoded
}

fn percent_decoded_once(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut found = false;
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        if *first == b'%'
            && let Some((digits, after)) = behind.split_at_checked(2)
            && let Ok(byte) = base64::decode_hex(digits)
        {
            bytes.extend_from_slice(&byte);
            found = true;
            rest = after;
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).ok().filter(|_| found)
}

/// Three parts, of which the first is a header.
fn looks_like_token(text: &str) -> bool {
    Compact::split(text.as_bytes()).is_ok_and(|token| header_of(token.header).is_some())
}

fn header_of(part: &[u8]) -> Option<Object> {
    let header = Object::parse(&base64url::decode(part).ok()?).ok()?;
    header.get("alg").is_some().then_some(header)
}

/// The text that a base64 text stands for.
fn decoded_text(text: &str) -> Option<String> {
    let bytes = [SecretEncoding::Base64, SecretEncoding::Base64url]
        .into_iter()
        .find_map(|encoding| encoding.decode(text.as_bytes()).ok())?;
    String::from_utf8(bytes.to_vec()).ok()
}

/// What people take for a JWT, by its looks.
fn opaque(text: &str) -> Option<Opaque> {
    let service = SERVICES.iter().find(|(prefix, _, _)| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() >= 8)
    });
    if let Some((_, service, token)) = service {
        return Some(Opaque::Of(service, *token));
    }
    if text.contains("-----BEGIN ") {
        return Some(Opaque::Pem);
    }
    let start = |prefix: &str| {
        text.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    if start("basic ") {
        return Some(Opaque::Basic);
    }
    if text.starts_with('<') && (text.contains("saml") || text.contains("Assertion")) {
        return Some(Opaque::Saml);
    }
    if let [b'v', b'1'..=b'4', b'.', ..] = text.as_bytes()
        && ["local.", "public."]
            .iter()
            .any(|purpose| text.get(3..).is_some_and(|rest| rest.starts_with(purpose)))
    {
        return Some(Opaque::Paseto);
    }
    if is_uuid(text) {
        return Some(Opaque::Uuid);
    }
    if is_flask_session(text) {
        return Some(Opaque::FlaskSession);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if text.len() >= 16 && digits {
        return Some(Opaque::Hex);
    }
    of_base64(text)
}

/// A text without dots that is base64 of something known, or of nothing known.
fn of_base64(text: &str) -> Option<Opaque> {
    if text.len() < 16 || !text.is_ascii() || text.contains(['.', ' ']) {
        return None;
    }
    let bytes = [SecretEncoding::Base64, SecretEncoding::Base64url]
        .into_iter()
        .find_map(|encoding| encoding.decode(text.as_bytes()).ok())?;
    if let Ok(object) = Object::parse(&bytes) {
        // A header, and nothing behind it: a token that is cut off.
        if object.get("alg").is_some() {
            return None;
        }
        let laravel = ["iv", "value", "mac"]
            .iter()
            .all(|name| object.get(name).is_some());
        return Some(if laravel {
            Opaque::LaravelCookie
        } else {
            Opaque::Base64Json
        });
    }
    let holds = |word: &[u8]| memchr::memmem::find(&bytes, word).is_some();
    if bytes.first() == Some(&b'<') && (holds(b"saml") || holds(b"Assertion")) {
        return Some(Opaque::Saml);
    }
    // Version 1 is packets, each with its length in hex: `0021location …`; version 2 begins with 2 and a field,
    // and ends with field 6, a signature of 32 bytes.
    let ends_signed = bytes
        .len()
        .checked_sub(34)
        .and_then(|at| bytes.get(at..at + 2))
        == Some(&[6, 32]);
    let second = ends_signed && matches!(*bytes.as_slice(), [2, 1 | 2, ..]);
    if holds(b"identifier ") && holds(b"signature ") || second {
        return Some(Opaque::Macaroon);
    }
    // A cut token, a token in base64: those have hints of their own.
    if is_token_start(text.as_bytes()) || bytes.starts_with(b"ey") {
        return None;
    }
    // Words are base64 too; what nobody would write as a word is not.
    let mixed = text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_uppercase())
        && text.bytes().any(|byte| byte.is_ascii_lowercase());
    mixed.then_some(Opaque::Base64)
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// itsdangerous: a JSON object, a time in four bytes, an HMAC. The object is no header.
fn is_flask_session(text: &str) -> bool {
    let mut parts = text
        .split('.')
        .map(|part| base64url::decode(part.as_bytes()).ok());
    let (Some(Some(object)), Some(Some(time)), Some(Some(hmac)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let object = Object::parse(&object);
    object.is_ok_and(|object| object.get("alg").is_none())
        && time.len() == 4
        && matches!(hmac.len(), 20 | 32 | 64)
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
            character.to_string()
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
        found.push(String::from("."));
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
        let Err(error) = base64url::decode(piece) else {
            continue;
        };
        let fault = match error.problem {
            base64url::Problem::Padding => Base64Fault::Padding,
            base64url::Problem::PlainAlphabet(_) => Base64Fault::PlainAlphabet,
            base64url::Problem::Stray(_) => continue,
            base64url::Problem::StrayBits => Base64Fault::StrayBits,
            base64url::Problem::Length => Base64Fault::Length,
        };
        if matches!(fault, Base64Fault::StrayBits | Base64Fault::Length) {
            match part {
                Part::Signature if is_shorter(token, keys) => {
                    let cut = Cut::Within(part);
                    hints.push(Hint::TokenTruncated { cut });
                    continue;
                }
                Part::Signature => {}
                // What is wrong in the middle was not cut off.
                Part::Header | Part::Payload => continue,
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
    let early = [Part::Header, Part::Payload].into_iter().find(|part| {
        let bytes = base64url::decode(token.part(*part)).unwrap_or_default();
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
        if let Err(error) = base64url::decode(text.as_bytes()) {
            if part == Part::Signature && error.problem == base64url::Problem::Length {
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
    if base64url::decode(text.as_bytes()).is_ok() {
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

/// Whether the text of the signature is shorter than the algorithm makes it.
fn is_shorter(token: &Compact<'_>, keys: &WithKeys<'_, '_>) -> bool {
    /// The lengths of RSA signatures with the usual keys.
    const MODULI: [usize; 3] = [256, 384, 512];
    let Some(header) = header_of(token.header) else {
        return false;
    };
    let Some(algorithm) = header.str("alg").and_then(Algorithm::named) else {
        return false;
    };
    let found = token.signature.len();
    if let Some(bytes) = algorithm.signature_len() {
        return found < characters(bytes);
    }
    let of_key = keys.as_ref().and_then(|(evidence, _)| {
        let key = evidence
            .keys
            .keys
            .iter()
            .find(|key| key.verifier(algorithm).is_ok())?;
        super::signature_len(algorithm, Some(key))
    });
    match of_key {
        Some(bytes) => found < characters(bytes),
        None => MODULI.iter().all(|bytes| found != characters(*bytes)),
    }
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
        let digits = piece
            .bytes()
            .take_while(|byte| base64url::is_digit(*byte))
            .count();
        let whole = piece.get(..digits / 4 * 4).unwrap_or_default();
        let rest = piece.get(whole.len()..).unwrap_or_default();
        let mut bytes = base64url::decode(whole.as_bytes()).unwrap_or_default();
        bytes.extend(base64url::decode(rest.as_bytes()).unwrap_or_default());
        bytes
    };
    let is_object = |bytes: &[u8]| Object::parse(bytes).is_ok();
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
        && Object::parse(text.as_bytes())
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
    let payload = base64url::decode(token.payload).ok();
    if header_of(token.header).is_some()
        || payload.is_none_or(|bytes| Object::parse(&bytes).is_err())
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
    let first = Object::parse(&base64url::decode(token.header).ok()?).ok()?;
    let second = header_of(token.payload)?;
    let known = |alg: &str| Algorithm::named(alg).is_some();
    if first.get("alg").is_some() || !second.str("alg").is_some_and(known) {
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
