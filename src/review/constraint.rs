//! The silent constraints of the case: whether the answer names each one, and whether that changes anything.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use rustc_hash::FxHashSet;

use super::check::Sight;
use super::concepts::{Hit, State};
use super::harms::{content, item_tokens};
use super::measures::leads_in;
use super::numbers::Ground;
use super::parts::Part;
use super::reading::Reading;
use super::score::units::{Place, places};
use crate::pack::prompt::Constraint;
use crate::text::document::Kind;

/// How far an answer meets a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Met {
    /// It is named, and something is decided, done, measured, awaited or left out because of it.
    Seen,
    /// It is named, and nothing near it or in its words changes.
    SeenWithoutEffect,
    /// It is not named.
    NotSeen,
}

/// A constraint of the case as the answer meets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting<'a> {
    /// The constraint.
    pub constraint: &'a Constraint,
    /// Where it is named: the place that changes something, else the first.
    pub named: Option<&'a Hit>,
    /// The tokens of the sentence or row that changes something.
    pub effect: Option<Range<usize>>,
}

impl Sighting<'_> {
    /// How far the answer meets it.
    pub fn met(&self) -> Met {
        match (self.named, &self.effect) {
            (Some(_), Some(_)) => Met::Seen,
            (Some(_), None) => Met::SeenWithoutEffect,
            (None, _) => Met::NotSeen,
        }
    }
}

/// So many places that name a constraint are followed; the work on an answer of any length stays bounded.
const MOST: usize = 40;

/// So many passages are searched for one that takes a constraint up again.
const PASSAGES: usize = 1_000;

/// The constraints of the case, in its order. None without a case.
pub fn sightings<'a>(sight: &'a Sight<'_>) -> Vec<Sighting<'a>> {
    let Some(case) = &sight.context.case else { return Vec::new() };
    let mut places = places(sight.reading);
    places.retain(|place| !sight.reading.doubtful[block_at(sight.reading, &place.tokens)]);
    places.truncate(PASSAGES);
    case.constraints.iter().map(|constraint| sighting(sight, constraint, &places)).collect()
}

fn sighting<'a>(sight: &'a Sight<'_>, constraint: &'a Constraint, places: &[Place]) -> Sighting<'a> {
    let reading = sight.reading;
    let hits = hits(sight, constraint);
    let ids = signs(sight, constraint);
    let case = sight.context.case.iter().flat_map(|case| &case.constraints);
    let others: Vec<String> =
        case.filter(|other| other.id != constraint.id).flat_map(|other| signs(sight, other)).collect();
    let mut found = Sighting { constraint, named: hits.first().copied(), effect: None };
    for hit in hits {
        let near = bound(reading, hit);
        let own = reading.around(hit.sentence, 0);
        let inside = |tokens: &&Range<usize>| near.start <= tokens.start && tokens.end <= near.end;
        let other = |tokens: &Range<usize>| names(reading, &others, tokens) && !names(reading, &ids, tokens);
        let near = places.iter().map(|place| &place.tokens).filter(inside).filter(|tokens| !other(tokens));
        let effect = acts(sight, &own, true)
            .then(|| own.clone())
            .or_else(|| near.into_iter().find(|tokens| acts(sight, tokens, false)).cloned())
            .or_else(|| again(sight, hit, &own, places));
        if effect.is_some() {
            found.named = Some(hit);
            found.effect = effect;
            break;
        }
    }
    found
}

/// The concepts that name a constraint: its own signs, and for a limit that many products share the concept of it.
fn signs(sight: &Sight<'_>, constraint: &Constraint) -> Vec<String> {
    let general = match constraint.check.as_deref() {
        Some("silent-constraint-latency") => Some("latency"),
        Some("silent-constraint-privacy") => Some("privacy"),
        Some("silent-constraint-language-region") => Some("region"),
        _ => None,
    };
    let own = format!("case-constraint-{}", constraint.id);
    let known = |id: &String| sight.reading.concepts.number(id).is_some();
    std::iter::once(own).chain(general.map(str::to_owned)).filter(known).collect()
}

