//! `no-phased-rollout`: one launch for everybody.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-phased-rollout",
    severity: Severity::High,
    basis: Basis::Craft,
    fix: "Start with a group small enough that a mistake can be made good, and say when the next one starts.",
    doc: Doc {
        looks_for: "Holds when everybody gets it at once, or no step before everybody is named.",
        matters: "\
        The first hundred users find what the team did not. It is better to owe a hundred apologies than a \
         million.",
        weak: "We launch on September 1st to all users.",
        stronger: "\
        Two weeks with 40 employees, four weeks with 500 volunteers, then 10% of accounts; each step starts when \
         both guardrails held for two weeks.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let staged = sight.steps.len() >= 2
        || reading.stated("phase").any(|hit| {
            !reading.headed(reading.block(hit), &[Part::Metrics, Part::Scope])
                && !reading.touches("other-phase", &reading.sentence(hit.sentence))
        });
    let at_once = reading.hits("big-bang").find(|hit| {
        let sentence = reading.sentence(hit.sentence);
        let early = [Part::Scope, Part::Safety, Part::Metrics];
        let elsewhere = reading.headed(reading.block(hit), &early);
        let way_back = reading.touches("rollback-refused", &sentence)
            || (reading.touches("trigger", &sentence) && reading.touches("fast", &sentence));
        !elsewhere && !way_back
    });
    let message = "Launch in steps: a small group first, and a condition for the next one.";
    match at_once {
        Some(hit)
            if sight.steps.iter().filter(|step| step.listed && (step.size || step.duration)).count() < 2 =>
        {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Rollout)]
        }
        _ if !staged => vec![
            Fault::absent("phases, a pilot, a beta, or shares of users that grow", message)
                .part(Part::Rollout),
        ],
        _ => Vec::new(),
    }
}
