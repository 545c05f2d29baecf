//! What an answer that lacks nearly everything names in passing is not yet there; and what one that has nearly
//! everything shows is there, whatever a check made of another passage.
//!
//! A reader who has missed fourteen things does not take "we collect feedback" for a feedback loop. What such an answer
//! was given credit for was mostly a word in passing.

use super::check::Sight;
use super::checks;
use super::concepts::Hit;
use super::finding::Fault;
use super::part::Part;
use super::place::Lines;
use super::report::Finding;
use super::score::{look::View, score, sign, total};

/// An answer whose findings and signs leave it so low a total is read strictly. On the labelled answers those are the
/// weak ones and no others, and each check here holds for four of five of them or more.
const HOPELESS: f64 = 2.05;

/// An answer with such a total is a strong one, as far as the labelled answers show.
const THOROUGH: f64 = 3.7;

/// Without a rubric there is no total, and so many kinds of faults stand for it.
const MANY: usize = 14;

/// Fewer kinds of faults than this are too few to be read so, whatever the total.
const SOME: usize = 8;

/// A shorter text is not yet an answer: a passage, or the first half of one.
const WRITTEN: usize = 200;

/// A check that holds for nearly every answer that lacks nearly everything, concepts that name the thing, and checks
/// that exclude it.
type Presumed = (&'static str, Part, &'static [&'static str], &'static [&'static str]);

const PRESUMED: [Presumed; 13] = [
    (
        "failure-mode-without-mitigation",
        Part::Safety,
        &["failure", "failure-told", "harm"],
        &["no-failure-modes"],
    ),
    ("no-boundaries", Part::Scope, &["boundary-firm", "boundary", "boundary-told"], &[]),
    ("no-consent-or-audit", Part::Rollout, &["consent-firm", "consent", "audit", "audit-read"], &[]),
    ("no-feedback-loop", Part::Rollout, &["user-report", "feedback-loop"], &[]),
    ("no-harm-categories", Part::Safety, &["harm-category", "harm", "failure"], &[]),
    ("no-principles", Part::Safety, &["principle-named", "principle", "conviction"], &[]),
    (
        "no-red-team",
        Part::Rollout,
        &["red-team", "break-it", "attack"],
        &["fewer-than-three-red-team-scenarios"],
    ),
    ("no-rollback-plan", Part::Rollout, &["rollback", "stop-action", "kill-switch"], &[]),
    ("no-safety-metric", Part::Metrics, &["safety-measure", "safety-label", "harm-counted"], &[]),
    ("silent-constraint-language-region", Part::Rollout, &["region"], &[]),
    ("silent-constraint-latency", Part::Rollout, &["latency-number", "latency"], &[]),
    ("silent-constraint-privacy", Part::Rollout, &["privacy"], &[]),
    ("vague-persona", Part::Scope, &["primary-user", "people-noun"], &[]),
];

/// Checks that a better answer's own evidence refutes, each with the sign that shows it. Of eight such findings on the
/// labelled answers six were ours to blame.
const REFUTED: [(&str, &str); 4] = [
    ("no-boundaries", "border"),
    ("no-over-blocking-measure", "honest-cost"),
    ("unquantified-trade-off", "weighed-trade-off"),
    ("vague-persona", "pictured-user"),
];

/// How an answer stands as a whole, by which its single findings are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It lacks nearly everything.
    Hopeless,
    /// It has some and lacks some; or it is a passage.
    Between,
    /// It has nearly everything.
    Thorough,
}

/// How an answer with these findings stands.
pub(super) fn standing(sight: &Sight<'_>, lines: &Lines<'_>, findings: &[Finding]) -> Standing {
    let kinds = kinds(findings);
    if sight.reading.words(None) < WRITTEN {
        return Standing::Between;
    }
    let Some(rubric) = &sight.context.rubric else {
        return if kinds >= MANY { Standing::Hopeless } else { Standing::Between };
    };
    let scored = score(sight, lines, rubric, findings);
    let weighted =
        rubric.criteria.iter().zip(&scored).map(|(criterion, scored)| (criterion.weight, scored.score));
    match total(weighted) {
        Some(total) if total <= HOPELESS && kinds >= SOME => Standing::Hopeless,
        Some(total) if total >= THOROUGH && kinds < SOME => Standing::Thorough,
        _ => Standing::Between,
    }
}

/// Takes back what the signs of an answer refute.
pub(super) fn trust(sight: &Sight<'_>, findings: &mut Vec<Finding>) {
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

/// What is presumed of an answer that lacks nearly everything: each check that found nothing, at the passage that names
/// the thing.
pub(super) fn doubt(sight: &Sight<'_>, findings: &[Finding]) -> Vec<(&'static str, Fault)> {
    let raised = |check: &str| findings.iter().any(|finding| finding.check == check);
    let open =
        PRESUMED.iter().filter(|(check, _, _, but)| !raised(check) && !but.iter().any(|it| raised(it)));
    open.filter_map(|(check, part, names, _)| named(sight, check, *part, names)).collect()
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
