//! `issue`, `decode`, `verify`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum, ValueHint};

use super::completions::{ACCOUNT, KEY_ID};
use super::encryption::{Decryption, Encryption};
use super::options::{
    BatchOptions, Clock, DURATION, KeyPass, KeySource, OUTPUT, Show, SigningKey, TOKEN,
    TOKEN_FORMS, TokenEnv, TokenSource, Tolerance, VerifyingKeys, WHEN, heading,
};
use super::values::{Input, Member, OneOf, Target, When, algorithms, duration, key_id, required};
use crate::keys::Algorithm;
use crate::token::verify::profile::{Demanded, PROFILES, Profile};
use crate::token::verify::{Policy, Required};

#[derive(Args)]
#[command(
    next_help_heading = heading::CLAIMS,
    about = words!("Sign a token with the claims given", "주어진 클레임으로 토큰을 만들어 서명"),
    long_about = words!(
        "Standard output is the token and a line break, nothing else. Without a key option the first key of the key file signs. No claim may be given twice.",
        "표준 출력에는 토큰과 줄바꿈만 나옵니다. 키 옵션이 없으면 키 파일의 첫 번째 키로 서명합니다. 같은 클레임을 두 번 지정할 수 없습니다."
    ),
    after_long_help = examples!(
        "tokenry issue --sub ci --aud api --ttl 1h":
            "A token for an hour", "1시간짜리 토큰";
        "tokenry issue --sub 12345 --claim admin:=true --claim team=blue --jti auto":
            "Claims of one's own: JSON after :=, text after =", "직접 정한 클레임: :=는 JSON, =는 텍스트";
        "tokenry issue --payload @claims.json --key private.pem":
            "Claims from a file, signed with a private key", "파일의 클레임을 개인 키로 서명";
    )
)]
pub(crate) struct Issue {
    #[arg(
        long, value_name = "NAME", value_hint = ACCOUNT, conflicts_with = "sub",
        help = words!("Issue for this account, with its scopes and claims", "이 계정의 스코프와 클레임을 넣어 발급"),
        long_help = words!(
            "It must be in the user file and not disabled. It becomes the subject.",
            "사용자 파일에 있고 활성 상태여야 합니다. 사용자 이름이 주체(sub)가 됩니다."
        )
    )]
    pub(crate) user: Option<String>,
    #[arg(
        long, value_name = "SUBJECT", allow_hyphen_values = true,
        help = words!("The subject claim", "주체 클레임"),
        long_help = words!("Always a string, digits too.", "숫자로만 되어 있어도 항상 문자열입니다.")
    )]
    pub(crate) sub: Option<String>,
    #[arg(
        long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true,
        group = "expiry", help_heading = heading::TIME,
        help = words!("How long the token is good", "토큰의 유효 기간"),
        long_help = words!(
            "Counted from --iat, or now; 15m without the option. DURATION is 30s, 15m, 1h30m or 7d; a bare number counts seconds.",
            "--iat 또는 지금부터 셉니다. 생략하면 15m입니다. DURATION은 30s, 15m, 1h30m, 7d처럼 쓰고, 숫자만 쓰면 초입니다."
        )
    )]
    pub(crate) ttl: Option<Duration>,
    #[arg(
        long, value_name = "WHEN", group = "expiry", allow_hyphen_values = true, help_heading = heading::TIME,
        help = words!("When the token expires", "만료 시각"),
        long_help = WHEN
    )]
    pub(crate) exp: Option<When>,
    #[arg(
        long, group = "expiry", help_heading = heading::TIME,
        help = words!("A token that never expires", "만료되지 않는 토큰")
    )]
    pub(crate) no_exp: bool,
    #[arg(
        long, value_name = "WHEN", allow_hyphen_values = true, help_heading = heading::TIME,
        help = words!("From when on the token is good", "유효 시작 시각"),
        long_help = words!("WHEN as with --exp.", "WHEN은 --exp와 같습니다.")
    )]
    pub(crate) nbf: Option<When>,
    #[arg(
        long, value_name = "WHEN", allow_hyphen_values = true, conflicts_with = "no_iat",
        help_heading = heading::TIME,
        help = words!("When the token was issued, if not now", "발급 시각 (생략하면 지금)"),
        long_help = words!("WHEN as with --exp.", "WHEN은 --exp와 같습니다.")
    )]
    pub(crate) iat: Option<When>,
    #[arg(
        long, help_heading = heading::TIME,
        help = words!("Leave the time of issue out", "발급 시각을 넣지 않음")
    )]
    pub(crate) no_iat: bool,
    #[arg(
        long, value_name = "ISSUER", allow_hyphen_values = true,
        help = words!("The issuer claim", "발급자 클레임")
    )]
    pub(crate) iss: Option<String>,
    #[arg(
        long, value_name = "AUDIENCE", allow_hyphen_values = true,
        help = words!("The audience claim (repeatable)", "대상 클레임 (반복 가능)"),
        long_help = words!("One gives a string, several give an array.", "하나면 문자열, 여럿이면 배열이 됩니다.")
    )]
    pub(crate) aud: Vec<String>,
    #[arg(
        long, value_name = "ID", allow_hyphen_values = true,
        help = words!("The token id; auto makes a UUID", "토큰 ID. auto는 UUID 생성")
    )]
    pub(crate) jti: Option<String>,
    #[arg(
        long, value_name = "NAME=TEXT|NAME:=JSON", allow_hyphen_values = true,
        help = words!("Any claim (repeatable)", "임의의 클레임 (반복 가능)"),
        long_help = words!(
            "NAME=TEXT gives a string, NAME:=JSON any JSON value, digit for digit.",
            "NAME=TEXT는 문자열, NAME:=JSON은 JSON 값을 쓴 그대로 넣습니다."
        )
    )]
    pub(crate) claim: Vec<Member>,
    #[arg(
        long, value_name = "JSON|@FILE|-", allow_hyphen_values = true,
        help = words!("A JSON object to start from; the options win over it", "바탕이 되는 JSON 객체. 옵션이 우선"),
        long_help = words!(
            "The object itself, @FILE, or - for standard input.",
            "객체 자체, @FILE, 표준 입력을 뜻하는 -를 쓸 수 있습니다."
        )
    )]
    pub(crate) payload: Option<Input>,
    #[arg(
        long, value_name = "TOKEN", allow_hyphen_values = true, conflicts_with = "payload",
        help = words!("A token to start from; the options win over it", "바탕이 되는 토큰. 옵션이 우선"),
        long_help = words!(
            "As TOKEN of decode: the token itself, @FILE or -. It is not verified. Its header, but alg and what names its key, and its claims are kept; iat and exp are made anew, and so are nbf and jti where it has them.",
            "decode의 TOKEN처럼 토큰 자체, @FILE, -를 쓸 수 있습니다. 검증하지 않습니다. alg와 키를 가리키는 매개변수를 뺀 헤더와 클레임을 그대로 사용하고, iat와 exp는 새로 만듭니다. nbf와 jti는 원래 토큰에 있을 때 새로 만듭니다."
        )
    )]
    pub(crate) from: Option<Input>,
    #[arg(
        long, value_name = "CLAIM", allow_hyphen_values = true, requires = "from",
        help = words!("Leave out a claim of --from (repeatable)", "--from의 클레임을 뺌 (반복 가능)")
    )]
    pub(crate) drop: Vec<String>,
    #[arg(
        long, requires = "from",
        help = words!("Keep the times and the jti of --from", "--from의 시각과 jti를 그대로 사용")
    )]
    pub(crate) keep_times: bool,
    #[arg(
        long, value_name = "NAME=TEXT|NAME:=JSON", allow_hyphen_values = true,
        help = words!("Any header parameter (repeatable)", "임의의 헤더 매개변수 (반복 가능)"),
        long_help = words!(
            "NAME=TEXT or NAME:=JSON, as with --claim. alg is decided by the key, or --alg.",
            "--claim처럼 NAME=TEXT 또는 NAME:=JSON으로 씁니다. alg는 키나 --alg로 정합니다."
        )
    )]
    pub(crate) header: Vec<Member>,
    #[arg(
        long, value_name = "TYPE", allow_hyphen_values = true,
        help = words!("The type in the header (JWT without it)", "헤더의 typ (생략하면 JWT)")
    )]
    pub(crate) typ: Option<String>,
    #[arg(
        long, value_name = "ALG", value_parser = OneOf(algorithms), help_heading = heading::KEY,
        help = words!("The signature algorithm", "서명 알고리즘"),
        long_help = words!(
            "It must be one that the key can do; without it the key decides.",
            "키로 쓸 수 있는 알고리즘이어야 합니다. 생략하면 키에 따라 정합니다."
        )
    )]
    pub(crate) alg: Option<Algorithm>,
    #[arg(
        long, value_name = "ID", value_hint = KEY_ID, value_parser = key_id, allow_hyphen_values = true,
        help_heading = heading::KEY,
        help = words!("Sign with the key of this id", "이 ID의 키로 서명"),
        long_help = words!(
            "A key that has no id gets this one in the header.",
            "ID가 없는 키로 서명하면 이 값을 헤더의 kid로 넣습니다."
        )
    )]
    pub(crate) kid: Option<String>,
    #[command(flatten)]
    pub(crate) signer: SigningKey,
    #[command(flatten)]
    pub(crate) encryption: Encryption,
    #[arg(
        long, value_name = "COMMAND", help_heading = heading::KEY,
        help = words!("Have a command sign, and check it with the public key of --key", "서명은 이 명령에 맡기고 --key의 공개 키로 확인"),
        long_help = words!(
            "For a key in a KMS, a PKCS#11 token or an agent. The shell runs the command, the signing input goes to its standard input, and what it prints is the signature: raw, DER, hex or base64. A command that fails or a signature that is wrong makes no token.",
            "KMS, PKCS#11 토큰, 에이전트에 있는 키에 사용합니다. 셸이 명령을 실행하고 서명 입력을 표준 입력으로 전달하며, 출력(원시 바이트, DER, hex, base64)을 서명으로 사용합니다. 명령이 실패하거나 서명이 틀리면 토큰을 만들지 않습니다."
        )
    )]
    pub(crate) sign_with: Option<String>,
    #[arg(
        long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = heading::KEY,
        help = words!("Put the certificates of this file into the header (x5c)", "이 파일의 인증서를 헤더에 넣음 (x5c)"),
        long_help = words!(
            "PEM blocks, the certificate of the signing key first (RFC 7515 §4.1.6).",
            "PEM 블록을 이어 적은 파일이며 서명 키의 인증서가 맨 앞에 있어야 합니다 (RFC 7515 §4.1.6)."
        )
    )]
    pub(crate) x5c: Option<PathBuf>,
    #[arg(
        long, value_name = "FORMAT", help_heading = heading::OUTPUT,
        conflicts_with_all = ["explain", "show_secret"],
        help = OUTPUT,
        long_help = words!(
            "token, the default, is the bare token; header an Authorization line; env a line for the shell (export TOKEN=…); json an object with token, header, payload and expires_at. An explanation (--explain) holds the token already, so the two don't go together.",
            "token은 토큰만이며 기본 형식입니다. header는 Authorization 헤더 줄, env는 셸에 넣을 줄(export TOKEN=…), json은 token, header, payload, expires_at을 담은 객체입니다. 설명(--explain)에는 토큰이 이미 들어 있으므로 함께 쓸 수 없습니다."
        )
    )]
    pub(crate) output: Option<IssueOutput>,
    #[command(flatten)]
    pub(crate) show: Show,
}

