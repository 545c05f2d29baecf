//! `too-few-kpis`: fewer than two primary success measures.

use crate::review::answering::may_belong;
use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::measures::Role;
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "too-few-kpis",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Add a second success measure that would fall if the first were gamed.",
    doc: Doc {
        looks_for: "Holds with fewer than two primary success measures. Safety measures are counted apart.",
        matters: "One number can be moved without helping anybody. Two that pull against each other are harder to fool.",
        weak: "Our one KPI is the share of visitors who open the linked page.",
        stronger: "\
        Visitors who open the linked page: 60%. Visitors who say a day later that it answered their question: 7 \
         in 10.",
        origin: "The guide asks for two or three; opinion.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let success: Vec<_> = sight.role(Role::Success).collect();
    let loose = sight.role(Role::Safety).filter(|measure| !measure.labelled).count();
    let known = reading.parts.of_block.contains(&Some(Part::Metrics));
    let enough = success.len() >= 2
        || (success.len() + loose >= 2 && loose > 0)
        || (sight.measures.is_empty() && !known)
        || reading.stated("two-measures").any(|hit| reading.part(hit) == Some(Part::Metrics));
    let message = "Add a second success measure, tied to what the user came to get done.";
    let alone = reading.stated("one-measure").find(|hit| may_belong(reading, hit, Part::Metrics));
    if let Some(hit) = alone.filter(|_| success.len() + loose < 3) {
        return vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Metrics)];
    }
    if enough {
        return Vec::new();
    }
    match success.first() {
        Some(only) => {
            vec![Fault::at(reading.document.bytes(only.tokens.clone()), message).part(Part::Metrics)]
        }
        None => vec![Fault::absent("measures of success with a name", message).part(Part::Metrics)],
    }
}
