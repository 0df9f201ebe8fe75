//! The commands. Each takes plain values from `cli`, and returns an answer and an exit code.
//!
//! One file a command family: `session` (`login`, `whoami`, `refresh`, `logout`, `token`), `session_list`, `issue`, `decode`, `verify`, `user`,
//! `key`, `tour`, `completions`, `man`. And what several of them share:
//!
//! | module | what it does |
//! | --- | --- |
//! | `context` | what every command has at hand, and how it fails |
//! | `input` | getting hold of the token |
//! | `keysource` | where the key comes from |
//! | `opening` | the key that opens encrypted tokens |
//! | `remote` | key sets that the user named by URL |
//! | `signing` | the key that signs, and the token that it signs |
//! | `token_pair` | the pair of tokens of a login |
//! | `account` | names and passwords as typed, records as shown |
//! | `token_view` | a token for people and for programs |
//! | `explain` | `--explain` |
//! | `batch` | `--batch` |

mod account;
mod account_messages;
mod batch;
mod command_error;
mod completions;
mod context;
mod decode;
mod explain;
mod headings;
mod input;
mod issue;
mod key;
mod key_messages;
mod keysource;
mod man;
mod opening;
mod scan;
mod session;
mod session_list;
mod signing;
#[cfg(test)]
mod tests;
mod token_pair;
mod token_view;
mod tour;
mod user;
mod verify;

use std::ffi::OsString;
use std::fmt::Display;

pub(crate) use context::{Context, Failure, Outcome};

use crate::Host;
use crate::cli::{self, Command, Early};
use crate::output::{self, Answer};

/// Parses the arguments, runs the command, and writes its answer. Returns the exit code.
pub(crate) fn run(args: &[OsString], host: &mut Host<'_>) -> u8 {
    let cli = match cli::parse(args, host) {
        Ok(cli) => cli,
        Err((early, global)) => {
            let mut context = Context::new(host, *global);
            let done = |text: &dyn Display| Outcome::done(Answer::Text(text.to_string()));
            let outcome = match early {
                Early::Text(text) if context.style().color => done(&text.ansi()),
                Early::Text(text) => done(&text),
                Early::Mistake(usage, advice) => {
                    context.report(&Failure::usage(usage).hint(advice))
                }
            };
            return finish(&mut context, &outcome);
        }
    };
    let mut context = Context::new(host, cli.global);
    let outcome = match &cli.command {
        Command::Login(options) => session::login(&mut context, options),
        Command::Whoami(options) => session::whoami(&mut context, options),
        Command::Refresh(options) => session::refresh(&mut context, options),
        Command::Logout(options) => session::logout(&mut context, options),
        Command::Token(options) => session::refresh(&mut context, &options.as_refresh()),
        Command::Session(command) => session_list::run(&mut context, command),
        Command::Issue(options) => issue::run(&mut context, options),
        Command::Decode(options) if options.batch.file.is_some() => {
            batch::decode(&mut context, options)
        }
        Command::Decode(options) => decode::run(&mut context, options),
        Command::Verify(options) if options.batch.file.is_some() => {
            batch::verify(&mut context, options)
        }
        Command::Verify(options) => verify::run(&mut context, options),
        Command::Scan(options) => scan::run(&mut context, options),
        Command::User(command) => user::run(&mut context, command),
        Command::Key(command) => key::run(&mut context, command),
        Command::Tour(options) => tour::run(&mut context, options),
        Command::Completions(options) => completions::run(&mut context, options),
        Command::Man(options) => man::run(&mut context, options),
    };
    let outcome = outcome.unwrap_or_else(|failure| context.report(&failure));
    finish(&mut context, &outcome)
}

/// Writes the answer. Returns the exit code.
fn finish(context: &mut Context<'_, '_>, outcome: &Outcome) -> u8 {
    let style = context.style();
    match output::write(&outcome.answer, style, &mut context.host.stdout) {
        Ok(()) => outcome.exit,
        // On standard error with `--json` too: standard output takes nothing.
        Err(error) => {
            let failure = Failure::unwritable(&error).hinted(context.if_unwritten.take());
            context.complain(&failure);
            failure.exit
        }
    }
}
