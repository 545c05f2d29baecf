//! From each harm to what holds it off, what measures it, and what takes it back.

use serde::Serialize;

use super::matrix;
use super::tables::Table;

/// What the answer says about one harm. An empty list says that nothing was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it is called.
    pub harm: String,
    /// How it happens.
    pub failures: Vec<String>,
    /// What holds it off.
    pub mitigations: Vec<String>,
    /// What measures it, with the target.
    pub measures: Vec<String>,
    /// What happens when it comes through.
    pub ways_back: Vec<String>,
}

/// The chains of all harms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chain {
    /// One for each harm, in the order of their table.
    pub links: Vec<Link>,
}

impl Chain {
    /// Whether nothing was found for some harm in some column.
    pub fn has_gaps(&self) -> bool {
        self.links.iter().any(|link| {
            [&link.failures, &link.mitigations, &link.measures, &link.ways_back]
                .into_iter()
                .any(Vec::is_empty)
        })
    }
}

/// Rows belong to a harm if their first cell names it: all its longer words, in whatever order.
pub(super) fn find(tables: &[Table]) -> Option<Chain> {
    let harms = matrix::harms(tables)?;
    let name = matrix::name(harms)?;
    let link = |harm: &String| Link {
        harm: harm.clone(),
        failures: told(tables, harm, &["failure"], &["failure"]),
        mitigations: told(tables, harm, &["failure"], &["mitigation"]),
        measures: measured(tables, harm),
        ways_back: told(
            tables,
            harm,
            &["attack", "failure", "harm", "mitigation"],
            &["way back", "rollback"],
        ),
    };
    let links: Vec<Link> =
        harms.rows.iter().map(|row| &row[name]).filter(|harm| !harm.is_empty()).map(link).collect();
    let tells = |told: fn(&Link) -> &Vec<String>| links.iter().any(|link| !told(link).is_empty());
    let columns: [fn(&Link) -> &Vec<String>; 3] =
        [|link| &link.mitigations, |link| &link.measures, |link| &link.ways_back];
    (columns.into_iter().filter(|told| tells(*told)).count() >= 2).then_some(Chain { links })
}

/// The cells of one column, in rows whose naming column names the harm.
fn told(tables: &[Table], harm: &str, naming: &[&str], wanted: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for table in tables {
        let (Some(named), Some(wanted)) = (table.column(naming), table.column(wanted)) else { continue };
        let rows = table.rows.iter().filter(|row| names(&row[named], harm));
        found.extend(rows.map(|row| without_name(&row[wanted], harm)).filter(|cell| !cell.is_empty()));
    }
    found.dedup();
    found
}

fn measured(tables: &[Table], harm: &str) -> Vec<String> {
    let mut found = Vec::new();
    for table in tables {
        let (Some(measure), Some(target)) = (table.column(&["measure"]), table.column(&["target"])) else {
            continue;
        };
        for row in table.rows.iter().filter(|row| names(&row[measure], harm)) {
            let what = without_name(&row[measure], harm);
            found.push(if row[target].is_empty() { what } else { format!("{what}: {}", row[target]) });
        }
    }
    found
}

/// The text behind the name of the harm and a colon, where it starts so.
fn without_name(cell: &str, harm: &str) -> String {
    let start = cell.get(..harm.len()).is_some_and(|start| start.eq_ignore_ascii_case(harm));
    let rest = if start { cell[harm.len()..].strip_prefix(':') } else { None };
    rest.map_or(cell, str::trim).to_owned()
}

fn names(cell: &str, harm: &str) -> bool {
    let (cell, harm) = (cell.to_lowercase(), harm.to_lowercase());
    let longer = |word: &&str| word.chars().count() >= 4;
    let words = |text: &str| {
        text.split(|letter: char| !letter.is_alphanumeric()).filter(longer).map(stem).collect::<Vec<_>>()
    };
    let wanted = words(&harm);
    let said = words(&cell);
    cell.contains(&harm) || (wanted.len() >= 2 && wanted.iter().all(|word| said.contains(word)))
}

fn stem(word: &str) -> String {
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{ANSWER, tables::read};
    use super::*;

    #[test]
    fn rows_that_name_a_harm_are_its_chain() {
        let chain = find(&read(ANSWER)).expect("a chain");
        let list = |items: &[&str]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            chain.links[0],
            Link {
                harm: "Missed emergency".into(),
                failures: list(&["slang"]),
                mitigations: list(&["Lists of words"]),
                measures: list(&[]),
                ways_back: list(&["Topic closed"]),
            }
        );
        assert_eq!(chain.links[1].measures, ["Members turned away: 20%"]);
        assert_eq!(chain.links[2].mitigations, list(&[]));
    }

    #[test]
    fn a_name_is_found_in_other_words_order_but_not_in_part() {
        assert!(names("An emergency that is missed", "Missed emergency"));
        assert!(names("Wrong refunds", "wrong refund"));
        assert!(!names("Missed call", "Missed emergency"));
        assert!(!names("Emergency", "Missed emergency"));
        assert!(!names("Anything", "Odd"));
    }
}
