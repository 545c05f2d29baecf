//! A rubric: weighted criteria, what each level looks like in a text, and which checks feed which criterion.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pack::Id;
use crate::pack::simple::SimpleCheck;
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
    /// How points become scores; the shipped values if left out.
    #[serde(default)]
    pub scale: Option<Scale>,
    /// Checks that this rubric adds to those of the program.
    #[serde(default)]
    pub simple_checks: Vec<SimpleCheck>,
    /// The criteria; their weights sum to 100.
    pub criteria: Vec<Criterion>,
}
record!(Rubric { format, id, title, summary, claims, scale, simple_checks, criteria });

/// How points become scores from 1 to 5.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The score of a criterion without a fault and without a sign of quality.
    pub clean: f64,
    /// The share of a criterion's weight, in lost points, that lowers it by one.
    pub level_lost: f64,
    /// The share of a criterion's weight, in won points, that raises it by one.
    pub level_won: f64,
    /// How many kinds of evidence a criterion needs to pass `plain`.
    pub kinds: u32,
    /// The highest score with fewer kinds of evidence.
    pub plain: f64,
    /// The highest score of an answer that could have been given to another case.
    pub unspecific: f64,
    /// The total that is claimed to lead to an offer.
    #[serde(default)]
    pub bar: Option<f64>,
    /// The claim of the ledger that says so, by id.
    #[serde(default)]
    pub bar_claim: Option<Id>,
}
record!(Scale { clean, level_lost, level_won, kinds, plain, unspecific, bar, bar_claim });

impl Default for Scale {
    fn default() -> Self {
        Self {
            clean: 3.0,
            level_lost: 0.2,
            level_won: 0.25,
            kinds: 3,
            plain: 4.0,
            unspecific: 3.0,
            bar: None,
            bar_claim: None,
        }
    }
}

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
    /// The signs of quality that raise this criterion.
    #[serde(default)]
    pub signs: Vec<SignPoints>,
    /// What keeps this criterion low, whatever else it shows.
    #[serde(default)]
    pub caps: Vec<Cap>,
}
record!(Criterion { id, title, weight, looks_at, self_assessment, levels, checks, signs, caps });

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

/// How much a sign of quality is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignPoints {
    /// The sign, by id.
    pub sign: Id,
    /// What it adds, on the scale of the weights, where enough passages show it.
    pub points: f64,
    /// How many passages are enough; fewer add their share.
    pub enough: u32,
}
record!(SignPoints { sign, points, enough });

/// A limit on a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// What sets it: the id of a check, or `severe-harm-open`, `blocks-everything`.
    pub when: Id,
    /// The highest score then.
    pub score: f64,
    /// Why, in one sentence.
    pub why: String,
}
record!(Cap { when, score, why });

impl Rubric {
    /// Every check that this rubric lists, with the criterion it feeds.
    pub fn checks(&self) -> impl Iterator<Item = (&Criterion, &CheckPoints)> {
        self.criteria
            .iter()
            .flat_map(|criterion| criterion.checks.iter().map(move |check| (criterion, check)))
    }
}
