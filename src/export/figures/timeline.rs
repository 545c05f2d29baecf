//! The phases of the rollout on one line of time.

use serde::Serialize;

use super::tables::{Table, number};

/// A phase.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Phase {
    /// What it is called.
    pub name: String,
    /// How many people, as written.
    pub size: String,
    /// How long, as written.
    pub duration: String,
    /// What must hold to go on, as written.
    pub gate: String,
    /// How long in weeks, if it says so.
    pub weeks: Option<f64>,
}

/// All phases, one after the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// The heading of the table it is made from.
    pub from: String,
    /// In order.
    pub phases: Vec<Phase>,
}

pub(super) fn find(tables: &[Table]) -> Option<Timeline> {
    let is_plan =
        |table: &&Table| table.column(&["phase", "stage"]).is_some() && table.column(&["duration"]).is_some();
    let table = tables.iter().find(is_plan)?;
    let (name, duration) = (table.column(&["phase", "stage"])?, table.column(&["duration"])?);
    let cell = |row: &[String], words: &[&str]| {
        table.column(words).map(|column| row[column].clone()).unwrap_or_default()
    };
    let phase = |row: &Vec<String>| Phase {
        name: row[name].clone(),
        size: cell(row, &["size", "who", "audience"]),
        duration: row[duration].clone(),
        gate: cell(row, &["gate"]),
        weeks: weeks(&row[duration]),
    };
    let phases: Vec<Phase> = table.rows.iter().filter(|row| !row[name].is_empty()).map(phase).collect();
    (!phases.is_empty()).then(|| Timeline { from: table.place.clone(), phases })
}

/// A duration in weeks; of a range such as `2-4 weeks` the first number.
fn weeks(text: &str) -> Option<f64> {
    let (value, rest) = number(text)?;
    let rest = rest.to_lowercase();
    let unit =
        rest.split(|letter: char| !letter.is_alphabetic()).find(|word| word.len() >= 3 && *word != "and")?;
    let factor = match unit.trim_end_matches('s') {
        "hour" => 1.0 / 168.0,
        "day" => 1.0 / 7.0,
        "week" => 1.0,
        "month" => 365.25 / 12.0 / 7.0,
        "year" => 365.25 / 7.0,
        _ => return None,
    };
    Some(value * factor)
}

#[cfg(test)]
mod tests {
    use super::super::{ANSWER, tables::read};
    use super::*;

    #[test]
    fn phases_have_sizes_gates_and_lengths() {
        let timeline = find(&read(ANSWER)).expect("a timeline");
        let told: Vec<_> = timeline
            .phases
            .iter()
            .map(|phase| {
                (phase.name.as_str(), phase.size.as_str(), phase.gate.as_str(), phase.weeks.map(f64::round))
            })
            .collect();
        assert_eq!(
            told,
            [
                ("Red team", "10 people", "No open finding", Some(2.0)),
                ("Beta", "500 users", "Under 1%", Some(4.0)),
                ("Everybody", "all", "", None),
            ]
        );
        assert_eq!(timeline.from, "Rollout");
    }

    #[test]
    fn lengths_have_units() {
        for (text, expected) in [
            ("14 days", Some(2.0)),
            ("2-4 weeks", Some(2.0)),
            ("168 hours", Some(1.0)),
            ("3", None),
            ("ongoing", None),
            ("2 sprints", None),
        ] {
            assert_eq!(weeks(text), expected, "{text}");
        }
    }
}
