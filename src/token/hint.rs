//! What explains a failed check, and what to do about it.

use crate::keys::SecretEncoding;
use crate::keys::signature_forms::SignatureForm;
use crate::text::typed::Typed;
use crate::text::{Lang, Say, all_of, byte_count, length, messages};
use crate::time::Moment;
use crate::token::diagnosis::{HeaderChange, Mishap, SignedText};
use crate::token::malformed::Part;
use crate::token::opaque::Opaque;

messages! {
    /// What was found to explain a failure. Fields called `together` are true when two findings only explain it
    /// both at once; those called `verifies` say whether the signature is good once the fault is mended.
    pub enum Hint -> code: &'static str {
        /// The secret differs from the signer's in a way that has a name.
        Secret {
            mishap: Mishap, mend: Option<Mend>, together: bool;
            more = with_other(*together),
        }
            [mishap.code()] => "{mishap}{mend}{more}", same;
        SecretIsWellKnown { secret: String } ["secret_is_well_known"] => { match secret.as_str() {
            "" =>
                "the token was signed with the empty secret: anybody can sign such tokens, give the signer a real \
                 one",
                "빈 비밀 키로 서명된 토큰입니다. 누구나 만들 수 있으니 서명하는 쪽에서 제대로 된 비밀 키를 쓰게 \
                 하세요";
            _ =>
                "the token was signed with an example that everybody knows, \"{secret}\": anybody can sign such \
                 tokens, give the signer a secret of its own",
                "널리 알려진 예제 비밀 키로 서명된 토큰입니다: \"{secret}\". 누구나 만들 수 있으니 서명하는 쪽에서 \
                 고유한 비밀 키를 쓰게 하세요";
        } };
        /// `hmac` is the algorithm that the token needs a secret for.
        SecretIsKeyFile { verifies: bool, fits: bool, hmac: Option<&'static str> }
            ["secret_is_key_file"] => { match (verifies, hmac) {
            (false, None) if !*fits =>
                "what was given as a secret is a key file, and its key can't do the algorithm of this token: give the \
                 issuer's public key with --key",
                "시크릿 키 자리에 키 파일이 왔고, 그 키로는 이 토큰의 알고리즘을 쓸 수 없습니다. 발급자의 공개 키를 \
                 --key 옵션으로 지정하세요";
            (true, _) =>
                "what was given as a secret is a key file, and the signature is right with that key: run it again \
                 with `--key FILE`",
                "비밀 키 자리에 키 파일이 왔고, 그 키로는 서명이 맞습니다. `--key FILE` 옵션으로 다시 실행하세요";
            (false, Some(_)) =>
                "what was given as a secret is a key file, which is given with `--key FILE`; an {hmac} needs the \
                 secret of its signer",
                "시크릿 키 자리에 키 파일이 왔습니다. 키 파일은 `--key FILE` 옵션으로 지정합니다. {hmac} 서명을 \
                 확인하려면 서명하는 쪽의 시크릿 키가 필요합니다";
            (false, None) =>
                "what was given as a secret is a key file: run it again with `--key FILE`",
                "비밀 키 자리에 키 파일이 왔습니다. `--key FILE` 옵션으로 다시 실행하세요";
        } };
        SignedWithOtherAlgorithm {
            header: String, algorithm: &'static str, together: bool;
            more = with_other(*together),
        }
            ["signed_with_other_algorithm"] =>
            "the token was signed with {algorithm}, and its header says {header}: have the signer write the algorithm \
             that it uses{more}",
            "헤더와 다른 알고리즘으로 서명된 토큰입니다 (실제 {algorithm}, 헤더 {header}). 서명하는 쪽에서 실제 \
             알고리즘을 헤더에 적어야 합니다{more}";
        HmacWithPublicKey { algorithm: &'static str } ["hmac_with_public_key"] =>
            "the signature is an {algorithm} made with the text of the public key, the RS/HS confusion attack: \
             refuse the token, and never let a public key check an HMAC (RFC 8725 §2.1)",
            "공개 키의 텍스트를 비밀 키로 써서 만든 HMAC 서명입니다 ({algorithm}). RS/HS 혼동 공격이므로 거부하고, \
             공개 키로는 절대 HMAC을 확인하지 마세요 (RFC 8725 §2.1)";
        HmacWithPrivateKey { algorithm: &'static str } ["hmac_with_public_key"] =>
            "the signature is an {algorithm} made with the text of the private key: have the signer sign with the key \
             itself, and whoever checks needs the public key alone",
            "개인 키의 텍스트를 시크릿 키로 사용해서 만든 HMAC 서명입니다 ({algorithm}). 서명하는 쪽에서 키 자체로 \
             서명하고, 확인하는 쪽에는 공개 키만 주어야 합니다";
        SignatureIsDer { verifies: bool; then = converted(*verifies) } ["signature_is_der"] =>
            "the signature is in DER, as OpenSSL makes it: JOSE wants r and s side by side, have the signer convert it \
             (RFC 7518 §3.4){then}",
            "서명이 OpenSSL에서 쓰는 DER 형식입니다. JOSE에서는 r과 s를 이어 붙여야 하므로 서명하는 쪽에서 변환해야 \
             합니다 (RFC 7518 §3.4){then}";
        SignatureEncodedTwice {
            encoding: TextForm, verifies: bool;
            then = converted(*verifies),
        } ["signature_encoded_twice"] =>
            "the signature is {encoding} text that was encoded once more: have the signer encode the bytes of the \
             signature, not their text{then}",
            "서명이 두 번 인코딩되어 있습니다 (안쪽 {encoding}). 서명하는 쪽에서 텍스트가 아니라 서명 바이트를 \
             인코딩해야 합니다{then}";
        /// The signature is right in another form than that of JOSE.
        SignatureForm { forms: Vec<SignatureForm> as all_of }
            [forms.first().map_or("signature_is_text", SignatureForm::code)] =>
            "the signature is right, and in another form than JOSE wants: {forms}; have the signer convert it to the \
             bytes that RFC 7518 §3 describes, and write those in base64url",
            "서명은 맞지만 JOSE에서 쓰는 형식이 아닙니다: {forms}. 서명하는 쪽에서 RFC 7518 §3의 바이트로 변환하여 \
             base64url로 인코딩해야 합니다";
        /// The signature opened with the public key tells how it was made.
        SignedWithOtherParameters { made: String, algorithm: &'static str, wanted: String }
            ["signed_with_other_parameters"] =>
            "the signature is this key's, made with {made}; {algorithm} is {wanted} (RFC 7518 §3): have the signer \
             use that",
            "이 키로 만든 서명이지만 방식이 다릅니다 (실제 {made}, {algorithm} 기준 {wanted}, RFC 7518 §3). 서명하는 \
             쪽에서 맞는 방식을 사용해야 합니다";
        /// The signature is the beginning of the right one.
        SignatureCut { bytes: usize, expected: usize } ["signature_length"] =>
            "the signature is the first {bytes} of the {expected} bytes of the right one: copy the token again, whole; if \
             it is whole, the signer cuts the HMAC short, and has to write all of it (RFC 7518 §3.2)",
            "서명이 올바른 값 {expected}바이트의 앞 {bytes}바이트입니다. 토큰 전체를 다시 복사하세요. 전체가 맞다면 \
             서명하는 쪽에서 HMAC을 자르지 말고 모두 써야 합니다 (RFC 7518 §3.2)";
        OtherMac { how: OtherMac, algorithm: &'static str } ["signed_with_other_algorithm"] =>
            "the signature is {how}; {algorithm} is another value (RFC 7518 §3.2): have the signer use that",
            "서명 값이 {how}입니다. {algorithm} 값이 아니므로 서명하는 쪽에서 RFC 7518 §3.2대로 만들어야 합니다";
        OtherTextWasSigned { text: SignedText } ["other_text_was_signed"] =>
            "the signature is right over {text}: have the signer sign header.payload in base64url, nothing more \
             (RFC 7515 §5.1)",
            "서명 대상이 다릅니다. 서명한 것은 {text}입니다. 서명하는 쪽에서 base64url로 인코딩한 header.payload에만 \
             서명해야 합니다 (RFC 7515 §5.1)";
        PaddingWasSigned ["padding_was_signed"] =>
            "the signer kept the padding (=) of base64url and signed it, as AWS load balancers do: with it the signature \
             is right, but such a token is no JWT (RFC 7515 §2); check it as its issuer documents, or have the signer \
             leave the padding out before it signs",
            "서명하는 쪽에서 base64url의 패딩(=)을 남긴 채 서명했습니다(AWS 로드 밸런서 방식). 패딩까지 포함하면 서명이 \
             맞지만 그런 토큰은 JWT가 아닙니다 (RFC 7515 §2). 발급자 문서에 나온 방법으로 확인하거나, 서명하기 전에 \
             패딩을 빼도록 하세요";
        HeaderChanged { change: HeaderChange } ["header_changed"] =>
            "the header was changed after signing: when it was signed, {change}; pass the token on as it is",
            "서명한 뒤에 헤더가 변경되었습니다. 서명할 때는 {change}. 토큰을 그대로 전달하세요";
        SignedAnotherText ["signed_another_text"] =>
            "the signature was made with this key, over another header or payload: the token was changed after signing, \
             or its signature is that of another token",
            "이 키로 만든 서명이지만 다른 헤더나 페이로드에 대한 서명입니다. 서명한 뒤에 토큰이 변경되었거나 다른 토큰의 \
             서명입니다";
        GraphNonce ["token_is_for_microsoft_graph"] =>
            "the signature is right with the SHA-256 of the header's nonce in its place: a token for Microsoft Graph, \
             which nobody else is meant to verify; ask Entra for a token for your own API",
            "헤더의 nonce를 SHA-256 해시로 바꾸면 서명이 맞습니다. Microsoft Graph만 검증하는 토큰이므로, 여러분의 \
             API용 토큰을 Entra에서 발급받으세요";
        KeyOfOtherSize { found: usize, bits: usize } ["key_is_of_other_size"] =>
            "the signature was made with an RSA key of {found} bits, and the key given has {bits}: it is another key",
            "RSA {found}비트 키로 만든 서명입니다. 지정한 키는 {bits}비트이므로 다른 키입니다";
        /// The signature has a length that the algorithm never makes, but perhaps another one.
        SignatureLength { algorithm: String, expected: usize, found: usize, like: Option<&'static str>;
            size = byte_count(*found), other = like.map(Addition::Like) }
            ["signature_length"] => { match found {
            0 =>
                "there is no signature after the last dot, {expected} bytes are expected: check whether the token \
                 was cut off",
                "마지막 점 뒤에 서명이 없습니다 (필요한 길이 {expected}바이트). 토큰이 잘리지 않았는지 확인하세요";
            found if found < expected =>
                "the signature has {size}{other}, {algorithm} makes {expected}: check whether the token was cut off",
                "서명 길이가 맞지 않습니다 (현재 {size}{other}, {algorithm} 기준 {expected}바이트). 토큰이 잘리지 \
                 않았는지 확인하세요";
            _ =>
                "the signature has {size}{other}, {algorithm} makes {expected}: check whether something was copied \
                 along with the token",
                "서명 길이가 맞지 않습니다 (현재 {size}{other}, {algorithm} 기준 {expected}바이트). 토큰 뒤에 다른 \
                 것이 붙지 않았는지 확인하세요";
        } };
        NotBase64url { part: Part, fault: Base64Fault, verifies: Option<bool>; then = mended(*verifies) }
            [match part { Part::Signature => "signature_not_base64url", _ => "part_not_base64url" }] => { match fault {
            Base64Fault::Padding =>
                "the {part} has padding: take the = off, base64url in a JWT has none (RFC 7515 §2){then}",
                "패딩이 있습니다 ({part}). JWT의 base64url에는 패딩이 없으므로 =를 빼세요 (RFC 7515 §2){then}";
            Base64Fault::PlainAlphabet =>
                "the {part} is plain base64: write - for + and _ for /, a JWT is base64url (RFC 7515 §2){then}",
                "일반 base64입니다 ({part}). JWT는 base64url이므로 +는 -로, /는 _로 바꾸세요 (RFC 7515 §2){then}";
            Base64Fault::StrayBits =>
                "the last character of the {part} was changed: it holds bits that belong to no byte (RFC 4648 §3.5): \
                 copy the token again{then}",
                "마지막 글자가 바뀌었습니다 ({part}). 어느 바이트에도 속하지 않는 비트가 있습니다 (RFC 4648 §3.5). \
                 토큰을 다시 복사하세요{then}";
            Base64Fault::Length =>
                "the {part} has a character too many: check what was copied with it{then}",
                "글자가 하나 더 많습니다 ({part}). 함께 복사된 것이 없는지 확인하세요{then}";
        } };
        /// Another key verifies it; `place` counts from 1 where the key has no id.
        OtherKeyMatches {
            kid: Option<String>, place: usize, source: Option<Typed>;
            key = other_key(kid.clone(), *place),
        }
            ["other_key_matches"] => { match source {
            Some(_) =>
                "the signature is that of {key} in {source}: run it again without another key option",
                "다른 곳에 있는 키의 서명입니다 ({key}, 출처 {source}). 키 옵션 없이 다시 실행하세요";
            None =>
                "the signature is that of {key}: have the signer write the kid of the key that it uses",
                "다른 키로 서명된 토큰입니다 ({key}). 서명하는 쪽에서 실제로 쓰는 키의 kid를 헤더에 적어야 합니다";
        } };
        /// It verifies over another text of the same JSON.
        PayloadReencoded { parts: Vec<Part> as all_of, how: Reencoded } ["payload_reencoded"] =>
            "the {parts} changed after signing: when it was signed it {how}; pass the token on as it is, never decode \
             and encode it again",
            "서명한 뒤에 내용이 다시 인코딩되었습니다 ({parts}, 서명 당시: {how}). 토큰을 디코딩했다가 다시 \
             인코딩하지 말고 그대로 전달하세요";
        TokenTruncated { cut: Cut } ["token_truncated"] => "{cut}", same;
        PartsSwapped { verifies: Option<bool>; then = swapped(*verifies) } ["parts_swapped"] =>
            "header and payload are swapped: the second part has the alg, the first the claims{then}",
            "헤더와 페이로드가 뒤바뀌었습니다. 두 번째 부분에 alg가, 첫 번째 부분에 클레임이 있습니다{then}";
        UrlEncoded { token: String } ["token_is_url_encoded"] =>
            "the token is URL-encoded: decode it first, it is {token}",
            "URL 인코딩된 토큰입니다. 먼저 디코딩하세요. 결과: {token}";
        StrayCharacters { found: String, verifies: Option<bool>; then = mended(*verifies) } ["stray_characters"] =>
            "the token has {found} where it may not stand: take it out{then}",
            "토큰에 있으면 안 되는 문자가 있습니다 ({found}). 빼고 다시 실행하세요{then}";
        TokenIsBase64 { token: String } ["token_is_base64"] =>
            "this is a token in base64, as Kubernetes shows secrets: decode it first (base64 -d), it is {token}",
            "토큰을 base64로 한 번 더 인코딩한 것입니다 (Kubernetes 시크릿 등). 먼저 디코딩하세요(base64 -d). 결과: \
             {token}";
        JsonSerialization { compact: Option<String> } ["json_serialization"] => { match compact {
            Some(compact) =>
                "join protected, payload and signature with dots, and it is {compact}",
                "protected, payload, signature를 점으로 이으면 됩니다: {compact}";
            None =>
                "it has several signatures or an unprotected header, so there is no compact form of it: ask for a \
                 JWT (RFC 7515 §7.1)",
                "서명이 여럿이거나 보호되지 않은 헤더가 있어 컴팩트 형식으로 바꿀 수 없습니다. JWT를 요청하세요 (RFC \
                 7515 §7.1)";
        } };
        PayloadIsDetached ["payload_is_detached"] =>
            "the payload is detached, it travels apart from the token: put its base64url between the two dots (RFC \
             7515 appendix F)",
            "페이로드를 따로 보내는 분리형 서명입니다. 페이로드를 base64url로 바꾸어 두 점 사이에 넣으세요 (RFC 7515 \
             부록 F)";
        Encrypted ["token_is_encrypted"] =>
            "the recipient's private key opens it with --decrypt-key FILE, a shared secret with --decrypt-secret-env NAME \
             or --decrypt-secret-file FILE (RFC 7516)",
            "수신자의 개인 키는 --decrypt-key FILE, 공유 시크릿은 --decrypt-secret-env NAME 또는 \
             --decrypt-secret-file FILE 옵션으로 지정하면 복호화합니다 (RFC 7516)";
        SelectiveDisclosure ["token_is_sd_jwt"] =>
            "run it again with what stands before the first ~; the disclosures are not checked then (RFC 9901 §4)",
            "첫 번째 ~ 앞부분만 넣어 다시 실행하세요. 이때 공개 항목은 검사하지 않습니다 (RFC 9901 §4)";
        NotAJwt { kind: Opaque } ["not_a_jwt"] => "{kind}", same;
        NearlyMatches { claim: &'static str, found: String, expected: String, difference: Difference }
            [difference.code()] => { match difference {
            Difference::Space =>
                "\"{found}\" and \"{expected}\" {difference}, and {claim} is compared character by character: have \
                 the issuer take it off",
                "{difference}: {claim} (토큰 \"{found}\", 기대 \"{expected}\"). 한 글자씩 그대로 비교하므로 발급하는 \
                 쪽에서 공백을 빼야 합니다";
            _ =>
                "{found} and {expected} {difference}, and {claim} is compared character by character: expect {found} \
                 if that is meant",
                "{difference}: {claim} (토큰 {found}, 기대 {expected}). 한 글자씩 그대로 비교하므로, 맞는 값이라면 \
                 {found} 값을 지정하세요";
        } };
        ListInOneString { claim: &'static str, expected: String } ["list_in_one_string"] =>
            "{claim} has {expected} in it, as one of several values in a single string: have the issuer write an array \
             (RFC 7519 §4.1.3)",
            "여러 값을 한 문자열에 이어 쓴 클레임에 기대한 값이 들어 있습니다: {claim} ({expected}). 발급하는 쪽에서 \
             배열로 써야 합니다 (RFC 7519 §4.1.3)";
        BeginsWithExpected { claim: &'static str, found: String, expected: String } ["partly_matches"] =>
            "{claim} begins with {expected} and goes on: it is compared as a whole, expect {found} if that is meant",
            "클레임이 기대한 값으로 시작하지만 더 깁니다: {claim} (기대 {expected}). 전체를 비교하므로, 맞는 값이라면 \
             {found} 값을 지정하세요";
        BeginsExpected { claim: &'static str, found: String, expected: String } ["partly_matches"] =>
            "{expected} begins with what {claim} is: it is compared as a whole, expect {found} if that is meant",
            "기대한 값의 앞부분만 같습니다: {claim} (기대 {expected}). 전체를 비교하므로, 맞는 값이라면 {found} 값을 \
             지정하세요";
        /// Where the key of a token would come from, by what the token says.
        WhereFrom { algorithm: &'static str, issuer: Option<String>, chain: bool } ["where_the_key_is"] => {
            match (algorithm.starts_with("HS"), issuer) {
            (true, _) =>
                "an {algorithm} token is checked with the secret of its signer: give that with --secret-env NAME or \
                 --secret-file FILE",
                "{algorithm} 토큰은 서명한 쪽의 시크릿 키로 확인합니다. --secret-env NAME 또는 --secret-file FILE 옵션으로 \
                 지정하세요";
            (false, Some(issuer)) =>
                "an {algorithm} token is checked with its issuer's public key: `--issuer {issuer}` fetches it, if the \
                 issuer publishes its keys; a file of it goes with --jwks FILE or --key FILE",
                "{algorithm} 토큰은 발급자의 공개 키로 확인합니다. 발급자가 키를 공개한다면 `--issuer {issuer}` 옵션으로 \
                 가져오고, 파일이 있으면 --jwks FILE 또는 --key FILE 옵션으로 지정하세요";
            (false, None) if *chain =>
                "the public key is in the token's own certificates (x5c), which count up to a root that is given: \
                 --x5c --ca FILE",
                "공개 키가 토큰의 인증서(x5c)에 있습니다. 신뢰하는 루트 인증서를 --x5c --ca FILE 옵션으로 지정하면 \
                 확인합니다";
            (false, None) =>
                "an {algorithm} token is checked with its issuer's public key: give it with --jwks URL, --jwks FILE or \
                 --key FILE",
                "{algorithm} 토큰은 발급자의 공개 키로 확인합니다. --jwks URL, --jwks FILE 또는 --key FILE 옵션으로 \
                 지정하세요";
        } };
        Compressed ["payload_is_compressed"] =>
            "the payload is compressed (zip: DEF, as SMART Health Cards are), which is no JWT: --signature-only checks \
             the signature alone",
            "페이로드가 압축되어 있어(zip: DEF, SMART Health Card 등) JWT가 아닙니다. --signature-only 옵션으로 서명만 \
             확인할 수 있습니다";
        LowerCase ["token_is_in_lower_case"] =>
            "the token was written in lower case, and base64url tells the cases apart: get it again from where it is whole",
            "토큰이 소문자로 바뀌었습니다. base64url은 대소문자를 구분하므로 원본에서 다시 가져오세요";
        Dashes { found: char, verifies: Option<bool>; then = mended(*verifies) } ["token_has_other_dashes"] =>
            "the token has {found} where a - belongs, as word processors and chats write it: put - back{then}",
            "워드 프로세서나 메신저가 -를 {found} 문자로 바꾸었습니다. -로 되돌리세요{then}";
        InOtherClaim { claim: &'static str, other: String, expected: String } ["value_in_other_claim"] =>
            "{expected} stands in {other}, which this issuer uses: leave the option for {claim} out and give \
             `--require {other}={expected}`",
            "{expected} 값은 {other} 클레임에 있습니다. {claim} 옵션을 빼고 `--require {other}={expected}` 옵션을 \
             지정하세요";
        TokenOfOtherKind { kind: TokenKind } ["token_of_other_kind"] =>
            "this is {kind}",
            "{kind}";
        NumberForText { claim: &'static str, value: String } ["claim_is_a_number"] =>
            "{claim} is a number: leave its option out and give `--require {claim}:={value}`, or have the issuer write \
             a string (RFC 7519 §4.1.2)",
            "숫자로 된 클레임입니다: {claim}. 이 클레임의 옵션을 빼고 `--require {claim}:={value}` 옵션을 지정하거나, \
             발급하는 쪽에서 문자열로 써야 합니다 (RFC 7519 §4.1.2)";
        OffByHours { claim: &'static str, hours: i64 } ["time_off_by_hours"] =>
            "{claim} is ahead by {hours} h almost to the minute, as a local time of UTC+{hours} is that was written as if \
             it were UTC: have the issuer use UTC",
            "{claim} 값이 거의 정확히 {hours}시간 앞서 있습니다. UTC+{hours} 현지 시각을 UTC처럼 쓴 경우이므로 발급하는 \
             쪽에서 UTC를 사용해야 합니다";
        LifeOfSeconds { seconds: i64 } ["life_of_seconds"] =>
            "from iat to exp there are {seconds} s alone: check whether the issuer takes minutes or milliseconds for \
             seconds",
            "iat에서 exp까지 {seconds}초뿐입니다. 발급하는 쪽에서 분이나 밀리초를 초로 쓰지 않았는지 확인하세요";
        TimeInMilliseconds { claim: &'static str, time: Moment } ["time_in_milliseconds"] =>
            "{claim} looks like milliseconds, {time} in seconds: have the issuer divide by 1000 (RFC 7519 §2)",
            "밀리초로 보이는 시각입니다: {claim} (초 단위로 {time}). 발급하는 쪽에서 1000으로 나눠야 합니다 (RFC \
             7519 §2)";
        TimeIsText { claim: &'static str, seconds: Option<i64> } ["time_is_text"] => { match seconds {
            Some(seconds) =>
                "{claim} is a text: have the issuer write the number {seconds} (RFC 7519 §2)",
                "시각이 문자열입니다: {claim}. 발급하는 쪽에서 숫자 {seconds} 값을 써야 합니다 (RFC 7519 §2)";
            None =>
                "{claim} is a text: have the issuer write seconds since 1970 as a number (RFC 7519 §2)",
                "시각이 문자열입니다: {claim}. 발급하는 쪽에서 1970년부터의 초를 숫자로 써야 합니다 (RFC 7519 §2)";
        } };
        TimeIsDuration { claim: &'static str, seconds: i64 } ["time_is_a_duration"] =>
            "{claim} looks like a length of time: have the issuer write the moment, now plus {seconds} (RFC 7519 \
             §4.1.4)",
            "시각이 아니라 기간으로 보입니다: {claim}. 발급하는 쪽에서 현재 시각에 {seconds}초를 더한 값을 써야 \
             합니다 (RFC 7519 §4.1.4)";
        WithinLeeway { seconds: i64; apart = length(seconds) } ["within_usual_leeway"] =>
            "clocks can be {apart} apart: `--leeway {seconds}s` allows for it",
            "시계가 {apart} 정도는 서로 다를 수 있습니다. `--leeway {seconds}s` 옵션으로 허용할 수 있습니다";
        ClockIsWrong { now: Moment, released: Moment as day } ["clock_is_wrong"] =>
            "the clock of this machine is wrong: it says {now}, and tokenry was released on {released}; set it, or \
             judge with `--at`",
            "이 컴퓨터의 시계가 틀렸습니다 (현재 {now}, tokenry 출시일 {released}). 시계를 맞추거나 `--at` 옵션을 \
             쓰세요";
    }
}

messages! {
    /// How to give verify the secret that the signer used.
    pub enum Mend {
        Encoding { name: &'static str } =>
            ": run it again with `--secret-encoding {name}`",
            ". `--secret-encoding {name}` 옵션으로 다시 실행하세요";
        Command { command: String } =>
            ": give it as `{command}`",
            ". `{command}` 형태로 지정하세요";
        AsUsed =>
            ": run it again with the secret as the signer used it",
            ". 서명할 때 사용한 형태로 시크릿 키를 지정하여 다시 실행하세요";
        Jwk =>
            ": put what the signer used into k of the JWK (RFC 7518 §6.4.1)",
            ". 서명할 때 사용한 값을 JWK의 k에 넣으세요 (RFC 7518 §6.4.1)";
    }
}

messages! {
    /// How bytes are written as text, as `--secret-encoding` names it.
    #[derive(Copy)]
    pub enum TextForm -> secret_code: &'static str {
        Base64 ["secret_is_base64"] => "base64", same;
        Base64url ["secret_is_base64url"] => "base64url", same;
        Hex ["secret_is_hex"] => "hex", same;
    }
}

impl TextForm {
    /// The encoding of that name.
    pub const fn encoding(self) -> SecretEncoding {
        match self {
            Self::Base64 => SecretEncoding::Base64,
            Self::Base64url => SecretEncoding::Base64url,
            Self::Hex => SecretEncoding::Hex,
        }
    }
}

messages! {
    /// What stands in the place of an HMAC.
    #[derive(Copy)]
    pub enum OtherMac {
        Hash(hash: &'static str) => "an HMAC with {hash}", "{hash} HMAC";
        Turned => "an HMAC with key and message in each other's place", "키와 메시지가 뒤바뀐 HMAC";
        PlainHash(hash: &'static str) =>
            "a plain {hash} hash of secret and text, not an HMAC", "HMAC이 아니라 시크릿 키와 텍스트를 이어 만든 {hash} 해시";
        Unkeyed(hash: &'static str) =>
            "a {hash} hash of header.payload without any secret, which anybody can make",
            "시크릿 키 없이 누구나 만들 수 있는 header.payload의 {hash} 해시";
    }
}

messages! {
    /// What a token is that is not for an API.
    #[derive(Copy)]
    pub enum TokenKind {
        Id =>
            "an ID token, which tells the client who logged in and has the client as its audience: an API takes the \
             access token",
            "클라이언트에게 로그인한 사용자를 알려 주는 ID 토큰이며, aud는 클라이언트입니다. API에는 액세스 토큰을 \
             보내야 합니다";
        Refresh =>
            "a refresh token, which is for the issuer alone: an API takes the access token",
            "발급자만 사용하는 리프레시 토큰입니다. API에는 액세스 토큰을 보내야 합니다";
    }
}

/// What is wrong with base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64Fault {
    /// `=` at the end.
    Padding,
    /// `+` or `/`.
    PlainAlphabet,
    /// Bits behind the last byte.
    StrayBits,
    /// A character too many.
    Length,
}

messages! {
    /// How JSON was written when it was signed.
    #[derive(Copy)]
    pub enum Reencoded {
        Compact => "was JSON without white space", "공백 없는 JSON";
        Sorted => "was JSON without white space and with its members sorted", "공백이 없고 멤버를 정렬한 JSON";
        /// As Python writes it.
        Spaced => "was JSON with a space after each colon and comma", "콜론과 쉼표 뒤에 공백이 있는 JSON";
        SortedSpaced => "was JSON with spaces and with its members sorted", "공백이 있고 멤버를 정렬한 JSON";
        Pretty => "was JSON over several lines", "여러 줄로 쓴 JSON";
        Ascii => "was JSON with \\u escapes for all that is not ASCII", "ASCII가 아닌 문자를 \\u로 이스케이프한 JSON";
        /// As PHP writes it.
        EscapedSlashes => "was JSON with \\/ for each slash", "슬래시를 \\/로 쓴 JSON";
        LineBreak => "had a line break at its end", "끝에 줄바꿈이 있는 텍스트";
        NoLineBreak => "had no line break at its end", "끝에 줄바꿈이 없는 텍스트";
        PlainBase64 => "was plain base64", "일반 base64";
    }
}

messages! {
    /// Where a token is cut.
    #[derive(Copy)]
    pub enum Cut {
        Within(part: Part) =>
            "the token is cut off within the {part}: copy it again, whole",
            "토큰이 중간에 잘렸습니다 (잘린 곳: {part}). 전체를 다시 복사하세요";
        NoSignature =>
            "the token is cut off after the payload, its signature is missing: copy it again, whole",
            "페이로드 뒤가 잘려 서명이 없습니다. 전체를 다시 복사하세요";
        Front =>
            "the beginning of the token is missing: copy it again, from the first eyJ on",
            "토큰의 앞부분이 없습니다. 첫 eyJ부터 다시 복사하세요";
        Jwe =>
            "the header has enc: this is an encrypted token (JWE) of five parts that was cut off, as cookies split \
             over several are; put all of it together",
            "헤더에 enc가 있는 암호화된 토큰(JWE)인데 다섯 부분 중 일부가 잘렸습니다. 여러 쿠키로 나뉘었다면 모두 이어 \
             붙이세요";
        Abbreviated =>
            "whoever printed the token left out its middle: get it from where it is whole",
            "출력하면서 가운데를 생략한 토큰입니다. 전체가 있는 곳에서 다시 가져오세요";
    }
}

messages! {
    /// How a claim differs from what was expected.
    #[derive(Copy)]
    pub enum Difference -> code: &'static str {
        Slash ["differs_in_trailing_slash"] => "differ only in the slash at the end", "끝의 슬래시만 다릅니다";
        Case ["differs_in_case"] => "differ only in upper and lower case", "대소문자만 다릅니다";
        Scheme ["differs_in_scheme"] =>
            "differ only in the scheme at the beginning (http://, https:// or none)",
            "맨 앞의 스킴(http://, https:// 또는 없음)만 다릅니다";
        Space ["differs_in_white_space"] => "differ only in white space", "공백만 다릅니다";
        Port ["differs_in_port"] => "differ only in the port", "포트만 다릅니다";
        Host ["differs_in_host"] =>
            "differ only in the host, of which one is a name of one machine or network; an issuer has one name for \
             everybody",
            "호스트만 다르고, 그중 하나는 한 컴퓨터나 네트워크 안에서만 쓰는 이름입니다";
        KeycloakPath ["differs_in_path"] =>
            "differ only in /auth, which Keycloak has left out since version 17",
            "Keycloak 17부터 없어진 /auth 경로만 다릅니다";
        PercentEncoding ["differs_in_percent_encoding"] =>
            "differ only in percent-encoding", "퍼센트 인코딩만 다릅니다";
        EntraVersion ["differs_in_version"] =>
            "are the two issuers of one Entra tenant, of tokens of version 1.0 (sts.windows.net) and of 2.0",
            "같은 Entra 테넌트의 두 발급자(1.0은 sts.windows.net, 2.0은 /v2.0)입니다";
        EntraAnyTenant ["differs_in_tenant"] =>
            "are of one tenant and of an endpoint for all tenants, which never stands in iss",
            "하나는 특정 테넌트, 하나는 모든 테넌트용 엔드포인트이며, 후자는 iss에 쓰이지 않습니다";
        ApiPrefix ["differs_in_api_prefix"] =>
            "differ only in the prefix (api://) that Entra writes before the id of an application",
            "Entra에서 애플리케이션 ID 앞에 붙이는 접두어(api://)만 다릅니다";
        /// In several of these.
        Several ["differs_in_spelling"] => "differ only in spelling", "표기만 다릅니다";
    }
}

messages! {
    /// What is said at the end of a hint.
    enum Addition {
        Together => " (together with the other hint)", " (다른 힌트와 함께 적용하세요)";
        ConvertedRight => "; converted, it is right", ". 변환하면 서명이 맞습니다";
        ConvertedWrong =>
            "; converted, it still does not match the key",
            ". 변환해도 키와 맞지 않습니다";
        MendedRight => "; then the signature is right", ". 그러면 서명이 맞습니다";
        MendedWrong =>
            "; the signature does not match the key even then",
            ". 그래도 서명은 키와 맞지 않습니다";
        SwappedRight =>
            "; the other way round the signature is right",
            ". 순서를 바꾸면 서명이 맞습니다";
        SwappedWrong =>
            "; the signature is wrong the other way round too",
            ". 순서를 바꿔도 서명이 맞지 않습니다";
        Like(algorithm: &'static str) => " (as {algorithm} makes)", ", {algorithm} 길이";
    }
}

fn with_other(together: bool) -> Option<Addition> {
    together.then_some(Addition::Together)
}

fn converted(verifies: bool) -> Addition {
    if verifies {
        Addition::ConvertedRight
    } else {
        Addition::ConvertedWrong
    }
}

fn mended(verifies: Option<bool>) -> Option<Addition> {
    verifies.map(|verifies| {
        if verifies {
            Addition::MendedRight
        } else {
            Addition::MendedWrong
        }
    })
}

fn swapped(verifies: Option<bool>) -> Option<Addition> {
    verifies.map(|verifies| {
        if verifies {
            Addition::SwappedRight
        } else {
            Addition::SwappedWrong
        }
    })
}

messages! {
    /// A key that is not the one of the header.
    enum OtherKey {
        Kid(kid: String) => "the key with the kid {kid}", "kid {kid}";
        Place(place: usize) => "key {place} (it has no kid)", "{place}번째 키, kid 없음";
    }
}

fn other_key(kid: Option<String>, place: usize) -> OtherKey {
    kid.map_or(OtherKey::Place(place), OtherKey::Kid)
}

/// The day of a moment: `2026-11-01`.
fn day(time: &Moment) -> String {
    time.say(Lang::En).chars().take(10).collect()
}
