//! Asking a server for a small document, once.
//!
//! Which addresses may be asked, where a redirect may lead and how long an answer holds is the business of
//! `crate::keys::remote`; here a request is made, and nothing is followed.

use std::ffi::OsString;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::{Uri, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Proxy, Timeout};

use crate::text::remote::RemoteProblem;
use crate::text::typed::Typed;

/// How long a connection may take to stand.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long everything may take: each redirect, the discovery document and the key set.
pub const TOTAL_TIMEOUT: Duration = Duration::from_secs(15);
/// The largest answer that is read, in bytes.
pub const MAX_BODY: usize = 1 << 20;

/// A client for the requests of one run. It counts the time from its making.
pub struct Client<'e> {
    env: &'e dyn Fn(&str) -> Option<OsString>,
    began: Instant,
    tls: Option<TlsConfig>,
}

/// What a server answered.
#[derive(Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// The `Cache-Control` headers, as one.
    pub cache_control: Option<String>,
    /// The seconds that the answer has spent in caches on its way (RFC 9111 §5.1).
    pub age: u64,
    /// The body.
    pub body: Vec<u8>,
}

impl<'e> Client<'e> {
    /// A client; `env` looks up the variables of proxies and root certificates. Nothing is opened or read yet.
    #[must_use]
    pub fn new(env: &'e dyn Fn(&str) -> Option<OsString>) -> Self {
        Self {
            env,
            began: Instant::now(),
            tls: None,
        }
    }

    /// Asks one address. Redirects and errors of the server are answers like others.
    ///
    /// # Errors
    /// When there is no whole answer: no such host, no connection, no trust, too late, too long.
    pub fn get(&mut self, uri: &Uri) -> Result<Response, RemoteProblem> {
        let url = without_query(uri);
        let late = || RemoteProblem::TimedOut {
            url: url.clone(),
            seconds: TOTAL_TIMEOUT.as_secs(),
        };
        let left = TOTAL_TIMEOUT
            .checked_sub(self.began.elapsed())
            .filter(|left| !left.is_zero())
            .ok_or_else(late)?;
        let mut config = Agent::config_builder()
            // ureq's own choice would come from the process, and take loopback through the proxy.
            .proxy(proxy(uri, self.env)?)
            .timeout_connect(Some(CONNECT_TIMEOUT.min(left)))
            .timeout_global(Some(left))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("tokenry/", env!("CARGO_PKG_VERSION")))
            .accept("application/jwk-set+json, application/json, */*;q=0.1");
        if uri.scheme_str() == Some("https") {
            config = config.tls_config(self.tls()?);
        }
        let agent: Agent = config.build().into();
        let problem = |error: ureq::Error| translate(error, uri, left);
        let response = agent.get(uri).call().map_err(problem)?;
        let text = |name: header::HeaderName| {
            let value = response.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        // RFC 9110 §5.3: a list may stand in several header lines.
        let all = |name: header::HeaderName| {
            let lines = response.headers().get_all(name).iter();
            let lines: Vec<_> = lines.filter_map(|value| value.to_str().ok()).collect();
            (!lines.is_empty()).then(|| lines.join(", "))
        };
        let mut answer = Response {
            status: response.status().as_u16(),
            location: text(header::LOCATION),
            cache_control: all(header::CACHE_CONTROL),
            age: text(header::AGE).map_or(0, |age| age.trim().parse().unwrap_or(0)),
            body: Vec::new(),
        };
        if response.status().is_success() {
            let most = u64::try_from(MAX_BODY).unwrap_or(u64::MAX);
            response
                .into_body()
                .as_reader()
                .take(most + 1)
                .read_to_end(&mut answer.body)
                .map_err(|error| problem(error.into()))?;
            if answer.body.len() > MAX_BODY {
                return Err(RemoteProblem::BodyTooLarge {
                    url,
                    limit: MAX_BODY,
                });
            }
        }
        Ok(answer)
    }

    /// TLS by rustls over aws-lc-rs, made when the first https address is asked.
    fn tls(&mut self) -> Result<TlsConfig, RemoteProblem> {
        if let Some(tls) = &self.tls {
            return Ok(tls.clone());
        }
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .unversioned_rustls_crypto_provider(Arc::new(provider))
            .root_certs(self.roots()?)
            .build();
        Ok(self.tls.insert(tls).clone())
    }

