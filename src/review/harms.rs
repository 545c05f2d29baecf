//! The harms an answer names, and whether each has an answer.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::answer_labels::bare;
use super::answering::{is_answered, may_hold_failures, points_on, unanswered};
use super::harm_tables::rows;
use super::parts::Part;
use super::reading::Reading;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// A way to go wrong that the answer names.
#[derive(Debug, Clone, PartialEq)]
pub struct Harm {
    /// Where it is named.
    pub name: Range<usize>,
    /// All that is said with it: its row, its item, its sentence and the next ones.
    pub whole: Range<usize>,
    /// What is done about it, if that is known.
    pub mitigation: Option<Range<usize>>,
    /// Whether it is waved away or left open.
    pub open: bool,
    /// Whether it stands in a table or list.
    pub listed: bool,
    /// Whether only its place shows that it is one; it is followed no further once it has an answer.
    pub told: bool,
}

impl Harm {
    /// Whether something is done about it.
    pub fn is_answered(&self) -> bool {
        self.mitigation.is_some()
    }
}

/// So many harms are followed; no answer that people write has more.
pub const MOST: usize = 200;

/// So many passages are searched for an answer to a harm.
const PASSAGES: usize = 2_000;

/// Finds the harms of an answer.
pub fn harms(reading: &Reading<'_>) -> Vec<Harm> {
    let mut found = Vec::new();
    for table in 0..reading.document.tables.len() {
        rows(reading, table, &mut found);
    }
    items(reading, &mut found);
    sentences(reading, &mut found);
    for bare in bare(reading) {
        let inside = |harm: &&mut Harm| harm.name.start < bare.whole.end && bare.whole.start < harm.name.end;
        match found.iter_mut().find(inside) {
            Some(harm) => (harm.mitigation, harm.open) = (None, true),
            None => found.push(bare),
        }
    }
    found.truncate(MOST);
    answer_elsewhere(reading, &mut found);
    found.retain(|harm| !harm.told || !harm.is_answered());
    found
}

fn items(reading: &Reading<'_>, found: &mut Vec<Harm>) {
    let document = &reading.document;
    let mut number = 0;
    while number < document.blocks.len() {
        let block = &document.blocks[number];
        if block.kind != Kind::Item || !may_hold_failures(reading, number) || !reading.said[number] {
            number += 1;
            continue;
        }
        let whole = item_tokens(reading, number);
        let head = block.tokens.clone();
        let aside = document.path(number).any(|title| {
            reading.touches("not-harm-heading", &document.blocks[document.headings[title].block].tokens)
        });
        let sorted = reading.touches("harm-category", &head) || reading.touches("taxonomy", &head);
        let listing = head.len() <= 14
            && sorted
            && block.label > 0
            && !reading.states("failure-verb", &head)
            && whole.end == head.end
            && !reading.touches("mitigation", &head);
        // An absolute claim names no harm, and neither does the cost of a guard with its number.
        let claims = reading.touches("absolute", &head);
        let costs = reading.touches("trade-off-firm", &head) && reading.has_number(&head);
        if aside || listing || claims || costs {
            number += 1;
            continue;
        }
        let named = reading.touches("failure", &head)
            || reading.touches("harm-category", &head)
            || siblings(reading, number) >= 2;
        let told = !named && (announced(reading, number) || shrugged(reading, number));
        let guard = leads_with_guard(reading, &head);
        let next = document
            .blocks
            .iter()
            .position(|other| other.tokens.start >= whole.end)
            .unwrap_or(document.blocks.len());
        if (named || told) && !guard {
            let answered = is_answered(reading, &whole)
                || points_on(reading, &whole)
                || covered(reading, number)
                || tells_on(reading, number);
            let mitigation = answered.then(|| whole.clone());
            let open = reading.touches("unmitigated", &whole) || reading.touches("answer-lacking", &whole);
            found.push(Harm { name: head, whole, mitigation, open, listed: true, told });
        }
        number = next.max(number + 1);
    }
}

/// Whether an item stands in a list below a line that announces failures.
fn announced(reading: &Reading<'_>, number: usize) -> bool {
    let blocks = &reading.document.blocks;
    let Some(own) = blocks[number].item else { return false };
    let inside = |at: &usize| blocks[*at].item.is_some_and(|item| item.list == own.list);
    let first = (0..number).rev().take(40).take_while(inside).last().unwrap_or(number);
    let Some(lead) = first.checked_sub(1).map(|at| &blocks[at]) else { return false };
    let line = matches!(lead.kind, Kind::Heading | Kind::Paragraph) && lead.tokens.len() <= 16;
    let leads = line && reading.touches("failure-lead", &lead.tokens);
    leads && !reading.touches("answer-lead", &lead.tokens)
}

