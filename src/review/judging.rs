//! From what the checks see to findings: gathered, weighed, in order.

use std::cell::LazyCell;

use super::check::{Check, Sight};
use super::context::Context;
use super::dispute::Dispute;
use super::finding::Fault;
use super::naming::name_all;
use super::place::Lines;
use super::reading::Reading;
use super::report::{Absent, Evidence, Excused, Finding};
use super::score::look::View;
use super::simple::AnyCheck;
use super::standing::{Standing, standing};
use super::weighing::{Weighed, weigh};

/// What comes near something without showing it. Where a check found nothing and the answer has words that come near,
/// the odds may ask; where nothing comes near it is missing, however well the answer stands.
const NEAR: [(&str, &[&str]); 12] = [
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

/// Faults that are counted or read off: they are seen or they are not, whatever the odds. What was seen may be doubted.
const COUNTED: [&str; 5] =
    ["missing-section", "no-citation", "scope-over-150-words", "section-out-of-order", "unverified-figure"];

/// The findings of every check that is wanted, weighed, the heaviest first, with ids.
pub(super) fn findings(
    view: &View<'_>,
    lines: &Lines<'_>,
    disputes: &[Dispute],
    excused: &mut Vec<Excused>,
) -> Vec<Finding> {
    let (sight, context) = (view.sight, view.sight.context);
    let mut found = gather(sight, lines, disputes, excused);
    if context.only.is_empty()
        && let Some(standing) = standing(view, lines, &found)
    {
        for (id, fault) in decide(sight, standing, &mut found) {
            let check = AnyCheck::find(context.rubric.as_ref(), id).filter(|check| wanted(context, check));
            let check = check.filter(|_| context.excuse(id).is_none());
            found.extend(check.map(|check| finding(&check, fault, context, lines, disputes)));
        }
    }
    let rank = |finding: &Finding| (finding.question, std::cmp::Reverse(finding.severity));
    found.sort_by(|one, other| {
        rank(one)
            .cmp(&rank(other))
            .then(other.points.total_cmp(&one.points))
            .then(one.check.cmp(&other.check))
    });
    name_all(&mut found);
    found
}

fn wanted(context: &Context, check: &AnyCheck<'_>) -> bool {
    (context.only.is_empty() || context.only.iter().any(|id| id == check.id()))
        && !context.ignore.iter().any(|id| id == check.id())
}

/// What every check that is wanted found, as it found it.
fn gather(
    sight: &Sight<'_>,
    lines: &Lines<'_>,
    disputes: &[Dispute],
    excused: &mut Vec<Excused>,
) -> Vec<Finding> {
    let context = sight.context;
    let mut found = Vec::new();
    for check in AnyCheck::every(context.rubric.as_ref()).filter(|check| wanted(context, check)) {
        let mut faults = check.run(sight);
        // One sentence can hold two phrases for the same thing.
        faults.dedup_by(|next, last| {
            next.span.is_some() && (&next.span, &next.message) == (&last.span, &last.message)
        });
        if faults.is_empty() {
            continue;
        }
        if let Some(why) = context.excuse(check.id()) {
            excused.push(Excused { check: check.id().to_owned(), why: why.to_owned() });
            continue;
        }
        found.extend(faults.into_iter().map(|fault| finding(&check, fault, context, lines, disputes)));
    }
    found
}

/// How an answer stands by its checks and signs, before anything is weighed; none if it is too short to stand anywhere.
pub fn stands(text: &str, context: &Context) -> Option<Standing> {
    let reading = Reading::new(text, &context.concepts);
    let sight = Sight::new(&reading, context);
    let lines = Lines::new(text);
    let found = gather(&sight, &lines, &[], &mut Vec::new());
    standing(&View::new(&sight), &lines, &found)
}

fn finding(
    check: &AnyCheck<'_>,
    fault: Fault,
    context: &Context,
    lines: &Lines<'_>,
    disputes: &[Dispute],
) -> Finding {
    let (criterion, points) = worth(context, check.id());
    let place = fault
        .part
        .map_or("the whole answer".to_owned(), |part| format!("{} and the rest of the answer", part.title()));
    let evidence = match fault.span {
        Some(span) => Evidence::Quoted(lines.quote(span)),
        None => {
            Evidence::Missing { absent: Absent { looked_for: fault.looked_for.unwrap_or_default(), place } }
        }
    };
    let line = match &evidence {
        Evidence::Quoted(quote) => Some(quote.line),
        Evidence::Missing { .. } => None,
    };
    let own =
        disputes.iter().find(|dispute| dispute.fits(check.id(), line)).map(|dispute| dispute.reason.clone());
    let kept = || context.disputed.iter().find(|(id, _)| id == check.id()).map(|(_, reason)| reason.clone());
    let dispute = own.or_else(kept);
    Finding {
        id: String::new(),
        check: check.id().to_owned(),
        criterion,
        severity: check.severity(),
        basis: check.basis(),
        section: fault.part,
        message: fault.message,
        evidence,
        fix: fault.fix.unwrap_or_else(|| check.fix().to_owned()),
        points: if fault.question { 0.0 } else { points },
        gain: None,
        question: fault.question,
        disputed: dispute.is_some() || context.mutes(check.id()),
        muted: context.mutes(check.id()),
        dispute_reason: dispute.flatten(),
    }
}

/// The criterion and points of a check.
pub(super) fn worth(context: &Context, check: &str) -> (Option<String>, f64) {
    let listed = context.rubric.as_ref().and_then(|rubric| {
        rubric
            .checks()
            .find(|(_, points)| points.check == check)
            .map(|(criterion, points)| (criterion.id.clone(), points.points))
    });
    listed.map_or((None, 0.0), |(criterion, points)| (Some(criterion), points))
}

/// Faults of which an answer has one at most: what is not there cannot be there badly.
const EITHER: [[&str; 2]; 5] = [
    ["no-failure-modes", "failure-mode-without-mitigation"],
    ["no-phased-rollout", "phase-without-size-or-duration"],
    ["no-red-team", "fewer-than-three-red-team-scenarios"],
    ["no-trade-off", "unquantified-trade-off"],
    ["too-few-kpis", "too-many-kpis"],
];

/// The fault that an answer cannot have beside this one.
fn rival(check: &str) -> Option<&'static str> {
    let pair = EITHER.iter().find(|pair| pair.contains(&check))?;
    pair.iter().find(|other| **other != check).copied()
}

