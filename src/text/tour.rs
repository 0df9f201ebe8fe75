//! The words of the tour.

use super::{Lang, Say, time};

/// A stop of the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the titles below say what each is")]
pub enum Stop {
    AddUser,
    Login,
    WhoAmI,
    Decode,
    Verify,
    Tamper,
    Expire,
    Refresh,
    Disable,
    Refused,
}

impl Stop {
    /// The stops in their order.
    pub const ALL: [Self; 10] = [
        Self::AddUser,
        Self::Login,
        Self::WhoAmI,
        Self::Decode,
        Self::Verify,
        Self::Tamper,
        Self::Expire,
        Self::Refresh,
        Self::Disable,
        Self::Refused,
    ];

    /// The name for programs; never translated.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AddUser => "add_user",
            Self::Login => "login",
            Self::WhoAmI => "whoami",
            Self::Decode => "decode",
            Self::Verify => "verify",
            Self::Tamper => "tamper",
            Self::Expire => "expire",
            Self::Refresh => "refresh",
            Self::Disable => "disable",
            Self::Refused => "refused",
        }
    }
}

/// What happens at a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title(pub Stop);

impl Say for Title {
    fn en(&self) -> String {
        match self.0 {
            Stop::AddUser => "a user",
            Stop::Login => "the login",
            Stop::WhoAmI => "the token at work",
            Stop::Decode => "what is in the token",
            Stop::Verify => "whether it is genuine",
            Stop::Tamper => "the forgery",
            Stop::Expire => "the end of the token",
            Stop::Refresh => "a new token",
            Stop::Disable => "the account is disabled",
            Stop::Refused => "refused everywhere",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self.0 {
            Stop::AddUser => "사용자 만들기",
            Stop::Login => "로그인",
            Stop::WhoAmI => "토큰 사용하기",
            Stop::Decode => "토큰 들여다보기",
            Stop::Verify => "진짜 토큰인지 검증하기",
            Stop::Tamper => "토큰 위조하기",
            Stop::Expire => "토큰 만료",
            Stop::Refresh => "토큰 갱신하기",
            Stop::Disable => "계정 비활성화",
            Stop::Refused => "어디서나 거부",
        }
        .into()
    }
}

/// What to look for at a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look(pub Stop);

impl Say for Look {
    fn en(&self) -> String {
        match self.0 {
            Stop::AddUser => "only a hash of the password is stored: look for $argon2id$; the password itself is nowhere",
            Stop::Login => "the right password buys two tokens: an access token, which lives fifteen minutes and is shown to every service, and a refresh token, which only buys new ones; the key that signs both is made on the way",
            Stop::WhoAmI => "no password any more: the access token alone tells who is there; look at the time left",
            Stop::Decode => "a token is three texts with dots between them, and anybody can read the first two; look for sub and exp, and at the last line: nothing was verified",
            Stop::Verify => "with the key the claims can be trusted, or refused; look at the checks, one a line: all of them pass",
            Stop::Tamper => "somebody writes admin where hongsun2 stood, encodes the payload again and keeps the signature; decode believes it, verify does not: look for signature_mismatch; without the key nobody can make the right signature",
            Stop::Expire => "with --at the clock is another: sixteen minutes from now the signature is still right, and the token is refused all the same; look for expired",
            Stop::Refresh => "the refresh token buys a new pair and is spent by that; look at the time left: hongsun2 is the user again",
            Stop::Disable => "somebody leaves the company, with a token in hand that is good for another quarter of an hour",
            Stop::Refused => "the signature is right and nothing has expired, but whoami and refresh look the account up: look at the check account; a service that only verifies tokens learns of it when they expire, and that is why they live so short",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self.0 {
            Stop::AddUser => "비밀번호는 해시로만 저장합니다. 파일에 비밀번호는 없고 $argon2id$로 시작하는 값만 있는지 확인해 보세요",
            Stop::Login => "비밀번호가 맞으면 토큰을 두 개 받습니다. 하나는 서비스에 보여 주는 수명이 짧은 액세스 토큰, 다른 하나는 새 토큰을 받는 데만 쓰는 리프레시 토큰입니다. 서명 키는 처음 필요할 때 저절로 만들어집니다",
            Stop::WhoAmI => "이제 비밀번호는 필요 없습니다. 액세스 토큰만으로 누구인지 알 수 있습니다. 남은 시간을 확인해 보세요",
            Stop::Decode => "토큰은 점으로 이어진 텍스트 세 개이고, 앞의 두 개는 누구나 읽을 수 있습니다. sub와 exp를 찾아보고 마지막 줄도 보세요. 아직 아무것도 검증하지 않았습니다",
            Stop::Verify => "키가 있으면 클레임을 믿어도 되는지 가릴 수 있습니다. 검사 결과를 한 줄씩 보세요. 모두 통과합니다",
            Stop::Tamper => "누군가 hongsun2 자리에 admin을 적어 넣고 페이로드를 다시 인코딩한 뒤 서명은 그대로 둡니다. decode는 속지만 verify는 속지 않습니다. signature_mismatch를 찾아보세요. 키가 없으면 맞는 서명을 만들 수 없습니다",
            Stop::Expire => "--at 옵션으로 16분 뒤의 시각을 기준으로 검사합니다. 서명은 여전히 맞지만 토큰은 거부됩니다. expired를 찾아보세요",
            Stop::Refresh => "리프레시 토큰으로 새 토큰 한 쌍을 받습니다. 한 번 쓴 리프레시 토큰은 더 이상 쓸 수 없습니다. 남은 시간을 보세요. hongsun2 계정을 다시 쓸 수 있습니다",
            Stop::Disable => "누군가 퇴사했습니다. 토큰은 아직 그 사람 손에 있고 15분 동안은 만료되지 않습니다",
            Stop::Refused => "서명도 맞고 만료되지도 않았지만 거부됩니다. whoami와 refresh는 계정도 확인하기 때문입니다. account 검사를 보세요. 토큰만 검증하는 서비스는 토큰이 만료될 때까지 이 사실을 모릅니다. 그래서 액세스 토큰의 수명을 짧게 둡니다",
        }
        .into()
    }
}

/// The words around the stops.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences below use them"
)]
pub enum Guide {
    Welcome,
    /// Where it all happens.
    In {
        path: String,
    },
    /// Where it all happens, and stays.
    InKept {
        path: String,
    },
    Clock {
        seconds: i64,
    },
    PressEnter,
    NoTerminal,
    Next,
    NextStay,
    NextExplain,
    NextPage,
    NextKeep,
    NextKey,
    NextHelp,
    /// A command came to something else than the story tells.
    Astray {
        command: String,
        exit: u8,
    },
}

