//! A JSON text with the places of its values.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::{Error, Index, Json, Object, ToJson, Walk, Writer};

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
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the value is an object. Of any other value there are no members.
    pub fn is_object(&self) -> bool {
        self.index.is_object()
    }

    /// The value of a member; of one that occurs twice the last (RFC 7519 §4).
    pub fn value(&self, name: &str) -> Option<Value<'_>> {
        let at = self.index.find(&self.text, name)?;
        Some(Value { of: self, at })
    }

    /// The value of a member as it is written.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.value(name)?.raw()
    }

    /// The text of a member that is a string.
    pub fn str(&self, name: &str) -> Option<Cow<'_, str>> {
        self.value(name)?.str()
    }

    /// The members, and where name and value of each stand in the text.
    pub fn members(&self) -> impl Iterator<Item = (Cow<'_, str>, Range<usize>)> {
        self.index.members(&self.text)
    }

    /// Whether any object in the text, at any depth, holds one name twice.
    pub fn repeated(&self) -> bool {
        self.index.repeated()
    }

    /// The pointer (RFC 6901) of the first member that occurs twice, at any depth.
    pub fn duplicate(&self) -> Option<String> {
        if self.repeated() {
            self.tree().duplicate()
        } else {
            None
        }
    }

    /// The whole value.
    pub fn tree(&self) -> &Json {
        self.tree.get_or_init(|| self.index.tree(0, &self.text))
    }

    /// Visits every value below the outermost with its pointer (RFC 6901) and, where it is a member, its name.
    pub(crate) fn walk<'i>(&'i self, mut visit: impl FnMut(&str, Option<&str>, Value<'i>) -> Walk) {
        let mut visit =
            |pointer: &str, name: Option<&str>, at| visit(pointer, name, Value { of: self, at });
        self.index
            .walk(0, &self.text, &mut String::new(), &mut visit);
    }

    /// The whole value, if it is an object.
    pub fn object(&self) -> Option<&Object> {
        self.tree().as_object()
    }
}

/// A value in a text that was read.
#[derive(Clone, Copy, Debug)]
pub struct Value<'i> {
    of: &'i Indexed,
    at: usize,
}

impl<'i> Value<'i> {
    /// The value as it is written.
    pub fn raw(self) -> Option<&'i str> {
        self.of.index.raw(self.at, &self.of.text)
    }

    /// Whether it is a number.
    pub fn is_number(self) -> bool {
        self.of.index.is_number(self.at)
    }

    /// The text of a string.
    pub fn str(self) -> Option<Cow<'i, str>> {
        self.of.index.str(self.at, &self.of.text)
    }

    /// The texts of a string, or of an array of nothing but strings.
    pub fn strings(self) -> Option<impl ExactSizeIterator<Item = Cow<'i, str>> + Clone> {
        self.of.index.strings(self.at, &self.of.text)
    }

    /// The tree of the value.
    pub fn tree(self) -> Json {
        self.of.index.tree(self.at, &self.of.text)
    }
}

impl ToJson for Indexed {
    fn write(&self, out: &mut Writer<'_>) {
        self.index.write(0, &self.text, out);
    }
}

impl ToJson for Value<'_> {
    fn write(&self, out: &mut Writer<'_>) {
        self.of.index.write(self.at, &self.of.text, out);
    }
}
