//! Help in one language: picks it out of the words that the commands are declared with, and adds what clap knows.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command};

use super::{Cli, heading};
use crate::Host;
use crate::text::Lang;

/// The longest line of help, in columns, and its length where there is no terminal.
const WIDTH: u16 = 100;
/// So narrow a terminal wraps by itself.
const NARROW: u16 = 40;
/// A list of possible values up to this length, in bytes, is part of the short help.
const SHORT_LIST: usize = 60;
/// After every other option.
const LAST: usize = 1000;

const COMMAND: &str = words!("COMMAND", "명령");
pub(super) const EXAMPLES: &str = words!("Examples", "예시");
pub(super) const EXIT: &str = words!("Exit codes", "종료 코드");

/// What each exit code means.
pub(super) const EXIT_CODES: &[(u8, &str)] = meanings! {
    0 => "it is valid, it is done", "유효함, 완료";
    1 =>
        "something outside the token failed: a file, the network, a broken user file, nobody is logged in",
        "토큰 밖의 문제: 파일, 네트워크, 손상된 사용자 파일, 로그인하지 않음";
    2 => "the command line is wrong", "명령줄이 잘못됨";
    3 => "not a token", "토큰이 아님";
    4 => "the signature is wrong", "서명이 틀림";
    5 => "expired", "만료됨";
    6 => "not valid yet", "아직 유효하지 않음";
    7 => "a claim is not what was expected", "클레임이 기대와 다름";
    8 => "no trust in algorithm or key", "알고리즘이나 키를 신뢰할 수 없음";
    9 => "credentials refused", "로그인 정보가 거부됨";
    10 => "the account may not: unknown or disabled", "쓸 수 없는 계정: 없거나 비활성화됨";
    11 => "the session is over", "세션이 끝남";
};

/// Which exit code several reasons have.
pub(super) const EXIT_ORDER: &str = words!(
    "Of several reasons the first of 3, 8, 4, 11, 10, 6, 5, 7 decides.",
    "이유가 여럿이면 3, 8, 4, 11, 10, 6, 5, 7 가운데 먼저 나오는 것이 종료 코드가 됩니다."
);

/// One language of [`words!`].
pub(super) fn pick(words: &str, lang: Lang) -> &str {
    parts(words).nth(lang as usize).unwrap_or_default()
}

fn parts(words: &str) -> impl Iterator<Item = &str> {
    words.split('\u{1f}')
}

/// What clap was told, both languages of it.
pub(super) fn words(told: Option<&StyledStr>) -> String {
    told.map_or_else(String::new, |told| told.ansi().to_string())
}

/// The help that the arguments ask for; `None` when they ask for none.
pub(crate) fn asked(args: &[OsString], lang: Lang, host: &Host<'_>) -> Option<StyledStr> {
    let columns = host.terminal.stdout.then(|| (host.columns)()).flatten();
    let width = columns.map_or(WIDTH, |columns| columns.clamp(NARROW, WIDTH));
    let error = commands(lang, width).try_get_matches_from(args).err()?;
    // clap indents empty lines too.
    let text = error.render().ansi().to_string();
    let lines = text.lines().map(|line| format!("{}\n", line.trim_end()));
    Some(lines.collect::<String>().into())
}

/// Every command with every option, in both languages.
pub(super) fn built(width: u16) -> Command {
    let mut root = with_flags(Cli::command()).term_width(width.into());
    root.build();
    root
}

/// With our words for `-h` and `-V`, which clap adds by itself.
fn with_flags(command: Command) -> Command {
    let help = words!(
        "Print help (--help: the whole, with examples)",
        "도움말 출력 (--help: 예시를 포함한 전체)"
    );
    let version = words!("Print the version", "버전 출력");
    let flags = [
        ("help", 'h', ArgAction::Help, help),
        ("version", 'V', ArgAction::Version, version),
    ];
    command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(flags.map(|(id, short, action, help)| {
            let arg = Arg::new(id).long(id).short(short).action(action).help(help);
            arg.help_heading(heading::GLOBAL).display_order(LAST)
        }))
        .mut_subcommands(with_flags)
}

/// The whole command line in one language.
pub(super) fn commands(lang: Lang, width: u16) -> Command {
    translated(built(width), lang)
}

