//! The report: what every export format is written from.

use comrak::Arena;
use serde::Serialize;

use crate::export::diagram::{self, Drawn};
use crate::export::figures::{self, Figure};
use crate::export::{markdown, tree};

/// What is known about a submission beside its text. All of it may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// The title of the case.
    pub case_title: Option<String>,
    /// Who wrote the answer.
    pub candidate: Option<String>,
    /// The day to print, as `2026-11-24`.
    pub date: Option<String>,
    /// The language of the answer as a BCP 47 tag, such as `en`.
    pub lang: String,
}

impl Default for Meta {
    fn default() -> Self {
        Meta { case_title: None, candidate: None, date: None, lang: "en".into() }
    }
}

/// One heading of the answer as the contents list it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 2 to 6 without gaps, whatever levels were written: level 1 is the title alone.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// Its anchor, unique in the document.
    pub id: String,
}

/// A diagram of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// Its source, as it stands in the code fence.
    pub source: String,
    /// What became of it; none as long as nobody tried. It is shown as code then.
    pub drawn: Option<Drawn>,
}

/// Something that is appended to the answer, such as a review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Annex {
    /// What it is called.
    pub title: String,
    /// Its parts, in order.
    pub parts: Vec<AnnexPart>,
}

/// A part of an annex. All text is plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnexPart {
    /// A heading below the title of the annex.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A table: its head, and rows of as many cells.
    Table {
        /// The titles of the columns.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
}

/// An answer ready to be written in any format.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The first level-1 heading, else the title of the case, else `Case study`.
    pub title: String,
    /// What is known beside the text.
    #[serde(flatten)]
    pub meta: Meta,
    /// The brief as Markdown: the block quote right under the title.
    pub brief: Option<String>,
    /// The headings below the title, in order; those inside quotes and lists are left out.
    pub headings: Vec<Heading>,
    /// Words of the answer. Title, brief and code blocks do not count.
    pub words: usize,
    /// The whole answer as clean Markdown: title, brief and sections, byte for byte as they were written.
    pub body: String,
    /// Every diagram of the answer, each source once.
    #[serde(skip)]
    pub diagrams: Vec<Diagram>,
    /// Figures made from its tables, if they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// What is appended, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annex: Option<Annex>,
}

impl Report {
    /// Reads a submission: any Markdown, with or without front matter.
    pub fn assemble(text: &str, meta: Meta) -> Report {
        let body = markdown::clean(text);
        let source = markdown::source(&body);
        let arena = Arena::new();
        let tree = tree::read(&arena, &source);
        let title =
            tree.title_text().or_else(|| meta.case_title.clone()).unwrap_or_else(|| "Case study".to_owned());
        let brief = tree.brief.map(|quote| tree::unquoted(&source, quote));
        let words = tree.words();
        let diagrams = tree.diagrams().into_iter().map(|source| Diagram { source, drawn: None }).collect();
        Report {
            title,
            meta,
            brief,
            words,
            headings: tree.headings,
            body,
            diagrams,
            figures: Vec::new(),
            annex: None,
        }
    }

    /// Has the diagrams drawn. Those beyond the limits are not tried, and say so.
    pub fn draw(&mut self, mut draw: impl FnMut(&str) -> Drawn) {
        for (number, diagram) in self.diagrams.iter_mut().enumerate() {
            let drawn = if diagram.source.len() > diagram::LONGEST_SOURCE {
                Err(diagram::too_long(&diagram.source))
            } else if number >= diagram::MOST {
                Err(format!("at most {} diagrams are drawn", diagram::MOST))
            } else {
                draw(&diagram.source)
            };
            diagram.drawn = Some(drawn);
        }
    }

    /// Makes the figures that its tables allow.
    pub fn add_figures(&mut self) {
        self.figures = figures::find(&self.body);
    }

