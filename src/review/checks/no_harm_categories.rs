//! `no-harm-categories`: harms are not classified.

use crate::review::answering::may_belong;
use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::{Hit, State};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::review::reading::Reading;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "no-harm-categories",
    severity: Severity::Medium,
    basis: Basis::Published,
    fix: "Sort the harms by a named set of types, such as the five published impact dimensions.",
    doc: Doc {
        looks_for: "\
        Holds when harms are not classified at all, or when categories are recited only to be dismissed. The \
         guide's five, the published five dimensions, or any named taxonomy counts.",
        matters: "\
        A set of types shows what was looked at and found harmless. Without one a list of harms is a list of \
         what came to mind.",
        weak: "One remaining problem is that the tutor could be rude.",
        stronger: "\
        By impact: economic (a wrong refund promise), psychological (a child told to keep a secret), individual \
         autonomy (a student who stops trying).",
        origin: "\
        Anthropic's published harm framework names five impact dimensions; NIST AI 600-1 and OWASP name others. \
         The guide's five categories are claimed, and contradicted.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let dismissed = |sentence: usize| {
        let tokens = reading.sentence(sentence);
        let denied = |hit: &Hit| hit.state != State::Stated;
        reading.touches("category-dismissed", &reading.around(sentence, 1))
            || reading.within("taxonomy", &tokens).any(denied)
            || reading.touches("taxonomy", &tokens) && reading.touches("negation-behind", &tokens)
    };
    let taxonomy = reading.all("taxonomy").iter().any(|hit| {
        hit.state == State::Stated
            && !dismissed(hit.sentence)
            && reading.part(hit).is_none_or(|part| part == Part::Safety || part == Part::Scope)
    });
    let mut kinds: Vec<u32> = Vec::new();
    let mut labels = 0;
    for hit in reading
        .all("harm-category")
        .iter()
        .filter(|hit| hit.state == State::Stated && reading.part(hit) == Some(Part::Safety))
    {
        let word = reading.document.tokens[hit.tokens.end - 1].word;
        if !kinds.contains(&word) && !dismissed(hit.sentence) {
            let block = &reading.document.blocks[reading.block(hit)];
            let token = &reading.document.tokens[hit.tokens.start];
            labels +=
                usize::from(hit.tokens.start < block.tokens.start + block.label || token.has(Token::CLAUSE));
            kinds.push(word);
        }
    }
    let sorted = reading.all("harm-sorted").iter().any(|hit| {
        hit.state == State::Stated && !dismissed(hit.sentence) && may_belong(reading, hit, Part::Safety)
    });
    if taxonomy || sorted || kinds.len() >= 3 || labels + worded(reading, &dismissed) >= 2 {
        return Vec::new();
    }
    let message = "Sort the harms by type, so that a reader sees which kinds you looked at.";
    match reading.hits("category-dismissed").next() {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Safety)]
        }
        None => vec![
            Fault::absent("harm types, categories or dimensions, or a named taxonomy", message)
                .part(Part::Safety),
        ],
    }
}

/// How many labels of items, rows and paragraphs of the Safety part name a kind of harm in words of their own.
fn worded(reading: &Reading<'_>, dismissed: &dyn Fn(usize) -> bool) -> usize {
    let known = reading.parts.of_block.contains(&Some(Part::Safety));
    let label = |hit: &&Hit| {
        let number = reading.block(hit);
        let block = &reading.document.blocks[number];
        let part = reading.parts.of_block[number];
        let head = block.label > 0 || matches!(block.kind, Kind::Cell { column: 0, .. });
        head && !dismissed(hit.sentence)
            && hit.tokens.start == block.tokens.start
            && (part == Some(Part::Safety) || !known && part.is_none())
    };
    reading.all("harm-label").iter().filter(label).count()
}
