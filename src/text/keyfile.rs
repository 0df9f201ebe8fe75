//! What the key commands say about the key file.

use super::typed::Typed;
use super::{Say, few};

/// A line of an answer, or a heading of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum KeyLine {
    /// A key came into the file.
    Added {
        name: String,
        what: String,
        path: String,
    },
    /// A key was written to a file of its own.
    Written {
        name: String,
        what: String,
        path: String,
    },
    /// A key left the file.
    Removed {
        name: String,
        what: String,
        path: String,
    },
    /// Another key signs than before.
    SignsNow {
        name: String,
    },
    /// The key that signs is the one that did.
    StillSigns {
        name: String,
    },
    /// No key can sign.
    NothingSigns,
    /// After a rotation: the old key is there still.
    KeptToVerify {
        name: String,
    },
    /// The headings of the list.
    Kid,
    Key,
    Alg,
    /// What a key is there for.
    Purpose,
    /// This key signs.
    Signs,
    /// This key could sign.
    CanSign,
    /// This key checks signatures only.
    Verifies,
    /// This key can't be used.
    Unusable {
        why: String,
    },
}

/// Something to know about an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum KeyNotice {
    /// An HMAC secret is not among the public keys.
    SecretLeftOut { name: String },
    /// A key can't be written in this format.
    LeftOut { name: String, why: String },
    /// Members that nobody knows are not among the public ones.
    MembersLeftOut { name: String, members: Vec<String> },
    /// A key that can neither sign nor verify was not taken in.
    NotImported { name: String, why: String },
    /// There are no keys.
    NoKeys { path: Typed },
}

/// Why a key command can't do what it should: exit 1.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum KeyFileProblem {
    /// Another key has the id.
    KidTaken { kid: Typed, path: Typed },
    /// The same key is there under some id.
    KeyTaken { name: String, path: Typed },
    /// An HMAC secret was asked for without `--private`.
    SecretIsPrivate { name: String },
    /// There is no key that could be told of.
    NoKeys { path: Typed },
    /// `--kid` names one key.
    KidForSeveral { count: usize },
    /// The seed of an ML-DSA key is not known, so no JWK can hold it.
    SeedUnknown { name: String },
}

/// What to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are named after what they advise")]
pub enum KeyFileHint {
    OtherKid,
    RemoveFirst,
    AskForPrivate,
    ImportOneByOne,
    ImportSeed,
    NameByThumbprint,
    Generate,
}

impl KeyFileProblem {
    /// A code that never changes and is never translated.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::KidTaken { .. } => "kid_taken",
            Self::KeyTaken { .. } => "key_taken",
            Self::SecretIsPrivate { .. } => "secret_is_private",
            Self::NoKeys { .. } => "no_keys",
            Self::KidForSeveral { .. } => "kid_for_several",
            Self::SeedUnknown { .. } => "seed_unknown",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> KeyFileHint {
        match self {
            Self::KidTaken { .. } => KeyFileHint::OtherKid,
            Self::KeyTaken { .. } => KeyFileHint::RemoveFirst,
            Self::SecretIsPrivate { .. } => KeyFileHint::AskForPrivate,
            Self::NoKeys { .. } => KeyFileHint::Generate,
            Self::KidForSeveral { .. } => KeyFileHint::ImportOneByOne,
            Self::SeedUnknown { .. } => KeyFileHint::ImportSeed,
        }
    }
}

impl Say for KeyLine {
    fn en(&self) -> String {
        match self {
            Self::Added { name, what, path } => format!("added {name} ({what}) to {path}"),
            Self::Written { name, what, path } => format!("wrote {name} ({what}) to {path}"),
            Self::Removed { name, what, path } => format!("removed {name} ({what}) from {path}"),
            Self::SignsNow { name } => format!("signs from now on: {name}"),
            Self::StillSigns { name } => format!("still signs: {name}"),
            Self::NothingSigns => "no key in it can sign".into(),
            Self::KeptToVerify { name } => format!("kept to verify what it signed: {name}"),
            Self::Kid => "kid".into(),
            Self::Key => "key".into(),
            Self::Alg => "alg".into(),
            Self::Purpose => "for".into(),
            Self::Signs => "signs".into(),
            Self::CanSign => "can sign".into(),
            Self::Verifies => "verifies".into(),
            Self::Unusable { why } => format!("unusable: {why}"),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Added { name, what, path } => format!("추가했습니다: {name} ({what}) → {path}"),
            Self::Written { name, what, path } => {
                format!("파일로 저장했습니다: {name} ({what}) → {path}")
            }
            Self::Removed { name, what, path } => {
                format!("삭제했습니다: {name} ({what}), 파일 {path}")
            }
            Self::SignsNow { name } => format!("이제부터 서명하는 키: {name}"),
            Self::StillSigns { name } => format!("서명하는 키는 그대로입니다: {name}"),
            Self::NothingSigns => "서명할 수 있는 키가 없습니다".into(),
            Self::KeptToVerify { name } => format!("이전 서명을 검증하려고 남겨 둔 키: {name}"),
            Self::Kid => "kid".into(),
            Self::Key => "키".into(),
            Self::Alg => "alg".into(),
            Self::Purpose => "용도".into(),
            Self::Signs => "현재 서명 키".into(),
            Self::CanSign => "서명 가능".into(),
            Self::Verifies => "검증 전용".into(),
            Self::Unusable { why } => format!("쓸 수 없음: {why}"),
        }
    }
}

