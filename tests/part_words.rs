//! The table of words that tell the parts of an answer apart, learned from labelled answers whose parts have headings.
//!
//! `SSMR_BLESS=1 cargo test --test part_words` writes `src/review/parts/words.tsv` anew.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs};

use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::review::Context;
use ssmr_coach::review::parts::Part;
use ssmr_coach::review::parts::words::{CONCEPTS, NUMBER};
use ssmr_coach::review::reading::Reading;

const TABLE: &str = "src/review/parts/words.tsv";

/// So many words are kept, those that tell most.
const KEPT: usize = 600;

/// A word of fewer cases than this is the word of a case.
const CASES: usize = 4;

/// No word says more than this, in natural logarithms.
const MOST: f64 = 2.5;

#[derive(Default)]
struct Word {
    /// In how many sentences of each part it stands.
    counts: [f64; 4],
    cases: BTreeSet<String>,
}

/// The words of a sentence and the concepts it holds, each once.
fn features(reading: &Reading<'_>, sentence: usize) -> BTreeSet<String> {
    let document = &reading.document;
    let tokens = document.tokens_of(sentence).iter();
    let words = tokens.map(|token| if token.is_quantity() { NUMBER } else { document.stem(token) });
    let holds = |id: &&&str| reading.all(id).iter().any(|hit| hit.sentence == sentence);
    let shown = CONCEPTS.iter().filter(holds).map(|id| format!("@{id}"));
    // "2.4" is the number of a section, and 2025 is one of a source.
    let plain = words.filter(|word| !word.contains(|letter: char| letter.is_ascii_digit()));
    plain.map(str::to_owned).chain(shown).collect()
}

fn learn(words: &mut BTreeMap<String, Word>, case: &str, reading: &Reading<'_>) {
    // What headings mean, not what the table made of it: the table must not learn from itself.
    let headed = |part: Part| reading.parts.meant.contains(&Some(part));
    if !Part::ALL.into_iter().all(headed) {
        return;
    }
    for (number, sentence) in reading.document.sentences.iter().enumerate() {
        let block = sentence.block as usize;
        let Some(part) = reading.parts.meant[block].filter(|_| reading.said[block]) else { continue };
        for feature in features(reading, number) {
            let word = words.entry(feature).or_default();
            word.counts[part as usize] += 1.0;
            word.cases.insert(case.to_owned());
        }
    }
}

/// The weights of a word: how much likelier it is in each part than in all of them, as logarithms.
fn weights(word: &Word, totals: [f64; 4], distinct: f64) -> [f64; 4] {
    let mut part = 0;
    let logs = word.counts.map(|count| {
        part += 1;
        ((count + 0.5) / (totals[part - 1] + 0.5 * distinct)).ln()
    });
    let mean = logs.iter().sum::<f64>() / 4.0;
    logs.map(|log| (log - mean).clamp(-MOST, MOST))
}

/// How much a word tells: its count times the divergence of its parts from those of all words.
fn tells(word: &Word, totals: [f64; 4]) -> f64 {
    let all: f64 = word.counts.iter().sum();
    let whole: f64 = totals.iter().sum();
    let term = |(count, total): (&f64, f64)| {
        if *count > 0.0 { count * ((count / all) / (total / whole)).ln() } else { 0.0 }
    };
    word.counts.iter().zip(totals).map(term).sum()
}

fn table() -> String {
    let context = Context::new(&Library::new(SHIPPED), None, "anthropic-pm");
    let mut words = BTreeMap::new();
    for folder in ["tests/labelled/dev", "tests/labelled/given"] {
        let mut paths: Vec<_> =
            fs::read_dir(folder).expect("labelled answers").map(|it| it.expect("a file").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
        paths.sort();
        for path in paths {
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let case = stem.rsplit_once('-').map_or(stem.as_str(), |(case, _)| case).to_owned();
            let text = fs::read_to_string(&path).expect("an answer");
            learn(&mut words, &case, &Reading::new(&text, &context.concepts));
        }
    }
    let mut totals = [0.0; 4];
    words.values().for_each(|word: &Word| (0..4).for_each(|part| totals[part] += word.counts[part]));
    words.retain(|_, word| word.cases.len() >= CASES);
    let distinct = f64::from(u32::try_from(words.len()).expect("few"));
    let mut ranked: Vec<(&String, &Word)> = words.iter().collect();
    ranked.sort_by(|one, other| {
        tells(other.1, totals).total_cmp(&tells(one.1, totals)).then(one.0.cmp(other.0))
    });
    ranked.truncate(KEPT);
    ranked.sort_by_key(|(word, _)| *word);
    let mut text = String::from(
        "## What words say of the parts Scope, Safety, Metrics and Rollout, in quarters of a natural logarithm.\n\
         ## Written by `SSMR_BLESS=1 cargo test --test part_words` from the labelled answers.\n",
    );
    for (word, counts) in ranked {
        let [scope, safety, metrics, rollout] =
            weights(counts, totals, distinct).map(|it| (it * 4.0).round());
        writeln!(text, "{word}\t{scope}\t{safety}\t{metrics}\t{rollout}").expect("text");
    }
    text.replace("\t-0\t", "\t0\t").replace("\t-0\t", "\t0\t").replace("\t-0\n", "\t0\n")
}

#[test]
fn the_table_is_what_the_answers_teach() {
    let table = table();
    if env::var_os("SSMR_BLESS").is_some() {
        fs::write(TABLE, &table).expect("a writable tree");
    }
    let known = fs::read_to_string(TABLE).expect("the table");
    assert!(known == table, "{TABLE} is stale: run `SSMR_BLESS=1 cargo test --test part_words`");
}
