//! Concepts made ready for matching: words become numbers, phrases wait under the words they begin with.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::phrase::{Part, Phrase, Step, begins};
use super::pool::{Lists, Names, packed};
use crate::pack::concepts::{Concept, ConceptSet, WordClass};
use crate::text::stem::stem;

/// Concepts that can be looked for.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Concepts {
    pub(super) entries: Vec<Entry>,
    pub(super) by_id: FxHashMap<Box<str>, u16>,
    #[serde(with = "packed")]
    pub(super) phrases: Vec<Phrase>,
    /// The steps of all phrases.
    #[serde(with = "packed")]
    parts: Vec<Part>,
    /// Sets of words, each sorted; a step names one.
    pub(super) sets: Lists,
    /// Sets by their words, so that each is kept once.
    #[serde(skip)]
    known_sets: FxHashMap<Box<[u32]>, u32>,
    words: Names,
    /// Words as they are written in phrases, so that each is made a stem once.
    #[serde(skip)]
    written: FxHashMap<Box<str>, u32>,
    prefixes: Names,
    shortest: usize,
    longest: usize,
    count: u32,
    /// For each word, the phrases that may begin with it.
    pub(super) starts: Lists,
    /// For each word, the sets that hold it.
    pub(super) member: Lists,
    /// Phrases that may begin with a number.
    #[serde(with = "packed")]
    pub(super) numeric: Vec<u32>,
}

/// A concept as the matcher knows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) negated: bool,
    pub(super) open: bool,
}

impl Concepts {
    /// Makes concepts ready. A phrase that cannot be read is left out; [`faults`] names such phrases.
    pub fn new(set: &ConceptSet) -> Self {
        let mut concepts = Self { shortest: usize::MAX, ..Self::default() };
        concepts.extend(&set.concepts, &set.classes);
        concepts.words.settle();
        concepts.prefixes.settle();
        concepts
    }

    /// Adds concepts, such as the signs of a case. Their phrases may name these word classes.
    pub fn extend(&mut self, more: &[Concept], classes: &[WordClass]) {
        let classes: FxHashMap<&str, Vec<u32>> =
            classes.iter().map(|class| (class.id.as_str(), self.class(class))).collect();
        more.iter().for_each(|concept| self.add(concept, &classes));
        self.index();
    }

    /// The numbers of the words of a class.
    fn class(&mut self, class: &WordClass) -> Vec<u32> {
        pieces(&class.words).flat_map(|word| word.split(' ')).map(|word| self.word(word)).collect()
    }

    fn add(&mut self, concept: &Concept, classes: &FxHashMap<&str, Vec<u32>>) {
        let number = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
        self.by_id.insert(concept.id.as_str().into(), number);
        self.entries
            .push(Entry { negated: concept.negated.unwrap_or(false), open: concept.open.unwrap_or(false) });
        for (phrase, against) in phrases_of(concept) {
            if let Some(parts) = self.parse(phrase, classes) {
                let from = place(self.parts.len());
                self.parts.extend(parts);
                let to = place(self.parts.len());
                self.phrases.push(Phrase { from, to, concept: number, against });
            }
        }
    }

    /// The number of a concept.
    pub fn number(&self, id: &str) -> Option<u16> {
        self.by_id.get(id).copied()
    }

    /// The concepts whose ids begin so, in order of their ids.
    pub fn beginning(&self, with: &str) -> Vec<&str> {
        let mut found: Vec<&str> =
            self.by_id.keys().map(|id| &**id).filter(|id| id.starts_with(with)).collect();
        found.sort_unstable();
        found
    }

