//! The explanation as a page for a slide or a class: one file, nothing to load, nothing to run.

use std::fmt::Write as _;

use aws_lc_rs::digest;
use maud::{DOCTYPE, Markup, PreEscaped, Render, html};

use super::{SIGNATURE, group, hex_rows, label, moment, more, purpose, sizes, value_text};
use crate::cli::Zone;
use crate::commands::Context;
use crate::commands::verify::sign;
use crate::encoding::BASE64;
use crate::json::{Json, quoted};
use crate::output::escape;
use crate::text::Say;
use crate::token::explanation::messages::Lesson;
use crate::token::explanation::{ExplainedPart, Explanation, Member, Yield, characters};
use crate::token::malformed::Part;
use crate::token::report::{Report, Status};

/// The look of the page.
const STYLE: &str = include_str!("page.css");
/// So many members of a part light up each by itself; the others light up with their part.
const LIGHTS: usize = 100;

/// What the page says about the token as a whole.
pub(in crate::commands) struct Verdict<'r> {
    /// `good`, `bad` or `warn`.
    pub(in crate::commands) class: &'static str,
    /// In a sentence.
    pub(in crate::commands) words: String,
    /// The checks, where there were any.
    pub(in crate::commands) report: Option<&'r Report>,
}

/// Text on one line.
struct Text<T>(T);

impl<T: AsRef<str>> Render for Text<T> {
    fn render_to(&self, page: &mut String) {
        escape::text(self.0.as_ref()).render_to(page);
    }
}

/// Text whose line breaks stay, such as JSON or a shell command.
struct Lines<T>(T);

impl<T: AsRef<str>> Render for Lines<T> {
    fn render_to(&self, page: &mut String) {
        escape::json(self.0.as_ref()).render_to(page);
    }
}

/// The whole page.
pub(in crate::commands) fn page(
    context: &Context<'_, '_>,
    explanation: &Explanation<'_>,
    zone: Zone,
    verdict: Option<&Verdict<'_>>,
) -> String {
    let say = |lesson| Text(context.say(&lesson));
    let style = style(explanation);
    // The page loads nothing and runs nothing: its policy allows this one style and no more.
    let hash = digest::digest(&digest::SHA256, style.as_bytes());
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        BASE64.encode_padded(hash.as_ref())
    );
    let page = html! {
        (DOCTYPE) "\n"
        html lang=(context.lang.name()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title {
                    (say(Lesson::Title))
                    @if let Some(algorithm) = explanation.algorithm { " · " (Text(algorithm.name())) }
                }
                style { (PreEscaped(&style)) }
            }
            body {
                header {
                    h1 { (say(Lesson::Title)) }
                    p class="hint top" { (say(Lesson::PageHint)) }
                    @if let Some(verdict) = verdict {
                        p class={ "badge " (verdict.class) } { (Text(&verdict.words)) }
                    }
                }
                main {
                    (token(context, explanation))
                    @for piece in &explanation.parts { (part(context, explanation, piece, zone)) }
                    (formula(context, explanation))
                    (commands(context, explanation))
                    @if let Some((verdict, report)) = verdict.and_then(|verdict| Some((verdict, verdict.report?))) {
                        (checks(context, verdict, report))
                    }
                }
                footer class="foot" { (say(Lesson::PageFoot { version: env!("CARGO_PKG_VERSION") })) }
            }
        }
        "\n"
    };
    page.into_string()
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
fn light(part: Part, index: usize) -> Option<String> {
    (index < LIGHTS).then(|| format!("{}{index}", letter(part)))
}

