//! `key`: the key file. Changes happen under its lock; members that tokenry does not know stay as they are.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use zeroize::Zeroizing;

use super::account;
use super::context::{Context, Failure, Outcome};
use super::{input as token_input, keysource};
use crate::cli::usage::{Advice, KeySizes, Usage};
use crate::cli::{
    KeyCommand, KeyConvert, KeyExport, KeyExportFormat, KeyFileFormat, KeyFingerprint, KeyGenerate,
    KeyImport, KeyList, KeyRemove, KeySource, KeyThumbprint,
};
use crate::commands::command_error::CommandError;
use crate::commands::headings::Notice;
use crate::commands::key_messages::{KeyFileHint, KeyFileProblem, KeyLine, KeyNotice};
use crate::json::{Json, Object};
use crate::keys::messages::{KeyProblem, KeyRefusal, shown};
use crate::keys::set::Skipped;
use crate::keys::{Algorithm, Family, Half, Key, KeySet, RSA_SIZES};
use crate::output::{Answer, Document, Ink};
use crate::store::input;
use crate::store::keyfile::{self, KeyFile};
use crate::store::{Files, Place};
use crate::text::typed::Typed;
use crate::time::Moment;
use crate::token::Token;
use crate::token::report::Report;
use crate::token::unwrap::Wanted;
use crate::token::verify::{Keyring, Policy, judge};

/// Runs a `key` command.
pub(super) fn run(context: &mut Context<'_, '_>, command: &KeyCommand) -> Result<Outcome, Failure> {
    match command {
        KeyCommand::Generate(options) => generate(context, options),
        KeyCommand::List(options) => list(context, options),
        KeyCommand::Export(options) => export(context, options),
        KeyCommand::Import(options) => import(context, options),
        KeyCommand::Convert(options) => convert(context, options),
        KeyCommand::Rotate => rotate(context),
        KeyCommand::Remove(options) => remove(context, options),
        KeyCommand::Thumbprint(options) => thumbprint(context, options),
        KeyCommand::Fingerprint(options) => fingerprint(context, options),
    }
    .map(Outcome::done)
}

/// The keys of the file as they stand in it; what can't be understood is among them with its reason.
struct Entries(Vec<Result<Key, Unread>>);

/// An entry of the file that is no key for tokenry.
struct Unread {
    kid: Option<String>,
    problem: KeyProblem,
}

impl Entries {
    fn of(file: &KeyFile) -> Self {
        let entry = |json: &Json| {
            let jwk = json.as_object();
            jwk.map_or(Err(KeyProblem::NotAJwk), Key::from_jwk)
                .map_err(|problem| Unread {
                    kid: jwk.and_then(|jwk| jwk.str("kid")).map(str::to_owned),
                    problem,
                })
        };
        Self(file.keys().iter().map(entry).collect())
    }

    /// The keys of another place than the key file, as far as they were read.
    fn of_set(set: KeySet) -> Self {
        let unread = |skipped: Skipped| {
            Err(Unread {
                kid: skipped.kid,
                problem: skipped.problem,
            })
        };
        let keys = set.keys.into_iter().map(Ok);
        Self(keys.chain(set.skipped.into_iter().map(unread)).collect())
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.iter().flatten()
    }

    fn kids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|entry| match entry {
            Ok(key) => key.kid(),
            Err(unread) => unread.kid.as_deref(),
        })
    }

    /// The key that signs: the first that can. With its place.
    fn signing(&self) -> Option<(usize, &Key)> {
        let mut keys = self.0.iter().enumerate();
        keys.find_map(|(index, entry)| {
            Some((index, entry.as_ref().ok().filter(|key| can_sign(key))?))
        })
    }

    /// Where the key of that id stands, or of that thumbprint, by which a key without an id is named.
    fn position(&self, name: &str, path: &str) -> Result<usize, Failure> {
        let mut of_kid = self.0.iter().enumerate().filter(|(_, entry)| match entry {
            Ok(key) => key.kid() == Some(name),
            Err(unread) => unread.kid.as_deref() == Some(name),
        });
        if let Some((index, _)) = of_kid.next() {
            if of_kid.next().is_none() {
                return Ok(index);
            }
            let failure = Failure::from(KeyProblem::SameKid { kid: shown(name) });
            return Err(failure.hint(KeyFileHint::NameByThumbprint));
        }
        let of_thumbprint =
            |entry: &Result<Key, Unread>| entry.as_ref().is_ok_and(|key| key.thumbprint() == name);
        self.0.iter().position(of_thumbprint).ok_or_else(|| {
            // A thumbprint can begin with a hyphen, so clap takes any option that it does not know for one.
            if name.starts_with("--") && name.len() != THUMBPRINT {
                return Failure::usage(Usage::UnknownOption { name: name.into() });
            }
            Failure::from(CommandError::NoSuchKey {
                kid: name.into(),
                source: Typed::place(path),
            })
        })
    }
}

