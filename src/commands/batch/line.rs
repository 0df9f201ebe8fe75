//! One line: judged as the single command would, and written as one JSON object.

use std::borrow::Cow;
use std::{mem, str};

use super::pool::{BlockResult, Judge};
use super::supply::{Generation, Supply};
use crate::cli::BatchOptions;
use crate::commands::{decode, token_view, verify};
use crate::json::{Json, quoted};
use crate::keys::KeySet;
use crate::output::escape;
use crate::text::Lang;
use crate::time::Moment;
use crate::token::malformed::Malformed;
use crate::token::report::{Reason, Report};
use crate::token::unwrap::{Wanted, plain, unwrap};
use crate::token::verify::{Keyring, Policy, judge};
use crate::token::{Token, diagnosis};

/// Reads the token of a line, as the single command would find it.
fn read(token: &mut Token, line: &[u8]) {
    match plain(line).map(str::from_utf8) {
        Some(Ok(text)) => token.read(text),
        _ => read_unwrapped(token, line),
    }
}

/// Reads the token of a line that is not a token alone.
fn read_unwrapped(token: &mut Token, line: &[u8]) {
    // What is not UTF-8 is no token either; the verification says where.
    match unwrap(&String::from_utf8_lossy(line), Wanted::Access) {
        Ok(unwrapped) => token.read(&unwrapped.token),
        Err(two) => {
            *token = Token::refused(Malformed::TwoTokens {
                first: two.first.to_string(),
                second: two.second.to_string(),
            });
        }
    }
}

/// Verifies lines, as of when they were read or as of the moment that was asked for.
pub(super) struct Verifying<'b> {
    options: &'b BatchOptions,
    lang: Lang,
    at: Option<Moment>,
    policy: &'b Policy,
    supply: &'b Supply,
    current: &'b Generation,
    ring: Keyring<'b>,
    /// The key file, when the keys are not from there, and its path.
    elsewhere: Option<&'b (KeySet, String)>,
    token: Token,
    report: Report,
}

impl<'b> Verifying<'b> {
    pub(super) fn new(
        options: &'b BatchOptions,
        lang: Lang,
        at: Option<Moment>,
        policy: &'b Policy,
        supply: &'b Supply,
        elsewhere: Option<&'b (KeySet, String)>,
    ) -> Self {
        let current = supply.first();
        Self {
            options,
            lang,
            at,
            policy,
            supply,
            current,
            ring: Keyring::new(&current.keys.set, &current.keys.source, policy),
            elsewhere,
            token: Token::default(),
            report: Report::brief(),
        }
    }

    /// Goes on with newer keys, if there are any because of the key that a token names. `now` is what the clock says.
    fn renew(&mut self, reasons: &[Reason], token: &Token, now: Moment) -> bool {
        let unknown = reasons.contains(&Reason::KeyNotFound);
        let kid = token.parameter("kid").filter(|_| unknown);
        let Some(newer) = kid.and_then(|kid| self.supply.after(self.current, &kid, now)) else {
            return false;
        };
        self.current = newer;
        self.ring = Keyring::new(&newer.keys.set, &newer.keys.source, self.policy);
        true
    }

    fn full(&mut self, number: u64, line: &[u8], now: Moment, result: &mut BlockResult) {
        let at = self.at.unwrap_or(now);
        let token = mem::take(&mut self.token);
        let mut verified = verify::verify_with(token, &self.current.keys, &mut self.ring, at);
        if self.renew(verified.report.reasons(), &verified.token, now) {
            self.token = verified.token;
            return self.full(number, line, now, result);
        }
        let (keys, by_clock) = (&self.current.keys, self.at.is_none());
        verify::diagnose_with(&mut verified, keys, self.elsewhere, at, by_clock);
        let reasons = verified.report.reasons();
        result.stats.line(line, reasons);
        if self.options.wants(reasons.is_empty()) {
            let json = verify::report_json(self.lang, &verified, at);
            token_view::write_line(number, json, &mut result.text);
        }
        self.token = verified.token;
    }
}

impl Judge for Verifying<'_> {
    fn line(&mut self, number: u64, line: &[u8], now: Moment, result: &mut BlockResult) {
        read(&mut self.token, line);
        if self.options.full {
            return self.full(number, line, now, result);
        }
        let at = self.at.unwrap_or(now);
        let (token, mut report) = (mem::take(&mut self.token), mem::take(&mut self.report));
        report.clear();
        judge(&token, &mut self.ring, at, &mut report);
        while self.renew(report.reasons(), &token, now) {
            report.clear();
            judge(&token, &mut self.ring, at, &mut report);
        }
        let reasons = report.reasons();
        result.stats.line(line, reasons);
        if self.options.wants(reasons.is_empty()) {
            write_verdict(number, reasons, &token, &mut result.text);
        }
        (self.token, self.report) = (token, report);
    }
}

/// Decodes lines.
pub(super) struct Decoding<'b> {
    options: &'b BatchOptions,
    lang: Lang,
    at: Option<Moment>,
    token: Token,
}

impl<'b> Decoding<'b> {
    pub(super) fn new(options: &'b BatchOptions, lang: Lang, at: Option<Moment>) -> Self {
        Self {
            options,
            lang,
            at,
            token: Token::default(),
        }
    }
}

impl Judge for Decoding<'_> {
    fn line(&mut self, number: u64, line: &[u8], now: Moment, result: &mut BlockResult) {
        let token = &mut self.token;
        read(token, line);
        let reasons: Vec<_> = token
            .faults()
            .iter()
            .take(1)
            .map(Malformed::reason)
            .collect();
        result.stats.line(line, &reasons);
        if self.options.wants(reasons.is_empty()) {
            let at = self.at.unwrap_or(now);
            let mut json = decode::token_json(self.lang, token, at);
            if self.options.full {
                let hints = diagnosis::of_text(token);
                decode::add_hints(self.lang, &hints, &mut json);
            }
            token_view::write_line(number, json, &mut result.text);
        }
    }
}

/// `{"line":1,"valid":true,"reasons":[],"sub":…,"kid":…,"exp":…}`
fn write_verdict(number: u64, reasons: &[Reason], token: &Token, out: &mut Vec<u8>) {
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
    // Of a text that is no token nothing is shown.
    let token = Some(token).filter(|token| token.form_fault().is_none());
    let claims = token.and_then(Token::claims);
    let claim = |name| claims.and_then(|claims| claims.get(name));
    match claim("sub") {
        Some(raw) => write_raw(raw, out),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"kid\":");
    match token.and_then(|token| token.parameter("kid")) {
        Some(kid)
            if kid
                .bytes()
                .all(|byte| matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=b'~')) =>
        {
            out.push(b'"');
            out.extend_from_slice(kid.as_bytes());
            out.push(b'"');
        }
        Some(kid) => write_raw(&quoted(&kid), out),
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
    let tree = raw
        .starts_with(['{', '['])
        .then(|| Json::parse(raw.as_bytes()));
    let raw = match tree {
        Some(Ok(tree)) => Cow::Owned(tree.to_compact()),
        _ => Cow::Borrowed(raw),
    };
    out.extend_from_slice(escape::json(&raw).as_bytes());
}
