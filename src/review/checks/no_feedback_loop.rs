//! `no-feedback-loop`: what users report reaches no person and changes nothing.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-feedback-loop",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Give users a way to report, name who reads it and by when, and say what it changes.",
    doc: Doc {
        looks_for: "\
        Holds when what users report reaches no person and changes nothing, or when that is left open. A measure \
         of corrections alone is no loop.",
        matters: "Users see the failures first. A report that nobody reads teaches them to stop reporting.",
        weak: "Should there be a button to complain? Not decided.",
        stronger: "\
        A button sits below each reply; a trained teacher reads one report in ten within two days, and what she \
         finds becomes a test before the next release.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

/// A question is no longer, and its answer no shorter, than so many words.
const SHORT: usize = 14;

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let closed = |hit: &&Hit| {
        let near = reading.around(hit.sentence, 2);
        let person = reading.states("read-by-person", &near);
        let change = reading.states("changes-something", &near);
        let block = &reading.document.blocks[reading.block(hit)];
        reading.part(hit) != Some(Part::Metrics)
            && (person && change || (person || change) && reading.touches("user-channel", &near))
            && reading.touches("user-report", &near)
            && !block.quoted
            && (person || !reading.touches("feedback-open", &near))
            && !reading.touches("feedback-dead", &near)
    };
    let headed = reading.all("feedback-loop").iter().any(|hit| {
        !reading.said[reading.block(hit)]
            && reading.document.title_at(reading.block(hit)).is_some()
            && reading.document.blocks.get(reading.block(hit) + 1).is_some_and(|next| {
                reading.states("read-by-person", &next.tokens)
                    || reading.states("changes-something", &next.tokens)
            })
    });
    let told = |hit: &&Hit| {
        let near = reading.around(hit.sentence, 2);
        let early = [Part::Scope, Part::Safety, Part::Metrics];
        let late = !reading.headed(reading.block(hit), &early);
        late && reading.states("read-by-person", &near)
            && reading.states("changes-something", &near)
            && !reading.touches("feedback-dead", &near)
    };
    // "Q. Somebody writes in to complain. Who reads it?": the answer is the next passage.
    let asked = reading.document.sentences.iter().filter(|sentence| sentence.asks).any(|sentence| {
        let block = sentence.block as usize;
        let question = &reading.document.blocks[block];
        let Some(next) = reading.document.blocks.get(block + 1) else { return false };
        question.tokens.len() <= SHORT
            && (reading.touches("user-report", &question.tokens)
                || reading.touches("feedback-loop", &question.tokens))
            && next.tokens.len() >= SHORT
            && reading.states("read-by-person", &next.tokens)
            && reading.states("changes-something", &next.tokens)
            && !reading.touches("feedback-dead", &next.tokens)
    });
    if headed
        || asked
        || reading.stated("feedback-loop").any(|hit| closed(&hit))
        || reading.stated("user-report").any(|hit| told(&hit))
    {
        return Vec::new();
    }
    let message = "Close the loop: how users report, who reads it and by when, and what it changes.";
    let open = reading.doubtful("feedback-loop").find(|hit| reading.part(hit) != Some(Part::Metrics));
    match open {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Rollout)]
        }
        None => vec![
            Fault::absent("a way to report, somebody who reads it, and what it changes", message)
                .part(Part::Rollout),
        ],
    }
}
