//! Rows under typed columns: a form per row where there is little width, a grid where there is much.

mod draw;
mod keys;
mod plan;
mod undo;

pub use keys::KEYS;

use super::text::{TextField, glyph};
use super::{Offers, Outcome};
use crate::pack::framework::{Column, ColumnKind};
use crate::submission::{cells, row_remarks, rows, table};
use undo::{Place, Steps};

/// Bytes in a cell that a cursor can tell apart.
const CELL: usize = 1 << 20;

/// A table that is filled cell by cell.
#[derive(Debug, Clone)]
pub struct TableField {
    columns: Vec<Column>,
    /// What each column offers; empty for columns of other kinds.
    picks: Vec<Vec<String>>,
    /// At least one row; every row has a cell for each column.
    rows: Vec<Vec<String>>,
    row: usize,
    column: usize,
    /// The cell at hand.
    cell: TextField,
    /// What was typed before a pick took its place.
    stem: Option<String>,
    steps: Steps,
    revision: u64,
    read_only: bool,
    /// The answer as it was opened; it stands until something is edited.
    opened: String,
    /// Whether it was last drawn as a grid.
    wide: bool,
    /// The first line that is seen.
    top: usize,
}

impl TableField {
    /// A table with an existing answer, maybe empty.
    ///
    /// # Errors
    /// The answer is no plain table with these columns; the text says why. It should be edited as text, so that nothing
    /// of it is lost.
    pub fn read(answer: &str, columns: &[Column], offers: &Offers) -> Result<Self, String> {
        if columns.is_empty() {
            return Err("the question names no columns".to_owned());
        }
        let mut found = Vec::new();
        if !answer.trim().is_empty() {
            found = rows(answer).ok_or("the answer is more than a plain table")?;
            let head = cells(answer.trim().lines().next().unwrap_or(""));
            if !head.iter().eq(columns.iter().map(|column| &column.title)) {
                return Err("the head of the table is not that of the question".to_owned());
            }
        }
        if let Some(row) = found.iter().find(|row| row.len() > columns.len()) {
            return Err(format!("a row has {} cells for {} columns", row.len(), columns.len()));
        }
        for row in &mut found {
            row.resize(columns.len(), String::new());
        }
        if found.is_empty() {
            found.push(vec![String::new(); columns.len()]);
        }
        let offered = |column: &Column| match column.kind {
            ColumnKind::Choice => offers.columns.get(&column.id).cloned().unwrap_or_default(),
            _ => Vec::new(),
        };
        let mut field = Self {
            picks: columns.iter().map(offered).collect(),
            columns: columns.to_vec(),
            rows: found,
            row: 0,
            column: 0,
            cell: TextField::new(""),
            stem: None,
            steps: Steps::default(),
            revision: 0,
            read_only: false,
            opened: answer.to_owned(),
            wide: false,
            top: 0,
        };
        field.enter(0, 0);
        Ok(field)
    }

    /// The answer as Markdown, without rows that say nothing; as it was opened until something is edited.
    pub fn text(&self) -> String {
        if self.revision == 0 {
            return self.opened.clone();
        }
        let said = self.rows.iter().filter(|row| !is_blank(row)).cloned().collect::<Vec<_>>();
        table(&self.columns, &said)
    }

    /// The rows, blank ones too.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// A number that changes whenever the table is edited.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The cell at hand and the byte in it: `(row * columns + column) << 20 | byte`.
    pub fn cursor(&self) -> usize {
        (self.row * self.columns.len() + self.column) * CELL + self.cell.cursor().min(CELL - 1)
    }

    /// Puts the cursor there, or near it.
    pub fn set_cursor(&mut self, at: usize) {
        let cell = (at / CELL).min(self.rows.len() * self.columns.len() - 1);
        self.enter(cell / self.columns.len(), cell % self.columns.len());
        self.cell.set_cursor(at % CELL);
    }

    /// Forbids or allows changes.
    pub fn set_read_only(&mut self, read_only: bool) {
        self.read_only = read_only;
        self.cell.set_read_only(read_only);
    }

    /// What was last cut, copied or killed.
    pub fn clip(&self) -> &str {
        self.cell.clip()
    }

    /// Puts a text where Ctrl-V and Ctrl-Y take it from.
    pub fn set_clip(&mut self, text: &str) {
        self.cell.set_clip(text);
    }

