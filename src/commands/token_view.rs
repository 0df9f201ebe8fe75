//! A token for people and for programs: what `decode` prints, and `verify` before its checks.

use std::borrow::Cow;

use super::context::Context;
use crate::cli::Zone;
use crate::json::{self, Json, Object, ObjectText};
use crate::output::{Document, Ink, escape};
use crate::sdjwt::Unsigned;
use crate::text::headings::Label;
use crate::text::hint::Hint;
use crate::text::malformed::{Malformed, Part};
use crate::text::note::Note;
use crate::text::{BEYOND_CALENDAR, Lang, Say};
use crate::time::Moment;
use crate::token::foreign::MAX_DISCLOSURES;
use crate::token::notes::TIME_CLAIMS;
use crate::token::reading::{Payload, Reading};

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

fn time_claims(claims: &ObjectText) -> impl Iterator<Item = TimeClaim<'_>> {
    TIME_CLAIMS.into_iter().filter_map(|claim| {
        let digits = claims.get(claim)?;
        Some(TimeClaim {
            claim,
            digits,
            moment: Moment::from_json(digits)?,
        })
    })
}

/// The three parts in their colours, header, payload, times and signature.
pub(super) fn document(
    context: &Context<'_, '_>,
    reading: &Reading<'_>,
    now: Moment,
    zone: Zone,
) -> Document {
    let mut page = Document::default();
    let inks = [Ink::Header, Ink::Payload, Ink::Signature];
    let mut pieces = Vec::new();
    for (index, (part, ink)) in reading.parts.iter().zip(inks).enumerate() {
        if index > 0 {
            pieces.push((Ink::Plain, "."));
        }
        pieces.push((ink, *part));
    }
    if !pieces.is_empty() {
        page.line(pieces);
    }

    if let Some(header) = &reading.header {
        page.heading(context.say(&Part::Header));
        page.json(&json::pretty(header.text()), Ink::Header);
    }
    if let Some(payload) = &reading.payload {
        page.heading(context.say(&Part::Payload));
        match payload {
            Payload::Claims(claims) => page.json(&json::pretty(claims.text()), Ink::Payload),
            Payload::Json(text) => page.json(&json::pretty(text), Ink::Payload),
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
    if let Some(claims) = reading.claims() {
        times(context, claims, now, zone, &mut page);
    }
    disclosures(context, reading, &mut page);
    if let Some(signature) = &reading.signature {
        page.heading(context.say(&Part::Signature));
        let label = if signature.is_empty() {
            Label::SignatureEmpty
        } else {
            let alg = reading.header.as_ref().and_then(|header| header.str("alg"));
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
pub(super) fn disclosures(context: &Context<'_, '_>, reading: &Reading<'_>, page: &mut Document) {
    let Some(disclosed) = &reading.disclosed else {
        return;
    };
    page.heading(context.say(&Label::Disclosures));
    let unsigned = Unsigned::of(reading);
    for (place, disclosure) in disclosed.disclosures.iter().enumerate() {
        let name = disclosure
            .name
            .clone()
            .unwrap_or_else(|| context.say(&Label::ArrayElement));
        match &disclosure.value {
            Ok(value) => {
                let mut line = format!("  {name}: ");
                json::write_compact(value, &mut line);
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
    if let Some(binding) = disclosed.key_binding {
        page.line([(
            Ink::Plain,
            format!("  {}: {binding}", context.say(&Label::KeyBinding)),
        )]);
    }
}

fn times(
    context: &Context<'_, '_>,
    claims: &ObjectText,
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
pub(super) fn notes(context: &Context<'_, '_>, notes: &[Note], page: &mut Document) {
    if notes.is_empty() {
        return;
    }
    page.heading(context.say(&Label::Notes));
    for note in notes {
        page.line([
            (Ink::Warn, format!("  {}: ", note.code())),
            (Ink::Plain, context.say(note)),
        ]);
    }
}

/// The time claims for programs.
pub(super) fn times_json(claims: Option<&ObjectText>, now: Moment) -> Object {
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
pub(super) fn notes_json(lang: Lang, notes: &[Note]) -> Json {
    let notes = notes.iter().map(|note| {
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

/// What is said of a token to programs, member by member. Header and payload are in it as they are written, so that
/// [`TokenJson::write_line`] needs no tree: of hostile text one takes twenty times the room.
pub(super) struct TokenJson<'r>(Vec<(&'static str, Field<'r>)>);

/// The value of a member.
enum Field<'r> {
    Json(Json),
    Written(Cow<'r, str>),
    List(Vec<TokenJson<'r>>),
}

impl<'r> TokenJson<'r> {
    /// An object without members.
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a member; its name needs no escape.
    pub(super) fn add(&mut self, name: &'static str, value: impl Into<Json>) {
        self.0.push((name, Field::Json(value.into())));
    }

    /// Adds a member as it is written; `None` is null.
    fn add_written(&mut self, name: &'static str, text: Option<Cow<'r, str>>) {
        let value = text.map_or(Field::Json(Json::Null), Field::Written);
        self.0.push((name, value));
    }

    /// Adds header and payload; what can't be read is null.
    pub(super) fn add_parts(&mut self, reading: &'r Reading<'_>) {
        let header = reading.header.as_ref().map(|header| header.text().into());
        let payload = reading.payload.as_ref().map(Payload::json);
        self.add_written("header", header);
        self.add_written("payload", payload);
    }

    /// Adds what the holder of an SD-JWT chose to disclose, and the key binding JWT.
    pub(super) fn add_disclosures(&mut self, reading: &'r Reading<'_>) {
        let Some(disclosed) = &reading.disclosed else {
            return;
        };
        let unsigned = Unsigned::of(reading);
        let disclosures = disclosed.disclosures.iter().enumerate();
        let disclosures = disclosures.map(|(place, disclosure)| {
            let mut json = Self::new();
            json.add("name", disclosure.name.clone());
            let value = disclosure.value.as_deref().ok();
            json.add_written("value", value.map(Cow::Borrowed));
            json.add("disclosure", disclosure.text);
            if let Err(malformed) = &disclosure.value {
                json.add("error", malformed.reason().code());
            }
            if unsigned.contains(place) {
                json.add("note", Note::NOT_SIGNED);
            }
            json
        });
        let disclosures = Field::List(disclosures.collect());
        self.0.push(("disclosures", disclosures));
        if let Some(binding) = disclosed.key_binding {
            self.add("key_binding", binding);
        }
    }

    /// All of it as one tree.
    pub(super) fn into_object(self) -> Object {
        let members = self.0.into_iter().map(|(name, value)| {
            let json = match value {
                Field::Json(json) => json,
                // It was accepted before.
                Field::Written(text) => Json::parse(text.as_bytes()).unwrap_or(Json::Null),
                Field::List(items) => items
                    .into_iter()
                    .map(Self::into_object)
                    .collect::<Vec<_>>()
                    .into(),
            };
            (name, json)
        });
        members.collect()
    }

    /// Writes all of it behind the number of its line as one line.
    pub(super) fn write_line(&self, number: u64, out: &mut Vec<u8>) {
        let mut line = format!("{{\"line\":{number},");
        self.write_members(&mut line);
        line.push('}');
        out.extend_from_slice(escape::json(&line).as_bytes());
        out.push(b'\n');
    }

    fn write_members(&self, out: &mut String) {
        for (index, (name, value)) in self.0.iter().enumerate() {
            out.push_str(if index > 0 { ",\"" } else { "\"" });
            out.push_str(name);
            out.push_str("\":");
            match value {
                Field::Json(json) => json.write_compact(out),
                Field::Written(text) => json::write_compact(text, out),
                Field::List(items) => {
                    out.push('[');
                    for (index, item) in items.iter().enumerate() {
                        out.push_str(if index > 0 { ",{" } else { "{" });
                        item.write_members(out);
                        out.push('}');
                    }
                    out.push(']');
                }
            }
        }
    }
}