/// Whether an item tells a failure in a whole clause and goes on, behind a colon or in the next sentence, with something
/// that is none.
fn tells_on(reading: &Reading<'_>, number: usize) -> bool {
    let block = &reading.document.blocks[number];
    let tokens = &block.tokens;
    let colon = tokens.clone().skip(4).find(|at| reading.document.tokens[*at].has(Token::COLON));
    let next = block.sentences.clone().map(|sentence| reading.sentence(sentence).start);
    let next = next.into_iter().find(|at| *at >= tokens.start + 4);
    colon.or(next).is_some_and(|at| {
        let rest = at..tokens.end;
        let fails = ["failure", "failure-told", "harm-category", "answer-lacking", "unmitigated"];
        rest.len() >= 4 && !fails.iter().any(|id| reading.touches(id, &rest))
    })
}

/// Whether a list of as many answers stands behind the list of an item.
fn covered(reading: &Reading<'_>, number: usize) -> bool {
    let blocks = &reading.document.blocks;
    let Some(own) = blocks[number].item else { return false };
    let inside = |at: &usize| blocks[*at].item.is_some_and(|item| item.list == own.list);
    let first = (0..=number).rev().take(40).take_while(inside).last().unwrap_or(number);
    let count = (first..blocks.len()).take_while(inside).count();
    answers_behind(reading, first + count) >= count
}

/// How many items a list of answers holds that stands a few blocks further on.
fn answers_behind(reading: &Reading<'_>, from: usize) -> usize {
    let blocks = &reading.document.blocks;
    let lead = (from..blocks.len()).take(3).find(|at| {
        let line =
            matches!(blocks[*at].kind, Kind::Heading | Kind::Paragraph) && blocks[*at].tokens.len() <= 16;
        line && reading.touches("answer-lead", &blocks[*at].tokens)
    });
    lead.map_or(0, |lead| blocks[lead + 1..].iter().take_while(|block| block.item.is_some()).count())
}

/// Whether the paragraph behind a list says that nothing is done about what stands in it.
fn shrugged(reading: &Reading<'_>, number: usize) -> bool {
    let blocks = &reading.document.blocks;
    let Some(own) = blocks[number].item else { return false };
    let inside = |at: &usize| blocks[*at].item.is_some_and(|item| item.list == own.list);
    let behind = (number + 1..blocks.len()).take(40).find(|at| !inside(at)).map(|at| &blocks[at]);
    behind.is_some_and(|block| {
        block.kind == Kind::Paragraph
            && block.tokens.len() <= 30
            && reading.touches("answer-lacking", &block.tokens)
            && !is_answered(reading, &block.tokens)
    })
}

/// How many other items of the list name a harm and what is done about it.
fn siblings(reading: &Reading<'_>, number: usize) -> usize {
    let blocks = &reading.document.blocks;
    let Some(own) = blocks[number].item else { return 0 };
    let near = number.saturating_sub(24)..(number + 24).min(blocks.len());
    near.filter(|at| {
        let block = &blocks[*at];
        let other = block.item.is_some_and(|item| item.list == own.list && item.index != own.index);
        let both = reading.touches("failure", &block.tokens) && reading.states("mitigation", &block.tokens);
        other && (both || points_on(reading, &block.tokens))
    })
    .count()
}

/// Whether a passage is itself something done against a harm.
pub(super) fn leads_with_guard(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let first = |id: &str| reading.within(id, tokens).next().map(|hit| hit.tokens.start);
    match (first("mitigation"), first("failure")) {
        (Some(guard), Some(failure)) => guard < failure,
        (Some(_), None) => true,
        _ => false,
    }
}

/// An item with everything below it.
pub(super) fn item_tokens(reading: &Reading<'_>, number: usize) -> Range<usize> {
    let blocks = &reading.document.blocks;
    let own = blocks[number].item;
    let mut end = blocks[number].tokens.end;
    for block in &blocks[number + 1..] {
        let (Some(own), Some(place)) = (own, block.item) else { break };
        if place.depth < own.depth || (place.depth == own.depth && place != own) {
            break;
        }
        end = block.tokens.end;
    }
    blocks[number].tokens.start..end
}

