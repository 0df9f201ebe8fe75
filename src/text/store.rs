//! What can be wrong with a file, a user, a password hash or a session.

use std::io;

use super::Say;
use super::typed::Typed;
use crate::json;

/// Why the store could not do what was asked of it: exit 1 unless the command says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreProblem {
    /// Neither `--home` nor the environment says where the files are.
    NoHome,
    /// There is no such file.
    Missing {
        /// The file.
        path: Typed,
    },
    /// A directory stands where a file is due.
    IsDirectory {
        /// The directory.
        path: Typed,
    },
    /// A pipe, a device or a socket stands where one of tokenry's own files is due.
    NotAFile {
        /// What is there.
        path: Typed,
    },
    /// The file exists already and must not be overwritten.
    Exists {
        /// The file.
        path: Typed,
    },
    /// The file could not be opened or read.
    Read {
        /// The file.
        path: Typed,
        /// What the system said.
        cause: Cause,
    },
    /// The file is longer than anything of its kind should be.
    TooLarge {
        /// The file.
        path: Typed,
        /// The largest size that is read, in bytes.
        limit: usize,
    },
    /// The file could not be written; what was there before is still there.
    Write {
        /// The file.
        path: Typed,
        /// What the system said.
        cause: Cause,
    },
    /// The file or directory was written, but what was written may be lost in a crash.
    NotFlushed {
        /// What was written.
        path: Typed,
        /// What the system said.
        cause: Cause,
    },
    /// The lock that keeps two processes from writing at once could not be taken.
    Lock {
        /// The lock file.
        path: Typed,
        /// What the system said.
        cause: Cause,
    },
    /// The directory of the files could not be made.
    MakeDirectory {
        /// The directory.
        path: Typed,
        /// What the system said.
        cause: Cause,
    },
    /// The directory that a file is to be made in is not there.
    NoDirectory {
        /// The directory.
        path: Typed,
    },
    /// A directory that must be empty is not.
    DirectoryNotEmpty {
        /// The directory.
        path: Typed,
    },
    /// The file is not what it should be; it is left as it is.
    Broken {
        /// The file.
        path: Typed,
        /// The line, from 1.
        line: usize,
        /// The byte in the line, from 1.
        column: usize,
        /// What is wrong there.
        damage: Damage,
    },
    /// A user name of no characters.
    NameEmpty,
    /// A user name that is too long.
    NameTooLong {
        /// Its length in bytes after NFC.
        bytes: usize,
        /// The longest that is allowed.
        limit: usize,
    },
    /// A user name with a control character.
    NameHasControl {
        /// The character.
        character: char,
    },
    /// A new user name with a character that nobody sees, or that looks like a space.
    NameHasInvisible {
        /// The character.
        character: char,
    },
    /// A new user name that begins or ends with a space.
    NameEndsWithSpace,
    /// There is a user of that name already.
    UserExists {
        /// The name.
        name: Typed,
    },
    /// There is no user of that name.
    NoSuchUser {
        /// The name.
        name: Typed,
    },
    /// A new password of no bytes.
    PasswordEmpty,
    /// A stored hash that is no PHC string and no bcrypt hash, or damaged.
    HashMalformed,
    /// A stored hash of a scheme that tokenry does not verify.
    HashUnsupported {
        /// The scheme as the hash names it.
        scheme: String,
    },
    /// A stored hash that asks for more memory or time than any honest one.
    HashTooCostly {
        /// What it asks for, as it is written: `m=4194304,t=3` or `cost=31`.
        cost: String,
    },
    /// There is not enough memory to compute the hash.
    HashOutOfMemory,
}

/// What the system said, as far as it helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A directory on the way is missing.
    NotFound,
    /// The permissions do not allow it.
    Denied,
    /// The file system is mounted read-only.
    ReadOnly,
    /// No space, quota, or the file size limit.
    Full,
    /// A part of the path is no directory.
    NotADirectory,
    /// A directory is in the way.
    IsADirectory,
    /// Something that is no directory is in the way.
    Occupied,
    /// The file system can't do it (locks, for one).
    Unsupported,
    /// Symbolic links that lead in a circle.
    LinkLoop,
    /// A symbolic link that another user has laid in a sticky directory.
    ForeignLink {
        /// The link.
        link: Typed,
    },
    /// Anything else, in the system's own words.
    Other {
        /// The words of the system.
        system: String,
    },
}

