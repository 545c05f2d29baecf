//! What happens in the room, and what it orders.

use super::*;

#[test]
fn leaving_a_question_commits_its_answer_once() {
    let mut evening = Evening::new();
    evening.write("Nadia.").act(Action::Next).act(Action::Next).act(Action::Previous).act(Action::Previous);
    assert_eq!(evening.committed(), [("primary-user", "Nadia.")]);
    assert!(evening.frame(80, 24).contains("Nadia."));
}

#[test]
fn every_key_hands_the_text_over_for_saving() {
    let mut evening = Evening::new();
    evening.write("Nad");
    let drafts: Vec<&str> = evening
        .orders
        .iter()
        .filter_map(|order| match order {
            Order::Draft { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(drafts, ["N", "Na", "Nad"]);
}

#[test]
fn two_hours_pass_in_a_moment() {
    let mut evening = Evening::new();
    evening.pass(1_799);
    assert!(evening.frame(80, 24).contains("Scope 29:59/30"));
    evening.pass(2);
    let frame = evening.frame(80, 24);
    assert!(frame.contains("The time for Scope is up. You may go over; it is noted."), "{frame}");
    let safety = evening.desk.state().plan.first_of(1).expect("a section");
    evening.act(Action::Jump).press(&[KeyCode::Right, KeyCode::Enter]).pass(5_400);
    assert_eq!(evening.desk.state().at, safety);
    let frame = evening.frame(120, 40);
    assert!(frame.contains("Scope 30:01/30") && frame.contains("▸Safety 90:00/60"), "{frame}");
    let titles = evening.orders.iter().filter(|order| matches!(order, Order::Title(_))).count();
    assert!(titles >= 6, "half, five minutes and zero of two sections: {titles}");
}

#[test]
fn the_last_part_of_the_clock_is_for_polishing() {
    let mut evening = Evening::new();
    evening.pass(9_001);
    assert!(
        evening.frame(120, 40).contains("The rest of the time is for polishing"),
        "{}",
        evening.frame(120, 40)
    );
    evening.act(Action::Jump).press(&[KeyCode::End, KeyCode::Enter]).pass(1);
    insta::assert_snapshot!("polish_120x40", evening.frame(120, 40));
}

#[test]
fn a_sleep_pauses_the_clock_and_says_how_long_it_was() {
    let mut evening = Evening::new();
    evening.pass(10);
    evening.now = Moment { wall_ms: evening.now.wall_ms + 2_700_000, mono_ms: evening.now.mono_ms + 1_000 };
    evening.input(Input::Tick);
    let frame = evening.frame(80, 24);
    assert!(frame.contains("The computer was away for 45 minutes"), "{frame}");
    evening.pass(60).press(&[KeyCode::Enter]).pass(5);
    assert_eq!(evening.desk.state().whole_used_ms(), 16_000);
}

#[test]
fn the_checklist_comes_by_itself_when_time_is_short() {
    let mut evening = Evening::new();
    evening.pass(1_600);
    assert!(!evening.frame(120, 40).contains("Most for the time left"));
    evening.pass(120);
    let frame = evening.frame(120, 40);
    assert!(frame.contains("Most for the time left"), "{frame}");
}

#[test]
fn further_lacks_are_listed_with_those_of_the_session() {
    let lacks: Lacks = Box::new(|_, _| {
        vec![Lack {
            section: "scope".into(),
            criterion: Some("problem-scoping".into()),
            text: "nobody is put out of scope".into(),
            points: 4.0,
            minutes: 1,
        }]
    });
    let mut evening = Evening::of(Kit { lacks: Some(lacks), ..kit() }, take_home());
    evening.act(Action::Checklist);
    let frame = evening.frame(120, 40);
    let first = frame.lines().find(|line| line.contains("[ ]")).expect("a checklist");
    assert!(first.contains("nobody is put out of scope"), "{frame}");
}

#[test]
fn further_lacks_are_looked_for_at_a_pause_and_not_at_every_key() {
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&asked);
    let lacks: Lacks = Box::new(move |_, _| {
        count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Vec::new()
    });
    let times = || asked.load(std::sync::atomic::Ordering::SeqCst);
    let mut evening = Evening::of(Kit { lacks: Some(lacks), ..kit() }, take_home());
    evening.write("Nadia, 16.").pass(5);
    assert_eq!(times(), 0, "nobody wants to know");
    evening.act(Action::Checklist).write(" She works in the evening.");
    assert_eq!(times(), 1);
    evening.pass(3);
    assert_eq!(times(), 2);
}

#[test]
fn an_exam_gives_no_help_and_nothing_is_written_after_zero() {
    let mut evening = Evening::of(
        Kit { mode: "exam".into(), ..kit() },
        plan(&Clock::Timed { minutes: 25, polish: 0 }).as_exam(),
    );
    for action in [Action::Hint, Action::Checklist] {
        evening.act(action);
        assert!(evening.frame(80, 24).contains("An exam gives no help."));
    }
    evening.pass(9);
    let foot = evening.frame(120, 40);
    assert!(
        !foot.contains("F3 hint") && !foot.contains("F4 checklist") && foot.contains("F5 shelf"),
        "{foot}"
    );
    evening.act(Action::Timer).press(&[KeyCode::Char('p')]);
    assert!(!evening.desk.state().paused);
    evening.write("Nadia.").pass(1_500).write(" Too late.");
    assert_eq!(evening.answer("primary-user"), "Nadia.");
    assert_eq!(evening.committed(), [("primary-user", "Nadia.")]);
    insta::assert_snapshot!("exam_is_over", evening.frame(80, 24));
}

#[test]
fn a_term_and_a_source_come_from_the_shelf() {
    let mut evening = Evening::new();
    evening.write("They lean on it: ").act(Action::Shelf).write("over-rel").press(&[KeyCode::Enter]);
    evening.write(".").act(Action::Shelf).write("nist").press(&[KeyCode::Enter]);
    let text = evening.answer("primary-user").to_owned();
    assert!(text.starts_with("They lean on it: Over-reliance.[^nist"), "{text}");
    assert!(text.contains("]: ") && text.contains("https://") && text.contains("verified"), "{text}");
    let mark = text.split("[^").nth(1).and_then(|rest| rest.split(']').next()).expect("a mark").to_owned();
    evening.act(Action::Shelf).write("nist").press(&[KeyCode::Enter]);
    let again = evening.answer("primary-user");
    assert_eq!(again.matches(&format!("[^{mark}]:")).count(), 1, "{again}");
    assert_eq!(again.matches(&format!("[^{mark}]")).count(), 3, "{again}");
}

#[test]
fn the_whole_document_is_written_and_read_back() {
    let mut evening = Evening::new();
    evening.write("Nadia.").act(Action::View);
    evening.write("She is 16. ").pass(1);
    assert_eq!(evening.answer("primary-user"), "She is 16. Nadia.");
    // With the cursor in another section, that section's clock runs.
    evening.key(KeyCode::End, KeyModifiers::CONTROL).pass(10);
    let rollout =
        evening.desk.state().plan.segments.iter().position(|one| one.id == "rollout").expect("a section");
    assert!(evening.desk.state().used_ms[rollout] >= 9_000);
    evening.write("Users report; Amina reads it.").act(Action::View);
    assert_eq!(evening.answer("feedback-loop"), "Users report; Amina reads it.");
    assert!(evening.frame(80, 24).contains("Feedback loop"), "question by question again, at the same place");
}

#[test]
fn a_term_does_not_grow_together_with_a_word() {
    let mut evening = Evening::new();
    evening.write("They risk").act(Action::Shelf).write("over-rel").press(&[KeyCode::Enter]);
    assert_eq!(evening.answer("primary-user"), "They risk Over-reliance");
    evening.press(&[KeyCode::Home]).act(Action::Shelf).write("over-ref").press(&[KeyCode::Enter]);
    assert_eq!(evening.answer("primary-user"), "Over-refusal They risk Over-reliance");
    evening.press(&[KeyCode::End]).write(" (").act(Action::Shelf).write("misuse").press(&[KeyCode::Enter]);
    assert_eq!(evening.answer("primary-user"), "Over-refusal They risk Over-reliance (Misuse");
}

#[test]
fn a_key_of_the_room_works_while_a_panel_is_open() {
    let mut evening = Evening::new();
    evening.act(Action::Brief).act(Action::Help);
    assert!(evening.frame(80, 24).contains("In the room"));
    evening.act(Action::Help);
    assert!(!evening.frame(80, 24).contains("In the room"), "the same key closes it");
    evening.act(Action::Brief).act(Action::Next);
    assert!(evening.frame(80, 24).contains("2 of 21"));
    // In a list, Ctrl-N and Ctrl-P would not mean the next question.
    evening.act(Action::Shelf).act(Action::Next);
    assert!(evening.frame(80, 24).contains("Shelf:"));
    evening.act(Action::Finish);
    assert!(evening.frame(80, 24).contains("Finish?"));
    evening.act(Action::Brief);
    assert!(evening.frame(80, 24).contains("Finish?"), "a question waits for its answer");
}

#[test]
fn help_the_menu_and_the_choices_of_the_end_are_seen_in_the_smallest_window() {
    let mut evening = Evening::new();
    evening.act(Action::Hint);
    assert!(evening.frame(60, 16).contains("Hint:"), "{}", evening.frame(60, 16));
    evening.act(Action::Hint).act(Action::Checklist);
    assert!(evening.frame(60, 16).contains("[ ] "), "{}", evening.frame(60, 16));
    evening.press(&[KeyCode::Esc]);
    let menu = evening.frame(60, 16);
    for known in crate::terminal::room::keys::KEYS {
        assert!(menu.contains(known.short), "{} in {menu}", known.short);
    }
    evening.press(&[KeyCode::Esc]).act(Action::Finish);
    assert!(evening.frame(60, 16).contains("Enter or f  finish"), "{}", evening.frame(60, 16));
}

#[test]
fn the_outline_follows_the_cursor() {
    let mut evening = Evening::new();
    evening.act(Action::View).key(KeyCode::End, KeyModifiers::CONTROL).pass(1);
    for (width, height) in [(60, 16), (80, 24), (100, 30)] {
        let frame = evening.frame(width, height);
        assert!(frame.contains("▸ Feedback loop"), "{frame}");
    }
}

#[test]
fn the_editor_leaves_the_cursor_at_the_end() {
    let mut evening = Evening::new();
    evening.act(Action::Editor);
    evening.orders.extend(evening.desk.brought_back(Some("Nadia.\n"), evening.now));
    evening.write(" She is 16.");
    assert_eq!(evening.answer("primary-user"), "Nadia. She is 16.");
}

#[test]
fn what_is_taken_out_of_the_whole_document_is_out() {
    let mut evening = Evening::new();
    evening.write("Nadia.").act(Action::Next).write("At home.").act(Action::View);
    // Without its heading, an answer belongs to the one above, and stands only there.
    evening.press(&[KeyCode::Up, KeyCode::Up]).key(KeyCode::Char('k'), KeyModifiers::CONTROL).pass(1);
    assert_eq!(evening.answer("primary-user"), "Nadia.\n\n\n\nAt home.");
    assert_eq!(evening.answer("situation"), "");
    evening.key(KeyCode::Char('z'), KeyModifiers::CONTROL).pass(1);
    assert_eq!((evening.answer("primary-user"), evening.answer("situation")), ("Nadia.", "At home."));
    evening.key(KeyCode::Char('a'), KeyModifiers::ALT).key(KeyCode::Char('x'), KeyModifiers::CONTROL);
    evening.act(Action::View);
    assert_eq!((evening.answer("primary-user"), evening.answer("situation")), ("", ""));
}

#[test]
fn the_editor_brings_its_text_back() {
    let mut evening = Evening::new();
    evening.write("Nadia.").act(Action::Editor);
    assert!(evening.orders.contains(&Order::Edit { name: "primary-user".into(), text: "Nadia.".into() }));
    evening.now = evening.now.after(60_000);
    evening.orders.extend(evening.desk.brought_back(Some("Nadia, 16.\n"), evening.now));
    assert_eq!(evening.answer("primary-user"), "Nadia, 16.");
    assert_eq!(evening.desk.state().whole_used_ms(), 60_000, "the clock ran on");
}

#[test]
fn what_was_begun_is_there_again_with_its_cursor() {
    let begun = [("primary-user".to_owned(), "Nadia, .".to_owned(), 7)];
    let desk = Desk::new(kit(), State::new(take_home(), START), &begun, START);
    let mut evening = Evening { desk, now: START, orders: Vec::new() };
    evening.write("16");
    assert_eq!(evening.answer("primary-user"), "Nadia, 16.");
}

#[test]
fn the_end_asks_for_a_guess_and_shows_time_and_words() {
    let mut evening = Evening::new();
    evening.write("Nadia, 16, in AP Biology.").pass(600).act(Action::Finish);
    let frame = evening.frame(80, 24);
    assert!(frame.contains("There is time left. Most worth it:"), "{frame}");
    evening.press(&[KeyCode::Enter]);
    insta::assert_snapshot!("guess", evening.frame(80, 24));
    evening.press(&[KeyCode::Right, KeyCode::Down, KeyCode::Char('2'), KeyCode::Enter]);
    let guesses = evening.orders.iter().find_map(|order| match order {
        Order::Predict(scores) => Some(scores.clone()),
        _ => None,
    });
    let guesses = guesses.expect("they are kept");
    assert_eq!((guesses[0].1, guesses[1].1, guesses.len()), (3.5, 2.0, 2), "only those that were made");
    insta::assert_snapshot!("summary", evening.frame(80, 24));
    evening.press(&[KeyCode::Enter]);
    assert_eq!(evening.orders.last(), Some(&Order::Close(End::Finished)));
}

#[test]
fn control_c_asks_once() {
    let mut evening = Evening::new();
    evening.write("Nadia.").act(Action::Leave).act(Action::Leave);
    assert_eq!(evening.committed(), [("primary-user", "Nadia.")]);
    assert_eq!(evening.orders.last(), Some(&Order::Close(End::Left)));
}

#[test]
fn trouble_with_the_disk_is_said_on_the_screen() {
    let mut evening = Evening::new();
    evening.write("Nadia.");
    let trouble = Some("the disk is full".into());
    evening.desk.set_saved(Saved { at_ms: Some(0), waiting: true, trouble });
    assert!(evening.frame(80, 24).contains("NOT SAVED, trying again: the disk is full"));
}

#[test]
fn text_from_files_cannot_steer_the_terminal() {
    let hostile = Kit { title: "a\u{1b}[2Jb".into(), brief: "\u{202e}x\u{7}".into(), ..kit() };
    let mut evening = Evening::of(hostile, take_home());
    evening.act(Action::Brief);
    let frame = evening.frame(80, 24);
    assert!(!frame.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{frame}");
}

#[test]
fn a_new_session_shows_the_brief_until_somebody_writes() {
    let mut evening = Evening::of(Kit { fresh: true, ..kit() }, take_home());
    assert!(evening.frame(80, 24).contains("Quillmere"));
    evening.press(&[KeyCode::Down, KeyCode::PageDown]).write("Nadia.");
    let frame = evening.frame(80, 24);
    assert!(!frame.contains("Quillmere") && frame.contains("Nadia."), "{frame}");
}

#[test]
fn a_find_is_seen_in_the_text() {
    let mut evening = Evening::new();
    evening.write("one harm and another harm").act(Action::Find).write("harm").press(&[KeyCode::Enter]);
    let frame = evening.frame(80, 24);
    assert!(frame.contains("Find: harm") && frame.contains("one harm and another harm"), "{frame}");
    evening.write("x").press(&[KeyCode::Enter]);
    assert!(evening.frame(80, 24).contains("Not found."));
    evening.press(&[KeyCode::Esc]).write("!");
    assert!(evening.answer("primary-user").contains('!'));
}

#[test]
fn a_pause_lasts_until_it_is_ended() {
    let mut evening = Evening::new();
    evening.act(Action::Timer).press(&[KeyCode::Char('p')]).act(Action::Leave).press(&[KeyCode::Char('s')]);
    assert!(evening.frame(80, 24).contains("The clock stands still"));
    evening.write("x").press(&[KeyCode::Enter]).write("y");
    assert_eq!((evening.answer("primary-user"), evening.desk.state().paused), ("y", false));
}

#[test]
fn an_exam_keeps_what_was_written_in_the_whole_document_up_to_zero() {
    let exam = plan(&Clock::Timed { minutes: 25, polish: 0 }).as_exam();
    let mut evening = Evening::of(Kit { whole: true, ..kit() }, exam);
    evening.pass(1_499).write("Nadia.").pass(1);
    assert_eq!(evening.committed(), [("primary-user", "Nadia.")]);
    evening.write(" Late.").pass(1);
    assert_eq!(evening.answer("primary-user"), "Nadia.");
}
