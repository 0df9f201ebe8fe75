//! Where the key comes from: one of the key options, else the key file.

use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::account;
use super::context::{Context, Failure};
use super::input;
use crate::cli::usage::{Advice, Usage};
use crate::cli::{KeyPass, KeySource, NetworkKeys, SecretSource};
use crate::commands::account_messages::Question;
use crate::commands::command_error::CommandError;
use crate::commands::headings::Notice;
use crate::json::Object;
use crate::jwe;
use crate::keys::chain::Roots;
use crate::keys::messages::{Foreign, KeyProblem, shown};
use crate::keys::secret::SecretEncoding;
use crate::keys::{Algorithm, Half, Key, KeySet, KeyText, MAX_BYTES, Wrapping};
#[cfg(feature = "remote")]
use crate::remote::{Fetched, PublishedSet, Told, cache::PAUSE, problems::RemoteNotice};
use crate::store::keyfile::{self, KeyFile};
use crate::store::messages::{Cause, StoreProblem};
use crate::store::{self, Files};
use crate::text::Say;
use crate::text::typed::Typed;
use crate::token::Token;
use crate::token::diagnosis;
use crate::token::verify::Policy;

/// Keys, and where they come from.
pub(super) struct Keys {
    pub(super) set: KeySet,
    pub(super) source: String,
    /// What the secret was written as, when the key is one: the diagnosis looks into it.
    pub(super) written: Option<Written>,
    /// The issuer whose keys these are (`--issuer`): the token's `iss` must be it.
    pub(super) issuer: Option<String>,
    /// The roots to which the certificates in a token must lead.
    roots: Option<Arc<Roots>>,
    /// Where the set is published.
    #[cfg(feature = "remote")]
    published: Option<PublishedSet>,
    /// From when on a set that is published may be asked for again because of an unknown key, in seconds since 1970.
    next_ask: i64,
    /// The set was kept from an earlier run.
    cached: bool,
}

impl Keys {
    fn of(set: KeySet, source: String) -> Self {
        Self {
            set,
            source,
            written: None,
            issuer: None,
            roots: None,
            #[cfg(feature = "remote")]
            published: None,
            next_ask: i64::MAX,
            cached: false,
        }
    }

    /// From when on the set may be asked for again because of an unknown key, in seconds since 1970.
    pub(super) const fn next_ask(&self) -> i64 {
        self.next_ask
    }

    /// Whether a key of that id is in the set, and is not understood.
    pub(super) fn has_skipped(&self, kid: &str) -> bool {
        self.set.unread(kid).is_some()
    }

    /// Refuses a set in which two different keys for an algorithm have one id.
    pub(super) fn refuse_ambiguous(
        &self,
        kid: &str,
        algorithm: Algorithm,
    ) -> Result<(), CommandError> {
        self.set
            .refuse_ambiguous(kid, algorithm)
            .map_err(|problem| CommandError::KeyInFile {
                path: Typed::place(&self.source),
                problem,
            })
    }

    /// The set as it is now, because of an unknown key; where there is none, from when on it may be asked for again.
    #[cfg(feature = "remote")]
    pub(super) fn again(&self, now: i64, notices: &mut Vec<Aside>) -> Result<Self, i64> {
        let published = self.published.as_ref().ok_or(i64::MAX)?;
        let mut told = Told::default();
        let fetched = published.fetch_again(now, &mut told);
        let mut add = |notice: RemoteNotice| notices.push(Box::new(notice));
        told.notices.into_iter().for_each(&mut add);
        match fetched {
            Ok(fetched) => Ok(Self::published(published.clone(), fetched)),
            Err(problem) => {
                add(RemoteNotice::NotRenewed { problem });
                Err(now.saturating_add(PAUSE))
            }
        }
    }

    /// This build reaches no network.
    #[cfg(not(feature = "remote"))]
    pub(super) fn again(&self, _: i64, _: &mut Vec<Aside>) -> Result<Self, i64> {
        Err(self.next_ask)
    }

    #[cfg(feature = "remote")]
    fn published(published: PublishedSet, fetched: Fetched) -> Self {
        Self {
            issuer: fetched.issuer,
            published: Some(published),
            next_ask: fetched.next_ask,
            cached: fetched.cached,
            ..Self::of(fetched.set, fetched.url)
        }
    }

