//! `user`: the accounts of the user file.

use std::collections::HashSet;

use super::account;
use super::context::{Context, Failure, Outcome};
use super::grant::RESERVED;
use crate::cli::{Member, Named, User, UserAdd, UserPasswd};
use crate::json::{Json, Object};
use crate::output::{Answer, Document, Ink};
use crate::store::Place;
use crate::store::password::StoredHash;
use crate::store::sessions::{self, Sessions};
use crate::store::users::{self, NewUser, UserName};
use crate::text::account::{AccountLabel, AccountNotice, AccountProblem};
use crate::text::store::StoreProblem;
use crate::text::usage::Usage;

/// Runs `user`.
pub(super) fn run(context: &mut Context<'_, '_>, command: &User) -> Result<Outcome, Failure> {
    match command {
        User::Add(options) => add(context, options),
        User::List => list(context),
        User::Show(options) => show(context, options),
        User::Passwd(options) => passwd(context, options),
        User::Enable(options) => set_disabled(context, options, false),
        User::Disable(options) => set_disabled(context, options, true),
        User::Remove(options) => remove(context, options),
    }
}

fn add(context: &mut Context<'_, '_>, options: &UserAdd) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let claims = claims(&options.claim)?;
    let place = context.files.users()?;
    // Before anybody types a password for nothing; under the lock it is looked at again.
    if users::find(&place, &name)?.user.is_some() {
        return Err(StoreProblem::UserExists {
            name: name.as_str().into(),
        }
        .into());
    }
    let hash = account::new_hash(context, options.password_stdin, &name)?;
    let new = NewUser {
        name: name.clone(),
        hash,
        full_name: options.full_name.clone(),
        email: options.email.clone(),
        disabled: options.disabled,
        scopes: account::scopes(&options.scope),
        claims,
    };
    // A new account must not inherit the sessions of one of the same name that was removed: their tokens name the
    // account by nothing but its name. They end once the name is known to be free, and before the account is there.
    let sessions = SessionsOf::account(context, &name);
    account::mind_lock(context, &place);
    let count = users::update(&place, |users| {
        users.add(new)?;
        sessions.end()
    })?;
    if count > 0 {
        context.note(&AccountNotice::OldSessionsRevoked {
            name: name.as_str().into(),
            count,
        });
    }
    let words = AccountLabel::Added {
        name: name.as_str().into(),
    };
    let done = done(&name, [("added", Json::from(true))]);
    Ok(account::told(context, &words, done))
}

/// The sessions of one account, and of none of its name in another user file.
struct SessionsOf<'n> {
    name: &'n UserName,
    /// Without a home there are none.
    place: Option<Place>,
    users: Option<String>,
    now: i64,
}

impl<'n> SessionsOf<'n> {
    fn account(context: &Context<'_, '_>, name: &'n UserName) -> Self {
        Self {
            name,
            place: context.files.sessions().ok(),
            users: context.files.other_users(),
            now: context.now.seconds(),
        }
    }

    /// Ends them all; says how many there were.
    fn end(&self) -> Result<usize, StoreProblem> {
        let Some(place) = &self.place else {
            return Ok(0);
        };
        let revoke = |sessions: &mut Sessions| {
            sessions.revoke_account(self.name.as_str(), self.users.as_deref())
        };
        // Where there is nothing to end no file is made.
        if revoke(&mut sessions::read(place)?) == 0 {
            return Ok(0);
        }
        sessions::update(place, self.now, |sessions| Ok(revoke(sessions)))
    }
}

fn claims(given: &[Member]) -> Result<Object, Failure> {
    let mut named = HashSet::new();
    for Member { name, .. } in given {
        if RESERVED.contains(&name.as_str()) {
            return Err(AccountProblem::ReservedClaim { name: name.clone() }.into());
        }
        if !named.insert(name) {
            return Err(Failure::usage(Usage::ClaimTwice { name: name.into() }));
        }
    }
    Ok(given.iter().map(Member::pair).collect())
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
            path: place.path().into(),
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
    let mut rows = vec![(Ink::Heading, heading)];
    rows.extend(users.iter().map(|user| {
        let ink = if user.is_disabled() {
            Ink::Faint
        } else {
            Ink::Plain
        };
        let cells = [
            user.name().to_owned(),
            account::status(context, user),
            user.full_name().unwrap_or_default().to_owned(),
            user.email().unwrap_or_default().to_owned(),
            user.scopes().unwrap_or_default().join(" "),
        ];
        (ink, cells)
    }));
    Ok(Outcome::done(Answer::Document(Document::table(&rows))))
}

fn show(context: &mut Context<'_, '_>, options: &Named) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let place = context.files.users()?;
    let Some(user) = users::find(&place, &name)?.user else {
        return Err(account::unknown(&name));
    };
    if let Some(fault) = user.hash().and_then(StoredHash::fault) {
        context.warn(&fault);
    }
    Ok(Outcome::done(if context.json {
        Answer::Json(account::record(&user).into())
    } else {
        let mut page = Document::default();
        page.line([(Ink::Heading, user.name())]);
        page.rows(&account::rows(context, &user));
        Answer::Document(page)
    }))
}

fn passwd(context: &mut Context<'_, '_>, options: &UserPasswd) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let place = context.files.users()?;
    if users::find(&place, &name)?.user.is_none() {
        return Err(account::unknown(&name));
    }
    let hash = account::new_hash(context, options.password_stdin, &name)?;
    // Who changes a password because somebody else knows it wants that one out. A login that was under way with the
    // former password may have begun a session before the new one was there, hence the second look.
    let sessions = SessionsOf::account(context, &name);
    let count = change(context, &place, &name, |users| {
        users.set_hash(&name, &hash)?;
        sessions.end()
    })? + sessions.end()?;
    if count > 0 {
        context.note(&AccountNotice::SessionsRevoked {
            name: name.as_str().into(),
            count,
        });
    }
    let words = AccountLabel::PasswordChanged {
        name: name.as_str().into(),
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
    let changed = change(context, &place, &name, |users| {
        users.set_disabled(&name, disabled)
    })?;
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
    change(context, &place, &name, |users| users.remove(&name))?;
    let words = AccountLabel::Removed {
        name: name.as_str().into(),
    };
    let done = done(&name, [("removed", Json::from(true))]);
    Ok(account::told(context, &words, done))
}

/// Changes the user file; that the user is not in it is a reason of its own.
fn change<T>(
    context: &mut Context<'_, '_>,
    place: &Place,
    name: &UserName,
    change: impl FnOnce(&mut users::Users<'_>) -> Result<T, StoreProblem>,
) -> Result<T, Failure> {
    account::mind_lock(context, place);
    users::update(place, change).map_err(|problem| match problem {
        StoreProblem::NoSuchUser { .. } => account::unknown(name),
        other => other.into(),
    })
}

fn done<const COUNT: usize>(name: &UserName, members: [(&str, Json); COUNT]) -> Object {
    let mut object = Object::from([("username", name.as_str())]);
    for (member, value) in members {
        object.set(member, value);
    }
    object
}
