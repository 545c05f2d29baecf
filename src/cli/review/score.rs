//! The scores of a review for people: half a point wide, each with its reasons.

use super::human::short;
use crate::review::report::{CriterionView, Evidence, Review};
use crate::review::score::{Reasons, range};
use crate::terminal::page::Page;

/// The mean size of the difference to a careful reader's total, on the labelled answers that nothing was fitted to; see
/// `docs/review-quality.md`.
pub const UNSEEN: &str = "0.5";

/// The review without its scores and what they are made of.
pub(super) fn hidden(mut review: Review) -> Review {
    review.total = None;
    review.bar = None;
    for criterion in &mut review.criteria {
        criterion.score = None;
        criterion.reasons = Reasons::default();
    }
    review.findings.iter_mut().for_each(|finding| finding.gain = None);
    if let Some(opinion) = &mut review.second_opinion {
        super::second::hidden(opinion);
    }
    review
}

/// The total as a range, the criteria, and the one that moves the total most.
pub(super) fn table(page: &mut Page, review: &Review) {
    let Some(total) = review.total else { return };
    let (low, high) = range(total);
    let bar = review.bar.as_ref().map_or(String::new(), |bar| {
        format!(" (the guide puts the bar at {:.1}: {})", bar.total, bar.status)
    });
    page.heading(&format!("Score {low:.1}\u{2013}{high:.1}"));
    if !bar.is_empty() {
        page.paragraph(&format!("On a scale from 1 to 5{bar}."));
    }
    let mover = mover(review);
    let width = review.criteria.iter().map(|view| view.title.chars().count()).max().unwrap_or(0);
    for view in &review.criteria {
        let Some(score) = view.score else { continue };
        let most = mover == Some(view.id.as_str());
        let note = if most { "moves the total most" } else { "" };
        page.raw(format!("  {score:.1}  {:width$}  {:>2} %  {note}", view.title, view.weight).trim_end());
    }
    let advice = review
        .criteria
        .iter()
        .find(|view| mover == Some(view.id.as_str()))
        .and_then(|view| view.reasons.best_fix.as_ref());
    page.aside(&format!(
        "On answers it had not seen, this total lay {UNSEEN} from a careful reader's on average. Trust the findings more \
         than the number."
    ));
    if let Some(fix) = advice {
        page.paragraph(&format!("To raise it most: {}", fix.advice));
    }
}

/// The criterion whose best fix adds most to the total, by id.
fn mover(review: &Review) -> Option<&str> {
    let gain = |view: &CriterionView| {
        view.reasons.best_fix.as_ref().map_or(0.0, |fix| fix.gain * f64::from(view.weight))
    };
    let best = review
        .criteria
        .iter()
        .max_by(|one, other| gain(one).total_cmp(&gain(other)).then(other.id.cmp(&one.id)))?;
    (gain(best) > 0.0).then_some(best.id.as_str())
}

/// Why each criterion has its score, with quotations.
pub(super) fn reasons(page: &mut Page, review: &Review) {
    if review.total.is_none() {
        return;
    }
    page.heading("Why these scores");
    let mut said: Vec<&str> = Vec::new();
    for view in &review.criteria {
        let Some(score) = view.score else { continue };
        page.gap();
        page.raw(&format!("{score:.1} {}", view.title));
        for raised in &view.reasons.up {
            let shown = raised
                .evidence
                .first()
                .map_or(String::new(), |quote| format!(", line {}: {}", quote.line, short(quote)));
            page.item(&format!("up: {}{shown}", raised.title));
        }
        for lowered in &view.reasons.down {
            page.item(&format!("down: {}, {}", lowered.check, seen(&lowered.evidence)));
        }
        if let Some(held) = &view.reasons.held {
            let shown = held
                .evidence
                .as_ref()
                .map_or(String::new(), |quote| format!(" Line {}: {}", quote.line, short(quote)));
            page.item(&format!("stops at {:.1}: {}{shown}", held.at, held.why));
        }
        // One advice for several criteria is read once.
        if let Some(fix) = view.reasons.best_fix.as_ref().filter(|fix| !said.contains(&&*fix.advice)) {
            page.item(&format!("raises it most: {}", fix.advice));
            said.push(&fix.advice);
        }
    }
}

fn seen(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Quoted(quote) => format!("line {}: {}", quote.line, short(quote)),
        Evidence::Missing { absent } => format!("not found: {}", absent.looked_for),
    }
}

/// Every passage that carries points, in the order of the text.
pub(super) fn trace(page: &mut Page, review: &Review) {
    if review.total.is_none() {
        return;
    }
    let mut rows: Vec<(usize, String)> = Vec::new();
    let mut absent: Vec<String> = Vec::new();
    for view in &review.criteria {
        for raised in &view.reasons.up {
            let count = u32::try_from(raised.evidence.len()).unwrap_or(1).max(1);
            let each = raised.points / f64::from(count);
            rows.extend(raised.evidence.iter().map(|quote| {
                (
                    quote.offset,
                    format!(
                        "line {}: +{each:.2} {}, {}: {}",
                        quote.line,
                        view.title,
                        raised.sign,
                        short(quote)
                    ),
                )
            }));
        }
        for lowered in &view.reasons.down {
            match &lowered.evidence {
                Evidence::Quoted(quote) => rows.push((
                    quote.offset,
                    format!(
                        "line {}: \u{2212}{:.2} {}, {}: {}",
                        quote.line,
                        lowered.points,
                        view.title,
                        lowered.check,
                        short(quote)
                    ),
                )),
                Evidence::Missing { absent: missing } => absent.push(format!(
                    "nowhere: \u{2212}{:.2} {}, {}: {}",
                    lowered.points, view.title, lowered.check, missing.looked_for
                )),
            }
        }
    }
    rows.sort_by_key(|row| row.0);
    page.heading("Which sentences carry which points");
    page.paragraph("Points are on the scale of the rubric's weights, 100 for the whole of it.");
    rows.iter().map(|row| &row.1).chain(&absent).for_each(|row| {
        page.item(row);
    });
}
