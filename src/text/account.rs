//! Accounts, logins and sessions: what is refused, what to do about it, what is asked and answered.

use super::check::Detail;
use super::store::StoreProblem;
use super::time::{exact_length, moment};
use super::typed::Typed;
use super::{Lang, Say};
use crate::time::Moment;

/// Why a command about accounts could not do what was asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum AccountProblem {
    /// The name or the password is wrong, or the account is disabled: nobody is told which.
    BadCredentials,
    /// Nobody is logged in, and there is no token.
    NoSession,
    /// A password is due, and there is nobody to ask.
    NoTerminal,
    /// Ctrl-C at the prompt.
    Interrupted,
    /// The input ended before a password came.
    NoPassword,
    /// The terminal can't be used.
    Prompt { system: String },
    /// The two passwords that were typed are not the same.
    PasswordsDiffer,
    /// What was typed has a control character in it, or is in another encoding than UTF-8.
    PasswordNotText,
    /// A password that is longer than any should be.
    PasswordTooLong { limit: usize },
    /// A password with a line break in it.
    PasswordOfSeveralLines,
    /// The account does not have the scope, or the login did not get it (RFC 6749 §5.2, §6).
    InvalidScope { scope: Typed, granted: Vec<String> },
    /// A claim that every login sets itself.
    ReservedClaim { name: String },
    /// Of two files that had to change only the first did: the sessions have ended, and the account is as it was.
    AccountUnchanged { name: Typed, problem: StoreProblem },
    /// Only the first did: the account has changed, and sessions of it may still be open.
    SessionsLeft {
        done: Box<AccountLabel>,
        problem: StoreProblem,
    },
}

impl AccountProblem {
    /// The code in the output; never translated.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadCredentials => "bad_credentials",
            Self::NoSession => "no_session",
            Self::NoTerminal => "no_terminal",
            Self::Interrupted => "interrupted",
            Self::NoPassword => "no_password",
            Self::Prompt { .. } => "prompt_failed",
            Self::PasswordsDiffer => "passwords_differ",
            Self::PasswordNotText => "password_not_text",
            Self::PasswordTooLong { .. } => "password_too_long",
            Self::PasswordOfSeveralLines => "password_of_several_lines",
            Self::InvalidScope { .. } => "invalid_scope",
            Self::ReservedClaim { .. } => "reserved_claim",
            Self::AccountUnchanged { problem, .. } | Self::SessionsLeft { problem, .. } => {
                problem.code()
            }
        }
    }

    /// The exit code: 9 for the credentials, 2 for what another command line would mend, else 1.
    #[must_use]
    pub const fn exit(&self) -> u8 {
        match self {
            Self::BadCredentials => 9,
            Self::NoTerminal | Self::InvalidScope { .. } | Self::ReservedClaim { .. } => 2,
            Self::NoSession
            | Self::Interrupted
            | Self::NoPassword
            | Self::Prompt { .. }
            | Self::PasswordsDiffer
            | Self::PasswordNotText
            | Self::PasswordTooLong { .. }
            | Self::PasswordOfSeveralLines
            | Self::AccountUnchanged { .. }
            | Self::SessionsLeft { .. } => 1,
        }
    }

    /// What there is to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<AccountHint> {
        match self {
            Self::NoSession => Some(AccountHint::LogInFirst),
            Self::NoTerminal | Self::PasswordNotText => Some(AccountHint::UsePasswordStdin),
            Self::PasswordsDiffer => Some(AccountHint::NothingChanged),
            Self::PasswordOfSeveralLines => Some(AccountHint::OneLine),
            Self::InvalidScope { granted, .. } if !granted.is_empty() => {
                Some(AccountHint::ScopesGranted {
                    scopes: granted.clone(),
                })
            }
            Self::ReservedClaim { .. } => Some(AccountHint::LeaveOut),
            Self::AccountUnchanged { .. } | Self::SessionsLeft { .. } => {
                Some(AccountHint::RunAgain)
            }
            Self::BadCredentials
            | Self::Interrupted
            | Self::NoPassword
            | Self::Prompt { .. }
            | Self::PasswordTooLong { .. }
            | Self::InvalidScope { .. } => None,
        }
    }
}

