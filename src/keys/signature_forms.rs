//! A signature in the forms in which other tools print one.

use pkcs8::der::asn1::UintRef;
use pkcs8::der::{Reader, SliceReader};

use super::Verifier;
use super::key_text::{from_base64, from_hex};

impl Verifier {
    /// The signature over `message` that stands in what another tool printed: raw, in DER (RFC 3279 §2.2.3), or either of
    /// them in hex or base64, alone or behind a label (`vault:v1:…`, `EC-SHA256(stdin)= …`). `None` where none verifies.
    pub fn find(&self, message: &[u8], printed: &[u8]) -> Option<Vec<u8>> {
        let mut forms = vec![printed.to_vec()];
        let text = String::from_utf8_lossy(printed);
        let text = text.trim();
        let behind_label = text.rsplit([':', ' ']).next().unwrap_or(text);
        for text in [text, behind_label] {
            let dense: String = text.split_whitespace().collect();
            let dense = dense.trim_matches(['"', '\'']).replace(':', "");
            forms.extend(from_hex(dense.as_bytes()).map(|bytes| bytes.to_vec()));
            let unpadded = dense.trim_end_matches('=');
            forms.extend(from_base64(unpadded.as_bytes()).map(|bytes| bytes.to_vec()));
        }
        let raw: Vec<_> = forms.iter().filter_map(|form| self.raw(form)).collect();
        forms.extend(raw);
        forms.into_iter().find(|form| self.verify(message, form))
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
