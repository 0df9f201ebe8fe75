//! A token for people and for programs: what `decode` prints, and `verify` before its checks.

use super::context::Context;
use crate::cli::Zone;
use crate::commands::headings::Label;
use crate::encoding::BASE64URL;
use crate::json::{Indexed, Json, Object};
use crate::output::{Document, Ink, escape};
use crate::sdjwt::Unsigned;
use crate::text::{BEYOND_CALENDAR, Lang, Say};
use crate::time::Moment;
use crate::token::foreign::MAX_DISCLOSURES;
use crate::token::hint::Hint;
use crate::token::malformed::{Malformed, Part};
use crate::token::note::{Note, Unnamed};
use crate::token::warnings::TIME_CLAIMS;
use crate::token::{Payload, Token};

/// How many characters the bar of a token's life has.
const BAR: usize = 32;

/// A time claim and where it stands to now.
struct TimeClaim<'c> {
    claim: &'static str,
    digits: &'c str,
    moment: Moment,
}

/// What a time means now.
enum State {
    Expired,
    Valid,
    NotYetValid,
    IssuedInFuture,
    Past,
    Future,
}

impl State {
    /// The state for programs; never translated.
    const fn code(&self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Valid => "valid",
            Self::NotYetValid => "not_yet_valid",
            Self::IssuedInFuture => "issued_in_future",
            Self::Past => "past",
            Self::Future => "future",
        }
    }

    const fn ink(&self) -> Ink {
        match self {
            Self::Expired | Self::NotYetValid => Ink::Bad,
            Self::IssuedInFuture => Ink::Warn,
            Self::Valid | Self::Past | Self::Future => Ink::Plain,
        }
    }
}

impl TimeClaim<'_> {
    /// What the time means now.
    fn state(&self, now: Moment) -> State {
        let past = self.moment <= now;
        match (self.claim, past) {
            ("exp", true) => State::Expired,
            ("exp", false) | ("nbf", true) => State::Valid,
            ("nbf", false) => State::NotYetValid,
            ("iat", false) => State::IssuedInFuture,
            (_, true) => State::Past,
            (_, false) => State::Future,
        }
    }

    fn label(&self, now: Moment) -> Label {
        let seconds = self.moment.seconds_since(now);
        match (self.claim, self.moment <= now) {
            ("exp", true) => Label::ExpiredAgo { seconds },
            ("exp", false) => Label::ExpiresIn { seconds },
            ("nbf", true) => Label::ValidSince { seconds },
            ("nbf", false) => Label::ValidIn { seconds },
            ("iat", true) => Label::IssuedAgo { seconds },
            ("iat", false) => Label::IssuedIn { seconds },
            (_, true) => Label::Ago { seconds },
            (_, false) => Label::In { seconds },
        }
    }
}

fn time_claims(claims: &Indexed) -> impl Iterator<Item = TimeClaim<'_>> {
    TIME_CLAIMS.into_iter().filter_map(|claim| {
        let digits = claims.get(claim)?;
        Some(TimeClaim {
            claim,
            digits,
            moment: Moment::from_json(digits)?,
        })
    })
}

pub(super) const fn ink(part: Part) -> Ink {
    match part {
        Part::Header => Ink::Header,
        Part::Payload => Ink::Payload,
        Part::Signature => Ink::Signature,
    }
}

