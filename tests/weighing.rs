//! The weights of the weighing, learned from the labelled answers.
//!
//! `SSMR_BLESS=1 cargo test --release --test weighing` learns them anew and writes `src/review/weighing/weights.tsv`. It
//! takes a minute; without it the test looks whether the answers, the labels and what the review sees of them are still
//! those that the weights were learned from.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]
#![allow(clippy::print_stdout, reason = "the figures are read by people")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs, thread};

use sha2::{Digest, Sha256};
use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::review::reading::Reading;
use ssmr_coach::review::report::Evidence;
use ssmr_coach::review::standing::Standing;
use ssmr_coach::review::weighing::{FINE, Feature, Features, Table, UNIT};
use ssmr_coach::review::{Context, all_findings, stands};

mod support;
use support::labels::{IDS, Label, labels};
use support::logistic::{Example, Model, learn};

const TABLE: &str = "src/review/weighing/weights.tsv";

/// Faults that are read off the text and need no odds.
const READ_OFF: [&str; 3] = ["contains-code", "no-visual", "readability-out-of-range"];

/// A word of fewer sentences is left out, and one of fewer answers says nothing of a whole answer.
const LEAST: usize = 5;

/// Costs of an error: of a sentence, of an answer, of the odds put together.
const COSTS: [f64; 3] = [0.3, 0.01, 1.0];

/// Weights below these say nothing: in a passage, of a whole answer.
const SMALL: [f64; 2] = [0.1, 0.002];

/// What all odds are multiplied by, and what is added to them, by standing: fitted on 108 answers that no check was tuned
/// on, where the checks' own findings were put beside them.
const PUT_BESIDE: (f64, [f64; 4]) = (1.1, [-0.5, 0.15, -0.45, -0.7]);

/// Answers are parted by their writers into so many groups; the odds of each are learned from the others.
const GROUPS: usize = 5;

const STANDINGS: [Standing; 4] = [Standing::Hopeless, Standing::Poor, Standing::Between, Standing::Thorough];

/// A labelled answer as the weighing sees it.
struct Answer {
    label: Label,
    standing: usize,
    /// The line of each sentence, and its features by name.
    sentences: Vec<(usize, Vec<String>)>,
    /// Whether each sentence stands beside the next.
    beside: Vec<bool>,
    whole: Vec<String>,
    group: usize,
}

impl Answer {
    fn new(label: Label, context: &Context) -> Option<Self> {
        let standing = stands(&label.text, context)?;
        let reading = Reading::new(&label.text, &context.concepts);
        let features = Features::new(&reading);
        let named = |all: &[Feature]| -> Vec<String> {
            all.iter().map(|feature| features.name(*feature).into_owned()).collect()
        };
        let line = |sentence: usize| {
            let start = reading.document.sentence_bytes(sentence).start;
            label.text[..start].matches('\n').count() + 1
        };
        let sentences =
            features.sentences.iter().enumerate().map(|(at, all)| (line(at), named(all))).collect();
        let beside = (0..features.sentences.len()).map(|at| features.beside(at)).collect();
        let whole = named(&features.whole());
        Some(Self { standing: standing as usize, sentences, beside, whole, group: 0, label })
    }

    /// Whether a fault holds; none if readers differ.
    fn holds(&self, fault: &str) -> Option<bool> {
        (!self.label.debatable.contains(fault)).then(|| self.label.defects.contains_key(fault))
    }
}

/// Who wrote an answer: the letter and number at the end of its name.
fn writer(stem: &str) -> &str {
    let last = stem.rsplit('-').next().unwrap_or(stem);
    if last.len() > 1 { &last[..last.len() - 1] } else { "given" }
}

/// The samples of the cases: a strong one has no fault, of a weak one its case names some and leaves the rest open.
fn samples(library: &Library) -> Vec<Label> {
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
        let unweighed = Context { weights: Table::default(), ..Context::new(library, None, "anthropic-pm") };
        let seen = all_findings(&file.text, &unweighed);
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
            text: file.text,
        });
    }
    found
}

