//! Puts the words of `text::help` on clap's commands, for help, completions and man pages.
//!
//! A run that asks for none of these never comes here: the words cost it nothing.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::builder::{StyledStr, Styles};
use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::Host;
use crate::cli::Cli;
use crate::text::Lang;
use crate::text::help::{self, ArgHelp, CommandHelp, EXIT_CODES, EXIT_ORDER, Term, Words};

/// The longest line of help, in columns, and its length where there is no terminal.
const WIDTH: u16 = 100;
/// So narrow a terminal wraps by itself.
const NARROW: u16 = 40;
/// A list of possible values up to this length, in bytes, is part of the short help.
const SHORT_LIST: usize = 60;
/// After every other option.
const LAST: usize = 1000;

/// The help that the arguments ask for; `None` when they ask for none.
pub(super) fn asked(args: &[OsString], lang: Lang, host: &Host<'_>) -> Option<StyledStr> {
    let columns = host.terminal.stdout.then(|| (host.columns)()).flatten();
    let width = columns.map_or(WIDTH, |columns| columns.clamp(NARROW, WIDTH));
    let error = commands(lang)
        .term_width(width.into())
        .try_get_matches_from(args)
        .err()?;
    // clap indents empty lines too.
    let text = error.render().ansi().to_string();
    let lines = text.lines().map(|line| format!("{}\n", line.trim_end()));
    Some(lines.collect::<String>().into())
}

/// The whole command line with its words.
pub(super) fn commands(lang: Lang) -> Command {
    let styles = Styles::styled();
    dressed(Cli::command().styles(styles), "", lang)
}

/// The name as it is typed: `tokenry user add`.
pub(super) fn typed(name: &str) -> String {
    format!("tokenry {name}").trim_end().to_owned()
}

fn dressed(command: Command, name: &str, lang: Lang) -> Command {
    let usage = usage(&command, name, lang);
    let header = *command.get_styles().get_header();
    let template = format!(
        "{{about-with-newline}}\n{header}{}:{header:#} {{usage}}\n\n{{all-args}}{{after-help}}",
        Term::Usage.text(lang)
    );
    let own = help::command(name);
    let mut command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading(Term::Commands.text(lang))
        .subcommand_value_name(Term::CommandSlot.text(lang))
        .override_usage(usage)
        .help_template(template)
        .mut_args(|arg| with_words(arg, own, lang));
    if let Some(own) = own {
        command = command
            .about(own.about.text(lang))
            .long_about(paragraphs(own.about, own.more, lang))
            .after_long_help(after(own, header, lang));
    }
    for (id, short, action) in [
        ("help", 'h', ArgAction::Help),
        ("version", 'V', ArgAction::Version),
    ] {
        let arg = Arg::new(id)
            .long(id)
            .short(short)
            .action(action)
            .help_heading(Term::GlobalOptions.text(Lang::En))
            .display_order(LAST);
        command = command.arg(with_words(arg, own, lang));
    }
    command.mut_subcommands(|sub| {
        let name = format!("{name} {}", sub.get_name());
        dressed(sub, name.trim_start(), lang)
    })
}

/// The argument with its words, its defaults and its possible values.
fn with_words(arg: Arg, command: Option<&CommandHelp>, lang: Lang) -> Arg {
    let heading = match arg.get_help_heading() {
        Some(heading) => Term::heading(heading).map_or(heading, |term| term.text(lang)),
        None if arg.get_long().is_none() => Term::Arguments.text(lang),
        None => Term::Options.text(lang),
    };
    let heading = heading.to_owned();
    let id = arg.get_id().as_str();
    let Some(words) = words_of(command, id) else {
        return arg.help_heading(heading);
    };
    let (brief, full) = asides(&arg, words, lang);
    let about = words.about.text(lang);
    let line = if brief.is_empty() {
        about.to_owned()
    } else {
        format!("{about} {brief}")
    };
    let mut whole = paragraphs(words.about, words.more, lang);
    if !full.is_empty() {
        let _ = write!(whole, "\n\n{full}");
    }
    let takes_values = arg.get_action().takes_values();
    arg.help_heading(heading)
        .help(line)
        .long_help(whole)
        .hide_possible_values(takes_values)
        .hide_default_value(takes_values)
}

/// The words of an argument.
fn words_of<'h>(command: Option<&'h CommandHelp>, id: &str) -> Option<&'h ArgHelp> {
    command
        .and_then(|command| command.arg(id))
        .or_else(|| help::global(id))
}

/// The line of an argument without what `-h` adds to it.
pub(super) fn line(command: &str, id: &str, lang: Lang) -> &'static str {
    words_of(help::command(command), id).map_or("", |words| words.about.text(lang))
}

