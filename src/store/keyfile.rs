//! `keys.json`: a JWK Set (RFC 7517 §5), as an object whose keys are put in and taken out.
//!
//! What a key means is the business of [`crate::keys`]; here it is an object. Members that are not known, and the
//! order of all of them, survive every rewrite.

use std::path::Path;

use zeroize::{Zeroize, Zeroizing};

use super::home::Place;
use super::replace;
use super::shape::{self, Fault, below};
use crate::json::{self, Json, Object};
use crate::store::messages::{Damage, Expected, StoreProblem};

/// The largest key file that is read, in bytes.
const MAX_KEY_FILE: usize = 16 * 1024 * 1024;

/// The content of a key file. It holds secrets, wipes them on drop and prints none.
#[derive(PartialEq, Eq)]
pub struct KeyFile {
    set: Zeroizing<Object>,
    changed: bool,
    /// The size of the text that it was read from.
    size: usize,
}

impl std::fmt::Debug for KeyFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("KeyFile")
            .field("keys", &self.keys().len())
            .finish_non_exhaustive()
    }
}

impl Default for KeyFile {
    fn default() -> Self {
        Self {
            set: Zeroizing::new(Object::from([("keys", Json::Array(Vec::new()))])),
            changed: false,
            size: 0,
        }
    }
}

impl KeyFile {
    /// The JWK Set, for `KeySet::from_jwks`.
    pub fn set(&self) -> &Object {
        &self.set
    }

    /// The keys in order; each is an object.
    pub fn keys(&self) -> &[Json] {
        self.set
            .get("keys")
            .and_then(Json::as_array)
            .unwrap_or_default()
    }

    /// Puts a key first, where the one stands that signs.
    pub fn prepend(&mut self, key: Object) {
        if let Some(keys) = self.keys_mut() {
            keys.insert(0, Json::Object(key));
        }
    }

    /// Puts a key at the end.
    pub fn append(&mut self, key: Object) {
        if let Some(keys) = self.keys_mut() {
            keys.push(Json::Object(key));
        }
    }

    /// Takes out the key that stands at `index`, counted from 0.
    pub fn remove(&mut self, index: usize) {
        if let Some(keys) = self.keys_mut()
            && index < keys.len()
        {
            keys.remove(index).zeroize();
        }
    }

    /// The array of keys, to be changed; `parse` and `default` see to it that there is one.
    fn keys_mut(&mut self) -> Option<&mut Vec<Json>> {
        self.changed = true;
        match self.set.get_mut("keys") {
            Some(Json::Array(keys)) => Some(keys),
            _ => None,
        }
    }

    fn parse(path: &Path, bytes: &[u8]) -> Result<Self, StoreProblem> {
        Self::checked(bytes).map_err(|fault| fault.of(path, bytes))
    }

    fn checked(bytes: &[u8]) -> Result<Self, Fault> {
        let (text, set) = shape::object(bytes)?;
        let set = Zeroizing::new(set);
        // What is in a key is the key's own affair.
        if let Some(name) = set.repeated() {
            let pointer = below("", name);
            return Err(Fault {
                at: json::locate(text, &pointer),
                damage: Damage::Repeated { pointer },
            });
        }
        match set.get("keys") {
            None => return Err(Fault::missing(text, "", "keys")),
            Some(Json::Array(keys)) => {
                if let Some(index) = keys.iter().position(|key| key.as_object().is_none()) {
                    let pointer = format!("/keys/{index}");
                    return Err(Fault::wrong_type(text, pointer, Expected::Object));
                }
            }
            Some(_) => return Err(Fault::wrong_type(text, "/keys".into(), Expected::Array)),
        }
        Ok(Self {
            set,
            changed: false,
            size: bytes.len(),
        })
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut text = self.set.to_secret_text(room(self.size));
        std::mem::take(&mut *text).into_bytes()
    }
}

/// The room for the text of a file after a change: as much as it had, with the white space that another program may
/// have left out, and a new key.
fn room(size: usize) -> usize {
    size + size / 2 + 16 * 1024
}

/// Reads the key file; `None` when there is none.
///
/// # Errors
/// When it can't be read or is no JWK Set.
pub fn read(place: &Place) -> Result<Option<KeyFile>, StoreProblem> {
    replace::read(place, MAX_KEY_FILE)?
        .map(|bytes| KeyFile::parse(place.path(), &bytes))
        .transpose()
}

/// Changes the key file under its lock; one that is missing is taken for an empty set.
///
/// # Errors
/// What `change` returns; when the file can't be read or written or is no JWK Set. It is then as it was.
pub fn update<T, E: From<StoreProblem>>(
    place: &Place,
    mut change: impl FnMut(&mut KeyFile) -> Result<T, E>,
) -> Result<T, E> {
    replace::update(place, MAX_KEY_FILE, |current| {
        let mut file = match current {
            Some(bytes) => KeyFile::parse(place.path(), bytes)?,
            None => KeyFile::default(),
        };
        let answer = change(&mut file)?;
        Ok((file.changed.then(|| file.to_bytes()), answer))
    })
}

