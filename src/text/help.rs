//! The words of the help: every command, argument and option, in English and Korean.
//!
//! `-h` shows what a command and its options are about in a line each, `--help` and the man pages the whole. Lines
//! start in upper case and end without a full stop; what follows in `more` is whole sentences, its paragraphs set
//! apart by an empty line. In Korean no particle hangs on a variable. A test walks every command and argument that
//! clap knows, so whatever lacks its words fails; and it runs the examples.

mod files;
mod other;
mod session;
mod shared;
mod tokens;

use super::{Lang, Say};

/// The same words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// English
    pub en: &'static str,
    /// Korean
    pub ko: &'static str,
}

impl Words {
    /// The words in one language.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        }
    }
}

const fn words(en: &'static str, ko: &'static str) -> Words {
    Words { en, ko }
}

/// What a command is and does.
#[derive(Clone, Copy, Debug)]
pub struct CommandHelp {
    /// Its name below `tokenry`: `user add`, empty for `tokenry` itself.
    pub name: &'static str,
    /// A line.
    pub about: Words,
    /// The rest of the story.
    pub more: Option<Words>,
    /// What one can do with it.
    pub examples: &'static [Example],
    /// Its arguments and options; those that several commands share are lists of their own.
    pub args: &'static [&'static [ArgHelp]],
}

/// A command line and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What it does; `exit 5` in it says how it ends, when not with 0.
    pub about: Words,
    /// The command line.
    pub line: &'static str,
}

const fn example(line: &'static str, en: &'static str, ko: &'static str) -> Example {
    Example {
        about: words(en, ko),
        line,
    }
}

/// What an argument or option is.
#[derive(Clone, Copy, Debug)]
pub struct ArgHelp {
    /// clap's id: the field's name in `cli`.
    pub id: &'static str,
    /// A line.
    pub about: Words,
    /// The rest of the story.
    pub more: Option<Words>,
    /// The environment variables that say the same.
    pub env: Option<&'static str>,
    /// What an option means that is not given, where clap is not told: to read a default takes it as long as to read
    /// a word of the command line.
    pub default: Option<&'static str>,
}

const fn arg(id: &'static str, en: &'static str, ko: &'static str) -> ArgHelp {
    ArgHelp {
        id,
        about: words(en, ko),
        more: None,
        env: None,
        default: None,
    }
}

impl ArgHelp {
    const fn more(self, en: &'static str, ko: &'static str) -> Self {
        Self {
            more: Some(words(en, ko)),
            ..self
        }
    }

    const fn env(self, name: &'static str) -> Self {
        Self {
            env: Some(name),
            ..self
        }
    }

    const fn default(self, value: &'static str) -> Self {
        Self {
            default: Some(value),
            ..self
        }
    }
}

/// The words of a command: `user add`, empty for `tokenry` itself.
#[must_use]
pub fn command(name: &str) -> Option<&'static CommandHelp> {
    [
        other::COMMANDS,
        session::COMMANDS,
        tokens::COMMANDS,
        files::COMMANDS,
    ]
    .into_iter()
    .flatten()
    .find(|command| command.name == name)
}

impl CommandHelp {
    /// The words of one of its arguments.
    #[must_use]
    pub fn arg(&self, id: &str) -> Option<&'static ArgHelp> {
        self.args.iter().copied().flatten().find(|arg| arg.id == id)
    }
}

/// A word of the help itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words are their own names")]
pub enum Term {
    Usage,
    Commands,
    Arguments,
    Options,
    GlobalOptions,
    Key,
    Claims,
    Time,
    Output,
    Batch,
    Examples,
    ExitCodes,
    Name,
    Synopsis,
    Description,
    Environment,
    Files,
    SeeAlso,
    Manual,
    /// Stands for a subcommand in a usage line.
    CommandSlot,
    /// Stands for the options in a usage line.
    OptionsSlot,
    Default,
    Possible,
    Env,
}

impl Term {
    /// What `cli` calls a group of options in English.
    #[must_use]
    pub fn heading(text: &str) -> Option<Self> {
        [
            Self::GlobalOptions,
            Self::Key,
            Self::Claims,
            Self::Time,
            Self::Output,
            Self::Batch,
        ]
        .into_iter()
        .find(|term| term.text(Lang::En) == text)
    }

    /// The word.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        let both = match self {
            Self::Usage => words("Usage", "사용법"),
            Self::Commands => words("Commands", "명령"),
            Self::Arguments => words("Arguments", "인자"),
            Self::Options => words("Options", "옵션"),
            Self::GlobalOptions => words("Global options", "공통 옵션"),
            Self::Key => words("Key", "키"),
            Self::Claims => words("Claims", "클레임"),
            Self::Time => words("Time", "시간"),
            Self::Output => words("Output", "출력"),
            Self::Batch => words("Batch", "일괄 처리"),
            Self::Examples => words("Examples", "예시"),
            Self::ExitCodes => words("Exit codes", "종료 코드"),
            Self::Name => words("Name", "이름"),
            Self::Synopsis => words("Synopsis", "개요"),
            Self::Description => words("Description", "설명"),
            Self::Environment => words("Environment", "환경 변수"),
            Self::Files => words("Files", "파일"),
            Self::SeeAlso => words("See also", "관련 문서"),
            Self::Manual => words("tokenry manual", "tokenry 설명서"),
            Self::CommandSlot => words("COMMAND", "명령"),
            Self::OptionsSlot => words("[OPTIONS]", "[옵션]"),
            Self::Default => words("default", "기본값"),
            Self::Possible => words("possible values", "가능한 값"),
            Self::Env => words("env", "환경 변수"),
        };
        both.text(lang)
    }
}

