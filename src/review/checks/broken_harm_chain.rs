//! `broken-harm-chain`: a harm never reaches a measure, a gate or a way back.

use crate::review::chain::chains;
use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "broken-harm-chain",
    severity: Severity::High,
    basis: Basis::Craft,
    fix: "Follow the harm you ranked first through a mitigation, a measure, a gate and a way back.",
    doc: Doc {
        looks_for: "\
        Follows each harm through the answer by the words it shares with mitigations, measures, gates and \
         triggers, by families of harms (an invented citation is counted by a hallucination rate), by the number \
         it goes by, and along its own row or item. Holds when the chain of a harm that has a mitigation ends there: \
         nothing counts it, no gate waits for it, and nothing goes back because of it. A question, worth no points, \
         where the first harm of the answer and another one are followed.",
        matters: "A harm that no number reaches will be found by users.",
        weak: "(Over-reliance is named and mitigated; the measures count wrong answers alone.)",
        stronger: "\
        (Over-reliance has a hint-first rule, is counted as copied answers per session, holds the second phase, \
         and above 20% the rule is tightened.)",
        origin: "Craft of product work: one line from hazard to control to measure, as in safety cases.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let chains = chains(sight);
    // A single harm, or an answer without measures at all, is the business of other checks.
    if chains.len() < 2 || sight.measures.is_empty() {
        return Vec::new();
    }
    let Some(broken) = chains.iter().find(|chain| !chain.reaches() && chain.mitigation.is_some()) else {
        return Vec::new();
    };
    let message =
        "Follow this harm further: count it, let a gate wait for it, or say when it sends the feature back.";
    let fault = Fault::at(reading.document.bytes(broken.harm.clone()), message).part(Part::Safety);
    // Two or three measures cannot count everything: where the first harm and another one are followed, it is a question.
    let followed = chains[0].reaches() && chains.iter().filter(|chain| chain.reaches()).count() >= 2;
    vec![if followed { fault.asked() } else { fault }]
}