/// Reads the key file, or makes it with the one key that `make` returns. Of several processes that find none, one
/// makes it and the others read it. The answer says whether it was made now.
///
/// # Errors
/// What `make` returns; when the file can't be read or written or is no JWK Set.
pub fn read_or_make<E: From<StoreProblem>>(
    place: &Place,
    mut make: impl FnMut() -> Result<Object, E>,
) -> Result<(KeyFile, bool), E> {
    if let Some(file) = read(place)? {
        return Ok((file, false));
    }
    replace::update(place, MAX_KEY_FILE, |current| {
        if let Some(bytes) = current {
            return Ok((None, (KeyFile::parse(place.path(), bytes)?, false)));
        }
        let mut file = KeyFile::default();
        file.append(make()?);
        Ok((Some(file.to_bytes()), (file, true)))
    })
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::disallowed_methods,
        reason = "the tests look at what is on the disk"
    )]

    use std::fs;

    use super::*;
    use crate::text::Say;

    type Outcome = Result<(), StoreProblem>;

    fn key(kid: &str) -> Object {
        Object::from([("kty", "oct"), ("kid", kid)])
    }

    fn place() -> (tempfile::TempDir, Place) {
        let directory = tempfile::tempdir().unwrap();
        let place = Place::at(directory.path().join("keys.json"));
        (directory, place)
    }

    #[test]
    fn one_of_many_makes_the_missing_file() {
        let (_directory, place) = place();
        assert_eq!(read(&place), Ok(None));
        let made = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|index| {
                    let place = &place;
                    scope.spawn(move || {
                        read_or_make(place, || Ok::<_, StoreProblem>(key(&index.to_string())))
                    })
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap().unwrap())
                .filter(|(file, made)| file.keys().len() == 1 && *made)
                .count()
        });
        assert_eq!(made, 1);
    }

    #[test]
    fn keys_are_put_in_and_taken_out_and_the_rest_survives() {
        let (_directory, place) = place();
        fs::write(
            place.path(),
            r#"{"x":1.10,"keys":[{"kid":"a","z":[1E5],"k":"c2VjcmV0"}],"y":null}"#,
        )
        .unwrap();
        update(&place, |file| {
            file.prepend(key("first"));
            file.append(key("last"));
            file.remove(3);
            Ok::<_, StoreProblem>(())
        })
        .unwrap();
        let file = read(&place).unwrap().unwrap();
        assert_eq!(
            Json::Object(file.set().clone()).to_compact(),
            r#"{"x":1.10,"keys":[{"kty":"oct","kid":"first"},{"kid":"a","z":[1E5],"k":"c2VjcmV0"},{"kty":"oct","kid":"last"}],"y":null}"#
        );
        assert!(!format!("{file:?}").contains("c2VjcmV0"));
        update(&place, |file| {
            file.remove(1);
            Ok::<_, StoreProblem>(())
        })
        .unwrap();
        let file = read(&place).unwrap().unwrap();
        assert_eq!(
            Json::Object(file.set().clone()).pointer("/keys/1/kid"),
            Some(&Json::from("last"))
        );
        assert_eq!(read(&place).unwrap().unwrap().keys().len(), 2);
    }

    #[test]
    fn damage_is_refused_with_its_place() {
        for (content, at, words) in [
            ("{\n\"keys\": 1}", "2:9", "/keys must be an array"),
            ("{}", "1:1", "the member keys is missing"),
            ("{\"keys\":[{},7]}", "1:13", "/keys/1 must be an object"),
            ("{\"keys\":[],\"keys\":[]}", "1:19", "/keys occurs twice"),
            (
                "{\"keys\":[],\n\"x/\":1,\"x/\":2}",
                "2:13",
                "/x~1 occurs twice",
            ),
            ("[]", "1:1", "the file must hold an object"),
            ("{\"keys\":[}", "1:10", "not JSON: unexpected character"),
        ] {
            let (_directory, place) = place();
            fs::write(place.path(), content).unwrap();
            let said = format!("{}:{at}: {words}", place.path().display());
            assert_eq!(read(&place).unwrap_err().en(), said);
            let outcome: Outcome = update(&place, |file| {
                file.append(key("a"));
                Ok(())
            });
            assert_eq!(outcome.unwrap_err().en(), said);
            let made = read_or_make(&place, || Ok::<_, StoreProblem>(key("a")));
            assert_eq!(made.unwrap_err().en(), said);
            assert_eq!(fs::read_to_string(place.path()).unwrap(), content);
        }
    }
}
