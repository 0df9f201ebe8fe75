//! Accounts, logins and sessions: what is refused, what to do about it, what is asked and answered.

use std::fmt;

use crate::store::messages::StoreProblem;
use crate::text::typed::Typed;
use crate::text::{Lang, Say, exact_length, messages};
use crate::time::Moment;
use crate::token::check::Detail;

messages! {
    /// Why a command about accounts could not do what was asked of it.
    pub enum AccountProblem: Problem {
        BadCredentials ["bad_credentials", exit 9] =>
            "the user name or the password is wrong, or the account is disabled",
            "사용자 이름이나 비밀번호가 틀렸거나 비활성화된 계정입니다";
        NoSession ["no_session", hint AccountHint::LogInFirst] =>
            "nobody is logged in",
            "로그인한 사용자가 없습니다";
        NoSuchSession { sid: Typed } ["no_such_session", hint AccountHint::ListSessions] =>
            "there is no open session {sid}",
            "열려 있는 세션이 아닙니다: {sid}";
        NoTerminal ["no_terminal", exit 2, hint AccountHint::UsePasswordStdin] =>
            "a password is needed, and there is no terminal to ask on",
            "비밀번호가 필요하지만 입력받을 터미널이 없습니다";
        Interrupted ["interrupted"] => "interrupted", "중단되었습니다";
        NoPassword ["no_password"] => "no password was given", "비밀번호가 입력되지 않았습니다";
        Prompt { system: String } ["prompt_failed"] =>
            "the password can't be read from the terminal: {system}",
            "터미널에서 비밀번호를 읽을 수 없습니다: {system}";
        PasswordsDiffer ["passwords_differ", hint AccountHint::NothingChanged] =>
            "the two passwords are not the same",
            "두 비밀번호가 서로 다릅니다";
        PasswordNotText ["password_not_text", hint AccountHint::UsePasswordStdin] =>
            "what was typed holds a control character, or is not UTF-8",
            "입력한 내용에 제어 문자가 들어 있거나 UTF-8이 아닙니다";
        PasswordTooLong { limit: usize } ["password_too_long"] =>
            "the password is longer than {limit} bytes",
            "비밀번호가 너무 깁니다 (최대 {limit}바이트)";
        PasswordOfSeveralLines ["password_of_several_lines", hint AccountHint::OneLine] =>
            "standard input holds several lines where one password is expected",
            "표준 입력에 비밀번호가 한 줄이 아니라 여러 줄 들어 있습니다";
        InvalidScope { scope: Typed, granted: Vec<String> }
            [
                "invalid_scope", exit 2,
                hint = (!granted.is_empty()).then(|| Box::new(AccountHint::ScopesGranted { scopes: granted.clone() }) as _)
            ] =>
            "the scope {scope} is not granted",
            "허용되지 않은 스코프입니다: {scope}";
        ReservedClaim { name: String } ["reserved_claim", exit 2, hint AccountHint::LeaveOut] =>
            "the claim {name} is set by tokenry in every token of a login",
            "로그인할 때 tokenry가 직접 정하는 클레임입니다: {name}";
        AccountUnchanged { name: Typed, problem: StoreProblem } [problem.code(), hint AccountHint::RunAgain] =>
            "the sessions of {name} have ended, but nothing else has changed: {problem}",
            "세션은 폐기했지만 계정은 바꾸지 못했습니다 (사용자: {name}). {problem}";
        SessionsLeft { done: Box<AccountLabel>, problem: StoreProblem }
            [problem.code(), hint AccountHint::RunAgain] =>
            "{done}, but its sessions may still be open: {problem}",
            "{done}. 그러나 세션을 폐기하지 못해 아직 유효할 수 있습니다. {problem}";
    }
}

