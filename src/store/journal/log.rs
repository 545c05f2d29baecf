//! What is written in an attempt: events, answers, drafts and the beat.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Transaction, params};

use super::record::{Answer, Batch, Beat, Draft, StoredEvent};
use super::{Journal, JournalError};

impl Journal {
    /// Saves a batch in one transaction. All of it is on the disk when this returns; after an error none of
    /// it is.
    ///
    /// # Errors
    /// No such attempt, an event number that is taken, or a fault of SQLite such as a full disk.
    pub fn append(&mut self, id: &str, batch: &Batch) -> Result<(), JournalError> {
        self.change(id, |transaction| write(transaction, id, batch))
    }

    /// The events of an attempt in order.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn events(&self, id: &str) -> Result<Vec<StoredEvent>, JournalError> {
        let sql = "SELECT seq, wall_ms, mono_ms, kind, payload FROM events WHERE attempt = ?1 ORDER BY seq";
        self.rows(sql, [id], |row| {
            Ok(StoredEvent {
                seq: unsigned(row.get(0)?),
                wall_ms: row.get(1)?,
                mono_ms: unsigned(row.get(2)?),
                kind: row.get(3)?,
                payload: row.get(4)?,
            })
        })
    }

    /// The newest text of each question that was ever answered; empty if the answer was taken back.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn latest_answers(&self, id: &str) -> Result<BTreeMap<String, String>, JournalError> {
        // SQLite takes `text` from the row that has the greatest revision; its documentation promises that
        // for max().
        let sql = "SELECT question, text, max(revision) FROM answers WHERE attempt = ?1 GROUP BY question";
        let rows = self.rows(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// Every revision of one answer, oldest first.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn revisions(&self, id: &str, question: &str) -> Result<Vec<Answer>, JournalError> {
        let sql = "SELECT question, revision, text, source, wall_ms FROM answers
            WHERE attempt = ?1 AND question = ?2 ORDER BY revision";
        self.rows(sql, [id, question], |row| {
            Ok(Answer {
                question: row.get(0)?,
                revision: row.get(1)?,
                text: row.get(2)?,
                source: row.get(3)?,
                wall_ms: row.get(4)?,
            })
        })
    }

    /// The drafts of an attempt, by question.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn drafts(&self, id: &str) -> Result<Vec<Draft>, JournalError> {
        let sql = "SELECT question, text, cursor, wall_ms FROM drafts WHERE attempt = ?1 ORDER BY question";
        self.rows(sql, [id], |row| {
            let cursor = usize::try_from(row.get::<_, i64>(2)?).unwrap_or_default();
            Ok(Draft { question: row.get(0)?, text: row.get(1)?, cursor, wall_ms: row.get(3)? })
        })
    }

    /// When the attempt was last known to run; none if it never said.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn beat(&self, id: &str) -> Result<Option<Beat>, JournalError> {
        let sql = "SELECT wall_ms, mono_ms FROM beats WHERE attempt = ?1";
        let read =
            |row: &rusqlite::Row<'_>| Ok(Beat { wall_ms: row.get(0)?, mono_ms: unsigned(row.get(1)?) });
        self.db.query_row(sql, [id], read).optional().map_err(|error| self.fault(&error))
    }
}

fn write(db: &Transaction<'_>, id: &str, batch: &Batch) -> rusqlite::Result<()> {
    write_events(db, id, batch)?;
    write_answers(db, id, batch)?;
    write_drafts(db, id, batch)?;
    if let Some(beat) = batch.beat {
        let sql = "INSERT OR REPLACE INTO beats (attempt, wall_ms, mono_ms) VALUES (?1, ?2, ?3)";
        db.prepare_cached(sql)?.execute(params![id, beat.wall_ms, signed(beat.mono_ms)])?;
    }
    Ok(())
}

fn write_events(db: &Transaction<'_>, id: &str, batch: &Batch) -> rusqlite::Result<()> {
    let sql =
        "INSERT INTO events (attempt, seq, wall_ms, mono_ms, kind, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = db.prepare_cached(sql)?;
    for event in &batch.events {
        let StoredEvent { seq, wall_ms, mono_ms, kind, payload } = event;
        statement.execute(params![id, signed(*seq), wall_ms, signed(*mono_ms), kind, payload])?;
    }
    Ok(())
}

