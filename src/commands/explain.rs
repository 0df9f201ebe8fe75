//! `--explain`: how a token is made, as text and for programs; `page` writes it for a class, `lab` to try things on.

mod lab;
mod lab_messages;
mod page;

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::context::{Context, Failure, Outcome};
use super::keysource::Keys;
use super::token_view;
use crate::cli::usage::Usage;
use crate::cli::{Explain, KeySource, SecretSource, Zone};
use crate::encoding::HEX;
use crate::json::{Json, Object};
use crate::keys::{Algorithm, Key};
use crate::output::{Answer, Document, Ink, escape};
use crate::time::Moment;
use crate::token::Token;
use crate::token::explanation::messages::{Lesson, Method};
use crate::token::explanation::{
    ExplainedPart, Explanation, KeyAtHand, Member, Origin, Value, Yield,
};
use crate::token::malformed::Part;

pub(super) use lab::{Bench, page as lab};
pub(super) use page::{Verdict, page};

/// How many bytes a row of a hex dump has.
const ROW: usize = 16;
/// How many rows of a part are shown.
const ROWS: usize = 4;
/// The longest value of a formula that is shown whole in text, in characters.
const WHOLE: usize = 72;
/// The value that comes from the token and not out of the formula.
const SIGNATURE: &str = "signature";
/// The longest name that the others are moved aside for, in columns.
const NAME: usize = 20;

/// How the explanation is wanted, if it is.
pub(super) fn wanted(
    context: &Context<'_, '_>,
    explain: Option<Explain>,
) -> Result<Option<Explain>, Failure> {
    let page = match explain {
        Some(Explain::Html) => Some("--explain=html"),
        Some(Explain::Lab) => Some("--explain=lab"),
        Some(Explain::Text) | None => None,
    };
    if let Some(page) = page.filter(|_| context.json) {
        return Err(Failure::usage(Usage::Conflict {
            option: page.into(),
            others: vec!["--json".into()],
        }));
    }
    Ok(explain)
}

/// The token taken apart by somebody who has no key.
pub(super) fn without_key(token: &Token) -> Explanation<'_> {
    Explanation::of(token, &KeyAtHand::default())
}

/// The token taken apart by somebody who has a key, and can say where it is.
pub(super) fn with_key<'t>(
    context: &Context<'_, '_>,
    token: &'t Token,
    source: &KeySource,
    keys: &Keys,
    key: Option<&Key>,
    show_secret: bool,
) -> Explanation<'t> {
    let key = key.or(lone(keys));
    let at_hand = KeyAtHand {
        key,
        origin: origin(context, source, keys, key),
        show_secret,
    };
    Explanation::of(token, &at_hand)
}

/// The only key there is.
pub(super) fn lone(keys: &Keys) -> Option<&Key> {
    match keys.set.keys.as_slice() {
        [lone] => Some(lone),
        _ => None,
    }
}

/// Where a reader finds the secret.
fn origin(context: &Context<'_, '_>, source: &KeySource, keys: &Keys, key: Option<&Key>) -> Origin {
    let path = match source {
        KeySource::Secret(secret, encoding) => {
            let encoding = *encoding;
            return match secret {
                SecretSource::Argument(_) => Origin::Argument(encoding),
                SecretSource::File(_, path) => Origin::File {
                    path: path.into(),
                    encoding,
                },
                SecretSource::Variable(_, name) => Origin::Variable {
                    name: name.clone(),
                    encoding,
                },
            };
        }
        KeySource::File(_, path, _) => Some(path.clone()),
        KeySource::KeyFile => {
            let place = context.files.keys().ok();
            place.map(|place| place.path().to_owned())
        }
        KeySource::Chain(_)
        | KeySource::Variable(..)
        | KeySource::Text(_)
        | KeySource::Network(_) => None,
    };
    let kid = key.and_then(Key::kid).map(str::to_owned);
    match (path, kid) {
        (Some(path), _) if path == Path::new("-") => Origin::Unnamed,
        (Some(path), _) if keys.set.format == "JWK" => Origin::Jwk { path: path.into() },
        (Some(path), Some(kid)) => Origin::Set {
            path: path.into(),
            kid,
        },
        _ => Origin::Unnamed,
    }
}

