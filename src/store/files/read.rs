//! Text from files and streams. Nothing is changed on the way in: byte order mark and line ends stay.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::refusal::first_file;

/// A text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// How people know it: a path as it was given, or such as `standard input`.
    pub name: String,
    /// Every character of it, byte order mark and `\r` included.
    pub content: String,
}

/// A text could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing at the path.
    #[error("`{}` does not exist; check the name and the folder you are in", path.display())]
    Missing {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A file where a folder is needed.
    #[error("`{}` is not a folder; name a folder", path.display())]
    NotAFolder {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A file stands on the way to the path.
    #[error("`{}` does not exist: `{}` is not a folder", path.display(), file.display())]
    BelowAFile {
        /// The path as it was given.
        path: PathBuf,
        /// The part of it that is a file.
        file: PathBuf,
    },
    /// A folder where a file is needed.
    #[error("`{}` is a folder; name a file in it", path.display())]
    Folder {
        /// The path as it was given.
        path: PathBuf,
    },
    /// Longer than the limit.
    #[error("`{}` is larger than {}; make it smaller or split it", path.display(), size(*limit))]
    TooLarge {
        /// The path as it was given.
        path: PathBuf,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// A byte that is not part of UTF-8 text.
    #[error(
        "`{}`:{line}:{column}: the byte 0x{byte:02X} is not UTF-8 text; {}",
        path.display(), encoding_hint(*offset, *byte)
    )]
    NotUtf8 {
        /// The path as it was given.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1; a byte order mark does not count.
        column: usize,
        /// The offset in bytes, from 0.
        offset: usize,
        /// The first byte that does not fit.
        byte: u8,
    },
    /// The system does not allow it.
    #[error("`{}` may not be read by you; ask its owner, or change its permissions", path.display())]
    Denied {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A folder with more files than a pack may have.
    #[error(
        "`{}` has more than {limit} files, too many for a pack; check that it is the folder you mean",
        path.display()
    )]
    TooMany {
        /// The folder.
        path: PathBuf,
        /// The most that is read.
        limit: usize,
    },
    /// Anything else the system says.
    #[error("`{}` could not be read: {detail}", path.display())]
    Other {
        /// The path as it was given.
        path: PathBuf,
        /// What kind of fault.
        kind: io::ErrorKind,
        /// The system's words.
        detail: String,
    },
}

impl ReadError {
    /// What the system said, with the path it said it about.
    pub(in crate::store) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::NotADirectory if path.exists() => Self::NotAFolder { path },
            io::ErrorKind::NotADirectory => {
                let file = first_file(&path).to_owned();
                Self::BelowAFile { path, file }
            }
            io::ErrorKind::IsADirectory => Self::Folder { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            kind => Self::Other { path, kind, detail: error.to_string() },
        }
    }

    /// The path as it was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing { path }
            | Self::NotAFolder { path }
            | Self::BelowAFile { path, .. }
            | Self::Folder { path }
            | Self::TooLarge { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::Denied { path }
            | Self::TooMany { path, .. }
            | Self::Other { path, .. } => path,
        }
    }
}

/// Reads a file of at most `limit` bytes. Pipes and devices are read as well.
///
/// # Errors
/// No such file, a folder, too large, not UTF-8, not allowed, or another fault of the system.
pub fn read_text(path: &Path, limit: u64) -> Result<Text, ReadError> {
    let fault = |error: io::Error| ReadError::from_io(path, &error);
    if fs::metadata(path).map_err(fault)?.is_dir() {
        return Err(ReadError::Folder { path: path.to_owned() });
    }
    read_all(path, &mut File::open(path).map_err(fault)?, limit)
}

/// Reads a stream, such as standard input, to its end; at most `limit` bytes.
///
/// # Errors
/// Too large, not UTF-8, or a fault of the system; the name stands where a file has its path.
pub fn read_stream(name: &str, stream: &mut impl Read, limit: u64) -> Result<Text, ReadError> {
    read_all(Path::new(name), stream, limit)
}

/// Takes bytes as UTF-8 text and keeps all of them.
///
/// # Errors
/// The first byte that is not UTF-8, with its place.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Text, ReadError> {
    decode_at(Path::new(name), bytes)
}

fn read_all(path: &Path, stream: &mut impl Read, limit: u64) -> Result<Text, ReadError> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a text that fills the limit from one that passes it.
    stream
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| ReadError::from_io(path, &error))?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge { path: path.to_owned(), limit });
    }
    decode_at(path, bytes)
}

fn decode_at(path: &Path, bytes: Vec<u8>) -> Result<Text, ReadError> {
    let error = match String::from_utf8(bytes) {
        Ok(content) => return Ok(Text { name: path.display().to_string(), content }),
        Err(error) => error,
    };
    let offset = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let before = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default());
    let before = before.strip_prefix('\u{feff}').unwrap_or(&before);
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    Err(ReadError::NotUtf8 {
        path: path.to_owned(),
        line: before.matches('\n').count() + 1,
        column: last_line.chars().count() + 1,
        offset,
        byte: bytes.get(offset).copied().unwrap_or_default(),
    })
}

fn size(bytes: u64) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        _ if bytes > 0 && bytes.is_multiple_of(1_000_000) => format!("{} MB", bytes / 1_000_000),
        _ if bytes > 0 && bytes.is_multiple_of(1_000) => format!("{} kB", bytes / 1_000),
        _ => format!("{bytes} bytes"),
    }
}

