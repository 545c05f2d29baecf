//! What a session knows.

use std::collections::BTreeMap;

use crate::pack::framework::{Framework, Question, QuestionKind, Section};
use crate::session::budget::{Clock, shares_of};
use crate::session::event::{Moment, WarningAt};
use crate::submission::{is_blank, rows, split_notes, whole};
use crate::text::words;

/// What a session goes through; it never changes while the session runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The framework.
    pub framework: Framework,
    /// The questions in order.
    pub questions: Vec<Planned>,
    /// The sections and, last, polishing.
    pub segments: Vec<Segment>,
    /// The whole clock in seconds; `None` without a limit.
    pub seconds: Option<u64>,
    /// The part of the whole that is kept for polishing, in seconds.
    pub polish: u64,
    /// An exam: one clock, no help, no pause, and nothing is written after zero.
    pub exam: bool,
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
        let asked = |section: usize| questions.iter().any(|planned: &Planned| planned.section == section);
        let weights: Vec<u64> = framework
            .sections
            .iter()
            .enumerate()
            .map(|(section, part)| if asked(section) { u64::from(part.minutes) } else { 0 })
            .collect();
        let budget = shares_of(&weights, clock);
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
        let polish = budget.polish.unwrap_or(0);
        segments.push(Segment { id: "polish".into(), title: "Polish".into(), seconds: budget.polish });
        let seconds = segments.iter().map(|segment| segment.seconds).sum();
        Self { framework, questions, segments, seconds, polish, exam: false }
    }

    /// The same plan as an exam: the sections share one clock.
    #[must_use]
    pub fn as_exam(mut self) -> Self {
        self.exam = true;
        for segment in &mut self.segments {
            segment.seconds = None;
        }
        self
    }

    /// Whether anything is asked in a segment; polishing is always there.
    pub fn is_asked(&self, segment: usize) -> bool {
        segment + 1 == self.segments.len() || self.questions.iter().any(|planned| planned.section == segment)
    }

    /// The first question of a segment; the number of questions for polishing.
    pub fn first_of(&self, segment: usize) -> Option<usize> {
        if segment + 1 == self.segments.len() {
            return Some(self.questions.len());
        }
        self.questions.iter().position(|planned| planned.section == segment)
    }

    /// The question of a number, with its section.
    pub fn question(&self, number: usize) -> Option<(&Section, &Question)> {
        let planned = self.questions.get(number)?;
        let section = self.framework.sections.get(planned.section)?;
        Some((section, section.questions.get(planned.question)?))
    }

    /// The questions that are asked, in order, each with its section.
    pub fn asked(&self) -> impl Iterator<Item = (&Section, &Question)> {
        (0..self.questions.len()).filter_map(|number| self.question(number))
    }

    /// The number of a question.
    pub fn number_of(&self, id: &str) -> Option<usize> {
        (0..self.questions.len())
            .find(|number| self.question(*number).is_some_and(|(_, known)| known.id == id))
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
    /// What is being written and is no answer yet, by question id. It goes before the answer wherever both are known.
    pub drafts: BTreeMap<String, String>,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Whether an exam's time is over: nothing is written any more.
    pub closed: bool,
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
    /// Whether it was said that the rest is for polishing.
    pub(super) polish_due: bool,
}

impl State {
    /// A session at its first question, its clock running from `now`.
    pub fn new(plan: Plan, now: Moment) -> Self {
        let segments = plan.segments.len();
        Self {
            plan,
            at: 0,
            answers: BTreeMap::new(),
            drafts: BTreeMap::new(),
            paused: false,
            closed: false,
            finished: false,
            used_ms: vec![0; segments],
            added: vec![0; segments],
            last: now,
            warned: vec![None; segments + 1],
            polish_due: false,
        }
    }

    /// The question at hand, with its section; none while polishing.
    pub fn current(&self) -> Option<(&Section, &Question)> {
        self.plan.question(self.at)
    }

    /// The questions that this session asks in a segment.
    pub fn questions_of(&self, segment: usize) -> impl Iterator<Item = &Question> {
        let asked = self.plan.questions.iter().filter(move |planned| planned.section == segment);
        asked.filter_map(|planned| {
            self.plan.framework.sections.get(planned.section)?.questions.get(planned.question)
        })
    }

    /// Whether every question was seen.
    pub fn polishing(&self) -> bool {
        self.at >= self.plan.questions.len()
    }

    /// The segment whose clock runs.
    pub fn segment(&self) -> usize {
        self.plan.questions.get(self.at).map_or(self.plan.segments.len() - 1, |planned| planned.section)
    }

    /// The answer to a question as it was committed; empty if there is none.
    pub fn answer(&self, question: &str) -> &str {
        self.answers.get(question).map_or("", String::as_str)
    }

    /// The newest text for a question: what is being written, else the answer.
    pub fn text(&self, question: &str) -> &str {
        self.drafts.get(question).map_or_else(|| self.answer(question), String::as_str)
    }

    /// Whether a question has an answer that says something.
    pub fn is_answered(&self, question: &Question) -> bool {
        !is_blank(question, self.text(&question.id))
    }

    /// The whole answer as one text: the newest text of every question that is asked.
    pub fn whole(&self) -> String {
        let asked = self.plan.asked();
        whole(asked.map(|(section, question)| (section, question, self.text(&question.id))))
    }

    /// The words of an answer; the head of a table is not the writer's.
    pub fn words(&self, question: &Question) -> usize {
        let text = self.text(&question.id);
        match rows(split_notes(text).0).filter(|_| question.kind == QuestionKind::Table) {
            Some(rows) => rows.iter().flatten().map(|cell| words::count(cell)).sum(),
            None => words::count(text),
        }
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

    /// Milliseconds used in the whole session.
    pub fn whole_used_ms(&self) -> u64 {
        self.used_ms.iter().sum()
    }

    /// The time of a segment in seconds, added minutes included; `None` without a limit.
    pub fn budget(&self, segment: usize) -> Option<u64> {
        let added = self.added.get(segment).copied().unwrap_or(0);
        self.plan.segments.get(segment)?.seconds.map(|seconds| seconds + added)
    }

    /// The time of the whole session in seconds, added minutes included; `None` without a limit.
    pub fn whole_budget(&self) -> Option<u64> {
        self.plan.seconds.map(|seconds| seconds + self.added.iter().sum::<u64>())
    }
}
