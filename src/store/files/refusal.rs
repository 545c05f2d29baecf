//! Why a file was not written, and the way out.

use std::io;
use std::path::{Path, PathBuf};

/// A file could not be written. What was there before is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Something is there already.
    #[error("`{}` exists; use `--force` to replace it, or choose another name", path.display())]
    Exists {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A folder is where the file should be.
    #[error("`{}` is a folder; name a file in it", path.display())]
    Folder {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A disk or a socket is where the file should be.
    #[error("`{}` is a device, not a file; choose another name", path.display())]
    Device {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The folder of the file is not there.
    #[error("the folder `{}` does not exist; make it with `{}`", folder.display(), make_folder(folder))]
    FolderMissing {
        /// The path as it was given.
        path: PathBuf,
        /// The folder that is missing.
        folder: PathBuf,
    },
    /// What should be the folder of the file is a file itself.
    #[error("`{}` cannot be written: `{}` is not a folder", path.display(), folder.display())]
    NotAFolder {
        /// The path as it was given.
        path: PathBuf,
        /// What is not a folder.
        folder: PathBuf,
    },
    /// The file that would be replaced is marked as read-only.
    #[error("`{}` is write-protected; take the protection off, or choose another name", path.display())]
    Protected {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The system does not allow it.
    #[error("you may not write `{}`; check who owns the folder, or choose another one", path.display())]
    Denied {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The whole disk is read-only.
    #[error("`{}` is on a disk that is read-only; choose a folder on another disk", path.display())]
    ReadOnlyDisk {
        /// The path as it was given.
        path: PathBuf,
    },
    /// No space, or no more space for this person.
    #[error(
        "the disk is full, so `{}` was not written; free some space, or choose a folder on another disk",
        path.display()
    )]
    DiskFull {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A path that ends without a name.
    #[error("`{}` does not name a file; add a file name", path.display())]
    NoName {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The name and all its numbered forms are taken.
    #[error(
        "`{}` and the same name with -2 to -{tries} are taken; choose another name or folder",
        path.display()
    )]
    NoFreeName {
        /// The first of the names.
        path: PathBuf,
        /// How many were tried.
        tries: u32,
    },
    /// Anything else the system says.
    #[error("`{}` could not be written: {detail}", path.display())]
    Other {
        /// The path as it was given.
        path: PathBuf,
        /// What kind of fault; `BrokenPipe` if the path is a pipe that nobody reads any more.
        kind: io::ErrorKind,
        /// The system's words.
        detail: String,
    },
}

impl WriteError {
    /// What the system said about writing the path.
    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            io::ErrorKind::IsADirectory => Self::Folder { path },
            io::ErrorKind::NotFound => {
                let folder = folder_of(&path).to_owned();
                Self::FolderMissing { path, folder }
            }
            io::ErrorKind::NotADirectory => {
                let folder = first_file(&path).to_owned();
                Self::NotAFolder { path, folder }
            }
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            kind => Self::Other { path, kind, detail: error.to_string() },
        }
    }

    /// The path as it was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Exists { path }
            | Self::Folder { path }
            | Self::Device { path }
            | Self::FolderMissing { path, .. }
            | Self::NotAFolder { path, .. }
            | Self::Protected { path }
            | Self::Denied { path }
            | Self::ReadOnlyDisk { path }
            | Self::DiskFull { path }
            | Self::NoName { path }
            | Self::NoFreeName { path, .. }
            | Self::Other { path, .. } => path,
        }
    }
}

/// The folder that holds a file; `.` for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The outermost part above the path that is there and is not a folder.
pub(super) fn first_file(path: &Path) -> &Path {
    let mut found = folder_of(path);
    for folder in path.ancestors().skip(1) {
        if folder.metadata().is_ok_and(|metadata| !metadata.is_dir()) {
            found = folder;
        }
    }
    found
}

