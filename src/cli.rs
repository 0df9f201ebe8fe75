//! What can be typed. No behaviour: commands get plain values, and the words of the help are in `text::help`.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::json::Json;
use crate::keys::Algorithm;
use crate::keys::secret::SecretEncoding;
use crate::text::Lang;
use crate::text::usage::Unreadable;
use crate::time::Moment;
use crate::token::verify::Required;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "tokenry",
    version,
    propagate_version = true,
    disable_help_subcommand = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that stand before or after any subcommand.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) home: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) users: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) keys: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    pub(crate) color: Color,
    #[arg(long, global = true, value_name = "LANG", value_parser = OneOf(langs))]
    pub(crate) lang: Option<Lang>,
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Login(Login),
    Whoami(Whoami),
    Refresh(Refresh),
    Logout(Logout),
    Issue(Box<Issue>),
    Decode(Decode),
    Verify(Box<Verify>),
    #[command(subcommand)]
    User(User),
    #[command(subcommand)]
    Key(KeyCommand),
    Tour(Tour),
    Completions(Completions),
    Man(Man),
}

/// Where the key comes from: one of these, else the key file.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Key")]
pub(crate) struct KeyOptions {
    #[arg(
        long,
        value_name = "TEXT",
        groups = ["key-source", "secret-source"],
        allow_hyphen_values = true
    )]
    pub(crate) secret: Option<String>,
    #[arg(long, value_name = "FILE", groups = ["key-source", "secret-source"], value_hint = ValueHint::FilePath)]
    pub(crate) secret_file: Option<PathBuf>,
    #[arg(long, value_name = "NAME", groups = ["key-source", "secret-source"])]
    pub(crate) secret_env: Option<String>,
    #[arg(long, value_name = "ENCODING", requires = "secret-source", value_parser = OneOf(secret_encodings))]
    pub(crate) secret_encoding: Option<SecretEncoding>,
    #[arg(long, value_name = "FILE", group = "key-source", value_hint = ValueHint::FilePath)]
    pub(crate) key: Option<PathBuf>,
    #[arg(long, value_name = "FILE|URL", group = "key-source", value_hint = ValueHint::FilePath)]
    pub(crate) jwks: Option<String>,
    #[arg(long, value_name = "URL", group = "key-source", value_hint = ValueHint::Url)]
    pub(crate) issuer: Option<String>,
    #[arg(long)]
    pub(crate) offline: bool,
}

impl KeyOptions {
    /// Whether one of the group `key-source` is there, so that the key file is left alone.
    pub(crate) fn is_given(&self) -> bool {
        self.secret.is_some()
            || self.secret_file.is_some()
            || self.secret_env.is_some()
            || self.key.is_some()
            || self.jwks.is_some()
            || self.issuer.is_some()
    }
}

/// The clock and how exact it is.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Time")]
pub(crate) struct Clock {
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) at: Option<When>,
}

/// How times are shown.
#[expect(
    clippy::struct_field_names,
    reason = "the fields are named as the options are"
)]
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Show {
    #[arg(
        long,
        value_name = "ZONE",
        default_value = "utc",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(crate) tz: Zone,
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub(crate) explain: Option<Explain>,
    #[arg(long, requires = "explain")]
    pub(crate) show_secret: bool,
}

/// How the explanation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Explain {
    Text,
    Html,
}

/// Many tokens.
#[expect(
    clippy::struct_field_names,
    reason = "the fields are named as the options are"
)]
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Batch")]
pub(crate) struct Batch {
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with_all = ["token", "explain", "show_secret"], value_hint = ValueHint::FilePath)]
    pub(crate) batch: Option<PathBuf>,
    // clap drops a `requires` whose option conflicts with another that is there, so these say it again.
    #[arg(long, requires = "batch", conflicts_with_all = ["token", "explain"])]
    pub(crate) full: bool,
    #[arg(
        long,
        value_name = "WHICH",
        requires = "batch",
        conflicts_with_all = ["token", "explain"]
    )]
    pub(crate) only: Option<Only>,
    #[arg(long, requires = "batch", conflicts_with_all = ["token", "explain"])]
    pub(crate) summary: bool,
    #[arg(long, value_name = "N", requires = "batch", value_parser = threads, conflicts_with_all = ["token", "explain"])]
    pub(crate) jobs: Option<u16>,
}

