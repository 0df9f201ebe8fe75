//! What can be wrong with a command line: exit 2.

use std::fmt;

use super::Say;
use super::typed::Typed;

/// Why a command line was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Usage {
    /// No subcommand where one is due.
    NoCommand,
    UnknownCommand {
        name: Typed,
    },
    UnknownOption {
        name: Typed,
    },
    /// A word where none is due. Where passwords are asked for it may be one, and is not known here.
    UnexpectedWord {
        word: Option<Typed>,
    },
    MissingValue {
        option: String,
    },
    UnexpectedValue {
        option: String,
    },
    BadValue {
        option: String,
        value: Typed,
        why: Option<Unreadable>,
    },
    Missing {
        what: String,
    },
    Conflict {
        option: String,
        others: Vec<String>,
    },
    Repeated {
        option: String,
    },
    NotUtf8,
    /// The same claim by two options, or by one option twice.
    ClaimTwice {
        name: Typed,
    },
    /// The same header parameter by two options, or by one option twice.
    HeaderTwice {
        name: Typed,
    },
    /// `--header alg=…`
    HeaderAlg,
    /// `--header b64:=false`
    HeaderUnencoded,
    /// `--payload` is not a JSON object.
    PayloadNotAnObject {
        problem: String,
    },
    /// There is no token, and standard input is a terminal.
    NoToken,
    /// The text holds two different tokens.
    TwoTokens {
        first: String,
        second: String,
    },
    /// Two options read standard input.
    TwoReaders {
        first: &'static str,
        second: &'static str,
    },
    /// An environment variable that an option names is not set.
    EnvMissing {
        option: &'static str,
        name: Option<Typed>,
    },
    /// A JSON object that nobody reads.
    PayloadWaits,
    /// A token that nobody reads.
    TokenWaits,
    /// Keys in the network can't sign.
    RemoteCantSign {
        option: &'static str,
    },
    /// A moment beyond the calendar.
    BeyondCalendar {
        option: &'static str,
    },
}

/// Why a value was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a moment.
    When,
    /// Not a length of time.
    Duration,
    /// Not a time zone.
    Zone,
    /// Not `NAME=TEXT` or `NAME:=JSON`.
    Member,
    /// Not JSON behind `:=`.
    Json,
    /// JSON with a member twice behind `:=`.
    JsonTwice,
    /// Not a number of threads.
    Threads,
    /// Nothing where a name is due.
    Empty,
}

impl Usage {
    /// The code of every one of them.
    pub const CODE: &str = "usage";
}

