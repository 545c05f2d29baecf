//! Choosing a case and a clock.

use anyhow::Result;

use super::Args;
use crate::cli::cases::{find_case, pick};
use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::cli::template::Task;
use crate::cli::{input, words};
use crate::pack::framework::Framework;
use crate::pack::library::{CaseEntry, Library};
use crate::session::Clock;
use crate::terminal::dialog::{Choice, Dialog, Reply};

fn interrupted() -> anyhow::Error {
    Failure::Interrupted("Nothing was started.".into()).into()
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

/// The clock and its name for the front matter.
pub fn choose_clock(
    shell: &Shell,
    args: &Args,
    framework: &Framework,
    dialog: &mut dyn Dialog,
) -> Result<(String, Clock)> {
    if args.untimed {
        return Ok(("untimed".into(), Clock::Untimed));
    }
    if let Some(minutes) = args.minutes {
        return Ok((minutes.to_string(), Clock::minutes(framework, minutes)));
    }
    let timings = &framework.timings;
    if let Some(id) = &args.timing {
        let timing = framework.timing(id).ok_or_else(|| {
            Failure::unknown(
                "timing",
                id,
                timings.iter().map(|timing| timing.id.as_str()),
                "`ssmr guide framework`",
            )
        })?;
        return Ok((timing.id.clone(), Clock::of(timing)));
    }
    if !shell.environment.facts.stdin {
        let first = &timings[0];
        return Ok((first.id.clone(), Clock::of(first)));
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
    match dialog.pick("Which clock?", &choices)? {
        Reply::Said(index) => Ok(match timings.get(index) {
            Some(timing) => (timing.id.clone(), Clock::of(timing)),
            None => ("untimed".into(), Clock::Untimed),
        }),
        Reply::Interrupted => Err(interrupted()),
        Reply::End | Reply::Line(_) => Err(Failure::usage("no clock was chosen")
            .hint("name one: `--timing take-home`, or `--untimed`")
            .into()),
    }
}
