//! How a token is made, in words: what goes into the signature.

use crate::text::{byte_count, messages};
use crate::token::malformed::Part;

messages! {
    /// How a signature of one family is made.
    #[derive(Copy)]
    pub enum Method {
        Hmac =>
            "the secret is mixed into the hash of the signing input; whoever knows the secret can check the \
             signature, and can make one too",
            "서명 입력의 해시에 비밀 키를 섞습니다. 비밀 키를 아는 쪽은 서명을 검증할 수 있을 뿐 아니라 만들 수도 \
             있습니다";
        RsaPkcs1 =>
            "the hash is padded to the length of the modulus n and raised to the private exponent d; anybody with \
             the public n and e turns that around: signature^e mod n must be the padded hash",
            "해시를 모듈러스 n의 길이만큼 패딩한 뒤 개인 지수 d로 거듭제곱합니다. 공개 값 n과 e만 있으면 누구나 \
             거꾸로 확인할 수 있습니다. signature^e mod n 계산 결과가 패딩한 해시와 같아야 합니다";
        RsaPss =>
            "the hash is padded with a random salt and raised to the private exponent d, so each signature is \
             another one; anybody with the public n and e turns that around and finds the same hash with that salt",
            "해시에 무작위 솔트를 섞어 패딩한 뒤 개인 지수 d로 거듭제곱하므로 서명이 매번 달라집니다. 공개 값 n과 \
             e만 있으면 누구나 거꾸로 풀어 같은 해시인지 확인할 수 있습니다";
        Ecdsa =>
            "a random point of the curve gives r; the hash, r and the private key give s; JOSE writes both numbers \
             one after the other, where openssl wants them as a DER sequence",
            "곡선 위의 무작위 점에서 r을 얻고, 해시와 r과 개인 키로 s를 계산합니다. JOSE는 두 수를 그대로 이어 \
             붙이지만 openssl은 DER 시퀀스를 요구합니다";
        EdDsa =>
            "a point R is derived from the private key and the input; S ties it to the hash of R, the public key and \
             the input; nothing is random, so the same input always has the same signature",
            "개인 키와 입력에서 점 R을 만들고, R과 공개 키와 입력의 해시로 S를 계산합니다. 무작위 값이 없어 같은 \
             입력의 서명은 언제나 같습니다";
        MlDsa =>
            "a signature with lattices, which a quantum computer does not break: c̃ is a hash that commits to the \
             input, z and h are what only the private key could have answered",
            "양자 컴퓨터로도 깨지지 않는 격자 기반 서명입니다. c̃는 입력을 고정하는 해시이고, z와 h는 개인 키가 \
             있어야만 만들 수 있는 답입니다";
        Unsecured =>
            "there is no signature: anybody can write such a token, and no verifier may accept it",
            "서명이 없습니다. 누구나 만들 수 있는 토큰이므로 받아들이면 안 됩니다";
        Unknown =>
            "tokenry does not know this algorithm, so it can't say how the signature was made",
            "tokenry가 모르는 알고리즘이라 서명을 만든 방법을 설명할 수 없습니다";
        Missing =>
            "the header names no algorithm, so nobody can say how the signature was made",
            "헤더에 알고리즘이 없어 서명을 만든 방법을 알 수 없습니다";
        Encrypted =>
            "the token is encrypted (JWE): the header can be read, the content only with the recipient's key",
            "암호화된 토큰(JWE)입니다. 헤더는 읽을 수 있지만 내용은 수신자의 키가 있어야 읽을 수 있습니다";
        Unreadable =>
            "the token is broken: what was signed can't be told",
            "손상된 토큰이라 무엇에 서명했는지 알 수 없습니다";
    }
}

messages! {
    /// What a shell command is for; a comment above it.
    #[derive(Copy)]
    pub enum Purpose {
        SetInput => "what was signed", "서명 입력";
        SecretOfReader =>
            "the secret as hex: set the variable SECRET to its text first, or, where it is bytes and no text, set \
             SECRET_HEX to their hex digits in place of this line",
            "비밀 키를 16진수로. 먼저 SECRET 변수에 비밀 키 텍스트를 넣으세요. 텍스트가 아닌 바이트라면 이 줄 대신 \
             SECRET_HEX 변수에 16진수로 넣으세요";
        SecretTyped =>
            "the secret as hex: set the variable SECRET to its text first",
            "비밀 키를 16진수로. 먼저 SECRET 변수에 비밀 키 텍스트를 넣으세요";
        SecretShown => "the secret as hex", "비밀 키를 16진수로";
        SecretOfFile =>
            "the secret as hex, from its file",
            "파일의 비밀 키를 16진수로";
        SecretOfVariable =>
            "the secret as hex, from its variable",
            "변수의 비밀 키를 16진수로";
        SecretOfKeyFile =>
            "the secret as hex, from the key file",
            "키 파일의 비밀 키를 16진수로";
        MakeHmac =>
            "makes the signature: meanwhile others on this machine can see the key in the process list",
            "서명 만들기. 이 컴퓨터의 다른 사용자가 프로세스 목록에서 키를 볼 수 있으니 주의하세요";
        Directory => "a directory for what follows", "작업 디렉터리";
        KeyOfReader =>
            "the public key of the signer: set the variable KEY to the name of its PEM file first",
            "서명자의 공개 키. 먼저 KEY 변수에 PEM 파일 이름을 넣으세요";
        KeyWritten => "the public key", "공개 키";
        SignatureBytes => "the signature as byte_count", "서명을 바이트로";
        RsToDer =>
            "the signature: r and s, as a DER sequence",
            "서명의 r과 s를 DER 시퀀스로";
        InputFile =>
            "openssl wants this input as a file",
            "openssl이 이 입력은 파일로만 받습니다";
        Check => "checks the signature", "서명 검증";
        CheckPss =>
            "checks the signature, with the salt length of RFC 7518 §3.5",
            "서명 검증. 솔트 길이는 RFC 7518 §3.5 기준입니다";
        CheckWithNewOpenssl =>
            "checks the signature: OpenSSL 3.5 and newer know ML-DSA, older ones do not",
            "서명 검증. ML-DSA는 OpenSSL 3.5부터 됩니다";
        CleanUp => "removes the directory", "작업 디렉터리 삭제";
    }
}

