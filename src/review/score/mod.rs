//! The score: points per criterion out of the rubric, each with what raised and lowered it. Pure.
//!
//! A criterion starts at the rubric's `clean`. Every firm check that finds something takes its points, once; every sign
//! of quality adds its points, in equal shares per passage up to `enough`. Signs add two levels at most. Then the caps of
//! the rubric hold it down, and it is rounded to halves.

mod caps;
mod contrary;
mod kinds;
pub mod look;
pub mod sign;
mod specific;
pub mod units;
pub mod view;

use std::collections::BTreeMap;
use std::ops::Range;

pub use caps::CONDITIONS;
pub use view::{Fix, Held, Lowered, Raised, Reasons};

use super::part::Part;
use super::place::Lines;
use super::reading::Reading;
use super::report::{Evidence, Finding, Quote};
use super::scatter::scatter;
use super::simple::AnyCheck;
use crate::pack::rubric::{Criterion, Rubric, Scale, SignPoints};
use contrary::CONTRARY;
use look::View;
use sign::Sign;

/// The score of a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// From 1.0 to 5.0, in halves.
    pub score: f64,
    /// Why.
    pub reasons: Reasons,
    /// By how much it rises when nothing of a check is found any more, before it is rounded; by check.
    pub gains: BTreeMap<String, f64>,
}

/// Scores every criterion of a rubric, in its order.
pub fn score(view: &View<'_>, lines: &Lines<'_>, rubric: &Rubric, findings: &[Finding]) -> Vec<Scored> {
    let sight = view.sight;
    let faults = findings.iter().filter(|finding| !finding.question).count();
    let scale = rubric.scale.clone().unwrap_or_default();
    let judge = Judge {
        kinds: kinds::shown(view),
        specific: specific::is_specific(sight.reading, sight.context),
        scattered: if faults < FAULTY { 0.0 } else { scattered(sight.reading) },
        view,
        lines,
        scale: &scale,
        findings,
    };
    rubric.criteria.iter().map(|criterion| judge.criterion(criterion)).collect()
}

/// The total: the scores weighted. None without a criterion.
pub fn total(weighted: impl Iterator<Item = (u32, f64)>) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (weight, score) in weighted {
        sum += f64::from(weight) * score;
        weights += f64::from(weight);
    }
    // Two decimals, so that no trace of the machine's arithmetic is left.
    (weights > 0.0).then(|| (sum / weights * 100.0).round() / 100.0)
}

/// The range of half a point that people see for a total.
pub fn range(total: f64) -> (f64, f64) {
    let low = ((total * 2.0).floor() / 2.0).clamp(1.0, 4.5);
    (low, low + 0.5)
}

/// What all criteria share.
struct Judge<'a, 'v> {
    view: &'a View<'v>,
    lines: &'a Lines<'a>,
    scale: &'a Scale,
    findings: &'a [Finding],
    kinds: Vec<&'static Sign>,
    specific: bool,
    /// By how much misplaced sentences lower every criterion.
    scattered: f64,
}

/// With fewer findings an answer is in order, however its sentences are sorted: there the doubt is about our sorting.
const FAULTY: usize = 4;

/// Misplaced sentences cost from this measure on, up to a point; a little further on a text is no longer assessed.
const MISPLACED: f64 = 0.51;

/// By how much misplaced sentences lower every criterion. Where the parts do not stand under their names, what looks like
/// disorder may be our sorting: it cost eleven decent answers in layouts of their own more than a point each.
fn scattered(reading: &Reading<'_>) -> f64 {
    let share = Some(reading).filter(|reading| reading.parts.are_named()).and_then(scatter);
    share.map_or(0.0, |share| ((share - MISPLACED) * 25.0).clamp(0.0, 1.0))
}

