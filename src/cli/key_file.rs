//! `key`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::completions::KEY_ID;
use super::options::{KeyPass, KeySource, TokenEnv, TokenSource};
use super::values::{Input, OneOf, algorithms, key_id};
use crate::keys::Algorithm;

#[derive(Subcommand)]
#[command(
    subcommand_required = true, arg_required_else_help = true,
    about = words!("Manage the keys of the key file", "키 파일의 키 관리"),
    long_about = words!(
        "The file is a JWK Set (RFC 7517). The first key signs; all of them verify.",
        "파일은 JWK Set(RFC 7517)입니다. 첫 번째 키로 서명하고, 검증에는 모든 키를 씁니다."
    ),
    after_long_help = examples!(
        "tokenry key list":
            "Which there are", "키 목록";
    )
)]
pub(crate) enum KeyCommand {
    Generate(KeyGenerate),
    List(KeyList),
    Export(KeyExport),
    Import(KeyImport),
    Convert(KeyConvert),
    #[command(
        about = words!(
            "Sign with a new key from now on, and keep the old one for verifying",
            "새 키로 서명을 시작하고 옛 키는 검증용으로 보관"
        ),
        long_about = words!(
            "The new key is of the same kind as the first one. Remove the old one when no token of it is good any more.",
            "첫 번째 키와 같은 종류의 키를 만듭니다. 옛 키로 서명한 토큰이 모두 만료되면 옛 키를 삭제하세요."
        ),
        after_long_help = examples!(
            "tokenry key rotate":
                "A new first key", "새 키를 맨 앞에 추가";
        )
    )]
    Rotate,
    Remove(KeyRemove),
    Thumbprint(KeyThumbprint),
    Fingerprint(KeyFingerprint),
}

#[derive(Args)]
#[command(
    about = words!("List the keys", "키 목록 표시"),
    long_about = words!(
        "Of the key file, or of the source that an option names. With a token a column says which key verifies it.",
        "키 파일의 키, 또는 옵션으로 지정한 곳의 키를 표시합니다. 토큰을 주면 어느 키로 검증되는지도 표시합니다."
    ),
    after_long_help = examples!(
        "tokenry key list":
            "Ids, types and algorithms", "ID, 종류, 알고리즘";
        "tokenry key list --key public.pem @token.txt":
            "Which of these keys signed a token", "어느 키로 서명한 토큰인지 확인";
    )
)]
pub(crate) struct KeyList {
    #[arg(
        value_name = "TOKEN", value_parser = |text: &str| Ok::<_, std::convert::Infallible>(Input::from(text)), allow_hyphen_values = false,
        help = words!("A token to try each key on", "각 키로 검증해 볼 토큰")
    )]
    token: Option<Input>,
    #[command(flatten)]
    variable: TokenEnv,
    #[command(flatten)]
    pub(crate) source: KeySource,
}

impl KeyList {
    /// The token to try the keys on.
    pub(crate) fn token(&self) -> Option<TokenSource<'_>> {
        match self.variable.or(self.token.as_ref()) {
            TokenSource::Unsaid => None,
            source => Some(source),
        }
    }
}

