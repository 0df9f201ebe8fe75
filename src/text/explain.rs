//! How a token is made, in words: what each member means, and what goes into the signature.

use super::malformed::Part;
use super::{Say, counted};

/// What a header parameter or a claim means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each is named after the member that it explains"
)]
pub enum Meaning {
    // Header parameters.
    Alg,
    KeyAlg,
    Enc,
    Zip,
    Jku,
    Jwk,
    Kid,
    X5u,
    X5c,
    X5t,
    X5tS256,
    Typ,
    Cty,
    Crit,
    B64,
    Epk,
    Apu,
    Apv,
    Iv,
    Tag,
    P2s,
    P2c,
    Replicated,
    AcmeUrl,
    ServerNonce,
    Ppt,
    Svt,
    TrustChain,
    // Claims of RFC 7519.
    Iss,
    Sub,
    Aud,
    Exp,
    Nbf,
    Iat,
    Jti,
    // OpenID Connect: the person.
    Name,
    GivenName,
    FamilyName,
    MiddleName,
    Nickname,
    PreferredUsername,
    Profile,
    Picture,
    Website,
    Email,
    EmailVerified,
    Gender,
    Birthdate,
    Zoneinfo,
    Locale,
    PhoneNumber,
    PhoneNumberVerified,
    Address,
    UpdatedAt,
    // OpenID Connect: the login.
    Azp,
    Nonce,
    AuthTime,
    AtHash,
    CHash,
    Acr,
    Amr,
    SubJwk,
    Sid,
    // OAuth.
    Cnf,
    CnfJwk,
    CnfJwe,
    CnfKid,
    CnfJku,
    CnfX5t,
    CnfJkt,
    Act,
    MayAct,
    Scope,
    ClientId,
    Roles,
    Groups,
    Entitlements,
    Htm,
    Htu,
    Ath,
    AuthorizationDetails,
    // Events and credentials.
    Events,
    Toe,
    Txn,
    TokenIntrospection,
    SdDigests,
    SdAlg,
    SdHash,
    ArrayDigest,
    Vc,
    Vp,
    // What nobody registered.
    TokenUse,
    PublicClaim,
    PrivateClaim,
    PrivateParameter,
}

