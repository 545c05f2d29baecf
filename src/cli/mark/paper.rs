//! A sample as it is handed to the person who marks: numbered lines, and nothing that says how good it is.

use crate::judgment::Quality;
use crate::pack::prompt::Case;
use crate::store::files;
use crate::terminal::page::wrapped;
use crate::terminal::passage::stands_apart;
use crate::text::plain::{Kind, PlainLine, plain_lines};

/// A sample to mark.
#[derive(Debug)]
pub(super) struct Paper {
    /// The case.
    pub(super) case: Case,
    /// How good it is meant to be.
    pub(super) quality: Quality,
    /// The file as it is in the pack; the review reads this.
    pub(super) text: String,
    /// The lines that are shown, without front matter, comments, title and brief.
    pub(super) lines: Vec<PlainLine>,
}

impl Paper {
    /// A sample of a case.
    pub(super) fn new(case: Case, quality: Quality, text: String) -> Self {
        let opening = |line: &PlainLine| matches!(line.kind, Kind::Heading(1) | Kind::Quote);
        let lines = plain_lines(&text).into_iter().skip_while(opening).collect();
        Self { case, quality, text, lines }
    }

    /// The hash of the text.
    pub(super) fn hash(&self) -> String {
        files::hash(self.text.as_bytes())
    }

    /// The number under which a line of the file is shown.
    pub(super) fn number_of(&self, line: usize) -> Option<usize> {
        let at = self.lines.iter().position(|shown| (shown.first..=shown.last).contains(&line))?;
        Some(at + 1)
    }

    /// The numbered lines, wrapped to a width.
    pub(super) fn shown(&self, width: usize) -> String {
        let mut text = String::new();
        for (index, line) in self.lines.iter().enumerate() {
            if index > 0 && stands_apart(line) {
                text.push('\n');
            }
            let body = wrapped(&line.shown(), width.saturating_sub(GUTTER));
            for (row, part) in body.lines().enumerate() {
                let number = if row == 0 { (index + 1).to_string() } else { String::new() };
                text.push_str(format!("{number:>4}  {part}").trim_end());
                text.push('\n');
            }
        }
        text
    }
}

/// The columns of the numbers.
const GUTTER: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;

    const TEXT: &str = "---\nssmr: 1\ncase: weak-one\n---\n\n# The title\n\n> the brief\n\n## Scope\n\n\
        One two three four\nfive <!-- the weak one --> six.\n\n| Risk | Answer |\n|---|---|\n| a | b |\n";

    fn paper(text: &str) -> Paper {
        let library = Library::new(SHIPPED);
        let case = library.case("tutoring-assistant").expect("it ships");
        Paper::new(case, Quality::Weak, text.to_owned())
    }

    #[test]
    fn a_paper_has_numbers_and_nothing_that_gives_it_away() {
        insta::assert_snapshot!(paper(TEXT).shown(28), @r"
           1  ## Scope

           2  One two three four
              five  six.

           3  Risk: a | Answer: b
        ");
    }

    #[test]
    fn a_line_of_the_file_is_found_under_its_number() {
        let paper = paper(TEXT);
        let found = [1, 8, 10, 12, 13, 15, 16, 17, 18].map(|line| paper.number_of(line));
        assert_eq!(found, [None, None, Some(1), Some(2), Some(2), Some(3), Some(3), Some(3), None]);
    }

    #[test]
    fn no_sample_of_the_library_says_how_good_it_is() {
        let library = Library::new(SHIPPED);
        for entry in library.cases() {
            let case = library.case(&entry.id).expect("it was listed");
            for quality in Quality::ALL {
                let text = library.sample(&case, quality.word()).expect("it ships");
                let shown = Paper::new(case.clone(), quality, text).shown(80);
                let opening = shown.lines().next().unwrap_or("");
                assert_eq!(opening, "   1  ## Scope", "{} {}", entry.id, quality.word());
                for word in ["<!--", ".strong", ".weak", "weak sample", "strong sample", "ssmr: 1"] {
                    assert!(!shown.contains(word), "{} {} shows {word}", entry.id, quality.word());
                }
            }
        }
    }
}
