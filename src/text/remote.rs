//! What can be wrong with a key set from the network.

use super::key::{Foreign, KeyHint, KeyProblem};
use super::store::StoreProblem;
use super::typed::Typed;
use super::{Problem, Say, length};

/// Why an address may not be asked, or an answer not be used: exit 1.
///
/// A URL in a variant has neither credentials nor a query in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoteProblem {
    /// Not an absolute URL.
    UrlMalformed,
    /// Another scheme than https.
    UrlScheme {
        /// The scheme.
        scheme: Typed,
    },
    /// http to another machine.
    UrlNotEncrypted {
        /// The host.
        host: Typed,
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
        expected: Typed,
        /// The issuer in the document.
        found: String,
    },
    /// The name of the host leads nowhere.
    HostNotFound {
        /// The host.
        host: Typed,
    },
    /// No connection in time.
    NoConnection {
        /// The address.
        url: Typed,
        /// How long it was waited for.
        seconds: u64,
    },
    /// No whole answer in time.
    TimedOut {
        /// The address.
        url: Typed,
        /// How long it was waited for.
        seconds: u64,
    },
    /// No connection, or one that broke.
    Unreachable {
        /// The address.
        url: Typed,
        /// The system's words.
        system: String,
    },
    /// No trust in the server.
    Tls {
        /// The address.
        url: Typed,
        /// The library's words.
        system: String,
    },
    /// There is no root certificate to trust in.
    NoRoots {
        /// The system's words, if it has any.
        system: String,
    },
    /// A proxy variable that names no HTTP proxy. Its value may hold a password.
    ProxyUnusable {
        /// The variable.
        variable: &'static str,
    },
    /// Another status than success or a redirect.
    Status {
        /// The address.
        url: Typed,
        /// The status.
        status: u16,
    },
    /// An answer longer than any key set.
    BodyTooLarge {
        /// The address.
        url: Typed,
        /// The most bytes that are read.
        limit: usize,
    },
    /// An answer that is no key set.
    NotKeys {
        /// The address.
        url: Typed,
        /// What is wrong with it.
        problem: Box<KeyProblem>,
    },
    /// The cache can't be used as it is.
    Cache(StoreProblem),
    /// A key set of nothing but secrets and private keys.
    OnlySecrets {
        /// The address.
        url: Typed,
    },
    /// `--offline`, and nothing in the cache.
    NotCached {
        /// The address.
        url: Typed,
    },
}

/// What to know about a key set that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoteNotice {
    /// `--offline` took it from the cache.
    FromCache {
        /// The address.
        url: Typed,
        /// How many seconds ago it was fetched.
        age: i64,
    },
    /// A secret or a private key in a published set is none.
    PrivateSkipped {
        /// Its id.
        kid: String,
        /// Whether it is an HMAC secret.
        secret: bool,
    },
    /// The cache can't be written.
    NotKept {
        /// Why.
        why: String,
    },
}

/// What to do about a key set that can't be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are named after what they advise")]
pub enum RemoteHint {
    WriteHttps,
    UseFile,
    TakeOutCredentials,
    NameIssuerExactly,
    UseSetUrl,
    TrustRoot,
    FetchOnce,
    NameHttpProxy,
    CheckAddress,
    FetchByHand,
    RemoveEntry,
    OfKeys(String, String),
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
            Self::HostNotFound { .. } => "host_not_found",
            Self::NoConnection { .. } | Self::TimedOut { .. } => "timed_out",
            Self::Unreachable { .. } => "unreachable",
            Self::Tls { .. } => "tls",
            Self::NoRoots { .. } => "no_root_certificates",
            Self::ProxyUnusable { .. } => "proxy_unusable",
            Self::Status { .. } => "http_status",
            Self::BodyTooLarge { .. } => "answer_too_large",
            Self::NotKeys { problem, .. } => problem.code(),
            Self::Cache(problem) => problem.code(),
            Self::OnlySecrets { .. } => "only_secrets",
            Self::NotCached { .. } => "not_cached",
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
            Self::DocumentMalformed { .. }
            | Self::DocumentDuplicate { .. }
            | Self::DocumentLacks { .. } => Some(RemoteHint::UseSetUrl),
            Self::Tls { .. } | Self::NoRoots { .. } => Some(RemoteHint::TrustRoot),
            Self::NotCached { .. } => Some(RemoteHint::FetchOnce),
            Self::ProxyUnusable { .. } => Some(RemoteHint::NameHttpProxy),
            Self::TooManyRedirects { .. }
            | Self::RedirectScheme { .. }
            | Self::IssuerHasQuery
            | Self::HostNotFound { .. }
            | Self::Status { .. }
            | Self::BodyTooLarge { .. } => Some(RemoteHint::CheckAddress),
            Self::NoConnection { .. } | Self::TimedOut { .. } | Self::Unreachable { .. } => {
                Some(RemoteHint::FetchByHand)
            }
            Self::NotKeys { problem, .. } => match **problem {
                KeyProblem::Empty | KeyProblem::NotAJwk => Some(RemoteHint::CheckAddress),
                ref problem => problem
                    .hint()
                    .map(|hint| RemoteHint::OfKeys(hint.en(), hint.ko())),
            },
            Self::Cache(_) => Some(RemoteHint::RemoveEntry),
            Self::OnlySecrets { .. } => Some(RemoteHint::OfKeys(
                KeyHint::UseSecretFile.en(),
                KeyHint::UseSecretFile.ko(),
            )),
        }
    }
}

