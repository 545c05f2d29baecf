//! Reviews of attempts and the findings that are disputed.

use rusqlite::{OptionalExtension, params};

use super::{Journal, JournalError};

/// A finding that the writer of an attempt disputes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDispute {
    /// The check, by id.
    pub check: String,
    /// The writer's reason.
    pub reason: Option<String>,
}

/// What somebody expected to score in an attempt, and the review that came after.
#[derive(Debug, Clone, PartialEq)]
pub struct Guessed {
    /// The attempt, by id.
    pub attempt: String,
    /// Criterion and score, in the order of the criteria's ids.
    pub scores: Vec<(String, f64)>,
    /// The first review after the guess, as JSON.
    pub review: String,
    /// The text that it is about, by SHA-256.
    pub sha256: String,
}

impl Journal {
    /// The guesses of all attempts that were reviewed after they were made, oldest guess first.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn guesses(&self) -> Result<Vec<Guessed>, JournalError> {
        let sql = "SELECT guess.attempt, guess.criterion, guess.score, reviews.review, reviews.sha256
            FROM predictions AS guess JOIN reviews ON reviews.attempt = guess.attempt
            WHERE reviews.number = (SELECT min(later.number) FROM reviews AS later WHERE later.attempt = guess.attempt
                AND later.wall_ms >= (SELECT max(wall_ms) FROM predictions WHERE attempt = guess.attempt))
            ORDER BY (SELECT max(wall_ms) FROM predictions WHERE attempt = guess.attempt), guess.attempt, guess.criterion";
        let rows = self.rows(sql, [], |row| {
            Ok(Guessed {
                attempt: row.get(0)?,
                scores: vec![(row.get(1)?, row.get(2)?)],
                review: row.get(3)?,
                sha256: row.get(4)?,
            })
        })?;
        let mut guesses: Vec<Guessed> = Vec::new();
        for row in rows {
            match guesses.last_mut().filter(|last| last.attempt == row.attempt) {
                Some(last) => last.scores.extend(row.scores),
                None => guesses.push(row),
            }
        }
        Ok(guesses)
    }

    /// Keeps a review, as JSON. The same text reviewed again replaces its last review.
    ///
    /// # Errors
    /// No such attempt, or a fault of SQLite.
    pub fn keep_review(
        &mut self,
        id: &str,
        wall_ms: i64,
        sha256: &str,
        review: &str,
    ) -> Result<(), JournalError> {
        self.change(id, |transaction| {
            let last: Option<(i64, String)> = transaction
                .query_row(
                    "SELECT number, sha256 FROM reviews WHERE attempt = ?1 ORDER BY number DESC LIMIT 1",
                    [id],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            let number = match last {
                Some((number, known)) if known == sha256 => number,
                Some((number, _)) => number + 1,
                None => 1,
            };
            transaction.execute(
                "INSERT OR REPLACE INTO reviews (attempt, number, wall_ms, sha256, review) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, number, wall_ms, sha256, review],
            )?;
            Ok(())
        })
    }

    /// The reviews of an attempt as JSON, oldest first.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn reviews(&self, id: &str) -> Result<Vec<String>, JournalError> {
        self.rows("SELECT review FROM reviews WHERE attempt = ?1 ORDER BY number", [id], |row| row.get(0))
    }

    /// Keeps that a finding is disputed. A new reason replaces the old one.
    ///
    /// # Errors
    /// No such attempt, or a fault of SQLite.
    pub fn dispute(
        &mut self,
        id: &str,
        check: &str,
        reason: Option<&str>,
        wall_ms: i64,
    ) -> Result<(), JournalError> {
        self.change(id, |transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO disputes (attempt, check_id, reason, wall_ms) VALUES (?1, ?2, ?3, ?4)",
                params![id, check, reason, wall_ms],
            )?;
            Ok(())
        })
    }

    /// The findings that are disputed in an attempt, by check.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn disputes(&self, id: &str) -> Result<Vec<StoredDispute>, JournalError> {
        let read = |row: &rusqlite::Row<'_>| Ok(StoredDispute { check: row.get(0)?, reason: row.get(1)? });
        self.rows("SELECT check_id, reason FROM disputes WHERE attempt = ?1 ORDER BY check_id", [id], read)
    }

    /// In how many attempts a check is disputed: in the journal, or by a comment that the newest review of the attempt
    /// saw in its file.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn times_disputed(&self, check: &str) -> Result<usize, JournalError> {
        let found = self.rows(TIMES_DISPUTED, [check], |row| row.get::<_, String>(0))?;
        Ok(found.len())
    }
}

