//! Markdown structure by byte ranges, from pulldown-cmark.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

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

/// What ends the HTML blocks that `CommonMark` lets run over empty lines.
const HTML_ENDS: [&str; 8] = [">", "-->", "?>", "]]>", "</pre>", "</script>", "</style>", "</textarea>"];

/// What has to stand on a line of its own behind a piece of Markdown so that it swallows nothing that follows: the end
/// of a code fence, a comment or another HTML block that it opens and never closes. None if nothing is open.
///
/// The parser itself is asked: something is open if a heading behind the piece would not be seen.
pub fn closer(markdown: &str) -> Option<String> {
    let closed_by = |end: &str| {
        let probe = format!("{markdown}\n{end}\n\n### end\n");
        headings(&probe)
            .last()
            .is_some_and(|heading| heading.text == "end" && heading.span.end == probe.len())
    };
    if closed_by("") {
        return None;
    }
    let ends = open_fence(markdown).into_iter().chain(HTML_ENDS.map(str::to_owned));
    ends.into_iter().find(|end| closed_by(end))
}

/// The fence that closes the last code fence of a text, if that is open.
fn open_fence(markdown: &str) -> Option<String> {
    let line = &markdown[open_fence_line(markdown)?];
    let mark = line.chars().next()?;
    Some(line.chars().take_while(|letter| *letter == mark).collect())
}

/// How many fences are looked through for one that is never closed; a text with more of them is taken as it is.
const MOST_FENCES: usize = 16;

/// The text as if code fences that are never closed did not stand in it: their lines are blank, every byte keeps its
/// place. Somebody who forgets the end of a fence does not mean the rest of the document.
pub fn without_open_fences(markdown: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(markdown);
    for _ in 0..MOST_FENCES {
        if closer(&text).is_none() {
            break;
        }
        let Some(line) = open_fence_line(&text) else { break };
        let blank = " ".repeat(line.len());
        text.to_mut().replace_range(line, &blank);
    }
    text
}

/// The bytes of the line that opens the code fence at the end of a text, its indent left out.
fn open_fence_line(markdown: &str) -> Option<Range<usize>> {
    let fences = Parser::new_ext(markdown, options()).into_offset_iter().filter_map(|(event, span)| {
        matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))).then_some(span)
    });
    let last = fences.last().filter(|span| span.end >= markdown.trim_end().len())?;
    let line = markdown[last.clone()].lines().next()?;
    Some(last.start..last.start + line.len())
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
    fn a_fence_that_is_never_closed_swallows_no_heading() {
        let text = "## A\n\n```mermaid\nflowchart\n\n## B\n\n```\nx\n```\n\n## C\n\n~~~\n\n## D\n";
        let seen = without_open_fences(text);
        assert_eq!(seen.len(), text.len());
        // The fence in B closes the one in A; only the one in C is open.
        let found: Vec<String> = headings(&seen).into_iter().map(|heading| heading.text).collect();
        assert_eq!(found, ["A", "C", "D"]);
        let closed = "```\n# no\n```\n";
        assert!(matches!(without_open_fences(closed), Cow::Borrowed(same) if same == closed));
    }

    #[test]
    fn what_is_left_open_is_found() {
        let cases = [
            ("text", None),
            ("```\ncode\n```", None),
            ("```mermaid\nflowchart", Some("```")),
            ("~~~~\n```\n~~~", Some("~~~~")),
            ("`````\n```\n`````\n```", Some("```")),
            ("<!-- b", Some("-->")),
            ("a <!-- b", None),
            ("a <!-- b\n --> c", None),
            ("```\n<!--\n```", None),
            ("``` not a `fence`", None),
            ("<pre>\n\nx", Some("</pre>")),
            ("<!a", Some(">")),
            ("<?php", Some("?>")),
            ("<![CDATA[ x", Some("]]>")),
            ("<div>\nx", None),
        ];
        for (text, open) in cases {
            assert_eq!(closer(text).as_deref(), open, "{text:?}");
        }
    }
}
