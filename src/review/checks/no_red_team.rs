//! `no-red-team`: nobody attacks it before users do.

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::{Hit, State};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::document::Kind;

/// The check.
pub const CHECK: Check = Check {
    id: "no-red-team",
    severity: Severity::High,
    basis: Basis::Published,
    fix: "Let somebody attack it before users do, with named attacks and a number to beat.",
    doc: Doc {
        looks_for: "\
        Holds when nobody attacks the product before users do, or when that is dismissed or put off. Adversarial \
         testing by any name counts.",
        matters: "Users with bad intent are the first to find what a friendly test did not look for.",
        weak: "Red teaming is done by the platform team already, so we will not need it for this feature.",
        stronger: "\
        Three outside testers spend two weeks on four attacks: a false teacher, hidden instructions in a \
         worksheet, a split request, and a small language.",
        origin: "Published red-team efforts; the guide asks for one as well.",
    },
    run,
};

/// Where a red team is planned, by any name; the longest passages first.
pub fn attempts<'s>(sight: &'s Sight<'_>) -> Vec<&'s Hit> {
    let reading = sight.reading;
    let own = |hit: &&Hit| {
        let block = &reading.document.blocks[reading.block(hit)];
        let sentence = reading.sentence(hit.sentence);
        let dismissed =
            reading.touches("dismissal", &sentence) || reading.touches("red-team-waved", &sentence);
        hit.state == State::Stated
            && !dismissed
            && !reading.put_off(hit)
            && !block.quoted
            && block.kind != Kind::Footnote
            && !reading.headed(reading.block(hit), &[Part::Scope])
    };
    // Users try to break things too: a plan says who is asked, for how long, or before what.
    let framed = |hit: &&Hit| {
        let late = !reading.headed(reading.block(hit), &[Part::Scope, Part::Safety, Part::Metrics]);
        let reach = usize::from(late);
        reading.touches("test-frame", &reading.around(hit.sentence, reach))
    };
    let planned = reading.all("break-plan").iter().filter(framed);
    reading.all("red-team").iter().chain(reading.all("break-it")).chain(planned).filter(own).collect()
}

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    if !attempts(sight).is_empty() {
        return Vec::new();
    }
    let message = "Plan an attack on the product before users find one: who tries what, for how long.";
    match reading.hits("red-team").next() {
        Some(hit) => {
            vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Rollout)]
        }
        None => vec![
            Fault::absent("a red team, adversarial testers, or people told to break it", message)
                .part(Part::Rollout),
        ],
    }
}