fn answers(context: &Context) -> Vec<Answer> {
    let all = ["tests/labelled/given", "tests/labelled/dev"].into_iter().flat_map(labels);
    let all = all.chain(samples(&Library::new(SHIPPED)));
    let mut answers: Vec<Answer> = all.filter_map(|label| Answer::new(label, context)).collect();
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
fn source(answers: &[Answer]) -> String {
    let mut hash = Sha256::new();
    for answer in answers {
        hash.update(format!("{} {} {:?}", answer.label.stem, answer.standing, answer.beside));
        hash.update(format!("{:?} {:?}", answer.label.defects, answer.label.debatable));
        hash.update(format!("{:?}", answer.sentences));
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Numbers for names.
#[derive(Default)]
struct Numbers {
    names: Vec<String>,
    by_name: BTreeMap<String, u32>,
}

impl Numbers {
    /// Of the names that come often enough, each with the value it has.
    fn of(counts: BTreeMap<String, usize>) -> Self {
        let often = counts.into_iter().filter(|(_, count)| *count >= LEAST).map(|(name, _)| name);
        let names: Vec<String> = often.collect();
        let by_name = (0..).zip(&names).map(|(number, name)| (name.clone(), number)).collect();
        Self { names, by_name }
    }

    fn features(&self, named: impl Iterator<Item = (String, f64)>) -> Vec<(u32, f64)> {
        let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
        for (name, value) in named {
            if let Some(number) = self.by_name.get(&name) {
                *sums.entry(*number).or_default() += value;
            }
        }
        sums.into_iter().collect()
    }
}

/// Everything that is learned from, in numbers.
struct Lessons {
    /// Names in passages: `o` and `n` before a name tell what stands in the passage and what beside it.
    words: Numbers,
    /// Names of whole answers, the standing among them.
    wholes: Numbers,
    /// Each answer's sentences.
    sentences: Vec<Vec<Vec<(u32, f64)>>>,
    /// Each answer as a whole.
    answers: Vec<Vec<(u32, f64)>>,
}

fn passage(answer: &Answer, at: usize) -> Vec<(String, f64)> {
    let own = answer.sentences[at].1.iter().map(|name| (format!("o{name}"), 1.0));
    let before = at.checked_sub(1).filter(|before| answer.beside[*before]);
    let next = Some(at + 1).filter(|_| answer.beside[at]);
    let near = before.into_iter().chain(next).flat_map(|beside| &answer.sentences[beside].1);
    own.chain(near.map(|name| (format!("n{name}"), 0.5))).collect()
}

fn whole(answer: &Answer) -> Vec<(String, f64)> {
    let standing = (format!("={}", answer.standing), 3.0);
    answer.whole.iter().map(|name| (format!("w{name}"), 1.0)).chain([standing]).collect()
}

fn lessons(answers: &[Answer]) -> Lessons {
    let count = |names: Vec<(String, f64)>, counts: &mut BTreeMap<String, usize>| {
        names.into_iter().for_each(|(name, _)| *counts.entry(name).or_default() += 1);
    };
    let (mut words, mut wholes) = (BTreeMap::new(), BTreeMap::new());
    for answer in answers {
        (0..answer.sentences.len()).for_each(|at| count(passage(answer, at), &mut words));
        count(whole(answer), &mut wholes);
    }
    let (words, wholes) = (Numbers::of(words), Numbers::of(wholes));
    let sentences = answers
        .iter()
        .map(|answer| {
            let all = 0..answer.sentences.len();
            all.map(|at| words.features(passage(answer, at).into_iter())).collect()
        })
        .collect();
    let whole = answers.iter().map(|answer| wholes.features(whole(answer).into_iter())).collect();
    Lessons { words, wholes, sentences, answers: whole }
}

/// What was learned of one fault.
struct Learned {
    passage: Model,
    whole: Model,
    /// How much the passage and the whole count, then the odds by standing.
    together: Model,
}

impl Learned {
    /// How much a passage, and the whole, count: never against what they say.
    fn counts(&self) -> [f64; 2] {
        [self.together.weights[0].max(0.0), self.together.weights[1].max(0.0)]
    }
}

/// The passage and the whole of an answer, with its standing.
fn put_together(
    lessons: &Lessons,
    answers: &[Answer],
    at: usize,
    passage: &Model,
    whole: &Model,
) -> Vec<(u32, f64)> {
    let told = lessons.sentences[at].iter().filter(|all| !all.is_empty()).map(|all| passage.odds(all));
    let best = told.fold(-12.0, f64::max);
    let standing = 2 + u32::try_from(answers[at].standing).expect("four");
    vec![(0, best), (1, whole.odds(&lessons.answers[at])), (standing, 1.0)]
}

fn models(lessons: &Lessons, answers: &[Answer], fault: &str, without: Option<usize>) -> (Model, Model) {
    let (mut passages, mut wholes) = (Vec::new(), Vec::new());
    for (at, answer) in answers.iter().enumerate().filter(|(_, answer)| Some(answer.group) != without) {
        let Some(holds) = answer.holds(fault) else { continue };
        let line = answer.label.defects.get(fault).copied().flatten();
        for (sentence, (own, _)) in lessons.sentences[at].iter().zip(&answer.sentences) {
            passages.push(Example { features: sentence.clone(), is_case: line == Some(*own) });
        }
        wholes.push(Example { features: lessons.answers[at].clone(), is_case: holds });
    }
    let passages: Vec<&Example> = passages.iter().filter(|example| !example.features.is_empty()).collect();
    let wholes: Vec<&Example> = wholes.iter().collect();
    (
        learn(&passages, lessons.words.names.len(), COSTS[0]),
        learn(&wholes, lessons.wholes.names.len(), COSTS[1]),
    )
}

/// Learns of a fault; none if too few answers have it.
fn study(lessons: &Lessons, answers: &[Answer], fault: &str) -> Option<Learned> {
    if answers.iter().filter(|answer| answer.holds(fault) == Some(true)).count() < 8 {
        return None;
    }
    let mut together = Vec::new();
    for group in 0..GROUPS {
        let (passage, whole) = models(lessons, answers, fault, Some(group));
        for (at, answer) in answers.iter().enumerate().filter(|(_, answer)| answer.group == group) {
            let Some(is_case) = answer.holds(fault) else { continue };
            together
                .push(Example { features: put_together(lessons, answers, at, &passage, &whole), is_case });
        }
    }
    let together = learn(&together.iter().collect::<Vec<_>>(), 2 + STANDINGS.len(), COSTS[2]);
    let (passage, whole) = models(lessons, answers, fault, None);
    Some(Learned { passage, whole, together })
}

/// A weight in a unit of the table.
fn rounded(weight: f64, unit: f32) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "clamped before")]
    let rounded = (weight * f64::from(unit)).round().clamp(-127.0, 127.0) as i32;
    rounded
}

