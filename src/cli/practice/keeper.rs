//! Keeping a session: every event and line goes to the journal, every answer into the submission file as well.
//!
//! If one of the two cannot be written, the session goes on with the other and says so; if neither can, the text is
//! printed at the end.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::merge::{Changes, changes};
use super::past;
use super::setup::Setup;
use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::session::{Event, Moment, State};
use crate::store::files::{self, ReadError};
use crate::store::journal::{Attempt, Batch, Draft, Journal, NewAnswer, Prediction, Source, StoredEvent};
use crate::store::lock::AttemptLock;
use crate::submission::{fit, is_blank, put, set_seconds};
use crate::terminal::dialog::Dialog;

/// Opens the journal.
///
/// # Errors
/// There is no folder for it, or it cannot be read or written; the message says what to do.
pub fn journal(shell: &Shell) -> Result<Journal> {
    let path = shell.home()?.join("journal.sqlite");
    Ok(Journal::open(&path).map_err(|error| {
        Failure::input(error.to_string()).hint("set SSMR_HOME to a folder that you can write to")
    })?)
}

/// Keeps one attempt.
pub struct Keeper {
    journal: Journal,
    /// Held as long as the session runs.
    _lock: AttemptLock,
    attempt: String,
    /// The number of the next event.
    seq: u64,
    path: PathBuf,
    /// The file as this session wrote it last.
    written: String,
    /// Set until the next look if somebody else wrote it.
    is_foreign: bool,
    /// What could not be written, told once per kind.
    troubles: Vec<String>,
    /// What the journal could not take yet, oldest first.
    backlog: VecDeque<Batch>,
    /// Set while the file holds less than the session.
    behind: bool,
}

impl Keeper {
    /// Keeps an attempt whose file reads `text`.
    pub fn new(shell: &Shell, journal: Journal, attempt: String, path: PathBuf, text: &str) -> Result<Self> {
        let lock = lock(shell, &attempt)?;
        let last = journal.events(&attempt).map_err(Failure::from)?.last().map_or(0, |event| event.seq);
        Ok(Self {
            seq: last + 1,
            journal,
            _lock: lock,
            attempt,
            path,
            written: text.to_owned(),
            is_foreign: false,
            troubles: Vec::new(),
            backlog: VecDeque::new(),
            behind: false,
        })
    }

    /// Takes up an attempt. What was edited in its file since is found by the next look.
    pub fn resume(shell: &Shell, journal: Journal, attempt: &Attempt) -> Result<Self> {
        let path = attempt.begun.file.clone();
        let text = match files::read_text(&path, crate::cli::input::LARGEST) {
            Ok(text) => text.content,
            Err(ReadError::Missing { .. }) => String::new(),
            Err(error) => return Err(Failure::from(error).into()),
        };
        let is_foreign = attempt.begun.file_hash != Some(files::hash(text.as_bytes()));
        let keeper = Self::new(shell, journal, attempt.begun.id.clone(), path, &text)?;
        Ok(Self { is_foreign, ..keeper })
    }

    /// Where the answer is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file as it was written last.
    pub fn text(&self) -> &str {
        &self.written
    }

    /// The attempt, by id.
    pub fn attempt(&self) -> &str {
        &self.attempt
    }

    /// What could not be written since the last look.
    pub fn take_troubles(&mut self) -> Vec<String> {
        std::mem::take(&mut self.troubles)
    }

    /// The state of this attempt, from everything that happened to it.
    pub fn replay(&self, setup: &Setup, attempt: &Attempt) -> Result<State> {
        past::state(&self.journal, setup, attempt)
    }

    /// The lines of every answer that was begun and not ended, by question.
    pub fn drafts(&self) -> Vec<(String, Vec<String>)> {
        let drafts = self.journal.drafts(&self.attempt).unwrap_or_default().into_iter();
        drafts
            .filter(|draft| !draft.text.is_empty())
            .map(|draft| (draft.question, draft.text.split('\n').map(str::to_owned).collect()))
            .collect()
    }

    /// The lines of an answer that was begun and not ended.
    pub fn draft(&self, question: &str) -> Vec<String> {
        let found = self.drafts().into_iter().find(|(known, _)| known == question);
        found.map(|(_, lines)| lines).unwrap_or_default()
    }

    /// Keeps an event; one that carries an answer comes with the question and the text.
    pub fn event(&mut self, event: &Event, now: Moment, answer: Option<&str>) {
        let question = match event {
            Event::Edited { question, .. } => Some(question.clone()),
            _ => None,
        };
        self.keep(event, now, question.zip(answer.map(str::to_owned)), Source::Hand);
    }

