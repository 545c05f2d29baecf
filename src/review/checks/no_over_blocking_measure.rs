//! `no-over-blocking-measure`: something is blocked and nothing measures the harm to honest use.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-over-blocking-measure",
    severity: Severity::Medium,
    basis: Basis::Published,
    fix: "Count honest requests that were stopped, with a limit of their own.",
    doc: Doc {
        looks_for: "\
        Holds when the product blocks, flags or slows something, and no measure counts honest use that is \
         stopped: false alarms, refusals of harmless requests, appeals that were granted.",
        matters: "\
        A guard that stops everybody has a perfect record. The people it stops are invisible unless they are \
         counted.",
        weak: "We block drafts above the risk score and count the attacks that are stopped.",
        stronger: "Honest drafts held per 10,000: at most 10, read by a person in a weekly random sample.",
        origin: "\
        System cards report refusals of harmless requests beside refusals of harmful ones; the constitution says \
         that unhelpfulness is never automatically safe.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let guard = reading.stated("guarding").find(|hit| {
        let aside = reading.document.path(reading.block(hit)).any(|title| {
            reading.touches(
                "not-harm-heading",
                &reading.document.blocks[reading.document.headings[title].block].tokens,
            )
        });
        reading.part(hit) == Some(Part::Safety)
            && !aside
            && !reading.touches("alternative", &reading.sentence(hit.sentence))
    });
    let measured = reading.all("over-blocking").iter().any(|hit| {
        let near = reading.around(hit.sentence, 0);
        reading.part(hit) == Some(Part::Metrics) || reading.has_number(&near)
    });
    let Some(hit) = guard.filter(|_| !measured) else { return Vec::new() };
    let message = "Measure the honest use that this stops, and give it a limit too.";
    vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Metrics)]
}
