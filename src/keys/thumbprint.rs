//! JWK thumbprints (RFC 7638).

use aws_lc_rs::digest;
use zeroize::Zeroizing;

use super::jwk;
use super::key::Key;
use super::write::spki;
use crate::encoding::{BASE64, BASE64URL};
use crate::json::Json;
use crate::keys::messages::KeyProblem;

impl Key {
    /// `SHA256:` and the base64 of the SHA-256 of the SPKI (RFC 5280 §4.1.2.7).
    ///
    /// # Errors
    /// For an HMAC secret, which has no public form.
    pub fn fingerprint(&self) -> Result<String, KeyProblem> {
        let hash = digest::digest(&digest::SHA256, &spki(&self.material)?);
        Ok(format!("SHA256:{}", BASE64.encode_padded(hash.as_ref())))
    }

    /// The thumbprint with SHA-256, base64url (RFC 7638, RFC 8037 §2, RFC 9964 §6).
    pub fn thumbprint(&self) -> String {
        // Of an HMAC key these hold the secret.
        let required = Zeroizing::new(Json::Object(jwk::required(&self.material)));
        let text = Zeroizing::new(required.to_compact());
        BASE64URL.encode(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
    }
}
