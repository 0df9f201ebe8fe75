//! `scan`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::options::{Clock, KeySource, heading};

#[derive(Args)]
#[command(
    about = words!("Find the tokens in any text", "텍스트에서 토큰 찾기"),
    long_about = words!(
        "Logs, HAR files, JSON, environment dumps, source code: every JWT, JWE and SD-JWT is listed once, with its place, its state and a short name (the first four bytes of its SHA-256). Tokens that are percent-encoded, wrapped over lines or in base64 are found too. No token is printed whole. With a key option each is verified.",
        "로그, HAR, JSON, 환경 변수 목록, 소스 코드 등에서 JWT, JWE, SD-JWT를 모두 찾아 위치, 상태, 짧은 이름(SHA-256의 앞 4바이트)과 함께 한 번씩 표시합니다. 퍼센트 인코딩, 줄바꿈, base64로 감싼 토큰도 찾습니다. 토큰 전체는 출력하지 않습니다. 키 옵션을 지정하면 각각 검증합니다."
    ),
    after_long_help = examples!(
        "tokenry scan token.txt":
            "What tokens are in a file", "파일에 있는 토큰 목록";
        "tokenry scan --redact < token.txt":
            "A text without signatures, to pass on", "서명을 지운 텍스트";
        "tokenry scan --fail-on any token.txt":
            "In a hook (exit 12: there is one)", "훅에서 사용 (exit 12: 토큰이 있음)";
    )
)]
pub(crate) struct Scan {
    #[arg(
        value_name = "FILE", value_hint = ValueHint::FilePath,
        help = words!("The files to look through (- for standard input)", "찾아볼 파일 (-는 표준 입력)")
    )]
    pub(crate) files: Vec<PathBuf>,
    #[arg(
        long, help_heading = heading::OUTPUT, conflicts_with = "fail_on",
        help = words!("Copy the text, with a short name in place of each signature", "서명 자리에 짧은 이름을 넣어 텍스트를 그대로 출력"),
        long_help = words!(
            "Nothing else is changed. Of a JWE the ciphertext and tag are replaced, of an SD-JWT both signatures, of a token in base64 or escapes all of it.",
            "그 밖의 내용은 바꾸지 않습니다. JWE는 암호문과 태그, SD-JWT는 두 서명, base64나 이스케이프로 된 토큰은 전체를 바꿉니다."
        )
    )]
    pub(crate) redact: bool,
    #[arg(
        long, value_name = "WHICH", help_heading = heading::OUTPUT,
        help = words!("Exit 12 when such a token is found", "이런 토큰이 있으면 종료 코드 12로 끝냄"),
        long_help = words!(
            "any: whatever its state. live: not expired, and begun. valid: one that the key option verifies.",
            "any는 모든 토큰, live는 시작되었고 만료되지 않은 토큰, valid는 키 옵션으로 검증되는 토큰입니다."
        )
    )]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) keys: KeySource,
    #[command(flatten)]
    pub(crate) clock: Clock,
}

/// What `--fail-on` looks for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Any,
    Live,
    Valid,
}
