//! How an answer stands as a whole, by what its checks and signs say of it.

use super::check::Sight;
use super::place::Lines;
use super::report::Finding;
use super::score::{look::View, score, total};

/// An answer whose findings and signs leave it so low a total lacks nearly everything. On the labelled answers those are
/// the weak ones and no others.
const HOPELESS: f64 = 2.05;

/// An answer with such a total is a strong one, as far as the labelled answers show.
const THOROUGH: f64 = 3.7;

/// With so low a total and so many kinds of faults an answer lacks most.
const POOR: (f64, usize) = (2.6, 11);

/// Fewer kinds of faults than this are too few for a hopeless answer, and few enough for a thorough one.
const SOME: usize = 8;

/// A shorter text is not yet an answer: a passage, or the first half of one.
const WRITTEN: usize = 200;

/// How an answer stands as a whole, by which its single findings are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It lacks nearly everything.
    Hopeless,
    /// It lacks most.
    Poor,
    /// It has some and lacks some.
    Between,
    /// It has nearly everything.
    Thorough,
}

/// How an answer with these findings stands; none if it is too short to be an answer, or without a rubric.
pub(super) fn standing(view: &View<'_>, lines: &Lines<'_>, findings: &[Finding]) -> Option<Standing> {
    let sight: &Sight<'_> = view.sight;
    let rubric = sight.context.rubric.as_ref().filter(|_| sight.reading.words(None) >= WRITTEN)?;
    let scored = score(view, lines, rubric, findings);
    let weighted =
        rubric.criteria.iter().zip(&scored).map(|(criterion, scored)| (criterion.weight, scored.score));
    let (total, kinds) = (total(weighted)?, kinds(findings));
    Some(if total <= HOPELESS && kinds >= SOME {
        Standing::Hopeless
    } else if total <= POOR.0 && kinds >= POOR.1 {
        Standing::Poor
    } else if total >= THOROUGH && kinds < SOME {
        Standing::Thorough
    } else {
        Standing::Between
    })
}

/// How many checks found something firm.
fn kinds(findings: &[Finding]) -> usize {
    let mut kinds: Vec<&str> =
        findings.iter().filter(|finding| !finding.question).map(|finding| &*finding.check).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len()
}
