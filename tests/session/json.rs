//! JSON as another reader than tokenry's own sees it.

use serde_json::{Map, Value};

pub(crate) type Json = Value;
pub(crate) type Object = Map<String, Value>;

/// What the tests do with a value and with an object.
pub(crate) trait Parse: Sized {
    fn parse(text: &[u8]) -> serde_json::Result<Self>;
}

impl<T: serde::de::DeserializeOwned> Parse for T {
    fn parse(text: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(text)
    }
}

pub(crate) trait Members {
    fn of<const COUNT: usize>(members: [(&str, Value); COUNT]) -> Self;
    fn str(&self, name: &str) -> Option<&str>;
    fn set(&mut self, name: &str, value: impl Into<Value>);
}

impl Members for Object {
    fn of<const COUNT: usize>(members: [(&str, Value); COUNT]) -> Self {
        let members = members.into_iter();
        members
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn str(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.insert(name.to_owned(), value.into());
    }
}
