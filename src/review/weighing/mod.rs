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
pub use table::{FINE, Fault, Place, Table, UNIT};

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
        let whole = features.whole();
        let rows = Rows::new(&features, table, &whole);
        let whole = rows.sums(&whole, Place::Whole);
        Self { features, rows, whole }
    }

    /// Weighs every fault of the table, for an answer that stands so.
    pub fn weigh(&self, standing: Standing) -> Vec<Weighed<'t>> {
        let told = self.best([Place::Own, Place::Near], |_| true);
        let shown =
            self.best([Place::Shows, Place::ShowsNear], |sentence| self.features.is_credited(sentence));
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

    /// What a sentence says of each fault, by number.
    pub fn told(&self, sentence: usize) -> Vec<f32> {
        self.said(sentence, [Place::Own, Place::Near])
    }

    /// What a sentence says of what each fault is the lack of, by number.
    pub fn shown(&self, sentence: usize) -> Vec<f32> {
        self.said(sentence, [Place::Shows, Place::ShowsNear])
    }

    fn said(&self, sentence: usize, [own, beside]: [Place; 2]) -> Vec<f32> {
        let near = |sentence: usize| self.near(sentence, beside);
        let before = sentence.checked_sub(1).and_then(near);
        self.joined(sentence, own, before.as_deref(), near(sentence + 1).as_deref())
    }

    /// Of every fault the most that a sentence which counts says, and which sentence says it.
    fn best(&self, [own, beside]: [Place; 2], counts: impl Fn(usize) -> bool) -> Vec<(f32, usize)> {
        let mut best = vec![(LEAST, 0); self.rows.table.faults.len()];
        let (mut last, mut now) = (None, self.near(0, beside));
        for (number, sentence) in self.features.sentences.iter().enumerate() {
            let next = self.near(number + 1, beside);
            if !sentence.is_empty() && counts(number) {
                let sums = self.joined(number, own, last.as_deref(), next.as_deref());
                for (best, sum) in best.iter_mut().zip(sums).filter(|(best, sum)| *sum > best.0) {
                    *best = (sum, number);
                }
            }
            (last, now) = (now, next);
        }
        best
    }

    /// What a sentence says of the faults of those beside it; none behind the last.
    fn near(&self, sentence: usize, place: Place) -> Option<Vec<f32>> {
        self.features.sentences.get(sentence).map(|all| self.rows.sums(all, place))
    }

    /// What a sentence says, with half of what those before and behind say of it where they stand beside it.
    fn joined(&self, at: usize, place: Place, before: Option<&[f32]>, after: Option<&[f32]>) -> Vec<f32> {
        let mut sums = self.rows.sums(&self.features.sentences[at], place);
        let before = before.filter(|_| at > 0 && self.features.beside(at - 1));
        let after = after.filter(|_| self.features.beside(at));
        for near in before.into_iter().chain(after) {
            sums.iter_mut().zip(near).for_each(|(sum, near)| *sum += near / 2.0);
        }
        sums
    }
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
        for feature in features.sentences.iter().flatten().chain(whole) {
            let (concept, place) = match *feature {
                Feature::Concept(concept) => (concept, 0),
                Feature::Placed(concept, part) => (concept, 1 + part as usize),
                Feature::Number | Feature::Word(_) => continue,
            };
            let row = &mut concepts[usize::from(concept)][place];
            *row = row.or_else(|| named(*feature));
        }
        let words = (0..words).map(|word| named(Feature::Word(word))).collect();
        Self { table, number: named(Feature::Number), words, concepts }
    }

    fn sums(&self, features: &[Feature], place: Place) -> Vec<f32> {
        let mut sums = vec![0.0; self.table.faults.len()];
        for feature in features {
            let row = match feature {
                Feature::Number => self.number,
                Feature::Word(word) => self.words[*word as usize],
                Feature::Concept(concept) => self.concepts[usize::from(*concept)][0],
                Feature::Placed(concept, part) => self.concepts[usize::from(*concept)][1 + *part as usize],
            };
            row.into_iter().for_each(|row| self.table.add(row, place, &mut sums));
        }
        sums
    }
}
