//! The pair of tokens that `login` and `refresh` issue, and how it is handed out.

use std::time::Duration;

use zeroize::Zeroizing;

use super::account::scopes;
use super::context::{Context, Failure};
use super::keysource::Keys;
use super::signing::{self, audience, number, on_calendar};
use crate::cli::{self, Output};
use crate::commands::account_messages::{AccountLabel, AccountProblem};
use crate::json::{Indexed, Json, Object};
use crate::output::{Answer, Document, Ink};
use crate::store::sessions::Login;
use crate::store::users::User;
use crate::time::Moment;

/// What a login puts into each token itself; see [`Terms::claims`].
pub(super) const RESERVED: [&str; 6] = ["sub", "iat", "exp", "jti", "sid", "token_use"];

/// What both tokens say beside whose they are.
pub(super) struct Terms {
    /// The command that asks for the tokens.
    command: &'static str,
    iss: Option<Json>,
    aud: Option<Json>,
    /// The scope of the access token.
    scope: Option<String>,
    /// The scope of the refresh token: a narrower access token narrows nothing for good (RFC 6749 §6).
    granted: Option<String>,
    ttl: Duration,
    refresh_ttl: Duration,
}

impl Terms {
    /// The terms of a login: what was asked for, as far as the account has it. A record without `scopes` limits
    /// nothing, one with an empty list everything.
    pub(super) fn of_login(options: &cli::PairOptions, user: &User) -> Result<Self, Failure> {
        let asked = scopes(&options.scope);
        let scope = match user.scopes() {
            Some(granted) => {
                let granted: Vec<_> = granted.into_iter().map(str::to_owned).collect();
                narrowed(asked, granted)?
            }
            None => asked,
        };
        let scope = joined(&scope);
        Ok(Self {
            granted: scope.clone(),
            scope,
            ..Self::asked("login", options)
        })
    }

    /// The terms of a refresh: those of the refresh token, unless told otherwise. The scope can only become narrower
    /// (RFC 6749 §6), and what the account has lost since is lost here too.
    pub(super) fn of_refresh(
        options: &cli::PairOptions,
        user: &User,
        before: &Indexed,
    ) -> Result<Self, Failure> {
        let mut terms = Self::asked("refresh", options);
        terms.iss = terms.iss.or_else(|| Some(before.value("iss")?.tree()));
        terms.aud = terms.aud.or_else(|| Some(before.value("aud")?.tree()));
        let mut granted = scopes(&[before.str("scope").unwrap_or_default().into_owned()]);
        if let Some(known) = user.scopes() {
            granted.retain(|scope| known.contains(&scope.as_str()));
        }
        terms.granted = joined(&granted);
        terms.scope = joined(&narrowed(scopes(&options.scope), granted)?);
        Ok(terms)
    }

    fn asked(command: &'static str, options: &cli::PairOptions) -> Self {
        Self {
            command,
            iss: options.iss.as_deref().map(Json::from),
            aud: audience(&options.aud),
            scope: None,
            granted: None,
            ttl: options.ttl,
            refresh_ttl: options.refresh_ttl,
        }
    }

    fn claims(
        &self,
        user: &User,
        kind: Kind,
        ids: &Ids<'_>,
        (iat, exp): (Moment, Moment),
    ) -> Object {
        let mut claims = Object::from([("sub", user.name())]);
        let mut set = |name: &str, value: Option<Json>| {
            if let Some(value) = value {
                claims.set(name, value);
            }
        };
        set("iss", self.iss.clone());
        set("aud", self.aud.clone());
        set("iat", Some(number(iat)));
        set("exp", Some(number(exp)));
        set("jti", Some(ids.jti.into()));
        set("sid", Some(ids.sid.into()));
        set("token_use", Some(kind.token_use().into()));
        let scope = match kind {
            Kind::Access => &self.scope,
            Kind::Refresh => &self.granted,
        };
        set("scope", scope.clone().map(Json::from));
        // Last, and only what is not there yet: a record can't speak for somebody else or for longer.
        let limited = user.scopes().is_some();
        let of_record = user.claims().into_iter().flat_map(Object::iter);
        let added: Vec<_> = of_record
            .filter(|(name, _)| claims.get(name).is_none() && !(limited && *name == "scope"))
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect();
        claims.set_all(added);
        claims
    }
}

