//! A token for people and for programs: what `decode` prints, and `verify` before its checks.

use std::borrow::Cow;

use super::context::Context;
use crate::cli::Zone;
use crate::commands::headings::Label;
use crate::encoding::BASE64URL;
use crate::json::{Indexed, Json, Writer};
use crate::output::{Document, Ink, escape};
use crate::sdjwt::Unsigned;
use crate::text::{BEYOND_CALENDAR, In, Lang};
use crate::time::Moment;
use crate::token::foreign::MAX_DISCLOSURES;
use crate::token::hint::Hint;
use crate::token::malformed::{Malformed, Part};
use crate::token::note::{Note, Unnamed};
use crate::token::warnings::TIME_CLAIMS;
use crate::token::{Payload, Token, redacted};

/// How many characters the bar of a token's life has.
const BAR: usize = 32;

/// A time claim and where it stands to now.
struct TimeClaim<'c> {
    claim: &'static str,
    digits: &'c str,
    moment: Moment,
}

impl TimeClaim<'_> {
    /// What the time means now: the state for programs, which is never translated, its ink and its words.
    fn state(&self, now: Moment) -> (&'static str, Ink, Label) {
        let seconds = self.moment.seconds_since(now);
        match (self.claim, self.moment <= now) {
            ("exp", true) => ("expired", Ink::Bad, Label::ExpiredAgo { seconds }),
            ("exp", false) => ("valid", Ink::Plain, Label::ExpiresIn { seconds }),
            ("nbf", true) => ("valid", Ink::Plain, Label::ValidSince { seconds }),
            ("nbf", false) => ("not_yet_valid", Ink::Bad, Label::ValidIn { seconds }),
            ("iat", true) => ("past", Ink::Plain, Label::IssuedAgo { seconds }),
            ("iat", false) => ("issued_in_future", Ink::Warn, Label::IssuedIn { seconds }),
            (_, true) => ("past", Ink::Plain, Label::Ago { seconds }),
            (_, false) => ("future", Ink::Plain, Label::In { seconds }),
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

/// The token on one line, its parts in their colours.
pub(super) fn compact<'t>(parts: impl Iterator<Item = (Part, &'t str)>, page: &mut Document) {
    let mut pieces = Vec::new();
    for (part, text) in parts {
        if !pieces.is_empty() {
            pieces.push((Ink::Plain, "."));
        }
        pieces.push((ink(part), text));
    }
    if !pieces.is_empty() {
        page.line(pieces);
    }
}

/// What is shown of the text of a token.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Whole,
    /// All but what makes it valid.
    Redacted,
    Hidden,
}

