//! The session itself, question by question.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use super::after::{After, Again, after};
use super::end::hand_over;
use super::keeper::Keeper;
use super::setup::{Setup, terminal_gone};
use super::start::Started;
use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::pack::framework::{Question, Section};
use crate::session::{Effect, Event, State, clock_text, refused};
use crate::store::files;
use crate::submission::{from_lines, starter};
use crate::system::{Signals, edit};
use crate::terminal::dialog::{Dialog, Reply};
use crate::terminal::page::reflow;
use crate::terminal::prompts;
use crate::terminal::question::{COMMANDS, Wish, command, read_answer};

/// Runs a session until it is finished, the input ends, or Ctrl-C.
pub fn run(shell: &Shell, started: Started, dialog: &mut dyn Dialog, again: &Again) -> Result<()> {
    let told = format!("\nSaved. `ssmr practice --resume {}` goes on.", started.keeper.attempt());
    let over = Arc::new(AtomicBool::new(false));
    let done = Arc::clone(&over);
    let signals = Signals::listen(move || {
        prompts::give_back();
        if done.load(Ordering::SeqCst) {
            return;
        }
        // A hang-up leaves nobody to tell; what was typed is kept all the same.
        let _ = writeln!(io::stderr(), "{told}");
    })?;
    let Started { setup, state, keeper, brief, title, resumed, .. } = started;
    let mut room =
        Room { shell, dialog, setup, state, keeper, brief, title, signals, shown: None, input_ended: false };
    room.welcome(resumed).map_err(terminal_gone)?;
    let end = room.run().map_err(terminal_gone)?;
    let after = room.close(end)?;
    over.store(true, Ordering::SeqCst);
    after.offer(shell, again, room.dialog)
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Finished,
    Interrupted,
}

/// A running session and what it talks with.
pub(super) struct Room<'a> {
    pub(super) shell: &'a Shell,
    pub(super) dialog: &'a mut dyn Dialog,
    pub(super) setup: Setup,
    pub(super) state: State,
    pub(super) keeper: Keeper,
    pub(super) brief: String,
    pub(super) title: String,
    pub(super) signals: Signals,
    /// The question that was shown in full last; after a command, its name is enough.
    pub(super) shown: Option<usize>,
    /// Whether the session is over because the input is.
    pub(super) input_ended: bool,
}

