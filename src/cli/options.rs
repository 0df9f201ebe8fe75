//! Options that several commands have.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{ArgMatches, Args, Command, FromArgMatches, ValueEnum, ValueHint};

use super::values::{Input, OneOf, When, Zone, duration, secret_encodings, threads};
use crate::keys::secret::SecretEncoding;

/// What groups of options are called.
pub(super) mod heading {
    pub(in crate::cli) const BATCH: &str = words!("Batch", "일괄 처리");
    pub(in crate::cli) const CLAIMS: &str = words!("Claims", "클레임");
    pub(in crate::cli) const DECRYPTION: &str = words!("Decryption", "복호화");
    pub(in crate::cli) const ENCRYPTION: &str = words!("Encryption", "암호화");
    pub(in crate::cli) const GLOBAL: &str = words!("Global options", "공통 옵션");
    pub(in crate::cli) const KEY: &str = words!("Key", "키");
    pub(in crate::cli) const OUTPUT: &str = words!("Output", "출력");
    pub(in crate::cli) const TIME: &str = words!("Time", "시간");
}

pub(super) const TOKEN_FORMS: &str = words!(
    "TOKEN is the token, @FILE, or - for standard input. White space, quotes, Bearer, an Authorization header line, a cookie, a curl command or a token response around it are taken off.",
    "TOKEN에는 토큰, @FILE, 표준 입력을 뜻하는 -를 쓸 수 있습니다. 토큰을 둘러싼 공백, 따옴표, Bearer, Authorization 헤더 줄, 쿠키, curl 명령, 토큰 응답은 알아서 떼어 냅니다."
);
pub(super) const WHEN: &str = words!(
    "WHEN is RFC 3339 (2026-11-23T02:00:00Z), a date (midnight UTC), Unix seconds, now, or a length of time from now: 15m, 1h30m, 7d, -5m.",
    "WHEN에는 RFC 3339(2026-11-23T02:00:00Z), 날짜(UTC 자정), Unix 초, now, 지금부터의 기간(15m, 1h30m, 7d, -5m)을 쓸 수 있습니다."
);
pub(super) const DURATION: &str = words!(
    "DURATION is 30s, 15m, 1h30m or 7d; a bare number counts seconds.",
    "DURATION은 30s, 15m, 1h30m, 7d처럼 씁니다. 숫자만 쓰면 초입니다."
);
pub(super) const TOKEN: &str = words!(
    "The token, @FILE or - (else standard input)",
    "토큰, @FILE 또는 - (생략하면 표준 입력)"
);
pub(super) const OUTPUT: &str = words!("What is printed", "출력 형식");

/// Where a token comes from.
#[derive(Clone, Copy)]
pub(crate) enum TokenSource<'o> {
    Argument(&'o Input),
    Variable(&'o str),
    /// Standard input too, unless the command has something better.
    Unsaid,
}

impl TokenSource<'_> {
    pub(crate) const fn is_stdin(self) -> bool {
        matches!(self, Self::Argument(Input::Stdin) | Self::Unsaid)
    }
}

/// The token from the environment. Unlike an argument its value is never read as an option, a file or `-`.
#[derive(Args, Default)]
pub(crate) struct TokenEnv {
    #[arg(
        long, value_name = "NAME", conflicts_with = "token",
        help = words!(
            "The environment variable that holds the token",
            "토큰이 들어 있는 환경 변수의 이름"
        ),
        long_help = words!(
            "For scripts: whatever the variable holds is the token, also where it begins with -, -- or @, which as an argument would be an option or a file.",
            "스크립트에 알맞습니다. 변수의 값이 -, --, @로 시작해도 옵션이나 파일이 아니라 토큰으로만 읽습니다."
        )
    )]
    token_env: Option<String>,
}

impl TokenEnv {
    /// Where the token comes from, with what the argument says.
    pub(crate) fn or<'o>(&'o self, argument: Option<&'o Input>) -> TokenSource<'o> {
        match (&self.token_env, argument) {
            (Some(name), _) => TokenSource::Variable(name),
            (None, Some(argument)) => TokenSource::Argument(argument),
            (None, None) => TokenSource::Unsaid,
        }
    }
}

