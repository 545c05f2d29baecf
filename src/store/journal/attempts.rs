//! Attempts: begun, listed, finished, discarded.

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, OptionalExtension, Row, named_params, params};

use super::record::{Attempt, NewAttempt, Prediction, Summary};
use super::{Journal, JournalError};

const ATTEMPT: &str =
    "SELECT id, case_id, case_title, brief, framework_id, timing_id, minutes, mode, started_ms,
    finished_ms, file, file_hash, app_version, pack_version, setup FROM attempts";

const SUMMARY: &str = "SELECT id, case_id, case_title, framework_id, timing_id, minutes, mode, started_ms, finished_ms,
    file, coalesce((SELECT wall_ms FROM beats WHERE attempt = id), started_ms) AS last_ms,
    (SELECT count(*) FROM answers AS newest WHERE attempt = id AND trim(text, char(9, 10, 13, 32)) <> '' AND revision =
        (SELECT max(revision) FROM answers WHERE attempt = id AND question = newest.question)) AS answered
    FROM attempts";

/// Two attempts of the same millisecond come in the order in which they were begun.
const NEWEST_FIRST: &str = "ORDER BY started_ms DESC, attempts.rowid DESC";

impl Journal {
    /// Begins an attempt.
    ///
    /// # Errors
    /// Its id is taken, its path is not text, or a fault of SQLite.
    pub fn begin(&mut self, attempt: &NewAttempt) -> Result<(), JournalError> {
        let sql = "INSERT INTO attempts (id, case_id, case_title, brief, framework_id, timing_id, minutes, mode,
                started_ms, file, file_hash, app_version, pack_version, setup)
            VALUES (:id, :case_id, :case_title, :brief, :framework_id, :timing_id, :minutes, :mode, :started_ms, :file,
                :file_hash, :app_version, :pack_version, :setup)";
        let values = named_params! {
            ":id": attempt.id,
            ":case_id": attempt.case_id,
            ":case_title": attempt.case_title,
            ":brief": attempt.brief,
            ":framework_id": attempt.framework_id,
            ":timing_id": attempt.timing_id,
            ":minutes": attempt.minutes,
            ":mode": attempt.mode,
            ":started_ms": attempt.started_ms,
            ":file": path_text(&attempt.file)?,
            ":file_hash": attempt.file_hash,
            ":app_version": attempt.app_version,
            ":pack_version": attempt.pack_version,
            ":setup": attempt.setup,
        };
        match self.db.execute(sql, values) {
            Ok(_) => Ok(()),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Err(JournalError::AttemptExists { id: attempt.id.clone() })
            }
            Err(error) => Err(self.fault(&error)),
        }
    }

    /// The attempts that can go on, newest first.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn unfinished(&self) -> Result<Vec<Summary>, JournalError> {
        self.rows(&format!("{SUMMARY} WHERE finished_ms IS NULL {NEWEST_FIRST}"), [], summary)
    }

    /// All attempts, newest first.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn all(&self) -> Result<Vec<Summary>, JournalError> {
        self.rows(&format!("{SUMMARY} {NEWEST_FIRST}"), [], summary)
    }

    /// One attempt; none if there is no such id.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn attempt(&self, id: &str) -> Result<Option<Attempt>, JournalError> {
        let found = self.db.query_row(&format!("{ATTEMPT} WHERE id = ?1"), [id], attempt).optional();
        found.map_err(|error| self.fault(&error))
    }

    /// The newest attempt whose submission is this file. The path must be written as it was at
    /// [`Journal::begin`].
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn latest_by_file(&self, file: &Path) -> Result<Option<Attempt>, JournalError> {
        let Some(file) = file.to_str() else { return Ok(None) };
        let sql = format!("{ATTEMPT} WHERE file = ?1 {NEWEST_FIRST} LIMIT 1");
        self.db.query_row(&sql, [file], attempt).optional().map_err(|error| self.fault(&error))
    }

    /// Notes where the submission is and what we last wrote to it.
    ///
    /// # Errors
    /// No such attempt, a path that is not text, or a fault of SQLite.
    pub fn set_file(&mut self, id: &str, file: &Path, hash: &str) -> Result<(), JournalError> {
        let file = path_text(file)?;
        self.change(id, |db| {
            db.execute("UPDATE attempts SET file = ?2, file_hash = ?3 WHERE id = ?1", params![id, file, hash])
                .map(drop)
        })
    }

    /// Notes that an attempt is finished.
    ///
    /// # Errors
    /// No such attempt, or a fault of SQLite.
    pub fn finish(&mut self, id: &str, wall_ms: i64) -> Result<(), JournalError> {
        self.change(id, |db| {
            db.execute("UPDATE attempts SET finished_ms = ?2 WHERE id = ?1", params![id, wall_ms]).map(drop)
        })
    }

    /// Removes an attempt with all that was written in it. Its submission file stays.
    ///
    /// # Errors
    /// No such attempt, or a fault of SQLite.
    pub fn discard(&mut self, id: &str) -> Result<(), JournalError> {
        self.change(id, |db| db.execute("DELETE FROM attempts WHERE id = ?1", [id]).map(drop))
    }

    /// Keeps what somebody expects to score. A later expectation replaces the one for the same criterion.
    ///
    /// # Errors
    /// No such attempt, or a fault of SQLite.
    pub fn predict(&mut self, id: &str, predictions: &[Prediction]) -> Result<(), JournalError> {
        self.change(id, |db| {
            let sql = "INSERT OR REPLACE INTO predictions (attempt, criterion, score, wall_ms) VALUES (?1, ?2, ?3, ?4)";
            let mut statement = db.prepare_cached(sql)?;
            for prediction in predictions {
                statement.execute(params![id, prediction.criterion, prediction.score, prediction.wall_ms])?;
            }
            Ok(())
        })
    }

    /// What somebody expects to score, by criterion in the order of their ids.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn predictions(&self, id: &str) -> Result<Vec<Prediction>, JournalError> {
        let sql = "SELECT criterion, score, wall_ms FROM predictions WHERE attempt = ?1 ORDER BY criterion";
        self.rows(sql, [id], |row| {
            Ok(Prediction { criterion: row.get(0)?, score: row.get(1)?, wall_ms: row.get(2)? })
        })
    }
}

