//! `verify`: everything is checked, and every reason for which it failed is said.

use super::context::{Context, Failure, Outcome};
use super::{decode, explain, input, keysource, opening, token_view};
use crate::cli::{Explain, Input, Target, Verify, Zone};
use crate::commands::headings::{Label, Word};
use crate::commands::token_view::Shown;
use crate::json::{Json, Object, Writer};
use crate::keys::{Key, KeySet};
use crate::output::{Answer, Document, Ink};
use crate::store;
use crate::text::{In, Lang};
use crate::time::Moment;
use crate::token::check::Detail;
use crate::token::diagnosis::{self, DiagnosisInput};
use crate::token::explanation::Explanation;
use crate::token::note::Note;
use crate::token::report::{Check, Reason, Report, Status};
use crate::token::unwrap::Wanted;
use crate::token::verify::{Keyring, Policy, judge};
use crate::token::{MAX_TOKEN, Token, warnings};

/// Runs `verify` for one token.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Verify) -> Result<Outcome, Failure> {
    let (argument, show) = (options.source(), &options.show);
    let explain = explain::wanted(context, show.explain)?;
    input::refuse_two_readers(argument, options.key())?;
    keysource::refuse_two_issuers(options.key(), &options.expect.iss)?;
    // The token first: in `tokenry issue | tokenry verify` the key file may be made meanwhile.
    let mut token = Token::of(&input::token(context, argument, Wanted::Access)?);
    let readers = [(argument.is_stdin(), "TOKEN")];
    let opener = opening::opener(context, &options.decryption, &readers, Some(options.key()))?;
    opening::open(&mut token, opener.as_ref());
    let keys = keysource::verifying_token(context, options.key(), &token)?;
    let (now, by_clock) = context.moment(options.clock.at);
    let mut policy = keys.policy(options.policy());
    if let Some(demanded) = &mut policy.profile {
        demanded.access_token = beside(context, options.profile.access_token.as_ref())?;
        demanded.code = beside(context, options.profile.code.as_ref())?;
    }
    let mut verified = verify(token, &policy, &keys, now);
    diagnose(context, &mut verified, &keys, now, by_clock);
    if let Some(target) = &options.get
        && (verified.report.valid() || !context.json)
    {
        return get(context, &verified, target);
    }
    let Some(how) = explain else {
        return Ok(answer(context, &verified, now, show.tz, None));
    };
    let used = verified.key.as_ref();
    let key = used.and_then(|used| verified.set(&keys).keys.get(used.index));
    let token = &verified.token;
    if how == Explain::Lab && !context.json {
        let bench = explain::Bench {
            token,
            key: key.or(explain::lone(&keys)),
            show_secret: show.show_secret,
            policy: &policy,
            now,
            zone: show.tz,
        };
        return Ok(Outcome {
            answer: Answer::Text(explain::lab(context, &bench)),
            exit: verified.report.exit(),
        });
    }
    let mut explanation =
        explain::with_key(context, token, options.key(), &keys, key, show.show_secret);
    let reasons = verified.report.reasons();
    explanation.mismatch = reasons.contains(&Reason::SignatureMismatch);
    Ok(explained(
        context,
        &verified,
        &explanation,
        how,
        now,
        show.tz,
    ))
}

/// What came with a token: a text, or what a file holds.
fn beside(context: &Context<'_, '_>, given: Option<&Input>) -> Result<Option<String>, Failure> {
    let text = match given {
        None | Some(Input::Stdin) => return Ok(None),
        Some(Input::Text(text)) => text.clone(),
        Some(Input::File(path)) => {
            let bytes = store::input::read(path, MAX_TOKEN, &context.files)?;
            String::from_utf8_lossy(&bytes).trim().to_owned()
        }
    };
    Ok(Some(text))
}

