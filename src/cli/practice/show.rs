//! What a session says: welcome, question, warnings, summary.

use std::io;

use super::end::{next, summary};
use super::session::Room;
use super::setup::clock_lines;
use crate::pack::framework::{Question, Section};
use crate::session::{Warning, WarningAt, clock_text};
use crate::terminal::page::reflow;

impl Room<'_> {
    pub(super) fn welcome(&mut self, resumed: bool) -> io::Result<()> {
        if resumed {
            let path = self.keeper.path().display();
            return self.dialog.say(&format!(
                "Going on with: {}\nThe time in between does not count. `:brief` shows the brief again.\nYour answer is in {path}",
                self.title
            ));
        }
        self.dialog.say("")?;
        self.dialog.heading(&self.title)?;
        let mut lines = vec![String::new(), reflow(&self.brief), String::new()];
        if let Some((title, text)) = &self.setup.aside {
            lines.extend([format!("{title}:"), String::new(), reflow(text), String::new()]);
        }
        let clock = clock_lines(&self.setup);
        if clock.is_empty() {
            lines.push("No limit on the clock; the time is kept all the same.".into());
        } else {
            lines.push("The clock:".into());
            lines.extend(clock);
        }
        lines.push(String::new());
        lines.push(format!("Your answer is in {}", self.keeper.path().display()));
        lines.push(
            "A line `.` ends an answer. `:help` lists the commands; `:finish` ends the session.".into(),
        );
        self.dialog.say(&lines.join("\n"))
    }

    pub(super) fn show_question(&mut self, section: &Section, question: &Question) -> io::Result<()> {
        let view = self.state.view();
        let number = self.state.at + 1;
        let segment = &view.segments[view.segment];
        let mut clock = format!("{}: {}", section.title, clock_text(segment.used, segment.budget));
        clock.push_str(&format!("   whole: {}", clock_text(view.used, view.budget)));
        if let Some(budget) = segment.word_budget {
            clock.push_str(&format!("   words: {} of {budget}", segment.words));
        }
        let place = format!("[{number}/{}] {} > {}", view.questions, section.title, question.heading);
        self.dialog.say("")?;
        self.dialog.heading(&place)?;
        let mut lines = vec![clock];
        if self.shown == Some(self.state.at) {
            return self.dialog.say(&lines.join("\n"));
        }
        self.shown = Some(self.state.at);
        lines.push(question.ask.clone());
        lines.push(format!("Why: {}", question.why));
        if let Some(cap) = question.words {
            lines.push(format!("At most {cap} words."));
        }
        let known = self.state.answer(&question.id);
        if !known.is_empty() {
            lines.push(format!(
                "Your answer so far (type a new one, `.` keeps it, `:edit` changes it):\n{known}"
            ));
        }
        self.dialog.say(&lines.join("\n"))
    }

    pub(super) fn name(&self, number: usize) -> String {
        let heading = self.state.plan.question(number).map_or("", |(_, question)| &question.heading);
        format!("{} {heading}", number + 1)
    }

    pub(super) fn list(&mut self) -> io::Result<()> {
        let open = self.state.unanswered();
        let lines: Vec<String> = (0..self.state.plan.questions.len())
            .map(|number| {
                format!("  {} {}", if open.contains(&number) { "[ ]" } else { "[x]" }, self.name(number))
            })
            .collect();
        self.dialog.say(&lines.join("\n"))
    }

    pub(super) fn warning(&self, warning: &Warning) -> String {
        let whole = "the whole session".to_owned();
        let clock =
            warning.segment.map_or(whole, |segment| format!("`{}`", self.state.plan.segments[segment].title));
        match warning.at {
            WarningAt::Half => format!("Half of the time for {clock} is used."),
            WarningAt::FiveMinutes => format!("Five minutes are left for {clock}."),
            WarningAt::Zero => format!("The time for {clock} is up. You may go over; it is noted."),
        }
    }

    pub(super) fn summary(&self) -> String {
        let mut lines = vec![String::new()];
        lines.extend(summary(&self.setup, &self.state));
        lines.extend(next(&self.setup, self.keeper.path()));
        lines.join("\n")
    }
}
