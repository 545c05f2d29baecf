//! `silent-constraint-language-region`: languages, regions and their rules are absent, dismissed or left open.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::limit::Limit;
use crate::text::document::Kind;

/// The check.
pub const CHECK: Check = Check {
    id: "silent-constraint-language-region",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Say which languages and regions the first release serves, and what differs between them.",
    doc: Doc {
        looks_for: "\
        Holds when languages, regions and their rules are absent, dismissed, or named only as open. A language \
         in an attack does not count. Firm where the case declares the constraint or no case is known; a question \
         otherwise.",
        matters: "\
        Protection is weakest in the language it was not tested in, and that is where people go who want to get \
         around it.",
        weak: "The filter is in English. Other languages would need their own lists.",
        stronger: "\
        English, Swahili and Spanish at launch, each with its own test set; countries without a reviewed content \
         pack are not served.",
        origin: "\
        The guide calls such limits silent constraints (claimed). Cases of this library declare which ones they \
         hide.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let limit = Limit {
        check: CHECK.id,
        concept: "region",
        waved: "region-waved",
        message: "Say which languages and regions are served first, and what differs between them.",
        looked_for: "languages, regions, local rules, translation, or countries with their own content",
        meant,
    };
    limit.faults(sight)
}

/// Whether a hit says where and in which languages the product works.
fn meant(sight: &Sight<'_>, hit: &Hit) -> bool {
    let reading = sight.reading;
    let sentence = reading.sentence(hit.sentence);
    let block = &reading.document.blocks[reading.block(hit)];
    let attack = reading
        .within("attack", &sentence)
        .any(|other| other.tokens.start <= hit.tokens.start && hit.tokens.start < other.tokens.end + 4);
    let lone = reading.touches("language-name", &hit.tokens)
        && !reading.touches("language-word", &sentence)
        && (names(sight) < 2 || reading.hits("region-waved").next().is_some());
    let source = lone || matches!(block.kind, Kind::Footnote);
    !block.quoted
        && !attack
        && !source
        && !reading.touches("region-waved", &reading.around(hit.sentence, 1))
        && !reading.touches("source-talk", &sentence)
}

/// How many languages the answer names.
fn names(sight: &Sight<'_>) -> usize {
    let reading = sight.reading;
    let mut found: Vec<u32> = Vec::new();
    for hit in reading.hits("language-name") {
        let word = reading.document.tokens[hit.tokens.start].word;
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found.len()
}
