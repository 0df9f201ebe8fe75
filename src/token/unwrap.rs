//! Taking the wrapping off a token: what people paste is seldom the token alone.

use super::{MAX_TOKEN, is_token_start, object_of};
use crate::encoding::{is_base64url, percent_decoded};
use crate::json::{Indexed, Object, Walk};
use crate::text::messages;

/// The longest text in which a token is looked for, in bytes: a token with all that may be around it.
pub const MAX_TEXT: usize = 4 * MAX_TOKEN;

/// Which token of a token response (RFC 6749 §5.1) is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `access_token`
    Access,
    /// `refresh_token`
    Refresh,
}

impl Wanted {
    /// The member of a token response that holds it.
    pub const fn member(self) -> &'static str {
        match self {
            Self::Access => "access_token",
            Self::Refresh => "refresh_token",
        }
    }
}

/// A token without its wrapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwrapped {
    /// The token; if none was found in the text, the text, trimmed.
    pub token: String,
    /// What was taken off, more than white space at the ends.
    pub removed: Vec<Taken>,
}

/// Two different tokens where one is due, each named by its place: line and column, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoTokens {
    /// Where the first is.
    pub first: Place,
    /// Where the second is.
    pub second: Place,
}

/// Where something is in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Line and column, both from 1, the column in characters.
    At(usize, usize),
    /// A member of a JSON object, as a JSON Pointer.
    Member(String),
}

impl std::fmt::Display for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::At(line, column) => write!(formatter, "{line}:{column}"),
            Self::Member(pointer) => formatter.write_str(pointer),
        }
    }
}

/// Takes the wrapping off. A text longer than [`MAX_TEXT`] is returned as it is: nobody looks for a token in it.
///
/// # Errors
/// When the text holds two different tokens and nothing tells which is meant.
pub fn unwrap(text: &str, wanted: Wanted) -> Result<Unwrapped, TwoTokens> {
    if text.len() > MAX_TEXT {
        return Ok(Unwrapped {
            token: text.to_owned(),
            removed: Vec::new(),
        });
    }
    let trimmed =
        text.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    if is_plain(trimmed.as_bytes()) {
        return Ok(Unwrapped {
            token: trimmed.to_owned(),
            removed: Vec::new(),
        });
    }
    if trimmed.starts_with('{')
        && let Ok(json) = Indexed::parse(trimmed.to_owned())
    {
        return from_json(&json, wanted);
    }
    from_text(text, trimmed)
}

/// The token of a text that is one and nothing else but ASCII white space at its ends: what [`unwrap`] would
/// return, and no cost.
pub fn plain(text: &[u8]) -> Option<&[u8]> {
    let trimmed = trimmed(text);
    (text.len() > MAX_TEXT || is_plain(trimmed)).then_some(trimmed)
}

/// A text without the ASCII white space at its ends. One that is too long to look into stays as it is: what it ended
/// with may have been cut off.
pub fn trimmed(text: &[u8]) -> &[u8] {
    if text.len() > MAX_TEXT {
        text
    } else {
        text.trim_ascii()
    }
}

/// Whether a text holds nothing but what a token may hold.
fn is_plain(text: &[u8]) -> bool {
    // Without a branch for each byte this takes a tenth of the time.
    text.iter().fold(true, |plain, byte| {
        plain & (is_base64url(*byte) || *byte == b'.')
    })
}

