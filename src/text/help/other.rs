//! `tokenry` itself, `tour`, `completions` and `man`.

use super::{CommandHelp, arg, example, words};

pub(super) const COMMANDS: &[CommandHelp] = &[
    CommandHelp {
        name: "",
        about: words(
            "JSON Web Tokens on the command line: issue, decode, verify, log in",
            "명령줄에서 다루는 JSON Web Token: 발급, 디코딩, 검증, 로그인",
        ),
        more: Some(words(
            "tokenry works offline, with accounts in a JSON file and keys in a JWK Set. Standard output carries the answer and nothing else; notices, warnings and prompts go to standard error. When a token is refused, every reason is said, and the exit code tells one kind from another.",
            "tokenry는 JSON 파일의 계정과 JWK Set의 키로 오프라인에서 동작합니다. 표준 출력에는 결과만 나오고 알림, 경고, 입력 안내는 표준 오류로 나옵니다. 토큰을 거부할 때는 이유를 모두 알려 주며, 종료 코드로 종류를 구별할 수 있습니다.",
        )),
        examples: &[
            example(
                "tokenry issue --sub ci > token.txt",
                "Sign a token that is good for 15 minutes",
                "15분 동안 유효한 토큰을 서명해 저장",
            ),
            example(
                "tokenry decode @token.txt",
                "Look into it, without a key",
                "키 없이 내용 확인",
            ),
            example(
                "tokenry verify @token.txt",
                "Check everything about it",
                "서명과 클레임을 모두 검증",
            ),
        ],
        args: &[],
    },
    CommandHelp {
        name: "tour",
        about: words(
            "Play the life of a token, step by step, with real commands",
            "토큰의 일생을 실제 명령으로 한 단계씩 보여 주기",
        ),
        more: Some(words(
            "A user is added and logs in, the token is decoded, verified and tampered with, expires and is refreshed, and the account is disabled. All of it happens in a directory of its own that is thrown away afterwards; the clock is moved, nobody waits.",
            "사용자를 추가해 로그인하고, 토큰을 디코딩·검증·변조해 보고, 만료된 뒤 갱신하고, 계정을 비활성화합니다. 모든 일은 따로 만든 디렉터리에서 일어나며 끝나면 지웁니다. 시계를 옮겨서 진행하므로 기다릴 필요가 없습니다.",
        )),
        examples: &[
            example("tokenry tour", "The whole story", "처음부터 끝까지"),
            example(
                "tokenry tour --lang ko > tour.txt",
                "As a text in Korean, for a class",
                "수업 자료용 한국어 텍스트로 저장",
            ),
        ],
        args: &[&[
            arg(
                "step",
                "Wait for Enter between the steps",
                "단계마다 Enter를 기다림",
            )
            .more(
                "Ctrl-D ends the tour.",
                "Ctrl-D를 누르면 둘러보기를 끝냅니다.",
            ),
            arg(
                "dir",
                "Play in this directory, and keep it",
                "이 디렉터리에서 진행하고 끝나도 지우지 않음",
            ),
        ]],
    },
    CommandHelp {
        name: "completions",
        about: words("Print a completion script", "자동 완성 스크립트 출력"),
        more: Some(words(
            "Commands, options and values complete in all six shells; in bash, zsh and fish the names of accounts and keys do too.\n\nbash: save it as ~/.local/share/bash-completion/completions/tokenry\nzsh: save it as _tokenry in a directory of $fpath\nfish: save it as ~/.config/fish/completions/tokenry.fish\nPowerShell: add it to the file that $PROFILE names\nelvish: save it in ~/.config/elvish/lib and `use` it in rc.elv\nnushell: save it and `source` it in config.nu",
            "여섯 가지 셸에서 명령, 옵션, 값을 자동 완성합니다. bash, zsh, fish에서는 계정과 키의 이름도 완성합니다.\n\nbash: ~/.local/share/bash-completion/completions/tokenry 파일로 저장\nzsh: $fpath에 있는 디렉터리에 _tokenry 파일로 저장\nfish: ~/.config/fish/completions/tokenry.fish 파일로 저장\nPowerShell: $PROFILE 파일에 추가\nelvish: ~/.config/elvish/lib에 저장하고 rc.elv에서 `use`\nnushell: 저장하고 config.nu에서 `source`",
        )),
        examples: &[
            example(
                "tokenry completions bash > tokenry.bash",
                "For bash",
                "bash용 스크립트 저장",
            ),
            example(
                "tokenry completions zsh > _tokenry",
                "For zsh",
                "zsh용 스크립트 저장",
            ),
        ],
        args: &[&[arg("shell", "The shell", "셸")]],
    },
    CommandHelp {
        name: "man",
        about: words("Write the man pages", "man 페이지 만들기"),
        more: Some(words(
            "One page a command: tokenry.1, tokenry-issue.1, tokenry-user-add.1 and so on. Without DIR the page of tokenry itself is printed.",
            "tokenry.1, tokenry-issue.1, tokenry-user-add.1처럼 명령마다 한 페이지씩 만듭니다. DIR을 생략하면 tokenry의 페이지를 출력합니다.",
        )),
        examples: &[
            example(
                "tokenry man man1",
                "All pages, into the directory man1",
                "모든 페이지를 man1 디렉터리에 저장",
            ),
            example(
                "tokenry man > tokenry.1",
                "The first page alone",
                "첫 페이지만 저장",
            ),
        ],
        args: &[&[arg(
            "dir",
            "The directory for the pages; it is made if need be",
            "페이지를 저장할 디렉터리. 없으면 만듦",
        )]],
    },
];
