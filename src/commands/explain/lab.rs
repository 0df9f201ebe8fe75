//! The lab: a page on which the token can be edited, signed and attacked. It needs no network and can't reach any.

use std::time::Duration;

use aws_lc_rs::digest;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::lab_messages::{Lab, Said};
use crate::cli::Zone;
use crate::commands::Context;
use crate::encoding::{BASE64, BASE64URL};
use crate::json::{Json, Object};
use crate::keys::{Algorithm, Key};
use crate::time::Moment;
use crate::token::Token;
use crate::token::explanation::registry;
use crate::token::verify::{Policy, Required, Wanted};
use crate::token::warnings::TIME_CLAIMS;

/// The look of the pages, and what the lab has of its own.
const STYLE: &str = concat!(include_str!("page.css"), include_str!("lab.css"));
const SCRIPT: &str = include_str!("lab.js");

/// What the page is made of.
pub(in crate::commands) struct Bench<'b> {
    pub(in crate::commands) token: &'b Token,
    /// The key of the command.
    pub(in crate::commands) key: Option<&'b Key>,
    /// Whether its secret half may be on the page.
    pub(in crate::commands) show_secret: bool,
    /// What the command demands of the token.
    pub(in crate::commands) policy: &'b Policy,
    /// Where the clock stands.
    pub(in crate::commands) now: Moment,
    pub(in crate::commands) zone: Zone,
}

