//! The file of the journal: made, shared, cut off, full, damaged, not ours.

use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use tempfile::TempDir;

use super::support::{answer, attempt, event};
use super::*;

fn folder() -> TempDir {
    tempfile::tempdir().expect("folder")
}

fn open(path: &Path) -> Journal {
    Journal::open(path).expect("journal")
}

fn events(seqs: std::ops::RangeInclusive<u64>) -> Batch {
    Batch { events: seqs.map(event).collect(), ..Batch::default() }
}

/// A journal with the attempt `a`.
fn begun(folder: &TempDir) -> (PathBuf, Journal) {
    let path = folder.path().join("journal.db");
    let mut journal = open(&path);
    journal.begin(&attempt("a")).expect("begun");
    (path, journal)
}

#[test]
fn a_new_journal_has_the_settings_and_the_version() {
    let folder = folder();
    let path = folder.path().join("deep/home/journal.db");
    let journal = open(&path);
    assert_eq!(journal.path(), path);
    let settings = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("busy_timeout", "5000"),
        ("user_version", "4"),
    ];
    for (name, expected) in settings {
        let sql = format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}");
        let sql = sql.replace("CAST(busy_timeout", "CAST(timeout");
        let found: String = journal.db.query_row(&sql, [], |row| row.get(0)).expect(name);
        assert_eq!(found, expected, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let home = folder.path().join("deep/home");
    let mut journal = open(&home.join("journal.db"));
    journal.begin(&attempt("a")).expect("begun");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&home), 0o700);
    assert_eq!(mode(&folder.path().join("deep")), 0o700);
    for name in ["journal.db", "journal.db-wal", "journal.db-shm"] {
        assert_eq!(mode(&home.join(name)), 0o600, "{name}");
    }
    // What the person set later stays.
    drop(journal);
    let path = home.join("journal.db");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    drop(open(&path));
    assert_eq!(mode(&path), 0o640);
}

#[test]
fn two_journals_on_one_file_see_each_other() {
    let folder = folder();
    let (path, mut one) = begun(&folder);
    let mut two = open(&path);
    one.append("a", &events(1..=2)).expect("saved");
    two.append("a", &events(3..=3)).expect("saved");
    assert_eq!(two.append("a", &events(2..=4)), Err(JournalError::OutOfStep { id: "a".into() }));
    assert_eq!(one.events("a"), Ok(vec![event(1), event(2), event(3)]));
    assert_eq!(one.events("a"), two.events("a"));
}

#[test]
fn many_open_a_new_journal_at_once() {
    for _ in 0..5 {
        let folder = folder();
        let path = folder.path().join("home/journal.db");
        let work = |number: usize| {
            let id = format!("a-{number}");
            let mut journal = Journal::open(&path)?;
            journal.begin(&attempt(&id))?;
            (1..=5).try_for_each(|seq| journal.append(&id, &events(seq..=seq)))
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (0..6).map(|number| scope.spawn(move || work(number))).collect();
            for thread in threads {
                assert_eq!(thread.join().expect("no panic"), Ok(()));
            }
        });
        let journal = open(&path);
        assert_eq!(journal.all().expect("read").len(), 6);
        for number in 0..6 {
            assert_eq!(journal.events(&format!("a-{number}")), Ok((1..=5).map(event).collect()));
        }
    }
}

#[test]
fn a_new_journal_waits_for_another_that_is_being_made() {
    static WAITS: AtomicBool = AtomicBool::new(false);
    let folder = folder();
    let path = folder.path().join("journal.db");
    let one = Connection::open(&path).expect("open");
    one.execute_batch("BEGIN IMMEDIATE").expect("begun");
    let mut two = Connection::open(&path).expect("open");
    let wait = |_| {
        WAITS.store(true, Ordering::SeqCst);
        true
    };
    two.busy_handler(Some(wait)).expect("set");
    thread::scope(|scope| {
        let second = scope.spawn(move || write_ahead(&two));
        while !WAITS.load(Ordering::SeqCst) && !second.is_finished() {
            thread::yield_now();
        }
        one.execute_batch("ROLLBACK").expect("ended");
        assert_eq!(second.join().expect("no panic"), Ok(()));
    });
    let mode: String = one.pragma_query_value(None, "journal_mode", |row| row.get(0)).expect("read");
    assert_eq!(mode, "wal");
}

