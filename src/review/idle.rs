//! Passages that carry nothing: said before, a heap of keywords, or about something else. The review reads the answer
//! without them, so that nobody gains by repeating, stuffing or padding.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::concepts::Concepts;
use super::harms::content;
use super::parts::Part;
use super::reading::Reading;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// Why a passage is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Idle {
    /// It was said before in the same words.
    Repeated,
    /// It names many things and says nothing of them.
    Keywords,
    /// It is about something else.
    OffTopic,
    /// It tells the reader what to think of the answer.
    Order,
}

impl Idle {
    /// The words for it.
    pub fn word(self) -> &'static str {
        match self {
            Idle::Repeated => "said before",
            Idle::Keywords => "a heap of terms",
            Idle::OffTopic => "about something else",
            Idle::Order => "an order to the reader",
        }
    }
}

/// A passage that is left out: bytes of the file.
pub type Passage = (Range<usize>, Idle);

/// Shorter sentences may stand twice.
const SHORT: usize = 3;

/// So many paragraphs about something else are padding.
const PADDED: usize = 2;

/// Things an answer is about; a heap of terms names many of them at once.
const CORE: [&str; 26] = [
    "red-team",
    "rollback",
    "consent",
    "audit",
    "privacy",
    "latency",
    "region",
    "baseline",
    "trade-off-firm",
    "principle-named",
    "harm-category",
    "phase",
    "feedback-loop",
    "safety-label",
    "primary-label",
    "boundary-firm",
    "user-intent",
    "citation-firm",
    "over-blocking",
    "accepted-risk",
    "rejected-option",
    "would-change",
    "measured-how",
    "gate",
    "attack",
    "failure",
];

/// What shows that a paragraph belongs to the answer.
const TOPIC: [&str; 39] = [
    "red-team",
    "rollback",
    "consent",
    "audit",
    "privacy",
    "latency",
    "region",
    "baseline",
    "trade-off",
    "principle-named",
    "harm-category",
    "phase",
    "feedback-loop",
    "safety-label",
    "primary-label",
    "boundary",
    "user-intent",
    "citation",
    "over-blocking",
    "accepted-risk",
    "rejected-option",
    "would-change",
    "measured-how",
    "gate",
    "attack",
    "failure",
    "mitigation",
    "harm",
    "measure",
    "decision",
    "taxonomy",
    "engagement",
    "primary-user",
    "principle",
    "anyone",
    "many-users",
    "limitless",
    "plain-decision",
    "toggle",
];

/// Small words, as stems, of which running text is full.
const SMALL: [&str; 44] = [
    "the", "of", "and", "to", "a", "in", "be", "for", "that", "it", "we", "with", "on", "or", "by", "they",
    "this", "not", "have", "as", "from", "at", "an", "if", "i", "she", "he", "her", "their", "our", "who",
    "which", "when", "will", "is", "are", "its", "than", "so", "because", "each", "every", "no", "but",
];

/// Finds the passages that carry nothing, in the order of the text.
pub fn idle(reading: &Reading<'_>, brief: Option<&str>) -> Vec<Passage> {
    let mut found = repeated(reading, brief);
    found.extend(keywords(reading));
    found.extend(off_topic(reading));
    found.extend(orders(reading));
    found.sort_by_key(|passage| (passage.0.start, passage.0.end));
    found.dedup_by(|next, last| next.0.start < last.0.end);
    found
}

/// The text with those passages blank, byte for byte as long; none if there is nothing to leave out.
pub fn without(text: &str, passages: &[Passage]) -> Option<String> {
    if passages.is_empty() {
        return None;
    }
    let mut clear = String::with_capacity(text.len());
    let mut at = 0;
    for (span, _) in passages {
        clear.push_str(text.get(at..span.start)?);
        for letter in text.get(span.clone())?.chars() {
            // Line breaks and the borders of cells keep the shape of what is around.
            let kept = matches!(letter, '\n' | '|');
            if kept { clear.push(letter) } else { (0..letter.len_utf8()).for_each(|_| clear.push(' ')) }
        }
        at = span.end;
    }
    clear.push_str(text.get(at..)?);
    Some(clear)
}

