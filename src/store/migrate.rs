//! The versions of a database. Each step runs once, in order, and counts only if all of it worked.

use rusqlite::{Connection, TransactionBehavior};

/// Marks a database as ours: `ssmr` in ASCII.
const APPLICATION: i32 = 0x7373_6d72;

/// A database could not be brought to the version of this program.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum MigrateError {
    /// A later version of the program has changed it.
    #[error("it was made by a newer ssmr (version {found} of the file, this one knows {known})")]
    Newer {
        /// The version of the database.
        found: usize,
        /// The newest version that this program knows.
        known: usize,
    },
    /// It holds the tables of another program.
    #[error("it belongs to another program")]
    Foreign,
    /// A fault of SQLite.
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
}

/// Brings a database to the newest version. Step 1 is the first of `steps`; a database with all of them done
/// has `user_version` = number of steps. Nothing is changed before the version is known to be ours.
///
/// # Errors
/// A newer database, one of another program, or a fault of SQLite. The steps before the one that failed are
/// kept.
pub fn migrate(db: &mut Connection, steps: &[&str]) -> Result<(), MigrateError> {
    if check(db, steps.len())? == steps.len() {
        return Ok(());
    }
    for (before, step) in steps.iter().enumerate() {
        // The version is read again inside: another process may have taken the step in the meantime.
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if check(&transaction, steps.len())? == before {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", i64::try_from(before + 1).unwrap_or(i64::MAX))?;
            transaction.commit()?;
        }
    }
    Ok(())
}

/// The version of a database, if it is empty or ours and not newer than what is known.
///
/// # Errors
/// A newer database, one of another program, or a fault of SQLite, such as a file that is no database.
pub fn check(db: &Connection, known: usize) -> Result<usize, MigrateError> {
    // One statement, so that no other process can change something between two answers.
    let sql = "SELECT (SELECT user_version FROM pragma_user_version),
        (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let (version, application, tables): (i32, i32, i64) = db.query_row(sql, [], read)?;
    let empty = version == 0 && application == 0 && tables == 0;
    let found = usize::try_from(version).map_err(|_| MigrateError::Foreign)?;
    if !empty && application != APPLICATION {
        Err(MigrateError::Foreign)
    } else if found > known {
        Err(MigrateError::Newer { found, known })
    } else {
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [&str; 3] =
        ["CREATE TABLE a(x)", "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1", "CREATE TABLE b(z)"];

    fn empty() -> Connection {
        Connection::open_in_memory().expect("a database")
    }

    fn version(db: &Connection) -> usize {
        check(db, usize::MAX).expect("ours")
    }

    #[test]
    fn steps_run_once_and_in_order() {
        let mut db = empty();
        for known in 0..=STEPS.len() {
            migrate(&mut db, &STEPS[..known]).expect("migrated");
            assert_eq!(version(&db), known);
            if known == 1 {
                db.execute("INSERT INTO a(x) VALUES (41)", []).expect("a row");
            }
        }
        migrate(&mut db, &STEPS).expect("nothing to do");
        let kept: (i64, i64) =
            db.query_row("SELECT x, y FROM a", [], |row| Ok((row.get(0)?, row.get(1)?))).expect("the row");
        assert_eq!(kept, (41, 42));
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_of_itself() {
        let mut db = empty();
        let broken = [STEPS[0], "CREATE TABLE c(x); CREATE TABLE a(again)", STEPS[2]];
        assert!(matches!(migrate(&mut db, &broken), Err(MigrateError::Sql(_))));
        assert_eq!(version(&db), 1);
        assert!(db.prepare("SELECT * FROM c").is_err());
        migrate(&mut db, &STEPS).expect("goes on from there");
        assert_eq!(version(&db), 3);
    }

    #[test]
    fn a_newer_database_is_left_alone() {
        let mut db = empty();
        migrate(&mut db, &STEPS).expect("migrated");
        let error = migrate(&mut db, &STEPS[..2]).expect_err("newer");
        assert_eq!(error, MigrateError::Newer { found: 3, known: 2 });
        assert_eq!(
            error.to_string(),
            "it was made by a newer ssmr (version 3 of the file, this one knows 2)"
        );
        assert_eq!(version(&db), 3);
    }

    #[test]
    fn a_database_of_another_program_is_left_alone() {
        for other in [
            "CREATE TABLE songs(title)",
            "PRAGMA user_version = 1",
            "PRAGMA application_id = 7",
            "PRAGMA user_version = -1",
        ] {
            let mut db = empty();
            db.execute_batch(other).expect("theirs");
            assert_eq!(migrate(&mut db, &STEPS), Err(MigrateError::Foreign), "{other}");
            assert!(db.prepare("SELECT * FROM a").is_err());
        }
    }
}
