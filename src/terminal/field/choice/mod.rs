//! Ticks in a list, and a text that says why.

mod draw;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::text::{TextField, glyph};
use super::{Outcome, Pick};
use crate::submission::{read_ticks, ticks};

/// The keys of a choice with what they do, for a help page.
pub const KEYS: &[(&str, &str)] = &[
    ("Up, Down, Home, End", "move in the list"),
    ("a letter", "to the next name that starts with it"),
    ("Space", "tick or untick"),
    ("Tab, Shift-Tab", "between the list and the reason"),
    ("Ctrl-Z, Alt-Z", "take back a tick, and again"),
];

/// Cursors below this number stand in the list; the others, less this number, are bytes of the reason.
const WHY: usize = 10_000;

/// A list to tick, and a reason.
#[derive(Debug, Clone)]
pub struct ChoiceField {
    picks: Vec<Pick>,
    ticked: Vec<bool>,
    at: usize,
    in_why: bool,
    why: TextField,
    /// Which picks were ticked or unticked, in order.
    toggled: Vec<usize>,
    taken_back: Vec<usize>,
    revision: u64,
    read_only: bool,
    /// The answer as it was opened; it stands until something is edited.
    opened: String,
    /// The first row of the list that is seen.
    top: usize,
    /// How many names can be seen, for the page keys.
    page: usize,
}

impl ChoiceField {
    /// A choice with an existing answer. What the answer ticks and the list does not offer is added to the list.
    pub fn new(picks: &[Pick], answer: &str) -> Self {
        let known: Vec<&str> = picks.iter().map(|pick| pick.label.as_str()).collect();
        let (names, why) = read_ticks(answer, &known);
        let mut picks = picks.to_vec();
        for name in &names {
            if !picks.iter().any(|pick| pick.label == *name) {
                picks.push(Pick { label: name.clone(), note: "your own".to_owned() });
            }
        }
        let ticked: Vec<bool> = picks.iter().map(|pick| names.contains(&pick.label)).collect();
        let mut why = TextField::new(&why);
        why.set_placeholder("Why these?");
        Self {
            at: 0,
            in_why: picks.is_empty(),
            picks,
            ticked,
            why,
            toggled: Vec::new(),
            taken_back: Vec::new(),
            revision: 0,
            read_only: false,
            opened: answer.to_owned(),
            top: 0,
            page: 5,
        }
    }

    /// The names that are ticked, in the order of the list.
    pub fn names(&self) -> Vec<&str> {
        let picks = self.picks.iter().zip(&self.ticked);
        picks.filter(|(_, ticked)| **ticked).map(|(pick, _)| pick.label.as_str()).collect()
    }

    /// The answer as Markdown; as it was opened until something is edited.
    pub fn text(&self) -> String {
        if self.revision() == 0 {
            return self.opened.clone();
        }
        ticks(&self.names(), self.why.text())
    }

    /// A number that changes whenever the answer is edited.
    pub fn revision(&self) -> u64 {
        self.revision + self.why.revision()
    }

    /// The name at hand, or 10,000 and the byte of the reason at hand.
    pub fn cursor(&self) -> usize {
        if self.in_why { WHY + self.why.cursor() } else { self.at }
    }

    /// Puts the cursor there, or near it.
    pub fn set_cursor(&mut self, at: usize) {
        self.in_why = at >= WHY || self.picks.is_empty();
        if let Some(byte) = at.checked_sub(WHY) {
            self.why.set_cursor(byte);
        } else {
            self.at = at.min(self.picks.len().saturating_sub(1));
        }
    }

    /// Forbids or allows changes.
    pub fn set_read_only(&mut self, read_only: bool) {
        self.read_only = read_only;
        self.why.set_read_only(read_only);
    }

    /// The text that says why.
    pub fn why(&self) -> &TextField {
        &self.why
    }

    /// The text that says why, to change it.
    pub fn why_mut(&mut self) -> &mut TextField {
        &mut self.why
    }

