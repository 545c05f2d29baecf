//! The answer that is being written: one question's, or the whole document's.

use std::collections::BTreeMap;

use crate::pack::framework::{Question, QuestionKind};
use crate::session::State;
use crate::submission::{Part, parts, split_notes};
use crate::terminal::field::{Field, Offers};

/// What is open on the desk.
#[derive(Debug)]
pub(super) struct Answer {
    /// What one writes in.
    pub field: Field,
    /// The question, by id; none for the whole document.
    pub question: Option<String>,
    /// Footnotes of a table or a choice, which are not written in the field.
    notes: String,
    /// The revision of the field that the session knows.
    seen: u64,
}

impl Answer {
    /// Opens the answer to one question.
    pub fn of_question(question: &Question, text: &str, offers: &BTreeMap<String, Offers>) -> Self {
        let (body, notes) = match question.kind {
            QuestionKind::Prose | QuestionKind::List => (text, ""),
            QuestionKind::Choice | QuestionKind::Table => split_notes(text),
        };
        let nothing = Offers::default();
        let field = Field::open(question, offers.get(&question.id).unwrap_or(&nothing), body);
        let seen = field.revision();
        Self { field, question: Some(question.id.clone()), notes: notes.to_owned(), seen }
    }

    /// Opens the whole document, with the cursor in the answer to a question.
    pub fn of_whole(state: &State, at: Option<&str>) -> Self {
        let text = state.whole();
        let mut field = Field::plain(&text);
        // Whoever polishes reads from the start.
        field.set_cursor(0);
        if let Some(part) =
            at.and_then(|id| parts_of(&text, state).into_iter().find(|part| part.question == id))
        {
            let line_end = text[part.at..].find('\n').map_or(text.len(), |end| part.at + end + 2);
            field.set_cursor(line_end.min(text.len()));
        }
        let seen = field.revision();
        Self { field, question: None, notes: String::new(), seen }
    }

    /// Whether something was written since the session was told last.
    pub fn is_new(&self) -> bool {
        self.field.revision() != self.seen
    }

    /// What was written, by question; the session then knows it. A question whose heading is gone from the whole document
    /// has no answer any more: its words are either gone too or stand in the answer above.
    pub fn take(&mut self, state: &State) -> Vec<(String, String)> {
        self.seen = self.field.revision();
        if let Some(question) = &self.question {
            return vec![(question.clone(), self.text())];
        }
        let parts = parts_of(&self.field.text(), state).into_iter();
        let mut taken: Vec<_> = parts.map(|part| (part.question, part.answer)).collect();
        for (_, question) in state.plan.asked() {
            if !taken.iter().any(|(known, _)| *known == question.id) {
                taken.push((question.id.clone(), String::new()));
            }
        }
        taken
    }

    /// The answer as it goes into the submission.
    pub fn text(&self) -> String {
        let body = self.field.text();
        if self.notes.is_empty() {
            body
        } else if body.trim().is_empty() {
            self.notes.clone()
        } else {
            format!("{}\n\n{}", body.trim_end(), self.notes)
        }
    }

    /// Puts a footnote mark at the cursor and its definition at the end.
    pub fn cite(&mut self, mark: &str, definition: &str) {
        self.field.insert(mark);
        if self.text().contains(&format!("{mark}:")) {
            return;
        }
        if let Field::Text(field) = &mut self.field {
            let cursor = field.cursor();
            let text = field.text().to_owned();
            let before = match (text.ends_with("\n\n"), text.trim_end().lines().last()) {
                (true, _) => "",
                (false, Some(line)) if line.starts_with("[^") => "\n",
                _ => "\n\n",
            };
            field.set_cursor(text.len());
            field.insert(&format!("{before}{definition}"));
            field.set_cursor(cursor);
        } else if self.notes.is_empty() {
            definition.clone_into(&mut self.notes);
        } else {
            self.notes = format!("{}\n{definition}", self.notes);
        }
    }

    /// Replaces what is written, such as by what came back from an editor.
    pub fn replace(&mut self, text: &str, question: Option<&Question>, offers: &Offers) {
        let cursor = self.field.cursor();
        let at_end = matches!(&self.field, Field::Text(field) if cursor >= field.text().len());
        match (&mut self.field, question) {
            (Field::Text(field), _) => drop(field.set_text(text)),
            (field, Some(question)) => *field = Field::open(question, offers, text),
            (field, None) => *field = Field::plain(text),
        }
        // Who stood at the end writes on at the end.
        self.field.set_cursor(if at_end { text.len() } else { cursor });
        self.seen = self.field.revision().wrapping_sub(1);
    }

    /// The question in whose answer the cursor of a whole document stands.
    pub fn question_at_cursor(&self, state: &State) -> Option<String> {
        let cursor = self.field.cursor();
        let parts = parts_of(&self.field.text(), state);
        let before = parts.iter().rev().find(|part| part.at <= cursor).or_else(|| parts.first());
        before.map(|part| part.question.clone())
    }
}

fn parts_of(text: &str, state: &State) -> Vec<Part> {
    let first = state.plan.question(0).map_or("", |(_, question)| question.id.as_str());
    let asked = |part: &Part| state.plan.number_of(&part.question).is_some();
    let joined = |one: &str, other: &str| format!("{one}\n\n{other}").trim().to_owned();
    let mut kept: Vec<Part> = Vec::new();
    let mut before = String::new();
    for mut part in parts(text, &state.plan.framework, first) {
        // A heading of a question that this session does not ask belongs to the answer beside it.
        if asked(&part) {
            part.answer = joined(&std::mem::take(&mut before), &part.answer);
            kept.push(part);
        } else if let Some(last) = kept.last_mut() {
            last.answer = joined(&last.answer, &part.answer);
        } else {
            before = joined(&before, &part.answer);
        }
    }
    if kept.is_empty() && !before.is_empty() {
        kept.push(Part { question: first.to_owned(), at: 0, answer: before });
    }
    kept
}
