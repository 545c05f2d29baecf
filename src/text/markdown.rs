//! Markdown structure by byte ranges, from pulldown-cmark.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A heading of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: usize,
    /// Its text without markup.
    pub text: String,
    /// The bytes it stands in, its line break included.
    pub span: Range<usize>,
}

/// The Markdown that this program reads: GitHub's, with footnotes.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// Every heading outside code, quotes and lists, in order. Front matter must have been cut off.
pub fn headings(markdown: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut open: Option<Heading> = None;
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                open = Some(Heading { level: level as usize, text: String::new(), span });
            }
            Event::End(TagEnd::Heading(_)) => found.extend(open.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut open {
                    heading.text.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut open {
                    heading.text.push(' ');
                }
            }
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// What is left open at the end of a piece of Markdown and would swallow what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclosed {
    /// A code fence; the closing fence that it needs.
    Fence(String),
    /// An HTML comment.
    Comment,
}

/// Finds a code fence or comment that the text opens and never closes.
pub fn unclosed(markdown: &str) -> Option<Unclosed> {
    let mut fence: Option<(char, usize)> = None;
    let mut comment = false;
    for line in markdown.lines() {
        if let Some((mark, length)) = fence {
            let text = line.trim_start();
            let run = text.chars().take_while(|letter| *letter == mark).count();
            if run >= length && text[run..].trim().is_empty() && indent(line) < 4 {
                fence = None;
            }
        } else if comment {
            comment = !line.contains("-->");
        } else {
            fence = opening(line);
            comment = fence.is_none() && ends_in_comment(line);
        }
    }
    match (fence, comment) {
        (Some((mark, length)), _) => Some(Unclosed::Fence(mark.to_string().repeat(length))),
        (None, true) => Some(Unclosed::Comment),
        (None, false) => None,
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The fence that a line opens: its mark and length.
fn opening(line: &str) -> Option<(char, usize)> {
    let text = line.trim_start();
    let mark = text.chars().next().filter(|letter| matches!(letter, '`' | '~'))?;
    let length = text.chars().take_while(|letter| *letter == mark).count();
    let info = &text[length..];
    let opens = length >= 3 && indent(line) < 4 && !(mark == '`' && info.contains('`'));
    opens.then_some((mark, length))
}

fn ends_in_comment(line: &str) -> bool {
    match line.rfind("<!--") {
        Some(at) => !line[at..].contains("-->"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_both_kinds_are_found_with_their_bytes() {
        let text = "# One *two*\n\ntext\n\nThree\n---\n\n```\n# no\n```\n> # no\n\n#### `four`\n";
        let found: Vec<_> = headings(text).into_iter().map(|h| (h.level, h.text, h.span.start)).collect();
        assert_eq!(found, [(1, "One two".into(), 0), (2, "Three".into(), 19), (4, "four".into(), 51)]);
    }

    #[test]
    fn what_is_left_open_is_found() {
        let cases = [
            ("text", None),
            ("```\ncode\n```", None),
            ("```mermaid\nflowchart", Some(Unclosed::Fence("```".into()))),
            ("~~~~\n```\n~~~", Some(Unclosed::Fence("~~~~".into()))),
            ("`````\n```\n`````\n```", Some(Unclosed::Fence("```".into()))),
            ("a <!-- b", Some(Unclosed::Comment)),
            ("a <!-- b\n --> c", None),
            ("```\n<!--\n```", None),
            ("``` not a `fence`", None),
        ];
        for (text, open) in cases {
            assert_eq!(unclosed(text), open, "{text:?}");
        }
    }
}
