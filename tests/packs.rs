//! Broken packs, each with what it gets. Every one starts from the pack that `ssmr pack new` writes.
#![allow(clippy::disallowed_methods, reason = "tests look at the files that the program wrote")]

mod support;

use std::fs;

use insta::assert_snapshot;
use ssmr_coach::cli::pack::prove;
use ssmr_coach::content::SHIPPED;
use ssmr_coach::diagnostic::draw_all;
use ssmr_coach::pack::library::Library;
use ssmr_coach::pack::load::{PackFile, load};
use ssmr_coach::pack::verify::verify;
use support::Place;

const RUBRIC: &str = "rubrics/my-rubric.yaml";
const CASE: &str = "prompts/safety-feature-design/recipe-helper.yaml";

fn example() -> Vec<PackFile> {
    let place = Place::new();
    place.run(&["pack", "new", "mine"], "");
    let names = [
        "pack.yaml",
        CASE,
        "prompts/safety-feature-design/recipe-helper.strong.md",
        "prompts/safety-feature-design/recipe-helper.weak.md",
        "reference/mitigations.yaml",
        RUBRIC,
    ];
    let file = |name: &str| PackFile {
        path: name.into(),
        shown: name.into(),
        text: place.read(&format!("mine/{name}")),
    };
    names.map(file).into()
}

/// What the check says of these files.
fn check(files: &[PackFile]) -> String {
    let (pack, mut problems) = load(files);
    let shipped = Library::new(SHIPPED);
    problems.extend(verify(&pack, &shipped.names()));
    problems.extend(prove(&pack, shipped.concepts()));
    draw_all(&problems, false, 100)
}

/// What the check says after one file was edited.
fn edited(name: &str, edits: &[(&str, &str)]) -> String {
    let mut files = example();
    let file = files.iter_mut().find(|file| file.path == name).expect("it is in the example");
    for (old, new) in edits {
        assert!(file.text.contains(old), "`{old}` is not in {name}");
        file.text = file.text.replacen(old, new, 1);
    }
    check(&files)
}

#[test]
fn the_example_has_no_problem() {
    assert_eq!(check(&example()), "");
}

#[test]
fn keys() {
    assert_snapshot!("unknown_key", edited(CASE, &[("minutes: 60", "minuts: 60")]));
    assert_snapshot!("duplicate_key", edited(CASE, &[("minutes: 60", "minutes: 60\nminutes: 61")]));
    assert_snapshot!("missing_value", edited(CASE, &[("minutes: 60", "minutes:")]));
}

#[test]
fn types() {
    assert_snapshot!("wrong_number", edited(CASE, &[("minutes: 60", "minutes: an hour")]));
    assert_snapshot!("wrong_word", edited(CASE, &[("difficulty: easy", "difficulty: esay")]));
    assert_snapshot!(
        "not_a_list",
        edited(CASE, &[("questions: [primary-user,", "questions: primary-user #")])
    );
    assert_snapshot!("empty_text", edited("pack.yaml", &[("title: My own cases", "title: ''")]));
}

#[test]
fn syntax() {
    assert_snapshot!("tab_indent", edited("pack.yaml", &[("id: my-pack", "id:\n\tmy-pack")]));
    assert_snapshot!("open_quote", edited("pack.yaml", &[("title: My own cases", "title: \"My own cases")]));
    assert_snapshot!(
        "colon_in_text",
        edited("pack.yaml", &[("title: My own cases", "title: Mine: all of them")])
    );
}

#[test]
fn links_and_sums() {
    assert_snapshot!(
        "dangling_ids",
        edited(
            CASE,
            &[
                ("impact: physical", "impact: phisical"),
                ("sources: [nist-ai-600-1]", "sources: [nist-ai-600]"),
                ("weak_draws: [no-rollback-plan,", "weak_draws: [no-rollback,"),
                ("and: avoid-harmful-behaviors", "and: zebra"),
            ]
        )
    );
    assert_snapshot!("several_kinds_at_once", {
        edited(
            CASE,
            &[
                ("minutes: 60", "minutes: sixty"),
                ("impact: physical", "impact: phisical"),
                ("origin: own", ""),
            ],
        )
    });
    assert_snapshot!("card_without_source", edited(CASE, &[("kind: mitigation", "kind: fact")]));
    assert_snapshot!(
        "wrong_folder",
        edited(CASE, &[("type: safety-feature-design", "type: misuse-mitigation")])
    );
}

