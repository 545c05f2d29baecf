//! A text that is written: cursor, selection, undo, lists, search, soft wrap.
//!
//! It is an editor of its own, not a `ratatui_textarea::TextArea`. That one is fast enough, but it moves commas and
//! spaces to the start of the next row, cannot put the cursor beyond letter 65,535 of a line, counts letters where
//! ratatui draws clusters, and undoes letter by letter.

mod draw;
pub mod glyph;
mod history;
mod keys;
mod list;
mod search;
pub mod wrap;

use std::ops::Range;

pub use draw::Spread;
pub(super) use draw::{height_of, write};
use history::{History, Kind, Step};
use wrap::Row;

use super::Outcome;

pub use keys::KEYS;

/// A text with a cursor.
///
/// All offsets are bytes in [`TextField::text`]; a cursor is always at the boundary of a letter, and of a cluster after
/// every move.
#[derive(Debug, Clone)]
pub struct TextField {
    text: String,
    cursor: usize,
    /// The other end of the selection.
    anchor: Option<usize>,
    /// The column that moving up and down aims for.
    goal: Option<usize>,
    history: History,
    revision: u64,
    read_only: bool,
    placeholder: String,
    clip: String,
    /// Whether the last key killed text, so that the next kill is added to it.
    killing: bool,
    search: Option<Search>,
    layout: Layout,
}

#[derive(Debug, Clone, Default)]
struct Search {
    needle: String,
    hits: Vec<Range<usize>>,
    revision: u64,
}

/// The rows as they were last needed, and the part of them that is seen.
#[derive(Debug, Clone)]
struct Layout {
    rows: Vec<Row>,
    /// What the rows were made for: revision and cells per row.
    made_for: Option<(u64, usize)>,
    room: usize,
    height: usize,
    top: usize,
}

impl TextField {
    /// A field with this text, the cursor at its end. Line breaks become `\n`; every other letter stays.
    pub fn new(text: &str) -> Self {
        let text = unified(text);
        Self {
            cursor: text.len(),
            text,
            anchor: None,
            goal: None,
            history: History::default(),
            revision: 0,
            read_only: false,
            placeholder: String::new(),
            clip: String::new(),
            killing: false,
            search: None,
            layout: Layout { rows: Vec::new(), made_for: None, room: 79, height: 20, top: 0 },
        }
    }

    /// The text, lines parted by `\n`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A number that changes whenever the text is edited.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Where the cursor is, as a byte of the text.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor near this byte, whatever number it is; ends the selection and the step of undo.
    pub fn set_cursor(&mut self, at: usize) {
        self.jump(glyph::snap(&self.text, at));
        self.anchor = None;
    }

    /// Line and column of the cursor, both from 1; columns are clusters.
    pub fn place(&self) -> (usize, usize) {
        use unicode_segmentation::UnicodeSegmentation;
        let before = &self.text[..self.cursor];
        let line = before.rfind('\n').map_or(0, |found| found + 1);
        (before.matches('\n').count() + 1, before[line..].graphemes(true).count() + 1)
    }

