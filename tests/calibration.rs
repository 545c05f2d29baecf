//! What somebody expects to score, beside the review; and the sample answer, which opens after a finished attempt.

mod support;

use insta::assert_snapshot;
use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::store::journal::Journal;
use ssmr_coach::submission::read_head;
use support::Place;

const CASE: &str = "tutoring-assistant";

/// An answer that is typed, and the guesses after it.
fn practiced(place: &Place, file: &str, guesses: &str) -> String {
    let input = format!("Nadia, 16, in AP Biology.\n.\n:finish\n{guesses}");
    place.run(&["practice", CASE, "--timing", "sprint", "-o", file], &input)
}

/// Puts a sample into the file of an attempt, as somebody would who writes on in an editor.
fn write_sample(place: &Place, file: &str, quality: &str) {
    let library = Library::new(SHIPPED);
    let sample = library.sample(&library.case(CASE).expect("it ships"), quality).expect("it ships");
    let body = sample.split_once("\n---\n").expect("front matter").1;
    let own = place.read(file);
    let head = own.split_once("\n---\n").expect("front matter").0;
    place.write(file, &format!("{head}\n---\n{body}"));
}

/// What stands behind a heading on standard output.
fn behind<'a>(said: &'a str, heading: &str) -> Option<&'a str> {
    let (result, _) = said.split_once("--- stderr").expect("both streams");
    result.find(heading).map(|at| &result[at..])
}

#[test]
fn guesses_are_asked_for_before_the_review_and_slips_are_answered() {
    let place = Place::new();
    let said = practiced(&place, "a.md", "3\nhigh\n9\n2,5\n\n2\n4\n");
    let asked = &said[said.find("Before anything is reviewed").expect("it asks")..];
    assert_snapshot!(asked);
}

#[test]
fn guesses_can_be_left_out_and_the_end_of_the_input_is_not_asked() {
    let place = Place::new();
    let said = practiced(&place, "a.md", ":skip\n");
    assert!(said.contains("Problem scoping: ") && !said.contains("Safety integration: "), "{said}");
    write_sample(&place, "a.md", "weak");
    assert_eq!(behind(&place.run(&["review", "a.md"], ""), "What you expected"), None);
    let ended = place.run(&["practice", CASE, "--timing", "sprint", "-o", "b.md"], "Nadia.\n.\n");
    assert!(!ended.contains("Before anything is reviewed"), "{ended}");
    let warm = place.run(&["practice", CASE, "--warm-up", "-o", "c.md"], "Nadia.\n.\n:finish\n");
    assert!(!warm.contains("Before anything is reviewed"), "{warm}");
    let part = place.run(&["practice", CASE, "--section", "scope", "-o", "d.md"], "Nadia.\n.\n:finish\n");
    assert!(!part.contains("Before anything is reviewed"), "{part}");
}

#[test]
fn the_review_shows_the_guess_beside_it_and_how_guesses_change() {
    let place = Place::new();
    practiced(&place, "a.md", "4\n3.5\n4\n4\n3\n");
    write_sample(&place, "a.md", "weak");
    let said = place.run(&["review", "a.md"], "");
    assert_snapshot!(behind(&said, "What you expected").expect("the guess"));

    practiced(&place, "b.md", "3\n\n3\n2.5\n3\n");
    write_sample(&place, "b.md", "weak");
    let said = place.run(&["review", "b.md"], "");
    assert_snapshot!("the_second_guess", behind(&said, "What you expected").expect("the guess"));

    // The guess was about the text of then.
    write_sample(&place, "a.md", "strong");
    let said = place.run(&["review", "a.md"], "");
    assert_snapshot!(
        "the_first_guess_after_a_change",
        behind(&said, "What you expected").expect("the guess")
    );
}

#[test]
fn a_review_without_scores_or_history_shows_no_guess() {
    let place = Place::new();
    practiced(&place, "a.md", "4\n3.5\n4\n4\n3\n");
    write_sample(&place, "a.md", "weak");
    for flag in ["--no-record", "--no-scores"] {
        assert_eq!(behind(&place.run(&["review", "a.md", flag], ""), "What you expected"), None, "{flag}");
    }
    let json = place.run(&["review", "a.md", "--format", "json"], "");
    assert_eq!(behind(&json, "What you expected"), None);
}

#[test]
fn hidden_scores_show_nowhere_and_are_kept() {
    let place = Place::new();
    practiced(&place, "a.md", "");
    write_sample(&place, "a.md", "weak");
    let scored = place.run(&["review", "a.md"], "");
    assert!(scored.contains("\nScore ") && scored.contains("moves the total most"), "{scored}");
    let ways: [&[&str]; 5] = [&[], &["--all"], &["--trace"], &["--format", "json"], &["--format", "jsonl"]];
    for way in ways {
        let said = place.run(&[&["review", "a.md", "--no-scores"], way].concat(), "");
        for trace in
            ["\"score\": 1", "\"score\":1", "\"total\": 1", "\"total\":1", "\nScore ", "moves the total"]
        {
            assert!(!said.contains(trace), "{way:?} shows `{trace}`:\n{said}");
        }
    }
    let journal = Journal::open(&place.path().join("home/journal.sqlite")).expect("a journal");
    let head = read_head("a.md", &place.read("a.md")).expect("front matter");
    let kept = journal.reviews(&head.attempt.expect("an attempt")).expect("reviews");
    assert_eq!(kept.len(), 1, "the same answer is kept once");
    let review: serde_json::Value = serde_json::from_str(&kept[0]).expect("JSON");
    assert!(review["total"].is_number() && review["criteria"][0]["score"].is_number(), "{review}");
}

#[test]
fn the_sample_answer_opens_after_a_finished_attempt() {
    let place = Place::new();
    let show: &[&str] = &["cases", "show", CASE, "--answer"];
    let closed = "no attempt at `tutoring-assistant` is finished yet";
    // Nothing, a warm-up, an attempt that goes on, and one without an answer do not open it.
    assert!(place.run(show, "").contains(closed));
    place.run(&["practice", CASE, "--warm-up", "-o", "w.md"], "Nadia.\n.\n:finish\n");
    place.run(&["practice", CASE, "--timing", "sprint", "-o", "e.md"], ":finish\n");
    let said = place.run(show, "");
    assert!(said.contains(closed) && said.ends_with("--- exit 2\n"), "{said}");
    let open = place.run(&["cases", "show", CASE, "--answer", "--spoil"], "");
    assert!(open.contains("\n## Scope\n") && open.ends_with("--- exit 0\n"), "{open}");

    practiced(&place, "a.md", "");
    let said = place.run(show, "");
    assert_eq!(said, open);
    let (document, commentary) = said.split_once("--- stderr\n").expect("both streams");
    assert!(document.starts_with("--- stdout\n# A tutoring assistant for homework\n\n> Hi,"), "{document}");
    assert!(commentary.contains("Another good answer could differ"), "{commentary}");
    assert!(
        place
            .run(&["cases", "show", "phishing-emails", "--answer"], "")
            .contains("`phishing-emails` is finished")
    );
}

#[test]
fn a_section_is_shown_beside_the_sample_after_a_finished_attempt() {
    let place = Place::new();
    practiced(&place, "a.md", "");
    write_sample(&place, "a.md", "weak");
    assert_snapshot!(place.run(&["review", "a.md", "--beside", "scope"], ""));
}