    /// Keeps an answer to a question and forgets its draft.
    pub fn answer(&mut self, event: &Event, now: Moment, question: &str, text: &str) {
        self.keep(event, now, Some((question.to_owned(), text.to_owned())), Source::Typed);
    }

    fn keep(&mut self, event: &Event, now: Moment, answer: Option<(String, String)>, source: Source) {
        let cleared: Vec<String> = answer.iter().map(|(question, _)| question.clone()).collect();
        let answers =
            answer.map(|(question, text)| NewAnswer { question, text, source, wall_ms: now.wall_ms });
        let batch = Batch {
            events: vec![self.stored(event, now)],
            answers: answers.into_iter().collect(),
            cleared_drafts: if source == Source::Typed { cleared } else { Vec::new() },
            ..Batch::default()
        };
        self.append(batch);
    }

    /// An event as the journal keeps it, with the next number.
    fn stored(&mut self, event: &Event, now: Moment) -> StoredEvent {
        let payload = serde_json::to_string(event).unwrap_or_default();
        let kind = payload.trim_matches(['"', '{']).split('"').next().unwrap_or("").to_owned();
        let seq = self.seq;
        self.seq += 1;
        StoredEvent { seq, wall_ms: now.wall_ms, mono_ms: now.mono_ms, kind, payload }
    }

    /// Keeps the lines typed so far, before the next one is read.
    pub fn keep_draft(&mut self, question: &str, lines: &[String], now: Moment) {
        let text = lines.join("\n");
        let cursor = text.len();
        self.keep_drafts(vec![(question.to_owned(), text, cursor)], now);
    }

    /// Keeps what is being written: question, text and cursor.
    pub fn keep_drafts(&mut self, drafts: Vec<(String, String, usize)>, now: Moment) {
        let draft = |(question, text, cursor)| Draft { question, text, cursor, wall_ms: now.wall_ms };
        // With the tick, a session that is killed while an answer is typed keeps the time of its lines.
        let tick = self.stored(&Event::Tick, now);
        let drafts = drafts.into_iter().map(draft).collect();
        self.append(Batch { drafts, events: vec![tick], ..Batch::default() });
    }

    /// What was being written when the session stopped: question, text and cursor.
    pub fn begun(&self) -> Vec<(String, String, usize)> {
        let drafts = self.journal.drafts(&self.attempt).unwrap_or_default().into_iter();
        drafts.map(|draft| (draft.question, draft.text, draft.cursor)).collect()
    }

    /// Keeps guesses of one's own scores.
    pub fn predict(&mut self, scores: Vec<(String, f64)>, now: Moment) {
        let prediction = |(criterion, score)| Prediction { criterion, score, wall_ms: now.wall_ms };
        let predictions: Vec<Prediction> = scores.into_iter().map(prediction).collect();
        if let Err(error) = self.journal.predict(&self.attempt, &predictions) {
            self.trouble(format!("The guesses cannot be kept: {error}."));
        }
    }

    /// Whether there are guesses of one's own scores.
    pub fn has_guessed(&self) -> bool {
        self.journal.predictions(&self.attempt).is_ok_and(|guesses| !guesses.is_empty())
    }

    fn append(&mut self, batch: Batch) {
        self.backlog.push_back(batch);
        self.catch_up();
    }

    /// Writes what the journal could not take before; true if nothing is left.
    pub fn catch_up(&mut self) -> bool {
        while let Some(batch) = self.backlog.front() {
            if let Err(error) = self.journal.append(&self.attempt, batch) {
                self.trouble(format!(
                    "The journal cannot be written: {error}. Answers still go to the file."
                ));
                return false;
            }
            self.backlog.pop_front();
        }
        true
    }

    /// Whether the file holds less than the session.
    pub fn is_behind(&self) -> bool {
        self.behind
    }

    fn trouble(&mut self, text: String) {
        if !self.troubles.contains(&text) {
            self.troubles.push(text);
        }
    }

    /// What somebody changed in the file by other means since it was last written.
    pub fn look(&mut self, setup: &Setup, state: &State) -> Changes {
        match files::read_text(&self.path, crate::cli::input::LARGEST) {
            Ok(text) if text.content == self.written && !self.is_foreign => Changes::default(),
            Ok(text) => {
                let before = std::mem::replace(&mut self.written, text.content);
                // Without a text to compare with, the answers decide.
                let before = if std::mem::take(&mut self.is_foreign) { "" } else { &before };
                changes(&self.written, before, setup, state)
            }
            Err(ReadError::Missing { .. }) => Changes::default(),
            Err(error) => {
                self.trouble(format!("The answer file cannot be read: {error}."));
                Changes::default()
            }
        }
    }

