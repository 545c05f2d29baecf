//! The files of a pack folder, read all together: one bad file does not hide the others.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::files::{ReadError, read_text};

/// The most that one file of a pack may have, in bytes.
pub const FILE_LIMIT: u64 = 2_000_000;

/// The most files that a pack may have.
pub const FILES: usize = 2_000;

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedText {
    /// The path inside the pack with `/`, such as `frameworks/ssmr.yaml`.
    pub name: String,
    /// The path on the disk.
    pub path: PathBuf,
    /// The text, byte order mark and `\r` included.
    pub content: String,
}

/// What a pack folder holds. All lists are sorted by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackFolder {
    /// The files that could be read.
    pub texts: Vec<NamedText>,
    /// Every file and folder that could not be read.
    pub problems: Vec<ReadError>,
    /// What is no part of a pack, by its path inside the pack; folders end with `/` and are not looked into.
    pub strays: Vec<String>,
}

/// Reads `pack.yaml`, `frameworks/*.yaml`, `prompts/*/*.yaml`, `prompts/*/*.md`, `rubrics/*.yaml`,
/// `reference/*.yaml` and `reference/concepts/*.yaml`. Hidden files, and README and license files beside `pack.yaml`, are passed over.
///
/// # Errors
/// The folder itself cannot be read. What is wrong inside it is in [`PackFolder::problems`].
pub fn read_pack(folder: &Path) -> Result<PackFolder, ReadError> {
    let mut walk = Walk { found: PackFolder::default(), seen: 0 };
    let entries = entries(folder)?;
    walk.level(&entries, "", &TOP);
    if walk.seen > FILES {
        walk.found.problems.push(ReadError::TooMany { path: folder.to_owned(), limit: FILES });
    }
    Ok(walk.found)
}

/// The folders in a folder of packs, sorted by name; none if the folder is not there.
///
/// # Errors
/// The folder is there and cannot be read.
pub fn list_pack_folders(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    match entries(folder) {
        Ok(entries) => Ok(entries.into_iter().map(|entry| entry.path).filter(|path| path.is_dir()).collect()),
        Err(ReadError::Missing { .. } | ReadError::BelowAFile { .. }) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// What a folder of a pack may hold.
enum Shape {
    /// The folder of the pack.
    Top,
    /// Files with these extensions.
    Files(&'static [&'static str]),
    /// Folders of this shape.
    Folders(&'static Shape),
    /// Files with these extensions, and a folder `concepts` of them.
    Both(&'static [&'static str]),
}

const TOP: Shape = Shape::Top;
const YAML: Shape = Shape::Files(&["yaml"]);
const REFERENCE: Shape = Shape::Both(&["yaml"]);
const CASES: Shape = Shape::Folders(&Shape::Files(&["yaml", "md"]));

/// Files that people put beside `pack.yaml` and that are none of its content.
const COMPANIONS: [&str; 5] = ["readme", "license", "licence", "copying", "changelog"];

/// One file or folder.
struct Entry {
    name: String,
    path: PathBuf,
}

/// A walk through a pack.
struct Walk {
    found: PackFolder,
    seen: usize,
}

impl Walk {
    fn level(&mut self, entries: &[Entry], above: &str, shape: &Shape) {
        for entry in entries {
            self.seen += 1;
            if self.seen > FILES {
                return;
            }
            self.entry(entry, format!("{above}{}", entry.name), shape);
        }
    }

    fn entry(&mut self, entry: &Entry, name: String, shape: &Shape) {
        let metadata = match fs::metadata(&entry.path) {
            Ok(metadata) => metadata,
            Err(error) => return self.found.problems.push(ReadError::from_io(&entry.path, &error)),
        };
        if metadata.is_dir() {
            match shape.folder(&entry.name) {
                Some(inner) => self.folder(entry, &name, inner),
                None => self.found.strays.push(name + "/"),
            }
        } else if metadata.is_file() && shape.takes(&entry.name) {
            self.file(entry, name);
        } else if !(metadata.is_file() && shape.passes_over(&entry.name)) {
            // A pipe is a stray too, whatever its name: reading it could wait for ever.
            self.found.strays.push(name);
        }
    }

    fn folder(&mut self, entry: &Entry, name: &str, shape: &Shape) {
        match entries(&entry.path) {
            Ok(entries) => self.level(&entries, &format!("{name}/"), shape),
            Err(error) => self.found.problems.push(error),
        }
    }

    fn file(&mut self, entry: &Entry, name: String) {
        match read_text(&entry.path, FILE_LIMIT) {
            Ok(text) => {
                self.found.texts.push(NamedText { name, path: entry.path.clone(), content: text.content });
            }
            Err(error) => self.found.problems.push(error),
        }
    }
}

impl Shape {
    /// The shape of a folder in this one, if it belongs here.
    fn folder(&self, name: &str) -> Option<&'static Shape> {
        match (self, name) {
            (Self::Top, "frameworks" | "rubrics") => Some(&YAML),
            (Self::Top, "reference") => Some(&REFERENCE),
            (Self::Both(..), "concepts") => Some(&YAML),
            (Self::Top, "prompts") => Some(&CASES),
            (Self::Folders(shape), _) => Some(shape),
            _ => None,
        }
    }

    /// Whether a file belongs here.
    fn takes(&self, name: &str) -> bool {
        match self {
            Self::Top => name == "pack.yaml",
            Self::Files(extensions) | Self::Both(extensions) => Path::new(name)
                .extension()
                .is_some_and(|found| extensions.iter().any(|known| found == *known)),
            Self::Folders(_) => false,
        }
    }

    /// Whether a file is left alone without a word.
    fn passes_over(&self, name: &str) -> bool {
        let stem = name.split('.').next().unwrap_or_default().to_lowercase();
        matches!(self, Self::Top)
            && COMPANIONS
                .iter()
                .any(|companion| stem == *companion || stem.starts_with(&format!("{companion}-")))
    }
}

