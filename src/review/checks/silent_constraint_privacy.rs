//! `silent-constraint-privacy`: personal data and its law are absent, dismissed or left open.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::limit::Limit;

/// The check.
pub const CHECK: Check = Check {
    id: "silent-constraint-privacy",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Say which personal data is touched, which law covers it, and how long it is kept.",
    doc: Doc {
        looks_for: "\
        Holds when personal data and its law are absent, dismissed, or named only as open. Firm where the case \
         declares the constraint or no case is known; a question otherwise.",
        matters: "Almost every assistant hears personal things. What is kept, for whom and how long is part of the design.",
        weak: "GDPR does not apply here because our servers are in the US.",
        stronger: "\
        Free text of minors is deleted after 30 days and never used for training (COPPA, GDPR); reviewers see it \
         without names.",
        origin: "\
        The guide calls such limits silent constraints (claimed). Cases of this library declare which ones they \
         hide.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let limit = Limit {
        check: CHECK.id,
        concept: "privacy",
        waved: "privacy-waved",
        message: "Say which personal data is touched, what is kept and for how long, and under which law.",
        looked_for: "a data protection law, personal data, retention, deletion, or encryption",
        meant,
    };
    limit.faults(sight)
}

/// Whether a hit says what is done about personal data.
fn meant(sight: &Sight<'_>, hit: &Hit) -> bool {
    let reading = sight.reading;
    let sentence = reading.sentence(hit.sentence);
    let block = &reading.document.blocks[reading.block(hit)];
    let treated = !reading.touches("privacy-topic", &hit.tokens)
        || reading.touches("privacy-act", &reading.around(hit.sentence, 1));
    !block.quoted && treated && !reading.touches("privacy-waved", &sentence)
}
