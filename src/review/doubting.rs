//! What an answer that lacks nearly everything names in passing is not yet there; and what one that has nearly
//! everything shows is there, whatever a check made of another passage.
//!
//! A reader who has missed fourteen things does not take "we collect feedback" for a feedback loop. What such an answer
//! was given credit for was mostly a word in passing.

use super::check::Sight;
use super::checks;
use super::checks::too_many_personas::crowd;
use super::concepts::Hit;
use super::finding::Fault;
use super::part::Part;
use super::place::Lines;
use super::reading::Reading;
use super::report::Finding;
use super::score::{look::View, score, sign, total};

/// An answer whose findings and signs leave it so low a total is read strictly. On the labelled answers those are the
/// weak ones and no others, and each check here holds for four of five of them or more.
const HOPELESS: f64 = 2.05;

/// An answer with such a total is a strong one, as far as the labelled answers show.
const THOROUGH: f64 = 3.7;

/// With so low a total and so many kinds of faults an answer is read strictly.
const POOR: (f64, usize) = (2.6, 11);

/// Without a rubric there is no total, and so many kinds of faults stand for it.
const MANY: usize = 14;

/// Fewer kinds of faults than this are too few to be read so, whatever the total.
const SOME: usize = 8;

/// A shorter text is not yet an answer: a passage, or the first half of one.
const WRITTEN: usize = 200;

/// A check that holds for nearly every answer that lacks nearly everything.
struct Presumed {
    check: &'static str,
    part: Part,
    /// Concepts that name the thing.
    names: &'static [&'static str],
    /// The sign that shows it; a poor answer is believed if it has the sign.
    sign: Option<&'static str>,
    /// A check that excludes this one.
    but: Option<&'static str>,
}

const fn presumed(
    check: &'static str,
    part: Part,
    sign: Option<&'static str>,
    names: &'static [&'static str],
) -> Presumed {
    Presumed { check, part, names, sign, but: None }
}

const LATENCY: &str = "silent-constraint-latency";

const PRESUMED: [Presumed; 13] = [
    Presumed {
        but: Some("no-failure-modes"),
        ..presumed(
            "failure-mode-without-mitigation",
            Part::Safety,
            None,
            &["failure", "failure-told", "harm"],
        )
    },
    presumed("no-boundaries", Part::Scope, Some("border"), &["boundary-firm", "boundary", "boundary-told"]),
    presumed(
        "no-consent-or-audit",
        Part::Rollout,
        Some("asked-and-audited"),
        &["consent-firm", "consent", "audit", "audit-read"],
    ),
    presumed("no-feedback-loop", Part::Rollout, Some("read-reports"), &["user-report", "feedback-loop"]),
    presumed("no-harm-categories", Part::Safety, None, &["harm-category", "harm", "failure"]),
    presumed(
        "no-principles",
        Part::Safety,
        Some("tied-principle"),
        &["principle-named", "principle", "conviction"],
    ),
    Presumed {
        but: Some("fewer-than-three-red-team-scenarios"),
        ..presumed("no-red-team", Part::Rollout, None, &["red-team", "break-it", "attack"])
    },
    presumed(
        "no-rollback-plan",
        Part::Rollout,
        Some("way-back"),
        &["rollback", "stop-action", "kill-switch"],
    ),
    presumed(
        "no-safety-metric",
        Part::Metrics,
        Some("safety-target"),
        &["safety-measure", "safety-label", "harm-counted"],
    ),
    presumed("silent-constraint-language-region", Part::Rollout, Some("constraint-in-design"), &["region"]),
    presumed(LATENCY, Part::Rollout, Some("constraint-in-design"), &["latency-number", "latency"]),
    presumed("silent-constraint-privacy", Part::Rollout, Some("constraint-in-design"), &["privacy"]),
    presumed("vague-persona", Part::Scope, None, &["primary-user", "people-noun"]),
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

/// How an answer stands as a whole, by which its single findings are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It lacks nearly everything.
    Hopeless,
    /// It lacks most: what it names it has to show.
    Poor,
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
        Some(total) if total <= POOR.0 && kinds >= POOR.1 => Standing::Poor,
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

/// What is presumed of an answer that lacks nearly everything: each check that found nothing, at the passage that names
/// the thing. A poor answer is believed where it shows what it names.
pub(super) fn doubt(
    sight: &Sight<'_>,
    standing: Standing,
    findings: &[Finding],
) -> Vec<(&'static str, Fault)> {
    let raised = |check: &str| findings.iter().any(|finding| finding.check == check);
    let view = View::new(sight);
    let believed = |presumed: &Presumed| {
        // A short response time is what that check asks for.
        if presumed.check == LATENCY && timed(sight.reading) {
            return true;
        }
        let Some(sign) = presumed.sign.filter(|_| standing == Standing::Poor) else {
            return standing == Standing::Poor;
        };
        shows(&view, sign) || faceted(sight, presumed.check)
    };
    let open = PRESUMED.iter().filter(|it| !raised(it.check) && !it.but.is_some_and(raised));
    let doubted = open.filter(|it| !believed(it));
    let crowds = standing == Standing::Hopeless && !raised("too-many-personas");
    doubted
        .filter_map(|it| named(sight, it.check, it.part, it.names))
        .chain(crowds.then(|| crowded(sight)).flatten())
        .collect()
}

/// Whether a sentence about waiting holds a time of two seconds or less.
fn timed(reading: &Reading<'_>) -> bool {
    reading.stated("latency-number").any(|hit| {
        let unit = hit.tokens.clone().last().map(|at| reading.document.stem(&reading.document.tokens[at]));
        let most = match unit {
            Some("ms" | "millisecond") => 2000.0,
            Some("s" | "sec" | "second") => 2.0,
            _ => return false,
        };
        let short = reading.document.tokens[hit.tokens.start].value <= most;
        short && reading.touches("latency", &reading.sentence(hit.sentence))
    })
}

/// The crowd that an answer serves, as a finding.
fn crowded(sight: &Sight<'_>) -> Option<(&'static str, Fault)> {
    let check = checks::find("too-many-personas")?;
    let span = sight.reading.document.bytes(crowd(sight)?);
    Some((check.id, Fault::at(span, check.fix).part(Part::Scope)))
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
    let message = format!("{advice} What stands here comes near it and is not enough yet.");
    Some((check, Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(part)))
}
