//! The scores of a review for people: half a point wide, each with its reasons.

use super::quote::short;
use crate::review::report::{Evidence, Review};
use crate::review::score::{Raised, Reasons, range, sign};
use crate::terminal::page::Page;

/// The mean size of the difference to a careful reader's total, on the labelled answers that nothing was fitted to; see
/// `docs/review-quality.md`.
pub const UNSEEN: &str = "0.4";

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
    let first = review.worth_most().filter(|finding| finding.gain > Some(0.0));
    let mover = first.and_then(|finding| finding.criterion.as_deref());
    let width = review.criteria.iter().map(|view| view.title.chars().count()).max().unwrap_or(0);
    for view in &review.criteria {
        let Some(score) = view.score else { continue };
        let most = mover == Some(view.id.as_str());
        let note = if most { "moves the total most" } else { "" };
        page.raw(format!("  {score:.1}  {:width$}  {:>2} %  {note}", view.title, view.weight).trim_end());
    }
    page.aside(&format!(
        "On answers it had not seen, this total lay {UNSEEN} from a careful reader's on average. Trust the findings more \
         than the number."
    ));
}

/// Why each criterion has its score, with quotations.
pub(super) fn reasons(page: &mut Page, review: &Review) {
    if review.total.is_none() {
        return;
    }
    page.heading("Why these scores");
    let mut once = Once::default();
    for view in &review.criteria {
        let Some(score) = view.score else { continue };
        page.gap();
        page.raw(&format!("{score:.1} {}", view.title));
        let (clear, loose): (Vec<&Raised>, Vec<&Raised>) =
            view.reasons.up.iter().partition(|raised| raised.clear);
        for raised in clear {
            // A passage is read once; after that its line is enough.
            let shown = raised.evidence.first().map_or(String::new(), |quote| {
                let text = short(quote);
                let text = if once.is_new(&text) { format!(": {text}") } else { String::new() };
                format!(", line {}{text}", quote.line)
            });
            page.item(&format!("up: {}{shown}", raised.title));
        }
        // What only phrases speak for is told, not shown.
        let loose: Vec<String> = loose.iter().map(|raised| told(raised)).collect();
        if !loose.is_empty() {
            page.item(&format!("up, by its words: {}", loose.join("; ")));
        }
        for lowered in &view.reasons.down {
            page.item(&format!("down: {}{}", lowered.check, seen(&lowered.evidence)));
        }
        if let Some(held) = &view.reasons.held {
            let shown = held
                .evidence
                .as_ref()
                .map_or(String::new(), |quote| format!(" Line {}: {}", quote.line, short(quote)));
            let why = if once.is_new(&held.why) { &*held.why } else { "as above." };
            page.item(&format!("stops at {:.1}: {why}{shown}", held.at));
        }
        // What no check missed may well be there, in words that were not known.
        let missed = view.reasons.best_fix.as_ref().filter(|fix| sign::find(&fix.what).is_none());
        if let Some(fix) = missed.filter(|fix| once.is_new(&fix.advice)) {
            page.item(&format!("raises it most: {}", fix.advice));
        }
    }
}

/// What was said already.
#[derive(Debug, Default)]
struct Once {
    said: Vec<String>,
}

impl Once {
    fn is_new(&mut self, text: &str) -> bool {
        let new = self.said.iter().all(|known| known != text);
        if new {
            self.said.push(text.to_owned());
        }
        new
    }
}

fn seen(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Quoted(quote) => format!(", line {}", quote.line),
        Evidence::Missing { .. } => String::new(),
    }
}

/// What raised a criterion, with the line of its first passage.
fn told(raised: &Raised) -> String {
    let line = raised.evidence.first().map_or(String::new(), |quote| format!(" (line {})", quote.line));
    format!("{}{line}", raised.title)
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
