//! The journal: attempts and everything written in them, in one SQLite file.
//!
//! Whatever a method wrote is on the disk when it returns. A step is saved whole or not at all.

mod attempts;
mod error;
mod log;
mod markings;
mod mutes;
mod record;
mod reviews;
mod schema;
#[cfg(test)]
mod support;

pub use error::JournalError;
pub use markings::{Marking, MarkingFault, MarkingScore, NewMarking};
pub use record::{
    Answer, Attempt, Batch, Beat, Draft, Mode, NewAnswer, NewAttempt, Prediction, Source, StoredEvent,
    Summary,
};
pub use reviews::{Guessed, StoredDispute};

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};

use self::schema::STEPS;
use super::migrate::{check, migrate};

/// How long to wait for another process that writes, in milliseconds.
const PATIENCE: u64 = 5_000;

/// How often the change to write-ahead logging is tried when others open the same new file at the same
/// moment.
const TRIES: usize = 20;

/// An open journal. Several may be open on one file, in one process or in many.
#[derive(Debug)]
pub struct Journal {
    db: Connection,
    path: PathBuf,
}

impl Journal {
    /// Opens the journal at a path. The file and its folder are made if they are missing, for this person
    /// only.
    ///
    /// # Errors
    /// The folder cannot be made; the file cannot be opened or written, is no journal, is damaged, or was
    /// made by a newer version. It is left as it is then.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        make_folder(path)?;
        if path.is_dir() {
            return Err(JournalError::Open { path: path.to_owned(), detail: "it is a folder".to_owned() });
        }
        let is_new = !path.exists();
        let fault = |error: rusqlite::Error| JournalError::from_sql(path, &error);
        // Without SQLITE_OPEN_URI: a path that begins with `file:` is a path.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(fault)?;
        if is_new {
            keep_private(path)?;
        }
        let mut journal = Self { db, path: path.to_owned() };
        journal.prepare()?;
        Ok(journal)
    }

    /// A journal that is gone when it is dropped.
    ///
    /// # Errors
    /// SQLite has no memory left.
    pub fn in_memory() -> Result<Self, JournalError> {
        let path = PathBuf::from("(in memory)");
        let db = Connection::open_in_memory().map_err(|error| JournalError::from_sql(&path, &error))?;
        let mut journal = Self { db, path };
        journal.prepare()?;
        Ok(journal)
    }

    /// The file of the journal.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Settings and version. Nothing is changed before the file is known to be ours.
    fn prepare(&mut self) -> Result<(), JournalError> {
        self.db.busy_timeout(Duration::from_millis(PATIENCE)).map_err(|error| self.fault(&error))?;
        check(&self.db, STEPS.len()).map_err(|error| JournalError::from_migration(&self.path, &error))?;
        if self.db.is_readonly("main").map_err(|error| self.fault(&error))? {
            return Err(JournalError::ReadOnly { path: self.path.clone() });
        }
        settings(&self.db).map_err(|error| self.fault(&error))?;
        migrate(&mut self.db, &STEPS).map_err(|error| JournalError::from_migration(&self.path, &error))
    }

    fn fault(&self, error: &rusqlite::Error) -> JournalError {
        JournalError::from_sql(&self.path, error)
    }

    /// Changes an attempt in one transaction, which is on the disk when this returns.
    fn change(
        &mut self,
        id: &str,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), JournalError> {
        let path = &self.path;
        let fault = |error: rusqlite::Error| JournalError::from_sql(path, &error);
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
        let known =
            transaction.query_row("SELECT 1 FROM attempts WHERE id = ?1", [id], |_| Ok(())).optional();
        if known.map_err(fault)?.is_none() {
            return Err(JournalError::NoAttempt { id: id.to_owned() });
        }
        match work(&transaction) {
            Ok(()) => transaction.commit().map_err(fault),
            // The one thing a caller can get wrong is the number of an event, and then somebody else has used
            // it.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Err(JournalError::OutOfStep { id: id.to_owned() })
            }
            Err(error) => Err(fault(error)),
        }
    }

    /// All rows of a question about one attempt.
    fn rows<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, JournalError> {
        let read = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.db.prepare_cached(sql)?;
            statement.query_map(values, row)?.collect()
        };
        read().map_err(|error| self.fault(&error))
    }
}

/// Every commit waits for the disk. On a Mac that takes two settings more.
fn settings(db: &Connection) -> rusqlite::Result<()> {
    write_ahead(db)?;
    db.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
         PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF",
    )
}

/// Turns write-ahead logging on. A file system that cannot have it keeps the older way, which is as safe and
/// slower.
///
/// SQLite does not wait when two processes do this at once; so we wait for the other by asking to write, and
/// try again.
fn write_ahead(db: &Connection) -> rusqlite::Result<()> {
    for _ in 1..TRIES {
        match db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                db.execute_batch("BEGIN IMMEDIATE; ROLLBACK")?;
            }
            other => return other,
        }
    }
    db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))
}

/// Makes the folder of the journal if it is missing; nobody else may look into it.
fn make_folder(path: &Path) -> Result<(), JournalError> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| JournalError::Folder {
        folder: folder.to_owned(),
        kind: error.kind(),
        detail: error.to_string(),
    })
}

/// Closes a new journal to everybody else, while it is still empty. By its path: opening the file here and
/// closing it would take away the locks that SQLite holds on it in this process.
fn keep_private(path: &Path) -> Result<(), JournalError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))
            .map_err(|error| JournalError::Open { path: path.to_owned(), detail: error.to_string() })?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests;