/// The three parts in their colours, unless they are hidden; header, payload, times and signature.
pub(super) fn document(
    context: &Context<'_, '_>,
    token: &Token,
    shown: Shown,
    now: Moment,
    zone: Zone,
) -> Document {
    let mut page = Document::default();
    match shown {
        Shown::Whole => compact(
            token.parts().map(|part| (part, token.part(part))),
            &mut page,
        ),
        Shown::Redacted => {
            page.line([(Ink::Plain, redacted(token.text()))]);
            let name = token.short_name();
            page.line([(Ink::Faint, context.say(&Label::ShortName { name }))]);
        }
        Shown::Hidden => {}
    }
    if let Some(envelope) = token.envelope() {
        page.heading(context.say(&Label::Envelope));
        page.json(&envelope.header.tree().to_pretty(), Ink::Header);
    }
    if let Some(header) = token.header() {
        page.heading(context.say(&Part::Header));
        page.json(&header.tree().to_pretty(), Ink::Header);
    }
    payload(context, token, &mut page);
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

fn payload(context: &Context<'_, '_>, token: &Token, page: &mut Document) {
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
}

/// What a verdict is about, on half a screen: the header on one line, the payload, and when it ends.
pub(super) fn brief(context: &Context<'_, '_>, token: &Token, now: Moment, zone: Zone) -> Document {
    let mut page = Document::default();
    let headers = [
        (
            context.say(&Label::Envelope),
            token.envelope().map(|envelope| &envelope.header),
        ),
        (context.say(&Part::Header), token.header()),
    ];
    for (heading, header) in headers {
        if let Some(header) = header {
            page.heading(heading);
            page.json(&header.tree().to_compact(), Ink::Header);
        }
    }
    payload(context, token, &mut page);
    let exp = token
        .claims()
        .and_then(|claims| time_claims(claims).find(|time| time.claim == "exp"));
    if let Some(exp) = exp {
        page.gap();
        time_line(context, &exp, now, zone, "", &mut page);
    }
    disclosures(context, token, &mut page);
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
                let line = format!("  {name}: {}", value.to_compact());
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
        time_line(context, time, now, zone, "  ", page);
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

fn time_line(
    context: &Context<'_, '_>,
    time: &TimeClaim<'_>,
    now: Moment,
    zone: Zone,
    indent: &str,
    page: &mut Document,
) {
    let iso = context
        .iso(time.moment, zone)
        .unwrap_or_else(|| context.say(&BEYOND_CALENDAR));
    let (_, ink, label) = time.state(now);
    let words = context.say(&label);
    let line = format!("{indent}{} {} → {iso}, {words}", time.claim, time.digits);
    page.line([(ink, line)]);
}

/// A bar of the token's life with where now is.
fn life(context: &Context<'_, '_>, begin: Moment, end: Moment, now: Moment, page: &mut Document) {
    let nanos = end.nanos_since(begin);
    if nanos <= 0 {
        return;
    }
    let (spent, left) = ("━", "╌");
    let total = end.seconds_since(begin);
    let (mut pieces, label) = if now < begin {
        let bar = format!("  ●  {}", left.repeat(BAR));
        (vec![(Ink::Warn, bar)], Label::LifeNotBegun { total })
    } else if end <= now {
        let bar = format!("  {} ●", spent.repeat(BAR));
        (vec![(Ink::Bad, bar)], Label::LifeOver { total })
    } else {
        let percent = now.nanos_since(begin).saturating_mul(100) / nanos;
        let percent = i64::try_from(percent).unwrap_or(100);
        let filled = usize::try_from(percent).unwrap_or(0) * BAR / 100;
        let bar = vec![
            (Ink::Good, format!("  {}●", spent.repeat(filled))),
            (Ink::Faint, left.repeat(BAR.saturating_sub(filled + 1))),
        ];
        (bar, Label::LifeSpent { percent, total })
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
pub(super) fn write_times(claims: Option<&Indexed>, now: Moment, out: &mut Writer<'_>) {
    out.object(|out| {
        for time in claims.into_iter().flat_map(time_claims) {
            out.name(time.claim).object(|out| {
                out.add("unix", Json::Number(time.digits.into()));
                out.add("iso", time.moment.iso().as_deref());
                out.name("state").word(time.state(now).0);
            });
        }
    });
}

/// The notes for programs.
pub(super) fn write_warnings(lang: Lang, warnings: &[Note], out: &mut Writer<'_>) {
    out.array(warnings, |note, out| {
        out.object(|out| {
            out.name("code").word(note.code());
            out.name("message").display(In { lang, what: note });
        });
    });
}

/// The hints for programs, if there are any.
pub(super) fn add_hints(lang: Lang, hints: &[Hint], out: &mut Writer<'_>) {
    if !hints.is_empty() {
        out.name("hints").array(hints, |hint, out| {
            out.object(|out| {
                out.name("code").word(hint.code());
                out.name("message").display(In { lang, what: hint });
            });
        });
    }
}

/// Header and payload for programs; what can't be read is null, text a string, and bytes one of base64url.
pub(super) fn add_parts(token: &Token, out: &mut Writer<'_>) {
    if let Some(header) = token.sealed_header() {
        out.add("jwe", header);
    }
    out.add("header", token.header());
    match token.payload() {
        Some(Payload::Claims(json) | Payload::Json(json)) => out.add("payload", json),
        Some(Payload::Text(text)) => out.add("payload", text),
        Some(Payload::Bytes(bytes)) => out.add("payload", BASE64URL.encode(bytes).as_str()),
        None => out.add("payload", Json::Null),
    }
}

/// What the holder of an SD-JWT chose to disclose, and the key binding JWT.
pub(super) fn add_disclosures(token: &Token, out: &mut Writer<'_>) {
    let Some(disclosed) = token.disclosed() else {
        return;
    };
    let unsigned = Unsigned::of(token);
    let disclosures = disclosed.disclosures.iter().enumerate();
    out.name("disclosures")
        .array(disclosures, |(place, disclosure), out| {
            out.object(|out| {
                out.add("name", disclosure.name.as_deref());
                out.add("value", disclosure.value.as_ref().ok());
                out.add("disclosure", disclosure.text.as_str());
                if let Err(malformed) = &disclosure.value {
                    out.name("error").word(malformed.reason().code());
                }
                if unsigned.contains(place) {
                    out.name("note").word(Note::NOT_SIGNED);
                }
            });
        });
    if let Some(binding) = &disclosed.key_binding {
        out.add("key_binding", binding.as_str());
    }
}

/// Writes what is said of a token behind the number of its line as one line.
pub(super) fn write_line(number: u64, out: &mut String, members: impl FnOnce(&mut Writer<'_>)) {
    let start = out.len();
    Writer::compact(out).object(|out| {
        out.add("line", number);
        members(out);
    });
    if let Cow::Owned(escaped) = escape::json(out.get(start..).unwrap_or_default()) {
        out.replace_range(start.., &escaped);
    }
    out.push('\n');
}