impl Judge<'_, '_> {
    fn criterion(&self, criterion: &Criterion) -> Scored {
        let mut up = self.raised(criterion);
        let mut down = self.lowered(criterion);
        let limits = self.limits(criterion);
        let held = lowest(&limits).cloned();
        let won: f64 = up.iter().map(|raised| raised.points).sum();
        let lost: f64 = down.iter().map(|lowered| lowered.points).sum();
        let raw = self.raw(criterion, won, lost);
        let score = halves(held.as_ref().map_or(raw, |held| raw.min(held.at)) - self.scattered).max(1.0);
        let held = held.filter(|held| raw > held.at).or_else(|| self.lowered_by_scatter(score));
        let best_fix = if score >= 5.0 { None } else { self.best_fix(criterion, won, lost, held.as_ref()) };
        let gains = self.gains(criterion, won, lost, &limits);
        up.sort_by(|one, other| other.points.total_cmp(&one.points));
        down.sort_by(|one, other| other.points.total_cmp(&one.points));
        Scored { score, reasons: Reasons { up, down, held, best_fix }, gains }
    }

    /// What each check that found something costs the criterion, its limits included.
    fn gains(&self, criterion: &Criterion, won: f64, lost: f64, limits: &[Held]) -> BTreeMap<String, f64> {
        let score = |lost: f64, held: Option<&Held>| {
            let raw = self.raw(criterion, won, lost);
            (held.map_or(raw, |held| raw.min(held.at)) - self.scattered).max(1.0)
        };
        let now = score(lost, lowest(limits));
        let listed = criterion.checks.iter().map(|listed| (&listed.check, listed.points));
        let capped = criterion.caps.iter().map(|cap| (&cap.when, 0.0));
        let mut gains = BTreeMap::new();
        for (check, points) in listed.chain(capped) {
            if self.firm(check).is_some() && !gains.contains_key(check) {
                let others = limits.iter().filter(|held| held.by != *check);
                gains.insert(
                    check.clone(),
                    score(lost - points, others.min_by(|one, other| by_height(one, other))) - now,
                );
            }
        }
        gains
    }

    fn lowered_by_scatter(&self, score: f64) -> Option<Held> {
        let why = "Its parts stand mixed: many sentences speak of another part than the one around them."
            .to_owned();
        (self.scattered > 0.0).then(|| Held { by: "scattered".to_owned(), at: score, why, evidence: None })
    }

    /// The score before caps and rounding. Signs carry a criterion two levels up at most.
    fn raw(&self, criterion: &Criterion, won: f64, lost: f64) -> f64 {
        let weight = f64::from(criterion.weight);
        let up = (won / (weight * self.scale.level_won)).min(5.0 - self.scale.clean);
        let down = lost / (weight * self.scale.level_lost);
        (self.scale.clean + up - down).clamp(1.0, 5.0)
    }

    fn raised(&self, criterion: &Criterion) -> Vec<Raised> {
        let own = match criterion.id.as_str() {
            "problem-scoping" => Some(Part::Scope),
            "safety-integration" => Some(Part::Safety),
            "metric-selection" => Some(Part::Metrics),
            "rollout-strategy" => Some(Part::Rollout),
            _ => None,
        };
        let one = |listed: &SignPoints| {
            let sign = sign::find(&listed.sign)?;
            if self.denies(sign.id) {
                return None;
            }
            let enough = usize::try_from(listed.enough.max(1)).unwrap_or(1);
            // What stands where one would look for it is shown before what was said in passing elsewhere, and there what
            // shows it best.
            let told = self.view.told(sign.id);
            let elsewhere =
                |tokens: &Range<usize>| own.is_some() && self.view.sight.reading.part_at(tokens.start) != own;
            let all = self.view.shown(sign.id).iter().enumerate();
            let mut ranked: Vec<(bool, f32, &Range<usize>)> = all
                .filter(|(_, tokens)| !self.is_spoiled(tokens))
                .map(|(at, tokens)| (elsewhere(tokens), told.map_or(0.0, |told| told.shows[at]), tokens))
                .collect();
            ranked.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
            let clear = told.zip(ranked.first()).is_some_and(|(told, (_, shows, _))| *shows > told.near);
            ranked.truncate(enough);
            let points = share(listed.points, ranked.len(), enough);
            let evidence: Vec<Quote> =
                ranked.into_iter().map(|(.., tokens)| self.quote(tokens.clone())).collect();
            let title = sign.title.to_owned();
            (!evidence.is_empty()).then(|| Raised {
                sign: listed.sign.clone(),
                title,
                points,
                clear,
                evidence,
            })
        };
        criterion.signs.iter().filter_map(one).collect()
    }

