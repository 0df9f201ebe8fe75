//! Accounts as commands see them: names as typed, passwords as typed, records as shown. No hash comes through here.

use std::io;

use zeroize::Zeroizing;

use super::context::{Context, Failure, Outcome};
use super::input;
use crate::commands::account_messages::{AccountLabel, AccountProblem, Question};
use crate::commands::command_error::CommandError;
use crate::json::{Json, Object};
use crate::output::{Answer, Document, Ink, escape};
use crate::store::messages::{StoreProblem, StoreWarning};
use crate::store::password::{SALT, StoredHash};
use crate::store::users::{User, UserName};
use crate::store::{self, Place};
use crate::text::Say;

/// The longest password in bytes: far beyond any, and nobody has to hash a gigabyte.
const MAX_PASSWORD: usize = 4096;

/// A password as it was typed.
pub(super) type Password = Zeroizing<Vec<u8>>;

/// A user name from the command line; one that no user may have is a mistake there.
pub(super) fn name(typed: &str) -> Result<UserName, Failure> {
    UserName::new(typed).map_err(bad_name)
}

/// As [`name`], of an account that is to be added.
pub(super) fn new_name(typed: &str) -> Result<UserName, Failure> {
    UserName::for_new_account(typed).map_err(bad_name)
}

fn bad_name(problem: StoreProblem) -> Failure {
    Failure::new(problem.code(), 2, problem)
}

/// The user file has no such account.
pub(super) fn unknown(name: &UserName) -> Failure {
    let name = name.as_str().into();
    CommandError::UnknownUser { name }.into()
}

/// The account may not do anything.
pub(super) fn disabled(user: &User) -> Failure {
    let name = user.name().into();
    CommandError::UserDisabled { name }.into()
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

/// The password of a login.
pub(super) fn password(
    context: &mut Context<'_, '_>,
    from_stdin: bool,
    name: &UserName,
) -> Result<Password, Failure> {
    let question = Question::Password {
        name: name.as_str().into(),
    };
    given(context, from_stdin, &[question])
}

/// A new password, hashed. A prompt asks for it twice, since nobody sees what is typed.
pub(super) fn new_hash(
    context: &mut Context<'_, '_>,
    from_stdin: bool,
    name: &UserName,
) -> Result<StoredHash, Failure> {
    let question = Question::NewPassword {
        name: name.as_str().into(),
    };
    let password = given(context, from_stdin, &[question, Question::Again])?;
    let salt = context.random::<SALT>()?;
    Ok(StoredHash::new(&password, &salt)?)
}

/// The answer to one question, or the same answer to each of several. With a terminal the questions are asked there
/// even for `--password-stdin`: what is typed must not be seen.
fn given(
    context: &mut Context<'_, '_>,
    from_stdin: bool,
    questions: &[Question],
) -> Result<Password, Failure> {
    if !context.host.terminal.stdin {
        return if from_stdin {
            read_line(context)
        } else {
            Err(AccountProblem::NoTerminal.into())
        };
    }
    let mut answers = Vec::new();
    for question in questions {
        answers.push(ask(context, question)?);
    }
    let password = answers.pop().unwrap_or_default();
    if answers.iter().any(|answer| *answer != password) {
        return Err(AccountProblem::PasswordsDiffer.into());
    }
    refuse_longer(&password)?;
    Ok(password)
}

/// What is typed at the terminal, unseen.
pub(super) fn ask(context: &mut Context<'_, '_>, question: &Question) -> Result<Password, Failure> {
    let words = context.say(question);
    let answer = (context.host.prompt)(&escape::text(&words)).map_err(|error| {
        Failure::from(match error.kind() {
            io::ErrorKind::Interrupted => AccountProblem::Interrupted,
            io::ErrorKind::UnexpectedEof => AccountProblem::NoPassword,
            io::ErrorKind::InvalidData => AccountProblem::PasswordNotText,
            _ => AccountProblem::Prompt {
                system: error.to_string(),
            },
        })
    })?;
    Ok(Zeroizing::new(answer.as_bytes().to_vec()))
}

fn refuse_longer(password: &[u8]) -> Result<(), Failure> {
    if password.len() > MAX_PASSWORD {
        let limit = MAX_PASSWORD;
        return Err(AccountProblem::PasswordTooLong { limit }.into());
    }
    Ok(())
}

/// Says so when somebody else keeps a file that is to be changed locked for long. It is waited for all the same.
pub(super) fn mind_lock(context: &mut Context<'_, '_>, place: &Place) {
    if !store::is_free(place) {
        let path = place.path().into();
        context.note(&StoreWarning::Locked { path });
    }
}

/// Standard input as one password: its last line break is that of `echo`, not of the password.
fn read_line(context: &mut Context<'_, '_>) -> Result<Password, Failure> {
    let mut bytes = input::stdin_secret(context, MAX_PASSWORD + "\r\n".len())?;
    if bytes.pop_if(|byte| *byte == b'\n').is_some() {
        bytes.pop_if(|byte| *byte == b'\r');
    }
    if bytes.contains(&b'\n') {
        return Err(AccountProblem::PasswordOfSeveralLines.into());
    }
    refuse_longer(&bytes)?;
    Ok(bytes)
}

/// The record for programs: all of it but the hash, `username` first where the record lacks it.
pub(super) fn record(user: &User) -> Object {
    let record = user.record();
    let mut members = Object::new();
    if record.get("username").is_none() {
        members.set("username", user.name());
    }
    for (name, value) in record.iter() {
        members.set(name, value.clone());
    }
    members
}

/// The account for people, one member a line, those that tokenry does not know under their own names.
pub(super) fn rows(context: &Context<'_, '_>, user: &User) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let label = |label: AccountLabel| context.say(&label);
    let text = |value: &Json| match value {
        Json::String(text) => text.clone(),
        other => other.to_compact(),
    };
    rows.push((label(AccountLabel::Status), status(context, user)));
    for (name, value) in user.record().iter() {
        let row = match name {
            "username" | "disabled" => continue,
            _ if *value == Json::Null => continue,
            "full_name" => (label(AccountLabel::FullName), text(value)),
            "email" => (label(AccountLabel::Email), text(value)),
            "scopes" => match user.scopes().unwrap_or_default().as_slice() {
                // Which is not the same as no list.
                [] => (label(AccountLabel::Scopes), text(value)),
                scopes => (label(AccountLabel::Scopes), scopes.join(" ")),
            },
            "claims" => (label(AccountLabel::Claims), value.to_compact()),
            other => (other.to_owned(), text(value)),
        };
        rows.push(row);
    }
    rows
}

/// Whether the account may log in, in a word.
pub(super) fn status(context: &Context<'_, '_>, user: &User) -> String {
    context.say(&if user.is_disabled() {
        AccountLabel::StatusDisabled
    } else {
        AccountLabel::StatusActive
    })
}

/// One line for people, or an object for programs.
pub(super) fn told(context: &Context<'_, '_>, words: &dyn Say, object: Object) -> Outcome {
    Outcome::done(if context.json {
        Answer::Json(object.into())
    } else {
        let mut page = Document::default();
        page.line([(Ink::Good, context.say(words))]);
        Answer::Document(page)
    })
}
