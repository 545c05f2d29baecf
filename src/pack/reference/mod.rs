//! The reference shelf: what everything else points to by id.
//!
//! Each list is a file of its own in `reference/`. A pack on disk may carry any of them; its entries are added to the
//! shelf or replace the entry of the same id.

mod tools;

pub use tools::{Measure, MeasureKind, Measures, Mitigation, Mitigations};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pack::Id;
use crate::yaml::{choices, record};

/// How well a statement is known. The words are those of the ledger; see [`Status::shown`] for what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A primary source supports it.
    Verified,
    /// No primary source was found.
    Unverified,
    /// A primary source, or the guide's own figures, exclude it.
    Contradicted,
    /// Advice, not a fact.
    Opinion,
}
choices!(Status {
    Verified = "verified", Unverified = "unverified", Contradicted = "contradicted", Opinion = "opinion"
});

impl Status {
    /// The status as people read it: an unverified statement is a claim, a contradicted one a claim that fails.
    pub fn shown(self) -> &'static str {
        match self {
            Status::Verified => "verified",
            Status::Unverified => "claimed",
            Status::Contradicted => "claimed, and contradicted",
            Status::Opinion => "opinion",
        }
    }
}

/// `reference/harms.yaml`: two vocabularies for harm and how they relate.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Harms {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// How the two vocabularies relate, in a short paragraph.
    #[serde(default)]
    pub relation: Option<String>,
    /// The published impact dimensions.
    #[serde(default)]
    pub impacts: Vec<Impact>,
    /// The guide's categories: names, never numbers.
    #[serde(default)]
    pub categories: Vec<Category>,
}
record!(Harms { format, relation, impacts, categories });

/// A published impact dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Impact {
    /// Kebab-case name.
    pub id: Id,
    /// The published name.
    pub title: String,
    /// What it covers.
    pub means: String,
    /// An example from a product.
    pub example: String,
    /// Where it is published, by source id.
    pub sources: Vec<Id>,
}
record!(Impact { id, title, means, example, sources });

/// A harm category of the guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Kebab-case name.
    pub id: Id,
    /// The name to use in an answer.
    pub title: String,
    /// What it covers.
    pub means: String,
    /// An example from a product.
    pub example: String,
    /// The impact dimensions it usually touches, by id, strongest first.
    pub impacts: Vec<Id>,
    /// How it shows in those dimensions.
    pub how: String,
    /// The ledger claim behind the category, by id.
    pub claim: Id,
    /// Where a similar term is published, by source id.
    #[serde(default)]
    pub sources: Vec<Id>,
}
record!(Category { id, title, means, example, impacts, how, claim, sources });

/// `reference/principles.yaml`: what the guide quotes and what is published.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Principles {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// What the published texts say about themselves, in a short paragraph.
    #[serde(default)]
    pub note: Option<String>,
    /// Principles that can be read in published texts.
    #[serde(default)]
    pub published: Vec<Published>,
    /// The guide's seven directives.
    #[serde(default)]
    pub directives: Vec<Directive>,
}
record!(Principles { format, note, published, directives });

/// A principle that can be read in a published text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Kebab-case name.
    pub id: Id,
    /// The principle in a few words.
    pub title: String,
    /// What it asks for, in our words.
    pub means: String,
    /// How it shows up in a product decision.
    pub in_a_case: String,
    /// Where it is published, by source id.
    pub sources: Vec<Id>,
}
record!(Published { id, title, means, in_a_case, sources });

/// A directive as the guide quotes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Directive {
    /// Kebab-case name.
    pub id: Id,
    /// The directive as the guide has it.
    pub title: String,
    /// What is published instead or beside it, in our words.
    pub published: String,
    /// The ledger claim behind it, by id; it carries the status.
    pub claim: Id,
    /// The published principles nearest to it, by id.
    #[serde(default)]
    pub nearest: Vec<Id>,
    /// What to read, by source id.
    pub sources: Vec<Id>,
}
record!(Directive { id, title, published, claim, nearest, sources });

/// `reference/case-types.yaml`: the kinds of case and their shares.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseTypes {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// The kinds of case.
    pub types: Vec<CaseType>,
}
record!(CaseTypes { format, types });

