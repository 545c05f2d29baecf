//! How hard the prose of an answer is to read, by the Flesch-Kincaid grade level.
//!
//! Only running prose is measured: paragraphs, and list items that are sentences. Headings, tables, code, quotations
//! and comments would wreck the figure. Show a grade as a range or a whole number, never with decimals: syllables are
//! counted by rule, and two programs seldom agree within half a grade.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::text::scan::{BlockText, Scanned, scan};
use crate::text::{markdown, syllables};

/// What the formula needs to know about some text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Syllables of those words.
    pub syllables: usize,
}

impl Counts {
    /// The U.S. school grade in which the text is read with ease; none for a text without words.
    ///
    /// `0.39 * words / sentences + 11.8 * syllables / words - 15.59`. Source: J. P. Kincaid, R. P. Fishburne, R. L.
    /// Rogers and B. S. Chissom, "Derivation of New Readability Formulas (Automated Readability Index, Fog Count and
    /// Flesch Reading Ease Formula) for Navy Enlisted Personnel", Research Branch Report 8-75, Naval Air Station
    /// Memphis, 1975.
    pub fn grade(self) -> Option<f64> {
        if self.sentences == 0 || self.words == 0 {
            return None;
        }
        let ratio = |part: usize, whole: usize| f64::from(small(part)) / f64::from(small(whole));
        Some(0.39 * ratio(self.words, self.sentences) + 11.8 * ratio(self.syllables, self.words) - 15.59)
    }

    fn add(&mut self, other: Counts) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// One sentence of the prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the Markdown, markup inside it included.
    pub span: Range<usize>,
    /// Its text without markup, on one line.
    pub text: String,
    /// One sentence, its words and their syllables.
    pub counts: Counts,
}

/// Every sentence of the prose of a Markdown text, in order. Front matter must have been cut off.
pub fn prose(markdown: &str) -> Vec<Sentence> {
    passages(markdown).iter().flat_map(Passage::sentences).collect()
}

/// The counts of some sentences together.
pub fn counts<'a>(sentences: impl IntoIterator<Item = &'a Sentence>) -> Counts {
    sentences.into_iter().fold(Counts::default(), |mut sum, sentence| {
        sum.add(sentence.counts);
        sum
    })
}

/// Sentences that are hard to read by themselves: of at least `words` words and of at least this grade. One long word
/// in a short sentence gives a high grade and harms nobody, so both must hold.
pub fn hard(sentences: &[Sentence], words: usize, grade: f64) -> impl Iterator<Item = &Sentence> {
    let is_hard = move |sentence: &&Sentence| {
        sentence.counts.words >= words && sentence.counts.grade().is_some_and(|reached| reached >= grade)
    };
    sentences.iter().filter(is_hard)
}

/// A paragraph or list item: its text and where each piece of it stands.
#[derive(Default)]
struct Passage {
    text: String,
    /// Where a piece starts in `text`, how long it is there, and its bytes in the Markdown.
    pieces: Vec<(usize, usize, Range<usize>)>,
    item: bool,
}

impl Passage {
    fn push(&mut self, text: &str, span: Range<usize>) {
        self.pieces.push((self.text.len(), text.len(), span));
        self.text.push_str(text);
    }

    fn sentences(&self) -> Vec<Sentence> {
        let is_prose = !self.item || self.text.trim_end().ends_with(['.', '!', '?', '…', ':', '”', '"', ')']);
        if !is_prose {
            return Vec::new();
        }
        let sentence = |range: Range<usize>| {
            let text = self.text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let words: Vec<&str> = text.split_whitespace().filter(|word| is_word(word)).collect();
            let counts = Counts {
                sentences: 1,
                words: words.len(),
                syllables: words.iter().map(|word| syllables_of(word)).sum(),
            };
            (counts.words > 0).then(|| Sentence { span: self.place(&range), text, counts })
        };
        split(&self.text).into_iter().filter_map(sentence).collect()
    }

