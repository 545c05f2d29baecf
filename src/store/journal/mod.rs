//! The journal: one SQLite file with every attempt, answer and event. What is appended is on the disk when the call
//! returns, so there is one recovery mechanism, and it is SQLite's.

mod error;
mod rows;

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

pub use error::JournalError;
pub use rows::{Answer, Attempt, Batch, Draft, NewAnswer, NewAttempt, StoredEvent};

use super::migrate::migrate;

/// How long to wait for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    connection: Connection,
}

type Result<T> = std::result::Result<T, JournalError>;

impl Journal {
    /// Opens the journal, and makes it with its folder if it is not there. Only its owner may read it.
    ///
    /// # Errors
    /// The folder or file cannot be made, is no journal, or was made by a newer program.
    pub fn open(path: &Path) -> Result<Self> {
        let place = |error: JournalError| error.at(path);
        if let Some(folder) = path.parent() {
            make_private_folder(folder).map_err(|error| JournalError::Io { path: folder.into(), error })?;
        }
        let connection = Connection::open(path).map_err(|error| place(error.into()))?;
        make_private(path).map_err(|error| JournalError::Io { path: path.into(), error })?;
        Self::prepare(connection).map_err(place)
    }

    /// A journal that is gone with the process, for tests.
    ///
    /// # Errors
    /// None in practice.
    pub fn in_memory() -> Result<Self> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut connection: Connection) -> Result<Self> {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        migrate(&mut connection)?;
        Ok(Self { connection })
    }

    /// An id that no attempt has: the one given, or it with a number behind it.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn free_id(&self, wanted: &str) -> Result<String> {
        let mut id = wanted.to_owned();
        let mut number = 2;
        while self.attempt(&id)?.is_some() {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        Ok(id)
    }

    /// Starts an attempt.
    ///
    /// # Errors
    /// The journal cannot be written, or the id is taken.
    pub fn begin(&mut self, new: &NewAttempt) -> Result<()> {
        self.connection.execute(
            "INSERT INTO attempts (id, case_id, case_title, brief, framework_id, timing_id, minutes, mode, started_ms,
                file, file_hash, app_version, pack_version, setup)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                new.id,
                new.case_id,
                new.case_title,
                new.brief,
                new.framework_id,
                new.timing_id,
                new.minutes,
                new.mode,
                new.started_ms,
                new.file,
                new.file_hash,
                new.app_version,
                new.pack_version,
                new.setup
            ],
        )?;
        Ok(())
    }

    /// Keeps a batch: all of it is on the disk when this returns, or none of it.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn append(&mut self, attempt: &str, batch: &Batch) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for event in &batch.events {
            transaction.execute(
                "INSERT INTO events (attempt, seq, wall_ms, mono_ms, kind, payload)
                 VALUES (?1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE attempt = ?1), ?2, ?3, ?4, ?5)",
                params![attempt, event.wall_ms, as_i64(event.mono_ms), event.kind, event.payload],
            )?;
        }
        for answer in &batch.answers {
            transaction.execute(
                "INSERT INTO answers (attempt, question, revision, text, source, wall_ms)
                 VALUES (?1, ?2, (SELECT COALESCE(MAX(revision), 0) + 1 FROM answers WHERE attempt = ?1 AND question = ?2),
                    ?3, ?4, ?5)",
                params![attempt, answer.question, answer.text, answer.source, answer.wall_ms],
            )?;
        }
        for draft in &batch.drafts {
            transaction.execute(
                "INSERT INTO drafts (attempt, question, text, cursor, wall_ms) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (attempt, question) DO UPDATE SET text = ?3, cursor = ?4, wall_ms = ?5",
                params![attempt, draft.question, draft.text, as_i64(draft.cursor as u64), draft.wall_ms],
            )?;
        }
        for question in &batch.cleared_drafts {
            transaction.execute(
                "DELETE FROM drafts WHERE attempt = ?1 AND question = ?2",
                params![attempt, question],
            )?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The attempt of an id.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn attempt(&self, id: &str) -> Result<Option<Attempt>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM attempts WHERE id = ?1")?;
        Ok(statement.query_row([id], Attempt::from_row).optional()?)
    }

    /// Every attempt, the newest first.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn all(&self) -> Result<Vec<Attempt>> {
        self.attempts("SELECT * FROM attempts ORDER BY started_ms DESC, id DESC")
    }

    /// Attempts that were not finished, the newest first.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn unfinished(&self) -> Result<Vec<Attempt>> {
        self.attempts("SELECT * FROM attempts WHERE finished_ms IS NULL ORDER BY started_ms DESC, id DESC")
    }

    fn attempts(&self, query: &str) -> Result<Vec<Attempt>> {
        let mut statement = self.connection.prepare(query)?;
        let rows = statement.query_map([], Attempt::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What happened in an attempt, in order.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn events(&self, attempt: &str) -> Result<Vec<StoredEvent>> {
        let query = "SELECT wall_ms, mono_ms, kind, payload FROM events WHERE attempt = ?1 ORDER BY seq";
        let mut statement = self.connection.prepare_cached(query)?;
        let rows = statement.query_map([attempt], StoredEvent::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every revision of an answer, the oldest first.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn revisions(&self, attempt: &str, question: &str) -> Result<Vec<Answer>> {
        let query = "SELECT question, revision, text, source, wall_ms FROM answers
                     WHERE attempt = ?1 AND question = ?2 ORDER BY revision";
        let mut statement = self.connection.prepare_cached(query)?;
        let rows = statement.query_map([attempt, question], Answer::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Answers that were being typed.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn drafts(&self, attempt: &str) -> Result<Vec<Draft>> {
        let query = "SELECT question, text, cursor, wall_ms FROM drafts WHERE attempt = ?1 ORDER BY question";
        let mut statement = self.connection.prepare_cached(query)?;
        let rows = statement.query_map([attempt], Draft::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes where the submission is and what was written there last.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn set_file(&mut self, attempt: &str, file: &str, hash: &str) -> Result<()> {
        let query = "UPDATE attempts SET file = ?2, file_hash = ?3 WHERE id = ?1";
        self.connection.execute(query, params![attempt, file, hash])?;
        Ok(())
    }

    /// Ends an attempt.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn finish(&mut self, attempt: &str, wall_ms: i64) -> Result<()> {
        self.connection
            .execute("UPDATE attempts SET finished_ms = ?2 WHERE id = ?1", params![attempt, wall_ms])?;
        Ok(())
    }
}

fn as_i64(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(unix)]
fn make_private(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // A file system without permissions keeps its own rules.
    match std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)) {
        Err(error) if error.kind() != std::io::ErrorKind::PermissionDenied => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn make_private(_file: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