/// `--get`: one value of a valid token; of any other the reasons.
fn get(
    context: &mut Context<'_, '_>,
    verified: &Verified,
    target: &Target,
) -> Result<Outcome, Failure> {
    let report = &verified.report;
    if report.valid() {
        return decode::get(context, &verified.token, target);
    }
    for check in report.checks() {
        if let Status::Fail(reason) = check.status {
            context.complain(&Failure::refused(reason, check.detail.clone()));
            for hint in &check.hints {
                context.hint(hint);
            }
        }
    }
    Ok(Outcome {
        answer: Answer::Nothing,
        exit: report.exit(),
    })
}

/// A token, judged and read.
pub(super) struct Verified {
    pub(super) token: Token,
    pub(super) report: Report,
    pub(super) warnings: Vec<Note>,
    /// The key that was used.
    pub(super) key: Option<KeyUsed>,
    /// Whether the text of a stored token is left out of what is shown: it may still be good tomorrow, and answers end
    /// up in logs.
    pub(super) hidden: bool,
    /// The keys that stood in the token itself, where those count.
    held: Option<KeySet>,
}

impl Verified {
    /// The keys that it was verified with.
    fn set<'v>(&'v self, keys: &'v keysource::Keys) -> &'v KeySet {
        self.held.as_ref().unwrap_or(&keys.set)
    }
}

/// The key that a token was verified with.
pub(super) struct KeyUsed {
    /// Its place in the set.
    index: usize,
    kid: Option<String>,
    /// Where the set comes from.
    source: String,
}

/// Judges a token with everything that a person wants to know beside the verdict.
pub(super) fn verify(
    token: Token,
    policy: &Policy,
    keys: &keysource::Keys,
    now: Moment,
) -> Verified {
    let mut ring = Keyring::new(&keys.set, &keys.source, policy);
    verify_with(token, keys, &mut ring, now)
}

/// As [`verify`], with keys that are prepared already.
pub(super) fn verify_with(
    token: Token,
    keys: &keysource::Keys,
    ring: &mut Keyring<'_>,
    now: Moment,
) -> Verified {
    let mut report = Report::default();
    let policy = ring.policy();
    let judged = judge(&token, ring, now, &mut report);
    let brings_its_key = policy
        .profile
        .as_ref()
        .is_some_and(|asked| asked.profile.brings_its_key);
    let brings_its_keys = policy.roots.is_some() || brings_its_key;
    let held = brings_its_keys.then(|| ring.set().clone());
    let set = held.as_ref().unwrap_or(&keys.set);
    let claims = token.claims().filter(|_| !policy.signature_only);
    let mut found = warnings::warnings(token.header(), claims, now);
    if held.is_some() {
        // Those are trusted up to a root, which the check of the key tells.
        let parameter = if brings_its_key { "jwk" } else { "x5c" };
        found.retain(|note| *note != Note::KeyInHeader { parameter });
    }
    let used = judged.key;
    let used = used.and_then(|index| Some((index, set.keys.get(index)?)));
    found.extend(used.and_then(|(_, key)| weak_secret(key, &token)));
    Verified {
        token,
        report,
        warnings: found,
        key: used.map(|(index, key)| KeyUsed {
            index,
            kid: key.kid().map(str::to_owned),
            source: keys.source.clone(),
        }),
        hidden: false,
        held,
    }
}

/// Looks for what explains the failed checks, and puts it beside them.
pub(super) fn diagnose(
    context: &Context<'_, '_>,
    verified: &mut Verified,
    keys: &keysource::Keys,
    now: Moment,
    by_clock: bool,
) {
    let puzzling = [Reason::SignatureMismatch, Reason::KeyNotFound];
    let mut reasons = verified.report.reasons().iter();
    let puzzled = reasons.any(|reason| puzzling.contains(reason));
    let elsewhere = puzzled
        .then(|| keysource::elsewhere(context, keys))
        .flatten();
    diagnose_with(verified, keys, elsewhere.as_ref(), now, by_clock);
}