    /// The bytes of the Markdown for some bytes of the text.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let piece_at = |at: usize| {
            let next = self.pieces.partition_point(|(start, ..)| *start <= at);
            self.pieces.get(next.saturating_sub(1)).or(self.pieces.first())
        };
        let (Some(first), Some(last)) = (piece_at(range.start), piece_at(range.end.saturating_sub(1))) else {
            return 0..0;
        };
        let start =
            if first.1 == first.2.len() { first.2.start + range.start - first.0 } else { first.2.start };
        let end = if last.1 == last.2.len() { last.2.start + range.end - last.0 } else { last.2.end };
        start..end
    }
}

/// The sentences of a piece of running text as the scanner sees them, with the marks and quotes around them.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut block = BlockText::default();
    block.push(text, 0);
    let mut scanned = Scanned::default();
    scan(&block, 0, &mut scanned);
    let mut from = 0;
    let mut found = Vec::new();
    for sentence in &scanned.sentences {
        let first = scanned.tokens[sentence.first as usize].start as usize;
        let last = scanned.tokens[sentence.last as usize - 1].end as usize;
        // A sentence without an end is cut at some word, perhaps inside `and/or`.
        from = from.min(first);
        let start = text[from..first].rfind(char::is_whitespace).map_or(from, |at| from + at);
        let end = text[last..].find(char::is_whitespace).map_or(text.len(), |at| last + at);
        let lead = text[start..end].len() - text[start..end].trim_start().len();
        found.push(start + lead..end);
        from = end;
    }
    found
}

/// An address is no word that anybody reads.
fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric) && !piece.contains("://")
}

/// Parts of a compound such as `well-known` are counted by themselves.
fn syllables_of(word: &str) -> usize {
    let parts = word.split(['-', '–', '—', '/']).filter(|part| part.chars().any(char::is_alphanumeric));
    parts.map(syllables::count).sum::<usize>().max(1)
}

fn passages(markdown: &str) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut open: Option<Passage> = None;
    // How many blocks are open in which nothing is prose, and how many lists.
    let (mut apart, mut lists) = (0_usize, 0_usize);
    for (event, span) in Parser::new_ext(markdown, markdown::options()).into_offset_iter() {
        match event {
            Event::Start(tag) if is_apart(&tag) => {
                found.extend(open.take());
                apart += 1;
            }
            Event::End(end) if is_apart_end(end) => apart = apart.saturating_sub(1),
            Event::Start(Tag::List(_)) => {
                found.extend(open.take());
                lists += 1;
            }
            Event::End(TagEnd::List(_)) => lists = lists.saturating_sub(1),
            Event::Start(Tag::Paragraph | Tag::Item) if apart == 0 => {
                found.extend(open.replace(Passage { item: lists > 0, ..Passage::default() }));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => found.extend(open.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(passage) = &mut open {
                    passage.push(&text, span);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(passage) = &mut open {
                    passage.push(" ", span);
                }
            }
            _ => {}
        }
    }
    found.extend(open);
    found
}

fn is_apart(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Image { .. }
    )
}

