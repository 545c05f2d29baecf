//! Files are written once, or replaced in one step: whoever looks sees the old text or the new one, never
//! half of one.

use std::ffi::OsStr;
use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf, is_separator};

use tempfile::{Builder, NamedTempFile};

use super::refusal::{WriteError, folder_of};

/// So many links in a row are a circle.
const LINKS: usize = 40;

/// So many numbered names are tried before giving up.
const NAMES: u32 = 10_000;

/// Writes a file that is not there yet, and waits until it is on the disk. Pipes and terminals take the bytes
/// as well.
///
/// # Errors
/// It exists, its folder does not, or a fault of the system. Nothing half-written stays behind.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    check_name(path)?;
    if let Some(kind) = special(path)? {
        return pour(path, kind, bytes);
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|error| WriteError::from_io(path, &error))?;
    if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        // The file is ours and half-written; if it cannot be removed either, the error below still tells of
        // it.
        let _ = fs::remove_file(path);
        return Err(WriteError::from_io(path, &error));
    }
    sync_folder(folder_of(path));
    Ok(())
}

/// Whether a file could be written here, as far as a look tells; nothing is changed. `over` allows one that exists.
///
/// # Errors
/// What [`write_new`], or [`replace`] with `over`, would say of the name, its folder, or the file that is there.
pub fn probe(path: &Path, over: bool) -> Result<(), WriteError> {
    check_name(path)?;
    if let Some(kind) = special(path)? {
        return if is_stream(kind) { Ok(()) } else { Err(WriteError::Device { path: path.to_owned() }) };
    }
    match fs::symlink_metadata(path) {
        Ok(_) if !over => return Err(WriteError::Exists { path: path.to_owned() }),
        Ok(known) if known.permissions().readonly() => {
            return Err(WriteError::Protected { path: path.to_owned() });
        }
        _ => {}
    }
    match fs::metadata(folder_of(path)) {
        Ok(folder) if !folder.is_dir() => {
            Err(WriteError::from_io(path, &io::Error::from(io::ErrorKind::NotADirectory)))
        }
        Ok(_) => Ok(()),
        Err(error) => Err(WriteError::from_io(path, &error)),
    }
}

/// Replaces a file in one step, or writes it if it is not there; it is on the disk when this returns.
///
/// The permissions stay, and the owner where the system allows it. A link stays a link: what it points to is
/// replaced. Pipes and terminals take the bytes as they are.
///
/// # Errors
/// A folder, a write-protected file, no such folder, a full or read-only disk, or another fault of the
/// system. The old file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    check_name(path)?;
    if let Some(kind) = special(path)? {
        return pour(path, kind, bytes);
    }
    let fault = |error: io::Error| WriteError::from_io(path, &error);
    let target = follow(path).map_err(fault)?;
    let old = match fs::metadata(&target) {
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(WriteError::Protected { path: path.to_owned() });
        }
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(WriteError::from_io(&target, &error)),
    };
    let folder = folder_of(&target);
    // A link may lead into a folder that is gone; the error then names that folder and not the link's.
    let mut temporary =
        temporary(folder, old.is_some()).map_err(|error| WriteError::from_io(&target, &error))?;
    temporary.write_all(bytes).map_err(fault)?;
    if let Some(old) = old {
        keep_rights(temporary.as_file(), &old).map_err(fault)?;
    }
    temporary.as_file().sync_all().map_err(fault)?;
    temporary.persist(&target).map_err(|error| fault(error.error))?;
    sync_folder(folder);
    Ok(())
}

/// Writes `STEM.EXT` in a folder, or `STEM-2.EXT`, `STEM-3.EXT` and so on if that is taken, and says which.
/// Two processes at once get two names.
///
/// # Errors
/// As [`write_new`], and if thousands of names are taken.
pub fn free_name(folder: &Path, stem: &str, extension: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let first = folder.join(format!("{stem}.{extension}"));
    let numbered = (2..=NAMES).map(|number| folder.join(format!("{stem}-{number}.{extension}")));
    for path in std::iter::once(first.clone()).chain(numbered) {
        match write_new(&path, bytes) {
            Ok(()) => return Ok(path),
            Err(WriteError::Exists { .. } | WriteError::Folder { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Err(WriteError::NoFreeName { path: first, tries: NAMES })
}

/// A path must end in a name: `notes/` and `..` are folders, even if they are not there.
fn check_name(path: &Path) -> Result<(), WriteError> {
    let ends_open = path.to_string_lossy().ends_with(is_separator);
    if path.is_dir() {
        Err(WriteError::Folder { path: path.to_owned() })
    } else if ends_open || path.file_name().is_none() {
        Err(WriteError::NoName { path: path.to_owned() })
    } else {
        Ok(())
    }
}

/// The type of what is there if it is neither a file nor a folder; links are followed.
fn special(path: &Path) -> Result<Option<FileType>, WriteError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(None),
        Ok(metadata) => Ok(Some(metadata.file_type())),
        // What is not there will be made, or say more clearly why it cannot.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteError::from_io(path, &error)),
    }
}

/// Writes into a pipe or a terminal. Renaming over one would put a file in its place.
fn pour(path: &Path, kind: FileType, bytes: &[u8]) -> Result<(), WriteError> {
    if !is_stream(kind) {
        return Err(WriteError::Device { path: path.to_owned() });
    }
    let written = OpenOptions::new().write(true).open(path).and_then(|mut stream| stream.write_all(bytes));
    written.map_err(|error| WriteError::from_io(path, &error))
}

#[cfg(unix)]
fn is_stream(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_fifo() || kind.is_char_device()
}

#[cfg(not(unix))]
fn is_stream(_kind: FileType) -> bool {
    true
}

/// What a path means after all links in its last part; the end of them need not exist.
fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => path = folder_of(&path).join(fs::read_link(&path)?),
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("its links go round in a circle"))
}

/// An empty file beside the target. It is readable by nobody else until it gets the rights of the file it
/// replaces; a wholly new file gets what the person's umask gives any new file.
fn temporary(folder: &Path, replaces: bool) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(OsStr::new(".ssmr-")).suffix(OsStr::new(".tmp"));
    if !replaces {
        usual_rights(&mut builder);
    }
    builder.tempfile_in(folder)
}

#[cfg(unix)]
fn usual_rights(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn usual_rights(_builder: &mut Builder<'_, '_>) {}

#[cfg(unix)]
fn keep_rights(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        // Only some may give files away. Who may not still gets the text saved, as their own file.
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn keep_rights(file: &File, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

/// Makes a new name last through a power cut. The text is in place by now, and not every file system can do
/// this, so a refusal changes nothing.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests;
