//! What can go wrong with the journal, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// The journal cannot be read or written. Nothing in it was lost.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The folder or file cannot be made.
    #[error("the journal {} cannot be made: {error}", path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A newer program made it.
    #[error(
        "the journal was made by a newer ssmr (its version is {version}, this one knows {known}); update ssmr"
    )]
    Newer {
        /// The version of the file.
        version: usize,
        /// The newest version that this program knows.
        known: usize,
    },
    /// The file is something else.
    #[error("{} is not a journal of ssmr, or it is damaged; move it away and start again", path.display())]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// Another process is writing and does not end.
    #[error("another program is writing to the journal; try again when it is done")]
    Busy,
    /// The folder or file is read-only.
    #[error("the journal{} is read-only", shown(path.as_ref()))]
    ReadOnly {
        /// The file, if known.
        path: Option<PathBuf>,
    },
    /// No room is left.
    #[error("the disk is full")]
    Full,
    /// Anything else that SQLite says.
    #[error("the journal{} cannot be used: {error}", shown(path.as_ref()))]
    Sql {
        /// The file, if known.
        path: Option<PathBuf>,
        /// What SQLite says.
        error: rusqlite::Error,
    },
}

fn shown(path: Option<&PathBuf>) -> String {
    path.map(|path| format!(" {}", path.display())).unwrap_or_default()
}

impl JournalError {
    /// The same error about a file.
    #[must_use]
    pub fn at(self, file: &Path) -> Self {
        match self {
            Self::ReadOnly { .. } => Self::ReadOnly { path: Some(file.into()) },
            Self::Sql { error, .. } => Self::Sql { path: Some(file.into()), error },
            Self::NotAJournal { .. } => Self::NotAJournal { path: file.into() },
            other => other,
        }
    }
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path: None },
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Self::NotAJournal { path: PathBuf::new() }
            }
            _ => Self::Sql { path: None, error },
        }
    }
}
