//! Labelled answers, as the tests read them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ssmr_coach::yaml::{Node, Step, Value, parse};

/// The ids that the labels use.
pub const IDS: &str = "vague-persona too-many-personas scope-over-150-words no-boundaries no-user-intent missing-section \
section-out-of-order no-harm-categories no-principles failure-mode-without-mitigation no-failure-modes \
unquantified-trade-off no-trade-off too-few-kpis too-many-kpis no-safety-metric metric-without-target \
engagement-as-goal no-phased-rollout phase-without-size-or-duration no-red-team \
fewer-than-three-red-team-scenarios no-rollback-plan no-consent-or-audit no-feedback-loop generic-framework \
over-engineered silent-constraint-latency silent-constraint-privacy silent-constraint-language-region \
contains-code no-visual readability-out-of-range jargon no-citation unverified-figure challenges-principles \
safety-toggle absolute-claim";

/// An answer with what careful readers found in it.
pub struct Label {
    /// Its file name without the ending.
    pub stem: String,
    /// The answer.
    pub text: String,
    /// `strong`, `middling` or `weak`.
    pub quality: String,
    /// What the first reader found, with the line where it shows.
    pub defects: BTreeMap<String, Option<usize>>,
    /// What is not counted: ids that a reader called debatable, and those on which two readers differ.
    pub debatable: BTreeSet<String>,
    /// What a reader called debatable.
    pub own_debatable: BTreeSet<String>,
    /// What the second reader found, if there was one.
    pub second: Option<BTreeSet<String>>,
    /// Where the answer shows what a fault is the lack of: words of the sentences, by fault.
    pub shows: Quotes,
    /// Where a fault shows: words of the sentences, by fault.
    pub fails: Quotes,
}

/// Words out of sentences of an answer, by fault.
pub type Quotes = BTreeMap<String, Vec<String>>;

fn quotes(node: Option<&Node>) -> Quotes {
    let Some(Value::Map(entries)) = node.map(|node| &node.value) else { return Quotes::new() };
    let words = |node: &Node| match &node.value {
        Value::List(items) => items.iter().filter_map(scalar).collect(),
        _ => Vec::new(),
    };
    entries.iter().map(|entry| (entry.key.text.clone(), words(&entry.value))).collect()
}

fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text.trim().to_owned()),
        _ => None,
    }
}

fn ids(node: Option<&Node>) -> Vec<(String, Option<usize>)> {
    let Some(Value::List(items)) = node.map(|node| &node.value) else { return Vec::new() };
    let item = |node: &Node| match node.step(Step::Key("id")) {
        Some(id) => scalar(id)
            .map(|id| (id, node.step(Step::Key("line")).and_then(scalar).and_then(|line| line.parse().ok()))),
        None => scalar(node).map(|id| (id, None)),
    };
    items.iter().filter_map(item).collect()
}

/// The labelled answers of a folder, in the order of their names.
pub fn labels(folder: &str) -> Vec<Label> {
    let folder = PathBuf::from(folder);
    let mut paths: Vec<PathBuf> = match fs::read_dir(&folder) {
        Ok(entries) => entries.map(|entry| entry.expect("readable").path()).collect(),
        Err(_) => Vec::new(),
    };
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    paths.iter().map(|path| label(path)).collect()
}

fn label(path: &Path) -> Label {
    let yaml = fs::read_to_string(path).expect("a label");
    let document = parse(&path.display().to_string(), &yaml)
        .unwrap_or_else(|problem| panic!("{}", problem.draw(false, 100)));
    let list = |key: &str| ids(document.root.step(Step::Key(key)));
    let quality = match document.root.step(Step::Key("quality")).map(|node| &node.value) {
        Some(Value::Scalar { text, .. }) => text.clone(),
        _ => panic!("{}: no quality", path.display()),
    };
    let defects: BTreeMap<String, Option<usize>> = list("defects").into_iter().collect();
    let own_debatable: BTreeSet<String> =
        list("debatable").into_iter().chain(list("second_debatable")).map(|(id, _)| id).collect();
    let names = |key: &str| list(key).into_iter().map(|(id, _)| id).collect::<BTreeSet<String>>();
    let second = document.root.step(Step::Key("second_reader")).map(|_| names("second_reader"));
    let differ = |second: &BTreeSet<String>| -> BTreeSet<String> {
        let first: BTreeSet<String> = defects.keys().cloned().collect();
        first.symmetric_difference(second).cloned().collect()
    };
    let debatable = second.as_ref().map(differ).unwrap_or_default().union(&own_debatable).cloned().collect();
    Label {
        stem: path.file_stem().expect("a name").to_string_lossy().into_owned(),
        text: fs::read_to_string(path.with_extension("md")).expect("an answer"),
        quality,
        defects,
        debatable,
        own_debatable,
        second,
        shows: quotes(document.root.step(Step::Key("shows"))),
        fails: quotes(document.root.step(Step::Key("fails"))),
    }
}
