//! What can be typed: every command and option, with its help in both languages and what completes it.
//!
//! [`words!`] packs the two languages into the one text that clap holds; `help`, `man` and `completions` take theirs out
//! of it. `-h` shows a line for each command and option, `--help` and the man pages the rest as well (`long_about`,
//! `long_help`). Lines start in upper case and end without a full stop, the rest is whole sentences. In Korean no
//! particle hangs on a variable. The tests walk whatever clap knows, and run the examples.

/// English, Korean, and the environment variable that says the same.
macro_rules! words {
    ($en:literal, $ko:literal $(, env $name:literal)? $(,)?) => {
        concat!($en, "\u{1f}", $ko $(, "\u{1f}", $name)?)
    };
}

/// Command lines and what they do; `(exit 5)` in it says how one ends, when not with 0.
macro_rules! examples {
    ($($line:literal: $en:literal, $ko:literal;)+) => {
        concat!(
            $("  # ", $en, "\n  $ ", $line, "\n\n",)+
            "\u{1f}",
            $("  # ", $ko, "\n  $ ", $line, "\n\n"),+
        )
    };
}

/// What each of several things means.
macro_rules! meanings {
    ($($thing:literal => $en:literal, $ko:literal;)+) => {
        &[$(($thing, words!($en, $ko))),+]
    };
}

mod accounts;
pub(crate) mod completions;
mod encryption;
pub(crate) mod help;
mod key_file;
pub(crate) mod man;
mod options;
mod parse;
mod scan;
mod tokens;
pub(crate) mod usage;
mod values;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, FromArgMatches, Subcommand, ValueEnum, ValueHint};

pub(crate) use accounts::{
    AccessToken, Login, Logout, Named, Output, PairOptions, Refresh, SessionCommand, User, UserAdd,
    UserPasswd, Whoami,
};
pub(crate) use encryption::Decryption;
pub(crate) use key_file::{
    KeyCommand, KeyConvert, KeyExport, KeyExportFormat, KeyFileFormat, KeyFingerprint, KeyGenerate,
    KeyImport, KeyList, KeyRemove, KeyThumbprint,
};
use options::heading;
pub(crate) use options::{
    BatchOptions, Explain, KeyPass, KeySource, NetworkKeys, SecretSource, TokenSource,
};
pub(crate) use parse::{Early, language, parse};
pub(crate) use scan::{FailOn, Scan};
pub(crate) use tokens::{Decode, Issue, IssueOutput, Verify};
pub(crate) use values::{Input, Member, Target, When, Zone};
use values::{OneOf, langs};

use crate::text::Lang;

/// A command line that is in order.
pub(crate) struct Cli {
    pub(crate) global: Global,
    pub(crate) command: Command,
}

type Declare = fn(clap::Command) -> clap::Command;

/// The commands by name, and how each declares its options.
const COMMANDS: [(&str, Declare); 15] = [
    ("login", Login::augment_args),
    ("whoami", Whoami::augment_args),
    ("refresh", Refresh::augment_args),
    ("logout", Logout::augment_args),
    ("token", AccessToken::augment_args),
    ("session", SessionCommand::augment_subcommands),
    ("issue", Issue::augment_args),
    ("decode", Decode::augment_args),
    ("verify", Verify::augment_args),
    ("scan", Scan::augment_args),
    ("user", User::augment_subcommands),
    ("key", KeyCommand::augment_subcommands),
    ("tour", Tour::augment_args),
    ("completions", Completions::augment_args),
    ("man", Man::augment_args),
];

impl Cli {
    /// Parses a command line. Only the command that it names declares its options: those of all take a fifth of a short
    /// run's time.
    pub(crate) fn parse(args: &[OsString]) -> Result<Self, clap::Error> {
        let mut found = root(clap::Command::defer).try_get_matches_from(args)?;
        Ok(Self {
            global: Global::from_arg_matches_mut(&mut found)?,
            command: Command::from_arg_matches_mut(&mut found)?,
        })
    }