    /// What is demanded of a token that these keys verify: with `--issuer` its `iss` is that one, whatever `--iss` adds.
    pub(super) fn policy(&self, mut asked: Policy) -> Policy {
        if let Some(issuer) = &self.issuer {
            asked.issuers = vec![issuer.clone()];
        }
        asked.roots.clone_from(&self.roots);
        asked
    }
}

/// A secret as it was given, before it was decoded.
pub(super) struct Written {
    pub(super) text: Zeroizing<Vec<u8>>,
    pub(super) encoding: SecretEncoding,
    origin: Origin,
}

/// Where a secret was given.
enum Origin {
    Argument,
    File(String),
    Variable(String),
}

impl Written {
    /// Where it comes from, for whoever explains what is wrong with it.
    pub(super) fn source(&self) -> diagnosis::Source<'_> {
        match &self.origin {
            Origin::Argument => diagnosis::Source::Argument,
            Origin::File(path) => diagnosis::Source::File(path),
            Origin::Variable(name) => diagnosis::Source::Variable(name),
        }
    }
}

/// Something to know that one thread learns and another says.
pub(super) type Aside = Box<dyn Say + Send>;

/// The keys to verify one token with: as [`verifying`], but a set that was kept from an earlier run is fetched
/// again, once, when it lacks the key that the token names.
pub(super) fn verifying_token(
    context: &mut Context<'_, '_>,
    source: &KeySource,
    token: &Token,
) -> Result<Keys, Failure> {
    let mut keys = verifying(context, source)?;
    let Some(kid) = token.parameter("kid") else {
        return Ok(keys);
    };
    if keys.cached && keys.set.find(&kid).is_none() && !keys.has_skipped(&kid) {
        let mut notices = Vec::new();
        let newer = keys.again(context.now.seconds(), &mut notices);
        for notice in notices {
            context.note(&notice);
        }
        keys = newer.unwrap_or(keys);
    }
    if let Some(algorithm) = token.algorithm() {
        keys.refuse_ambiguous(&kid, algorithm)?;
    }
    Ok(keys)
}

/// The keys to verify with.
pub(super) fn verifying(
    context: &mut Context<'_, '_>,
    source: &KeySource,
) -> Result<Keys, Failure> {
    if let Some(keys) = named(context, source, Half::Public)? {
        return Ok(keys);
    }
    let place = context.place(Files::keys)?;
    let source = place.path().display().to_string();
    // Without a key file the token is still looked at; that there is no key is one of its reasons.
    match keyfile::read(&place)? {
        Some(file) => key_file(context, &file, source),
        None => Ok(Keys::of(KeySet::default(), source)),
    }
}

/// The keys that open an encrypted token; only an option names some.
pub(super) fn opening(context: &mut Context<'_, '_>, source: &KeySource) -> Result<Keys, Failure> {
    let keys = named(context, source, Half::Private)?;
    Ok(keys.unwrap_or_else(|| Keys::of(KeySet::default(), String::new())))
}

/// The keys to encrypt for.
pub(super) fn sealing(context: &mut Context<'_, '_>, source: &KeySource) -> Result<Keys, Failure> {
    let keys = named(context, source, Half::Public)?;
    Ok(keys.unwrap_or_else(|| Keys::of(KeySet::default(), String::new())))
}

/// The keys of the key file, when others were asked for: the diagnosis looks whether they were meant.
pub(super) fn elsewhere(context: &Context<'_, '_>, used: &Keys) -> Option<(KeySet, String)> {
    if is_key_file(context, &used.source) {
        return None;
    }
    let place = context.files.keys().ok()?;
    let source = place.path().display().to_string();
    // What can't be read here was not asked for, and is no trouble.
    let file = keyfile::read(&place).ok()??;
    let set = KeySet::from_jwks(file.set()).ok()?;
    Some((set, source))
}

/// Whether keys are from the key file.
pub(super) fn is_key_file(context: &Context<'_, '_>, source: &str) -> bool {
    let place = context.files.keys();
    place.is_ok_and(|place| place.path().display().to_string() == source)
}

/// The keys to sign with; the key file makes itself.
pub(super) fn signing(context: &mut Context<'_, '_>, source: &KeySource) -> Result<Keys, Failure> {
    refuse_remote_signer(source)?;
    if let Some(keys) = named(context, source, Half::Private)? {
        return Ok(keys);
    }
    let place = context.place(Files::keys)?;
    let source = place.path().display().to_string();
    let (file, made) = keyfile::read_or_make(&place, || first_key(context))?;
    let keys = key_file(context, &file, source)?;
    if made {
        let first = keys.set.keys.first().and_then(Key::kid);
        context.note(&Notice::KeyMade {
            path: Typed::place(&keys.source),
            kid: first.unwrap_or_default().to_owned(),
        });
    }
    Ok(keys)
}

