//! `missed-constraint`: a silent constraint of this case is absent.

use crate::review::check::{Check, Doc, Sight};
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
        Compares the answer with the constraints that the case implies and does not say. Only cases of the \
         library can be compared; with an own brief this is not assessed. Latency, privacy, and languages have \
         checks of their own.",
        matters: "What the brief does not say is what a reviewer asks about, because seeing it takes thought.",
        weak: "(A phishing answer that never notices that many drafts come through other companies' products.)",
        stronger: "(The same answer with appeals that travel through the partner, and limits per key.)",
        origin: "Written for each case of the library.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let Some(case) = &sight.context.case else { return Vec::new() };
    let own = case.constraints.iter().filter(|constraint| constraint.check.is_none());
    let missed = own.filter(|constraint| !sight.sees(&format!("case-constraint-{}", constraint.id)));
    let fault = |constraint: &crate::pack::prompt::Constraint| {
        let message = format!("Design with this limit: {} {}", constraint.what, constraint.why);
        Fault::absent(constraint.signs.join(", "), message).part(Part::Rollout)
    };
    missed.take(2).map(fault).collect()
}
