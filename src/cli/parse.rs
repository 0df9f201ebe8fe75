//! From arguments to plain values; what clap says is said in our own words.

use std::ffi::OsString;

use clap::ValueEnum;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Cli, Color, Explain, Global, help};
use crate::Host;
use crate::cli::usage::{Advice, Unreadable, Usage};
use crate::text::Lang;
use crate::text::typed::Typed;

/// What ends a command line before there is a command.
pub(crate) enum Early {
    /// Help or the version.
    Text(StyledStr),
    /// A mistake.
    Mistake(Usage, Advice),
}

/// Parses the arguments. What ends them early comes with the global options that say how to tell it.
pub(crate) fn parse(args: &[OsString], host: &Host<'_>) -> Result<Cli, (Early, Box<Global>)> {
    let error = match Cli::parse(args) {
        Ok(cli) => return Ok(cli),
        Err(error) => error,
    };
    if let Some(meant) = help_word(&error, args).or_else(|| bare_token(&error, args)) {
        return parse(&meant, host);
    }
    let global = guess_global(args);
    let early = match error.kind() {
        // The commands that clap parsed hold both languages.
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let lang = language(global.lang, host);
            Early::Text(help::asked(args, lang, host).unwrap_or_else(|| error.render()))
        }
        ErrorKind::DisplayVersion => {
            Early::Text(concat!("tokenry ", env!("CARGO_PKG_VERSION"), "\n").into())
        }
        _ => {
            let (usage, advice) = mistake(&error, args);
            Early::Mistake(usage, advice)
        }
    };
    Err((early, Box::new(global)))
}

/// `--lang`, else the first of the usual variables that is set, else English.
pub(crate) fn language(flag: Option<Lang>, host: &Host<'_>) -> Lang {
    if let Some(lang) = flag {
        return lang;
    }
    let variables = ["TOKENRY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let mut values = variables.into_iter().filter_map(|name| (host.env)(name));
    let value = values.find(|value| !value.is_empty()).unwrap_or_default();
    let value = value.to_string_lossy().to_ascii_lowercase();
    match value.split(['_', '.', '-', '@']).next() {
        Some("ko") => Lang::Ko,
        _ => Lang::En,
    }
}

/// `tokenry help verify` as `tokenry verify --help`, where no command is called `help`; `tokenry --json` as
/// `tokenry --json --help`.
fn help_word(error: &clap::Error, args: &[OsString]) -> Option<Vec<OsString>> {
    if error.kind() == ErrorKind::MissingSubcommand && command_of(args) == "tokenry" {
        return Some([args, &["--help".into()]].concat());
    }
    let unknown = ContextKind::InvalidSubcommand;
    let asks = error.get(unknown) == Some(&ContextValue::String("help".into()));
    let word = args.iter().position(|arg| asks && arg == "help")?;
    let mut args = args.to_vec();
    args.remove(word);
    args.push("--help".into());
    Some(args)
}

/// `tokenry TOKEN` as `tokenry decode TOKEN`.
fn bare_token(error: &clap::Error, args: &[OsString]) -> Option<Vec<OsString>> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let is_token = word
        .split([' ', '"', '\'', '='])
        .any(|part| part.starts_with("eyJ") && part.contains('.'));
    let place = args.iter().position(|arg| is_token && *arg == **word)?;
    let mut args = args.to_vec();
    args.insert(place, "decode".into());
    Some(args)
}

/// The global options of a command line that clap could not make sense of.
fn guess_global(args: &[OsString]) -> Global {
    let args: Vec<_> = args
        .iter()
        .map(|arg| arg.to_string_lossy())
        .take_while(|arg| arg != "--")
        .collect();
    let value = |name: &str| {
        args.iter()
            .enumerate()
            .rev()
            .find_map(|(index, arg)| match arg.strip_prefix(name)? {
                "" => args.get(index + 1).map(ToString::to_string),
                rest => rest.strip_prefix('=').map(str::to_owned),
            })
    };
    Global {
        home: None,
        users: None,
        keys: None,
        json: args.iter().any(|arg| arg == "--json")
            || value("--output").is_some_and(|output| output == "json"),
        color: match value("--color").as_deref() {
            Some("always") => Color::Always,
            Some("never") => Color::Never,
            _ => Color::Auto,
        },
        lang: value("--lang")
            .and_then(|name| Lang::ALL.into_iter().find(|lang| lang.name() == name)),
        verbose: false,
        quiet: false,
    }
}

