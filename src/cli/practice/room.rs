//! The full-screen room, with its clock, its saver, its signals and its screen.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use super::after::{After, Again, after};
use super::end::{hand_over, next, summary};
use super::guess::review_after;
use super::keeper::Keeper;
use super::saver::{Desktop, Job, Saver, put_aside};
use super::setup::{Setup, terminal_gone};
use super::start::Started;
use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::pack::framework::{Question, QuestionKind};
use crate::session::{Event, State};
use crate::store::files;
use crate::submission::from_lines;
use crate::system::{Flush, Signal, Worker, edit, watch};
use crate::terminal::prompts::{self, Prompts};
use crate::terminal::room::{Desk, End, Input, Kit, Order};
use crate::terminal::screen::{Hold, Screen, Waited};

/// How long the end of a process waits for the disk, in milliseconds.
const LAST_WAIT_MS: u64 = 5_000;

/// Runs a session in the room until it is finished or left.
pub fn run(shell: &Shell, started: Started, kit: Kit, again: &Again) -> Result<()> {
    let Started { setup, mut state, mut keeper, .. } = started;
    let notes = take_over(shell, &setup, &mut state, &mut keeper);
    keeper.catch_up_file(&setup, &state);
    let begun = begun(&keeper, &state);
    let attempt = keeper.attempt().to_owned();
    let report = Desktop::default();
    report.lock().notes = notes;
    let saver = Saver::new(keeper, setup.clone(), shell.clock, report.clone());
    let worker = Worker::start("saver", saver)?;
    // Dropped after the screen: a panic gives the terminal back first, then waits for the disk.
    let _last = LastWait(worker.flush());
    let screen = Screen::enter().map_err(terminal_gone)?;
    let continued = Arc::new(AtomicBool::new(false));
    let over = Arc::new(AtomicBool::new(false));
    listen(screen.hold(), worker.flush(), Arc::clone(&continued), Arc::clone(&over), &attempt)?;
    let title = format!("ssmr: {}", kit.title);
    let desk = Desk::new(kit, state, &begun, shell.clock.now());
    let mut room =
        Room { shell, setup, desk, screen, worker, report, continued, last_ms: shell.clock.now().mono_ms };
    let end = room.screen.title(&title).and_then(|()| room.run());
    let after = room.close(end, &attempt)?;
    over.store(true, Ordering::SeqCst);
    let facts = shell.environment.facts;
    after.offer(shell, again, &mut Prompts::new(io::stderr(), shell.err.is_colored(), facts.width))
}

/// Waits for the disk when a session ends in a panic; at any other end there is nothing left to wait for.
struct LastWait(Flush<Job>);

impl Drop for LastWait {
    fn drop(&mut self) {
        self.0.wait(LAST_WAIT_MS);
    }
}

/// What was edited in the file while nobody looked counts before anything is shown. What was being written at the same
/// place goes beside the file; what to tell about that comes back.
fn take_over(shell: &Shell, setup: &Setup, state: &mut State, keeper: &mut Keeper) -> Vec<String> {
    let found = keeper.look(setup, state).answers;
    let begun = keeper.begun();
    let mut notes = Vec::new();
    for (question, text) in found {
        let event = Event::Edited { question: question.clone(), text: text.clone() };
        let now = shell.clock.now();
        let ours = begun.iter().find(|(known, ours, _)| *known == question && ours.trim() != text.trim());
        let beside = ours.and_then(|(_, ours, _)| keeper.conflict(setup, state, &question, ours));
        if let Some(path) = beside {
            notes.push(put_aside(&path));
            keeper.answer(&event, now, &question, &text);
        } else {
            keeper.event(&event, now, Some(&text));
        }
        state.step(&event, now);
    }
    notes
}

/// What was being written. Lines that were typed in line mode become Markdown; what the room kept stays to the letter.
fn begun(keeper: &Keeper, state: &State) -> Vec<(String, String, usize)> {
    let as_markdown = |(question, text, cursor): (String, String, usize)| {
        let known = state.plan.number_of(&question).and_then(|number| state.plan.question(number));
        let Some((_, asked)) = known.filter(|(_, asked)| !has_shape(asked, &text)) else {
            return (question, text, cursor);
        };
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        (question, from_lines(asked, &lines), usize::MAX)
    };
    keeper.begun().into_iter().map(as_markdown).collect()
}

