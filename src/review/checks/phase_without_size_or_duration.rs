//! `phase-without-size-or-duration`: a phase has neither how many nor how long.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::review::steps::Step;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "phase-without-size-or-duration",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Say for each phase how many take part and how long it lasts.",
    doc: Doc {
        looks_for: "\
        Holds when a phase has neither a size nor a duration. All users, staff only and one school count as \
         sizes.",
        matters: "A step without an end is a launch by another name.",
        weak: "Phase 2: beta with opt-in and a weekly audit.",
        stronger: "Phase 2: 500 volunteers for four weeks, opt-in, with a weekly audit of 100 conversations.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let message = "Add how many take part in this step, and for how long.";
    let listed = sight.steps.iter().any(|step| step.listed);
    if !listed {
        let several = sight.steps.len() >= 2;
        let bare = |step: &&Step| {
            let ordered = sight.reading.touches("step-audience", &step.tokens)
                && sight.reading.touches("sequence", &step.tokens);
            ordered && !step.size && !step.duration
        };
        let one = sight.steps.iter().find(|step| several && bare(step)).map(|step| step.tokens.clone());
        let tokens = one.or_else(|| vague(sight)).or_else(|| open_ended(sight));
        return tokens
            .map(|tokens| Fault::at(reading.document.bytes(tokens), message).part(Part::Rollout))
            .into_iter()
            .collect();
    }
    // One step alone is the business of `no-phased-rollout`.
    let several = sight.steps.len() >= 2;
    let bare = sight.steps.iter().filter(|step| several && !step.size && !step.duration);
    let mut bare: Vec<Range<usize>> = bare.take(3).map(|step| step.tokens.clone()).collect();
    if bare.is_empty() {
        bare.extend(open_ended(sight));
    }
    bare.into_iter()
        .map(|tokens| Fault::at(reading.document.bytes(tokens), message).part(Part::Rollout))
        .collect()
}

/// A widening told without how many or how long: "then more states", "the others follow one by one".
fn open_ended(sight: &Sight<'_>) -> Option<Range<usize>> {
    let reading = sight.reading;
    let inside = |hit: &&Hit| {
        let block = reading.block(hit);
        matches!(reading.parts.of_block[block], Some(Part::Rollout) | None)
            && !reading.headed(block, &[Part::Scope, Part::Safety, Part::Metrics])
    };
    let told = |hit: &Hit| {
        let document = &reading.document;
        let sentence = reading.sentence(hit.sentence);
        let ends = |at: &usize| document.tokens[*at].has(Token::CLAUSE);
        let from = (sentence.start..=hit.tokens.start).rev().find(ends).unwrap_or(sentence.start);
        let to = (hit.tokens.end..sentence.end).find(ends).unwrap_or(sentence.end);
        from..to
    };
    let counted = |tokens: &Range<usize>| {
        reading.touches("duration", tokens) || reading.has_number(tokens) || reading.touches("amount", tokens)
    };
    let all = reading.stated("vague-widening").filter(inside);
    all.map(told).find(|tokens| !counted(tokens))
}

/// The first mention of steps, if no paragraph that speaks of them says how many or how long.
fn vague(sight: &Sight<'_>) -> Option<Range<usize>> {
    let reading = sight.reading;
    let launch = |hit: &&Hit| {
        !reading.headed(reading.block(hit), &[Part::Scope, Part::Safety, Part::Metrics])
            && !reading.touches("other-phase", &reading.sentence(hit.sentence))
    };
    let spoken = reading.stated("phase").filter(launch);
    let mentions: Vec<Range<usize>> = spoken
        .map(|hit| hit.tokens.clone())
        .chain(sight.steps.iter().map(|step| step.tokens.clone()))
        .collect();
    let whole = |tokens: &Range<usize>| {
        let blocks = &reading.document.blocks;
        let at = blocks.partition_point(|block| block.tokens.end <= tokens.start);
        blocks.get(at).map_or(tokens.clone(), |block| block.tokens.clone())
    };
    if mentions.iter().any(|tokens| sized(sight, &whole(tokens)) || sized(sight, tokens)) {
        return None;
    }
    mentions.into_iter().next()
}

/// Whether a number of people or a time stands among these tokens.
fn sized(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let reading = sight.reading;
    (reading.touches("size", tokens) || reading.touches("duration", tokens)) && reading.has_number(tokens)
}
