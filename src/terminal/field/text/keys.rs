//! What each key does in a text.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::history::Kind;
use super::list::{self, Enter};
use super::{Outcome, TextField, glyph, wrap};

/// The keys of a text with what they do, for a help page.
pub const KEYS: &[(&str, &str)] = &[
    ("Arrows, Home, End, PgUp, PgDn", "move; with Shift, select"),
    ("Ctrl-Left, Ctrl-Right, Alt-B, Alt-F", "move by word"),
    ("Ctrl-Home, Ctrl-End", "start and end of the text"),
    ("Ctrl-A, Ctrl-E", "start and end of the line"),
    ("Ctrl-K, Ctrl-U", "cut to the end, to the start of the line"),
    ("Ctrl-W, Alt-Backspace, Alt-D", "cut the word before, the word behind"),
    ("Ctrl-X, Alt-C, Ctrl-V or Ctrl-Y", "cut, copy, paste"),
    ("Alt-A", "select all"),
    ("Ctrl-Z, Alt-Z", "undo, redo"),
    ("Enter, Alt-Enter", "new line and next list item; new line alone"),
];

/// Where a move goes.
#[derive(Debug, Clone, Copy)]
enum Move {
    Left,
    Right,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    RowStart,
    RowEnd,
    /// By rows of the screen.
    Rows(isize),
    TextStart,
    TextEnd,
}

/// What a key asks for.
#[derive(Debug, Clone, Copy)]
enum Command {
    Go(Move),
    Select(Move),
    SelectAll,
    Type(char),
    Enter,
    Break,
    /// Delete to there, or the selection.
    Erase(Move),
    /// Delete to there and keep it for Ctrl-Y.
    Kill(Move),
    KillBlankWord,
    Cut,
    Copy,
    Paste,
    Undo,
    Redo,
}

impl TextField {
    /// Does what a key says. `at_ms` is a reading of a clock that only goes forward; it tells pauses. Keys that mean
    /// nothing here are ignored: Esc, Tab, F keys, and Ctrl with B, C, D, G, L, N, O, P, Q, R, S and T among them.
    pub fn key(&mut self, key: KeyEvent, at_ms: u64) -> Outcome {
        let Some(command) = self.command(key) else { return Outcome::Ignored };
        let kills = matches!(command, Command::Kill(_) | Command::KillBlankWord);
        let outcome = self.act(command, at_ms);
        self.killing = kills;
        outcome
    }