#[test]
fn a_writer_that_does_not_end_makes_it_busy() {
    let folder = folder();
    let (path, mut one) = begun(&folder);
    let two = open(&path);
    // Without waiting; the time that we wait otherwise is checked with the settings.
    one.db.busy_timeout(Duration::ZERO).expect("set");
    two.db.execute_batch("BEGIN IMMEDIATE").expect("begun");
    assert_eq!(one.append("a", &events(1..=1)), Err(JournalError::Busy { path }));
    assert_eq!(one.events("a"), Ok(Vec::new()));
    two.db.execute_batch("ROLLBACK").expect("ended");
    one.append("a", &events(1..=1)).expect("saved");
}

#[test]
fn what_was_not_committed_was_never_there() {
    let folder = folder();
    let (path, mut journal) = begun(&folder);
    journal.append("a", &events(1..=1)).expect("saved");
    let transaction = journal.db.transaction().expect("begun");
    transaction.execute("INSERT INTO events VALUES ('a', 2, 0, 0, 'tick', '{}')", []).expect("written");
    assert_eq!(open(&path).events("a"), Ok(vec![event(1)]));
    drop(transaction);
    drop(journal);
    assert_eq!(open(&path).events("a"), Ok(vec![event(1)]));
}

/// What a killed process leaves: the files as they are, with nothing closed.
fn copy_as_left(path: &Path, to: &Path) -> PathBuf {
    for end in ["", "-wal"] {
        let name = format!("journal.db{end}");
        fs::copy(path.with_file_name(&name), to.join(&name)).expect("copied");
    }
    to.join("journal.db")
}

#[test]
fn a_killed_process_leaves_every_batch_that_was_saved() {
    let (before, after) = (folder(), folder());
    let (path, mut journal) = begun(&before);
    for seq in 1..=20 {
        let batch = Batch { answers: vec![answer("q", &seq.to_string())], ..events(seq..=seq) };
        journal.append("a", &batch).expect("saved");
    }
    journal
        .db
        .execute_batch("BEGIN; INSERT INTO events VALUES ('a', 99, 0, 0, 'tick', '{}')")
        .expect("written");
    let found = open(&copy_as_left(&path, after.path()));
    assert_eq!(found.events("a"), Ok((1..=20).map(event).collect()));
    assert_eq!(found.latest_answers("a").expect("read").get("q").map(String::as_str), Some("20"));
}

#[test]
fn a_write_cut_anywhere_loses_whole_batches_from_the_end() {
    let before = folder();
    let (path, mut journal) = begun(&before);
    for batch in 0..6 {
        journal.append("a", &events(batch * 3 + 1..=batch * 3 + 3)).expect("saved");
    }
    let length = fs::metadata(path.with_file_name("journal.db-wal")).expect("there").len();
    let mut seen = Vec::new();
    for cut in (0..8_000).step_by(997) {
        let after = folder();
        let copy = copy_as_left(&path, after.path());
        let log = OpenOptions::new().write(true).open(copy.with_file_name("journal.db-wal")).expect("open");
        log.set_len(length - cut).expect("cut");
        let found = open(&copy).events("a").expect("read");
        assert_eq!(found, (1..=found.len() as u64).map(event).collect::<Vec<_>>());
        assert_eq!(found.len() % 3, 0, "half a batch after a cut of {cut} bytes");
        seen.push(found.len());
    }
    assert_eq!(seen.first(), Some(&18));
    assert!(seen.is_sorted_by(|one, next| one >= next) && seen.last() < Some(&18), "{seen:?}");
}

