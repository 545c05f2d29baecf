//! The steps of a launch, whether they stand in a table, a list or a sentence.

use std::ops::Range;

use super::parts::Part;
use super::reading::Reading;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// A step of a launch.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// All of it.
    pub tokens: Range<usize>,
    /// Whether it says how many take part.
    pub size: bool,
    /// Whether it says how long it lasts.
    pub duration: bool,
    /// Whether it stands alone: a row, an item, a paragraph, a part under a heading.
    pub listed: bool,
}

/// Finds the steps of the launch, in the Rollout part, or anywhere if there is none.
pub fn steps(reading: &Reading<'_>) -> Vec<Step> {
    let document = &reading.document;
    let known = reading.parts.of_block.contains(&Some(Part::Rollout));
    let inside = |number: usize| !known || reading.parts.of_block[number] == Some(Part::Rollout);
    let mut listed = Vec::new();
    let mut tabled = 0;
    let mut tables = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        if !inside(number) || block.kind == Kind::Footnote {
            continue;
        }
        if let Kind::Cell { table, .. } = block.kind {
            if !tables.contains(&table) {
                tables.push(table);
                rows(reading, table, &mut listed);
                tabled = listed.len();
            }
            continue;
        }
        if tabled >= 2 {
            continue;
        }
        let title = document.title_at(number);
        if let Some(title) = title.filter(|title| reading.parts.titles[*title]) {
            if starts_step(reading, &block.tokens) && !names_whole(reading, &block.tokens) {
                listed.push(under_title(reading, title));
            }
            continue;
        }
        let outer = block.item.is_none_or(|item| item.depth == 1);
        if reading.said[number] && outer && starts_step(reading, &block.tokens) {
            listed.push(whole_item(reading, number));
        }
    }
    listed.dedup_by(|next, last| next.start < last.end);
    if listed.len() >= 2 {
        return listed.into_iter().map(|tokens| step(reading, tokens, true)).collect();
    }
    spoken(reading, &inside)
}

fn step(reading: &Reading<'_>, tokens: Range<usize>, listed: bool) -> Step {
    // The number of a step is neither how many nor how long.
    let label = reading.first_in("named-step", &tokens).filter(|hit| hit.tokens.start < tokens.start + 2);
    let said = label.map_or(tokens.start, |hit| hit.tokens.end.min(tokens.end))..tokens.end;
    let size = reading.touches("size", &said);
    let duration = reading.touches("duration", &said);
    Step { tokens, size, duration, listed }
}

/// Whether a text begins with the name of a step: within its first words.
fn starts_step(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let head = tokens.start..(tokens.start + 5).min(tokens.end);
    reading.touches("step-label", &head)
}

fn names_whole(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() <= 2 && reading.touches("part-rollout", tokens) && !reading.has_number(tokens)
}

fn rows(reading: &Reading<'_>, table: usize, found: &mut Vec<Range<usize>>) {
    let document = &reading.document;
    let all = &document.tables[table].rows;
    let Some((header, body)) = all.split_first() else { return };
    let headed = header.iter().any(|cell| reading.touches("step-header", &document.blocks[*cell].tokens));
    let names =
        |row: &[usize]| row.iter().take(2).any(|cell| starts_step(reading, &document.blocks[*cell].tokens));
    let named = body.iter().filter(|row| names(row)).count();
    if headed || (named * 2 > body.len() && named > 1) {
        found.extend((1..all.len()).map(|row| reading.row(table, row)));
    } else if named > 1 {
        found.extend((1..all.len()).filter(|row| names(&all[*row])).map(|row| reading.row(table, row)));
    }
}

