//! Password hashes: argon2 in PHC strings, bcrypt in its own form.
//!
//! A password is the bytes that were typed, without normalisation: a hash that other software made of them must
//! verify, and RFC 8265's preparation would change what those programs hashed.

use std::fmt;

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::encoding::BASE64;
use crate::text::store::StoreProblem;

/// The memory of a new hash in KiB (OWASP Password Storage Cheat Sheet: argon2id, m=19456, t=2, p=1).
pub const MEMORY_KIB: u32 = 19_456;
/// The passes of a new hash.
pub const PASSES: u32 = 2;
/// The lanes of a new hash.
pub const LANES: u32 = 1;
/// The output of a new hash in bytes.
pub const OUTPUT: usize = 32;
/// The salt of a new hash in bytes.
pub const SALT: usize = 16;

/// The most memory that a stored hash may ask for in KiB: 2 GiB, the first choice of RFC 9106 §4.
pub const MAX_MEMORY_KIB: u32 = 2 * 1024 * 1024;
/// The most work that a stored hash may ask for, in KiB of memory times passes: half a minute or so.
pub const MAX_WORK: u64 = 8 * MAX_MEMORY_KIB as u64;
/// The highest cost of a stored bcrypt hash, half a minute or so (each step doubles it).
pub const MAX_BCRYPT_COST: u32 = 18;
/// The longest output and salt of a stored hash in bytes.
const MAX_FIELD: usize = 1024;

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
        Cost::DEFAULT.run(password, salt, output.as_mut_slice())?;
        let output = Zeroizing::new(BASE64.encode(output.as_slice()));
        Ok(Self::from(format!(
            "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
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
                hash.cost.run(password, &hash.salt, &mut output)?;
                Ok(output.as_slice().ct_eq(&hash.output).into())
            }
            Scheme::Bcrypt(text) => {
                let read = password.get(..BCRYPT_PASSWORD).unwrap_or(password);
                let matches =
                    bcrypt::verify(read, &text).map_err(|_| StoreProblem::HashMalformed)?;
                Ok(matches && !read.contains(&0))
            }
        }
    }

    /// Why no password can match it, for whoever may know: a login only ever says that the password is wrong.
    #[must_use]
    pub fn fault(&self) -> Option<StoreProblem> {
        Scheme::parse(&self.0).err()
    }

    /// Whether a password takes less time to verify than with today's default.
    fn is_cheap(&self) -> bool {
        match Scheme::parse(&self.0) {
            Ok(Scheme::Argon2(hash)) => hash.cost.work() < Cost::DEFAULT.work(),
            // `$2b$09$…` takes about as long as the default; each step doubles it.
            Ok(Scheme::Bcrypt(text)) => text.get(4..6) < Some("09"),
            Err(_) => false,
        }
    }

    /// Whether a password that has just been verified should be hashed anew: when this is not argon2id of the
    /// current version, or its memory, its work (memory times passes), its salt or its output are below today's
    /// default. More memory makes up for fewer passes (RFC 9106 §4), fewer KiB are not made up for. Lanes share the
    /// memory, so their number weakens nothing.
    #[must_use]
    pub fn needs_rehash(&self) -> bool {
        match Scheme::parse(&self.0) {
            Ok(Scheme::Argon2(hash)) => {
                hash.cost.algorithm != Algorithm::Argon2id
                    || hash.cost.version != Version::V0x13
                    || hash.cost.memory < MEMORY_KIB
                    || hash.cost.work() < Cost::DEFAULT.work()
                    || hash.salt.len() < SALT
                    || hash.output.len() < OUTPUT
            }
            _ => true,
        }
    }
}

/// Whether `password` opens an account: the one question that a login asks.
///
/// `hash` is that of the account, `None` when there is no account or it has no hash; `like` is as for [`spend`].
/// The answer is no, after the time that a no takes, for a hash that can't be verified too: only who knows the
/// password may learn more. No answer of no comes sooner than with a hash of today's default, or those of a file that
/// holds better hashes too would be told by their haste.
#[must_use]
pub fn opens(password: &[u8], hash: Option<&StoredHash>, like: Option<&StoredHash>) -> bool {
    if let Some(hash) = hash
        && let Ok(answer) = hash.verify(password)
    {
        if !answer && hash.is_cheap() {
            spend(password, None);
        }
        return answer;
    }
    spend(password, like);
    false
}

