//! What can be wrong with a key.

use super::Say;

/// Why bytes could not be read as a key, a key set or a secret: exit 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    /// The file holds nothing.
    Empty,
}

/// Why a key that was understood must not do what was asked of it: exit 8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyRefusal {
    /// The key's type or curve can't do this algorithm.
    WrongType {
        /// What the key is, as `Key::describe` says it.
        key: String,
        /// The algorithm that was asked for.
        algorithm: String,
    },
}

impl Say for KeyProblem {
    fn en(&self) -> String {
        match self {
            Self::Empty => "the key file is empty".into(),
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::Empty => "키 파일이 비어 있습니다".into(),
        }
    }
}

impl Say for KeyRefusal {
    fn en(&self) -> String {
        match self {
            Self::WrongType { key, algorithm } => {
                format!("the key ({key}) can't be used with {algorithm}")
            }
        }
    }

    fn ko(&self) -> String {
        match self {
            Self::WrongType { key, algorithm } => {
                format!(
                    "이 키로는 서명 알고리즘을 처리할 수 없습니다 (키: {key}, 알고리즘: {algorithm})"
                )
            }
        }
    }
}
