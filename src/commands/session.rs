//! `login`, `whoami`, `refresh` and `logout`: the life of a login.

use std::borrow::Cow;
use std::time::Duration;

use zeroize::Zeroizing;

use super::account;
use super::context::{Context, Failure, Outcome};
use super::token_pair::{self, Handout, Ids, Issued, Kind, Pair, Signing, Terms};
use super::verify::{self, Verified};
use super::{input, keysource};
use crate::cli::usage::{Advice, Usage};
use crate::cli::{KeySource, Login, Logout, Output, Refresh, TokenSource, Whoami, Zone};
use crate::commands::account_messages::{
    AccountHint, AccountLabel, AccountNotice, AccountProblem, ShellName, TokenRefused,
};
use crate::json::{Indexed, Json, Object};
use crate::output::{Answer, Document, Ink};
use crate::store::messages::{StoreHint, StoreProblem};
use crate::store::password::{self, SALT, StoredHash};
use crate::store::sessions::{self, NewFamily, Owner, Sessions, Shown, Standing};
use crate::store::users::{self, User, UserName};
use crate::store::{Files, Place};
use crate::text::typed::Typed;
use crate::time::Moment;
use crate::token::Token;
use crate::token::check::AccountDetail;
use crate::token::check::{Detail, Kind as ValueKind};
use crate::token::hint::Hint;
use crate::token::report::{Check, CheckName, Reason, Status};
use crate::token::unwrap::{MAX_TEXT, Wanted, unwrap};
use crate::token::verify::Policy;

/// Runs `login`.
///
/// Until the password has been found right, an unknown name, a wrong password and a disabled account are one and the
/// same: in words, in the exit code, and in the time that is spent.
pub(super) fn login(context: &mut Context<'_, '_>, options: &Login) -> Result<Outcome, Failure> {
    let output = token_pair::choose_output(context, options.output);
    // Before anybody types a password for nothing.
    keysource::refuse_remote_signer(&options.signer.source)?;
    if options.password_stdin {
        keysource::refuse_two_readers(&options.signer.source, "--password-stdin")?;
    }
    let name = account::name(&options.name)?;
    let place = context.place(Files::users)?;
    let password = account::password(context, options.password_stdin, &name)?;
    let found = users::find(&place, &name)?;
    let hash = found.user.as_ref().and_then(User::hash);
    let opened = password::opens(&password, hash, &found.kinds);
    let Some(user) = found.user.filter(|_| opened) else {
        return Err(AccountProblem::BadCredentials.into());
    };
    if user.is_disabled() {
        return Err(account::disabled(&user));
    }
    strengthen(context, &place, &name, &user, &password)?;

    let terms = Terms::of_login(&options.pair, &user)?;
    let keys = keysource::signing(context, &options.signer.source)?;
    let (sid, jti) = (context.new_id()?, context.new_id()?);
    // Typing a password takes time, and so does waiting for the lock.
    let now = (context.host.clock)();
    let ids = Ids {
        sid: &sid,
        jti: &jti,
    };
    let signing = Signing {
        keys: &keys,
        allow_weak_secret: options.signer.allow_weak_secret,
    };
    let pair = token_pair::issue(context, &user, &ids, &terms, &signing, now)?;

    let users = place;
    let place = context.place(Files::sessions)?;
    let file = context.files.other_users();
    account::mind_lock(context, &place);
    let before = sessions::update(&place, now.seconds(), |sessions| {
        still_theirs(&users, &name, &user, &password)?;
        sessions.begin(NewFamily {
            sid: &sid,
            owner: Owner {
                user: user.name(),
                users: file.as_deref(),
            },
            jti: &jti,
            now: now.seconds(),
            expires: token_pair::last_expiry(&options.pair, now),
        });
        let before = sessions.login();
        if !options.no_save {
            sessions.set_login(&pair.login());
        }
        Ok::<_, Failure>(before)
    })?;
    if let Some(before) = before
        && !options.no_save
        && !name.is(&before.user)
    {
        context.note(&AccountNotice::LoginReplaced {
            name: before.user.into(),
        });
    }
    let handout = Handout {
        title: AccountLabel::LoggedIn {
            name: user.name().to_owned(),
        },
        stored: (!options.no_save).then(|| place.path().display().to_string()),
    };
    Ok(Outcome::done(token_pair::answer(
        context, &pair, output, &handout,
    )))
}

