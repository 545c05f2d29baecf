//! `scope-over-150-words`: the scope part is over 150 words.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::{Part, Recognized};
use crate::text::document::{Block, Kind};
use crate::text::words::count;

/// The check.
pub const CHECK: Check = Check {
    id: "scope-over-150-words",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Cut the scope part to 150 words; move reasons and background to where they decide something.",
    doc: Doc {
        looks_for: "Counts the words of the scope part without its headings. Over 150 is over the guide's cap.",
        matters: "\
        A long beginning pushes the safety part, which weighs most, below the fold. The cap itself is the \
         guide's taste.",
        weak: "(Two hundred words on the market, the users, the alternatives and the company.)",
        stronger: "(One user, one intent, what harm means here, three boundaries: 110 words.)",
        origin: "The preparation guide; opinion, not a published rule.",
    },
    run,
};

/// The guide's cap, in words.
const MOST: usize = 150;

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let firm =
        |(part, _, how): &(Part, usize, Recognized)| *part == Part::Scope && *how != Recognized::Content;
    if !reading.parts.begins.iter().any(firm) {
        return Vec::new();
    }
    // A table in the scope part is a figure beside the text; an answer that is a table is counted whole.
    let cell = |block: &Block| matches!(block.kind, Kind::Cell { .. });
    let prose = reading
        .blocks(Part::Scope)
        .filter(|(_, block)| !cell(block))
        .map(|(_, block)| block.tokens.len())
        .sum::<usize>()
        >= 40;
    let blocks: Vec<_> =
        reading.blocks(Part::Scope).filter(|(_, block)| !(block.quoted || prose && cell(block))).collect();
    let words: usize = blocks.iter().map(|(_, block)| count(&reading.text[block.span.clone()])).sum();
    let Some((_, first)) = blocks.first().filter(|_| words > MOST) else { return Vec::new() };
    let span = reading.document.bytes(first.tokens.clone());
    vec![
        Fault::at(
            span,
            format!("Shorten the scope part: it has {words} words, and the guide asks for {MOST} at most."),
        )
        .part(Part::Scope),
    ]
}
