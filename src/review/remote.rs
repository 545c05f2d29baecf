//! Paragraphs about something else: their words are not those of the rest, and they name little of what an answer says.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::harms::content;
use super::idle::{Idle, Passage};
use super::parts::Part;
use super::reading::Reading;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// So many paragraphs about something else are padding.
const PADDED: usize = 2;

/// What shows that a paragraph belongs to the answer.
const TOPIC: [&str; 40] = [
    "red-team",
    "rollback",
    "consent",
    "audit",
    "privacy",
    "latency",
    "region",
    "baseline",
    "trade-off",
    "principle-named",
    "harm-category",
    "phase",
    "feedback-loop",
    "safety-label",
    "primary-label",
    "boundary",
    "user-intent",
    "citation",
    "over-blocking",
    "accepted-risk",
    "rejected-option",
    "would-change",
    "measured-how",
    "gate",
    "attack",
    "failure",
    "mitigation",
    "harm",
    "measure",
    "decision",
    "taxonomy",
    "engagement",
    "primary-user",
    "principle",
    "anyone",
    "many-users",
    "limitless",
    "decision-firm",
    "own-act",
    "toggle",
];

/// Paragraphs and items that name nothing an answer is about and share no words with those that do.
pub(super) fn off_topic(reading: &Reading<'_>) -> Vec<Passage> {
    let document = &reading.document;
    let own = |block: &crate::text::document::Block| matches!(block.kind, Kind::Paragraph | Kind::Item);
    let mut seed: FxHashSet<u32> = FxHashSet::default();
    let mut doubtful = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        if block.tokens.is_empty() || matches!(block.kind, Kind::Code(_)) {
            continue;
        }
        let terms = reading.count(&TOPIC, &block.tokens);
        let long = block.tokens.len() >= 20;
        // Terms of the trade are about the answer, however few of its words stand beside them.
        let technical = reading.within("jargon", &block.tokens).take(2).count() == 2;
        if long
            && !technical
            && terms * 24 < block.tokens.len()
            && terms < 3
            && own(block)
            && reading.said[number]
            && !figured(reading, &block.tokens)
        {
            doubtful.push(number);
        } else {
            seed.extend(content(reading, &block.tokens));
        }
    }
    let strange = |number: &usize| {
        let words = content(reading, &document.blocks[*number].tokens);
        let shared = words.intersection(&seed).count();
        shared * 5 < words.len().max(1)
    };
    let mut strange: Vec<usize> = doubtful.into_iter().filter(strange).collect();
    if strange.len() >= PADDED {
        // Where so much is about something else, what is hardly about the answer is as well; beside it, what is a little
        // nearer. Somebody's own paragraph elsewhere stays.
        let firm: FxHashSet<usize> = strange.iter().copied().collect();
        let also = remote(reading, IN_COMPANY);
        let beside =
            |number: usize| firm.contains(&(number + 1)) || number > 0 && firm.contains(&(number - 1));
        strange.extend((0..also.len()).filter(|number| {
            also[*number] && beside(*number) && !figured(reading, &document.blocks[*number].tokens)
        }));
        strange.sort_unstable();
        strange.dedup();
    }
    strange
        .into_iter()
        .map(|number| (document.bytes(document.blocks[number].tokens.clone()), Idle::OffTopic))
        .collect()
}

/// Blocks of running text whose words are hardly those of the rest and that name little of what an answer is about.
/// They may be read, and raise nothing. The bounds were set on the labelled answers: one paragraph in seventeen of theirs
/// is among these, nine in ten of paragraphs about something else are.
pub fn doubtful(reading: &Reading<'_>) -> Vec<bool> {
    remote(reading, ALONE)
}

/// How near a block must be to the rest of the answer to be about it.
const ALONE: f64 = 0.35;

/// The same in an answer that was padded.
const IN_COMPANY: f64 = 0.42;

/// Blocks that are not so near: the share of their words that others use, and a little for each term.
fn remote(reading: &Reading<'_>, bound: f64) -> Vec<bool> {
    let blocks = &reading.document.blocks;
    let unknown = TERMS.iter().any(|id| reading.concepts.number(id).is_none());
    // A few sentences have nothing to be compared with.
    if unknown || reading.document.tokens.len() < 150 {
        return vec![false; blocks.len()];
    }
    let own: Vec<FxHashSet<u32>> = blocks.iter().map(|block| content(reading, &block.tokens)).collect();
    let mut times: FxHashMap<u32, usize> = FxHashMap::default();
    for (number, words) in own.iter().enumerate() {
        // Words of a long list of paragraphs about something else would vouch for each other.
        let vouches = !matches!(blocks[number].kind, Kind::Code(_)) && terms(reading, number) >= 0.7;
        words.iter().filter(|_| vouches).for_each(|word| *times.entry(*word).or_default() += 1);
    }
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let is = |at: usize| {
        let block = &blocks[at];
        // A user is told in words of their own.
        let user = bound < IN_COMPANY
            && reading.parts.of_block[at] != Some(Part::Rollout)
            && (reading.touches("primary-user", &block.tokens) || reading.has_age(&block.tokens));
        if user {
            return false;
        }
        if block.tokens.len() < 12 || !reading.said[at] || !matches!(block.kind, Kind::Paragraph | Kind::Item)
        {
            return false;
        }
        let vouches = usize::from(terms(reading, at) >= 0.7);
        let shared = own[at].iter().filter(|word| times.get(word).copied().unwrap_or(0) > vouches).count();
        number(shared) / number(own[at].len().max(1)) + 0.15 * terms(reading, at) < bound
    };
    (0..blocks.len()).map(is).collect()
}

/// How many terms of an answer a block names in twenty words.
fn terms(reading: &Reading<'_>, block: usize) -> f64 {
    let tokens = &reading.document.blocks[block].tokens;
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(reading.count(&TERMS, tokens)) * 20.0 / number(tokens.len().max(1))
}

/// Terms that seldom stand in a text about something else.
const TERMS: [&str; 31] = [
    "red-team",
    "rollback",
    "consent",
    "audit",
    "privacy",
    "latency",
    "region",
    "trade-off",
    "principle-named",
    "harm-category",
    "phase",
    "feedback-loop",
    "safety-label",
    "boundary",
    "user-intent",
    "over-blocking",
    "accepted-risk",
    "rejected-option",
    "would-change",
    "attack",
    "failure",
    "harm",
    "measure",
    "taxonomy",
    "engagement",
    "primary-user",
    "principle",
    "anyone",
    "limitless",
    "decision-firm",
    "own-act",
];

/// Whether a passage holds a percentage or an amount of money: it counts something.
fn figured(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    reading.document.tokens[tokens.clone()].iter().any(|token| token.has(Token::PERCENT | Token::MONEY))
}
