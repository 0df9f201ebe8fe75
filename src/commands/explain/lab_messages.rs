//! The words of the lab. The labels are what programs look for; the codes of the reasons are never translated.

use crate::text::messages;

messages! {
    /// The words that stand on the page from the start.
    #[derive(Copy)]
    pub(super) enum Lab {
        Title => "JWT lab: a token to try things on", "직접 만져 보는 토큰";
        Hint =>
            "change a letter and see what the verifier says; nothing leaves this page, and reloading brings \
             everything back",
            "글자 하나를 바꾸고 검증 결과를 확인해 보세요. 페이지 밖으로 나가는 것은 없고, 새로 고침하면 처음 상태로 \
             돌아갑니다";
        NoScript =>
            "this page needs JavaScript: its script stands in the page itself and loads nothing",
            "이 페이지에는 JavaScript가 필요합니다. 스크립트는 페이지 안에 있고 외부에서 불러오는 것이 없습니다";
        Verdict => "what verify says", "검증 결과";
        Token => "the token", "토큰";
        Header => "header", "헤더";
        Payload => "payload", "페이로드";
        Secret => "secret", "시크릿 키";
        Public => "public key", "공개 키";
        Private => "private key", "개인 키";
        WrittenAs => "written as", "표기 방식";
        AsText => "text", "텍스트";
        Contents => "header and payload, as they are signed", "서명 대상인 헤더와 페이로드";
        Keys => "what the verifier and the signer know", "검증자와 서명자가 아는 것";
        KeysHint =>
            "a secret checks and signs; a public key checks alone, a private key signs (PEM or JWK)",
            "시크릿 키로는 검증도 서명도 할 수 있습니다. 공개 키로는 검증만, 개인 키로는 서명을 합니다(PEM 또는 JWK)";
        Actions => "what can be done to it", "해 볼 수 있는 것";
        SignAgain => "sign again", "다시 서명";
        AnotherRole => "another role", "다른 역할";
        Confuse => "RS256 to HS256", "RS256을 HS256으로";
        AnotherSecret => "another secret", "다른 시크릿 키";
        StartOver => "start over", "처음부터";
        Copy => "copy the token", "토큰 복사";
        Clock => "clock", "시계";
        ClockHint =>
            "the coloured stretch is the life of the token; the arrow keys move the clock, with Shift by a second",
            "색칠한 구간이 토큰의 유효 기간입니다. 화살표 키로 시계를 옮기고, Shift를 함께 누르면 1초씩 옮깁니다";
        Signatures => "two signatures", "두 개의 서명";
        InToken => "in the token", "토큰에 든 서명";
        OfText => "of what stands there now", "지금 내용으로 만든 서명";
        Random =>
            "this algorithm draws a random number for each signature, so two right ones differ everywhere",
            "이 알고리즘은 서명할 때마다 무작위 값을 쓰므로 올바른 서명 둘도 서로 완전히 다릅니다";
        Weak =>
            "this secret is shorter than the hash: it can be guessed (RFC 7518 §3.2)",
            "시크릿 키가 해시보다 짧아 추측당할 수 있습니다(RFC 7518 §3.2)";
        Tasks => "Tasks", "과제";
        TaskRole =>
            "a new role is refused: give the token another role and see which check fails",
            "새 역할은 거부됩니다: 토큰의 역할을 바꾸고 어떤 검사가 실패하는지 보세요";
        TaskSign =>
            "valid again by signing: what must you know to make the changed token valid?",
            "다시 서명하면 유효합니다: 바꾼 토큰을 유효하게 하려면 무엇을 알아야 할까요?";
        TaskExpire =>
            "expired without an edit: leave the token as it was and move the clock alone",
            "고치지 않아도 만료됩니다: 토큰은 처음 그대로 두고 시계만 옮기세요";
        TaskNone =>
            "the signature taken away: make a token without a signature and see who accepts it",
            "서명을 떼어 냅니다: 서명이 없는 토큰을 만들고 받아들여지는지 보세요";
        Claims => "what the claims mean", "클레임의 뜻";
        Foot { version: &'static str } =>
            "written by tokenry {version}; the script of this page can't reach the network, and what you type stays here",
            "tokenry {version} 버전으로 만든 문서입니다. 이 페이지의 스크립트는 네트워크를 쓸 수 없고, 입력한 내용은 밖으로 나가지 않습니다";
    }
}

messages! {
    /// The words that the script says, by the names it knows them by.
    #[derive(Copy)]
    pub(super) enum Said -> key: &'static str {
        NoKey ["no_key"] =>
            "no verdict yet: type the secret or the key",
            "아직 판정하지 않았습니다. 키를 입력하세요";
        Empty ["empty"] => "there is none", "없음";
        Unmade ["unmade"] =>
            "whoever knows the secret or has the private key can make it",
            "시크릿 키를 알거나 개인 키를 가진 쪽만 만들 수 있습니다";
        Unmakeable ["unmakeable"] =>
            "the keys on this page can't make one for this header",
            "이 페이지의 키로는 이 헤더에 맞는 서명을 만들 수 없습니다";
        CannotSign ["cannot_sign"] =>
            "to sign, the page needs the secret or the private key that fits the alg of the header",
            "서명하려면 헤더의 alg에 맞는 시크릿 키나 개인 키가 필요합니다";
        AlgAgain ["alg_again"] =>
            "the header says {{alg}} again: the key decides which algorithm signs",
            "헤더의 알고리즘을 키에 맞게 되돌렸습니다({{alg}}). 서명 알고리즘은 키가 정합니다";
        NotObject ["not_object"] =>
            "this is no JSON object just now: mend it first",
            "지금은 JSON 객체가 아닙니다. 먼저 고치세요";
        NeedsPublic ["needs_public"] =>
            "this attack needs the public key: it is no secret, so type it",
            "이 공격에는 공개 키가 필요합니다. 비밀이 아니니 입력하세요";
        Confused ["confused"] =>
            "signed as an HMAC with the text of the public key, which everybody has; a verifier that lets the header \
             choose would accept it",
            "누구나 아는 공개 키의 텍스트로 HMAC 서명을 했습니다. 헤더가 고르는 대로 따르는 검증자라면 속습니다";
        Copied ["copied"] => "copied", "복사했습니다";
        NotThree ["not_three"] =>
            "this is no signed token of three parts, so there is nothing to try here",
            "세 부분으로 된 서명된 토큰이 아니어서 여기서 바꿔 볼 수 없습니다";
        NoCrypto ["no_crypto"] =>
            "this browser gives the page no WebCrypto: open it from a file, or over https",
            "이 브라우저에서는 WebCrypto를 쓸 수 없습니다. 파일로 열거나 https로 여세요";
        Lacks ["lacks"] =>
            "this browser does not have {{alg}}, so the page can't check the signature",
            "이 브라우저는 {{alg}} 알고리즘을 지원하지 않아 서명을 확인할 수 없습니다";
        Refused ["refused"] =>
            "the browser refused the key or the algorithm: {{error}}",
            "브라우저가 키나 알고리즘을 거부했습니다: {{error}}";
        UnreadableKey ["unreadable_key"] =>
            "this is no key in PEM or JWK",
            "PEM이나 JWK 형식의 키가 아닙니다";
        UnreadableSecret ["unreadable_secret"] =>
            "the text can't be read in the way chosen beside it",
            "선택한 표기 방식으로 읽을 수 없습니다";
        NotPrivate ["not_private"] => "the key below is a public one, it can't sign", "공개 키로는 서명할 수 없습니다";
        Header ["header"] => "header", "헤더";
        Payload ["payload"] => "payload", "페이로드";
        MalformedBase64 ["malformed_base64"] => "a part is not base64url", "base64url이 아닌 부분이 있습니다";
        MalformedJson ["malformed_json"] =>
            "a part is not a JSON object",
            "JSON 객체가 아닌 부분이 있습니다";
        MalformedStructure ["malformed_structure"] =>
            "the header lacks alg, or a parameter is not a string",
            "헤더에 alg 항목이 없거나 문자열이 아닌 값이 있습니다";
        DuplicateMember ["duplicate_member"] => "a member stands twice", "같은 이름이 두 번 있습니다";
        UnsupportedCritical ["unsupported_critical"] =>
            "the header demands an extension that the verifier does not know",
            "검증자가 모르는 확장을 헤더에서 요구합니다";
        Unsecured ["unsecured"] =>
            "alg none: there is no signature, and anybody could have written this",
            "alg none: 서명이 없어 누구나 만들 수 있는 토큰입니다";
        AlgorithmUnsupported ["algorithm_unsupported"] =>
            "nobody knows this algorithm",
            "알 수 없는 알고리즘입니다";
        AlgorithmNotAllowed ["algorithm_not_allowed"] =>
            "the key decides which algorithms are possible, and this is none of them",
            "어떤 알고리즘을 쓸 수 있는지는 키가 정합니다. 이 키로는 쓸 수 없는 알고리즘입니다";
        KeyNotFound ["key_not_found"] =>
            "no key has the kid of the header",
            "헤더의 kid와 같은 키가 없습니다";
        KeyUnusable ["key_unusable"] =>
            "the key must not be used for this: it is too weak, or meant for something else",
            "너무 약하거나 다른 용도의 키여서 쓸 수 없습니다";
        SignatureMismatch ["signature_mismatch"] =>
            "the signature is not that of this text by this key",
            "이 텍스트를 이 키로 서명한 값이 아닙니다";
        Expired ["expired"] => "the clock stands at exp or behind it", "exp 시각이 지났습니다";
        NotYetValid ["not_yet_valid"] => "the clock stands before nbf", "아직 nbf 시각이 되지 않았습니다";
        IssuedInFuture ["issued_in_future"] => "iat is ahead of the clock", "iat 값이 시계보다 앞서 있습니다";
        TooOld ["too_old"] => "iat is longer ago than allowed", "iat 이후로 허용된 시간이 지났습니다";
        IssuerMismatch ["issuer_mismatch"] => "iss is not who was expected", "iss 값이 예상과 다릅니다";
        AudienceMismatch ["audience_mismatch"] =>
            "aud is somebody else: the token is not meant for this verifier",
            "aud 값이 다릅니다. 이 검증자에게 보낸 토큰이 아닙니다";
        SubjectMismatch ["subject_mismatch"] => "sub is not who was expected", "sub 값이 예상과 다릅니다";
        TypeMismatch ["type_mismatch"] => "typ is another kind of token", "typ 값이 다른 종류의 토큰입니다";
        ClaimMismatch ["claim_mismatch"] => "a claim is not what was demanded", "요구한 값과 다른 클레임이 있습니다";
        ClaimMissing ["claim_missing"] => "a claim that was demanded is not there", "요구한 클레임이 없습니다";
        ClaimInvalid ["claim_invalid"] =>
            "a claim has the wrong type, such as a time that is no number",
            "타입이 잘못된 클레임이 있습니다. 시각은 숫자여야 합니다";
        ClaimForbidden ["claim_forbidden"] => "a claim is there that must not be", "있으면 안 되는 클레임이 있습니다";
    }
}