/// The key that a key file begins with: HS256 over 32 random bytes, named by its thumbprint.
fn first_key(context: &mut Context<'_, '_>) -> Result<Object, Failure> {
    let mut key = new_secret(context, 32)?;
    key.set_alg(Algorithm::named("HS256"));
    key.set_kid(Some(key.thumbprint()));
    key.to_jwk(true)
        .ok_or_else(|| CommandError::EmptySecret.into())
}

/// An HMAC secret of so many random bytes.
pub(super) fn new_secret(context: &mut Context<'_, '_>, length: usize) -> Result<Key, Failure> {
    let mut bytes = Zeroizing::new(vec![0; length]);
    context.fill(&mut bytes)?;
    Ok(Key::secret(std::mem::take(&mut *bytes)))
}

/// A key file with no keys in it is no error: keys can be removed.
fn key_file(
    context: &mut Context<'_, '_>,
    file: &KeyFile,
    source: String,
) -> Result<Keys, Failure> {
    if file.keys().is_empty() {
        return Ok(Keys::of(KeySet::default(), source));
    }
    let set = KeySet::from_jwks(file.set()).map_err(|problem| CommandError::KeyInFile {
        path: Typed::place(&source),
        problem,
    })?;
    tell_skipped(context, &set);
    Ok(Keys::of(set, source))
}

/// The keys that an option names, if one does.
fn named(
    context: &mut Context<'_, '_>,
    source: &KeySource,
    wanted: Half,
) -> Result<Option<Keys>, Failure> {
    match source {
        KeySource::KeyFile => return Ok(None),
        KeySource::Secret(secret, encoding) => secret_of(context, secret, *encoding),
        KeySource::File(option, path, pass) => file(context, option, path, wanted, pass),
        KeySource::Text(text) => {
            let read = KeySet::read(text.as_bytes());
            let set = read.map_err(|problem| CommandError::KeyInFile {
                path: "--jwks".into(),
                problem,
            })?;
            tell_skipped(context, &set);
            Ok(Keys::of(set, "--jwks".to_owned()))
        }
        KeySource::Variable(option, name, pass) => {
            let bytes = Zeroizing::new(input::variable(context, option, name)?);
            keys_in(context, &bytes, format!("${name}"), wanted, pass)
        }
        KeySource::Network(network) => published(context, network),
        KeySource::Chain(path) => {
            let bytes = store::input::read_secret(path, MAX_BYTES)
                .map_err(|problem| unread("--ca", path, problem))?;
            let source = path.display().to_string();
            let roots = Roots::read(&bytes, format!("x5c, {source}"));
            let roots = roots.map_err(|problem| CommandError::KeyInFile {
                path: Typed::place(&source),
                problem,
            })?;
            let keys = Keys::of(KeySet::default(), roots.source.clone());
            Ok(Keys {
                roots: Some(Arc::new(roots)),
                ..keys
            })
        }
    }
    .map(Some)
}

fn secret_of(
    context: &mut Context<'_, '_>,
    secret: &SecretSource,
    encoding: SecretEncoding,
) -> Result<Keys, Failure> {
    let (text, source, origin) = match secret {
        SecretSource::Argument(text) => {
            context.warn(&Notice::SecretOnCommandLine);
            let text = Zeroizing::new(text.as_bytes().to_vec());
            (text, "--secret".to_owned(), Origin::Argument)
        }
        SecretSource::File(option, path) => {
            let mut text = store::input::read_secret(path, MAX_BYTES)
                .map_err(|problem| unread(option, path, problem))?;
            let source = path.display().to_string();
            if encoding == SecretEncoding::Text && drop_line_break(&mut text) {
                context.note(&Notice::LineBreakDropped {
                    path: Typed::place(&source),
                });
            }
            if encoding == SecretEncoding::Text && text.starts_with(b"\xef\xbb\xbf") {
                context.warn(&Notice::SecretHasMark {
                    path: Typed::place(&source),
                });
            }
            let origin = Origin::File(source.clone());
            (text, source, origin)
        }
        SecretSource::Variable(option, name) => {
            let text = Zeroizing::new(input::variable(context, option, name)?);
            (text, format!("${name}"), Origin::Variable(name.clone()))
        }
    };
    let is_key = |bytes: &[u8]| KeyText::find(bytes).is_some();
    let mut bytes = match encoding.decode(&text) {
        // The text of a key is refused as what it is, not as bad base64.
        Ok(bytes) if !is_key(&bytes) && is_key(&text) => text.clone(),
        Err(_) if is_key(&text) => text.clone(),
        decoded => decoded?,
    };
    let set = KeySet::of(Key::secret(std::mem::take(&mut *bytes)));
    Ok(Keys {
        written: Some(Written {
            text,
            encoding,
            origin,
        }),
        ..Keys::of(set, source)
    })
}

