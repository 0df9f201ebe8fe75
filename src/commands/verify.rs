//! `verify`: everything is checked, and every reason for which it failed is said.

use super::context::{Context, Failure, Outcome};
use super::token_view::TokenJson;
use super::{explain, input, keysource, token_view};
use crate::cli::{Explain, Verify, Zone};
use crate::json::{Json, Object, ObjectText};
use crate::keys::{Algorithm, Key, KeySet};
use crate::output::{Answer, Document, Ink};
use crate::text::headings::{Label, Word};
use crate::text::malformed::Malformed;
use crate::text::note::Note;
use crate::text::{Lang, Say};
use crate::time::Moment;
use crate::token::anatomy::Anatomy;
use crate::token::diagnosis::{self, Evidence};
use crate::token::notes;
use crate::token::reading::Reading;
use crate::token::report::{Check, Reason, Report, Status};
use crate::token::unwrap::Wanted;
use crate::token::verify::{Keyring, Memory, Policy, judge, refuse};

/// Runs `verify` for one token.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Verify) -> Result<Outcome, Failure> {
    let (token, show) = (options.source(), &options.show);
    let explain = explain::wanted(context, show.explain)?;
    input::refuse_two_readers(token, &options.key)?;
    keysource::refuse_two_issuers(&options.key, &options.expect.iss)?;
    // The token first: in `tokenry issue | tokenry verify` the key file may be made meanwhile.
    let text = input::token(context, token, Wanted::Access)?;
    let keys = keysource::verifying_token(context, &options.key, &text)?;
    let (now, by_clock) = context.moment(options.clock.at);
    let policy = keys.policy(options.policy());
    let mut verified = verify(&text, &policy, &keys, now);
    diagnose(context, &mut verified, &text, &keys, now, by_clock);
    let Some(how) = explain else {
        return Ok(answer(context, &verified, now, show.tz));
    };
    let used = verified.key.as_ref();
    let key = used.and_then(|used| keys.set.keys.get(used.index));
    let reading = &verified.reading;
    let mut anatomy =
        explain::with_key(context, reading, &options.key, &keys, key, show.show_secret);
    let reasons = verified.report.reasons();
    anatomy.mismatch = reasons.contains(&Reason::SignatureMismatch);
    Ok(explained(context, &verified, &anatomy, how, now, show.tz))
}

/// A token, judged and read.
pub(super) struct Verified<'t> {
    pub(super) report: Report,
    pub(super) reading: Reading<'t>,
    pub(super) notes: Vec<Note>,
    /// The key that was used.
    pub(super) key: Option<KeyUsed>,
}

/// The key that a token was verified with.
pub(super) struct KeyUsed {
    /// Its place in the set.
    index: usize,
    kid: Option<String>,
    /// Where the set comes from.
    source: String,
}

impl Verified<'_> {
    /// A text that holds no token that could be judged.
    pub(super) fn refused(malformed: Malformed, policy: &Policy) -> Self {
        let mut report = Report::default();
        refuse(malformed.clone(), policy, &mut report);
        Self {
            report,
            reading: Reading {
                broken: vec![malformed],
                ..Reading::default()
            },
            notes: Vec::new(),
            key: None,
        }
    }
}

/// Judges a bare token with everything that a person wants to know beside the verdict.
pub(super) fn verify<'t>(
    text: &'t str,
    policy: &Policy,
    keys: &keysource::Keys,
    now: Moment,
) -> Verified<'t> {
    let mut ring = Keyring::new(&keys.set, &keys.source, policy);
    verify_with(text, keys, &mut ring, &mut Memory::default(), now)
}

/// As [`verify`], with keys that are prepared already and memory that is used again.
pub(super) fn verify_with<'t>(
    text: &'t str,
    keys: &keysource::Keys,
    ring: &mut Keyring<'_>,
    memory: &mut Memory,
    now: Moment,
) -> Verified<'t> {
    let mut report = Report::default();
    let policy = ring.policy();
    let judged = judge(text.as_bytes(), ring, now, memory, &mut report);
    let reading = Reading::of(text);
    let claims = reading.claims().filter(|_| !policy.signature_only);
    let mut found = notes::notes(reading.header.as_ref(), claims, now);
    let used = judged.key;
    let used = used.and_then(|index| Some((index, keys.set.keys.get(index)?)));
    found.extend(used.and_then(|(_, key)| weak_secret(key, reading.header.as_ref())));
    Verified {
        report,
        reading,
        notes: found,
        key: used.map(|(index, key)| KeyUsed {
            index,
            kid: key.kid().map(str::to_owned),
            source: keys.source.clone(),
        }),
    }
}

