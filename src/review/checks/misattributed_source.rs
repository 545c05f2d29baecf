//! `misattributed-source`: something credited to a company that it did not publish.

use crate::pack::reference::{Claim, Status};
use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::text::document::Kind;

/// The check.
pub const CHECK: Check = Check {
    id: "misattributed-source",
    severity: Severity::Medium,
    basis: Basis::Published,
    fix: "Name the harm without the number, or cite the published framework by its title.",
    doc: Doc {
        looks_for: "\
        Holds when a taxonomy, a count of principles, a paper title, policy wording or an internal process is \
         credited to a company, and the ledger holds that as contradicted or unverified.",
        matters: "\
        The readers wrote the texts. A category number that does not exist tells them that the source was a \
         blog.",
        weak: "This is Anthropic's Category 1 risk.",
        stronger: "In Anthropic's published framework this is an economic impact.",
        origin: "The claims ledger of this program: `ssmr guide claims`.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let mut faults: Vec<(usize, Fault)> = Vec::new();
    let credits = |claim: &Claim| {
        matches!(claim.kind.as_str(), "policy" | "reference")
            && matches!(claim.status, Status::Unverified | Status::Contradicted)
    };
    for (claim, hit) in sight.claims().filter(|(claim, _)| credits(claim)) {
        let note = matches!(reading.document.blocks[reading.block(hit)].kind, Kind::Footnote);
        let doubted = note || reading.touches("figure-doubted", &reading.sentence(hit.sentence));
        if !doubted && faults.iter().all(|(sentence, _)| *sentence != hit.sentence) {
            let message = format!(
                "Leave this attribution out, or cite a published text. What is known of it: {}. {}",
                claim.status.shown(),
                claim.note
            );
            faults.push((hit.sentence, Fault::at(reading.bytes(hit), message)));
        }
    }
    faults.sort_by_key(|(sentence, _)| *sentence);
    faults.into_iter().map(|(_, fault)| fault).take(3).collect()
}
