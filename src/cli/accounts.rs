//! `login`, `whoami`, `refresh`, `logout`, and `user`.

use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};

use super::completions::ACCOUNT;
use super::options::{
    Clock, DURATION, KeySource, OUTPUT, SigningKey, TOKEN_FORMS, TokenEnv, TokenSource, Tolerance,
    heading,
};
use super::values::{Input, Member, duration};

const NAME: &str = words!("The user name", "사용자 이름");
const PASSWORD_STDIN: &str = words!(
    "Read the password from standard input",
    "비밀번호를 표준 입력에서 읽음"
);
const NO_SAVE: &str = words!(
    "Do not keep the tokens as this machine's login",
    "이 컴퓨터의 로그인으로 저장하지 않음"
);
const LOGIN_OUTPUT: &str = words!(
    "text is for people, token the bare access token, header an Authorization line, env a line for the shell (export TOKEN=…), and json the response of RFC 6749 §5.1.",
    "text는 사람이 읽는 형식, token은 액세스 토큰만, header는 Authorization 헤더 줄, env는 셸에 넣을 줄(export TOKEN=…), json은 RFC 6749 §5.1의 응답입니다."
);

#[derive(Args)]
#[command(
    about = words!(
        "Check a password and issue an access and a refresh token",
        "비밀번호를 확인하고 액세스 토큰과 리프레시 토큰 발급"
    ),
    long_about = words!(
        "The password is asked for without echo. The tokens are kept as the login of this machine, which whoami, refresh and logout use.",
        "비밀번호는 화면에 보이지 않게 입력받습니다. 발급한 토큰은 이 컴퓨터의 로그인으로 저장되어 whoami, refresh, logout에서 쓰입니다."
    ),
    after_long_help = examples!(
        "tokenry login hongsun2":
            "Log in; the password is asked for", "로그인 (비밀번호 입력)";
        "tokenry login hongsun2 --password-stdin --output token < password.txt":
            "In a script: only the access token comes out", "스크립트에서 액세스 토큰만 받기";
        "tokenry login hongsun2 --ttl 5m --scope read --no-save":
            "A short-lived token of one scope, not kept", "스코프 하나짜리 짧은 토큰, 저장하지 않음";
    )
)]
pub(crate) struct Login {
    #[arg(value_name = "NAME", value_hint = ACCOUNT, help = NAME)]
    pub(crate) name: String,
    #[arg(long, help = PASSWORD_STDIN)]
    pub(crate) password_stdin: bool,
    #[arg(long, help = NO_SAVE)]
    pub(crate) no_save: bool,
    #[command(flatten)]
    pub(crate) pair: PairOptions,
    #[command(flatten)]
    pub(crate) signer: SigningKey,
    #[arg(
        long, value_name = "FORMAT", help_heading = heading::OUTPUT,
        help = OUTPUT,
        long_help = LOGIN_OUTPUT
    )]
    pub(crate) output: Option<Output>,
}

#[derive(Args)]
#[command(
    about = words!("Verify an access token and show whose it is", "액세스 토큰을 검증하고 누구의 것인지 표시"),
    long_about = words!(
        "The account is looked up: an unknown or disabled one is refused. Its password hash is never shown.",
        "사용자 파일에서 계정을 찾으며, 없거나 비활성화된 계정은 거부합니다. 비밀번호 해시는 보여 주지 않습니다."
    ),
    after_long_help = examples!(
        "tokenry whoami":
            "Who is logged in on this machine", "이 컴퓨터에 로그인한 사용자";
        "tokenry whoami @access.txt --json":
            "Whose token this is, for a script", "파일에 있는 토큰의 사용자를 JSON으로";
    )
)]
pub(crate) struct Whoami {
    #[arg(
        value_name = "TOKEN",
        help = words!(
            "The access token (else standard input, else this machine's login)",
            "액세스 토큰 (생략하면 표준 입력, 그것도 없으면 이 컴퓨터의 로그인)"
        ),
        long_help = TOKEN_FORMS
    )]
    pub(crate) token: Option<Input>,
    #[command(flatten)]
    pub(crate) variable: TokenEnv,
    #[command(flatten)]
    pub(crate) key: KeySource,
    #[command(flatten)]
    pub(crate) clock: Clock,
    #[command(flatten)]
    pub(crate) tolerance: Tolerance,
}

impl Whoami {
    pub(crate) fn source(&self) -> TokenSource<'_> {
        self.variable.or(self.token.as_ref())
    }
}

