//! The registered names: what each means, and the section that says so.
//!
//! The IANA registries "JSON Web Signature and Encryption Header Parameters" and "JSON Web Token Claims", as far as
//! tokens in the field use them.

use crate::text::Words;

/// A header parameter or a claim.
#[derive(Debug)]
pub struct Entry {
    /// Its name; empty where it stands for any that nobody registered.
    pub name: &'static str,
    /// The section that defines it.
    pub source: &'static str,
    /// What it means.
    pub meaning: Words,
}

const fn entry(
    name: &'static str,
    source: &'static str,
    en: &'static str,
    ko: &'static str,
) -> Entry {
    let meaning = Words { en, ko };
    Entry {
        name,
        source,
        meaning,
    }
}

/// Tables of entries, one row an entry: `"name" "section" => "meaning", "뜻";`.
macro_rules! registry {
    ($( $(#[$about:meta])* $table:ident { $( $($name:literal)|+ $source:literal => $en:literal, $ko:literal; )+ } )+) => {
        $( $(#[$about])* static $table: &[Entry] = &[$( $( entry($name, $source, $en, $ko) ),+ ),+]; )+
    };
}

registry! {
    /// The parameters of a JOSE header.
    HEADER {
        "alg" "RFC 7515 §4.1.1" =>
            "which algorithm made the signature; a verifier compares it with what its key allows, and does not obey \
             it",
            "서명에 쓴 알고리즘. 검증할 때는 키가 허용하는 알고리즘과 비교만 하고, 이 값을 그대로 따르지 않습니다";
        "jku" "RFC 7515 §4.1.2" =>
            "a URL of the signer's key set; a token's word alone is no reason to trust it",
            "서명자 키 세트의 URL. 토큰에 적혀 있다는 이유만으로 믿어서는 안 됩니다";
        "jwk" "RFC 7515 §4.1.3" =>
            "the signer's public key itself; a token's word alone is no reason to trust it",
            "서명자의 공개 키. 토큰에 적혀 있다는 이유만으로 믿어서는 안 됩니다";
        "kid" "RFC 7515 §4.1.4" =>
            "the id of the key, so that a verifier with several finds the right one",
            "키 ID. 키가 여러 개일 때 검증에 쓸 키를 고르는 데 씁니다";
        "x5u" "RFC 7515 §4.1.5" =>
            "a URL of the signer's certificates; a token's word alone is no reason to trust it",
            "서명자 인증서의 URL. 토큰에 적혀 있다는 이유만으로 믿어서는 안 됩니다";
        "x5c" "RFC 7515 §4.1.6" =>
            "the signer's certificates themselves; a token's word alone is no reason to trust them",
            "서명자의 인증서 체인. 토큰에 적혀 있다는 이유만으로 믿어서는 안 됩니다";
        "x5t" "RFC 7515 §4.1.7" =>
            "the SHA-1 thumbprint of the signer's certificate",
            "서명자 인증서의 SHA-1 지문";
        "x5t#S256" "RFC 7515 §4.1.8" =>
            "the SHA-256 thumbprint of the signer's certificate",
            "서명자 인증서의 SHA-256 지문";
        "typ" "RFC 7515 §4.1.9" =>
            "what kind of token this is: JWT in general, at+jwt an access token, dpop+jwt a proof of possession",
            "토큰의 종류. JWT는 일반 토큰, at+jwt는 액세스 토큰, dpop+jwt는 키 소유 증명입니다";
        "cty" "RFC 7515 §4.1.10" =>
            "what the payload holds when it is no claims set; JWT says that it is another token",
            "페이로드가 클레임 집합이 아닐 때 그 내용의 종류. JWT이면 토큰 안에 토큰이 들어 있습니다";
        "crit" "RFC 7515 §4.1.11" =>
            "the parameters that a verifier must understand, or else refuse the token",
            "검증자가 반드시 이해해야 하는 매개변수 목록. 하나라도 모르면 토큰을 거부해야 합니다";
        "b64" "RFC 7797 §3" =>
            "whether the payload is base64url encoded; false leaves it as it is",
            "페이로드를 base64url로 인코딩했는지 여부. false이면 원문 그대로 둡니다";
        "enc" "RFC 7516 §4.1.2" => "which algorithm encrypts the content", "콘텐츠를 암호화한 알고리즘";
        "zip" "RFC 7516 §4.1.3" =>
            "how the content was compressed before it was encrypted",
            "암호화하기 전에 콘텐츠를 압축한 방식";
        "epk" "RFC 7518 §4.6.1.1" =>
            "the sender's public key, made for this one message, to agree on a key with",
            "이 메시지에만 쓰려고 만든 송신자의 공개 키. 키 합의에 씁니다";
        "apu" "RFC 7518 §4.6.1.2" => "about the sender, for the key agreement", "키 합의에 쓰는 송신자 정보";
        "apv" "RFC 7518 §4.6.1.3" =>
            "about the recipient, for the key agreement",
            "키 합의에 쓰는 수신자 정보";
        "iv" "RFC 7518 §4.7.1.1" =>
            "the initialisation vector with which the key was encrypted",
            "키를 암호화할 때 쓴 초기화 벡터";
        "tag" "RFC 7518 §4.7.1.2" =>
            "the authentication tag of the encrypted key",
            "암호화된 키의 인증 태그";
        "p2s" "RFC 7518 §4.8.1.1" =>
            "the salt with which a key is made from a password",
            "비밀번호에서 키를 만들 때 쓴 솔트";
        "p2c" "RFC 7518 §4.8.1.2" =>
            "how many times the password is hashed to make a key from it",
            "비밀번호에서 키를 만들 때 해시를 반복한 횟수";
        "iss" | "sub" | "aud" "RFC 7519 §5.3" =>
            "a copy of the claim, so that it can be read though the payload is encrypted",
            "같은 이름의 클레임을 복사한 값. 페이로드가 암호화되어 있어도 읽을 수 있습니다";
        "url" "RFC 8555 §6.4.1" =>
            "the URL that this request is meant for, so that it can't be sent to another",
            "이 요청을 보낼 URL. 다른 곳으로 재전송하지 못하게 합니다";
        "nonce" "RFC 8555 §6.5.2" =>
            "a number that the server gave out and accepts once",
            "서버가 발급하고 한 번만 받아 주는 값";
        "ppt" "RFC 8225 §8.1" =>
            "which extension of PASSporT, the token of telephone calls, this is",
            "전화 통화용 토큰 PASSporT의 확장 종류";
        "svt" "RFC 9321" =>
            "a token that vouches for this signature after its keys have expired",
            "키가 만료된 뒤에도 이 서명이 유효했음을 보증하는 토큰";
        "trust_chain" "OpenID Federation 1.0 §4.3" =>
            "the statements that lead from the signer to an authority both sides trust",
            "서명자에서 양쪽이 신뢰하는 기관까지 이어지는 진술 목록";
    }

    /// The claims.
    CLAIMS {
        "iss" "RFC 7519 §4.1.1" => "who issued the token", "토큰을 발급한 쪽";
        "sub" "RFC 7519 §4.1.2" =>
            "whom the token is about: the user or service it speaks for",
            "토큰의 주체인 사용자 또는 서비스";
        "aud" "RFC 7519 §4.1.3" =>
            "for whom the token is; whoever is not named here must refuse it",
            "토큰을 받을 대상. 여기에 없는 쪽은 토큰을 거부해야 합니다";
        "exp" "RFC 7519 §4.1.4" =>
            "when the token ends, in seconds since 1970; from this second on it must be refused",
            "만료 시각(1970년부터 센 초). 이 시각부터는 거부해야 합니다";
        "nbf" "RFC 7519 §4.1.5" =>
            "when the token begins, in seconds since 1970; before this it must be refused",
            "유효 시작 시각(1970년부터 센 초). 그 전에는 거부해야 합니다";
        "iat" "RFC 7519 §4.1.6" =>
            "when the token was issued, in seconds since 1970",
            "발급 시각(1970년부터 센 초)";
        "jti" "RFC 7519 §4.1.7" =>
            "the id of this one token, so that it can be revoked or accepted only once",
            "이 토큰 하나의 고유 ID. 폐기하거나 한 번만 받도록 할 때 씁니다";
        "name" "OpenID Connect Core §5.1" => "the full name, as it is shown", "화면에 표시할 전체 이름";
        "given_name" "OpenID Connect Core §5.1" => "the given name or names", "이름(성을 뺀 부분)";
        "family_name" "OpenID Connect Core §5.1" => "the family name or names", "성";
        "middle_name" "OpenID Connect Core §5.1" => "the middle name or names", "중간 이름";
        "nickname" "OpenID Connect Core §5.1" => "the casual name", "별명";
        "preferred_username" "OpenID Connect Core §5.1" =>
            "the name the person likes to log in with; it may change, so identify by iss and sub",
            "사용자가 선호하는 로그인 이름. 바뀔 수 있으므로 식별에는 iss와 sub를 씁니다";
        "profile" "OpenID Connect Core §5.1" => "the URL of the profile page", "프로필 페이지 URL";
        "picture" "OpenID Connect Core §5.1" => "the URL of the picture", "프로필 사진 URL";
        "website" "OpenID Connect Core §5.1" => "the URL of the person's site", "개인 웹사이트 URL";
        "email" "OpenID Connect Core §5.1" => "the preferred e-mail address", "대표 이메일 주소";
        "email_verified" "OpenID Connect Core §5.1" =>
            "whether the issuer saw that the e-mail address is the person's",
            "본인의 이메일 주소인지 발급자가 확인했는지 여부";
        "gender" "OpenID Connect Core §5.1" => "the gender", "성별";
        "birthdate" "OpenID Connect Core §5.1" => "the birthday, as YYYY-MM-DD", "생년월일(YYYY-MM-DD)";
        "zoneinfo" "OpenID Connect Core §5.1" =>
            "the time zone, such as Asia/Seoul",
            "시간대. 예: Asia/Seoul";
        "locale" "OpenID Connect Core §5.1" =>
            "the language and region, such as ko-KR",
            "언어와 지역. 예: ko-KR";
        "phone_number" "OpenID Connect Core §5.1" => "the preferred telephone number", "대표 전화번호";
        "phone_number_verified" "OpenID Connect Core §5.1" =>
            "whether the issuer saw that the telephone number is the person's",
            "본인의 전화번호인지 발급자가 확인했는지 여부";
        "address" "OpenID Connect Core §5.1.1" => "the postal address", "우편 주소";
        "updated_at" "OpenID Connect Core §5.1" =>
            "when these data were last changed, in seconds since 1970",
            "사용자 정보를 마지막으로 고친 시각(1970년부터 센 초)";
        "azp" "OpenID Connect Core §2" =>
            "the client that the token was issued to",
            "토큰을 발급받은 클라이언트";
        "nonce" "OpenID Connect Core §2" =>
            "the value that the client sent with its request and expects back, so that no old answer passes for a \
             new one",
            "클라이언트가 요청에 넣어 보낸 값. 예전 응답을 새 응답처럼 재사용하지 못하게 합니다";
        "auth_time" "OpenID Connect Core §2" =>
            "when the person logged in, in seconds since 1970",
            "사용자가 로그인한 시각(1970년부터 센 초)";
        "acr" "OpenID Connect Core §2" =>
            "how strongly the person was authenticated, as a name that both sides know",
            "인증 강도. 양쪽이 미리 정한 이름으로 적습니다";
        "amr" "OpenID Connect Core §2, RFC 8176" =>
            "by which means the person was authenticated: pwd, otp, mfa and so on",
            "인증 수단. 예: pwd, otp, mfa";
        "at_hash" "OpenID Connect Core §3.1.3.6" =>
            "half of the access token's hash: binds the two tokens together",
            "액세스 토큰 해시의 앞 절반. 두 토큰을 서로 묶습니다";
        "c_hash" "OpenID Connect Core §3.3.2.11" =>
            "half of the authorization code's hash: binds code and token together",
            "인가 코드 해시의 앞 절반. 코드와 토큰을 서로 묶습니다";
        "sub_jwk" "OpenID Connect Core §7.4" =>
            "the public key of an issuer that vouches for itself",
            "스스로를 보증하는 발급자의 공개 키";
        "sid" "OpenID Connect Front-Channel Logout §3" =>
            "the id of the login session; in tokenry all refresh tokens that follow from one login share it",
            "로그인 세션 ID. tokenry에서는 한 로그인에서 이어지는 리프레시 토큰 묶음을 가리킵니다";
        "cnf" "RFC 7800 §3.1" =>
            "the key whose holder alone may use the token; whoever steals the token alone gains nothing",
            "토큰을 쓸 수 있는 키. 이 키가 없으면 토큰을 훔쳐도 쓸 수 없습니다";
        "act" "RFC 8693 §4.1" =>
            "who acts for the subject: the token was exchanged, and this party uses it",
            "주체를 대신해 행동하는 쪽. 토큰 교환으로 받은 토큰입니다";
        "scope" "RFC 8693 §4.2" =>
            "what the token allows: names with spaces between them",
            "토큰으로 할 수 있는 일. 이름을 공백으로 구분합니다";
        "client_id" "RFC 8693 §4.3" =>
            "the OAuth client that asked for the token",
            "토큰을 요청한 OAuth 클라이언트";
        "may_act" "RFC 8693 §4.4" =>
            "who may act for the subject, should they ask for a token that says so",
            "주체를 대신하는 토큰을 요청할 수 있는 쪽";
        "roles" "RFC 9068 §2.2.3.1" => "the subject's roles", "주체의 역할";
        "groups" "RFC 9068 §2.2.3.1" => "the groups that the subject belongs to", "주체가 속한 그룹";
        "entitlements" "RFC 9068 §2.2.3.1" => "what the subject is entitled to", "주체가 가진 권한";
        "htm" "RFC 9449 §4.2" =>
            "the HTTP method of the one request that this proof is for",
            "이 증명을 쓸 수 있는 단 한 번의 요청: HTTP 메서드";
        "htu" "RFC 9449 §4.2" =>
            "the URL of the one request that this proof is for, without query",
            "이 증명을 쓸 수 있는 단 한 번의 요청: URL(쿼리 제외)";
        "ath" "RFC 9449 §4.2" =>
            "the hash of the access token that this proof goes with",
            "이 증명과 함께 보내는 액세스 토큰의 해시";
        "authorization_details" "RFC 9396 §9.1" =>
            "what the token allows, in more detail than scope can say",
            "토큰으로 할 수 있는 일을 scope보다 자세히 적은 것";
        "events" "RFC 8417 §2.2" =>
            "what happened: this is a security event token",
            "발생한 이벤트. 보안 이벤트 토큰입니다";
        "toe" "RFC 8417 §2.2" =>
            "when the event happened, in seconds since 1970",
            "이벤트가 발생한 시각(1970년부터 센 초)";
        "txn" "RFC 8417 §2.2" =>
            "the id of the transaction, the same in every token that belongs to it",
            "트랜잭션 ID. 같은 트랜잭션의 모든 토큰에 같은 값이 들어갑니다";
        "token_introspection" "RFC 9701 §5" =>
            "what an authorization server says of another token",
            "다른 토큰에 대해 인가 서버가 답한 내용";
        "_sd" "RFC 9901 §4.2.4.1" =>
            "the hashes of claims that the holder may disclose or keep to itself",
            "소유자가 공개 여부를 고를 수 있는 클레임의 해시 목록";
        "..." "RFC 9901 §4.2.4.2" => "the hash of a hidden array element", "감춘 배열 요소의 해시";
        "_sd_alg" "RFC 9901 §4.1.1" =>
            "which hash the digests of the hidden claims are made with",
            "감춘 클레임의 다이제스트에 쓴 해시 알고리즘";
        "sd_hash" "RFC 9901 §4.3" =>
            "the hash of the SD-JWT that this key binding goes with",
            "이 키 바인딩이 딸린 SD-JWT의 해시";
        "vc" "W3C Verifiable Credentials Data Model 1.1 §6.3.1" =>
            "a verifiable credential, as the W3C defines it",
            "W3C가 정의한 검증 가능한 자격 증명";
        "vp" "W3C Verifiable Credentials Data Model 1.1 §6.3.1" =>
            "a verifiable presentation, as the W3C defines it",
            "W3C가 정의한 검증 가능한 프레젠테이션";
        "token_use" "tokenry" =>
            "tokenry's own claim, as in Amazon Cognito: access or refresh, so that neither passes for the other",
            "tokenry 고유 클레임(Amazon Cognito와 같은 이름). access와 refresh를 구분해 서로 바꿔 쓰지 못하게 합니다";
    }

    /// The members of `cnf`.
    CONFIRMATION {
        "jwk" "RFC 7800 §3.2" => "the holder's public key", "소유자의 공개 키";
        "jwe" "RFC 7800 §3.3" =>
            "the holder's symmetric key, encrypted for the recipient",
            "수신자만 풀 수 있게 암호화한 소유자의 대칭 키";
        "kid" "RFC 7800 §3.4" => "the id of the holder's key", "소유자의 키 ID";
        "jku" "RFC 7800 §3.5" => "a URL of the holder's key set", "소유자 키 세트의 URL";
        "x5t#S256" "RFC 8705 §3.1" =>
            "the SHA-256 thumbprint of the holder's TLS certificate",
            "소유자 TLS 인증서의 SHA-256 지문";
        "jkt" "RFC 9449 §6.1" =>
            "the SHA-256 thumbprint of the holder's DPoP key",
            "소유자 DPoP 키의 SHA-256 지문";
    }
}

/// `alg` in the header of a JWE.
static KEY_ALGORITHM: Entry = entry(
    "alg",
    "RFC 7516 §4.1.1",
    "how the key of the content is itself encrypted, or agreed on",
    "콘텐츠 암호화 키를 암호화하거나 합의하는 방식",
);
/// `nonce` in a proof of possession.
static PROOF_NONCE: Entry = entry(
    "nonce",
    "RFC 9449 §4.2",
    "a number that the server gave out and accepts once",
    "서버가 발급하고 한 번만 받아 주는 값",
);
/// A header parameter that nobody registered.
static PRIVATE_PARAMETER: Entry = entry(
    "",
    "RFC 7515 §4.3",
    "private header parameter: issuer and recipient have agreed on what it means",
    "비공개 헤더 매개변수. 발급자와 수신자가 뜻을 서로 정해 둔 것입니다",
);
/// A claim that nobody registered, by a name that its owner alone can use.
static PUBLIC_CLAIM: Entry = entry(
    "",
    "RFC 7519 §4.2",
    "public claim: a name like a URI, which belongs to whoever owns the domain",
    "공개 클레임. 이름이 URI여서 그 도메인의 소유자만 정할 수 있습니다",
);
/// A claim by any other name.
static PRIVATE_CLAIM: Entry = entry(
    "",
    "RFC 7519 §4.3",
    "private claim: issuer and recipient have agreed on what it means",
    "비공개 클레임. 발급자와 수신자가 뜻을 서로 정해 둔 것입니다",
);

/// The tables by name, for those who look names up themselves.
pub fn tables() -> [(&'static str, &'static [Entry]); 3] {
    [
        ("header", HEADER),
        ("claims", CLAIMS),
        ("cnf", CONFIRMATION),
    ]
}

/// The entries of names that nobody registered.
pub fn unregistered() -> [(&'static str, &'static Entry); 3] {
    [
        ("private_parameter", &PRIVATE_PARAMETER),
        ("public_claim", &PUBLIC_CLAIM),
        ("private_claim", &PRIVATE_CLAIM),
    ]
}

/// The entry of a header parameter; `encrypted` is the header of a JWE.
pub(super) fn parameter(name: &str, encrypted: bool) -> &'static Entry {
    if encrypted && name == KEY_ALGORITHM.name {
        return &KEY_ALGORITHM;
    }
    find(HEADER, name).unwrap_or(&PRIVATE_PARAMETER)
}

/// The entry of a claim; `proof` is the payload of a proof of possession, where `nonce` comes from the server.
pub(super) fn claim(name: &str, proof: bool) -> &'static Entry {
    if proof && name == PROOF_NONCE.name {
        return &PROOF_NONCE;
    }
    find(CLAIMS, name).unwrap_or(if is_uri(name) {
        &PUBLIC_CLAIM
    } else {
        &PRIVATE_CLAIM
    })
}

/// The entry of a member of `cnf`.
pub(super) fn confirmation(name: &str) -> &'static Entry {
    find(CONFIRMATION, name).unwrap_or(&PRIVATE_CLAIM)
}

fn find(table: &'static [Entry], name: &str) -> Option<&'static Entry> {
    table.iter().find(|entry| entry.name == name)
}

/// A scheme, a colon, and something behind it (RFC 3986 §3).
fn is_uri(name: &str) -> bool {
    name.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
            && (rest.starts_with("//") || matches!(scheme, "urn" | "oid" | "tag" | "did"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::{Row, check};

    #[test]
    fn no_name_stands_twice_and_every_row_has_its_source() {
        let alone = [
            &KEY_ALGORITHM,
            &PROOF_NONCE,
            &PRIVATE_PARAMETER,
            &PUBLIC_CLAIM,
            &PRIVATE_CLAIM,
        ];
        for entry in alone {
            check(&[Row::of(entry.name, &entry.meaning)]);
        }
        for table in [HEADER, CLAIMS, CONFIRMATION] {
            assert!(table.iter().all(|entry| !entry.source.is_empty()));
            let rows = table
                .iter()
                .map(|entry| Row::of(entry.name, &entry.meaning));
            check(&rows.collect::<Vec<_>>());
        }
    }

    #[test]
    fn names_of_nobody_are_public_or_private() {
        let source = |entry: &Entry| (entry.name, entry.source);
        assert_eq!(
            source(claim("https://example.com/role", false)),
            source(&PUBLIC_CLAIM)
        );
        assert_eq!(
            source(claim("urn:example:role", false)),
            source(&PUBLIC_CLAIM)
        );
        assert_eq!(source(claim("urn", false)), source(&PRIVATE_CLAIM));
        assert_eq!(source(claim("a:b", false)), source(&PRIVATE_CLAIM));
        assert_eq!(claim("exp", false).name, "exp");
        assert_eq!(source(parameter("exp", false)), source(&PRIVATE_PARAMETER));
        assert_eq!(source(parameter("alg", true)), source(&KEY_ALGORITHM));
        assert_eq!(
            source(claim("nonce", false)),
            ("nonce", "OpenID Connect Core §2")
        );
        assert_eq!(source(claim("nonce", true)), source(&PROOF_NONCE));
    }
}
