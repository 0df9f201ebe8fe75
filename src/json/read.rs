//! Reading a text as a tree, or as the members of one object.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::tokens::{Kind, LOST, Token, Tokens, check, deeper};
use super::{Error, Json, Object, Problem};

/// One value; white space may stand around it.
pub(super) fn value(bytes: &[u8]) -> Result<Json, Error> {
    let mut tokens = Tokens::new(one_value(utf8(bytes)?)?);
    let first = tokens.next().ok_or(LOST)?;
    build(&first, &mut tokens, 0)
}

/// One object.
pub(super) fn object(bytes: &[u8]) -> Result<Object, Error> {
    members_of(&mut object_tokens(utf8(bytes)?)?, 1)
}

/// The tokens behind the brace of the one object that a text is.
pub(super) fn object_tokens(text: &str) -> Result<Tokens<'_>, Error> {
    let mut tokens = Tokens::new(one_value(text)?);
    if tokens
        .next()
        .is_some_and(|first| first.kind == Kind::Object)
    {
        return Ok(tokens);
    }
    check(text, 0)?;
    Err(Error {
        problem: Problem::NotAnObject,
        at: 0,
    })
}

/// The text of bytes that are exactly one value; white space may stand around it.
///
/// # Errors
/// As for [`Json::parse`].
pub(crate) fn accept(bytes: &[u8]) -> Result<&str, Error> {
    let text = one_value(utf8(bytes)?)?;
    check(text, 0)?;
    Ok(text)
}

/// A text that is exactly one value, but for its escapes and its depth.
fn one_value(text: &str) -> Result<&str, Error> {
    serde_json::from_str::<&RawValue>(text).map_err(|error| Error::located(&error, text, 0))?;
    Ok(text)
}

/// Builds the value that begins with a token.
fn build(token: &Token<'_>, tokens: &mut Tokens<'_>, depth: usize) -> Result<Json, Error> {
    Ok(match token.kind {
        Kind::Object => {
            deeper(token.at, depth)?;
            Json::Object(members_of(tokens, depth + 1)?)
        }
        Kind::Array => {
            deeper(token.at, depth)?;
            let mut items = Vec::new();
            while let Some(token) = inside(tokens) {
                let item = build(&token, tokens, depth + 1)?;
                // Of arrays nested in arrays each holds one item, and would keep room for four.
                if items.is_empty() {
                    items.reserve_exact(1);
                }
                items.push(item);
            }
            items.shrink_to_fit();
            Json::Array(items)
        }
        Kind::String => Json::String(token.text()?.into_owned()),
        Kind::Number => Json::Number(token.raw.into()),
        Kind::Word => match token.raw {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ => Json::Null,
        },
        Kind::Name | Kind::Close => return Err(LOST),
    })
}

/// The members of an object behind its brace.
fn members_of(tokens: &mut Tokens<'_>, depth: usize) -> Result<Object, Error> {
    // The outermost object is a claims set; of those deep down each may hold one member.
    let room = if depth == 1 { 8 } else { 1 };
    let mut members = Vec::new();
    while let Some(name) = inside(tokens) {
        let name = name.text()?.into_owned();
        let token = tokens.next().ok_or(LOST)?;
        let value = build(&token, tokens, depth)?;
        if members.is_empty() {
            members.reserve_exact(room);
        }
        members.push((name, value));
    }
    members.shrink_to_fit();
    Ok(Object(members))
}

/// The next token of an array or object, until it is closed.
fn inside<'t>(tokens: &mut Tokens<'t>) -> Option<Token<'t>> {
    tokens.next().filter(|token| token.kind != Kind::Close)
}

/// The members of an object as they stand in the text: names unescaped, values raw.
///
/// This is the cheap way in for a reader that wants a few members and no tree.
///
/// # Errors
/// When the text is not exactly one JSON object. A value may still hold a bad escape or be nested too deep.
pub fn members(text: &str) -> Result<Vec<(Cow<'_, str>, &RawValue)>, Error> {
    match serde_json::from_str::<Members<'_>>(text) {
        Ok(Members(members)) => Ok(members),
        Err(error) if error.is_data() => Err(Error {
            problem: Problem::NotAnObject,
            at: 0,
        }),
        Err(error) => Err(Error::located(&error, text, 0)),
    }
}

/// The texts of an array of strings, borrowed where they hold no escape.
///
/// # Errors
/// When the text is anything else.
pub fn texts(text: &str) -> Result<Vec<Cow<'_, str>>, Error> {
    match serde_json::from_str::<Vec<Text<'_>>>(text) {
        Ok(texts) => Ok(texts.into_iter().map(|Text(text)| text).collect()),
        Err(error) => Err(Error::located(&error, text, 0)),
    }
}

/// The bytes as text.
///
/// # Errors
/// At the first byte that is not UTF-8.
pub fn utf8(bytes: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(bytes).map_err(|error| Error {
        problem: Problem::NotUtf8,
        at: error.valid_up_to(),
    })
}

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);
/// A string that is borrowed where it holds no escape.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::with_capacity(8);
                while let Some((Text(name), value)) = map.next_entry()? {
                    members.push((name, value));
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Reader).map(Members)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Cow<'de, str>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.to_owned()))
            }
        }
        deserializer.deserialize_str(Reader).map(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_accepted_is_checked_as_the_tree_is_built() {
        for text in [
            r#"{"a":1,"b":{"c":[{"d":1,"d":2}]}}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":[1,["\ud800"],2]}"#,
            r#"{"a":[[[{}]]],"b":"\n"}"#,
            &format!("{{\"a\":{}{}}}", "[".repeat(126), "]".repeat(126)),
            &format!("{{\"a\":{}{}}}", "[".repeat(127), "]".repeat(127)),
            &format!("{{\"a\":{}{}}}", "[".repeat(128), "]".repeat(128)),
        ] {
            let tree = Object::parse(text.as_bytes()).map(|object| object.duplicate().is_some());
            let cheap = one_value(text).and_then(|text| check(text, 0));
            assert_eq!(tree, cheap, "{text}");
        }
    }
}
