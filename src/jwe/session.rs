//! Session tokens of Auth.js and `NextAuth`: `dir`, with a key that HKDF derives from the secret.
//!
//! Which derivation it was nobody writes down. Each is tried, and the tag proves the one.

use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use zeroize::Zeroizing;

use super::Hidden;

/// The names of the cookies unless the application chose others, of Auth.js and `NextAuth` 4.
const COOKIES: [&str; 8] = [
    "authjs.session-token",
    "__Secure-authjs.session-token",
    "next-auth.session-token",
    "__Secure-next-auth.session-token",
    "authjs.pkce.code_verifier",
    "__Secure-authjs.pkce.code_verifier",
    "authjs.state",
    "__Secure-authjs.state",
];

/// The keys of so many octets that a secret may have been made into, each with the salt, which is the name of the
/// cookie: those that were named come first.
pub(super) fn keys<'c>(
    secret: &'c [u8],
    length: usize,
    named: &'c [String],
) -> impl Iterator<Item = (&'c str, Hidden)> {
    let cookies = named.iter().map(|name| unchunked(name)).chain(COOKIES);
    let salted = cookies.flat_map(|name| {
        [
            (name, format!("Auth.js Generated Encryption Key ({name})")),
            (
                name,
                format!("NextAuth.js Generated Encryption Key ({name})"),
            ),
        ]
    });
    // `NextAuth` 3 and 4 have no salt for the session.
    let plain = ("", "NextAuth.js Generated Encryption Key".to_owned());
    std::iter::once(plain)
        .chain(salted)
        .filter_map(move |(salt, info)| Some((salt, derive(secret, salt, &info, length)?)))
}

/// A cookie that is too long is cut into several, named with a number: `authjs.session-token.0`.
fn unchunked(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((whole, chunk))
            if !chunk.is_empty() && chunk.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            whole
        }
        _ => name,
    }
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive(secret: &[u8], salt: &str, info: &str, length: usize) -> Option<Hidden> {
    let key = Salt::new(HKDF_SHA256, salt.as_bytes()).extract(secret);
    let mut derived = Zeroizing::new(vec![0; length]);
    let info = [info.as_bytes()];
    key.expand(&info, Length(length))
        .ok()?
        .fill(&mut derived)
        .ok()?;
    Some(derived)
}
