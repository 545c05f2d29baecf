//! `metric-without-target`: a measure has no number to reach or stay under.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::{Hit, State};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::measures::{Measure, Role};
use crate::review::parts::Part;
use crate::text::document::Kind;
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
    // A measure that was thought of and dropped, or the aim above the measures, is none.
    let own = |measure: &&Measure| {
        let aim =
            reading.touches("aim-label", &measure.tokens) && !reading.touches("measure", &measure.tokens);
        !aim && !reading.touches("measure-dropped", &measure.tokens)
    };
    let bare =
        sight.measures.iter().filter(|measure| !measure.target && measure.role != Role::Watched).filter(own);
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
    if faults.is_empty() {
        faults.extend(
            passing(sight)
                .into_iter()
                .take(MOST)
                .map(|tokens| Fault::at(reading.document.bytes(tokens), message).part(Part::Metrics)),
        );
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

/// Measures in running text that are said to matter, or stand at the end of a row of others, and have no number: "a third,
/// the share of each sale, matters as much", "…, never below 0.8, and the number of appeals that succeed".
fn passing(sight: &Sight<'_>) -> Vec<Range<usize>> {
    let reading = sight.reading;
    let document = &reading.document;
    let mut found = Vec::new();
    for (_, block) in reading.blocks(Part::Metrics).filter(|(_, block)| block.kind == Kind::Paragraph) {
        for sentence in block.sentences.clone() {
            let tokens = reading.sentence(sentence);
            if reading.touches("watch-label", &tokens) || document.sentences[sentence].asks {
                continue;
            }
            let exact = |range: &Range<usize>| document.tokens[range.clone()].iter().any(Token::is_quantity);
            for hit in reading.within("measure-named", &tokens).filter(|hit| hit.state == State::Stated) {
                let behind = hit.tokens.start..tokens.end;
                let joined = hit.tokens.start >= tokens.start + 3
                    && document.stem(&document.tokens[hit.tokens.start]) == "the"
                    && document.stem(&document.tokens[hit.tokens.start - 1]) == "and"
                    && document.tokens[hit.tokens.start - 1].has(Token::COMMA);
                let tail = joined
                    && sight
                        .measures
                        .iter()
                        .any(|measure| measure.target && overlaps(&measure.tokens, &tokens));
                let weighty = reading.touches("measure-weight", &tokens);
                if (tail || weighty) && !exact(&behind) {
                    found.push(tokens.clone());
                    break;
                }
            }
        }
    }
    found
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
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
