//! A key as JSON Web Key (RFC 7517, RFC 7518 §6, RFC 8037 §2, RFC 8812 §3, RFC 9964 §3).

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::OnceLock;

use zeroize::Zeroizing;

use super::Hidden;
use super::algorithm::{Algorithm, Curve, MlDsaSet};
use super::der;
use super::key::Key;
use super::material::{
    ED25519_LEN, Ec, Ed25519, ML_DSA_SEED_LEN, Material, MlDsa, MlDsaPrivate, Rsa, RsaPrivate,
    X25519, X25519_LEN,
};
use super::others::Mended;
use crate::encoding::{BASE64, BASE64URL};
use crate::json::{Json, Object};
use crate::keys::messages::{JsonType, KeyProblem, shown};

/// The members that are public by their definition (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2, RFC 9964 §3, and of the
/// registry of IANA `ext`, `iat`, `nbf`, `exp` and `revoked`): what else a key holds may be a secret of its owner.
const PUBLIC_MEMBERS: [&str; 20] = [
    "kty", "use", "key_ops", "alg", "kid", "x5u", "x5c", "x5t", "x5t#S256", "n", "e", "crv", "x",
    "y", "pub", "ext", "iat", "nbf", "exp", "revoked",
];
/// Members that hold secret octets in one type of key or another.
const SECRET_MEMBERS: [&str; 9] = ["k", "d", "p", "q", "dp", "dq", "qi", "oth", "priv"];

impl Key {
    /// The key of a JWK. Unknown members are kept, in their order.
    ///
    /// # Errors
    /// When a member is missing or wrong, occurs twice, or the parts are no key.
    pub fn from_jwk(jwk: &Object) -> Result<Self, KeyProblem> {
        if let Some(pointer) = jwk.duplicate() {
            return Err(KeyProblem::DuplicateMember {
                pointer: shown(&pointer),
            });
        }
        let reader = Reader {
            jwk,
            kty: text(jwk, "kty")?.unwrap_or_default(),
            mended: RefCell::default(),
        };
        let alg = text(jwk, "alg")?;
        let material = match reader.certificate() {
            Some(certificate) => certificate?,
            None => match reader.kty {
                "oct" => reader.secret()?,
                "RSA" => reader.rsa()?,
                "EC" => reader.ec()?,
                "OKP" => reader.okp()?,
                "AKP" => reader.akp(alg)?,
                "" if jwk.get("kty").is_none() => return Err(reader.missing("kty")),
                kty => return Err(KeyProblem::UnknownKty { kty: shown(kty) }),
            },
        };
        Ok(Self {
            kid: text(jwk, "kid")?.map(Into::into),
            // The name of the parameter set is part of an AKP key itself.
            alg: alg
                .filter(|_| !matches!(material, Material::MlDsa(_)))
                .map(Into::into),
            usage: text(jwk, "use")?.map(Into::into),
            operations: operations(jwk)?,
            members: template(jwk, &material),
            mended: reader.mended.take(),
            material,
            original: None,
            is_text: OnceLock::new(),
        })
    }

    /// The key as a JWK; without `private` only the members that are known to be public.
    /// `None` for a secret without `private`, and with it for an ML-DSA key whose seed is not known.
    ///
    /// Members that were read keep their order and, with `private`, unknown ones their values; in the public form
    /// `sign` in `key_ops` becomes `verify`.
    pub fn to_jwk(&self, private: bool) -> Option<Object> {
        let seed_unknown = matches!(
            &self.material,
            Material::MlDsa(MlDsa {
                private: Some(MlDsaPrivate::Expanded(_)),
                ..
            })
        );
        if matches!(self.material, Material::Secret(_)) && !private || seed_unknown && private {
            return None;
        }
        let mut own = members(&self.material);
        own.retain(|member| private || !member.secret);
        let own_value = |name: &str| {
            own.iter()
                .find(|member| member.name == name)
                .map(|member| Json::String(member.value.to_string()))
        };
        let value_of = |name: &str| match name {
            "kid" => self.kid.as_deref().map(Json::from),
            "alg" => self.alg().or_else(|| of_pss(self)).map(Json::from),
            _ => own_value(name),
        };

        let mut jwk: Vec<(String, Json)> = Vec::new();
        for (name, value) in self.members.iter() {
            let value = match (name, value) {
                _ if !private && !is_public(name, value) => continue,
                (_, Json::Null) => match value_of(name) {
                    Some(value) => value,
                    // A `null` that was read stays, a member that was taken away goes.
                    None if name == "kid" || name == "alg" || SECRET_MEMBERS.contains(&name) => {
                        continue;
                    }
                    None => Json::Null,
                },
                ("key_ops", value) if !private => public_operations(value),
                _ => value.clone(),
            };
            jwk.push((name.to_owned(), value));
        }
        for name in ["kty", "kid", "alg"]
            .into_iter()
            .chain(own.iter().map(|member| member.name))
        {
            if !jwk.iter().any(|(there, _)| there == name) {
                jwk.extend(value_of(name).map(|value| (name.to_owned(), value)));
            }
        }
        Some(jwk.into_iter().collect())
    }
}

