//! The JSON serialisations of a JWE (RFC 7516 §7.2), general and flattened.

use crate::encoding::BASE64URL;
use crate::json::{Indexed, Json, Object};
use crate::token::envelope::{SealedPart, Unopened};

/// How many recipients are looked at: each may cost a private-key operation.
pub const MAX_RECIPIENTS: usize = 32;

/// A JWE in JSON, taken apart.
#[derive(Debug)]
pub struct SealedJson {
    /// For each recipient the JOSE header, which is the union of three, and the encrypted key.
    pub recipients: Vec<(Indexed, Vec<u8>)>,
    pub vector: Vec<u8>,
    pub content: Vec<u8>,
    pub tag: Vec<u8>,
    /// The additional authenticated data (RFC 7516 §5.1, step 14).
    pub additional: Vec<u8>,
}

/// Whether a text is meant as one.
pub fn is_meant(text: &str) -> bool {
    text.starts_with('{') && text.contains("\"ciphertext\"")
}

impl SealedJson {
    /// Takes the text apart.
    ///
    /// # Errors
    /// What of it is missing, or not what it must be.
    pub fn parse(text: &str) -> Result<Self, Unopened> {
        let parameter = |name| move || Unopened::Parameter { name };
        let object = Object::parse(text.as_bytes()).map_err(|_| parameter("ciphertext")())?;
        if object.duplicate().is_some() {
            return Err(parameter("protected")());
        }
        let protected = object.str("protected").unwrap_or_default();
        let shared = member_object(&object, "unprotected")?;
        let header = match protected {
            "" => Object::new(),
            text => {
                let bytes = decoded(text, SealedPart::Key);
                let bytes = bytes.map_err(|_| parameter("protected")())?;
                let header = Object::parse(&bytes).map_err(|_| parameter("protected")())?;
                if header.duplicate().is_some() {
                    return Err(parameter("protected")());
                }
                header
            }
        };
        let listed = object.get("recipients").map(Json::as_array);
        let recipients: Vec<&Object> = match listed {
            None => vec![&object],
            Some(Some(items)) if (1..=MAX_RECIPIENTS).contains(&items.len()) => {
                let objects = items.iter().map(Json::as_object);
                objects
                    .collect::<Option<_>>()
                    .ok_or_else(parameter("recipients"))?
            }
            Some(_) => return Err(parameter("recipients")()),
        };
        let recipients = recipients.into_iter().map(|recipient| {
            let own = member_object(recipient, "header")?;
            let header = union([&header, &shared, &own]).ok_or_else(parameter("header"))?;
            let text = Json::Object(header).to_compact();
            let header = Indexed::parse(text).map_err(|_| parameter("header")())?;
            let key = recipient.str("encrypted_key").unwrap_or_default();
            Ok((header, decoded(key, SealedPart::Key)?))
        });
        let recipients = recipients.collect::<Result<_, Unopened>>()?;
        let part = |name, part| decoded(object.str(name).unwrap_or_default(), part);
        let content = object
            .str("ciphertext")
            .ok_or_else(parameter("ciphertext"))?;
        let additional = match object.str("aad") {
            Some(aad) => format!("{protected}.{aad}"),
            None => protected.to_owned(),
        };
        Ok(Self {
            recipients,
            vector: part("iv", SealedPart::Vector)?,
            content: decoded(content, SealedPart::Content)?,
            tag: part("tag", SealedPart::Tag)?,
            additional: additional.into_bytes(),
        })
    }
}

fn decoded(text: &str, part: SealedPart) -> Result<Vec<u8>, Unopened> {
    let decoded = BASE64URL.decode(text.as_bytes());
    decoded.map_err(|_| Unopened::Base64 { part })
}

fn member_object(object: &Object, name: &'static str) -> Result<Object, Unopened> {
    match object.get(name) {
        None => Ok(Object::new()),
        Some(Json::Object(found)) => Ok(found.clone()),
        Some(_) => Err(Unopened::Parameter { name }),
    }
}

/// The union of headers, whose names must differ (RFC 7516 §7.2.1).
fn union(headers: [&Object; 3]) -> Option<Object> {
    let mut all = Object::new();
    for header in headers {
        for (name, value) in header.iter() {
            if all.get(name).is_some() {
                return None;
            }
            all.set(name, value.clone());
        }
    }
    Some(all)
}