    /// Every command with its options, for help.
    pub(crate) fn command() -> clap::Command {
        root(|command, declare| declare(command))
    }
}

fn root(add: fn(clap::Command, Declare) -> clap::Command) -> clap::Command {
    let commands = COMMANDS.map(|(name, declare)| add(clap::Command::new(name), declare));
    Global::augment_args(clap::Command::new("tokenry")).subcommands(commands)
}

/// Options that stand before or after any subcommand.
#[derive(Args)]
#[command(
    version, propagate_version = true, disable_help_subcommand = true,
    subcommand_required = true, arg_required_else_help = true, next_help_heading = heading::GLOBAL,
    about = words!(
        "JSON Web Tokens on the command line: issue, decode, verify, log in",
        "명령줄에서 다루는 JSON Web Token: 발급, 디코딩, 검증, 로그인"
    ),
    long_about = words!(
        "tokenry works offline, with accounts in a JSON file and keys in a JWK Set. Standard output carries the answer and nothing else; notices, warnings and prompts go to standard error. When a token is refused, every reason is said, and the exit code tells one kind from another.",
        "tokenry는 JSON 파일의 계정과 JWK Set의 키로 오프라인에서 동작합니다. 표준 출력에는 결과만 나오고 알림, 경고, 입력 안내는 표준 오류로 나옵니다. 토큰을 거부할 때는 이유를 모두 알려 주며, 종료 코드로 종류를 구별할 수 있습니다."
    ),
    after_long_help = examples!(
        "tokenry issue --sub ci > token.txt":
            "Sign a token that is good for 15 minutes", "15분 동안 유효한 토큰을 서명해 저장";
        "tokenry decode @token.txt":
            "Look into it, without a key", "키 없이 내용 확인";
        "tokenry verify @token.txt":
            "Check everything about it", "서명과 클레임을 모두 검증";
    )
)]
pub(crate) struct Global {
    #[arg(
        long, global = true, overrides_with = "home", value_name = "DIR", value_hint = ValueHint::DirPath,
        help = words!(
            "Where users.json, keys.json and sessions.json are",
            "users.json, keys.json, sessions.json이 있는 디렉터리",
            env "TOKENRY_HOME"
        ),
        long_help = words!(
            "It is made when first needed, for nobody else to read. Without the option and the variable it is tokenry/ in the per-user data directory of the platform.",
            "처음 필요할 때 본인만 읽을 수 있게 만듭니다. 옵션과 환경 변수가 모두 없으면 운영 체제가 정한 사용자 데이터 디렉터리 아래의 tokenry/를 씁니다."
        )
    )]
    pub(crate) home: Option<PathBuf>,
    #[arg(
        long, global = true, overrides_with = "users", value_name = "FILE", value_hint = ValueHint::FilePath,
        help = words!("The user file", "사용자 파일", env "TOKENRY_USERS"),
        long_help = words!(
            "Without the option and the variable it is users.json in the home directory.",
            "옵션과 환경 변수가 모두 없으면 홈 디렉터리의 users.json을 씁니다."
        )
    )]
    pub(crate) users: Option<PathBuf>,
    #[arg(
        long, global = true, overrides_with = "keys", value_name = "FILE", value_hint = ValueHint::FilePath,
        help = words!(
            "The key file, a JWK Set; its first key signs",
            "키 파일(JWK Set). 첫 번째 키로 서명",
            env "TOKENRY_KEYS"
        ),
        long_help = words!(
            "Without the option and the variable it is keys.json in the home directory. If it is missing when a token must be signed, an HS256 key is made.",
            "옵션과 환경 변수가 모두 없으면 홈 디렉터리의 keys.json을 씁니다. 서명할 때 파일이 없으면 HS256 키를 새로 만듭니다."
        )
    )]
    pub(crate) keys: Option<PathBuf>,
    #[arg(
        long, global = true, overrides_with = "json",
        help = words!("Answer in JSON, errors too", "오류를 포함해 결과를 JSON으로 출력"),
        long_help = words!(
            "An error is {\"error\":{\"code\":…,\"message\":…}} on standard output; the exit code is the same as without it. Codes and member names are never translated.",
            "오류는 표준 출력에 {\"error\":{\"code\":…,\"message\":…}} 형태로 나오며 종료 코드는 그대로입니다. 코드와 멤버 이름은 번역하지 않습니다."
        )
    )]
    pub(crate) json: bool,
    #[arg(
        long, global = true, overrides_with = "color", value_name = "WHEN", default_value = "auto",
        help = words!("When to colour", "색 사용 여부"),
        long_help = words!(
            "With auto only a terminal is coloured, unless NO_COLOR or CLICOLOR_FORCE is set.",
            "auto는 터미널에만 색을 씁니다. NO_COLOR와 CLICOLOR_FORCE 환경 변수를 따릅니다."
        )
    )]
    pub(crate) color: Color,
    #[arg(
        long, global = true, overrides_with = "lang", value_name = "LANG", value_parser = OneOf(langs),
        help = words!("The language of messages and help", "메시지와 도움말의 언어"),
        long_help = words!(
            "Without it the first of TOKENRY_LANG, LC_ALL, LC_MESSAGES and LANG that is set decides, and English when none is.",
            "쓰지 않으면 TOKENRY_LANG, LC_ALL, LC_MESSAGES, LANG 순서로 찾아 먼저 설정되어 있는 변수를 따르고, 모두 없으면 영어를 씁니다."
        )
    )]
    pub(crate) lang: Option<Lang>,
    #[arg(
        long, short, global = true, overrides_with = "verbose",
        help = words!("A line for each check, and the whole report of a refusal", "검사마다 한 줄씩, 거부 이유는 전체 보고서로 표시"),
        long_help = words!(
            "Without it verify shows the checks that failed, and whoami and refresh say in one line why a token is refused.",
            "생략하면 verify는 실패한 검사만 보여 주고, whoami와 refresh는 거부 이유를 한 줄로 알려 줍니다."
        )
    )]
    pub(crate) verbose: bool,
    #[arg(
        long, short, global = true, overrides_with = "quiet",
        help = words!("No notices and warnings on standard error", "표준 오류에 알림과 경고를 내지 않음"),
        long_help = words!("Errors are still said.", "오류는 그대로 나옵니다.")
    )]
    pub(crate) quiet: bool,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The subcommands.
