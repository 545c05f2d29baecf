//! What a screen may know: plain values, ready to draw.

use crate::pack::framework::{Question, QuestionKind, Section};
use crate::session::state::State;

/// A session as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The sections and, last, polishing.
    pub segments: Vec<SegmentView>,
    /// The segment whose clock runs.
    pub segment: usize,
    /// Seconds used in the whole session.
    pub used: u64,
    /// Seconds of the whole session; `None` without a limit.
    pub budget: Option<u64>,
    /// The question at hand; none while polishing.
    pub question: Option<QuestionView>,
    /// How many questions there are.
    pub questions: usize,
    /// Numbers of the questions without an answer.
    pub unanswered: Vec<usize>,
    /// Whether this is an exam.
    pub exam: bool,
    /// Whether an exam's time is over.
    pub closed: bool,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Whether the session is over.
    pub finished: bool,
}

/// A section as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How many questions it asks; none for polishing, and for sections that this session leaves out.
    pub questions: usize,
    /// How many of them have an answer.
    pub answered: usize,
    /// Seconds used.
    pub used: u64,
    /// Seconds planned; `None` without a limit.
    pub budget: Option<u64>,
    /// Words written in answers that count.
    pub words: usize,
    /// The most words it should take.
    pub word_budget: Option<u32>,
}

/// The question at hand as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// Its number, from 0.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// The title of its section.
    pub section: String,
    /// The heading.
    pub heading: String,
    /// The question itself.
    pub ask: String,
    /// Why it is asked.
    pub why: String,
    /// What to try when stuck.
    pub hint: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The most words the answer should take.
    pub word_budget: Option<u32>,
    /// The words of the answer so far.
    pub words: usize,
}

impl State {
    /// The session as it is shown.
    pub fn view(&self) -> View {
        let current = self.current().map(|(section, question)| self.question_view(section, question));
        View {
            segments: (0..self.plan.segments.len()).map(|segment| self.segment_view(segment)).collect(),
            segment: self.segment(),
            used: self.whole_used_ms() / 1_000,
            budget: self.whole_budget(),
            question: current,
            questions: self.plan.questions.len(),
            unanswered: self.unanswered(),
            exam: self.plan.exam,
            closed: self.closed,
            paused: self.paused,
            finished: self.finished,
        }
    }

    fn question_view(&self, section: &Section, question: &Question) -> QuestionView {
        QuestionView {
            number: self.at,
            id: question.id.clone(),
            section: section.title.clone(),
            heading: question.heading.clone(),
            ask: question.ask.clone(),
            why: question.why.clone(),
            hint: question.hint.clone(),
            kind: question.kind,
            word_budget: question.words,
            words: self.words(question),
        }
    }

    fn segment_view(&self, segment: usize) -> SegmentView {
        let planned = &self.plan.segments[segment];
        let asked: Vec<&Question> = self.questions_of(segment).collect();
        SegmentView {
            id: planned.id.clone(),
            title: planned.title.clone(),
            questions: asked.len(),
            answered: asked.iter().filter(|known| self.is_answered(known)).count(),
            used: self.used_ms[segment] / 1_000,
            budget: self.budget(segment),
            words: asked.iter().filter(|known| known.is_counted()).map(|known| self.words(known)).sum(),
            word_budget: self.plan.framework.sections.get(segment).and_then(|section| section.words),
        }
    }
}

/// A clock as people read it: `1:02:03 left`, `2:03 over`, or `2:03 used` without a limit.
pub fn clock_text(used: u64, budget: Option<u64>) -> String {
    let plain = |seconds: u64| match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    };
    match budget {
        None => format!("{} used", plain(used)),
        Some(budget) if used <= budget => format!("{} left", plain(budget - used)),
        Some(budget) => format!("{} over", plain(used - budget)),
    }
}
