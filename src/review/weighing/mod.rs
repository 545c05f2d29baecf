//! The weighing: what careful readers found in labelled answers decides where the checks are unsure.
//!
//! A check knows what it looks for and nothing of the odds. Whoever has read four hundred answers knows more: what is
//! missing in nearly every weak answer, what a thorough one is hardly ever guilty of, and in which words people say what
//! no phrase foresees. The weighing brings that in. For each fault it adds up, as a logistic regression does (Cox, *The
//! Regression Analysis of Binary Sequences*, 1958), the odds of an answer that stands so, what the words of the passage
//! say that shows the fault best, what those of the whole say, and whether the check found the fault; and it takes away
//! what the passage says that shows best what the fault is the lack of. Readers marked both kinds of passages in the
//! labelled answers. `tests/weighing` learns the weights and writes them.
//!
//! On answers of writers that neither checks nor weights had seen, the checks alone reached an F1 of 0.75, with the
//! weighing of passages that show a fault 0.87, with that of passages that show the contrary as well 0.90.

mod features;
mod table;

use crate::review::concepts::pool;

use super::reading::Reading;
use super::standing::Standing;

pub use features::{Feature, Features};
pub use table::{FINE, Fault, Table, UNIT};
use table::{Place, Sums};

/// Odds, as their natural logarithm, from which a fault that no check found is reported, and below which one that a check
/// found is asked about: eleven in twenty, and one in two.
const SURE: [f32; 2] = [0.2, 0.0];

/// What a sentence says at least, where no sentence counts.
const LEAST: f32 = -12.0;

/// What the weighing says of a fault.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed<'t> {
    /// The fault.
    pub fault: &'t Fault,
    /// Its number in the table.
    pub number: usize,
    /// The natural logarithm of its odds, without the check.
    pub odds: f32,
    /// The sentence that says most for it.
    pub passage: usize,
    /// How much that sentence says.
    pub told: f32,
    /// The sentence that comes nearest to what the fault is the lack of, if any comes near.
    pub against: Option<usize>,
}

impl Weighed<'_> {
    /// Whether a careful reader would find the fault, given whether the check did.
    pub fn holds(&self, found: bool, standing: Standing) -> bool {
        if found { self.odds + self.fault.found[standing as usize] > SURE[1] } else { self.odds > SURE[0] }
    }

    /// Whether the passage shows the fault, or only comes nearest.
    pub fn is_plain(&self) -> bool {
        self.told > self.fault.plain
    }
}

/// An answer as the weighing reads it.
#[derive(Debug)]
pub struct Weighing<'t, 'r> {
    features: Features<'r>,
    rows: Rows<'t>,
    /// What the whole answer says of each fault.
    whole: Vec<f32>,
}

impl<'t, 'r> Weighing<'t, 'r> {
    /// Reads an answer.
    pub fn new(reading: &'r Reading<'r>, table: &'t Table) -> Self {
        let features = Features::new(reading);
        let all = features.whole();
        let rows = Rows::new(&features, table, &all);
        let mut sums = NONE;
        all.iter().filter_map(|feature| rows.of(*feature)).for_each(|row| table.add_whole(row, &mut sums));
        let whole = sums.iter().take(table.faults.len()).map(|sum| logs(*sum) / FINE).collect();
        Self { features, rows, whole }
    }

