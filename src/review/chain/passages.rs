//! What waits for harms and what goes back because of them: sentences, items, and cells of launch tables.

use std::ops::Range;

use super::bond::{Marks, cell, names_measures};
use super::group::Group;
use crate::review::check::Sight;
use crate::review::concepts::Hit;
use crate::review::measures::leads_in;
use crate::review::parts::Part;
use crate::review::reading::Reading;
use crate::text::document::Kind;

/// So many passages are searched for what reaches a harm.
const PASSAGES: usize = 500;

/// A passage, what it is known by, and whom it means beyond that.
#[derive(Debug)]
pub(super) struct Passage {
    /// What is shown.
    pub tokens: Range<usize>,
    /// What it is known by.
    pub marks: Marks,
    /// Whom it means beyond those it names.
    pub group: Group,
}

impl Passage {
    /// A passage that means nobody beyond those it names.
    pub(super) fn named(reading: &Reading<'_>, tokens: Range<usize>, families: &[&str]) -> Self {
        let marks = Marks::of(reading, &tokens, families);
        Self { tokens, marks, group: Group::default() }
    }

    fn new(reading: &Reading<'_>, tokens: Range<usize>, families: &[&str]) -> Self {
        Self { group: Group::of(reading, &tokens), ..Self::named(reading, tokens, families) }
    }
}

/// What a step of the launch waits for.
pub(super) fn gates(sight: &Sight<'_>, families: &[&str]) -> Vec<Passage> {
    let reading = sight.reading;
    let mut found = cells(sight, &["gate-header", "own-gate-header"]);
    if found.is_empty() {
        found.extend(said(sight, "gate").filter(|tokens| opens(reading, tokens)));
    }
    found.extend(grouped(reading));
    finish(reading, found, families)
}

/// What goes back, and because of what.
pub(super) fn ways(sight: &Sight<'_>, families: &[&str]) -> Vec<Passage> {
    let reading = sight.reading;
    let mut found = cells(sight, &["own-way-back-header"]);
    found.extend(said(sight, "rollback"));
    found.extend(triggers(sight));
    finish(reading, found, families)
}

fn finish(reading: &Reading<'_>, mut found: Vec<Range<usize>>, families: &[&str]) -> Vec<Passage> {
    found.sort_by_key(|tokens| (tokens.start, tokens.end));
    found.dedup();
    found.truncate(PASSAGES);
    found.into_iter().map(|tokens| Passage::new(reading, tokens, families)).collect()
}

/// The sentences and rows in which a concept is meant: outside Scope and, if the launch has a part of its own, outside
/// Safety, where a word such as "deactivate" speaks of the feature itself. What is hardly about the answer is none.
fn said<'s>(sight: &'s Sight<'_>, id: &str) -> impl Iterator<Item = Range<usize>> + 's {
    let reading = sight.reading;
    reading.stated(id).filter(move |hit| launches(reading, hit)).map(|hit| piece(reading, hit))
}

/// The sentence or row of a hit; in a table of steps its cell, because the row says all about the step.
fn piece(reading: &Reading<'_>, hit: &Hit) -> Range<usize> {
    let document = &reading.document;
    match cell(reading, &hit.tokens) {
        Some((table, _)) if stepped(reading, table) => document.blocks[reading.block(hit)].tokens.clone(),
        _ => reading.around(hit.sentence, 0),
    }
}

/// Whether a table is about the steps of a launch.
fn stepped(reading: &Reading<'_>, table: usize) -> bool {
    let document = &reading.document;
    let header = document.tables[table].rows.first().into_iter().flatten();
    let named = |cell: &usize| {
        let tokens = &document.blocks[*cell].tokens;
        reading.touches("phase", tokens) || reading.touches("step-header", tokens)
    };
    header.into_iter().any(named)
}

/// Whether a hit speaks of the launch. In Safety only a sentence that begins with a limit does.
fn launches(reading: &Reading<'_>, hit: &Hit) -> bool {
    let launch = reading.parts.of_block.contains(&Some(Part::Rollout));
    let sentence = reading.sentence(hit.sentence);
    let limited = || sets_off(reading, &sentence) && reading.has_number(&sentence);
    let meant = match reading.part(hit) {
        Some(Part::Scope) => false,
        Some(Part::Safety) => !launch || (cell(reading, &hit.tokens).is_none() && limited()),
        _ => true,
    };
    meant && !reading.doubtful[reading.block(hit)]
}

/// Whether a passage that reads like a gate is about a launch: a word such as "if" alone is none, and neither is the
/// condition of the way back or of an attack.
fn opens(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let inside = reading.part_at(tokens.start) == Some(Part::Rollout);
    if reading.states("rollback", tokens) || (cell(reading, tokens).is_some() && !inside) {
        return false;
    }
    let launch = ["phase", "launch-word"].iter().any(|id| reading.touches(id, tokens));
    let firm = ["gate-firm", "group-held"].iter().any(|id| reading.touches(id, tokens));
    (launch || (inside && reading.has_number(tokens))) && firm
}