#[derive(Subcommand)]
pub(crate) enum Command {
    Login(Login),
    Whoami(Whoami),
    Refresh(Refresh),
    Logout(Logout),
    Token(AccessToken),
    #[command(subcommand)]
    Session(SessionCommand),
    Issue(Box<Issue>),
    Decode(Decode),
    Verify(Box<Verify>),
    Scan(Box<Scan>),
    #[command(subcommand)]
    User(User),
    #[command(subcommand)]
    Key(KeyCommand),
    Tour(Tour),
    Completions(Completions),
    Man(Man),
}

#[derive(Args)]
#[command(
    about = words!(
        "Play the life of a token, step by step, with real commands",
        "토큰의 일생을 실제 명령으로 한 단계씩 보여 주기"
    ),
    long_about = words!(
        "A user is added and logs in, the token is decoded, verified and tampered with, expires and is refreshed, and the account is disabled. All of it happens in a directory of its own that is thrown away afterwards; the clock is moved, nobody waits.",
        "사용자를 추가해 로그인하고, 토큰을 디코딩·검증·변조해 보고, 만료된 뒤 갱신하고, 계정을 비활성화합니다. 모든 일은 따로 만든 디렉터리에서 일어나며 끝나면 지웁니다. 시계를 옮겨서 진행하므로 기다릴 필요가 없습니다."
    ),
    after_long_help = examples!(
        "tokenry tour":
            "The whole story", "처음부터 끝까지";
        "tokenry tour --lang ko > tour.txt":
            "As a text in Korean, for a class", "수업 자료용 한국어 텍스트로 저장";
    )
)]
pub(crate) struct Tour {
    #[arg(
        long,
        help = words!("Wait for Enter between the steps", "단계마다 Enter를 기다림"),
        long_help = words!("Ctrl-D ends the tour.", "Ctrl-D를 누르면 둘러보기를 끝냅니다.")
    )]
    pub(crate) step: bool,
    #[arg(
        long, value_name = "DIR", value_hint = ValueHint::DirPath,
        help = words!("Play in this directory, and keep it", "이 디렉터리에서 진행하고 끝나도 지우지 않음")
    )]
    pub(crate) dir: Option<PathBuf>,
}

