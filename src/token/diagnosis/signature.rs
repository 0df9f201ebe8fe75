//! Why a signature does not match.

use super::secret::guesses;
use super::{Budget, DiagnosisInput, MAX_KEYS, rewritten, signature_len, signed, well_known};
use crate::encoding::{BASE64URL, HEX};
use crate::keys::evidence::{Hash, Scheme, hmac};
use crate::keys::signature_forms::SignatureForm;
use crate::keys::{Algorithm, Family, Key, KeySet, KeyText, SecretEncoding};
use crate::text::typed::Typed;
use crate::token::hint::{Hint, OtherMac, TextForm};
use crate::token::malformed::Part;

/// The bytes of RSA signatures with the usual keys.
pub(super) const MODULI: [usize; 4] = [256, 384, 512, 1024];

/// What explains that the signature does not match the key.
pub(super) fn mismatch(input: &DiagnosisInput<'_>, budget: &mut Budget) -> Vec<Hint> {
    let Some(algorithm) = input.token.algorithm() else {
        return Vec::new();
    };
    // Each of these is the whole explanation: a signature has one secret, one algorithm and one text.
    if let Some(hint) = other_key(input, budget).or_else(|| form(input, algorithm, budget)) {
        return vec![hint];
    }
    let found = if algorithm.family() == Family::Hmac {
        other_secret(input, budget)
    } else {
        other_algorithm(input, budget).into_iter().collect()
    };
    if !found.is_empty() {
        return found;
    }
    let hint = parameters(input, algorithm)
        .or_else(|| other_mac(input, algorithm))
        .or_else(|| shape(input, algorithm, budget))
        .or_else(|| rewritten::hint(input, algorithm, budget))
        .or_else(|| signed::graph_nonce(input, algorithm, budget))
        .or_else(|| hmac_with_key(input, budget))
        .or_else(|| signed::hint(input, algorithm, budget));
    hint.into_iter().collect()
}

/// The signature in another form than that of JOSE, where that is right.
fn form(input: &DiagnosisInput<'_>, algorithm: Algorithm, budget: &mut Budget) -> Option<Hint> {
    /// How many forms a key tries at most.
    const TRIES: usize = 12;
    let text = input.token.part(Part::Signature).as_bytes();
    let signature = input.token.signature()?;
    let message = input.token.signing_input();
    let mut keys = input.keys_by_kid();
    let forms = keys.find_map(|key| {
        let affordable = (0..TRIES).all(|_| budget.spend(key.is_secret(), message.len()));
        let verifier = key.verifier(algorithm).ok().filter(|_| affordable)?;
        let form = |printed| verifier.find_form(message, printed);
        form(signature)
            .map(|forms| (true, forms))
            .or_else(|| Some((false, form(text)?)))
    })?;
    Some(match forms {
        (true, forms) if forms == [SignatureForm::Der] => Hint::SignatureIsDer { verifies: true },
        (true, forms) if forms == [SignatureForm::Hex] => {
            let (encoding, verifies) = (TextForm::Hex, true);
            Hint::SignatureEncodedTwice { encoding, verifies }
        }
        (true, forms) if forms == [SignatureForm::Base64] => {
            let (encoding, verifies) = (TextForm::Base64, true);
            Hint::SignatureEncodedTwice { encoding, verifies }
        }
        (_, forms) => Hint::SignatureForm { forms },
    })
}