/// What was asked for of what is granted; all of it when nothing was.
fn narrowed(asked: Vec<String>, granted: Vec<String>) -> Result<Vec<String>, Failure> {
    if asked.is_empty() {
        return Ok(granted);
    }
    match asked.iter().find(|scope| !granted.contains(scope)) {
        Some(scope) => Err(AccountProblem::InvalidScope {
            scope: scope.into(),
            granted,
        }
        .into()),
        None => Ok(asked),
    }
}

fn joined(scopes: &[String]) -> Option<String> {
    (!scopes.is_empty()).then(|| scopes.join(" "))
}

/// Which of the two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Access,
    Refresh,
}

impl Kind {
    /// The value of the claim that keeps the two apart.
    pub(super) const fn token_use(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Refresh => "refresh",
        }
    }
}

/// A token that was issued.
pub(super) struct Issued {
    pub(super) token: Zeroizing<String>,
    /// When it expires; a token that was not issued just now may say nothing of it.
    pub(super) expires: Option<Moment>,
}

/// The two tokens of a login.
pub(super) struct Pair {
    pub(super) user: String,
    pub(super) access: Issued,
    pub(super) refresh: Issued,
    pub(super) scope: Option<String>,
    /// The moment from which their lifetimes count.
    pub(super) now: Moment,
}

impl Pair {
    /// The pair as it is stored.
    pub(super) fn login(&self) -> Login {
        Login {
            user: self.user.clone(),
            access_token: self.access.token.clone(),
            refresh_token: self.refresh.token.clone(),
        }
    }

    fn expires_in(&self, issued: &Issued) -> Option<i64> {
        Some(issued.expires?.seconds_since(self.now).max(0))
    }
}

/// The ids that a token is known by.
pub(super) struct Ids<'i> {
    /// The family.
    pub(super) sid: &'i str,
    /// The token itself.
    pub(super) jti: &'i str,
}

/// What to sign with.
pub(super) struct Signing<'k> {
    pub(super) keys: &'k Keys,
    pub(super) allow_weak_secret: bool,
}

/// When the last token of a pair expires, in Unix seconds: as long its family is remembered.
pub(super) fn last_expiry(options: &cli::PairOptions, now: Moment) -> i64 {
    let longest = options.ttl.max(options.refresh_ttl);
    // A fraction of a second more is a second.
    whole(now)
        .plus(longest)
        .seconds()
        .saturating_add(i64::from(longest.subsec_nanos() > 0))
}

/// The second that has begun: `iat` and `exp` need no fractions.
pub(super) fn whole(now: Moment) -> Moment {
    Moment::from_seconds(now.seconds())
}

/// Issues the two tokens; `ids` are those of the refresh token.
pub(super) fn issue(
    context: &mut Context<'_, '_>,
    user: &User,
    ids: &Ids<'_>,
    terms: &Terms,
    signing: &Signing<'_>,
    now: Moment,
) -> Result<Pair, Failure> {
    let (key, signer) =
        signing::choose_signer(context, signing.keys, None, None, signing.allow_weak_secret)?;
    let mut header = Object::from([("alg", signer.algorithm().name()), ("typ", "JWT")]);
    if let Some(kid) = key.kid() {
        header.set("kid", kid);
    }
    let now = whole(now);
    let access_id = context.new_id()?;
    let token = |kind, jti: &str, (option, ttl)| {
        let expires = on_calendar(terms.command, option, now.plus(ttl))?;
        let claims = terms.claims(user, kind, &Ids { jti, ..*ids }, (now, expires));
        signing::sign(&header, &claims, |input| Ok(signer.sign(input)?)).map(|token| {
            let issued = Issued {
                token: Zeroizing::new(token),
                expires: Some(expires),
            };
            (issued, claims)
        })
    };
    let (access, claims) = token(Kind::Access, &access_id, ("--ttl", terms.ttl))?;
    let (refresh, _) = token(Kind::Refresh, ids.jti, ("--refresh-ttl", terms.refresh_ttl))?;
    Ok(Pair {
        user: user.name().to_owned(),
        access,
        refresh,
        scope: claims.str("scope").map(str::to_owned),
        now,
    })
}