/// The explanation alone, as it is wanted: for `issue`, which has nothing else to say.
pub(super) fn outcome(
    context: &Context<'_, '_>,
    explanation: &Explanation<'_>,
    how: Explain,
    bench: &Bench<'_>,
) -> Outcome {
    Outcome::done(match how {
        Explain::Text => Answer::Document(document(context, explanation, bench.zone)),
        Explain::Html => Answer::Text(page(context, explanation, bench.zone, None)),
        Explain::Lab => Answer::Text(lab(context, bench)),
    })
}

/// The explanation for people.
pub(super) fn document(
    context: &Context<'_, '_>,
    explanation: &Explanation<'_>,
    zone: Zone,
) -> Document {
    let mut page = Document::default();
    let parts = explanation.parts.iter();
    token_view::compact(parts.map(|piece| (piece.part, piece.text)), &mut page);
    for piece in &explanation.parts {
        part(context, explanation, piece, zone, &mut page);
    }
    if let Some(input) = &explanation.signing_input {
        page.heading(context.say(&Lesson::SigningInput));
        page.line([(Ink::Faint, context.say(&Lesson::SigningInputIs))]);
        page.line([(Ink::Plain, input.as_str())]);
    }
    formula(context, explanation, &mut page);
    if let Some(recipe) = &explanation.recipe {
        page.heading(context.say(&Lesson::Commands));
        let yields = match recipe.yields {
            Yield::Signature => Lesson::CommandsGiveSignature,
            Yield::Verified => Lesson::CommandsSayVerified,
        };
        page.line([(Ink::Faint, format!("# {}", context.say(&yields)))]);
        for step in &recipe.steps {
            page.line([(Ink::Faint, format!("# {}", context.say(&step.purpose)))]);
            for line in step.command.lines() {
                page.line([(Ink::Plain, line)]);
            }
        }
    }
    page
}

/// A part: its text, its bytes, its JSON, and what the members mean.
fn part(
    context: &Context<'_, '_>,
    explanation: &Explanation<'_>,
    piece: &ExplainedPart<'_>,
    zone: Zone,
    page: &mut Document,
) {
    let ink = token_view::ink(piece.part);
    page.heading(context.say(&piece.part));
    page.line([(Ink::Faint, context.say(&purpose(explanation, piece)))]);
    if piece.text.is_empty() {
        page.line([(Ink::Plain, context.say(&sizes(piece)))]);
        return;
    }
    page.line([(ink, piece.text)]);
    page.line([(Ink::Plain, context.say(&sizes(piece)))]);
    let Some(bytes) = &piece.bytes else {
        page.line([(Ink::Bad, context.say(&Lesson::PartUnreadable))]);
        return;
    };
    if let Some(group) = group(piece) {
        page.line([(Ink::Plain, context.say(&group))]);
    }
    for (hex, shown) in hex_rows(bytes) {
        page.line([(ink, format!("  {hex}  ")), (Ink::Faint, shown)]);
    }
    if let Some(count) = more(bytes) {
        page.line([(
            Ink::Faint,
            format!("  {}", context.say(&Lesson::MoreBytes { count })),
        )]);
    }
    match &piece.json {
        Some(json) => page.json(&json.to_pretty(), ink),
        None if piece.part != Part::Signature => {
            page.line([(Ink::Warn, context.say(&Lesson::NotJson))]);
        }
        None => {}
    }
    members(context, &piece.members, 2, zone, page);
}

fn members(
    context: &Context<'_, '_>,
    members: &[Member],
    indent: usize,
    zone: Zone,
    page: &mut Document,
) {
    let names: Vec<_> = members
        .iter()
        .map(|member| escape::text(&member.name))
        .collect();
    let width = names.iter().map(|name| name.width()).max();
    let width = width.unwrap_or_default().min(NAME);
    for (member, name) in members.iter().zip(names) {
        let gap = width.saturating_sub(name.width());
        let name = format!("{}{name}{}", " ".repeat(indent), " ".repeat(gap + 2));
        page.line([
            (Ink::Plain, name),
            (Ink::Plain, meaning(context, member)),
            (Ink::Good, moment(context, member, zone)),
        ]);
        self::members(context, &member.inner, indent + width + 4, zone, page);
    }
}

