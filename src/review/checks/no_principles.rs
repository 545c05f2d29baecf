//! `no-principles`: no design decision is tied to a principle.

use crate::review::answering::{has_arrow, may_belong};
use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::{Hit, State};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::review::reading::Reading;

/// The check.
pub const CHECK: Check = Check {
    id: "no-principles",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Tie one design choice to a published principle: because of it, the product does this.",
    doc: Doc {
        looks_for: "\
        Holds when no principle is named as a reason for a decision. Reciting or dismissing principles does not \
         count.",
        matters: "\
        A principle explains choices that numbers cannot decide, and shows that the writer knows the published \
         texts.",
        weak: "Constitutional AI has its place in poetry, but a doctor does not read a constitution.",
        stronger: "Honesty: when a step could not be verified, the tutor says so in place of a guess.",
        origin: "The guide asks for principles; the published constitution of 2026 orders them.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let named = reading.all("principle-named").iter().any(|hit| {
        hit.state == State::Stated
            && !["principle-waved", "challenge"]
                .iter()
                .any(|id| reading.touches(id, &reading.around(hit.sentence, 1)))
            && reading.part(hit) != Some(Part::Metrics)
            && !recited(reading, hit)
    });
    if named || reading.stated("conviction").any(|hit| tied(reading, hit)) {
        return Vec::new();
    }
    let message = "Tie a design choice to a principle, and say what the product does because of it.";
    let waved = reading.hits("principle-waved").next().or_else(|| reading.hits("principle-named").next());
    match waved {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Safety)]
        }
        None => vec![
            Fault::absent("a principle by name or in substance, such as honesty or avoiding harm", message)
                .part(Part::Safety),
        ],
    }
}

/// Whether a principle is listed or praised and nothing is made of it.
fn recited(reading: &Reading<'_>, hit: &Hit) -> bool {
    let near = reading.around(hit.sentence, 1);
    reading.touches("principle-recited", &near) && !reading.touches("conviction-tie", &near)
}

/// Whether a conviction leads to a choice: beside it stands a word that ties them, or an arrow.
fn tied(reading: &Reading<'_>, hit: &Hit) -> bool {
    let near = reading.around(hit.sentence, 1);
    let bytes = reading.document.bytes(near.clone());
    may_belong(reading, hit, Part::Safety)
        && (reading.touches("conviction-tie", &near) || has_arrow(&reading.text[bytes]))
        && !["principle-recited", "principle-waved", "challenge"].iter().any(|id| reading.touches(id, &near))
}