/// What is wrong at one place of a JSON file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Not JSON.
    Json {
        /// What is wrong with the text.
        problem: json::Problem,
    },
    /// The top level, or a user's record, or a key, is something else than it should be.
    WrongType {
        /// The JSON Pointer (RFC 6901) of the value; empty for the whole file.
        pointer: String,
        /// What is due there.
        expected: Expected,
    },
    /// Bytes before the JSON that tell how a text is written (RFC 8259 §8.1 forbids them).
    ByteOrderMark,
    /// A member that must be there is not.
    MemberMissing {
        /// The JSON Pointer of the object.
        pointer: String,
        /// The name of the member.
        member: &'static str,
    },
    /// A member occurs twice, so that nobody can say which one counts.
    Repeated {
        /// The JSON Pointer of the member.
        pointer: String,
    },
    /// Two users of one name, compared after NFC.
    RepeatedUser {
        /// The name.
        name: String,
    },
    /// The `username` in a record is not the name it stands under.
    NameDiffers {
        /// The name it stands under.
        name: String,
        /// The `username`.
        username: String,
    },
    /// A name that no user may have: empty, too long, or with a control character.
    BadName {
        /// The name.
        name: String,
    },
}

/// The type of JSON value that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An object.
    Object,
    /// An array.
    Array,
    /// An array of strings.
    Strings,
    /// A string.
    String,
    /// A string or `null`.
    StringOrNull,
    /// `true` or `false`.
    Bool,
    /// A whole number that fits into 64 bits.
    Integer,
}

/// What the user can do about a [`StoreProblem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreHint {
    /// Name the directory.
    SetHome,
    /// Give a file.
    GiveFile,
    /// Make the directory, or name another.
    MakeDirectory,
    /// Free space or raise the limit; nothing was lost.
    MakeSpace,
    /// The disk is in trouble.
    CheckDisk,
    /// Mend the file by hand.
    MendFile,
    /// Set a new password, which makes a new hash.
    SetPassword,
    /// Choose another name.
    OtherName,
    /// See who there is.
    ListUsers,
    /// Use a file system that can lock.
    OtherFileSystem,
    /// Check who may read and write.
    CheckPermissions,
    /// Leave out the `@` before the name.
    WithoutAt,
    /// `-` is no standard input here.
    NotStandardInput,
}

/// What is not wrong, but not well either; for stderr.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreWarning {
    /// Others can write to a file or a directory, or read a file that holds keys or tokens.
    OpenToOthers {
        /// The file or directory.
        path: Typed,
        /// Its permission bits.
        mode: u32,
        /// Whether it is a directory.
        directory: bool,
    },
    /// Another user owns a file or a directory.
    OwnedByOther {
        /// The file or directory.
        path: Typed,
        /// The id of that user.
        uid: u32,
    },
    /// Another process is changing the file, and has been for a while.
    Locked {
        /// The file.
        path: Typed,
    },
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

