//! What every command has at hand, and how it fails.

use std::io::{self, Write};

use crate::Host;
use crate::cli::usage::Usage;
use crate::cli::{Color, Global, When, Zone, language};
use crate::commands::account_messages::AccountHint;
use crate::commands::command_error::CommandError;
use crate::commands::headings::Word;
use crate::json::{Json, Object};
use crate::output::document::{Ink, paint};
use crate::output::{Answer, Style, escape};
use crate::store::home::{Choices, Files, Place};
use crate::store::messages::{StoreProblem, StoreWarning};
use crate::text::{Lang, Problem, Say};
use crate::time::Moment;
use crate::token::report::Reason;

/// The world of a command: the host, and what the global options made of it.
pub(crate) struct Context<'r, 'w> {
    pub(crate) host: &'r mut Host<'w>,
    pub(crate) lang: Lang,
    pub(crate) json: bool,
    /// The moment at which the run began.
    pub(crate) now: Moment,
    pub(crate) files: Files,
    /// What to do when the answer is lost, since standard output does not take it.
    pub(crate) if_unwritten: Option<AccountHint>,
    /// What has been said about files.
    warned: Vec<StoreWarning>,
    quiet: bool,
    /// Whether everything is said.
    pub(crate) verbose: bool,
    color: Color,
}

/// What a command comes to.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) answer: Answer,
    pub(crate) exit: u8,
}

impl Outcome {
    pub(crate) const fn done(answer: Answer) -> Self {
        Self { answer, exit: 0 }
    }
}

/// Why a command could not answer.
pub(crate) struct Failure {
    pub(crate) code: &'static str,
    pub(crate) exit: u8,
    message: Box<dyn Say>,
    hint: Option<Box<dyn Say>>,
}

impl Failure {
    pub(crate) fn new(code: &'static str, exit: u8, message: impl Say + 'static) -> Self {
        Self {
            code,
            exit,
            message: Box::new(message),
            hint: None,
        }
    }

    /// A reason of section 4 outside a report.
    pub(crate) fn refused(reason: Reason, message: impl Say + 'static) -> Self {
        Self::new(reason.code(), reason.exit(), message)
    }

    /// The command line is wrong.
    pub(crate) fn usage(usage: Usage) -> Self {
        Self::new(Usage::CODE, 2, usage)
    }

    /// Standard output does not take the answer.
    pub(crate) fn unwritable(error: &io::Error) -> Self {
        Self::from(CommandError::Output {
            system: error.to_string(),
        })
    }

    /// Standard input can't be read.
    pub(crate) fn unreadable(error: &io::Error) -> Self {
        Self::from(CommandError::Input {
            system: error.to_string(),
        })
    }

    pub(crate) fn hint(self, hint: impl Say + 'static) -> Self {
        Self {
            hint: Some(Box::new(hint)),
            ..self
        }
    }

    /// As [`Failure::hint`], where there may be nothing to do.
    pub(crate) fn hinted(self, hint: Option<impl Say + 'static>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// The failure as `{"error":{…}}`.
    pub(crate) fn to_json(&self, lang: Lang) -> Json {
        Object::from([("error", self.error(lang))]).into()
    }

    /// What stands behind `error` where a failure is told to programs.
    pub(crate) fn error(&self, lang: Lang) -> Object {
        let mut error = Object::from([("code", self.code), ("message", &self.message.say(lang))]);
        if let Some(hint) = &self.hint {
            error.set("hint", hint.say(lang));
        }
        error
    }
}

impl<P: Problem + 'static> From<P> for Failure {
    fn from(problem: P) -> Self {
        Self {
            code: problem.code(),
            exit: problem.exit(),
            hint: problem.hint(),
            message: Box::new(problem),
        }
    }
}

impl<'r, 'w> Context<'r, 'w> {
    pub(crate) fn new(host: &'r mut Host<'w>, global: Global) -> Self {
        let lang = language(global.lang, host);
        let choices = Choices {
            home: global.home,
            users: global.users,
            keys: global.keys,
        };
        let files = Files::locate(choices, &*host.env);
        let now = (host.clock)();
        Self {
            lang,
            json: global.json,
            now,
            files,
            if_unwritten: None,
            warned: Vec::new(),
            quiet: global.quiet,
            verbose: global.verbose,
            color: global.color,
            host,
        }
    }

    /// Whether standard error is for errors alone.
    pub(crate) const fn is_quiet(&self) -> bool {
        self.quiet
    }

