//! Two reviews of one answer side by side: what is fixed, what is new, and which way the scores went.

use schemars::JsonSchema;
use serde::Serialize;

use super::report::{Finding, Review};

/// A change of less than this is no real difference: the scores are not as sharp as that.
pub const REAL: f64 = 0.25;

/// The difference of two reviews, the older one first.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Difference<'a> {
    /// What the older one has and the newer one has not.
    pub fixed: Vec<&'a Finding>,
    /// What only the newer one has.
    pub added: Vec<&'a Finding>,
    /// What both have.
    pub unchanged: Vec<&'a Finding>,
    /// The criteria that both score.
    pub criteria: Vec<CriterionShift<'a>>,
    /// The totals, if both have one.
    pub total: Option<Shift>,
}

/// A criterion in both reviews.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CriterionShift<'a> {
    /// Its id.
    pub id: &'a str,
    /// What people call it.
    pub title: &'a str,
    /// Its scores.
    #[serde(flatten)]
    pub shift: Shift,
}

/// A score in both reviews.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Shift {
    /// The older score.
    pub old: f64,
    /// The newer score.
    pub new: f64,
    /// Points gained: the newer score minus the older.
    pub gained: f64,
    /// Which way it went.
    pub verdict: Verdict,
}

/// Which way a score went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Up, by a quarter of a point at least.
    Better,
    /// Down, by a quarter of a point at least.
    Worse,
    /// By less than a quarter of a point.
    NoRealDifference,
}

impl Shift {
    /// From one score to another.
    pub fn new(old: f64, new: f64) -> Self {
        // Two decimals, so that no trace of the machine's arithmetic decides.
        let gained = ((new - old) * 100.0).round() / 100.0;
        let verdict = match gained {
            gained if gained.abs() < REAL => Verdict::NoRealDifference,
            gained if gained > 0.0 => Verdict::Better,
            _ => Verdict::Worse,
        };
        Self { old, new, gained, verdict }
    }
}

impl<'a> Difference<'a> {
    /// Compares two reviews. Findings are matched by check: as many as both have are unchanged, in order.
    pub fn of(old: &'a Review, new: &'a Review) -> Self {
        let firm = |review: &'a Review| review.findings.iter().filter(|finding| !finding.question).collect();
        let mut fixed: Vec<&Finding> = firm(old);
        let (mut added, mut unchanged) = (Vec::new(), Vec::new());
        let now: Vec<&Finding> = firm(new);
        for finding in now {
            match fixed.iter().position(|known| known.check == finding.check) {
                Some(at) => {
                    fixed.remove(at);
                    unchanged.push(finding);
                }
                None => added.push(finding),
            }
        }
        let shift = |view: &'a super::report::CriterionView| {
            let before = old.criteria.iter().find(|known| known.id == view.id)?.score?;
            Some(CriterionShift { id: &view.id, title: &view.title, shift: Shift::new(before, view.score?) })
        };
        let criteria = new.criteria.iter().filter_map(shift).collect();
        let total = old.total.zip(new.total).map(|(old, new)| Shift::new(old, new));
        Self { fixed, added, unchanged, criteria, total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_than_a_quarter_of_a_point_is_no_real_difference() {
        let cases = [
            (3.0, 3.0, 0.0, Verdict::NoRealDifference),
            (1.35, 1.59, 0.24, Verdict::NoRealDifference),
            (1.35, 1.6, 0.25, Verdict::Better),
            (3.1, 2.86, -0.24, Verdict::NoRealDifference),
            (3.1, 2.85, -0.25, Verdict::Worse),
            (2.0, 2.5, 0.5, Verdict::Better),
        ];
        for (old, new, gained, verdict) in cases {
            let shift = Shift::new(old, new);
            assert_eq!(
                (shift.verdict, (shift.gained * 100.0).round()),
                (verdict, f64::round(gained * 100.0)),
                "{old} {new}"
            );
        }
    }
}
