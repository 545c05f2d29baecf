//! Each check against its prose cases in `tests/checks/ID.md`, and the registry against its files.
//!
//! A case is a heading, an answer in a fence of four backticks, and what the check finds in it: `- finds: nothing`,
//! `- finds: absent`, or `- finds: TEXT` for a quotation that holds TEXT. A line `case: ID` names a case of the library.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::review::report::Evidence;
use ssmr_coach::review::{Context, all_findings, checks};

/// The cases that every check has.
const WANTED: [&str; 6] = ["fires", "near miss", "clean", "twice", "after a look-alike", "non-ASCII"];

struct Case {
    name: String,
    case: Option<String>,
    answer: String,
    finds: Vec<String>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut found: Vec<Case> = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.starts_with("````") {
            fenced = !fenced;
        } else if let (true, Some(last)) = (fenced, found.last_mut()) {
            last.answer.push_str(line);
            last.answer.push('\n');
        } else if let Some(name) = line.strip_prefix("## ") {
            found.push(Case { name: name.to_owned(), case: None, answer: String::new(), finds: Vec::new() });
        } else if let Some(last) = found.last_mut() {
            if let Some(id) = line.strip_prefix("case: ") {
                last.case = Some(id.to_owned());
            } else if let Some(expected) = line.strip_prefix("- finds: ") {
                last.finds.push(expected.to_owned());
            }
        }
    }
    found
}

/// What a check finds in a case, in the words of the case files.
fn outcome(id: &str, case: &Case, library: &Library) -> Vec<String> {
    let known = case.case.as_deref().and_then(|id| library.case(id));
    let mut context = Context::new(library, known, "anthropic-pm");
    context.only = vec![id.to_owned()];
    let shown = |evidence: &Evidence| match evidence {
        Evidence::Quoted(quote) => {
            assert_eq!(
                &case.answer[quote.offset..quote.offset + quote.length],
                quote.quote,
                "a quote is byte for byte"
            );
            quote.quote.clone()
        }
        Evidence::Missing { .. } => "absent".to_owned(),
    };
    all_findings(&case.answer, &context).iter().map(|finding| shown(&finding.evidence)).collect()
}

#[test]
fn every_check_does_what_its_cases_say() {
    let library = Library::new(SHIPPED);
    let mut wrong = Vec::new();
    for check in checks::ALL {
        let path = format!("tests/checks/{}.md", check.id);
        let Ok(text) = fs::read_to_string(&path) else {
            wrong.push(format!("{path} is missing"));
            continue;
        };
        let cases = cases(&text);
        for name in WANTED {
            if !cases.iter().any(|case| case.name == name) {
                wrong.push(format!("{path} has no case `{name}`"));
            }
        }
        for case in &cases {
            let found = outcome(check.id, case, &library);
            let nothing = case.finds == ["nothing"];
            let fits = |(expected, found): (&String, &String)| found.contains(expected.as_str());
            let same = found.len() == case.finds.len() && case.finds.iter().zip(&found).all(fits);
            if (nothing && !found.is_empty()) || (!nothing && !same) {
                wrong.push(format!("{path}, `{}`: expected {:?}, found {found:?}", case.name, case.finds));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_registry_the_files_and_the_rubrics_agree() {
    let ids: Vec<&str> = checks::ALL.iter().map(|check| check.id).collect();
    let set: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(set.len(), ids.len(), "ids are unique");
    let library = Library::new(SHIPPED);
    let rubric = library.rubric("anthropic-pm").expect("it ships");
    let listed: BTreeSet<&str> = rubric.checks().map(|(_, points)| points.check.as_str()).collect();
    assert_eq!(set, listed, "the rubric lists every check, and no other");
    for id in &ids {
        assert!(
            id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'),
            "{id}"
        );
        assert!(
            Path::new(&format!("src/review/checks/{}.rs", id.replace('-', "_"))).exists(),
            "{id} has no file"
        );
    }
    for (folder, ending) in [("src/review/checks", ".rs"), ("tests/checks", ".md")] {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let name = entry.expect("readable").file_name().to_string_lossy().into_owned();
            let id = name.trim_end_matches(ending).replace('_', "-");
            assert!(id == "mod" || set.contains(id.as_str()), "{folder}/{name} belongs to no check");
        }
    }
}

#[test]
fn messages_give_the_recommendation_and_no_blame() {
    for check in checks::ALL {
        for text in [check.fix, check.doc.looks_for, check.doc.matters] {
            let lower = text.to_lowercase();
            for word in ["you failed", " just ", "simply"] {
                assert!(!lower.contains(word), "{}: `{word}` in {text}", check.id);
            }
        }
        assert!(check.fix.ends_with('.'), "{}: a fix is a sentence", check.id);
    }
}

#[test]
fn every_phrase_of_every_concept_can_be_read_and_every_concept_a_check_names_is_there() {
    let set = Library::new(SHIPPED).concepts();
    assert_eq!(ssmr_coach::review::concepts::faults(&set), []);
    let known: BTreeSet<&str> = set.concepts.iter().map(|concept| concept.id.as_str()).collect();
    let mut missing = BTreeSet::new();
    let mut folders = vec!["src/review".into()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir::<std::path::PathBuf>(folder).expect("the folder is there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("readable");
            for call in [
                "touches(\"",
                "states(\"",
                "stated(\"",
                "hits(\"",
                "all(\"",
                "within(\"",
                "first_in(\"",
                "has(\"",
            ] {
                for (at, _) in text.match_indices(call) {
                    let id = text[at + call.len()..].split('"').next().unwrap_or("");
                    if !known.contains(id) {
                        missing.insert(id.to_owned());
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "no concept is called {missing:?}");
}
