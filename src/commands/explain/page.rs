//! The explanation as a page for a slide or a class: one file, nothing to load, nothing to run.

use std::fmt::Write as _;

use super::{SIGNATURE, group, hex_rows, label, moment, more, purpose, sizes, value_text};
use crate::cli::Zone;
use crate::commands::Context;
use crate::json::{Json, quoted};
use crate::output::{Html, html};
use crate::text::explain::Lesson;
use crate::text::malformed::Part;
use crate::token::anatomy::{Anatomy, Member, Piece, Yield, characters};

/// The look of the page.
const STYLE: &str = include_str!("page.css");
/// So many members of a part light up each by itself; the others light up with their part.
const LIGHTS: usize = 100;

/// What the page says about the token as a whole.
pub(in crate::commands) struct Verdict {
    /// `good`, `bad` or `warn`.
    pub(in crate::commands) class: &'static str,
    /// In a sentence.
    pub(in crate::commands) words: String,
    /// The checks, in their order.
    pub(in crate::commands) checks: Vec<CheckLine>,
}

/// A check on the page.
pub(in crate::commands) struct CheckLine {
    /// `good`, `bad` or `skip`.
    pub(in crate::commands) class: &'static str,
    /// The sign before it.
    pub(in crate::commands) sign: &'static str,
    /// Its name.
    pub(in crate::commands) name: &'static str,
    /// What it came to.
    pub(in crate::commands) words: String,
}

/// The whole page.
pub(in crate::commands) fn page(
    context: &Context<'_, '_>,
    anatomy: &Anatomy<'_>,
    zone: Zone,
    verdict: Option<&Verdict>,
) -> String {
    let lang = context.lang.name();
    let title = match anatomy.algorithm {
        Some(algorithm) => format!("{} · {algorithm}", context.say(&Lesson::Title)),
        None => context.say(&Lesson::Title),
    };
    let mut body = Html::default();
    body.element("header", &[], |html| {
        html.leaf("h1", "", &context.say(&Lesson::Title));
        html.leaf("p", "hint top", &context.say(&Lesson::PageHint));
        if let Some(verdict) = verdict {
            html.leaf("p", &format!("badge {}", verdict.class), &verdict.words);
        }
    });
    body.element("main", &[], |html| {
        token(context, anatomy, html);
        for piece in &anatomy.parts {
            part(context, anatomy, piece, zone, html);
        }
        formula(context, anatomy, html);
        commands(context, anatomy, html);
        if let Some(verdict) = verdict.filter(|verdict| !verdict.checks.is_empty()) {
            checks(context, verdict, html);
        }
    });
    let foot = Lesson::PageFoot {
        version: env!("CARGO_PKG_VERSION"),
    };
    body.leaf("footer", "foot", &context.say(&foot));
    html::page(lang, &title, &style(anatomy), &body)
}

/// The letter of a part in the style.
const fn letter(part: Part) -> &'static str {
    match part {
        Part::Header => "h",
        Part::Payload => "p",
        Part::Signature => "s",
    }
}

/// The class by which a member is found in the token, the JSON and the explanation: its place, and nothing of its name.
fn light(part: Part, index: usize) -> String {
    if index < LIGHTS {
        format!("{}{index}", letter(part))
    } else {
        String::new()
    }
}

/// The style with a rule for each member: whoever points at one lights up all of its places.
fn style(anatomy: &Anatomy<'_>) -> String {
    let mut style = String::from(STYLE);
    for piece in &anatomy.parts {
        for index in 0..piece.members.len().min(LIGHTS) {
            let class = light(piece.part, index);
            // Writing to a String cannot fail.
            let _ = writeln!(
                style,
                "body:has(.{class}:is(:hover, :focus)) .{class} {{ background-color: color-mix(in srgb, var(--c) 30%, transparent); }}"
            );
        }
    }
    style
}