/// As [`diagnose`]. `elsewhere` is the key file, when the keys are not from there, and its path.
pub(super) fn diagnose_with(
    verified: &mut Verified,
    keys: &keysource::Keys,
    elsewhere: Option<&(KeySet, String)>,
    now: Moment,
    by_clock: bool,
) {
    if by_clock && diagnosis::clock_is_wrong(now) {
        verified.warnings.push(Note::ClockIsWrong { now });
    }
    if verified.report.valid() {
        return;
    }
    let written = keys.written.as_ref();
    let input = DiagnosisInput {
        token: &verified.token,
        keys: verified.held.as_ref().unwrap_or(&keys.set),
        written: written.map(|written| diagnosis::Written {
            text: &written.text,
            encoding: written.encoding,
            source: written.source(),
        }),
        elsewhere: elsewhere.map(|(set, source)| (set, source.as_str())),
        now,
        by_clock,
    };
    diagnosis::explain(&mut verified.report, &input);
}

/// RFC 7518 §3.2: a secret shorter than the hash is verified with, and remarked on.
fn weak_secret(key: &Key, token: &Token) -> Option<Note> {
    let algorithm = token.algorithm()?;
    let bits = key.weak_secret_bits(algorithm)?;
    Some(Note::WeakSecret {
        bits,
        needed: algorithm.hash_bits()?,
        algorithm: algorithm.name(),
    })
}