impl Say for Meaning {
    fn en(&self) -> String {
        match self {
            Self::Alg => "which algorithm made the signature; a verifier compares it with what its key allows, and does not obey it",
            Self::KeyAlg => "how the key of the content is itself encrypted, or agreed on",
            Self::Enc => "which algorithm encrypts the content",
            Self::Zip => "how the content was compressed before it was encrypted",
            Self::Jku => "a URL of the signer's key set; a token's word alone is no reason to trust it",
            Self::Jwk => "the signer's public key itself; a token's word alone is no reason to trust it",
            Self::Kid => "the id of the key, so that a verifier with several finds the right one",
            Self::X5u => "a URL of the signer's certificates; a token's word alone is no reason to trust it",
            Self::X5c => "the signer's certificates themselves; a token's word alone is no reason to trust them",
            Self::X5t => "the SHA-1 thumbprint of the signer's certificate",
            Self::X5tS256 => "the SHA-256 thumbprint of the signer's certificate",
            Self::Typ => "what kind of token this is: JWT in general, at+jwt an access token, dpop+jwt a proof of possession",
            Self::Cty => "what the payload holds when it is no claims set; JWT says that it is another token",
            Self::Crit => "the parameters that a verifier must understand, or else refuse the token",
            Self::B64 => "whether the payload is base64url encoded; false leaves it as it is",
            Self::Epk => "the sender's public key, made for this one message, to agree on a key with",
            Self::Apu => "about the sender, for the key agreement",
            Self::Apv => "about the recipient, for the key agreement",
            Self::Iv => "the initialisation vector with which the key was encrypted",
            Self::Tag => "the authentication tag of the encrypted key",
            Self::P2s => "the salt with which a key is made from a password",
            Self::P2c => "how many times the password is hashed to make a key from it",
            Self::Replicated => "a copy of the claim, so that it can be read though the payload is encrypted",
            Self::AcmeUrl => "the URL that this request is meant for, so that it can't be sent to another",
            Self::ServerNonce => "a number that the server gave out and accepts once",
            Self::Ppt => "which extension of PASSporT, the token of telephone calls, this is",
            Self::Svt => "a token that vouches for this signature after its keys have expired",
            Self::TrustChain => "the statements that lead from the signer to an authority both sides trust",
            Self::Iss => "who issued the token",
            Self::Sub => "whom the token is about: the user or service it speaks for",
            Self::Aud => "for whom the token is; whoever is not named here must refuse it",
            Self::Exp => "when the token ends, in seconds since 1970; from this second on it must be refused",
            Self::Nbf => "when the token begins, in seconds since 1970; before this it must be refused",
            Self::Iat => "when the token was issued, in seconds since 1970",
            Self::Jti => "the id of this one token, so that it can be revoked or accepted only once",
            Self::Name => "the full name, as it is shown",
            Self::GivenName => "the given name or names",
            Self::FamilyName => "the family name or names",
            Self::MiddleName => "the middle name or names",
            Self::Nickname => "the casual name",
            Self::PreferredUsername => "the name the person likes to log in with; it may change, so identify by iss and sub",
            Self::Profile => "the URL of the profile page",
            Self::Picture => "the URL of the picture",
            Self::Website => "the URL of the person's site",
            Self::Email => "the preferred e-mail address",
            Self::EmailVerified => "whether the issuer saw that the e-mail address is the person's",
            Self::Gender => "the gender",
            Self::Birthdate => "the birthday, as YYYY-MM-DD",
            Self::Zoneinfo => "the time zone, such as Asia/Seoul",
            Self::Locale => "the language and region, such as ko-KR",
            Self::PhoneNumber => "the preferred telephone number",
            Self::PhoneNumberVerified => "whether the issuer saw that the telephone number is the person's",
            Self::Address => "the postal address",
            Self::UpdatedAt => "when these data were last changed, in seconds since 1970",
            Self::Azp => "the client that the token was issued to",
            Self::Nonce => "the value that the client sent with its request and expects back, so that no old answer passes for a new one",
            Self::AuthTime => "when the person logged in, in seconds since 1970",
            Self::AtHash => "half of the access token's hash: binds the two tokens together",
            Self::CHash => "half of the authorization code's hash: binds code and token together",
            Self::Acr => "how strongly the person was authenticated, as a name that both sides know",
            Self::Amr => "by which means the person was authenticated: pwd, otp, mfa and so on",
            Self::SubJwk => "the public key of an issuer that vouches for itself",
            Self::Sid => "the id of the login session; in tokenry all refresh tokens that follow from one login share it",
            Self::Cnf => "the key whose holder alone may use the token; whoever steals the token alone gains nothing",
            Self::CnfJwk => "the holder's public key",
            Self::CnfJwe => "the holder's symmetric key, encrypted for the recipient",
            Self::CnfKid => "the id of the holder's key",
            Self::CnfJku => "a URL of the holder's key set",
            Self::CnfX5t => "the SHA-256 thumbprint of the holder's TLS certificate",
            Self::CnfJkt => "the SHA-256 thumbprint of the holder's DPoP key",
            Self::Act => "who acts for the subject: the token was exchanged, and this party uses it",
            Self::MayAct => "who may act for the subject, should they ask for a token that says so",
            Self::Scope => "what the token allows: names with spaces between them",
            Self::ClientId => "the OAuth client that asked for the token",
            Self::Roles => "the subject's roles",
            Self::Groups => "the groups that the subject belongs to",
            Self::Entitlements => "what the subject is entitled to",
            Self::Htm => "the HTTP method of the one request that this proof is for",
            Self::Htu => "the URL of the one request that this proof is for, without query",
            Self::Ath => "the hash of the access token that this proof goes with",
            Self::AuthorizationDetails => "what the token allows, in more detail than scope can say",
            Self::Events => "what happened: this is a security event token",
            Self::Toe => "when the event happened, in seconds since 1970",
            Self::Txn => "the id of the transaction, the same in every token that belongs to it",
            Self::TokenIntrospection => "what an authorization server says of another token",
            Self::SdDigests => "the hashes of claims that the holder may disclose or keep to itself",
            Self::SdAlg => "which hash the digests of the hidden claims are made with",
            Self::SdHash => "the hash of the SD-JWT that this key binding goes with",
            Self::ArrayDigest => "the hash of a hidden array element",
            Self::Vc => "a verifiable credential, as the W3C defines it",
            Self::Vp => "a verifiable presentation, as the W3C defines it",
            Self::TokenUse => "tokenry's own claim, as in Amazon Cognito: access or refresh, so that neither passes for the other",
            Self::PublicClaim => "public claim: a name like a URI, which belongs to whoever owns the domain",
            Self::PrivateClaim => "private claim: issuer and recipient have agreed on what it means",
            Self::PrivateParameter => "private header parameter: issuer and recipient have agreed on what it means",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self {
            Self::Alg => "서명에 쓴 알고리즘. 검증할 때는 키가 허용하는 알고리즘과 비교만 하고, 이 값을 그대로 따르지 않습니다",
            Self::KeyAlg => "콘텐츠 암호화 키를 암호화하거나 합의하는 방식",
            Self::Enc => "콘텐츠를 암호화한 알고리즘",
            Self::Zip => "암호화하기 전에 콘텐츠를 압축한 방식",
            Self::Jku => "서명자 키 세트의 URL. 토큰에 적혀 있다는 이유만으로 믿어서는 안 됩니다",
            Self::Jwk => "서명자의 공개 키. 토큰에 적혀 있다는 이유만으로 믿어서는 안 됩니다",
            Self::Kid => "키 ID. 키가 여러 개일 때 검증에 쓸 키를 고르는 데 씁니다",
            Self::X5u => "서명자 인증서의 URL. 토큰에 적혀 있다는 이유만으로 믿어서는 안 됩니다",
            Self::X5c => "서명자의 인증서 체인. 토큰에 적혀 있다는 이유만으로 믿어서는 안 됩니다",
            Self::X5t => "서명자 인증서의 SHA-1 지문",
            Self::X5tS256 => "서명자 인증서의 SHA-256 지문",
            Self::Typ => "토큰의 종류. JWT는 일반 토큰, at+jwt는 액세스 토큰, dpop+jwt는 키 소유 증명입니다",
            Self::Cty => "페이로드가 클레임 집합이 아닐 때 그 내용의 종류. JWT이면 토큰 안에 토큰이 들어 있습니다",
            Self::Crit => "검증자가 반드시 이해해야 하는 매개변수 목록. 하나라도 모르면 토큰을 거부해야 합니다",
            Self::B64 => "페이로드를 base64url로 인코딩했는지 여부. false이면 원문 그대로 둡니다",
            Self::Epk => "이 메시지에만 쓰려고 만든 송신자의 공개 키. 키 합의에 씁니다",
            Self::Apu => "키 합의에 쓰는 송신자 정보",
            Self::Apv => "키 합의에 쓰는 수신자 정보",
            Self::Iv => "키를 암호화할 때 쓴 초기화 벡터",
            Self::Tag => "암호화된 키의 인증 태그",
            Self::P2s => "비밀번호에서 키를 만들 때 쓴 솔트",
            Self::P2c => "비밀번호에서 키를 만들 때 해시를 반복한 횟수",
            Self::Replicated => "같은 이름의 클레임을 복사한 값. 페이로드가 암호화되어 있어도 읽을 수 있습니다",
            Self::AcmeUrl => "이 요청을 보낼 URL. 다른 곳으로 재전송하지 못하게 합니다",
            Self::ServerNonce => "서버가 발급하고 한 번만 받아 주는 값",
            Self::Ppt => "전화 통화용 토큰 PASSporT의 확장 종류",
            Self::Svt => "키가 만료된 뒤에도 이 서명이 유효했음을 보증하는 토큰",
            Self::TrustChain => "서명자에서 양쪽이 신뢰하는 기관까지 이어지는 진술 목록",
            Self::Iss => "토큰을 발급한 쪽",
            Self::Sub => "토큰의 주체인 사용자 또는 서비스",
            Self::Aud => "토큰을 받을 대상. 여기에 없는 쪽은 토큰을 거부해야 합니다",
            Self::Exp => "만료 시각(1970년부터 센 초). 이 시각부터는 거부해야 합니다",
            Self::Nbf => "유효 시작 시각(1970년부터 센 초). 그 전에는 거부해야 합니다",
            Self::Iat => "발급 시각(1970년부터 센 초)",
            Self::Jti => "이 토큰 하나의 고유 ID. 폐기하거나 한 번만 받도록 할 때 씁니다",
            Self::Name => "화면에 표시할 전체 이름",
            Self::GivenName => "이름(성을 뺀 부분)",
            Self::FamilyName => "성",
            Self::MiddleName => "중간 이름",
            Self::Nickname => "별명",
            Self::PreferredUsername => "사용자가 선호하는 로그인 이름. 바뀔 수 있으므로 식별에는 iss와 sub를 씁니다",
            Self::Profile => "프로필 페이지 URL",
            Self::Picture => "프로필 사진 URL",
            Self::Website => "개인 웹사이트 URL",
            Self::Email => "대표 이메일 주소",
            Self::EmailVerified => "본인의 이메일 주소인지 발급자가 확인했는지 여부",
            Self::Gender => "성별",
            Self::Birthdate => "생년월일(YYYY-MM-DD)",
            Self::Zoneinfo => "시간대. 예: Asia/Seoul",
            Self::Locale => "언어와 지역. 예: ko-KR",
            Self::PhoneNumber => "대표 전화번호",
            Self::PhoneNumberVerified => "본인의 전화번호인지 발급자가 확인했는지 여부",
            Self::Address => "우편 주소",
            Self::UpdatedAt => "사용자 정보를 마지막으로 고친 시각(1970년부터 센 초)",
            Self::Azp => "토큰을 발급받은 클라이언트",
            Self::Nonce => "클라이언트가 요청에 넣어 보낸 값. 예전 응답을 새 응답처럼 재사용하지 못하게 합니다",
            Self::AuthTime => "사용자가 로그인한 시각(1970년부터 센 초)",
            Self::AtHash => "액세스 토큰 해시의 앞 절반. 두 토큰을 서로 묶습니다",
            Self::CHash => "인가 코드 해시의 앞 절반. 코드와 토큰을 서로 묶습니다",
            Self::Acr => "인증 강도. 양쪽이 미리 정한 이름으로 적습니다",
            Self::Amr => "인증 수단. 예: pwd, otp, mfa",
            Self::SubJwk => "스스로를 보증하는 발급자의 공개 키",
            Self::Sid => "로그인 세션 ID. tokenry에서는 한 로그인에서 이어지는 리프레시 토큰 묶음을 가리킵니다",
            Self::Cnf => "토큰을 쓸 수 있는 키. 이 키가 없으면 토큰을 훔쳐도 쓸 수 없습니다",
            Self::CnfJwk => "소유자의 공개 키",
            Self::CnfJwe => "수신자만 풀 수 있게 암호화한 소유자의 대칭 키",
            Self::CnfKid => "소유자의 키 ID",
            Self::CnfJku => "소유자 키 세트의 URL",
            Self::CnfX5t => "소유자 TLS 인증서의 SHA-256 지문",
            Self::CnfJkt => "소유자 DPoP 키의 SHA-256 지문",
            Self::Act => "주체를 대신해 행동하는 쪽. 토큰 교환으로 받은 토큰입니다",
            Self::MayAct => "주체를 대신하는 토큰을 요청할 수 있는 쪽",
            Self::Scope => "토큰으로 할 수 있는 일. 이름을 공백으로 구분합니다",
            Self::ClientId => "토큰을 요청한 OAuth 클라이언트",
            Self::Roles => "주체의 역할",
            Self::Groups => "주체가 속한 그룹",
            Self::Entitlements => "주체가 가진 권한",
            Self::Htm => "이 증명을 쓸 수 있는 단 한 번의 요청: HTTP 메서드",
            Self::Htu => "이 증명을 쓸 수 있는 단 한 번의 요청: URL(쿼리 제외)",
            Self::Ath => "이 증명과 함께 보내는 액세스 토큰의 해시",
            Self::AuthorizationDetails => "토큰으로 할 수 있는 일을 scope보다 자세히 적은 것",
            Self::Events => "발생한 이벤트. 보안 이벤트 토큰입니다",
            Self::Toe => "이벤트가 발생한 시각(1970년부터 센 초)",
            Self::Txn => "트랜잭션 ID. 같은 트랜잭션의 모든 토큰에 같은 값이 들어갑니다",
            Self::TokenIntrospection => "다른 토큰에 대해 인가 서버가 답한 내용",
            Self::SdDigests => "소유자가 공개 여부를 고를 수 있는 클레임의 해시 목록",
            Self::SdAlg => "감춘 클레임의 다이제스트에 쓴 해시 알고리즘",
            Self::SdHash => "이 키 바인딩이 딸린 SD-JWT의 해시",
            Self::ArrayDigest => "감춘 배열 요소의 해시",
            Self::Vc => "W3C가 정의한 검증 가능한 자격 증명",
            Self::Vp => "W3C가 정의한 검증 가능한 프레젠테이션",
            Self::TokenUse => "tokenry 고유 클레임(Amazon Cognito와 같은 이름). access와 refresh를 구분해 서로 바꿔 쓰지 못하게 합니다",
            Self::PublicClaim => "공개 클레임. 이름이 URI여서 그 도메인의 소유자만 정할 수 있습니다",
            Self::PrivateClaim => "비공개 클레임. 발급자와 수신자가 뜻을 서로 정해 둔 것입니다",
            Self::PrivateParameter => "비공개 헤더 매개변수. 발급자와 수신자가 뜻을 서로 정해 둔 것입니다",
        }
        .into()
    }
}

/// How a signature of one family is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the family that it explains")]
pub enum Method {
    Hmac,
    RsaPkcs1,
    RsaPss,
    Ecdsa,
    EdDsa,
    MlDsa,
    Unsecured,
    Unknown,
    Missing,
    Encrypted,
    Unreadable,
}

impl Say for Method {
    fn en(&self) -> String {
        match self {
            Self::Hmac => "the secret is mixed into the hash of the signing input; whoever knows the secret can check the signature, and can make one too",
            Self::RsaPkcs1 => "the hash is padded to the length of the modulus n and raised to the private exponent d; anybody with the public n and e turns that around: signature^e mod n must be the padded hash",
            Self::RsaPss => "the hash is padded with a random salt and raised to the private exponent d, so each signature is another one; anybody with the public n and e turns that around and finds the same hash with that salt",
            Self::Ecdsa => "a random point of the curve gives r; the hash, r and the private key give s; JOSE writes both numbers one after the other, where openssl wants them as a DER sequence",
            Self::EdDsa => "a point R is derived from the private key and the input; S ties it to the hash of R, the public key and the input; nothing is random, so the same input always has the same signature",
            Self::MlDsa => "a signature with lattices, which a quantum computer does not break: c̃ is a hash that commits to the input, z and h are what only the private key could have answered",
            Self::Unsecured => "there is no signature: anybody can write such a token, and no verifier may accept it",
            Self::Unknown => "tokenry does not know this algorithm, so it can't say how the signature was made",
            Self::Missing => "the header names no algorithm, so nobody can say how the signature was made",
            Self::Encrypted => "the token is encrypted (JWE): the header can be read, the content only with the recipient's key",
            Self::Unreadable => "the token is broken: what was signed can't be told",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self {
            Self::Hmac => "서명 입력의 해시에 비밀 키를 섞습니다. 비밀 키를 아는 쪽은 서명을 검증할 수 있을 뿐 아니라 만들 수도 있습니다",
            Self::RsaPkcs1 => "해시를 모듈러스 n의 길이만큼 패딩한 뒤 개인 지수 d로 거듭제곱합니다. 공개 값 n과 e만 있으면 누구나 거꾸로 확인할 수 있습니다. signature^e mod n 계산 결과가 패딩한 해시와 같아야 합니다",
            Self::RsaPss => "해시에 무작위 솔트를 섞어 패딩한 뒤 개인 지수 d로 거듭제곱하므로 서명이 매번 달라집니다. 공개 값 n과 e만 있으면 누구나 거꾸로 풀어 같은 해시인지 확인할 수 있습니다",
            Self::Ecdsa => "곡선 위의 무작위 점에서 r을 얻고, 해시와 r과 개인 키로 s를 계산합니다. JOSE는 두 수를 그대로 이어 붙이지만 openssl은 DER 시퀀스를 요구합니다",
            Self::EdDsa => "개인 키와 입력에서 점 R을 만들고, R과 공개 키와 입력의 해시로 S를 계산합니다. 무작위 값이 없어 같은 입력의 서명은 언제나 같습니다",
            Self::MlDsa => "양자 컴퓨터로도 깨지지 않는 격자 기반 서명입니다. c̃는 입력을 고정하는 해시이고, z와 h는 개인 키가 있어야만 만들 수 있는 답입니다",
            Self::Unsecured => "서명이 없습니다. 누구나 만들 수 있는 토큰이므로 받아들이면 안 됩니다",
            Self::Unknown => "tokenry가 모르는 알고리즘이라 서명을 만든 방법을 설명할 수 없습니다",
            Self::Missing => "헤더에 알고리즘이 없어 서명을 만든 방법을 알 수 없습니다",
            Self::Encrypted => "암호화된 토큰(JWE)입니다. 헤더는 읽을 수 있지만 내용은 수신자의 키가 있어야 읽을 수 있습니다",
            Self::Unreadable => "손상된 토큰이라 무엇에 서명했는지 알 수 없습니다",
        }
        .into()
    }
}

/// What a shell command is for; a comment above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentences below say it")]
pub enum Purpose {
    SetInput,
    SecretOfReader,
    SecretTyped,
    SecretShown,
    SecretOfFile,
    SecretOfVariable,
    SecretOfKeyFile,
    MakeHmac,
    Directory,
    KeyOfReader,
    KeyWritten,
    SignatureBytes,
    RsToDer,
    InputFile,
    Check,
    CheckPss,
    CheckWithNewOpenssl,
    CleanUp,
}

impl Say for Purpose {
    fn en(&self) -> String {
        match self {
            Self::SetInput => "what was signed",
            Self::SecretOfReader => "the secret as hex: set the variable SECRET to its text first, or, where it is bytes and no text, set SECRET_HEX to their hex digits in place of this line",
            Self::SecretTyped => "the secret as hex: set the variable SECRET to its text first",
            Self::SecretShown => "the secret as hex",
            Self::SecretOfFile => "the secret as hex, from its file",
            Self::SecretOfVariable => "the secret as hex, from its variable",
            Self::SecretOfKeyFile => "the secret as hex, from the key file",
            Self::MakeHmac => "makes the signature: meanwhile others on this machine can see the key in the process list",
            Self::Directory => "a directory for what follows",
            Self::KeyOfReader => "the public key of the signer: set the variable KEY to the name of its PEM file first",
            Self::KeyWritten => "the public key",
            Self::SignatureBytes => "the signature as bytes",
            Self::RsToDer => "the signature: r and s, as a DER sequence",
            Self::InputFile => "openssl wants this input as a file",
            Self::Check => "checks the signature",
            Self::CheckPss => "checks the signature, with the salt length of RFC 7518 §3.5",
            Self::CheckWithNewOpenssl => "checks the signature: OpenSSL 3.5 and newer know ML-DSA, older ones do not",
            Self::CleanUp => "removes the directory",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self {
            Self::SetInput => "서명 입력",
            Self::SecretOfReader => "비밀 키를 16진수로. 먼저 SECRET 변수에 비밀 키 텍스트를 넣으세요. 텍스트가 아닌 바이트라면 이 줄 대신 SECRET_HEX 변수에 16진수로 넣으세요",
            Self::SecretTyped => "비밀 키를 16진수로. 먼저 SECRET 변수에 비밀 키 텍스트를 넣으세요",
            Self::SecretShown => "비밀 키를 16진수로",
            Self::SecretOfFile => "파일의 비밀 키를 16진수로",
            Self::SecretOfVariable => "변수의 비밀 키를 16진수로",
            Self::SecretOfKeyFile => "키 파일의 비밀 키를 16진수로",
            Self::MakeHmac => "서명 만들기. 이 컴퓨터의 다른 사용자가 프로세스 목록에서 키를 볼 수 있으니 주의하세요",
            Self::Directory => "작업 디렉터리",
            Self::KeyOfReader => "서명자의 공개 키. 먼저 KEY 변수에 PEM 파일 이름을 넣으세요",
            Self::KeyWritten => "공개 키",
            Self::SignatureBytes => "서명을 바이트로",
            Self::RsToDer => "서명의 r과 s를 DER 시퀀스로",
            Self::InputFile => "openssl이 이 입력은 파일로만 받습니다",
            Self::Check => "서명 검증",
            Self::CheckPss => "서명 검증. 솔트 길이는 RFC 7518 §3.5 기준입니다",
            Self::CheckWithNewOpenssl => "서명 검증. ML-DSA는 OpenSSL 3.5부터 됩니다",
            Self::CleanUp => "작업 디렉터리 삭제",
        }
        .into()
    }
}

/// The words around an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Lesson {
    /// The title of a page.
    Title,
    Token,
    /// What a part is there for.
    PartIs(Part),
    /// The header of a JWE.
    HeaderOfEncrypted,
    /// A signature of no characters.
    SignatureEmpty,
    Sizes {
        characters: usize,
        bytes: usize,
    },
    CharactersOnly {
        characters: usize,
    },
    /// Four characters are three bytes.
    Group {
        text: String,
        bytes: String,
        shown: String,
    },
    MoreBytes {
        count: usize,
    },
    NotJson,
    PartUnreadable,
    Claims,
    SigningInput,
    SigningInputIs,
    Formula,
    /// Not what the formula gives, but what the token holds.
    SignatureInToken,
    /// The check of the signature has failed.
    SignatureWrong,
    Commands,
    SecretHidden {
        bits: usize,
    },
    SecretUnknown,
    CommandsGiveSignature,
    CommandsSayVerified,
    /// How to use the page.
    PageHint,
    /// Where the page comes from.
    PageFoot {
        version: &'static str,
    },
    Verdict,
}

impl Say for Lesson {
    fn en(&self) -> String {
        match self {
            Self::Title => "a JSON Web Token, taken apart".into(),
            Self::Token => "the token".into(),
            Self::PartIs(Part::Header) => "says how the token is signed".into(),
            Self::PartIs(Part::Payload) => {
                "says what the token is for; anybody can read it, it is not encrypted".into()
            }
            Self::PartIs(Part::Signature) => {
                "is there to show that the signer had the key, and that header and payload are as they were"
                    .into()
            }
            Self::HeaderOfEncrypted => "says how the token is encrypted".into(),
            Self::SignatureEmpty => {
                "is empty: nothing shows who made the token, and anybody can have changed it".into()
            }
            Self::Sizes { characters, bytes } => {
                format!(
                    "{characters} characters of base64url are {}",
                    counted(*bytes, "byte", "bytes")
                )
            }
            Self::CharactersOnly { characters } => counted(*characters, "character", "characters"),
            Self::Group { text, bytes, shown } => {
                format!("four characters hold three bytes: {text} is {bytes}, in ASCII {shown}")
            }
            Self::MoreBytes { count } => format!("… and {}", counted(*count, "more byte", "more bytes")),
            Self::NotJson => "the bytes are not JSON".into(),
            Self::PartUnreadable => "this is not base64url, so there are no bytes to show".into(),
            Self::Claims => "claims".into(),
            Self::SigningInput => "signing input".into(),
            Self::SigningInputIs => {
                "header, dot, payload, exactly as they stand in the token: the text is signed, not the JSON (RFC 7515 §5.1)".into()
            }
            Self::Formula => "formula".into(),
            Self::SignatureInToken => "signature in the token".into(),
            Self::SignatureWrong => {
                "with this key the formula does not give the signature in the token".into()
            }
            Self::Commands => "commands".into(),
            Self::SecretHidden { bits } => format!("{bits} bits, not shown (--show-secret shows it)"),
            Self::SecretUnknown => "whoever issued the token knows it".into(),
            Self::CommandsGiveSignature => {
                "paste these into a shell: the last line that comes out must be the signature".into()
            }
            Self::CommandsSayVerified => "paste these into a shell: openssl must say that the signature is verified".into(),
            Self::PageHint => {
                "point at a part or a claim, or go there with the Tab key: the same one lights up everywhere".into()
            }
            Self::PageFoot { version } => {
                format!("written by tokenry {version}; this page loads nothing and runs nothing")
            }
            Self::Verdict => "verdict".into(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Title => "JSON Web Token 뜯어보기".into(),
            Self::Token => "토큰".into(),
            Self::PartIs(Part::Header) => "토큰을 어떻게 서명했는지 알려 줍니다".into(),
            Self::PartIs(Part::Payload) => {
                "토큰의 내용입니다. 암호화되지 않아 누구나 읽을 수 있습니다".into()
            }
            Self::PartIs(Part::Signature) => {
                "서명한 쪽이 키를 가지고 있었고 헤더와 페이로드가 바뀌지 않았음을 보이기 위한 값입니다"
                    .into()
            }
            Self::HeaderOfEncrypted => "토큰을 어떻게 암호화했는지 알려 줍니다".into(),
            Self::SignatureEmpty => {
                "비어 있습니다. 누가 만들었는지 알 수 없고, 누구나 내용을 바꿀 수 있습니다".into()
            }
            Self::Sizes { characters, bytes } => {
                format!("base64url {characters}자 = {bytes}바이트")
            }
            Self::CharactersOnly { characters } => format!("{characters}자"),
            Self::Group { text, bytes, shown } => {
                format!("네 글자에 세 바이트가 들어갑니다: {text} = {bytes} (ASCII {shown})")
            }
            Self::MoreBytes { count } => format!("… 외 {count}바이트"),
            Self::NotJson => "JSON이 아닙니다".into(),
            Self::PartUnreadable => "base64url이 아니어서 바이트를 보여 줄 수 없습니다".into(),
            Self::Claims => "클레임".into(),
            Self::SigningInput => "서명 입력".into(),
            Self::SigningInputIs => {
                "토큰에 적힌 그대로의 헤더, 점, 페이로드입니다. JSON이 아니라 이 텍스트에 서명합니다 (RFC 7515 §5.1)".into()
            }
            Self::Formula => "계산식".into(),
            Self::SignatureInToken => "토큰의 signature".into(),
            Self::SignatureWrong => {
                "이 키로 계산하면 토큰에 든 서명이 나오지 않습니다".into()
            }
            Self::Commands => "명령".into(),
            Self::SecretHidden { bits } => format!("{bits}비트, 표시하지 않음 (보려면 --show-secret)"),
            Self::SecretUnknown => "토큰을 발급한 쪽만 알고 있습니다".into(),
            Self::CommandsGiveSignature => {
                "셸에 붙여 넣으세요. 마지막에 나오는 줄이 서명과 같아야 합니다".into()
            }
            Self::CommandsSayVerified => {
                "셸에 붙여 넣으세요. openssl이 서명이 맞다고 답해야 합니다".into()
            }
            Self::PageHint => {
                "토큰의 부분이나 클레임에 마우스를 올리거나 Tab 키로 이동하면 같은 부분이 모두 함께 강조됩니다".into()
            }
            Self::PageFoot { version } => {
                format!("tokenry {version} 버전으로 만든 문서입니다. 외부에서 불러오거나 실행하는 것이 없습니다")
            }
            Self::Verdict => "판정".into(),
        }
    }
}