/// clap's error in our own words.
fn mistake(error: &clap::Error, args: &[OsString]) -> (Usage, Advice) {
    let texts = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let text = |kind| texts(kind).into_iter().next().unwrap_or_default();
    let option = || option_name(&text(ContextKind::InvalidArg));
    let why = || {
        let source = std::error::Error::source(error);
        source
            .and_then(|source| source.downcast_ref::<Unreadable>())
            .copied()
    };
    let command = command_of(args);
    let asks_password = ["login", "user add", "user passwd"]
        .iter()
        .any(|name| command.strip_prefix("tokenry ") == Some(name));
    let usage = match error.kind() {
        ErrorKind::InvalidSubcommand => Usage::UnknownCommand {
            name: text(ContextKind::InvalidSubcommand).into(),
        },
        ErrorKind::MissingSubcommand => Usage::NoCommand,
        ErrorKind::UnknownArgument => {
            let name = text(ContextKind::InvalidArg);
            if name.starts_with('-') {
                Usage::UnknownOption { name: name.into() }
            } else {
                // What stands beside the name of a user may be the password.
                let beside_user =
                    command.starts_with("tokenry user") || args.iter().any(|arg| arg == "--user");
                let word = (!asks_password && !beside_user).then(|| name.into());
                Usage::UnexpectedWord { word }
            }
        }
        ErrorKind::NoEquals => Usage::MissingValue { option: option() },
        ErrorKind::InvalidValue if text(ContextKind::InvalidValue).is_empty() => {
            Usage::MissingValue { option: option() }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Usage::BadValue {
            option: option(),
            value: without_value(&text(ContextKind::InvalidValue)).into(),
            why: why(),
        },
        ErrorKind::TooManyValues => Usage::UnexpectedValue { option: option() },
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Usage::MissingValue { option: option() }
        }
        ErrorKind::MissingRequiredArgument => Usage::Missing {
            what: texts(ContextKind::InvalidArg).join(" "),
        },
        ErrorKind::ArgumentConflict => {
            let others: Vec<_> = texts(ContextKind::PriorArg)
                .iter()
                .map(|other| option_name(other))
                .collect();
            let option = option();
            if others == [option.clone()] {
                Usage::Repeated { option }
            } else {
                Usage::Conflict { option, others }
            }
        }
        ErrorKind::InvalidUtf8 => Usage::NotUtf8,
        _ => Usage::BadValue {
            option: option(),
            value: "".into(),
            why: None,
        },
    };
    let mut similar = texts(ContextKind::SuggestedArg);
    similar.extend(texts(ContextKind::SuggestedSubcommand));
    similar.extend(texts(ContextKind::SuggestedValue));
    similar.extend(explain_word(error, args));
    let possible = texts(ContextKind::ValidValue);
    let is_key = Typed::is_key(&text(ContextKind::InvalidArg));
    let advice = if is_key && args.iter().any(|arg| arg == "--key") {
        // A PEM begins with hyphens, so clap takes the value for an option.
        Advice::NameKey
    } else if asks_password && matches!(usage, Usage::UnexpectedWord { .. }) {
        Advice::NoPassword
    } else if !similar.is_empty() {
        Advice::DidYouMean { names: similar }
    } else if !possible.is_empty() {
        Advice::OneOf { values: possible }
    } else {
        Advice::SeeHelp { command }
    };
    (usage, advice)
}

/// `password:=…` for `password:=12 34`, whose value is no JSON.
fn without_value(member: &str) -> String {
    match member.split_once(":=") {
        Some((name, _)) => format!("{name}:=…"),
        None => member.to_owned(),
    }
}

/// `--explain=html` where it was typed with a space, so that `html` was taken for the token.
fn explain_word(error: &clap::Error, args: &[OsString]) -> Option<String> {
    let option = args.iter().position(|arg| arg == "--explain")?;
    let word = args.get(option + 1)?.to_str()?;
    let format = Explain::from_str(word, false).is_ok();
    (format && error.kind() == ErrorKind::UnknownArgument).then(|| format!("--explain={word}"))
}

/// `--leeway <DURATION>` and `--explain[=<FORMAT>]` without the value, `[TOKEN]` without the brackets.
fn option_name(arg: &str) -> String {
    let name = arg.trim_start_matches(['<', '[']);
    let end = name.find([' ', '=', '[', ']', '>']).unwrap_or(name.len());
    name.get(..end).unwrap_or(name).to_owned()
}

/// The command that the arguments name: `tokenry user add`.
fn command_of(args: &[OsString]) -> String {
    let root = Cli::command();
    let mut command = &root;
    let mut typed = String::from("tokenry");
    for arg in args.iter().skip(1) {
        if let Some(sub) = command.find_subcommand(arg) {
            command = sub;
            typed = format!("{typed} {}", sub.get_name());
        }
    }
    typed
}
