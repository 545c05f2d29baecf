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
    let tabled = document.tables.iter().any(|table| {
        let heads = |cell: &usize| reading.touches("source-heading", &document.blocks[*cell].tokens);
        let years = |row: &Vec<usize>| row.iter().any(|cell| dated(sight, &document.blocks[*cell].tokens));
        table.rows.first().is_some_and(|row| row.iter().any(heads)) && table.rows.iter().skip(1).any(years)
    });
    let noted = document.blocks.iter().any(|block| block.kind == Kind::Footnote && block.tokens.len() > 3);
    let named = reading.hits("citation").any(|hit| {
        let near = reading.sentence(hit.sentence);
        !reading.touches("challenge", &near)
            && (dated(sight, &near) || reading.touches("citation-firm", &near))
    });
    if linked
        || listed
        || labelled
        || tabled
        || noted
        || named
        || is_titled(reading.text)
        || is_bracketed(reading.text)
    {
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

/// Whether a publisher and a year stand in brackets, "(PNAS, 2020)", or a year in brackets behind a quoted title.
fn is_bracketed(text: &str) -> bool {
    let mut pieces = text.split('(');
    let Some(mut before) = pieces.next() else { return false };
    for piece in pieces {
        let inside = piece.split(')').next().unwrap_or_default();
        let words = inside.split_whitespace().count();
        let published = inside.starts_with(char::is_uppercase) && inside.contains(',') && words <= 12;
        let titled = words == 1 && before.trim_end().ends_with(['"', '\u{201d}', '*', '_']);
        if (published || titled) && inside.len() < 120 && has_year(inside) {
            return true;
        }
        before = piece;
    }
    false
}

/// Whether a title in emphasis has a year in it or right behind: "(*Preparing for global elections in 2024*)",
/// "*J Med Internet Res* 2018;20(9)".
fn is_titled(text: &str) -> bool {
    text.lines().any(|line| {
        let mut pieces = line.split('*');
        let Some(mut before) = pieces.next() else { return false };
        let mut rest = pieces.peekable();
        while let Some(title) = rest.next() {
            let behind: String = rest.peek().unwrap_or(&"").chars().take(8).collect();
            let words: Vec<&str> = title.split_whitespace().collect();
            let capital = title.starts_with(char::is_uppercase);
            let long = words.len() >= 3 && words.len() <= 20 && !before.is_empty();
            if capital && long && (has_year(title) || has_year(&behind)) {
                return true;
            }
            before = title;
        }
        false
    })
}

/// Whether four digits in a row are a year.
fn has_year(text: &str) -> bool {
    let digits = text.split(|letter: char| !letter.is_ascii_digit());
    digits
        .into_iter()
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}
