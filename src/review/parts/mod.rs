//! Which of the four parts a block belongs to: by headings, by labels, or by its words.

mod labels;
pub mod words;

use std::ops::Range;

use super::concepts::{Concepts, Hit, Hits};
pub use super::part::{Part, Recognized};
use crate::text::document::{Document, ItemPlace, Kind};
use crate::text::scan::Token;
use labels::by_labels;
use words::by_words;

/// The parts of a document.
#[derive(Debug, Default)]
pub struct Parts {
    /// The part of each block.
    pub of_block: Vec<Option<Part>>,
    /// Parts in the order in which they begin: the part, its first block, how it was recognized.
    pub begins: Vec<(Part, usize, Recognized)>,
    /// Titles that serve as headings, by number of the title.
    pub titles: Vec<bool>,
    /// The part that the heading or label of each block means, before its words were asked.
    pub meant: Vec<Option<Part>>,
    /// Blocks under a heading or label that calls its part by its name: what they say changes nothing.
    firm: Vec<bool>,
}

impl Parts {
    /// Whether three parts or more stand under headings or labels that call them by their names.
    pub fn are_named(&self) -> bool {
        let named = |part: &&Part| {
            self.firm.iter().zip(&self.of_block).any(|(firm, own)| *firm && *own == Some(**part))
        };
        Part::ALL.iter().filter(named).count() >= 3
    }
}

/// A heading that calls a part by its name decides. In other words it only makes the part likely: "Who goes first, and
/// who pulls the plug" is no Scope.
fn is_called(document: &Document, concepts: &Concepts, hits: &Hits, tokens: &Range<usize>) -> bool {
    let words = document.tokens[tokens.clone()].iter().filter(|token| !token.is_quantity()).count();
    words <= CALLED && touches(hits.of(concepts.number("part-called")), tokens)
}

/// A longer heading than this says more than a name.
const CALLED: usize = 4;

fn touches(hits: &[Hit], tokens: &Range<usize>) -> bool {
    let from = hits.partition_point(|hit| hit.tokens.start < tokens.start);
    hits.get(from).is_some_and(|hit| hit.tokens.start < tokens.end)
}

/// Heading concepts with their parts; what comes first in a heading wins, except that a measure of safety is a measure.
const HEADINGS: [(&str, Option<Part>); 6] = [
    ("metric-not-safety", Some(Part::Metrics)),
    ("part-scope", Some(Part::Scope)),
    ("part-safety", Some(Part::Safety)),
    ("part-metrics", Some(Part::Metrics)),
    ("part-rollout", Some(Part::Rollout)),
    ("part-other", None),
];

/// Finds the parts of a document. `said` tells which blocks are the writer's own text.
pub fn parts(document: &Document, concepts: &Concepts, hits: &Hits, said: &[bool]) -> Parts {
    let mut found = by_headings(document, concepts, hits, said);
    if distinct(&found) < 3 {
        by_rows(document, concepts, hits, &mut found);
    }
    if distinct(&found) < 3 {
        by_labels(document, concepts, hits, said, &mut found);
    }
    found.meant = found.of_block.clone();
    by_words(document, concepts, hits, said, &mut found);
    found
}

fn distinct(found: &Parts) -> usize {
    Part::ALL.iter().filter(|part| found.begins.iter().any(|begin| begin.0 == **part)).count()
}

/// What a heading or label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// One of the four parts.
    Part(Part),
    /// Something beside them.
    Aside,
}

impl Named {
    pub(super) fn part(self) -> Option<Part> {
        match self {
            Named::Part(part) => Some(part),
            Named::Aside => None,
        }
    }
}

/// What a range of tokens names, if it names anything.
pub(super) fn named(concepts: &Concepts, hits: &Hits, tokens: &Range<usize>) -> Option<Named> {
    let mut best: Option<(usize, usize, Option<Part>)> = None;
    for (rank, (id, part)) in HEADINGS.iter().enumerate() {
        let inside = hits.of(concepts.number(id)).iter();
        let first = inside
            .skip_while(|hit| hit.tokens.start < tokens.start)
            .take_while(|hit| hit.tokens.start < tokens.end)
            .next();
        let Some(hit) = first else { continue };
        // A measure of safety is a measure; something beside the four counts only if nothing else is named.
        let place = match rank {
            0 if hit.tokens.len() > 1 => 0,
            0 => hit.tokens.start + 1,
            5 => usize::MAX,
            _ => hit.tokens.start + 1,
        };
        if best.is_none_or(|(at, ..)| place < at) {
            best = Some((place, rank, *part));
        }
    }
    best.map(|(_, _, part)| part.map_or(Named::Aside, Named::Part))
}

