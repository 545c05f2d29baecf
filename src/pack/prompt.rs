//! A practice case: the brief, what hides in it, and what an interviewer would do with the answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pack::Id;
use crate::yaml::{choices, record};

/// A practice case. Cases are fiction: their companies, numbers and people are invented.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// Kebab-case name, unique among cases; the file is called `ID.yaml`.
    pub id: Id,
    /// The title of the submission.
    pub title: String,
    /// One line for lists: the tension the case turns on.
    pub summary: String,
    /// The case type, by id in the reference list of case types.
    #[serde(rename = "type")]
    pub case_type: Id,
    /// How much hides behind the brief.
    pub difficulty: Difficulty,
    /// How long it takes in full, in minutes.
    pub minutes: u32,
    /// Where the question comes from.
    pub origin: Origin,
    /// The brief as a hiring team would send it, 80 to 200 words of Markdown.
    pub brief: String,
    /// What was invented for this case and could be mistaken for real.
    pub facts: Vec<String>,
    /// What the answer has to decide.
    pub decide: Vec<String>,
    /// Constraints that the brief implies and does not say.
    pub constraints: Vec<Constraint>,
    /// Usual checks that are no fault in this case.
    #[serde(default)]
    pub not_a_fault: Vec<Excuse>,
    /// The cut for a 25-minute session.
    pub short: ShortCut,
    /// Harms that a careful answer names.
    pub harms: Vec<ExpectedHarm>,
    /// Principles that pull in different directions here.
    pub tensions: Vec<Tension>,
    /// What strong answers do.
    pub strong_moves: Vec<Move>,
    /// What looks right here and is not.
    pub traps: Vec<Trap>,
    /// Questions for the live review.
    pub probes: Vec<Probe>,
    /// Constraints that change in the middle of the interview.
    pub twists: Vec<Twist>,
    /// Attacks worth trying before users do.
    pub red_team: Vec<Attack>,
    /// Sources, by id, that document what really went wrong in cases like this one.
    #[serde(default)]
    pub incidents: Vec<Id>,
    /// Sources worth citing, by id.
    pub sources: Vec<Id>,
    /// Drill cards.
    pub cards: Vec<Card>,
    /// The checks that the weak sample draws, by id.
    pub weak_draws: Vec<Id>,
}
record!(Case {
    format, id, title, summary, case_type as "type", difficulty, minutes, origin, brief, facts, decide, constraints,
    not_a_fault, short, harms, tensions, strong_moves, traps, probes, twists, red_team, incidents, sources, cards,
    weak_draws
});

/// How much hides behind a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Difficulty {
    /// The tension is on the surface.
    Easy,
    /// Two tensions, or one that takes thought to see.
    Medium,
    /// Every way out costs something, and the brief does not say what.
    Hard,
}
choices!(Difficulty { Easy = "easy", Medium = "medium", Hard = "hard" });

/// Where the question of a case comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The preparation guide quotes or describes the question; whether it was ever asked is unverified.
    Guide,
    /// Written for this library.
    Own,
}
choices!(Origin { Guide = "guide", Own = "own" });

/// A constraint that the brief implies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// Kebab-case name, unique in the case.
    pub id: Id,
    /// The constraint, in one sentence.
    pub what: String,
    /// What in the brief implies it.
    pub why: String,
    /// Phrases that show a writer saw it; more than one way of saying it.
    pub signs: Vec<String>,
    /// The check that looks for it, if one of the general checks does.
    #[serde(default)]
    pub check: Option<Id>,
}
record!(Constraint { id, what, why, signs, check });

/// A check that is no fault here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Excuse {
    /// The check, by id.
    pub check: Id,
    /// Why this case excuses it.
    pub why: String,
}
record!(Excuse { check, why });

/// The cut for a short session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShortCut {
    /// The brief in two or three sentences.
    pub brief: String,
    /// The questions of the framework to answer, by id.
    pub questions: Vec<Id>,
}
record!(ShortCut { brief, questions });

/// A harm that a careful answer names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpectedHarm {
    /// Kebab-case name, unique in the case.
    pub id: Id,
    /// Who is hurt and how, in one sentence.
    pub what: String,
    /// The guide's category, by id.
    pub category: Id,
    /// The published impact dimension, by id.
    pub impact: Id,
    /// Why it is expected here.
    pub why: String,
    /// Phrases that show a writer saw it.
    pub signs: Vec<String>,
}
record!(ExpectedHarm { id, what, category, impact, why, signs });

/// Two principles that pull in different directions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tension {
    /// A principle, by id (published or a directive of the guide).
    pub between: Id,
    /// The other principle, by id.
    pub and: Id,
    /// How they collide in this case.
    pub how: String,
}
record!(Tension { between, and, how });

/// Something strong answers do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The move, in one sentence.
    pub what: String,
    /// Why it is strong here.
    pub why: String,
}
record!(Move { what, why });

/// Something that looks right and is not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trap {
    /// The trap, in one sentence.
    pub what: String,
    /// Why it fails here.
    pub why: String,
    /// What to do instead.
    pub instead: String,
}
record!(Trap { what, why, instead });

/// A question for the live review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// Kebab-case name, unique in the case.
    pub id: Id,
    /// The question.
    pub ask: String,
    /// What a good reply contains.
    pub good: Vec<String>,
    /// The checks whose findings make this question sharper, by id.
    #[serde(default)]
    pub sharper_after: Vec<Id>,
}
record!(Probe { id, ask, good, sharper_after });

/// A constraint that changes in the middle of the interview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Twist {
    /// Kebab-case name, unique in the case.
    pub id: Id,
    /// What the interviewer says.
    pub change: String,
    /// What a good reply contains.
    pub good: Vec<String>,
}
record!(Twist { id, change, good });

/// An attack worth trying before users do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attack {
    /// Kebab-case name, unique in the case.
    pub id: Id,
    /// Who does what.
    pub attack: String,
    /// What would show it.
    pub signal: String,
    /// What holds it off.
    pub mitigation: String,
    /// What happens when that fails: trigger, way back, owner.
    pub if_it_fails: String,
}
record!(Attack { id, attack, signal, mitigation, if_it_fails });

/// A drill card. It keeps its id for life, so that fixing a typo keeps its history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Kebab-case name, unique in the pack.
    pub id: Id,
    /// What it trains.
    pub kind: CardKind,
    /// The question side.
    pub front: String,
    /// The answer side.
    pub back: String,
    /// The source of a fact on the card, by id; a card without one trains judgment.
    #[serde(default)]
    pub source: Option<Id>,
}
record!(Card { id, kind, front, back, source });

/// What a drill card trains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CardKind {
    /// Naming the harm.
    Harm,
    /// Finding a mitigation.
    Mitigation,
    /// Choosing a measure.
    Metric,
    /// Seeing an implied constraint.
    Constraint,
    /// Knowing a published fact.
    Fact,
}
choices!(CardKind {
    Harm = "harm", Mitigation = "mitigation", Metric = "metric", Constraint = "constraint", Fact = "fact"
});
