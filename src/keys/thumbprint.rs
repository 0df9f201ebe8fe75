//! JWK thumbprints (RFC 7638).

use aws_lc_rs::digest;
use zeroize::Zeroizing;

use super::jwk;
use super::key::Key;
use crate::encoding::BASE64URL;
use crate::json::Json;

impl Key {
    /// The thumbprint with SHA-256, base64url (RFC 7638, RFC 8037 §2, RFC 9964 §6).
    pub fn thumbprint(&self) -> String {
        // Of an HMAC key these hold the secret.
        let required = Zeroizing::new(Json::Object(jwk::required(&self.material)));
        let text = Zeroizing::new(required.to_compact());
        BASE64URL.encode(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
    }
}
