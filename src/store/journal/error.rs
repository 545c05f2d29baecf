//! Why the journal could not be used, and the way out.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::store::migrate::MigrateError;

/// SQLite cannot make its shared file as large as it must be. Nothing but a full disk is known to do that.
const SHARED_FILE_FULL: i32 = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;

/// The journal could not be opened, read or written. What was saved before is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// Its folder is not there and cannot be made.
    #[error(
        "the folder `{}` could not be made: {detail}; set SSMR_HOME to a folder you may write in",
        folder.display()
    )]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What kind of fault.
        kind: io::ErrorKind,
        /// The system's words.
        detail: String,
    },
    /// It is there and cannot be opened.
    #[error(
        "the journal `{}` could not be opened: {detail}; check its permissions, or set SSMR_HOME to \
         another folder",
        path.display()
    )]
    Open {
        /// The file of the journal.
        path: PathBuf,
        /// The words of SQLite or the system.
        detail: String,
    },
    /// Another process holds it for longer than we wait.
    #[error(
        "the journal `{}` is busy: another program is writing to it; try again in a moment",
        path.display()
    )]
    Busy {
        /// The file of the journal.
        path: PathBuf,
    },
    /// It may be read and not written.
    #[error(
        "the journal `{}` is read-only; change its permissions, or set SSMR_HOME to a folder you may \
         write in",
        path.display()
    )]
    ReadOnly {
        /// The file of the journal.
        path: PathBuf,
    },
    /// No space is left. The step at hand was not saved at all.
    #[error(
        "the disk is full, so the journal `{}` did not take the last step; free some space and try \
         again",
        path.display()
    )]
    DiskFull {
        /// The file of the journal.
        path: PathBuf,
    },
    /// It is damaged.
    #[error(
        "the journal `{}` is damaged ({detail}); move it to another place, and a new one is begun; your \
         submission files are not affected",
        path.display()
    )]
    Damaged {
        /// The file of the journal.
        path: PathBuf,
        /// The words of SQLite.
        detail: String,
    },
    /// It is some other kind of file.
    #[error(
        "`{}` is not a journal of ssmr and was left as it is; move it to another place, or set \
         SSMR_HOME to another folder",
        path.display()
    )]
    NotADatabase {
        /// The file that is where the journal should be.
        path: PathBuf,
    },
    /// It is the database of another program.
    #[error(
        "`{}` is the database of another program and was left as it is; set SSMR_HOME to another folder",
        path.display()
    )]
    Foreign {
        /// The file that is where the journal should be.
        path: PathBuf,
    },
    /// A later version of this program has changed it.
    #[error(
        "the journal `{}` was made by a newer ssmr (format {found}, this one knows {known}); install \
         the newest version of ssmr",
        path.display()
    )]
    Newer {
        /// The file of the journal.
        path: PathBuf,
        /// The format of the file.
        found: usize,
        /// The newest format that this program knows.
        known: usize,
    },
    /// There is no attempt with this id.
    #[error("the journal has no attempt `{id}`; it may have been discarded in another window")]
    NoAttempt {
        /// The id that was looked for.
        id: String,
    },
    /// There is an attempt with this id already.
    #[error("the journal already has an attempt `{id}`; start again to get a new one")]
    AttemptExists {
        /// The id.
        id: String,
    },
    /// Another process has written to the same attempt.
    #[error("the attempt `{id}` was changed by another ssmr; close this one and go on there, or resume it")]
    OutOfStep {
        /// The id of the attempt.
        id: String,
    },
    /// A path that cannot be kept as text.
    #[error(
        "the path `{}` is not UTF-8 text, so it cannot be found again; choose a file and folder with \
         plain names",
        path.display()
    )]
    PathNotText {
        /// The path.
        path: PathBuf,
    },
    /// Anything else that SQLite says.
    #[error(
        "the journal `{}` could not be used: {detail}; try again, and check the disk if it stays",
        path.display()
    )]
    Other {
        /// The file of the journal.
        path: PathBuf,
        /// The words of SQLite.
        detail: String,
    },
}