impl From<StoreProblem> for RemoteProblem {
    fn from(problem: StoreProblem) -> Self {
        Self::Cache(problem)
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
            Self::HostNotFound { host } => format!("there is no host {host}"),
            Self::NoConnection { url, seconds } => {
                format!("{url} could not be connected to within {seconds} seconds")
            }
            Self::TimedOut { url, seconds } => {
                format!("{url} did not answer in full within {seconds} seconds")
            }
            Self::Unreachable { url, system } => format!("{url} can't be reached: {system}"),
            Self::Tls { url, system } => format!("{url} can't be trusted: {system}"),
            Self::NoRoots { system } if system.is_empty() => {
                "there are no root certificates on this system".into()
            }
            Self::NoRoots { system } => format!("there are no root certificates: {system}"),
            Self::ProxyUnusable { variable } => {
                format!("{variable} does not name a proxy that tokenry can use")
            }
            Self::Status { url, status } => {
                format!(
                    "{url} answered with the status {status}{}",
                    status_words(*status)
                )
            }
            Self::BodyTooLarge { url, limit } => {
                format!("{url} answered with more than {limit} bytes")
            }
            Self::NotKeys { url, problem } => match **problem {
                KeyProblem::Foreign {
                    what: Foreign::Html,
                } => format!("{url} answered with a web page, not with a key set"),
                KeyProblem::NoKeys => format!("{url} answered with a key set without a key"),
                KeyProblem::Empty => format!("{url} answered with nothing"),
                ref problem => format!("{url} did not answer with a key set: {}", problem.en()),
            },
            Self::Cache(problem) => problem.en(),
            Self::OnlySecrets { url } => {
                format!(
                    "{url} answered with HMAC secrets and private keys alone, and anybody can sign with those"
                )
            }
            Self::NotCached { url } => {
                format!("{url} is not in the cache, and --offline asks nobody")
            }
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
            Self::HostNotFound { host } => format!("없는 호스트입니다: {host}"),
            Self::NoConnection { url, seconds } => {
                format!("{seconds}초 안에 연결하지 못했습니다: {url}")
            }
            Self::TimedOut { url, seconds } => {
                format!("{seconds}초 안에 응답을 다 받지 못했습니다: {url}")
            }
            Self::Unreachable { url, system } => format!("연결할 수 없습니다: {url} ({system})"),
            Self::Tls { url, system } => {
                format!("서버를 신뢰할 수 없습니다: {url} ({system})")
            }
            Self::NoRoots { system } if system.is_empty() => {
                "시스템에 루트 인증서가 없습니다".into()
            }
            Self::NoRoots { system } => format!("루트 인증서가 없습니다: {system}"),
            Self::ProxyUnusable { variable } => {
                format!("쓸 수 없는 프록시 주소입니다 (환경 변수 {variable})")
            }
            Self::Status { url, status } => {
                format!("서버가 오류로 응답했습니다: {url} (상태 코드 {status})")
            }
            Self::BodyTooLarge { url, limit } => {
                format!("응답이 너무 깁니다: {url} (최대 {limit}바이트)")
            }
            Self::NotKeys { url, problem } => match **problem {
                KeyProblem::Foreign {
                    what: Foreign::Html,
                } => format!("키 세트가 아니라 웹 페이지를 받았습니다: {url}"),
                KeyProblem::NoKeys => format!("키가 하나도 없는 키 세트를 받았습니다: {url}"),
                KeyProblem::Empty => format!("빈 응답을 받았습니다: {url}"),
                ref problem => format!("키 세트를 받지 못했습니다: {url} ({})", problem.ko()),
            },
            Self::Cache(problem) => problem.ko(),
            Self::OnlySecrets { url } => {
                format!(
                    "HMAC 시크릿 키나 개인 키만 받았습니다. 공개된 키로는 누구나 서명할 수 있습니다: {url}"
                )
            }
            Self::NotCached { url } => {
                format!("캐시에 없고 --offline 옵션 때문에 가져올 수도 없습니다: {url}")
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
            Self::TrustRoot => {
                "if it is your own authority, name its certificate: SSL_CERT_FILE=ca.pem"
            }
            Self::FetchOnce => "run it once without --offline",
            Self::NameHttpProxy => "it should look like http://proxy.example.com:3128",
            Self::CheckAddress => "check the address",
            Self::FetchByHand => {
                "try again, or fetch the set by other means and give the file with --jwks FILE"
            }
            Self::RemoveEntry => "remove it; the keys are fetched again",
            Self::OfKeys(en, _) => return en.clone(),
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
            Self::TrustRoot => "자체 인증 기관이라면 인증서를 지정하세요: SSL_CERT_FILE=ca.pem",
            Self::FetchOnce => "--offline 옵션 없이 한 번 실행하세요",
            Self::NameHttpProxy => "올바른 형식의 예: http://proxy.example.com:3128",
            Self::CheckAddress => "주소를 확인하세요",
            Self::FetchByHand => {
                "다시 시도하거나, 다른 방법으로 받은 파일을 --jwks FILE 옵션으로 지정하세요"
            }
            Self::RemoveEntry => "삭제하세요. 키는 다시 받아 옵니다",
            Self::OfKeys(_, ko) => return ko.clone(),
        }
        .into()
    }
}

