//! What the key commands say about the key file.

use crate::keys::messages::KeyProblem;
use crate::text::typed::Typed;
use crate::text::{few, messages};

messages! {
    /// A line of an answer, or a heading of the list.
    pub enum KeyLine {
        Added { name: String, what: String, path: String } =>
            "added {name} ({what}) to {path}",
            "추가했습니다: {name} ({what}) → {path}";
        Written { name: String, what: String, path: String } =>
            "wrote {name} ({what}) to {path}",
            "파일로 저장했습니다: {name} ({what}) → {path}";
        Removed { name: String, what: String, path: String } =>
            "removed {name} ({what}) from {path}",
            "삭제했습니다: {name} ({what}), 파일 {path}";
        SignsNow { name: String } => "signs from now on: {name}", "이제부터 서명하는 키: {name}";
        StillSigns { name: String } => "still signs: {name}", "서명하는 키는 그대로입니다: {name}";
        NothingSigns => "no key in it can sign", "서명할 수 있는 키가 없습니다";
        KeptToVerify { name: String } =>
            "kept to verify what it signed: {name}",
            "이전 서명을 검증하려고 남겨 둔 키: {name}";
        Kid => "kid", same;
        Key => "key", "키";
        Alg => "alg", same;
        Purpose => "for", "용도";
        Signs => "signs", "현재 서명 키";
        CanSign => "can sign", "서명 가능";
        Verifies => "verifies", "검증 전용";
        VerifiesToken => "verifies it", "토큰 검증";
        Yes => "yes", "예";
        Unusable { why: String } => "unusable: {why}", "쓸 수 없음: {why}";
    }
}

messages! {
    /// Something to know about an answer.
    pub enum KeyNotice {
        SecretLeftOut { name: String } =>
            "{name} is left out: an HMAC secret has no public part; --private includes it",
            "HMAC 비밀 키에는 공개할 부분이 없어 뺐습니다: {name} (--private 옵션을 쓰면 포함됩니다)";
        LeftOut { name: String, why: String } =>
            "{name} is left out: {why}",
            "뺀 키: {name} ({why})";
        MembersLeftOut { name: String, members: Vec<String> as few } =>
            "left out of {name}, since they are not known to be public: {members}",
            "공개해도 되는지 알 수 없는 필드를 뺐습니다: {members} (키: {name})";
        NotImported { name: String, why: String } =>
            "{name} is not imported: {why}",
            "가져오지 않은 키: {name} ({why})";
        NoKeys { path: Typed } => "there are no keys in {path}", "키가 없습니다: {path}";
    }
}

messages! {
    /// Why a key command can't do what it should: exit 1.
    pub enum KeyFileProblem: Problem {
        KidTaken { kid: Typed, path: Typed } ["kid_taken", hint KeyFileHint::OtherKid] =>
            "{path} has a key with the kid {kid} already",
            "이미 사용 중인 kid입니다: {kid} ({path})";
        KeyTaken { name: String, path: Typed } ["key_taken", hint KeyFileHint::RemoveFirst] =>
            "{path} has this very key already, as {name}",
            "이미 들어 있는 키입니다: {name} ({path})";
        SecretIsPrivate { name: String } ["secret_is_private", hint KeyFileHint::AskForPrivate] =>
            "{name} is an HMAC secret and has no public part",
            "HMAC 비밀 키에는 공개할 부분이 없습니다: {name}";
        NoFingerprint { name: String } ["secret_is_private", hint KeyFileHint::Thumbprint] =>
            "{name} is an HMAC secret: a fingerprint is of a public key, and it has none",
            "HMAC 시크릿 키에는 공개 키가 없어 핑거프린트를 만들 수 없습니다: {name}";
        NoKeys { path: Typed } ["no_keys", hint KeyFileHint::Generate] =>
            "there is no key in {path}",
            "키가 없습니다: {path}";
        KidForSeveral { count: usize } ["kid_for_several", hint KeyFileHint::ImportOneByOne] =>
            "--kid names one key, and there are {count} to import",
            "--kid 옵션은 키 하나에만 쓸 수 있습니다 (가져올 키 {count}개)";
        SeedUnknown { name: String } ["seed_unknown", hint KeyFileHint::ImportSeed] =>
            "{name} is an ML-DSA private key without its seed, and a JWK holds the seed alone (RFC 9964 §3)",
            "시드가 없는 ML-DSA 개인 키라서 JWK로 나타낼 수 없습니다: {name} (RFC 9964 §3)";
        Key(problem: KeyProblem) [problem.code(), hint = problem.hint()] => "{problem}", same;
    }
}

messages! {
    /// What to do about it.
    #[derive(Copy)]
    pub enum KeyFileHint {
        OtherKid =>
            "choose another with --kid ID",
            "--kid ID 옵션으로 다른 이름을 정하세요";
        RemoveFirst =>
            "to replace it: tokenry key remove KID, then import again",
            "바꾸려면 tokenry key remove KID 명령으로 삭제하고 다시 가져오세요";
        AskForPrivate =>
            "with --private the secret itself is written",
            "--private 옵션을 쓰면 비밀 키 자체를 내보냅니다";
        ImportOneByOne =>
            "leave --kid out, or import the keys one by one",
            "--kid 옵션을 빼거나 키를 하나씩 가져오세요";
        ImportSeed =>
            "import the key in the form that holds its seed",
            "시드가 들어 있는 형식의 키를 가져오세요";
        NameByThumbprint =>
            "name it by its thumbprint: tokenry key thumbprint shows them all",
            "지문으로 지정하세요. tokenry key thumbprint 명령이 모든 지문을 보여 줍니다";
        Thumbprint =>
            "its thumbprint is shown by tokenry key thumbprint FILE",
            "지문은 tokenry key thumbprint FILE 명령으로 확인하세요";
        Generate =>
            "make one: tokenry key generate --alg ES256",
            "새로 만드세요: tokenry key generate --alg ES256";
    }
}
