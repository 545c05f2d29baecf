//! Parts that no heading names are known by their words.
//!
//! Each word of a table speaks for or against each part, as in a naive Bayes classifier: the logarithm of how much
//! likelier the word is there than elsewhere, learned from answers whose four parts have headings (`tests/part_words.rs`
//! writes the table). A walk over the blocks then finds the most likely row of parts (Viterbi, *Error Bounds for
//! Convolutional Codes and an Asymptotically Optimum Decoding Algorithm*, 1967), where going from one part to the next
//! costs something, and going back more.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Named, Part, Parts, Recognized, anchors, document_title, named, outermost};
use crate::review::concepts::{Concepts, Hits};
use crate::text::document::{Document, Kind};

/// What a word says of each part, in quarters of a natural logarithm.
pub type Weight = [i32; 4];

/// The table as it stands in its file: a word or `@concept`, then its weights.
static TABLE: LazyLock<FxHashMap<&'static str, Weight>> = LazyLock::new(|| {
    let rows = include_str!("words.tsv").lines().filter(|line| !line.starts_with("##"));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let word = cells.next()?;
        let mut weight = [0; 4];
        for one in &mut weight {
            *one = cells.next()?.parse().ok()?;
        }
        Some((word, weight))
    })
    .collect()
});

/// The stem that stands for every number.
pub const NUMBER: &str = "#";

/// Concepts that speak of a part, beside single words.
pub const CONCEPTS: [&str; 29] = [
    "audit",
    "boundary-firm",
    "break-it",
    "consent",
    "duration",
    "engagement",
    "failure",
    "harm-category",
    "measure",
    "measure-word",
    "mitigation",
    "persona-age",
    "persona-device",
    "persona-pain",
    "phase",
    "primary-label",
    "primary-user",
    "principle-named",
    "red-team",
    "rollback",
    "safety-measure",
    "size",
    "stop-action",
    "target",
    "target-word",
    "taxonomy",
    "trade-off-firm",
    "user-intent",
    "user-report",
];

/// Costs of a step from one part to another, in the unit of the weights: to the next, past one, back.
const COSTS: [i32; 3] = [24, 48, 64];

/// Costs of beginning with each part.
const BEGIN: Weight = [0, 16, 24, 24];

/// What stands under the name of a part weighs so much.
const CALLED: i32 = 10_000;

/// What stands under other words that mean a part weighs so much, in all. On the labelled answers headings were misread
/// where the text spoke against them more strongly.
const MEANT: i32 = 30;

/// Blocks that share a part: one block, the cells of a row, a section whose heading means a part.
struct Unit {
    blocks: Range<usize>,
    /// Whether it opens a section.
    opens: bool,
    /// The heading that heads it, outermost.
    section: Option<usize>,
    /// The part that its heading or label means.
    claim: Option<Part>,
    firm: bool,
    weight: Weight,
}

impl Unit {
    /// By how much it speaks for one part more than for any other.
    fn lead(&self) -> i32 {
        let mut weight = self.weight;
        weight.sort_unstable();
        weight[3] - weight[2]
    }
}

/// A text of fewer blocks has no parts, unless a block is clearly of one.
const FEW: usize = 4;

/// Gives every block of the writer's own text the likeliest part.
pub(super) fn by_words(
    document: &Document,
    concepts: &Concepts,
    hits: &Hits,
    said: &[bool],
    found: &mut Parts,
) {
    let mut units = units(document, concepts, hits, said, found);
    if units.iter().all(|unit| unit.firm) {
        return;
    }
    let weights = weights(document, concepts, hits);
    for unit in &mut units {
        for block in unit.blocks.clone().filter(|block| said[*block]) {
            (0..4).for_each(|part| unit.weight[part] += weights[block][part]);
        }
        if let Some(part) = unit.claim {
            unit.weight[part as usize] += if unit.firm { CALLED } else { MEANT };
        }
    }
    let path = walk(&units);
    // Where headings name all four parts, what stands under none of them belongs to none.
    let complete = Part::ALL.into_iter().all(|part| units.iter().any(|unit| unit.claim == Some(part)));
    let few = units.len() < FEW;
    let told = |(unit, _): &(&Unit, Part)| unit.claim.is_some() || !(complete || few && unit.lead() < CLEAR);
    for (unit, part) in units.iter().zip(path).filter(told) {
        for block in unit.blocks.clone() {
            found.of_block[block] = Some(part);
        }
        if let Some(head) =
            unit.section.filter(|_| !unit.firm).map(|heading| document.headings[heading].block)
        {
            found.of_block[head] = found.of_block[unit.blocks.start];
        }
    }
    begin(document, &units, found);
}

/// Notes where each part begins that was found by its words.
fn begin(document: &Document, units: &[Unit], found: &mut Parts) {
    // What a heading seemed to name and its text is not about.
    for begin in &mut found.begins {
        begin.0 = found.of_block[begin.1].unwrap_or(begin.0);
    }
    found.begins.dedup_by_key(|begin| begin.0);
    let known: Vec<Part> = found.begins.iter().map(|begin| begin.0).collect();
    for part in Part::ALL.into_iter().filter(|part| !known.contains(part)) {
        let own = |unit: &&Unit| found.of_block[unit.blocks.start] == Some(part);
        let Some(first) = units.iter().find(own) else { continue };
        // A section that speaks of one part alone says where it stands as a heading does.
        let section: Vec<&Unit> =
            units.iter().filter(|unit| unit.section.is_some() && unit.section == first.section).collect();
        let sum = |part: Part| section.iter().map(|unit| unit.weight[part as usize]).sum::<i32>();
        let rival = Part::ALL.into_iter().filter(|other| *other != part).map(sum).max().unwrap_or(0);
        let whole = section.iter().all(own);
        let clear = !section.is_empty() && whole && sum(part) >= rival + CLEAR;
        let how = if clear { Recognized::Heading } else { Recognized::Content };
        let head = first.section.filter(|_| clear).map(|heading| document.headings[heading].block);
        found.begins.push((part, head.unwrap_or(first.blocks.start), how));
    }
    found.begins.sort_by_key(|begin| begin.1);
}