fn write_answers(db: &Transaction<'_>, id: &str, batch: &Batch) -> rusqlite::Result<()> {
    let sql = "INSERT INTO answers (attempt, question, revision, text, source, wall_ms)
        SELECT ?1, ?2, coalesce(max(revision), 0) + 1, ?3, ?4, ?5 FROM answers WHERE attempt = ?1 AND question = ?2";
    let mut statement = db.prepare_cached(sql)?;
    for answer in &batch.answers {
        statement.execute(params![id, answer.question, answer.text, answer.source, answer.wall_ms])?;
    }
    Ok(())
}

fn write_drafts(db: &Transaction<'_>, id: &str, batch: &Batch) -> rusqlite::Result<()> {
    let mut clear = db.prepare_cached("DELETE FROM drafts WHERE attempt = ?1 AND question = ?2")?;
    for question in &batch.cleared_drafts {
        clear.execute([id, question])?;
    }
    let sql = "INSERT OR REPLACE INTO drafts (attempt, question, text, cursor, wall_ms) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut keep = db.prepare_cached(sql)?;
    for draft in &batch.drafts {
        let cursor = i64::try_from(draft.cursor).unwrap_or(i64::MAX);
        keep.execute(params![id, draft.question, draft.text, cursor, draft.wall_ms])?;
    }
    Ok(())
}

