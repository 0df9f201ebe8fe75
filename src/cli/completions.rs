//! Scripts for the shells. What clap writes is completed with the names of accounts and the ids of keys, which the scripts
//! of bash, zsh and fish ask the program for.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, ValueEnum, ValueHint};
use clap_complete::{Shell as Written, generate};
use clap_complete_nushell::Nushell;

use super::{Shell, help};
use crate::text::Lang;

/// The value is the name of an account. No argument means an account of the system, so clap's hint is free.
pub(super) const ACCOUNT: ValueHint = ValueHint::Username;
/// The value is the id of a key. Neither does one mean a host.
pub(super) const KEY_ID: ValueHint = ValueHint::Hostname;

/// What the shell loads.
pub(crate) fn script(shell: Shell, lang: Lang) -> String {
    let plain = plain(shell, lang);
    let names = names();
    let completed = match shell {
        Shell::Bash => bash(&plain, &names),
        Shell::Zsh => zsh(&plain),
        Shell::Fish => fish(&plain, &names),
        _ => None,
    };
    completed.unwrap_or(plain)
}

/// What clap writes.
fn plain(shell: Shell, lang: Lang) -> String {
    let mut command = hinted(help::built(0), shell, lang);
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
    String::from_utf8_lossy(&script).into_owned()
}

/// The lines of help in one language, and what the values are, so that no shell offers file names for a duration.
fn hinted(command: Command, shell: Shell, lang: Lang) -> Command {
    let about = help::words(command.get_about());
    command
        .about(help::pick(&about, lang).to_owned())
        .mut_args(|arg| {
            let line = help::words(arg.get_help());
            let arg = arg.help(help::pick(&line, lang).to_owned());
            // The shell shows the possible values itself, but for those that only scripts ask for.
            let values = arg.get_possible_values();
            if !values.is_empty() {
                let shown = values.into_iter().filter(|value| !value.is_hide_set());
                return arg.value_parser(PossibleValuesParser::new(shown));
            }
            if !arg.get_action().takes_values() {
                return arg;
            }
            match arg.get_value_hint() {
                // `zsh` puts ours in their place.
                ACCOUNT | KEY_ID if shell == Shell::Zsh => arg,
                ACCOUNT | KEY_ID | ValueHint::Unknown => arg.value_hint(ValueHint::Other),
                _ => arg,
            }
        })
        .mut_subcommands(|sub| hinted(sub, shell, lang))
}

/// An argument whose value is a name that only the files know.
struct Name {
    /// `user show`
    command: String,
    /// `user`, of `--user`; `None` is the word after the command.
    option: Option<String>,
    /// What the scripts ask for: `users`, `keys`.
    asked: &'static str,
    /// The options of the command whose value is the next word.
    valued: Vec<String>,
}

fn names() -> Vec<Name> {
    fn walk(command: &Command, names: &mut Vec<Name>) {
        for arg in command.get_arguments() {
            let asked = match arg.get_value_hint() {
                ACCOUNT => "users",
                KEY_ID => "keys",
                _ => continue,
            };
            let typed = help::typed(command);
            names.push(Name {
                command: typed.trim_start_matches("tokenry ").to_owned(),
                option: arg.get_long().map(ToOwned::to_owned),
                asked,
                valued: valued_options(command).collect(),
            });
        }
        for sub in command.get_subcommands() {
            walk(sub, names);
        }
    }
    let mut names = Vec::new();
    walk(&help::built(0), &mut names);
    names
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

/// clap's function is wrapped in one that adds the names.
fn bash(script: &str, names: &[Name]) -> Option<String> {
    let (functions, _) = script.split_once("\nif [[ \"${BASH_VERSINFO[0]}\" -eq 4")?;
    let mut cases = String::new();
    for asked in ["users", "keys"] {
        let names = names.iter().filter(|name| name.asked == asked);
        let patterns = names.map(|name| match &name.option {
            Some(option) => format!("\"{} --{option}\"", name.command),
            None => format!("\"{} \"", name.command),
        });
        let patterns: Vec<_> = patterns.collect();
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(cases, "        {}) kind={asked} ;;", patterns.join(" | "));
    }
    let valued: BTreeSet<_> = names.iter().flat_map(|name| &name.valued).collect();
    let valued: Vec<_> = valued.into_iter().map(String::as_str).collect();
    let (before, after) = BASH;
    let before = before.replace("VALUED", &valued.join(" | "));
    Some(format!("{functions}{before}{cases}{after}"))
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
fn zsh(script: &str) -> Option<String> {
    let (head, rest) = script.split_once("\n\n")?;
    let rest = replaced(rest, ":_users'", ":_tokenry_known_users'")?;
    let rest = replaced(&rest, ":_hosts'", ":_tokenry_known_keys'")?;
    Some(format!("{head}\n{ZSH}\n{rest}"))
}

/// `None` if there is nothing to replace.
fn replaced(text: &str, from: &str, to: &str) -> Option<String> {
    text.contains(from).then(|| text.replace(from, to))
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
fn fish(script: &str, names: &[Name]) -> Option<String> {
    let (before, after) = FISH_WAITING;
    let mut script = replaced(script, before, &format!("{before}{after}"))? + FISH;
    for Name {
        command,
        option,
        asked,
        ..
    } in names
    {
        let place = command.replacen(' ', "; and __fish_seen_subcommand_from ", 1);
        let argument = option
            .as_ref()
            .map_or_else(String::new, |option| format!("-l {option} -r "));
        let _ = writeln!(
            script,
            r#"complete -c tokenry -n "__fish_tokenry_using_subcommand {place}" {argument}-f -a "(__fish_tokenry_known {asked})""#,
        );
    }
    let shells = Shell::value_variants()
        .iter()
        .filter_map(Shell::to_possible_value);
    let shells: Vec<_> = shells.filter(|shell| !shell.is_hide_set()).collect();
    let shells: Vec<_> = shells.iter().map(PossibleValue::get_name).collect();
    let shells = shells.join(" ");
    let _ = writeln!(
        script,
        r#"complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -f -a "{shells}""#,
    );
    Some(script)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_out_of_claps_scripts_is_there() {
        let names = names();
        for lang in [Lang::En, Lang::Ko] {
            assert!(bash(&plain(Shell::Bash, lang), &names).is_some());
            assert!(zsh(&plain(Shell::Zsh, lang)).is_some());
            assert!(fish(&plain(Shell::Fish, lang), &names).is_some());
        }
    }
}
