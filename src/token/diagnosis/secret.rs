//! Secrets that the signer may have used in place of the one that was given.

use std::fmt;

use zeroize::Zeroizing;

use crate::encoding::BASE64URL;
use crate::keys::SecretEncoding;
use crate::token::hint::{Given, Hint, SecretFault, TextForm};

/// How many faults one secret may have at once: `"c2VjcmV0"` and a line break has three.
const DEPTH: usize = 3;
/// How many secrets are thought of for one that was given.
const MAX_GUESSES: usize = 256;
/// Longer secrets than this, in bytes, are not looked into: nobody types them.
const MAX_LENGTH: usize = 8 << 10;

/// A secret as it was written, before it was decoded.
#[derive(Clone, Copy)]
pub struct Written<'w> {
    /// The text.
    pub text: &'w [u8],
    /// How it was read.
    pub encoding: SecretEncoding,
}

/// Secrets are never shown.
impl fmt::Debug for Written<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Written")
            .field("encoding", &self.encoding)
            .finish_non_exhaustive()
    }
}

/// A secret that the signer may have used, and by what faults the given one became another.
pub(super) struct Guess {
    pub(super) secret: Zeroizing<Vec<u8>>,
    faults: Vec<SecretFault>,
}

impl Guess {
    /// Whether it is the secret that was given.
    pub(super) fn is_given(&self) -> bool {
        self.faults.is_empty()
    }

    /// The faults as hints; `more` when something else has to be mended with them.
    pub(super) fn hints(&self, written: Option<Written<'_>>, more: bool) -> Vec<Hint> {
        let mut given = match written.map(|written| written.encoding) {
            Some(SecretEncoding::Text) => Given::Text,
            Some(encoding) => Given::Encoded(encoding.name()),
            None => Given::Jwk,
        };
        let mut faults = self.faults.as_slice();
        if let [SecretFault::Decoded, rest @ ..] = faults
            && given != Given::Jwk
        {
            given = Given::Text;
            // Decoded one way where another is due: naming the right one says it all.
            if rest
                .iter()
                .any(|fault| matches!(fault, SecretFault::Encoded(_)))
            {
                faults = rest;
            }
        }
        let together = more || faults.len() > 1;
        faults
            .iter()
            .map(|fault| Hint::Secret {
                fault: *fault,
                given,
                together,
            })
            .collect()
    }
}

/// What the signer may have used in place of `secret`, with the fewest faults first and the given one at the head.
pub(super) fn guesses(secret: &[u8], written: Option<Written<'_>>) -> Vec<Guess> {
    let mut found = vec![Guess {
        secret: Zeroizing::new(secret.to_vec()),
        faults: Vec::new(),
    }];
    if secret.len() > MAX_LENGTH {
        return found;
    }
    let mut next = 0;
    while let Some(guess) = found.get(next) {
        next += 1;
        if guess.faults.len() == DEPTH {
            break;
        }
        let mut mended: Vec<(SecretFault, Zeroizing<Vec<u8>>)> = Vec::new();
        if guess.is_given() {
            mended.extend(
                undecoded(secret, written)
                    .into_iter()
                    .map(|text| (SecretFault::Decoded, text)),
            );
        }
        mended.extend(mend(guess));
        let faults = guess.faults.clone();
        for (fault, secret) in mended {
            let known = found.iter().any(|guess| guess.secret == secret);
            if found.len() < MAX_GUESSES && !secret.is_empty() && !known {
                let faults = faults.iter().copied().chain([fault]).collect();
                found.push(Guess { secret, faults });
            }
        }
    }
    found
}

/// The text that was decoded into the secret.
fn undecoded(secret: &[u8], written: Option<Written<'_>>) -> Option<Zeroizing<Vec<u8>>> {
    match written {
        Some(Written {
            encoding: SecretEncoding::Text,
            ..
        }) => None,
        Some(Written { text, .. }) => {
            // What `--secret-encoding text` would make of it: the last line break of a file does not count.
            let bare = text.strip_suffix(b"\n").unwrap_or(text);
            let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
            Some(Zeroizing::new(bare.to_vec()))
        }
        None => Some(Zeroizing::new(BASE64URL.encode(secret).into_bytes())),
    }
}

