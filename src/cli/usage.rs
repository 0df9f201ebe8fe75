//! What can be wrong with a command line: exit 2.

use std::fmt;

use crate::text::typed::Typed;
use crate::text::{Lang, Say, messages};

messages! {
    /// Why a command line was not understood.
    pub enum Usage {
        NoCommand => "a subcommand is missing", "하위 명령이 없습니다";
        UnknownCommand { name: Typed } =>
            "there is no subcommand '{name}'",
            "없는 하위 명령입니다: {name}";
        UnknownOption { name: Typed } =>
            "there is no option '{name}' here",
            "여기에 쓸 수 없는 옵션입니다: {name}";
        UnexpectedWord { word: Option<Typed> } => { match word {
            Some(word) => "'{word}' is one word too many", "필요 없는 인자입니다: {word}";
            None => "there is one word too many", "필요 없는 인자가 있습니다";
        } };
        MissingValue { option: String } =>
            "{option} needs a value",
            "값이 필요한 옵션입니다: {option}";
        UnexpectedValue { option: String } =>
            "{option} takes no value",
            "값을 받지 않는 옵션입니다: {option}";
        BadValue { option: String, value: Typed, why: Option<Unreadable> } => { match why {
            Some(why) =>
                "{option}: '{value}' is not {why}",
                "{option}: 값을 이해할 수 없습니다: '{value}' (필요한 값: {why})";
            None =>
                "{option}: '{value}' is not one of its values",
                "{option}: 쓸 수 없는 값입니다: '{value}'";
        } };
        Missing { what: String } => "missing: {what}", "빠진 인자가 있습니다: {what}";
        Conflict { option: String, others: Vec<String> } => { match others.as_slice() {
            [] =>
                "{option} can't be used together with what else is given",
                "다른 옵션과 함께 쓸 수 없습니다: {option}";
            _ =>
                "{option} and {others} can't be used together",
                "함께 쓸 수 없는 옵션입니다: {option}, {others}";
        } };
        Repeated { option: String } =>
            "{option} is given twice",
            "두 번 지정한 옵션입니다: {option}";
        NotUtf8 => "an argument is not UTF-8", "UTF-8이 아닌 인자가 있습니다";
        ClaimTwice { name: Typed } =>
            "the claim {name} is given twice",
            "같은 클레임을 두 번 지정했습니다: {name}";
        HeaderTwice { name: Typed } =>
            "the header parameter {name} is given twice",
            "같은 헤더 매개변수를 두 번 지정했습니다: {name}";
        HeaderAlg =>
            "--header can't set alg: the key decides it, or --alg",
            "--header로는 alg를 정할 수 없습니다. 키나 --alg 옵션으로 정합니다";
        HeaderUnencoded =>
            "--header: b64 must be true, tokenry signs no unencoded payload (RFC 7797)",
            "--header: b64 값은 true여야 합니다. 인코딩하지 않은 페이로드(RFC 7797)에는 서명하지 않습니다";
        PayloadNotAnObject { problem: String } => "--payload: {problem}", same;
        NoToken => "there is no token", "토큰이 없습니다";
        TwoTokens { first: String, second: String } =>
            "the text holds two different tokens: at {first} and at {second}",
            "서로 다른 토큰이 두 개 있습니다: {first}, {second}";
        TwoReaders { first: &'static str, second: &'static str } =>
            "{first} and {second} can't both read standard input",
            "둘 다 표준 입력을 읽을 수는 없습니다: {first}, {second}";
        EnvMissing { option: &'static str, name: Option<Typed> } => { match name {
            None =>
                "{option}: there is no environment variable of that name",
                "{option}: 그런 이름의 환경 변수가 없습니다";
            Some(name) =>
                "{option}: there is no environment variable {name}",
                "{option}: 환경 변수가 없습니다: {name}";
        } };
        PayloadWaits =>
            "a JSON object waits on standard input, and nothing reads it",
            "표준 입력에 JSON 객체가 있지만 읽는 옵션이 없습니다";
        TokenWaits =>
            "a token waits on standard input, and --if-expiring is about the stored login",
            "표준 입력에 토큰이 있지만 --if-expiring은 저장된 로그인만 갱신합니다";
        RemoteCantSign { option: &'static str } =>
            "{option}: a published key set is public and can't sign",
            "{option}: 공개된 키 세트로는 서명할 수 없습니다";
        StoredTokenLost =>
            "--no-save needs a token: the stored refresh token would be retired, and the new one lost",
            "--no-save에는 토큰이 필요합니다. 저장된 리프레시 토큰이 폐기되고 새 토큰은 저장되지 않기 때문입니다";
        KeySize { algorithm: &'static str, sizes: KeySizes } =>
            "--size: a key for {algorithm} has {sizes}",
            "--size: {algorithm} 키의 크기: {sizes}";
        BeyondCalendar { option: &'static str } =>
            "{option}: the moment is beyond the calendar",
            "{option}: 달력 범위를 벗어난 시각입니다";
    }
}

messages! {
    /// Which sizes a key can have.
    #[derive(Copy)]
    pub enum KeySizes {
        Rsa => "2048, 3072, 4096 or 8192 bits", "2048, 3072, 4096, 8192비트";
        Secret { least: usize, most: usize } =>
            "{least} to {most} bits in steps of 8",
            "{least}~{most}비트 (8의 배수)";
        Fixed => "one size only, so leave --size out", "크기가 정해져 있으므로 이 옵션을 빼세요";
    }
}

messages! {
    /// Why a value was not understood.
    #[derive(Copy)]
    pub enum Unreadable {
        When =>
            "a time such as 2026-11-23T02:00:00Z, 2026-11-23, Unix seconds, now, or 15m, 7d, -5m from now",
            "시각. 예: 2026-11-23T02:00:00Z, 2026-11-23, Unix 초, now, 지금부터 15m·7d·-5m";
        Duration =>
            "a length of time such as 30s, 15m, 1h30m or 7d",
            "기간. 예: 30s, 15m, 1h30m, 7d";
        Zone =>
            "a time zone: utc, local or an offset such as +09:00",
            "시간대. utc, local 또는 +09:00 같은 오프셋";
        Member => "NAME=TEXT or NAME:=JSON", "NAME=TEXT 또는 NAME:=JSON 형식";
        Json => "JSON after :=", ":= 뒤에 오는 JSON";
        JsonTwice =>
            "JSON whose members each occur once",
            "멤버가 중복되지 않는 JSON";
        Threads => "a number from 1 to 1024", "1에서 1024까지의 숫자";
        Empty => "a name", "빈 값이 아닌 이름";
    }
}

impl Usage {
    /// The code of every one of them.
    pub const CODE: &str = "usage";
}

/// clap wants its value parsers to fail with an error that can be displayed.
impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(Lang::En, formatter)
    }
}