/// Looks again whether the account is what the password has opened: until the session file was free, it may have been
/// given another password, or to somebody else. Its sessions are ended then, and this one must not come after.
fn still_theirs(
    place: &Place,
    name: &UserName,
    opened: &User,
    password: &[u8],
) -> Result<(), Failure> {
    let found = users::find(place, name)?.user;
    let same = |user: &User| {
        // The hash may be a stronger one by now.
        let verifies = |hash: &StoredHash| hash.verify(password) == Ok(true);
        user.hash() == opened.hash() || user.hash().is_some_and(verifies)
    };
    match found.filter(same) {
        None => Err(AccountProblem::BadCredentials.into()),
        Some(user) if user.is_disabled() => Err(account::disabled(&user)),
        Some(_) => Ok(()),
    }
}

/// Brings a weaker hash up to today's default, now that the password is at hand. A login does not fail for it.
fn strengthen(
    context: &mut Context<'_, '_>,
    place: &Place,
    name: &UserName,
    user: &User,
    password: &[u8],
) -> Result<(), Failure> {
    let Some(old) = user.hash().filter(|hash| hash.needs_rehash()) else {
        return Ok(());
    };
    let salt = context.random::<SALT>()?;
    let upgraded = StoredHash::new(password, &salt)
        .and_then(|new| users::update(place, |users| Ok(users.upgrade_hash(name, old, &new))));
    match upgraded {
        Ok(true) => context.note(&AccountNotice::HashUpgraded {
            name: user.name().into(),
        }),
        // Somebody else has been faster.
        Ok(false) => {}
        Err(problem) => {
            let why = context.say(&problem);
            context.warn(&AccountNotice::HashNotUpgraded { why });
        }
    }
    Ok(())
}

/// How long an open pipe is waited for into which nobody writes, when there is a stored login.
const PATIENCE: Duration = Duration::from_secs(3);

/// Runs `whoami`.
pub(super) fn whoami(context: &mut Context<'_, '_>, options: &Whoami) -> Result<Outcome, Failure> {
    let place = context.place(Files::sessions)?;
    let mut sessions = sessions::read(&place)?;
    let source = options.source();
    let given = given(context, source, Wanted::Access, &options.key, &sessions)?;
    let is_stored = given.is_none();
    if !is_stored && source.is_stdin() {
        // It may have come long after the start.
        sessions = sessions::read(&place)?;
    }
    let text = match given {
        Some(text) => text.into(),
        None => {
            sessions
                .login()
                .ok_or(AccountProblem::NoSession)?
                .access_token
        }
    };
    let token = Token::of(&text);
    let keys = keysource::verifying_token(context, &options.key, &token)?;
    let (now, by_clock) = context.moment(options.clock.at);
    let policy = keys.policy(Policy {
        leeway: options.tolerance.leeway,
        token_use: Some(Kind::Access.token_use()),
        ..Policy::default()
    });
    let mut verified = verify::verify(token, &policy, &keys, now);
    let account = examine(
        context,
        &mut verified,
        &sessions,
        now.minus(options.tolerance.leeway),
    )?;
    if let Some(user) = account.user.filter(|_| verified.report.valid()) {
        return Ok(Outcome::done(introduce(context, &user, &verified, now)));
    }
    verify::diagnose(context, &mut verified, &keys, now, by_clock);
    if is_stored {
        verified.hidden = true;
    }
    Ok(refuse(context, &verified, now, Kind::Access, true))
}

/// The token that the command line names, or else standard input holds. `None` when that holds nothing: then it is the
/// stored login's. Who pipes a token in wants to hear about that one and no other.
fn given(
    context: &mut Context<'_, '_>,
    source: TokenSource<'_>,
    wanted: Wanted,
    key: &KeySource,
    sessions: &Sessions,
) -> Result<Option<String>, Failure> {
    let is_unsaid = matches!(source, TokenSource::Unsaid);
    let is_stored = is_unsaid && sessions.login().is_some();
    if is_unsaid && context.host.terminal.stdin
        || is_stored && keysource::stdin_reader(key).is_some()
    {
        return Ok(None);
    }
    input::refuse_two_readers(source, key)?;
    if !is_unsaid {
        return input::token(context, source, wanted).map(Some);
    }
    // A program that starts another often leaves it a pipe into which it never writes.
    if is_stored && (context.host.ahead)(PATIENCE).is_none() {
        let seconds = PATIENCE.as_secs();
        context.note(&AccountNotice::NothingPiped { seconds });
        return Ok(None);
    }
    let text = input::stdin(context, MAX_TEXT)?;
    // What is blank is a token that did not come: `echo "$TOKEN"`.
    let text = (!text.is_empty()).then_some(text);
    text.map(|text| input::bare(context, &text, wanted))
        .transpose()
}