/// Another hash, padding or salt than that of the algorithm, which the signature itself tells.
fn parameters(input: &DiagnosisInput<'_>, algorithm: Algorithm) -> Option<Hint> {
    /// How many keys are tried.
    const MOST: usize = 8;
    let signature = input.token.signature()?;
    let message = input.token.signing_input();
    let made = input.keys_by_kid().take(MOST).find_map(|key| {
        if !key
            .algorithms()
            .any(|one| one.family() == algorithm.family())
        {
            return None;
        }
        if let Some(hash) = key.other_hash(message, signature) {
            return Some(format!("ECDSA, {}", hash.name()));
        }
        let opened = key.open_signature(signature)?;
        opened.covers(message).then(|| described(opened.scheme))
    })?;
    let wanted = match signed::scheme(algorithm) {
        Some(scheme) => described(scheme),
        None => format!("ECDSA, SHA-{}", algorithm.hash_bits()?),
    };
    Some(Hint::SignedWithOtherParameters {
        made,
        algorithm: algorithm.name(),
        wanted,
    })
}

/// The parameters of an RSA signature in untranslated words.
fn described(scheme: Scheme) -> String {
    match scheme {
        Scheme::Pkcs1 { hash } => format!("RSASSA-PKCS1-v1_5, {}", hash.name()),
        Scheme::BareDigest { hash } => {
            format!("RSASSA-PKCS1-v1_5, {}, no DigestInfo", hash.name())
        }
        Scheme::Pss { hash, mask, salt } if hash == mask => {
            format!("RSASSA-PSS, {}, salt {salt}", hash.name())
        }
        Scheme::Pss { hash, mask, salt } => {
            format!(
                "RSASSA-PSS, {}, MGF1 {}, salt {salt}",
                hash.name(),
                mask.name()
            )
        }
    }
}

/// What stands in the place of the HMAC, with the secret that was given.
fn other_mac(input: &DiagnosisInput<'_>, algorithm: Algorithm) -> Option<Hint> {
    /// Fewer bytes than this may be right by chance.
    const TELLING: usize = 8;
    if algorithm.family() != Family::Hmac {
        return None;
    }
    let text = input.token.part(Part::Signature);
    let signature = input.token.signature()?;
    let hex = HEX.decode(text.as_bytes()).ok();
    let inner_hex = HEX.decode(signature.trim_ascii()).ok();
    let signatures: Vec<_> = [Some(signature.clone()), hex, inner_hex]
        .into_iter()
        .flatten()
        .collect();
    let message = input.token.signing_input();
    let equals = |value: &[u8]| signatures.iter().any(|signature| signature == value);
    let secrets = || {
        input
            .keys_by_kid()
            .take(MAX_KEYS)
            .filter_map(Key::secret_bytes)
    };
    let cut = secrets().find_map(|secret| {
        let due = hmac(algorithm.hash_bits()?, secret, message)?;
        let lengths = TELLING..due.len();
        let mut whole = signatures.iter();
        let cut = whole.find(|part| lengths.contains(&part.len()) && due.starts_with(part))?;
        let (bytes, expected) = (cut.len(), due.len());
        Some(Hint::SignatureCut { bytes, expected })
    });
    if cut.is_some() {
        return cut;
    }
    let how = secrets().find_map(|secret| {
        for (bits, name) in [(160, "SHA-1"), (224, "SHA-224")] {
            if hmac(bits, secret, message).is_some_and(|mac| equals(&mac)) {
                return Some(OtherMac::Hash(name));
            }
        }
        for bits in [256, 384, 512] {
            if hmac(bits, message, secret).is_some_and(|mac| equals(&mac)) {
                return Some(OtherMac::Turned);
            }
        }
        Hash::ALL.into_iter().find_map(|hash| {
            let texts = [
                [secret, message].concat(),
                [message, secret].concat(),
                [message, b".", secret].concat(),
            ];
            texts
                .iter()
                .any(|text| equals(&hash.of(text)))
                .then(|| OtherMac::PlainHash(hash.name()))
        })
    });
    let unkeyed = || {
        let hash = Hash::ALL
            .into_iter()
            .find(|hash| equals(&hash.of(message)))?;
        Some(OtherMac::Unkeyed(hash.name()))
    };
    Some(Hint::OtherMac {
        how: how.or_else(unkeyed)?,
        algorithm: algorithm.name(),
    })
}