impl Room<'_> {
    fn run(&mut self) -> io::Result<End> {
        self.notice_edits(None)?;
        self.keeper.catch_up_file(&self.setup, &self.state);
        while !self.state.finished {
            self.happen(&Event::Tick)?;
            if self.state.closed {
                self.grant(Wish::Finish)?;
                continue;
            }
            self.notice_edits(None)?;
            let wish = match self.state.current() {
                Some((section, question)) => {
                    let (section, question) = (section.clone(), question.clone());
                    self.ask(&section, &question)?
                }
                None => self.polish()?,
            };
            let wish = if wish == Wish::Pause { self.pause()? } else { wish };
            if wish == Wish::Interrupted {
                self.happen(&Event::Tick)?;
                return Ok(End::Interrupted);
            }
            self.grant(wish)?;
        }
        Ok(End::Finished)
    }

    /// Shows a question and reads what the person wants.
    fn ask(&mut self, section: &Section, question: &Question) -> io::Result<Wish> {
        self.show_question(section, question)?;
        let draft = self.keeper.draft(&question.id);
        if !draft.is_empty() {
            self.dialog.say(&format!("Typed so far:\n{}", draft.join("\n")))?;
        }
        let choices = self.setup.choices(&question.id);
        let (keeper, clock) = (&mut self.keeper, &self.shell.clock);
        let mut keep = |lines: &[String]| -> io::Result<()> {
            keeper.keep_draft(&question.id, lines, clock.now());
            Ok(())
        };
        read_answer(self.dialog, question, &choices, draft, &mut keep)
    }

    /// All questions were seen: anything can be changed, until the end.
    fn polish(&mut self) -> io::Result<Wish> {
        let view = self.state.view();
        let segment = &view.segments[view.segment];
        let time = clock_text(
            if view.budget.is_some() && segment.budget == Some(0) { view.used } else { segment.used },
            if segment.budget == Some(0) { view.budget } else { segment.budget },
        );
        let mut lines = vec![String::new(), format!("All questions were seen. To polish: {time}.")];
        let open: Vec<String> = view.unanswered.iter().map(|number| self.name(*number)).collect();
        if !open.is_empty() {
            lines.push(format!("Without an answer: {}", open.join(", ")));
        }
        lines.push("`:go N` changes an answer, `:list` shows all, `:finish` ends the session.".into());
        self.dialog.say(&lines.join("\n"))?;
        loop {
            let line = match self.dialog.line("Command:")? {
                Reply::Said(line) | Reply::Line(line) => line,
                Reply::End => return Ok(Wish::End),
                Reply::Interrupted => return Ok(Wish::Interrupted),
            };
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let with_colon = if line.starts_with(':') { line.to_owned() } else { format!(":{line}") };
            if line.chars().all(|letter| letter.is_ascii_digit()) {
                return Ok(Wish::Go(line.to_owned()));
            }
            match command(&with_colon) {
                Ok(Some(Wish::Edit(_) | Wish::Hint) | None) => {
                    self.dialog.say("Name a question first, such as `:go 3`; `:list` shows them.")?;
                }
                Ok(Some(wish)) => return Ok(wish),
                Err(remark) => self.dialog.say(&remark)?,
            }
        }
    }

    fn grant(&mut self, wish: Wish) -> io::Result<()> {
        self.input_ended |= wish == Wish::End;
        match wish {
            Wish::Answer(lines) => self.answer(&lines),
            Wish::Skip => self.happen(&Event::Skip),
            Wish::Back => self.happen(&Event::Back),
            Wish::Go(target) => self.go(&target),
            Wish::Brief => {
                self.shown = None;
                let brief = format!("\n{}\n\n{}", self.title, reflow(&self.brief));
                self.dialog.say(&brief)
            }
            Wish::Hint if self.state.plan.exam => self.dialog.say("An exam gives no help."),
            Wish::Hint => {
                let hint = self.state.current().map_or("", |(_, question)| &question.hint).to_owned();
                self.dialog.say(&format!("Hint: {hint}"))
            }
            Wish::Edit(lines) => self.edit(&lines),
            Wish::List => self.list(),
            Wish::Add(minutes) => {
                self.happen(&Event::AddMinutes(minutes))?;
                if self.state.plan.exam {
                    return Ok(());
                }
                self.dialog.say(&format!("{} added.", words::count(minutes as usize, "minute")))
            }
            Wish::Help => {
                let lines: Vec<String> =
                    COMMANDS.iter().map(|(name, does)| format!("  {name:<9} {does}")).collect();
                self.dialog.say(&format!("A line `.` ends an answer.\n{}", lines.join("\n")))
            }
            Wish::Finish | Wish::End => {
                self.take_drafts()?;
                self.happen(&Event::Finish)
            }
            Wish::Pause | Wish::Interrupted => Ok(()),
        }
    }

    fn answer(&mut self, lines: &[String]) -> io::Result<()> {
        let Some((_, question)) = self.state.current() else { return Ok(()) };
        let text = from_lines(question, lines);
        self.commit(&text)
    }

    /// Commits a text to the question at hand; an empty one keeps what is there and goes on.
    fn commit(&mut self, text: &str) -> io::Result<()> {
        let Some((_, question)) = self.state.current() else { return Ok(()) };
        let id = question.id.clone();
        if text.trim().is_empty() {
            return self.happen(&Event::Skip);
        }
        let theirs = self.notice_edits(Some(&id))?;
        let now = self.now();
        let event = Event::Answer { text: text.to_owned() };
        self.keeper.answer(&event, now, &id, text);
        let effects = self.state.step(&event, now);
        if let Some(theirs) = theirs {
            self.settle(&id, text, &theirs)?;
        } else {
            for note in self.keeper.write(&self.setup, &self.state, &id) {
                self.dialog.say(&format!("Note: {note}."))?;
            }
        }
        self.tell(&effects)
    }

    /// Answers that were begun and never ended count as they are when the session ends.
    fn take_drafts(&mut self) -> io::Result<()> {
        for (question, lines) in self.keeper.drafts() {
            let Some((_, known)) =
                self.state.plan.number_of(&question).and_then(|number| self.state.plan.question(number))
            else {
                continue;
            };
            let text = from_lines(known, &lines);
            if text.trim().is_empty() {
                continue;
            }
            self.dialog.say(&format!("`{}` was not ended; it counts as it is.", known.heading))?;
            let event = Event::Edited { question: question.clone(), text: text.clone() };
            let now = self.now();
            self.keeper.answer(&event, now, &question, &text);
            self.state.step(&event, now);
            self.keeper.write(&self.setup, &self.state, &question);
        }
        Ok(())
    }

    /// The file was edited where an answer was typed: the file keeps its own, ours goes beside it.
    fn settle(&mut self, id: &str, ours: &str, theirs: &str) -> io::Result<()> {
        let copy = self.keeper.conflict(&self.setup, &self.state, id, ours);
        let event = Event::Edited { question: id.to_owned(), text: theirs.to_owned() };
        let now = self.now();
        self.state.step(&event, now);
        self.keeper.event(&event, now, Some(theirs));
        if let Some(path) = copy {
            let shown = path.display();
            self.dialog.say(&format!(
                "This answer was edited in the file meanwhile. The file keeps that text; what you typed here is in {shown}."
            ))?;
        }
        self.keeper.tell_troubles(self.dialog)
    }

    /// Takes over answers that were edited in the file; the text of `except` comes back instead.
    fn notice_edits(&mut self, except: Option<&str>) -> io::Result<Option<String>> {
        let found = self.keeper.look(&self.setup, &self.state);
        let mut held = None;
        for (question, text) in found.answers {
            if Some(question.as_str()) == except {
                held = Some(text);
                continue;
            }
            self.dialog
                .say(&format!("The answer to `{question}` was edited in the file; that text counts now."))?;
            let event = Event::Edited { question, text: text.clone() };
            let now = self.now();
            self.state.step(&event, now);
            self.keeper.event(&event, now, Some(&text));
        }
        self.keeper.tell_troubles(self.dialog)?;
        Ok(held)
    }

    fn go(&mut self, target: &str) -> io::Result<()> {
        self.shown = None;
        let count = self.state.plan.questions.len();
        let by_number = target.parse::<usize>().ok().filter(|number| (1..=count).contains(number));
        match by_number.map(|number| number - 1).or_else(|| self.state.plan.number_of(target)) {
            Some(number) => self.happen(&Event::Go(number)),
            None => self.dialog.say(&format!("There is no question `{target}`; `:list` shows them.")),
        }
    }

    /// Stops the clock until a line comes; what is wanted then, `Pause` if the session just goes on.
    fn pause(&mut self) -> io::Result<Wish> {
        self.happen(&Event::Pause)?;
        if !self.state.paused {
            return Ok(Wish::Pause);
        }
        match self.dialog.line("The clock stands still. Enter goes on.")? {
            // A session that is left while it is paused stays paused; the resume starts the clock.
            Reply::Interrupted => return Ok(Wish::Interrupted),
            Reply::End => return Ok(Wish::End),
            Reply::Said(_) | Reply::Line(_) => {}
        }
        self.happen(&Event::Resume)?;
        Ok(Wish::Pause)
    }

    /// Opens the editor on the answer; the clock goes on.
    fn edit(&mut self, lines: &[String]) -> io::Result<()> {
        let Some((_, question)) = self.state.current() else { return Ok(()) };
        let id = question.id.clone();
        if !self.shell.environment.facts.stdin {
            return self.dialog.say("The editor needs a terminal; this session reads plain lines.");
        }
        let typed = from_lines(question, lines);
        let text = match (typed, self.state.answer(&id)) {
            (typed, _) if !typed.is_empty() => typed,
            (_, "") => starter(question),
            (_, known) => known.to_owned(),
        };
        let changed = files::edit_copy(&format!("ssmr-{id}"), &text, |file| {
            edit(self.shell.environment.editor.as_deref(), file).map_err(io::Error::other)
        });
        match changed {
            Ok(changed) if changed.trim() == text.trim() && lines.is_empty() => {
                self.dialog.say("Nothing was changed.")
            }
            Ok(changed) => self.commit(changed.trim_end()),
            Err(error) => self.dialog.say(&format!("{error}")),
        }
    }

    fn now(&self) -> crate::session::Moment {
        self.shell.clock.now()
    }

    /// An event happens: it changes the state, is kept, and its effects are told.
    fn happen(&mut self, event: &Event) -> io::Result<()> {
        let now = self.now();
        let stopped = self.signals.take_suspended_ms();
        if stopped > 0 {
            let suspended = Event::Suspended { ms: stopped };
            self.keeper.event(&suspended, now, None);
            self.state.step(&suspended, now);
            let shown = words::count(usize::try_from(stopped / 1_000).unwrap_or(usize::MAX), "second");
            self.dialog.say(&format!("The session was stopped for {shown}; that time does not count."))?;
        }
        self.keeper.event(event, now, None);
        let effects = self.state.step(event, now);
        self.tell(&effects)
    }

    fn tell(&mut self, effects: &[Effect]) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Warn(warning) => {
                    let text = self.warning(warning);
                    self.dialog.say(&text)?;
                }
                Effect::Jumped { seconds } => {
                    let away = words::minutes(u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX));
                    self.dialog
                        .say(&format!("The computer slept, or its clock was set: {away} do not count."))?;
                    let now = self.now();
                    self.keeper.event(&Event::Resume, now, None);
                    self.state.step(&Event::Resume, now);
                }
                Effect::PolishDue => {
                    self.dialog
                        .say("The rest of the time is for polishing: `:go` a question, or `:finish`.")?;
                }
                Effect::TimeUp => {
                    self.dialog.say("The time of the exam is over. Nothing more is taken.")?;
                }
                Effect::Refused(refusal) => self.dialog.say(refused(*refusal))?,
                Effect::Commit { .. } | Effect::Draft { .. } | Effect::Polish | Effect::Finished => {}
            }
        }
        self.keeper.tell_troubles(self.dialog)
    }

    /// Says what was done and where the answer is.
    fn close(&mut self, end: End) -> Result<After> {
        let path = self.keeper.path().display().to_string();
        if end == End::Interrupted {
            self.keeper.write_seconds(&self.state);
            let attempt = self.keeper.attempt();
            return Err(
                Failure::Interrupted(format!("Saved. `ssmr practice --resume {attempt}` goes on.")).into()
            );
        }
        let now = self.now();
        let unsaved = self.keeper.finish(&self.setup, &self.state, now);
        let reviewed = self.conclude(unsaved.is_none()).map_err(terminal_gone)?;
        let after = after(self.shell, &self.setup, self.keeper.path(), unsaved.is_none());
        after.show(self.shell, reviewed);
        hand_over(self.shell, &path, unsaved)?;
        Ok(after)
    }
}