/// The account and the time left.
fn introduce(context: &Context<'_, '_>, user: &User, verified: &Verified, now: Moment) -> Answer {
    let claims = verified.token.claims();
    let exp = claims.and_then(|claims| Moment::of_claim(claims, "exp"));
    // Within the leeway nothing is left, and that is enough.
    let left = exp.map(|exp| exp.seconds_since(now).max(0));
    if context.json {
        let claim = |name: &str| claims.and_then(|claims| Some(claims.value(name)?.tree()));
        return Answer::Json(
            Object::from([
                ("user", Json::from(account::record(user))),
                ("expires_at", exp.and_then(Moment::iso).into()),
                ("expires_in", left.into()),
                ("sid", claim("sid").into()),
                ("scope", claim("scope").into()),
                ("at", now.iso().into()),
            ])
            .into(),
        );
    }
    let mut rows = account::rows(context, user);
    let left = match exp.zip(left) {
        Some((until, seconds)) => AccountLabel::Lifetime { seconds, until },
        None => AccountLabel::NoEnd,
    };
    rows.push((context.say(&AccountLabel::TimeLeft), context.say(&left)));
    let mut page = Document::default();
    page.line([(Ink::Good, user.name())]);
    page.rows(&rows);
    Answer::Document(page)
}

/// A check that looks beyond the token.
type CheckOutcome = (Status, Detail);

const fn failed(reason: Reason, detail: AccountDetail) -> CheckOutcome {
    (Status::Fail(reason), Detail::Account(detail))
}

/// The string of a claim, or why there is none.
fn text<'c>(
    claims: Option<&'c Indexed>,
    claim: &'static str,
) -> Result<Cow<'c, str>, CheckOutcome> {
    let Some(claims) = claims else {
        return Err((Status::Skip, Detail::NothingToCheck));
    };
    if claims.get(claim).is_none() {
        return Err((
            Status::Fail(Reason::ClaimMissing),
            Detail::ClaimMissing {
                claim: claim.into(),
                expected: Vec::new(),
            },
        ));
    }
    claims.str(claim).ok_or((
        Status::Fail(Reason::ClaimInvalid),
        Detail::ClaimInvalid {
            claim,
            expected: ValueKind::Text,
        },
    ))
}

/// How the family of a token stands. `now` is as late as the leeway allows.
fn standing_of(
    context: &Context<'_, '_>,
    verified: &Verified,
    account: &Account,
    sessions: &Sessions,
    now: Moment,
) -> CheckOutcome {
    let claims = verified.token.claims();
    let ids = text(claims, "sid").and_then(|sid| Ok((sid, text(claims, "sub")?)));
    let (sid, user) = match ids {
        Ok(ids) => ids,
        Err(why) => return why,
    };
    let users = context.files.other_users();
    let owner = Owner {
        user: &user,
        users: users.as_deref(),
    };
    let standing = sessions.standing(&sid, owner, now.seconds());
    judged(context, verified, account, standing)
}

/// A family is remembered for as long as any of its tokens lives. A token that is not over, but whose family is not
/// known, was therefore issued elsewhere with the same key, or its record is lost: what can't be looked up can't
/// have been revoked either, so it is not trusted. Of an expired token there is nothing more to say, and none either
/// of one whose account is gone or disabled, which has ended the session.
fn judged(
    context: &Context<'_, '_>,
    verified: &Verified,
    account: &Account,
    standing: Standing,
) -> CheckOutcome {
    let skipped = |detail| (Status::Skip, Detail::Account(detail));
    match standing {
        Standing::Active => (Status::Pass, Detail::Account(AccountDetail::SessionActive)),
        Standing::Revoked if account.user.is_none() => {
            skipped(AccountDetail::SessionOverWithAccount)
        }
        Standing::Revoked => failed(Reason::Revoked, AccountDetail::SessionRevoked),
        Standing::OtherFile { users } => {
            let users = match users {
                Some(users) => Typed::place(&users),
                None => Typed::from(context.files.own_users().unwrap_or_default()),
            };
            failed(Reason::Revoked, AccountDetail::SessionOfOtherFile { users })
        }
        Standing::Expired | Standing::Unknown if !verified.report.passed(CheckName::Exp) => {
            skipped(AccountDetail::SessionOver)
        }
        Standing::Expired | Standing::Unknown => {
            failed(Reason::Revoked, AccountDetail::SessionUnknown)
        }
    }
}