/// What explains that the key can't do the algorithm of the header.
pub(super) fn wrong_algorithm(input: &DiagnosisInput<'_>, budget: &mut Budget) -> Vec<Hint> {
    let hint = hmac_with_key(input, budget)
        .or_else(|| key_file(input, budget))
        .or_else(|| other_algorithm(input, budget));
    hint.into_iter()
        .chain(other_secret(input, budget))
        .take(2)
        .collect()
}

/// What explains that the key must not be used.
pub(super) fn unusable(input: &DiagnosisInput<'_>, budget: &mut Budget) -> Vec<Hint> {
    hmac_with_key(input, budget)
        .into_iter()
        .chain(key_file(input, budget))
        .collect()
}

/// Another key than the one that `kid` names: of the same set, or of the key file.
pub(super) fn other_key(input: &DiagnosisInput<'_>, budget: &mut Budget) -> Option<Hint> {
    let (algorithm, signature) = input.token.algorithm().zip(input.token.signature())?;
    let (message, kid) = (input.token.signing_input(), input.token.parameter("kid"));
    let mut find = |set: &KeySet, source: Option<&str>| {
        let found = set.keys.iter().enumerate().take(MAX_KEYS).find(|(_, key)| {
            // Without a kid each key of the set has been tried.
            let tried = source.is_none() && (kid.is_none() || key.kid() == kid.as_deref());
            !tried && budget.is_of(key, algorithm, message, signature)
        });
        found.map(|(index, key)| Hint::OtherKeyMatches {
            kid: key.kid().map(str::to_owned),
            place: index + 1,
            source: source.map(Typed::place),
        })
    };
    find(input.keys, None).or_else(|| {
        let (set, source) = input.elsewhere?;
        find(set, Some(source))
    })
}

/// The secret of the signer, when it is the given one with a fault, under any algorithm of the family; or one that
/// everybody knows.
fn other_secret(input: &DiagnosisInput<'_>, budget: &mut Budget) -> Vec<Hint> {
    let message = input.token.signing_input();
    let signature = input.token.signature();
    // The length tells the algorithms of the family apart.
    let algorithm = signature.and_then(|signature| hmac_of_length(signature.len()));
    let Some((algorithm, signature)) = algorithm.zip(signature) else {
        return Vec::new();
    };
    let other = (input.token.algorithm() != Some(algorithm)).then(|| algorithm.name());
    for secret in input.keys_by_kid().filter_map(Key::secret_bytes) {
        if !budget.affords(true, message.len()) {
            break;
        }
        for guess in guesses(secret, input.written) {
            if guess.is_given() && other.is_none() {
                continue;
            }
            if budget.is_hmac(&guess.secret, algorithm, message, signature) {
                let together = !guess.is_given();
                let header = other.map(|algorithm| Hint::SignedWithOtherAlgorithm {
                    header: input.alg(),
                    algorithm,
                    together,
                });
                let faults = guess.hints(input.written, other.is_some());
                return header.into_iter().chain(faults).collect();
            }
        }
    }
    // Whoever checks with a public key has no secret to be mistaken about.
    if !input.keys.keys.iter().any(Key::is_secret) {
        return Vec::new();
    }
    let famous = well_known::secrets()
        .find(|(_, secret)| budget.is_hmac(secret, algorithm, message, signature));
    famous
        .map(|(example, _)| Hint::SecretIsWellKnown {
            secret: example.to_owned(),
        })
        .into_iter()
        .collect()
}

/// The HMAC whose values have that many bytes.
fn hmac_of_length(bytes: usize) -> Option<Algorithm> {
    Algorithm::all().find(|one| one.family() == Family::Hmac && one.signature_len() == Some(bytes))
}

