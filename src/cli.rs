//! What can be typed. No behaviour: `values` reads the values, `quick` a whole command line, commands get them plain, and
//! the words of the help are in `text::help`.

mod quick;
mod values;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

pub(crate) use values::{Member, Target, When, Zone};
use values::{OneOf, algorithms, duration, key_id, langs, required, secret_encodings, threads};

use crate::keys::Algorithm;
use crate::keys::secret::SecretEncoding;
use crate::text::Lang;
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
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) color: Option<Color>,
    #[arg(long, global = true, value_name = "LANG", value_parser = OneOf(langs))]
    pub(crate) lang: Option<Lang>,
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    #[default]
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
    #[arg(
        long,
        value_name = "FILE",
        groups = ["key-source", "secret-source"],
        value_hint = ValueHint::FilePath
    )]
    pub(crate) secret_file: Option<PathBuf>,
    #[arg(long, value_name = "NAME", groups = ["key-source", "secret-source"])]
    pub(crate) secret_env: Option<String>,
    #[arg(
        long,
        value_name = "ENCODING",
        requires = "secret-source",
        value_parser = OneOf(secret_encodings)
    )]
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

/// How far the clocks of others may be off.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Time")]
pub(crate) struct Tolerance {
    #[arg(
        long,
        value_name = "DURATION",
        value_parser = duration,
        allow_hyphen_values = true
    )]
    pub(crate) leeway: Option<Duration>,
}

/// How times are shown.
#[expect(
    clippy::struct_field_names,
    reason = "the fields are named as the options are"
)]
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Show {
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) tz: Option<Zone>,
    #[arg(
        long,
        value_name = "FORMAT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "text"
    )]
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
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        default_missing_value = "-",
        conflicts_with_all = ["token", "explain", "show_secret"],
        value_hint = ValueHint::FilePath
    )]
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
    #[arg(
        long,
        value_name = "N",
        requires = "batch",
        value_parser = threads,
        conflicts_with_all = ["token", "explain"]
    )]
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
    #[arg(
        long,
        value_name = "DURATION",
        value_parser = duration,
        allow_hyphen_values = true,
        default_value = "15m",
        hide_default_value = true,
        help_heading = "Time"
    )]
    pub(crate) ttl: Duration,
    #[arg(
        long,
        value_name = "DURATION",
        value_parser = duration,
        allow_hyphen_values = true,
        default_value = "7d",
        hide_default_value = true,
        help_heading = "Time"
    )]
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
    #[command(flatten)]
    pub(crate) tolerance: Tolerance,
}

/// A refresh token for two new tokens.
#[derive(Debug, Args)]
pub(crate) struct Refresh {
    #[arg(value_name = "TOKEN")]
    pub(crate) token: Option<String>,
    #[arg(long)]
    pub(crate) no_save: bool,
    // A stored token that is good enough is handed out as it is, so nothing can be asked of it.
    #[arg(
        long,
        value_name = "DURATION",
        value_parser = duration,
        allow_hyphen_values = true,
        conflicts_with_all = ["token", "iss", "aud", "scope"],
        help_heading = "Time"
    )]
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
    #[arg(
        long,
        value_name = "DURATION",
        value_parser = duration,
        allow_hyphen_values = true,
        group = "expiry",
        help_heading = "Time"
    )]
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
        value_name = "ID",
        value_parser = key_id,
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
    #[arg(
        long,
        value_name = "NAME|/POINTER",
        conflicts_with_all = ["explain", "show_secret", "batch", "full", "only", "summary", "jobs"],
        help_heading = "Output"
    )]
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
    #[command(flatten)]
    pub(crate) tolerance: Tolerance,
    #[arg(
        long,
        value_name = "DURATION",
        value_parser = duration,
        allow_hyphen_values = true,
        help_heading = "Time"
    )]
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
    #[arg(
        long,
        conflicts_with_all = ["iss", "aud", "sub", "typ", "require", "max_age", "leeway", "issuer"]
    )]
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
