//! What an answer that lacks nearly everything names in passing is not yet there; and what one that has nearly
//! everything shows is there, whatever a check made of another passage.
//!
//! A reader who has missed ten things does not take "we collect feedback" for a feedback loop. There, each of some
//! checks holds as well when nothing shows the matching sign of quality: the thing with its agent, its number or its
//! consequence. On the labelled answers those with so many kinds of faults are the weak ones and few others.

use super::check::Sight;
use super::checks;
use super::concepts::Hit;
use super::finding::Fault;
use super::part::Part;
use super::report::Finding;
use super::score::{look::View, sign};

/// With so many kinds of faults an answer is read strictly.
const POOR: usize = 12;

/// With so many, it is not even believed where it shows something: on the labelled answers each check of [`WORST`] holds
/// for four of five such answers or more, and what was found instead was mostly a word in passing.
const HOPELESS: usize = 14;

/// A shorter text is not yet an answer: a passage, or the first half of one.
const WRITTEN: usize = 200;

/// A check, the sign that shows the contrary, and concepts that name the thing without showing it.
type Doubt = (&'static str, Part, &'static str, &'static [&'static str]);

const DOUBTS: [Doubt; 9] = [
    ("no-boundaries", Part::Scope, "border", &["boundary-firm", "boundary", "boundary-told"]),
    (
        "no-consent-or-audit",
        Part::Rollout,
        "asked-and-audited",
        &["consent-firm", "consent", "audit", "audit-read"],
    ),
    ("no-feedback-loop", Part::Rollout, "read-reports", &["user-report", "feedback-loop"]),
    ("no-principles", Part::Safety, "tied-principle", &["principle-named", "principle", "conviction"]),
    ("no-rollback-plan", Part::Rollout, "way-back", &["rollback", "stop-action", "kill-switch"]),
    ("no-safety-metric", Part::Metrics, "safety-target", &["safety-measure", "safety-label", "harm-counted"]),
    ("silent-constraint-latency", Part::Rollout, "constraint-in-design", &["latency-number", "latency"]),
    ("silent-constraint-privacy", Part::Rollout, "constraint-in-design", &["privacy"]),
    ("silent-constraint-language-region", Part::Rollout, "constraint-in-design", &["region"]),
];

/// A check that holds for nearly every answer that lacks nearly everything, concepts that name the thing, and checks that
/// exclude it.
type Presumption = (&'static str, Part, &'static [&'static str], &'static [&'static str]);

const WORST: [Presumption; 4] = [
    (
        "failure-mode-without-mitigation",
        Part::Safety,
        &["failure", "failure-told", "harm"],
        &["no-failure-modes"],
    ),
    ("no-harm-categories", Part::Safety, &["harm-category", "harm", "failure"], &[]),
    (
        "no-red-team",
        Part::Rollout,
        &["red-team", "break-it", "attack"],
        &["fewer-than-three-red-team-scenarios"],
    ),
    ("vague-persona", Part::Scope, &["primary-user", "people-noun"], &[]),
];

/// A check, the thing and what shows it, whether a number does too, and what waves it away.
type Facets = (&'static str, &'static [&'static str], bool, &'static str);

/// What shows a thing beside its name, in one passage, unless the answer waves the thing away.
const FACETS: [Facets; 3] = [
    (
        "no-feedback-loop",
        &["user-report", "user-channel", "read-by-person", "changes-something"],
        true,
        "feedback-dead",
    ),
    ("no-rollback-plan", &["rollback", "trigger"], true, "rollback-refused"),
    ("silent-constraint-privacy", &["privacy", "privacy-act", "duration"], true, "privacy-waved"),
];

/// Checks that a better answer's own evidence refutes, each with the sign that shows it. Of eight such findings on the
/// labelled answers six were ours to blame.
const REFUTED: [(&str, &str); 4] = [
    ("no-boundaries", "border"),
    ("no-over-blocking-measure", "honest-cost"),
    ("unquantified-trade-off", "weighed-trade-off"),
    ("vague-persona", "pictured-user"),
];

/// Takes back what the signs of an answer refute, unless it is poor all over.
pub(super) fn trust(sight: &Sight<'_>, findings: &mut Vec<Finding>) {
    if kinds(findings) >= POOR {
        return;
    }
    let pairs = REFUTED.iter().filter(|(check, _)| findings.iter().any(|finding| finding.check == *check));
    let pairs: Vec<_> = pairs.collect();
    if pairs.is_empty() {
        return;
    }
    let view = View::new(sight);
    let refuted = pairs.into_iter().filter(|(_, sign)| shows(&view, sign));
    let refuted: Vec<&str> = refuted.map(|(check, _)| *check).collect();
    findings.retain(|finding| finding.question || !refuted.contains(&&*finding.check));
}

/// How many checks found something firm.
fn kinds(findings: &[Finding]) -> usize {
    let mut kinds: Vec<&str> =
        findings.iter().filter(|finding| !finding.question).map(|finding| &*finding.check).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len()
}

fn shows(view: &View<'_>, sign: &str) -> bool {
    sign::find(sign).is_some_and(|sign| !(sign.find)(view).is_empty())
}

/// Whether a sentence, with those beside it, holds all that makes a thing concrete.
fn faceted(sight: &Sight<'_>, check: &str) -> bool {
    let reading = sight.reading;
    let Some((_, facets, number, waved)) = FACETS.iter().find(|(id, ..)| *id == check) else { return false };
    let Some((name, others)) = facets.split_first() else { return false };
    let shown = |hit: &Hit| {
        let near = reading.around(hit.sentence, 1);
        others.iter().all(|id| reading.states(id, &near))
            && (!number || reading.has_number(&reading.sentence(hit.sentence)))
    };
    reading.hits(waved).next().is_none() && reading.stated(name).any(shown)
}

/// What is named and not shown in an answer with these findings, by check. Nothing if it is not poor.
pub(super) fn doubt(sight: &Sight<'_>, findings: &[Finding]) -> Vec<(&'static str, Fault)> {
    let kinds = kinds(findings);
    if kinds < POOR || sight.reading.words(None) < WRITTEN {
        return Vec::new();
    }
    let view = View::new(sight);
    let hopeless = kinds >= HOPELESS;
    let raised = |check: &str| findings.iter().any(|finding| finding.check == check);
    let open = DOUBTS.iter().filter(|(check, ..)| !raised(check));
    let doubted = open
        .filter(|(check, _, sign, _)| hopeless || !(shows(&view, sign) || faceted(sight, check)))
        .map(|(check, part, _, names)| (*check, *part, *names));
    let presumed = WORST
        .iter()
        .filter(|(check, _, _, but)| hopeless && !raised(check) && !but.iter().any(|other| raised(other)))
        .map(|(check, part, names, _)| (*check, *part, *names));
    doubted.chain(presumed).filter_map(|(check, part, names)| named(sight, check, part, names)).collect()
}

/// The passage that names a thing, as a finding of its check.
fn named(
    sight: &Sight<'_>,
    check: &'static str,
    part: Part,
    names: &[&str],
) -> Option<(&'static str, Fault)> {
    let reading = sight.reading;
    let hit = names.iter().find_map(|id| {
        let own = |hit: &&Hit| reading.part(hit) == Some(part);
        reading.hits(id).find(own).or_else(|| reading.hits(id).next())
    })?;
    let advice = checks::find(check)?.fix;
    let message = format!("{advice} What stands here names it and does not show it.");
    Some((check, Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(part)))
}