messages! {
    /// What the user can do next.
    pub enum AccountHint {
        LogInFirst =>
            "log in with tokenry login NAME",
            "tokenry login NAME 명령으로 로그인하세요";
        LogIn { name: ShellName } =>
            "log in again with tokenry login {name}",
            "다시 로그인하세요: tokenry login {name}";
        LogInOrRefresh { name: ShellName } =>
            "get a new one with tokenry refresh, or log in again with tokenry login {name}",
            "tokenry refresh 명령으로 새로 받거나 다시 로그인하세요: tokenry login {name}";
        GetNewRefreshToken { name: ShellName } =>
            "get a new refresh token: log in again with tokenry login {name}",
            "다시 로그인해서 새 리프레시 토큰을 받으세요: tokenry login {name}";
        AccessTokenWanted =>
            "this is a refresh token: tokenry refresh takes it and gives an access token",
            "리프레시 토큰입니다. tokenry refresh 명령에 주면 액세스 토큰을 받을 수 있습니다";
        RefreshTokenWanted { name: ShellName } =>
            "this is an access token: give the refresh token of the login, or log in again with tokenry login {name}",
            "액세스 토큰입니다. 로그인할 때 받은 리프레시 토큰을 주거나 다시 로그인하세요: tokenry login {name}";
        OnlyTokensOfALogin =>
            "only tokens of tokenry login are taken here; tokenry verify checks any token",
            "여기서는 tokenry login 명령으로 받은 토큰만 쓸 수 있습니다. 다른 토큰은 tokenry verify 명령으로 \
             검증하세요";
        Enable { name: ShellName } =>
            "tokenry user enable {name} lets the account in again",
            "다음 명령으로 계정을 다시 활성화할 수 있습니다: tokenry user enable {name}";
        UsePasswordStdin =>
            "give --password-stdin and write the password to standard input",
            "--password-stdin 옵션을 주고 비밀번호를 표준 입력으로 보내세요";
        OneLine =>
            "write the password alone, with or without a line break",
            "비밀번호만 한 줄로 보내세요. 끝의 줄바꿈은 있어도 되고 없어도 됩니다";
        NothingChanged =>
            "nothing was changed; try again",
            "바뀐 것은 없습니다. 다시 시도하세요";
        ScopesGranted { scopes: Vec<String> } => "granted: {scopes}", "허용된 스코프: {scopes}";
        ListSessions =>
            "tokenry session list shows the sessions",
            "tokenry session list 명령으로 세션을 확인하세요";
        LeaveOut => "leave it out", "이 클레임은 빼고 실행하세요";
        GiveUsers { users: Typed; file = quoted(users.as_str()).unwrap_or_else(|| "FILE".into()) } =>
            "use it with --users {file}",
            "--users {file} 옵션을 함께 사용하세요";
        RunAgain =>
            "once that is mended, run the command again",
            "문제를 해결한 뒤 같은 명령을 다시 실행하세요";
        Stored =>
            "the login is refreshed all the same, and the new tokens are stored: tokenry refresh --if-expiring 1m \
             prints them",
            "로그인은 이미 갱신되었고 새 토큰은 저장되었습니다. tokenry refresh --if-expiring 1m 명령으로 출력할 수 \
             있습니다";
        Exchanged { name: ShellName } =>
            "the refresh token has been exchanged all the same, and is good no more: log in again with tokenry login \
             {name}",
            "리프레시 토큰은 이미 교환되어 더는 사용할 수 없습니다. 다시 로그인하세요: tokenry login {name}";
    }
}

/// The name of a user in a command, as a shell wants it; `NAME` where it is not known, not shown or can't be quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShellName(String);

impl ShellName {
    /// The name as it stands in a command.
    pub fn of(name: Option<&str>) -> Self {
        let shown = name.filter(|name| Typed::word(name).as_str() == *name);
        Self(shown.and_then(quoted).unwrap_or_else(|| "NAME".into()))
    }
}