fn path_text(path: &Path) -> Result<&str, JournalError> {
    path.to_str().ok_or_else(|| JournalError::PathNotText { path: path.to_owned() })
}

fn attempt(row: &Row<'_>) -> rusqlite::Result<Attempt> {
    let begun = NewAttempt {
        id: row.get("id")?,
        case_id: row.get("case_id")?,
        case_title: row.get("case_title")?,
        brief: row.get("brief")?,
        framework_id: row.get("framework_id")?,
        timing_id: row.get("timing_id")?,
        minutes: row.get("minutes")?,
        mode: row.get("mode")?,
        started_ms: row.get("started_ms")?,
        file: PathBuf::from(row.get::<_, String>("file")?),
        file_hash: row.get("file_hash")?,
        app_version: row.get("app_version")?,
        pack_version: row.get("pack_version")?,
        setup: row.get("setup")?,
    };
    Ok(Attempt { begun, finished_ms: row.get("finished_ms")? })
}

fn summary(row: &Row<'_>) -> rusqlite::Result<Summary> {
    Ok(Summary {
        id: row.get("id")?,
        case_id: row.get("case_id")?,
        case_title: row.get("case_title")?,
        framework_id: row.get("framework_id")?,
        timing_id: row.get("timing_id")?,
        minutes: row.get("minutes")?,
        mode: row.get("mode")?,
        started_ms: row.get("started_ms")?,
        finished_ms: row.get("finished_ms")?,
        last_ms: row.get("last_ms")?,
        file: PathBuf::from(row.get::<_, String>("file")?),
        answered: row.get("answered")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::support::{answer, attempt, event, journal};
    use super::*;
    use crate::store::journal::{Batch, Beat, Draft, Mode};

    fn ids(summaries: &[Summary]) -> Vec<&str> {
        summaries.iter().map(|summary| summary.id.as_str()).collect()
    }

    #[test]
    fn an_attempt_comes_back_as_it_was() {
        let mut journal = Journal::in_memory().expect("journal");
        let own = NewAttempt {
            case_id: None,
            minutes: None,
            mode: Mode::WarmUp,
            file_hash: Some("abc".into()),
            brief: "nul \0, \u{feff} and 😀\r\n".into(),
            started_ms: -1,
            ..attempt("own")
        };
        let exam = NewAttempt { mode: Mode::Exam, ..attempt("exam") };
        for begun in [own, exam, attempt("coached")] {
            journal.begin(&begun).expect("begun");
            let found = journal.attempt(&begun.id).expect("read");
            assert_eq!(found, Some(Attempt { begun, finished_ms: None }));
        }
        assert_eq!(journal.attempt("none"), Ok(None));
    }

    #[test]
    fn an_id_is_used_once() {
        let mut journal = journal(&["a"]);
        assert_eq!(journal.begin(&attempt("a")), Err(JournalError::AttemptExists { id: "a".into() }));
        assert_eq!(journal.all().expect("read").len(), 1);
    }

    #[test]
    fn lists_are_newest_first_and_unfinished_ones_apart() {
        let mut journal = Journal::in_memory().expect("journal");
        for (id, started_ms) in [("new", 30), ("old", 10), ("mid", 20), ("mid-2", 20)] {
            journal.begin(&NewAttempt { started_ms, ..attempt(id) }).expect("begun");
        }
        journal.finish("mid", 99).expect("finished");
        assert_eq!(ids(&journal.all().expect("read")), ["new", "mid-2", "mid", "old"]);
        assert_eq!(ids(&journal.unfinished().expect("read")), ["new", "mid-2", "old"]);
        assert_eq!(journal.attempt("mid").expect("read").and_then(|found| found.finished_ms), Some(99));
    }

    #[test]
    fn a_summary_counts_answers_that_still_say_something() {
        let mut journal = journal(&["a", "b"]);
        let answers = vec![
            answer("q1", "one"),
            answer("q1", "two"),
            answer("q2", "x"),
            answer("q2", " \n"),
            answer("q3", "y"),
        ];
        let beat = Some(Beat { wall_ms: 5_000, mono_ms: 1 });
        journal.append("a", &Batch { answers, beat, ..Batch::default() }).expect("saved");
        let seen: Vec<(String, u32, i64)> = journal
            .all()
            .expect("read")
            .into_iter()
            .map(|summary| (summary.id, summary.answered, summary.last_ms))
            .collect();
        assert_eq!(seen, [("b".to_owned(), 0, attempt("b").started_ms), ("a".to_owned(), 2, 5_000)]);
    }

    #[test]
    fn the_newest_attempt_of_a_file() {
        let mut journal = journal(&["a", "b", "c"]);
        let file = Path::new("/notes/case.md");
        assert_eq!(journal.latest_by_file(file), Ok(None));
        for (id, hash) in [("a", "h1"), ("b", "h2"), ("b", "h3")] {
            journal.set_file(id, file, hash).expect("noted");
        }
        let found = journal.latest_by_file(file).expect("read").expect("found");
        assert_eq!((found.begun.id.as_str(), found.begun.file_hash.as_deref()), ("b", Some("h3")));
        assert_eq!(found.begun.file, file);
    }

    #[test]
    fn what_is_discarded_is_gone_everywhere() {
        let mut journal = journal(&["a", "b"]);
        let batch = Batch {
            events: vec![event(1)],
            answers: vec![answer("q", "x")],
            drafts: vec![Draft { question: "q".into(), text: "y".into(), cursor: 1, wall_ms: 1 }],
            beat: Some(Beat { wall_ms: 1, mono_ms: 1 }),
            ..Batch::default()
        };
        let prediction = Prediction { criterion: "c".into(), score: 3.5, wall_ms: 1 };
        for id in ["a", "b"] {
            journal.append(id, &batch).expect("saved");
            journal.predict(id, std::slice::from_ref(&prediction)).expect("saved");
        }
        journal.discard("a").expect("discarded");
        assert_eq!(ids(&journal.all().expect("read")), ["b"]);
        for table in ["answers", "drafts", "events", "beats", "predictions"] {
            let count = format!("SELECT count(*), min(attempt) FROM {table}");
            let left: (i64, String) =
                journal.db.query_row(&count, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("read");
            assert_eq!(left, (1, "b".to_owned()), "{table}");
        }
    }

    #[test]
    fn a_later_prediction_counts() {
        let mut journal = journal(&["a"]);
        let of = |criterion: &str, score, wall_ms| Prediction { criterion: criterion.into(), score, wall_ms };
        journal.predict("a", &[of("safety", 2.0, 1), of("clarity", 4.5, 1)]).expect("saved");
        journal.predict("a", &[of("safety", 3.5, 2)]).expect("saved");
        assert_eq!(journal.predictions("a"), Ok(vec![of("clarity", 4.5, 1), of("safety", 3.5, 2)]));
    }

    #[test]
    fn an_attempt_that_is_not_there() {
        let mut journal = Journal::in_memory().expect("journal");
        let expected = Err(JournalError::NoAttempt { id: "x".into() });
        assert_eq!(journal.append("x", &Batch::default()), expected);
        assert_eq!(journal.set_file("x", Path::new("a"), ""), expected);
        assert_eq!(journal.finish("x", 0), expected);
        assert_eq!(journal.discard("x"), expected);
        assert_eq!(journal.predict("x", &[]), expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_not_text_is_refused() {
        use std::os::unix::ffi::OsStrExt;
        let path = PathBuf::from(std::ffi::OsStr::from_bytes(b"caf\xe9.md"));
        let mut journal = journal(&["a"]);
        let expected = Err(JournalError::PathNotText { path: path.clone() });
        assert_eq!(journal.set_file("a", &path, ""), expected);
        assert_eq!(journal.begin(&NewAttempt { file: path.clone(), ..attempt("b") }), expected);
        assert_eq!(journal.latest_by_file(&path), Ok(None));
    }
}
