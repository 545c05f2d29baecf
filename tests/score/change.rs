//! Samples, and the ways in which tests change them.

use std::fs;

use ssmr_coach::cli::template::{Task, write};
use ssmr_coach::pack::library::Library;
use ssmr_coach::pack::prompt::Case;
use ssmr_coach::submission::Head;
use ssmr_coach::text::document::Kind;
use ssmr_coach::text::reader;

/// An answer to try.
pub struct Sample {
    pub name: String,
    pub case: Option<String>,
    pub strong: bool,
    pub text: String,
}

/// The strong and weak samples of every case.
pub fn library_samples(library: &Library) -> Vec<Sample> {
    let mut found = Vec::new();
    for file in library.shipped_files() {
        for quality in ["strong", "weak"] {
            let Some(stem) = file.path.strip_suffix(&format!(".{quality}.md")) else { continue };
            let id = stem.rsplit('/').next().expect("a name").to_owned();
            let name = format!("{id} {quality}");
            found.push(Sample { name, case: Some(id), strong: quality == "strong", text: file.text.clone() });
        }
    }
    assert!(found.len() >= 2 * library.cases().len(), "every case has both samples");
    found
}

/// The labelled answers that were used for tuning.
pub fn labelled() -> Vec<Sample> {
    let mut found = Vec::new();
    for folder in ["tests/labelled/given", "tests/labelled/dev"] {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("readable").path();
            if path.extension().is_some_and(|ending| ending == "md") {
                let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
                let text = fs::read_to_string(&path).expect("readable");
                found.push(Sample { name, case: None, strong: false, text });
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    // Every third, so that the tests stay quick.
    found.into_iter().step_by(if std::env::var_os("ALL").is_some() { 1 } else { 3 }).collect()
}

/// The blank answer of a case.
pub fn template(library: &Library, case: &Case) -> String {
    let framework = library.framework("ssmr").expect("it ships");
    let task = Task {
        case: Some(case.id.clone()),
        case_type: Some(case.case_type.clone()),
        title: case.title.clone(),
        brief: case.brief.clone(),
    };
    write(&task, &framework, &library.shelf(), Head::default(), true)
}

/// All of it twice; its longest paragraph three times.
pub fn repeated(text: &str) -> Vec<(String, String)> {
    let body = body(text);
    let longest = body
        .split("\n\n")
        .filter(|part| !part.starts_with(['>', '#', '|', '<']))
        .max_by_key(|part| part.len())
        .unwrap_or("");
    vec![
        ("twice".to_owned(), format!("{text}\n\n{body}")),
        ("a paragraph three times".to_owned(), format!("{text}\n\n{longest}\n\n{longest}\n")),
    ]
}

/// The text behind its front matter.
fn body(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body)
}

const HEAPS: [&str; 4] = [
    "Red team, jailbreak, rollback, kill switch, opt-in consent, weekly audit, GDPR, p95 latency, baseline, target, trade-off, residual risk, false positives, guardrail, feedback loop, human review, owner, gate, pilot, languages, regions, principle, honesty, misuse, hallucination, citation, arXiv.",
    "- red team\n- rollback\n- kill switch\n- consent\n- audit\n- GDPR\n- latency\n- baseline\n- trade-off\n- false positives\n- feedback button\n- honesty\n- misuse\n- out of scope\n- residual risk",
    "Safety safety safety metrics metrics metrics rollout rollout rollout red team red team rollback rollback consent consent audit audit.",
    "**Keywords:** user intent; boundaries; harm categories; misuse; over-reliance; red team; rollback; kill switch; consent; audits; GDPR; latency; languages; safety metric; false positive rate; feedback loop; trade-off; principles; honesty; alternatives rejected; accepted risk.",
];

/// Heaps of terms at the end, and below every heading.
pub fn stuffed(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (number, heap) in HEAPS.iter().enumerate() {
        found.push((format!("heap {number} at the end"), format!("{text}\n\n{heap}\n")));
        let below: String = text
            .split_inclusive('\n')
            .map(|line| if line.starts_with("## ") { format!("{line}\n{heap}\n\n") } else { line.to_owned() })
            .collect();
        if below != text {
            found.push((format!("heap {number} below headings"), below));
        }
    }
    found
}

/// Sentences of paragraphs and items put into each other's places, with three fixed orders.
pub fn shuffled(text: &str) -> Vec<(String, String)> {
    let document = reader::read(text);
    let prose = |number: &usize| {
        let block = document.block_of(*number);
        matches!(block.kind, Kind::Paragraph | Kind::Item)
            && !block.quoted
            && !document.sentence_bytes(*number).is_empty()
    };
    let places: Vec<_> =
        (0..document.sentences.len()).filter(prose).map(|number| document.sentence_bytes(number)).collect();
    let mut found = Vec::new();
    for seed in [3_u64, 17, 91] {
        let mut order: Vec<usize> = (0..places.len()).collect();
        let mut state = seed;
        for last in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pick = usize::try_from(state >> 33).expect("small") % (last + 1);
            order.swap(last, pick);
        }
        let mut changed = String::new();
        let mut at = 0;
        for (place, taken) in places.iter().zip(order) {
            if place.start < at {
                continue;
            }
            changed.push_str(&text[at..place.start]);
            changed.push_str(&text[places[taken].clone()]);
            at = place.end;
        }
        changed.push_str(&text[at..]);
        found.push((format!("order {seed}"), changed));
    }
    found
}

/// Paragraphs about nothing that an answer is about.
const ELSEWHERE: &str = include_str!("elsewhere.md");

/// A quarter and a half more text about something else, at the end, in front, and between paragraphs.
pub fn padded(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let parts: Vec<&str> = ELSEWHERE.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect();
    for percent in [25, 50] {
        let wanted = body(text).split_whitespace().count() * percent / 100;
        let mut words = 0;
        let mut taken: Vec<&str> = Vec::new();
        for part in &parts {
            if words < wanted {
                words += part.split_whitespace().count();
                taken.push(part);
            }
        }
        found.push((format!("{percent} % at the end"), format!("{text}\n\n{}\n", taken.join("\n\n"))));
        let mut next = taken.iter();
        let mixed: Vec<String> = text
            .split("\n\n")
            .map(|part| match part.starts_with("## ").then(|| next.next()).flatten() {
                Some(padding) => format!("{part}\n\n{padding}"),
                None => part.to_owned(),
            })
            .collect();
        let mixed = mixed.join("\n\n");
        if mixed != text {
            found.push((format!("{percent} % below headings"), mixed));
        }
    }
    found
}
