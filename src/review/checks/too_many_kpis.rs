//! `too-many-kpis`: more than three primary success measures.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::measures::Role;
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "too-many-kpis",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Keep two or three success measures, and move the rest to a list that is watched.",
    doc: Doc {
        looks_for: "\
        Holds with more than three primary success measures. Safety measures and measures that are only watched \
         are counted apart.",
        matters: "Seven goals are no goal: whatever happens, one of them will look good.",
        weak: "(Daily users, minutes, questions, revenue, rating, virality and promoter score.)",
        stronger: "Two goals: unassisted score a day later, share solved with hints. Rating and returns are watched.",
        origin: "The guide asks for two or three; opinion.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let success: Vec<_> = sight.role(Role::Success).filter(|measure| measure.listed).collect();
    let Some(fourth) = success.get(3) else { return Vec::new() };
    let message = format!(
        "Choose two or three of these {} success measures, and say that the others are only watched.",
        success.len()
    );
    vec![Fault::at(reading.document.bytes(fourth.tokens.clone()), message).part(Part::Metrics)]
}