    /// What is wrong with each diagram that could not be drawn.
    pub fn faults(&self) -> impl Iterator<Item = &str> {
        self.diagrams.iter().filter_map(|diagram| diagram.drawn.as_ref()?.as_ref().err().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(text: &str) -> Report {
        Report::assemble(text, Meta { case_title: Some("The case".into()), ..Meta::default() })
    }

    #[test]
    fn the_title_is_the_first_level_1_heading_or_the_case() {
        let cases = [
            ("# One `two` *three*\n\n# Four\n", "One two three"),
            ("One\n===\n", "One"),
            ("text\n\n# Later\n", "Later"),
            ("# Scope\n\ntext\n\n# Safety\n\n# Metrics\n", "The case"),
            ("# Scope\n\ntext\n\n# Safety\n", "Scope"),
            ("# Title\n\n# Scope\n\n# Safety\n", "Title"),
            ("# Title\n\n> brief\n\n# Scope\n\n# Safety\n", "Title"),
            ("## Section\n", "The case"),
            ("> # quoted\n", "The case"),
            ("#\n\n# \n", "The case"),
            ("", "The case"),
            ("\u{feff}# With a mark\r\n", "With a mark"),
        ];
        for (text, title) in cases {
            assert_eq!(report(text).title, title, "{text:?}");
        }
        assert_eq!(Report::assemble("text", Meta::default()).title, "Case study");
    }

    #[test]
    fn the_brief_is_the_quote_right_under_the_title() {
        let cases = [
            ("# T\n\n> one\n> two\n>\n> - three\n\ntext", Some("one\ntwo\n\n- three\n")),
            ("# T\n> one\nlazy\n", Some("one\nlazy\n")),
            ("---\na: 1\n---\n\n# T\r\n\r\n> one\r\n", Some("one\n")),
            ("# T\n\ntext\n\n> no\n", None),
            ("> no\n", None),
            ("## Section\n\n# T\n\n> no\n", None),
        ];
        for (text, brief) in cases {
            assert_eq!(report(text).brief.as_deref(), brief, "{text:?}");
        }
    }

    #[test]
    fn diagrams_are_found_wherever_they_stand_and_drawn_within_limits() {
        let long = "x".repeat(diagram::LONGEST_SOURCE);
        let text = format!(
            "# T\n\n> ```mermaid\n> a\n> ```\n\n- ~~~Mermaid\n  b\n  ~~~\n\n```mermaid\na\n```\n\n```rust\nc\n```\n\n```mermaid\n{long}\n```\n"
        );
        let mut report = report(&text);
        let mut seen = Vec::new();
        report.draw(|source| {
            seen.push(source.to_owned());
            Err("no".into())
        });
        assert_eq!(seen, ["a\n", "b\n"]);
        assert_eq!(
            report.faults().collect::<Vec<_>>(),
            ["no", "no", "it is 12289 bytes long, and at most 12288 are drawn"]
        );
        let many: String = (0..30).map(|number| format!("```mermaid\n{number}\n```\n\n")).collect();
        let mut report = self::report(&many);
        report.draw(|_| Err("no".into()));
        assert_eq!(report.faults().filter(|fault| *fault == "at most 24 diagrams are drawn").count(), 6);
    }

    #[test]
    fn headings_are_listed_with_unique_ids() {
        let text =
            "# T\n\n## A b!\n\n### A b\n\n# Extra\n\n> ## quoted\n\n##### Deep\n\n## 🙂\n\n##\n\n## a-b-1\n";
        let found: Vec<_> = report(text).headings.into_iter().map(|h| (h.level, h.text, h.id)).collect();
        let expected = [
            (2, "A b!", "a-b"),
            (3, "A b", "a-b-1"),
            (2, "Extra", "extra"),
            (3, "Deep", "deep"),
            (2, "🙂", "section"),
            (2, "a-b-1", "a-b-1-1"),
        ];
        assert_eq!(found, expected.map(|(level, text, id)| (level, text.to_owned(), id.to_owned())));
    }

    #[test]
    fn levels_have_no_gaps_and_equals_stay_equal() {
        let cases: [(&str, &[u8]); 5] = [
            ("# T\n## A\n### B\n## C\n", &[2, 3, 2]),
            ("### A\n### B\n## C\n### D\n", &[2, 2, 2, 3]),
            ("## A\n##### B\n##### C\n#### D\n###### E\n", &[2, 3, 3, 3, 4]),
            ("# T\n# A\n## B\n### C\n", &[2, 2, 3]),
            ("## A\n### B\n#### C\n##### D\n###### E\n# F\n", &[2, 3, 4, 5, 6, 2]),
        ];
        for (text, levels) in cases {
            let found: Vec<u8> = report(text).headings.iter().map(|heading| heading.level).collect();
            assert_eq!(found, levels, "{text:?}");
        }
    }

    #[test]
    fn words_are_those_of_the_answer() {
        let cases = [
            ("# Not these\n\n> nor these\n\ntwo words\n", 2),
            ("## One\n\n- two three\n- well-known `code` — 5%\n", 6),
            ("```\nnot counted\n```\n", 0),
            ("| a | b |\n|---|---|\n| c d | |\n", 4),
            ("one[^1] two\n\n[^1]: three\n", 3),
            ("a**b**c <!-- not --> d\n", 2),
        ];
        for (text, words) in cases {
            assert_eq!(report(text).words, words, "{text:?}");
        }
    }
}
