//! How one side's secret becomes the other's: every known mishap of shells, files, libraries and templates.
//!
//! A mishap is a row of [`MISHAPS`] with its function, and a row of words.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::secret::Source;
use crate::encoding::{BASE64, BASE64URL, HEX, percent_decoded};
use crate::json::Json;
use crate::keys::SecretEncoding;
use crate::keys::evidence::Hash;
use crate::text::typed::Typed;
use crate::text::{all_of, messages};
use crate::token::explanation::recipe::quote;
use crate::token::hint::TextForm;

messages! {
    /// What happened to the secret on its way from one side to the other.
    pub enum Mishap -> code: &'static str {
        TrailingBreak ["secret_has_trailing_newline"] =>
            "the secret ends with a line break that the signer did not use",
            "시크릿 키 끝에 서명할 때 사용하지 않은 줄바꿈이 있습니다";
        LineBreaks ["secret_has_line_breaks"] =>
            "the secret has line breaks inside that the signer did not use",
            "시크릿 키 중간에 서명할 때 사용하지 않은 줄바꿈이 있습니다";
        CarriageReturns ["secret_has_carriage_returns"] =>
            "the lines of the secret end with CRLF, and the signer used LF",
            "시크릿 키의 줄바꿈이 CRLF인데 서명할 때는 LF를 사용했습니다";
        Around { what: Vec<Unseen> as all_of } ["secret_has_surrounding_space"] =>
            "the secret has {what} at its beginning or end that the signer did not use",
            "시크릿 키 앞이나 뒤에 서명할 때 사용하지 않은 문자가 있습니다 ({what})";
        Inside { what: Vec<Unseen> as all_of } ["secret_has_invisible_characters"] =>
            "the secret has {what} inside that the signer did not use",
            "시크릿 키 안에 서명할 때 사용하지 않은 문자가 있습니다 ({what})";
        Quotes ["secret_is_quoted"] =>
            "the quotes around the secret are not part of it",
            "시크릿 키를 둘러싼 따옴표는 시크릿 키가 아닙니다";
        Encoded { form: TextForm } [form.secret_code()] =>
            "the secret is {form} text, and the signer used the bytes it stands for",
            "시크릿 키가 인코딩된 텍스트이고({form}), 서명할 때는 디코딩한 바이트를 사용했습니다";
        Lenient { form: TextForm } [form.secret_code()] =>
            "the signer decoded the secret as {form}, which it is not: its decoder skips, replaces or stops at the \
             characters that do not belong",
            "서명하는 쪽에서 {form} 형식이 아닌 시크릿 키를 그 형식으로 디코딩했습니다. 맞지 않는 문자를 건너뛰거나 \
             바꾸거나 거기서 멈추는 디코더입니다";
        Undecoded ["secret_is_text"] =>
            "the signer used the text of the secret as it is, and did not decode it",
            "서명할 때 시크릿 키의 텍스트를 디코딩하지 않고 사용했습니다";
        Prefix { prefix: &'static str } ["secret_has_prefix"] =>
            "\"{prefix}\" at the beginning is not part of the secret",
            "맨 앞의 \"{prefix}\" 부분은 시크릿 키가 아닙니다";
        FromUtf16 ["secret_is_utf16"] =>
            "the secret is in UTF-16, as PowerShell 5 writes files, and the signer used it in UTF-8",
            "시크릿 키가 PowerShell 5에서 만든 파일처럼 UTF-16인데 서명할 때는 UTF-8로 사용했습니다";
        FromCharset { name: &'static str } ["secret_is_in_other_charset"] =>
            "the secret is in {name}, and the signer used it in UTF-8",
            "시크릿 키의 문자 집합이 {name}인데 서명할 때는 UTF-8로 사용했습니다";
        Value { name: Typed } ["secret_is_assignment"] =>
            "what was given is NAME=VALUE, and the value of {name} is the signer's secret",
            "지정한 값이 NAME=VALUE 형식이고, {name} 값이 서명할 때 사용한 시크릿 키입니다";
        Member { name: Typed } ["secret_is_in_json"] =>
            "what was given is JSON, and its \"{name}\" is the signer's secret",
            "지정한 값이 JSON이고, \"{name}\" 필드가 서명할 때 사용한 시크릿 키입니다";
        Escaped { how: Escape } ["secret_is_escaped"] =>
            "the secret is {how}, and the signer used it unescaped",
            "시크릿 키가 이스케이프되어 있고({how}), 서명할 때는 이스케이프를 푼 값을 사용했습니다";
        Typographic ["secret_has_typographic_characters"] =>
            "the secret has typographic quotes, dashes or spaces (a word processor or a chat makes them), and the \
             signer used plain ones",
            "시크릿 키에 워드 프로세서나 메신저가 바꾼 따옴표, 줄표, 공백이 있고, 서명할 때는 ASCII 문자를 사용했습니다";

        Lacks { what: Unseen } [match what {
            Unseen::LineBreak | Unseen::CarriageReturn | Unseen::Crlf => "secret_lacks_trailing_newline",
            _ => "secret_lacks_surrounding_space",
        }] =>
            "the signer used the secret with {what} at its end or beginning: have it sign without",
            "서명할 때 시크릿 키의 끝이나 앞에 {what} 문자가 붙어 있었습니다. 서명하는 쪽에서 빼야 합니다";
        SignerCrlf ["secret_lacks_carriage_returns"] =>
            "the signer used the secret with CRLF at the end of its lines: have it use LF",
            "서명할 때 시크릿 키의 줄바꿈이 CRLF였습니다. 서명하는 쪽에서 LF를 사용해야 합니다";
        SignerQuotes { mark: &'static str } ["secret_is_quoted"] =>
            "the signer used the secret with the quotes {mark} around it: have it strip them, which `docker --env-file` \
             and JSON.stringify do not",
            "서명할 때 시크릿 키를 둘러싼 따옴표 {mark} 까지 사용했습니다. docker의 --env-file이나 JSON.stringify는 \
             따옴표를 빼지 않으므로 서명하는 쪽에서 빼야 합니다";
        SignerUtf16 { name: &'static str } ["secret_is_utf16"] =>
            "the signer used the secret in {name}: have it use UTF-8",
            "서명할 때 시크릿 키를 {name} 형식으로 사용했습니다. 서명하는 쪽에서 UTF-8을 사용해야 합니다";
        SignerMark ["secret_has_byte_order_mark"] =>
            "the signer used the secret with a byte order mark (U+FEFF) before it: have it read the file without",
            "서명할 때 시크릿 키 앞의 BOM(U+FEFF)까지 사용했습니다. 서명하는 쪽에서 BOM을 빼고 읽어야 합니다";
        SignerCharset { name: &'static str } ["secret_is_in_other_charset"] =>
            "the signer used the secret in {name}: have it use UTF-8",
            "서명할 때 시크릿 키를 {name} 문자 집합으로 사용했습니다. 서명하는 쪽에서 UTF-8을 사용해야 합니다";
        SignerEscaped { how: Escape } ["secret_is_escaped"] =>
            "the signer used the secret {how}: have it unescape it first",
            "서명할 때 이스케이프된 시크릿 키를 사용했습니다({how}). 서명하는 쪽에서 먼저 풀어야 합니다";
        SignerEncoded { form: TextForm } [form.secret_code()] =>
            "the signer used the {form} text of the secret, not the secret itself",
            "서명할 때 시크릿 키 자체가 아니라 {form} 텍스트를 사용했습니다";
        SignerAssignment { name: Typed } ["secret_is_assignment"] =>
            "the signer used the whole {name}=VALUE as the secret: have it use the value alone",
            "서명할 때 {name}=VALUE 전체를 시크릿 키로 사용했습니다. 서명하는 쪽에서 값만 사용해야 합니다";
        SignerPrefix { prefix: &'static str } ["secret_lacks_prefix"] =>
            "the signer used the secret with \"{prefix}\" before it: have it strip that",
            "서명할 때 시크릿 키 앞에 \"{prefix}\" 부분이 붙어 있었습니다. 서명하는 쪽에서 빼야 합니다";

        NormalForm { name: &'static str } ["secret_is_in_other_normal_form"] =>
            "the signer used the secret in the Unicode normal form {name}, which looks the same",
            "서명할 때 모양은 같지만 유니코드 정규화 형식이 다른 시크릿 키를 사용했습니다 ({name})";
        Hashed { hash: &'static str, form: HashForm } ["secret_is_hashed"] =>
            "the signer used the {hash} of the secret{form}",
            "서명할 때 시크릿 키의 {hash} 해시를 사용했습니다{form}";
        Cut { bytes: usize } ["secret_is_cut"] =>
            "the signer used the first {bytes} bytes of the secret alone",
            "서명할 때 시크릿 키의 앞 {bytes}바이트만 사용했습니다";
        CutFront { bytes: usize } ["secret_is_cut"] =>
            "the signer used the secret without its first {bytes} bytes",
            "서명할 때 시크릿 키의 앞 {bytes}바이트를 빼고 사용했습니다";
        LowerCase ["secret_is_in_other_case"] =>
            "the signer used the secret in lower case",
            "서명할 때 시크릿 키를 소문자로 바꾸어 사용했습니다";
        UpperCase ["secret_is_in_other_case"] =>
            "the signer used the secret in upper case",
            "서명할 때 시크릿 키를 대문자로 바꾸어 사용했습니다";
        Lost { what: Loss } ["secret_lost_a_part"] =>
            "the signer's secret came out {what}: put it in single quotes where the signer gets it from",
            "서명하는 쪽의 시크릿 키에서 일부가 빠졌습니다: {what}. 서명하는 쪽 설정에서 작은따옴표로 감싸야 합니다";
        Placeholder { text: String } ["secret_is_placeholder"] =>
            "the signer signed with the text {text} itself: a variable was not replaced there, have it read the value",
            "서명할 때 {text} 텍스트를 그대로 사용했습니다. 서명하는 쪽에서 변수가 값으로 바뀌지 않았습니다";
        FileName { text: String } ["secret_is_file_name"] =>
            "the signer signed with the text {text}, the name of a file, in place of what is in it",
            "서명할 때 파일의 내용이 아니라 이름 {text} 텍스트를 그대로 사용했습니다";
    }
}

messages! {
    /// A character that nobody sees.
    #[derive(Copy)]
    pub enum Unseen {
        Space => "a space", "공백(U+0020)";
        Tab => "a tab", "탭(U+0009)";
        LineBreak => "a line break", "줄바꿈(U+000A)";
        CarriageReturn => "a carriage return", "캐리지 리턴(U+000D)";
        Crlf => "a carriage return and a line break", "CRLF 줄바꿈";
        Other(code: u32 as scalar) => "{code}", same;
    }
}

messages! {
    /// How characters are written that mean something where the secret is kept.
    #[derive(Copy)]
    pub enum Escape {
        Percent => "URL-encoded", "URL 인코딩";
        Form => "URL-encoded, with + for a space", "URL 인코딩, 공백은 +";
        Html => "escaped as in HTML", "HTML 이스케이프";
        Backslash => "escaped with backslashes", "백슬래시 이스케이프";
        Dollar => "written with $$ for each $", "$를 $$로 표기";
    }
}

messages! {
    /// How a hash stands for the secret.
    #[derive(Copy)]
    pub enum HashForm {
        Bytes => "", same;
        Hex => ", as hex text", " (hex 텍스트)";
        UpperHex => ", as hex text in upper case", " (대문자 hex 텍스트)";
        Base64 => ", as base64 text", " (base64 텍스트)";
    }
}

messages! {
    /// What a shell or a parser took away, and which do so.
    #[derive(Copy)]
    pub enum Loss {
        Variables =>
            "without what looks like a variable ($name, ${{name}}), which shells, docker compose and dotenv replace",
            "변수처럼 보이는 부분($name, ${{name}})을 셸, docker compose, dotenv가 치환했습니다";
        Dollars =>
            "with one $ for each two, as docker compose and make write it",
            "docker compose와 make가 $$를 $로 바꾸었습니다";
        Percents =>
            "without what looks like a variable (%name%), which cmd.exe replaces",
            "변수처럼 보이는 부분(%name%)을 cmd.exe가 치환했습니다";
        Comment =>
            "without what stands from the # on, a comment for dotenv, YAML and shells",
            "dotenv, YAML, 셸이 # 뒤를 주석으로 보았습니다";
        Blank =>
            "without what stands from a space on, where a shell ends the word",
            "셸이 공백에서 단어를 끊었습니다";
        Equals =>
            "without what stands from an = on, where NAME=VALUE is split at each =",
            "NAME=VALUE를 모든 =에서 나누어 그 뒤가 빠졌습니다";
        Operator =>
            "without what stands from a ; & | < > ( or ) on, which shells take for themselves",
            "셸이 ; & | < > ( ) 뒤를 명령으로 보았습니다";
        Comma =>
            "without what stands from a comma, a semicolon or a colon on, which separates values",
            "쉼표, 세미콜론, 콜론을 구분자로 보아 그 뒤가 빠졌습니다";
        Backslashes =>
            "without its backslashes, which shells take for an escape",
            "셸이 백슬래시를 이스케이프로 보았습니다";
        Carets =>
            "without its ^, which cmd.exe takes for an escape",
            "cmd.exe가 ^를 이스케이프로 보았습니다";
        QuoteMarks =>
            "without its quotes, which shells take for their own",
            "셸이 따옴표를 자신의 것으로 보았습니다";
        FirstLine =>
            "as its first line alone",
            "첫 줄만 사용했습니다";
        NotAscii =>
            "with ? for each character that is not ASCII",
            "ASCII가 아닌 문자가 ?로 바뀌었습니다";
        NotAsciiDropped =>
            "without the characters that are not ASCII",
            "ASCII가 아닌 문자가 빠졌습니다";
        NulEnded =>
            "as what stands before its first NUL byte",
            "첫 NUL 바이트 앞까지만 사용했습니다";
        Punctuation =>
            "as its letters and digits alone",
            "글자와 숫자만 사용했습니다";
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the rows pass references"
)]
fn scalar(code: &u32) -> String {
    format!("U+{code:04X}")
}

/// Octets that are wiped on drop.
pub(super) type Hidden = Zeroizing<Vec<u8>>;

/// What a filter of a shell makes of the secret, to give verify what the signer used.
#[derive(Clone, Debug)]
pub(super) enum Filter {
    /// So many bytes from a place on.
    Slice(usize, usize),
    /// A command that reads the secret and writes the other.
    Command(String),
    /// As that, which a line break at the end would disturb.
    Exact(String),
    /// What `--secret-encoding` does.
    Decode(SecretEncoding),
    /// Nothing that could be typed, or the signer's to mend.
    None,
}

/// A secret that lies one mishap behind another.
pub(super) struct Step {
    pub(super) mishap: Mishap,
    pub(super) secret: Hidden,
    pub(super) filter: Filter,
}

/// A kind of mishap.
pub(super) struct Kind {
    /// The rarer, the dearer.
    pub(super) cost: usize,
    /// When it happens: what was done to the secret later is found first. Those of stage 0 are what was given and has
    /// too much, in any order.
    pub(super) stage: usize,
    apply: fn(&[u8], &Source<'_>, &mut Steps),
}

impl Kind {
    /// The secrets that this makes of one.
    pub(super) fn steps(&self, secret: &[u8], source: &Source<'_>) -> Vec<Step> {
        let mut steps = Steps(Vec::new());
        (self.apply)(secret, source, &mut steps);
        steps.0
    }
}

/// The stage of what is only tried on the secret as it was given.
pub(super) const FIRST: usize = 8;
/// The stage of what comes last.
const LAST: usize = 9;

/// Every kind, the likeliest of a cost first.
pub(super) const MISHAPS: [Kind; 27] = {
    const fn kind(cost: usize, stage: usize, apply: fn(&[u8], &Source<'_>, &mut Steps)) -> Kind {
        Kind { cost, stage, apply }
    }
    [
        kind(1, 0, ends),
        kind(1, 0, quotes),
        kind(1, 0, encoded),
        kind(1, 0, prefixes),
        kind(1, 0, values),
        kind(1, 0, utf16),
        kind(1, 0, inside),
        kind(1, 0, escapes),
        kind(1, 0, members),
        kind(3, 0, lenient),
        kind(2, 0, charsets),
        kind(2, 1, signer_ends),
        kind(2, 3, signer_utf16),
        kind(2, 4, signer_encoded),
        kind(2, 2, signer_quotes),
        kind(2, 2, signer_escapes),
        kind(2, 3, signer_charsets),
        kind(2, 3, signer_assignment),
        kind(2, 5, signer_ends),
        kind(2, FIRST, placeholders),
        kind(2, FIRST, file_names),
        kind(2, LAST, losses),
        kind(3, LAST, hashes),
        kind(3, LAST, cases),
        kind(3, LAST, normal_forms),
        kind(3, LAST, cuts),
        kind(3, LAST, names_in_capitals),
    ]
};

/// Where the functions put what they find.
struct Steps(Vec<Step>);

impl Steps {
    fn add(&mut self, mishap: Mishap, secret: impl Into<Vec<u8>>, filter: Filter) {
        self.0.push(Step {
            mishap,
            secret: Zeroizing::new(secret.into()),
            filter,
        });
    }

    /// A part of the secret.
    fn slice(&mut self, mishap: Mishap, secret: &[u8], start: usize, end: usize) {
        if let Some(part) = secret.get(start..end)
            && part.len() < secret.len()
        {
            self.add(mishap, part, Filter::Slice(start, part.len()));
        }
    }

    fn command(&mut self, mishap: Mishap, secret: impl Into<Vec<u8>>, command: &str) {
        self.add(mishap, secret, Filter::Command(command.to_owned()));
    }

    /// What the signer has to mend.
    fn signer(&mut self, mishap: Mishap, secret: impl Into<Vec<u8>>) {
        self.add(mishap, secret, Filter::None);
    }
}

fn text(secret: &[u8]) -> Option<&str> {
    std::str::from_utf8(secret).ok()
}

/// Whether a character is white space, or takes no room at all.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn unseen(characters: impl Iterator<Item = char>) -> Vec<Unseen> {
    /// How many are named.
    const MOST: usize = 4;
    let mut found = Vec::new();
    for character in characters {
        let named = match character {
            ' ' => Unseen::Space,
            '\t' => Unseen::Tab,
            '\n' => Unseen::LineBreak,
            '\r' => Unseen::CarriageReturn,
            other => Unseen::Other(u32::from(other)),
        };
        if !found.contains(&named) && found.len() < MOST {
            found.push(named);
        }
    }
    found
}

/// Line breaks at the end, and other characters at either end that nobody sees.
fn ends(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let without = secret.len()
        - secret
            .iter()
            .rev()
            .take_while(|byte| is_break(byte))
            .count();
    found.slice(Mishap::TrailingBreak, secret, 0, without);
    if let Some(shorter) = secret.strip_suffix(b"\n") {
        found.slice(Mishap::TrailingBreak, secret, 0, shorter.len());
    }
    let Some(text) = text(secret) else {
        return;
    };
    let start = text.len() - text.trim_start_matches(is_unseen).len();
    let end = text.trim_end_matches(is_unseen).len();
    if start < end && (start > 0 || end < without) {
        let ends = [text.get(..start), text.get(end..)];
        let what = unseen(ends.into_iter().flatten().flat_map(str::chars));
        found.slice(Mishap::Around { what: what.clone() }, secret, start, end);
        found.slice(
            Mishap::Around { what: what.clone() },
            secret,
            start,
            secret.len(),
        );
        found.slice(Mishap::Around { what }, secret, 0, end);
    }
}

const QUOTES: [(&str, &str); 8] = [
    ("\"", "\""),
    ("'", "'"),
    ("`", "`"),
    ("\\\"", "\\\""),
    ("“", "”"),
    ("‘", "’"),
    ("b'", "'"),
    ("b\"", "\""),
];

fn quotes(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    for (open, close) in QUOTES {
        let bare = secret
            .strip_prefix(open.as_bytes())
            .and_then(|rest| rest.strip_suffix(close.as_bytes()));
        if let Some(bare) = bare.filter(|bare| !bare.is_empty()) {
            found.slice(Mishap::Quotes, secret, open.len(), open.len() + bare.len());
        }
    }
}

/// The encodings to try, the likeliest first: where both kinds of base64 mean the same bytes, the first names it.
fn forms(secret: &[u8]) -> [TextForm; 3] {
    let plain = |byte: &u8| matches!(byte, b'=' | b'+' | b'/');
    let whole = secret
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .count()
        % 4
        == 0;
    if secret.iter().any(plain) || whole {
        [TextForm::Hex, TextForm::Base64, TextForm::Base64url]
    } else {
        [TextForm::Hex, TextForm::Base64url, TextForm::Base64]
    }
}

fn encoded(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    for form in forms(secret) {
        let encoding = form.encoding();
        if let Ok(decoded) = encoding.decode(secret)
            && !decoded.is_empty()
        {
            found.add(
                Mishap::Encoded { form },
                decoded.to_vec(),
                Filter::Decode(encoding),
            );
        }
    }
}

/// How decoders read text that is not quite base64: they skip what does not belong or stop there, know one alphabet or
/// both, and keep or drop an incomplete group at the end.
fn lenient(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    const PLAIN: &[u8] = b"+/";
    const URL: &[u8] = b"-_";
    if secret.len() < 4 {
        return;
    }
    for (alphabet, map, form) in [
        (PLAIN, "", TextForm::Base64),
        (URL, "tr -- '-_' '+/' | ", TextForm::Base64url),
        (b"+/-_", "tr -- '-_' '+/' | ", TextForm::Base64),
        (b"", "", TextForm::Base64),
    ] {
        let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || alphabet.contains(byte);
        let plain = |byte: &u8| match byte {
            b'-' => b'+',
            b'_' => b'/',
            byte => *byte,
        };
        let skipped: Vec<u8> = secret
            .iter()
            .filter(|byte| belongs(byte))
            .map(plain)
            .collect();
        let stopped: Vec<u8> = secret
            .iter()
            .take_while(|byte| belongs(byte))
            .map(plain)
            .collect();
        let before_padding: Vec<u8> = secret
            .iter()
            .take_while(|byte| **byte != b'=')
            .filter(|byte| belongs(byte))
            .map(plain)
            .collect();
        for digits in [skipped, stopped, before_padding] {
            let whole = digits.len() - digits.len() % 4;
            let partial = if digits.len() % 4 == 1 {
                whole
            } else {
                digits.len()
            };
            for length in [partial, whole] {
                let used = digits.get(..length).unwrap_or_default();
                let Some(bytes) = loosely(used).filter(|bytes| !bytes.is_empty()) else {
                    continue;
                };
                let command =
                    format!("{map}tr -cd 'A-Za-z0-9+/' | head -c {length} | base64 -d 2>/dev/null");
                found.add(Mishap::Lenient { form }, bytes, Filter::Command(command));
            }
        }
    }
    // Hex in pairs, with colons, blanks or a stop at what is none.
    let digits: Vec<u8> = secret
        .iter()
        .copied()
        .filter(u8::is_ascii_hexdigit)
        .collect();
    let stopped: Vec<u8> = secret
        .iter()
        .copied()
        .take_while(u8::is_ascii_hexdigit)
        .collect();
    let form = TextForm::Hex;
    for digits in [digits, stopped] {
        let even = digits.len() - digits.len() % 2;
        let digits = digits.get(..even).unwrap_or_default();
        if let Ok(bytes) = HEX.decode(digits)
            && !bytes.is_empty()
        {
            let command = format!("tr -cd 0-9A-Fa-f | head -c {even} | xxd -r -p");
            found.add(Mishap::Lenient { form }, bytes, Filter::Command(command));
        }
    }
}

/// Base64 of which the last digit may have bits that belong to no byte.
fn loosely(digits: &[u8]) -> Option<Vec<u8>> {
    let spare = digits.len() % 4;
    let whole = digits.len() - spare;
    let mut bytes = BASE64.decode(digits.get(..whole)?).ok()?;
    if spare > 1 {
        let mut group = digits.get(whole..)?.to_vec();
        group.resize(4, b'A');
        let last = BASE64.decode(&group).ok()?;
        bytes.extend(last.get(..spare - 1)?);
    }
    Some(bytes)
}

const PREFIXES: [&str; 14] = [
    "base64:",
    "base64url:",
    "b64:",
    "hex:",
    "0x",
    "\\x",
    "text:",
    "plain:",
    "secret:",
    "key:",
    "raw:",
    "utf8:",
    "Bearer ",
    "sha256:",
];

fn prefixes(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    for prefix in PREFIXES {
        let start = secret.get(..prefix.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes())) {
            found.slice(
                Mishap::Prefix { prefix },
                secret,
                prefix.len(),
                secret.len(),
            );
        }
    }
}

fn from_utf16(secret: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units: Vec<u16> = secret
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| unit(*pair))
        .collect();
    let text = String::from_utf16(&units).ok()?;
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

fn utf16(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    if secret.len() < 2 || !secret.len().is_multiple_of(2) && !secret.contains(&0) {
        return;
    }
    let marked = secret.starts_with(b"\xff\xfe") || secret.starts_with(b"\xfe\xff");
    for (unit, name) in [
        (u16::from_le_bytes as fn([u8; 2]) -> u16, "utf-16le"),
        (u16::from_be_bytes, "utf-16be"),
    ] {
        // With its mark iconv knows the order, and takes the mark off.
        let name = if marked { "utf-16" } else { name };
        // The line break of a file is two bytes, of which only one counts as one.
        let whole = if secret.len().is_multiple_of(2) {
            secret.to_vec()
        } else {
            [secret, &[0]].concat()
        };
        let Some(text) = from_utf16(&whole, unit) else {
            continue;
        };
        let bare = text.trim_end_matches(['\r', '\n', '\0']);
        for text in [bare, text.as_str()] {
            let plausible = !text.is_empty() && !text.contains('\0');
            if plausible {
                let command = format!("iconv -f {name} -t utf-8 | tr -d '\\r\\n'");
                found.command(Mishap::FromUtf16, text, &command);
            }
        }
    }
}

/// Characters inside that nobody sees, and line breaks.
fn inside(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    let Some(text) = text(secret) else {
        return;
    };
    if text.contains("\r\n") {
        found.command(
            Mishap::CarriageReturns,
            text.replace("\r\n", "\n"),
            "tr -d '\\r'",
        );
    }
    if text.trim_end().contains(['\r', '\n']) {
        let bare: String = text
            .chars()
            .filter(|one| !matches!(one, '\r' | '\n'))
            .collect();
        found.command(Mishap::LineBreaks, bare, "tr -d '\\r\\n'");
        let spaced = text.replace("\r\n", "\n").trim_end().replace('\n', " ");
        found.command(
            Mishap::LineBreaks,
            spaced,
            "tr -d '\\r' | tr '\\n' ' ' | sed 's/ *$//'",
        );
    }
    let odd = |one: &char| is_unseen(*one) && !matches!(one, ' ' | '\r' | '\n' | '\t');
    for (drop, with_blanks) in [(true, false), (true, true), (false, false)] {
        let taken = |one: &char| odd(one) || with_blanks && matches!(one, ' ' | '\t');
        if !text.chars().any(|one| taken(&one)) {
            continue;
        }
        let what = unseen(text.chars().filter(taken));
        let mended: String = if drop {
            text.chars().filter(|one| !taken(one)).collect()
        } else {
            text.chars()
                .map(|one| if taken(&one) { ' ' } else { one })
                .collect()
        };
        let blanks_alone = with_blanks && !text.chars().any(|one| odd(&one));
        let filter = if blanks_alone {
            Filter::Command("tr -d ' \\t'".to_owned())
        } else {
            Filter::None
        };
        found.add(Mishap::Inside { what }, mended, filter);
    }
    let plain: String = text
        .chars()
        .map(|one| match one {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | '‚' => '\'',
            '–' | '—' | '‐' | '‑' | '−' => '-',
            '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
            other => other,
        })
        .collect();
    if plain != text {
        found.add(Mishap::Typographic, plain.clone(), Filter::None);
        let dashes = text.replace(['—', '–'], "--").replace('…', "...");
        found.add(Mishap::Typographic, dashes, Filter::None);
    } else if text.contains('…') {
        found.add(Mishap::Typographic, text.replace('…', "..."), Filter::None);
    }
}

/// `NAME=VALUE`, `export NAME=VALUE`, `name: value`, alone or in a file of them.
fn values(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    /// How many lines are looked at.
    const MAX_LINES: usize = 200;
    let Some(text) = text(secret) else {
        return;
    };
    let mut start = 0;
    for line in text.split('\n').take(MAX_LINES) {
        let at = start;
        start += line.len() + 1;
        let Some(sign) = line.find(['=', ':']) else {
            continue;
        };
        let (before, rest) = line.split_at(sign);
        let name = before.trim().trim_start_matches('\u{feff}');
        let name = [
            "export ",
            "set ",
            "- ",
            "ENV ",
            "env ",
            "$env:",
            "const ",
            "let ",
            "var ",
            "readonly ",
        ]
        .iter()
        .fold(name, |name, word| {
            name.strip_prefix(word).unwrap_or(name).trim()
        })
        .trim_matches(['"', '\'']);
        let is_name = !name.is_empty()
            && name.len() <= 64
            && name
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || matches!(one, '_' | '-' | '.' | '$'));
        if !is_name {
            continue;
        }
        let value = rest.get(1..).unwrap_or_default();
        let value_at = at + sign + 1;
        let mut add = |bare: &str| {
            // A part of the line, so that its place is the distance of their beginnings.
            let offset = bare.as_ptr().addr() - value.as_ptr().addr();
            let name = Typed::word(name);
            found.slice(
                Mishap::Value { name },
                secret,
                value_at + offset,
                value_at + offset + bare.len(),
            );
        };
        let whole = value.strip_suffix('\r').unwrap_or(value);
        let trimmed = value.trim();
        let commented = trimmed.split(" #").next().unwrap_or_default().trim_end();
        for bare in [
            whole,
            trimmed,
            commented,
            commented.trim_end_matches([';', ',']),
        ] {
            add(bare);
            for (open, close) in QUOTES {
                let unquoted = bare
                    .strip_prefix(open)
                    .and_then(|rest| rest.strip_suffix(close));
                unquoted.into_iter().for_each(&mut add);
            }
        }
    }
}

/// The texts in JSON.
fn members(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    /// How many values are looked at.
    const MAX_VALUES: usize = 64;
    fn walk(name: &str, place: &str, json: &Json, found: &mut Steps) {
        if found.0.len() >= MAX_VALUES {
            return;
        }
        match json {
            Json::String(text) => {
                let command = format!(
                    "python3 -c {}",
                    quote(
                        format!("import json,sys;sys.stdout.write(json.load(sys.stdin){place})")
                            .as_bytes()
                    )
                );
                let name = Typed::word(name);
                found.command(Mishap::Member { name }, text.as_bytes(), &command);
            }
            Json::Object(object) => {
                for (name, value) in object.iter() {
                    let place = format!("{place}[{}]", Json::from(name).to_compact());
                    walk(name, &place, value, found);
                }
            }
            Json::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    walk(name, &format!("{place}[{index}]"), value, found);
                }
            }
            _ => {}
        }
    }
    let text = secret.trim_ascii();
    if !matches!(text.first(), Some(b'{' | b'[' | b'"')) {
        return;
    }
    match Json::parse(text) {
        // Quotes alone are another mishap, but for the escapes between them.
        Ok(Json::String(inner)) if text.len() == secret.len() => {
            found.add(Mishap::Quotes, inner, Filter::None);
        }
        Ok(Json::String(_)) | Err(_) => {}
        Ok(json) => walk("", "", &json, found),
    }
}

fn escapes(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    let Some(text) = text(secret) else {
        return;
    };
    let mut add = |how, unescaped: String| {
        if unescaped != text && !unescaped.is_empty() {
            found.add(Mishap::Escaped { how }, unescaped, Filter::None);
        }
    };
    if text.contains(['%', '+']) {
        if let Some(decoded) = percent_decoded(text) {
            add(Escape::Percent, decoded);
        }
        if let Some(decoded) = percent_decoded(&text.replace('+', "%20")) {
            add(Escape::Form, decoded);
        }
    }
    if text.contains('&') {
        let mut decoded = text.to_owned();
        for (entity, character) in ENTITIES {
            decoded = decoded.replace(entity, character);
        }
        add(Escape::Html, decoded.replace("&amp;", "&"));
    }
    if text.contains('\\') {
        add(Escape::Backslash, unbackslashed(text));
    }
    if text.contains("$$") {
        add(Escape::Dollar, text.replace("$$", "$"));
    }
}

const ENTITIES: [(&str, &str); 8] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&apos;", "'"),
    ("&#x2F;", "/"),
];

/// What C, JSON and most languages make of backslashes.
fn unbackslashed(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(one) = rest.next() {
        if one != '\\' {
            out.push(one);
            continue;
        }
        match rest.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('0') => out.push('\0'),
            Some(kind @ ('u' | 'x')) => {
                let count = if kind == 'u' { 4 } else { 2 };
                let digits: String = rest.clone().take(count).collect();
                let code = u32::from_str_radix(&digits, 16)
                    .ok()
                    .and_then(char::from_u32);
                if let Some(character) = code.filter(|_| digits.len() == count) {
                    out.push(character);
                    rest.by_ref().take(count).for_each(drop);
                } else {
                    out.push(kind);
                }
            }
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
    }
    out
}

/// Character sets that are still met, with the names that people know.
const CHARSETS: [(&encoding_rs::Encoding, &str); 7] = [
    (encoding_rs::WINDOWS_1252, "ISO-8859-1 or Windows-1252"),
    (encoding_rs::EUC_KR, "EUC-KR (CP949)"),
    (encoding_rs::SHIFT_JIS, "Shift_JIS"),
    (encoding_rs::EUC_JP, "EUC-JP"),
    (encoding_rs::GBK, "GBK"),
    (encoding_rs::BIG5, "Big5"),
    (encoding_rs::WINDOWS_1251, "Windows-1251"),
];

fn charsets(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    if secret.is_ascii() {
        return;
    }
    for (charset, name) in CHARSETS {
        match text(secret) {
            None => {
                let decoded = charset.decode_without_bom_handling_and_without_replacement(secret);
                if let Some(decoded) = decoded {
                    found.add(
                        Mishap::FromCharset { name },
                        decoded.as_bytes(),
                        Filter::None,
                    );
                }
            }
            // UTF-8 that was taken for another set, and written in UTF-8 once more.
            Some(text) => {
                let (bytes, _, lossy) = charset.encode(text);
                if !lossy && std::str::from_utf8(&bytes).is_ok() {
                    let name = "UTF-8 twice over";
                    found.add(
                        Mishap::FromCharset { name },
                        bytes.into_owned(),
                        Filter::None,
                    );
                }
            }
        }
    }
}

fn signer_ends(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    if !secret.ends_with(b"\n") {
        for (what, end) in [
            (Unseen::LineBreak, &b"\n"[..]),
            (Unseen::Crlf, b"\r\n"),
            (Unseen::CarriageReturn, b"\r"),
        ] {
            found.signer(Mishap::Lacks { what }, [secret, end].concat());
        }
        if secret.contains(&b'\n') {
            let crlf = String::from_utf8_lossy(secret)
                .replace("\r\n", "\n")
                .replace('\n', "\r\n");
            found.signer(Mishap::SignerCrlf, crlf);
        }
    }
    for (what, end) in [
        (Unseen::Space, &b" "[..]),
        (Unseen::Tab, b"\t"),
        (Unseen::Other(0xa0), b"\xc2\xa0"),
    ] {
        found.signer(Mishap::Lacks { what }, [secret, end].concat());
        found.signer(Mishap::Lacks { what }, [end, secret].concat());
    }
    found.signer(
        Mishap::Lacks {
            what: Unseen::LineBreak,
        },
        [secret, b"\n\n"].concat(),
    );
    found.signer(
        Mishap::Lacks {
            what: Unseen::LineBreak,
        },
        [b"\n", secret].concat(),
    );
    found.signer(
        Mishap::Lacks {
            what: Unseen::Other(0x200b),
        },
        [secret, b"\xe2\x80\x8b"].concat(),
    );
    found.signer(
        Mishap::Lacks {
            what: Unseen::Space,
        },
        [b" ", secret, b" "].concat(),
    );
}

fn signer_quotes(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    for (mark, open, close) in [
        ("\"…\"", "\"", "\""),
        ("'…'", "'", "'"),
        ("`…`", "`", "`"),
        ("\\\"…\\\"", "\\\"", "\\\""),
        ("b'…'", "b'", "'"),
        ("“…”", "“", "”"),
        ("'\"…\"'", "'\"", "\"'"),
    ] {
        let quoted = [open.as_bytes(), secret, close.as_bytes()].concat();
        found.signer(Mishap::SignerQuotes { mark }, quoted);
    }
    for prefix in PREFIXES {
        let whole = [prefix.as_bytes(), secret].concat();
        found.signer(Mishap::SignerPrefix { prefix }, whole);
    }
}

fn signer_escapes(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    let Some(text) = text(secret) else {
        return;
    };
    let mut add = |how, escaped: String| {
        if escaped != text {
            found.signer(Mishap::SignerEscaped { how }, escaped);
        }
    };
    let percent = |keep: &str, lower: bool| -> String {
        text.bytes()
            .map(|byte| match char::from(byte) {
                one if one.is_ascii_alphanumeric() || keep.contains(one) => one.to_string(),
                _ if lower => format!("%{byte:02x}"),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    add(Escape::Percent, percent("-_.~", false));
    add(Escape::Percent, percent("-_.~", true));
    add(Escape::Percent, percent("-_.!~*'()", false));
    add(Escape::Percent, percent("-_.~!*'();:@&=+$,/?#[]", false));
    add(Escape::Form, percent("-_.*", false).replace("%20", "+"));
    let amp = text.replace('&', "&amp;");
    let html = amp
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    add(Escape::Html, html.replace('\'', "&#39;"));
    add(Escape::Html, html.replace('\'', "&#x27;"));
    add(Escape::Html, html);
    let json = Json::from(text).to_compact();
    let json = json
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    add(Escape::Backslash, json.unwrap_or_default().to_owned());
    add(
        Escape::Backslash,
        json.unwrap_or_default().replace('/', "\\/"),
    );
    let shell: String = text
        .chars()
        .map(|one| {
            let plain = one.is_alphanumeric()
                || matches!(
                    one,
                    '_' | '-' | '.' | '/' | '+' | '=' | ':' | ',' | '@' | '%'
                );
            if plain {
                one.to_string()
            } else {
                format!("\\{one}")
            }
        })
        .collect();
    add(Escape::Backslash, shell);
    add(Escape::Backslash, text.replace('$', "\\$"));
    add(Escape::Dollar, text.replace('$', "$$"));
}

fn signer_utf16(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    let Some(text) = text(secret) else {
        return;
    };
    let units = || text.encode_utf16();
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    let add = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for (name, bytes) in [
        ("UTF-16 (little-endian)", little.clone()),
        ("UTF-16 (big-endian)", big.clone()),
        (
            "UTF-16 (little-endian, with a byte order mark)",
            add(b"\xff\xfe", &little),
        ),
        (
            "UTF-16 (big-endian, with a byte order mark)",
            add(b"\xfe\xff", &big),
        ),
        (
            "UTF-32 (little-endian)",
            text.chars()
                .flat_map(|one| u32::from(one).to_le_bytes())
                .collect(),
        ),
    ] {
        found.signer(Mishap::SignerUtf16 { name }, bytes);
    }
    if !text.starts_with('\u{feff}') {
        found.signer(Mishap::SignerMark, [b"\xef\xbb\xbf", secret].concat());
    }
}

fn signer_charsets(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    let Some(text) = text(secret).filter(|text| !text.is_ascii()) else {
        return;
    };
    for (charset, name) in CHARSETS {
        let (bytes, _, lossy) = charset.encode(text);
        if !lossy {
            found.signer(Mishap::SignerCharset { name }, bytes.into_owned());
        }
        // UTF-8 that was taken for another set, and written in UTF-8 once more.
        let (twice, lossy) = charset.decode_without_bom_handling(secret);
        if !lossy {
            let name = "UTF-8 twice over";
            found.signer(Mishap::SignerCharset { name }, twice.as_bytes());
        }
    }
    let latin: String = secret.iter().copied().map(char::from).collect();
    let name = "UTF-8 twice over";
    found.signer(Mishap::SignerCharset { name }, latin);
}

fn signer_assignment(secret: &[u8], source: &Source<'_>, found: &mut Steps) {
    for name in source.names() {
        for whole in [
            format!("{name}="),
            format!("export {name}="),
            format!("{name}: "),
            format!("{name} = "),
        ] {
            let name = Typed::word(&name);
            found.signer(
                Mishap::SignerAssignment { name },
                [whole.as_bytes(), secret].concat(),
            );
        }
    }
}

fn signer_encoded(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    for (form, text) in [
        (TextForm::Base64, BASE64.encode_padded(secret)),
        (TextForm::Base64, BASE64.encode(secret)),
        (TextForm::Base64url, BASE64URL.encode(secret)),
        (TextForm::Base64url, BASE64URL.encode_padded(secret)),
        (TextForm::Hex, HEX.encode(secret)),
        (TextForm::Hex, HEX.encode(secret).to_uppercase()),
    ] {
        if form == TextForm::Base64 && text.len() > 64 {
            for width in [76, 64] {
                let lines: Vec<_> = text.as_bytes().chunks(width).collect();
                let folded = lines.join(&b"\n"[..]);
                found.signer(Mishap::SignerEncoded { form }, folded.clone());
                found.signer(
                    Mishap::SignerEncoded { form },
                    [&folded[..], b"\n"].concat(),
                );
            }
        }
        found.signer(Mishap::SignerEncoded { form }, text);
    }
}

/// How a variable is written where something should put its value in.
const TEMPLATES: [(&str, &str); 26] = [
    ("${", "}"),
    ("$", ""),
    ("", ""),
    ("{{", "}}"),
    ("{{ ", " }}"),
    ("%", "%"),
    ("$(", ")"),
    ("process.env.", ""),
    ("<", ">"),
    ("${{ secrets.", " }}"),
    ("${{secrets.", "}}"),
    ("{{ .Values.", " }}"),
    ("$env:", ""),
    ("${env:", "}"),
    ("${env.", "}"),
    ("#{", "}"),
    ("@", "@"),
    ("__", "__"),
    ("{", "}"),
    ("env(", ")"),
    ("env:", ""),
    ("ENV[\"", "\"]"),
    ("os.environ[\"", "\"]"),
    ("os.environ['", "']"),
    ("[", "]"),
    (":", ""),
];

/// The names that secrets have most often.
const NAMES: [&str; 18] = [
    "JWT_SECRET",
    "SECRET_KEY",
    "SECRET",
    "JWT_SECRET_KEY",
    "JWT_KEY",
    "SIGNING_KEY",
    "APP_KEY",
    "APP_SECRET",
    "AUTH_SECRET",
    "NEXTAUTH_SECRET",
    "TOKEN_SECRET",
    "ACCESS_TOKEN_SECRET",
    "SECRET_KEY_BASE",
    "DJANGO_SECRET_KEY",
    "JWT_SIGNING_KEY",
    "HMAC_SECRET",
    "API_SECRET",
    "SESSION_SECRET",
];

fn placeholders(_: &[u8], source: &Source<'_>, found: &mut Steps) {
    /// Of the usual names only the usual forms.
    const USUAL: usize = 8;
    let mut add = |name: &str, templates: &[(&str, &str)]| {
        for (open, close) in templates {
            let text = format!("{open}{name}{close}");
            found.signer(Mishap::Placeholder { text: text.clone() }, text);
        }
    };
    for name in source.names() {
        let lower = name.to_lowercase();
        let dotted = lower.replace('_', ".");
        let dashed = lower.replace('_', "-");
        add(&name, &TEMPLATES);
        // A word in lower case alone may be anything.
        let filled: Vec<_> = TEMPLATES
            .into_iter()
            .filter(|(open, close)| !open.is_empty() || !close.is_empty())
            .collect();
        for name in [&lower, &dotted, &dashed] {
            add(name, &filled);
        }
    }
    for name in NAMES {
        add(name, TEMPLATES.get(..USUAL).unwrap_or_default());
    }
    for name in [
        "jwt.secret",
        "jwt.secret-key",
        "jwt.secretKey",
        "jwt_secret",
        "jwtSecret",
    ] {
        add(name, TEMPLATES.get(..2).unwrap_or_default());
    }
}

/// Names in the case in which the signer may have them: `jwtSecret` for `JWT_SECRET`.
fn names_in_capitals(_: &[u8], source: &Source<'_>, found: &mut Steps) {
    for name in source.names() {
        let mut camel = String::new();
        for (index, word) in name.to_lowercase().split(['_', '-', '.']).enumerate() {
            let mut letters = word.chars();
            let first = letters.next().map(|first| {
                if index == 0 {
                    first.to_string()
                } else {
                    first.to_uppercase().to_string()
                }
            });
            camel.push_str(&first.unwrap_or_default());
            camel.push_str(letters.as_str());
        }
        // A word in lower case alone may be anything.
        let alone = (camel != name.to_lowercase()).then(|| camel.clone());
        let filled = [format!("${{{camel}}}"), format!("process.env.{camel}")];
        for text in alone.into_iter().chain(filled) {
            found.signer(Mishap::Placeholder { text: text.clone() }, text);
        }
    }
}

fn file_names(_: &[u8], source: &Source<'_>, found: &mut Steps) {
    let Source::File(path) = source else {
        return;
    };
    let base = path.rsplit(['/', '\\']).next().unwrap_or(path);
    for name in [*path, base] {
        for prefix in ["", "@", "./", "file:", "file://", "@./"] {
            let text = format!("{prefix}{name}");
            found.signer(Mishap::FileName { text: text.clone() }, text);
        }
    }
}

fn losses(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    let Some(text) = text(secret) else {
        if let Some(at) = secret.iter().position(|byte| *byte == 0) {
            found.slice(
                Mishap::Lost {
                    what: Loss::NulEnded,
                },
                secret,
                0,
                at,
            );
        }
        return;
    };
    let mut add = |what, rest: &str| {
        if rest != text && !rest.is_empty() {
            found.signer(Mishap::Lost { what }, rest);
        }
    };
    if text.contains('$') {
        for braces_alone in [false, true] {
            add(Loss::Variables, &without_variables(text, braces_alone));
        }
        add(Loss::Dollars, &text.replace("$$", "$"));
        add(Loss::Variables, &text.replace('$', ""));
        let until = text.split('$').next().unwrap_or_default();
        add(Loss::Variables, until);
    }
    if text.contains('%') {
        let pieces: Vec<_> = text.split('%').collect();
        let kept: String = pieces.iter().step_by(2).copied().collect();
        add(Loss::Percents, &kept);
        add(Loss::Percents, &text.replace("%%", "%"));
    }
    let before = |separators: &[char]| text.split(separators).next().unwrap_or_default();
    if text.contains('#') {
        let commented = text.split(" #").next().unwrap_or_default();
        add(Loss::Comment, commented);
        add(Loss::Comment, commented.trim_end());
        add(Loss::Comment, before(&['#']));
        add(Loss::Comment, before(&['#']).trim_end());
    }
    add(Loss::FirstLine, before(&['\n']).trim_end_matches('\r'));
    add(Loss::Blank, before(&[' ', '\t']));
    add(Loss::Equals, before(&['=']));
    if let Some((head, rest)) = text.split_once('=') {
        let second = rest.split('=').next().unwrap_or_default();
        add(Loss::Equals, &format!("{head}={second}"));
        add(Loss::Equals, text.trim_end_matches('='));
    }
    add(Loss::Operator, before(&[';', '&', '|', '<', '>', '(', ')']));
    for separator in [',', ';', ':'] {
        add(Loss::Comma, before(&[separator]));
    }
    let unescaped = unshelled(text);
    add(Loss::Backslashes, &unescaped);
    add(Loss::Backslashes, &text.replace('\\', ""));
    add(Loss::Carets, &text.replace('^', ""));
    add(Loss::QuoteMarks, &text.replace(['"', '\''], ""));
    add(Loss::QuoteMarks, &text.replace('"', ""));
    add(Loss::QuoteMarks, &text.replace('\'', ""));
    add(Loss::QuoteMarks, before(&['"', '\'']));
    let unquoted = unshelled(&without_variables(&text.replace(['"', '\''], ""), false));
    add(Loss::Variables, &unquoted);
    if !text.is_ascii() {
        let marked: String = text
            .chars()
            .map(|one| if one.is_ascii() { one } else { '?' })
            .collect();
        add(Loss::NotAscii, &marked);
        let replaced: String = text
            .chars()
            .map(|one| if one.is_ascii() { one } else { '\u{fffd}' })
            .collect();
        add(Loss::NotAscii, &replaced);
        let dropped: String = text.chars().filter(char::is_ascii).collect();
        add(Loss::NotAsciiDropped, &dropped);
    }
    let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    add(Loss::Punctuation, &letters);
    add(Loss::NulEnded, before(&['\0']));
}

/// What a shell makes of backslashes outside of quotes.
fn unshelled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(one) = rest.next() {
        if one == '\\' {
            out.extend(rest.next());
        } else {
            out.push(one);
        }
    }
    out
}

/// Variables that are not set: `${name}`, `$name`, `$1`, `$$`.
fn without_variables(text: &str, braces_alone: bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        if let Some((_, behind)) = after
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'))
        {
            rest = behind;
            continue;
        }
        if braces_alone {
            out.push('$');
            rest = after;
            continue;
        }
        let is_name = |one: char| one.is_ascii_alphanumeric() || one == '_';
        rest = match after.chars().next() {
            Some('0'..='9' | '$' | '#' | '?' | '!' | '@' | '*' | '-') => {
                after.get(1..).unwrap_or_default()
            }
            Some(one) if is_name(one) => after.trim_start_matches(is_name),
            _ => {
                out.push('$');
                after
            }
        };
    }
    out + rest
}

fn hashes(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    for hash in Hash::ALL {
        let digest = hash.of(secret);
        let name = hash.openssl_name();
        let hex = HEX.encode(&digest);
        let mut add = |form, secret: Vec<u8>, command: String| {
            let mishap = Mishap::Hashed {
                hash: hash.name(),
                form,
            };
            found.add(mishap, secret, Filter::Exact(command));
        };
        let hexed = format!("openssl dgst -{name} -r | cut -d' ' -f1");
        let raw = format!("openssl dgst -{name} -binary");
        add(HashForm::Hex, hex.clone().into_bytes(), hexed.clone());
        add(HashForm::Bytes, digest.clone(), raw.clone());
        add(
            HashForm::UpperHex,
            hex.to_uppercase().into_bytes(),
            format!("{hexed} | tr a-f A-F"),
        );
        add(
            HashForm::Base64,
            BASE64.encode_padded(&digest).into_bytes(),
            format!("{raw} | base64 -w0"),
        );
        add(
            HashForm::Base64,
            BASE64URL.encode(&digest).into_bytes(),
            format!("{raw} | base64 -w0 | tr '+/' '-_' | tr -d ="),
        );
    }
}

fn cases(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    let lower = text(secret).map_or_else(
        || secret.to_ascii_lowercase(),
        |text| text.to_lowercase().into_bytes(),
    );
    let upper = text(secret).map_or_else(
        || secret.to_ascii_uppercase(),
        |text| text.to_uppercase().into_bytes(),
    );
    if lower != secret {
        found.add(Mishap::LowerCase, lower, case_filter(secret, "tr A-Z a-z"));
    }
    if upper != secret {
        found.add(Mishap::UpperCase, upper, case_filter(secret, "tr a-z A-Z"));
    }
}

/// `tr` knows ASCII alone.
fn case_filter(secret: &[u8], command: &str) -> Filter {
    if secret.is_ascii() {
        Filter::Command(command.to_owned())
    } else {
        Filter::None
    }
}

fn normal_forms(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    let Some(text) = text(secret).filter(|text| !text.is_ascii()) else {
        return;
    };
    for (name, other) in [
        ("NFC", text.nfc().collect::<String>()),
        ("NFD", text.nfd().collect()),
        ("NFKC", text.nfkc().collect()),
        ("NFKD", text.nfkd().collect()),
    ] {
        if other != text {
            let command = format!(
                "python3 -c 'import sys,unicodedata as u;sys.stdout.write(u.normalize(\"{name}\",sys.stdin.read()))'"
            );
            found.command(Mishap::NormalForm { name }, other, &command);
        }
    }
}

fn cuts(secret: &[u8], _: &Source<'_>, found: &mut Steps) {
    /// No secret that is worth the name is shorter.
    const SHORTEST: usize = 4;
    /// Every length up to this is tried, and these beyond.
    const EACH: usize = 80;
    const BEYOND: [usize; 9] = [96, 100, 127, 128, 250, 255, 256, 511, 512];
    let lengths = (SHORTEST..=EACH)
        .chain(BEYOND)
        .take_while(|bytes| *bytes < secret.len());
    for bytes in lengths {
        found.slice(Mishap::Cut { bytes }, secret, 0, bytes);
    }
    if let Some(bytes) = secret.len().checked_sub(1).filter(|bytes| *bytes > EACH) {
        found.slice(Mishap::Cut { bytes }, secret, 0, bytes);
    }
    for bytes in [1, 2, 3] {
        found.slice(Mishap::CutFront { bytes }, secret, bytes, secret.len());
    }
}
