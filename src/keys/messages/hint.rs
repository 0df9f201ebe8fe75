//! What to do about a key that can't be read or used.

use crate::text::messages;

messages! {
    /// What to do about a key that can't be read or used.
    pub enum KeyHint {
        GiveCertificates =>
            "give certificates in PEM (-----BEGIN CERTIFICATE-----) or one in DER",
            "PEM 형식의 인증서(-----BEGIN CERTIFICATE-----)나 DER 인증서 하나를 지정하세요";
        GivePassphrase =>
            "name the file or the environment variable that holds the passphrase: --key-pass-file FILE or \
             --key-pass-env NAME",
            "암호가 든 파일이나 환경 변수를 지정하세요: --key-pass-file FILE 또는 --key-pass-env NAME";
        OtherPassphrase =>
            "check the passphrase; openssl asks for it too: openssl pkey -in FILE -noout",
            "암호를 다시 확인하세요. openssl로도 확인할 수 있습니다: openssl pkey -in FILE -noout";
        Decrypt =>
            "decrypt it first: openssl pkey -in FILE -out key.pem (PKCS#12: openssl pkcs12 -in FILE -noenc -out \
             key.pem)",
            "먼저 암호를 푸세요: openssl pkey -in FILE -out key.pem (PKCS#12: openssl pkcs12 -in FILE -noenc -out \
             key.pem)";
        ConvertOpenSsh =>
            "convert a copy of it (an Ed25519 key may stay as it is: then make a new one with tokenry key generate \
             --alg Ed25519): cp FILE key.pem && ssh-keygen -p -m pkcs8 -f key.pem",
            "복사본을 변환하세요 (Ed25519 키는 변환되지 않을 수 있으니 그때는 tokenry key generate --alg Ed25519 \
             명령으로 새로 만드세요): cp FILE key.pem && ssh-keygen -p -m pkcs8 -f key.pem";
        ConvertSshPublic =>
            "convert it (an Ed25519 key may stay as it is: then make a new one with tokenry key generate --alg \
             Ed25519): ssh-keygen -e -m pkcs8 -f FILE > key.pem",
            "변환해서 쓰세요 (Ed25519 키는 변환되지 않을 수 있으니 그때는 tokenry key generate --alg Ed25519 \
             명령으로 새로 만드세요): ssh-keygen -e -m pkcs8 -f FILE > key.pem";
        ExportPutty =>
            "export it in PuTTYgen as an OpenSSH key, then: ssh-keygen -p -m pkcs8 -f FILE",
            "PuTTYgen에서 OpenSSH 키로 내보낸 뒤 변환하세요: ssh-keygen -p -m pkcs8 -f FILE";
        OtherKey =>
            "use an RSA, EC, Ed25519 or ML-DSA key, or make one: tokenry key generate --alg ES256",
            "RSA, EC, Ed25519, ML-DSA 키를 쓰거나 새로 만드세요: tokenry key generate --alg ES256";
        RequestToPublicKey =>
            "take the public key out of it: openssl req -in FILE -noout -pubkey > key.pem",
            "공개 키를 꺼내서 쓰세요: openssl req -in FILE -noout -pubkey > key.pem";
        ExtractCertificates =>
            "take the certificates out of it: openssl pkcs7 -in FILE -print_certs -out certificate.pem",
            "인증서를 꺼내서 쓰세요: openssl pkcs7 -in FILE -print_certs -out certificate.pem";
        ExportKeystore =>
            "export it: keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype PKCS12 && \
             openssl pkcs12 -in key.p12 -noenc -out key.pem",
            "먼저 내보내세요: keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype PKCS12 \
             && openssl pkcs12 -in key.p12 -noenc -out key.pem";
        NameCurve =>
            "write it again with the name of the curve: openssl ec -in FILE -param_enc named_curve -out key.pem",
            "곡선 이름을 쓰는 형식으로 다시 저장하세요: openssl ec -in FILE -param_enc named_curve -out key.pem";
        Decompress => "unpack it first", "먼저 압축을 푸세요";
        SaveAsUtf8 =>
            "save it as UTF-8; in PowerShell: Get-Content FILE | Set-Content -Encoding ascii key.pem",
            "UTF-8로 다시 저장하세요. PowerShell: Get-Content FILE | Set-Content -Encoding ascii key.pem";
        TokenIsArgument =>
            "give the token as the argument TOKEN, and the key with --key or --secret-file",
            "토큰은 TOKEN 인자로, 키는 --key 또는 --secret-file 옵션으로 지정하세요";
        UseIssuer =>
            "name the issuer with --issuer URL, or the address in its \"jwks_uri\" with --jwks URL",
            "--issuer URL 옵션으로 발급자를 지정하거나 문서의 \"jwks_uri\" 주소를 --jwks URL 옵션으로 지정하세요";
        UseSetUrl =>
            "give the address of the key set itself, often /.well-known/jwks.json, with --jwks URL",
            "키 세트 자체의 주소(보통 /.well-known/jwks.json)를 --jwks URL 옵션으로 지정하세요";
        UseSecretFile =>
            "for an HMAC secret use --secret-file FILE",
            "HMAC 비밀 키라면 --secret-file FILE 옵션을 쓰세요";
        UseKeyOption =>
            "give it as the key that it is: --key FILE, or --key - for standard input",
            "키로 지정하세요: --key FILE (표준 입력은 --key -)";
        UseKeyPair =>
            "sign with the private key and check with the public one, each given with --key FILE",
            "서명할 때는 개인 키를, 확인할 때는 공개 키를 --key FILE 옵션으로 지정하세요";
        UnescapeLines =>
            "turn them into line breaks: printf '%b' \"$(cat FILE)\" > key.pem",
            "실제 줄바꿈으로 바꾸세요: printf '%b' \"$(cat FILE)\" > key.pem";
        TakeMember { member: String as plain } =>
            "take the PEM text out of it: jq -r '.\"{member}\"' FILE > key.pem",
            "PEM 텍스트만 꺼내서 쓰세요: jq -r '.\"{member}\"' FILE > key.pem";
        ReadAgain =>
            "copy the key again from where it came from, whole",
            "원본에서 키 전체를 다시 복사하세요";
        ConvertToJwk => "convert it to PEM or JWK", "PEM이나 JWK로 변환하세요";
        AddPrimes =>
            "export the key again with all its members, or as PEM",
            "모든 멤버를 포함해서, 또는 PEM으로 키를 다시 내보내세요";
        ShapeOfSet =>
            "a JWK Set looks like {{\"keys\":[{{\"kty\":…}}]}}",
            "JWK Set의 형식: {{\"keys\":[{{\"kty\":…}}]}}";
        RemoveOneKid =>
            "give one of them another kid, or remove it",
            "둘 중 하나의 kid를 바꾸거나 삭제하세요";
        RemoveDuplicate => "remove one of the two", "둘 중 하나를 삭제하세요";
        MakeSecret { bits: usize; bytes = bits / 8 } =>
            "make one and read it with --secret-encoding base64: openssl rand -base64 {bytes} > secret.txt",
            "새로 만들고 --secret-encoding base64 옵션으로 읽으세요: openssl rand -base64 {bytes} > secret.txt";
        MakeRsa =>
            "make another: tokenry key generate --alg RS256",
            "새 키를 만드세요: tokenry key generate --alg RS256";
        UsePrivateKey => "use the private key", "개인 키를 쓰세요";
        UseSignatureKey =>
            "use a key for signatures (\"use\": \"sig\")",
            "서명용 키(\"use\": \"sig\")를 쓰세요";
        UseBoundAlgorithm { algorithm: String } =>
            "use the algorithm that the key names ({algorithm}), or another key",
            "키에 지정된 알고리즘을 쓰거나 다른 키를 쓰세요 (지정된 알고리즘: {algorithm})";
        UseKeyForAlgorithm =>
            "use a key for this algorithm, or make one: tokenry key generate --alg ALG",
            "이 알고리즘에 맞는 키를 쓰거나 새로 만드세요: tokenry key generate --alg ALG";
        WriteBase64url =>
            "base64url has no padding (=) and writes - and _ instead of + and /",
            "base64url에서는 패딩(=)을 쓰지 않고 + 대신 -, / 대신 _ 문자를 씁니다";
        OtherEncoding =>
            "choose another --secret-encoding: text, base64, base64url or hex",
            "--secret-encoding 옵션을 바꿔 보세요: text, base64, base64url, hex";
        ExportJwk =>
            "export it as a JWK: --format jwk --private",
            "JWK로 내보내세요: --format jwk --private";
        PssWithoutParameters =>
            "make a key without such parameters: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072",
            "이런 매개변수가 없는 키를 만드세요: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072";
    }
}

/// A member as a command names it; `MEMBER` stands for one that a shell or jq would not take as it is, or that is cut.
fn plain(member: &str) -> &str {
    let fits = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    if !member.is_empty() && member.chars().all(fits) {
        member
    } else {
        "MEMBER"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::messages::shown;
    use crate::text::Say;

    #[test]
    fn only_plain_members_come_into_a_command() {
        let long = shown(&"a".repeat(65));
        let cases = [
            ("private_key", "private_key"),
            ("tls-key", "tls-key"),
            ("", "MEMBER"),
            ("x' FILE; touch pwned; '", "MEMBER"),
            ("a\"b", "MEMBER"),
            ("a\\b", "MEMBER"),
            ("a b", "MEMBER"),
            ("키", "MEMBER"),
            (long.as_str(), "MEMBER"),
        ];
        for (member, named) in cases {
            let hint = KeyHint::TakeMember {
                member: member.into(),
            };
            let command = format!(": jq -r '.\"{named}\"' FILE > key.pem");
            assert!(hint.en().ends_with(&command), "{}", hint.en());
            assert!(hint.ko().ends_with(&command), "{}", hint.ko());
        }
    }
}