/// Whether a text looks like the Markdown of an answer to its question.
fn has_shape(question: &Question, text: &str) -> bool {
    match question.kind {
        QuestionKind::Prose => true,
        QuestionKind::List | QuestionKind::Choice => text.trim_start().starts_with(['-', '*', '+', '1']),
        QuestionKind::Table => text.trim_start().starts_with('|'),
    }
}

/// A terminal that goes away leaves the main thread inside its library, so the thread of the signals saves and ends.
fn listen(
    hold: Hold,
    flush: Flush<Job>,
    continued: Arc<AtomicBool>,
    over: Arc<AtomicBool>,
    attempt: &str,
) -> Result<()> {
    let told = format!("Saved. `ssmr practice --resume {attempt}` goes on.\n");
    watch(move |signal| match signal {
        // Everything is saved and said; a prompt may have the terminal.
        Signal::End(_) if over.load(Ordering::SeqCst) => prompts::give_back(),
        Signal::Stop | Signal::Continue if over.load(Ordering::SeqCst) => {}
        Signal::End(_) => {
            let saved = flush.wait(LAST_WAIT_MS);
            hold.give_back();
            let words = if saved { told.as_str() } else { "The last words could not be saved.\n" };
            // The terminal may be gone.
            let _ = io::Write::write_all(&mut io::stderr(), words.as_bytes());
        }
        Signal::Stop => {
            flush.wait(LAST_WAIT_MS);
            hold.give_back();
        }
        Signal::Continue => {
            hold.take();
            continued.store(true, Ordering::SeqCst);
        }
    })?;
    Ok(())
}

struct Room<'a> {
    shell: &'a Shell,
    setup: Setup,
    desk: Desk,
    screen: Screen,
    worker: Worker<Saver>,
    report: Desktop,
    /// The process was stopped and goes on.
    continued: Arc<AtomicBool>,
    /// The last tick, by the monotonic clock in milliseconds.
    last_ms: u64,
}