/// The command that makes a folder, ready to be copied into a shell.
fn make_folder(folder: &Path) -> String {
    let name = folder.display().to_string();
    let plain = |letter: char| letter.is_alphanumeric() || "._-/~".contains(letter);
    if cfg!(windows) {
        format!("mkdir \"{name}\"")
    } else if name.chars().all(plain) && !name.starts_with(['-', '~']) {
        format!("mkdir -p {name}")
    } else {
        format!("mkdir -p -- '{}'", name.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_the_system_by_kind() {
        let path = PathBuf::from("out/a.md");
        let folder = PathBuf::from("out");
        let table = [
            (io::ErrorKind::AlreadyExists, WriteError::Exists { path: path.clone() }),
            (io::ErrorKind::IsADirectory, WriteError::Folder { path: path.clone() }),
            (
                io::ErrorKind::NotFound,
                WriteError::FolderMissing { path: path.clone(), folder: folder.clone() },
            ),
            (io::ErrorKind::NotADirectory, WriteError::NotAFolder { path: path.clone(), folder }),
            (io::ErrorKind::PermissionDenied, WriteError::Denied { path: path.clone() }),
            (io::ErrorKind::ReadOnlyFilesystem, WriteError::ReadOnlyDisk { path: path.clone() }),
            (io::ErrorKind::StorageFull, WriteError::DiskFull { path: path.clone() }),
            (io::ErrorKind::QuotaExceeded, WriteError::DiskFull { path: path.clone() }),
        ];
        for (kind, expected) in table {
            assert_eq!(WriteError::from_io(&path, &io::Error::from(kind)), expected);
        }
        let other = WriteError::from_io(&path, &io::Error::other("cable pulled"));
        assert_eq!(other.to_string(), "`out/a.md` could not be written: cable pulled");
    }

    #[test]
    fn each_refusal_names_the_path_and_the_way_out() {
        let path = || PathBuf::from("a.md");
        let refusals = [
            WriteError::Exists { path: path() },
            WriteError::Folder { path: path() },
            WriteError::Device { path: path() },
            WriteError::FolderMissing { path: "out/a.md".into(), folder: "out".into() },
            WriteError::NotAFolder { path: "out/a.md".into(), folder: "out".into() },
            WriteError::Protected { path: path() },
            WriteError::Denied { path: path() },
            WriteError::ReadOnlyDisk { path: path() },
            WriteError::DiskFull { path: path() },
            WriteError::NoName { path: "..".into() },
            WriteError::NoFreeName { path: path(), tries: 9 },
        ];
        let lines: Vec<String> = refusals.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        `a.md` exists; use `--force` to replace it, or choose another name
        `a.md` is a folder; name a file in it
        `a.md` is a device, not a file; choose another name
        the folder `out` does not exist; make it with `mkdir -p out`
        `out/a.md` cannot be written: `out` is not a folder
        `a.md` is write-protected; take the protection off, or choose another name
        you may not write `a.md`; check who owns the folder, or choose another one
        `a.md` is on a disk that is read-only; choose a folder on another disk
        the disk is full, so `a.md` was not written; free some space, or choose a folder on another disk
        `..` does not name a file; add a file name
        `a.md` and the same name with -2 to -9 are taken; choose another name or folder
        ");
    }

    #[cfg(not(windows))]
    #[test]
    fn the_command_for_a_folder_can_be_copied() {
        for (folder, expected) in [
            ("out/deep", "mkdir -p out/deep"),
            ("my notes", "mkdir -p -- 'my notes'"),
            ("it's", r"mkdir -p -- 'it'\''s'"),
            ("-p", "mkdir -p -- '-p'"),
            ("~", "mkdir -p -- '~'"),
        ] {
            assert_eq!(make_folder(Path::new(folder)), expected);
        }
    }

    #[test]
    fn folders_of_bare_names() {
        for (path, folder) in [("a.md", "."), ("x/a.md", "x"), ("/a.md", "/"), ("./a.md", ".")] {
            assert_eq!(folder_of(Path::new(path)), Path::new(folder));
        }
    }
}