fn sentences(reading: &Reading<'_>, found: &mut Vec<Harm>) {
    let document = &reading.document;
    let both = reading.blocks(Part::Safety).filter(|(_, other)| {
        other.kind == Kind::Paragraph
            && reading.states("failure", &other.tokens)
            && reading.states("mitigation", &other.tokens)
    });
    let both = both.take(2).count() >= 2;
    let idle = !(0..document.blocks.len()).any(|number| {
        reading.said[number]
            && may_hold_failures(reading, number)
            && is_answered(reading, &document.blocks[number].tokens)
    });
    for (number, block) in document.blocks.iter().enumerate() {
        let fits = may_hold_failures(reading, number);
        if block.kind != Kind::Paragraph || !fits || !reading.said[number] {
            continue;
        }
        if both && lone(reading, number) {
            let whole = block.tokens.clone();
            let first = block.sentences.start;
            found.push(Harm {
                name: reading.sentence(first),
                whole,
                mitigation: None,
                open: false,
                listed: true,
                told: true,
            });
            continue;
        }
        let mut left = unanswered(reading, block, idle);
        left.extend(block.sentences.clone().filter(|sentence| is_left_open(reading, *sentence)));
        for sentence in block.sentences.clone() {
            let name = reading.sentence(sentence);
            let listed = left.contains(&sentence);
            if !listed && !reading.states("failure", &name) {
                continue;
            }
            let last = (sentence + 2).min(block.sentences.end - 1);
            let whole = name.start..reading.sentence(last).end;
            let before = reading.sentence(sentence.saturating_sub(1).max(block.sentences.start)).start;
            let answered = !listed && is_answered(reading, &(before..whole.end));
            let open = reading.touches("unmitigated", &whole) || reading.touches("answer-lacking", &whole);
            let mitigation = answered.then(|| whole.clone());
            found.push(Harm { name, whole, mitigation, open, listed, told: listed });
        }
    }
}

/// Whether a sentence says that nothing is done about what it names, and the next one does not take it back.
fn is_left_open(reading: &Reading<'_>, sentence: usize) -> bool {
    let tokens = reading.sentence(sentence);
    let next = reading.around(sentence, 1).end;
    tokens.len() >= 6 && reading.touches("left-open", &tokens) && !is_answered(reading, &(tokens.end..next))
}

/// Whether a paragraph names a failure and no answer, among paragraphs of which at least two do both.
fn lone(reading: &Reading<'_>, number: usize) -> bool {
    let block = &reading.document.blocks[number];
    let bare = reading.states("failure", &block.tokens) && !reading.states("mitigation", &block.tokens);
    let short = block.tokens.len() >= 6
        && block.tokens.len() <= 90
        && !reading.touches("trade-off", &block.tokens)
        && !reading.touches("principle", &block.tokens)
        && !reading.touches("taxonomy", &block.tokens)
        && !reading.touches("citation", &block.tokens)
        && !reading.touches("alternative", &block.tokens)
        && !reading.has_number(&(block.tokens.start + 2..block.tokens.end));
    bare && short
}

/// A harm whose own passage holds no answer may be answered in another one that uses the same words.
fn answer_elsewhere(reading: &Reading<'_>, found: &mut [Harm]) {
    if found.iter().all(Harm::is_answered) {
        return;
    }
    let document = &reading.document;
    let mut guards: Vec<(Range<usize>, FxHashSet<u32>)> = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        if guards.len() >= PASSAGES {
            break;
        }
        let block = sentence.block as usize;
        let tokens = reading.sentence(number);
        if reading.said[block]
            && reading.states("mitigation", &tokens)
            && reading.parts.of_block[block] != Some(Part::Metrics)
        {
            let around = reading.around(number, 0);
            guards.push((around.clone(), content(reading, &around)));
        }
    }
    for harm in found.iter_mut().filter(|harm| harm.mitigation.is_none() && !harm.open) {
        let words = content(reading, &harm.name);
        let enough = if words.len() <= 2 { 1 } else { 2 };
        let apart = |guard: &Range<usize>| guard.end <= harm.whole.start || harm.whole.end <= guard.start;
        let answer = guards
            .iter()
            .find(|(tokens, other)| apart(tokens) && words.intersection(other).count() >= enough);
        harm.mitigation = answer.map(|(tokens, _)| tokens.clone());
    }
}

/// The words of a passage that carry meaning.
pub fn content(reading: &Reading<'_>, tokens: &Range<usize>) -> FxHashSet<u32> {
    let carries = |token: &&Token| reading.carries[token.word as usize];
    reading.document.tokens[tokens.clone()].iter().filter(carries).map(|token| token.word).collect()
}
