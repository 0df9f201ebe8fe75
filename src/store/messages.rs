//! What can be wrong with a file, a user, a password hash or a session.

use std::io;

use crate::json;
use crate::text::typed::Typed;
use crate::text::{advise, messages};

messages! {
    /// Why the store could not do what was asked of it: exit 1 unless the command says otherwise.
    pub enum StoreProblem: Problem {
        NoHome ["no_home", hint StoreHint::SetHome] =>
            "no directory for the files of tokenry is known",
            "tokenry 파일을 둘 디렉터리를 알 수 없습니다";
        Missing { path: Typed }
            [
                "file_missing",
                hint = match path.as_str() {
                    "-" => advise(StoreHint::NotStandardInput),
                    name if name.starts_with('@') => advise(StoreHint::WithoutAt),
                    _ => None,
                }
            ] =>
            "there is no file {path}",
            "파일이 없습니다: {path}";
        IsDirectory { path: Typed } ["file_is_directory", hint StoreHint::GiveFile] =>
            "{path} is a directory, not a file",
            "파일이 아니라 디렉터리입니다: {path}";
        /// It would end up in a token or on the screen.
        OwnFile { path: Typed } ["own_file", exit 2, hint StoreHint::OtherFile] =>
            "{path} is a file of tokenry's own, and what is in it is secret",
            "tokenry가 사용하는 파일이며 내용이 비밀입니다: {path}";
        NotAFile { path: Typed } ["not_a_file", hint StoreHint::GiveFile] =>
            "{path} is not a regular file",
            "일반 파일이 아닙니다: {path}";
        Exists { path: Typed } ["file_exists"] =>
            "{path} exists already",
            "파일이 이미 있습니다: {path}";
        Read { path: Typed, cause: Cause }
            [
                "file_unreadable",
                hint = match cause {
                    Cause::Denied | Cause::ForeignLink { .. } => advise(StoreHint::CheckPermissions),
                    _ => None,
                }
            ] =>
            "can't read {path}: {cause}",
            "파일을 읽을 수 없습니다: {path} ({cause})";
        TooLarge { path: Typed, limit: usize } ["file_too_large"] =>
            "{path} is larger than {limit} bytes",
            "파일이 너무 큽니다: {path} (최대 {limit}바이트)";
        Write { path: Typed, cause: Cause }
            [
                match cause { Cause::Full => "disk_full", _ => "file_unwritable" },
                hint = match cause {
                    Cause::Full => advise(StoreHint::MakeSpace),
                    Cause::Denied | Cause::ReadOnly => advise(StoreHint::CheckPermissions),
                    _ => None,
                }
            ] =>
            "can't write {path}: {cause}",
            "파일을 쓸 수 없습니다: {path} ({cause})";
        NotFlushed { path: Typed, cause: Cause } [Self::NOT_FLUSHED, hint StoreHint::CheckDisk] =>
            "{path} was written, but a crash may undo that: its directory can't be flushed: {cause}",
            "기록은 했지만 디렉터리를 디스크에 동기화하지 못해, 시스템이 중단되면 변경이 사라질 수 있습니다: {path} \
             ({cause})";
        Lock { path: Typed, cause: Cause }
            [
                "lock_failed",
                hint = match cause {
                    Cause::Unsupported => advise(StoreHint::OtherFileSystem),
                    Cause::Denied | Cause::ReadOnly => advise(StoreHint::CheckPermissions),
                    Cause::IsLink => advise(StoreHint::RemoveLock),
                    _ => None,
                }
            ] =>
            "can't take the lock {path}: {cause}",
            "파일을 잠글 수 없습니다: {path} ({cause})";
        MakeDirectory { path: Typed, cause: Cause }
            [
                "directory_unwritable",
                hint = match cause {
                    Cause::Denied | Cause::ReadOnly => advise(StoreHint::CheckPermissions),
                    _ => None,
                }
            ] =>
            "can't make the directory {path}: {cause}",
            "디렉터리를 만들 수 없습니다: {path} ({cause})";
        NoDirectory { path: Typed } ["directory_missing", hint StoreHint::MakeDirectory] =>
            "there is no directory {path}",
            "디렉터리가 없습니다: {path}";
        DirectoryNotEmpty { path: Typed } ["directory_not_empty"] =>
            "the directory {path} is not empty",
            "비어 있지 않은 디렉터리입니다: {path}";
        Broken { path: Typed, line: usize, column: usize, damage: Damage }
            ["file_broken", hint StoreHint::MendFile] =>
            "{path}:{line}:{column}: {damage}", same;
        NameEmpty ["bad_name"] => "the user name is empty", "사용자 이름이 비어 있습니다";
        NameTooLong { bytes: usize, limit: usize } ["bad_name"] =>
            "the user name is {bytes} bytes long, at most {limit} are allowed",
            "사용자 이름이 너무 깁니다 ({bytes}바이트, 최대 {limit}바이트)";
        NameHasControl { character: char; code = code_point(*character) } ["bad_name"] =>
            "the user name holds a control character ({code})",
            "사용자 이름에 제어 문자가 들어 있습니다 ({code})";
        NameHasInvisible { character: char; code = code_point(*character) } ["bad_name"] =>
            "the user name holds an invisible character ({code})",
            "사용자 이름에 보이지 않는 문자가 들어 있습니다 ({code})";
        NameEndsWithSpace ["bad_name"] =>
            "the user name begins or ends with a space",
            "사용자 이름이 공백으로 시작하거나 끝납니다";
        UserExists { name: Typed } ["user_exists", hint StoreHint::OtherName] =>
            "the user {name} exists already",
            "같은 이름의 사용자가 이미 있습니다: {name}";
        NoSuchUser { name: Typed } ["no_such_user", hint StoreHint::ListUsers] =>
            "there is no user {name}",
            "없는 사용자입니다: {name}";
        PasswordEmpty ["empty_password"] => "the password is empty", "비밀번호가 비어 있습니다";
        HashMalformed ["hash_malformed", hint StoreHint::SetPassword] =>
            "the stored password hash can't be understood",
            "저장된 비밀번호 해시를 해석할 수 없습니다";
        HashUnsupported { scheme: String } ["hash_unsupported", hint StoreHint::SetPassword] =>
            "the stored password hash is of an unknown kind ({scheme})",
            "저장된 비밀번호 해시의 종류를 지원하지 않습니다 ({scheme})";
        HashTooCostly { cost: String } ["hash_too_costly", hint StoreHint::SetPassword] =>
            "the stored password hash asks for too much memory or time ({cost})",
            "저장된 비밀번호 해시가 메모리나 시간을 너무 많이 요구합니다 ({cost})";
        HashOutOfMemory ["out_of_memory", hint StoreHint::SetPassword] =>
            "there is not enough memory to check the stored password hash",
            "저장된 비밀번호 해시를 확인하기에는 메모리가 부족합니다";
    }
}

