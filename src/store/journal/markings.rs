//! Samples that somebody marks: begun, judged step by step, finished with what the review said.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::{Journal, JournalError};

/// A marking as it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMarking {
    /// The case, by id.
    pub case_id: String,
    /// Which sample: `strong` or `weak`.
    pub sample: String,
    /// The text that was shown, by SHA-256.
    pub sha256: String,
    /// When it began, by the wall clock.
    pub started_ms: i64,
}

/// A criterion as it was scored.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkingScore {
    /// The criterion, by id.
    pub criterion: String,
    /// The person's score.
    pub own: f64,
    /// The review's score; none until the marking is finished, or if the review gave none.
    pub review: Option<f64>,
}

/// A fault that was pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkingFault {
    /// The check, by id.
    pub check: String,
    /// The line of the sample as it was shown.
    pub line: Option<u32>,
    /// Who else sees it: `author`, `review` or `nobody`; none until the marking is finished.
    pub seen_by: Option<String>,
}

/// A marking as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Marking {
    /// Its number; later ones have higher numbers.
    pub number: i64,
    /// How it began.
    pub begun: NewMarking,
    /// When it was finished; none if it can go on.
    pub finished_ms: Option<i64>,
    /// The time it took so far.
    pub seconds: u32,
    /// The scores, in the order of the criteria's ids.
    pub scores: Vec<MarkingScore>,
    /// The faults, in the order in which they were named.
    pub faults: Vec<MarkingFault>,
    /// The author's faults that were not named, by check; empty until the marking is finished.
    pub missed: Vec<String>,
}

impl Journal {
    /// Begins a marking; its number comes back.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn begin_marking(&mut self, new: &NewMarking) -> Result<i64, JournalError> {
        self.settle(|db| {
            db.execute(
                "INSERT INTO markings (case_id, sample, sha256, started_ms, seconds) VALUES (?1, ?2, ?3, ?4, 0)",
                params![new.case_id, new.sample, new.sha256, new.started_ms],
            )?;
            Ok(db.last_insert_rowid())
        })
    }

    /// Keeps what was judged so far, and the time it took. What was kept before is replaced.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn keep_marking(
        &mut self,
        number: i64,
        seconds: u32,
        scores: &[MarkingScore],
        faults: &[MarkingFault],
    ) -> Result<(), JournalError> {
        self.settle(|db| {
            db.execute("UPDATE markings SET seconds = ?2 WHERE number = ?1", params![number, seconds])?;
            replace(db, number, scores, faults)
        })
    }

    /// Ends a marking with what the review and the author say.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn finish_marking(&mut self, marking: &Marking) -> Result<(), JournalError> {
        let number = marking.number;
        self.settle(|db| {
            db.execute(
                "UPDATE markings SET seconds = ?2, finished_ms = ?3 WHERE number = ?1",
                params![number, marking.seconds, marking.finished_ms],
            )?;
            replace(db, number, &marking.scores, &marking.faults)?;
            for check in &marking.missed {
                db.execute(
                    "INSERT OR REPLACE INTO marking_misses (marking, check_id) VALUES (?1, ?2)",
                    params![number, check],
                )?;
            }
            Ok(())
        })
    }

    /// Removes a marking with all that was judged in it.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn discard_marking(&mut self, number: i64) -> Result<(), JournalError> {
        self.settle(|db| db.execute("DELETE FROM markings WHERE number = ?1", [number]).map(drop))
    }

    /// All markings, oldest first.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn markings(&self) -> Result<Vec<Marking>, JournalError> {
        let sql = "SELECT number, case_id, sample, sha256, started_ms, finished_ms, seconds FROM markings ORDER BY number";
        let mut markings = self.rows(sql, [], |row| {
            let begun = NewMarking {
                case_id: row.get(1)?,
                sample: row.get(2)?,
                sha256: row.get(3)?,
                started_ms: row.get(4)?,
            };
            Ok(Marking {
                number: row.get(0)?,
                begun,
                finished_ms: row.get(5)?,
                seconds: row.get(6)?,
                scores: Vec::new(),
                faults: Vec::new(),
                missed: Vec::new(),
            })
        })?;
        for marking in &mut markings {
            self.fill(marking)?;
        }
        Ok(markings)
    }

    fn fill(&self, marking: &mut Marking) -> Result<(), JournalError> {
        let number = [marking.number];
        let sql = "SELECT criterion, own, review FROM marking_scores WHERE marking = ?1 ORDER BY criterion";
        marking.scores = self.rows(sql, number, |row| {
            Ok(MarkingScore { criterion: row.get(0)?, own: row.get(1)?, review: row.get(2)? })
        })?;
        let sql = "SELECT check_id, line, seen_by FROM marking_faults WHERE marking = ?1 ORDER BY place";
        marking.faults = self.rows(sql, number, |row| {
            Ok(MarkingFault { check: row.get(0)?, line: row.get(1)?, seen_by: row.get(2)? })
        })?;
        let sql = "SELECT check_id FROM marking_misses WHERE marking = ?1 ORDER BY rowid";
        marking.missed = self.rows(sql, number, |row| row.get(0))?;
        Ok(())
    }

    /// Changes markings in one transaction, which is on the disk when this returns.
    fn settle<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, JournalError> {
        let path = &self.path;
        let fault = |error: rusqlite::Error| JournalError::from_sql(path, &error);
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
        let made = work(&transaction).map_err(fault)?;
        transaction.commit().map_err(fault)?;
        Ok(made)
    }
}