    /// Puts an answer into the file; returns remarks for the person.
    pub fn write(&mut self, setup: &Setup, state: &State, question: &str) -> Vec<&'static str> {
        let fitted = fit(state.answer(question));
        let whole = self.behind || self.written.is_empty();
        let text = if whole { self.with_every_answer(setup, state) } else { self.written.clone() };
        let text = put(&text, &setup.framework, question, &fitted.text);
        self.replace(set_seconds(&text, &state.seconds_used()));
        fitted.notes
    }

    /// The file as it was written last, with every answer of the session put in.
    fn with_every_answer(&self, setup: &Setup, state: &State) -> String {
        let asked = setup.framework.questions_for(setup.case_type.as_deref());
        asked.fold(self.written.clone(), |text, (_, question)| {
            put(&text, &setup.framework, &question.id, &fit(state.answer(&question.id)).text)
        })
    }

    /// Brings the file up to date with the session: a kill may have come between the journal and the file. Edits made by
    /// other means must have been taken over before.
    pub fn catch_up_file(&mut self, setup: &Setup, state: &State) {
        let mut text = self.written.clone();
        for (_, question) in state.plan.asked() {
            if !is_blank(question, state.answer(&question.id)) {
                text = put(&text, &setup.framework, &question.id, &fit(state.answer(&question.id)).text);
            }
        }
        if text != self.written && !self.written.is_empty() {
            self.replace(set_seconds(&text, &state.seconds_used()));
        }
    }

    /// Brings the seconds in the file up to date.
    pub fn write_seconds(&mut self, state: &State) {
        let text = set_seconds(&self.written, &state.seconds_used());
        if text != self.written {
            self.replace(text);
        }
    }

    fn replace(&mut self, text: String) {
        match files::replace(&self.path, text.as_bytes()) {
            Ok(()) => {
                let hash = files::hash(text.as_bytes());
                self.written = text;
                self.behind = false;
                if let Err(error) = self.journal.set_file(&self.attempt, &self.path, &hash) {
                    self.trouble(format!(
                        "The journal cannot be written: {error}. Answers still go to the file."
                    ));
                }
            }
            Err(error) => {
                self.behind = true;
                self.trouble(format!(
                    "The answer file cannot be written: {error}. Your answers are in the journal."
                ));
            }
        }
    }

    /// Keeps this session's version of the answers beside a file that was edited at the same place.
    pub fn conflict(&mut self, setup: &Setup, state: &State, question: &str, ours: &str) -> Option<PathBuf> {
        let text = put(&self.written, &setup.framework, question, &fit(ours).text);
        let text = set_seconds(&text, &state.seconds_used());
        let folder = self.path.parent().unwrap_or_else(|| Path::new("."));
        let stem = self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        match files::free_name(folder, &format!("{stem}.conflict"), "md", text.as_bytes()) {
            Ok(path) => Some(path),
            Err(error) => {
                self.trouble(format!(
                    "A copy with your version cannot be written: {error}. It is in the journal."
                ));
                None
            }
        }
    }

    /// Ends the attempt. If the file holds less than the session, the whole text comes back to be printed.
    pub fn finish(&mut self, setup: &Setup, state: &State, now: Moment) -> Option<String> {
        self.write_seconds(state);
        if self.behind
            && let Some((_, question)) = state.plan.question(0)
        {
            let question = question.id.clone();
            self.write(setup, state, &question);
        }
        if let Err(error) = self.journal.finish(&self.attempt, now.wall_ms) {
            self.trouble(format!("The journal cannot be written: {error}."));
        }
        self.behind.then(|| self.with_every_answer(setup, state))
    }

    /// Says what could not be written.
    pub fn tell_troubles(&mut self, dialog: &mut dyn Dialog) -> std::io::Result<()> {
        for trouble in self.take_troubles() {
            dialog.say(&trouble)?;
        }
        Ok(())
    }
}

fn lock(shell: &Shell, attempt: &str) -> Result<AttemptLock> {
    let taken = AttemptLock::take(&shell.home()?.join("locks"), attempt);
    Ok(taken.map_err(|error| {
        Failure::input(error.to_string()).hint("end the other one first, or start another case")
    })?)
}