/// A muted finding counts as disputed in a review, and is no dispute of its own.
const TIMES_DISPUTED: &str = "
    SELECT attempt FROM disputes WHERE check_id = ?1
    UNION
    SELECT kept.attempt FROM reviews AS kept,
        json_each(CASE WHEN json_valid(kept.review) THEN kept.review ELSE '{}' END, '$.findings') AS finding
    WHERE kept.number = (SELECT max(number) FROM reviews WHERE attempt = kept.attempt)
        AND json_extract(finding.value, '$.check') = ?1
        AND json_extract(finding.value, '$.disputed')
        AND NOT coalesce(json_extract(finding.value, '$.muted'), 0)";

#[cfg(test)]
mod tests {
    use super::super::Prediction;
    use super::super::support::journal;
    use super::*;

    #[test]
    fn a_review_is_kept_once_per_text() {
        let mut journal = journal(&["a"]);
        journal.keep_review("a", 1, "x", "one").expect("kept");
        journal.keep_review("a", 2, "x", "one again").expect("kept");
        journal.keep_review("a", 3, "y", "two").expect("kept");
        assert_eq!(journal.reviews("a").expect("read"), ["one again", "two"]);
        assert!(journal.keep_review("b", 1, "x", "one").is_err());
    }

    #[test]
    fn a_guess_belongs_to_the_first_review_after_it() {
        let mut journal = journal(&["a", "b", "c"]);
        let guess =
            |criterion: &str, score, wall_ms| Prediction { criterion: criterion.into(), score, wall_ms };
        journal.keep_review("b", 1, "early", "before the guess").expect("kept");
        journal.predict("b", &[guess("safety", 3.5, 5), guess("clarity", 2.0, 5)]).expect("kept");
        journal.predict("a", &[guess("safety", 4.0, 7)]).expect("kept");
        journal.predict("c", &[guess("safety", 4.0, 1)]).expect("kept");
        assert_eq!(journal.guesses(), Ok(Vec::new()), "nothing was reviewed since");
        journal.keep_review("b", 6, "late", "after the guess").expect("kept");
        journal.keep_review("b", 8, "later", "after a change").expect("kept");
        journal.keep_review("a", 7, "x", "at the same moment").expect("kept");
        let found = |attempt: &str, scores: &[(&str, f64)], review: &str, sha256: &str| Guessed {
            attempt: attempt.into(),
            scores: scores.iter().map(|(id, score)| ((*id).to_owned(), *score)).collect(),
            review: review.into(),
            sha256: sha256.into(),
        };
        let wanted = vec![
            found("b", &[("clarity", 2.0), ("safety", 3.5)], "after the guess", "late"),
            found("a", &[("safety", 4.0)], "at the same moment", "x"),
        ];
        assert_eq!(journal.guesses(), Ok(wanted));
    }

    #[test]
    fn disputes_are_counted_over_attempts() {
        let mut journal = journal(&["a", "b"]);
        journal.dispute("a", "no-visual", Some("a voice product"), 1).expect("kept");
        journal.dispute("a", "no-visual", None, 2).expect("kept");
        journal.dispute("b", "no-visual", None, 3).expect("kept");
        assert_eq!(
            journal.disputes("a").expect("read"),
            [StoredDispute { check: "no-visual".into(), reason: None }]
        );
        assert_eq!(journal.times_disputed("no-visual").expect("read"), 2);
        assert_eq!(journal.times_disputed("jargon").expect("read"), 0);
    }

    #[test]
    fn comments_of_the_newest_reviews_count_as_disputes() {
        let mut journal = journal(&["a", "b", "c"]);
        let review = |disputed: bool, muted: bool| {
            format!(
                r#"{{"findings":[{{"check":"jargon","disputed":true}},{{"check":"no-visual","disputed":{disputed},"muted":{muted}}}]}}"#
            )
        };
        journal.keep_review("a", 1, "x", &review(true, false)).expect("kept");
        journal.keep_review("b", 2, "x", &review(true, true)).expect("kept");
        journal.keep_review("c", 3, "x", "no JSON").expect("kept");
        assert_eq!(journal.times_disputed("no-visual").expect("read"), 1);
        assert_eq!(journal.times_disputed("jargon").expect("read"), 2);
        journal.dispute("a", "no-visual", None, 4).expect("kept");
        assert_eq!(journal.times_disputed("no-visual").expect("read"), 1, "an attempt counts once");
        journal.dispute("c", "no-visual", None, 5).expect("kept");
        assert_eq!(journal.times_disputed("no-visual").expect("read"), 2);
        journal.keep_review("b", 6, "y", &review(false, false)).expect("kept");
        assert_eq!(journal.times_disputed("no-visual").expect("read"), 2, "no longer disputed");
    }
}
