//! `user`: the accounts of the user file.

use std::collections::HashSet;

use super::account;
use super::context::{Context, Failure, Outcome};
use super::token_pair::RESERVED;
use crate::cli::usage::Usage;
use crate::cli::{Member, Named, User, UserAdd, UserPasswd};
use crate::commands::account_messages::{AccountLabel, AccountNotice, AccountProblem};
use crate::json::Object;
use crate::output::{Answer, Document, Ink};
use crate::store::messages::StoreProblem;
use crate::store::password::StoredHash;
use crate::store::sessions::{self, Owner};
use crate::store::users::{self, NewUser, UserName, Users};
use crate::store::{Files, Place};

/// Runs `user`.
pub(super) fn run(context: &mut Context<'_, '_>, command: &User) -> Result<Outcome, Failure> {
    match command {
        User::Add(options) => add(context, options),
        User::List => list(context),
        User::Show(options) => show(context, options),
        User::Passwd(options) => passwd(context, options),
        User::Enable(options) => enable(context, options),
        User::Disable(options) => disable(context, options),
        User::Remove(options) => remove(context, options),
    }
}

fn add(context: &mut Context<'_, '_>, options: &UserAdd) -> Result<Outcome, Failure> {
    let name = account::new_name(&options.name)?;
    let claims = claims(&options.claim)?;
    let place = context.place(Files::users)?;
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
    let ((), count) = sessions.end_and_change(context, &place, |users| users.add(new.clone()))?;
    if count > 0 {
        context.note(&AccountNotice::OldSessionsRevoked {
            name: name.as_str().into(),
            count,
        });
    }
    let words = AccountLabel::Added(name.as_str().into());
    Ok(told(context, &name, &words, [("added", true)]))
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
    fn account(context: &mut Context<'_, '_>, name: &'n UserName) -> Self {
        Self {
            name,
            place: context.place(Files::sessions).ok(),
            users: context.files.other_users(),
            now: context.now.seconds(),
        }
    }

    /// Ends them all; says how many there were.
    fn end(&self) -> Result<usize, StoreProblem> {
        let Some(place) = &self.place else {
            return Ok(0);
        };
        let owner = Owner {
            user: self.name.as_str(),
            users: self.users.as_deref(),
        };
        // Where there is nothing to end no file is made.
        if sessions::read(place)?.revoke_all(owner) == 0 {
            return Ok(0);
        }
        sessions::update(place, self.now, |sessions| Ok(sessions.revoke_all(owner)))
    }

    /// Changes the account, and ends its sessions if that changes anything. They end before the change is written:
    /// should that fail, nobody is logged in who should not be. Says how many they were.
    fn end_and_change<T>(
        &self,
        context: &mut Context<'_, '_>,
        place: &Place,
        mut change: impl FnMut(&mut Users<'_>) -> Result<T, StoreProblem>,
    ) -> Result<(T, usize), Failure> {
        account::mind_lock(context, place);
        let (mut ended, mut unflushed) = (0, None);
        let changed = users::update(place, |users| {
            let answer = change(users)?;
            if users.changed() {
                match self.end() {
                    Ok(count) => ended += count,
                    // They have ended, so the account is changed too before that is said.
                    Err(problem @ StoreProblem::NotFlushed { .. }) => unflushed = Some(problem),
                    Err(problem) => return Err(problem),
                }
            }
            Ok(answer)
        });
        match (changed, unflushed) {
            (Ok(answer), None) => Ok((answer, ended)),
            (Err(StoreProblem::NoSuchUser { .. }), _) => Err(account::unknown(self.name)),
            (Ok(_), Some(problem)) | (Err(problem @ StoreProblem::NotFlushed { .. }), _) => {
                Err(problem.into())
            }
            (Err(problem), unflushed) if ended > 0 || unflushed.is_some() => {
                let name = self.name.as_str().into();
                Err(AccountProblem::AccountUnchanged { name, problem }.into())
            }
            (Err(problem), _) => Err(problem.into()),
        }
    }

    /// Ends them after `done`, when a login that was under way can begin none any more.
    fn end_after(&self, done: &AccountLabel) -> Result<usize, Failure> {
        self.end().map_err(|problem| match problem {
            StoreProblem::NotFlushed { .. } => problem.into(),
            problem => {
                let done = Box::new(done.clone());
                AccountProblem::SessionsLeft { done, problem }.into()
            }
        })
    }

    /// Says that so many have ended.
    fn tell(&self, context: &mut Context<'_, '_>, count: usize) {
        if count > 0 {
            let name = self.name.as_str().into();
            context.note(&AccountNotice::SessionsRevoked { name, count });
        }
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
    let place = context.place(Files::users)?;
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
    let place = context.place(Files::users)?;
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
    let place = context.place(Files::users)?;
    if users::find(&place, &name)?.user.is_none() {
        return Err(account::unknown(&name));
    }
    let hash = account::new_hash(context, options.password_stdin, &name)?;
    // Who changes a password because somebody else knows it wants that one out. A login that was under way with the
    // former password may have begun a session before the new one was there, hence the second look.
    let sessions = SessionsOf::account(context, &name);
    let set = |users: &mut Users<'_>| users.set_hash(&name, &hash);
    let ((), count) = sessions.end_and_change(context, &place, set)?;
    let words = AccountLabel::PasswordChanged(name.as_str().into());
    let count = count + sessions.end_after(&words)?;
    sessions.tell(context, count);
    Ok(told(context, &name, &words, [("changed", true)]))
}

/// Tokens from before end here too: the account may have been disabled by another program.
fn enable(context: &mut Context<'_, '_>, options: &Named) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let place = context.place(Files::users)?;
    let sessions = SessionsOf::account(context, &name);
    let enable = |users: &mut Users<'_>| users.set_disabled(&name, false);
    let (changed, count) = sessions.end_and_change(context, &place, enable)?;
    sessions.tell(context, count);
    let who = name.as_str().to_owned();
    let words = if changed {
        AccountLabel::Enabled(who)
    } else {
        AccountLabel::AlreadyEnabled(who)
    };
    let members = [("disabled", false), ("changed", changed)];
    Ok(told(context, &name, &words, members))
}

/// The account is shut first: whatever becomes of its sessions, nothing is done for them any more.
fn disable(context: &mut Context<'_, '_>, options: &Named) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let place = context.place(Files::users)?;
    account::mind_lock(context, &place);
    let (changed, unflushed) = match users::update(&place, |users| users.set_disabled(&name, true))
    {
        Err(StoreProblem::NoSuchUser { .. }) => return Err(account::unknown(&name)),
        Err(problem @ StoreProblem::NotFlushed { .. }) => (true, Some(problem)),
        changed => (changed?, None),
    };
    let who = name.as_str().to_owned();
    let words = if changed {
        AccountLabel::Disabled(who)
    } else {
        AccountLabel::AlreadyDisabled(who)
    };
    let sessions = SessionsOf::account(context, &name);
    let count = sessions.end_after(&words)?;
    if let Some(problem) = unflushed {
        return Err(problem.into());
    }
    sessions.tell(context, count);
    let members = [("disabled", true), ("changed", changed)];
    Ok(told(context, &name, &words, members))
}

/// Another program may give the name to somebody else, who must not inherit the sessions.
fn remove(context: &mut Context<'_, '_>, options: &Named) -> Result<Outcome, Failure> {
    let name = account::name(&options.name)?;
    let place = context.place(Files::users)?;
    let sessions = SessionsOf::account(context, &name);
    let remove = |users: &mut Users<'_>| users.remove(&name);
    let ((), count) = sessions.end_and_change(context, &place, remove)?;
    let words = AccountLabel::Removed(name.as_str().into());
    // As for a new password.
    let count = count + sessions.end_after(&words)?;
    sessions.tell(context, count);
    Ok(told(context, &name, &words, [("removed", true)]))
}

/// What was done: a line for people, or for programs the name and these members.
fn told<const COUNT: usize>(
    context: &Context<'_, '_>,
    name: &UserName,
    words: &AccountLabel,
    members: [(&str, bool); COUNT],
) -> Outcome {
    let mut object = Object::from([("username", name.as_str())]);
    for (member, value) in members {
        object.set(member, value);
    }
    account::told(context, words, object)
}
