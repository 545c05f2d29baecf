//! What binds a passage to a harm: words they share, a family of harms they belong to, a number the harm goes by.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::review::check::Sight;
use crate::review::harms::{Harm, content};
use crate::review::reading::Reading;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// What a harm or a passage is known by.
#[derive(Debug, Default)]
pub(super) struct Marks {
    words: FxHashSet<u32>,
    families: FxHashSet<usize>,
    numbers: BTreeSet<String>,
    /// Numbers that measures are called by, such as `S1` or `line 3`.
    counts: BTreeSet<String>,
    /// The values that stand in it.
    values: BTreeSet<u64>,
}

/// How firmly a passage is bound: by number, by words, by families.
pub(super) type Bond = (usize, usize, usize);

/// The families of harms, by id, and the harms that the case expects.
pub(super) fn families<'s>(sight: &'s Sight<'_>) -> Vec<&'s str> {
    let concepts = sight.reading.concepts;
    let mut all = concepts.beginning("family-");
    all.extend(concepts.beginning("case-harm-"));
    all
}

impl Marks {
    /// The marks of a passage.
    pub(super) fn of(reading: &Reading<'_>, tokens: &Range<usize>, families: &[&str]) -> Self {
        Self {
            words: content(reading, tokens),
            families: among(reading, tokens, families),
            numbers: called(reading, tokens, &KINDS),
            counts: called(reading, tokens, &COUNTS),
            values: values(reading, tokens),
        }
    }

    /// The marks of a measure: its name, what it is numbered with, and the values that it has to hold.
    pub(super) fn of_measure(reading: &Reading<'_>, name: &Range<usize>, tokens: &Range<usize>) -> Self {
        let counts = numbered(reading, name);
        Self { words: content(reading, name), counts, values: values(reading, tokens), ..Self::default() }
    }

    /// How firmly a passage is bound to this measure: by its number, by words of its name, by a word and a value.
    pub(super) fn counted_in(&self, passage: &Self) -> Option<Bond> {
        let enough = match self.words.len() {
            0..=2 => 1,
            3..=12 => 2,
            _ => 3,
        };
        let words = self.words.intersection(&passage.words).count();
        let numbers = self.counts.intersection(&passage.counts).count();
        let values = self.values.intersection(&passage.values).count();
        let firm = words >= enough || (words >= 1 && values >= 1);
        let words = if firm { words + values } else { 0 };
        (numbers + words > 0).then_some((numbers, words, 0))
    }

    /// The marks of a harm: the words said with it, its families, and what it is numbered with. A family is told by the
    /// name and by the other cells of the row; what is done about a harm does not say what it is.
    pub(super) fn of_harm(reading: &Reading<'_>, harm: &Harm, families: &[&str]) -> Self {
        let words = &content(reading, &harm.whole) | &content(reading, &harm.name);
        let mut own = among(reading, &harm.name, families);
        if cell(reading, &harm.name).is_some() {
            let answer = harm.mitigation.clone().unwrap_or(0..0);
            own.extend(among(reading, &(harm.whole.start..harm.name.start), families));
            if answer != harm.whole && harm.name.end <= answer.start {
                own.extend(among(reading, &(harm.name.end..answer.start), families));
            }
        } else if own.is_empty() {
            own = among(reading, &harm.whole, families);
        }
        Self { words, families: own, numbers: numbered(reading, &harm.name), ..Self::default() }
    }

    /// How firmly a passage is bound to this harm. Two words in common are enough, one for a short harm.
    pub(super) fn bond(&self, passage: &Self) -> Option<Bond> {
        let enough = if self.words.len() <= 3 { 1 } else { 2 };
        let words = self.words.intersection(&passage.words).count();
        let families = self.families.intersection(&passage.families).count();
        let numbers = self.numbers.intersection(&passage.numbers).count();
        let words = if words >= enough { words } else { 0 };
        (numbers + words + families > 0).then_some((numbers, words, families))
    }
}

fn among(reading: &Reading<'_>, tokens: &Range<usize>, families: &[&str]) -> FxHashSet<usize> {
    let inside = families.iter().enumerate().filter(|(_, id)| reading.touches(id, tokens));
    inside.map(|(number, _)| number).collect()
}

