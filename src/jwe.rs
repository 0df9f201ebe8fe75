//! JWE (RFC 7516, RFC 7518 §4 and §5): encrypted tokens, opened with a recipient's key, and made for one.
//!
//! Whatever comes out is a [`Token`], which the one path of verification judges. The primitives are those of
//! `aws-lc-rs`; the composition is here, with one table of algorithms and one of encryptions.

mod algorithm;
mod encryption;
mod key_wrap;
mod seal;
mod session;
#[cfg(test)]
mod tests;

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use zeroize::Zeroizing;

pub use algorithm::Algorithm;
use algorithm::Method;
pub use encryption::Encryption;
use encryption::Sealed;
pub use seal::{Sealer, Unsealed, seal};

use crate::encoding::BASE64URL;
use crate::json::Indexed;
use crate::keys::{Key, KeySet};
use crate::text::typed::Typed;
use crate::token::envelope::{Envelope, Opening, SealedPart, Unopened};
use crate::token::malformed::{Malformed, Part};
use crate::token::sealed_json::{self, SealedJson};
use crate::token::{Token, header_fault};

/// Octets that are wiped on drop.
type Hidden = Zeroizing<Vec<u8>>;

/// How long compressed content may become (RFC 8725 §3.6 names the attack).
pub const MAX_CONTENT: usize = 16 << 20;

/// The keys that open tokens.
#[derive(Clone, Debug, Default)]
pub struct Opener {
    /// The keys.
    pub keys: KeySet,
    /// Where they are from.
    pub source: String,
    /// The names of cookies in which a session token may have come.
    pub cookies: Vec<String>,
}

/// A JWE taken apart.
struct Jwe<'j> {
    header: &'j Indexed,
    key: Vec<u8>,
    vector: Vec<u8>,
    content: Vec<u8>,
    tag: Vec<u8>,
    additional: &'j [u8],
}

/// Opens a token in place, if it is a JWE. Where that fails it stays one, and says why.
pub fn open(token: &mut Token, opener: &Opener) {
    if !token.is_sealed() {
        return;
    }
    match opened(token, opener) {
        Ok(inner) => *token = inner,
        Err(why) => token.refuse(why),
    }
}

/// Whether a text is a JWE that is encrypted with a passphrase (RFC 7518 §4.8).
pub fn is_for_passphrase(text: &[u8]) -> bool {
    let token = std::str::from_utf8(text).map(|text| Token::of(text.trim()));
    token.is_ok_and(|token| {
        let algorithm = token.parameter("alg").filter(|_| token.is_sealed());
        algorithm.is_some_and(|name| name.starts_with("PBES2-"))
    })
}

/// The content of a JWE that is encrypted with a passphrase (RFC 7518 §4.8), such as a JWK (RFC 7517 §7).
///
/// # Errors
/// When it is no such JWE, or the passphrase is not the one.
pub fn open_with_passphrase(text: &[u8], passphrase: &[u8]) -> Result<Hidden, Malformed> {
    let opener = Opener {
        keys: KeySet::of(Key::secret(passphrase.to_vec())),
        ..Opener::default()
    };
    let text = std::str::from_utf8(text).unwrap_or_default();
    content(&Token::of(text.trim()), &opener).map(|(content, _)| content)
}

fn opened(token: &Token, opener: &Opener) -> Result<Token, Malformed> {
    let (mut content, envelope) = content(token, opener)?;
    Ok(Token::opened(std::mem::take(&mut content), envelope))
}

