//! `--batch`: a token a line in, a result a line out, in order, on every core.
//!
//! What is said of a line is what the single command would say of it: the same unwrapping, the same
//! [`judge`](crate::token::verify::judge), the same reading. Only what is written of it is less.

mod blocks;
mod crew;
mod line;
mod tally;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use self::blocks::Blocks;
use self::crew::{End, Judge};
use self::line::{Decoding, Verifying};
use self::tally::{Tally, rate};
use super::context::{Context, Failure, Outcome};
use super::keysource;
use super::verify::Scene;
use crate::cli::{self, Decode, Only, Verify, When};
use crate::output::{Answer, Document, Ink};
use crate::store;
use crate::text::Lang;
use crate::text::batch::{Row, Summary};
use crate::text::store::{Cause, StoreProblem};
use crate::text::trouble::Trouble;

/// What is written of each line.
#[derive(Clone, Copy, Debug)]
struct Wish {
    lang: Lang,
    full: bool,
    only: Option<Only>,
    summary: bool,
}

impl Wish {
    /// Whether anything is written of a line.
    fn wants(self, valid: bool) -> bool {
        let chosen = match self.only {
            None => true,
            Some(Only::Valid) => valid,
            Some(Only::Invalid) => !valid,
        };
        chosen && !self.summary
    }
}

/// Verifies every line.
pub(super) fn verify(context: &mut Context<'_, '_>, options: &Verify) -> Result<Outcome, Failure> {
    let batch = &options.batch;
    if path(batch).is_none() {
        keysource::refuse_two_readers(&options.key, "--batch")?;
    }
    keysource::refuse_two_issuers(&options.key, &options.expect.iss)?;
    let keys = keysource::verifying(context, &options.key)?;
    let now = context.now;
    let policy = keys.policy(options.policy());
    let wish = wish(context, batch);
    let elsewhere = batch
        .full
        .then(|| keysource::elsewhere(context, &keys))
        .flatten();
    run(context, batch, options.clock.at, true, || {
        let scene = Scene {
            keys: &keys,
            elsewhere: elsewhere.as_ref(),
            now,
            by_clock: options.clock.at.is_none(),
        };
        Verifying::new(wish, &policy, scene)
    })
}

/// Decodes every line.
pub(super) fn decode(context: &mut Context<'_, '_>, options: &Decode) -> Result<Outcome, Failure> {
    let wish = wish(context, &options.batch);
    run(context, &options.batch, options.clock.at, false, || {
        Decoding::new(wish)
    })
}

/// The file to read; `None` is standard input.
fn path(options: &cli::Batch) -> Option<&Path> {
    options
        .batch
        .as_deref()
        .filter(|path| *path != Path::new("-"))
}

fn wish(context: &Context<'_, '_>, options: &cli::Batch) -> Wish {
    Wish {
        lang: context.lang,
        full: options.full,
        only: options.only,
        summary: options.summary,
    }
}

/// `at` is the moment to judge at; without one each line is judged as of when it was read.
fn run<J: Judge>(
    context: &mut Context<'_, '_>,
    options: &cli::Batch,
    at: Option<When>,
    verified: bool,
    judge: impl Fn() -> J + Sync,
) -> Result<Outcome, Failure> {
    let at = at.map(|at| at.resolve(context.now));
    let mut file = path(options).map(store::input::open).transpose()?;
    let bar = bar(context, options, file.as_ref());
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
    let clock = &*host.clock;
    let now = || at.unwrap_or_else(clock);
    let (tally, end) = crew::run(
        Blocks::new(source, &now),
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
                exit: tally.exit(),
            });
        }
        // A download that failed, a filter that found nothing: that is no proof of anything.
        End::Done => tally.is_empty().then(|| Trouble::NoTokens.into()),
        End::Unreadable(error) => Some(match path(options) {
            Some(path) => StoreProblem::Read {
                path: path.to_owned().into(),
                cause: Cause::from(&error),
            }
            .into(),
            None => Trouble::Input {
                system: error.to_string(),
            }
            .into(),
        }),
        End::Unwritable(error) => Some(Failure::unwritable(&error)),
    };
    let exit = failed.as_ref().map_or(tally.exit(), |failure| failure.exit);
    let answer = if !options.summary {
        context.note(&summary(&tally, verified, seconds));
        Answer::Nothing
    } else if context.json {
        let mut json = tally.to_json(seconds);
        if let Some(failure) = failed {
            json.set("error", failure.error(context.lang));
        }
        return Ok(Outcome {
            answer: Answer::Json(json.into()),
            exit,
        });
    } else {
        Answer::Document(page(context, &tally, verified, seconds))
    };
    match failed {
        Some(failure) if context.json && tally.count == 0 => return Err(failure),
        // Standard output holds lines already, so the error goes where people look.
        Some(failure) => context.complain(&failure),
        None => {}
    }
    Ok(Outcome { answer, exit })
}

/// The summary in one line.
fn summary(tally: &Tally, verified: bool, seconds: f64) -> Summary {
    Summary::Line {
        verified,
        count: tally.count,
        valid: tally.valid,
        invalid: tally.invalid(),
        reasons: tally.reasons(),
        rate: rate(tally.count, seconds),
    }
}

/// The summary as an answer for people.
fn page(context: &Context<'_, '_>, tally: &Tally, verified: bool, seconds: f64) -> Document {
    let (good, bad) = if verified {
        (Row::Valid, Row::Invalid)
    } else {
        (Row::Readable, Row::Broken)
    };
    let mut page = Document::default();
    let mut row = |ink, label: &str, value: String| {
        page.line([(Ink::Plain, format!("{label}: ")), (ink, value)]);
    };
    row(
        Ink::Plain,
        &context.say(&Row::Count),
        tally.count.to_string(),
    );
    row(Ink::Good, &context.say(&good), tally.valid.to_string());
    let ink = if tally.invalid() == 0 {
        Ink::Plain
    } else {
        Ink::Bad
    };
    row(ink, &context.say(&bad), tally.invalid().to_string());
    for (code, count) in tally.reasons() {
        row(Ink::Plain, &format!("  {code}"), count.to_string());
    }
    row(
        Ink::Plain,
        &context.say(&Row::Seconds),
        format!("{seconds:.3}"),
    );
    if let Some(rate) = rate(tally.count, seconds) {
        row(Ink::Plain, &context.say(&Row::Rate), rate.to_string());
    }
    page
}

/// A progress bar, where somebody sees it and it is in nobody's way.
fn bar(
    context: &Context<'_, '_>,
    options: &cli::Batch,
    file: Option<&File>,
) -> Option<ProgressBar> {
    let terminal = context.host.terminal;
    let typed = file.is_none() && terminal.stdin;
    let mixed = terminal.stdout && !options.summary;
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
