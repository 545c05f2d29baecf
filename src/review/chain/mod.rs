//! The harm chain: harm, mitigation, measure, gate, way back, followed by the words they share, by families of harms, by
//! the numbers that harms go by, and along the harm's own row or item.

mod bond;
mod own;

use std::ops::Range;

use self::bond::{Marks, families};
use super::check::Sight;
use super::harms::content;
use super::measures::Role;
use super::parts::Part;
use super::reading::Reading;

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

impl Chain {
    /// Whether something counts the harm, waits for it or goes back because of it.
    pub fn reaches(&self) -> bool {
        self.measure.is_some() || self.gate.is_some() || self.way_back.is_some()
    }
}

/// So many passages are searched for what reaches a harm.
const PASSAGES: usize = 500;

/// A passage and what it is known by.
type Passage = (Range<usize>, Marks);

/// The chains of the harms that an answer lists; harms in running text if none is listed.
pub fn chains(sight: &Sight<'_>) -> Vec<Chain> {
    let reading = sight.reading;
    let families = families(sight);
    let passage = |tokens: Range<usize>| (tokens.clone(), Marks::of(reading, &tokens, &families));
    let counted = sight.measures.iter().filter(|measure| measure.role != Role::Watched);
    let measures: Vec<Passage> =
        counted.take(PASSAGES).map(|measure| passage(measure.tokens.clone())).collect();
    let gates = passages(sight, "gate").into_iter().filter(|tokens| opens(reading, tokens));
    let gates: Vec<Passage> = gates.map(passage).collect();
    let ways: Vec<Passage> = passages(sight, "rollback").into_iter().map(passage).collect();
    let listed = sight.harms.iter().any(|harm| harm.listed);
    let harms = sight.harms.iter().filter(|harm| harm.listed || !listed);
    let all = harms.map(|harm| {
        let marks = Marks::of_harm(reading, harm, &families);
        let near = |all: &[Passage]| nearest(&marks, all, &harm.whole);
        Chain {
            harm: harm.name.clone(),
            mitigation: harm.mitigation.clone(),
            measure: own::measure(reading, harm).or_else(|| near(&measures)),
            gate: own::gate(reading, harm).or_else(|| near(&gates)),
            way_back: own::way_back(reading, harm).or_else(|| near(&ways)),
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

/// The sentences and rows in which a concept is meant: outside Scope and, if the launch has a part of its own, outside
/// Safety, where a word such as "deactivate" speaks of the feature itself. What is hardly about the answer is none.
fn passages(sight: &Sight<'_>, id: &str) -> Vec<Range<usize>> {
    let reading = sight.reading;
    let launch = reading.parts.of_block.contains(&Some(Part::Rollout));
    let meant = |part: Option<Part>| part != Some(Part::Scope) && !(launch && part == Some(Part::Safety));
    let hits = reading.stated(id);
    let hits = hits.filter(|hit| meant(reading.part(hit)) && !reading.doubtful[reading.block(hit)]);
    let mut found: Vec<Range<usize>> = hits.map(|hit| reading.around(hit.sentence, 0)).collect();
    found.dedup();
    found.truncate(PASSAGES);
    found
}

/// Whether a passage that reads like a gate is about a launch: a word such as "if" alone is none.
fn opens(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    reading.has_number(tokens) || ["phase", "launch-word"].iter().any(|id| reading.touches(id, tokens))
}

/// The passage that is bound most firmly to a harm; the first of several.
fn nearest(marks: &Marks, all: &[Passage], own: &Range<usize>) -> Option<Range<usize>> {
    let apart = |tokens: &Range<usize>| tokens.end <= own.start || own.end <= tokens.start;
    let bound = all.iter().filter(|(tokens, _)| apart(tokens));
    let bound = bound.filter_map(|(tokens, other)| marks.bond(other).map(|bond| (bond, tokens)));
    bound.max_by_key(|(bond, tokens)| (*bond, usize::MAX - tokens.start)).map(|(_, tokens)| tokens.clone())
}
