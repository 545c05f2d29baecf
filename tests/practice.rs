//! Practice over plain lines: whole transcripts, and what happens to the file and the journal.
#![allow(clippy::disallowed_methods, reason = "tests look at the files that the program wrote")]

mod support;

use insta::assert_snapshot;
use support::Place;

const FILE: &str = "tutoring-assistant-2026-11-24.md";

#[test]
fn a_short_session_from_a_pipe() {
    let place = Place::new();
    let input = "Nadia, 16, in AP Biology.\nShe is tired.\n.\n:skip\n:hint\n:finish\n";
    assert_snapshot!(place.run(&["practice", "tutoring-assistant"], input));
    assert_snapshot!("the_file_of_a_short_session", place.read(FILE));
}

#[test]
fn every_kind_of_question_and_command() {
    let place = Place::new();
    let input = "\
:help
:list
:go boundaries
no grading
- no chat with teachers
.
Records of minors | implied | students under 18 | storage for 30 days | surplus
Speed | stated

:go 9
1, over-reliance
They cost learning.
:go 17
Solved alone | 38 % | 60 % | last spring | quiz
Happy | none

:back
:smile: this is text
..
.
:brief
:add 5
:pause

:go nowhere
:finsh
:finish
";
    assert_snapshot!(place.run(&["practice", "tutoring-assistant", "--timing", "live"], input));
    let file = place.read(FILE);
    let body = &file[file.find("## Scope").expect("the scope")..];
    assert_snapshot!("answers_of_every_kind", body);
}

#[test]
fn the_end_of_the_input_ends_the_session_and_keeps_what_was_begun() {
    let place = Place::new();
    let said = place.run(&["practice", "tutoring-assistant"], "half an ans");
    assert!(said.contains("--- exit 0"), "{said}");
    assert!(place.read(FILE).contains("\nhalf an ans\n"));
    assert!(place.run(&["practice", "--resume"], "").contains("no session to go on with"));
}

#[test]
fn without_a_case_the_list_is_shown() {
    assert_snapshot!(Place::new().run(&["practice"], ""));
}

#[test]
fn an_own_brief_is_practiced_like_a_case() {
    let place = Place::new();
    place.write("own.txt", "# Lost luggage\n\nAn airline asks for help.\n");
    let said = place.run(&["practice", "--brief", "own.txt", "--minutes", "30"], "A traveler.\n.\n");
    assert!(said.contains("[1/21] Scope > Primary user") && said.contains("Lost luggage"), "{said}");
    let file = place.read("case-study-2026-11-24.md");
    assert!(file.contains("\n# Lost luggage\n\n> An airline asks for help.\n"), "{file}");
    assert!(file.contains("A traveler.") && !file.contains("case:"), "{file}");
}

#[test]
fn a_template_is_continued_and_its_answers_are_kept() {
    let place = Place::new();
    place.run(&["template", "tutoring-assistant", "-o", "mine.md"], "");
    let filled =
        place.read("mine.md").replace("hurts today. -->\n", "hurts today. -->\n\nWritten by hand.\n");
    place.write("mine.md", &format!("{filled}\n## Appendix\n\nStays  here.\n"));
    let said = place.run(&["practice", "mine.md", "--untimed"], "At night.\n.\n");
    assert!(said.contains("[2/21] Scope > Situation"), "{said}");
    let file = place.read("mine.md");
    assert!(file.contains("Written by hand.") && file.contains("At night."), "{file}");
    assert!(file.ends_with("\n## Appendix\n\nStays  here.\n"), "{file}");
}

#[test]
fn a_byte_order_mark_carriage_returns_and_unknown_text_are_kept() {
    let place = Place::new();
    let before = "\u{feff}# T\r\n\r\n## Scope\r\n\r\n### Primary user\r\n\r\nDana\r\n\r\n";
    let after = "## Mine\r\n\r\nkeep  \r\n\tthis\r\n";
    place.write("mine.md", &format!("{before}{after}"));
    place.run(&["practice", "mine.md", "--untimed"], "At night.\n.\n");
    let file = place.read("mine.md");
    assert!(file.starts_with(before) && file.ends_with(after), "{file:?}");
    assert!(file.contains("\r\nAt night.\r\n") && !file.replace("\r\n", "").contains('\n'), "{file:?}");
}

