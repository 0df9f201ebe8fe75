//! `login`, `whoami`, `refresh`, `logout`.

use super::shared::{AT, DURATION_MORE, KEY, LEEWAY, NAME, PASSWORD_STDIN, TOKEN_MORE, WEAK};
use super::{ArgHelp, CommandHelp, arg, example, words};

/// What the pair of tokens holds.
const GRANT: &[ArgHelp] = &[
    arg(
        "ttl",
        "How long the access token is good",
        "액세스 토큰의 유효 기간",
    )
    .more(DURATION_MORE.0, DURATION_MORE.1),
    arg(
        "refresh_ttl",
        "How long the refresh token is good",
        "리프레시 토큰의 유효 기간",
    )
    .more(DURATION_MORE.0, DURATION_MORE.1),
    arg("iss", "The issuer claim", "발급자 클레임"),
    arg(
        "aud",
        "The audience claim (repeatable)",
        "대상 클레임 (반복 가능)",
    ),
    arg("scope", "A scope (repeatable)", "스코프 (반복 가능)").more(
        "It must be among the scopes of the user's record, when that has any.",
        "사용자 레코드에 스코프가 있으면 그 안에 있는 것이어야 합니다.",
    ),
];

const SAVE: ArgHelp = arg(
    "no_save",
    "Do not keep the tokens as this machine's login",
    "이 컴퓨터의 로그인으로 저장하지 않음",
);

const OUTPUT: ArgHelp = arg("output", "What is printed", "출력 형식").more(
    "text is for people, token the bare access token, header an Authorization line, env a line for the shell (export TOKEN=…), and json the response of RFC 6749 §5.1.",
    "text는 사람이 읽는 형식, token은 액세스 토큰만, header는 Authorization 헤더 줄, env는 셸에 넣을 줄(export TOKEN=…), json은 RFC 6749 §5.1의 응답입니다.",
);

pub(super) const COMMANDS: &[CommandHelp] = &[
    CommandHelp {
        name: "login",
        about: words(
            "Check a password and issue an access and a refresh token",
            "비밀번호를 확인하고 액세스 토큰과 리프레시 토큰 발급",
        ),
        more: Some(words(
            "The password is asked for without echo. The tokens are kept as the login of this machine, which whoami, refresh and logout use.",
            "비밀번호는 화면에 보이지 않게 입력받습니다. 발급한 토큰은 이 컴퓨터의 로그인으로 저장되어 whoami, refresh, logout에서 쓰입니다.",
        )),
        examples: &[
            example(
                "tokenry login hongsun2",
                "Log in; the password is asked for",
                "로그인 (비밀번호 입력)",
            ),
            example(
                "tokenry login hongsun2 --password-stdin --output token < password.txt",
                "In a script: only the access token comes out",
                "스크립트에서 액세스 토큰만 받기",
            ),
            example(
                "tokenry login hongsun2 --ttl 5m --scope read --no-save",
                "A short-lived token of one scope, not kept",
                "스코프 하나짜리 짧은 토큰, 저장하지 않음",
            ),
        ],
        args: &[&[NAME, PASSWORD_STDIN, SAVE, WEAK, OUTPUT], GRANT, KEY],
    },
    CommandHelp {
        name: "whoami",
        about: words(
            "Verify an access token and show whose it is",
            "액세스 토큰을 검증하고 누구의 것인지 표시",
        ),
        more: Some(words(
            "The account is looked up: an unknown or disabled one is refused. Its password hash is never shown.",
            "사용자 파일에서 계정을 찾으며, 없거나 비활성화된 계정은 거부합니다. 비밀번호 해시는 보여 주지 않습니다.",
        )),
        examples: &[
            example(
                "tokenry whoami",
                "Who is logged in on this machine",
                "이 컴퓨터에 로그인한 사용자",
            ),
            example(
                "tokenry whoami @access.txt --json",
                "Whose token this is, for a script",
                "파일에 있는 토큰의 사용자를 JSON으로",
            ),
        ],
        args: &[
            &[
                arg(
                    "token",
                    "The access token (else the login of this machine)",
                    "액세스 토큰 (생략하면 이 컴퓨터의 로그인)",
                )
                .more(TOKEN_MORE.0, TOKEN_MORE.1),
                AT,
                LEEWAY,
            ],
            KEY,
        ],
    },
    CommandHelp {
        name: "refresh",
        about: words(
            "Trade a refresh token for a new pair",
            "리프레시 토큰으로 새 토큰 쌍 발급",
        ),
        more: Some(words(
            "The old refresh token is retired. One that comes back after that revokes the whole session (RFC 9700 §4.14.2). The account is looked up each time.",
            "리프레시 토큰은 한 번만 쓸 수 있습니다. 이미 쓴 토큰이 다시 들어오면 그 세션 전체를 폐기합니다(RFC 9700 §4.14.2). 갱신할 때마다 계정 상태를 다시 확인합니다.",
        )),
        examples: &[
            example(
                "tokenry refresh",
                "Refresh the login of this machine",
                "이 컴퓨터의 로그인 갱신",
            ),
            example(
                "tokenry refresh --if-expiring 1m --output token",
                "A good access token, refreshed only when it has less than a minute",
                "1분 안에 만료될 때만 갱신하고 액세스 토큰 출력",
            ),
        ],
        args: &[
            &[
                arg(
                    "token",
                    "The refresh token (else the login of this machine)",
                    "리프레시 토큰 (생략하면 이 컴퓨터의 로그인)",
                )
                .more(TOKEN_MORE.0, TOKEN_MORE.1),
                arg(
                    "if_expiring",
                    "Refresh only when the access token has less than this left",
                    "액세스 토큰의 남은 시간이 이보다 짧을 때만 갱신",
                )
                .more(DURATION_MORE.0, DURATION_MORE.1),
                SAVE.more(
                    "A stored login whose refresh token is used up by this is forgotten.",
                    "저장된 로그인의 리프레시 토큰을 썼다면 그 로그인은 지워집니다.",
                ),
                WEAK,
                OUTPUT,
            ],
            GRANT,
            KEY,
        ],
    },
    CommandHelp {
        name: "logout",
        about: words(
            "Revoke the login of this machine and forget it",
            "이 컴퓨터의 세션을 폐기하고 로그인 지우기",
        ),
        more: Some(words(
            "Refresh tokens of the login are dead afterwards. Access tokens stay good for others until they expire; whoami refuses them at once.",
            "로그아웃하면 그 로그인의 리프레시 토큰은 더 이상 쓸 수 없습니다. 이미 나간 액세스 토큰은 다른 곳에서 만료될 때까지 유효하지만 whoami는 바로 거부합니다.",
        )),
        examples: &[
            example("tokenry logout", "This machine", "이 컴퓨터에서 로그아웃"),
            example(
                "tokenry logout --all",
                "Every login of the user",
                "사용자의 모든 세션 폐기",
            ),
        ],
        args: &[&[arg(
            "all",
            "Revoke every login of the user, not only this one",
            "이 세션뿐 아니라 사용자의 모든 세션을 폐기",
        )]],
    },
];
