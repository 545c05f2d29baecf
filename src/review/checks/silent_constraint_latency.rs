//! `silent-constraint-latency`: response time is absent, dismissed or exceeded.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::limit::Limit;

/// The check.
pub const CHECK: Check = Check {
    id: "silent-constraint-latency",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Say how long a user may wait, and which part of the design that limit decided.",
    doc: Doc {
        looks_for: "\
        Holds when the time a user waits is absent, dismissed or exceeded. Exceeding it is also \
         `over-engineered`. Firm where the case declares the constraint or no case is known; a question \
         otherwise.",
        matters: "\
        Every check adds waiting, and a slow protection is switched off by the first manager who looks at the \
         numbers.",
        weak: "Our estimate is about 4 seconds per answer, which is acceptable.",
        stronger: "\
        Both checks together add at most 200 ms at the 95th percentile, so the second one reads only flagged \
         drafts.",
        origin: "\
        The guide calls such limits silent constraints (claimed). Cases of this library declare which ones they \
         hide.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let limit = Limit {
        check: CHECK.id,
        concept: "latency",
        waved: "latency-waved",
        message: "Say how long a user may wait for an answer, and what that limit changed in the design.",
        looked_for: "a response time, a percentile, milliseconds, or a wait that is kept short",
        meant,
    };
    limit.faults(sight)
}

/// Whether a hit speaks of waiting for an answer, and does not wave it away.
fn meant(sight: &Sight<'_>, hit: &Hit) -> bool {
    let reading = sight.reading;
    let sentence = reading.sentence(hit.sentence);
    let block = &reading.document.blocks[reading.block(hit)];
    // "A first answer in under a second; the register check may take ten minutes and blocks nothing."
    let prompt = reading.touches("prompt-answer", &sentence);
    let waved = reading.touches("latency-waved", &sentence) || reading.touches("slow-answer", &sentence);
    let patience = reading.touches("patience", &reading.around(hit.sentence, 1));
    !block.quoted && (prompt || !(waved || patience))
}
