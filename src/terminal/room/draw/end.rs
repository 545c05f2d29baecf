//! The end of a session: guesses of one's own scores, then time and words per section against the plan.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{Seen, indented, page, wrap};
use crate::diagnostic::visible;
use crate::session::{SegmentView, worth_most};
use crate::terminal::room::desk::Desk;
use crate::terminal::room::panel::Panel;

/// With more than this share of the time left, a finish is worth a second thought, in percent.
const MUCH_LEFT: u64 = 15;

impl Desk {
    /// The three places most worth the time that is left, if there is much.
    pub(super) fn worth_the_time(&self, view: Seen<'_>) -> Vec<String> {
        let Some(budget) = view.budget.filter(|budget| *budget > 0 && !view.exam) else { return Vec::new() };
        let left = budget.saturating_sub(view.used);
        if left * 100 <= budget * MUCH_LEFT {
            return Vec::new();
        }
        let all = self.lacks(self.state.plan.segments.len() - 1);
        worth_most(all, 3).into_iter().map(|lack| lack.text).collect()
    }

    pub(super) fn draw_end(&self, frame: &mut Frame<'_>, area: Rect, view: Seen<'_>) {
        let width = usize::from(area.width);
        let (lines, scroll) = match &self.panel {
            Some(Panel::Predict(at, scores)) => (self.predict(*at, scores, width), at.saturating_sub(2)),
            Some(Panel::Summary(scroll)) => (self.summary(view, width), *scroll),
            _ => (self.summary(view, width), 0),
        };
        frame.render_widget(Paragraph::new(page(lines, scroll, area.height, self.look.faint)), area);
    }

    fn predict(&self, at: usize, scores: &[Option<f64>], width: usize) -> Vec<Line<'static>> {
        let mut lines =
            wrap("Before anything is reviewed: what do you think you scored?", width, self.look.strong);
        lines.extend(wrap(
            "Up and Down choose, 1 to 5 set, Left and Right change by a half. Enter keeps your guesses, Esc skips. \
             A later review is compared with this.",
            width,
            self.look.faint,
        ));
        lines.push(Line::default());
        for (index, ((_, title), score)) in self.kit.criteria.iter().zip(scores).enumerate() {
            let guess = match score {
                Some(score) => format!("{score:.1}  {}", "█".repeat(halves(*score))),
                None => "no guess".into(),
            };
            let line = format!("{:<24} {guess}", visible(title));
            lines.push(Line::styled(line, if index == at { self.look.chosen } else { self.look.text }));
        }
        lines
    }

    fn summary(&self, view: Seen<'_>, width: usize) -> Vec<Line<'static>> {
        let answered = view.questions - view.unanswered.len();
        let head = format!("Done: {answered} of {} questions answered.", view.questions);
        let mut lines = wrap(&head, width, self.look.strong);
        lines.push(Line::default());
        lines.extend(self.chart(view, width));
        lines.push(Line::default());
        lines.extend(wrap(&format!("Your answer is in {}", self.kit.file), width, self.look.text));
        for step in &self.kit.next {
            lines.extend(indented(step, width, "", "  ", self.look.text));
        }
        lines
    }

    /// Time and words of each section as bars. The mark on a bar is the plan.
    fn chart(&self, view: Seen<'_>, width: usize) -> Vec<Line<'static>> {
        let shown: Vec<&SegmentView> =
            view.segments.iter().filter(|segment| segment.questions > 0 || segment.used > 0).collect();
        let longest = shown.iter().map(|segment| segment.used.max(segment.budget.unwrap_or(0))).max();
        let longest = longest.unwrap_or(0).max(60);
        let bar_width = width.saturating_sub(48).clamp(8, 40);
        let bar_cells = |seconds: u64| {
            let cells = (seconds * bar_width as u64 + longest / 2) / longest;
            usize::try_from(cells).unwrap_or(bar_width).min(bar_width)
        };
        let mut lines = Vec::new();
        for segment in shown {
            let used = bar_cells(segment.used);
            let mut bar: Vec<char> =
                "█".repeat(used).chars().chain(" ".repeat(bar_width - used).chars()).collect();
            let plan = segment.budget.filter(|budget| *budget > 0);
            if let Some(cell) = plan.map(bar_cells).and_then(|at| bar.get_mut(at.saturating_sub(1))) {
                *cell = '┃';
            }
            let over = plan.is_some_and(|budget| segment.used > budget);
            let bar: String = bar.into_iter().collect();
            let time = match plan {
                Some(budget) => format!("{} of {} min", minutes(segment.used), minutes(budget)),
                None => format!("{} min", minutes(segment.used)),
            };
            let words = match segment.word_budget {
                Some(most) => format!("{} of {most} words", segment.words),
                None => format!("{} words", segment.words),
            };
            let style = if over { self.look.short } else { self.look.done };
            lines.push(Line::from(vec![
                Span::styled(format!("{:<9} ", visible(&segment.title)), self.look.text),
                Span::styled(bar, style),
                Span::styled(format!(" {time:<16} {words}"), self.look.text),
            ]));
        }
        if view.budget.is_some() {
            lines.push(Line::styled("█ time used   ┃ plan", self.look.faint));
        }
        lines
    }
}

/// Seconds as whole minutes, rounded up.
fn minutes(seconds: u64) -> u64 {
    seconds.div_ceil(60)
}

/// A score as twice its number, for a bar.
fn halves(score: f64) -> usize {
    let mut halves = 0;
    let mut at = 0.5;
    while at <= score {
        halves += 1;
        at += 0.5;
    }
    halves
}
