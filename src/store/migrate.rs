//! The shape of the journal, step by step. `user_version` counts the steps that a file has taken.

use rusqlite::{Connection, TransactionBehavior};

use super::journal::JournalError;

/// Every step, oldest first. A step that was released never changes; the next change is a new step.
const STEPS: &[&str] = &["
    CREATE TABLE attempts (
        id TEXT PRIMARY KEY,
        case_id TEXT,
        case_title TEXT NOT NULL,
        brief TEXT NOT NULL,
        framework_id TEXT NOT NULL,
        timing_id TEXT NOT NULL,
        minutes INTEGER,
        mode TEXT NOT NULL,
        started_ms INTEGER NOT NULL,
        finished_ms INTEGER,
        file TEXT NOT NULL,
        file_hash TEXT,
        app_version TEXT NOT NULL,
        pack_version TEXT NOT NULL,
        setup TEXT NOT NULL
    ) STRICT;
    CREATE TABLE answers (
        attempt TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
        question TEXT NOT NULL,
        revision INTEGER NOT NULL,
        text TEXT NOT NULL,
        source TEXT NOT NULL,
        wall_ms INTEGER NOT NULL,
        PRIMARY KEY (attempt, question, revision)
    ) STRICT;
    CREATE TABLE drafts (
        attempt TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
        question TEXT NOT NULL,
        text TEXT NOT NULL,
        cursor INTEGER NOT NULL,
        wall_ms INTEGER NOT NULL,
        PRIMARY KEY (attempt, question)
    ) STRICT;
    CREATE TABLE events (
        attempt TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        wall_ms INTEGER NOT NULL,
        mono_ms INTEGER NOT NULL,
        kind TEXT NOT NULL,
        payload TEXT NOT NULL,
        PRIMARY KEY (attempt, seq)
    ) STRICT;
    CREATE TABLE predictions (
        attempt TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
        criterion TEXT NOT NULL,
        score REAL NOT NULL,
        wall_ms INTEGER NOT NULL,
        PRIMARY KEY (attempt, criterion)
    ) STRICT;
"];

/// Takes the steps that are missing, each in a transaction of its own.
///
/// # Errors
/// The file was made by a newer program, or a step failed; the file is then as it was.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), JournalError> {
    loop {
        let taken = user_version(connection)?;
        if taken > STEPS.len() {
            return Err(JournalError::Newer { version: taken, known: STEPS.len() });
        }
        let Some(step) = STEPS.get(taken) else { return Ok(()) };
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have taken the step while this one waited.
        if user_version(&transaction)? == taken {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", i64::try_from(taken + 1).unwrap_or(i64::MAX))?;
        }
        transaction.commit()?;
    }
}

fn user_version(connection: &Connection) -> Result<usize, JournalError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}