/// The length of a thumbprint with SHA-256 (RFC 7638 §3) in base64url.
const THUMBPRINT: usize = 43;

/// The keys and ids that the file has.
struct Taken {
    /// The names of the keys by their thumbprints, which tell keys apart (RFC 7638 §1).
    names: HashMap<String, String>,
    kids: HashSet<String>,
}

impl Taken {
    fn of(entries: &Entries) -> Self {
        let mut names = HashMap::new();
        for key in entries.keys() {
            names.entry(key.thumbprint()).or_insert_with(|| name(key));
        }
        let kids = entries.kids().map(str::to_owned).collect();
        Self { names, kids }
    }

    /// Adds a key, unless it or its id would be in the file twice.
    fn add(&mut self, key: &Key, path: &str) -> Result<(), KeyFileProblem> {
        match self.names.entry(key.thumbprint()) {
            Entry::Occupied(same) => {
                return Err(KeyFileProblem::KeyTaken {
                    name: same.get().clone(),
                    path: Typed::place(path),
                });
            }
            Entry::Vacant(free) => free.insert(name(key)),
        };
        match key.kid() {
            Some(kid) if !self.kids.insert(kid.to_owned()) => Err(KeyFileProblem::KidTaken {
                kid: kid.into(),
                path: Typed::place(path),
            }),
            _ => Ok(()),
        }
    }
}

/// As [`choose_signer`](super::signing::choose_signer) finds out.
fn can_sign(key: &Key) -> bool {
    let algorithm = key.default_algorithm();
    algorithm.is_ok_and(|algorithm| key.signer(algorithm, false).is_ok())
}

/// By what a key is called: its id, else its thumbprint.
fn name(key: &Key) -> String {
    key.kid().map_or_else(|| key.thumbprint(), str::to_owned)
}

/// What a key is, and for which algorithm: `EC P-256, ES256`.
fn what(key: &Key) -> String {
    match key.alg() {
        // An ML-DSA key is called after its algorithm.
        Some(alg) if !key.describe().ends_with(alg) => {
            format!("{}, {}", key.describe(), shown(alg))
        }
        _ => key.describe(),
    }
}

fn path_of(place: &Place) -> String {
    place.path().display().to_string()
}

/// Reads the key file, missing or not.
fn read(context: &mut Context<'_, '_>) -> Result<(KeyFile, String), Failure> {
    let place = context.place(Files::keys)?;
    let file = keyfile::read(&place)?.unwrap_or_default();
    Ok((file, path_of(&place)))
}

/// The longest HMAC secret that is made: twice the block of SHA-512 (RFC 2104 §3: more adds nothing).
const MAX_SECRET_BITS: usize = 2048;