/// The places that name a constraint, those in the case's own words first. A list of sources names nothing.
fn hits<'s>(sight: &'s Sight<'_>, constraint: &Constraint) -> Vec<&'s Hit> {
    let reading = sight.reading;
    let own = |id: &str| id.starts_with("case-");
    let meant = |id: &str, hit: &Hit| own(id) || hit.state == State::Stated;
    let mut found: Vec<&Hit> = Vec::new();
    for id in signs(sight, constraint) {
        let named =
            reading.hits(&id).filter(|hit| meant(&id, hit) && !is_source(reading, reading.block(hit)));
        found.extend(named.take(MOST));
    }
    found
}

/// Whether any of these concepts is named among tokens.
fn names(reading: &Reading<'_>, ids: &[String], tokens: &Range<usize>) -> bool {
    ids.iter().any(|id| reading.touches(id, tokens))
}

/// Whether a block is a footnote or belongs to a list of sources.
fn is_source(reading: &Reading<'_>, number: usize) -> bool {
    let document = &reading.document;
    let block = &document.blocks[number];
    let label = block.tokens.start..block.tokens.start + block.label;
    block.kind == Kind::Footnote
        || reading.touches("source-heading", &label)
        || document.path(number).any(|title| titled(reading, title, "source-heading"))
}

/// Whether a heading touches a concept.
fn titled(reading: &Reading<'_>, title: usize, id: &str) -> bool {
    let document = &reading.document;
    reading.touches(id, &document.blocks[document.headings[title].block].tokens)
}

/// What belongs to a place that names a constraint: its row, its item with what stands below it, the list that it leads
/// to, its paragraph if it is the label of that, else the sentences beside it.
fn bound(reading: &Reading<'_>, hit: &Hit) -> Range<usize> {
    let document = &reading.document;
    let number = reading.block(hit);
    let block = &document.blocks[number];
    match block.kind {
        Kind::Item => item_tokens(reading, number),
        Kind::Paragraph if leads_in(reading, number) => {
            let list = document.blocks[number + 1].item.map(|item| item.list);
            let below = document.blocks[number + 1..].iter();
            let last = below.take_while(|next| next.item.is_some_and(|item| Some(item.list) == list)).last();
            block.tokens.start..last.map_or(block.tokens.end, |last| last.tokens.end)
        }
        Kind::Paragraph if hit.tokens.start < block.tokens.start + block.label => block.tokens.clone(),
        _ => reading.around(hit.sentence, 1),
    }
}

/// A passage elsewhere that takes a constraint up again, by a word of its name and another word of its sentence, and
/// changes something.
fn again(sight: &Sight<'_>, hit: &Hit, own: &Range<usize>, places: &[Place]) -> Option<Range<usize>> {
    let reading = sight.reading;
    let name = content(reading, &hit.tokens);
    let words = content(reading, own);
    let apart = |tokens: &Range<usize>| tokens.end <= own.start || own.end <= tokens.start;
    let takes_up = |tokens: &Range<usize>| {
        let other: FxHashSet<u32> = content(reading, tokens);
        other.intersection(&name).next().is_some() && other.intersection(&words).count() >= 2
    };
    let elsewhere = places.iter().map(|place| &place.tokens).filter(|tokens| apart(tokens));
    elsewhere.filter(|tokens| takes_up(tokens)).find(|tokens| acts(sight, tokens, false)).cloned()
}

