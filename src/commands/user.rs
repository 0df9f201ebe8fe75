//! `user`: the accounts of the user file.

use super::account::{self, columns, padded};
use super::context::{Context, Failure, Outcome};
use crate::cli::{Member, User, UserAdd, UserName as Named, UserPasswd};
use crate::json::{Json, Object};
use crate::output::{Answer, Document, Ink};
use crate::store::password::StoredHash;
use crate::store::users::{self, NewUser, UserName};
use crate::store::{Place, sessions};
use crate::text::account::{AccountLabel, AccountNotice, AccountProblem};
use crate::text::store::{StoreHint, StoreProblem};
use crate::text::trouble::Trouble;
use crate::text::usage::Usage;
use crate::token::report::Reason;

/// What `login` puts into each token itself; see [`grant`](super::grant).
const RESERVED: [&str; 6] = ["sub", "iat", "exp", "jti", "sid", "token_use"];

/// Runs `user`.
pub(super) fn run(context: &mut Context<'_, '_>, command: User) -> Result<Outcome, Failure> {
    match command {
        User::Add(options) => add(context, options),
        User::List => list(context),
        User::Show(options) => show(context, &options),
        User::Passwd(options) => passwd(context, &options),
        User::Enable(options) => set_disabled(context, &options, false),
        User::Disable(options) => set_disabled(context, &options, true),
        User::Remove(options) => remove(context, &options),
    }
}

fn add(context: &mut Context<'_, '_>, options: UserAdd) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let claims = claims(options.claim)?;
    let place = context.files.users()?;
    // Before anybody types a password for nothing; under the lock it is looked at again.
    if users::find(&place, &name)?.user.is_some() {
        return Err(StoreProblem::UserExists {
            name: name.as_str().to_owned(),
        }
        .into());
    }
    let hash = account::new_hash(context, options.password_stdin, &name)?;
    let new = NewUser {
        name: name.clone(),
        hash,
        full_name: options.full_name,
        email: options.email,
        disabled: options.disabled,
        scopes: scopes(&options.scope),
        claims,
    };
    end_old_sessions(context, &name)?;
    users::update(&place, |users| users.add(new))?;
    let words = AccountLabel::Added {
        name: name.as_str().to_owned(),
    };
    let done = done(&name, [("added", Json::from(true))]);
    Ok(account::told(context, &words, done))
}

/// A new account must not inherit the sessions of one of the same name that was removed: their tokens name the
/// account by nothing but its name.
fn end_old_sessions(context: &mut Context<'_, '_>, name: &UserName) -> Result<(), Failure> {
    let Ok(place) = context.files.sessions() else {
        return Ok(());
    };
    let now = context.now.seconds();
    if sessions::read(&place)?.revoke_all(name.as_str()) == 0 {
        return Ok(());
    }
    let count = sessions::update(&place, now, |sessions| {
        Ok::<_, StoreProblem>(sessions.revoke_all(name.as_str()))
    })?;
    context.note(&AccountNotice::OldSessionsRevoked {
        name: name.as_str().to_owned(),
        count,
    });
    Ok(())
}

/// Scopes as OAuth writes them: several may stand in one text, and none counts twice.
pub(super) fn scopes(given: &[String]) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    for scope in given.iter().flat_map(|text| text.split_whitespace()) {
        if !scopes.iter().any(|known| known == scope) {
            scopes.push(scope.to_owned());
        }
    }
    scopes
}

fn claims(given: Vec<Member>) -> Result<Object, Failure> {
    let mut claims = Object::new();
    for Member { name, value } in given {
        if RESERVED.contains(&name.as_str()) {
            return Err(AccountProblem::ReservedClaim { name }.into());
        }
        if claims.get(&name).is_some() {
            return Err(Failure::usage(Usage::ClaimTwice { name }));
        }
        claims.set(name, value);
    }
    Ok(claims)
}