/// A new key for an algorithm, bound to it and named by its thumbprint unless told otherwise.
fn fresh(context: &mut Context<'_, '_>, options: &KeyGenerate) -> Result<Key, Failure> {
    let algorithm = options.alg;
    let size = options.size;
    let refused = |sizes| {
        let usage = Usage::KeySize {
            algorithm: algorithm.name(),
            sizes,
        };
        Err(Failure::usage(usage))
    };
    let mut key = match (algorithm.family(), size) {
        (Family::Hmac, size) => {
            let least = usize::from(algorithm.hash_bits().unwrap_or(256));
            let bits = size.unwrap_or(least);
            if !(least..=MAX_SECRET_BITS).contains(&bits) || bits % 8 != 0 {
                return refused(KeySizes::Secret {
                    least,
                    most: MAX_SECRET_BITS,
                });
            }
            secret(context, algorithm, bits / 8)?
        }
        (_, None) => Key::generate(algorithm)?,
        (Family::RsaPkcs1 | Family::RsaPss, Some(bits)) if RSA_SIZES.contains(&bits) => {
            Key::generate_of_size(algorithm, bits)?
        }
        (Family::RsaPkcs1 | Family::RsaPss, _) => return refused(KeySizes::Rsa),
        _ => return refused(KeySizes::Fixed),
    };
    key.set_alg(Some(algorithm));
    key.set_usage(options.usage.clone());
    key.set_kid(Some(
        options.kid.clone().unwrap_or_else(|| key.thumbprint()),
    ));
    Ok(key)
}

/// A new secret of at least so many bytes, and never shorter than the hash (RFC 7518 §3.2).
fn secret(
    context: &mut Context<'_, '_>,
    algorithm: Algorithm,
    least: usize,
) -> Result<Key, Failure> {
    let hash = usize::from(algorithm.hash_bits().unwrap_or(256)) / 8;
    keysource::new_secret(context, least.max(hash))
}

/// A new key of the same kind as another.
fn renewed(context: &mut Context<'_, '_>, old: &Key) -> Result<Key, Failure> {
    let mut key = match (old.secret_bytes(), old.algorithms().next()) {
        (Some(bytes), Some(algorithm)) => {
            let mut key = secret(context, algorithm, bytes.len())?;
            // One that was for any algorithm is followed by one that is.
            key.set_alg(old.alg().map(|_| algorithm));
            key
        }
        _ => old.renewed()?,
    };
    key.set_kid(Some(key.thumbprint()));
    Ok(key)
}

/// A key with all that is known of it: with its private part, if it has one.
fn whole_jwk(key: &Key) -> Result<Object, KeyFileProblem> {
    let jwk = key.to_jwk(true);
    jwk.ok_or_else(|| KeyFileProblem::SeedUnknown { name: name(key) })
}

/// A change of the key file, as it is told.
struct Change {
    path: String,
    added: Vec<KeySummary>,
    removed: Vec<KeySummary>,
    signed_before: Option<Key>,
    signs_now: Option<Key>,
}

/// What is told of a key that came or went.
struct KeySummary {
    name: String,
    what: String,
    json: Object,
}

impl KeySummary {
    fn of(key: &Key) -> Self {
        Self {
            name: name(key),
            what: what(key),
            json: described(key),
        }
    }
}

impl Change {
    /// The lines for people or the object for programs; `rotated` tells of the old key too.
    fn answer(&self, context: &Context<'_, '_>, rotated: bool) -> Answer {
        if context.json {
            let keys = |told: &[KeySummary]| -> Json {
                let keys: Vec<_> = told.iter().map(|told| told.json.clone()).collect();
                keys.into()
            };
            let mut object = Object::new();
            if self.removed.is_empty() {
                object.set("added", keys(&self.added));
            } else {
                object.set("removed", keys(&self.removed));
            }
            object.set("file", self.path.as_str());
            object.set("signs", self.signs_now.as_ref().map(name));
            return Answer::Json(object.into());
        }
        let mut page = Document::default();
        let mut line = |line: KeyLine, ink| page.line([(ink, context.say(&line))]);
        for told in &self.added {
            let (name, what, path) = (told.name.clone(), told.what.clone(), self.path.clone());
            line(KeyLine::Added { name, what, path }, Ink::Plain);
        }
        for told in &self.removed {
            let (name, what, path) = (told.name.clone(), told.what.clone(), self.path.clone());
            line(KeyLine::Removed { name, what, path }, Ink::Plain);
        }
        let same = match (&self.signed_before, &self.signs_now) {
            (Some(before), Some(now)) => before.same_key(now),
            _ => false,
        };
        match &self.signs_now {
            Some(key) if same => line(KeyLine::StillSigns { name: name(key) }, Ink::Faint),
            Some(key) => line(KeyLine::SignsNow { name: name(key) }, Ink::Good),
            None => line(KeyLine::NothingSigns, Ink::Warn),
        }
        if let Some(old) = self.signed_before.as_ref().filter(|_| rotated) {
            line(KeyLine::KeptToVerify { name: name(old) }, Ink::Faint);
        }
        Answer::Document(page)
    }
}

