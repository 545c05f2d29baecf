//! `absolute-claim`: an absolute claim about safety.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::review::reading::Reading;

/// The check.
pub const CHECK: Check = Check {
    id: "absolute-claim",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Say how often it still fails, and what happens then.",
    doc: Doc {
        looks_for: "\
        Holds for `100% safe`, `never fails`, `impossible to misuse` and their like. Stating that something must \
         never happen does not count.",
        matters: "\
        A reader knows that every guard leaks. An absolute claim costs the trust that the rest of the answer \
         needs.",
        weak: "The base model is 100% safe for kids.",
        stronger: "\
        The filter still lets about 1 in 200 attacks through in our tests, which is why a second check reads the \
         output.",
        origin: "Published guards held for thousands of hours and were still broken once in a public demonstration.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let meant = |hit: &&Hit| {
        let sentence = reading.sentence(hit.sentence);
        let block = &reading.document.blocks[reading.block(hit)];
        let aimed = reading.part(hit) == Some(Part::Metrics) && reading.touches("measure", &sentence);
        !block.quoted && !aimed && !reading.touches("norm", &sentence) && !talks_of_attacks(reading, hit)
    };
    let message = "Replace the absolute claim: say how often it still fails, and what happens then.";
    let mut faults: Vec<Fault> = Vec::new();
    let mut last = usize::MAX;
    for hit in reading.stated("absolute").filter(meant) {
        if hit.sentence != last && faults.len() < 3 {
            faults.push(Fault::at(reading.bytes(hit), message).part(Part::Safety));
        }
        last = hit.sentence;
    }
    faults
}

/// Whether the sentence is about an attack that is tried: words of the claim itself, "impossible to trick", are none.
fn talks_of_attacks(reading: &Reading<'_>, hit: &Hit) -> bool {
    let apart = |talk: &Hit| talk.tokens.end <= hit.tokens.start || hit.tokens.end <= talk.tokens.start;
    reading.within("attack-talk", &reading.sentence(hit.sentence)).any(apart)
}
