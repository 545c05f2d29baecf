//! Journeys in a real pseudo-terminal: the pickers, the room, every way to be interrupted, and the terminal afterward.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests look at the files that the program wrote")]

mod support;

use rexpect::process::Signal;
use support::Place;
use support::pty::{Pty, command, settings};

const CTRL_C: &str = "\x03";
const CTRL_N: &str = "\x0e";
const CTRL_P: &str = "\x10";
const ENTER: &str = "\r";
const ESCAPE: &str = "\x1b";
const F7: &str = "\x1b[18~";
const F8: &str = "\x1b[19~";
const F10: &str = "\x1b[21~";

const UNTIMED: &[&str] = &["practice", "tutoring-assistant", "--untimed"];

/// The one answer in the folder.
fn answer(place: &Place) -> String {
    let mut found = std::fs::read_dir(place.path()).expect("listed").flatten().filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name.rsplit_once('.').is_some_and(|(_, ending)| ending == "md")).then_some(name)
    });
    let name = found.next().expect("an answer");
    assert_eq!(found.next(), None, "a second answer beside {name}");
    place.read(&name)
}

/// Starts a session and closes its brief.
fn begin(place: &Place, arguments: &[&str]) -> Pty {
    begun(Pty::start(place, arguments))
}

fn begun(mut session: Pty) -> Pty {
    session.wait("Quillmere").send(ENTER).wait("Primary user");
    session
}

/// Closes the room at the end of a session.
fn close(session: &mut Pty) {
    session.send(F10).wait("Finish?");
    session.send(ENTER).wait("what do you think you scored?");
    session.send(ENTER).wait("Your answer is in");
    session.send(ENTER);
}

/// Ends a session in the room.
fn finish(session: &mut Pty) -> String {
    close(session);
    let (code, screen) = session.end();
    assert_eq!(code, 0, "{screen}");
    screen
}

#[test]
fn pickers_a_kill_and_a_resume() {
    let place = Place::new();
    let mut session = Pty::start(&place, &["practice"]);
    session.wait("Which case?");
    session.send("tutoring\r").wait("Which clock?").wait("warm-up");
    session.send("untimed\r").wait("Quillmere").send(ENTER).wait("Primary user");
    session.send("Nadia, 16.").wait("Nadia, 16.");
    session.send(CTRL_N).wait("2 of 21");
    session.send("At 23:10, tired").wait("tired").wait_saved();
    session.kill();

    let mut session = Pty::start(&place, &["practice", "--resume"]);
    session.wait("2 of 21").wait("At 23:10, tired");
    // The cursor stands where it stood.
    session.send(", at home.").wait("At 23:10, tired, at home.");
    session.send(CTRL_P).wait("Nadia, 16.");
    let screen = finish(&mut session);
    assert!(screen.contains("Done: 2 of 21 questions answered."), "{screen}");
    let text = answer(&place);
    assert!(text.contains("Nadia, 16.") && text.contains("At 23:10, tired, at home.\n"), "{text}");
}

#[test]
fn a_kill_at_any_moment_keeps_what_was_saved() {
    let place = Place::new();
    let mut typed = String::new();
    for round in 0..5_usize {
        let mut session = match round {
            0 => begin(&place, UNTIMED),
            _ => Pty::start(&place, &["practice", "--resume"]),
        };
        session.wait("Primary user");
        let kept = format!("kept{round} ");
        session.send(&kept).wait(kept.trim()).wait_saved();
        typed.push_str(&kept);
        // Killed in the middle of a burst, at another place each time.
        let burst = "x".repeat(1 + round * 7 % 11);
        session.send(&burst);
        session.kill();
        let mut session = Pty::start(&place, &["practice", "--resume"]);
        session.wait(typed.trim_end());
        session.send("\x15").wait_gone("kept0").send(&typed).wait(typed.trim_end()).wait_saved();
        session.kill();
    }
    let mut session = Pty::start(&place, &["practice", "--resume"]);
    session.wait("kept0 kept1 kept2 kept3 kept4");
    finish(&mut session);
    assert!(answer(&place).contains("kept0 kept1 kept2 kept3 kept4\n"));
}