/// Changes the key file under its lock.
fn update(
    context: &mut Context<'_, '_>,
    mut act: impl FnMut(
        &mut Context<'_, '_>,
        &mut KeyFile,
        &Entries,
        &mut Change,
    ) -> Result<(), Failure>,
) -> Result<Change, Failure> {
    let place = context.place(Files::keys)?;
    let signing = |entries: &Entries| entries.signing().map(|(_, key)| key.clone());
    account::mind_lock(context, &place);
    keyfile::update(&place, |file| {
        let entries = Entries::of(file);
        let mut change = Change {
            path: path_of(&place),
            added: Vec::new(),
            removed: Vec::new(),
            signed_before: signing(&entries),
            signs_now: None,
        };
        act(context, file, &entries, &mut change)?;
        change.signs_now = signing(&Entries::of(file));
        Ok(change)
    })
}

fn generate(context: &mut Context<'_, '_>, options: &KeyGenerate) -> Result<Answer, Failure> {
    let key = fresh(context, options)?;
    if let Some(path) = &options.out {
        return write_out(context, &key, path, options.format);
    }
    let change = update(context, |_, file, entries, change| {
        Taken::of(entries).add(&key, &change.path)?;
        file.append(whole_jwk(&key)?);
        change.added.push(KeySummary::of(&key));
        Ok(())
    })?;
    Ok(change.answer(context, false))
}

/// A new key into a file of its own, or with `-` to standard output.
fn write_out(
    context: &Context<'_, '_>,
    key: &Key,
    path: &Path,
    format: Option<KeyFileFormat>,
) -> Result<Answer, Failure> {
    let pem = ["pem", "key", "p8"].iter().any(|ending| {
        path.extension()
            .is_some_and(|own| own.eq_ignore_ascii_case(ending))
    });
    let format = format.unwrap_or(if pem {
        KeyFileFormat::Pem
    } else {
        KeyFileFormat::Jwk
    });
    if path == Path::new("-") {
        return Ok(match format {
            KeyFileFormat::Jwk => Answer::Json(whole_jwk(key)?.into()),
            KeyFileFormat::Pem => pem_answer(context, key.to_pem(true)?),
        });
    }
    let text = Zeroizing::new(match format {
        KeyFileFormat::Jwk => Json::Object(whole_jwk(key)?).to_pretty() + "\n",
        KeyFileFormat::Pem => key.to_pem(true)?,
    });
    input::create(path, text.as_bytes())?;
    let shown = path.display().to_string();
    if context.json {
        let written = Object::from([
            ("written", Json::from(vec![described(key)])),
            ("file", shown.into()),
        ]);
        return Ok(Answer::Json(written.into()));
    }
    let mut page = Document::default();
    let line = KeyLine::Written {
        name: name(key),
        what: what(key),
        path: shown,
    };
    page.line([(Ink::Plain, context.say(&line))]);
    Ok(Answer::Document(page))
}

/// PEM blocks for people and their programs; JSON where that is asked for.
fn pem_answer(context: &Context<'_, '_>, text: String) -> Answer {
    if context.json {
        Answer::Json(Object::from([("pem", text)]).into())
    } else {
        Answer::Text(text)
    }
}

/// What a key is, without anything secret.
fn described(key: &Key) -> Object {
    let algorithms: Vec<_> = key.algorithms().map(Algorithm::name).collect();
    Object::from([
        ("kid", Json::from(key.kid().map(str::to_owned))),
        ("key", key.describe().into()),
        ("alg", key.alg().map(str::to_owned).into()),
        ("algorithms", algorithms.into()),
        ("use", key.usage().map(str::to_owned).into()),
        ("private", key.is_private().into()),
        ("thumbprint", key.thumbprint().into()),
    ])
}

