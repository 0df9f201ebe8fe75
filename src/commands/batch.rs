//! `--batch`: a token a line in, a result a line out, in order, on every core.
//!
//! What is said of a line is what the single command would say of it: the same unwrapping, the same
//! [`judge`](crate::token::verify::judge), the same reading. Only what is written of it is less.

mod blocks;
mod line;
mod pool;
mod stats;
mod summary;
mod supply;

use std::fs::File;
use std::io::Read;

use indicatif::{ProgressBar, ProgressStyle};

use self::blocks::Blocks;
use self::line::{Decoding, Verifying};
use self::pool::{End, Judge};
use self::stats::{Stats, rate};
use self::supply::Supply;
use super::context::{Context, Failure, Outcome};
use super::{keysource, opening};
use crate::cli::{BatchOptions, Decode, Verify};
use crate::commands::batch::summary::{Row, Summary};
use crate::commands::command_error::CommandError;
use crate::output::{Answer, Document, Ink};
use crate::store;
use crate::store::messages::{Cause, StoreProblem};

/// Verifies every line.
pub(super) fn verify(context: &mut Context<'_, '_>, options: &Verify) -> Result<Outcome, Failure> {
    let batch = &options.batch;
    if batch.path().is_none() {
        keysource::refuse_two_readers(options.key(), "--batch")?;
    }
    keysource::refuse_two_issuers(options.key(), &options.expect.iss)?;
    let readers = [(batch.path().is_none(), "--batch")];
    let opener = opening::opener(context, &options.decryption, &readers, Some(options.key()))?;
    let keys = keysource::verifying(context, options.key())?;
    let at = options.clock.at.map(|at| at.resolve(context.now));
    let policy = keys.policy(options.policy());
    let lang = context.lang;
    let elsewhere = batch
        .full
        .then(|| keysource::elsewhere(context, &keys))
        .flatten();
    let supply = Supply::of(keys);
    let outcome = run(context, batch, true, || {
        let opener = opener.as_ref();
        Verifying::new(
            batch,
            lang,
            at,
            &policy,
            &supply,
            elsewhere.as_ref(),
            opener,
        )
    });
    for notice in supply.into_notices() {
        context.note(&notice);
    }
    outcome
}

/// Decodes every line.
pub(super) fn decode(context: &mut Context<'_, '_>, options: &Decode) -> Result<Outcome, Failure> {
    let lang = context.lang;
    let at = options.clock.at.map(|at| at.resolve(context.now));
    let readers = [(options.batch.path().is_none(), "--batch")];
    let opener = opening::opener(context, &options.decryption, &readers, None)?;
    run(context, &options.batch, false, || {
        Decoding::new(&options.batch, lang, at, opener.as_ref())
    })
}

