//! A command line read by the one command that it names: to build all of them takes longer than to verify a token.

use std::ffi::OsString;

use clap::{ArgMatches, Args, FromArgMatches, Subcommand};

use super::{
    Cli, Command, Completions, Decode, Global, Issue, KeyCommand, Login, Logout, Man, Refresh,
    Tour, User, Verify, Whoami,
};

type Augment = fn(clap::Command) -> clap::Command;
type Meaning = fn(&mut ArgMatches) -> Result<Command, clap::Error>;

/// The commands, each with its options and what they are read as.
const COMMANDS: [(&str, Augment, Meaning); 12] = [
    ("login", Login::augment_args, |found| {
        read(found, Command::Login)
    }),
    ("whoami", Whoami::augment_args, |found| {
        read(found, Command::Whoami)
    }),
    ("refresh", Refresh::augment_args, |found| {
        read(found, Command::Refresh)
    }),
    ("logout", Logout::augment_args, |found| {
        read(found, Command::Logout)
    }),
    ("issue", Issue::augment_args, |found| {
        read(found, Command::Issue)
    }),
    ("decode", Decode::augment_args, |found| {
        read(found, Command::Decode)
    }),
    ("verify", Verify::augment_args, |found| {
        read(found, Command::Verify)
    }),
    ("user", User::augment_subcommands, |found| {
        read(found, Command::User)
    }),
    ("key", KeyCommand::augment_subcommands, |found| {
        read(found, Command::Key)
    }),
    ("tour", Tour::augment_args, |found| {
        read(found, Command::Tour)
    }),
    ("completions", Completions::augment_args, |found| {
        read(found, Command::Completions)
    }),
    ("man", Man::augment_args, |found| read(found, Command::Man)),
];

impl Cli {
    /// What the arguments mean, if they are in order; `None` is for the whole of clap's commands to look into.
    pub(crate) fn quick(args: &[OsString]) -> Option<Self> {
        let root = Global::augment_args(clap::Command::new("tokenry"))
            .version(env!("CARGO_PKG_VERSION"))
            .propagate_version(true)
            .disable_help_subcommand(true);
        let place = command_place(&root, args)?;
        let name = args.get(place)?;
        let (_, augment, meaning) = COMMANDS.iter().find(|(command, ..)| name == command)?;
        let mut words = args.to_vec();
        words.remove(place);
        let mut found = augment(root).try_get_matches_from(words).ok()?;
        Some(Self {
            global: Global::from_arg_matches_mut(&mut found).ok()?,
            command: meaning(&mut found).ok()?,
        })
    }
}

fn read<T: FromArgMatches>(
    found: &mut ArgMatches,
    command: fn(T) -> Command,
) -> Result<Command, clap::Error> {
    T::from_arg_matches_mut(found).map(command)
}

/// Which argument is the command; `None` if anything but global options stands before it.
fn command_place(root: &clap::Command, args: &[OsString]) -> Option<usize> {
    let mut place = 1;
    loop {
        let word = args.get(place)?.to_str()?;
        if !word.starts_with('-') {
            return Some(place);
        }
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (word, None),
        };
        let option = root
            .get_arguments()
            .find(|arg| match name.strip_prefix("--") {
                Some(long) => arg.get_long() == Some(long),
                None => arg.get_short().is_some_and(|short| {
                    name.strip_prefix('-') == Some(short.encode_utf8(&mut [0; 4]))
                }),
            })?;
        place += match value {
            None if option.get_action().takes_values() => 2,
            _ => 1,
        };
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::strategy::ValueTree;

    use super::*;

    /// What may stand before or behind a command: its options, by themselves or with something for a value, and other
    /// words.
    fn words(command: &clap::Command) -> Vec<Vec<String>> {
        let others = [
            "a.b.c", "bash", "help", "verify", "-", "--", "-hq", "-V", "",
        ];
        let mut words: Vec<Vec<String>> = others.map(|word| vec![word.into()]).into();
        for arg in command.get_arguments() {
            let long = arg.get_long().map(|long| format!("--{long}"));
            let short = arg.get_short().map(|short| format!("-{short}"));
            for name in long.into_iter().chain(short) {
                for value in ["1h", "HS256", "json", "now", "-1", "verify", ""] {
                    words.push(vec![format!("{name}={value}")]);
                    words.push(vec![name.clone(), value.into()]);
                }
                words.push(vec![name]);
            }
        }
        words
    }

    /// A command between what stands before and behind it. Before it there may be its own options, which is wrong.
    fn command_lines() -> impl Strategy<Value = Vec<OsString>> {
        let mut root = Cli::command();
        root.build();
        let global = words(&root);
        let mut commands = Vec::new();
        for command in root.get_subcommands() {
            let name = command.get_name().to_owned();
            commands.push((vec![name.clone()], words(command)));
            for inner in command.get_subcommands() {
                commands.push((vec![name.clone(), inner.get_name().into()], words(inner)));
            }
        }
        select(commands).prop_flat_map(move |(names, own)| {
            let before = prop_oneof![
                vec(select(global.clone()), 0..2),
                vec(select(own.clone()), 0..2)
            ];
            (before, vec(select(own), 0..4)).prop_map(move |(before, behind)| {
                let (before, behind) = (before.into_iter().flatten(), behind.into_iter().flatten());
                let words = before.chain(names.clone()).chain(behind);
                let words = [String::from("tokenry")].into_iter().chain(words);
                words.map(Into::into).collect()
            })
        })
    }

    fn agrees(args: &[OsString]) -> bool {
        let Some(quick) = Cli::quick(args) else {
            return false;
        };
        let whole = Cli::try_parse_from(args).map(|whole| format!("{whole:?}"));
        assert_eq!(whole.ok(), Some(format!("{quick:?}")), "{args:?}");
        true
    }

    #[test]
    fn a_quick_reading_is_the_whole_one() {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let lines = command_lines();
        let drawn = |_| lines.new_tree(&mut runner).expect("a value").current();
        let read = (0..6000).map(drawn).filter(|args| agrees(args)).count();
        assert!(read > 600, "only {read} of 6000 could be read");
    }

    #[test]
    fn only_global_options_stand_before_a_command() {
        for (line, quick) in [
            ("--json decode a.b.c", true),
            ("-q --color=never --home verify verify a.b.c", true),
            ("--secret verify s a.b.c", false),
            ("--sub issue bob --secret s", false),
            ("--batch decode -", false),
            ("--all logout", false),
            ("--explain decode a.b.c", false),
            ("- decode", false),
            ("-- decode a.b.c", false),
            ("-q -- decode a.b.c", false),
            ("-qh decode a.b.c", false),
            ("--quiet=1 decode a.b.c", false),
        ] {
            let args: Vec<OsString> = ["tokenry"]
                .into_iter()
                .chain(line.split(' '))
                .map(Into::into)
                .collect();
            assert_eq!(agrees(&args), quick, "{line}");
        }
    }

    #[test]
    fn every_command_is_there() {
        let whole = Cli::command();
        let names = whole.get_subcommands().map(clap::Command::get_name);
        assert!(names.eq(COMMANDS.map(|(name, ..)| name)));
    }
}