impl Key {
    /// The names of the members that the public form leaves out though the key does not use them.
    pub fn unknown_members(&self) -> impl Iterator<Item = &str> {
        let unknown = |(name, value): &(&str, &Json)| {
            !is_public(name, value) && !SECRET_MEMBERS.contains(name)
        };
        self.members.iter().filter(unknown).map(|(name, _)| name)
    }
}

/// Whether a member is known to be public, and has no more in it than such a member has.
fn is_public(name: &str, value: &Json) -> bool {
    let is_text = |value: &Json| value.as_str().is_some();
    PUBLIC_MEMBERS.contains(&name)
        && match name {
            "x5u" | "x5t" | "x5t#S256" => is_text(value),
            "x5c" => value.as_array().is_some_and(|all| all.iter().all(is_text)),
            "ext" => value.as_bool().is_some(),
            "iat" | "nbf" | "exp" => matches!(value, Json::Number(_)),
            "revoked" => value.as_object().is_some_and(|object| {
                let mut names = object.iter().map(|(name, _)| name);
                names.all(|name| matches!(name, "revoked_at" | "reason"))
            }),
            // What the key was read from, and checked.
            _ => true,
        }
}

/// The members as they were read, with `null` where the key itself knows the value: secrets are not kept twice.
fn template(jwk: &Object, material: &Material) -> Zeroizing<Object> {
    let own = members(material);
    let template = jwk.iter().map(|(name, value)| {
        let known = name == "kid" || name == "alg" || own.iter().any(|member| member.name == name);
        (name, if known { Json::Null } else { value.clone() })
    });
    Zeroizing::new(template.collect())
}

fn text<'a>(jwk: &'a Object, name: &'static str) -> Result<Option<&'a str>, KeyProblem> {
    jwk.get(name)
        .map(|value| {
            value.as_str().ok_or(KeyProblem::MemberType {
                name,
                expected: JsonType::String,
            })
        })
        .transpose()
}

fn operations(jwk: &Object) -> Result<Option<Vec<String>>, KeyProblem> {
    let Some(value) = jwk.get("key_ops") else {
        return Ok(None);
    };
    let wrong = || KeyProblem::MemberType {
        name: "key_ops",
        expected: JsonType::Strings,
    };
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for item in value.as_array().ok_or_else(wrong)? {
        let operation = item.as_str().ok_or_else(wrong)?;
        // RFC 7517 §4.3: "Duplicate key operation values MUST NOT be present in the array."
        if !seen.insert(operation) {
            return Err(KeyProblem::RepeatedOperation {
                operation: shown(operation),
            });
        }
        found.push(operation.to_owned());
    }
    Ok(Some(found))
}

struct Reader<'a> {
    jwk: &'a Object,
    kty: &'a str,
    mended: RefCell<Vec<Mended>>,
}

