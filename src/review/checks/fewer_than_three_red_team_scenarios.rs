//! `fewer-than-three-red-team-scenarios`: a red team without three concrete attacks.

use super::no_red_team::attempts;
use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "fewer-than-three-red-team-scenarios",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Name three attacks: who pretends what, in which words, through which door.",
    doc: Doc {
        looks_for: "\
        Holds when there is a red team, but fewer than three concrete attacks are named. Rows, items and clauses \
         count; so do attacks in one sentence.",
        matters: "A red team without attacks is a date in a calendar. Three attacks show which failures were imagined.",
        weak: "Two colleagues will try to red team the filter for an afternoon.",
        stronger: "\
        They try a false identity, a request split over five messages, and instructions hidden in a quoted \
         email.",
        origin: "The guide asks for three; opinion.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let stated = attempts(sight);
    let Some(first) = stated.iter().find(|hit| reading.said[reading.block(hit)]).or(stated.first()) else {
        return Vec::new();
    };
    if stated.iter().any(|hit| attacks(sight, hit) >= 3) || tables(sight) >= 3 {
        return Vec::new();
    }
    let message = "Name at least three attacks: who pretends what, in which words, through which door.";
    vec![Fault::at(reading.document.sentence_bytes(first.sentence), message).part(Part::Rollout)]
}

/// How many attacks are named near a hit: in its paragraph and the list, table or paragraphs behind it.
fn attacks(sight: &Sight<'_>, hit: &Hit) -> usize {
    let reading = sight.reading;
    let document = &reading.document;
    let block = reading.block(hit);
    let own = &document.blocks[block];
    let mut most = match own.kind {
        Kind::Cell { table, row, .. } => in_passage(sight, &reading.row(table, row)),
        _ => in_passage(sight, &own.tokens),
    };
    let listed = document.blocks[block + 1..].iter().take(60);
    let mut items = 0;
    let mut last = own.item;
    let mut passages = 0;
    let mut end = own.tokens.end;
    let mut numbered = 0;
    for (offset, next) in listed.enumerate() {
        let heading = next.kind == Kind::Heading
            && document.headings.iter().any(|title| title.block == block + 1 + offset && title.level < 8);
        if heading {
            break;
        }
        match next.kind {
            Kind::Item
                if own.item.is_none_or(|place| next.item.is_some_and(|other| other.depth > place.depth)) =>
            {
                // How many people and days is no attack.
                let frame = (reading.touches("duration", &next.tokens)
                    || reading.touches("size", &next.tokens))
                    && !reading.touches("attack", &next.tokens);
                items += usize::from(next.item != last && !frame);
                last = next.item;
                end = next.tokens.end;
            }
            Kind::Cell { column: 0, row, table } if row > 0 && of_attacks(sight, table) => items += 1,
            Kind::Cell { .. } => {}
            Kind::Paragraph if own.item.is_none() && passages < 4 && items == 0 => {
                passages += 1;
                numbered += usize::from(reading.touches("attack", &next.tokens));
                end = next.tokens.end;
            }
            Kind::Item if own.item.is_some() => break,
            _ => {
                if items > 0 {
                    break;
                }
            }
        }
    }
    let talked = own.tokens.len() < 40 || reading.touches("scenario-word", &own.tokens);
    if items >= 3 && talked && (own.open || scenario_list(sight, &(own.tokens.end..end))) {
        most = most.max(items);
    }
    // What follows counts where this only announces it.
    let announces = own.open || own.tokens.len() < 16;
    let near = own.tokens.start..if announces || own.item.is_none() {
        end.min(own.tokens.end + 160)
    } else {
        own.tokens.end
    };
    most.max(numbered).max(in_passage(sight, &near))
}

/// Whether a list reads like attacks: at least one item names one.
fn scenario_list(sight: &Sight<'_>, tokens: &std::ops::Range<usize>) -> bool {
    tokens.is_empty()
        || sight.reading.touches("attack", tokens)
        || sight.reading.touches("scenario-word", tokens)
        || sight.reading.touches("failure", tokens)
}

/// Attacks in running text: different ones by name, or enumerated ones.
fn in_passage(sight: &Sight<'_>, tokens: &std::ops::Range<usize>) -> usize {
    let reading = sight.reading;
    let mut names: Vec<u32> = Vec::new();
    let mut clauses = 0;
    let mut last_break = usize::MAX;
    for hit in reading.within("attack", tokens) {
        let word = reading.document.tokens[hit.tokens.start].word;
        if !names.contains(&word) {
            names.push(word);
        }
        let before = (tokens.start..=hit.tokens.start).rev().find(|at| {
            reading.document.tokens[*at].has(Token::CLAUSE | Token::COMMA)
                || reading.document.sentences[hit.sentence].first as usize == *at
        });
        if before != Some(last_break) {
            clauses += 1;
            last_break = before.unwrap_or(usize::MAX);
        }
    }
    let marks = marked(sight, tokens);
    let named = reading.within("scenario-number", tokens).count();
    names.len().min(clauses).max(marks).max(named).max(strung(sight, tokens)).max(series(sight, tokens))
}

