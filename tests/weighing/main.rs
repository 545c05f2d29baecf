//! The weights of the weighing, learned from the labelled answers.
//!
//! `SSMR_BLESS=1 cargo test --release --test weighing` learns them anew and writes `src/review/weighing/weights.tsv`. It
//! takes some minutes; without it the test looks whether the answers, the labels and what the review sees of them are
//! still those that the weights were learned from.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]

mod answers;
mod lessons;
mod study;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, fs, thread};

use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::review::reading::Reading;
use ssmr_coach::review::weighing::{FINE, UNIT, Weighing};
use ssmr_coach::review::{Context, stands};

use answers::{Answer, answers, source};
use lessons::{Lessons, Numbers, lessons};
use study::{Beside, Learned, STANDINGS, study};
use support::labels::IDS;
use support::logistic::{Example, Model, learn};

const TABLE: &str = "src/review/weighing/weights.tsv";

/// Faults that are read off the text and need no odds.
const READ_OFF: [&str; 3] = ["contains-code", "no-visual", "readability-out-of-range"];

/// Weights below these say nothing: in a passage, of a whole answer.
const SMALL: [f64; 2] = [0.1, 0.002];

/// A passage shows a fault where it alone makes it likelier than this; few of all passages show any fault.
const PLAIN: f64 = 0.2;

/// What it counts that a check quotes a passage. On answers left out, three of four quotations chosen so were those that
/// readers had marked; of the checks' own two of three.
const QUOTED: f64 = 1.0;

/// A passage comes near to what a fault is the lack of where it alone makes that likelier than this.
const NEAR: f64 = 0.1;

/// Where a name stands in the table: its first letter among the numbers, its column.
const COLUMNS: [&[u8]; 2] = [b"on", b"w"];

/// The natural logarithm of the odds of a share.
fn odds(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

/// A weight in a unit of the table.
fn rounded(weight: f64, unit: f32) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "clamped before")]
    let rounded = (weight * f64::from(unit)).round().clamp(-127.0, 127.0) as i32;
    rounded
}

/// The line of a fault: its odds and what a finding adds by standing, then from where on a passage is plain or near,
/// and what a check's own quotation counts.
fn line(fault: &str, number: usize, learned: &Learned, lessons: &Lessons, beside: &Beside) -> String {
    let scale = beside.scale();
    let [passage, _, shows] = learned.counts();
    let (mut base, mut found) = (String::new(), String::new());
    for standing in 0..STANDINGS {
        let [odds, adds] = beside.adds(number, standing);
        write!(base, " {:.2}", scale * learned.base(lessons, standing) + odds).expect("text");
        write!(found, " {adds:.2}").expect("text");
    }
    let plain = scale * passage * (odds(PLAIN) - learned.models.passage.intercept);
    let near = learned.models.shows.as_ref().map_or(0.0, |model| odds(NEAR) - model.intercept);
    let (near, quoted) = (scale * shows * near, scale * passage * QUOTED);
    format!("= {fault}{base}{found} {plain:.2} {near:.2} {quoted:.2}\n")
}

/// Names with what they say in each column of the table.
type Rows = BTreeMap<String, [String; 5]>;

/// Writes the weights of a model into a column, or into two for what stands in a passage and what stands beside it.
fn write_weights(
    rows: &mut Rows,
    fault: usize,
    (numbers, model): (&Numbers, &Model),
    times: f64,
    column: usize,
) {
    let is_whole = column == 2;
    let (small, unit) = if is_whole { (SMALL[1], FINE) } else { (SMALL[0], UNIT) };
    let letters = COLUMNS[usize::from(is_whole)];
    for (name, weight) in numbers.names.iter().zip(&model.weights) {
        let Some(behind) = letters.iter().position(|letter| *letter == name.as_bytes()[0]) else { continue };
        let told = rounded(weight * times, unit);
        if weight.abs() >= small && told != 0 {
            let cell = &mut rows.entry(name[1..].to_owned()).or_default()[column + behind];
            write!(cell, "{}{fault}:{told}", if cell.is_empty() { "" } else { " " }).expect("text");
        }
    }
}

