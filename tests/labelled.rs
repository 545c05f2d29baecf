//! The review against answers that careful readers labelled: precision, recall and F1, per id and together.
//!
//! `tests/labelled/given` came with the project, `dev` was written by writers who had not seen the concepts and was used
//! for tuning afterwards, `held` by others and is only reported. Run with `--nocapture` for the tables.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]
#![allow(clippy::print_stdout, reason = "the tables are read by people")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::review::{Context, review};

mod support;
use support::labels::{IDS, Label, labels};

#[derive(Default, Clone, Copy)]
struct Count {
    hit: usize,
    alarm: usize,
    miss: usize,
}

impl Count {
    fn precision(self) -> f64 {
        ratio(self.hit, self.hit + self.alarm)
    }

    fn recall(self) -> f64 {
        ratio(self.hit, self.hit + self.miss)
    }

    fn f1(self) -> f64 {
        ratio(2 * self.hit, 2 * self.hit + self.alarm + self.miss)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).expect("small"));
    if whole == 0 { 1.0 } else { number(part) / number(whole) }
}

struct Score {
    all: Count,
    per: BTreeMap<String, Count>,
    strong_alarms: f64,
    detail: String,
}

fn score(labels: &[Label], context: &Context) -> Score {
    let known: BTreeSet<&str> = IDS.split_whitespace().collect();
    let mut score =
        Score { all: Count::default(), per: BTreeMap::new(), strong_alarms: 0.0, detail: String::new() };
    let (mut strong, mut alarms) = (0, 0);
    for label in labels {
        let found = review(&label.stem, &label.text, context);
        let mut lines: BTreeMap<String, String> = BTreeMap::new();
        for finding in found
            .findings
            .iter()
            .filter(|finding| known.contains(finding.check.as_str()) && !finding.question)
        {
            let shown = serde_json::to_string(&finding.evidence).expect("JSON");
            lines.entry(finding.check.clone()).or_insert(shown);
        }
        let own = |id: &str| label.defects.contains_key(id);
        for (id, evidence) in &lines {
            if label.debatable.contains(id) {
                continue;
            }
            let count = score.per.entry(id.clone()).or_default();
            if own(id) {
                count.hit += 1;
            } else {
                count.alarm += 1;
                alarms += usize::from(label.quality == "strong");
                let shown: String = evidence.chars().take(300).collect();
                writeln!(score.detail, "ALARM {} ({}) {id}: {shown}", label.stem, label.quality)
                    .expect("text");
            }
        }
        let missed = |id: &String| !lines.contains_key(id) && !label.debatable.contains(id);
        for (id, line) in label.defects.iter().filter(|(id, _)| missed(id)) {
            score.per.entry(id.clone()).or_default().miss += 1;
            let text = line.and_then(|line| label.text.lines().nth(line - 1)).unwrap_or("");
            let shown: String = text.chars().take(300).collect();
            writeln!(score.detail, "MISS  {} ({}) {id} {line:?}: {shown}", label.stem, label.quality)
                .expect("text");
        }
        strong += usize::from(label.quality == "strong");
    }
    for count in score.per.values() {
        score.all.hit += count.hit;
        score.all.alarm += count.alarm;
        score.all.miss += count.miss;
    }
    score.strong_alarms = ratio(alarms, strong.max(1));
    score
}

fn report(name: &str, labels: &[Label], context: &Context, detailed: bool) -> Score {
    let score = score(labels, context);
    let all = score.all;
    println!("\n{name}: {} answers, {} labelled faults", labels.len(), all.hit + all.miss);
    println!("{:38} {:>4} {:>5} {:>5}   prec    rec     F1", "check", "hit", "alarm", "miss");
    for (id, count) in &score.per {
        println!(
            "{id:38} {:4} {:5} {:5}  {:.3}  {:.3}  {:.3}",
            count.hit,
            count.alarm,
            count.miss,
            count.precision(),
            count.recall(),
            count.f1()
        );
    }
    println!(
        "{:38} {:4} {:5} {:5}  {:.3}  {:.3}  {:.3}",
        "all",
        all.hit,
        all.alarm,
        all.miss,
        all.precision(),
        all.recall(),
        all.f1()
    );
    println!("false alarms per strong answer: {:.2}", score.strong_alarms);
    if detailed {
        println!("\n{}", score.detail);
    }
    score
}

/// How far two careful readers agree with each other, over the answers that two have read.
fn readers(name: &str, labels: &[Label]) {
    let mut all = Count::default();
    for label in labels {
        let Some(second) = &label.second else { continue };
        let own = |id: &String| label.defects.contains_key(id) || label.own_debatable.contains(id);
        all.hit += label.defects.keys().filter(|id| second.contains(*id)).count();
        all.miss += label.defects.keys().filter(|id| !second.contains(*id)).count();
        all.alarm += second.iter().filter(|id| !own(id)).count();
    }
    println!(
        "{name}: the second reader against the first: {:.3} {:.3} F1 {:.3}",
        all.precision(),
        all.recall(),
        all.f1()
    );
}

#[test]
fn the_review_agrees_with_careful_readers() {
    let context = Context::new(&Library::new(SHIPPED), None, "anthropic-pm");
    let sets = [("given", 0.95, true), ("dev", 0.92, true), ("held", 0.85, false)];
    let mut scores = Vec::new();
    for (folder, least, detailed) in sets {
        let labels = labels(&format!("tests/labelled/{folder}"));
        assert!(labels.len() >= 12, "{folder} holds answers");
        scores.push((folder, least, report(folder, &labels, &context, detailed).all.f1()));
        readers(folder, &labels);
    }
    for (folder, least, f1) in scores {
        assert!(f1 >= least, "{folder}: F1 {f1:.3}");
    }
}
