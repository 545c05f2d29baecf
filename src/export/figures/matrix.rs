//! Harms by likelihood and severity.

use serde::Serialize;

use super::tables::{Table, number};

/// A harm with its place in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Risk {
    /// What it is called.
    pub name: String,
    /// From 1, seldom, to 5, nearly certain.
    pub likelihood: u8,
    /// From 1, slight, to 5, ruinous.
    pub severity: u8,
}

/// Harms by likelihood and severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matrix {
    /// The heading of the table it is made from.
    pub from: String,
    /// What can be placed, in the order of the table.
    pub risks: Vec<Risk>,
    /// What has no number from 1 to 5 in one of the two columns.
    pub unplaced: Vec<String>,
}

impl Risk {
    /// Likelihood times severity.
    pub fn product(likelihood: u8, severity: u8) -> u8 {
        likelihood * severity
    }

    /// The level of a product in words, and as a number from 1 to 3.
    pub fn level(product: u8) -> (&'static str, u8) {
        match product {
            15.. => ("high", 3),
            8.. => ("medium", 2),
            _ => ("low", 1),
        }
    }
}

pub(super) fn find(tables: &[Table]) -> Option<Matrix> {
    let table = harms(tables)?;
    let (name, likelihood, severity) =
        (name(table)?, table.column(&["likelihood"])?, table.column(&["severity"])?);
    let mut matrix = Matrix { from: table.place.clone(), risks: Vec::new(), unplaced: Vec::new() };
    for row in table.rows.iter().filter(|row| !row[name].is_empty()) {
        match (level(&row[likelihood]), level(&row[severity])) {
            (Some(likelihood), Some(severity)) => {
                matrix.risks.push(Risk { name: row[name].clone(), likelihood, severity });
            }
            _ => matrix.unplaced.push(row[name].clone()),
        }
    }
    (!matrix.risks.is_empty()).then_some(matrix)
}

/// The table of harms: one that names harms comes before one of failure modes.
pub(super) fn harms(tables: &[Table]) -> Option<&Table> {
    let rated =
        |table: &&Table| table.column(&["likelihood"]).is_some() && table.column(&["severity"]).is_some();
    let named = tables
        .iter()
        .filter(rated)
        .find(|table| table.head.iter().any(|title| title.eq_ignore_ascii_case("harm")));
    named.or_else(|| tables.iter().find(rated))
}

/// The column that says what a row is about.
pub(super) fn name(table: &Table) -> Option<usize> {
    let exact = table.head.iter().position(|title| title.eq_ignore_ascii_case("harm"));
    let other = |title: &str| {
        !["rank", "#", "no", "likelihood", "severity", ""]
            .contains(&title.to_lowercase().trim_end_matches('.'))
    };
    exact
        .or_else(|| table.column(&["harm", "failure", "risk"]))
        .or_else(|| table.head.iter().position(|title| other(title)))
}

/// A level from 1 to 5: a number, or one of the usual words.
fn level(cell: &str) -> Option<u8> {
    if let Some((value, _)) = number(cell) {
        return (1_u8..=5).find(|level| (f64::from(*level) - value).abs() < f64::EPSILON);
    }
    let word = cell.to_lowercase();
    let words = [
        ("very low", 1),
        ("rare", 1),
        ("very high", 5),
        ("critical", 5),
        ("low", 2),
        ("medium", 3),
        ("moderate", 3),
        ("high", 4),
    ];
    words.into_iter().find(|(known, _)| word.trim() == *known).map(|(_, level)| level)
}

#[cfg(test)]
mod tests {
    use super::super::{ANSWER, tables::read};
    use super::*;

    #[test]
    fn harms_are_placed_by_numbers_and_usual_words() {
        let matrix = find(&read(ANSWER)).expect("a matrix");
        let risk = |name: &str, likelihood, severity| Risk { name: name.into(), likelihood, severity };
        assert_eq!(matrix.from, "Harms ranked");
        assert_eq!(matrix.risks, [risk("Missed emergency", 3, 5), risk("Turned away", 4, 3)]);
        assert_eq!(matrix.unplaced, ["Odd"]);
    }

    #[test]
    fn a_level_is_one_to_five() {
        for (cell, expected) in [
            ("3", Some(3)),
            ("5 (certain)", Some(5)),
            ("0", None),
            ("6", None),
            ("2.5", None),
            ("Very high", Some(5)),
            ("", None),
        ] {
            assert_eq!(level(cell), expected, "{cell}");
        }
        assert_eq!(
            [Risk::level(25), Risk::level(14), Risk::level(7)],
            [("high", 3), ("medium", 2), ("low", 1)]
        );
    }
}
