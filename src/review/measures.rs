//! The measures of an answer, whether they stand in a table, a list or a sentence.

use std::ops::Range;

use super::parts::Part;
use super::reading::Reading;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// What a measure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A success measure.
    Success,
    /// A measure of harm.
    Safety,
    /// Watched, and no goal.
    Watched,
}

/// A measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// All of it.
    pub tokens: Range<usize>,
    /// Its name.
    pub name: Range<usize>,
    /// What it is for.
    pub role: Role,
    /// Whether the answer says what it is for, by a label, a heading or a column.
    pub labelled: bool,
    /// Whether it has a number to reach or stay under.
    pub target: bool,
    /// Whether it stands in a table or list, so that it is a measure beyond doubt.
    pub listed: bool,
}

/// Finds the measures of the Metrics part.
pub fn measures(reading: &Reading<'_>) -> Vec<Measure> {
    let mut found = Vec::new();
    let mut group = None;
    let mut tables = Vec::new();
    let document = &reading.document;
    // A text too short to have parts may count something all the same.
    let wanted = if reading.parts.of_block.iter().all(Option::is_none) { None } else { Some(Part::Metrics) };
    for (number, block) in document.blocks.iter().enumerate() {
        if reading.parts.of_block[number] != wanted || block.tokens.is_empty() {
            continue;
        }
        if !reading.said[number] {
            if block.kind == Kind::Heading || document.title_at(number).is_some() {
                group = label_role(reading, &block.tokens);
            }
            continue;
        }
        match block.kind {
            Kind::Cell { table, .. } if !tables.contains(&table) => {
                tables.push(table);
                table_measures(reading, table, group, &mut found);
            }
            Kind::Item => {
                let deeper = block.item.zip(document.blocks.get(number + 1).and_then(|next| next.item));
                let leads =
                    deeper.is_some_and(|(own, next)| next.depth > own.depth) && block.tokens.len() <= 14;
                if leads {
                    group = label_role(reading, &block.tokens).or(group);
                } else if is_first_of_item(reading, number) {
                    clauses(reading, number, group, true, &mut found);
                }
            }
            Kind::Paragraph => {
                let intro = leads_in(reading, number);
                if intro {
                    // Only the sentence that announces the list names it.
                    let last = block.sentences.end.saturating_sub(1).max(block.sentences.start);
                    group = label_role(reading, &reading.sentence(last)).or(group);
                }
                if !intro || block.tokens.len() > 14 {
                    clauses(reading, number, group, is_numbered(reading, number), &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a short paragraph begins with the number of a section, such as "3.3", and serves as an item.
fn is_numbered(reading: &Reading<'_>, number: usize) -> bool {
    let tokens = &reading.document.blocks[number].tokens;
    tokens.len() <= 24
        && reading.document.tokens[tokens.clone()].first().is_some_and(|token| token.has(Token::LABEL))
}

fn is_first_of_item(reading: &Reading<'_>, number: usize) -> bool {
    let document = &reading.document;
    let item = document.blocks[number].item;
    number == 0 || document.blocks[number - 1].item != item
}

/// Whether a paragraph leads to a list or table: what follows it is one.
pub(super) fn leads_in(reading: &Reading<'_>, number: usize) -> bool {
    let block = &reading.document.blocks[number];
    let next = reading.document.blocks.get(number + 1);
    let follows = next.is_some_and(|next| matches!(next.kind, Kind::Item | Kind::Cell { .. }));
    follows && block.open && block.tokens.len() <= 30
}

/// The role that a label gives.
fn label_role(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<Role> {
    let place = |id: &str| reading.first_in(id, tokens).map(|hit| hit.tokens.start);
    if place("watch-label").is_some() {
        return Some(Role::Watched);
    }
    match (place("safety-label"), place("primary-label")) {
        (Some(safety), Some(primary)) if primary < safety && tokens.len() > 5 => None,
        (Some(_), _) => Some(Role::Safety),
        (None, Some(_)) => Some(Role::Success),
        (None, None) => None,
    }
}

fn table_measures(reading: &Reading<'_>, table: usize, group: Option<Role>, found: &mut Vec<Measure>) {
    let document = &reading.document;
    let rows = &document.tables[table].rows;
    let Some((header, body)) = rows.split_first() else { return };
    let header_tokens = |column: usize| header.get(column).map(|cell| document.blocks[*cell].tokens.clone());
    let is_header =
        |column: usize, id: &str| header_tokens(column).is_some_and(|tokens| reading.touches(id, &tokens));
    let columns = header.len();
    if (0..columns).any(|column| is_header(column, "phase")) {
        return;
    }
    let target_column = (0..columns).find(|column| is_header(*column, "target-word"));
    let name_column = (0..columns)
        .find(|column| {
            header_tokens(*column).is_some_and(|tokens| reading.touches("measure-header", &tokens))
        })
        .or_else(|| {
            (0..columns).find(|column| {
                body.iter()
                    .any(|row| row.get(*column).is_some_and(|cell| document.blocks[*cell].tokens.len() > 1))
            })
        })
        .unwrap_or(0);
    let headed = header_tokens(name_column).and_then(|tokens| label_role(reading, &tokens));
    let group = if headed == Some(Role::Safety) { headed } else { group };
    // A table of the whole answer says in a cell which of its rows are measures.
    let named = |row: &[usize]| {
        row.iter().any(|cell| {
            let tokens = &document.blocks[*cell].tokens;
            tokens.len() <= 3 && reading.touches("kpi-word", tokens)
        })
    };
    let several = body.iter().filter(|row| named(row)).count() >= 2;
    for (index, row) in body.iter().enumerate() {
        let tokens = reading.row(table, index + 1);
        if several && !named(row) {
            continue;
        }
        let Some(name) = row.get(name_column).map(|cell| document.blocks[*cell].tokens.clone()) else {
            continue;
        };
        if name.is_empty() {
            continue;
        }
        let numbered = |cell: &usize| {
            let tokens = &document.blocks[*cell].tokens;
            reading.touches("target", tokens) || reading.has_number(tokens)
        };
        // "None" is a number to stay under where a harm is counted, and none where something good is.
        let harmful = group == Some(Role::Safety)
            || reading.touches("safety-measure", &name)
            || reading.touches("safety-label", &name);
        let nil = |cell: &usize| harmful && reading.touches("nil-target", &document.blocks[*cell].tokens);
        // "3.4" or "KPI 2" names the row and is no number to reach.
        let names = |column: usize, cell: &usize| {
            let tokens = &document.blocks[*cell].tokens;
            let labels = tokens.len() <= 4 && label_role(reading, tokens).is_some();
            labels || (column < name_column && tokens.len() <= 2 && !reading.touches("target", tokens))
        };
        let other = row.iter().enumerate().any(|(column, cell)| {
            let own = column == name_column || names(column, cell);
            !own && !is_header(column, "baseline-header") && numbered(cell)
        });
        let target = match target_column.and_then(|column| row.get(column)) {
            Some(cell) if reading.touches("baseline-only", &document.blocks[*cell].tokens) => false,
            Some(cell) if nil(cell) => true,
            Some(cell) => numbered(cell) || (other && document.blocks[*cell].tokens.is_empty()),
            None => other || digits(reading, &name),
        };
        let typed =
            row.iter().enumerate().filter(|(column, _)| *column != name_column).find_map(|(column, cell)| {
                let short = document.blocks[*cell].tokens.len() <= 4 && Some(column) != target_column;
                short.then(|| label_role(reading, &document.blocks[*cell].tokens)).flatten()
            });
        let own = own_label(reading, document.blocks[row[name_column]].label, &name);
        found.push(measure(reading, tokens, name, typed.or(own).or(group), target, true));
    }
}

fn own_label(reading: &Reading<'_>, label: usize, name: &Range<usize>) -> Option<Role> {
    let tokens = name.start..name.start + label;
    (label > 0).then(|| label_role(reading, &tokens)).flatten()
}

fn digits(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let quantity = |token: &Token| token.is_quantity() && token.has(Token::DIGITS);
    reading.touches("target", tokens) || reading.document.tokens[tokens.clone()].iter().any(quantity)
}

fn measure(
    reading: &Reading<'_>,
    tokens: Range<usize>,
    name: Range<usize>,
    label: Option<Role>,
    target: bool,
    listed: bool,
) -> Measure {
    let watched = reading.touches("watch-label", &tokens) && (!target || label.is_none());
    let role = match label {
        _ if watched => Role::Watched,
        Some(role) => role,
        None if reading.touches("safety-measure", &name) => Role::Safety,
        None => Role::Success,
    };
    Measure { tokens, name, role, labelled: label.is_some(), target, listed }
}

/// The measures of an item or paragraph: one per item, one per clause that counts something in a paragraph.
fn clauses(reading: &Reading<'_>, number: usize, group: Option<Role>, item: bool, found: &mut Vec<Measure>) {
    let document = &reading.document;
    let block = &document.blocks[number];
    let mut role = own_label(reading, block.label, &block.tokens).or(group);
    let pieces = pieces(reading, number);
    let counted = pieces.iter().filter(|piece| is_measure(reading, piece)).count();
    if item && counted <= 1 {
        let mut end = block.tokens.end;
        let mut next = number + 1;
        while document.blocks.get(next).is_some_and(|other| {
            other.item.is_some_and(|place| {
                block.item.is_some_and(|own| {
                    place.depth > own.depth || (place.list == own.list && place.index == own.index)
                })
            })
        }) {
            end = document.blocks[next].tokens.end;
            next += 1;
        }
        let tokens = block.tokens.start..end;
        let target = digits(reading, &tokens);
        let name = if block.label > 0 && block.label < block.tokens.len() && role.is_none() {
            block.tokens.start..block.tokens.start + block.label
        } else {
            block.tokens.clone()
        };
        if target || counted > 0 || block.tokens.len() <= 16 || reading.touches("engagement", &tokens) {
            found.push(measure(reading, tokens, name, role, target, true));
        }
        return;
    }
    for piece in pieces {
        let label = piece.start..(piece.start + 5).min(piece.end);
        let colon =
            document.tokens[piece.clone()].iter().take(6).skip(1).any(|token| token.has(Token::COLON));
        let leads = matches!(document.stem(&document.tokens[piece.start]), "for" | "on" | "against");
        if colon || leads || found.is_empty() {
            role = label_role(reading, &label).or(role);
        }
        if is_measure(reading, &piece) {
            let target = digits(reading, &piece);
            let listed = item || enumerated(reading, &piece);
            found.push(measure(reading, piece.clone(), piece, role, target, listed));
        }
    }
}

/// Whether a clause states a measure: something counted with a number, or with a word such as KPI.
fn is_measure(reading: &Reading<'_>, piece: &Range<usize>) -> bool {
    let counted = reading.touches("measure", piece) || reading.touches("engagement", piece);
    let harm = reading.touches("safety-measure", piece);
    let exact = |token: &Token| {
        token.is_quantity() && token.has(Token::DIGITS | Token::PERCENT) || token.has(Token::PERCENT)
    };
    let shared = reading.touches("share", piece) || reading.document.tokens[piece.clone()].iter().any(exact);
    let people = shared && reading.touches("people-noun", piece);
    let aimed = reading.touches("target", piece);
    (counted && (aimed || reading.touches("measure-word", piece)))
        || ((harm || people || enumerated(reading, piece)) && aimed)
}

fn enumerated(reading: &Reading<'_>, piece: &Range<usize>) -> bool {
    let first = &reading.document.tokens[piece.start];
    first.has(Token::CLAUSE)
        && matches!(
            reading.document.stem(first),
            "i" | "ii" | "iii" | "iv" | "a" | "b" | "c" | "1" | "2" | "3"
        )
}

/// The clauses of a block: its sentences, split at semicolons and enumerators.
fn pieces(reading: &Reading<'_>, number: usize) -> Vec<Range<usize>> {
    let document = &reading.document;
    let mut found = Vec::new();
    for sentence in document.blocks[number].sentences.clone() {
        let range = reading.sentence(sentence);
        let mut from = range.start;
        for at in range.start + 1..range.end {
            let token = &document.tokens[at];
            // Words out of markup may lie in another order than in the file.
            let end = document.tokens[at - 1].end as usize;
            let before = reading.text.get(end..token.start as usize).unwrap_or_default();
            let marker = token.has(Token::CLAUSE)
                && (before.contains(';') || (before.contains('(') && enumerated(reading, &(at..range.end))));
            // "… (target 55%), and …": a bracket with a number ends a measure where another number follows.
            let bracket =
                before.contains("),") && digits(reading, &(from..at)) && digits(reading, &(at..range.end));
            let marker = marker || bracket;
            if marker {
                found.push(from..at);
                from = at;
            }
        }
        found.push(from..range.end);
    }
    found
}