/// The keys to list: of the key file, or of the source that an option names.
fn listed(
    context: &mut Context<'_, '_>,
    source: &KeySource,
) -> Result<(Entries, Option<usize>, String), Failure> {
    if let KeySource::KeyFile = source {
        let (file, path) = read(context)?;
        let entries = Entries::of(&file);
        let signing = entries.signing().map(|(index, _)| index);
        return Ok((entries, signing, path));
    }
    let keys = keysource::verifying(context, source)?;
    Ok((Entries::of_set(keys.set), None, keys.source))
}

/// Whether a key verifies the signature of a token, by the path that every token takes; its `kid` does not count.
fn verifies(token: &Token, key: &Key, now: Moment) -> bool {
    let mut key = key.clone();
    key.set_kid(None);
    let policy = Policy {
        signature_only: true,
        ..Policy::default()
    };
    let set = KeySet::of(key);
    let mut report = Report::default();
    judge(
        token,
        &mut Keyring::new(&set, "", &policy),
        now,
        &mut report,
    )
    .signed
}

fn list(context: &mut Context<'_, '_>, options: &KeyList) -> Result<Answer, Failure> {
    let token = options.token();
    if let Some(token) = token {
        token_input::refuse_two_readers(token, &options.source)?;
    }
    let token = token.map(|source| token_input::token(context, source, Wanted::Access));
    let token = token.transpose()?.map(|text| Token::of(&text));
    let (entries, signing, path) = listed(context, &options.source)?;
    let now = context.now;
    let fits = |key: &Key| token.as_ref().map(|token| verifies(token, key, now));
    let mut kids: Vec<_> = entries.kids().collect();
    kids.sort_unstable();
    if let Some([kid, _]) = kids.windows(2).find(|pair| pair.first() == pair.last()) {
        context.warn(&KeyProblem::SameKid { kid: shown(kid) });
    }
    if context.json {
        let item = |(index, entry): (usize, &Result<Key, Unread>)| match entry {
            Ok(key) => {
                let mut object = described(key);
                object.set("signs", signing == Some(index));
                if let Some(verifies) = fits(key) {
                    object.set("verifies", verifies);
                }
                object
            }
            Err(unread) => {
                let problem = Object::from([
                    ("code", unread.problem.code()),
                    ("message", &context.say(&unread.problem)),
                ]);
                Object::from([
                    ("kid", Json::from(unread.kid.clone())),
                    ("problem", problem.into()),
                ])
            }
        };
        let items: Vec<_> = entries.0.iter().enumerate().map(item).collect();
        return Ok(Answer::Json(items.into()));
    }
    if entries.0.is_empty() {
        context.note(&KeyNotice::NoKeys {
            path: Typed::place(&path),
        });
        return Ok(Answer::Nothing);
    }
    Ok(Answer::Document(table(context, &entries, signing, &fits)))
}

/// The list for people.
fn table(
    context: &Context<'_, '_>,
    entries: &Entries,
    signing: Option<usize>,
    fits: &dyn Fn(&Key) -> Option<bool>,
) -> Document {
    let [kid, key, alg, purpose_of] = [KeyLine::Kid, KeyLine::Key, KeyLine::Alg, KeyLine::Purpose]
        .map(|label| context.say(&label));
    let asked = entries.keys().any(|key| fits(key).is_some());
    let of_token = if asked {
        context.say(&KeyLine::VerifiesToken)
    } else {
        String::new()
    };
    let heading = [kid, key, alg, of_token, purpose_of];
    let mut rows = vec![(Ink::Heading, heading)];
    for (index, entry) in entries.0.iter().enumerate() {
        rows.push(match entry {
            Ok(key) => {
                let (ink, purpose) = purpose(context, key, signing == Some(index));
                let of_token = match fits(key) {
                    Some(true) => context.say(&KeyLine::Yes),
                    Some(false) => "–".to_owned(),
                    None => String::new(),
                };
                (
                    ink,
                    [
                        name(key),
                        key.describe(),
                        algorithms(key),
                        of_token,
                        purpose,
                    ],
                )
            }
            Err(unread) => {
                let why = context.say(&unread.problem);
                let kid = unread.kid.as_deref().map_or_else(|| "–".into(), shown);
                let purpose = context.say(&KeyLine::Unusable { why });
                let of_token = if asked { "–" } else { "" };
                (
                    Ink::Warn,
                    [kid, "–".into(), "–".into(), of_token.into(), purpose],
                )
            }
        });
    }
    Document::table(&rows)
}