impl StoreProblem {
    /// The stable code of the problem, never translated.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoHome => "no_home",
            Self::Missing { .. } => "file_missing",
            Self::IsDirectory { .. } => "file_is_directory",
            Self::NotAFile { .. } => "not_a_file",
            Self::Exists { .. } => "file_exists",
            Self::Read { .. } => "file_unreadable",
            Self::TooLarge { .. } => "file_too_large",
            Self::Write {
                cause: Cause::Full, ..
            } => "disk_full",
            Self::Write { .. } => "file_unwritable",
            Self::NotFlushed { .. } => "file_not_flushed",
            Self::Lock { .. } => "lock_failed",
            Self::MakeDirectory { .. } => "directory_unwritable",
            Self::NoDirectory { .. } => "directory_missing",
            Self::DirectoryNotEmpty { .. } => "directory_not_empty",
            Self::Broken { .. } => "file_broken",
            Self::NameEmpty
            | Self::NameTooLong { .. }
            | Self::NameHasControl { .. }
            | Self::NameHasInvisible { .. }
            | Self::NameEndsWithSpace => "bad_name",
            Self::UserExists { .. } => "user_exists",
            Self::NoSuchUser { .. } => "no_such_user",
            Self::PasswordEmpty => "empty_password",
            Self::HashMalformed => "hash_malformed",
            Self::HashUnsupported { .. } => "hash_unsupported",
            Self::HashTooCostly { .. } => "hash_too_costly",
            Self::HashOutOfMemory => "out_of_memory",
        }
    }

    /// What there is to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<StoreHint> {
        Some(match self {
            Self::NoHome => StoreHint::SetHome,
            Self::NoDirectory { .. } => StoreHint::MakeDirectory,
            Self::IsDirectory { .. } | Self::NotAFile { .. } => StoreHint::GiveFile,
            Self::Write {
                cause: Cause::Full, ..
            } => StoreHint::MakeSpace,
            Self::Lock {
                cause: Cause::Unsupported,
                ..
            } => StoreHint::OtherFileSystem,
            Self::NotFlushed { .. } => StoreHint::CheckDisk,
            Self::Read {
                cause: Cause::Denied | Cause::ForeignLink { .. },
                ..
            }
            | Self::Write {
                cause: Cause::Denied | Cause::ReadOnly,
                ..
            }
            | Self::Lock {
                cause: Cause::Denied | Cause::ReadOnly,
                ..
            }
            | Self::MakeDirectory {
                cause: Cause::Denied | Cause::ReadOnly,
                ..
            } => StoreHint::CheckPermissions,
            Self::Broken { .. } => StoreHint::MendFile,
            Self::UserExists { .. } => StoreHint::OtherName,
            Self::NoSuchUser { .. } => StoreHint::ListUsers,
            Self::HashMalformed
            | Self::HashUnsupported { .. }
            | Self::HashTooCostly { .. }
            | Self::HashOutOfMemory => StoreHint::SetPassword,
            Self::Missing { path } if path.as_str() == "-" => StoreHint::NotStandardInput,
            Self::Missing { path } if path.as_str().starts_with('@') => StoreHint::WithoutAt,
            Self::Missing { .. }
            | Self::Exists { .. }
            | Self::Read { .. }
            | Self::TooLarge { .. }
            | Self::Write { .. }
            | Self::Lock { .. }
            | Self::MakeDirectory { .. }
            | Self::DirectoryNotEmpty { .. }
            | Self::NameEmpty
            | Self::NameTooLong { .. }
            | Self::NameHasControl { .. }
            | Self::NameHasInvisible { .. }
            | Self::NameEndsWithSpace
            | Self::PasswordEmpty => return None,
        })
    }
}

