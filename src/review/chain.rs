//! The harm chain: harm, mitigation, measure, gate, way back, followed by the words they share.

use std::collections::HashSet;
use std::ops::Range;

use super::check::Sight;
use super::harms::content;
use super::measures::Role;
use super::parts::Part;

/// A harm with what reaches it; ranges of tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// The harm.
    pub harm: Range<usize>,
    /// What is done about it.
    pub mitigation: Option<Range<usize>>,
    /// What counts it.
    pub measure: Option<Range<usize>>,
    /// What waits for it.
    pub gate: Option<Range<usize>>,
    /// What goes back because of it.
    pub way_back: Option<Range<usize>>,
}

/// So many passages are searched for what reaches a harm.
const PASSAGES: usize = 500;

/// A passage and its words.
type Passage = (Range<usize>, HashSet<u32>);

/// The chains of the harms that an answer lists; harms in running text if none is listed.
pub fn chains(sight: &Sight<'_>) -> Vec<Chain> {
    let reading = sight.reading;
    let passage = |tokens: Range<usize>| (tokens.clone(), content(reading, &tokens));
    let measures: Vec<Passage> = sight
        .measures
        .iter()
        .filter(|measure| measure.role != Role::Watched)
        .take(PASSAGES)
        .map(|measure| passage(measure.tokens.clone()))
        .collect();
    let gates = passages(sight, "gate");
    let ways: Vec<Passage> = passages(sight, "rollback");
    let listed = sight.harms.iter().any(|harm| harm.listed);
    let own = sight.harms.iter().filter(|harm| harm.listed || !listed);
    let all = own.map(|harm| {
        let words = &content(reading, &harm.whole) | &content(reading, &harm.name);
        let near = |all: &[Passage]| nearest(&words, all, &harm.whole);
        Chain {
            harm: harm.name.clone(),
            mitigation: harm.mitigation.clone(),
            measure: near(&measures),
            gate: near(&gates),
            way_back: near(&ways),
        }
    });
    all.fold(Vec::new(), |found, chain| join(sight, found, chain))
}

/// A harm that is named again, in a ranking or a table of failures, is the same harm.
fn join(sight: &Sight<'_>, mut found: Vec<Chain>, chain: Chain) -> Vec<Chain> {
    let words = content(sight.reading, &chain.harm);
    let same = found.iter_mut().find(|known| {
        let other = content(sight.reading, &known.harm);
        let shared = words.intersection(&other).count();
        shared >= 2 || (shared >= 1 && words.len().min(other.len()) <= 2)
    });
    match same {
        Some(known) => {
            known.mitigation = known.mitigation.take().or(chain.mitigation);
            known.measure = known.measure.take().or(chain.measure);
            known.gate = known.gate.take().or(chain.gate);
            known.way_back = known.way_back.take().or(chain.way_back);
        }
        None => found.push(chain),
    }
    found
}

/// The sentences and rows outside Scope in which a concept is meant.
fn passages(sight: &Sight<'_>, id: &str) -> Vec<Passage> {
    let reading = sight.reading;
    let mut found: Vec<Passage> = Vec::new();
    for hit in reading.stated(id).filter(|hit| reading.part(hit) != Some(Part::Scope)) {
        let tokens = reading.around(hit.sentence, 0);
        if found.len() >= PASSAGES {
            break;
        }
        if found.last().is_none_or(|last| last.0 != tokens) {
            found.push((tokens.clone(), content(reading, &tokens)));
        }
    }
    found
}

/// The passage that shares most with the words, two at least; one is enough for a short harm.
fn nearest(words: &HashSet<u32>, all: &[Passage], own: &Range<usize>) -> Option<Range<usize>> {
    let enough = if words.len() <= 3 { 1 } else { 2 };
    let apart = |tokens: &Range<usize>| tokens.end <= own.start || own.end <= tokens.start;
    let shared = all
        .iter()
        .filter(|(tokens, _)| apart(tokens))
        .map(|(tokens, other)| (words.intersection(other).count(), tokens));
    shared
        .filter(|(count, _)| *count >= enough)
        .max_by_key(|(count, tokens)| (*count, usize::MAX - tokens.start))
        .map(|(_, tokens)| tokens.clone())
}
