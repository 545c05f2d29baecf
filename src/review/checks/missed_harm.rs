//! `missed-harm`: a harm that this case expects is absent.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "missed-harm",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Ask who else is hurt here, beyond the harms already named.",
    doc: Doc {
        looks_for: "\
        Compares the answer with the harms that the case expects. Only cases of the library can be compared; \
         with an own brief this is not assessed.",
        matters: "The harms a case expects are the ones a reviewer will ask about.",
        weak: "(A phishing answer that names stolen money and never the honest mail that is stopped.)",
        stronger: "(The same answer with the 36,000 honest drafts a day, who writes them, and how they appeal.)",
        origin: "Written for each case of the library.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let Some(case) = &sight.context.case else { return Vec::new() };
    let missed: Vec<_> =
        case.harms.iter().filter(|harm| !sight.sees(&format!("case-harm-{}", harm.id))).collect();
    let few = missed.len() * 2 <= case.harms.len();
    let fault = |harm: &&crate::pack::prompt::ExpectedHarm| {
        let message = format!("Ask whether this belongs into the answer: {} {}", harm.what, harm.why);
        let fault = Fault::absent(harm.signs.join(", "), message).part(Part::Safety);
        if few { fault.asked() } else { fault }
    };
    missed.iter().take(2).map(fault).collect()
}