    /// The id of each concept, by its number.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids = vec![""; self.entries.len()];
        self.by_id.iter().for_each(|(id, number)| ids[usize::from(*number)] = id);
        ids
    }

    /// The numbers that a stem goes by: its own, and those of the beginnings it has. Appended to `found`.
    pub(super) fn numbers(&self, stem: &str, found: &mut Vec<u32>) {
        found.extend(self.words.get(stem));
        self.prefixes.beginnings(stem, self.shortest..=self.longest, found);
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(known) = self.written.get(word) {
            return *known;
        }
        let number = self.new_word(&word.to_lowercase());
        self.written.insert(word.into(), number);
        number
    }

    fn new_word(&mut self, word: &str) -> u32 {
        let next = self.count;
        let number = if let Some(prefix) = word.strip_suffix('*') {
            // Stems have lost their last e, so a beginning may not insist on it.
            let prefix = prefix.strip_suffix('e').filter(|short| short.len() > 3).unwrap_or(prefix);
            self.shortest = self.shortest.min(prefix.len());
            self.longest = self.longest.max(prefix.len());
            self.prefixes.number(prefix, next)
        } else {
            self.words.number(&stem(word), next)
        };
        if number == next {
            self.count += 1;
        }
        number
    }

    fn parse(&mut self, phrase: &str, classes: &FxHashMap<&str, Vec<u32>>) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let spaced = spaced(phrase);
        for word in spaced.split_whitespace() {
            let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
            let step = match word {
                "^" => Step::Start,
                ".." => Step::Gap(3),
                "..." => Step::Gap(8),
                "<n>" => Step::Number,
                "<%>" => Step::Percent,
                _ => {
                    let mut words: Vec<u32> = Vec::new();
                    for word in word.split('|') {
                        match word.strip_prefix('@') {
                            Some(class) => words.extend(classes.get(class)?),
                            None => words.push(self.word(word)),
                        }
                    }
                    words.sort_unstable();
                    words.dedup();
                    Step::Word(self.set(words))
                }
            };
            parts.push(Part { step, optional });
        }
        let anchored = parts
            .iter()
            .any(|part| !part.optional && matches!(part.step, Step::Word(_) | Step::Number | Step::Percent));
        anchored.then_some(parts)
    }

    /// The number of a set of words.
    fn set(&mut self, words: Vec<u32>) -> u32 {
        let words: Box<[u32]> = words.into();
        let next = place(self.sets.len());
        let number = *self.known_sets.entry(words.clone()).or_insert(next);
        if number == next {
            self.sets.push(words);
        }
        number
    }

    /// The steps of a phrase.
    pub(super) fn parts(&self, phrase: Phrase) -> &[Part] {
        &self.parts[phrase.from as usize..phrase.to as usize]
    }

    /// Files every phrase under the words that it may begin with: counts first, then places.
    fn index(&mut self) {
        let mut counts = vec![0_u32; self.count as usize];
        let mut numeric = Vec::new();
        for (number, phrase) in self.phrases.iter().enumerate() {
            if self.begins(*phrase, |word| counts[word as usize] += 1) {
                numeric.push(place(number));
            }
        }
        let mut places: Vec<Vec<u32>> =
            counts.iter().map(|count| Vec::with_capacity(*count as usize)).collect();
        for (number, phrase) in self.phrases.iter().enumerate() {
            self.begins(*phrase, |word| places[word as usize].push(place(number)));
        }
        let mut member: Vec<Vec<u32>> = vec![Vec::new(); counts.len()];
        for set in 0..self.sets.len() {
            self.sets.get(set).iter().for_each(|word| member[*word as usize].push(place(set)));
        }
        self.numeric = numeric;
        self.starts = Lists::of(places);
        self.member = Lists::of(member);
    }

    /// Tells every word that a phrase may begin with; whether it may begin with a number.
    fn begins(&self, phrase: Phrase, mut tell: impl FnMut(u32)) -> bool {
        begins(self.parts(phrase), |set| self.sets.get(set as usize).iter().for_each(|word| tell(*word)))
    }
}

/// Lists of the lexicon are far shorter than four thousand million entries.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The phrases of a concept, and those that speak against it.
fn phrases_of(concept: &Concept) -> impl Iterator<Item = (&str, bool)> {
    let against = concept.unless.as_deref().unwrap_or("");
    pieces(&concept.phrases).map(|phrase| (phrase, false)).chain(pieces(against).map(|phrase| (phrase, true)))
}

/// What stands between commas and line breaks, without comments.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.split(" # ").next().unwrap_or(""));
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|piece| !piece.is_empty() && !piece.starts_with('#'))
}

/// A phrase in the words that the scanner would make of it.
fn spaced(phrase: &str) -> Cow<'_, str> {
    if !phrase.contains(['-', '/', '\'']) && !phrase.contains("cannot") {
        return Cow::Borrowed(phrase);
    }
    let one = |word: &str| {
        // The names of classes keep their hyphens.
        let plain = if word.contains('@') { word.to_owned() } else { word.replace(['-', '/'], " ") };
        let plain = plain.replace("cannot", "can not").replace("n't", " not").replace("'s", "");
        plain.replace("'d", "").replace("'ll", " will").replace("'re", " be")
    };
    Cow::Owned(phrase.split_whitespace().map(one).collect::<Vec<_>>().join(" "))
}

/// The phrases that cannot be read, each with its concept: they name a class that is not there, or no word at all.
pub fn faults(set: &ConceptSet) -> Vec<(String, String)> {
    let classes: FxHashMap<&str, Vec<u32>> =
        set.classes.iter().map(|class| (class.id.as_str(), vec![0])).collect();
    let mut concepts = Concepts::default();
    let mut found = Vec::new();
    for concept in &set.concepts {
        for (phrase, _) in phrases_of(concept) {
            if concepts.parse(phrase, &classes).is_none() {
                found.push((concept.id.clone(), phrase.to_owned()));
            }
        }
    }
    found
}
