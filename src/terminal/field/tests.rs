use std::collections::BTreeSet;

use proptest::prelude::*;

use super::testing::{frame, keys};
use super::{Field, Look, Offers, Outcome, Pick, choice, table, text};
use crate::content::SHIPPED;
use crate::pack::framework::{Question, QuestionKind};
use crate::pack::library::Library;

fn questions() -> Vec<Question> {
    let framework = Library::new(SHIPPED).framework("ssmr").expect("shipped");
    framework.sections.into_iter().flat_map(|section| section.questions).collect()
}

fn question(kind: QuestionKind) -> Question {
    questions().into_iter().find(|question| question.kind == kind).expect("shipped")
}

fn offers() -> Offers {
    let pick = |label: &str| Pick { label: label.into(), note: String::new() };
    Offers { picks: vec![pick("Economic"), pick("Physical")], ..Offers::default() }
}

#[test]
fn every_shipped_question_is_answered_and_taken_up_again() {
    for question in questions() {
        let mut field = Field::open(&question, &offers(), "");
        assert_eq!((field.text(), field.words()), (String::new(), 0), "{}", question.id);
        for key in keys(" one<tab>two") {
            field.key(key, 0);
        }
        assert_ne!(field.revision(), 0, "{}", question.id);
        let mut again = Field::open(&question, &offers(), &field.text());
        again.set_cursor(field.cursor());
        assert_eq!((again.text(), again.words()), (field.text(), field.words()), "{}", question.id);
        assert_eq!(again.cursor(), field.cursor(), "{}", question.id);
        let (drawn, _, cursor) = frame(60, 12, |frame| again.draw(frame, frame.area(), &Look::default()));
        assert!(drawn.contains("one") || drawn.contains("[x]"), "{}: {drawn}", question.id);
        assert!(!cursor.is_empty());
    }
}

#[test]
fn words_are_those_of_the_writer() {
    let cases = [
        (QuestionKind::Prose, "one <!-- not these --> two", 2),
        (QuestionKind::List, "- one\n- two three", 3),
        (QuestionKind::Choice, "- Economic\n\nBecause it is.", 4),
    ];
    for (kind, answer, words) in cases {
        assert_eq!(Field::open(&question(kind), &offers(), answer).words(), words, "{answer}");
    }
    let mut table = Field::open(&question(QuestionKind::Table), &offers(), "");
    table.paste("one two");
    assert_eq!(table.words(), 2);
}

#[test]
fn a_table_with_text_around_it_is_a_text() {
    let question = question(QuestionKind::Table);
    let answer = "Some prose.\n\n| a | b |\n|---|---|\n| c | d |";
    let field = Field::open(&question, &offers(), answer);
    assert!(matches!(field, Field::Text(_)));
    assert_eq!(field.text(), answer);
}

#[test]
fn an_empty_list_starts_with_its_mark_and_is_still_empty() {
    let mut field = Field::open(&question(QuestionKind::List), &offers(), "");
    assert_eq!(field.text(), "");
    for key in keys("one<enter>two") {
        field.key(key, 0);
    }
    assert_eq!(field.text(), "- one\n- two");
}

#[test]
fn what_was_cut_goes_from_field_to_field() {
    let mut fields: Vec<Field> = [QuestionKind::Prose, QuestionKind::Choice, QuestionKind::Table]
        .map(|kind| Field::open(&question(kind), &offers(), ""))
        .into();
    let mut clip = "start".to_owned();
    for (index, field) in fields.iter_mut().enumerate() {
        field.set_clip(&clip);
        let paste = if matches!(field, Field::Choice(_)) { "<tab><C-v>" } else { "<C-v>" };
        for key in keys(&format!("{paste}{index}<A-a><C-x>")) {
            field.key(key, 0);
        }
        assert_eq!(field.text(), "", "{index}");
        clip = field.clip().to_owned();
    }
    assert_eq!(clip, "start012");
}

#[test]
fn the_keys_of_a_help_page_are_named_once() {
    for list in [text::KEYS, choice::KEYS, table::KEYS] {
        let names: BTreeSet<&str> = list.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), list.len());
    }
}

proptest! {
    #[test]
    fn an_answer_that_is_only_looked_at_stays(
        answer in "(?s)[-a-z*|\n #>`犬\\\\.1\t]{0,60}",
        which in 0_usize..100,
        moves in prop::collection::vec(0_usize..9, 0..12),
        size in (20_u16..130, 4_u16..20),
    ) {
        let questions = questions();
        let mut field = Field::open(&questions[which % questions.len()], &offers(), &answer);
        let pressed = keys("<up><down><left><right><tab><backtab><pgup><pgdn><home>");
        for index in moves {
            // Picking a name and adding a row are edits.
            if matches!(field, Field::Table(_)) && !matches!(index, 2 | 3 | 5 | 8) {
                continue;
            }
            prop_assert_ne!(field.key(pressed[index], 0), Outcome::Changed);
            frame(size.0, size.1, |frame| field.draw(frame, frame.area(), &Look::default()));
        }
        if answer.trim() != "-" && !answer.trim().is_empty() {
            prop_assert_eq!(field.text(), answer);
        }
    }
}
