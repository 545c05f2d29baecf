//! Soft wrap: which bytes of a text stand on which row of the screen.

use unicode_segmentation::UnicodeSegmentation;

use super::glyph;

/// One row: from `start` to `end`, the line break not included. All rows together hold every byte but the line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The first byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
    /// Whether the line ends here.
    pub last: bool,
}

/// Marks that do not start a row in Chinese and Japanese.
const NO_START: &str = "、。，．：；！？）」』】〉》ー";

/// The rows of a text, each at most `room` cells wide, at least one. A row may have one space more at its end, so that
/// no row starts with the space that parts it from the row above. Words longer than a row are cut between clusters.
pub fn rows(text: &str, room: usize) -> Vec<Row> {
    let room = room.max(1);
    let mut rows = Vec::new();
    let mut base = 0;
    for line in text.split('\n') {
        if line.is_ascii() {
            wrap(line, base, room, (0..line.len()).map(|at| (at, &line[at..=at])), &mut rows);
        } else {
            wrap(line, base, room, line.grapheme_indices(true), &mut rows);
        }
        base += line.len() + 1;
    }
    rows
}

fn wrap<'a>(
    line: &str,
    base: usize,
    room: usize,
    clusters: impl Iterator<Item = (usize, &'a str)>,
    rows: &mut Vec<Row>,
) {
    let mut start = 0;
    let mut column = 0;
    // The last place where this row may end, and the column there.
    let mut gap = (0, 0);
    let mut after_wide = false;
    for (at, cluster) in clusters {
        let mut width = glyph::shown(cluster, column).1;
        if cluster == " " && column == room {
            column += 1;
            gap = (at + 1, column);
            continue;
        }
        if (width == 2 || after_wide) && at > start && !NO_START.contains(cluster) {
            gap = (at, column);
        }
        after_wide = width == 2;
        while column + width > room && at > start {
            let (end, used) = if gap.0 > start { gap } else { (at, column) };
            rows.push(Row { start: base + start, end: base + end, last: false });
            start = end;
            column -= used;
            width = glyph::shown(cluster, column).1;
        }
        column += width;
        if matches!(cluster, " " | "\t") {
            gap = (at + cluster.len(), column);
        }
    }
    rows.push(Row { start: base + start, end: base + line.len(), last: true });
}

/// The row that shows a cursor at `at`.
pub fn row_of(rows: &[Row], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, room: usize) -> Vec<&str> {
        rows(text, room).iter().map(|row| &text[row.start..row.end]).collect()
    }

    #[test]
    fn rows_break_between_words() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("", 5, &[""]),
            ("a\n\nb\n", 5, &["a", "", "b", ""]),
            (
                "hello world, what a nice place (really)",
                11,
                &["hello ", "world, what ", "a nice ", "place ", "(really)"],
            ),
            ("hello world now", 11, &["hello world ", "now"]),
            ("hello  world", 5, &["hello ", " ", "world"]),
            ("abcdefgh ij", 3, &["abc", "def", "gh ", "ij"]),
            ("xx abcdef", 4, &["xx ", "abcd", "ef"]),
            ("犬猫犬猫", 5, &["犬猫", "犬猫"]),
            ("犬猫。犬", 4, &["犬", "猫。", "犬"]),
            ("a犬 b", 3, &["a犬 ", "b"]),
            ("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]),
            ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, &["👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"]),
            ("犬猫", 1, &["犬", "猫"]),
            ("a\tb", 4, &["a\t", "b"]),
        ];
        for (text, room, wanted) in cases {
            assert_eq!(wrapped(text, *room), *wanted, "{text:?} in {room}");
        }
    }

    #[test]
    fn a_cursor_at_a_break_stands_on_the_lower_row() {
        let found = rows("one two\nx", 4);
        let places: Vec<usize> = (0..10).map(|at| row_of(&found, at)).collect();
        assert_eq!(places, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]);
    }

    proptest! {
        #[test]
        fn no_byte_is_lost_and_no_row_too_wide(
            text in "[a-z  \n\t犬，e\u{301}👨\u{200d}👩-]{0,60}",
            room in 1_usize..14,
        ) {
            let found = rows(&text, room);
            let mut at = 0;
            for row in &found {
                prop_assert_eq!(row.start, at);
                let shown = &text[row.start..row.end];
                let fits = glyph::width(shown) <= room
                    || glyph::width(shown.strip_suffix(' ').unwrap_or(shown)) <= room
                    || shown.graphemes(true).count() == 1
                    || shown.strip_suffix(' ').is_some_and(|text| text.graphemes(true).count() == 1);
                prop_assert!(fits, "{:?} in {}", shown, room);
                at = row.end + usize::from(row.last);
            }
            prop_assert_eq!(at, text.len() + 1);
        }
    }
}