/// Does the work of one verification for nothing, so that the time does not tell that there was nothing to verify.
///
/// `like` is a hash whose cost is copied: that of another user of the same file, so that a file whose hashes are all
/// dearer than today's default does not give its users away. Without one, or with one that can't be verified, the
/// work is that of the default; with a cheaper one it comes on top, as for a wrong password.
pub fn spend(password: &[u8], like: Option<&StoredHash>) {
    if let Some(hash) = like
        && let Ok(answer) = hash.verify(password)
    {
        std::hint::black_box(answer);
        if !hash.is_cheap() {
            return;
        }
    }
    let mut output = Zeroizing::new([0; OUTPUT]);
    // Nothing to report: there is no answer that depends on it.
    drop(Cost::DEFAULT.run(password, &[0; SALT], output.as_mut_slice()));
    std::hint::black_box(&output);
}

/// A stored hash, understood.
enum Scheme {
    Argon2(Argon2Hash),
    /// In the one canonical form.
    Bcrypt(Zeroizing<String>),
}

struct Argon2Hash {
    cost: Cost,
    salt: Vec<u8>,
    output: Zeroizing<Vec<u8>>,
}

/// What decides how long argon2 takes, and the rest that goes into it.
struct Cost {
    algorithm: Algorithm,
    version: Version,
    memory: u32,
    passes: u32,
    lanes: u32,
    data: AssociatedData,
}

impl Cost {
    const DEFAULT: Self = Self {
        algorithm: Algorithm::Argon2id,
        version: Version::V0x13,
        memory: MEMORY_KIB,
        passes: PASSES,
        lanes: LANES,
        data: AssociatedData::EMPTY,
    };

    fn work(&self) -> u64 {
        u64::from(self.memory) * u64::from(self.passes)
    }

    fn run(&self, password: &[u8], salt: &[u8], output: &mut [u8]) -> Result<(), StoreProblem> {
        let params = ParamsBuilder::new()
            .m_cost(self.memory)
            .t_cost(self.passes)
            .p_cost(self.lanes)
            .data(self.data)
            .output_len(output.len())
            .build()
            .map_err(|_| StoreProblem::HashMalformed)?;
        Argon2::new(self.algorithm, self.version, params)
            .hash_password_into(password, salt, output)
            .map_err(|error| match error {
                argon2::Error::OutOfMemory => StoreProblem::HashOutOfMemory,
                _ => StoreProblem::HashMalformed,
            })
    }
}

impl Scheme {
    fn parse(text: &str) -> Result<Self, StoreProblem> {
        let rest = text.strip_prefix('$').ok_or(StoreProblem::HashMalformed)?;
        let (scheme, rest) = rest.split_once('$').ok_or(StoreProblem::HashMalformed)?;
        match scheme {
            "argon2id" => argon2_hash(Algorithm::Argon2id, rest).map(Self::Argon2),
            "argon2i" => argon2_hash(Algorithm::Argon2i, rest).map(Self::Argon2),
            "argon2d" => argon2_hash(Algorithm::Argon2d, rest).map(Self::Argon2),
            "2a" | "2b" | "2y" => bcrypt_hash(text),
            other => Err(StoreProblem::HashUnsupported {
                scheme: other.to_owned(),
            }),
        }
    }
}

/// `[v=19$]m=…,t=…,p=…[,keyid=…][,data=…]$salt$output`, each number in its shortest form; without `v` the version
/// is 16 (the PHC string format, "Argon2 Encoding").
fn argon2_hash(algorithm: Algorithm, rest: &str) -> Result<Argon2Hash, StoreProblem> {
    let malformed = || StoreProblem::HashMalformed;
    let mut fields: Vec<&str> = rest.split('$').collect();
    let version = match fields.first().and_then(|field| field.strip_prefix("v=")) {
        Some(version) => {
            let version = match version {
                "16" => Version::V0x10,
                "19" => Version::V0x13,
                _ => return Err(malformed()),
            };
            fields.remove(0);
            version
        }
        None => Version::V0x10,
    };
    let [params, salt, output] = fields.as_slice() else {
        return Err(malformed());
    };
    let (mut memory, mut passes, mut lanes, mut data) = (None, None, None, None);
    for param in params.split(',') {
        let (name, value) = param.split_once('=').ok_or_else(malformed)?;
        match name {
            "m" if memory.is_none() => memory = Some(number(value)?),
            "t" if passes.is_none() => passes = Some(number(value)?),
            "p" if lanes.is_none() => lanes = Some(number(value)?),
            "data" if data.is_none() => {
                data = Some(AssociatedData::new(&bytes(value)?).map_err(|_| malformed())?);
            }
            // A label of the key, which goes into no computation.
            "keyid" => {}
            _ => return Err(malformed()),
        }
    }
    let cost = Cost {
        algorithm,
        version,
        memory: memory.ok_or_else(malformed)?,
        passes: passes.ok_or_else(malformed)?,
        lanes: lanes.ok_or_else(malformed)?,
        data: data.unwrap_or(AssociatedData::EMPTY),
    };
    if cost.memory > MAX_MEMORY_KIB || cost.work() > MAX_WORK {
        return Err(StoreProblem::HashTooCostly {
            cost: format!("m={},t={}", cost.memory, cost.passes),
        });
    }
    // RFC 9106 §3.1: at least 8 KiB a lane.
    if u64::from(cost.memory) < 8 * u64::from(cost.lanes) {
        return Err(malformed());
    }
    Ok(Argon2Hash {
        cost,
        salt: bytes(salt)?,
        output: Zeroizing::new(bytes(output)?),
    })
}

