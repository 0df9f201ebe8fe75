//! A man page for every command.

use std::io;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::help::{self, EXAMPLES, EXIT, EXIT_CODES, EXIT_ORDER, pick};
use crate::cli::usage::Usage;
use crate::text::Lang;
use crate::token::report::Reason;

/// The environment variables that tokenry looks at.
const ENVIRONMENT: &[(&str, &str)] = meanings! {
    "TOKENRY_HOME" =>
        "The directory of users.json, keys.json and sessions.json, when there is no --home.",
        "--home을 쓰지 않을 때 users.json, keys.json, sessions.json이 있는 디렉터리입니다.";
    "TOKENRY_USERS" => "The user file, when there is no --users.", "--users를 쓰지 않을 때의 사용자 파일입니다.";
    "TOKENRY_KEYS" => "The key file, when there is no --keys.", "--keys를 쓰지 않을 때의 키 파일입니다.";
    "TOKENRY_LANG, LC_ALL, LC_MESSAGES, LANG" =>
        "The language, when there is no --lang: the first that is set decides.",
        "--lang을 쓰지 않을 때의 언어입니다. 이 순서로 찾아 먼저 설정되어 있는 변수를 따릅니다.";
    "NO_COLOR" =>
        "Nothing is coloured when it is set, unless --color says otherwise.",
        "설정되어 있으면 색을 쓰지 않습니다. --color가 우선합니다.";
    "CLICOLOR_FORCE" => "Colours even when standard output is no terminal.", "표준 출력이 터미널이 아니어도 색을 씁니다.";
    "HTTPS_PROXY, ALL_PROXY, NO_PROXY" =>
        "The proxy for key sets, and the hosts that need none.",
        "키 세트를 가져올 때 쓸 프록시와 프록시를 쓰지 않을 호스트입니다.";
    "SSL_CERT_FILE, SSL_CERT_DIR" =>
        "The root certificates, in place of the system's.",
        "시스템 인증서 대신 쓸 루트 인증서입니다.";
};

/// The files that tokenry keeps.
const FILES: &[(&str, &str)] = meanings! {
    "users.json" =>
        "The accounts: an object of user names and records, as FastAPI's security tutorial has them.",
        "계정 파일입니다. FastAPI 보안 튜토리얼과 같은 형식으로, 사용자 이름과 레코드로 된 객체입니다.";
    "keys.json" =>
        "The signing keys, a JWK Set (RFC 7517); the first one signs.",
        "서명 키를 담은 JWK Set(RFC 7517)입니다. 첫 번째 키로 서명합니다.";
    "sessions.json" => "The sessions, and the login of this machine.", "세션과 이 컴퓨터의 로그인 정보입니다.";
    "cache/" => "Key sets from the network, kept for a while.", "네트워크에서 가져와 잠시 보관하는 키 세트입니다.";
};

/// Every page: its file name and text.
pub(crate) fn pages(lang: Lang) -> io::Result<Vec<(String, String)>> {
    fn collect(command: &Command, lang: Lang, pages: &mut Vec<(String, String)>) -> io::Result<()> {
        pages.push((format!("{}.1", title(command)), page(command, lang)?));
        command
            .get_subcommands()
            .try_for_each(|sub| collect(sub, lang, pages))
    }
    let mut pages = Vec::new();
    collect(&help::commands(lang, 0), lang, &mut pages)?;
    Ok(pages)
}

/// What a page is called: `tokenry-user-add`.
fn title(command: &Command) -> String {
    help::typed(command).replace(' ', "-")
}

/// One page: what clap knows of the command, and the sections that it does not.
fn page(command: &Command, lang: Lang) -> io::Result<String> {
    let title = title(command);
    let about = command.get_long_about().map(ToString::to_string);
    let about = about.unwrap_or_default();
    // The line itself stands beside the name.
    let description = about.split_once("\n\n").map_or(&*about, |(_, more)| more);
    let described = command.clone().display_name(&title);
    let man = Man::new(described.long_about(description.to_owned()))
        .title(title.to_uppercase())
        .source(concat!("tokenry ", env!("CARGO_PKG_VERSION")))
        .manual(pick(words!("tokenry manual", "tokenry 설명서"), lang));
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)?;
    man.render_name_section(&mut bytes)?;
    man.render_synopsis_section(&mut bytes)?;
    man.render_description_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut bytes)?;
    }
    let page = headings(&String::from_utf8_lossy(&bytes), lang) + &rest(command, lang).to_roff();
    // Not every terminal that reads a man page has the one character.
    Ok(page.replace('…', "..."))
}

/// The headings that `clap_mangen` writes, in the language of the page.
fn headings(page: &str, lang: Lang) -> String {
    let mut out = String::with_capacity(page.len());
    for line in page.lines() {
        let line = match line {
            ".SH NAME" => format!(".SH {}", heading(words!("Name", "이름"), lang)),
            ".SH SYNOPSIS" => format!(".SH {}", heading(words!("Synopsis", "개요"), lang)),
            ".SH DESCRIPTION" => format!(".SH {}", heading(words!("Description", "설명"), lang)),
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

fn heading(words: &str, lang: Lang) -> String {
    pick(words, lang).to_uppercase()
}

/// Examples, exit codes, environment, files, other pages.
fn rest(command: &Command, lang: Lang) -> Roff {
    let mut roff = Roff::new();
    let section = |roff: &mut Roff, words: &str| {
        let heading = heading(words, lang);
        roff.control("SH", [heading.as_str()]);
    };
    section(&mut roff, EXAMPLES);
    let after = command.get_after_long_help().map(ToString::to_string);
    for line in after.unwrap_or_default().lines() {
        if let Some(about) = line.strip_prefix("  # ") {
            roff.control("TP", []);
            roff.text([roman(about)]);
        } else if let Some(line) = line.strip_prefix("  $ ") {
            roff.control("nf", []);
            roff.text([bold(line)]);
            roff.control("fi", []);
        }
    }
    section(&mut roff, EXIT);
    for (code, meaning) in EXIT_CODES {
        let mut reasons: Vec<_> = Reason::ALL
            .iter()
            .filter(|reason| reason.exit() == *code)
            .map(|reason| reason.code())
            .collect();
        reasons.extend(match code {
            1 => Some("no_session"),
            2 => Some(Usage::CODE),
            9 => Some("bad_credentials"),
            _ => None,
        });
        let meaning = pick(meaning, lang);
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
    roff.text([roman(pick(EXIT_ORDER, lang))]);
    if command.get_name() == "tokenry" {
        for (words, rows) in [
            (words!("Environment", "환경 변수"), ENVIRONMENT),
            (words!("Files", "파일"), FILES),
        ] {
            section(&mut roff, words);
            for (name, meaning) in rows {
                roff.control("TP", []);
                roff.text([bold(*name)]);
                roff.text([roman(pick(meaning, lang))]);
            }
        }
    }
    let title = title(command);
    let mut others: Vec<String> = Vec::new();
    others.extend(title.rsplit_once('-').map(|(above, _)| above.to_owned()));
    others.extend(
        command
            .get_subcommands()
            .map(|sub| format!("{title}-{}", sub.get_name())),
    );
    section(&mut roff, words!("See also", "관련 문서"));
    let last = others.len().saturating_sub(1);
    for (index, other) in others.iter().enumerate() {
        let comma = if index == last { "" } else { "," };
        roff.text([bold(other.as_str()), roman(format!("(1){comma}"))]);
    }
    roff
}
