//! `too-few-kpis`: fewer than two primary success measures.

use std::ops::Range;

use crate::review::answering::may_belong;
use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::measures::Role;
use crate::review::parts::Part;
use crate::review::reading::Reading;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "too-few-kpis",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Add a second success measure that would fall if the first were gamed.",
    doc: Doc {
        looks_for: "Holds with fewer than two primary success measures. Safety measures are counted apart.",
        matters: "One number can be moved without helping anybody. Two that pull against each other are harder to fool.",
        weak: "Our one KPI is the share of visitors who open the linked page.",
        stronger: "\
        Visitors who open the linked page: 60%. Visitors who say a day later that it answered their question: 7 \
         in 10.",
        origin: "The guide asks for two or three; opinion.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let success: Vec<_> = sight.role(Role::Success).collect();
    let loose = sight.role(Role::Safety).filter(|measure| !measure.labelled).count();
    let known = reading.parts.of_block.contains(&Some(Part::Metrics));
    let words = ["measure-word", "kpi-word", "engagement", "measure-named", "two-measures", "success-if"];
    let unmeasured = words.iter().all(|id| reading.hits(id).next().is_none());
    let enough = success.len() >= 2
        || several(reading)
        || success.iter().any(|measure| !measure.listed && joined(reading, &measure.tokens))
        || (success.len() + loose >= 2 && loose > 0)
        || (sight.measures.is_empty() && !known && !unmeasured)
        || reading.stated("two-measures").any(|hit| reading.part(hit) == Some(Part::Metrics));
    let message = "Add a second success measure, tied to what the user came to get done.";
    let alone = reading.stated("one-measure").find(|hit| may_belong(reading, hit, Part::Metrics));
    if let Some(hit) = alone.filter(|_| success.len() + loose < 3) {
        return vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Metrics)];
    }
    if enough {
        return Vec::new();
    }
    match success.first() {
        Some(only) => {
            vec![Fault::at(reading.document.bytes(only.tokens.clone()), message).part(Part::Metrics)]
        }
        None => vec![Fault::absent("measures of success with a name", message).part(Part::Metrics)],
    }
}

/// Whether one sentence says at which two numbers it is a success: "successful if at least forty …, and if no fewer than …".
fn several(reading: &Reading<'_>) -> bool {
    let document = &reading.document;
    reading.stated("success-if").any(|hit| {
        let tokens = hit.tokens.start..reading.sentence(hit.sentence).end;
        let breaks = tokens.clone().filter(|at| document.tokens[*at].has(Token::COMMA | Token::CLAUSE));
        let places: Vec<usize> = [tokens.start].into_iter().chain(breaks).chain([tokens.end]).collect();
        let aimed = places.windows(2).filter(|pair| {
            let piece = pair[0]..pair[1];
            piece.len() >= 5 && reading.touches("target", &piece)
        });
        reading.part(hit) == Some(Part::Metrics) && aimed.count() >= 2
    })
}

/// Whether a passage holds two measures, each with its number: "60 teams in six months, and a median gain of 25%".
fn joined(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let document = &reading.document;
    let aimed = |piece: &Range<usize>| piece.len() >= 5 && reading.touches("target", piece);
    let named = |piece: &Range<usize>| {
        ["measure", "people-noun", "measure-named"].iter().any(|id| reading.touches(id, piece))
    };
    tokens.clone().skip(1).any(|at| {
        let token = &document.tokens[at];
        let and = token.has(Token::COMMA) && document.stem(token) == "and";
        let (one, other) = (tokens.start..at, at..tokens.end);
        and && aimed(&one) && aimed(&other) && named(tokens)
    })
}
