//! Once more against a fresh clock: a section, a question, or the place of a finding. The answer itself is not changed.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Args;
use super::judge::{Judge, RUBRIC};
use super::passage;
use super::sections::{self, Rewound};
use super::start::{New, Started, clocked, create_file, is_file, task_of};
use super::target::{self, Place, Target};
use crate::cli::errors::Failure;
use crate::cli::input;
use crate::cli::shell::Shell;
use crate::pack::framework::{Framework, Section};
use crate::review::simple::AnyCheck;
use crate::session::{Event, State};
use crate::store::files;
use crate::submission::{Head, is_blank, layout, set_session};
use crate::terminal::dialog::Dialog;

/// A question by itself gets no less than this, in minutes.
const LEAST: u32 = 3;
/// So many passages a section of one's own making is taken to have.
const PASSAGES: usize = 4;

/// Writes something of an answer once more, against a fresh clock.
///
/// # Errors
/// There is no such answer, nothing goes by that name in it, or it has not been written yet.
pub(super) fn rewind(shell: &Shell, args: &Args, wanted: &str, dialog: &mut dyn Dialog) -> Result<Started> {
    let path = match args.case.as_deref() {
        Some(name) if is_file(name) => PathBuf::from(name),
        case => sections::file_to_rewind(&super::journal(shell)?, case)?,
    };
    let text = input::text(&path)?;
    let library = shell.library()?;
    let (framework, task) = task_of(&library, args, &path, &text)?;
    let rubric = library.rubric(RUBRIC);
    let checks: Vec<String> = AnyCheck::every(rubric.as_ref()).map(|check| check.id().to_owned()).collect();
    let place = Place {
        path: &path,
        text: &text,
        framework: &framework,
        case_type: task.case_type.as_deref(),
        checks: &checks,
    };
    let target = target::find(&place, wanted, || {
        Ok(Judge::new(shell, &library, &text).review(&path.display().to_string(), &text))
    })?;
    let rewound = match &target.passage {
        Some(passage) => sections::rewound(&path, &passage.text, &passage.framework, &target)?,
        None => sections::rewound(&path, &text, &framework, &target)?,
    };
    let (timing, setup) = clocked(shell, args, &library, framework, &task, dialog)?;
    let setup = super::Setup { exam: args.exam, ..setup };
    New { shell, library: &library, task: &task, setup, timing }.begin_rewind(args, &target, rewound)
}

impl New<'_> {
    /// Makes an attempt at a part of an answer, in a new file beside it.
    fn begin_rewind(mut self, args: &Args, target: &Target, rewound: Rewound) -> Result<Started> {
        self.for_section(&target.section, args.minutes.is_some());
        if let Some(question) = &target.question {
            self.for_question(&question.id, args.minutes.is_some());
        }
        let framework = self.setup.framework.clone();
        if let Some(passage) = &target.passage {
            self.setup.framework = passage.framework.clone();
        }
        self.setup.before = Some(rewound.before);
        self.setup.aside = Some(rewound.aside);
        let journal = super::journal(self.shell)?;
        let id = self.id(&journal)?;
        let head = Head {
            attempt: Some(id.clone()),
            started: Some(self.shell.clock.local().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
            timing: Some(self.setup.minutes.map_or("untimed".into(), |minutes| minutes.to_string())),
            mode: Some(self.setup.mode().word().into()),
            app: Some(env!("CARGO_PKG_VERSION").into()),
            seconds: State::new(self.setup.plan(), self.shell.clock.now()).seconds_used(),
            ..Head::default()
        };
        let text = set_session(&rewound.text, &head);
        let part = target.question.as_ref().map_or(&target.section.id, |question| &question.id);
        let stem = format!("{}.{part}", first_stem(&rewound.file, &framework));
        let path = if args.output.is_some() {
            create_file(args, &stem, &text)?
        } else {
            let folder = rewound.file.parent().unwrap_or_else(|| Path::new("."));
            files::free_name(folder, &stem, "md", text.as_bytes()).map_err(Failure::from)?
        };
        let shell = self.shell;
        let mut started = self.enter(journal, id, &path, &text)?;
        let Some(question) = &target.question else { return Ok(started) };
        // A passage is mended, not written from nothing, so its question begins with the answer as it is.
        let found = layout(&text, &started.setup.framework);
        let answer = found.block(&question.id).map(|block| text[block.answer.clone()].to_owned());
        if let Some(answer) = answer.filter(|answer| !is_blank(question, answer)) {
            let event = Event::Edited { question: question.id.clone(), text: answer.clone() };
            started.happen(shell, &event, Some(&answer));
        }
        Ok(started)
    }

    /// The clock becomes that of one question: its share of the section, unless its minutes were given.
    fn for_question(&mut self, id: &str, given: bool) {
        let case_type = self.setup.case_type.clone();
        let section = self.setup.section.as_deref();
        let asked = self.setup.framework.questions_for(case_type.as_deref());
        let count = match id {
            passage::ID => PASSAGES,
            _ => asked.filter(|(known, _)| Some(known.id.as_str()) == section).count(),
        };
        self.setup.question = Some(id.to_owned());
        if let Some(minutes) = self.setup.minutes.filter(|_| !given) {
            let share = minutes.div_ceil(u32::try_from(count.max(1)).unwrap_or(1));
            self.setup.minutes = Some(share.max(LEAST).min(minutes));
        }
    }
}

/// The name of a file without its ending, and without the part that an earlier rewind put behind it.
fn first_stem(file: &Path, framework: &Framework) -> String {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let Some((first, last)) = stem.rsplit_once('.') else { return stem };
    let unnumbered = last.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let part = unnumbered.strip_suffix('-').filter(|_| unnumbered.len() < last.len()).unwrap_or(last);
    let is_part = |section: &Section| {
        section.id == part || section.questions.iter().any(|question| question.id == part)
    };
    if part == passage::ID || framework.sections.iter().any(is_part) { first.to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;

    #[test]
    fn the_part_of_an_earlier_rewind_makes_way() {
        let framework = Library::new(SHIPPED).framework("ssmr").expect("shipped");
        let cases = [
            ("a/case-2026-11-24.md", "case-2026-11-24"),
            ("case.safety.md", "case"),
            ("case.red-team-12.md", "case"),
            ("case.final.md", "case.final"),
            ("case.v-2.md", "case.v-2"),
            ("safety.md", "safety"),
        ];
        for (file, stem) in cases {
            assert_eq!(first_stem(Path::new(file), &framework), stem, "{file}");
        }
    }
}