/// The style with a rule for each member: whoever points at one lights up all of its places.
fn style(explanation: &Explanation<'_>) -> String {
    let mut style = String::from(STYLE);
    for piece in &explanation.parts {
        for class in (0..piece.members.len()).map_while(|index| light(piece.part, index)) {
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
fn token(context: &Context<'_, '_>, explanation: &Explanation<'_>) -> Markup {
    html! {
        section class="card" {
            h2 { (Text(context.say(&Lesson::Token))) }
            p class="jwt" translate="no" {
                @for (index, piece) in explanation.parts.iter().enumerate() {
                    @if index > 0 { span class="dot" { "." } }
                    @let title = context.say(&piece.part);
                    span class={ "part " (letter(piece.part)) } tabindex="0" title=(Text(title)) {
                        (characters_of(piece))
                    }
                }
            }
        }
    }
}

fn characters_of(piece: &ExplainedPart<'_>) -> Markup {
    let text = |range| Text(piece.text.get(range).unwrap_or_default());
    let mut end = 0;
    let mut members = Vec::new();
    for (index, span) in characters(&piece.members, piece.text.len())
        .into_iter()
        .enumerate()
    {
        if let Some(class) = light(piece.part, index).filter(|_| !span.is_empty()) {
            members.push((text(end..span.start), class, text(span.clone())));
            end = span.end;
        }
    }
    html! {
        @for (before, class, inside) in members { (before) span class=(class) { (inside) } }
        (text(end..piece.text.len()))
    }
}

/// A part: its JSON beside what the members mean, its bytes below.
fn part(
    context: &Context<'_, '_>,
    explanation: &Explanation<'_>,
    piece: &ExplainedPart<'_>,
    zone: Zone,
) -> Markup {
    let say = |lesson: &dyn Say| Text(context.say(lesson));
    let letter = letter(piece.part);
    let bytes = piece.bytes.filter(|bytes| !bytes.is_empty());
    html! {
        section class={ "card " (letter) } {
            h2 { (say(&piece.part)) }
            p class="lead" { (say(&purpose(explanation, piece))) }
            @if let Some(json) = &piece.json {
                div class="cols" {
                    pre class={ "json glow " (letter) } translate="no" { (json_of(piece, json)) }
                    dl class={ "glow " (letter) } {
                        @for (index, member) in piece.members.iter().enumerate() {
                            (row(context, member, light(piece.part, index).as_deref(), zone))
                        }
                    }
                }
            } @else if piece.bytes.is_none() {
                p class="bad" { (say(&Lesson::PartUnreadable)) }
            } @else if piece.part != Part::Signature {
                p class="warn" { (say(&Lesson::NotJson)) }
            }
            h3 { (say(&sizes(piece))) }
            @if let Some(bytes) = bytes {
                pre class={ "hex glow " (letter) } translate="no" { (Lines(dump(context, bytes))) }
                @if let Some(group) = group(piece) { p class="hint" { (say(&group)) } }
            }
        }
    }
}

fn dump(context: &Context<'_, '_>, bytes: &[u8]) -> String {
    let rows = hex_rows(bytes).map(|(hex, shown)| format!("{hex}  {shown}"));
    let more = more(bytes).map(|count| context.say(&Lesson::MoreBytes { count }));
    rows.chain(more).collect::<Vec<_>>().join("\n")
}

/// JSON over several lines, each member of the object apart.
fn json_of(piece: &ExplainedPart<'_>, json: &Json) -> Markup {
    let Json::Object(object) = json else {
        return Lines(json.to_pretty()).render();
    };
    let last = object.len().saturating_sub(1);
    html! {
        "{"
        @for (index, (name, value)) in object.iter().enumerate() {
            @let value = value.to_pretty().replace('\n', "\n  ");
            @let comma = if index == last { "" } else { "," };
            span class={ "m " (light(piece.part, index).unwrap_or_default()) } tabindex="0" {
                (Lines(format!("  {}: {value}{comma}", quoted(name))))
            }
        }
        "}"
    }
}

fn row(context: &Context<'_, '_>, member: &Member, light: Option<&str>, zone: Zone) -> Markup {
    let moment = moment(context, member, zone);
    html! {
        div class={ "row " (light.unwrap_or_default()) } tabindex=[light.map(|_| "0")] {
            dt translate="no" { (Text(&member.name)) }
            dd {
                (Text(context.say(&member.entry.meaning))) " "
                span class="src" { (member.entry.source) }
                @if !moment.is_empty() { span class="when" { (Text(moment)) } }
                @if !member.inner.is_empty() {
                    dl { @for inner in &member.inner { (row(context, inner, None, zone)) } }
                }
            }
        }
    }
}

/// What was signed, and how.
fn formula(context: &Context<'_, '_>, explanation: &Explanation<'_>) -> Markup {
    let say = |lesson: &dyn Say| Text(context.say(lesson));
    html! {
        section class="card" {
            h2 { (say(&Lesson::Formula)) }
            p class="lead" { (say(&explanation.method)) }
            @if explanation.signing_input.is_some() {
                h3 { (say(&Lesson::SigningInput)) }
                p class="hint" { (say(&Lesson::SigningInputIs)) }
                pre class="input" translate="no" {
                    @for (index, piece) in explanation.parts.iter().take(2).enumerate() {
                        @if index > 0 { span class="dot" { "." } }
                        span class={ "part " (letter(piece.part)) } { (Text(piece.text)) }
                    }
                }
            }
            @if let Some(formula) = &explanation.formula {
                h3 { (formula.source) }
                pre class="formula" translate="no" { (Lines(formula.equations.join("\n"))) }
                dl class="values" {
                    @for (name, value) in &formula.values {
                        @if name != "signing_input" {
                            dt class="mono" { (Text(label(context, name))) }
                            dd class=[(name == SIGNATURE).then_some("s")] {
                                (Text(value_text(context, value)))
                            }
                        }
                    }
                }
                @if explanation.mismatch { p class="bad" { (say(&Lesson::SignatureWrong)) } }
            }
        }
    }
}

fn commands(context: &Context<'_, '_>, explanation: &Explanation<'_>) -> Markup {
    let Some(recipe) = &explanation.recipe else {
        return Markup::default();
    };
    let yields = match recipe.yields {
        Yield::Signature => Lesson::CommandsGiveSignature,
        Yield::Verified => Lesson::CommandsSayVerified,
    };
    html! {
        section class="card" {
            h2 { (Text(context.say(&Lesson::Commands))) }
            p class="lead" { (Text(context.say(&yields))) }
            pre class="shell" translate="no" {
                @for (index, step) in recipe.steps.iter().enumerate() {
                    @if index > 0 { "\n" }
                    span class="note" { "# " (Text(context.say(&step.purpose))) }
                    "\n" (Lines(&step.command))
                }
            }
        }
    }
}

fn checks(context: &Context<'_, '_>, verdict: &Verdict<'_>, report: &Report) -> Markup {
    html! {
        section class="card" {
            h2 { (Text(context.say(&Lesson::Verdict))) }
            p class=(verdict.class) { (Text(&verdict.words)) }
            ul class="checks" {
                @for check in report.checks() {
                    @let class = match check.status {
                        Status::Pass => "good",
                        Status::Fail(_) => "bad",
                        Status::Skip => "skip",
                    };
                    li class=(class) {
                        span { (sign(check.status).0) }
                        span class="mono" { (check.name.code()) }
                        span class="text" {
                            (Text(context.say(&check.detail)))
                            @for hint in &check.hints { " · " (Text(context.say(hint))) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_becomes_markup() {
        let hostile = "</script><img src=x onerror=\"alert('1')\">&\u{202e}";
        let escaped = "&lt;/script&gt;&lt;img src=x onerror=&quot;alert('1')&quot;&gt;&amp;\\u202e";
        let page = html! { p title=(Text(hostile)) { (Lines(hostile)) } };
        assert_eq!(
            page.into_string(),
            format!("<p title=\"{escaped}\">{escaped}</p>")
        );
    }
}
