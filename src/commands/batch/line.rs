//! One line: judged as the single command would, and written as one JSON object.

use std::borrow::Cow;
use std::str;

use super::pool::{BlockResult, Judge};
use crate::cli::BatchOptions;
use crate::commands::verify::Scene;
use crate::commands::{decode, verify};
use crate::json::{self, quoted};
use crate::output::escape;
use crate::text::Lang;
use crate::text::malformed::Malformed;
use crate::time::Moment;
use crate::token::compact::Members;
use crate::token::diagnosis;
use crate::token::reading::Reading;
use crate::token::report::Reason;
use crate::token::unwrap::{Wanted, plain, trimmed, unwrap};
use crate::token::verify::{Judged, Keyring, Memory, Policy, judge, refuse};

/// The bare token of a line, as the single command would find it.
fn token(line: &[u8]) -> Result<Cow<'_, str>, Malformed> {
    match plain(line).map(str::from_utf8) {
        Some(Ok(token)) => Ok(Cow::Borrowed(token)),
        _ => unwrapped(line).map(Cow::Owned),
    }
}

/// The token of a line that is not a token alone.
fn unwrapped(line: &[u8]) -> Result<String, Malformed> {
    // What is not UTF-8 is no token either; the verification says where.
    let text = String::from_utf8_lossy(line);
    match unwrap(&text, Wanted::Access) {
        Ok(unwrapped) => Ok(unwrapped.token),
        Err(two) => Err(Malformed::TwoTokens {
            first: two.first.to_string(),
            second: two.second.to_string(),
        }),
    }
}

/// Verifies lines.
pub(super) struct Verifying<'b> {
    options: &'b BatchOptions,
    lang: Lang,
    policy: &'b Policy,
    scene: Scene<'b>,
    ring: Keyring<'b>,
    memory: Memory,
    reasons: Vec<Reason>,
}

impl<'b> Verifying<'b> {
    pub(super) fn new(
        options: &'b BatchOptions,
        lang: Lang,
        policy: &'b Policy,
        scene: Scene<'b>,
    ) -> Self {
        Self {
            options,
            lang,
            policy,
            ring: Keyring::new(&scene.keys.set, &scene.keys.source, policy),
            scene,
            memory: Memory::default(),
            reasons: Vec::new(),
        }
    }

    fn full(&mut self, number: u64, line: &[u8], result: &mut BlockResult) {
        let token = token(line);
        let verified = match &token {
            Ok(token) => {
                let mut verified = verify::verify_with(
                    token,
                    self.scene.keys,
                    &mut self.ring,
                    &mut self.memory,
                    self.scene.now,
                );
                self.scene.diagnose(&mut verified, token);
                verified
            }
            Err(two) => verify::Verified::refused(two.clone(), self.policy),
        };
        let reasons = verified.report.reasons();
        result.stats.line(line, &reasons);
        if self.options.wants(reasons.is_empty()) {
            let report = verify::report_json(self.lang, &verified, self.scene.now);
            report.write_line(number, &mut result.text);
        }
    }
}

impl Judge for Verifying<'_> {
    fn line(&mut self, number: u64, line: &[u8], now: Moment, result: &mut BlockResult) {
        self.scene.now = now;
        if self.options.full {
            return self.full(number, line, result);
        }
        let (ring, memory, reasons) = (&mut self.ring, &mut self.memory, &mut self.reasons);
        reasons.clear();
        // Nearly every line is a token alone. What is around one, and whether it is UTF-8, is asked only of a line that
        // is not good as it is: a token that is well-formed has none but its own characters.
        let judged = judge(trimmed(line), ring, now, memory, reasons);
        if reasons.is_empty() || plain(line).is_some() {
            return tell(self.options, number, line, reasons, &judged, result);
        }
        reasons.clear();
        let judged = match unwrapped(line) {
            Ok(token) => judge(token.as_bytes(), ring, now, memory, reasons),
            Err(two) => {
                refuse(two, self.policy, reasons);
                Judged::default()
            }
        };
        tell(self.options, number, line, reasons, &judged, result);
    }
}

/// Counts what came of a line, and writes it if it is wanted.
fn tell(
    options: &BatchOptions,
    number: u64,
    line: &[u8],
    reasons: &[Reason],
    judged: &Judged<'_>,
    result: &mut BlockResult,
) {
    result.stats.line(line, reasons);
    if options.wants(reasons.is_empty()) {
        write_verdict(number, reasons, judged, &mut result.text);
    }
}

/// Decodes lines.
pub(super) struct Decoding<'b> {
    options: &'b BatchOptions,
    lang: Lang,
}

impl<'b> Decoding<'b> {
    pub(super) const fn new(options: &'b BatchOptions, lang: Lang) -> Self {
        Self { options, lang }
    }
}

impl Judge for Decoding<'_> {
    fn line(&mut self, number: u64, line: &[u8], now: Moment, result: &mut BlockResult) {
        let token = token(line);
        let reading = match &token {
            Ok(token) => Reading::of(token),
            Err(two) => Reading {
                broken: vec![two.clone()],
                ..Reading::default()
            },
        };
        let reasons: Vec<_> = reading
            .broken
            .first()
            .map(Malformed::reason)
            .into_iter()
            .collect();
        result.stats.line(line, &reasons);
        if self.options.wants(reasons.is_empty()) {
            let hints = match &token {
                Ok(token) if self.options.full => diagnosis::of_text(token, &reading),
                _ => Vec::new(),
            };
            let mut json = decode::token_json(self.lang, &reading, now);
            decode::add_hints(self.lang, &hints, &mut json);
            json.write_line(number, &mut result.text);
        }
    }
}

/// `{"line":1,"valid":true,"reasons":[],"sub":…,"kid":…,"exp":…}`
fn write_verdict(number: u64, reasons: &[Reason], judged: &Judged<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"line\":");
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    out.extend_from_slice(if reasons.is_empty() {
        b",\"valid\":true,\"reasons\":["
    } else {
        b",\"valid\":false,\"reasons\":["
    });
    for (index, reason) in reasons.iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"\"" } else { b",\"" });
        out.extend_from_slice(reason.code().as_bytes());
        out.push(b'"');
    }
    out.extend_from_slice(b"],\"sub\":");
    let claim = |name| {
        judged
            .claims
            .as_ref()
            .and_then(|claims: &Members<'_>| claims.get(name))
    };
    match claim("sub") {
        Some(raw) => write_raw(raw, out),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"kid\":");
    match judged.header.and_then(|header| header.kid.as_deref()) {
        Some(kid)
            if kid
                .bytes()
                .all(|byte| matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=b'~')) =>
        {
            out.push(b'"');
            out.extend_from_slice(kid.as_bytes());
            out.push(b'"');
        }
        Some(kid) => write_raw(&quoted(kid), out),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"exp\":");
    let exp = claim("exp")
        .filter(|raw| raw.starts_with(|first: char| first == '-' || first.is_ascii_digit()));
    out.extend_from_slice(exp.unwrap_or("null").as_bytes());
    out.extend_from_slice(b"}\n");
}

/// A JSON value as it stands in the token; an array or object loses its white space, which may hold line breaks.
fn write_raw(raw: &str, out: &mut Vec<u8>) {
    let raw = match raw.as_bytes().first() {
        Some(b'{' | b'[') => Cow::Owned(json::compact(raw)),
        _ => Cow::Borrowed(raw),
    };
    out.extend_from_slice(escape::json(&raw).as_bytes());
}
