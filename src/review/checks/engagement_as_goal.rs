//! `engagement-as-goal`: time spent, sessions, messages or retention is a goal.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::State;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::measures::Role;
use crate::review::parts::Part;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "engagement-as-goal",
    severity: Severity::High,
    basis: Basis::Guide,
    fix: "Measure what the user came to get done, and watch time spent as a warning sign only.",
    doc: Doc {
        looks_for: "\
        Holds when time spent, sessions, messages, active users or retention is a goal. Watching it as a warning \
         sign, or saying that it is no goal, does not count.",
        matters: "More time with an assistant can mean more help or more dependence, and the number cannot tell which.",
        weak: "The north star is engagement: minutes per day and a streak.",
        stronger: "\
        Share of problems solved without help a week later: 60%. Minutes per session are watched, and a rise \
         starts a review.",
        origin: "\
        The guide reports a penalty (claimed). The published constitution warns against engagement that does not \
         serve the person.",
    },
    run,
};

/// Whether a measure is to fall, as "hours per claim: 2.1, 0.9" or "from 3.1 to 2.2": then less of it is the goal.
fn falls(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let all = &sight.reading.document.tokens[tokens.clone()];
    let numbers: Vec<usize> = (0..all.len()).filter(|at| all[*at].is_quantity()).collect();
    let unit = |at: usize| all[at].flags & (Token::PERCENT | Token::MONEY);
    numbers.windows(2).any(|pair| {
        let (one, other) = (pair[0], pair[1]);
        other - one <= 3
            && unit(one) == unit(other)
            && all[one].value > all[other].value
            && all[other].value > 0.0
    })
}

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let mut faults: Vec<Fault> = Vec::new();
    let message = "Replace this goal by what the user came to get done; time and returns can rise while people are worse off.";
    for measure in sight.role(Role::Success) {
        let hit = reading.within("engagement", &measure.name).find(|hit| hit.state == State::Stated);
        let wanted = !reading.touches("watch-label", &measure.tokens) && !falls(sight, &measure.tokens);
        if let Some(hit) = hit.filter(|_| wanted) {
            faults.push(Fault::at(reading.bytes(hit), message).part(Part::Metrics));
        }
    }
    let goals = reading.stated("engagement").filter(|hit| {
        let sentence = reading.sentence(hit.sentence);
        reading.states("goal-word", &sentence)
            && !reading.headed(reading.block(hit), &[Part::Scope])
            && !reading.touches("watch-label", &sentence)
            && !reading.touches("attack-talk", &sentence)
            && !falls(sight, &sentence)
    });
    for hit in goals {
        let span = reading.bytes(hit);
        if faults.iter().all(|fault| fault.span.as_ref() != Some(&span)) {
            faults.push(Fault::at(span, message).part(Part::Metrics));
        }
    }
    faults.sort_by_key(|fault| fault.span.as_ref().map(|span| span.start));
    faults.truncate(3);
    faults
}
