//! What a check is, and what it may look at.

use super::concepts::Hit;
use super::context::Context;
use super::finding::{Basis, Fault, Severity};
use super::harms::{Harm, harms};
use super::measures::{Measure, Role, measures};
use super::numbers::{Figure, figures};
use super::reading::Reading;
use super::steps::{Step, steps};
use crate::pack::reference::Claim;

/// A check: one file in `review/checks/`, named for the fault.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Kebab-case name of the fault.
    pub id: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it rests on.
    pub basis: Basis,
    /// The fix in one sentence, as advice.
    pub fix: &'static str,
    /// What people read about it.
    pub doc: Doc,
    /// Looks for the fault. No fault is an empty list.
    pub run: fn(&Sight<'_>) -> Vec<Fault>,
}

/// The page of a check. `ssmr explain` and `docs/checks.md` print the same text.
#[derive(Debug, Clone, Copy)]
pub struct Doc {
    /// When it holds, and when it does not.
    pub looks_for: &'static str,
    /// Why it matters in a case.
    pub matters: &'static str,
    /// A weak passage.
    pub weak: &'static str,
    /// A stronger one.
    pub stronger: &'static str,
    /// Where the idea comes from.
    pub origin: &'static str,
}

/// Everything that checks look at.
#[derive(Debug)]
pub struct Sight<'a> {
    /// The answer.
    pub reading: &'a Reading<'a>,
    /// The case and the lists.
    pub context: &'a Context,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// The steps of its launch.
    pub steps: Vec<Step>,
    /// The harms it names.
    pub harms: Vec<Harm>,
    /// Its numbers.
    pub figures: Vec<Figure>,
}

impl<'a> Sight<'a> {
    /// Works out what the checks share.
    pub fn new(reading: &'a Reading<'a>, context: &'a Context) -> Self {
        let measures = measures(reading);
        let figures = figures(reading, context, &measures);
        Self { reading, context, measures, steps: steps(reading), harms: harms(reading), figures }
    }

    /// Whether a concept that the context made out of the case is said anywhere.
    pub fn sees(&self, concept: &str) -> bool {
        self.reading.concepts.number(concept).is_none() || self.reading.hits(concept).next().is_some()
    }

    /// The claims of the ledger that the answer repeats, in the order of the ledger, each with every place.
    pub fn claims(&self) -> impl Iterator<Item = (&Claim, &Hit)> {
        let all = self.context.shelf.claims.claims.iter();
        all.flat_map(move |claim| {
            let concept = format!("claim-{}", claim.id);
            let known = self.reading.concepts.number(&concept).is_some();
            let hits = if known { self.reading.all(&concept) } else { &[] };
            let said = hits.iter().filter(|hit| self.reading.said[self.reading.block(hit)]);
            said.map(move |hit| (claim, hit))
        })
    }

    /// The measures of one role.
    pub fn role(&self, role: Role) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(move |measure| measure.role == role)
    }
}
