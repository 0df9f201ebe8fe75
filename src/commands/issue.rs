//! `issue`: signs a token with the claims given.

use std::path::Path;

use super::context::{Context, Failure, Outcome};
use super::{explain, input, keysource};
use crate::base64url;
use crate::cli::{Issue, IssueOutput, When};
use crate::json::{Json, Object};
use crate::keys::{Key, Signer};
use crate::output::Answer;
use crate::store::{input as files, users};
use crate::text::malformed::{Malformed, Part};
use crate::text::trouble::Trouble;
use crate::text::usage::{Advice, Usage};
use crate::time::Moment;
use crate::token::anatomy::Anatomy;
use crate::token::compact::MAX_TOKEN;
use crate::token::reading::Reading;
use crate::token::report::Reason;

/// How long a token lives that was not told otherwise.
const DEFAULT_TTL: std::time::Duration = std::time::Duration::from_mins(15);
/// The largest payload file, in bytes: what base64url makes of it still fits a token.
const MAX_PAYLOAD: usize = MAX_TOKEN;

/// Runs `issue`.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Issue) -> Result<Outcome, Failure> {
    if options.payload.as_deref() == Some("-") {
        keysource::refuse_two_readers(&options.key, "--payload")?;
    }
    let payload = payload(context, options)?;
    let keys = keysource::signing(context, &options.key)?;
    let (key, signer) = keysource::choose_signer(
        &keys,
        options.kid.as_deref(),
        options.alg,
        options.allow_weak_secret,
    )?;
    if let Some(bits) = key.weak_secret_bits(signer.algorithm()) {
        let needed = signer.algorithm().hash_bits().unwrap_or_default();
        context.warn(&crate::text::label::Notice::WeakSecretUsed { bits, needed });
    }
    let header = header(options, key, &signer)?;
    let token = sign(&header, &payload, &signer)?;
    if let Some(how) = explain::wanted(context, &options.show)?
        && !context.json
    {
        let reading = Reading::of(&token);
        let anatomy = explained(context, options, &reading, &keys, key);
        return Ok(explain::outcome(context, &anatomy, how, options.show.tz));
    }
    let output = if context.json {
        Some(IssueOutput::Json)
    } else {
        options.output
    };
    Ok(Outcome::done(match output.unwrap_or(IssueOutput::Token) {
        IssueOutput::Token => Answer::Bare(token),
        IssueOutput::Header => Answer::Bare(format!("Authorization: Bearer {token}")),
        IssueOutput::Env => Answer::Bare(format!("export TOKEN={token}")),
        IssueOutput::Json => {
            let expires_at = match payload.get("exp") {
                Some(Json::Number(digits)) => Moment::from_json(digits).and_then(Moment::iso),
                _ => None,
            };
            let explanation = options.show.explain.map(|_| {
                let reading = Reading::of(&token);
                let anatomy = explained(context, options, &reading, &keys, key);
                explain::json(context, &anatomy)
            });
            let mut answer = Object::from([
                ("token", Json::from(token)),
                ("header", header.into()),
                ("payload", payload.into()),
                ("expires_at", expires_at.into()),
            ]);
            if let Some(explanation) = explanation {
                answer.set("explanation", explanation);
            }
            Answer::Json(answer.into())
        }
    }))
}

/// How the token was made that has just been signed.
fn explained<'t>(
    context: &Context<'_, '_>,
    options: &Issue,
    reading: &Reading<'t>,
    keys: &keysource::Keys,
    key: &Key,
) -> Anatomy<'t> {
    explain::with_key(
        context,
        reading,
        &options.key,
        keys,
        Some(key),
        &options.show,
    )
}

/// The token of a header and a payload (RFC 7515 §5.1).
pub(super) fn sign(header: &Object, payload: &Object, signer: &Signer) -> Result<String, Failure> {
    let part =
        |object: &Object| base64url::encode(Json::Object(object.clone()).to_compact().as_bytes());
    let input = format!("{}.{}", part(header), part(payload));
    let signature = signer.sign(input.as_bytes())?;
    let token = format!("{input}.{}", base64url::encode(&signature));
    if token.len() > MAX_TOKEN {
        return Err(Trouble::TokenTooLong {
            length: token.len(),
            limit: MAX_TOKEN,
        }
        .into());
    }
    Ok(token)
}

/// `alg`, `typ` and `kid`, and what `--header` adds.
fn header(options: &Issue, key: &Key, signer: &Signer) -> Result<Object, Failure> {
    let mut header = Object::from([("alg", signer.algorithm().name())]);
    let mut named: Vec<&str> = vec!["alg"];
    let typ = options.typ.as_deref().unwrap_or("JWT");
    if !typ.is_empty() {
        header.set("typ", typ);
    }
    named.extend(options.typ.is_some().then_some("typ"));
    if let Some(kid) = options.kid.as_deref().or_else(|| key.kid()) {
        header.set("kid", kid);
    }
    named.extend(options.kid.is_some().then_some("kid"));
    for member in &options.header {
        let unencoded = member.name == "b64" && member.value != Json::Bool(true);
        if named.contains(&member.name.as_str()) || unencoded {
            return Err(Failure::usage(Usage::HeaderTwice {
                name: member.name.clone(),
            }));
        }
        named.push(&member.name);
        header.set(member.name.as_str(), member.value.clone());
    }
    Ok(header)
}

/// A claims set in the making: what an option names, no other option may name.
struct Claims {
    set: Object,
    named: Vec<String>,
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

    /// A claim that is there unless something else was said about it.
    fn default(&mut self, name: &str, value: impl Into<Json>) {
        if !self.named.iter().any(|named| named == name) && self.set.get(name).is_none() {
            self.set.set(name, value);
        }
    }