impl Say for StoreProblem {
    fn en(&self) -> String {
        match self {
            Self::NoHome => "no directory for the files of tokenry is known".into(),
            Self::Missing { path } => format!("there is no file {path}"),
            Self::IsDirectory { path } => {
                format!("{path} is a directory, not a file")
            }
            Self::NotAFile { path } => {
                format!("{path} is not a regular file")
            }
            Self::Exists { path } => format!("{path} exists already"),
            Self::Read { path, cause } => format!("can't read {}: {}", path, cause.en()),
            Self::TooLarge { path, limit } => {
                format!("{path} is larger than {limit} bytes")
            }
            Self::Write { path, cause } => {
                format!("can't write {}: {}", path, cause.en())
            }
            Self::NotFlushed { path, cause } => format!(
                "{} was written, but a crash may undo that: its directory can't be flushed: {}",
                path,
                cause.en()
            ),
            Self::Lock { path, cause } => {
                format!("can't take the lock {}: {}", path, cause.en())
            }
            Self::MakeDirectory { path, cause } => {
                format!("can't make the directory {}: {}", path, cause.en())
            }
            Self::NoDirectory { path } => format!("there is no directory {path}"),
            Self::DirectoryNotEmpty { path } => {
                format!("the directory {path} is not empty")
            }
            Self::Broken {
                path,
                line,
                column,
                damage,
            } => format!("{}:{line}:{column}: {}", path, damage.en()),
            Self::NameEmpty => "the user name is empty".into(),
            Self::NameTooLong { bytes, limit } => {
                format!("the user name is {bytes} bytes long, at most {limit} are allowed")
            }
            Self::NameHasControl { character } => format!(
                "the user name holds a control character (U+{:04X})",
                u32::from(*character)
            ),
            Self::NameHasInvisible { character } => format!(
                "the user name holds an invisible character (U+{:04X})",
                u32::from(*character)
            ),
            Self::NameEndsWithSpace => "the user name begins or ends with a space".into(),
            Self::UserExists { name } => format!("the user {name} exists already"),
            Self::NoSuchUser { name } => format!("there is no user {name}"),
            Self::PasswordEmpty => "the password is empty".into(),
            Self::HashMalformed => "the stored password hash can't be understood".into(),
            Self::HashUnsupported { scheme } => {
                format!("the stored password hash is of an unknown kind ({scheme})")
            }
            Self::HashTooCostly { cost } => {
                format!("the stored password hash asks for too much memory or time ({cost})")
            }
            Self::HashOutOfMemory => {
                "there is not enough memory to check the stored password hash".into()
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::NoHome => "tokenry 파일을 둘 디렉터리를 알 수 없습니다".into(),
            Self::Missing { path } => format!("파일이 없습니다: {path}"),
            Self::IsDirectory { path } => {
                format!("파일이 아니라 디렉터리입니다: {path}")
            }
            Self::NotAFile { path } => {
                format!("일반 파일이 아닙니다: {path}")
            }
            Self::Exists { path } => format!("파일이 이미 있습니다: {path}"),
            Self::Read { path, cause } => {
                format!("파일을 읽을 수 없습니다: {} ({})", path, cause.ko())
            }
            Self::TooLarge { path, limit } => {
                format!("파일이 너무 큽니다: {path} (최대 {limit}바이트)")
            }
            Self::Write { path, cause } => {
                format!("파일을 쓸 수 없습니다: {} ({})", path, cause.ko())
            }
            Self::NotFlushed { path, cause } => format!(
                "기록은 했지만 디렉터리를 디스크에 동기화하지 못해, 시스템이 중단되면 변경이 사라질 수 있습니다: {} ({})",
                path,
                cause.ko()
            ),
            Self::Lock { path, cause } => {
                format!("파일을 잠글 수 없습니다: {} ({})", path, cause.ko())
            }
            Self::MakeDirectory { path, cause } => {
                format!("디렉터리를 만들 수 없습니다: {} ({})", path, cause.ko())
            }
            Self::NoDirectory { path } => format!("디렉터리가 없습니다: {path}"),
            Self::DirectoryNotEmpty { path } => {
                format!("비어 있지 않은 디렉터리입니다: {path}")
            }
            Self::Broken {
                path,
                line,
                column,
                damage,
            } => format!("{}:{line}:{column}: {}", path, damage.ko()),
            Self::NameEmpty => "사용자 이름이 비어 있습니다".into(),
            Self::NameTooLong { bytes, limit } => {
                format!("사용자 이름이 너무 깁니다 ({bytes}바이트, 최대 {limit}바이트)")
            }
            Self::NameHasControl { character } => format!(
                "사용자 이름에 제어 문자가 들어 있습니다 (U+{:04X})",
                u32::from(*character)
            ),
            Self::NameHasInvisible { character } => format!(
                "사용자 이름에 보이지 않는 문자가 들어 있습니다 (U+{:04X})",
                u32::from(*character)
            ),
            Self::NameEndsWithSpace => "사용자 이름이 공백으로 시작하거나 끝납니다".into(),
            Self::UserExists { name } => format!("같은 이름의 사용자가 이미 있습니다: {name}"),
            Self::NoSuchUser { name } => format!("없는 사용자입니다: {name}"),
            Self::PasswordEmpty => "비밀번호가 비어 있습니다".into(),
            Self::HashMalformed => "저장된 비밀번호 해시를 해석할 수 없습니다".into(),
            Self::HashUnsupported { scheme } => {
                format!("저장된 비밀번호 해시의 종류를 지원하지 않습니다 ({scheme})")
            }
            Self::HashTooCostly { cost } => {
                format!("저장된 비밀번호 해시가 메모리나 시간을 너무 많이 요구합니다 ({cost})")
            }
            Self::HashOutOfMemory => {
                "저장된 비밀번호 해시를 확인하기에는 메모리가 부족합니다".into()
            }
        }
    }
}

impl Say for Cause {
    fn en(&self) -> String {
        match self {
            Self::NotFound => "there is no such file or directory".into(),
            Self::Denied => "permission denied".into(),
            Self::ReadOnly => "the file system is read-only".into(),
            Self::Full => "no space is left, or the file size limit is reached".into(),
            Self::NotADirectory => "a part of the path is not a directory".into(),
            Self::IsADirectory => "it is a directory".into(),
            Self::Occupied => "what is there is not a directory".into(),
            Self::Unsupported => "the file system does not support it".into(),
            Self::LinkLoop => "its symbolic links lead in a circle".into(),
            Self::ForeignLink { link } => {
                format!("another user has put the symbolic link {link} there")
            }
            Self::Other { system } => system.clone(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::NotFound => "그런 파일이나 디렉터리가 없습니다".into(),
            Self::Denied => "권한이 없습니다".into(),
            Self::ReadOnly => "읽기 전용 파일 시스템입니다".into(),
            Self::Full => "남은 공간이 없거나 파일 크기 제한에 걸렸습니다".into(),
            Self::NotADirectory => "경로 중간에 디렉터리가 아닌 것이 있습니다".into(),
            Self::IsADirectory => "디렉터리입니다".into(),
            Self::Occupied => "같은 이름의 파일이 이미 있습니다".into(),
            Self::Unsupported => "파일 시스템이 지원하지 않는 동작입니다".into(),
            Self::LinkLoop => "심볼릭 링크가 순환합니다".into(),
            Self::ForeignLink { link } => {
                format!("다른 사용자가 만든 심볼릭 링크입니다: {link}")
            }
            Self::Other { system } => system.clone(),
        }
    }
}

impl Say for Damage {
    fn en(&self) -> String {
        match self {
            Self::Json { problem } => match problem {
                json::Problem::TooDeep => "nested too deep".into(),
                json::Problem::NotAnObject => "not a JSON object".into(),
                problem => format!("not JSON: {}", problem.en()),
            },
            Self::ByteOrderMark => {
                "the file begins with a byte order mark; it must be UTF-8 without one".into()
            }
            Self::WrongType { pointer, expected } if pointer.is_empty() => {
                format!("the file must hold {}", expected.en())
            }
            Self::WrongType { pointer, expected } => format!("{pointer} must be {}", expected.en()),
            Self::MemberMissing { pointer, member } if pointer.is_empty() => {
                format!("the member {member} is missing")
            }
            Self::MemberMissing { pointer, member } => {
                format!("{pointer} lacks the member {member}")
            }
            Self::Repeated { pointer } => format!("{pointer} occurs twice"),
            Self::RepeatedUser { name } => format!("the user {name} occurs twice"),
            Self::NameDiffers { name, username } => {
                format!("the record of the user {name} has another username, {username}")
            }
            Self::BadName { name } => format!("no user may have this name: {name:?}"),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Json { problem } => match problem {
                json::Problem::TooDeep => "너무 깊이 중첩되었습니다".into(),
                json::Problem::NotAnObject => "JSON 객체가 아닙니다".into(),
                problem => format!("JSON이 아닙니다: {}", problem.ko()),
            },
            Self::ByteOrderMark => {
                "파일이 바이트 순서 표시(BOM)로 시작합니다. BOM 없는 UTF-8이어야 합니다".into()
            }
            Self::WrongType { pointer, expected } if pointer.is_empty() => {
                format!("파일 내용의 형식이 다릅니다 (필요한 것: {})", expected.ko())
            }
            Self::WrongType { pointer, expected } => {
                format!(
                    "값의 형식이 다릅니다: {pointer} (필요한 것: {})",
                    expected.ko()
                )
            }
            Self::MemberMissing { pointer, member } if pointer.is_empty() => {
                format!("필요한 멤버가 없습니다: {member}")
            }
            Self::MemberMissing { pointer, member } => {
                format!("필요한 멤버가 없습니다: {pointer}/{member}")
            }
            Self::Repeated { pointer } => format!("같은 멤버가 두 번 나옵니다: {pointer}"),
            Self::RepeatedUser { name } => format!("같은 사용자가 두 번 나옵니다: {name}"),
            Self::NameDiffers { name, username } => format!(
                "사용자 이름과 레코드의 username이 다릅니다 (이름: {name}, username: {username})"
            ),
            Self::BadName { name } => format!("사용자 이름으로 쓸 수 없습니다: {name:?}"),
        }
    }
}

impl Say for Expected {
    fn en(&self) -> String {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Strings => "an array of strings",
            Self::String => "a string",
            Self::StringOrNull => "a string or null",
            Self::Bool => "true or false",
            Self::Integer => "a whole number",
        }
        .into()
    }

