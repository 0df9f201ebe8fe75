//! Secrets that everybody knows: the examples of the documentation that most people start from.

use zeroize::Zeroizing;

use crate::keys::SecretEncoding;

/// The examples, the likeliest first. Each group names where it comes from.
const EXAMPLES: [&str; 127] = [
    // The jwt.io debugger, older and newer.
    "your-256-bit-secret",
    "your-384-bit-secret",
    "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    "a-valid-string-secret-that-is-at-least-384-bits-long",
    "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
    "a-string-secret-at-least-384-bits-long",
    "a-string-secret-at-least-512-bits-long",
    "your-256-bit-secret-your-256-bit-secret",
    // The empty one, and the words that come to mind; those of jwt-secrets by Wallarm and of SecLists.
    "",
    // What an empty variable leaves behind.
    "undefined",
    "null",
    "None",
    "nil",
    "NULL",
    "NaN",
    "true",
    "false",
    "[object Object]",
    "<nil>",
    "(null)",
    "{}",
    "secret",
    "changeme",
    "password",
    "secretkey",
    "secret-key",
    "secret_key",
    "secretKey",
    "SecretKey",
    "SECRET_KEY",
    "SECRET",
    "Secret",
    "mysecret",
    "my-secret",
    "my_secret",
    "mySecret",
    "my-secret-key",
    "my_secret_key",
    "mysecretkey",
    "mySecretKey",
    "jwtsecret",
    "jwt-secret",
    "jwt_secret",
    "jwtSecret",
    "JWT_SECRET",
    "JwtSecretKey",
    "jwt_secret_key",
    "jwt-secret-key",
    "supersecret",
    "super-secret",
    "super_secret",
    "super-secret-key",
    "supersecretkey",
    "superSecret",
    "topsecret",
    "top-secret",
    "verysecret",
    "very-secret",
    "your-secret-key",
    "your_secret_key",
    "yourSecretKey",
    "your-secret",
    "your_jwt_secret",
    "your-jwt-secret",
    "your-super-secret-key",
    "your-very-secret-key",
    "your_super_secret_key",
    "change-me",
    "change_me",
    "changeit",
    "changethis",
    "CHANGE_ME",
    "change-this-secret",
    "please-change-me",
    "CHANGE_THIS_TO_SOMETHING_RANDOM",
    "default",
    "dev",
    "development",
    "test",
    "testing",
    "example",
    "demo",
    "foo",
    "key",
    "private",
    "token",
    "jwt",
    "admin",
    "qwerty",
    "123456",
    "12345678",
    "1234567890",
    "0123456789",
    "0123456789abcdef0123456789abcdef",
    "12345678901234567890123456789012",
    // RFC 7515 A.1 and RFC 7520 §3.5.
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
    // The security tutorial of FastAPI.
    "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
    // Documentation of NestJS.
    "DO NOT USE THIS VALUE. INSTEAD, CREATE A COMPLEX SECRET AND KEEP IT SAFE OUTSIDE OF THE SOURCE CODE.",
    "hard!to-guess_secret",
    // node-jsonwebtoken and express-jwt, express-session.
    "shhhhh",
    "shhhhhared-secret",
    "keyboard cat",
    // ruby-jwt.
    "my$ecretK3y",
    // golang-jwt.
    "AllYourBase",
    // firebase/php-jwt and lcobucci/jwt.
    "example_key",
    "example_key_of_sufficient_length",
    "mBC5v1sOKVvbdEitdSBenu59nfNfhwkedkJVNabosTw=",
    "hiG8DlOKvtih6AxlZn5XKImZ06yu8I3mkOzaJrEuW8yAv8Jnkw330uMt8AEqQ5LB",
    // PostgREST, Supabase, Hasura, Strapi.
    "reallyreallyreallyreallyverysafe",
    "super-secret-jwt-token-with-at-least-32-characters-long",
    "your-super-secret-jwt-token-with-at-least-32-characters-long",
    "3EK6FD+o0+c7tzBNVfjpMkNDi2yARAAKzQlk8O2IKoxQu4nF7EdAh8s3TwpHwrdWT6R",
    "tobemodified",
    // Tutorials on Spring (bezkoder, JavaInUse, Callicoder).
    "bezKoderSecretKey",
    "bezkoder-secret-key",
    "======================BezKoder=Spring===========================",
    "javainuse",
    "JWTSuperSecretKey",
    // Tutorials on ASP.NET (Jason Watmore, Code Maze) and the tests of IdentityModel.
    "THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE ANY STRING",
    "THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET",
    "superSecretKey@345",
    "401b09eab3c013d4ca54922bb802bec8fd5318192b0a75f201d8b3727429090fb337591abd3e44453b954555b7a0812e1081c39b740293f765eae731f5a65ed1",
    "ThisismySecretKey",
    "This is my custom Secret key for authentication",
    // Go tutorials.
    "captainjacksparrowsayshi",
];

/// Shorter encoded texts than this are words that happen to be base64.
const DECODED_FROM: usize = 32;

/// Every secret that the examples stand for, with the example: as it is written, and decoded where it is long
/// enough to be meant so.
pub(super) fn secrets() -> impl Iterator<Item = (&'static str, Zeroizing<Vec<u8>>)> {
    let plain = EXAMPLES
        .iter()
        .map(|example| (*example, Zeroizing::new(example.as_bytes().to_vec())));
    let decoded = EXAMPLES
        .iter()
        .filter(|example| example.len() >= DECODED_FROM)
        .flat_map(|example| {
            let encodings = [
                SecretEncoding::Hex,
                SecretEncoding::Base64url,
                SecretEncoding::Base64,
            ];
            encodings
                .into_iter()
                .filter_map(|encoding| encoding.decode(example.as_bytes()).ok())
                .map(|secret| (*example, secret))
        });
    plain.chain(decoded)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_example_is_listed_once() {
        let distinct: HashSet<_> = EXAMPLES.iter().collect();
        assert_eq!(distinct.len(), EXAMPLES.len());
        assert!(secrets().count() > EXAMPLES.len());
    }
}