impl Reader<'_> {
    /// The key of the first certificate, where the key itself is not there (RFC 7517 §4.7).
    fn certificate(&self) -> Option<Result<Material, KeyProblem>> {
        let own = ["n", "e", "x", "y", "k", "pub"];
        if own.iter().any(|name| self.jwk.get(name).is_some()) {
            return None;
        }
        let first = self.jwk.get("x5c")?.as_array()?.first()?.as_str()?;
        let name = "x5c";
        let decoded = BASE64.decode_padded(first.as_bytes());
        let read = decoded.map_err(|fault| KeyProblem::MemberBase64 { name, fault });
        let material = read.and_then(|der| Ok(der::read(&der)?.1.material));
        self.mended.borrow_mut().push(Mended::Certificate);
        Some(material)
    }

    fn secret(&self) -> Result<Material, KeyProblem> {
        // An empty one is understood; it must not be used.
        Ok(Material::Secret(self.needed("k")?))
    }

    fn rsa(&self) -> Result<Material, KeyProblem> {
        let rsa = Rsa::public(&self.number("n", None)?, &self.number("e", None)?)?;
        if self.jwk.get("oth").is_some() {
            return Err(KeyProblem::RsaMultiPrime);
        }
        let crt = ["p", "q", "dp", "dq", "qi"];
        let lacks_crt = crt.iter().all(|name| self.jwk.get(name).is_none());
        if self.jwk.get("d").is_none() && lacks_crt {
            return Ok(Material::Rsa(Box::new(rsa)));
        }
        // RFC 7518 §6.3.2: d is there in every private key, and the primes are private too.
        let d = self.needed("d")?;
        // With one of the other members, all of them must be there; with none, the primes would have to be computed
        // from n, e and d.
        if lacks_crt {
            return Err(KeyProblem::RsaPrimesMissing);
        }
        let [p, q, dp, dq, qi] = crt;
        let (p, q) = (self.needed(p)?, self.needed(q)?);
        let (dp, dq, qi) = (self.needed(dp)?, self.needed(dq)?, self.needed(qi)?);
        let private = RsaPrivate::new([&d, &p, &q, &dp, &dq, &qi]);
        Ok(Material::Rsa(Box::new(rsa.with_private(private)?)))
    }

    fn ec(&self) -> Result<Material, KeyProblem> {
        let crv = self.needed_text("crv")?;
        // The draft of RFC 8812 had these names.
        let old = matches!(crv, "P-256K" | "K-256");
        if old {
            let name = crv.to_owned();
            self.mended.borrow_mut().push(Mended::OldCurve { name });
        }
        let curve = Curve::named(if old { "secp256k1" } else { crv })
            .ok_or_else(|| KeyProblem::UnsupportedCurve { name: shown(crv) })?;
        let x = self.number("x", Some(curve.size))?;
        let y = self.number("y", Some(curve.size))?;
        let ec = Ec::of_coordinates(curve, &x, &y)?;
        Ok(Material::Ec(match self.jwk.get("d") {
            Some(_) => ec.with_private(self.sized("d", curve.size)?)?,
            None => ec,
        }))
    }

    fn okp(&self) -> Result<Material, KeyProblem> {
        let crv = self.needed_text("crv")?;
        if crv == "X25519" {
            return self.x25519();
        }
        if crv != "Ed25519" {
            return Err(KeyProblem::UnsupportedCurve { name: shown(crv) });
        }
        let x = self.sized("x", ED25519_LEN)?;
        Ok(Material::Ed25519(match self.jwk.get("d") {
            Some(_) => {
                let pair = Ed25519::private(self.sized("d", ED25519_LEN)?)?;
                if pair.x != *x {
                    return Err(KeyProblem::Mismatch {
                        key: "OKP Ed25519".into(),
                    });
                }
                pair
            }
            None => Ed25519 {
                x: x.to_vec(),
                d: None,
            },
        }))
    }

    fn x25519(&self) -> Result<Material, KeyProblem> {
        let x = self.sized("x", X25519_LEN)?;
        if self.jwk.get("d").is_none() {
            return Ok(Material::X25519(X25519::public(&x)?));
        }
        let pair = X25519::private(self.sized("d", X25519_LEN)?)?;
        if pair.x != *x {
            return Err(KeyProblem::Mismatch {
                key: "OKP X25519".into(),
            });
        }
        Ok(Material::X25519(pair))
    }

    fn akp(&self, alg: Option<&str>) -> Result<Material, KeyProblem> {
        let alg = alg.ok_or_else(|| self.missing("alg"))?;
        let set = MlDsaSet::named(alg).ok_or_else(|| KeyProblem::UnknownAkp { alg: shown(alg) })?;
        let public = self.sized("pub", set.public_len)?;
        Ok(Material::MlDsa(match self.jwk.get("priv") {
            Some(_) => {
                let pair = MlDsa::of_seed(set, self.sized("priv", ML_DSA_SEED_LEN)?)?;
                if pair.public != *public {
                    return Err(KeyProblem::Mismatch {
                        key: format!("AKP {}", set.name),
                    });
                }
                pair
            }
            None => MlDsa::public(set, public.to_vec())?,
        }))
    }

    fn missing(&self, name: &'static str) -> KeyProblem {
        KeyProblem::MemberMissing {
            name,
            kty: shown(self.kty),
        }
    }

    fn needed_text(&self, name: &'static str) -> Result<&str, KeyProblem> {
        text(self.jwk, name)?.ok_or_else(|| self.missing(name))
    }

    fn octets(&self, name: &'static str) -> Result<Option<Hidden>, KeyProblem> {
        let Some(text) = text(self.jwk, name)? else {
            return Ok(None);
        };
        BASE64URL
            .decode(text.as_bytes())
            .map(|octets| Some(Zeroizing::new(octets)))
            .map_err(|fault| KeyProblem::MemberBase64 { name, fault })
    }

    fn needed(&self, name: &'static str) -> Result<Hidden, KeyProblem> {
        self.octets(name)?.ok_or_else(|| self.missing(name))
    }

    /// A public number, of a fixed length or without leading zeros (RFC 7518 §2, §6.2.1.2). What has one meaning is
    /// read all the same.
    fn number(&self, name: &'static str, size: Option<usize>) -> Result<Hidden, KeyProblem> {
        /// So many zeros may be missing by chance.
        const SHORT: usize = 4;
        let mend = |what| self.mended.borrow_mut().push(what);
        let mut number = match self.needed(name) {
            Err(problem @ KeyProblem::MemberBase64 { .. }) => {
                let text = self.needed_text(name)?.trim_end_matches('=');
                let plain = text.replace('+', "-").replace('/', "_");
                let Ok(number) = BASE64URL.decode(plain.as_bytes()) else {
                    return Err(problem);
                };
                mend(Mended::Base64 { name });
                Zeroizing::new(number)
            }
            read => read?,
        };
        let longest = size.unwrap_or(1).max(1);
        let zeros = number.iter().take_while(|byte| **byte == 0).count();
        let surplus = number.len().saturating_sub(longest).min(zeros);
        if surplus > 0 {
            number.drain(..surplus);
            mend(Mended::LeadingZero { name });
        }
        let Some(expected) = size else {
            return Ok(number);
        };
        match expected.checked_sub(number.len()) {
            Some(0) => {}
            Some(missing @ 1..=SHORT) => {
                number.splice(..0, vec![0; missing]);
                mend(Mended::Short { name });
            }
            _ => {
                return Err(KeyProblem::MemberLength {
                    name,
                    expected,
                    found: number.len(),
                });
            }
        }
        Ok(number)
    }

    fn sized(&self, name: &'static str, expected: usize) -> Result<Hidden, KeyProblem> {
        let octets = self.needed(name)?;
        if octets.len() == expected {
            Ok(octets)
        } else {
            Err(KeyProblem::MemberLength {
                name,
                expected,
                found: octets.len(),
            })
        }
    }
}

