//! What holds a criterion down, whatever else it shows.

use std::ops::Range;

use super::look::View;
use crate::review::harms::Harm;

/// Conditions that rubrics may name beside the ids of checks.
pub const CONDITIONS: [&str; 4] =
    ["severe-harm-open", "blocks-everything", "most-harms-missed", "most-limits-missed"];

/// Whether a condition of the rubric holds: the passage that sets it, or an empty range if an absence does.
pub fn condition(view: &View<'_>, id: &str) -> Option<Range<usize>> {
    match id {
        "severe-harm-open" => severe_open(view),
        "blocks-everything" => blocks_everything(view),
        "most-harms-missed" => most_missed(view, "case-harm"),
        "most-limits-missed" => most_missed(view, "case-constraint"),
        _ => None,
    }
}

/// More than half of what the case expects is not seen.
fn most_missed(view: &View<'_>, what: &str) -> Option<Range<usize>> {
    let case = view.sight.context.case.as_ref()?;
    let ids: Vec<&String> = match what {
        "case-harm" => case.harms.iter().map(|harm| &harm.id).collect(),
        _ => case.constraints.iter().map(|limit| &limit.id).collect(),
    };
    let missed = ids.iter().filter(|id| !view.sight.sees(&format!("{what}-{id}"))).count();
    (missed * 2 > ids.len()).then_some(0..0)
}

/// A harm to life, body or a child, by its words or by the answer's own rating, that is left without an answer.
fn severe_open(view: &View<'_>) -> Option<Range<usize>> {
    let reading = view.sight.reading;
    let severe = |harm: &&Harm| {
        reading.touches("severe-harm", &harm.name) || reading.touches("severity-high", &harm.whole)
    };
    let open = view.sight.harms.iter().filter(|harm| harm.listed && (harm.open || !harm.is_answered()));
    open.filter(severe).map(|harm| harm.name.clone()).next()
}

/// An answer whose design is to refuse: it says so, and not of an option that it rejects.
fn blocks_everything(view: &View<'_>) -> Option<Range<usize>> {
    let reading = view.sight.reading;
    let refused = view.units.iter().find(|unit| {
        reading.states("block-everything", &unit.tokens) && !reading.touches("rejected-option", &unit.tokens)
    })?;
    Some(refused.tokens.clone())
}
