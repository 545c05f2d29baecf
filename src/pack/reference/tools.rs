//! What one builds with: mitigations and measures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pack::Id;
use crate::yaml::{choices, record};

/// `reference/mitigations.yaml`: ways to hold a harm off.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mitigations {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// The entries in order.
    pub entries: Vec<Mitigation>,
}
record!(Mitigations { format, entries });

/// A way to hold a harm off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mitigation {
    /// Kebab-case name.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// What it does.
    pub does: String,
    /// What it costs honest users.
    pub costs: String,
    /// The harm categories it works against, by id.
    pub against: Vec<Id>,
    /// What to read, by source id.
    #[serde(default)]
    pub sources: Vec<Id>,
}
record!(Mitigation { id, title, does, costs, against, sources });

/// `reference/measures.yaml`: what can be measured, and how it misleads.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// The entries in order.
    pub entries: Vec<Measure>,
}
record!(Measures { format, entries });

/// Something that can be measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Kebab-case name.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// What it is for.
    pub kind: MeasureKind,
    /// What is counted, over what.
    pub definition: String,
    /// How it is measured in practice.
    pub how: String,
    /// How it misleads.
    pub pitfall: String,
    /// What to read, by source id.
    #[serde(default)]
    pub sources: Vec<Id>,
}
record!(Measure { id, title, kind, definition, how, pitfall, sources });

/// What a measure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureKind {
    /// The product does its job.
    Success,
    /// The product does harm.
    Safety,
    /// Protection gets in the way of honest people.
    HonestUse,
}
choices!(MeasureKind { Success = "success", Safety = "safety", HonestUse = "honest-use" });
