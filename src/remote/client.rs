//! Asking a server for a small document. Redirects are followed as far as [`KeyUrl::redirected`] allows.

use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::header;
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Proxy, Timeout};

use super::problems::{RemoteProblem, TlsFault};
use super::url::KeyUrl;
use crate::text::typed::Typed;

/// How long a connection may take to stand.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long everything may take: each redirect, the discovery document and the key set.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(15);
/// The largest answer that is read, in bytes.
pub const MAX_BODY: usize = 1 << 20;

/// The environment variables that say how the network is reached.
#[derive(Clone, Debug, Default)]
pub struct Variables(Vec<(&'static str, OsString)>);

impl Variables {
    const NAMES: [&str; 8] = [
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
    ];

    /// Looks them up; an empty one counts as unset.
    pub fn of(env: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let found = |name| Some((name, env(name).filter(|value| !value.is_empty())?));
        Self(Self::NAMES.into_iter().filter_map(found).collect())
    }

    fn get(&self, name: &str) -> Option<&OsStr> {
        let mut all = self.0.iter();
        all.find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_os_str())
    }

    /// The first that is set, with its text.
    fn text(&self, names: [&'static str; 2]) -> Option<(&'static str, &str)> {
        names.into_iter().find_map(|name| {
            let text = self.get(name)?.to_str()?.trim();
            (!text.is_empty()).then_some((name, text))
        })
    }
}

/// A client for the requests of one fetch. It counts the time from its making.
pub struct Client<'v> {
    variables: &'v Variables,
    began: Instant,
    tls: Option<TlsConfig>,
}

/// What a server answered.
#[derive(Debug)]
pub struct Response {
    /// The `Cache-Control` headers, as one.
    pub cache_control: Option<String>,
    /// The seconds that the answer has spent in caches on its way (RFC 9111 §5.1).
    pub age: u64,
    /// The body.
    pub body: Vec<u8>,
}

impl<'v> Client<'v> {
    /// A client. Nothing is opened or read yet.
    pub fn new(variables: &'v Variables) -> Self {
        Self {
            variables,
            began: Instant::now(),
            tls: None,
        }
    }

    /// Asks an address and those that it redirects to.
    ///
    /// # Errors
    /// When there is no whole answer (no such host, no connection, no trust, too late, too long), or one that is no
    /// success.
    pub fn get(&mut self, url: &KeyUrl) -> Result<Response, RemoteProblem> {
        let mut url = url.clone();
        let mut followed = 0;
        loop {
            let answer = self.ask(&url)?;
            let location = match answer.status().as_u16() {
                // A part of a set (206) is no set.
                200..=205 | 207..=299 => return self.read(answer, &url),
                301 | 302 | 303 | 307 | 308 => answer.headers().get(header::LOCATION),
                _ => None,
            };
            let Some(location) = location.and_then(|value| value.to_str().ok()) else {
                return Err(RemoteProblem::Status {
                    url: url.without_query(),
                    status: answer.status().as_u16(),
                });
            };
            url = url.redirected(location, followed)?;
            followed += 1;
        }
    }

    /// The time that is left.
    fn left(&self, url: &KeyUrl) -> Result<Duration, RemoteProblem> {
        TOTAL_TIMEOUT
            .checked_sub(self.began.elapsed())
            .filter(|left| !left.is_zero())
            .ok_or_else(|| RemoteProblem::TimedOut {
                url: url.without_query(),
                seconds: TOTAL_TIMEOUT.as_secs(),
            })
    }

    /// Asks one address. Redirects and errors of the server are answers like others.
    fn ask(&mut self, url: &KeyUrl) -> Result<http::Response<ureq::Body>, RemoteProblem> {
        let left = self.left(url)?;
        let mut config = Agent::config_builder()
            // ureq's own choice would come from the process, and take loopback through the proxy.
            .proxy(proxy(url, self.variables)?)
            .timeout_connect(Some(CONNECT_TIMEOUT.min(left)))
            .timeout_global(Some(left))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("tokenry/", env!("CARGO_PKG_VERSION")))
            .accept("application/jwk-set+json, application/json, */*;q=0.1");
        if url.uri().scheme_str() == Some("https") {
            config = config.tls_config(self.tls()?);
        }
        let agent: Agent = config.build().into();
        let answer = agent.get(url.uri()).call();
        answer.map_err(|error| translate(error, url, left))
    }

    /// Reads an answer to its end.
    fn read(
        &self,
        answer: http::Response<ureq::Body>,
        url: &KeyUrl,
    ) -> Result<Response, RemoteProblem> {
        // RFC 9110 §5.3: a list may stand in several header lines.
        let lines = answer.headers().get_all(header::CACHE_CONTROL).iter();
        let lines: Vec<_> = lines.filter_map(|value| value.to_str().ok()).collect();
        let age = answer.headers().get(header::AGE);
        let age = age.and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let mut response = Response {
            cache_control: (!lines.is_empty()).then(|| lines.join(", ")),
            age: age.unwrap_or(0),
            body: Vec::new(),
        };
        let most = u64::try_from(MAX_BODY).unwrap_or(u64::MAX);
        answer
            .into_body()
            .as_reader()
            .take(most + 1)
            .read_to_end(&mut response.body)
            .map_err(|error| translate(error.into(), url, self.left(url).unwrap_or_default()))?;
        if response.body.len() > MAX_BODY {
            return Err(RemoteProblem::BodyTooLarge {
                url: url.without_query(),
                limit: MAX_BODY,
            });
        }
        Ok(response)
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
        let named = |name| self.variables.get(name).map(Path::new);
        let (file, directory) = (named("SSL_CERT_FILE"), named("SSL_CERT_DIR"));
        let found = if file.is_some() || directory.is_some() {
            rustls_native_certs::load_certs_from_paths(file, directory)
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

/// The proxy for an address, by the rules of curl: `HTTPS_PROXY` and then `ALL_PROXY`, but none for what `NO_PROXY`
/// names. This machine is never reached through a proxy; since http goes nowhere else, `HTTP_PROXY` has no say.
fn proxy(url: &KeyUrl, variables: &Variables) -> Result<Option<Proxy>, RemoteProblem> {
    if url.is_loopback() {
        return Ok(None);
    }
    let Some((variable, value)) = variables
        .text(["HTTPS_PROXY", "https_proxy"])
        .or_else(|| variables.text(["ALL_PROXY", "all_proxy"]))
    else {
        return Ok(None);
    };
    let (host, port) = (url.uri().host(), url.uri().port_u16().unwrap_or(443));
    if let Some((_, exceptions)) = variables.text(["NO_PROXY", "no_proxy"])
        && excepted(host.unwrap_or_default(), port, exceptions)
    {
        return Ok(None);
    }
    // The value may hold a password, so it is not shown.
    let unusable = || RemoteProblem::ProxyUnusable { variable };
    let proxy = Proxy::new(value).map_err(|_| unusable())?;
    let scheme = proxy.uri().scheme_str().unwrap_or_default();
    if scheme.starts_with("socks") {
        return Err(unusable());
    }
    Ok(Some(proxy))
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
fn translate(error: ureq::Error, asked: &KeyUrl, left: Duration) -> RemoteProblem {
    let url = asked.without_query();
    let tls = |fault, url| RemoteProblem::Tls {
        url,
        fault,
        server: {
            let uri = asked.uri();
            let (host, port) = (
                uri.host().unwrap_or_default(),
                uri.port_u16().unwrap_or(443),
            );
            Typed::place(&format!("{host}:{port}"))
        },
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
            host: Typed::place(asked.uri().host().unwrap_or_default()),
        },
        ureq::Error::Rustls(error) => tls(fault(&error), url),
        ureq::Error::Tls(_) => tls(TlsFault::Handshake, url),
        ureq::Error::Io(error) => {
            match error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<rustls::Error>())
            {
                Some(error) => tls(fault(error), url),
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

/// What TLS says, in words.
fn fault(error: &rustls::Error) -> TlsFault {
    use rustls::CertificateError as Bad;
    match error {
        rustls::Error::InvalidMessage(_) => TlsFault::NotTls,
        rustls::Error::InvalidCertificate(bad) => match bad {
            Bad::UnknownIssuer => TlsFault::UnknownIssuer,
            Bad::Expired | Bad::ExpiredContext { .. } => TlsFault::Expired,
            Bad::NotValidYet | Bad::NotValidYetContext { .. } => TlsFault::NotYet,
            Bad::NotValidForName | Bad::NotValidForNameContext { .. } => TlsFault::OtherName,
            // The verifier has no variant of its own for the certificate of an authority that is a server's too.
            Bad::Other(other) if format!("{other:?}").contains("CaUsedAsEndEntity") => {
                TlsFault::SelfSigned
            }
            _ => TlsFault::BadCertificate,
        },
        _ => TlsFault::Handshake,
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
        let found = proxy(&KeyUrl::parse(url).unwrap(), &Variables::of(&env))?;
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