/// How an issued token is written: there is no text for people but the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum IssueOutput {
    Token,
    Header,
    Env,
    Json,
}

#[derive(Args)]
#[command(
    about = words!("Show what a token says, without verifying it", "검증하지 않고 토큰의 내용 표시"),
    long_about = words!(
        "Header, payload, times and signature, and notes on what is wrong or unwise. Of a broken token whatever can be read is shown. Encrypted tokens show their header, SD-JWTs their disclosures.",
        "헤더, 페이로드, 시각, 서명을 보여 주고 잘못되었거나 권장하지 않는 점을 알려 줍니다. 손상된 토큰은 읽을 수 있는 만큼 보여 줍니다. 암호화된 토큰은 헤더를, SD-JWT는 공개 항목을 보여 줍니다."
    ),
    after_long_help = examples!(
        "tokenry decode @token.txt":
            "Everything about a token in a file", "파일에 있는 토큰의 모든 내용";
        "tokenry decode @token.txt --get sub":
            "One claim, for a script", "스크립트에서 클레임 하나 꺼내기";
        "tokenry decode --json < token.txt":
            "As JSON, from standard input", "표준 입력에서 읽어 JSON으로";
    )
)]
pub(crate) struct Decode {
    #[arg(
        value_name = "TOKEN",
        help = TOKEN,
        long_help = TOKEN_FORMS
    )]
    pub(crate) token: Option<Input>,
    #[command(flatten)]
    pub(crate) variable: TokenEnv,
    #[arg(
        long, value_name = "NAME|/POINTER",
        conflicts_with_all = ["explain", "show_secret", "batch", "full", "only", "summary", "jobs"],
        help_heading = heading::OUTPUT,
        help = words!("Print one value alone", "값 하나만 출력"),
        long_help = words!(
            "A claim's name, a JSON Pointer into the payload (/realm_access/roles/0), or header: and either of them (header:/kid). A string is printed bare. Exit 1 when it is not there.",
            "클레임 이름, 페이로드의 JSON Pointer(/realm_access/roles/0), 또는 앞에 header:를 붙인 헤더의 항목(header:/kid)을 씁니다. 문자열은 따옴표 없이 출력합니다. 없으면 종료 코드는 1입니다."
        )
    )]
    pub(crate) get: Option<Target>,
    #[arg(
        long, conflicts_with_all = ["get", "explain", "show_secret", "batch", "full", "only", "summary", "jobs"],
        help_heading = heading::OUTPUT,
        help = words!("Leave the signature out, so that the token can be shown", "토큰을 보여 줄 수 있도록 서명을 뺌"),
        long_help = words!(
            "In its place stands a short name of the token, the first four bytes of its SHA-256 in hex.",
            "서명 자리에 토큰의 짧은 이름(SHA-256의 앞 4바이트, hex)을 씁니다."
        )
    )]
    pub(crate) redact: bool,
    #[command(flatten)]
    pub(crate) decryption: Decryption,
    #[command(flatten)]
    _pass: KeyPass,
    #[command(flatten)]
    pub(crate) clock: Clock,
    #[command(flatten)]
    pub(crate) show: Show,
    #[command(flatten)]
    pub(crate) batch: BatchOptions,
}