fn translated(command: Command, lang: Lang) -> Command {
    let header = *command.get_styles().get_header();
    let template = format!(
        "{{about-with-newline}}\n{header}{}:{header:#} {{usage}}\n\n{{all-args}}{{after-help}}",
        pick(words!("Usage", "사용법"), lang)
    );
    let about = words(command.get_about());
    let about = pick(&about, lang);
    let more = words(command.get_long_about());
    let usage = usage(&command, lang);
    let after = after(&command, header, lang);
    command
        .subcommand_help_heading(pick(words!("Commands", "명령"), lang))
        .subcommand_value_name(pick(COMMAND, lang))
        .override_usage(usage)
        .help_template(template)
        .about(about.to_owned())
        .long_about(paragraphs(&[about, pick(&more, lang)]))
        .after_long_help(after)
        .mut_args(|arg| translated_arg(arg, lang))
        .mut_subcommands(|sub| translated(sub, lang))
}

/// The argument with its words, its defaults and its possible values.
fn translated_arg(arg: Arg, lang: Lang) -> Arg {
    let both = words(arg.get_help());
    let heading = match arg.get_help_heading() {
        Some(heading) => heading,
        None if arg.is_positional() => words!("Arguments", "인자"),
        None => words!("Options", "옵션"),
    };
    let heading = pick(heading, lang).to_owned();
    let about = pick(&both, lang);
    let more = words(arg.get_long_help());
    let (brief, full) = asides(&arg, parts(&both).nth(2), lang);
    let line = format!("{about} {brief}").trim_end().to_owned();
    let whole = paragraphs(&[about, pick(&more, lang), &full]);
    let takes_values = arg.get_action().takes_values();
    arg.help_heading(heading)
        .help(line)
        .long_help(whole)
        .hide_possible_values(takes_values)
        .hide_default_value(takes_values)
}

/// `[default: …]` and the like, for `-h` and for `--help`.
fn asides(arg: &Arg, env: Option<&str>, lang: Lang) -> (String, String) {
    let (mut brief, mut full) = (Vec::new(), Vec::new());
    let mut aside = |words, text: &str, is_brief: bool| {
        let aside = format!("[{}: {text}]", pick(words, lang));
        brief.extend(is_brief.then(|| aside.clone()));
        full.push(aside);
    };
    if arg.get_action().takes_values() {
        let defaults = arg.get_default_values().iter();
        let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() {
            aside(words!("default", "기본값"), &defaults.join(" "), true);
        }
        let values = arg.get_possible_values();
        let values = values.iter().filter(|value| !value.is_hide_set());
        let names: Vec<_> = values.map(PossibleValue::get_name).collect();
        let names = names.join(", ");
        if !names.is_empty() {
            let is_brief = names.len() <= SHORT_LIST;
            aside(words!("possible values", "가능한 값"), &names, is_brief);
        }
    }
    if let Some(name) = env {
        aside(words!("env", "환경 변수"), name, true);
    }
    (brief.join(" "), full.join("\n"))
}

/// What is not empty, an empty line between two.
fn paragraphs(texts: &[&str]) -> String {
    let texts = texts.iter().copied().filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n\n")
}

/// The name as it is typed: `tokenry user add`.
pub(super) fn typed(command: &Command) -> &str {
    command.get_bin_name().unwrap_or(command.get_name())
}

/// `tokenry key generate [OPTIONS] --alg <ALG>`
fn usage(command: &Command, lang: Lang) -> String {
    let options = pick(words!("[OPTIONS]", "[옵션]"), lang);
    let mut usage = format!("{} {options}", typed(command));
    let slot = |arg: &Arg| {
        arg.get_value_names()
            .and_then(<[_]>::first)
            .map_or_else(String::new, ToString::to_string)
    };
    for option in command.get_opts().filter(|option| option.is_required_set()) {
        let name = option.get_long().unwrap_or_default();
        let _ = write!(usage, " --{name} <{}>", slot(option));
    }
    for positional in command.get_positionals() {
        let (open, close) = if positional.is_required_set() {
            ('<', '>')
        } else {
            ('[', ']')
        };
        let _ = write!(usage, " {open}{}{close}", slot(positional));
    }
    if command.has_subcommands() {
        let _ = write!(usage, " <{}>", pick(COMMAND, lang));
    }
    usage
}