    fn name(&mut self, name: &str) -> Result<(), Failure> {
        if self.named.iter().any(|named| named == name) {
            return Err(Failure::usage(Usage::ClaimTwice {
                name: name.to_owned(),
            }));
        }
        self.named.push(name.to_owned());
        Ok(())
    }
}

/// The claims: the base, what the user's record brings, then the options, which win.
fn payload(context: &mut Context<'_, '_>, options: &Issue) -> Result<Object, Failure> {
    let mut set = base(context, options)?;
    if let Some(name) = &options.user {
        for (name, value) in user_claims(context, name)?.iter() {
            set.set(name, value.clone());
        }
    }
    let now = context.now;
    let issued = match options.iat {
        Some(when) => when.resolve(now),
        None => Moment::from_seconds(now.seconds()),
    };
    let mut claims = Claims {
        set,
        named: Vec::new(),
    };
    if let Some(issuer) = options.iss.as_deref() {
        claims.give("iss", issuer)?;
    }
    if let Some(subject) = options.user.as_deref().or(options.sub.as_deref()) {
        claims.give("sub", subject)?;
    }
    match options.aud.as_slice() {
        [] => {}
        [one] => claims.give("aud", one.as_str())?,
        several => claims.give("aud", several.to_vec())?,
    }
    for claim in &options.claim {
        claims.give(&claim.name, claim.value.clone())?;
    }
    if let Some(when) = options.nbf {
        claims.give("nbf", seconds("--nbf", when, now)?)?;
    }
    match options.iat {
        Some(when) => claims.give("iat", seconds("--iat", when, now)?)?,
        None if options.no_iat => claims.leave_out("iat")?,
        None => claims.default("iat", number(issued)),
    }
    match (options.exp, options.ttl) {
        (Some(when), _) => claims.give("exp", seconds("--exp", when, now)?)?,
        (None, Some(ttl)) => {
            let moment = on_calendar("issue", "--ttl", issued.plus(ttl))?;
            claims.give("exp", number(moment))?;
        }
        (None, None) if options.no_exp => claims.leave_out("exp")?,
        (None, None) => claims.default("exp", number(issued.plus(DEFAULT_TTL))),
    }
    match options.jti.as_deref() {
        Some("auto") => claims.give("jti", new_id(context)?)?,
        Some(id) => claims.give("jti", id)?,
        None => {}
    }
    Ok(claims.set)
}

/// `--payload`: a JSON object, a file that holds one, or standard input.
fn base(context: &mut Context<'_, '_>, options: &Issue) -> Result<Object, Failure> {
    let bytes = match options.payload.as_deref() {
        None => return Ok(Object::new()),
        Some("-") => input::stdin_whole(context, MAX_PAYLOAD)?,
        Some(text) => match text.strip_prefix('@') {
            Some(path) => files::read(Path::new(path), MAX_PAYLOAD)?,
            None => text.as_bytes().to_vec(),
        },
    };
    let refuse = |malformed: Malformed| {
        Failure::usage(Usage::PayloadNotAnObject {
            problem: context.say(&malformed),
        })
    };
    let object = Object::parse(&bytes).map_err(|error| {
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

/// What the record of a known, active account puts into each of its tokens.
fn user_claims(context: &mut Context<'_, '_>, name: &str) -> Result<Object, Failure> {
    let place = context.files.users()?;
    let name = users::UserName::new(name)?;
    let Some(user) = users::find(&place, &name)?.user else {
        let problem = Trouble::UnknownUser {
            name: name.as_str().to_owned(),
        };
        return Err(Failure::refused(Reason::UnknownUser, problem));
    };
    if user.is_disabled() {
        let problem = Trouble::UserDisabled {
            name: name.as_str().to_owned(),
        };
        return Err(Failure::refused(Reason::UserDisabled, problem));
    }
    let mut claims = user.claims().cloned().unwrap_or_default();
    if let Some(scopes) = user.scopes() {
        claims.set("scope", scopes.join(" "));
    }
    Ok(claims)
}

/// A UUID of version 4 (RFC 9562 §5.4).
pub(super) fn new_id(context: &mut Context<'_, '_>) -> Result<String, Failure> {
    let random = context.random::<16>()?;
    Ok(uuid::Builder::from_random_bytes(random)
        .into_uuid()
        .to_string())
}

fn seconds(option: &'static str, when: When, now: Moment) -> Result<Json, Failure> {
    let moment = on_calendar("issue", option, when.resolve(now))?;
    // A moment counted from now is as exact as a person means it: to the second.
    Ok(match when {
        When::At(moment) => number(moment),
        When::Later(_) | When::Earlier(_) => moment.seconds().into(),
    })
}

/// A moment that can be written as a date, or the option that led beyond them.
pub(super) fn on_calendar(
    command: &str,
    option: &'static str,
    moment: Moment,
) -> Result<Moment, Failure> {
    if moment.iso().is_none() {
        let advice = Advice::SeeHelp {
            command: format!("tokenry {command}"),
        };
        return Err(Failure::usage(Usage::BeyondCalendar { option }).hint(advice));
    }
    Ok(moment)
}

/// A `NumericDate` (RFC 7519 §2): whole seconds, or with the fraction that it has.
pub(super) fn number(moment: Moment) -> Json {
    let nanos = moment.subsecond_nanos();
    if nanos == 0 {
        return moment.seconds().into();
    }
    let fraction = format!("{nanos:09}");
    let seconds = moment.seconds();
    if seconds < 0 {
        // Rounded down, so the fraction counts upwards from it; before 1970 whole seconds must do.
        return seconds.into();
    }
    Json::Number(format!("{seconds}.{}", fraction.trim_end_matches('0')))
}