/// The three parts in their colours, unless they are hidden; header, payload, times and signature.
pub(super) fn document(
    context: &Context<'_, '_>,
    token: &Token,
    hidden: bool,
    now: Moment,
    zone: Zone,
) -> Document {
    let mut page = Document::default();
    let mut pieces = Vec::new();
    for part in token.parts() {
        if !pieces.is_empty() {
            pieces.push((Ink::Plain, "."));
        }
        pieces.push((ink(part), token.part(part)));
    }
    if !pieces.is_empty() && !hidden {
        page.line(pieces);
    }

    if let Some(header) = token.header() {
        page.heading(context.say(&Part::Header));
        page.json(&header.tree().to_pretty(), Ink::Header);
    }
    if let Some(payload) = token.payload() {
        page.heading(context.say(&Part::Payload));
        match payload {
            Payload::Claims(json) | Payload::Json(json) => {
                page.json(&json.tree().to_pretty(), Ink::Payload);
            }
            Payload::Text(text) => text
                .lines()
                .for_each(|line| page.line([(Ink::Payload, line)])),
            Payload::Bytes(bytes) => {
                page.line([(
                    Ink::Faint,
                    context.say(&Label::NotText { bytes: bytes.len() }),
                )]);
            }
        }
    }
    if let Some(claims) = token.claims() {
        times(context, claims, now, zone, &mut page);
    }
    disclosures(context, token, &mut page);
    if let Some(signature) = token.signature() {
        page.heading(context.say(&Part::Signature));
        let label = if signature.is_empty() {
            Label::SignatureEmpty
        } else {
            let alg = token.parameter("alg");
            Label::SignatureOf {
                algorithm: alg.as_deref().unwrap_or("?").to_owned(),
                bytes: signature.len(),
            }
        };
        page.line([(Ink::Signature, format!("  {}", context.say(&label)))]);
    }
    page
}

/// What the holder of an SD-JWT chose to disclose.
pub(super) fn disclosures(context: &Context<'_, '_>, token: &Token, page: &mut Document) {
    let Some(disclosed) = token.disclosed() else {
        return;
    };
    page.heading(context.say(&Label::Disclosures));
    let unsigned = Unsigned::of(token);
    for (place, disclosure) in disclosed.disclosures.iter().enumerate() {
        let name = disclosure
            .name
            .clone()
            .unwrap_or_else(|| context.say(&Unnamed::ArrayElement));
        match &disclosure.value {
            Ok(value) => {
                let mut line = format!("  {name}: ");
                value.write_compact(&mut line);
                let mut pieces = vec![(Ink::Payload, line)];
                if unsigned.contains(place) {
                    pieces.push((Ink::Bad, format!(" {}", context.say(&Label::NoDigest))));
                }
                page.line(pieces);
            }
            Err(_) => page.line([(
                Ink::Bad,
                format!("  {}: {}", context.say(&Label::Unreadable), disclosure.text),
            )]),
        }
    }
    if let Some(at) = disclosed.rest {
        let limit = MAX_DISCLOSURES;
        let more = context.say(&Malformed::Disclosures { limit, at });
        page.line([(Ink::Warn, format!("  {more}"))]);
    }
    if let Some(binding) = &disclosed.key_binding {
        page.line([(
            Ink::Plain,
            format!("  {}: {binding}", context.say(&Label::KeyBinding)),
        )]);
    }
}

fn times(
    context: &Context<'_, '_>,
    claims: &Indexed,
    now: Moment,
    zone: Zone,
    page: &mut Document,
) {
    let times: Vec<_> = time_claims(claims).collect();
    if times.is_empty() {
        return;
    }
    page.heading(context.say(&Label::Times));
    for time in &times {
        let iso = context
            .iso(time.moment, zone)
            .unwrap_or_else(|| context.say(&BEYOND_CALENDAR));
        let words = context.say(&time.label(now));
        page.line([(
            time.state(now).ink(),
            format!("  {} {} → {iso}, {words}", time.claim, time.digits),
        )]);
    }
    let moment = |name| {
        times
            .iter()
            .find(|time| time.claim == name)
            .map(|time| time.moment)
    };
    if let (Some(begin), Some(end)) = (moment("iat").or_else(|| moment("nbf")), moment("exp")) {
        life(context, begin, end, now, page);
    }
}

/// A bar of the token's life with where now is.
fn life(context: &Context<'_, '_>, begin: Moment, end: Moment, now: Moment, page: &mut Document) {
    let total = end.nanos_since(begin);
    if total <= 0 {
        return;
    }
    let spent = "━";
    let left = "╌";
    let seconds = end.seconds_since(begin);
    let (mut pieces, label) = if now < begin {
        let bar = format!("  ●  {}", left.repeat(BAR));
        let label = Label::LifeNotBegun { total: seconds };
        (vec![(Ink::Warn, bar)], label)
    } else if end <= now {
        let bar = format!("  {} ●", spent.repeat(BAR));
        let label = Label::LifeOver { total: seconds };
        (vec![(Ink::Bad, bar)], label)
    } else {
        let percent = now.nanos_since(begin).saturating_mul(100) / total;
        let percent = i64::try_from(percent).unwrap_or(100);
        let filled = usize::try_from(percent).unwrap_or(0) * BAR / 100;
        let bar = vec![
            (Ink::Good, format!("  {}●", spent.repeat(filled))),
            (Ink::Faint, left.repeat(BAR.saturating_sub(filled + 1))),
        ];
        let label = Label::LifeSpent {
            percent,
            total: seconds,
        };
        (bar, label)
    };
    pieces.push((Ink::Plain, format!("  {}", context.say(&label))));
    page.line(pieces);
}

