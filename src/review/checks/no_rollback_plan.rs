//! `no-rollback-plan`: no way back with a trigger.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::{Hit, State};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::document::Kind;

/// The check.
pub const CHECK: Check = Check {
    id: "no-rollback-plan",
    severity: Severity::High,
    basis: Basis::Craft,
    fix: "Say at which number the feature goes back, to what, within how long, and who decides.",
    doc: Doc {
        looks_for: "\
        Holds when there is no way back with a trigger. Kill switch, revert, disable and pause all count; a \
         rollback that is not planned, or a fix forward, does not.",
        matters: "Something will go wrong. The plan for that minute is what reviewers probe first.",
        weak: "If something breaks, engineering will fix forward.",
        stronger: "\
        Above 2 wrong steps in 100 in any week, the on-call manager returns the feature to hints within an hour \
         and tells the schools.",
        origin: "Release engineering practice; the guide asks for it too.",
    },
    run,
};

/// Whether a sentence or row stops something, says when, and how quickly or at which number.
fn stops(sight: &Sight<'_>) -> bool {
    let reading = sight.reading;
    reading.hits("stop-action").any(|hit| {
        let near = reading.around(hit.sentence, 0);
        let late = !reading.headed(reading.block(hit), &[Part::Scope, Part::Safety, Part::Metrics]);
        let number = reading.has_number(&near) || reading.touches("amount", &near);
        late && hit.state == State::Stated
            && reading.touches("trigger", &near)
            && reading.touches("fast", &near)
            && (number || reading.touches("measure", &near))
            && !reading.touches("rollback-refused", &near)
    })
}

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let own = |hit: &&Hit| {
        !reading.headed(reading.block(hit), &[Part::Scope])
            && !reading.touches("rollback-refused", &reading.sentence(hit.sentence))
            && !reading.touches("toggle", &reading.sentence(hit.sentence))
                | reading.touches("kill-switch", &reading.sentence(hit.sentence))
    };
    let triggered = |hit: &Hit| {
        let sentence = reading.sentence(hit.sentence);
        let headed = reading.document.path(reading.block(hit)).any(|title| {
            reading
                .touches("rollback", &reading.document.blocks[reading.document.headings[title].block].tokens)
        });
        headed
            || reading.touches("rollback-trigger", &sentence)
            || reading.touches("rollback-trigger", &reading.around(hit.sentence, 1))
    };
    // Where a way back is waved away, another mention is one only with what sets it off and how fast or at which number.
    let waved = reading
        .hits("rollback-refused")
        .any(|hit| !reading.headed(reading.block(hit), &[Part::Scope, Part::Safety, Part::Metrics]));
    let exact = |hit: &&Hit| {
        let near = reading.around(hit.sentence, 1);
        reading.touches("trigger", &near) && (reading.has_number(&near) || reading.touches("fast", &near))
    };
    let all: Vec<&Hit> = reading.stated("rollback").filter(own).filter(|hit| !waved || exact(hit)).collect();
    let tabled = reading.all("rollback").iter().any(|hit| {
        matches!(reading.document.blocks[reading.block(hit)].kind, Kind::Cell { row: 0, .. })
            && hit.state == State::Stated
    });
    if tabled || all.iter().any(|hit| triggered(hit)) || stops(sight) {
        return Vec::new();
    }
    let message = "Plan the way back: at which number, to what, within how long, decided by whom.";
    let refused = reading
        .hits("rollback-refused")
        .next()
        .or_else(|| reading.doubtful("rollback").find(|hit| reading.part(hit) != Some(Part::Scope)));
    match refused.or(all.first().copied()) {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Rollout)]
        }
        None => vec![
            Fault::absent("a rollback, kill switch, revert or pause, with what sets it off", message)
                .part(Part::Rollout),
        ],
    }
}
