//! The review as a value: what the JSON Schema describes and every renderer shows.

use schemars::JsonSchema;
use serde::Serialize;

use super::constraint::Met;
use super::finding::{Basis, Severity};
use super::idle::Idle;
use super::numbers::Ground;
use super::opinion::SecondOpinion;
use super::parts::{Part, Recognized};
use super::score::Reasons;

/// The version of the review's JSON.
pub const FORMAT: u32 = 1;

/// A review of one answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Review {
    /// The version of this document.
    pub format: u32,
    /// The file, as it was named.
    pub file: String,
    /// SHA-256 of the text that was read.
    pub sha256: String,
    /// The version of the program.
    pub app: String,
    /// Ids and versions of the packs.
    pub packs: String,
    /// The case, by id; none for an own brief.
    pub case: Option<String>,
    /// The rubric, by id.
    pub rubric: Option<String>,
    /// Whether the text could be assessed.
    pub assessed: bool,
    /// Why not, if it could not.
    pub reason: Option<String>,
    /// Words of the answer, cells included, without the brief.
    pub words: usize,
    /// The parts, in the order in which they begin.
    pub sections: Vec<Section>,
    /// What was found, the heaviest first.
    pub findings: Vec<Finding>,
    /// The criteria of the rubric.
    pub criteria: Vec<CriterionView>,
    /// The weighted total; none if the text could not be assessed, some checks were left out, or scores are hidden.
    pub total: Option<f64>,
    /// The total that is claimed to be enough.
    pub bar: Option<Bar>,
    /// How hard the text is to read; none if it is too short to tell.
    pub readability: Option<Readability>,
    /// Claims of the ledger that the answer repeats.
    pub claims: Vec<ClaimMet>,
    /// The silent constraints of the case.
    pub constraints: Vec<ConstraintView>,
    /// Each harm with what reaches it.
    pub harm_chain: Vec<Link>,
    /// Numbers and what they rest on.
    pub numbers: Vec<Number>,
    /// Checks that this case excuses, with the reason.
    pub excused: Vec<Excused>,
    /// Passages that the review left out, because they carry nothing.
    pub left_out: Vec<LeftOut>,
    /// Checks that need a case of the library and were not run.
    pub not_assessed: Vec<String>,
    /// What another program said, if one was asked.
    pub second_opinion: Option<SecondOpinion>,
}

/// A part of the answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Section {
    /// Which part.
    pub section: Part,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its words, cells included.
    pub words: usize,
    /// How it was recognized.
    pub recognized: Recognized,
}

/// A fault with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// A name for the command line: the check, and four letters made from what the finding rests on.
    pub id: String,
    /// The check, by id.
    pub check: String,
    /// The criterion that it feeds, by id; none if the rubric does not list the check.
    pub criterion: Option<String>,
    /// How much it weighs.
    pub severity: Severity,
    /// What the check rests on.
    pub basis: Basis,
    /// The part that it belongs to.
    pub section: Option<Part>,
    /// What to do, and why.
    pub message: String,
    /// Where it shows, or what was looked for.
    pub evidence: Evidence,
    /// The fix, in one sentence.
    pub fix: String,
    /// What it costs, on the scale of the rubric's weights.
    pub points: f64,
    /// By how much the total rises when nothing of this check is found any more, before it is rounded; none if the
    /// scores are not known or it counts for nothing.
    pub gain: Option<f64>,
    /// Whether it is a question and no fault.
    pub question: bool,
    /// Whether the writer disputes it, in the file, in the history, or by muting its check.
    pub disputed: bool,
    /// Whether the writer has muted its check.
    pub muted: bool,
    /// The writer's reason.
    pub dispute_reason: Option<String>,
}

/// Where something shows, or that it does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Evidence {
    /// A quotation.
    Quoted(Quote),
    /// An absence.
    Missing {
        /// What is not there.
        absent: Absent,
    },
}

/// A quotation, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quote {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The first byte of the file.
    pub offset: usize,
    /// How many bytes.
    pub length: usize,
    /// The text.
    pub quote: String,
}

/// Something that was looked for and not found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Absent {
    /// What was looked for.
    pub looked_for: String,
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
}

/// A criterion of the rubric.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CriterionView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its share of the total, in percent.
    pub weight: u32,
    /// Its score, from 1.0 to 5.0 in halves; none if the text could not be assessed or scores are hidden.
    pub score: Option<f64>,
    /// What raised and lowered it.
    pub reasons: Reasons,
}

/// A total that somebody claims to be enough.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Bar {
    /// The total.
    pub total: f64,
    /// What is known of the claim, as people read it.
    pub status: String,
}

/// How hard the text is to read.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Readability {
    /// The school grade of everything, as a range such as `9–10`.
    pub whole: String,
    /// The school grade of the prose alone.
    pub prose: Option<String>,
    /// The sentences that are hardest to read.
    pub hard: Vec<Quote>,
}

/// A claim of the ledger that the answer repeats.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClaimMet {
    /// The claim, by id.
    pub id: String,
    /// Its status, as people read it.
    pub status: String,
    /// What the ledger says.
    pub note: String,
    /// Where it stands.
    pub evidence: Quote,
}

/// A silent constraint of the case.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ConstraintView {
    /// The constraint, by id.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Whether the answer names it, and whether that changes anything.
    pub met: Met,
    /// Where the answer names it; none if it does not.
    pub seen: Option<Quote>,
    /// The sentence or row that changes something because of it: a decision, a mitigation, a measure, a gate, a way
    /// back, a boundary.
    pub effect: Option<Quote>,
}

/// A harm with what reaches it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Link {
    /// The harm.
    pub harm: Quote,
    /// What is done about it.
    pub mitigation: Option<Quote>,
    /// What counts it.
    pub measure: Option<Quote>,
    /// What waits for it.
    pub gate: Option<Quote>,
    /// What goes back because of it.
    pub way_back: Option<Quote>,
}

/// A number and what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Number {
    /// Where it stands.
    pub evidence: Quote,
    /// Its value.
    pub value: f64,
    /// Its unit: `%`, `money`, or a time such as `week`; none if it counts things.
    pub unit: Option<String>,
    /// What it counts, in words of the answer.
    pub counts: String,
    /// What it rests on.
    pub ground: Ground,
    /// The claim of the ledger in whose words it stands, by id.
    pub claim: Option<String>,
}

/// A passage that the review left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// Why.
    pub why: Idle,
    /// The passage.
    pub evidence: Quote,
}

/// A check that the case excuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Excused {
    /// The check, by id.
    pub check: String,
    /// Why.
    pub why: String,
}
