//! Drawing a list to tick and its reason.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::ChoiceField;
use crate::terminal::field::Look;
use crate::terminal::field::text::{glyph, wrap};

/// The cells in front of a name: the mark of the line at hand, the box, a space.
const MARGIN: u16 = 6;

/// A row of the list: which pick, and which part of its caption.
struct Row {
    pick: usize,
    first: bool,
    text: String,
}

impl ChoiceField {
    /// Draws the list, and the reason below it.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect, look: &Look) {
        let area = area.intersection(frame.area());
        if area.is_empty() {
            return;
        }
        frame.buffer_mut().set_style(area, look.text);
        let rows = self.rows(area.width);
        let [list, label, why] = self.split(area, rows.len());
        self.draw_list(frame, list, look, &rows);
        let text = if self.in_why { "› Why:" } else { "  Why:" };
        if !label.is_empty() {
            frame.buffer_mut().set_stringn(
                label.x,
                label.y,
                text,
                usize::from(label.width),
                look.text.patch(look.label),
            );
        }
        let look = Look { cursor: look.cursor && self.in_why, ..look.clone() };
        self.why.draw(frame, why, &look);
    }

    /// List, label and reason. What is at hand keeps its place when there is little.
    fn split(&self, area: Rect, rows: usize) -> [Rect; 3] {
        if area.height < 4 {
            let all = [
                Constraint::Length(if self.in_why { 0 } else { area.height }),
                Constraint::Length(0),
                Constraint::Fill(1),
            ];
            return Layout::vertical(all).areas(area);
        }
        let why_least = if area.height < 8 { 1 } else { 3 };
        let list = u16::try_from(rows).unwrap_or(u16::MAX).min(area.height - 1 - why_least);
        // A blank line parts them where there is room.
        let gap = u16::from(area.height > list + why_least + 4);
        let [list, _, label, why] = Layout::vertical([
            Constraint::Length(list),
            Constraint::Length(gap),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
        .areas(area);
        let margin = if why.width > 30 { 2 } else { 0 };
        [list, label, Rect { x: why.x + margin, width: why.width - margin, ..why }]
    }

    fn rows(&self, width: u16) -> Vec<Row> {
        let room = usize::from(width.saturating_sub(MARGIN).max(1));
        let mut rows = Vec::new();
        for (pick, shown) in self.picks.iter().enumerate() {
            let caption = Self::caption(shown);
            for (index, row) in wrap::rows(&caption, room).into_iter().enumerate() {
                rows.push(Row { pick, first: index == 0, text: caption[row.start..row.end].to_owned() });
            }
        }
        rows
    }

    fn draw_list(&mut self, frame: &mut Frame, area: Rect, look: &Look, rows: &[Row]) {
        if area.is_empty() || rows.is_empty() {
            return;
        }
        let height = usize::from(area.height);
        let first = rows.iter().position(|row| row.pick == self.at).unwrap_or(0);
        let last = rows.iter().rposition(|row| row.pick == self.at).unwrap_or(0).min(first + height - 1);
        let least = (last + 1).saturating_sub(height);
        let most = first.min(rows.len().saturating_sub(height)).max(least);
        self.top = self.top.clamp(least, most);
        self.page = height.saturating_sub(1).max(1);
        for (row, y) in rows.iter().skip(self.top).zip(area.top()..area.bottom()) {
            let at_hand = row.pick == self.at && !self.in_why;
            let style = if at_hand { look.text.patch(look.label) } else { look.text };
            let mark = if at_hand && row.first { "›" } else { " " };
            let tick = match (row.first, self.ticked[row.pick]) {
                (false, _) => "   ",
                (true, true) => "[x]",
                (true, false) => "[ ]",
            };
            let buffer = frame.buffer_mut();
            buffer.set_stringn(area.x, y, format!("{mark} {tick} "), usize::from(area.width), style);
            let width = area.width.saturating_sub(MARGIN);
            let mut x = area.x + MARGIN.min(area.width);
            for cluster in row.text.graphemes(true) {
                let left = usize::from(area.right().saturating_sub(x).min(width));
                if left == 0 {
                    break;
                }
                (x, _) = buffer.set_stringn(x, y, glyph::shown(cluster, 0).0, left, style);
            }
            if at_hand && row.first && look.cursor {
                // On the box, where a screen reader finds what Space changes.
                frame.set_cursor_position((area.x + 3.min(area.width - 1), y));
            }
        }
    }
}