fn purpose(context: &Context<'_, '_>, key: &Key, signs: bool) -> (Ink, String) {
    if signs {
        return (Ink::Good, context.say(&KeyLine::Signs));
    }
    if can_sign(key) {
        return (Ink::Plain, context.say(&KeyLine::CanSign));
    }
    match usable(key) {
        Ok(()) => (Ink::Plain, context.say(&KeyLine::Verifies)),
        Err(refusal) => {
            let why = context.say(&refusal);
            (Ink::Warn, context.say(&KeyLine::Unusable { why }))
        }
    }
}

/// The algorithms of a key in few words.
fn algorithms(key: &Key) -> String {
    match (key.alg(), key.algorithms().map(Algorithm::name).next()) {
        (Some(alg), _) => shown(alg),
        (None, Some(first)) if key.algorithms().nth(1).is_some() => format!("{first}, …"),
        (None, Some(first)) => first.to_owned(),
        (None, None) => "–".to_owned(),
    }
}

/// Whether a key can sign or verify with any algorithm at all.
fn usable(key: &Key) -> Result<(), KeyRefusal> {
    let algorithm = key.default_algorithm()?;
    match key.verifier(algorithm) {
        Err(refusal) if key.signer(algorithm, true).is_err() => Err(refusal),
        _ => Ok(()),
    }
}

fn export(context: &mut Context<'_, '_>, options: &KeyExport) -> Result<Answer, Failure> {
    let (file, path) = read(context)?;
    let entries = Entries::of(&file);
    let chosen: Vec<&Key> = if let Some(kid) = &options.kid {
        let index = entries.position(kid, &path)?;
        match entries.0.get(index) {
            Some(Err(unread)) => return Err(unread.problem.clone().into()),
            found => found
                .and_then(|entry| entry.as_ref().ok())
                .into_iter()
                .collect(),
        }
    } else {
        for (index, entry) in entries.0.iter().enumerate() {
            if let Err(unread) = entry {
                let why = context.say(&unread.problem);
                let place = index + 1;
                context.note(&Notice::KeySkipped { place, why });
            }
        }
        entries.keys().collect()
    };
    match (chosen.as_slice(), options.format) {
        ([], _) => Err(KeyFileProblem::NoKeys {
            path: Typed::place(&path),
        }
        .into()),
        ([_, _, ..], KeyExportFormat::Jwk) => {
            let values = chosen.iter().map(|key| name(key)).collect();
            Err(Failure::usage(Usage::Missing { what: "KID".into() })
                .hint(Advice::OneOf { values }))
        }
        (keys, format) => in_format(context, keys, format, options.private),
    }
}

/// Keys for others: their public parts, or with `private` all of them.
fn in_format(
    context: &mut Context<'_, '_>,
    keys: &[&Key],
    format: KeyExportFormat,
    private: bool,
) -> Result<Answer, Failure> {
    match (keys, format) {
        ([key], KeyExportFormat::Jwk) => {
            let jwk = jwk_of(key, private)?;
            tell_left_out(context, keys, private);
            Ok(Answer::Json(jwk.into()))
        }
        (keys, KeyExportFormat::Jwks | KeyExportFormat::Jwk) => {
            let jwks = written(context, keys, |key| jwk_of(key, private))?;
            tell_left_out(context, keys, private);
            Ok(Answer::Json(Object::from([("keys", jwks)]).into()))
        }
        (keys, KeyExportFormat::Pem) => {
            let blocks = written(context, keys, |key| pem_of(key, private))?;
            Ok(pem_answer(context, blocks.concat()))
        }
    }
}

fn convert(context: &mut Context<'_, '_>, options: &KeyConvert) -> Result<Answer, Failure> {
    let wanted = if options.private {
        Half::Private
    } else {
        Half::Public
    };
    let keys = keysource::file(context, "FILE", &options.file, wanted, &options.pass)?;
    let keys: Vec<&Key> = keys.set.keys.iter().collect();
    in_format(context, &keys, options.to, options.private)
}