fn is_apart_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(markdown: &str) -> Vec<String> {
        prose(markdown).into_iter().map(|sentence| sentence.text).collect()
    }

    #[test]
    fn only_prose_is_read() {
        let text = "# Not this.\n\n> Nor this.\n\nOne *two*\nthree. Four `five`.\n\n| a. | b. |\n|---|---|\n| c. | d. |\n\n\
                    ```\nNo code.\n```\n\n- Milk\n- We buy milk.\n\n  And more.\n\nx[^1]\n\n[^1]: A note.\n\n<!-- no. -->\n";
        assert_eq!(texts(text), ["One two three.", "Four five.", "We buy milk.", "And more.", "x"]);
        assert_eq!(texts(""), Vec::<String>::new());
        assert_eq!(texts("- a\n  - Nested it is.\n- b"), ["Nested it is."]);
        assert_eq!(
            texts("See https://example.org/a-very-long-address now."),
            ["See https://example.org/a-very-long-address now."]
        );
    }

    #[test]
    fn a_span_is_what_was_written() {
        let text = "Zoë *said* so. Then **bold words\nend** here! A &amp; b\\* c.\n\n> no\n\n- [Link text](https://e.org) ends.\n";
        let found: Vec<&str> = prose(text).into_iter().map(|sentence| &text[sentence.span]).collect();
        assert_eq!(
            found,
            [
                "Zoë *said* so.",
                "Then **bold words\nend** here!",
                "A &amp; b\\* c.",
                "Link text](https://e.org) ends."
            ]
        );
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        // 0.39 * 20 + 11.8 * 1.5 - 15.59, worked out by hand.
        let grade = Counts { sentences: 5, words: 100, syllables: 150 }.grade().expect("words");
        assert!((grade - 9.91).abs() < 1e-9, "{grade}");
        assert_eq!(Counts::default().grade(), None);
    }

    #[test]
    fn hard_sentences_are_long_and_made_of_long_words() {
        let hard_one = "Notwithstanding considerable organizational heterogeneity, institutional accountability \
                        mechanisms necessitate comprehensive interdisciplinary evaluation methodologies, \
                        particularly regarding unanticipated vulnerability amplification across \
                        jurisdictional boundaries.";
        let text =
            format!("We test it each week and stop at one error. {hard_one} Internationalization matters.");
        let sentences = prose(&text);
        let found: Vec<&str> = hard(&sentences, 20, 16.0).map(|sentence| sentence.text.as_str()).collect();
        assert_eq!(found, [hard_one]);
    }

    #[test]
    fn simple_and_learned_prose_are_far_apart() {
        let grade = |text: &str| counts(&prose(text)).grade().expect("prose");
        let simple =
            grade("The cat sat on the mat. The dog ran to the cat. They like to play. The sun is hot.");
        let learned = grade(
            "Institutional accountability necessitates comprehensive evaluation. Organizational heterogeneity complicates implementation.",
        );
        assert!(simple < 1.0, "{simple}");
        assert!(learned > 18.0, "{learned}");
    }

    #[track_caller]
    fn ends(text: &str, expected: &[&str]) {
        let found: Vec<&str> = split(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        ends("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four"]);
        ends("  One.  \n Two. ", &["One.", "Two."]);
        ends(
            "He said \"stop.\" Then he left (early). Fine…",
            &["He said \"stop.\"", "Then he left (early).", "Fine…"],
        );
        ends("Wait... what? Yes.", &["Wait... what?", "Yes."]);
        ends("", &[]);
        ends(" . ", &[]);
    }

    #[test]
    fn abbreviations_decimals_and_initials_end_none() {
        ends("Under 1.2 s in v2.0 tests. Good.", &["Under 1.2 s in v2.0 tests.", "Good."]);
        ends("Tools, e.g. Jira, cost. So.", &["Tools, e.g. Jira, cost.", "So."]);
        ends(
            "Dr. Smith of the U.S. agency came at 5 p.m. today.",
            &["Dr. Smith of the U.S. agency came at 5 p.m. today."],
        );
        ends("See Fig. 3 (p. 12) vs. no. 4.", &["See Fig. 3 (p. 12) vs. no. 4."]);
        ends("Ask J. Doe et al. about it.", &["Ask J. Doe et al. about it."]);
        ends("We sell pens etc. They sell ink.", &["We sell pens etc.", "They sell ink."]);
        ends("Is it safe? No. We stop.", &["Is it safe?", "No.", "We stop."]);
        // A question ends where its mark stands, as everywhere in a review.
        ends("\"Really?\" she asked.", &["\"Really?\"", "she asked."]);
        let long = format!("{}and/or so", "word ".repeat(299));
        assert_eq!(split(&long).len(), 2, "a sentence without an end is cut");
        ends("It ends at 5. Then 6 follows.", &["It ends at 5.", "Then 6 follows."]);
        ends("Read example.org/a.b. Fine.", &["Read example.org/a.b.", "Fine."]);
    }
}