/// Which lines of a batch are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    Invalid,
    Valid,
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

/// How an issued token is written: there is no text for people but the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum IssueOutput {
    Token,
    Header,
    Env,
    Json,
}

/// What the pair of tokens holds that `login` and `refresh` issue.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Claims")]
pub(crate) struct Grant {
    #[arg(long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true, default_value = "15m", hide_default_value = true, help_heading = "Time")]
    pub(crate) ttl: Duration,
    #[arg(long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true, default_value = "7d", hide_default_value = true, help_heading = "Time")]
    pub(crate) refresh_ttl: Duration,
    #[arg(long, value_name = "ISSUER", allow_hyphen_values = true)]
    pub(crate) iss: Option<String>,
    #[arg(long, value_name = "AUDIENCE", allow_hyphen_values = true)]
    pub(crate) aud: Vec<String>,
    #[arg(long, value_name = "SCOPE", allow_hyphen_values = true)]
    pub(crate) scope: Vec<String>,
}

/// A password for two tokens.
#[derive(Debug, Args)]
pub(crate) struct Login {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long)]
    pub(crate) password_stdin: bool,
    #[arg(long)]
    pub(crate) no_save: bool,
    #[command(flatten)]
    pub(crate) grant: Grant,
    #[command(flatten)]
    pub(crate) key: KeyOptions,
    #[arg(long, help_heading = "Key")]
    pub(crate) allow_weak_secret: bool,
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) output: Option<Output>,
}

/// Whose token it is.
#[derive(Debug, Args)]
pub(crate) struct Whoami {
    #[arg(value_name = "TOKEN")]
    pub(crate) token: Option<String>,
    #[command(flatten)]
    pub(crate) key: KeyOptions,
    #[command(flatten)]
    pub(crate) clock: Clock,
    #[arg(long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true, default_value = "0s", hide_default_value = true, help_heading = "Time")]
    pub(crate) leeway: Duration,
}

/// A refresh token for two new tokens.
#[derive(Debug, Args)]
pub(crate) struct Refresh {
    #[arg(value_name = "TOKEN")]
    pub(crate) token: Option<String>,
    #[arg(long)]
    pub(crate) no_save: bool,
    // A stored token that is good enough is handed out as it is, so nothing can be asked of it.
    #[arg(long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true, conflicts_with_all = ["token", "iss", "aud", "scope"], help_heading = "Time")]
    pub(crate) if_expiring: Option<Duration>,
    #[command(flatten)]
    pub(crate) grant: Grant,
    #[command(flatten)]
    pub(crate) key: KeyOptions,
    #[arg(long, help_heading = "Key")]
    pub(crate) allow_weak_secret: bool,
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) output: Option<Output>,
}

/// The end of a login.
#[derive(Debug, Args)]
pub(crate) struct Logout {
    #[arg(long)]
    pub(crate) all: bool,
}

