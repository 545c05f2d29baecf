//! The panels.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::head::short;
use super::{Seen, indented, page, wrap};
use crate::terminal::page::reflow;
use crate::terminal::room::desk::Desk;
use crate::terminal::room::keys::{KEYS, letter, listed};
use crate::terminal::room::panel::Panel;
use crate::terminal::room::shelf::search;

/// The width of a column of the menu in a low window.
const COLUMN: usize = 14;

impl Desk {
    pub(super) fn draw_panel(&self, frame: &mut Frame<'_>, area: Rect, view: Seen<'_>) {
        let Some(panel) = &self.panel else { return };
        let width = usize::from(area.width);
        let (lines, scroll) = match panel {
            Panel::Help(scroll) => (self.help_panel(width), *scroll),
            Panel::Menu => (self.menu_panel(width, usize::from(area.height)), 0),
            Panel::Brief(scroll) => (self.text_panel(&self.kit.title, &self.kit.brief, width), *scroll),
            Panel::Earlier(scroll) => {
                let (title, text) = self.kit.earlier.clone().unwrap_or_default();
                (self.text_panel(&title, &text, width), *scroll)
            }
            Panel::Timer => (self.timer_panel(view, width), 0),
            Panel::Jump(at, _) => return self.jump_panel(frame, area, *at),
            Panel::Shelf(query, at) => return self.shelf_panel(frame, area, query, *at),
            Panel::Leave => (self.leave_panel(width), 0),
            Panel::Finish => (self.finish_panel(view, width, usize::from(area.height)), 0),
            Panel::Paused(why) => (self.paused_panel(why, width), 0),
            Panel::Find(..) | Panel::Predict(..) | Panel::Summary(_) => return,
        };
        frame.render_widget(Paragraph::new(page(lines, scroll, area.height, self.look.faint)), area);
    }