    /// `SSL_CERT_FILE` and `SSL_CERT_DIR`, as OpenSSL's programs read them; else the certificates of the system.
    fn roots(&self) -> Result<RootCerts, RemoteProblem> {
        let named = |name| (self.env)(name).filter(|value| !value.is_empty());
        let (file, directory) = (named("SSL_CERT_FILE"), named("SSL_CERT_DIR"));
        let found = if file.is_some() || directory.is_some() {
            rustls_native_certs::load_certs_from_paths(
                file.as_deref().map(Path::new),
                directory.as_deref().map(Path::new),
            )
        } else {
            rustls_native_certs::load_native_certs()
        };
        if found.certs.is_empty() {
            let system = found.errors.first().map(ToString::to_string);
            return Err(RemoteProblem::NoRoots {
                system: system.unwrap_or_default(),
            });
        }
        let owned = |der: &rustls::pki_types::CertificateDer<'_>| {
            Certificate::from_der(der.as_ref()).to_owned()
        };
        let roots: Vec<_> = found.certs.iter().map(owned).collect();
        Ok(RootCerts::Specific(Arc::new(roots)))
    }
}

/// An address for a message: without its query, which may hold a key of the user's.
#[must_use]
pub fn without_query(uri: &Uri) -> Typed {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    Typed::place(&format!("{scheme}://{authority}{}", uri.path()))
}