/// Another algorithm that the key can do, whatever the header and the key's own `alg` say.
fn other_algorithm(input: &DiagnosisInput<'_>, budget: &mut Budget) -> Option<Hint> {
    let message = input.token.signing_input();
    let signature = input.token.signature()?;
    input
        .keys_by_kid()
        .filter(|key| !key.is_secret())
        .find_map(|key| {
            let mut unbound = key.clone();
            unbound.set_alg(None);
            let length = signature.len();
            let found = unbound.algorithms().find(|algorithm| {
                input
                    .token
                    .algorithm()
                    .is_none_or(|own| !own.same_as(*algorithm))
                    && signature_len(*algorithm, Some(key)) == Some(length)
                    && budget.is_of(&unbound, *algorithm, message, signature)
            });
            found.map(|algorithm| Hint::SignedWithOtherAlgorithm {
                header: input.alg(),
                algorithm: algorithm.name(),
                together: false,
            })
        })
}

/// RFC 8725 §2.1: the text of a key, which everybody has if it is public, taken as the secret of an HMAC.
fn hmac_with_key(input: &DiagnosisInput<'_>, budget: &mut Budget) -> Option<Hint> {
    let signature = input.token.signature()?;
    let algorithm = hmac_of_length(signature.len())?;
    if input
        .token
        .algorithm()
        .is_none_or(|own| own.family() != Family::Hmac)
    {
        return None;
    }
    let message = input.token.signing_input();
    let halves = |key: &Key| [false, true].map(|private| (private, key.texts(private)));
    let mut keys = input.keys_by_kid().take(MAX_KEYS);
    let (private, _) = keys.find_map(|key| {
        if !budget.affords(true, message.len()) {
            return None;
        }
        let mut texts = Vec::from(halves(key));
        if let Some(secret) = key.secret_bytes() {
            let found = KeyText::find(secret)?;
            let given = vec![secret.to_vec().into(), [secret, b"\n"].concat().into()];
            texts.push((!found.public, given));
            texts.extend(found.keys.iter().flat_map(halves));
        }
        texts.into_iter().find(|(_, texts)| {
            let mut texts = texts.iter();
            texts.any(|text| budget.is_hmac(text, algorithm, message, signature))
        })
    })?;
    Some(if private {
        Hint::HmacWithPrivateKey {
            algorithm: algorithm.name(),
        }
    } else {
        Hint::HmacWithPublicKey {
            algorithm: algorithm.name(),
        }
    })
}

/// A key file that was given as a secret.
fn key_file(input: &DiagnosisInput<'_>, budget: &mut Budget) -> Option<Hint> {
    let (algorithm, signature) = input.token.algorithm().zip(input.token.signature())?;
    let keys = input.keys_by_kid().take(MAX_KEYS);
    let found = keys.filter_map(Key::secret_bytes).find_map(KeyText::find)?;
    let message = input.token.signing_input();
    let verifies = found
        .keys
        .iter()
        .any(|key| budget.is_of(key, algorithm, message, signature));
    let can = |key: &Key| key.algorithms().any(|one| one.same_as(algorithm));
    Some(Hint::SecretIsKeyFile {
        verifies,
        fits: found.keys.iter().any(can),
        hmac: (algorithm.family() == Family::Hmac).then(|| algorithm.name()),
    })
}