/// A section is clearly of a part if that part leads by so much.
const CLEAR: i32 = 40;

fn units(document: &Document, concepts: &Concepts, hits: &Hits, said: &[bool], found: &Parts) -> Vec<Unit> {
    let title = document_title(document, |at| found.titles[at]);
    let anchors = anchors(document, &found.titles);
    let mut units: Vec<Unit> = Vec::new();
    let mut last = None;
    let mut row = None;
    for (number, block) in document.blocks.iter().enumerate() {
        let head = document.title_at(number).is_some_and(|title| found.titles[title]);
        if !said[number] || block.tokens.is_empty() || block.kind == Kind::Footnote || head {
            continue;
        }
        let under = block.heading.and_then(|heading| anchors[heading]);
        let section = under.and_then(|heading| outermost(document, &found.titles, heading, title));
        let claim = found.of_block[number];
        if claim.is_none() && section.is_some_and(|heading| is_aside(document, concepts, hits, heading)) {
            continue;
        }
        let cell = match block.kind {
            Kind::Cell { table, row, .. } => Some((table, row)),
            _ => None,
        };
        let labelled = block.kind == Kind::Paragraph && block.label > 0;
        let same_row = cell.is_some() && cell == row;
        row = cell;
        let goes_on = |unit: &&mut Unit| {
            unit.claim == claim && (same_row || claim.is_some() && unit.section == section && !labelled)
        };
        if let Some(unit) = units.last_mut().filter(goes_on) {
            unit.blocks.end = number + 1;
            continue;
        }
        let opens = under != last || labelled;
        last = under;
        let firm = found.firm[number];
        units.push(Unit { blocks: number..number + 1, opens, section, claim, firm, weight: [0; 4] });
    }
    units
}

fn is_aside(document: &Document, concepts: &Concepts, hits: &Hits, heading: usize) -> bool {
    // The only heading of all is a title, whatever it says: "Decision log", "Recommendation".
    let tokens = &document.blocks[document.headings[heading].block].tokens;
    document.headings.len() > 1 && named(concepts, hits, tokens) == Some(Named::Aside)
}

/// How much each block speaks for each part.
fn weights(document: &Document, concepts: &Concepts, hits: &Hits) -> Vec<Weight> {
    let of_word: Vec<Option<Weight>> =
        document.words.stems().iter().map(|stem| TABLE.get(&**stem).copied()).collect();
    let number = TABLE.get(NUMBER).copied();
    let mut seen = vec![usize::MAX; of_word.len() + 1];
    let mut weights = vec![[0; 4]; document.blocks.len()];
    for (at, sentence) in document.sentences.iter().enumerate() {
        let own = &mut weights[sentence.block as usize];
        for token in document.tokens_of(at) {
            let place = if token.is_quantity() { of_word.len() } else { token.word as usize };
            let weight = of_word.get(place).copied().unwrap_or(number);
            if let Some(weight) = weight.filter(|_| seen[place] != at) {
                seen[place] = at;
                (0..4).for_each(|part| own[part] += weight[part]);
            }
        }
    }
    for id in CONCEPTS {
        let Some(weight) = TABLE.get(&*format!("@{id}")) else { continue };
        let mut before = usize::MAX;
        for hit in hits.of(concepts.number(id)) {
            if hit.sentence != before {
                before = hit.sentence;
                let own = &mut weights[document.sentences[hit.sentence].block as usize];
                (0..4).for_each(|part| own[part] += weight[part]);
            }
        }
    }
    weights
}

/// The likeliest row of parts.
fn walk(units: &[Unit]) -> Vec<Part> {
    let sections = units.iter().skip(1).any(|unit| unit.opens);
    let mut best = BEGIN.map(|cost| -cost);
    let mut steps: Vec<[usize; 4]> = Vec::with_capacity(units.len());
    for (at, unit) in units.iter().enumerate() {
        let mut next = best;
        let mut from = [0, 1, 2, 3];
        for part in (0..4).filter(|_| at > 0) {
            let reached = |before: usize| best[before] - cost(before, part, unit.opens, sections);
            from[part] = (0..4).max_by_key(|before| (reached(*before), 3 - *before)).unwrap_or(part);
            next[part] = reached(from[part]);
        }
        steps.push(from);
        best = next;
        (0..4).for_each(|part| best[part] += unit.weight[part]);
    }
    let mut now = (0..4).max_by_key(|part| (best[*part], 3 - *part)).unwrap_or(0);
    let mut path = Vec::with_capacity(units.len());
    for from in steps.iter().rev() {
        path.push(Part::ALL[now]);
        now = from[now];
    }
    path.reverse();
    path
}

/// What a step costs. Where a text has sections, parts change between them rather than inside.
fn cost(before: usize, part: usize, opens: bool, sections: bool) -> i32 {
    let whole = match part {
        _ if part == before => return 0,
        _ if part == before + 1 => COSTS[0],
        _ if part > before => COSTS[1],
        _ => COSTS[2],
    };
    match (sections, opens) {
        (false, _) => whole,
        (true, true) => whole / 2,
        (true, false) => whole * 2,
    }
}