    /// What is selected, if anything is.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|anchor| *anchor != self.cursor)?;
        Some(anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    /// Forbids or allows changes. Moving, selecting and copying always work.
    pub fn set_read_only(&mut self, read_only: bool) {
        self.read_only = read_only;
    }

    /// What stands in an empty field.
    pub fn set_placeholder(&mut self, text: &str) {
        text.clone_into(&mut self.placeholder);
    }

    /// What was last cut, copied or killed.
    pub fn clip(&self) -> &str {
        &self.clip
    }

    /// Puts a text where Ctrl-V and Ctrl-Y take it from, such as what was cut in another field.
    pub fn set_clip(&mut self, text: &str) {
        text.clone_into(&mut self.clip);
    }

    /// How many steps of undo were ever started; it grows when a key starts a new one.
    pub(super) fn steps_started(&self) -> u64 {
        self.history.started()
    }

    /// Inserts what the terminal pasted, in one step of undo. A selection gives way to it.
    pub fn paste(&mut self, text: &str) -> Outcome {
        self.insert(&glyph::clean(text))
    }

    /// Inserts a text of the program, in one step of undo. A selection gives way to it.
    pub fn insert(&mut self, text: &str) -> Outcome {
        if self.read_only {
            return Outcome::Ignored;
        }
        let range = self.selection().unwrap_or(self.cursor..self.cursor);
        self.replace(range, &unified(text), Kind::Whole, 0)
    }

    /// A text for the cursor's place, with a space where it would grow together with a word.
    pub fn apart(&self, text: &str) -> String {
        let range = self.selection().unwrap_or(self.cursor..self.cursor);
        let before = self.text[..range.start].chars().next_back();
        let behind = self.text[range.end..].chars().next();
        let is_open = |letter: char| letter.is_whitespace() || "([{\"'“‘«/-–—".contains(letter);
        let left = if before.is_none_or(is_open) { "" } else { " " };
        let right = if behind.is_some_and(char::is_alphanumeric) { " " } else { "" };
        format!("{left}{text}{right}")
    }

    /// Puts another text in place of the whole, such as one that comes from an editor, in one step of undo. The cursor
    /// stays where it can; a field that is read only takes it too.
    pub fn set_text(&mut self, text: &str) -> Outcome {
        let text = unified(text);
        if text == self.text {
            return Outcome::Moved;
        }
        let cursor = self.cursor;
        let outcome = self.replace(0..self.text.len(), &text, Kind::Whole, 0);
        self.set_cursor(cursor);
        outcome
    }

    /// Moves the cursor to the next place where `needle` stands, around the ends of the text, and marks every such
    /// place until [`TextField::stop_find`]. A needle without capitals finds words with and without. A needle that is
    /// still being typed may be found where the cursor is. Says whether it was found.
    pub fn find(&mut self, needle: &str, forward: bool) -> bool {
        let again = self.search.as_ref().is_some_and(|search| search.needle == needle);
        if !again {
            let hits = search::matches(&self.text, needle);
            self.search = Some(Search { needle: needle.to_owned(), hits, revision: self.revision });
        }
        self.refresh_search();
        let hits = self.search.as_ref().map_or(&[][..], |search| &search.hits);
        let at = self.cursor;
        let next = if forward {
            hits.iter().find(|hit| hit.start > at || (!again && hit.start == at)).or(hits.first())
        } else {
            hits.iter().rev().find(|hit| hit.start < at).or(hits.last())
        };
        let Some(start) = next.map(|hit| hit.start) else { return false };
        self.anchor = None;
        self.jump(start);
        true
    }

    /// Ends a search; nothing is marked any more.
    pub fn stop_find(&mut self) {
        self.search = None;
    }

    /// Which find the cursor is on, from 1 (0 if on none), and how many there are.
    pub fn found(&self) -> (usize, usize) {
        let hits = self.search.as_ref().map_or(&[][..], |search| &search.hits);
        let on = hits.iter().position(|hit| hit.start == self.cursor).map_or(0, |index| index + 1);
        (on, hits.len())
    }

    fn refresh_search(&mut self) {
        if let Some(search) = self.search.as_mut().filter(|search| search.revision != self.revision) {
            search.hits = search::matches(&self.text, &search.needle);
            search.revision = self.revision;
        }
    }

    /// Takes one step back.
    fn undo(&mut self) -> Outcome {
        let Some(step) = self.history.undo() else { return Outcome::Ignored };
        self.text.replace_range(step.at..step.at + step.inserted.len(), &step.removed);
        self.cursor = step.cursor;
        self.changed()
    }

    /// Does one step again.
    fn redo(&mut self) -> Outcome {
        let Some(step) = self.history.redo() else { return Outcome::Ignored };
        self.text.replace_range(step.at..step.at + step.removed.len(), &step.inserted);
        self.cursor = step.at + step.inserted.len();
        self.changed()
    }

    /// The one way in which text changes, except for undo.
    fn replace(&mut self, range: Range<usize>, with: &str, kind: Kind, at_ms: u64) -> Outcome {
        if range.is_empty() && with.is_empty() {
            return Outcome::Moved;
        }
        let removed = self.text[range.clone()].to_owned();
        let (at, cursor) = (range.start, self.cursor);
        self.history.push(Step { at, removed, inserted: with.to_owned(), cursor, kind }, at_ms);
        self.text.replace_range(range, with);
        self.cursor = at + with.len();
        self.changed()
    }

    fn changed(&mut self) -> Outcome {
        self.anchor = None;
        self.goal = None;
        self.revision += 1;
        Outcome::Changed
    }

    /// Moves the cursor without a thought for the selection.
    fn jump(&mut self, to: usize) -> Outcome {
        self.history.close();
        self.goal = None;
        self.cursor = to;
        Outcome::Moved
    }
}

fn unified(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests;
