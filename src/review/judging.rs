//! From what the checks see to findings: gathered, weighed, in order.

use super::check::Sight;
use super::context::Context;
use super::decision::decide;
use super::dispute::Dispute;
use super::finding::Fault;
use super::naming::name_all;
use super::part::Part;
use super::place::Lines;
use super::reading::Reading;
use super::report::{Absent, Evidence, Excused, Finding};
use super::score::look::View;
use super::simple::AnyCheck;
use super::standing::{Standing, standing};

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
        for (id, fault) in decide(view, lines, disputes, standing, &mut found) {
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
    let evidence = match fault.span {
        Some(span) => Evidence::Quoted(lines.quote(span)),
        None => missing(fault.part, fault.looked_for),
    };
    let mut finding = Finding {
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
        disputed: false,
        muted: false,
        dispute_reason: None,
    };
    mark_dispute(&mut finding, context, disputes);
    finding
}

/// What was looked for, in a part and everywhere, and not found.
pub(super) fn missing(part: Option<Part>, looked_for: Option<String>) -> Evidence {
    let place = part
        .map_or("the whole answer".to_owned(), |part| format!("{} and the rest of the answer", part.title()));
    Evidence::Missing { absent: Absent { looked_for: looked_for.unwrap_or_default(), place } }
}

/// Marks a finding that somebody disputes: in the file, on its line or above it, or before.
pub(super) fn mark_dispute(finding: &mut Finding, context: &Context, disputes: &[Dispute]) {
    let line = match &finding.evidence {
        Evidence::Quoted(quote) => Some(quote.line),
        Evidence::Missing { .. } => None,
    };
    let own = disputes.iter().find(|dispute| dispute.fits(&finding.check, line));
    let kept = context.disputed.iter().find(|(id, _)| *id == finding.check);
    let reason = own.map(|dispute| &dispute.reason).or(kept.map(|(_, reason)| reason));
    finding.muted = context.mutes(&finding.check);
    finding.disputed = finding.muted || reason.is_some();
    finding.dispute_reason = reason.cloned().flatten();
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
