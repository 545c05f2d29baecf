//! `failure-mode-without-mitigation`: a named failure has no answer.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "failure-mode-without-mitigation",
    severity: Severity::High,
    basis: Basis::Craft,
    fix: "Give every failure an answer: what stops it, what limits it, or who accepts it and why.",
    doc: Doc {
        looks_for: "\
        Holds when a failure is named and nothing is done about it anywhere: an empty cell, `to be clarified`, a \
         risk that is noted and left, or one without the label that its neighbors' answers carry. A residual risk accepted by name, after something was done, does not count.",
        matters: "A risk that is seen and left is worse in a reader's eyes than one that was missed.",
        weak: "Attackers will of course learn which phrases are blocked, and write around them.",
        stronger: "\
        Attackers will learn the phrases, so the block rests on a borrowed identity plus a request for secrets; \
         the account is paused after the second try.",
        origin: "Failure mode analysis; the guide asks for it too.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let left = sight.harms.iter().filter(|harm| !harm.is_answered() && (harm.listed || harm.open));
    let mut faults: Vec<Fault> = Vec::new();
    for harm in left.take(MOST) {
        let message = if harm.open {
            "Decide what is done about this failure; it is named and left open."
        } else {
            "Add what stops or limits this failure; no answer to it was found."
        };
        faults.push(Fault::at(reading.document.bytes(harm.name.clone()), message).part(Part::Safety));
    }
    faults
}

/// No more failures than this are listed one by one.
const MOST: usize = 4;
