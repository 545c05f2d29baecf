//! The tables and texts of an HTML block, by byte ranges. Tags are never interpreted beyond their names.

use std::ops::Range;

/// A piece of an HTML block.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// A table begins.
    Table,
    /// A row begins.
    Row,
    /// A cell, as the ranges of its texts.
    Cell(Vec<Range<usize>>),
    /// Text outside tables.
    Text(Range<usize>),
    /// A table ends.
    EndTable,
}

/// Takes an HTML block apart. What is never closed ends with the block.
pub fn pieces(source: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut cell: Option<Vec<Range<usize>>> = None;
    let mut at = 0;
    while at < source.len() {
        let open = source[at..].find('<').map_or(source.len(), |next| at + next);
        if !source[at..open].trim().is_empty() {
            match &mut cell {
                Some(texts) => texts.push(at..open),
                None => found.push(Piece::Text(at..open)),
            }
        }
        if open == source.len() {
            break;
        }
        let rest = &source[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            at = comment.find("-->").map_or(source.len(), |end| open + 4 + end + 3);
            continue;
        }
        let end = rest.find('>').map_or(source.len(), |end| open + end + 1);
        let name: String = rest[1..]
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '/')
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        if matches!(name.as_str(), "td" | "th" | "tr" | "/td" | "/th" | "/tr" | "/table" | "table") {
            found.extend(cell.take().map(Piece::Cell));
        }
        match name.as_str() {
            "table" => found.push(Piece::Table),
            "tr" => found.push(Piece::Row),
            "td" | "th" => cell = Some(Vec::new()),
            "/table" => found.push(Piece::EndTable),
            _ => {}
        }
        at = end.max(open + 1);
        while !source.is_char_boundary(at) {
            at += 1;
        }
    }
    found.extend(cell.take().map(Piece::Cell));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_taken_apart() {
        let source = "<table><tr><th>A <b>b</b></th></tr>\n<tr><td>ä</td><td></td></table> rest";
        let shown: Vec<String> = pieces(source)
            .into_iter()
            .map(|piece| match piece {
                Piece::Cell(texts) => {
                    format!("cell {:?}", texts.into_iter().map(|at| &source[at]).collect::<Vec<_>>())
                }
                Piece::Text(at) => format!("text {:?}", source[at].trim()),
                other => format!("{other:?}"),
            })
            .collect();
        let wanted = [
            "Table",
            "Row",
            "cell [\"A \", \"b\"]",
            "Row",
            "cell [\"ä\"]",
            "cell []",
            "EndTable",
            "text \"rest\"",
        ];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn comments_and_open_tags_end() {
        assert_eq!(pieces("<!-- <td>x</td> --><p"), []);
        let one = pieces("<td>x");
        assert!(
            matches!(&one[..], [Piece::Cell(texts)] if texts.len() == 1 && texts[0] == (4..5)),
            "{one:?}"
        );
    }
}