fn fingerprint(context: &mut Context<'_, '_>, options: &KeyFingerprint) -> Result<Answer, Failure> {
    let keys = keysource::file(context, "FILE", &options.file, Half::Public, &options.pass)?;
    let keys: Vec<&Key> = keys.set.keys.iter().collect();
    let fingerprints = written(context, &keys, |key| {
        let fingerprint = key.fingerprint();
        fingerprint.map_err(|problem| match problem {
            KeyProblem::SecretHasNoPem => KeyFileProblem::NoFingerprint { name: name(key) },
            other => KeyFileProblem::Key(other),
        })
    })?;
    if context.json {
        let item = |(key, fingerprint): (&&Key, String)| {
            Object::from([
                ("fingerprint", Json::from(fingerprint)),
                ("kid", key.kid().map(str::to_owned).into()),
                ("key", key.describe().into()),
            ])
        };
        let items: Vec<_> = keys.iter().zip(fingerprints).map(item).collect();
        return Ok(Answer::Json(items.into()));
    }
    if let [fingerprint] = fingerprints.as_slice() {
        return Ok(Answer::Bare(fingerprint.clone()));
    }
    let mut page = Document::default();
    for (key, fingerprint) in keys.iter().zip(fingerprints) {
        let kid = key.kid().unwrap_or("–");
        page.line([(Ink::Plain, format!("{fingerprint}  {kid}  {}", what(key)))]);
    }
    Ok(Answer::Document(page))
}

/// Says which members of public keys were left out, since nobody knows whether they are public.
fn tell_left_out(context: &mut Context<'_, '_>, keys: &[&Key], private: bool) {
    for key in keys.iter().filter(|key| !private && !key.is_secret()) {
        let members: Vec<_> = key.unknown_members().map(shown).collect();
        if !members.is_empty() {
            let name = name(key);
            context.note(&KeyNotice::MembersLeftOut { name, members });
        }
    }
}

/// What is written of some keys. One that can't be is an error where it is the only one, else left out with a word.
fn written<T>(
    context: &mut Context<'_, '_>,
    keys: &[&Key],
    write: impl Fn(&Key) -> Result<T, KeyFileProblem>,
) -> Result<Vec<T>, Failure> {
    let mut found = Vec::new();
    let mut first = None;
    for key in keys {
        match write(key) {
            Ok(one) => found.push(one),
            Err(problem) => {
                if keys.len() > 1 {
                    let (name, why) = (name(key), context.say(&problem));
                    context.note(&match problem {
                        KeyFileProblem::SecretIsPrivate { .. } => KeyNotice::SecretLeftOut { name },
                        _ => KeyNotice::LeftOut { name, why },
                    });
                }
                first.get_or_insert(problem);
            }
        }
    }
    match first {
        Some(problem) if found.is_empty() => Err(problem.into()),
        _ => Ok(found),
    }
}

fn jwk_of(key: &Key, private: bool) -> Result<Object, KeyFileProblem> {
    if private && !key.is_private() {
        return Err(KeyFileProblem::Key(KeyProblem::NotPrivate));
    }
    let name = name(key);
    key.to_jwk(private).ok_or(if key.is_secret() {
        KeyFileProblem::SecretIsPrivate { name }
    } else {
        KeyFileProblem::SeedUnknown { name }
    })
}

fn pem_of(key: &Key, private: bool) -> Result<String, KeyFileProblem> {
    key.to_pem(private).map_err(KeyFileProblem::Key)
}

fn import(context: &mut Context<'_, '_>, options: &KeyImport) -> Result<Answer, Failure> {
    let mut keys = importable(context, options)?;
    if let Some(kid) = &options.kid {
        match keys.as_mut_slice() {
            [key] => key.set_kid(Some(kid.clone())),
            several => {
                let count = several.len();
                return Err(KeyFileProblem::KidForSeveral { count }.into());
            }
        }
    }
    for key in &mut keys {
        if key.kid().is_none() {
            key.set_kid(Some(key.thumbprint()));
        }
    }
    let change = update(context, |_, file, entries, change| {
        let mut taken = Taken::of(entries);
        for key in &keys {
            // Two keys of one file must not have one id either.
            taken.add(key, &change.path)?;
            file.append(whole_jwk(key)?);
            change.added.push(KeySummary::of(key));
        }
        Ok(())
    })?;
    Ok(change.answer(context, false))
}