impl Say for Usage {
    fn en(&self) -> String {
        match self {
            Self::NoCommand => "a subcommand is missing".into(),
            Self::UnknownCommand { name } => format!("there is no subcommand '{name}'"),
            Self::UnknownOption { name } => format!("there is no option '{name}' here"),
            Self::UnexpectedWord { word: Some(word) } => format!("'{word}' is one word too many"),
            Self::UnexpectedWord { word: None } => "there is one word too many".into(),
            Self::MissingValue { option } => format!("{option} needs a value"),
            Self::UnexpectedValue { option } => format!("{option} takes no value"),
            Self::BadValue {
                option,
                value,
                why: Some(why),
            } => {
                format!("{option}: '{value}' is not {}", why.en())
            }
            Self::BadValue {
                option,
                value,
                why: None,
            } => format!("{option}: '{value}' is not one of its values"),
            Self::Missing { what } => format!("missing: {what}"),
            Self::Conflict { option, others } if others.is_empty() => {
                format!("{option} can't be used together with what else is given")
            }
            Self::Conflict { option, others } => {
                format!("{option} and {} can't be used together", others.join(", "))
            }
            Self::Repeated { option } => format!("{option} is given twice"),
            Self::NotUtf8 => "an argument is not UTF-8".into(),
            Self::ClaimTwice { name } => format!("the claim {name} is given twice"),
            Self::HeaderTwice { name } => {
                format!("the header parameter {name} is given twice")
            }
            Self::HeaderAlg => "--header can't set alg: the key decides it, or --alg".into(),
            Self::HeaderUnencoded => {
                "--header: b64 must be true, tokenry signs no unencoded payload (RFC 7797)".into()
            }
            Self::PayloadNotAnObject { problem } => format!("--payload: {problem}"),
            Self::NoToken => "there is no token".into(),
            Self::TwoTokens { first, second } => {
                format!("the text holds two different tokens: at {first} and at {second}")
            }
            Self::TwoReaders { first, second } => {
                format!("{first} and {second} can't both read standard input")
            }
            Self::EnvMissing { option, name: None } => {
                format!("{option}: there is no environment variable of that name")
            }
            Self::EnvMissing {
                option,
                name: Some(name),
            } => {
                format!("{option}: there is no environment variable {name}")
            }
            Self::PayloadWaits => {
                "a JSON object waits on standard input, and nothing reads it".into()
            }
            Self::TokenWaits => {
                "a token waits on standard input, and --if-expiring is about the stored login"
                    .into()
            }
            Self::RemoteCantSign { option } => {
                format!("{option}: a published key set is public and can't sign")
            }
            Self::BeyondCalendar { option } => {
                format!("{option}: the moment is beyond the calendar")
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::NoCommand => "하위 명령이 없습니다".into(),
            Self::UnknownCommand { name } => format!("없는 하위 명령입니다: {name}"),
            Self::UnknownOption { name } => format!("여기에 쓸 수 없는 옵션입니다: {name}"),
            Self::UnexpectedWord { word: Some(word) } => format!("필요 없는 인자입니다: {word}"),
            Self::UnexpectedWord { word: None } => "필요 없는 인자가 있습니다".into(),
            Self::MissingValue { option } => format!("값이 필요한 옵션입니다: {option}"),
            Self::UnexpectedValue { option } => format!("값을 받지 않는 옵션입니다: {option}"),
            Self::BadValue {
                option,
                value,
                why: Some(why),
            } => {
                format!(
                    "{option}: 값을 이해할 수 없습니다: '{value}' (필요한 값: {})",
                    why.ko()
                )
            }
            Self::BadValue {
                option,
                value,
                why: None,
            } => {
                format!("{option}: 쓸 수 없는 값입니다: '{value}'")
            }
            Self::Missing { what } => format!("빠진 인자가 있습니다: {what}"),
            Self::Conflict { option, others } if others.is_empty() => {
                format!("다른 옵션과 함께 쓸 수 없습니다: {option}")
            }
            Self::Conflict { option, others } => {
                format!(
                    "함께 쓸 수 없는 옵션입니다: {option}, {}",
                    others.join(", ")
                )
            }
            Self::Repeated { option } => format!("두 번 지정한 옵션입니다: {option}"),
            Self::NotUtf8 => "UTF-8이 아닌 인자가 있습니다".into(),
            Self::ClaimTwice { name } => format!("같은 클레임을 두 번 지정했습니다: {name}"),
            Self::HeaderTwice { name } => {
                format!("같은 헤더 매개변수를 두 번 지정했습니다: {name}")
            }
            Self::HeaderAlg => {
                "--header로는 alg를 정할 수 없습니다. 키나 --alg 옵션으로 정합니다".into()
            }
            Self::HeaderUnencoded => {
                "--header: b64 값은 true여야 합니다. 인코딩하지 않은 페이로드(RFC 7797)에는 서명하지 않습니다".into()
            }
            Self::PayloadNotAnObject { problem } => format!("--payload: {problem}"),
            Self::NoToken => "토큰이 없습니다".into(),
            Self::TwoTokens { first, second } => {
                format!("서로 다른 토큰이 두 개 있습니다: {first}, {second}")
            }
            Self::TwoReaders { first, second } => {
                format!("둘 다 표준 입력을 읽을 수는 없습니다: {first}, {second}")
            }
            Self::EnvMissing { option, name: None } => {
                format!("{option}: 그런 이름의 환경 변수가 없습니다")
            }
            Self::EnvMissing { option, name: Some(name) } => {
                format!("{option}: 환경 변수가 없습니다: {name}")
            }
            Self::PayloadWaits => "표준 입력에 JSON 객체가 있지만 읽는 옵션이 없습니다".into(),
            Self::TokenWaits => {
                "표준 입력에 토큰이 있지만 --if-expiring은 저장된 로그인만 갱신합니다".into()
            }
            Self::RemoteCantSign { option } => {
                format!("{option}: 공개된 키 세트로는 서명할 수 없습니다")
            }
            Self::BeyondCalendar { option } => format!("{option}: 달력 범위를 벗어난 시각입니다"),
        }
    }
}

impl Say for Unreadable {
    fn en(&self) -> String {
        match self {
            Self::When => {
                "a time such as 2026-11-23T02:00:00Z, 2026-11-23, Unix seconds, now, or 15m, 7d, -5m from now".into()
            }
            Self::Duration => "a length of time such as 30s, 15m, 1h30m or 7d".into(),
            Self::Zone => "a time zone: utc, local or an offset such as +09:00".into(),
            Self::Member => "NAME=TEXT or NAME:=JSON".into(),
            Self::Json => "JSON after :=".into(),
            Self::JsonTwice => "JSON whose members each occur once".into(),
            Self::Threads => "a number from 1 to 1024".into(),
            Self::Empty => "a name".into(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::When => {
                "시각. 예: 2026-11-23T02:00:00Z, 2026-11-23, Unix 초, now, 지금부터 15m·7d·-5m"
                    .into()
            }
            Self::Duration => "기간. 예: 30s, 15m, 1h30m, 7d".into(),
            Self::Zone => "시간대. utc, local 또는 +09:00 같은 오프셋".into(),
            Self::Member => "NAME=TEXT 또는 NAME:=JSON 형식".into(),
            Self::Json => ":= 뒤에 오는 JSON".into(),
            Self::JsonTwice => "멤버가 중복되지 않는 JSON".into(),
            Self::Threads => "1에서 1024까지의 숫자".into(),
            Self::Empty => "빈 값이 아닌 이름".into(),
        }
    }
}

/// clap wants its value parsers to fail with an error that can be displayed.
impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.en())
    }
}

