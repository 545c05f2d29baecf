//! What was typed, line by line, as the Markdown of an answer.

use crate::pack::framework::{Column, ColumnKind, Question, QuestionKind};
use crate::submission::split_notes;

/// The Markdown of an answer from the lines that were typed for it.
///
/// Prose stays as it is; items of a list get their dash; the first line of a choice names what was ticked, separated
/// by semicolons, and the rest says why; each line of a table is a row, its cells separated by `|`. Lines that are the
/// Markdown of such an answer already stay as they are.
pub fn from_lines(question: &Question, lines: &[String]) -> String {
    let whole = lines.join("\n");
    let is_markdown = match question.kind {
        QuestionKind::Table => rows(split_notes(&whole).0).is_some(),
        QuestionKind::Choice => whole.trim_start().starts_with("- "),
        QuestionKind::Prose | QuestionKind::List => false,
    };
    if is_markdown {
        return whole.trim().to_owned();
    }
    let said: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.trim().is_empty()).collect();
    match question.kind {
        QuestionKind::Prose => lines.join("\n").trim().to_owned(),
        QuestionKind::List => said.iter().map(|line| item(line)).collect::<Vec<_>>().join("\n"),
        QuestionKind::Choice => choice(&said),
        QuestionKind::Table => {
            table(&question.columns, &said.iter().map(|line| cells(line)).collect::<Vec<_>>())
        }
    }
}

fn item(line: &str) -> String {
    let text = line.trim();
    let numbered = text.split_once(['.', ')']).is_some_and(|(number, rest)| {
        !number.is_empty() && number.chars().all(|letter| letter.is_ascii_digit()) && rest.starts_with(' ')
    });
    if numbered || ["- ", "* ", "+ "].iter().any(|mark| text.starts_with(mark)) {
        text.to_owned()
    } else {
        format!("- {text}")
    }
}

fn choice(lines: &[&str]) -> String {
    let Some((ticked, why)) = lines.split_first() else { return String::new() };
    let names: Vec<&str> = ticked.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
    ticks(&names, &why.join("\n"))
}

/// The Markdown of a choice: a list of what was ticked, then why.
pub fn ticks(names: &[&str], why: &str) -> String {
    let items = names.iter().map(|name| format!("- {name}")).collect::<Vec<_>>().join("\n");
    let why = why.trim_end().trim_start_matches('\n');
    let between = if items.is_empty() || why.is_empty() { "" } else { "\n\n" };
    format!("{items}{between}{why}")
}

/// What a choice ticked, and why. A list at the start counts as ticks if it names at least one of `known`; such names
/// come back as they are spelled there, others as they stand.
pub fn read_ticks(markdown: &str, known: &[&str]) -> (Vec<String>, String) {
    let text = markdown.trim_end().trim_start_matches(['\r', '\n']);
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(name) = ["- ", "* ", "+ "].iter().find_map(|mark| rest.strip_prefix(mark)) {
        let (line, after) = name.split_once('\n').unwrap_or((name, ""));
        names.push(line.trim());
        rest = after;
    }
    let spelled = |name: &str| known.iter().find(|label| label.to_lowercase() == name.to_lowercase());
    if !names.iter().any(|name| spelled(name).is_some()) {
        return (Vec::new(), text.to_owned());
    }
    let names = names.iter().filter(|name| !name.is_empty());
    let names = names.map(|name| (*spelled(name).unwrap_or(name)).to_owned()).collect();
    (names, rest.trim_start_matches(['\r', '\n']).to_owned())
}

/// The cells of a typed row. A bar inside a cell is typed `\|`; bars at both ends are allowed.
pub fn cells(line: &str) -> Vec<String> {
    let text = line.trim();
    let text = text.strip_prefix('|').unwrap_or(text);
    let text = if text.ends_with("\\|") { text } else { text.strip_suffix('|').unwrap_or(text) };
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for letter in text.chars() {
        match letter {
            '|' if !escaped => cells.push(String::new()),
            '|' => {
                if let Some(cell) = cells.last_mut() {
                    cell.pop();
                    cell.push('|');
                }
            }
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(letter);
                }
            }
        }
        // As in GFM, where a backslash that is itself escaped still escapes a bar.
        escaped = letter == '\\';
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// A GFM table. Rows with fewer cells are filled up; cells beyond the last column are kept in it.
pub fn table(columns: &[Column], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    let mut lines = vec![format!("| {} |", titles.join(" | ")), format!("|{}", "---|".repeat(titles.len()))];
    for row in rows {
        let mut cells: Vec<String> =
            row.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        if cells.len() > titles.len() {
            let surplus = cells.split_off(titles.len().saturating_sub(1));
            cells.push(surplus.join(" / "));
        }
        cells.resize(titles.len(), String::new());
        lines.push(format!("| {} |", cells.join(" | ")));
    }
    lines.join("\n")
}

/// The rows of an answer that is a GFM table and nothing else, without its head; none if it is anything else.
pub fn rows(answer: &str) -> Option<Vec<Vec<String>>> {
    let lines: Vec<&str> = answer.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_rule = |line: &str| {
        line.contains('-') && line.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '\t'))
    };
    let table = lines.len() >= 2 && lines.iter().all(|line| line.starts_with('|')) && is_rule(lines[1]);
    table.then(|| lines[2..].iter().map(|line| cells(line)).collect())
}

/// What a typed row lacks, in words; empty if nothing.
pub fn row_remarks(columns: &[Column], row: &[String]) -> Vec<String> {
    let mut remarks = Vec::new();
    if row.len() > columns.len() {
        remarks.push(format!("{} cells for {} columns; the last ones were joined", row.len(), columns.len()));
    }
    for (index, column) in columns.iter().enumerate() {
        let cell = row.get(index).map_or("", String::as_str);
        if cell.is_empty() {
            remarks.push(format!("`{}` is empty", column.title));
        } else if column.kind == ColumnKind::Number && !cell.chars().any(char::is_numeric) {
            remarks.push(format!("`{}` has no number yet", column.title));
        } else if column.kind == ColumnKind::Scale && !matches!(cell, "1" | "2" | "3" | "4" | "5") {
            remarks.push(format!("`{}` goes from 1 to 5", column.title));
        }
    }
    remarks
}