/// The table and row of a cell in which a passage begins.
pub(super) fn cell(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<(usize, usize)> {
    let blocks = &reading.document.blocks;
    let block = blocks.partition_point(|block| block.tokens.end <= tokens.start);
    match blocks.get(block)?.kind {
        Kind::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    }
}

/// What a harm or measure is numbered with: the first cell of its row, its place in a numbered list, a code before its name.
fn numbered(reading: &Reading<'_>, name: &Range<usize>) -> BTreeSet<String> {
    let document = &reading.document;
    let mut found = BTreeSet::new();
    if let Some((table, row)) = cell(reading, name) {
        let rows = &document.tables[table].rows;
        let first =
            |row: &Vec<usize>| row.first().map(|cell| joined(reading, &document.blocks[*cell].tokens));
        let own = rows.get(row).and_then(first).filter(|text| is_number(text));
        // A number that two rows share is a rank or a category, and no name.
        let alone = |text: &String| rows.iter().filter(|row| first(row).as_ref() == Some(text)).count() == 1;
        found.extend(own.filter(alone));
    } else {
        let block = document.blocks.iter().find(|block| block.tokens.start == name.start);
        let item = block.and_then(|block| block.item).filter(|item| item.ordered && item.depth == 1);
        found.extend(item.map(|item| marker(reading, name).unwrap_or((item.index + 1).to_string())));
    }
    let first = name.start..(name.start + 1).min(name.end);
    found.extend(Some(joined(reading, &first)).filter(|text| is_number(text) && !text.starts_with(digit)));
    found
}

/// The number that stands before an item: a list may go on where another one stopped.
fn marker(reading: &Reading<'_>, name: &Range<usize>) -> Option<String> {
    let start = reading.document.tokens.get(name.start)?.start as usize;
    let line = reading.text.get(..start)?.rsplit('\n').next()?.trim_start();
    let number: String = line.chars().take_while(char::is_ascii_digit).collect();
    is_number(&number).then_some(number)
}

/// The numbers by which a passage calls harms: `H1`, `risk 2`, `harms 1 and 3`, or alone in a column of harms.
fn called(reading: &Reading<'_>, tokens: &Range<usize>, kinds: &[&str]) -> BTreeSet<String> {
    let document = &reading.document;
    let mut found = BTreeSet::new();
    let mut listing = false;
    for at in tokens.clone() {
        let token = &document.tokens[at];
        let text = text(reading, token);
        let plain = text.chars().all(|letter| letter.is_ascii_digit());
        if is_number(&text) && (!plain || listing) {
            found.insert(text);
            continue;
        }
        let stem = document.stem(token);
        listing = kinds.contains(&stem) || (listing && matches!(stem, "and" | "or" | "to" | "number" | "no"));
    }
    found.extend(listed(reading, tokens));
    found
}

/// The numbers in the column of harms of a row.
fn listed(reading: &Reading<'_>, tokens: &Range<usize>) -> Vec<String> {
    let document = &reading.document;
    let Some((table, row)) = cell(reading, tokens) else { return Vec::new() };
    let rows = &document.tables[table].rows;
    let headed = |cell: &usize| reading.touches("harm-header", &document.blocks[*cell].tokens);
    let Some(column) = rows.first().and_then(|header| header.iter().position(headed)) else {
        return Vec::new();
    };
    let Some(cell) = rows.get(row).and_then(|row| row.get(column)).filter(|_| row > 0) else {
        return Vec::new();
    };
    let words = document.blocks[*cell].tokens.clone().map(|at| text(reading, &document.tokens[at]));
    let words: Vec<String> = words.filter(|word| word != "and").collect();
    if words.iter().all(|word| is_number(word)) { words } else { Vec::new() }
}

/// Stems of words that stand before the number of a harm.
const KINDS: [&str; 7] = ["harm", "risk", "failur", "row", "threat", "hazard", "danger"];

/// Whether a passage calls measures by their numbers.
pub(super) fn names_measures(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    !called(reading, tokens, &COUNTS).is_empty()
}

/// Stems of words that stand before the number of a measure.
const COUNTS: [&str; 8] = ["measur", "metric", "guardrail", "line", "limit", "kpi", "number", "row"];

/// The values of quantities, by their bits; small counts say nothing.
fn values(reading: &Reading<'_>, tokens: &Range<usize>) -> BTreeSet<u64> {
    let quantities = reading.document.tokens[tokens.clone()].iter().filter(|token| token.is_quantity());
    let telling = quantities.filter(|token| token.has(Token::PERCENT) || token.value > 3.0);
    telling.map(|token| token.value.to_bits()).collect()
}

/// Whether a text numbers something: one or two letters with one or two digits, or digits alone.
fn is_number(text: &str) -> bool {
    let letters = text.chars().take_while(char::is_ascii_alphabetic).count();
    let digits = text.len() - letters;
    letters <= 2 && (1..=2).contains(&digits) && text[letters..].chars().all(|letter| letter.is_ascii_digit())
}

fn digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

fn text(reading: &Reading<'_>, token: &Token) -> String {
    let span = token.start as usize..token.end as usize;
    reading.text.get(span).unwrap_or("").to_lowercase()
}

fn joined(reading: &Reading<'_>, tokens: &Range<usize>) -> String {
    tokens.clone().map(|at| text(reading, &reading.document.tokens[at])).collect()
}
