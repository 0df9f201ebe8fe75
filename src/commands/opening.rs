//! The key that opens encrypted tokens (`--decrypt-key` and its kin).

use super::context::{Context, Failure};
use super::keysource;
use crate::cli::{Decryption, KeySource};
use crate::jwe::{self, Opener};
use crate::token::Token;

/// The keys to open tokens with, where an option names some. `readers` are what else may be read from standard input.
pub(super) fn opener(
    context: &mut Context<'_, '_>,
    options: &Decryption,
    readers: &[(bool, &'static str)],
    key: Option<&KeySource>,
) -> Result<Option<Opener>, Failure> {
    let Some(source) = &options.source else {
        return Ok(None);
    };
    let of_key = key.and_then(keysource::stdin_reader);
    let others = readers
        .iter()
        .filter(|(reads, _)| *reads)
        .map(|(_, name)| *name);
    for second in others.chain(of_key) {
        keysource::refuse_two_readers(source, second)?;
    }
    let keys = keysource::opening(context, source)?;
    Ok(Some(Opener {
        keys: keys.set,
        source: keys.source,
        cookies: options.cookie_name.iter().cloned().collect(),
    }))
}

/// Opens a token, if it is encrypted and there is a key for it.
pub(super) fn open(token: &mut Token, opener: Option<&Opener>) {
    if let Some(opener) = opener {
        jwe::open(token, opener);
    }
}