/// The report as text or JSON; in JSON with another member at its end, if there is one.
pub(super) fn answer(
    context: &Context<'_, '_>,
    verified: &Verified,
    now: Moment,
    zone: Zone,
    last: Option<(&'static str, Object)>,
) -> Outcome {
    let exit = verified.report.exit();
    let answer = if context.json {
        Answer::json(|out| {
            add_report(context.lang, verified, now, out);
            if let Some((name, value)) = last {
                out.add(name, value);
            }
        })
    } else {
        if !context.verbose {
            let mut page = token_view::brief(context, &verified.token, now, zone);
            failed_checks(context, &verified.report, &mut page);
            token_view::warnings(context, &verified.warnings, &mut page);
            verdict(context, &verified.report, &mut page);
            let answer = Answer::Document(page);
            return Outcome { answer, exit };
        }
        let shown = if verified.hidden {
            Shown::Hidden
        } else {
            Shown::Whole
        };
        let page = token_view::document(context, &verified.token, shown, now, zone);
        Answer::Document(judged(context, verified, page))
    };
    Outcome { answer, exit }
}

/// A page with the checks, the notes and the verdict behind what it shows of the token.
fn judged(context: &Context<'_, '_>, verified: &Verified, mut page: Document) -> Document {
    checks(context, &verified.report, &mut page);
    token_view::warnings(context, &verified.warnings, &mut page);
    verdict(context, &verified.report, &mut page);
    page
}

/// The report with the explanation of the token in place of what `decode` prints.
fn explained(
    context: &Context<'_, '_>,
    verified: &Verified,
    explanation: &Explanation<'_>,
    how: Explain,
    now: Moment,
    zone: Zone,
) -> Outcome {
    if context.json {
        let explanation = ("explanation", explain::json(context, explanation));
        return answer(context, verified, now, zone, Some(explanation));
    }
    let answer = if how == Explain::Html {
        let report = &verified.report;
        let verdict = explain::Verdict {
            class: if report.valid() { "good" } else { "bad" },
            words: context.say(&verdict_label(report)),
            report: Some(report),
        };
        Answer::Text(explain::page(context, explanation, zone, Some(&verdict)))
    } else {
        let page = explain::document(context, explanation, zone);
        Answer::Document(judged(context, verified, page))
    };
    Outcome {
        answer,
        exit: verified.report.exit(),
    }
}

/// The sign before a check, in its ink.
pub(super) const fn sign(status: Status) -> (&'static str, Ink) {
    match status {
        Status::Pass => ("✓", Ink::Good),
        Status::Fail(_) => ("✗", Ink::Bad),
        Status::Skip => ("–", Ink::Faint),
    }
}

fn verdict_label(report: &Report) -> Label {
    let reasons: Vec<_> = report
        .reasons()
        .iter()
        .map(|reason| reason.code())
        .collect();
    if reasons.is_empty() {
        return Label::Valid;
    }
    Label::NotValid {
        reasons,
        exit: report.exit(),
    }
}

/// The checks that failed, and in one line each those that passed and those that were not made.
fn failed_checks(context: &Context<'_, '_>, report: &Report, page: &mut Document) {
    page.gap();
    let checks = report.checks().iter();
    for check in checks.filter(|check| matches!(check.status, Status::Fail(_))) {
        add_check_line(context, check, page);
    }
    for (status, untrusted) in [
        (Status::Pass, false),
        (Status::Pass, true),
        (Status::Skip, false),
    ] {
        let alike = |check: &&Check| {
            let judged = status == Status::Pass;
            check.status == status && (!judged || check.untrusted == untrusted)
        };
        let checks = report.checks().iter().filter(alike);
        let (told, rest): (Vec<&Check>, Vec<&Check>) =
            checks.partition(|check| matches!(check.detail, Detail::AudienceNotChecked { .. }));
        // What a profile demands may have been checked already.
        let mut names: Vec<&str> = Vec::new();
        for check in rest {
            if !names.contains(&check.name.code()) {
                names.push(check.name.code());
            }
        }
        if !names.is_empty() {
            let (sign, ink) = sign(status);
            let mut pieces = vec![(ink, format!("  {sign} {}", names.join(", ")))];
            if untrusted {
                pieces.push((Ink::Faint, format!(" {}", context.say(&Label::Untrusted))));
            }
            page.line(pieces);
        }
        for check in told {
            add_check_line(context, check, page);
        }
    }
}

/// One line a check, and the hints below it.
fn checks(context: &Context<'_, '_>, report: &Report, page: &mut Document) {
    page.heading(context.say(&Label::Checks));
    for check in report.checks() {
        add_check_line(context, check, page);
    }
}

fn add_check_line(context: &Context<'_, '_>, check: &Check, page: &mut Document) {
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

fn verdict(context: &Context<'_, '_>, report: &Report, page: &mut Document) {
    page.gap();
    let ink = if report.valid() { Ink::Good } else { Ink::Bad };
    page.line([(ink, context.say(&verdict_label(report)))]);
}

/// The members of the report for programs.
pub(super) fn add_report(lang: Lang, verified: &Verified, now: Moment, out: &mut Writer<'_>) {
    let report = &verified.report;
    out.add("valid", report.valid());
    let reasons = report.reasons().iter();
    out.name("reasons")
        .array(reasons, |reason, out| out.word(reason.code()));
    let checks = report.checks();
    out.name("checks").array(checks, |check, out| {
        out.object(|out| add_check(lang, check, out));
    });
    token_view::add_parts(&verified.token, out);
    match &verified.key {
        Some(used) => out.name("key").object(|out| {
            out.add("kid", used.kid.as_deref());
            out.add("source", used.source.as_str());
        }),
        None => out.add("key", Json::Null),
    }
    out.add("at", now.iso().as_deref());
    token_view::write_warnings(lang, &verified.warnings, out.name("notes"));
}

fn add_check(lang: Lang, check: &Check, out: &mut Writer<'_>) {
    out.name("check").word(check.name.code());
    out.name("status").word(match check.status {
        Status::Pass => "pass",
        Status::Fail(_) => "fail",
        Status::Skip => "skip",
    });
    if let Status::Fail(reason) = check.status {
        out.name("code").word(reason.code());
    }
    out.name("detail").display(In {
        lang,
        what: &check.detail,
    });
    if check.untrusted && check.status != Status::Skip {
        out.add("untrusted", true);
    }
    token_view::add_hints(lang, &check.hints, out);
}
