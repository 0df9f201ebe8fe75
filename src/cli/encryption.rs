//! The keys that open encrypted tokens, and those that tokens are encrypted for.

use std::path::PathBuf;

use clap::{ArgMatches, Args, Command, FromArgMatches, ValueHint};

use super::options::{KeyPass, KeySource, SecretSource, heading};
use super::values::{OneOf, secret_encodings};
use crate::jwe;
use crate::keys::secret::SecretEncoding;

#[derive(Args)]
#[command(next_help_heading = heading::DECRYPTION)]
struct DecryptionOptions {
    #[arg(
        long, value_name = "FILE", group = "decryption", value_hint = ValueHint::FilePath,
        help = words!(
            "Open an encrypted token with the private key in a file (- for standard input)",
            "암호화된 토큰을 파일의 개인 키로 복호화 (-는 표준 입력)"
        ),
        long_help = words!(
            "All that --key reads, also keys for encryption alone (X25519, use: enc). What is inside the token is then shown or verified as if it had come bare.",
            "--key로 읽을 수 있는 형식이면 됩니다. 암호화에만 쓰는 키(X25519, use: enc)도 읽습니다. 복호화한 내용은 그대로 받은 토큰처럼 표시하거나 검증합니다."
        )
    )]
    decrypt_key: Option<PathBuf>,
    #[arg(
        long, value_name = "NAME", group = "decryption",
        help = words!(
            "Open it with the private key in an environment variable",
            "환경 변수의 개인 키로 복호화"
        )
    )]
    decrypt_key_env: Option<String>,
    #[arg(
        long, value_name = "FILE", groups = ["decryption", "decryption-secret"], value_hint = ValueHint::FilePath,
        help = words!("Open it with the secret in a file", "파일의 시크릿으로 복호화"),
        long_help = words!(
            "For dir, A128KW and its kind, PBES2 passphrases, and the session tokens of Auth.js and NextAuth, whose key is derived from the secret.",
            "dir, A128KW 계열, PBES2 암호에 씁니다. Auth.js와 NextAuth의 세션 토큰은 시크릿에서 키를 유도해 복호화합니다."
        )
    )]
    decrypt_secret_file: Option<PathBuf>,
    #[arg(
        long, value_name = "NAME", groups = ["decryption", "decryption-secret"],
        help = words!("Open it with the secret in an environment variable", "환경 변수의 시크릿으로 복호화")
    )]
    decrypt_secret_env: Option<String>,
    #[arg(
        long, value_name = "ENCODING", requires = "decryption-secret",
        value_parser = OneOf(secret_encodings),
        help = words!("How that secret is written", "복호화 시크릿을 적은 방식")
    )]
    decrypt_secret_encoding: Option<SecretEncoding>,
    #[arg(
        long, value_name = "NAME", requires = "decryption-secret",
        help = words!("The cookie of an Auth.js session token", "Auth.js 세션 토큰의 쿠키 이름"),
        long_help = words!(
            "Auth.js derives the key from the secret and the name of the cookie. The usual names and that of the cookie around the token are tried without it.",
            "Auth.js는 시크릿과 쿠키 이름으로 키를 만듭니다. 일반적인 이름과 토큰을 감싼 쿠키의 이름은 이 옵션 없이도 시도합니다."
        )
    )]
    cookie_name: Option<String>,
}

/// The key that opens a JWE (RFC 7516), where one was given.
pub(crate) struct Decryption {
    /// Where the key comes from.
    pub(crate) source: Option<KeySource>,
    /// The cookie in which a session token came.
    pub(crate) cookie_name: Option<String>,
}

impl Decryption {
    fn of(options: DecryptionOptions, pass: KeyPass) -> Self {
        let DecryptionOptions {
            decrypt_key,
            decrypt_key_env,
            decrypt_secret_file,
            decrypt_secret_env,
            decrypt_secret_encoding,
            cookie_name,
        } = options;
        let file = |path| SecretSource::File("--decrypt-secret-file", path);
        let variable = |name| SecretSource::Variable("--decrypt-secret-env", name);
        let secret = decrypt_secret_file.map(file);
        let secret = secret.or(decrypt_secret_env.map(variable));
        let source = match (decrypt_key, decrypt_key_env, secret) {
            (Some(path), ..) => Some(KeySource::File("--decrypt-key", path, pass)),
            (_, Some(name), _) => Some(KeySource::Variable("--decrypt-key-env", name, pass)),
            (.., secret) => {
                let encoding = decrypt_secret_encoding.unwrap_or_default();
                secret.map(|secret| KeySource::Secret(secret, encoding))
            }
        };
        Self {
            source,
            cookie_name,
        }
    }
}

/// Flattened into a command that has `--key-pass-env` and its kin, it brings its own options.
impl Args for Decryption {
    fn augment_args(command: Command) -> Command {
        DecryptionOptions::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        DecryptionOptions::augment_args_for_update(command)
    }
}