#[derive(Args)]
#[command(
    about = words!("Make a key", "키 생성"),
    long_about = words!(
        "It is added to the end of the key file. The first key goes on signing, and issue --kid picks another one. With --out it is written to a file of its own instead, for its owner to read.",
        "키 파일의 맨 뒤에 추가합니다. 서명은 계속 첫 번째 키로 하며, 다른 키를 쓰려면 issue --kid로 고릅니다. --out을 쓰면 키 파일 대신 본인만 읽을 수 있는 파일에 따로 저장합니다."
    ),
    after_long_help = examples!(
        "tokenry key generate --alg ES256":
            "One more key in the key file, for ES256", "키 파일에 ES256 키 추가";
        "tokenry key generate --alg RS256 --out new.pem --format pem":
            "A private RSA key in a file of its own", "RSA 개인 키를 따로 저장";
    )
)]
pub(crate) struct KeyGenerate {
    #[arg(
        long, value_name = "ALG", value_parser = OneOf(algorithms),
        help = words!("The algorithm that the key is for", "키를 쓸 알고리즘")
    )]
    pub(crate) alg: Algorithm,
    // One thumbprint of 64 begins with a hyphen, and the thumbprint is what a key is called by default.
    #[arg(
        long, value_name = "ID", value_parser = key_id, allow_hyphen_values = true,
        help = words!("The key's id (else its RFC 7638 thumbprint)", "키 ID (생략하면 RFC 7638 지문)")
    )]
    pub(crate) kid: Option<String>,
    #[arg(
        long, value_name = "BITS",
        help = words!(
            "The size of an RSA key (2048, 3072, 4096, 8192) or of an HMAC secret",
            "RSA 키(2048, 3072, 4096, 8192) 또는 HMAC 시크릿 키의 크기"
        )
    )]
    pub(crate) size: Option<usize>,
    #[arg(
        long = "use", value_name = "USE", value_parser = ["sig"],
        help = words!("What the key is for: sig (RFC 7517 §4.2)", "키의 용도: sig (RFC 7517 §4.2)")
    )]
    pub(crate) usage: Option<String>,
    #[arg(
        long, value_name = "FILE", value_hint = ValueHint::FilePath,
        help = words!("Write it to this file, not into the key file", "키 파일이 아닌 이 파일에 저장")
    )]
    pub(crate) out: Option<PathBuf>,
    #[arg(
        long, value_name = "FORMAT", requires = "out",
        help = words!("The format of that file (else as its name ends, else jwk)", "저장할 형식 (생략하면 파일 확장자에 따름, 기본값 jwk)")
    )]
    pub(crate) format: Option<KeyFileFormat>,
}

/// How a key is written to a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyFileFormat {
    Jwk,
    Pem,
}

#[derive(Args)]
#[command(
    about = words!("Print the public keys", "공개 키 출력"),
    long_about = words!(
        "Private parts and HMAC secrets come out only with --private.",
        "개인 키와 HMAC 비밀 키는 --private을 써야만 출력합니다."
    ),
    after_long_help = examples!(
        "tokenry key export > jwks.json":
            "The set that others verify with", "다른 곳에서 검증할 때 쓸 키 세트";
        "tokenry key export ci-2026 --format pem":
            "One public key as PEM", "공개 키 하나를 PEM으로";
    )
)]
pub(crate) struct KeyExport {
    #[arg(
        value_name = "KID", value_hint = KEY_ID, allow_hyphen_values = true,
        help = words!("The key's id (else all keys)", "키 ID (생략하면 모든 키)")
    )]
    pub(crate) kid: Option<String>,
    #[arg(long, value_name = "FORMAT", default_value = "jwks", help = words!("The format", "형식"))]
    pub(crate) format: KeyExportFormat,
    #[arg(long, help = words!("The private parts too", "개인 키까지 출력"))]
    pub(crate) private: bool,
}

/// How keys are written for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyExportFormat {
    Jwks,
    Jwk,
    Pem,
}

#[derive(Args)]
#[command(
    about = words!("Take a key from a file into the key file", "파일의 키를 키 파일로 가져오기"),
    long_about = words!(
        "PEM, DER, JWK and JWK Set are told apart by content.",
        "PEM, DER, JWK, JWK Set을 내용으로 구별합니다."
    ),
    after_long_help = examples!(
        "tokenry key import private.pem --kid partner --alg ES256":
            "A private key, under an id of one's own", "개인 키를 정한 ID로 가져오기";
    )
)]
pub(crate) struct KeyImport {
    #[arg(
        value_name = "FILE", value_hint = ValueHint::FilePath,
        help = words!("The file to read (- for standard input)", "읽을 파일 (-는 표준 입력)")
    )]
    pub(crate) file: PathBuf,
    #[arg(
        long, value_name = "ID", value_parser = key_id, allow_hyphen_values = true,
        help = words!("The id that it gets", "붙일 키 ID")
    )]
    pub(crate) kid: Option<String>,
    #[arg(
        long, value_name = "ALG", value_parser = OneOf(algorithms),
        help = words!("The algorithm that it is for", "키를 쓸 알고리즘")
    )]
    pub(crate) alg: Option<Algorithm>,
    #[command(flatten)]
    pub(crate) pass: KeyPass,
}

