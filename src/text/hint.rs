//! What explains a failed signature, and what to do about it.

use super::Say;

/// What was found to explain a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The HMAC was made with the public key's own text: the RS/HS confusion attack (RFC 8725 §2.1).
    HmacWithPublicKey,
}

impl Hint {
    /// The code in the output; never translated.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HmacWithPublicKey => "hmac_with_public_key",
        }
    }
}

impl Say for Hint {
    fn en(&self) -> String {
        match self {
            Self::HmacWithPublicKey => {
                "the signature is an HMAC made with the text of the public key: this is an attack, never accept HS algorithms with a public key (RFC 8725 §2.1)".into()
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::HmacWithPublicKey => {
                "공개 키의 텍스트를 비밀로 써서 만든 HMAC 서명입니다. 공격이므로 공개 키에 HS 알고리즘을 허용하지 마세요 (RFC 8725 §2.1)".into()
            }
        }
    }
}