/// What a member means and where that is written.
fn meaning(context: &Context<'_, '_>, member: &Member) -> String {
    format!(
        "{} ({})",
        context.say(&member.entry.meaning),
        member.entry.source
    )
}

/// The moment of a time claim, behind an arrow.
fn moment(context: &Context<'_, '_>, member: &Member, zone: Zone) -> String {
    member
        .moment
        .and_then(|moment| context.iso(moment, zone))
        .map(|iso| format!(" → {iso}"))
        .unwrap_or_default()
}

/// What a part is there for.
fn purpose(explanation: &Explanation<'_>, piece: &ExplainedPart<'_>) -> Lesson {
    match piece.part {
        Part::Header if explanation.method == Method::Encrypted => Lesson::HeaderOfEncrypted,
        Part::Signature if piece.text.is_empty() => Lesson::SignatureEmpty,
        part => Lesson::PartIs(part),
    }
}

fn sizes(piece: &ExplainedPart<'_>) -> Lesson {
    let characters = piece.text.len();
    match &piece.bytes {
        Some(bytes) => Lesson::Sizes {
            characters,
            bytes: bytes.len(),
        },
        None => Lesson::CharactersOnly { characters },
    }
}

/// The first four characters of the header and the three bytes in them.
fn group(piece: &ExplainedPart<'_>) -> Option<Lesson> {
    if piece.part != Part::Header {
        return None;
    }
    let bytes = piece.bytes.as_ref()?.get(..3)?;
    Some(Lesson::Group {
        text: piece.text.get(..4)?.to_owned(),
        bytes: hex(bytes),
        shown: ascii(bytes),
    })
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<_> = bytes.iter().map(|byte| HEX.encode(&[*byte])).collect();
    digits.join(" ")
}

fn ascii(bytes: &[u8]) -> String {
    let shown = bytes.iter().map(|byte| match byte {
        b' '..=b'~' => char::from(*byte),
        _ => '·',
    });
    shown.collect()
}

/// The first rows of a hex dump: the digits in a column, and the characters.
fn hex_rows(bytes: &[u8]) -> impl Iterator<Item = (String, String)> {
    let columns = ROW.min(bytes.len()) * 3;
    bytes.chunks(ROW).take(ROWS).map(move |row| {
        let width = columns.saturating_sub(1);
        (format!("{:<width$}", hex(row)), ascii(row))
    })
}

/// How many bytes [`hex_rows`] leaves out.
fn more(bytes: &[u8]) -> Option<usize> {
    bytes
        .len()
        .checked_sub(ROW * ROWS)
        .filter(|count| *count > 0)
}

fn formula(context: &Context<'_, '_>, explanation: &Explanation<'_>, page: &mut Document) {
    page.heading(context.say(&Lesson::Formula));
    page.line([(Ink::Faint, context.say(&explanation.method))]);
    let Some(formula) = &explanation.formula else {
        return;
    };
    for (index, equation) in formula.equations.iter().enumerate() {
        let source = if index == 0 {
            format!("  ({})", formula.source)
        } else {
            String::new()
        };
        page.line([(Ink::Plain, format!("  {equation}")), (Ink::Faint, source)]);
    }
    let labels = formula.values.iter().map(|(name, _)| label(context, name));
    let labels: Vec<_> = labels.collect();
    let width = labels.iter().map(|label| label.width()).max();
    let width = width.unwrap_or_default();
    for ((name, value), label) in formula.values.iter().zip(labels) {
        let ink = if name == SIGNATURE {
            Ink::Signature
        } else {
            Ink::Plain
        };
        let gap = " ".repeat(width.saturating_sub(label.width()));
        let value = shortened(&value_text(context, value));
        page.line([(Ink::Faint, format!("  {label}{gap}  ")), (ink, value)]);
    }
    if explanation.mismatch {
        page.line([(Ink::Bad, context.say(&Lesson::SignatureWrong))]);
    }
}

