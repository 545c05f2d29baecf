//! What a review is made against: the case, the rubric, the ledger, the concepts.

use crate::pack::concepts::{Concept, ConceptSet};
use crate::pack::library::Library;
use crate::pack::prompt::Case;
use crate::pack::rubric::Rubric;
use crate::pack::shelf::Shelf;

use super::concepts::Concepts;
use super::simple;
use super::weighing::Table;

/// What a review is made against.
#[derive(Debug)]
pub struct Context {
    /// The case, if it is one of the library.
    pub case: Option<Case>,
    /// The rubric.
    pub rubric: Option<Rubric>,
    /// The reference shelf: claims, sources.
    pub shelf: Shelf,
    /// What is looked for.
    pub concepts: Concepts,
    /// What words say for and against each fault; empty where nothing is weighed.
    pub weights: Table,
    /// Ids and versions of the packs.
    pub packs: String,
    /// Checks to run; all if empty.
    pub only: Vec<String>,
    /// Checks to leave out.
    pub ignore: Vec<String>,
    /// Checks that the writer disputes outside the file, with the reason.
    pub disputed: Vec<(String, Option<String>)>,
    /// Checks that the person has muted: what they find counts as disputed.
    pub muted: Vec<String>,
}

/// Makes concepts out of the signs of a case: `case-harm-ID` and `case-constraint-ID`.
fn signs(case: &Case) -> Vec<Concept> {
    let harms = case.harms.iter().map(|harm| (format!("case-harm-{}", harm.id), &harm.what, &harm.signs));
    let limits = case
        .constraints
        .iter()
        .map(|limit| (format!("case-constraint-{}", limit.id), &limit.what, &limit.signs));
    let concept = |(id, what, signs): (String, &String, &Vec<String>)| Concept {
        id,
        means: what.clone(),
        phrases: signs.iter().map(|sign| loose(sign)).collect::<Vec<_>>().join("\n"),
        unless: None,
        negated: Some(true),
        open: Some(true),
    };
    harms.chain(limits).map(concept).collect()
}

/// A sign as a phrase: its words with room between them, without the small ones.
fn loose(sign: &str) -> String {
    const SMALL: [&str; 12] = ["a", "an", "the", "of", "in", "to", "and", "for", "is", "are", "be", "on"];
    let plain: String =
        sign.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    let words = plain.split_whitespace().filter(|word| !SMALL.contains(&word.to_lowercase().as_str()));
    words.collect::<Vec<_>>().join(" .. ")
}

impl Context {
    /// A context out of a library. An unknown rubric is the same as none.
    pub fn new(library: &Library, case: Option<Case>, rubric: &str) -> Self {
        // What ships was made ready when the program was built; packs with concepts of their own make all of it anew.
        let made: Option<Concepts> = library.lexicon();
        let mut concepts = made.unwrap_or_else(|| Concepts::new(&library.concepts()));
        case.iter().for_each(|case| concepts.extend(&signs(case), &[]));
        let rubric = library.rubric(rubric);
        let own = rubric.iter().filter(|rubric| !rubric.simple_checks.is_empty());
        own.for_each(|rubric| concepts.extend(&simple::concepts(rubric), &library.concepts().classes));
        Self {
            case,
            rubric,
            shelf: library.shelf(),
            concepts,
            weights: library.weights().unwrap_or_default(),
            packs: library.versions(),
            only: Vec::new(),
            ignore: Vec::new(),
            disputed: Vec::new(),
            muted: Vec::new(),
        }
    }

    /// A context of concepts alone, for tests of phrases.
    pub fn of_concepts(set: &ConceptSet) -> Self {
        Self {
            case: None,
            rubric: None,
            shelf: Shelf::default(),
            concepts: Concepts::new(set),
            weights: Table::default(),
            packs: String::new(),
            only: Vec::new(),
            ignore: Vec::new(),
            disputed: Vec::new(),
            muted: Vec::new(),
        }
    }

    /// Whether the person has muted a check.
    pub fn mutes(&self, check: &str) -> bool {
        self.muted.iter().any(|id| id == check)
    }

    /// Whether the case declares a constraint that this check looks for. `None` without a case.
    pub fn declares(&self, check: &str) -> Option<bool> {
        let case = self.case.as_ref()?;
        Some(case.constraints.iter().any(|constraint| constraint.check.as_deref() == Some(check)))
    }

    /// The reason for which the case excuses a check.
    pub fn excuse(&self, check: &str) -> Option<&str> {
        let case = self.case.as_ref()?;
        case.not_a_fault.iter().find(|excuse| excuse.check == check).map(|excuse| excuse.why.as_str())
    }
}