#[test]
fn two_sessions_of_a_day_get_two_files() {
    let place = Place::new();
    place.run(&["practice", "tutoring-assistant"], "");
    place.run(&["practice", "tutoring-assistant"], "");
    assert!(place.has(FILE) && place.has("tutoring-assistant-2026-11-24-2.md"));
}

#[test]
fn an_output_that_exists_is_replaced_only_by_force() {
    let place = Place::new();
    place.write("mine.md", "precious");
    let said = place.run(&["practice", "tutoring-assistant", "-o", "mine.md"], "");
    assert!(said.contains("--force") && said.contains("--- exit 3"), "{said}");
    assert_eq!(place.read("mine.md"), "precious");
    let said = place.run(&["practice", "tutoring-assistant", "-o", "mine.md", "--force"], "");
    assert!(said.contains("--- exit 0"), "{said}");
}

#[test]
fn a_journal_that_cannot_be_made_is_told_before_the_clock_starts() {
    let place = Place::new();
    place.write("home", "a file where the folder should be");
    let said = place.run(&["practice", "tutoring-assistant"], "x\n.\n");
    assert!(said.contains("SSMR_HOME") && said.contains("--- exit 3"), "{said}");
    assert!(!place.has(FILE), "no file without a journal");
}

#[test]
fn an_answer_whose_file_cannot_be_written_any_more_is_saved_elsewhere() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::Stdio;
    let place = Place::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_ssmr"))
        .args(["practice", "tutoring-assistant", "--untimed"])
        .env_clear()
        .env("SSMR_HOME", place.path().join("home"))
        .env("SSMR_NOW", "2026-11-24T09:00:00Z")
        .env("TMPDIR", place.path())
        .current_dir(place.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("piped");
    let mut said = BufReader::new(child.stderr.take().expect("piped"));
    input.write_all(b"Nadia, 16.\n.\n").expect("taken");
    let mut line = String::new();
    while !line.contains("[2/21]") {
        line.clear();
        assert_ne!(said.read_line(&mut line).expect("text"), 0, "it ended early");
    }
    // A folder where the file was: nothing can be written there.
    std::fs::remove_file(place.path().join(FILE)).expect("it was there");
    std::fs::create_dir(place.path().join(FILE)).expect("made");
    input.write_all(b"At night.\n.\n").expect("taken");
    drop(input);
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut said, &mut rest).expect("text");
    let output = child.wait_with_output().expect("it ends");
    assert!(rest.contains("cannot be written") && rest.contains("elsewhere"), "{rest}");
    let elsewhere = String::from_utf8(output.stdout).expect("a path");
    let text = std::fs::read_to_string(elsewhere.trim()).expect("the file that was named");
    assert!(text.contains("Nadia, 16.") && text.contains("At night."), "{text}");
    assert!(output.status.success(), "{rest}");
}

/// A terminal that is closed takes standard error with it before the signal comes.
#[cfg(unix)]
#[test]
fn a_hang_up_ends_the_session_though_nobody_can_be_told() {
    let place = Place::new();
    let script = r#"
        mkfifo in err
        "$SSMR" practice tutoring-assistant --untimed <in 2>err >out &
        session=$!
        exec 3>in
        cat <err >shown &
        until grep -q '^> $' shown; do :; done
        kill $!
        wait $!
        kill -HUP $session
        wait $session
        echo "ended with $?"
    "#;
    let output = assert_cmd::Command::new("sh")
        .args(["-c", script])
        .env("SSMR", env!("CARGO_BIN_EXE_ssmr"))
        .env("SSMR_HOME", place.path().join("home"))
        .env("SSMR_NOW", "2026-11-24T09:00:00Z")
        .current_dir(place.path())
        .timeout(std::time::Duration::from_mins(1))
        .output()
        .expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "ended with 129\n", "{output:?}");
}

