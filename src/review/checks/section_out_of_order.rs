//! `section-out-of-order`: the parts do not come in the order scope, safety, metrics, rollout.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::{Part, Recognized};
use crate::review::reading::Reading;

/// The check.
pub const CHECK: Check = Check {
    id: "section-out-of-order",
    severity: Severity::Low,
    basis: Basis::Guide,
    fix: "Bring the parts into the order scope, safety, metrics, rollout.",
    doc: Doc {
        looks_for: "\
        Holds when the four parts, as far as they have headings or labels, begin in another order. Parts beside \
         the four may stand anywhere.",
        matters: "\
        Each part uses the one before it: a metric measures a harm that was named, a gate uses a metric that was \
         set.",
        weak: "(Rollout first, then safety, then metrics.)",
        stronger: "(Scope, safety, metrics, rollout, each picking up what the last one named.)",
        origin: "The guide's framework; taste rather than rule.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let mut seen: Vec<Part> = Vec::new();
    let mut faults = Vec::new();
    for (part, block, how) in &reading.parts.begins {
        if *how == Recognized::Content || seen.contains(part) {
            continue;
        }
        if let Some(late) = seen.iter().find(|known| *known > part)
            && faults.is_empty()
        {
            let message = format!(
                "Move {} before {}. Readers expect scope, safety, metrics, rollout; here they begin as {}.",
                part.title().to_lowercase(),
                late.title().to_lowercase(),
                order(reading)
            );
            let span = reading.document.bytes(reading.document.blocks[*block].tokens.clone());
            faults.push(Fault::at(span, message).part(*part));
        }
        seen.push(*part);
    }
    faults
}

/// The parts in the order in which they begin.
fn order(reading: &Reading<'_>) -> String {
    let mut titles: Vec<String> = Vec::new();
    for (part, _, how) in &reading.parts.begins {
        let title = part.title().to_lowercase();
        if *how != Recognized::Content && !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles.join(", ")
}
