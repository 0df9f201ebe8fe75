//! The story: its stops, what happens at each, and the words around them.

use self::Act::{Forge, LookIntoUsers, Run, Wait};
use crate::text::{Words, length, messages};

/// A command of the story.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// What is typed behind `tokenry`. `'…'` is one word, and `"$NAME"` a variable of the story's shell.
    pub(super) typed: &'static str,
    /// Whether the password comes on standard input.
    pub(super) password: bool,
    /// The variable that takes what it prints.
    pub(super) into: Option<&'static str>,
    /// The exit code that the story tells of.
    pub(super) exit: u8,
}

const fn line(typed: &'static str) -> Line {
    Line {
        typed,
        password: false,
        into: None,
        exit: 0,
    }
}

impl Line {
    const fn with_password(self) -> Self {
        Self {
            password: true,
            ..self
        }
    }

    const fn into(self, variable: &'static str) -> Self {
        Self {
            into: Some(variable),
            ..self
        }
    }

    const fn exits(self, exit: u8) -> Self {
        Self { exit, ..self }
    }
}

/// What happens at a stop.
#[derive(Clone, Copy)]
pub(super) enum Act {
    Run(Line),
    /// The payload is changed and put back under the old signature.
    Forge,
    /// The clock is moved.
    Wait,
    /// The user file is looked at.
    LookIntoUsers,
}

/// A stop of the tour.
pub(super) struct Stop {
    /// The name for programs; never translated.
    pub(super) code: &'static str,
    pub(super) title: Words,
    /// What to look for.
    pub(super) look: Words,
    pub(super) acts: &'static [Act],
}

macro_rules! stops {
    ($($code:literal => $title:literal, $title_ko:literal; $look:literal, $look_ko:literal; $acts:expr;)+) => {
        [$(Stop {
            code: $code,
            title: Words { en: $title, ko: $title_ko },
            look: Words { en: $look, ko: $look_ko },
            acts: &$acts,
        }),+]
    };
}

