//! The foot of the room: words, what is saved, a notice or the keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Seen;
use super::head::short;
use crate::diagnostic::visible;
use crate::terminal::room::desk::Desk;
use crate::terminal::room::keys::{Action, KEYS};
use crate::terminal::room::panel::Panel;

/// The keys shown first where there is little room.
const FIRST: &[Action] = &[
    Action::Help,
    Action::Next,
    Action::Previous,
    Action::Brief,
    Action::Hint,
    Action::Shelf,
    Action::Finish,
    Action::Checklist,
    Action::Jump,
    Action::Leave,
    Action::View,
    Action::Timer,
    Action::Editor,
    Action::Save,
];

impl Desk {
    pub(super) fn draw_foot(&self, frame: &mut Frame<'_>, area: Rect, view: Seen<'_>) {
        let row = |y: u16| Rect { x: area.x + 1, y: area.y + y, width: area.width - 2, height: 1 };
        let width = usize::from(area.width - 2);
        let (saved, style) = self.saved_words();
        let saved = short(&saved, width);
        let words = short(&self.words(view), width.saturating_sub(saved.width() + 2));
        let gap = " ".repeat(width.saturating_sub(words.width() + saved.width()));
        let line = Line::from(vec![Span::raw(words), Span::raw(gap), Span::styled(saved, style)]);
        frame.render_widget(line, row(0));
        let line = match &self.notice {
            Some((text, _)) => Line::styled(short(&visible(text), width), self.look.strong),
            None if view.finished => Line::styled("Enter goes on, Esc closes", self.look.faint),
            None if self.panel.is_some() => Line::styled(self.panel_keys(), self.look.faint),
            None => self.keys(width),
        };
        frame.render_widget(line, row(1));
    }

    fn words(&self, view: Seen<'_>) -> String {
        if view.finished {
            return String::new();
        }
        let of = |words: usize, budget: Option<u32>| match budget {
            Some(most) if words > most as usize => format!("{words} of {most} words, over"),
            Some(most) => format!("{words} of {most} words"),
            None if words == 1 => "1 word".into(),
            None => format!("{words} words"),
        };
        let mut parts = Vec::new();
        match &view.question {
            Some(question) if !self.is_whole() => {
                parts.push(format!("Answer: {}", of(question.words, question.word_budget)));
                let segment = &view.segments[view.segment];
                parts.push(format!("{}: {}", segment.title, of(segment.words, segment.word_budget)));
            }
            other => {
                let all: usize = view.segments.iter().map(|segment| segment.words).sum();
                parts.push(format!("Whole: {}", of(all, None)));
                if other.is_some() {
                    let segment = &view.segments[view.segment];
                    parts.push(format!("{}: {}", segment.title, of(segment.words, segment.word_budget)));
                }
            }
        }
        parts.join("   ")
    }

    fn saved_words(&self) -> (String, Style) {
        if let Some(trouble) = &self.saved.trouble {
            return (format!("NOT SAVED, trying again: {}", visible(trouble)), self.look.over);
        }
        if self.saved.waiting {
            return ("saving".into(), self.look.faint);
        }
        let words = match self.saved.at_ms {
            None => "saved".into(),
            Some(at) => match self.now.mono_ms.saturating_sub(at) / 1_000 {
                0..=9 => "saved".into(),
                seconds @ 10..=59 => format!("saved {} s ago", seconds / 10 * 10),
                seconds => format!("saved {} min ago", seconds / 60),
            },
        };
        (words, self.look.faint)
    }

    fn panel_keys(&self) -> &'static str {
        match &self.panel {
            Some(Panel::Brief(_)) => "Enter or typing begins the answer; F2 brings this back",
            _ => "Esc closes this panel",
        }
    }

    /// Whether a key does anything now.
    fn matters(&self, action: Action) -> bool {
        match action {
            Action::Next => !self.state.polishing(),
            Action::Previous => self.state.at > 0,
            Action::Hint | Action::Checklist | Action::Timer => !self.state.plan.exam,
            Action::Editor => !self.state.closed,
            _ => true,
        }
    }

    fn keys(&self, width: usize) -> Line<'static> {
        let mut spans: Vec<Span<'static>> = Vec::new();
        let mut used = 0;
        for action in FIRST.iter().filter(|action| self.matters(**action)) {
            let Some(key) = KEYS.iter().find(|key| key.action == *action) else { continue };
            let shown = key.shown.replace("Ctrl-", "^");
            let more = shown.width() + key.short.width() + 3;
            if used + more > width {
                break;
            }
            used += more;
            spans.push(Span::styled(shown, self.look.key));
            spans.push(Span::styled(format!(" {}  ", key.short), self.look.text));
        }
        Line::from(spans)
    }
}
