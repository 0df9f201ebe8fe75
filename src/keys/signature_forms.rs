//! A signature in the forms in which other tools print one.

use pkcs8::der::asn1::UintRef;
use pkcs8::der::{Reader, SliceReader};

use super::key_text::{from_base64, from_hex};
use super::{Family, Verifier};
use crate::text::messages;

messages! {
    /// How a signature stands in what another tool made.
    #[derive(Copy)]
    pub enum SignatureForm -> code: &'static str {
        Labelled ["signature_has_label"] =>
            "behind a label (such as vault:v1: or (stdin)=)", "앞에 레이블이 붙은 값(vault:v1:, (stdin)= 등)";
        Hex ["signature_is_hex"] => "hex text", "hex 텍스트";
        Base64 ["signature_is_base64"] => "base64 text", "base64 텍스트";
        Der ["signature_is_der"] => "DER (ECDSA-Sig-Value)", "DER(ECDSA-Sig-Value)";
        HalvesSwapped ["signature_halves_swapped"] =>
            "s before r", "s가 r보다 앞에 있는 형식";
        HalvesShort ["signature_halves_short"] =>
            "r and s without their leading zeros", "r과 s 앞의 0이 빠진 형식";
        HalvesReversed ["signature_is_little_endian"] =>
            "r and s in little-endian order", "r과 s가 리틀 엔디언인 형식";
        Recovery ["signature_has_recovery_id"] =>
            "r and s with a recovery id (as Ethereum writes it)", "복구 ID가 붙은 형식(이더리움)";
        Reversed ["signature_is_little_endian"] =>
            "little-endian order (as CryptoAPI writes it)", "리틀 엔디언(CryptoAPI 형식)";
        Short ["signature_lacks_leading_zero"] =>
            "without its leading zeros", "앞의 0이 빠진 형식";
    }
}

/// A form that other tools write, as the bytes that JOSE wants.
type Form = (Vec<SignatureForm>, Vec<u8>);

impl Verifier {
    /// The signature over `message` that stands in what another tool printed: raw, in DER (RFC 3279 §2.2.3), or either of
    /// them in hex or base64, alone or behind a label (`vault:v1:…`, `EC-SHA256(stdin)= …`). `None` where none verifies.
    pub fn find(&self, message: &[u8], printed: &[u8]) -> Option<Vec<u8>> {
        let forms = self.printed_forms(printed);
        let found = forms
            .into_iter()
            .find(|(_, form)| self.verify(message, form));
        found.map(|(_, signature)| signature)
    }

    /// The form in which a signature over `message` stands, where another than that of JOSE is right: those of
    /// [`Verifier::find`], and what signers mistake.
    pub fn find_form(&self, message: &[u8], printed: &[u8]) -> Option<Vec<SignatureForm>> {
        let mut forms = self.printed_forms(printed);
        let mistaken: Vec<_> = forms
            .iter()
            .flat_map(|(steps, form)| {
                let mistakes = self.mistakes(form).into_iter();
                mistakes.map(|(step, mended)| ([steps.as_slice(), &[step]].concat(), mended))
            })
            .collect();
        forms.extend(mistaken);
        let mut others = forms.into_iter().filter(|(steps, _)| !steps.is_empty());
        let found = others.find(|(_, form)| self.verify(message, form));
        found.map(|(steps, _)| steps)
    }

    fn printed_forms(&self, printed: &[u8]) -> Vec<Form> {
        let mut forms = vec![(Vec::new(), printed.to_vec())];
        let text = String::from_utf8_lossy(printed);
        let text = text.trim();
        let behind_label = text.rsplit([':', ' ', '=']).find(|piece| !piece.is_empty());
        let behind_label = behind_label.and_then(|piece| text.rfind(piece));
        // The padding belongs to the text behind the label.
        let behind_label = behind_label.and_then(|at| text.get(at..));
        for (label, text) in [(false, Some(text)), (true, behind_label)] {
            let Some(text) = text else {
                continue;
            };
            let steps = |form| {
                let label = label.then_some(SignatureForm::Labelled);
                label.into_iter().chain([form]).collect()
            };
            let dense: String = text.split_whitespace().collect();
            let dense = dense.trim_matches(['"', '\'']).replace(':', "");
            if let Some(bytes) = from_hex(dense.as_bytes()) {
                forms.push((steps(SignatureForm::Hex), bytes.to_vec()));
            }
            let unpadded = dense.trim_end_matches('=');
            if let Some(bytes) = from_base64(unpadded.as_bytes()) {
                // Text in base64 once more, as what is encoded twice.
                if let Some(inner) = from_hex(bytes.trim_ascii()) {
                    let twice = [steps(SignatureForm::Base64), vec![SignatureForm::Hex]].concat();
                    forms.push((twice, inner.to_vec()));
                }
                forms.push((steps(SignatureForm::Base64), bytes.to_vec()));
            }
        }
        let raw: Vec<_> = forms
            .iter()
            .filter_map(|(steps, form)| {
                let steps = [steps.as_slice(), &[SignatureForm::Der]].concat();
                Some((steps, self.raw(form)?))
            })
            .collect();
        forms.extend(raw);
        forms
    }

