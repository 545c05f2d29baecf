//! `safety-toggle`: lets the user switch protection down or off.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "safety-toggle",
    severity: Severity::High,
    basis: Basis::Guide,
    fix: "Keep protection on for everybody; offer a switch only toward more of it.",
    doc: Doc {
        looks_for: "\
        Holds when users can switch a protection down or off: a setting, a mode, an opt-out of a filter or \
         warning. An opt-in to more protection does not count, nor does our own kill switch.",
        matters: "Whoever needs the protection most is the first to switch it off, or has it switched off for them.",
        weak: "Users who don't like warnings can turn them off.",
        stronger: "The default protects everybody. Parents and schools can make it stricter; nobody can make it looser.",
        origin: "The guide reports a rejected safety-mode toggle (claimed); safe defaults are common craft.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let meant = |hit: &&Hit| {
        let sentence = reading.sentence(hit.sentence);
        let block = &reading.document.blocks[reading.block(hit)];
        let planned = matches!(reading.part(hit), Some(Part::Rollout | Part::Metrics))
            && reading.touches("trigger", &sentence)
            && reading.touches("fast", &sentence);
        !block.quoted
            && !planned
            && reading.touches("user-can", &sentence)
            && !reading.touches("attack-talk", &sentence)
            && !reading.touches("stricter", &sentence)
    };
    let message = "Keep this protection on for everybody, and let a switch lead only to more of it.";
    let mut faults: Vec<Fault> = Vec::new();
    let mut last = usize::MAX;
    let switched = |hit: &&Hit| reading.touches("protection-noun", &reading.sentence(hit.sentence));
    let mut hits: Vec<&Hit> =
        reading.stated("toggle").chain(reading.stated("off-switch").filter(switched)).filter(meant).collect();
    hits.sort_by_key(|hit| hit.tokens.start);
    for hit in hits {
        if hit.sentence != last && faults.len() < 3 {
            faults.push(Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Safety));
        }
        last = hit.sentence;
    }
    faults
}