/// Sentences and rows that stand in the text a second time, and headings with nothing else below them.
/// What the brief says is said before.
fn repeated(reading: &Reading<'_>, brief: Option<&str>) -> Vec<Passage> {
    let document = &reading.document;
    let mut seen: HashSet<Vec<String>> = brief.map(sentences).unwrap_or_default();
    let mut found = Vec::new();
    let mut open: Option<(usize, bool, bool)> = None;
    let mut heads: HashSet<Vec<String>> = HashSet::new();
    let mut last_row = None;
    for (number, block) in document.blocks.iter().enumerate() {
        if block.kind == Kind::Heading
            || document.headings.iter().any(|title| title.block == number && title.level <= 7)
        {
            close(reading, open.take(), &mut found);
            let again = !heads.insert(words(reading, &block.tokens)) && !block.tokens.is_empty();
            open = again.then_some((number, false, true));
            continue;
        }
        if !reading.said[number] {
            // A quoted brief.
            let all = block.sentences.clone().map(|sentence| words(reading, &reading.sentence(sentence)));
            seen.extend(all.filter(|words| words.len() >= SHORT));
            continue;
        }
        let spans: Vec<Range<usize>> = match block.kind {
            Kind::Cell { table, row: 0, .. } => {
                if last_row.replace((table, 0)) == Some((table, 0)) {
                    continue;
                }
                // The head of a table may stand again above other rows.
                let whole = reading.row(table, 0).start
                    ..reading.row(table, document.tables[table].rows.len() - 1).end;
                if !seen.insert(words(reading, &whole)) && whole.len() >= SHORT {
                    found.push((document.bytes(reading.row(table, 0)), Idle::Repeated));
                }
                continue;
            }
            Kind::Cell { table, row, .. } => {
                if last_row.replace((table, row)) == Some((table, row)) {
                    continue;
                }
                vec![reading.row(table, row)]
            }
            _ => block.sentences.clone().map(|sentence| reading.sentence(sentence)).collect(),
        };
        for tokens in spans {
            if tokens.len() < SHORT {
                continue;
            }
            let again = !seen.insert(words(reading, &tokens));
            if let Some((_, some, only)) = &mut open {
                *some = true;
                *only &= again;
            }
            if again {
                found.push((document.bytes(tokens), Idle::Repeated));
            }
        }
    }
    close(reading, open, &mut found);
    found
}

fn close(reading: &Reading<'_>, open: Option<(usize, bool, bool)>, found: &mut Vec<Passage>) {
    if let Some((block, _, true)) = open {
        found.push((reading.document.blocks[block].span.clone(), Idle::Repeated));
    }
}

fn words(reading: &Reading<'_>, tokens: &Range<usize>) -> Vec<String> {
    let all = &reading.document.tokens[tokens.clone()];
    all.iter().map(|token| reading.document.stem(token).to_owned()).collect()
}

/// The sentences of a text, as stems.
fn sentences(text: &str) -> HashSet<Vec<String>> {
    let none = Concepts::default();
    let reading = Reading::new(text, &none);
    let all = 0..reading.document.sentences.len();
    all.map(|sentence| words(&reading, &reading.sentence(sentence)))
        .filter(|words| words.len() >= SHORT)
        .collect()
}

