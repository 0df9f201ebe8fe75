//! `completions`: scripts for the shells, and the names that the scripts of bash, zsh and fish ask for.

use clap::{Arg, ValueHint};
use clap_complete::{Shell as Written, generate};
use clap_complete_nushell::Nushell;

use super::context::{Context, Failure, Outcome};
use super::help;
use crate::cli::{Completions, Shell};
use crate::json::Json;
use crate::output::Answer;
use crate::store::{keyfile, users};

/// Runs `completions`.
pub(super) fn run(
    context: &mut Context<'_, '_>,
    options: &Completions,
) -> Result<Outcome, Failure> {
    let text = match options.shell {
        Shell::Users => {
            let users = users::list(&context.files.users()?)?;
            lines(users.iter().map(users::User::name))
        }
        Shell::Keys => {
            let keys = keyfile::read(&context.files.keys()?)?.unwrap_or_default();
            let keys = keys.keys().iter().filter_map(Json::as_object);
            lines(keys.filter_map(|key| key.get("kid")?.as_str()))
        }
        shell => script(shell, context.lang),
    };
    Ok(Outcome::done(Answer::Text(text)))
}

/// The names that need no quotes in any shell, a line each.
fn lines<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let plain = |name: &&str| {
        !name.is_empty()
            && !name.starts_with('-')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.@+".contains(&byte))
    };
    names.filter(plain).flat_map(|name| [name, "\n"]).collect()
}

/// What the shell loads.
fn script(shell: Shell, lang: crate::text::Lang) -> String {
    // What `users` and `keys` stand for is between the scripts and the program.
    let shells = ["bash", "zsh", "fish", "powershell", "elvish", "nushell"];
    let mut command = help::commands(lang).mut_subcommand("completions", |command| {
        command.mut_arg("shell", |arg| arg.value_parser(shells))
    });
    command = hinted(command, "", shell);
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
        Shell::Bash => bash(&script),
        Shell::Zsh => zsh(&script),
        Shell::Fish => script + FISH,
        _ => script,
    }
}

/// A name that only the files know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    User,
    Key,
}

/// Which name an argument takes.
fn known(command: &str, id: &str) -> Option<Known> {
    match (command, id) {
        (
            "login" | "user show" | "user passwd" | "user enable" | "user disable" | "user remove",
            "name",
        )
        | ("issue", "user") => Some(Known::User),
        ("issue" | "key export" | "key remove", "kid") => Some(Known::Key),
        _ => None,
    }
}

/// Says what the values are, so that no shell offers file names for a duration.
fn hinted(command: clap::Command, name: &str, shell: Shell) -> clap::Command {
    command
        .mut_args(|arg| {
            let line = arg.get_help().map(ToString::to_string).unwrap_or_default();
            // The shell shows the possible values itself.
            let line = line.split(" [").next().unwrap_or_default().to_owned();
            let hint = hint(&arg, name, shell);
            let arg = arg.help(line);
            match hint {
                Some(hint) => arg.value_hint(hint),
                None => arg,
            }
        })
        .mut_subcommands(|sub| {
            let name = format!("{name} {}", sub.get_name());
            hinted(sub, name.trim_start(), shell)
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
fn bash(script: &str) -> String {
    let (functions, _) = script
        .split_once("\nif [[ \"${BASH_VERSINFO[0]}\" -eq 4")
        .unwrap_or((script, ""));
    format!("{functions}{BASH}")
}

const BASH: &str = r#"
# The names of accounts and the ids of keys: only the files know them.
_tokenry_known() {
    local cur="${COMP_WORDS[COMP_CWORD]}" before="" kind="" name i
    _tokenry "$@"
    [[ ${COMP_CWORD} -ge 2 ]] && before="${COMP_WORDS[COMP_CWORD-2]}"
    case "${before} $3" in
        *" login" | *" --user" | "user show" | "user passwd" | "user enable" | "user disable" | "user remove")
            kind=users
            ;;
        "key export" | "key remove")
            kind=keys
            ;;
        *" --kid")
            # `key generate` and `key import` give a new id.
            [[ " ${COMP_WORDS[*]} " == *" issue "* ]] && kind=keys
            ;;
    esac
    [[ -z ${kind} || ${cur} == -* ]] && return 0
    local -a place=("${kind}")
    for ((i = 1; i < COMP_CWORD - 1; i++)); do
        case "${COMP_WORDS[i]}" in
            --home | --users | --keys)
                place+=("${COMP_WORDS[i]}" "${COMP_WORDS[i+1]}")
                ;;
        esac
    done
    COMPREPLY=()
    compopt +o nospace +o default 2> /dev/null
    while IFS= read -r name; do
        [[ ${name} == "${cur}"* ]] && COMPREPLY+=("${name}")
    done < <("$1" completions "${place[@]}" 2> /dev/null)
    return 0
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _tokenry_known -o nosort -o bashdefault -o default tokenry
else
    complete -F _tokenry_known -o bashdefault -o default tokenry
fi
"#;

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
    local -a names place
    local option
    for option in --home --users --keys; do
        (( ${+opt_args[$option]} )) && place+=("$option" "${(Q)opt_args[$option]}")
    done
    names=(${(f)"$(tokenry completions $1 $place 2> /dev/null)"})
    compadd -a names
}
_tokenry_known_users() { _tokenry_known users }
_tokenry_known_keys() { _tokenry_known keys }
"#;

const FISH: &str = r#"
# The names of accounts and the ids of keys: only the files know them.
function __fish_tokenry_known
	set -l place
	set -l option
	for word in (commandline -opc)
		test -n "$option"; and set -a place $option $word
		set option
		contains -- $word --home --users --keys; and set option $word
	end
	tokenry completions $argv[1] $place 2>/dev/null
end
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show passwd enable disable remove" -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export remove" -f -a "(__fish_tokenry_known keys)"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l user -r -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l kid -r -f -a "(__fish_tokenry_known keys)"
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -f -a "bash zsh fish powershell elvish nushell"
"#;