    pub(crate) fn say(&self, message: &dyn Say) -> String {
        message.say(self.lang)
    }

    /// How standard output wants it.
    pub(crate) fn style(&self) -> Style {
        Style {
            color: self.colors(self.host.terminal.stdout),
            terminal: self.host.terminal.stdout,
        }
    }

    /// `--color` decides; with `auto`, `NO_COLOR` and `CLICOLOR_FORCE`, then the terminal.
    fn colors(&self, terminal: bool) -> bool {
        let set = |name: &str| (self.host.env)(name).filter(|value| !value.is_empty());
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR").is_some() => false,
            Color::Auto => terminal || set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
        }
    }

    /// Something to know, on standard error; `--quiet` silences it.
    pub(crate) fn note(&mut self, message: &dyn Say) {
        if !self.quiet {
            self.aside(Word::Note, Ink::Faint, message);
        }
    }

    /// Something to worry about, on standard error; `--quiet` silences it.
    pub(crate) fn warn(&mut self, message: &dyn Say) {
        if !self.quiet {
            self.aside(Word::Warning, Ink::Warn, message);
        }
    }

    /// The place of a file that is about to be used, with a warning when others can get at it.
    pub(crate) fn place(
        &mut self,
        find: impl FnOnce(&Files) -> Result<Place, StoreProblem>,
    ) -> Result<Place, StoreProblem> {
        let place = find(&self.files)?;
        self.warn_once(place.warnings());
        Ok(place)
    }

    /// Warnings about files, each once.
    pub(crate) fn warn_once(&mut self, warnings: impl IntoIterator<Item = StoreWarning>) {
        for warning in warnings {
            if !self.warned.contains(&warning) {
                self.warn(&warning);
                self.warned.push(warning);
            }
        }
    }

    /// What to do about a failure that has been said, on standard error.
    pub(crate) fn hint(&mut self, message: &dyn Say) {
        self.aside(Word::Hint, Ink::Good, message);
    }

    /// Says why there is no answer: on standard error, or with `--json` on standard output.
    pub(crate) fn report(&mut self, failure: &Failure) -> Outcome {
        if self.json {
            return Outcome {
                answer: Answer::Json(failure.to_json(self.lang)),
                exit: failure.exit,
            };
        }
        self.complain(failure);
        Outcome {
            answer: Answer::Nothing,
            exit: failure.exit,
        }
    }

    /// Writes a failure to standard error.
    pub(crate) fn complain(&mut self, failure: &Failure) {
        self.aside(Word::Error, Ink::Bad, &*failure.message);
        if let Some(hint) = &failure.hint {
            self.aside(Word::Hint, Ink::Good, &**hint);
        }
    }

    fn aside(&mut self, word: Word, ink: Ink, message: &dyn Say) {
        let text = message.say(self.lang);
        let text = escape::text(&text);
        let word = if self.colors(self.host.terminal.stderr) {
            paint(ink, word.text()).to_string()
        } else {
            word.text().to_owned()
        };
        // Whoever closed standard error does not want to know.
        let _ = writeln!(self.host.stderr, "{word} {text}");
    }

    /// Random bytes.
    pub(crate) fn random<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], Failure> {
        let mut bytes = [0; LENGTH];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// Fills a buffer with random bytes.
    pub(crate) fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Failure> {
        (self.host.random)(bytes).map_err(|error| {
            Failure::from(CommandError::Randomness {
                system: error.to_string(),
            })
        })
    }

    /// A UUID of version 4 (RFC 9562 §5.4).
    pub(crate) fn new_id(&mut self) -> Result<String, Failure> {
        let random = self.random::<16>()?;
        Ok(uuid::Builder::from_random_bytes(random)
            .into_uuid()
            .to_string())
    }

    /// The moment to judge at, and whether that is what the clock says. To be asked when the token is there: it may
    /// come through a pipe long after the start.
    pub(crate) fn moment(&self, at: Option<When>) -> (Moment, bool) {
        let now = (self.host.clock)();
        (at.map_or(now, |at| at.resolve(now)), at.is_none())
    }

    /// A moment as RFC 3339 in the zone that was asked for.
    pub(crate) fn iso(&self, moment: Moment, zone: Zone) -> Option<String> {
        match zone {
            Zone::Utc => moment.iso(),
            Zone::Local => moment.iso_at((self.host.local_offset)(moment)),
            Zone::Offset(offset) => moment.iso_at(offset),
        }
    }
}
