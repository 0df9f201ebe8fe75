//! `issue`: signs a token with the claims given.

use std::collections::HashSet;

use super::context::{Context, Failure, Outcome};
use super::signing::{self, audience, number, on_calendar};
use super::token_pair::RESERVED;
use super::{account, explain, input, keysource};
use crate::cli::usage::{Advice, Usage};
use crate::cli::{Input, Issue, IssueOutput, KeySource, Member, TokenSource, When};
use crate::commands::command_error::CommandError;
use crate::commands::headings::Notice;
use crate::encoding::BASE64;
use crate::json::{Json, Object, Problem};
use crate::jwe::{self, Sealer, Unsealed};
use crate::keys::chain::certificates;
use crate::keys::{Algorithm, Key, KeySet, MAX_BYTES};
use crate::output::Answer;
use crate::store::{Files, input as files, users};
use crate::text::typed::Typed;
use crate::time::Moment;
use crate::token::MAX_TOKEN;
use crate::token::Token;
use crate::token::malformed::{Malformed, Part};
use crate::token::report::{Reason, Report, Status};
use crate::token::unwrap::Wanted;
use crate::token::verify::{Keyring, Policy, judge};

/// How long a token lives that was not told otherwise.
const DEFAULT_TTL: std::time::Duration = std::time::Duration::from_mins(15);
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// The largest payload file, in bytes: what base64url makes of it still fits a token.
const MAX_PAYLOAD: usize = MAX_TOKEN;

/// Runs `issue`.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Issue) -> Result<Outcome, Failure> {
    // From here on an error is said as JSON too.
    context.json |= options.output == Some(IssueOutput::Json);
    let explain = explain::wanted(context, options.show.explain)?;
    if options.payload == Some(Input::Stdin) {
        keysource::refuse_two_readers(&options.signer.source, "--payload")?;
    }
    if options.from == Some(Input::Stdin) {
        keysource::refuse_two_readers(&options.signer.source, "--from")?;
    }
    check_header(options)?;
    let original = original(context, options)?;
    let payload = payload(context, options, original.as_ref())?;
    refuse_waiting_payload(context, options)?;
    let chain = chain(options)?;
    let source = &options.signer.source;
    let (kid, alg) = (options.kid.as_deref(), options.alg);
    let (keys, key, header, token);
    if let Some(command) = &options.sign_with {
        if matches!(source, KeySource::KeyFile) {
            let what = "--key <FILE>".to_owned();
            return Err(Failure::usage(Usage::Missing { what }).hint(Advice::PublicKey));
        }
        keys = keysource::verifying(context, source)?;
        let verifier;
        (key, verifier) = signing::choose(context, &keys, kid, alg, Key::verifier)?;
        header = self::header(
            options,
            key,
            verifier.algorithm(),
            chain.as_deref(),
            original.as_ref(),
        )?;
        let sign = |input: &[u8]| signing::sign_with(context, command, &verifier, input);
        token = signing::sign(&header, &payload, sign)?;
    } else {
        keys = keysource::signing(context, source)?;
        let weak = options.signer.allow_weak_secret;
        let signer;
        (key, signer) = signing::choose_signer(context, &keys, kid, alg, weak)?;
        header = self::header(
            options,
            key,
            signer.algorithm(),
            chain.as_deref(),
            original.as_ref(),
        )?;
        token = signing::sign(&header, &payload, |input| Ok(signer.sign(input)?))?;
    }
    let read = Token::of(&token);
    let (token, sealed) = seal(context, options, token)?;
    warn_if_refused(context, &read);
    let explanation = explain.map(|_| {
        let key = Some(key);
        explain::with_key(
            context,
            &read,
            &options.signer.source,
            &keys,
            key,
            options.show.show_secret,
        )
    });
    if context.json {
        let expires_at = match payload.get("exp") {
            Some(Json::Number(digits)) => Moment::from_json(digits).and_then(Moment::iso),
            _ => None,
        };
        let mut answer = Object::from([
            ("token", Json::from(token.as_str())),
            ("header", header.into()),
            ("payload", payload.into()),
            ("expires_at", expires_at.into()),
        ]);
        if let Some(header) = sealed {
            answer.set("jwe", header);
        }
        if let Some(explanation) = &explanation {
            answer.set("explanation", explain::json(context, explanation));
        }
        return Ok(Outcome::done(Answer::Json(answer.into())));
    }
    if let Some((how, explanation)) = explain.zip(explanation) {
        let bench = explain::Bench {
            token: &read,
            key: Some(key),
            show_secret: options.show.show_secret,
            policy: &Policy::default(),
            now: context.now,
            zone: options.show.tz,
        };
        return Ok(explain::outcome(context, &explanation, how, &bench));
    }
    Ok(Outcome::done(Answer::Bare(match options.output {
        Some(IssueOutput::Header) => signing::as_header(&token),
        Some(IssueOutput::Env) => signing::as_variable(&token),
        None | Some(IssueOutput::Token | IssueOutput::Json) => token,
    })))
}

