//! What `issue` and a login have in common: the key that signs, and the token that it signs.

use super::context::{Context, Failure};
use super::keysource::{self, Keys};
use crate::cli::usage::{Advice, Usage};
use crate::commands::command_error::CommandError;
use crate::commands::headings::Notice;
use crate::encoding::BASE64URL;
use crate::json::{Json, Object};
use crate::keys::messages::KeyRefusal;
use crate::keys::{Algorithm, Key, Signer, Verifier};
use crate::text::typed::Typed;
use crate::time::Moment;
use crate::token::MAX_TOKEN;
use crate::token::report::Reason;

/// The key to sign with, prepared. A weak secret that is allowed is warned of.
pub(super) fn choose_signer<'k>(
    context: &mut Context<'_, '_>,
    keys: &'k Keys,
    kid: Option<&str>,
    algorithm: Option<Algorithm>,
    allow_weak_secret: bool,
) -> Result<(&'k Key, Signer), Failure> {
    let prepare = |key: &Key, algorithm| key.signer(algorithm, allow_weak_secret);
    let (key, signer) = choose(context, keys, kid, algorithm, prepare)?;
    if let Some(bits) = key.weak_secret_bits(signer.algorithm()) {
        let needed = signer.algorithm().hash_bits().unwrap_or_default();
        context.warn(&Notice::WeakSecretUsed { bits, needed });
    }
    Ok((key, signer))
}

/// The first key that can do what it is wanted for, of those that the `kid` leaves.
pub(super) fn choose<'k, T>(
    context: &Context<'_, '_>,
    keys: &'k Keys,
    kid: Option<&str>,
    algorithm: Option<Algorithm>,
    prepare: impl Fn(&Key, Algorithm) -> Result<T, KeyRefusal>,
) -> Result<(&'k Key, T), Failure> {
    // A lone key without an id gets the one that was asked for; otherwise the id names a key, and `verify` holds the
    // token to it.
    let nameless =
        !keys.set.selects() && matches!(keys.set.keys.as_slice(), [lone] if lone.kid().is_none());
    let kid = kid.filter(|_| !nameless);
    let all = keys.set.keys.iter();
    let selected: Vec<_> = all
        .filter(|key| kid.is_none_or(|kid| key.kid() == Some(kid)))
        .collect();
    if let Some(kid) = kid
        && selected.is_empty()
    {
        return Err(no_such_key(context, keys, kid));
    }
    let mut refusal = None;
    for key in selected {
        let prepared = algorithm
            .map_or_else(|| key.default_algorithm(), Ok)
            .and_then(|algorithm| Ok((algorithm, prepare(key, algorithm)?)));
        match prepared {
            Ok((algorithm, prepared)) => {
                if let Some(kid) = key.kid() {
                    keys.refuse_ambiguous(kid, algorithm)?;
                }
                return Ok((key, prepared));
            }
            Err(refused) => {
                refusal.get_or_insert(refused);
            }
        }
    }
    Err(match refusal {
        Some(refusal) => refusal.into(),
        None => Failure::from(CommandError::NoSigningKey {
            source: Typed::place(&keys.source),
        }),
    })
}

/// `--kid` names no key: what there is can be listed, or is said.
fn no_such_key(context: &Context<'_, '_>, keys: &Keys, kid: &str) -> Failure {
    let error = CommandError::NoSuchKey {
        kid: kid.into(),
        source: Typed::place(&keys.source),
    };
    if keysource::is_key_file(context, &keys.source) {
        return error.into();
    }
    let kids = keys.set.keys.iter().filter_map(Key::kid);
    let values: Vec<_> = kids.map(str::to_owned).collect();
    let advice = (!values.is_empty()).then_some(Advice::OneOf { values });
    Failure::refused(Reason::KeyNotFound, error).hinted(advice)
}

/// The token of a header and a payload (RFC 7515 §5.1).
pub(super) fn sign(
    header: &Object,
    payload: &Object,
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, Failure>,
) -> Result<String, Failure> {
    let part =
        |object: &Object| BASE64URL.encode(Json::Object(object.clone()).to_compact().as_bytes());
    let input = format!("{}.{}", part(header), part(payload));
    let signature = sign(input.as_bytes())?;
    let token = format!("{input}.{}", BASE64URL.encode(&signature));
    refuse_too_long(&token)?;
    Ok(token)
}

/// Refuses to give out what nobody could verify.
pub(super) fn refuse_too_long(token: &str) -> Result<(), Failure> {
    if token.len() > MAX_TOKEN {
        return Err(CommandError::TokenTooLong {
            length: token.len(),
            limit: MAX_TOKEN,
        }
        .into());
    }
    Ok(())
}

/// The signature that a command makes: a key in a KMS, a PKCS#11 token or an agent. What it prints is checked with the
/// public key before anybody gets it.
pub(super) fn sign_with(
    context: &mut Context<'_, '_>,
    command: &str,
    verifier: &Verifier,
    input: &[u8],
) -> Result<Vec<u8>, Failure> {
    let printed = (context.host.shell)(command, input).map_err(|error| {
        let system = error.to_string();
        CommandError::SignerFailed { system }
    })?;
    if printed.trim_ascii().is_empty() {
        return Err(CommandError::SignerSilent.into());
    }
    let found = verifier.find(input, &printed);
    found.ok_or_else(|| {
        let algorithm = verifier.algorithm().name();
        CommandError::SignerWrong { algorithm }.into()
    })
}

/// A token where a header line is wanted (RFC 6750 §2.1).
pub(super) fn as_header(token: &str) -> String {
    format!("Authorization: Bearer {token}")
}

/// A token where a shell is to remember it.
pub(super) fn as_variable(token: &str) -> String {
    format!("export TOKEN={token}")
}

/// A moment that can be written as a date, or the option of `command` that led beyond them.
pub(super) fn on_calendar(
    command: &str,
    option: &'static str,
    moment: Moment,
) -> Result<Moment, Failure> {
    if moment.iso().is_none() {
        let advice = Advice::SeeHelp {
            command: format!("tokenry {command}"),
        };
        return Err(Failure::usage(Usage::BeyondCalendar { option }).hint(advice));
    }
    Ok(moment)
}

/// `aud` as RFC 7519 §4.1.3 has it: one audience is a text, several are a list.
pub(super) fn audience(given: &[String]) -> Option<Json> {
    match given {
        [] => None,
        [one] => Some(one.as_str().into()),
        several => Some(several.to_vec().into()),
    }
}

/// A `NumericDate` (RFC 7519 §2): whole seconds, or with the fraction that it has.
pub(super) fn number(moment: Moment) -> Json {
    let nanos = moment.subsecond_nanos();
    if nanos == 0 {
        return moment.seconds().into();
    }
    let fraction = format!("{nanos:09}");
    let seconds = moment.seconds();
    if seconds < 0 {
        // Rounded down, so the fraction counts upwards from it; before 1970 whole seconds must do.
        return seconds.into();
    }
    Json::Number(format!("{seconds}.{}", fraction.trim_end_matches('0')))
}