impl std::error::Error for Unreadable {}

/// What to do about a command line that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Advice {
    /// A similar name exists.
    DidYouMean { names: Vec<String> },
    /// The values that are possible.
    OneOf { values: Vec<String> },
    /// Where the help is.
    SeeHelp { command: String },
    /// Ways to hand in a token.
    GiveToken,
    /// The name of a variable, not what it holds.
    NameVariable { option: &'static str },
    /// The name of a file, not the key that is in it.
    NameKey,
    /// A password is no argument.
    NoPassword,
    /// Take one of the two tokens.
    TakeOne,
    /// Standard input has room for one.
    UseFile,
    /// What to do about a payload that waits.
    TakePayload,
    /// What to do about a token that waits.
    TakeToken,
}

impl Say for Advice {
    fn en(&self) -> String {
        match self {
            Self::DidYouMean { names } => format!("did you mean {}?", names.join(", ")),
            Self::OneOf { values } => format!("possible values: {}", values.join(", ")),
            Self::SeeHelp { command } => format!("see {command} --help"),
            Self::GiveToken => {
                "give the token as an argument, as @FILE, with --token-env NAME, or on standard input".into()
            }
            Self::NameVariable { option } => {
                format!("{option} takes the NAME of an exported variable, without $, and not its value")
            }
            Self::NameKey => {
                "that is a key, not the name of a file: --key - reads it from standard input".into()
            }
            Self::NoPassword => {
                "a password is asked for at the terminal, or read from standard input with --password-stdin".into()
            }
            Self::TakeOne => "give only one of them".into(),
            Self::UseFile => "give one of them as a file".into(),
            Self::TakePayload => "--payload - takes it, < /dev/null leaves it out".into(),
            Self::TakeToken => {
                "tokenry refresh without --if-expiring takes it, < /dev/null leaves it out".into()
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::DidYouMean { names } => format!("혹시 이것을 찾으셨나요: {}", names.join(", ")),
            Self::OneOf { values } => format!("가능한 값: {}", values.join(", ")),
            Self::SeeHelp { command } => format!("도움말: {command} --help"),
            Self::GiveToken => {
                "토큰을 인자, @FILE, --token-env NAME 또는 표준 입력으로 주세요".into()
            }
            Self::NameVariable { option } => {
                format!("{option}에는 변수의 값이 아니라 export한 환경 변수의 이름을 $ 없이 쓰세요")
            }
            Self::NameKey => {
                "파일 이름이 아니라 키입니다. --key - 형식으로 쓰고 키는 표준 입력으로 주세요"
                    .into()
            }
            Self::NoPassword => {
                "비밀번호는 터미널에서 입력받거나 --password-stdin 옵션으로 표준 입력에서 읽습니다"
                    .into()
            }
            Self::TakeOne => "둘 중 하나만 주세요".into(),
            Self::UseFile => "하나는 파일로 주세요".into(),
            Self::TakePayload => {
                "읽으려면 --payload - 옵션을, 읽지 않으려면 < /dev/null을 붙이세요".into()
            }
            Self::TakeToken => {
                "그 토큰을 사용하려면 --if-expiring을 빼고, 사용하지 않으려면 < /dev/null을 붙이세요"
                    .into()
            }
        }
    }
}