/// A published set has no private keys; nothing is fetched to find that out.
pub(super) fn refuse_remote_signer(source: &KeySource) -> Result<(), Failure> {
    match source {
        KeySource::Network(network) => Err(Failure::usage(Usage::RemoteCantSign {
            option: network.option(),
        })),
        _ => Ok(()),
    }
}

/// The keys that somebody publishes.
#[cfg(feature = "remote")]
fn published(context: &mut Context<'_, '_>, network: &NetworkKeys) -> Result<Keys, Failure> {
    let published = PublishedSet::new(
        &network.url,
        network.by_issuer,
        network.offline,
        context.files.clone(),
        &*context.host.env,
    )?;
    let mut told = Told::default();
    let fetched = published.fetch(context.now.seconds(), &mut told);
    context.warn_once(told.warnings);
    for notice in &told.notices {
        context.note(notice);
    }
    let fetched = fetched?;
    tell_skipped(context, &fetched.set);
    if let Some(issuer) = fetched
        .issuer
        .as_ref()
        .filter(|issuer| issuer.contains(crate::token::verify::TENANT))
    {
        let issuer = Typed::place(issuer);
        context.note(&RemoteNotice::AnyTenant { issuer });
    }
    Ok(Keys::published(published, fetched))
}

/// This build reaches no network.
#[cfg(not(feature = "remote"))]
fn published(_: &mut Context<'_, '_>, _: &NetworkKeys) -> Result<Keys, Failure> {
    Err(CommandError::NoNetwork.into())
}

/// A file that can't be read. What can't even be its name may be the key or the secret itself, and is not repeated.
pub(super) fn unread(option: &'static str, path: &Path, problem: StoreProblem) -> Failure {
    let nowhere = matches!(
        problem,
        StoreProblem::Missing { .. }
            | StoreProblem::Read {
                cause: Cause::NotADirectory | Cause::Other { .. },
                ..
            }
    );
    if nowhere && path != Path::new("-") && Typed::secret_file(path).is_none() {
        let is_key = Typed::is_key(&path.to_string_lossy());
        return CommandError::NoSuchFile { option, is_key }.into();
    }
    problem.into()
}

/// A key file of any format; `-` is standard input.
pub(super) fn file(
    context: &mut Context<'_, '_>,
    option: &'static str,
    path: &Path,
    wanted: Half,
    pass: &KeyPass,
) -> Result<Keys, Failure> {
    let source = path.display().to_string();
    let bytes = if path == Path::new("-") {
        input::stdin_secret(context, MAX_BYTES)?
    } else {
        store::input::read_secret(path, MAX_BYTES)
            .map_err(|problem| unread(option, path, problem))?
    };
    keys_in(context, &bytes, source, wanted, pass)
}

