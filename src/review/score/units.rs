//! The passages that evidence is looked for in: a sentence, or a row of a table.

use std::ops::Range;

use crate::review::parts::Part;
use crate::review::reading::Reading;
use crate::text::document::Kind;

/// A sentence of at most so many words that opens a paragraph is a label of the next one.
const LABEL: usize = 4;

/// A sentence or a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its tokens and those of the sentence before and behind it in the same paragraph; a row stands alone.
    pub near: Range<usize>,
    /// The part it belongs to.
    pub part: Option<Part>,
    /// The tokens of the nearest headings above it.
    pub titles: Vec<Range<usize>>,
    /// Whether it is a row.
    pub row: bool,
}

/// Every sentence and row of the writer's own text, in the order of the text. Heads of tables and footnotes
/// are none, and what is hardly about the answer is none either.
pub fn units(reading: &Reading<'_>) -> Vec<Unit> {
    let document = &reading.document;
    let mut found: Vec<Unit> = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let at = sentence.block as usize;
        let block = &document.blocks[at];
        if !reading.said[at] || reading.doubtful[at] || block.kind == Kind::Footnote {
            continue;
        }
        let row = match block.kind {
            Kind::Cell { row: 0, .. } => continue,
            Kind::Cell { .. } => true,
            _ => false,
        };
        let tokens = if row { reading.around(number, 0) } else { reading.sentence(number) };
        if found.last().is_some_and(|last| last.tokens == tokens) || tokens.is_empty() {
            continue;
        }
        // "Way back. Above 2 % we …": a label in front of a sentence is one passage with it.
        let opened = document.blocks[at].tokens.start;
        if let Some(label) = found.last_mut()
            && label.tokens.start == opened
            && label.tokens.end == tokens.start
            && label.tokens.len() <= LABEL
            && !row
        {
            label.tokens.end = tokens.end;
            label.near = label.near.start..reading.around(number, 1).end;
            continue;
        }
        let near = reading.around(number, 1);
        let titles = titles(reading, at);
        found.push(Unit { tokens, near, part: reading.parts.of_block[at], titles, row });
    }
    found
}

/// The headings above a block, the nearest first, two at most; the head of its table counts as one.
fn titles(reading: &Reading<'_>, block: usize) -> Vec<Range<usize>> {
    let document = &reading.document;
    let mut found = Vec::new();
    if let Kind::Cell { table, .. } = document.blocks[block].kind {
        found.push(reading.row(table, 0));
    }
    found.extend(
        document
            .path(block)
            .map(|title| document.blocks[document.headings[title].block].tokens.clone())
            .take(2),
    );
    found
}

/// A sentence or row with the part in which it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The part in which it stands.
    pub part: Option<Part>,
    /// Whether it is a row.
    pub row: bool,
}

/// Every sentence and row, doubtful ones included.
pub fn places(reading: &Reading<'_>) -> Vec<Place> {
    let document = &reading.document;
    let mut found: Vec<Place> = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let at = sentence.block as usize;
        let skip = matches!(document.blocks[at].kind, Kind::Footnote | Kind::Cell { row: 0, .. });
        if reading.said[at] && !skip {
            let row = matches!(document.blocks[at].kind, Kind::Cell { .. });
            let tokens = if row { reading.around(number, 0) } else { reading.sentence(number) };
            if found.last().is_none_or(|last| last.tokens != tokens) {
                found.push(Place { tokens, part: reading.parts.of_block[at], row });
            }
        }
    }
    found
}
