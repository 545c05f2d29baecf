//! The scores against those of careful readers: weighted kappa, mean difference, rank correlation, order in each case.
//! Run with `--nocapture` for the tables of `docs/review-quality.md`.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]
#![allow(clippy::print_stdout, reason = "the tables are for people")]

use std::collections::BTreeMap;
use std::fs;

use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::review::score::{CONDITIONS, sign};
use ssmr_coach::review::{Context, checks, review};
use ssmr_coach::yaml::{Node, Step, Value, parse};

/// The criteria as the labels name them, with their weights.
const CRITERIA: [(&str, &str, f64); 5] = [
    ("problem-scoping", "problem_scoping", 20.0),
    ("safety-integration", "safety_integration", 30.0),
    ("metric-selection", "metric_selection", 20.0),
    ("rollout-strategy", "rollout_strategy", 20.0),
    ("communication-clarity", "communication_clarity", 10.0),
];

/// An answer with a reader's scores and ours.
struct Pair {
    name: String,
    quality: String,
    theirs: Vec<f64>,
    ours: Vec<f64>,
}

impl Pair {
    fn total(scores: &[f64]) -> f64 {
        scores.iter().zip(CRITERIA).map(|(score, (.., weight))| score * weight / 100.0).sum()
    }
}

fn text(node: &Node, path: &[&str]) -> String {
    let found = path.iter().try_fold(node, |node, key| node.step(Step::Key(key)));
    match found.map(|node| &node.value) {
        Some(Value::Scalar { text, .. }) => text.trim().to_owned(),
        _ => panic!("no {path:?}"),
    }
}

fn pairs(folder: &str, context: &Context) -> Vec<Pair> {
    let Ok(entries) = fs::read_dir(format!("tests/labelled/{folder}")) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    let pair = |path: &std::path::PathBuf| {
        let yaml = fs::read_to_string(path).expect("a label");
        let label = parse("label", &yaml).unwrap_or_else(|problem| panic!("{}", problem.draw(false, 100)));
        let answer = fs::read_to_string(path.with_extension("md")).expect("an answer");
        let found = review("answer.md", &answer, context);
        let ours = CRITERIA.iter().map(|(id, ..)| {
            let view = found.criteria.iter().find(|view| view.id == *id).expect("a criterion");
            view.score.unwrap_or(1.0)
        });
        let theirs =
            CRITERIA.iter().map(|(_, key, _)| text(&label.root, &["scores", key]).parse().expect("a score"));
        Pair {
            name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
            quality: text(&label.root, &["quality"]),
            theirs: theirs.collect(),
            ours: ours.collect(),
        }
    };
    paths.iter().map(pair).collect()
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("small"))
}

/// Cohen's kappa with squared weights over the nine half points (Cohen 1968).
fn kappa(pairs: &[(f64, f64)]) -> f64 {
    let all = number(pairs.len());
    let observed: f64 = pairs.iter().map(|(one, other)| (one - other).powi(2)).sum::<f64>() / all;
    let expected: f64 = pairs
        .iter()
        .flat_map(|(one, _)| pairs.iter().map(move |(_, other)| (one - other).powi(2)))
        .sum::<f64>()
        / all
        / all;
    if expected == 0.0 { 1.0 } else { 1.0 - observed / expected }
}

/// Spearman's rank correlation, ties with their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let rank = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count();
        let same = values.iter().filter(|other| (*other - value).abs() < 1e-9).count();
        number(below) + f64::midpoint(number(same), 1.0)
    };
    values.iter().map(rank).collect()
}

fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let one = ranks(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    let other = ranks(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    let mean = f64::midpoint(number(pairs.len()), 1.0);
    let product: f64 = one.iter().zip(&other).map(|(a, b)| (a - mean) * (b - mean)).sum();
    let spread = |ranks: &[f64]| ranks.iter().map(|rank| (rank - mean).powi(2)).sum::<f64>().sqrt();
    product / (spread(&one) * spread(&other)).max(1e-9)
}

fn differences(pairs: &[(f64, f64)]) -> (f64, f64) {
    let all = number(pairs.len());
    let mean = pairs.iter().map(|(ours, theirs)| ours - theirs).sum::<f64>() / all;
    let size = pairs.iter().map(|(ours, theirs)| (ours - theirs).abs()).sum::<f64>() / all;
    (mean, size)
}

/// Cases in which a better answer does not get the better total: `strong`, `middling`, `weak` of one case.
fn disorder(pairs: &[Pair]) -> (usize, Vec<String>) {
    let mut cases: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        let case = pair.name.rsplit_once('-').map_or(pair.name.as_str(), |(case, _)| case);
        cases.entry(case).or_default().push(pair);
    }
    let place = |pair: &Pair| ["weak", "middling", "strong"].iter().position(|word| *word == pair.quality);
    let mut wrong = Vec::new();
    for pairs in cases.values() {
        for one in pairs {
            for other in pairs.iter().filter(|other| place(one) > place(other)) {
                if Pair::total(&one.ours) <= Pair::total(&other.ours) {
                    wrong.push(format!("{} is not above {}", one.name, other.name));
                }
            }
        }
    }
    (cases.values().filter(|pairs| pairs.len() > 1).count(), wrong)
}

