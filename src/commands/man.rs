//! `man`: a man page for every command.

use super::context::{Context, Failure, Outcome};
use crate::cli::{Man, man};
use crate::commands::command_error::CommandError;
use crate::json::Object;
use crate::output::Answer;
use crate::store::input;
use crate::text::Say;
use crate::text::typed::Typed;

/// Runs `man`.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Man) -> Result<Outcome, Failure> {
    let pages = man::pages(context.lang).map_err(|error| CommandError::Output {
        system: error.to_string(),
    })?;
    let Some(directory) = &options.dir else {
        let first = pages.into_iter().next().unwrap_or_default();
        return Ok(Outcome::done(Answer::Text(first.1)));
    };
    input::make_directory(directory)?;
    for (file, page) in &pages {
        input::publish(&directory.join(file), page.as_bytes())?;
    }
    if context.json {
        let files: Vec<String> = pages.into_iter().map(|(file, _)| file).collect();
        return Ok(Outcome::done(Answer::Json(
            Object::from([("files", files)]).into(),
        )));
    }
    context.note(&PagesWritten {
        count: pages.len(),
        directory: directory.as_path().into(),
    });
    Ok(Outcome::done(Answer::Nothing))
}

/// Where the man pages went.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PagesWritten {
    count: usize,
    directory: Typed,
}

impl Say for PagesWritten {
    fn en(&self) -> String {
        format!("wrote {} man pages to {}", self.count, self.directory)
    }

    fn ko(&self) -> String {
        format!(
            "man 페이지 {}개를 저장했습니다: {}",
            self.count, self.directory
        )
    }
}
