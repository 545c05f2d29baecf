//! `no-boundaries`: nothing is put out of scope.

use crate::review::answering::may_belong;
use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::review::reading::Reading;

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
    // "I would not rule anything out" holds the words of a boundary and is none.
    let meant = |hit: &&Hit| !reading.touches("boundary-refused", &reading.sentence(hit.sentence));
    let firm = reading
        .hits("boundary-firm")
        .filter(meant)
        .any(|hit| reading.part(hit).is_none_or(|part| part == Part::Scope || part == Part::Safety));
    let loose = reading.hits("boundary").filter(meant).any(|hit| reading.part(hit) == Some(Part::Scope));
    let told = reading.hits("boundary-told").filter(meant);
    let told = told.into_iter().any(|hit| may_belong(reading, hit, Part::Scope) || beside_user(reading, hit));
    let headed = reading.all("boundary-firm").iter().any(|hit| !reading.said[reading.block(hit)]);
    let open = |id| reading.hits(id).find(|hit| may_belong(reading, hit, Part::Scope));
    let refused =
        reading.hits("boundary-refused").find(|hit| reading.part(hit).is_none_or(|part| part == Part::Scope));
    // Who refuses to draw a line in the Scope part draws none elsewhere in passing.
    let firm = firm
        && (refused.is_none()
            || reading.hits("boundary-firm").filter(meant).any(|hit| reading.part(hit) == Some(Part::Scope)));
    let limitless = refused.or_else(|| open("limitless"));
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

/// Whether a hit stands in a passage that says whom the product is for, under whatever heading.
fn beside_user(reading: &Reading<'_>, hit: &Hit) -> bool {
    let tokens = &reading.document.blocks[reading.block(hit)].tokens;
    ["primary-user", "people-noun", "user-intent"].iter().all(|id| reading.touches(id, tokens))
}