/// The keys of a file that are of use here, each once: a certificate and its private key are one key.
fn importable(context: &mut Context<'_, '_>, options: &KeyImport) -> Result<Vec<Key>, Failure> {
    let read = keysource::file(context, "FILE", &options.file, Half::Public, &options.pass)?;
    let mut keys: Vec<Key> = Vec::new();
    let mut places = HashMap::new();
    let mut refused = Vec::new();
    for mut key in read.set.keys {
        if let Some(algorithm) = options.alg {
            let fits = key.algorithms().any(|one| one == algorithm);
            if let Err(refusal) = key.verifier(algorithm)
                && !fits
            {
                return Err(refusal.into());
            }
            key.set_alg(Some(algorithm));
        }
        if let Err(refusal) = usable(&key) {
            let why = context.say(&refusal);
            let name = name(&key);
            refused.push((refusal, KeyNotice::NotImported { name, why }));
            continue;
        }
        let place = *places.entry(key.thumbprint()).or_insert(keys.len());
        match keys.get_mut(place) {
            Some(other) if key.is_private() && !other.is_private() => *other = key,
            Some(_) => {}
            None => keys.push(key),
        }
    }
    let (refusals, notices): (Vec<_>, Vec<_>) = refused.into_iter().unzip();
    if keys.is_empty()
        && let Some(refusal) = refusals.into_iter().next()
    {
        return Err(refusal.into());
    }
    for notice in notices {
        context.note(&notice);
    }
    Ok(keys)
}

fn rotate(context: &mut Context<'_, '_>) -> Result<Answer, Failure> {
    let change = update(context, |context, file, entries, change| {
        let old = entries.signing().map(|(_, key)| key);
        let Some(old) = old.or_else(|| entries.keys().find(|key| key.is_private())) else {
            let source = Typed::place(&change.path);
            return Err(CommandError::NoSigningKey { source }.into());
        };
        let key = renewed(context, old)?;
        file.prepend(whole_jwk(&key)?);
        change.added.push(KeySummary::of(&key));
        Ok(())
    })?;
    Ok(change.answer(context, true))
}

fn remove(context: &mut Context<'_, '_>, options: &KeyRemove) -> Result<Answer, Failure> {
    let change = update(context, |context, file, entries, change| {
        let chosen = entries.position(&options.kid, &change.path)?;
        file.remove(chosen);
        change
            .removed
            .extend(entries.0.get(chosen).map(|entry| match entry {
                Ok(key) => KeySummary::of(key),
                Err(unread) => KeySummary {
                    name: options.kid.clone(),
                    what: context.say(&unread.problem),
                    json: Object::from([("kid", Json::from(unread.kid.clone()))]),
                },
            }));
        Ok(())
    })?;
    Ok(change.answer(context, false))
}

fn thumbprint(context: &mut Context<'_, '_>, options: &KeyThumbprint) -> Result<Answer, Failure> {
    let keys: Vec<Key> = if let Some(path) = &options.file {
        keysource::file(context, "FILE", path, Half::Public, &options.pass)?
            .set
            .keys
    } else {
        let (file, path) = read(context)?;
        let keys: Vec<_> = Entries::of(&file).keys().cloned().collect();
        if keys.is_empty() {
            return Err(KeyFileProblem::NoKeys {
                path: Typed::place(&path),
            }
            .into());
        }
        keys
    };
    if context.json {
        let item = |key: &Key| {
            Object::from([
                ("thumbprint", Json::from(key.thumbprint())),
                ("kid", key.kid().map(str::to_owned).into()),
                ("key", key.describe().into()),
            ])
        };
        return Ok(Answer::Json(
            keys.iter().map(item).collect::<Vec<_>>().into(),
        ));
    }
    if let [key] = keys.as_slice() {
        return Ok(Answer::Bare(key.thumbprint()));
    }
    let mut page = Document::default();
    for key in &keys {
        let kid = key.kid().unwrap_or("–");
        page.line([(
            Ink::Plain,
            format!("{}  {kid}  {}", key.thumbprint(), what(key)),
        )]);
    }
    Ok(Answer::Document(page))
}
