//! One file a command family. A command takes plain values from `cli`, and returns an answer and an exit code.

mod batch;
mod context;
mod decode;
mod input;
mod issue;
mod keysource;
mod show;
mod usage;
mod verify;

use std::ffi::OsString;

pub(crate) use context::{Context, Failure, Outcome};

use crate::Host;
use crate::cli::Command;
use crate::output;

/// Parses the arguments, runs the command, and writes its answer. Returns the exit code.
pub(crate) fn run(args: &[OsString], host: &mut Host<'_>) -> u8 {
    let cli = match usage::parse(args, host) {
        Ok(cli) => cli,
        Err(early) => return early.finish(host),
    };
    let mut context = Context::new(host, cli.global);
    let outcome = match cli.command {
        Command::Issue(options) => issue::run(&mut context, &options),
        Command::Decode(options) => decode::run(&mut context, &options),
        Command::Verify(options) => verify::run(&mut context, *options),
        _ => Err(Failure::usage(crate::text::usage::Usage::NoCommand)),
    };
    let outcome = outcome.unwrap_or_else(|failure| context.report(&failure));
    let style = context.style();
    match output::write(&outcome.answer, style, &mut context.host.stdout) {
        Ok(()) => outcome.exit,
        Err(error) => {
            let failure = Failure::unwritable(&error);
            context.report(&failure).exit
        }
    }
}
