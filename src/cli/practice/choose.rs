//! Choosing a case and a clock.

use anyhow::Result;

use super::Args;
use super::start::is_file;
use crate::cli::cases::{find_case, pick};
use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::cli::template::Task;
use crate::cli::{input, words};
use crate::pack::framework::{Framework, Timing};
use crate::pack::library::{CaseEntry, Library};
use crate::session::Clock;
use crate::store::files;
use crate::terminal::dialog::{Choice, Dialog, Reply};

fn interrupted() -> anyhow::Error {
    Failure::Interrupted("Nothing was started.".into()).into()
}

/// Tells what is wrong with the command line before anything is asked.
///
/// # Errors
/// An unknown timing, no warm-up in the framework, or a file that cannot be written.
pub fn check(args: &Args, framework: &Framework) -> Result<()> {
    if args.warm_up && framework.warm_up.is_none() {
        return Err(Failure::usage(format!("the framework `{}` has no warm-up", framework.id)).into());
    }
    if let Some(id) = &args.timing {
        timing(framework, id)?;
    }
    if let Some(path) = &args.output {
        files::probe(path, args.force).map_err(Failure::from)?;
    }
    Ok(())
}

/// A timing of the framework.
fn timing<'f>(framework: &'f Framework, id: &str) -> Result<&'f Timing> {
    let known = framework.timings.iter().map(|timing| timing.id.as_str());
    let found = framework.timing(id);
    Ok(found.ok_or_else(|| Failure::unknown("timing", id, known, "`ssmr guide framework`"))?)
}

/// The case or brief to answer.
pub fn choose_task(shell: &Shell, args: &Args, library: &Library, dialog: &mut dyn Dialog) -> Result<Task> {
    if let Some(path) = &args.brief {
        let (title, brief) = input::brief(path)?;
        return Ok(Task { title, brief, ..Task::default() });
    }
    let cases = library.cases();
    let id = match &args.case {
        Some(id) => id.clone(),
        None if args.random => match pick(shell, &cases) {
            Some(case) => case.id.clone(),
            None => return Err(Failure::input("there are no cases").into()),
        },
        None => {
            let label = |case: &CaseEntry| format!("{}: {}", case.id, case.summary);
            let choices: Vec<Choice> =
                cases.iter().map(|case| Choice { id: case.id.clone(), label: label(case) }).collect();
            match dialog.pick("Which case?", &choices)? {
                Reply::Said(index) => cases[index].id.clone(),
                Reply::Interrupted => return Err(interrupted()),
                Reply::End | Reply::Line(_) => {
                    return Err(Failure::usage("no case was chosen")
                        .hint("name one: `ssmr practice CASE`")
                        .into());
                }
            }
        }
    };
    let case = find_case(library, &id)?;
    Ok(Task { case: Some(case.id), case_type: Some(case.case_type), title: case.title, brief: case.brief })
}

/// What was chosen to practice by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A clock, with its name for the front matter.
    Clock(String, Clock),
    /// The framework's warm-up.
    WarmUp,
}

/// The clock and its name for the front matter, or the warm-up. `first` is whether nothing was practiced before.
pub fn choose_way(
    shell: &Shell,
    args: &Args,
    framework: &Framework,
    first: bool,
    dialog: &mut dyn Dialog,
) -> Result<Way> {
    let given = args.untimed || args.minutes.is_some() || args.timing.is_some() || args.exam;
    // A warm-up starts a file of its own.
    let goes_on = args.case.as_deref().is_some_and(is_file);
    let bare = args.section.is_none() && args.rewind.is_none() && !given && !goes_on;
    match &framework.warm_up {
        Some(_) if args.warm_up => return Ok(Way::WarmUp),
        Some(warm_up) if bare && shell.environment.facts.stdin => {
            let label = format!("warm-up: {}. {}", words::minutes(warm_up.minutes), warm_up.note);
            return choose_clock(shell, args, framework, dialog, Some((label, first)));
        }
        _ => {}
    }
    choose_clock(shell, args, framework, dialog, None)
}

/// The clock and its name for the front matter. `warm_up` is the label of the warm-up and whether it comes first.
fn choose_clock(
    shell: &Shell,
    args: &Args,
    framework: &Framework,
    dialog: &mut dyn Dialog,
    warm_up: Option<(String, bool)>,
) -> Result<Way> {
    if args.untimed {
        return Ok(Way::Clock("untimed".into(), Clock::Untimed));
    }
    if let Some(minutes) = args.minutes {
        let clock = if args.section.is_some() || args.rewind.is_some() {
            Clock::Timed { minutes, polish: 0 }
        } else {
            Clock::minutes(framework, minutes)
        };
        return Ok(Way::Clock(minutes.to_string(), clock));
    }
    let timings = &framework.timings;
    if let Some(id) = &args.timing {
        let timing = timing(framework, id)?;
        return Ok(Way::Clock(timing.id.clone(), Clock::of(timing)));
    }
    let by_default = args.exam || args.section.is_some() || args.rewind.is_some();
    if by_default || !shell.environment.facts.stdin {
        let first = &timings[0];
        return Ok(Way::Clock(first.id.clone(), Clock::of(first)));
    }
    let mut choices: Vec<Choice> = timings
        .iter()
        .map(|timing| Choice {
            id: timing.id.clone(),
            label: format!("{}: {}. {}", timing.id, words::minutes(timing.minutes), timing.note),
        })
        .collect();
    choices.push(Choice {
        id: "untimed".into(),
        label: "untimed: no limit; the time is kept all the same.".into(),
    });
    let offered = warm_up.is_some();
    if let Some((label, first)) = warm_up {
        let choice = Choice { id: "warm-up".into(), label };
        choices.insert(if first { 0 } else { choices.len() }, choice);
    }
    match dialog.pick("Which clock?", &choices)? {
        Reply::Said(index) => Ok(match choices[index].id.as_str() {
            "warm-up" if offered => Way::WarmUp,
            id => match framework.timing(id) {
                Some(timing) => Way::Clock(timing.id.clone(), Clock::of(timing)),
                None => Way::Clock("untimed".into(), Clock::Untimed),
            },
        }),
        Reply::Interrupted => Err(interrupted()),
        Reply::End | Reply::Line(_) => Err(Failure::usage("no clock was chosen")
            .hint("name one: `--timing take-home`, or `--untimed`")
            .into()),
    }
}
