//! The harm chain: harm, mitigation, measure, gate, way back, followed by the words they share, by families of harms, by
//! the numbers that harms go by, along the harm's own row or item, through the measure that counts the harm, and by words
//! for many harms at once.

mod bond;
mod group;
mod own;
mod passages;

use std::ops::Range;

use self::bond::{Bond, Marks, families};
use self::passages::{Passage, gates, ways};
use super::check::Sight;
use super::harms::{Harm, content};
use super::measures::{Measure, Role};
use super::parts::Part;
use super::reading::Reading;

/// A harm with what reaches it; ranges of tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// The harm.
    pub harm: Range<usize>,
    /// What is done about it.
    pub mitigation: Option<Range<usize>>,
    /// Whether that stands in a cell of its own beside the harm.
    pub beside: bool,
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

/// So many measures are searched for what counts a harm.
const MEASURES: usize = 500;

/// The chains of the harms that an answer lists; harms in running text if none is listed.
pub fn chains(sight: &Sight<'_>) -> Vec<Chain> {
    let families = families(sight);
    let counted = sight.measures.iter().filter(|measure| measure.role != Role::Watched).take(MEASURES);
    let named = |measure: &Measure| Passage::named(sight.reading, measure.tokens.clone(), &families);
    let places = Places {
        sight,
        measures: counted.map(named).collect(),
        gates: gates(sight, &families),
        ways: ways(sight, &families),
    };
    let listed = sight.harms.iter().any(|harm| harm.listed);
    let harms = sight.harms.iter().filter(|harm| harm.listed || !listed);
    let all = harms.map(|harm| places.chain(harm, &families));
    all.fold(Vec::new(), |found, chain| join(sight, found, chain))
}

/// All that may reach a harm.
struct Places<'s> {
    sight: &'s Sight<'s>,
    measures: Vec<Passage>,
    gates: Vec<Passage>,
    ways: Vec<Passage>,
}

impl Places<'_> {
    fn chain(&self, harm: &Harm, families: &[&str]) -> Chain {
        let reading = self.sight.reading;
        let marks = Marks::of_harm(reading, harm, families);
        let measure = own::measure(reading, harm)
            .or_else(|| nearest(&self.measures, &harm.whole, |other| marks.bond(other)));
        let counts = measure.as_ref().map(|tokens| Counts::new(self.sight, tokens));
        let reached = |all: &[Passage]| reached(&marks, counts.as_ref(), all, &harm.whole);
        let beside = |id: &str| counts.as_ref().and_then(|counts| own::beside(reading, &counts.tokens, id));
        let gate = own::gate(reading, harm).or_else(|| beside("own-gate-header"));
        let way_back = own::way_back(reading, harm).or_else(|| beside("own-way-back-header"));
        Chain {
            harm: harm.name.clone(),
            mitigation: harm.mitigation.clone().filter(|tokens| acts(reading, harm, tokens)),
            beside: harm
                .mitigation
                .as_ref()
                .is_some_and(|tokens| inside(harm, tokens) && *tokens != harm.whole),
            gate: gate.or_else(|| reached(&self.gates)),
            way_back: way_back.or_else(|| reached(&self.ways)),
            measure,
        }
    }
}

/// What counts a harm: its place, its role, what it is known by.
struct Counts {
    tokens: Range<usize>,
    role: Role,
    marks: Marks,
}

impl Counts {
    fn new(sight: &Sight<'_>, tokens: &Range<usize>) -> Self {
        // What stands in the harm's own row counts that harm, and nothing else.
        let known = sight.measures.iter().find(|measure| measure.tokens == *tokens);
        let name = known.map_or(tokens, |measure| &measure.name);
        let marks = Marks::of_measure(sight.reading, name, tokens);
        Self { tokens: tokens.clone(), role: known.map_or(Role::Safety, |measure| measure.role), marks }
    }
}

/// Whether what is done about a harm stands where things are done: the scope only says what the product is.
fn acts(reading: &Reading<'_>, harm: &Harm, mitigation: &Range<usize>) -> bool {
    inside(harm, mitigation) || reading.part_at(mitigation.start) != Some(Part::Scope)
}

/// Whether a passage is part of what is said with a harm.
fn inside(harm: &Harm, tokens: &Range<usize>) -> bool {
    harm.whole.start <= tokens.start && tokens.end <= harm.whole.end
}

/// The passage that names a harm, or what counts it, or a group to which the harm belongs; in this order.
fn reached(
    marks: &Marks,
    counts: Option<&Counts>,
    all: &[Passage],
    own: &Range<usize>,
) -> Option<Range<usize>> {
    let told = |other: &Marks| marks.bond(other).filter(|(numbers, words, _)| numbers + words > 0);
    let role = counts.map(|counts| counts.role);
    let counted = |other: &Marks| counts.and_then(|counts| counts.marks.counted_in(other));
    let covering = || all.iter().find(|passage| passage.group.covers(role)).map(|it| it.tokens.clone());
    nearest(all, own, told)
        .or_else(|| nearest(all, own, counted))
        .or_else(|| nearest(all, own, |other| marks.bond(other)))
        .or_else(covering)
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
            // What the row of failures says beats a passage that was found elsewhere.
            let better = chain.mitigation.is_some() && chain.beside && !known.beside;
            known.beside |= chain.beside;
            let old = known.mitigation.take();
            known.mitigation = if better { chain.mitigation } else { old.or(chain.mitigation) };
            known.measure = known.measure.take().or(chain.measure);
            known.gate = known.gate.take().or(chain.gate);
            known.way_back = known.way_back.take().or(chain.way_back);
        }
        None => found.push(chain),
    }
    found
}

/// The passage that is bound most firmly; the first of several.
fn nearest(
    all: &[Passage],
    own: &Range<usize>,
    bond: impl Fn(&Marks) -> Option<Bond>,
) -> Option<Range<usize>> {
    let apart = |tokens: &Range<usize>| tokens.end <= own.start || own.end <= tokens.start;
    let bound = all.iter().filter(|passage| apart(&passage.tokens));
    let bound = bound.filter_map(|passage| bond(&passage.marks).map(|bond| (bond, &passage.tokens)));
    bound.max_by_key(|(bond, tokens)| (*bond, usize::MAX - tokens.start)).map(|(_, tokens)| tokens.clone())
}
