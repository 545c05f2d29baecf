//! `unverified-figure`: a figure that the ledger holds as claimed or contradicted, given as fact.

use crate::pack::reference::{Claim, Status};
use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "unverified-figure",
    severity: Severity::Medium,
    basis: Basis::Published,
    fix: "Leave the figure out, or say where it comes from and that you could not verify it.",
    doc: Doc {
        looks_for: "\
        Holds when a figure that the claims ledger holds as claimed or contradicted is given as a fact or as \
         one's own result. As a target of one's own, or with the remark that it could not be traced, it does not \
         count.",
        matters: "The people who read the answer know the published numbers. An invented one costs more than it gains.",
        weak: "Hallucination happens in 0.8% of answers, which is Claude 3's public rate.",
        stronger: "I could not trace the 0.8% that is often quoted, so the first two weeks establish our own baseline.",
        origin: "The claims ledger of this program: `ssmr guide claims`.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let mut faults: Vec<(usize, Fault)> = Vec::new();
    let unproven = |claim: &Claim| {
        // Advice, policies and references of the ledger hold figures too.
        let statistic = matches!(claim.kind.as_str(), "statistic" | "benchmark") || claim.text.contains('%');
        let doubtful =
            matches!(claim.status, Status::Unverified | Status::Contradicted) || claim.kind == "advice";
        statistic && doubtful
    };
    for (claim, hit) in sight.claims().filter(|(claim, _)| unproven(claim)) {
        if as_fact(sight, hit) && faults.iter().all(|(sentence, _)| *sentence != hit.sentence) {
            let message = format!(
                "Leave this figure out, or say that you could not verify it. The guide says: \"{}\" This is {}.",
                claim.text,
                claim.status.shown()
            );
            faults.push((hit.sentence, Fault::at(reading.bytes(hit), message)));
        }
    }
    faults.sort_by_key(|(sentence, _)| *sentence);
    faults.into_iter().map(|(_, fault)| fault).take(4).collect()
}

/// Whether a figure is given as a fact: not aimed at, not doubted, not in a table of targets.
fn as_fact(sight: &Sight<'_>, hit: &Hit) -> bool {
    let reading = sight.reading;
    let sentence = reading.sentence(hit.sentence);
    let doubted = reading.touches("figure-doubted", &reading.around(hit.sentence, 1));
    let block = &reading.document.blocks[reading.block(hit)];
    let cell = matches!(block.kind, Kind::Cell { .. });
    let aimed = reading.document.tokens[hit.tokens.clone()].iter().any(|token| token.has(Token::BOUND))
        || reading
            .within("figure-aim", &sentence)
            .any(|aim| aim.tokens.start + 12 > hit.tokens.start && aim.tokens.start < hit.tokens.end);
    let credited = reading.touches("credited", &sentence);
    let planned = matches!(reading.part(hit), Some(Part::Metrics | Part::Rollout)) && !credited;
    let own = cell && planned;
    let spoken = !(doubted || block.quoted || own);
    spoken
        && (credited || !aimed)
        && !(planned
            && sight.measures.iter().any(|measure| {
                measure.tokens.start <= hit.tokens.start && hit.tokens.end <= measure.tokens.end
            }))
}
