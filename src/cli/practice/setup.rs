//! What a session is set up with, and how its clock is shown.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::cli::template::listed;
use crate::cli::words;
use crate::pack::framework::{Framework, QuestionKind};
use crate::pack::library::Library;
use crate::session::{Clock, Plan};
use crate::store::journal::Mode;
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
    /// What each `choice` question, and each `choice` column as `QUESTION/COLUMN`, offers: id and label.
    pub options: BTreeMap<String, Vec<(String, String)>>,
    /// The section that is practiced by itself, by id.
    #[serde(default)]
    pub section: Option<String>,
    /// The one question that is written once more, by id.
    #[serde(default)]
    pub question: Option<String>,
    /// One clock, no help, no pause.
    #[serde(default)]
    pub exam: bool,
    /// Not scored.
    #[serde(default)]
    pub warm_up: bool,
    /// What can be looked at beside the answer: a title and a text, such as a prepared scope.
    #[serde(default)]
    pub aside: Option<(String, String)>,
    /// What a rewound part was like before.
    #[serde(default)]
    pub before: Option<Before>,
}

/// A part of an answer before its rewind.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Before {
    /// The file that holds it; it is not changed.
    pub file: PathBuf,
    /// Its words.
    pub words: usize,
    /// The time it took in seconds, if that is known.
    pub seconds: Option<u64>,
    /// The check whose finding led there.
    #[serde(default)]
    pub check: Option<String>,
}

impl Setup {
    /// The setup of a new session.
    pub fn new(library: &Library, framework: Framework, case_type: Option<String>, clock: &Clock) -> Self {
        let shelf = library.shelf();
        let plain = |choices: Vec<Choice>| -> Vec<(String, String)> {
            choices.into_iter().map(|choice| (choice.id, choice.label)).collect()
        };
        let mut options = BTreeMap::new();
        for question in framework.sections.iter().flat_map(|section| &section.questions) {
            if question.kind == QuestionKind::Choice {
                options.insert(question.id.clone(), plain(listed(&question.options, &shelf)));
            }
            for column in question.columns.iter().filter(|column| !column.options.is_empty()) {
                let name = format!("{}/{}", question.id, column.id);
                options.insert(name, plain(listed(&column.options, &shelf)));
            }
        }
        let (minutes, polish) = match clock {
            Clock::Untimed => (None, 0),
            Clock::Timed { minutes, polish } => (Some(*minutes), *polish),
        };
        Self {
            framework,
            case_type,
            minutes,
            polish,
            options,
            section: None,
            question: None,
            exam: false,
            warm_up: false,
            aside: None,
            before: None,
        }
    }

    /// The clock.
    pub fn clock(&self) -> Clock {
        self.minutes.map_or(Clock::Untimed, |minutes| Clock::Timed { minutes, polish: self.polish })
    }

    /// The plan of the session.
    pub fn plan(&self) -> Plan {
        let question = self.question.as_ref().map(|id| vec![id.clone()]);
        let only = question.or_else(|| self.section.as_deref().map(|id| self.questions_of(id)));
        let plan =
            Plan::new(self.framework.clone(), self.case_type.as_deref(), &self.clock(), only.as_deref());
        if self.exam { plan.as_exam() } else { plan }
    }

    fn questions_of(&self, section: &str) -> Vec<String> {
        let sections = self.framework.sections.iter().filter(|known| known.id == section);
        sections.flat_map(|known| &known.questions).map(|question| question.id.clone()).collect()
    }

    /// How the attempt is recorded.
    pub fn mode(&self) -> Mode {
        if self.warm_up {
            Mode::WarmUp
        } else if self.exam {
            Mode::Exam
        } else {
            Mode::Coached
        }
    }

    /// What every question and column offers.
    pub fn all_choices(&self) -> BTreeMap<String, Vec<Choice>> {
        self.options.keys().map(|name| (name.clone(), self.choices(name))).collect()
    }

    /// What a question offers.
    pub fn choices(&self, question: &str) -> Vec<Choice> {
        let listed = self.options.get(question).into_iter().flatten();
        listed.map(|(id, label)| Choice { id: id.clone(), label: label.clone() }).collect()
    }
}

/// The plan of the clock in one line per section, for the start of a session.
pub fn clock_lines(setup: &Setup) -> Vec<String> {
    let plan = setup.plan();
    let line = |title: &str, seconds: u64| {
        format!("  {title:<10} {}", words::minutes(u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX)))
    };
    if plan.exam {
        return plan.seconds.map(|seconds| line("Whole", seconds)).into_iter().collect();
    }
    let timed = plan.segments.iter().filter_map(|segment| Some((segment, segment.seconds?)));
    timed
        .filter(|(_, seconds)| *seconds > 0)
        .map(|(segment, seconds)| line(&segment.title, seconds))
        .collect()
}

/// An io error of the terminal, which nothing can be said about in the terminal.
pub fn terminal_gone(error: io::Error) -> anyhow::Error {
    anyhow::Error::new(error).context("the terminal cannot be read or written")
}