#[derive(Args)]
#[command(next_help_heading = heading::KEY)]
struct KeyOptions {
    #[arg(
        long, value_name = "TEXT", groups = ["key-source", "secret-source"], allow_hyphen_values = true,
        help = words!("An HMAC secret, as it is (process lists show it)", "HMAC 비밀 키 (프로세스 목록에 노출됨)"),
        long_help = words!(
            "Other users of the machine can read the arguments of a running program: --secret-file and --secret-env keep a secret to yourself.",
            "같은 컴퓨터의 다른 사용자가 실행 중인 프로그램의 인자를 볼 수 있습니다. 비밀 키는 --secret-file이나 --secret-env로 넘기는 편이 안전합니다."
        )
    )]
    secret: Option<String>,
    #[arg(
        long, value_name = "FILE", groups = ["key-source", "secret-source"],
        value_hint = ValueHint::FilePath,
        help = words!("A file that holds the HMAC secret", "HMAC 비밀 키가 들어 있는 파일"),
        long_help = words!(
            "The last line break of a text file is not part of the secret, and tokenry says so. Standard input is /dev/stdin, not -.",
            "텍스트 파일 끝의 줄바꿈은 비밀 키에 넣지 않으며, 그 사실을 알려 줍니다. 표준 입력은 -가 아니라 /dev/stdin으로 지정합니다."
        )
    )]
    secret_file: Option<PathBuf>,
    #[arg(
        long, value_name = "NAME", groups = ["key-source", "secret-source"],
        help = words!(
            "The environment variable that holds the HMAC secret",
            "HMAC 비밀 키가 들어 있는 환경 변수의 이름"
        )
    )]
    secret_env: Option<String>,
    #[arg(
        long, value_name = "ENCODING", requires = "secret-source",
        value_parser = OneOf(secret_encodings),
        help = words!("How the secret is written", "비밀 키를 적은 방식"),
        long_help = words!("text, the default, takes the bytes as they are.", "기본값인 text는 바이트를 그대로 씁니다.")
    )]
    secret_encoding: Option<SecretEncoding>,
    #[arg(
        long, value_name = "FILE", group = "key-source", value_hint = ValueHint::FilePath,
        help = words!(
            "A file with a key: PEM, DER, JWK or JWK Set (- for standard input)",
            "키가 든 파일: PEM, DER, JWK, JWK Set (-는 표준 입력)"
        ),
        long_help = words!(
            "PEM and DER may hold PKCS#8, PKCS#1, SEC1, SPKI or an X.509 certificate. Which it is, the content tells, never the name.",
            "PEM과 DER에는 PKCS#8, PKCS#1, SEC1, SPKI, X.509 인증서가 들어 있을 수 있습니다. 형식은 파일 이름이 아니라 내용으로 구별합니다."
        )
    )]
    key: Option<PathBuf>,
    #[arg(
        long, value_name = "NAME", group = "key-source",
        help = words!(
            "The environment variable that holds a key",
            "키가 들어 있는 환경 변수의 이름"
        ),
        long_help = words!(
            "All that --key reads, in one line too: line breaks written as \\n, quotes, base64 and a JSON object around the key are removed, and that is said.",
            "--key로 읽을 수 있는 형식이면 됩니다. 한 줄로 적은 키도 읽습니다. \\n으로 적힌 줄바꿈, 따옴표, base64, 키를 감싼 JSON 객체는 벗겨 내고 알려 줍니다."
        )
    )]
    key_env: Option<String>,
    #[command(flatten)]
    pass: KeyPass,
    #[arg(
        long, value_name = "FILE|URL", group = "key-source", value_hint = ValueHint::FilePath,
        help = words!("A JWK Set, in a file or at an https URL", "파일이나 https URL에 있는 JWK Set"),
        long_help = words!(
            "The kid of the token picks the key; without a kid each key that fits is tried. An array of JWKs and a map of kid to PEM or certificate are read too, and JSON text as the argument itself.",
            "토큰의 kid로 키를 고르고, kid가 없으면 맞는 키를 하나씩 시도합니다. JWK 배열, kid별 PEM이나 인증서를 담은 객체도 읽으며, JSON 텍스트를 인자로 바로 줄 수도 있습니다."
        )
    )]
    jwks: Option<String>,
    #[arg(
        long, value_name = "URL", group = "key-source", value_hint = ValueHint::Url,
        help = words!(
            "The keys of an OpenID Connect issuer, found by discovery",
            "OpenID Connect 발급자의 키 (디스커버리로 찾음)"
        ),
        long_help = words!(
            "The document at URL/.well-known/openid-configuration names the key set. Its issuer and the token's iss must be that URL. The address of the document itself will do. Where the document is of every tenant ({tenantid}, as Entra's common), the token's tid is the tenant.",
            "URL/.well-known/openid-configuration 문서에서 키 세트를 찾습니다. 문서의 issuer와 토큰의 iss가 이 URL과 같아야 합니다. 문서의 주소를 그대로 지정해도 됩니다. Entra의 common처럼 문서의 issuer에 {tenantid}가 있으면 토큰의 tid로 채웁니다."
        )
    )]
    issuer: Option<String>,
    #[arg(long, help = words!("Fetch nothing from the network", "네트워크에서 아무것도 가져오지 않음"))]
    offline: bool,
}