fn by_headings(document: &Document, concepts: &Concepts, hits: &Hits, said: &[bool]) -> Parts {
    let title = document_title(document, |at| {
        document.headings[at].level < 8
            || document.blocks[document.headings[at].block].item.is_some_and(|item| item.ordered)
    });
    let mut own: Vec<Option<Named>> = Vec::with_capacity(document.headings.len());
    let mut titles = Vec::with_capacity(document.headings.len());
    for (number, heading) in document.headings.iter().enumerate() {
        let block = &document.blocks[heading.block];
        let mut names = named(concepts, hits, &block.tokens);
        let short = block.tokens.len() <= 6;
        // A line that only might be a heading has to name a part and stand above something.
        let alone = block.item.is_some_and(|item| is_alone(document, heading.block, item));
        let item = matches!(block.kind, Kind::Item);
        let named = names.is_some() && short && !item && !block.quoted;
        let counts = heading.level < 8 || ((named || alone) && !is_last(document, number));
        if !counts || Some(number) == title {
            names = None;
        }
        titles.push(counts);
        own.push(names);
    }
    let mut resolved: Vec<Option<Part>> = vec![None; own.len()];
    let mut firm = vec![false; own.len()];
    for number in 0..own.len() {
        let above = document.headings[number].parent.and_then(|parent| resolved[parent]);
        resolved[number] = match (above, own[number]) {
            (Some(part), _) => Some(part),
            (None, Some(named)) => named.part(),
            (None, None) => None,
        };
        let tokens = &document.blocks[document.headings[number].block].tokens;
        firm[number] = match document.headings[number].parent.filter(|_| above.is_some()) {
            Some(parent) => firm[parent],
            None => resolved[number].is_some() && is_called(document, concepts, hits, tokens),
        };
    }
    let blocks = document.blocks.len();
    let mut found = Parts {
        of_block: vec![None; blocks],
        begins: Vec::new(),
        titles,
        meant: Vec::new(),
        firm: vec![false; blocks],
    };
    let anchors = anchors(document, &found.titles);
    for (number, block) in document.blocks.iter().enumerate() {
        let under = block.heading.and_then(|heading| anchors[heading]);
        found.of_block[number] = under.and_then(|heading| resolved[heading]);
        found.firm[number] = under.is_some_and(|heading| firm[heading]);
    }
    for (number, heading) in document.headings.iter().enumerate() {
        if let Some(part) = resolved[number] {
            found.of_block[heading.block] = Some(part);
            let new = found.begins.last().is_none_or(|last| last.0 != part);
            if new && said.get(heading.block).is_some() {
                found.begins.push((part, heading.block, Recognized::Heading));
            }
        }
    }
    found
}

/// For each heading the nearest one at or above it that counts. Behind a line that turned out to be no heading, what
/// stands above it in the text goes on.
fn anchors(document: &Document, titles: &[bool]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = Vec::with_capacity(titles.len());
    for (at, heading) in document.headings.iter().enumerate() {
        let before = if heading.level == 8 { at.checked_sub(1) } else { heading.parent };
        let above = before.or(heading.parent).and_then(|before| found[before]);
        found.push(if titles[at] { Some(at) } else { above });
    }
    found
}

/// Whether a list has one item of one line, as a numbered heading looks to Markdown.
fn is_alone(document: &Document, block: usize, item: ItemPlace) -> bool {
    let near = block.saturating_sub(1)..(block + 2).min(document.blocks.len());
    let same =
        near.filter(|at| document.blocks[*at].item.is_some_and(|other| other.list == item.list)).count();
    same == 1 && item.depth == 1 && item.ordered
}

fn is_last(document: &Document, heading: usize) -> bool {
    document.headings[heading].block + 1 >= document.blocks.len()
}

/// The heading that is the title of the whole, if there is one: the first, alone at its level.
fn document_title(document: &Document, counts: impl Fn(usize) -> bool) -> Option<usize> {
    let first = document.headings.first()?;
    let alone = document.headings.iter().filter(|heading| heading.level == first.level).count() == 1;
    let firm = (0..document.headings.len()).filter(|at| counts(*at)).count();
    let early = document.headings.first().is_some_and(|heading| heading.block == 0);
    let long = document.blocks[first.block].tokens.len() > 6 && early;
    // One long line above everything heads all of it.
    let whole = firm == 1 && long && document.headings.len() == 1;
    ((firm > 1 && (alone || long) || whole) && first.level <= 7).then_some(0)
}

/// The outermost heading above one that is not the title of the whole.
fn outermost(document: &Document, titles: &[bool], heading: usize, title: Option<usize>) -> Option<usize> {
    let mut at = heading;
    while let Some(parent) =
        document.headings[at].parent.filter(|parent| Some(*parent) != title && titles[*parent])
    {
        at = parent;
    }
    (Some(at) != title).then_some(at)
}

/// An answer in one table: a row that holds one short text alone heads the rows below it, and the first cell of a row
/// may name its part.
fn by_rows(document: &Document, concepts: &Concepts, hits: &Hits, found: &mut Parts) {
    for table in &document.tables {
        let mut now = None;
        for row in &table.rows {
            let full: Vec<usize> =
                row.iter().copied().filter(|cell| !document.blocks[*cell].tokens.is_empty()).collect();
            let words: Vec<usize> = full
                .iter()
                .copied()
                .filter(|cell| document.blocks[*cell].strong || is_worded(document, *cell))
                .collect();
            let name = words.first().and_then(|cell| {
                named(concepts, hits, &document.blocks[*cell].tokens).map(|part| (*cell, part))
            });
            // A long text beside an empty cell is a row that lacks something, not a heading.
            let short = words.first().is_some_and(|cell| document.blocks[*cell].tokens.len() <= 7);
            let heads = words.len() == 1 && full.len() <= 2 && short;
            if let Some((cell, Named::Part(part))) =
                name.filter(|(cell, _)| heads || document.blocks[*cell].strong)
            {
                now = Some(part);
                if found.begins.last().is_none_or(|last| last.0 != part) {
                    found.begins.push((part, cell, Recognized::Label));
                }
            } else if heads {
                now = None;
            }
            for cell in row {
                if found.of_block[*cell].is_none() {
                    found.of_block[*cell] = now;
                    found.firm[*cell] = now.is_some();
                }
            }
        }
    }
    found.begins.sort_by_key(|begin| begin.1);
}

fn is_worded(document: &Document, block: usize) -> bool {
    document.tokens[document.blocks[block].tokens.clone()].iter().any(|token| !token.has(Token::DIGITS))
}
