//! Where the members of an object stand in its text, found in one pass and without memory of its own.
//!
//! The pass takes the road that nearly every token takes. Whatever it is not certain of (a name with an escape,
//! a surrogate, anything that may be an error) it leaves to `serde_json`, which then decides alone. So it may
//! know less of JSON than the rest of this module, and must never accept more.

use std::borrow::Cow;

use super::read;
use super::tokens::{self, LOST, plain_end};
use super::{Error, MAX_DEPTH};

/// With more names than this in one object the slower way, which has a set, is the quicker one.
const PAIRWISE: usize = 64;

/// The members of an object by their places in the text. Its memory can be used again for the next text.
#[derive(Clone, Debug, Default)]
pub struct Index {
    spans: Vec<Span>,
    repeated: bool,
}

/// One member. Texts longer than four gigabytes have no index.
#[derive(Clone, Copy, Debug)]
struct Span {
    name: (u32, u32),
    value: (u32, u32),
    /// Length, first and last byte of the name without its escapes: what differs here is not compared.
    print: u32,
}

impl Index {
    /// Finds the members of the one object that a text is.
    ///
    /// # Errors
    /// Whatever [`Object::parse`](super::Object::parse) would refuse.
    pub fn read(&mut self, text: &str) -> Result<(), Error> {
        self.spans.clear();
        self.repeated = false;
        let mut pass = Pass {
            bytes: text.as_bytes(),
            at: 0,
            spans: &mut self.spans,
            repeated: false,
        };
        if pass.text().is_some() {
            self.repeated = pass.repeated;
            return Ok(());
        }
        self.read_slowly(text)
    }

    fn read_slowly(&mut self, text: &str) -> Result<(), Error> {
        self.spans.clear();
        let mut tokens = read::object_tokens(text)?;
        self.repeated = tokens::check(text, 0)?;
        while let Some((name, value)) = tokens.member() {
            let print = print(name.text()?.as_bytes());
            let inside = (name.at + 1, name.at + name.raw.len() - 1);
            let places = (small(inside), small((value.start, value.end)));
            let (Some(name), Some(value)) = places else {
                return Err(LOST);
            };
            self.spans.push(Span { name, value, print });
        }
        Ok(())
    }

    /// The raw value of a member; of one that occurs twice the last (RFC 7519 §4).
    /// `text` is the text that was read.
    #[must_use]
    pub fn get<'t>(&self, text: &'t str, name: &str) -> Option<&'t str> {
        let wanted = print(name.as_bytes());
        // As it is written a name can be compared if there is no escape in it.
        let named = |span: &&Span| {
            span.print == wanted
                && (slice(text, span.name) == Some(name) && !name.contains('\\')
                    || unescaped(text, span).as_deref() == Some(name))
        };
        let span = self.spans.iter().rev().find(named)?;
        slice(text, span.value)
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether any object in the text, at any depth, holds one name twice.
    #[must_use]
    pub fn repeated(&self) -> bool {
        self.repeated
    }
}

fn unescaped<'t>(text: &'t str, span: &Span) -> Option<Cow<'t, str>> {
    let (start, end) = span.name;
    tokens::text(slice(text, (start - 1, end + 1))?)
}

fn slice(text: &str, (start, end): (u32, u32)) -> Option<&str> {
    text.get(start as usize..end as usize)
}

/// A place that a span can hold.
fn small((start, end): (usize, usize)) -> Option<(u32, u32)> {
    Some((u32::try_from(start).ok()?, u32::try_from(end).ok()?))
}

#[expect(clippy::cast_possible_truncation, reason = "equal lengths stay equal")]
fn print(name: &[u8]) -> u32 {
    match name {
        [] => 0,
        [first, .., last] => (name.len() as u32) << 16 | u32::from(*first) << 8 | u32::from(*last),
        [only] => 1 << 16 | u32::from(*only) << 8 | u32::from(*only),
    }
}

/// One walk over a text. `None` means: ask the others.
struct Pass<'t, 's> {
    bytes: &'t [u8],
    at: usize,
    /// The members of the objects that are open, the innermost last; in the end those of the outermost.
    spans: &'s mut Vec<Span>,
    repeated: bool,
}

