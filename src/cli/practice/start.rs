//! Starting a session, or taking one up again.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Args;
use super::choose::{Way, check, choose_task, choose_way};
use super::keeper::{Keeper, journal};
use super::rewind::rewind;
use super::sections;
use super::setup::Setup;
use crate::cli::cases::find_case;
use crate::cli::errors::Failure;
use crate::cli::guide::framework;
use crate::cli::shell::Shell;
use crate::cli::template::{Task, write};
use crate::cli::{input, words};
use crate::pack::framework::{Framework, Question, Section};
use crate::pack::library::Library;
use crate::session::{Clock, Event, State};
use crate::store::files;
use crate::store::journal::{Attempt, Journal, NewAttempt};
use crate::submission::{Head, is_blank, layout, opening, read_head};
use crate::terminal::dialog::Dialog;

/// A session that is ready to run.
pub struct Started {
    pub setup: Setup,
    pub state: State,
    pub keeper: Keeper,
    /// The case, by id; none for an own brief.
    pub case: Option<String>,
    pub brief: String,
    pub title: String,
    pub resumed: bool,
}

/// Sets a session up.
pub fn start(shell: &Shell, args: &Args, dialog: &mut dyn Dialog) -> Result<Started> {
    if let Some(wanted) = &args.resume {
        return resume(shell, wanted);
    }
    if let Some(section) = &args.rewind {
        return rewind(shell, args, section, dialog);
    }
    if let Some(path) = args.case.as_deref().filter(|name| is_file(name)) {
        return continue_file(shell, args, Path::new(path), dialog);
    }
    let library = shell.library()?;
    let framework = framework(&library, &args.framework)?;
    if let Some(section) = &args.section {
        sections::find(&framework, section)?;
    }
    check(args, &framework)?;
    let task = choose_task(shell, args, &library, dialog)?;
    let first = journal(shell)?.all().map_err(Failure::from)?.is_empty();
    let (timing, setup) = match choose_way(shell, args, &framework, first, dialog)? {
        Way::WarmUp => ("warm-up".to_owned(), warm_up(&library, &framework, &task)?),
        Way::Clock(timing, clock) => {
            let setup = Setup::new(&library, framework, task.case_type.clone(), &clock);
            (timing, Setup { exam: args.exam, ..setup })
        }
    };
    let new = New { shell, library: &library, task: &task, setup, timing };
    match &args.section {
        Some(section) => new.begin_section(args, section),
        None => new.begin(args),
    }
}

/// The setup of a warm-up.
fn warm_up(library: &Library, framework: &Framework, task: &Task) -> Result<Setup> {
    let short = framework.warming_up();
    let minutes = framework.warm_up.as_ref().map_or(0, |warm_up| warm_up.minutes);
    let short = short.ok_or_else(|| Failure::usage("this framework has no warm-up"))?;
    let clock = Clock::Timed { minutes, polish: 0 };
    Ok(Setup { warm_up: true, ..Setup::new(library, short, task.case_type.clone(), &clock) })
}

/// Whether a name is that of an answer file, and not of a case.
pub fn is_file(name: &str) -> bool {
    name.contains(['/', '\\'])
        || Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}

/// What is known before an attempt has a file.
pub(super) struct New<'a> {
    pub(super) shell: &'a Shell,
    pub(super) library: &'a Library,
    pub(super) task: &'a Task,
    pub(super) setup: Setup,
    pub(super) timing: String,
}

