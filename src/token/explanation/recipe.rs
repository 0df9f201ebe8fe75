//! Shell commands that make or check a signature with `openssl` and `basenc`.
//!
//! Whatever comes from outside is quoted: a token, a file name or a variable can't become a command.

use std::ffi::OsString;
use std::fmt::Write as _;

use super::KeyAtHand;
use crate::encoding::{BASE64URL, HEX};
use crate::keys::secret::SecretEncoding;
use crate::keys::{Algorithm, Family, Key};
use crate::token::explanation::messages::Purpose;

/// Where a reader finds the key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Nobody named a key.
    #[default]
    Unnamed,
    /// A secret on the command line.
    Argument(SecretEncoding),
    /// A secret in a file.
    File {
        /// Its name.
        path: OsString,
        /// How it is written there.
        encoding: SecretEncoding,
    },
    /// A secret in an environment variable.
    Variable {
        /// Its name.
        name: String,
        /// How it is written there.
        encoding: SecretEncoding,
    },
    /// A file with one JWK.
    Jwk {
        /// Its name.
        path: OsString,
    },
    /// A file with a JWK Set.
    Set {
        /// Its name.
        path: OsString,
        /// The key's id.
        kid: String,
    },
}

/// Commands to paste, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The commands.
    pub steps: Vec<Step>,
    /// What comes out in the end.
    pub yields: Yield,
}

/// What comes out of the commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yield {
    /// The signature as base64url.
    Signature,
    /// A line that says that the signature is verified.
    Verified,
}

/// A command and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is for.
    pub purpose: Purpose,
    /// The command; it may have several lines.
    pub command: String,
}

impl Recipe {
    fn step(&mut self, purpose: Purpose, command: impl Into<String>) {
        self.steps.push(Step {
            purpose,
            command: command.into(),
        });
    }
}

/// The commands for one signature.
pub(super) fn of(
    algorithm: Algorithm,
    input: &str,
    signature: &[u8],
    key: &KeyAtHand<'_>,
) -> Recipe {
    let hmac = algorithm.family() == Family::Hmac;
    let mut recipe = Recipe {
        steps: Vec::new(),
        yields: if hmac {
            Yield::Signature
        } else {
            Yield::Verified
        },
    };
    recipe.step(
        Purpose::SetInput,
        format!("INPUT={}", quote(input.as_bytes())),
    );
    let bits = algorithm.hash_bits().unwrap_or(256);
    if hmac {
        secret(key, &mut recipe);
        let command = format!(
            "printf '%s' \"$INPUT\" | openssl dgst -sha{bits} -mac HMAC -macopt \"hexkey:$SECRET_HEX\" -binary | basenc --base64url -w0 | tr -d '='; echo"
        );
        recipe.step(Purpose::MakeHmac, command);
        return recipe;
    }

    recipe.step(Purpose::Directory, "DIR=$(mktemp -d)");
    match key.key.and_then(|key| key.to_pem(false).ok()) {
        Some(pem) => recipe.step(
            Purpose::KeyWritten,
            format!("cat > \"$DIR/key.pem\" <<'END'\n{pem}END"),
        ),
        None => recipe.step(Purpose::KeyOfReader, "cp -- \"${KEY:?}\" \"$DIR/key.pem\""),
    }
    let bytes = format!(
        "printf '%s' '{}' | basenc --base64url -d",
        BASE64URL.encode_padded(signature)
    );
    if algorithm.family() == Family::Ecdsa {
        // Two hex digits a byte, half of them for each number.
        let half = algorithm.signature_len().unwrap_or(signature.len());
        let command = format!(
            "SIGNATURE=$({bytes} | basenc --base16 -w0)\n\
             R=$(printf '%s' \"$SIGNATURE\" | cut -c 1-{half})\n\
             S=$(printf '%s' \"$SIGNATURE\" | cut -c {}-)\n\
             printf 'asn1=SEQUENCE:numbers\\n[numbers]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n' \"$R\" \"$S\" > \"$DIR/asn1.conf\"\n\
             openssl asn1parse -genconf \"$DIR/asn1.conf\" -noout -out \"$DIR/signature\"",
            half + 1
        );
        recipe.step(Purpose::RsToDer, command);
    } else {
        recipe.step(
            Purpose::SignatureBytes,
            format!("{bytes} > \"$DIR/signature\""),
        );
    }
    let dgst = |options: &str| {
        format!(
            "printf '%s' \"$INPUT\" | openssl dgst -sha{bits} {options}-verify \"$DIR/key.pem\" -signature \"$DIR/signature\""
        )
    };
    match algorithm.family() {
        Family::RsaPss => {
            let salt = bits / 8;
            let options = format!("-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:{salt} ");
            recipe.step(Purpose::CheckPss, dgst(&options));
        }
        family @ (Family::EdDsa | Family::MlDsa) => {
            recipe.step(
                Purpose::InputFile,
                "printf '%s' \"$INPUT\" > \"$DIR/input\"",
            );
            let purpose = if family == Family::EdDsa {
                Purpose::Check
            } else {
                Purpose::CheckWithNewOpenssl
            };
            let command = "openssl pkeyutl -verify -pubin -inkey \"$DIR/key.pem\" -rawin -in \"$DIR/input\" -sigfile \"$DIR/signature\"";
            recipe.step(purpose, command);
        }
        Family::Hmac | Family::RsaPkcs1 | Family::Ecdsa => {
            recipe.step(Purpose::Check, dgst(""));
        }
    }
    recipe.step(Purpose::CleanUp, "rm -r \"$DIR\"");
    recipe
}

