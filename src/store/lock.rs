//! One process for each attempt. The system gives a lock back when its holder ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::files::hash;

/// An attempt could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error("another ssmr{} has this attempt open; close it there, then try again", process(*pid))]
    Taken {
        /// The number of the other process, if it could be read.
        pid: Option<u32>,
    },
    /// The lock file could not be made or locked.
    #[error(
        "`{}` could not be locked: {detail}; check the permissions of its folder, or set SSMR_HOME to \
         another folder",
        path.display()
    )]
    Other {
        /// The lock file.
        path: PathBuf,
        /// What kind of fault.
        kind: io::ErrorKind,
        /// The system's words.
        detail: String,
    },
}

fn process(pid: Option<u32>) -> String {
    pid.map_or_else(String::new, |pid| format!(" (process {pid})"))
}

/// The right to work on one attempt, held until it is dropped or the process ends.
#[derive(Debug)]
pub struct AttemptLock {
    // Closing the file gives the lock back. The file itself stays: if it were removed, two processes could
    // each hold a lock, one on the old file and one on the new.
    _file: File,
}

impl AttemptLock {
    /// Takes an attempt. The folder of the lock files is made if it is missing.
    ///
    /// # Errors
    /// Another process has it, or the lock file could not be made or locked.
    pub fn take(folder: &Path, attempt: &str) -> Result<Self, LockError> {
        let path = folder.join(file_name(attempt));
        let fault = |error: &io::Error| LockError::Other {
            path: path.clone(),
            kind: error.kind(),
            detail: error.to_string(),
        };
        fs::create_dir_all(folder).map_err(|error| fault(&error))?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(|error| fault(&error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Taken { pid: read_pid(&mut file) }),
            Err(TryLockError::Error(error)) => return Err(fault(&error)),
        }
        // The number only makes the other's message better. A full disk must not keep anyone from their
        // attempt.
        let _ = write_pid(&mut file);
        Ok(Self { _file: file })
    }
}

/// Ids of ours are plain names. Any other text becomes one.
fn file_name(attempt: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    if !attempt.is_empty() && attempt.len() <= 64 && attempt.chars().all(plain) {
        format!("{attempt}.lock")
    } else {
        format!("{}.lock", hash(attempt.as_bytes()))
    }
}

fn read_pid(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    // Ten digits are the longest number there is.
    file.take(10).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

fn write_pid(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{}", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_has_it() {
        let folder = tempfile::tempdir().expect("folder");
        let held = AttemptLock::take(folder.path(), "a-1").expect("free");
        let refused = AttemptLock::take(folder.path(), "a-1").expect_err("taken");
        assert_eq!(refused, LockError::Taken { pid: Some(std::process::id()) });
        let _other = AttemptLock::take(folder.path(), "a-2").expect("another attempt is free");
        drop(held);
        let _again = AttemptLock::take(folder.path(), "a-1").expect("free again");
    }

    #[test]
    fn what_a_killed_process_left_does_not_lock() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a-1.lock");
        fs::write(&path, "4294967295").expect("written");
        let _held = AttemptLock::take(folder.path(), "a-1").expect("nobody holds it");
        assert_eq!(fs::read_to_string(&path).expect("text"), std::process::id().to_string());
    }

    #[test]
    fn the_message_with_and_without_a_number() {
        let messages = [Some(1234), None].map(|pid| LockError::Taken { pid }.to_string());
        assert_eq!(
            messages,
            [
                "another ssmr (process 1234) has this attempt open; close it there, then try again",
                "another ssmr has this attempt open; close it there, then try again"
            ]
        );
    }

    #[test]
    fn a_number_that_is_none_is_left_out() {
        let folder = tempfile::tempdir().expect("folder");
        for (text, expected) in [("", None), ("12", Some(12)), ("x", None), ("99999999999999", None)] {
            let path = folder.path().join("pid");
            fs::write(&path, text).expect("written");
            assert_eq!(read_pid(&mut File::open(&path).expect("open")), expected, "{text}");
        }
    }

    #[test]
    fn the_folder_is_made_and_any_id_is_one_name() {
        let folder = tempfile::tempdir().expect("folder");
        let locks = folder.path().join("deep/locks");
        let _held: Vec<_> = ["../a", "", "a/b", "é"]
            .map(|id| AttemptLock::take(&locks, id).expect("free"))
            .into_iter()
            .collect();
        let names: Vec<_> =
            fs::read_dir(&locks).expect("folder").map(|entry| entry.expect("entry").file_name()).collect();
        assert_eq!(names.len(), 4);
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1);
    }

    #[test]
    fn a_file_for_a_folder_is_a_clear_error() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("written");
        let error = AttemptLock::take(&file.join("locks"), "a").expect_err("no folder");
        assert!(
            matches!(&error, LockError::Other { path, .. } if *path == file.join("locks/a.lock")),
            "{error}"
        );
    }
}
