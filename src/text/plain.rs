//! Markdown as plain lines, for reading in a terminal: one line per heading, paragraph, item and row of a table.
//! Marks of emphasis, comments and front matter are left out; every line knows where it stands in the file.

use super::front_matter;

/// What a plain line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading of this level.
    Heading(usize),
    /// A paragraph.
    Paragraph,
    /// A line of a quotation.
    Quote,
    /// An item of a list, this deep.
    Item(usize),
    /// A row of a table: `column: cell` for every cell that says something.
    Row,
    /// What a footnote says.
    Note,
    /// A line between fences, as it is.
    Fenced,
}

/// Items that stand deeper are shown this deep, so that there is room for their text.
const DEEPEST: usize = 4;

/// A line for reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainLine {
    /// What it is.
    pub kind: Kind,
    /// Its text, without the marks of its kind.
    pub text: String,
    /// Its first line in the file, from 1.
    pub first: usize,
    /// Its last line in the file.
    pub last: usize,
    /// Whether an empty line stands before it.
    pub apart: bool,
}

impl PlainLine {
    /// The text with the mark of its kind: how it is shown.
    pub fn shown(&self) -> String {
        match self.kind {
            Kind::Heading(level) => format!("{} {}", "#".repeat(level), self.text),
            Kind::Item(depth) => {
                let mark = if numbered(&self.text) { "" } else { "- " };
                format!("{}{mark}{}", "  ".repeat(depth), self.text)
            }
            Kind::Quote => format!("> {}", self.text),
            Kind::Paragraph | Kind::Row | Kind::Note => self.text.clone(),
            Kind::Fenced => format!("    {}", self.text),
        }
    }
}

/// The plain lines of a Markdown text.
pub fn plain_lines(text: &str) -> Vec<PlainLine> {
    let mut reader = Reader::default();
    let skipped = front_matter(text).map_or(0, |found| text[..found.whole.end].lines().count());
    let hidden = without_comment_text(text);
    for (index, line) in hidden.lines().enumerate().skip(skipped) {
        reader.line(index + 1, line.trim_end());
    }
    reader.end_table();
    reader.lines
}

/// The text with the characters of its comments left out. Line breaks stay, so that lines keep their numbers.
fn without_comment_text(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("<!--") {
        let Some(close) = rest[open..].find("-->") else { break };
        kept.push_str(&rest[..open]);
        kept.extend(rest[open..open + close].chars().filter(|letter| *letter == '\n'));
        rest = &rest[open + close + 3..];
    }
    kept.push_str(rest);
    kept
}

/// Reads line by line.
#[derive(Default)]
struct Reader {
    lines: Vec<PlainLine>,
    /// The fence that is open.
    fence: Option<String>,
    /// Whether the next line of prose goes on with the last plain line.
    open: bool,
    /// Whether an empty line was seen since the last plain line.
    gap: bool,
    /// The header of the table that is open, with its line until its first row is there.
    header: Option<(Vec<String>, Option<usize>)>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        let bare = line.trim_start();
        if let Some(fence) = &self.fence {
            if bare.starts_with(fence.as_str()) && bare.chars().all(|letter| fence.contains(letter)) {
                self.fence = None;
            } else {
                self.push(number, Kind::Fenced, line);
            }
            self.open = false;
            return;
        }
        if !bare.starts_with('|') {
            self.end_table();
        }
        if bare.is_empty() {
            self.open = false;
            self.gap = true;
        } else if let Some(fence) = fence(bare) {
            self.fence = Some(fence);
            self.open = false;
        } else if let Some((level, title)) = heading(bare) {
            self.push(number, Kind::Heading(level), title);
            self.open = false;
        } else if bare.starts_with('|') {
            self.row(number, bare);
        } else if let Some(quoted) = bare.strip_prefix('>') {
            self.quoted(number, quoted.trim());
        } else if bare.starts_with("[^") && bare.contains("]:") {
            self.push(number, Kind::Note, bare);
        } else if let Some(item) = item(bare).filter(|_| self.may_begin_item(bare)) {
            let depth = ((line.len() - bare.len()) / 2).min(DEEPEST);
            self.push(number, Kind::Item(depth), item);
        } else {
            self.prose(number, bare);
        }
    }

    /// In the middle of a paragraph, only the number 1 begins a list; any other is a number that a line begins with.
    fn may_begin_item(&self, line: &str) -> bool {
        let in_prose = self.open && self.lines.last().is_some_and(|last| last.kind == Kind::Paragraph);
        !in_prose || !numbered(line) || line.starts_with("1.") || line.starts_with("1)")
    }

    fn push(&mut self, number: usize, kind: Kind, text: &str) {
        let text = if kind == Kind::Fenced { text.to_owned() } else { unmarked(text) };
        let apart = self.gap && !self.lines.is_empty();
        self.lines.push(PlainLine { kind, text, first: number, last: number, apart });
        (self.gap, self.open) = (false, true);
    }

    fn prose(&mut self, number: usize, text: &str) {
        match self.lines.last_mut().filter(|_| self.open) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&unmarked(text));
                last.last = number;
            }
            None => self.push(number, Kind::Paragraph, text),
        }
    }

    fn quoted(&mut self, number: usize, text: &str) {
        let goes_on = self.open && self.lines.last().is_some_and(|last| last.kind == Kind::Quote);
        if text.is_empty() {
            (self.open, self.gap) = (false, true);
        } else if goes_on {
            self.prose(number, text);
        } else {
            self.push(number, Kind::Quote, text);
        }
    }

    /// A header without a row is shown as it is.
    fn end_table(&mut self) {
        if let Some((cells, Some(number))) = self.header.take() {
            self.push(number, Kind::Row, &cells.join(" | "));
            self.open = false;
        }
    }

    fn row(&mut self, number: usize, line: &str) {
        let cells = cells(line);
        self.open = false;
        let Some((titles, pending)) = &mut self.header else {
            self.header = Some((cells, Some(number)));
            return;
        };
        let is_rule = cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-: ".contains(c)));
        if is_rule && pending.is_some() {
            return;
        }
        let named = |(index, cell): (usize, &String)| match titles.get(index) {
            Some(title) if !title.is_empty() => format!("{title}: {cell}"),
            _ => cell.clone(),
        };
        let shown: Vec<String> =
            cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(named).collect();
        // The first row also stands for the header.
        let first = pending.take().unwrap_or(number);
        if shown.is_empty() {
            return;
        }
        self.push(number, Kind::Row, &shown.join(" | "));
        self.open = false;
        if let Some(last) = self.lines.last_mut() {
            last.first = first;
        }
    }
}