/// What stands before a value: the token's signature need not be what the formula gives.
fn label(context: &Context<'_, '_>, name: &str) -> String {
    match name {
        SIGNATURE => context.say(&Lesson::SignatureInToken),
        name => name.to_owned(),
    }
}

/// A value in words or digits.
fn value_text(context: &Context<'_, '_>, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Bytes(bytes) => HEX.encode(bytes),
        Value::Hidden(bits) => context.say(&Lesson::SecretHidden { bits: *bits }),
        Value::Unknown => context.say(&Lesson::SecretUnknown),
    }
}

/// A long value as its beginning and its end.
fn shortened(text: &str) -> String {
    let count = text.chars().count();
    if count <= WHOLE {
        return text.to_owned();
    }
    let head: String = text.chars().take(WHOLE - 17).collect();
    let tail: String = text.chars().skip(count - 16).collect();
    format!("{head}…{tail}")
}

/// The explanation for programs.
pub(super) fn json(context: &Context<'_, '_>, explanation: &Explanation<'_>) -> Object {
    let parts = explanation.parts.iter().map(|piece| {
        let mut object = Object::from([
            ("part", Json::from(name(piece.part))),
            ("text", piece.text.into()),
            ("characters", piece.text.len().into()),
            ("bytes", piece.bytes.map(<[u8]>::len).into()),
            ("hex", piece.bytes.map(|bytes| HEX.encode(bytes)).into()),
        ]);
        if piece.part != Part::Signature {
            object.set("json", piece.json.cloned());
            object.set("members", members_json(context, &piece.members));
        }
        object
    });
    let formula = explanation.formula.as_ref().map(|formula| {
        let values: Object = formula
            .values
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    Value::Hidden(_) | Value::Unknown => Json::Null,
                    shown => value_text(context, shown).into(),
                };
                (name.as_str(), value)
            })
            .collect();
        Object::from([
            ("equations", Json::from(formula.equations.clone())),
            ("source", formula.source.into()),
            ("values", values.into()),
        ])
    });
    let steps = explanation.recipe.as_ref().map(|recipe| {
        let steps = recipe.steps.iter().map(|step| {
            Object::from([
                ("purpose", context.say(&step.purpose)),
                ("command", step.command.clone()),
            ])
        });
        steps.collect::<Vec<_>>()
    });
    let yields = explanation
        .recipe
        .as_ref()
        .map(|recipe| match recipe.yields {
            Yield::Signature => "signature",
            Yield::Verified => "verified",
        });
    Object::from([
        ("parts", Json::from(parts.collect::<Vec<_>>())),
        ("signing_input", explanation.signing_input.clone().into()),
        (
            "algorithm",
            explanation.algorithm.map(Algorithm::name).into(),
        ),
        ("method", context.say(&explanation.method).into()),
        ("formula", formula.into()),
        ("commands", steps.into()),
        ("yields", yields.into()),
    ])
}

fn members_json(context: &Context<'_, '_>, members: &[Member]) -> Vec<Object> {
    let members = members.iter().map(|member| {
        let mut object = Object::from([
            ("name", Json::from(member.name.as_str())),
            ("value", member.value.clone()),
            ("registered", member.registered().into()),
            ("meaning", context.say(&member.entry.meaning).into()),
            ("source", member.entry.source.into()),
        ]);
        if let Some(iso) = member.moment.and_then(Moment::iso) {
            object.set("iso", iso);
        }
        if !member.inner.is_empty() {
            object.set("members", members_json(context, &member.inner));
        }
        object
    });
    members.collect()
}

/// The name of a part for programs; never translated.
const fn name(part: Part) -> &'static str {
    match part {
        Part::Header => "header",
        Part::Payload => "payload",
        Part::Signature => "signature",
    }
}
