//! The full-screen room: a case is written against a living clock.
//!
//! ```text
//! keys, pastes, ticks --> Desk::input --> orders for the shell (keep, commit, open an editor, leave)
//!                            |
//!                        Desk::draw --> a frame
//! ```
//!
//! The desk holds a session's state and the answer that is being written. It knows no clock, file or terminal: moments
//! come with every input, and what has to be done outside goes out as orders. No rule of the session lives here.

mod act;
mod answer;
mod desk;
mod draw;
pub mod keys;
pub mod look;
mod panel;
pub mod shelf;
mod tell;

use std::collections::BTreeMap;
use std::fmt;

use ratatui::crossterm::event::KeyEvent;

pub use desk::Desk;
use look::Theme;
use shelf::Item;

use crate::session::{Event, Lack, State};
use crate::terminal::field::Offers;

/// What happens to the room.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// A text that was pasted.
    Paste(String),
    /// A second passed, or something outside wants to be shown.
    Tick,
}

/// What the shell has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// Keep this event in the journal.
    Keep(Event),
    /// An answer was left: keep it as a revision, and put it into the file.
    Commit {
        /// The question, by id.
        question: String,
        /// The answer.
        text: String,
    },
    /// Keep this as what is being written.
    Draft {
        /// The question, by id.
        question: String,
        /// The text so far.
        text: String,
        /// Where the cursor stands, as the field counts it.
        cursor: usize,
    },
    /// Write everything to the disk now.
    Save,
    /// Open the person's editor on this text, and bring it back with [`Desk::brought_back`].
    Edit {
        /// A name for the file.
        name: String,
        /// The text.
        text: String,
    },
    /// Keep these guesses of one's own scores: criterion and score.
    Predict(Vec<(String, f64)>),
    /// The title of the terminal's window.
    Title(String),
    /// Ring the bell.
    Bell,
    /// Draw everything anew.
    Redraw,
    /// The session is finished; the room stays open for the end.
    Finish,
    /// Close the room.
    Close(End),
}

/// How the room was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The session is finished.
    Finished,
    /// It can go on later.
    Left,
}

/// What further is known of what a segment lacks; a review fills it.
pub type Lacks = Box<dyn Fn(&State, usize) -> Vec<Lack> + Send>;

/// What the room is furnished with.
pub struct Kit {
    /// The title of the case.
    pub title: String,
    /// The brief, as Markdown.
    pub brief: String,
    /// `coached`, `exam`, `warm-up` or another word for the kind of session.
    pub mode: String,
    /// What each question offers to choose from, by question id.
    pub offers: BTreeMap<String, Offers>,
    /// The shelf; empty where no help is given.
    pub shelf: Vec<Item>,
    /// The criteria whose scores are guessed at the end: id and title. None are asked for if it is empty.
    pub criteria: Vec<(String, String)>,
    /// What F9 shows, if anything: a title and a text.
    pub earlier: Option<(String, String)>,
    /// Where the answer is written to.
    pub file: String,
    /// What to do after the session, line by line.
    pub next: Vec<String>,
    /// The colors.
    pub theme: Theme,
    /// Further things that a segment lacks.
    pub lacks: Option<Lacks>,
    /// Whether the whole document is shown from the start.
    pub whole: bool,
    /// Whether the session has just begun, so that the brief is shown first.
    pub fresh: bool,
}

/// What the shell knows about saving.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// When everything was on the disk, by the monotonic clock in milliseconds.
    pub at_ms: Option<u64>,
    /// Whether something is waiting to be written.
    pub waiting: bool,
    /// What cannot be written, and why.
    pub trouble: Option<String>,
}

impl fmt::Debug for Kit {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Kit").field("title", &self.title).field("mode", &self.mode).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
