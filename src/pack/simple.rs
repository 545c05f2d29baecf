//! Simple checks that a rubric declares by itself: phrases to find, to miss, to count, or to see with a number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pack::Id;
use crate::yaml::{choices, record};

/// A check without code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SimpleCheck {
    /// Kebab-case name of the fault, not of the fix; unique among all checks.
    pub id: Id,
    /// How much it weighs.
    pub severity: Severity,
    /// What it rests on.
    pub basis: Basis,
    /// The part it belongs to; the whole answer if left out. Only `absence` looks beyond its part.
    #[serde(default)]
    pub section: Option<SectionName>,
    /// What is a fault.
    pub rule: Rule,
    /// The phrases, in the language of concepts.
    pub phrases: String,
    /// Phrases that look alike and mean something else.
    #[serde(default)]
    pub unless: Option<String>,
    /// For `count`: the fewest sentences, items or cells with such a phrase.
    #[serde(default)]
    pub least: Option<u32>,
    /// For `count`: the most.
    #[serde(default)]
    pub most: Option<u32>,
    /// When it holds, in one or two sentences.
    pub looks_for: String,
    /// Why it matters in a case.
    pub matters: String,
    /// The recommendation, in one sentence.
    pub fix: String,
    /// Passages without the fault; `ssmr pack check` tries them.
    pub passes: Vec<String>,
    /// Passages with the fault; `ssmr pack check` tries them.
    pub fails: Vec<String>,
}
record!(SimpleCheck {
    id,
    severity,
    basis,
    section,
    rule,
    phrases,
    unless,
    least,
    most,
    looks_for,
    matters,
    fix,
    passes,
    fails
});

/// What a simple check calls a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A phrase is there.
    Phrase,
    /// No phrase is there, or only where it is denied or put off.
    Absence,
    /// A phrase is there fewer times than `least` or more times than `most`.
    Count,
    /// A phrase is there, and no sentence that holds one has a number.
    NumberNeeded,
}
choices!(Rule { Phrase = "phrase", Absence = "absence", Count = "count", NumberNeeded = "number-needed" });

/// A part of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionName {
    /// Scope.
    Scope,
    /// Safety.
    Safety,
    /// Metrics.
    Metrics,
    /// Rollout.
    Rollout,
}
choices!(SectionName { Scope = "scope", Safety = "safety", Metrics = "metrics", Rollout = "rollout" });

/// How much a fault weighs in a reader's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Low,
    /// Worth fixing.
    Medium,
    /// Fix this first.
    High,
}
choices!(Severity { Low = "low", Medium = "medium", High = "high" });

/// What a check rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The preparation guide alone: taste, or a claim.
    Guide,
    /// Published material.
    Published,
    /// The craft of product work.
    Craft,
}
choices!(Basis { Guide = "guide", Published = "published", Craft = "craft" });
