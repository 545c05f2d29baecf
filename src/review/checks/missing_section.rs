//! `missing-section`: one of the four parts is absent in content.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::{Part, Recognized};

/// The check.
pub const CHECK: Check = Check {
    id: "missing-section",
    severity: Severity::High,
    basis: Basis::Guide,
    fix: "Write the missing part, even if it is short.",
    doc: Doc {
        looks_for: "\
        Holds when one of scope, safety, metrics and rollout is absent in what is said, whatever the headings \
         say. Content under other headings counts.",
        matters: "\
        Each part answers a question that the others cannot: for whom, what could hurt, how we know, how it gets \
         there.",
        weak: "(An answer that goes from the risks to the launch and never says what is counted.)",
        stronger: "(The same answer with two success measures and two guardrails, each with a number.)",
        origin: "The guide's framework; the four questions are ordinary product craft.",
    },
    run,
};

/// What shows a part, and how many hits are enough.
const SHOWS: [(Part, &[&str], usize); 4] = [
    (Part::Scope, &["user-intent", "primary-user", "people-noun"], 2),
    (Part::Safety, &["failure", "mitigation", "principle-named", "harm-category", "harm"], 3),
    (Part::Metrics, &["measure-word", "measure", "engagement", "safety-measure"], 4),
    (Part::Rollout, &["phase", "rollback", "red-team", "big-bang", "launch-word"], 2),
];

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let mut faults = Vec::new();
    for (part, concepts, enough) in SHOWS {
        let headed = reading.parts.begins.iter().any(|(known, block, how)| {
            *known == part
                && (*how == Recognized::Content || reading.words(Some(part)) >= 12)
                && *block < usize::MAX
        });
        let hits: usize = concepts.iter().map(|id| reading.hits(id).count()).sum();
        let counted = part == Part::Metrics && !sight.measures.is_empty();
        if !headed && hits < enough && !counted {
            let looked = concepts.iter().map(|id| reading.concepts.means(id)).collect::<Vec<_>>().join("; ");
            let message = format!(
                "Add a part on {}. Nothing that was read belongs to it.",
                part.title().to_lowercase()
            );
            faults.push(Fault::absent(looked, message).part(part));
        }
    }
    faults
}