impl Say for KeyNotice {
    fn en(&self) -> String {
        match self {
            Self::SecretLeftOut { name } => format!(
                "{name} is left out: an HMAC secret has no public part; --private includes it"
            ),
            Self::LeftOut { name, why } => format!("{name} is left out: {why}"),
            Self::MembersLeftOut { name, members } => format!(
                "left out of {name}, since they are not known to be public: {}",
                few(members).en()
            ),
            Self::NotImported { name, why } => format!("{name} is not imported: {why}"),
            Self::NoKeys { path } => format!("there are no keys in {path}"),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::SecretLeftOut { name } => format!(
                "HMAC 비밀 키에는 공개할 부분이 없어 뺐습니다: {name} (--private 옵션을 쓰면 포함됩니다)"
            ),
            Self::LeftOut { name, why } => format!("뺀 키: {name} ({why})"),
            Self::MembersLeftOut { name, members } => format!(
                "공개해도 되는지 알 수 없는 필드를 뺐습니다: {} (키: {name})",
                few(members).ko()
            ),
            Self::NotImported { name, why } => format!("가져오지 않은 키: {name} ({why})"),
            Self::NoKeys { path } => format!("키가 없습니다: {path}"),
        }
    }
}

impl Say for KeyFileProblem {
    fn en(&self) -> String {
        match self {
            Self::KidTaken { kid, path } => format!("{path} has a key with the kid {kid} already"),
            Self::KeyTaken { name, path } => {
                format!("{path} has this very key already, as {name}")
            }
            Self::SecretIsPrivate { name } => {
                format!("{name} is an HMAC secret and has no public part")
            }
            Self::NoKeys { path } => format!("there is no key in {path}"),
            Self::KidForSeveral { count } => {
                format!("--kid names one key, and there are {count} to import")
            }
            Self::SeedUnknown { name } => format!(
                "{name} is an ML-DSA private key without its seed, and a JWK holds the seed alone (RFC 9964 §3)"
            ),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::KidTaken { kid, path } => format!("이미 사용 중인 kid입니다: {kid} ({path})"),
            Self::KeyTaken { name, path } => format!("이미 들어 있는 키입니다: {name} ({path})"),
            Self::SecretIsPrivate { name } => {
                format!("HMAC 비밀 키에는 공개할 부분이 없습니다: {name}")
            }
            Self::NoKeys { path } => format!("키가 없습니다: {path}"),
            Self::KidForSeveral { count } => {
                format!("--kid 옵션은 키 하나에만 쓸 수 있습니다 (가져올 키 {count}개)")
            }
            Self::SeedUnknown { name } => format!(
                "시드가 없는 ML-DSA 개인 키라서 JWK로 나타낼 수 없습니다: {name} (RFC 9964 §3)"
            ),
        }
    }
}

impl Say for KeyFileHint {
    fn en(&self) -> String {
        match self {
            Self::OtherKid => "choose another with --kid ID",
            Self::RemoveFirst => "to replace it: tokenry key remove KID, then import again",
            Self::AskForPrivate => "with --private the secret itself is written",
            Self::ImportOneByOne => "leave --kid out, or import the keys one by one",
            Self::ImportSeed => "import the key in the form that holds its seed",
            Self::NameByThumbprint => {
                "name it by its thumbprint: tokenry key thumbprint shows them all"
            }
            Self::Generate => "make one: tokenry key generate --alg ES256",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self {
            Self::OtherKid => "--kid ID 옵션으로 다른 이름을 정하세요",
            Self::RemoveFirst => {
                "바꾸려면 tokenry key remove KID 명령으로 삭제하고 다시 가져오세요"
            }
            Self::AskForPrivate => "--private 옵션을 쓰면 비밀 키 자체를 내보냅니다",
            Self::ImportOneByOne => "--kid 옵션을 빼거나 키를 하나씩 가져오세요",
            Self::ImportSeed => "시드가 들어 있는 형식의 키를 가져오세요",
            Self::NameByThumbprint => {
                "지문으로 지정하세요. tokenry key thumbprint 명령이 모든 지문을 보여 줍니다"
            }
            Self::Generate => "새로 만드세요: tokenry key generate --alg ES256",
        }
        .into()
    }
}