/// The account that a token names.
struct Account {
    check: CheckOutcome,
    /// It, when it is there and active.
    user: Option<User>,
}

impl Account {
    fn of(context: &mut Context<'_, '_>, verified: &Verified) -> Result<Self, Failure> {
        let refused = |check| Ok(Self { check, user: None });
        let sub = match text(verified.token.claims(), "sub") {
            Ok(sub) => sub,
            Err(why) => return refused(why),
        };
        let place = context.place(Files::users)?;
        let name = sub.into_owned();
        let user = match UserName::new(&name) {
            Ok(name) => users::find(&place, &name)?.user,
            // No account can have such a name.
            Err(_) => None,
        };
        match user {
            None => refused(failed(Reason::UnknownUser, AccountDetail::Unknown { name })),
            Some(user) if user.is_disabled() => refused(failed(
                Reason::UserDisabled,
                AccountDetail::Disabled { name },
            )),
            Some(user) => Ok(Self {
                check: (
                    Status::Pass,
                    Detail::Account(AccountDetail::Active { name }),
                ),
                user: Some(user),
            }),
        }
    }
}

/// Looks up the session and the account of an access token, and adds the two checks.
fn examine(
    context: &mut Context<'_, '_>,
    verified: &mut Verified,
    sessions: &Sessions,
    now: Moment,
) -> Result<Account, Failure> {
    let account = Account::of(context, verified)?;
    let session = standing_of(context, verified, &account, sessions, now);
    add_checks(verified, session, &account);
    Ok(account)
}

/// Adds the two checks to the report.
fn add_checks(verified: &mut Verified, session: CheckOutcome, account: &Account) {
    let untrusted = !verified.report.passed(CheckName::Signature);
    for (name, (status, detail)) in [
        (CheckName::Session, session),
        (CheckName::Account, account.check.clone()),
    ] {
        verified.report.push(Check {
            untrusted,
            ..Check::new(name, status, detail)
        });
    }
}

/// A token that was refused: the report, and in one line the reason that decides and what to do about it.
fn refuse(
    context: &mut Context<'_, '_>,
    verified: &Verified,
    now: Moment,
    wanted: Kind,
    page: bool,
) -> Outcome {
    let report = &verified.report;
    let exit = report.exit();
    let decisive = report.checks().iter().find_map(|check| match check.status {
        Status::Fail(reason) if reason.exit() == exit => Some((reason, check)),
        _ => None,
    });
    let failure = decisive.map(|(reason, check)| {
        let detail = check.detail.clone();
        let refused = match wanted {
            Kind::Access => TokenRefused::Access(detail),
            Kind::Refresh => TokenRefused::Refresh(detail),
        };
        let failure = Failure::refused(reason, refused);
        let failure = advise(failure, reason, &check.detail, verified, wanted);
        // What was found out about token or key comes before what helps in general.
        match check
            .hints
            .first()
            .filter(|_| matches!(reason.exit(), 3 | 4 | 8))
        {
            Some(hint) => failure.hint(hint.clone()),
            None => failure,
        }
    });
    let error = failure.as_ref().filter(|_| context.json);
    let error = error.map(|failure| ("error", failure.error(context.lang)));
    let outcome = verify::answer(context, verified, now, Zone::Utc, error);
    match failure.filter(|_| !context.json) {
        Some(failure) => {
            context.complain(&failure);
            Outcome {
                answer: if page && context.verbose {
                    outcome.answer
                } else {
                    Answer::Nothing
                },
                exit,
            }
        }
        None => outcome,
    }
}

