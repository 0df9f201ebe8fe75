//! `completions`: scripts for the shells, and the names that the scripts of bash, zsh and fish ask for.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::{Arg, ValueEnum, ValueHint};
use clap_complete::{Shell as Written, generate};
use clap_complete_nushell::Nushell;

use super::context::{Context, Failure, Outcome};
use super::help;
use crate::cli::{Completions, Shell};
use crate::json::Json;
use crate::output::{Answer, escape};
use crate::store::{keyfile, users};
use crate::text::Lang;

/// Runs `completions`.
pub(super) fn run(
    context: &mut Context<'_, '_>,
    options: &Completions,
) -> Result<Outcome, Failure> {
    let text = match options.shell {
        Shell::Users => {
            let users = users::list(&context.files.users()?)?;
            lines(users.iter().map(users::User::name), false)
        }
        Shell::Keys => {
            let keys = keyfile::read(&context.files.keys()?)?.unwrap_or_default();
            let keys = keys.keys().iter().filter_map(Json::as_object);
            // A thumbprint may begin with a hyphen.
            lines(keys.filter_map(|key| key.get("kid")?.as_str()), true)
        }
        shell => script(shell, context.lang),
    };
    Ok(Outcome::done(Answer::Text(text)))
}

/// The names that need no quotes in any shell and are taken as they stand, a line each.
fn lines<'n>(names: impl Iterator<Item = &'n str>, hyphens: bool) -> String {
    let plain = |name: &&str| {
        !name.is_empty()
            && (hyphens || !name.starts_with('-'))
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.@+".contains(c))
            && escape::text(name) == *name
    };
    names.filter(plain).flat_map(|name| [name, "\n"]).collect()
}

/// What the shell loads.
fn script(shell: Shell, lang: Lang) -> String {
    // What `users` and `keys` stand for is between the scripts and the program.
    let shells = shells();
    let mut command = help::commands(lang).mut_subcommand("completions", |command| {
        command.mut_arg("shell", |arg| arg.value_parser(shells))
    });
    command = hinted(command, "", shell, lang);
    let mut script = Vec::new();
    let write = &mut script;
    match shell {
        Shell::Bash => generate(Written::Bash, &mut command, "tokenry", write),
        Shell::Zsh => generate(Written::Zsh, &mut command, "tokenry", write),
        Shell::Fish => generate(Written::Fish, &mut command, "tokenry", write),
        Shell::PowerShell => generate(Written::PowerShell, &mut command, "tokenry", write),
        Shell::Elvish => generate(Written::Elvish, &mut command, "tokenry", write),
        Shell::Nushell => generate(Nushell, &mut command, "tokenry", write),
        Shell::Users | Shell::Keys => {}
    }
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Bash => bash(&script, &command),
        Shell::Zsh => zsh(&script),
        Shell::Fish => fish(&script),
        _ => script,
    }
}

/// The shells that a script can be asked for.
fn shells() -> Vec<PossibleValue> {
    let shells = Shell::value_variants().iter();
    let shells = shells.filter_map(Shell::to_possible_value);
    shells.filter(|shell| !shell.is_hide_set()).collect()
}

/// A name that only the files know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    User,
    Key,
}

impl Known {
    /// What a script asks for.
    const fn asked(self) -> &'static str {
        match self {
            Self::User => "users",
            Self::Key => "keys",
        }
    }
}

/// Which arguments take such a name: the command, the id of the argument, and whether it is an option.
const KNOWN: [(&str, &str, bool, Known); 10] = [
    ("login", "name", false, Known::User),
    ("user show", "name", false, Known::User),
    ("user passwd", "name", false, Known::User),
    ("user enable", "name", false, Known::User),
    ("user disable", "name", false, Known::User),
    ("user remove", "name", false, Known::User),
    ("issue", "user", true, Known::User),
    // `key generate` and `key import` give a new id.
    ("issue", "kid", true, Known::Key),
    ("key export", "kid", false, Known::Key),
    ("key remove", "kid", false, Known::Key),
];

/// Which name an argument takes.
fn known(command: &str, id: &str) -> Option<Known> {
    let mut rows = KNOWN.iter();
    let row = rows.find(|(of, argument, ..)| *of == command && *argument == id);
    row.map(|(.., known)| *known)
}