/// A token response, or any object with tokens in it.
fn from_json(json: &Indexed, wanted: Wanted) -> Result<Unwrapped, TwoTokens> {
    // The text of a member may be wrapped once more.
    let found = |token: &str, member| {
        let inner = from_text(token, token.trim())?;
        Ok(Unwrapped {
            token: inner.token,
            removed: [Taken::Json(member)]
                .into_iter()
                .chain(inner.removed)
                .collect(),
        })
    };
    let member = wanted.member();
    if let Some(token) = json.str(member) {
        let members = json.object().into_iter().flat_map(Object::iter);
        let named = members.filter(|(name, _)| *name == member);
        let mut others = named.filter_map(|(_, value)| value.as_str());
        if json.repeated() && others.any(|other| other.trim() != token.trim()) {
            let place = Place::Member(format!("/{member}"));
            return Err(TwoTokens {
                first: place.clone(),
                second: place,
            });
        }
        return found(&token, Some(member));
    }
    // Two are enough to know: of a text made of nothing but tokens all would be gigabytes.
    let mut first: Option<(String, String, String)> = None;
    let mut second = None;
    json.walk(|pointer, _, value| {
        let Some(text) = value.str() else {
            return Walk::Descend;
        };
        let text = text.trim();
        let tokens = if is_complete(text) {
            vec![text.to_owned()]
        } else {
            candidates(text).into_iter().map(|one| one.text).collect()
        };
        for token in tokens {
            match &first {
                None => first = Some((pointer.to_owned(), text.to_owned(), token)),
                Some((_, _, known)) if *known != token => {
                    second = Some(pointer.to_owned());
                    return Walk::Stop;
                }
                Some(_) => {}
            }
        }
        Walk::Skip
    });
    let Some((pointer, around, _)) = first else {
        return Ok(Unwrapped {
            token: json.text().to_owned(),
            removed: Vec::new(),
        });
    };
    if let Some(other) = second {
        return Err(TwoTokens {
            first: Place::Member(pointer),
            second: Place::Member(other),
        });
    }
    let known = ["access_token", "refresh_token", "id_token", "token", "jwt"];
    let member = known
        .iter()
        .find(|member| pointer.ends_with(&format!("/{member}")));
    found(&around, member.copied())
}

/// Text in which a token is percent-encoded, or the value of a signed cookie, or broken up as mail does it: as the plain
/// text that it stands for, with what was taken off.
fn plain_text(text: &str) -> Option<(String, Taken)> {
    if text.contains('%')
        && let Some(decoded) = percent_decoded(text).filter(|decoded| decoded.contains("eyJ"))
    {
        return Some((decoded, Taken::PercentEncoding));
    }
    if text.contains("=\n") || text.contains("=\r\n") {
        let joined = text
            .replace("=\r\n", "")
            .replace("=\n", "")
            .replace("=3D", "=");
        let dense = joined.trim();
        if is_complete(dense) {
            return Some((dense.to_owned(), Taken::QuotedPrintable));
        }
    }
    // cookie-signature of Express: the value, a dot, an HMAC-SHA256 in base64.
    let at = text.find("s:eyJ")?;
    let (before, cookie) = text.split_at_checked(at)?;
    let cookie = cookie.get(2..)?;
    let is_value =
        |one: char| one.is_ascii() && is_token_byte(one as u8) || matches!(one, '+' | '/');
    let end = cookie.find(|one| !is_value(one)).unwrap_or(cookie.len());
    let (value, behind) = cookie.split_at_checked(end)?;
    let (token, mac) = value.rsplit_once('.')?;
    let signed = token.matches('.').count() == 2 && mac.trim_end_matches('=').len() == 43;
    (signed && !before.ends_with(|one: char| one.is_ascii_alphanumeric()))
        .then(|| (format!("{before}{token}{behind}"), Taken::SignedCookie))
}

fn from_text(text: &str, trimmed: &str) -> Result<Unwrapped, TwoTokens> {
    if candidates(text).is_empty()
        && let Some((plain, taken)) = plain_text(text)
    {
        let mut found = from_text(&plain, plain.trim())?;
        if found.removed.first() != Some(&taken) {
            found.removed.insert(0, taken);
        }
        return Ok(found);
    }
    let mut removed = Vec::new();
    let core = peel(trimmed, &mut removed);

    // Several whole tokens side by side: one, or a question.
    let candidates = candidates(text);
    let mut distinct = candidates.iter();
    if let Some(first) = distinct.next()
        && let Some(second) = distinct.find(|other| other.text != first.text)
    {
        return Err(TwoTokens {
            first: place(text, first.at),
            second: place(text, second.at),
        });
    }

    // Nothing but one token with white space in it: a wrapped terminal or e-mail.
    let joined: String = core
        .lines()
        .map(|line| line.trim_start_matches(['>', ' ', '\t']))
        .flat_map(str::chars)
        .filter(|character| !character.is_whitespace())
        .collect();
    let is_one = |text: &str| text.bytes().all(is_token_byte) && is_token_start(text);
    let repeated = candidates.len() > 1;
    // Words before a token can begin as one does: `export TOKEN=eyJ…`.
    let words = !candidates.is_empty() && !is_complete(&joined);
    if is_one(&joined) && !repeated && !words {
        if joined.len() != core.len() {
            removed.push(Taken::WhiteSpace);
        }
        return Ok(Unwrapped {
            token: joined,
            removed,
        });
    }

    let Some(found) = candidates.into_iter().next() else {
        // No token to be seen: what is wrong with the text is for the verification to say.
        return Ok(Unwrapped {
            token: core.to_owned(),
            removed,
        });
    };
    let mut removed = vec![surrounding(trimmed)];
    if found.wrapped {
        removed.push(Taken::WhiteSpace);
    }
    Ok(Unwrapped {
        token: found.text,
        removed,
    })
}

