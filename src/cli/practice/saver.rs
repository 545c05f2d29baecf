//! Saving while somebody writes: a thread owns the journal and the file, so that no key waits for a disk.
//!
//! What is being written is committed half a second after the first key of a burst, so that at most a second of it can
//! be lost. What the disk refuses is kept and tried again every second.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::keeper::Keeper;
use super::setup::Setup;
use crate::session::{Event, Moment, State};
use crate::system::{Clock, Work};
use crate::terminal::room::Saved;

/// A burst of keys is saved after this time, in milliseconds.
const BURST_MS: u64 = 500;
/// What the disk refused is tried again after this time, in milliseconds.
const AGAIN_MS: u64 = 1_000;

/// Something to keep.
pub enum Job {
    /// An event.
    Keep(Event, Moment),
    /// A revision of an answer: question, text, and the session as it is with it.
    Commit(String, String, Moment, Box<State>),
    /// What is being written: question, text, cursor.
    Draft(String, String, usize, Moment),
    /// Guesses of one's own scores.
    Predict(Vec<(String, f64)>, Moment),
    /// Look whether the file was edited by other means.
    Look(Box<State>),
    /// The session is finished.
    Finish(Box<State>, Moment),
}

/// What the saver knows, for the screen.
#[derive(Debug, Default)]
pub struct Report {
    /// For the foot of the room.
    pub saved: Saved,
    /// Answers that were edited in the file: question and text. The journal knows them.
    pub edits: Vec<(String, String)>,
    /// Lines to show once.
    pub notes: Vec<String>,
    /// How many jobs were given and how many are done: what is on its way to the saver is not saved.
    given: u64,
    done: u64,
}

/// The report, shared by the saver and the room.
#[derive(Debug, Clone, Default)]
pub struct Desktop(Arc<Mutex<Report>>);

impl Desktop {
    /// The report, for reading and taking things out.
    pub fn lock(&self) -> MutexGuard<'_, Report> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a job is on its way.
    pub fn note_job(&self) {
        let mut report = self.lock();
        report.given += 1;
        report.saved.waiting = true;
    }
}

/// The saver.
pub struct Saver {
    /// What keeps the session.
    pub keeper: Keeper,
    setup: Setup,
    clock: Clock,
    report: Desktop,
    drafts: Vec<(String, String, usize)>,
    /// The moment of the newest draft.
    drafted: Option<Moment>,
    /// When the burst of keys began, by the monotonic clock in milliseconds.
    since: Option<u64>,
    /// The session as it was committed last, for writing the file once that is possible again.
    committed: Option<Box<State>>,
    /// The text to print if it could not be written at the end.
    pub unsaved: Option<String>,
}

impl Saver {
    /// A saver that reports to `report`.
    pub fn new(keeper: Keeper, setup: Setup, clock: Clock, report: Desktop) -> Self {
        Self {
            keeper,
            setup,
            clock,
            report,
            drafts: Vec::new(),
            drafted: None,
            since: None,
            committed: None,
            unsaved: None,
        }
    }

    fn draft(&mut self, question: String, text: String, cursor: usize, now: Moment) {
        self.drafts.retain(|(known, ..)| *known != question);
        self.drafts.push((question, text, cursor));
        self.drafted = Some(now);
        self.since.get_or_insert(self.clock.now().mono_ms);
    }

    fn write_drafts(&mut self) {
        self.since = None;
        if let Some(now) = self.drafted.take() {
            self.keeper.keep_drafts(std::mem::take(&mut self.drafts), now);
        }
    }

    fn commit(&mut self, question: &str, text: &str, now: Moment, state: &State) {
        self.drafts.retain(|(known, ..)| known != question);
        let theirs = self.look(state, Some(question));
        let event = Event::Edited { question: question.to_owned(), text: text.to_owned() };
        self.keeper.answer(&event, now, question, text);
        let Some(theirs) = theirs else {
            let notes = self.keeper.write(&self.setup, state, question);
            let notes = notes.into_iter().map(|note| format!("Note: {note}."));
            self.report.lock().notes.extend(notes);
            return;
        };
        // The file was edited where this answer was written: it keeps its own, ours goes beside it.
        if let Some(path) = self.keeper.conflict(&self.setup, state, question, text) {
            self.report.lock().notes.push(put_aside(&path));
        }
        self.edited(question.to_owned(), theirs);
    }

    /// Takes over answers that were edited in the file; the text of `except` comes back instead.
    fn look(&mut self, state: &State, except: Option<&str>) -> Option<String> {
        let mut held = None;
        for (question, text) in self.keeper.look(&self.setup, state).answers {
            // What is being written is newer than the file.
            if Some(question.as_str()) == except {
                held = Some(text);
            } else if !state.drafts.contains_key(&question) {
                self.edited(question, text);
            }
        }
        held
    }

    fn edited(&mut self, question: String, text: String) {
        let event = Event::Edited { question: question.clone(), text: text.clone() };
        self.keeper.event(&event, self.clock.now(), Some(&text));
        self.report.lock().edits.push((question, text));
    }

    /// Says how things are; whether everything is on the disk.
    fn tell(&mut self) -> bool {
        let caught_up = self.keeper.catch_up() && !self.keeper.is_behind();
        let troubles = self.keeper.take_troubles();
        let mut report = self.report.lock();
        report.saved.waiting = self.drafted.is_some() || report.done < report.given;
        if caught_up {
            report.saved.trouble = None;
            if !report.saved.waiting {
                report.saved.at_ms = Some(self.clock.now().mono_ms);
            }
            report.notes.extend(troubles);
        } else if let Some(trouble) = troubles.into_iter().next() {
            report.saved.trouble = Some(trouble);
        }
        caught_up
    }
}

/// Says that an answer was written in two places. The name comes first and alone: it has to fit into a line.
pub fn put_aside(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    format!("Yours is in {name}: this answer was edited in the file meanwhile.")
}

impl Work for Saver {
    type Job = Job;

    fn job(&mut self, job: Job) -> Option<u64> {
        self.report.lock().done += 1;
        match job {
            Job::Keep(event, now) => self.keeper.event(&event, now, None),
            Job::Commit(question, text, now, state) => {
                self.commit(&question, &text, now, &state);
                self.committed = Some(state);
            }
            Job::Draft(question, text, cursor, now) => self.draft(question, text, cursor, now),
            Job::Predict(scores, now) => self.keeper.predict(scores, now),
            Job::Look(state) => drop(self.look(&state, None)),
            Job::Finish(state, now) => {
                self.write_drafts();
                self.unsaved = self.keeper.finish(&self.setup, &state, now);
            }
        }
        // The time runs from the first key of a burst, so that a long one is saved as well.
        if let Some(since) = self.since {
            return Some(BURST_MS.saturating_sub(self.clock.now().mono_ms.saturating_sub(since)));
        }
        if self.tell() { None } else { Some(AGAIN_MS) }
    }

    fn later(&mut self) -> Option<u64> {
        self.write_drafts();
        if let Some(state) = self.committed.take_if(|_| self.keeper.is_behind()) {
            if let Some((_, question)) = state.plan.question(0) {
                self.keeper.write(&self.setup, &state, &question.id);
            }
            self.committed = Some(state);
        }
        if self.tell() { None } else { Some(AGAIN_MS) }
    }
}