impl Say for RemoteNotice {
    fn en(&self) -> String {
        match self {
            Self::FromCache { url, age } => format!(
                "{url} is taken from the cache, as it was {} ago",
                length(age).en()
            ),
            Self::PrivateSkipped { kid, secret: true } => {
                format!("the key {kid} is passed over: a published HMAC secret is no secret")
            }
            Self::PrivateSkipped { kid, secret: false } => format!(
                "the key {kid} is passed over: its private key is published, so anybody can sign with it"
            ),
            Self::NotKept { why } => {
                format!("the key set could not be kept for the next time: {why}")
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::FromCache { url, age } => {
                format!("{} 전에 캐시한 내용을 씁니다: {url}", length(age).ko())
            }
            Self::PrivateSkipped { kid, secret: true } => {
                format!("공개된 HMAC 시크릿 키는 사용할 수 없어 건너뜁니다: {kid}")
            }
            Self::PrivateSkipped { kid, secret: false } => {
                format!("개인 키가 공개되어 누구나 서명할 수 있는 키는 건너뜁니다: {kid}")
            }
            Self::NotKept { why } => format!("키 세트를 캐시에 저장하지 못했습니다: {why}"),
        }
    }
}

/// The name of a status that people meet (RFC 9110 §15).
const fn status_words(status: u16) -> &'static str {
    match status {
        401 => " (unauthorized)",
        403 => " (forbidden)",
        404 => " (not found)",
        410 => " (gone)",
        429 => " (too many requests)",
        500 => " (internal server error)",
        502 => " (bad gateway)",
        503 => " (service unavailable)",
        504 => " (gateway timeout)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What to do about a file is not what to do about an answer.
    #[test]
    fn an_answer_without_a_key_is_no_file_to_copy_again() {
        let hint = |problem| {
            RemoteProblem::NotKeys {
                url: "https://id.example/keys".into(),
                problem: Box::new(problem),
            }
            .hint()
        };
        assert_eq!(hint(KeyProblem::Empty), Some(RemoteHint::CheckAddress));
        assert_eq!(hint(KeyProblem::NotAJwk), Some(RemoteHint::CheckAddress));
        assert_eq!(
            hint(KeyProblem::NoKeys),
            Some(RemoteHint::OfKeys(
                KeyHint::ShapeOfSet.en(),
                KeyHint::ShapeOfSet.ko()
            ))
        );
    }
}