/// The secrets that lie one more fault behind a guess.
fn mend(guess: &Guess) -> Vec<(SecretFault, Zeroizing<Vec<u8>>)> {
    let secret: &[u8] = &guess.secret;
    let mut mended: Vec<(SecretFault, &[u8])> = Vec::new();
    let without_break = without_end(secret, b"\r\n");
    if without_break.len() < secret.len() {
        mended.push((SecretFault::TrailingBreak, without_break));
    }
    let trimmed = trimmed(secret);
    if trimmed.len() < secret.len() {
        mended.push((SecretFault::Space, trimmed));
    }
    if let Some(bare) = unquoted(secret) {
        mended.push((SecretFault::Quotes, bare));
    }
    let mut mended: Vec<_> = mended
        .into_iter()
        .map(|(fault, bytes)| (fault, Zeroizing::new(bytes.to_vec())))
        .collect();
    for form in forms(secret) {
        let encoding = match form {
            TextForm::Base64 => SecretEncoding::Base64,
            TextForm::Base64url => SecretEncoding::Base64url,
            TextForm::Hex => SecretEncoding::Hex,
        };
        if let Ok(decoded) = encoding.decode(secret) {
            mended.push((SecretFault::Encoded(form), decoded));
        }
    }
    let had_break = guess.faults.contains(&SecretFault::TrailingBreak);
    if !secret.ends_with(b"\n") && !had_break {
        for (fault, end) in [
            (SecretFault::NoNewline, &b"\n"[..]),
            (SecretFault::NoCrlf, b"\r\n"),
            (SecretFault::NoCarriageReturn, b"\r"),
        ] {
            mended.push((fault, Zeroizing::new([secret, end].concat())));
        }
    }
    mended
}

/// The encodings to try, the likeliest first: where both kinds of base64 mean the same bytes, the first names it.
fn forms(secret: &[u8]) -> [TextForm; 3] {
    let plain = |byte: &u8| matches!(byte, b'=' | b'+' | b'/');
    let whole = secret
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .count()
        % 4
        == 0;
    if secret.iter().any(plain) || whole {
        [TextForm::Hex, TextForm::Base64, TextForm::Base64url]
    } else {
        [TextForm::Hex, TextForm::Base64url, TextForm::Base64]
    }
}

/// Without the white space and the byte order mark around it.
fn trimmed(secret: &[u8]) -> &[u8] {
    match std::str::from_utf8(secret) {
        Ok(text) => text
            .trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}')
            .as_bytes(),
        Err(_) => secret.trim_ascii(),
    }
}

fn unquoted(secret: &[u8]) -> Option<&[u8]> {
    const QUOTES: [(&str, &str); 5] =
        [("\"", "\""), ("'", "'"), ("`", "`"), ("“", "”"), ("‘", "’")];
    QUOTES.into_iter().find_map(|(open, close)| {
        secret
            .strip_prefix(open.as_bytes())?
            .strip_suffix(close.as_bytes())
    })
}

/// Without those bytes at its end.
fn without_end<'s>(secret: &'s [u8], bytes: &[u8]) -> &'s [u8] {
    let last = secret.iter().rposition(|byte| !bytes.contains(byte));
    secret
        .get(..last.map_or(0, |last| last + 1))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn guesses_are_few_distinct_and_the_given_one_leads() {
        for secret in [
            &b"secret"[..],
            b"\" 'NjQ2MQ==' \"\r\n",
            b"3031323334353637",
            b"\xff\xfe\n",
            b"",
        ] {
            let found = guesses(
                secret,
                Some(Written {
                    text: secret,
                    encoding: SecretEncoding::Text,
                }),
            );
            assert!(found[0].is_given());
            assert!(found.len() <= MAX_GUESSES);
            let distinct: HashSet<_> = found.iter().map(|guess| guess.secret.to_vec()).collect();
            assert_eq!(distinct.len(), found.len());
            assert!(found.is_sorted_by_key(|guess| guess.faults.len()));
        }
    }
}