/// SQLite has no unsigned numbers. No clock of ours and no count comes near the end of the signed ones.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::support::{answer, attempt, event, journal};
    use super::*;
    use crate::store::journal::{NewAnswer, Source};

    fn draft(question: &str, text: &str) -> Draft {
        Draft { question: question.into(), text: text.into(), cursor: text.len(), wall_ms: 7 }
    }

    #[test]
    fn revisions_are_numbered_and_keep_their_source() {
        let mut journal = journal(&["a", "b"]);
        let sources = [Source::Typed, Source::Hand, Source::DraftRecovered];
        for (source, text) in sources.into_iter().zip(["one", "two", ""]) {
            let answers = vec![NewAnswer { source, ..answer("q", text) }, answer("other", text)];
            journal.append("a", &Batch { answers, ..Batch::default() }).expect("saved");
        }
        journal.append("b", &Batch { answers: vec![answer("q", "b's")], ..Batch::default() }).expect("saved");
        let of = |revision, text: &str, source| Answer {
            question: "q".into(),
            revision,
            text: text.into(),
            source,
            wall_ms: answer("q", "").wall_ms,
        };
        let expected =
            vec![of(1, "one", Source::Typed), of(2, "two", Source::Hand), of(3, "", Source::DraftRecovered)];
        assert_eq!(journal.revisions("a", "q"), Ok(expected));
        let latest = BTreeMap::from([("other".to_owned(), String::new()), ("q".to_owned(), String::new())]);
        assert_eq!(journal.latest_answers("a"), Ok(latest));
        assert_eq!(journal.revisions("a", "none"), Ok(Vec::new()));
    }

    #[test]
    fn the_tenth_revision_is_newer_than_the_ninth() {
        let mut journal = journal(&["a"]);
        let answers = (1..=10).map(|number| answer("q", &number.to_string())).collect();
        journal.append("a", &Batch { answers, ..Batch::default() }).expect("saved");
        assert_eq!(journal.latest_answers("a").expect("read").get("q").map(String::as_str), Some("10"));
    }

    #[test]
    fn drafts_are_replaced_and_cleared() {
        let mut journal = journal(&["a"]);
        let first = Batch { drafts: vec![draft("p", "x"), draft("q", "y")], ..Batch::default() };
        journal.append("a", &first).expect("saved");
        let second = Batch { drafts: vec![draft("q", "yé")], ..Batch::default() };
        journal.append("a", &second).expect("saved");
        assert_eq!(journal.drafts("a"), Ok(vec![draft("p", "x"), draft("q", "yé")]));
        let third = Batch {
            cleared_drafts: vec!["p".into(), "q".into()],
            drafts: vec![draft("q", "new")],
            ..Batch::default()
        };
        journal.append("a", &third).expect("saved");
        assert_eq!(journal.drafts("a"), Ok(vec![draft("q", "new")]));
    }

    #[test]
    fn the_last_beat_counts() {
        let mut journal = journal(&["a"]);
        assert_eq!(journal.beat("a"), Ok(None));
        for (wall_ms, mono_ms) in [(10, 1), (5, u64::MAX), (20, 3)] {
            let beat = Beat { wall_ms, mono_ms: mono_ms.min(i64::MAX as u64) };
            journal.append("a", &Batch { beat: Some(beat), ..Batch::default() }).expect("saved");
            assert_eq!(journal.beat("a"), Ok(Some(beat)));
        }
    }

    #[test]
    fn a_number_that_is_taken_spoils_the_whole_batch() {
        let mut journal = journal(&["a"]);
        journal.append("a", &Batch { events: vec![event(1)], ..Batch::default() }).expect("saved");
        let batch = Batch {
            events: vec![event(2), event(1)],
            answers: vec![answer("q", "lost")],
            beat: Some(Beat { wall_ms: 1, mono_ms: 1 }),
            ..Batch::default()
        };
        assert_eq!(journal.append("a", &batch), Err(JournalError::OutOfStep { id: "a".into() }));
        assert_eq!(journal.events("a"), Ok(vec![event(1)]));
        assert_eq!(journal.latest_answers("a"), Ok(BTreeMap::new()));
        assert_eq!(journal.beat("a"), Ok(None));
    }

    #[test]
    fn answers_and_events_are_never_changed() {
        let mut journal = journal(&["a"]);
        let batch = Batch { events: vec![event(1)], answers: vec![answer("q", "x")], ..Batch::default() };
        journal.append("a", &batch).expect("saved");
        for sql in ["UPDATE answers SET text = 'y'", "UPDATE events SET kind = 'y'"] {
            let error = journal.db.execute(sql, []).expect_err("refused").to_string();
            assert!(error.ends_with("is never changed"), "{error}");
        }
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![Just(String::new()), "[a-c\\n]{1,3}", any::<String>()]
    }

    /// Event kinds, answers as (question, text), drafts, and questions whose drafts are cleared.
    type Plan = (Vec<String>, Vec<(String, String)>, BTreeMap<String, String>, Vec<String>);

    fn plan() -> impl Strategy<Value = Plan> {
        let question = "[pqr]";
        (
            vec(text(), 0..5),
            vec((question, text()), 0..4),
            proptest::collection::btree_map(question, text(), 0..3),
            vec(question.prop_map(String::from), 0..2),
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn batches_replay_in_order(plans in vec(plan(), 0..8)) {
            let folder = tempfile::tempdir().expect("folder");
            let path = folder.path().join("journal.db");
            let mut events = Vec::new();
            let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
            let mut drafts: BTreeMap<String, String> = BTreeMap::new();
            Journal::open(&path).expect("journal").begin(&attempt("a")).expect("begun");
            for (kinds, answers, kept, cleared) in plans {
                let mut batch = Batch { cleared_drafts: cleared.clone(), ..Batch::default() };
                for kind in kinds {
                    let seq = events.len() as u64;
                    let new = StoredEvent { kind, mono_ms: seq * 2, ..event(seq) };
                    events.push(new.clone());
                    batch.events.push(new);
                }
                for (question, text) in answers {
                    batch.answers.push(answer(&question, &text));
                    texts.entry(question).or_default().push(text);
                }
                drafts.retain(|question, _| !cleared.contains(question));
                for (question, text) in kept {
                    batch.drafts.push(draft(&question, &text));
                    drafts.insert(question, text);
                }
                // Each batch comes from a process of its own.
                Journal::open(&path).expect("journal").append("a", &batch).expect("saved");
            }
            let journal = Journal::open(&path).expect("journal");
            prop_assert_eq!(journal.events("a"), Ok(events));
            for (question, expected) in &texts {
                let found = journal.revisions("a", question).expect("read");
                let numbers: Vec<usize> = found.iter().map(|answer| answer.revision as usize).collect();
                prop_assert_eq!(numbers, (1..=expected.len()).collect::<Vec<_>>());
                prop_assert_eq!(&found.into_iter().map(|answer| answer.text).collect::<Vec<_>>(), expected);
            }
            let latest = texts.into_iter().filter_map(|(question, mut all)| Some((question, all.pop()?))).collect();
            prop_assert_eq!(journal.latest_answers("a"), Ok(latest));
            let expected: Vec<Draft> = drafts.iter().map(|(question, text)| draft(question, text)).collect();
            prop_assert_eq!(journal.drafts("a"), Ok(expected));
        }
    }
}