    /// Whether a finding says that what a sign shows is not there: nobody is praised and blamed for the same thing.
    fn denies(&self, sign: &str) -> bool {
        CONTRARY.iter().any(|(shown, check)| *shown == sign && self.firm(check).is_some())
    }

    /// Whether a passage is quoted as a fault in itself: it raises nothing.
    fn is_spoiled(&self, tokens: &Range<usize>) -> bool {
        let bytes = self.view.sight.reading.document.bytes(tokens.clone());
        let spoils =
            |finding: &&Finding| contrary::spoils(&finding.check) && !finding.question && !finding.disputed;
        self.findings.iter().filter(spoils).any(|finding| match &finding.evidence {
            Evidence::Quoted(quote) => quote.offset < bytes.end && bytes.start < quote.offset + quote.length,
            Evidence::Missing { .. } => false,
        })
    }

    /// Each check counts once, with its first finding.
    fn lowered(&self, criterion: &Criterion) -> Vec<Lowered> {
        let one = |listed: &crate::pack::rubric::CheckPoints| {
            let finding = self.firm(&listed.check)?;
            Some(Lowered {
                check: listed.check.clone(),
                points: listed.points,
                evidence: finding.evidence.clone(),
            })
        };
        criterion.checks.iter().filter_map(one).collect()
    }