fn table(answers: &[Answer]) -> String {
    let lessons = lessons(answers);
    let mut faults: Vec<&str> = IDS.split_whitespace().filter(|id| !READ_OFF.contains(id)).collect();
    faults.sort_unstable();
    let (half, other) = faults.split_at(faults.len() / 2);
    let study_all =
        |some: &[&str]| some.iter().map(|fault| study(&lessons, answers, fault)).collect::<Vec<_>>();
    let learned: Vec<Option<Learned>> = thread::scope(|scope| {
        let one = scope.spawn(|| study_all(half));
        let rest = study_all(other);
        one.join().expect("no panic").into_iter().chain(rest).collect()
    });
    let mut text = String::from(
        "## What words and concepts say for and against each fault, as odds in natural logarithms: in the passage and beside it (in\n\
         ## parts of 32), anywhere in the answer (in parts of 256); then of what the fault is the lack of, in the passage and beside\n\
         ## it (in parts of 32). Written by `SSMR_BLESS=1 cargo test --release --test weighing`.\n",
    );
    writeln!(text, "## {}", source(answers)).expect("text");
    let known: Vec<(&str, Learned)> =
        faults.iter().zip(learned).filter_map(|(fault, learned)| Some((*fault, learned?))).collect();
    assert!(known.len() * 4 <= 256, "the place of a fault among passages is kept in a byte");
    let beside = Beside::learn(answers, &known);
    let mut rows = Rows::new();
    for (number, (fault, learned)) in known.iter().enumerate() {
        text.push_str(&line(fault, number, learned, &lessons, &beside));
        let [passage, whole, shows] = learned.counts().map(|counts| counts * beside.scale());
        let models = &learned.models;
        write_weights(&mut rows, number, (&lessons.words, &models.passage), passage, 0);
        write_weights(&mut rows, number, (&lessons.wholes, &models.whole), whole, 2);
        if let Some(model) = &models.shows {
            write_weights(&mut rows, number, (&lessons.words, model), shows, 3);
        }
    }
    for (name, cells) in rows {
        writeln!(text, "{name}\t{}", cells.join("\t")).expect("text");
    }
    text
}

#[test]
fn the_weights_are_what_the_answers_teach() {
    let answers = answers(&Library::new(SHIPPED));
    if env::var_os("SSMR_BLESS").is_some() && !cfg!(debug_assertions) {
        fs::write(TABLE, table(&answers)).expect("a writable tree");
    }
    let known = fs::read_to_string(TABLE).expect("the table");
    let source = format!("## {}", source(&answers));
    let fresh = known.lines().any(|line| line == source);
    assert!(fresh, "{TABLE} is stale: run `SSMR_BLESS=1 cargo test --release --test weighing`");
}

#[test]
fn odds_are_learned_from_examples() {
    let example = |features: &[u32], is_case| Example {
        features: features.iter().map(|feature| (*feature, 1.0)).collect(),
        is_case,
        weight: 1.0,
    };
    // The first feature tells, the second does not.
    let all: Vec<Example> = (0..40)
        .map(|at| example(if at % 2 == 0 { &[0, 1] } else { &[1] }, at % 2 == 0))
        .chain([example(&[0], false), example(&[], true)])
        .collect();
    let model = learn(&all, 2, 10.0);
    assert!(model.odds(&[(0, 1.0), (1, 1.0)]) > 1.5, "{model:?}");
    assert!(model.odds(&[(1, 1.0)]) < -1.5, "{model:?}");
    assert!(model.weights[0] > 4.0 * model.weights[1].abs(), "{model:?}");
}

#[test]
fn an_example_that_counts_twice_is_two() {
    let example = |is_case, weight| Example { features: vec![(0, 1.0)], is_case, weight };
    let once = learn(&[example(true, 2.0), example(false, 1.0)], 1, 1.0);
    let twice = learn(&[example(true, 1.0), example(true, 1.0), example(false, 1.0)], 1, 1.0);
    assert!((once.odds(&[(0, 1.0)]) - twice.odds(&[(0, 1.0)])).abs() < 0.01, "{once:?} {twice:?}");
}

#[test]
fn a_passage_that_shows_a_thing_speaks_against_its_lack() {
    let library = Library::new(SHIPPED);
    let context = Context::new(&library, None, "anthropic-pm");
    let mut tried = 0;
    for file in library.shipped_files().into_iter().filter(|file| file.path.ends_with(".strong.md")) {
        let standing = stands(&file.text, &context).expect("a whole answer");
        let weighed = |text: &str| {
            let reading = Reading::new(text, &context.concepts);
            let all = Weighing::new(&reading, &context.weights).weigh(standing);
            let own =
                all.into_iter().find(|weighed| weighed.fault.check == "no-rollback-plan").expect("learned");
            (own.odds, own.against.map(|sentence| reading.document.sentence_bytes(sentence)))
        };
        let (before, against) = weighed(&file.text);
        let shown = against.expect("a strong answer has a way back");
        let mut without = file.text.clone();
        without.replace_range(shown, "");
        let (after, _) = weighed(&without);
        assert!(after >= before, "{}: {before} to {after}", file.path);
        tried += usize::from(after > before);
    }
    assert!(tried > 2, "{tried}");
}