/// The fence that a line opens.
fn fence(line: &str) -> Option<String> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line.chars().take_while(|letter| *letter == mark).count();
    (length >= 3).then(|| mark.to_string().repeat(length))
}

/// The level and title of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let is_heading = (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    is_heading.then(|| (level, rest.trim().trim_end_matches('#').trim_end()))
}

/// What an item of a list says.
fn item(line: &str) -> Option<&str> {
    let marked = ["- ", "* ", "+ "].into_iter().find_map(|mark| line.strip_prefix(mark));
    // The number stays: people refer to it.
    marked.or_else(|| numbered(line).then_some(line)).map(str::trim)
}

/// Whether a line begins with the number of an item.
fn numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (1..=9).contains(&(line.len() - rest.len())) && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// The cells of a row of a table. `\|` is a bar inside a cell.
fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|').replace("\\|", "\u{0}");
    let inner = inner.strip_suffix('|').unwrap_or(&inner);
    inner.split('|').map(|cell| unmarked(cell.trim()).replace('\u{0}', "|")).collect()
}

fn unmarked(text: &str) -> String {
    text.replace("**", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(usize, usize, String)> {
        plain_lines(text).into_iter().map(|line| (line.first, line.last, line.shown())).collect()
    }

    fn of(rows: &[(usize, usize, &str)]) -> Vec<(usize, usize, String)> {
        rows.iter().map(|(first, last, text)| (*first, *last, (*text).to_owned())).collect()
    }

    #[test]
    fn paragraphs_items_and_headings_are_one_line_each() {
        let text = "---\ncase: x\n---\n\n# A **title**\n\nOne\ntwo.\n- a\n  more\n  - deep\n1. first\n";
        let wanted = [
            (5, 5, "# A title"),
            (7, 8, "One two."),
            (9, 10, "- a more"),
            (11, 11, "  - deep"),
            (12, 12, "1. first"),
        ];
        assert_eq!(shown(text), of(&wanted));
    }

    #[test]
    fn a_row_of_a_table_names_its_columns_and_the_first_stands_for_the_header() {
        let text = "| Risk | Answer |\n|---|:-:|\n| **a \\| b** | |\n| c | d |\n\n| only | a head |\n";
        assert_eq!(
            shown(text),
            of(&[(1, 3, "Risk: a | b"), (4, 4, "Risk: c | Answer: d"), (6, 6, "only | a head")])
        );
    }

    #[test]
    fn a_number_inside_a_paragraph_is_no_item_and_footnotes_stand_alone() {
        let text = "anyone under\n18. Harm means\n1. first\n2. second\n\n[^1]: A title\n[^2]: B,\n  2025.\n";
        let wanted = [
            (1, 2, "anyone under 18. Harm means"),
            (3, 3, "1. first"),
            (4, 4, "2. second"),
            (6, 6, "[^1]: A title"),
            (7, 8, "[^2]: B, 2025."),
        ];
        assert_eq!(shown(text), of(&wanted));
    }

    #[test]
    fn comments_go_and_lines_keep_their_numbers() {
        let text = "a <!-- weak\nsample --> b\n\n<!-- x -->\nc\n<!-- open";
        assert_eq!(shown(text), of(&[(1, 2, "a b"), (5, 6, "c <!-- open")]));
    }

    #[test]
    fn fences_and_quotations_keep_their_lines() {
        let text = "> Hi,\n> you\n>\n> there\n```mermaid\n# no heading\n\n````\nafter\n";
        let wanted = [
            (1, 2, "> Hi, you"),
            (4, 4, "> there"),
            (6, 6, "    # no heading"),
            (7, 7, "    "),
            (9, 9, "after"),
        ];
        assert_eq!(shown(text), of(&wanted));
        let apart: Vec<bool> = plain_lines("a\n\nb\n- c\n").iter().map(|line| line.apart).collect();
        assert_eq!(apart, [false, true, false]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_becomes_lines_in_order_that_stand_in_it(text in "(\\PC|[-|#>`* 1.\\n\r]|<!--|-->|---\n|\\[\\^){0,60}") {
            let count = text.lines().count();
            let lines = plain_lines(&text);
            proptest::prop_assert!(lines.iter().all(|line| 1 <= line.first && line.first <= line.last && line.last <= count));
            proptest::prop_assert!(lines.is_sorted_by(|one, next| one.last <= next.last));
        }
    }
}