#[derive(Args)]
#[command(
    about = words!("Trade a refresh token for a new pair", "리프레시 토큰으로 새 토큰 쌍 발급"),
    long_about = words!(
        "The old refresh token is retired. One that comes back after that revokes the whole session (RFC 9700 §4.14.2). The account is looked up each time.",
        "리프레시 토큰은 한 번만 쓸 수 있습니다. 이미 쓴 토큰이 다시 들어오면 그 세션 전체를 폐기합니다(RFC 9700 §4.14.2). 갱신할 때마다 계정 상태를 다시 확인합니다."
    ),
    after_long_help = examples!(
        "tokenry refresh":
            "Refresh the login of this machine", "이 컴퓨터의 로그인 갱신";
        "tokenry refresh --if-expiring 1m --output token":
            "A good access token, refreshed only when it has less than a minute", "1분 안에 만료될 때만 갱신하고 액세스 토큰 출력";
    )
)]
pub(crate) struct Refresh {
    #[arg(
        value_name = "TOKEN",
        help = words!(
            "The refresh token (else standard input, else this machine's login)",
            "리프레시 토큰 (생략하면 표준 입력, 그것도 없으면 이 컴퓨터의 로그인)"
        ),
        long_help = TOKEN_FORMS
    )]
    pub(crate) token: Option<Input>,
    #[command(flatten)]
    pub(crate) variable: TokenEnv,
    #[arg(
        long,
        help = NO_SAVE,
        long_help = words!(
            "A stored login whose refresh token is used up by this is forgotten.",
            "저장된 로그인의 리프레시 토큰을 썼다면 그 로그인은 지워집니다."
        )
    )]
    pub(crate) no_save: bool,
    // A stored token that is good enough is handed out as it is, so nothing can be asked of it.
    #[arg(
        long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true,
        conflicts_with_all = ["token", "token_env", "iss", "aud", "scope"], help_heading = heading::TIME,
        help = words!(
            "Refresh only when the access token has less than this left",
            "액세스 토큰의 남은 시간이 이보다 짧을 때만 갱신"
        ),
        long_help = DURATION
    )]
    pub(crate) if_expiring: Option<Duration>,
    #[command(flatten)]
    pub(crate) pair: PairOptions,
    #[command(flatten)]
    pub(crate) signer: SigningKey,
    #[arg(
        long, value_name = "FORMAT", help_heading = heading::OUTPUT,
        help = OUTPUT,
        long_help = LOGIN_OUTPUT
    )]
    pub(crate) output: Option<Output>,
}

impl Default for PairOptions {
    fn default() -> Self {
        Self {
            ttl: Duration::from_mins(15),
            refresh_ttl: Duration::from_hours(7 * 24),
            iss: None,
            aud: Vec::new(),
            scope: Vec::new(),
        }
    }
}

impl Refresh {
    pub(crate) fn source(&self) -> TokenSource<'_> {
        self.variable.or(self.token.as_ref())
    }
}

#[derive(Args)]
#[command(
    about = words!("Revoke the login of this machine and forget it", "이 컴퓨터의 세션을 폐기하고 로그인 지우기"),
    long_about = words!(
        "Refresh tokens of the login are dead afterwards. Access tokens stay good for others until they expire; whoami refuses them at once.",
        "로그아웃하면 그 로그인의 리프레시 토큰은 더 이상 쓸 수 없습니다. 이미 나간 액세스 토큰은 다른 곳에서 만료될 때까지 유효하지만 whoami는 바로 거부합니다."
    ),
    after_long_help = examples!(
        "tokenry logout":
            "This machine", "이 컴퓨터에서 로그아웃";
        "tokenry logout --all":
            "Every login of the user", "사용자의 모든 세션 폐기";
    )
)]
pub(crate) struct Logout {
    #[arg(
        long,
        help = words!(
            "Revoke every login of the user, not only this one",
            "이 세션뿐 아니라 사용자의 모든 세션을 폐기"
        )
    )]
    pub(crate) all: bool,
}

#[derive(Args)]
#[command(
    about = words!("Print an access token of the login, refreshed when it ends", "로그인의 액세스 토큰 출력 (만료가 가까우면 갱신)"),
    long_about = words!(
        "For scripts: the stored access token while it is good for long enough, and otherwise a new one.",
        "스크립트에 알맞습니다. 저장된 액세스 토큰의 남은 시간이 충분하면 그대로, 아니면 갱신해서 출력합니다."
    ),
    after_long_help = examples!(
        "tokenry token":
            "The bare token", "토큰만 출력";
        "tokenry token --output header --fresh 5m":
            "A header line that is good for five minutes", "5분 이상 유효한 헤더 줄 출력";
    )
)]
pub(crate) struct AccessToken {
    #[arg(
        long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true, default_value = "30s",
        help_heading = heading::TIME,
        help = words!("How long it must still be good", "남아 있어야 할 유효 기간"),
        long_help = DURATION
    )]
    fresh: Duration,
    #[command(flatten)]
    signer: SigningKey,
    #[arg(
        long, value_name = "FORMAT", help_heading = heading::OUTPUT, default_value = "token",
        help = OUTPUT,
        long_help = LOGIN_OUTPUT
    )]
    output: Output,
}