/// Says what the values are, so that no shell offers file names for a duration.
fn hinted(command: clap::Command, name: &str, shell: Shell, lang: Lang) -> clap::Command {
    command
        .mut_args(|arg| {
            // The shell shows the possible values itself.
            let line = help::line(name, arg.get_id().as_str(), lang);
            let hint = hint(&arg, name, shell);
            let arg = arg.help(line);
            match hint {
                Some(hint) => arg.value_hint(hint),
                None => arg,
            }
        })
        .mut_subcommands(|sub| {
            let name = format!("{name} {}", sub.get_name());
            hinted(sub, name.trim_start(), shell, lang)
        })
}

fn hint(arg: &Arg, command: &str, shell: Shell) -> Option<ValueHint> {
    if !arg.get_action().takes_values() || !arg.get_possible_values().is_empty() {
        return None;
    }
    Some(match known(command, arg.get_id().as_str()) {
        // No argument means an account of the system or a host: `zsh` puts ours in their place.
        Some(Known::User) if shell == Shell::Zsh => ValueHint::Username,
        Some(Known::Key) if shell == Shell::Zsh => ValueHint::Hostname,
        _ => match arg.get_value_hint() {
            ValueHint::Unknown => ValueHint::Other,
            hint => hint,
        },
    })
}

/// clap's function is wrapped in one that adds the names.
fn bash(script: &str, command: &clap::Command) -> String {
    let (functions, _) = script
        .split_once("\nif [[ \"${BASH_VERSINFO[0]}\" -eq 4")
        .unwrap_or((script, ""));
    let mut cases = String::new();
    for known in [Known::User, Known::Key] {
        let rows = KNOWN.iter().filter(|(.., one)| *one == known);
        // Writing to a String cannot fail, here and below.
        let patterns = rows.map(|(command, argument, option, _)| match option {
            true => format!("\"{command} --{argument}\""),
            false => format!("\"{command} \""),
        });
        let patterns: Vec<_> = patterns.collect();
        let asked = known.asked();
        let _ = writeln!(cases, "        {}) kind={asked} ;;", patterns.join(" | "));
    }
    let mut valued = BTreeSet::new();
    for (name, ..) in KNOWN {
        let parts = || name.split(' ');
        let sub = parts().try_fold(command, |command, part| command.find_subcommand(part));
        valued.extend(sub.into_iter().flat_map(valued_options));
    }
    let valued: Vec<_> = valued.into_iter().collect();
    let valued = valued.join(" | ");
    let (before, after) = BASH;
    let before = before.replace("VALUED", &valued);
    format!("{functions}{before}{cases}{after}")
}

/// The options whose value is the next word.
fn valued_options(command: &clap::Command) -> impl Iterator<Item = String> {
    let options = command.get_opts();
    let options = options.filter(|arg| !arg.is_require_equals_set());
    options.flat_map(|arg| {
        let long = arg.get_long().map(|long| format!("--{long}"));
        long.into_iter()
            .chain(arg.get_short().map(|short| format!("-{short}")))
    })
}

/// What stands before and behind the cases that say which names are due.
const BASH: (&str, &str) = (
    r#"
# The names of accounts and the ids of keys: only the files know them.
_tokenry_known() {
    local cur="${COMP_WORDS[COMP_CWORD]}" prev="$3" kind="" due="" name option i
    local -a words=() place=()
    # bash takes `=` for a word of its own; clap's function knows an option and its value alone.
    if [[ ${cur} == "=" ]]; then
        cur=""
    elif [[ ${prev} == "=" ]]; then
        prev="${COMP_WORDS[COMP_CWORD-2]}"
    fi
    _tokenry "$1" "${cur}" "${prev}"
    # The words of the command; options stand anywhere between them, their values with a space or with `=`.
    for ((i = 1; i < COMP_CWORD; i++)); do
        option="${COMP_WORDS[i]}"
        case "${option}" in
            VALUED)
                i=$((i + 1))
                [[ ${i} -lt ${COMP_CWORD} && "${COMP_WORDS[i]}" == "=" ]] && i=$((i + 1))
                # It is the value that is being typed.
                [[ ${i} -ge ${COMP_CWORD} ]] && due="${option}"
                [[ "${option}" == --home || "${option}" == --users || "${option}" == --keys ]] &&
                    place+=("${option}" "${COMP_WORDS[i]}")
                ;;
            --home=* | --users=* | --keys=*) place+=("${option}") ;;
            -* | "=") ;;
            *) words+=("${option}") ;;
        esac
    done
    case "${words[*]} ${due}" in
