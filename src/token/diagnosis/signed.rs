//! Texts that signers sign by mistake, in place of header, dot, payload (RFC 7515 §5.1).

use super::{Budget, DiagnosisInput};
use crate::encoding::{BASE64, BASE64URL, HEX};
use crate::json::{Json, Object};
use crate::keys::evidence::{Hash, RsaSignature, Scheme};
use crate::keys::{Algorithm, Family, Key, Verifier};
use crate::text::messages;
use crate::text::typed::Typed;
use crate::token::Token;
use crate::token::hint::Hint;
use crate::token::malformed::Part;

/// Longer tokens than this, in bytes, are not written anew: each text is a copy.
const MAX_LENGTH: usize = 64 << 10;

messages! {
    /// What was signed in place of header, dot and payload.
    #[derive(Copy)]
    pub enum SignedText {
        LineBreak => "header.payload with a line break (\\n) behind it", "뒤에 줄바꿈(\\n)이 붙은 header.payload";
        Crlf => "header.payload with a line break (\\r\\n) behind it", "뒤에 줄바꿈(\\r\\n)이 붙은 header.payload";
        BreakInside => "header.payload with a line break inside", "중간에 줄바꿈이 있는 header.payload";
        Space => "header.payload with a space behind it", "뒤에 공백이 붙은 header.payload";
        TrailingDot => "header.payload with a dot behind it", "뒤에 점이 붙은 header.payload";
        Quoted => "header.payload in quotes", "따옴표로 감싼 header.payload";
        NoDot => "header and payload without the dot between them", "점 없이 이어 붙인 헤더와 페이로드";
        OtherDot => "header and payload with another character than the dot between them", "점이 아닌 문자로 이은 헤더와 페이로드";
        Turned => "payload.header, in the wrong order", "순서가 바뀐 payload.header";
        PayloadAlone => "the base64url of the payload alone", "페이로드의 base64url만";
        HeaderAlone => "the base64url of the header alone", "헤더의 base64url만";
        PayloadJson => "the JSON of the payload, not encoded", "인코딩하지 않은 페이로드 JSON";
        HeaderJson => "the JSON of the header, not encoded", "인코딩하지 않은 헤더 JSON";
        BothJson => "the JSON of header and payload, not encoded", "인코딩하지 않은 헤더와 페이로드 JSON";
        RawPayload => "header.payload with the payload not encoded (RFC 7797, without b64 in the header)", "페이로드를 인코딩하지 않은 header.payload(RFC 7797, 헤더에 b64 없음)";
        Digest => "a hash of header.payload, so that it was hashed twice", "header.payload의 해시(두 번 해시됨)";
        DigestHex => "a hash of header.payload as hex text", "header.payload 해시의 hex 텍스트";
        LowerCase => "header.payload in lower case", "소문자로 바꾼 header.payload";
        Utf16 => "header.payload in UTF-16", "UTF-16으로 인코딩한 header.payload";
        EncodedTwice => "the base64 of header.payload", "header.payload를 다시 base64로 인코딩한 텍스트";
        Folded => "header.payload in base64 with line breaks every 76 characters", "76자마다 줄바꿈한 base64 header.payload";
        Nothing => "an empty text", "빈 텍스트";
    }
}

messages! {
    /// How a header differs from the one that was signed.
    pub enum HeaderChange {
        Added { name: Typed } => "\"{name}\" was not in it", "\"{name}\" 매개변수가 없었습니다";
        Changed { name: Typed, value: Typed } => "\"{name}\" was {value}", "\"{name}\" 매개변수의 값이 {value}였습니다";
        Removed { name: Typed, value: Typed } => "it had \"{name}\": {value}", "\"{name}\": {value} 매개변수가 있었습니다";
    }
}

/// The text over which the signature is right.
pub(super) fn hint(
    input: &DiagnosisInput<'_>,
    algorithm: Algorithm,
    budget: &mut Budget,
) -> Option<Hint> {
    let token = input.token;
    if token.text().len() > MAX_LENGTH {
        return None;
    }
    let mut matcher = Matcher::of(input, algorithm)?;
    if let Some(found) = other_text(token, &mut matcher, budget) {
        return Some(found);
    }
    let found = header_change(input, &mut matcher, budget);
    found
        .map(|change| Hint::HeaderChanged { change })
        .or_else(|| {
            matcher
                .is_of_another_text()
                .then_some(Hint::SignedAnotherText)
        })
}

/// A key that tells whether it signed a text.
pub(super) enum Matcher<'k> {
    /// An RSA signature, opened once: each text costs a hash.
    Rsa(RsaSignature),
    Verifier(Verifier, &'k Vec<u8>, bool),
}

impl<'k> Matcher<'k> {
    /// The first key of the input that can do the algorithm.
    pub(super) fn of(input: &DiagnosisInput<'k>, algorithm: Algorithm) -> Option<Self> {
        let signature = input.token.signature()?;
        let mut keys = input.keys_by_kid();
        let (key, verifier) = keys.find_map(|key| Some((key, key.verifier(algorithm).ok()?)))?;
        if matches!(algorithm.family(), Family::RsaPkcs1 | Family::RsaPss) {
            let opened = key.open_signature(signature)?;
            let is_due = Some(opened.scheme) == scheme(algorithm);
            return is_due.then_some(Self::Rsa(opened));
        }
        let is_hmac = key.is_secret();
        Some(Self::Verifier(verifier, signature, is_hmac))
    }