impl Say for AccountProblem {
    fn en(&self) -> String {
        match self {
            Self::BadCredentials => {
                "the user name or the password is wrong, or the account is disabled".into()
            }
            Self::NoSession => "nobody is logged in".into(),
            Self::NoTerminal => "a password is needed, and there is no terminal to ask on".into(),
            Self::Interrupted => "interrupted".into(),
            Self::NoPassword => "no password was given".into(),
            Self::Prompt { system } => {
                format!("the password can't be read from the terminal: {system}")
            }
            Self::PasswordsDiffer => "the two passwords are not the same".into(),
            Self::PasswordNotText => {
                "what was typed holds a control character, or is not UTF-8".into()
            }
            Self::PasswordTooLong { limit } => {
                format!("the password is longer than {limit} bytes")
            }
            Self::PasswordOfSeveralLines => {
                "standard input holds several lines where one password is expected".into()
            }
            Self::InvalidScope { scope, .. } => format!("the scope {scope} is not granted"),
            Self::ReservedClaim { name } => {
                format!("the claim {name} is set by tokenry in every token of a login")
            }
            Self::AccountUnchanged { name, problem } => format!(
                "the sessions of {name} have ended, but nothing else has changed: {}",
                problem.en()
            ),
            Self::SessionsLeft { done, problem } => format!(
                "{}, but its sessions may still be open: {}",
                done.en(),
                problem.en()
            ),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::BadCredentials => {
                "사용자 이름이나 비밀번호가 틀렸거나 비활성화된 계정입니다".into()
            }
            Self::NoSession => "로그인한 사용자가 없습니다".into(),
            Self::NoTerminal => "비밀번호가 필요하지만 입력받을 터미널이 없습니다".into(),
            Self::Interrupted => "중단되었습니다".into(),
            Self::NoPassword => "비밀번호가 입력되지 않았습니다".into(),
            Self::Prompt { system } => {
                format!("터미널에서 비밀번호를 읽을 수 없습니다: {system}")
            }
            Self::PasswordsDiffer => "두 비밀번호가 서로 다릅니다".into(),
            Self::PasswordNotText => {
                "입력한 내용에 제어 문자가 들어 있거나 UTF-8이 아닙니다".into()
            }
            Self::PasswordTooLong { limit } => {
                format!("비밀번호가 너무 깁니다 (최대 {limit}바이트)")
            }
            Self::PasswordOfSeveralLines => {
                "표준 입력에 비밀번호가 한 줄이 아니라 여러 줄 들어 있습니다".into()
            }
            Self::InvalidScope { scope, .. } => format!("허용되지 않은 스코프입니다: {scope}"),
            Self::ReservedClaim { name } => {
                format!("로그인할 때 tokenry가 직접 정하는 클레임입니다: {name}")
            }
            Self::AccountUnchanged { name, problem } => format!(
                "세션은 폐기했지만 계정은 바꾸지 못했습니다 (사용자: {name}). {}",
                problem.ko()
            ),
            Self::SessionsLeft { done, problem } => format!(
                "{}. 그러나 세션을 폐기하지 못해 아직 유효할 수 있습니다. {}",
                done.ko(),
                problem.ko()
            ),
        }
    }
}

/// What the user can do next.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum AccountHint {
    /// There is no login to work with.
    LogInFirst,
    /// The session is over.
    LogIn { name: Option<String> },
    /// The access token is over, the session need not be.
    LogInOrRefresh { name: Option<String> },
    /// The refresh token is of no use any more.
    GetNewRefreshToken { name: Option<String> },
    /// A refresh token was given where an access token is due.
    AccessTokenWanted,
    /// An access token was given where a refresh token is due.
    RefreshTokenWanted { name: Option<String> },
    /// The token is of no login at all.
    OnlyTokensOfALogin,
    /// The account can be enabled again.
    Enable { name: Option<String> },
    /// How to give a password without a terminal.
    UsePasswordStdin,
    /// One line, please.
    OneLine,
    /// Nothing happened.
    NothingChanged,
    /// What may be asked for.
    ScopesGranted { scopes: Vec<String> },
    /// Without the claim it works.
    LeaveOut,
    /// The user file that the session belongs to.
    GiveUsers { users: Typed },
    /// What is still to be done is done by the same command.
    RunAgain,
    /// The answer is lost, but the new tokens are stored.
    Stored,
    /// The answer is lost, and with it the tokens that have taken the place of the one given.
    Exchanged { name: String },
}

