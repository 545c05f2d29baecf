//! `no-trade-off`: no tension between safety and usefulness is named.

use super::unquantified_trade_off::weighed;
use crate::review::answering::may_belong;
use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::review::reading::Reading;

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
    let denials: Vec<&Hit> = reading.hits("trade-off-denied").collect();
    let meant = |hit: &&Hit| {
        let sentence = reading.sentence(hit.sentence);
        !reading.touches("trade-off-denied", &sentence)
            && !reading.touches("trade-off-waved", &sentence)
            && !waved_below(reading, hit)
            && !denied_behind(reading, hit)
            && !of_launch(reading, hit)
            && (denials.is_empty() || weighed(sight, &sentence))
    };
    let firm = reading.stated("trade-off-firm").chain(reading.stated("trade-off-named"));
    let firm = firm.chain(headed("trade-off-firm"));
    let firm = firm.filter(|hit| reading.part(hit) != Some(Part::Metrics));
    found.extend(firm.filter(meant).map(|hit| hit.sentence));
    let loose = reading.stated("trade-off").filter(|hit| reading.part(hit) == Some(Part::Safety));
    found.extend(loose.filter(meant).map(|hit| hit.sentence));
    // Who denies the tension does not tell it in passing.
    let denied = !denials.is_empty() || reading.hits("trade-off-firm").any(|hit| waved_below(reading, hit));
    if found.is_empty() && !denied {
        found.extend(told(reading).filter(meant).map(|hit| hit.sentence));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a label is followed by a line that waves it away: "Trade-offs", and below it "none at product level".
fn waved_below(reading: &Reading<'_>, hit: &Hit) -> bool {
    let blocks = &reading.document.blocks;
    let number = reading.block(hit);
    let next = blocks.get(number + 1).filter(|_| blocks[number].tokens.len() <= 3);
    next.is_some_and(|next| {
        let head = next.tokens.start..next.tokens.end.min(next.tokens.start + 3);
        reading.touches("shrug", &head) || reading.touches("trade-off-denied", &next.tokens)
    })
}

/// Whether the next sentence denies what a sentence asks or quotes: "Is there a conflict? I don't see one."
fn denied_behind(reading: &Reading<'_>, hit: &Hit) -> bool {
    let document = &reading.document;
    let next = hit.sentence + 1;
    let own = &document.sentences[hit.sentence];
    let near = document.sentences.get(next).is_some_and(|it| it.block <= own.block + 1 || own.asks);
    near && reading.touches("denial-behind", &reading.sentence(next))
}

/// Whether a cost is that of a slower launch, not of safety: "a staged rollout would cost us the season".
fn of_launch(reading: &Reading<'_>, hit: &Hit) -> bool {
    let sentence = reading.sentence(hit.sentence);
    reading.part(hit) == Some(Part::Rollout)
        && ["phase", "launch-word", "big-bang"].iter().any(|id| reading.touches(id, &sentence))
}

/// Costs of safety that are told and not called a tension. They count where an answer speaks of safety, or anywhere if no
/// part of it does.
pub fn told<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = &'r Hit> {
    reading.stated("trade-off-told").filter(|hit| may_belong(reading, hit, Part::Safety))
}