"#,
    r#"    esac
    [[ -z ${kind} ]] && return 0
    # An option may be meant as well.
    [[ ${cur} == -* ]] || COMPREPLY=()
    compopt +o nospace +o default 2> /dev/null
    while IFS= read -r name; do
        [[ ${name} == "${cur}"* ]] && COMPREPLY+=("${name}")
    done < <("$1" completions "${kind}" "${place[@]}" 2> /dev/null)
    return 0
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _tokenry_known -o nosort -o bashdefault -o default tokenry
else
    complete -F _tokenry_known -o bashdefault -o default tokenry
fi
"#,
);

/// The functions that list the names stand before clap's, which call them.
fn zsh(script: &str) -> String {
    let script = script
        .replace(":_users'", ":_tokenry_known_users'")
        .replace(":_hosts'", ":_tokenry_known_keys'");
    match script.split_once("\n\n") {
        Some((head, rest)) => format!("{head}\n{ZSH}\n{rest}"),
        None => script,
    }
}

const ZSH: &str = r#"
# The names of accounts and the ids of keys: only the files know them.
_tokenry_known() {
    local -a names place typed
    local -i i
    # Each command has `opt_args` of its own, so what stands before it is in the line alone.
    typed=(${(z)BUFFER})
    for (( i = 1; i <= $#typed; i++ )); do
        case $typed[i] in
            --home|--users|--keys) place+=("$typed[i]" "${(Q)typed[i+1]}") ;;
            --(home|users|keys)=*) place+=("${(Q)typed[i]}") ;;
        esac
    done
    names=(${(f)"$(tokenry completions $1 $place 2> /dev/null)"})
    compadd -a names
}
_tokenry_known_users() { _tokenry_known users }
_tokenry_known_keys() { _tokenry_known keys }
"#;

/// What clap's functions do not know of.
fn fish(script: &str) -> String {
    let (before, after) = FISH_WAITING;
    let mut script = script.replacen(before, &format!("{before}{after}"), 1) + FISH;
    for (command, argument, option, known) in KNOWN {
        let place = match command.split_once(' ') {
            Some((family, sub)) => {
                format!("{family}; and __fish_seen_subcommand_from {sub}")
            }
            None => command.to_owned(),
        };
        let argument = if option {
            format!("-l {argument} -r ")
        } else {
            String::new()
        };
        let asked = known.asked();
        let _ = writeln!(
            script,
            r#"complete -c tokenry -n "__fish_tokenry_using_subcommand {place}" {argument}-f -a "(__fish_tokenry_known {asked})""#,
        );
    }
    let shells = shells();
    let shells: Vec<_> = shells.iter().map(PossibleValue::get_name).collect();
    let shells = shells.join(" ");
    let _ = writeln!(
        script,
        r#"complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -f -a "{shells}""#,
    );
    script
}

/// clap's function that looks for the command gives up where the value of a global option is still to come.
const FISH_WAITING: (&str, &str) = (
    "    set -e cmd[1]\n",
    "    # An option that waits for its value is not parsed.\n    \
     string match -rq -- '^--(home|users|keys|color|lang)$' $cmd[-1]; and set -e cmd[-1]\n",
);

const FISH: &str = r#"
# The names of accounts and the ids of keys: only the files know them.
function __fish_tokenry_known
	set -l place
	set -l option
	for word in (commandline -opc)
		test -n "$option"; and set -a place $option $word
		set option
		contains -- $word --home --users --keys; and set option $word
		string match -rq -- '^--(home|users|keys)=' $word; and set -a place $word
	end
	tokenry completions $argv[1] $place 2>/dev/null
end
"#;