/// The notes, if there are any.
pub(super) fn warnings(context: &Context<'_, '_>, warnings: &[Note], page: &mut Document) {
    if warnings.is_empty() {
        return;
    }
    page.heading(context.say(&Label::Notes));
    for note in warnings {
        page.line([
            (Ink::Warn, format!("  {}: ", note.code())),
            (Ink::Plain, context.say(note)),
        ]);
    }
}

/// The time claims for programs.
pub(super) fn times_json(claims: Option<&Indexed>, now: Moment) -> Object {
    claims
        .into_iter()
        .flat_map(time_claims)
        .map(|time| {
            let entry = Object::from([
                ("unix", Json::Number(time.digits.into())),
                ("iso", time.moment.iso().into()),
                ("state", time.state(now).code().into()),
            ]);
            (time.claim, entry)
        })
        .collect()
}

/// The notes for programs.
pub(super) fn warnings_json(lang: Lang, warnings: &[Note]) -> Json {
    let notes = warnings.iter().map(|note| {
        Object::from([
            ("code", note.code().to_owned()),
            ("message", note.say(lang)),
        ])
    });
    notes.collect::<Vec<_>>().into()
}

/// The hints for programs.
pub(super) fn hints_json(lang: Lang, hints: &[Hint]) -> Json {
    let hints = hints.iter().map(|hint| {
        Object::from([
            ("code", hint.code().to_owned()),
            ("message", hint.say(lang)),
        ])
    });
    hints.collect::<Vec<_>>().into()
}

/// Adds header and payload; what can't be read is null.
pub(super) fn add_parts(token: &Token, json: &mut Object) {
    json.set("header", token.header().map(|header| header.tree().clone()));
    json.set("payload", payload_json(token));
}

/// The payload for programs: text becomes a string, and bytes one of base64url.
pub(super) fn payload_json(token: &Token) -> Option<Json> {
    Some(match token.payload()? {
        Payload::Claims(json) | Payload::Json(json) => json.tree().clone(),
        Payload::Text(text) => text.into(),
        Payload::Bytes(bytes) => BASE64URL.encode(bytes).into(),
    })
}

/// Adds what the holder of an SD-JWT chose to disclose, and the key binding JWT.
pub(super) fn add_disclosures(token: &Token, json: &mut Object) {
    let Some(disclosed) = token.disclosed() else {
        return;
    };
    let unsigned = Unsigned::of(token);
    let disclosures = disclosed.disclosures.iter().enumerate();
    let disclosures = disclosures.map(|(place, disclosure)| {
        let mut json = Object::from([
            ("name", Json::from(disclosure.name.clone())),
            ("value", disclosure.value.clone().ok().into()),
            ("disclosure", disclosure.text.as_str().into()),
        ]);
        if let Err(malformed) = &disclosure.value {
            json.set("error", malformed.reason().code());
        }
        if unsigned.contains(place) {
            json.set("note", Note::NOT_SIGNED);
        }
        json
    });
    json.set("disclosures", disclosures.collect::<Vec<_>>());
    if let Some(binding) = &disclosed.key_binding {
        json.set("key_binding", binding.as_str());
    }
}

/// Writes what is said of a token behind the number of its line as one line.
pub(super) fn write_line(number: u64, json: Object, out: &mut Vec<u8>) {
    let mut line = Object::from([("line", Json::Number(number.to_string()))]);
    line.extend(json);
    let line = Json::Object(line).to_compact();
    out.extend_from_slice(escape::json(&line).as_bytes());
    out.push(b'\n');
}
