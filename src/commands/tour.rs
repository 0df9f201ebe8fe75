//! `tour`: the whole story with real tokens, each step a command that runs through the same door as any other.

mod story;

use std::ffi::OsString;
use std::io::{self, Cursor, Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use self::story::{Act, Guide, Line, NEXT, STOPS, Stop};
use super::context::{Context, Failure, Outcome};
use crate::Host;
use crate::cli::Tour;
use crate::encoding::BASE64URL;
use crate::host::Terminal;
use crate::json::{Json, Object};
use crate::output::{self, Answer, Document, Ink, escape};
use crate::store::input;
use crate::store::temp_dir::WorkDir;
use crate::time::Moment;
use crate::token::explanation::recipe;

/// What the user of the story types at the prompt.
const PASSWORD: &str = "correct horse battery staple";
/// How long the clock is moved: past the fifteen minutes of an access token.
const LATER: Duration = Duration::from_mins(16);

/// Something that was done at a stop.
enum Done {
    /// A command, everything it wrote, and its exit code.
    Ran {
        command: String,
        output: String,
        exit: u8,
        /// The exit code that the story tells of.
        expected: u8,
    },
    /// The clock was moved.
    Waited,
}

/// The directory, the clock and the variables of the story.
struct Story {
    directory: WorkDir,
    now: Moment,
    variables: Vec<(&'static str, String)>,
    color: bool,
}

/// Runs `tour`.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Tour) -> Result<Outcome, Failure> {
    let waits = options.step && context.host.terminal.stdin && !context.json;
    if options.step && !context.host.terminal.stdin {
        context.note(&Guide::NoTerminal);
    }
    let directory = match &options.dir {
        Some(path) => WorkDir::kept(path)?,
        None => temporary(context)?,
    };
    let mut story = Story {
        // Whole seconds: a story needs no more.
        now: Moment::from_seconds(context.now.seconds()),
        variables: Vec::new(),
        color: context.style().color,
        directory,
    };
    let path = story.directory.path().display().to_string();
    let stays = story.directory.is_kept();
    if context.json {
        return tell_json(context, &mut story, path);
    }

    let mut page = Document::default();
    page.line([(Ink::Heading, context.say(&Guide::Welcome))]);
    let place = if stays {
        Guide::InKept { path }
    } else {
        Guide::In { path }
    };
    page.line([(Ink::Faint, context.say(&place))]);
    show(context, &page.render(story.color))?;
    let color = story.color;
    let mut played = Vec::new();
    let mut story = Some(story);
    if !stays && let Some(mut story) = story.take() {
        // All of it is played before anything is shown: whoever leaves in the middle leaves no files behind.
        played.extend(STOPS.iter().map(|stop| story.play(context, stop)));
    }
    let mut played = played.into_iter();
    for (number, stop) in (1..).zip(&STOPS) {
        let done = match &mut story {
            Some(story) => story.play(context, stop),
            None => played.next().unwrap_or_default(),
        };
        tell(context, number, stop, &done, color)?;
        astray(&done)?;
        if waits && !pause(context)? {
            return Ok(Outcome::done(Answer::Nothing));
        }
    }

    let mut page = Document::default();
    page.line([(Ink::Plain, "")]);
    page.line([(Ink::Heading, context.say(&Guide::Next))]);
    let stay = options.dir.as_deref().map(|path| {
        let path = recipe::quote(path.as_os_str().as_encoded_bytes());
        (format!("export TOKENRY_HOME={path}"), Guide::NextStay)
    });
    let next = NEXT.map(|(command, guide)| (command.to_owned(), guide));
    for (command, guide) in stay.into_iter().chain(next) {
        page.line([(Ink::Good, format!("  {command}"))]);
        page.line([(Ink::Plain, format!("    {}", context.say(&guide)))]);
    }
    Ok(Outcome::done(Answer::Document(page)))
}

/// A directory that is gone afterwards, among the system's temporary files.
fn temporary(context: &mut Context<'_, '_>) -> Result<WorkDir, Failure> {
    let parent = ["TMPDIR", "TEMP", "TMP"]
        .into_iter()
        .filter_map(|name| (context.host.env)(name))
        .find(|value| !value.is_empty())
        .map_or_else(|| PathBuf::from("/tmp"), PathBuf::from);
    let random = u64::from_be_bytes(context.random::<8>()?);
    let name = format!("tokenry-tour-{random:016x}");
    Ok(WorkDir::temporary(&parent, &name)?)
}

impl Story {
    /// Does what happens at a stop.
    fn play(&mut self, context: &mut Context<'_, '_>, stop: &Stop) -> Vec<Done> {
        stop.acts
            .iter()
            .map(|act| match act {
                Act::Run(line) => self.command(context, line),
                Act::Forge => self.forge(),
                Act::LookIntoUsers => self.look_into_users(),
                Act::Wait => {
                    self.now = self.now.plus(LATER);
                    Done::Waited
                }
            })
            .collect()
    }

    fn variable(&self, name: &str) -> &str {
        self.variables
            .iter()
            .rev()
            .find(|(variable, _)| *variable == name)
            .map_or("", |(_, value)| value)
    }

    /// The words of a line, as a shell would pass them on.
    fn words(&self, line: &str) -> Vec<OsString> {
        let mut words = Vec::new();
        for (index, piece) in line.split('\'').enumerate() {
            let is_quoted = index % 2 == 1;
            if is_quoted {
                words.push(piece.into());
                continue;
            }
            for word in piece.split_whitespace() {
                let variable = word.trim_matches('"').strip_prefix('$');
                words.push(variable.map_or(word, |name| self.variable(name)).into());
            }
        }
        words
    }

    /// Runs a command in a world of its own: this directory, this clock, and nothing of the real environment.
    fn command(&mut self, context: &mut Context<'_, '_>, line: &Line) -> Done {
        let mut args: Vec<OsString> = vec!["tokenry".into()];
        args.extend(self.words(line.typed));
        let stdin = if line.password {
            format!("{PASSWORD}\n")
        } else {
            String::new()
        };
        let home = self.directory.path().as_os_str().to_owned();
        let lang = context.lang.name();
        // What the command prints goes into the variable, or is seen together with what it says beside.
        let seen = Capture::default();
        let printed = match line.into {
            Some(_) => Capture::default(),
            None => seen.clone(),
        };
        let (now, color) = (self.now, self.color);
        let Host {
            local_offset,
            random,
            cores,
            ..
        } = &mut *context.host;
        let mut host = Host {
            clock: Box::new(move || now),
            local_offset: Box::new(&*local_offset),
            env: Box::new(move |name| match name {
                "TOKENRY_HOME" => Some(home.clone()),
                "TOKENRY_LANG" => Some(lang.into()),
                "CLICOLOR_FORCE" if color => Some("1".into()),
                _ => None,
            }),
            ahead: Box::new({
                let stdin = stdin.clone();
                move |_| Some(stdin.clone().into_bytes())
            }),
            stdin: Box::new(Cursor::new(stdin)),
            stdout: Box::new(printed.clone()),
            stderr: Box::new(seen.clone()),
            terminal: Terminal::default(),
            random: Box::new(|bytes| random(bytes)),
            prompt: Box::new(|_| Err(io::ErrorKind::Unsupported.into())),
            shell: Box::new(|_, _| Err(io::ErrorKind::Unsupported.into())),
            columns: Box::new(|| None),
            cores: *cores,
        };
        let exit = super::run(&args, &mut host);
        drop(host);
        if let Some(variable) = line.into {
            let value = printed.take().trim_end_matches('\n').to_owned();
            self.variables.push((variable, value));
        }
        Done::Ran {
            command: typed(line),
            output: seen.take(),
            exit,
            expected: line.exit,
        }
    }

    /// Shows the user file as it is.
    fn look_into_users(&self) -> Done {
        let file = input::read_secret(&self.directory.path().join("users.json"), input::MAX_INPUT);
        let text = file.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Done::Ran {
            command: "cat $TOKENRY_HOME/users.json".into(),
            exit: u8::from(text.is_err()),
            output: escape::json(&text.unwrap_or_default()).into_owned(),
            expected: 0,
        }
    }

    /// Does what the command shown would do: another payload, the same signature.
    fn forge(&mut self) -> Done {
        let payload = self.variable("PAYLOAD").replace("hongsun2", "admin");
        let token = self.variable("TOKEN");
        let header = token.split('.').next().unwrap_or_default();
        let signature = token.rsplit('.').next().unwrap_or_default();
        let forged = format!(
            "{header}.{}.{signature}",
            BASE64URL.encode(payload.as_bytes())
        );
        self.variables.push(("FORGED", forged));
        Done::Ran {
            command: "FORGED=${TOKEN%%.*}.$(printf '%s' \"$PAYLOAD\" | sed s/hongsun2/admin/ | basenc --base64url -w0 | tr -d =).${TOKEN##*.}".into(),
            output: String::new(),
            exit: 0,
            expected: 0,
        }
    }
}

/// A line as it would be typed.
fn typed(line: &Line) -> String {
    let command = format!("tokenry {}", line.typed);
    let command = if line.password {
        format!("printf '%s\\n' '{PASSWORD}' | {command}")
    } else {
        command
    };
    match line.into {
        Some(variable) => format!("{variable}=$({command})"),
        None => command,
    }
}

/// A stop: its number and title, what to look for, then each command and what it said.
fn tell(
    context: &mut Context<'_, '_>,
    number: usize,
    stop: &Stop,
    done: &[Done],
    color: bool,
) -> Result<(), Failure> {
    let mut page = Document::default();
    page.line([(Ink::Plain, "")]);
    page.line([(
        Ink::Heading,
        format!("{number}. {}", context.say(&stop.title)),
    )]);
    page.line([(Ink::Plain, context.say(&stop.look))]);
    let mut text = page.render(color);
    for one in done {
        let mut page = Document::default();
        page.line([(Ink::Plain, "")]);
        match one {
            Done::Waited => {
                let seconds = i64::try_from(LATER.as_secs()).unwrap_or_default();
                page.line([(Ink::Warn, context.say(&Guide::Clock { seconds }))]);
                text.push_str(&page.render(color));
            }
            Done::Ran {
                command, output, ..
            } => {
                page.line([(Ink::Good, format!("$ {command}"))]);
                text.push_str(&page.render(color));
                // It is escaped and coloured already, as any output of tokenry is.
                text.push_str(output);
            }
        }
    }
    show(context, &text)
}

/// Writes a piece of the tour to standard output.
fn show(context: &mut Context<'_, '_>, text: &str) -> Result<(), Failure> {
    let style = context.style();
    output::write(
        &Answer::Text(text.to_owned()),
        style,
        &mut context.host.stdout,
    )
    .map_err(|error| Failure::unwritable(&error))
}

/// The story went otherwise: a full disk, say. What was said stands above.
fn astray(done: &[Done]) -> Result<(), Failure> {
    for one in done {
        if let Done::Ran {
            command,
            exit,
            expected,
            ..
        } = one
            && exit != expected
        {
            let (command, exit) = (command.clone(), *exit);
            return Err(Failure::new("tour", 1, Guide::Astray { command, exit }));
        }
    }
    Ok(())
}

/// Waits for Enter, and says whether to go on: whoever ends the input (Ctrl-D) has seen enough.
fn pause(context: &mut Context<'_, '_>) -> Result<bool, Failure> {
    let words = context.say(&Guide::PressEnter);
    // Whoever closed standard error does not want to know.
    let _ = write!(context.host.stderr, "\n{words}");
    let _ = context.host.stderr.flush();
    let mut byte = [0];
    loop {
        match context.host.stdin.read(&mut byte) {
            Ok(0) => {
                let _ = writeln!(context.host.stderr);
                return Ok(false);
            }
            Ok(_) if byte == *b"\n" => return Ok(true),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Failure::unreadable(&error)),
        }
    }
}

