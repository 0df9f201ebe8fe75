//! Options that several commands have.

use super::{ArgHelp, arg};

/// Before or after any subcommand.
pub(super) const GLOBAL: &[ArgHelp] = &[
    arg(
        "home",
        "Where users.json, keys.json and sessions.json are",
        "users.json, keys.json, sessions.json이 있는 디렉터리",
    )
    .more(
        "It is made when first needed, for nobody else to read. Without the option and the variable it is tokenry/ in the per-user data directory of the platform.",
        "처음 필요할 때 본인만 읽을 수 있게 만듭니다. 옵션과 환경 변수가 모두 없으면 운영 체제가 정한 사용자 데이터 디렉터리 아래의 tokenry/를 씁니다.",
    )
    .env("TOKENRY_HOME"),
    arg("users", "The user file", "사용자 파일")
        .more(
            "Without the option and the variable it is users.json in the home directory.",
            "옵션과 환경 변수가 모두 없으면 홈 디렉터리의 users.json을 씁니다.",
        )
        .env("TOKENRY_USERS"),
    arg(
        "keys",
        "The key file, a JWK Set; its first key signs",
        "키 파일(JWK Set). 첫 번째 키로 서명",
    )
    .more(
        "Without the option and the variable it is keys.json in the home directory. If it is missing when a token must be signed, an HS256 key is made.",
        "옵션과 환경 변수가 모두 없으면 홈 디렉터리의 keys.json을 씁니다. 서명할 때 파일이 없으면 HS256 키를 새로 만듭니다.",
    )
    .env("TOKENRY_KEYS"),
    arg(
        "json",
        "Answer in JSON, errors too",
        "오류를 포함해 결과를 JSON으로 출력",
    )
    .more(
        "An error is {\"error\":{\"code\":…,\"message\":…}} on standard output; the exit code is the same as without it. Codes and member names are never translated.",
        "오류는 표준 출력에 {\"error\":{\"code\":…,\"message\":…}} 형태로 나오며 종료 코드는 그대로입니다. 코드와 멤버 이름은 번역하지 않습니다.",
    ),
    arg("color", "When to colour", "색 사용 여부")
        .more(
            "With auto only a terminal is coloured, unless NO_COLOR or CLICOLOR_FORCE is set.",
            "auto는 터미널에만 색을 씁니다. NO_COLOR와 CLICOLOR_FORCE 환경 변수를 따릅니다.",
        )
        .default("auto"),
    arg(
        "lang",
        "The language of messages and help",
        "메시지와 도움말의 언어",
    )
    .more(
        "Without it the first of TOKENRY_LANG, LC_ALL, LC_MESSAGES and LANG that is set decides, and English when none is.",
        "쓰지 않으면 TOKENRY_LANG, LC_ALL, LC_MESSAGES, LANG 순서로 찾아 먼저 설정되어 있는 변수를 따르고, 모두 없으면 영어를 씁니다.",
    ),
    arg(
        "quiet",
        "No notices and warnings on standard error",
        "표준 오류에 알림과 경고를 내지 않음",
    )
    .more("Errors are still said.", "오류는 그대로 나옵니다."),
    arg(
        "help",
        "Print help (--help: the whole, with examples)",
        "도움말 출력 (--help: 예시를 포함한 전체)",
    ),
    arg("version", "Print the version", "버전 출력"),
];

