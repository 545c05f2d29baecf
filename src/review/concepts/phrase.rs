//! The little language of phrases, and matching them.

use serde::{Deserialize, Serialize};

/// One step of a phrase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Step {
    /// A word out of these, sorted; ids of the lexicon.
    Word(Box<[u32]>),
    /// A number that counts something.
    Number,
    /// A percentage.
    Percent,
    /// Up to so many words of any kind.
    Gap(u8),
    /// The beginning of a sentence, cell or item.
    Start,
}

/// A step that may be left out, or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) step: Step,
    pub(super) optional: bool,
}

/// A phrase of a concept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Phrase {
    pub(super) parts: Box<[Part]>,
    /// The concept, and whether the phrase speaks against it.
    pub(super) concept: u16,
    pub(super) against: bool,
}

impl Phrase {
    /// Tells every word that the phrase may begin with; whether it may begin with a number.
    pub(super) fn begins(&self, mut tell: impl FnMut(u32)) -> bool {
        let mut numeric = false;
        for part in &self.parts {
            match &part.step {
                Step::Word(words) => words.iter().for_each(|word| tell(*word)),
                Step::Number | Step::Percent => numeric = true,
                Step::Gap(_) | Step::Start => continue,
            }
            if !part.optional {
                break;
            }
        }
        numeric
    }

    /// Whether each word that the phrase cannot do without is present.
    pub(super) fn fits(&self, present: &[bool]) -> bool {
        self.parts.iter().all(|part| match &part.step {
            Step::Word(words) => part.optional || words.iter().any(|word| present[*word as usize]),
            Step::Number | Step::Percent | Step::Gap(_) | Step::Start => true,
        })
    }
}

/// What a phrase sees of a sentence.
pub(super) trait Line {
    /// How many tokens there are.
    fn length(&self) -> usize;
    /// Whether the token at a place is one of these words.
    fn is_word(&self, at: usize, words: &[u32]) -> bool;
    /// Whether the token is a number that counts.
    fn is_number(&self, at: usize) -> bool;
    /// Whether the token is a percentage.
    fn is_percent(&self, at: usize) -> bool;
    /// Whether a strong break stands before the token.
    fn is_break(&self, at: usize) -> bool;
    /// Whether the token begins a sentence, or something after a strong break.
    fn is_start(&self, at: usize) -> bool;
}

/// The end of a match of `parts` from `at`, the shortest one; none if it does not match.
///
/// Gaps are bounded and phrases short, so that the work per place is bounded as well.
pub(super) fn match_at<L: Line>(parts: &[Part], line: &L, at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    let one = |fits: bool| if fits { match_at(rest, line, at + 1) } else { None };
    let found = match &part.step {
        Step::Start => return if line.is_start(at) { match_at(rest, line, at) } else { None },
        Step::Gap(most) => {
            let most = usize::from(*most);
            for skipped in 0..=most {
                let next = at + skipped;
                if next > line.length() || (next > 0 && next < line.length() && line.is_break(next)) {
                    break;
                }
                if let Some(end) = match_at(rest, line, next) {
                    return Some(end);
                }
            }
            return None;
        }
        Step::Word(words) => one(at < line.length() && line.is_word(at, words)),
        Step::Number => one(at < line.length() && line.is_number(at)),
        Step::Percent => one(at < line.length() && line.is_percent(at)),
    };
    match found {
        None if part.optional => match_at(rest, line, at),
        found => found,
    }
}
