//! Whether sentences stand where they belong: a text whose sentences are in no order cannot be followed.

use std::ops::Range;

use super::parts::{CONTENT, Part};
use super::reading::Reading;
use super::score::units::{Place, places};

/// What shows the part of a paragraph and is too weak to show that of one sentence.
const WEAK: [&str; 3] = ["persona-device", "primary-label", "stop-action"];

const PARTS: [Part; 4] = [Part::Scope, Part::Safety, Part::Metrics, Part::Rollout];

/// Fewer sentences tell nothing.
const LEAST: u32 = 10;

/// The share of sentences, among those that clearly belong to one part, that stand in another. Labelled answers reach
/// 0.45; the same answers with their sentences shuffled lie between 0.4 and 0.9. None if there are too few, or if the
/// answer stands mostly in tables.
pub fn scatter(reading: &Reading<'_>) -> Option<f64> {
    let (mut home, mut away) = (0_u32, 0_u32);
    let all = places(reading);
    let length = |row: bool| {
        all.iter().filter(|place| place.row == row).map(|place| place.tokens.len()).sum::<usize>()
    };
    if length(true) > length(false) {
        // Rows stay where they are, and a row may speak of every part.
        return None;
    }
    for Place { tokens, part, .. } in all.into_iter().filter(|place| !place.row) {
        match (belongs(reading, &tokens), part) {
            (Some(own), Some(part)) if own == part => home += 1,
            (Some(_), Some(_)) => away += 1,
            _ => {}
        }
    }
    (home + away >= LEAST).then(|| f64::from(away) / f64::from(home + away))
}

/// The part that a passage clearly belongs to.
fn belongs(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<Part> {
    let weight = |part: Part| -> u32 {
        let shown = CONTENT.iter().filter(|(id, ..)| !WEAK.contains(id));
        let own = shown.filter(|(id, other, _)| *other == part && reading.touches(id, tokens));
        own.map(|(_, _, weight)| weight).sum()
    };
    let mut weights: Vec<(u32, Part)> = PARTS.iter().map(|part| (weight(*part), *part)).collect();
    weights.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let (most, second) = (weights[0], weights[1]);
    (most.0 >= 2 && most.0 > second.0).then_some(most.1)
}
