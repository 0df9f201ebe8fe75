//! What a text is instead of a token.

use crate::encoding::percent_decoded;
use crate::json::{Json, Object};
use crate::keys::SecretEncoding;
use crate::token::hint::{Cut, Hint};
use crate::token::malformed::Part;
use crate::token::opaque::{Opaque, ServiceToken};
use crate::token::{Token, is_token_start, looks_like_token};

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
    (
        "sk_live_",
        "Stripe, Paystack or Clerk",
        ServiceToken::Secret,
    ),
    (
        "sk_test_",
        "Stripe, Paystack or Clerk",
        ServiceToken::Secret,
    ),
    (
        "rk_live_",
        "Stripe, Paystack or Clerk",
        ServiceToken::Secret,
    ),
    (
        "pk_live_",
        "Stripe, Paystack or Clerk",
        ServiceToken::ApiKey,
    ),
    (
        "pk_test_",
        "Stripe, Paystack or Clerk",
        ServiceToken::ApiKey,
    ),
    ("whsec_", "Stripe or Svix", ServiceToken::Secret),
    ("sk-", "OpenAI or a service like it", ServiceToken::ApiKey),
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

/// What the text is as a whole, when it is something else than a token.
pub(super) fn hint(text: &str) -> Option<Hint> {
    if text.contains("...") || text.contains('…') {
        let head = text.split(['.', '…']).next().unwrap_or_default();
        return is_token_start(head).then_some(Hint::TokenTruncated {
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
    if ["error", "errors", "message", "detail", "fault"]
        .iter()
        .any(|name| object.get(name).is_some())
        && object.get("iss").is_none()
        && object.get("sub").is_none()
    {
        let kind = Opaque::ErrorText;
        return Hint::NotAJwt { kind };
    }
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
    let signed = match object.get("signatures") {
        Some(Json::Array(several)) => match several.as_slice() {
            [one] => one.as_object()?,
            _ => return None,
        },
        _ => object,
    };
    if signed.get("header").is_some() {
        return None;
    }
    let (header, payload) = (signed.str("protected")?, object.str("payload")?);
    let signature = signed.str("signature")?;
    Some(format!("{header}.{payload}.{signature}"))
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
    if let Some(kind) = nothing(text) {
        return Some(kind);
    }
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

/// What stands where a token should be when there was none: a variable, a placeholder, a file's name, an error.
fn nothing(text: &str) -> Option<Opaque> {
    const EMPTY: [&str; 14] = [
        "undefined",
        "null",
        "none",
        "nil",
        "nan",
        "false",
        "true",
        "(null)",
        "<nil>",
        "<null>",
        "[object object]",
        "[object promise]",
        "''",
        "\"\"",
    ];
    /// What names a file.
    const ENDINGS: [&str; 8] = [
        ".jwt", ".txt", ".json", ".token", ".tok", ".pem", ".jws", ".key",
    ];
    let lower = text.to_ascii_lowercase();
    let bare = lower.trim();
    if EMPTY.contains(&bare) {
        return Some(Opaque::Empty);
    }
    if matches!(
        bare,
        "bearer" | "bearer:" | "authorization:" | "authorization: bearer" | "jwt"
    ) {
        return Some(Opaque::SchemeAlone);
    }
    if bare.starts_with("bearer ") && EMPTY.contains(&bare.get(7..).unwrap_or_default().trim()) {
        return Some(Opaque::Empty);
    }
    if is_variable(text.trim()) {
        return Some(Opaque::Variable);
    }
    let words = [
        "your", "my", "the", "paste", "insert", "replace", "example", "sample", "access", "auth",
        "jwt", "id",
    ];
    let is_word = |one: char| one.is_ascii_alphabetic() || matches!(one, '_' | '-' | ' ');
    let told = bare.chars().all(is_word) && (bare.contains("token") || bare.contains("jwt"));
    if told
        && bare
            .split(['_', '-', ' '])
            .any(|word| words.contains(&word) || word == "token")
    {
        return Some(Opaque::Placeholder);
    }
    if ["<!doctype html", "!doctype html", "<html", "<?xml", "<head"]
        .iter()
        .any(|start| bare.starts_with(start))
        && !bare.contains("saml")
    {
        return Some(Opaque::ErrorPage);
    }
    let errors = [
        "unauthorized",
        "forbidden",
        "not found",
        "bad request",
        "internal server error",
        "error:",
        "invalid_grant",
        "access denied",
    ];
    let status =
        bare.len() < 200 && !bare.starts_with('{') && errors.iter().any(|word| bare.contains(word));
    if status {
        return Some(Opaque::ErrorText);
    }
    let is_path = !text.contains(char::is_whitespace) && text.len() < 256;
    if is_path
        && ENDINGS
            .iter()
            .any(|end| lower.ends_with(end) && lower.len() > end.len())
    {
        return Some(Opaque::FileName);
    }
    let rooted = [
        "./", "../", "~/", "/tmp/", "/etc/", "/var/", "/run/", "/home/", "c:\\",
    ];
    (is_path && rooted.iter().any(|start| lower.starts_with(start))).then_some(Opaque::FileName)
}

/// A variable that nobody replaced: `$TOKEN`, `${TOKEN}`, `{{token}}`, `%TOKEN%`, `<token>`.
fn is_variable(text: &str) -> bool {
    const MARKS: [(&str, &str); 13] = [
        ("${{", "}}"),
        ("${", "}"),
        ("{{", "}}"),
        ("$(", ")"),
        ("%(", ")s"),
        ("%", "%"),
        ("<", ">"),
        ("#{", "}"),
        ("$env:", ""),
        ("process.env.", ""),
        ("{", "}"),
        ("__", "__"),
        ("$", ""),
    ];
    let name = |inner: &str| {
        let inner = inner.trim();
        let plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | '-' | '.' | ' ');
        !inner.is_empty()
            && inner.len() <= 64
            && inner.chars().all(plain)
            && inner.chars().any(char::is_alphabetic)
    };
    let text = match text.split_once(' ') {
        Some((start, rest)) if start.eq_ignore_ascii_case("bearer") => rest,
        _ => text,
    };
    MARKS.iter().any(|(open, close)| {
        let inner = text
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(name)
    })
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
    if is_token_start(text) || bytes.starts_with(b"ey") {
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
    let token = Token::of(text);
    let object = token.header();
    let length = |part| token.bytes(part).map_or(0, <[u8]>::len);
    token.form_fault().is_none()
        && object.is_some_and(|object| object.get("alg").is_none())
        && length(Part::Payload) == 4
        && matches!(length(Part::Signature), 20 | 32 | 64)
}
