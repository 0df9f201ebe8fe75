//! Which addresses may be asked, where a redirect may lead, and what a discovery document must say.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use http::Uri;

use super::problems::RemoteProblem;
use crate::json::{Json, Object};
use crate::keys::messages::shown;
use crate::text::typed::Typed;
use crate::token::verify::TENANT;

/// How many redirects are followed.
pub const MAX_REDIRECTS: usize = 3;
/// The longest address that is looked at.
const MAX_URL_LEN: usize = 2048;

/// An address that may be asked for keys: https, or http on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUrl(Uri);

impl KeyUrl {
    /// Reads an absolute URL. What is checked is what a client must use: [`KeyUrl::uri`], not the text again.
    ///
    /// # Errors
    /// When it is no URL, another scheme than https (http for this machine alone), or has credentials in it:
    /// those would end up in logs and messages (RFC 3986 §7.5).
    pub fn parse(url: &str) -> Result<Self, RemoteProblem> {
        let malformed = || RemoteProblem::UrlMalformed;
        if url.len() > MAX_URL_LEN {
            return Err(malformed());
        }
        let uri: Uri = url.trim().parse().map_err(|_| malformed())?;
        let scheme = uri.scheme_str().ok_or(RemoteProblem::UrlWithoutScheme)?;
        let authority = uri.authority().ok_or_else(malformed)?;
        if authority.as_str().contains('@') {
            return Err(RemoteProblem::UrlHasCredentials);
        }
        // A port that is no port would be taken for none, and another server asked.
        let port = authority.as_str().strip_prefix(authority.host());
        let port = port.and_then(|port| port.strip_prefix(':')).unwrap_or("");
        if authority.host().is_empty() || !port.is_empty() && authority.port_u16().is_none() {
            return Err(malformed());
        }
        match scheme {
            "https" => {}
            "http" if is_loopback(authority.host()) => {}
            "http" => {
                return Err(RemoteProblem::UrlNotEncrypted {
                    host: Typed::place(authority.host()),
                });
            }
            other => {
                return Err(RemoteProblem::UrlScheme {
                    scheme: other.into(),
                });
            }
        }
        Ok(Self(uri))
    }

    /// The address for the client.
    pub fn uri(&self) -> &Uri {
        &self.0
    }

    /// Whether it is on this machine.
    pub fn is_loopback(&self) -> bool {
        self.0.host().is_some_and(is_loopback)
    }

    /// The address for a message: without its query, which may hold a key of the user's.
    pub fn without_query(&self) -> Typed {
        let scheme = self.0.scheme_str().unwrap_or_default();
        Typed::place(&format!("{scheme}://{}{}", self.authority(), self.0.path()))
    }

    fn authority(&self) -> &str {
        self.0
            .authority()
            .map_or("", |authority| authority.as_str())
    }

    /// Where a redirect leads, if it may be followed; `followed` is how many were before it.
    ///
    /// # Errors
    /// After [`MAX_REDIRECTS`], to another scheme, or to an address that [`KeyUrl::parse`] refuses.
    pub fn redirected(&self, location: &str, followed: usize) -> Result<Self, RemoteProblem> {
        if followed >= MAX_REDIRECTS {
            return Err(RemoteProblem::TooManyRedirects {
                limit: MAX_REDIRECTS,
            });
        }
        let target = Self::parse(&self.resolved(location.trim()))?;
        if target.0.scheme() != self.0.scheme() {
            return Err(RemoteProblem::RedirectScheme {
                from: self.0.scheme_str().unwrap_or_default().into(),
                to: target.0.scheme_str().unwrap_or_default().into(),
            });
        }
        Ok(target)
    }

    /// A reference against this address (RFC 3986 §5.2), absolute ones as they are.
    fn resolved(&self, reference: &str) -> String {
        let scheme = self.0.scheme_str().unwrap_or_default();
        let authority = self.authority();
        let path = self.0.path();
        if reference.is_empty() {
            // The same document, its query included.
            self.0.to_string()
        } else if has_scheme(reference) {
            reference.into()
        } else if reference.starts_with("//") {
            format!("{scheme}:{reference}")
        } else if reference.starts_with('/') {
            format!("{scheme}://{authority}{reference}")
        } else if reference.starts_with('?') {
            format!("{scheme}://{authority}{path}{reference}")
        } else {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let (relative, query) = match reference.split_once('?') {
                Some((relative, query)) => (relative, format!("?{query}")),
                None => (reference, String::new()),
            };
            let merged = without_dots(&format!("{folder}/{relative}"));
            format!("{scheme}://{authority}{merged}{query}")
        }
    }
}

