//! A conversation in a terminal, whatever the terminal can do.

use std::io;

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The name that can be typed.
    pub id: String,
    /// What is shown.
    pub label: String,
}

/// What a person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply<T> {
    /// An answer.
    Said(T),
    /// A line that is no answer to this, such as a command.
    Line(String),
    /// There is no more input.
    End,
    /// Ctrl-C.
    Interrupted,
}

impl<T> Reply<T> {
    /// The same reply with another answer.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reply<U> {
        match self {
            Reply::Said(said) => Reply::Said(change(said)),
            Reply::Line(line) => Reply::Line(line),
            Reply::End => Reply::End,
            Reply::Interrupted => Reply::Interrupted,
        }
    }
}

/// A conversation. Texts given to it are shown with control characters made visible.
pub trait Dialog {
    /// Shows lines of text.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    fn say(&mut self, text: &str) -> io::Result<()>;

    /// Shows a line that stands out, where the terminal can.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    fn heading(&mut self, text: &str) -> io::Result<()> {
        self.say(text)
    }

    /// Asks for a line; the answer is never a [`Reply::Line`].
    ///
    /// # Errors
    /// The terminal cannot be read or written.
    fn line(&mut self, prompt: &str) -> io::Result<Reply<String>>;

    /// Asks for one of several choices, by number or id.
    ///
    /// # Errors
    /// The terminal cannot be read or written.
    fn pick(&mut self, title: &str, choices: &[Choice]) -> io::Result<Reply<usize>>;

    /// Asks for any number of choices.
    ///
    /// # Errors
    /// The terminal cannot be read or written.
    fn tick(&mut self, title: &str, choices: &[Choice]) -> io::Result<Reply<Vec<usize>>>;

    /// Asks for a row of a table; an empty row ends the table. Columns come with a hint each.
    ///
    /// # Errors
    /// The terminal cannot be read or written.
    fn row(&mut self, number: usize, columns: &[Choice]) -> io::Result<Reply<String>>;
}