    pub(super) fn covers(&mut self, message: &[u8], budget: &mut Budget) -> bool {
        match self {
            Self::Rsa(opened) => budget.spend(true, message.len()) && opened.covers(message),
            Self::Verifier(verifier, signature, is_hmac) => {
                budget.spend(*is_hmac, message.len()) && verifier.verify(message, signature)
            }
        }
    }

    /// Whether the signature is that key's beyond doubt, over whatever text.
    fn is_of_another_text(&self) -> bool {
        matches!(self, Self::Rsa(_))
    }
}

/// The padding that an algorithm asks for (RFC 7518 §3.3, §3.5).
pub(super) fn scheme(algorithm: Algorithm) -> Option<Scheme> {
    let hash = match algorithm.hash_bits()? {
        256 => Hash::Sha256,
        384 => Hash::Sha384,
        _ => Hash::Sha512,
    };
    match algorithm.family() {
        Family::RsaPkcs1 => Some(Scheme::Pkcs1 { hash }),
        Family::RsaPss => Some(Scheme::Pss {
            hash,
            mask: hash,
            salt: hash.len(),
        }),
        _ => None,
    }
}

fn other_text(token: &Token, matcher: &mut Matcher<'_>, budget: &mut Budget) -> Option<Hint> {
    let (header, payload) = (token.part(Part::Header), token.part(Part::Payload));
    let (header_bytes, payload_bytes) = (token.bytes(Part::Header)?, token.bytes(Part::Payload)?);
    let input = format!("{header}.{payload}");
    let padded = format!(
        "{}.{}",
        BASE64URL.encode_padded(header_bytes),
        BASE64URL.encode_padded(payload_bytes)
    );
    if padded != input && matcher.covers(padded.as_bytes(), budget) {
        return Some(Hint::PaddingWasSigned);
    }
    let folded = |end: &str| {
        let lines = |bytes| {
            let text = BASE64.encode_padded(bytes);
            let lines: Vec<_> = text
                .as_bytes()
                .chunks(76)
                .map(String::from_utf8_lossy)
                .collect();
            lines.join("\n") + end
        };
        format!("{}.{}", lines(header_bytes), lines(payload_bytes))
    };
    let utf16 = |unit: fn(u16) -> [u8; 2]| input.encode_utf16().flat_map(unit).collect();
    let join = |pieces: &[&[u8]]| pieces.concat();
    let raw = input.as_bytes();
    let candidates: Vec<(SignedText, Vec<u8>)> = vec![
        (SignedText::LineBreak, join(&[raw, b"\n"])),
        (SignedText::Crlf, join(&[raw, b"\r\n"])),
        (
            SignedText::NoDot,
            join(&[header.as_bytes(), payload.as_bytes()]),
        ),
        (SignedText::PayloadAlone, payload.into()),
        (SignedText::PayloadJson, payload_bytes.to_vec()),
        (
            SignedText::BothJson,
            join(&[header_bytes, b".", payload_bytes]),
        ),
        (SignedText::BothJson, join(&[header_bytes, payload_bytes])),
        (
            SignedText::RawPayload,
            join(&[header.as_bytes(), b".", payload_bytes]),
        ),
        (SignedText::Digest, Hash::Sha256.of(raw)),
        (
            SignedText::DigestHex,
            HEX.encode(&Hash::Sha256.of(raw)).into_bytes(),
        ),
        (SignedText::HeaderAlone, header.into()),
        (
            SignedText::Turned,
            join(&[payload.as_bytes(), b".", header.as_bytes()]),
        ),
        (SignedText::TrailingDot, join(&[raw, b"."])),
        (
            SignedText::BreakInside,
            format!("{header}\n.{payload}\n").into_bytes(),
        ),
        (
            SignedText::BreakInside,
            format!("{header}\n.{payload}").into_bytes(),
        ),
        (
            SignedText::BreakInside,
            format!("{header}.\n{payload}").into_bytes(),
        ),
        (
            SignedText::OtherDot,
            format!("{header}\n{payload}").into_bytes(),
        ),
        (SignedText::Space, join(&[raw, b" "])),
        (SignedText::Quoted, join(&[b"\"", raw, b"\""])),
        (SignedText::HeaderJson, header_bytes.to_vec()),
        (
            SignedText::OtherDot,
            format!("{header},{payload}").into_bytes(),
        ),
        (
            SignedText::OtherDot,
            format!("{header}:{payload}").into_bytes(),
        ),
        (
            SignedText::OtherDot,
            format!("{header} {payload}").into_bytes(),
        ),
        (SignedText::Folded, folded("").into_bytes()),
        (SignedText::Folded, folded("\n").into_bytes()),
        (SignedText::Digest, Hash::Sha512.of(raw)),
        (SignedText::Digest, Hash::Sha384.of(raw)),
        (SignedText::Digest, Hash::Sha1.of(raw)),
        (
            SignedText::DigestHex,
            HEX.encode(&Hash::Sha512.of(raw)).into_bytes(),
        ),
        (
            SignedText::DigestHex,
            HEX.encode(&Hash::Sha384.of(raw)).into_bytes(),
        ),
        (SignedText::EncodedTwice, BASE64URL.encode(raw).into_bytes()),
        (
            SignedText::EncodedTwice,
            BASE64.encode_padded(raw).into_bytes(),
        ),
        (SignedText::LowerCase, input.to_lowercase().into_bytes()),
        (SignedText::Utf16, utf16(u16::to_le_bytes)),
        (SignedText::Utf16, utf16(u16::to_be_bytes)),
        (SignedText::Nothing, Vec::new()),
    ];
    let found = candidates
        .into_iter()
        .find(|(_, text)| text != raw && matcher.covers(text, budget));
    found.map(|(text, _)| Hint::OtherTextWasSigned { text })
}

