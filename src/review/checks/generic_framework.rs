//! `generic-framework`: structured by a general product framework instead.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::{Hit, State};
use crate::review::finding::{Basis, Fault, Severity};
use crate::text::document::Kind;

/// The check.
pub const CHECK: Check = Check {
    id: "generic-framework",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Structure the answer by scope, safety, metrics and rollout, and leave the acronym out.",
    doc: Doc {
        looks_for: "\
        Holds when the answer is structured by CIRCLES, AARM, AARRR, HEART or the like. Mentioning one to set it \
         aside does not count.",
        matters: "\
        General product frameworks ask for growth and leave harm out. The structure then decides what is \
         forgotten.",
        weak: "I will use the CIRCLES method because it gives a complete answer.",
        stronger: "I leave HEART aside: it has no row for harm.",
        origin: "The guide names the frameworks (claimed); that they have no place for harm can be checked.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let own = |hit: &&Hit| {
        !reading.document.blocks[reading.block(hit)].quoted
            && !matches!(reading.document.blocks[reading.block(hit)].kind, Kind::Footnote)
    };
    let set_aside = |hit: &Hit| {
        reading.touches("framework-set-aside", &reading.around(hit.sentence, 1))
            || hit.state == State::Denied
            || reading.touches("source-talk", &reading.sentence(hit.sentence))
    };
    let all: Vec<&Hit> = reading.all("other-framework").iter().filter(own).collect();
    let headed = all.iter().find(|hit| !reading.said[reading.block(hit)]);
    let used = all.iter().find(|hit| {
        !set_aside(hit)
            && (all.len() > 1 || reading.touches("framework-use", &reading.sentence(hit.sentence)))
    });
    let message =
        "Structure the answer by scope, safety, metrics and rollout; a growth framework has no row for harm.";
    used.or(headed)
        .map(|hit| Fault::at(reading.document.sentence_bytes(hit.sentence), message))
        .into_iter()
        .collect()
}
