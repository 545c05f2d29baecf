//! `too-many-kpis`: more than three primary success measures.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::measures::Role;
use crate::review::parts::Part;
use crate::review::reading::Reading;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "too-many-kpis",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Keep two or three success measures, and move the rest to a list that is watched.",
    doc: Doc {
        looks_for: "\
        Holds with more than three primary success measures. Safety measures and measures that are only watched \
         are counted apart.",
        matters: "Seven goals are no goal: whatever happens, one of them will look good.",
        weak: "(Daily users, minutes, questions, revenue, rating, virality and promoter score.)",
        stronger: "Two goals: unassisted score a day later, share solved with hints. Rating and returns are watched.",
        origin: "The guide asks for two or three; opinion.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let success: Vec<_> = sight.role(Role::Success).filter(|measure| measure.listed).collect();
    let Some(fourth) = success.get(3) else { return named_together(sight).into_iter().collect() };
    let message = format!(
        "Choose two or three of these {} success measures, and say that the others are only watched.",
        success.len()
    );
    vec![Fault::at(reading.document.bytes(fourth.tokens.clone()), message).part(Part::Metrics)]
}

/// More than three measures in one sentence that calls them goals, or a sentence that says how many there are.
fn named_together(sight: &Sight<'_>) -> Option<Fault> {
    let reading = sight.reading;
    let message = "Choose two or three success measures, and say that the others are only watched.";
    let fault =
        |sentence: usize| Fault::at(reading.document.sentence_bytes(sentence), message).part(Part::Metrics);
    if let Some(said) = reading.stated("many-kpis").next() {
        return Some(fault(said.sentence));
    }
    let words = reading.hits("kpi-word").chain(reading.hits("success-if")).map(|hit| hit.sentence);
    words.into_iter().find(|sentence| listed(reading, &reading.sentence(*sentence)) > 3).map(fault)
}

/// How many different measures stand in one sentence, each behind a comma or an "and" of its own.
fn listed(reading: &Reading<'_>, tokens: &Range<usize>) -> usize {
    let document = &reading.document;
    // Where semicolons tell the members of a list apart, commas stand inside of one. Brackets hold a number.
    let before = |at: usize| {
        let last = at.checked_sub(1).map_or(0, |last| document.tokens[last].end as usize);
        &reading.text[last..(document.tokens[at].start as usize).max(last)]
    };
    let semicolon = |at: usize| before(at).contains(';');
    let strong = tokens.clone().skip(1).any(semicolon);
    let joins = |at: usize| {
        if strong {
            return semicolon(at) || document.tokens[at].has(Token::COLON);
        }
        document.tokens[at].has(Token::COMMA) || matches!(document.stem(&document.tokens[at]), "and" | "plus")
    };
    let places = tokens.clone().filter(|at| joins(*at)).chain([tokens.end]);
    let mut from = tokens.start;
    let mut count = 0;
    for at in places {
        let piece = from..at;
        from = at;
        let named = ["measure", "engagement"].iter().any(|id| reading.touches(id, &piece));
        // "Surviving colonies (90%)": a thing with its number.
        let aimed = (3..=9).contains(&piece.len()) && reading.touches("target", &piece);
        let measured = named || aimed;
        count += usize::from(measured && !reading.touches("safety-measure", &piece));
    }
    count
}
