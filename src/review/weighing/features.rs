//! What the weighing sees of an answer: the words and concepts of its sentences.

use std::borrow::Cow;

use crate::review::concepts::State;
use crate::review::parts::Part;
use crate::review::reading::Reading;

/// A word or concept in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// Any number.
    Number,
    /// A stem of the document, by number.
    Word(u32),
    /// A concept, by its number.
    Concept(u16),
    /// A concept that stands in a part.
    Placed(u16, Part),
}

/// What the weighing sees of an answer.
#[derive(Debug)]
pub struct Features<'r> {
    reading: &'r Reading<'r>,
    /// The ids of the concepts, by number.
    pub concepts: Vec<&'r str>,
    /// The words and concepts of each sentence, each once and in order.
    pub sentences: Vec<Vec<Feature>>,
}

/// Concepts that a case or the ledger brings with it are of that case alone.
const PRIVATE: [&str; 2] = ["case-", "claim-"];

impl<'r> Features<'r> {
    /// Gathers them.
    pub fn new(reading: &'r Reading<'r>) -> Self {
        let document = &reading.document;
        let one = |number: usize| {
            let tokens = document.tokens_of(number).iter();
            tokens
                .map(|token| if token.is_quantity() { Feature::Number } else { Feature::Word(token.word) })
                .collect()
        };
        let mut sentences: Vec<Vec<Feature>> = (0..document.sentences.len()).map(one).collect();
        let concepts = reading.concepts.ids();
        for (number, id) in (0..).zip(&concepts) {
            if PRIVATE.iter().any(|private| id.starts_with(private)) {
                continue;
            }
            let stated = reading.of(number).iter().filter(|hit| hit.state == State::Stated);
            stated.for_each(|hit| sentences[hit.sentence].push(Feature::Concept(number)));
        }
        for sentence in &mut sentences {
            sentence.sort_unstable();
            sentence.dedup();
        }
        Self { reading, concepts, sentences }
    }

    /// How many different stems the answer has.
    pub fn stems(&self) -> usize {
        self.reading.document.words.stems().len()
    }

    /// Whether a sentence and the one behind it stand together: no empty line parts them.
    pub fn beside(&self, sentence: usize) -> bool {
        let document = &self.reading.document;
        if sentence + 1 >= self.sentences.len() {
            return false;
        }
        let (from, to) = (document.sentence_bytes(sentence).end, document.sentence_bytes(sentence + 1).start);
        self.reading.text.get(from..to).is_some_and(|between| between.matches('\n').count() <= 1)
    }

    /// Whether a sentence is about the answer, so far as can be told: what is not shows nothing that an answer should have.
    pub fn is_credited(&self, sentence: usize) -> bool {
        !self.reading.doubtful[self.reading.document.sentences[sentence].block as usize]
    }

    /// Every concept of the answer, with the part in which it stands and without, each once and in order. Words say
    /// nothing of a whole answer, or padding would; and what is hardly about the answer says nothing of it either.
    pub fn whole(&self) -> Vec<Feature> {
        let mut all = Vec::new();
        for (sentence, own) in self.reading.document.sentences.iter().zip(&self.sentences) {
            let block = sentence.block as usize;
            if self.reading.doubtful[block] {
                continue;
            }
            let part = self.reading.parts.of_block[block];
            for feature in own {
                let Feature::Concept(place) = *feature else { continue };
                all.push(*feature);
                all.extend(part.map(|part| Feature::Placed(place, part)));
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The name under which the table knows it: a stem, `#` for a number, `@id` for a concept, `@id/Scope` for one in a part.
    pub fn name(&self, feature: Feature) -> Cow<'_, str> {
        match feature {
            Feature::Number => Cow::Borrowed("#"),
            Feature::Word(word) => Cow::Borrowed(&self.reading.document.words.stems()[word as usize]),
            Feature::Concept(place) => Cow::Owned(format!("@{}", self.concepts[usize::from(place)])),
            Feature::Placed(place, part) => {
                Cow::Owned(format!("@{}/{}", self.concepts[usize::from(place)], part.title()))
            }
        }
    }
}