/// `-h`, `-V` and the options before or after any subcommand.
#[must_use]
pub fn global(id: &str) -> Option<&'static ArgHelp> {
    shared::GLOBAL.iter().find(|arg| arg.id == id)
}

/// What each exit code means.
pub const EXIT_CODES: [(u8, Words); 12] = [
    (0, words("it is valid, it is done", "유효함, 완료")),
    (
        1,
        words(
            "something outside the token failed: a file, the network, a broken user file, nobody is logged in",
            "토큰 밖의 문제: 파일, 네트워크, 손상된 사용자 파일, 로그인하지 않음",
        ),
    ),
    (2, words("the command line is wrong", "명령줄이 잘못됨")),
    (3, words("not a token", "토큰이 아님")),
    (4, words("the signature is wrong", "서명이 틀림")),
    (5, words("expired", "만료됨")),
    (6, words("not valid yet", "아직 유효하지 않음")),
    (
        7,
        words("a claim is not what was expected", "클레임이 기대와 다름"),
    ),
    (
        8,
        words(
            "no trust in algorithm or key",
            "알고리즘이나 키를 신뢰할 수 없음",
        ),
    ),
    (9, words("credentials refused", "로그인 정보가 거부됨")),
    (
        10,
        words(
            "the account may not: unknown or disabled",
            "쓸 수 없는 계정: 없거나 비활성화됨",
        ),
    ),
    (11, words("the session is over", "세션이 끝남")),
];

/// Which exit code several reasons have.
pub const EXIT_ORDER: Words = words(
    "Of several reasons the first of 3, 8, 4, 11, 10, 6, 5, 7 decides.",
    "이유가 여럿이면 3, 8, 4, 11, 10, 6, 5, 7 가운데 먼저 나오는 것이 종료 코드가 됩니다.",
);

/// The environment variables that tokenry looks at.
pub const ENVIRONMENT: [(&str, Words); 8] = [
    (
        "TOKENRY_HOME",
        words(
            "The directory of users.json, keys.json and sessions.json, when there is no --home.",
            "--home을 쓰지 않을 때 users.json, keys.json, sessions.json이 있는 디렉터리입니다.",
        ),
    ),
    (
        "TOKENRY_USERS",
        words(
            "The user file, when there is no --users.",
            "--users를 쓰지 않을 때의 사용자 파일입니다.",
        ),
    ),
    (
        "TOKENRY_KEYS",
        words(
            "The key file, when there is no --keys.",
            "--keys를 쓰지 않을 때의 키 파일입니다.",
        ),
    ),
    (
        "TOKENRY_LANG, LC_ALL, LC_MESSAGES, LANG",
        words(
            "The language, when there is no --lang: the first that is set decides.",
            "--lang을 쓰지 않을 때의 언어입니다. 이 순서로 찾아 먼저 설정되어 있는 변수를 따릅니다.",
        ),
    ),
    (
        "NO_COLOR",
        words(
            "Nothing is coloured when it is set, unless --color says otherwise.",
            "설정되어 있으면 색을 쓰지 않습니다. --color가 우선합니다.",
        ),
    ),
    (
        "CLICOLOR_FORCE",
        words(
            "Colours even when standard output is no terminal.",
            "표준 출력이 터미널이 아니어도 색을 씁니다.",
        ),
    ),
    (
        "HTTPS_PROXY, ALL_PROXY, NO_PROXY",
        words(
            "The proxy for key sets, and the hosts that need none.",
            "키 세트를 가져올 때 쓸 프록시와 프록시를 쓰지 않을 호스트입니다.",
        ),
    ),
    (
        "SSL_CERT_FILE, SSL_CERT_DIR",
        words(
            "The root certificates, in place of the system's.",
            "시스템 인증서 대신 쓸 루트 인증서입니다.",
        ),
    ),
];

/// The files that tokenry keeps.
pub const FILES: [(&str, Words); 4] = [
    (
        "users.json",
        words(
            "The accounts: an object of user names and records, as FastAPI's security tutorial has them.",
            "계정 파일입니다. FastAPI 보안 튜토리얼과 같은 형식으로, 사용자 이름과 레코드로 된 객체입니다.",
        ),
    ),
    (
        "keys.json",
        words(
            "The signing keys, a JWK Set (RFC 7517); the first one signs.",
            "서명 키를 담은 JWK Set(RFC 7517)입니다. 첫 번째 키로 서명합니다.",
        ),
    ),
    (
        "sessions.json",
        words(
            "The sessions, and the login of this machine.",
            "세션과 이 컴퓨터의 로그인 정보입니다.",
        ),
    ),
    (
        "cache/",
        words(
            "Key sets from the network, kept for a while.",
            "네트워크에서 가져와 잠시 보관하는 키 세트입니다.",
        ),
    ),
];

/// Where the man pages went.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences use them"
)]
pub struct PagesWritten {
    pub count: usize,
    pub directory: String,
}

impl Say for PagesWritten {
    fn en(&self) -> String {
        format!("wrote {} man pages to {}", self.count, self.directory)
    }

    fn ko(&self) -> String {
        format!(
            "man 페이지 {}개를 저장했습니다: {}",
            self.count, self.directory
        )
    }
}
