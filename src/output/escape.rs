//! Text from tokens, keys and files is hostile: what a terminal would obey, or what people can't see, is shown escaped.

use std::borrow::Cow;
use std::fmt::Write;

/// Plain text on one line: control characters (C0, C1), bidi controls and invisible characters become `\u…`.
pub fn text(text: &str) -> Cow<'_, str> {
    escaped(text, b' ', |character, out| match character {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        other => push_unicode(other, out),
    })
}

/// Text that is JSON already: its own line breaks stay, and the escapes are those of JSON.
pub fn json(json: &str) -> Cow<'_, str> {
    // Inside strings JSON itself has escaped line breaks.
    escaped(json, b'\n', push_unicode)
}

fn push_unicode(character: char, out: &mut String) {
    let mut units = [0; 2];
    for unit in character.encode_utf16(&mut units) {
        // Writing to a String cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

/// A text with what is hostile escaped, but for the character `fine`.
fn escaped(text: &str, fine: u8, escape: impl Fn(char, &mut String)) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    loop {
        let rest = text.get(at..).unwrap_or_default();
        at += plain_start(rest.as_bytes(), fine);
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        if is_hostile(character) {
            out.push_str(text.get(copied..at).unwrap_or_default());
            escape(character, &mut out);
            copied = at + character.len_utf8();
        }
        at += character.len_utf8();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// How many bytes at the start are plain ASCII, or `fine`. Nearly every text is so from end to end; 32 bytes that are
/// looked at before there is a branch take hardly more time than one.
fn plain_start(bytes: &[u8], fine: u8) -> usize {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~') || *byte == fine;
    if bytes.iter().fold(true, |all, byte| all & plain(byte)) {
        return bytes.len();
    }
    let blocks = bytes.chunks(32);
    let whole = blocks.take_while(|block| block.iter().fold(true, |all, byte| all & plain(byte)));
    let start = whole.map(<[u8]>::len).sum();
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| plain(byte)).count()
}

/// What must not reach a terminal as it is.
pub(crate) fn is_hostile(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    // C1.
    character.is_control()
        || matches!(character,
            // Bidi controls (UAX #9 §2).
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Zero width and other invisible characters: Default_Ignorable_Code_Point of DerivedCoreProperties.txt.
            | '\u{00ad}' | '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            // Line and paragraph separators.
            | '\u{2028}' | '\u{2029}'
            // Shorthand and musical format controls, tags and variation selectors.
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        assert_eq!(
            text("a\u{1b}[31mb\u{9b}2J\r\n\u{7f}"),
            "a\\u001b[31mb\\u009b2J\\r\\n\\u007f"
        );
        assert_eq!(
            text("\u{202e}gnp.exe\u{200b}\u{feff}"),
            "\\u202egnp.exe\\u200b\\ufeff"
        );
        assert_eq!(text("\u{e0041}"), "\\udb40\\udc41");
        assert_eq!(text("\u{1bca0}\u{1bca3}"), "\\ud82f\\udca0\\ud82f\\udca3");
        assert!(matches!(text("김철수 🙂 ñ"), Cow::Borrowed(_)));
        assert_eq!(
            json("{\n  \"a\": \"\u{85}\u{2028}\"\n}"),
            "{\n  \"a\": \"\\u0085\\u2028\"\n}"
        );
    }
}