/// Takes off what stands around a lone token: header names, `Bearer`, quotes, in any order and depth.
fn peel<'t>(text: &'t str, removed: &mut Vec<Taken>) -> &'t str {
    let mut core = text;
    let mut note = |wrapping| {
        if !removed.contains(&wrapping) {
            removed.push(wrapping);
        }
    };
    loop {
        let before = core;
        for (prefix, wrapping) in [
            ("authorization:", Taken::Authorization),
            ("authorization=", Taken::Authorization),
            ("bearer ", Taken::Bearer),
            ("bearer\t", Taken::Bearer),
            ("bearer\n", Taken::Bearer),
            ("bearer\r\n", Taken::Bearer),
        ] {
            if core
                .get(..prefix.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            {
                core = core.get(prefix.len()..).unwrap_or_default().trim();
                note(wrapping);
            }
        }
        for (open, close) in QUOTES {
            if let Some(inner) = core
                .strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close))
            {
                core = inner.trim();
                note(Taken::Quotes);
            }
        }
        if core == before {
            return core;
        }
    }
}

const QUOTES: [(char, char); 7] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('“', '”'),
    ('‘', '’'),
    ('<', '>'),
    ('«', '»'),
];

/// What a text with a token in it most likely is.
fn surrounding(text: &str) -> Taken {
    let head = text.get(..text.floor_char_boundary(64)).unwrap_or(text);
    let lower = head.to_ascii_lowercase();
    // A prompt, an indent, a quote, and the `-H` before a header that was copied out of a command.
    let first = lower.trim_start_matches(['$', '>', ' ', '\t', '-', 'h', '\'', '"']);
    if first.starts_with("curl") {
        Taken::Curl
    } else if lower.contains("authorization:") || lower.contains("authorization=") {
        Taken::Authorization
    } else if first.starts_with("cookie:")
        || first.starts_with("set-cookie:")
        || (text.contains("; ") && text.contains('=') && !text.contains("://"))
    {
        Taken::Cookie
    } else if first.starts_with("bearer") {
        Taken::Bearer
    } else {
        Taken::Text
    }
}

/// A whole token found inside a text.
struct Candidate {
    text: String,
    at: usize,
    wrapped: bool,
}

/// Every whole token of a text that stands by itself: at an end of the text, or between white space, quotes and the like.
fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut at = 0;
    let indent = text.len() - text.trim_start().len();
    let mut quotes = Quotes {
        text,
        next: 0,
        tries: WRAPPED_TRIES,
    };
    while let Some(start) =
        rest.find(|character: char| character.is_ascii() && is_token_byte(character as u8))
    {
        let run = rest.get(start..).unwrap_or_default();
        let length =
            run.find(|character: char| !character.is_ascii() || !is_token_byte(character as u8));
        let (run, behind) = run.split_at(length.unwrap_or(run.len()));
        // A run is as long as it can be, so what is before it is the gap, or the start of the text.
        let ahead = rest.get(..start).unwrap_or_default();
        let before = ahead.chars().next_back();
        // `=` belongs to padding, and also stands between a cookie's name and its value.
        let offset = run
            .rmatch_indices('=')
            .map(|(equals, _)| equals + 1)
            .find(|start| is_token_start(run.get(*start..).unwrap_or_default()))
            .unwrap_or(0);
        let token = without_stop(run.get(offset..).unwrap_or_default());
        let ends = match behind.chars().next() {
            // A table may have no spaces.
            Some('|') if before == Some('|') => true,
            Some(character) if at + start > indent && MARKS.contains(character) => {
                let next = behind.trim_start_matches(|mark| MARKS.contains(mark));
                !next.starts_with(|next: char| next.is_ascii() && is_token_byte(next as u8))
            }
            next => next.is_none_or(ends_token),
        };
        let stands_alone = ends && (offset > 0 || before.is_none_or(opens_token));
        if stands_alone && is_complete(token) {
            found.push(Candidate {
                text: token.to_owned(),
                at: at + start + offset,
                wrapped: false,
            });
        } else if let Some(quote) = before
            && is_token_start(token)
            && matches!(quote, '"' | '\'' | ' ')
            && let Some(whole) = quotes.wrapped(at + start)
        {
            found.push(Candidate {
                text: whole,
                at: at + start,
                wrapped: true,
            });
        }
        at += start + run.len();
        rest = behind;
    }
    found
}