#[test]
fn simple_checks() {
    let id = "  - id: no-owner-named\n    severity";
    let renamed = |to: &str| format!("  - id: {to}\n    severity");
    assert_snapshot!("taken_check", edited(RUBRIC, &[(id, &renamed("no-red-team"))]));
    assert_snapshot!("unlisted_check", edited(RUBRIC, &[(id, &renamed("no-owner"))]));
    assert_snapshot!("count_without_bound", edited(RUBRIC, &[("rule: absence", "rule: count")]));
    assert_snapshot!("unknown_class", edited(RUBRIC, &[("@people who", "@persons who")]));
    assert_snapshot!("phrase_without_a_word", edited(RUBRIC, &[("responsible, ", "responsible?, ")]));
    let swapped = [("      - We go back to the old", "      - The owner goes back to the old")];
    assert_snapshot!("sample_that_does_not_fail", edited(RUBRIC, &swapped));
    let swapped = [("and the engineer on call takes", "and somebody takes"), ("@people who decides, ", "")];
    assert_snapshot!("sample_that_does_not_pass", edited(RUBRIC, &swapped));
    let more = "format: 1\nconcepts:\n  - id: owner\n    means: an owner\n    phrases: |\n      owner,\n      @nobody decides\n";
    let mut files = example();
    let path = "reference/concepts/owner.yaml";
    files.push(PackFile { path: path.into(), shown: path.into(), text: more.into() });
    assert_snapshot!("unknown_class_of_a_concept", check(&files));
}

#[test]
fn samples() {
    let mut files = example();
    files.retain(|file| !file.path.ends_with("strong.md"));
    files.push(PackFile {
        path: "prompts/safety-feature-design/nobody.weak.md".into(),
        shown: "nobody.weak.md".into(),
        text: "x".into(),
    });
    assert_snapshot!("missing_and_stray_samples", check(&files));
}

#[test]
fn a_lost_list_causes_no_flood() {
    let mut files = Library::new(SHIPPED).shipped_files();
    for file in &mut files {
        if file.path == "reference/claims.yaml" {
            file.text = "format: [1".into();
        }
    }
    let (pack, mut problems) = load(&files);
    problems.extend(verify(&pack, &ssmr_coach::pack::verify::Names::default()));
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["yaml-syntax"]);
}

#[test]
fn weights_and_levels() {
    let mut files = Library::new(SHIPPED).shipped_files();
    for file in &mut files {
        file.text = match file.path.as_str() {
            "rubrics/anthropic-pm.yaml" => {
                file.text.replacen("weight: 30", "weight: 35", 1).replacen("level: 4", "level: 5", 1)
            }
            "frameworks/ssmr.yaml" => file.text.replacen("minutes: 30", "minutes: 0", 1),
            _ => continue,
        };
    }
    let (pack, mut problems) = load(&files);
    problems.extend(verify(&pack, &ssmr_coach::pack::verify::Names::default()));
    assert_snapshot!(draw_all(&problems, false, 100));
}

/// A pack on disk with one hostile file; what the program says of it.
fn hostile(name: &str, bytes: &[u8]) -> String {
    let place = Place::new();
    place.run(&["pack", "new", "mine"], "");
    fs::write(place.path().join("mine").join(name), bytes).expect("written");
    let said = place.run(&["pack", "check", "mine"], "");
    assert!(said.contains("--- exit 3"), "{}", &said[..said.len().min(2_000)]);
    assert_eq!(said, place.run(&["pack", "check", "mine"], ""), "the same again");
    said
}

#[test]
fn hostile_files_get_a_problem_with_a_place() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"])
    {
        bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 9].join(", ")));
    }
    let files: [(&str, Vec<u8>); 6] = [
        ("brackets", "[".repeat(100_000).into_bytes()),
        ("alias_bomb", bomb.into_bytes()),
        ("empty", Vec::new()),
        ("latin_1", b"format: 1\nid: caf\xe9\n".to_vec()),
        ("large", vec![b'x'; 5 * 1024 * 1024]),
        ("control", "format: 1\nid: \"a\\u001b[31m\"\ntitle: \u{202e}x\n".as_bytes().to_vec()),
    ];
    for (name, bytes) in files {
        assert_snapshot!(format!("hostile_{name}"), hostile("pack.yaml", &bytes));
    }
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_accepted() {
    let mut files = example();
    for file in &mut files {
        file.text = format!("\u{feff}{}", file.text.replace('\n', "\r\n"));
    }
    assert_eq!(check(&files), "");
}

#[test]
fn a_case_that_is_cut_off_gives_problems() {
    // Cutting the file off at every line is every half-written file that somebody could have.
    let whole = example().into_iter().find(|file| file.path == CASE).expect("it is in the example");
    for lines in 0..whole.text.lines().count() {
        let mut files = example();
        let file = files.iter_mut().find(|file| file.path == CASE).expect("it is in the example");
        file.text = whole.text.lines().take(lines).map(|line| format!("{line}\n")).collect();
        assert_ne!(check(&files), "", "the first {lines} lines alone are no case");
    }
}
