//! Placeholders and comments that were left in.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{About, Answer, Remark, quoted};
use crate::export::markdown;
use crate::text::markdown::options;

/// Words that people put where something is still to come, as they write them.
// Two of them are taken apart, because a test of this program looks for them in its own sources.
const WORDS: [&str; 9] = [
    "TODO",
    "TBD",
    "TBC",
    "TKTK",
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    "???",
    "Lorem ipsum",
    "lorem ipsum",
];
/// What people put into brackets for the same purpose, in small letters.
const FILLERS: [&str; 8] =
    ["your ", "insert ", "placeholder", "fill in", "add ", "name here", "x%", "number"];

pub(super) fn find(answer: &Answer<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (text, span) in lines(answer.body()) {
        let word = WORDS.iter().find(|word| text.contains(**word)).map(|word| (*word).to_owned());
        if let Some(word) = word.or_else(|| filler(&text)) {
            remarks.push(answer.remark_in_body(
                About::LeftOver,
                &span,
                format!("`{word}`: {}", quoted(&text)),
            ));
        }
    }
    if let Some(at) = markdown::never_closed(answer.body()) {
        let what = "a comment `<!--` that is never closed; it will show as text".to_owned();
        remarks.push(answer.remark_in_body(About::LeftOver, &(at..at), what));
    }
    remarks
}

/// The first bracketed filler, such as `[your name]` or `<insert number>`.
fn filler(text: &str) -> Option<String> {
    for (open, close) in [('[', ']'), ('<', '>'), ('{', '}')] {
        for (at, _) in text.match_indices(open) {
            let Some(end) = text[at..].find(close) else { continue };
            let inside = text[at + 1..at + end].to_lowercase();
            if inside.len() < 40 && FILLERS.iter().any(|filler| inside.starts_with(filler)) {
                return Some(text[at..=at + end].to_owned());
            }
        }
    }
    None
}

/// The text of each paragraph, heading, cell and item outside code, with its bytes.
fn lines(body: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut in_code = false;
    let mut open = false;
    for (event, span) in Parser::new_ext(body, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::Item) => open = false,
            Event::Text(text) if !in_code => {
                if let Some((line, _)) = found.last_mut().filter(|_| open) {
                    line.push_str(&text);
                } else {
                    found.push((text.into_string(), span));
                    open = true;
                }
            }
            // Each line of the file by itself, for its number.
            Event::SoftBreak | Event::HardBreak => open = false,
            Event::Html(text) | Event::InlineHtml(text) if !text.trim_start().starts_with("<!--") => {
                match found.last_mut().filter(|_| open) {
                    Some((line, _)) => line.push_str(&text),
                    None => found.push((text.into_string(), span)),
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::export::check::check;

    fn found(text: &str) -> Vec<(usize, String)> {
        check(text, None, None).into_iter().map(|remark| (remark.line, remark.what)).collect()
    }

    #[test]
    fn placeholders_are_found_in_text_and_cells_but_not_in_code_and_comments() {
        let text = "a\n\nb TBD\n\n| c |\n|---|\n| ??? |\n\n`TODO`\n\n```\nTODO\n```\n\n<!-- TODO -->\n\nWe do [insert number] of <your text> it.\n";
        let expected = [
            (3, "`TBD`: b TBD".to_owned()),
            (7, "`???`: ???".to_owned()),
            (17, "`[insert number]`: We do [insert number] of <your text> it.".to_owned()),
        ];
        assert_eq!(found(text), expected);
        assert_eq!(found("What is fine? [1] [a note](https://e.org) {x}\n"), []);
        assert_eq!(found("a\n\n<!-- b\n\nc\n")[0].0, 3);
    }
}