/// The block in which a passage begins.
fn block(reading: &Reading<'_>, tokens: &Range<usize>) -> Range<usize> {
    let blocks = &reading.document.blocks;
    let at = blocks.partition_point(|block| block.tokens.end <= tokens.start);
    blocks.get(at).map_or(tokens.clone(), |block| block.tokens.clone())
}

/// Sentences of the launch that wait for a group of harms.
fn grouped(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let own = reading.hits("group-held").filter(|hit| reading.part(hit) == Some(Part::Rollout));
    let own = own.filter(|hit| !reading.doubtful[reading.block(hit)]);
    let plain = own.filter(|hit| cell(reading, &hit.tokens).is_none());
    let waits = |sentence: &Range<usize>| {
        let many = Group::of(reading, sentence) != Group::default() || names_measures(reading, sentence);
        let back = reading.states("rollback", &block(reading, sentence));
        many && (!back || reading.touches("gate-firm", sentence))
    };
    plain.map(|hit| reading.sentence(hit.sentence)).filter(waits).collect()
}

/// The sentences that set off what another sentence of their paragraph, their heading or the line above their list says:
/// "The line goes back to people in ten minutes. Two missed calls in a week are enough."
fn triggers(sight: &Sight<'_>) -> Vec<Range<usize>> {
    let reading = sight.reading;
    let document = &reading.document;
    let mut found = Vec::new();
    let mut led = None;
    for (number, block) in document.blocks.iter().enumerate() {
        let launch = reading.said[number] && reading.parts.of_block[number] == Some(Part::Rollout);
        if !launch || reading.doubtful[number] {
            continue;
        }
        let back = reading.states("rollback", &block.tokens);
        if back && leads_in(reading, number) {
            led = document.blocks[number + 1].item.map(|item| item.list);
        }
        let listed = led.is_some() && block.item.map(|item| item.list) == led;
        let titled = || {
            let mut names = document.path(number).map(|title| document.headings[title].block);
            names.any(|name| says_back(reading, &document.blocks[name].tokens))
        };
        let prose = matches!(block.kind, Kind::Paragraph | Kind::Item);
        if !prose || !(back || listed || titled()) {
            continue;
        }
        let beside = |at: usize| {
            let from = at.saturating_sub(1).max(block.sentences.start);
            let near = from..(at + 2).min(block.sentences.end);
            let says = reading.touches("way-back-said", &reading.sentence(at));
            says || near.into_iter().any(|at| reading.states("rollback", &reading.sentence(at)))
        };
        let near = block.sentences.clone().filter(|at| listed || titled() || beside(*at));
        let all = listed || titled();
        let near = near.map(|at| reading.sentence(at));
        let attacked = reading.states("red-team", &block.tokens);
        let when = |sentence: &Range<usize>| {
            if all { reading.touches("trigger", sentence) } else { !attacked && sets_off(reading, sentence) }
        };
        found.extend(near.filter(when));
    }
    found
}

/// Whether a heading is that of the way back, and not of a whole launch.
fn says_back(reading: &Reading<'_>, heading: &Range<usize>) -> bool {
    heading.len() <= 6
        && reading.touches("rollback", heading)
        && !["phase", "launch-word", "red-team"].iter().any(|id| reading.touches(id, heading))
}

/// Whether a sentence says when something happens, near its beginning, and not when the next step does.
fn sets_off(reading: &Reading<'_>, sentence: &Range<usize>) -> bool {
    let waits = ["group-held", "gate-firm"].iter().any(|id| reading.touches(id, sentence));
    let gate = waits && !reading.states("rollback", sentence);
    let head = sentence.start..sentence.end.min(sentence.start + 8);
    let other = ["launch-word", "red-team"].iter().any(|id| reading.touches(id, sentence));
    reading.touches("trigger", &head) && !other && !gate
}

/// The cells below such a header. In a table that is not about steps the whole row says what for.
fn cells(sight: &Sight<'_>, ids: &[&str]) -> Vec<Range<usize>> {
    let reading = sight.reading;
    let document = &reading.document;
    let mut found = Vec::new();
    for (table, rows) in document.tables.iter().enumerate() {
        let Some((header, body)) = rows.rows.split_first() else { continue };
        let tokens = |cell: &usize| document.blocks[*cell].tokens.clone();
        let named = |cell: &usize| ids.iter().any(|id| reading.touches(id, &tokens(cell)));
        let Some(column) = header.iter().position(named) else { continue };
        let metrics = header.first().is_some_and(|cell| reading.parts.of_block[*cell] == Some(Part::Metrics));
        let harms = sight.harms.iter().any(|harm| cell(reading, &harm.name).is_some_and(|at| at.0 == table));
        if metrics || harms {
            continue;
        }
        let stepped = stepped(reading, table);
        for (index, row) in body.iter().enumerate() {
            let Some(own) = row.get(column).map(tokens).filter(|own| !own.is_empty()) else { continue };
            found.push(if stepped || ids.contains(&"gate-header") {
                own
            } else {
                reading.row(table, index + 1)
            });
        }
    }
    found
}