impl Pass<'_, '_> {
    fn text(&mut self) -> Option<()> {
        self.space();
        self.take(b'{')?;
        self.object(1)?;
        self.space();
        (self.at == self.bytes.len()).then_some(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// The rest of an object behind its brace.
    fn object(&mut self, depth: usize) -> Option<()> {
        let base = self.spans.len();
        self.space();
        if self.take(b'}').is_some() {
            return Some(());
        }
        loop {
            self.take(b'"')?;
            let name = self.name()?;
            self.space();
            self.take(b':')?;
            self.space();
            let start = self.at;
            self.value(depth)?;
            self.note(base, name, (start, self.at))?;
            self.space();
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return None,
            }
            self.space();
        }
        self.at += 1;
        if depth > 1 {
            self.spans.truncate(base);
        }
        Some(())
    }

    fn note(&mut self, base: usize, name: (usize, usize), value: (usize, usize)) -> Option<()> {
        let bytes = self.bytes.get(name.0..name.1)?;
        let print = print(bytes);
        let siblings = self.spans.get(base..)?;
        if siblings.len() >= PAIRWISE {
            return None;
        }
        let twin = |span: &Span| {
            span.print == print
                && self
                    .bytes
                    .get(span.name.0 as usize..span.name.1 as usize)
                    .is_some_and(|other| other == bytes)
        };
        self.repeated = self.repeated || siblings.iter().any(twin);
        self.spans.push(Span {
            name: small(name)?,
            value: small(value)?,
            print,
        });
        Some(())
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        self.space();
        if self.take(b']').is_some() {
            return Some(());
        }
        loop {
            self.value(depth)?;
            self.space();
            match self.peek()? {
                b',' => self.at += 1,
                b']' => break,
                _ => return None,
            }
            self.space();
        }
        self.at += 1;
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        match self.peek()? {
            b'"' => {
                self.at += 1;
                self.string()
            }
            b'-' | b'0'..=b'9' => self.number(),
            opening @ (b'{' | b'[') => {
                if depth >= MAX_DEPTH {
                    return None;
                }
                self.at += 1;
                if opening == b'{' {
                    self.object(depth + 1)
                } else {
                    self.array(depth + 1)
                }
            }
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => None,
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        let end = self.at + word.len();
        (self.bytes.get(self.at..end)? == word).then(|| self.at = end)
    }

    /// The text of a name behind its quote.
    fn name(&mut self) -> Option<(usize, usize)> {
        let start = self.at;
        let end = self.plain()?;
        self.take(b'"')?;
        Some((start, end))
    }

    /// Goes to the next byte that ends the plain part of a string.
    fn plain(&mut self) -> Option<usize> {
        self.at = plain_end(self.bytes, self.at)?;
        Some(self.at)
    }

    /// The rest of a string behind its quote.
    fn string(&mut self) -> Option<()> {
        loop {
            self.plain()?;
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => {
                    self.at += 1;
                    match self.peek()? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
                        b'u' => {
                            self.at += 1;
                            self.code_unit()?;
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
    }

    /// Four hexadecimal digits that are no half of a surrogate pair.
    fn code_unit(&mut self) -> Option<()> {
        let digits = self.bytes.get(self.at..self.at + 4)?;
        let unit = digits.iter().try_fold(0, |unit, digit| {
            char::from(*digit)
                .to_digit(16)
                .map(|digit| unit << 4 | digit)
        })?;
        self.at += 4;
        char::from_u32(unit).map(|_| ())
    }

    fn number(&mut self) -> Option<()> {
        if self.peek()? == b'-' {
            self.at += 1;
        }
        match self.peek()? {
            b'0' => self.at += 1,
            b'1'..=b'9' => self.digits()?,
            _ => return None,
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.at..)?;
        let count = rest
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .unwrap_or(rest.len());
        self.at += count;
        (count > 0).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use serde_json::Value;

    use crate::json::{Json, Object};

    /// What the tree says of a text: whether a member is repeated, and every member of the outermost object.
    type Seen = Result<(bool, Vec<(String, String)>), Error>;

    fn by_tree(text: &str) -> Seen {
        let object = Object::parse(text.as_bytes())?;
        let members = object.iter().map(|(name, _)| {
            let value = object.get(name).map(Json::to_compact);
            (name.to_owned(), value.unwrap_or_default())
        });
        Ok((object.duplicate().is_some(), members.collect()))
    }

    fn by_index(text: &str, names: &Seen) -> Seen {
        let mut index = Index::default();
        index.read(text)?;
        let names = names.as_ref().map_or(&[][..], |(_, members)| members);
        assert_eq!(index.len(), names.len(), "{text}");
        let members = names.iter().map(|(name, _)| {
            let raw = index.get(text, name).unwrap_or_default();
            let value = Json::parse(raw.as_bytes()).unwrap();
            (name.clone(), value.to_compact())
        });
        Ok((index.repeated(), members.collect()))
    }

    fn agree(text: &str) {
        let tree = by_tree(text);
        assert_eq!(by_index(text, &tree), tree, "{text}");
        // What is made of the text alone is what is made of the tree.
        if let Ok(tree) = Json::parse(text.as_bytes()) {
            let mut compact = String::new();
            tokens::write_compact(text, &mut compact);
            assert_eq!(compact, tree.to_compact());
            assert_eq!(tokens::pretty(text), tree.to_pretty());
            assert_eq!(tokens::check(text, 0), Ok(tree.duplicate().is_some()));
            assert_eq!(tokens::duplicate(text), tree.duplicate());
            // And both are what was written, as another reader sees it.
            let value = |text: &str| serde_json::from_str::<Value>(text);
            if let Ok(written) = value(text) {
                assert_eq!(value(&compact).unwrap(), written);
                assert_eq!(value(&tokens::pretty(text)).unwrap(), written);
            }
        }
    }

    #[test]
    fn corners() {
        let deep = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        let objects = |depth: usize| {
            let one = |inside| format!("{{\"a\" : {inside} , \"b\":[]}}");
            (0..depth).fold("{ }".to_owned(), |inside, _| one(inside))
        };
        let many: Vec<_> = (0..80).map(|name| format!("\"{name}\":{name}")).collect();
        for text in [
            "{}",
            " {\n} \r\t",
            "",
            "[]",
            "{",
            "{}x",
            r#"{"a":1,"a":2}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"\u0065xp":1}"#,
            r#"{"a":{"b":1,"b":2}}"#,
            r#"{"a":[{"b":1},{"b":2}],"b":3}"#,
            r#"{"a":[{"b":1,"c":{},"b":2}]}"#,
            r#"{"a":"\ud83d\ude00"}"#,
            r#"{"a":"\ud83d"}"#,
            r#"{"a":"\u00zz"}"#,
            r#"{"a":"\x"}"#,
            "{\"a\":\"\u{1}\"}",
            "{\"a\":\"\u{7f}\u{2028}한\"}",
            r#"{"a":01}"#,
            r#"{"a":-}"#,
            r#"{"a":1.}"#,
            r#"{"a":1e}"#,
            r#"{"a":1E+5,"b":-0.0e-0,"c":1e999}"#,
            r#"{"a":+1}"#,
            r#"{"a":nul}"#,
            r#"{"a":nulll}"#,
            r#"{"a":1,}"#,
            r#"{,"a":1}"#,
            r#"{"a":[1,]}"#,
            r#"{"a" 1}"#,
            r#"{"a":1 "b":2}"#,
            "{a:1}",
            "{\"a\":1}\u{a0}",
            &deep(126),
            &deep(127),
            &deep(128),
            &objects(14),
            &objects(15),
            &objects(16),
            &objects(126),
            &objects(127),
            &objects(128),
            &format!("{{{}}}", many.join(",")),
            &format!("{{{},\"7\":0}}", many.join(",")),
        ] {
            agree(text);
        }
    }

    /// Text that is nearly JSON.
    fn nearly_json() -> impl Strategy<Value = String> {
        let scalar = prop_oneof![
            Just("null".to_owned()),
            Just("true".to_owned()),
            "-?[0-9]{1,4}(\\.[0-9]{0,2})?([eE][-+]?[0-9]{0,2})?",
            "\"([a-c]|\\\\[nu\"/x]|\\\\u[0d][0-9a-f]{3}|é|\t){0,4}\"",
        ];
        let value = scalar.prop_recursive(5, 40, 5, |inner| {
            let name = prop_oneof![4 => "\"[a-c]{0,2}\"", 1 => "\"\\\\u006[1-3]\""];
            let member = (name, inner.clone()).prop_map(|(name, value)| format!("{name}:{value}"));
            prop_oneof![
                prop::collection::vec(inner, 0..4)
                    .prop_map(|items| format!("[{}]", items.join(" , "))),
                prop::collection::vec(member, 0..5)
                    .prop_map(|members| format!("{{{}}}", members.join(","))),
            ]
        });
        let outer = prop::collection::vec(("\"[a-c]{0,2}\"", value), 0..6).prop_map(|members| {
            let members: Vec<_> = members.iter().map(|(n, v)| format!("{n} : {v}")).collect();
            format!("{{{}}}", members.join(","))
        });
        // One byte of some of them is spoiled.
        (
            outer,
            any::<prop::sample::Index>(),
            "[-\"{}\\[\\],:0-9a-z\\\\ ]?",
            any::<bool>(),
        )
            .prop_map(|(text, at, byte, spoil)| {
                let mut chars: Vec<char> = text.chars().collect();
                if spoil {
                    let at = at.index(chars.len());
                    chars.splice(at..=at, byte.chars());
                }
                chars.into_iter().collect()
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_quick_pass_agrees_with_the_tree(text in nearly_json()) {
            agree(&text);
        }

        #[test]
        fn on_any_text(text in "[-{}\\[\\]\",:\\\\ 0-9eE.+tfn\\n]{0,24}") {
            agree(&text);
            agree(&format!("{{\"a\":{text}}}"));
        }
    }
}