    fn firm(&self, check: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.check == check && !finding.question && !finding.disputed)
    }

    /// The limits that apply.
    fn limits(&self, criterion: &Criterion) -> Vec<Held> {
        let mut found = self.general();
        for cap in &criterion.caps {
            let evidence = match self.firm(&cap.when) {
                Some(finding) => match &finding.evidence {
                    Evidence::Quoted(quote) => Some(quote.clone()),
                    Evidence::Missing { .. } => None,
                },
                None => match caps::condition(self.view, &cap.when) {
                    Some(tokens) => (!tokens.is_empty()).then(|| self.quote(tokens)),
                    None => continue,
                },
            };
            found.push(Held { by: cap.when.clone(), at: cap.score, why: cap.why.clone(), evidence });
        }
        found
    }

    /// The limits of every criterion: kinds of evidence, and being about this case.
    fn general(&self) -> Vec<Held> {
        let mut found = Vec::new();
        let needed = usize::try_from(self.scale.kinds).unwrap_or(0);
        if self.kinds.len() < needed {
            let shown: Vec<&str> = self.kinds.iter().map(|sign| sign.title).collect();
            let shown = if shown.is_empty() { "none".to_owned() } else { shown.join("; ") };
            let all: Vec<&str> = sign::ALL.iter().filter(|sign| sign.kind).map(|sign| sign.title).collect();
            let why = format!(
                "More than {:.1} needs {needed} of these: {}. Recognized: {shown}.",
                self.scale.plain,
                all.join("; ")
            );
            found.push(Held { by: "few-kinds".to_owned(), at: self.scale.plain, why, evidence: None });
        }
        if !self.specific {
            let why = "The people, limits and harms of this case hardly appear in it.".to_owned();
            found.push(Held {
                by: "not-about-this-case".to_owned(),
                at: self.scale.unspecific,
                why,
                evidence: None,
            });
        }
        found
    }

    fn best_fix(&self, criterion: &Criterion, won: f64, lost: f64, held: Option<&Held>) -> Option<Fix> {
        if let Some(held) = held {
            return Some(self.lift(criterion, won, lost, held));
        }
        let now = self.raw(criterion, won, lost);
        let cleared =
            criterion.checks.iter().filter(|listed| self.firm(&listed.check).is_some()).map(|listed| {
                let advice = self.fix(&listed.check);
                (listed.check.as_str(), advice, self.raw(criterion, won, lost - listed.points) - now)
            });
        let added = criterion.signs.iter().filter_map(|listed| {
            let sign = sign::find(&listed.sign)?;
            let has = self.view.shown(sign.id).len();
            let enough = usize::try_from(listed.enough.max(1)).unwrap_or(1);
            let missing = listed.points - share(listed.points, has.min(enough), enough);
            Some((sign.id, sign.advice, self.raw(criterion, won + missing, lost) - now))
        });
        let best = cleared
            .chain(added)
            .filter(|(.., gain)| *gain > 0.0)
            .max_by(|one, other| one.2.total_cmp(&other.2).then(other.0.cmp(one.0)));
        best.map(|(what, advice, gain)| Fix {
            what: what.to_owned(),
            advice: advice.to_owned(),
            gain: (gain * 100.0).round() / 100.0,
        })
    }

    /// The fix where a limit holds: whatever lifts the limit.
    fn lift(&self, criterion: &Criterion, won: f64, lost: f64, held: &Held) -> Fix {
        let raw = self.raw(criterion, won, lost);
        let gain = ((raw - held.at) * 100.0).round() / 100.0;
        let missing =
            sign::ALL.iter().find(|sign| sign.kind && self.kinds.iter().all(|known| known.id != sign.id));
        let (what, advice) = match (held.by.as_str(), missing) {
            ("few-kinds", Some(sign)) => (sign.id, sign.advice),
            ("scattered", _) => (
                held.by.as_str(),
                "Gather what belongs together: scope, safety, metrics and rollout each under one heading.",
            ),
            ("not-about-this-case", _) => {
                (held.by.as_str(), "Use this case: its people, its numbers, its limits and its harms.")
            }
            ("severe-harm-open", _) => {
                (held.by.as_str(), "Say what you do about the gravest harm that you name.")
            }
            ("most-harms-missed", _) => {
                (held.by.as_str(), "Name the harms that this case brings with it, and count the first one.")
            }
            ("most-limits-missed", _) => {
                (held.by.as_str(), "Say which limits the brief implies, and what each one changes.")
            }
            ("blocks-everything", _) => {
                (held.by.as_str(), "Say what stays possible for honest people, and how you know.")
            }
            (check, _) => (check, self.fix(check)),
        };
        Fix { what: what.to_owned(), advice: advice.to_owned(), gain }
    }

    /// The fix of a check.
    fn fix(&self, check: &str) -> &str {
        let rubric = self.view.sight.context.rubric.as_ref();
        AnyCheck::find(rubric, check).map_or("", |check| check.fix())
    }

    fn quote(&self, tokens: Range<usize>) -> Quote {
        self.lines.quote(self.view.sight.reading.document.bytes(tokens))
    }
}

fn lowest(limits: &[Held]) -> Option<&Held> {
    limits.iter().min_by(|one, other| by_height(one, other))
}

fn by_height(one: &Held, other: &Held) -> std::cmp::Ordering {
    one.at.total_cmp(&other.at)
}

/// So many parts of the points; parts are few.
fn share(points: f64, part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    points * number(part) / number(whole)
}

fn halves(score: f64) -> f64 {
    (score * 2.0).round() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_weighted_and_shown_as_half_a_point() {
        let weighted = total([(20, 4.0), (30, 3.0), (50, 5.0)].into_iter()).expect("weights");
        assert!((weighted - 4.2).abs() < 1e-9);
        assert_eq!(total(std::iter::empty()), None);
        let shown: Vec<(f64, f64)> = [1.0, 3.49, 3.5, 4.99, 5.0].into_iter().map(range).collect();
        assert_eq!(shown, [(1.0, 1.5), (3.0, 3.5), (3.5, 4.0), (4.5, 5.0), (4.5, 5.0)]);
    }
}
