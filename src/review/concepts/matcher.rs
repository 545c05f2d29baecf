//! Every hit of every concept in a document, in one pass.

use std::ops::Range;

use super::assertion::Scopes;
use super::lexicon::Concepts;
use super::phrase::{Line, fits, match_at};
use super::pool::Lists;
use crate::text::document::{Document, Kind};
use crate::text::scan::Token;

/// A place where a concept is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The sentence.
    pub sentence: usize,
    /// The tokens.
    pub tokens: Range<usize>,
    /// Whether it is meant.
    pub state: State,
}

/// Whether what is said is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is.
    Stated,
    /// It is negated or waved away.
    Denied,
    /// It is asked, put off, supposed, or said of others.
    Vague,
}

/// The hits of all concepts.
#[derive(Debug, Default)]
pub struct Hits {
    by_concept: Vec<Vec<Hit>>,
}

impl Hits {
    /// The hits of a concept, in the order of the text.
    pub fn of(&self, concept: Option<u16>) -> &[Hit] {
        concept.and_then(|number| self.by_concept.get(usize::from(number))).map_or(&[], Vec::as_slice)
    }
}

/// The numbers of each stem of a document.
struct Known {
    ranges: Vec<Range<u32>>,
    numbers: Vec<u32>,
}

impl Known {
    fn new(document: &Document, concepts: &Concepts) -> Self {
        let mut known = Self { ranges: Vec::new(), numbers: Vec::new() };
        for stem in document.words.stems() {
            let from = known.numbers.len();
            concepts.numbers(stem, &mut known.numbers);
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            known.ranges.push(place(from)..place(known.numbers.len()));
        }
        known
    }

    fn of(&self, word: u32) -> &[u32] {
        let range = &self.ranges[word as usize];
        &self.numbers[range.start as usize..range.end as usize]
    }
}

/// The phrases that a document can hold at all: each of their words is somewhere in it.
struct Able {
    ranges: Vec<Range<u32>>,
    starts: Vec<u32>,
    numeric: Vec<u32>,
}

impl Able {
    fn new(concepts: &Concepts, known: &Known) -> Self {
        // From the words of the text to sets and phrases: few of all that are known are in one text.
        let mut present = vec![false; concepts.starts.len()];
        let mut sets = vec![false; concepts.sets.len()];
        for number in &known.numbers {
            if !std::mem::replace(&mut present[*number as usize], true) {
                concepts.member.get(*number as usize).iter().for_each(|set| sets[*set as usize] = true);
            }
        }
        let able = |phrase: &&u32| fits(concepts.parts(concepts.phrases[**phrase as usize]), &sets);
        let mut found = Self {
            ranges: Vec::with_capacity(concepts.starts.len()),
            starts: Vec::new(),
            numeric: Vec::new(),
        };
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        for (word, present) in present.iter().enumerate() {
            let from = found.starts.len();
            if *present {
                let own = concepts.starts.get(word);
                found.starts.extend(own.iter().filter(able));
            }
            found.ranges.push(place(from)..place(found.starts.len()));
        }
        found.numeric.extend(concepts.numeric.iter().filter(able));
        found
    }
}

struct SentenceLine<'a> {
    tokens: &'a [Token],
    known: &'a Known,
    sets: &'a Lists,
}

impl Line for SentenceLine<'_> {
    fn length(&self) -> usize {
        self.tokens.len()
    }

    fn is_word(&self, at: usize, set: u32) -> bool {
        let words = self.sets.get(set as usize);
        self.known.of(self.tokens[at].word).iter().any(|number| words.binary_search(number).is_ok())
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens[at].is_quantity()
    }

    fn is_percent(&self, at: usize) -> bool {
        self.tokens[at].has(Token::PERCENT)
    }

    fn is_break(&self, at: usize) -> bool {
        self.tokens[at].has(Token::CLAUSE)
    }

    fn is_start(&self, at: usize) -> bool {
        at == 0 || self.tokens.get(at).is_some_and(|token| token.has(Token::CLAUSE))
    }
}

/// Finds every hit. The work grows with the text alone: phrases are short and gaps bounded.
pub fn find(document: &Document, concepts: &Concepts) -> Hits {
    let known = Known::new(document, concepts);
    let able = Able::new(concepts, &known);
    let mut hits = Hits { by_concept: vec![Vec::new(); concepts.entries.len()] };
    let mut raw: Vec<(u16, bool, usize, usize)> = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let first = sentence.first as usize;
        let line = SentenceLine { tokens: document.tokens_of(number), known: &known, sets: &concepts.sets };
        raw.clear();
        collect(&line, concepts, &able, &mut raw);
        // Sorted by concept and place, the longest match of a place first.
        raw.sort_unstable_by_key(|&(concept, against, from, to)| (concept, !against, from, usize::MAX - to));
        let scopes = Scopes::new(concepts, &raw, line.tokens, sentence.asks);
        settle(&raw, concepts, &scopes, number, first, &mut hits);
    }
    waved(document, concepts, &mut hits);
    hits
}