/// What the user can do about a token that was refused.
fn advise(
    failure: Failure,
    reason: Reason,
    detail: &Detail,
    verified: &Verified,
    wanted: Kind,
) -> Failure {
    let claims = verified.token.claims();
    let claim = |name| claims.and_then(|claims: &Indexed| claims.str(name));
    // A name that nobody vouches for is not put into a command.
    let name = claim("sub").filter(|_| verified.report.passed(CheckName::Signature));
    let name = ShellName::of(name.as_deref());
    let hint = match (reason, wanted) {
        (Reason::UnknownUser, _) => return failure.hint(StoreHint::ListUsers),
        (Reason::Revoked, _)
            if let Detail::Account(AccountDetail::SessionOfOtherFile { users }) = detail =>
        {
            AccountHint::GiveUsers {
                users: users.clone(),
            }
        }
        (Reason::UserDisabled, _) => AccountHint::Enable { name },
        (Reason::WrongTokenUse, _) => match (claim("token_use").as_deref(), wanted) {
            (Some("refresh"), Kind::Access) => AccountHint::AccessTokenWanted,
            (Some("access"), Kind::Refresh) => AccountHint::RefreshTokenWanted { name },
            _ => AccountHint::OnlyTokensOfALogin,
        },
        (_, Kind::Refresh) => AccountHint::GetNewRefreshToken { name },
        (Reason::Revoked, Kind::Access) => AccountHint::LogIn { name },
        (Reason::Expired, Kind::Access) => AccountHint::LogInOrRefresh { name },
        _ => return failure,
    };
    failure.hint(hint)
}

/// What a refresh was asked for.
struct Asked<'a> {
    options: &'a Refresh,
    output: Output,
    /// The session file.
    place: &'a Place,
}

/// Runs `refresh`.
///
/// All of it happens under the lock of the session file. Whoever waits for it finds the login that the one before
/// has left, so any number of them succeed one after the other; of those who bring the same token one succeeds, and
/// the next one gives away that it is in two hands (RFC 9700 §4.14.2).
pub(super) fn refresh(
    context: &mut Context<'_, '_>,
    options: &Refresh,
) -> Result<Outcome, Failure> {
    let output = token_pair::choose_output(context, options.output);
    let place = context.place(Files::sessions)?;
    let sessions = sessions::read(&place)?;
    let key = &options.signer.source;
    let explicit = if options.if_expiring.is_some() {
        refuse_waiting_token(context, key)?;
        None
    } else {
        given(context, options.source(), Wanted::Refresh, key, &sessions)?.map(Zeroizing::new)
    };
    if explicit.is_none() && options.no_save {
        return Err(Failure::usage(Usage::StoredTokenLost).hint(Advice::GiveToken));
    }
    if explicit.is_none() && sessions.login().is_none() {
        return Err(AccountProblem::NoSession.into());
    }
    keysource::refuse_remote_signer(&options.signer.source)?;
    // What the command line names can be slow to come; the key file is read under the lock, for it may have been
    // rotated by then.
    let named = match &options.signer.source {
        KeySource::KeyFile => None,
        source => Some(keysource::verifying(context, source)?),
    };
    let asked = Asked {
        options,
        output,
        place: &place,
    };
    // What is still good is handed out without the lock, so that nobody waits for it, and from a read-only directory.
    let good = still_good(context, &asked, &sessions, named.as_ref())?;
    if let Some(outcome) = good {
        return Ok(outcome);
    }
    // It is read again, and may be large.
    drop(sessions);
    account::mind_lock(context, &place);
    let mut lost = None;
    let refreshed = sessions::update(&place, context.now.seconds(), |sessions| {
        let good = still_good(context, &asked, sessions, named.as_ref())?;
        if let Some(outcome) = good {
            return Ok(outcome);
        }
        let keys = match &named {
            Some(keys) => keys,
            None => &keysource::verifying(context, &options.signer.source)?,
        };
        let text = match (&explicit, sessions.login()) {
            (Some(text), _) => text.clone(),
            (None, Some(login)) => login.refresh_token,
            (None, None) => return Err(Failure::from(AccountProblem::NoSession)),
        };
        let (outcome, hint) = exchange(context, &asked, sessions, &text, keys)?;
        lost = hint;
        Ok(outcome)
    });
    match refreshed {
        Ok(outcome) => {
            context.if_unwritten = lost;
            Ok(outcome)
        }
        // The exchange has been written, and there is no answer either.
        Err(failure) if failure.code == StoreProblem::NOT_FLUSHED => Err(failure.hinted(lost)),
        Err(failure) => Err(failure),
    }
}