impl StoreProblem {
    /// The code of [`StoreProblem::NotFlushed`].
    pub const NOT_FLUSHED: &str = "file_not_flushed";
}

messages! {
    /// What the system said, as far as it helps.
    pub enum Cause {
        NotFound =>
            "there is no such file or directory",
            "그런 파일이나 디렉터리가 없습니다";
        Denied => "permission denied", "권한이 없습니다";
        ReadOnly => "the file system is read-only", "읽기 전용 파일 시스템입니다";
        Full =>
            "no space is left, or the file size limit is reached",
            "남은 공간이 없거나 파일 크기 제한에 걸렸습니다";
        NotADirectory =>
            "a part of the path is not a directory",
            "경로 중간에 디렉터리가 아닌 것이 있습니다";
        IsADirectory => "it is a directory", "디렉터리입니다";
        Occupied =>
            "what is there is not a directory",
            "같은 이름의 파일이 이미 있습니다";
        Unsupported =>
            "the file system does not support it",
            "파일 시스템이 지원하지 않는 동작입니다";
        LinkLoop =>
            "its symbolic links lead in a circle",
            "심볼릭 링크가 순환합니다";
        IsLink => "it is a symbolic link", "심볼릭 링크입니다";
        ForeignLink { link: Typed } =>
            "another user has put the symbolic link {link} there",
            "다른 사용자가 만든 심볼릭 링크입니다: {link}";
        Other { system: String } => "{system}", same;
    }
}