impl Said {
    /// Every one.
    pub(super) const ALL: [Self; 42] = [
        Self::NoKey,
        Self::Empty,
        Self::Unmade,
        Self::Unmakeable,
        Self::CannotSign,
        Self::AlgAgain,
        Self::NotObject,
        Self::NeedsPublic,
        Self::Confused,
        Self::Copied,
        Self::NotThree,
        Self::NoCrypto,
        Self::Lacks,
        Self::Refused,
        Self::UnreadableKey,
        Self::UnreadableSecret,
        Self::NotPrivate,
        Self::Header,
        Self::Payload,
        Self::MalformedBase64,
        Self::MalformedJson,
        Self::MalformedStructure,
        Self::DuplicateMember,
        Self::UnsupportedCritical,
        Self::Unsecured,
        Self::AlgorithmUnsupported,
        Self::AlgorithmNotAllowed,
        Self::KeyNotFound,
        Self::KeyUnusable,
        Self::SignatureMismatch,
        Self::Expired,
        Self::NotYetValid,
        Self::IssuedInFuture,
        Self::TooOld,
        Self::IssuerMismatch,
        Self::AudienceMismatch,
        Self::SubjectMismatch,
        Self::TypeMismatch,
        Self::ClaimMismatch,
        Self::ClaimMissing,
        Self::ClaimInvalid,
        Self::ClaimForbidden,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_given_every_word() {
        assert_eq!(Said::rows().len(), Said::ALL.len());
    }
}