/// How many beginnings of a wrapped token are followed up. A text with more of them is made to cost time.
const WRAPPED_TRIES: usize = 16;

/// Where the quotes of a text are; each part of it is searched once.
struct Quotes<'t> {
    text: &'t str,
    next: usize,
    tries: usize,
}

impl Quotes<'_> {
    /// A token that begins behind a quote, or behind `Bearer ` inside quotes, and goes on over line breaks up to
    /// the quote.
    fn wrapped(&mut self, start: usize) -> Option<String> {
        if self.next < start {
            let quote = self.text.get(start..)?.find(['"', '\'']);
            self.next = quote.map_or(self.text.len(), |quote| start + quote);
        }
        if self.next == self.text.len() {
            return None;
        }
        self.tries = self.tries.checked_sub(1)?;
        let mut joined = String::new();
        for character in self.text.get(start..self.next)?.chars() {
            if character.is_ascii() && is_token_byte(character as u8) {
                joined.push(character);
            } else if !character.is_whitespace() && character != '\\' {
                return None;
            }
        }
        is_complete(&joined).then_some(joined)
    }
}

/// A token without the full stop of the sentence that it ends.
fn without_stop(text: &str) -> &str {
    let bare = text.strip_suffix('.').unwrap_or(text);
    match bare.split('.').count() {
        3 | 5 if bare != text && (bare.matches('.').count() == 2 || !bare.ends_with('.')) => bare,
        _ => text,
    }
}

/// What ends a token only where something stands before it and none of its own characters follow: on the token itself
/// it is a fault. `^` is how the shell of Windows escapes quotes.
const MARKS: &str = "^|!?:*。";

fn opens_token(character: char) -> bool {
    character.is_whitespace() || "\"'`“‘<«=:(>[,;|*".contains(character)
}

fn ends_token(character: char) -> bool {
    character.is_whitespace() || "\"'`”’>»;,)&]\\<}".contains(character)
}

/// What the text of a token may hold, faulty ones and SD-JWTs included.
fn is_token_byte(byte: u8) -> bool {
    is_base64url(byte) || matches!(byte, b'.' | b'~' | b'=')
}

/// Whether a text is a whole token by its looks: a header that is JSON, and at least two dots.
fn is_complete(text: &str) -> bool {
    let mut parts = text.split('.');
    let header = parts.next().unwrap_or_default();
    is_token_start(header)
        && parts.next().is_some()
        && parts.next().is_some()
        && object_of(header).is_some()
}

fn place(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before
        .chars()
        .rev()
        .take_while(|character| *character != '\n')
        .count()
        + 1;
    Place::At(line, column)
}

