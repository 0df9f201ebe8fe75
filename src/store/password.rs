//! Password hashes: argon2 in PHC strings, bcrypt in its own form.
//!
//! A password is the bytes that were typed, without normalisation: a hash that other software made of them must
//! verify, and RFC 8265's preparation would change what those programs hashed.

use std::fmt;
use std::hint::black_box;

use argon2::{Algorithm, Argon2, Params, Version};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::encoding::BASE64;
use crate::store::messages::StoreProblem;

/// The cost of a new hash: argon2id with 19456 KiB and two passes (OWASP Password Storage Cheat Sheet).
const DEFAULT: Params = Params::DEFAULT;
/// The output of a new hash in bytes.
const OUTPUT: usize = Params::DEFAULT_OUTPUT_LEN;
/// The salt of a new hash in bytes.
pub const SALT: usize = argon2::RECOMMENDED_SALT_LEN;

/// The work of a new hash.
const WORK: u64 = work(&DEFAULT);
/// The bcrypt cost that takes about as long as a new hash.
const BCRYPT_COST: u32 = 9;

/// The most memory that a stored hash may ask for in KiB: 2 GiB, the first choice of RFC 9106 §4.
const MAX_MEMORY_KIB: u32 = 2 * 1024 * 1024;
/// The most work that a stored hash may ask for, some seconds: more than libsodium's `SENSITIVE` (1 GiB, four passes),
/// and bcrypt 16. Every login that is refused takes as long.
const MAX_WORK: u64 = 128 * WORK;
/// The longest output and salt of a stored hash in bytes.
const MAX_FIELD: usize = 1024;

/// How many kinds of hashes a refused login verifies.
const MAX_KINDS: usize = 16;

/// What bcrypt reads of a password; it ignores the rest, and so do passlib and PHP when they verify.
const BCRYPT_PASSWORD: usize = 72;
/// The length of a bcrypt hash in its own form.
const BCRYPT_LENGTH: usize = 60;
const BCRYPT_ALPHABET: &[u8; 64] =
    b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// A stored password hash. It is wiped when dropped, and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredHash(Zeroizing<String>);

impl fmt::Debug for StoredHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("StoredHash(…)")
    }
}

impl From<&str> for StoredHash {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for StoredHash {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl StoredHash {
    /// The hash as it stands in the user file: for that file alone.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Hashes a new password with today's default cost. `salt` is fresh random bytes.
    ///
    /// # Errors
    /// [`StoreProblem::PasswordEmpty`]; [`StoreProblem::HashOutOfMemory`].
    pub fn new(password: &[u8], salt: &[u8; SALT]) -> Result<Self, StoreProblem> {
        if password.is_empty() {
            return Err(StoreProblem::PasswordEmpty);
        }
        let mut output = Zeroizing::new([0; OUTPUT]);
        hash_with(&Argon2::default(), password, salt, output.as_mut_slice())?;
        let output = Zeroizing::new(BASE64.encode(output.as_slice()));
        Ok(Self::from(format!(
            "$argon2id$v=19${DEFAULT}${}${}",
            BASE64.encode(salt),
            output.as_str(),
        )))
    }

    /// Whether this is the hash of `password`. The comparison takes the same time wherever the two differ.
    ///
    /// bcrypt reads 72 bytes of a password and knows no NUL in it: what comes after 72 bytes is ignored, and a
    /// password with a NUL byte matches no bcrypt hash.
    ///
    /// # Errors
    /// When the hash is damaged, of an unknown scheme, or asks for more than the limits above.
    pub fn verify(&self, password: &[u8]) -> Result<bool, StoreProblem> {
        match Scheme::parse(&self.0)? {
            Scheme::Argon2(hash) => {
                let mut output = Zeroizing::new(vec![0; hash.output.len()]);
                let argon2 = Argon2::new(hash.algorithm, hash.version, hash.params);
                hash_with(&argon2, password, &hash.salt, &mut output)?;
                Ok(output.as_slice().ct_eq(&hash.output).into())
            }
            Scheme::Bcrypt { text, .. } => {
                let read = password.get(..BCRYPT_PASSWORD).unwrap_or(password);
                let matches =
                    bcrypt::verify(read, &text).map_err(|_| StoreProblem::HashMalformed)?;
                Ok(matches && !read.contains(&0))
            }
        }
    }