impl JournalError {
    /// What SQLite said about the journal at a path.
    pub(super) fn from_sql(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let detail = error.to_string();
        match error.sqlite_error() {
            Some(fault) if fault.extended_code == SHARED_FILE_FULL => Self::DiskFull { path },
            Some(fault) => match fault.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy { path },
                ErrorCode::ReadOnly => Self::ReadOnly { path },
                ErrorCode::DiskFull => Self::DiskFull { path },
                ErrorCode::DatabaseCorrupt => Self::Damaged { path, detail },
                ErrorCode::NotADatabase => Self::NotADatabase { path },
                ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Self::Open { path, detail },
                _ => Self::Other { path, detail },
            },
            None if is_content(error) => Self::Damaged { path, detail },
            None => Self::Other { path, detail },
        }
    }

    /// What stood against bringing the journal at a path to the newest version.
    pub(super) fn from_migration(path: &Path, error: &MigrateError) -> Self {
        match error {
            MigrateError::Newer { found, known } => {
                Self::Newer { path: path.to_owned(), found: *found, known: *known }
            }
            MigrateError::Foreign => Self::Foreign { path: path.to_owned() },
            MigrateError::Sql(error) => Self::from_sql(path, error),
        }
    }
}

/// Whether a row holds what no version of ours writes.
fn is_content(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    )
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn of(code: i32) -> JournalError {
        JournalError::from_sql(
            Path::new("j.db"),
            &rusqlite::Error::SqliteFailure(ffi::Error::new(code), None),
        )
    }

    #[test]
    fn faults_of_sqlite_by_code() {
        let path = || PathBuf::from("j.db");
        let table = [
            (ffi::SQLITE_BUSY, JournalError::Busy { path: path() }),
            (ffi::SQLITE_BUSY_SNAPSHOT, JournalError::Busy { path: path() }),
            (ffi::SQLITE_LOCKED, JournalError::Busy { path: path() }),
            (ffi::SQLITE_READONLY, JournalError::ReadOnly { path: path() }),
            (ffi::SQLITE_READONLY_DIRECTORY, JournalError::ReadOnly { path: path() }),
            (ffi::SQLITE_FULL, JournalError::DiskFull { path: path() }),
            (ffi::SQLITE_IOERR_SHMSIZE, JournalError::DiskFull { path: path() }),
            (ffi::SQLITE_NOTADB, JournalError::NotADatabase { path: path() }),
        ];
        for (code, expected) in table {
            assert_eq!(of(code), expected);
        }
        assert!(matches!(of(ffi::SQLITE_CORRUPT), JournalError::Damaged { .. }));
        assert!(matches!(of(ffi::SQLITE_CANTOPEN), JournalError::Open { .. }));
        assert!(matches!(of(ffi::SQLITE_IOERR_FSYNC), JournalError::Other { .. }));
    }

    #[test]
    fn each_error_says_what_and_where_and_the_way_out() {
        let path = || PathBuf::from("j.db");
        let id = || "a-1".to_owned();
        let detail = || "as it said".to_owned();
        let errors = [
            JournalError::Folder {
                folder: "home".into(),
                kind: io::ErrorKind::NotADirectory,
                detail: detail(),
            },
            JournalError::Open { path: path(), detail: detail() },
            JournalError::Busy { path: path() },
            JournalError::ReadOnly { path: path() },
            JournalError::DiskFull { path: path() },
            JournalError::Damaged { path: path(), detail: detail() },
            JournalError::NotADatabase { path: path() },
            JournalError::Foreign { path: path() },
            JournalError::Newer { path: path(), found: 3, known: 1 },
            JournalError::NoAttempt { id: id() },
            JournalError::AttemptExists { id: id() },
            JournalError::OutOfStep { id: id() },
            JournalError::PathNotText { path: path() },
            JournalError::Other { path: path(), detail: detail() },
        ];
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        the folder `home` could not be made: as it said; set SSMR_HOME to a folder you may write in
        the journal `j.db` could not be opened: as it said; check its permissions, or set SSMR_HOME to another folder
        the journal `j.db` is busy: another program is writing to it; try again in a moment
        the journal `j.db` is read-only; change its permissions, or set SSMR_HOME to a folder you may write in
        the disk is full, so the journal `j.db` did not take the last step; free some space and try again
        the journal `j.db` is damaged (as it said); move it to another place, and a new one is begun; your submission files are not affected
        `j.db` is not a journal of ssmr and was left as it is; move it to another place, or set SSMR_HOME to another folder
        `j.db` is the database of another program and was left as it is; set SSMR_HOME to another folder
        the journal `j.db` was made by a newer ssmr (format 3, this one knows 1); install the newest version of ssmr
        the journal has no attempt `a-1`; it may have been discarded in another window
        the journal already has an attempt `a-1`; start again to get a new one
        the attempt `a-1` was changed by another ssmr; close this one and go on there, or resume it
        the path `j.db` is not UTF-8 text, so it cannot be found again; choose a file and folder with plain names
        the journal `j.db` could not be used: as it said; try again, and check the disk if it stays
        ");
    }
}