/// Puts a token into a JWE, where somebody is named to encrypt it for.
fn seal(
    context: &mut Context<'_, '_>,
    options: &Issue,
    token: String,
) -> Result<(String, Option<Object>), Failure> {
    let Some(source) = &options.encryption.source else {
        return Ok((token, None));
    };
    if let Some(second) = keysource::stdin_reader(&options.signer.source) {
        keysource::refuse_two_readers(source, second)?;
    }
    if options.payload == Some(Input::Stdin) {
        keysource::refuse_two_readers(source, "--payload")?;
    }
    let keys = keysource::sealing(context, source)?;
    let refused = |why: Unsealed| Failure::refused(why.reason(), why);
    let (algorithm, encryption) = (options.encryption.algorithm, options.encryption.enc);
    let mut sealers = keys.set.keys.iter();
    let mut sealer = Err(Unsealed::NoAlgorithm { key: String::new() });
    while sealer.is_err()
        && let Some(key) = sealers.next()
    {
        sealer = Sealer::new(key, algorithm, encryption);
    }
    let sealer = sealer.map_err(refused)?;
    let mut fill = |bytes: &mut [u8]| context.fill(bytes).ok();
    let (token, header) = jwe::seal(&token, sealer, &mut fill).map_err(refused)?;
    signing::refuse_too_long(&token)?;
    Ok((token, Some(header)))
}

/// A JSON object that waits on standard input was meant for `--payload -`. Any other text there is for somebody else
/// (`while read`).
fn refuse_waiting_payload(context: &mut Context<'_, '_>, options: &Issue) -> Result<(), Failure> {
    let is_read = match &options.payload {
        Some(Input::Stdin) => true,
        Some(Input::File(path)) => input::is_stdin(path),
        Some(Input::Text(_)) | None => false,
    };
    if is_read {
        return Ok(());
    }
    let waiting = input::waiting(context, &options.signer.source);
    let text = waiting.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&waiting);
    let is_object = text.trim_ascii_start().starts_with(b"{")
        && Object::parse(text).map_or_else(|error| error.problem == Problem::EndsEarly, |_| true);
    if is_object {
        return Err(Failure::usage(Usage::PayloadWaits).hint(Advice::TakePayload));
    }
    Ok(())
}

/// What makes the token one that is refused whatever the key and the time is said: it may be meant, for a test.
fn warn_if_refused(context: &mut Context<'_, '_>, token: &Token) {
    let (keys, policy) = (KeySet::default(), Policy::default());
    let mut report = Report::default();
    let mut ring = Keyring::new(&keys, "", &policy);
    judge(token, &mut ring, context.now, &mut report);
    for check in report.checks() {
        if let Status::Fail(reason) = check.status
            && (reason.exit() == 3 || reason == Reason::ClaimInvalid)
        {
            let why = context.say(&check.detail);
            context.warn(&Notice::RefusedByVerify { why });
        }
    }
}

/// What another option or the key decides, no `--header` may name, and nothing twice.
fn check_header(options: &Issue) -> Result<(), Failure> {
    let mut named: HashSet<&str> = HashSet::new();
    named.extend(options.typ.is_some().then_some("typ"));
    named.extend(options.kid.is_some().then_some("kid"));
    named.extend(options.x5c.is_some().then_some("x5c"));
    for member in &options.header {
        let name = member.name.as_str();
        if name == "alg" {
            return Err(Failure::usage(Usage::HeaderAlg));
        }
        if name == "b64" && member.value != Json::Bool(true) {
            return Err(Failure::usage(Usage::HeaderUnencoded));
        }
        if !named.insert(name) {
            return Err(Failure::usage(Usage::HeaderTwice { name: name.into() }));
        }
    }
    Ok(())
}