fn list(context: &mut Context<'_, '_>) -> Result<Outcome, Failure> {
    let place = context.files.users()?;
    let users = users::list(&place)?;
    if context.json {
        let records: Vec<_> = users.iter().map(account::record).collect();
        return Ok(Outcome::done(Answer::Json(records.into())));
    }
    if users.is_empty() {
        context.note(&AccountNotice::NoUsers {
            path: place.path().display().to_string(),
        });
        return Ok(Outcome::done(Answer::Nothing));
    }
    let heading = [
        AccountLabel::Name,
        AccountLabel::Status,
        AccountLabel::FullName,
        AccountLabel::Email,
        AccountLabel::Scopes,
    ];
    let heading = heading.map(|label| context.say(&label));
    let lines: Vec<[String; 5]> = users
        .iter()
        .map(|user| {
            [
                user.name().to_owned(),
                account::status(context, user),
                user.full_name().unwrap_or_default().to_owned(),
                user.email().unwrap_or_default().to_owned(),
                user.scopes().unwrap_or_default().join(" "),
            ]
        })
        .collect();
    let mut widths = [0; 5];
    for line in std::iter::once(&heading).chain(&lines) {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = columns(cell).max(*width);
        }
    }
    let mut page = Document::default();
    page.line([(Ink::Heading, table_line(&heading, &widths))]);
    for (line, user) in lines.iter().zip(&users) {
        let ink = if user.is_disabled() {
            Ink::Faint
        } else {
            Ink::Plain
        };
        page.line([(ink, table_line(line, &widths))]);
    }
    Ok(Outcome::done(Answer::Document(page)))
}

/// The cells of a line, each as wide as its column; nothing trails behind the last.
fn table_line(cells: &[String; 5], widths: &[usize; 5]) -> String {
    let cells: Vec<_> = cells
        .iter()
        .zip(widths)
        .filter(|(_, width)| **width > 0)
        .map(|(cell, width)| padded(cell, *width))
        .collect();
    cells.join("  ").trim_end().to_owned()
}

fn show(context: &mut Context<'_, '_>, options: &Named) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let place = context.files.users()?;
    let Some(user) = users::find(&place, &name)?.user else {
        return Err(unknown(&name));
    };
    if let Some(fault) = user.hash().and_then(StoredHash::fault) {
        context.warn(&fault);
    }
    Ok(Outcome::done(if context.json {
        Answer::Json(account::record(&user).into())
    } else {
        let mut page = Document::default();
        page.line([(Ink::Heading, user.name())]);
        account::write_rows(&mut page, &account::rows(context, &user));
        Answer::Document(page)
    }))
}

fn passwd(context: &mut Context<'_, '_>, options: &UserPasswd) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let place = context.files.users()?;
    if users::find(&place, &name)?.user.is_none() {
        return Err(unknown(&name));
    }
    let hash = account::new_hash(context, options.password_stdin, &name)?;
    change(&place, &name, |users| users.set_hash(&name, &hash))?;
    let words = AccountLabel::PasswordChanged {
        name: name.as_str().to_owned(),
    };
    let done = done(&name, [("changed", Json::from(true))]);
    Ok(account::told(context, &words, done))
}

fn set_disabled(
    context: &mut Context<'_, '_>,
    options: &Named,
    disabled: bool,
) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let place = context.files.users()?;
    let changed = change(&place, &name, |users| users.set_disabled(&name, disabled))?;
    let who = name.as_str().to_owned();
    let words = match (disabled, changed) {
        (true, true) => AccountLabel::Disabled { name: who },
        (true, false) => AccountLabel::AlreadyDisabled { name: who },
        (false, true) => AccountLabel::Enabled { name: who },
        (false, false) => AccountLabel::AlreadyEnabled { name: who },
    };
    let members = [
        ("disabled", Json::from(disabled)),
        ("changed", changed.into()),
    ];
    Ok(account::told(context, &words, done(&name, members)))
}

fn remove(context: &mut Context<'_, '_>, options: &Named) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let place = context.files.users()?;
    change(&place, &name, |users| users.remove(&name))?;
    let words = AccountLabel::Removed {
        name: name.as_str().to_owned(),
    };
    let done = done(&name, [("removed", Json::from(true))]);
    Ok(account::told(context, &words, done))
}

/// Changes the user file; that the user is not in it is a reason of its own.
fn change<T>(
    place: &Place,
    name: &UserName,
    change: impl FnOnce(&mut users::Users<'_>) -> Result<T, StoreProblem>,
) -> Result<T, Failure> {
    users::update(place, change).map_err(|problem| match problem {
        StoreProblem::NoSuchUser { .. } => unknown(name),
        other => other.into(),
    })
}

fn unknown(name: &UserName) -> Failure {
    let trouble = Trouble::UnknownUser {
        name: name.as_str().to_owned(),
    };
    Failure::refused(Reason::UnknownUser, trouble).hint(StoreHint::ListUsers)
}

fn done<const COUNT: usize>(name: &UserName, members: [(&str, Json); COUNT]) -> Object {
    let mut object = Object::from([("username", name.as_str())]);
    for (member, value) in members {
        object.set(member, value);
    }
    object
}
