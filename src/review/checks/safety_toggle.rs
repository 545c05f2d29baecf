//! `safety-toggle`: lets the user switch protection down or off.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::review::reading::Reading;

/// The check.
pub const CHECK: Check = Check {
    id: "safety-toggle",
    severity: Severity::High,
    basis: Basis::Guide,
    fix: "Keep protection on for everybody; offer a switch only toward more of it.",
    doc: Doc {
        looks_for: "\
        Holds when users can switch a protection down or off: a setting, a mode, an opt-out of a filter or \
         warning. An opt-in to more protection does not count, nor does our own kill switch, nor a switch that the \
         sentence refuses.",
        matters: "Whoever needs the protection most is the first to switch it off, or has it switched off for them.",
        weak: "Users who don't like warnings can turn them off.",
        stronger: "The default protects everybody. Parents and schools can make it stricter; nobody can make it looser.",
        origin: "The guide reports a rejected safety-mode toggle (claimed); safe defaults are common craft.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let switched = |hit: &&Hit| reading.touches("protection-noun", &clause(reading, hit));
    let mut hits: Vec<&Hit> = reading
        .stated("toggle")
        .chain(reading.stated("off-switch").filter(switched))
        .filter(|hit| is_offered(reading, hit))
        .chain(reading.stated("guard-gone").filter(|hit| is_told(reading, hit)))
        .collect();
    hits.sort_by_key(|hit| hit.tokens.start);
    hits.dedup_by_key(|hit| hit.sentence);
    let message = "Keep this protection on for everybody, and let a switch lead only to more of it.";
    let fault =
        |hit: &Hit| Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Safety);
    hits.into_iter().take(3).map(fault).collect()
}

/// Whether a user gets the switch: not us in an emergency, not an attacker, not for more protection, not in an argument
/// for looser rules, which is the business of another check.
fn is_offered(reading: &Reading<'_>, hit: &Hit) -> bool {
    let sentence = reading.sentence(hit.sentence);
    let planned = matches!(reading.part(hit), Some(Part::Rollout | Part::Metrics))
        && reading.touches("trigger", &sentence)
        && reading.touches("fast", &sentence);
    let handed = hit.tokens.start.saturating_sub(HANDED).max(sentence.start)..hit.tokens.start;
    let inside = |talk: &Hit| talk.tokens.start <= hit.tokens.start && hit.tokens.end <= talk.tokens.end;
    let argued = reading.within("challenge", &sentence).any(inside) && !reading.touches("user-can", &handed);
    !reading.document.blocks[reading.block(hit)].quoted
        && !planned
        && !argued
        && !is_refused(reading, hit)
        && (reading.touches("user-can", &clause(reading, hit)) || on_a_dial(reading, hit))
        && !reading.touches("attack-talk", &sentence)
        && !reading.touches("stricter", &sentence)
}

/// Whether a control with positions is told of around a hit, and one of them leaves no protection: "There is a slider.
/// Left asks first. Right: no confirmations."
fn on_a_dial(reading: &Reading<'_>, hit: &Hit) -> bool {
    let near = reading.around(hit.sentence, 3);
    reading.touches("no-guard", &near) && reading.touches("dial-word", &near)
}

/// Whether a control in the hands of users is told of beside a protection that ends: "In settings there is a street mode,
/// where labels are gone." A fault that sets something off, and what the next sentence refuses, is none.
fn is_told(reading: &Reading<'_>, hit: &Hit) -> bool {
    let document = &reading.document;
    let sentence = reading.sentence(hit.sentence);
    let first = document.blocks[reading.block(hit)].sentences.start.max(hit.sentence.saturating_sub(1));
    let told = reading.sentence(first).start..sentence.end;
    let next = hit.sentence + 1;
    let behind = document.sentences.get(next).filter(|it| it.block as usize == reading.block(hit));
    let denied = behind.is_some()
        && (reading.touches("denial-behind", &reading.sentence(next))
            || reading.touches("toggle-refused", &reading.sentence(next)));
    let set_off = ["failure", "rollback-trigger", "kill-switch", "attack-talk", "stricter"];
    reading.touches("user-dial", &told)
        && reading.touches("user-can", &told)
        && !matches!(reading.part(hit), Some(Part::Rollout | Part::Metrics))
        && !document.blocks[reading.block(hit)].quoted
        && reading.count(&set_off, &sentence) == 0
        && !denied
        && !is_refused(reading, hit)
}

/// So many words before a switch hand it to a user, even if the words as such argue for looser rules.
const HANDED: usize = 3;

/// So many words before a switch may refuse it.
const REACH: usize = 9;

/// Whether words before a switch refuse it: "no setting to deactivate them", "nobody may skip the guard". A user who may
/// do something in between has it after all.
fn is_refused(reading: &Reading<'_>, hit: &Hit) -> bool {
    let clause = clause(reading, hit);
    let refused = reading.within("toggle-refused", &clause).filter(|refused| {
        refused.tokens.start <= hit.tokens.start && hit.tokens.start <= refused.tokens.end + REACH
    });
    let allowed = |after: usize| {
        let between = after..hit.tokens.start;
        !between.is_empty() && reading.touches("user-can", &between)
    };
    refused.into_iter().any(|refused| !allowed(refused.tokens.end))
}

/// The tokens between the semicolons around a hit.
fn clause(reading: &Reading<'_>, hit: &Hit) -> Range<usize> {
    let document = &reading.document;
    let sentence = reading.sentence(hit.sentence);
    let ends = |at: &usize| {
        let (one, other) = (document.tokens[*at - 1].end as usize, document.tokens[*at].start as usize);
        reading.text.get(one..other).is_some_and(|between| between.contains(';'))
    };
    let start = (sentence.start + 1..=hit.tokens.start).rev().find(ends).unwrap_or(sentence.start);
    let end = (hit.tokens.end..sentence.end).find(ends).unwrap_or(sentence.end);
    start..end
}
