//! The head of the room: the case, the clock of the whole, the sections with their clocks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Seen;
use crate::diagnostic::visible;
use crate::session::{SegmentView, clock_text};
use crate::terminal::room::desk::Desk;

/// How the sections are written, from the longest form to the shortest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Full,
    Minutes,
    Letters,
}

impl Desk {
    pub(super) fn draw_head(&self, frame: &mut Frame<'_>, area: Rect, view: Seen<'_>) {
        let row = |y: u16| Rect { x: area.x + 1, y: area.y + y, width: area.width - 2, height: 1 };
        let clock = self.whole_clock(view);
        let kind = format!(" · {}", self.kit.mode);
        let room = usize::from(area.width - 2).saturating_sub(clock.width() + kind.width() + 2);
        let title = short(&visible(&self.kit.title), room);
        let gap = " ".repeat(room.saturating_sub(title.width()) + 2);
        let line = Line::from(vec![
            Span::styled(title, self.look.strong),
            Span::styled(kind, self.look.faint),
            Span::raw(gap),
            Span::styled(clock, self.clock_style(view.used, view.budget)),
        ]);
        frame.render_widget(line, row(0));
        let forms = [Form::Full, Form::Minutes, Form::Letters];
        let lines = forms.map(|form| self.sections(view, form));
        let fits = |line: &&Line<'_>| line.width() <= usize::from(area.width - 2);
        let line = lines.iter().find(fits).or(lines.last());
        if let Some(line) = line {
            frame.render_widget(line.clone(), row(1));
        }
    }

    fn whole_clock(&self, view: Seen<'_>) -> String {
        if self.hidden {
            return "clock hidden".into();
        }
        let paused = if view.paused { " (paused)" } else { "" };
        format!("whole {}{paused}", clock_text(view.used, view.budget))
    }

    /// A clock in its last five minutes is short, and then it is over.
    fn clock_style(&self, used: u64, budget: Option<u64>) -> Style {
        match budget {
            _ if self.hidden => self.look.faint,
            Some(budget) if budget > 0 && used > budget => self.look.over,
            Some(budget) if budget > 0 && used + 300.min(budget / 5) >= budget => self.look.short,
            _ => self.look.strong,
        }
    }

    fn sections(&self, view: Seen<'_>, form: Form) -> Line<'static> {
        let mut spans = Vec::new();
        for (index, segment) in view.segments.iter().enumerate() {
            let polish = index + 1 == view.segments.len();
            if segment.questions == 0 && !polish {
                continue;
            }
            if polish && segment.budget.is_none_or(|seconds| seconds == 0) && index != view.segment {
                continue;
            }
            if !spans.is_empty() {
                spans.push(Span::raw(if form == Form::Full { "   " } else { "  " }));
            }
            let here = index == view.segment;
            let title = match form {
                Form::Letters if !here => segment.title.chars().take(2).collect::<String>(),
                _ => segment.title.clone(),
            };
            let mark = if here { "▸" } else { "" };
            let clock = if self.hidden || view.exam {
                String::new()
            } else {
                format!(" {}", section_clock(segment, here || form == Form::Full))
            };
            let is_done = segment.questions > 0 && segment.answered == segment.questions;
            let done = if is_done { " ✓" } else { "" };
            let style = if here { self.clock_style_of(segment) } else { self.look.faint };
            spans.push(Span::styled(format!("{mark}{}{clock}", visible(&title)), style));
            spans.push(Span::styled(done, self.look.done));
        }
        Line::from(spans)
    }

    fn clock_style_of(&self, segment: &SegmentView) -> Style {
        self.clock_style(segment.used, segment.budget)
    }
}

/// `12:03/30` for the section at hand, `12/30` for the others; without a limit, the time used.
fn section_clock(segment: &SegmentView, exact: bool) -> String {
    let minutes = segment.used / 60;
    let used = if exact { format!("{minutes}:{:02}", segment.used % 60) } else { minutes.to_string() };
    match segment.budget.filter(|budget| *budget > 0) {
        Some(budget) if budget % 60 == 0 => format!("{used}/{}", budget / 60),
        Some(budget) => format!("{used}/{}:{:02}", budget / 60, budget % 60),
        None => used,
    }
}

/// A text cut to a number of columns.
pub(super) fn short(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    for letter in text.chars() {
        if cut.width() + letter.to_string().width() + 1 > columns {
            break;
        }
        cut.push(letter);
    }
    format!("{}…", cut.trim_end())
}
