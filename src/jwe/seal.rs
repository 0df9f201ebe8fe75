//! A token inside a JWE (RFC 7516 §5.1), in compact form.

use super::algorithm::{Algorithm, Fill, wrap};
use super::encryption::Encryption;
use crate::encoding::BASE64URL;
use crate::json::{Json, Object};
use crate::keys::Key;
use crate::keys::messages::KeyRefusal;
use crate::text::messages;
use crate::token::report::Reason;

/// For whom a token is encrypted, and how.
#[derive(Clone, Copy)]
pub struct Sealer<'k> {
    key: &'k Key,
    algorithm: Algorithm,
    encryption: Encryption,
}

messages! {
    /// Why nothing is encrypted with a key.
    pub enum Unsealed -> reason: Reason {
        NoAlgorithm { key: String } [Reason::AlgorithmNotAllowed] =>
            "nothing can be encrypted with this key: {key}",
            "암호화에 쓸 수 없는 키입니다: {key}";
        WrongKind { algorithm: &'static str, wanted: &'static str, key: String } [Reason::AlgorithmNotAllowed] =>
            "{algorithm} takes {wanted}, and the key is {key}",
            "알고리즘에 맞는 종류의 키가 아닙니다 (알고리즘: {algorithm}, 필요: {wanted}, 키: {key})";
        OtherAlgorithm { algorithm: &'static str, bound: String } [Reason::AlgorithmNotAllowed] =>
            "the key is for {bound}, not for {algorithm}",
            "키의 alg가 다릅니다 (키: {bound}, 사용하려는 알고리즘: {algorithm})";
        NotForIt [Reason::KeyUnusable] =>
            "use or key_ops of the key do not allow encryption (RFC 7517 §4.2)",
            "키의 use나 key_ops가 암호화를 허용하지 않습니다 (RFC 7517 §4.2)";
        Refused(refusal: KeyRefusal) [Reason::KeyUnusable] => "{refusal}", same;
        Failed { algorithm: &'static str, encryption: &'static str, key: String } [Reason::KeyUnusable] =>
            "the key ({key}) has not the length that {algorithm} with {encryption} takes, or the library refuses it",
            "키({key})의 길이가 맞지 않거나 라이브러리가 거부한 키입니다 (alg: {algorithm}, enc: {encryption})";
    }
}

impl<'k> Sealer<'k> {
    /// Looks whether a key can do it.
    ///
    /// # Errors
    /// When its type or its bindings forbid that.
    pub fn new(
        key: &'k Key,
        algorithm: Option<Algorithm>,
        encryption: Option<Encryption>,
    ) -> Result<Self, Unsealed> {
        let found = algorithm.or_else(|| Algorithm::for_key(key));
        let algorithm = found.ok_or_else(|| Unsealed::NoAlgorithm {
            key: key.describe(),
        })?;
        if !key.is_for(algorithm.recipient()) {
            return Err(Unsealed::WrongKind {
                algorithm: algorithm.name,
                wanted: algorithm.wants(),
                key: key.describe(),
            });
        }
        if !key.may_encrypt() {
            return Err(Unsealed::NotForIt);
        }
        let bound_to = key.alg().and_then(Encryption::named);
        let bound_to = bound_to.filter(|_| algorithm.is_direct());
        if let Some(bound) = key.alg()
            && bound != algorithm.name
            && bound_to.is_none()
        {
            return Err(Unsealed::OtherAlgorithm {
                algorithm: algorithm.name,
                bound: bound.to_owned(),
            });
        }
        key.has_secret().map_err(Unsealed::Refused)?;
        let fitting = key.secret_bytes().filter(|_| algorithm.is_direct());
        let fitting = fitting.and_then(|secret| Encryption::of_length(secret.len()));
        let fitting = bound_to.or(fitting);
        Ok(Self {
            key,
            algorithm,
            encryption: encryption.or(fitting).unwrap_or(Encryption::DEFAULT),
        })
    }
}

/// Encrypts a signed token (RFC 7519 §5.2). Returns the JWE and its header.
///
/// # Errors
/// When the key has the wrong length, or there is no randomness.
pub fn seal(token: &str, sealer: Sealer<'_>, fill: Fill<'_>) -> Result<(String, Object), Unsealed> {
    sealed(token, sealer, fill).ok_or_else(|| Unsealed::Failed {
        algorithm: sealer.algorithm.name,
        encryption: sealer.encryption.name,
        key: sealer.key.describe(),
    })
}

fn sealed(token: &str, sealer: Sealer<'_>, fill: Fill<'_>) -> Option<(String, Object)> {
    let Sealer {
        key,
        algorithm,
        encryption,
    } = sealer;
    let mut header = Object::from([("alg", algorithm.name), ("enc", encryption.name)]);
    if let Some(kid) = key.kid() {
        header.set("kid", kid);
    }
    header.set("cty", "JWT");
    let wrapped = wrap(algorithm, encryption, key, &mut header, fill)?;
    let mut vector = vec![0; encryption.vector_len];
    fill(&mut vector)?;
    let protected = BASE64URL.encode(Json::from(header.clone()).to_compact().as_bytes());
    let (content, tag) = encryption.seal(
        &wrapped.content_key,
        &vector,
        token.as_bytes(),
        protected.as_bytes(),
    )?;
    let rest = [&wrapped.encrypted, &vector, &content, &tag].map(|part| BASE64URL.encode(part));
    Some((format!("{protected}.{}", rest.join(".")), header))
}
