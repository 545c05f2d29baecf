//! What a session is set up with, and how its clock is shown.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use crate::cli::template::options;
use crate::cli::words;
use crate::pack::framework::{Framework, Question, QuestionKind};
use crate::pack::library::Library;
use crate::session::{Clock, Plan, shares};
use crate::terminal::dialog::Choice;

/// What a session was set up with. It is kept with the attempt, so that a resume needs no pack.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Setup {
    /// The framework as it was.
    pub framework: Framework,
    /// The case type, by id.
    pub case_type: Option<String>,
    /// The whole clock in minutes; none without a limit.
    pub minutes: Option<u32>,
    /// The part for polishing, in minutes.
    pub polish: u32,
    /// What each `choice` question offers: id and label.
    pub options: BTreeMap<String, Vec<(String, String)>>,
}

impl Setup {
    /// The setup of a new session.
    pub fn new(library: &Library, framework: Framework, case_type: Option<String>, clock: &Clock) -> Self {
        let shelf = library.shelf();
        let choices = |question: &Question| -> Vec<(String, String)> {
            options(question, &shelf).into_iter().map(|choice| (choice.id, choice.label)).collect()
        };
        let questions = framework.sections.iter().flat_map(|section| &section.questions);
        let options = questions
            .filter(|question| question.kind == QuestionKind::Choice)
            .map(|question| (question.id.clone(), choices(question)))
            .collect();
        let (minutes, polish) = match clock {
            Clock::Untimed => (None, 0),
            Clock::Timed { minutes, polish } => (Some(*minutes), *polish),
        };
        Self { framework, case_type, minutes, polish, options }
    }

    /// The clock.
    pub fn clock(&self) -> Clock {
        self.minutes.map_or(Clock::Untimed, |minutes| Clock::Timed { minutes, polish: self.polish })
    }

    /// The plan of the session.
    pub fn plan(&self) -> Plan {
        Plan::new(self.framework.clone(), self.case_type.as_deref(), &self.clock(), None)
    }

    /// What a question offers.
    pub fn choices(&self, question: &str) -> Vec<Choice> {
        let listed = self.options.get(question).into_iter().flatten();
        listed.map(|(id, label)| Choice { id: id.clone(), label: label.clone() }).collect()
    }
}

/// The plan of the clock in one line per section, for the start of a session.
pub fn clock_lines(setup: &Setup) -> Vec<String> {
    let budget = shares(&setup.framework, &setup.clock());
    let line = |title: &str, seconds: Option<u64>| {
        seconds.filter(|seconds| *seconds > 0).map(|seconds| {
            format!(
                "  {title:<10} {}",
                words::minutes(u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX))
            )
        })
    };
    let sections = setup.framework.sections.iter().zip(&budget.sections);
    let mut lines: Vec<String> =
        sections.filter_map(|(section, seconds)| line(&section.title, *seconds)).collect();
    lines.extend(line("Polish", budget.polish));
    lines
}

/// An io error of the terminal, which nothing can be said about in the terminal.
pub fn terminal_gone(error: io::Error) -> anyhow::Error {
    anyhow::Error::new(error).context("the terminal cannot be read or written")
}
