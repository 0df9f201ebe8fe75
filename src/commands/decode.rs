//! `decode`: what is in a token. Nothing is verified, and it says so.

use super::context::{Context, Failure, Outcome};
use super::{batch, input, show};
use crate::cli::{Decode, Target};
use crate::json::{Json, Object};
use crate::output::{Answer, Document, Ink};
use crate::text::Lang;
use crate::text::label::Label;
use crate::text::malformed::Malformed;
use crate::text::trouble::Trouble;
use crate::time::Moment;
use crate::token::notes;
use crate::token::reading::{Payload, Reading};
use crate::token::unwrap::Wanted;

/// Runs `decode`.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Decode) -> Result<Outcome, Failure> {
    let now = options
        .clock
        .at
        .map_or(context.now, |at| at.resolve(context.now));
    if options.batch.batch.is_some() {
        return batch::decode(context, &options.batch, now);
    }
    let text = input::token(context, options.token.as_deref(), Wanted::Access)?;
    let reading = Reading::of(&text);
    if let Some(target) = &options.get {
        return get(context, &reading, target);
    }
    let failure = reading.broken.first().map(failure);
    let exit = failure.as_ref().map_or(0, |failure| failure.exit);

    if context.json {
        return Ok(Outcome {
            answer: Answer::Json(object(context.lang, &reading, now).into()),
            exit,
        });
    }

    let mut page = show::document(context, &reading, now, options.show.tz);
    let found = notes::notes(reading.header.as_ref(), reading.claims(), now);
    show::notes(context, &found, &mut page);
    if !reading.parts.is_empty() {
        page.gap();
        page.line([(Ink::Warn, context.say(&Label::NothingVerified))]);
    }
    for malformed in reading.broken.iter().skip(1) {
        context.complain(&self::failure(malformed));
    }
    if let Some(failure) = failure {
        context.complain(&failure);
    }
    Ok(Outcome {
        answer: answer(page),
        exit,
    })
}

/// A token for programs.
pub(super) fn object(lang: Lang, reading: &Reading<'_>, now: Moment) -> Object {
    let found = notes::notes(reading.header.as_ref(), reading.claims(), now);
    let mut object = show::parts_json(reading);
    object.set("verified", false);
    object.set("times", show::times_json(reading.claims(), now));
    object.set("notes", show::notes_json(lang, &found));
    if let Some(disclosures) = show::disclosures_json(reading) {
        object.set("disclosures", disclosures);
    }
    let failure = reading.broken.first().map(failure);
    if let Some(Json::Object(failed)) = failure.map(|failure| failure.to_json(lang)) {
        object.set("error", failed.get("error").cloned().unwrap_or(Json::Null));
    }
    object
}

fn answer(page: Document) -> Answer {
    if page == Document::default() {
        Answer::Nothing
    } else {
        Answer::Document(page)
    }
}

/// What is broken, as an error: exit 3.
fn failure(malformed: &Malformed) -> Failure {
    Failure::refused(malformed.reason(), malformed.clone())
}

/// `--get`: one value alone.
fn get(
    context: &Context<'_, '_>,
    reading: &Reading<'_>,
    target: &Target,
) -> Result<Outcome, Failure> {
    let part = if target.header {
        reading.header.clone().map(Json::Object)
    } else {
        reading
            .payload
            .as_ref()
            .filter(|payload| !matches!(payload, Payload::Text(_) | Payload::Bytes(_)))
            .map(Payload::to_json)
    };
    let Some(part) = part else {
        let broken = reading.broken.first().cloned().unwrap_or(Malformed::Empty);
        return Err(failure(&broken));
    };
    let found = match &part {
        Json::Object(object) => object
            .get(&target.name)
            .or_else(|| part.pointer(&target.name)),
        _ => part.pointer(&target.name),
    };
    let Some(value) = found else {
        return Err(Trouble::NoSuchMember {
            name: target.name.clone(),
        }
        .into());
    };
    Ok(Outcome::done(match value {
        _ if context.json => Answer::Json(value.clone()),
        Json::String(text) => Answer::Bare(text.clone()),
        other => Answer::Bare(other.to_compact()),
    }))
}
