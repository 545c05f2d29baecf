//! A session that was killed and taken up ends like one that was not.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests run the program")]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use proptest::prelude::*;
use support::Place;

const FILE: &str = "tutoring-assistant-2026-11-24.md";
/// Typed last before a kill; what the program says of it shows that everything before was taken. Twice, because a
/// session that is paused takes a line without a word.
const LAST: &str = ":go no-such-question\n:go no-such-question\n";

fn typed() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        3 => "[a-zé|,;#<>`* -]{1,12}",
        2 => Just(".".to_owned()),
        1 => Just(String::new()),
        1 => prop::sample::select(vec![":skip", ":back", ":add 5", ":hint", ":list", ":pause", "1, 3", "a | b | 3", "..", ":)"])
            .prop_map(str::to_owned),
        1 => (1_usize..24).prop_map(|number| format!(":go {number}")),
    ];
    prop::collection::vec(line, 0..24)
}

fn joined(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Types lines, waits until all of them were taken, and kills the program.
fn run_and_kill(place: &Place, clock: &[&str], lines: &[String]) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ssmr"))
        .args(["practice", "tutoring-assistant"])
        .args(clock)
        .env_clear()
        .env("SSMR_HOME", place.path().join("home"))
        .env("SSMR_NOW", "2026-11-24T09:00:00Z")
        .env("SSMR_SEED", "7")
        .current_dir(place.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("piped");
    input.write_all(format!("{}{LAST}", joined(lines)).as_bytes()).expect("taken");
    let said = BufReader::new(child.stderr.take().expect("piped"));
    let seen = said.lines().map_while(Result::ok).any(|line| line.contains("no-such-question"));
    assert!(seen, "the program ended before it was killed");
    child.kill().expect("killed");
    child.wait().expect("ended");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn a_killed_session_ends_like_one_that_was_not(lines in typed(), cut in 0_usize..24) {
        let cut = cut.min(lines.len());
        let (whole, killed) = (Place::new(), Place::new());
        // The line that is typed last before the kill is typed in both, because it may be part of an answer.
        let (before, after) = lines.split_at(cut);
        let all = format!("{}{LAST}{}", joined(before), joined(after));
        whole.run(&["practice", "tutoring-assistant", "--untimed"], &all);
        run_and_kill(&killed, &["--untimed"], before);
        let said = killed.run(&["practice", "--resume"], &joined(after));
        prop_assert!(said.contains("Going on with"), "{}", said);
        prop_assert_eq!(killed.read(FILE), whole.read(FILE), "{:?} | {:?}\n{}", before, after, said);
    }
}

#[test]
fn ssmr_alone_tells_where_each_unfinished_session_stands() {
    let place = Place::new();
    run_and_kill(&place, &["--untimed", "-o", "one.md"], &["Nadia, 16.".into(), ".".into()]);
    run_and_kill(&place, &["--timing", "sprint", "-o", "two.md"], &[":go 9".into()]);
    insta::assert_snapshot!(place.run(&[], ""));
}