/// Looks for what explains the failed checks, and puts it beside them.
pub(super) fn diagnose(
    context: &Context<'_, '_>,
    verified: &mut Verified<'_>,
    text: &str,
    keys: &keysource::Keys,
    now: Moment,
    by_clock: bool,
) {
    let puzzling = [Reason::SignatureMismatch, Reason::KeyNotFound];
    let reasons = verified.report.reasons();
    let puzzled = reasons.iter().any(|reason| puzzling.contains(reason));
    let elsewhere = puzzled
        .then(|| keysource::elsewhere(context, keys))
        .flatten();
    let scene = Scene {
        keys,
        elsewhere: elsewhere.as_ref(),
        now,
        by_clock,
    };
    scene.diagnose(verified, text);
}

/// What a diagnosis may look at beside the token.
pub(super) struct Scene<'k> {
    /// The keys that it was verified with.
    pub(super) keys: &'k keysource::Keys,
    /// The key file, when the keys are not from there, and its path.
    pub(super) elsewhere: Option<&'k (KeySet, String)>,
    /// The moment to judge at.
    pub(super) now: Moment,
    /// Whether that is what the clock says.
    pub(super) by_clock: bool,
}

impl Scene<'_> {
    /// As [`diagnose`].
    pub(super) fn diagnose(&self, verified: &mut Verified<'_>, text: &str) {
        if self.by_clock && diagnosis::clock_is_wrong(self.now) {
            verified.notes.push(Note::ClockIsWrong { now: self.now });
        }
        if verified.report.valid() {
            return;
        }
        let written = self.keys.written.as_ref();
        let evidence = Evidence {
            text,
            keys: &self.keys.set,
            written: written.map(|written| diagnosis::Written {
                text: &written.text,
                encoding: written.encoding,
            }),
            elsewhere: self.elsewhere.map(|(set, source)| (set, source.as_str())),
            now: self.now,
            by_clock: self.by_clock,
        };
        diagnosis::explain(&mut verified.report, &verified.reading, &evidence);
    }
}

/// RFC 7518 §3.2: a secret shorter than the hash is verified with, and remarked on.
fn weak_secret(key: &Key, header: Option<&ObjectText>) -> Option<Note> {
    let algorithm = Algorithm::named(&header?.str("alg")?)?;
    let bits = key.weak_secret_bits(algorithm)?;
    Some(Note::WeakSecret {
        bits,
        needed: algorithm.hash_bits()?,
        algorithm: algorithm.name(),
    })
}

/// The report as text or JSON.
pub(super) fn answer(
    context: &Context<'_, '_>,
    verified: &Verified<'_>,
    now: Moment,
    zone: Zone,
) -> Outcome {
    let exit = verified.report.exit();
    let answer = if context.json {
        let report = report_json(context.lang, verified, now);
        Answer::Json(report.into_object().into())
    } else {
        let page = token_view::document(context, &verified.reading, now, zone);
        Answer::Document(judged(context, verified, page))
    };
    Outcome { answer, exit }
}

/// A page with the checks, the notes and the verdict behind what it shows of the token.
fn judged(context: &Context<'_, '_>, verified: &Verified<'_>, mut page: Document) -> Document {
    checks(context, &verified.report, &mut page);
    token_view::notes(context, &verified.notes, &mut page);
    verdict(context, &verified.report, &mut page);
    page
}

/// The report with the explanation of the token in place of what `decode` prints.
fn explained(
    context: &Context<'_, '_>,
    verified: &Verified<'_>,
    anatomy: &Anatomy<'_>,
    how: Explain,
    now: Moment,
    zone: Zone,
) -> Outcome {
    let answer = if context.json {
        let mut report = report_json(context.lang, verified, now);
        report.add("explanation", explain::json(context, anatomy));
        Answer::Json(report.into_object().into())
    } else if how == Explain::Html {
        let verdict = page_verdict(context, &verified.report);
        Answer::Text(explain::page(context, anatomy, zone, Some(&verdict)))
    } else {
        let page = explain::document(context, anatomy, zone);
        Answer::Document(judged(context, verified, page))
    };
    Outcome {
        answer,
        exit: verified.report.exit(),
    }
}