messages! {
    /// What was around a token.
    #[derive(Copy)]
    pub enum Taken {
        WhiteSpace => "white space inside the token", "토큰 안의 공백";
        Quotes => "quotes", "따옴표";
        Bearer => "Bearer", "Bearer 접두어";
        Authorization => "an Authorization header", "Authorization 헤더";
        Cookie => "a cookie", "쿠키";
        Curl => "a curl command", "curl 명령";
        /// The token was in this member, if it is one of a usual name.
        Json(member: Option<&'static str>) => { match member {
            Some(_) => "a JSON object (its {member} is used)", "JSON 객체(사용한 멤버: {member})";
            None => "a JSON object", "JSON 객체";
        } };
        PercentEncoding => "percent-encoding", "퍼센트 인코딩";
        SignedCookie => "the signature of a cookie (s:…)", "쿠키의 서명(s:…)";
        QuotedPrintable => "quoted-printable line breaks", "quoted-printable 줄바꿈";
        Text => "the text around it", "주변 텍스트";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
    const OTHER: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJiIn0.c2lnbmF0dXJl";

    fn taken(text: &str) -> Vec<Taken> {
        let unwrapped = unwrap(text, Wanted::Access).unwrap();
        assert_eq!(unwrapped.token, TOKEN, "{text}");
        unwrapped.removed
    }

    #[test]
    fn every_usual_wrapping_comes_off() {
        use Taken::{Authorization, Bearer, Cookie, Curl, Json, Quotes, Text, WhiteSpace};
        assert_eq!(taken(TOKEN), []);
        assert_eq!(taken(&format!("\u{feff} \r\n{TOKEN}\r\n\r\n")), []);
        assert_eq!(taken(&format!("\"{TOKEN}\"")), [Quotes]);
        assert_eq!(taken(&format!("Bearer {TOKEN}")), [Bearer]);
        assert_eq!(taken(&format!("'bearer  {TOKEN}' ")), [Quotes, Bearer]);
        assert_eq!(
            taken(&format!("Authorization: Bearer {TOKEN}\r\n")),
            [Authorization, Bearer]
        );
        let (head, tail) = TOKEN.split_at(30);
        assert_eq!(taken(&format!("{head}\n{tail}")), [WhiteSpace]);
        assert_eq!(taken(&format!("> {head}\r\n> {tail}\r\n")), [WhiteSpace]);
        assert_eq!(
            taken(&format!("Authorization: Bearer {head}\n   {tail}")),
            [Authorization, Bearer, WhiteSpace]
        );
        assert_eq!(
            taken(&format!("Cookie: theme=dark; session={TOKEN}; x=y")),
            [Cookie]
        );
        assert_eq!(
            taken(&format!("session={TOKEN}; Path=/; HttpOnly")),
            [Cookie]
        );
        for around in [
            format!("https://app.example/cb?token={TOKEN}"),
            format!("https://app.example/cb#access_token={TOKEN}&state=a;%20b; c"),
            format!("TOKEN={TOKEN}"),
        ] {
            assert_eq!(taken(&around), [Text], "{around}");
        }
        assert_eq!(
            taken(&format!(
                "curl -H 'Authorization: Bearer {TOKEN}' https://api.example.com/v1/me"
            )),
            [Curl]
        );
        assert_eq!(
            taken(&format!(
                "curl -H \"Authorization: Bearer {head}\n{tail}\" https://api.example.com"
            )),
            [Curl, WhiteSpace]
        );
        assert_eq!(
            taken(&format!(
                "{{\"access_token\":\"{TOKEN}\",\"refresh_token\":\"{OTHER}\"}}"
            )),
            [Json(Some("access_token"))]
        );
        assert_eq!(
            taken(&format!("{{\"token\": \"{TOKEN}\"}}")),
            [Json(Some("token"))]
        );
        assert_eq!(
            taken(&format!("{{\"access_token\":\"Bearer {TOKEN}\"}}")),
            [Json(Some("access_token")), Bearer]
        );
        assert_eq!(
            taken(&format!(
                "{{\"headers\":[{{\"name\":\"authorization\",\"value\":\"Bearer {TOKEN}\"}}]}}"
            )),
            [Json(None), Bearer]
        );
        assert_eq!(
            taken(&format!("{{\"Cookie\":\"a=b; session={TOKEN}; c=d\"}}")),
            [Json(None), Cookie]
        );
        // As Chrome and Edge copy a request for the shell of Windows.
        assert_eq!(
            taken(&format!(
                "curl ^\"https://h.example/^\" ^\r\n  -H ^\"authorization: Bearer {TOKEN}^\" ^\r\n  --insecure"
            )),
            [Curl]
        );
        assert_eq!(
            taken(&format!("Authorization: Bearer {TOKEN}^")),
            [Authorization]
        );
        for text in [
            "My token is TOKEN.",
            "Is it TOKEN?",
            "|id|TOKEN|x|",
            "*TOKEN*",
            "토큰은 TOKEN。",
            "Here: TOKEN!",
        ] {
            assert_eq!(taken(&text.replace("TOKEN", TOKEN)), [Text], "{text}");
        }
        for line_break in ["\\n", "\\r\\n", " "] {
            assert_eq!(
                taken(&format!(
                    "{{\"access_token\":\"{head}{line_break}{tail}\"}}"
                )),
                [Json(Some("access_token")), WhiteSpace]
            );
        }
        assert_eq!(taken(&format!("{TOKEN}\n{TOKEN}\n")).len(), 1);
        // `ex` begins a JOSE header by its looks, and so does `ez`.
        for words in ["export TOKEN=", "example: ", "ez "] {
            assert_eq!(taken(&format!("{words}{TOKEN}\n")).len(), 1, "{words}");
        }
    }

    #[test]
    fn the_wanted_token_of_a_response_is_taken() {
        let text = format!("{{\"access_token\":\"{OTHER}\",\"refresh_token\":\"{TOKEN}\"}}");
        assert_eq!(unwrap(&text, Wanted::Refresh).unwrap().token, TOKEN);
    }

    #[test]
    fn two_different_tokens_are_a_question() {
        let two = |text: String| unwrap(&text, Wanted::Access).unwrap_err();
        assert_eq!(
            two(format!("{TOKEN}\n {OTHER}")),
            TwoTokens {
                first: Place::At(1, 1),
                second: Place::At(2, 2)
            }
        );
        assert_eq!(
            two(format!("Cookie: a={TOKEN}; b={OTHER}")),
            TwoTokens {
                first: Place::At(1, 11),
                second: Place::At(1, 15 + TOKEN.len())
            }
        );
        assert_eq!(
            two(format!(
                "{{\"id_token\":\"{TOKEN}\",\"refresh_token\":\"{OTHER}\"}}"
            )),
            TwoTokens {
                first: Place::Member("/id_token".into()),
                second: Place::Member("/refresh_token".into())
            }
        );
        assert_eq!(
            two(format!(
                "{{\"access_token\":\"{TOKEN}\",\"access_token\":\"{OTHER}\"}}"
            ))
            .second,
            Place::Member("/access_token".into())
        );
        assert_eq!(
            two(format!("{{\"a\":\"Bearer {TOKEN}\",\"b\":\"{OTHER}\"}}")).second,
            Place::Member("/b".into())
        );
    }

    #[test]
    fn a_text_made_to_cost_time_costs_little() {
        // Followed up each to the end of the text, these beginnings took minutes.
        for end in ["", "\"", " '"] {
            let text = "\"eyJhbGciOiJIUzI1NiJ9 ".repeat(20_000) + end;
            let spaced = " eyJhbGciOiJIUzI1NiJ9".repeat(20_000) + end;
            assert!(unwrap(&text, Wanted::Access).is_ok());
            assert!(unwrap(&spaced, Wanted::Access).is_ok());
        }
        // Each value with its own copy of the long name before it took gigabytes.
        let name = "x".repeat(1_000_000);
        let tokens = vec!["\"e30..\""; 100_000].join(",");
        let object = format!("{{\"{name}\":[{tokens}]}}");
        assert_eq!(unwrap(&object, Wanted::Access).unwrap().token, "e30..");
        let two = format!("{{\"{name}\":[{tokens},\"e30.a.\",{tokens}]}}");
        assert_eq!(
            unwrap(&two, Wanted::Access).unwrap_err().second,
            Place::Member(format!("/{name}/100000"))
        );
    }

    #[test]
    fn padding_belongs_to_the_token() {
        for around in ["session=TOKEN; Path=/", "export TOKEN=TOKEN", "a=TOKEN"] {
            for (payload, signature) in [("", "="), ("", "=="), ("=", ""), ("==", "=")] {
                let (head, tail) = TOKEN.rsplit_once('.').unwrap();
                let token = format!("{head}{payload}.{tail}{signature}");
                let unwrapped = unwrap(
                    &around.replacen("=TOKEN", &format!("={token}"), 1),
                    Wanted::Access,
                );
                assert_eq!(unwrapped.unwrap().token, token, "{around}");
            }
        }
        let opaque = "{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\"}";
        let token = unwrap(opaque, Wanted::Access).unwrap().token;
        assert_eq!(token, "2YotnFZFEjr1zCsicMWpAA");
    }

    #[test]
    fn a_broken_token_is_left_as_it_is() {
        for text in [
            "eyJhbGciOiJIUzI1NiJ9.eyJz*WIi.c2ln",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln=",
            "hello",
            "a.b.c*",
            "",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2l*ug",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2l!!ug",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2l|ug",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lu?",
        ] {
            let unwrapped = unwrap(text, Wanted::Access).unwrap();
            assert_eq!(
                (unwrapped.token.as_str(), unwrapped.removed.len()),
                (text, 0)
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_unwrapped_has_no_wrapping_left(text in "(Bearer |Cookie: a=|[\"'{ ])?ey[A-Za-z0-9_=%.-]{0,60}([;,\"'} ]ey[A-Za-z0-9_.-]{0,40})?") {
            if let Ok(once) = unwrap(&text, Wanted::Access) {
                let twice = unwrap(&once.token, Wanted::Access).unwrap();
                proptest::prop_assert_eq!(once.token, twice.token);
            }
        }
    }
}