    /// Why no password can match it, for whoever may know: a login only ever says that the password is wrong.
    pub fn fault(&self) -> Option<StoreProblem> {
        Scheme::parse(&self.0).err()
    }

    /// Whether a password that has just been verified should be hashed anew: when this is not argon2id of the
    /// current version, or its memory, its work (memory times passes), its salt or its output are below today's
    /// default. More memory makes up for fewer passes (RFC 9106 §4), fewer KiB are not made up for. Lanes share the
    /// memory, so their number weakens nothing.
    pub fn needs_rehash(&self) -> bool {
        match Scheme::parse(&self.0) {
            Ok(Scheme::Argon2(hash)) => {
                hash.algorithm != Algorithm::Argon2id
                    || hash.version != Version::V0x13
                    || hash.params.m_cost() < DEFAULT.m_cost()
                    || work(&hash.params) < WORK
                    || hash.salt.len() < SALT
                    || hash.output.len() < OUTPUT
            }
            _ => true,
        }
    }
}

/// Whether `password` opens an account: the one question that a login asks. `hash` is that of the account, `None` when
/// there is no account or it has no hash; `kinds` are those of the user file.
///
/// A no takes the same time whoever it is about: one hash of each kind is verified, that of the account for its own
/// kind. What can't be verified (a hash that is damaged, of an unknown scheme or too dear) counts as none.
pub fn opens(password: &[u8], hash: Option<&StoredHash>, kinds: &Kinds) -> bool {
    let cost = hash.and_then(|hash| Some(Scheme::parse(&hash.0).ok()?.cost()));
    let own = hash.filter(|_| cost.is_some());
    if own.is_some_and(|hash| hash.verify(password) == Ok(true)) {
        return true;
    }
    for other in kinds.besides(cost.as_ref()) {
        drop(black_box(other.verify(password)));
    }
    if own.is_none() && kinds.0.is_empty() {
        drop(black_box(StoredHash::new(password, &[0; SALT])));
    }
    false
}

/// One hash of each kind that a user file holds, where a kind is all that take the same time. Of more than `MAX_KINDS`
/// the dearest: an account of another kind then stands out by less than a sixteenth of the time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinds(Vec<Kind>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Kind {
    cost: Cost,
    work: u64,
    hash: StoredHash,
    /// What all hashes of the kind begin with that are written like this one: no salt is in it.
    beginning: String,
}

impl Kinds {
    /// Takes note of a hash of the file.
    pub(super) fn note(&mut self, hash: &str) {
        let is_known = |kind: &Kind| hash.starts_with(&kind.beginning);
        if self.0.iter().any(is_known) {
            return;
        }
        let Ok(scheme) = Scheme::parse(hash) else {
            return;
        };
        let cost = scheme.cost();
        if self.0.iter().any(|kind| kind.cost == cost) {
            return;
        }
        // Behind the last `$` but one comes the salt of argon2, behind the last one that of bcrypt.
        let behind = match scheme {
            Scheme::Argon2(_) => 1,
            Scheme::Bcrypt { .. } => 0,
        };
        let beginning = hash.rmatch_indices('$').nth(behind);
        let beginning = beginning.and_then(|(dollar, _)| hash.get(..=dollar));
        self.0.push(Kind {
            cost,
            work: scheme.work(),
            hash: StoredHash::from(hash),
            beginning: beginning.unwrap_or(hash).to_owned(),
        });
        if self.0.len() > MAX_KINDS {
            let cheapest = self.0.iter().enumerate().min_by_key(|(_, kind)| kind.work);
            if let Some((index, _)) = cheapest {
                self.0.remove(index);
            }
        }
    }

    /// A hash of each kind but one.
    fn besides(&self, cost: Option<&Cost>) -> impl Iterator<Item = &StoredHash> {
        let others = self.0.iter().filter(move |kind| Some(&kind.cost) != cost);
        others.map(|kind| &kind.hash)
    }
}

/// What decides how long a hash takes to verify.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cost {
    Argon2(Algorithm, Version, [u32; 3]),
    Bcrypt(u32),
}

/// The work of argon2: KiB of memory times passes. Lanes share the memory.
const fn work(params: &Params) -> u64 {
    params.m_cost() as u64 * params.t_cost() as u64
}

