//! One field for any kind of question.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::text::TextField;
use super::{Look, Outcome};
use crate::pack::framework::{Question, QuestionKind};
use crate::text::words;

/// Something to choose, in a `choice` question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// Its name; this goes into the answer.
    pub label: String,
    /// What it means, in a few words; may be empty.
    pub note: String,
}

/// What a question offers to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// For a `choice` question.
    pub picks: Vec<Pick>,
    /// For the `choice` columns of a `table` question, by column id.
    pub columns: BTreeMap<String, Vec<String>>,
}

/// The field of one question.
#[derive(Debug, Clone)]
pub enum Field {
    /// Prose and lists, and any answer that does not have the shape of its question.
    Text(TextField),
}

impl Field {
    /// The field that suits a question, holding `answer` (Markdown, maybe empty).
    pub fn open(question: &Question, offers: &Offers, answer: &str) -> Self {
        let _ = offers;
        let mut field = TextField::new(answer);
        if question.kind == QuestionKind::List && answer.is_empty() {
            field.insert("- ");
        }
        Field::Text(field)
    }

    /// Any text as it is, such as a whole document.
    pub fn plain(text: &str) -> Self {
        Field::Text(TextField::new(text))
    }

    /// The text field, if it is one; for what only text can do.
    pub fn as_text(&mut self) -> Option<&mut TextField> {
        match self {
            Field::Text(field) => Some(field),
        }
    }

    /// Does what a key says; see [`TextField::key`].
    pub fn key(&mut self, key: KeyEvent, at_ms: u64) -> Outcome {
        match self {
            Field::Text(field) => field.key(key, at_ms),
        }
    }

    /// Inserts what the terminal pasted.
    pub fn paste(&mut self, text: &str) -> Outcome {
        match self {
            Field::Text(field) => field.paste(text),
        }
    }

    /// Inserts a text of the program at the cursor, such as a term from the shelf.
    pub fn insert(&mut self, text: &str) -> Outcome {
        match self {
            Field::Text(field) => field.insert(text),
        }
    }

    /// The answer as Markdown; empty if nothing was written.
    pub fn text(&self) -> String {
        match self {
            Field::Text(field) if field.text().trim() == "-" => String::new(),
            Field::Text(field) => field.text().to_owned(),
        }
    }

    /// The number of words of the answer, as budgets count them.
    pub fn words(&self) -> usize {
        match self {
            Field::Text(field) => words::count(field.text()),
        }
    }

    /// A number that changes whenever the answer is edited.
    pub fn revision(&self) -> u64 {
        match self {
            Field::Text(field) => field.revision(),
        }
    }

    /// Where the cursor is, as a number that [`Field::set_cursor`] takes, also in a field that is opened later.
    pub fn cursor(&self) -> usize {
        match self {
            Field::Text(field) => field.cursor(),
        }
    }

    /// Puts the cursor there, or near it.
    pub fn set_cursor(&mut self, at: usize) {
        match self {
            Field::Text(field) => field.set_cursor(at),
        }
    }

    /// Forbids or allows changes.
    pub fn set_read_only(&mut self, read_only: bool) {
        match self {
            Field::Text(field) => field.set_read_only(read_only),
        }
    }

    /// What stands where nothing is written yet.
    pub fn set_placeholder(&mut self, text: &str) {
        match self {
            Field::Text(field) => field.set_placeholder(text),
        }
    }

    /// What was last cut, copied or killed. The room carries it from field to field.
    pub fn clip(&self) -> &str {
        match self {
            Field::Text(field) => field.clip(),
        }
    }

    /// Puts a text where Ctrl-V and Ctrl-Y take it from.
    pub fn set_clip(&mut self, text: &str) {
        match self {
            Field::Text(field) => field.set_clip(text),
        }
    }

    /// Draws the field and puts the terminal's cursor into it.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect, look: &Look) {
        match self {
            Field::Text(field) => field.draw(frame, area, look),
        }
    }
}