/// The examples, and after those of `tokenry` itself the exit codes.
fn after(command: &Command, header: clap::builder::styling::Style, lang: Lang) -> String {
    let heading = |words| format!("{header}{}:{header:#}\n", pick(words, lang));
    let examples = words(command.get_after_long_help());
    let mut out = heading(EXAMPLES) + pick(&examples, lang).trim_end();
    if command.get_name() == "tokenry" {
        out += "\n\n";
        out += &heading(EXIT);
        for (code, meaning) in EXIT_CODES {
            let _ = writeln!(out, "  {code:>2}  {}", pick(meaning, lang));
        }
        let _ = write!(out, "\n{}", pick(EXIT_ORDER, lang));
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    type Said = BTreeSet<(String, String)>;

    /// Everything that a command and those below it say.
    fn walk(command: &Command, name: &str, said: &mut Said) {
        let place = |what: &str| format!("tokenry {name}: {what}");
        let mut say = |what: &str, words: Option<String>| {
            let words = words.filter(|words| !words.trim().is_empty());
            said.insert((place(what), words.unwrap_or_default()));
        };
        let text = |text: Option<&StyledStr>| text.map(ToString::to_string);
        say("about", text(command.get_about()));
        say("the whole about", text(command.get_long_about()));
        say("examples", text(command.get_after_long_help()));
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            say(id, text(arg.get_help()));
            say(&format!("{id} at length"), text(arg.get_long_help()));
            let heading = arg.get_help_heading().map(ToOwned::to_owned);
            say(&format!("heading of {id}"), heading);
        }
        for sub in command.get_subcommands() {
            let name = format!("{name} {}", sub.get_name());
            walk(sub, name.trim_start(), said);
        }
    }

    fn said(lang: Lang) -> Said {
        let mut said = Said::new();
        walk(&commands(lang, WIDTH), "", &mut said);
        said
    }

    fn hangul(text: &str) -> bool {
        text.chars().any(|char| ('가'..='힣').contains(&char))
    }

    #[test]
    fn everything_has_its_words_in_both_languages() {
        let (english, korean) = (said(Lang::En), said(Lang::Ko));
        assert!(english.len() > 400, "{}", english.len());
        assert_eq!(english.len(), korean.len());
        for ((place, english), (same_place, korean)) in english.iter().zip(&korean) {
            assert_eq!(place, same_place);
            assert!(!english.is_empty(), "{place} has no words");
            assert_ne!(english, korean, "{place} is the same in both languages");
            assert!(hangul(korean), "{place} is not Korean: {korean}");
            assert!(!hangul(english), "{place} is not English: {english}");
        }
    }

    #[test]
    fn lines_are_lines() {
        for lang in [Lang::En, Lang::Ko] {
            for (place, words) in said(lang) {
                // What `-h` shows: a line, no sentence.
                let long = ["at length", "whole about", "examples"];
                let line = !long.iter().any(|long| place.ends_with(long));
                assert!(!line || !words.ends_with('.'), "{place}: {words}");
                assert!(!words.contains("  \n"), "{place}: {words}");
            }
            for (place, words) in said(lang) {
                let line = place.ends_with(": about");
                assert!(!line || words.chars().count() <= 76, "{place}: {words}");
                let examples = words.lines().filter(|line| line.starts_with("  $ "));
                for example in examples {
                    assert!(example.len() <= 98, "{example}");
                }
            }
        }
    }

    #[test]
    fn what_clap_says_by_itself_is_never_seen_in_korean() {
        fn walk(command: &mut Command) {
            for text in [command.render_help(), command.render_long_help()] {
                let text = text.to_string();
                for english in [
                    "Usage:",
                    "Options",
                    "OPTIONS",
                    "Commands",
                    "[COMMAND]",
                    "Arguments",
                    "Print",
                    "[default",
                    "[possible",
                    "Possible",
                    "[env",
                    "Examples",
                    "Global",
                ] {
                    assert!(!text.contains(english), "{english} in {text}");
                }
            }
            for sub in command.get_subcommands_mut() {
                walk(sub);
            }
        }
        walk(&mut commands(Lang::Ko, WIDTH));
    }
}