#[test]
fn a_full_disk_takes_nothing_and_loses_nothing() {
    let folder = folder();
    let (path, mut journal) = begun(&folder);
    journal.append("a", &events(1..=1)).expect("saved");
    // SQLite says the same of a file at its page limit as of a disk that is full.
    journal.db.execute_batch("PRAGMA max_page_count = 1").expect("set");
    let large = Batch { answers: vec![answer("q", &"x".repeat(500_000))], ..events(2..=2) };
    assert_eq!(journal.append("a", &large), Err(JournalError::DiskFull { path: path.clone() }));
    assert_eq!(open(&path).events("a"), Ok(vec![event(1)]));
    journal.db.execute_batch("PRAGMA max_page_count = 1000000").expect("set");
    journal.append("a", &large).expect("there is space again");
    assert_eq!(open(&path).events("a"), Ok(vec![event(1), event(2)]));
}

#[test]
fn a_journal_that_may_not_be_written() {
    let folder = folder();
    let (path, mut journal) = begun(&folder);
    journal.db.execute_batch("PRAGMA query_only = ON").expect("set");
    let expected = JournalError::ReadOnly { path };
    assert_eq!(journal.append("a", &events(1..=1)), Err(expected.clone()));
    assert_eq!(journal.begin(&attempt("b")), Err(expected));
}

#[test]
fn a_file_that_is_no_journal_is_left_as_it_is() {
    let folder = folder();
    let path = folder.path().join("journal.db");
    for content in ["xy".to_owned(), "my shopping list\n".repeat(10), "not a database\n".repeat(1_000)] {
        fs::write(&path, &content).expect("written");
        assert_eq!(
            Journal::open(&path).expect_err("refused"),
            JournalError::NotADatabase { path: path.clone() }
        );
        assert_eq!(fs::read_to_string(&path).expect("text"), content);
    }
}

#[test]
fn an_empty_file_becomes_a_journal() {
    let folder = folder();
    let path = folder.path().join("journal.db");
    fs::write(&path, "").expect("written");
    assert_eq!(open(&path).all(), Ok(Vec::new()));
}

#[test]
fn a_newer_or_foreign_database_is_left_as_it_is() {
    for (sql, is_newer) in [("PRAGMA user_version = 7", true), ("PRAGMA application_id = 7", false)] {
        let folder = folder();
        let (path, journal) = begun(&folder);
        journal.db.execute_batch(sql).expect("changed");
        drop(journal);
        let before = fs::read(&path).expect("bytes");
        let expected = if is_newer {
            JournalError::Newer { path: path.clone(), found: 7, known: STEPS.len() }
        } else {
            JournalError::Foreign { path: path.clone() }
        };
        assert_eq!(Journal::open(&path).expect_err("refused"), expected);
        assert_eq!(fs::read(&path).expect("bytes"), before);
    }
}

#[test]
fn a_damaged_journal_says_so() {
    let folder = folder();
    let (path, journal) = begun(&folder);
    drop(journal);
    let mut file = OpenOptions::new().write(true).open(&path).expect("open");
    let length = file.metadata().expect("there").len();
    file.seek(SeekFrom::Start(4096)).expect("there");
    file.write_all(&vec![0xAA; usize::try_from(length - 4096).expect("fits")]).expect("damaged");
    let error = Journal::open(&path).and_then(|journal| journal.all().map(drop)).expect_err("damaged");
    assert!(matches!(&error, JournalError::Damaged { path: found, .. } if *found == path), "{error}");
}

#[test]
fn a_word_that_no_version_wrote_is_damage() {
    let folder = folder();
    let (_, journal) = begun(&folder);
    journal
        .db
        .execute_batch("PRAGMA ignore_check_constraints = ON; UPDATE attempts SET mode = 'odd'")
        .expect("changed");
    assert!(
        matches!(journal.attempt("a"), Err(JournalError::Damaged { detail, .. }) if detail.contains("`odd`"))
    );
}

#[test]
fn places_where_no_journal_can_be() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("file"), "").expect("written");
    for (path, named) in [("file/journal.db", "file"), ("file/home/journal.db", "file/home")] {
        let error = Journal::open(&at(path)).expect_err("no folder");
        assert!(matches!(&error, JournalError::Folder { folder, .. } if *folder == at(named)), "{error}");
    }
    let expected = JournalError::Open { path: folder.path().to_owned(), detail: "it is a folder".into() };
    assert_eq!(Journal::open(folder.path()).expect_err("a folder"), expected);
}
