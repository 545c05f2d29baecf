//! Harms in a row of others, of which most have their answer behind a label such as "Mitigation:": one without the label
//! has no answer, whatever words it holds.

use std::ops::Range;

use super::harms::{Harm, item_tokens};
use super::parts::Part;
use super::reading::Reading;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// Stems that label an answer when a colon follows.
const LABELS: [&str; 20] = [
    "mitigation",
    "mitigat",
    "respons",
    "countermeasur",
    "answer",
    "remedy",
    "fix",
    "control",
    "safeguard",
    "defenc",
    "defens",
    "protection",
    "reaction",
    "action",
    "handling",
    "handl",
    "guard",
    "solution",
    "prevention",
    "do",
];

/// So many others have to have the label.
const OTHERS: usize = 2;

/// Harms whose siblings have a labelled answer and which have none.
pub(super) fn bare(reading: &Reading<'_>) -> Vec<Harm> {
    let mut found = Vec::new();
    for group in groups(reading) {
        let labelled = group.iter().filter(|member| has_label(reading, member)).count();
        if labelled < OTHERS {
            continue;
        }
        let most = labelled * 2 >= group.len();
        for member in group.into_iter().filter(|member| !has_label(reading, member)) {
            let any = |ids: &[&str]| ids.iter().any(|id| reading.touches(id, &member));
            let names = most || any(&["failure", "failure-told", "harm-category"]);
            let sorts = any(&["taxonomy", "harm-sorted"]) && !any(&["failure-verb", "may-happen"]);
            let other = sorts || any(&["trade-off", "phase", "measure-word", "principle-named"]);
            if names && !other && member.len() >= 6 && !speaks(reading, &member) {
                found.push(Harm {
                    name: member.clone(),
                    whole: member,
                    mitigation: None,
                    open: true,
                    listed: true,
                    told: false,
                });
            }
        }
    }
    found
}

/// Whether the writer speaks of themselves at the beginning: "2.1 I order them by …" names no harm.
fn speaks(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let document = &reading.document;
    let first = tokens.clone().find(|at| !document.tokens[*at].has(Token::DIGITS));
    first.is_some_and(|at| matches!(document.stem(&document.tokens[at]), "i" | "we" | "our" | "my"))
}

/// Whether a label for an answer stands in a passage.
fn has_label(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let document = &reading.document;
    tokens.clone().skip(1).any(|at| {
        let token = &document.tokens[at];
        // "Response: …", "the response is …", "the response consists in …"
        let tells = token.has(Token::COLON) || matches!(document.stem(token), "be" | "consist");
        tells && LABELS.contains(&document.stem(&document.tokens[at - 1]))
    })
}

/// Passages of one kind beside each other in the Safety part: the items of a list, numbered paragraphs, the rows of a table.
fn groups(reading: &Reading<'_>) -> Vec<Vec<Range<usize>>> {
    let document = &reading.document;
    let safety = |number: usize| reading.said[number] && reading.parts.of_block[number] == Some(Part::Safety);
    let mut lists: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
    let mut numbered: Vec<Range<usize>> = Vec::new();
    for (number, block) in document.blocks.iter().enumerate().filter(|(number, _)| safety(*number)) {
        let first = document.tokens[block.tokens.clone()].first();
        match (&block.kind, block.item) {
            (Kind::Item, Some(place)) => {
                let again = number > 0 && document.blocks[number - 1].item == Some(place);
                let tokens = item_tokens(reading, number);
                match lists.iter_mut().find(|list| list.0 == place.list).filter(|_| !again) {
                    Some(list) => list.1.push(tokens),
                    None if !again => lists.push((place.list, vec![tokens])),
                    None => {}
                }
            }
            (Kind::Paragraph, _) if first.is_some_and(|token| token.has(Token::LABEL)) => {
                numbered.push(block.tokens.clone());
            }
            _ => {}
        }
    }
    let rows = document.tables.iter().enumerate().map(|(table, own)| {
        let safe = |row: &usize| own.rows[*row].first().is_some_and(|cell| safety(*cell));
        (1..own.rows.len()).filter(safe).map(|row| reading.row(table, row)).collect()
    });
    lists.into_iter().map(|list| list.1).chain([numbered]).chain(rows).collect()
}