/// A token with any claims.
#[derive(Debug, Args)]
#[command(next_help_heading = "Claims")]
pub(crate) struct Issue {
    #[arg(long, value_name = "NAME", conflicts_with = "sub")]
    pub(crate) user: Option<String>,
    #[arg(long, value_name = "SUBJECT", allow_hyphen_values = true)]
    pub(crate) sub: Option<String>,
    #[arg(long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true, group = "expiry", help_heading = "Time")]
    pub(crate) ttl: Option<Duration>,
    #[arg(
        long,
        value_name = "WHEN",
        group = "expiry",
        allow_hyphen_values = true,
        help_heading = "Time"
    )]
    pub(crate) exp: Option<When>,
    #[arg(long, group = "expiry", help_heading = "Time")]
    pub(crate) no_exp: bool,
    #[arg(
        long,
        value_name = "WHEN",
        allow_hyphen_values = true,
        help_heading = "Time"
    )]
    pub(crate) nbf: Option<When>,
    #[arg(
        long,
        value_name = "WHEN",
        allow_hyphen_values = true,
        conflicts_with = "no_iat",
        help_heading = "Time"
    )]
    pub(crate) iat: Option<When>,
    #[arg(long, help_heading = "Time")]
    pub(crate) no_iat: bool,
    #[arg(long, value_name = "ISSUER", allow_hyphen_values = true)]
    pub(crate) iss: Option<String>,
    #[arg(long, value_name = "AUDIENCE", allow_hyphen_values = true)]
    pub(crate) aud: Vec<String>,
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    pub(crate) jti: Option<String>,
    #[arg(long, value_name = "NAME=TEXT|NAME:=JSON", allow_hyphen_values = true)]
    pub(crate) claim: Vec<Member>,
    #[arg(long, value_name = "JSON|@FILE|-", allow_hyphen_values = true)]
    pub(crate) payload: Option<String>,
    #[arg(long, value_name = "NAME=TEXT|NAME:=JSON", allow_hyphen_values = true)]
    pub(crate) header: Vec<Member>,
    #[arg(long, value_name = "TYPE", allow_hyphen_values = true)]
    pub(crate) typ: Option<String>,
    #[arg(long, value_name = "ALG", value_parser = OneOf(algorithms), help_heading = "Key")]
    pub(crate) alg: Option<Algorithm>,
    #[arg(
        long,
        value_name = "ID", value_parser = key_id,
        allow_hyphen_values = true,
        help_heading = "Key"
    )]
    pub(crate) kid: Option<String>,
    #[command(flatten)]
    pub(crate) key: KeyOptions,
    #[arg(long, help_heading = "Key")]
    pub(crate) allow_weak_secret: bool,
    #[arg(
        long,
        value_name = "FORMAT",
        help_heading = "Output",
        conflicts_with_all = ["explain", "show_secret"]
    )]
    pub(crate) output: Option<IssueOutput>,
    #[command(flatten)]
    pub(crate) show: Show,
}

/// What is in a token.
#[derive(Debug, Args)]
pub(crate) struct Decode {
    #[arg(value_name = "TOKEN")]
    pub(crate) token: Option<String>,
    #[arg(long, value_name = "NAME|/POINTER", conflicts_with_all = ["explain", "show_secret", "batch", "full", "only", "summary", "jobs"], help_heading = "Output")]
    pub(crate) get: Option<Target>,
    #[command(flatten)]
    pub(crate) clock: Clock,
    #[command(flatten)]
    pub(crate) show: Show,
    #[command(flatten)]
    pub(crate) batch: Batch,
}

/// Whether a token is to be trusted.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[arg(value_name = "TOKEN")]
    pub(crate) token: Option<String>,
    #[command(flatten)]
    pub(crate) key: KeyOptions,
    #[arg(long, value_name = "ALG", value_parser = OneOf(algorithms), help_heading = "Key")]
    pub(crate) alg: Vec<Algorithm>,
    #[command(flatten)]
    pub(crate) expect: Expect,
    #[command(flatten)]
    pub(crate) clock: Clock,
    #[arg(long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true, default_value = "0s", hide_default_value = true, help_heading = "Time")]
    pub(crate) leeway: Duration,
    #[arg(long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true, help_heading = "Time")]
    pub(crate) max_age: Option<Duration>,
    #[command(flatten)]
    pub(crate) show: Show,
    #[command(flatten)]
    pub(crate) batch: Batch,
}

/// What the claims must be.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Claims")]
pub(crate) struct Expect {
    #[arg(long, value_name = "ISSUER", allow_hyphen_values = true)]
    pub(crate) iss: Vec<String>,
    #[arg(long, value_name = "AUDIENCE", allow_hyphen_values = true)]
    pub(crate) aud: Vec<String>,
    #[arg(long, value_name = "SUBJECT", allow_hyphen_values = true)]
    pub(crate) sub: Option<String>,
    #[arg(long, value_name = "TYPE", allow_hyphen_values = true)]
    pub(crate) typ: Option<String>,
    #[arg(long, value_name = "CLAIM[=TEXT|:=JSON]", value_parser = required)]
    pub(crate) require: Vec<Required>,
    #[arg(long, conflicts_with_all = ["iss", "aud", "sub", "typ", "require", "max_age", "leeway", "issuer"])]
    pub(crate) signature_only: bool,
}

/// The user file.
#[derive(Debug, Subcommand)]
pub(crate) enum User {
    Add(UserAdd),
    List,
    Show(Named),
    Passwd(UserPasswd),
    Enable(Named),
    Disable(Named),
    Remove(Named),
}

