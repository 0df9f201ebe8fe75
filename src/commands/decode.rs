//! `decode`: what is in a token. Nothing is verified, and it says so.

use super::context::{Context, Failure, Outcome};
use super::{explain, input, opening, token_view};
use crate::cli::{Decode, Explain, Target};
use crate::commands::command_error::CommandError;
use crate::commands::headings::Label;
use crate::commands::token_view::Shown;
use crate::encoding::BASE64URL;
use crate::json::{Json, Writer};
use crate::output::{Answer, Document, Ink};
use crate::sdjwt::Unsigned;
use crate::text::Lang;
use crate::time::Moment;
use crate::token::malformed::Malformed;
use crate::token::note::Note;
use crate::token::unwrap::Wanted;
use crate::token::verify::Policy;
use crate::token::{Payload, Token, diagnosis, warnings};

/// How many disclosures that nobody signed are named; each is marked where it stands.
const MAX_NAMED: usize = 16;

/// Runs `decode` for one token.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Decode) -> Result<Outcome, Failure> {
    let explain = explain::wanted(context, options.show.explain)?;
    let text = input::token(context, options.source(), Wanted::Access)?;
    let (now, _) = context.moment(options.clock.at);
    let mut token = Token::of(&text);
    let readers = [(options.source().is_stdin(), "TOKEN")];
    let opener = opening::opener(context, &options.decryption, &readers, None)?;
    opening::open(&mut token, opener.as_ref());
    if let Some(target) = &options.get {
        return get(context, &token, target);
    }
    let explanation = explain.map(|how| (how, explain::without_key(&token)));
    let faults = token.faults();
    let exit = faults
        .first()
        .map_or(0, |malformed| malformed.reason().exit());
    let hints = diagnosis::of_text(&token);

    if context.json {
        let answer = Answer::json(|out| {
            add_token(context.lang, &token, options.redact, now, out);
            token_view::add_hints(context.lang, &hints, out);
            if let Some((_, explanation)) = &explanation {
                out.add("explanation", explain::json(context, explanation));
            }
        });
        return Ok(Outcome { answer, exit });
    }

    let found = remarks(&token, now);
    let unverified = context.say(&Label::NothingVerified);
    let zone = options.show.tz;
    let answer = if let Some((Explain::Lab, _)) = &explanation {
        let bench = explain::Bench {
            token: &token,
            key: None,
            show_secret: false,
            policy: &Policy::default(),
            now,
            zone,
        };
        Answer::Text(explain::lab(context, &bench))
    } else if let Some((Explain::Html, explanation)) = &explanation {
        let verdict = explain::Verdict {
            class: "warn",
            words: unverified,
            report: None,
        };
        Answer::Text(explain::page(context, explanation, zone, Some(&verdict)))
    } else {
        let mut page = if let Some((_, explanation)) = &explanation {
            let mut page = explain::document(context, explanation, zone);
            token_view::disclosures(context, &token, &mut page);
            page
        } else {
            let shown = if options.redact {
                Shown::Redacted
            } else {
                Shown::Whole
            };
            token_view::document(context, &token, shown, now, zone)
        };
        token_view::warnings(context, &found, &mut page);
        if token.parts().next().is_some() || token.payload().is_some() {
            page.gap();
            page.line([(Ink::Warn, unverified)]);
        }
        document(page)
    };
    for malformed in &faults {
        context.complain(&failure(malformed));
    }
    for hint in &hints {
        context.hint(hint);
    }
    Ok(Outcome { answer, exit })
}

/// What is unwise or wrong about a token.
fn remarks(token: &Token, now: Moment) -> Vec<Note> {
    let mut found = warnings::warnings(token.header(), token.claims(), now);
    let unsigned = Unsigned::of(token);
    if let Some(algorithm) = unsigned.unknown {
        found.push(Note::UnknownDigests { algorithm });
    } else if let Some(disclosed) = token.disclosed()
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

/// The members that tell a token to programs.
pub(super) fn add_token(
    lang: Lang,
    token: &Token,
    redact: bool,
    now: Moment,
    out: &mut Writer<'_>,
) {
    if redact {
        out.add("token", token.short_name().as_str());
    }
    token_view::add_parts(token, out);
    let signature = token.signature().filter(|_| !redact);
    let signature = signature.map(|bytes| BASE64URL.encode(bytes));
    out.add("signature", signature.as_deref());
    out.add("verified", false);
    token_view::write_times(token.claims(), now, out.name("times"));
    token_view::write_warnings(lang, &remarks(token, now), out.name("notes"));
    token_view::add_disclosures(token, out);
    if let Some(malformed) = token.faults().first() {
        out.add("error", failure(malformed).error(lang));
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
pub(super) fn get(
    context: &mut Context<'_, '_>,
    token: &Token,
    target: &Target,
) -> Result<Outcome, Failure> {
    let faults = token.faults();
    let part = match token.payload() {
        _ if target.header => token.header().map(|header| header.tree().clone()),
        Some(Payload::Claims(json) | Payload::Json(json)) => Some(json.tree().clone()),
        Some(Payload::Text(text)) if faults.is_empty() => Some(text.into()),
        Some(Payload::Bytes(bytes)) if faults.is_empty() => Some(BASE64URL.encode(bytes).into()),
        _ => None,
    };
    let Some(part) = part else {
        let broken = faults.first().unwrap_or(&Malformed::Empty);
        return Err(failure(broken));
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
    let Some(malformed) = faults.first() else {
        return Ok(Outcome::done(answer));
    };
    // What can be read of a broken token is shown, and that it is broken is said.
    context.complain(&failure(malformed));
    Ok(Outcome {
        answer,
        exit: malformed.reason().exit(),
    })
}
