//! `scan`: the tokens in any text.

use std::collections::HashMap;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use super::context::{Context, Failure, Outcome};
use super::verify::verify;
use super::{batch, keysource};
use crate::cli::usage::Usage;
use crate::cli::{FailOn, KeySource, Scan};
use crate::json::{Json, Object};
use crate::keys::evidence::Hash;
use crate::output::{Answer, Document, Ink};
use crate::scan::{Found, Piece, Scanner};
use crate::store;
use crate::store::messages::{Cause, StoreProblem};
use crate::text::messages;
use crate::time::Moment;
use crate::token::report::Report;
use crate::token::verify::Policy;
use crate::token::{Token, short_name};

/// How much is read at once.
const CHUNK: usize = 1 << 20;
/// How many places of a token are listed.
const MAX_PLACES: usize = 3;
/// `--fail-on` found one.
const FOUND: u8 = 12;

/// A token that was found, once or more often.
struct Entry {
    name: String,
    alg: Option<String>,
    sub: Option<String>,
    state: State,
    verdict: Option<Verdict>,
    count: u64,
    places: Vec<Place>,
}

struct Verdict {
    valid: bool,
    reasons: Vec<&'static str>,
}

/// Where a token stands.
struct Place {
    /// The number of the file.
    file: usize,
    found: Found,
}

messages! {
    /// Where the clock stands to a token.
    #[derive(Copy)]
    enum State -> code: &'static str {
        Live ["live"] => "live", same;
        Expired ["expired"] => "expired", same;
        NotYet ["not_yet"] => "not_yet", same;
    }
}

messages! {
    /// What is said beside the names.
    enum Said {
        MorePlaces { count: u64 } => { match count {
            1 => "and 1 more place", "다른 위치 1곳";
            _ => "and {count} more places", "다른 위치 {count}곳";
        } };
        Valid => "valid", "유효";
        NotValid { reasons: Vec<&'static str> } => "not valid: {reasons}", "유효하지 않음: {reasons}";
        Nothing => "no token was found", "토큰이 없습니다";
        Subject { subject: String } => "sub {subject}", same;
    }
}

/// Runs `scan`.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Scan) -> Result<Outcome, Failure> {
    let keys = match &options.keys {
        KeySource::KeyFile => None,
        source => Some(keysource::verifying(context, source)?),
    };
    if options.fail_on == Some(FailOn::Valid) && keys.is_none() {
        let what = "--key <FILE>".to_owned();
        return Err(Failure::usage(Usage::Missing { what }));
    }
    let dash = Path::new("-");
    let files: Vec<&Path> = match options.files.as_slice() {
        [] => vec![dash],
        files => files.iter().map(AsRef::as_ref).collect(),
    };
    if options.files.is_empty() && context.host.terminal.stdin {
        let what = "<FILE>".to_owned();
        return Err(Failure::usage(Usage::Missing { what }));
    }
    if files.contains(&dash) {
        keysource::refuse_two_readers(&options.keys, "FILE")?;
    }
    let (now, _) = context.moment(options.clock.at);
    let policy = keys.as_ref().map(|keys| keys.policy(Policy::default()));
    let mut list = List::default();
    let mut values = Vec::new();
    for (file, path) in files.iter().enumerate() {
        let mut judge = |found: &Found| {
            let keys = keys.as_ref().zip(policy.as_ref());
            list.add(file, found, || {
                let token = Token::of(&found.token);
                let verdict = keys.map(|(keys, policy)| {
                    let verified = verify(token.clone(), policy, keys, now);
                    Verdict::of(&verified.report)
                });
                Entry::new(found, &token, verdict, now)
            });
        };
        let ended = one(context, path, options.redact, &mut judge)?;
        let Some(of_json) = ended else {
            // Whoever closed the pipe had enough.
            return Ok(Outcome::done(Answer::Nothing));
        };
        values.push(of_json);
    }
    let hit = list.entries.iter().any(|entry| match options.fail_on {
        Some(FailOn::Any) => true,
        Some(FailOn::Live) => entry.state == State::Live,
        Some(FailOn::Valid) => entry.verdict.as_ref().is_some_and(|verdict| verdict.valid),
        None => false,
    });
    let exit = if hit { FOUND } else { 0 };
    if options.redact {
        return Ok(Outcome {
            answer: Answer::Nothing,
            exit,
        });
    }
    let place = |place: &Place| {
        let path = files
            .get(place.file)
            .map_or_else(String::new, |path| path.display().to_string());
        written(
            &path,
            &place.found,
            values.get(place.file).copied().flatten(),
        )
    };
    let answer = if context.json {
        let lines = list.entries.iter().map(|entry| {
            let places: Vec<_> = entry.places.iter().map(place).collect();
            Json::from(entry.to_json(places)).to_compact()
        });
        match lines.collect::<Vec<_>>() {
            lines if lines.is_empty() => Answer::Nothing,
            lines => Answer::Bare(lines.join("\n")),
        }
    } else if list.entries.is_empty() {
        context.note(&Said::Nothing);
        Answer::Nothing
    } else {
        let mut page = Document::default();
        for entry in &list.entries {
            entry.line(context, place, &mut page);
        }
        Answer::Document(page)
    };
    Ok(Outcome { answer, exit })
}