/// A new account.
#[derive(Debug, Args)]
pub(crate) struct UserAdd {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long)]
    pub(crate) password_stdin: bool,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) full_name: Option<String>,
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) email: Option<String>,
    #[arg(long, value_name = "SCOPE", allow_hyphen_values = true)]
    pub(crate) scope: Vec<String>,
    #[arg(long, value_name = "NAME=TEXT|NAME:=JSON", allow_hyphen_values = true)]
    pub(crate) claim: Vec<Member>,
    #[arg(long)]
    pub(crate) disabled: bool,
}

/// An account by its name.
#[derive(Debug, Args)]
pub(crate) struct Named {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

/// A new password.
#[derive(Debug, Args)]
pub(crate) struct UserPasswd {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

/// The key file.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    Generate(KeyGenerate),
    List,
    Export(KeyExport),
    Import(KeyImport),
    Rotate,
    Remove(KeyRemove),
    Thumbprint(KeyThumbprint),
}

/// A new key.
#[derive(Debug, Args)]
pub(crate) struct KeyGenerate {
    #[arg(long, value_name = "ALG", value_parser = OneOf(algorithms))]
    pub(crate) alg: Algorithm,
    // One thumbprint of 64 begins with a hyphen, and the thumbprint is what a key is called by default.
    #[arg(long, value_name = "ID", value_parser = key_id, allow_hyphen_values = true)]
    pub(crate) kid: Option<String>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", requires = "out")]
    pub(crate) format: Option<KeyFileFormat>,
}

/// How a key is written to a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyFileFormat {
    Jwk,
    Pem,
}

/// How keys are written for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyExportFormat {
    Jwks,
    Jwk,
    Pem,
}

/// Keys for others.
#[derive(Debug, Args)]
pub(crate) struct KeyExport {
    #[arg(value_name = "KID", allow_hyphen_values = true)]
    pub(crate) kid: Option<String>,
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "jwks",
        hide_default_value = true
    )]
    pub(crate) format: KeyExportFormat,
    #[arg(long)]
    pub(crate) private: bool,
}

/// Keys from elsewhere.
#[derive(Debug, Args)]
pub(crate) struct KeyImport {
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "ID", value_parser = key_id, allow_hyphen_values = true)]
    pub(crate) kid: Option<String>,
    #[arg(long, value_name = "ALG", value_parser = OneOf(algorithms))]
    pub(crate) alg: Option<Algorithm>,
}

/// A key that goes.
#[derive(Debug, Args)]
pub(crate) struct KeyRemove {
    #[arg(value_name = "KID", allow_hyphen_values = true)]
    pub(crate) kid: String,
}

/// Thumbprints (RFC 7638).
#[derive(Debug, Args)]
pub(crate) struct KeyThumbprint {
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
}

/// The whole story.
#[derive(Debug, Args)]
pub(crate) struct Tour {
    #[arg(long)]
    pub(crate) step: bool,
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dir: Option<PathBuf>,
}

/// A script for a shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL", ignore_case = true)]
    pub(crate) shell: Shell,
}

/// The shells that completions are written for, and what their scripts ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    #[expect(clippy::enum_variant_names, reason = "the shell is named so")]
    PowerShell,
    Elvish,
    Nushell,
    /// The names of the accounts, a line each.
    #[value(hide = true)]
    Users,
    /// The ids of the keys, a line each.
    #[value(hide = true)]
    Keys,
}

/// Man pages.
#[derive(Debug, Args)]
pub(crate) struct Man {
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dir: Option<PathBuf>,
}

/// A moment as typed: fixed, or counted from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// This moment.
    At(Moment),
    /// So much later than now.
    Later(Duration),
    /// So much earlier than now.
    Earlier(Duration),
}

impl When {
    /// The moment that is meant.
    #[must_use]
    pub(crate) fn resolve(self, now: Moment) -> Moment {
        match self {
            Self::At(moment) => moment,
            Self::Later(length) => now.plus(length),
            Self::Earlier(length) => now.minus(length),
        }
    }
}

impl std::str::FromStr for When {
    type Err = Unreadable;