/// `[default: …]` and the like, for `-h` and for `--help`.
fn asides(arg: &Arg, words: &ArgHelp, lang: Lang) -> (String, String) {
    let aside = |term: Term, text: &str| format!("[{}: {text}]", term.text(lang));
    let (mut brief, mut full) = (Vec::new(), Vec::new());
    if arg.get_action().takes_values() {
        let declared = arg.get_default_values().iter();
        let defaults: Vec<_> = declared
            .map(|value| value.to_string_lossy())
            .chain(words.default.map(Into::into))
            .collect();
        if !defaults.is_empty() {
            let aside = aside(Term::Default, &defaults.join(" "));
            brief.push(aside.clone());
            full.push(aside);
        }
        let values = arg.get_possible_values();
        let names: Vec<_> = values
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(clap::builder::PossibleValue::get_name)
            .collect();
        let names = names.join(", ");
        if !names.is_empty() {
            if names.len() <= SHORT_LIST {
                brief.push(aside(Term::Possible, &names));
            }
            full.push(aside(Term::Possible, &names));
        }
    }
    if let Some(name) = words.env {
        brief.push(aside(Term::Env, name));
        full.push(aside(Term::Env, name));
    }
    (brief.join(" "), full.join("\n"))
}

/// The line, and what follows it as a paragraph of its own.
fn paragraphs(about: Words, more: Option<Words>, lang: Lang) -> String {
    let about = about.text(lang);
    more.map_or_else(
        || about.to_owned(),
        |more| format!("{about}\n\n{}", more.text(lang)),
    )
}

/// `tokenry key generate [OPTIONS] --alg <ALG>`
fn usage(command: &Command, name: &str, lang: Lang) -> String {
    let mut usage = format!("{} {}", typed(name), Term::OptionsSlot.text(lang));
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
        let _ = write!(usage, " <{}>", Term::CommandSlot.text(lang));
    }
    usage
}

/// The examples, and after those of `tokenry` itself the exit codes.
fn after(own: &CommandHelp, header: clap::builder::styling::Style, lang: Lang) -> String {
    let heading = |term: Term| format!("{header}{}:{header:#}\n", term.text(lang));
    let mut out = heading(Term::Examples);
    for (index, example) in own.examples.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n" };
        let about = example.about.text(lang);
        let _ = write!(out, "{gap}  # {about}\n  $ {}\n", example.line);
    }
    if own.name.is_empty() {
        out += "\n";
        out += &heading(Term::ExitCodes);
        for (code, meaning) in EXIT_CODES {
            let _ = writeln!(out, "  {code:>2}  {}", meaning.text(lang));
        }
        let _ = write!(out, "\n{}", EXIT_ORDER.text(lang));
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::Parser;

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
        let mut command = commands(lang);
        command.build();
        walk(&command, "", &mut said);
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
    fn what_is_not_given_means_what_help_says() {
        let meaning = |args: &[&str]| {
            let line = ["tokenry", "verify", "a.b.c"].iter().chain(args);
            let Cli { global, command } = Cli::try_parse_from(line).unwrap();
            let crate::cli::Command::Verify(options) = command else {
                panic!("another command");
            };
            let zone = options.show.tz.unwrap_or_default();
            let leeway = options.tolerance.leeway.unwrap_or_default();
            (global.color.unwrap_or_default(), leeway, zone)
        };
        let default = |id: &str| {
            let words = words_of(help::command("verify"), id).unwrap();
            format!("--{id}={}", words.default.unwrap())
        };
        for id in ["color", "leeway", "tz"] {
            assert_eq!(meaning(&[&default(id)]), meaning(&[]));
        }
    }

    #[test]
    fn no_words_are_left_over() {
        fn walk(command: &Command, name: &str) {
            let own = help::command(name).unwrap();
            let known: Vec<_> = command.get_arguments().map(Arg::get_id).collect();
            for arg in own.args.iter().copied().flatten() {
                assert!(known.iter().any(|id| *id == arg.id), "{name}: {}", arg.id);
            }
            for sub in command.get_subcommands() {
                walk(sub, format!("{name} {}", sub.get_name()).trim_start());
            }
        }
        walk(&Cli::command(), "");
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
                    "COMMAND",
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
        let mut command = commands(Lang::Ko);
        command.build();
        walk(&mut command);
    }

    #[test]
    fn example_lines_fit() {
        fn walk(command: &Command, name: &str) {
            for example in help::command(name).unwrap().examples {
                assert!(example.line.len() <= 94, "{}", example.line);
            }
            for sub in command.get_subcommands() {
                walk(sub, format!("{name} {}", sub.get_name()).trim_start());
            }
        }
        walk(&Cli::command(), "");
    }
}
