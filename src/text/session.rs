//! What the checks saw that look beyond the token: its session and its account.

use super::Say;
use super::typed::Typed;

/// One thing that such a check saw.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum AccountDetail {
    /// The family of the token is active.
    SessionActive,
    /// It was revoked, by a logout or because a retired token came back.
    SessionRevoked,
    /// It belongs to an account of another user file.
    SessionOfOtherFile { users: Typed },
    /// No family of this id and this user is known.
    SessionUnknown,
    /// Skipped: the session ended with its tokens, and the token has expired too.
    SessionOver,
    /// Skipped: the account is unknown or disabled, which ends its sessions.
    SessionOverWithAccount,
    /// A retired refresh token came back, and its family has been revoked for that (RFC 9700 §4.14.2).
    Reused,
    /// The account is there and active.
    Active { name: String },
    /// There is no such account.
    Unknown { name: String },
    /// The account is disabled.
    Disabled { name: String },
}

impl Say for AccountDetail {
    fn en(&self) -> String {
        match self {
            Self::SessionActive => "the session is active".into(),
            Self::SessionRevoked => "the session has been revoked".into(),
            Self::SessionOfOtherFile { users } => {
                format!("the session belongs to another user file, {users}")
            }
            Self::SessionUnknown => "no such session is known here".into(),
            Self::SessionOver => "the session is over, as the token is".into(),
            Self::SessionOverWithAccount => {
                "the session is over, as the account is not active".into()
            }
            Self::Reused => {
                "this refresh token was used before; in case it was stolen, the whole session is revoked now".into()
            }
            Self::Active { name } => format!("the account {name} is active"),
            Self::Unknown { name } => format!("there is no user {name}"),
            Self::Disabled { name } => format!("the account {name} is disabled"),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::SessionActive => "활성 세션입니다".into(),
            Self::SessionRevoked => "폐기된 세션입니다".into(),
            Self::SessionOfOtherFile { users } => {
                format!("다른 사용자 파일의 세션입니다: {users}")
            }
            Self::SessionUnknown => "여기에 기록이 없는 세션입니다".into(),
            Self::SessionOverWithAccount => "활성 계정이 아니어서 끝난 세션입니다".into(),
            Self::SessionOver => "토큰과 함께 끝난 세션입니다".into(),
            Self::Reused => {
                "이미 사용한 리프레시 토큰입니다. 도난에 대비해 이 세션 전체를 폐기했습니다".into()
            }
            Self::Active { name } => format!("활성 계정입니다: {name}"),
            Self::Unknown { name } => format!("없는 사용자입니다: {name}"),
            Self::Disabled { name } => format!("비활성화된 계정입니다: {name}"),
        }
    }
}