/// Reads one file. Returns how many JSON values it was, `None` inside where it was none; `None` where nobody reads any
/// more what is copied.
#[expect(clippy::option_option, reason = "two different things may be missing")]
fn one(
    context: &mut Context<'_, '_>,
    path: &Path,
    redact: bool,
    judge: &mut dyn FnMut(&Found),
) -> Result<Option<Option<u64>>, Failure> {
    let is_stdin = path == Path::new("-");
    let mut file: Option<File> = if is_stdin {
        None
    } else {
        Some(store::input::open(path, &context.files)?)
    };
    let bar = batch::bar(context, redact, file.as_ref());
    let host = &mut *context.host;
    let source: &mut dyn Read = match &mut file {
        Some(file) => file,
        None => &mut *host.stdin,
    };
    let out: &mut dyn Write = &mut *host.stdout;
    let mut copy = |piece: Piece<'_>| {
        match piece {
            Piece::Text(text) if redact => out.write_all(text)?,
            Piece::Text(_) => {}
            Piece::Token { found, raw, secret } => {
                if redact {
                    write_redacted(out, found, raw, secret)?;
                } else {
                    judge(found);
                }
            }
        }
        Ok::<_, std::io::Error>(())
    };
    let mut scanner = Scanner::default();
    let mut chunk = vec![0; CHUNK];
    let outcome = loop {
        let length = match source.read(&mut chunk) {
            Ok(0) => break scanner.finish(&mut copy),
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => {
                return Err(if is_stdin {
                    Failure::unreadable(&error)
                } else {
                    StoreProblem::Read {
                        path: path.to_owned().into(),
                        cause: Cause::from(&error),
                    }
                    .into()
                });
            }
        };
        if let Some(bar) = &bar {
            bar.inc(u64::try_from(length).unwrap_or_default());
        }
        let text = chunk.get(..length).unwrap_or_default();
        if let Err(error) = scanner.feed(text, &mut copy) {
            break Err(error);
        }
    };
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let outcome = outcome.and_then(|values| out.flush().map(|()| values));
    match outcome {
        Ok(values) => Ok(Some(values)),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(None),
        Err(error) => Err(Failure::unwritable(&error)),
    }
}

/// Copies a token with its name in the place of what makes it valid.
fn write_redacted(
    out: &mut dyn Write,
    found: &Found,
    raw: &[u8],
    secret: &[std::ops::Range<usize>],
) -> std::io::Result<()> {
    let name = short_name(&found.token);
    let mut at = 0;
    for range in secret {
        out.write_all(raw.get(at..range.start).unwrap_or_default())?;
        out.write_all(name.as_bytes())?;
        at = range.end;
    }
    out.write_all(raw.get(at..).unwrap_or_default())
}

