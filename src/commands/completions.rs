//! `completions`: scripts for the shells, and the names that the scripts of bash, zsh and fish ask for.

use super::context::{Context, Failure, Outcome};
use crate::cli::{Completions, Shell, completions};
use crate::json::Json;
use crate::output::{Answer, escape};
use crate::store::{keyfile, users};

/// Runs `completions`.
pub(super) fn run(
    context: &mut Context<'_, '_>,
    options: &Completions,
) -> Result<Outcome, Failure> {
    let text = match options.shell {
        Shell::Users => {
            let users = users::list(&context.files.users()?)?;
            lines(users.iter().map(users::User::name), false)
        }
        Shell::Keys => {
            let keys = keyfile::read(&context.files.keys()?)?.unwrap_or_default();
            let keys = keys.keys().iter().filter_map(Json::as_object);
            // A thumbprint may begin with a hyphen.
            lines(keys.filter_map(|key| key.get("kid")?.as_str()), true)
        }
        shell => completions::script(shell, context.lang),
    };
    Ok(Outcome::done(Answer::Text(text)))
}

/// The names that need no quotes in any shell and are taken as they stand, a line each.
fn lines<'n>(names: impl Iterator<Item = &'n str>, hyphens: bool) -> String {
    let plain = |name: &&str| {
        !name.is_empty()
            && (hyphens || !name.starts_with('-'))
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.@+".contains(c))
            && escape::text(name) == *name
    };
    names.filter(plain).flat_map(|name| [name, "\n"]).collect()
}
