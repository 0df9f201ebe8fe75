//! One line: judged as the single command would, and written as one JSON object.

use std::{mem, str};

use super::pool::{BlockResult, Judge};
use super::supply::{Generation, Supply};
use crate::cli::BatchOptions;
use crate::commands::{decode, opening, token_view, verify};
use crate::jwe::Opener;
use crate::keys::KeySet;
use crate::text::Lang;
use crate::time::Moment;
use crate::token::malformed::Malformed;
use crate::token::report::{Reason, Report};
use crate::token::unwrap::{Wanted, plain, trimmed, unwrap};
use crate::token::verify::{Keyring, Policy, judge};
use crate::token::{Token, diagnosis};

/// Reads the token of a line, as the single command would find it.
fn read(token: &mut Token, line: &[u8], opener: Option<&Opener>) {
    read_sealed(token, line);
    opening::open(token, opener);
}

fn read_sealed(token: &mut Token, line: &[u8]) {
    if let Ok(text) = str::from_utf8(trimmed(line)) {
        token.read(text);
        // Nearly every line is a token alone. What is around one is looked for only where it is not good as it is.
        if token.faults().is_empty() || plain(line).is_some() {
            return;
        }
    }
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
    opener: Option<&'b Opener>,
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
        opener: Option<&'b Opener>,
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
            opener,
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
            token_view::write_line(number, &mut result.text, |out| {
                verify::add_report(self.lang, &verified, at, out);
            });
        }
        self.token = verified.token;
    }
}

impl Judge for Verifying<'_> {
    fn line(&mut self, number: u64, line: &[u8], now: Moment, result: &mut BlockResult) {
        read(&mut self.token, line, self.opener);
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
    opener: Option<&'b Opener>,
    token: Token,
}

impl<'b> Decoding<'b> {
    pub(super) fn new(
        options: &'b BatchOptions,
        lang: Lang,
        at: Option<Moment>,
        opener: Option<&'b Opener>,
    ) -> Self {
        Self {
            options,
            lang,
            at,
            opener,
            token: Token::default(),
        }
    }
}

impl Judge for Decoding<'_> {
    fn line(&mut self, number: u64, line: &[u8], now: Moment, result: &mut BlockResult) {
        let token = &mut self.token;
        read(token, line, self.opener);
        let reasons: Vec<_> = token
            .faults()
            .iter()
            .take(1)
            .map(Malformed::reason)
            .collect();
        result.stats.line(line, &reasons);
        if self.options.wants(reasons.is_empty()) {
            let at = self.at.unwrap_or(now);
            token_view::write_line(number, &mut result.text, |out| {
                decode::add_token(self.lang, token, false, at, out);
                if self.options.full {
                    token_view::add_hints(self.lang, &diagnosis::of_text(token), out);
                }
            });
        }
    }
}

/// `{"line":1,"valid":true,"reasons":[],"sub":…,"kid":…,"exp":…}`; of a text that is no token nothing is shown.
fn write_verdict(number: u64, reasons: &[Reason], token: &Token, out: &mut String) {
    let token = Some(token).filter(|token| token.form_fault().is_none());
    let claim = |name| token?.claims()?.value(name);
    token_view::write_line(number, out, |out| {
        out.add("valid", reasons.is_empty());
        out.name("reasons")
            .array(reasons, |reason, out| out.word(reason.code()));
        out.add("sub", claim("sub"));
        out.add(
            "kid",
            token.and_then(|token| token.parameter("kid")).as_deref(),
        );
        out.add("exp", claim("exp").filter(|exp| exp.is_number()));
    });
}