/// The proxy for an address, by the rules of curl: `HTTPS_PROXY` and then `ALL_PROXY`, but none for what `NO_PROXY`
/// names. This machine is never reached through a proxy; since http goes nowhere else, `HTTP_PROXY` has no say.
fn proxy(
    uri: &Uri,
    env: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Option<Proxy>, RemoteProblem> {
    let host = uri.host().unwrap_or_default();
    let variable = |names: [&'static str; 2]| {
        let value = |name: &'static str| {
            let value = env(name)?.into_string().ok()?;
            (!value.trim().is_empty()).then(|| (name, value.trim().to_owned()))
        };
        names.into_iter().find_map(value)
    };
    if uri.scheme_str() != Some("https") || is_loopback(host) {
        return Ok(None);
    }
    let Some((name, value)) =
        variable(["HTTPS_PROXY", "https_proxy"]).or_else(|| variable(["ALL_PROXY", "all_proxy"]))
    else {
        return Ok(None);
    };
    if let Some((_, exceptions)) = variable(["NO_PROXY", "no_proxy"])
        && excepted(host, uri.port_u16().unwrap_or(443), &exceptions)
    {
        return Ok(None);
    }
    // The value may hold a password, so it is not shown.
    let unusable = || RemoteProblem::ProxyUnusable { variable: name };
    let proxy = Proxy::new(&value).map_err(|_| unusable())?;
    let scheme = proxy.uri().scheme_str().unwrap_or_default();
    if scheme.starts_with("socks") {
        return Err(unusable());
    }
    Ok(Some(proxy))
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Whether `NO_PROXY` names a host: `*`, the host itself, a domain that it is in, each with a port or without.
fn excepted(host: &str, port: u16, exceptions: &str) -> bool {
    let host = host.to_ascii_lowercase();
    exceptions.split([',', ' ']).any(|exception| {
        let exception = exception.trim().to_ascii_lowercase();
        let (name, wanted) = match exception.rsplit_once(':') {
            // Not the last group of a bare IPv6 address.
            Some((name, digits)) if !name.contains(':') || name.ends_with(']') => {
                (name, digits.parse::<u16>().ok())
            }
            _ => (exception.as_str(), None),
        };
        let name = name.strip_prefix('*').unwrap_or(name);
        let domain = name.strip_prefix('.').unwrap_or(name);
        let inside = || {
            host.strip_suffix(domain)
                .is_some_and(|rest| rest.ends_with('.'))
        };
        wanted.is_none_or(|wanted| wanted == port)
            && (exception == "*" || (!domain.is_empty() && (host == domain || inside())))
    })
}

/// What went wrong, in our own words as far as they go; `left` is the time that the request had.
fn translate(error: ureq::Error, uri: &Uri, left: Duration) -> RemoteProblem {
    let url = without_query(uri);
    let tls = |error: &rustls::Error, url| RemoteProblem::Tls {
        url,
        system: error.to_string(),
    };
    match error {
        ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve) if left >= CONNECT_TIMEOUT => {
            RemoteProblem::NoConnection {
                url,
                seconds: CONNECT_TIMEOUT.as_secs(),
            }
        }
        ureq::Error::Timeout(_) => RemoteProblem::TimedOut {
            url,
            seconds: TOTAL_TIMEOUT.as_secs(),
        },
        ureq::Error::HostNotFound => RemoteProblem::HostNotFound {
            host: Typed::place(uri.host().unwrap_or_default()),
        },
        ureq::Error::Rustls(error) => tls(&error, url),
        ureq::Error::Tls(error) => RemoteProblem::Tls {
            url,
            system: error.to_owned(),
        },
        ureq::Error::Io(error) => {
            match error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<rustls::Error>())
            {
                Some(error) => tls(error, url),
                None => RemoteProblem::Unreachable {
                    url,
                    system: error.to_string(),
                },
            }
        }
        other => RemoteProblem::Unreachable {
            url,
            system: other.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy_of(url: &str, variables: &[(&str, &str)]) -> Result<Option<String>, RemoteProblem> {
        let env = |name: &str| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let found = proxy(&url.parse().unwrap(), &env)?;
        Ok(found.map(|proxy| proxy.uri().to_string()))
    }

    #[test]
    fn the_proxy_is_the_one_that_curl_would_take() {
        let some = |text: &str| Ok(Some(text.to_owned()));
        let proxy = "http://proxy.example:3128/";
        for (url, variables, expected) in [
            ("https://a.example/", &[][..], Ok(None)),
            ("https://a.example/", &[("HTTPS_PROXY", proxy)], some(proxy)),
            ("https://a.example/", &[("https_proxy", proxy)], some(proxy)),
            ("https://a.example/", &[("ALL_PROXY", proxy)], some(proxy)),
            (
                "https://a.example/",
                &[("HTTPS_PROXY", " "), ("all_proxy", proxy)],
                some(proxy),
            ),
            ("https://a.example/", &[("HTTP_PROXY", proxy)], Ok(None)),
            ("https://localhost/", &[("HTTPS_PROXY", proxy)], Ok(None)),
            ("https://127.0.0.1:8443/", &[("ALL_PROXY", proxy)], Ok(None)),
            ("https://[::1]/", &[("ALL_PROXY", proxy)], Ok(None)),
            (
                "http://localhost/",
                &[("HTTP_PROXY", proxy), ("ALL_PROXY", proxy)],
                Ok(None),
            ),
            (
                "https://a.example/",
                &[("HTTPS_PROXY", proxy), ("NO_PROXY", "b.example,A.EXAMPLE")],
                Ok(None),
            ),
            (
                "https://x.a.example/",
                &[("HTTPS_PROXY", proxy), ("NO_PROXY", ".a.example")],
                Ok(None),
            ),
            (
                "https://xa.example/",
                &[("HTTPS_PROXY", proxy), ("NO_PROXY", "a.example")],
                some(proxy),
            ),
            (
                "https://a.example/",
                &[("HTTPS_PROXY", proxy), ("no_proxy", "*")],
                Ok(None),
            ),
            (
                "https://a.example/",
                &[("HTTPS_PROXY", proxy), ("NO_PROXY", "a.example:8443")],
                some(proxy),
            ),
            (
                "https://a.example:8443/",
                &[("HTTPS_PROXY", proxy), ("NO_PROXY", "a.example:8443")],
                Ok(None),
            ),
            (
                "https://[2001:db8::1]/",
                &[("HTTPS_PROXY", proxy), ("NO_PROXY", "[2001:db8::1]")],
                Ok(None),
            ),
            (
                "https://a.example/",
                &[("HTTPS_PROXY", "socks5://me:secret@proxy.example")],
                Err(RemoteProblem::ProxyUnusable {
                    variable: "HTTPS_PROXY",
                }),
            ),
            (
                "https://a.example/",
                &[("ALL_PROXY", "http://a b")],
                Err(RemoteProblem::ProxyUnusable {
                    variable: "ALL_PROXY",
                }),
            ),
        ] {
            assert_eq!(proxy_of(url, variables), expected, "{url} {variables:?}");
        }
    }
}