/// Where the passphrase of an encrypted key stands; else it is asked for at a terminal.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = heading::KEY)]
pub(crate) struct KeyPass {
    #[arg(
        long, value_name = "FILE", group = "key-pass", value_hint = ValueHint::FilePath,
        help = words!("A file that holds the passphrase of the key", "키의 암호가 들어 있는 파일"),
        long_help = words!(
            "For encrypted PKCS#8 and PEM, PKCS#12 and JWKs in a JWE. The last line break is not part of the passphrase. Without this option a terminal is asked.",
            "암호화된 PKCS#8, PEM, PKCS#12, JWE로 암호화된 JWK에 사용합니다. 파일 끝의 줄바꿈은 암호에 넣지 않습니다. 생략하면 터미널에서 묻습니다."
        )
    )]
    pub(crate) key_pass_file: Option<PathBuf>,
    #[arg(
        long, value_name = "NAME", group = "key-pass",
        help = words!(
            "The environment variable that holds the passphrase of the key",
            "키의 암호가 들어 있는 환경 변수의 이름"
        )
    )]
    pub(crate) key_pass_env: Option<String>,
}

/// Where keys come from.
#[derive(Clone)]
pub(crate) enum KeySource {
    /// No option says it.
    KeyFile,
    Secret(SecretSource, SecretEncoding),
    /// The file that an option names, and the option.
    File(&'static str, PathBuf, KeyPass),
    /// The environment variable that holds a key, behind the option that names it.
    Variable(&'static str, String, KeyPass),
    /// A key set as the argument itself.
    Text(String),
    Network(NetworkKeys),
    /// The certificates in the token, up to the roots in a file.
    Chain(PathBuf),
}

/// Where a secret stands, behind the option that says it.
#[derive(Clone)]
pub(crate) enum SecretSource {
    Argument(String),
    File(&'static str, PathBuf),
    Variable(&'static str, String),
}

/// Keys that somebody publishes.
#[derive(Clone)]
pub(crate) struct NetworkKeys {
    pub(crate) url: String,
    /// It is the URL of an issuer, who says where the set is.
    pub(crate) by_issuer: bool,
    #[cfg_attr(
        not(feature = "remote"),
        expect(dead_code, reason = "this build reaches no network")
    )]
    pub(crate) offline: bool,
}

impl NetworkKeys {
    pub(crate) const fn option(&self) -> &'static str {
        if self.by_issuer { "--issuer" } else { "--jwks" }
    }
}

impl From<KeyOptions> for KeySource {
    fn from(options: KeyOptions) -> Self {
        let KeyOptions {
            secret,
            secret_file,
            secret_env,
            key,
            key_env,
            jwks,
            issuer,
            offline,
            pass,
            ..
        } = options;
        let secret = secret.map(SecretSource::Argument);
        let file = |path| SecretSource::File("--secret-file", path);
        let variable = |name| SecretSource::Variable("--secret-env", name);
        let secret = secret.or(secret_file.map(file));
        if let Some(secret) = secret.or(secret_env.map(variable)) {
            return Self::Secret(secret, options.secret_encoding.unwrap_or_default());
        }
        if let Some(name) = key_env {
            return Self::Variable("--key-env", name, pass);
        }
        let network = |url, by_issuer| {
            Self::Network(NetworkKeys {
                url,
                by_issuer,
                offline,
            })
        };
        match (key, jwks, issuer) {
            (Some(path), ..) => Self::File("--key", path, pass),
            (_, Some(text), _) if text.trim_start().starts_with(['{', '[']) => Self::Text(text),
            (_, Some(url), _) if is_url(&url) => network(url, false),
            (_, Some(path), _) => Self::File("--jwks", path.into(), pass),
            (.., Some(url)) => network(url, true),
            _ => Self::KeyFile,
        }
    }
}

fn is_url(place: &str) -> bool {
    place.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// Flattened into a command, it brings the options that it is read from.
impl Args for KeySource {
    fn augment_args(command: Command) -> Command {
        KeyOptions::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        KeyOptions::augment_args_for_update(command)
    }
}

impl FromArgMatches for KeySource {
    fn from_arg_matches(found: &ArgMatches) -> Result<Self, clap::Error> {
        KeyOptions::from_arg_matches(found).map(Self::from)
    }

    fn update_from_arg_matches(&mut self, found: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(found)?;
        Ok(())
    }
}

#[derive(Args)]
#[command(next_help_heading = heading::KEY)]
struct ChainOptions {
    #[arg(
        long, group = "key-source", requires = "ca",
        help = words!("The key of the certificates in the token, up to --ca", "토큰에 든 인증서의 키 (--ca까지 확인)"),
        long_help = words!(
            "x5c of the header (RFC 7515 §4.1.6), in any order. Each certificate must be valid at the moment judged and lead to a root of --ca, whatever its key usage.",
            "헤더의 x5c(RFC 7515 §4.1.6)를 순서에 관계없이 사용합니다. 각 인증서가 판단 시점에 유효하고 --ca의 루트로 이어져야 하며 키 용도는 따지지 않습니다."
        )
    )]
    x5c: bool,
    #[arg(
        long, value_name = "FILE", requires = "x5c", value_hint = ValueHint::FilePath,
        help = words!("The root certificates that --x5c trusts, in PEM or DER", "--x5c가 신뢰할 루트 인증서 (PEM, DER)")
    )]
    ca: Option<PathBuf>,
}