/// Puts scores and faults in the place of those that were there. A marking that is gone takes none.
fn replace(
    db: &Transaction<'_>,
    number: i64,
    scores: &[MarkingScore],
    faults: &[MarkingFault],
) -> rusqlite::Result<()> {
    db.execute("DELETE FROM marking_scores WHERE marking = ?1", [number])?;
    db.execute("DELETE FROM marking_faults WHERE marking = ?1", [number])?;
    let known = db.query_row("SELECT 1 FROM markings WHERE number = ?1", [number], |_| Ok(())).optional()?;
    if known.is_none() {
        return Ok(());
    }
    for score in scores {
        db.execute(
            "INSERT INTO marking_scores (marking, criterion, own, review) VALUES (?1, ?2, ?3, ?4)",
            params![number, score.criterion, score.own, score.review],
        )?;
    }
    for (place, fault) in (1_u32..).zip(faults) {
        db.execute(
            "INSERT INTO marking_faults (marking, place, check_id, line, seen_by) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![number, place, fault.check, fault.line, fault.seen_by],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::support::journal;
    use super::*;

    fn new(case: &str) -> NewMarking {
        NewMarking { case_id: case.into(), sample: "weak".into(), sha256: "abc".into(), started_ms: 5 }
    }

    fn score(criterion: &str, own: f64, review: Option<f64>) -> MarkingScore {
        MarkingScore { criterion: criterion.into(), own, review }
    }

    fn fault(check: &str, line: Option<u32>, seen_by: Option<&str>) -> MarkingFault {
        MarkingFault { check: check.into(), line, seen_by: seen_by.map(str::to_owned) }
    }

    #[test]
    fn a_marking_grows_and_ends_and_comes_back_whole() {
        let mut journal = journal(&[]);
        let number = journal.begin_marking(&new("a")).expect("begun");
        let second = journal.begin_marking(&new("b")).expect("begun");
        journal.keep_marking(number, 60, &[score("safety", 2.0, None)], &[]).expect("kept");
        let scores = vec![score("clarity", 4.0, Some(3.5)), score("safety", 2.5, None)];
        let faults = vec![fault("no-visual", Some(9), Some("nobody")), fault("jargon", None, Some("author"))];
        let ended = Marking {
            number,
            begun: new("a"),
            finished_ms: Some(9),
            seconds: 90,
            scores,
            faults,
            missed: vec!["vague-persona".into(), "no-citation".into()],
        };
        journal.finish_marking(&ended).expect("ended");
        let open = Marking {
            number: second,
            begun: new("b"),
            finished_ms: None,
            seconds: 0,
            scores: Vec::new(),
            faults: Vec::new(),
            missed: Vec::new(),
        };
        assert_eq!(journal.markings(), Ok(vec![ended, open]));
    }

    #[test]
    fn a_discarded_marking_leaves_nothing_and_its_number_is_not_used_again() {
        let mut journal = journal(&[]);
        let number = journal.begin_marking(&new("a")).expect("begun");
        journal
            .keep_marking(number, 1, &[score("safety", 2.0, None)], &[fault("jargon", None, None)])
            .expect("kept");
        journal.discard_marking(number).expect("gone");
        assert_eq!(journal.markings(), Ok(Vec::new()));
        for table in ["marking_scores", "marking_faults"] {
            let count: i64 = journal
                .db
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
                .expect("read");
            assert_eq!(count, 0, "{table}");
        }
        // Another window may have ended it meanwhile.
        journal.keep_marking(number, 1, &[score("safety", 2.0, None)], &[]).expect("nothing to keep it in");
        assert_ne!(journal.begin_marking(&new("a")), Ok(number));
    }
}