fn hash_with(
    argon2: &Argon2<'_>,
    password: &[u8],
    salt: &[u8],
    output: &mut [u8],
) -> Result<(), StoreProblem> {
    let hashed = argon2.hash_password_into(password, salt, output);
    hashed.map_err(|error| match error {
        argon2::Error::OutOfMemory => StoreProblem::HashOutOfMemory,
        _ => StoreProblem::HashMalformed,
    })
}

/// A stored hash, understood.
enum Scheme {
    Argon2(Argon2Hash),
    Bcrypt {
        /// In the one canonical form.
        text: Zeroizing<String>,
        cost: u32,
    },
}

struct Argon2Hash {
    algorithm: Algorithm,
    version: Version,
    params: Params,
    salt: Vec<u8>,
    output: Zeroizing<Vec<u8>>,
}

impl Scheme {
    fn parse(text: &str) -> Result<Self, StoreProblem> {
        let mut fields = text.split('$');
        let (Some(""), Some(scheme)) = (fields.next(), fields.next()) else {
            return Err(StoreProblem::HashMalformed);
        };
        let parsed = match scheme {
            "argon2id" | "argon2i" | "argon2d" => argon2_hash(text).map(Self::Argon2),
            "2a" | "2b" | "2y" => bcrypt_hash(text),
            other => {
                return Err(StoreProblem::HashUnsupported {
                    scheme: other.to_owned(),
                });
            }
        };
        let parsed = parsed.ok_or(StoreProblem::HashMalformed)?;
        let memory = match &parsed {
            Self::Argon2(hash) => hash.params.m_cost(),
            Self::Bcrypt { .. } => 0,
        };
        if memory > MAX_MEMORY_KIB || parsed.work() > MAX_WORK {
            let cost = match &parsed {
                Self::Argon2(hash) => hash.params.to_string(),
                Self::Bcrypt { cost, .. } => format!("cost={cost}"),
            };
            return Err(StoreProblem::HashTooCostly { cost });
        }
        Ok(parsed)
    }

    fn cost(&self) -> Cost {
        match self {
            Self::Argon2(Argon2Hash {
                algorithm,
                version,
                params,
                ..
            }) => Cost::Argon2(
                *algorithm,
                *version,
                [params.m_cost(), params.t_cost(), params.p_cost()],
            ),
            Self::Bcrypt { cost, .. } => Cost::Bcrypt(*cost),
        }
    }

    /// How long it takes, in the measure of [`work`]. Each step of bcrypt doubles it.
    fn work(&self) -> u64 {
        match self {
            Self::Argon2(hash) => work(&hash.params),
            Self::Bcrypt { cost, .. } => (WORK << cost) >> BCRYPT_COST,
        }
    }
}

/// `$argon2id$v=19$m=…,t=…,p=…$salt$output`; without `v` the version is 16 (the PHC string format, "Argon2 Encoding").
///
/// The salts and outputs of the `phc` crate are shorter than those that other programs may have made.
fn argon2_hash(text: &str) -> Option<Argon2Hash> {
    let mut fields = text.split('$').skip(1).peekable();
    let algorithm = fields.next()?.parse().ok()?;
    let version = fields.next_if(|field| field.starts_with("v="));
    let version = match version.and_then(|field| field.strip_prefix("v=")) {
        Some(version) => Version::try_from(version.parse::<u32>().ok()?).ok()?,
        None => Version::V0x10,
    };
    let params = fields.next()?.parse().ok()?;
    let mut bytes = |shortest| {
        let bytes = BASE64.decode(fields.next()?.as_bytes()).ok()?;
        (shortest..=MAX_FIELD)
            .contains(&bytes.len())
            .then_some(bytes)
    };
    let salt = bytes(argon2::MIN_SALT_LEN)?;
    let output = Zeroizing::new(bytes(Params::MIN_OUTPUT_LEN)?);
    fields.next().is_none().then_some(Argon2Hash {
        algorithm,
        version,
        params,
        salt,
        output,
    })
}

