//! Getting hold of the token: an argument, a file, standard input; and taking its wrapping off.

use std::io::Read;
use std::path::Path;
use std::time::Duration;

use zeroize::Zeroizing;

use super::context::{Context, Failure};
use super::keysource;
use crate::cli::usage::{Advice, Usage};
use crate::cli::{Input, KeySource, TokenSource};
use crate::commands::command_error::CommandError;
use crate::commands::headings::Notice;
use crate::store::input;
use crate::text::typed::Typed;
use crate::token::unwrap::{MAX_TEXT, Wanted, unwrap};

/// How long the program in front in a pipeline may take to write a line: it starts at the same time.
const START: Duration = Duration::from_millis(20);

/// The bare token of a source.
pub(super) fn token(
    context: &mut Context<'_, '_>,
    source: TokenSource<'_>,
    wanted: Wanted,
) -> Result<String, Failure> {
    let text = match source {
        TokenSource::Argument(Input::Text(text)) => text.as_bytes().to_vec(),
        TokenSource::Argument(Input::File(path)) => input::read(path, MAX_TEXT, &context.files)?,
        TokenSource::Variable(name) => variable(context, "--token-env", name)?,
        TokenSource::Unsaid if context.host.terminal.stdin => {
            return Err(Failure::usage(Usage::NoToken).hint(Advice::GiveToken));
        }
        TokenSource::Argument(Input::Stdin) | TokenSource::Unsaid => stdin(context, MAX_TEXT)?,
    };
    bare(context, &text, wanted)
}

/// What the variable holds that an option names.
pub(super) fn variable(
    context: &Context<'_, '_>,
    option: &'static str,
    name: &str,
) -> Result<Vec<u8>, Failure> {
    if let Some(value) = (context.host.env)(name) {
        return Ok(value.into_encoded_bytes());
    }
    // It may be what the variable holds.
    let name = Typed::secret_variable(name);
    let usage = Usage::EnvMissing { option, name };
    Err(Failure::usage(usage).hint(Advice::NameVariable { option }))
}

/// Takes the wrapping off, and says what it was.
pub(super) fn bare(
    context: &mut Context<'_, '_>,
    text: &[u8],
    wanted: Wanted,
) -> Result<String, Failure> {
    // What is not UTF-8 is no token either; the verification says where.
    let text = String::from_utf8_lossy(text);
    let unwrapped = unwrap(&text, wanted).map_err(|two| {
        let usage = Usage::TwoTokens {
            first: two.first.to_string(),
            second: two.second.to_string(),
        };
        Failure::usage(usage).hint(Advice::TakeOne)
    })?;
    if !unwrapped.removed.is_empty() {
        let what = unwrapped.removed;
        context.note(&Notice::TakenOff { what });
    }
    Ok(unwrapped.token)
}

/// Whether a path is standard input by another name.
pub(super) fn is_stdin(path: &Path) -> bool {
    let names = ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];
    names.iter().any(|name| path == Path::new(name))
}

/// Where TOKEN is read from standard input, the key can't be.
pub(super) fn refuse_two_readers(token: TokenSource<'_>, key: &KeySource) -> Result<(), Failure> {
    if token.is_stdin() {
        keysource::refuse_two_readers(key, "TOKEN")?;
    }
    Ok(())
}

/// What already waits on standard input where nobody reads it; nothing is taken.
pub(super) fn waiting(context: &mut Context<'_, '_>, key: &KeySource) -> Vec<u8> {
    if context.host.terminal.stdin || keysource::stdin_reader(key).is_some() {
        return Vec::new();
    }
    (context.host.ahead)(START).unwrap_or_default()
}

/// All of standard input, up to a limit; what is longer is cut one byte behind it.
pub(super) fn stdin(context: &mut Context<'_, '_>, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    read_stdin(context, limit, &mut bytes)?;
    Ok(bytes)
}

/// As [`stdin`], where what is longer can't be used.
pub(super) fn stdin_whole(context: &mut Context<'_, '_>, limit: usize) -> Result<Vec<u8>, Failure> {
    let bytes = stdin(context, limit)?;
    refuse_longer(&bytes, limit)?;
    Ok(bytes)
}

/// As [`stdin_whole`], for secrets: no buffer is left behind that is not wiped.
pub(super) fn stdin_secret(
    context: &mut Context<'_, '_>,
    limit: usize,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    // It never grows, so it never moves.
    let mut bytes = Zeroizing::new(Vec::with_capacity(limit.saturating_add(1)));
    read_stdin(context, limit, &mut bytes)?;
    refuse_longer(&bytes, limit)?;
    Ok(bytes)
}

fn read_stdin(
    context: &mut Context<'_, '_>,
    limit: usize,
    bytes: &mut Vec<u8>,
) -> Result<(), Failure> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    (&mut context.host.stdin)
        .take(most)
        .read_to_end(bytes)
        .map_err(|error| Failure::unreadable(&error))?;
    Ok(())
}

fn refuse_longer(bytes: &[u8], limit: usize) -> Result<(), Failure> {
    if bytes.len() > limit {
        return Err(CommandError::InputTooLarge { limit }.into());
    }
    Ok(())
}
