//! Drawing a text.

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::wrap::{self, Row};
use super::{TextField, glyph};
use crate::terminal::field::Look;

/// Which rows of a text are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// The first row that is seen, from 0.
    pub top: usize,
    /// How many rows can be seen.
    pub height: usize,
    /// How many rows there are.
    pub rows: usize,
}

impl TextField {
    /// Draws the text into an area and puts the terminal's cursor into it. The last column is left to the cursor.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect, look: &Look) {
        let area = area.intersection(frame.area());
        if area.is_empty() {
            return;
        }
        self.fit(area.width, area.height);
        self.refresh_search();
        let cursor = self.paint(frame.buffer_mut(), area, look);
        if look.cursor {
            frame.set_cursor_position(cursor);
        }
    }

    /// Which rows are seen, as last drawn.
    pub fn spread(&self) -> Spread {
        Spread { top: self.layout.top, height: self.layout.height, rows: self.layout.rows.len() }
    }

    /// How many rows the text, or what stands in for it, takes at this width.
    pub(in crate::terminal::field) fn height_at(&self, width: u16) -> usize {
        let shown = if self.text.is_empty() { &self.placeholder } else { &self.text };
        height_of(shown, width)
    }

    /// Makes the rows for an area of this size and scrolls so that the cursor is seen.
    fn fit(&mut self, width: u16, height: u16) {
        self.layout.room = room(width);
        self.layout.height = usize::from(height);
        self.lay_out();
        let row = wrap::row_of(&self.layout.rows, self.cursor);
        let highest = (row + 1).saturating_sub(self.layout.height);
        let lowest = row.min(self.layout.rows.len().saturating_sub(self.layout.height)).max(highest);
        self.layout.top = self.layout.top.clamp(highest, lowest);
    }

    pub(super) fn lay_out(&mut self) {
        let wanted = Some((self.revision, self.layout.room));
        if self.layout.made_for != wanted {
            self.layout.rows = wrap::rows(&self.text, self.layout.room);
            self.layout.made_for = wanted;
        }
    }

    fn paint(&self, buffer: &mut Buffer, area: Rect, look: &Look) -> Position {
        buffer.set_style(area, look.text);
        if self.text.is_empty() {
            let rows = wrap::rows(&self.placeholder, self.layout.room);
            for (row, y) in rows.iter().zip(area.top()..area.bottom()) {
                let line = Line { text: &self.placeholder, row: *row, area, y };
                line.paint(buffer, |_| look.text.patch(look.placeholder));
            }
            return area.as_position();
        }
        let selection = self.selection().unwrap_or_default();
        let hits = self.search.as_ref().map_or(&[][..], |search| &search.hits);
        for (row, y) in self.layout.rows.iter().skip(self.layout.top).zip(area.top()..area.bottom()) {
            let hits = hits_in(hits, *row);
            let style = |at: usize| {
                let found = hits.iter().any(|hit| hit.contains(&at));
                let style = if found { look.text.patch(look.found) } else { look.text };
                if selection.contains(&at) { style.patch(look.selection) } else { style }
            };
            let line = Line { text: &self.text, row: *row, area, y };
            let x = line.paint(buffer, style);
            // A selected line break is seen as one cell.
            if row.last && row.end < self.text.len() && selection.contains(&row.end) && x < area.right() {
                buffer.set_style(Rect::new(x, y, 1, 1), style(row.end));
            }
        }
        self.cursor_position(area)
    }

    fn cursor_position(&self, area: Rect) -> Position {
        let index = wrap::row_of(&self.layout.rows, self.cursor);
        let column = glyph::width(&self.text[self.layout.rows[index].start..self.cursor]);
        let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width - 1);
        let row = u16::try_from(index - self.layout.top).unwrap_or(u16::MAX).min(area.height - 1);
        Position::new(area.x + column, area.y + row)
    }
}

/// The cells that text may take in an area: one is left to a cursor behind the last letter.
fn room(width: u16) -> usize {
    usize::from(width.max(2)) - 1
}

/// How many rows a text takes in a field of this width.
pub(in crate::terminal::field) fn height_of(text: &str, width: u16) -> usize {
    wrap::rows(text, room(width)).len()
}

/// Draws a text as a field of this size would, without its first rows.
pub(in crate::terminal::field) fn write(
    buffer: &mut Buffer,
    text: &str,
    area: Rect,
    skip: usize,
    style: Style,
) {
    for (row, y) in wrap::rows(text, room(area.width)).iter().skip(skip).zip(area.top()..area.bottom()) {
        Line { text, row: *row, area, y }.paint(buffer, |_| style);
    }
}

/// The finds that reach into a row.
fn hits_in(hits: &[Range<usize>], row: Row) -> &[Range<usize>] {
    let first = hits.partition_point(|hit| hit.end <= row.start);
    let behind = hits.partition_point(|hit| hit.start < row.end);
    &hits[first..behind.max(first)]
}

/// One row on its way to the screen.
struct Line<'a> {
    text: &'a str,
    row: Row,
    area: Rect,
    y: u16,
}

impl Line<'_> {
    /// Draws the row, each letter in the style of its byte; says where it ends.
    fn paint(&self, buffer: &mut Buffer, style: impl Fn(usize) -> Style) -> u16 {
        let mut x = self.area.x;
        let mut column = 0;
        for (offset, cluster) in self.text[self.row.start..self.row.end].grapheme_indices(true) {
            let (shown, width) = glyph::shown(cluster, column);
            let left = usize::from(self.area.right().saturating_sub(x));
            if left == 0 {
                break;
            }
            column += width;
            (x, _) = buffer.set_stringn(x, self.y, shown, left, style(self.row.start + offset));
        }
        x
    }
}
