//! Passages that carry nothing: said before, a heap of keywords, or about something else. The review reads the answer
//! without them, so that nobody gains by repeating, stuffing or padding.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Serialize;

use super::concepts::Concepts;
use super::reading::Reading;
use super::remote::off_topic;
use crate::text::document::Kind;

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
            Idle::Keywords => "terms in a row, without a sentence",
            Idle::OffTopic => "about something else",
            Idle::Order => "an order to the reader",
        }
    }
}

/// A passage that is left out: bytes of the file.
pub type Passage = (Range<usize>, Idle);

/// Shorter sentences may stand twice.
const SHORT: usize = 3;

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
    let mut seen: FxHashSet<Vec<u32>> = brief.map(|brief| said_by(reading, brief)).unwrap_or_default();
    let mut found = Vec::new();
    let mut open: Option<(usize, bool, bool)> = None;
    let mut heads: FxHashSet<Vec<u32>> = FxHashSet::default();
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

/// The words of a passage, by their numbers in the document.
fn words(reading: &Reading<'_>, tokens: &Range<usize>) -> Vec<u32> {
    reading.document.tokens[tokens.clone()].iter().map(|token| token.word).collect()
}

/// The sentences of another text, in the words of the answer; one with a word that the answer lacks cannot be in it.
fn said_by(reading: &Reading<'_>, text: &str) -> FxHashSet<Vec<u32>> {
    let numbers: FxHashMap<&str, u32> =
        reading.document.words.stems().iter().map(|stem| &**stem).zip(0_u32..).collect();
    let none = Concepts::default();
    let other = Reading::new(text, &none);
    let sentence = |sentence: usize| -> Option<Vec<u32>> {
        let tokens = &other.document.tokens[other.sentence(sentence)];
        tokens.iter().map(|token| numbers.get(other.document.stem(token)).copied()).collect()
    };
    let all = 0..other.document.sentences.len();
    all.filter_map(sentence).filter(|words| words.len() >= SHORT).collect()
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
    let distinct: FxHashSet<u32> = all.iter().map(|token| token.word).collect();
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