    /// Inserts what the terminal pasted into the reason.
    pub fn paste(&mut self, text: &str) -> Outcome {
        self.in_why = true;
        self.why.paste(text)
    }

    /// Inserts a text of the program into the reason.
    pub fn insert(&mut self, text: &str) -> Outcome {
        self.in_why = true;
        self.why.insert(text)
    }

    /// Does what a key says; see [`TextField::key`] for the reason.
    pub fn key(&mut self, key: KeyEvent, at_ms: u64) -> Outcome {
        if key.kind == KeyEventKind::Release {
            return Outcome::Ignored;
        }
        let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) && plain && !self.picks.is_empty() {
            self.in_why = !self.in_why;
            return Outcome::Moved;
        }
        if !self.in_why {
            return self.list_key(key, plain);
        }
        match self.why.key(key, at_ms) {
            Outcome::Ignored if key.code == KeyCode::Up && plain && !self.picks.is_empty() => {
                self.in_why = false;
                self.at = self.picks.len() - 1;
                Outcome::Moved
            }
            outcome => outcome,
        }
    }

    fn list_key(&mut self, key: KeyEvent, plain: bool) -> Outcome {
        let last = self.picks.len() - 1;
        match key.code {
            KeyCode::Char('z') if key.modifiers == KeyModifiers::CONTROL => self.take_back(),
            KeyCode::Char('z') if key.modifiers == KeyModifiers::ALT => self.tick_again(),
            KeyCode::Char('z' | 'Z') if key.modifiers == KeyModifiers::CONTROL | KeyModifiers::SHIFT => {
                self.tick_again()
            }
            _ if !plain => Outcome::Ignored,
            KeyCode::Char(' ') if !self.read_only => {
                self.toggled.push(self.at);
                self.taken_back.clear();
                self.toggle(self.at)
            }
            KeyCode::Char(letter) if letter.is_alphanumeric() => self.jump_to(letter),
            KeyCode::Up if self.at > 0 => self.go(self.at - 1),
            KeyCode::Down if self.at < last => self.go(self.at + 1),
            KeyCode::Down | KeyCode::Enter => {
                self.in_why = true;
                Outcome::Moved
            }
            KeyCode::Home => self.go(0),
            KeyCode::End => self.go(last),
            KeyCode::PageUp => self.go(self.at.saturating_sub(self.page)),
            KeyCode::PageDown => self.go((self.at + self.page).min(last)),
            _ => Outcome::Ignored,
        }
    }

    fn go(&mut self, to: usize) -> Outcome {
        self.at = to;
        Outcome::Moved
    }

    /// To the next name behind this one that starts with a letter.
    fn jump_to(&mut self, letter: char) -> Outcome {
        let wanted = letter.to_lowercase().to_string();
        let starts = |index: &usize| self.picks[*index].label.to_lowercase().starts_with(&wanted);
        let around = (self.at + 1..self.picks.len()).chain(0..=self.at);
        match around.into_iter().find(starts) {
            Some(index) => self.go(index),
            None => Outcome::Ignored,
        }
    }

    fn toggle(&mut self, index: usize) -> Outcome {
        self.ticked[index] = !self.ticked[index];
        self.at = index;
        self.revision += 1;
        Outcome::Changed
    }

    fn take_back(&mut self) -> Outcome {
        let Some(index) = self.toggled.pop().filter(|_| !self.read_only) else { return Outcome::Ignored };
        self.taken_back.push(index);
        self.toggle(index)
    }

    fn tick_again(&mut self) -> Outcome {
        let Some(index) = self.taken_back.pop().filter(|_| !self.read_only) else { return Outcome::Ignored };
        self.toggled.push(index);
        self.toggle(index)
    }

    /// What stands behind the box of a pick.
    fn caption(pick: &Pick) -> String {
        let text =
            if pick.note.is_empty() { pick.label.clone() } else { format!("{} ({})", pick.label, pick.note) };
        glyph::clean(&text).replace(['\n', '\t'], " ")
    }
}

#[cfg(test)]
mod tests;
