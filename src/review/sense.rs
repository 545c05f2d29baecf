//! Whether a text can be assessed at all: long enough, in English, about this, and more than the brief.

use super::context::Context;
use super::reading::Reading;
use super::scatter::scatter;
use crate::text::document::Kind;

/// Fewer words are no answer.
const LEAST: usize = 40;

/// From this measure of misplaced sentences on, nobody can follow a text.
const SCATTERED: f64 = 0.85;

/// Words that stand in every English text.
const COMMON: [&str; 24] = [
    "the", "of", "and", "to", "a", "in", "be", "for", "that", "it", "we", "with", "on", "or", "by", "they",
    "this", "not", "have", "as", "from", "at", "an", "if",
];

/// Concepts of which an answer to such a case has several.
const TOPIC: [&str; 14] = [
    "user-intent",
    "failure",
    "mitigation",
    "harm",
    "principle-named",
    "trade-off",
    "measure",
    "target",
    "phase",
    "red-team",
    "rollback",
    "decision",
    "engagement",
    "people-noun",
];

/// The reason for which a text is not assessed.
pub fn sense(reading: &Reading<'_>, _context: &Context) -> Option<String> {
    let words = reading.words(None).saturating_sub(heads(reading));
    if words == 0 {
        return Some("there is no answer in it: no words outside the brief, headings and code".to_owned());
    }
    if words < LEAST {
        let shown = if words == 1 { "one word is".to_owned() } else { format!("{words} words are") };
        return Some(format!("{shown} too few to review; write at least {LEAST}"));
    }
    let stems = reading.document.words.stems();
    let common: Vec<bool> = stems.iter().map(|stem| COMMON.contains(&&**stem)).collect();
    let small = reading.document.tokens.iter().filter(|token| common[token.word as usize]).count();
    if small * 100 < reading.document.tokens.len() * 8 {
        return Some("it is not running English text, which is all that this review can read".to_owned());
    }
    let topics = TOPIC.iter().filter(|id| reading.hits(id).next().is_some()).count();
    if topics < 3 {
        return Some("nothing in it speaks of users, harms, measures or a launch".to_owned());
    }
    if scatter(reading).is_some_and(|share| share >= SCATTERED) {
        return Some("its sentences stand in no order: most of them belong to another part".to_owned());
    }
    None
}

/// The words in the heads of tables: a template has them as well.
fn heads(reading: &Reading<'_>) -> usize {
    let blocks = reading.document.blocks.iter().enumerate();
    let head = blocks
        .filter(|(number, block)| reading.said[*number] && matches!(block.kind, Kind::Cell { row: 0, .. }));
    head.map(|(_, block)| block.tokens.len()).sum()
}