/// `$2b$12$` with 22 characters of salt and 31 of output. The last character of each holds bits that mean nothing
/// and that some programs leave set; they are cleared, since the crate insists on it.
fn bcrypt_hash(text: &str) -> Option<Scheme> {
    /// The last character of the salt, with four such bits.
    const SALT_END: usize = 28;
    let mut canonical = Zeroizing::new(text.as_bytes().to_vec());
    if canonical.len() != BCRYPT_LENGTH {
        return None;
    }
    for (place, meaning) in [(SALT_END, 0b11_0000), (BCRYPT_LENGTH - 1, 0b11_1100)] {
        let character = canonical.get_mut(place)?;
        let value = BCRYPT_ALPHABET
            .iter()
            .position(|known| known == character)?;
        *character = *BCRYPT_ALPHABET.get(value & meaning)?;
    }
    let text = Zeroizing::new(std::str::from_utf8(&canonical).ok()?.to_owned());
    let cost = text.parse::<bcrypt::HashParts>().ok()?.get_cost();
    (4..=31)
        .contains(&cost)
        .then_some(Scheme::Bcrypt { text, cost })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FASTAPI: &str = "$argon2id$v=19$m=65536,t=3,p=4$wagCPXjifgvUFBzq4hqe3w$CYaIb8sB+wtD+Vu/P4uod1+Qof8h+1g7bbDlBID48Rc";

    fn verify(hash: &str, password: &str) -> Result<bool, StoreProblem> {
        StoredHash::from(hash).verify(password.as_bytes())
    }

    #[test]
    fn a_new_hash_is_of_the_default_and_verifies() {
        let hash = StoredHash::new("비밀번호 1".as_bytes(), &[7; SALT]).unwrap();
        assert!(hash.text().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_eq!(hash.verify("비밀번호 1".as_bytes()), Ok(true));
        assert_eq!(hash.verify("비밀번호 2".as_bytes()), Ok(false));
        assert!(!hash.needs_rehash());
        assert_eq!(format!("{hash:?}"), "StoredHash(…)");
        assert_eq!(
            StoredHash::new(b"", &[7; SALT]),
            Err(StoreProblem::PasswordEmpty)
        );
    }

    #[test]
    fn the_hash_of_the_fastapi_tutorial_verifies_and_is_no_weaker() {
        assert_eq!(verify(FASTAPI, "secret"), Ok(true));
        assert_eq!(verify(FASTAPI, "Secret"), Ok(false));
        assert!(!StoredHash::from(FASTAPI).needs_rehash());
    }

    /// phc-winner-argon2, src/test.c
    #[test]
    fn reference_vectors_of_every_type_and_version_verify() {
        for hash in [
            "$argon2i$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY",
            "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        ] {
            assert_eq!(verify(hash, "password"), Ok(true), "{hash}");
            assert!(StoredHash::from(hash).needs_rehash(), "{hash}");
        }
    }

    #[test]
    fn weaker_is_less_memory_or_less_work() {
        let needs = |cost: &str| {
            StoredHash::from(
                format!(
                    "$argon2id$v=19${cost}$wagCPXjifgvUFBzq4hqe3w$CYaIb8sB+wtD+Vu/P4uod1+Qof8h+1g7bbDlBID48Rc"
                )
                .as_str(),
            )
            .needs_rehash()
        };
        assert!(!needs("m=19456,t=2,p=1"));
        assert!(!needs("m=47104,t=1,p=1"), "OWASP's equal with one pass");
        assert!(!needs("m=2097152,t=1,p=4"), "RFC 9106's first choice");
        assert!(needs("m=19456,t=1,p=1"));
        assert!(needs("m=12288,t=30,p=1"));
    }

    #[test]
    fn bcrypt_of_three_versions_verifies() {
        // John the Ripper / crypt_blowfish test vectors: "U*U" under the salt CCCC…
        for version in ["2a", "2b", "2y"] {
            let hash =
                format!("${version}$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
            assert_eq!(verify(&hash, "U*U"), Ok(true));
            assert_eq!(verify(&hash, "U*V"), Ok(false));
            assert_eq!(verify(&hash, "U*U\0"), Ok(false));
            assert!(StoredHash::from(hash.as_str()).needs_rehash());
        }
    }

    /// Whoever a no is about, the same costs are paid: measured by `benches/login_times.py`.
    #[test]
    fn a_no_costs_the_same_for_every_account_and_for_none() {
        const TAIL: &str = "$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        let bcrypt =
            |cost| format!("$2b${cost}$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
        let hashes = [
            format!("$argon2id$v=19$m=8,t=1,p=1{TAIL}"),
            format!("$argon2id$v=19$m=16,t=1,p=1{TAIL}"),
            format!("$argon2id$v=19$m=16,t=1,p=1,keyid=AAAA{TAIL}"),
            format!("$argon2i$m=16,t=1,p=1{TAIL}"),
            bcrypt("04"),
            bcrypt("05"),
            bcrypt("04").replace("2b", "2y"),
        ];
        let unusable = [
            "plain",
            "$scrypt$x",
            "$2b$31$short",
            &format!("$argon2id$v=19$m=1,t=9,p=1{TAIL}"),
        ];
        let mut kinds = Kinds::default();
        for hash in hashes.iter().map(String::as_str).chain(unusable) {
            kinds.note(hash);
        }
        let cost = |hash: &StoredHash| Scheme::parse(hash.text()).ok().map(|scheme| scheme.cost());
        let mut expected: Vec<_> = kinds.besides(None).map(cost).collect();
        assert_eq!(expected.len(), 5);
        expected.sort_by_key(|cost| format!("{cost:?}"));
        for hash in hashes {
            let hash = StoredHash::from(hash);
            let own = cost(&hash);
            let mut paid: Vec<_> = kinds.besides(own.as_ref()).map(cost).collect();
            paid.push(own);
            paid.sort_by_key(|cost| format!("{cost:?}"));
            assert_eq!(paid, expected);
            assert!(!opens(b"wrong", Some(&hash), &kinds));
        }
        for hash in unusable {
            assert!(!opens(b"wrong", Some(&StoredHash::from(hash)), &kinds));
        }
        assert!(!opens(b"wrong", None, &kinds) && !opens(b"wrong", None, &Kinds::default()));
    }

    #[test]
    fn of_many_kinds_the_dearest_count() {
        let mut kinds = Kinds::default();
        for memory in (1..=100).map(|index| index * 37 % 101 * 8) {
            kinds.note(&format!(
                "$argon2id$v=19$m={memory},t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            ));
        }
        let mut work: Vec<_> = kinds.0.iter().map(|kind| kind.work).collect();
        work.sort_unstable();
        let expected: Vec<_> = (85..=100).map(|index| index * 8).collect();
        assert_eq!(work, expected);
    }

    #[test]
    fn bcrypt_reads_72_bytes() {
        let hash = bcrypt::hash_with_salt([b'a'; 72], 4, [9; 16])
            .unwrap()
            .to_string();
        assert_eq!(verify(&hash, &"a".repeat(80)), Ok(true));
        assert_eq!(verify(&hash, &"a".repeat(71)), Ok(false));
    }

    #[test]
    fn meaningless_bits_of_bcrypt_do_not_matter() {
        let hash = "$2a$05$CCCCCCCCCCCCCCCCCCCCC/E5YPO9kmyuRGyh0XouQYb4YMJKvyOeX";
        assert_eq!(verify(hash, "U*U"), Ok(true));
    }

    #[test]
    fn a_hostile_hash_is_refused_before_it_costs_anything() {
        for hash in [
            "$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=4294967295,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=2097152,t=8,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$2b$17$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        ] {
            assert!(
                matches!(
                    verify(hash, "password"),
                    Err(StoreProblem::HashTooCostly { .. })
                ),
                "{hash}"
            );
        }
    }

    #[test]
    fn damaged_and_foreign_hashes_are_errors_and_no_panics() {
        for hash in [
            "",
            "secret",
            "fakehashedsecret",
            "$argon2id$",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ",
            "$argon2id$v=18$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=99999999999,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,x=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=9999$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=1$$",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
            "$argon2id$v=19$m=256,t=2,p=1$한국$어",
            "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
            "$2b$zz$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$2b$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$2b$05$한한한한한한한한한한한한한한한한한abW",
        ] {
            assert_eq!(
                verify(hash, "password"),
                Err(StoreProblem::HashMalformed),
                "{hash}"
            );
        }
        assert_eq!(
            verify("$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$x", "p"),
            Err(StoreProblem::HashUnsupported {
                scheme: "scrypt".into()
            })
        );
    }
}
