//! Letters as a person sees them: clusters, the cells they take, words. Pure functions over byte offsets.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// A tab goes to the next multiple of this many cells.
const TAB: usize = 4;

/// The offset behind the cluster that starts at `at`.
pub fn next(text: &str, at: usize) -> usize {
    text[at..].graphemes(true).next().map_or(at, |cluster| at + cluster.len())
}

/// The offset of the cluster that ends at `at`.
pub fn before(text: &str, at: usize) -> usize {
    text[..at].graphemes(true).next_back().map_or(at, |cluster| at - cluster.len())
}

/// The nearest start of a cluster at or before `at`, whatever number that is.
pub fn snap(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let line = line_of(text, at);
    let starts = text[line.clone()].grapheme_indices(true).map(|(start, _)| line.start + start);
    starts.chain([line.end]).take_while(|start| *start <= at).last().unwrap_or(line.start)
}

/// The line that holds `at`, without its line break.
pub fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end
}

/// The end of the next word, as Alt-F in a shell finds it.
pub fn word_end(text: &str, at: usize) -> usize {
    let mut inside = false;
    for (start, cluster) in text[at..].grapheme_indices(true) {
        match is_word(cluster) {
            true => inside = true,
            false if inside => return at + start,
            false => {}
        }
    }
    text.len()
}

/// The start of the word before, as Alt-B in a shell finds it.
pub fn word_start(text: &str, at: usize) -> usize {
    back_while(text, at, is_word)
}

/// The start of what stands between white space before `at`, as Ctrl-W in a shell finds it. A line break that stands
/// right before is taken alone.
pub fn blank_start(text: &str, at: usize) -> usize {
    if text[..at].ends_with('\n') {
        return at - 1;
    }
    let line = line_of(text, at).start;
    back_while(text, at, |cluster| !cluster.trim().is_empty()).max(line)
}

/// Back over what is not wanted, then over what is.
fn back_while(text: &str, at: usize, wanted: impl Fn(&str) -> bool) -> usize {
    let mut inside = false;
    for (start, cluster) in text[..at].grapheme_indices(true).rev() {
        match wanted(cluster) {
            true => inside = true,
            false if inside => return start + cluster.len(),
            false => {}
        }
    }
    0
}

fn is_word(cluster: &str) -> bool {
    cluster.chars().next().is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
}

/// How a cluster is drawn when it starts in column `column`, and how many cells that takes; never 0.
///
/// What would not be seen, or would change how other text is seen, is drawn as a sign that stands for it.
pub fn shown(cluster: &str, column: usize) -> (Cow<'_, str>, usize) {
    if let [byte] = cluster.as_bytes() {
        return match byte {
            b' '..=b'~' => (Cow::Borrowed(cluster), 1),
            b'\t' => {
                let width = TAB - column % TAB;
                (Cow::Owned(" ".repeat(width)), width)
            }
            // The pictures of control characters stand in the order of the characters.
            0..b' ' => (Cow::Owned(char::from_u32(0x2400 + u32::from(*byte)).unwrap_or('?').to_string()), 1),
            _ => (Cow::Borrowed("\u{2421}"), 1),
        };
    }
    if cluster.chars().any(char::is_control) || cluster.cell_width() == 0 {
        return (Cow::Borrowed("\u{fffd}"), 1);
    }
    (Cow::Borrowed(cluster), usize::from(cluster.cell_width()))
}

/// The cells that a piece of a line takes when it starts in column 0.
pub fn width(text: &str) -> usize {
    text.graphemes(true).fold(0, |column, cluster| column + shown(cluster, column).1)
}

/// The offset in a piece of a line that stands in or right before `column`.
pub fn at_column(text: &str, column: usize) -> usize {
    let mut now = 0;
    for (start, cluster) in text.grapheme_indices(true) {
        let width = shown(cluster, now).1;
        if now + width > column {
            return start;
        }
        now += width;
    }
    text.len()
}

