//! The weighing: what careful readers found in labelled answers decides where the checks are unsure.
//!
//! A check knows what it looks for and nothing of the odds. Whoever has read two hundred answers knows more: what is
//! missing in nearly every weak answer, what a thorough one is hardly ever guilty of, and in which words people say what
//! no phrase foresees. The weighing brings that in. For each fault it adds up, as a logistic regression does (Cox, *The
//! Regression Analysis of Binary Sequences*, 1958), the odds of an answer that stands so, what the words of its most
//! telling passage say, what those of the whole say, and whether the check found the fault. `tests/weighing.rs` learns
//! the weights from the labelled answers and writes them.
//!
//! On answers of writers that neither checks nor weights had seen, the checks alone reached an F1 of 0.73, with tables of
//! presumptions made by hand 0.80, with the weighing 0.87.

mod features;
mod table;

use crate::review::concepts::pool;

use super::reading::Reading;
use super::standing::Standing;

pub use features::{Feature, Features};
pub use table::{FINE, Fault, Place, Table, UNIT};

/// What a finding of the check adds to the odds, by how the answer stands: a check is right more often where an answer
/// has some and lacks some. Fitted on 108 answers that no check was tuned on.
const FOUND: [f32; 4] = [1.5, 1.6, 2.1, 1.8];

/// Odds, as their natural logarithm, from which a fault that no check found is reported, and below which one that a check
/// found is asked about: six in ten, and four in ten.
const SURE: [f32; 2] = [0.4, -0.4];

/// What the weighing says of a fault.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed<'t> {
    /// The fault.
    pub fault: &'t Fault,
    /// The natural logarithm of its odds, without the check.
    pub odds: f32,
    /// The sentence that says most for it.
    pub passage: usize,
    /// Whether that sentence shows it, or only comes nearest.
    pub plain: bool,
}

impl Weighed<'_> {
    /// Whether a careful reader would find the fault, given whether the check did.
    pub fn holds(&self, found: bool, standing: Standing) -> bool {
        if found { self.odds + FOUND[standing as usize] > SURE[1] } else { self.odds > SURE[0] }
    }
}

/// Weighs every fault of the table.
pub fn weigh<'t>(reading: &Reading<'_>, table: &'t Table, standing: Standing) -> Vec<Weighed<'t>> {
    let features = Features::new(reading);
    let whole = features.whole();
    let rows = Rows::new(&features, table, &whole);
    let whole = rows.sums(&whole, Place::Whole);
    let mut best = vec![(f32::MIN, 0); table.faults.len()];
    let mut near = [Vec::new(), rows.near(&features, 0)];
    for number in 0..features.sentences.len() {
        let next = rows.near(&features, number + 1);
        let mut sums = rows.sums(&features.sentences[number], Place::Own);
        let before = number > 0 && features.beside(number - 1);
        let around = [(&near[0], before), (&next, features.beside(number))];
        for (beside, _) in around.into_iter().filter(|(_, stands)| *stands) {
            sums.iter_mut().zip(beside).for_each(|(sum, near)| *sum += near / 2.0);
        }
        let [_, own] = near;
        near = [own, next];
        if features.sentences[number].is_empty() {
            continue;
        }
        for (best, sum) in best.iter_mut().zip(sums) {
            if sum > best.0 {
                *best = (sum, number);
            }
        }
    }
    let weighed = |((fault, (told, passage)), whole): ((&'t Fault, (f32, usize)), f32)| Weighed {
        fault,
        odds: fault.base[standing as usize] + told + whole,
        passage,
        plain: told > fault.plain,
    };
    table.faults.iter().zip(best).zip(whole).map(weighed).collect()
}

/// The rows of the table for the words and concepts of one answer.
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
        for feature in whole {
            match *feature {
                Feature::Concept(number) => concepts[usize::from(number)][0] = named(*feature),
                Feature::Placed(number, part) => {
                    concepts[usize::from(number)][1 + part as usize] = named(*feature);
                }
                Feature::Number | Feature::Word(_) => {}
            }
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

    /// What a sentence says of the faults of those beside it.
    fn near(&self, features: &Features<'_>, sentence: usize) -> Vec<f32> {
        features.sentences.get(sentence).map_or(Vec::new(), |own| self.sums(own, Place::Near))
    }
}
