//! `no-consent-or-audit`: neither real opt-in nor regular audits.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::{Hit, State};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::document::Kind;

/// An item of at most so many words says little alone.
const SHORT: usize = 12;

/// The check.
pub const CHECK: Check = Check {
    id: "no-consent-or-audit",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Ask the first users for consent, and have somebody outside the team read a sample every week.",
    doc: Doc {
        looks_for: "\
        Holds when there is neither real opt-in nor a regular audit. Terms of use and implied consent do not \
         count.",
        matters: "\
        People in a test should know that they are in one, and somebody without a stake should look at what \
         happens to them.",
        weak: "Since the app is free, using it is consent.",
        stronger: "Guardians and pupils both opt in; an independent teacher reads 150 conversations every Monday.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

/// Whether somebody looks through what was said, again and again: a share of it, or from outside.
fn reads(sight: &Sight<'_>) -> bool {
    let reading = sight.reading;
    reading.stated("audit-read").any(|hit| {
        let near = with_neighbors(sight, hit);
        !reading.headed(reading.block(hit), &[Part::Scope, Part::Metrics])
            && reading.touches("audit-record", &near)
            && reading.touches("audit-period", &near)
            && (reading.has_number(&near) || reading.touches("audit-outsider", &near))
            && !reading.document.blocks[reading.block(hit)].quoted
    })
}

/// The tokens of a sentence or row; in a list of short items, of the items around it as well.
fn with_neighbors(sight: &Sight<'_>, hit: &Hit) -> Range<usize> {
    let blocks = &sight.reading.document.blocks;
    let own = sight.reading.block(hit);
    let short = |at: &usize| {
        blocks.get(*at).is_some_and(|block| block.kind == Kind::Item && block.tokens.len() <= SHORT)
    };
    if !short(&own) {
        return sight.reading.around(hit.sentence, 0);
    }
    let first = (0..own).rev().take_while(short).take(3).last().unwrap_or(own);
    let last = (own + 1..blocks.len()).take_while(short).take(3).last().unwrap_or(own);
    blocks[first].tokens.start..blocks[last].tokens.end
}

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let tabled = |id: &str| {
        reading.all(id).iter().any(|hit| {
            hit.state == State::Stated
                && !reading.document.blocks[reading.block(hit)].quoted
                && !reading.touches("consent-fake", &reading.sentence(hit.sentence))
        })
    };
    // Who takes consent for given somewhere has not asked for it elsewhere in a word.
    let given = reading.stated("consent-fake").any(|hit| !reading.document.blocks[reading.block(hit)].quoted);
    let asked = tabled("consent") && !given;
    if asked || tabled("consent-firm") || tabled("audit") || reads(sight) {
        return Vec::new();
    }
    let message = "Ask the first users for consent, or have a sample audited every week; best do both.";
    match reading.hits("consent-fake").next().or_else(|| reading.hits("consent").next()) {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Rollout)]
        }
        None => vec![
            Fault::absent("opt-in, consent, or a regular audit of a sample", message).part(Part::Rollout),
        ],
    }
}
