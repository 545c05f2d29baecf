//! `over-engineered`: a new model, a human before every output, or a broken time budget.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "over-engineered",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Use what exists: a prompt, a rule, a check on a sample, a person for the few cases that need one.",
    doc: Doc {
        looks_for: "\
        Holds when the answer trains a new model for it, has people review every output, or breaks the latency \
         budget. Review of every output is accepted where the case says that its risk needs it.",
        matters: "A plan that cannot ship protects nobody. Reviewers ask what it costs and when it would be there.",
        weak: "\
        We train a medical super-model, a second model checks it, and a doctor reads each answer before it is \
         sent.",
        stronger: "Dosage questions are declined by a rule; a nurse reads 75 conversations a week.",
        origin: "The guide names new models and human review of all outputs; claimed. The cost argument is craft.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let mut faults: Vec<Fault> = Vec::new();
    let outside = |hit: &&Hit| {
        let sentence = reading.sentence(hit.sentence);
        !reading.document.blocks[reading.block(hit)].quoted
            && !reading.touches("alternative", &sentence)
            && !reading.touches("attack-talk", &sentence)
    };
    if let Some(hit) = reading.stated("new-model").find(outside) {
        let message = "Work with what exists; a model trained for this takes months and needs a safety case of its own.";
        faults.push(Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Safety));
    }
    if let Some(hit) = reading.stated("review-all").find(|hit| {
        outside(hit)
            && !reading.headed(reading.block(hit), &[Part::Metrics])
            && !reading.touches("report-word", &reading.around(hit.sentence, 1))
            && !reading.touches("sampled", &reading.sentence(hit.sentence))
    }) {
        let message =
            "Have people review a sample and the hard cases; somebody who reads every output cannot keep up.";
        faults.push(Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Safety));
    }
    if let Some(hit) = reading.stated("latency-number").find(|hit| slow(sight, hit)) {
        let message = "Shorten the path: a wait of this length loses the user before the protection works.";
        faults.push(Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Rollout));
    }
    faults
}

/// Whether a hit says that every answer takes three seconds or more.
fn slow(sight: &Sight<'_>, hit: &Hit) -> bool {
    let reading = sight.reading;
    let sentence = reading.sentence(hit.sentence);
    let token = &reading.document.tokens[hit.tokens.start];
    let unit = reading.document.stem(&reading.document.tokens[hit.tokens.end - 1]);
    let seconds = match unit {
        "minut" => token.value * 60.0,
        "s" | "sec" | "second" => token.value,
        _ => return false,
    };
    seconds >= 3.0
        && reading.touches("per-answer", &sentence)
        && !reading.touches("rollback", &sentence)
        && !reading.touches("read-by-person", &sentence)
}