    /// RFC 3339, `YYYY-MM-DD` (midnight UTC), Unix seconds, `now`, or a duration from now.
    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let text = text.trim();
        if text == "now" {
            return Ok(Self::Later(Duration::ZERO));
        }
        if text.bytes().any(|byte| byte.is_ascii_digit())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
            && text.rfind('-').is_none_or(|minus| minus == 0)
        {
            let moment = serde_json::from_str::<&serde_json::value::RawValue>(text).ok();
            return moment
                .and_then(|raw| Moment::from_json(raw.get()))
                .map(Self::At)
                .ok_or(Unreadable::When);
        }
        // chrono reads `26-1-1` as well, which is the year 26.
        if text.len() == "YYYY-MM-DD".len()
            && let Ok(date) = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d")
        {
            let midnight = date.and_time(chrono::NaiveTime::MIN).and_utc();
            return Ok(Self::At(Moment::from_seconds(midnight.timestamp())));
        }
        if let Ok(time) = chrono::DateTime::parse_from_rfc3339(text) {
            let nanos = i128::from(time.timestamp()) * 1_000_000_000
                + i128::from(time.timestamp_subsec_nanos());
            return Ok(Self::At(Moment::from_nanos(nanos)));
        }
        let (earlier, length) = match text.strip_prefix('-') {
            Some(length) => (true, length),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let length = humantime::parse_duration(length).map_err(|_| Unreadable::When)?;
        Ok(if earlier {
            Self::Earlier(length)
        } else {
            Self::Later(length)
        })
    }
}

/// `15m`, `1h30m`, `7d`, and a bare number, which counts seconds.
fn duration(text: &str) -> Result<Duration, Unreadable> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Ok(Duration::from_secs(seconds));
    }
    humantime::parse_duration(text).map_err(|_| Unreadable::Duration)
}

/// What a key is called: anything but nothing.
fn key_id(text: &str) -> Result<String, Unreadable> {
    let given = !text.is_empty();
    given.then(|| text.to_owned()).ok_or(Unreadable::Empty)
}

/// From 1 to 1024.
fn threads(text: &str) -> Result<u16, Unreadable> {
    let number = text.trim().parse().ok();
    number
        .filter(|number| (1..=1024).contains(number))
        .ok_or(Unreadable::Threads)
}

/// In which zone times are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Zone {
    /// UTC
    #[default]
    Utc,
    /// The zone of this machine.
    Local,
    /// A fixed offset.
    Offset(chrono::FixedOffset),
}

impl std::str::FromStr for Zone {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        match text.to_ascii_lowercase().as_str() {
            "utc" | "z" => Ok(Self::Utc),
            "local" => Ok(Self::Local),
            offset => offset
                .parse()
                .map(Self::Offset)
                .map_err(|_| Unreadable::Zone),
        }
    }
}

/// A claim or header parameter as typed: `NAME=TEXT` or `NAME:=JSON`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: Json,
}

impl std::str::FromStr for Member {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        match split_member(text)? {
            (name, Some(value)) if !name.is_empty() => Ok(Self {
                name: name.to_owned(),
                value,
            }),
            _ => Err(Unreadable::Member),
        }
    }
}

/// `CLAIM`, `CLAIM=TEXT` or `CLAIM:=JSON`.
fn required(text: &str) -> Result<Required, Unreadable> {
    let (claim, value) = split_member(text)?;
    if claim.is_empty() {
        return Err(Unreadable::Member);
    }
    Ok(Required {
        claim: claim.to_owned(),
        value,
    })
}

fn split_member(text: &str) -> Result<(&str, Option<Json>), Unreadable> {
    let Some((name, value)) = text.split_once('=') else {
        return Ok((text, None));
    };
    match name.strip_suffix(':') {
        Some(name) => {
            let value = Json::parse(value.as_bytes()).map_err(|_| Unreadable::Json)?;
            match value.duplicate() {
                None => Ok((name, Some(value))),
                Some(_) => Err(Unreadable::JsonTwice),
            }
        }
        None => Ok((name, Some(value.into()))),
    }
}

/// What `--get` names: a member of the payload or the header, by name or JSON Pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// Whether it is in the header.
    pub(crate) header: bool,
    /// The name or pointer.
    pub(crate) name: String,
}