    fn title(&self, text: &str, width: usize) -> Vec<Line<'static>> {
        let mut lines = wrap(text, width, self.look.strong);
        lines.push(Line::default());
        lines
    }

    fn help_panel(&self, width: usize) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for (title, keys) in listed() {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::styled(title, self.look.strong));
            for (key, does) in keys {
                // A short key stands beside what it does, a long one above.
                if width >= 56 && key.len() <= 16 {
                    lines.extend(indented(
                        does,
                        width,
                        &format!("{key:<16} "),
                        &" ".repeat(17),
                        self.look.text,
                    ));
                } else {
                    lines.extend(wrap(key, width, self.look.key));
                    lines.extend(indented(does, width, "  ", "  ", self.look.text));
                }
            }
        }
        lines
    }

    fn menu_panel(&self, width: usize, height: usize) -> Vec<Line<'static>> {
        let mut lines = self.title("Menu: type a letter", width);
        if lines.len() + KEYS.len() > height {
            lines.pop();
        }
        // In a low window every command has a word, in columns; what cannot be seen cannot be chosen.
        if lines.len() + KEYS.len() > height {
            lines.extend(KEYS.chunks(width.div_euclid(COLUMN).max(1)).map(|row| {
                let spans = row.iter().flat_map(|key| {
                    let word = format!("{:<room$}", key.short, room = COLUMN - 4);
                    [
                        Span::styled(format!(" {}  ", letter(key.action)), self.look.key),
                        Span::styled(word, self.look.text),
                    ]
                });
                Line::from(spans.collect::<Vec<_>>())
            }));
            return lines;
        }
        for key in KEYS {
            let does = short(key.does, width.saturating_sub(4));
            lines.push(Line::from(vec![
                Span::styled(format!(" {}  ", letter(key.action)), self.look.key),
                Span::styled(does, self.look.text),
            ]));
        }
        lines
    }

    fn text_panel(&self, title: &str, markdown: &str, width: usize) -> Vec<Line<'static>> {
        let mut lines = self.title(title, width);
        for line in reflow(markdown).lines() {
            let deeper = if line.starts_with("- ") { "  " } else { "" };
            if line.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(indented(line, width, "", deeper, self.look.text));
        }
        lines
    }

    fn timer_panel(&self, view: Seen<'_>, width: usize) -> Vec<Line<'static>> {
        let mut lines = self.title("Clock", width);
        let hide = if self.hidden { "h  show the clock" } else { "h  hide the clock" };
        let choices: &[&str] = if view.exam {
            &["An exam is not paused and gets no more minutes.", hide]
        } else {
            &["a  five more minutes for this section", "p  pause", hide]
        };
        for choice in choices {
            lines.extend(indented(choice, width, " ", "    ", self.look.text));
        }
        lines
    }

    fn jump_panel(&self, frame: &mut Frame<'_>, area: Rect, at: usize) {
        let width = usize::from(area.width);
        let mut lines = Vec::new();
        let mut chosen_line = 0;
        let mut section = None;
        let count = self.state.plan.questions.len();
        for number in 0..count {
            let Some((part, question)) = self.state.plan.question(number) else { continue };
            if section != Some(&part.id) {
                section = Some(&part.id);
                lines.push(Line::styled(part.title.clone(), self.look.strong));
            }
            let mark = if self.state.is_answered(question) { "✓" } else { "·" };
            let text = short(&format!("{:>3} {mark} {}", number + 1, question.heading), width);
            chosen_line = if number == at { lines.len() } else { chosen_line };
            lines.push(Line::styled(text, if number == at { self.look.chosen } else { self.look.text }));
        }
        chosen_line = if at >= count { lines.len() } else { chosen_line };
        let style = if at >= count { self.look.chosen } else { self.look.strong };
        lines.push(Line::styled("Polish: the whole document", style));
        let head = self.title("Go to: arrows or a number, then Enter", width);
        let room = area.height.saturating_sub(u16::try_from(head.len()).unwrap_or(2));
        let start = around(chosen_line, lines.len(), usize::from(room));
        let shown = head.into_iter().chain(lines.into_iter().skip(start).take(usize::from(room)));
        frame.render_widget(Paragraph::new(shown.collect::<Vec<_>>()), area);
    }

    fn shelf_panel(&self, frame: &mut Frame<'_>, area: Rect, query: &str, at: usize) {
        let width = usize::from(area.width);
        let found = search(&self.kit.shelf, query);
        let mut lines = vec![Line::from(vec![
            Span::styled("Shelf: ", self.look.strong),
            Span::raw(query.to_owned()),
            Span::styled("▏", self.look.strong),
        ])];
        let help = if found.is_empty() {
            "Nothing on the shelf has these words.".to_owned()
        } else {
            format!("{} found. Type to search, arrows choose, Enter inserts.", found.len())
        };
        lines.push(Line::styled(short(&help, width), self.look.faint));
        let detail: Vec<Line<'static>> =
            found.get(at).map(|item| wrap(&item.text, width, self.look.text)).unwrap_or_default();
        let detail_room = detail.len().min(usize::from(area.height) / 2);
        let room = usize::from(area.height).saturating_sub(3 + detail_room);
        let start = around(at, found.len(), room);
        for (index, item) in found.iter().enumerate().skip(start).take(room) {
            let style = if index == at { self.look.chosen } else { self.look.text };
            let kind = format!("{:<11}", item.kind);
            let title = short(&item.title, width.saturating_sub(kind.width()));
            lines.push(Line::styled(format!("{kind}{title}"), style));
        }
        lines.push(Line::default());
        lines.extend(detail.into_iter().take(usize::from(area.height).saturating_sub(lines.len())));
        frame.render_widget(Paragraph::new(lines), area);
    }

    pub(super) fn find_panel(&self, needle: &str, missed: bool, width: usize) -> Vec<Line<'static>> {
        let mut lines = vec![Line::from(vec![
            Span::styled("Find: ", self.look.strong),
            Span::raw(short(needle, width.saturating_sub(8))),
            Span::styled("▏", self.look.strong),
        ])];
        let help = if missed { "Not found." } else { "Enter or Down: the next one. Up: the one before." };
        lines.extend(wrap(help, width, self.look.faint));
        lines
    }

    fn leave_panel(&self, width: usize) -> Vec<Line<'static>> {
        let mut lines = self.title("Leave?", width);
        let text = "Everything is saved. `ssmr practice --resume` goes on from here, and the time between does not count.";
        lines.extend(wrap(text, width, self.look.text));
        lines.push(Line::default());
        for choice in
            ["Enter or l  leave, to go on later", "f           finish the session", "Esc or s    stay"]
        {
            lines.extend(wrap(choice, width, self.look.text));
        }
        lines
    }

    fn finish_panel(&self, view: Seen<'_>, width: usize, height: usize) -> Vec<Line<'static>> {
        let mut lines = self.title("Finish?", width);
        let answered = view.questions - view.unanswered.len();
        lines.extend(wrap(
            &format!("{answered} of {} questions have an answer.", view.questions),
            width,
            self.look.text,
        ));
        let worth = self.worth_the_time(view);
        if !worth.is_empty() {
            lines.push(Line::default());
            lines.extend(wrap("There is time left. Most worth it:", width, self.look.strong));
            for lack in worth {
                lines.extend(indented(&lack, width, "- ", "  ", self.look.text));
            }
        }
        // The choices are always seen.
        lines.truncate(height.saturating_sub(3));
        lines.push(Line::default());
        for choice in ["Enter or f  finish", "Esc or s    stay"] {
            lines.extend(wrap(choice, width, self.look.text));
        }
        lines
    }

    fn paused_panel(&self, why: &str, width: usize) -> Vec<Line<'static>> {
        let mut lines = self.title("The clock stands still", width);
        lines.extend(wrap(why, width, self.look.text));
        lines.push(Line::default());
        lines.extend(wrap("Enter goes on.", width, self.look.strong));
        lines
    }
}

/// Where a list of `count` lines starts so that the chosen one is seen.
fn around(chosen: usize, count: usize, room: usize) -> usize {
    let half = room / 2;
    chosen.saturating_sub(half).min(count.saturating_sub(room))
}
