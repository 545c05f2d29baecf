//! What can be undone: steps of one place each, joined by word and by pause.

use std::collections::VecDeque;

/// A pause that ends a step, in milliseconds.
const PAUSE_MS: u64 = 1000;
/// How many steps are kept. A step of typing is a word.
const MAX_STEPS: usize = 20_000;
/// How many bytes of text are kept.
const MAX_BYTES: usize = 16 << 20;

/// What a change was, which tells what it may be joined with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A letter was typed.
    Typed,
    /// A letter was deleted.
    Erased,
    /// Anything that stands alone: a paste, a cut, a new line.
    Whole,
}

/// A change: at `at`, `removed` gave way to `inserted`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The byte where it happened.
    pub at: usize,
    /// What was there.
    pub removed: String,
    /// What is there now.
    pub inserted: String,
    /// Where the cursor was.
    pub cursor: usize,
    /// What it was.
    pub kind: Kind,
}

impl Step {
    fn bytes(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }

    /// Takes a later step in, if both are one act for a person.
    fn join(&mut self, next: &Step) -> bool {
        if self.kind != next.kind {
            return false;
        }
        match next.kind {
            Kind::Typed => {
                let new_word = self.inserted.ends_with(char::is_whitespace)
                    && !next.inserted.starts_with(char::is_whitespace);
                let joins = next.removed.is_empty() && next.at == self.at + self.inserted.len() && !new_word;
                if joins {
                    self.inserted.push_str(&next.inserted);
                }
                joins
            }
            Kind::Erased if next.at + next.removed.len() == self.at => {
                self.removed.insert_str(0, &next.removed);
                self.at = next.at;
                true
            }
            Kind::Erased if next.at == self.at => {
                self.removed.push_str(&next.removed);
                true
            }
            Kind::Erased | Kind::Whole => false,
        }
    }
}

/// The steps of one text.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    open: bool,
    last_ms: u64,
    bytes: usize,
    started: u64,
}

impl History {
    /// Keeps a change made at `at_ms`.
    pub fn push(&mut self, step: Step, at_ms: u64) {
        self.undone.clear();
        let soon = self.open && at_ms.saturating_sub(self.last_ms) < PAUSE_MS;
        self.open = step.kind != Kind::Whole;
        self.last_ms = at_ms;
        self.bytes += step.bytes();
        let joined = soon && self.done.back_mut().is_some_and(|last| last.join(&step));
        if !joined {
            self.done.push_back(step);
            self.started += 1;
        }
        while self.done.len() > MAX_STEPS || (self.bytes > MAX_BYTES && self.done.len() > 1) {
            self.bytes -= self.done.pop_front().map_or(0, |step| step.bytes());
        }
    }

    /// The next change starts a step of its own.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// How many steps were ever started.
    pub fn started(&self) -> u64 {
        self.started
    }

    /// The step to take back.
    pub fn undo(&mut self) -> Option<&Step> {
        self.open = false;
        let step = self.done.pop_back()?;
        self.bytes -= step.bytes();
        self.undone.push(step);
        self.undone.last()
    }

    /// The step to do again.
    pub fn redo(&mut self) -> Option<&Step> {
        self.open = false;
        let step = self.undone.pop()?;
        self.bytes += step.bytes();
        self.done.push_back(step);
        self.done.back()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(at: usize, removed: &str, inserted: &str, kind: Kind) -> Step {
        Step { at, removed: removed.into(), inserted: inserted.into(), cursor: at, kind }
    }

    fn typed(history: &mut History, text: &str, from: usize, at_ms: u64) {
        for (at, letter) in text.char_indices() {
            history.push(step(from + at, "", &letter.to_string(), Kind::Typed), at_ms);
        }
    }

    fn undone(history: &mut History) -> Vec<String> {
        std::iter::from_fn(|| history.undo().map(|step| format!("{}-{}", step.inserted, step.removed)))
            .collect()
    }

    #[test]
    fn typing_is_joined_by_word() {
        let mut history = History::default();
        typed(&mut history, "one two, three", 0, 0);
        assert_eq!(undone(&mut history), ["three-", "two, -", "one -"]);
    }

    #[test]
    fn a_pause_a_move_and_a_change_of_kind_end_a_step() {
        let mut history = History::default();
        typed(&mut history, "ab", 0, 0);
        typed(&mut history, "cd", 2, 999);
        typed(&mut history, "ef", 4, 1999);
        history.close();
        typed(&mut history, "gh", 6, 2000);
        history.push(step(7, "h", "", Kind::Erased), 2001);
        history.push(step(6, "g", "", Kind::Erased), 2002);
        history.push(step(6, "x", "", Kind::Erased), 2003);
        history.push(step(6, "", "paste", Kind::Whole), 2004);
        history.push(step(11, "", "paste", Kind::Whole), 2005);
        assert_eq!(undone(&mut history), ["paste-", "paste-", "-ghx", "gh-", "ef-", "abcd-"]);
    }

    #[test]
    fn a_new_change_forgets_what_was_undone() {
        let mut history = History::default();
        typed(&mut history, "one two", 0, 0);
        history.undo();
        assert_eq!(history.redo().map(|step| step.inserted.clone()).as_deref(), Some("two"));
        history.undo();
        typed(&mut history, "x", 4, 0);
        assert_eq!(history.redo(), None);
        assert_eq!(undone(&mut history), ["x-", "one -"]);
    }

    #[test]
    fn memory_is_bounded_and_the_last_step_stays() {
        let mut history = History::default();
        for _ in 0..3 {
            history.push(step(0, "", &"x".repeat(MAX_BYTES / 2 + 1), Kind::Whole), 0);
        }
        assert_eq!(history.done.len(), 1);
        history.push(step(0, "", &"x".repeat(MAX_BYTES * 2), Kind::Whole), 0);
        assert_eq!(history.done.len(), 1);
        for at in 0..MAX_STEPS + 5 {
            history.push(step(at, "", "x", Kind::Whole), 0);
        }
        assert_eq!((history.done.len(), history.bytes), (MAX_STEPS, MAX_STEPS));
    }
}
