//! JWK thumbprints (RFC 7638).

use aws_lc_rs::digest;

use super::jwk;
use super::material::Material;
use crate::base64url;
use crate::json::Json;

pub(super) fn sha256(material: &Material) -> String {
    let text = Json::Object(jwk::required(material)).to_compact();
    base64url::encode(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}