impl Say for ShellName {
    fn write(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
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

messages! {
    /// A token of a login that was refused, and what the check saw that decided it.
    pub enum TokenRefused {
        Access(detail: Detail) => "the access token is refused: {detail}", "액세스 토큰이 거부되었습니다: {detail}";
        Refresh(detail: Detail) => "the refresh token is refused: {detail}", "리프레시 토큰이 거부되었습니다: {detail}";
    }
}

messages! {
    /// What a prompt asks for.
    pub enum Question {
        Password { name: Typed } => "password for {name}: ", "비밀번호 ({name}): ";
        NewPassword { name: Typed } => "new password for {name}: ", "새 비밀번호 ({name}): ";
        Passphrase { path: Typed } => "passphrase of {path}: ", "키의 암호 ({path}): ";
        Again => "the same password again: ", "비밀번호 확인: ";
    }
}

messages! {
    /// What is said on standard error beside the answer.
    pub enum AccountNotice {
        HashUpgraded { name: Typed } =>
            "the password of {name} is now stored as a stronger hash",
            "비밀번호를 더 강한 해시로 다시 저장했습니다 (사용자: {name})";
        HashNotUpgraded { why: String } =>
            "the password is still stored as a weak hash: {why}",
            "비밀번호가 아직 약한 해시로 저장되어 있습니다: {why}";
        LoginReplaced { name: Typed } =>
            "until now {name} was logged in here; those tokens stay valid",
            "이전에 저장된 로그인을 바꾸었습니다 (사용자: {name}). 이전 토큰은 계속 유효합니다";
        LoginForgotten { name: Typed } =>
            "the stored login of {name} was forgotten: its refresh token is used up, and the new one is not stored",
            "저장된 로그인을 지웠습니다 (사용자: {name}). 저장된 리프레시 토큰은 사용했고 새 토큰은 저장하지 \
             않았습니다";
        OldSessionsRevoked { name: Typed, count: usize } =>
            { match count {
                1 => "1 session of a former account {name} was revoked",
                _ => "{count} sessions of a former account {name} were revoked",
            } },
            "같은 이름의 이전 계정 세션 {count}개를 폐기했습니다 (사용자: {name})";
        SessionsRevoked { name: Typed, count: usize } =>
            { match count {
                1 => "1 session of {name} was revoked",
                _ => "{count} sessions of {name} were revoked",
            } },
            "세션 {count}개를 폐기했습니다 (사용자: {name})";
        NoUsers { path: Typed } => "there are no users in {path}", "사용자가 없습니다: {path}";
        NoSessions => "no session is open", "열려 있는 세션이 없습니다";
        NothingPiped { seconds: u64 } =>
            "nothing came on standard input for {seconds} seconds: the stored login is used; - as TOKEN waits longer",
            "표준 입력에 {seconds}초 동안 아무것도 들어오지 않아 저장된 로그인을 사용합니다. 더 기다리려면 TOKEN에 -를 쓰세요";
    }
}

messages! {
    /// What has been done, and the words around accounts and tokens.
    pub enum AccountLabel {
        LoggedIn { name: String } => "logged in as {name}", "로그인했습니다: {name}";
        Refreshed { name: String } =>
            "refreshed the login of {name}",
            "로그인을 갱신했습니다: {name}";
        StillGood { name: String } =>
            "the login of {name} is still good",
            "로그인이 아직 유효합니다: {name}";
        LoggedOut { name: String, revoked: bool } => { match revoked {
            true =>
                "logged out {name}: the session is revoked and forgotten here",
                "로그아웃했습니다: {name} (세션을 폐기하고 저장된 로그인을 지웠습니다)";
            false =>
                "logged out {name}: the login is forgotten here; there was no session left to revoke",
                "로그아웃했습니다: {name} (저장된 로그인을 지웠습니다. 폐기할 세션은 남아 있지 않았습니다)";
        } };
        LoggedOutEverywhere { name: String, sessions: usize } =>
            { match sessions {
                1 => "logged out {name} everywhere: 1 session is revoked",
                _ => "logged out {name} everywhere: {sessions} sessions are revoked",
            } },
            "모든 곳에서 로그아웃했습니다: {name} (폐기한 세션 {sessions}개)";
        Added(name: String) => "added the user {name}", "사용자를 추가했습니다: {name}";
        PasswordChanged(name: String) =>
            "changed the password of {name}",
            "비밀번호를 바꾸었습니다: {name}";
        Enabled(name: String) => "enabled the account {name}", "계정을 활성화했습니다: {name}";
        Disabled(name: String) =>
            "disabled the account {name}",
            "계정을 비활성화했습니다: {name}";
        AlreadyEnabled(name: String) =>
            "the account {name} was active already",
            "이미 활성 계정입니다: {name}";
        AlreadyDisabled(name: String) =>
            "the account {name} was disabled already",
            "이미 비활성화된 계정입니다: {name}";
        Removed(name: String) => "removed the user {name}", "사용자를 삭제했습니다: {name}";
        SessionEnded { name: String } =>
            "ended a session of {name}",
            "세션을 폐기했습니다 (사용자: {name})";
        Session => "session", "세션";
        Since => "since", "시작";
        Until => "until", "만료";
        Name => "name", "사용자";
        FullName => "full name", "이름";
        Email => "email", "이메일";
        Status => "status", "상태";
        StatusActive => "active", "활성";
        StatusDisabled => "disabled", "비활성";
        Scopes => "scopes", "스코프";
        Claims => "claims", "클레임";
        AccessToken => "access token", "액세스 토큰";
        RefreshToken => "refresh token", "리프레시 토큰";
        TimeLeft => "time left", "남은 시간";
        Scope => "scope", "스코프";
        StoredIn => "stored in", "저장 위치";
        Lifetime { seconds: i64 as exact_length, until: Moment } =>
            "{seconds}, until {until}",
            "{seconds}, 만료 시각 {until}";
        NoEnd => "without end", "만료 없음";
        Next { command: &'static str } => "next: {command}", "다음 단계: {command}";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_commands_are_what_a_shell_takes() {
        let said = |name: &str| {
            AccountHint::LogIn {
                name: ShellName::of(Some(name)),
            }
            .say(Lang::En)
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
