//! One's own scores beside those of the review.

/// A criterion as somebody scored it, and as the review does.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The criterion, by id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its share of the total, in percent.
    pub weight: u32,
    /// One's own score; none if it was left out.
    pub own: Option<f64>,
    /// The score of the review; none if the text could not be assessed.
    pub reviewed: Option<f64>,
}

impl Beside {
    /// One's own score less that of the review.
    pub fn difference(&self) -> Option<f64> {
        Some(self.own? - self.reviewed?)
    }
}

/// The mean size of the differences; none without one.
pub fn mean_size(criteria: &[Beside]) -> Option<f64> {
    mean(criteria.iter().filter_map(Beside::difference).map(f64::abs))
}

/// The weighted totals, one's own and that of the review; none unless every criterion has both scores.
pub fn total(criteria: &[Beside]) -> Option<(f64, f64)> {
    let weighted = |score: fn(&Beside) -> Option<f64>| {
        let parts = criteria.iter().map(|one| Some((one.weight, score(one)?)));
        crate::review::score::total(parts.collect::<Option<Vec<_>>>()?.into_iter())
    };
    Some((weighted(|one| one.own)?, weighted(|one| one.reviewed)?))
}

/// The mean of some numbers; none without one.
pub(super) fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = numbers.fold((0.0, 0_u32), |(sum, count), number| (sum + number, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// The score that a line says: 1 to 5 in halves, with a point or a comma.
///
/// # Errors
/// It says something else; the words say what would do.
pub fn read_score(line: &str) -> Result<f64, String> {
    let typed = line.trim();
    let halves = typed.replace(',', ".").parse::<f64>().ok().map(|score| score * 2.0);
    match halves {
        Some(halves) if halves.fract() == 0.0 && (2.0..=10.0).contains(&halves) => Ok(halves / 2.0),
        Some(_) => Err(format!("`{typed}` is no score. Scores go from 1 to 5 in halves, such as 3.5.")),
        None => Err(format!("`{typed}` is no number. Scores go from 1 to 5 in halves, such as 3.5.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(weight: u32, own: Option<f64>, reviewed: Option<f64>) -> Beside {
        Beside { id: "c".into(), title: "C".into(), weight, own, reviewed }
    }

    #[test]
    fn the_mean_is_of_sizes_and_of_what_both_scored() {
        let both = [one(60, Some(3.0), Some(4.0)), one(40, Some(3.0), Some(2.5))];
        assert_eq!(mean_size(&both), Some(0.75));
        assert_eq!(total(&both), Some((3.0, 3.4)));
        let half = [one(60, Some(3.0), Some(4.0)), one(40, None, Some(2.5))];
        assert_eq!(mean_size(&half), Some(1.0));
        assert_eq!(total(&half), None);
        assert_eq!(mean_size(&[one(100, Some(3.0), None)]), None);
    }

    #[test]
    fn a_score_is_a_half_from_one_to_five() {
        for (line, score) in [("1", 1.0), (" 3.5 ", 3.5), ("4,5", 4.5), ("5.0", 5.0)] {
            assert_eq!(read_score(line), Ok(score), "{line}");
        }
        for line in ["", "0.5", "5.5", "3.2", "three", "NaN", "inf", "-2", "1e9"] {
            let remark = read_score(line).expect_err(line);
            assert!(remark.contains("1 to 5 in halves"), "{remark}");
        }
    }
}
