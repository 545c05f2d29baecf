//! `metric-without-target`: a measure has no number to reach or stay under.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::measures::Role;
use crate::review::parts::Part;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "metric-without-target",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Give each measure a number to reach or to stay under, and where it comes from.",
    doc: Doc {
        looks_for: "\
        Holds when a measure that the answer relies on has no number. Measures that are only watched do not need \
         one.",
        matters: "Without a number nobody can say whether it worked, and every result will be called a success.",
        weak: "Teacher satisfaction with the weekly report.",
        stronger: "Teacher satisfaction with the weekly report: 4 of 5 or better in the sixth week, from 3.2 today.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let message = "Add the number that this measure has to reach or stay under.";
    let bare = sight.measures.iter().filter(|measure| !measure.target && measure.role != Role::Watched);
    let mut faults: Vec<Fault> = bare
        .take(MOST)
        .map(|measure| Fault::at(reading.document.bytes(measure.tokens.clone()), message).part(Part::Metrics))
        .collect();
    if faults.is_empty() {
        let only = reading
            .hits("direction-only")
            .filter(|hit| reading.part(hit) == Some(Part::Metrics) && !in_numbers(sight, hit));
        faults.extend(only.take(MOST).map(|hit| {
            Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Metrics)
        }));
    }
    if faults.is_empty() && sight.measures.is_empty() {
        let counted = reading
            .stated("measure")
            .chain(reading.stated("measure-word"))
            .find(|hit| reading.part(hit) == Some(Part::Metrics));
        let numbers = reading
            .blocks(Part::Metrics)
            .any(|(_, block)| reading.touches("target", &block.tokens) || reading.has_number(&block.tokens));
        faults.extend(counted.filter(|_| !numbers).map(|hit| {
            Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Metrics)
        }));
    }
    faults
}

/// Whether a number stands in the clause of a hit, or right behind it.
fn in_numbers(sight: &Sight<'_>, hit: &Hit) -> bool {
    let reading = sight.reading;
    let sentence = reading.sentence(hit.sentence);
    let breaks = |at: &usize| reading.document.tokens[*at].has(Token::COMMA | Token::CLAUSE);
    let first = (sentence.start..=hit.tokens.start).rev().find(breaks).unwrap_or(sentence.start);
    let last = (hit.tokens.end..sentence.end).filter(breaks).nth(1).unwrap_or(sentence.end);
    (first..last).any(|at| reading.document.tokens[at].is_quantity())
}

/// No more measures than this are listed one by one.
const MOST: usize = 3;
