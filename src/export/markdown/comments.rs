//! Finding HTML comments the way a Markdown reader does, and cutting them out.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{COACH, events};

/// A text without its comments.
pub(super) struct Bare {
    pub text: String,
    /// Where in `text` a comment was, in order.
    pub traces: Vec<usize>,
    /// Whether one of the comments was the coach's.
    pub coached: bool,
}

/// Neighboring comments with nothing but white space between them.
struct Comments {
    range: Range<usize>,
    /// Whether the first of them opens a block of its own.
    block: bool,
    coached: bool,
}

/// What takes the place of some bytes.
struct Cut {
    range: Range<usize>,
    replacement: &'static str,
}

/// Cuts all comments out of a text.
pub(super) fn cut(text: &str) -> Bare {
    let mut bare = Bare { text: String::with_capacity(text.len()), traces: Vec::new(), coached: false };
    let mut at = 0;
    for comments in find(text) {
        let cut = cut_of(text, &comments);
        bare.text.push_str(&text[at..cut.range.start.max(at)]);
        bare.text.push_str(cut.replacement);
        bare.traces.push(bare.text.len());
        bare.coached |= comments.coached;
        at = cut.range.end.max(at);
    }
    bare.text.push_str(&text[at..]);
    bare
}

/// The byte at which a comment starts that swallows the rest of its block.
pub(super) fn never_closed(text: &str) -> Option<usize> {
    events(text).find_map(|(event, span)| match event {
        Event::Start(Tag::HtmlBlock) => {
            let block = &text[span.clone()];
            let start = block.len() - block.trim_start().len();
            let open = block[start..].starts_with("<!--") && comment_end(&block[start..]).is_none();
            open.then_some(span.start + start)
        }
        _ => None,
    })
}

/// Where the comment ends that `text` starts with. `<!-->` and `<!--->` are whole comments.
fn comment_end(text: &str) -> Option<usize> {
    text.get(2..)?.find("-->").map(|at| at + 5)
}

fn find(text: &str) -> Vec<Comments> {
    let mut found: Vec<Comments> = Vec::new();
    let mut add = |range: Range<usize>, block: bool| {
        let coached = text[range.start..].starts_with(COACH);
        match found.last_mut() {
            Some(last) if text[last.range.end..range.start].trim().is_empty() => {
                last.range.end = range.end;
                last.coached |= coached;
            }
            _ => found.push(Comments { range, block, coached }),
        }
    };
    for (event, span) in events(text) {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let mut at = span.start;
                while let Some(open) = text[at..span.end].find("<!--") {
                    let start = at + open;
                    let Some(length) = comment_end(&text[start..span.end]) else { break };
                    add(start..start + length, text[span.start..start].trim().is_empty());
                    at = start + length;
                }
            }
            Event::InlineHtml(html) if html.starts_with("<!--") => add(span, false),
            _ => {}
        }
    }
    found
}

/// Which bytes go with some comments, so that the lines around them mean what they meant.
fn cut_of(text: &str, comments: &Comments) -> Cut {
    let Range { start, end } = comments.range;
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let before = &text[line_start..start];
    let after = &text[end..line_end];
    match (before.trim().is_empty(), after.trim().is_empty()) {
        (true, true) => lines(text, line_start..line_end, comments.block),
        (true, false) => Cut { range: start..line_end - after.trim_start().len(), replacement: "" },
        (false, true) if is_bare_item(before, &text[line_end..]) => {
            Cut { range: line_start..line_end, replacement: "" }
        }
        (false, true) => Cut { range: line_start + before.trim_end().len()..end, replacement: "" },
        (false, false) => Cut { range: start..end, replacement: "" },
    }
}

/// The cut for whole lines.
fn lines(text: &str, range: Range<usize>, block: bool) -> Cut {
    let above = &text[..range.start];
    let last_above = above.strip_suffix('\n').unwrap_or(above).rsplit('\n').next().unwrap_or("").trim();
    let next = text[range.end..].split_inclusive('\n').next();
    let blank_above = above.is_empty() || last_above.is_empty();
    let cut = |range| Cut { range, replacement: "" };
    match next {
        None if blank_above => {
            cut(above.trim_end().len() + first_break(&above[above.trim_end().len()..])..range.end)
        }
        Some(next) if next.trim().is_empty() && blank_above => cut(range.start..range.end + next.len()),
        // Without a blank line the lines above and below would become one paragraph, or a heading.
        Some(next) if block && !blank_above && !next.trim().is_empty() && !is_heading(last_above) => {
            let replacement = if text[range.clone()].ends_with("\r\n") { "\r\n" } else { "\n" };
            Cut { range, replacement }
        }
        _ => cut(range),
    }
}

fn first_break(text: &str) -> usize {
    text.find('\n').map_or(0, |at| at + 1)
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    rest.len() < line.len() && (rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Whether a line holds only the mark of a list item and the item does not go on below.
fn is_bare_item(line: &str, below: &str) -> bool {
    let mark = line.trim();
    let digits = mark.trim_end_matches(['.', ')']);
    let numbered =
        digits.len() + 1 == mark.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (numbered || matches!(mark, "-" | "+" | "*")) && !below.starts_with([' ', '\t'])
}
