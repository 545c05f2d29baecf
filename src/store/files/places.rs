//! Folders, and texts that are somewhere for a while.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{WriteError, free_name};

/// Writes a file into the folder for temporary files, when its own place cannot be written.
///
/// # Errors
/// See [`WriteError`].
pub fn write_elsewhere(stem: &str, ending: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    free_name(&std::env::temp_dir(), stem, ending, bytes)
}

/// Makes a folder that must not hold anything yet; false if it does.
///
/// # Errors
/// It cannot be made.
pub fn new_folder(path: &Path) -> Result<bool, WriteError> {
    match fs::read_dir(path).map(Iterator::count) {
        Ok(held) => Ok(held == 0),
        Err(_) => make_folders(path).map(|()| true),
    }
}

/// Makes a folder and those above it.
///
/// # Errors
/// See [`WriteError`].
pub fn make_folders(path: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(path).map_err(|error| WriteError::from_io(path, &error))
}

/// The whole path of a file, so that a resume from another folder finds it.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).map_or_else(|_| path.to_owned(), |whole| whole.components().collect())
}

/// Lets somebody edit a text in a file of its own, and gives back what they made of it. The file is removed only
/// after the text was read back.
///
/// # Errors
/// The file cannot be made or read back, or `edit` fails; the message names the file if a text may be in it.
pub fn edit_copy(name: &str, text: &str, edit: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<String> {
    let file = tempfile::Builder::new().prefix(&format!("{name}-")).suffix(".md").tempfile()?;
    fs::write(file.path(), text)?;
    let edited = edit(file.path());
    let now = fs::read(file.path()).unwrap_or_default();
    match (edited, String::from_utf8(now)) {
        (Ok(()), Ok(text)) => Ok(text),
        (Err(error), Ok(now)) if now == text => Err(error),
        (result, _) => {
            let (_, kept) = file.keep().map_err(|error| error.error)?;
            let why = result.err().map_or_else(|| "it is not UTF-8".to_owned(), |error| error.to_string());
            Err(io::Error::other(format!("{why}; what you wrote is in {}", kept.display())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_copy_comes_back_and_a_failed_editor_loses_nothing() {
        let changed = edit_copy("t", "old", |file| fs::write(file, "new"));
        assert_eq!(changed.expect("edited"), "new");
        let failed =
            edit_copy("t", "old", |file| fs::write(file, "half").and(Err(io::Error::other("crashed"))));
        let message = failed.expect_err("failed").to_string();
        let kept = message.rsplit(' ').next().expect("a path");
        assert_eq!(fs::read_to_string(kept).expect("kept"), "half");
        fs::remove_file(kept).expect("removed");
    }

    #[test]
    fn a_folder_for_new_files_holds_nothing_yet() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let new = dir.path().join("a/b");
        assert!(new_folder(&new).expect("made"));
        assert!(new_folder(&new).expect("still empty"));
        fs::write(new.join("x"), "x").expect("written");
        assert!(!new_folder(&new).expect("looked at"));
        assert!(new_folder(&new.join("x")).is_err(), "a file is no folder");
    }
}