impl AccessToken {
    /// The refresh that gives it.
    pub(crate) fn as_refresh(&self) -> Refresh {
        Refresh {
            token: None,
            variable: TokenEnv::default(),
            no_save: false,
            if_expiring: Some(self.fresh),
            pair: PairOptions::default(),
            signer: self.signer.clone(),
            output: Some(self.output),
        }
    }
}

#[derive(Subcommand)]
#[command(
    subcommand_required = true, arg_required_else_help = true,
    about = words!("List the open sessions, and end one", "열려 있는 세션 표시와 폐기"),
    after_long_help = examples!(
        "tokenry session list":
            "Who is logged in, and until when", "로그인한 사용자와 만료 시각";
    )
)]
pub(crate) enum SessionCommand {
    #[command(
        about = words!("List the open sessions", "열려 있는 세션 표시"),
        after_long_help = examples!(
            "tokenry session list --json":
                "For scripts", "스크립트용 JSON으로";
        )
    )]
    List,
    Revoke(SessionRevoke),
}

#[derive(Args)]
#[command(
    about = words!("End one session", "세션 하나 폐기"),
    long_about = words!(
        "Its refresh token is dead afterwards, and whoami refuses its access tokens at once.",
        "그 세션의 리프레시 토큰은 더 이상 사용할 수 없고, whoami는 액세스 토큰도 바로 거부합니다."
    ),
    after_long_help = examples!(
        "tokenry session revoke 0f6db2f4-dbed-4854-bbf8-0c69ea211b7a":
            "By the id that session list shows", "session list에 나오는 ID로";
    )
)]
pub(crate) struct SessionRevoke {
    #[arg(
        value_name = "SID",
        help = words!("The id of the session", "세션 ID")
    )]
    pub(crate) sid: String,
}

/// What the pair of tokens holds that `login` and `refresh` issue.
#[derive(Args)]
#[command(next_help_heading = heading::CLAIMS)]
pub(crate) struct PairOptions {
    #[arg(
        long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true,
        default_value = "15m", help_heading = heading::TIME,
        help = words!("How long the access token is good", "액세스 토큰의 유효 기간"),
        long_help = DURATION
    )]
    pub(crate) ttl: Duration,
    #[arg(
        long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true,
        default_value = "7d", help_heading = heading::TIME,
        help = words!("How long the refresh token is good", "리프레시 토큰의 유효 기간"),
        long_help = DURATION
    )]
    pub(crate) refresh_ttl: Duration,
    #[arg(
        long, value_name = "ISSUER", allow_hyphen_values = true,
        help = words!("The issuer claim", "발급자 클레임")
    )]
    pub(crate) iss: Option<String>,
    #[arg(
        long, value_name = "AUDIENCE", allow_hyphen_values = true,
        help = words!("The audience claim (repeatable)", "대상 클레임 (반복 가능)")
    )]
    pub(crate) aud: Vec<String>,
    #[arg(
        long, value_name = "SCOPE", allow_hyphen_values = true,
        help = words!("A scope (repeatable)", "스코프 (반복 가능)"),
        long_help = words!(
            "It must be among the scopes of the user's record, when that has any.",
            "사용자 레코드에 스코프가 있으면 그 안에 있는 것이어야 합니다."
        )
    )]
    pub(crate) scope: Vec<String>,
}

/// How a login or an issued token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    Text,
    Token,
    Header,
    Env,
    Json,
}

