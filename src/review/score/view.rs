//! What the review says about a score.

use schemars::JsonSchema;
use serde::Serialize;

use crate::review::report::{Evidence, Quote};

/// Something that raised a criterion, with the passages that carry its points.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Raised {
    /// The sign, by id.
    pub sign: String,
    /// What was seen.
    pub title: String,
    /// What it adds, on the scale of the rubric's weights.
    pub points: f64,
    /// Whether the first of the passages is of the kind that readers marked for it; others rest on phrases alone.
    pub clear: bool,
    /// The passages that carry these points, each an equal share.
    pub evidence: Vec<Quote>,
}

/// Something that lowered a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lowered {
    /// The check, by id.
    pub check: String,
    /// What it takes, on the scale of the rubric's weights.
    pub points: f64,
    /// Where it shows, or what was looked for.
    pub evidence: Evidence,
}

/// A limit that holds a criterion down.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Held {
    /// What set it: a check, a condition of the rubric, `few-kinds` or `not-about-this-case`.
    pub by: String,
    /// The highest score that it allows.
    pub at: f64,
    /// Why.
    pub why: String,
    /// The passage that set it.
    pub evidence: Option<Quote>,
}

/// The fix that raises a criterion most.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Fix {
    /// The check to clear or the sign to add, by id.
    pub what: String,
    /// What to do, in one sentence.
    pub advice: String,
    /// By how much the criterion rises, before it is rounded to halves.
    pub gain: f64,
}

/// The score of a criterion with its reasons.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Reasons {
    /// What raised it, the most valuable first.
    pub up: Vec<Raised>,
    /// What lowered it, the heaviest first.
    pub down: Vec<Lowered>,
    /// The limit that holds it down, if one does.
    pub held: Option<Held>,
    /// The fix that raises it most; none at 5.0.
    pub best_fix: Option<Fix>,
}