/// How many members of a list are marked by a number or letter.
fn marked(sight: &Sight<'_>, tokens: &std::ops::Range<usize>) -> usize {
    let document = &sight.reading.document;
    document.tokens[tokens.clone()]
        .iter()
        .filter(|token| {
            token.has(Token::CLAUSE)
                && matches!(
                    document.stem(token),
                    "i" | "ii" | "iii" | "iv" | "a" | "b" | "c" | "d" | "1" | "2" | "3" | "4"
                )
        })
        .count()
}

/// The longest list in a sentence behind a colon or words such as "include": its commas, and the "and" before the last.
fn series(sight: &Sight<'_>, tokens: &std::ops::Range<usize>) -> usize {
    let reading = sight.reading;
    let document = &reading.document;
    let first = document.sentences.partition_point(|sentence| (sentence.first as usize) < tokens.start);
    let inside = document.sentences.iter().enumerate().skip(first);
    let inside = inside.take_while(|(_, sentence)| (sentence.first as usize) < tokens.end);
    let count = |number: usize| {
        let all = reading.sentence(number);
        let colon = all.clone().find(|at| document.tokens[*at].has(Token::COLON)).map(|at| at + 1);
        let lead = reading.first_in("series-lead", &all).map(|hit| hit.tokens.end);
        let Some(from) = colon.or(lead).filter(|from| from + 4 < all.end) else { return 0 };
        let about = ["attack", "break-plan", "attack-talk", "break-it", "red-team"];
        if reading.count(&about, &all) == 0 {
            return 0;
        }
        let list = &document.tokens[from..all.end];
        // "The first plays a doctor, the second a dealer": as many as are counted out.
        let order = ["first", "second", "third", "fourth", "other", "anoth", "another"];
        let counted = list.iter().filter(|token| order.contains(&document.stem(token))).count();
        let second =
            |token: &Token| token.has(Token::CLAUSE) && matches!(document.stem(token), "ii" | "b" | "2");
        if counted >= 2 || list.iter().any(second) {
            return counted;
        }
        let commas = list.iter().skip(1).filter(|token| token.has(Token::COMMA)).count();
        let joined =
            |at: &usize| matches!(document.stem(&list[*at]), "and" | "or") && !list[*at].has(Token::COMMA);
        let last = (0..list.len()).rev().find(|at| list[*at].has(Token::COMMA)).unwrap_or(0);
        // A list of things, not a sentence with asides: its last member stands behind "and".
        let closed = (last..list.len()).any(|at| matches!(document.stem(&list[at]), "and" | "or"));
        if closed || colon.is_some() {
            1 + commas + usize::from((last..list.len()).any(|at| joined(&at)))
        } else {
            0
        }
    };
    inside.map(|(number, _)| count(number)).max().unwrap_or(0)
}

/// Attacks strung together in one sentence: by semicolons, in quotation marks, or as purposes ("to get …, to pass …").
fn strung(sight: &Sight<'_>, tokens: &std::ops::Range<usize>) -> usize {
    let reading = sight.reading;
    let document = &reading.document;
    let first = document.sentences.partition_point(|sentence| (sentence.first as usize) < tokens.start);
    let inside =
        document.sentences[first..].iter().take_while(|sentence| (sentence.first as usize) < tokens.end);
    let count = |sentence: &crate::text::scan::Sentence| {
        let range = sentence.first as usize..sentence.last as usize;
        let span = document.bytes(range.clone());
        let source = &reading.text[span];
        let parts = source.matches(';').count();
        let quoted = source.matches(['“', '«']).count().max(source.matches('"').count() / 2);
        let purposes = document.tokens[range].windows(2).filter(|pair| {
            document.stem(&pair[1]) == "to"
                && (pair[1].has(Token::COMMA) || matches!(document.stem(&pair[0]), "and" | "or"))
        });
        let one = |count: usize| if count > 0 { count + 1 } else { 0 };
        one(parts).max(quoted).max(one(purposes.count()))
    };
    inside.map(count).max().unwrap_or(0)
}

/// Rows of a table whose header speaks of attacks.
fn tables(sight: &Sight<'_>) -> usize {
    let reading = sight.reading;
    let document = &reading.document;
    let attacks = (0..document.tables.len()).filter(|table| of_attacks(sight, *table));
    attacks.map(|table| document.tables[table].rows.len().saturating_sub(1)).max().unwrap_or(0)
}

/// Whether the header of a table speaks of attacks.
fn of_attacks(sight: &Sight<'_>, table: usize) -> bool {
    let reading = sight.reading;
    reading.document.tables[table].rows.first().is_some_and(|header| {
        header.iter().any(|cell| reading.touches("attack-header", &reading.document.blocks[*cell].tokens))
    })
}
