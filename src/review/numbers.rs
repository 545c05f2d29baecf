//! Every number of an answer, and what it rests on.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::measures::Measure;
use super::parts::Part;
use super::reading::Reading;
use crate::text::document::{Document, Kind};
use crate::text::number::read_number;
use crate::text::reader::read;
use crate::text::scan::Token;

/// What a number rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The brief gives it.
    Given,
    /// It is assumed or measured, and the answer says on what basis.
    Assumed,
    /// A source stands beside it.
    Cited,
    /// It is aimed at, or must not be passed.
    Target,
    /// It is chosen: the size or length of a step, an amount of the design.
    Chosen,
    /// It stands alone.
    Unsupported,
}

/// A number of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its token.
    pub token: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Its value.
    pub value: f64,
    /// Whether it is a percentage.
    pub percent: bool,
    /// What it rests on.
    pub ground: Ground,
}

impl Ground {
    /// Every ground, the firmest first.
    pub const ALL: [Self; 6] =
        [Self::Given, Self::Cited, Self::Assumed, Self::Target, Self::Chosen, Self::Unsupported];

    /// What people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Assumed => "assumed",
            Self::Cited => "cited",
            Self::Target => "target",
            Self::Chosen => "chosen",
            Self::Unsupported => "unsupported",
        }
    }
}

/// Classes every number that counts something. Small counts of things (under ten, in words or bare) are left out, and so
/// are numbers that only name something: ages, dates, laws, rows, steps.
pub fn figures(reading: &Reading<'_>, context: &Context, measures: &[Measure]) -> Vec<Figure> {
    let given = given(context);
    let mut found = Vec::new();
    for (number, sentence) in reading.document.sentences.iter().enumerate() {
        let block = sentence.block as usize;
        if !reading.said[block] || reading.document.blocks[block].kind == Kind::Footnote {
            continue;
        }
        for at in sentence.first as usize..sentence.last as usize {
            let token = &reading.document.tokens[at];
            let counts =
                token.is_quantity() && (token.has(Token::PERCENT | Token::MONEY) || token.value >= 10.0);
            if !counts {
                continue;
            }
            let told = given.iter().any(|known| known.fits(&reading.document, at));
            if !told && names(reading, at, block) {
                continue;
            }
            let ground = if told { Ground::Given } else { ground(reading, number, at, measures) };
            let percent = token.has(Token::PERCENT);
            found.push(Figure { token: at, sentence: number, value: token.value, percent, ground });
        }
    }
    found
}

/// A number of the brief.
struct Given {
    value: f64,
    /// Percent and money, as they stand; none if the number was found inside a word.
    kind: Option<u16>,
    /// The stem behind it.
    behind: Option<String>,
}

impl Given {
    /// Whether a number of the answer is this one: the same value of the same kind. Small and round numbers are many
    /// things, so that they must count the same, and a time is no other time.
    fn fits(&self, document: &Document, at: usize) -> bool {
        let token = &document.tokens[at];
        let kind = token.flags & (Token::PERCENT | Token::MONEY);
        let behind = behind(document, at);
        let timed = |stem: Option<&str>| stem.is_some_and(|stem| TIMES.contains(&stem));
        let own = self.behind.as_deref();
        let same =
            if self.value <= 12.0 && kind == 0 || timed(behind) || timed(own) { behind == own } else { true };
        (self.value - token.value).abs() < 1e-9 && self.kind.unwrap_or(0) == kind && same
    }
}

/// Stems of units of time.
const TIMES: [&str; 8] = ["second", "millisecond", "minut", "hour", "day", "week", "month", "year"];

/// The stem behind a token in the same clause.
fn behind(document: &Document, at: usize) -> Option<&str> {
    let next = document.tokens.get(at + 1)?;
    (!next.has(Token::COMMA | Token::CLAUSE | Token::COLON)).then(|| document.stem(next))
}

/// The numbers of the brief, in digits and in words.
fn given(context: &Context) -> Vec<Given> {
    let Some(case) = &context.case else { return Vec::new() };
    let texts = std::iter::once(&case.brief).chain(&case.facts);
    let mut found = Vec::new();
    for text in texts {
        let document = read(text);
        let quantities = document.tokens.iter().enumerate().filter(|(_, token)| token.is_quantity());
        found.extend(quantities.map(|(at, token)| Given {
            value: token.value,
            kind: Some(token.flags & (Token::PERCENT | Token::MONEY)),
            behind: behind(&document, at).map(str::to_owned),
        }));
        let mut at = 0;
        while let Some(next) = text[at..].find(|letter: char| letter.is_ascii_digit()) {
            let number = read_number(&text[at + next..]);
            // What is part of a word, such as `31-campaign`, has no unit; small ones would fit anything.
            let inside = number.value > 12.0;
            found.extend(inside.then_some(Given { value: number.value, kind: None, behind: None }));
            at += next + number.length;
        }
    }
    found
}