/// The token in its colours, each member in the characters that hold it.
fn token(context: &Context<'_, '_>, anatomy: &Anatomy<'_>, html: &mut Html) {
    html.element("section", &[("class", "card")], |html| {
        html.leaf("h2", "", &context.say(&Lesson::Token));
        html.element("p", &[("class", "jwt"), ("translate", "no")], |html| {
            for (index, piece) in anatomy.parts.iter().enumerate() {
                if index > 0 {
                    html.leaf("span", "dot", ".");
                }
                let class = format!("part {}", letter(piece.part));
                let label = context.say(&piece.part);
                let attributes = [
                    ("class", class.as_str()),
                    ("tabindex", "0"),
                    ("title", label.as_str()),
                ];
                html.element("span", &attributes, |html| characters_of(piece, html));
            }
        });
    });
}

fn characters_of(piece: &Piece<'_>, html: &mut Html) {
    let mut from = 0;
    let spans = characters(&piece.members, piece.text.len());
    for (index, span) in spans.into_iter().enumerate().take(LIGHTS) {
        if span.is_empty() {
            continue;
        }
        html.text(piece.text.get(from..span.start).unwrap_or_default());
        let inside = piece.text.get(span.clone()).unwrap_or_default();
        html.leaf("span", &light(piece.part, index), inside);
        from = span.end;
    }
    html.text(piece.text.get(from..).unwrap_or_default());
}

/// A part: its JSON beside what the members mean, its bytes below.
fn part(
    context: &Context<'_, '_>,
    anatomy: &Anatomy<'_>,
    piece: &Piece<'_>,
    zone: Zone,
    html: &mut Html,
) {
    let letter = letter(piece.part);
    let glow = format!("glow {letter}");
    html.element("section", &[("class", &format!("card {letter}"))], |html| {
        html.leaf("h2", "", &context.say(&piece.part));
        html.leaf("p", "lead", &context.say(&purpose(anatomy, piece)));
        if let Some(json) = &piece.json {
            html.element("div", &[("class", "cols")], |html| {
                let class = format!("json {glow}");
                let attributes = [("class", class.as_str()), ("translate", "no")];
                html.element("pre", &attributes, |html| json_of(piece, json, html));
                html.element("dl", &[("class", &glow)], |html| {
                    for (index, member) in piece.members.iter().enumerate() {
                        let light = light(piece.part, index);
                        row(context, member, &light, zone, html);
                    }
                });
            });
        } else if piece.bytes.is_none() {
            html.leaf("p", "bad", &context.say(&Lesson::PartUnreadable));
        } else if piece.part != Part::Signature {
            html.leaf("p", "warn", &context.say(&Lesson::NotJson));
        }
        html.leaf("h3", "", &context.say(&sizes(piece)));
        let Some(bytes) = piece.bytes.as_deref().filter(|bytes| !bytes.is_empty()) else {
            return;
        };
        let class = format!("hex {glow}");
        let attributes = [("class", class.as_str()), ("translate", "no")];
        html.element("pre", &attributes, |html| {
            let mut rows: Vec<_> = hex_rows(bytes)
                .map(|(hex, shown)| format!("{hex}  {shown}"))
                .collect();
            rows.extend(more(bytes).map(|count| context.say(&Lesson::MoreBytes { count })));
            html.lines(&rows.join("\n"));
        });
        if let Some(group) = group(piece) {
            html.leaf("p", "hint", &context.say(&group));
        }
    });
}

/// JSON over several lines, each member of the object apart.
fn json_of(piece: &Piece<'_>, json: &Json, html: &mut Html) {
    let Json::Object(object) = json else {
        return html.lines(&json.to_pretty());
    };
    html.text("{");
    let last = object.len().saturating_sub(1);
    for (index, (name, value)) in object.iter().enumerate() {
        let class = format!("m {}", light(piece.part, index));
        let attributes = [("class", class.as_str()), ("tabindex", "0")];
        html.element("span", &attributes, |html| {
            let value = value.to_pretty().replace('\n', "\n  ");
            let comma = if index == last { "" } else { "," };
            html.lines(&format!("  {}: {value}{comma}", quoted(name)));
        });
    }
    html.text("}");
}

