//! What people take for a JWT, and what it is.

use crate::text::messages;

messages! {
    /// What people take for a JWT.
    #[derive(Copy)]
    pub enum Opaque {
        Of(service: &'static str, token: ServiceToken) =>
            "this is {token} of {service}, not a JWT: only the service that made it can tell what it means, ask that",
            "JWT가 아니라 다른 서비스의 토큰입니다: {service} {token}. 내용은 발급한 서비스만 알 수 있으니 그쪽에 \
             확인하세요";
        Empty =>
            "this is the word that an empty variable leaves behind, not a token: whoever sent it had none, look where \
             it logs in or reads its variable",
            "토큰이 아니라 빈 변수가 남긴 단어입니다. 보낸 쪽에 토큰이 없었으니 로그인이나 변수를 읽는 부분을 확인하세요";
        SchemeAlone =>
            "there is no token behind the scheme: the variable that should hold it was empty",
            "인증 스킴 뒤에 토큰이 없습니다. 토큰을 담은 변수가 비어 있었습니다";
        Variable =>
            "this is a variable that was not replaced by its value: it stands in single quotes, is not set, or the \
             template was not filled in",
            "값으로 바뀌지 않은 변수입니다. 작은따옴표 안에 있거나, 설정되지 않았거나, 템플릿이 채워지지 않았습니다";
        Placeholder =>
            "this is a placeholder, not a token: put the token in its place",
            "토큰이 아니라 자리 표시자입니다. 그 자리에 토큰을 넣으세요";
        FileName =>
            "this is the name of a file, not a token: write @ before it to read the token from the file",
            "토큰이 아니라 파일 이름입니다. 앞에 @를 붙이면 파일에서 토큰을 읽습니다";
        ErrorPage =>
            "this is a web page (HTML or XML), not a token: the server answered with a page, most likely an error or a \
             login",
            "토큰이 아니라 웹 페이지(HTML 또는 XML)입니다. 서버가 오류나 로그인 페이지로 응답했습니다";
        ErrorText =>
            "this is an error message, not a token: the request for the token failed, and this is its answer",
            "토큰이 아니라 오류 메시지입니다. 토큰 요청이 실패했고 이것이 그 응답입니다";
        Pem =>
            "this is a key or a certificate in PEM, not a JWT: give it with `--key`",
            "JWT가 아니라 PEM 형식의 키 또는 인증서입니다. `--key` 옵션으로 지정하세요";
        Jwk =>
            "this is a JWK or a JWK Set, not a JWT: give it with `--key`",
            "JWT가 아니라 JWK 또는 JWK Set입니다. `--key` 옵션으로 지정하세요";
        PlainJson =>
            "this is JSON, not a JWT: `tokenry issue --payload` makes a token of claims",
            "JWT가 아니라 JSON입니다. 클레임이라면 `tokenry issue --payload` 명령으로 토큰을 만들 수 있습니다";
        Base64Json =>
            "this is JSON in base64, not a JWT: a header or a payload alone has no signature",
            "JWT가 아니라 base64로 쓴 JSON입니다. 헤더나 페이로드만으로는 서명이 없습니다";
        Uuid =>
            "this is a UUID, not a JWT: an id, which only its server can look up",
            "JWT가 아니라 UUID입니다. 서버만 조회할 수 있는 식별자입니다";
        Paseto =>
            "this is a PASETO, not a JWT: it needs a PASETO library",
            "JWT가 아니라 PASETO입니다. PASETO 라이브러리가 필요합니다";
        Macaroon =>
            "this is a macaroon, not a JWT: it needs a macaroon library",
            "JWT가 아니라 마카룬(macaroon) 토큰입니다. 전용 라이브러리가 필요합니다";
        Saml =>
            "this is SAML, not a JWT: XML with a signature of its own kind",
            "JWT가 아니라 SAML입니다. 서명 방식이 다른 XML입니다";
        Basic =>
            "these are a name and a password for HTTP Basic (RFC 7617), not a JWT: keep them secret",
            "JWT가 아니라 HTTP Basic 인증(RFC 7617)의 이름과 비밀번호입니다. 노출하지 마세요";
        FlaskSession =>
            "this is a session cookie of Flask (itsdangerous), not a JWT: it only looks like one",
            "JWT가 아니라 Flask(itsdangerous) 세션 쿠키입니다. 모양만 비슷합니다";
        LaravelCookie =>
            "this is an encrypted cookie of Laravel, not a JWT: only the application can read it",
            "JWT가 아니라 Laravel의 암호화된 쿠키입니다. 해당 애플리케이션만 읽을 수 있습니다";
        Hex =>
            "these are hex digits, not a JWT: a hash, a key or an id",
            "JWT가 아니라 16진수입니다. 해시, 키 또는 식별자로 보입니다";
        Base64 =>
            "this is base64 of something else, not a JWT: an opaque token, which only its server can look up",
            "JWT가 아니라 다른 것을 base64로 쓴 텍스트입니다. 서버만 조회할 수 있는 토큰으로 보입니다";
    }
}

messages! {
    /// What a token of a service is for, in the words of the services.
    #[derive(Copy)]
    pub enum ServiceToken {
        PersonalAccess => "a personal access token", "개인 액세스 토큰";
        Access => "an access token", "액세스 토큰";
        Refresh => "a refresh token", "리프레시 토큰";
        Bot => "a bot token", "봇 토큰";
        ApiKey => "an API key", "API 키";
        KeyId => "an access key id", "액세스 키 ID";
        Secret => "a secret", "비밀 키";
    }
}