/// A name as a shell wants it; `NAME` stands for one that is not known, is not shown or can't be quoted.
fn word(name: Option<&String>) -> String {
    name.filter(|name| Typed::word(name).as_str() == *name)
        .and_then(|name| quoted(name))
        .unwrap_or_else(|| "NAME".into())
}

/// A word as a shell wants it; `None` when it would need more than quotes, or may have characters in it that are shown
/// escaped: that would be another word.
fn quoted(word: &str) -> Option<String> {
    let plain = |character: char| character.is_alphanumeric() || "-_.@+/".contains(character);
    let quotable =
        |character: char| plain(character) || matches!(character, ' '..='~') && character != '\'';
    match word {
        word if word.starts_with('-') => None,
        word if word.chars().all(plain) => Some(word.into()),
        word if word.chars().all(quotable) => Some(format!("'{word}'")),
        _ => None,
    }
}

impl Say for AccountHint {
    fn en(&self) -> String {
        match self {
            Self::LogInFirst => "log in with tokenry login NAME".into(),
            Self::LogIn { name } => {
                format!("log in again with tokenry login {}", word(name.as_ref()))
            }
            Self::LogInOrRefresh { name } => format!(
                "get a new one with tokenry refresh, or log in again with tokenry login {}",
                word(name.as_ref())
            ),
            Self::GetNewRefreshToken { name } => format!(
                "get a new refresh token: log in again with tokenry login {}",
                word(name.as_ref())
            ),
            Self::AccessTokenWanted => {
                "this is a refresh token: tokenry refresh takes it and gives an access token".into()
            }
            Self::RefreshTokenWanted { name } => format!(
                "this is an access token: give the refresh token of the login, or log in again with tokenry login {}",
                word(name.as_ref())
            ),
            Self::OnlyTokensOfALogin => {
                "only tokens of tokenry login are taken here; tokenry verify checks any token"
                    .into()
            }
            Self::Enable { name } => format!(
                "tokenry user enable {} lets the account in again",
                word(name.as_ref())
            ),
            Self::UsePasswordStdin => {
                "give --password-stdin and write the password to standard input".into()
            }
            Self::OneLine => "write the password alone, with or without a line break".into(),
            Self::NothingChanged => "nothing was changed; try again".into(),
            Self::ScopesGranted { scopes } => format!("granted: {}", scopes.join(", ")),
            Self::LeaveOut => "leave it out".into(),
            Self::GiveUsers { users } => format!(
                "use it with --users {}",
                quoted(users.as_str()).unwrap_or_else(|| "FILE".into())
            ),
            Self::RunAgain => "once that is mended, run the command again".into(),
            Self::Stored => {
                "the login is refreshed all the same, and the new tokens are stored: tokenry refresh --if-expiring 1m prints them".into()
            }
            Self::Exchanged { name } => format!(
                "the refresh token has been exchanged all the same, and is good no more: log in again with tokenry login {}",
                word(Some(name))
            ),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::LogInFirst => "tokenry login NAME 명령으로 로그인하세요".into(),
            Self::LogIn { name } => {
                format!("다시 로그인하세요: tokenry login {}", word(name.as_ref()))
            }
            Self::LogInOrRefresh { name } => format!(
                "tokenry refresh 명령으로 새로 받거나 다시 로그인하세요: tokenry login {}",
                word(name.as_ref())
            ),
            Self::GetNewRefreshToken { name } => format!(
                "다시 로그인해서 새 리프레시 토큰을 받으세요: tokenry login {}",
                word(name.as_ref())
            ),
            Self::AccessTokenWanted => {
                "리프레시 토큰입니다. tokenry refresh 명령에 주면 액세스 토큰을 받을 수 있습니다"
                    .into()
            }
            Self::RefreshTokenWanted { name } => format!(
                "액세스 토큰입니다. 로그인할 때 받은 리프레시 토큰을 주거나 다시 로그인하세요: tokenry login {}",
                word(name.as_ref())
            ),
            Self::OnlyTokensOfALogin => {
                "여기서는 tokenry login 명령으로 받은 토큰만 쓸 수 있습니다. 다른 토큰은 tokenry verify 명령으로 검증하세요"
                    .into()
            }
            Self::Enable { name } => format!(
                "다음 명령으로 계정을 다시 활성화할 수 있습니다: tokenry user enable {}",
                word(name.as_ref())
            ),
            Self::UsePasswordStdin => {
                "--password-stdin 옵션을 주고 비밀번호를 표준 입력으로 보내세요".into()
            }
            Self::OneLine => {
                "비밀번호만 한 줄로 보내세요. 끝의 줄바꿈은 있어도 되고 없어도 됩니다".into()
            }
            Self::NothingChanged => "바뀐 것은 없습니다. 다시 시도하세요".into(),
            Self::ScopesGranted { scopes } => format!("허용된 스코프: {}", scopes.join(", ")),
            Self::LeaveOut => "이 클레임은 빼고 실행하세요".into(),
            Self::GiveUsers { users } => format!(
                "--users {} 옵션을 함께 사용하세요",
                quoted(users.as_str()).unwrap_or_else(|| "FILE".into())
            ),
            Self::RunAgain => "문제를 해결한 뒤 같은 명령을 다시 실행하세요".into(),
            Self::Stored => {
                "로그인은 이미 갱신되었고 새 토큰은 저장되었습니다. tokenry refresh --if-expiring 1m 명령으로 출력할 수 있습니다".into()
            }
            Self::Exchanged { name } => format!(
                "리프레시 토큰은 이미 교환되어 더는 사용할 수 없습니다. 다시 로그인하세요: tokenry login {}",
                word(Some(name))
            ),
        }
    }
}