fn whole_item(reading: &Reading<'_>, number: usize) -> Range<usize> {
    let blocks = &reading.document.blocks;
    let mut end = blocks[number].tokens.end;
    if let Some(own) = blocks[number].item {
        for block in &blocks[number + 1..] {
            let Some(place) = block.item else { break };
            if place.depth <= own.depth && place != own {
                break;
            }
            end = block.tokens.end;
        }
    } else {
        // A label alone: its text is what follows, up to the next label or heading.
        let short = blocks[number].tokens.len() <= 12;
        for (at, block) in blocks.iter().enumerate().skip(number + 1) {
            let ends = block.kind == Kind::Heading || starts_step(reading, &block.tokens) || !short;
            if ends || at > number + 12 {
                break;
            }
            end = block.tokens.end;
        }
    }
    blocks[number].tokens.start..end
}

fn under_title(reading: &Reading<'_>, title: usize) -> Range<usize> {
    let document = &reading.document;
    let start = document.blocks[document.headings[title].block].tokens.start;
    let next =
        document.headings.iter().enumerate().skip(title + 1).find(|(at, heading)| {
            reading.parts.titles[*at] && heading.level <= document.headings[title].level
        });
    let end = next.map_or(document.tokens.len(), |(_, heading)| document.blocks[heading.block].tokens.start);
    start..end
}

/// Steps in running text: those with a number or name, else those that words of order put in a row, else from one mention
/// to the next.
fn spoken(reading: &Reading<'_>, inside: &dyn Fn(usize) -> bool) -> Vec<Step> {
    let named = segments(reading, "named-step", inside);
    if named.len() >= 2 {
        return named.into_iter().map(|tokens| step(reading, tokens, true)).collect();
    }
    let launches = |tokens: &Range<usize>| reading.touches("step-audience", tokens);
    let ordered: Vec<Range<usize>> =
        segments(reading, "sequence", inside).into_iter().filter(launches).collect();
    let mut steps = mentioned(reading, inside);
    if ordered.len() >= 2 && !steps.is_empty() {
        steps = ordered.into_iter().map(|tokens| step(reading, tokens, false)).collect();
    }
    steps
}

/// What stands between the hits of a concept within a block; the clause before the first one as well.
fn segments(reading: &Reading<'_>, id: &str, inside: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (number, block) in reading.document.blocks.iter().enumerate() {
        if !reading.said[number]
            || !inside(number)
            || matches!(block.kind, Kind::Cell { .. } | Kind::Footnote)
        {
            continue;
        }
        let mut sentence = usize::MAX;
        let mut starts: Vec<usize> = Vec::new();
        for hit in reading.within(id, &block.tokens) {
            // What stands before the first words of order is a step as well, or belongs to theirs: "a soft launch comes
            // next".
            let first = hit.sentence != sentence && id == "sequence";
            if first {
                starts.push(reading.sentence(hit.sentence).start);
            }
            if !first || reading.document.tokens[hit.tokens.start].has(Token::CLAUSE) {
                starts.push(hit.tokens.start);
            }
            sentence = hit.sentence;
        }
        starts.dedup();
        let heads = starts.first().is_some_and(|from| *from < block.tokens.start + 2);
        if starts.len() < 2 && !heads && id == "sequence" {
            continue;
        }
        let ends = starts.iter().skip(1).copied().chain([block.tokens.end]);
        found.extend(starts.iter().zip(ends).map(|(from, to)| *from..to));
    }
    found
}

/// Steps from one mention to the next.
fn mentioned(reading: &Reading<'_>, inside: &dyn Fn(usize) -> bool) -> Vec<Step> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for hit in reading.stated("step-label").chain(reading.stated("phase")) {
        let block = reading.block(hit);
        if inside(block) {
            starts.push((hit.tokens.start, reading.document.blocks[block].tokens.end));
        }
    }
    starts.sort_unstable();
    starts.dedup_by_key(|start| start.0);
    let ends = starts.iter().skip(1).map(|next| next.0).chain([usize::MAX]).collect::<Vec<_>>();
    let pairs = starts.iter().zip(ends);
    let step = |((from, block_end), next): (&(usize, usize), usize)| {
        let tokens = *from..next.min(*block_end);
        step(reading, tokens, false)
    };
    pairs.map(step).collect()
}
