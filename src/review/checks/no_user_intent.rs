//! `no-user-intent`: what the user wants to get done is nowhere said.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::State;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-user-intent",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Say what the user is trying to get done, and how they know that it is done.",
    doc: Doc {
        looks_for: "\
        Holds when no sentence about the user says what they are trying to get done: a want, a goal, a job, \
         something they hope for. What the company wants does not count.",
        matters: "Intent tells help from harm. Without it nobody can say when the product has failed its user.",
        weak: "The users are companies, employees and consumers, who all suffer from phishing.",
        stronger: "She wants to send a correct reminder today without being treated as a suspect.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let scoped = reading.parts.of_block.contains(&Some(Part::Scope));
    let fits = |part: Option<Part>| {
        part == Some(Part::Scope)
            || (part.is_none() || !scoped) && part != Some(Part::Metrics) && part != Some(Part::Rollout)
    };
    if reading.hits("user-intent").any(|hit| hit.state != State::Denied && fits(reading.part(hit))) {
        return Vec::new();
    }
    let message = "Say what the user is trying to get done. No sentence that was read says what they want, need or hope for.";
    vec![Fault::absent("what the user wants, needs, hopes for or is trying to do", message).part(Part::Scope)]
}
