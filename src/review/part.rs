//! The four parts of an answer.

use serde::Serialize;

/// A part of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The user, the use and its limits.
    Scope,
    /// Harms and what is done about them.
    Safety,
    /// What is counted.
    Metrics,
    /// How it reaches people.
    Rollout,
}

impl Part {
    /// All parts in their order.
    pub const ALL: [Part; 4] = [Part::Scope, Part::Safety, Part::Metrics, Part::Rollout];

    /// The name that people know.
    pub fn title(self) -> &'static str {
        match self {
            Part::Scope => "Scope",
            Part::Safety => "Safety",
            Part::Metrics => "Metrics",
            Part::Rollout => "Rollout",
        }
    }
}

/// How a part was recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Recognized {
    /// By a heading of any kind.
    Heading,
    /// By a label at the beginning of a paragraph or item.
    Label,
    /// By what the text says.
    Content,
}