impl Decode {
    pub(crate) fn source(&self) -> TokenSource<'_> {
        self.variable.or(self.token.as_ref())
    }
}

#[derive(Args)]
#[command(
    about = words!(
        "Check everything about a token and name every reason to refuse it",
        "토큰의 모든 것을 검증하고 거부 이유를 모두 표시"
    ),
    long_about = words!(
        "Structure, header, algorithm, key, signature, times, and the claims asked for. Every check runs, even after one has failed. The key decides which algorithms are possible; none is never accepted. When the signature does not match, tokenry looks for the cause and says it.",
        "구조, 헤더, 알고리즘, 키, 서명, 시각, 요구한 클레임을 검사합니다. 하나가 실패해도 나머지 검사를 계속합니다. 쓸 수 있는 알고리즘은 키가 정하며 none은 받아들이지 않습니다. 서명이 맞지 않으면 원인을 찾아 알려 줍니다."
    ),
    after_long_help = examples!(
        "tokenry verify @token.txt --aud api --require sub":
            "With the key file; this audience and some subject are required", "키 파일로 검증, 대상은 api이고 주체가 있어야 함";
        "tokenry issue --sub ci --key private.pem | tokenry verify --key public.pem --alg ES256":
            "With a public key, and one algorithm allowed", "공개 키와 알고리즘 하나만 허용해 검증";
        "tokenry verify @token.txt --at 2027-12-01":
            "As of another day (exit 5: expired by then)", "다른 날짜를 기준으로 검증 (exit 5: 그때는 만료됨)";
    )
)]
pub(crate) struct Verify {
    #[arg(
        value_name = "TOKEN",
        help = TOKEN,
        long_help = TOKEN_FORMS
    )]
    pub(crate) token: Option<Input>,
    #[command(flatten)]
    pub(crate) variable: TokenEnv,
    #[command(flatten)]
    keys: VerifyingKeys,
    #[arg(
        long, value_name = "ALG", value_parser = OneOf(algorithms), help_heading = heading::KEY,
        help = words!("An algorithm that is allowed (repeatable)", "허용할 알고리즘 (반복 가능)"),
        long_help = words!("Without it, all that the key can do.", "생략하면 키로 쓸 수 있는 알고리즘을 모두 허용합니다.")
    )]
    pub(crate) alg: Vec<Algorithm>,
    #[command(flatten)]
    pub(crate) decryption: Decryption,
    #[command(flatten)]
    pub(crate) expect: Expect,
    #[command(flatten)]
    pub(crate) profile: ProfileOptions,
    #[command(flatten)]
    pub(crate) clock: Clock,
    #[command(flatten)]
    pub(crate) tolerance: Tolerance,
    #[arg(
        long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true,
        help_heading = heading::TIME,
        help = words!("How long ago it may have been issued", "발급 후 허용할 최대 시간"),
        long_help = DURATION
    )]
    pub(crate) max_age: Option<Duration>,
    #[arg(
        long, value_name = "NAME|/POINTER",
        conflicts_with_all = ["explain", "show_secret", "batch", "full", "only", "summary", "jobs"],
        help_heading = heading::OUTPUT,
        help = words!("Print one value of a valid token alone", "유효한 토큰의 값 하나만 출력"),
        long_help = words!(
            "As decode --get does, but of a token that is not valid nothing is printed: the reasons go to standard error, and the exit code is that of the verdict.",
            "decode --get과 같지만 유효하지 않은 토큰의 값은 출력하지 않습니다. 이유는 표준 오류에 쓰고 종료 코드는 검증 결과를 따릅니다."
        )
    )]
    pub(crate) get: Option<Target>,
    #[command(flatten)]
    pub(crate) show: Show,
    #[command(flatten)]
    pub(crate) batch: BatchOptions,
}

