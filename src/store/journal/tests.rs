use super::*;
use proptest::prelude::*;

fn attempt(id: &str, started_ms: i64) -> NewAttempt {
    NewAttempt { id: id.into(), started_ms, mode: "coached".into(), ..NewAttempt::default() }
}

fn event(number: u64) -> StoredEvent {
    StoredEvent { wall_ms: 1, mono_ms: number, kind: "tick".into(), payload: format!("\"tick\"{number}") }
}

fn typed(question: &str, text: &str) -> NewAnswer {
    NewAnswer { question: question.into(), text: text.into(), source: "typed".into(), wall_ms: 1 }
}

fn draft(text: &str) -> Draft {
    Draft { question: "q".into(), text: text.into(), cursor: text.len(), wall_ms: 1 }
}

#[test]
fn attempts_are_listed_newest_first_until_they_are_finished() {
    let mut journal = Journal::in_memory().expect("open");
    for (id, started) in [("a", 1), ("b", 2), ("c", 3)] {
        journal.begin(&attempt(id, started)).expect("begun");
    }
    journal.finish("b", 9).expect("finished");
    let ids = |list: Vec<Attempt>| list.into_iter().map(|attempt| attempt.id).collect::<Vec<_>>();
    assert_eq!(ids(journal.all().expect("read")), ["c", "b", "a"]);
    assert_eq!(ids(journal.unfinished().expect("read")), ["c", "a"]);
    assert_eq!(journal.free_id("a").expect("read"), "a-2");
    assert_eq!(journal.free_id("d").expect("read"), "d");
}

#[test]
fn answers_are_revisions_and_drafts_replace_each_other() {
    let mut journal = Journal::in_memory().expect("open");
    journal.begin(&attempt("a", 1)).expect("begun");
    for text in ["one", "two"] {
        journal.append("a", &Batch { drafts: vec![draft(text)], ..Batch::default() }).expect("kept");
        journal.append("a", &Batch { answers: vec![typed("q", text)], ..Batch::default() }).expect("kept");
    }
    let texts: Vec<_> =
        journal.revisions("a", "q").expect("read").into_iter().map(|answer| answer.text).collect();
    assert_eq!(texts, ["one", "two"]);
    assert_eq!(journal.drafts("a").expect("read"), [draft("two")]);
    journal.append("a", &Batch { cleared_drafts: vec!["q".into()], ..Batch::default() }).expect("kept");
    assert_eq!(journal.drafts("a").expect("read"), []);
}

#[test]
fn a_batch_is_kept_whole_or_not_at_all() {
    let mut journal = Journal::in_memory().expect("open");
    let batch = Batch { events: vec![event(1)], ..Batch::default() };
    journal.append("nobody", &batch).expect_err("there is no such attempt");
    journal.begin(&attempt("nobody", 1)).expect("begun");
    assert_eq!(journal.events("nobody").expect("read"), []);
}

#[test]
fn two_processes_see_the_same_journal() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("deep/journal.sqlite");
    let mut one = Journal::open(&path).expect("open");
    let mut two = Journal::open(&path).expect("open");
    one.begin(&attempt("a", 1)).expect("begun");
    two.append("a", &Batch { events: vec![event(1)], ..Batch::default() }).expect("kept");
    one.append("a", &Batch { events: vec![event(2)], ..Batch::default() }).expect("kept");
    assert_eq!(two.events("a").expect("read"), [event(1), event(2)]);
}

#[test]
fn what_was_not_committed_is_gone_after_a_crash() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("journal.sqlite");
    let mut journal = Journal::open(&path).expect("open");
    journal.begin(&attempt("a", 1)).expect("begun");
    journal.append("a", &Batch { events: vec![event(1)], ..Batch::default() }).expect("kept");
    journal.connection.execute_batch("BEGIN; DELETE FROM events;").expect("open transaction");
    drop(journal);
    let journal = Journal::open(&path).expect("open");
    assert_eq!(journal.events("a").expect("read"), [event(1)]);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("own/journal.sqlite");
    Journal::open(&path).expect("open");
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().expect("a folder"))), (0o600, 0o700));
}

#[test]
fn what_is_no_journal_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let garbage = dir.path().join("garbage");
    let text = "this is a text and no database, and long enough to be looked at ".repeat(20);
    std::fs::write(&garbage, &text).expect("written");
    assert!(matches!(Journal::open(&garbage), Err(JournalError::NotAJournal { .. })));
    assert_eq!(std::fs::read_to_string(&garbage).expect("there"), text);
    let newer = dir.path().join("newer");
    Journal::open(&newer).expect("open").connection.pragma_update(None, "user_version", 99).expect("set");
    assert!(matches!(Journal::open(&newer), Err(JournalError::Newer { version: 99, .. })));
    let below_file = garbage.join("journal.sqlite");
    assert!(matches!(Journal::open(&below_file), Err(JournalError::Io { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn events_come_back_in_order_however_they_were_batched(sizes in prop::collection::vec(0_usize..5, 0..12)) {
        let mut journal = Journal::in_memory().expect("open");
        journal.begin(&attempt("a", 1)).expect("begun");
        let mut all = Vec::new();
        for size in sizes {
            let events: Vec<_> = (0..size).map(|offset| event((all.len() + offset) as u64)).collect();
            all.extend(events.clone());
            journal.append("a", &Batch { events, ..Batch::default() }).expect("kept");
        }
        prop_assert_eq!(journal.events("a").expect("read"), all);
    }
}