/// Sentences, and lists of very short items, that name many things and say nothing of them.
fn keywords(reading: &Reading<'_>) -> Vec<Passage> {
    let document = &reading.document;
    let mut found = Vec::new();
    let mut list: Vec<usize> = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        let real = document.headings.iter().any(|title| title.block == number && title.level < 7);
        let listed = block.item.is_some() || (!list.is_empty() && !real);
        let short =
            listed && block.tokens.len() <= 4 && !matches!(block.kind, Kind::Cell { .. } | Kind::Code(_));
        if short {
            list.push(number);
            continue;
        }
        heap_of_items(reading, &mut list, &mut found);
        if !reading.said[number] || matches!(block.kind, Kind::Cell { .. } | Kind::Footnote) {
            continue;
        }
        for sentence in block.sentences.clone() {
            let tokens = reading.sentence(sentence);
            if is_heap(reading, &tokens) {
                found.push((document.bytes(tokens), Idle::Keywords));
            }
        }
    }
    heap_of_items(reading, &mut list, &mut found);
    found
}

fn heap_of_items(reading: &Reading<'_>, list: &mut Vec<usize>, found: &mut Vec<Passage>) {
    let blocks = &reading.document.blocks;
    if let (Some(first), Some(last)) = (list.first(), list.last()) {
        let tokens = blocks[*first].tokens.start..blocks[*last].tokens.end;
        if list.len() >= 5 && is_heap(reading, &tokens) {
            found.extend(
                list.iter()
                    .map(|number| (reading.document.bytes(blocks[*number].tokens.clone()), Idle::Keywords)),
            );
        }
    }
    list.clear();
}

/// Whether many terms stand among few other words, or the same few words come again and again.
fn is_heap(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let all = &reading.document.tokens[tokens.clone()];
    if all.len() < 6 {
        return false;
    }
    let small = all.iter().filter(|token| SMALL.contains(&reading.document.stem(token))).count();
    let telegraphic = small * 8 < all.len();
    let distinct: HashSet<u32> = all.iter().map(|token| token.word).collect();
    if all.len() >= 12 && distinct.len() * 2 < all.len() {
        return true;
    }
    let terms = reading.count(&CORE, tokens).min(places(reading, tokens));
    (telegraphic && terms >= 5) || (terms >= 8 && terms * 4 >= all.len())
}

/// At how many places terms stand; one word may be several terms.
fn places(reading: &Reading<'_>, tokens: &Range<usize>) -> usize {
    let mut spans: Vec<Range<usize>> =
        CORE.iter().flat_map(|id| reading.within(id, tokens).map(|hit| hit.tokens.clone())).collect();
    spans.sort_by_key(|span| (span.start, span.end));
    let mut end = 0;
    let mut count = 0;
    for span in spans {
        if span.start >= end {
            count += 1;
            end = span.end;
        }
    }
    count
}

/// Sentences that tell a reviewer which score to give.
fn orders(reading: &Reading<'_>) -> Vec<Passage> {
    let sentences = reading.hits("order-to-reader").map(|hit| hit.sentence);
    let mut found: Vec<Passage> =
        sentences.map(|sentence| (reading.document.sentence_bytes(sentence), Idle::Order)).collect();
    found.dedup();
    found
}

/// Paragraphs and items that name nothing an answer is about and share no words with those that do.
fn off_topic(reading: &Reading<'_>) -> Vec<Passage> {
    let document = &reading.document;
    let own = |block: &crate::text::document::Block| matches!(block.kind, Kind::Paragraph | Kind::Item);
    let mut seed: HashSet<u32> = HashSet::new();
    let mut doubtful = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        if block.tokens.is_empty() || matches!(block.kind, Kind::Code(_)) {
            continue;
        }
        let terms = reading.count(&TOPIC, &block.tokens);
        let long = block.tokens.len() >= 20;
        if long
            && terms * 24 < block.tokens.len()
            && terms < 3
            && own(block)
            && reading.said[number]
            && !figured(reading, &block.tokens)
        {
            doubtful.push(number);
        } else {
            seed.extend(content(reading, &block.tokens));
        }
    }
    let strange = |number: &usize| {
        let words = content(reading, &document.blocks[*number].tokens);
        let shared = words.intersection(&seed).count();
        shared * 5 < words.len().max(1)
    };
    let mut strange: Vec<usize> = doubtful.into_iter().filter(strange).collect();
    if strange.len() >= PADDED {
        // Where so much is about something else, what is hardly about the answer is as well.
        let also = remote(reading, IN_COMPANY);
        strange.extend(
            (0..also.len())
                .filter(|number| also[*number] && !figured(reading, &document.blocks[*number].tokens)),
        );
        strange.sort_unstable();
        strange.dedup();
    }
    strange
        .into_iter()
        .map(|number| (document.bytes(document.blocks[number].tokens.clone()), Idle::OffTopic))
        .collect()
}