/// Pasted text as it goes into a field: every kind of line break becomes `\n`, tabs stay, other control characters go.
pub fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    let letter = |letter: char| match letter {
        '\t' => Some(letter),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        _ => (!letter.is_control()).then_some(letter),
    };
    unified.chars().filter_map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAMILY: &str = "👨‍👩‍👧‍👦";

    #[test]
    fn clusters_are_stepped_over_whole() {
        for cluster in ["a", "e\u{301}", "犬", FAMILY, "🇩🇪", "각", "\t"] {
            let text = format!("x{cluster}y");
            assert_eq!(next(&text, 1), 1 + cluster.len(), "{cluster}");
            assert_eq!(before(&text, 1 + cluster.len()), 1, "{cluster}");
            for inside in 1..=cluster.len() {
                assert_eq!(snap(&text, inside), 1, "{cluster} {inside}");
            }
        }
        assert_eq!((next("a", 1), before("a", 0)), (1, 0));
    }

    #[test]
    fn any_number_snaps_to_a_place() {
        let text = "ab\n\ncd";
        let places: Vec<usize> = (0..9).map(|at| snap(text, at)).collect();
        assert_eq!(places, [0, 1, 2, 3, 4, 5, 6, 6, 6]);
        assert_eq!(snap("", 7), 0);
    }

    #[test]
    fn words_are_found_in_both_directions() {
        let text = "one, e\u{301}te\u{301} (two)\nthree";
        let mut ends = vec![0];
        let mut starts = vec![text.len()];
        while ends.last() != Some(&text.len()) {
            ends.push(word_end(text, ends[ends.len() - 1]));
        }
        while starts.last() != Some(&0) {
            starts.push(word_start(text, starts[starts.len() - 1]));
        }
        let words: Vec<&str> =
            ends[1..].iter().zip(starts.iter().rev()).map(|(end, start)| &text[*start..*end]).collect();
        assert_eq!(words, ["one", "e\u{301}te\u{301}", "two", "three"]);
    }

    #[test]
    fn a_blank_word_stops_at_white_space_and_at_the_line() {
        let cases = [("a b, c)  ", 5), ("a\n  x", 4), ("a\n  ", 2), ("a\n", 1), ("", 0), ("犬 猫", 4)];
        for (text, start) in cases {
            assert_eq!(blank_start(text, text.len()), start, "{text:?}");
        }
    }

    #[test]
    fn every_cluster_takes_cells() {
        let cases = [
            ("a", 1, 1),
            ("\t", 1, 3),
            ("\t", 4, 4),
            ("犬", 0, 2),
            (FAMILY, 0, 2),
            ("e\u{301}", 0, 1),
            ("\u{1b}", 0, 1),
            ("\u{7f}", 0, 1),
            ("\u{9b}", 0, 1),
            ("\u{200b}", 0, 1),
            ("\u{202e}", 0, 1),
            ("\u{301}", 0, 1),
        ];
        for (cluster, column, wanted) in cases {
            let (text, width) = shown(cluster, column);
            assert_eq!(width, wanted, "{cluster:?}");
            assert!(!text.chars().any(char::is_control), "{cluster:?}");
        }
    }

    #[test]
    fn a_column_is_found_again() {
        let text = format!("a犬\t{FAMILY}z");
        let places: Vec<usize> = (0..9).map(|column| at_column(&text, column)).collect();
        let end = text.len();
        assert_eq!(places, [0, 1, 1, 4, 5, 5, end - 1, end, end]);
        assert_eq!(width(&text), 7);
    }

    #[test]
    fn pastes_are_cleaned() {
        let cases = [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"),
            ("\u{1b}[31mred\u{7}", "[31mred"),
            ("a\tb\u{0}\u{85}c\u{2028}d", "a\tb\nc\nd"),
            ("👨‍👩‍👧‍👦 e\u{301}", "👨‍👩‍👧‍👦 e\u{301}"),
        ];
        for (pasted, wanted) in cases {
            assert_eq!(clean(pasted), wanted, "{pasted:?}");
        }
    }
}
