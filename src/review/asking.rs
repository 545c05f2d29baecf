//! What was not found in an answer that has nearly everything is asked for, not asserted.

use std::collections::BTreeSet;

use super::reading::Reading;
use super::report::{Evidence, Finding};

/// What every complete answer has, in whatever words, each with concepts that come near it without showing it.
const CORE: [(&str, &[&str]); 12] = [
    ("no-boundaries", &["boundary", "boundary-told"]),
    ("no-consent-or-audit", &["consent", "audit", "audit-read"]),
    ("no-failure-modes", &["failure", "failure-told", "harm"]),
    ("no-feedback-loop", &["user-report", "read-by-person", "changes-something"]),
    ("no-harm-categories", &["harm-category", "harm-label", "harm-sorted"]),
    ("no-phased-rollout", &["step-label", "sequence", "duration", "size"]),
    ("no-principles", &["principle", "conviction"]),
    ("no-red-team", &["attack", "attack-talk"]),
    ("no-rollback-plan", &["stop-action", "kill-switch"]),
    ("no-safety-metric", &["safety-label", "safety-measure", "harm-counted"]),
    ("no-trade-off", &["trade-off", "trade-off-told"]),
    ("no-user-intent", &["user-intent"]),
];

/// So few of these may be missing for the rest to vouch for them. Somebody who has ten of the twelve has thought of the
/// others as well, and then the likelier error is ours: on labelled answers that nothing was fitted to, such findings
/// were wrong more often than right.
const FEW: usize = 2;

/// With more kinds of faults than this, whatever they are, an answer was not written so carefully.
const CAREFUL: usize = 7;

/// Faults of a careless writer that leave the design alone. In an answer that has nearly everything, seven of eight such
/// findings on the labelled answers were ours to blame.
const CARELESS: [&str; 4] = ["absolute-claim", "over-engineered", "unquantified-trade-off", "vague-persona"];

/// What a thorough answer is hardly ever guilty of: of fifty such findings on strong answers in changed layouts, none was
/// the reader's.
const UNLIKELY: [&str; 9] = [
    "challenges-principles",
    "engagement-as-goal",
    "failure-mode-without-mitigation",
    "fewer-than-three-red-team-scenarios",
    "missing-section",
    "safety-toggle",
    "section-out-of-order",
    "too-few-kpis",
    "too-many-kpis",
];

/// Turns findings into questions, worth no points: those where something was looked for and not found, if little is
/// missing and the answer has words that come near. What it dismisses or puts off is quoted and stays firm.
pub(super) fn ask(findings: &mut [Finding], reading: &Reading<'_>, thorough: bool) {
    let near = |check: &str| CORE.iter().find(|(id, _)| *id == check).map(|(_, near)| *near);
    let missing = |finding: &Finding| !finding.question && near(&finding.check).is_some();
    let faults: BTreeSet<String> =
        findings.iter().filter(|finding| !finding.question).map(|finding| finding.check.clone()).collect();
    if findings.iter().filter(|finding| missing(finding)).count() > FEW || faults.len() > CAREFUL {
        return;
    }
    let absent = |finding: &&mut Finding| {
        let close =
            near(&finding.check).is_some_and(|ids| ids.iter().any(|id| reading.hits(id).next().is_some()));
        close && missing(finding) && !finding.disputed && matches!(finding.evidence, Evidence::Missing { .. })
    };
    let careless = |finding: &Finding| {
        let unlikely = CARELESS.contains(&&*finding.check) || thorough && UNLIKELY.contains(&&*finding.check);
        unlikely && !finding.question && !finding.disputed
    };
    if faults.len() < CAREFUL {
        for finding in findings.iter_mut().filter(|finding| careless(finding)) {
            finding.question = true;
            finding.points = 0.0;
            finding.message = format!("Would a reader take it so? If so: {}", lower(&finding.message));
        }
    }
    for finding in findings.iter_mut().filter(absent) {
        finding.question = true;
        finding.points = 0.0;
        finding.message = format!("Does it stand there in other words? If not: {}", lower(&finding.message));
    }
}

/// The message as it goes on behind a colon.
fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