fn line(fault: &str, learned: &Learned, lessons: &Lessons) -> String {
    let [passage, whole] = learned.counts();
    let (all, beside) = PUT_BESIDE;
    let base = (0..STANDINGS.len()).map(|standing| {
        let own = lessons.wholes.by_name.get(&format!("={standing}"));
        let own = own.map_or(0.0, |number| learned.whole.weights[*number as usize] * 3.0);
        let odds = learned.together.intercept
            + learned.together.weights[2 + standing]
            + passage * learned.passage.intercept
            + whole * (learned.whole.intercept + own);
        format!("{:.2}", all * odds + beside[standing])
    });
    // A passage shows the fault where it alone makes it likelier than one in five; few of all passages show any fault.
    let plain = all * passage * ((0.2_f64 / 0.8).ln() - learned.passage.intercept);
    format!("= {fault} {} {plain:.2}\n", base.collect::<Vec<_>>().join(" "))
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
        "## What words and concepts say for and against each fault, as odds in natural logarithms: in the passage and\n\
         ## beside it (in parts of 32), anywhere in the answer (in parts of 256). Written by `SSMR_BLESS=1 cargo test --release --test weighing`.\n",
    );
    writeln!(text, "## {}", source(answers)).expect("text");
    let known: Vec<(&str, Learned)> =
        faults.iter().zip(learned).filter_map(|(fault, learned)| Some((*fault, learned?))).collect();
    let mut rows: BTreeMap<String, [String; 3]> = BTreeMap::new();
    for (number, (fault, learned)) in known.iter().enumerate() {
        text.push_str(&line(fault, learned, &lessons));
        let [passage, whole] = learned.counts();
        let sides = [
            (&lessons.words, &learned.passage, passage, SMALL[0], UNIT),
            (&lessons.wholes, &learned.whole, whole, SMALL[1], FINE),
        ];
        for (numbers, model, counts, small, unit) in sides {
            for (name, weight) in numbers.names.iter().zip(&model.weights) {
                let place = match name.as_bytes()[0] {
                    b'o' => 0,
                    b'n' => 1,
                    b'w' => 2,
                    _ => continue,
                };
                let told = rounded(weight * counts * PUT_BESIDE.0, unit);
                if weight.abs() >= small && told != 0 {
                    let cell = &mut rows.entry(name[1..].to_owned()).or_default()[place];
                    write!(cell, "{}{number}:{told}", if cell.is_empty() { "" } else { " " }).expect("text");
                }
            }
        }
    }
    for (name, [own, near, whole]) in rows {
        writeln!(text, "{name}\t{own}\t{near}\t{whole}").expect("text");
    }
    text
}

#[test]
fn the_weights_are_what_the_answers_teach() {
    let context = Context::new(&Library::new(SHIPPED), None, "anthropic-pm");
    let answers = answers(&context);
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
    };
    // The first feature tells, the second does not.
    let all: Vec<Example> = (0..40)
        .map(|at| example(if at % 2 == 0 { &[0, 1] } else { &[1] }, at % 2 == 0))
        .chain([example(&[0], false), example(&[], true)])
        .collect();
    let model = learn(&all.iter().collect::<Vec<_>>(), 2, 10.0);
    assert!(model.odds(&[(0, 1.0), (1, 1.0)]) > 1.5, "{model:?}");
    assert!(model.odds(&[(1, 1.0)]) < -1.5, "{model:?}");
    assert!(model.weights[0] > 4.0 * model.weights[1].abs(), "{model:?}");
}
