//! A JSON text with the places of its values.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::{Error, Index, Json, Object};

/// A JSON text that was read. Single members are looked up in the text; the tree is made when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct Indexed {
    text: String,
    index: Index,
    tree: OnceCell<Json>,
}

impl Indexed {
    /// Reads exactly one value; white space may stand around it.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn parse(text: String) -> Result<Self, Error> {
        let mut indexed = Self::default();
        indexed.read(text).map(|()| indexed)
    }

    /// Reads another text in place of the last one. After an error it is there as a text without values.
    pub(crate) fn read(&mut self, text: String) -> Result<(), Error> {
        self.text = text;
        self.tree.take();
        self.index.read(&self.text)
    }

    /// Takes the text out for its memory.
    pub(crate) fn take(&mut self) -> String {
        self.index.clear();
        self.tree.take();
        std::mem::take(&mut self.text)
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the value is an object. Of any other value there are no members.
    #[must_use]
    pub fn is_object(&self) -> bool {
        self.index.is_object()
    }

    /// The value of a member as it is written; of one that occurs twice the last (RFC 7519 §4).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.index.get(&self.text, name)
    }

    /// The text of a member that is a string.
    #[must_use]
    pub fn str(&self, name: &str) -> Option<Cow<'_, str>> {
        self.index.str(&self.text, name)
    }

    /// The texts of a member that is a string, or an array of nothing but strings.
    pub fn strings(
        &self,
        name: &str,
    ) -> Option<impl ExactSizeIterator<Item = Cow<'_, str>> + Clone> {
        self.index.strings(&self.text, name)
    }

    /// The tree of a member.
    #[must_use]
    pub fn tree_of(&self, name: &str) -> Option<Json> {
        self.index.tree_of(&self.text, name)
    }

    /// The members, and where name and value of each stand in the text.
    pub fn members(&self) -> impl Iterator<Item = (Cow<'_, str>, Range<usize>)> {
        self.index.members(&self.text)
    }

    /// Whether any object in the text, at any depth, holds one name twice.
    #[must_use]
    pub fn repeated(&self) -> bool {
        self.index.repeated()
    }

    /// The pointer (RFC 6901) of the first member that occurs twice, at any depth.
    #[must_use]
    pub fn duplicate(&self) -> Option<String> {
        if self.repeated() {
            self.tree().duplicate()
        } else {
            None
        }
    }

    /// The whole value.
    #[must_use]
    pub fn tree(&self) -> &Json {
        self.tree.get_or_init(|| self.index.tree(&self.text))
    }

    /// The whole value, if it is an object.
    #[must_use]
    pub fn object(&self) -> Option<&Object> {
        self.tree().as_object()
    }
}
