//! Harms in tables: which column names them, which one answers them.

use super::answering::is_answered;
use super::harms::Harm;
use super::parts::Part;
use super::reading::Reading;

/// Columns by what their header says.
#[derive(Debug, Default)]
pub struct Columns {
    /// The harm or failure.
    pub harm: Option<usize>,
    /// What is done about it.
    pub mitigation: Option<usize>,
    /// Whether only its place beside the answers shows the column of harms.
    pub placed: bool,
}

/// The harm and mitigation columns of a table.
pub fn columns(reading: &Reading<'_>, table: usize) -> Columns {
    let document = &reading.document;
    let Some(header) = document.tables[table].rows.first() else { return Columns::default() };
    let find = |id: &str, not: Option<usize>| {
        header
            .iter()
            .enumerate()
            .position(|(at, cell)| Some(at) != not && reading.touches(id, &document.blocks[*cell].tokens))
    };
    let mitigation = find("mitigation-header", None).or_else(|| answering(reading, table));
    let headed = find("failure-header", mitigation).or_else(|| find("harm-header", mitigation));
    let answers = find("mitigation-header", None);
    let harm = headed.or_else(|| answers.and_then(|at| at.checked_sub(1)));
    let told = harm.is_some_and(|column| tells(reading, table, column));
    Columns { harm, mitigation, placed: headed.is_none() && !told }
}

/// Whether most rows of a column name a failure or a harm, whatever its header is called.
fn tells(reading: &Reading<'_>, table: usize, column: usize) -> bool {
    let document = &reading.document;
    let body = document.tables[table].rows.get(1..).unwrap_or_default();
    let named = |row: &&Vec<usize>| {
        row.get(column).is_some_and(|cell| {
            let tokens = &document.blocks[*cell].tokens;
            reading.states("failure", tokens) || reading.touches("harm-category", tokens)
        })
    };
    body.len() >= 2 && body.iter().filter(named).count() * 2 > body.len()
}

/// The column, not the first, in which most rows say what is done.
fn answering(reading: &Reading<'_>, table: usize) -> Option<usize> {
    let document = &reading.document;
    let body = document.tables[table].rows.get(1..)?;
    let columns = body.iter().map(Vec::len).max()?;
    let count = |column: usize| {
        body.iter()
            .filter(|row| {
                row.get(column)
                    .is_some_and(|cell| reading.states("mitigation", &document.blocks[*cell].tokens))
            })
            .count()
    };
    let best = (1..columns).max_by_key(|column| (count(*column), *column))?;
    (count(best) * 2 > body.len()).then_some(best)
}

/// The harms that a table names.
pub(super) fn rows(reading: &Reading<'_>, table: usize, found: &mut Vec<Harm>) {
    let document = &reading.document;
    let columns = columns(reading, table);
    let Some(harm) = columns.harm else { return blank_rows(reading, table, found) };
    let all = &document.tables[table].rows;
    let part = all.first().and_then(|row| row.first()).and_then(|cell| reading.parts.of_block[*cell]);
    if matches!(part, Some(Part::Metrics)) || (columns.mitigation.is_none() && part != Some(Part::Safety)) {
        return;
    }
    for (index, row) in all.iter().enumerate().skip(1) {
        let Some(name) = row.get(harm).map(|cell| document.blocks[*cell].tokens.clone()) else { continue };
        if name.is_empty() {
            continue;
        }
        let whole = reading.row(table, index);
        let cell = columns
            .mitigation
            .and_then(|column| row.get(column))
            .map(|cell| document.blocks[*cell].tokens.clone());
        let (mitigation, open) = match cell {
            Some(cell) if cell.is_empty() => (None, true),
            Some(cell) => {
                let shrugs = cell.len() <= 8 && reading.touches("unmitigated", &cell);
                let open =
                    (shrugs || reading.touches("answer-lacking", &cell)) && !is_answered(reading, &cell);
                let denied = cell.len() <= 2
                    && !reading.states("mitigation", &cell)
                    && reading.touches("negation-before", &cell);
                ((!open && !denied).then_some(cell), open || denied)
            }
            None => (reading.states("mitigation", &whole).then(|| whole.clone()), false),
        };
        found.push(Harm { name, whole, mitigation, open, listed: true, told: columns.placed });
    }
}

/// Rows of the Safety part that name a harm beside an empty cell, where other rows say what is done.
fn blank_rows(reading: &Reading<'_>, table: usize, found: &mut Vec<Harm>) {
    let document = &reading.document;
    let rows = &document.tables[table].rows;
    let safety =
        |row: &&Vec<usize>| row.iter().any(|cell| reading.parts.of_block[*cell] == Some(Part::Safety));
    let answered = rows
        .iter()
        .filter(safety)
        .filter(|row| row.iter().any(|cell| reading.states("mitigation", &document.blocks[*cell].tokens)))
        .count();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| safety(row)) {
        let whole = reading.row(table, index);
        let empty = row.iter().any(|cell| document.blocks[*cell].tokens.is_empty());
        let named = reading.states("failure", &whole) || reading.states("harm-category", &whole);
        if empty && named && answered >= 2 && !reading.states("mitigation", &whole) && whole.len() > 5 {
            found.push(Harm {
                name: whole.clone(),
                whole,
                mitigation: None,
                open: true,
                listed: true,
                told: false,
            });
        }
    }
}
