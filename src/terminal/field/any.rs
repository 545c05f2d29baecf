//! One field for any kind of question.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::{ChoiceField, Look, Outcome, TableField, TextField, choice, table, text};
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
    /// Ticks and a reason.
    Choice(ChoiceField),
    /// Rows under columns.
    Table(TableField),
}

/// Calls the same method of whatever field it is.
macro_rules! each {
    ($self:expr, $field:ident => $call:expr) => {
        match $self {
            Field::Text($field) => $call,
            Field::Choice($field) => $call,
            Field::Table($field) => $call,
        }
    };
}

impl Field {
    /// The field that suits a question, holding `answer` (Markdown, maybe empty). An answer that is more than a plain
    /// table, or has other columns, is opened as text, so that nothing of it is lost.
    pub fn open(question: &Question, offers: &Offers, answer: &str) -> Self {
        match question.kind {
            QuestionKind::Prose => Field::plain(answer),
            QuestionKind::List if answer.trim().is_empty() => Field::plain("- "),
            QuestionKind::List => Field::plain(answer),
            QuestionKind::Choice => Field::Choice(ChoiceField::new(&offers.picks, answer)),
            QuestionKind::Table => match TableField::read(answer, &question.columns, offers) {
                Ok(field) => Field::Table(field),
                Err(_) => Field::plain(answer),
            },
        }
    }

    /// Any text as it is, such as a whole document.
    pub fn plain(text: &str) -> Self {
        Field::Text(TextField::new(text))
    }

    /// Does what a key says. `at_ms` is a reading of a clock that only goes forward. Keys that a field has no use for
    /// are ignored, so that the room can use them; see [`TextField::key`] for those that always are.
    pub fn key(&mut self, key: KeyEvent, at_ms: u64) -> Outcome {
        each!(self, field => field.key(key, at_ms))
    }

    /// Inserts what the terminal pasted.
    pub fn paste(&mut self, text: &str) -> Outcome {
        each!(self, field => field.paste(text))
    }

    /// Inserts a text of the program at the cursor, such as a term from the shelf.
    pub fn insert(&mut self, text: &str) -> Outcome {
        each!(self, field => field.insert(text))
    }

    /// Inserts a term at the cursor, with a space where it would grow together with a word.
    pub fn insert_term(&mut self, term: &str) -> Outcome {
        let term = match self {
            Field::Text(field) => field.apart(term),
            Field::Choice(field) => field.why().apart(term),
            Field::Table(field) => field.cell().apart(term),
        };
        self.insert(&term)
    }

    /// The answer as Markdown; empty if nothing was written.
    pub fn text(&self) -> String {
        match self {
            // The mark that an empty list starts with.
            Field::Text(field) if field.text().trim() == "-" => String::new(),
            Field::Text(field) => field.text().to_owned(),
            Field::Choice(field) => field.text(),
            Field::Table(field) => field.text(),
        }
    }

    /// The number of words of the answer, as budgets count them. It reads the whole answer.
    pub fn words(&self) -> usize {
        match self {
            Field::Text(field) => words::count(field.text()),
            // The head of a table is not the writer's.
            Field::Table(field) => field.rows().iter().flatten().map(|cell| words::count(cell)).sum(),
            Field::Choice(field) => words::count(&field.text()),
        }
    }

    /// A number that changes whenever the answer is edited.
    pub fn revision(&self) -> u64 {
        each!(self, field => field.revision())
    }

    /// Where the cursor is, as a number that [`Field::set_cursor`] takes, also in a field that is opened later.
    pub fn cursor(&self) -> usize {
        each!(self, field => field.cursor())
    }

    /// Puts the cursor there, or near it.
    pub fn set_cursor(&mut self, at: usize) {
        each!(self, field => field.set_cursor(at));
    }

    /// Forbids or allows changes.
    pub fn set_read_only(&mut self, read_only: bool) {
        each!(self, field => field.set_read_only(read_only));
    }

    /// What stands where nothing is written yet; tables show what their columns ask for.
    pub fn set_placeholder(&mut self, text: &str) {
        match self {
            Field::Text(field) => field.set_placeholder(text),
            Field::Choice(field) => field.why_mut().set_placeholder(text),
            Field::Table(_) => {}
        }
    }

    /// What was last cut, copied or killed. The room carries it from field to field.
    pub fn clip(&self) -> &str {
        match self {
            Field::Text(field) => field.clip(),
            Field::Choice(field) => field.why().clip(),
            Field::Table(field) => field.clip(),
        }
    }

    /// Puts a text where Ctrl-V and Ctrl-Y take it from.
    pub fn set_clip(&mut self, text: &str) {
        match self {
            Field::Text(field) => field.set_clip(text),
            Field::Choice(field) => field.why_mut().set_clip(text),
            Field::Table(field) => field.set_clip(text),
        }
    }

    /// The text at hand, to search in or to ask for its place: the answer, the reason of a choice; none in a table.
    pub fn prose(&mut self) -> Option<&mut TextField> {
        match self {
            Field::Text(field) => Some(field),
            Field::Choice(field) => Some(field.why_mut()),
            Field::Table(_) => None,
        }
    }

    /// The keys that this kind of field adds to those of a text, with what they do.
    pub fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Field::Text(_) => text::KEYS,
            Field::Choice(_) => choice::KEYS,
            Field::Table(_) => table::KEYS,
        }
    }

    /// Draws the field and puts the terminal's cursor into it.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect, look: &Look) {
        each!(self, field => field.draw(frame, area, look));
    }
}
