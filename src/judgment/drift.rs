//! How one's own judgment changes: closer or not, and where it leans.

use super::beside::{Beside, mean};

/// Differences smaller than this are no change and no lean.
const NOTICEABLE: f64 = 0.25;

/// Whether the distance to the review becomes smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Too few to tell.
    Early,
    /// It becomes smaller.
    Closer,
    /// It becomes larger.
    Farther,
    /// Neither.
    Steady,
}

/// The trend of mean sizes, oldest first: the later half against the earlier one, from four on.
pub fn trend(sizes: &[f64]) -> Trend {
    if sizes.len() < 4 {
        return Trend::Early;
    }
    let (earlier, later) = sizes.split_at(sizes.len() / 2);
    let change = mean(later.iter().copied()).zip(mean(earlier.iter().copied()));
    match change.map_or(0.0, |(later, earlier)| later - earlier) {
        change if change <= -NOTICEABLE => Trend::Closer,
        change if change >= NOTICEABLE => Trend::Farther,
        _ => Trend::Steady,
    }
}

/// A criterion that somebody scores higher or lower than the review, again and again.
#[derive(Debug, Clone, PartialEq)]
pub struct Lean {
    /// What people call the criterion.
    pub title: String,
    /// The mean of the differences; above zero is higher than the review.
    pub by: f64,
    /// Over how many.
    pub times: usize,
}

/// The strongest lean over at least two judgments; none if it cannot be noticed.
pub fn lean(judgments: &[Vec<Beside>]) -> Option<Lean> {
    let newest = judgments.last()?;
    let of = |wanted: &Beside| {
        let known = judgments.iter().flatten().filter(|one| one.id == wanted.id);
        let differences: Vec<f64> = known.filter_map(Beside::difference).collect();
        let by = mean(differences.iter().copied())?;
        Some(Lean { title: wanted.title.clone(), by, times: differences.len() })
    };
    let noticed = |lean: &Lean| lean.times >= 2 && lean.by.abs() >= NOTICEABLE;
    newest.iter().filter_map(of).filter(noticed).max_by(|one, other| one.by.abs().total_cmp(&other.by.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trend_compares_the_later_half_with_the_earlier_one() {
        let cases: [(&[f64], Trend); 6] = [
            (&[], Trend::Early),
            (&[2.0, 1.0, 0.0], Trend::Early),
            (&[1.2, 1.0, 0.6, 0.5], Trend::Closer),
            (&[0.5, 0.5, 0.5, 1.0], Trend::Farther),
            (&[0.5, 0.6, 0.6, 0.5], Trend::Steady),
            (&[2.0, 1.0, 0.5, 0.5, 0.5], Trend::Closer),
        ];
        for (sizes, wanted) in cases {
            assert_eq!(trend(sizes), wanted, "{sizes:?}");
        }
    }

    fn judged(safety: f64, metrics: f64) -> Vec<Beside> {
        let one = |id: &str, own| Beside {
            id: id.into(),
            title: id.to_uppercase(),
            weight: 50,
            own: Some(own),
            reviewed: Some(3.0),
        };
        vec![one("safety", safety), one("metrics", metrics)]
    }

    #[test]
    fn the_lean_is_the_largest_mean_difference_and_its_sign_counts() {
        let wanted = Lean { title: "METRICS".into(), by: -1.0, times: 2 };
        assert_eq!(lean(&[judged(4.0, 2.5), judged(3.0, 1.5)]), Some(wanted));
        assert_eq!(lean(&[judged(4.0, 2.0)]), None, "once is no habit");
        assert_eq!(lean(&[judged(4.0, 3.0), judged(2.0, 3.0)]), None, "up and down is no lean");
        assert_eq!(lean(&[]), None);
    }
}