/// Whether a number names something and counts nothing: an age, a date, a law, a row, a step, an address.
fn names(reading: &Reading<'_>, at: usize, block: usize) -> bool {
    let document = &reading.document;
    let token = &document.tokens[at];
    if token.has(Token::PERCENT | Token::MONEY | Token::BOUND) {
        return false;
    }
    let own = &document.blocks[block];
    let before =
        at.checked_sub(1).filter(|before| *before >= own.tokens.start).map(|at| &document.tokens[at]);
    let stem = before.map_or("", |token| document.stem(token));
    let next = document.tokens.get(at + 1).filter(|_| at + 1 < own.tokens.end);
    let after = next.map_or("", |token| document.stem(token));
    let text = |from: usize, to: usize| reading.text.get(from..to).unwrap_or("");
    let (start, end) = (token.start as usize, token.end as usize);
    let label = before.map_or("", |token| text(token.start as usize, token.end as usize)).to_lowercase();
    let lead = text(start.saturating_sub(1), start);
    let tail = text(end, end + 1);
    let numbered = at == own.tokens.start && matches!(tail, "." | ")") && own.tokens.len() > 1;
    let row = matches!(own.kind, Kind::Cell { column: 0, .. }) && own.tokens.len() == 1;
    let behind_name = before.is_some_and(|token| token.has(Token::CAPITAL) && !token.has(Token::DIGITS));
    let person = (10.0..=105.0).contains(&token.value) && token.has(Token::COMMA) && behind_name;
    let aged =
        reading.within("persona-age", &(at.saturating_sub(3)..at + 1)).any(|hit| hit.tokens.contains(&at))
            && token.value <= 105.0;
    let aged =
        aged || (after == "year" || after == "years") && text(end, end + 12).contains("old") || stem == "age";
    let lived = after == "year" && reading.parts.of_block[block] == Some(Part::Scope) && token.value > 15.0;
    let she = matches!(stem, "is" | "i" | "am" | "aged") && closed(reading, at) && token.value > 15.0;
    let aged = token.value <= 105.0 && (aged || lived || she);
    let date = MONTHS.contains(&stem) || MONTHS.contains(&after);
    let shown = text(start, end);
    let paper = shown.split_once('.').is_some_and(|(year, id)| year.len() == 4 && id.len() >= 4);
    let address = matches!(lead, "/" | "#" | "§" | "_" | "=") || matches!(tail, "/" | "_");
    LABELS.contains(&label.trim_end_matches('s'))
        || numbered
        || row
        || (person && closed(reading, at))
        || aged
        || date
        || paper
        || address
}

/// Whether a comma, a bracket or the end of a sentence stands behind a token: "Amina, 38, who …".
fn closed(reading: &Reading<'_>, at: usize) -> bool {
    let end = reading.document.tokens[at].end as usize;
    reading.text.get(end..).and_then(|rest| rest.chars().next()).is_none_or(|letter| ",.;)".contains(letter))
}

/// Words before a number that names one of several.
const LABELS: [&str; 30] = [
    "article",
    "art",
    "section",
    "sec",
    "paragraph",
    "clause",
    "chapter",
    "law",
    "act",
    "regulation",
    "directive",
    "annex",
    "recital",
    "iso",
    "rfc",
    "arxiv",
    "doi",
    "page",
    "line",
    "row",
    "phase",
    "step",
    "stage",
    "version",
    "figure",
    "table",
    "appendix",
    "title",
    "footnote",
    "gate",
];

/// Stems of months.
const MONTHS: [&str; 12] = [
    "januari", "februari", "march", "april", "may", "june", "juli", "august", "septemb", "octob", "novemb",
    "decemb",
];

fn ground(reading: &Reading<'_>, sentence: usize, at: usize, measures: &[Measure]) -> Ground {
    let document = &reading.document;
    let block = document.sentences[sentence].block as usize;
    let near = reading.around(sentence, 1);
    let own = reading.sentence(sentence);
    if barred(reading, sentence, at, measures) {
        return Ground::Target;
    }
    let bytes = document.sentence_bytes(sentence);
    // The note of a sentence may stand behind its full stop; bytes of a sentence may end inside a character.
    let ahead = (0..=12).rev().find_map(|more| reading.text.get(bytes.start..bytes.end + more));
    let noted = ahead.is_some_and(|text| text.contains("[^"));
    let plan = matches!(reading.parts.of_block[block], Some(Part::Metrics | Part::Rollout));
    let aimed = document.tokens[at].has(Token::BOUND)
        || reading.touches("figure-aim", &own)
        || reading.touches("duration", &own);
    let scope = reading.touches("persona-age", &own) || reading.touches("latency", &own);
    let open = !(plan || aimed || scope);
    if noted || reading.touches("citation", if open { &near } else { &own }) {
        return Ground::Cited;
    }
    if under(reading, at, "baseline-header") {
        return Ground::Assumed;
    }
    if !open {
        return Ground::Chosen;
    }
    if reading.touches("basis", &near) || reading.touches("derived", &near) {
        return Ground::Assumed;
    }
    let designed = !document.tokens[at].has(Token::PERCENT) && reading.states("mitigation", &own);
    if designed { Ground::Chosen } else { Ground::Unsupported }
}

