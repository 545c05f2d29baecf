//! Journeys with prompts in a real pseudo-terminal: a kill in the middle, the resume, Ctrl-C at any prompt, signals.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests look at the files that the program wrote")]

mod support;

use std::process::Command;

use rexpect::process::Signal;
use rexpect::session::{PtySession, spawn_command};
use support::Place;

/// The longest that anything may take, in milliseconds; a machine under load is slow.
const PATIENCE: Option<u64> = Some(30_000);

fn start(place: &Place, arguments: &[&str]) -> PtySession {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ssmr"));
    place.terminal(&mut command);
    command.args(arguments);
    spawn_command(command, PATIENCE).expect("a pseudo-terminal")
}

/// The one answer in the folder.
fn answer(place: &Place) -> String {
    let mut found = std::fs::read_dir(place.path()).expect("listed").flatten().filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name.rsplit_once('.').is_some_and(|(_, ending)| ending == "md")).then_some(name)
    });
    place.read(&found.next().expect("an answer"))
}

#[test]
fn prompts_a_kill_and_a_resume() {
    let place = Place::new();
    let mut session = start(&place, &["practice", "--prompts"]);
    session.exp_string("Which case?").expect("the cases");
    session.send_line("tutoring").expect("typed to filter");
    session.exp_string("Which clock?").expect("the clocks");
    session.send_line("untimed").expect("typed to filter");
    session.exp_string("Primary user").expect("the first question");
    session.send_line("Nadia, 16.").expect("typed");
    session.send_line(".").expect("typed");
    session.exp_string("Situation").expect("the second question");
    session.send_line("A first line.").expect("typed");
    session.exp_string("> A first line.").expect("taken");
    session.send_line("half a li").expect("typed");
    session.exp_string("> half a li").expect("taken");
    // The next prompt comes when the line is kept.
    session.exp_string("?").expect("the next prompt");
    session.process_mut().kill(Signal::SIGKILL).expect("killed");

    let mut session = start(&place, &["practice", "--prompts", "--resume"]);
    session.exp_string("Going on with").expect("the resume");
    session.exp_string("Situation").expect("the question at which it stopped");
    session.exp_string("A first line.").expect("what was typed before");
    session.exp_string("half a li").expect("what was typed before");
    session.send_line(".").expect("typed");
    session.exp_string("Intent").expect("the third question");
    session.send_line(":finish").expect("typed");
    session.exp_string("what do you think you scored?").expect("guesses");
    session.send_line(":skip").expect("typed");
    session.exp_string("Done: 2 of 21 questions answered.").expect("the summary");
    session.exp_eof().expect("the end");
    let text = answer(&place);
    assert!(text.contains("Nadia, 16.") && text.contains("A first line.\nhalf a li\n"), "{text}");
}

#[test]
fn control_c_saves_and_says_how_to_go_on() {
    let place = Place::new();
    let mut session = start(&place, &["practice", "--prompts", "tutoring-assistant", "--untimed"]);
    session.exp_string("Primary user").expect("the first question");
    session.send_line("Nadia, 16.").expect("typed");
    session.exp_string("> Nadia, 16.").expect("taken");
    session.send_control('c').expect("typed");
    session.exp_string("--resume").expect("how to go on");
    session.exp_eof().expect("the end");
    let status = session.process_mut().wait().expect("it ended");
    assert!(format!("{status:?}").contains("130"), "{status:?}");

    let mut session = start(&place, &["practice", "--resume", "--plain"]);
    session.exp_string("Nadia, 16.").expect("what was typed before");
    session.send_line(":finish").expect("typed");
    session.exp_string("what do you think you scored?").expect("guesses");
    session.send_line(":skip").expect("typed");
    session.exp_eof().expect("the end");
    assert!(answer(&place).contains("Nadia, 16."));
}

#[test]
fn control_c_at_any_prompt_ends_with_130() {
    // What is typed to get to a prompt, and what shows that it is there.
    let session = ["practice", "--prompts", "tutoring-assistant", "--untimed"];
    let prompts: [(&[&str], &[&str], &str); 8] = [
        (&["practice", "--prompts"], &[], "Which case?"),
        (&["practice", "--prompts", "tutoring-assistant"], &[], "Which clock?"),
        (&session, &[], "Primary user"),
        (&session, &[":go harm-types"], "Value misalignment"),
        (&session, &[":go harm-types", " \r"], "Why, in one line:"),
        (&session, &[":go harms", "1"], "Harm "),
        (&session, &[":pause"], "stands still"),
        (&session, &[":go 21", ":skip"], "Command:"),
    ];
    for (arguments, typed, prompt) in prompts {
        let place = Place::new();
        let mut session = start(&place, arguments);
        for line in typed {
            session.exp_string("?").expect("a prompt");
            session.send_line(line).expect("typed");
        }
        session.exp_string(prompt).expect(prompt);
        session.send_control('c').expect("typed");
        session.exp_eof().expect("the end");
        let status = session.process_mut().wait().expect("it ended");
        assert!(format!("{status:?}").contains("130"), "{prompt}: {status:?}");
        let resumed = place.run(&["practice", "--resume"], "");
        assert_eq!(resumed.contains("Going on with"), arguments.len() == 4, "{prompt}: {resumed}");
    }
}

#[test]
fn a_signal_gives_the_terminal_back() {
    let place = Place::new();
    let script = format!(
        "trap '' TERM; echo group $$.; {} practice --prompts tutoring-assistant --untimed; stty -a | grep -ow '.\\?icanon'; echo done",
        env!("CARGO_BIN_EXE_ssmr")
    );
    let mut command = Command::new("sh");
    command.args(["-c", &script]).env("SSMR_HOME", place.path().join("home")).env("TERM", "xterm-256color");
    command.current_dir(place.path());
    let mut session = spawn_command(command, PATIENCE).expect("a pseudo-terminal");
    let (_, group) = session.exp_regex(r"group \d+").expect("the shell says who it is");
    let group = group.trim_start_matches("group ");
    session.exp_string("At most 45 words.").expect("the first question");
    session.exp_string(">").expect("the prompt");
    let killed = Command::new("sh").args(["-c", &format!("kill -TERM -{group}")]).status().expect("it runs");
    assert!(killed.success());
    session.exp_string("Saved.").expect("said");
    let after = session.exp_string("done").expect("the shell goes on");
    assert!(after.contains("icanon") && !after.contains("-icanon"), "{after}");
}
