//! A report as one self-contained page: no script, no network, ready to be printed.
//!
//! Nothing of the answer reaches the page as markup: raw HTML shows as text but for plain tables, which are written
//! anew; only harmless links work, pictures are words. Anchors of the page itself hold a colon, which those of headings never do.

mod annex;
mod drawing;
pub(super) mod escape;
mod figures;
mod link;
mod nodes;
mod plain_table;
mod tables;
#[cfg(test)]
mod tests;

use comrak::nodes::Node;
use comrak::{Arena, Options};
use jiff::civil::Date;

use crate::export::{Heading, Paper, Report, markdown, tree};
use nodes::{Nodes, State};

const STYLE: &str = concat!(
    include_str!("style/page.css"),
    "\n",
    include_str!("style/text.css"),
    "\n",
    include_str!("style/tables.css"),
    "\n",
    include_str!("style/drawings.css"),
    "\n",
    include_str!("style/figures.css"),
    "\n",
    include_str!("style/print.css")
);

/// What the page may load and do: nothing but its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// From how many headings of level 2 and 3, and from how many words, an answer gets contents.
const LONG: (usize, usize) = (4, 250);

/// The whole page, ending in a line break.
pub fn write(report: &Report, paper: Paper) -> String {
    let source = markdown::source(&report.body);
    let arena = Arena::new();
    let tree = tree::read(&arena, &source);
    let mut page =
        Page { options: tree::options(), state: State::new(tree.headings, report.diagrams.clone()) };

    let title = match tree.title {
        Some(heading) => page.inside(heading),
        None => escape::text(&report.title),
    };
    page.state.enter("Brief", 2);
    let brief = tree.brief.map(|quote| page.inside(quote)).unwrap_or_default();
    page.state.enter("", 1);
    let body = page.whole(tree.root);
    let name = notes_name(report);
    page.state.enter(name, 2);
    let notes: String = tree.notes.iter().map(|note| page.whole(note)).collect();

    let parts = [
        head(report, paper),
        "<body>\n".to_owned(),
        title_block(report, &title),
        brief_block(&brief),
        contents(report),
        format!("<main>\n{}</main>\n", body.trim_start_matches('\n')),
        figures::write(&report.figures),
        notes_block(name, &notes),
        report.annex.as_ref().map(annex::write).unwrap_or_default(),
        "</body>\n</html>\n".to_owned(),
    ];
    escape::visible(parts.concat())
}

/// Renders one part of the answer after the other; what is numbered goes on counting.
struct Page {
    options: Options<'static>,
    state: State,
}

impl Page {
    fn whole(&mut self, node: Node<'_>) -> String {
        let mut html = String::new();
        let state = std::mem::take(&mut self.state);
        self.state = Nodes::format_document(node, &self.options, &mut html, state).unwrap_or_default();
        html
    }

    fn inside(&mut self, node: Node<'_>) -> String {
        node.children().map(|child| self.whole(child)).collect()
    }
}

fn head(report: &Report, paper: Paper) -> String {
    let lang = report.meta.lang.trim();
    let lang = if is_language(lang) { lang } else { "en" };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{}</title>\n<style>\n@page {{ size: {}; }}\n{STYLE}\n{}</style>\n</head>\n",
        escape::text(&one_line(&report.title)),
        paper.css(),
        running_head(report),
    )
}

/// What stands at the top of every printed page but the first: the title, and who wrote it.
fn running_head(report: &Report) -> String {
    let name = report.meta.candidate.as_deref().unwrap_or_default();
    let at = |place: &str, text: &str, most: usize| {
        let text = escape::css_string(&shortened(&one_line(text), most));
        if text.is_empty() { String::new() } else { format!("  @top-{place} {{ content: \"{text}\"; }}\n") }
    };
    format!("@page {{\n{}{}}}\n", at("left", &report.title, 80), at("right", name, 40))
}

/// The text, cut behind a word if it has more than so many characters.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

/// Whether a text has the shape of a language tag: `en`, `pt-BR`.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn title_block(report: &Report, title: &str) -> String {
    let meta = &report.meta;
    let case = meta.case_title.as_deref().filter(|case| one_line(case) != one_line(&report.title));
    let facts: String = [
        ("Case", case.map(|case| escape::text(&one_line(case)))),
        ("Candidate", meta.candidate.as_deref().map(|name| escape::text(&one_line(name)))),
        ("Date", meta.date.as_deref().map(|date| day(date, &meta.lang))),
    ]
    .into_iter()
    .filter_map(|(term, fact)| Some((term, fact.filter(|fact| !fact.is_empty())?)))
    .map(|(term, fact)| format!("<div><dt>{term}</dt><dd>{fact}</dd></div>\n"))
    .collect();
    let facts = if facts.is_empty() { facts } else { format!("<dl>\n{facts}</dl>\n") };
    format!("<header>\n<h1>{title}</h1>\n{facts}</header>\n")
}

/// A day as people write it; anything that is no day stays as it is.
fn day(iso: &str, lang: &str) -> String {
    let Ok(date) = iso.parse::<Date>() else { return escape::text(&one_line(iso)) };
    let english = lang.is_empty() || lang.starts_with("en");
    let words = if english { date.strftime("%-d %B %Y").to_string() } else { date.to_string() };
    format!("<time datetime=\"{date}\">{words}</time>")
}

fn brief_block(brief: &str) -> String {
    if brief.is_empty() {
        return String::new();
    }
    format!(
        "<section class=\"brief\" aria-labelledby=\"page:brief\">\n<h2 class=\"label\" id=\"page:brief\">Brief</h2>\n{brief}</section>\n"
    )
}

/// Links to the headings of level 2 and 3, for answers long enough to need them.
fn contents(report: &Report) -> String {
    let listed: Vec<&Heading> = report.headings.iter().filter(|heading| heading.level <= 3).collect();
    if listed.len() < LONG.0 || report.words < LONG.1 {
        return String::new();
    }
    let mut html = String::from(
        "<nav aria-labelledby=\"page:contents\">\n<p class=\"label\" id=\"page:contents\">Contents</p>\n<ol>\n",
    );
    for group in listed.chunk_by(|_, next| next.level == 3) {
        let (outer, inner) = match group {
            [first, rest @ ..] if first.level == 2 => (*first, rest),
            orphans => {
                orphans.iter().for_each(|heading| html.push_str(&format!("<li>{}</li>\n", entry(heading))));
                continue;
            }
        };
        html.push_str(&format!("<li>{}", entry(outer)));
        if !inner.is_empty() {
            html.push_str("\n<ol>\n");
            inner.iter().for_each(|heading| html.push_str(&format!("<li>{}</li>\n", entry(heading))));
            html.push_str("</ol>\n");
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ol>\n</nav>\n");
    html
}

fn entry(heading: &Heading) -> String {
    let target = link::target(&format!("#{}", heading.id)).unwrap_or_default();
    format!("<a href=\"{}\">{}</a>", escape::text(&target), escape::text(&heading.text))
}

/// What the notes are called: not as a part of the answer is called.
fn notes_name(report: &Report) -> &'static str {
    let taken = report.headings.iter().any(|heading| heading.text.eq_ignore_ascii_case("notes"));
    if taken { "Footnotes" } else { "Notes" }
}

fn notes_block(name: &str, notes: &str) -> String {
    if notes.is_empty() {
        return String::new();
    }
    format!(
        "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"page:notes\">\n\
         <h2 id=\"page:notes\">{name}</h2>\n<ol>\n{notes}</ol>\n</section>\n"
    )
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