/// The story for programs.
fn tell_json(
    context: &mut Context<'_, '_>,
    story: &mut Story,
    path: String,
) -> Result<Outcome, Failure> {
    story.color = false;
    let mut stops = Vec::new();
    for stop in &STOPS {
        let done = story.play(context, stop);
        astray(&done)?;
        let commands = done.into_iter().filter_map(|one| match one {
            Done::Waited => None,
            Done::Ran {
                command,
                output,
                exit,
                ..
            } => Some(Object::from([
                ("command", Json::from(command)),
                ("output", output.into()),
                ("exit", i64::from(exit).into()),
            ])),
        });
        let commands: Vec<_> = commands.collect();
        stops.push(Object::from([
            ("stop", Json::from(stop.code)),
            ("title", context.say(&stop.title).into()),
            ("look", context.say(&stop.look).into()),
            ("at", story.now.iso().into()),
            ("commands", commands.into()),
        ]));
    }
    let kept = story.directory.is_kept().then_some(path);
    let answer = Object::from([("stops", Json::from(stops)), ("directory", kept.into())]);
    Ok(Outcome::done(Answer::Json(answer.into())))
}

/// A stream that keeps what is written into it.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<u8>>>);

impl Capture {
    fn take(&self) -> String {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&std::mem::take(&mut *bytes)).into_owned()
    }
}

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
