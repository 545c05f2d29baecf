//! Which of the four parts a block belongs to: by headings, by labels, or by what it says.

use std::ops::Range;

use super::concepts::{Concepts, Hits};
pub use super::part::{Part, Recognized};
use super::part_labels::by_labels;
use crate::text::document::{Document, ItemPlace, Kind};
use crate::text::scan::Token;

/// The parts of a document.
#[derive(Debug, Default)]
pub struct Parts {
    /// The part of each block.
    pub of_block: Vec<Option<Part>>,
    /// Parts in the order in which they begin: the part, its first block, how it was recognized.
    pub begins: Vec<(Part, usize, Recognized)>,
    /// Titles that serve as headings, by number of the title.
    pub titles: Vec<bool>,
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

/// Concepts whose presence shows what a paragraph is about, with their weight.
pub(super) const CONTENT: [(&str, Part, u32); 24] = [
    ("primary-user", Part::Scope, 2),
    ("persona-age", Part::Scope, 1),
    ("persona-pain", Part::Scope, 1),
    ("persona-device", Part::Scope, 1),
    ("user-intent", Part::Scope, 2),
    ("boundary-firm", Part::Scope, 3),
    ("harm-category", Part::Safety, 2),
    ("failure", Part::Safety, 1),
    ("mitigation", Part::Safety, 1),
    ("principle-named", Part::Safety, 3),
    ("trade-off-firm", Part::Safety, 3),
    ("taxonomy", Part::Safety, 3),
    ("measure", Part::Metrics, 2),
    ("measure-word", Part::Metrics, 2),
    ("engagement", Part::Metrics, 2),
    ("target-word", Part::Metrics, 1),
    ("primary-label", Part::Metrics, 1),
    ("phase", Part::Rollout, 3),
    ("red-team", Part::Rollout, 3),
    ("break-it", Part::Rollout, 3),
    ("rollback", Part::Rollout, 2),
    ("consent", Part::Rollout, 2),
    ("audit", Part::Rollout, 2),
    ("stop-action", Part::Rollout, 1),
];

/// Finds the parts of a document. `said` tells which blocks are the writer's own text.
pub fn parts(document: &Document, concepts: &Concepts, hits: &Hits, said: &[bool]) -> Parts {
    let mut found = by_headings(document, concepts, hits, said);
    if distinct(&found) < 4 {
        by_sections(document, concepts, hits, said, &mut found);
    }
    opening(document, concepts, hits, said, &mut found);
    if distinct(&found) < 3 {
        by_rows(document, concepts, hits, &mut found);
    }
    if distinct(&found) < 3 {
        by_labels(document, concepts, hits, said, &mut found);
    }
    // What stands before the first label is mostly the scope, and has none.
    let labelled = found.begins.iter().any(|begin| begin.2 == Recognized::Label);
    if distinct(&found) < 3 || (labelled && distinct(&found) < 4) {
        by_content(document, concepts, hits, said, &mut found);
    }
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
    for number in 0..own.len() {
        let above = document.headings[number].parent.and_then(|parent| resolved[parent]);
        resolved[number] = match (above, own[number]) {
            (Some(part), _) => Some(part),
            (None, Some(named)) => named.part(),
            (None, None) => None,
        };
    }
    let mut found = Parts { of_block: vec![None; document.blocks.len()], begins: Vec::new(), titles };
    let anchors = anchors(document, &found.titles);
    for (number, block) in document.blocks.iter().enumerate() {
        let under = block.heading.and_then(|heading| anchors[heading]);
        found.of_block[number] = under.and_then(|heading| resolved[heading]);
        let _ = block;
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

/// Sections whose headings name nothing are known by what they say.
fn by_sections(document: &Document, concepts: &Concepts, hits: &Hits, said: &[bool], found: &mut Parts) {
    let scores = scores(document, concepts, hits, said);
    let mut sections: Vec<(usize, Vec<usize>)> = Vec::new();
    let title = document_title(document, |at| found.titles[at]);
    let anchors = anchors(document, &found.titles);
    for (number, block) in document.blocks.iter().enumerate() {
        let under = block.heading.and_then(|heading| anchors[heading]);
        let top = under.and_then(|heading| outermost(document, &found.titles, heading, title));
        let Some(top) = top.filter(|_| said[number] && found.of_block[number].is_none()) else { continue };
        match sections.last_mut().filter(|section| section.0 == top) {
            Some(section) => section.1.push(number),
            None => sections.push((top, vec![number])),
        }
    }
    for (heading, blocks) in sections {
        let named = named(concepts, hits, &document.blocks[document.headings[heading].block].tokens);
        if named == Some(Named::Aside) {
            continue;
        }
        let sum = |part: Part| blocks.iter().map(|block| scores[*block][part as usize]).sum::<u32>();
        let open = Part::ALL.into_iter().filter(|part| found.begins.iter().all(|begin| begin.0 != *part));
        let best = open.max_by_key(|part| (sum(*part), 3 - *part as usize));
        let rival = Part::ALL.into_iter().map(sum).max().unwrap_or(0);
        let Some(part) = best.filter(|part| sum(*part) >= 4 && sum(*part) * 3 >= rival * 2) else { continue };
        blocks.iter().for_each(|block| found.of_block[*block] = Some(part));
        let head = document.headings[heading].block;
        found.of_block[head] = Some(part);
        // A section that speaks of several parts does not say where one of them stands.
        let others = Part::ALL.into_iter().filter(|other| *other != part).map(sum).max().unwrap_or(0);
        let clear = sum(part) >= 6 && sum(part) >= others * 2;
        found.begins.push((part, head, if clear { Recognized::Heading } else { Recognized::Content }));
    }
    found.begins.sort_by_key(|begin| begin.1);
}

/// Answers begin with the scope: where the other parts have headings and the scope has none, it is what stands before
/// them, if that speaks of a user or a border.
fn opening(document: &Document, concepts: &Concepts, hits: &Hits, said: &[bool], found: &mut Parts) {
    let known = |part: Part| found.begins.iter().any(|begin| begin.0 == part);
    if distinct(found) != 3 || known(Part::Scope) {
        return;
    }
    let end = found.begins.iter().map(|begin| begin.1).min().unwrap_or(0);
    let open: Vec<usize> =
        (0..end).filter(|number| said[*number] && found.of_block[*number].is_none()).collect();
    let scores = scores(document, concepts, hits, said);
    let sum: u32 = open.iter().map(|number| scores[*number][Part::Scope as usize]).sum();
    let Some(first) = open.first().copied().filter(|_| sum >= 3) else { return };
    open.into_iter().for_each(|number| found.of_block[number] = Some(Part::Scope));
    found.begins.insert(0, (Part::Scope, first, Recognized::Content));
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
                }
            }
        }
    }
    found.begins.sort_by_key(|begin| begin.1);
}

