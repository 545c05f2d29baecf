//! The reading grade of an answer, over everything that is read and over its prose alone.

use rustc_hash::FxHashMap;

use super::reading::Reading;
use crate::text::document::Kind;
use crate::text::readability::Counts;
use crate::text::scan::Token;
use crate::text::syllables;

/// Flesch-Kincaid grades; none for a text too short to tell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Grades {
    /// Over headings, tables and prose.
    pub whole: Option<f64>,
    /// Over paragraphs and items.
    pub prose: Option<f64>,
}

/// A grade over fewer words says nothing.
const LEAST: usize = 80;

/// Works out both grades.
pub fn grades(reading: &Reading<'_>) -> Grades {
    let (mut whole, mut prose) = (Counts::default(), Counts::default());
    let mut row = None;
    for block in &reading.document.blocks {
        let counts = match block.kind {
            Kind::Code(_) | Kind::Diagram => continue,
            _ => {
                block.sentences.clone().map(|sentence| count(reading, sentence)).fold(Counts::default(), sum)
            }
        };
        whole = sum(whole, counts);
        if let Kind::Cell { table, row: at, .. } = block.kind {
            // The cells of a row are read as one sentence.
            if row == Some((table, at)) && counts.sentences > 0 {
                whole.sentences -= 1;
            }
            row = (counts.sentences > 0).then_some((table, at)).or(row);
        } else if matches!(block.kind, Kind::Paragraph | Kind::Item) {
            prose = sum(prose, counts);
        }
    }
    let grade = |counts: Counts| counts.grade().filter(|_| counts.words >= LEAST);
    Grades { whole: grade(whole), prose: grade(prose) }
}

fn sum(one: Counts, other: Counts) -> Counts {
    Counts {
        sentences: one.sentences + other.sentences,
        words: one.words + other.words,
        syllables: one.syllables + other.syllables,
    }
}

/// The words and syllables of a sentence. Words joined by a hyphen are one.
pub fn count(reading: &Reading<'_>, sentence: usize) -> Counts {
    reading.counts().get(sentence).copied().unwrap_or_default()
}

/// The words and syllables of every sentence.
pub(super) fn counts(reading: &Reading<'_>) -> Vec<Counts> {
    // Few words make up most of a text.
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut syllables = |word| *known.entry(word).or_insert_with_key(|word| syllables::count(word));
    let one = |sentence| {
        let mut counts = Counts { sentences: 1, words: 0, syllables: 0 };
        let mut last: Option<&Token> = None;
        for token in reading.document.tokens_of(sentence) {
            if last.is_some_and(|last| last.start == token.start) {
                continue;
            }
            let between = last.and_then(|last| reading.text.get(last.end as usize..token.start as usize));
            counts.words += usize::from(between != Some("-"));
            let word = reading.text.get(token.start as usize..token.end as usize);
            counts.syllables += syllables(word.unwrap_or(""));
            last = Some(token);
        }
        counts
    };
    (0..reading.document.sentences.len()).map(one).collect()
}

/// A grade as people see it: never with decimals.
pub fn range(grade: f64) -> String {
    let low = grade.floor().max(0.0);
    format!("{low:.0}\u{2013}{:.0}", low + 1.0)
}
