//! Asking for the marks, one by one. Each is in the journal before the next is asked for.

use std::io;

use anyhow::Result;

use super::choose::Begun;
use super::command::{COMMANDS, Wish, command};
use super::fault::listed;
use super::paper::Paper;
use crate::cli::practice::terminal_gone;
use crate::cli::shell::Shell;
use crate::diagnostic::visible;
use crate::judgment::read_score;
use crate::pack::rubric::{Criterion, Rubric};
use crate::session::Moment;
use crate::store::journal::{Journal, Marking, MarkingScore};
use crate::terminal::dialog::{Dialog, Reply};
use crate::terminal::page::reflow;

/// The minutes that marking is meant to take; nothing happens after them.
pub(super) const MINUTES: u64 = 10;

/// So many faults can be named.
pub(super) const FAULTS: usize = 3;

/// How a marking ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Everything was asked, or the person or the input ended it.
    Finished,
    /// Ctrl-C.
    Left,
}

/// What came of a question.
pub(super) enum Said<T> {
    Mark(T),
    Wish(Wish),
    Nothing,
    End,
    Left,
}

/// The person who marks, and what they work with.
pub(super) struct Desk<'a> {
    shell: &'a Shell,
    pub(super) dialog: &'a mut dyn Dialog,
    pub(super) rubric: &'a Rubric,
    journal: Journal,
    pub(super) paper: Paper,
    pub(super) marking: Marking,
    resumed: bool,
    /// Whether lists can be moved in.
    capable: bool,
    began: Moment,
    /// The seconds of earlier evenings.
    before: u32,
    /// The mark that is asked for: a criterion of the rubric, then the faults.
    pub(super) at: usize,
    /// What was explained last: a criterion by its levels, or how faults are named.
    pub(super) shown: Option<usize>,
}

