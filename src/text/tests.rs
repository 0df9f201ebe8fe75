//! What every message must be: one sentence, Korean where it has words, and without a particle on a variable.

use std::collections::BTreeSet;

use super::*;

/// A row of [`messages!`](super::messages): the templates of one message.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) en: Vec<&'static str>,
    pub(crate) ko: Vec<&'static str>,
    /// Those of both languages.
    pub(crate) same: Vec<&'static str>,
}

impl Row {
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    pub(crate) fn of(name: &'static str, words: &Words) -> Self {
        let mut row = Self::new(name);
        row.en.push(words.en);
        row.ko.push(words.ko);
        row
    }
}

/// `{name}을` and `{name}를`: which is right depends on the name, so neither may stand there. `{at}에` has one form
/// only, but reads as badly.
const PARTICLES: [&str; 24] = [
    "은", "는", "이", "가", "을", "를", "와", "과", "로", "으로", "라", "이라", "나", "이나", "야",
    "아", "에", "에서", "에게", "부터", "까지", "의", "도", "만",
];

pub(crate) fn check(rows: &[Row]) {
    let mut names = BTreeSet::new();
    for row in rows {
        assert!(names.insert(row.name), "{row:?}");
        for text in row.en.iter().chain(&row.ko).chain(&row.same) {
            assert!(!text.ends_with('.') && !text.contains('\n'), "{row:?}");
        }
        for text in &row.en {
            assert!(!text.chars().any(is_hangul), "{row:?}");
            assert!(is_term(text) || begins_small(text), "{row:?}");
        }
        for text in &row.ko {
            assert!(is_term(text) || text.chars().any(is_hangul), "{row:?}");
            assert!(!row.en.contains(text), "{row:?}");
            for after in text.split('}').skip(1) {
                let hung: String = after.chars().take_while(|one| is_hangul(*one)).collect();
                assert!(!PARTICLES.contains(&hung.as_str()), "{row:?}");
            }
        }
        for text in &row.same {
            assert!(is_term(text), "{row:?}");
        }
    }
}

fn is_hangul(character: char) -> bool {
    ('가'..='힣').contains(&character)
}

/// Whether a text has no words between its placeholders, or a name alone: nothing that could be translated.
fn is_term(text: &str) -> bool {
    let parts = text
        .split('{')
        .enumerate()
        .map(|(index, part)| match index {
            0 => part,
            _ => part.split_once('}').map_or(part, |(_, after)| after),
        });
    let words = parts.flat_map(str::split_whitespace);
    words
        .filter(|word| word.contains(char::is_alphabetic))
        .count()
        < 2
}

/// Whether a sentence begins in lower case, with a number or with an acronym.
fn begins_small(text: &str) -> bool {
    let mut letters = text.chars().filter(|one| one.is_alphanumeric());
    let first = letters.next().is_none_or(|one| !one.is_uppercase());
    first || letters.next().is_none_or(char::is_uppercase)
}

#[test]
fn lengths_are_said_in_their_largest_unit_or_to_the_second() {
    let english = |seconds: i64| length(&seconds).say(Lang::En);
    assert_eq!(english(0), "0 seconds");
    assert_eq!(english(-1), "1 second");
    assert_eq!(english(719), "12 minutes");
    assert_eq!(english(689), "11 minutes");
    assert_eq!(english(3_599), "1 hour");
    assert_eq!(english(899), "15 minutes");
    assert_eq!(english(86_400 * 800), "2 years");
    assert_eq!(length(&720).say(Lang::Ko), "12분");
    assert_eq!(exact_length(&719).say(Lang::En), "11 minutes 59 seconds");
    assert_eq!(exact_length(&5400).say(Lang::Ko), "1시간 30분");
    assert_eq!(exact_length(&0).say(Lang::En), "0 seconds");
    let longest = format!("{}년", i64::MAX / (365 * 86_400) + 1);
    assert_eq!(length(&i64::MIN).say(Lang::Ko), longest);
    assert_eq!(
        length(&u64::MAX).say(Lang::Ko),
        format!("{}년", u64::MAX / (365 * 86_400))
    );
}

#[test]
fn lists_are_said_with_their_conjunction() {
    let names = ["a", "b", "c"];
    assert_eq!(names.as_slice().say(Lang::Ko), "a, b, c");
    assert_eq!(any_of(&names).say(Lang::En), "a or b or c");
    assert_eq!(any_of(&names).say(Lang::Ko), "a 또는 b 또는 c");
    assert_eq!(all_of(&names).say(Lang::En), "a and b and c");
    assert_eq!(few(&["x"; 8]).say(Lang::En), "x, x, x, x, x, x, x, x");
    assert_eq!(
        few(&["x"; 10]).say(Lang::En),
        "x, x, x, x, x, x, x, x and 2 more"
    );
    assert_eq!(
        few(&["x"; 10]).say(Lang::Ko),
        "x, x, x, x, x, x, x, x 외 2개"
    );
    assert_eq!(byte_count(1).say(Lang::En), "1 byte");
    assert_eq!(byte_count(2).say(Lang::Ko), "2바이트");
}
