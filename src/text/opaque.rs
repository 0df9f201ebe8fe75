//! What people take for a JWT, and what it is.

use super::{Lang, Say};

/// What people take for a JWT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opaque {
    /// A token of a service, which alone can tell what it means.
    Of(&'static str, ServiceToken),
    /// A key or certificate in PEM.
    Pem,
    /// A JWK or JWK Set.
    Jwk,
    /// JSON that is not encoded.
    PlainJson,
    /// JSON in base64, and nothing else.
    Base64Json,
    /// A UUID.
    Uuid,
    /// PASETO.
    Paseto,
    /// A macaroon.
    Macaroon,
    /// SAML.
    Saml,
    /// HTTP Basic credentials.
    Basic,
    /// A cookie of Flask or another user of itsdangerous.
    FlaskSession,
    /// A cookie of Laravel.
    LaravelCookie,
    /// Hex digits.
    Hex,
    /// Base64 that holds neither JSON nor a token.
    Base64,
}

/// What a token of a service is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as the services name it")]
pub enum ServiceToken {
    PersonalAccess,
    Access,
    Refresh,
    Bot,
    ApiKey,
    KeyId,
    Secret,
}

impl ServiceToken {
    const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::PersonalAccess, Lang::En) => "a personal access token",
            (Self::PersonalAccess, Lang::Ko) => "개인 액세스 토큰",
            (Self::Access, Lang::En) => "an access token",
            (Self::Access, Lang::Ko) => "액세스 토큰",
            (Self::Refresh, Lang::En) => "a refresh token",
            (Self::Refresh, Lang::Ko) => "리프레시 토큰",
            (Self::Bot, Lang::En) => "a bot token",
            (Self::Bot, Lang::Ko) => "봇 토큰",
            (Self::ApiKey, Lang::En) => "an API key",
            (Self::ApiKey, Lang::Ko) => "API 키",
            (Self::KeyId, Lang::En) => "an access key id",
            (Self::KeyId, Lang::Ko) => "액세스 키 ID",
            (Self::Secret, Lang::En) => "a secret",
            (Self::Secret, Lang::Ko) => "비밀 키",
        }
    }
}

impl Say for Opaque {
    fn en(&self) -> String {
        match self {
        Self::Of(service, token) => format!(
            "this is {} of {service}, not a JWT: only the service that made it can tell what it means, ask that",
            token.name(Lang::En)
        ),
        Self::Pem => "this is a key or a certificate in PEM, not a JWT: give it with `--key`".into(),
        Self::Jwk => "this is a JWK or a JWK Set, not a JWT: give it with `--key`".into(),
        Self::PlainJson => {
            "this is JSON, not a JWT: `tokenry issue --payload` makes a token of claims".into()
        }
        Self::Base64Json => {
            "this is JSON in base64, not a JWT: a header or a payload alone has no signature".into()
        }
        Self::Uuid => "this is a UUID, not a JWT: an id, which only its server can look up".into(),
        Self::Paseto => "this is a PASETO, not a JWT: it needs a PASETO library".into(),
        Self::Macaroon => "this is a macaroon, not a JWT: it needs a macaroon library".into(),
        Self::Saml => "this is SAML, not a JWT: XML with a signature of its own kind".into(),
        Self::Basic => {
            "these are a name and a password for HTTP Basic (RFC 7617), not a JWT: keep them secret".into()
        }
        Self::FlaskSession => {
            "this is a session cookie of Flask (itsdangerous), not a JWT: it only looks like one".into()
        }
        Self::LaravelCookie => {
            "this is an encrypted cookie of Laravel, not a JWT: only the application can read it".into()
        }
        Self::Hex => "these are hex digits, not a JWT: a hash, a key or an id".into(),
        Self::Base64 => {
            "this is base64 of something else, not a JWT: an opaque token, which only its server can look up".into()
        }
    }
    }

    fn ko(&self) -> String {
        match self {
        Self::Of(service, token) => format!(
            "JWT가 아니라 다른 서비스의 토큰입니다: {service} {}. 내용은 발급한 서비스만 알 수 있으니 그쪽에 확인하세요",
            token.name(Lang::Ko)
        ),
        Self::Pem => "JWT가 아니라 PEM 형식의 키 또는 인증서입니다. `--key` 옵션으로 지정하세요".into(),
        Self::Jwk => "JWT가 아니라 JWK 또는 JWK Set입니다. `--key` 옵션으로 지정하세요".into(),
        Self::PlainJson => {
            "JWT가 아니라 JSON입니다. 클레임이라면 `tokenry issue --payload` 명령으로 토큰을 만들 수 있습니다".into()
        }
        Self::Base64Json => {
            "JWT가 아니라 base64로 쓴 JSON입니다. 헤더나 페이로드만으로는 서명이 없습니다".into()
        }
        Self::Uuid => "JWT가 아니라 UUID입니다. 서버만 조회할 수 있는 식별자입니다".into(),
        Self::Paseto => "JWT가 아니라 PASETO입니다. PASETO 라이브러리가 필요합니다".into(),
        Self::Macaroon => "JWT가 아니라 마카룬(macaroon) 토큰입니다. 전용 라이브러리가 필요합니다".into(),
        Self::Saml => "JWT가 아니라 SAML입니다. 서명 방식이 다른 XML입니다".into(),
        Self::Basic => {
            "JWT가 아니라 HTTP Basic 인증(RFC 7617)의 이름과 비밀번호입니다. 노출하지 마세요".into()
        }
        Self::FlaskSession => {
            "JWT가 아니라 Flask(itsdangerous) 세션 쿠키입니다. 모양만 비슷합니다".into()
        }
        Self::LaravelCookie => {
            "JWT가 아니라 Laravel의 암호화된 쿠키입니다. 해당 애플리케이션만 읽을 수 있습니다".into()
        }
        Self::Hex => "JWT가 아니라 16진수입니다. 해시, 키 또는 식별자로 보입니다".into(),
        Self::Base64 => {
            "JWT가 아니라 다른 것을 base64로 쓴 텍스트입니다. 서버만 조회할 수 있는 토큰으로 보입니다".into()
        }
    }
    }
}
