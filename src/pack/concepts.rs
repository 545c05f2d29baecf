//! `reference/concepts/NAME.yaml`: what the review looks for, as sets of phrases.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pack::Id;
use crate::yaml::record;

/// A file of concepts. Concepts of the same id in several files or packs are one: their phrases add up.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConceptFile {
    /// The version of this file format; this release reads 1.
    pub format: u32,
    /// Word classes that phrases may name as `@id`.
    #[serde(default)]
    pub classes: Vec<WordClass>,
    /// The concepts.
    #[serde(default)]
    pub concepts: Vec<Concept>,
}
record!(ConceptFile { format, classes, concepts });

/// A set of words that stand for one another in a phrase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordClass {
    /// Kebab-case name.
    pub id: Id,
    /// The words, separated by commas or line breaks. `word*` stands for every word that begins so.
    pub words: String,
}
record!(WordClass { id, words });

/// One idea and the many ways to say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Kebab-case name.
    pub id: Id,
    /// What was looked for, as a reader of a finding sees it.
    pub means: String,
    /// The phrases, separated by commas or line breaks. All words are compared by their stems. `a|b` is either word,
    /// `word*` every word that begins so, `word?` may be left out, `@class` any word of a class, `<n>` a number, `<%>`
    /// a percentage, `..` up to three words between, `...` up to eight, `^` the beginning of a sentence, cell or item.
    pub phrases: String,
    /// Phrases that look alike and mean something else: where one covers a hit, the hit does not count.
    #[serde(default)]
    pub unless: Option<String>,
    /// Whether a hit counts even where it is negated, because the phrases say so themselves.
    #[serde(default)]
    pub negated: Option<bool>,
    /// Whether a hit counts even where it is put off, asked or made to depend.
    #[serde(default)]
    pub open: Option<bool>,
}
record!(Concept { id, means, phrases, unless, negated, open });

/// The concepts of all packs together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ConceptSet {
    /// Word classes, by id; later ones add their words.
    pub classes: Vec<WordClass>,
    /// Concepts, by id; later ones add their phrases.
    pub concepts: Vec<Concept>,
}

impl ConceptSet {
    /// Adds a file.
    pub fn add(&mut self, file: &ConceptFile) {
        for class in &file.classes {
            match self.classes.iter_mut().find(|known| known.id == class.id) {
                Some(known) => known.words = format!("{}\n{}", known.words, class.words),
                None => self.classes.push(class.clone()),
            }
        }
        for concept in &file.concepts {
            match self.concepts.iter_mut().find(|known| known.id == concept.id) {
                Some(known) => known.extend(concept),
                None => self.concepts.push(concept.clone()),
            }
        }
    }
}

impl Concept {
    fn extend(&mut self, more: &Concept) {
        self.phrases = format!("{}\n{}", self.phrases, more.phrases);
        if let Some(unless) = &more.unless {
            self.unless = Some(format!("{}\n{unless}", self.unless.as_deref().unwrap_or("")));
        }
    }
}