messages! {
    /// What is wrong at one place of a JSON file.
    pub enum Damage {
        Json { problem: json::Problem } => { match problem {
            json::Problem::TooDeep => "nested too deep", "너무 깊이 중첩되었습니다";
            json::Problem::NotAnObject => "not a JSON object", "JSON 객체가 아닙니다";
            _ => "not JSON: {problem}", "JSON이 아닙니다: {problem}";
        } };
        WrongType { pointer: String, expected: Expected } => { match pointer.as_str() {
            "" =>
                "the file must hold {expected}",
                "파일 내용의 형식이 다릅니다 (필요한 것: {expected})";
            _ =>
                "{pointer} must be {expected}",
                "값의 형식이 다릅니다: {pointer} (필요한 것: {expected})";
        } };
        Due { expected: Expected } =>
            "this must be {expected}",
            "값의 형식이 다릅니다 (필요한 것: {expected})";
        ByteOrderMark =>
            "the file begins with a byte order mark; it must be UTF-8 without one",
            "파일이 바이트 순서 표시(BOM)로 시작합니다. BOM 없는 UTF-8이어야 합니다";
        MemberMissing { pointer: String, member: String } => { match pointer.as_str() {
            "" => "the member {member} is missing", "필요한 멤버가 없습니다: {member}";
            _ =>
                "{pointer} lacks the member {member}",
                "필요한 멤버가 없습니다: {pointer}/{member}";
        } };
        Repeated { pointer: String } =>
            "{pointer} occurs twice",
            "같은 멤버가 두 번 나옵니다: {pointer}";
        RepeatedUser { name: String } =>
            "the user {name} occurs twice",
            "같은 사용자가 두 번 나옵니다: {name}";
        NameDiffers { name: String, username: String } =>
            "the record of the user {name} has another username, {username}",
            "사용자 이름과 레코드의 username이 다릅니다 (이름: {name}, username: {username})";
        BadName { name: String } =>
            "no user may have this name: {name:?}",
            "사용자 이름으로 쓸 수 없습니다: {name:?}";
    }
}

messages! {
    /// The type of JSON value that is due.
    #[derive(Copy)]
    pub enum Expected {
        Object => "an object", "객체";
        Array => "an array", "배열";
        Strings => "an array of strings", "문자열 배열";
        String => "a string", "문자열";
        StringOrNull => "a string or null", "문자열 또는 null";
        Bool => "true or false", "true 또는 false";
        Integer => "a whole number", "정수";
    }
}