/// Whether a sentence or row holds a decision, a mitigation, a measure or target, a gate, a way back or a boundary. In
/// the sentence that names the constraint (`own`) a number that the brief does not give is enough.
fn acts(sight: &Sight<'_>, tokens: &Range<usize>, own: bool) -> bool {
    let reading = sight.reading;
    if VOID.iter().any(|id| reading.touches(id, tokens)) || is_portrait(reading, tokens) {
        return false;
    }
    ACTS.iter().any(|id| does(reading, id, tokens))
        || reading.states("gate", tokens) && (reading.touches("phase", tokens) || numbered(sight, tokens))
        || measured(sight, tokens)
        || own && numbered(sight, tokens)
        || filled(reading, tokens)
        || rejects(reading, tokens)
}

/// What a passage does about a limit.
const ACTS: [&str; 5] = ["limit-answered", "mitigation", "boundary-firm", "own-act", "rollback"];

/// What makes a passage do nothing.
const VOID: [&str; 4] = ["latency-waved", "privacy-waved", "region-waved", "consent-fake"];

/// The block in which a passage begins.
fn block_at(reading: &Reading<'_>, tokens: &Range<usize>) -> usize {
    reading.document.blocks.partition_point(|block| block.tokens.end <= tokens.start)
}

/// Whether a sentence of the Scope part describes the user: what people do there changes no design.
fn is_portrait(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let block = block_at(reading, tokens);
    let prose = matches!(reading.document.blocks.get(block).map(|block| &block.kind), Some(Kind::Paragraph));
    let people = ["persona-age", "persona-pain", "persona-device", "named-person", "user-intent"];
    prose
        && reading.parts.of_block[block] == Some(Part::Scope)
        && people.iter().any(|id| reading.touches(id, tokens))
        && !reading.states("boundary-firm", tokens)
}

/// Whether an alternative is rejected here: that is a decision too.
fn rejects(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let block = block_at(reading, tokens);
    let under = |title| titled(reading, title, "rejected-option") || titled(reading, title, "alternative");
    reading.touches("rejected-option", tokens) || reading.document.path(block).take(1).any(under)
}

/// Whether a concept is meant here, and not as talk about the law or the limit itself.
fn does(reading: &Reading<'_>, id: &str, tokens: &Range<usize>) -> bool {
    let talk: Vec<&Hit> = reading.within("limit-talk", tokens).collect();
    let only_talk = |hit: &Hit| {
        talk.iter().any(|talk| talk.tokens.start <= hit.tokens.start && hit.tokens.end <= talk.tokens.end)
    };
    reading.within(id, tokens).any(|hit| hit.state == State::Stated && !only_talk(hit))
}

/// Whether a measure with a target stands here.
fn measured(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let overlaps = |other: &Range<usize>| other.start < tokens.end && tokens.start < other.end;
    sight.measures.iter().any(|measure| measure.target && overlaps(&measure.tokens))
}

/// Whether a number stands here that neither the brief nor a source gives. Small numbers are none, unless they tell a
/// time.
fn numbered(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let reading = sight.reading;
    let timed = ["latency-number", "duration"].iter().any(|id| reading.touches(id, tokens));
    tokens.clone().filter(|at| reading.document.tokens[*at].is_quantity()).any(|at| {
        match sight.figures.binary_search_by_key(&at, |figure| figure.token) {
            Ok(figure) => !matches!(sight.figures[figure].ground, Ground::Given | Ground::Cited),
            Err(_) => timed,
        }
    })
}

/// Whether a row has something in a column that says what a limit changes.
fn filled(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let document = &reading.document;
    let Some(Kind::Cell { table, row, .. }) =
        document.blocks.get(block_at(reading, tokens)).map(|block| &block.kind)
    else {
        return false;
    };
    let rows = &document.tables[*table].rows;
    let header = rows.first().into_iter().flatten();
    let column = header
        .enumerate()
        .skip(1)
        .find(|(_, cell)| reading.touches("limit-header", &document.blocks[**cell].tokens));
    let cell = column.and_then(|(column, _)| rows[*row].get(column));
    cell.is_some_and(|cell| {
        let tokens = &document.blocks[*cell].tokens;
        tokens.len() >= 2 && !reading.touches("unmitigated", tokens)
    })
}