/// A member of the JWK that the key's own parts make up.
struct Member {
    name: &'static str,
    secret: bool,
    value: Zeroizing<String>,
}

fn member(name: &'static str, secret: bool, octets: &[u8]) -> Member {
    Member {
        name,
        secret,
        value: Zeroizing::new(BASE64URL.encode(octets)),
    }
}

fn name_member(name: &'static str, value: &str) -> Member {
    Member {
        name,
        secret: false,
        value: Zeroizing::new(value.to_owned()),
    }
}

/// Every member that the key's parts make up, `kty` first.
fn members(material: &Material) -> Vec<Member> {
    let mut all = Vec::new();
    match material {
        Material::Secret(secret) => {
            all.push(name_member("kty", "oct"));
            all.push(member("k", true, secret));
        }
        Material::Rsa(rsa) => {
            all.push(name_member("kty", "RSA"));
            all.push(member("n", false, &rsa.n));
            all.push(member("e", false, &rsa.e));
            if let Some(private) = &rsa.private {
                let numbers = [
                    ("d", &private.d),
                    ("p", &private.p),
                    ("q", &private.q),
                    ("dp", &private.dp),
                    ("dq", &private.dq),
                    ("qi", &private.qi),
                ];
                all.extend(numbers.map(|(name, number)| member(name, true, number)));
            }
        }
        Material::Ec(ec) => {
            all.push(name_member("kty", "EC"));
            all.push(name_member("crv", ec.curve.name));
            all.push(member("x", false, ec.x()));
            all.push(member("y", false, ec.y()));
            all.extend(ec.d.as_ref().map(|d| member("d", true, d)));
        }
        Material::Ed25519(Ed25519 { x, d }) | Material::X25519(X25519 { x, d }) => {
            let signs = matches!(material, Material::Ed25519(_));
            all.push(name_member("kty", "OKP"));
            all.push(name_member("crv", if signs { "Ed25519" } else { "X25519" }));
            all.push(member("x", false, x));
            all.extend(d.as_ref().map(|d| member("d", true, d)));
        }
        Material::MlDsa(ml_dsa) => {
            all.push(name_member("kty", "AKP"));
            all.push(name_member("alg", ml_dsa.set.name));
            all.push(member("pub", false, &ml_dsa.public));
            if let Some(MlDsaPrivate::Seed(seed)) = &ml_dsa.private {
                all.push(member("priv", true, seed));
            }
        }
    }
    all
}

