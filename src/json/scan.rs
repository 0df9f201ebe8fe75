//! The JSON reader (RFC 8259): one pass over a text, in which the place of every value is noted.
//!
//! Everything else is built on these places: single members, the tree, the ranges that an explanation shows.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::{Error, Json, MAX_DEPTH, Object, Problem, Walk, Writer, push_step};

/// With more names than this in one object a set finds those that occur twice.
const PAIRWISE: usize = 64;

/// The places of all values of a text, in the order of the text. Its memory is reused for the next text.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    nodes: Vec<Node>,
    repeated: bool,
    /// The names of the outermost object.
    names: Slots,
}

/// Where names are, by their fingerprints: most lookups end with one comparison, and for an absent name without any.
#[derive(Clone, Debug)]
struct Slots {
    places: [u32; 64],
    /// A bit for each place that is taken, and for each that several names have.
    taken: u64,
    shared: u64,
}

/// A value, or the name of a member, whose value is the next node.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    /// Whether a name or string holds an escape.
    escaped: bool,
    /// Where it stands in the text; names and strings with their quotes.
    start: u32,
    end: u32,
    /// Of a name its fingerprint; of any other node the one that follows it and all that it holds.
    link: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    Name,
    String,
    Number,
    Null,
    True,
    False,
}

impl Index {
    /// Reads exactly one value; white space may stand around it.
    pub(super) fn read(&mut self, text: &str) -> Result<(), Error> {
        self.clear();
        let mut scanner = Scanner {
            text,
            bytes: text.as_bytes(),
            at: 0,
            nodes: &mut self.nodes,
            names: &mut self.names,
            repeated: false,
            fault: None,
        };
        let read = scanner.text();
        self.repeated = scanner.repeated;
        match (read, scanner.fault) {
            (Some(()), _) => Ok(()),
            (None, fault) => Err(fault.unwrap_or(Error {
                problem: Problem::EndsEarly,
                at: text.len(),
            })),
        }
    }

    pub(super) fn clear(&mut self) {
        self.nodes.clear();
        self.repeated = false;
        (self.names.taken, self.names.shared) = (0, 0);
    }

    /// Whether the value is an object.
    pub(super) fn is_object(&self) -> bool {
        self.nodes
            .first()
            .is_some_and(|root| root.kind == Kind::Object)
    }

    /// Whether any object in the text, at any depth, holds one name twice.
    pub(super) fn repeated(&self) -> bool {
        self.repeated
    }

    /// The names, or the items, of an object or array.
    fn children(&self, parent: usize) -> impl Iterator<Item = (usize, &Node)> {
        // What holds nothing ends where it begins.
        let end = self
            .nodes
            .get(parent)
            .map_or(0, |parent| parent.link as usize);
        let mut next = parent + 1;
        std::iter::from_fn(move || {
            let at = next;
            let node = self.nodes.get(at).filter(|_| at < end)?;
            next = match node.kind {
                Kind::Name => self.nodes.get(at + 1)?.link as usize,
                _ => node.link as usize,
            };
            Some((at, node))
        })
    }

    /// The members of the object that the text is: the names, and where name and value stand.
    pub(super) fn members<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = (Cow<'t, str>, Range<usize>)> {
        let members = self.children(0).filter(|_| self.is_object());
        members.filter_map(move |(at, name)| {
            let value = self.nodes.get(at + 1)?;
            Some((name.text(text), name.start as usize..value.end as usize))
        })
    }

    /// The value of a member of the object that the text is; of one that occurs twice the last (RFC 7519 §4).
    pub(super) fn find(&self, text: &str, name: &str) -> Option<usize> {
        let wanted = fingerprint(name.as_bytes());
        let bit = slot_bit(wanted);
        if self.names.taken & bit == 0 {
            return None;
        }
        let is = |at: &usize| {
            let node = self.nodes.get(*at);
            node.is_some_and(|node| node.link == wanted && node.is(text, name))
        };
        let at = if self.repeated || self.names.shared & bit > 0 {
            self.children(0).map(|(at, _)| at).filter(is).last()
        } else {
            let place = self.names.places.get(bit.trailing_zeros() as usize);
            place.map(|place| *place as usize).filter(is)
        };
        at.map(|at| at + 1)
    }