/// `alg`, `typ` and `kid`, and what `--header` adds.
fn header(
    options: &Issue,
    key: &Key,
    algorithm: Algorithm,
    chain: Option<&[Vec<u8>]>,
    original: Option<&Original>,
) -> Result<Object, Failure> {
    let mut header = match original {
        Some(original) => original.header.clone(),
        None => Object::new(),
    };
    if header.get("alg").is_some() {
        header.set("alg", algorithm.name());
    } else {
        let rest = std::mem::replace(&mut header, Object::from([("alg", algorithm.name())]));
        header.set_all(rest.into_iter().collect());
    }
    match (options.typ.as_deref(), original) {
        (Some(""), _) => {
            header.remove("typ");
        }
        (Some(typ), _) => header.set("typ", typ),
        (None, None) => header.set("typ", "JWT"),
        (None, Some(_)) => {}
    }
    if let Some(kid) = options.kid.as_deref().or_else(|| key.kid()) {
        header.set("kid", kid);
    }
    if let Some(chain) = chain {
        let first = chain.first().and_then(|der| KeySet::read(der).ok());
        let own = first.is_some_and(|set| set.keys.iter().any(|first| first.same_key(key)));
        if !own {
            return Err(CommandError::ChainOfOtherKey.into());
        }
        let texts: Vec<_> = chain.iter().map(|der| BASE64.encode_padded(der)).collect();
        header.set("x5c", texts);
    }
    header.set_all(options.header.iter().map(Member::pair).collect());
    Ok(header)
}

/// The certificates of `--x5c`, in DER.
fn chain(options: &Issue) -> Result<Option<Vec<Vec<u8>>>, Failure> {
    let Some(path) = &options.x5c else {
        return Ok(None);
    };
    let bytes = files::read_secret(path, MAX_BYTES)
        .map_err(|problem| keysource::unread("--x5c", path, problem))?;
    let certificates = certificates(&bytes).map_err(|problem| CommandError::KeyInFile {
        path: Typed::place(&path.display().to_string()),
        problem,
    })?;
    Ok(Some(certificates))
}

/// A claims set in the making: what an option names, no other option may name.
struct Claims {
    set: Object,
    named: HashSet<String>,
    /// What of the base is made anew.
    stale: &'static [&'static str],
}

impl Claims {
    /// A claim that an option gives; it wins over the base.
    fn give(&mut self, name: &str, value: impl Into<Json>) -> Result<(), Failure> {
        self.name(name)?;
        self.set.set(name, value);
        Ok(())
    }

    /// A claim that an option keeps out; the base's goes too.
    fn leave_out(&mut self, name: &str) -> Result<(), Failure> {
        self.set.remove(name);
        self.name(name)
    }

    /// Whether nothing was said about a claim yet.
    fn lacks(&self, name: &str) -> bool {
        let kept = || self.set.get(name).is_some() && !self.stale.contains(&name);
        !self.named.contains(name) && !kept()
    }

    fn name(&mut self, name: &str) -> Result<(), Failure> {
        if self.named.insert(name.to_owned()) {
            return Ok(());
        }
        Err(Failure::usage(Usage::ClaimTwice { name: name.into() }))
    }
}

/// What `--from` starts from.
struct Original {
    header: Object,
    claims: Object,
}

