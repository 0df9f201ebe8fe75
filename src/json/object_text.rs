//! An object as it is written.

use std::borrow::Cow;

use super::{Error, Index, Json, duplicate, text, utf8};

/// An object as its text, with the places of its members: besides the text it takes 20 bytes a member, where a tree of
/// hostile text takes twenty times the text. [`Members`](crate::token::compact::Members) is the same over borrowed memory,
/// for a reader that goes from token to token.
///
/// Two are equal when they are written the same.
#[derive(Clone, Debug)]
pub struct ObjectText {
    text: String,
    index: Index,
}

impl ObjectText {
    /// Reads an object; white space may stand around it.
    ///
    /// # Errors
    /// Whatever [`Object::parse`](super::Object::parse) refuses.
    pub fn parse(text: String) -> Result<Self, Error> {
        let mut index = Index::default();
        index.read(&text)?;
        Ok(Self { text, index })
    }

    /// As [`ObjectText::parse`].
    ///
    /// # Errors
    /// Whatever [`Object::parse`](super::Object::parse) refuses.
    pub fn parse_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(utf8(bytes)?.to_owned())
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value of a member as it is written; of one that occurs twice the last (RFC 7519 §4).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.index.get(&self.text, name)
    }

    /// The text of a member that is a string.
    #[must_use]
    pub fn str(&self, name: &str) -> Option<Cow<'_, str>> {
        text(self.get(name)?)
    }

    /// The tree of the value of a member.
    #[must_use]
    pub fn tree_of(&self, name: &str) -> Option<Json> {
        // It was accepted before.
        Json::parse(self.get(name)?.as_bytes()).ok()
    }

    /// The pointer (RFC 6901) of the first member that occurs twice, at any depth.
    #[must_use]
    pub fn duplicate(&self) -> Option<String> {
        if self.index.repeated() {
            duplicate(&self.text)
        } else {
            None
        }
    }
}

impl PartialEq for ObjectText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for ObjectText {}
