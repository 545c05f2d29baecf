//! `no-boundaries`: nothing is put out of scope.

use crate::review::answering::may_belong;
use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-boundaries",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Name two or three things that are out of scope, each with its reason.",
    doc: Doc {
        looks_for: "\
        Holds when nothing is put out of scope, or when the scope is declared unlimited. A list of what is \
         covered alone, with the word only, counts as a boundary.",
        matters: "An answer without a border cannot be finished, and a reader cannot tell a choice from an oversight.",
        weak: "The assistant answers every question in every subject for every age.",
        stronger: "\
        Out of scope for the first release: graded essays, use in exams, and children under 13, because each \
         needs a consent that we do not have.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let firm = reading
        .hits("boundary-firm")
        .any(|hit| reading.part(hit).is_none_or(|part| part == Part::Scope || part == Part::Safety));
    let loose = reading.hits("boundary").any(|hit| reading.part(hit) == Some(Part::Scope));
    let told = reading.hits("boundary-told").any(|hit| may_belong(reading, hit, Part::Scope));
    let headed = reading.all("boundary-firm").iter().any(|hit| !reading.said[reading.block(hit)]);
    let limitless = reading.hits("limitless").find(|hit| may_belong(reading, hit, Part::Scope));
    let message = "Put something out of scope, with a reason. ";
    if let Some(hit) = limitless.filter(|_| !firm) {
        let said = format!("{message}A scope without limits leaves nothing to decide.");
        return vec![Fault::at(reading.document.sentence_bytes(hit.sentence), said).part(Part::Scope)];
    }
    if firm || loose || told || headed {
        return Vec::new();
    }
    vec![
        Fault::absent(
            "words such as out of scope, not covered, we leave out, only",
            format!("{message}Which users, uses or features does the first release leave out?"),
        )
        .part(Part::Scope),
    ]
}