impl std::error::Error for Unreadable {}

messages! {
    /// What to do about a command line that was not understood.
    pub enum Advice {
        DidYouMean { names: Vec<String> } =>
            "did you mean {names}?",
            "혹시 이것을 찾으셨나요: {names}";
        OneOf { values: Vec<String> } => "possible values: {values}", "가능한 값: {values}";
        SeeHelp { command: String } => "see {command} --help", "도움말: {command} --help";
        GiveToken =>
            "give the token as an argument, as @FILE, with --token-env NAME, or on standard input",
            "토큰을 인자, @FILE, --token-env NAME 또는 표준 입력으로 주세요";
        NameVariable { option: &'static str } =>
            "{option} takes the NAME of an exported variable, without $, and not its value",
            "{option}에는 변수의 값이 아니라 export한 환경 변수의 이름을 $ 없이 쓰세요";
        NameKey =>
            "that is a key, not the name of a file: --key-env NAME takes it from a variable, --key - from standard input",
            "파일 이름이 아니라 키입니다. 환경 변수에 있는 키는 --key-env NAME, 표준 입력으로 줄 키는 --key - 옵션을 쓰세요";
        NoPassword =>
            "a password is asked for at the terminal, or read from standard input with --password-stdin",
            "비밀번호는 터미널에서 입력받거나 --password-stdin 옵션으로 표준 입력에서 읽습니다";
        PublicKey =>
            "the public key checks what the command signs: --key public.pem",
            "명령이 만든 서명을 공개 키로 확인합니다: --key public.pem";
        TakeOne => "give only one of them", "둘 중 하나만 주세요";
        UseFile => "give one of them as a file", "하나는 파일로 주세요";
        TakePayload =>
            "--payload - takes it, < /dev/null leaves it out",
            "읽으려면 --payload - 옵션을, 읽지 않으려면 < /dev/null을 붙이세요";
        TakeToken =>
            "tokenry refresh without --if-expiring takes it, < /dev/null leaves it out",
            "그 토큰을 사용하려면 --if-expiring을 빼고, 사용하지 않으려면 < /dev/null을 붙이세요";
    }
}
