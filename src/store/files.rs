//! Texts in, bytes out. A file is replaced whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

/// A text could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("{} does not exist", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("{} is a folder, not a file", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// It is larger than any honest text of its kind.
    #[error("{} is larger than {} MB; a file like this is surely not what was meant", path.display(), limit / (1024 * 1024))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most bytes that are read.
        limit: u64,
    },
    /// It is not UTF-8.
    #[error("{}:{line}:{column}: the byte 0x{byte:02x} is not UTF-8; save the file as UTF-8 and try again", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The first byte that does not fit.
        byte: u8,
    },
    /// The machine says no.
    #[error("{} cannot be read: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// A file could not be written. What was there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Its folder is not there.
    #[error("the folder {} does not exist; make it with `mkdir -p {}`", folder.display(), folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// Something is there already.
    #[error("{} exists; choose another name, or replace it with `--force`", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("{} is a folder; name a file", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// No room is left.
    #[error("{} cannot be written: the disk is full", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The machine says no.
    #[error("{} cannot be written: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// Reads a text of at most `limit` bytes exactly as it is, byte order mark and line breaks included.
///
/// # Errors
/// See [`ReadError`].
pub fn read_text(path: &Path, limit: u64) -> Result<String, ReadError> {
    let fail = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing { path: path.into() },
        io::ErrorKind::IsADirectory => ReadError::Folder { path: path.into() },
        _ => ReadError::Io { path: path.into(), error },
    };
    let file = File::open(path).map_err(fail)?;
    if file.metadata().map_err(fail)?.is_dir() {
        return Err(ReadError::Folder { path: path.into() });
    }
    read_limited(path, file, limit, fail)
}

/// Reads a text from standard input.
///
/// # Errors
/// See [`ReadError`].
pub fn read_stdin(limit: u64) -> Result<String, ReadError> {
    let path = Path::new("standard input");
    read_limited(path, io::stdin().lock(), limit, |error| ReadError::Io { path: path.into(), error })
}

fn read_limited(
    path: &Path,
    from: impl Read,
    limit: u64,
    fail: impl Fn(io::Error) -> ReadError,
) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge { path: path.into(), limit });
    }
    decode(path, bytes)
}

/// Bytes as text.
///
/// # Errors
/// [`ReadError::NotUtf8`] with the place of the first byte that does not fit.
pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, ReadError> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = String::from_utf8_lossy(&bytes[..good]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        ReadError::NotUtf8 { path: path.into(), line, column, byte: bytes[good] }
    })
}

fn write_error(path: &Path, error: io::Error) -> WriteError {
    let folder = parent(path);
    match error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists { path: path.into() },
        io::ErrorKind::IsADirectory => WriteError::Folder { path: path.into() },
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WriteError::Full { path: path.into() },
        io::ErrorKind::NotFound if !folder.exists() => WriteError::NoFolder { folder },
        _ => WriteError::Io { path: path.into(), error },
    }
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.into(),
        _ => PathBuf::from("."),
    }
}

/// Writes a file that must not exist yet.
///
/// # Errors
/// See [`WriteError`]; a file that could be made and not filled is removed again.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if path.is_dir() {
        return Err(WriteError::Folder { path: path.into() });
    }
    let fail = |error| write_error(path, error);
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(fail)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if let Err(error) = written {
        // Half a file would look like a whole one.
        let _ = fs::remove_file(path);
        return Err(write_error(path, error));
    }
    Ok(())
}

/// Writes a file under the first free name of `STEM.ENDING`, `STEM-2.ENDING`, and so on.
///
/// # Errors
/// See [`WriteError`].
pub fn write_free(folder: &Path, stem: &str, ending: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let mut number = 1_u32;
    loop {
        let name = if number == 1 { format!("{stem}.{ending}") } else { format!("{stem}-{number}.{ending}") };
        let path = folder.join(name);
        match write_new(&path, bytes) {
            Err(WriteError::Exists { .. } | WriteError::Folder { .. }) if number < 10_000 => number += 1,
            other => return other.map(|()| path),
        }
    }
}

/// Writes a file into the folder for temporary files, when its own place cannot be written.
///
/// # Errors
/// See [`WriteError`].
pub fn write_elsewhere(stem: &str, ending: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    write_free(&std::env::temp_dir(), stem, ending, bytes)
}

