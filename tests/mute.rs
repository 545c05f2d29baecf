//! Muting a check, from the first dispute to hearing it again: whole outputs, and what the JSON says.
#![allow(clippy::disallowed_methods, reason = "tests look at the files that the program wrote")]

mod support;

use insta::assert_snapshot;
use serde_json::Value;
use support::Place;

/// Practices a case from a pipe; the file of the attempt holds a weak sample below its front matter.
fn attempt(place: &Place, file: &str) {
    let said = place.run(&["practice", "tutoring-assistant", "-o", file], "An answer.\n.\n:finish\n");
    assert!(said.ends_with("--- exit 0\n"), "{said}");
    let written = place.read(file);
    let front = written.find("\n---\n").expect("front matter") + 5;
    let sample = include_str!("cli/review.in/weak.md");
    place.write(file, &format!("{}\n{sample}", &written[..front]));
}

/// The findings of a check in the JSON of a review.
fn findings(place: &Place, file: &str, check: &str) -> Vec<Value> {
    let output = place.program().args(["review", file, "--format", "json"]).output().expect("it runs");
    let review: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let all = review["findings"].as_array().expect("a list").clone();
    all.into_iter().filter(|finding| finding["check"] == check).collect()
}

#[test]
fn a_check_disputed_in_two_attempts_can_be_muted_and_heard_again() {
    let place = Place::new();
    attempt(&place, "one.md");
    attempt(&place, "two.md");
    let once = place.run(&["review", "one.md", "--dispute", "no-visual", "--reason", "a voice product"], "");
    assert!(once.contains("1 disputed") && !once.contains("--mute"), "{once}");

    // The second dispute is a comment in the file.
    let two = place.read("two.md");
    place.write("two.md", &format!("{two}\n<!-- ssmr-ignore no-visual: spoken -->\n"));
    assert_snapshot!("offered", place.run(&["review", "two.md", "--no-scores"], ""));

    assert_snapshot!("muted", place.run(&["review", "--mute", "no-visual,jargon"], ""));
    place.write("two.md", &two);
    assert_snapshot!("named_in_one_line", place.run(&["review", "two.md", "--no-scores"], ""));
    let muted = findings(&place, "two.md", "no-visual");
    assert_eq!(muted.len(), 1);
    assert_eq!((&muted[0]["muted"], &muted[0]["disputed"]), (&Value::Bool(true), &Value::Bool(true)));

    let heard = place.run(&["review", "--unmute", "no-visual"], "");
    assert_snapshot!("heard_again", heard);
    assert_eq!(findings(&place, "two.md", "no-visual")[0]["muted"], false);
    let after = place.run(&["review", "one.md"], "");
    assert!(after.contains("1 disputed") && !after.contains("--mute"), "nobody is asked twice: {after}");
}

#[test]
fn a_muted_check_costs_nothing_and_fails_nothing() {
    let place = Place::new();
    attempt(&place, "one.md");
    let total = |place: &Place| -> Value {
        let output =
            place.program().args(["review", "one.md", "--format", "json"]).output().expect("it runs");
        let review: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let clarity = review["criteria"].as_array().expect("a list").iter();
        let clarity = clarity.filter(|view| view["id"] == "communication-clarity");
        clarity.map(|view| view["reasons"]["down"].clone()).collect()
    };
    assert!(total(&place).to_string().contains("no-visual"));
    place.run(&["review", "--mute", "no-visual"], "");
    assert!(!total(&place).to_string().contains("no-visual"));
    let failing = ["review", "one.md", "--only", "no-visual", "--fail-on", "low", "--no-scores"];
    assert!(place.run(&failing, "").ends_with("--- exit 0\n"));
    place.run(&["review", "--unmute", "no-visual"], "");
    assert!(place.run(&failing, "").ends_with("--- exit 1\n"));
}

#[test]
fn other_peoples_files_are_reviewed_in_full_and_wrong_names_are_said() {
    let place = Place::new();
    place.write("foreign.md", include_str!("cli/review.in/weak.md"));
    let before = place.run(&["review", "foreign.md"], "");
    assert_snapshot!("nothing_to_unmute", place.run(&["review", "--unmute", "no-visual"], ""));
    assert_snapshot!("unknown_check", place.run(&["review", "--mute", "no-visuals"], ""));
    place.run(&["review", "--mute", "no-visual"], "");
    assert_eq!(place.run(&["review", "foreign.md"], ""), before);
    assert_snapshot!("one_file", place.run(&["review", "foreign.md", "foreign.md", "--mute", "jargon"], ""));
    assert_snapshot!("no_file", place.run(&["review"], ""));
}