#[derive(Args)]
#[command(
    about = words!("Write keys in another format", "키를 다른 형식으로 변환"),
    long_about = words!(
        "From all that --key reads to one that others read. The key file is not touched. Private parts and HMAC secrets come out only with --private. Of several keys, jwk writes a set and pem one block after the other.",
        "--key로 읽을 수 있는 모든 형식을 변환합니다. 키 파일은 바꾸지 않습니다. 개인 키와 HMAC 시크릿 키는 --private을 지정해야 출력합니다. 키가 여러 개면 jwk는 세트로, pem은 블록을 이어서 출력합니다."
    ),
    after_long_help = examples!(
        "tokenry key convert public.pem --to jwks":
            "A PEM key or a certificate as a JWK Set", "PEM 키나 인증서를 JWK Set으로";
        "tokenry key convert private.pem --to jwk --private":
            "A private key as a JWK", "개인 키를 JWK로";
    )
)]
pub(crate) struct KeyConvert {
    #[arg(
        value_name = "FILE", value_hint = ValueHint::FilePath,
        help = words!("The file to read (- for standard input)", "읽을 파일 (-는 표준 입력)")
    )]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "FORMAT", help = words!("The format to write", "출력할 형식"))]
    pub(crate) to: KeyExportFormat,
    #[arg(long, help = words!("The private parts too", "개인 키까지 출력"))]
    pub(crate) private: bool,
    #[command(flatten)]
    pub(crate) pass: KeyPass,
}

#[derive(Args)]
#[command(
    about = words!("Remove a key", "키 삭제"),
    long_about = words!(
        "Tokens that it signed do not verify any more.",
        "그 키로 서명한 토큰은 더 이상 검증되지 않습니다."
    ),
    after_long_help = examples!(
        "tokenry key remove ci-2025":
            "An old key", "옛 키 삭제";
    )
)]
pub(crate) struct KeyRemove {
    #[arg(
        value_name = "KID", value_hint = KEY_ID, allow_hyphen_values = true,
        help = words!("The key's id", "키 ID")
    )]
    pub(crate) kid: String,
}

#[derive(Args)]
#[command(
    about = words!("Print the RFC 7638 thumbprint of a key", "키의 RFC 7638 지문 출력"),
    after_long_help = examples!(
        "tokenry key thumbprint public.pem":
            "Of a key in any format", "모든 형식의 키 파일 가능";
    )
)]
pub(crate) struct KeyThumbprint {
    #[arg(
        value_name = "FILE", value_hint = ValueHint::FilePath,
        help = words!(
            "The file with the key (- for standard input; without it the keys of the key file)",
            "키가 든 파일 (-는 표준 입력, 생략하면 키 파일의 모든 키)"
        )
    )]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) pass: KeyPass,
}

#[derive(Args)]
#[command(
    about = words!("Print the SHA-256 fingerprint of a public key", "공개 키의 SHA-256 핑거프린트 출력"),
    long_about = words!(
        "SHA256: and the base64 of the SHA-256 of the SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), as Snowflake and OpenSSL users write it.",
        "SubjectPublicKeyInfo(RFC 5280 §4.1.2.7)의 SHA-256을 base64로 적고 앞에 SHA256:을 붙입니다. Snowflake와 OpenSSL에서 사용하는 형식입니다."
    ),
    after_long_help = examples!(
        "tokenry key fingerprint public.pem":
            "What Snowflake calls RSA_PUBLIC_KEY_FP", "Snowflake의 RSA_PUBLIC_KEY_FP 값";
    )
)]
pub(crate) struct KeyFingerprint {
    #[arg(
        value_name = "FILE", value_hint = ValueHint::FilePath,
        help = words!("The file with the key (- for standard input)", "키가 든 파일 (-는 표준 입력)")
    )]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) pass: KeyPass,
}