    /// Inserts what the terminal pasted into the cell at hand; its line breaks become spaces.
    pub fn paste(&mut self, text: &str) -> Outcome {
        self.insert(&glyph::clean(text))
    }

    /// Inserts a text of the program into the cell at hand; its line breaks become spaces.
    pub fn insert(&mut self, text: &str) -> Outcome {
        self.stem = None;
        self.steps.from = self.place();
        match self.cell.insert(&one_line(text)) {
            Outcome::Changed => self.take_cell(),
            outcome => outcome,
        }
    }

    /// The cell at hand.
    pub fn cell(&self) -> &TextField {
        &self.cell
    }

    /// What the cell lacks; empty cells lack nothing yet.
    fn remark(&self, row: usize, column: usize) -> Option<String> {
        let cell = self.rows[row][column].trim();
        if cell.is_empty() {
            return None;
        }
        let known = &self.columns[column];
        let remarks = row_remarks(std::slice::from_ref(known), &[cell.to_owned()]);
        let bare = |remark: String| match remark.strip_prefix(&format!("`{}` ", known.title)) {
            Some(bare) => bare.to_owned(),
            None => remark,
        };
        remarks.into_iter().next().map(bare)
    }

    /// Goes to a cell, its end.
    fn enter(&mut self, row: usize, column: usize) -> Outcome {
        (self.row, self.column) = (row, column);
        self.stem = None;
        self.steps.close();
        let mut cell = TextField::new(&self.rows[row][column]);
        cell.set_clip(self.cell.clip());
        cell.set_read_only(self.read_only);
        cell.set_placeholder(&self.columns[column].hint);
        self.cell = cell;
        Outcome::Moved
    }

    fn place(&self) -> Place {
        Place { row: self.row, column: self.column, byte: self.cell.cursor() }
    }

    /// Takes over what the cell at hand has become.
    fn take_cell(&mut self) -> Outcome {
        if self.cell.text().contains('\n') {
            let cursor = self.cell.cursor();
            let text = one_line(self.cell.text());
            self.cell.set_text(&text);
            self.cell.set_cursor(cursor);
        }
        if self.cell.text() == self.rows[self.row][self.column] {
            return Outcome::Moved;
        }
        let before = self.rows[self.row].clone();
        self.cell.text().clone_into(&mut self.rows[self.row][self.column]);
        let after = self.rows[self.row].clone();
        self.steps.edit(self.cell.steps_started(), self.place(), before, after);
        self.changed()
    }

    /// Puts other rows in place of some, as one step, and goes to a cell.
    fn put_rows(&mut self, at: usize, count: usize, with: Vec<Vec<String>>, to: (usize, usize)) -> Outcome {
        let from = self.place();
        let before: Vec<_> = self.rows.splice(at..at + count, with.iter().cloned()).collect();
        self.enter(to.0, to.1);
        self.steps.push(at, before, with, from, self.place());
        self.changed()
    }

    fn changed(&mut self) -> Outcome {
        self.revision += 1;
        Outcome::Changed
    }

    fn blank_row(&self) -> Vec<String> {
        vec![String::new(); self.columns.len()]
    }

    /// The names that fit what was typed into the cell at hand; all if none does.
    fn offered(&self) -> Vec<&str> {
        let names = self.picks[self.column].iter().map(String::as_str);
        let typed = self.stem.as_deref().unwrap_or_else(|| self.cell.text()).trim().to_lowercase();
        let fitting: Vec<&str> = names.clone().filter(|name| name.to_lowercase().contains(&typed)).collect();
        let chosen = self.stem.is_none() && names.clone().any(|name| name.to_lowercase() == typed);
        if fitting.is_empty() || chosen { names.collect() } else { fitting }
    }

    /// Puts the next or the previous name into the cell at hand.
    fn pick(&mut self, forward: bool) -> Outcome {
        let names = self.offered();
        let now = names.iter().position(|name| *name == self.cell.text());
        let next = match (now, forward) {
            (Some(now), true) => (now + 1) % names.len(),
            (Some(now), false) => (now + names.len() - 1) % names.len(),
            (None, true) => 0,
            (None, false) => names.len() - 1,
        };
        let name = names[next].to_owned();
        let typed = self.cell.text().to_owned();
        let known = self.picks[self.column].contains(&typed);
        let stem = self.stem.take().or((!known).then_some(typed));
        self.cell.set_text(&name);
        self.cell.set_cursor(usize::MAX);
        self.stem = stem;
        self.take_cell()
    }
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

#[cfg(test)]
mod tests;