/// The verdict and its checks, for a page.
fn page_verdict(context: &Context<'_, '_>, report: &Report) -> explain::Verdict {
    let checks = report.checks.iter().map(|check| {
        let (sign, _) = sign(check.status);
        let class = match check.status {
            Status::Pass => "good",
            Status::Fail(_) => "bad",
            Status::Skip => "skip",
        };
        let mut words = context.say(&check.detail);
        for hint in &check.hints {
            words = format!("{words} · {}", context.say(hint));
        }
        explain::CheckLine {
            class,
            sign,
            name: check.name.code(),
            words,
        }
    });
    explain::Verdict {
        class: if report.valid() { "good" } else { "bad" },
        words: context.say(&verdict_label(report)),
        checks: checks.collect(),
    }
}

/// The sign before a check, in its ink.
const fn sign(status: Status) -> (&'static str, Ink) {
    match status {
        Status::Pass => ("✓", Ink::Good),
        Status::Fail(_) => ("✗", Ink::Bad),
        Status::Skip => ("–", Ink::Faint),
    }
}

fn verdict_label(report: &Report) -> Label {
    let reasons: Vec<_> = report.reasons().into_iter().map(Reason::code).collect();
    if reasons.is_empty() {
        return Label::Valid;
    }
    Label::NotValid {
        reasons,
        exit: report.exit(),
    }
}

/// One line a check, and the hints below it.
fn checks(context: &Context<'_, '_>, report: &Report, page: &mut Document) {
    page.heading(context.say(&Label::Checks));
    for check in &report.checks {
        let (sign, ink) = sign(check.status);
        let mut pieces = vec![(ink, format!("  {sign} {:<10} ", check.name.code()))];
        if let Status::Fail(reason) = check.status {
            pieces.push((Ink::Bad, format!("{}: ", reason.code())));
        }
        pieces.push((
            if check.status == Status::Skip {
                Ink::Faint
            } else {
                Ink::Plain
            },
            context.say(&check.detail),
        ));
        if check.untrusted && check.status != Status::Skip {
            pieces.push((Ink::Faint, format!(" {}", context.say(&Label::Untrusted))));
        }
        page.line(pieces);
        for hint in &check.hints {
            page.line([
                (Ink::Good, format!("      {} ", Word::Hint.text())),
                (
                    Ink::Plain,
                    format!("{}: {}", hint.code(), context.say(hint)),
                ),
            ]);
        }
    }
}

fn verdict(context: &Context<'_, '_>, report: &Report, page: &mut Document) {
    page.gap();
    let ink = if report.valid() { Ink::Good } else { Ink::Bad };
    page.line([(ink, context.say(&verdict_label(report)))]);
}

/// The report for programs.
pub(super) fn report_json<'v>(
    lang: Lang,
    verified: &'v Verified<'_>,
    now: Moment,
) -> TokenJson<'v> {
    let report = &verified.report;
    let reasons: Vec<_> = report.reasons().into_iter().map(Reason::code).collect();
    let checks: Vec<_> = report
        .checks
        .iter()
        .map(|check| check_json(lang, check))
        .collect();
    let key = verified.key.as_ref().map(|used| {
        Object::from([
            ("kid", Json::from(used.kid.clone())),
            ("source", used.source.as_str().into()),
        ])
    });
    let mut json = TokenJson::new();
    json.add("valid", report.valid());
    json.add("reasons", reasons);
    json.add("checks", checks);
    json.add_parts(&verified.reading);
    json.add("key", key);
    json.add("at", now.iso());
    json.add("notes", token_view::notes_json(lang, &verified.notes));
    json
}

fn check_json(lang: Lang, check: &Check) -> Object {
    let status = match check.status {
        Status::Pass => "pass",
        Status::Fail(_) => "fail",
        Status::Skip => "skip",
    };
    let mut object = Object::from([("check", check.name.code()), ("status", status)]);
    if let Status::Fail(reason) = check.status {
        object.set("code", reason.code());
    }
    object.set("detail", check.detail.say(lang));
    if check.untrusted && check.status != Status::Skip {
        object.set("untrusted", true);
    }
    if !check.hints.is_empty() {
        object.set("hints", token_view::hints_json(lang, &check.hints));
    }
    object
}