fn number(text: &str) -> Result<u32, StoreProblem> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let shortest = digits && !text.starts_with('0');
    if !shortest {
        return Err(StoreProblem::HashMalformed);
    }
    text.parse().map_err(|_| StoreProblem::HashTooCostly {
        cost: text.to_owned(),
    })
}

fn bytes(text: &str) -> Result<Vec<u8>, StoreProblem> {
    BASE64
        .decode(text.as_bytes())
        .ok()
        .filter(|bytes| bytes.len() <= MAX_FIELD)
        .ok_or(StoreProblem::HashMalformed)
}

/// `$2b$12$` with 22 characters of salt and 31 of output. The last character of each holds bits that mean nothing
/// and that some programs leave set; they are cleared, since the crate insists on it.
fn bcrypt_hash(text: &str) -> Result<Scheme, StoreProblem> {
    /// The last character of the salt, with four such bits.
    const SALT_END: usize = 28;
    let malformed = || StoreProblem::HashMalformed;
    let mut canonical = Zeroizing::new(text.as_bytes().to_vec());
    if canonical.len() != BCRYPT_LENGTH {
        return Err(malformed());
    }
    for (place, meaning) in [(SALT_END, 0b11_0000), (BCRYPT_LENGTH - 1, 0b11_1100)] {
        let character = canonical.get_mut(place).ok_or_else(malformed)?;
        let value = BCRYPT_ALPHABET
            .iter()
            .position(|known| known == character)
            .ok_or_else(malformed)?;
        *character = *BCRYPT_ALPHABET.get(value & meaning).ok_or_else(malformed)?;
    }
    let text = std::str::from_utf8(&canonical).map_err(|_| malformed())?;
    let parts: bcrypt::HashParts = text.parse().map_err(|_| malformed())?;
    let cost = parts.get_cost();
    if cost > MAX_BCRYPT_COST {
        return Err(StoreProblem::HashTooCostly {
            cost: format!("cost={cost}"),
        });
    }
    Ok(Scheme::Bcrypt(Zeroizing::new(text.to_owned())))
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

    #[test]
    fn a_no_takes_as_long_with_a_cheap_hash_as_with_the_default() {
        let time = |hash: Option<&StoredHash>, like: Option<&StoredHash>| {
            let once = || {
                let began = std::time::Instant::now();
                assert!(!opens(b"wrong", hash, like));
                began.elapsed()
            };
            once().min(once()).min(once())
        };
        let default = StoredHash::new(b"right", &[7; SALT]).unwrap();
        let reference = time(Some(&default), None);
        for cheap in [
            "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$2b$04$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        ] {
            let cheap = StoredHash::from(cheap);
            assert!(cheap.is_cheap());
            // Without the extra work it takes a fraction of that.
            assert!(time(Some(&cheap), None) > reference / 4);
            assert!(time(None, Some(&cheap)) > reference / 4);
        }
        assert!(!default.is_cheap() && !StoredHash::from(FASTAPI).is_cheap());
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
            "$argon2id$v=19$m=99999999999,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
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
            "$argon2id$v=19$m=256,t=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
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
        let nonsense = StoredHash::from("nonsense");
        assert!(!opens(b"password", Some(&nonsense), Some(&nonsense)));
        assert!(!opens(b"password", None, None));
    }
}
