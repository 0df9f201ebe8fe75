//! `session`: the refresh families that are open, and the end of one.

use super::account;
use super::context::{Context, Failure, Outcome};
use crate::cli::SessionCommand;
use crate::commands::account_messages::{AccountLabel, AccountNotice, AccountProblem};
use crate::json::{Json, Object};
use crate::output::{Answer, Document, Ink};
use crate::store::{Files, sessions};
use crate::text::typed::Typed;
use crate::time::Moment;

/// Runs `session list` and `session revoke`.
pub(super) fn run(
    context: &mut Context<'_, '_>,
    command: &SessionCommand,
) -> Result<Outcome, Failure> {
    match command {
        SessionCommand::List => list(context),
        SessionCommand::Revoke(session) => revoke(context, &session.sid),
    }
}

fn list(context: &mut Context<'_, '_>) -> Result<Outcome, Failure> {
    let place = context.place(Files::sessions)?;
    let sessions = sessions::read(&place)?;
    let time = |seconds| Moment::from_seconds(seconds).iso().unwrap_or_default();
    let open = sessions.open(context.now.seconds());
    let open = open.map(|open| {
        let (created, expires) = (time(open.created), time(open.expires));
        [open.sid.to_owned(), open.user.to_owned(), created, expires]
    });
    let open: Vec<_> = open.collect();
    if context.json {
        let names = ["sid", "username", "created", "expires"];
        let object = |cells: [String; 4]| -> Json {
            let members = names.into_iter().zip(cells);
            members.collect::<Object>().into()
        };
        let open: Vec<_> = open.into_iter().map(object).collect();
        return Ok(Outcome::done(Answer::Json(open.into())));
    }
    if open.is_empty() {
        context.note(&AccountNotice::NoSessions);
        return Ok(Outcome::done(Answer::Nothing));
    }
    let heading = [
        AccountLabel::Session,
        AccountLabel::Name,
        AccountLabel::Since,
        AccountLabel::Until,
    ];
    let heading = heading.map(|label| context.say(&label));
    let mut rows = vec![(Ink::Heading, heading)];
    rows.extend(open.into_iter().map(|cells| (Ink::Plain, cells)));
    Ok(Outcome::done(Answer::Document(Document::table(&rows))))
}

fn revoke(context: &mut Context<'_, '_>, sid: &str) -> Result<Outcome, Failure> {
    let place = context.place(Files::sessions)?;
    account::mind_lock(context, &place);
    let now = context.now.seconds();
    let name = sessions::update(&place, now, |sessions| {
        let open = sessions.open(now).find(|open| open.sid == sid);
        let name = open.map(|open| open.user.to_owned());
        let unknown = || AccountProblem::NoSuchSession {
            sid: Typed::place(sid),
        };
        let name = name.ok_or_else(unknown).map_err(Failure::from)?;
        sessions.revoke(sid);
        Ok::<_, Failure>(name)
    })?;
    let object = Object::from([
        ("sid", Json::from(sid)),
        ("username", Json::from(name.clone())),
    ]);
    let words = AccountLabel::SessionEnded { name };
    Ok(account::told(context, &words, object))
}
