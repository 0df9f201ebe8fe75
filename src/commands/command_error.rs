//! What can stop a command of any family: a stream or a source of the run that fails, a user or a key that is not there.

use crate::commands::account_messages::{AccountHint, ShellName};
use crate::commands::key_messages::KeyFileHint;
use crate::keys::messages::KeyProblem;
use crate::store::messages::StoreHint;
use crate::text::messages;
use crate::text::typed::Typed;
use crate::token::report::Reason;

messages! {
    /// What stops a command, whichever it is. Where the system has failed, `system` is what it says itself.
    pub enum CommandError: Problem {
        Output { system: String } ["output"] =>
            "standard output can't be written: {system}",
            "표준 출력에 쓸 수 없습니다: {system}";
        Input { system: String } ["input"] =>
            "standard input can't be read: {system}",
            "표준 입력을 읽을 수 없습니다: {system}";
        InputTooLarge { limit: usize } ["input"] =>
            "standard input is longer than {limit} bytes",
            "표준 입력이 너무 깁니다 (최대 {limit}바이트)";
        NoTokens ["no_tokens"] => "there is no token in the input", "입력에 토큰이 하나도 없습니다";
        Randomness { system: String } ["randomness"] =>
            "there is no randomness to be had: {system}",
            "난수를 얻을 수 없습니다: {system}";
        TokenTooLong { length: usize, limit: usize } ["token_too_long"] =>
            "the token would have {length} bytes, and tokenry verifies {limit} at most",
            "토큰이 너무 길어 검증할 수 없게 됩니다: {length}바이트 (최대 {limit}바이트)";
        NoSuchMember { name: Typed } ["no_such_member", hint CommandHint::Decode] =>
            "there is nothing at {name} in this token",
            "이 토큰에 없는 항목입니다: {name}";
        NoSigningKey { source: Typed } [Reason::KeyNotFound.code(), hint KeyFileHint::Generate] =>
            "there is no key to sign with in {source}",
            "서명할 키가 없습니다 (출처 {source})";
        /// Where the keys are not those of the key file, whoever says it lists them in its own hint.
        NoSuchKey { kid: Typed, source: Typed }
            [Reason::KeyNotFound.code(), exit Reason::KeyNotFound.exit(), hint CommandHint::ListKeys] =>
            "no key has the kid {kid} in {source}",
            "해당 kid의 키가 없습니다: {kid} (출처 {source})";
        /// The option may hold the key or the secret itself.
        NoSuchFile { option: &'static str, is_key: bool }
            [
                "file_missing",
                hint match (*option, is_key) {
                    ("--secret-file", true) => CommandHint::UseKey,
                    ("--secret-file", false) => CommandHint::NameSecretFile,
                    ("--jwks", false) => CommandHint::NameSet,
                    (option, true) => CommandHint::KeyOnStandardInput { option },
                    (option, false) => CommandHint::NameFile { option },
                },
            ] =>
            "{option}: there is no file of that name",
            "{option}: 그런 이름의 파일이 없습니다";
        #[cfg_attr(feature = "remote", expect(dead_code, reason = "this build has the network"))]
        NoNetwork ["no_network", hint CommandHint::GiveSet] =>
            "this build of tokenry fetches nothing from the network",
            "네트워크 기능 없이 빌드된 tokenry입니다";
        EmptySecret [Reason::KeyUnusable.code()] =>
            "the secret is empty: anybody could sign with it",
            "비밀 키가 비어 있습니다. 누구나 서명할 수 있게 됩니다";
        ChainOfOtherKey ["chain_of_other_key", hint CommandHint::LeafFirst] =>
            "--x5c: the first certificate is not that of the signing key",
            "--x5c: 첫 번째 인증서가 서명 키의 인증서가 아닙니다";
        SignerFailed { system: String } ["signer_failed", hint CommandHint::TrySigner] =>
            "--sign-with: the command has failed: {system}",
            "--sign-with: 명령이 실패했습니다: {system}";
        SignerSilent ["signer_failed", hint CommandHint::TrySigner] =>
            "--sign-with: the command printed nothing",
            "--sign-with: 명령이 아무것도 출력하지 않았습니다";
        SignerWrong { algorithm: &'static str } ["signer_failed", hint CommandHint::CompareSigner { algorithm }] =>
            "--sign-with: what the command printed is no {algorithm} signature of the public key",
            "--sign-with: 명령의 출력이 공개 키에 맞는 서명이 아닙니다 ({algorithm})";
        UnknownUser { name: Typed }
            [Reason::UnknownUser.code(), exit Reason::UnknownUser.exit(), hint StoreHint::ListUsers] =>
            "there is no user {name}",
            "없는 사용자입니다: {name}";
        UserDisabled { name: Typed }
            [
                Reason::UserDisabled.code(), exit Reason::UserDisabled.exit(),
                hint AccountHint::Enable { name: ShellName::of(Some(name.as_str())) }
            ] =>
            "the account {name} is disabled",
            "비활성화된 계정입니다: {name}";
        /// One key among others, and the file that it is in.
        KeyInFile { path: Typed, problem: KeyProblem }
            [problem.code(), hint = problem.hint()] =>
            "{path}: {problem}", same;
    }
}

messages! {
    /// What to do about it.
    pub enum CommandHint {
        Decode =>
            "tokenry decode shows what there is",
            "tokenry decode 명령으로 있는 항목을 확인하세요";
        ListKeys =>
            "tokenry key list shows the keys",
            "tokenry key list 명령으로 키를 확인하세요";
        UseKey =>
            "that is a key, not the name of a file: --key-env NAME takes it from a variable, --key - from standard input",
            "파일 이름이 아니라 키입니다. 환경 변수에 있는 키는 --key-env NAME, 표준 입력으로 줄 키는 --key - 옵션을 쓰세요";
        KeyOnStandardInput { option: &'static str } =>
            "that is a key, not the name of a file: {option} - reads it from standard input",
            "파일 이름이 아니라 키입니다. {option} - 형식으로 쓰고 키는 표준 입력으로 주세요";
        NameSecretFile =>
            "--secret-file takes the name of a file; --secret-env takes a secret from a variable",
            "--secret-file 값은 파일 이름입니다. 환경 변수에 있는 시크릿 키는 --secret-env 옵션으로 주세요";
        NameSet =>
            "--jwks takes the name of a file, a URL with https://, or - for standard input",
            "--jwks 값은 파일 이름, https:// URL 또는 표준 입력을 뜻하는 - 입니다";
        NameFile { option: &'static str } =>
            "{option} takes the name of a file, or - for standard input; an HMAC secret goes to --secret-file or \
             --secret-env",
            "{option} 값은 파일 이름이나 표준 입력을 뜻하는 - 입니다. HMAC 시크릿 키는 --secret-file 또는 --secret-env \
             옵션으로 주세요";
        LeafFirst =>
            "put the certificate of the signing key first in the file",
            "서명 키의 인증서를 파일 맨 앞에 두세요";
        TrySigner =>
            "try it alone: printf test | COMMAND",
            "명령만 따로 실행해 보세요: printf test | COMMAND";
        CompareSigner { algorithm: &'static str } =>
            "check that it signs its standard input itself (not a hash of it) with the private key of --key, and for {algorithm}",
            "표준 입력(해시 값이 아닌 원문)에 --key와 짝인 개인 키로 서명하는지, 알고리즘이 {algorithm}인지 확인하세요";
        GiveSet =>
            "fetch the set by other means and give the file with --jwks FILE",
            "다른 방법으로 받은 파일을 --jwks FILE 옵션으로 지정하세요";
    }
}