/// Lets the odds decide: what was found against them becomes a question, and what they say was missed is handed back, by
/// the id of its check.
fn decide(sight: &Sight<'_>, standing: Standing, found: &mut [Finding]) -> Vec<(&'static str, Fault)> {
    let weighed = weigh(sight.reading, &sight.context.weights, standing);
    let firm = |found: &[Finding], check: &str| {
        found.iter().any(|finding| finding.check == check && !finding.question)
    };
    for weighed in &weighed {
        let check = weighed.fault.check.as_str();
        if firm(found, check) && !weighed.holds(true, standing) {
            let own = found.iter_mut().filter(|finding| finding.check == check);
            own.filter(|finding| is_open(sight.reading, finding, weighed)).for_each(ask);
        }
    }
    // An answer without a word, read once for all that is missing.
    let nothing = LazyCell::new(|| Reading::new("", &sight.context.concepts));
    let missed = weighed.iter().filter_map(|weighed| {
        let check = super::checks::find(&weighed.fault.check)?;
        let seen = found.iter().any(|finding| finding.check == check.id);
        let declared = sight.context.declares(check.id) != Some(false);
        let counted = COUNTED.contains(&check.id);
        let excluded = rival(check.id).is_some_and(|rival| firm(found, rival));
        let wanted = !seen && declared && !counted && !excluded && weighed.holds(false, standing);
        wanted.then(|| (check.id, weighed.odds, shown(sight, &nothing, check, weighed)))
    });
    let mut missed: Vec<_> = missed.collect();
    // Of two that exclude each other the likelier one stays.
    let odds: Vec<(&str, f32)> = missed.iter().map(|(id, odds, _)| (*id, *odds)).collect();
    missed.retain(|(id, own, _)| {
        rival(id).is_none_or(|rival| odds.iter().all(|(other, odds)| *other != rival || odds <= own))
    });
    missed.into_iter().map(|(id, _, fault)| (id, fault)).collect()
}

/// Whether a finding can be doubted: something missing that the answer comes near, or a quotation that nothing in its
/// words bears out.
fn is_open(reading: &Reading<'_>, finding: &Finding, weighed: &Weighed<'_>) -> bool {
    let near = NEAR.iter().find(|(id, _)| *id == finding.check).map(|(_, near)| near);
    match (near, &finding.evidence) {
        (None, Evidence::Missing { .. }) => false,
        (Some(near), _) if near.iter().all(|id| reading.hits(id).next().is_none()) => false,
        (_, Evidence::Missing { .. }) => true,
        (_, Evidence::Quoted(_)) if finding.check == "unverified-figure" => false,
        // No single passage bears out a count.
        (_, Evidence::Quoted(_)) => !weighed.plain || COUNTED.contains(&finding.check.as_str()),
    }
}

/// Makes a finding a question, worth no points. What a person disputes stays as it is.
fn ask(finding: &mut Finding) {
    if finding.question || finding.disputed {
        return;
    }
    let doubt = match finding.evidence {
        Evidence::Quoted(_) => "Would a reader take it so? If so",
        Evidence::Missing { .. } => "Does it stand there in other words? If not",
    };
    finding.question = true;
    finding.points = 0.0;
    finding.message = format!("{doubt}: {}", lower(&finding.message));
}

/// A fault that the odds saw, at the passage that shows it, or as what is absent.
fn shown(sight: &Sight<'_>, nothing: &Reading<'_>, check: &'static Check, weighed: &Weighed<'_>) -> Fault {
    let absent = if weighed.plain { None } else { looked_for(check, nothing, sight.context) };
    if let Some(mut fault) = absent {
        fault.message = format!("{} Careful readers missed it in answers like this one.", check.fix);
        return fault;
    }
    let document = &sight.reading.document;
    let part = sight.reading.parts.of_block[document.sentences[weighed.passage].block as usize];
    let message = format!("{} Careful readers stopped at passages like this one.", check.fix);
    Fault { part, ..Fault::at(document.sentence_bytes(weighed.passage), message) }
}

/// What a check says of an answer without a word: what it looks for.
fn looked_for(check: &Check, nothing: &Reading<'_>, context: &Context) -> Option<Fault> {
    (check.run)(&Sight::new(nothing, context)).into_iter().find(|fault| fault.span.is_none())
}

/// A message as it goes on behind a colon.
fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