fn row(context: &Context<'_, '_>, member: &Member, light: &str, zone: Zone, html: &mut Html) {
    let class = format!("row {light}");
    let mut attributes = vec![("class", class.as_str())];
    if !light.is_empty() {
        attributes.push(("tabindex", "0"));
    }
    html.element("div", &attributes, |html| {
        html.element("dt", &[("translate", "no")], |html| html.text(&member.name));
        html.element("dd", &[], |html| {
            html.text(&context.say(&member.entry.meaning));
            html.text(" ");
            html.leaf("span", "src", member.entry.source);
            let moment = moment(context, member, zone);
            if !moment.is_empty() {
                html.leaf("span", "when", &moment);
            }
            if !member.inner.is_empty() {
                html.element("dl", &[], |html| {
                    for inner in &member.inner {
                        row(context, inner, "", zone, html);
                    }
                });
            }
        });
    });
}

/// What was signed, and how.
fn formula(context: &Context<'_, '_>, anatomy: &Anatomy<'_>, html: &mut Html) {
    html.element("section", &[("class", "card")], |html| {
        html.leaf("h2", "", &context.say(&Lesson::Formula));
        html.leaf("p", "lead", &context.say(&anatomy.method));
        if anatomy.signing_input.is_some() {
            html.leaf("h3", "", &context.say(&Lesson::SigningInput));
            html.leaf("p", "hint", &context.say(&Lesson::SigningInputIs));
            let attributes = [("class", "input"), ("translate", "no")];
            html.element("pre", &attributes, |html| {
                for (index, piece) in anatomy.parts.iter().take(2).enumerate() {
                    if index > 0 {
                        html.leaf("span", "dot", ".");
                    }
                    let class = format!("part {}", letter(piece.part));
                    html.leaf("span", &class, piece.text);
                }
            });
        }
        let Some(formula) = &anatomy.formula else {
            return;
        };
        html.leaf("h3", "", formula.source);
        let attributes = [("class", "formula"), ("translate", "no")];
        html.element("pre", &attributes, |html| {
            html.lines(&formula.equations.join("\n"));
        });
        html.element("dl", &[("class", "values")], |html| {
            let shown = formula
                .values
                .iter()
                .filter(|(name, _)| name != "signing_input");
            for (name, value) in shown {
                html.leaf("dt", "mono", &label(context, name));
                let class = if name == SIGNATURE { "s" } else { "" };
                html.leaf("dd", class, &value_text(context, value));
            }
        });
        if anatomy.mismatch {
            html.leaf("p", "bad", &context.say(&Lesson::SignatureWrong));
        }
    });
}

fn commands(context: &Context<'_, '_>, anatomy: &Anatomy<'_>, html: &mut Html) {
    let Some(recipe) = &anatomy.recipe else {
        return;
    };
    html.element("section", &[("class", "card")], |html| {
        html.leaf("h2", "", &context.say(&Lesson::Commands));
        let yields = match recipe.yields {
            Yield::Signature => Lesson::CommandsGiveSignature,
            Yield::Verified => Lesson::CommandsSayVerified,
        };
        html.leaf("p", "lead", &context.say(&yields));
        let attributes = [("class", "shell"), ("translate", "no")];
        html.element("pre", &attributes, |html| {
            for (index, step) in recipe.steps.iter().enumerate() {
                if index > 0 {
                    html.lines("\n");
                }
                let purpose = format!("# {}", context.say(&step.purpose));
                html.leaf("span", "note", &purpose);
                html.lines("\n");
                html.lines(&step.command);
            }
        });
    });
}

fn checks(context: &Context<'_, '_>, verdict: &Verdict, html: &mut Html) {
    html.element("section", &[("class", "card")], |html| {
        html.leaf("h2", "", &context.say(&Lesson::Verdict));
        html.leaf("p", verdict.class, &verdict.words);
        html.element("ul", &[("class", "checks")], |html| {
            for check in &verdict.checks {
                html.element("li", &[("class", check.class)], |html| {
                    html.leaf("span", "", check.sign);
                    html.leaf("span", "mono", check.name);
                    html.leaf("span", "text", &check.words);
                });
            }
        });
    });
}
