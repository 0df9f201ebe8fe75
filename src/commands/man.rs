//! `man`: a man page for every command.

use clap_mangen::Man as Page;
use clap_mangen::roff::{Roff, bold, roman};

use super::context::{Context, Failure, Outcome};
use super::help::{self, typed};
use crate::cli::Man;
use crate::json::Object;
use crate::output::Answer;
use crate::store::input;
use crate::text::Lang;
use crate::text::account::AccountProblem;
use crate::text::help::{
    CommandHelp, ENVIRONMENT, EXIT_CODES, EXIT_ORDER, FILES, PagesWritten, Term, command,
};
use crate::text::trouble::Trouble;
use crate::token::report::Reason;

/// Runs `man`.
pub(super) fn run(context: &mut Context<'_, '_>, options: &Man) -> Result<Outcome, Failure> {
    let mut root = help::commands(context.lang);
    root.build();
    let Some(directory) = &options.dir else {
        let page = page(&root, "", context.lang)?;
        return Ok(Outcome::done(Answer::Text(page)));
    };
    let mut pages = Vec::new();
    collect(&root, "", context.lang, &mut pages)?;
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
        directory: directory.display().to_string(),
    });
    Ok(Outcome::done(Answer::Nothing))
}

/// The pages of a command and those below it: file name and text.
fn collect(
    command: &clap::Command,
    name: &str,
    lang: Lang,
    pages: &mut Vec<(String, String)>,
) -> Result<(), Failure> {
    let file = format!("{}.1", title(name));
    pages.push((file, page(command, name, lang)?));
    for sub in command.get_subcommands() {
        let name = format!("{name} {}", sub.get_name());
        collect(sub, name.trim_start(), lang, pages)?;
    }
    Ok(())
}

/// What a page is called: `tokenry-user-add`.
fn title(name: &str) -> String {
    typed(name).replace(' ', "-")
}

/// One page: what clap knows of the command, then what `text::help` adds.
fn page(clap: &clap::Command, name: &str, lang: Lang) -> Result<String, Failure> {
    let title = title(name);
    let own = command(name);
    let mut described = clap.clone().display_name(&title);
    if let Some(more) = own.and_then(|own| own.more) {
        // The line itself stands beside the name.
        described = described.long_about(more.text(lang));
    }
    let man = Page::new(described)
        .title(title.to_uppercase())
        .source(concat!("tokenry ", env!("CARGO_PKG_VERSION")))
        .manual(Term::Manual.text(lang));
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)
        .and_then(|()| man.render_name_section(&mut bytes))
        .and_then(|()| man.render_synopsis_section(&mut bytes))
        .and_then(|()| man.render_description_section(&mut bytes))
        .and_then(|()| man.render_options_section(&mut bytes))
        .and_then(|()| {
            if clap.has_subcommands() {
                man.render_subcommands_section(&mut bytes)
            } else {
                Ok(())
            }
        })
        .map_err(|error| Trouble::Output {
            system: error.to_string(),
        })?;
    let mut page = headings(&String::from_utf8_lossy(&bytes), lang);
    if let Some(own) = own {
        page += &rest(own, clap, name, lang).to_roff();
    }
    // Not every terminal that reads a man page has the one character.
    Ok(page.replace('…', "..."))
}

/// The headings that `clap_mangen` writes, in the language of the page.
fn headings(page: &str, lang: Lang) -> String {
    let mut out = String::with_capacity(page.len());
    for line in page.lines() {
        let line = match line {
            ".SH NAME" => format!(".SH {}", heading(Term::Name, lang)),
            ".SH SYNOPSIS" => format!(".SH {}", heading(Term::Synopsis, lang)),
            ".SH DESCRIPTION" => format!(".SH {}", heading(Term::Description, lang)),
            _ => match line.strip_prefix(".SH ") {
                Some(other) => format!(".SH {}", other.to_uppercase()),
                None => line.to_owned(),
            },
        };
        out += &line;
        out.push('\n');
        if line.starts_with(".TH ") {
            // No hyphens in codes, no gaps between Korean words.
            out += ".nh\n.ad l\n";
        }
    }
    out
}

fn heading(term: Term, lang: Lang) -> String {
    term.text(lang).to_uppercase()
}

/// Examples, exit codes, environment, files, other pages.
fn rest(own: &CommandHelp, clap: &clap::Command, name: &str, lang: Lang) -> Roff {
    let mut roff = Roff::new();
    let section = |roff: &mut Roff, term: Term| {
        let heading = heading(term, lang);
        roff.control("SH", [heading.as_str()]);
    };
    section(&mut roff, Term::Examples);
    for example in own.examples {
        roff.control("TP", []);
        roff.text([roman(example.about.text(lang))]);
        roff.control("nf", []);
        roff.text([bold(example.line)]);
        roff.control("fi", []);
    }
    section(&mut roff, Term::ExitCodes);
    for (code, meaning) in EXIT_CODES {
        let mut reasons: Vec<_> = Reason::ALL
            .into_iter()
            .filter(|reason| reason.exit() == code)
            .map(Reason::code)
            .collect();
        reasons.extend(match code {
            1 => Some(AccountProblem::NoSession.code()),
            2 => Some(Failure::USAGE),
            9 => Some(AccountProblem::BadCredentials.code()),
            _ => None,
        });
        let meaning = meaning.text(lang);
        let text = if reasons.is_empty() {
            meaning.to_owned()
        } else {
            format!("{meaning} ({})", reasons.join(", "))
        };
        roff.control("TP", ["5"]);
        roff.text([bold(code.to_string())]);
        roff.text([roman(text)]);
    }
    roff.control("PP", []);
    roff.text([roman(EXIT_ORDER.text(lang))]);
    if name.is_empty() {
        for (term, rows) in [
            (Term::Environment, ENVIRONMENT.as_slice()),
            (Term::Files, FILES.as_slice()),
        ] {
            section(&mut roff, term);
            for (name, meaning) in rows {
                roff.control("TP", []);
                roff.text([bold(*name)]);
                roff.text([roman(meaning.text(lang))]);
            }
        }
    }
    let title = title(name);
    let mut others: Vec<String> = Vec::new();
    others.extend(title.rsplit_once('-').map(|(above, _)| above.to_owned()));
    others.extend(
        clap.get_subcommands()
            .map(|sub| format!("{title}-{}", sub.get_name())),
    );
    section(&mut roff, Term::SeeAlso);
    let last = others.len().saturating_sub(1);
    for (index, other) in others.iter().enumerate() {
        let comma = if index == last { "" } else { "," };
        roff.text([bold(other.as_str()), roman(format!("(1){comma}"))]);
    }
    roff
}