/// The members that a thumbprint is made of, in lexicographic order (RFC 7638 §3.2, RFC 8037 §2, RFC 9964 §6).
pub(super) fn required(material: &Material) -> Object {
    let mut all = members(material);
    all.retain(|member| !member.secret || member.name == "k");
    all.sort_by_key(|member| member.name);
    all.iter()
        .map(|member| (member.name, member.value.as_str()))
        .collect()
}

/// What a key that came as id-RSASSA-PSS is bound to: only with `alg` can a JWK say that it is not for PKCS#1 v1.5.
fn of_pss(key: &Key) -> Option<&'static str> {
    match &key.material {
        Material::Rsa(rsa) if rsa.pss.is_some() => key.algorithms().next().map(Algorithm::name),
        _ => None,
    }
}

/// The operations of RFC 7517 §4.3.
const OPERATIONS: [&str; 8] = [
    "sign",
    "verify",
    "encrypt",
    "decrypt",
    "wrapKey",
    "unwrapKey",
    "deriveKey",
    "deriveBits",
];

/// What the public half may do: where the private key signs, it verifies. No operation is in the array twice.
fn public_operations(operations: &Json) -> Json {
    let operations = operations.as_array().unwrap_or_default();
    let verifies = operations.iter().any(|one| one.as_str() == Some("verify"));
    let public = operations.iter().filter_map(|one| match one.as_str() {
        Some("sign") => (!verifies).then(|| Json::from("verify")),
        Some(name) => OPERATIONS.contains(&name).then(|| one.clone()),
        None => None,
    });
    Json::Array(public.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::material::Pss;

    const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}"#;

    fn code(jwk: &Object) -> &'static str {
        Key::from_jwk(jwk).map_or_else(|problem| problem.code(), |_| "ok")
    }

    fn changed(jwk: &str, name: &str, value: &str) -> Object {
        let mut jwk = Object::parse(jwk.as_bytes()).unwrap();
        jwk.set(name, Json::parse(value.as_bytes()).unwrap());
        jwk
    }

    /// The public members that registries name come out in their order, of a private key and of its public half.
    #[test]
    fn what_is_not_known_to_be_public_is_not_published() {
        let known = r#""kid":"1","use":"sig","x5u":"u","x5c":["c"],"x5t":"t","x5t#S256":"s","ext":true,"iat":1,"nbf":1,"exp":2,"revoked":{}"#;
        let hidden = r#""seed":"s","private":"s","secret":"s","D":"s","K":{"d":"s"},"x-d":"s""#;
        let start = EC.strip_suffix('}').unwrap();
        let private = Object::parse(format!("{start},{known},{hidden}}}").as_bytes()).unwrap();
        let mut public = private.clone();
        public.remove("d");
        for jwk in [private, public] {
            let key = Key::from_jwk(&jwk).unwrap();
            assert_eq!(Json::Object(key.to_jwk(true).unwrap()), Json::Object(jwk));
            let published = Json::Object(key.to_jwk(false).unwrap()).to_compact();
            assert!(published.ends_with(&format!(",{known}}}")), "{published}");
            assert_eq!(key.unknown_members().count(), 6);
        }
        for (name, value) in [
            ("x5u", r#"{"d":"s"}"#),
            ("x5t", "[1]"),
            ("x5c", r#"["c",{"d":"s"}]"#),
            ("ext", r#""s""#),
            ("exp", r#""s""#),
            ("revoked", r#"{"d":"s"}"#),
        ] {
            let key = Key::from_jwk(&changed(EC, name, value)).unwrap();
            assert_eq!(key.to_jwk(false).unwrap().get(name), None, "{name}");
            assert!(key.unknown_members().eq([name]));
        }
        let key = Key::from_jwk(&changed(EC, "key_ops", r#"["sign","s3cret"]"#)).unwrap();
        let operations = key.to_jwk(false).unwrap().get("key_ops").cloned();
        assert_eq!(operations, Some(Json::from(vec!["verify"])));
    }

    #[test]
    fn an_ec_key_is_a_point_in_full_length() {
        for (name, value, expected) in [
            ("crv", r#""P-256""#, "ok"),
            ("crv", r#""P-384""#, "jwk_member_length"),
            ("crv", r#""secp256k1""#, "point_not_on_curve"),
            ("crv", r#""p-256""#, "curve_unsupported"),
            ("crv", "7", "jwk_member_type"),
            (
                "x",
                r#""MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D8""#,
                "point_not_on_curve",
            ),
            (
                "x",
                r#""MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4=""#,
                "ok",
            ),
            (
                "x",
                r#""MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D5""#,
                "jwk_member_not_base64url",
            ),
            (
                "x",
                r#""oEJM0hwpRIOKLXXJKzfnbqINnwCJOjtO7oo8Cq_sPg""#,
                "point_not_on_curve",
            ),
            (
                "x",
                r#""oEJM0hwpRIOKLXXJKzfnbqINnwCJOjtO7oo8""#,
                "jwk_member_length",
            ),
            (
                "y",
                r#""AOBLZekkVtmIi1Kzeb371R7oae8fD8ZbZllpW2zOCBcj""#,
                "ok",
            ),
            ("y", "null", "jwk_member_type"),
            (
                "d",
                r#""870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAI""#,
                "key_parts_mismatch",
            ),
            (
                "d",
                r#""AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA""#,
                "key_parts_mismatch",
            ),
            (
                "d",
                r#""_________________________________________" "#,
                "jwk_member_not_base64url",
            ),
            ("d", r#""AQ""#, "jwk_member_length"),
            ("kid", "1", "jwk_member_type"),
            ("alg", "[]", "jwk_member_type"),
            ("use", "true", "jwk_member_type"),
            ("key_ops", r#""sign""#, "jwk_member_type"),
            ("key_ops", "[1]", "jwk_member_type"),
            ("key_ops", r#"["sign","sign"]"#, "jwk_repeated_operation"),
            ("kty", r#""ec""#, "kty_unknown"),
            ("kty", "{}", "jwk_member_type"),
        ] {
            assert_eq!(code(&changed(EC, name, value)), expected, "{name} {value}");
        }
        for name in ["kty", "crv", "x", "y"] {
            let mut jwk = Object::parse(EC.as_bytes()).unwrap();
            jwk.remove(name);
            assert_eq!(code(&jwk), "jwk_member_missing", "{name}");
        }
        let twice = EC.replace(r#""crv""#, r#""crv":"P-384","crv""#);
        assert_eq!(
            code(&Object::parse(twice.as_bytes()).unwrap()),
            "jwk_duplicate_member"
        );
        let deep = EC.replace(r#""crv""#, r#""a":[{"b":1,"b":2}],"crv""#);
        assert_eq!(
            code(&Object::parse(deep.as_bytes()).unwrap()),
            "jwk_duplicate_member"
        );
    }

    #[test]
    fn an_rsa_key_is_whole_and_sane() {
        let key = Key::generate(Algorithm::named("RS256").unwrap()).unwrap();
        let text = Json::Object(key.to_jwk(true).unwrap()).to_compact();
        for (name, value, expected) in [
            ("e", r#""AQAB""#, "ok"),
            // RFC 7518 §2: Base64urlUInt has no leading zeros; some libraries write one all the same.
            ("e", r#""AAEAAQ""#, "ok"),
            ("e", r#""AQ""#, "rsa_exponent"),
            ("e", r#""Ag""#, "rsa_exponent"),
            ("e", r#""AQAA""#, "rsa_exponent"),
            ("e", r#""AA""#, "rsa_exponent"),
            ("e", r#""""#, "rsa_exponent"),
            ("e", r#""AgAAAAE""#, "rsa_exponent"),
            ("e", r#""Aw""#, "key_parts_mismatch"),
            ("n", r#""""#, "rsa_invalid"),
            ("n", r#""Ag""#, "rsa_invalid"),
            ("d", r#""AQAB""#, "key_parts_mismatch"),
            ("qi", r#""""#, "key_parts_mismatch"),
            ("oth", "[]", "rsa_multi_prime"),
        ] {
            assert_eq!(
                code(&changed(&text, name, value)),
                expected,
                "{name} {value}"
            );
        }
        let mut jwk = Object::parse(text.as_bytes()).unwrap();
        jwk.remove("qi");
        assert_eq!(code(&jwk), "jwk_member_missing");
        for name in ["p", "q", "dp", "dq"] {
            jwk.remove(name);
        }
        assert_eq!(code(&jwk), "rsa_primes_missing");
        jwk.remove("d");
        assert_eq!(code(&jwk), "ok");
        // Understood, and then refused for its size.
        let tiny = Object::parse(br#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#).unwrap();
        let tiny = Key::from_jwk(&tiny).unwrap();
        let refusal = tiny
            .verifier(Algorithm::named("PS256").unwrap())
            .unwrap_err();
        assert_eq!(refusal.code(), "key_unusable");
        assert_eq!(tiny.describe(), "RSA 17");
        let huge = BASE64URL.encode(&[0xff; 2048]);
        let huge = changed(r#"{"kty":"RSA","e":"AQAB"}"#, "n", &format!("\"{huge}\""));
        let refusal = Key::from_jwk(&huge)
            .unwrap()
            .verifier(Algorithm::named("RS256").unwrap());
        assert_eq!(refusal.unwrap_err().code(), "key_unusable");
    }

    #[test]
    fn other_types_are_checked_too() {
        for (text, expected) in [
            (r#"{"kty":"oct","k":""}"#, "ok"),
            (r#"{"kty":"oct","k":"a b"}"#, "jwk_member_not_base64url"),
            (r#"{"kty":"oct","k":"AQ"}"#, "ok"),
            (r#"{"kty":"oct"}"#, "jwk_member_missing"),
            (
                r#"{"kty":"OKP","crv":"Ed448","x":"AQ"}"#,
                "curve_unsupported",
            ),
            (
                r#"{"kty":"OKP","crv":"Ed25519","x":"AQ"}"#,
                "jwk_member_length",
            ),
            (
                r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2B"}"#,
                "jwk_member_not_base64url",
            ),
            (
                r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2Q"}"#,
                "key_parts_mismatch",
            ),
            (r#"{"kty":"AKP","pub":"AQ"}"#, "jwk_member_missing"),
            (
                r#"{"kty":"AKP","alg":"ML-DSA-44","pub":"AQ"}"#,
                "jwk_member_length",
            ),
            (
                r#"{"kty":"AKP","alg":"SLH-DSA-SHA2-128s","pub":"AQ"}"#,
                "akp_unknown",
            ),
            (r#"{"kty":"AKP","alg":"ES256","pub":"AQ"}"#, "akp_unknown"),
        ] {
            assert_eq!(
                code(&Object::parse(text.as_bytes()).unwrap()),
                expected,
                "{text}"
            );
        }
        let key = Key::generate(Algorithm::named("ML-DSA-44").unwrap()).unwrap();
        let text = Json::Object(key.to_jwk(true).unwrap()).to_compact();
        let zeros = format!("\"{}\"", BASE64URL.encode(&[0; 32]));
        assert_eq!(code(&changed(&text, "priv", &zeros)), "key_parts_mismatch");
        assert_eq!(
            code(&changed(&text, "priv", r#""AQ""#)),
            "jwk_member_length"
        );
        assert_eq!(
            code(&changed(&text, "alg", r#""ML-DSA-65""#)),
            "jwk_member_length"
        );
    }

    #[test]
    fn a_pss_key_says_so_with_alg() {
        for (only, expected) in [(None, "PS256"), (Some("PS512"), "PS512")] {
            let mut key = Key::generate(Algorithm::named("RS256").unwrap()).unwrap();
            key.set_alg(None);
            assert_eq!(key.to_jwk(false).unwrap().str("alg"), None);
            let Material::Rsa(rsa) = &mut key.material else {
                panic!("RSA")
            };
            rsa.pss = Some(Pss {
                parameters: None,
                only: only.and_then(Algorithm::named),
            });
            let again = Key::from_jwk(&key.to_jwk(true).unwrap()).unwrap();
            assert_eq!(again.alg(), Some(expected));
            assert!(again.verifier(Algorithm::named("RS256").unwrap()).is_err());
        }
    }
}