    /// Weighs every fault of the table, for an answer that stands so.
    pub fn weigh(&self, standing: Standing) -> Vec<Weighed<'t>> {
        let [told, shown] = self.best();
        let weighed = |(number, fault): (usize, &'t Fault)| {
            let ((told, passage), (shows, against)) = (told[number], shown[number]);
            Weighed {
                fault,
                number,
                odds: fault.base[standing as usize] + told + self.whole[number] - shows,
                passage,
                told,
                against: (shows > fault.near).then_some(against),
            }
        };
        self.rows.table.faults.iter().enumerate().map(weighed).collect()
    }

    /// The number of a fault in the table.
    pub fn number(&self, check: &str) -> Option<usize> {
        self.rows.table.faults.iter().position(|fault| fault.check == check)
    }

    /// What a sentence says of a fault.
    pub fn told(&self, sentence: usize, fault: usize) -> f32 {
        self.said(sentence, [Place::Own, Place::Near], fault)
    }

    /// What a sentence says of what a fault is the lack of.
    pub fn shown(&self, sentence: usize, fault: usize) -> f32 {
        self.said(sentence, [Place::Shows, Place::ShowsNear], fault)
    }

    fn said(&self, sentence: usize, places: [Place; 2], fault: usize) -> f32 {
        let mut around = [NONE; 3];
        let from = sentence.checked_sub(1);
        for (sums, at) in around.iter_mut().zip([from, Some(sentence), Some(sentence + 1)]) {
            at.into_iter().for_each(|at| self.sum(at, sums));
        }
        let [before, own, after] = around;
        self.joined([&before, &own, &after], self.shares(sentence), places, fault)
    }

    /// Of every fault the most that a sentence says, and which sentence says it; then the same of what shows that of which
    /// the fault is the lack. Of sentences that are hardly about the answer nothing shows.
    fn best(&self) -> [Vec<(f32, usize)>; 2] {
        let faults = self.rows.table.faults.len();
        let mut best = [(); 2].map(|()| vec![(LEAST, 0); faults]);
        let [mut before, mut own, mut after] = [NONE; 3];
        self.sum(0, &mut after);
        for (number, sentence) in self.features.sentences.iter().enumerate() {
            std::mem::swap(&mut before, &mut own);
            std::mem::swap(&mut own, &mut after);
            self.sum(number + 1, &mut after);
            if sentence.is_empty() {
                continue;
            }
            let around = [&before, &own, &after];
            let shares = self.shares(number);
            let both = [[Place::Own, Place::Near], [Place::Shows, Place::ShowsNear]];
            let counted = if self.features.is_credited(number) { 2 } else { 1 };
            for (best, places) in best.iter_mut().zip(both).take(counted) {
                for (fault, best) in best.iter_mut().enumerate() {
                    let said = self.joined(around, shares, places, fault);
                    if said > best.0 {
                        *best = (said, number);
                    }
                }
            }
        }
        best
    }

    /// What the words and concepts of a sentence say in every place; nothing behind the last.
    fn sum(&self, sentence: usize, sums: &mut Sums) {
        sums.fill(0);
        for feature in self.features.sentences.get(sentence).into_iter().flatten() {
            self.rows.of(*feature).into_iter().for_each(|row| self.rows.table.add(row, sums));
        }
    }

    /// How much the sentences before and behind count: half where they stand beside it.
    fn shares(&self, sentence: usize) -> [f32; 2] {
        let before = sentence.checked_sub(1).is_some_and(|before| self.features.beside(before));
        [before, self.features.beside(sentence)].map(|beside| if beside { 0.5 } else { 0.0 })
    }

    /// What a sentence says of a fault, with its share of what those before and behind say.
    fn joined(
        &self,
        [before, own, after]: [&Sums; 3],
        shares: [f32; 2],
        places: [Place; 2],
        fault: usize,
    ) -> f32 {
        let [here, near] = places.map(|place| place as usize * self.rows.table.faults.len() + fault);
        (logs(own[here]) + shares[0] * logs(before[near]) + shares[1] * logs(after[near])) / UNIT
    }
}

/// Sums of nothing.
const NONE: Sums = [0; 256];

/// A sum as a number; sums are far too small to lose anything.
#[allow(clippy::cast_precision_loss, reason = "a few thousand weights of a byte")]
fn logs(sum: i32) -> f32 {
    sum as f32
}

/// The rows of the table for the words and concepts of one answer.
#[derive(Debug)]
struct Rows<'t> {
    table: &'t Table,
    number: Option<u32>,
    words: Vec<Option<u32>>,
    /// Of each concept that the answer holds: alone, then in each part.
    concepts: Vec<[Option<u32>; 5]>,
}

impl<'t> Rows<'t> {
    fn new(features: &Features<'_>, table: &'t Table, whole: &[Feature]) -> Self {
        let named = |feature: Feature| table.row(&features.name(feature));
        let words = u32::try_from(features.stems()).unwrap_or(u32::MAX);
        let mut concepts = vec![[None; 5]; features.concepts.len()];
        // Each is named once; what stands only in blocks hardly about the answer is not in the whole.
        let own =
            features.sentences.iter().flatten().filter(|feature| matches!(feature, Feature::Concept(_)));
        let mut all: Vec<Feature> = own.chain(whole).copied().collect();
        all.sort_unstable();
        all.dedup();
        for feature in all {
            let (concept, place) = match feature {
                Feature::Concept(concept) => (concept, 0),
                Feature::Placed(concept, part) => (concept, 1 + part as usize),
                Feature::Number | Feature::Word(_) => continue,
            };
            concepts[usize::from(concept)][place] = named(feature);
        }
        let words = (0..words).map(|word| named(Feature::Word(word))).collect();
        Self { table, number: named(Feature::Number), words, concepts }
    }

    /// The row of a word or concept, if the table has one.
    fn of(&self, feature: Feature) -> Option<u32> {
        match feature {
            Feature::Number => self.number,
            Feature::Word(word) => self.words[word as usize],
            Feature::Concept(concept) => self.concepts[usize::from(concept)][0],
            Feature::Placed(concept, part) => self.concepts[usize::from(concept)][1 + part as usize],
        }
    }
}
