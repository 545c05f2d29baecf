//! The tables of an answer as text.

use comrak::Arena;
use comrak::nodes::{Node, NodeValue};

use crate::export::{markdown, tree};

/// A table: plain text, each row as long as the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The heading that it stands under.
    pub place: String,
    /// The titles of its columns.
    pub head: Vec<String>,
    /// Its rows; those without any text are left out.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The first column whose title holds one of these words.
    pub fn column(&self, words: &[&str]) -> Option<usize> {
        let titles: Vec<String> = self.head.iter().map(|title| title.to_lowercase()).collect();
        words.iter().find_map(|word| titles.iter().position(|title| title.contains(word)))
    }
}

/// Every table of a clean answer that has rows, in order.
pub(super) fn read(body: &str) -> Vec<Table> {
    let source = markdown::source(body);
    let arena = Arena::new();
    let tree = tree::read(&arena, &source);
    let mut place = String::new();
    let mut found = Vec::new();
    for node in tree.root.descendants() {
        match &node.data().value {
            NodeValue::Heading(_) => place = tree::plain(node),
            NodeValue::Table(_) => found.extend(table(node, &place)),
            _ => {}
        }
    }
    found
}

fn table(node: Node<'_>, place: &str) -> Option<Table> {
    let mut rows = node.children().map(|row| row.children().map(tree::plain).collect::<Vec<_>>());
    let head = rows.next()?;
    let rows: Vec<Vec<String>> = rows.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    (!rows.is_empty()).then(|| Table { place: place.to_owned(), head, rows })
}

/// The first number in a text, with a dot or a comma for the decimals: `0.5`, `1,2`; `1,000` is a thousand.
pub(super) fn number(text: &str) -> Option<(f64, &str)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let length = text[start..].find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','));
    let end = length.map_or(text.len(), |length| start + length);
    let digits = text[start..end].trim_end_matches(['.', ',']);
    let rest = &text[start + digits.len()..];
    let thousands = digits.split_once(',').is_some_and(|(_, part)| part.len() == 3 || part.contains(','));
    let plain = if thousands { digits.replace(',', "") } else { digits.replace(',', ".") };
    plain.parse().ok().map(|value| (value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_with_their_places() {
        let tables = read("| a |\n|---|\n\n## P *q*\n\n| A | b `c` |\n|---|---|\n| 1 | |\n| | |\n");
        assert_eq!(
            tables,
            [Table {
                place: "P q".into(),
                head: vec!["A".into(), "b c".into()],
                rows: vec![vec!["1".into(), String::new()]],
            }]
        );
        assert_eq!((tables[0].column(&["x", "b c"]), tables[0].column(&["z"])), (Some(1), None));
    }

    #[test]
    fn numbers_have_all_their_spellings() {
        let cases = [
            ("under 2.5%", Some((2.5, "%"))),
            ("1,2 s", Some((1.2, " s"))),
            ("1,000,000 users", Some((1_000_000.0, " users"))),
            ("12,000.", Some((12_000.0, "."))),
            ("5.", Some((5.0, "."))),
            ("none", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