/// A token of a login that was refused, and the check that decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRefused {
    /// Whether an access token was due; otherwise a refresh token.
    pub access: bool,
    /// What the check saw.
    pub detail: Detail,
}

impl Say for TokenRefused {
    fn en(&self) -> String {
        let detail = self.detail.en();
        if self.access {
            format!("the access token is refused: {detail}")
        } else {
            format!("the refresh token is refused: {detail}")
        }
    }

    fn ko(&self) -> String {
        let detail = self.detail.ko();
        if self.access {
            format!("액세스 토큰이 거부되었습니다: {detail}")
        } else {
            format!("리프레시 토큰이 거부되었습니다: {detail}")
        }
    }
}

/// What a prompt asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Question {
    /// The password of a login.
    Password { name: Typed },
    /// A new password.
    NewPassword { name: Typed },
    /// The same one again.
    Again,
}

impl Say for Question {
    fn en(&self) -> String {
        match self {
            Self::Password { name } => format!("password for {name}: "),
            Self::NewPassword { name } => format!("new password for {name}: "),
            Self::Again => "the same password again: ".into(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Password { name } => format!("비밀번호 ({name}): "),
            Self::NewPassword { name } => format!("새 비밀번호 ({name}): "),
            Self::Again => "비밀번호 확인: ".into(),
        }
    }
}

/// What is said on standard error beside the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum AccountNotice {
    /// The hash of the password was weaker than a new one, and has been replaced.
    HashUpgraded { name: Typed },
    /// It should have been, and could not be.
    HashNotUpgraded { why: String },
    /// Another user was logged in here.
    LoginReplaced { name: Typed },
    /// The stored refresh token was used up and its successor is not to be stored.
    LoginForgotten { name: Typed },
    /// Tokens of a former account of the name are still about.
    OldSessionsRevoked { name: Typed, count: usize },
    /// The password has changed, and who got in with the former one is out.
    SessionsRevoked { name: Typed, count: usize },
    /// There is nobody in the user file.
    NoUsers { path: Typed },
}