/// How a pair came about, and where it is kept.
pub(super) struct Handout {
    pub(super) title: AccountLabel,
    /// The file; `None` when the tokens are nowhere but in the answer.
    pub(super) stored: Option<String>,
}

/// Chooses between `--output` and `--json`, which wins. With JSON an error is said as JSON too.
pub(super) fn choose_output(context: &mut Context<'_, '_>, option: Option<Output>) -> Output {
    let output = if context.json {
        Output::Json
    } else {
        option.unwrap_or(Output::Text)
    };
    context.json = output == Output::Json;
    output
}

/// The pair as it was asked for.
pub(super) fn answer(
    context: &Context<'_, '_>,
    pair: &Pair,
    output: Output,
    handout: &Handout,
) -> Answer {
    let token = pair.access.token.as_str();
    match output {
        Output::Token => Answer::Bare(token.to_owned()),
        Output::Header => Answer::Bare(signing::as_header(token)),
        Output::Env => Answer::Bare(signing::as_variable(token)),
        Output::Json => Answer::Json(response(pair).into()),
        Output::Text => Answer::Document(page(context, pair, handout)),
    }
}

/// RFC 6749 §5.1
fn response(pair: &Pair) -> Object {
    let mut response = Object::from([
        ("access_token", Json::from(pair.access.token.as_str())),
        ("token_type", "Bearer".into()),
    ]);
    if let Some(seconds) = pair.expires_in(&pair.access) {
        response.set("expires_in", seconds);
    }
    response.set("refresh_token", pair.refresh.token.as_str());
    if let Some(scope) = &pair.scope {
        response.set("scope", scope.as_str());
    }
    response
}

fn page(context: &Context<'_, '_>, pair: &Pair, handout: &Handout) -> Document {
    let say = |label: AccountLabel| context.say(&label);
    let lifetime = |issued: &Issued| match (issued.expires, pair.expires_in(issued)) {
        (Some(until), Some(seconds)) => say(AccountLabel::Lifetime { seconds, until }),
        _ => say(AccountLabel::NoEnd),
    };
    let mut rows = vec![
        (say(AccountLabel::AccessToken), lifetime(&pair.access)),
        (say(AccountLabel::RefreshToken), lifetime(&pair.refresh)),
    ];
    if let Some(scope) = &pair.scope {
        rows.push((say(AccountLabel::Scope), scope.clone()));
    }
    if let Some(path) = &handout.stored {
        rows.push((say(AccountLabel::StoredIn), path.clone()));
    }
    let mut page = Document::default();
    page.line([(Ink::Good, say(handout.title.clone()))]);
    page.rows(&rows);
    if handout.stored.is_none() {
        // Nowhere else: who asked for text wants to have them all the same.
        for (label, issued) in [
            (AccountLabel::AccessToken, &pair.access),
            (AccountLabel::RefreshToken, &pair.refresh),
        ] {
            page.heading(say(label));
            page.line([(Ink::Plain, issued.token.as_str())]);
        }
    }
    page.gap();
    let command = match handout.stored {
        Some(_) => "tokenry whoami",
        None => "tokenry whoami TOKEN",
    };
    page.line([(Ink::Faint, say(AccountLabel::Next { command }))]);
    page
}
