//! The question and what helps to answer it; for the whole document, its outline with the questions as notes.

use ratatui::text::{Line, Span};

use super::{Seen, indented, wrap};
use crate::session::{Lack, most_per_minute, worth_most};
use crate::terminal::room::desk::Desk;

/// How many lacks are listed at once.
const LISTED: usize = 6;

impl Desk {
    /// `wide` is whether the question has a column of its own, with room for empty lines; `height` is how many lines
    /// there can be.
    pub(super) fn side_lines(
        &self,
        view: Seen<'_>,
        width: usize,
        wide: bool,
        height: usize,
    ) -> Vec<Line<'static>> {
        let help = self.help(view, width, wide);
        let mut lines = if self.is_whole() {
            let (lines, here) = self.outline(view, width);
            near(lines, here, height.saturating_sub(help.len()).max(3))
        } else {
            self.question(view, width, wide)
        };
        lines.extend(help);
        lines
    }

    /// Whether more than the question stands beside the answer.
    pub(super) fn is_helped(&self) -> bool {
        self.hint || self.checklist
    }

    fn question(&self, view: Seen<'_>, width: usize, wide: bool) -> Vec<Line<'static>> {
        let Some(question) = &view.question else { return Vec::new() };
        let place = format!(
            "{} of {}  {} › {}",
            question.number + 1,
            view.questions,
            question.section,
            question.heading
        );
        let mut parts =
            vec![wrap(&place, width, self.look.strong), wrap(&question.ask, width, self.look.text)];
        // Where there is little room, what was asked for goes before the reason.
        if wide || !self.is_helped() {
            parts.push(wrap(&format!("Why: {}", question.why), width, self.look.faint));
        }
        if self.hint {
            parts.push(wrap(&format!("Hint: {}", question.hint), width, self.look.text));
        }
        let gap = if wide { vec![Line::default()] } else { Vec::new() };
        parts.join(gap.as_slice())
    }

    /// The outline, and the line of the question at hand in it.
    fn outline(&self, view: Seen<'_>, width: usize) -> (Vec<Line<'static>>, usize) {
        let mut lines = Vec::new();
        let mut here_line = 0;
        if self.state.polishing() {
            let open = view.unanswered.len();
            let text = match open {
                0 => "Polish: every question has an answer. Read the whole as its reader will.".to_owned(),
                1 => "Polish: 1 question is open.".to_owned(),
                _ => format!("Polish: {open} questions are open."),
            };
            lines.extend(wrap(&text, width, self.look.strong));
        }
        let here = self.here.as_deref();
        let mut section = None;
        for number in 0..self.state.plan.questions.len() {
            let Some((part, question)) = self.state.plan.question(number) else { continue };
            if section != Some(&part.id) {
                section = Some(&part.id);
                lines.push(Line::styled(part.title.clone(), self.look.strong));
            }
            let is_here = here == Some(question.id.as_str());
            here_line = if is_here { lines.len() } else { here_line };
            let mark = match (is_here, self.state.is_answered(question)) {
                (true, _) => "▸ ",
                (false, true) => "✓ ",
                (false, false) => "· ",
            };
            let style = if is_here { self.look.strong } else { self.look.faint };
            lines.extend(indented(&question.heading, width, mark, "  ", style));
            if is_here {
                let note = if self.hint {
                    format!("{} Hint: {}", question.ask, question.hint)
                } else {
                    question.ask.clone()
                };
                lines.extend(indented(&note, width, "  ", "  ", self.look.text));
            }
        }
        (lines, here_line)
    }

    /// The checklist, where it was asked for or time is short.
    fn help(&self, view: Seen<'_>, width: usize, wide: bool) -> Vec<Line<'static>> {
        let segment = &view.segments[view.segment];
        let short = self.short_of_time();
        if view.exam || (!self.checklist && short.is_none()) {
            return Vec::new();
        }
        let lacks = self.lacks(view.segment);
        let mut lines = if wide { vec![Line::default()] } else { Vec::new() };
        if let Some(left) = short
            && let Some(best) = most_per_minute(&lacks, left)
        {
            lines.extend(wrap(&format!("Most for the time left: {}.", best.text), width, self.look.short));
        }
        if self.checklist && lacks.is_empty() {
            lines.push(Line::from(Span::styled(
                "✓ Nothing is missing here that can be seen.",
                self.look.done,
            )));
        } else if self.checklist {
            let more = lacks.len().saturating_sub(LISTED);
            lines.push(Line::styled(format!("{} still lacks", segment.title), self.look.strong));
            for lack in worth_most(lacks, LISTED) {
                lines.extend(indented(&lack.text, width, "[ ] ", "    ", self.look.text));
            }
            if more > 0 {
                lines.push(Line::styled(format!("    and {more} more"), self.look.faint));
            }
        }
        lines
    }

    /// What a segment lacks: what the session sees, and what is known further.
    pub(super) fn lacks(&self, segment: usize) -> Vec<Lack> {
        let mut lacks = self.state.lacks(segment);
        let known = self.known.as_ref().filter(|(known, _)| *known == segment);
        lacks.extend(known.into_iter().flat_map(|(_, more)| more.iter().cloned()));
        lacks
    }
}

/// The lines around one of them that fit into a height; it comes second, with what belongs to it below.
fn near(mut lines: Vec<Line<'static>>, at: usize, height: usize) -> Vec<Line<'static>> {
    let start = at.saturating_sub(1).min(lines.len().saturating_sub(height));
    lines.drain(..start);
    lines.truncate(height);
    lines
}