#[test]
fn control_c_asks_and_then_says_how_to_go_on() {
    let place = Place::new();
    let mut session = begin(&place, UNTIMED);
    let device = session.device();
    session.send("Nadia, 16.").wait("Nadia, 16.");
    session.send(CTRL_C).wait("Leave?");
    session.send(ESCAPE).wait_gone("Leave?");
    session.send(CTRL_C).wait("Leave?");
    session.send(CTRL_C);
    let (code, screen) = session.end();
    assert_eq!(code, 130, "{screen}");
    assert!(screen.contains("--resume"), "{screen}");
    assert_eq!(settings(&device), place.settings_before());

    // What was typed in the room can be gone on with in plain lines.
    let mut session = Pty::start(&place, &["practice", "--resume", "--plain"]);
    session.wait("Nadia, 16.");
    session.send(":finish\r").wait("what do you think you scored?").send(":skip\r");
    assert_eq!(session.end().0, 0);
    assert!(answer(&place).contains("Nadia, 16."));
}

#[test]
fn every_signal_saves_and_gives_the_terminal_back() {
    for (signal, code) in [(Signal::SIGTERM, 143), (Signal::SIGHUP, 129), (Signal::SIGINT, 130)] {
        let place = Place::new();
        let mut session = begin(&place, UNTIMED);
        let device = session.device();
        session.send("Nadia, 16.").wait("Nadia, 16.");
        session.signal(signal);
        let (ended, screen) = session.end();
        assert_eq!(ended, code, "{screen}");
        assert_eq!(settings(&device), place.settings_before());
        let mut session = Pty::start(&place, &["practice", "--resume"]);
        session.wait("Nadia, 16.");
        finish(&mut session);
    }
}

#[test]
fn a_stop_gives_the_terminal_back_and_its_time_does_not_count() {
    let place = Place::new();
    let mut session = begin(&place, UNTIMED);
    let device = session.device();
    session.send("Nadia").wait("Nadia");
    session.signal(Signal::SIGTSTP);
    session.wait_stopped();
    assert_eq!(settings(&device), place.settings_before());
    session.signal(Signal::SIGCONT).wait("that time does not count");
    assert!(settings(&device).contains(" -icanon"));
    session.send(", 16.").wait("Nadia, 16.");
    finish(&mut session);
}

#[test]
fn a_window_of_any_size() {
    let place = Place::new();
    let mut session = begin(&place, UNTIMED);
    session.send("Nadia, 16.").wait("Nadia, 16.");
    session.resize(60, 16);
    session.wait("Why:").wait("Nadia, 16.");
    session.resize(40, 10);
    session.wait("Make it larger");
    session.send(" Also here.");
    session.resize(120, 40);
    session.wait("Nadia, 16. Also here.").wait("F7 whole");
    finish(&mut session);
}

#[test]
fn a_large_paste_and_the_whole_document() {
    let place = Place::new();
    let mut session = begin(&place, UNTIMED);
    let text = "word ".repeat(40_000);
    session.send(&format!("\x1b[200~{text}\x1b[201~")).wait("Answer: 40000 of 45 words, over");
    session.send(F7).wait("Whole: 40000 words");
    close(&mut session);
    // So many words are reviewed, and a rewind is offered.
    session.wait("Write it anew now? (y/N)").send("n\r");
    let (code, screen) = session.end();
    assert_eq!(code, 0, "{screen}");
    assert!(answer(&place).contains(text.trim_end()));
}

#[test]
fn the_own_editor_brings_its_text_back() {
    let place = Place::new();
    place.write("append.sh", "#!/bin/sh\nprintf ' From the editor.' >> \"$1\"\n");
    let mut program = command(&place, UNTIMED);
    program.env("EDITOR", format!("sh {}", place.path().join("append.sh").display()));
    let mut session = begun(Pty::of(program));
    session.send("Nadia.").wait("Nadia.");
    session.send(F8).wait("Nadia. From the editor.").wait("Brought back");
    finish(&mut session);
    assert!(answer(&place).contains("Nadia. From the editor."));
}

#[test]
fn a_second_process_is_told_that_the_first_has_the_session() {
    let place = Place::new();
    let mut first = begin(&place, UNTIMED);
    let said = place.run(&["practice", "--resume"], "");
    assert!(said.contains("another ssmr") && said.contains("--- exit 3"), "{said}");
    finish(&mut first);
}

