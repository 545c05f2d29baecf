//! An answer as the checks see it: the document, what is said in it, and which part says it.

use std::cell::OnceCell;
use std::ops::Range;

use super::common::carrying;
use super::concepts::{Concepts, Hit, Hits, State, find};
use super::grade::counts;
use super::parts::{Part, Parts, Recognized, parts};
use super::remote::doubtful as doubtful_blocks;
use crate::text::document::{Block, Document, Kind};
use crate::text::readability::Counts;
use crate::text::reader;
use crate::text::scan::Token;
use crate::text::words::count;

/// An answer, read for the checks.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The file.
    pub text: &'a str,
    /// Its structure.
    pub document: Document,
    /// What is looked for.
    pub concepts: &'a Concepts,
    /// Which blocks are the writer's own text: not the brief, code or headings.
    pub said: Vec<bool>,
    /// Which blocks are hardly about the answer: they raise nothing.
    pub doubtful: Vec<bool>,
    /// Which block belongs to which part.
    pub parts: Parts,
    /// Which stems carry meaning when passages are compared.
    pub carries: Vec<bool>,
    hits: Hits,
    counts: OnceCell<Vec<Counts>>,
}

impl<'a> Reading<'a> {
    /// Reads a text.
    pub fn new(text: &'a str, concepts: &'a Concepts) -> Self {
        let document = reader::read(text);
        let hits = find(&document, concepts);
        let mut said = said(&document);
        let parts = parts(&document, concepts, &hits, &said);
        for (number, heading) in document.headings.iter().enumerate() {
            if parts.titles[number] {
                said[heading.block] = false;
            }
        }
        let carries = carrying(document.words.stems());
        let doubtful = vec![false; said.len()];
        let counts = OnceCell::new();
        let mut reading = Self { text, document, concepts, said, doubtful, parts, carries, hits, counts };
        reading.doubtful = doubtful_blocks(&reading);
        reading
    }

    /// The words and syllables of every sentence; counted when first wanted.
    pub(super) fn counts(&self) -> &[Counts] {
        self.counts.get_or_init(|| counts(self))
    }