    /// The value at a place as it is written.
    pub(super) fn raw<'t>(&self, at: usize, text: &'t str) -> Option<&'t str> {
        self.nodes.get(at)?.raw(text)
    }

    /// Whether the value at a place is a number.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.nodes
            .get(at)
            .is_some_and(|node| node.kind == Kind::Number)
    }

    /// The text of the value at a place, if it is a string.
    pub(super) fn str<'t>(&self, at: usize, text: &'t str) -> Option<Cow<'t, str>> {
        let node = self.nodes.get(at)?;
        (node.kind == Kind::String).then(|| node.text(text))
    }

    /// The texts of the value at a place, if it is a string or an array of nothing but strings.
    pub(super) fn strings<'t>(
        &self,
        at: usize,
        text: &'t str,
    ) -> Option<impl ExactSizeIterator<Item = Cow<'t, str>> + Clone> {
        let node = self.nodes.get(at)?;
        // Strings hold no other nodes.
        let first = at + usize::from(node.kind == Kind::Array);
        let strings = self.nodes.get(first..node.link as usize)?;
        let only = strings.iter().all(|node| node.kind == Kind::String);
        only.then(|| strings.iter().map(move |node| node.text(text)))
    }

    /// The byte at which the value that a pointer (RFC 6901) names begins; of the last step of it that is there.
    pub(super) fn locate(&self, text: &str, pointer: &str) -> usize {
        let mut found = 0;
        for step in pointer.split('/').skip(1) {
            let name = super::step_name(step);
            let is_array = self
                .nodes
                .get(found)
                .is_some_and(|node| node.kind == Kind::Array);
            let next = if is_array {
                let place = name.parse().ok();
                place.and_then(|place| Some(self.children(found).nth(place)?.0))
            } else {
                let named = self
                    .children(found)
                    .filter(|(_, node)| node.text(text) == name);
                named.last().map(|(at, _)| at + 1)
            };
            match next {
                Some(next) => found = next,
                None => break,
            }
        }
        self.nodes.get(found).map_or(0, |node| node.start as usize)
    }

    /// Visits every value below a place with its pointer (RFC 6901) and, where it is a member, its name.
    ///
    /// The pointer is one text that grows and shrinks: copied for each value, a long name over many values would cost
    /// the square of the text. Returns whether the walk goes on.
    pub(super) fn walk(
        &self,
        at: usize,
        text: &str,
        pointer: &mut String,
        visit: &mut impl FnMut(&str, Option<&str>, usize) -> Walk,
    ) -> bool {
        let here = pointer.len();
        let mut children = self.children(at).enumerate();
        children.all(|(item, (at, node))| {
            pointer.truncate(here);
            let name = (node.kind == Kind::Name).then(|| node.text(text));
            match &name {
                Some(name) => push_step(name, pointer),
                None => push_step(itoa::Buffer::new().format(item), pointer),
            }
            let value = at + usize::from(name.is_some());
            match visit(pointer, name.as_deref(), value) {
                Walk::Descend => self.walk(value, text, pointer, visit),
                Walk::Skip => true,
                Walk::Stop => false,
            }
        })
    }

    /// Writes the value at a place.
    pub(super) fn write(&self, at: usize, text: &str, out: &mut Writer<'_>) {
        let Some(node) = self.nodes.get(at) else {
            return;
        };
        match node.kind {
            Kind::Object => out.object(|out| {
                for (at, name) in self.children(at) {
                    self.write(at + 1, text, out.member(&name.text(text)));
                }
            }),
            Kind::Array => out.array(self.children(at), |(at, _), out| self.write(at, text, out)),
            Kind::String if node.escaped => out.string(&node.text(text)),
            _ => out.raw(node.raw(text).unwrap_or_default()),
        }
    }

    /// The tree of the value at a place; the first is that of the whole text.
    pub(super) fn tree(&self, at: usize, text: &str) -> Json {
        let Some(node) = self.nodes.get(at) else {
            return Json::Null;
        };
        match node.kind {
            Kind::Object => {
                let mut members = Vec::with_capacity(self.children(at).count());
                members.extend(
                    self.children(at)
                        .map(|(at, name)| (name.text(text).into_owned(), self.tree(at + 1, text))),
                );
                Json::Object(Object(members))
            }
            Kind::Array => {
                let mut items = Vec::with_capacity(self.children(at).count());
                items.extend(self.children(at).map(|(at, _)| self.tree(at, text)));
                Json::Array(items)
            }
            Kind::Name | Kind::String => Json::String(node.text(text).into_owned()),
            Kind::Number => Json::Number(node.raw(text).unwrap_or_default().to_owned()),
            Kind::Null => Json::Null,
            Kind::True => Json::Bool(true),
            Kind::False => Json::Bool(false),
        }
    }
}