/// Where the key comes from.
pub(super) const KEY: &[ArgHelp] = &[
    arg(
        "secret",
        "An HMAC secret, as it is (process lists show it)",
        "HMAC 비밀 키 (프로세스 목록에 노출됨)",
    )
    .more(
        "Other users of the machine can read the arguments of a running program: --secret-file and --secret-env keep a secret to yourself.",
        "같은 컴퓨터의 다른 사용자가 실행 중인 프로그램의 인자를 볼 수 있습니다. 비밀 키는 --secret-file이나 --secret-env로 넘기는 편이 안전합니다.",
    ),
    arg(
        "secret_file",
        "A file that holds the HMAC secret",
        "HMAC 비밀 키가 들어 있는 파일",
    )
    .more(
        "The last line break of a text file is not part of the secret, and tokenry says so. Standard input is /dev/stdin, not -.",
        "텍스트 파일 끝의 줄바꿈은 비밀 키에 넣지 않으며, 그 사실을 알려 줍니다. 표준 입력은 -가 아니라 /dev/stdin으로 지정합니다.",
    ),
    arg(
        "secret_env",
        "The environment variable that holds the HMAC secret",
        "HMAC 비밀 키가 들어 있는 환경 변수의 이름",
    ),
    arg(
        "secret_encoding",
        "How the secret is written",
        "비밀 키를 적은 방식",
    )
    .more(
        "text, the default, takes the bytes as they are.",
        "기본값인 text는 바이트를 그대로 씁니다.",
    ),
    arg(
        "key",
        "A file with a key: PEM, DER, JWK or JWK Set (- for standard input)",
        "키가 든 파일: PEM, DER, JWK, JWK Set (-는 표준 입력)",
    )
    .more(
        "PEM and DER may hold PKCS#8, PKCS#1, SEC1, SPKI or an X.509 certificate. Which it is, the content tells, never the name.",
        "PEM과 DER에는 PKCS#8, PKCS#1, SEC1, SPKI, X.509 인증서가 들어 있을 수 있습니다. 형식은 파일 이름이 아니라 내용으로 구별합니다.",
    ),
    arg(
        "jwks",
        "A JWK Set, in a file or at an https URL",
        "파일이나 https URL에 있는 JWK Set",
    )
    .more(
        "The kid of the token picks the key; without a kid each key that fits is tried.",
        "토큰의 kid로 키를 고르고, kid가 없으면 맞는 키를 하나씩 시도합니다.",
    ),
    arg(
        "issuer",
        "The keys of an OpenID Connect issuer, found by discovery",
        "OpenID Connect 발급자의 키 (디스커버리로 찾음)",
    )
    .more(
        "The document at URL/.well-known/openid-configuration names the key set. Its issuer and the token's iss must be that URL.",
        "URL/.well-known/openid-configuration 문서에서 키 세트를 찾습니다. 문서의 issuer와 토큰의 iss가 이 URL과 같아야 합니다.",
    ),
    arg(
        "offline",
        "Fetch nothing from the network",
        "네트워크에서 아무것도 가져오지 않음",
    ),
];

/// `--allow-weak-secret`
pub(super) const WEAK: ArgHelp = arg(
    "allow_weak_secret",
    "Sign with an HMAC secret that is shorter than its hash",
    "해시보다 짧은 HMAC 비밀 키로도 서명",
)
.more(
    "RFC 7518 §3.2 forbids such secrets, since they can be guessed. For old systems that have no other.",
    "짧은 비밀 키는 추측당할 수 있어 RFC 7518 §3.2에서 금지합니다. 바꿀 수 없는 오래된 시스템을 위한 옵션입니다.",
);

/// `--at`
pub(super) const AT: ArgHelp = arg(
    "at",
    "Judge as of another moment than now",
    "지금이 아닌 다른 시각을 기준으로 판단",
)
.more(WHEN_MORE.0, WHEN_MORE.1);

/// `--leeway`
pub(super) const LEEWAY: ArgHelp = arg(
    "leeway",
    "How far the clocks may differ",
    "허용할 시계 오차",
)
.more(DURATION_MORE.0, DURATION_MORE.1)
.default("0s");