/// Labels with the beginning of what stands behind them: at the head of a block or sentence, and in rows of a table.
fn labelled(document: &Document) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let behind = |start: usize, end: usize| start..(start + 8).min(end);
    for block in &document.blocks {
        match block.kind {
            Kind::Cell { table, row, column } if row > 0 => {
                let cells = &document.tables[table].rows[row];
                let next = cells.get(column + 1).map(|cell| document.blocks[*cell].tokens.clone());
                if let Some(next) = next.filter(|next| block.tokens.len() <= 8 && next.len() <= 24) {
                    found.push((block.tokens.clone(), next.start..(next.start + 6).min(next.end)));
                }
            }
            _ if block.label > 0 => {
                let start = block.tokens.start + block.label;
                // What waves a label away stands in the first sentence behind it.
                let sentence = document.sentences.partition_point(|it| (it.last as usize) <= start);
                let end = document.sentences.get(sentence).map_or(block.tokens.end, |it| it.last as usize);
                found.push((block.tokens.start..start, behind(start, end.min(block.tokens.end))));
            }
            _ => {}
        }
    }
    for sentence in &document.sentences {
        let (from, to) = (sentence.first as usize, sentence.last as usize);
        let colon =
            document.tokens[from..to].iter().take(5).skip(1).position(|token| token.has(Token::COLON));
        if let Some(at) = colon {
            found.push((from..from + at + 1, behind(from + at + 1, to)));
        }
    }
    found
}

/// What stands in a label or at the head of a row is waved away by what stands behind it: "Rollback: not foreseen",
/// a row "Red teaming | would be overkill", a bold question with a shrug for an answer.
fn waved(document: &Document, concepts: &Concepts, hits: &mut Hits) {
    let shrugs: Vec<usize> = hits.of(concepts.number("shrug")).iter().map(|hit| hit.tokens.start).collect();
    let delays: Vec<usize> =
        hits.of(concepts.number("delay-behind")).iter().map(|hit| hit.tokens.start).collect();
    if shrugs.is_empty() && delays.is_empty() {
        return;
    }
    let mut marked: Vec<(Range<usize>, State)> = Vec::new();
    let first = |places: &[usize], range: &Range<usize>| {
        let next = places.partition_point(|place| *place < range.start);
        places.get(next).copied().filter(|place| *place < range.end)
    };
    for (head, rest) in labelled(document) {
        if first(&shrugs, &rest).is_some() {
            marked.push((head, State::Denied));
        } else if first(&delays, &rest).is_some() {
            marked.push((head, State::Vague));
        }
    }
    marked.sort_by_key(|(head, _)| head.start);
    for (number, list) in hits.by_concept.iter_mut().enumerate() {
        if concepts.entries[number].negated {
            continue;
        }
        for hit in list.iter_mut().filter(|hit| hit.state == State::Stated) {
            let next = marked.partition_point(|(head, _)| head.end <= hit.tokens.start);
            if let Some((_, state)) = marked.get(next).filter(|(head, _)| head.start <= hit.tokens.start) {
                hit.state = *state;
            }
        }
    }
}

fn collect(
    line: &SentenceLine<'_>,
    concepts: &Concepts,
    able: &Able,
    raw: &mut Vec<(u16, bool, usize, usize)>,
) {
    for at in 0..line.tokens.len() {
        let token = &line.tokens[at];
        let mut attempt = |number: u32| {
            let phrase = &concepts.phrases[number as usize];
            if let Some(end) = match_at(concepts.parts(*phrase), line, at) {
                raw.push((phrase.concept, phrase.against, at, end));
            }
        };
        for number in line.known.of(token.word) {
            let range = &able.ranges[*number as usize];
            able.starts[range.start as usize..range.end as usize].iter().for_each(|phrase| attempt(*phrase));
        }
        if token.is_quantity() {
            able.numeric.iter().for_each(|phrase| attempt(*phrase));
        }
    }
}

/// Turns raw matches into hits: without those that an `unless` phrase covers, and without those inside another.
fn settle(
    raw: &[(u16, bool, usize, usize)],
    concepts: &Concepts,
    scopes: &Scopes,
    sentence: usize,
    first: usize,
    hits: &mut Hits,
) {
    let mut against: &[(u16, bool, usize, usize)] = &[];
    for (at, &(concept, speaks_against, from, to)) in raw.iter().enumerate() {
        if speaks_against {
            let start =
                if against.first().is_some_and(|first| first.0 == concept) { at - against.len() } else { at };
            against = &raw[start..=at];
            continue;
        }
        let covered =
            against.iter().any(|&(other, _, begin, end)| other == concept && begin < to && from < end);
        let entry = &concepts.entries[usize::from(concept)];
        let list = &mut hits.by_concept[usize::from(concept)];
        let inside = list.last().is_some_and(|last| {
            last.sentence == sentence && last.tokens.end >= first + to && last.tokens.start <= first + from
        });
        if !covered && !inside {
            let state = scopes.state(from..to, entry.negated, entry.open);
            list.push(Hit { sentence, tokens: first + from..first + to, state });
        }
    }
}
