//! Labelled answers as the weighing sees them.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use ssmr_coach::pack::library::Library;
use ssmr_coach::review::reading::Reading;
use ssmr_coach::review::report::Evidence;
use ssmr_coach::review::weighing::{Feature, Features, Table};
use ssmr_coach::review::{Context, all_findings, stands};

use super::support::labels::{IDS, Label, Quotes, labels};

/// Answers are parted by their writers into so many groups; the odds of each are learned from the others.
pub const GROUPS: usize = 5;

/// Writers on whose answers no check was tuned, by their first letter: what a check's finding is worth is learned there.
const UNTUNED: [char; 5] = ['t', 'u', 'v', 'x', 'y'];

/// A labelled answer.
pub struct Answer {
    pub label: Label,
    pub standing: usize,
    /// The features of each sentence, by name.
    pub sentences: Vec<Sentence>,
    /// What is said of the whole.
    pub whole: Vec<String>,
    /// Sentences that show what a fault is the lack of; and those that show a fault.
    pub shows: BTreeMap<String, Vec<usize>>,
    pub fails: BTreeMap<String, Vec<usize>>,
    /// What the checks found without the weighing; none where they were tuned.
    pub found: Option<BTreeSet<String>>,
    pub group: usize,
}

/// A sentence of an answer.
pub struct Sentence {
    pub line: usize,
    pub features: Vec<String>,
    /// Whether it stands beside the next.
    pub beside: bool,
    /// Whether it is about the answer: what is not shows nothing that an answer should have.
    pub credited: bool,
}

impl Answer {
    fn new(label: Label, context: &Context, unweighed: &Context) -> Option<Self> {
        let standing = stands(&label.text, context)? as usize;
        let reading = Reading::new(&label.text, &context.concepts);
        let features = Features::new(&reading);
        let named = |all: &[Feature]| -> Vec<String> {
            all.iter().map(|feature| features.name(*feature).into_owned()).collect()
        };
        let span = |at: usize| reading.document.sentence_bytes(at);
        let sentence = |(at, all): (usize, &Vec<Feature>)| Sentence {
            line: label.text[..span(at).start].matches('\n').count() + 1,
            features: named(all),
            beside: features.beside(at),
            credited: features.is_credited(at),
        };
        let sentences = features.sentences.iter().enumerate().map(sentence).collect();
        let texts: Vec<String> =
            (0..features.sentences.len()).map(|at| words(&label.text[span(at)])).collect();
        let found = label.stem.rsplit('-').next().is_some_and(|writer| writer.starts_with(UNTUNED));
        let found = found.then(|| {
            let firm = all_findings(&label.text, unweighed).into_iter().filter(|finding| !finding.question);
            firm.map(|finding| finding.check).collect()
        });
        let (shows, fails) = (places(&label.shows, &texts), places(&label.fails, &texts));
        let whole = named(&features.whole());
        Some(Self { standing, sentences, whole, shows, fails, found, group: 0, label })
    }

    /// Whether a fault holds; none if readers differ.
    pub fn holds(&self, fault: &str) -> Option<bool> {
        (!self.label.debatable.contains(fault)).then(|| self.label.defects.contains_key(fault))
    }
}