messages! {
    /// What the user can do about a [`StoreProblem`].
    pub enum StoreHint {
        SetHome =>
            "give --home DIR or set TOKENRY_HOME",
            "--home DIR 옵션을 주거나 TOKENRY_HOME 변수를 설정하세요";
        GiveFile => "give the path of a file", "파일 경로를 지정하세요";
        OtherFile =>
            "put what is meant into a file of its own",
            "필요한 내용만 다른 파일에 넣어 지정하세요";
        MakeDirectory =>
            "make it first, or give another path",
            "디렉터리를 먼저 만들거나 다른 경로를 지정하세요";
        MakeSpace =>
            "nothing was changed; make room and try again",
            "바뀐 것은 없습니다. 공간을 확보한 뒤 다시 시도하세요";
        CheckDisk =>
            "check the disk and its file system",
            "디스크와 파일 시스템의 상태를 확인하세요";
        MendFile =>
            "the file was left as it is; mend it there and try again",
            "파일은 그대로 두었습니다. 해당 위치를 고친 뒤 다시 시도하세요";
        SetPassword =>
            "set a new password with tokenry user passwd NAME",
            "다음 명령으로 새 비밀번호를 설정하세요: tokenry user passwd NAME";
        OtherName =>
            "choose another name, or change the password with tokenry user passwd NAME",
            "다른 이름을 쓰거나, 비밀번호를 바꾸려면 tokenry user passwd NAME 명령을 쓰세요";
        ListUsers =>
            "tokenry user list shows the users",
            "tokenry user list 명령으로 사용자를 확인하세요";
        OtherFileSystem =>
            "use --home with a directory on a local disk",
            "--home 옵션으로 로컬 디스크의 디렉터리를 지정하세요";
        RemoveLock =>
            "remove it: tokenry makes a lock file of its own, and none is lost with it",
            "삭제하세요. 잠금 파일은 tokenry가 다시 만들며, 삭제해도 잃는 것은 없습니다";
        CheckPermissions =>
            "check who owns the file and its directory, and their permissions",
            "파일과 디렉터리의 소유자와 권한을 확인하세요";
        WithoutAt =>
            "here the name of a file stands without @",
            "여기서는 파일 이름 앞에 @ 기호를 붙이지 않습니다";
        NotStandardInput =>
            "here standard input is /dev/stdin, not -",
            "여기서 표준 입력은 - 대신 /dev/stdin으로 지정하세요";
    }
}

messages! {
    /// What is not wrong, but not well either; for stderr.
    pub enum StoreWarning {
        /// The permission bits; of a directory it is writing that matters.
        OpenToOthers {
            path: Typed, mode: u32, directory: bool;
            octal = format!("{mode:04o}"), access = access(*mode),
        } => { match directory {
            true =>
                "others can write to the directory {path} (mode {octal}); chmod 700 keeps them out",
                "다른 사용자가 파일을 만들고 바꿀 수 있는 디렉터리입니다: {path} (권한 {octal}). chmod 700 명령으로 \
                 막을 수 있습니다";
            false =>
                "others can {access} {path} (mode {octal}); chmod 600 keeps them out",
                "다른 사용자가 {access} 수 있는 파일입니다: {path} (권한 {octal}). chmod 600 명령으로 막을 수 \
                 있습니다";
        } };
        OwnedByOther { path: Typed, uid: u32 } =>
            "{path} belongs to another user (uid {uid}), who can change it",
            "소유자가 다른 사용자(uid {uid})여서 그 사용자가 바꿀 수 있습니다: {path}";
        Locked { path: Typed } =>
            "waiting: another process holds the lock of {path}",
            "다른 프로세스가 파일을 잠그고 있어 기다립니다: {path}";
    }
}

impl From<&io::Error> for Cause {
    fn from(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        #[cfg(unix)]
        if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
            return Self::LinkLoop;
        }
        match error.kind() {
            Kind::NotFound => Self::NotFound,
            Kind::PermissionDenied => Self::Denied,
            Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full,
            Kind::NotADirectory => Self::NotADirectory,
            Kind::AlreadyExists => Self::Occupied,
            Kind::IsADirectory => Self::IsADirectory,
            Kind::Unsupported => Self::Unsupported,
            _ => Self::Other {
                system: error.to_string(),
            },
        }
    }
}

messages! {
    /// What others can do with a file.
    enum Access {
        Read => "read", "읽을";
        Write => "write", "고쳐 쓸";
        Both => "read and write", "읽고 고쳐 쓸";
    }
}

const fn access(mode: u32) -> Access {
    match (mode & 0o044, mode & 0o022) {
        (_, 0) => Access::Read,
        (0, _) => Access::Write,
        _ => Access::Both,
    }
}

/// `U+200B`
fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}