#[test]
fn an_edit_of_the_file_by_other_means_is_noticed() {
    let place = Place::new();
    let mut session = begin(&place, UNTIMED);
    session.send("Nadia, 16.").wait("Nadia, 16.");
    session.send(CTRL_N).wait("2 of 21").wait_saved();
    let name = std::fs::read_dir(place.path())
        .expect("listed")
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().ends_with(".md"))
        .expect("the answer")
        .path();
    let text = std::fs::read_to_string(&name).expect("readable").replace("Nadia, 16.", "Omar, 17.");
    std::fs::write(&name, text).expect("writable");
    session.send("At home.").wait("At home.");
    session.send(CTRL_N).wait("3 of 21").wait("`Primary user` was edited in the file");
    session.send(CTRL_P).wait("2 of 21").wait("At home.").send(CTRL_P).wait("Omar, 17.");
    finish(&mut session);
    let text = answer(&place);
    assert!(text.contains("Omar, 17.") && text.contains("At home."), "{text}");
}

#[test]
fn an_edit_of_the_file_between_two_evenings_is_taken_over() {
    let place = Place::new();
    let mut session = begin(&place, &["practice", "tutoring-assistant", "--untimed", "-o", "a.md"]);
    session.send("Nadia, 16.").wait("Nadia, 16.");
    session.send(CTRL_N).wait("2 of 21").wait_saved();
    session.send(CTRL_C).wait("Leave?").send(ENTER);
    session.end();
    let text = place.read("a.md").replace("Nadia, 16.", "Omar, 17.");
    std::fs::write(place.path().join("a.md"), text).expect("writable");
    let mut session = Pty::start(&place, &["practice", "--resume"]);
    session.wait("2 of 21").send(CTRL_P).wait("Omar, 17.");
    session.send(" He is tired.").wait("tired").send(CTRL_N).wait("2 of 21");
    finish(&mut session);
    assert!(answer(&place).contains("Omar, 17. He is tired.\n"), "{}", answer(&place));
}

#[test]
fn an_edit_of_the_answer_that_was_being_written_is_not_overwritten() {
    let place = Place::new();
    let mut session = begin(&place, &["practice", "tutoring-assistant", "--untimed", "-o", "a.md"]);
    session.send("Nadia, 16.").wait("Nadia, 16.").wait_saved();
    session.kill();
    let text = place.read("a.md").replace("what hurts today. -->\n", "what hurts today. -->\n\nOmar, 17.\n");
    std::fs::write(place.path().join("a.md"), text).expect("writable");
    let mut session = Pty::start(&place, &["practice", "--resume"]);
    session.wait("Omar, 17.").wait("a.conflict.md");
    finish(&mut session);
    assert!(place.read("a.md").contains("Omar, 17."));
    assert!(place.read("a.conflict.md").contains("Nadia, 16."));
}

#[test]
fn control_c_in_plain_lines_saves_too() {
    let place = Place::new();
    let mut session = Pty::start(&place, &["practice", "tutoring-assistant", "--untimed", "--plain"]);
    session.wait("Primary user");
    session.send("Nadia, 16.\r:hint\r").wait("Hint:");
    session.send(CTRL_C).wait("Saved.");
    let (code, screen) = session.end();
    assert_eq!(code, 130, "{screen}");
    let said = place.run(&["practice", "--resume"], "");
    assert!(said.contains("Nadia, 16."), "{said}");
}

/// Runs twice: as the test, and once more by itself inside the pseudo-terminal, where it panics in the room's screen.
#[test]
fn a_panic_gives_the_terminal_back_and_can_be_read() {
    if std::env::var_os("SSMR_TEST_PANIC").is_some() {
        let _screen = ssmr_coach::terminal::screen::Screen::enter().expect("a terminal");
        panic!("this is why");
    }
    let place = Place::new();
    let name = "a_panic_gives_the_terminal_back_and_can_be_read";
    let mut program = std::process::Command::new("sh");
    place.terminal(&mut program);
    program
        .args([
            "-c",
            "stty -a > before; \"$0\" --exact \"$1\" --nocapture; code=$?; stty -a > after; exit $code",
        ])
        .arg(std::env::current_exe().expect("a program"))
        .arg(name)
        .env("SSMR_TEST_PANIC", "1");
    let (code, screen) = Pty::of(program).end();
    assert_ne!(code, 0);
    assert!(screen.contains("this is why"), "{screen}");
    assert_eq!(place.read("after"), place.read("before"));
}

