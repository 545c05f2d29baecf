//! Marking a sample over plain lines: whole transcripts, what is kept, and what comes next.

mod support;

use insta::assert_snapshot;
use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::store::journal::{Journal, MarkingScore, NewMarking};
use support::Place;

const WEAK: &[&str] = &["mark", "tutoring-assistant", "--sample", "weak"];

/// What follows the sample in a transcript.
fn after_the_sample(said: &str) -> &str {
    &said[said.find("Score five criteria").expect("the sample was shown")..]
}

/// The result alone.
fn result(said: &str) -> &str {
    let (result, _) = said.split_once("--- stderr").expect("both streams");
    result
}

#[test]
fn a_marking_from_a_pipe_from_the_first_line_to_the_comparison() {
    let place = Place::new();
    let input = "3.5\n2\n2,5\n3\n3\nsafety-toggle 4\nno-visual\nvague-persona 2\n";
    assert_snapshot!(place.run(WEAK, input));
}

#[test]
fn slips_and_commands_are_answered_where_they_are_typed() {
    let place = Place::new();
    let input = "\
:help
three
9

:levels
:sampel
2
:skip
:back
:back
3
:skip
:skip
:skip
4
:levels
:find zebra
:find diagram
jargn
jargon 999
jargon 2
jargon
30, line 3
:back
:brief
30
:finish
";
    let said = place.run(WEAK, input);
    assert_snapshot!(after_the_sample(&said));
    assert_snapshot!("the_comparison_after_slips", result(&said));
}

#[test]
fn the_sample_and_the_checks_are_shown_again_when_asked() {
    let place = Place::new();
    let said = place.run(WEAK, ":sample\n:checks\n");
    assert_eq!(said.matches("   2  Our users are students").count(), 2, "{said}");
    let numbered = said.lines().filter(|line| line.trim_start().starts_with("48. vague-persona:")).count();
    assert_eq!(numbered, 1, "{said}");
}

#[test]
fn a_strong_sample_has_no_fault_and_says_so() {
    let place = Place::new();
    let said =
        place.run(&["mark", "tutoring-assistant", "--sample", "strong"], "4\n4\n4\n5\n5\nno-visual 1\n\n");
    assert_snapshot!(result(&said));
}

#[test]
fn nothing_before_the_end_says_which_sample_it_is() {
    for sample in ["strong", "weak"] {
        let place = Place::new();
        let said = place.run(&["mark", "tutoring-assistant", "--sample", sample], "3\n");
        let (_, commentary) = said.split_once("--- stderr\n").expect("both streams");
        let before = commentary.replace("strong or weak", "");
        for word in ["the strong", "the weak", "strong.md", "weak.md", "<!--"] {
            assert!(!before.contains(word), "{word} in:\n{before}");
        }
    }
}

#[test]
fn the_end_of_the_input_keeps_what_was_judged_and_drops_what_was_not() {
    let place = Place::new();
    let said = place.run(WEAK, "");
    assert!(said.starts_with("--- stdout\n--- stderr"), "{said}");
    assert!(said.ends_with("Nothing was judged, so nothing is kept.\n--- exit 0\n"), "{said}");
    assert!(place.run(&["mark", "--history"], "").contains("You have marked no sample yet."));

    let said = place.run(WEAK, "2.5\n2");
    assert!(said.ends_with("--- exit 0\n"), "{said}");
    let shown: Vec<&str> = result(&said).lines().skip(3).take(5).collect();
    assert_snapshot!(shown.join("\n"));
    let history = place.run(&["mark", "--history"], "");
    assert!(history.contains("2026-11-24 tutoring-assistant, weak: "), "{history}");
}

