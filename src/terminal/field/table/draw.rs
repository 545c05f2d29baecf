//! Drawing a table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::TableField;
use super::plan::{BETWEEN, GRID, Piece, Plan, What};
use crate::pack::framework::ColumnKind;
use crate::terminal::field::Look;
use crate::terminal::field::text::{glyph, write};

impl TableField {
    /// Draws the table: a grid from 100 columns on, below that a form of the row at hand. The last lines say where one
    /// is, what belongs there, and what can be picked.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect, look: &Look) {
        let area = area.intersection(frame.area());
        self.wide = area.width >= GRID;
        if area.is_empty() {
            return;
        }
        frame.buffer_mut().set_style(area, look.text);
        let foot = self.foot();
        let lines = u16::try_from(foot.len()).unwrap_or(0).min(area.height.saturating_sub(2) / 2);
        let mut body = Rect { height: area.height - lines, ..area };
        let plan = if self.wide {
            let head = self.grid_head(area.width, look);
            let height = u16::try_from(head.height).unwrap_or(u16::MAX).min(body.height / 2);
            let top = Rect { height, ..body };
            self.paint(frame, top, &head, 0, look);
            self.columns_apart(frame, Rect { height: height.saturating_sub(1), ..top }, look);
            body = Rect { y: body.y + height, height: body.height - height, ..body };
            self.grid(area.width, look)
        } else {
            self.form(area.width, look)
        };
        self.scroll(&plan, body.height);
        if self.wide {
            let rows = plan.height.saturating_sub(self.top);
            let height = u16::try_from(rows).unwrap_or(u16::MAX).min(body.height);
            self.columns_apart(frame, Rect { height, ..body }, look);
        }
        self.paint(frame, body, &plan, self.top, look);
        let y = area.bottom() - lines;
        for (line, y) in foot.iter().zip(y..area.bottom()) {
            clipped(frame, Rect { y, height: 1, ..area }, line, look.text.patch(look.note));
        }
    }

    /// Scrolls as little as shows what should be seen; where that is too much, the cell at hand from its first line.
    fn scroll(&mut self, plan: &Plan, height: u16) {
        let height = usize::from(height);
        let at_hand = What::Cell(self.row, self.column);
        let cell = plan.pieces.iter().find(|piece| piece.what == at_hand).map_or(0, |piece| piece.y);
        let seen = if plan.seen.len() > height { cell..cell + height } else { plan.seen.clone() };
        let least = seen.end.saturating_sub(height);
        let most = seen.start.min(plan.height.saturating_sub(height)).max(least);
        self.top = self.top.clamp(least, most);
    }

    fn paint(&mut self, frame: &mut Frame, area: Rect, plan: &Plan, top: usize, look: &Look) {
        for piece in &plan.pieces {
            let Some((rect, skip)) = placed(piece, area, top) else { continue };
            match &piece.what {
                What::Cell(row, column) if (*row, *column) == (self.row, self.column) => {
                    self.cell.draw(frame, rect, look);
                }
                What::Cell(row, column) => {
                    write(frame.buffer_mut(), &self.rows[*row][*column], rect, skip, look.text);
                }
                What::Text(text, style) => write(frame.buffer_mut(), text, rect, skip, *style),
                What::Rule => self.rule(frame, rect, look),
            }
        }
    }

    /// Upright lines between the columns of a grid.
    fn columns_apart(&self, frame: &mut Frame, area: Rect, look: &Look) {
        for x in self.lines(area) {
            for y in area.top()..area.bottom() {
                frame.buffer_mut().set_string(x, y, "│", look.text.patch(look.rule));
            }
        }
    }

    fn rule(&self, frame: &mut Frame, area: Rect, look: &Look) {
        let style = look.text.patch(look.rule);
        frame.buffer_mut().set_string(area.x, area.y, "─".repeat(usize::from(area.width)), style);
        for x in self.lines(area) {
            frame.buffer_mut().set_string(x, area.y, "┼", style);
        }
    }

    /// Where the upright lines stand.
    fn lines(&self, area: Rect) -> Vec<u16> {
        let widths = self.grid_widths(area.width);
        let mut x = area.x + BETWEEN;
        let mut lines = Vec::new();
        for width in &widths[..widths.len() - 1] {
            x += width;
            lines.push(x);
            x += BETWEEN;
        }
        lines.retain(|x| *x < area.right());
        lines
    }

    /// The lines at the foot: where one is, and what can be picked.
    fn foot(&self) -> Vec<String> {
        let column = &self.columns[self.column];
        let range = if column.kind == ColumnKind::Scale { ", 1 (low) to 5 (high)" } else { "" };
        let place =
            format!("Row {} of {}. {}: {}{range}", self.row + 1, self.rows.len(), column.title, column.hint);
        let mut foot = vec![place];
        if !self.picks[self.column].is_empty() {
            foot.push(self.offer());
        }
        foot
    }

    /// The names to pick from, the one at hand in brackets and near the start.
    fn offer(&self) -> String {
        let names = self.offered();
        let now = names.iter().position(|name| *name == self.cell.text());
        let first = now.map_or(0, |now| now.saturating_sub(1));
        let shown = names.iter().enumerate().skip(first).map(|(index, name)| match now {
            Some(now) if now == index => format!("[{name}]"),
            _ => (*name).to_owned(),
        });
        let before = if first > 0 { "… " } else { "" };
        format!("Up, Down: {before}{}", shown.collect::<Vec<_>>().join(" · "))
    }
}

/// The part of a piece that is seen in an area whose first line is `top`, and how many of its lines are above that.
fn placed(piece: &Piece, area: Rect, top: usize) -> Option<(Rect, usize)> {
    let bottom = top + usize::from(area.height);
    let (from, to) = (piece.y.max(top), (piece.y + piece.height).min(bottom));
    if from >= to || piece.x >= area.width {
        return None;
    }
    let rect = Rect {
        x: area.x + piece.x,
        y: area.y + u16::try_from(from - top).ok()?,
        width: piece.width.min(area.width - piece.x),
        height: u16::try_from(to - from).ok()?,
    };
    Some((rect, from - piece.y))
}

/// One line of text; what does not fit is cut, and a sign says so.
fn clipped(frame: &mut Frame, area: Rect, text: &str, style: Style) {
    let width = usize::from(area.width);
    let buffer = frame.buffer_mut();
    let text = glyph::clean(text).replace(['\n', '\t'], " ");
    if glyph::width(&text) <= width {
        buffer.set_stringn(area.x, area.y, text, width, style);
    } else {
        let kept = &text[..glyph::at_column(&text, width - 1)];
        buffer.set_stringn(area.x, area.y, format!("{kept}…"), width, style);
    }
}
