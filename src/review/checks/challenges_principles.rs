//! `challenges-principles`: argues for less safety or disputes the framework itself.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::document::Kind;

/// The check.
pub const CHECK: Check = Check {
    id: "challenges-principles",
    severity: Severity::High,
    basis: Basis::Guide,
    fix: "\
        Propose an improvement inside the framework, or back a relaxation with measured harm, a limit and a way \
         back.",
    doc: Doc {
        looks_for: "\
        Holds when the answer argues for relaxing safety or disputes the framework itself. Proposing an \
         improvement inside it does not count, and a relaxation with measured harm, a limit and a way back is \
         reasoned disagreement.",
        matters: "\
        An exercise about safe products is the wrong place to argue that safety is too strict, unless the harm \
         of strictness is measured.",
        weak: "In my view the constitution is too strict for this use case, and the filter should be relaxed.",
        stronger: "\
        Refusals could explain themselves: 4 in 10 users try again with a worse prompt, so I would test one \
         sentence of explanation for two weeks.",
        origin: "The guide warns against it; opinion. The distinction between disagreement and dismissal is ours.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let meant = |hit: &&Hit| {
        let block = &reading.document.blocks[reading.block(hit)];
        let near = reading.around(hit.sentence, 1);
        let asked = reading.document.sentences[hit.sentence].asks;
        let reasoned = reading.touches("rollback", &near) && reading.has_number(&near);
        !block.quoted
            && !asked
            && !reasoned
            && !matches!(block.kind, Kind::Cell { .. })
            && !reading.touches("attack-talk", &reading.sentence(hit.sentence))
    };
    let message = "Build on the safety principles: propose an improvement inside them, or show the measured harm of strictness, a limit and a way back.";
    let mut faults: Vec<Fault> = Vec::new();
    let mut last = usize::MAX;
    for hit in reading.hits("challenge").filter(meant) {
        if hit.sentence != last && faults.len() < 3 {
            faults.push(Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Safety));
        }
        last = hit.sentence;
    }
    faults
}
