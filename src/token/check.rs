//! What a check of a token saw.

use std::fmt::Formatter;
use std::sync::Arc;

use crate::keys::chain::ChainFault;
use crate::keys::messages::{KeyProblem, KeyRefusal};
use crate::text::typed::Typed;
use crate::text::{Say, any_of, by, few, length, messages};
use crate::time::Moment;
use crate::token::envelope::Opening;
use crate::token::malformed::Malformed;

messages! {
    /// What a check saw, whether it passed, failed or was skipped.
    pub enum Detail {
        Malformed(malformed: Malformed) => "{malformed}", same;
        ThreeParts { header: usize, payload: usize, signature: usize } =>
            "three parts of {header}, {payload} and {signature} characters",
            "세 부분, 글자 수 {header} + {payload} + {signature}";
        Opened {
            opening: Box<Opening>;
            algorithm = opening.algorithm, encryption = opening.encryption, key = opening.key.as_str(),
            source = opening.source.clone(),
        } => { match opening.session {
            Some(_) =>
                "a session token of Auth.js: {encryption}, with a key derived from the secret in {source}",
                "Auth.js 세션 토큰입니다: {encryption}, 시크릿에서 유도한 키로 복호화 (출처 {source})";
            None =>
                "{algorithm} and {encryption}, with {key} from {source}",
                "{algorithm}, {encryption}, 키 {key}, 출처 {source}";
        } };
        ClaimsAlone { length: usize } =>
            "the JWE holds claims alone, {length} bytes",
            "JWE 안에 클레임만 있습니다 ({length}바이트)";
        NoSignedToken =>
            "not checked: there is no signed token in the JWE",
            "검사하지 않았습니다: JWE 안에 서명된 토큰이 없습니다";
        AnybodySealed { algorithm: &'static str } =>
            "the claims are not signed, and with {algorithm} anybody could have encrypted them",
            "서명되지 않은 클레임입니다. 누구나 암호화할 수 있는 방식입니다 ({algorithm})";
        SealedNotSigned =>
            "the claims are encrypted and not signed, and a key for a signature was given",
            "서명 키를 지정했지만 클레임은 암호화만 되어 있고 서명되지 않았습니다";
        NothingToCheck =>
            "not checked: the token can't be read",
            "검사할 대상이 없습니다";
        SignatureOnly =>
            "not checked with --signature-only",
            "--signature-only 옵션이라 검사하지 않았습니다";
        HeaderFine { members: usize } =>
            { match members {
                1 => "1 parameter, none of them critical",
                _ => "{members} parameters, none of them critical",
            } },
            "매개변수 {members}개, 필수(crit) 확장 없음";
        AlgorithmFine { algorithm: String } => "{algorithm}", same;
        Unsecured =>
            "the token is not signed: its alg is none (RFC 8725 §3.2)",
            "서명되지 않은 토큰입니다: alg 값이 none입니다 (RFC 8725 §3.2)";
        AlgorithmUnsupported { algorithm: String } =>
            "no signature algorithm that tokenry knows: {algorithm}",
            "tokenry가 모르는 서명 알고리즘입니다: {algorithm}";
        AlgorithmNotListed { algorithm: String, allowed: Vec<String> } =>
            "{algorithm} is not allowed (allowed: {allowed})",
            "허용되지 않은 알고리즘입니다: {algorithm} (허용: {allowed})";
        AlgorithmNotOfKey { algorithm: String, key: String, possible: Vec<String> } => { match possible.as_slice() {
            [] =>
                "the header says {algorithm}, and the key ({key}) can't do it",
                "이 키로는 헤더의 알고리즘을 쓸 수 없습니다 (헤더: {algorithm}, 키: {key})";
            _ =>
                "the header says {algorithm}, and the key ({key}) is for {possible}",
                "이 키로는 헤더의 알고리즘을 쓸 수 없습니다 (헤더: {algorithm}, 키: {key}, 가능: {possible})";
        } };
        AlgorithmNotOfSecret { algorithm: String, bits: usize } =>
            "the header says {algorithm}, which takes a key pair, and what was given is an HMAC secret of {bits} bits",
            "헤더의 알고리즘({algorithm})에는 키 쌍이 필요한데, 지정한 것은 HMAC 시크릿 키입니다 ({bits}비트)";
        KeyFine { key: String, kid: Option<String>, source: Typed } => { match kid {
            Some(kid) => "{key}, kid {kid}, from {source}", "{key}, kid {kid}, 출처 {source}";
            None => "{key}, from {source}", "{key}, 출처 {source}";
        } };
        KeysFine { count: usize, source: Typed } =>
            "{count} keys may fit, from {source}",
            "후보 키 {count}개, 출처 {source}";
        KeyNotFound { kid: String, known: Arc<[String]> as few, source: Typed } => { match known.is_empty() {
            true =>
                "no key has the kid {kid} in {source}",
                "해당 kid의 키가 없습니다: {kid} (출처 {source})";
            false =>
                "no key has the kid {kid} in {source}; it has {known}",
                "해당 kid의 키가 없습니다: {kid} (출처 {source}, 있는 kid: {known})";
        } };
        KeyUnread { kid: String, problem: Box<KeyProblem>, source: Typed } =>
            "the key with the kid {kid} can't be read: {problem} (from {source})",
            "kid가 {kid}인 키를 읽을 수 없습니다: {problem} (출처 {source})";
        SameKid { kid: String, source: Typed } =>
            "two different keys have the kid {kid} in {source}",
            "kid가 같은 서로 다른 키가 있습니다: {kid} (출처 {source})";
        NoKeys { source: Typed } => "there is no key in {source}", "키가 없습니다 (출처 {source})";
        KeyRefused { refusal: KeyRefusal, source: Typed } =>
            "{refusal} (from {source})",
            "{refusal} (출처 {source})";
        ChainUntrusted { fault: ChainFault } => "{fault}", same;
        OwnKey { fault: OwnKeyFault } => "{fault}", same;
        KeyNotChosen =>
            "no key is chosen for such an algorithm",
            "이 알고리즘에 쓸 키는 고르지 않습니다";
        SignatureFine { algorithm: String } =>
            "the {algorithm} signature is right",
            "서명이 맞습니다 ({algorithm})";
        SignatureMismatch { algorithm: String, tried: usize } => { match tried {
            0 | 1 =>
                "the {algorithm} signature does not match the key",
                "서명이 키와 맞지 않습니다 ({algorithm})";
            _ =>
                "the {algorithm} signature matches none of {tried} keys",
                "서명과 맞는 키가 없습니다 ({algorithm}, 키 {tried}개 확인)";
        } };
        SignatureNotChecked => "it could not be checked", "확인할 수 없었습니다";
        NoExp =>
            "there is no exp: the token never expires",
            "exp 클레임이 없습니다: 만료되지 않는 토큰입니다";
        ExpFine { exp: Moment, left: i64 as length } =>
            "{left} left, until {exp}",
            "{left} 남음, 만료 시각 {exp}";
        Expired { exp: Moment, ago: i64 as length, now: Moment, leeway: u64 as length } => { match leeway {
            0 =>
                "it ended {ago} ago, at {exp}; now it is {now}",
                "{ago} 전에 만료되었습니다 (만료 {exp}, 현재 {now})";
            _ =>
                "it ended {ago} ago, at {exp}; now it is {now}, with a leeway of {leeway}",
                "{ago} 전에 만료되었습니다 (만료 {exp}, 현재 {now}, 허용 오차 {leeway})";
        } };
        TimeNotANumber { claim: &'static str } =>
            "{claim} is not a number of seconds (RFC 7519 §2)",
            "초 단위 숫자가 아닌 클레임입니다: {claim} (RFC 7519 §2)";
        Absent { claim: &'static str } => "there is no {claim}", "{claim} 없음";
        NbfFine { nbf: Moment } => "valid since {nbf}", "유효 시작 {nbf}";
        NotYetValid { nbf: Moment, wait: i64 as length, now: Moment } =>
            "it begins in {wait}, at {nbf}; now it is {now}",
            "아직 유효하지 않습니다: {wait} 남음 (시작 {nbf}, 현재 {now})";
        IatFine { iat: Moment, ago: i64 as length } =>
            "issued {ago} ago, at {iat}",
            "{ago} 전에 발급, 발급 시각 {iat}";
        IatAhead { iat: Moment, ahead: i64 as length, now: Moment } =>
            "issued {ahead} in the future, at {iat}; now it is {now}",
            "발급 시각이 미래입니다: {ahead} 뒤 (발급 {iat}, 현재 {now})";
        ClaimFine { claim: String, value: String } => "{claim} is {value}", "{claim} = {value}";
        ClaimAbsent { claim: Typed } => "there is no {claim}", "{claim} 없음";
        ClaimForbidden { claim: Typed } =>
            "there is a {claim}, and it must not be there",
            "있으면 안 되는 클레임이 있습니다: {claim}";
        /// What it should be is for whoever explains it.
        ClaimMissing { claim: Typed, expected: Vec<String> as wanted } => "there is no {claim}", "클레임이 없습니다: {claim}";
        ClaimInvalid { claim: &'static str, expected: Kind } => { match expected {
            Kind::Text => "{claim} is not a string", "문자열이 아닌 클레임입니다: {claim}";
            Kind::TextOrTexts =>
                "{claim} is neither a string nor an array of strings",
                "문자열도 문자열 배열도 아닌 클레임입니다: {claim}";
        } };
        ClaimMismatch { claim: String, value: String, expected: Vec<String> as wanted } =>
            "{claim} is {value}, expected {expected}",
            "기대한 값과 다릅니다: {claim} = {value} (기대: {expected})";
        AudienceNotChecked { audience: Option<String> } => { match audience {
            None =>
                "not checked: the token is for nobody, its aud is empty",
                "검사하지 않았습니다: 이 토큰은 대상이 없습니다 (빈 aud)";
            Some(audience) =>
                "not checked: the token is for {audience}",
                "검사하지 않았습니다 (이 토큰의 대상: {audience})";
        } };
        AgeFine { age: i64 as length } => "{age} old", "발급 후 {age} 지남";
        TooOld { age: i64, limit: u64; long = length(age), longest = length(limit) } =>
            "{long} old ({age} s), the limit is {longest} ({limit} s)",
            "너무 오래되었습니다: 발급 후 {long} 지남 ({age}초), 최대 {longest} ({limit}초)";
        AgeUnknown => "the age can't be told", "발급 후 지난 시간을 알 수 없습니다";
        Account(detail: AccountDetail) => "{detail}", same;
    }
}

messages! {
    /// What is wrong with the key that a `DPoP` proof brings (RFC 9449 §4.3).
    pub enum OwnKeyFault {
        Absent =>
            "the header has no jwk, and a DPoP proof brings its public key there (RFC 9449 §4.2)",
            "헤더에 jwk가 없습니다. DPoP 증명은 공개 키를 jwk에 담습니다 (RFC 9449 §4.2)";
        Unreadable { problem: Box<KeyProblem> } =>
            "the jwk of the header can't be read: {problem}",
            "헤더의 jwk를 읽을 수 없습니다: {problem}";
        NotPublic =>
            "the jwk of the header is not a public key (RFC 9449 §4.3)",
            "헤더의 jwk가 공개 키가 아닙니다 (RFC 9449 §4.3)";
        OtherThumbprint { found: String, wanted: Typed } =>
            "the key of the header has the thumbprint {found}, expected {wanted} (RFC 9449 §6.1)",
            "헤더 키의 지문이 다릅니다: {found} (기대: {wanted}, RFC 9449 §6.1)";
    }
}

/// What kind of value a claim must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A string or an array of strings.
    TextOrTexts,
}

/// What was expected of a claim, which was typed: `--aud`, `--require`.
fn wanted(expected: &[String]) -> impl Say + use<> {
    let typed: Vec<_> = expected.iter().map(|value| Typed::claim(value)).collect();
    by(move |lang, out: &mut Formatter<'_>| any_of(&typed).write(lang, out))
}

messages! {
    /// One thing that such a check saw.
    pub enum AccountDetail {
        SessionActive => "the session is active", "활성 세션입니다";
        SessionRevoked => "the session has been revoked", "폐기된 세션입니다";
        SessionOfOtherFile { users: Typed } =>
            "the session belongs to another user file, {users}",
            "다른 사용자 파일의 세션입니다: {users}";
        SessionUnknown =>
            "no such session is known here",
            "여기에 기록이 없는 세션입니다";
        SessionOver =>
            "the session is over, as the token is",
            "토큰과 함께 끝난 세션입니다";
        SessionOverWithAccount =>
            "the session is over, as the account is not active",
            "활성 계정이 아니어서 끝난 세션입니다";
        Reused =>
            "this refresh token was used before; in case it was stolen, the whole session is revoked now",
            "이미 사용한 리프레시 토큰입니다. 도난에 대비해 이 세션 전체를 폐기했습니다";
        Active { name: String } => "the account {name} is active", "활성 계정입니다: {name}";
        Unknown { name: String } => "there is no user {name}", "없는 사용자입니다: {name}";
        Disabled { name: String } =>
            "the account {name} is disabled",
            "비활성화된 계정입니다: {name}";
    }
}
