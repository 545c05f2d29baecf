//! A last look before handing in: what is unanswered, left over, unsourced, too long, or hard to read.
//!
//! It says what to look at and judges nothing: no score, no finding of the review.

mod leftover;
mod length;
mod numbers;
mod prose;
mod tables;
mod unanswered;

use std::ops::Range;

use crate::pack::framework::Framework;
use crate::submission::layout;
use crate::text::front_matter;

/// What a remark is about, in the order in which remarks are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A question without an answer.
    Unanswered,
    /// A placeholder, an open comment, a diagram that cannot be drawn.
    LeftOver,
    /// Cells without text.
    EmptyCells,
    /// A number that nothing near it supports.
    Unsourced,
    /// A section or an answer over its budget of words.
    TooLong,
    /// A sentence, or all of the prose.
    HardToRead,
}

impl About {
    /// All of them, in order.
    pub const ALL: [About; 6] = [
        About::Unanswered,
        About::LeftOver,
        About::EmptyCells,
        About::Unsourced,
        About::TooLong,
        About::HardToRead,
    ];

    /// What stands over such remarks.
    pub fn title(self) -> &'static str {
        match self {
            About::Unanswered => "Unanswered",
            About::LeftOver => "Left over",
            About::EmptyCells => "Empty cells",
            About::Unsourced => {
                "Numbers without a source, a basis or a word such as \u{201c}assumed\u{201d} near them"
            }
            About::TooLong => "Too long",
            About::HardToRead => "Hard to read",
        }
    }
}

/// Something to look at before handing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub about: About,
    /// The line in the file, from 1; 0 if it is about the whole.
    pub line: usize,
    /// What is there, in one line.
    pub what: String,
}

/// A submission as the checks see it.
struct Answer<'a> {
    /// The whole file.
    text: &'a str,
    /// Where its front matter ends.
    body: usize,
    /// The framework, if the answer has some of its headings.
    form: Option<&'a Framework>,
    case_type: Option<&'a str>,
}

impl Answer<'_> {
    fn body(&self) -> &str {
        &self.text[self.body..]
    }

    /// A remark on the line of a byte of the whole file.
    fn remark(&self, about: About, at: usize, what: String) -> Remark {
        Remark { about, line: self.text[..at].matches('\n').count() + 1, what }
    }

    /// The same, for a byte of the body.
    fn remark_in_body(&self, about: About, span: &Range<usize>, what: String) -> Remark {
        self.remark(about, self.body + span.start, what)
    }
}

/// Everything to look at, by kind and then by line. `case_type` is the type of its case.
pub fn check(text: &str, framework: Option<&Framework>, case_type: Option<&str>) -> Vec<Remark> {
    let body = front_matter(text).map_or(0, |front| front.whole.end);
    let form = framework.filter(|framework| !layout(text, framework).blocks.is_empty());
    let answer = Answer { text, body, form, case_type };
    let checks: [fn(&Answer<'_>) -> Vec<Remark>; 6] =
        [unanswered::find, leftover::find, tables::find, numbers::find, length::find, prose::find];
    let mut remarks: Vec<Remark> = checks.into_iter().flat_map(|check| check(&answer)).collect();
    // An empty table under an unanswered question is one thing, not two.
    let unanswered: Vec<String> = remarks
        .iter()
        .filter(|remark| remark.about == About::Unanswered)
        .map(|remark| format!("{}: {WHOLE_TABLE}", remark.what))
        .collect();
    remarks.retain(|remark| remark.about != About::EmptyCells || !unanswered.contains(&remark.what));
    remarks.sort_by_key(|remark| (remark.about, remark.line));
    remarks
}

/// What is said of a table without a single filled cell.
const WHOLE_TABLE: &str = "the whole table";

/// The start of a text on one line.
fn quoted(text: &str) -> String {
    const MOST: usize = 70;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let cut: String = line.chars().take(MOST).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(About, usize, String)> {
        check(text, None, None).into_iter().map(|remark| (remark.about, remark.line, remark.what)).collect()
    }

    #[test]
    fn a_finished_answer_gives_no_remark() {
        assert_eq!(
            found(
                "---\nssmr: 1\n---\n\n# T\n\nWe ask people first. Then we stop at 5 errors, because the brief says so.\n"
            ),
            []
        );
        assert_eq!(found(""), []);
    }

    #[test]
    fn remarks_have_the_line_of_the_file_and_come_by_kind() {
        let text = "---\nssmr: 1\n---\n\n# T\n\nWe gain 40% more users.\n\nTODO: more\n";
        let expected = [
            (About::LeftOver, 9, "`TODO`: TODO: more".to_owned()),
            (About::Unsourced, 7, "40%: We gain 40% more users.".to_owned()),
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn a_quotation_is_cut_behind_a_word() {
        assert_eq!(quoted("a\n b"), "a b");
        assert_eq!(quoted(&"word ".repeat(20)), format!("{} …", ["word"; 14].join(" ")));
    }
}