/// A signature whose form is not that of its algorithm.
fn shape(input: &DiagnosisInput<'_>, algorithm: Algorithm, budget: &mut Budget) -> Option<Hint> {
    let signature = input.token.signature()?;
    let key = input
        .keys_by_kid()
        .find(|key| key.verifier(algorithm).is_ok());
    let expected = signature_len(algorithm, key)?;
    let found = signature.len();
    if found == expected {
        return None;
    }
    let mut verifies = |signature: Vec<u8>| {
        let message = input.token.signing_input();
        let mut keys = input.keys_by_kid();
        keys.any(|key| budget.is_of(key, algorithm, message, &signature))
    };
    if algorithm.family() == Family::Ecdsa
        && let Some(converted) = from_der(signature, expected / 2)
    {
        let verifies = verifies(converted);
        return Some(Hint::SignatureIsDer { verifies });
    }
    if let Some((encoding, decoded)) = decoded_again(signature, expected) {
        let verifies = verifies(decoded);
        return Some(Hint::SignatureEncodedTwice { encoding, verifies });
    }
    if matches!(algorithm.family(), Family::RsaPkcs1 | Family::RsaPss)
        && MODULI.contains(&found)
        && let Some(bits) = key.and_then(Key::bits)
    {
        let found = found * 8;
        return Some(Hint::KeyOfOtherSize { found, bits });
    }
    let like = |other: &Algorithm| {
        other.family() == algorithm.family() && other.signature_len() == Some(found)
    };
    Some(Hint::SignatureLength {
        algorithm: algorithm.name().to_owned(),
        expected,
        found,
        like: Algorithm::all().find(like).map(Algorithm::name),
    })
}

/// r‖s of an ECDSA-Sig-Value (RFC 3279 §2.2.3): a SEQUENCE of two INTEGERs, each of at most `size` bytes.
fn from_der(der: &[u8], size: usize) -> Option<Vec<u8>> {
    let (sequence, []) = element(0x30, der)? else {
        return None;
    };
    let (r, rest) = element(0x02, sequence)?;
    let (s, []) = element(0x02, rest)? else {
        return None;
    };
    let mut joined = Vec::with_capacity(2 * size);
    for number in [r, s] {
        let start = number.iter().position(|byte| *byte != 0)?;
        let digits = number.get(start..)?;
        joined.resize(joined.len() + size.checked_sub(digits.len())?, 0);
        joined.extend_from_slice(digits);
    }
    Some(joined)
}

/// The content of the DER element at the start, and what follows it. Lengths take two bytes at most.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = match der {
        [first, 0x81, length @ 0x80..=0xff, rest @ ..] if *first == tag => (*length, rest),
        [first, length @ ..=0x7f, rest @ ..] if *first == tag => (*length, rest),
        _ => return None,
    };
    rest.split_at_checked(length.into())
}

/// The bytes that a signature stands for when it is text itself.
fn decoded_again(signature: &[u8], expected: usize) -> Option<(TextForm, Vec<u8>)> {
    let text = signature.trim_ascii();
    let forms = [
        (TextForm::Hex, SecretEncoding::Hex),
        (TextForm::Base64, SecretEncoding::Base64),
        (TextForm::Base64url, SecretEncoding::Base64url),
    ];
    forms.into_iter().find_map(|(form, encoding)| {
        let bytes = encoding.decode(text).ok()?;
        (bytes.len() == expected).then(|| (form, bytes.to_vec()))
    })
}

/// How many base64url characters a signature of so many bytes has.
pub(super) fn characters(bytes: usize) -> usize {
    BASE64URL.encode(&vec![0; bytes]).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn der_is_taken_apart_strictly() {
        assert_eq!(
            from_der(&[0x30, 6, 2, 1, 5, 2, 1, 7], 2).unwrap(),
            [0, 5, 0, 7]
        );
        assert_eq!(
            from_der(&[0x30, 8, 2, 2, 0, 0x85, 2, 2, 0, 0x87], 1).unwrap(),
            [0x85, 0x87]
        );
        for wrong in [
            &[][..],
            &[0x30, 6, 2, 1, 5, 2, 1],
            &[0x30, 6, 2, 1, 5, 2, 1, 7, 0],
            &[0x30, 7, 2, 1, 5, 2, 1, 7, 0],
            &[0x30, 3, 2, 1, 5],
            &[0x31, 6, 2, 1, 5, 2, 1, 7],
            &[0x30, 6, 2, 1, 0, 2, 1, 7],
            &[0x30, 8, 2, 3, 1, 2, 3, 2, 1, 7],
        ] {
            assert_eq!(from_der(wrong, 2), None, "{wrong:?}");
        }
    }
}