impl Say for AccountNotice {
    fn en(&self) -> String {
        match self {
            Self::HashUpgraded { name } => {
                format!("the password of {name} is now stored as a stronger hash")
            }
            Self::HashNotUpgraded { why } => {
                format!("the password is still stored as a weak hash: {why}")
            }
            Self::LoginReplaced { name } => {
                format!("until now {name} was logged in here; those tokens stay valid")
            }
            Self::LoginForgotten { name } => format!(
                "the stored login of {name} was forgotten: its refresh token is used up, and the new one is not stored"
            ),
            Self::OldSessionsRevoked { name, count: 1 } => {
                format!("1 session of a former account {name} was revoked")
            }
            Self::OldSessionsRevoked { name, count } => {
                format!("{count} sessions of a former account {name} were revoked")
            }
            Self::SessionsRevoked { name, count: 1 } => {
                format!("1 session of {name} was revoked")
            }
            Self::SessionsRevoked { name, count } => {
                format!("{count} sessions of {name} were revoked")
            }
            Self::NoUsers { path } => format!("there are no users in {path}"),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::HashUpgraded { name } => {
                format!("비밀번호를 더 강한 해시로 다시 저장했습니다 (사용자: {name})")
            }
            Self::HashNotUpgraded { why } => {
                format!("비밀번호가 아직 약한 해시로 저장되어 있습니다: {why}")
            }
            Self::LoginReplaced { name } => format!(
                "이전에 저장된 로그인을 바꾸었습니다 (사용자: {name}). 이전 토큰은 계속 유효합니다"
            ),
            Self::LoginForgotten { name } => format!(
                "저장된 로그인을 지웠습니다 (사용자: {name}). 저장된 리프레시 토큰은 사용했고 새 토큰은 저장하지 않았습니다"
            ),
            Self::OldSessionsRevoked { name, count } => {
                format!("같은 이름의 이전 계정 세션 {count}개를 폐기했습니다 (사용자: {name})")
            }
            Self::SessionsRevoked { name, count } => {
                format!("세션 {count}개를 폐기했습니다 (사용자: {name})")
            }
            Self::NoUsers { path } => format!("사용자가 없습니다: {path}"),
        }
    }
}

/// What has been done, and the words around accounts and tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum AccountLabel {
    LoggedIn { name: String },
    Refreshed { name: String },
    StillGood { name: String },
    LoggedOut { name: String, revoked: bool },
    LoggedOutEverywhere { name: String, sessions: usize },
    Added { name: String },
    PasswordChanged { name: String },
    Enabled { name: String },
    Disabled { name: String },
    AlreadyEnabled { name: String },
    AlreadyDisabled { name: String },
    Removed { name: String },
    Name,
    FullName,
    Email,
    Status,
    StatusActive,
    StatusDisabled,
    Scopes,
    Claims,
    AccessToken,
    RefreshToken,
    TimeLeft,
    Scope,
    StoredIn,
    Lifetime { seconds: i64, until: Moment },
    NoEnd,
    Next { command: &'static str },
}