/// The secret as hex in `SECRET_HEX`, whatever bytes it has: openssl takes it so, and a shell can hold it so.
fn secret(key: &KeyAtHand<'_>, recipe: &mut Recipe) {
    if let Some(secret) = key
        .key
        .and_then(Key::secret_bytes)
        .filter(|_| key.show_secret)
    {
        let command = match std::str::from_utf8(secret) {
            Ok(text) if text.chars().all(is_plain) => hex_of(
                &format!("printf '%s' {}", quote(secret)),
                SecretEncoding::Text,
            ),
            _ => format!("SECRET_HEX={}", HEX.encode(secret).to_ascii_uppercase()),
        };
        return recipe.step(Purpose::SecretShown, command);
    }
    let (purpose, command) = match &key.origin {
        Origin::Unnamed => (
            Purpose::SecretOfReader,
            hex_of("printf '%s' \"${SECRET:?}\"", SecretEncoding::Text),
        ),
        Origin::Argument(encoding) => (
            Purpose::SecretTyped,
            hex_of("printf '%s' \"${SECRET:?}\"", *encoding),
        ),
        Origin::File { path, encoding } => {
            let path = quote(path.as_encoded_bytes());
            let command = if *encoding == SecretEncoding::Text {
                // The last line break is no part of the secret.
                format!("SECRET_HEX=$(basenc --base16 -w0 < {path} | sed -E 's/(0D)?0A$//')")
            } else {
                hex_of(&format!("cat < {path}"), *encoding)
            };
            (Purpose::SecretOfFile, command)
        }
        Origin::Variable { name, encoding } => {
            let print = if is_identifier(name) {
                format!("printf '%s' \"${{{name}?}}\"")
            } else {
                // A name that a shell can't speak out; `printenv` adds a line break.
                let name = quote(name.as_bytes());
                format!("printenv -- {name} | head -c -1")
            };
            (Purpose::SecretOfVariable, hex_of(&print, *encoding))
        }
        Origin::Jwk { path } => (
            Purpose::SecretOfKeyFile,
            hex_of(
                &format!("cat < {} | {K_OF_JWK}", quote(path.as_encoded_bytes())),
                SecretEncoding::Base64url,
            ),
        ),
        Origin::Set { path, kid } => (
            Purpose::SecretOfKeyFile,
            hex_of(
                &format!(
                    "tokenry key export --keys {} --format jwk --private -- {} | {K_OF_JWK}",
                    quote(path.as_encoded_bytes()),
                    quote(kid.as_bytes())
                ),
                SecretEncoding::Base64url,
            ),
        ),
    };
    recipe.step(purpose, command);
}

/// The member `k` of a JWK on standard input.
const K_OF_JWK: &str = r#"tr -d '\r\n' | sed -E 's/.*"k" *: *"([^"]*)".*/\1/'"#;

/// Sets `SECRET_HEX` from a command that prints the secret as it is written.
fn hex_of(print: &str, encoding: SecretEncoding) -> String {
    let decode = match encoding {
        SecretEncoding::Text => return format!("SECRET_HEX=$({print} | basenc --base16 -w0)"),
        SecretEncoding::Hex => {
            return format!("SECRET_HEX=$({print} | tr -d ' \\t\\r\\n\\f')");
        }
        SecretEncoding::Base64 => "--base64",
        SecretEncoding::Base64url => "--base64url",
    };
    // tokenry takes base64 with and without padding, basenc only with.
    format!(
        "SECRET_TEXT=$({print} | tr -d ' \\t\\r\\n\\f=')\n\
         while [ $((${{#SECRET_TEXT}} % 4)) -ne 0 ]; do SECRET_TEXT=$SECRET_TEXT=; done\n\
         SECRET_HEX=$(printf '%s' \"$SECRET_TEXT\" | basenc {decode} -d | basenc --base16 -w0)"
    )
}

fn is_identifier(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_ascii_digit())
        && !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// What a terminal, a page and a shell all leave as it is, between single quotes.
fn is_plain(character: char) -> bool {
    character.is_ascii_graphic() || character == ' '
}

/// Letters and digits of any script, but for the Hangul fillers, which nobody sees.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric()
        && !matches!(character, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

/// Bytes as one word of a shell command, on one line and with nothing in it that can't be seen.
pub fn quote(bytes: &[u8]) -> String {
    let plain = std::str::from_utf8(bytes)
        .ok()
        .filter(|text| text.chars().all(|one| is_plain(one) || is_letter(one)));
    if let Some(text) = plain {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    // What can't be seen, or a terminal would obey, is written in octal. The shell takes line breaks off the end of
    // it: a name that ends in one is the one name that comes out as another, and then names no file.
    let mut octal = String::new();
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(octal, "\\{byte:03o}");
    }
    format!("\"$(printf '{octal}')\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stays_one_word() {
        assert_eq!(quote(b"secret.txt"), "'secret.txt'");
        assert_eq!(quote(b"it's $(here)"), r"'it'\''s $(here)'");
        assert_eq!(quote("비밀.txt".as_bytes()), "'비밀.txt'");
        assert_eq!(quote(b"a\nb"), r#""$(printf '\141\012\142')""#);
        assert_eq!(
            quote("\u{202e}".as_bytes()),
            r#""$(printf '\342\200\256')""#
        );
        assert_eq!(quote(b"\xff"), r#""$(printf '\377')""#);
    }
}