/// What a token holds, and how that was found out.
fn content(token: &Token, opener: &Opener) -> Result<(Hidden, Envelope), Malformed> {
    if let Some(fault) = token.fault(Part::Header) {
        return Err(fault.clone());
    }
    let Some(header) = token.header().filter(|_| token.is_sealed()) else {
        return Err(token.form_fault().cloned().unwrap_or(Malformed::Empty));
    };
    if !sealed_json::is_meant(token.text()) {
        if let Some(fault) = header_fault(header) {
            return Err(fault);
        }
        let jwe = Jwe::compact(token.text(), header)?;
        return Ok(jwe.open(opener)?);
    }
    // One recipient's key is enough (RFC 7516 §5.2); where there is none, why it is none of the last.
    let sealed = SealedJson::parse(token.text())?;
    let mut refused = None;
    for (header, key) in &sealed.recipients {
        if let Some(fault) = header_fault(header) {
            return Err(fault);
        }
        let jwe = Jwe {
            header,
            key: key.clone(),
            vector: sealed.vector.clone(),
            content: sealed.content.clone(),
            tag: sealed.tag.clone(),
            additional: &sealed.additional,
        };
        match jwe.open(opener) {
            Ok(found) => return Ok(found),
            // A key of the right kind that does not open it says more than one of another kind.
            Err(why) if matches!(why, Unopened::Failed { .. }) => refused = Some(why),
            Err(why) => refused = refused.or(Some(why)),
        }
    }
    Err(refused.map_or(Malformed::Empty, Malformed::from))
}

impl<'j> Jwe<'j> {
    /// Takes the compact form apart (RFC 7516 §7.1).
    fn compact(text: &'j str, header: &'j Indexed) -> Result<Self, Unopened> {
        let mut parts = text.split('.');
        let additional = parts.next().unwrap_or_default().as_bytes();
        let mut next = |part| {
            let text = parts.next().unwrap_or_default();
            let decoded = BASE64URL.decode(text.as_bytes());
            decoded.map_err(|_| Unopened::Base64 { part })
        };
        Ok(Self {
            header,
            key: next(SealedPart::Key)?,
            vector: next(SealedPart::Vector)?,
            content: next(SealedPart::Content)?,
            tag: next(SealedPart::Tag)?,
            additional,
        })
    }

    /// Decrypts with the first key that fits (RFC 7516 §5.2).
    fn open(&self, opener: &Opener) -> Result<(Hidden, Envelope), Unopened> {
        let method = Method::of(self.header)?;
        method.check_key(&self.key)?;
        let compressed = self.compression()?;
        let source = || Typed::place(&opener.source);
        let keys = candidates(&method, self.header, opener)?;
        let mut found = None;
        for key in &keys {
            let content_key = method.content_key(key, &self.key);
            if let Some(content) = self.try_key(&method, content_key) {
                found = Some((*key, None, content));
                break;
            }
        }
        if found.is_none() && method.algorithm.is_direct() {
            found = keys.iter().find_map(|key| {
                let (salt, content) = self.try_sessions(&method, key, &opener.cookies)?;
                Some((*key, Some(salt), content))
            });
        }
        let Some((key, session, content)) = found else {
            return Err(match keys.as_slice() {
                [key] => Unopened::Failed {
                    key: key.describe(),
                    source: source(),
                },
                keys => Unopened::ManyFailed {
                    count: keys.len(),
                    source: source(),
                },
            });
        };
        let content = if compressed {
            inflated(&content)?
        } else {
            content
        };
        let envelope = Envelope {
            header: self.header.clone(),
            opening: Opening {
                algorithm: method.algorithm.name,
                encryption: method.encryption.name,
                key: key.describe(),
                source: source(),
                session,
            },
            authentic: method.algorithm.is_authentic(),
        };
        Ok((content, envelope))
    }

    /// Decrypts with a content key. Where there is none, or one of another length, the same work is done with zeros,
    /// and nothing comes of it: whoever sends tokens must not learn how they fail (RFC 7516 §11.5).
    fn try_key(&self, method: &Method, content_key: Option<Hidden>) -> Option<Hidden> {
        let length = method.encryption.key_len;
        let content_key = content_key.filter(|key| key.len() == length);
        let found = content_key.is_some();
        let content_key = content_key.unwrap_or_else(|| Zeroizing::new(vec![0; length]));
        let content = method.encryption.open(&content_key, self.sealed());
        content.filter(|_| found)
    }

