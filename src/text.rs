//! Every sentence that a person reads, in English and Korean.
//!
//! The layers above name what there is to say as data, a variant with its fields; the words are here and
//! nowhere else. Each enum has two exhaustive `match`es, so a message that lacks its Korean does not compile.
//! Sentences start in lower case and end without a full stop. In Korean no particle hangs on a variable.

pub mod account;
pub mod batch;
pub mod check;
pub mod explain;
pub mod hint;
mod json;
pub mod key;
pub mod keyfile;
pub mod label;
pub mod malformed;
pub mod meaning;
pub mod note;
pub mod opaque;
pub mod remote;
pub mod session;
pub mod store;
pub mod time;
pub mod tour;
pub mod trouble;
pub mod typed;
pub mod usage;

/// The languages that tokenry speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English
    #[default]
    En,
    /// Korean
    Ko,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Ko];

    /// The name: `en`, `ko`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }
}

/// A number of things in English: `1 byte`, `2 bytes`.
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {many}")
    }
}

/// Something that can be said in both languages.
pub trait Say {
    /// The English words.
    fn en(&self) -> String;

    /// The Korean words.
    fn ko(&self) -> String;

    /// The words in one language.
    fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.en(),
            Lang::Ko => self.ko(),
        }
    }
}
