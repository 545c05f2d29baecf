//! One process per attempt. The system gives the lock back when a process ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Somebody else has the attempt, or the lock cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error("another ssmr (process {process}) has the session {attempt} open")]
    Held {
        /// The process, if it could be read.
        process: String,
        /// The attempt, by id.
        attempt: String,
    },
    /// The machine says no.
    #[error("the lock {} cannot be made: {error}", path.display())]
    Io {
        /// The lock file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// Holds an attempt until it is dropped.
#[derive(Debug)]
pub struct AttemptLock {
    _file: File,
}

impl AttemptLock {
    /// Takes an attempt.
    ///
    /// # Errors
    /// See [`LockError`].
    pub fn take(folder: &Path, attempt: &str) -> Result<Self, LockError> {
        let path = folder.join(format!("{attempt}.lock"));
        let fail = |error| LockError::Io { path: path.clone(), error };
        fs::create_dir_all(folder).map_err(fail)?;
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut process = String::new();
                let read = file.read_to_string(&mut process);
                let process = if read.is_ok() { process.trim().to_owned() } else { "unknown".to_owned() };
                return Err(LockError::Held { process, attempt: attempt.to_owned() });
            }
            Err(TryLockError::Error(error)) => return Err(fail(error)),
        }
        let noted = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{}", std::process::id()));
        noted.map_err(fail)?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_is_held_by_one_at_a_time() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let held = AttemptLock::take(dir.path(), "a").expect("free");
        let message = AttemptLock::take(dir.path(), "a").expect_err("held").to_string();
        assert!(message.contains(&std::process::id().to_string()), "{message}");
        AttemptLock::take(dir.path(), "b").expect("another attempt is free");
        drop(held);
        AttemptLock::take(dir.path(), "a").expect("free again");
    }
}