/// `--if-expiring` is about the stored login, and a token that waits on standard input would be passed over. Any other
/// text there is for somebody else (`while read`).
fn refuse_waiting_token(context: &mut Context<'_, '_>, key: &KeySource) -> Result<(), Failure> {
    let waiting = input::waiting(context, key);
    let text = String::from_utf8_lossy(&waiting);
    if unwrap(&text, Wanted::Refresh).is_ok_and(|one| Token::of(&one.token).header().is_some()) {
        return Err(Failure::usage(Usage::TokenWaits).hint(Advice::TakeToken));
    }
    Ok(())
}

/// The stored login, while its access token is good for as long as `--if-expiring` says.
fn still_good(
    context: &mut Context<'_, '_>,
    asked: &Asked<'_>,
    sessions: &Sessions,
    named: Option<&keysource::Keys>,
) -> Result<Option<Outcome>, Failure> {
    let (Some(wanted), Some(login)) = (asked.options.if_expiring, sessions.login()) else {
        return Ok(None);
    };
    let now = (context.host.clock)();
    // Before anything is looked up for a token that has to go anyway.
    let token = Token::of(&login.access_token);
    let expires = token
        .claims()
        .and_then(|claims| Moment::of_claim(claims, "exp"));
    if expires.is_some_and(|exp| exp <= now.plus(wanted)) {
        return Ok(None);
    }
    let keys = match named {
        Some(keys) => keys,
        None => &keysource::verifying(context, &asked.options.signer.source)?,
    };
    let policy = Policy {
        token_use: Some(Kind::Access.token_use()),
        ..Policy::default()
    };
    let mut verified = verify::verify(token, &policy, keys, now);
    examine(context, &mut verified, sessions, now)?;
    let Some(claims) = verified.token.claims() else {
        return Ok(None);
    };
    if !verified.report.valid() {
        return Ok(None);
    }
    let scope = claims.str("scope").map(Cow::into_owned);
    let refresh = Token::of(&login.refresh_token);
    let pair = Pair {
        user: login.user.clone(),
        access: Issued {
            token: login.access_token.clone(),
            expires,
        },
        refresh: Issued {
            token: login.refresh_token.clone(),
            expires: refresh
                .claims()
                .and_then(|claims| Moment::of_claim(claims, "exp")),
        },
        scope,
        now,
    };
    let handout = Handout {
        title: AccountLabel::StillGood {
            name: login.user.clone(),
        },
        stored: Some(asked.place.path().display().to_string()),
    };
    let answer = token_pair::answer(context, &pair, asked.output, &handout);
    Ok(Some(Outcome::done(answer)))
}

/// Takes a refresh token for a new pair. What it does to the sessions is to be written, a refusal included: it may
/// have revoked a family. Beside the answer comes what to do if that is lost.
fn exchange(
    context: &mut Context<'_, '_>,
    asked: &Asked<'_>,
    sessions: &mut Sessions,
    token: &str,
    keys: &keysource::Keys,
) -> Result<(Outcome, Option<AccountHint>), Failure> {
    let options = asked.options;
    // The wait for the lock may have been long.
    let now = (context.host.clock)();
    let policy = Policy {
        token_use: Some(Kind::Refresh.token_use()),
        ..Policy::default()
    };
    let mut verified = verify::verify(Token::of(token), &policy, keys, now);
    let account = Account::of(context, &verified)?;
    let jti = context.new_id()?;
    let expires = token_pair::last_expiry(&options.pair, now);
    let session = rotate(context, &verified, sessions, &account, &jti, expires, now);
    add_checks(&mut verified, session, &account);
    let (Some(user), Some(claims)) = (
        account.user.filter(|_| verified.report.valid()),
        verified.token.claims(),
    ) else {
        let page = asked.output == Output::Text;
        verify::diagnose(context, &mut verified, keys, now, true);
        for check in verified.report.checks_mut() {
            // An option that `refresh` does not have.
            check
                .hints
                .retain(|hint| !matches!(hint, Hint::WithinLeeway { .. }));
        }
        verified.hidden = true;
        let refusal = refuse(context, &verified, now, Kind::Refresh, page);
        return Ok((refusal, None));
    };

    let sid = claims.str("sid").unwrap_or_default();
    let terms = Terms::of_refresh(&options.pair, &user, claims)?;
    let ids = Ids {
        sid: &sid,
        jti: &jti,
    };
    let signing = Signing {
        keys,
        allow_weak_secret: options.signer.allow_weak_secret,
    };
    let pair = token_pair::issue(context, &user, &ids, &terms, &signing, now)?;

    // The stored login lives on with the new tokens if it is of this family. Another one is left alone, and none is
    // made where there was none: who brings a token keeps tokens elsewhere.
    let stored = sessions
        .login()
        .filter(|login| family_of(&login.refresh_token).as_deref() == Some(&*sid));
    let saved = stored.is_some() && !options.no_save;
    if saved {
        sessions.set_login(&pair.login());
    } else if let Some(login) = stored {
        // Its refresh token is a retired one from now on: to use it would end the family.
        sessions.forget_login();
        context.note(&AccountNotice::LoginForgotten {
            name: login.user.into(),
        });
    }
    let handout = Handout {
        title: AccountLabel::Refreshed {
            name: user.name().to_owned(),
        },
        stored: saved.then(|| asked.place.path().display().to_string()),
    };
    let lost = if saved {
        AccountHint::Stored
    } else {
        let name = ShellName::of(Some(user.name()));
        AccountHint::Exchanged { name }
    };
    let answer = token_pair::answer(context, &pair, asked.output, &handout);
    Ok((Outcome::done(answer), Some(lost)))
}