/// What a proxy or a library wrote into the header after signing.
fn header_change(
    input: &DiagnosisInput<'_>,
    matcher: &mut Matcher<'_>,
    budget: &mut Budget,
) -> Option<HeaderChange> {
    /// The parameters that are set or taken away, with the values that they have most often.
    const USUAL: [(&str, &[&str]); 3] = [
        ("typ", &["JWT", "jwt", "at+jwt", "application/jwt", "JOSE"]),
        ("cty", &["JWT", "json", "application/json"]),
        ("kid", &[]),
    ];
    /// How many keys' ids are tried.
    const MAX_KIDS: usize = 20;
    let token = input.token;
    let Json::Object(header) = token.json(Part::Header)? else {
        return None;
    };
    let payload = token.part(Part::Payload);
    let mut covers = |header: &Object| {
        let json = Json::Object(header.clone());
        let texts = [json.to_compact()];
        texts.iter().any(|text| {
            let message = format!("{}.{payload}", BASE64URL.encode(text.as_bytes()));
            matcher.covers(message.as_bytes(), budget)
        })
    };
    // Microsoft Graph signs the hash of the nonce (and refuses whoever else checks).
    let with = |name: &str, value: Json| {
        let mut changed = header.clone();
        changed.set(name, value);
        changed
    };
    let without = |name: &str| {
        let mut changed = header.clone();
        changed.remove(name);
        changed
    };
    let typed = |value: &Json| Typed::claim(&value.to_compact());
    for (name, _) in header.iter() {
        if covers(&without(name)) {
            return Some(HeaderChange::Added {
                name: Typed::word(name),
            });
        }
    }
    let kids: Vec<_> = input
        .keys
        .keys
        .iter()
        .filter_map(Key::kid)
        .take(MAX_KIDS)
        .collect();
    let family = token.algorithm().map(Algorithm::family);
    let names = Algorithm::all()
        .filter(|other| Some(other.family()) == family)
        .map(Algorithm::name)
        .chain(["none"]);
    let names: Vec<_> = names.collect();
    let mut candidates: Vec<(&str, &str)> = Vec::new();
    candidates.extend(names.iter().map(|name| ("alg", *name)));
    for (name, values) in USUAL {
        candidates.extend(values.iter().map(|value| (name, *value)));
    }
    candidates.extend(kids.iter().map(|kid| ("kid", *kid)));
    for (name, value) in candidates {
        let value = Json::from(value);
        let shown = || (Typed::word(name), typed(&value));
        if header.get(name).is_some() {
            if covers(&with(name, value.clone())) {
                let (name, value) = shown();
                return Some(HeaderChange::Changed { name, value });
            }
            continue;
        }
        // Put at the end, or at the beginning.
        let mut first = Object::new();
        first.set(name, value.clone());
        for (name, value) in header.iter() {
            first.set(name, value.clone());
        }
        if covers(&with(name, value.clone())) || covers(&first) {
            let (name, value) = shown();
            return Some(HeaderChange::Removed { name, value });
        }
    }
    None
}

/// Microsoft Graph's tokens: what was signed has the hash of the header's `nonce` in its place.
pub(super) fn graph_nonce(
    input: &DiagnosisInput<'_>,
    algorithm: Algorithm,
    budget: &mut Budget,
) -> Option<Hint> {
    let token = input.token;
    let header = std::str::from_utf8(token.bytes(Part::Header)?).ok()?;
    let nonce = token.parameter("nonce")?;
    let mut matcher = Matcher::of(input, algorithm)?;
    let digest = Hash::Sha256.of(nonce.as_bytes());
    let written = Json::from(nonce.as_ref()).to_compact();
    let hashed = [
        BASE64URL.encode(&digest),
        HEX.encode(&digest),
        BASE64.encode_padded(&digest),
    ];
    let is_right = hashed.iter().any(|hashed| {
        let header = header.replace(&written, &Json::from(hashed.as_str()).to_compact());
        let message = format!(
            "{}.{}",
            BASE64URL.encode(header.as_bytes()),
            token.part(Part::Payload)
        );
        matcher.covers(message.as_bytes(), budget)
    });
    is_right.then_some(Hint::GraphNonce)
}