/// Blocks of running text whose words are hardly those of the rest and that name little of what an answer is about.
/// They may be read, and raise nothing. The bounds were set on the labelled answers: one paragraph in seventeen of theirs
/// is among these, nine in ten of paragraphs about something else are.
pub fn doubtful(reading: &Reading<'_>) -> Vec<bool> {
    remote(reading, ALONE)
}

/// How near a block must be to the rest of the answer to be about it.
const ALONE: f64 = 0.35;

/// The same in an answer that was padded.
const IN_COMPANY: f64 = 0.42;

/// Blocks that are not so near: the share of their words that others use, and a little for each term.
fn remote(reading: &Reading<'_>, bound: f64) -> Vec<bool> {
    let blocks = &reading.document.blocks;
    if TERMS.iter().any(|id| reading.concepts.number(id).is_none()) {
        return vec![false; blocks.len()];
    }
    let own: Vec<HashSet<u32>> = blocks.iter().map(|block| content(reading, &block.tokens)).collect();
    let mut times: HashMap<u32, usize> = HashMap::new();
    for (number, words) in own.iter().enumerate() {
        // Words of a long list of paragraphs about something else would vouch for each other.
        let vouches = !matches!(blocks[number].kind, Kind::Code(_)) && terms(reading, number) >= 0.7;
        words.iter().filter(|_| vouches).for_each(|word| *times.entry(*word).or_default() += 1);
    }
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let is = |at: usize| {
        let block = &blocks[at];
        // A user is told in words of their own.
        let user = bound < IN_COMPANY
            && reading.parts.of_block[at] != Some(Part::Rollout)
            && (reading.touches("primary-user", &block.tokens)
                || reading.touches("persona-age", &block.tokens));
        if user {
            return false;
        }
        if block.tokens.len() < 12 || !reading.said[at] || !matches!(block.kind, Kind::Paragraph | Kind::Item)
        {
            return false;
        }
        let vouches = usize::from(terms(reading, at) >= 0.7);
        let shared = own[at].iter().filter(|word| times.get(word).copied().unwrap_or(0) > vouches).count();
        number(shared) / number(own[at].len().max(1)) + 0.15 * terms(reading, at) < bound
    };
    (0..blocks.len()).map(is).collect()
}

/// How many terms of an answer a block names in twenty words.
fn terms(reading: &Reading<'_>, block: usize) -> f64 {
    let tokens = &reading.document.blocks[block].tokens;
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(reading.count(&TERMS, tokens)) * 20.0 / number(tokens.len().max(1))
}

/// Terms that seldom stand in a text about something else.
const TERMS: [&str; 30] = [
    "red-team",
    "rollback",
    "consent",
    "audit",
    "privacy",
    "latency",
    "region",
    "trade-off",
    "principle-named",
    "harm-category",
    "phase",
    "feedback-loop",
    "safety-label",
    "boundary",
    "user-intent",
    "over-blocking",
    "accepted-risk",
    "rejected-option",
    "would-change",
    "attack",
    "failure",
    "harm",
    "measure",
    "taxonomy",
    "engagement",
    "primary-user",
    "principle",
    "anyone",
    "limitless",
    "plain-decision",
];

/// Whether a passage holds a percentage or an amount of money: it counts something.
fn figured(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    reading.document.tokens[tokens.clone()].iter().any(|token| token.has(Token::PERCENT | Token::MONEY))
}
