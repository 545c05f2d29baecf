//! Where the cells of a table stand, before any of them is drawn.

use ratatui::style::Style;

use super::TableField;
use crate::pack::framework::ColumnKind;
use crate::terminal::field::Look;
use crate::terminal::field::text::{glyph, height_of};

/// From this width on a table is a grid.
pub const GRID: u16 = 100;
/// From this width on a form has its labels beside the cells.
const BESIDE: u16 = 48;
/// The cells left of everything: the mark of the row or cell at hand.
const MARGIN: u16 = 2;
/// The cells between two columns: a line with a space on both sides.
pub const BETWEEN: u16 = 3;

/// What stands in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A cell, by row and column.
    Cell(usize, usize),
    /// A text, wrapped.
    Text(String, Style),
    /// A line across, with crossings after these columns.
    Rule,
}

/// A piece and its place in a plane that may be higher than the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub x: u16,
    pub width: u16,
    pub y: usize,
    pub height: usize,
    pub what: What,
}

/// All pieces, and the lines that should be seen.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub pieces: Vec<Piece>,
    pub height: usize,
    pub seen: std::ops::Range<usize>,
}

impl Plan {
    fn add(&mut self, x: u16, width: u16, y: usize, height: usize, what: What) {
        self.pieces.push(Piece { x, width, y, height, what });
        self.height = self.height.max(y + height);
    }
}

impl TableField {
    /// The row at hand, one cell below the other.
    pub(super) fn form(&self, width: u16, look: &Look) -> Plan {
        let mut plan = Plan::default();
        let label_style = look.text.patch(look.label);
        let (label_x, label_width, cell_x, cell_width) = self.form_columns(width);
        let mut y = 0;
        for (column, known) in self.columns.iter().enumerate() {
            let at_hand = column == self.column;
            let start = y;
            if at_hand && label_x > 0 {
                plan.add(0, 1, y, 1, What::Text("›".to_owned(), label_style));
            }
            let label_height = height_of(&known.title, label_width);
            let style = if at_hand { label_style } else { look.text };
            plan.add(label_x, label_width, y, label_height, What::Text(known.title.clone(), style));
            if cell_x == label_x + label_width {
                plan.add(
                    cell_x,
                    cell_width,
                    y,
                    self.cell_height(self.row, column, cell_width),
                    What::Cell(self.row, column),
                );
                y = plan.height;
            } else {
                y += label_height;
                plan.add(
                    cell_x,
                    cell_width,
                    y,
                    self.cell_height(self.row, column, cell_width),
                    What::Cell(self.row, column),
                );
                y = plan.height;
            }
            if let Some(remark) = self.remark(self.row, column) {
                let remark = format!("! {remark}");
                let height = height_of(&remark, cell_width);
                plan.add(cell_x, cell_width, y, height, What::Text(remark, look.text.patch(look.note)));
                y = plan.height;
            }
            if at_hand {
                plan.seen = start..y;
            }
        }
        plan
    }

    /// Place and width of the labels and of the cells in a form.
    fn form_columns(&self, width: u16) -> (u16, u16, u16, u16) {
        let margin = if width > 24 { MARGIN } else { 0 };
        let rest = width - margin;
        if width < BESIDE {
            return (margin, rest, margin, rest);
        }
        let longest = self.columns.iter().map(|column| glyph::width(&column.title)).max().unwrap_or(0);
        let label = u16::try_from(longest + 3).unwrap_or(u16::MAX).min(rest * 2 / 5);
        (margin, label, margin + label, rest - label)
    }

    /// The widths of the columns of a grid, margins and lines left out.
    pub(super) fn grid_widths(&self, width: u16) -> Vec<u16> {
        let count = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        let room = width.saturating_sub(MARGIN + BETWEEN * (count - 1)).max(count);
        let weight = |kind: ColumnKind| match kind {
            ColumnKind::Scale => 0,
            ColumnKind::Number | ColumnKind::Choice => 2,
            ColumnKind::Text => 3,
        };
        let scale = |title: &str| u16::try_from(glyph::width(title) + 1).unwrap_or(u16::MAX).clamp(6, 12);
        let weights: u16 = self.columns.iter().map(|column| weight(column.kind)).sum();
        let scales = self.columns.iter().filter(|column| column.kind == ColumnKind::Scale);
        let fixed: u16 = scales.map(|column| scale(&column.title)).sum();
        if weights == 0 || fixed > room / 2 {
            return vec![room / count; self.columns.len()];
        }
        let share = (room - fixed) / weights;
        let width = |kind: ColumnKind, title: &str| match weight(kind) {
            0 => scale(title),
            weight => share * weight,
        };
        self.columns.iter().map(|column| width(column.kind, &column.title)).collect()
    }

    /// The titles of the columns, with the line below them.
    pub(super) fn grid_head(&self, width: u16, look: &Look) -> Plan {
        let mut plan = Plan::default();
        let mut x = MARGIN;
        for (known, width) in self.columns.iter().zip(self.grid_widths(width)) {
            let style = look.text.patch(look.label);
            plan.add(x, width, 0, height_of(&known.title, width), What::Text(known.title.clone(), style));
            x += width + BETWEEN;
        }
        plan.add(0, width, plan.height, 1, What::Rule);
        plan
    }

    /// All rows, one below the other.
    pub(super) fn grid(&self, width: u16, look: &Look) -> Plan {
        let mut plan = Plan::default();
        let widths = self.grid_widths(width);
        for row in 0..self.rows.len() {
            let y = plan.height;
            if row == self.row {
                plan.add(0, 1, y, 1, What::Text("›".to_owned(), look.text.patch(look.label)));
            }
            let mut x = MARGIN;
            for (column, width) in widths.iter().copied().enumerate() {
                let height = self.cell_height(row, column, width);
                plan.add(x, width, y, height, What::Cell(row, column));
                if let Some(remark) = self.remark(row, column) {
                    let remark = format!("! {remark}");
                    let lines = height_of(&remark, width);
                    plan.add(x, width, y + height, lines, What::Text(remark, look.text.patch(look.note)));
                }
                x += width + BETWEEN;
            }
            if row == self.row {
                plan.seen = y..plan.height;
            }
            if row + 1 < self.rows.len() {
                plan.add(0, width, plan.height, 1, What::Rule);
            }
        }
        plan
    }

    fn cell_height(&self, row: usize, column: usize, width: u16) -> usize {
        if (row, column) == (self.row, self.column) {
            self.cell.height_at(width)
        } else {
            height_of(&self.rows[row][column], width)
        }
    }
}