#[derive(Subcommand)]
#[command(
    subcommand_required = true, arg_required_else_help = true,
    about = words!("Manage the accounts of the user file", "사용자 파일의 계정 관리"),
    long_about = words!(
        "The file is an object of user names and records, the shape that FastAPI's security tutorial made common. Members that tokenry does not know survive every change.",
        "파일은 사용자 이름과 레코드로 된 객체로, FastAPI 보안 튜토리얼에서 널리 알려진 형식입니다. tokenry가 모르는 멤버도 그대로 보존합니다."
    ),
    after_long_help = examples!(
        "tokenry user list":
            "Who there is", "계정 목록";
    )
)]
pub(crate) enum User {
    Add(UserAdd),
    #[command(
        about = words!("List the accounts", "계정 목록 표시"),
        after_long_help = examples!(
            "tokenry user list":
                "For people", "사람이 읽는 형식으로";
            "tokenry user list --json":
                "For scripts", "스크립트용 JSON으로";
        )
    )]
    List,
    #[command(
        about = words!("Show an account, without its password hash", "비밀번호 해시를 뺀 계정 정보 표시"),
        after_long_help = examples!(
            "tokenry user show hongsun2":
                "What the record says", "계정 레코드의 내용";
        )
    )]
    Show(Named),
    Passwd(UserPasswd),
    #[command(
        about = words!("Let an account in again", "계정 활성화"),
        after_long_help = examples!(
            "tokenry user enable hongsun2":
                "Undo a disable", "비활성화한 계정 되돌리기";
        )
    )]
    Enable(Named),
    #[command(
        about = words!("Shut an account out", "계정 비활성화"),
        long_about = words!(
            "It can't log in or refresh any more, and whoami refuses its tokens. Its sessions end, and tokenry user enable brings none of them back.",
            "로그인과 갱신을 할 수 없게 되고, whoami도 그 계정의 토큰을 거부합니다. 세션도 모두 폐기되며, tokenry user enable 명령으로 계정을 다시 활성화해도 돌아오지 않습니다."
        ),
        after_long_help = examples!(
            "tokenry user disable hongsun2":
                "From now on", "지금부터 사용 금지";
        )
    )]
    Disable(Named),
    #[command(
        about = words!("Remove an account", "계정 삭제"),
        long_about = words!(
            "Its sessions end with it.",
            "계정의 세션도 모두 폐기됩니다."
        ),
        after_long_help = examples!(
            "tokenry user remove hongsun2":
                "For good", "계정을 완전히 삭제";
        )
    )]
    Remove(Named),
}

#[derive(Args)]
#[command(
    about = words!("Add an account", "계정 추가"),
    long_about = words!(
        "The password is asked for twice, without echo, and kept as an argon2id hash.",
        "비밀번호는 화면에 보이지 않게 두 번 입력받아 argon2id 해시로 저장합니다."
    ),
    after_long_help = examples!(
        "tokenry user add alice --email alice@example.com":
            "Add alice; the password is asked for", "alice 추가 (비밀번호 입력)";
        "tokenry user add bot --password-stdin --scope read --claim team=ci < password.txt":
            "In a script, with a scope and a claim for its tokens", "스크립트에서 스코프와 클레임을 정해 추가";
    )
)]
pub(crate) struct UserAdd {
    #[arg(value_name = "NAME", help = NAME)]
    pub(crate) name: String,
    #[arg(long, help = PASSWORD_STDIN)]
    pub(crate) password_stdin: bool,
    #[arg(
        long, value_name = "TEXT", allow_hyphen_values = true,
        help = words!("The person's name", "사람의 이름")
    )]
    pub(crate) full_name: Option<String>,
    #[arg(long, value_name = "ADDRESS", help = words!("The e-mail address", "이메일 주소"))]
    pub(crate) email: Option<String>,
    #[arg(
        long, value_name = "SCOPE", allow_hyphen_values = true,
        help = words!("A scope that the user may ask for (repeatable)", "사용자가 쓸 수 있는 스코프 (반복 가능)")
    )]
    pub(crate) scope: Vec<String>,
    #[arg(
        long, value_name = "NAME=TEXT|NAME:=JSON", allow_hyphen_values = true,
        help = words!(
            "A claim for every token of the user (repeatable)",
            "사용자의 모든 토큰에 넣을 클레임 (반복 가능)"
        ),
        long_help = words!(
            "NAME=TEXT gives a string, NAME:=JSON any JSON value.",
            "NAME=TEXT는 문자열, NAME:=JSON은 JSON 값입니다."
        )
    )]
    pub(crate) claim: Vec<Member>,
    #[arg(long, help = words!("Add it disabled", "비활성 상태로 추가"))]
    pub(crate) disabled: bool,
}

/// An account by its name.
#[derive(Args)]
pub(crate) struct Named {
    #[arg(value_name = "NAME", value_hint = ACCOUNT, help = NAME)]
    pub(crate) name: String,
}

#[derive(Args)]
#[command(
    about = words!("Change a password", "비밀번호 변경"),
    long_about = words!(
        "The new password is asked for twice, without echo. Every session of the user is revoked.",
        "새 비밀번호는 화면에 보이지 않게 두 번 입력받습니다. 그 사용자의 모든 세션은 폐기됩니다."
    ),
    after_long_help = examples!(
        "tokenry user passwd hongsun2":
            "Asks for the new one", "새 비밀번호 입력";
        "tokenry user passwd hongsun2 --password-stdin < password.txt":
            "In a script", "스크립트에서 변경";
    )
)]
pub(crate) struct UserPasswd {
    #[arg(value_name = "NAME", value_hint = ACCOUNT, help = NAME)]
    pub(crate) name: String,
    #[arg(long, help = PASSWORD_STDIN)]
    pub(crate) password_stdin: bool,
}
