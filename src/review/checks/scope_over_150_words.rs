//! `scope-over-150-words`: the scope part is over 150 words.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "scope-over-150-words",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Cut the scope part to 150 words; move reasons and background to where they decide something.",
    doc: Doc {
        looks_for: "\
        Counts the words of the scope part from where it begins to the next part, without headings, and without \
         tables that stand beside the text. Over 150 is over the guide's cap.",
        matters: "\
        A long beginning pushes the safety part, which weighs most, below the fold. The cap itself is the \
         guide's taste.",
        weak: "(Two hundred words on the market, the users, the alternatives and the company.)",
        stronger: "(One user, one intent, what harm means here, three boundaries: 110 words.)",
        origin: "The preparation guide; opinion, not a published rule.",
    },
    run,
};

/// A block of so many words is a greeting or a label.
const GREETING: usize = 4;

/// The guide's cap, in words.
const MOST: usize = 150;

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let words = reading.scope_words();
    if words <= MOST {
        return Vec::new();
    }
    // "Dear colleague," stands before it.
    let blocks = reading.scope();
    let first = blocks.iter().find(|(_, block)| block.tokens.len() > GREETING).or(blocks.first());
    let Some((_, first)) = first else { return Vec::new() };
    let span = reading.document.bytes(first.tokens.clone());
    vec![
        Fault::at(
            span,
            format!(
                "Shorten the scope part: from here to the next part it has {words} words, and the guide asks for {MOST} at most."
            ),
        )
        .part(Part::Scope),
    ]
}