    fn command(&self, key: KeyEvent) -> Option<Command> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        let command = match key.code {
            // AltGr comes as both on some systems.
            KeyCode::Char(letter) if ctrl && alt => {
                (!letter.is_ascii_alphanumeric()).then_some(Command::Type(letter))
            }
            KeyCode::Char(letter) if ctrl => control(letter.to_ascii_lowercase(), shift),
            KeyCode::Char(letter) if alt => meta(letter),
            KeyCode::Char(letter) => (!letter.is_control()).then_some(Command::Type(letter)),
            KeyCode::Enter => Some(if alt || shift { Command::Break } else { Command::Enter }),
            KeyCode::Backspace if ctrl || alt => Some(Command::Kill(Move::WordLeft)),
            KeyCode::Backspace => Some(Command::Erase(Move::Left)),
            KeyCode::Delete if ctrl || alt => Some(Command::Kill(Move::WordRight)),
            KeyCode::Delete if shift => Some(Command::Cut),
            KeyCode::Delete => Some(Command::Erase(Move::Right)),
            KeyCode::Insert if ctrl => Some(Command::Copy),
            KeyCode::Insert if shift => Some(Command::Paste),
            code if alt && !matches!(code, KeyCode::Left | KeyCode::Right) => None,
            code => {
                let page = isize::try_from(self.layout.height.max(2) - 1).unwrap_or(isize::MAX);
                let to = motion(code, ctrl || alt, page)?;
                Some(if shift { Command::Select(to) } else { Command::Go(to) })
            }
        }?;
        (!self.read_only
            || matches!(command, Command::Go(_) | Command::Select(_) | Command::SelectAll | Command::Copy))
        .then_some(command)
    }

    fn act(&mut self, command: Command, at_ms: u64) -> Outcome {
        match command {
            Command::Go(to) => self.go(to),
            Command::Select(to) => {
                let anchor = self.anchor.or(Some(self.cursor));
                let outcome = self.move_to(to);
                self.anchor = anchor;
                outcome
            }
            Command::SelectAll => {
                self.jump(self.text.len());
                self.anchor = Some(0);
                Outcome::Moved
            }
            Command::Type(letter) => {
                let range = self.selection().unwrap_or(self.cursor..self.cursor);
                self.replace(range, letter.encode_utf8(&mut [0; 4]), Kind::Typed, at_ms)
            }
            Command::Enter => self.enter(at_ms),
            Command::Break => self.insert("\n"),
            Command::Erase(to) => {
                let (range, kind) = match self.selection() {
                    Some(range) => (range, Kind::Whole),
                    None => (self.until(to), Kind::Erased),
                };
                self.replace(range, "", kind, at_ms)
            }
            Command::Kill(to) => self.kill(to),
            Command::KillBlankWord => {
                let start = glyph::blank_start(&self.text, self.cursor);
                self.take(start..self.cursor)
            }
            Command::Cut => match self.selection() {
                Some(range) => self.take(range),
                None => Outcome::Ignored,
            },
            Command::Copy => match self.selection() {
                Some(range) => {
                    self.clip = self.text[range].to_owned();
                    Outcome::Moved
                }
                None => Outcome::Ignored,
            },
            Command::Paste => {
                let clip = self.clip.clone();
                self.insert(&clip)
            }
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
        }
    }

    /// A move that ends the selection; left and right first go to its ends.
    fn go(&mut self, to: Move) -> Outcome {
        let selection = self.selection();
        self.anchor = None;
        match (to, selection) {
            (Move::Left, Some(range)) => self.jump(range.start),
            (Move::Right, Some(range)) => self.jump(range.end),
            // A field above or below may want the key.
            (Move::Rows(_), None) if self.target(to) == self.cursor => Outcome::Ignored,
            _ => self.move_to(to),
        }
    }

    fn move_to(&mut self, to: Move) -> Outcome {
        let goal = match to {
            Move::Rows(_) => Some(self.column()),
            _ => None,
        };
        let target = self.target(to);
        self.jump(target);
        self.goal = goal;
        Outcome::Moved
    }

    fn target(&mut self, to: Move) -> usize {
        let (text, at) = (&self.text, self.cursor);
        match to {
            Move::Left => glyph::before(text, at),
            Move::Right => glyph::next(text, at),
            Move::WordLeft => glyph::word_start(text, at),
            Move::WordRight => glyph::word_end(text, at),
            Move::LineStart => glyph::line_of(text, at).start,
            Move::LineEnd => glyph::line_of(text, at).end,
            Move::TextStart => 0,
            Move::TextEnd => text.len(),
            Move::RowStart => {
                let start = self.row().start;
                if at == start { glyph::line_of(&self.text, at).start } else { start }
            }
            Move::RowEnd => {
                let row = self.row();
                let end = if row.last { row.end } else { glyph::before(&self.text, row.end) };
                if at == end { glyph::line_of(&self.text, at).end } else { end }
            }
            Move::Rows(by) => self.vertical(by),
        }
    }

    fn row(&mut self) -> wrap::Row {
        self.lay_out();
        self.layout.rows[wrap::row_of(&self.layout.rows, self.cursor)]
    }

    /// The column that moving up and down aims for.
    fn column(&mut self) -> usize {
        let start = self.row().start;
        self.goal.unwrap_or_else(|| glyph::width(&self.text[start..self.cursor]))
    }

    fn vertical(&mut self, by: isize) -> usize {
        let column = self.column();
        let rows = &self.layout.rows;
        let now = wrap::row_of(rows, self.cursor);
        let target = now.saturating_add_signed(by).min(rows.len() - 1);
        if target == now {
            return self.cursor;
        }
        let row = rows[target];
        let at = row.start + glyph::at_column(&self.text[row.start..row.end], column);
        // Behind the last letter of a wrapped row stands the cursor of the row below.
        if at == row.end && !row.last { glyph::before(&self.text, at).max(row.start) } else { at }
    }

    /// From the cursor to where a move goes, in order.
    fn until(&mut self, to: Move) -> std::ops::Range<usize> {
        let target = self.target(to);
        target.min(self.cursor)..target.max(self.cursor)
    }

    fn kill(&mut self, to: Move) -> Outcome {
        let mut range = self.until(to);
        // At the end of a line, its break is what is left to kill.
        if range.is_empty() && matches!(to, Move::LineEnd) {
            range = self.until(Move::Right);
        }
        self.take(range)
    }

    /// Deletes a range and keeps it for Ctrl-Y, together with what the key before killed.
    fn take(&mut self, range: std::ops::Range<usize>) -> Outcome {
        if range.is_empty() {
            return Outcome::Moved;
        }
        let taken = &self.text[range.clone()];
        self.clip = match (self.killing, range.start < self.cursor) {
            (true, true) => format!("{taken}{}", self.clip),
            (true, false) => format!("{}{taken}", self.clip),
            (false, _) => taken.to_owned(),
        };
        self.replace(range, "", Kind::Whole, 0)
    }

    fn enter(&mut self, at_ms: u64) -> Outcome {
        if let Some(range) = self.selection() {
            return self.replace(range, "\n", Kind::Whole, at_ms);
        }
        let line = glyph::line_of(&self.text, self.cursor);
        let (before, after) = (&self.text[line.start..self.cursor], &self.text[self.cursor..line.end]);
        match list::enter(before, after) {
            Enter::Plain => self.replace(self.cursor..self.cursor, "\n", Kind::Whole, at_ms),
            Enter::Item(mark) => {
                self.replace(self.cursor..self.cursor, &format!("\n{mark}"), Kind::Whole, at_ms)
            }
            Enter::End => self.replace(line.start..self.cursor, "", Kind::Whole, at_ms),
        }
    }
}

