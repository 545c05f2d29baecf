//! Measures with baselines and targets.

use serde::Serialize;

use super::tables::{Table, number};

/// A measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measure {
    /// The heading of its table, such as `Safety measures`.
    pub group: String,
    /// What is measured.
    pub name: String,
    /// Where it stands, as written.
    pub baseline: String,
    /// Where it is to go, as written.
    pub target: String,
    /// The baseline in percent, if it is one.
    pub baseline_percent: Option<f64>,
    /// The target in percent, if it is one.
    pub target_percent: Option<f64>,
}

/// All measures of an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// In the order of their tables.
    pub measures: Vec<Measure>,
}

pub(super) fn find(tables: &[Table]) -> Option<Measures> {
    let mut measures = Vec::new();
    for table in tables {
        let (Some(name), Some(target)) =
            (table.column(&["measure", "metric", "kpi"]), table.column(&["target"]))
        else {
            continue;
        };
        let baseline = table.column(&["baseline"]);
        for row in table.rows.iter().filter(|row| !row[name].is_empty()) {
            let baseline = baseline.map(|column| row[column].clone()).unwrap_or_default();
            measures.push(Measure {
                group: table.place.clone(),
                name: row[name].clone(),
                baseline_percent: percent(&baseline),
                target_percent: percent(&row[target]),
                baseline,
                target: row[target].clone(),
            });
        }
    }
    (!measures.is_empty()).then_some(Measures { measures })
}

/// The first number of a text, if it is a share from 0 to 100%.
fn percent(text: &str) -> Option<f64> {
    let (value, rest) = number(text)?;
    let rest = rest.trim_start();
    let is_share = rest.starts_with('%') || rest.starts_with("percent") || rest.starts_with("per cent");
    (is_share && value <= 100.0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::super::{ANSWER, tables::read};
    use super::*;

    #[test]
    fn measures_of_all_tables_come_together() {
        let found = find(&read(ANSWER)).expect("measures").measures;
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.group.as_str(), one.baseline_percent, one.target_percent, one.target.as_str()))
            .collect();
        assert_eq!(
            told,
            [("Success", Some(40.0), Some(20.0), "20%"), ("Safety measures", None, None, "0 in 200")]
        );
    }

    #[test]
    fn a_share_is_a_number_with_its_sign() {
        for (text, expected) in [
            ("under 5%", Some(5.0)),
            ("0.5 percent by May", Some(0.5)),
            ("5", None),
            ("250%", None),
            ("3 of 100%", None),
        ] {
            assert_eq!(percent(text), expected, "{text}");
        }
    }
}