impl fmt::Display for KeyUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Whether a reference begins with a scheme (RFC 3986 §3.1).
fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|other| other.is_ascii_alphanumeric() || matches!(other, '+' | '-' | '.'))
    })
}

/// The path without `.` and `..` (RFC 3986 §5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            other => kept.push(other),
        }
    }
    format!("/{}", kept.join("/"))
}

/// Whether a host is this machine by its very name: nothing is resolved.
fn is_loopback(host: &str) -> bool {
    let address = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
        || address.is_some_and(|ip| ip.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback()))
}

/// An issuer whose keys its discovery document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// As the user wrote it: the document's `issuer` and the token's `iss` must be these very characters.
    name: String,
    /// It was read off the address of its document, which does not tell whether it ends with a slash.
    of_document: bool,
    url: KeyUrl,
}

impl Issuer {
    /// Reads the URL of an issuer.
    ///
    /// # Errors
    /// When [`KeyUrl::parse`] refuses it, or it has a query or a fragment (RFC 8414 §2).
    pub fn parse(issuer: &str) -> Result<Self, RemoteProblem> {
        if issuer.contains(['?', '#']) {
            return Err(RemoteProblem::IssuerHasQuery);
        }
        let (name, of_document) = match issuer.split_once("/.well-known/") {
            Some((name, "openid-configuration")) => (name.to_owned(), true),
            Some((host, rest))
                if let Some(path) = rest.strip_prefix("oauth-authorization-server") =>
            {
                (format!("{host}{path}"), true)
            }
            _ => (issuer.to_owned(), false),
        };
        Ok(Self {
            url: KeyUrl::parse(&name)?,
            name,
            of_document,
        })
    }

    /// Where its discovery document may be, to be tried in order: OpenID Connect Discovery 1.0 §4 appends to
    /// the issuer's path, RFC 8414 §3 goes before it.
    ///
    /// # Errors
    /// When the issuer is so long that an address made of it is refused.
    pub fn documents(&self) -> Result<[KeyUrl; 2], RemoteProblem> {
        let uri = self.url.uri();
        let scheme = uri.scheme_str().unwrap_or_default();
        let authority = self.url.authority();
        let path = uri.path();
        let path = path.strip_suffix('/').unwrap_or(path);
        Ok([
            KeyUrl::parse(&format!(
                "{scheme}://{authority}{path}/.well-known/openid-configuration"
            ))?,
            KeyUrl::parse(&format!(
                "{scheme}://{authority}/.well-known/oauth-authorization-server{path}"
            ))?,
        ])
    }

    /// Whether a document is of this issuer. That of Entra's `common` is of every tenant: its issuer has `{tenantid}`
    /// in the place of one part, which the `tid` of the token fills.
    fn is_named(&self, issuer: &str) -> bool {
        let slash = || self.of_document && issuer.strip_suffix('/') == Some(&self.name);
        let any_tenant = || {
            let parts = self.name.split('/').zip(issuer.split('/'));
            let mut others = parts.filter(|(own, of_document)| own != of_document);
            self.name.split('/').count() == issuer.split('/').count()
                && others.next().is_some_and(|(_, other)| other == TENANT)
                && others.next().is_none()
        };
        issuer == self.name || slash() || any_tenant()
    }

