//! The checks that a rubric declares without code, beside those of the program.

use super::check::{Check, Sight};
use super::checks;
use super::concepts::{Hit, State};
use super::context::Context;
use super::finding::{Basis, Fault, Severity};
use super::part::Part;
use crate::pack::concepts::Concept;
use crate::pack::rubric::Rubric;
use crate::pack::simple::{Rule, SectionName, SimpleCheck};

/// A check of either kind.
#[derive(Debug, Clone, Copy)]
pub enum AnyCheck<'c> {
    /// One of the program.
    Built(&'static Check),
    /// One that the rubric declares.
    Simple(&'c SimpleCheck),
}

impl<'c> AnyCheck<'c> {
    /// Every check that a review runs: those of the program, then those of the rubric.
    pub fn every(rubric: Option<&'c Rubric>) -> impl Iterator<Item = Self> {
        let simple = rubric.into_iter().flat_map(|rubric| &rubric.simple_checks).map(Self::Simple);
        checks::ALL.iter().map(Self::Built).chain(simple)
    }

    /// The check of an id.
    pub fn find(rubric: Option<&'c Rubric>, id: &str) -> Option<Self> {
        Self::every(rubric).find(|check| check.id() == id)
    }

    /// Kebab-case name of the fault.
    pub fn id(&self) -> &'c str {
        match self {
            Self::Built(check) => check.id,
            Self::Simple(check) => &check.id,
        }
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Built(check) => check.severity,
            Self::Simple(check) => check.severity,
        }
    }

    /// What it rests on.
    pub fn basis(&self) -> Basis {
        match self {
            Self::Built(check) => check.basis,
            Self::Simple(check) => check.basis,
        }
    }

    /// The fix in one sentence.
    pub fn fix(&self) -> &'c str {
        match self {
            Self::Built(check) => check.fix,
            Self::Simple(check) => &check.fix,
        }
    }

    /// Looks for the fault.
    pub fn run(&self, sight: &Sight<'_>) -> Vec<Fault> {
        match self {
            Self::Built(check) => (check.run)(sight),
            Self::Simple(check) => run(check, sight),
        }
    }
}

/// The concepts of a rubric's simple checks: `simple-ID`.
pub fn concepts(rubric: &Rubric) -> Vec<Concept> {
    let concept = |check: &SimpleCheck| Concept {
        id: format!("simple-{}", check.id),
        means: check.looks_for.clone(),
        phrases: check.phrases.clone(),
        unless: check.unless.clone(),
        // A phrase that is a fault by being there is one in whatever way it is meant.
        negated: None,
        open: Some(check.rule == Rule::Phrase),
    };
    rubric.simple_checks.iter().map(concept).collect()
}

fn run(check: &SimpleCheck, sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let part = check.section.map(part);
    let own = |hit: &&Hit| {
        let everywhere = check.rule == Rule::Absence || part.is_none() || reading.part(hit) == part;
        everywhere && hit.state == State::Stated && !reading.document.blocks[reading.block(hit)].quoted
    };
    let id = format!("simple-{}", check.id);
    let mut hits: Vec<&Hit> = reading.hits(&id).filter(own).collect();
    hits.dedup_by_key(|hit| hit.sentence);
    let at = |hit: &Hit| Fault::at(reading.bytes(hit), check.fix.clone());
    let fault = match check.rule {
        Rule::Phrase => hits.first().map(|hit| at(hit)),
        Rule::Absence => hits.is_empty().then(|| absent(check)),
        Rule::Count => counted(check, &hits, at),
        Rule::NumberNeeded => {
            let numbered = |hit: &&Hit| reading.has_number(&reading.sentence(hit.sentence));
            hits.first().filter(|_| !hits.iter().any(numbered)).map(|hit| at(hit))
        }
    };
    fault.map(|fault| Fault { part, ..fault }).into_iter().collect()
}

/// The fault of a count: too few with what was looked for, too many at the first that is over.
fn counted(check: &SimpleCheck, hits: &[&Hit], at: impl Fn(&Hit) -> Fault) -> Option<Fault> {
    let limit = |bound: Option<u32>| bound.map(|bound| usize::try_from(bound).unwrap_or(usize::MAX));
    if limit(check.least).is_some_and(|least| hits.len() < least) {
        return Some(hits.last().map_or_else(|| absent(check), |hit| at(hit)));
    }
    limit(check.most).and_then(|most| hits.get(most)).map(|hit| at(hit))
}

fn absent(check: &SimpleCheck) -> Fault {
    const SHOWN: usize = 4;
    let phrases = check.phrases.split([',', '\n']).map(str::trim).filter(|phrase| !phrase.is_empty());
    let shown: Vec<&str> = phrases.take(SHOWN).collect();
    Fault::absent(format!("words such as {}", shown.join(", ")), check.fix.clone())
}

fn part(section: SectionName) -> Part {
    match section {
        SectionName::Scope => Part::Scope,
        SectionName::Safety => Part::Safety,
        SectionName::Metrics => Part::Metrics,
        SectionName::Rollout => Part::Rollout,
    }
}

/// A sample of a simple check that does not behave as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The place of the check among the simple checks of the rubric.
    pub check: usize,
    /// Whether the sample stands under `passes`.
    pub passes: bool,
    /// Its place there.
    pub sample: usize,
}

/// Tries the samples of a rubric's simple checks.
pub fn misfits(rubric: &Rubric, context: &Context) -> Vec<Misfit> {
    let mut found = Vec::new();
    for (number, check) in rubric.simple_checks.iter().enumerate() {
        let lists = [(true, &check.passes), (false, &check.fails)];
        for (passes, sample, text) in lists.into_iter().flat_map(|(passes, list)| {
            list.iter().enumerate().map(move |(sample, text)| (passes, sample, text))
        }) {
            let head =
                check.section.map_or_else(String::new, |section| format!("## {}\n\n", part(section).title()));
            let text = format!("{head}{text}\n");
            let reading = super::reading::Reading::new(&text, &context.concepts);
            let clean = run(check, &Sight::new(&reading, context)).is_empty();
            if clean != passes {
                found.push(Misfit { check: number, passes, sample });
            }
        }
    }
    found
}