impl Node {
    fn raw<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(self.start as usize..self.end as usize)
    }

    /// Whether it is the name or string of that text.
    fn is(&self, text: &str, wanted: &str) -> bool {
        if self.escaped {
            return self.text(text) == wanted;
        }
        self.inner(text.as_bytes()) == wanted.as_bytes()
    }

    /// What stands between its quotes.
    fn inner<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        let inner = text.get(self.start as usize + 1..self.end as usize - 1);
        inner.unwrap_or_default()
    }

    /// The text that a name or string stands for.
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let inner = text.get(self.start as usize + 1..self.end as usize - 1);
        let inner = inner.unwrap_or_default();
        if self.escaped {
            Cow::Owned(unescaped(inner))
        } else {
            Cow::Borrowed(inner)
        }
    }
}

/// A string of the text, without its quotes, whose escapes are known to be good.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut characters = escape.chars();
        let character = match characters.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let (character, length) = code_point(escape);
                characters = escape.get(length..).unwrap_or_default().chars();
                character
            }
            Some(other) => other,
            None => break,
        };
        out.push(character);
        rest = characters.as_str();
    }
    out.push_str(rest);
    out
}

/// The character that `uXXXX` or a surrogate pair stands for, and its length in bytes.
fn code_point(escape: &str) -> (char, usize) {
    let unit = |at: usize| u16::from_str_radix(escape.get(at..at + 4)?, 16).ok();
    let units = [unit(1), unit(7)].map(Option::unwrap_or_default);
    let decoded = char::decode_utf16(units).next().and_then(Result::ok);
    let character = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
    (character, if character.len_utf16() == 1 { 5 } else { 11 })
}

/// Length, first and last byte of a name: names that differ here need not be compared.
#[expect(clippy::cast_possible_truncation, reason = "equal lengths stay equal")]
fn fingerprint(name: &[u8]) -> u32 {
    let [first, last] = [name.first(), name.last()].map(|byte| u32::from(*byte.unwrap_or(&0)));
    (name.len() as u32) << 16 | first << 8 | last
}

/// A place as a node keeps it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "texts are shorter than 4 GiB, and have no more nodes than bytes"
)]
const fn small(place: usize) -> u32 {
    place as u32
}

/// The bit that stands for a fingerprint among [`Slots`].
const fn slot_bit(print: u32) -> u64 {
    1 << (print.wrapping_mul(0x9e37_79b1) >> 26)
}

impl Default for Slots {
    fn default() -> Self {
        Self {
            places: [0; 64],
            taken: 0,
            shared: 0,
        }
    }
}

/// One pass over a text. `None` means that it ends with a fault.
struct Scanner<'t, 'n> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    nodes: &'n mut Vec<Node>,
    names: &'n mut Slots,
    repeated: bool,
    fault: Option<Error>,
}

/// The names of an object that is being read.
#[derive(Default)]
struct Names<'t> {
    count: usize,
    /// A bit for each fingerprint that was seen: most names are new at a glance.
    seen: u64,
    /// All of them, where there are too many to compare each with each.
    set: Option<HashSet<Cow<'t, str>>>,
}

