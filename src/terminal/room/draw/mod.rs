//! Drawing the room: a desk in, a frame out. Nothing here changes anything.

mod end;
mod foot;
mod head;
mod panels;
mod side;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::diagnostic::visible;
use crate::session::View;
use crate::terminal::field;
use crate::terminal::room::desk::Desk;
use crate::terminal::room::panel::Panel;

/// The smallest window in which one can write.
pub(super) const SMALLEST: (u16, u16) = (60, 16);
/// From this width on, question and answer stand side by side.
const WIDE: u16 = 100;

/// Where things stand on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Places {
    head: Rect,
    side: Rect,
    field: Rect,
    foot: Rect,
    wide: bool,
}

/// How many lines there can be beside or above the answer. At least half of the body is for writing; while help is
/// wanted, three lines are.
fn side_height(area: Rect, wide: bool, helped: bool) -> u16 {
    let body = area.height - 6;
    match (wide, helped) {
        (true, _) => body,
        (false, true) => body - 4,
        (false, false) => body / 2,
    }
}

fn places(area: Rect, wide: bool, side_lines: u16) -> Places {
    let head = Rect { height: 2, ..area };
    let foot = Rect { y: area.bottom() - 2, height: 2, ..area };
    let body = Rect { y: area.y + 3, height: area.height - 6, ..area };
    if wide {
        let width = (area.width / 3).clamp(36, 48);
        let side = Rect { width, ..body };
        let field = Rect { x: body.x + width + 3, width: body.width - width - 4, ..body };
        return Places { head, side, field, foot, wide: true };
    }
    let height = side_lines;
    let side = Rect { x: body.x + 1, width: body.width - 2, height, ..body };
    let field = Rect {
        x: body.x + 1,
        width: body.width - 2,
        y: body.y + height + 1,
        height: body.height - height - 1,
    };
    Places { head, side, field, foot, wide: false }
}

impl Desk {
    /// Draws the room.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return self.too_small(frame);
        }
        let view = self.state.view();
        // A table takes the whole width, so that its rows can be seen as rows.
        let is_table = matches!(self.answer.field, field::Field::Table(_));
        let wide = area.width >= WIDE && !is_table;
        let width = if wide { (area.width / 3).clamp(36, 48) } else { area.width - 2 };
        let most = side_height(area, wide, self.is_helped());
        // A search shows its line where the question stands, so that the finds can be seen.
        let side = match &self.panel {
            Some(Panel::Find(needle, missed)) => self.find_panel(needle, *missed, usize::from(width) - 1),
            _ => self.side_lines(&view, usize::from(width) - 1, wide, usize::from(most)),
        };
        let covered = self.panel.as_ref().is_some_and(|panel| !matches!(panel, Panel::Find(..)));
        let places = places(area, wide, u16::try_from(side.len()).unwrap_or(most).min(most));
        self.draw_head(frame, places.head, &view);
        self.draw_foot(frame, places.foot, &view);
        self.rules(frame, area, &places);
        if view.finished {
            let inner = Rect { x: area.x + 1, width: area.width - 2, ..whole_body(area) };
            return self.draw_end(frame, inner, &view);
        }
        let covers_field = covered && !places.wide;
        if covered {
            let inside = if places.wide {
                Rect { x: places.side.x + 1, width: places.side.width - 1, ..places.side }
            } else {
                Rect { x: area.x + 1, width: area.width - 2, ..whole_body(area) }
            };
            self.draw_panel(frame, inside, &view);
        } else {
            let inside = if places.wide {
                Rect { x: places.side.x + 1, width: places.side.width - 1, ..places.side }
            } else {
                places.side
            };
            frame.render_widget(Paragraph::new(cut(side, inside)), inside);
        }
        if !covers_field {
            self.draw_field(frame, places.field);
        }
    }

    fn draw_field(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let look = field::Look {
            text: self.look.text,
            placeholder: self.look.faint,
            label: self.look.strong,
            note: self.look.faint,
            rule: self.look.faint,
            cursor: matches!(self.panel, None | Some(Panel::Find(..))),
            ..field::Look::default()
        };
        self.answer.field.draw(frame, area, &look);
    }

    /// The lines between the parts of the screen.
    fn rules(&self, frame: &mut Frame<'_>, area: Rect, places: &Places) {
        let rule = "─".repeat(usize::from(area.width));
        let line = |y| Rect { x: area.x, y, width: area.width, height: 1 };
        frame.render_widget(Line::styled(rule.clone(), self.look.faint), line(area.y + 2));
        frame.render_widget(Line::styled(rule.clone(), self.look.faint), line(places.foot.y - 1));
        if self.state.finished {
            return;
        }
        if places.wide {
            for y in places.side.y..places.side.bottom() {
                let at = Rect { x: places.side.right() + 1, y, width: 1, height: 1 };
                frame.render_widget(Span::styled("│", self.look.faint), at);
            }
        } else if matches!(self.panel, None | Some(Panel::Find(..))) {
            frame.render_widget(Line::styled(rule, self.look.faint), line(places.field.y - 1));
        }
    }

    fn too_small(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let text = format!(
            "This window is {}×{}; the room needs {}×{}. Make it larger. The session goes on, and your text is saved.",
            area.width, area.height, SMALLEST.0, SMALLEST.1
        );
        let lines = wrap(&text, usize::from(area.width.max(10)), self.look.text);
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// Everything between head and foot.
fn whole_body(area: Rect) -> Rect {
    Rect { y: area.y + 3, height: area.height - 6, ..area }
}

/// A text as lines of a width, its control characters made visible.
fn wrap(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    indented(text, width, "", "", style)
}

/// The same with something before the first line, and something before the others.
fn indented(text: &str, width: usize, first: &str, rest: &str, style: Style) -> Vec<Line<'static>> {
    let options = textwrap::Options::new(width.max(8))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let shown = visible(text);
    let lines = shown.lines().flat_map(|line| textwrap::wrap(line, &options));
    lines.map(|line| Line::styled(line.into_owned(), style)).collect()
}

/// The lines that fit; the last one shows that there are more.
fn cut(mut lines: Vec<Line<'static>>, area: Rect) -> Vec<Line<'static>> {
    if lines.len() > usize::from(area.height) {
        lines.truncate(usize::from(area.height));
        if let Some(last) = lines.last_mut() {
            let text = head::short(&format!("{last} …"), usize::from(area.width));
            *last = Line::styled(text, last.style);
        }
    }
    lines
}

/// What a panel or page shows of its lines from `scroll` on, with a hint that there is more.
fn page(mut lines: Vec<Line<'static>>, scroll: usize, height: u16, faint: Style) -> Vec<Line<'static>> {
    let height = usize::from(height);
    if lines.len() <= height {
        return lines;
    }
    let room = height.saturating_sub(1);
    let start = scroll.min(lines.len() - room);
    let below = lines.len() - room - start;
    let mut shown: Vec<Line<'static>> = lines.drain(start..start + room).collect();
    let more = if below == 0 {
        "the end; arrows go back".to_owned()
    } else {
        format!("{below} more lines: arrows, Page Down")
    };
    shown.push(Line::styled(more, faint));
    shown
}

/// The view of a session, for the parts of the drawing.
type Seen<'a> = &'a View;