/// The session check of a refresh token, which retires it if all is well. One that had been retired before ends its
/// family, whether its account and its times are in order or not; but never on the word of a token that is not ours
/// or not for this.
fn rotate(
    context: &Context<'_, '_>,
    verified: &Verified,
    sessions: &mut Sessions,
    account: &Account,
    new: &str,
    expires: i64,
    now: Moment,
) -> CheckOutcome {
    let report = &verified.report;
    if !(report.passed(CheckName::Signature) && report.passed(CheckName::TokenUse)) {
        return standing_of(context, verified, account, sessions, now);
    }
    let claims = verified.token.claims();
    let ids = || {
        let sid = text(claims, "sid")?;
        Ok((sid, text(claims, "sub")?, text(claims, "jti")?))
    };
    let (sid, sub, jti) = match ids() {
        Ok(ids) => ids,
        Err(why) => return why,
    };
    let users = context.files.other_users();
    let owner = Owner {
        user: &sub,
        users: users.as_deref(),
    };
    match sessions.shown(&sid, owner, &jti, now.seconds()) {
        Shown::Current => {
            // An account that is refused today may be let in tomorrow: its token is not used up.
            if report.valid() && account.user.is_some() {
                sessions.rotate(&sid, new, expires);
            }
            judged(context, verified, account, Standing::Active)
        }
        Shown::Retired => {
            sessions.revoke(&sid);
            failed(Reason::Reused, AccountDetail::Reused)
        }
        Shown::Refused(standing) => judged(context, verified, account, standing),
    }
}

/// The family of a stored token: what tokenry wrote there itself.
fn family_of(token: &str) -> Option<String> {
    let token = Token::of(token);
    Some(token.claims()?.str("sid")?.into_owned())
}

/// Runs `logout`.
pub(super) fn logout(context: &mut Context<'_, '_>, options: &Logout) -> Result<Outcome, Failure> {
    let place = context.place(Files::sessions)?;
    account::mind_lock(context, &place);
    let (name, revoked) = sessions::update(&place, context.now.seconds(), |sessions| {
        let Some(login) = sessions.login() else {
            return Err(Failure::from(AccountProblem::NoSession));
        };
        let sid = family_of(&login.refresh_token).or_else(|| family_of(&login.access_token));
        let own = sid.as_deref().is_some_and(|sid| sessions.revoke(sid));
        let others = if options.all {
            // The account of the login, whatever user file this command has.
            let users = sessions.users_of(sid.as_deref(), context.files.other_users());
            sessions.revoke_all(Owner {
                user: &login.user,
                users: users.as_deref(),
            })
        } else {
            0
        };
        sessions.forget_login();
        Ok((login.user, usize::from(own) + others))
    })?;
    let words = if options.all {
        AccountLabel::LoggedOutEverywhere {
            name: name.clone(),
            sessions: revoked,
        }
    } else {
        AccountLabel::LoggedOut {
            name: name.clone(),
            revoked: revoked > 0,
        }
    };
    let object = Object::from([("username", Json::from(name)), ("revoked", revoked.into())]);
    Ok(account::told(context, &words, object))
}