impl<'t> Scanner<'t, '_> {
    fn text(&mut self) -> Option<()> {
        if u32::try_from(self.bytes.len()).is_err() {
            return self.fail(Problem::Unexpected, u32::MAX as usize);
        }
        self.space();
        self.value(0)?;
        self.space();
        if self.at < self.bytes.len() {
            return self.unexpected();
        }
        Some(())
    }

    fn fail<T>(&mut self, problem: Problem, at: usize) -> Option<T> {
        self.fault = Some(Error { problem, at });
        None
    }

    /// What stands here may not.
    fn unexpected<T>(&mut self) -> Option<T> {
        let problem = if self.at < self.bytes.len() {
            Problem::Unexpected
        } else {
            Problem::EndsEarly
        };
        self.fail(problem, self.at)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        if self.take(byte) {
            Some(())
        } else {
            self.unexpected()
        }
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Notes a value that ends here and holds no other.
    fn push(&mut self, kind: Kind, escaped: bool, start: usize) {
        self.nodes.push(Node {
            kind,
            escaped,
            start: small(start),
            end: small(self.at),
            link: small(self.nodes.len() + 1),
        });
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                let escaped = self.string()?;
                self.push(Kind::String, escaped, start);
            }
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                self.push(Kind::Number, false, start);
            }
            Some(b'{') => self.nested(Kind::Object, depth)?,
            Some(b'[') => self.nested(Kind::Array, depth)?,
            Some(b't') => self.word(Kind::True, b"true")?,
            Some(b'f') => self.word(Kind::False, b"false")?,
            Some(b'n') => self.word(Kind::Null, b"null")?,
            _ => return self.unexpected(),
        }
        Some(())
    }

    #[inline(never)]
    fn nested(&mut self, kind: Kind, depth: usize) -> Option<()> {
        if depth == MAX_DEPTH {
            return self.fail(Problem::TooDeep, self.at);
        }
        let own = self.nodes.len();
        let start = self.at;
        self.at += 1;
        self.push(kind, false, start);
        self.space();
        match kind {
            Kind::Object => self.members(depth + 1)?,
            _ => self.items(depth + 1)?,
        }
        let next = small(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(own) {
            node.end = small(self.at);
            node.link = next;
        }
        Some(())
    }

    fn items(&mut self, depth: usize) -> Option<()> {
        if self.take(b']') {
            return Some(());
        }
        loop {
            self.value(depth)?;
            self.space();
            if self.take(b']') {
                return Some(());
            }
            self.expect(b',')?;
            self.space();
        }
    }

    fn members(&mut self, depth: usize) -> Option<()> {
        if self.take(b'}') {
            return Some(());
        }
        let (first, mut names) = (self.nodes.len(), Names::default());
        loop {
            let start = self.at;
            self.expect(b'"')?;
            let escaped = self.string()?;
            self.push(Kind::Name, escaped, start);
            self.name(first, &mut names);
            self.space();
            self.expect(b':')?;
            self.space();
            self.value(depth)?;
            self.space();
            if self.take(b'}') {
                return Some(());
            }
            self.expect(b',')?;
            self.space();
        }
    }

    /// Gives the name that was noted last its fingerprint, and looks whether its object, whose names begin at `first`,
    /// holds it already.
    fn name(&mut self, first: usize, names: &mut Names<'t>) {
        let (own, text) = (self.nodes.len() - 1, self.text);
        let Some(node) = self.nodes.last_mut() else {
            return;
        };
        let print = if node.escaped {
            fingerprint(node.text(text).as_bytes())
        } else {
            fingerprint(node.inner(self.bytes))
        };
        node.link = print;
        let bit = slot_bit(print);
        if first == 1 {
            self.names.shared |= self.names.taken & bit;
            self.names.taken |= bit;
            if let Some(place) = self.names.places.get_mut(bit.trailing_zeros() as usize) {
                *place = small(own);
            }
        }
        names.count += 1;
        let new = names.seen & bit == 0 && names.count <= PAIRWISE;
        names.seen |= bit;
        if !new && !self.repeated {
            self.repeated = self.is_twin(first, own, names);
        }
    }

    /// Whether a name stands among those of its object before it.
    fn is_twin(&self, first: usize, own: usize, names: &mut Names<'t>) -> bool {
        let text = self.text;
        let Some(name) = self.nodes.get(own) else {
            return false;
        };
        if names.count <= PAIRWISE {
            let same = |earlier: &Node| earlier.link == name.link;
            let mut alike = self.earlier(first, own).filter(|earlier| same(earlier));
            return alike.any(|earlier| earlier.text(text) == name.text(text));
        }
        let set = names.set.get_or_insert_with(|| {
            let earlier = self.earlier(first, own);
            earlier.map(|name| name.text(text)).collect()
        });
        !set.insert(name.text(text))
    }

    /// The names of one object from the first on, up to one.
    fn earlier(&self, first: usize, end: usize) -> impl Iterator<Item = &Node> {
        let mut next = first;
        std::iter::from_fn(move || {
            let name = self.nodes.get(next).filter(|_| next < end)?;
            next = self.nodes.get(next + 1)?.link as usize;
            Some(name)
        })
    }

    fn word(&mut self, kind: Kind, word: &[u8]) -> Option<()> {
        let start = self.at;
        for byte in word {
            self.expect(*byte)?;
        }
        self.push(kind, false, start);
        Some(())
    }

    /// The rest of a string behind its quote. Returns whether it holds an escape.
    fn string(&mut self) -> Option<bool> {
        let mut escaped = false;
        loop {
            let Some(end) = plain_end(self.bytes, self.at) else {
                return self.fail(Problem::EndsEarly, self.bytes.len());
            };
            self.at = end;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Some(escaped);
                }
                Some(b'\\') => {
                    escaped = true;
                    self.at += 1;
                    self.escape()?;
                }
                _ => return self.unexpected(),
            }
        }
    }

    /// An escape behind its backslash.
    fn escape(&mut self) -> Option<()> {
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                let first = self.code_unit()?;
                if let 0xdc00..0xe000 = first {
                    return self.fail(Problem::BadEscape, self.at - 1);
                }
                // RFC 8259 §7: half of a character beyond the Basic Multilingual Plane.
                if let 0xd800..0xdc00 = first {
                    let pair = self.take(b'\\') && self.peek() == Some(b'u');
                    if !pair || !(0xdc00..0xe000).contains(&self.code_unit()?) {
                        return self.fail(Problem::BadEscape, self.at - usize::from(pair));
                    }
                }
            }
            _ => return self.unexpected(),
        }
        Some(())
    }

    /// A `u` and four hexadecimal digits.
    fn code_unit(&mut self) -> Option<u32> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|digit| char::from(digit).to_digit(16));
            let Some(digit) = digit else {
                return self.unexpected();
            };
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Some(unit)
    }

    fn number(&mut self) -> Option<()> {
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        } else if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return self.unexpected();
        }
        if self.take(b'.') {
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
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return self.unexpected();
        }
        self.at += count;
        Some(())
    }
}