impl Say for Guide {
    fn en(&self) -> String {
        match self {
            Self::Welcome => {
                "the story of a token in ten stops: every command is real, and so is what it says"
                    .into()
            }
            Self::In { path } => format!(
                "all of it happens in {path}, which is gone afterwards; tokenry tour --dir DIR keeps it"
            ),
            Self::InKept { path } => format!("all of it happens in {path}, which stays"),
            Self::Clock { seconds } => {
                format!(
                    "(the clock is moved: {} later)",
                    time::length(*seconds, Lang::En)
                )
            }
            Self::PressEnter => "press Enter to go on …".into(),
            Self::NoTerminal => "standard input is no terminal, so the tour does not wait".into(),
            Self::Next => "what to try next".into(),
            Self::NextStay => "go on in the directory of the tour".into(),
            Self::NextExplain => {
                "how a token is made, byte by byte, with commands for openssl".into()
            }
            Self::NextPage => "the same as a page for a class".into(),
            Self::NextKeep => "the tour again, its files kept to look into".into(),
            Self::NextKey => "a key pair, so that those who verify can't sign".into(),
            Self::NextHelp => "everything else".into(),
            Self::Astray { command, exit } => {
                format!("the tour went astray, exit code {exit}: {command}")
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Welcome => {
                "열 단계로 보는 토큰 이야기. 명령은 모두 실제로 실행하고 출력도 그대로 보여 줍니다"
                    .into()
            }
            Self::In { path } => format!(
                "작업 디렉터리: {path} (끝나면 지웁니다. 남겨 두려면 tokenry tour --dir DIR)"
            ),
            Self::InKept { path } => format!("작업 디렉터리: {path} (끝나도 남겨 둡니다)"),
            Self::Clock { seconds } => {
                format!("(시계를 옮겨 {} 뒤)", time::length(*seconds, Lang::Ko))
            }
            Self::PressEnter => "계속하려면 Enter …".into(),
            Self::NoTerminal => "표준 입력이 터미널이 아니어서 기다리지 않고 진행합니다".into(),
            Self::Next => "다음에 해 볼 것".into(),
            Self::NextStay => "둘러보기 디렉터리에서 계속하기".into(),
            Self::NextExplain => {
                "토큰이 만들어지는 과정을 바이트 단위로, openssl 명령과 함께".into()
            }
            Self::NextPage => "같은 내용을 수업용 웹 페이지로".into(),
            Self::NextKeep => "파일을 남겨 두고 다시 둘러보기".into(),
            Self::NextKey => "키 쌍 만들기. 검증하는 쪽은 서명할 수 없게 됩니다".into(),
            Self::NextHelp => "그 밖의 모든 것".into(),
            Self::Astray { command, exit } => {
                format!("둘러보기 도중 예상과 다른 결과가 나왔습니다(종료 코드 {exit}): {command}")
            }
        }
    }
}