fn is_worded(document: &Document, block: usize) -> bool {
    document.tokens[document.blocks[block].tokens.clone()].iter().any(|token| !token.has(Token::DIGITS))
}

/// How much each block speaks of each part.
fn scores(document: &Document, concepts: &Concepts, hits: &Hits, said: &[bool]) -> Vec<[u32; 4]> {
    let mut scores = vec![[0_u32; 4]; document.blocks.len()];
    for (id, part, weight) in CONTENT {
        for hit in hits.of(concepts.number(id)) {
            let block = document.sentences[hit.sentence].block as usize;
            if said[block] {
                scores[block][part as usize] += weight;
            }
        }
    }
    scores
}

fn by_content(document: &Document, concepts: &Concepts, hits: &Hits, said: &[bool], found: &mut Parts) {
    let scores = scores(document, concepts, hits, said);
    let known: Vec<Part> = found.begins.iter().map(|begin| begin.0).collect();
    let mut last: Option<Part> = None;
    for (number, block) in document.blocks.iter().enumerate() {
        if found.of_block[number].is_some() || !said[number] {
            last = found.of_block[number];
            continue;
        }
        let open = |part: &Part| !known.contains(part);
        let best = Part::ALL
            .into_iter()
            .filter(open)
            .max_by_key(|part| (scores[number][*part as usize], 3 - *part as usize));
        let clear = best.filter(|part| {
            scores[number][*part as usize] >= 3
                || (block.tokens.len() > 15 && scores[number][*part as usize] >= 2)
        });
        let part = clear.or(last);
        found.of_block[number] = part;
        if let Some(part) = clear
            && !found.begins.iter().any(|begin| begin.0 == part)
        {
            found.begins.push((part, number, Recognized::Content));
        }
        last = part;
    }
    found.begins.sort_by_key(|begin| begin.1);
}
