//! `no-trade-off`: no tension between safety and usefulness is named.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-trade-off",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Name what the safest choice costs an honest user.",
    doc: Doc {
        looks_for: "\
        Holds when no tension between safety and usefulness is named, or when it is denied. Excludes \
         `unquantified-trade-off`.",
        matters: "Every protection costs somebody something. An answer without a cost has not looked at it.",
        weak: "This makes everybody happy, and there is no real conflict between safety and usability.",
        stronger: "\
        Two hints before any answer will annoy tired students; we accept 12% fewer finished sets for 40% fewer \
         copied ones.",
        origin: "Craft of product work; the published constitution says that unhelpfulness is never automatically safe.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    if !tensions(sight).is_empty() {
        return Vec::new();
    }
    let reading = sight.reading;
    let message = "Name the cost of safety here: who loses what, so that others are protected.";
    match reading.hits("trade-off-denied").next() {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Safety)]
        }
        None => vec![
            Fault::absent("a cost, price or tension between safety and usefulness", message)
                .part(Part::Safety),
        ],
    }
}

/// The sentences that name a tension.
pub fn tensions(sight: &Sight<'_>) -> Vec<usize> {
    let reading = sight.reading;
    let mut found: Vec<usize> = Vec::new();
    let headed = |id| reading.all(id).iter().filter(|hit| !reading.said[reading.block(hit)]);
    let firm = reading.stated("trade-off-firm").chain(headed("trade-off-firm"));
    for hit in firm {
        if !reading.touches("trade-off-denied", &reading.sentence(hit.sentence))
            && reading.part(hit) != Some(Part::Metrics)
        {
            found.push(hit.sentence);
        }
    }
    let loose = reading.stated("trade-off").filter(|hit| reading.part(hit) == Some(Part::Safety));
    found.extend(
        loose
            .filter(|hit| !reading.touches("trade-off-denied", &reading.sentence(hit.sentence)))
            .map(|hit| hit.sentence),
    );
    found.sort_unstable();
    found.dedup();
    found
}
