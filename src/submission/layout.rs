//! Where the answers stand in a submission, however it was edited.
//!
//! A question is found by the coach's comment under its heading, and where that was deleted by the heading itself.

use std::ops::Range;

use crate::pack::framework::{Framework, Question, Section};
use crate::submission::COMMENT;
use crate::text::front_matter;
use crate::text::markdown::{Heading, headings, without_open_fences};

/// The answers of a text, in the order they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Where the body starts, behind the front matter.
    pub body: usize,
    /// One block for each question that was found.
    pub blocks: Vec<Block>,
    /// Section headings that were found: section id and the byte behind its block's last line.
    pub sections: Vec<(String, usize)>,
}

/// One question in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The question, by id.
    pub question: String,
    /// The bytes of its heading.
    pub heading: Range<usize>,
    /// The bytes of its answer: everything up to the next known heading, white space at both ends left out.
    pub answer: Range<usize>,
    /// The bytes between the end of the heading (and the coach's comment) and the next known heading.
    pub room: Range<usize>,
}

impl Layout {
    /// The block of a question.
    pub fn block(&self, question: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.question == question)
    }
}

/// A heading that the program knows.
struct Mark<'a> {
    known: Known<'a>,
    span: Range<usize>,
    /// Where the answer's room starts.
    room: usize,
}

enum Known<'a> {
    Question(&'a Question),
    Section(&'a Section),
    /// A heading of level 1 or 2 that is nobody's: it ends the answer above it.
    Other,
}

/// Finds the answers of a text.
pub fn layout(text: &str, framework: &Framework) -> Layout {
    let body = front_matter(text).map_or(0, |front| front.whole.end);
    let marks = marks(text, body, framework);
    let mut blocks = Vec::new();
    let mut sections: Vec<(String, usize)> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let end = marks.get(index + 1).map_or(text.len(), |next| next.span.start);
        match mark.known {
            Known::Section(section) => sections.push((section.id.clone(), end)),
            Known::Question(question) => {
                let room = mark.room.min(end)..end;
                let answer = trimmed(text, room.clone());
                blocks.push(Block {
                    question: question.id.clone(),
                    heading: mark.span.clone(),
                    answer,
                    room,
                });
                if let Some(open) = sections.last_mut() {
                    open.1 = end;
                }
            }
            Known::Other => {}
        }
    }
    Layout { body, blocks, sections }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.start + piece.trim_end().len();
    start.min(end)..end.max(start.min(end))
}

/// The known headings of a text in order. Each question is found once: by its comment, else by its heading.
fn marks<'a>(text: &str, body: usize, framework: &'a Framework) -> Vec<Mark<'a>> {
    let all = headings(&without_open_fences(&text[body..]));
    let all: Vec<Heading> =
        all.into_iter().map(|h| Heading { span: h.span.start + body..h.span.end + body, ..h }).collect();
    let commented: Vec<Option<(&Question, usize)>> =
        all.iter().map(|heading| comment_below(text, heading.span.end, framework)).collect();
    let mut found: Vec<&str> = commented.iter().flatten().map(|(question, _)| question.id.as_str()).collect();
    let mut seen: Vec<&str> = Vec::new();
    let mut section: Option<&Section> = None;
    let mut marks = Vec::new();
    for (heading, comment) in all.iter().zip(&commented) {
        let mark = |known, room| Mark { known, span: heading.span.clone(), room };
        if let Some((question, room)) = comment {
            if !seen.contains(&question.id.as_str()) {
                seen.push(&question.id);
                marks.push(mark(Known::Question(question), *room));
            }
        } else if let Some(question) = by_heading(framework, section, heading, &found) {
            found.push(&question.id);
            marks.push(mark(Known::Question(question), heading.span.end));
        } else if let Some(known) = section_of(framework, heading) {
            section = Some(known);
            marks.push(mark(Known::Section(known), heading.span.end));
        } else if heading.level <= 2 {
            marks.push(mark(Known::Other, heading.span.end));
        }
    }
    marks
}

/// The question whose comment is the first thing below a heading, and where that comment's line ends.
fn comment_below<'a>(
    text: &str,
    heading_end: usize,
    framework: &'a Framework,
) -> Option<(&'a Question, usize)> {
    let rest = &text[heading_end..];
    let start = rest.len() - rest.trim_start().len();
    let comment = rest[start..].strip_prefix(COMMENT)?.strip_prefix(' ')?;
    let id = comment.split(|letter: char| letter == ':' || letter.is_whitespace()).next()?;
    let question =
        framework.sections.iter().flat_map(|section| &section.questions).find(|known| known.id == id)?;
    let close = rest[start..].find("-->")? + start + 3;
    let line_end = rest[close..].find('\n').map_or(rest.len(), |at| close + at + 1);
    let clean = rest[close..line_end].trim().is_empty();
    Some((question, heading_end + if clean { line_end } else { close }))
}

fn by_heading<'a>(
    framework: &'a Framework,
    section: Option<&'a Section>,
    heading: &Heading,
    found: &[&str],
) -> Option<&'a Question> {
    let wanted = plain(&heading.text);
    let matches =
        |question: &&Question| !found.contains(&question.id.as_str()) && plain(&question.heading) == wanted;
    if heading.level < 3 {
        return None;
    }
    match section {
        Some(section) => section.questions.iter().find(matches),
        None => framework.sections.iter().flat_map(|section| &section.questions).find(matches),
    }
}

fn section_of<'a>(framework: &'a Framework, heading: &Heading) -> Option<&'a Section> {
    let wanted = plain(&heading.text);
    framework.sections.iter().find(|section| heading.level <= 2 && plain(&section.title) == wanted)
}

/// A heading without numbering, punctuation and case.
fn plain(heading: &str) -> String {
    let words = heading.trim_start_matches(|letter: char| !letter.is_alphabetic());
    let kept = words.chars().filter(|letter| letter.is_alphanumeric() || letter.is_whitespace());
    kept.collect::<String>().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