impl Room<'_> {
    fn run(&mut self) -> io::Result<End> {
        self.screen.clear()?;
        loop {
            self.read_report();
            self.screen.draw(|frame| self.desk.draw(frame))?;
            let mut waited = self.screen.wait(self.patience())?;
            if let Some(end) = self.woken()? {
                return Ok(end);
            }
            // Everything that waits is taken before the next frame, so that a held key never outruns the screen.
            while waited != Waited::Nothing {
                if let Waited::Input(input) = waited
                    && let Some(end) = self.take(input)?
                {
                    return Ok(end);
                }
                waited = self.screen.wait(0)?;
            }
        }
    }

    /// Until the next full second of the clock, or until the desk wants to be woken.
    fn patience(&self) -> u64 {
        let now = self.shell.clock.now().mono_ms;
        let used = self.desk.state().whole_used_ms() + now.saturating_sub(self.last_ms);
        let second = 1_000 - used % 1_000;
        self.desk.due().map_or(second, |due| second.min(due.saturating_sub(now))).clamp(1, 1_000)
    }

    /// A tick, or the end of a stop.
    fn woken(&mut self) -> io::Result<Option<End>> {
        let now = self.shell.clock.now();
        if self.continued.swap(false, Ordering::SeqCst) {
            let ms = now.mono_ms.saturating_sub(self.last_ms);
            self.last_ms = now.mono_ms;
            let orders = self.desk.suspended(ms, now);
            self.screen.clear()?;
            return self.carry_out(orders);
        }
        self.take(Input::Tick)
    }

    fn take(&mut self, input: Input) -> io::Result<Option<End>> {
        let now = self.shell.clock.now();
        self.last_ms = now.mono_ms;
        let orders = self.desk.input(input, now);
        self.carry_out(orders)
    }

    fn carry_out(&mut self, orders: Vec<Order>) -> io::Result<Option<End>> {
        let now = self.shell.clock.now();
        for order in orders {
            match order {
                Order::Keep(event) => self.give(Job::Keep(event, now)),
                Order::Commit { question, text } => {
                    let state = Box::new(self.desk.state().clone());
                    self.give(Job::Commit(question, text, now, state));
                }
                Order::Draft { question, text, cursor } => {
                    self.give(Job::Draft(question, text, cursor, now));
                }
                Order::Save => {
                    self.give(Job::Look(Box::new(self.desk.state().clone())));
                    let done = self.worker.flush().wait(LAST_WAIT_MS);
                    if done && self.report.lock().saved.trouble.is_none() {
                        self.desk.notify("Saved.");
                    }
                }
                Order::Edit { name, text } => self.edit(&name, &text)?,
                Order::Predict(scores) => self.give(Job::Predict(scores, now)),
                Order::Title(title) => self.screen.title(&title)?,
                Order::Bell => self.screen.bell()?,
                Order::Redraw => self.screen.clear()?,
                Order::Finish => {
                    self.give(Job::Finish(Box::new(self.desk.state().clone()), now));
                }
                Order::Close(end) => return Ok(Some(end)),
            }
        }
        Ok(None)
    }

    fn give(&self, job: Job) {
        self.report.note_job();
        self.worker.give(job);
    }

    /// Opens the person's editor; the clock goes on.
    fn edit(&mut self, name: &str, text: &str) -> io::Result<()> {
        let editor = self.shell.environment.editor.as_deref();
        let changed = self.screen.lend(|| {
            files::edit_copy(&format!("ssmr-{name}"), text, |file| {
                edit(editor, file).map_err(io::Error::other)
            })
        })?;
        let now = self.shell.clock.now();
        self.last_ms = now.mono_ms;
        let orders = match changed {
            Ok(changed) => self.desk.brought_back(Some(&changed), now),
            Err(error) => {
                self.desk.notify(error.to_string());
                self.desk.brought_back(None, now)
            }
        };
        self.carry_out(orders).map(drop)
    }

    /// Shows what the saver has to say.
    fn read_report(&mut self) {
        let now = self.shell.clock.now();
        let mut report = self.report.lock();
        self.desk.set_saved(report.saved.clone());
        let (edits, notes) = (std::mem::take(&mut report.edits), std::mem::take(&mut report.notes));
        drop(report);
        for (question, text) in edits {
            self.desk.edited_outside(&question, &text, now);
        }
        // Where the other version of an answer is matters more than that there is one.
        for note in notes {
            self.desk.notify(note);
        }
    }

    /// Gives the terminal back, lets the saver finish, and says where the answer is.
    fn close(self, end: io::Result<End>, attempt: &str) -> Result<After> {
        let Room { shell, setup, desk, screen, worker, report, .. } = self;
        drop(screen);
        let state = desk.state();
        let saver = worker.end();
        let trouble = report.lock().saved.trouble.clone();
        if let Some(trouble) = trouble {
            shell.warning(&trouble);
        }
        let Some(saver) = saver else {
            return Err(Failure::input("the session could not be saved to its end")
                .hint(format!("`ssmr practice --resume {attempt}` goes on with what was"))
                .into());
        };
        let again = format!("Saved. `ssmr practice --resume {attempt}` goes on.");
        match end {
            Ok(End::Left) => {
                let path = saver.keeper.path().display().to_string();
                Err(Failure::Interrupted(format!("{again}\nYour answer is in {path}")).into())
            }
            Ok(End::Finished) => {
                let steps = match &saver.unsaved {
                    None => next(&setup, saver.keeper.path()),
                    // The file holds less than the session; where the text is comes next.
                    Some(_) => Vec::new(),
                };
                for line in summary(&setup, state).into_iter().chain(steps) {
                    shell.status(&line);
                }
                let after = after(shell, &setup, saver.keeper.path(), saver.unsaved.is_none());
                let path = saver.keeper.path().display().to_string();
                let reviewed =
                    saver.unsaved.is_none() && review_after(shell, &saver.keeper, saver.keeper.path());
                after.show(shell, reviewed);
                hand_over(shell, &path, saver.unsaved)?;
                Ok(after)
            }
            Err(error) => Err(terminal_gone(error).context(again)),
        }
    }
}