/// Where keys to verify with come from: as [`KeySource`], or from the token itself, up to a root.
#[derive(Clone)]
pub(crate) struct VerifyingKeys(pub(crate) KeySource);

impl Args for VerifyingKeys {
    fn augment_args(command: Command) -> Command {
        ChainOptions::augment_args(KeyOptions::augment_args(command))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for VerifyingKeys {
    fn from_arg_matches(found: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(match ChainOptions::from_arg_matches(found)?.ca {
            Some(ca) => KeySource::Chain(ca),
            None => KeySource::from_arg_matches(found)?,
        }))
    }

    fn update_from_arg_matches(&mut self, found: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(found)?;
        Ok(())
    }
}

/// The key that signs.
#[derive(Args, Clone)]
pub(crate) struct SigningKey {
    #[command(flatten)]
    pub(crate) source: KeySource,
    #[arg(
        long, help_heading = heading::KEY,
        help = words!(
            "Sign with an HMAC secret that is shorter than its hash",
            "해시보다 짧은 HMAC 비밀 키로도 서명"
        ),
        long_help = words!(
            "RFC 7518 §3.2 forbids such secrets, since they can be guessed. For old systems that have no other.",
            "짧은 비밀 키는 추측당할 수 있어 RFC 7518 §3.2에서 금지합니다. 바꿀 수 없는 오래된 시스템을 위한 옵션입니다."
        )
    )]
    pub(crate) allow_weak_secret: bool,
}

/// The clock and how exact it is.
#[derive(Args)]
#[command(next_help_heading = heading::TIME)]
pub(crate) struct Clock {
    #[arg(
        long, value_name = "WHEN", allow_hyphen_values = true,
        help = words!("Judge as of another moment than now", "지금이 아닌 다른 시각을 기준으로 판단"),
        long_help = WHEN
    )]
    pub(crate) at: Option<When>,
}

/// How far the clocks of others may be off.
#[derive(Args)]
#[command(next_help_heading = heading::TIME)]
pub(crate) struct Tolerance {
    #[arg(
        long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true,
        default_value = "0s",
        help = words!("How far the clocks may differ", "허용할 시계 오차"),
        long_help = DURATION
    )]
    pub(crate) leeway: Duration,
}