/// The keys in some bytes, through the wrappings in which people keep them, which are said.
fn keys_in(
    context: &mut Context<'_, '_>,
    bytes: &[u8],
    source: String,
    wanted: Half,
    pass: &KeyPass,
) -> Result<Keys, Failure> {
    let unread = |problem| match source.as_str() {
        // Standard input has no name that helps.
        "-" => Failure::from(problem),
        _ => Failure::from(CommandError::KeyInFile {
            path: Typed::place(&source),
            problem,
        }),
    };
    let mut refused = None;
    let mut ask = |context: &mut Context<'_, '_>| {
        passphrase(context, pass, &source).unwrap_or_else(|failure| {
            refused = Some(failure);
            None
        })
    };
    // A JWK in a JWE (RFC 7517 §7).
    let sealed = jwe::is_for_passphrase(bytes);
    let opened = sealed.then(|| match ask(context) {
        Some(passphrase) => {
            jwe::open_with_passphrase(bytes, &passphrase).map_err(|_| KeyProblem::WrongPassphrase)
        }
        None => Err(KeyProblem::Foreign {
            what: Foreign::EncryptedKey,
        }),
    });
    let read = match &opened {
        Some(Ok(jwk)) => KeySet::read(jwk).map(|set| (set, vec![Wrapping::Passphrase])),
        Some(Err(problem)) => Err(problem.clone()),
        None => KeySet::read_wrapped(bytes, wanted, &mut || ask(context)),
    };
    if let Some(failure) = refused {
        return Err(failure);
    }
    let (set, removed) = read.map_err(unread)?;
    if !removed.is_empty() {
        let source = Typed::place(&source);
        context.note(&Notice::KeyUnwrapped { removed, source });
    }
    tell_skipped(context, &set);
    Ok(Keys::of(set, source))
}

/// The passphrase of an encrypted key: from where it is said to be, else from the terminal, if there is one.
fn passphrase(
    context: &mut Context<'_, '_>,
    pass: &KeyPass,
    source: &str,
) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
    if let Some(name) = &pass.key_pass_env {
        let text = input::variable(context, "--key-pass-env", name)?;
        return Ok(Some(Zeroizing::new(text)));
    }
    if let Some(path) = &pass.key_pass_file {
        let mut text = store::input::read_secret(path, MAX_BYTES)
            .map_err(|problem| unread("--key-pass-file", path, problem))?;
        drop_line_break(&mut text);
        return Ok(Some(text));
    }
    if !context.host.terminal.stdin {
        return Ok(None);
    }
    let path = Typed::place(source);
    account::ask(context, &Question::Passphrase { path }).map(Some)
}

fn tell_skipped(context: &mut Context<'_, '_>, set: &KeySet) {
    for skipped in &set.skipped {
        let why = context.say(&skipped.problem);
        let place = skipped.index + 1;
        context.note(&Notice::KeySkipped { place, why });
    }
    for (key, what) in set
        .keys
        .iter()
        .flat_map(|key| key.mended().iter().map(move |what| (key, what)))
    {
        let key = key.kid().map_or_else(|| key.describe(), shown);
        let what = what.clone();
        context.note(&Notice::KeyMended { key, what });
    }
}

/// A text file ends with a line break that nobody meant as part of the secret; random bytes end with any byte.
fn drop_line_break(text: &mut Vec<u8>) -> bool {
    if std::str::from_utf8(text).is_err() {
        return false;
    }
    let had = text.pop_if(|byte| *byte == b'\n').is_some();
    if had {
        text.pop_if(|byte| *byte == b'\r');
    }
    had
}

/// `--issuer` says what `iss` must be; `--iss` may not say otherwise.
pub(super) fn refuse_two_issuers(source: &KeySource, expected: &[String]) -> Result<(), Failure> {
    match source {
        KeySource::Network(NetworkKeys { url, by_issuer, .. })
            if *by_issuer
                && !expected.is_empty()
                && !expected.iter().any(|iss| is_of(url, iss)) =>
        {
            Err(Failure::usage(Usage::Conflict {
                option: "--issuer".into(),
                others: vec!["--iss".into()],
            }))
        }
        _ => Ok(()),
    }
}

/// Whether an issuer may be that of an address: its own, or that of its document.
fn is_of(url: &str, issuer: &str) -> bool {
    let (url, of_document) = match url.split_once("/.well-known/") {
        Some((url, _)) => (url, true),
        None => (url, false),
    };
    issuer == url || of_document && issuer.strip_suffix('/') == Some(url)
}

/// The option by which the key comes from standard input.
pub(super) fn stdin_reader(source: &KeySource) -> Option<&'static str> {
    match source {
        KeySource::File(option, path, _) if path == Path::new("-") || input::is_stdin(path) => {
            Some(option)
        }
        KeySource::Secret(SecretSource::File(option, path), _) if input::is_stdin(path) => {
            Some(option)
        }
        _ => None,
    }
}

/// A key option that reads standard input can't stand beside something else that does.
pub(super) fn refuse_two_readers(source: &KeySource, second: &'static str) -> Result<(), Failure> {
    stdin_reader(source).map_or(Ok(()), |first| {
        Err(Failure::usage(Usage::TwoReaders { first, second }).hint(Advice::UseFile))
    })
}