impl Say for AccountLabel {
    fn en(&self) -> String {
        match self {
            Self::LoggedIn { name } => format!("logged in as {name}"),
            Self::Refreshed { name } => format!("refreshed the login of {name}"),
            Self::StillGood { name } => format!("the login of {name} is still good"),
            Self::LoggedOut {
                name,
                revoked: true,
            } => {
                format!("logged out {name}: the session is revoked and forgotten here")
            }
            Self::LoggedOut { name, .. } => {
                format!(
                    "logged out {name}: the login is forgotten here; there was no session left to revoke"
                )
            }
            Self::LoggedOutEverywhere { name, sessions: 1 } => {
                format!("logged out {name} everywhere: 1 session is revoked")
            }
            Self::LoggedOutEverywhere { name, sessions } => {
                format!("logged out {name} everywhere: {sessions} sessions are revoked")
            }
            Self::Added { name } => format!("added the user {name}"),
            Self::PasswordChanged { name } => format!("changed the password of {name}"),
            Self::Enabled { name } => format!("enabled the account {name}"),
            Self::Disabled { name } => format!("disabled the account {name}"),
            Self::AlreadyEnabled { name } => format!("the account {name} was active already"),
            Self::AlreadyDisabled { name } => format!("the account {name} was disabled already"),
            Self::Removed { name } => format!("removed the user {name}"),
            Self::Name => "name".into(),
            Self::FullName => "full name".into(),
            Self::Email => "email".into(),
            Self::Status => "status".into(),
            Self::StatusActive => "active".into(),
            Self::StatusDisabled => "disabled".into(),
            Self::Scopes => "scopes".into(),
            Self::Claims => "claims".into(),
            Self::AccessToken => "access token".into(),
            Self::RefreshToken => "refresh token".into(),
            Self::TimeLeft => "time left".into(),
            Self::Scope => "scope".into(),
            Self::StoredIn => "stored in".into(),
            Self::Lifetime { seconds, until } => format!(
                "{}, until {}",
                exact_length(*seconds, Lang::En),
                moment(*until, Lang::En)
            ),
            Self::NoEnd => "without end".into(),
            Self::Next { command } => format!("next: {command}"),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::LoggedIn { name } => format!("로그인했습니다: {name}"),
            Self::Refreshed { name } => format!("로그인을 갱신했습니다: {name}"),
            Self::StillGood { name } => format!("로그인이 아직 유효합니다: {name}"),
            Self::LoggedOut {
                name,
                revoked: false,
            } => {
                format!(
                    "로그아웃했습니다: {name} (저장된 로그인을 지웠습니다. 폐기할 세션은 남아 있지 않았습니다)"
                )
            }
            Self::LoggedOut { name, .. } => {
                format!("로그아웃했습니다: {name} (세션을 폐기하고 저장된 로그인을 지웠습니다)")
            }
            Self::LoggedOutEverywhere { name, sessions } => {
                format!("모든 곳에서 로그아웃했습니다: {name} (폐기한 세션 {sessions}개)")
            }
            Self::Added { name } => format!("사용자를 추가했습니다: {name}"),
            Self::PasswordChanged { name } => format!("비밀번호를 바꾸었습니다: {name}"),
            Self::Enabled { name } => format!("계정을 활성화했습니다: {name}"),
            Self::Disabled { name } => format!("계정을 비활성화했습니다: {name}"),
            Self::AlreadyEnabled { name } => format!("이미 활성 계정입니다: {name}"),
            Self::AlreadyDisabled { name } => format!("이미 비활성화된 계정입니다: {name}"),
            Self::Removed { name } => format!("사용자를 삭제했습니다: {name}"),
            Self::Name => "사용자".into(),
            Self::FullName => "이름".into(),
            Self::Email => "이메일".into(),
            Self::Status => "상태".into(),
            Self::StatusActive => "활성".into(),
            Self::StatusDisabled => "비활성".into(),
            Self::Scopes | Self::Scope => "스코프".into(),
            Self::Claims => "클레임".into(),
            Self::AccessToken => "액세스 토큰".into(),
            Self::RefreshToken => "리프레시 토큰".into(),
            Self::TimeLeft => "남은 시간".into(),
            Self::StoredIn => "저장 위치".into(),
            Self::Lifetime { seconds, until } => format!(
                "{}, 만료 시각 {}",
                exact_length(*seconds, Lang::Ko),
                moment(*until, Lang::Ko)
            ),
            Self::NoEnd => "만료 없음".into(),
            Self::Next { command } => format!("다음 단계: {command}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_commands_are_what_a_shell_takes() {
        let said = |name: &str| {
            AccountHint::LogIn {
                name: Some(name.into()),
            }
            .en()
        };
        assert!(said("hong.sun@example.com").ends_with("login hong.sun@example.com"));
        assert!(said("홍선").ends_with("login 홍선"));
        assert!(said("Hong Sun").ends_with("login 'Hong Sun'"));
        assert!(said("$(rm)").ends_with("login '$(rm)'"));
        assert!(said("o'neil").ends_with("login NAME"));
        assert!(said("-x").ends_with("login NAME"));
        assert!(said("a\u{202e}b").ends_with("login NAME"));
    }
}
