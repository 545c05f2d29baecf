//! `no-decision`: the question of the brief is never answered.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-decision",
    severity: Severity::High,
    basis: Basis::Craft,
    fix: "Answer the question of the brief in one sentence, with the condition under which it holds.",
    doc: Doc {
        looks_for: "\
        Holds when no sentence recommends, decides or proposes anything, or when the only answer is that it \
         depends, without a condition.",
        matters: "The reader wants to see a judgment. An answer that describes both sides leaves the judgment to them.",
        weak: "It depends on many factors, and both sides have good arguments.",
        stronger: "Launch for verified clinics only, and widen it once fewer than 1 in 1,000 answers names a diagnosis.",
        origin: "Craft of product work.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    if reading.has("decision") || reading.all("decision").iter().any(|hit| !reading.said[reading.block(hit)])
    {
        return Vec::new();
    }
    let message = "Answer the question of the brief: say what you would do, and on which condition.";
    match reading.hits("depends").next() {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Scope)]
        }
        None => vec![Fault::absent("a recommendation or decision", message).part(Part::Scope)],
    }
}