/// What a desk leaves behind.
pub(super) struct Done {
    pub(super) journal: Journal,
    pub(super) marking: Marking,
    pub(super) paper: Paper,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        shell: &'a Shell,
        dialog: &'a mut dyn Dialog,
        rubric: &'a Rubric,
        journal: Journal,
        begun: Begun,
        capable: bool,
    ) -> Self {
        let Begun { paper, marking, resumed } = begun;
        let scored = |criterion: &Criterion| marking.scores.iter().any(|one| one.criterion == criterion.id);
        // What was left out before is not asked for again: only what comes after the last mark.
        let at = match rubric.criteria.iter().rposition(scored) {
            _ if !marking.faults.is_empty() => rubric.criteria.len(),
            Some(last) => last + 1,
            None => 0,
        };
        let (began, before) = (shell.clock.now(), marking.seconds);
        Self {
            shell,
            dialog,
            rubric,
            journal,
            paper,
            marking,
            resumed,
            capable,
            began,
            before,
            at,
            shown: None,
        }
    }

    pub(super) fn done(self) -> Done {
        Done { journal: self.journal, marking: self.marking, paper: self.paper }
    }

    /// Asks until everything is marked.
    pub(super) fn run(&mut self) -> Result<End> {
        let end = match self.welcome()? {
            Some(end) => end,
            None => self.marks().map_err(terminal_gone)?,
        };
        self.marking.seconds = self.seconds();
        Ok(end)
    }

    fn welcome(&mut self) -> Result<Option<End>> {
        let first = if self.resumed {
            "You began to mark this sample; your marks so far count."
        } else {
            "An answer to this case, strong or weak. Read it as the interviewer who has to decide."
        };
        self.dialog.heading(&self.paper.case.title.clone()).map_err(terminal_gone)?;
        self.say_brief().map_err(terminal_gone)?;
        self.dialog.say(&format!("\n{first}\n")).map_err(terminal_gone)?;
        if let Some(end) = self.show_sample()? {
            return Ok(Some(end));
        }
        let text = format!(
            "\nScore five criteria, then point at up to {FAULTS} faults. {MINUTES} minutes are the aim. `:sample` shows the \
             answer again, `:help` what else there is."
        );
        self.dialog.say(&text).map_err(terminal_gone)?;
        Ok(None)
    }

    fn say_brief(&mut self) -> io::Result<()> {
        let brief = reflow(&self.paper.case.brief);
        self.dialog.say(&format!("\n{brief}"))
    }

    /// Shows the sample; in a pager if the window is too small for it. The end, if somebody leaves instead.
    fn show_sample(&mut self) -> Result<Option<End>> {
        let facts = self.shell.environment.facts;
        let text = self.paper.shown(facts.width.min(WIDEST));
        let long = facts.height.is_some_and(|height| text.lines().count() >= height);
        if !(self.capable && facts.stdout && long) {
            self.dialog.say(text.trim_end()).map_err(terminal_gone)?;
            return Ok(None);
        }
        let wait = self.dialog.line("Enter opens the answer; `q` closes it, `:sample` shows it again.");
        if wait.map_err(terminal_gone)? == Reply::Interrupted {
            return Ok(Some(End::Left));
        }
        self.shell.show(&visible(&text))?;
        Ok(None)
    }

    fn marks(&mut self) -> io::Result<End> {
        let criteria = self.rubric.criteria.len();
        while self.at < criteria || self.marking.faults.len() < FAULTS {
            let end = if self.at < criteria { self.ask_criterion()? } else { self.ask_fault()? };
            if let Some(end) = end {
                return Ok(end);
            }
        }
        Ok(End::Finished)
    }

    fn ask_criterion(&mut self) -> io::Result<Option<End>> {
        let rubric = self.rubric;
        let criterion = &rubric.criteria[self.at];
        if self.shown != Some(self.at) {
            self.shown = Some(self.at);
            let place = format!("\n[{}/{}] {}", self.at + 1, rubric.criteria.len(), criterion.title);
            self.dialog.heading(&place)?;
            self.dialog.say(&levels(criterion))?;
        }
        let known = self.marking.scores.iter().find(|score| score.criterion == criterion.id);
        let known = known.map_or(String::new(), |score| format!(", {:.1} so far", score.own));
        let line = self.dialog.line(&format!("Score from 1 to 5{known} ({}):", self.clock()))?;
        match self.read(line, read_score)? {
            Said::Mark(own) => {
                let score = MarkingScore { criterion: criterion.id.clone(), own, review: None };
                self.marking.scores.retain(|known| known.criterion != score.criterion);
                self.marking.scores.push(score);
                self.at += 1;
                self.keep()?;
            }
            Said::Wish(wish) => return self.grant(wish),
            Said::Nothing => self.dialog.say("A number such as 3.5 is wanted; `:skip` leaves it out.")?,
            Said::End => return Ok(Some(End::Finished)),
            Said::Left => return Ok(Some(End::Left)),
        }
        Ok(None)
    }

    fn ask_fault(&mut self) -> io::Result<Option<End>> {
        let said = if self.capable { self.pick_fault()? } else { self.type_fault()? };
        match said {
            Said::Mark(fault) if self.marking.faults.iter().any(|known| known.check == fault.check) => {
                self.dialog.say(&format!("`{}` is named already.", fault.check))?;
            }
            Said::Mark(fault) => {
                self.marking.faults.push(fault);
                self.keep()?;
                if self.capable {
                    return self.ask_line();
                }
            }
            Said::Wish(Wish::Skip) | Said::Nothing | Said::End => return Ok(Some(End::Finished)),
            Said::Wish(wish) => return self.grant(wish),
            Said::Left => return Ok(Some(End::Left)),
        }
        Ok(None)
    }

    /// What a line means: a mark, a wish, or a slip, which is answered and counts as the wish to be asked again.
    pub(super) fn read<T>(
        &mut self,
        reply: Reply<String>,
        mark: impl FnOnce(&str) -> Result<T, String>,
    ) -> io::Result<Said<T>> {
        let line = match reply {
            Reply::Said(line) | Reply::Line(line) => line,
            Reply::End => {
                // The prompt has no line of its own when nothing is typed.
                self.dialog.say("")?;
                return Ok(Said::End);
            }
            Reply::Interrupted => return Ok(Said::Left),
        };
        if line.trim().is_empty() {
            return Ok(Said::Nothing);
        }
        let understood = match command(&line) {
            Ok(Some(wish)) => Ok(Said::Wish(wish)),
            Ok(None) => mark(&line).map(Said::Mark),
            Err(remark) => Err(remark),
        };
        understood.or_else(|remark| {
            self.dialog.say(&remark)?;
            Ok(Said::Wish(Wish::Again))
        })
    }

    /// Does what somebody wants; the end of the marking, if they want that.
    pub(super) fn grant(&mut self, wish: Wish) -> io::Result<Option<End>> {
        match wish {
            Wish::Again => {}
            Wish::Sample => return self.show_sample().map_err(io::Error::other),
            Wish::Brief => self.say_brief()?,
            Wish::Levels => match self.rubric.criteria.get(self.at) {
                Some(criterion) => self.dialog.say(&levels(criterion))?,
                None => self.dialog.say("The criteria are scored; `:back` goes back to them.")?,
            },
            Wish::Checks(word) => self.dialog.say(&listed(self.rubric, &word))?,
            Wish::Skip => self.at += 1,
            Wish::Back => self.back()?,
            Wish::Finish => return Ok(Some(End::Finished)),
            Wish::Help => {
                let lines: Vec<String> =
                    COMMANDS.iter().map(|(name, does)| format!("  {name:<11} {does}")).collect();
                self.dialog.say(&lines.join("\n"))?;
            }
        }
        Ok(None)
    }

    fn back(&mut self) -> io::Result<()> {
        if let Some(fault) = self.marking.faults.pop() {
            self.dialog.say(&format!("`{}` is taken back.", fault.check))?;
            return self.keep();
        }
        match self.at.checked_sub(1) {
            Some(before) => self.at = before,
            None => self.dialog.say("This is the first one.")?,
        }
        Ok(())
    }

    /// Keeps every mark. A journal that cannot be written is no reason to stop: the comparison can still be shown.
    pub(super) fn keep(&mut self) -> io::Result<()> {
        let seconds = self.seconds();
        let Marking { number, scores, faults, .. } = &self.marking;
        match self.journal.keep_marking(*number, seconds, scores, faults) {
            Ok(()) => Ok(()),
            Err(error) => self.dialog.say(&format!("This mark could not be kept: {error}.")),
        }
    }

    /// The seconds so far, those of earlier evenings included.
    fn seconds(&self) -> u32 {
        let now = self.shell.clock.now().mono_ms.saturating_sub(self.began.mono_ms) / 1_000;
        self.before.saturating_add(u32::try_from(now).unwrap_or(u32::MAX))
    }

    pub(super) fn clock(&self) -> String {
        format!("{} of {MINUTES} min", self.seconds() / 60)
    }
}

/// Lines longer than this are hard to read.
const WIDEST: usize = 96;

/// What each level of a criterion looks like.
fn levels(criterion: &Criterion) -> String {
    let mut lines = vec![criterion.looks_at.clone()];
    let mut levels: Vec<_> = criterion.levels.iter().collect();
    levels.sort_by_key(|level| std::cmp::Reverse(level.level));
    for level in levels {
        lines.push(format!("  {}  {}", level.level, level.title));
        lines.push(format!("     {}", level.seen.join("; ")));
    }
    lines.join("\n")
}