    /// What signers mistake about the form of a signature.
    fn mistakes(&self, form: &[u8]) -> Vec<(SignatureForm, Vec<u8>)> {
        /// How many octets of zeros may lack in all.
        const LACKING: usize = 4;
        let mut found = Vec::new();
        let family = self.algorithm().family();
        let Some(length) = self
            .algorithm()
            .signature_len()
            .filter(|_| family == Family::Ecdsa)
        else {
            if matches!(family, Family::RsaPkcs1 | Family::RsaPss) {
                found.push((
                    SignatureForm::Reversed,
                    form.iter().rev().copied().collect(),
                ));
                for missing in [1, 2] {
                    let padded = [&vec![0; missing], form].concat();
                    found.push((SignatureForm::Short, padded));
                }
            }
            return found;
        };
        let size = length / 2;
        let joined = |r: &[u8], s: &[u8]| {
            let zeros = |number: &[u8]| Some(vec![0; size.checked_sub(number.len())?]);
            Some([zeros(r)?, r.to_vec(), zeros(s)?, s.to_vec()].concat())
        };
        if form.len() == length
            && let Some((r, s)) = form.split_at_checked(size)
        {
            let reversed = |number: &[u8]| number.iter().rev().copied().collect::<Vec<_>>();
            found.push((SignatureForm::HalvesSwapped, [s, r].concat()));
            found.push((
                SignatureForm::HalvesReversed,
                [reversed(r), reversed(s)].concat(),
            ));
        }
        if form.len() == length + 1 {
            let ends = [form.get(..length), form.get(1..)];
            let whole = ends.into_iter().flatten();
            found.extend(whole.map(|bytes| (SignatureForm::Recovery, bytes.to_vec())));
        }
        if form.len() < length && form.len() + LACKING >= length {
            for at in form.len().saturating_sub(size)..=size.min(form.len()) {
                let halves = form.split_at_checked(at).and_then(|(r, s)| joined(r, s));
                found.extend(halves.map(|bytes| (SignatureForm::HalvesShort, bytes)));
            }
        }
        found
    }

    /// r‖s of an ECDSA-Sig-Value.
    fn raw(&self, der: &[u8]) -> Option<Vec<u8>> {
        let size = self.algorithm().signature_len()? / 2;
        let mut reader = SliceReader::new(der).ok()?;
        let numbers = reader.sequence(|inner| {
            Ok::<_, pkcs8::der::Error>((
                inner.decode::<UintRef<'_>>()?,
                inner.decode::<UintRef<'_>>()?,
            ))
        });
        let (r, s) = numbers.ok()?;
        reader.finish().ok()?;
        let mut raw = Vec::with_capacity(2 * size);
        for number in [r, s] {
            let digits = number.as_bytes();
            raw.resize(raw.len() + size.checked_sub(digits.len())?, 0);
            raw.extend_from_slice(digits);
        }
        Some(raw)
    }
}

#[cfg(test)]
mod tests {
    use crate::encoding::{BASE64, BASE64URL, HEX};
    use crate::keys::{Algorithm, Key};

    #[test]
    fn a_signature_is_found_in_what_tools_print() {
        for name in ["ES256", "ES512", "RS256", "PS256", "EdDSA"] {
            let algorithm = Algorithm::named(name).unwrap();
            let key = Key::generate(algorithm).unwrap();
            let verifier = key.verifier(algorithm).unwrap();
            let signature = key
                .signer(algorithm, false)
                .unwrap()
                .sign(b"message")
                .unwrap();
            let hex = HEX.encode(&signature);
            let base64 = BASE64.encode_padded(&signature);
            let folded = base64.replace('A', "A\n");
            for printed in [
                signature.clone(),
                hex.clone().into_bytes(),
                format!("{hex}\n").into_bytes(),
                hex.to_uppercase().into_bytes(),
                format!("RSA-SHA2-256(stdin)= {hex}\n").into_bytes(),
                base64.clone().into_bytes(),
                format!("\"{base64}\"\n").into_bytes(),
                folded.into_bytes(),
                format!("vault:v1:{base64}\n").into_bytes(),
                BASE64URL.encode(&signature).into_bytes(),
            ] {
                let found = verifier.find(b"message", &printed);
                assert_eq!(found.as_ref(), Some(&signature), "{name} {printed:?}");
                assert_eq!(verifier.find(b"another", &printed), None);
            }
        }
    }

    #[test]
    fn der_is_read_where_an_ecdsa_signature_is_due() {
        use aws_lc_rs::rand::SystemRandom;
        use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
        let algorithm = Algorithm::named("ES256").unwrap();
        let key = Key::generate(algorithm).unwrap();
        let pem = key.to_pem(true).unwrap();
        let pkcs8 = crate::keys::pem::blocks(&pem).unwrap()[0].decode().unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &pkcs8).unwrap();
        let verifier = key.verifier(algorithm).unwrap();
        for _ in 0..50 {
            let der = pair.sign(&SystemRandom::new(), b"message").unwrap();
            let der = der.as_ref();
            for printed in [
                der.to_vec(),
                BASE64.encode_padded(der).into_bytes(),
                HEX.encode(der).into_bytes(),
            ] {
                let found = verifier.find(b"message", &printed).unwrap();
                assert_eq!(found.len(), 64);
            }
            let longer = [der, &[0]].concat();
            assert_eq!(verifier.find(b"message", &longer), None);
        }
        for printed in [
            &b""[..],
            b"0",
            b"\x30\x00",
            b"not a signature",
            b"=",
            b"\xff\xfe",
        ] {
            assert_eq!(verifier.find(b"message", printed), None);
        }
    }
}