/// The stops in their order: name, title, what to look for, what happens.
pub(super) const STOPS: [Stop; 10] = stops! {
    "add_user" =>
        "a user", "사용자 만들기";
        "only a hash of the password is stored: look for $argon2id$; the password itself is nowhere",
        "비밀번호는 해시로만 저장합니다. 파일에 비밀번호는 없고 $argon2id$로 시작하는 값만 있는지 확인해 보세요";
        [
            Run(line("user add hongsun2 --full-name 'Hong Sun' --email hongsun@example.com --password-stdin").with_password()),
            LookIntoUsers,
        ];
    "login" =>
        "the login", "로그인";
        "the right password buys two tokens: an access token, which lives fifteen minutes and is shown to every \
         service, and a refresh token, which only buys new ones; the key that signs both is made on the way",
        "비밀번호가 맞으면 토큰을 두 개 받습니다. 하나는 서비스에 보여 주는 수명이 짧은 액세스 토큰, 다른 하나는 새 \
         토큰을 받는 데만 쓰는 리프레시 토큰입니다. 서명 키는 처음 필요할 때 저절로 만들어집니다";
        [Run(line("login hongsun2 --password-stdin").with_password())];
    "whoami" =>
        "the token at work", "토큰 사용하기";
        "no password any more: the access token alone tells who is there; look at the time left",
        "이제 비밀번호는 필요 없습니다. 액세스 토큰만으로 누구인지 알 수 있습니다. 남은 시간을 확인해 보세요";
        [Run(line("whoami"))];
    "decode" =>
        "what is in the token", "토큰 들여다보기";
        "a token is three texts with dots between them, and anybody can read the first two; look for sub and exp, \
         and at the last line: nothing was verified",
        "토큰은 점으로 이어진 텍스트 세 개이고, 앞의 두 개는 누구나 읽을 수 있습니다. sub와 exp를 찾아보고 마지막 \
         줄도 보세요. 아직 아무것도 검증하지 않았습니다";
        [Run(line("refresh --if-expiring 1m --output token").into("TOKEN")), Run(line(r#"decode "$TOKEN""#))];
    "verify" =>
        "whether it is genuine", "진짜 토큰인지 검증하기";
        "with the key the claims can be trusted, or refused; look at the checks, one a line: all of them pass",
        "키가 있으면 클레임을 믿어도 되는지 가릴 수 있습니다. 검사 결과를 한 줄씩 보세요. 모두 통과합니다";
        [Run(line(r#"verify --verbose "$TOKEN""#))];
    "tamper" =>
        "the forgery", "토큰 위조하기";
        "somebody writes admin where hongsun2 stood, encodes the payload again and keeps the signature; decode \
         believes it, verify does not: look for signature_mismatch; without the key nobody can make the right \
         signature",
        "누군가 hongsun2 자리에 admin을 적어 넣고 페이로드를 다시 인코딩한 뒤 서명은 그대로 둡니다. decode는 속지만 \
         verify는 속지 않습니다. signature_mismatch를 찾아보세요. 키가 없으면 맞는 서명을 만들 수 없습니다";
        [
            Run(line(r#"decode "$TOKEN" --get ''"#).into("PAYLOAD")),
            Forge,
            Run(line(r#"decode "$FORGED" --get sub"#)),
            Run(line(r#"verify "$FORGED""#).exits(4)),
        ];
    "expire" =>
        "the end of the token", "토큰 만료";
        "with --at the clock is another: sixteen minutes from now the signature is still right, and the token is \
         refused all the same; look at the error, which says when it ended",
        "--at 옵션으로 16분 뒤의 시각을 기준으로 검사합니다. 서명은 여전히 맞지만 토큰은 거부됩니다. 언제 만료되었는지 오류를 보세요";
        [Run(line("whoami --at 16m").exits(5))];
    "refresh" =>
        "a new token", "토큰 갱신하기";
        "the refresh token buys a new pair and is spent by that; look at the time left: hongsun2 is the user again",
        "리프레시 토큰으로 새 토큰 한 쌍을 받습니다. 한 번 쓴 리프레시 토큰은 더 이상 쓸 수 없습니다. 남은 시간을 \
         보세요. hongsun2 계정을 다시 쓸 수 있습니다";
        [Wait, Run(line("refresh")), Run(line("whoami"))];
    "disable" =>
        "the account is disabled", "계정 비활성화";
        "somebody leaves the company, with a token in hand that is good for another quarter of an hour",
        "누군가 퇴사했습니다. 토큰은 아직 그 사람 손에 있고 15분 동안은 만료되지 않습니다";
        [Run(line("user disable hongsun2"))];
    "refused" =>
        "refused everywhere", "어디서나 거부";
        "the signature is right and nothing has expired, but whoami and refresh look the account up: look at what the errors say; a service that only verifies tokens learns of it when they expire, and that is why they live \
         so short",
        "서명도 맞고 만료되지도 않았지만 거부됩니다. whoami와 refresh는 계정도 확인하기 때문입니다. 오류를 보세요. 토큰만 검증하는 서비스는 토큰이 만료될 때까지 이 사실을 모릅니다. 그래서 액세스 토큰의 수명을 짧게 \
         둡니다";
        [Run(line("whoami").exits(10)), Run(line("refresh").exits(10))];
};

/// What to try after the tour.
pub(super) const NEXT: [(&str, Guide); 5] = [
    ("tokenry issue --sub you --explain", Guide::NextExplain),
    (
        "tokenry issue --sub you --explain=html > token.html",
        Guide::NextPage,
    ),
    ("tokenry tour --step --dir tour", Guide::NextKeep),
    ("tokenry key generate --alg ES256", Guide::NextKey),
    ("tokenry --help", Guide::NextHelp),
];

messages! {
    /// The words around the stops.
    pub(super) enum Guide {
        Welcome =>
            "the story of a token in ten stops: every command is real, and so is what it says",
            "열 단계로 보는 토큰 이야기. 명령은 모두 실제로 실행하고 출력도 그대로 보여 줍니다";
        In { path: String } =>
            "all of it happens in {path}, which is gone afterwards; tokenry tour --dir DIR keeps it",
            "작업 디렉터리: {path} (끝나면 지웁니다. 남겨 두려면 tokenry tour --dir DIR)";
        InKept { path: String } =>
            "all of it happens in {path}, which stays",
            "작업 디렉터리: {path} (끝나도 남겨 둡니다)";
        Clock { seconds: i64 as length } =>
            "(the clock is moved: {seconds} later)",
            "(시계를 옮겨 {seconds} 뒤)";
        PressEnter => "press Enter to go on …", "계속하려면 Enter …";
        NoTerminal =>
            "standard input is no terminal, so the tour does not wait",
            "표준 입력이 터미널이 아니어서 기다리지 않고 진행합니다";
        Next => "what to try next", "다음에 해 볼 것";
        NextStay =>
            "go on in the directory of the tour",
            "둘러보기 디렉터리에서 계속하기";
        NextExplain =>
            "how a token is made, byte by byte, with commands for openssl",
            "토큰이 만들어지는 과정을 바이트 단위로, openssl 명령과 함께";
        NextPage =>
            "the same as a page for a class",
            "같은 내용을 수업용 웹 페이지로";
        NextKeep =>
            "the tour again, its files kept to look into",
            "파일을 남겨 두고 다시 둘러보기";
        NextKey =>
            "a key pair, so that those who verify can't sign",
            "키 쌍 만들기. 검증하는 쪽은 서명할 수 없게 됩니다";
        NextHelp => "everything else", "그 밖의 모든 것";
        Astray { command: String, exit: u8 } =>
            "the tour went astray, exit code {exit}: {command}",
            "둘러보기 도중 예상과 다른 결과가 나왔습니다(종료 코드 {exit}): {command}";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::{Row, check};

    #[test]
    fn the_stops_are_told_in_both_languages() {
        check(&STOPS.each_ref().map(|stop| Row::of(stop.code, &stop.title)));
        check(&STOPS.each_ref().map(|stop| Row::of(stop.code, &stop.look)));
    }
}
