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

/// The share of sentences, among those that clearly belong to one part, that stand in another, less how much neighbors
/// go together. On 60 labelled answers and three shuffled texts of each, one answer and 128 of 175 shuffled texts lie
/// above 0.55. None if there are too few sentences, or if the answer stands mostly in tables.
pub fn scatter(reading: &Reading<'_>) -> Option<f64> {
    let all = places(reading);
    let length = |row: bool| {
        all.iter().filter(|place| place.row == row).map(|place| place.tokens.len()).sum::<usize>()
    };
    if length(true) > length(false) {
        // Rows stay where they are, and a row may speak of every part.
        return None;
    }
    let told = |Place { tokens, part, row }: &Place| {
        let own = (!row).then(|| belongs(reading, tokens)).flatten()?;
        Some((own, *part))
    };
    let told: Vec<(Part, Option<Part>)> = all.iter().filter_map(told).collect();
    let placed = || told.iter().filter_map(|(own, part)| Some((*own, (*part)?)));
    let away = placed().filter(|(own, part)| own != part).count();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let placed = count(placed().count());
    let owns: Vec<Part> = told.iter().map(|(own, _)| *own).collect();
    (placed >= LEAST).then(|| f64::from(count(away)) / f64::from(placed) - order(&owns).max(0.0))
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