/// How things are shown.
pub(super) const SHOW: &[ArgHelp] = &[
    arg("tz", "The time zone of times", "시각을 표시할 시간대").more(
        "ZONE is utc, local or an offset such as +09:00.",
        "ZONE에는 utc, local 또는 +09:00 같은 오프셋을 씁니다.",
    )
    .default("utc"),
    arg(
        "explain",
        "Show step by step how the token is made",
        "토큰이 만들어지는 과정을 단계별로 설명",
    )
    .more(
        "Each part as base64url text, as bytes and as JSON, what every claim means, the formula of the signature, and shell commands that do the same. --explain=html writes one page that holds all of it.",
        "각 부분을 base64url 텍스트, 바이트, JSON으로 보여 주고, 클레임의 뜻과 서명 계산식, 같은 결과를 내는 셸 명령을 함께 보여 줍니다. --explain=html은 이 모두를 담은 웹 페이지 하나를 출력합니다.",
    ),
    arg(
        "show_secret",
        "Put the HMAC secret into the explanation's shell commands",
        "설명의 셸 명령에 HMAC 비밀 키를 그대로 표시",
    ),
];

/// Many tokens.
pub(super) const BATCH: &[ArgHelp] = &[
    arg(
        "batch",
        "Read one token a line, write one JSON object a line",
        "한 줄에 토큰 하나씩 읽어 JSON 객체를 한 줄에 하나씩 출력",
    )
    .more(
        "FILE may be - or left out for standard input. The order is that of the input, memory use does not grow with it, and a bad line is a result, not the end.",
        "FILE을 -로 쓰거나 생략하면 표준 입력을 읽습니다. 입력 순서대로 출력하고, 입력이 길어져도 메모리를 더 쓰지 않으며, 잘못된 줄이 있어도 멈추지 않습니다.",
    ),
    arg(
        "full",
        "Write for each line all that --json gives for one token",
        "줄마다 --json과 같은 전체 결과를 출력",
    ),
    arg(
        "only",
        "Write only the lines of valid or of invalid tokens",
        "유효한 토큰 또는 유효하지 않은 토큰의 줄만 출력",
    ),
    arg(
        "summary",
        "Write only the counts at the end",
        "줄별 결과 없이 마지막 집계만 출력",
    ),
    arg("jobs", "How many threads work", "동시에 쓸 스레드 수").more(
        "From 1 to 1024; without it as many as the machine has cores.",
        "1에서 1024까지 쓸 수 있고, 생략하면 코어 수만큼 씁니다.",
    ),
];

/// Where a token is read from.
pub(super) const TOKEN_MORE: (&str, &str) = (
    "TOKEN is the token, @FILE, or - for standard input. White space, quotes, Bearer, an Authorization header line, a cookie, a curl command or a token response around it are taken off.",
    "TOKEN에는 토큰, @FILE, 표준 입력을 뜻하는 -를 쓸 수 있습니다. 토큰을 둘러싼 공백, 따옴표, Bearer, Authorization 헤더 줄, 쿠키, curl 명령, 토큰 응답은 알아서 떼어 냅니다.",
);

/// How a moment is written.
pub(super) const WHEN_MORE: (&str, &str) = (
    "WHEN is RFC 3339 (2026-11-23T02:00:00Z), a date (midnight UTC), Unix seconds, now, or a length of time from now: 15m, 1h30m, 7d, -5m.",
    "WHEN에는 RFC 3339(2026-11-23T02:00:00Z), 날짜(UTC 자정), Unix 초, now, 지금부터의 기간(15m, 1h30m, 7d, -5m)을 쓸 수 있습니다.",
);

/// How a length of time is written.
pub(super) const DURATION_MORE: (&str, &str) = (
    "DURATION is 30s, 15m, 1h30m or 7d; a bare number counts seconds.",
    "DURATION은 30s, 15m, 1h30m, 7d처럼 씁니다. 숫자만 쓰면 초입니다.",
);

/// The account that a command is about.
pub(super) const NAME: ArgHelp = arg("name", "The user name", "사용자 이름");

/// `--password-stdin`
pub(super) const PASSWORD_STDIN: ArgHelp = arg(
    "password_stdin",
    "Read the password from standard input",
    "비밀번호를 표준 입력에서 읽음",
);