/// How times are shown.
#[expect(
    clippy::struct_field_names,
    reason = "the fields are named as the options are"
)]
#[derive(Args)]
#[command(next_help_heading = heading::OUTPUT)]
pub(crate) struct Show {
    #[arg(
        long, value_name = "ZONE", allow_hyphen_values = true, default_value = "utc",
        help = words!("The time zone of times", "시각을 표시할 시간대"),
        long_help = words!(
            "ZONE is utc, local or an offset such as +09:00.",
            "ZONE에는 utc, local 또는 +09:00 같은 오프셋을 씁니다."
        )
    )]
    pub(crate) tz: Zone,
    #[arg(
        long, value_name = "FORMAT", num_args = 0..=1, require_equals = true,
        default_missing_value = "text",
        help = words!("Show step by step how the token is made", "토큰이 만들어지는 과정을 단계별로 설명"),
        long_help = words!(
            "Each part as base64url text, as bytes and as JSON, what every claim means, the formula of the signature, and shell commands that do the same. --explain=html writes one page that holds all of it, --explain=lab a page on which the token can be changed, signed and attacked.",
            "각 부분을 base64url 텍스트, 바이트, JSON으로 보여 주고, 클레임의 뜻과 서명 계산식, 같은 결과를 내는 셸 명령을 함께 보여 줍니다. --explain=html은 이 모두를 담은 웹 페이지 하나를, --explain=lab은 토큰을 고치고 서명하고 공격해 볼 수 있는 페이지를 출력합니다."
        )
    )]
    pub(crate) explain: Option<Explain>,
    #[arg(
        long, requires = "explain",
        help = words!(
            "Put the secret into the explanation (a private key into the lab alone)",
            "설명에 시크릿 키를 그대로 표시(개인 키는 lab에만)"
        )
    )]
    pub(crate) show_secret: bool,
}

/// How the explanation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Explain {
    Text,
    Html,
    Lab,
}

/// What is about one token alone.
const ONE_TOKEN: [&str; 3] = ["token", "token_env", "explain"];

/// Many tokens.
#[derive(Args)]
#[command(next_help_heading = heading::BATCH)]
pub(crate) struct BatchOptions {
    #[arg(
        id = "batch", long = "batch", value_name = "FILE", num_args = 0..=1, default_missing_value = "-",
        conflicts_with_all = ["token", "token_env", "explain", "show_secret"], value_hint = ValueHint::FilePath,
        help = words!(
            "Read one token a line, write one JSON object a line",
            "한 줄에 토큰 하나씩 읽어 JSON 객체를 한 줄에 하나씩 출력"
        ),
        long_help = words!(
            "FILE may be - or left out for standard input. The order is that of the input, memory use does not grow with it, and a bad line is a result, not the end.",
            "FILE을 -로 쓰거나 생략하면 표준 입력을 읽습니다. 입력 순서대로 출력하고, 입력이 길어져도 메모리를 더 쓰지 않으며, 잘못된 줄이 있어도 멈추지 않습니다."
        )
    )]
    pub(crate) file: Option<PathBuf>,
    // clap drops a `requires` whose option conflicts with another that is there, so these say it again.
    #[arg(
        long, requires = "batch", conflicts_with_all = ONE_TOKEN,
        help = words!(
            "Write for each line all that --json gives for one token",
            "줄마다 --json과 같은 전체 결과를 출력"
        )
    )]
    pub(crate) full: bool,
    #[arg(
        long, value_name = "WHICH", requires = "batch", conflicts_with_all = ONE_TOKEN,
        help = words!(
            "Write only the lines of valid or of invalid tokens",
            "유효한 토큰 또는 유효하지 않은 토큰의 줄만 출력"
        )
    )]
    pub(crate) only: Option<Only>,
    #[arg(
        long, requires = "batch", conflicts_with_all = ONE_TOKEN,
        help = words!("Write only the counts at the end", "줄별 결과 없이 마지막 집계만 출력")
    )]
    pub(crate) summary: bool,
    #[arg(
        long, value_name = "N", requires = "batch", value_parser = threads,
        conflicts_with_all = ONE_TOKEN,
        help = words!("How many threads work", "동시에 쓸 스레드 수"),
        long_help = words!(
            "From 1 to 1024; without it as many as the machine has cores.",
            "1에서 1024까지 쓸 수 있고, 생략하면 코어 수만큼 씁니다."
        )
    )]
    pub(crate) jobs: Option<u16>,
}

impl BatchOptions {
    /// The file to read; `None` is standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.file.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Whether anything is written of a line.
    pub(crate) fn wants(&self, valid: bool) -> bool {
        let chosen = match self.only {
            None => true,
            Some(Only::Valid) => valid,
            Some(Only::Invalid) => !valid,
        };
        chosen && !self.summary
    }
}

/// Which lines of a batch are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    Invalid,
    Valid,
}