/// Replaces a file, or makes it: the new text is written beside it, flushed to the disk, and renamed over it. A link
/// is followed, and the permissions of the old file stay.
///
/// # Errors
/// See [`WriteError`]; the old file is untouched.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(WriteError::Folder { path: path.into() });
    }
    let folder = parent(&target);
    let fail = |error| write_error(path, error);
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(fail(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only")));
    }
    if !folder.is_dir() {
        return Err(WriteError::NoFolder { folder });
    }
    let mut new = NamedTempFile::with_prefix_in(".ssmr-", &folder).map_err(fail)?;
    new.write_all(bytes).map_err(fail)?;
    set_permissions(new.as_file(), old.as_ref()).map_err(fail)?;
    new.as_file().sync_all().map_err(fail)?;
    new.persist(&target).map_err(|error| write_error(path, error.error))?;
    // The rename is safe on the disk once the folder is; not every file system can do that.
    let _ = File::open(&folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The permissions of the old file, or those that a new file usually has.
fn set_permissions(new: &File, old: Option<&fs::Metadata>) -> io::Result<()> {
    if let Some(old) = old {
        return new.set_permissions(old.permissions());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        new.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    Ok(())
}

/// Makes a folder that must not hold anything yet.
///
/// # Errors
/// The folder holds files, or cannot be made.
pub fn new_folder(path: &Path) -> Result<(), WriteError> {
    match fs::read_dir(path).map(Iterator::count) {
        Ok(0) => Ok(()),
        Ok(_) => Err(WriteError::Exists { path: path.into() }),
        Err(_) => make_folders(path),
    }
}

/// Makes a folder and those above it.
///
/// # Errors
/// See [`WriteError`].
pub fn make_folders(path: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(path).map_err(|error| WriteError::Io { path: path.into(), error })
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
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

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    #[test]
    fn a_text_is_read_exactly_as_it_is() {
        let dir = folder();
        let path = dir.path().join("a.md");
        fs::write(&path, "\u{feff}a\r\nb").expect("written");
        assert_eq!(read_text(&path, 100).expect("read"), "\u{feff}a\r\nb");
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let dir = folder();
        let path = dir.path().join("a.md");
        fs::write(&path, b"good\nb\xc3\xa9\xffx").expect("written");
        let shown = |path: &Path, limit| read_text(path, limit).expect_err("refused").to_string();
        assert!(
            shown(&path, 100)
                .ends_with("a.md:2:3: the byte 0xff is not UTF-8; save the file as UTF-8 and try again")
        );
        assert!(shown(&path, 3).contains("is larger than"));
        assert!(shown(dir.path(), 3).ends_with("is a folder, not a file"));
        assert!(shown(&dir.path().join("no.md"), 3).ends_with("no.md does not exist"));
    }

    #[test]
    fn what_cannot_be_written_says_why_and_changes_nothing() {
        let dir = folder();
        let path = dir.path().join("a.md");
        write_new(&path, b"first").expect("written");
        assert!(matches!(write_new(&path, b"second"), Err(WriteError::Exists { .. })));
        assert!(matches!(write_new(dir.path(), b"x"), Err(WriteError::Folder { .. })));
        assert!(matches!(replace(dir.path(), b"x"), Err(WriteError::Folder { .. })));
        let lost = dir.path().join("no/where.md");
        assert!(matches!(write_new(&lost, b"x"), Err(WriteError::NoFolder { .. })));
        assert!(matches!(replace(&lost, b"x"), Err(WriteError::NoFolder { .. })));
        assert_eq!(fs::read(&path).expect("still there"), b"first");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_as_one() {
        let full = OpenOptions::new().write(true).open("/dev/full").and_then(|mut full| full.write_all(b"x"));
        let error = write_error(Path::new("/dev/full"), full.expect_err("it is always full"));
        assert!(matches!(error, WriteError::Full { .. }));
    }

    #[cfg(unix)]
    #[test]
    fn replacing_keeps_permissions_and_follows_links() {
        use std::os::unix::fs::PermissionsExt;
        let dir = folder();
        let (path, link) = (dir.path().join("a.md"), dir.path().join("link.md"));
        write_new(&path, b"old").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("set");
        std::os::unix::fs::symlink(&path, &link).expect("linked");
        replace(&link, b"new").expect("replaced");
        assert_eq!(fs::read(&path).expect("there"), b"new");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read_dir(dir.path()).expect("listed").count(), 2, "nothing is left beside it");
    }

    #[test]
    fn a_free_name_is_found() {
        let dir = folder();
        let names: Vec<_> =
            (0..3).map(|_| write_free(dir.path(), "case", "md", b"x").expect("written")).collect();
        let names: Vec<_> = names.iter().filter_map(|path| path.file_name()?.to_str()).collect();
        assert_eq!(names, ["case.md", "case-2.md", "case-3.md"]);
    }

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
    fn the_hash_is_the_published_one() {
        assert_eq!(hash(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