#[derive(Args)]
#[command(
    about = words!("Print a completion script", "자동 완성 스크립트 출력"),
    long_about = words!(
        "Commands, options and values complete in all six shells; in bash, zsh and fish the names of accounts and keys do too.\n\nbash: save it as ~/.local/share/bash-completion/completions/tokenry\nzsh: save it as _tokenry in a directory of $fpath\nfish: save it as ~/.config/fish/completions/tokenry.fish\nPowerShell: add it to the file that $PROFILE names\nelvish: save it in ~/.config/elvish/lib and `use` it in rc.elv\nnushell: save it and `source` it in config.nu",
        "여섯 가지 셸에서 명령, 옵션, 값을 자동 완성합니다. bash, zsh, fish에서는 계정과 키의 이름도 완성합니다.\n\nbash: ~/.local/share/bash-completion/completions/tokenry 파일로 저장\nzsh: $fpath에 있는 디렉터리에 _tokenry 파일로 저장\nfish: ~/.config/fish/completions/tokenry.fish 파일로 저장\nPowerShell: $PROFILE 파일에 추가\nelvish: ~/.config/elvish/lib에 저장하고 rc.elv에서 `use`\nnushell: 저장하고 config.nu에서 `source`"
    ),
    after_long_help = examples!(
        "tokenry completions bash > tokenry.bash":
            "For bash", "bash용 스크립트 저장";
        "tokenry completions zsh > _tokenry":
            "For zsh", "zsh용 스크립트 저장";
    )
)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL", ignore_case = true, help = words!("The shell", "셸"))]
    pub(crate) shell: Shell,
}

/// The shells that completions are written for, and what their scripts ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    #[expect(clippy::enum_variant_names, reason = "the shell is named so")]
    PowerShell,
    Elvish,
    Nushell,
    /// The names of the accounts, a line each.
    #[value(hide = true)]
    Users,
    /// The ids of the keys, a line each.
    #[value(hide = true)]
    Keys,
}

#[derive(Args)]
#[command(
    about = words!("Write the man pages", "man 페이지 만들기"),
    long_about = words!(
        "One page a command: tokenry.1, tokenry-issue.1, tokenry-user-add.1 and so on. Without DIR the page of tokenry itself is printed.",
        "tokenry.1, tokenry-issue.1, tokenry-user-add.1처럼 명령마다 한 페이지씩 만듭니다. DIR을 생략하면 tokenry의 페이지를 출력합니다."
    ),
    after_long_help = examples!(
        "tokenry man man1":
            "All pages, into the directory man1", "모든 페이지를 man1 디렉터리에 저장";
        "tokenry man > tokenry.1":
            "The first page alone", "첫 페이지만 저장";
    )
)]
pub(crate) struct Man {
    #[arg(
        value_name = "DIR", value_hint = ValueHint::DirPath,
        help = words!("The directory for the pages; it is made if need be", "페이지를 저장할 디렉터리. 없으면 만듦")
    )]
    pub(crate) dir: Option<PathBuf>,
}