/// Whether a number is a bar: it stands in a column of targets, or behind a word of comparison in a measure, a gate or a
/// way back.
fn barred(reading: &Reading<'_>, sentence: usize, at: usize, measures: &[Measure]) -> bool {
    let document = &reading.document;
    if under(reading, at, "baseline-header") {
        return false;
    }
    if ["target-word", "gate-header", "own-way-back-header"].iter().any(|id| under(reading, at, id)) {
        return true;
    }
    let from = at.saturating_sub(BEFORE).max(reading.sentence(sentence).start);
    let to = (at + 3).min(reading.sentence(sentence).end);
    let compared = document.tokens[at].has(Token::BOUND) || reading.touches("bar-word", &(from..to));
    let measured = measures.iter().any(|measure| measure.tokens.contains(&at) && measure.target);
    let part = reading.parts.of_block[document.sentences[sentence].block as usize];
    let own = reading.sentence(sentence);
    let waits = ["gate", "rollback"].iter().any(|id| reading.touches(id, &own));
    let gated = waits && part == Some(Part::Rollout) || reading.touches("latency-number", &own);
    compared && (measured || gated || part == Some(Part::Metrics))
}

/// Whether a number stands in a column with such a header.
fn under(reading: &Reading<'_>, at: usize, id: &str) -> bool {
    let document = &reading.document;
    let blocks = &document.blocks;
    let block = blocks.partition_point(|block| block.tokens.end <= at);
    let Some(Kind::Cell { table, column, row }) = blocks.get(block).map(|block| &block.kind) else {
        return false;
    };
    let header = document.tables[*table].rows.first().and_then(|cells| cells.get(*column));
    *row > 0 && header.is_some_and(|cell| reading.touches(id, &blocks[*cell].tokens))
}

/// So many tokens before a number are searched for a word of comparison.
const BEFORE: usize = 4;

/// What a number counts, in the words of the answer: the first cell of its row, else the words behind it, else those
/// before it.
pub fn counted(reading: &Reading<'_>, figure: &Figure) -> Range<usize> {
    let document = &reading.document;
    let block = &document.blocks[document.sentences[figure.sentence].block as usize];
    if let Kind::Cell { table, row, column } = block.kind {
        let cells = &document.tables[table].rows[row];
        let named = |cell: &&usize| document.blocks[**cell].tokens.len() > 1;
        if let Some(name) = cells.iter().take(column).find(named) {
            return document.blocks[*name].tokens.clone();
        }
    }
    let sentence = reading.sentence(figure.sentence);
    let breaks = |at: &usize| document.tokens[*at].has(Token::COMMA | Token::CLAUSE | Token::COLON);
    let large = |at: &usize| {
        matches!(
            document.stem(&document.tokens[*at]),
            "hundr" | "hundred" | "thousand" | "million" | "billion"
        )
    };
    let timed = behind(document, figure.token).is_some_and(|stem| TIMES.contains(&stem));
    let start =
        (figure.token + 1 + usize::from(timed)..sentence.end).find(|at| !large(at)).unwrap_or(sentence.end);
    let end =
        (start..sentence.end.min(start + WORDS)).find(breaks).unwrap_or(sentence.end.min(start + WORDS));
    if end > start {
        start..end
    } else {
        sentence.start.max(figure.token.saturating_sub(WORDS))..figure.token
    }
}

/// So many words say what a number counts.
const WORDS: usize = 5;

/// The unit of a number, as it is read: `%`, `money`, or a time.
pub fn unit(reading: &Reading<'_>, figure: &Figure) -> Option<String> {
    let document = &reading.document;
    let token = &document.tokens[figure.token];
    if token.has(Token::PERCENT) {
        return Some("%".to_owned());
    }
    if token.has(Token::MONEY) {
        return Some("money".to_owned());
    }
    let timed = behind(document, figure.token).filter(|stem| TIMES.contains(stem))?;
    let name = if timed == "minut" { "minute" } else { timed };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests;