    /// Every hit of a concept in the writer's own text.
    pub fn hits<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Hit> + 's {
        self.all(id).iter().filter(|hit| self.said[self.block(hit)])
    }

    /// Every hit of a concept, headings and quotes included.
    pub fn all(&self, id: &str) -> &[Hit] {
        let number = self.concepts.number(id);
        debug_assert!(number.is_some(), "no concept `{id}`");
        self.hits.of(number)
    }

    /// Every hit of a concept by its number, headings and quotes included.
    pub fn of(&self, concept: u16) -> &[Hit] {
        self.hits.of(Some(concept))
    }

    /// The hits that are meant.
    pub fn stated<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Hit> + 's {
        self.hits(id).filter(|hit| hit.state == State::Stated)
    }

    /// Whether the next sentence of the same block puts off what a hit says: "that is a question for later".
    pub fn put_off(&self, hit: &Hit) -> bool {
        let next = hit.sentence + 1;
        let same = self.document.sentences.get(next).is_some_and(|it| it.block as usize == self.block(hit));
        same && self.touches("put-off", &self.sentence(next))
    }

    /// The hits that are denied, put off or asked.
    pub fn doubtful<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Hit> + 's {
        self.hits(id).filter(|hit| hit.state != State::Stated)
    }

    /// Whether a concept is meant anywhere.
    pub fn has(&self, id: &str) -> bool {
        self.stated(id).next().is_some()
    }

    /// The block of a hit.
    pub fn block(&self, hit: &Hit) -> usize {
        self.document.sentences[hit.sentence].block as usize
    }

    /// The part of a hit.
    pub fn part(&self, hit: &Hit) -> Option<Part> {
        self.parts.of_block[self.block(hit)]
    }

    /// The part of a token.
    pub fn part_at(&self, token: usize) -> Option<Part> {
        let block = self.document.blocks.partition_point(|block| block.tokens.end <= token);
        self.parts.of_block.get(block).copied().flatten()
    }

    /// Whether a heading says which part a block belongs to; without one the part is a guess.
    pub fn titled(&self, block: usize) -> bool {
        self.document.path(block).any(|title| self.parts.titles[title])
    }

    /// Whether a block belongs to one of these parts under a heading that says so.
    pub fn headed(&self, block: usize, parts: &[Part]) -> bool {
        self.parts.of_block[block].is_some_and(|part| parts.contains(&part)) && self.titled(block)
    }

    /// Whether a concept is hit among these tokens, whatever its state.
    pub fn touches(&self, id: &str, tokens: &Range<usize>) -> bool {
        self.first_in(id, tokens).is_some()
    }

    /// Whether a concept is meant among these tokens.
    pub fn states(&self, id: &str, tokens: &Range<usize>) -> bool {
        self.within(id, tokens).any(|hit| hit.state == State::Stated)
    }

    /// The first hit of a concept among these tokens.
    pub fn first_in(&self, id: &str, tokens: &Range<usize>) -> Option<&Hit> {
        self.within(id, tokens).next()
    }

    /// The hits of a concept among these tokens.
    pub fn within<'s>(&'s self, id: &str, tokens: &Range<usize>) -> impl Iterator<Item = &'s Hit> + 's {
        let all = self.all(id);
        let from = all.partition_point(|hit| hit.tokens.start < tokens.start);
        let end = tokens.end;
        all[from..].iter().take_while(move |hit| hit.tokens.start < end)
    }

    /// How many different concepts of these are hit among tokens.
    pub fn count(&self, ids: &[&str], tokens: &Range<usize>) -> usize {
        ids.iter().filter(|id| self.touches(id, tokens)).count()
    }

    /// The tokens of a sentence.
    pub fn sentence(&self, number: usize) -> Range<usize> {
        let sentence = &self.document.sentences[number];
        sentence.first as usize..sentence.last as usize
    }

    /// The tokens of a sentence and its neighbors in the same block, or of the whole row of a table.
    pub fn around(&self, sentence: usize, reach: usize) -> Range<usize> {
        let block = self.document.sentences[sentence].block as usize;
        if let Kind::Cell { table, row, .. } = self.document.blocks[block].kind {
            return self.row(table, row);
        }
        let inside = &self.document.blocks[block].sentences;
        let first = sentence.saturating_sub(reach).max(inside.start);
        let last = (sentence + reach).min(inside.end.saturating_sub(1));
        self.sentence(first).start..self.sentence(last).end
    }

    /// The tokens of a row.
    pub fn row(&self, table: usize, row: usize) -> Range<usize> {
        let cells = &self.document.tables[table].rows[row];
        let first = cells.first().map_or(0, |cell| self.document.blocks[*cell].tokens.start);
        let last = cells.last().map_or(0, |cell| self.document.blocks[*cell].tokens.end);
        first..last
    }

    /// Whether there is a number that counts something among these tokens.
    pub fn has_number(&self, tokens: &Range<usize>) -> bool {
        self.document.tokens[tokens.clone()].iter().any(Token::is_quantity)
    }

    /// The blocks of a part that are the writer's own text.
    pub fn blocks(&self, part: Part) -> impl Iterator<Item = (usize, &Block)> + '_ {
        let blocks = self.document.blocks.iter().enumerate();
        blocks.filter(move |(number, _)| self.said[*number] && self.parts.of_block[*number] == Some(part))
    }

    /// How many words of the writer's own text a part has, cells included.
    pub fn words(&self, part: Option<Part>) -> usize {
        let blocks = self.document.blocks.iter().enumerate();
        let inside = blocks.filter(|(number, block)| {
            self.said[*number]
                && block.kind != Kind::Footnote
                && part.is_none_or(|part| self.parts.of_block[*number] == Some(part))
        });
        inside.map(|(_, block)| block.tokens.len()).sum()
    }

    /// The blocks of the scope part as somebody counts it: from its heading, or from where it begins, to the next part.
    /// Tables stand beside the text, unless the part is a table.
    pub fn scope(&self) -> Vec<(usize, &Block)> {
        let begins = self.parts.begins.iter().filter(|(part, ..)| *part == Part::Scope);
        let named = begins.clone().find(|(_, _, how)| *how != Recognized::Content);
        let Some((_, first, _)) = named.or(begins.clone().next()) else { return Vec::new() };
        let blocks = self.document.blocks.iter().enumerate().skip(*first);
        let run = blocks.take_while(|(number, _)| self.parts.of_block[*number] == Some(Part::Scope));
        let own: Vec<_> =
            run.filter(|(number, block)| self.said[*number] && block.kind != Kind::Heading).collect();
        let cell = |block: &Block| matches!(block.kind, Kind::Cell { .. });
        let prose: usize =
            own.iter().filter(|(_, block)| !cell(block)).map(|(_, block)| block.tokens.len()).sum();
        own.into_iter().filter(|(_, block)| !(block.quoted || prose >= 40 && cell(block))).collect()
    }

    /// How many words the scope part has as somebody counts it.
    pub fn scope_words(&self) -> usize {
        self.scope().iter().map(|(_, block)| count(&self.text[block.span.clone()])).sum()
    }

    /// As [`Self::words`], without what is hardly about the answer: padding fills no part.
    pub fn sure_words(&self, part: Part) -> usize {
        let sure = self
            .blocks(part)
            .filter(|(number, block)| !self.doubtful[*number] && block.kind != Kind::Footnote);
        sure.map(|(_, block)| block.tokens.len()).sum()
    }

    /// Passages that are about the user: the sentences of the Scope part without those that set limits, or sentences
    /// that name a user if there is no such part.
    pub fn user_passages(&self) -> Vec<Range<usize>> {
        let scoped = self.parts.of_block.contains(&Some(Part::Scope));
        // A Scope part of which every passage is in words of its own is about the user all the same.
        let strange = self.blocks(Part::Scope).all(|(number, _)| self.doubtful[number]);
        let mut found = Vec::new();
        for (number, sentence) in self.document.sentences.iter().enumerate() {
            let block = sentence.block as usize;
            let doubtful =
                self.doubtful[block] && !(strange && self.parts.of_block[block] == Some(Part::Scope));
            if !self.said[block] || doubtful || matches!(self.document.blocks[block].kind, Kind::Footnote) {
                continue;
            }
            let tokens = self.sentence(number);
            let part = self.parts.of_block[block];
            let about = self.touches("primary-user", &tokens) || self.touches("people-noun", &tokens);
            let own = part == Some(Part::Scope)
                || ((!scoped || part.is_none())
                    && about
                    && part != Some(Part::Metrics)
                    && part != Some(Part::Safety));
            if own && !self.states("boundary-firm", &tokens) {
                found.push(tokens);
            }
        }
        found
    }

    /// Whether an age stands behind a name: "Amina, 38, who …".
    pub fn has_age(&self, tokens: &Range<usize>) -> bool {
        self.document.tokens[tokens.clone()].windows(2).any(|pair| {
            let name = pair[0].has(Token::CAPITAL) && !pair[0].has(Token::DIGITS);
            let age = pair[1].is_quantity() && (10.0..=105.0).contains(&pair[1].value);
            name && age && pair[1].has(Token::COMMA)
        })
    }

    /// The bytes of a hit.
    pub fn bytes(&self, hit: &Hit) -> Range<usize> {
        self.document.bytes(hit.tokens.clone())
    }
}

/// Which blocks are the writer's own text. Quotes above the first part are the brief.
fn said(document: &Document) -> Vec<bool> {
    let quoted: usize =
        document.blocks.iter().filter(|block| block.quoted).map(|block| block.tokens.len()).sum();
    let mostly = quoted * 10 > document.tokens.len() * 7;
    let mut sections = 0;
    let mut said = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let heading = block.kind == Kind::Heading;
        sections += usize::from(heading);
        let brief = block.quoted && sections <= 1 && !mostly;
        let own = !matches!(block.kind, Kind::Code(_) | Kind::Diagram) && !heading;
        said.push(own && !brief);
    }
    said
}