/// The place, among eight bytes, of the first that ends the plain part of a string: its quote, an escape, and what
/// may not stand in it. Eight bytes at once, without a branch for each (Warren, Hacker's Delight, §6-1).
const fn end_in(bytes: [u8; 8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    /// Marks the bytes below `limit`; above the first that is marked some may be marked that are not below it.
    const fn below(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(ONES * limit) & !word & HIGH
    }
    let word = u64::from_le_bytes(bytes);
    let quote = below(word ^ (ONES * b'"' as u64), 1);
    let escape = below(word ^ (ONES * b'\\' as u64), 1);
    match (quote | escape | below(word, b' ' as u64)).trailing_zeros() {
        64 => None,
        bits => Some(bits as usize / 8),
    }
}

/// The next byte from `at` on that ends the plain part of a string.
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        if let Some(end) = end_in(*eight) {
            return Some(at + end);
        }
        at += 8;
    }
    let ends = |byte: &u8| matches!(byte, 0..b' ' | b'"' | b'\\');
    Some(at + bytes.get(at..)?.iter().position(ends)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::value::RawValue;

    use super::*;
    use crate::json::indexed::{Indexed, Value};

    /// `serde_json` says how many bytes it has read when it notices a fault: one more than it needs, or not; of an escape
    /// all of its digits.
    fn agree_on_fault(text: &str, fault: Error, other: &serde_json::Error) {
        let lines = text.split_inclusive('\n').take(other.line() - 1);
        let read = lines.map(str::len).sum::<usize>() + other.column();
        let before = &text.as_bytes()[fault.at.saturating_sub(6)..fault.at];
        let escape = before.windows(2).any(|two| two == b"\\u");
        let behind = if escape { 4 } else { 1 };
        let end = fault.at == text.len();
        assert_eq!(
            fault.problem == Problem::EndsEarly,
            end,
            "{text}: {fault:?}"
        );
        let near = (fault.at..=fault.at + behind).contains(&read);
        assert!(near, "{text}: {fault:?} {other:?}");
    }

    fn agree(text: &str) {
        let indexed = match Indexed::parse(text.to_owned()) {
            Ok(indexed) => indexed,
            Err(fault) => {
                let other = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
                let only_theirs = other.to_string().contains("out of range");
                if !only_theirs && fault.problem != Problem::TooDeep {
                    agree_on_fault(text, fault, &other);
                }
                return;
            }
        };
        assert!(serde_json::from_str::<&RawValue>(text).is_ok(), "{text}");
        let tree = indexed.tree();
        assert_eq!(indexed.repeated(), tree.duplicate().is_some(), "{text}");
        let object = tree.as_object().cloned().unwrap_or_default();
        let members: Vec<_> = indexed.members().collect();
        assert_eq!(members.len(), object.len());
        for ((name, value), (own, place)) in object.iter().zip(members) {
            assert_eq!(name, own);
            let member = format!("{{{}}}", &text[place]);
            assert_eq!(
                Json::parse(member.as_bytes())
                    .unwrap()
                    .pointer(&super::super::pointer_step(name)),
                Some(value)
            );
            let last = object.get(name).unwrap();
            assert_eq!(indexed.value(name).map(Value::tree).as_ref(), Some(last));
            assert_eq!(indexed.str(name).as_deref(), last.as_str());
            let raw = indexed.get(name).unwrap();
            assert_eq!(Json::parse(raw.as_bytes()).as_ref(), Ok(last));
        }
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text);
        if let Ok(written) = value(text) {
            assert_eq!(value(&tree.to_compact()).unwrap(), written);
            assert_eq!(value(&tree.to_pretty()).unwrap(), written);
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
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn another_reader_agrees(text in nearly_json()) {
            agree(&text);
        }

        #[test]
        fn another_reader_agrees_on_any_text(text in "[-{}\\[\\]\",:\\\\ 0-9eE.+tfn\\n]{0,24}") {
            agree(&text);
            agree(&format!("{{\"a\":{text}}}"));
        }
    }

    #[test]
    fn strings_of_a_member() {
        let indexed = Indexed::parse(
            r#"{"a":"x","b":["y","\u007a"],"c":[],"d":["y",1],"e":[["y"]],"f":1}"#.into(),
        );
        let indexed = indexed.unwrap();
        let strings = |name| {
            let value = indexed.value(name)?;
            Some(value.strings()?.collect::<Vec<_>>())
        };
        assert_eq!(strings("a").unwrap(), ["x"]);
        assert_eq!(strings("b").unwrap(), ["y", "z"]);
        assert_eq!(strings("c").unwrap(), [""; 0]);
        for other in ["d", "e", "f", "g"] {
            assert_eq!(strings(other), None, "{other}");
        }
    }

    #[test]
    fn a_walk_goes_where_it_is_sent() {
        let text = r#"{"a":[[],{"b/~":2},"\u0061"],"c":{"d":[3]},"e":null}"#;
        let indexed = Indexed::parse(text.into()).unwrap();
        let walked = |stop_at: &str| {
            let mut seen = Vec::new();
            indexed.walk(|pointer, name, value| {
                assert_eq!(indexed.tree().pointer(pointer), Some(&value.tree()));
                seen.push(pointer.to_owned());
                match name {
                    Some("c") => Walk::Skip,
                    Some(name) if name == stop_at => Walk::Stop,
                    _ => Walk::Descend,
                }
            });
            seen
        };
        let all = ["/a", "/a/0", "/a/1", "/a/1/b~1~0", "/a/2", "/c", "/e"];
        assert_eq!(walked(""), all);
        assert_eq!(walked("b/~"), all[..4]);
    }

    #[test]
    fn a_pointer_is_located_as_far_as_it_goes() {
        let text = r#" {"a":[1,{"b":2,"b":3}],"c/d":4}"#;
        for (pointer, found) in [
            ("", 1),
            ("/a", 6),
            ("/a/1", 9),
            ("/a/1/b", 20),
            ("/a/1/x", 9),
            ("/a/2", 6),
            ("/c~1d", 30),
            ("/x", 1),
        ] {
            assert_eq!(super::super::locate(text, pointer), found, "{pointer}");
        }
    }
}
