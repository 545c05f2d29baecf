//! Parts that are known by labels: "Harms: …", "**Launch.** …", "3. Metrics" above a table.

use super::{Part, Parts, Recognized, is_called, named};
use crate::review::concepts::{Concepts, Hits};
use crate::text::document::{Document, Kind};

pub(super) fn by_labels(
    document: &Document,
    concepts: &Concepts,
    hits: &Hits,
    said: &[bool],
    found: &mut Parts,
) {
    let mut labels: Vec<(usize, Option<Part>)> = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        let outer = block.item.is_none_or(|item| item.depth == 1) && !matches!(block.kind, Kind::Cell { .. });
        let longest = if block.item.is_some() { 3 } else { 12 };
        // "3. Metrics" above a table or a list of its own is all label.
        let bare = block.label == 0 && block.item.is_some_and(|item| item.ordered);
        let label = if bare { block.tokens.len() } else { block.label };
        if label == 0 || label > longest || !outer || !said[number] {
            continue;
        }
        let tokens = block.tokens.start..block.tokens.start + label;
        if let Some(part) = named(concepts, hits, &tokens) {
            labels.push((number, part.part()));
        }
    }
    let mut parts: Vec<Part> = labels.iter().filter_map(|label| label.1).collect();
    parts.sort_unstable();
    parts.dedup();
    if parts.len() < 3 {
        return;
    }
    let mut now = None;
    let mut firm = false;
    let mut next = labels.iter().peekable();
    for number in 0..document.blocks.len() {
        if let Some((_, part)) = next.next_if(|label| label.0 == number) {
            now = *part;
            let block = &document.blocks[number];
            let label = block.tokens.start..block.tokens.start + block.label.max(1);
            firm = now.is_some() && is_called(document, concepts, hits, &label);
            if let Some(part) = part
                && found.begins.last().is_none_or(|last| last.0 != *part)
            {
                found.begins.push((*part, number, Recognized::Label));
            }
        }
        // What only looked like a heading gives way to the labels.
        let loose =
            document.blocks[number].heading.is_some_and(|heading| document.headings[heading].level == 8);
        if found.of_block[number].is_none() || (loose && now.is_some()) {
            found.of_block[number] = now;
            found.firm[number] = firm;
        }
    }
    found.begins.sort_by_key(|begin| begin.1);
}