/// What a folder holds without hidden files, sorted by name; a little more than a pack may have at most.
fn entries(folder: &Path) -> Result<Vec<Entry>, ReadError> {
    let fault = |error: io::Error| ReadError::from_io(folder, &error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.push(Entry { name, path: entry.path() });
        }
        if found.len() > FILES {
            break;
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn pack(files: &[(&str, &[u8])]) -> TempDir {
        let folder = tempfile::tempdir().expect("folder");
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        folder
    }

    fn names(found: &PackFolder) -> Vec<&str> {
        found.texts.iter().map(|text| text.name.as_str()).collect()
    }

    #[test]
    fn a_whole_pack_in_order() {
        let folder = pack(&[
            ("rubrics/b.yaml", b"b"),
            ("pack.yaml", b"\xef\xbb\xbfa: 1\r\n"),
            ("prompts/misuse/x.yaml", b""),
            ("prompts/misuse/x.weak.md", b""),
            ("prompts/misuse/x.strong.md", b""),
            ("prompts/design/y.yaml", b""),
            ("reference/harms.yaml", b""),
            ("frameworks/ssmr.yaml", b""),
            ("rubrics/a.yaml", b""),
            ("README.md", b""),
            ("LICENSE-MIT", b""),
            (".git/config", b""),
            ("rubrics/.b.yaml.swp", b""),
        ]);
        let found = read_pack(folder.path()).expect("read");
        let expected = [
            "frameworks/ssmr.yaml",
            "pack.yaml",
            "prompts/design/y.yaml",
            "prompts/misuse/x.strong.md",
            "prompts/misuse/x.weak.md",
            "prompts/misuse/x.yaml",
            "reference/harms.yaml",
            "rubrics/a.yaml",
            "rubrics/b.yaml",
        ];
        assert_eq!(names(&found), expected);
        assert_eq!((found.problems, found.strays), (Vec::new(), Vec::new()));
        let text = NamedText {
            name: "pack.yaml".into(),
            path: folder.path().join("pack.yaml"),
            content: "\u{feff}a: 1\r\n".into(),
        };
        assert_eq!(found.texts.get(1), Some(&text));
    }

    #[test]
    fn strays_are_named() {
        let folder = pack(&[
            ("pack.yml", b""),
            ("docs/a.md", b""),
            ("prompts/loose.yaml", b""),
            ("prompts/misuse/README.txt", b""),
            ("prompts/misuse/deep/x.yaml", b""),
            ("frameworks/x.yaml/y.yaml", b""),
            ("frameworks/X.YAML", b""),
            ("frameworks/yaml", b""),
            ("rubrics", b""),
        ]);
        let found = read_pack(folder.path()).expect("read");
        let expected = [
            "docs/",
            "frameworks/X.YAML",
            "frameworks/x.yaml/",
            "frameworks/yaml",
            "pack.yml",
            "prompts/loose.yaml",
            "prompts/misuse/README.txt",
            "prompts/misuse/deep/",
            "rubrics",
        ];
        assert_eq!(found.strays, expected);
        assert_eq!(names(&found), [""; 0]);
        assert_eq!(found.problems, []);
    }

    #[test]
    fn every_bad_file_is_told_and_the_others_are_read() {
        let big = vec![b' '; usize::try_from(FILE_LIMIT).expect("fits") + 1];
        let folder = pack(&[
            ("frameworks/big.yaml", &big),
            ("frameworks/good.yaml", b"ok"),
            ("pack.yaml", b"a: \xff\n"),
            ("reference/full.yaml", &big[1..]),
        ]);
        let found = read_pack(folder.path()).expect("read");
        assert_eq!(names(&found), ["frameworks/good.yaml", "reference/full.yaml"]);
        let expected = [
            ReadError::TooLarge { path: folder.path().join("frameworks/big.yaml"), limit: FILE_LIMIT },
            ReadError::NotUtf8 {
                path: folder.path().join("pack.yaml"),
                line: 1,
                column: 4,
                offset: 3,
                byte: 0xff,
            },
        ];
        assert_eq!(found.problems, expected);
    }

    #[test]
    fn a_folder_that_is_none() {
        let folder = pack(&[("file", b"")]);
        let path = folder.path().join("none");
        assert_eq!(read_pack(&path), Err(ReadError::Missing { path: path.clone() }));
        assert_eq!(list_pack_folders(&path), Ok(Vec::new()));
        let path = folder.path().join("file");
        assert_eq!(read_pack(&path), Err(ReadError::NotAFolder { path: path.clone() }));
        assert_eq!(list_pack_folders(&path), Err(ReadError::NotAFolder { path }));
    }

    #[test]
    fn too_many_files_are_said_once() {
        let folder = tempfile::tempdir().expect("folder");
        fs::create_dir(folder.path().join("rubrics")).expect("folder");
        for number in 0..FILES {
            fs::write(folder.path().join(format!("rubrics/{number:04}.yaml")), "").expect("written");
        }
        let found = read_pack(folder.path()).expect("read");
        // The folder counts as well.
        assert_eq!(found.texts.len(), FILES - 1);
        assert_eq!(found.problems, [ReadError::TooMany { path: folder.path().to_owned(), limit: FILES }]);
    }

    #[test]
    fn folders_of_packs_are_sorted() {
        let folder = pack(&[("b/pack.yaml", b""), ("a/pack.yaml", b""), (".git/x", b""), ("notes.txt", b"")]);
        assert_eq!(
            list_pack_folders(folder.path()),
            Ok(vec![folder.path().join("a"), folder.path().join("b")])
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_broken_ones_told() {
        use std::os::unix::fs::symlink;
        let folder = pack(&[("pack.yaml", b""), ("shared.txt", b"ok")]);
        fs::create_dir(folder.path().join("rubrics")).expect("folder");
        symlink("../shared.txt", folder.path().join("rubrics/good.yaml")).expect("link");
        symlink("none", folder.path().join("rubrics/lost.yaml")).expect("link");
        symlink("..", folder.path().join("rubrics/up")).expect("link");
        let found = read_pack(folder.path()).expect("read");
        assert_eq!(names(&found), ["pack.yaml", "rubrics/good.yaml"]);
        assert_eq!(found.problems, [ReadError::Missing { path: folder.path().join("rubrics/lost.yaml") }]);
        assert_eq!(found.strays, ["rubrics/up/", "shared.txt"]);
    }
}