messages! {
    /// The words around an explanation.
    pub enum Lesson {
        Title => "a JSON Web Token, taken apart", "JSON Web Token 뜯어보기";
        Token => "the token", "토큰";
        PartIs(part: Part) => { match part {
            Part::Header => "says how the token is signed", "토큰을 어떻게 서명했는지 알려 줍니다";
            Part::Payload =>
                "says what the token is for; anybody can read it, it is not encrypted",
                "토큰의 내용입니다. 암호화되지 않아 누구나 읽을 수 있습니다";
            Part::Signature =>
                "is there to show that the signer had the key, and that header and payload are as they were",
                "서명한 쪽이 키를 가지고 있었고 헤더와 페이로드가 바뀌지 않았음을 보이기 위한 값입니다";
        } };
        HeaderOfEncrypted =>
            "says how the token is encrypted",
            "토큰을 어떻게 암호화했는지 알려 줍니다";
        SignatureEmpty =>
            "is empty: nothing shows who made the token, and anybody can have changed it",
            "비어 있습니다. 누가 만들었는지 알 수 없고, 누구나 내용을 바꿀 수 있습니다";
        Sizes { characters: usize, bytes: usize; size = byte_count(*bytes) } =>
            "{characters} characters of base64url are {size}",
            "base64url {characters}자 = {size}";
        CharactersOnly { characters: usize } =>
            { match characters { 1 => "1 character", _ => "{characters} characters" } },
            "{characters}자";
        Group { text: String, bytes: String, shown: String } =>
            "four characters hold three bytes: {text} is {bytes}, in ASCII {shown}",
            "네 글자에 세 바이트가 들어갑니다: {text} = {bytes} (ASCII {shown})";
        MoreBytes { count: usize } =>
            { match count { 1 => "… and 1 more byte", _ => "… and {count} more bytes" } },
            "… 외 {count}바이트";
        NotJson => "the bytes are not JSON", "JSON이 아닙니다";
        PartUnreadable =>
            "this is not base64url, so there are no bytes to show",
            "base64url이 아니어서 바이트를 보여 줄 수 없습니다";
        SigningInput => "signing input", "서명 입력";
        SigningInputIs =>
            "header, dot, payload, exactly as they stand in the token: the text is signed, not the JSON (RFC 7515 \
             §5.1)",
            "토큰에 적힌 그대로의 헤더, 점, 페이로드입니다. JSON이 아니라 이 텍스트에 서명합니다 (RFC 7515 §5.1)";
        Formula => "formula", "계산식";
        SignatureInToken => "signature in the token", "토큰의 signature";
        SignatureWrong =>
            "with this key the formula does not give the signature in the token",
            "이 키로 계산하면 토큰에 든 서명이 나오지 않습니다";
        Commands => "commands", "명령";
        SecretHidden { bits: usize } =>
            "{bits} bits, not shown (--show-secret shows it)",
            "{bits}비트, 표시하지 않음 (보려면 --show-secret)";
        SecretUnknown =>
            "whoever issued the token knows it",
            "토큰을 발급한 쪽만 알고 있습니다";
        CommandsGiveSignature =>
            "paste these into a shell: the last line that comes out must be the signature",
            "셸에 붙여 넣으세요. 마지막에 나오는 줄이 서명과 같아야 합니다";
        CommandsSayVerified =>
            "paste these into a shell: openssl must say that the signature is verified",
            "셸에 붙여 넣으세요. openssl이 서명이 맞다고 답해야 합니다";
        PageHint =>
            "point at a part or a claim, or go there with the Tab key: the same one lights up everywhere",
            "토큰의 부분이나 클레임에 마우스를 올리거나 Tab 키로 이동하면 같은 부분이 모두 함께 강조됩니다";
        PageFoot { version: &'static str } =>
            "written by tokenry {version}; this page loads nothing and runs nothing",
            "tokenry {version} 버전으로 만든 문서입니다. 외부에서 불러오거나 실행하는 것이 없습니다";
        Verdict => "verdict", "판정";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Comments above shell commands: a shell that does not know comments at its prompt (zsh) must find nothing to obey.
    #[test]
    fn comments_of_commands_are_harmless() {
        let paste = [
            "Lesson::CommandsGiveSignature",
            "Lesson::CommandsSayVerified",
        ];
        let lessons = Lesson::rows()
            .into_iter()
            .filter(|row| paste.contains(&row.name));
        let rows: Vec<_> = Purpose::rows().into_iter().chain(lessons).collect();
        assert_eq!(rows.len(), 20);
        for comment in rows.iter().flat_map(|row| row.en.iter().chain(&row.ko)) {
            let harmless = |one: char| one.is_alphanumeric() || " ,.:-_§".contains(one);
            assert!(comment.chars().all(harmless), "{comment}");
        }
    }
}