/// A kind of case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseType {
    /// Kebab-case name; also the folder under `prompts/`.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// What such a case asks of an answer.
    pub asks: String,
    /// The share of cases the guide claims, in percent.
    #[serde(default)]
    pub share: Option<u32>,
    /// The ledger claim behind the share, by id.
    #[serde(default)]
    pub claim: Option<Id>,
}
record!(CaseType { id, title, asks, share, claim });

/// `reference/process.yaml`: the interview as the guide describes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// What is really published about the process, in a short paragraph.
    #[serde(default)]
    pub note: Option<String>,
    /// The stages in order.
    pub stages: Vec<Stage>,
}
record!(Process { format, note, stages });

/// A stage of the interview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Kebab-case name.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// How long the guide says it takes.
    pub duration: String,
    /// What happens there.
    pub what: String,
    /// How to prepare for it.
    pub prepare: String,
    /// The ledger claims about it, by id.
    pub claims: Vec<Id>,
}
record!(Stage { id, title, duration, what, prepare, claims });

/// `reference/checklist.yaml`, `reference/mistakes.yaml` and `reference/questions.yaml`: advice, entry by entry.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// What the list is and how far to trust it.
    #[serde(default)]
    pub note: Option<String>,
    /// The entries in order.
    pub entries: Vec<AdviceEntry>,
}
record!(Advice { format, note, entries });

/// One piece of advice: a step to take, a mistake to avoid, or a rule for a common question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdviceEntry {
    /// Kebab-case name.
    pub id: Id,
    /// The step, the mistake or the question, in one line.
    pub title: String,
    /// What to do, in our words.
    pub advice: String,
    /// What is really published on the matter, where the guide claims more than it shows.
    #[serde(default)]
    pub published: Option<String>,
    /// The checks that look for it, by id.
    #[serde(default)]
    pub checks: Vec<Id>,
    /// The ledger claims about it, by id.
    #[serde(default)]
    pub claims: Vec<Id>,
    /// What to read, by source id.
    #[serde(default)]
    pub sources: Vec<Id>,
}
record!(AdviceEntry { id, title, advice, published, checks, claims, sources });

/// `reference/sources.yaml`: real texts a candidate can cite.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// When and how they were checked.
    #[serde(default)]
    pub note: Option<String>,
    /// The sources.
    pub sources: Vec<Source>,
}
record!(Sources { format, note, sources });

/// A real text a candidate can cite.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Kebab-case name.
    pub id: Id,
    /// The title as published.
    pub title: String,
    /// Who wrote or published it.
    pub authors: String,
    /// The year of the text or of the edition that was read.
    pub year: u32,
    /// Where it is, starting with https://.
    pub url: String,
    /// paper, blog, policy, report, standard or dataset.
    pub kind: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// Facts in it, in our words.
    pub key_facts: Vec<String>,
    /// How it was checked.
    pub checked: Checked,
}
record!(Source { id, title, authors, year, url, kind, topics, key_facts, checked });

/// How a source was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Checked {
    /// Its text was read, in part or whole, in a stored copy.
    Read,
    /// Only its title and address were seen; its facts come from texts about it.
    TitleOnly,
}
choices!(Checked { Read = "read", TitleOnly = "title-only" });

/// `reference/claims.yaml`: what the guide claims, held against what is published.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// When and how they were checked.
    #[serde(default)]
    pub note: Option<String>,
    /// The claims.
    pub claims: Vec<Claim>,
}
record!(Claims { format, note, claims });

/// A claim of the guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Kebab-case name.
    pub id: Id,
    /// The claim in our words.
    pub text: String,
    /// process, rubric, safety, metrics, rollout, prompts, benchmarks, checklist, mistakes or faq.
    pub topic: String,
    /// statistic, reference, policy, benchmark or advice.
    pub kind: String,
    /// How well it is known.
    pub status: Status,
    /// What was found, or not found.
    pub note: String,
    /// What to read or cite instead, by source id.
    #[serde(default)]
    pub sources: Vec<Id>,
}
record!(Claim { id, text, topic, kind, status, note, sources });