/// `file:line:column`; in JSON the pointer, in JSON Lines the line and the pointer.
fn written(path: &str, found: &Found, values: Option<u64>) -> String {
    let (line, column) = (found.line, found.column);
    match (&found.json, values) {
        (Some(place), Some(1)) => format!("{path}:{}", place.pointer),
        (Some(place), Some(_)) => format!("{path}:{line}:{}", place.pointer),
        _ => format!("{path}:{line}:{column}"),
    }
}

/// Every token that was found, in the order in which it was first seen.
#[derive(Default)]
struct List {
    entries: Vec<Entry>,
    /// The hash of each, and its place in the list.
    known: HashMap<Vec<u8>, usize>,
}

impl List {
    /// Adds a place, and the token where it is a new one.
    fn add(&mut self, file: usize, found: &Found, entry: impl FnOnce() -> Entry) {
        let next = self.entries.len();
        let hash = Hash::Sha256.of(found.token.as_bytes());
        let index = *self.known.entry(hash).or_insert(next);
        if index == next {
            self.entries.push(entry());
        }
        if let Some(entry) = self.entries.get_mut(index) {
            entry.count += 1;
            if entry.places.len() < MAX_PLACES {
                let found = Found {
                    token: String::new(),
                    ..found.clone()
                };
                entry.places.push(Place { file, found });
            }
        }
    }
}

impl Verdict {
    fn of(report: &Report) -> Self {
        Self {
            valid: report.valid(),
            reasons: report
                .reasons()
                .iter()
                .map(|reason| reason.code())
                .collect(),
        }
    }
}

impl Entry {
    fn new(found: &Found, token: &Token, verdict: Option<Verdict>, now: Moment) -> Self {
        let claims = token.claims();
        let time = |name| claims.and_then(|claims| Moment::from_json(claims.get(name)?));
        let state = match (time("exp"), time("nbf")) {
            (Some(exp), _) if exp <= now => State::Expired,
            (_, Some(nbf)) if nbf > now => State::NotYet,
            _ => State::Live,
        };
        Self {
            name: short_name(&found.token),
            alg: token.parameter("alg").map(std::borrow::Cow::into_owned),
            sub: claims
                .and_then(|claims| claims.str("sub"))
                .map(std::borrow::Cow::into_owned),
            state,
            verdict,
            count: 0,
            places: Vec::new(),
        }
    }

    fn to_json(&self, places: Vec<String>) -> Object {
        let mut json = Object::from([
            ("token", Json::from(self.name.as_str())),
            ("alg", self.alg.clone().into()),
            ("sub", self.sub.clone().into()),
            ("state", self.state.code().into()),
            ("count", Json::Number(self.count.to_string())),
            ("places", places.into()),
        ]);
        if let Some(verdict) = &self.verdict {
            json.set("valid", verdict.valid);
            json.set("reasons", verdict.reasons.clone());
        }
        json
    }

    fn line(
        &self,
        context: &Context<'_, '_>,
        place: impl Fn(&Place) -> String,
        page: &mut Document,
    ) {
        let first = self.places.first().map(place).unwrap_or_default();
        let mut pieces = vec![(Ink::Plain, first)];
        let mut add = |ink, text: String| pieces.push((ink, format!("  {text}")));
        add(Ink::Faint, self.name.clone());
        add(Ink::Header, self.alg.clone().unwrap_or_default());
        if let Some(subject) = &self.sub {
            let subject = subject.clone();
            add(Ink::Payload, context.say(&Said::Subject { subject }));
        }
        let ink = if self.state == State::Live {
            Ink::Warn
        } else {
            Ink::Faint
        };
        add(ink, context.say(&self.state));
        if let Some(verdict) = &self.verdict {
            let reasons = verdict.reasons.clone();
            if verdict.valid {
                add(Ink::Good, context.say(&Said::Valid));
            } else {
                add(Ink::Bad, context.say(&Said::NotValid { reasons }));
            }
        }
        if self.count > 1 {
            let count = self.count - 1;
            add(Ink::Faint, context.say(&Said::MorePlaces { count }));
        }
        page.line(pieces);
    }
}