/// The whole page.
pub(in crate::commands) fn page(context: &Context<'_, '_>, bench: &Bench<'_>) -> String {
    let say = |word: Lab| context.say(&word);
    let hash = |text: &str| {
        let hash = digest::digest(&digest::SHA256, text.as_bytes());
        BASE64.encode_padded(hash.as_ref())
    };
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
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
                title { (say(Lab::Title)) }
                style { (PreEscaped(STYLE)) }
            }
            body class="lab" {
                header {
                    h1 { (say(Lab::Title)) }
                    p class="hint top" { (say(Lab::Hint)) }
                    noscript { p class="bad" { (say(Lab::NoScript)) } }
                }
                main {
                    (bench_markup(&say))
                    (tasks(&say))
                    section class="card" {
                        h2 { (say(Lab::Claims)) }
                        table id="claims" {}
                    }
                }
                footer class="foot" { (say(Lab::Foot { version: env!("CARGO_PKG_VERSION") })) }
                script type="application/json" id="data" { (PreEscaped(inert(&data(context, bench)))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
        "\n"
    };
    page.into_string()
}

/// The token and what can be done to it.
fn bench_markup(say: &impl Fn(Lab) -> String) -> Markup {
    let button = |id: &str, word: Lab| html! { button type="button" id=(format!("do-{id}")) { (label(&say(word))) } };
    let text = |id: &str, class: &str, word: Lab, rows: usize| {
        html! {
            div class={ "field " (class) } id=(format!("{id}-field")) {
                label for=(id) { (say(word)) }
                textarea id=(id) rows=(rows) spellcheck="false" autocomplete="off" autocapitalize="off" translate="no" {}
            }
        }
    };
    html! {
        section class="card board" {
            h2 { (say(Lab::Verdict)) }
            p id="verdict" role="status" class="badge warn" {}
            ul id="reasons" {}
            h3 { (say(Lab::Token)) }
            p class="jwt" id="token" translate="no" {}
        }
        section class="card" {
            h2 { (say(Lab::Contents)) }
            div class="cols" {
                (text("header", "h", Lab::Header, 2))
                (text("payload", "p", Lab::Payload, 4))
            }
        }
        section class="card" {
            h2 { (say(Lab::Keys)) }
            p class="lead" { (say(Lab::KeysHint)) }
            div class="field s" id="secret-field" {
                label for="secret" { (say(Lab::Secret)) }
                div class="line" {
                    input id="secret" type="text" spellcheck="false" autocomplete="off" autocapitalize="off";
                    span class="choice" {
                        label for="coding" { (say(Lab::WrittenAs)) }
                        select id="coding" {
                            option value="text" { (say(Lab::AsText)) }
                            option value="base64" { "base64" }
                            option value="base64url" { "base64url" }
                            option value="hex" { "hex" }
                        }
                    }
                }
                p class="hint" id="weak" hidden { (say(Lab::Weak)) }
            }
            div class="cols" {
                (text("public", "s", Lab::Public, 4))
                (text("private", "s", Lab::Private, 4))
            }
        }
        section class="card" {
            h2 { (say(Lab::Actions)) }
            div class="buttons" {
                (button("sign", Lab::SignAgain))
                (button("role", Lab::AnotherRole))
                button type="button" id="do-none" { "alg: none" }
                (button("confuse", Lab::Confuse))
                (button("another", Lab::AnotherSecret))
                (button("over", Lab::StartOver))
                (button("copy", Lab::Copy))
            }
            p id="note" class="hint" aria-live="polite" {}
            div class="dial" {
                label for="clock" { (say(Lab::Clock)) }
                span id="time" class="mono" {}
                div class="track" { div id="life" {} }
                input id="clock" type="range" step="1" min="0" max="1";
                p class="hint" { (say(Lab::ClockHint)) }
            }
        }
        section class="card s" {
            h2 { (say(Lab::Signatures)) }
            dl class="signatures" {
                dt { (say(Lab::InToken)) }
                dd id="signature-token" class="mono" translate="no" {}
                dt { (say(Lab::OfText)) }
                dd id="signature-made" class="mono" translate="no" {}
            }
            p class="hint" id="random" hidden { (say(Lab::Random)) }
        }
    }
}

/// The words of a button begin with a capital.
fn label(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if !words.starts_with("alg") => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

fn tasks(say: &impl Fn(Lab) -> String) -> Markup {
    let tasks = [
        ("task-role", Lab::TaskRole),
        ("task-sign", Lab::TaskSign),
        ("task-expire", Lab::TaskExpire),
        ("task-none", Lab::TaskNone),
    ];
    html! {
        section class="card" {
            h2 id="tasks" { (say(Lab::Tasks)) }
            ol class="tasks" aria-labelledby="tasks" {
                @for (id, task) in tasks {
                    li { label { input type="checkbox" id=(id) disabled; " " (say(task)) } }
                }
            }
        }
    }
}

/// JSON in which nothing can end the element or begin another.
fn inert(json: &Json) -> String {
    let text = json.to_compact();
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

/// What the script is told.
fn data(context: &Context<'_, '_>, bench: &Bench<'_>) -> Json {
    let word = |said: &Said| (said.key(), Json::from(context.say(said)));
    let words: Object = Said::ALL.iter().map(word).collect();
    let algorithms: Vec<_> = Algorithm::all().map(Algorithm::name).collect();
    let key = bench.key.map(|key| key_data(key, bench.show_secret));
    let times = TIME_CLAIMS.iter().copied().chain(["toe"]);
    Object::from([
        ("token", Json::from(bench.token.text())),
        ("alg", bench.token.parameter("alg").as_deref().into()),
        ("at", seconds(bench.now)),
        ("offset", offset(context, bench).into()),
        ("algorithms", algorithms.into()),
        ("times", times.collect::<Vec<_>>().into()),
        ("policy", policy_data(bench.policy).into()),
        ("key", key.into()),
        ("registry", registry_data(context).into()),
        ("words", words.into()),
    ])
    .into()
}

/// A moment in seconds, as exact as it is.
fn seconds(moment: Moment) -> Json {
    Json::Number(match moment.subsecond_nanos() {
        0 => moment.seconds().to_string(),
        nanos => format!("{}.{nanos:09}", moment.seconds()),
    })
}

fn length(length: Duration) -> Json {
    Json::Number(length.as_secs_f64().to_string())
}

/// How far the zone of the times is from UTC, in minutes: what stands at the end of a time in it.
fn offset(context: &Context<'_, '_>, bench: &Bench<'_>) -> i64 {
    let iso = context.iso(bench.now, bench.zone).unwrap_or_default();
    let number = |from: usize, to: usize| {
        let digits = iso.get(iso.len().checked_sub(from)?..iso.len() - to)?;
        digits.parse::<i64>().ok()
    };
    let minutes = number(5, 3).zip(number(2, 0));
    let minutes = minutes.map_or(0, |(hours, minutes)| hours * 60 + minutes);
    match iso.len().checked_sub(6).and_then(|at| iso.get(at..=at)) {
        Some("+") => minutes,
        Some("-") => -minutes,
        _ => 0,
    }
}

/// The key as its boxes hold it. What is secret is there only where it was asked for.
fn key_data(key: &Key, show_secret: bool) -> Object {
    let secret = key.secret_bytes().filter(|_| show_secret);
    let (coding, secret) = match secret.map(|secret| (secret, std::str::from_utf8(secret))) {
        // A text box takes line breaks away.
        Some((_, Ok(text))) if !text.chars().any(char::is_control) => {
            ("text", Some(text.to_owned()))
        }
        Some((secret, _)) => ("base64url", Some(BASE64URL.encode(secret))),
        None => ("text", None),
    };
    let pem = |private| {
        let pem = key.to_pem(private);
        pem.ok()
            .or_else(|| key.to_jwk(private).map(|jwk| Json::from(jwk).to_pretty()))
    };
    let public = (!key.is_secret()).then(|| pem(false)).flatten();
    let private = (show_secret && key.is_private() && !key.is_secret()).then(|| pem(true));
    let mut bound = Object::new();
    for (name, value) in [("kid", key.kid()), ("alg", key.alg()), ("use", key.usage())] {
        if let Some(value) = value {
            bound.set(name, value);
        }
    }
    Object::from([
        ("secret", Json::from(secret)),
        ("coding", coding.into()),
        ("public", public.into()),
        ("private", private.flatten().into()),
        ("bound", bound.into()),
    ])
}

fn policy_data(policy: &Policy) -> Object {
    let algorithms = policy.algorithms.iter().map(|one| one.name());
    let subjects: Vec<_> = policy.subject.iter().cloned().collect();
    let required = policy.required.iter().map(required_data);
    Object::from([
        ("algorithms", Json::from(algorithms.collect::<Vec<_>>())),
        ("issuers", policy.issuers.clone().into()),
        ("audiences", policy.audiences.clone().into()),
        ("subjects", subjects.into()),
        ("typ", policy.typ.clone().into()),
        ("required", required.collect::<Vec<_>>().into()),
        ("scopes", policy.scopes.clone().into()),
        ("forbidden", policy.forbidden.clone().into()),
        ("leeway", length(policy.leeway)),
        ("max_age", policy.max_age.map(length).into()),
        ("signature_only", policy.signature_only.into()),
    ])
}

fn required_data(required: &Required) -> Object {
    let mut data = Object::from([("claim", Json::from(required.claim.as_str()))]);
    match &required.wanted {
        Wanted::Present => {}
        Wanted::Is(value) => data.set("is", value.clone()),
        Wanted::Holds(word) => data.set("holds", word.as_str()),
    }
    data
}

/// What the names mean, in the language of the page.
fn registry_data(context: &Context<'_, '_>) -> Object {
    let row = |entry: &registry::Entry| -> Json {
        vec![context.say(&entry.meaning), entry.source.to_owned()].into()
    };
    let table = |entries: &'static [registry::Entry]| -> Object {
        let entries = entries.iter();
        entries.map(|entry| (entry.name, row(entry))).collect()
    };
    let mut tables: Object = registry::tables()
        .map(|(name, entries)| (name, Json::from(table(entries))))
        .into_iter()
        .collect();
    for (name, entry) in registry::unregistered() {
        tables.set(name, row(entry));
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_can_not_leave_its_element() {
        let hostile = Json::from("</script><!--<script>&\u{2028}");
        let inert = inert(&hostile);
        assert!(!inert.contains(['<', '>', '&']), "{inert}");
        assert_eq!(Json::parse(inert.as_bytes()), Ok(hostile));
    }

    /// Where the script stands in the page, nothing in it may look like the end of it.
    #[test]
    fn the_script_holds_no_tag() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
        assert!(!STYLE.contains('<'));
    }
}
