//! A key as JSON Web Key (RFC 7517, RFC 7518 §6, RFC 8037 §2, RFC 8812 §3, RFC 9964 §3).

use zeroize::Zeroizing;

use super::algorithm::{Curve, MlDsaSet};
use super::base64;
use super::key::Key;
use super::material::{
    ED25519_LEN, Ec, Ed25519, Hidden, ML_DSA_SEED_LEN, Material, MlDsa, MlDsaPrivate, Rsa,
    RsaPrivate,
};
use crate::json::{Json, Object};
use crate::text::key::{JsonType, KeyProblem, shown};

/// Members that hold secret octets in one type of key or another; the public form has none of them, whatever
/// the type of the key.
const SECRET_MEMBERS: [&str; 9] = ["k", "d", "p", "q", "dp", "dq", "qi", "oth", "priv"];

pub(super) fn read(jwk: &Object) -> Result<Key, KeyProblem> {
    if let Some(pointer) = jwk.duplicate() {
        return Err(KeyProblem::DuplicateMember {
            pointer: shown(&pointer),
        });
    }
    let reader = Reader {
        jwk,
        kty: text(jwk, "kty")?.ok_or(KeyProblem::MemberMissing {
            name: "kty",
            kty: String::new(),
        })?,
    };
    let alg = text(jwk, "alg")?;
    let material = match reader.kty {
        "oct" => reader.secret()?,
        "RSA" => reader.rsa()?,
        "EC" => reader.ec()?,
        "OKP" => reader.okp()?,
        "AKP" => reader.akp(alg)?,
        kty => return Err(KeyProblem::UnknownKty { kty: shown(kty) }),
    };
    Ok(Key {
        kid: text(jwk, "kid")?.map(Into::into),
        // The name of the parameter set is part of an AKP key itself.
        alg: alg
            .filter(|_| !matches!(material, Material::MlDsa(_)))
            .map(Into::into),
        usage: text(jwk, "use")?.map(Into::into),
        operations: operations(jwk)?,
        members: template(jwk, &material),
        material,
        original: None,
    })
}

/// The members as they were read, with `null` where the key itself knows the value: secrets are not kept twice.
fn template(jwk: &Object, material: &Material) -> Object {
    let own = members(material);
    jwk.iter()
        .map(|(name, value)| {
            let known =
                name == "kid" || name == "alg" || own.iter().any(|member| member.name == name);
            (name, if known { Json::Null } else { value.clone() })
        })
        .collect()
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
    let mut found = Vec::new();
    for item in value.as_array().ok_or_else(wrong)? {
        let operation = item.as_str().ok_or_else(wrong)?.to_owned();
        // RFC 7517 §4.3: "Duplicate key operation values MUST NOT be present in the array."
        if found.contains(&operation) {
            return Err(KeyProblem::RepeatedOperation {
                operation: shown(&operation),
            });
        }
        found.push(operation);
    }
    Ok(Some(found))
}

struct Reader<'a> {
    jwk: &'a Object,
    kty: &'a str,
}

impl Reader<'_> {
    fn secret(&self) -> Result<Material, KeyProblem> {
        let secret = self.needed("k")?;
        if secret.is_empty() {
            return Err(KeyProblem::EmptySecret);
        }
        Ok(Material::Secret(secret))
    }

    fn rsa(&self) -> Result<Material, KeyProblem> {
        let rsa = Rsa::public(&self.needed("n")?, &self.needed("e")?)?;
        if self.jwk.get("oth").is_some() {
            return Err(KeyProblem::RsaMultiPrime);
        }
        let Some(d) = self.octets("d")? else {
            return Ok(Material::Rsa(Box::new(rsa)));
        };
        // RFC 7518 §6.3.2: with one of these members, all of them must be there; with none, the primes would
        // have to be computed from n, e and d.
        let crt = ["p", "q", "dp", "dq", "qi"];
        if crt.iter().all(|name| self.jwk.get(name).is_none()) {
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
        let curve =
            Curve::named(crv).ok_or_else(|| KeyProblem::UnsupportedCurve { name: shown(crv) })?;
        let x = self.sized("x", curve.size)?;
        let y = self.sized("y", curve.size)?;
        let ec = Ec::of_coordinates(curve, &x, &y)?;
        Ok(Material::Ec(match self.jwk.get("d") {
            Some(_) => ec.with_private(self.sized("d", curve.size)?)?,
            None => ec,
        }))
    }

    fn okp(&self) -> Result<Material, KeyProblem> {
        let crv = self.needed_text("crv")?;
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
        base64::decode_url(text.as_bytes())
            .map(|octets| Some(Zeroizing::new(octets)))
            .map_err(|fault| KeyProblem::MemberBase64 { name, fault })
    }

    fn needed(&self, name: &'static str) -> Result<Hidden, KeyProblem> {
        self.octets(name)?.ok_or_else(|| self.missing(name))
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
        value: Zeroizing::new(base64::encode_url(octets)),
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
        Material::Ed25519(ed) => {
            all.push(name_member("kty", "OKP"));
            all.push(name_member("crv", "Ed25519"));
            all.push(member("x", false, &ed.x));
            all.extend(ed.d.as_ref().map(|d| member("d", true, d)));
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

/// The key as JWK: what was read in its order, what is new behind it.
pub(super) fn write(key: &Key, private: bool) -> Option<Object> {
    let seed_unknown = matches!(
        &key.material,
        Material::MlDsa(MlDsa {
            private: Some(MlDsaPrivate::Expanded(_)),
            ..
        })
    );
    if matches!(key.material, Material::Secret(_)) && !private || seed_unknown && private {
        return None;
    }
    let mut own = members(&key.material);
    own.retain(|member| private || !member.secret);
    let own_value = |name: &str| {
        own.iter()
            .find(|member| member.name == name)
            .map(|member| Json::String(member.value.to_string()))
    };
    let value_of = |name: &str| match name {
        "kid" => key.kid.as_deref().map(Json::from),
        "alg" => key.alg().map(Json::from),
        _ => own_value(name),
    };

    let mut jwk: Vec<(String, Json)> = Vec::new();
    for (name, value) in key.members.iter() {
        let value = match (name, value) {
            (_, Json::Null) => match value_of(name) {
                Some(value) => value,
                // A `null` that was read stays, a member that was taken away goes.
                None if name == "kid" || name == "alg" || SECRET_MEMBERS.contains(&name) => {
                    continue;
                }
                None => Json::Null,
            },
            _ if !private && SECRET_MEMBERS.contains(&name) => continue,
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

/// What the public half may do: where the private key signs, it verifies.
fn public_operations(operations: &Json) -> Json {
    let mut public: Vec<Json> = Vec::new();
    for operation in operations.as_array().unwrap_or_default() {
        let operation = match operation.as_str() {
            Some("sign") => Json::from("verify"),
            _ => operation.clone(),
        };
        if !public.contains(&operation) {
            public.push(operation);
        }
    }
    Json::Array(public)
}