    fn ko(&self) -> String {
        match self {
            Self::Object => "객체",
            Self::Array => "배열",
            Self::Strings => "문자열 배열",
            Self::String => "문자열",
            Self::StringOrNull => "문자열 또는 null",
            Self::Bool => "true 또는 false",
            Self::Integer => "정수",
        }
        .into()
    }
}

impl Say for StoreHint {
    fn en(&self) -> String {
        match self {
            Self::SetHome => "give --home DIR or set TOKENRY_HOME".into(),
            Self::GiveFile => "give the path of a file".into(),
            Self::MakeDirectory => "make it first, or give another path".into(),
            Self::MakeSpace => "nothing was changed; make room and try again".into(),
            Self::CheckDisk => "check the disk and its file system".into(),
            Self::MendFile => "the file was left as it is; mend it there and try again".into(),
            Self::SetPassword => "set a new password with tokenry user passwd NAME".into(),
            Self::OtherName => {
                "choose another name, or change the password with tokenry user passwd NAME".into()
            }
            Self::ListUsers => "tokenry user list shows the users".into(),
            Self::OtherFileSystem => "use --home with a directory on a local disk".into(),
            Self::CheckPermissions => {
                "check who owns the file and its directory, and their permissions".into()
            }
            Self::WithoutAt => "here the name of a file stands without @".into(),
            Self::NotStandardInput => "here standard input is /dev/stdin, not -".into(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::SetHome => "--home DIR 옵션을 주거나 TOKENRY_HOME 변수를 설정하세요".into(),
            Self::GiveFile => "파일 경로를 지정하세요".into(),
            Self::MakeDirectory => "디렉터리를 먼저 만들거나 다른 경로를 지정하세요".into(),
            Self::MakeSpace => "바뀐 것은 없습니다. 공간을 확보한 뒤 다시 시도하세요".into(),
            Self::CheckDisk => "디스크와 파일 시스템의 상태를 확인하세요".into(),
            Self::MendFile => {
                "파일은 그대로 두었습니다. 해당 위치를 고친 뒤 다시 시도하세요".into()
            }
            Self::SetPassword => {
                "다음 명령으로 새 비밀번호를 설정하세요: tokenry user passwd NAME".into()
            }
            Self::OtherName => {
                "다른 이름을 쓰거나, 비밀번호를 바꾸려면 tokenry user passwd NAME 명령을 쓰세요"
                    .into()
            }
            Self::ListUsers => "tokenry user list 명령으로 사용자를 확인하세요".into(),
            Self::OtherFileSystem => "--home 옵션으로 로컬 디스크의 디렉터리를 지정하세요".into(),
            Self::CheckPermissions => "파일과 디렉터리의 소유자와 권한을 확인하세요".into(),
            Self::WithoutAt => "여기서는 파일 이름 앞에 @ 기호를 붙이지 않습니다".into(),
            Self::NotStandardInput => "여기서 표준 입력은 - 대신 /dev/stdin으로 지정하세요".into(),
        }
    }
}

impl Say for StoreWarning {
    fn en(&self) -> String {
        match self {
            Self::OpenToOthers {
                path,
                mode,
                directory: true,
            } => format!(
                "others can write to the directory {path} (mode {mode:04o}); chmod 700 keeps them out"
            ),
            Self::OpenToOthers { path, mode, .. } => format!(
                "others can {} {} (mode {mode:04o}); chmod 600 keeps them out",
                match (mode & 0o044, mode & 0o022) {
                    (_, 0) => "read",
                    (0, _) => "write",
                    _ => "read and write",
                },
                path
            ),
            Self::OwnedByOther { path, uid } => {
                format!("{path} belongs to another user (uid {uid}), who can change it")
            }
            Self::Locked { path } => {
                format!("waiting: another process holds the lock of {path}")
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::OpenToOthers {
                path,
                mode,
                directory: true,
            } => format!(
                "다른 사용자가 파일을 만들고 바꿀 수 있는 디렉터리입니다: {path} (권한 {mode:04o}). chmod 700 명령으로 막을 수 있습니다"
            ),
            Self::OpenToOthers { path, mode, .. } => format!(
                "다른 사용자가 {} 수 있는 파일입니다: {} (권한 {mode:04o}). chmod 600 명령으로 막을 수 있습니다",
                match (mode & 0o044, mode & 0o022) {
                    (_, 0) => "읽을",
                    (0, _) => "고쳐 쓸",
                    _ => "읽고 고쳐 쓸",
                },
                path
            ),
            Self::OwnedByOther { path, uid } => {
                format!("소유자가 다른 사용자(uid {uid})여서 그 사용자가 바꿀 수 있습니다: {path}")
            }
            Self::Locked { path } => {
                format!("다른 프로세스가 파일을 잠그고 있어 기다립니다: {path}")
            }
        }
    }
}
