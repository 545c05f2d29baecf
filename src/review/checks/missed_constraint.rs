//! `missed-constraint`: a silent constraint of this case is absent, or is named and changes nothing.

use crate::review::check::{Check, Doc, Sight};
use crate::review::checks::ALL;
use crate::review::constraint::{Met, Sighting, sightings};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "missed-constraint",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Design with this limit: let it change a feature, a measure or a gate.",
    doc: Doc {
        looks_for: "\
        Compares the answer with the constraints that the case implies and does not say. Holds when one is \
         absent, or is named and changes nothing: neither its sentence, row or item, nor the sentences beside it, nor \
         one that takes its words up again decides, prevents, counts, waits for, goes back on or leaves out anything. \
         Only cases of the library can be compared; with an own brief this is not assessed. The absence of latency, \
         privacy, or languages has checks of its own.",
        matters: "What the brief does not say is what a reviewer asks about, because seeing it takes thought.",
        weak: "GDPR applies here.",
        stronger: "\
        Because GDPR applies, transcripts are deleted after 30 days. (Or, in a phishing answer: appeals travel through \
         the partner's product, and limits count per key.)",
        origin: "Written for each case of the library.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    sightings(sight).iter().filter_map(|sighting| fault(sight, sighting)).take(3).collect()
}

fn fault(sight: &Sight<'_>, sighting: &Sighting<'_>) -> Option<Fault> {
    let Sighting { constraint, named, .. } = sighting;
    let own = constraint.check.as_deref().and_then(|id| ALL.iter().find(|check| check.id == id));
    // One fault is told once: what the limit's own check finds is not told again.
    if own.is_some_and(|check| !(check.run)(sight).is_empty()) {
        return None;
    }
    match (sighting.met(), named) {
        (Met::SeenWithoutEffect, Some(named)) => {
            let document = &sight.reading.document;
            let message =
                format!("Say what this changes in the design, a measure or a gate: {}", constraint.what);
            Some(Fault::at(document.sentence_bytes(named.sentence), message).part(Part::Rollout))
        }
        (Met::NotSeen, _) if own.is_none() => {
            let message = format!("Design with this limit: {} {}", constraint.what, constraint.why);
            Some(Fault::absent(constraint.signs.join(", "), message).part(Part::Rollout))
        }
        _ => None,
    }
}
