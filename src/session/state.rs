//! What a session knows.

use std::collections::BTreeMap;

use crate::pack::framework::{Framework, Question, Section};
use crate::session::budget::{Clock, shares};
use crate::session::event::{Moment, WarningAt};
use crate::submission::is_blank;

/// What a session goes through; it never changes while the session runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The framework.
    pub framework: Framework,
    /// The questions in order.
    pub questions: Vec<Planned>,
    /// The sections and, last, polishing.
    pub segments: Vec<Segment>,
}

/// A question in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// The number of its section.
    pub section: usize,
    /// The number of the question in its section, among all of the framework.
    pub question: usize,
}

/// A stretch of the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The section's id, or `polish`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its time in seconds; `None` without a limit.
    pub seconds: Option<u64>,
}

impl Plan {
    /// Plans a session. `only` keeps these questions and leaves the others out.
    pub fn new(
        framework: Framework,
        case_type: Option<&str>,
        clock: &Clock,
        only: Option<&[String]>,
    ) -> Self {
        let wanted = |question: &Question| {
            question.asked_for(case_type) && only.is_none_or(|only| only.contains(&question.id))
        };
        let mut questions = Vec::new();
        for (section, part) in framework.sections.iter().enumerate() {
            let asked = part.questions.iter().enumerate().filter(|(_, question)| wanted(question));
            questions.extend(asked.map(|(question, _)| Planned { section, question }));
        }
        let budget = shares(&framework, clock);
        let mut segments: Vec<Segment> = framework
            .sections
            .iter()
            .zip(budget.sections)
            .map(|(section, seconds)| Segment {
                id: section.id.clone(),
                title: section.title.clone(),
                seconds,
            })
            .collect();
        segments.push(Segment { id: "polish".into(), title: "Polish".into(), seconds: budget.polish });
        Self { framework, questions, segments }
    }

    /// The question of a number, with its section.
    pub fn question(&self, number: usize) -> Option<(&Section, &Question)> {
        let planned = self.questions.get(number)?;
        let section = self.framework.sections.get(planned.section)?;
        Some((section, section.questions.get(planned.question)?))
    }

    /// The number of a question.
    pub fn number_of(&self, id: &str) -> Option<usize> {
        (0..self.questions.len())
            .find(|number| self.question(*number).is_some_and(|(_, known)| known.id == id))
    }

    /// The whole clock in seconds; `None` without a limit.
    pub fn seconds(&self) -> Option<u64> {
        self.segments.iter().map(|segment| segment.seconds).sum()
    }
}

/// Where a session stands. Built from a plan by events, see [`State::step`].
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What it goes through.
    pub plan: Plan,
    /// The question at hand; the number of questions while polishing.
    pub at: usize,
    /// The answers by question id; a skipped question has none.
    pub answers: BTreeMap<String, String>,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Whether the session is over.
    pub finished: bool,
    /// Milliseconds used per segment.
    pub used_ms: Vec<u64>,
    /// Seconds added per segment.
    pub added: Vec<u64>,
    /// The last moment that was counted.
    pub(super) last: Moment,
    /// Warnings that were given, per segment; the last entry is the whole session.
    pub(super) warned: Vec<Option<WarningAt>>,
}

impl State {
    /// A session at its first question, its clock running from `now`.
    pub fn new(plan: Plan, now: Moment) -> Self {
        let segments = plan.segments.len();
        Self {
            plan,
            at: 0,
            answers: BTreeMap::new(),
            paused: false,
            finished: false,
            used_ms: vec![0; segments],
            added: vec![0; segments],
            last: now,
            warned: vec![None; segments + 1],
        }
    }

    /// The question at hand, with its section; none while polishing.
    pub fn current(&self) -> Option<(&Section, &Question)> {
        self.plan.question(self.at)
    }

    /// Whether every question was seen.
    pub fn polishing(&self) -> bool {
        self.at >= self.plan.questions.len()
    }

    /// The segment whose clock runs.
    pub fn segment(&self) -> usize {
        self.plan.questions.get(self.at).map_or(self.plan.segments.len() - 1, |planned| planned.section)
    }

    /// The answer to a question; empty if there is none.
    pub fn answer(&self, question: &str) -> &str {
        self.answers.get(question).map_or("", String::as_str)
    }

    /// Whether a question has an answer that says something.
    pub fn is_answered(&self, question: &Question) -> bool {
        !is_blank(question, self.answer(&question.id))
    }

    /// Numbers of the questions without an answer.
    pub fn unanswered(&self) -> Vec<usize> {
        let open =
            |number: &usize| self.plan.question(*number).is_some_and(|(_, known)| !self.is_answered(known));
        (0..self.plan.questions.len()).filter(open).collect()
    }

    /// Seconds used per segment, by id; polishing last.
    pub fn seconds_used(&self) -> Vec<(String, u64)> {
        let ids = self.plan.segments.iter().map(|segment| segment.id.clone());
        ids.zip(self.used_ms.iter().map(|ms| ms / 1_000)).collect()
    }

    /// The time of a segment in seconds, added minutes included; `None` without a limit.
    pub fn budget(&self, segment: usize) -> Option<u64> {
        let added = self.added.get(segment).copied().unwrap_or(0);
        self.plan.segments.get(segment)?.seconds.map(|seconds| seconds + added)
    }

    /// The time of the whole session in seconds, added minutes included; `None` without a limit.
    pub fn whole_budget(&self) -> Option<u64> {
        self.plan.seconds().map(|seconds| seconds + self.added.iter().sum::<u64>())
    }
}
