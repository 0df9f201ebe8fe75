//! Tokens whose header or payload was decoded and encoded again after signing: JSON has many texts.

use super::{Budget, DiagnosisInput};
use crate::encoding::{BASE64, BASE64URL};
use crate::json::{Json, Object};
use crate::keys::Algorithm;
use crate::token::hint::{Hint, Reencoded};
use crate::token::malformed::Part;

/// Longer tokens than this, in bytes, are not written anew: each way to write one is a copy.
const MAX_LENGTH: usize = 64 << 10;

/// The text over which the signature is good.
pub(super) fn hint(
    input: &DiagnosisInput<'_>,
    algorithm: Algorithm,
    budget: &mut Budget,
) -> Option<Hint> {
    let token = input.token;
    if token.text().len() > MAX_LENGTH {
        return None;
    }
    let (header, payload) = (token.bytes(Part::Header)?, token.bytes(Part::Payload)?);
    let signature = token.signature()?;
    let mut keys = input.keys_by_kid();
    let key = keys.find(|key| key.verifier(algorithm).is_ok())?;
    let mut verifies = |header: &str, payload: &str| {
        let message = format!("{header}.{payload}");
        budget.is_of(key, algorithm, message.as_bytes(), signature)
    };
    let found = |parts: &[Part], how| {
        Some(Hint::PayloadReencoded {
            parts: parts.to_vec(),
            how,
        })
    };

    let as_is = (BASE64URL.encode(header), BASE64URL.encode(payload));
    let (headers, payloads) = (
        texts(header, token.json(Part::Header)),
        texts(payload, token.json(Part::Payload)),
    );
    for (how, payload) in distinct(&payloads, &as_is.1) {
        if verifies(&as_is.0, payload) {
            return found(&[Part::Payload], *how);
        }
    }
    for (how, header) in distinct(&headers, &as_is.0) {
        if verifies(header, &as_is.1) {
            return found(&[Part::Header], *how);
        }
    }
    for (how, header) in &headers {
        for (_, payload) in payloads.iter().filter(|(same, _)| same == how) {
            if *header != as_is.0 && *payload != as_is.1 && verifies(header, payload) {
                return found(&[Part::Header, Part::Payload], *how);
            }
        }
    }
    let plain = (BASE64.encode(header), BASE64.encode(payload));
    if plain != as_is && verifies(&plain.0, &plain.1) {
        return found(&[Part::Header, Part::Payload], Reencoded::PlainBase64);
    }
    None
}

/// The base64url of every way to write a part.
fn texts(bytes: &[u8], json: Option<&Json>) -> Vec<(Reencoded, String)> {
    let mut texts: Vec<(Reencoded, Vec<u8>)> = Vec::new();
    if let Some(json) = json {
        let ordered = sorted(json);
        let compact = json.to_compact();
        texts.extend(
            [
                (Reencoded::Compact, compact.clone()),
                (Reencoded::Sorted, ordered.to_compact()),
                (Reencoded::Spaced, spaced(json)),
                (Reencoded::SortedSpaced, spaced(&ordered)),
                (Reencoded::Pretty, json.to_pretty()),
                (Reencoded::Ascii, ascii(&compact)),
                (Reencoded::EscapedSlashes, compact.replace('/', "\\/")),
            ]
            .map(|(how, text)| (how, text.into_bytes())),
        );
    }
    if let Some(bare) = bytes.strip_suffix(b"\n") {
        texts.push((Reencoded::NoLineBreak, bare.to_vec()));
    } else {
        texts.push((Reencoded::LineBreak, [bytes, b"\n"].concat()));
    }
    texts
        .into_iter()
        .map(|(how, text)| (how, BASE64URL.encode(&text)))
        .collect()
}

/// The texts that differ from the part as it is, each once.
fn distinct<'t>(
    texts: &'t [(Reencoded, String)],
    as_is: &'t str,
) -> impl Iterator<Item = &'t (Reencoded, String)> {
    let known = move |(index, (_, text)): &(usize, &(Reencoded, String))| {
        let mut before = texts.iter().take(*index);
        text == as_is || before.any(|(_, known)| known == text)
    };
    let texts = texts.iter().enumerate();
    texts.filter(move |text| !known(text)).map(|(_, text)| text)
}

/// The value with the members of its objects sorted at every level.
fn sorted(json: &Json) -> Json {
    match json {
        Json::Object(object) => {
            let mut members: Vec<_> = object.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let members = members
                .into_iter()
                .map(|(name, value)| (name, sorted(value)));
            Json::Object(members.collect::<Object>())
        }
        Json::Array(items) => Json::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

/// The value with a space behind each colon and comma, as Python writes it.
fn spaced(json: &Json) -> String {
    match json {
        Json::Object(object) => {
            let members = object.iter().map(|(name, value)| {
                format!("{}: {}", Json::from(name).to_compact(), spaced(value))
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(spaced).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_compact(),
    }
}

/// JSON with everything beyond ASCII escaped; only strings hold any.
fn ascii(json: &str) -> String {
    json.chars()
        .flat_map(|character| {
            let mut units = [0; 2];
            let units = character.encode_utf16(&mut units).to_vec();
            let escaped = units.into_iter().map(|unit| format!("\\u{unit:04x}"));
            if character.is_ascii() {
                vec![character.to_string()]
            } else {
                escaped.collect()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_text_is_there_once() {
        let text = r#"{"b":"é/","a":[1,{"d":1.50,"c":2}]}"#;
        let of = |wanted| {
            let json = Json::parse(text.as_bytes()).ok();
            let found = texts(text.as_bytes(), json.as_ref());
            let as_is = BASE64URL.encode(text.as_bytes());
            let mut found = distinct(&found, &as_is).filter(|(how, _)| *how == wanted);
            found.next().map(|(_, text)| {
                String::from_utf8(BASE64URL.decode(text.as_bytes()).unwrap()).unwrap()
            })
        };
        assert_eq!(of(Reencoded::Compact), None);
        assert_eq!(
            of(Reencoded::Sorted).unwrap(),
            r#"{"a":[1,{"c":2,"d":1.50}],"b":"é/"}"#
        );
        assert_eq!(
            of(Reencoded::Spaced).unwrap(),
            r#"{"b": "é/", "a": [1, {"d": 1.50, "c": 2}]}"#
        );
        assert_eq!(
            of(Reencoded::Ascii).unwrap(),
            r#"{"b":"\u00e9/","a":[1,{"d":1.50,"c":2}]}"#
        );
        assert_eq!(of(Reencoded::LineBreak).unwrap(), format!("{text}\n"));
        let empty = Json::Object(Object::new());
        assert_eq!(distinct(&texts(b"{}", Some(&empty)), "e30").count(), 1);
    }
}