#[test]
fn a_closed_reader_is_no_error() {
    let place = Place::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_ssmr"))
        .args(["guide", "claims"])
        .env("SSMR_HOME", place.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn sections_of_different_evenings_join_in_one_file() {
    let place = Place::new();
    let safety = place.run(
        &["practice", "tutoring-assistant", "--section", "safety"],
        "Do it, if hints help.\n.\n:finish\n",
    );
    assert!(safety.contains("A prepared Scope, from the sample answer:"), "{safety}");
    assert!(safety.contains("Safety     1 h\n") && safety.contains("[1/10] Safety > Decision"), "{safety}");
    let scope =
        place.run(&["practice", "tutoring-assistant", "--section", "scope"], "Nadia, 16.\n.\n:finish\n");
    assert!(scope.contains("--- exit 0"), "{scope}");
    let metrics = place.run(&["practice", "tutoring-assistant", "--section", "metrics"], ":finish\n");
    assert!(metrics.contains("Your Scope:") && metrics.contains("Nadia, 16."), "{metrics}");
    let file = place.read(FILE);
    assert!(file.contains("Nadia, 16.") && file.contains("Do it, if hints help."), "{file}");
    assert!(!place.has("tutoring-assistant-2026-11-24-2.md"));
    let standing = place.run(&[], "");
    assert_eq!(standing.matches(FILE).count(), 1, "{standing}");
}

#[test]
fn a_rewind_keeps_both_versions() {
    let place = Place::new();
    place.run(&["practice", "tutoring-assistant"], ":go decision\nDo it at once.\n.\n:finish\n");
    let before = place.read(FILE);
    let said = place.run(&["practice", "--rewind", "safety"], "Do it, if hints help.\n.\n:finish\n");
    assert!(said.contains("Safety before the rewind:") && said.contains("Before: 4 words"), "{said}");
    assert_eq!(place.read(FILE), before);
    let after = place.read("tutoring-assistant-2026-11-24.safety.md");
    assert!(after.contains("Do it, if hints help.") && !after.contains("at once"), "{after}");
    let nothing = place.run(&["practice", "--rewind", "rollout"], "");
    assert!(nothing.contains("`Rollout` has no answers") && nothing.contains("--- exit 2"), "{nothing}");
    let unknown = place.run(&["practice", "--rewind", "safty"], "");
    assert!(unknown.contains("did you mean `safety`?"), "{unknown}");
}

#[test]
fn a_warm_up_has_a_file_of_its_own_and_is_not_scored() {
    let place = Place::new();
    let said = place.run(
        &["practice", "medical-advice-89", "--warm-up"],
        "A wrong dose.\n.\nWrong doses of 1,000.\n.\nAt 2, we stop.\n.\n",
    );
    assert!(said.contains("Warm-up    12 min") && said.contains("Done: 3 of 3"), "{said}");
    let file = place.read("medical-advice-89-warm-up-2026-11-24.md");
    assert!(file.contains("mode: warm-up") && file.contains("### One gate"), "{file}");
}

#[test]
fn an_exam_has_one_clock_and_gives_no_help() {
    let place = Place::new();
    let said = place
        .run(&["practice", "tutoring-assistant", "--exam"], ":hint\n:pause\n:add 5\nNadia.\n.\n:finish\n");
    for line in [
        "Whole      3 h",
        "An exam gives no help.",
        "An exam's clock is not paused.",
        "An exam gets no more minutes.",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("5 minutes added") && said.contains("Done: 1 of 21"), "{said}");
    assert!(place.read(FILE).contains("mode: exam"));
}

#[test]
fn an_exam_is_not_mixed_with_coached_answers() {
    let place = Place::new();
    place.run(&["practice", "tutoring-assistant", "-o", "a.md"], "Nadia, 16.\n.\n:finish\n");
    let said = place.run(&["practice", "a.md", "--exam"], ":finish\n");
    assert!(said.contains("a.md has answers already") && said.contains("--- exit 2"), "{said}");
}

#[test]
fn a_wrong_clock_or_file_is_told_before_anything_is_asked() {
    let place = Place::new();
    place.write("mine.md", "kept");
    place.write("file", "no folder");
    let said = |arguments: &[&str]| place.run(&[&["practice"], arguments].concat(), "");
    for (arguments, expected) in [
        (&["--timing", "sprnt"][..], "no timing is called `sprnt`"),
        (&["-o", "mine.md"], "`mine.md` exists; use `--force`"),
        (&["-o", "no/where.md"], "the folder `no` does not exist"),
        (&["-o", "file/a.md"], "`file` is not a folder"),
        (&["-o", "."], "`.` is a folder"),
    ] {
        let answer = said(arguments);
        assert!(answer.contains(expected), "{arguments:?}: {answer}");
        assert!(!answer.contains("no case was chosen") && !answer.contains("Which case"), "{answer}");
    }
    assert!(said(&["-o", "mine.md", "--force"]).contains("no case was chosen"), "the case comes next");
    assert_eq!(place.read("mine.md"), "kept");
    assert!(!place.has("home/journal.sqlite"), "nothing was started");
}