fn report(name: &str, pairs: &[Pair]) -> f64 {
    println!("\n{name}: {} answers", pairs.len());
    println!(
        "| criterion | kappa | mean difference | mean size of a difference | rank correlation |\n|---|---|---|---|---|"
    );
    let row = |title: &str, pairs: &[(f64, f64)]| {
        let (mean, size) = differences(pairs);
        println!("| {title} | {:.3} | {mean:+.2} | {size:.2} | {:.3} |", kappa(pairs), correlation(pairs));
    };
    let mut all = Vec::new();
    for (at, (id, ..)) in CRITERIA.iter().enumerate() {
        let own: Vec<(f64, f64)> = pairs.iter().map(|pair| (pair.ours[at], pair.theirs[at])).collect();
        row(id, &own);
        all.extend(own);
    }
    row("all five", &all);
    let totals: Vec<(f64, f64)> =
        pairs.iter().map(|pair| (Pair::total(&pair.ours), Pair::total(&pair.theirs))).collect();
    row("total", &totals);
    let (cases, wrong) = disorder(pairs);
    println!("order within a case: {cases} cases, {} pairs the wrong way {wrong:?}", wrong.len());
    kappa(&all)
}

#[test]
fn the_scores_agree_with_careful_readers() {
    let context = Context::new(&Library::new(SHIPPED), None, "anthropic-pm");
    let mut wrong = Vec::new();
    // Nobody fits anything to the held answers, so they are held to nothing but reading the scale at all.
    for (folder, least, ordered) in [("given", 0.80, true), ("dev", 0.80, true), ("held", 0.40, false)] {
        let pairs = pairs(folder, &context);
        assert!(pairs.len() >= 12, "{folder} holds answers");
        let kappa = report(folder, &pairs);
        if kappa < least {
            wrong.push(format!("{folder}: kappa {kappa:.3}"));
        }
        // Three answers of a case make three pairs; one in a hundred pairs may lie the wrong way, as readers' own do.
        let (cases, disordered) = disorder(&pairs);
        if ordered && disordered.len() * 100 > cases * 3 {
            wrong.extend(disordered);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn statistics_are_what_textbooks_say() {
    let same = [(1.0, 1.0), (3.0, 3.0), (5.0, 5.0)];
    let against = [(1.0, 5.0), (3.0, 3.0), (5.0, 1.0)];
    assert!((kappa(&same) - 1.0).abs() < 1e-9 && (kappa(&against) + 1.0).abs() < 1e-9);
    assert!((correlation(&same) - 1.0).abs() < 1e-9 && (correlation(&against) + 1.0).abs() < 1e-9);
    assert_eq!(differences(&against), (0.0, 8.0 / 3.0));
}

#[test]
fn every_sign_and_cap_of_the_rubrics_is_known_and_taste_is_worth_five_points_at_most() {
    let library = Library::new(SHIPPED);
    let taste = [
        "too-many-personas",
        "scope-over-150-words",
        "too-few-kpis",
        "too-many-kpis",
        "section-out-of-order",
        "generic-framework",
        "contains-code",
        "no-visual",
        "readability-out-of-range",
    ];
    for id in library.rubrics() {
        let rubric = library.rubric(&id).expect("it is listed");
        for criterion in &rubric.criteria {
            for listed in &criterion.signs {
                assert!(sign::find(&listed.sign).is_some(), "{id}: no sign `{}`", listed.sign);
            }
            for cap in &criterion.caps {
                let known = CONDITIONS.contains(&cap.when.as_str()) || checks::find(&cap.when).is_some();
                assert!(known, "{id}: nothing is called `{}`", cap.when);
            }
            let won: f64 = criterion.signs.iter().map(|listed| listed.points).sum();
            assert!(won >= f64::from(criterion.weight) * 0.45, "{id}: {} cannot reach 5", criterion.id);
        }
        let sum: f64 = rubric
            .checks()
            .filter(|(_, points)| taste.contains(&points.check.as_str()))
            .map(|(_, points)| points.points)
            .sum();
        assert!(sum <= 5.0, "{id}: taste is worth {sum}");
        if id == "general-ai-pm" {
            assert!(sum == 0.0, "the general rubric has rules of the guide alone");
        }
    }
    assert!(library.rubric("general-ai-pm").is_some());
}