impl Verify {
    /// Where the keys come from.
    pub(crate) const fn key(&self) -> &KeySource {
        &self.keys.0
    }

    pub(crate) fn source(&self) -> TokenSource<'_> {
        self.variable.or(self.token.as_ref())
    }

    /// What is demanded of a token.
    pub(crate) fn policy(&self) -> Policy {
        let expect = &self.expect;
        Policy {
            algorithms: self.alg.clone(),
            issuers: expect.iss.clone(),
            audiences: expect.aud.clone(),
            subject: expect.sub.clone(),
            typ: expect.typ.clone(),
            required: expect.require.clone(),
            scopes: expect.scope.clone(),
            forbidden: expect.forbid.clone(),
            leeway: self.tolerance.leeway,
            max_age: self.max_age.or_else(|| self.profile.max_age()),
            signature_only: expect.signature_only,
            signed: !matches!(self.key(), KeySource::KeyFile),
            profile: self.profile.demanded(),
            ..Policy::default()
        }
    }
}

/// How old a `DPoP` proof may be unless told otherwise: minutes at most (RFC 9449 §11.1).
const PROOF_AGE: Duration = Duration::from_mins(5);

/// The kind of token that is expected, and what belongs to it.
#[derive(Args)]
#[command(next_help_heading = heading::CLAIMS)]
pub(crate) struct ProfileOptions {
    #[arg(
        long, value_name = "NAME", value_parser = OneOf(profiles), conflicts_with = "signature_only",
        help = words!("The kind of token expected", "기대하는 토큰의 종류"),
        long_help = words!(
            "id-token (OpenID Connect Core), at+jwt (RFC 9068), logout-token (Back-Channel Logout), client-assertion (RFC 7523), dpop (RFC 9449). Each claim that it demands is a check. A DPoP proof brings its key in the header.",
            "id-token(OpenID Connect Core), at+jwt(RFC 9068), logout-token(Back-Channel Logout), client-assertion(RFC 7523), dpop(RFC 9449). 요구하는 클레임마다 검사합니다. DPoP 증명은 헤더에 키를 담고 있습니다."
        )
    )]
    profile: Option<&'static Profile>,
    #[arg(
        long, value_name = "TEXT", requires = "profile", allow_hyphen_values = true,
        help = words!("The nonce of the authentication request", "인증 요청의 nonce")
    )]
    nonce: Option<String>,
    #[arg(
        long, value_name = "TOKEN|@FILE", requires = "profile", allow_hyphen_values = true,
        help = words!("The access token that came with it (at_hash, ath)", "함께 받은 액세스 토큰 (at_hash, ath)")
    )]
    pub(crate) access_token: Option<Input>,
    #[arg(
        long, value_name = "CODE|@FILE", requires = "profile", allow_hyphen_values = true,
        help = words!("The authorization code that came with it (c_hash)", "함께 받은 인가 코드 (c_hash)")
    )]
    pub(crate) code: Option<Input>,
    #[arg(
        long, value_name = "METHOD", requires = "profile",
        help = words!("The HTTP method that a DPoP proof is for", "DPoP 증명의 HTTP 메서드")
    )]
    htm: Option<String>,
    #[arg(
        long, value_name = "URL", requires = "profile", value_hint = ValueHint::Url,
        help = words!("The URL that a DPoP proof is for", "DPoP 증명의 URL")
    )]
    htu: Option<String>,
    #[arg(
        long, value_name = "THUMBPRINT", requires = "profile",
        help = words!("The thumbprint of the key of a DPoP proof", "DPoP 증명 키의 지문(thumbprint)")
    )]
    jkt: Option<String>,
}

