//! What reaches a harm in its own row or item: cells whose header says so, or words of its own.

use std::ops::Range;

use super::bond::cell;
use crate::review::harms::Harm;
use crate::review::reading::Reading;

/// What counts the harm.
pub(super) fn measure(reading: &Reading<'_>, harm: &Harm) -> Option<Range<usize>> {
    let said = || reading.touches("measure-word", &harm.whole) && reading.touches("target", &harm.whole);
    headed(reading, harm, "own-measure-header").or_else(|| own(reading, harm, said))
}

/// What waits for the harm.
pub(super) fn gate(reading: &Reading<'_>, harm: &Harm) -> Option<Range<usize>> {
    let said = || reading.states("gate", &harm.whole) && reading.touches("phase", &harm.whole);
    headed(reading, harm, "own-gate-header").or_else(|| own(reading, harm, said))
}

/// What goes back because of the harm.
pub(super) fn way_back(reading: &Reading<'_>, harm: &Harm) -> Option<Range<usize>> {
    let said = || reading.states("rollback", &harm.whole) && reading.touches("trigger", &harm.whole);
    headed(reading, harm, "own-way-back-header").or_else(|| own(reading, harm, said))
}

/// The text of a harm outside tables, if it says so and holds a number.
fn own(reading: &Reading<'_>, harm: &Harm, said: impl Fn() -> bool) -> Option<Range<usize>> {
    let told = cell(reading, &harm.name).is_none() && reading.has_number(&harm.whole) && said();
    told.then(|| harm.whole.clone())
}

/// The cell of the harm's row in the column with such a header; not the cell that names the harm or answers it.
fn headed(reading: &Reading<'_>, harm: &Harm, id: &str) -> Option<Range<usize>> {
    let document = &reading.document;
    let (table, row) = cell(reading, &harm.name)?;
    let rows = &document.tables[table].rows;
    let header = rows.first()?;
    let columns = header.iter().enumerate();
    let named = columns.filter(|(_, cell)| reading.touches(id, &document.blocks[**cell].tokens));
    let cells = named.filter_map(|(column, _)| rows.get(row)?.get(column));
    let cells = cells.map(|cell| document.blocks[*cell].tokens.clone());
    let free = |tokens: &Range<usize>| {
        *tokens != harm.name
            && Some(tokens) != harm.mitigation.as_ref()
            && !reading.touches("unmitigated", tokens)
    };
    cells.filter(|tokens| !tokens.is_empty()).find(free)
}

/// The cell of a measure's own row in a column with such a header.
pub(super) fn beside(reading: &Reading<'_>, measure: &Range<usize>, id: &str) -> Option<Range<usize>> {
    let document = &reading.document;
    let (table, row) = cell(reading, measure)?;
    let rows = &document.tables[table].rows;
    let tokens = |cell: &usize| document.blocks[*cell].tokens.clone();
    let column = rows.first()?.iter().skip(1).position(|cell| reading.touches(id, &tokens(cell)))? + 1;
    let own = rows.get(row)?.get(column).map(tokens)?;
    (!own.is_empty() && !reading.touches("unmitigated", &own)).then_some(own)
}
