//! Quotations of an answer on the terminal: whole, with carets below, or short in a list.

use unicode_width::UnicodeWidthStr;

use crate::cli::shell::Shell;
use crate::diagnostic::visible;
use crate::review::report::Quote;
use crate::terminal::page::Page;

/// So many rows a quotation takes at most.
const ROWS: usize = 3;

/// The line of a quotation with carets below it, from a little before the quotation to its end or to the end of the third
/// row.
pub(super) fn source(page: &mut Page, shell: &Shell, text: &str, quote: &Quote) {
    let start = quote.offset.min(text.len());
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let room = shell.environment.facts.width.clamp(40, 96) - 12;
    // A passage that runs over the end of a line is read on; what stands behind it is shown only on its own line.
    let all = quote.quote.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let end = (!quote.quote.contains('\n')).then_some(start + quote.quote.len());
    let mut rest = all.as_str();
    let lead = clip_back(&text[from..start], room / 4);
    let cut = lead.len() < start - from;
    let mut before = format!("{}{}", if cut { "…" } else { "" }, plain(lead));
    let mut gutter = format!("{:>5} | ", quote.line);
    for row in 1..=ROWS {
        let space = room.saturating_sub(before.width());
        let body = words_within(rest, space, row < ROWS);
        rest = rest[body.len()..].trim_start();
        let ends = rest.is_empty() || row == ROWS;
        let behind = end.filter(|_| rest.is_empty()).and_then(|end| text.get(end..to)).unwrap_or("");
        let tail = clip(behind, space.saturating_sub(body.width()));
        let more = if ends && (!rest.is_empty() || tail.len() < behind.len()) { "…" } else { "" };
        let shown = if ends { body } else { body.trim_end() };
        page.raw(&format!("{}{before}{}{}{more}", shell.out.faint(&gutter), plain(shown), plain(tail)));
        let carets = "^".repeat(plain(body.trim_end()).width().max(1));
        let space = " ".repeat(before.width());
        page.raw(&format!("{}{space}{}", shell.out.faint("      | "), shell.out.warning(&carets)));
        if ends {
            return;
        }
        before.clear();
        "      | ".clone_into(&mut gutter);
    }
}

/// The beginning of a text that fits into so many columns; whole words of it, if there is another row for the rest.
fn words_within(text: &str, columns: usize, whole: bool) -> &str {
    let cut = clip(text, columns);
    match cut.rfind(' ').filter(|_| whole && cut.len() < text.len()) {
        Some(space) => &cut[..=space],
        None => cut,
    }
}

/// Text of a file in one line of a terminal.
fn plain(text: &str) -> String {
    visible(text).replace(['\t', '\r', '\n'], " ")
}

/// The beginning of a text, so many columns wide at most.
pub(super) fn clip(text: &str, columns: usize) -> &str {
    let mut width = 0;
    for (at, letter) in text.char_indices() {
        width += unicode_width::UnicodeWidthChar::width(letter).unwrap_or(1);
        if width > columns {
            return &text[..at];
        }
    }
    text
}

/// The end of a text, so many columns wide at most.
fn clip_back(text: &str, columns: usize) -> &str {
    let mut width = 0;
    for (at, letter) in text.char_indices().rev() {
        width += unicode_width::UnicodeWidthChar::width(letter).unwrap_or(1);
        if width > columns {
            return &text[at + letter.len_utf8()..];
        }
    }
    text
}

/// A quotation in a list.
pub(super) fn short(quote: &Quote) -> String {
    let line = quote.quote.replace("**", "");
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = clip(&line, 90);
    if cut.len() < line.len() { format!("{cut}…") } else { line.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_holds_whole_words_while_another_follows() {
        let cases = [
            ("one two three", 9, true, "one two "),
            ("one two three", 9, false, "one two t"),
            ("one two", 9, true, "one two"),
            ("unbreakable", 4, true, "unbr"),
            ("", 4, true, ""),
            ("日本 語", 4, true, "日本"),
        ];
        for (text, columns, whole, row) in cases {
            assert_eq!(words_within(text, columns, whole), row, "{text} in {columns}");
        }
    }
}