/// `ssmr` with a pager that does not wait.
fn unpaged(place: &Place, arguments: &[&str]) -> Pty {
    let mut command = command(place, arguments);
    command.env("PAGER", "cat");
    Pty::of(command)
}

#[test]
fn a_sample_is_marked_left_and_taken_up_again() {
    let place = Place::new();
    let mark: &[&str] = &["mark", "tutoring-assistant", "--sample", "weak"];
    let mut marking = unpaged(&place, mark);
    marking.wait("Enter opens the answer").send(ENTER).wait("[1/5] Problem scoping");
    marking.send("seven\r").wait("is no number").send("2.5\r").wait("[2/5] Safety integration");
    marking.send(ESCAPE).wait("the mark before").send("1.5\r").wait("[3/5] Metric selection");
    marking.send(CTRL_C).wait("Your marks are kept.");
    let (code, _) = marking.end();
    assert_eq!(code, 130);

    let mut marking = unpaged(&place, &["mark"]);
    marking.wait("your marks so far count").send(ENTER).wait("[3/5] Metric selection");
    marking.send("2\r").wait("[4/5]").send("2\r").wait("[5/5]").send("3\r").wait("Fault 1 of 3");
    marking.send("safety-tog").wait("> safety-toggle").send(ENTER).wait("Which line").send("99\r");
    marking.wait("has lines 1 to").send(":back\r").wait("`safety-toggle` is taken back").wait("Fault 1 of 3");
    marking.send(ESCAPE).wait("Command, such as").send(":find zebra\r").wait("No check mentions `zebra`");
    marking.wait("Fault 1 of 3").send("safety-tog").wait("> safety-toggle").send(ENTER).wait("Which line");
    marking.send("4\r").wait("Fault 2 of 3").send(ENTER).wait("ssmr practice");
    let (code, screen) = marking.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("You took"), "{screen}");

    let mut history = unpaged(&place, &["mark", "--history"]);
    history.wait("tutoring-assistant, weak: ").wait("1 hit,").wait("0 false, 10 missed");
    assert_eq!(history.end().0, 0);
}

#[test]
fn an_interrupt_in_plain_lines_keeps_the_marks() {
    let place = Place::new();
    let mut marking = Pty::start(&place, &["mark", "tutoring-assistant", "--sample", "weak", "--plain"]);
    marking
        .wait("[1/5]")
        .send("3\r")
        .wait("[2/5]")
        .send(CTRL_C)
        .wait("`ssmr mark` goes on with this sample.");
    let (code, _) = marking.end();
    assert_eq!(code, 130);
    let mut marking = Pty::start(&place, &["mark", "--plain"]);
    marking.wait("[2/5] Safety integration").send(":finish\r").wait("You took");
    assert_eq!(marking.end().0, 0);
}

#[test]
fn whoever_guesses_in_the_room_sees_the_review_and_the_guess_beside_it() {
    let place = Place::new();
    let mut command = command(&place, UNTIMED);
    command.env("PAGER", "cat");
    let mut session = begun(Pty::of(command));
    let words = "Nadia is 16 and takes AP Biology at a public high school in El Paso. At eleven at night she photographs a \
        worksheet after her shift, tired and alone, and wants to finish the homework and still understand enough to pass \
        the quiz on Friday without any help from the app.";
    session.send(words).wait("from the app.").wait_saved();
    session.send(F10).wait("Finish?");
    session.send(ENTER).wait("what do you think you scored?");
    session.send("4").wait("4.0").send(ENTER).wait("Your answer is in").send(ENTER);
    session
        .wait("What you expected")
        .wait("Your guesses lie")
        .wait("Write it anew now?")
        .send("n")
        .send(ENTER);
    let (code, screen) = session.end();
    assert_eq!(code, 0, "{screen}");
}