/// A text as its words, small and with single spaces.
fn words(text: &str) -> String {
    let parts = text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The sentences that hold quotations. One that runs over the border of two sentences stands in the one that has more
/// of its words, if that has most of them.
fn places(quotes: &Quotes, sentences: &[String]) -> BTreeMap<String, Vec<usize>> {
    let place = |quote: &String| {
        let quote = words(quote);
        let whole = sentences.iter().position(|sentence| !quote.is_empty() && sentence.contains(&quote));
        whole.or_else(|| {
            let all: Vec<&str> = quote.split(' ').collect();
            let shared = |sentence: &String| {
                all.iter().filter(|word| sentence.split(' ').any(|own| own == **word)).count()
            };
            let best = (0..sentences.len()).rev().max_by_key(|at| shared(&sentences[*at]))?;
            (shared(&sentences[best]) * 10 >= all.len() * 7).then_some(best)
        })
    };
    let placed = |(fault, quotes): (&String, &Vec<String>)| {
        let places: Vec<usize> = quotes.iter().filter(|quote| !quote.is_empty()).filter_map(place).collect();
        (!places.is_empty()).then(|| (fault.clone(), places))
    };
    quotes.iter().filter_map(placed).collect()
}

/// Who wrote an answer: the letter and number at the end of its name.
fn writer(stem: &str) -> &str {
    let last = stem.rsplit('-').next().unwrap_or(stem);
    if last.len() > 1 { &last[..last.len() - 1] } else { "given" }
}

/// The samples of the cases: a strong one has no fault, of a weak one its case names some and leaves the rest open.
fn samples(library: &Library, unweighed: &Context) -> Vec<Label> {
    let mut found = Vec::new();
    for file in library.shipped_files() {
        let Some((case, quality)) = ["strong", "weak"].into_iter().find_map(|quality| {
            let name = file.path.rsplit('/').next().unwrap_or(&file.path);
            Some((name.strip_suffix(&format!(".{quality}.md"))?.to_owned(), quality))
        }) else {
            continue;
        };
        let draws =
            library.case(&case).filter(|_| quality == "weak").map(|case| case.weak_draws).unwrap_or_default();
        let seen = all_findings(&file.text, unweighed);
        let line = |id: &str| {
            seen.iter().filter(|finding| finding.check == id).find_map(|finding| match &finding.evidence {
                Evidence::Quoted(quote) => Some(quote.line),
                Evidence::Missing { .. } => None,
            })
        };
        let (named, open): (Vec<&str>, Vec<&str>) =
            IDS.split_whitespace().partition(|id| draws.iter().any(|draw| draw == id));
        let open: BTreeSet<String> =
            open.into_iter().filter(|_| quality == "weak").map(str::to_owned).collect();
        found.push(Label {
            stem: format!("{case}-{quality}"),
            quality: quality.to_owned(),
            defects: named.into_iter().map(|id| (id.to_owned(), line(id))).collect(),
            debatable: open.clone(),
            own_debatable: open,
            second: None,
            shows: Quotes::new(),
            fails: Quotes::new(),
            text: file.text,
        });
    }
    found
}

/// Every answer that is learned from.
pub fn answers(library: &Library) -> Vec<Answer> {
    let context = Context::new(library, None, "anthropic-pm");
    let unweighed = Context { weights: Table::default(), ..Context::new(library, None, "anthropic-pm") };
    let all = ["tests/labelled/given", "tests/labelled/dev"].into_iter().flat_map(labels);
    let all = all.chain(samples(library, &unweighed));
    let mut answers: Vec<Answer> = all.filter_map(|label| Answer::new(label, &context, &unweighed)).collect();
    let mut writers: Vec<String> =
        answers.iter().map(|answer| writer(&answer.label.stem).to_owned()).collect();
    let own = writers.clone();
    writers.sort();
    writers.dedup();
    for (answer, own) in answers.iter_mut().zip(own) {
        answer.group = writers.iter().position(|writer| *writer == own).unwrap_or(0) % GROUPS;
    }
    answers
}

/// What the weights depend on, as a hash.
pub fn source(answers: &[Answer]) -> String {
    let mut hash = Sha256::new();
    for answer in answers {
        hash.update(format!("{} {} {:?}", answer.label.stem, answer.standing, answer.found));
        hash.update(format!("{:?} {:?}", answer.label.defects, answer.label.debatable));
        hash.update(format!("{:?} {:?}", answer.shows, answer.fails));
        for sentence in &answer.sentences {
            hash.update(format!("{} {} {:?}", sentence.beside, sentence.credited, sentence.features));
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
