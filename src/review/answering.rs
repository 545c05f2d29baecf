//! Which failure of a passage has an answer: sentence after sentence, line after line.

use std::ops::Range;

use super::concepts::{Hit, State};
use super::parts::{Part, Recognized};
use super::reading::Reading;
use crate::text::document::Block;
use crate::text::scan::Token;

/// Whether a line of text has an arrow in it.
pub(super) fn has_arrow(text: &str) -> bool {
    ["→", "->", "=>", "⇒", "➔"].iter().any(|arrow| text.contains(arrow))
}

/// Whether something is done about a harm among these tokens: a sentence says so, and not that it is still to come.
pub(super) fn is_answered(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    reading.within("mitigation", tokens).any(|hit| {
        hit.state == State::Stated && !reading.touches("answer-lacking", &reading.sentence(hit.sentence))
    })
}

/// Whether a line has an answer behind an arrow.
pub(super) fn points_on(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let text = &reading.text[reading.document.bytes(tokens.clone())];
    let behind = ["→", "->", "=>", "⇒", "➔"].iter().find_map(|arrow| text.rsplit_once(arrow));
    let worded = behind.is_some_and(|(_, answer)| answer.split_whitespace().count() >= 3);
    worded && !reading.touches("answer-lacking", tokens)
}

/// Whether a passage speaks of what may go wrong: it is of the Safety part, or no heading tells the parts apart.
pub(super) fn may_hold_failures(reading: &Reading<'_>, block: usize) -> bool {
    let headed = has_headings(reading);
    match reading.parts.of_block[block] {
        Some(Part::Safety) => true,
        Some(Part::Metrics | Part::Rollout) => false,
        Some(Part::Scope) | None => !headed || !reading.parts.of_block.contains(&Some(Part::Safety)),
    }
}

/// Whether a hit may belong to a part: it stands there, or no heading tells the parts apart.
pub(super) fn may_belong(reading: &Reading<'_>, hit: &Hit, wanted: Part) -> bool {
    let part = reading.part(hit);
    part == Some(wanted)
        || !has_headings(reading)
        || (part.is_none() && !reading.parts.of_block.contains(&Some(wanted)))
}

/// Whether headings or labels tell the parts apart; otherwise they are guessed from what is said.
pub(super) fn has_headings(reading: &Reading<'_>) -> bool {
    reading.parts.begins.iter().any(|begin| begin.2 != Recognized::Content)
}

/// What a sentence does about failures.
struct Told {
    sentence: usize,
    fails: bool,
    answers: bool,
    lacks: bool,
    further: bool,
}

/// The sentences of a paragraph that name a failure to which neither they nor the ones around them have an answer, while
/// another failure beside it has one, or nothing in the answer does anything about any.
pub(super) fn unanswered(reading: &Reading<'_>, block: &Block, idle: bool) -> Vec<usize> {
    let told: Vec<Told> = block.sentences.clone().map(|sentence| tell(reading, sentence)).collect();
    let headed = has_headings(reading);
    let short = |at: usize| reading.sentence(told[at].sentence).len() <= 5 && at + 1 < told.len();
    let failures = told.iter().filter(|told| told.fails).count();
    let answered = |at: usize| {
        let next = told[at + 1..].iter().position(|told| told.fails).map_or(told.len(), |next| at + 1 + next);
        let before = at > 0 && told[at - 1].answers && !told[at - 1].fails && !told[at].lacks;
        // What is shrugged off in the next sentence is not answered by one on something else.
        let next = if told.get(at + 1).is_some_and(|next| next.lacks && !next.fails) { at + 1 } else { next };
        let next_one = told.get(at + 1).is_some_and(|told| !told.lacks);
        let asked = next_one && reading.document.sentences[told[at].sentence].asks;
        before
            || asked
            || told[at..next].iter().any(|told| told.answers)
            || told[at..].iter().any(|told| all(reading, told))
    };
    let open: Vec<usize> =
        (0..told.len()).filter(|at| told[*at].fails && !short(*at) && !answered(*at)).collect();
    let selective = failures > open.len() && open.len() < 3;
    let least = if idle { 1 } else { 2 };
    let waved =
        |at: usize| !told[at].answers && told.get(at + 1).is_some_and(|next| next.lacks && !next.fails);
    let shrugged = |at: usize| told[at].lacks && !told[at].answers;
    let counts = |at: &usize| {
        waved(*at)
            || shrugged(*at)
            || (idle || selective) && (told[*at].further || (failures >= least && !headed))
    };
    open.into_iter().filter(counts).map(|at| told[at].sentence).collect()
}

fn tell(reading: &Reading<'_>, sentence: usize) -> Told {
    let tokens = reading.sentence(sentence);
    // "Could it drop a table? Sure.": a bare yes is no answer.
    let bare = tokens.len() <= 3 && reading.touches("bare-yes", &tokens);
    let lacks = bare || reading.touches("answer-lacking", &tokens);
    let named = ["failure", "failure-told", "failure-named"];
    let fails = (named.iter().any(|id| reading.states(id, &tokens)) || supposes(reading, sentence))
        && !bare
        && !reading.touches("trade-off", &tokens)
        && !reading.touches("trade-off-told", &tokens)
        && !reading.touches("principle", &tokens)
        && !reading.touches("category-dismissed", &tokens)
        && !reading.touches("taxonomy", &tokens)
        && !reading.touches("citation-firm", &tokens);
    // What follows a semicolon or colon behind a failure answers it, whatever the words.
    let split = (tokens.start + 4..tokens.end.saturating_sub(3))
        .any(|at| reading.document.tokens[at].has(Token::CLAUSE | Token::COLON));
    let said = reading.states("mitigation", &tokens) || reading.states("answer-told", &tokens) || split;
    let answers = !lacks && said;
    let start = tokens.start..(tokens.start + 4).min(tokens.end);
    Told { sentence, fails, answers, lacks, further: reading.touches("failure-next", &start) }
}

/// Whether a sentence asks if something bad could happen: "Could it page the whole team at four?".
pub(in crate::review) fn supposes(reading: &Reading<'_>, sentence: usize) -> bool {
    let document = &reading.document;
    let first = document.sentences[sentence].first as usize;
    let stem = document.tokens.get(first).map(|token| document.stem(token));
    document.sentences[sentence].asks && matches!(stem, Some("could" | "can" | "might" | "may"))
}

/// Whether a sentence answers all that was named before it.
fn all(reading: &Reading<'_>, told: &Told) -> bool {
    let tokens = reading.sentence(told.sentence);
    told.answers && reading.touches("answer-to-all", &tokens)
}
