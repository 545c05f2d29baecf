//! `unsupported-number`: a number that is neither given, assumed with a basis, cited nor a target.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::numbers::Ground;

/// The check.
pub const CHECK: Check = Check {
    id: "unsupported-number",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "\
        Say where the number comes from: the brief, an assumption with its reason, a source, or a target of your \
         own.",
    doc: Doc {
        looks_for: "\
        Classes every number as given in the brief, assumed with a basis, cited, a target, or unsupported, and \
         holds for the last. Needs a case of the library, because an own brief is not known.",
        matters: "A number without a basis is decoration. One question about it, and the rest of the answer is in doubt.",
        weak: "This will reduce misuse by 68%.",
        stronger: "I assume that half of the copied answers go away (in last year's pilot it was 40 to 60%).",
        origin: "Craft of product work.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    if sight.context.case.is_none() {
        return Vec::new();
    }
    let message = "Say where this number comes from: the brief, an assumption with its reason, a source, or a target of your own.";
    let mut faults: Vec<Fault> = Vec::new();
    let mut last = usize::MAX;
    for figure in &sight.figures {
        let result = figure.ground == Ground::Unsupported
            && figure.percent
            && reading.touches("own-result", &reading.sentence(figure.sentence));
        if result && figure.sentence != last && faults.len() < 3 {
            faults.push(Fault::at(reading.document.bytes(figure.token..figure.token + 1), message));
            last = figure.sentence;
        }
    }
    faults
}
