//! A framework: the sections of an answer, their time and word budgets, and the questions that fill them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pack::Id;
use crate::yaml::{choices, record};

/// A way to structure an answer, such as S-S-M-R.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// Kebab-case name, unique among frameworks.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Two or three sentences: what it is for and where it comes from.
    pub summary: String,
    /// The ledger claims that this framework rests on, by id; shown with their statuses.
    #[serde(default)]
    pub claims: Vec<Id>,
    /// The clocks on offer; the first one is the default.
    pub timings: Vec<Timing>,
    /// The parts of an answer, in the order they are written.
    pub sections: Vec<Section>,
    /// A short way in, without a score.
    #[serde(default)]
    pub warm_up: Option<WarmUp>,
}
record!(Framework { format, id, title, summary, claims, timings, sections, warm_up });

/// A short way in: a few questions on any case, without a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WarmUp {
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// When to choose it, in one sentence.
    pub note: String,
    /// Its questions; they have nothing to do with those of the framework's own sections.
    pub section: Section,
}
record!(WarmUp { minutes, note, section });

/// A clock: how long the whole takes, and how much of that is for polishing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Timing {
    /// Kebab-case name, typed after `--timing`.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// The whole session in minutes, polishing included.
    pub minutes: u32,
    /// The last minutes of the session, kept for rereading the whole document; may be 0.
    pub polish_minutes: u32,
    /// When to choose it, in one sentence.
    pub note: String,
}
record!(Timing { id, title, minutes, polish_minutes, note });

/// One part of an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Kebab-case name, unique in the framework.
    pub id: Id,
    /// The heading in the submission.
    pub title: String,
    /// What a finished section has achieved, in one sentence.
    pub goal: String,
    /// The share of the clock; minutes of the default timing, scaled for the others.
    pub minutes: u32,
    /// The most words this section should take; questions with `counted: false` are left out.
    #[serde(default)]
    pub words: Option<u32>,
    /// Advice for somebody who is stuck in this section.
    pub hint: String,
    /// The questions, in the order they are asked.
    pub questions: Vec<Question>,
}
record!(Section { id, title, goal, minutes, words, hint, questions });

/// One question; its heading and answer become one `###` block of the submission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Kebab-case name, unique in the framework.
    pub id: Id,
    /// The heading in the submission; unique in its section.
    pub heading: String,
    /// The question itself, as an interviewer would put it.
    pub ask: String,
    /// Why a reader wants to know.
    pub why: String,
    /// What to try when stuck.
    pub hint: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The reference lists to choose from; for `choice` only.
    #[serde(default)]
    pub options: Vec<OptionList>,
    /// The columns to fill; for `table` only.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// How many rows or items a good answer usually has; the template starts with as many empty ones.
    #[serde(default)]
    pub rows: Option<u32>,
    /// The most words this answer should take.
    #[serde(default)]
    pub words: Option<u32>,
    /// `false` leaves this answer out of the section's word budget.
    #[serde(default)]
    pub counted: Option<bool>,
    /// Asked only for cases of this type.
    #[serde(default)]
    pub when: Option<Id>,
    /// Markdown that the template puts in place of an empty answer, such as a flowchart to edit.
    #[serde(default)]
    pub starter: Option<String>,
    /// The checks, by id, that find something missing which this answer would hold.
    #[serde(default)]
    pub checks: Vec<Id>,
}
record!(Question {
    id,
    heading,
    ask,
    why,
    hint,
    kind,
    options,
    columns,
    rows,
    words,
    counted,
    when,
    starter,
    checks
});

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// Free text.
    Prose,
    /// One item a line.
    List,
    /// Ticks in one or more reference lists, with a line that says why.
    Choice,
    /// Rows under typed columns; a GFM table in the submission.
    Table,
}
choices!(QuestionKind { Prose = "prose", List = "list", Choice = "choice", Table = "table" });

/// A reference list that a `choice` question or column offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OptionList {
    /// The published impact dimensions.
    Impacts,
    /// The five harm categories of the guide.
    Categories,
    /// The published principles and the guide's directives.
    Principles,
}
choices!(OptionList { Impacts = "impacts", Categories = "categories", Principles = "principles" });

/// A column of a `table` question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Kebab-case name, unique in the table.
    pub id: Id,
    /// The head of the column.
    pub title: String,
    /// What a cell may hold.
    pub kind: ColumnKind,
    /// What belongs in a cell, in a few words.
    pub hint: String,
    /// The reference lists to choose from; for `choice` only.
    #[serde(default)]
    pub options: Vec<OptionList>,
}
record!(Column { id, title, kind, hint, options });

/// What a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Anything on one line.
    Text,
    /// Text that must hold a number, such as `under 2 %` or `500 users`.
    Number,
    /// A whole number from 1 (low) to 5 (high).
    Scale,
    /// A name from the reference lists of the column; other text is allowed.
    Choice,
}
choices!(ColumnKind { Text = "text", Number = "number", Scale = "scale", Choice = "choice" });

impl Framework {
    /// The questions asked for a case of this type, with the sections they belong to, in order.
    pub fn questions_for<'a>(
        &'a self,
        case_type: Option<&'a str>,
    ) -> impl Iterator<Item = (&'a Section, &'a Question)> {
        self.sections.iter().flat_map(move |section| {
            section.questions_for(case_type).map(move |question| (section, question))
        })
    }

    /// The question, with its section, that would hold what a check finds missing, for a case of this type.
    pub fn question_for(&self, check: &str, case_type: Option<&str>) -> Option<(&Section, &Question)> {
        let all = self
            .sections
            .iter()
            .flat_map(|section| section.questions.iter().map(move |known| (section, known)));
        all.filter(|(_, known)| known.asked_for(case_type))
            .find(|(_, known)| known.checks.iter().any(|id| id == check))
    }

    /// The framework of its warm-up alone, if it has one.
    pub fn warming_up(&self) -> Option<Framework> {
        let warm_up = self.warm_up.clone()?;
        Some(Framework { sections: vec![warm_up.section], warm_up: None, ..self.clone() })
    }

    /// The clock of this name.
    pub fn timing(&self, id: &str) -> Option<&Timing> {
        self.timings.iter().find(|timing| timing.id == id)
    }
}

impl Section {
    /// The questions of this section that are asked for a case of this type; without a type, the unconditional ones.
    pub fn questions_for<'a>(&'a self, case_type: Option<&'a str>) -> impl Iterator<Item = &'a Question> {
        self.questions.iter().filter(move |question| question.asked_for(case_type))
    }
}

impl Question {
    /// Whether this question is asked for a case of this type.
    pub fn asked_for(&self, case_type: Option<&str>) -> bool {
        self.when.as_deref().is_none_or(|wanted| case_type == Some(wanted))
    }

    /// Whether the answer counts toward the word budget of its section.
    pub fn is_counted(&self) -> bool {
        self.counted.unwrap_or(true)
    }
}
