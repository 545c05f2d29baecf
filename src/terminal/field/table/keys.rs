//! What each key does in a table.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::undo::Place;
use super::{Outcome, TableField, is_blank};

/// The keys of a table with what they do, for a help page.
pub const KEYS: &[(&str, &str)] = &[
    ("Tab, Shift-Tab", "next cell, cell before; Tab in the last cell adds a row"),
    ("Enter", "next row in a grid, next cell in a form"),
    ("Up, Down", "cell above, below; in a column with a list, pick a name"),
    ("Ctrl-Up, Ctrl-Down, PgUp, PgDn", "row above, row below"),
    ("Alt-Up, Alt-Down", "move the row"),
    ("Ctrl-Del or Alt-Backspace", "delete the row"),
    ("Ctrl-Z, Alt-Z", "undo, redo"),
];

impl TableField {
    /// Does what a key says; inside a cell as [`TextField::key`](crate::terminal::field::TextField::key) does.
    pub fn key(&mut self, key: KeyEvent, at_ms: u64) -> Outcome {
        if key.kind == KeyEventKind::Release {
            return Outcome::Ignored;
        }
        self.steps.from = self.place();
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            KeyCode::Tab if !ctrl && !alt && !shift => self.next_cell(),
            KeyCode::Tab | KeyCode::BackTab if !ctrl && !alt => self.cell_before(),
            KeyCode::Enter => self.next_line(),
            KeyCode::Char('j' | 'm') if ctrl && !alt => self.next_line(),
            KeyCode::Char('z' | 'Z') if (ctrl && shift) || (alt && !ctrl) => self.redo(),
            KeyCode::Char('z') if ctrl && !alt => self.undo(),
            KeyCode::Delete if ctrl => self.delete_row(),
            KeyCode::Backspace if alt => self.delete_row(),
            KeyCode::Up if alt => self.move_row(false),
            KeyCode::Down if alt => self.move_row(true),
            KeyCode::Up if ctrl => self.step_row(false),
            KeyCode::Down if ctrl => self.step_row(true),
            KeyCode::Up | KeyCode::Down
                if !shift && !self.read_only && !self.picks[self.column].is_empty() =>
            {
                self.pick(key.code == KeyCode::Down)
            }
            _ => self.cell_key(key, at_ms),
        }
    }

    fn cell_key(&mut self, key: KeyEvent, at_ms: u64) -> Outcome {
        let plain = key.modifiers.is_empty();
        match self.cell.key(key, at_ms) {
            Outcome::Changed => {
                self.stem = None;
                self.take_cell()
            }
            Outcome::Moved => Outcome::Moved,
            Outcome::Ignored => match key.code {
                KeyCode::Up if plain && self.wide => self.step_row(false),
                KeyCode::Down if plain && self.wide => self.step_row(true),
                KeyCode::Up if plain => self.cell_before(),
                KeyCode::Down if plain && self.is_last_cell() => Outcome::Ignored,
                KeyCode::Down if plain => self.next_cell(),
                KeyCode::PageUp if plain => self.step_row(false),
                KeyCode::PageDown if plain => self.step_row(true),
                _ => Outcome::Ignored,
            },
        }
    }

    fn is_last_cell(&self) -> bool {
        self.row + 1 == self.rows.len() && self.column + 1 == self.columns.len()
    }

    fn next_cell(&mut self) -> Outcome {
        if self.column + 1 < self.columns.len() {
            self.enter(self.row, self.column + 1)
        } else if self.row + 1 < self.rows.len() {
            self.enter(self.row + 1, 0)
        } else {
            self.add_row(0)
        }
    }

    fn cell_before(&mut self) -> Outcome {
        if self.column > 0 {
            self.enter(self.row, self.column - 1)
        } else if self.row > 0 {
            self.enter(self.row - 1, self.columns.len() - 1)
        } else {
            Outcome::Ignored
        }
    }

    fn next_line(&mut self) -> Outcome {
        if !self.wide {
            self.next_cell()
        } else if self.row + 1 < self.rows.len() {
            self.enter(self.row + 1, self.column)
        } else {
            self.add_row(self.column)
        }
    }

    /// A row at the end; none behind one that says nothing, so that the key can lead out of the table.
    fn add_row(&mut self, column: usize) -> Outcome {
        let end = self.rows.len();
        if self.read_only || is_blank(&self.rows[end - 1]) {
            return Outcome::Ignored;
        }
        self.put_rows(end, 0, vec![self.blank_row()], (end, column))
    }

    fn step_row(&mut self, down: bool) -> Outcome {
        match (down, self.row) {
            (false, 0) => Outcome::Ignored,
            (false, row) => self.enter(row - 1, self.column),
            (true, row) if row + 1 == self.rows.len() => Outcome::Ignored,
            (true, row) => self.enter(row + 1, self.column),
        }
    }

    fn move_row(&mut self, down: bool) -> Outcome {
        let target = if down { self.row + 1 } else { self.row.wrapping_sub(1) };
        if self.read_only || target >= self.rows.len() {
            return Outcome::Ignored;
        }
        let upper = self.row.min(target);
        let pair = vec![self.rows[upper + 1].clone(), self.rows[upper].clone()];
        self.put_rows(upper, 2, pair, (target, self.column))
    }

    fn delete_row(&mut self) -> Outcome {
        let alone = self.rows.len() == 1;
        if self.read_only || (alone && is_blank(&self.rows[0])) {
            return Outcome::Ignored;
        }
        if alone {
            return self.put_rows(0, 1, vec![self.blank_row()], (0, 0));
        }
        // The row below comes up; behind the last one, the row above is next.
        let next = self.row.min(self.rows.len() - 2);
        self.put_rows(self.row, 1, Vec::new(), (next, self.column))
    }

    fn undo(&mut self) -> Outcome {
        let Some(step) = (!self.read_only).then(|| self.steps.undo()).flatten() else {
            return Outcome::Ignored;
        };
        self.rows.splice(step.at..step.at + step.after.len(), step.before);
        self.arrive(step.from)
    }

    fn redo(&mut self) -> Outcome {
        let Some(step) = (!self.read_only).then(|| self.steps.redo()).flatten() else {
            return Outcome::Ignored;
        };
        self.rows.splice(step.at..step.at + step.before.len(), step.after);
        self.arrive(step.to)
    }

    fn arrive(&mut self, place: Place) -> Outcome {
        self.enter(place.row.min(self.rows.len() - 1), place.column);
        self.cell.set_cursor(place.byte);
        self.changed()
    }
}