fn run<J: Judge>(
    context: &mut Context<'_, '_>,
    options: &BatchOptions,
    verified: bool,
    judge: impl Fn() -> J + Sync,
) -> Result<Outcome, Failure> {
    let open = |path| store::input::open(path, &context.files);
    let mut file = options.path().map(open).transpose()?;
    let bar = bar(context, !options.summary, file.as_ref());
    let jobs = options
        .jobs
        .map_or_else(context.host.cores, usize::from)
        .max(1);
    let begin = (context.host.clock)();
    let progress = |position| {
        if let Some(bar) = &bar {
            bar.set_position(position);
        }
    };
    let host = &mut *context.host;
    let source: &mut (dyn Read + Send) = match &mut file {
        Some(file) => file,
        None => &mut *host.stdin,
    };
    let (stats, end) = pool::run(
        Blocks::new(source, &*host.clock),
        &mut *host.stdout,
        jobs,
        &progress,
        judge,
    );
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let nanos = (context.host.clock)().nanos_since(begin);
    #[expect(clippy::cast_precision_loss, reason = "seconds for people")]
    let seconds = nanos.max(0) as f64 / 1e9;

    let failed: Option<Failure> = match end {
        // Whoever closed the pipe had enough.
        End::Closed => {
            return Ok(Outcome {
                answer: Answer::Nothing,
                exit: stats.exit(),
            });
        }
        // A download that failed, a filter that found nothing: that is no proof of anything.
        End::Done => stats.is_empty().then(|| CommandError::NoTokens.into()),
        End::Unreadable(error) => Some(match options.path() {
            Some(path) => StoreProblem::Read {
                path: path.to_owned().into(),
                cause: Cause::from(&error),
            }
            .into(),
            None => Failure::unreadable(&error),
        }),
        End::Unwritable(error) => Some(Failure::unwritable(&error)),
    };
    let exit = failed.as_ref().map_or(stats.exit(), |failure| failure.exit);
    let answer = if !options.summary {
        context.note(&summary(&stats, verified, seconds));
        Answer::Nothing
    } else if context.json {
        let mut json = stats.to_json(seconds);
        if let Some(failure) = failed {
            json.set("error", failure.error(context.lang));
        }
        return Ok(Outcome {
            answer: Answer::Json(json.into()),
            exit,
        });
    } else {
        Answer::Document(page(context, &stats, verified, seconds))
    };
    match failed {
        Some(failure) if context.json && stats.count == 0 => return Err(failure),
        // Standard output holds lines already, so the error goes where people look.
        Some(failure) => context.complain(&failure),
        None => {}
    }
    Ok(Outcome { answer, exit })
}

/// The summary in one line.
fn summary(stats: &Stats, verified: bool, seconds: f64) -> Summary {
    Summary::Line {
        verified,
        count: stats.count,
        valid: stats.valid,
        invalid: stats.invalid(),
        reasons: stats.reasons(),
        rate: rate(stats.count, seconds),
    }
}

/// The summary as an answer for people.
fn page(context: &Context<'_, '_>, stats: &Stats, verified: bool, seconds: f64) -> Document {
    let (good, bad) = if verified {
        (Row::Valid, Row::Invalid)
    } else {
        (Row::Readable, Row::Broken)
    };
    let is_flawless = stats.invalid() == 0;
    let bad_ink = if is_flawless { Ink::Plain } else { Ink::Bad };
    let mut rows = vec![
        (
            Ink::Plain,
            context.say(&Row::Count),
            stats.count.to_string(),
        ),
        (Ink::Good, context.say(&good), stats.valid.to_string()),
        (bad_ink, context.say(&bad), stats.invalid().to_string()),
    ];
    for (code, count) in stats.reasons() {
        rows.push((Ink::Plain, format!("  {code}"), count.to_string()));
    }
    rows.push((
        Ink::Plain,
        context.say(&Row::Seconds),
        format!("{seconds:.3}"),
    ));
    if let Some(rate) = rate(stats.count, seconds) {
        rows.push((Ink::Plain, context.say(&Row::Rate), rate.to_string()));
    }
    let mut page = Document::default();
    for (ink, label, value) in rows {
        page.line([(Ink::Plain, format!("{label}: ")), (ink, value)]);
    }
    page
}

/// A progress bar, where somebody sees it and it is in nobody's way: not where lines go to the same terminal.
pub(super) fn bar(
    context: &Context<'_, '_>,
    is_copied: bool,
    file: Option<&File>,
) -> Option<ProgressBar> {
    let terminal = context.host.terminal;
    let typed = file.is_none() && terminal.stdin;
    let mixed = terminal.stdout && is_copied;
    if !terminal.stderr || context.is_quiet() || typed || mixed {
        return None;
    }
    let length = file
        .and_then(|file| file.metadata().ok())
        .filter(std::fs::Metadata::is_file);
    let (bar, template) = match length {
        Some(length) => (
            ProgressBar::new(length.len()),
            "{bar:32} {percent:>3}%  {bytes}/{total_bytes}  {eta}",
        ),
        None => (
            ProgressBar::new_spinner(),
            "{spinner} {bytes}  {bytes_per_sec}",
        ),
    };
    let style = ProgressStyle::with_template(template).ok()?;
    Some(bar.with_style(style.progress_chars("━●╌")))
}