impl std::str::FromStr for Target {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.strip_prefix("header:") {
            Some(name) => Self {
                header: true,
                name: name.to_owned(),
            },
            None => Self {
                header: false,
                name: text.to_owned(),
            },
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = if self.header { "header:" } else { "" };
        write!(formatter, "{part}{}", self.name)
    }
}

/// Takes one name of a table, which help and completions list.
///
/// The table is a function, so that it costs nothing until the option is used.
#[derive(Clone)]
struct OneOf<T: 'static>(fn() -> Vec<(&'static str, T)>);

impl<T: Clone + Send + Sync> TypedValueParser for OneOf<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        let table = (self.0)();
        if let Some((_, meant)) = table.iter().find(|(name, _)| value == *name) {
            return Ok(meant.clone());
        }
        // clap looks for the name that is most like it.
        let names = PossibleValuesParser::new(table.iter().map(|(name, _)| *name));
        let mut refused = match names.parse_ref(command, arg, value) {
            Err(refused) => refused,
            Ok(_) => clap::Error::new(ErrorKind::InvalidValue),
        };
        // To clap, `hs256` is as much like ES256 as like HS256.
        if let Some((name, _)) = table
            .iter()
            .find(|(name, _)| value.eq_ignore_ascii_case(name))
        {
            let name = ContextValue::String((*name).to_owned());
            refused.insert(ContextKind::SuggestedValue, name);
        }
        Err(refused)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let table = (self.0)().into_iter();
        Some(Box::new(table.map(|(name, _)| PossibleValue::new(name))))
    }
}

fn algorithms() -> Vec<(&'static str, Algorithm)> {
    Algorithm::all().map(|one| (one.name(), one)).collect()
}

fn langs() -> Vec<(&'static str, Lang)> {
    Lang::ALL.map(|one| (one.name(), one)).into()
}

fn secret_encodings() -> Vec<(&'static str, SecretEncoding)> {
    SecretEncoding::ALL.map(|one| (one.name(), one)).into()
}

impl Cli {
    /// As `Cli::command`, but with no other commands than the arguments name: to build all of them takes longer
    /// than to verify a token. A command line that this one understands means the same to the whole.
    pub(crate) fn command_for(args: &[OsString]) -> clap::Command {
        type Augment = fn(clap::Command) -> clap::Command;
        let commands: [(&str, Augment); 12] = [
            ("login", Login::augment_args),
            ("whoami", Whoami::augment_args),
            ("refresh", Refresh::augment_args),
            ("logout", Logout::augment_args),
            ("issue", Issue::augment_args),
            ("decode", Decode::augment_args),
            ("verify", Verify::augment_args),
            ("user", whole_family::<User>),
            ("key", whole_family::<KeyCommand>),
            ("tour", Tour::augment_args),
            ("completions", Completions::augment_args),
            ("man", Man::augment_args),
        ];
        let root = clap::Command::new("tokenry").group(clap::ArgGroup::new("Cli").multiple(true));
        let mut command = Global::augment_args(root)
            .version(env!("CARGO_PKG_VERSION"))
            .propagate_version(true)
            .disable_help_subcommand(true)
            .subcommand_required(true)
            .arg_required_else_help(true);
        for (name, augment) in commands {
            if args.iter().any(|arg| arg == name) {
                command = command.subcommand(augment(clap::Command::new(name)));
            }
        }
        command
    }
}

fn whole_family<F: Subcommand>(command: clap::Command) -> clap::Command {
    F::augment_subcommands(command)
        .subcommand_required(true)
        .arg_required_else_help(true)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_quick_command_line_is_the_whole_one() {
        let whole = Cli::command();
        let mut args = vec![OsString::from("tokenry")];
        for sub in whole.get_subcommands() {
            args.push(sub.get_name().into());
            let quick = Cli::command_for(&["tokenry".into(), sub.get_name().into()]);
            let shown = |sub: &clap::Command| format!("{:?}", sub.clone().display_order(0));
            let subs: Vec<_> = quick.get_subcommands().map(shown).collect();
            assert_eq!(subs, [shown(sub)]);
        }
        // Asked for all of them it is the whole, but for what the derived one takes from the comments.
        let shown = |command: clap::Command| format!("{:?}", command.about(None::<&str>));
        assert_eq!(shown(Cli::command_for(&args)), shown(whole));
    }
}
