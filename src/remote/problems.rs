//! What can be wrong with a key set from the network, and what to know about one.

use crate::keys::messages::{Foreign, KeyHint, KeyProblem};
use crate::store::messages::StoreProblem;
use crate::text::typed::Typed;
use crate::text::{Problem, Say, length, messages};

messages! {
    /// Why an address may not be asked, or an answer not be used. A URL has neither credentials nor a query in it.
    pub enum RemoteProblem: Problem {
        UrlMalformed ["url_malformed", hint RemoteHint::UseFile] =>
            "the address is not a valid absolute URL",
            "주소가 올바른 절대 URL이 아닙니다";
        UrlWithoutScheme ["url_malformed", hint RemoteHint::AddHttps] =>
            "the address has no https:// in front",
            "주소가 https://로 시작하지 않습니다";
        UrlScheme { scheme: Typed } ["url_scheme", hint RemoteHint::UseFile] =>
            "the address begins with {scheme}:, only https: is allowed",
            "https 주소만 사용할 수 있습니다 (현재: {scheme})";
        UrlNotEncrypted { host: Typed } ["url_not_encrypted", hint RemoteHint::WriteHttps] =>
            "keys are not fetched over http from another machine ({host})",
            "다른 컴퓨터의 키는 http로 가져오지 않습니다 ({host})";
        UrlHasCredentials ["url_has_credentials", hint RemoteHint::TakeOutCredentials] =>
            "the address has a user name or password in it",
            "주소에 사용자 이름이나 비밀번호가 들어 있습니다";
        TooManyRedirects { limit: usize } ["too_many_redirects", hint RemoteHint::CheckAddress] =>
            "the server redirects more than {limit} times",
            "서버의 리디렉션이 너무 많습니다 (최대 {limit}번)";
        /// A redirect, or a document, that leads to another scheme.
        RedirectScheme { from: String, to: String } ["redirect_scheme", hint RemoteHint::CheckAddress] =>
            "the server leads from {from} to {to}",
            "서버가 다른 프로토콜로 보내려고 합니다 ({from} → {to})";
        IssuerHasQuery ["issuer_has_query", hint RemoteHint::CheckAddress] =>
            "an issuer can't have a query (?) or a fragment (#)",
            "발급자 주소에는 쿼리(?)나 프래그먼트(#)를 넣을 수 없습니다";
        DocumentMalformed { line: usize, column: usize } ["document_malformed", hint RemoteHint::UseSetUrl] =>
            "the discovery document is not a JSON object at line {line}, column {column}",
            "디스커버리 문서가 JSON 객체가 아닙니다 ({line}번째 줄 {column}번째 칸)";
        DocumentDuplicate { pointer: String } ["document_duplicate", hint RemoteHint::UseSetUrl] =>
            "the discovery document has the member {pointer} twice",
            "디스커버리 문서에 같은 필드가 두 번 나옵니다 ({pointer})";
        DocumentLacks { name: &'static str } ["document_lacks", hint RemoteHint::UseSetUrl] =>
            "the discovery document lacks \"{name}\"",
            "디스커버리 문서에 필요한 필드가 없습니다 (\"{name}\")";
        IssuerDiffers { expected: Typed, found: String } ["issuer_differs", hint RemoteHint::NameIssuerExactly] =>
            "the discovery document is of another issuer: {expected} expected, {found} found",
            "디스커버리 문서의 발급자가 다릅니다 (요청: {expected}, 문서: {found})";
        HostNotFound { host: Typed } ["host_not_found", hint RemoteHint::CheckAddress] =>
            "there is no host {host}",
            "없는 호스트입니다: {host}";
        NoConnection { url: Typed, seconds: u64 } ["timed_out", hint RemoteHint::FetchByHand] =>
            "{url} could not be connected to within {seconds} seconds",
            "{seconds}초 안에 연결하지 못했습니다: {url}";
        TimedOut { url: Typed, seconds: u64 } ["timed_out", hint RemoteHint::FetchByHand] =>
            "{url} did not answer in full within {seconds} seconds",
            "{seconds}초 안에 응답을 다 받지 못했습니다: {url}";
        /// No connection, or one that broke. `system` is what the system says.
        Unreachable { url: Typed, system: String } ["unreachable", hint RemoteHint::FetchByHand] =>
            "{url} can't be reached: {system}",
            "연결할 수 없습니다: {url} ({system})";
        Tls { url: Typed, fault: TlsFault, server: Typed }
            ["tls", hint match fault {
                TlsFault::NotTls => RemoteHint::CheckPort,
                TlsFault::SelfSigned => RemoteHint::ShowCertificate { url: url.clone(), server: server.clone() },
                TlsFault::UnknownIssuer => RemoteHint::TrustRoot { server: server.clone() },
                _ => RemoteHint::FetchByHand,
            }] =>
            "{url}: {fault}", same;
        NoRoots { system: String } ["no_root_certificates", hint RemoteHint::InstallRoots] => { match system.is_empty() {
            true => "there are no root certificates on this system", "시스템에 루트 인증서가 없습니다";
            false => "there are no root certificates: {system}", "루트 인증서가 없습니다: {system}";
        } };
        /// The value of the variable may hold a password.
        ProxyUnusable { variable: &'static str } ["proxy_unusable", hint RemoteHint::NameHttpProxy] =>
            "{variable} does not name a proxy that tokenry can use",
            "사용할 수 없는 프록시 주소입니다 (환경 변수 {variable})";
        Status { url: Typed, status: u16; words = status_words(*status) } ["http_status", hint match status {
                401 | 403 => RemoteHint::FetchAuthorized { url: url.clone() },
                _ => RemoteHint::CheckAddress,
            }] =>
            "{url} answered with the status {status}{words}",
            "서버가 오류로 응답했습니다: {url} (상태 코드 {status})";
        BodyTooLarge { url: Typed, limit: usize } ["answer_too_large", hint RemoteHint::CheckAddress] =>
            "{url} answered with more than {limit} bytes",
            "응답이 너무 깁니다: {url} (최대 {limit}바이트)";
        NotKeys { url: Typed, problem: Box<KeyProblem> } [problem.code(), hint = of_answer(problem)] => { match problem.as_ref() {
            KeyProblem::Foreign { what: Foreign::Html } =>
                "{url} answered with a web page, not with a key set",
                "키 세트가 아니라 웹 페이지를 받았습니다: {url}";
            KeyProblem::NoKeys =>
                "{url} answered with a key set without a key",
                "키가 하나도 없는 키 세트를 받았습니다: {url}";
            KeyProblem::Empty => "{url} answered with nothing", "빈 응답을 받았습니다: {url}";
            _ =>
                "{url} did not answer with a key set: {problem}",
                "키 세트를 받지 못했습니다: {url} ({problem})";
        } };
        /// Whoever can read the set could sign with these.
        OnlyPrivate { url: Typed } ["only_secrets", hint KeyHint::UseSecretFile] =>
            "{url} answered with HMAC secrets and private keys alone, and anybody can sign with those",
            "HMAC 시크릿 키나 개인 키만 받았습니다. 공개된 키로는 누구나 서명할 수 있습니다: {url}";
        NotCached { url: Typed } ["not_cached", hint RemoteHint::FetchOnce] =>
            "{url} is not in the cache, and --offline asks nobody",
            "캐시에 없고 --offline 옵션 때문에 가져올 수도 없습니다: {url}";
        /// The cache can't be used as it is.
        Cache(problem: StoreProblem) [problem.code(), hint RemoteHint::RemoveEntry] =>
            "{problem}", same;
    }
}

messages! {
    /// What to do about a key set that can't be fetched.
    pub enum RemoteHint {
        WriteHttps =>
            "write https:// instead; http is for localhost alone",
            "https:// 주소를 사용하세요. http는 localhost에서만 사용할 수 있습니다";
        UseFile =>
            "for a file on this machine use --key FILE or --jwks FILE",
            "이 컴퓨터의 파일이라면 --key FILE 또는 --jwks FILE 옵션을 사용하세요";
        TakeOutCredentials =>
            "take them out; key sets are public",
            "주소에서 빼세요. 키 세트는 공개 정보입니다";
        NameIssuerExactly =>
            "write the issuer exactly as the document does, down to a slash at its end",
            "끝의 슬래시까지 문서에 적힌 발급자와 똑같이 입력하세요";
        UseSetUrl =>
            "if you know the address of the key set, give it with --jwks URL",
            "키 세트의 주소를 알고 있다면 --jwks URL 옵션으로 지정하세요";
        TrustRoot { server: Typed } =>
            "if it is your own authority, name its certificate: SSL_CERT_FILE=ca.pem; what the server shows: openssl \
             s_client -showcerts -connect {server} < /dev/null",
            "자체 인증 기관이라면 인증서를 지정하세요: SSL_CERT_FILE=ca.pem. 서버의 인증서 보기: openssl s_client \
             -showcerts -connect {server} < /dev/null";
        ShowCertificate { url: Typed, server: Typed } =>
            "look at it: openssl s_client -connect {server} < /dev/null; if it is the right one: curl -k {url} > \
             jwks.json, then --jwks jwks.json",
            "인증서 확인: openssl s_client -connect {server} < /dev/null. 맞는 서버라면 curl -k {url} > jwks.json \
             명령으로 받아 --jwks jwks.json 옵션으로 지정하세요";
        CheckPort =>
            "check the port; http:// is for localhost alone",
            "포트 번호를 확인하세요. http://는 localhost에서만 사용할 수 있습니다";
        InstallRoots =>
            "install the package ca-certificates, or name a file of certificates: SSL_CERT_FILE=ca.pem",
            "ca-certificates 패키지를 설치하거나 인증서 파일을 지정하세요: SSL_CERT_FILE=ca.pem";
        AddHttps =>
            "write https:// in front of it; for a file on this machine use --key FILE or --jwks FILE",
            "앞에 https://를 붙이세요. 이 컴퓨터의 파일이라면 --key FILE 또는 --jwks FILE 옵션을 사용하세요";
        FetchAuthorized { url: Typed } =>
            "fetch it with your credentials: curl -H \"Authorization: Bearer $TOKEN\" {url} > jwks.json, then --jwks jwks.json",
            "인증 정보를 넣어 직접 받으세요: curl -H \"Authorization: Bearer $TOKEN\" {url} > jwks.json. 그런 다음 --jwks \
             jwks.json 옵션으로 지정하세요";
        FetchOnce => "run it once without --offline", "--offline 옵션 없이 한 번 실행하세요";
        NameHttpProxy =>
            "it should look like http://proxy.example.com:3128",
            "올바른 형식의 예: http://proxy.example.com:3128";
        RemoveEntry => "remove it; the keys are fetched again", "삭제하세요. 키는 다시 받아 옵니다";
        CheckAddress => "check the address", "주소를 확인하세요";
        FetchByHand =>
            "try again, or fetch the set by other means and give the file with --jwks FILE",
            "다시 시도하거나, 다른 방법으로 받은 파일을 --jwks FILE 옵션으로 지정하세요";
    }
}

messages! {
    /// Why a server can't be trusted.
    pub enum TlsFault {
        NotTls => "there is no TLS at this port, perhaps plain http", "TLS를 사용하지 않는 포트입니다. http 포트일 수 있습니다";
        SelfSigned => "the certificate is self-signed", "자체 서명된 인증서입니다";
        UnknownIssuer =>
            "the certificate is signed by an authority that this system does not know",
            "이 시스템이 모르는 인증 기관이 서명한 인증서입니다";
        Expired => "the certificate is expired", "만료된 인증서입니다";
        NotYet => "the certificate is not valid yet", "아직 유효하지 않은 인증서입니다";
        OtherName => "the certificate is for another host name", "다른 호스트 이름의 인증서입니다";
        BadCertificate => "the certificate can't be accepted", "받아들일 수 없는 인증서입니다";
        Handshake => "no TLS connection came about", "TLS 연결이 성립하지 않았습니다";
    }
}

messages! {
    /// What to know about a key set that was fetched.
    pub enum RemoteNotice {
        AnyTenant { issuer: Typed } =>
            "the keys are those of every tenant, and the tid of the token fills the issuer: {issuer}",
            "모든 테넌트의 키입니다. 발급자의 테넌트 자리는 토큰의 tid로 채웁니다: {issuer}";
        FromCache { url: Typed, age: i64 as length } =>
            "{url} is taken from the cache, as it was {age} ago",
            "{age} 전에 캐시한 내용을 사용합니다: {url}";
        PrivateSkipped { kid: String, secret: bool } => { match secret {
            true =>
                "the key {kid} is passed over: a published HMAC secret is no secret",
                "공개된 HMAC 시크릿 키는 사용할 수 없어 건너뜁니다: {kid}";
            false =>
                "the key {kid} is passed over: its private key is published, so anybody can sign with it",
                "개인 키가 공개되어 누구나 서명할 수 있는 키는 건너뜁니다: {kid}";
        } };
        NotKept { problem: StoreProblem } =>
            "the key set could not be kept for the next time: {problem}",
            "키 세트를 캐시에 저장하지 못했습니다: {problem}";
        NotRenewed { problem: RemoteProblem } =>
            "the key set could not be fetched again, and the one from the cache is used: {problem}",
            "키 세트를 다시 가져오지 못해 캐시한 키 세트를 사용합니다: {problem}";
        /// Another key is not a reason to ask again so soon.
        AskedJustNow { url: Typed, pause: i64 as length } =>
            "{url} was asked because of an unknown key less than {pause} ago, and is not asked again yet",
            "알 수 없는 키 때문에 방금 요청했으므로 다시 요청하지 않습니다: {url} (최소 간격 {pause})";
    }
}

/// What to do about an answer that is no key set, which is no file to be copied again.
fn of_answer(problem: &KeyProblem) -> Option<Box<dyn Say>> {
    match problem {
        KeyProblem::Empty | KeyProblem::NotAJwk => Some(Box::new(RemoteHint::CheckAddress)),
        problem => problem.hint(),
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

    #[test]
    fn an_answer_without_a_key_is_no_file_to_copy_again() {
        let hint = |problem| {
            let url = "https://id.example/keys".into();
            let problem = Box::new(problem);
            let hint = RemoteProblem::NotKeys { url, problem }.hint();
            hint.map(|hint| hint.en())
        };
        let check = Some(RemoteHint::CheckAddress.en());
        assert_eq!(hint(KeyProblem::Empty), check);
        assert_eq!(hint(KeyProblem::NotAJwk), check);
        assert_eq!(hint(KeyProblem::NoKeys), Some(KeyHint::ShapeOfSet.en()));
    }
}
