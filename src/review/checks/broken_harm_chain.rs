//! `broken-harm-chain`: a harm never reaches a measure, a gate or a way back.

use std::ops::Range;

use crate::review::chain::{Chain, chains};
use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::harms::leads_with_guard;
use crate::review::parts::Part;
use crate::review::reading::Reading;
use crate::text::document::Kind;

/// The check.
pub const CHECK: Check = Check {
    id: "broken-harm-chain",
    severity: Severity::High,
    basis: Basis::Craft,
    fix: "Follow a harm to its measure with a limit, to a gate and to the way back.",
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
    // A harm without a mitigation is the business of another check; a sentence that leads with what is done is no harm.
    let led = |chain: &Chain| is_prose(reading, &chain.harm) && leads_with_guard(reading, &chain.harm);
    let mut own = chains.iter().filter(|chain| chain.mitigation.is_some() && !led(chain)).peekable();
    let first = own.peek().is_some_and(|chain| chain.reaches());
    let Some(broken) = own.find(|chain| !chain.reaches()) else { return Vec::new() };
    let message =
        "Count this harm, with a limit: it has an answer, but no measure, gate or way back names it.";
    let fault = Fault::at(reading.document.bytes(broken.harm.clone()), message).part(Part::Safety);
    // Two or three measures cannot count everything: where the first harm and another one are followed, it is a question.
    let followed = first && chains.iter().filter(|chain| chain.reaches()).count() >= 2;
    vec![if followed { fault.asked() } else { fault }]
}

/// Whether a harm is told in running text.
fn is_prose(reading: &Reading<'_>, harm: &Range<usize>) -> bool {
    let blocks = &reading.document.blocks;
    let block = blocks.partition_point(|block| block.tokens.end <= harm.start);
    blocks.get(block).is_some_and(|block| block.kind == Kind::Paragraph)
}