fn profiles() -> Vec<(&'static str, &'static Profile)> {
    PROFILES
        .iter()
        .map(|profile| (profile.name, profile))
        .collect()
}

impl ProfileOptions {
    /// What is demanded, but for what stands in files.
    fn demanded(&self) -> Option<Demanded> {
        Some(Demanded {
            profile: self.profile?,
            nonce: self.nonce.clone(),
            access_token: None,
            code: None,
            method: self.htm.clone(),
            url: self.htu.clone(),
            thumbprint: self.jkt.clone(),
        })
    }

    fn max_age(&self) -> Option<Duration> {
        self.profile
            .filter(|profile| profile.brings_its_key)
            .map(|_| PROOF_AGE)
    }
}

/// What the claims must be.
#[derive(Args)]
#[command(next_help_heading = heading::CLAIMS)]
pub(crate) struct Expect {
    #[arg(
        long, value_name = "ISSUER", allow_hyphen_values = true,
        help = words!("The issuer expected (repeatable: any of them)", "기대하는 발급자 (반복하면 그중 하나)")
    )]
    pub(crate) iss: Vec<String>,
    #[arg(
        long, value_name = "AUDIENCE", allow_hyphen_values = true,
        help = words!("The audience expected (repeatable: any of them)", "기대하는 대상 (반복하면 그중 하나)")
    )]
    pub(crate) aud: Vec<String>,
    #[arg(
        long, value_name = "SUBJECT", allow_hyphen_values = true,
        help = words!("The subject expected", "기대하는 주체")
    )]
    pub(crate) sub: Option<String>,
    #[arg(
        long, value_name = "TYPE", allow_hyphen_values = true,
        help = words!("The type expected in the header", "기대하는 헤더의 typ")
    )]
    pub(crate) typ: Option<String>,
    #[arg(
        long, value_name = "CLAIM[=TEXT|:=JSON|~=TEXT]", value_parser = required,
        help = words!(
            "A claim that must be there, or have this value (repeatable)",
            "있어야 하는 클레임과 값 (반복 가능)"
        ),
        long_help = words!(
            "CLAIM alone: it must be there. CLAIM=TEXT: it must be this string. CLAIM:=JSON: it must be this JSON value. CLAIM~=TEXT: it must be an array with this string, or a string with this word. CLAIM may be a JSON Pointer (/realm_access/roles).",
            "CLAIM만 쓰면 있는지만 봅니다. CLAIM=TEXT는 그 문자열, CLAIM:=JSON은 그 JSON 값이어야 합니다. CLAIM~=TEXT는 그 문자열이 들어 있는 배열이거나 그 단어가 들어 있는 문자열이어야 합니다. CLAIM에는 JSON Pointer(/realm_access/roles)도 사용할 수 있습니다."
        )
    )]
    pub(crate) require: Vec<Required>,
    #[arg(
        long, value_name = "NAME",
        help = words!("A scope that must be granted (repeatable: all of them)", "있어야 하는 스코프 (반복하면 모두)"),
        long_help = words!(
            "A word of the claim scope, or of scp, which may be an array too.",
            "scope 클레임의 단어, 또는 scp 클레임(배열도 가능)의 항목을 봅니다."
        )
    )]
    pub(crate) scope: Vec<String>,
    #[arg(
        long, value_name = "CLAIM",
        help = words!("A claim that must not be there (repeatable)", "없어야 하는 클레임 (반복 가능)")
    )]
    pub(crate) forbid: Vec<String>,
    #[arg(
        long,
        conflicts_with_all = ["iss", "aud", "sub", "typ", "require", "scope", "forbid", "max_age", "leeway", "issuer"],
        help = words!(
            "Check structure, algorithm, key and signature, no claims",
            "클레임은 빼고 구조, 알고리즘, 키, 서명만 검증"
        ),
        long_help = words!("For a JWS whose payload is no set of claims.", "페이로드가 클레임이 아닌 JWS에 씁니다.")
    )]
    pub(crate) signature_only: bool,
}
