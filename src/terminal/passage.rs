//! Somebody's Markdown for reading: wrapped to a width, or two texts side by side.

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::visible;
use crate::terminal::page::wrapped;
use crate::text::plain::{Kind, PlainLine};

/// Between two columns.
const BETWEEN: &str = " │ ";

/// Lines of Markdown, wrapped to a width; paragraphs, headings and rows of tables stand apart.
pub fn passage(lines: &[PlainLine], width: usize) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 && stands_apart(line) {
            text.push('\n');
        }
        text.push_str(&wrapped(&visible(&line.shown()), width));
        text.push('\n');
    }
    text
}

/// Whether an empty line is shown before a line.
pub fn stands_apart(line: &PlainLine) -> bool {
    line.apart || matches!(line.kind, Kind::Heading(_) | Kind::Row)
}

/// Two texts side by side, each wrapped to its column already. The left column is as wide as asked.
pub fn columns(left: &str, right: &str, width: usize) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.lines().collect(), right.lines().collect());
    let mut text = String::new();
    for row in 0..left.len().max(right.len()) {
        let own = left.get(row).copied().unwrap_or("");
        let pad = " ".repeat(width.saturating_sub(own.width()));
        let line = format!("{own}{pad}{BETWEEN}{}", right.get(row).copied().unwrap_or(""));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The width of each of two columns in a window.
pub fn column_width(window: usize) -> usize {
    window.saturating_sub(BETWEEN.width()) / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::plain::plain_lines;

    #[test]
    fn a_passage_is_wrapped_and_cannot_steer_the_terminal() {
        let text = "## Scope\nNurses at night,\nand nobody else.\n\n- one\n- two \u{1b}[2J\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
        insta::assert_snapshot!(passage(&plain_lines(text), 24), @r"
        ## Scope
        Nurses at night, and
        nobody else.

        - one
        - two \u{1b}[2J

        a: 1 | b: 2
        ");
    }

    #[test]
    fn columns_line_up_whatever_the_letters_and_the_lengths() {
        insta::assert_snapshot!(columns("one\n日本\n\nend", "left\nover\nand", 6), @r"
        one    │ left
        日本   │ over
               │ and
        end    │
        ");
        assert_eq!(column_width(103), 50);
        assert_eq!(column_width(2), 0);
    }
}
