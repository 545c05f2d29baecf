//! A rubric: weighted criteria, what each level looks like in a text, and which checks feed which criterion.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pack::Id;
use crate::yaml::record;

/// How an answer is judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// Kebab-case name, unique among rubrics.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Two or three sentences: where it comes from and how far to trust it.
    pub summary: String,
    /// The ledger claims that this rubric rests on, by id; shown with their statuses.
    #[serde(default)]
    pub claims: Vec<Id>,
    /// The criteria; their weights sum to 100.
    pub criteria: Vec<Criterion>,
}
record!(Rubric { format, id, title, summary, claims, criteria });

/// One criterion of a rubric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Kebab-case name, unique in the rubric.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Its share of the total, in percent.
    pub weight: u32,
    /// What it looks at, in one sentence.
    pub looks_at: String,
    /// The questions to ask oneself before seeing a review.
    pub self_assessment: Vec<String>,
    /// Five levels, from 1 to 5.
    pub levels: Vec<Level>,
    /// The checks that feed this criterion.
    pub checks: Vec<CheckPoints>,
}
record!(Criterion { id, title, weight, looks_at, self_assessment, levels, checks });

/// What one level looks like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// 1 (weak) to 5 (strong).
    pub level: u32,
    /// The level in a few words.
    pub title: String,
    /// Things one can see in a text of this level.
    pub seen: Vec<String>,
}
record!(Level { level, title, seen });

/// How much a check is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckPoints {
    /// The check, by id; the id names the fault.
    pub check: Id,
    /// What the fault costs, on the scale of the weights (100 for the whole rubric).
    pub points: f64,
}
record!(CheckPoints { check, points });

impl Rubric {
    /// Every check that this rubric lists, with the criterion it feeds.
    pub fn checks(&self) -> impl Iterator<Item = (&Criterion, &CheckPoints)> {
        self.criteria
            .iter()
            .flat_map(|criterion| criterion.checks.iter().map(move |check| (criterion, check)))
    }
}
