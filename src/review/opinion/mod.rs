//! A second opinion: another program is given the rubric and the answer, and what it says is checked before it is shown.
//! Pure: a prompt out, a reply in. It never changes a score.

mod place;
mod prompt;
mod reply;

pub use prompt::{AGAIN, prompt};
pub use reply::{BadReply, Reply, read};

use schemars::JsonSchema;
use serde::Serialize;

use super::Context;
use super::place::Lines;
use super::report::{Quote, Review};
use super::score::total;

/// What another program said of the answer. It changes no score of this review.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct SecondOpinion {
    /// The command, as it was given.
    pub reviewer: String,
    /// How often it was asked: once, or once more.
    pub asked: u32,
    /// Why there is no opinion; none if there is one.
    pub error: Option<String>,
    /// The criteria of the rubric, with both scores.
    pub criteria: Vec<SecondScore>,
    /// Its total, weighted as the rubric has it.
    pub total: Option<f64>,
    /// What it found, in its order.
    pub findings: Vec<SecondFinding>,
    /// Findings that were dropped, because what they quote is not in the answer.
    pub dropped: usize,
}

/// A criterion with both scores.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SecondScore {
    /// The criterion, by id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The score of this review; none if it gave none.
    pub ours: Option<f64>,
    /// The score of the other program.
    pub theirs: f64,
    /// Theirs minus ours.
    pub difference: Option<f64>,
}

/// Something that the other program found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SecondFinding {
    /// The criterion, by id.
    pub criterion: String,
    /// What it says.
    pub message: String,
    /// The passage that it quotes; none if it finds something missing.
    pub evidence: Option<Quote>,
}

impl SecondOpinion {
    /// An opinion out of a reply that was checked, beside the review of the same text.
    pub fn of(reviewer: &str, asked: u32, reply: &Reply, text: &str, review: &Review) -> Self {
        let (findings, dropped) = findings(reply, text);
        let score = |view: &super::report::CriterionView| {
            let theirs = reply.score(&view.id)?;
            let (id, title) = (view.id.clone(), view.title.clone());
            Some(SecondScore {
                id,
                title,
                ours: view.score,
                theirs,
                difference: view.score.map(|ours| theirs - ours),
            })
        };
        let criteria: Vec<SecondScore> = review.criteria.iter().filter_map(score).collect();
        let weights = review.criteria.iter().map(|view| view.weight);
        let total = total(weights.zip(criteria.iter().map(|score| score.theirs)));
        Self { reviewer: reviewer.to_owned(), asked, error: None, criteria, total, findings, dropped }
    }

    /// No opinion, and why.
    pub fn none(reviewer: &str, asked: u32, error: String) -> Self {
        Self { reviewer: reviewer.to_owned(), asked, error: Some(error), ..Self::default() }
    }
}

/// The findings whose quotations stand in the answer, and how many were dropped.
fn findings(reply: &Reply, text: &str) -> (Vec<SecondFinding>, usize) {
    let body = place::body(text);
    let lines = Lines::new(text);
    let mut kept = Vec::new();
    for finding in &reply.findings {
        let quote = finding.quote.as_deref().map(str::trim).filter(|quote| !quote.is_empty());
        let evidence = quote.map(|quote| place::find(text, body, quote).map(|span| lines.quote(span)));
        let Some(evidence) = evidence.map_or(Some(None), |found| found.map(Some)) else { continue };
        let (criterion, message) = (finding.criterion.clone(), finding.message.clone());
        kept.push(SecondFinding { criterion, message, evidence });
    }
    let dropped = reply.findings.len() - kept.len();
    (kept, dropped)
}

/// The criteria by id, as the context has them.
fn ids(context: &Context) -> Vec<&str> {
    let criteria = context.rubric.iter().flat_map(|rubric| &rubric.criteria);
    criteria.map(|criterion| criterion.id.as_str()).collect()
}
