//! Whatever a person reads is there in Korean, and is Korean.
//!
//! That no sentence is missing the compiler sees to: each enum has two exhaustive matches. Here the sentences
//! themselves are looked at, in the source: each that has words in English must have Korean ones, and no particle
//! may hang on a variable.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the test reads the sources, and may fail"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Arms whose Korean has no word of Korean, and needs none: technical names and punctuation alone.
const TECHNICAL: &[&str] = &[
    "keyfile.rs: Self::Alg",
    "keyfile.rs: Self::Kid",
    "usage.rs: Self::PayloadNotAnObject",
];

fn is_hangul(character: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&character)
}

fn sources(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The string literals in a piece of source, escapes resolved as far as it matters here.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut characters = source.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            // A comment may hold a quote.
            '/' if characters.peek() == Some(&'/') => {
                for next in characters.by_ref() {
                    if next == '\n' {
                        break;
                    }
                }
            }
            // A character literal may be one.
            '\'' => {
                let mut ahead = characters.clone();
                match (ahead.next(), ahead.next(), ahead.next()) {
                    (Some('\\'), Some(_), Some('\'')) => {
                        characters.nth(2);
                    }
                    (Some(_), Some('\''), _) => {
                        characters.nth(1);
                    }
                    _ => {}
                }
            }
            '"' => {
                let mut literal = String::new();
                while let Some(next) = characters.next() {
                    match next {
                        '\\' => literal.extend(characters.next()),
                        '"' => break,
                        other => literal.push(other),
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

/// The words of a literal: what is left without its placeholders.
fn words(literal: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for character in literal.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            other if depth == 0 => out.push(other),
            _ => {}
        }
    }
    out
}

/// The bodies of the functions of that name.
fn bodies<'s>(source: &'s str, head: &str) -> Vec<&'s str> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(head) {
        let body = &rest[at..];
        // rustfmt ends a method of an impl with a brace behind four spaces.
        let end = body.find("\n    }\n").map_or(body.len(), |end| end + 6);
        found.push(&body[..end]);
        rest = &body[end..];
    }
    found
}

/// The arms of a match, as far as their patterns begin a line: the pattern, and what follows it.
fn arms(body: &str) -> Vec<(String, String)> {
    let mut arms: Vec<(String, String)> = Vec::new();
    for line in body.lines() {
        let trimmed = line.trim_start();
        let begins = line.starts_with("            ")
            && !line.starts_with("             ")
            && trimmed.starts_with(|first: char| first.is_ascii_uppercase());
        if begins {
            let pattern = trimmed.split([' ', '(', '{']).next().unwrap_or_default();
            arms.push((pattern.to_owned(), String::new()));
        }
        if let Some((_, text)) = arms.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    arms
}

#[test]
fn every_sentence_has_its_korean() {
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text");
    let mut sentences = 0;
    let mut failures = Vec::new();
    for path in sources(&text) {
        let source = fs::read_to_string(&path).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let file = path.strip_prefix(&text).unwrap().display().to_string();
        let english = bodies(source, "fn en(&self) -> String {");
        let korean = bodies(source, "fn ko(&self) -> String {");
        assert_eq!(english.len(), korean.len(), "{file}");
        for (english, korean) in english.iter().zip(&korean) {
            let english_arms = arms(english);
            let korean_arms = arms(korean);
            for (pattern, arm) in &korean_arms {
                let said: Vec<_> = literals(arm);
                let has_words = said
                    .iter()
                    .any(|literal| words(literal).chars().any(char::is_alphabetic));
                if !has_words {
                    continue;
                }
                sentences += 1;
                let place = format!("{file}: {pattern}");
                let speaks = said.iter().any(|literal| literal.chars().any(is_hangul));
                let same = english_arms
                    .iter()
                    .any(|(other, english)| other == pattern && literals(english) == said);
                if (!speaks || same) && !TECHNICAL.contains(&place.as_str()) {
                    failures.push(format!("{place}: {said:?}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "no Korean:\n{}", failures.join("\n"));
    assert!(sentences > 200, "{sentences} sentences were found");
}

/// `{name}을` and `{name}를`: which is right depends on the name, so neither may stand there. `{at}에` has one form only,
/// but reads as badly.
#[test]
fn no_particle_hangs_on_a_variable() {
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text");
    let particles = [
        "은", "는", "이", "가", "을", "를", "와", "과", "로", "으로", "라", "이라", "나", "이나",
        "야", "아", "에", "에서", "에게", "부터", "까지", "의", "도", "만",
    ];
    let mut failures = Vec::new();
    for path in sources(&text) {
        let source = fs::read_to_string(&path).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for literal in literals(source) {
            for (at, _) in literal.match_indices('}') {
                let behind = &literal[at + 1..];
                let hung: String = behind.chars().take_while(|one| is_hangul(*one)).collect();
                if particles.contains(&hung.as_str()) {
                    failures.push(format!("{}: {literal}", path.display()));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