impl New<'_> {
    fn stem(&self) -> String {
        let case = self.task.case.clone().unwrap_or_else(|| "case-study".into());
        if self.setup.warm_up { format!("{case}-warm-up") } else { case }
    }

    /// An id that no attempt has.
    pub(super) fn id(&self, journal: &Journal) -> Result<String> {
        let date = self.shell.clock.local().strftime("%Y%m%d").to_string();
        let wanted = format!("{date}-{}-{:04x}", self.stem(), self.shell.clock.seed() & 0xffff);
        let mut id = wanted.clone();
        let mut number = 2;
        while journal.attempt(&id).map_err(Failure::from)?.is_some() {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        Ok(id)
    }

    /// Enters the attempt into the journal; its file reads `text`.
    pub(super) fn enter(self, mut journal: Journal, id: String, path: &Path, text: &str) -> Result<Started> {
        let path = files::absolute(path);
        let now = self.shell.clock.now();
        let attempt = NewAttempt {
            id: id.clone(),
            case_id: self.task.case.clone(),
            case_title: self.task.title.clone(),
            brief: self.task.brief.clone(),
            framework_id: self.setup.framework.id.clone(),
            timing_id: self.timing,
            minutes: self.setup.minutes,
            mode: self.setup.mode(),
            started_ms: now.wall_ms,
            file: path.clone(),
            file_hash: Some(files::hash(text.as_bytes())),
            app_version: env!("CARGO_PKG_VERSION").into(),
            pack_version: self.library.versions(),
            setup: serde_json::to_string(&self.setup)?,
        };
        journal.begin(&attempt).map_err(Failure::from)?;
        let state = State::new(self.setup.plan(), now);
        let mut keeper = Keeper::new(self.shell, journal, id, path, text)?;
        // The first event fixes the moment at which the clocks began.
        keeper.event(&Event::Tick, now, None);
        let (brief, title) = (self.task.brief.clone(), self.task.title.clone());
        let case = self.task.case.clone();
        Ok(Started { setup: self.setup, state, keeper, case, brief, title, resumed: false })
    }

    /// Makes the attempt and its file.
    fn begin(self, args: &Args) -> Result<Started> {
        let journal = journal(self.shell)?;
        let id = self.id(&journal)?;
        let local = self.shell.clock.local();
        let head = Head {
            case: self.task.case.clone(),
            framework: Some(self.setup.framework.id.clone()),
            candidate: args.candidate.clone(),
            started: Some(local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
            timing: Some(self.timing.clone()),
            mode: Some(self.setup.mode().word().into()),
            attempt: Some(id.clone()),
            seconds: State::new(self.setup.plan(), self.shell.clock.now()).seconds_used(),
            app: Some(env!("CARGO_PKG_VERSION").into()),
        };
        let text = write(self.task, &self.setup.framework, &self.library.shelf(), head, false);
        let path = create_file(args, &format!("{}-{}", self.stem(), local.strftime("%Y-%m-%d")), &text)?;
        self.enter(journal, id, &path, &text)
    }

    /// Makes the attempt at one section; it goes into the file in which other sections of the case were practiced.
    fn begin_section(mut self, args: &Args, id: &str) -> Result<Started> {
        let section = sections::find(&self.setup.framework, id)?.clone();
        self.for_section(&section, args.minutes.is_some());
        let joined = match args.output {
            Some(_) => None,
            None => sections::joined(&journal(self.shell)?, self.task, &self.setup.framework)?,
        };
        let case = self.task.case.as_deref().and_then(|id| self.library.case(id));
        let text = joined.as_ref().map(|(_, text)| text.as_str());
        self.setup.aside =
            sections::prepared(self.library, case.as_ref(), &self.setup.framework, &section, text);
        match joined {
            Some((path, text)) => self.adopt(&path, &text),
            None => self.begin(args),
        }
    }

    /// The clock becomes that of one section, unless its minutes were given.
    pub(super) fn for_section(&mut self, section: &Section, given: bool) {
        self.setup.section = Some(section.id.clone());
        if given {
            return;
        }
        if let Clock::Timed { minutes, .. } =
            Clock::of_section(&self.setup.framework, &self.setup.clock(), &section.id)
        {
            self.setup.minutes = Some(minutes);
        }
        self.setup.polish = 0;
    }

    /// Makes an attempt for a file that exists, with the answers that it holds. The file stays as it is until the
    /// next answer.
    fn adopt(self, path: &Path, text: &str) -> Result<Started> {
        let shell = self.shell;
        let journal = journal(shell)?;
        let id = self.id(&journal)?;
        let mut started = self.enter(journal, id, path, text)?;
        for (question, answer) in answers(text, &started.setup) {
            if started.state.plan.number_of(&question).is_none() {
                continue;
            }
            started.happen(shell, &Event::Edited { question, text: answer.clone() }, Some(&answer));
        }
        if let Some(first) = started.state.unanswered().first().copied() {
            started.happen(shell, &Event::Go(first), None);
        }
        Ok(started)
    }
}

impl Started {
    pub(super) fn happen(&mut self, shell: &Shell, event: &Event, answer: Option<&str>) {
        let now = shell.clock.now();
        self.state.step(event, now);
        self.keeper.event(event, now, answer);
    }
}

pub(super) fn create_file(args: &Args, stem: &str, text: &str) -> Result<PathBuf> {
    let path = match &args.output {
        Some(path) => {
            crate::cli::template::save(path, text.as_bytes(), args.force)?;
            path.clone()
        }
        None => files::free_name(Path::new("."), stem, "md", text.as_bytes())
            .map_err(|error| Failure::input(error.to_string()).hint("name a file with `-o FILE`"))?,
    };
    Ok(path)
}

/// Takes up a session that stopped.
fn resume(shell: &Shell, wanted: &str) -> Result<Started> {
    let journal = journal(shell)?;
    let unfinished = journal.unfinished().map_err(Failure::from)?;
    let summary = if wanted.is_empty() {
        unfinished.first()
    } else {
        unfinished.iter().find(|summary| summary.id == wanted || summary.case_id.as_deref() == Some(wanted))
    };
    let Some(summary) = summary else {
        let known: Vec<String> = unfinished.iter().map(|summary| summary.id.clone()).collect();
        let failure = if wanted.is_empty() || known.is_empty() {
            Failure::usage("there is no session to go on with").hint("`ssmr practice` starts one")
        } else {
            Failure::usage(format!("no unfinished session is called `{wanted}`"))
                .hint(format!("unfinished: {}", words::list(&known)))
        };
        return Err(failure.into());
    };
    let attempt = journal.attempt(&summary.id).map_err(Failure::from)?;
    let attempt = attempt.ok_or_else(|| Failure::input("the journal has lost this session"))?;
    reopen(shell, journal, &attempt)
}

fn reopen(shell: &Shell, journal: Journal, attempt: &Attempt) -> Result<Started> {
    let setup: Setup = serde_json::from_str(&attempt.begun.setup).map_err(|_| {
        Failure::input("this session was kept by another version of ssmr and cannot be taken up")
    })?;
    let keeper = Keeper::resume(shell, journal, attempt)?;
    let state = keeper.replay(&setup, attempt)?;
    let (brief, title) = (attempt.begun.brief.clone(), attempt.begun.case_title.clone());
    let case = attempt.begun.case_id.clone();
    let mut started = Started { setup, state, keeper, case, brief, title, resumed: true };
    started.happen(shell, &Event::Reopened, None);
    if started.state.paused {
        started.happen(shell, &Event::Resume, None);
    }
    Ok(started)
}

/// Goes on with an answer file: its own attempt if the journal has it, else a new one with the answers that it holds.
fn continue_file(shell: &Shell, args: &Args, path: &Path, dialog: &mut dyn Dialog) -> Result<Started> {
    let text = input::text(path)?;
    let head = head_of(path, &text)?;
    let journal = journal(shell)?;
    if let Some(id) = &head.attempt {
        let attempt = journal.attempt(id).map_err(Failure::from)?;
        if let Some(attempt) = attempt.filter(|attempt| attempt.finished_ms.is_none()) {
            let begun = NewAttempt { file: files::absolute(path), ..attempt.begun };
            return reopen(shell, journal, &Attempt { begun, ..attempt });
        }
    }
    drop(journal);
    let library = shell.library()?;
    let (framework, task) = task_of(&library, args, path, &text)?;
    let (timing, setup) = clocked(shell, args, &library, framework, &task, dialog)?;
    if args.exam && !answers(&text, &setup).is_empty() {
        return Err(Failure::usage(format!("{} has answers already", path.display()))
            .hint("an exam starts from a blank file, so that it is never mixed with coached answers")
            .into());
    }
    let setup = Setup { exam: args.exam, ..setup };
    let mut new = New { shell, library: &library, task: &task, setup, timing };
    match &args.section {
        Some(section) => {
            let section = sections::find(&new.setup.framework, section)?.clone();
            new.for_section(&section, args.minutes.is_some());
            new.adopt(path, &text)
        }
        None => new.adopt(path, &text),
    }
}

/// The clock and setup for a framework that is known already.
pub(super) fn clocked(
    shell: &Shell,
    args: &Args,
    library: &Library,
    framework: Framework,
    task: &Task,
    dialog: &mut dyn Dialog,
) -> Result<(String, Setup)> {
    match choose_way(shell, args, &framework, false, dialog)? {
        Way::WarmUp => Err(Failure::usage("a warm-up starts a file of its own")
            .hint("`ssmr practice CASE --warm-up`")
            .into()),
        Way::Clock(timing, clock) => {
            Ok((timing, Setup::new(library, framework, task.case_type.clone(), &clock)))
        }
    }
}

/// The framework and case that an answer file names.
pub(super) fn task_of(library: &Library, args: &Args, path: &Path, text: &str) -> Result<(Framework, Task)> {
    let head = head_of(path, text)?;
    let framework = framework(library, head.framework.as_deref().unwrap_or(&args.framework))?;
    let Some(id) = &head.case else {
        let (title, brief) = opening(text);
        let title = title.unwrap_or_else(|| "Case study".into());
        return Ok((framework, Task { title, brief, ..Task::default() }));
    };
    let case = find_case(library, id)?;
    let task =
        Task { case: Some(case.id), case_type: Some(case.case_type), title: case.title, brief: case.brief };
    Ok((framework, task))
}

fn head_of(path: &Path, text: &str) -> Result<Head> {
    let name = path.display().to_string();
    Ok(read_head(&name, text).map_err(|problem| Failure::Problems {
        problems: vec![*problem],
        summary: "the front matter is broken".into(),
    })?)
}

/// The answers that a file holds already.
fn answers(text: &str, setup: &Setup) -> Vec<(String, String)> {
    let framework = &setup.framework;
    let questions: Vec<&Question> =
        framework.questions_for(setup.case_type.as_deref()).map(|(_, known)| known).collect();
    let blocks = layout(text, framework).blocks.into_iter();
    blocks
        .filter_map(|block| {
            let question = questions.iter().find(|question| question.id == block.question)?;
            let answer = text[block.answer].to_owned();
            (!is_blank(question, &answer)).then_some((block.question, answer))
        })
        .collect()
}
