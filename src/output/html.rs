//! HTML, well-formed and escaped by construction: tags and attribute names are the program's, everything else is text.

use aws_lc_rs::digest;

use super::escape;
use crate::encoding::BASE64;

/// A piece of a page.
#[derive(Clone, Debug, Default)]
pub struct Html(String);

impl Html {
    /// Adds text on one line.
    pub fn text(&mut self, text: &str) {
        self.push(&escape::text(text));
    }

    /// Adds text whose line breaks stay, such as JSON or a shell command.
    pub fn lines(&mut self, text: &str) {
        self.push(&escape::json(text));
    }

    /// Adds an element with what `content` writes into it.
    pub fn element(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        content: impl FnOnce(&mut Self),
    ) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.push(&escape::text(value));
            self.0.push('"');
        }
        self.0.push('>');
        content(self);
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// Adds an element with text in it, of a class or, where that is empty, of none.
    pub fn leaf(&mut self, tag: &'static str, class: &str, text: &str) {
        let classed = [("class", class)];
        let attributes: &[_] = if class.is_empty() { &[] } else { &classed };
        self.element(tag, attributes, |html| html.text(text));
    }

    /// What a browser could take for markup, inside elements and attributes alike.
    fn push(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                other => self.0.push(other),
            }
        }
    }
}

/// A whole page in one file, which loads nothing and may run nothing: its policy allows this one style and no more.
///
/// `style` must be the program's own; no value from outside belongs into it.
#[must_use]
pub fn page(lang: &'static str, title: &str, style: &str, body: &Html) -> String {
    let hash = digest::digest(&digest::SHA256, style.as_bytes());
    let hash = BASE64.encode_padded(hash.as_ref());
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    );
    let mut head = Html::default();
    head.element("title", &[], |html| html.text(title));
    let mut attribute = Html::default();
    attribute.text(&policy);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         {}\n<style>{style}</style>\n</head>\n<body>\n{}\n</body>\n</html>\n",
        attribute.0, head.0, body.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_becomes_markup() {
        let hostile = "</script><img src=x onerror=\"alert('1')\">&\u{202e}";
        let mut html = Html::default();
        html.element("p", &[("title", hostile)], |html| html.text(hostile));
        let escaped =
            "&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;\\u202e";
        assert_eq!(html.0, format!("<p title=\"{escaped}\">{escaped}</p>"));
        let page = page("en", hostile, "p{}", &html);
        assert_eq!(page.matches("<img").count(), 0);
        assert!(page.contains("style-src &#39;sha256-"));
    }
}
