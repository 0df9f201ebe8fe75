//! `decode`: what is in a token. Nothing is verified, and it says so.

use super::context::{Context, Failure, Outcome};
use super::token_view::TokenJson;
use super::{explain, input, token_view};
use crate::cli::{Decode, Explain, Target};
use crate::encoding::BASE64URL;
use crate::json::Json;
use crate::output::{Answer, Document, Ink};
use crate::sdjwt::Unsigned;
use crate::text::Lang;
use crate::text::command_error::CommandError;
use crate::text::headings::Label;
use crate::text::hint::Hint;
use crate::text::malformed::Malformed;
use crate::text::note::Note;
use crate::time::Moment;
use crate::token::diagnosis;
use crate::token::notes;
use crate::token::reading::{Payload, Reading};
use crate::token::unwrap::Wanted;

/// How many disclosures that nobody signed are named; each is marked where it stands.
const MAX_NAMED: usize = 16;

/// Runs `decode` for one token.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Decode) -> Result<Outcome, Failure> {
    let explain = explain::wanted(context, options.show.explain)?;
    let text = input::token(context, options.source(), Wanted::Access)?;
    let (now, _) = context.moment(options.clock.at);
    let reading = Reading::of(&text);
    if let Some(target) = &options.get {
        return get(context, &reading, target);
    }
    let anatomy = explain.map(|how| (how, explain::without_key(&reading)));
    let first = reading.broken.first();
    let exit = first.map_or(0, |malformed| malformed.reason().exit());
    let hints = diagnosis::of_text(&text, &reading);

    if context.json {
        let mut answer = token_json(context.lang, &reading, now);
        add_hints(context.lang, &hints, &mut answer);
        if let Some((_, anatomy)) = &anatomy {
            answer.add("explanation", explain::json(context, anatomy));
        }
        return Ok(Outcome {
            answer: Answer::Json(answer.into_object().into()),
            exit,
        });
    }

    let found = remarks(&reading, now);
    let unverified = context.say(&Label::NothingVerified);
    let zone = options.show.tz;
    let answer = if let Some((Explain::Html, anatomy)) = &anatomy {
        let verdict = explain::Verdict {
            class: "warn",
            words: unverified,
            checks: Vec::new(),
        };
        Answer::Text(explain::page(context, anatomy, zone, Some(&verdict)))
    } else {
        let mut page = match &anatomy {
            Some((_, anatomy)) => {
                let mut page = explain::document(context, anatomy, zone);
                token_view::disclosures(context, &reading, &mut page);
                page
            }
            None => token_view::document(context, &reading, now, zone),
        };
        token_view::notes(context, &found, &mut page);
        if !reading.parts.is_empty() {
            page.gap();
            page.line([(Ink::Warn, unverified)]);
        }
        document(page)
    };
    for malformed in &reading.broken {
        context.complain(&failure(malformed));
    }
    for hint in &hints {
        context.hint(hint);
    }
    Ok(Outcome { answer, exit })
}

/// What is unwise or wrong about a token.
fn remarks(reading: &Reading<'_>, now: Moment) -> Vec<Note> {
    let mut found = notes::notes(reading.header.as_ref(), reading.claims(), now);
    let unsigned = Unsigned::of(reading);
    if let Some(algorithm) = unsigned.unknown {
        found.push(Note::UnknownDigests { algorithm });
    } else if let Some(disclosed) = &reading.disclosed
        && !unsigned.places.is_empty()
    {
        let named = unsigned.places.iter().take(MAX_NAMED);
        let named = named.filter_map(|place| disclosed.disclosures.get(*place));
        found.push(Note::DisclosureNotSigned {
            names: named.map(|one| one.name.clone()).collect(),
        });
    }
    found
}

/// A token for programs.
pub(super) fn token_json<'r>(lang: Lang, reading: &'r Reading<'_>, now: Moment) -> TokenJson<'r> {
    let found = remarks(reading, now);
    let times = token_view::times_json(reading.claims(), now);
    let signature = reading
        .signature
        .as_deref()
        .map(|bytes| BASE64URL.encode(bytes));
    let mut json = TokenJson::new();
    json.add_parts(reading);
    json.add("signature", signature);
    json.add("verified", false);
    json.add("times", times);
    json.add("notes", token_view::notes_json(lang, &found));
    json.add_disclosures(reading);
    let failure = reading.broken.first().map(failure);
    if let Some(failure) = failure {
        json.add("error", failure.error(lang));
    }
    json
}

/// Adds what explains that a token is broken.
pub(super) fn add_hints(lang: Lang, hints: &[Hint], json: &mut TokenJson<'_>) {
    if !hints.is_empty() {
        json.add("hints", token_view::hints_json(lang, hints));
    }
}

fn document(page: Document) -> Answer {
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
    context: &mut Context<'_, '_>,
    reading: &Reading<'_>,
    target: &Target,
) -> Result<Outcome, Failure> {
    let text = if target.header {
        reading.header.as_ref().map(|header| header.text().into())
    } else {
        let payload = reading.payload.as_ref().filter(|payload| match payload {
            Payload::Claims(_) | Payload::Json(_) => true,
            Payload::Text(_) | Payload::Bytes(_) => reading.broken.is_empty(),
        });
        payload.map(Payload::json)
    };
    let part = text.and_then(|text| Json::parse(text.as_bytes()).ok());
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
        return Err(CommandError::NoSuchMember {
            name: target.to_string().into(),
        }
        .into());
    };
    let answer = match value {
        _ if context.json => Answer::Json(value.clone()),
        Json::String(text) => Answer::Bare(text.clone()),
        other => Answer::Bare(other.to_compact()),
    };
    let Some(malformed) = reading.broken.first() else {
        return Ok(Outcome::done(answer));
    };
    // What can be read of a broken token is shown, and that it is broken is said.
    context.complain(&failure(malformed));
    Ok(Outcome {
        answer,
        exit: malformed.reason().exit(),
    })
}
