//! What can be wrong with a key set from the network.

use super::Say;

/// Why an address may not be asked, or an answer not be used: exit 1.
///
/// No variant holds the URL itself: it may have credentials in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoteProblem {
    /// Not an absolute URL.
    UrlMalformed,
    /// Another scheme than https.
    UrlScheme {
        /// The scheme.
        scheme: String,
    },
    /// http to another machine.
    UrlNotEncrypted {
        /// The host.
        host: String,
    },
    /// A user name or password in the URL.
    UrlHasCredentials,
    /// More redirects than are followed.
    TooManyRedirects {
        /// How many are.
        limit: usize,
    },
    /// A redirect, or a document, that leads to another scheme.
    RedirectScheme {
        /// The scheme before.
        from: String,
        /// The scheme after.
        to: String,
    },
    /// An issuer with a query or a fragment.
    IssuerHasQuery,
    /// A discovery document that is not a JSON object.
    DocumentMalformed {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// A discovery document with a member twice.
    DocumentDuplicate {
        /// Where (RFC 6901).
        pointer: String,
    },
    /// A discovery document without a member that is needed.
    DocumentLacks {
        /// Its name.
        name: &'static str,
    },
    /// A discovery document of another issuer.
    IssuerDiffers {
        /// The issuer that was named.
        expected: String,
        /// The issuer in the document.
        found: String,
    },
}

/// What to do about a key set that can't be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are named after what they advise")]
pub enum RemoteHint {
    WriteHttps,
    UseFile,
    TakeOutCredentials,
    NameIssuerExactly,
    UseSetUrl,
}

impl RemoteProblem {
    /// A code that never changes and is never translated.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UrlMalformed => "url_malformed",
            Self::UrlScheme { .. } => "url_scheme",
            Self::UrlNotEncrypted { .. } => "url_not_encrypted",
            Self::UrlHasCredentials => "url_has_credentials",
            Self::TooManyRedirects { .. } => "too_many_redirects",
            Self::RedirectScheme { .. } => "redirect_scheme",
            Self::IssuerHasQuery => "issuer_has_query",
            Self::DocumentMalformed { .. } => "document_malformed",
            Self::DocumentDuplicate { .. } => "document_duplicate",
            Self::DocumentLacks { .. } => "document_lacks",
            Self::IssuerDiffers { .. } => "issuer_differs",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<RemoteHint> {
        match self {
            Self::UrlMalformed | Self::UrlScheme { .. } => Some(RemoteHint::UseFile),
            Self::UrlNotEncrypted { .. } => Some(RemoteHint::WriteHttps),
            Self::UrlHasCredentials => Some(RemoteHint::TakeOutCredentials),
            Self::IssuerDiffers { .. } => Some(RemoteHint::NameIssuerExactly),
            Self::DocumentMalformed { .. } | Self::DocumentLacks { .. } => {
                Some(RemoteHint::UseSetUrl)
            }
            _ => None,
        }
    }
}

impl Say for RemoteProblem {
    fn en(&self) -> String {
        match self {
            Self::UrlMalformed => "the address is not a valid absolute URL".into(),
            Self::UrlScheme { scheme } => {
                format!("the address begins with {scheme}:, only https: is allowed")
            }
            Self::UrlNotEncrypted { host } => {
                format!("keys are not fetched over http from another machine ({host})")
            }
            Self::UrlHasCredentials => "the address has a user name or password in it".into(),
            Self::TooManyRedirects { limit } => {
                format!("the server redirects more than {limit} times")
            }
            Self::RedirectScheme { from, to } => {
                format!("the server leads from {from} to {to}")
            }
            Self::IssuerHasQuery => "an issuer can't have a query (?) or a fragment (#)".into(),
            Self::DocumentMalformed { line, column } => format!(
                "the discovery document is not a JSON object at line {line}, column {column}"
            ),
            Self::DocumentDuplicate { pointer } => {
                format!("the discovery document has the member {pointer} twice")
            }
            Self::DocumentLacks { name } => {
                format!("the discovery document lacks \"{name}\"")
            }
            Self::IssuerDiffers { expected, found } => format!(
                "the discovery document is of another issuer: {expected} expected, {found} found"
            ),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::UrlMalformed => "주소가 올바른 절대 URL이 아닙니다".into(),
            Self::UrlScheme { scheme } => {
                format!("https 주소만 쓸 수 있습니다 (현재: {scheme})")
            }
            Self::UrlNotEncrypted { host } => {
                format!("다른 컴퓨터의 키는 http로 가져오지 않습니다 ({host})")
            }
            Self::UrlHasCredentials => "주소에 사용자 이름이나 비밀번호가 들어 있습니다".into(),
            Self::TooManyRedirects { limit } => {
                format!("서버의 리디렉션이 너무 많습니다 (최대 {limit}번)")
            }
            Self::RedirectScheme { from, to } => {
                format!("서버가 다른 프로토콜로 보내려고 합니다 ({from} → {to})")
            }
            Self::IssuerHasQuery => {
                "발급자 주소에는 쿼리(?)나 프래그먼트(#)를 쓸 수 없습니다".into()
            }
            Self::DocumentMalformed { line, column } => {
                format!("디스커버리 문서가 JSON 객체가 아닙니다 ({line}번째 줄 {column}번째 칸)")
            }
            Self::DocumentDuplicate { pointer } => {
                format!("디스커버리 문서에 같은 멤버가 두 번 나옵니다 ({pointer})")
            }
            Self::DocumentLacks { name } => {
                format!("디스커버리 문서에 필요한 멤버가 없습니다 (\"{name}\")")
            }
            Self::IssuerDiffers { expected, found } => {
                format!("디스커버리 문서의 발급자가 다릅니다 (요청: {expected}, 문서: {found})")
            }
        }
    }
}

impl Say for RemoteHint {
    fn en(&self) -> String {
        match self {
            Self::WriteHttps => "write https:// instead; http is for localhost alone",
            Self::UseFile => "for a file on this machine use --key FILE or --jwks FILE",
            Self::TakeOutCredentials => "take them out; key sets are public",
            Self::NameIssuerExactly => {
                "write the issuer exactly as the document does, down to a slash at its end"
            }
            Self::UseSetUrl => "if you know the address of the key set, give it with --jwks URL",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self {
            Self::WriteHttps => "https:// 주소를 쓰세요. http는 localhost에서만 쓸 수 있습니다",
            Self::UseFile => "이 컴퓨터의 파일이라면 --key FILE 또는 --jwks FILE 옵션을 쓰세요",
            Self::TakeOutCredentials => "주소에서 빼세요. 키 세트는 공개 정보입니다",
            Self::NameIssuerExactly => "끝의 슬래시까지 문서에 적힌 발급자와 똑같이 입력하세요",
            Self::UseSetUrl => "키 세트의 주소를 알고 있다면 --jwks URL 옵션으로 지정하세요",
        }
        .into()
    }
}
