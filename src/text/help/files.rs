//! `user` and `key`.

use super::shared::{NAME, PASSWORD_STDIN};
use super::{CommandHelp, arg, example, words};

pub(super) const COMMANDS: &[CommandHelp] = &[
    CommandHelp {
        name: "user",
        about: words(
            "Manage the accounts of the user file",
            "사용자 파일의 계정 관리",
        ),
        more: Some(words(
            "The file is an object of user names and records, the shape that FastAPI's security tutorial made common. Members that tokenry does not know survive every change.",
            "파일은 사용자 이름과 레코드로 된 객체로, FastAPI 보안 튜토리얼에서 널리 알려진 형식입니다. tokenry가 모르는 멤버도 그대로 보존합니다.",
        )),
        examples: &[example("tokenry user list", "Who there is", "계정 목록")],
        args: &[],
    },
    CommandHelp {
        name: "user add",
        about: words("Add an account", "계정 추가"),
        more: Some(words(
            "The password is asked for twice, without echo, and kept as an argon2id hash.",
            "비밀번호는 화면에 보이지 않게 두 번 입력받아 argon2id 해시로 저장합니다.",
        )),
        examples: &[
            example(
                "tokenry user add alice --email alice@example.com",
                "Add alice; the password is asked for",
                "alice 추가 (비밀번호 입력)",
            ),
            example(
                "tokenry user add bot --password-stdin --scope read --claim team=ci < password.txt",
                "In a script, with a scope and a claim for its tokens",
                "스크립트에서 스코프와 클레임을 정해 추가",
            ),
        ],
        args: &[&[
            NAME,
            PASSWORD_STDIN,
            arg("full_name", "The person's name", "사람의 이름"),
            arg("email", "The e-mail address", "이메일 주소"),
            arg(
                "scope",
                "A scope that the user may ask for (repeatable)",
                "사용자가 쓸 수 있는 스코프 (반복 가능)",
            ),
            arg(
                "claim",
                "A claim for every token of the user (repeatable)",
                "사용자의 모든 토큰에 넣을 클레임 (반복 가능)",
            )
            .more(
                "NAME=TEXT gives a string, NAME:=JSON any JSON value.",
                "NAME=TEXT는 문자열, NAME:=JSON은 JSON 값입니다.",
            ),
            arg("disabled", "Add it disabled", "비활성 상태로 추가"),
        ]],
    },
    CommandHelp {
        name: "user list",
        about: words("List the accounts", "계정 목록 표시"),
        more: None,
        examples: &[
            example("tokenry user list", "For people", "사람이 읽는 형식으로"),
            example(
                "tokenry user list --json",
                "For scripts",
                "스크립트용 JSON으로",
            ),
        ],
        args: &[],
    },
    CommandHelp {
        name: "user show",
        about: words(
            "Show an account, without its password hash",
            "비밀번호 해시를 뺀 계정 정보 표시",
        ),
        more: None,
        examples: &[example(
            "tokenry user show hongsun2",
            "What the record says",
            "계정 레코드의 내용",
        )],
        args: &[&[NAME]],
    },
    CommandHelp {
        name: "user passwd",
        about: words("Change a password", "비밀번호 변경"),
        more: Some(words(
            "The new password is asked for twice, without echo. Every session of the user is revoked.",
            "새 비밀번호는 화면에 보이지 않게 두 번 입력받습니다. 그 사용자의 모든 세션은 폐기됩니다.",
        )),
        examples: &[
            example(
                "tokenry user passwd hongsun2",
                "Asks for the new one",
                "새 비밀번호 입력",
            ),
            example(
                "tokenry user passwd hongsun2 --password-stdin < password.txt",
                "In a script",
                "스크립트에서 변경",
            ),
        ],
        args: &[&[NAME, PASSWORD_STDIN]],
    },
    CommandHelp {
        name: "user enable",
        about: words("Let an account in again", "계정 활성화"),
        more: None,
        examples: &[example(
            "tokenry user enable hongsun2",
            "Undo a disable",
            "비활성화한 계정 되돌리기",
        )],
        args: &[&[NAME]],
    },
    CommandHelp {
        name: "user disable",
        about: words("Shut an account out", "계정 비활성화"),
        more: Some(words(
            "It can't log in or refresh any more, and whoami refuses its tokens.",
            "로그인과 갱신을 할 수 없게 되고, whoami도 그 계정의 토큰을 거부합니다.",
        )),
        examples: &[example(
            "tokenry user disable hongsun2",
            "From now on",
            "지금부터 사용 금지",
        )],
        args: &[&[NAME]],
    },
    CommandHelp {
        name: "user remove",
        about: words("Remove an account", "계정 삭제"),
        more: None,
        examples: &[example(
            "tokenry user remove hongsun2",
            "For good",
            "계정을 완전히 삭제",
        )],
        args: &[&[NAME]],
    },
    CommandHelp {
        name: "key",
        about: words("Manage the keys of the key file", "키 파일의 키 관리"),
        more: Some(words(
            "The file is a JWK Set (RFC 7517). The first key signs; all of them verify.",
            "파일은 JWK Set(RFC 7517)입니다. 첫 번째 키로 서명하고, 검증에는 모든 키를 씁니다.",
        )),
        examples: &[example("tokenry key list", "Which there are", "키 목록")],
        args: &[],
    },
    CommandHelp {
        name: "key generate",
        about: words("Make a key", "키 생성"),
        more: Some(words(
            "It is added to the end of the key file. The first key goes on signing, and issue --kid picks another one. With --out it is written to a file of its own instead, for its owner to read.",
            "키 파일의 맨 뒤에 추가합니다. 서명은 계속 첫 번째 키로 하며, 다른 키를 쓰려면 issue --kid로 고릅니다. --out을 쓰면 키 파일 대신 본인만 읽을 수 있는 파일에 따로 저장합니다.",
        )),
        examples: &[
            example(
                "tokenry key generate --alg ES256",
                "One more key in the key file, for ES256",
                "키 파일에 ES256 키 추가",
            ),
            example(
                "tokenry key generate --alg RS256 --out new.pem --format pem",
                "A private RSA key in a file of its own",
                "RSA 개인 키를 따로 저장",
            ),
        ],
        args: &[&[
            arg(
                "alg",
                "The algorithm that the key is for",
                "키를 쓸 알고리즘",
            ),
            arg(
                "kid",
                "The key's id (else its RFC 7638 thumbprint)",
                "키 ID (생략하면 RFC 7638 지문)",
            ),
            arg(
                "out",
                "Write it to this file, not into the key file",
                "키 파일이 아닌 이 파일에 저장",
            ),
            arg("format", "The format of that file", "저장할 형식"),
        ]],
    },
    CommandHelp {
        name: "key list",
        about: words("List the keys", "키 목록 표시"),
        more: None,
        examples: &[
            example(
                "tokenry key list",
                "Ids, types and algorithms",
                "ID, 종류, 알고리즘",
            ),
            example(
                "tokenry key list --json",
                "For scripts",
                "스크립트용 JSON으로",
            ),
        ],
        args: &[],
    },
    CommandHelp {
        name: "key export",
        about: words("Print the public keys", "공개 키 출력"),
        more: Some(words(
            "Private parts and HMAC secrets come out only with --private.",
            "개인 키와 HMAC 비밀 키는 --private을 써야만 출력합니다.",
        )),
        examples: &[
            example(
                "tokenry key export > jwks.json",
                "The set that others verify with",
                "다른 곳에서 검증할 때 쓸 키 세트",
            ),
            example(
                "tokenry key export ci-2026 --format pem",
                "One public key as PEM",
                "공개 키 하나를 PEM으로",
            ),
        ],
        args: &[&[
            arg(
                "kid",
                "The key's id (else all keys)",
                "키 ID (생략하면 모든 키)",
            ),
            arg("format", "The format", "형식"),
            arg("private", "The private parts too", "개인 키까지 출력"),
        ]],
    },
    CommandHelp {
        name: "key import",
        about: words(
            "Take a key from a file into the key file",
            "파일의 키를 키 파일로 가져오기",
        ),
        more: Some(words(
            "PEM, DER, JWK and JWK Set are told apart by content.",
            "PEM, DER, JWK, JWK Set을 내용으로 구별합니다.",
        )),
        examples: &[example(
            "tokenry key import private.pem --kid partner --alg ES256",
            "A private key, under an id of one's own",
            "개인 키를 정한 ID로 가져오기",
        )],
        args: &[&[
            arg(
                "file",
                "The file to read (- for standard input)",
                "읽을 파일 (-는 표준 입력)",
            ),
            arg("kid", "The id that it gets", "붙일 키 ID"),
            arg("alg", "The algorithm that it is for", "키를 쓸 알고리즘"),
        ]],
    },
    CommandHelp {
        name: "key rotate",
        about: words(
            "Sign with a new key from now on, and keep the old one for verifying",
            "새 키로 서명을 시작하고 옛 키는 검증용으로 보관",
        ),
        more: Some(words(
            "The new key is of the same kind as the first one. Remove the old one when no token of it is good any more.",
            "첫 번째 키와 같은 종류의 키를 만듭니다. 옛 키로 서명한 토큰이 모두 만료되면 옛 키를 삭제하세요.",
        )),
        examples: &[example(
            "tokenry key rotate",
            "A new first key",
            "새 키를 맨 앞에 추가",
        )],
        args: &[],
    },
    CommandHelp {
        name: "key remove",
        about: words("Remove a key", "키 삭제"),
        more: Some(words(
            "Tokens that it signed do not verify any more.",
            "그 키로 서명한 토큰은 더 이상 검증되지 않습니다.",
        )),
        examples: &[example(
            "tokenry key remove ci-2025",
            "An old key",
            "옛 키 삭제",
        )],
        args: &[&[arg("kid", "The key's id", "키 ID")]],
    },
    CommandHelp {
        name: "key thumbprint",
        about: words(
            "Print the RFC 7638 thumbprint of a key",
            "키의 RFC 7638 지문 출력",
        ),
        more: None,
        examples: &[example(
            "tokenry key thumbprint public.pem",
            "Of a key in any format",
            "모든 형식의 키 파일 가능",
        )],
        args: &[&[arg(
            "file",
            "The file with the key (- for standard input; without it the keys of the key file)",
            "키가 든 파일 (-는 표준 입력, 생략하면 키 파일의 모든 키)",
        )]],
    },
];