/// Header parameters that name the key of a token, or bring it (RFC 7515 §4.1.2 to §4.1.8).
const KEY_PARAMETERS: [&str; 7] = ["kid", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256"];

/// The token of `--from`, which nobody has verified.
fn original(context: &mut Context<'_, '_>, options: &Issue) -> Result<Option<Original>, Failure> {
    let Some(from) = &options.from else {
        return Ok(None);
    };
    let text = input::token(context, TokenSource::Argument(from), Wanted::Access)?;
    let token = Token::of(&text);
    if let Some(fault) = token.faults().into_iter().next() {
        return Err(Failure::refused(fault.reason(), fault));
    }
    let object = |part| match token.json(part) {
        Some(Json::Object(object)) => object.clone(),
        _ => Object::new(),
    };
    let mut header = object(Part::Header);
    header.retain(|name, _| !KEY_PARAMETERS.contains(&name));
    context.note(&Notice::NotVerified);
    Ok(Some(Original {
        header,
        claims: object(Part::Payload),
    }))
}

/// The claims: the base, what the user's record brings, then the options, which win.
fn payload(
    context: &mut Context<'_, '_>,
    options: &Issue,
    original: Option<&Original>,
) -> Result<Object, Failure> {
    let mut set = base(context, options)?;
    let had = |name| original.is_some_and(|original| original.claims.get(name).is_some());
    if let Some(original) = original {
        set = original.claims.clone();
    }
    if let Some(name) = &options.user {
        set.set_all(user_claims(context, name)?.into_iter().collect());
    }
    let now = context.now;
    let iat = options.iat.map(|when| time_claim("--iat", when, now));
    let iat = iat.transpose()?;
    // `exp` counts from the very number that is written beside it.
    let issued = match &iat {
        Some(Json::Number(digits)) => Moment::from_json(digits).unwrap_or(now),
        _ => Moment::from_seconds(now.seconds()),
    };
    let mut claims = Claims {
        set,
        named: HashSet::new(),
        stale: match original {
            Some(_) if !options.keep_times => &["iat", "exp", "nbf", "jti"],
            _ => &[],
        },
    };
    for name in &options.drop {
        if !had(name) {
            context.note(&Notice::NothingToDrop {
                claim: Typed::place(name),
            });
        }
        claims.leave_out(name)?;
    }
    if let Some(issuer) = options.iss.as_deref() {
        claims.give("iss", issuer)?;
    }
    if let Some(subject) = options.user.as_deref().or(options.sub.as_deref()) {
        claims.give("sub", subject)?;
    }
    if let Some(audience) = audience(&options.aud) {
        claims.give("aud", audience)?;
    }
    for claim in &options.claim {
        claims.name(&claim.name)?;
    }
    let given = options.claim.iter().map(Member::pair);
    claims.set.set_all(given.collect());
    if let Some(when) = options.nbf {
        claims.give("nbf", time_claim("--nbf", when, now)?)?;
    } else if had("nbf") && claims.lacks("nbf") {
        claims.set.set("nbf", number(issued));
    }
    match iat {
        Some(iat) => claims.give("iat", iat)?,
        None if options.no_iat => claims.leave_out("iat")?,
        None if claims.lacks("iat") => claims.set.set("iat", number(issued)),
        None => {}
    }
    match (options.exp, options.ttl) {
        (Some(when), _) => claims.give("exp", time_claim("--exp", when, now)?)?,
        (None, Some(ttl)) => {
            let moment = on_calendar("issue", "--ttl", issued.plus(ttl))?;
            claims.give("exp", number(moment))?;
        }
        (None, None) if options.no_exp => claims.leave_out("exp")?,
        (None, None) if claims.lacks("exp") => {
            // The default leads nowhere by itself, `--iat` does.
            let moment = on_calendar("issue", "--iat", issued.plus(DEFAULT_TTL))?;
            claims.set.set("exp", number(moment));
        }
        (None, None) => {}
    }
    match options.jti.as_deref() {
        Some("auto") => claims.give("jti", context.new_id()?)?,
        Some(id) => claims.give("jti", id)?,
        None if had("jti") && claims.lacks("jti") => claims.set.set("jti", context.new_id()?),
        None => {}
    }
    Ok(claims.set)
}

/// `--payload`: a JSON object, a file that holds one, or standard input.
fn base(context: &mut Context<'_, '_>, options: &Issue) -> Result<Object, Failure> {
    let bytes = match &options.payload {
        None => return Ok(Object::new()),
        Some(Input::Stdin) => input::stdin_whole(context, MAX_PAYLOAD)?,
        Some(Input::File(path)) => files::read(path, MAX_PAYLOAD, &context.files)?,
        Some(Input::Text(text)) => text.as_bytes().to_vec(),
    };
    let refuse = |malformed: Malformed| {
        Failure::usage(Usage::PayloadNotAnObject {
            problem: context.say(&malformed),
        })
    };
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    let object = Object::parse(bytes).map_err(|error| {
        refuse(Malformed::Json {
            part: Part::Payload,
            error,
        })
    })?;
    match object.duplicate() {
        None => Ok(object),
        Some(pointer) => Err(refuse(Malformed::Duplicate {
            part: Part::Payload,
            pointer,
        })),
    }
}

/// What the record of a known, active account puts into each of its tokens. As with a login, the record can't speak
/// for somebody else or for longer.
fn user_claims(context: &mut Context<'_, '_>, name: &str) -> Result<Object, Failure> {
    let name = account::name(name)?;
    let place = context.place(Files::users)?;
    let Some(user) = users::find(&place, &name)?.user else {
        return Err(account::unknown(&name));
    };
    if user.is_disabled() {
        return Err(account::disabled(&user));
    }
    let of_record = user.claims().into_iter().flat_map(Object::iter);
    let mut claims: Object = of_record
        .filter(|(name, _)| !RESERVED.contains(name))
        .map(|(name, value)| (name, value.clone()))
        .collect();
    if let Some(scopes) = user.scopes() {
        claims.set("scope", scopes.join(" "));
    }
    Ok(claims)
}

/// A moment that an option gives, as a claim.
fn time_claim(option: &'static str, when: When, now: Moment) -> Result<Json, Failure> {
    let moment = on_calendar("issue", option, when.resolve(now))?;
    // A moment counted from now is as exact as a person means it: to the second.
    Ok(match when {
        When::At(moment) => number(moment),
        When::Later(_) | When::Earlier(_) => moment.seconds().into(),
    })
}
