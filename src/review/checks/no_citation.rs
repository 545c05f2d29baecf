//! `no-citation`: no source.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::text::document::Kind;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "no-citation",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Cite one published source for the sentence that decides most.",
    doc: Doc {
        looks_for: "\
        Holds when no source is given. Naming a law, a vendor or a questionnaire is not one. A footnote, a link, \
         or a title with its year is.",
        matters: "One checked source shows which facts the plan rests on. Reviewers may know the literature.",
        weak: "Studies show that students rely on AI.",
        stronger: "Unrestricted access raised practice scores but lowered unassisted exam scores (Bastani et al., 2024).",
        origin: "The guide; opinion. Whether a source is on the shelf is shown beside it.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let document = &reading.document;
    let linked = document.links.iter().any(|link| link.contains("://"))
        || document.notes > 0
        || reading.text.contains("https://");
    let listed = document.headings.iter().enumerate().any(|(number, heading)| {
        reading.parts.titles[number]
            && reading.touches("source-heading", &document.blocks[heading.block].tokens)
            && document.blocks.get(heading.block + 1).is_some_and(|next| next.tokens.len() > 3)
    });
    let labelled = document.blocks.iter().enumerate().any(|(number, block)| {
        let label = block.tokens.start..block.tokens.start + block.label.min(3);
        reading.said[number]
            && block.label > 0
            && reading.touches("source-heading", &label)
            && dated(sight, &block.tokens)
    });
    let noted = document.blocks.iter().any(|block| block.kind == Kind::Footnote && block.tokens.len() > 3);
    let named = reading.hits("citation").any(|hit| {
        let near = reading.sentence(hit.sentence);
        !reading.touches("challenge", &near)
            && (dated(sight, &near) || reading.touches("citation-firm", &near))
    });
    if linked || listed || labelled || noted || named {
        return Vec::new();
    }
    vec![Fault::absent(
        "a footnote, a link, or a title with its year",
        "Cite one published source for the sentence that decides most.",
    )]
}

/// Whether a year stands among these tokens.
fn dated(sight: &Sight<'_>, tokens: &std::ops::Range<usize>) -> bool {
    sight.reading.document.tokens[tokens.clone()]
        .iter()
        .any(|token| token.has(Token::LABEL) && (1950.0..2100.0).contains(&token.value))
}