    /// Takes the secret for that of a web application, whose session this may be.
    fn try_sessions(
        &self,
        method: &Method,
        key: &Key,
        named: &[String],
    ) -> Option<(String, Hidden)> {
        let length = method.encryption.key_len;
        let mut derived = session::keys(key.secret_bytes()?, length, named);
        derived.find_map(|(salt, key)| {
            let content = method.encryption.open(&key, self.sealed())?;
            Some((salt.to_owned(), content))
        })
    }

    fn sealed(&self) -> Sealed<'_> {
        Sealed {
            vector: &self.vector,
            content: &self.content,
            tag: &self.tag,
            additional: self.additional,
        }
    }

    /// Whether the content is compressed (RFC 7516 §4.1.3).
    fn compression(&self) -> Result<bool, Unopened> {
        if self.header.get("zip").is_none() {
            return Ok(false);
        }
        match self.header.str("zip") {
            Some(name) if name == "DEF" => Ok(true),
            Some(name) => Err(Unopened::UnknownCompression { name: name.into() }),
            None => Err(Unopened::Parameter { name: "zip" }),
        }
    }
}

/// The keys that a token may be for: of the kind that its algorithm takes; those with its `kid`, where there are any.
fn candidates<'o>(
    method: &Method,
    header: &Indexed,
    opener: &'o Opener,
) -> Result<Vec<&'o Key>, Unopened> {
    let algorithm = method.algorithm;
    let source = || Typed::place(&opener.source);
    let kid = header.str("kid");
    let named = |key: &&Key| key.kid().is_some() && key.kid() == kid.as_deref();
    let all = opener.keys.keys.iter();
    let mut keys: Vec<_> = all.clone().filter(named).collect();
    if keys.is_empty() {
        keys = all.collect();
    }
    let mut keep = |fits: &dyn Fn(&Key) -> bool, why: &dyn Fn(&Key) -> Unopened| {
        let first = keys.first().copied();
        keys.retain(|key| fits(key));
        match first {
            Some(first) if keys.is_empty() => Err(why(first)),
            _ => Ok(()),
        }
    };
    keep(&|key| key.is_for(algorithm.recipient()), &|key| {
        Unopened::WrongKind {
            algorithm: algorithm.name,
            wanted: algorithm.wants(),
            key: key.describe(),
            source: source(),
        }
    })?;
    keep(&Key::is_private, &|key| Unopened::PublicOnly {
        key: key.describe(),
        source: source(),
    })?;
    keep(&Key::may_decrypt, &|_| Unopened::KeyNotForIt {
        source: source(),
    })?;
    let bound = |key: &Key| {
        let fits =
            |alg| alg == algorithm.name || (algorithm.is_direct() && alg == method.encryption.name);
        key.alg().is_none_or(fits)
    };
    keep(&bound, &|key| Unopened::KeyForOther {
        bound: key.alg().unwrap_or_default().to_owned(),
        algorithm: algorithm.name,
        source: source(),
    })?;
    for key in &keys {
        key.has_secret().map_err(|refusal| Unopened::KeyRefused {
            refusal,
            source: source(),
        })?;
    }
    Ok(keys)
}

/// Raw DEFLATE (RFC 1951), up to a limit.
fn inflated(content: &[u8]) -> Result<Hidden, Unopened> {
    use miniz_oxide::inflate::TINFLStatus;
    match decompress_to_vec_with_limit(content, MAX_CONTENT) {
        Ok(content) => Ok(Zeroizing::new(content)),
        Err(error) if error.status == TINFLStatus::HasMoreOutput => {
            Err(Unopened::TooLarge { limit: MAX_CONTENT })
        }
        Err(_) => Err(Unopened::Parameter { name: "zip" }),
    }
}
