//! Getting hold of the token: an argument, a file, standard input; and taking its wrapping off.

use std::io::Read;

use zeroize::Zeroizing;

use super::context::{Context, Failure};
use super::keysource;
use crate::cli::{Input, KeySource};
use crate::store::input;
use crate::text::label::Notice;
use crate::text::trouble::Trouble;
use crate::text::usage::{Advice, Usage};
use crate::token::unwrap::{MAX_TEXT, Wanted, unwrap};

/// The bare token of an argument, or with none of standard input.
pub(super) fn token(
    context: &mut Context<'_, '_>,
    argument: Option<&Input>,
    wanted: Wanted,
) -> Result<String, Failure> {
    let text = match argument {
        Some(Input::Text(text)) => text.as_bytes().to_vec(),
        Some(Input::File(path)) => input::read(path, MAX_TEXT)?,
        None if context.host.terminal.stdin => {
            return Err(Failure::usage(Usage::NoToken).hint(Advice::GiveToken));
        }
        None | Some(Input::Stdin) => stdin(context, MAX_TEXT)?,
    };
    bare(context, &text, wanted)
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

/// Where TOKEN is read from standard input, the key can't be.
pub(super) fn refuse_two_readers(token: Option<&Input>, source: &KeySource) -> Result<(), Failure> {
    match token {
        None | Some(Input::Stdin) => keysource::refuse_two_readers(source, "TOKEN"),
        Some(Input::Text(_) | Input::File(_)) => Ok(()),
    }
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
        .map_err(|error| {
            Failure::from(Trouble::Input {
                system: error.to_string(),
            })
        })?;
    Ok(())
}

fn refuse_longer(bytes: &[u8], limit: usize) -> Result<(), Failure> {
    if bytes.len() > limit {
        return Err(Trouble::InputTooLarge { limit }.into());
    }
    Ok(())
}
