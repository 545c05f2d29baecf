//! The report: what every export format is written from.

use comrak::Arena;
use serde::Serialize;

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

/// An answer ready to be written in any format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
        Report { title, meta, brief, words, headings: tree.headings, body }
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