    /// The address of the key set that a discovery document names, and its issuer.
    ///
    /// # Errors
    /// When it is no JSON object, holds a member twice, is another issuer's (RFC 8414 §3.3: "MUST be identical"),
    /// or names no key set or one that may not be asked. An https issuer must not send us to http.
    pub fn key_set(&self, document: &[u8]) -> Result<(KeyUrl, String), RemoteProblem> {
        let document = Object::parse(document).map_err(|error| {
            let (line, column) = error.line_column(document);
            RemoteProblem::DocumentMalformed { line, column }
        })?;
        if let Some(pointer) = document.duplicate() {
            return Err(RemoteProblem::DocumentDuplicate {
                pointer: shown(&pointer),
            });
        }
        let member = |name: &'static str| {
            document
                .get(name)
                .and_then(Json::as_str)
                .ok_or(RemoteProblem::DocumentLacks { name })
        };
        let issuer = member("issuer")?;
        if !self.is_named(issuer) {
            return Err(RemoteProblem::IssuerDiffers {
                expected: Typed::place(&self.name),
                found: shown(issuer),
            });
        }
        let keys = KeyUrl::parse(member("jwks_uri")?)?;
        if self.url.uri().scheme_str() == Some("https") && keys.uri().scheme_str() != Some("https")
        {
            return Err(RemoteProblem::RedirectScheme {
                from: "https".into(),
                to: "http".into(),
            });
        }
        Ok((keys, issuer.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_everywhere_and_http_at_home() {
        for url in [
            "https://example.com/jwks",
            "https://example.com",
            "HTTPS://example.com:8443/a?b=c",
            "http://localhost:8080/jwks",
            "http://LOCALHOST/",
            "http://127.0.0.1/jwks",
            "http://127.9.9.9/jwks",
            "http://[::1]:9/jwks",
            "https://[2001:db8::1]/",
        ] {
            assert!(KeyUrl::parse(url).is_ok(), "{url}");
        }
        for (url, code) in [
            ("http://example.com/jwks", "url_not_encrypted"),
            ("http://localhost.example.com/", "url_not_encrypted"),
            ("http://127.0.0.1.example.com/", "url_not_encrypted"),
            ("http://127.1/", "url_not_encrypted"),
            ("http://2130706433/", "url_not_encrypted"),
            ("http://[::2]/", "url_not_encrypted"),
            ("ftp://example.com/", "url_scheme"),
            ("file:///etc/passwd", "url_malformed"),
            ("/etc/passwd", "url_malformed"),
            ("keys.json", "url_malformed"),
            ("https://", "url_malformed"),
            ("https:///path", "url_malformed"),
            ("", "url_malformed"),
            ("https://user:secret@example.com/", "url_has_credentials"),
            ("https://example.com@evil.example/", "url_has_credentials"),
            ("http://localhost@evil.example/", "url_has_credentials"),
            ("https://example.com:99999/", "url_malformed"),
            ("http://[::1]:65536/", "url_malformed"),
            ("https://example.com:x/", "url_malformed"),
            ("https://exa mple.com/", "url_malformed"),
            ("https://예시.com/", "url_malformed"),
            ("https://evil.example\\@good.example/", "url_malformed"),
        ] {
            let problem = KeyUrl::parse(url).unwrap_err();
            assert_eq!(problem.code(), code, "{url}");
            assert!(!format!("{problem:?}").contains("secret"));
        }
    }

    #[test]
    fn an_issuer_is_named_by_its_document_or_for_every_tenant() {
        let named = |given: &str, of_document: &str| {
            let document =
                format!(r#"{{"issuer":"{of_document}","jwks_uri":"https://k.example/"}}"#);
            let found = Issuer::parse(given).unwrap().key_set(document.as_bytes());
            found.is_ok_and(|(_, issuer)| issuer == of_document)
        };
        let document = "https://a.example/x/.well-known/openid-configuration";
        assert!(named(document, "https://a.example/x"));
        assert!(named(document, "https://a.example/x/"));
        assert!(!named("https://a.example/x", "https://a.example/x/"));
        assert!(!named(document, "https://b.example/x"));
        let other = "https://a.example/.well-known/oauth-authorization-server/x";
        assert!(named(other, "https://a.example/x"));
        let common = "https://login.example/common/v2.0";
        assert!(named(common, "https://login.example/{tenantid}/v2.0"));
        assert!(!named(common, "https://login.example/{tenantid}/v1.0"));
        assert!(!named(common, "https://login.example/{tenantid}"));
        assert!(!named(common, "https://login.example/9188/v2.0"));
    }

    #[test]
    fn redirects_stay_in_their_scheme() {
        let from = KeyUrl::parse("https://a.example/x/y/jwks?z=1").unwrap();
        for (location, target) in [
            ("https://b.example/k", "https://b.example/k"),
            ("//b.example/k", "https://b.example/k"),
            ("/k", "https://a.example/k"),
            ("k", "https://a.example/x/y/k"),
            ("../k?q=1", "https://a.example/x/k?q=1"),
            ("../../../../k", "https://a.example/k"),
            ("./", "https://a.example/x/y/"),
            ("..", "https://a.example/x/"),
            ("", "https://a.example/x/y/jwks?z=1"),
            ("?page=2", "https://a.example/x/y/jwks?page=2"),
        ] {
            let found = from.redirected(location, 2).unwrap();
            assert_eq!(found.to_string(), target, "{location}");
        }
        let code = |location: &str| from.redirected(location, 0).unwrap_err().code();
        assert_eq!(code("http://a.example/k"), "url_not_encrypted");
        assert_eq!(code("http://localhost/k"), "redirect_scheme");
        assert_eq!(code("ftp://a.example/k"), "url_scheme");
        assert_eq!(code("https://u:p@a.example/k"), "url_has_credentials");
        assert_eq!(code("javascript:alert(1)"), "url_malformed");
        assert_eq!(
            from.redirected("/k", 3).unwrap_err().code(),
            "too_many_redirects"
        );
        let home = KeyUrl::parse("http://localhost/jwks").unwrap();
        assert!(home.redirected("/k", 0).is_ok());
        assert_eq!(
            home.redirected("https://localhost/k", 0)
                .unwrap_err()
                .code(),
            "redirect_scheme"
        );
    }

    #[test]
    fn documents_stand_where_the_standards_say() {
        let places = |issuer: &str| {
            Issuer::parse(issuer)
                .unwrap()
                .documents()
                .unwrap()
                .map(|url| url.to_string())
        };
        // RFC 8414 §3.1 and OpenID Connect Discovery 1.0 §4.1 have these examples.
        assert_eq!(
            places("https://example.com/issuer1"),
            [
                "https://example.com/issuer1/.well-known/openid-configuration",
                "https://example.com/.well-known/oauth-authorization-server/issuer1",
            ]
        );
        for root in ["https://example.com", "https://example.com/"] {
            assert_eq!(
                places(root),
                [
                    "https://example.com/.well-known/openid-configuration",
                    "https://example.com/.well-known/oauth-authorization-server",
                ]
            );
        }
        let code = |issuer: &str| Issuer::parse(issuer).unwrap_err().code();
        assert_eq!(code("https://example.com/?a"), "issuer_has_query");
        assert_eq!(code("https://example.com/#a"), "issuer_has_query");
        assert_eq!(code("http://example.com"), "url_not_encrypted");
    }

    #[test]
    fn the_document_is_the_issuers_own() {
        let issuer = Issuer::parse("https://example.com").unwrap();
        let keys = |document: &str| issuer.key_set(document.as_bytes());
        assert_eq!(
            keys(r#"{"issuer":"https://example.com","jwks_uri":"https://k.example/jwks","x":[]}"#)
                .unwrap()
                .0
                .to_string(),
            "https://k.example/jwks"
        );
        for (document, code) in [
            (
                r#"{"issuer":"https://example.com/","jwks_uri":"https://k.example/"}"#,
                "issuer_differs",
            ),
            (
                r#"{"issuer":"https://evil.example","jwks_uri":"https://k.example/"}"#,
                "issuer_differs",
            ),
            (r#"{"issuer":"https://example.com"}"#, "document_lacks"),
            (r#"{"jwks_uri":"https://k.example/"}"#, "document_lacks"),
            (
                r#"{"issuer":"https://example.com","jwks_uri":7}"#,
                "document_lacks",
            ),
            (
                r#"{"issuer":"https://example.com","jwks_uri":"https://a/","jwks_uri":"https://b/"}"#,
                "document_duplicate",
            ),
            (
                r#"{"issuer":"https://example.com","jwks_uri":"http://k.example/"}"#,
                "url_not_encrypted",
            ),
            (
                r#"{"issuer":"https://example.com","jwks_uri":"http://127.0.0.1/"}"#,
                "redirect_scheme",
            ),
            (
                r#"{"issuer":"https://example.com","jwks_uri":"/jwks"}"#,
                "url_malformed",
            ),
            ("<html>", "document_malformed"),
            ("[]", "document_malformed"),
            ("", "document_malformed"),
        ] {
            assert_eq!(keys(document).unwrap_err().code(), code, "{document}");
        }
    }
}
