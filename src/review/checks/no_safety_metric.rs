//! `no-safety-metric`: no measure of harm.

use crate::review::answering::may_belong;
use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::State;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::measures::Role;
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-safety-metric",
    severity: Severity::High,
    basis: Basis::Craft,
    fix: "Count the harm that you fear most, with the value at which you stop.",
    doc: Doc {
        looks_for: "\
        Holds when nothing measures harm, by whatever name: guardrail, counter-metric, incident rate, wrong \
         answers in an audit, refusals of honest requests.",
        matters: "What is not counted is noticed last. A launch without a harm measure cannot know when to stop.",
        weak: "We considered a safety metric but dropped it, since users will correct mistakes themselves.",
        stronger: "Fabricated statements per 1,000 audited replies: fewer than 5, and above 20 the feature is paused.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let known = reading.parts.of_block.contains(&Some(Part::Metrics));
    let own = |tokens: &std::ops::Range<usize>| !reading.touches("vendor-figure", tokens);
    let measured = sight.role(Role::Safety).filter(|measure| own(&measure.tokens)).any(|measure| {
        reading.within("safety-measure", &measure.tokens).all(|hit| hit.state != State::Denied)
            || measure.labelled
    });
    let elsewhere = reading.stated("safety-measure").any(|hit| {
        let sentence = reading.sentence(hit.sentence);
        let part = reading.part(hit);
        let counted = reading.touches("target", &sentence)
            && !reading.touches("engagement", &sentence)
            && !reading.touches("vendor-figure", &sentence);
        counted && (part == Some(Part::Metrics) || !known)
    });
    let mixed = sight.role(Role::Success).any(|measure| {
        !measure.labelled
            && reading.states("safety-measure", &measure.tokens)
            && !reading.touches("engagement", &measure.tokens)
            && !reading.touches("vendor-figure", &measure.tokens)
    });
    let counted = reading.hits("counting").any(|hit| {
        let near = reading.around(hit.sentence, 1);
        hit.state != State::Denied
            && may_belong(reading, hit, Part::Metrics)
            && reading.states("harm-counted", &near)
            && (reading.has_number(&near) || reading.touches("too-many", &near))
            && !reading.touches("engagement", &near)
            && !reading.touches("vendor-figure", &near)
    });
    if measured || elsewhere || mixed || counted {
        return Vec::new();
    }
    let message = "Add a measure of harm: count what you fear most, and say at which value you stop.";
    let dropped = reading.hits("safety-measure").find(|hit| {
        hit.state == State::Denied
            && reading.part(hit) == Some(Part::Metrics)
            && reading.touches("measure", &reading.sentence(hit.sentence))
    });
    match dropped {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Metrics)]
        }
        None => vec![
            Fault::absent(
                "a measure of harm, such as a guardrail, an incident rate or errors in an audit",
                message,
            )
            .part(Part::Metrics),
        ],
    }
}