#[test]
fn every_sample_is_marked_once_before_one_comes_again() {
    let place = Place::new();
    let samples = 2 * Library::new(SHIPPED).cases().len();
    let mut seen = Vec::new();
    for _ in 0..samples {
        let said = place.run(&["mark"], "3\n3\n3\n3\n3\n\n");
        let heading = result(&said).lines().nth(1).expect("a heading").to_owned();
        assert!(!seen.contains(&heading), "{heading} again after {seen:?}");
        assert_ne!(
            seen.last().map(|last: &String| last.split(": ").next()),
            Some(heading.split(": ").next())
        );
        seen.push(heading);
    }
    let said = place.run(&["mark"], "3\n");
    let again = result(&said).lines().nth(1).expect("a heading");
    assert!(seen.iter().any(|heading| heading == again), "the first round is over");
    assert!(said.contains(&format!("Your markings ({})", samples + 1)), "{said}");
}

#[test]
fn the_history_shows_the_last_ones_the_trend_and_the_lean() {
    let place = Place::new();
    for scores in ["5\n5\n5\n5\n5\njargon\n\n", "5\n4\n5\n4\n4\n", "3\n2\n3\n2\n3\nsafety-toggle\n"] {
        place.run(WEAK, scores);
    }
    assert!(!place.run(&["mark", "--history"], "").contains("You come closer"), "three are too few to tell");
    place.run(&["mark", "tutoring-assistant", "--sample", "strong"], "5\n5\n5\n5\n4\n");
    assert_snapshot!(place.run(&["mark", "--history"], ""));
}

#[test]
fn a_marking_that_was_killed_goes_on_where_it_was() {
    let place = Place::new();
    // What a killed process leaves: marks without an end.
    let path = place.path().join("home/journal.sqlite");
    let library = Library::new(SHIPPED);
    let case = library.case("tutoring-assistant").expect("it ships");
    let text = library.sample(&case, "weak").expect("it ships");
    let mut journal = Journal::open(&path).expect("a journal");
    let begun = NewMarking {
        case_id: case.id.clone(),
        sample: "weak".into(),
        sha256: ssmr_coach::store::files::hash(text.as_bytes()),
        started_ms: 0,
    };
    let number = journal.begin_marking(&begun).expect("begun");
    let score = |criterion: &str, own| MarkingScore { criterion: criterion.into(), own, review: None };
    let scores = [score("problem-scoping", 2.0), score("safety-integration", 1.5)];
    journal.keep_marking(number, 125, &scores, &[]).expect("kept");
    drop(journal);
    assert!(
        place.run(&[], "").contains("A tutoring assistant for homework: the sample answer that you began")
    );

    let said = place.run(&["mark"], "3\n\n");
    assert!(said.contains("You began to mark this sample; your marks so far count."), "{said}");
    assert!(!said.contains("[2/5]") && said.contains("[3/5] Metric selection"), "{said}");
    assert!(said.contains("Score from 1 to 5 (2 of 10 min):"), "{said}");
    assert!(result(&said).contains("Problem scoping         2.0  "), "{said}");
    assert!(result(&said).contains("You took 2 min"), "{said}");
    assert!(!place.run(&[], "").contains("Unfinished"), "it is over");
}

#[test]
fn another_seed_chooses_another_sample() {
    let titles: Vec<String> = (0..12)
        .map(|seed: u32| {
            let place = Place::new();
            let mut program = place.program();
            let output = program.args(["mark"]).env("SSMR_SEED", seed.to_string()).output().expect("it runs");
            String::from_utf8(output.stderr).expect("text").lines().next().expect("a title").to_owned()
        })
        .collect();
    let mut distinct = titles.clone();
    distinct.sort();
    distinct.dedup();
    assert!(distinct.len() > 2, "{titles:?}");
}

#[test]
fn ssmr_alone_suggests_marking_first_and_then_a_case_that_was_not_read() {
    let place = Place::new();
    let first = place.run(&[], "");
    let (_, next) = first.split_once("Next\n").expect("what is next");
    assert!(next.trim_start().starts_with("ssmr mark\n    A good first evening"), "{first}");
    assert!(next.contains("ssmr practice tutoring-assistant"), "{first}");
    place.run(WEAK, "3\n");
    let later = place.run(&[], "");
    assert!(!later.contains("first evening"), "{later}");
    assert!(!later.contains("ssmr practice tutoring-assistant\n"), "its sample was read: {later}");
}
