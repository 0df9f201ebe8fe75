//! What can stop a command of any family: a stream or a source of the run that fails, a user or a key that is not there.

use super::Say;
use super::account::AccountHint;
use super::key::KeyProblem;
use super::keyfile::KeyFileHint;
use super::store::StoreHint;
use super::typed::Typed;

/// What stops a command, whichever it is. Where the system has failed, `system` is what it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields hold what they are named after")]
pub enum Trouble {
    /// Standard output can't be written.
    Output { system: String },
    /// Standard input can't be read.
    Input { system: String },
    /// Standard input is longer than anything that tokenry reads.
    InputTooLarge { limit: usize },
    /// A batch without a token.
    NoTokens,
    /// There is no randomness.
    Randomness { system: String },
    /// A token longer than tokenry itself would verify.
    TokenTooLong { length: usize, limit: usize },
    /// `--get` names what is not there.
    NoSuchMember { name: Typed },
    /// There is no key to sign with.
    NoSigningKey { source: Typed },
    /// No key of the set has the `kid` that `--kid` names.
    NoSuchKey { kid: Typed, source: Typed },
    /// There is no such file, and the option may hold the key or the secret itself.
    NoSuchFile { option: &'static str, is_key: bool },
    /// This build reaches no network.
    NoNetwork,
    /// A secret that is empty.
    EmptySecret,
    /// The user file has no such account.
    UnknownUser { name: Typed },
    /// The account is disabled.
    UserDisabled { name: Typed },
}

impl Trouble {
    /// The code in the output; never translated.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Output { .. } => "output",
            Self::Input { .. } | Self::InputTooLarge { .. } => "input",
            Self::NoTokens => "no_tokens",
            Self::Randomness { .. } => "randomness",
            Self::TokenTooLong { .. } => "token_too_long",
            Self::NoSuchMember { .. } => "no_such_member",
            Self::NoSigningKey { .. } | Self::NoSuchKey { .. } => "key_not_found",
            Self::NoSuchFile { .. } => "file_missing",
            Self::NoNetwork => "no_network",
            Self::EmptySecret => "key_unusable",
            Self::UnknownUser { .. } => "unknown_user",
            Self::UserDisabled { .. } => "user_disabled",
        }
    }

    /// What there is to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<TroubleHint> {
        match self {
            Self::NoSuchMember { .. } => Some(TroubleHint::Decode),
            Self::NoSigningKey { .. } => Some(TroubleHint::Generate),
            Self::NoSuchKey { .. } => Some(TroubleHint::ListKeys),
            Self::NoSuchFile {
                option,
                is_key: true,
            } => Some(TroubleHint::KeyOnStandardInput { option }),
            Self::NoSuchFile { option, .. } => Some(TroubleHint::NameFile { option }),
            Self::NoNetwork => Some(TroubleHint::GiveSet),
            Self::UnknownUser { .. } => Some(TroubleHint::ListUsers),
            Self::UserDisabled { name } => Some(TroubleHint::Enable { name: name.clone() }),
            Self::Output { .. }
            | Self::Input { .. }
            | Self::InputTooLarge { .. }
            | Self::NoTokens
            | Self::Randomness { .. }
            | Self::TokenTooLong { .. }
            | Self::EmptySecret => None,
        }
    }
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are named after what they advise")]
pub enum TroubleHint {
    Decode,
    Generate,
    ListKeys,
    KeyOnStandardInput { option: &'static str },
    NameFile { option: &'static str },
    GiveSet,
    ListUsers,
    Enable { name: Typed },
}

/// What is wrong with a key, and the file that it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields hold what they are named after")]
pub struct InFile {
    pub path: Typed,
    pub problem: KeyProblem,
}

impl Say for InFile {
    fn en(&self) -> String {
        format!("{}: {}", self.path, self.problem.en())
    }

    fn ko(&self) -> String {
        format!("{}: {}", self.path, self.problem.ko())
    }
}

impl Say for Trouble {
    fn en(&self) -> String {
        match self {
            Self::Output { system } => format!("standard output can't be written: {system}"),
            Self::Input { system } => format!("standard input can't be read: {system}"),
            Self::InputTooLarge { limit } => {
                format!("standard input is longer than {limit} bytes")
            }
            Self::NoTokens => "there is no token in the input".into(),
            Self::Randomness { system } => format!("there is no randomness to be had: {system}"),
            Self::TokenTooLong { length, limit } => {
                format!("the token would have {length} bytes, and tokenry verifies {limit} at most")
            }
            Self::NoSuchMember { name } => format!("there is nothing at {name} in this token"),
            Self::NoSigningKey { source } => format!("there is no key to sign with in {source}"),
            Self::NoSuchKey { kid, source } => format!("no key has the kid {kid} in {source}"),
            Self::NoSuchFile { option, .. } => format!("{option}: there is no file of that name"),
            Self::NoNetwork => "this build of tokenry fetches nothing from the network".into(),
            Self::EmptySecret => "the secret is empty: anybody could sign with it".into(),
            Self::UnknownUser { name } => format!("there is no user {name}"),
            Self::UserDisabled { name } => format!("the account {name} is disabled"),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Output { system } => format!("표준 출력에 쓸 수 없습니다: {system}"),
            Self::Input { system } => format!("표준 입력을 읽을 수 없습니다: {system}"),
            Self::InputTooLarge { limit } => {
                format!("표준 입력이 너무 깁니다 (최대 {limit}바이트)")
            }
            Self::NoTokens => "입력에 토큰이 하나도 없습니다".into(),
            Self::Randomness { system } => format!("난수를 얻을 수 없습니다: {system}"),
            Self::TokenTooLong { length, limit } => {
                format!(
                    "토큰이 너무 길어 검증할 수 없게 됩니다: {length}바이트 (최대 {limit}바이트)"
                )
            }
            Self::NoSuchMember { name } => format!("이 토큰에 없는 항목입니다: {name}"),
            Self::NoSigningKey { source } => format!("서명할 키가 없습니다 (출처 {source})"),
            Self::NoSuchKey { kid, source } => {
                format!("해당 kid의 키가 없습니다: {kid} (출처 {source})")
            }
            Self::NoSuchFile { option, .. } => format!("{option}: 그런 이름의 파일이 없습니다"),
            Self::NoNetwork => "네트워크 기능 없이 빌드된 tokenry입니다".into(),
            Self::EmptySecret => "비밀 키가 비어 있습니다. 누구나 서명할 수 있게 됩니다".into(),
            Self::UnknownUser { name } => format!("없는 사용자입니다: {name}"),
            Self::UserDisabled { name } => format!("비활성화된 계정입니다: {name}"),
        }
    }
}

impl Say for TroubleHint {
    fn en(&self) -> String {
        match self {
            Self::Decode => "tokenry decode shows what there is".into(),
            Self::Generate => KeyFileHint::Generate.en(),
            Self::ListKeys => "tokenry key list shows the keys".into(),
            Self::KeyOnStandardInput { option: "--secret-file" } => {
                "that is a key, not the name of a file: --key - reads a key from standard input".into()
            }
            Self::KeyOnStandardInput { option } => format!(
                "that is a key, not the name of a file: {option} - reads it from standard input"
            ),
            Self::NameFile { option: "--secret-file" } => {
                "--secret-file takes the name of a file; --secret-env takes a secret from a variable".into()
            }
            Self::NameFile { option } => format!(
                "{option} takes the name of a file, or - for standard input; an HMAC secret goes to --secret-file or --secret-env"
            ),
            Self::GiveSet => {
                "fetch the set by other means and give the file with --jwks FILE".into()
            }
            Self::ListUsers => StoreHint::ListUsers.en(),
            Self::Enable { name } => AccountHint::Enable {
                name: Some(name.as_str().into()),
            }
            .en(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Decode => "tokenry decode 명령으로 있는 항목을 확인하세요".into(),
            Self::Generate => KeyFileHint::Generate.ko(),
            Self::ListKeys => "tokenry key list 명령으로 키를 확인하세요".into(),
            Self::KeyOnStandardInput { option: "--secret-file" } => {
                "파일 이름이 아니라 키입니다. 키는 --key - 옵션을 사용해 표준 입력으로 주세요".into()
            }
            Self::KeyOnStandardInput { option } => format!(
                "파일 이름이 아니라 키입니다. {option} - 형식으로 쓰고 키는 표준 입력으로 주세요"
            ),
            Self::NameFile { option: "--secret-file" } => {
                "--secret-file 값은 파일 이름입니다. 환경 변수에 있는 시크릿 키는 --secret-env 옵션으로 주세요".into()
            }
            Self::NameFile { option } => format!(
                "{option} 값은 파일 이름이나 표준 입력을 뜻하는 - 입니다. HMAC 시크릿 키는 --secret-file 또는 --secret-env 옵션으로 주세요"
            ),
            Self::GiveSet => "다른 방법으로 받은 파일을 --jwks FILE 옵션으로 지정하세요".into(),
            Self::ListUsers => StoreHint::ListUsers.ko(),
            Self::Enable { name } => AccountHint::Enable {
                name: Some(name.as_str().into()),
            }
            .ko(),
        }
    }
}
