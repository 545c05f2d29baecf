//! `no-consent-or-audit`: neither real opt-in nor regular audits.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::State;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-consent-or-audit",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Ask the first users for consent, and have somebody outside the team read a sample every week.",
    doc: Doc {
        looks_for: "\
        Holds when there is neither real opt-in nor a regular audit. Terms of use and implied consent do not \
         count.",
        matters: "\
        People in a test should know that they are in one, and somebody without a stake should look at what \
         happens to them.",
        weak: "Since the app is free, using it is consent.",
        stronger: "Guardians and pupils both opt in; an independent teacher reads 150 conversations every Monday.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let tabled = |id: &str| {
        reading.all(id).iter().any(|hit| {
            hit.state == State::Stated
                && !reading.document.blocks[reading.block(hit)].quoted
                && !reading.touches("consent-fake", &reading.sentence(hit.sentence))
        })
    };
    if tabled("consent") || tabled("audit") {
        return Vec::new();
    }
    let message = "Ask the first users for consent, or have a sample audited every week; best do both.";
    match reading.hits("consent-fake").next().or_else(|| reading.hits("consent").next()) {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Rollout)]
        }
        None => vec![
            Fault::absent("opt-in, consent, or a regular audit of a sample", message).part(Part::Rollout),
        ],
    }
}
