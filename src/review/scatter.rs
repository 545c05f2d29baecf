//! Whether sentences stand where they belong: a text whose sentences are in no order cannot be followed.

use super::parts::Part;
use super::reading::Reading;
use super::score::units::{Place, places};

/// Concepts that show what a sentence speaks of, with their weight.
const SPEAKS: [(&str, Part, u32); 21] = [
    ("primary-user", Part::Scope, 2),
    ("persona-age", Part::Scope, 1),
    ("persona-pain", Part::Scope, 1),
    ("user-intent", Part::Scope, 2),
    ("boundary-firm", Part::Scope, 3),
    ("harm-category", Part::Safety, 2),
    ("failure", Part::Safety, 1),
    ("mitigation", Part::Safety, 1),
    ("principle-named", Part::Safety, 3),
    ("trade-off-firm", Part::Safety, 3),
    ("taxonomy", Part::Safety, 3),
    ("measure", Part::Metrics, 2),
    ("measure-word", Part::Metrics, 2),
    ("engagement", Part::Metrics, 2),
    ("target-word", Part::Metrics, 1),
    ("phase", Part::Rollout, 3),
    ("red-team", Part::Rollout, 3),
    ("break-it", Part::Rollout, 3),
    ("rollback", Part::Rollout, 2),
    ("consent", Part::Rollout, 2),
    ("audit", Part::Rollout, 2),
];

const PARTS: [Part; 4] = [Part::Scope, Part::Safety, Part::Metrics, Part::Rollout];

/// Fewer sentences tell nothing.
const LEAST: u32 = 10;

/// How much of an answer stands in the wrong place: the share of sentences, among those that belong to one part, that
/// stand in another, less how much neighbors go together. None if there are too few sentences, or if the answer stands
/// mostly in tables.
///
/// It is taken twice, over all sentences that speak more of one part and over those that clearly do, and the kinder one
/// holds: an answer that mixes its parts is not yet one in no order. On 62 labelled answers and three shuffled texts of
/// each, two answers and three of four shuffled texts lie above 0.46.
pub fn scatter(reading: &Reading<'_>) -> Option<f64> {
    let all = places(reading);
    let length = |row: bool| {
        all.iter().filter(|place| place.row == row).map(|place| place.tokens.len()).sum::<usize>()
    };
    if length(true) > length(false) {
        // Rows stay where they are, and a row may speak of every part.
        return None;
    }
    let told: Vec<Told> = all.iter().filter_map(|place| told(reading, place)).collect();
    let loose = misplaced(&told)?;
    let clear: Vec<Told> = told.into_iter().filter(|told| told.margin >= 2).collect();
    Some(misplaced(&clear).map_or(loose, |firm| loose.min(firm + 0.06)))
}

/// A sentence that speaks of one part.
struct Told {
    /// The part that it speaks of.
    of: Part,
    /// The part in which it stands.
    within: Option<Part>,
    /// By how much it speaks more of that part than of any other.
    margin: u32,
}

fn misplaced(told: &[Told]) -> Option<f64> {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let placed: Vec<bool> = told.iter().filter_map(|told| Some(told.within? != told.of)).collect();
    let away = count(placed.iter().filter(|away| **away).count());
    let all = count(placed.len());
    let order: Vec<Part> = told.iter().map(|told| told.of).collect();
    (all >= LEAST).then(|| f64::from(away) / f64::from(all) - self::order(&order).max(0.0))
}

/// How much neighbors speak of the same part, beyond chance: 1 where one part comes after the other, 0 where sentences
/// are in no order. This needs no headings: it holds as well where a part was recognized wrongly.
fn order(told: &[Part]) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let same = told.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let pairs = |part: &Part| {
        let count = number(told.iter().filter(|told| *told == part).count());
        count * (count - 1.0)
    };
    let chance = PARTS.iter().map(pairs).sum::<f64>() / (number(told.len()) * number(told.len() - 1));
    let beyond =
        if chance >= 1.0 { 1.0 } else { (number(same) / number(told.len() - 1) - chance) / (1.0 - chance) };
    // Few neighbors go together by luck.
    beyond * number(told.len()) / (number(told.len()) + 10.0)
}

/// What a sentence speaks of most; none for a row, and for a sentence that speaks of two parts alike.
fn told(reading: &Reading<'_>, place: &Place) -> Option<Told> {
    let weight = |part: Part| -> u32 {
        let own = SPEAKS.iter().filter(|(id, other, _)| *other == part && reading.touches(id, &place.tokens));
        own.map(|(_, _, weight)| weight).sum()
    };
    let mut weights: Vec<(u32, Part)> = PARTS.iter().map(|part| (weight(*part), *part)).collect();
    weights.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let (most, second) = (weights[0], weights[1]);
    let told = Told { of: most.1, within: place.part, margin: most.0 - second.0 };
    (!place.row && most.0 >= 2 && told.margin > 0).then_some(told)
}