/// Windows shells write UTF-16 when output goes to a file; its byte order mark stands first.
fn encoding_hint(offset: usize, byte: u8) -> &'static str {
    match (offset, byte) {
        (0, 0xFE | 0xFF) => "it looks like UTF-16: save it as UTF-8",
        _ => "save the file as UTF-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(result: Result<Text, ReadError>) -> String {
        result.expect_err("must fail").to_string()
    }

    #[test]
    fn content_is_kept_byte_for_byte() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.md");
        for content in ["", "\u{feff}a\r\nb\r", "nul \0 and \u{202e} stay\n"] {
            fs::write(&path, content).expect("written");
            let text = read_text(&path, 100).expect("read");
            assert_eq!(text, Text { name: path.display().to_string(), content: content.to_owned() });
        }
    }

    #[test]
    fn a_text_may_fill_the_limit_and_not_pass_it() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "12345").expect("written");
        assert!(read_text(&path, 5).is_ok());
        assert_eq!(read_text(&path, 4), Err(ReadError::TooLarge { path, limit: 4 }));
        let mut endless = io::repeat(b'a');
        assert!(matches!(
            read_stream("standard input", &mut endless, 9),
            Err(ReadError::TooLarge { limit: 9, .. })
        ));
    }

    #[test]
    fn places_of_bytes_that_are_not_utf8() {
        let table: [(&[u8], usize, usize, usize, u8); 7] = [
            (b"\xff\xfea", 1, 1, 0, 0xff),
            (b"a\xe9b", 1, 2, 1, 0xe9),
            (b"\xef\xbb\xbfa\xe9", 1, 2, 4, 0xe9),
            (b"one\r\ntwo\xc3", 2, 4, 8, 0xc3),
            (b"\n\n\x80", 3, 1, 2, 0x80),
            ("é€😀\u{301}\n".as_bytes(), 0, 0, 0, 0),
            (b"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98", 1, 3, 5, 0xf0),
        ];
        for (bytes, line, column, offset, byte) in table {
            let expected = match line {
                0 => Ok(Text { name: "n".into(), content: "é€😀\u{301}\n".into() }),
                _ => Err(ReadError::NotUtf8 { path: "n".into(), line, column, offset, byte }),
            };
            assert_eq!(decode("n", bytes.to_vec()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn each_fault_says_what_to_do() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("file");
        fs::write(&file, b"ab\n\xe9").expect("written");
        let at = |name: &str| folder.path().join(name).display().to_string();
        let table = [
            (
                read_text(&folder.path().join("none"), 9),
                format!("`{}` does not exist; check the name and the folder you are in", at("none")),
            ),
            (
                read_text(folder.path(), 9),
                format!("`{}` is a folder; name a file in it", folder.path().display()),
            ),
            (
                read_text(&file, 2),
                format!("`{}` is larger than 2 bytes; make it smaller or split it", at("file")),
            ),
            (
                read_text(&file, 9),
                format!("`{}`:2:1: the byte 0xE9 is not UTF-8 text; save the file as UTF-8", at("file")),
            ),
            (
                decode("b", vec![0xff]),
                "`b`:1:1: the byte 0xFF is not UTF-8 text; it looks like UTF-16: save it as UTF-8".into(),
            ),
        ];
        for (result, expected) in table {
            assert_eq!(message(result), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_on_the_way_is_not_a_folder() {
        let folder = tempfile::tempdir().expect("folder");
        fs::write(folder.path().join("file"), "").expect("written");
        let path = folder.path().join("file/a.md");
        let error = read_text(&path, 9).expect_err("below a file");
        assert_eq!(error, ReadError::BelowAFile { path, file: folder.path().join("file") });
    }

    #[cfg(unix)]
    #[test]
    fn an_error_keeps_a_path_that_is_not_utf8() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
        fs::write(&path, "long").expect("written");
        assert_eq!(read_text(&path, 1), Err(ReadError::TooLarge { path, limit: 1 }));
    }

    #[test]
    fn faults_of_the_system_by_kind() {
        let path = PathBuf::from("p");
        let kinds = [
            (io::ErrorKind::NotFound, ReadError::Missing { path: path.clone() }),
            (io::ErrorKind::NotADirectory, ReadError::BelowAFile { path: path.clone(), file: ".".into() }),
            (io::ErrorKind::IsADirectory, ReadError::Folder { path: path.clone() }),
            (io::ErrorKind::PermissionDenied, ReadError::Denied { path: path.clone() }),
        ];
        for (kind, expected) in kinds {
            assert_eq!(ReadError::from_io(&path, &io::Error::from(kind)), expected);
        }
        let other = ReadError::from_io(&path, &io::Error::other("the disk is on fire"));
        assert_eq!(other.to_string(), "`p` could not be read: the disk is on fire");
        assert_eq!(other.path(), path);
    }

    #[test]
    fn sizes_are_round_where_they_can_be() {
        for (bytes, expected) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (1_000, "1 kB"),
            (2_000_000, "2 MB"),
            (1_500_000, "1500 kB"),
            (1_024, "1024 bytes"),
        ] {
            assert_eq!(size(bytes), expected);
        }
    }
}