fn control(letter: char, shift: bool) -> Option<Command> {
    Some(match letter {
        'a' => Command::Go(Move::LineStart),
        'e' => Command::Go(Move::LineEnd),
        'k' => Command::Kill(Move::LineEnd),
        'u' => Command::Kill(Move::LineStart),
        'w' => Command::KillBlankWord,
        'y' | 'v' => Command::Paste,
        'x' => Command::Cut,
        'z' if shift => Command::Redo,
        'z' => Command::Undo,
        // What terminals send for Backspace and Enter in some settings.
        'h' => Command::Erase(Move::Left),
        'j' | 'm' => Command::Enter,
        _ => return None,
    })
}

fn meta(letter: char) -> Option<Command> {
    Some(match letter.to_ascii_lowercase() {
        'b' => Command::Go(Move::WordLeft),
        'f' => Command::Go(Move::WordRight),
        'd' => Command::Kill(Move::WordRight),
        'c' => Command::Copy,
        'a' => Command::SelectAll,
        'z' => Command::Redo,
        _ => return None,
    })
}

fn motion(code: KeyCode, far: bool, page: isize) -> Option<Move> {
    Some(match code {
        KeyCode::Left if far => Move::WordLeft,
        KeyCode::Right if far => Move::WordRight,
        KeyCode::Home if far => Move::TextStart,
        KeyCode::End if far => Move::TextEnd,
        KeyCode::Left => Move::Left,
        KeyCode::Right => Move::Right,
        KeyCode::Home => Move::RowStart,
        KeyCode::End => Move::RowEnd,
        KeyCode::Up if !far => Move::Rows(-1),
        KeyCode::Down if !far => Move::Rows(1),
        KeyCode::PageUp if !far => Move::Rows(-page),
        KeyCode::PageDown if !far => Move::Rows(page),
        _ => return None,
    })
}
