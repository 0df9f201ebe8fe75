//! What the checks saw that look beyond the token: its session and its account.

use super::messages;
use super::typed::Typed;

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