impl FromArgMatches for Decryption {
    fn from_arg_matches(found: &ArgMatches) -> Result<Self, clap::Error> {
        let options = DecryptionOptions::from_arg_matches(found)?;
        Ok(Self::of(options, KeyPass::from_arg_matches(found)?))
    }

    fn update_from_arg_matches(&mut self, found: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(found)?;
        Ok(())
    }
}

#[derive(Args)]
#[command(next_help_heading = heading::ENCRYPTION)]
struct EncryptionOptions {
    #[arg(
        long, value_name = "FILE", group = "encryption", value_hint = ValueHint::FilePath,
        help = words!("Encrypt the token for the public key in a file", "파일의 공개 키로 토큰을 암호화"),
        long_help = words!(
            "The signed token goes into a JWE (cty: JWT) that only the holder of the private key can open.",
            "서명한 토큰을 JWE(cty: JWT)에 넣습니다. 개인 키가 있어야 복호화할 수 있습니다."
        )
    )]
    encrypt_to: Option<PathBuf>,
    #[arg(
        long, value_name = "FILE", groups = ["encryption", "encryption-secret"], value_hint = ValueHint::FilePath,
        help = words!("Encrypt it with the secret in a file", "파일의 시크릿으로 암호화")
    )]
    encrypt_secret_file: Option<PathBuf>,
    #[arg(
        long, value_name = "NAME", groups = ["encryption", "encryption-secret"],
        help = words!("Encrypt it with the secret in an environment variable", "환경 변수의 시크릿으로 암호화")
    )]
    encrypt_secret_env: Option<String>,
    #[arg(
        long, value_name = "ENCODING", requires = "encryption-secret",
        value_parser = OneOf(secret_encodings),
        help = words!("How that secret is written", "암호화 시크릿을 적은 방식")
    )]
    encrypt_secret_encoding: Option<SecretEncoding>,
    #[arg(
        long, value_name = "ALG", requires = "encryption", value_parser = OneOf(key_algorithms),
        help = words!("How the content key is encrypted", "콘텐츠 키의 암호화 방식"),
        long_help = words!(
            "Without it what the key's alg says, else RSA-OAEP-256, ECDH-ES+A256KW, and of a secret A128KW, A192KW, A256KW by its length or PBES2-HS256+A128KW.",
            "생략하면 키의 alg를 따르고, 없으면 RSA-OAEP-256, ECDH-ES+A256KW를 사용합니다. 시크릿은 길이에 따라 A128KW, A192KW, A256KW 또는 PBES2-HS256+A128KW입니다."
        )
    )]
    jwe_alg: Option<jwe::Algorithm>,
    #[arg(
        long, value_name = "ENC", requires = "encryption", value_parser = OneOf(encryptions),
        help = words!("How the content is encrypted (A256GCM without it)", "콘텐츠 암호화 방식 (생략하면 A256GCM)")
    )]
    enc: Option<jwe::Encryption>,
}

fn key_algorithms() -> Vec<(&'static str, jwe::Algorithm)> {
    jwe::Algorithm::all().map(|one| (one.name, one)).collect()
}

fn encryptions() -> Vec<(&'static str, jwe::Encryption)> {
    jwe::Encryption::all().map(|one| (one.name, one)).collect()
}

/// For whom a token is encrypted (RFC 7516), and how.
pub(crate) struct Encryption {
    /// Where the key comes from.
    pub(crate) source: Option<KeySource>,
    pub(crate) algorithm: Option<jwe::Algorithm>,
    pub(crate) enc: Option<jwe::Encryption>,
}

impl From<EncryptionOptions> for Encryption {
    fn from(options: EncryptionOptions) -> Self {
        let file = |path| SecretSource::File("--encrypt-secret-file", path);
        let variable = |name| SecretSource::Variable("--encrypt-secret-env", name);
        let secret = options.encrypt_secret_file.map(file);
        let secret = secret.or(options.encrypt_secret_env.map(variable));
        let encoding = options.encrypt_secret_encoding.unwrap_or_default();
        let source = match options.encrypt_to {
            Some(path) => Some(KeySource::File("--encrypt-to", path, KeyPass::default())),
            None => secret.map(|secret| KeySource::Secret(secret, encoding)),
        };
        Self {
            source,
            algorithm: options.jwe_alg,
            enc: options.enc,
        }
    }
}

/// Flattened into a command, it brings the options that it is read from.
impl Args for Encryption {
    fn augment_args(command: Command) -> Command {
        EncryptionOptions::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        EncryptionOptions::augment_args_for_update(command)
    }
}

impl FromArgMatches for Encryption {
    fn from_arg_matches(found: &ArgMatches) -> Result<Self, clap::Error> {
        EncryptionOptions::from_arg_matches(found).map(Self::from)
    }

    fn update_from_arg_matches(&mut self, found: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(found)?;
        Ok(())
    }
}
