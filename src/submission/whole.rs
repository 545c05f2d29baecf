//! The whole answer as one text, for writing without questions in between, and back.

use std::ops::Range;

use crate::pack::framework::{Framework, Question, Section};
use crate::submission::{fit, layout};
use crate::text::markdown::headings;

/// The answers as one Markdown text: a heading for each section and question, no comments. Every question that is
/// asked has its heading, whether it has an answer or not.
pub fn whole<'a>(asked: impl Iterator<Item = (&'a Section, &'a Question, &'a str)>) -> String {
    let mut text = String::new();
    let mut open = None;
    for (section, question, answer) in asked {
        if open != Some(&section.id) {
            open = Some(&section.id);
            text.push_str(&format!("## {}\n\n", section.title));
        }
        text.push_str(&format!("### {}\n\n", question.heading));
        let answer = fit(answer).text;
        // An empty answer has a line of its own to write on.
        text.push_str(&if answer.is_empty() { "\n".to_owned() } else { format!("{answer}\n\n") });
    }
    text
}

/// A question in a whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The question, by id.
    pub question: String,
    /// Where its heading starts, in bytes.
    pub at: usize,
    /// Its answer, white space at both ends left out.
    pub answer: String,
}

/// The answers in a whole text. Every word of the text is in one of them: what stands under a heading that is nobody's
/// belongs to the answer above it, what stands before the first question to that question. A text without any
/// question's heading belongs to `first` as a whole.
pub fn parts(text: &str, framework: &Framework, first: &str) -> Vec<Part> {
    let blocks = layout(text, framework).blocks;
    if blocks.is_empty() {
        return vec![Part { question: first.to_owned(), at: 0, answer: text.trim().to_owned() }];
    }
    let titles = section_headings(text, framework);
    let mut parts: Vec<Part> = Vec::new();
    let (head, under_a_section) = stretch(text, 0..blocks[0].heading.start, &titles);
    let mut before = joined(&[&head, &under_a_section]);
    for (index, block) in blocks.iter().enumerate() {
        let end = blocks.get(index + 1).map_or(text.len(), |next| next.heading.start);
        let (own, of_next) = stretch(text, block.room.start..end, &titles);
        let answer = joined(&[&before, &own]);
        parts.push(Part { question: block.question.clone(), at: block.heading.start, answer });
        before = of_next;
    }
    if let Some(last) = parts.last_mut() {
        last.answer = joined(&[&last.answer, &before]);
    }
    parts
}

/// Pieces of text with a blank line between them.
fn joined(pieces: &[&str]) -> String {
    let said: Vec<&str> = pieces.iter().copied().filter(|piece| !piece.is_empty()).collect();
    said.join("\n\n")
}

/// Where the headings of sections stand.
fn section_headings(text: &str, framework: &Framework) -> Vec<Range<usize>> {
    let known = |title: &str| framework.sections.iter().any(|section| section.title == title.trim());
    let all = headings(text).into_iter();
    all.filter(|heading| heading.level == 2 && known(&heading.text)).map(|heading| heading.span).collect()
}

/// A stretch between two questions: what stands before the heading of a section, and what stands behind it.
fn stretch(text: &str, range: Range<usize>, titles: &[Range<usize>]) -> (String, String) {
    let inside: Vec<&Range<usize>> =
        titles.iter().filter(|title| range.start <= title.start && title.end <= range.end).collect();
    let Some(first) = inside.first() else {
        return (text[range].trim().to_owned(), String::new());
    };
    let own = text[range.start..first.start].trim().to_owned();
    let mut rest = Vec::new();
    for (index, title) in inside.iter().enumerate() {
        let end = inside.get(index + 1).map_or(range.end, |next| next.start);
        rest.push(text[title.end..end].trim());
    }
    (own, joined(&rest))
}

/// An answer without the footnotes at its end, and those footnotes. A table or a choice is written without them.
pub fn split_notes(answer: &str) -> (&str, &str) {
    let mut at = answer.len();
    for line in answer.split_inclusive('\n').rev() {
        let is_note = line.starts_with("[^") && line.contains("]:");
        if !is_note && !line.trim().is_empty() {
            break;
        }
        at -= line.len();
    }
    (answer[..at].trim_end(), answer[at..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;
    use proptest::prelude::*;

    fn framework() -> Framework {
        Library::new(SHIPPED).framework("ssmr").expect("shipped")
    }

    fn written(answers: &[(&str, &str)]) -> String {
        let framework = framework();
        let answer = |id: &str| answers.iter().find(|(known, _)| *known == id).map_or("", |(_, text)| text);
        let asked = framework
            .questions_for(None)
            .map(|(section, question)| (section, question, answer(&question.id)));
        whole(asked)
    }

    fn answer(text: &str, question: &str) -> String {
        let parts = parts(text, &framework(), "primary-user");
        parts.into_iter().find(|part| part.question == question).map_or(String::new(), |part| part.answer)
    }

    #[test]
    fn every_question_is_found_again() {
        let text = written(&[("intent", "To pass.\n\n- and to sleep"), ("decision", "Do it.")]);
        assert_eq!(parts(&text, &framework(), "x").len(), framework().questions_for(None).count());
        assert_eq!(answer(&text, "intent"), "To pass.\n\n- and to sleep");
        assert_eq!(answer(&text, "decision"), "Do it.");
        assert_eq!(answer(&text, "situation"), "");
    }

    #[test]
    fn words_under_a_foreign_heading_are_kept() {
        let text = written(&[("boundaries", "- no grading")])
            .replace("- no grading\n", "- no grading\n\n## Appendix\n\nMore.\n");
        assert_eq!(answer(&text, "boundaries"), "- no grading\n\n## Appendix\n\nMore.");
    }

    #[test]
    fn words_between_a_section_and_its_first_question_are_kept() {
        let text = written(&[("decision", "Do it.")]).replace("## Safety\n", "## Safety\n\nFirst of all.\n");
        assert_eq!(answer(&text, "decision"), "First of all.\n\nDo it.");
        assert_eq!(answer(&text, "assumptions"), "");
    }

    #[test]
    fn a_text_without_headings_belongs_to_the_first_question() {
        assert_eq!(answer("Only words.\n", "primary-user"), "Only words.");
    }

    #[test]
    fn footnotes_at_the_end_are_told_apart() {
        let cases = [
            ("| a |\n|---|\n| b[^x] |\n\n[^x]: A source.", ("| a |\n|---|\n| b[^x] |", "[^x]: A source.")),
            ("no notes", ("no notes", "")),
            ("[^x]: only a note", ("", "[^x]: only a note")),
            ("", ("", "")),
        ];
        for (text, wanted) in cases {
            assert_eq!(split_notes(text), wanted, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost(first in "[a-z#|>* \n-]{0,60}", second in "[a-z#|`* \n-]{0,60}") {
            let text = written(&[("situation", &first), ("decision", &second)]);
            let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).count();
            let kept: usize = parts(&text, &framework(), "x").iter().map(|part| letters(&part.answer)).sum();
            prop_assert_eq!(kept, letters(&first) + letters(&second));
        }

        #[test]
        fn any_text_keeps_every_word_of_its_own(text in "(## Scope|### Intent|## Other|### Decision|[a-z \n]{0,9}|\n){0,12}") {
            let kept = parts(&text, &framework(), "x");
            for word in text.split_whitespace().filter(|word| word.chars().all(|letter| letter.is_ascii_lowercase())) {
                prop_assert!(kept.iter().any(|part| part.answer.contains(word)), "{} of {:?}", word, text);
            }
        }
    }
}
